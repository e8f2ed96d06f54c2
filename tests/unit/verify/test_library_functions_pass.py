"""PyTorch's, NumPy's and SciPy's own functions, where they are not off limits, pass as submissions.

Each file in library_functions/ is one submission: ``q02_torch.py`` is graded as q02. What it adds to the
library's functions is what their signatures lack (a conversion, a ValueError). It may define a part of the
exercise's names; the others are then the solution's. A case that the library is known to lose stands in
its docstring, ``Loses <case>: <why>``, and must be lost.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from autograder.course.catalogue import Catalogue
from autograder.course.names import public_names
from autograder.grading.grade import Grader, Options
from autograder.reports.model import Status
from autograder.submissions.read import from_text

FILES = sorted(Path(__file__).with_name("library_functions").glob("q*.py"))


@pytest.fixture(scope="module")
def grader():
    with Grader(Catalogue(), secret=11) as grader:
        yield grader


def submission_of(path, exercise):
    source = path.read_text(encoding="utf-8")
    names = set(public_names(source))
    assert names and names <= set(exercise.required_names)
    if names != set(exercise.required_names):
        solution = exercise.module.read_text(encoding="utf-8")
        source = f"{solution}\n\n{source.replace('from __future__ import annotations', '')}"
    return from_text(source, Path(f"{exercise.id}.py"), "library", exercise)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_library_functions_pass(grader, path):
    exercise = grader.catalogue.find(path.stem.partition("_")[0])
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    report = grader.grade(submission_of(path, exercise), Options(diagnose=False))
    lost = {
        case.id.rpartition("/")[2]: case.message.en
        for case in report.cases
        if case.status not in (Status.PASS, Status.SKIP)
    }
    assert report.problems == ()
    assert lost.keys() == set(re.findall(r"^Loses (\w+): \S", docstring, re.MULTILINE)), lost


def test_there_are_submissions_to_try():
    assert FILES
