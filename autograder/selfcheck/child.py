"""The process in which `deepdrill check` runs a student's file.

It writes one line of JSON for each thing that happens, at once: when the time is up, or the student's code ends the
process, what came before is known, and where it happened too.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any


def main(folder: str) -> None:
    """Check what was laid into ``folder``: the student's module, the examples, and the request."""
    here = Path(folder)
    request = json.loads((here / "request.json").read_text(encoding="utf-8"))

    with open(here / "events.jsonl", "a", encoding="utf-8") as events:

        def emit(event: dict[str, Any]) -> None:
            events.write(json.dumps(event) + "\n")
            events.flush()

        from autograder.selfcheck.session import Tail, run_examples, stand_in
        from autograder.worker.loader import load

        # Only now, so that a student's random.py or json.py hides nothing from us. The copy stands first: a
        # process that the student's code starts imports the module under its name again.
        sys.path[:0] = [str(here), request["home"]]
        module_file = here / f"{request['exercise']}.py"
        stdout, sys.stdout = sys.stdout, Tail()
        module, errors = load(
            module_file.read_text(encoding="utf-8"), str(module_file), request["exercise"]
        )
        sys.stdout = stdout
        emit({"event": "loaded", "errors": [[e.line, e.kind, e.message] for e in errors]})
        for name in request["tasks"]:
            if not hasattr(module, name):
                setattr(module, name, stand_in(name))
        run_examples(here / request["examples"], module.__dict__, set(request["chosen"]), emit)
        events.flush()
    os._exit(0)  # a thread that the student left running must not keep us


if __name__ == "__main__":
    main(sys.argv[1])
