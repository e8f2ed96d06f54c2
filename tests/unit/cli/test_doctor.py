"""doctor tells, and is never itself the patient."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import minicourse
import pytest

from autograder.cli import app, doctor


@pytest.fixture
def course(tmp_path, monkeypatch):
    made = minicourse.make_course(tmp_path / "course")
    monkeypatch.setenv("DEEPDRILL_COURSE", str(made.root))
    monkeypatch.delenv("DEEPDRILL_LANG", raising=False)
    return made


@pytest.fixture
def quick(monkeypatch):
    """Without asking real libraries, which takes seconds."""
    said = {
        "numpy": {"version": "2.0"},
        "pytest": {"version": "8.0"},
        "torch": {"version": "2.9", "threads": 4, "devices": [["Big GPU", 140.2]]},
    }
    monkeypatch.setattr(doctor, "ask", lambda name, body="": said[name])
    return said


def run(capsys, *arguments: str) -> tuple[int, str]:
    code = app.main(["doctor", *arguments])
    told = capsys.readouterr()
    assert "Traceback" not in told.out + told.err and told.err == ""
    return code, told.out


def test_a_healthy_machine(course, quick, capsys):
    code, out = run(capsys)
    assert code == 0
    for text in ("ok    torch       2.9, 4 threads", "CUDA 0      Big GPU, 140.2 GiB"):
        assert text in out
    assert f"{course.root} (instructors' edition)" in out and "exercises   2" in out
    assert "tier" in out and "GB free" in out
    assert "스레드 4개" in run(capsys, "--lang", "ko")[1]


def test_without_torch_the_rest_works(course, quick, capsys):
    quick["torch"] = {"error": "ModuleNotFoundError: No module named 'torch'"}
    code, out = run(capsys)
    assert code == 0 and "warn  torch" in out and "exercises without torch still work" in out


@pytest.mark.parametrize("needed", ["numpy", "pytest"])
def test_without_what_is_needed(course, quick, capsys, needed):
    quick[needed] = {"error": "ImportError: broken"}
    code, out = run(capsys)
    assert code == 1 and "Neither checking nor grading" in out


def test_without_a_course(quick, capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("DEEPDRILL_COURSE", str(tmp_path / "nowhere"))
    code, out = run(capsys)
    assert code == 1 and "warn  course" in out


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("raise ImportError('libcudart.so.12: cannot open shared object file')", "libcudart.so.12"),
        ("import os; print('noise'); os._exit(7)", "exit code 7"),
        ("raise SystemExit('no')", "SystemExit"),
        ("__version__ = '0'", "AttributeError"),
    ],
)
def test_a_broken_torch(tmp_path, monkeypatch, broken, told):
    (tmp_path / "torch.py").write_text(broken)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert told in doctor.ask("torch", doctor._TORCH)["error"]


def test_a_torch_that_prints_is_understood(tmp_path, monkeypatch):
    (tmp_path / "numpy.py").write_text("print('welcome')\n__version__ = '9'")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert doctor.ask("numpy") == {"version": "9"}


def test_for_real_with_a_broken_torch(course, tmp_path):
    """The whole command, as it is typed."""
    (tmp_path / "fake").mkdir()
    (tmp_path / "fake" / "torch.py").write_text("raise OSError('broken')")
    done = subprocess.run(
        [sys.executable, "-m", "autograder.cli.app", "doctor"],
        env={**os.environ, "PYTHONPATH": str(tmp_path / "fake")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    assert "OSError: broken" in done.stdout and "Traceback" not in done.stdout + done.stderr


def test_doctor_imports_nothing_heavy(course):
    code = (
        "import sys; from autograder.cli import doctor; list(doctor._course());"
        "import json; print(json.dumps(sorted({'numpy', 'torch', 'pytest'} & set(sys.modules))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert json.loads(done.stdout) == []
