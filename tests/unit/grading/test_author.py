"""A hidden grader is an ordinary pytest file for whoever writes it."""

from __future__ import annotations

import subprocess
import sys

import pytest
import tinycourse


def run_pytest(root, *arguments):
    grader = root / "autograder" / "graders" / tinycourse.TOPIC / f"test_{tinycourse.EXERCISE}.py"
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        str(grader),
        *arguments,
    ]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("course")
    tinycourse.make_course(root)
    return root


def test_without_a_submission_the_solution_is_graded(root):
    done = run_pytest(root)
    assert done.returncode == 0, done.stdout
    assert "4 passed" in done.stdout


def test_a_submission_is_graded_in_its_place(root):
    wrong = root / "mine.py"
    wrong.write_text(tinycourse.SOLUTION.replace("x > 0", "x >= 0"), encoding="utf-8")
    done = run_pytest(root, f"--submission={wrong}")
    assert done.returncode == 1
    assert "got 1.0, expected 0.0" in done.stdout
    assert "1 failed, 3 passed" in done.stdout
