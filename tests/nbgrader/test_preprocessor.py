"""The preprocessors inside one process: what happens when we ourselves fail."""

from __future__ import annotations

import logging

import nbclass
import pytest
from nbclass import copy_of

from autograder.nbgrader_plugin import kept


@pytest.fixture
def run(fresh, tmp_path, monkeypatch):
    """Autogrades one student in process and gives the gradebook's rows."""
    from nbgrader.apps import AutogradeApp

    root = copy_of(fresh, tmp_path / "course")
    monkeypatch.chdir(root)

    def autograde(student="right"):
        AutogradeApp.clear_instance()
        app = AutogradeApp(log_level=logging.CRITICAL)
        app.initialize([nbclass.TOPIC, f"--student={student}", "--force"])
        app.start()
        return nbclass.grades(root)[student, nbclass.EXERCISE], root

    return autograde


def test_a_failure_of_ours_is_a_persons_to_grade(run, monkeypatch):
    def broken(*arguments):
        raise RuntimeError("disk full")

    monkeypatch.setattr(kept, "grade", broken)
    rows, root = run()
    for name in nbclass.FULL:
        assert rows[name]["auto"] is None and rows[name]["by hand"]
    page = (root / "autograded" / "right" / nbclass.TOPIC / f"{nbclass.EXERCISE}.ipynb").read_text()
    assert "We could not grade this. A person will look at it." in page and "disk full" not in page


def test_a_machine_that_must_not_grade_does_not(run, monkeypatch):
    from autograder.errors import DeepdrillError

    def refused(*arguments):
        raise DeepdrillError("this machine can't confine submissions")

    monkeypatch.setattr(kept, "chosen_isolation", refused)
    monkeypatch.setattr(kept, "_grader", None)
    rows, _ = run()
    assert all(rows[name]["by hand"] and rows[name]["auto"] is None for name in nbclass.FULL)


def test_a_later_run_gives_the_scores(run, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(kept, "grade", lambda *arguments: 1 / 0)
        run()
    rows, _ = run()
    assert {name: rows[name]["auto"] for name in nbclass.FULL} == nbclass.FULL
    assert not any(rows[name]["by hand"] for name in nbclass.FULL)
