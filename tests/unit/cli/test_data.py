"""`deepdrill data` writes a data set and says how to read it."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.cli import app


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_digits_are_written(capsys):
    assert app.main(["data"]) == 0
    assert "np.load('digits.npz')" in capsys.readouterr().out
    with np.load("digits.npz") as data:
        assert data["images"].shape == (1797, 8, 8) and data["labels"].shape == (1797,)


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["digits", "--folder", "x"], "--folder is for mnist"),
        (["mnist", "--folder", "nowhere"], "nowhere is no folder"),
        (["digits", "--out", "x.csv"], "x.csv must end in .npz"),
        (["digits", "--out", "no/x.npz"], "no is no folder"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(arguments, said, capsys):
    assert app.main(["data", *arguments]) == 2
    err = capsys.readouterr().err
    assert said in err and err.count("\n") == 1
