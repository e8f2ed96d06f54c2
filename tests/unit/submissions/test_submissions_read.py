"""Files as they come: encodings, sizes, and things that are no text."""

from __future__ import annotations

import os

import pytest
from small_exercise import GOOD, Exercise

from autograder.submissions import read
from autograder.submissions.read import blocked_names, from_text, load


def loaded(tmp_path, data: bytes):
    path = tmp_path / "q05.py"
    path.write_bytes(data)
    return load(path, "kim", Exercise())


@pytest.mark.parametrize(
    "data",
    [
        GOOD.encode(),
        b"\xef\xbb\xbf" + GOOD.encode(),
        ("# -*- coding: cp949 -*-\n# 활성화 함수\n" + GOOD).encode("cp949"),
        ("# coding: latin-1\n# é\n" + GOOD).encode("latin-1"),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("\n", "\r").encode(),
    ],
)
def test_encodings_that_python_knows(tmp_path, data):
    submission = loaded(tmp_path, data)
    assert submission.problems == ()
    assert "cp949" not in submission.source and "latin" not in submission.source
    assert submission.source.isascii() or "활성화" in submission.source or "é" in submission.source
    compile(submission.source.encode(), "q05.py", "exec")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"# caf\xe9\n", "not valid UTF-8 (line 1)"),
        ("# 활성화\n".encode("cp949"), "not valid UTF-8 (line 1)"),
        (GOOD.encode("utf-16"), "UTF-16"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\xff\xfe", "not a text file"),
        (b"# coding: idna\nx = 1\n", "encoding"),
        (b"# coding: rot13\nx = 1\n", "encoding"),
        (b"x = 1\n" * 200_000, "larger than 300 kB"),
    ],
)
def test_what_is_no_text_is_told(tmp_path, data, why):
    submission = loaded(tmp_path, data)
    assert submission.source == ""
    (problem,) = submission.problems
    assert problem.kind == "unreadable" and why in problem.message.en
    assert set(blocked_names(submission, Exercise())) == {"relu", "tanh", "softmax"}


def test_an_unknown_cookie_is_read_as_utf_8(tmp_path):
    assert loaded(tmp_path, b"# coding: nonsense\n" + GOOD.encode()).problems == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "q05.py")
    assert load(tmp_path / "q05.py", "kim", Exercise()).problems[0].kind == "unreadable"


def test_a_file_that_can_not_be_opened(tmp_path, monkeypatch):
    def refuse(*args):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(read.os, "open", refuse)
    (problem,) = load(tmp_path / "q05.py", "kim", Exercise()).problems
    assert "Permission denied" in problem.message.en


def of(source):
    return from_text(source, read.Path("q05.py"), "kim", Exercise())


def test_every_reason_blocks_its_own_names():
    source = GOOD.replace("def relu(x):", "def relu(x)").replace("def softmax", "def Softmaks")
    source = source.replace("up, down =", "return np.tanh(x)\n    up, down =")
    submission = of(source)
    blocked = blocked_names(submission, Exercise())
    assert set(blocked) == {"relu", "tanh", "softmax"}
    assert "could not be read" in blocked["relu"].en
    assert "off limits" in blocked["tanh"].en
    assert "did you mean" in blocked["softmax"].en
    assert {problem.kind for problem in submission.problems} == {
        "syntax",
        "missing_name",
        "off_limits",
    }


def test_a_comparison_at_the_foot_of_the_file_is_good_practice():
    assert of(GOOD + "\nprint(np.allclose(tanh(1), np.tanh(1)))\n").problems == ()
    assert (
        of(GOOD + "\nif __name__ == '__main__':\n    print(tanh(1) - np.tanh(1))\n").problems == ()
    )
    assert of(GOOD + "\nnp.testing.assert_allclose(tanh(1), np.tanh(1))\n").problems == ()
    assert of(GOOD + "\ndef test_tanh():\n    assert tanh(1) == np.tanh(1)\n").problems == ()


def test_a_helper_blocks_the_task_that_calls_it():
    source = (
        GOOD.replace("return Softmax()(x)", "return _help(x)")
        + "\ndef _help(x):\n    return np.tanh(x)\n"
    )
    assert set(blocked_names(of(source), Exercise())) == {"softmax"}


def test_a_name_read_well_elsewhere_is_not_blocked():
    assert blocked_names(of("def relu(x)\n    pass\n\n" + GOOD), Exercise()) == {}


def test_the_digest_is_of_what_runs():
    assert of(GOOD).digest == of(GOOD).digest != of(GOOD + "\n").digest
