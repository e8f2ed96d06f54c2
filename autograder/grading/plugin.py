"""The pytest plugin: fixtures of hidden graders, for the grading session and for a grader's author.

Installed as a pytest plugin, it is loaded in every pytest run of a student too: nothing heavy at the top.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.grading.fixtures import FIXTURES


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("deepdrill")
    group.addoption(
        "--submission",
        metavar="FILE",
        help="run hidden graders against this file (default: the solution), in the sandbox",
    )


@pytest.fixture
def _case(request: pytest.FixtureRequest):
    """The current case; for an author who runs plain pytest, one made for the occasion."""
    from autograder.grading.current import current

    case = current()
    if case is not None:
        yield case
        return
    from autograder.grading.author import authors_case

    with authors_case(request) as case:
        yield case


@pytest.fixture
def submission(_case):
    """The student's module: calls run in a confined process, data cross."""
    return FIXTURES["submission"](_case)


@pytest.fixture
def reference(_case):
    """The solution, called directly."""
    return FIXTURES["reference"](_case)


@pytest.fixture
def seed(_case) -> int:
    """A number derived from the secret seed and the case."""
    return FIXTURES["seed"](_case)


@pytest.fixture
def rng(_case):
    """A NumPy generator seeded by ``seed``."""
    return FIXTURES["rng"](_case)


@pytest.fixture
def digits(_case):
    """``(x, y), (x_test, y_test) = digits(600, 300)``: digits that no submission has seen."""
    return FIXTURES["digits"](_case)


@pytest.fixture
def raises(_case):
    """``with raises("ValueError"): ...``"""
    return FIXTURES["raises"](_case)


@pytest.fixture(params=["cpu", "cuda"])
def device(request: pytest.FixtureRequest) -> str:
    """ "cpu", and "cuda" where there is one; the case is skipped with the reason shown where not."""
    if request.param == "cuda":
        from autograder.grading.checks import require_cuda

        require_cuda()
    return request.param


def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> None:
    """A case that can't be run here is a skip with its reason, for an author too."""
    if call.excinfo is not None and type(call.excinfo.value).__name__ == "NotGraded":
        path = Path(str(item.path))
        reason, place = str(call.excinfo.value), call.excinfo.tb
        skipped = pytest.skip.Exception(f"{reason} ({path.name})")
        call.excinfo = pytest.ExceptionInfo.from_exc_info((type(skipped), skipped, place))
