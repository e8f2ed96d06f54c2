"""The class as a table for a spreadsheet: one row per student.

The text starts with a byte order mark. Without one, Excel on a Korean Windows takes the file for CP949
and shows Hangul as noise; with it Excel, Numbers, LibreOffice and pandas all read UTF-8. Python readers
open it with ``encoding="utf-8-sig"``.
"""

from __future__ import annotations

import csv
import io

from autograder.reports.model import ClassReport, Report
from autograder.reports.plain import one_line
from autograder.text import Language

BYTE_ORDER_MARK = "\ufeff"
NOT_HANDED_IN = "-"
# What a spreadsheet takes for a formula; the full-width forms count in East Asian locales.
_FORMULA = tuple("=+-@|%＝＋－＠")


def dump(report: ClassReport, language: Language = "en") -> str:
    """The table, with the byte order mark. Column names stay English: other programs look for them."""
    text = io.StringIO()
    writer = csv.writer(text)  # RFC 4180: commas, CRLF, quotes doubled
    writer.writerow(["student", *map(_safe, report.exercises), "total", "max", "why"])
    for student in report.reports:
        writer.writerow(_row(report, student, language))
    return BYTE_ORDER_MARK + text.getvalue()


def _row(whole: ClassReport, report: Report, language: Language) -> list[str | int]:
    found = (report.exercise(exercise) for exercise in whole.exercises)
    points = [NOT_HANDED_IN if each is None else each.points for each in found]
    why = whole.one_line_of_why(report, language)
    return [
        _safe(report.student),
        *points,
        report.points,
        whole.max_points(report),
        _safe(why),
    ]


def _safe(text: str) -> str:
    """One line that no spreadsheet runs: ``=HYPERLINK(...)`` as a name becomes ``'=HYPERLINK(...)``."""
    line = one_line(text)
    return f"'{line}" if line.startswith(_FORMULA) else line
