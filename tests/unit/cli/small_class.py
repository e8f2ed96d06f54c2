"""A course with hidden graders and a class of a few students, for tests that grade for real."""

from __future__ import annotations

from pathlib import Path

import minicourse

from autograder.course.layout import Course

BENDS = """\
from autograder.grading import check_equal, task


@task("bend", points=2)
def test_bend_keeps_the_positive(submission, reference):
    \"\"\"bend keeps positive numbers.
    bend는 양수를 그대로 둡니다.\"\"\"
    check_equal(submission.bend(3.0), reference.bend(3.0))


@task("bend", points=1)
def test_bend_cuts_the_negative(submission, reference):
    \"\"\"bend turns negative numbers into 0.
    bend는 음수를 0으로 만듭니다.\"\"\"
    check_equal(submission.bend(-3.0), reference.bend(-3.0))
"""

CORNERS = """\
from autograder.grading import check_close, task


@task("corner", points=3)
def test_corner(submission, reference):
    \"\"\"corner is right.
    corner가 맞습니다.\"\"\"
    check_close(submission.corner(2.0), reference.corner(2.0))
"""

RIGHT = "def bend(x):\n    return x if x > 0 else 0.0\n"
WRONG = "def bend(x):\n    return x\n"
ENDLESS = "def bend(x):\n    while True:\n        pass\n"


def make_graded_course(root: Path, bends: str = BENDS, corners: str = CORNERS) -> Course:
    """A checkout whose two exercises can be graded."""
    course = minicourse.make_course(root)
    minicourse.write(course.graders / "q02_corners" / "test_q02_bends.py", bends)
    minicourse.write(course.graders / "q02_corners" / "test_q02a_sharp_corners.py", corners)
    return course


def make_class(root: Path, **students: str) -> Path:
    """A folder for each student with their q02.py."""
    for student, source in students.items():
        minicourse.write(root / student / "q02.py", source)
    return root
