"""What is wrong from outside is told in one sentence, with the right exit code, and never with a traceback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import minicourse
import pytest
import small_class
from small_class import ENDLESS, RIGHT, WRONG

from autograder.cli import app

grades = pytest.mark.skipif(sys.platform != "linux", reason="grading others' work needs Linux")


@pytest.fixture
def course(tmp_path, monkeypatch):
    made = small_class.make_graded_course(tmp_path / "course")
    monkeypatch.setenv("DEEPDRILL_COURSE", str(made.root))
    monkeypatch.delenv("DEEPDRILL_LANG", raising=False)
    monkeypatch.chdir(tmp_path)
    return made


@pytest.fixture
def run(course, capfd):
    def run(*arguments: object) -> tuple[int, str, str]:
        code = app.main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return run


@pytest.fixture
def refused(run):
    """Runs a command that must be refused, and gives the sentence."""

    def refused(*arguments: object) -> str:
        code, out, err = run(*arguments)
        assert (code, out) == (2, ""), (code, out, err)
        assert err.startswith("deepdrill: ") and err.count("\n") == 1, err
        return err

    return refused


@pytest.mark.parametrize("verb", ["show", "hint", "check", "start", "verify"])
def test_an_unknown_exercise_names_the_nearest(refused, verb):
    assert "there is no exercise 'q02z'; did you mean q02 or q02a?" in refused(verb, "q02z")


@pytest.mark.parametrize("verb", ["grade", "check"])
def test_a_path_that_is_not_there(refused, verb):
    assert "nowhere/q02.py" in refused(verb, "nowhere/q02.py")


def test_an_empty_folder(refused, tmp_path):
    (tmp_path / "empty").mkdir()
    assert "is empty" in refused("grade", "empty")


def test_a_folder_without_submissions(refused, tmp_path):
    minicourse.write(tmp_path / "class" / "kim" / "notes.txt", "nothing")
    assert "No submission found in class" in refused("grade", "class")


def test_a_folder_given_to_check(refused, tmp_path):
    (tmp_path / "mine").mkdir()
    assert "mine is a folder" in refused("check", "mine")


def test_a_file_of_no_exercise(refused, tmp_path):
    minicourse.write(tmp_path / "homework.py", RIGHT)
    assert "not named after an exercise" in refused("check", "homework.py")
    minicourse.write(tmp_path / "q02_bend.py", RIGHT)
    assert "did you mean q02_bends.py?" in refused("check", "q02_bend.py")
    assert "No submission found" in refused("grade", "homework.py")


def test_a_question_that_was_not_begun(refused):
    assert "deepdrill start q02" in refused("check", "q02")


def test_a_task_that_does_not_exist(refused, tmp_path):
    minicourse.write(tmp_path / "q02.py", RIGHT)
    assert "has no task 'bent'; its tasks are bend" in refused("check", "q02.py", "--task", "bent")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\x00\xff\xfe\x01" * 50, "not a text file"),
        ("# 한글\n".encode("cp949"), "not valid UTF-8"),
    ],
)
def test_a_file_that_is_no_text(refused, tmp_path, content, why):
    (tmp_path / "q02.py").write_bytes(content)
    assert why in refused("check", "q02.py")


@grades
@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\x00\xff\xfe\x01" * 50, "not a text file"),
        ("# 한글\n".encode("cp949"), "not valid UTF-8"),
    ],
)
def test_a_file_that_is_no_text_costs_its_own_points_only(run, tmp_path, content, why):
    """In a class it is no reason to refuse the run."""
    students = small_class.make_class(tmp_path / "class", kim=RIGHT, lee=RIGHT)
    (students / "lee" / "q02.py").write_bytes(content)
    code, _, err = run("grade", "class", "--jobs", 1, "--out", "out")
    assert (code, err) == (0, "")
    assert points(tmp_path / "out") == {"kim": 3, "lee": 0}
    assert why in (tmp_path / "out" / "feedback" / "lee.md").read_text(encoding="utf-8")


@grades
def test_two_files_for_one_exercise(run, tmp_path):
    students = small_class.make_class(tmp_path / "class", kim=RIGHT)
    minicourse.write(students / "kim" / "q02_bends.py", RIGHT)
    code, out, err = run("grade", "class/kim", "--jobs", 1)
    assert (code, err) == (0, "")
    assert "more than one file for q02_bends (q02.py, q02_bends.py)" in " ".join(out.split())


@pytest.mark.parametrize("seed", ["nonsense", "-1", "1" * 17, "0x"])
def test_a_seed_that_is_none(refused, tmp_path, seed):
    small_class.make_class(tmp_path / "class", kim=RIGHT)
    assert "is no seed" in refused("grade", "class", "--seed", seed)


@pytest.mark.parametrize("option", [("--jobs", "-1"), ("--tier", "4"), ("--lang", "fr")])
def test_options_out_of_range(run, tmp_path, option):
    small_class.make_class(tmp_path / "class", kim=RIGHT)
    code, out, _ = run("grade", "class", *option)
    assert (code, out) == (2, "")


def test_no_path_at_all(run):
    assert run("grade")[0] == 2
    assert run("check")[0] == 2


@pytest.mark.parametrize(
    "verb", [("grade", "q02.py"), ("verify",), ("build",), ("new", "q02b", "x")]
)
def test_the_students_edition_cannot_grade(run, refused, course, tmp_path, monkeypatch, verb):
    assert run("build")[0] == 0
    (course.root / "solutions").rename(tmp_path / "solutions_elsewhere")
    minicourse.write(tmp_path / "q02.py", RIGHT)
    assert "checkout" in refused(*verb)


# The output folder


def test_the_output_is_a_file(refused, tmp_path):
    small_class.make_class(tmp_path / "class", kim=RIGHT)
    minicourse.write(tmp_path / "out", "a file")
    assert "out is in the way" in refused("grade", "class", "--out", "out")


def test_a_read_only_output_folder(refused, tmp_path):
    small_class.make_class(tmp_path / "class", kim=RIGHT)
    out = tmp_path / "out"
    out.mkdir()
    with read_only(out):
        assert "is read-only; choose another folder" in refused("grade", "class", "--out", "out")


@grades
def test_a_full_output_folder(run, tmp_path):
    small_class.make_class(tmp_path / "class", kim=RIGHT, lee=WRONG)
    out = tmp_path / "out"
    out.mkdir()
    with mounted(out, "size=8k"):
        code, told, err = run("grade", "class", "--jobs", 1, "--out", "out")
        assert code == 2 and "no space left" in err and err.count("\n") == 1
        assert "kim" in told  # what was graded is shown all the same
        assert not list(out.glob("report*"))


def test_start_into_a_read_only_folder(run, course, tmp_path):
    assert run("build")[0] == 0
    (tmp_path / "out").mkdir()
    with read_only(tmp_path / "out"):
        code, _, err = run("start", "q02", "--folder", "out/here")
    assert code == 2 and err.count("\n") == 1 and "out/here" in err


@contextmanager
def read_only(folder: Path):
    if os.name != "posix":
        pytest.skip("folders have no write permission here")
    if os.geteuid() == 0:  # root writes everywhere but on a read-only file system
        with mounted(folder, "ro"):
            yield
        return
    folder.chmod(0o500)
    try:
        yield
    finally:
        folder.chmod(0o700)


@contextmanager
def mounted(folder: Path, options: str):
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting a small file system needs root on Linux")
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"mounting is refused here: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


# Graders that break


BROKEN_CASE = (
    small_class.BENDS
    + '''

@task("bend", points=5)
def test_bend_broken_by_us(submission, reference):
    """This test has a bug.
    이 테스트에는 버그가 있습니다."""
    submission.bend(1.0)
    raise KeyError("a bug of the grader")
'''
)


@grades
def test_a_case_that_breaks_costs_nobody_a_point(run, course, tmp_path):
    minicourse.write(course.graders / "q02_corners" / "test_q02_bends.py", BROKEN_CASE)
    small_class.make_class(tmp_path / "class", kim=RIGHT, lee=WRONG)
    code, out, _ = run("grade", "class", "--jobs", 1, "--out", "out")
    assert code == app.TOOL_FAILURE
    told = " ".join(out.split())
    assert "fault of the grader (no points lost)" in told and "a bug of the grader" in told
    assert points(tmp_path / "out") == {"kim": 3, "lee": 2}


@grades
@pytest.mark.parametrize("broken", ["def test_(:\n", "import no_such_module\n", "\n"])
def test_a_grader_that_can_not_be_read(run, course, tmp_path, broken):
    """Its exercise is listed apart for everyone; the other exercise is graded as ever."""
    (course.graders / "q02_corners" / "test_q02a_sharp_corners.py").write_text(broken)
    students = small_class.make_class(tmp_path / "class", kim=RIGHT, lee=WRONG)
    minicourse.write(students / "kim" / "q02a.py", minicourse.SOLUTION)
    code, out, _ = run("grade", "class", "--jobs", 1, "--out", "out")
    assert code == app.TOOL_FAILURE
    assert "q02a_sharp_corners" in out and "fault of the grader" in " ".join(out.split())
    assert points(tmp_path / "out") == {"kim": 3, "lee": 2}


# Ctrl-C


@grades
@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_keeps_what_is_finished(course, tmp_path, jobs):
    """kim is done, the others never end: the signal comes between, and nobody waits for them."""
    students = small_class.make_class(tmp_path / "class", kim=RIGHT, lee=ENDLESS, park=ENDLESS)
    lesson = course.solutions / "q02_corners" / "q02_bends" / "lesson.md"
    lesson.write_text(
        lesson.read_text().replace("deadline_seconds = 2.5", "deadline_seconds = 300")
    )
    process = subprocess.Popen(
        [
            *(sys.executable, "-u", "-m", "autograder.cli.app", "grade", str(students)),
            *("--jobs", str(jobs), "--out", "out"),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "DEEPDRILL_COURSE": str(course.root)},
    )
    try:
        wait_for_busy_workers(process.pid, jobs)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal sends it: to the whole group
        started = time.monotonic()
        out, err = process.communicate(timeout=60)
        seconds = time.monotonic() - started
    finally:
        process.kill()
    assert process.returncode == app.INTERRUPTED, err
    assert "Traceback" not in out + err
    assert seconds < 20  # and not the five minutes that a case may take
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert report["finished"] is False
    assert points(tmp_path / "out") == {"kim": 3}
    deadline = time.monotonic() + 20
    while descendants(process.pid) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert not descendants(process.pid)


def wait_for_busy_workers(root: int, count: int) -> None:
    """Until so many processes are in an endless loop: then nobody else is left to be graded."""
    deadline = time.monotonic() + 120
    first: dict[int, float] = {}
    while time.monotonic() < deadline:
        seconds = {pid: used for pid in leaves(root) if (used := cpu_seconds(pid)) is not None}
        if sum(used - first.setdefault(pid, used) > 2.5 for pid, used in seconds.items()) >= count:
            return
        time.sleep(0.1)
    pytest.fail("the endless loops were never reached")


def leaves(root: int) -> list[int]:
    """The processes below ``root`` that started no other: workers, once there are any."""
    found = descendants(root)
    return [pid for pid in found if pid not in found.values()]


def descendants(root: int) -> dict[int, int]:
    """pid -> parent of all processes below ``root``."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            fields = stat_of(int(entry.name))
            if fields and fields[0] != "Z":
                parents[int(entry.name)] = int(fields[1])
    below = {root}
    while True:
        more = {pid for pid, parent in parents.items() if parent in below} - below
        if not more:
            return {pid: parents[pid] for pid in below - {root}}
        below |= more


def cpu_seconds(pid: int) -> float | None:
    fields = stat_of(pid)
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") if fields else None


def stat_of(pid: int) -> list[str]:
    """The fields of /proc/PID/stat from the state on; empty where the process is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def points(folder: Path) -> dict[str, int]:
    """Each student's points, added up from report.json."""
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return {
        student["student"]: sum(
            case["points"] for exercise in student["exercises"] for case in exercise["cases"]
        )
        for student in report["reports"]
    }
