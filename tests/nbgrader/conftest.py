"""One class, graded once by nbgrader's command line and once by ``deepdrill nbgrade``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

pytest.importorskip("nbgrader")

import nbclass

from autograder.nbgrader_plugin.command import nbgrade


@dataclass
class Graded:
    """A course after grading: where it is, what each student must have, what was said."""

    root: Path
    expected: dict[str, dict[str, float | None]]
    told: str = ""


@pytest.fixture(scope="session")
def course(tmp_path_factory) -> Graded:
    """Released by nbgrader and handed in; nothing graded yet."""
    root = nbclass.make_course(tmp_path_factory.mktemp("course"))
    done = nbclass.nbgrader("generate_assignment", nbclass.TOPIC, root=root)
    assert done.returncode == 0, done.stderr
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "tiny") as gradebook:
        gradebook.find_assignment(nbclass.TOPIC).duedate = datetime(2030, 1, 1)
        gradebook.db.commit()
    return Graded(root, nbclass.hand_in_class(root))


@pytest.fixture(scope="session")
def fresh(course, tmp_path_factory) -> Path:
    """A copy of the course as it was before any grading."""
    return nbclass.copy_of(course.root, tmp_path_factory.mktemp("fresh") / "course")


@pytest.fixture(scope="session")
def by_nbgrader(course, fresh) -> Graded:
    """Graded by ``nbgrader autograde``."""
    done = nbclass.nbgrader("autograde", nbclass.TOPIC, root=course.root)
    assert done.returncode == 0, done.stderr
    return Graded(course.root, course.expected, done.stderr)


@pytest.fixture(scope="session")
def by_deepdrill(course, fresh, tmp_path_factory) -> Graded:
    """Graded by ``deepdrill nbgrade`` on two processes."""
    root = nbclass.copy_of(fresh, tmp_path_factory.mktemp("parallel") / "course")
    # In this process: the engine's code is a part of the key, and it may be edited between two processes.
    assert nbgrade(nbclass.TOPIC, course=root, jobs=2) == 0
    return Graded(root, course.expected)
