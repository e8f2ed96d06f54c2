"""The result of a self-check as data; the renderers are pure functions of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from autograder.text import Text

Kind = Literal[
    "wrong",  # an answer that is not the expected one
    "unwritten",  # the stub's NotImplementedError
    "missing",  # the name is not defined
    "raised",  # the student's own code raised
    "no_error",  # an error was expected, and none came
    "unusable",  # the example could do nothing with what came back
    "slow",  # the time limit struck in it
    "died",  # the process ended in it
]


@dataclass(frozen=True)
class Failure:
    """One public example that did not pass.

    ``statement`` is what the example says, up to the line that failed; ``line`` and ``code`` are the student's own
    line, where their code raised.
    """

    example: str
    kind: Kind
    statement: str = ""
    got: str | None = None
    expected: str | None = None
    detail: str = ""
    name: str = ""  # what is unwritten or missing
    line: int | None = None
    code: str = ""
    printed: str = ""

    @property
    def title(self) -> str:
        """The example's name as words: "relu is 0 at the kink"."""
        return self.example.removeprefix("test_").replace("_", " ")


@dataclass(frozen=True)
class TaskCheck:
    """The public examples of one task. ``blocked`` says why it can't count, however its examples end."""

    name: str
    passed: int = 0
    failures: tuple[Failure, ...] = ()
    not_run: int = 0
    skipped: tuple[str, ...] = ()  # reasons, such as no GPU
    blocked: Text | None = None

    @property
    def total(self) -> int:
        return self.passed + len(self.failures) + self.not_run

    @property
    def ok(self) -> bool:
        return not self.failures and not self.not_run and self.blocked is None

    @property
    def unwritten(self) -> bool:
        """Not begun: every example stops at this task's own NotImplementedError."""
        return bool(self.failures) and all(
            failure.kind == "unwritten" and failure.name.partition(".")[0] == self.name
            for failure in self.failures
        )


@dataclass(frozen=True)
class SelfCheck:
    """One answer to one exercise, checked on its public examples."""

    exercise: str
    short_id: str
    path: str  # "" for a notebook
    tasks: tuple[TaskCheck, ...]
    problems: tuple[Text, ...] = ()  # what concerns no single task
    notes: tuple[Text, ...] = ()
    stopped: Text | None = None  # why not all examples were run

    @property
    def ok(self) -> bool:
        return self.stopped is None and bool(self.tasks) and all(task.ok for task in self.tasks)

    @property
    def next_task(self) -> TaskCheck | None:
        """What to work on: the first task that is begun and wrong, else the first that is not begun."""
        open_tasks = [task for task in self.tasks if not task.ok]
        begun = [task for task in open_tasks if not task.unwritten]
        return next(iter(begun or open_tasks), None)
