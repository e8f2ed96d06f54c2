"""A student's notebook as a submission: its code cells, one after the other.

Read as plain JSON: a damaged notebook (no metadata, cells of no known form) still gives its code. Each
cell is a piece of its own, so a syntax error costs at most its cell. Cells that only check (nbgrader's
grade cells, locked cells that call ``check``) are left out; magics and shell lines are blanked with a note.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.submissions.model import Submission
from autograder.submissions.parse import tree_of
from autograder.submissions.read import Asked, Unreadable, examined, text_of, unreadable
from autograder.submissions.scan import line_states
from autograder.submissions.syntax import read_source
from autograder.text import Text

# Cell magics whose cell is still Python; under any other the cell holds another language.
_PYTHON_MAGICS = frozenset({"time", "timeit", "capture", "prun", "python", "python3"})
_CELL_MAGIC = re.compile(r"\s*%%(\w*)")
_MAGIC = re.compile(r"(\s*)(?:[%!?]|[\w.]+\s*\?{1,2}\s*$|[\w, ]+=\s*(?:%\w|!))")
MAX_NOTEBOOK_BYTES = 20_000_000  # plots are stored in it
_CHECKS = frozenset({"check", "grade"})


def source_from_notebook(path: Path, exercise: Asked, student: str = "") -> Submission:
    """The submission in a notebook. Whatever is wrong with the file becomes a problem, never an exception."""
    try:
        cells = list(_code_cells(_loaded(path)))
    except Unreadable as error:
        return unreadable(path, student, exercise.id, error.text)
    return from_cells(cells, path, exercise, student)


def from_cells(
    cells: list[tuple[int, str]], path: Path, exercise: Asked, student: str = ""
) -> Submission:
    """The submission made of numbered code cells (numbers as a reader counts them, from 1)."""
    lines: list[str] = []
    begins: list[tuple[int, int]] = []  # first line (from 0), number of the cell
    notes: list[Text] = []
    for number, text in cells:
        begins.append((len(lines), number))
        lines += _without_magics(text, number, notes)

    def place(line: int) -> Text:
        begin, number = next((b for b in reversed(begins) if b[0] < line), (0, 1))
        return Text(f"cell {number}, line {line - begin}", f"{number}번 셀 {line - begin}행")

    source, problems = read_source(
        "\n".join(lines), path.name, chunks=[begin for begin, _ in begins], place=place
    )
    submission = Submission(student, exercise.id, path, source, problems, tuple(notes))
    return examined(submission, exercise)


def _loaded(path: Path) -> Any:
    try:
        return json.loads(text_of(path, MAX_NOTEBOOK_BYTES))
    except (ValueError, RecursionError):
        raise Unreadable(
            f"{path.name} is no notebook (not valid JSON); save it again from Jupyter.",
            f"{path.name}은(는) 올바른 노트북 파일이 아닙니다(JSON 오류). Jupyter에서 다시 저장하세요.",
        ) from None


def _code_cells(notebook: Any) -> Iterator[tuple[int, str]]:
    """The code cells that are the student's, with their numbers counted over all cells."""
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if (
        cells is None
        and isinstance(notebook, dict)
        and isinstance(notebook.get("worksheets"), list)
    ):
        sheets = [sheet for sheet in notebook["worksheets"] if isinstance(sheet, dict)]  # format 3
        cells = [cell for sheet in sheets for cell in sheet.get("cells") or []]
    if not isinstance(cells, list):
        raise Unreadable("The notebook has no cells.", "노트북에 셀이 없습니다.")
    for number, cell in enumerate(cells, start=1):
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            text = _text(cell.get("source", cell.get("input", "")))
            if not _only_checks(cell, text):
                yield number, text


def _text(source: Any) -> str:
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    return source.replace("\r\n", "\n").replace("\r", "\n") if isinstance(source, str) else ""


def _only_checks(cell: dict, text: str) -> bool:
    metadata = cell.get("metadata")
    mark = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    if not isinstance(mark, dict):
        return False
    if mark.get("solution"):
        return False
    return bool(mark.get("grade")) or (bool(mark.get("locked")) and _calls_check(text))


def _calls_check(text: str) -> bool:
    return any(
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Call)
        and isinstance(statement.value.func, ast.Name)
        and statement.value.func.id in _CHECKS
        for statement in tree_of(text).body
    )


def _without_magics(text: str, number: int, notes: list[Text]) -> list[str]:
    """The lines of a cell with ``%magic``, ``!shell`` and ``help?`` lines turned into ``pass``.

    Only where a statement can begin: ``% (a, b)`` on a line inside brackets is arithmetic.
    """
    lines = text.split("\n")
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    magic = _CELL_MAGIC.match(lines[first])
    if magic:
        if magic.group(1) not in _PYTHON_MAGICS:
            notes.append(
                Text(
                    f"Cell {number} (%%{magic.group(1)}) is not Python and was ignored.",
                    f"{number}번 셀(%%{magic.group(1)})은 Python 코드가 아니므로 무시했습니다.",
                )
            )
            return [""] * len(lines)
        lines[first] = ""
    ignored = 0
    for n, state in enumerate(line_states(lines)):
        found = _MAGIC.match(lines[n]) if state.clean else None
        if found:
            lines[n] = f"{found.group(1)}pass"
            ignored += 1
    if ignored or magic:
        notes.append(
            Text(
                f"Cell {number}: lines of magics or shell commands were ignored.",
                f"{number}번 셀: 매직 명령이나 셸 명령 줄은 무시했습니다.",
            )
        )
    return lines
