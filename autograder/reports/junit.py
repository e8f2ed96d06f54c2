"""JUnit XML, which every CI system shows: a suite per student and exercise, a test case per case.

Our own failure is an ``error`` of the type ``tool_failure``, so a pipeline turns red for it and nobody
takes it for a student's wrong answer.
"""

from __future__ import annotations

from xml.etree import ElementTree as xml

from autograder.reports.model import Case, ClassReport, ExerciseReport, Report, Status
from autograder.reports.plain import one_line, plain
from autograder.text import Language


def dump(report: ClassReport, language: Language = "en") -> str:
    """The XML document, well-formed whatever a student wrote."""
    root = xml.Element("testsuites", name="deepdrill")
    for student in report.reports:
        for exercise in student.exercises:
            root.append(_suite(student, exercise, language))
    cases = [case for each in report.reports for one in each.exercises for case in one.cases]
    _count(root, cases, sum(one.seconds for each in report.reports for one in each.exercises))
    xml.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{xml.tostring(root, encoding="unicode")}\n'


def _suite(report: Report, exercise: ExerciseReport, language: Language) -> xml.Element:
    suite = xml.Element("testsuite", name=one_line(f"{report.student}/{exercise.exercise}"))
    _count(suite, exercise.cases, exercise.seconds)
    properties = {
        "student": report.student,
        "exercise": exercise.exercise,
        "points": str(exercise.points),
        "max_points": str(exercise.max_points),
        "isolation": report.isolation.name,
    }
    suite.append(_properties(properties))
    suite.extend(_case(exercise, case, language) for case in exercise.cases)
    if exercise.problems:
        problems = (problem.pick(language) for problem in exercise.problems)
        xml.SubElement(suite, "system-out").text = plain("\n".join(problems))
    return suite


def _case(exercise: ExerciseReport, case: Case, language: Language) -> xml.Element:
    """Named by its id, which stays the same when a title is reworded or read in the other language."""
    element = xml.Element(
        "testcase",
        classname=one_line(f"{exercise.exercise}.{case.task}"),
        name=one_line(case.id),
        time=f"{case.seconds:.3f}",
    )
    properties = {"points": str(case.points), "max_points": str(case.max_points)}
    if case.diagnosis is not None:
        properties["mistake"] = case.diagnosis.mistake
    element.append(_properties(properties))
    _outcome(element, case, language)
    return element


def _outcome(element: xml.Element, case: Case, language: Language) -> None:
    message = case.message.pick(language)
    diagnosis = case.diagnosis.sentence.pick(language) if case.diagnosis else ""
    if case.tool_failure is not None:
        outcome = xml.SubElement(
            element, "error", type="tool_failure", message=one_line(case.tool_failure)
        )
        outcome.text = plain(case.tool_failure)
    elif case.failed:
        name = "failure" if case.status is Status.FAIL else "error"
        line = one_line(diagnosis or message or case.title.pick(language))
        outcome = xml.SubElement(element, name, type=case.status.value, message=line)
        parts = (case.title.pick(language), message, diagnosis)
        outcome.text = plain("\n".join(part for part in parts if part))
    elif case.status is Status.SKIP:
        xml.SubElement(element, "skipped", message=one_line(message))


def _count(element: xml.Element, cases: tuple[Case, ...] | list[Case], seconds: float) -> None:
    ours = [case for case in cases if case.tool_failure is not None]
    theirs = [case.status for case in cases if case.tool_failure is None]
    errors = theirs.count(Status.ERROR) + theirs.count(Status.TIMEOUT) + len(ours)
    element.set("tests", str(len(cases)))
    element.set("failures", str(theirs.count(Status.FAIL)))
    element.set("errors", str(errors))
    element.set("skipped", str(theirs.count(Status.SKIP)))
    element.set("time", f"{seconds:.3f}")


def _properties(values: dict[str, str]) -> xml.Element:
    element = xml.Element("properties")
    for name, value in values.items():
        xml.SubElement(element, "property", name=name, value=one_line(value))
    return element
