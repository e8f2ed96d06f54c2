"""Confining a worker process: what it may read, call, use and reach, down to nothing it needs.

Everything is done by system calls after a fork, with no root and no helper program. The order of
business: a zygote builds a `ZygoteConfinement` once, calls `enter()`, and then for every worker
`fork(profile)` and, in the child, `confine_child(profile, keep_fds)`. Any failure raises
`ConfinementError`, and then the caller must not run the submission.

Standard library and ctypes only, and nothing else of this package: what guards the trust line
should be readable on its own.
"""

from __future__ import annotations

from autograder.confinement.cuda import load_driver
from autograder.confinement.errors import ConfinementError
from autograder.confinement.model import Isolation, Limits, Profile
from autograder.confinement.paths import default_readable_paths
from autograder.confinement.tiers import probe_isolation
from autograder.confinement.zygote import SCRATCH_PATH, ZygoteConfinement

__all__ = [
    "SCRATCH_PATH",
    "ConfinementError",
    "Isolation",
    "Limits",
    "Profile",
    "ZygoteConfinement",
    "default_readable_paths",
    "load_driver",
    "probe_isolation",
]
