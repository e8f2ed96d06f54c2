from __future__ import annotations

import minicourse
import pytest

from autograder.course.layout import Course


@pytest.fixture
def course(tmp_path) -> Course:
    return minicourse.make_course(tmp_path)
