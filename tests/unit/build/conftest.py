from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent.parent / "course"))

import minicourse

from autograder.course.layout import Course


@pytest.fixture
def course(tmp_path) -> Course:
    return minicourse.make_course(tmp_path)
