"""A core for each grading process of a pool.

A grader and its worker take turns: neither has anything to do while the other runs. On one core a turn is a
switch; across two, each turn wakes an idle core, which costs more than most calls. Where every core is in use
anyway, nothing is lost by staying on one.
"""

from __future__ import annotations

import os


def stay_on_core(turn: int) -> None:
    """Binds this process, and what it starts from now on, to one of the cores that it may use."""
    if not hasattr(os, "sched_setaffinity"):
        return
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) > 1:
        os.sched_setaffinity(0, {cores[turn % len(cores)]})
