"""The master of a notebook as nbgrader's gradebook keeps it: the truth about every cell that matters."""

from __future__ import annotations

import ast
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autograder.submissions.parse import tree_of

if TYPE_CHECKING:
    from nbgrader.api import Gradebook


@dataclass(frozen=True)
class MasterCell:
    """One cell of the master. ``points`` is the most that it is worth."""

    name: str
    cell_type: str
    source: str
    checksum: str | None
    locked: bool = False
    grade: bool = False
    solution: bool = False
    task: bool = False
    points: float | None = None

    @property
    def metadata(self) -> dict[str, Any]:
        """nbgrader's metadata of this cell, schema 3."""
        found: dict[str, Any] = {
            "schema_version": 3,
            "grade_id": self.name,
            "grade": self.grade,
            "solution": self.solution,
            "locked": self.locked,
            "task": self.task,
            "cell_type": self.cell_type,
        }
        if self.checksum is not None:
            found["checksum"] = self.checksum
        if self.points is not None:
            found["points"] = self.points
        return found

    @property
    def by_hand(self) -> bool:
        """Whether a person grades it."""
        return self.task or (self.grade and (self.solution or self.cell_type != "code"))

    @property
    def automatic(self) -> bool:
        """Whether it is ours to grade."""
        return self.grade and not self.by_hand


@dataclass(frozen=True)
class Master:
    """A notebook's cells that nbgrader knows, in their order."""

    assignment: str
    notebook: str
    cells: tuple[MasterCell, ...]
    kernelspec: dict[str, Any] | None = None

    def cell(self, name: str) -> MasterCell | None:
        """The cell with that id."""
        return next((cell for cell in self.cells if cell.name == name), None)

    @property
    def automatic(self) -> tuple[MasterCell, ...]:
        """The cells that are ours to grade."""
        return tuple(cell for cell in self.cells if cell.automatic)

    @property
    def exercise(self) -> str:
        """The exercise: what EXERCISE is in a locked cell, else the notebook's name."""
        for cell in self.cells:
            found = _constant(cell.source) if cell.locked and cell.cell_type == "code" else None
            if found is not None:
                return found
        return self.notebook


def _constant(source: str) -> str | None:
    for statement in tree_of(source).body:
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant):
            named = [t.id for t in statement.targets if isinstance(t, ast.Name)]
            if "EXERCISE" in named and isinstance(statement.value.value, str):
                return statement.value.value
    return None


def asked(source: str) -> tuple[str | None, str] | None:
    """``(exercise or None, task)`` of the ``grade(...)`` in a grade cell; None where there is no such call."""
    for node in ast.walk(tree_of(source)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "grade"
        ):
            texts = [a.value for a in node.args if isinstance(a, ast.Constant)]
            if len(texts) == len(node.args) and all(isinstance(text, str) for text in texts):
                if len(texts) == 1:
                    return None, texts[0]
                if len(texts) == 2:
                    return texts[0], texts[1]
    return None


def master_of(gradebook: Gradebook, assignment: str, notebook: str) -> Master:
    """The master. Raises nbgrader's MissingEntry where the gradebook has none."""
    from nbgrader.api import GradeCell, SolutionCell, TaskCell

    found = gradebook.find_notebook(notebook, assignment)
    ask = gradebook.db.query
    graded = dict(ask(GradeCell.name, GradeCell.max_score).filter_by(notebook_id=found.id))
    tasks = dict(ask(TaskCell.name, TaskCell.max_score).filter_by(notebook_id=found.id))
    solutions = {name for (name,) in ask(SolutionCell.name).filter_by(notebook_id=found.id)}
    cells = tuple(
        MasterCell(
            name=cell.name,
            cell_type=cell.cell_type,
            source=cell.source or "",
            checksum=cell.checksum,
            locked=bool(cell.locked),
            grade=cell.name in graded,
            solution=cell.name in solutions,
            task=cell.name in tasks,
            points=graded.get(cell.name, tasks.get(cell.name)),
        )
        for cell in found.source_cells
    )
    kernelspec = json.loads(found.kernelspec) if found.kernelspec else None
    return Master(assignment, notebook, cells, kernelspec or None)
