"""check("corner") where a student calls it: a script, a REPL, a notebook."""

from __future__ import annotations

import subprocess
import sys

import pytest

import autograder
from autograder.selfcheck import notebook

NAMES = ("q02a_sharp_corners", "test_q02a_sharp_corners", "q02_bends")


@pytest.fixture
def call(exercise, right, capfd):
    """Runs a cell after the right answers were defined, and gives what was printed."""

    def call(cell: str, source: str = right) -> str:
        before = dict(sys.modules)
        namespace = {"__name__": "__main__", "check": autograder.check}
        exec(source, namespace)
        exec(cell, namespace)
        assert {name: sys.modules.get(name) for name in NAMES} == {
            name: before.get(name) for name in NAMES
        }
        out, err = capfd.readouterr()
        assert "Traceback" not in out + err and err == ""
        return out

    return call


def test_a_task_by_its_name(call):
    assert "✓ corner  1/1" in call('check("corner")')
    assert "✗ corner  0/1" in call('check("corner")', "def corner(x, slope=1.0):\n    return x\n")


def test_an_exercise_and_a_task_of_it(call):
    assert "All 4 tasks pass" in call('check("q02a")')
    assert "All 4 tasks pass" in call('check("q02a_sharp_corners")')
    assert "corner passes" in call('check("q02a", "corner")')
    assert "corner passes" in call('EXERCISE = "q02a_sharp_corners"\ncheck("corner")')
    assert "All 4 tasks pass" in call('EXERCISE = "q02a_sharp_corners"\ncheck()')


def test_in_korean(call, monkeypatch):
    assert "공개 예제를 모두 통과했습니다" in call('check("corner", lang="ko")')
    monkeypatch.setenv("DEEPDRILL_LANG", "ko")
    assert "공개 예제를 모두 통과했습니다" in call('check("corner")')


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ('check("cornr")', "there is no task or exercise 'cornr'; did you mean corner"),
        ('check("q09")', "there is no exercise 'q09'"),
        (
            'check("q02a", "corners")',
            "q02a_sharp_corners has no task 'corners'; its tasks are corner,",
        ),
        ("check(corner)", 'write check("relu")'),
        ("check()", 'name a task or an exercise: check("relu") or check("q05")'),
        ('EXERCISE = "q77"\ncheck("corner")', "there is no exercise 'q77'"),
    ],
)
def test_what_is_asked_wrongly_is_one_sentence(call, cell, told):
    out = call(cell)
    assert out.startswith("check: ") and out.count("\n") == 1 and told in out


def test_a_task_of_two_exercises(call, exercise):
    bends = exercise.folder.parent / "q02_bends"
    for name in ("solution.py", "examples.py"):
        text = (bends / name).read_text().replace("bend", "corner")
        (bends / name).write_text(text)
    told = call('check("corner")')
    assert 'write check("q02", "corner") or check("q02a", "corner")' in told
    assert "1/1" in call('EXERCISE = "q02a"\ncheck("corner")')


def test_what_is_not_defined(call):
    out = call('check("corner")', "def corners(x):\n    return x\n")
    assert "corner is not defined; did you mean corners?" in out
    assert "run the cell that defines it" in call('check("corner")', "x = 1")


def test_code_that_leaves(call):
    out = call('check("corner")', "def corner(x, slope=1):\n    raise SystemExit(3)\n")
    assert "Line 2 of your code raised SystemExit: 3" in out
    out = call('check("corner")', "def corner(x, slope=1):\n    raise KeyboardInterrupt\n")
    assert "interrupted" in out


def test_a_fault_of_ours_is_no_traceback(call, monkeypatch):
    def fails(*_):
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(notebook, "check_namespace", fails)
    assert "no fault of yours: ZeroDivisionError('oops')" in call('check("corner")')


def test_in_ipython_it_is_html(call, monkeypatch):
    shown = []
    ipython = pytest.importorskip("IPython")
    monkeypatch.setattr(ipython, "get_ipython", lambda: object())
    monkeypatch.setattr("IPython.display.display", shown.append)
    assert call('check("corner")') == "" and call('check("nothing<b>")') == ""
    good, bad = (each._repr_html_() for each in shown)
    assert "corner passes its public examples." in good and "<div" in good
    assert "<b>" not in bad and "nothing&lt;b&gt;" in bad
    assert "✓ corner" in repr(shown[0])


def test_in_a_real_kernel(exercise, right, tmp_path, monkeypatch):
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    cells = [
        right.replace("return corner(x) + corner(-x)", "return undefined"),
        'from autograder import check\ncheck("corner")\ncheck("two_corners")',
        "1 + 1",
        "def corner(x, slope=1.0):\n    return np.maximum(0.0, slope * x)\ncheck('corner')",
        "class Counter:\n    def add(self, count):\n        return np.maximum(0, count)\ncheck('Counter')",
    ]
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    try:
        nbclient.NotebookClient(
            book, timeout=120, resources={"metadata": {"path": tmp_path}}
        ).execute()
    except (nbclient.exceptions.DeadKernelError, RuntimeError) as error:
        pytest.skip(f"no kernel starts here: {error}")
    outputs = book.cells[1].outputs
    assert [output.output_type for output in outputs] == ["display_data"] * 2, outputs
    pages = [output.data["text/html"] for output in outputs]
    assert "corner passes" in pages[0]
    assert (
        "name &#x27;undefined&#x27; is not defined" in pages[1] and "return undefined" in pages[1]
    )
    assert book.cells[2].outputs[0].data["text/plain"] == "2"
    for cell in book.cells[3:]:
        page = cell.outputs[0].data["text/html"]
        assert "`np.maximum` (`numpy.maximum`) is off limits" in page, page


def test_the_package_stays_light():
    code = (
        "import sys; import autograder; before = set(sys.modules);"
        "assert not {'typing', 'dataclasses', 'autograder.selfcheck'} & before - {'typing'};"
        "from autograder import check;"
        "assert not {'numpy', 'torch', 'pytest', 'rich'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    with pytest.raises(AttributeError, match="no attribute 'chek'"):
        autograder.chek  # noqa: B018
