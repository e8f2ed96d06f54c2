"""One pytest session that is kept open: hidden graders are collected once and run many times.

pytest runs in a thread of its own and takes jobs from a queue; the caller waits for each. Starting pytest
costs more than grading, so it is paid once.
"""

from __future__ import annotations

import inspect
import queue
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from autograder.errors import ToolFailure
from autograder.grading import plugin
from autograder.grading.checks import require_cuda
from autograder.grading.current import CurrentCase, set_current
from autograder.grading.errors import CheckFailed, NotGraded, SubmissionDied, SubmissionError
from autograder.grading.fixtures import FIXTURES
from autograder.grading.marks import TaskMark, mark_of, title_of
from autograder.text import Text

OPTIONS = (
    "--assert=plain", "--disable-plugin-autoload", "-p", "no:terminal", "-p", "no:cacheprovider", "-p", "no:stepwise",
    "-p", "no:junitxml", "-p", "no:pastebin", "-p", "no:doctest", "-p", "no:logging", "-p", "no:warnings",
    "-p", "no:faulthandler", "-p", "no:unraisableexception", "-p", "no:threadexception", "-p", "no:debugging",
    "-p", "no:setuponly", "-p", "no:setupplan", "-p", "no:legacypath", "-p", "no:recwarn", "--capture=no",
    "-p", "no:python_path", "--import-mode=importlib", "--noconftest", "-c", "/dev/null",
)  # fmt: skip


@dataclass(frozen=True)
class GradedItem:
    """One hidden test: its pytest item, its mark, its title."""

    id: str
    mark: TaskMark
    title: Text
    item: pytest.Item
    fixtures: tuple[str, ...] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)
    plain: bool = False  # asks for fixtures of FIXTURES alone, carries no mark that pytest acts on
    cuda: bool = False  # asks for a GPU

    def __hash__(self) -> int:
        return hash(self.id)


@dataclass
class Outcome:
    """How one case ended: the error that ended it, if any, and the time it took."""

    error: BaseException | None
    seconds: float


@dataclass
class _Job:
    work: Callable[[], Any]
    done: threading.Event = field(default_factory=threading.Event)
    result: Any = None
    error: BaseException | None = None


class GraderSession:
    """Runs hidden tests, one at a time, whenever it is asked to."""

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._session: pytest.Session | None = None
        self._collected: dict[Path, tuple[GradedItem, ...]] = {}
        self._raised: BaseException | None = None
        self._ended = ""
        self._thread = threading.Thread(target=self._live, name="hidden graders", daemon=True)
        self._thread.start()

    def _live(self) -> None:
        code = pytest.main(
            [*OPTIONS, str(Path(__file__).parent / "nothing.py")], plugins=[plugin, _Plugin(self)]
        )
        self._ended = f"pytest ended with {code!s}"
        while True:  # whoever still asks must not wait for ever
            job = self._jobs.get()
            if job is None:
                return
            job.error = ToolFailure(self._ended)
            job.done.set()

    def call(self, work: Callable[[], Any]) -> Any:
        """Runs ``work`` in the session's thread and waits for it."""
        job = _Job(work)
        self._jobs.put(job)
        while not job.done.wait(0.2):  # short waits: Ctrl-C reaches the caller
            if not self._thread.is_alive():
                raise ToolFailure(self._ended or "the grading session ended")
        if job.error is not None:
            raise job.error
        return job.result

    def serve(self, session: pytest.Session) -> None:
        """The loop in pytest's place."""
        self._session = session
        while (job := self._jobs.get()) is not None:
            try:
                job.result = job.work()
            except BaseException as error:
                job.error = error
            job.done.set()

    def collect(self, grader: Path) -> tuple[GradedItem, ...]:
        """The hidden tests of a grader file, in its order. Call it from the session's thread."""
        grader = grader.resolve()
        if grader not in self._collected:
            items = self._session.perform_collect([str(grader)])
            if self._session.testsfailed or not items:
                raise ToolFailure(
                    f"the hidden grader {grader.name} can't be read: {self._problem()}"
                )
            self._collected[grader] = tuple(_graded(item) for item in items)
        return self._collected[grader]

    def _problem(self) -> str:
        self._session.testsfailed = 0
        return self._last_report or "no tests in it"

    _last_report = ""

    def run(self, graded: GradedItem, case: CurrentCase) -> Outcome:
        """Runs one hidden test with ``case`` behind its fixtures. Call it from the session's thread."""
        set_current(case)
        started = time.perf_counter()
        try:
            error = self._called(graded, case) if graded.plain else self._by_protocol(graded.item)
        finally:
            set_current(None)
        return Outcome(error, time.perf_counter() - started)

    @staticmethod
    def _called(graded: GradedItem, case: CurrentCase) -> BaseException | None:
        """A test that asks for our own fixtures alone is called directly: pytest's machinery of setup,
        teardown and reports costs more than most cases do."""
        arguments = {name: FIXTURES[name](case) for name in graded.fixtures}
        try:
            if graded.parameters.get("device") == "cuda":  # the fixture's own part
                require_cuda()
            graded.item.obj(**arguments, **graded.parameters)
        except (Exception, pytest.skip.Exception) as error:
            return error
        return None

    def _by_protocol(self, item: pytest.Item) -> BaseException | None:
        """Any other test goes the whole way, and every scope is torn down after it."""
        self._raised = None
        try:
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        finally:
            self._forget(item)
        return self._raised

    def _forget(self, item: pytest.Item) -> None:
        """What pytest keeps of an item, and must not keep here."""
        item._report_sections = []
        item.user_properties = []
        for name in ("_instance", "_obj"):
            if getattr(item, "cls", None) is not None:
                item.__dict__.pop(name, None)
        session = self._session
        session.testsfailed = 0
        session.shouldfail = session.shouldstop = False

    def note(self, call: pytest.CallInfo) -> None:
        if call.excinfo is not None and self._raised is None:
            self._raised = call.excinfo.value

    def close(self) -> None:
        for _ in range(2):  # one ends pytest's loop, one the wait behind it
            self._jobs.put(None)
        self._thread.join(timeout=5)


class _Plugin:
    """Ties a pytest session to a GraderSession."""

    def __init__(self, owner: GraderSession) -> None:
        self.owner = owner

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.owner.serve(session)
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo) -> Any:
        self.owner.note(call)
        return pytest.TestReport(
            item.nodeid, item.location, {}, "passed", None, call.when, duration=call.duration
        )

    @pytest.hookimpl(tryfirst=True)
    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            lines = str(report.longrepr).strip().splitlines()
            self.owner._last_report = lines[-1] if lines else "it does not import"


def _graded(item: pytest.Item) -> GradedItem:
    function = getattr(item, "function", None)
    mark = mark_of(function)
    if mark is None:
        raise ToolFailure(f"{item.nodeid} has no @task mark")
    exercise = Path(str(item.path)).stem.removeprefix("test_")
    case = item.name.removeprefix("test_")
    parameters = dict(item.callspec.params) if hasattr(item, "callspec") else {}
    fixtures = tuple(name for name in item.fixturenames if name not in ("request", "_case"))
    fixtures = tuple(name for name in fixtures if name not in parameters)
    marks = {marker.name for marker in item.iter_markers()} - {"parametrize"}
    plain = set(fixtures) <= FIXTURES.keys() and not marks and item.cls is None
    return GradedItem(
        f"{exercise}/{mark.name}/{case}",
        mark,
        title_of(function),
        item,
        tuple(name for name in fixtures if name in inspect.signature(function).parameters),
        parameters,
        plain,
        parameters.get("device") == "cuda" or require_cuda.__name__ in function.__code__.co_names,
    )


def is_students_failure(error: BaseException) -> bool:
    """Whether the error is about the submission. Anything else may be a fault of the grader."""
    return isinstance(error, CheckFailed | SubmissionError | SubmissionDied)


def is_skip(error: BaseException) -> bool:
    return isinstance(error, NotGraded | pytest.skip.Exception)
