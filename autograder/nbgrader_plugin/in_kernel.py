"""``grade("relu")`` in a kernel: the hidden line of a grade cell, for whoever runs nbgrader's own `Execute`.

IPython keeps the text of every cell that was run, so the student's code is graded from it in the sandbox, like any
other submission: the same points, messages and diagnoses. A patched NumPy or a replaced `grade` in the kernel can
still lie, since nbgrader reads the score from the kernel; `GradeInSandbox` has no kernel.
"""

from __future__ import annotations

import atexit
import functools
import hashlib
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograder.course.catalogue import Catalogue, Exercise
from autograder.errors import DeepdrillError
from autograder.selfcheck.history import students_cells
from autograder.selfcheck.notebook import VARIABLE
from autograder.submissions.model import Problem, Submission
from autograder.text import Text

_NOT_HERE = Text(
    "The hidden tests are with your instructor; check() runs the public examples.",
    "숨은 테스트는 강사에게 있습니다. 공개 예제는 check()로 실행할 수 있습니다.",
)


def grade(task: str) -> float | None:
    """The points of ``task`` for the cells run so far, printed case by case. None where there are no hidden tests.

    While nbgrader runs the cell, a missing grader is an error: nbgrader takes a cell without a number for full marks.
    """
    namespace = sys._getframe(1).f_globals
    try:
        exercise = _exercise(namespace)
    except DeepdrillError:
        if os.environ.get("NBGRADER_EXECUTION"):
            raise
        exercise = None
    if exercise is None or exercise.grader is None or not exercise.grader.is_file():
        if os.environ.get("NBGRADER_EXECUTION"):
            raise DeepdrillError(
                "the hidden graders are not here, so nothing was graded: run nbgrader in a checkout of the "
                "course, or set DEEPDRILL_COURSE to one"
            )
        print(f"{_NOT_HERE.en}\n{_NOT_HERE.ko}")
        return None
    return _graded(exercise, task)


def _exercise(namespace: dict[str, Any]) -> Exercise:
    here = namespace.get(VARIABLE)
    if not isinstance(here, str):
        raise DeepdrillError(f"run the cell that sets {VARIABLE} first")
    return Catalogue().find(here)


def _graded(exercise: Exercise, task: str) -> float:
    from autograder.build.notebook_points import task_points
    from autograder.grading.grade import Options
    from autograder.nbgrader_plugin.marks import marks_of
    from autograder.nbgrader_plugin.master import Master, MasterCell
    from autograder.submissions.notebook import from_cells

    worth = task_points(exercise.grader)
    if task not in worth:
        raise DeepdrillError(f"{exercise.id} has no task {task!r}; it has {', '.join(worth)}")
    cells = students_cells()
    if cells is None:
        raise DeepdrillError(
            "grade() reads the cells of a notebook; for a file, use deepdrill grade"
        )
    submission = from_cells(cells, Path(f"{exercise.id}.ipynb"), exercise)
    submission = replace(submission, problems=tuple(_about(task, submission)))
    grader = _grader()
    # A regrade repeats, and whoever changes a letter gets other random inputs.
    grader.secret = int(hashlib.sha256(submission.digest.encode()).hexdigest()[:16], 16)
    report = grader.grade(submission, Options(first_tasks=frozenset({task})))
    cell = MasterCell(
        name=task,
        cell_type="code",
        source=f"grade({task!r})",
        checksum=None,
        locked=True,
        grade=True,
        points=float(worth[task]),
    )
    language = "ko" if os.environ.get("DEEPDRILL_LANG") == "ko" else "en"
    mark = marks_of(report, Master(exercise.topic, exercise.id, (cell,)), language)[task]
    print(mark.text)
    return float(mark.points or 0.0)


def _about(task: str, submission: Submission) -> Iterator[Problem]:
    """The problems without the names that are missing because their cells come later."""
    for problem in submission.problems:
        later = problem.kind == "missing_name" and problem.name != task
        if not later or (problem.name or "").startswith(f"{task}_"):
            yield problem


@functools.cache
def _grader() -> Any:
    """One grader for all cells of the kernel, which grades the task that is asked for alone.

    All tasks at once would make the first grade cell wait for every endless loop in the notebook.
    """
    from autograder.grading.grade import Grader, Options
    from autograder.grading.session import GradedItem

    class OneTask(Grader):
        @staticmethod
        def _ordered(items: tuple[GradedItem, ...], options: Options) -> list[GradedItem]:
            return [item for item in items if item.mark.name in options.first_tasks]

    grader = OneTask(Catalogue(), secret=0)
    atexit.register(grader.close)
    return grader
