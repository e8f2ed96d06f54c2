"""A hidden grader under plain pytest, for its author: the same sandbox, one worker a case."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from autograder.course.catalogue import Catalogue, Exercise
from autograder.grading.candidate import Candidate
from autograder.grading.current import CurrentCase, set_current
from autograder.grading.marks import mark_of
from autograder.grading.proxies import Reference, SubmissionProxy
from autograder.grading.seeds import case_seed
from autograder.sandbox.sandbox import Sandbox

SECRET = secrets.randbits(64)


@cache
def _sandbox() -> Sandbox:
    return Sandbox()


@cache
def _exercise(name: str) -> Exercise:
    return Catalogue().find(name)


@cache
def _reference(name: str) -> Reference:
    return Reference(_exercise(name))


@contextlib.contextmanager
def authors_case(request: pytest.FixtureRequest) -> Iterator[CurrentCase]:
    """The case of one pytest item, graded against ``--submission`` or the solution."""
    name = request.path.stem.removeprefix("test_")
    exercise = _exercise(name)
    chosen = request.config.getoption("--submission")
    path = Path(chosen) if chosen else exercise.folder / "solution.py"
    candidate = Candidate(_sandbox(), exercise, path.read_text(encoding="utf-8"))
    mark = mark_of(request.function)
    try:
        conversation = candidate.begin(mark.name if mark else "")
        case = CurrentCase(
            SubmissionProxy(candidate, conversation),
            _reference(name),
            case_seed(SECRET, request.node.name),
            conversation.trace,
        )
        set_current(case)
        yield case
    finally:
        set_current(None)
        candidate.close()
