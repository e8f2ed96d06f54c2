"""From a report to grade cells, without nbgrader."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from autograder.nbgrader_plugin.marks import Mark, marks_of, outputs_of
from autograder.nbgrader_plugin.master import Master, MasterCell, asked
from autograder.reports.model import Case, ExerciseReport, Status
from autograder.text import Text


def case(points, most, status=Status.FAIL, task="relu", broken=None):
    title, message = Text("It is right.", "맞습니다."), Text("no", "아니요")
    if status is Status.PASS:
        message = Text.of("")
    return Case(f"x/{task}", task, title, status, points, most, message, None, 0.1, broken)


def report(*cases):
    return ExerciseReport("q05_activation_functions", cases, (), 0.1, "a.ipynb", "0")


def master(points=5.0, source='grade("relu")'):
    cell = MasterCell("grade-relu", "code", source, None, locked=True, grade=True, points=points)
    return Master("q05_activations", "q05_activation_functions", (cell,))


def mark(found, **options):
    return marks_of(found, master(**options), "en")["grade-relu"]


def test_points_are_the_graders_where_both_agree():
    found = mark(report(case(3, 3, Status.PASS), case(0, 2)))
    assert found.points == 3.0 and not found.by_hand
    assert found.text.startswith(
        "relu: 3 / 5 points\n✓ It is right. (3)\n✗ It is right. · wrong answer"
    )


def test_a_note_stands_below_a_passed_case():
    passed = replace(case(3, 3, Status.PASS), message=Text("In 9 lines.", "9줄입니다."))
    assert mark(report(passed)).text == "relu: 5 / 5 points\n✓ It is right. (3)\n    In 9 lines."


def test_points_are_shared_where_the_cell_is_worth_something_else():
    half = report(case(1, 1, Status.PASS), case(0, 1))
    assert mark(half, points=5.0).points == 2.5
    third = report(case(1, 1, Status.PASS), case(0, 2))
    assert mark(third, points=5.0).points == 1.67
    assert mark(third, points=0.0).points == 0.0


def test_a_case_that_does_not_apply_costs_nothing():
    assert mark(report(case(3, 3, Status.PASS), case(0, 0, Status.SKIP))).points == 5.0
    nothing = mark(report(case(0, 0, Status.SKIP)))
    assert nothing.points is None and nothing.by_hand


def test_our_own_failure_is_a_persons_to_look_at():
    found = mark(report(case(3, 3, Status.PASS), case(0, 0, Status.SKIP, broken="KeyError: x")))
    assert found.points == 3.0 and found.by_hand and "KeyError" not in found.text
    found = mark(report(case(0, 0, Status.SKIP, task="not graded", broken="gone")))
    assert found.points is None and found.by_hand and "We could not grade this" in found.text


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('grade("gelu")', "has no task called gelu"),
        ('grade("q13c", "relu")', "belongs to q13c"),
        ("assert relu(1) == 1", "no grade(...) call"),
        ("grade(relu)", "no grade(...) call"),
    ],
)
def test_what_can_not_be_graded_says_so(source, words):
    found = mark(report(case(5, 5, Status.PASS)), source=source)
    assert found.points is None and found.by_hand and words in found.text


def test_korean():
    cell = master()
    found = marks_of(report(case(0, 5)), cell, "ko")["grade-relu"]
    assert "맞습니다. · 오답 (0 / 5)" in found.text and "아니요" in found.text


def test_problems_are_told_once():
    cells = tuple(
        MasterCell(f"grade-{n}", "code", 'grade("relu")', None, locked=True, grade=True, points=5.0)
        for n in range(2)
    )
    found = marks_of(report(case(0, 5)), Master("a", "b", cells), "en", notes=[Text.of("a magic")])
    assert "a magic" in found["grade-0"].text and "a magic" not in found["grade-1"].text


@pytest.mark.parametrize("points", [None, math.nan, math.inf])
def test_no_number_is_never_full_marks(points):
    assert outputs_of(Mark(points, "x", True))[1]["data"] == {"text/plain": "0.0"}


def test_what_a_grade_cell_asks_for():
    assert asked('ready("relu")\n### BEGIN HIDDEN TESTS\ngrade("relu")') == (None, "relu")
    assert asked('grade("q05", "relu")') == ("q05", "relu")
    assert asked("grade(") is None
