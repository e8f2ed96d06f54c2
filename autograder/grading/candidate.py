"""One submission under grading: keeps a worker with its module loaded, and a fresh one after a death."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from autograder.course.catalogue import Exercise
from autograder.grading import describe
from autograder.grading.errors import NotGraded, Planted, SubmissionDied, SubmissionError
from autograder.grading.handles import HandleProxy
from autograder.grading.trace import Exchange, Trace
from autograder.sandbox.death import Cause, Death
from autograder.sandbox.need import Need
from autograder.sandbox.sandbox import Sandbox
from autograder.sandbox.worker import MAX_LINE, RemoteError, Reply, Worker, WorkerDied
from autograder.text import Text
from autograder.wire import CallbackRef, HandleRef, ProtocolError

IMPORTS_TORCH = re.compile(r"^\s*(import|from)\s+torch\b", re.MULTILINE)
LOAD_SECONDS = 20.0
MAX_HANDLES = 100_000  # in one case; a worker that keeps to the rules stops there by itself
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


@dataclass
class Conversation:
    """A worker, the proxies of its objects, the trace of the case."""

    worker: Worker
    trace: Trace = field(default_factory=Trace)
    proxies: dict[int, HandleProxy] = field(default_factory=dict)
    callbacks: dict[int, Callable] = field(default_factory=dict)
    watching: bool = True
    in_callback: bool = False  # an error came out of a callback: the worker waits for an answer

    def __post_init__(self) -> None:
        self.worker.to_reference = self._to_reference
        self.worker.from_reference = self._from_reference
        self.worker.on_callback = self._on_callback

    def _to_reference(self, item: Any) -> HandleRef | CallbackRef | None:
        if isinstance(item, HandleProxy):
            return HandleRef(item.number_of(self), "")
        if callable(item):
            number = len(self.callbacks)
            self.callbacks[number] = item
            return CallbackRef(number, getattr(item, "__name__", "function").strip("<>"))
        return None

    def _from_reference(self, reference: HandleRef | CallbackRef) -> Any:
        if not isinstance(reference, HandleRef):
            return None
        proxy = self.proxies.get(reference.number)
        if proxy is None:
            if len(self.proxies) >= MAX_HANDLES:
                raise ProtocolError("more objects than a case may hand over")
            proxy = HandleProxy(self, reference.number, reference.type_name)
            self.proxies[reference.number] = proxy
        return proxy

    def _on_callback(self, number: int, args: list, kwargs: dict) -> list[Any]:
        function = self.callbacks.get(number)
        if function is None:
            return ["raise", "RuntimeError", "no such function"]
        name = getattr(function, "__name__", "function").strip("<>")
        self.in_callback = True
        answer = self._called_back(name, function, args, kwargs)
        self.in_callback = False
        return answer

    @staticmethod
    def _called_back(name: str, function: Callable, args: list, kwargs: dict) -> list[Any]:
        try:
            return ["return", function(*args, **kwargs)]
        except Planted as planted:
            return ["raise", planted.name, planted.words]
        except (ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
            # Most often the arguments were not what the function takes, which is the student's affair.
            words = f"{name}({str(describe.Call('', args, kwargs))[1:-1]}): {error}"
            return ["raise", type(error).__name__, words]

    def ask(self, label: Any, *message: Any) -> Any:
        """One request; the value of its reply. Raises SubmissionError for what went wrong over there."""
        try:
            return self.settle(label, self.worker.request(*message))
        except WorkerDied as died:
            raise self.died(label, died.death) from None

    def settle(self, label: Any, reply: Reply) -> Any:
        """The value of a reply, with its place in the trace."""
        outcome = "error" if reply.error else "ok"
        self.trace.add(Exchange(label, outcome, reply.body, reply.buffers, reply.changed))
        if reply.error is None:
            self.trace.came_from(reply.value, label)
            return reply.value
        if _is_out_of_memory(reply.error):
            raise self.died(label, self.worker.ran_out_of_memory())
        if "OSError" in reply.error.classes and "[Errno 27]" in reply.error.message:
            # The first process of a pid namespace is not killed by SIGXFSZ; the write fails instead.
            raise self.died(label, self.worker.printed_too_much())
        raise _error(label, reply.error)

    def died(self, label: Any, death: Death) -> SubmissionDied:
        self.trace.add(Exchange(str(death.cause), "died"))
        return SubmissionDied(Text(f"{label} ", f"{label}: ") + death.message, death)

    def new_case(self, seconds: float) -> None:
        """A fresh trace and a fresh clock; handles of the last case are gone."""
        self.trace = Trace()
        self.callbacks.clear()
        self.worker.allow(seconds)
        if self.proxies:
            self.proxies.clear()
            self.worker.request("forget")


def _is_out_of_memory(error: RemoteError) -> bool:
    return "MemoryError" in error.classes or "DefaultCPUAllocator" in error.message


def _error(label: Any, error: RemoteError) -> SubmissionError:
    name = error.classes[0] if error.classes else "an exception"
    if name == "MissingName":
        return SubmissionError(
            Text(
                f"{error.message} is not defined.", f"{error.message}이(가) 정의되어 있지 않습니다."
            ),
            error.classes,
            error.message,
        )
    if name == "NotImplementedError":
        return SubmissionError(
            Text(
                f"not written yet: {error.message or label}",
                f"아직 작성되지 않았습니다: {error.message or label}",
            ),
            error.classes,
            error.message,
        )
    where = where_ko = ""
    if error.line:
        where = f" (line {error.line}: {error.text})"
        where_ko = f" ({error.line}번째 줄: {error.text})"
    words = f": {error.message}" if error.message else ""
    return SubmissionError(
        Text(
            f"{label} raised {name}{words}{where}.",
            f"{label}에서 {name} 예외가 발생했습니다{words}{where_ko}.",
        ),
        error.classes,
        error.message,
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

    def begin(self, task: str) -> Conversation:
        """The conversation for one case of ``task``. Raises SubmissionDied where the file can't be loaded."""
        if self._load_failure is not None:
            raise self._load_failure
        seconds = self.deadline_seconds
        if task in self._slow_tasks:
            seconds = min(seconds, SHORT_SECONDS)
        if self._conversation is None or self._conversation.worker.death is not None:
            self._conversation = self._start()
        try:
            self._conversation.new_case(seconds)
        except WorkerDied:  # it died between two cases: of what it left running
            self._conversation = self._start()
            self._conversation.new_case(seconds)
        return self._conversation

    def note_timeout(self, task: str) -> None:
        """Further cases of a task that has run out of time get less of it."""
        self._slow_tasks.add(task)

    def _start(self) -> Conversation:
        conversation = Conversation(self.sandbox.worker(self._start_need()))
        self._load(conversation)
        return conversation

    def _start_need(self) -> Need:
        # Only the ranks of a distributed run get a network; everything else of the exercise runs without.
        return replace(self.need, network=False)

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
        if self.sandbox.isolation.tier < 3:
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


def _load_errors(errors: Any) -> list[tuple[int, str, str]]:
    """What the worker says of the loading; it may say anything."""
    found = []
    for entry in errors if type(errors) is list else []:
        if type(entry) is list and [type(part) for part in entry] == [int, str, str]:
            if 0 <= entry[0] <= MAX_LINE:
                found.append((entry[0], entry[1][:100], entry[2][:300]))
    return found[:5]
