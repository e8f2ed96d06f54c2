"""Many submissions over the cores: each process keeps its own sandbox and its own pytest session."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

from autograder.confinement import Isolation
from autograder.course.catalogue import Catalogue
from autograder.course.layout import open_course
from autograder.errors import ToolFailure
from autograder.grading.affinity import on_one_core, stay_on_core
from autograder.grading.failed import not_graded
from autograder.grading.grade import Grader
from autograder.reports.model import ExerciseReport
from autograder.sandbox.sandbox import Sandbox
from autograder.submissions.model import Submission

WAITING_PER_PROCESS = 4  # enough to keep a process busy; the rest can still be given up on Ctrl-C


@dataclass(frozen=True)
class Setting:
    """What a grading process has to know."""

    root: Path
    isolation: Isolation
    secret: int
    cuda: bool = False


_grader: Grader | None = None
_setting: Setting | None = None


def grade_one(setting: Setting, submission: Submission) -> ExerciseReport:
    """Grades in this process, which keeps everything warm for the next one."""
    global _grader, _setting
    if _grader is None or _setting != setting:
        if _grader is not None:
            _grader.close()
        _setting = setting
        catalogue = Catalogue(open_course(setting.root))
        _grader = Grader(catalogue, Sandbox(setting.isolation, cuda=setting.cuda), setting.secret)
    try:
        return _grader.grade(submission)
    except ToolFailure as failure:
        return not_graded(submission, str(failure))
    except Exception as failure:  # whatever it is, it is ours, and costs nobody a point
        return not_graded(submission, f"{type(failure).__name__}: {failure}")


def close() -> None:
    """Ends what this process keeps."""
    global _grader
    if _grader is not None:
        _grader.close()
        _grader = None


def _abandon() -> None:
    """Leaves what this process keeps without waiting for the case that runs, which may be an endless loop.

    Its thread is a daemon's, and the sandbox ends with this process.
    """
    global _grader
    _grader = None


def _kill(pool: ProcessPoolExecutor) -> None:
    """Ends the grading processes at once; each takes its sandbox along."""
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        process.kill()


def grade_many(
    setting: Setting,
    submissions: Sequence[Submission],
    jobs: int = 1,
    executor: Executor | None = None,
) -> Iterator[tuple[Submission, ExerciseReport]]:
    """Reports as they come. Breaking off loses only what is still being graded.

    ``executor`` may be any ``concurrent.futures.Executor``, a cluster's too; without one, ``jobs``
    processes of this machine are used.
    """
    ordered = sorted(
        submissions, key=lambda s: s.exercise
    )  # one exercise after the other: warm workers
    if executor is None and jobs == 1:
        try:
            with on_one_core():
                for submission in ordered:
                    yield submission, grade_one(setting, submission)
        except KeyboardInterrupt:
            _abandon()
            raise
        finally:
            close()
        return
    own = executor is None
    pool = executor or _pool(jobs)
    finished = False
    try:
        yield from _mapped(pool, lambda s: pool.submit(grade_one, setting, s), ordered, jobs)
        finished = True
    finally:
        if own:
            if not finished:
                _kill(pool)
            pool.shutdown(wait=True, cancel_futures=True)


def _mapped(
    pool: Executor,
    submit: Callable[[Submission], Future],
    submissions: Sequence[Submission],
    jobs: int,
) -> Iterator[tuple[Submission, ExerciseReport]]:
    left = list(reversed(submissions))
    running: dict[Future, Submission] = {}
    while left or running:
        while left and len(running) < jobs * WAITING_PER_PROCESS:
            submission = left.pop()
            running[submit(submission)] = submission
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            submission = running.pop(future)
            try:
                yield submission, future.result()
            except Exception as failure:  # the process itself was lost
                yield submission, not_graded(submission, f"{type(failure).__name__}: {failure}")


def _pool(jobs: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    turns = context.Value("i", 0) if jobs == default_jobs() else None
    return ProcessPoolExecutor(
        jobs, mp_context=context, initializer=_begin_in_pool, initargs=(turns,)
    )


def _begin_in_pool(turns: Synchronized | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C ends
    if turns is not None:
        with turns.get_lock():
            turn = turns.value
            turns.value += 1
        stay_on_core(turn)


def default_jobs() -> int:
    """One process for each core that this one may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
