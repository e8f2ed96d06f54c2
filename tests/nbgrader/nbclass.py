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
c.GradeInSandbox.seed = "5eed"
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
        cell(
            "code",
            f'from autograder import check, grade\n\nEXERCISE = "{exercise}"',
            "tools",
            locked=True,
        ),
    ]
    for task, source in (("step", step), ("noisy", noisy), ("Counter", counter)):
        hidden = f'# points\n### BEGIN HIDDEN TESTS\ngrade("{task}")\n### END HIDDEN TESTS'
        cells += [
            cell("code", source.strip(), f"solution-{task}", solution=True),
            cell("code", f'check("{task}")', f"examples-{task}", locked=True),
            cell(
                "code",
                hidden,
                f"grade-{task}",
                locked=True,
                grade=True,
                points=POINTS[f"grade-{task}"],
            ),
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
    made = {
        "cell_type": kind,
        "id": name or f"c{abs(hash(source)) % 10**9}",
        "metadata": metadata,
        "source": source,
    }
    return made | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def nbgrader(*arguments: str, root: Path) -> subprocess.CompletedProcess:
    """nbgrader's real command line in the course."""
    return _ran("nbgrader", *arguments, root=root)


def deepdrill(*arguments: str, root: Path) -> subprocess.CompletedProcess:
    """Our command line in the course."""
    return _ran("autograder.cli.app", *arguments, root=root)


def _ran(module: str, *arguments: str, root: Path) -> subprocess.CompletedProcess:
    environment = os.environ | {
        "JUPYTER_CONFIG_DIR": str(root / ".jupyter"),
        "PYTHONWARNINGS": "ignore",
    }
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
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

    def hand_in(
        self, student: str, answers: dict[str, str], *edits: Edit, name: str = EXERCISE
    ) -> Path:
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
    for one in work["cells"]:
        entry = one["metadata"].get("nbgrader")
        if isinstance(entry, dict) and entry.get("grade_id") == name:
            return one
    raise KeyError(name)


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
    from nbgrader.api import BaseCell, Comment, Grade, Gradebook, SubmittedNotebook

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


# The class

SNOOP = """\
def step(x):
    import glob, os, re
    found = []
    for root in {roots!r}:
        for pattern in ("solutions/*/*/solution.py", "source/*/*.ipynb", "autograded/*/*/*.ipynb", "autograder/graders/*/*.py"):
            found += glob.glob(os.path.join(root, pattern))
    text = open(sorted(found)[0]).read()
    space = {{}}
    exec(text, space)
    return space["step"](x)
"""
WRITER = """\
import os
import sqlite3
import sys
import time

def _raise_grades():
    base = sqlite3.connect({database!r}, timeout=5)
    base.execute("update grade set auto_score = 3, manual_score = 100")
    base.commit()
"""
ALWAYS_EQUAL = """\
class Same(float):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    __hash__ = float.__hash__
    __lt__ = __le__ = __gt__ = __ge__ = __eq__
    shape, dtype, size, ndim = (3, 4), np.dtype(float), 12, 2

    def __array__(self, *args, **kwargs):
        return np.zeros((3, 4))

    def __sub__(self, other):
        return self

    __rsub__ = __abs__ = __sub__
    mean = var = sum = lambda self, *a, **k: Same(0)


def step(x):
    return Same()


def noisy(x, rng):
    return Same()
"""
PATCHED = """\
import numpy.testing
import builtins

def _pass(*args, **kwargs):
    return True

np.allclose = np.isclose = np.array_equal = np.testing.assert_allclose = np.testing.assert_array_equal = _pass
np.testing.assert_equal = np.testing.assert_almost_equal = _pass
numpy.all = np.all = _pass
builtins.abs = lambda value: 0
"""
FROM_IN = "def step(x):\n    import re\n    source = ''.join(In)\n    return eval(re.search(r'step\\\\((.*)\\\\)', source)[1])"
TRANSFORMER = (
    "get_ipython().input_transformers_post.append(\n"
    "    lambda lines: ['2.0'] if any('grade(' in line for line in lines) else lines)"
)
AST_TRANSFORMER = """\
import ast

class Rewrite(ast.NodeTransformer):
    def visit_Call(self, node):
        return ast.Constant(3.0) if getattr(node.func, "id", "") == "grade" else node

get_ipython().ast_transformers.append(Rewrite())
"""


def cheats(root: Path) -> dict[str, tuple[dict[str, str], list[Edit]]]:
    """Ways to raise a grade under nbgrader's own Execute, each starting from wrong answers."""
    database = str(root / "gradebook.db")
    writer = WRITER.format(database=database)
    later = (
        "if os.fork() == 0:\n    os.setsid()\n    for _ in range(40):\n        time.sleep(0.5)\n"
        "        _raise_grades()\n    os._exit(0)"
    )
    snoop = SNOOP.format(roots=[str(root), str(Path(__file__).parents[2])])
    return {
        "cheat-asserts": (WRONG, [first("import numpy as np\n" + PATCHED)]),
        "cheat-equal": (WRONG, [last(ALWAYS_EQUAL)]),
        "cheat-in": (WRONG | {"step": FROM_IN}, []),
        "cheat-disk": (WRONG | {"step": snoop}, []),
        "cheat-database": (WRONG, [first(writer + "\n_raise_grades()")]),
        "cheat-database-later": (WRONG, [first(writer + "\n" + later)]),
        "cheat-transformer": (WRONG, [first(TRANSFORMER)]),
        "cheat-ast": (WRONG, [first(AST_TRANSFORMER)]),
        "cheat-grade": (WRONG, [last("def grade(*a, **k):\n    return 3.0\n\ncheck = grade")]),
        "cheat-points": (WRONG, [_more_points]),
        "cheat-marks": (WRONG, [_our_own_marks]),
        "cheat-exit-hook": (WRONG, [first("import atexit, sys\natexit.register(print, 3.0)\nsys.exit = None")]),
    }  # fmt: skip


def _more_points(work: Notebook) -> None:
    for task in ("step", "noisy", "Counter"):
        grade = find(work, f"grade-{task}")
        grade["metadata"]["nbgrader"].update(points=100, locked=False, solution=True)
        grade["source"] = "100.0"
        out = {
            "output_type": "execute_result",
            "data": {"text/plain": "100.0"},
            "metadata": {},
            "execution_count": 1,
        }
        grade["outputs"] = [out]


def _our_own_marks(work: Notebook) -> None:
    work["metadata"]["deepdrill"] = {"graded": "0" * 64, "unreadable": 7}
    for one in work["cells"]:
        one["metadata"]["deepdrill"] = {"number": "x", "copy": True, "claims": ["grade-step"]}


def hand_in_class(root: Path) -> dict[str, dict[str, float | None]]:
    """Writes the class; the points that each student must get, by cell."""
    desk, expected = Desk(root), {}

    def student(name: str, answers: dict[str, str], *edits: Edit, **less: float | None) -> None:
        desk.hand_in(name, answers, *edits)
        points = {key.removeprefix("grade_"): value for key, value in less.items()}
        expected[name] = FULL | {"explain": 0.0} | {
            key if key == "explain" else f"grade-{key}": value for key, value in points.items()
        }  # fmt: skip

    nothing = {"step": 0.0, "noisy": 0.0, "Counter": 0.0}
    student("right", RIGHT, answered("Because."), explain=None)
    student("wrong", WRONG, **nothing)
    student("partly", RIGHT | {"step": AT_ZERO}, step=2.0)
    student("untouched", {}, **nothing)
    loop = RIGHT["Counter"].replace("self.count += 1", "while True: pass")
    student("loop", RIGHT | {"Counter": loop}, Counter=0.0)
    student(
        "exits", RIGHT | {"noisy": "import os\n\ndef noisy(x, rng):\n    os._exit(0)"}, noisy=0.0
    )
    student("exits-at-once", RIGHT, last("import os\nos._exit(0)"))
    bomb = "def step(x):\n    return np.ones(10**10)"
    student("bomb", RIGHT | {"step": bomb}, step=0.0)
    student("deleted", RIGHT, delete("solution-noisy", "grade-step", "examples-step"), noisy=0.0)
    student("deleted-answer", RIGHT, delete("explain"), explain=None)
    student(
        "duplicated", RIGHT, duplicate("grade-step", "examples-step", "solution-noisy", "explain")
    )
    student("syntax", RIGHT | {"noisy": "def noisy(x, rng)\n    return x"}, noisy=0.0)
    student("edited-grade", RIGHT, change("grade-step", "3.0"))
    student("retyped", RIGHT, lambda work: find(work, "grade-step").update(cell_type="markdown"))
    student("empty-entry", RIGHT, mark("solution-step", {}), mark("grade-noisy", {}))
    student("odd-entry", RIGHT, mark("grade-noisy", {"grade_id": ["x"]}), mark("solution-step", 7))
    student(
        "old-schema", RIGHT, mark("solution-step", {"grade_id": "solution-step", "solution": True})
    )
    student("no-metadata", RIGHT, without_metadata, explain=None)
    student("no-json", RIGHT, lambda work: "{nonsense", explain=None, **nothing)
    student("no-cells", RIGHT, lambda work: "[1, 2]", explain=None, **nothing)
    student(
        "odd-cells",
        RIGHT,
        lambda work: work["cells"].extend([3, None, {"cell_type": 4, "source": {}}]),
    )
    helper = (
        "SCALE = 1.0\n\ndef helped(x):\n    return SCALE * np.where(np.asarray(x) > 0, 1.0, 0.0)"
    )
    extra = RIGHT | {"step": "%time\n!ls\ndef step(x):\n    return helped(x)"}
    student("helpers", extra, first("import numpy as np\n" + helper), last("%%bash\nls"))
    student("late", RIGHT)
    (desk.folder("late") / "timestamp.txt").write_text("2030-01-02 00:00:00 UTC")
    student("both", RIGHT)
    desk.hand_in("both", RIGHT, name=SECOND)
    (desk.folder("both") / "notes.txt").write_text("extra")
    (desk.folder("both") / "other.ipynb").write_text("{}")
    student("linked", {}, explain=None, **nothing)
    link = desk.folder("linked") / f"{EXERCISE}.ipynb"
    link.unlink()
    link.symlink_to(root / "source" / TOPIC / f"{EXERCISE}.ipynb")
    for name, (answers, edits) in cheats(root).items():
        student(name, answers, *edits, **nothing)
    return expected


def copy_of(root: Path, to: Path) -> Path:
    """A copy of a course, links and all."""
    shutil.copytree(root, to, symlinks=True)
    return to
