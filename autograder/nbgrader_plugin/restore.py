"""A student's notebook with the master's cells put right.

Each cell of the master is there once: locked ones with the master's source, solution cells with the student's.
A cell that claims an id which is unknown, or that another cell holds already, becomes a plain cell: its code still
counts, its claim does not. What was done is told in a cell of its own at the top.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from autograder.nbgrader_plugin.damaged import OURS, become, cell_of, of_cells, sound
from autograder.nbgrader_plugin.master import Master, MasterCell
from autograder.submissions.read import Unreadable
from autograder.text import Language, Text

_HEAD = Text("**Notes on this notebook**", "**이 노트북에 대한 안내**")


def restored(
    path: Path, master: Master, language: Language = "en", within: Path | None = None
) -> tuple[dict[str, Any], tuple[Text, ...]]:
    """The notebook in ``path`` put right, and what there is to tell. Never raises for what a student did."""
    try:
        notebook = sound(path, within)
    except Unreadable as error:
        notebook = of_cells([])
        notebook["metadata"][OURS] = {"unreadable": {"en": error.text.en, "ko": error.text.ko}}
        return _put_right(notebook, master, [error.text], language, silent=True)
    return _put_right(notebook, master, [], language)


def from_source(source: str, name: str, master: Master) -> dict[str, Any]:
    """A notebook made of a plain Python file and the master's graded cells, so that formgrader can show it."""
    cells = [
        cell_of("markdown", f"`{name}`", "file-name"),
        cell_of("code", source, "file", {OURS: {"number": 1}}),
    ]
    return _put_right(of_cells(cells), master, [], "en", silent=True)[0]


def _put_right(
    notebook: dict[str, Any],
    master: Master,
    notes: list[Text],
    language: Language,
    silent: bool = False,
) -> tuple[dict[str, Any], tuple[Text, ...]]:
    holders = _holders(notebook["cells"], master, notes)
    for cell in notebook["cells"]:
        own = holders.get(id(cell))
        if own is not None:
            _overwrite(cell, own, notes)
    missing = [
        cell for cell in master.cells if (cell.grade or cell.task) and cell not in holders.values()
    ]
    places = {holders[id(cell)].name: cell for cell in notebook["cells"] if id(cell) in holders}
    for cell in missing:
        _insert(notebook["cells"], cell, master, places)
        if not silent:
            notes.append(
                Text(
                    f"The cell `{cell.name}` was missing and was put back.",
                    f"`{cell.name}` 셀이 없어 다시 넣었습니다.",
                )
            )
    if notes:
        lines = [_HEAD.pick(language), *(f"- {note.pick(language)}" for note in notes)]
        top = cell_of("markdown", "\n".join([lines[0], "", *lines[1:]]), f"{OURS}-notes")
        notebook["cells"].insert(0, top)
    kept = notebook["metadata"]
    notebook = of_cells(notebook["cells"])  # the ids are unique again
    notebook["metadata"] |= kept | ({"kernelspec": master.kernelspec} if master.kernelspec else {})
    return notebook, tuple(notes)


def _holders(
    cells: list[dict[str, Any]], master: Master, notes: list[Text]
) -> dict[int, MasterCell]:
    """Which cell is which of the master's. The last claim counts, as nbgrader has it."""
    holders: dict[int, MasterCell] = {}
    taken: set[str] = set()
    for cell in reversed(cells):
        ours = cell["metadata"].get(OURS, {})
        claimed = ours.pop("claims", None)
        own = master.cell(claimed) if claimed is not None else None
        if own is None:
            continue
        if claimed in taken:
            cell["metadata"].pop("deletable", None)
            cell["metadata"].pop("editable", None)
            if own.locked:
                ours["copy"] = True
            notes.insert(
                0,
                Text(
                    f"The cell `{claimed}` was there more than once; the last one counts.",
                    f"`{claimed}` 셀이 여러 개 있습니다. 마지막 셀로 채점합니다.",
                ),
            )
            continue
        taken.add(claimed)
        holders[id(cell)] = own
    return holders


def _overwrite(cell: dict[str, Any], own: MasterCell, notes: list[Text]) -> None:
    become(cell, own.cell_type)
    cell["metadata"]["nbgrader"] = own.metadata
    if own.locked and cell["source"] != own.source:
        if own.grade and not _is_release_of(cell["source"], own.source):
            notes.append(
                Text(
                    f"The cell `{own.name}` was changed and was put back as it was.",
                    f"`{own.name}` 셀이 수정되어 원래대로 되돌렸습니다.",
                )
            )
        cell["source"] = own.source


def _is_release_of(source: str, full: str) -> bool:
    """Whether ``source`` is ``full`` less its hidden tests, which is what students were given."""
    lines = iter(full.splitlines())
    left = all(any(line.strip() == one.strip() for line in lines) for one in source.splitlines())
    return left and "BEGIN HIDDEN TESTS" in full and len(source) < len(full)


def _insert(
    cells: list[dict[str, Any]],
    cell: MasterCell,
    master: Master,
    places: dict[str, dict[str, Any]],
) -> None:
    """Puts a missing cell behind the nearest one before it that is still there, else at the end."""
    source = cell.source
    if cell.by_hand:  # another text than the master's, so that a person looks for the answer
        source = (
            f"This cell (id:{cell.name}) was missing from the submission. "
            f"It was added back by nbgrader.\n\n{source}"
        )
    metadata = {"deletable": False, "nbgrader": cell.metadata}
    new = cell_of(cell.cell_type, source, f"{OURS}-{cell.name}"[:64], metadata)
    before = master.cells[: master.cells.index(cell)]
    near = next((places[other.name] for other in reversed(before) if other.name in places), None)
    at = len(cells) if near is None else next(i for i, c in enumerate(cells) if c is near) + 1
    cells.insert(at, new)
    places[cell.name] = new
