"""Every way in which an example can end, and that none of them stops the check or tells too much."""

from __future__ import annotations

import json
import sys
import time

import pytest
from corner_answers import RIGHT

from autograder.errors import DeepdrillError
from autograder.selfcheck import run
from autograder.selfcheck.examples import examples_of


def task(result, name):
    return next(task for task in result.tasks if task.name == name)


def failure(result, name):
    (found,) = task(result, name).failures
    return found


def test_the_tasks_of_examples(exercise):
    examples = examples_of(exercise)
    assert examples.tasks == ("corner", "corner_grad", "two_corners", "Counter")
    assert examples.task_of["test_corner_of_numbers"] == "corner"
    assert examples.task_of["test_corner_grad_left"] == "corner_grad"  # the longest that fits
    assert examples.task_of["test_two_corners_of_a_number"] == "two_corners"


def test_a_right_answer(checked):
    result = checked()
    assert result.ok and result.next_task is None and not result.problems
    assert [(task.name, task.passed) for task in result.tasks] == [
        ("corner", 1),
        ("corner_grad", 3),
        ("two_corners", 1),
        ("Counter", 1),
    ]
    assert task(result, "Counter").skipped == ("no such machine",)


def test_a_wrong_array(checked):
    found = failure(checked(RIGHT, ("slope * np", "np")), "corner")
    assert found.kind == "wrong"
    assert (found.got, found.expected) == ("[0., 2.]", "[0., 6.]")
    assert found.statement.splitlines() == [
        "x = np.array([-1.0, 2.0])  # one on each side",
        "assert_allclose(corner(x), [0.0, 2.0])",
        "assert_allclose(corner(x, slope=3.0), [0.0, 6.0])",
    ]


def test_a_wrong_shape_is_told(checked):
    found = failure(
        checked(RIGHT, ("slope * np.asarray(x), 0.0)", "slope * x, 0.0)[None]")), "corner"
    )
    assert found.got.endswith("(shape (1, 2))") and found.expected.endswith("(shape (2,))")


def test_a_difference_in_the_last_digits_is_shown(checked):
    found = failure(
        checked(RIGHT, ("slope * np.asarray(x), 0.0)", "slope * x * (1 + 1e-6), 0.0)")), "corner"
    )
    assert found.got != found.expected and "2.000002" in found.got


def test_plain_asserts(checked):
    wrong = checked(RIGHT, ("1.0, 0.0)", "1, 0)"), ("corner(x) + ", ""), (" > 0, 1", " >= 0, 1"))
    first, second = task(wrong, "corner_grad").failures
    assert (first.got, first.expected) == ("int64", "float64")
    assert second.example == "test_corner_grad_left[0.0]"
    assert second.got == "1" and second.expected.startswith("0.0 ± ")
    assert task(wrong, "corner_grad").passed == 1
    result = checked(RIGHT, ("return corner(x) + corner(-x)", "return 1.5"))
    found = failure(result, "two_corners")
    assert (found.got, found.expected) == ("1.5", "> 2.5")


def test_no_error_where_one_is_due(checked):
    found = failure(checked(RIGHT, ("count < 0", "False")), "Counter")
    assert (found.kind, found.expected) == ("no_error", "ValueError")


def test_the_students_own_line_where_it_raises(checked):
    result = checked(
        RIGHT, ("return corner(x) + corner(-x)", "print('so far')\n    return undefined")
    )
    found = failure(result, "two_corners")
    assert found.kind == "raised" and found.detail == "NameError: name 'undefined' is not defined"
    assert (found.line, found.code, found.printed) == (14, "return undefined", "so far")


def test_another_error_than_the_one_due(checked):
    found = failure(checked(RIGHT, ('ValueError("count")', 'KeyError("count")')), "Counter")
    assert (found.kind, found.detail) == ("raised", "KeyError: 'count'")


def test_nothing_returned(checked):
    found = failure(
        checked(RIGHT, ("return np.where(np.asarray(x) > 0, slope", "np.where(x > 0, slope")),
        "corner",
    )
    assert (found.kind, found.got) == ("wrong", "None")
    result = checked(RIGHT, ("return corner(x) + corner(-x)", "pass"))
    found = failure(result, "two_corners")
    assert found.kind == "unusable" and "'NoneType'" in found.detail


def test_what_is_not_written_yet(checked, exercise, tmp_path):
    unwritten = 'raise NotImplementedError("corner: write this function, then delete this line.")'
    result = checked(
        RIGHT, ("return np.where(np.asarray(x) > 0, slope * np.asarray(x), 0.0)", unwritten)
    )
    assert task(result, "corner").unwritten and not task(result, "two_corners").unwritten
    assert failure(result, "two_corners").name == "corner"  # it leans on corner
    assert result.next_task.name == "two_corners"


def test_a_method_that_is_not_written_yet(checked):
    result = checked(RIGHT, ("self.total = start", "raise NotImplementedError"))
    assert failure(result, "Counter").name == "Counter.__init__"
    assert task(result, "Counter").unwritten


def test_what_is_missing_or_misspelled(checked):
    result = checked(RIGHT, ("class Counter", "class Conter"), ("def two_corners", "def two"))
    assert "did you mean `Conter`" in task(result, "Counter").blocked.en
    assert task(result, "two_corners").blocked is not None and task(result, "corner").ok


def test_a_syntax_error_costs_its_own_task(checked):
    result = checked(RIGHT, ("def two_corners(x):", "def two_corners(x)"))
    assert (
        "    def two_corners(x)\n                      ^" in task(result, "two_corners").blocked.en
    )
    assert task(result, "corner").ok and task(result, "Counter").ok


def test_what_is_off_limits(checked):
    result = checked(
        RIGHT,
        ("np.where(np.asarray(x) > 0, slope * np.asarray(x), 0.0)", "np.maximum(0.0, slope * x)"),
    )
    assert "off limits" in task(result, "corner").blocked.en and not task(result, "corner").ok


def test_an_error_while_loading_costs_what_needs_it(checked):
    result = checked(RIGHT + "\n\nprint(undefined)\n")
    assert result.ok and "Line 27 raised" in result.problems[0].en


def test_an_endless_loop_names_the_limit(checked):
    source = RIGHT.replace(
        "return corner(x) + corner(-x)", "while True:\n        print('x' * 1000)"
    )
    started = time.monotonic()
    result = checked(source, timeout=5)
    assert time.monotonic() - started < 30
    assert "5 seconds, the time limit (in test_two_corners_of_a_number)" in result.stopped.en
    assert task(result, "corner").ok  # what came before counts
    assert failure(result, "two_corners").kind == "slow"
    assert task(result, "Counter").not_run == 2


def test_a_loop_at_the_top_of_the_file(checked):
    result = checked("while True:\n    pass\n" + RIGHT, timeout=4)
    assert "while your file was being loaded" in result.stopped.en
    assert all(task.not_run for task in result.tasks)


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        ("import os; os._exit(3)", "exit code 3"),
        ("import os; os.kill(os.getpid(), 11)", "SIGSEGV" if sys.platform != "win32" else "exit"),
    ],
)
def test_code_that_ends_the_process(checked, ends, told):
    result = checked(RIGHT, ("return corner(x) + corner(-x)", ends))
    assert told in result.stopped.en and failure(result, "two_corners").kind == "died"
    assert task(result, "corner").ok


@pytest.mark.parametrize("ends", ["exit()", "raise KeyboardInterrupt", "input()"])
def test_code_that_leaves_in_other_ways(checked, ends):
    result = checked(RIGHT, ("return corner(x) + corner(-x)", ends))
    assert not result.ok and task(result, "corner").ok


def test_a_thread_left_running(checked):
    source = "import threading, time\nthreading.Thread(target=lambda: time.sleep(600)).start()\n"
    assert checked(source + RIGHT, timeout=30).ok


def test_files_beside_the_answer(checked, tmp_path):
    """A helper is found; a file that bears the name of a library's breaks nothing of ours."""
    (tmp_path / "helper.py").write_text("ZERO = 0.0\n")
    (tmp_path / "json.py").write_text("raise ImportError\n")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --nonsense\n")
    (tmp_path / "conftest.py").write_text("raise ImportError\n")
    before = sorted(path.name for path in tmp_path.iterdir())
    assert checked("from helper import ZERO\n" + RIGHT.replace(", 0.0)", ", ZERO)")).ok
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*before, "q02a.py"])


def test_a_notebook(exercise, tmp_path):
    cells = [{"cell_type": "code", "source": "%matplotlib inline\n" + RIGHT}]
    path = tmp_path / "q02a.ipynb"
    path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4}))
    result = run(path, exercise)
    assert result.ok and result.notes


def test_an_unreadable_file(exercise, tmp_path):
    path = tmp_path / "q02a.py"
    path.write_bytes(b"\x00\xff")
    result = run(path, exercise)
    assert not result.ok and not result.tasks and "not a text file" in result.stopped.en


def test_one_task(checked):
    result = checked(RIGHT, ("corner(x) + ", ""), task="corner")
    assert result.ok and [task.name for task in result.tasks] == ["corner"]
    with pytest.raises(DeepdrillError, match="no task 'corners'; its tasks are corner, "):
        checked(task="corners")
