"""What the cells of a notebook call: plots that say what they need, grade cells that say "not yet"."""

from __future__ import annotations

import linecache

import pytest

from autograder.selfcheck.ready import ready

HEAD = "from autograder import draw\n"
PLOT = "def plot():\n    print('drawn', relu(1.0))\ndraw(plot)\n"


def run(*cells):
    """Cells in one namespace, each with a file of its own, as IPython has it."""
    namespace = {"__name__": "__main__"}
    for number, source in enumerate(cells):
        name = f"<cell {number}>"
        linecache.cache[name] = (len(source), None, source.splitlines(True), name)
        exec(compile(source, name, "exec"), namespace)
    return namespace


def test_a_plot_that_works(capsys):
    run(HEAD, "def relu(x): return max(x, 0.0)", PLOT)
    assert capsys.readouterr().out == "drawn 1.0\n"


@pytest.mark.parametrize(
    ("cell", "english", "korean"),
    [
        (
            "def relu(x): raise NotImplementedError()",
            "`relu`, which is not written yet",
            "작성되지",
        ),
        ("pass", "`relu`, which is not defined yet", "정의하는 셀을 먼저"),
        ("def relu(x): return x + 'a'", "TypeError", "(`relu`)"),
        ("def relu(x): import no_such_module", "pip install no_such_module", "필요합니다"),
    ],
)
def test_a_plot_that_needs_something_says_it_kindly(capsys, cell, english, korean):
    run(HEAD, cell, PLOT)
    captured = capsys.readouterr()
    lines = captured.out.strip().split("\n")
    assert len(lines) == 2 and english in lines[0] and korean in lines[1]
    assert captured.err == ""


STUB = "def terminal_velocity_factor(beta):\n    raise NotImplementedError()"
RIGHT = (
    "def terminal_velocity_factor(beta):\n    return float('inf') if beta == 1 else 1 / (1 - beta)"
)
EXERCISE = 'from autograder import ready\nEXERCISE = "q17c_momentum"'
CALL = 'result = ready("terminal_velocity_factor")'


def test_ready_is_a_zero_until_the_public_examples_pass(capsys):
    assert run(EXERCISE, STUB, CALL)["result"] == 0.0
    assert "Not yet" in capsys.readouterr().out
    assert run(EXERCISE, RIGHT, CALL)["result"] is None
    assert "공개 예제를 모두 통과" in capsys.readouterr().out


def test_ready_without_an_exercise_is_a_zero_too(capsys):
    assert run("from autograder import ready", CALL)["result"] == 0.0
    assert "EXERCISE" in capsys.readouterr().out


def test_ready_is_silent_while_nbgrader_grades(monkeypatch, capsys):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert ready("anything") is None and capsys.readouterr().out == ""


def test_grade_outside_of_the_course_is_an_error_for_nbgrader_and_a_sentence_for_others(
    monkeypatch, capsys
):
    from autograder.errors import DeepdrillError

    cell = 'from autograder import grade\nresult = grade("relu")'
    assert run(cell)["result"] is None
    assert "with your instructor" in capsys.readouterr().out
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    with pytest.raises(DeepdrillError):  # without a number, nbgrader would give full marks
        run(cell)
