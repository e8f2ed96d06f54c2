"""One submission under grading: keeps a worker with its module loaded, and a fresh one after a death."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from autograder.course.catalogue import Exercise
from autograder.errors import ToolFailure
from autograder.grading.conversation import Conversation
from autograder.grading.devices import cuda_devices
from autograder.grading.errors import NotGraded, SubmissionDied, SubmissionError
from autograder.sandbox.death import Cause, Death
from autograder.sandbox.need import Need
from autograder.sandbox.sandbox import Sandbox
from autograder.sandbox.worker import MAX_LINE, Worker
from autograder.text import Text

IMPORTS_TORCH = re.compile(r"^\s*(import|from)\s+torch\b", re.MULTILINE)
LOAD_SECONDS = 20.0
SHORT_SECONDS = 2.0  # for further cases of a task that has already run out of time


def need_of(exercise: Exercise, source: str) -> Need:
    """The worker that an exercise asks for; torch too where a submission to a NumPy exercise imports it."""
    zygote = exercise.zygote
    if zygote == "numpy" and IMPORTS_TORCH.search(source):
        zygote = "torch"
    return Need(
        zygote=zygote,
        network="network" in exercise.needs,
        scratch="scratch" in exercise.needs,
        memory_mb=exercise.memory_mb,
    )


class Candidate:
    """A submission to one exercise. Not thread-safe."""

    def __init__(
        self,
        sandbox: Sandbox,
        exercise: Exercise,
        source: str,
        filename: str | None = None,
        deadline_seconds: float | None = None,
        forbidden: Mapping[str, Text] | None = None,
        absent: Mapping[str, Text] | None = None,
    ) -> None:
        self.sandbox = sandbox
        self.exercise = exercise
        self.source = source
        self.filename = filename or f"{exercise.id}.py"
        self.need = need_of(exercise, source)
        self.deadline_seconds = deadline_seconds or exercise.deadline_seconds
        self.forbidden = forbidden or {}
        self.absent = absent or {}
        self.load_problems: tuple[Text, ...] = ()
        self._conversation: Conversation | None = None
        self._slow_tasks: set[str] = set()
        self._load_failure: SubmissionDied | None = None
        self._extra_workers: list[Worker] = []

    def begin(self, task: str, cuda: bool = False) -> Conversation:
        """The conversation for one case of ``task``. Raises SubmissionDied where the file can't be loaded.

        With ``cuda``, its worker has the GPUs, if the sandbox hands them out and there are any.
        """
        if self._load_failure is not None:
            raise self._load_failure
        seconds = self.deadline_seconds
        if task in self._slow_tasks:
            seconds = min(seconds, SHORT_SECONDS)
        if self._conversation is not None and not self._conversation.worker.is_waiting():
            self._conversation.worker.end()  # it died, or spoke unasked, between two cases
            self._conversation = None
        cuda = cuda and self.sandbox.cuda and cuda_devices() > 0
        if self._conversation is not None and self._conversation.worker.need.cuda != cuda:
            self._conversation.worker.end()
            self._conversation = None
        if self._conversation is None:
            self._conversation = self._start(cuda)
        self._conversation.new_case(seconds)
        return self._conversation

    def note_timeout(self, task: str) -> None:
        """Further cases of a task that has run out of time get less of it."""
        self._slow_tasks.add(task)

    def _start(self, cuda: bool) -> Conversation:
        conversation = Conversation(self.sandbox.worker(self._start_need(cuda), spare=not cuda))
        if cuda:
            _start_cuda(conversation)
        self._load(conversation)
        return conversation

    def _start_need(self, cuda: bool) -> Need:
        # Only the ranks of a distributed run get a network; everything else of the exercise runs without.
        if cuda:
            return replace(self.need, zygote="cuda", network=False, scratch=False)
        scratch = self.need.scratch and self._has_namespaces
        return replace(self.need, network=False, scratch=scratch)

    @property
    def _has_namespaces(self) -> bool:
        return self.sandbox.isolation.tier >= 3

    def require_scratch(self) -> None:
        """Skips the case where there can be no private file system."""
        if not self.need.scratch:
            raise ToolFailure(f'{self.exercise.id} does not state needs = ["scratch"]')
        if self._conversation is not None and self._conversation.worker.need.cuda:
            raise ToolFailure("a case can't have both a GPU and a private file system")
        if not self._has_namespaces:
            raise NotGraded(
                Text(
                    f"needs a private file system of its own ({self.sandbox.isolation.reason})",
                    f"전용 파일 시스템이 필요합니다({self.sandbox.isolation.reason})",
                )
            )

    def _load(self, conversation: Conversation) -> None:
        conversation.worker.allow(LOAD_SECONDS)
        try:
            errors = conversation.ask(
                self.filename, "load", self.source, self.filename, self.exercise.id
            )
        except SubmissionDied as died:
            self._load_failure = died
            raise
        except SubmissionError as error:
            raise SubmissionDied(error.message, Death(Cause.CRASH, error.message)) from None
        self.load_problems = tuple(
            Text(
                f"line {line} raised {kind} while the file was loaded: {words}",
                f"파일을 읽는 중 {line}번째 줄에서 {kind} 예외가 발생했습니다: {words}",
            )
            for line, kind, words in _load_errors(errors)
        )

    def ranks(self, count: int) -> list[Conversation]:
        """``count`` workers in one network namespace, each with the submission loaded."""
        if not self._has_namespaces:
            raise NotGraded(
                Text(
                    f"needs a network namespace of its own ({self.sandbox.isolation.reason})",
                    f"전용 네트워크 네임스페이스가 필요합니다({self.sandbox.isolation.reason})",
                )
            )
        workers = self.sandbox.workers(self.need, count)
        self._extra_workers += workers
        conversations = [Conversation(worker) for worker in workers]
        for conversation in conversations:
            self._load(conversation)
        return conversations

    def end_case(self) -> None:
        """Ends what a single case may have started besides the main worker."""
        for worker in self._extra_workers:
            worker.end()
        self._extra_workers.clear()

    def forget_worker(self) -> None:
        """The next case gets a fresh worker."""
        self._extra_workers.clear()
        self._conversation = None

    def close(self) -> None:
        self.end_case()
        if self._conversation is not None:
            self._conversation.worker.end()
            self._conversation = None


def _start_cuda(conversation: Conversation) -> None:
    """Before the submission is loaded: it takes seconds, and where it fails that is no submission's fault."""
    conversation.worker.allow(LOAD_SECONDS)
    try:
        conversation.ask("probe.start_cuda", "probe", "start_cuda", [], {})
    except (SubmissionDied, SubmissionError) as error:
        conversation.worker.end()
        raise ToolFailure(f"the GPU did not start in the sandbox: {error}") from None


def _load_errors(errors: Any) -> list[tuple[int, str, str]]:
    """What the worker says of the loading; it may say anything."""
    found = []
    for entry in errors if type(errors) is list else []:
        if type(entry) is list and [type(part) for part in entry] == [int, str, str]:
            if 0 <= entry[0] <= MAX_LINE:
                found.append((entry[0], entry[1][:100], entry[2][:300]))
    return found[:5]
