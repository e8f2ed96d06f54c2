"""CSV, JUnit and Gradescope, read back by the parsers that others use."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from xml.etree import ElementTree as xml

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_class import (
    CLASS,
    EVERY_STATUS,
    MISTAKEN,
    RELU,
    RIGHT,
    RIGHT_STUDENT,
    exercise,
    report,
)

from autograder.reports import csv_report, gradescope, junit
from autograder.reports.model import ClassReport, Status
from autograder.text import Text

anything = st.text(st.characters(exclude_categories=()))


def rows_of(whole: ClassReport) -> list[list[str]]:
    text = csv_report.dump(whole).encode().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_csv_has_a_row_per_student() -> None:
    head, *rows = rows_of(CLASS)
    assert head == ["student", *CLASS.exercises, "total", "max", "why"]
    assert rows[0] == ["kim", "4", "0", "4", "4", "all right"]
    assert rows[1][:5] == ["이서연", "2", "-", "2", "6"]
    assert rows[4] == ["park", "-", "-", "0", "8", "nothing was handed in"]


def test_csv_opens_in_excel_as_utf8() -> None:
    assert csv_report.dump(CLASS).encode().startswith(b"\xef\xbb\xbfstudent,")


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", " =", "\t=", "\r\n@", "＝", "\x1b[0m=", "\u202d"]
)
def test_csv_runs_no_name(start: str) -> None:
    name = f"{start}cmd|' /C calc'!A0"
    ((_, row),) = [rows_of(ClassReport((report(name),), (), True))]
    assert row[0][0] in "'\N{REPLACEMENT CHARACTER}"


@given(anything, anything)
def test_csv_is_one_line_per_student_whatever_they_write(name: str, message: str) -> None:
    case = replace(MISTAKEN, diagnosis=None, message=Text.of(message))
    whole = ClassReport((report(name, exercise(RELU, case)),) * 2, (), True)
    rows = rows_of(whole)
    assert [len(row) for row in rows] == [5, 5, 5]
    assert not any(cell.startswith(("=", "+", "@", "\t")) for row in rows for cell in row)


def test_junit_has_a_suite_per_student_and_exercise() -> None:
    root = xml.fromstring(junit.dump(CLASS).encode())
    suites = root.findall("testsuite")
    assert len(suites) == sum(len(each.exercises) for each in CLASS.reports)
    for whole in [*suites, root]:
        assert int(whole.get("tests")) == len(list(whole.iter("testcase")))
        assert int(whole.get("failures")) == len(list(whole.iter("failure")))
        assert int(whole.get("errors")) == len(list(whole.iter("error")))
        assert int(whole.get("skipped")) == len(list(whole.iter("skipped")))
    assert {each.get("type") for each in root.iter("error")} == {
        "error",
        "timeout",
        "tool_failure",
    }
    assert [each.get("value") for each in root.iter("property") if each.get("name") == "mistake"]


@given(anything, anything)
def test_junit_is_well_formed_whatever_they_write(name: str, message: str) -> None:
    case = replace(MISTAKEN, message=Text.of(message), tool_failure=None)
    ours = replace(RIGHT, status=Status.SKIP, tool_failure=message)
    parts = exercise(RELU, case, ours, problems=(Text.of(message),))
    root = xml.fromstring(junit.dump(ClassReport((report(name, parts),), (), True)).encode())
    assert root.get("tests") == "2"


def test_gradescope_adds_up() -> None:
    data = json.loads(gradescope.dump(EVERY_STATUS))
    assert (
        data["score"] == EVERY_STATUS.points == sum(each.get("score", 0) for each in data["tests"])
    )
    most = sum(each.get("max_score", 0) for each in data["tests"])
    assert data["extra_data"]["max_score"] == EVERY_STATUS.max_points == most
    statuses = [each.get("status") for each in data["tests"]]
    assert statuses == ["failed", "failed", "failed", "passed", None, None]
    assert json.loads(gradescope.dump(RIGHT_STUDENT, "ko"))["tests"][0]["output"] == ""


@given(anything)
def test_gradescope_can_be_encoded_whatever_they_write(message: str) -> None:
    case = replace(MISTAKEN, message=Text.of(message))
    student = report(message, exercise(RELU, case, problems=(Text.of(message),)))
    json.loads(gradescope.dump(student).encode())
