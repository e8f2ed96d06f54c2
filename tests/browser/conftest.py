"""One course, one server and one browser for all tests of this folder; run them with ``make test-browser``."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("selenium", reason="selenium is not installed: run `make test-browser`")
pytest.importorskip("nbgrader", reason="nbgrader is not installed")

import chrome
import classroom
import serving

PICTURES = classroom.REPOSITORY / "build" / "browser"


@pytest.fixture(scope="session")
def course(tmp_path_factory) -> Path:
    """Released, handed in, graded, with feedback."""
    root = classroom.make_course(tmp_path_factory.mktemp("course").resolve())
    classroom.hand_in(root)
    classroom.run("autograder.cli.app", "nbgrade", classroom.TOPIC, root=root)
    classroom.run("nbgrader", "generate_feedback", classroom.TOPIC, root=root)
    return root


@pytest.fixture(scope="session")
def driver(tmp_path_factory):
    """The browser, or the reason why there is none."""
    if missing := chrome.what_is_missing():
        pytest.skip(missing)
    with chrome.browser(tmp_path_factory.mktemp("profile")) as one:
        yield one


@pytest.fixture(scope="session")
def server(driver, course, tmp_path_factory):
    """Jupyter in the course."""
    with serving.jupyter(course, tmp_path_factory.mktemp("state")) as one:
        driver.get(one.page("api/status"))  # the token becomes a cookie
        yield one


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where screenshots go."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    return PICTURES
