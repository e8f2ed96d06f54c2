"""How a case can end other than well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from autograder.sandbox.death import Death
from autograder.text import Text


class CheckFailed(AssertionError):
    """A wrong answer. ``kind`` says in what way, and is part of a mistake's signature.

    ``answer`` is the value that was found wrong, in a tuple of one; empty where no value was compared.
    """

    def __init__(
        self,
        message: Text,
        kind: str = "value",
        observed: float | None = None,
        tolerance: float | None = None,
        answer: tuple[Any, ...] = (),
    ) -> None:
        super().__init__(message.en)
        self.message = message
        self.kind = kind
        self.observed = observed
        self.tolerance = tolerance
        self.answer = answer


class SubmissionError(Exception):
    """Whatever the student's code raised. The only exception that crosses the line.

    ``classes`` are the names of its class and bases: ``raises("ValueError")`` asks for one of them.
    """

    def __init__(self, message: Text, classes: tuple[str, ...], words: str = "") -> None:
        super().__init__(message.en)
        self.message = message
        self.classes = classes
        self.words = words


class SubmissionDied(SubmissionError):
    """The student's code took its process with it."""

    def __init__(self, message: Text, death: Death) -> None:
        super().__init__(message, ())
        self.death = death


class NotGraded(Exception):
    """The case can't be run here; ``reason`` is shown."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


@dataclass(frozen=True)
class Planted(Exception):
    """Raised by a grader's callback to reach the student as the built-in exception ``name``."""

    name: str
    words: str = ""


def failure_kind(error: BaseException) -> str:
    """One word for the way in which a case ended: what a mistake is known by where values differ by chance."""
    if isinstance(error, CheckFailed):
        return error.kind
    if isinstance(error, SubmissionDied):
        return f"died:{error.death.cause}"
    if isinstance(error, SubmissionError):
        return f"raised:{error.classes[0] if error.classes else ''}"
    return f"broke:{type(error).__name__}"


def message_of(error: BaseException) -> Text:
    """The sentence of an error, in both languages."""
    message: Any = getattr(error, "message", None)
    if isinstance(message, Text):
        return message
    return Text.of(str(error))
