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


def test_a_case_that_needs_more_gpus_than_there_are_is_skipped(root):
    grader = root / "autograder" / "graders" / tinycourse.TOPIC / f"test_{tinycourse.EXERCISE}.py"
    before = grader.read_text(encoding="utf-8")
    case = '''

@task("relu", points=1)
def test_on_many_gpus(submission):
    """On a thousand GPUs.
    GPU 천 개에서."""
    from autograder.grading import require_cuda
    require_cuda(1000)
'''
    grader.write_text(before + case, encoding="utf-8")
    done = run_pytest(root, "-rs")
    grader.write_text(before, encoding="utf-8")
    assert done.returncode == 0 and "4 passed, 1 skipped" in done.stdout, done.stdout
    assert "needs 1000 CUDA devices" in done.stdout
