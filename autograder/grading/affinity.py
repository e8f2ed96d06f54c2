"""A core for each grading process.

A grader and its worker take turns: neither has anything to do while the other runs. On one core a turn is a
switch; across two, each turn wakes an idle core, which costs more than most calls. Where every core is in use
anyway, nothing is lost by staying on one.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator


def stay_on_core(turn: int) -> None:
    """Binds this process, and what it starts from now on, to one of the cores that it may use."""
    if not hasattr(os, "sched_setaffinity"):
        return
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) > 1:
        os.sched_setaffinity(0, {cores[turn % len(cores)]})


@contextlib.contextmanager
def on_one_core() -> Iterator[None]:
    """Binds this process, and what it starts meanwhile, to the core on which it runs now."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {_current_core(allowed)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


def _current_core(allowed: set[int]) -> int:
    with open("/proc/self/stat") as file:
        core = int(
            file.read().rpartition(")")[2].split()[36]
        )  # field 39, counted from the one after the name
    return core if core in allowed else min(allowed)
