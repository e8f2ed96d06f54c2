"""The engine's probes, in a submission's worker and in this process: both sides are treated alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograder.grading.conversation import Conversation


class ProbeProxy:
    """``submission.probe.rng(seed)`` runs the engine's probe in the submission's worker."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *args, **kwargs: self._conversation.ask(
            f"probe.{name}", "probe", name, list(args), kwargs
        )


class LocalProbes:
    """The probes, run here."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)
        from autograder.worker import probes

        return probes.find(name)
