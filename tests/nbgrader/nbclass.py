"""A small nbgrader course, and a class of students who hand in all that can go wrong.

Everyone starts from the released notebook of nbgrader itself. The course has two exercises of one topic, made of the
same text (``tinycourse``): tasks step (3 points), noisy (2), Counter (2), and a free-text answer (2 points).
"""

from __future__ import annotations

import copy
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import tinycourse

TOPIC, EXERCISE, SECOND = tinycourse.TOPIC, tinycourse.EXERCISE, "q91b_tiny_again"
POINTS = {"grade-step": 3, "grade-noisy": 2, "grade-Counter": 2}
FULL = {"grade-step": 3.0, "grade-noisy": 2.0, "grade-Counter": 2.0}

CONFIG = """\
from autograder.nbgrader_plugin.config import configure

c = get_config()
c.CourseDirectory.course_id = "tiny"
c.LateSubmissionPlugin.penalty_method = "zero"
configure(c)
"""

Notebook = dict[str, Any]


def make_course(root: Path) -> Path:
    """The course, with source/ and nbgrader_config.py."""
    tinycourse.make_course(root)
    twin = root / "solutions" / TOPIC
    shutil.copytree(twin / EXERCISE, twin / SECOND)
    graders = root / "autograder" / "graders" / TOPIC
    shutil.copy(graders / f"test_{EXERCISE}.py", graders / f"test_{SECOND}.py")
    (root / "nbgrader_config.py").write_text(CONFIG)
    source = root / "source" / TOPIC
    source.mkdir(parents=True)
    for name in (EXERCISE, SECOND):
        (source / f"{name}.ipynb").write_text(json.dumps(master(name)))
    (source / "data.csv").write_text("1,2\n")
    return root


def master(exercise: str) -> Notebook:
    """The master notebook."""
    text = tinycourse.SOLUTION
    step, rest = text.split("\n\n\ndef noisy")
    step = step.split("\n\n\n")[1]
    noisy, counter = ("def noisy" + rest).split("\n\n\n")
    cells = [
        cell("markdown", f"# {exercise}"),
        cell("code", "import numpy as np", "setup", locked=True),
        cell("code", f'from autograder import check\n\nEXERCISE = "{exercise}"', "tools", locked=True),
    ]
    for task, source in (("step", step), ("noisy", noisy), ("Counter", counter)):
        hidden = f'# points\n### BEGIN HIDDEN TESTS\ngrade("{task}")\n### END HIDDEN TESTS'
        cells += [
            cell("code", source.strip(), f"solution-{task}", solution=True),
            cell("code", f'check("{task}")', f"examples-{task}", locked=True),
            cell("code", hidden, f"grade-{task}", locked=True, grade=True, points=POINTS[f"grade-{task}"]),
        ]
    plot = "import matplotlib.pyplot as plt\n\nplt.plot([step(x) for x in range(-3, 4)])"
    cells += [
        cell("code", plot, "plot", locked=True),
        cell("markdown", "*Your answer.*", "explain", solution=True, grade=True, points=2),
    ]
    return notebook(cells)


def notebook(cells: list[dict]) -> Notebook:
    spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": spec, "language_info": {"name": "python"}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def cell(kind: str, source: str, name: str = "", **marks: Any) -> dict:
    metadata = {}
    if name:
        marks = {"grade": False, "locked": False, "solution": False, "task": False} | marks
        metadata = {"nbgrader": marks | {"grade_id": name, "schema_version": 3}}
    made = {"cell_type": kind, "id": name or f"c{abs(hash(source)) % 10**9}", "metadata": metadata, "source": source}
    return made | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def deepdrill_nbgrader(*arguments: str, root: Path) -> subprocess.CompletedProcess:
    """nbgrader's real command line in the course."""
    environment = os.environ | {"JUPYTER_CONFIG_DIR": str(root / ".jupyter"), "PYTHONWARNINGS": "ignore"}
    return subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=root, env=environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


# What students write

RIGHT = {
    "step": "def step(x):\n    return np.where(np.asarray(x) > 0, 1.0, 0.0)",
    "noisy": "def noisy(x, rng):\n    return x + rng.normal(size=x.shape)",
    "Counter": (
        "class Counter:\n    def __init__(self):\n        self.count = 0\n\n"
        "    def add(self, function, value):\n        self.count += 1\n        return function(value)"
    ),
}
AT_ZERO = "def step(x):\n    return np.where(np.asarray(x) >= 0, 1.0, 0.0)"
WRONG = {
    "step": "def step(x):\n    return np.zeros_like(np.asarray(x, dtype=float)) + 7.0",
    "noisy": "def noisy(x, rng):\n    return x",
    "Counter": "class Counter:\n    count = 5\n\n    def add(self, function, value):\n        return 0.0",
}

Edit = Callable[[Notebook], Any]


class Desk:
    """Where students' notebooks are written, from the released one."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.release = {
            name: json.loads((root / "release" / TOPIC / f"{name}.ipynb").read_text())
            for name in (EXERCISE, SECOND)
        }

    def folder(self, student: str) -> Path:
        folder = self.root / "submitted" / student / TOPIC
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def hand_in(self, student: str, answers: dict[str, str], *edits: Edit, name: str = EXERCISE) -> Path:
        """The released notebook with these answers, then changed by ``edits``."""
        work = copy.deepcopy(self.release[name])
        for task, source in answers.items():
            find(work, f"solution-{task}")["source"] = source
        for edit in edits:
            work = edit(work) or work
        path = self.folder(student) / f"{name}.ipynb"
        path.write_text(work if isinstance(work, str) else json.dumps(work))
        return path


def find(work: Notebook, name: str) -> dict:
    return next(c for c in work["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == name)


def delete(*names: str) -> Edit:
    def edit(work: Notebook) -> None:
        gone = [find(work, name) for name in names]
        work["cells"] = [c for c in work["cells"] if not any(c is g for g in gone)]

    return edit


def duplicate(*names: str) -> Edit:
    def edit(work: Notebook) -> None:
        for name in names:
            original = find(work, name)
            work["cells"].insert(work["cells"].index(original), copy.deepcopy(original))

    return edit


def change(name: str, source: str) -> Edit:
    return lambda work: find(work, name).update(source=source)


def first(source: str) -> Edit:
    """An extra cell before everything else."""
    return lambda work: work["cells"].insert(0, cell("code", source))


def last(source: str) -> Edit:
    return lambda work: work["cells"].append(cell("code", source))


def mark(name: str, value: Any) -> Edit:
    """The cell's nbgrader entry replaced."""
    return lambda work: find(work, name)["metadata"].update(nbgrader=value)


def without_metadata(work: Notebook) -> None:
    for one in work["cells"]:
        del one["metadata"]
    del work["metadata"]


def answered(text: str) -> Edit:
    return change("explain", text)


# What is in the gradebook

def scores(root: Path, student: str, exercise: str = EXERCISE) -> dict[str, float | None]:
    """The automatic score of each cell."""
    return {name: row["auto"] for name, row in grades(root)[student, exercise].items()}


def grades(root: Path) -> dict[tuple[str, str], dict[str, dict[str, Any]]]:
    """All grades and comments, by student and notebook, then by cell; and the late penalty."""
    from nbgrader.api import BaseCell, Comment, Gradebook, Grade, SubmittedNotebook

    found: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "tiny") as gradebook:
        for row in gradebook.db.query(SubmittedNotebook):
            cells = found.setdefault((row.student.id, row.name), {})
            names = {one.id: one.name for one in gradebook.db.query(BaseCell)}
            for grade in gradebook.db.query(Grade).filter_by(notebook_id=row.id):
                cells[names[grade.cell_id]] = {
                    "auto": grade.auto_score, "manual": grade.manual_score, "score": grade.score,
                    "by hand": grade.needs_manual_grade,
                }  # fmt: skip
            for comment in gradebook.db.query(Comment).filter_by(notebook_id=row.id):
                cells.setdefault(names[comment.cell_id], {})["comment"] = comment.auto_comment
            cells["(notebook)"] = {"penalty": row.late_submission_penalty, "auto": None}
    return found
