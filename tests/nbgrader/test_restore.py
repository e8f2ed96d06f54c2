"""Damaged notebooks put right, without nbgrader's database."""

from __future__ import annotations

import json
from pathlib import Path

import nbclass
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.nbgrader_plugin.code import reduced, submission_of
from autograder.nbgrader_plugin.master import Master, MasterCell
from autograder.nbgrader_plugin.restore import restored
from autograder.reports.model import Case, ExerciseReport, Status
from autograder.submissions.model import Submission
from autograder.text import Text

KERNEL = {"name": "python3", "display_name": "Python 3"}


class Exercise:
    id = nbclass.EXERCISE
    required_names = ("step", "noisy", "Counter")
    off_limits = ()


@pytest.fixture(scope="module")
def master():
    cells = [
        MasterCell(
            name=mark["grade_id"], cell_type=one["cell_type"], source=one["source"], checksum="0" * 32,
            locked=mark["locked"], grade=mark["grade"], solution=mark["solution"], points=mark.get("points"),
        )
        for one in nbclass.master(nbclass.EXERCISE)["cells"]
        if (mark := one["metadata"].get("nbgrader"))
    ]  # fmt: skip
    return Master(nbclass.TOPIC, nbclass.EXERCISE, tuple(cells), KERNEL)


def put_right(master, data, tmp_path: Path):
    path = tmp_path / "a.ipynb"
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return restored(path, master)


def is_sound(notebook, master):
    import nbformat
    from nbgrader.nbgraderformat import MetadataValidator

    node = nbformat.from_dict(notebook)
    nbformat.validate(node)
    MetadataValidator().validate_nb(node)
    marks = [c["metadata"]["nbgrader"] for c in notebook["cells"] if "nbgrader" in c["metadata"]]
    names = [mark["grade_id"] for mark in marks]
    assert len(names) == len(set(names))
    assert {cell.name for cell in master.cells if cell.grade} <= set(names)
    for one in notebook["cells"]:
        own = master.cell(one["metadata"].get("nbgrader", {}).get("grade_id", ""))
        if own is not None and own.locked:
            assert one["source"] == own.source
    json.dumps(notebook).encode()


def test_an_untouched_notebook_stays_as_it_is(master, tmp_path):
    notebook, notes = put_right(master, nbclass.master(nbclass.EXERCISE), tmp_path)
    assert notes == ()
    sources = [one["source"] for one in nbclass.master(nbclass.EXERCISE)["cells"]]
    assert [one["source"] for one in notebook["cells"]] == sources
    is_sound(notebook, master)


def test_a_missing_cell_comes_back_behind_the_one_before_it(master, tmp_path):
    work = nbclass.master(nbclass.EXERCISE)
    nbclass.delete("grade-noisy", "examples-noisy")(work)
    notebook, notes = put_right(master, work, tmp_path)
    names = [c["metadata"].get("nbgrader", {}).get("grade_id") for c in notebook["cells"]]
    assert names[names.index("grade-noisy") - 1] == "solution-noisy"
    assert [note.en for note in notes] == ["The cell `grade-noisy` was missing and was put back."]
    assert "`grade-noisy` 셀이 없어 다시 넣었습니다." in notes[0].ko


def test_outputs_and_metadata_of_students_are_dropped(master, tmp_path):
    work = nbclass.master(nbclass.EXERCISE)
    nbclass._more_points(work)
    nbclass._our_own_marks(work)
    work["metadata"]["kernelspec"] = {"name": "evil"}
    notebook, _ = put_right(master, work, tmp_path)
    is_sound(notebook, master)
    assert notebook["metadata"]["kernelspec"] == KERNEL
    grade = nbclass.find(notebook, "grade-step")
    assert grade["outputs"] == [] and grade["metadata"]["nbgrader"]["points"] == 3
    assert "deepdrill" not in notebook["metadata"]


def test_pasted_images_of_an_answer_stay(master, tmp_path):
    work = nbclass.master(nbclass.EXERCISE)
    nbclass.find(work, "explain")["attachments"] = {
        "a.png": {"image/png": "iVBO", "text/html": "<b>"}
    }
    notebook, _ = put_right(master, work, tmp_path)
    assert nbclass.find(notebook, "explain")["attachments"] == {"a.png": {"image/png": "iVBO"}}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=8,
)  # fmt: skip
NAMES = st.sampled_from(["grade-step", "solution-step", "explain", "plot", "nothing", ""])
CELLS = JSON | st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw", "heading", "odd"]) | JSON,
        "source": st.text(max_size=20) | JSON,
        "id": st.sampled_from(["a", "b", "not an id", ""]) | JSON,
        "metadata": st.fixed_dictionaries(
            {}, optional={"nbgrader": st.fixed_dictionaries({"grade_id": NAMES | JSON}) | JSON, "tags": JSON}
        ) | JSON,
        "outputs": JSON,
        "attachments": JSON | st.dictionaries(st.text(max_size=3), st.dictionaries(st.text(max_size=9), JSON)),
    },
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.fixed_dictionaries({"cells": st.lists(CELLS, max_size=6)}, optional={"metadata": JSON})
    | JSON
)
def test_whatever_the_file_holds_comes_out_sound(master, tmp_path_factory, data):
    notebook, _ = put_right(master, data, tmp_path_factory.mktemp("any"))
    is_sound(notebook, master)
    submission_of(notebook, master, Exercise(), "kim", Path("a.ipynb"))


@pytest.mark.parametrize(
    "text", ["", "\x00", "[" * 5000, '{"cells": 7}', '"\\ud800"', "{" * 9, "NaN"]
)
def test_what_is_no_notebook_is_told(master, tmp_path, text):
    notebook, notes = put_right(master, text, tmp_path)
    is_sound(notebook, master)
    assert notes
    submission = submission_of(notebook, master, Exercise(), "kim", Path("a.ipynb"))
    assert submission.source == "" and submission.problems[0].kind == "unreadable"


def test_links_out_of_the_folder_are_not_followed(master, tmp_path):
    outside = tmp_path / "master.ipynb"
    outside.write_text(json.dumps(nbclass.master(nbclass.EXERCISE)))
    (tmp_path / "kim").mkdir()
    link = tmp_path / "kim" / "a.ipynb"
    link.symlink_to(outside)
    _, notes = restored(link, master, within=tmp_path / "kim")
    assert "link" in notes[0].en


def source_of(master, tmp_path, *cells):
    work = nbclass.master(nbclass.EXERCISE)
    work["cells"] += [nbclass.cell("code", source) for source in cells]
    notebook, _ = put_right(master, work, tmp_path)
    return submission_of(notebook, master, Exercise(), "kim", Path("a.ipynb"))


def test_checks_and_plots_do_not_run_and_helpers_do(master, tmp_path):
    text = source_of(
        master, tmp_path,
        'check("step")\nSCALE = 2.0\nimport matplotlib.pyplot as plt\nplt.plot([1])',
        "from autograder import check\ndef helper():\n    return plt, check",
    ).source  # fmt: skip
    for gone in (
        "import autograder",
        "from autograder",
        "plt.plot",
        'check("',
        'grade("',
        "import matplotlib",
    ):
        assert gone not in text
    assert "SCALE = 2.0" in text and "def helper" in text and "import numpy as np" in text


def test_a_student_may_define_a_function_called_check(master, tmp_path):
    text = source_of(master, tmp_path, "def check(x):\n    return x\n\nlimit = check(3)").source
    assert "limit = check(3)" in text


def ended(status=Status.ERROR, message="the file: ended the Python process", points=0):
    case = Case("x", "step", Text.of(""), status, points, 2, Text.of(message), None, 0.0)
    return ExerciseReport(nbclass.EXERCISE, (case, case), (), 0.0, "a.ipynb", "0")


def test_what_loading_alone_ends_is_reduced():
    source = "import os\nX = 1\nY = os._exit(0)\nwhile True:\n    pass\ndef step(x):\n    return x"
    submission = Submission("kim", nbclass.EXERCISE, Path("a.ipynb"), source)
    first, second = reduced(submission, ended())
    assert first.source == "import os\nX = 1\nY = os._exit(0)\n\n\ndef step(x):\n    return x"
    assert second.source == "import os\nX = 1\n\n\n\ndef step(x):\n    return x"
    assert list(reduced(submission, ended(points=1))) == []
    assert list(reduced(submission, ended(status=Status.PASS))) == []
