"""The one grader that a process keeps for all notebooks of a run."""

from __future__ import annotations

import atexit
import hashlib
import json
import threading
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import autograder
from autograder.course.catalogue import Catalogue, Exercise
from autograder.course.layout import find_course
from autograder.errors import DeepdrillError, ToolFailure
from autograder.grading.affinity import on_one_core
from autograder.grading.failed import not_graded
from autograder.grading.grade import Grader
from autograder.grading.run import chosen_isolation
from autograder.nbgrader_plugin.code import reduced
from autograder.reports.model import ExerciseReport
from autograder.sandbox.sandbox import Sandbox
from autograder.submissions.model import Submission

_lock = threading.Lock()
_grader: Grader | None = None
_setting: tuple[Any, ...] | None = None
_seen: dict[str, tuple[int, ...]] = {}  # when an exercise's files were last changed
_catalogues: dict[Path, Catalogue] = {}


def grade(
    submission: Submission,
    secret: int | None = None,
    allow_unconfined: bool = False,
    cuda: bool = False,
) -> ExerciseReport:
    """The report; our own failures are in it. Raises DeepdrillError where this machine must not grade."""
    with _lock:
        report = _grade(submission, secret, allow_unconfined, cuda)
        for less in reduced(submission, report):
            again = _grade(less, secret, allow_unconfined, cuda)
            if again.points > report.points:
                return again
        return report


def _grade(
    submission: Submission, secret: int | None, allow_unconfined: bool, cuda: bool
) -> ExerciseReport:
    try:
        return _kept(submission.exercise, secret, allow_unconfined, cuda).grade(submission)
    except DeepdrillError:
        raise
    except Exception as failure:  # ours, whatever it is
        _close()
        told = (
            str(failure)
            if isinstance(failure, ToolFailure)
            else f"{type(failure).__name__}: {failure}"
        )
        return not_graded(submission, told)


def _kept(exercise: str, secret: int | None, allow_unconfined: bool, cuda: bool) -> Grader:
    """The kept grader, or a new one where the course or a hidden grader has changed (formgrader runs long)."""
    global _grader, _setting
    root = find_course().root
    setting = (root, secret, allow_unconfined, cuda)
    asked = catalogue().find(exercise)
    stamp = tuple(path.stat().st_mtime_ns for path in _files(asked))
    if _setting != setting or _seen.setdefault(asked.id, stamp) != stamp:
        _close()
        _catalogues.clear()
        _seen.clear()
    if _grader is None:
        isolation = chosen_isolation(3, allow_unconfined)
        with on_one_core():  # for the thread and the processes that start here
            _grader = Grader(catalogue(), Sandbox(isolation, cuda=cuda), secret)
            _setting = setting
    _seen[asked.id] = stamp
    return _grader


def _close() -> None:
    global _grader
    if _grader is not None:
        grader, _grader = _grader, None
        grader.close()


atexit.register(_close)


def catalogue() -> Catalogue:
    """The course of the working directory (nbgrader works in the course's root), else of this checkout."""
    course = find_course()
    if course.edition != "instructor":
        raise DeepdrillError(
            "grading needs the hidden tests: run nbgrader in a checkout of the course"
        )
    if course.root not in _catalogues:
        _catalogues[course.root] = Catalogue(course)
    return _catalogues[course.root]


def _files(exercise: Exercise) -> list[Path]:
    if exercise.folder is None or exercise.grader is None:
        return []
    beside = (p for p in exercise.grader.parent.glob("*.py") if not p.name.startswith("test_"))
    return [
        *sorted(exercise.folder.glob("*.py")),
        exercise.folder / "lesson.md",
        exercise.grader,
        *sorted(beside),  # what a grader reads, and no other exercise's grader
    ]


@cache
def _engine() -> str:
    """The engine's own code by its content."""
    digest = hashlib.sha256(autograder.__version__.encode())
    package = Path(autograder.__file__).parent
    for path in sorted(package.rglob("*.py")):
        if "graders" not in path.relative_to(package).parts[:1]:
            digest.update(path.read_bytes())
    return digest.hexdigest()


@lru_cache(maxsize=1024)
def _content(path: Path, changed: int) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


def key_of(
    notebook: dict[str, Any], exercise: Exercise | None, language: str, cuda: bool = False
) -> str:
    """What a grade depends on, in one number: the notebook as it was put right, the exercise, the engine, the GPUs."""
    digest = hashlib.sha256(_engine().encode())
    if exercise is not None:
        for path in _files(exercise):
            digest.update(_content(path, path.stat().st_mtime_ns))
    digest.update(f"{language} {cuda}".encode())
    digest.update(json.dumps(notebook, sort_keys=True, ensure_ascii=True).encode())
    return digest.hexdigest()
