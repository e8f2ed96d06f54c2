"""list, show, hint, new and build as a person meets them: output, exit codes, speed, no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent.parent / "course"))

import minicourse

from autograder.cli import app
from autograder.errors import ToolFailure


@pytest.fixture
def course(tmp_path, monkeypatch):
    made = minicourse.make_course(tmp_path)
    monkeypatch.setenv("DEEPDRILL_COURSE", str(tmp_path))
    monkeypatch.delenv("DEEPDRILL_LANG", raising=False)
    return made


@pytest.fixture
def run(course, capsys):
    def run(*arguments: str) -> tuple[int, str, str]:
        code = app.main(arguments)
        told = capsys.readouterr()
        assert "Traceback" not in told.out + told.err
        return code, told.out, told.err

    return run


def in_a_process(course, *arguments: str, code: str | None = None):
    command = [
        sys.executable,
        *(("-c", code) if code else ("-m", "autograder.cli.app", *arguments)),
    ]
    environment = {**os.environ, "DEEPDRILL_COURSE": str(course.root)}
    return subprocess.run(command, env=environment, capture_output=True, text=True)


def test_list(run):
    code, out, _ = run("list")
    assert code == 0 and out.splitlines() == [
        "q02_corners",
        "  q02   Sharp corners  Why is there a corner?",
        "  q02a  Sharp corners  Why is there a corner?",
    ]
    assert "모서리는 왜 있는걸까?" in run("list", "--lang", "ko")[1]


def test_the_language_comes_from_the_environment_too(run, monkeypatch):
    monkeypatch.setenv("DEEPDRILL_LANG", "ko")
    assert "날카로운 모서리" in run("list")[1]
    assert "Sharp corners" in run("list", "--lang", "EN")[1]
    monkeypatch.setenv("DEEPDRILL_LANG", "fr")
    assert run("list")[0] == 2


def test_an_empty_course(course, run, tmp_path, monkeypatch):
    (tmp_path / "empty" / "solutions").mkdir(parents=True)
    monkeypatch.setenv("DEEPDRILL_COURSE", str(tmp_path / "empty"))
    code, out, _ = run("list")
    assert code == 0 and "No exercises" in out


def test_show_tells_the_exercise_and_not_the_answer(run):
    code, out, _ = run("show", "q02a")
    assert code == 0
    for text in (
        "모서리는 왜 있는걸까?",
        "Why is there a corner?",
        "two lines meet",
        "numpy.maximum",
    ):
        assert text in out
    assert "  corner(x, slope: float = 1.0) -> np.ndarray\n" in out and "    add(count: int)" in out
    assert minicourse.SECRET not in out
    assert "두 직선이 만나는" in run("show", "q02a", "--lang", "ko")[1]


def test_hints_come_one_at_a_time(run):
    code, out, _ = run("hint", "q02a")
    assert code == 0 and "Think of zero." in out and "Two cases" not in out and "--number 2" in out
    assert run("hint", "q02a", "--number", "3")[1].strip() == "Use where."
    assert "두 경우로" in run("hint", "q02a", "-n", "2", "--lang", "ko")[1]
    assert run("hint", "q02a", "--number", "4")[0] == 2


@pytest.mark.parametrize("verb", ["show", "hint"])
def test_an_unknown_exercise_is_one_sentence(run, verb):
    code, out, err = run(verb, "q02z")
    assert (code, out) == (2, "")
    assert err == "deepdrill: there is no exercise 'q02z'; did you mean q02 or q02a?\n"


def test_a_lesson_without_a_section_is_one_sentence(course, run):
    lesson = course.solutions / "q02_corners" / "q02_bends" / "lesson.md"
    lesson.write_text(minicourse.LESSON.replace("## Answer", "#### Answer"))
    code, _, err = run("list")
    assert code == 2 and err.count("\n") == 1 and "'## Answer' is missing" in err


def test_a_folder_that_is_no_course(run, monkeypatch, tmp_path):
    monkeypatch.setenv("DEEPDRILL_COURSE", str(tmp_path / "nowhere"))
    code, _, err = run("list")
    assert code == 2 and "is no course" in err


def test_build_and_its_check(course, run):
    code, out, err = run("build", "--check")
    assert code == 1 and "q02a_sharp_corners.py" in out and "10 built files are stale" in err
    assert not course.exercises.exists()
    code, out, _ = run("build")
    assert code == 0 and "10 files changed." in out
    assert run("build", "--check") == (0, "", "")


def test_new(course, run):
    code, out, _ = run("new", "q02b", "Round corners")
    assert code == 0 and out.count("wrote ") == 7
    assert (course.solutions / "q02_corners" / "q02b_round_corners" / "lesson.ko.md").is_file()
    assert (course.graders / "q02_corners" / "test_q02b_round_corners.py").is_file()
    assert run("new", "q02b", "Round corners")[0] == 2


@pytest.mark.parametrize(
    "arguments", [("bogus",), ("show",), ("list", "--wrong"), ("hint", "q02", "-n", "x")]
)
def test_wrong_usage(run, arguments):
    assert run(*arguments)[0] == 2


def test_help_and_version(run):
    code, out, _ = run("--help")
    assert code == 0 and all(verb in out for verb in app.VERBS)
    assert run("--version")[1].startswith("deepdrill ")
    for verb in app.VERBS:
        assert run(verb, "--help")[0] == 0


@pytest.mark.parametrize(
    ("raised", "code", "told"),
    [
        (KeyboardInterrupt(), 130, ""),
        (ToolFailure("the sandbox broke"), 3, "the sandbox broke"),
        (PermissionError(13, "Permission denied", "some/file"), 2, "some/file: Permission denied"),
    ],
)
def test_what_goes_wrong_inside_a_verb(run, monkeypatch, raised, code, told):
    def raise_it() -> None:
        raise raised

    monkeypatch.setattr("autograder.cli.list.command", raise_it)
    got, _, err = run("list")
    assert got == code and told in err


def test_nothing_heavy_is_imported(course):
    for arguments in (["list"], ["--help"], ["hint", "q02a"]):
        code = (
            "import sys; from autograder.cli.app import main;"
            f"assert main({arguments!r}) == 0;"
            "print({'numpy', 'torch', 'pytest', 'scipy', 'sklearn'} & set(sys.modules), file=sys.stderr)"
        )
        assert in_a_process(course, code=code).stderr.strip() == "set()"


def test_list_answers_at_once(course):
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        assert in_a_process(course, "list").returncode == 0
        seconds.append(time.perf_counter() - start)
    assert min(seconds) < 1.0, seconds  # 0.15 s where nothing else runs
