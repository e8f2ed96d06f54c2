"""``results.json`` as Gradescope reads it (gradescope-autograders.readthedocs.io/en/latest/specs).

Students see it, so it holds neither the seed nor the text of our own failures. A test that gives no
points carries no score: Gradescope would show "0/0" in red.
"""

from __future__ import annotations

import json
from typing import Any

from autograder.reports.model import Case, ExerciseReport, Report, Status
from autograder.reports.plain import one_line, plain, shorten
from autograder.reports.words import NOT_GRADED_HERE, verdict
from autograder.text import Language

_LONGEST_OUTPUT = 4000


def dump(report: Report, language: Language = "en") -> str:
    """One student's results."""
    data = {
        "score": report.points,
        "execution_time": round(sum(each.seconds for each in report.exercises), 3),
        "output": _output(report, language),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "stdout_visibility": "hidden",
        "extra_data": {"max_score": report.max_points, "deepdrill_version": report.version},
        "tests": [
            _test(f"{row}.{number}", exercise, case, language)
            for row, exercise in enumerate(report.exercises, 1)
            for number, case in enumerate(exercise.cases, 1)
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _output(report: Report, language: Language) -> str:
    problems = [
        f"{exercise.exercise}: {problem.pick(language)}"
        for exercise in report.exercises
        for problem in exercise.problems
    ]
    lines = problems or [f"{report.points} / {report.max_points}"]
    if report.tool_failures:
        lines.append(NOT_GRADED_HERE.pick(language))
    return shorten(plain("\n".join(lines)), _LONGEST_OUTPUT)


def _test(number: str, exercise: ExerciseReport, case: Case, language: Language) -> dict[str, Any]:
    title = one_line(case.title.pick(language))
    test: dict[str, Any] = {
        "number": number,
        "name": f"{one_line(exercise.exercise)} / {one_line(case.task)}: {title}",
        "output": _explain(case, language),
        "visibility": "visible",
    }
    if case.max_points:
        test |= {"score": case.points, "max_score": case.max_points}
    if case.status is not Status.SKIP and case.tool_failure is None:
        test["status"] = "failed" if case.failed else "passed"
    return test


def _explain(case: Case, language: Language) -> str:
    if case.tool_failure is not None:
        return NOT_GRADED_HERE.pick(language)
    if case.status is Status.PASS:
        return plain(case.message.pick(language))  # a note, mostly nothing
    diagnosis = case.diagnosis.sentence.pick(language) if case.diagnosis else ""
    parts = (verdict(case, language), case.message.pick(language), diagnosis)
    return shorten(plain("\n".join(part for part in parts if part)), _LONGEST_OUTPUT)
