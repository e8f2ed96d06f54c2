"""check and start as a student meets them, in the students' edition."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import minicourse
import pytest

from autograder.cli import app

BENT = "def bend(x):\n    return -x\n"
RIGHT = "def bend(x):\n    return x if x > 0 else 0.0\n"


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course without solutions, and an empty folder beside it to work in."""
    made = minicourse.make_course(tmp_path / "course")
    monkeypatch.setenv("DEEPDRILL_COURSE", str(made.root))
    monkeypatch.delenv("DEEPDRILL_LANG", raising=False)
    assert app.main(["build"]) == 0
    shutil.rmtree(made.solutions)
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    return made


@pytest.fixture
def desk(course, tmp_path):
    return tmp_path / "desk"


@pytest.fixture
def run(course, capfd):
    capfd.readouterr()  # what building said

    def run(*arguments: object) -> tuple[int, str, str]:
        code = app.main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return run


def test_a_right_answer(run, desk):
    minicourse.write(desk / "q02_bends.py", RIGHT)
    code, out, err = run("check", "q02")
    assert (code, err) == (0, "")
    assert "✓ bend  1/1" in out and "bend passes its public examples." in out


def test_a_wrong_answer_tells_got_expected_and_the_next_step(run, desk):
    minicourse.write(desk / "q02_bends.py", BENT)
    code, out, _ = run("check", "q02")
    assert code == 1
    for text in ("assert bend(1.0) == 1.0", "got       -1", "expected  1", "deepdrill hint q02"):
        assert text in out
    code, out, _ = run("check", "q02", "--lang", "ko")
    assert code == 1 and "기대값  1" in out and "다음: bend." in out


def test_where_an_answer_is_looked_for(run, desk, course):
    """Here, then in the topic's folder here, then in the course."""
    assert "Not written yet: bend" in run("check", "q02")[1]
    in_topic = minicourse.write(desk / "q02_corners" / "q02_bends.py", BENT)
    assert str(in_topic.relative_to(desk)) in run("check", "q02")[1]
    minicourse.write(desk / "q02_bends.py", RIGHT)
    assert run("check", "q02")[0] == 0


@pytest.mark.parametrize("name", ["q02.py", "q02_bends (1).py", "kim_123_456_q02_bends-2.py"])
def test_a_file_is_known_by_its_name(run, desk, name):
    minicourse.write(desk / "mine" / name, RIGHT)
    assert run("check", f"mine/{name}")[0] == 0


def test_an_answer_in_the_course_itself_that_lost_a_name(run, course):
    """The student's own file is the course's stub: what must be there is not read from it."""
    minicourse.write(
        course.exercises / "q02_corners" / "q02_bends.py", "def bent(x):\n    return x\n"
    )
    code, out, _ = run("check", "q02")
    assert code == 1 and "`bend` is not defined; did you mean `bent` (line 1)?" in out


def test_an_answer_in_the_course_itself_that_does_not_parse(run, course):
    minicourse.write(
        course.exercises / "q02_corners" / "q02_bends.py", "def bend(x)\n    return x\n"
    )
    code, out, _ = run("check", "q02")
    assert code == 1 and "expected ':'" in out and "\n                   ^" in out


def test_one_task_alone(run, desk):
    source = minicourse.SOLUTION.replace("return np.where(_positive(x), 1.0, 0.0)", "return 7.0")
    minicourse.write(desk / "q02a.py", source)
    assert run("check", "q02a.py")[0] == 1
    code, out, _ = run("check", "q02a.py", "--task", "corner")
    assert code == 0 and "corner_grad" not in out
    assert run("check", "q02a.py", "--task", "corner_grad")[0] == 1


def test_a_loop_meets_the_limit(run, desk):
    minicourse.write(desk / "q02.py", "def bend(x):\n    while True:\n        pass\n")
    code, out, _ = run("check", "q02.py", "--timeout", "6")
    assert code == 1 and "after 6 seconds, the time limit (in test_bend_keeps)" in out


def test_start_copies_what_is_needed_and_overwrites_nothing(run, desk):
    code, out, _ = run("start", "q02")
    mine = desk / "q02_corners" / "q02_bends.py"
    assert code == 0 and out.count("wrote ") == 2 and "deepdrill check q02" in out
    assert "NotImplementedError" in mine.read_text()
    assert run("start", "q02")[1].count("is there already") == 2
    mine.write_text(RIGHT)
    code, out, _ = run("start", "q02")
    assert code == 0 and "kept" in out and mine.read_text() == RIGHT
    assert run("check", "q02")[0] == 0


def test_start_in_a_folder_of_ones_own(run, desk):
    code, out, _ = run("start", "q02a", "--folder", "work/deep")
    assert code == 0 and "deepdrill check work/deep/q02a_sharp_corners.py" in out.replace("\\", "/")
    assert run("check", "work/deep/q02a_sharp_corners.py")[0] == 1
    minicourse.write(desk / "taken", "a file")
    assert "taken is a file" in run("start", "q02a", "--folder", "taken")[2]


def test_what_was_started_runs_with_plain_pytest(run, desk):
    run("start", "q02")
    minicourse.write(desk / "q02_corners" / "q02_bends.py", RIGHT)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "q02_corners"],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout
