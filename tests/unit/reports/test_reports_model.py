from __future__ import annotations

from dataclasses import replace

from sample_class import (
    ABSENT_STUDENT,
    CLASS,
    EVERY_STATUS,
    GPUS,
    MISTAKEN,
    MISTAKEN_STUDENT,
    NO_GPU,
    OUR_TRACE,
    OURS,
    RAISES,
    RELU,
    RIGHT,
    RIGHT_GRADIENT,
    RIGHT_STUDENT,
    SENTENCE,
    SYNTAX,
    exercise,
    report,
)

from autograder.reports.model import ClassReport, Status, without_arguments, without_times
from autograder.text import Text


def test_points_are_the_sums_of_the_cases() -> None:
    assert (EVERY_STATUS.points, EVERY_STATUS.max_points) == (3, 8)
    tasks = EVERY_STATUS.exercises[0].tasks
    assert [(task.name, task.points, task.max_points) for task in tasks] == [
        ("relu", 0, 2),
        ("relu_grad", 1, 4),
    ]


def test_our_failure_costs_no_points_and_is_listed_apart() -> None:
    assert EVERY_STATUS.tool_failures == (OURS,)
    assert [(each.student, one.exercise) for each, one, _ in CLASS.tool_failures] == [
        (EVERY_STATUS.student, GPUS)
    ]


def test_why_is_the_most_useful_line() -> None:
    def why(*cases, problems=()):
        return exercise(RELU, *cases, problems=problems).one_line_of_why("en")

    assert OUR_TRACE in why(RAISES, MISTAKEN, OURS, problems=(SYNTAX,))
    assert why(RAISES, problems=(SYNTAX,)).startswith("line 3: '(' was never closed")
    assert why(RAISES, MISTAKEN, problems=(SYNTAX,)) == SENTENCE.en
    costly = replace(RAISES, max_points=MISTAKEN.max_points + 9)
    assert why(costly, MISTAKEN, problems=(SYNTAX,)).startswith("line 3: '(' was never closed")
    assert why(RAISES, MISTAKEN) == SENTENCE.en
    assert why(replace(MISTAKEN, status=Status.PASS), RAISES) == RAISES.message.en
    assert why(RIGHT, RAISES) == RAISES.message.en
    assert why(replace(RAISES, message=Text.of(""))) == RAISES.title.en
    assert why(RIGHT, NO_GPU) == "all right"
    assert why(NO_GPU) == NO_GPU.message.en
    assert why() == "nothing was graded"
    assert ABSENT_STUDENT.one_line_of_why("ko") == "제출물이 없습니다"
    assert MISTAKEN_STUDENT.one_line_of_why("ko") == SENTENCE.ko


def test_a_why_of_a_megabyte_is_one_short_line() -> None:
    huge = replace(RAISES, message=Text.of("line\n" * 300_000))
    line = exercise(RELU, huge).one_line_of_why("en")
    assert len(line) == 300 and "\n" not in line


def test_a_line_of_why_has_no_room_for_arguments() -> None:
    message = "relu(array([-1., (2)]), 3)[0]: got 1.0, expected 0.0."
    assert without_arguments(message) == "relu(...)[0]: got 1.0, expected 0.0."
    assert without_arguments("relu(x) raised") == "relu(x) raised"
    assert without_arguments("no call (here)") == "no call (here)"
    assert without_arguments("relu(((") == "relu((("


def test_exercises_are_a_union_in_the_order_of_their_numbers() -> None:
    first = report("a", exercise("q13c_backpropagation"), exercise("q20a_two_gpus"))
    second = report("b", exercise("q5_activation"), exercise("q13b_other"))
    assert ClassReport((first, second), (), True).exercises == (
        "q5_activation",
        "q13b_other",
        "q13c_backpropagation",
        "q20a_two_gpus",
    )


def test_a_missing_exercise_counts_in_full_and_is_named() -> None:
    easy = report("easy", exercise(RELU, RIGHT))
    both = report("both", exercise(RELU, RIGHT), exercise(GPUS, RIGHT, RIGHT_GRADIENT))
    whole = ClassReport((easy, both), (), True)
    assert (easy.points, whole.max_points(easy)) == (2, 6)
    assert whole.one_line_of_why(easy, "en") == f"not handed in: {GPUS}"
    assert whole.one_line_of_why(both, "en") == "all right"


def test_a_regrade_differs_in_times_alone() -> None:
    slower = replace(RIGHT, seconds=9.0)
    first, again = report("kim", exercise(RELU, RIGHT)), report("kim", exercise(RELU, slower))
    assert first != again
    assert without_times(first) == without_times(again)
    other = report("kim", exercise(RELU, replace(slower, status=Status.FAIL)))
    assert without_times(first) != without_times(other)
    assert without_times(CLASS).reports[0] == without_times(RIGHT_STUDENT)
