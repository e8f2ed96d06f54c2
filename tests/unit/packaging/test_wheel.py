"""The wheel is the students' edition: what only instructors may see is not in it."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from autograder.course.catalogue import Catalogue
from autograder.course.layout import open_course

ROOT = Path(__file__).parents[3]
WORTH_HIDING = 25  # characters; shorter lines stand in too many places to mean anything
# Longer ones that give no answer away: what another exercise's stub, example or hint shows, or an import.
IDIOMS = {
    "return x if np.issubdtype(x.dtype, np.floating) else x.astype(np.float64)",
    "from collections import defaultdict",
    "order = rng.permutation(n)",
    "for parameter in model.parameters():",
    "rows = order[start : start + batch_size]",
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> dict[str, str]:
    """The names in the wheel and their texts."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(folder),
        str(ROOT),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (path,) = folder.glob("deepdrill-*.whl")
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


@pytest.fixture(scope="module")
def exercises():
    return Catalogue(open_course(ROOT)).exercises


def test_no_file_of_the_instructors_edition_is_in_it(wheel):
    forbidden = re.compile(
        r"graders/|solution\.py|mistakes|alternatives|examples\.py$|equivalent_mutants|\.ipynb|__pycache__"
    )
    ours = [
        name
        for name in wheel
        if not name.startswith(("autograder/build/", "autograder/submissions/"))
    ]
    assert [
        name for name in ours if forbidden.search(name) and "selfcheck/examples.py" not in name
    ] == []


def test_what_students_need_is_in_it(wheel, exercises):
    for exercise in exercises:
        folder = f"autograder/exercises/{exercise.topic}"
        for name in (
            f"{exercise.id}.py",
            f"test_{exercise.id}.py",
            f"lessons/{exercise.id}.md",
            "README.md",
        ):
            assert f"{folder}/{name}" in wheel
    assert "autograder/worker/server.py" in wheel


def test_no_line_of_an_answer_is_in_it(wheel, exercises):
    everything = "\n".join(wheel.values())
    for exercise in exercises:
        stub = wheel[f"autograder/exercises/{exercise.topic}/{exercise.id}.py"]
        for line in hidden_lines(exercise, stub):
            assert line not in everything, f"{exercise.id}: {line}"


def hidden_lines(exercise, stub: str) -> set[str]:
    """Lines of solutions (less those of the stub), mistakes' sentences, answers, rubrics, graders."""
    solution = exercise.folder.joinpath("solution.py").read_text(encoding="utf-8")
    regions = re.findall(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", solution, re.DOTALL)
    sentences = re.findall(
        r'(?:en|ko)="([^"]+)"', exercise.folder.joinpath("mistakes.py").read_text("utf-8")
    )
    texts = [*regions, *sentences, exercise.answer.en, exercise.answer.ko, exercise.rubric.en]
    lines = {line.strip() for text in texts for line in text.splitlines()}
    assert len(lines) > 20
    examples = exercise.folder.joinpath("examples.py").read_text(encoding="utf-8")
    told = [exercise.background, *exercise.hints]
    public = stub + examples + "".join(text.en + text.ko for text in told)
    lines -= IDIOMS
    return {line for line in lines if len(line) >= WORTH_HIDING and line not in public}
