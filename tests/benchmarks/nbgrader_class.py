"""What grading a class of notebooks costs: nbgrader as it comes, nbgrader with the sandbox, ``deepdrill nbgrade``.

    python tests/benchmarks/nbgrader_class.py [--students N] [Q ...]

Seconds per submission after start-up: each command runs once on the whole class and once on a single student, and
the difference is divided by the rest. The stock side gets less to do than ours: its hidden tests are
``assert callable(...)`` and its notebook has no plot. One student in four makes one of the known mistakes, which ours
diagnoses.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from autograder.build.notebook import make_notebook
from autograder.course.catalogue import Catalogue, Exercise
from autograder.course.compose import read_mistakes

EXERCISES = ("q05", "q17c")
STOCK = "c = get_config()\nc.CourseDirectory.course_id = 'benchmark'\n"
OURS = f"from autograder.nbgrader_plugin.config import configure\n{STOCK}configure(c)\n"

Notebook = dict[str, Any]


def run(module: str, *arguments: str, root: Path, course: Path) -> float:
    """Seconds that a command takes."""
    environment = os.environ | {
        "PYTHONWARNINGS": "ignore",
        "DEEPDRILL_COURSE": str(course),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=root, env=environment, capture_output=True, text=True, check=False
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(
            f"{module} {' '.join(arguments)}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
        )
    return time.perf_counter() - started


def name_of(cell: dict) -> str:
    return cell["metadata"].get("nbgrader", {}).get("grade_id", "")


def stock(notebook: Notebook) -> Notebook:
    """The same notebook for nbgrader alone."""
    cells = [cell for cell in notebook["cells"] if name_of(cell) not in ("plot", "tools")]
    for cell in cells:
        name = name_of(cell)
        if name.startswith("examples-"):
            cell["source"] = "pass"
        elif name.startswith("grade-"):
            task = name.removeprefix("grade-")
            cell["source"] = (
                f"### BEGIN HIDDEN TESTS\nassert callable({task})\n### END HIDDEN TESTS"
            )
    return notebook | {"cells": cells}


def answered(released: Notebook, source: str) -> Notebook:
    """The released notebook with this module in its first solution cell."""
    text = "\n".join(line for line in source.split("\n") if not line.startswith("from __future__"))
    for cell in released["cells"]:
        if name_of(cell).startswith("solution-"):
            cell["source"], text = text, "# above"
    return released


def make_class(root: Path, exercise: Exercise, config: str, students: int, plain: bool) -> None:
    """A course with one assignment, released, and its class handed in."""
    notebook = json.loads(make_notebook(exercise))
    source = root / "source" / exercise.topic
    source.mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(
        config + "c.ClearMarkScheme.enforce_metadata = False\n"
    )
    file = source / f"{exercise.id}.ipynb"
    file.write_text(json.dumps(stock(notebook) if plain else notebook))
    run("nbgrader", "generate_assignment", exercise.topic, root=root, course=root)
    released = (root / "release" / exercise.topic / file.name).read_text()
    right = exercise.folder.joinpath("solution.py").read_text(encoding="utf-8")
    wrong = [mistake.source for mistake in read_mistakes(exercise)]
    for number in range(students):
        text = wrong[number // 4 % len(wrong)] if number % 4 == 3 else right
        folder = root / "submitted" / f"student{number:03}" / exercise.topic
        folder.mkdir(parents=True)
        work = answered(json.loads(released), f"{text}\n# {number}\n")
        (folder / file.name).write_text(json.dumps(work))


def each(root: Path, students: int, course: Path, *command: str) -> float:
    """Seconds per submission: the class against its first student alone."""
    seconds = []
    for count in (1, students):
        copy = root.with_name(f"{root.name}-{count}")
        shutil.copytree(root, copy)
        for folder in sorted((copy / "submitted").iterdir())[count:]:
            shutil.rmtree(folder)
        seconds.append(run(*command, root=copy, course=course))
        shutil.rmtree(copy)
    return (seconds[1] - seconds[0]) / (students - 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("questions", nargs="*", default=EXERCISES)
    parser.add_argument("--students", type=int, default=20)
    options = parser.parse_args()
    catalogue = Catalogue()
    course, count = catalogue.course.root.resolve(), options.students
    table = Table(title=f"seconds per submission, {count} students, start-up left out")
    for column in (
        "exercise", "nbgrader", "with the sandbox", "times faster", "nbgrade, 1 process", "times faster",
        "nbgrade, 2 processes", "times faster",
    ):  # fmt: skip
        table.add_column(column, justify="right")
    for name in options.questions:
        exercise = catalogue.find(name)
        with tempfile.TemporaryDirectory(prefix="deepdrill-benchmark-") as folder:
            plain, ours = Path(folder) / "stock", Path(folder) / "ours"
            make_class(plain, exercise, STOCK, count, plain=True)
            make_class(ours, exercise, OURS, count, plain=False)
            slow = each(plain, count, course, "nbgrader", "autograde", exercise.topic)
            verb = ("autograder.cli.app", "nbgrade", exercise.topic, "--jobs")
            measured = [
                each(ours, count, course, "nbgrader", "autograde", exercise.topic),
                each(ours, count, course, *verb, "1"),
                each(ours, count, course, *verb, "2"),
            ]
        row = [exercise.short_id, f"{slow:.3f}"]
        for seconds in measured:
            row += [f"{seconds:.3f}", f"{slow / seconds:.0f}"]
        table.add_row(*row)
    Console(width=150).print(table)


if __name__ == "__main__":
    main()
