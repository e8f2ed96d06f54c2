"""What a grader calls ``submission`` and ``reference``."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from typing import Any

from autograder.course.calls import source_of
from autograder.course.catalogue import Exercise
from autograder.grading import describe
from autograder.grading.candidate import Candidate
from autograder.grading.conversation import Conversation
from autograder.grading.errors import SubmissionError
from autograder.grading.probing import LocalProbes, ProbeProxy
from autograder.grading.ranks import call_ranks, ranks_deadline
from autograder.grading.threads import one_thread
from autograder.text import Text


class SubmissionProxy:
    """``submission.relu(x)`` calls the student's relu in its confined process."""

    def __init__(self, candidate: Candidate, conversation: Conversation) -> None:
        self._candidate = candidate
        self._conversation = conversation
        self.probe = ProbeProxy(conversation, candidate.require_scratch)

    def source_of(self, name: str) -> str:
        """The text of ``name`` and of everything in the student's file that it uses; "" where it is missing."""
        return source_of(self._candidate.source, name)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return FunctionProxy(self._candidate, self._conversation, name)

    def on_ranks(
        self,
        world_size: int,
        name: str,
        arguments: Callable[..., tuple[tuple, dict]],
        times: int = 1,
    ) -> list[Any]:
        """Calls ``name`` in ``world_size`` workers at once, ``times`` times; the last results by rank.

        ``arguments(rank, probe, init_method)`` gives the arguments of one rank, made with the probes of its
        worker. All ranks have one deadline and end together; a hang says which of them were waiting.
        """
        if name in self._candidate.forbidden:
            raise SubmissionError(self._candidate.forbidden[name], ("OffLimits",))
        ranks = self._candidate.ranks(world_size)
        # Less than the exercise allows, once the task has run out of time in another case.
        deadline = ranks_deadline(ranks, self._conversation.worker.allowed_seconds)
        results: list[Any] = []
        try:
            for time in range(times):
                # In a network namespace that nobody else is in, any port is free; a fresh one each time.
                init_method = f"tcp://127.0.0.1:{29500 + time}"
                results = call_ranks(ranks, name, arguments, init_method, deadline)
        finally:
            for conversation in ranks:
                self._conversation.trace.join(conversation.trace)
        return results


class FunctionProxy:
    """One public name of the submission."""

    def __init__(self, candidate: Candidate, conversation: Conversation, name: str) -> None:
        self._candidate = candidate
        self._conversation = conversation
        self.__name__ = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        conversation, name = self._conversation, self.__name__
        self._refuse_what_is_off_limits()
        try:
            return conversation.call(describe.Call(name, args, kwargs), name, args, kwargs)
        except SubmissionError as error:
            raise self._explained(error) from None

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        return getattr(self.in_the_worker(), attribute)

    def in_the_worker(self) -> Any:
        """A handle of the function itself, for a probe that calls it there."""
        self._refuse_what_is_off_limits()
        try:
            return self._conversation.ask(self.__name__, "name", self.__name__)
        except SubmissionError as error:
            raise self._explained(error) from None

    def _refuse_what_is_off_limits(self) -> None:
        if self.__name__ in self._candidate.forbidden:
            raise SubmissionError(self._candidate.forbidden[self.__name__], ("OffLimits",))

    def _explained(self, error: SubmissionError) -> SubmissionError:
        """A missing name with what the static checks know of it."""
        if error.classes[:1] != ("MissingName",):
            return error
        message = self._candidate.absent.get(self.__name__, error.message)
        return SubmissionError(message, error.classes, error.words)


class Reference:
    """The solution, called directly, and the same probes in process."""

    def __init__(self, exercise: Exercise) -> None:
        if exercise.folder is None:
            raise SubmissionError(Text.of(f"no solution of {exercise.id} in this edition"), ())
        path = exercise.folder / "solution.py"
        spec = importlib.util.spec_from_file_location(f"deepdrill_reference_{exercise.id}", path)
        self._module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(self._module)
        one_thread()  # the solution may have imported torch
        self.probe = LocalProbes()
        self._path = path

    def source_of(self, name: str) -> str:
        """As of a submission: the text of ``name`` and of everything in the solution that it uses."""
        return source_of(self._path.read_text(encoding="utf-8"), name)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)
