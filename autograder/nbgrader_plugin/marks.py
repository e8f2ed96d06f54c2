"""From a report to the grade cells: how many points, and what is to be read there. Pure functions."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from unicodedata import east_asian_width

from autograder.nbgrader_plugin.master import Master, MasterCell, asked
from autograder.reports.model import Case, ExerciseReport, Status
from autograder.reports.plain import one_line, plain, shorten
from autograder.reports.words import NOT_GRADED_HERE, verdict
from autograder.text import Language, Text

_LONGEST_MESSAGE = 2000
_WIDEST = 110  # columns; formgrader and the feedback pages don't wrap, and hide the rest behind a scroll bar
_WHY = Text("Why", "원인")
_IN_THE_NOTEBOOK = Text("In this notebook:", "이 노트북에서:")
_POINTS = Text("points", "점")
_PERSON = Text("A person will look at it.", "담당자가 직접 확인합니다.")


@dataclass(frozen=True)
class Mark:
    """What one grade cell gets. ``by_hand``: a person has to look, since we could not grade all of it."""

    points: float | None
    text: str
    by_hand: bool = False


def marks_of(
    report: ExerciseReport | None,
    master: Master,
    language: Language,
    reason: Text | None = None,
    notes: Iterable[Text] = (),
) -> dict[str, Mark]:
    """For each grade cell of ours its mark. Without a report, none is graded, for the ``reason`` given."""
    marks: dict[str, Mark] = {}
    told = [*notes, *(report.problems if report else ())]
    for cell in master.automatic:
        mark = _mark(cell, report, language, reason)
        if told:
            lines = [_IN_THE_NOTEBOOK.pick(language), *(_indented(n.pick(language)) for n in told)]
            mark = Mark(mark.points, "\n".join([*lines, "", mark.text]), mark.by_hand)
            told = []
        marks[cell.name] = mark
    return marks


def _mark(
    cell: MasterCell, report: ExerciseReport | None, language: Language, reason: Text | None
) -> Mark:
    wanted = asked(cell.source)
    if report is not None and wanted is None:
        reason = Text(
            f"The cell {cell.name} has no grade(...) call that could be understood.",
            f"{cell.name} 셀에 해석할 수 있는 grade(...) 호출이 없습니다.",
        )
    elif report is not None and wanted is not None:
        ungraded = next(
            (c for c in report.cases if c.task == "not graded" and c.tool_failure), None
        )
        task = next((task for task in report.tasks if task.name == wanted[1]), None)
        if wanted[0] is not None and not report.exercise.startswith(wanted[0]):
            task, reason = None, _other_exercise(wanted[0], report.exercise)
        elif ungraded is not None:
            reason = NOT_GRADED_HERE
        elif task is None:
            reason = Text(
                f"{report.exercise} has no task called {wanted[1]}.",
                f"{report.exercise}에는 {wanted[1]}(이)라는 과제가 없습니다.",
            )
        if task is not None:
            return mark_of_task(report, task.name, cell.points or 0.0, language)
    text = f"{(reason or NOT_GRADED_HERE).pick(language)} {_PERSON.pick(language)}"
    return Mark(None, text, by_hand=True)


def _other_exercise(asked_for: str, exercise: str) -> Text:
    return Text(
        f"This cell belongs to {asked_for}, the notebook to {exercise}.",
        f"이 셀은 {asked_for}의 것이고 노트북은 {exercise}의 것입니다.",
    )


def mark_of_task(report: ExerciseReport, name: str, most: float, language: Language) -> Mark:
    """The mark of the task ``name`` in a cell that is worth ``most``; the report must have the task."""
    task = next(task for task in report.tasks if task.name == name)
    failed_us = any(case.tool_failure is not None for case in task.cases)
    points = _share(task.points, task.max_points, most)
    if failed_us and points is not None:
        # What was earned counts; what we could not grade is a person's to add.
        points = float(min(task.points, most))
    by_hand = failed_us or points is None
    shown = "?" if points is None else f"{points:g}"
    lines = [f"{task.name}: {shown} / {most:g} {_POINTS.pick(language)}"]
    for case in task.cases:
        lines += _case(case, language)
    if by_hand:
        lines.append(_PERSON.pick(language))
    return Mark(points, "\n".join(lines), by_hand)


def _share(points: int, max_points: int, most: float) -> float | None:
    """The cell's part of its points; whole where grader and cell agree on the maximum."""
    if not max_points:
        return None
    share = most * (points / max_points)
    return min(max(round(share, 2), 0.0), most) if math.isfinite(share) else None


def _case(case: Case, language: Language) -> Iterator[str]:
    title = one_line(case.title.pick(language))
    if case.status is Status.PASS:
        yield f"✓ {title} ({case.points})"
        if note := case.message.pick(language):
            yield _indented(note)
        return
    points = f" ({case.points} / {case.max_points})" if case.max_points else ""
    yield f"{'✗' if case.failed else '○'} {title} · {verdict(case, language)}{points}"
    if case.tool_failure is not None:
        yield _indented(NOT_GRADED_HERE.pick(language))
        return
    message = case.message.pick(language)
    if message.strip():
        yield _indented(message)
    if case.diagnosis is not None:
        yield _indented(f"{_WHY.pick(language)}: {case.diagnosis.sentence.pick(language)}")


def _indented(text: str) -> str:
    lines = shorten(plain(text).strip("\n"), _LONGEST_MESSAGE).split("\n")
    return "\n".join(f"    {piece}" for line in lines[:40] for piece in _wrapped(line))


def _wrapped(line: str) -> Iterator[str]:
    """A line in pieces that fit; what is continued stands two columns further in."""
    row = ""
    for word in re.findall(r"\s*\S+", line):
        if row and _width(row) + _width(word) > _WIDEST:
            yield row
            row = f"  {word.lstrip()}"
        else:
            row += word
    yield row


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def outputs_of(mark: Mark) -> list[dict[str, Any]]:
    """The outputs in nbgrader's form: something to read, then a number.

    nbgrader takes any grade cell without a number for full marks, so an ungraded one says 0.0 here; that a person
    must look is written into the gradebook by `SaveGrades`.
    """
    points = mark.points if mark.points is not None and math.isfinite(mark.points) else 0.0
    return [
        {"output_type": "stream", "name": "stdout", "text": f"{mark.text}\n"},
        {
            "output_type": "execute_result",
            "execution_count": None,
            "metadata": {},
            "data": {"text/plain": repr(float(points))},
        },
    ]
