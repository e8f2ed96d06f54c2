"""The nbgrader master notebook of an exercise: ``source/<topic>/<exercise>.ipynb``.

Cells are known by their ``grade_id``: ``setup`` and ``given-2`` (code that every solution needs), ``tools`` (our own
imports), ``solution-<name>``, ``examples-<task>`` (locked, public), ``grade-<task>`` (locked, points), ``plot``,
``explain-question`` (locked, with the rubric) and ``explain`` (graded by hand). The same exercise always gives the same
bytes: cell ids are made of the exercise and the grade_id.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence

from autograder.build import notebook_words as words
from autograder.build.notebook_plot import read_plot
from autograder.build.notebook_points import task_points
from autograder.build.notebook_solution import Part, parts_of
from autograder.course.catalogue import Exercise
from autograder.course.layout import read_text, shown
from autograder.errors import DeepdrillError
from autograder.selfcheck.examples import examples_of
from autograder.text import Text

Cell = dict[str, object]

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
TOOLS = 'from autograder import check, draw, grade, ready\n\nEXERCISE = "{id}"'
_POINTS = re.compile(r"^[-*] (\d+) points?:", re.MULTILINE)


def make_notebook(exercise: Exercise) -> str:
    """The notebook as JSON, in the form in which nbformat writes it."""
    notebook = {
        "cells": list(_cells(exercise)),
        "metadata": {
            "deepdrill": {"exercise": exercise.id},
            "kernelspec": KERNEL,
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    grade_ids = [
        cell["metadata"]["nbgrader"]["grade_id"] for cell in notebook["cells"] if cell["metadata"]
    ]
    if twice := {one for one in grade_ids if grade_ids.count(one) > 1}:
        raise DeepdrillError(f"{exercise.id}: two cells would be called {', '.join(sorted(twice))}")
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _cells(exercise: Exercise) -> Iterator[Cell]:
    make = _Maker(exercise.id)
    yield make.text("title", _title(exercise))
    yield make.text("background", _background(exercise))
    parts = parts_of(read_text(exercise.module), shown(exercise.module))
    points = task_points(exercise.grader)
    tasks = _tasks(parts, points)
    for part in parts:
        if part.kind == "text":
            yield make.text("conventions", f"## {_both(words.CONVENTIONS)}\n\n{part.source}")
    # The module's imports come before our own: a `from __future__` must be the first of the code.
    given = [part for part in parts if part.kind == "given"]
    if given:
        yield make.locked("setup", given[0].source)
    yield make.locked("tools", TOOLS.format(id=exercise.id))
    yield make.own("own", words.OWN)
    for number, part in enumerate(parts):
        if part.kind == "given" and part is not given[0]:
            yield make.locked(f"given-{given.index(part) + 1}", part.source)
        if part.kind != "write":
            continue
        yield make.solution(f"solution-{part.name}", part.source)
        task = tasks[part.name]
        if not any(tasks.get(later.name) == task for later in parts[number + 1 :]):
            names = [name for name, of in tasks.items() if of == task]
            yield from _graded(make, exercise, task, names, points[task])
    for task in points.keys() - set(tasks.values()):
        raise DeepdrillError(
            f"{shown(exercise.grader)}: the task {task} has no definition in the solution; name a task after "
            "the first function or class that it is about"
        )
    yield from _picture(make, exercise)
    yield from _explain(make, exercise)


def _tasks(parts: Sequence[Part], points: Mapping[str, int]) -> dict[str, str]:
    """The grader's task that each definition belongs to.

    ``sigmoid_grad`` belongs to ``sigmoid`` where it is no task itself; anything else to the task before it.
    """
    names = [part.name for part in parts if part.kind == "write"]
    current = next((name for name in names if name in points), "")
    tasks: dict[str, str] = {}
    for name in names:
        prefixes = [task for task in points if name.startswith(f"{task}_") and task in names]
        current = name if name in points else max(prefixes, key=len, default=current)
        tasks[name] = current
    if "" in tasks.values():
        raise DeepdrillError(f"no task of the grader is named after one of {', '.join(names)}")
    return tasks


def _title(exercise: Exercise) -> str:
    blocks = [
        f"# {exercise.short_id} · {exercise.title.en} · {exercise.title.ko}",
        f"> {exercise.question.ko}\n>\n> {exercise.question.en}",
        words.HOW_TO.en,
        words.HOW_TO.ko,
    ]
    if exercise.off_limits:
        names = ", ".join(f"`{name}`" for name in exercise.off_limits)
        blocks.append(f"**{_both(words.OFF_LIMITS)}**: {names}")
    return "\n\n".join(blocks)


def _background(exercise: Exercise) -> str:
    folded = f"<details>\n<summary>{words.BACKGROUND.ko} (한국어)</summary>\n\n{exercise.background.ko}\n\n</details>"
    return f"## {words.BACKGROUND.en}\n\n{exercise.background.en}\n\n{folded}"


def _graded(
    make: _Maker, exercise: Exercise, task: str, names: Sequence[str], points: int
) -> Iterator[Cell]:
    """The public examples, then the points, of one task."""
    shown_in = set(examples_of(exercise).task_of.values())
    public = [name for name in names if name in shown_in]
    if not public:
        raise DeepdrillError(f"{exercise.id}: there is no public example of the task {task}")
    yield make.locked(f"examples-{task}", "\n".join(f'check("{name}")' for name in public))
    told = _counted(words.GRADED, words.GRADED_ONE, points)
    listed = ", ".join(f'"{name}"' for name in public)
    yield make.grade(
        f"grade-{task}",
        f"# {told.en}\n# {told.ko}\nready({listed})\n"
        f'### BEGIN HIDDEN TESTS\ngrade("{task}")\n### END HIDDEN TESTS',
        points,
    )


def _picture(make: _Maker, exercise: Exercise) -> Iterator[Cell]:
    plot = read_plot(exercise)
    if plot is not None:
        caption = f"{plot.caption.en}\n\n{plot.caption.ko}"
        yield make.text("picture", f"## {_both(words.PICTURE)}\n\n{caption}")
        yield make.locked("plot", plot.source)


def _explain(make: _Maker, exercise: Exercise) -> Iterator[Cell]:
    """The question with the rubric, and the cell for the answer.

    The rubric is a mark scheme in a locked cell: generate_assignment takes it out, autograde puts it back where
    graders read, and generate_feedback takes it out again, unless nbgrader_config.py says otherwise.
    """
    found = [int(number) for number in _POINTS.findall(exercise.rubric.en)]
    if not found or max(found) == 0:
        raise DeepdrillError(f"{exercise.id}: the rubric has no line like `- 2 points: ...`")
    worth = _counted(words.POINTS, words.POINTS_ONE, max(found))
    question = (
        f"## {_both(words.EXPLAIN)} ({_both(worth)})\n\n{exercise.explain.en}\n\n{exercise.explain.ko}\n\n"
        f"<!-- BEGIN MARK SCHEME -->\n\n**{_both(words.RUBRIC)}**\n\n{exercise.rubric.en}\n\n{exercise.rubric.ko}\n\n"
        "<!-- END MARK SCHEME -->"
    )
    yield make.locked("explain-question", question, "markdown")
    yield make.answer("explain", f"*{_both(words.ANSWER_HERE)}*", max(found))


def _both(text: Text) -> str:
    return text.en if text.en == text.ko else f"{text.en} · {text.ko}"


def _counted(many: Text, one: Text, points: int) -> Text:
    text = one if points == 1 else many
    return Text(text.en.format(points=points), text.ko.format(points=points))


class _Maker:
    """Makes cells of one notebook."""

    def __init__(self, exercise: str) -> None:
        self.exercise = exercise

    def text(self, key: str, source: str) -> Cell:
        return self._cell(key, "markdown", source)

    def own(self, key: str, source: str) -> Cell:
        """A code cell that nbgrader does not know: the student's own."""
        return self._cell(key, "code", source)

    def locked(self, key: str, source: str, kind: str = "code") -> Cell:
        return self._cell(key, kind, source, locked=True)

    def solution(self, key: str, source: str) -> Cell:
        return self._cell(key, "code", source, solution=True)

    def grade(self, key: str, source: str, points: int) -> Cell:
        return self._cell(key, "code", source, locked=True, grade=True, points=points)

    def answer(self, key: str, source: str, points: int) -> Cell:
        return self._cell(key, "markdown", source, solution=True, grade=True, points=points)

    def _cell(self, key: str, kind: str, source: str, **marks: object) -> Cell:
        id = hashlib.sha256(f"{self.exercise}/{key}".encode()).hexdigest()[:12]
        metadata: dict[str, object] = {}
        if marks:
            marks = {"grade": False, "locked": False, "solution": False, "task": False, **marks}
            metadata = {"nbgrader": {**marks, "grade_id": key, "schema_version": 3}}
        cell: Cell = {
            "cell_type": kind,
            "id": id,
            "metadata": metadata,
            "source": source.splitlines(keepends=True),
        }
        return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})
