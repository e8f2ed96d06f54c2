"""A copy of the course with one released assignment, and three students of it."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

TOPIC, EXERCISE = "q17_optimizers", "q17c_momentum"
REPOSITORY = Path(__file__).resolve().parents[2]

# The velocity as PyTorch has it, and a sum where Adam has an average.
MISTAKES = {
    "heavy_ball": "pytorch_convention",
    "ema_momentum": "sum_instead_of_average",
}
EXPLANATION = "The heavy ball keeps its **old velocity**, $v$; PyTorch scales the buffer at once."

Notebook = dict[str, Any]


def make_course(root: Path) -> Path:
    """What the exercise needs of the repository, released by nbgrader."""
    for part in (
        f"solutions/{TOPIC}/{EXERCISE}",
        f"autograder/graders/{TOPIC}",
        f"source/{TOPIC}",
        "nbgrader_config.py",
    ):
        given, place = REPOSITORY / part, root / part
        place.parent.mkdir(parents=True, exist_ok=True)
        if given.is_dir():
            shutil.copytree(given, place, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(given, place)
    for other in (root / "source" / TOPIC).glob("*.ipynb"):
        if other.stem != EXERCISE:
            other.unlink()
    run("nbgrader", "generate_assignment", TOPIC, root=root)
    return root


def run(module: str, *arguments: str, root: Path) -> None:
    """A command in the course."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=root,
        env=os.environ | {"PYTHONWARNINGS": "ignore", "DEEPDRILL_COURSE": str(root)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def hand_in(root: Path) -> None:
    """Ada is right, Bora makes two known mistakes, Chan hands in what he was given."""
    right = answers(root)
    mistakes = _definitions(root / "solutions" / TOPIC / EXERCISE / "mistakes.py")
    wrong = {
        name: ast.unparse(_renamed(mistakes[mistake], name)) for name, mistake in MISTAKES.items()
    }
    for student, given in (("ada", right), ("bora", right | wrong), ("chan", {})):
        folder = root / "submitted" / student / TOPIC
        folder.mkdir(parents=True)
        write(released(root), given, folder / f"{EXERCISE}.ipynb", EXPLANATION if given else "")


def answers(root: Path) -> dict[str, str]:
    """The source of each definition of the solution."""
    found = _definitions(root / "solutions" / TOPIC / EXERCISE / "solution.py")
    return {name: ast.unparse(node) for name, node in found.items()}


def released(root: Path) -> Notebook:
    """The students' notebook."""
    return json.loads((root / "release" / TOPIC / f"{EXERCISE}.ipynb").read_text())


def write(notebook: Notebook, given: dict[str, str], path: Path, explanation: str = "") -> None:
    """``notebook`` with these answers in its cells."""
    for cell in notebook["cells"]:
        name = name_of(cell)
        if name.removeprefix("solution-") in given and name.startswith("solution-"):
            cell["source"] = given[name.removeprefix("solution-")]
        elif name == "explain" and explanation:
            cell["source"] = explanation
    path.write_text(json.dumps(notebook))


def name_of(cell: dict[str, Any]) -> str:
    """nbgrader's name of a cell; nothing for a student's own."""
    return cell["metadata"].get("nbgrader", {}).get("grade_id", "")


def _definitions(file: Path) -> dict[str, ast.FunctionDef]:
    body = ast.parse(file.read_text(encoding="utf-8")).body
    return {node.name: node for node in body if isinstance(node, ast.FunctionDef)}


def _renamed(node: ast.FunctionDef, name: str) -> ast.FunctionDef:
    node.name, node.decorator_list = name, []
    return node
