"""The same hidden tests against a module in this very process: no isolation, nothing crosses.

What it costs is the floor under any grader, and, started anew for each submission, what a course pays
that runs pytest. Loaded as a pytest plugin (``-p in_process -p no:deepdrill``) it takes the place of ours.
"""

from __future__ import annotations

import types
from pathlib import Path

import pytest

from autograder.course.catalogue import Catalogue
from autograder.grading.current import CurrentCase, set_current
from autograder.grading.fixtures import FIXTURES
from autograder.grading.proxies import LocalProbes, Reference
from autograder.grading.trace import Trace


class InProcess:
    """A submission that is a module here."""

    def __init__(self, source: str, name: str) -> None:
        self._module = types.ModuleType(name)
        exec(compile(source, f"{name}.py", "exec"), self._module.__dict__)
        self.probe = LocalProbes()
        self.trace = Trace()

    def __getattr__(self, name: str):
        return getattr(self._module, name)


def case_of(source: str, reference: Reference, name: str, seed: int = 1) -> CurrentCase:
    """A case whose submission is ``source``, run here."""
    submission = InProcess(source, name)
    return CurrentCase(submission, reference, seed, submission.trace)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--in-process", metavar="FILE")


_kept: dict[str, CurrentCase] = {}


def _case(request: pytest.FixtureRequest) -> CurrentCase:
    name = request.path.stem.removeprefix("test_")
    if name not in _kept:
        exercise = Catalogue().find(name)
        source = Path(request.config.getoption("--in-process")).read_text(encoding="utf-8")
        _kept[name] = case_of(source, Reference(exercise), name)
    set_current(_kept[name])
    return _kept[name]


def _fixture(name: str):
    def value(request: pytest.FixtureRequest):
        return FIXTURES[name](_case(request))

    return pytest.fixture(name=name)(value)


submission, reference, seed, rng, raises = map(
    _fixture, ("submission", "reference", "seed", "rng", "raises")
)
