"""The mark of a hidden test: which task it belongs to, and what it is worth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from autograder.text import Text


@dataclass(frozen=True)
class TaskMark:
    """``points`` whole points for one case of the task ``name``."""

    name: str
    points: int


def task(name: str, points: int = 1) -> Callable[[Callable], Callable]:
    """Marks a test as a case of the task ``name``. Its docstring, English then Korean, is its title."""
    if type(points) is not int or points < 1:
        raise ValueError(f"the points of {name} must be a whole number of at least 1")

    def mark(function: Callable) -> Callable:
        function.deepdrill_task = TaskMark(name, points)
        return function

    return mark


def mark_of(function: Any) -> TaskMark | None:
    """The mark of a test function, if it has one."""
    return getattr(function, "deepdrill_task", None)


def title_of(function: Any) -> Text:
    """The two lines of a test's docstring."""
    lines = [line.strip() for line in (function.__doc__ or "").strip().splitlines() if line.strip()]
    if not lines:
        return Text.of(function.__name__.removeprefix("test_").replace("_", " "))
    return Text(lines[0], lines[1] if len(lines) > 1 else lines[0])
