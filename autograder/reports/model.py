"""What a grading run found: plain, frozen data that every reporter reads and none changes.

A student's failure and ours are different fields: a case with a ``tool_failure`` has the status SKIP and
0 of 0 points, so no student ever loses a point through a fault of the grader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from autograder.reports.plain import one_line
from autograder.text import Language, Text

VERSION = 1

ALL_RIGHT = Text("all right", "모두 맞았습니다")
NOTHING_GRADED = Text("nothing was graded", "채점된 항목이 없습니다")
NOTHING_HANDED_IN = Text("nothing was handed in", "제출물이 없습니다")
NOT_HANDED_IN = Text("not handed in: ", "미제출: ")
OUR_FAILURE = Text("the grader failed, not the student: ", "학생이 아닌 채점기의 오류입니다: ")

Timed = TypeVar("Timed")


class Status(StrEnum):
    """How a case ended."""

    PASS = "pass"
    FAIL = "fail"  # a wrong answer
    ERROR = "error"  # the student's code raised unexpectedly, or its process died
    TIMEOUT = "timeout"  # past its deadline
    SKIP = "skip"  # doesn't apply here; the message says why

    @property
    def is_failure(self) -> bool:
        """Whether it cost the student points."""
        return self in (Status.FAIL, Status.ERROR, Status.TIMEOUT)


@dataclass(frozen=True)
class Diagnosis:
    """The known mistake whose answer equals the student's, and the sentence its author should read."""

    mistake: str
    sentence: Text


@dataclass(frozen=True)
class Case:
    """One hidden test's result. ``title`` is the test's docstring, ``message`` what came back instead."""

    id: str
    task: str
    title: Text
    status: Status
    points: int
    max_points: int
    message: Text
    diagnosis: Diagnosis | None
    seconds: float
    tool_failure: str | None = None

    @property
    def failed(self) -> bool:
        """Whether the student (and not the tool) failed it."""
        return self.status.is_failure


@dataclass(frozen=True)
class TaskSummary:
    """The cases of one task and what they add up to."""

    name: str
    cases: tuple[Case, ...]

    @property
    def points(self) -> int:
        return sum(case.points for case in self.cases)

    @property
    def max_points(self) -> int:
        return sum(case.max_points for case in self.cases)

    @property
    def passed(self) -> int:
        """How many cases passed."""
        return sum(case.status is Status.PASS for case in self.cases)


@dataclass(frozen=True)
class ExerciseReport:
    """One student's submission for one exercise. ``problems`` are found without running it."""

    exercise: str
    cases: tuple[Case, ...]
    problems: tuple[Text, ...]
    seconds: float
    path: str
    digest: str

    @property
    def points(self) -> int:
        return sum(case.points for case in self.cases)

    @property
    def max_points(self) -> int:
        return sum(case.max_points for case in self.cases)

    @property
    def tasks(self) -> tuple[TaskSummary, ...]:
        """The tasks in the order of their first case."""
        names = dict.fromkeys(case.task for case in self.cases)
        return tuple(
            TaskSummary(name, tuple(case for case in self.cases if case.task == name))
            for name in names
        )

    @property
    def tool_failures(self) -> tuple[Case, ...]:
        """The cases that we could not grade."""
        return tuple(case for case in self.cases if case.tool_failure is not None)

    def one_line_of_why(self, language: Language) -> str:
        """The most useful line about this exercise."""
        return _why((self,), language)


@dataclass(frozen=True)
class Isolation:
    """How far submissions were confined, and why not further."""

    tier: int
    name: str
    reason: str


@dataclass(frozen=True)
class Report:
    """All of one student. ``seed`` is the secret that makes a regrade repeat; students never see it."""

    version: int
    student: str
    seed: int = field(metadata={"json": "hex"})
    isolation: Isolation
    exercises: tuple[ExerciseReport, ...]

    @property
    def points(self) -> int:
        return sum(exercise.points for exercise in self.exercises)

    @property
    def max_points(self) -> int:
        return sum(exercise.max_points for exercise in self.exercises)

    @property
    def tool_failures(self) -> tuple[Case, ...]:
        return tuple(case for exercise in self.exercises for case in exercise.tool_failures)

    def exercise(self, exercise: str) -> ExerciseReport | None:
        """The report of one exercise, or None when it was not handed in."""
        return next((found for found in self.exercises if found.exercise == exercise), None)

    def one_line_of_why(self, language: Language) -> str:
        """The most useful line about this student."""
        return _why(self.exercises, language)


@dataclass(frozen=True)
class ClassReport:
    """Many students. ``skipped`` are files that were no submission; ``finished`` is False after Ctrl-C."""

    reports: tuple[Report, ...]
    skipped: tuple[tuple[str, Text], ...]
    finished: bool

    @cached_property
    def worth(self) -> dict[str, int]:
        """Every exercise that anyone handed in, by number, and its most points (less where we failed)."""
        worth: dict[str, int] = {}
        for report in self.reports:
            for each in report.exercises:
                worth[each.exercise] = max(each.max_points, worth.get(each.exercise, 0))
        return {exercise: worth[exercise] for exercise in sorted(worth, key=_by_number)}

    @property
    def exercises(self) -> tuple[str, ...]:
        """Every exercise that anyone handed in, in the order of their numbers."""
        return tuple(self.worth)

    @property
    def tool_failures(self) -> tuple[tuple[Report, ExerciseReport, Case], ...]:
        """What we could not grade, with whose it was."""
        return tuple(
            (report, exercise, case)
            for report in self.reports
            for exercise in report.exercises
            for case in exercise.tool_failures
        )

    def missing(self, report: Report) -> tuple[str, ...]:
        """The exercises that others handed in and this student did not."""
        handed_in = {each.exercise for each in report.exercises}
        return tuple(each for each in self.exercises if each not in handed_in)

    def max_points(self, report: Report) -> int:
        """What this student could have had: an exercise that is missing counts in full.

        Otherwise whoever hands in only the easy exercise looks perfect.
        """
        return report.max_points + sum(self.worth[each] for each in self.missing(report))

    def one_line_of_why(self, report: Report, language: Language) -> str:
        """The student's line; when all is right so far, what is missing."""
        line = report.one_line_of_why(language)
        missing = self.missing(report)
        if report.exercises and missing and line == ALL_RIGHT.pick(language):
            return one_line(NOT_HANDED_IN.pick(language) + ", ".join(missing))
        return line


def without_times(report: Timed) -> Timed:
    """A copy with every ``seconds`` at 0, so that a report and its regrade can be compared by ``==``.

    The one place that knows which fields are times: those called ``seconds``.
    """
    if isinstance(report, tuple):
        return tuple(without_times(item) for item in report)  # type: ignore[return-value]
    if not is_dataclass(report):
        return report
    changes = {
        each.name: 0.0 if each.name == "seconds" else without_times(getattr(report, each.name))
        for each in fields(report)
    }
    return replace(report, **changes)


def _why(exercises: Iterable[ExerciseReport], language: Language) -> str:
    """Our own failure first (it needs the instructor), then what explains most, then what is seen."""
    exercises = tuple(exercises)
    cases = tuple(case for exercise in exercises for case in exercise.cases)
    failed = tuple(case for case in cases if case.failed)
    if not exercises:
        return NOTHING_HANDED_IN.pick(language)
    for case in cases:
        if case.tool_failure is not None:
            return one_line(OUR_FAILURE.pick(language) + case.tool_failure)
    named = [case for case in failed if case.diagnosis is not None]
    unnamed = [case for case in failed if case.diagnosis is None]
    problems = [problem for exercise in exercises for problem in exercise.problems]
    if named and _lost(named) >= _lost(unnamed):
        return one_line(
            max(named, key=lambda case: case.max_points).diagnosis.sentence.pick(language)
        )
    if problems:
        sentence, *_line_and_caret = problems[0].pick(language).split("\n")
        return one_line(sentence)
    if unnamed:
        return _short(unnamed[0], language)
    if any(case.status is Status.PASS for case in cases):
        return ALL_RIGHT.pick(language)
    reasons = (one_line(case.message.pick(language)) for case in cases)
    return next((reason for reason in reasons if reason), NOTHING_GRADED.pick(language))


def _lost(cases: Iterable[Case]) -> int:
    """The points that these cases cost."""
    return sum(case.max_points - case.points for case in cases)


def _short(case: Case, language: Language) -> str:
    """The message without the arguments of the call: a table has room for one of the two."""
    message = case.message.pick(language)
    return one_line(without_arguments(message) if message else case.title.pick(language))


def without_arguments(message: str) -> str:
    """``relu(array([...])): got 1`` as ``relu(...): got 1``."""
    call = re.match(r"[\w.]+\(", message)
    if call is None:
        return message
    depth = 0
    for place, letter in enumerate(message[:5000]):
        depth += (letter == "(") - (letter == ")")
        if letter == ")" and depth == 0:
            inside = place - call.end()
            return message if inside <= 3 else f"{call[0]}...{message[place:]}"
    return message


def _by_number(exercise: str) -> tuple[tuple[int, int, str], ...]:
    """q5 before q13c before q16b, though "q13" sorts before "q5" as text."""
    parts = re.findall(r"[0-9]+|[^0-9]+", exercise)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)
