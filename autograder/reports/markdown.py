"""One page of feedback per student.

What a student wrote is never Markdown here: on a line of its own it stands in a fence that is longer
than any run of backticks in it, within a sentence every punctuation mark is escaped. The page goes to
students, so it holds neither the seed nor the text of our own failures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from autograder.reports.model import NOTHING_HANDED_IN, Case, ExerciseReport, Report, Status
from autograder.reports.model import TaskSummary as Task
from autograder.reports.plain import one_line, plain, shorten
from autograder.reports.words import NOT_GRADED_HERE, verdict
from autograder.text import Language, Text

_LONGEST_MESSAGE = 4000
_MARKUP = re.compile(r"[\\`*_{}\[\]#|~$@>]|:(?=\S)")
_WWW = re.compile(r"(www)\.", re.IGNORECASE)  # GitHub makes a link of www.anything
_FEEDBACK = Text("Feedback for", "피드백:")
_DIAGNOSIS = Text("Why", "원인")
_FILE = Text("In your file", "제출한 파일에서")


def feedback(report: Report, language: Language) -> str:
    """The page."""
    return "\n\n".join(_page(report, language)) + "\n"


def _page(report: Report, language: Language) -> Iterator[str]:
    yield f"# {_FEEDBACK.pick(language)} {inline(report.student)}"
    if not report.exercises:
        yield inline(NOTHING_HANDED_IN.pick(language))
        return
    yield f"**{report.points} / {report.max_points}**"
    for exercise in report.exercises:
        yield from _exercise(exercise, language)


def _exercise(exercise: ExerciseReport, language: Language) -> Iterator[str]:
    yield f"## {inline(exercise.exercise)}: {exercise.points} / {exercise.max_points}"
    if exercise.problems:
        yield f"**{_FILE.pick(language)}**"
    for problem in exercise.problems:
        yield fence(problem.pick(language))
    for task in exercise.tasks:
        yield from _task(task, language)


def _task(task: Task, language: Language) -> Iterator[str]:
    yield f"### {inline(task.name)}: {task.points} / {task.max_points}"
    passed = [case for case in task.cases if case.status is Status.PASS]
    if passed:
        yield "\n".join(f"- ✓ {_passed(case, language)}" for case in passed)
    for case in task.cases:
        if case.status is not Status.PASS:
            yield from _case(case, language)


def _passed(case: Case, language: Language) -> str:
    note = inline(case.message.pick(language))
    return f"{inline(case.title.pick(language))}{f' *{note}*' if note else ''}"


def _case(case: Case, language: Language) -> Iterator[str]:
    mark = "✗" if case.failed else "○"
    points = f" ({case.points} / {case.max_points})" if case.max_points else ""
    title = inline(case.title.pick(language))
    yield f"{mark} **{inline(verdict(case, language))}**{points}: {title}"
    if case.tool_failure is not None:
        yield inline(NOT_GRADED_HERE.pick(language))
        return
    message = case.message.pick(language)
    if message.strip():
        yield fence(message)
    if case.diagnosis is not None:
        yield f"> **{_DIAGNOSIS.pick(language)}:** {inline(case.diagnosis.sentence.pick(language))}"


def inline(text: str) -> str:
    """``text`` within a line, showing as it is: no emphasis, link, mention, HTML or formula of its own.

    Safe only behind a prefix of ours: a line that began with it could still open a list.
    """
    escaped = _MARKUP.sub(r"\\\g<0>", one_line(text, 1000))
    return _WWW.sub(r"\1\\.", escaped).replace("&", "&amp;").replace("<", "&lt;")


def fence(text: str) -> str:
    """``text`` in a code block that it can't close."""
    text = shorten(plain(text).strip("\n"), _LONGEST_MESSAGE)
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    marks = "`" * max(3, longest + 1)
    return f"{marks}text\n{text}\n{marks}"
