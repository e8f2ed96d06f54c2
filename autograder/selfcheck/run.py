"""Runs a student's file on the public examples, in a process of its own and within a time limit."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograder.course.catalogue import Exercise
from autograder.course.layout import PACKAGE, shown
from autograder.errors import ToolFailure
from autograder.selfcheck.examples import Examples, examples_of
from autograder.selfcheck.model import SelfCheck
from autograder.selfcheck.story import Story
from autograder.submissions.model import Submission
from autograder.submissions.notebook import source_from_notebook
from autograder.submissions.read import blocked_names, load
from autograder.text import Text

TIMEOUT = 60.0
# Appended and not put first: beside an installed package lies site-packages, which may hold another `typing`.
_BOOTSTRAP = "import sys; sys.path.append(sys.argv[2]); from autograder.selfcheck.child import main; main(sys.argv[1])"


def run(
    path: Path | str, exercise: Exercise, task: str | None = None, timeout: float = TIMEOUT
) -> SelfCheck:
    """Check the file (or notebook) at ``path``; with ``task``, that task alone. No student's code can make it raise."""
    path = Path(path)
    examples = examples_of(exercise)
    chosen = examples.of(task)
    if path.suffix.casefold() == ".ipynb":
        submission = source_from_notebook(path, examples)
    else:
        submission = load(path, "", examples)
    story = Story(examples, chosen, task)
    if not any(problem.kind == "unreadable" for problem in submission.problems):
        _told(story, submission, path, examples, timeout)
    return _result(story, exercise, submission, path)


def _told(
    story: Story, submission: Submission, path: Path, examples: Examples, timeout: float
) -> None:
    with tempfile.TemporaryDirectory(prefix="deepdrill-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary).resolve()
        (folder / f"{examples.id}.py").write_text(
            submission.source, encoding="utf-8", errors="replace", newline="\n"
        )
        test_file = folder / f"test_{examples.id}.py"
        test_file.write_text(examples.text, encoding="utf-8", newline="\n")
        request = {
            "exercise": examples.id,
            "examples": test_file.name,
            "tasks": examples.tasks,
            "chosen": sorted(story.chosen),
            "home": str(path.resolve().parent),
        }
        (folder / "request.json").write_text(json.dumps(request), encoding="utf-8")
        code, last_words = _run_child(folder, path.resolve().parent, timeout)
        story.hear(_events(folder / "events.jsonl"))
    if code is None:
        story.out_of_time(timeout)
    elif not story.complete:
        if not story.began and "autograder" in last_words:
            raise ToolFailure(f"the check did not start: {last_words.splitlines()[-1]}")
        story.died(code, last_words)


def _run_child(folder: Path, home: Path, timeout: float) -> tuple[int | None, str]:
    """The exit code (None: the time was up) and the last line of its stderr."""
    environment = {
        **os.environ,
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        "MPLBACKEND": "Agg",  # a plot at the foot of the file must not open a window and wait
    }
    with open(folder / "stderr.txt", "w+b") as stderr:
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", _BOOTSTRAP, str(folder), str(PACKAGE.parent)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            cwd=home,
            env=environment,
            start_new_session=os.name == "posix",
        )
        try:
            code = process.wait(timeout)
        except subprocess.TimeoutExpired:
            code = None
        finally:
            _end(process)
        stderr.seek(0)
        lines = stderr.read(20_000).decode(errors="replace").strip().splitlines()
    return code, lines[-1] if lines else ""


def _end(process: subprocess.Popen) -> None:
    """The process and what it started."""
    with contextlib.suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        elif process.poll() is None:
            subprocess.run(
                ["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False
            )
    if process.poll() is None:
        process.kill()
        process.wait()


def _events(file: Path) -> list[dict[str, Any]]:
    events = []
    with contextlib.suppress(FileNotFoundError):
        for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
            with contextlib.suppress(
                ValueError
            ):  # the last line, where the process was killed in it
                events.append(json.loads(line))
    return events


def _result(story: Story, exercise: Exercise, submission: Submission, path: Path) -> SelfCheck:
    """Told together with what reading alone has shown: at the task that it blocks, else at the top."""
    sentences = {problem.message: problem.text for problem in submission.problems}
    blocked = blocked_names(submission, story.examples)
    unreadable = [p.message for p in submission.problems if p.kind == "unreadable"]
    if unreadable:
        return SelfCheck(exercise.id, exercise.short_id, shown(path), (), stopped=unreadable[0])
    tasks = tuple(
        replace(task, blocked=sentences[blocked[task.name]]) if task.name in blocked else task
        for task in story.tasks()
    )
    told = set(blocked.values())
    everything = story.task is None
    problems = tuple(
        problem.text
        for problem in submission.problems
        if problem.message not in told and (everything or problem.name in (None, story.task))
    )
    return SelfCheck(
        exercise=exercise.id,
        short_id=exercise.short_id,
        path=shown(path),
        tasks=tasks,
        problems=(*problems, *(_load_error(*error) for error in story.load_errors)),
        notes=submission.notes,
        stopped=story.stopped,
    )


def _load_error(line: int, kind: str, message: str) -> Text:
    said = " ".join(f"{kind}: {message}".split())[:300].removesuffix(":")
    return Text(
        f"Line {line} raised an error when the file was loaded: {said}",
        f"파일을 불러올 때 {line}행에서 오류가 났습니다: {said}",
    )
