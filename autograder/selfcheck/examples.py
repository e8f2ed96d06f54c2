"""The public examples of an exercise, and which task each of them is about."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.course.catalogue import Exercise
from autograder.course.layout import PACKAGE, read_text, shown
from autograder.course.names import public_names
from autograder.errors import DeepdrillError


@dataclass(frozen=True)
class Examples:
    """``task_of`` names the task of each test function; ``tasks`` is what students must define, in order.

    It has what `submissions.read` asks of an exercise. `Exercise.required_names` won't do: in the students'
    edition it reads the file that the student is just changing, where a name may be missing or misspelled.
    """

    id: str
    off_limits: tuple[str, ...]
    tasks: tuple[str, ...]
    text: str
    task_of: Mapping[str, str]

    @property
    def required_names(self) -> tuple[str, ...]:
        return self.tasks

    def of(self, task: str | None) -> frozenset[str]:
        """The test functions of one task, or all of them."""
        if task is not None and task not in self.tasks:
            raise DeepdrillError(
                f"{self.id} has no task {task!r}; its tasks are {', '.join(self.tasks)}"
            )
        return frozenset(test for test, its in self.task_of.items() if task in (None, its))


def examples_of(exercise: Exercise) -> Examples:
    """The examples of ``exercise``, in either edition."""
    text, where = _text(exercise)
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        raise DeepdrillError(f"{where}, line {error.lineno}: {error.msg}") from None
    tasks = _tasks(exercise, tree)
    if not tasks:
        raise DeepdrillError(f"{where} imports nothing from {exercise.id}")
    tests = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test")
    ]
    return Examples(
        exercise.id,
        exercise.off_limits,
        tasks,
        text,
        {test.name: _task_of(test, tasks) for test in tests},
    )


def pristine(exercise: Exercise, name: str) -> Path:
    """A built file as it was handed out: the installed package's own, since a course's may be half done."""
    bundled = PACKAGE / "exercises" / exercise.topic / name
    return bundled if bundled.is_file() else exercise.stub.parent / name


def _text(exercise: Exercise) -> tuple[str, str]:
    if exercise.folder is not None:  # a checkout: what is built may be stale
        from autograder.build.examples import make_examples  # authors' tools; students need none

        path = exercise.folder / "examples.py"
        return make_examples(read_text(path), exercise, shown(path)), shown(path)
    path = exercise.stub.parent / f"test_{exercise.id}.py"
    if not path.is_file():
        path = pristine(exercise, path.name)
    return read_text(path), shown(path)


def _tasks(exercise: Exercise, tree: ast.Module) -> tuple[str, ...]:
    if exercise.folder is not None:
        return exercise.required_names
    stub = pristine(exercise, f"{exercise.id}.py")
    if stub.is_relative_to(PACKAGE):
        return public_names(read_text(stub))
    # Not the student's file: the examples know what must be there.
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == exercise.id
        for alias in node.names
    }
    try:
        order = public_names(read_text(stub))
    except (SyntaxError, DeepdrillError):
        order = ()
    return (*(name for name in order if name in imported), *sorted(imported - set(order)))


def _task_of(test: ast.FunctionDef, tasks: tuple[str, ...]) -> str:
    """The longest task that the name of the test begins with, else the first one that it uses."""
    name = f"{test.name.removeprefix('test_')}_".casefold()
    fitting = [task for task in tasks if name.startswith(f"{task}_".casefold())]
    if fitting:
        return max(fitting, key=len)
    used = {node.id for node in ast.walk(test) if isinstance(node, ast.Name)}
    return next((task for task in tasks if task in used), tasks[0])
