"""What a grader calls ``submission`` and ``reference``."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from typing import Any

from autograder.course.catalogue import Exercise
from autograder.grading import describe
from autograder.grading.candidate import Candidate, Conversation
from autograder.grading.errors import SubmissionDied, SubmissionError
from autograder.grading.trace import Trace
from autograder.sandbox.worker import WorkerDied
from autograder.text import Text


class SubmissionProxy:
    """``submission.relu(x)`` calls the student's relu in its confined process."""

    def __init__(self, candidate: Candidate, conversation: Conversation) -> None:
        self._candidate = candidate
        self._conversation = conversation
        self.probe = ProbeProxy(conversation)

    @property
    def trace(self) -> Trace:
        """What was asked and answered in this case."""
        return self._conversation.trace

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return FunctionProxy(self._candidate, self._conversation, name)

    def on_ranks(
        self, world_size: int, name: str, arguments: Callable[..., tuple[tuple, dict]]
    ) -> list[Any]:
        """Calls ``name`` in ``world_size`` workers at once; the results by rank.

        ``arguments(rank, probe, init_method)`` gives the arguments of one rank, made with the probes of its
        worker. All ranks have one deadline and end together; a hang says which of them were waiting.
        """
        ranks = self._candidate.ranks(world_size)
        seconds = self._candidate.deadline_seconds
        init_method = "tcp://127.0.0.1:29500"  # in a network namespace that nobody else is in
        label = f"{name}(rank={{}}, world_size={world_size}, ...)"
        if name in self._candidate.forbidden:
            raise SubmissionError(self._candidate.forbidden[name], ("OffLimits",))
        for rank, conversation in enumerate(ranks):
            conversation.worker.allow(seconds)
            args, kwargs = arguments(rank, ProbeProxy(conversation), init_method)
            try:
                conversation.worker.send("call", name, list(args), kwargs, False)
            except WorkerDied as died:
                raise conversation.died(label.format(rank), died.death) from None
        results: list[Any] = []
        waiting: list[int] = []
        failure: SubmissionError | None = None
        for rank, conversation in enumerate(ranks):
            conversation.worker.deadline = ranks[0].worker.deadline
            try:
                reply = conversation.worker.reply()
                results.append(conversation.settle(label.format(rank), reply))
            except WorkerDied as died:
                if conversation.worker.timed_out:
                    waiting.append(rank)
                failure = failure or conversation.died(label.format(rank), died.death)
            except SubmissionError as error:
                failure = error if failure is None or waiting else failure
            self.trace.exchanges += conversation.trace.exchanges
            self.trace.origins.update(conversation.trace.origins)
            self.trace.kept += conversation.trace.kept
        if waiting and isinstance(failure, SubmissionDied):
            names = ", ".join(map(str, waiting))
            done = [r for r in range(world_size) if r not in waiting]
            rest = f"; rank {', '.join(map(str, done))} had finished" if done else ""
            rest_ko = f"; {', '.join(map(str, done))}번 rank는 끝났습니다" if done else ""
            message = Text(
                f"{name} with {world_size} ranks: rank {names} still waited after {seconds:g} seconds{rest}. "
                "A collective call returns only when every rank makes it.",
                f"rank {world_size}개로 실행한 {name}: {seconds:g}초 뒤에도 {names}번 rank가 기다리고 "
                f"있습니다{rest_ko}. 집합 통신은 모든 rank가 호출해야 끝납니다.",
            )
            raise SubmissionDied(message, failure.death)
        if failure is not None:
            raise failure
        return results


class FunctionProxy:
    """One public name of the submission."""

    def __init__(self, candidate: Candidate, conversation: Conversation, name: str) -> None:
        self._candidate = candidate
        self._conversation = conversation
        self.__name__ = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        conversation = self._conversation
        name = self.__name__
        if name in self._candidate.forbidden:
            raise SubmissionError(self._candidate.forbidden[name], ("OffLimits",))
        try:
            return conversation.ask(
                describe.Call(name, args, kwargs),
                "call",
                name,
                list(args),
                kwargs,
                conversation.watching,
            )
        except SubmissionError as error:
            raise self._explained(error) from None

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        return getattr(self._conversation.ask(self.__name__, "name", self.__name__), attribute)

    def _explained(self, error: SubmissionError) -> SubmissionError:
        """A missing name with what the static checks know of it."""
        if error.classes[:1] != ("MissingName",):
            return error
        message = self._candidate.absent.get(self.__name__, error.message)
        return SubmissionError(message, error.classes, error.words)


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


class Reference:
    """The solution, called directly, and the same probes in process."""

    def __init__(self, exercise: Exercise) -> None:
        if exercise.folder is None:
            raise SubmissionError(Text.of(f"no solution of {exercise.id} in this edition"), ())
        path = exercise.folder / "solution.py"
        spec = importlib.util.spec_from_file_location(f"deepdrill_reference_{exercise.id}", path)
        self._module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(self._module)
        self.probe = LocalProbes()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)


class LocalProbes:
    """The probes, run here."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)
        from autograder.worker import probes

        return probes.find(name)
