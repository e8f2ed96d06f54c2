"""Points read by syntax tree are those that pytest collects."""

from __future__ import annotations

import pytest

from autograder.build.notebook_points import task_points
from autograder.course.catalogue import Catalogue
from autograder.course.layout import PACKAGE, open_course
from autograder.errors import DeepdrillError
from autograder.grading.session import GraderSession

GRADER = """\
import pytest

from autograder.grading import task

CASES = [1, 2, 3]


@task("one", points=2)
def test_plain(submission): ...


@task("two")
@pytest.mark.parametrize("n", CASES)
@pytest.mark.parametrize("m", (4, 5))
def test_grid(submission, n, m): ...


@pytest.mark.parametrize("k", [1, 2])
class TestInAClass:
    @task("one", 3)
    def test_method(self, submission, k): ...

    def helper(self): ...


@task(name="three", points=4)
def test_on_each_device(submission, device): ...
"""


@pytest.fixture(scope="module")
def session():
    session = GraderSession()
    yield session
    session.close()


def collected(session, path):
    points = {}
    for item in session.call(lambda: session.collect(path)):
        points[item.mark.name] = points.get(item.mark.name, 0) + item.mark.points
    return points


def test_what_counts_more_than_once(tmp_path, session):
    path = tmp_path / "test_points.py"
    path.write_text(GRADER, encoding="utf-8")
    assert task_points(path) == {"one": 8, "two": 6, "three": 8}
    assert collected(session, path) == task_points(path)


@pytest.mark.parametrize("exercise", Catalogue(open_course(PACKAGE.parent)).ids)
def test_points_of_the_course(exercise, session):
    grader = Catalogue(open_course(PACKAGE.parent)).find(exercise).grader
    if not grader.is_file():
        pytest.skip(f"{exercise} has no hidden grader yet")
    assert collected(session, grader) == task_points(grader)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("def test_it(submission): ...\n", "test_it has no @task mark"),
        ('@task("one", points=POINTS)\ndef test_it(submission): ...\n', "with literals"),
        ('@mark.parametrize("n", range(3))\n@task("one")\ndef test_it(n): ...\n', "must be a list"),
        ("x = 1\n", "no test with a @task mark"),
        ("def test_it(:\n", "line 1"),
    ],
)
def test_what_can_not_be_read_is_told(tmp_path, text, complaint):
    path = tmp_path / "test_points.py"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DeepdrillError, match=complaint):
        task_points(path)
