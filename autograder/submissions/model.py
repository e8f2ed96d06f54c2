"""A submission as data: the source that will run, and what is already known to be wrong with it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from autograder.text import Text

ProblemKind = Literal["syntax", "off_limits", "missing_name", "unreadable"]


@dataclass(frozen=True)
class Problem:
    """One thing that reading alone shows to be wrong, in one sentence.

    ``name`` is the top-level definition concerned, so that only the tasks that need it suffer;
    ``None`` means that no single definition can be named. ``excerpt`` is the line with a caret under
    it, for reporters with a fixed-width font.
    """

    kind: ProblemKind
    message: Text
    line: int | None = None
    name: str | None = None
    column: int | None = None
    excerpt: str | None = None

    @property
    def text(self) -> Text:
        """The sentence with the caret below it, where there is one."""
        return self.message + Text.of(f"\n{self.excerpt}") if self.excerpt else self.message


@dataclass(frozen=True)
class Submission:
    """One student's answer to one exercise.

    ``source`` is what is to be run: broken pieces are blanked line for line, so line numbers in
    tracebacks are the student's own. ``notes`` are things that happened to the source and cost nothing
    (a notebook's magics, for example).
    """

    student: str
    exercise: str
    path: Path
    source: str
    problems: tuple[Problem, ...] = ()
    notes: tuple[Text, ...] = ()

    @property
    def digest(self) -> str:
        """Names the source by its content: the same answer has the same digest wherever it lies."""
        return hashlib.sha256(self.source.encode("utf-8", "surrogatepass")).hexdigest()
