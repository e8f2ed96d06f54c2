"""Notebooks read as plain JSON, cell by cell."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_exercise import Exercise

from autograder.submissions.notebook import source_from_notebook


def cell(source, **nbgrader):
    metadata = {"nbgrader": nbgrader} if nbgrader else {}
    return {"cell_type": "code", "metadata": metadata, "source": source.splitlines(keepends=True)}


def read(tmp_path, *cells):
    path = tmp_path / "q05_activation_functions.ipynb"
    path.write_text(json.dumps({"cells": list(cells), "nbformat": 4}))
    return source_from_notebook(path, Exercise(), "kim")


RELU = "import numpy as np\ndef relu(x):\n    return np.maximum(x, 0)"
TANH = "def tanh(x):\n    return (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))"
SOFTMAX = "def softmax(x):\n    return np.exp(x) / np.exp(x).sum()"


def test_cells_are_joined_and_checks_left_out(tmp_path):
    markdown = {"cell_type": "markdown", "source": "def no(): ..."}
    submission = read(
        tmp_path,
        markdown,
        cell("import math", locked=True, grade=False, solution=False),
        cell(RELU, solution=True),
        cell('check("relu")', locked=True),
        cell('grade("relu")', grade=True, locked=True, points=2),
        cell(TANH),
        cell(SOFTMAX),
    )
    assert submission.problems == () and submission.notes == ()
    assert submission.source == "\n".join(["import math", RELU, TANH, SOFTMAX])


def test_a_broken_cell_costs_itself_and_is_named(tmp_path):
    submission = read(tmp_path, cell(RELU), cell('"""\n' + TANH), cell(SOFTMAX))
    assert "def relu" in submission.source and "def softmax" in submission.source
    problem = submission.problems[0]
    assert "cell 2, line " in problem.message.en and "2번 셀" in problem.message.ko


def test_magics_are_ignored_with_a_note(tmp_path):
    submission = read(
        tmp_path,
        cell("%matplotlib inline\n!pip install numpy\nfiles = !ls\nnp.exp?\n?np\n" + RELU),
        cell("%%bash\nrm -rf x"),
        cell("%%time\n" + TANH),
        cell("if True:\n    %pylab\nx = (7\n  % 4)\ns = '''\n%d\n'''\n" + SOFTMAX),
    )
    assert submission.problems == ()
    assert len(submission.notes) == 4
    assert (
        "rm" not in submission.source
        and "% 4)" in submission.source
        and "\n%d\n" in submission.source
    )


def test_old_formats_and_odd_cells(tmp_path):
    path = tmp_path / "a.ipynb"
    old = {"worksheets": [{"cells": [{"cell_type": "code", "input": [RELU]}]}], "nbformat": 3}
    path.write_text(json.dumps(old))
    assert "def relu" in source_from_notebook(path, Exercise()).source
    submission = read(
        tmp_path,
        3,
        None,
        {"cell_type": "code"},
        {"cell_type": "code", "source": 7, "metadata": []},
        cell(RELU),
    )
    assert "def relu" in submission.source


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "3", '{"cells": 3}', "[" * 100_000, '{"worksheets": [3]}']
)
def test_what_is_no_notebook_is_told(tmp_path, text):
    path = tmp_path / "a.ipynb"
    path.write_text(text)
    submission = source_from_notebook(path, Exercise())
    assert submission.source == "" and submission.problems


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["code", RELU]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["cells", "cell_type", "source", "metadata", "nbgrader", "worksheets", "input"]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(JSON)
def test_any_json_gives_a_submission(tmp_path_factory, value):
    path = tmp_path_factory.getbasetemp() / "any.ipynb"
    path.write_text(json.dumps(value))
    source_from_notebook(path, Exercise())
