"""Master notebooks and what nbgrader makes of them."""

from __future__ import annotations

import json
import shutil

import minicourse
import pytest

from autograder.build import build, check
from autograder.build.notebook import make_notebook
from autograder.build.notebook_plot import read_plot
from autograder.build.release import release
from autograder.build.stub import find_regions, make_stub
from autograder.course.catalogue import Catalogue
from autograder.course.compose import read_mistakes
from autograder.course.layout import PACKAGE, open_course
from autograder.errors import DeepdrillError

nbformat = pytest.importorskip("nbformat")
pytest.importorskip("nbgrader")

TOPIC, NAME = "q02_corners", "q02a_sharp_corners"
GRADER = '''\
from autograder.grading import check_close, task


@task("corner", points=2)
def test_corner(submission, reference):
    """SECRET_OF_THE_SOLUTION
    SECRET_OF_THE_SOLUTION"""
    check_close(submission.corner(1.0), reference.corner(1.0))


@task("corner", points=1)
def test_corner_grad(submission, reference):
    check_close(submission.corner_grad(1.0), reference.corner_grad(1.0))


@task("Counter", points=2)
def test_counter(submission): ...
'''
PLOT = '''\
"""Corners are drawn.

모서리를 그립니다.
"""

from solution import corner


def plot():
    print(corner(2.0))
'''
REAL = Catalogue(open_course(PACKAGE.parent))
GRADED = [exercise for exercise in REAL if exercise.grader.is_file()]


@pytest.fixture
def graded(course):
    path = course.graders / TOPIC / f"test_{NAME}.py"
    path.parent.mkdir(parents=True)
    path.write_text(GRADER, encoding="utf-8")
    return course


@pytest.fixture
def exercise(graded):
    return Catalogue(graded).find(NAME)


def cells_of(text):
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    return {
        cell.metadata.get("nbgrader", {}).get("grade_id", cell.id): cell for cell in notebook.cells
    }


def test_the_cells(exercise):
    text = make_notebook(exercise)
    notebook = nbformat.reads(text, as_version=4)
    assert nbformat.writes(notebook) + "\n" == text == make_notebook(exercise)
    marks = [cell.metadata.nbgrader for cell in notebook.cells if "nbgrader" in cell.metadata]
    assert [mark.grade_id for mark in marks] == [
        "setup",
        "tools",
        "solution-corner",
        "solution-corner_grad",
        "solution-two_corners",  # no task of the grader's: it goes with the one before
        "examples-corner",
        "grade-corner",
        "solution-Counter",
        "examples-Counter",
        "grade-Counter",
        "explain-question",
        "explain",
    ]
    points = {mark.grade_id: mark.points for mark in marks if "points" in mark}
    assert points == {"grade-corner": 3, "grade-Counter": 2, "explain": 2}
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
    assert all(mark.schema_version == 3 for mark in marks)


def test_a_grade_cell_holds_one_hidden_line(exercise):
    cells = cells_of(make_notebook(exercise))
    hidden = cells["grade-corner"].source.split("### BEGIN HIDDEN TESTS\n")[1]
    assert hidden == 'grade("corner")\n### END HIDDEN TESTS'
    assert 'ready("corner", "corner_grad")' in cells["grade-corner"].source
    assert cells["examples-corner"].source == 'check("corner")\ncheck("corner_grad")'


def test_the_release(graded, exercise):
    path = f"{TOPIC}/{NAME}.ipynb"
    text = make_notebook(exercise)
    released = release(graded.root, {path: text})[path]
    assert released == release(graded.root, {path: text})[path]
    for secret in (minicourse.SECRET, "reduce", "np.where", "HIDDEN", 'grade(\\"', "MARK SCHEME"):
        assert secret not in released
    cells = cells_of(released)
    assert cells["solution-corner"].source.endswith("raise NotImplementedError()")
    assert cells["explain"].source == "YOUR ANSWER HERE"
    assert "Why not a curve?" in cells["explain-question"].source
    assert cells["setup"].metadata.editable is False


def test_the_files_of_a_course(graded):
    built = {change.path.relative_to(graded.root).as_posix() for change in build(graded)}
    assert {f"source/{TOPIC}/{NAME}.ipynb", f"release/{TOPIC}/{NAME}.ipynb"} <= built
    assert not [path for path in (graded.root / "source").rglob("*.*") if path.suffix != ".ipynb"]
    assert check(graded) == [] and build(graded) == []
    edited = graded.root / "release" / TOPIC / f"{NAME}.ipynb"
    edited.write_text("{}", encoding="utf-8")
    assert check(graded) == [edited]


def test_notebooks_of_gone_exercises_are_deleted_and_others_kept(graded):
    build(graded)
    own = graded.root / "source" / TOPIC / "q02b_mine.ipynb"
    own.write_text(json.dumps({"cells": [], "metadata": {}}), encoding="utf-8")
    shutil.rmtree(graded.solutions / TOPIC / NAME)
    gone = {change.path for change in build(graded) if change.action == "delete"}
    for folder in ("source", "release"):
        assert graded.root / folder / TOPIC / f"{NAME}.ipynb" in gone
    assert own.is_file()


def test_the_plot_becomes_a_cell(exercise):
    assert read_plot(exercise) is None
    (exercise.folder / "plot.py").write_text(PLOT, encoding="utf-8")
    plot = read_plot(exercise)
    assert plot.source == "def plot():\n    print(corner(2.0))\n\n\ndraw(plot)"
    cells = cells_of(make_notebook(exercise))
    assert cells["plot"].source == plot.source and cells["plot"].metadata.nbgrader.locked


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("import corner", "import secret", "secret must be a public name"),
        ("import corner", "import corner as bend", "under its own name"),
        ("from solution", "import numpy\nfrom solution", "line 6: only"),
        ("def plot():", "def draw():", "only `from solution import"),
        ("\n\n모서리를 그립니다.", "", "two paragraphs"),
    ],
)
def test_a_plot_that_could_not_work_is_told(exercise, old, new, complaint):
    (exercise.folder / "plot.py").write_text(PLOT.replace(old, new), encoding="utf-8")
    with pytest.raises(DeepdrillError, match=complaint):
        read_plot(exercise)


def test_tasks_that_fit_no_cell_are_told(exercise):
    exercise.grader.write_text(GRADER.replace('("Counter"', '("counting"'), encoding="utf-8")
    with pytest.raises(DeepdrillError, match="the task counting has no definition"):
        make_notebook(exercise)
    exercise.grader.write_text(GRADER, encoding="utf-8")
    examples = exercise.folder / "examples.py"
    text = examples.read_text(encoding="utf-8")
    examples.write_text(text[: text.index("def test_Counter")], encoding="utf-8")
    with pytest.raises(DeepdrillError, match="no public example of the task Counter"):
        make_notebook(exercise)


def secrets_of(exercise):
    """Lines that only instructors have; short ones could stand anywhere."""
    source = exercise.module.read_text(encoding="utf-8")
    public = make_stub(source, "") + exercise.folder.joinpath("examples.py").read_text(
        encoding="utf-8"
    )
    plot = read_plot(exercise)
    public += plot.source if plot else ""
    lines = source.split("\n")
    for region in find_regions(source, ""):
        yield from (
            line.strip()
            for line in lines[region.begin : region.end - 1]
            if len(line.strip()) > 15 and line.strip() not in public
        )
    for text in (exercise.answer, exercise.rubric):
        for language in (text.en, text.ko):
            yield from (line.strip() for line in language.split("\n") if len(line.strip()) > 15)
    for mistake in read_mistakes(exercise):
        yield from (mistake.sentence.en, mistake.sentence.ko)
    for line in exercise.grader.read_text(encoding="utf-8").split("\n"):
        if len(line.strip()) > 30 and line.strip() not in public:
            yield line.strip()


@pytest.mark.parametrize("exercise", GRADED, ids=lambda exercise: exercise.id)
def test_no_secret_is_in_the_committed_release(exercise):
    path = PACKAGE.parent / "release" / exercise.topic / f"{exercise.id}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    text = "\n".join(cell.source for cell in notebook.cells)
    secrets = set(secrets_of(exercise))
    assert len(secrets) > 50
    allowed = exercise.background.en + exercise.background.ko
    assert [secret for secret in secrets if secret in text and secret not in allowed] == []
    for word in ("BEGIN SOLUTION", "HIDDEN TESTS", "MARK SCHEME", "Rubric", "채점 기준"):
        assert word not in text
    assert not any(cell.get("outputs") for cell in notebook.cells)


@pytest.mark.parametrize("exercise", GRADED, ids=lambda exercise: exercise.id)
def test_points_of_the_cells_are_those_of_the_grader(exercise):
    from autograder.build.notebook_points import task_points

    cells = cells_of(make_notebook(exercise))
    worth = {
        name.removeprefix("grade-"): cell.metadata.nbgrader.points
        for name, cell in cells.items()
        if name.startswith("grade-")
    }
    assert worth == task_points(exercise.grader)


def test_nbgrader_validates_the_source_and_inverted_the_release(monkeypatch):
    """In a kernel: all grade cells of the master get full marks, none of the untouched release does."""
    from nbgrader.validator import Validator

    monkeypatch.chdir(PACKAGE.parent)
    for folder, invert in (("source", False), ("release", True)):
        path = PACKAGE.parent / folder / "q17_optimizers" / "q17c_momentum.ipynb"
        validator = Validator()
        validator.invert = invert
        assert validator.validate(str(path)) == {}
