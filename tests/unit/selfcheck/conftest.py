from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent.parent / "course"))

import minicourse
from corner_answers import EXAMPLES, RIGHT

from autograder.course.catalogue import Catalogue
from autograder.selfcheck import SelfCheck, run


@pytest.fixture
def exercise(tmp_path, monkeypatch):
    """q02a of the small course, with examples of every kind."""
    course = minicourse.make_course(tmp_path / "course")
    minicourse.add_exercise(course.root, examples=EXAMPLES)
    monkeypatch.setenv("DEEPDRILL_COURSE", str(course.root))
    return Catalogue(course).find("q02a")


@pytest.fixture
def checked(exercise, tmp_path):
    """Checks a source, or the right one with some text exchanged."""

    def checked(source: str = RIGHT, *changes: tuple[str, str], **options) -> SelfCheck:
        for old, new in changes:
            assert old in source
            source = source.replace(old, new)
        path = tmp_path / "q02a.py"
        path.write_text(source, encoding="utf-8")
        return run(path, exercise, **options)

    return checked


@pytest.fixture
def right() -> str:
    return RIGHT
