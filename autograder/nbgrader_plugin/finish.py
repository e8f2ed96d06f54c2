"""The last step of a notebook, the same by both ways: outputs into the grade cells, our own marks out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from autograder.nbgrader_plugin.code import at_cells
from autograder.nbgrader_plugin.damaged import OURS
from autograder.nbgrader_plugin.marks import Mark, marks_of, outputs_of
from autograder.nbgrader_plugin.master import Master
from autograder.reports.model import ExerciseReport
from autograder.submissions.model import Submission
from autograder.text import Language, Text


def finish(
    notebook: dict[str, Any],
    master: Master,
    submission: Submission | None,
    report: ExerciseReport | None,
    language: Language,
    key: str,
    reason: Text | None = None,
) -> dict[str, Mark]:
    """Fills ``notebook`` in place and returns the marks by grade cell.

    ``key`` stays in the notebook's metadata where everything could be graded: it tells a later run that there is
    nothing to do.
    """
    told = [*(submission.notes if submission else ())]
    if report is not None:
        problems = tuple(at_cells(problem, notebook, master) for problem in report.problems)
        report = replace(report, problems=problems)
    marks = marks_of(report, master, language, reason, told)
    for cell in notebook["cells"]:
        cell["metadata"].pop(OURS, None)
        mark = marks.get(cell["metadata"].get("nbgrader", {}).get("grade_id"))
        if mark is not None and cell["cell_type"] == "code":
            cell["outputs"] = _like(cell, outputs_of(mark))
            cell["execution_count"] = None
    notebook["metadata"].pop(OURS, None)
    if not any(mark.by_hand for mark in marks.values()):
        notebook["metadata"][OURS] = {"graded": key}
    return marks


def _like(cell: dict[str, Any], outputs: list[dict[str, Any]]) -> list[Any]:
    """The outputs as nbformat's own kind of dict where the cell is one."""
    if type(cell) is dict:
        return outputs
    from nbformat import from_dict

    return [from_dict(output) for output in outputs]
