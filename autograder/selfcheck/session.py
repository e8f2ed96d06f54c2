"""The examples, run by pytest in this process: for the child of `deepdrill check` and for a notebook alike."""

from __future__ import annotations

import contextlib
import os
import sys
import warnings
from collections.abc import Callable, Collection, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from autograder.selfcheck.explain import Absent, Compared, explain

MOST_PRINTED = 1000
OPTIONS = (
    "-p", "no:terminal", "-p", "no:cacheprovider", "-p", "no:faulthandler", "-p", "no:logging", "-p", "no:warnings",
    "-p", "no:unraisableexception", "-p", "no:threadexception", "-p", "no:debugging", "-p", "no:stepwise",
    "--capture=no", "--assert=rewrite", "--import-mode=importlib", "--noconftest",
)  # fmt: skip

Emit = Callable[[dict[str, Any]], None]


def run_examples(
    file: Path, namespace: dict[str, Any], chosen: Collection[str], emit: Emit
) -> None:
    """Run the test functions in ``file`` that are ``chosen``; ``emit`` hears of each one as it begins and ends.

    What ``file`` imports must be in ``sys.modules`` already. A configuration file is laid beside it, so that
    no pytest.ini of the student's, or of a folder above, has a say.
    """
    configuration = file.with_name("pytest.ini")
    configuration.write_text("[pytest]\n", encoding="utf-8")
    printed = Tail()
    listener = _Listener(file, namespace, chosen, emit, printed)
    with (
        _without_plugins(),
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(printed),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")  # of an overflow, say: what counts is the result
        code = pytest.main(
            [*OPTIONS, "-c", str(configuration), "--rootdir", str(file.parent), str(file)],
            plugins=[listener],
        )
    if code == pytest.ExitCode.INTERRUPTED and listener.broken is None:
        emit({"event": "interrupted"})
    elif listener.broken is not None:
        emit({"event": "broken", "reason": listener.broken})
    else:
        emit({"event": "done"})


def stand_in(name: str) -> Callable[..., Any]:
    """What the examples import where the student defined nothing of that name."""

    def absent(*args: object, **kwargs: object) -> None:
        raise Absent(name)

    absent.__name__ = absent.__qualname__ = name
    return absent


class Tail:
    """The end of what was printed. Kept short, for a loop that prints prints a lot."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        self.text = (self.text + str(text))[-MOST_PRINTED:]
        return len(text)

    def flush(self) -> None:
        pass

    def isatty(self) -> bool:
        return False

    def take(self) -> str:
        text, self.text = self.text, ""
        return text.strip("\n")


class _Listener:
    """Tells of each example as it begins and ends."""

    def __init__(
        self,
        file: Path,
        namespace: dict[str, Any],
        chosen: Collection[str],
        emit: Emit,
        printed: Tail,
    ) -> None:
        self.file, self.namespace, self.chosen = file, namespace, chosen
        self.emit, self.printed = emit, printed
        self.comparison: Compared | None = None
        self.broken: str | None = None
        self.ended: set[str] = set()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if _function(item) in self.chosen]
        self.emit({"event": "found", "examples": [[item.name, _function(item)] for item in items]})

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            lines = str(report.longrepr).strip().splitlines()
            self.broken = lines[-1] if lines else "the examples can't be read"

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.comparison = None
        self.printed.take()

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        self.emit({"event": "begin", "example": item.name})

    def pytest_assertrepr_compare(self, op: str, left: object, right: object) -> None:
        self.comparison = Compared(op, left, right)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo) -> Any:
        outcome = "passed"
        if item.name not in self.ended and (call.excinfo is not None or call.when == "call"):
            self.ended.add(item.name)
            outcome = self._tell(item, call)
        return pytest.TestReport(item.nodeid, item.location, {}, outcome, None, call.when)

    def _tell(self, item: pytest.Item, call: pytest.CallInfo) -> str:
        event: dict[str, Any] = {"event": "end", "example": item.name, "failure": None}
        error = call.excinfo.value if call.excinfo is not None else None
        if isinstance(error, pytest.skip.Exception):
            event["skipped"] = str(error)
        elif error is not None:
            failure = explain(error, item.name, self.file, self.namespace, self.comparison)
            event["failure"] = asdict(replace(failure, printed=self.printed.take()))
        self.emit(event)
        return "failed" if event["failure"] else "passed"


def _function(item: pytest.Item) -> str:
    return getattr(item, "originalname", None) or item.name


@contextlib.contextmanager
def _without_plugins() -> Iterator[None]:
    """Other plugins and options of this machine are no part of a check; bytecode is not left behind."""
    names = (
        "PYTEST_ADDOPTS",
        "PYTEST_PLUGINS",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD",
        "PYTEST_CURRENT_TEST",
    )
    before = {name: os.environ.pop(name, None) for name in names}
    bytecode = sys.dont_write_bytecode
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    sys.dont_write_bytecode = True
    try:
        yield
    finally:
        sys.dont_write_bytecode = bytecode
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
