"""A submitted notebook read: put right, its code examined, named by a key. Nothing runs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course.catalogue import Exercise
from autograder.errors import DeepdrillError
from autograder.nbgrader_plugin import kept
from autograder.nbgrader_plugin.code import submission_of
from autograder.nbgrader_plugin.master import Master
from autograder.nbgrader_plugin.restore import restored
from autograder.submissions.model import Submission
from autograder.text import Language, Text


@dataclass
class Pending:
    """A notebook that waits for its grades."""

    student: str
    path: Path
    target: Path
    master: Master
    notebook: dict[str, Any]
    key: str
    submission: Submission | None
    reason: Text | None = None  # why it can't be graded at all


def read(
    student: str,
    path: Path,
    folder: Path,
    target: Path,
    master: Master,
    language: Language,
    cuda: bool,
) -> tuple[Pending, tuple[Text, ...]]:
    """The notebook, and what was put right in it. ``target`` is where it goes once it is graded."""
    notebook, notes = restored(path, master, language, within=folder)
    exercise: Exercise | None = None
    reason = submission = None
    try:
        exercise = kept.catalogue().find(master.exercise)
    except DeepdrillError as error:
        reason = Text.of(f"{error}.")
    key = kept.key_of(notebook, exercise, language, cuda)
    if exercise is not None:
        submission = submission_of(notebook, master, exercise, student, path)
    return Pending(student, path, target, master, notebook, key, submission, reason), notes
