"""The engine's probes, in a submission's worker and in this process: both sides are treated alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograder.grading.conversation import Conversation

FILES = ("scratch", "read_file", "write_file")


class ProbeProxy:
    """``submission.probe.rng(seed)`` runs the engine's probe in the submission's worker."""

    def __init__(
        self, conversation: Conversation, before_files: Callable[[], None] = lambda: None
    ) -> None:
        self._conversation = conversation
        self._before_files = before_files

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)
        if name in FILES:
            self._before_files()
        return lambda *args, **kwargs: self._conversation.ask(
            f"probe.{name}", "probe", name, [_in_the_worker(arg) for arg in args], kwargs
        )


def _in_the_worker(argument: Any) -> Any:
    """``submission.relu``, given to a probe, is the student's own function and no callback."""
    handle = getattr(type(argument), "in_the_worker", None)
    return argument if handle is None else handle(argument)


class LocalProbes:
    """The probes, run here."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)
        from autograder.worker import probes

        return probes.find(name)
