"""Off-limits uses in what a notebook has defined, found as in a file: from the text of the cells.

Where no text is to be had (a plain Python prompt), nothing is said here; grading will see it.
"""

from __future__ import annotations

import inspect
import re
import textwrap
import types
from pathlib import Path
from typing import Any

from autograder.selfcheck.examples import Examples
from autograder.submissions.model import Submission
from autograder.submissions.read import blocked_names, examined
from autograder.text import Text

_LINE = re.compile(r"^(?:Line \d+: |\d+행: )")  # of a text that nobody sees


def off_limits(examples: Examples, namespace: dict[str, Any]) -> dict[str, Text]:
    """For each task that leans on something off limits, the sentence that says so."""
    if not examples.off_limits:
        return {}
    asked = Submission("", examples.id, Path("notebook"), _source(namespace))
    found = [p for p in examined(asked, examples).problems if p.kind == "off_limits"]
    submission = Submission("", examples.id, asked.path, asked.source, tuple(found))
    return {
        name: Text(_LINE.sub("", text.en), _LINE.sub("", text.ko))
        for name, text in blocked_names(submission, examples).items()
    }


def _source(namespace: dict[str, Any]) -> str:
    """A module's text that defines and imports what ``namespace`` holds."""
    here = namespace.get("__name__")
    imports, definitions = [], []
    for name, value in namespace.items():
        if name.startswith("_") or not name.isidentifier():
            continue
        if isinstance(value, types.ModuleType):
            imports.append(f"import {value.__name__} as {name}")
        elif isinstance(value, type | types.FunctionType) and value.__module__ == here:
            definitions.append(_definition(value))
        elif callable(value):
            module = getattr(value, "__module__", None) or type(value).__module__
            its = getattr(value, "__name__", "")
            if its.isidentifier() and module not in (None, here, "builtins"):
                imports.append(f"from {module} import {its} as {name}")
    return "\n".join([*imports, *definitions]) + "\n"


def _definition(value: Any) -> str:
    try:
        return textwrap.dedent(inspect.getsource(value))
    except (OSError, TypeError, IndentationError, SyntaxError):
        if not isinstance(value, type):
            return ""
    # Python knows a class's text only by its file, which a cell is not; its methods know theirs.
    methods = [part for part in vars(value).values() if isinstance(part, types.FunctionType)]
    body = "\n".join(filter(None, map(_definition, methods)))
    return f"class {value.__name__}:\n{textwrap.indent(body, '    ')}" if body else ""
