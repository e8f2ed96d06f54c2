"""The student's code in a notebook that was put right: what runs in the sandbox."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from autograder.course.catalogue import Exercise
from autograder.nbgrader_plugin.damaged import OURS
from autograder.nbgrader_plugin.master import Master
from autograder.reports.model import ExerciseReport, Status
from autograder.submissions.model import Submission
from autograder.submissions.notebook import from_cells
from autograder.submissions.parse import tree_of
from autograder.submissions.read import unreadable
from autograder.text import Text

# What a notebook shows with; the sandbox has no screen, and their imports cost more than the grading.
_SHOWING = frozenset({"autograder", "matplotlib", "seaborn", "plotly", "ipywidgets", "IPython"})
_DEFINING = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_LOADED = re.compile(r"(?:line (\d+) raised|파일을 읽는 중 (\d+)번째 줄에서)")


def submission_of(
    notebook: dict[str, Any], master: Master, exercise: Exercise, student: str, path: Path
) -> Submission:
    """The submission in a notebook that `restore` has put right."""
    failed = notebook["metadata"].get(OURS, {}).get("unreadable")
    if isinstance(failed, dict):
        return unreadable(path, student, exercise.id, Text(str(failed["en"]), str(failed["ko"])))
    cells = list(_code_cells(notebook, master))
    submission = from_cells(cells, path, exercise, student)
    return replace(submission, source=_without_showing(submission.source))


def reduced(submission: Submission, report: ExerciseReport) -> Iterator[Submission]:
    """What to grade in its place where loading alone ended the process (``os._exit(0)`` in some cell).

    First without the statements that define nothing, then without assignments that call something: one
    cell's deed must not cost the others. Nothing where the report looks otherwise.
    """
    cases = report.cases
    ended = (Status.ERROR, Status.TIMEOUT, Status.FAIL)
    if not cases or report.points or any(case.status not in ended for case in cases):
        return
    if len({case.message.en for case in cases}) > 1 or not submission.source:
        return
    last = submission.source
    for with_calls in (True, False):
        source = _only_definitions(submission.source, with_calls)
        if source != last:
            yield replace(submission, source=source)
            last = source


def at_cells(text: Text, notebook: dict[str, Any], master: Master) -> Text:
    """A problem told by the line of the joined cells, told by cell and line instead."""
    line = next((int(m[1]) for m in [_LOADED.match(text.en)] if m), None)
    if line is None:
        return text
    begin = 0
    for number, source in _code_cells(notebook, master):
        length = len(source.split("\n"))
        if begin < line <= begin + length:
            en = f"cell {number}, line {line - begin} raised"
            ko = f"파일을 읽는 중 {number}번 셀 {line - begin}행에서"
            return Text(_LOADED.sub(en, text.en, 1), _LOADED.sub(ko, text.ko, 1))
        begin += length
    return text


def _code_cells(notebook: dict[str, Any], master: Master) -> Iterator[tuple[int, str]]:
    """Number (as the student counts) and text of the cells that are theirs, and of a locked setup cell."""
    locked = {cell.source.strip() for cell in master.cells if cell.locked}
    for cell in notebook["cells"]:
        ours = cell["metadata"].get(OURS, {})
        if cell["cell_type"] != "code" or "number" not in ours or ours.get("copy"):
            continue
        mark = cell["metadata"].get("nbgrader", {})
        if mark.get("grade") and not mark.get("solution"):
            continue
        kept = mark.get("locked") or cell["source"].strip() in locked
        if not kept or _only_sets_up(cell["source"]):
            yield ours["number"], cell["source"]


@lru_cache(maxsize=512)  # the same locked cells in every notebook of a class
def _only_sets_up(source: str) -> bool:
    """Imports, constants and definitions: a locked cell that others need. Plots and checks are neither."""
    body = tree_of(source).body
    kinds = (*_DEFINING, ast.Assign, ast.AnnAssign)
    shown = _names_for_showing(body)
    return bool(body) and all(
        (isinstance(s, kinds) and (isinstance(s, _DEFINING) or not _uses(s, shown)))
        or (isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant))
        for s in body
    )  # fmt: skip


def _without_showing(source: str) -> str:
    """``check(...)``, plots and their imports become ``pass``; functions stay as they are."""
    body = tree_of(source).body
    shown = _names_for_showing(body)
    gone = [
        statement
        for statement in body
        if _imports_showing(statement)
        or (not isinstance(statement, _DEFINING) and _uses(statement, shown))
    ]
    return _blanked(source, gone)


def _names_for_showing(body: list[ast.stmt]) -> set[str]:
    defined = {s.name for s in body if isinstance(s, _DEFINING[2:])}
    names = {"check", "draw", "grade", "ready", "display"}
    for statement in body:
        if _imports_showing(statement):
            names |= {(a.asname or a.name).split(".")[0] for a in statement.names}
    return names - defined


def _imports_showing(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Import):
        return all(alias.name.split(".")[0] in _SHOWING for alias in statement.names)
    if isinstance(statement, ast.ImportFrom):
        return (statement.module or "").split(".")[0] in _SHOWING
    return False


def _uses(statement: ast.stmt, names: set[str]) -> bool:
    return any(isinstance(node, ast.Name) and node.id in names for node in ast.walk(statement))


def _only_definitions(source: str, with_calls: bool) -> str:
    gone = []
    for statement in tree_of(source).body:
        if isinstance(statement, _DEFINING):
            continue
        if isinstance(statement, ast.Assign | ast.AnnAssign) and (
            with_calls or not any(isinstance(node, ast.Call) for node in ast.walk(statement))
        ):
            continue
        gone.append(statement)
    return _blanked(source, gone)


def _blanked(source: str, statements: list[ast.stmt]) -> str:
    """The source less these top-level statements, line for line; a line shared with another one stays."""
    if not statements:
        return source
    lines = source.split("\n")
    body = tree_of(source).body
    kept = {id(s) for s in body} - {id(s) for s in statements}
    busy = {n for s in body if id(s) in kept for n in range(_first(s), s.end_lineno + 1)}
    for statement in statements:
        numbers = range(_first(statement), statement.end_lineno + 1)
        if not busy.intersection(numbers):
            for number in numbers:
                lines[number - 1] = ""
    return "\n".join(lines)


def _first(statement: ast.stmt) -> int:
    decorators = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(d.lineno for d in decorators)])
