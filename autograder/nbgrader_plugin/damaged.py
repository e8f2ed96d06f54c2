"""A notebook as handed in, made sound: whatever the file holds, what comes out is a valid notebook of format 4.5.

Only what a grade can depend on is taken over: the cells' sources, their ids, pasted images, and which cell of the
master each claims to be. Outputs, kernels and all other metadata are the student's word and are dropped.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

from autograder.submissions.notebook import MAX_NOTEBOOK_BYTES
from autograder.submissions.read import Unreadable, text_of

OURS = "deepdrill"  # our entry in metadata
TYPES = {"code": "code", "markdown": "markdown", "heading": "markdown"}
_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_HALF_SURROGATE = re.compile("[\ud800-\udfff]")


def sound(path: Path, within: Path | None = None) -> dict[str, Any]:
    """The notebook in ``path``. Raises `Unreadable` with a sentence where there is none.

    ``within`` is the student's own folder: a link that leads out of it (to the master notebook, say) is refused.
    """
    path = Path(path)
    if within is not None and path.is_symlink():
        if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(within)):
            raise Unreadable(
                f"{path.name} is a link to another place and was not followed.",
                f"{path.name}은(는) 다른 위치를 가리키는 링크이므로 열지 않았습니다.",
            )
    try:
        data = json.loads(text_of(path, MAX_NOTEBOOK_BYTES))
    except (ValueError, RecursionError):
        raise Unreadable(
            f"{path.name} is no notebook (not valid JSON); save it again from Jupyter.",
            f"{path.name}은(는) 올바른 노트북 파일이 아닙니다(JSON 오류). Jupyter에서 다시 저장하세요.",
        ) from None
    return of_cells([_sound_cell(cell, n) for n, cell in enumerate(_cells(data), start=1)])


def of_cells(cells: list[dict[str, Any] | None]) -> dict[str, Any]:
    """A notebook of these cells, ids made unique."""
    kept = [cell for cell in cells if cell is not None]
    seen: set[str] = set()
    for cell in kept:
        wanted, count = cell["id"], 1
        while cell["id"] in seen:
            count += 1
            cell["id"] = f"{wanted[:58]}-{count}"
        seen.add(cell["id"])
    return {
        "cells": kept,
        "metadata": {"language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def cell_of(cell_type: str, source: str, identity: str, metadata: dict[str, Any] | None = None):
    """One valid cell."""
    cell = {"cell_type": cell_type, "id": identity, "metadata": metadata or {}, "source": source}
    return cell | {"execution_count": None, "outputs": []} if cell_type == "code" else cell


def become(cell: dict[str, Any], cell_type: str) -> None:
    """Changes the type of a cell in place."""
    if cell["cell_type"] == cell_type:
        return
    cell["cell_type"] = cell_type
    if cell_type == "code":
        cell.pop("attachments", None)
        cell |= {"execution_count": None, "outputs": []}
    else:
        cell.pop("outputs", None)
        cell.pop("execution_count", None)


def _cells(data: Any) -> list[Any]:
    cells = data.get("cells") if isinstance(data, dict) else None
    sheets = data.get("worksheets") if isinstance(data, dict) else None
    if cells is None and isinstance(sheets, list):  # format 3
        cells = []
        for sheet in sheets:
            inner = sheet.get("cells") if isinstance(sheet, dict) else None
            cells += inner if isinstance(inner, list) else []
    if not isinstance(cells, list):
        raise Unreadable("The notebook has no cells.", "노트북에 셀이 없습니다.")
    return cells


def _sound_cell(cell: Any, number: int) -> dict[str, Any] | None:
    if not isinstance(cell, dict):
        return None
    kind = cell.get("cell_type")
    cell_type = TYPES.get(kind, "raw") if isinstance(kind, str) else "raw"
    given = cell.get("metadata") if isinstance(cell.get("metadata"), dict) else {}
    metadata: dict[str, Any] = {
        key: given[key] for key in ("deletable", "editable") if isinstance(given.get(key), bool)
    }
    mark = given.get("nbgrader")
    claimed = mark.get("grade_id") if isinstance(mark, dict) else None
    metadata[OURS] = {"number": number}
    if isinstance(claimed, str):
        metadata[OURS]["claims"] = _text(claimed)
    identity = cell.get("id")
    if not (isinstance(identity, str) and _ID.fullmatch(identity)):
        identity = f"cell-{number}"
    source = _text(cell.get("source", cell.get("input", "")))
    result = cell_of(cell_type, source, identity, metadata)
    images = _images(cell.get("attachments")) if cell_type == "markdown" else {}
    return result | {"attachments": images} if images else result


def _images(given: Any) -> dict[str, dict[str, str]]:
    images: dict[str, dict[str, str]] = {}
    for name, bundle in given.items() if isinstance(given, dict) else ():
        if isinstance(bundle, dict):
            kept = {
                kind: _text(data) for kind, data in bundle.items() if isinstance(data, str | list)
            }
            images[_text(name)] = {_text(k): d for k, d in kept.items() if k.startswith("image/")}
    return {name: bundle for name, bundle in images.items() if bundle}


def _text(source: Any) -> str:
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    if not isinstance(source, str):
        return ""
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    return _HALF_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
