"""The case that is being run now. One process grades one case at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from autograder.grading.trace import Trace
from autograder.text import Text


@dataclass
class CurrentCase:
    """What the fixtures of a case hand out."""

    submission: Any
    reference: Any
    seed: int
    trace: Trace
    cuda: bool = False  # whether the submission's worker has the GPUs
    note: Text | None = None  # what the student reads although the case is passed


_current: CurrentCase | None = None


def set_current(case: CurrentCase | None) -> None:
    global _current
    _current = case


def current() -> CurrentCase | None:
    return _current
