"""One grader for all tests of grading: starting a zygote for each would take longer than the tests."""

from __future__ import annotations

import pytest
import tinycourse

from autograder.grading.grade import Grader
from autograder.sandbox.sandbox import Sandbox


@pytest.fixture(scope="session")
def sandbox():
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def grader(tmp_path_factory):
    catalogue = tinycourse.make_course(tmp_path_factory.mktemp("course"))
    with Grader(catalogue, secret=7) as grader:
        yield grader
