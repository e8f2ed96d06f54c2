"""What grading costs, and what it would cost otherwise, measured in one run.

    python tests/benchmarks/run.py [--rounds N] [Q ...]

Prints milliseconds per (submission, exercise), and ratios, which a noisy machine leaves alone:
the floor (fork of a warm process, the same cases run in it, no isolation), ours on one process and on
two, and a fresh pytest for each submission. The submission is the solution: every case runs to its end.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parent))

from in_process import case_of

from autograder.confinement import probe_isolation
from autograder.course.catalogue import Catalogue, Exercise
from autograder.grading.batch import Setting, grade_many
from autograder.grading.current import set_current
from autograder.grading.grade import Grader
from autograder.grading.proxies import Reference
from autograder.submissions.model import Submission
from autograder.submissions.read import from_text

EXERCISES = ("q05", "q13c", "q17c", "q16b")
LEFT_OUT = ("recalibrat",)  # trains by design; the goals speak of grading without it
FRESH_ROUNDS = 3


def milliseconds(work: Callable[[], object], rounds: int) -> list[float]:
    """The time of each round."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return times


def floor(exercise: Exercise, grader: Grader, rounds: int) -> list[float]:
    """Fork of this warm process; the cases run in the child."""
    source = exercise.folder.joinpath("solution.py").read_text(encoding="utf-8")
    items = [i for i in grader.session.call(lambda: grader.session.collect(exercise.grader))]
    reference = Reference(exercise)

    def once() -> None:
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                case = case_of(source, reference, exercise.id)
                set_current(case)
                for item in items:
                    if item.plain and not _is_left_out(item.id):
                        grader.session._called(item, case)
                status = 0
            finally:
                os._exit(status)
        if os.waitpid(pid, 0)[1]:
            raise SystemExit("the floor could not be measured: the child failed")

    once()
    return milliseconds(once, rounds)


def _is_left_out(case_id: str) -> bool:
    return any(word in case_id for word in LEFT_OUT)


def ours(submission: Submission, grader: Grader, rounds: int) -> tuple[list[float], list[float]]:
    """Ours on one process: all of it, and less the cases that are left out."""
    for _ in range(3):
        grader.grade(submission)
    everything, without = [], []
    for _ in range(rounds):
        started = time.perf_counter()
        report = grader.grade(submission)
        spent = time.perf_counter() - started
        left_out = sum(case.seconds for case in report.cases if _is_left_out(case.id))
        everything.append(spent * 1000)
        without.append((spent - left_out) * 1000)
        if report.points != report.max_points:
            raise SystemExit(f"the solution of {report.exercise} lost points")
    return everything, without


def throughput(setting: Setting, submission: Submission, jobs: int, count: int) -> float:
    """Submissions a second, start-up left out: the clock runs once every process is warm."""
    many = [replace(submission, student=f"student{i}") for i in range(count + 8 * jobs)]
    times = [time.perf_counter() for _ in grade_many(setting, many, jobs)]
    warm = times[8 * jobs - 1]
    return (len(times) - 8 * jobs) / (times[-1] - warm)


def fresh_pytest(exercise: Exercise) -> list[float]:
    """A pytest of its own for each submission, in process, as most courses do it."""
    command = [
        sys.executable, "-m", "pytest", "-q", "-p", "in_process", "-p", "no:deepdrill", "-p", "no:cacheprovider",
        "--import-mode=importlib", f"--in-process={exercise.folder / 'solution.py'}", str(exercise.grader),
    ]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent), "OMP_NUM_THREADS": "1"}

    def once() -> None:
        subprocess.run(command, env=environment, capture_output=True, check=False)

    return milliseconds(once, FRESH_ROUNDS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("questions", nargs="*", default=EXERCISES)
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    catalogue = Catalogue()
    table = Table(title="milliseconds per (submission, exercise): median")
    for column in (
        "exercise",
        "cases",
        "floor",
        "ours",
        "ours / floor",
        "fresh pytest",
        "pytest / ours",
    ):
        table.add_column(column, justify="right")
    for column in ("per s, 1 process", "per s, 2 processes", "ratio"):
        table.add_column(column, justify="right")
    with Grader(catalogue, secret=1) as grader:
        for name in options.questions:
            exercise = catalogue.find(name)
            source = exercise.folder.joinpath("solution.py").read_text(encoding="utf-8")
            submission = from_text(source, Path(f"{exercise.id}.py"), "benchmark", exercise)
            _, without = ours(submission, grader, options.rounds)
            low = floor(exercise, grader, options.rounds)
            fresh = fresh_pytest(exercise)
            setting = Setting(catalogue.course.root, probe_isolation(), 1)
            one = throughput(setting, submission, 1, options.rounds)
            two = throughput(setting, submission, 2, 2 * options.rounds)
            median, ground = statistics.median(without), statistics.median(low)
            slow = statistics.median(fresh)
            cases = len(grader.grade(submission).cases)
            table.add_row(
                exercise.short_id, str(cases), f"{ground:.1f}", f"{median:.1f}", f"{median / ground:.2f}",
                f"{slow:.0f}", f"{slow / median:.0f}", f"{one:.1f}", f"{two:.1f}", f"{two / one:.2f}",
            )  # fmt: skip
    Console(width=140).print(table)
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "autograder.cli.app", "list"], capture_output=True, check=True
    )
    print(f"deepdrill list: {time.perf_counter() - started:.2f} s")


if __name__ == "__main__":
    main()
