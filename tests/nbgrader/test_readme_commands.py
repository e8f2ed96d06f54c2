"""The instructor's page of the README: each of its commands is run, as written, on a copy of the course."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOPIC, EXERCISE = "q17_optimizers", "q17c_momentum"
BY_A_PERSON = ("python -m pip", "jupyter lab")


def commands(page: str) -> list[str]:
    text = (ROOT / page).read_text("utf-8")
    section = next(
        part for part in text.split("\n## ") if part.startswith(("A course in", "nbgrader 강의"))
    )
    block = re.search(r"```sh\n(.*?)```", section, re.DOTALL)[1]
    lines = [line.split("  #")[0].rstrip() for line in block.splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def test_both_languages_give_the_same_commands():
    assert commands("README.md") == commands("README.ko.md")


def test_from_the_release_to_exported_grades(tmp_path):
    course = tmp_path / "course"
    for folder in ("solutions", "autograder/graders", "source", "release"):
        shutil.copytree(ROOT / folder / TOPIC, course / folder / TOPIC)
    shutil.copy(ROOT / "nbgrader_config.py", course)
    released = (course / "release" / TOPIC / f"{EXERCISE}.ipynb").read_text("utf-8")
    archive = course / "downloaded" / TOPIC / "archive"
    archive.mkdir(parents=True)
    (archive / f"ada_{EXERCISE}.ipynb").write_text(answered(released), "utf-8")
    (archive / f"bora_{EXERCISE}.ipynb").write_text(released, "utf-8")

    for command in commands("README.md"):
        if not command.startswith(BY_A_PERSON):
            run(command, course)

    assert (course / "release" / TOPIC / f"{EXERCISE}.ipynb").read_text("utf-8") == released
    with open(course / "grades.csv", newline="") as file:
        rows = {row["student_id"]: float(row["raw_score"]) for row in csv.DictReader(file)}
    assert rows["bora"] == 0 and rows["ada"] == sum(points(released)) > 0
    assert (course / "feedback" / "ada" / TOPIC / f"{EXERCISE}.html").is_file()


def run(command: str, course: Path) -> None:
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "JUPYTER_CONFIG_DIR": str(course / ".jupyter"),
    }
    done = subprocess.run(
        command, shell=True, cwd=course, env=environment, capture_output=True, text=True, timeout=300, check=False
    )  # fmt: skip
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"


def answered(released: str) -> str:
    """The notebook with the whole solution in its first answer."""
    notebook = json.loads(released)
    solution = (ROOT / "solutions" / TOPIC / EXERCISE / "solution.py").read_text("utf-8")
    answers = [cell for cell in notebook["cells"] if name_of(cell).startswith("solution-")]
    for cell in answers:
        cell["source"] = "# above"
    answers[0]["source"] = solution.replace("from __future__ import annotations\n", "")
    return json.dumps(notebook)


def points(released: str) -> list[int]:
    """Of the cells that are graded without a person."""
    cells = json.loads(released)["cells"]
    return [
        cell["metadata"]["nbgrader"]["points"]
        for cell in cells
        if name_of(cell).startswith("grade-")
    ]


def name_of(cell: dict) -> str:
    return cell["metadata"].get("nbgrader", {}).get("grade_id", "")
