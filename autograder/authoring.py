"""Marks for ``mistakes.py`` and ``alternatives.py``.

The files are read by their syntax tree and composed with the solution (``autograder.course.compose``),
so these decorators only have to exist: they let an editor, a linter and a curious author import the file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Definition = TypeVar("Definition", bound=Callable)


def mistake(
    *, replaces: str, en: str, ko: str, deadline_seconds: float | None = None
) -> Callable[[Definition], Definition]:
    """A classic wrong answer that takes the place of ``replaces``, and the sentence its author reads."""
    return lambda definition: definition


def alternative(*, replaces: str, why: str) -> Callable[[Definition], Definition]:
    """Another right answer for ``replaces``; ``why`` says what is different about it."""
    return lambda definition: definition


def part_of(name: str, *, replaces: str) -> Callable[[Definition], Definition]:
    """A further definition of the mistake or alternative called ``name``."""
    return lambda definition: definition
