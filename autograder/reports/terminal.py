"""What the command line shows: the class at a glance, or one student in detail.

Everything is a ``rich.text.Text`` with a style, never a string with markup: a student called
``[link=file:///etc]`` is a student of that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from autograder.reports import words
from autograder.reports.model import (
    NOTHING_HANDED_IN,
    Case,
    ClassReport,
    ExerciseReport,
    Isolation,
    Report,
    Status,
)
from autograder.reports.plain import one_line, plain, shorten
from autograder.text import Language, Text

_ISOLATION = Text("isolation tier", "격리 단계")
_OUR_FAILURES = Text(
    "Not graded through a fault of the grader (no points lost):",
    "채점기의 문제로 채점하지 못한 항목 (감점 없음):",
)
_SKIPPED = Text("Skipped files:", "건너뛴 파일:")
_FOLDED = Text(
    "exercises: too many to show side by side; the points of each are in report.csv",
    "개 문제: 가로로 다 보여 줄 수 없어 문제별 점수는 report.csv에 있습니다",
)
_DONE = Text("handed in", "제출")
_MARKS = {
    Status.PASS: ("✓", "green"),
    Status.FAIL: ("✗", "red"),
    Status.ERROR: ("✗", "red"),
    Status.TIMEOUT: ("✗", "red"),
    Status.SKIP: ("○", "yellow"),
}
_LONGEST_MESSAGE = 2000
_LONGEST_NAME = 24
_LEAST_WHY = 20
_TOTAL_WIDTH = 7
_GAP = 2


class ClassView:
    """Student x exercise with points, total and one line of why; below it what needs the instructor.

    Laid out when it is printed, since only the console knows its width: forty exercises don't fit side
    by side, and then the totals alone are shown.
    """

    def __init__(self, report: ClassReport, language: Language = "en") -> None:
        self.report = report
        self.language: Language = language

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        report, language = self.report, self.language
        fits = self._width() <= options.max_width
        yield self._table(fits)
        if not fits:
            gap = "" if language == "ko" else " "
            yield _line(f"{len(report.exercises)}{gap}{_FOLDED.pick(language)}", "dim")
        yield from _isolations((each.isolation for each in report.reports), language)
        if not report.finished:
            yield _line(words.UNFINISHED.pick(language), "bold yellow")
        yield from self._tool_failures()
        yield from self._skipped()

    def _columns(self) -> tuple[str, ...]:
        """Short ids, unless two exercises share one."""
        exercises = self.report.exercises
        short = tuple(one_line(each.partition("_")[0] or each, 16) for each in exercises)
        return short if len(set(short)) == len(short) else tuple(map(one_line, exercises))

    def _width(self) -> int:
        """What the table needs for at least the beginning of each reason."""
        names = (cell_len(one_line(each.student)) for each in self.report.reports)
        points = sum(max(cell_len(column), 3) + _GAP for column in self._columns())
        name = min(_LONGEST_NAME, max(names, default=7)) + _GAP
        return name + points + _TOTAL_WIDTH + _GAP + _LEAST_WHY

    def _table(self, fits: bool) -> Table:
        language, worth = self.language, self.report.worth.values()
        table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), expand=True)
        table.add_column(
            _line(words.STUDENT.pick(language)),
            no_wrap=True,
            overflow="ellipsis",
            max_width=_LONGEST_NAME,
        )
        if fits:
            for column, most in zip(self._columns(), worth):
                head = _line(column).append(f"\n/{most}", style="dim")
                table.add_column(head, justify="right", no_wrap=True)
        else:
            table.add_column(_line(_DONE.pick(language)), justify="right", no_wrap=True)
        table.add_column(_line(words.TOTAL.pick(language)), justify="right", no_wrap=True)
        # The one column that gives way, and takes what is left.
        table.add_column(
            _line(words.WHY.pick(language)), no_wrap=True, overflow="ellipsis", ratio=1
        )
        for student in self.report.reports:
            table.add_row(*self._row(student, fits))
        return table

    def _row(self, student: Report, fits: bool) -> list[Line]:
        worth = self.report.worth
        if fits:
            cells = [_cell(student.exercise(each), most) for each, most in worth.items()]
        else:
            cells = [_line(f"{len(student.exercises)}/{len(worth)}")]
        total = self.report.max_points(student)
        return [
            _line(student.student),
            *cells,
            _score(student.points, total, bool(student.tool_failures)),
            _line(self.report.one_line_of_why(student, self.language)),
        ]

    def _tool_failures(self) -> Iterator[RenderableType]:
        found = self.report.tool_failures
        if found:
            yield _line(_OUR_FAILURES.pick(self.language), "bold magenta")
        for student, exercise, case in found:
            where = f"{student.student} / {exercise.exercise} / {case.task} / {case.id}"
            yield _line(f"  {one_line(where)}: {one_line(case.tool_failure or '')}", "magenta")

    def _skipped(self) -> Iterator[RenderableType]:
        if self.report.skipped:
            yield _line(_SKIPPED.pick(self.language), "bold")
        for path, reason in self.report.skipped:
            yield _line(f"  {one_line(path)}: {one_line(reason.pick(self.language))}")


class ReportView:
    """One student's report in full: what ``check`` shows, and ``grade`` of a single file."""

    def __init__(self, report: Report, language: Language = "en") -> None:
        self.report = report
        self.language: Language = language

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        report, language = self.report, self.language
        if not report.exercises:
            yield _line(NOTHING_HANDED_IN.pick(language))
        if len(report.exercises) > 1:
            head = _line(report.student, "bold").append("  ")
            ours = bool(report.tool_failures)
            yield head.append_text(_score(report.points, report.max_points, ours))
            yield Line("")
        for exercise in report.exercises:
            yield from _exercise(exercise, language)
        yield from _isolations((report.isolation,), language)


def class_view(report: ClassReport, language: Language = "en") -> RenderableType:
    """The class as a table; print it on any rich console."""
    return ClassView(report, language)


def report_view(report: Report, language: Language = "en") -> RenderableType:
    """One student in detail; print it on any rich console."""
    return ReportView(report, language)


def _exercise(exercise: ExerciseReport, language: Language) -> Iterator[RenderableType]:
    head = _line(exercise.exercise, "bold").append("  ")
    yield head.append_text(
        _score(exercise.points, exercise.max_points, bool(exercise.tool_failures))
    )
    for problem in exercise.problems:
        yield _block(problem.pick(language), 2, "red")
    for task in exercise.tasks:
        head = _line(task.name, "bold").append("  ")
        ours = any(case.tool_failure is not None for case in task.cases)
        yield Padding(head.append_text(_score(task.points, task.max_points, ours)), (0, 0, 0, 2))
        for case in task.cases:
            yield from _case(case, language)
    yield Line("")


def _case(case: Case, language: Language) -> Iterator[RenderableType]:
    mark, style = ("!", "magenta") if case.tool_failure is not None else _MARKS[case.status]
    line = Line(f"{mark} ", style=style)
    line.append(one_line(case.title.pick(language)), style="default")
    if case.status is Status.PASS:
        yield Padding(line, (0, 0, 0, 4))
        if note := case.message.pick(language):
            yield _block(note, 6, "dim")
        return
    line.append(f"  {words.verdict(case, language)}", style=style)
    if case.max_points:
        line.append(f"  {case.points}/{case.max_points}", style="dim")
    yield Padding(line, (0, 0, 0, 4))
    if case.tool_failure is not None:
        yield _block(words.NOT_GRADED_HERE.pick(language), 6, "magenta")
        yield _block(case.tool_failure, 6, "dim")
        return
    message = case.message.pick(language)
    if message.strip():
        yield _block(message, 6)
    if case.diagnosis is not None:
        yield _block(f"→ {one_line(case.diagnosis.sentence.pick(language), 1000)}", 6, "bold cyan")


def _isolations(found: Iterable[Isolation], language: Language) -> Iterator[RenderableType]:
    """One line for each tier that was used: a class graded on two machines may have two."""
    for isolation in dict.fromkeys(found):
        text = f"{_ISOLATION.pick(language)} {isolation.tier}: {one_line(isolation.name)}"
        reason = one_line(isolation.reason)
        yield _line(f"{text} ({reason})" if reason else text, "dim")


def _cell(exercise: ExerciseReport | None, most: int) -> Line:
    """The points alone, since the head of the column says of how many; both where we took some out."""
    if exercise is None:
        return Line("-", style="dim")
    score = _score(exercise.points, exercise.max_points, bool(exercise.tool_failures))
    return score if exercise.max_points != most else Line(str(exercise.points), style=score.style)


def _score(points: int, max_points: int, ours: bool) -> Line:
    if ours:
        style = "magenta"
    elif points >= max_points:
        style = "green"
    else:
        style = "yellow" if points else "red"
    return Line(f"{points}/{max_points}", style=style, no_wrap=True)


def _line(text: str, style: str = "") -> Line:
    """``text`` on one line; its leading spaces stay."""
    return Line(re.sub(r"[\n\t]", " ", plain(text)), style=style)


def _block(text: str, indent: int, style: str = "") -> Padding:
    return Padding(
        Line(shorten(plain(text).strip("\n"), _LONGEST_MESSAGE), style=style), (0, 0, 0, indent)
    )
