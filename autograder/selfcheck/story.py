"""What the examples' events add up to, also where the story breaks off."""

from __future__ import annotations

import signal
from collections.abc import Iterable
from typing import Any

from autograder.errors import ToolFailure
from autograder.selfcheck.examples import Examples
from autograder.selfcheck.model import Failure, TaskCheck
from autograder.text import Text


class Story:
    """Hears the events of one run and knows, at any point, how each task stands."""

    def __init__(self, examples: Examples, chosen: frozenset[str], task: str | None = None) -> None:
        self.examples, self.chosen, self.task = examples, chosen, task
        self.load_errors: list[tuple[int, str, str]] = []
        self.stopped: Text | None = None
        self.complete = False
        self._found: dict[str, str] = {}  # example -> test function
        self._passed: set[str] = set()
        self._failed: dict[str, Failure] = {}
        self._skipped: dict[str, str] = {}
        self._running: str | None = None
        self._loaded = False

    @property
    def began(self) -> bool:
        """Whether the student's file was loaded at all."""
        return self._loaded

    def hear(self, events: Iterable[dict[str, Any]]) -> None:
        for event in events:
            self.heard(event)

    def heard(self, event: dict[str, Any]) -> None:
        """One event of `session.run_examples` or of the child."""
        what, example = event["event"], event.get("example", "")
        if what == "loaded":
            self._loaded = True
            self.load_errors = [tuple(error) for error in event["errors"]]
        elif what == "found":
            self._found = {name: function for name, function in event["examples"]}
        elif what == "begin":
            self._running = example
        elif what == "end":
            self._running = None
            if event.get("skipped") is not None:
                self._skipped[example] = event["skipped"]
            elif event["failure"] is not None:
                self._failed[example] = Failure(**event["failure"])
            else:
                self._passed.add(example)
        elif what == "broken":
            raise ToolFailure(
                f"the examples of {self.examples.id} can't be read: {event['reason']}"
            )
        elif what == "interrupted":
            self.stopped = Text("The check was interrupted.", "검사를 중단했습니다.")
        elif what == "done":
            self.complete = True

    def out_of_time(self, seconds: float) -> None:
        """The time limit struck."""
        text = Text(
            f"The check was stopped after {seconds:g} seconds, the time limit",
            f"제한 시간 {seconds:g}초가 지나 검사를 멈췄습니다",
        )
        self._breaks_off("slow", text)

    def died(self, code: int, last_words: str) -> None:
        """The process ended by itself."""
        en, ko = _death(code)
        said = f" ({last_words[:200]})" if last_words else ""
        self._breaks_off("died", Text(f"{en}{said}", f"{ko}{said}"))

    def _breaks_off(self, kind: str, text: Text) -> None:
        if self._running is not None:
            self._failed[self._running] = Failure(self._running, kind)
            where = Text(f" (in {self._running})", f" ({self._running})")
        elif not self._loaded:
            where = Text(
                " (while your file was being loaded: look for code outside functions)",
                " (파일을 불러오는 중: 함수 밖에 있는 코드를 확인하세요)",
            )
        else:
            where = Text.of("")
        self.stopped = text + where + Text.of(".")

    def tasks(self) -> tuple[TaskCheck, ...]:
        """How each task stands, in the order of the exercise."""
        wanted = self.examples.tasks if self.task is None else (self.task,)
        # Where nothing was collected, each test function stands for itself.
        found = self._found or {function: function for function in self.examples.task_of}
        return tuple(self._task(name, found) for name in wanted)

    def _task(self, name: str, found: dict[str, str]) -> TaskCheck:
        mine = [
            example
            for example, function in found.items()
            if function in self.chosen and self.examples.task_of.get(function) == name
        ]
        passed = [example for example in mine if example in self._passed]
        failures = [self._failed[example] for example in mine if example in self._failed]
        skipped = [self._skipped[example] for example in mine if example in self._skipped]
        return TaskCheck(
            name=name,
            passed=len(passed),
            failures=tuple(failures),
            not_run=len(mine) - len(passed) - len(failures) - len(skipped),
            skipped=tuple(dict.fromkeys(skipped)),
        )


def _death(code: int) -> tuple[str, str]:
    if code >= 0:
        return (
            f"Your code ended the process (exit code {code})",
            f"작성한 코드가 프로세스를 끝냈습니다(종료 코드 {code})",
        )
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    return (
        f"Your code crashed the process ({name})",
        f"작성한 코드 때문에 프로세스가 비정상 종료되었습니다({name})",
    )
