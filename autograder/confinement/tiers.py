"""Which tier this machine can give: found by confining a process, not by asking for versions."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from autograder.confinement.model import TIER_NAMES, Isolation

_PACKAGE_ROOT = str(Path(__file__).resolve().parents[2])
_PROGRAM = "import sys; sys.path.insert(0, sys.argv[1]); import autograder.confinement.probe as p; p.main()"
_SECONDS = 10


def probe_isolation(max_tier: int = 3) -> Isolation:
    """The highest tier that works here, up to `max_tier`, and why not a higher one.

    Each attempt runs in a process of its own, since there is no way back from confinement and a
    user namespace needs a process with one thread. It never raises.
    """
    reasons = []
    if max_tier < 3:
        reasons.append(f"limited to tier {max(max_tier, 1)} by request")
    for tier in range(min(max_tier, 3), 1, -1):
        reason = _attempt(tier)
        if reason is None:
            return Isolation(tier, TIER_NAMES[tier], "; ".join(reasons))
        reasons.append(f"no tier {tier}: {reason}")
    return Isolation(1, TIER_NAMES[1], "; ".join(reasons))


def _attempt(tier: int) -> str | None:
    """None where a worker could be confined on this tier, else the reason."""
    command = [sys.executable, "-I", "-S", "-c", _PROGRAM, _PACKAGE_ROOT, str(tier)]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            cwd=os.sep,
            check=False,
        )
        answer = json.loads(done.stdout)
        return None if answer["confined"] else str(answer["reason"])
    except subprocess.TimeoutExpired:
        return f"confining a process took more than {_SECONDS} seconds"
    except (OSError, ValueError, KeyError, TypeError) as error:
        return f"the attempt gave no answer ({type(error).__name__})"
