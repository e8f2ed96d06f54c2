"""What a grader and one worker say to each other: proxies, callbacks, the trace of the case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.grading import describe
from autograder.grading.errors import Planted, SubmissionDied, SubmissionError
from autograder.grading.handles import HandleProxy
from autograder.grading.trace import Exchange, Trace
from autograder.sandbox.death import Death
from autograder.sandbox.worker import RemoteError, Worker, WorkerDied
from autograder.text import Text
from autograder.wire import CallbackRef, HandleRef, ProtocolError
from autograder.wire.values import comes_back

MAX_HANDLES = 100_000  # in one case; a worker that keeps to the rules stops there by itself


@dataclass
class Conversation:
    """A worker, the proxies of its objects, the trace of the case."""

    worker: Worker
    trace: Trace = field(default_factory=Trace)
    proxies: dict[int, HandleProxy] = field(default_factory=dict)
    callbacks: dict[int, Callable] = field(default_factory=dict)
    watching: bool = True
    in_callback: bool = False  # an error came out of a callback: the worker waits for an answer
    case: int = 0
    requests: int = 0
    owned: dict[int, tuple[Any, HandleRef]] = field(default_factory=dict)

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

    def _own(self, arguments: Any) -> Any:
        """Arguments that an earlier call returned go back as the student's own objects."""
        if isinstance(arguments, dict):
            return {key: self._own_one(value) for key, value in arguments.items()}
        return [self._own_one(value) for value in arguments]

    def _own_one(self, value: Any) -> Any:
        found = self.owned.get(id(value))
        return found[1] if found is not None and found[0] is value else value

    def _remember(self, value: Any, number: int, path: str = "") -> None:
        if not comes_back(value):
            return
        self.owned[id(value)] = (value, HandleRef(-number, path))
        if isinstance(value, tuple | list) and path.count(".") < 2 and len(value) <= 64:
            for i, part in enumerate(value):
                self._remember(part, number, f"{path}.{i}" if path else str(i))

    def _on_callback(self, number: int, args: list, kwargs: dict) -> list[Any]:
        function = self.callbacks.get(number)
        if function is None:
            return [self.case, 0, "raise", "RuntimeError", "no such function"]
        name = getattr(function, "__name__", "function").strip("<>")
        self.in_callback = True
        answer = self._called_back(name, function, args, kwargs)
        self.in_callback = False
        return [self.case, 0, *answer]

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
        self.send(label, *message)
        return self.settle(label)

    def call(self, label: Any, target: Any, args: Any, kwargs: dict[str, Any]) -> Any:
        """Calls a function of the submission, by name or by handle."""
        self.send_call(label, target, args, kwargs)
        return self.settle(label)

    def send_call(self, label: Any, target: Any, args: Any, kwargs: dict[str, Any]) -> None:
        """Begins a call; ``settle`` waits for its end."""
        self.send(label, "call", target, self._own(args), self._own(kwargs), self.watching)

    def send(self, label: Any, *message: Any) -> None:
        """Sends one request, numbered so that what it returns can be spoken of."""
        self.requests += 1
        try:
            self.worker.send(self.case, self.requests, *message)
        except WorkerDied as died:
            raise self.died(label, died.death) from None

    def settle(self, label: Any) -> Any:
        """The value of the reply to the last request, with its place in the trace."""
        try:
            reply = self.worker.reply()
        except WorkerDied as died:
            raise self.died(label, died.death) from None
        """The value of a reply, with its place in the trace."""
        outcome = "error" if reply.error else "ok"
        self.trace.add(Exchange(label, outcome, reply.body, reply.buffers, reply.changed))
        if reply.error is None:
            self.trace.came_from(reply.value, label)
            self._remember(reply.value, self.requests)
            return reply.value
        if is_out_of_memory(reply.error):
            raise self.died(label, self.worker.ran_out_of_memory())
        if "OSError" in reply.error.classes and "[Errno 27]" in reply.error.message:
            # The first process of a pid namespace is not killed by SIGXFSZ; the write fails instead.
            raise self.died(label, self.worker.printed_too_much())
        raise _error(label, reply.error)

    def died(self, label: Any, death: Death) -> SubmissionDied:
        self.trace.add(Exchange(str(death.cause), "died"))
        return SubmissionDied(Text(f"{label} ", f"{label}: ") + death.message, death)

    def new_case(self, seconds: float) -> None:
        """A fresh trace and a fresh clock; the worker drops the last case's objects with its next request."""
        self.case += 1
        self.trace = Trace()
        self.callbacks.clear()
        self.proxies.clear()
        self.owned.clear()
        self.worker.allow(seconds)


def _without_places(words: str) -> str:
    """Where this course lies is nobody's business: a feedback page may quote what `open` said."""
    return words.replace(str(Path(__file__).resolve().parents[2]), "...")


def is_out_of_memory(error: RemoteError) -> bool:
    return "MemoryError" in error.classes or "DefaultCPUAllocator" in error.message


def _error(label: Any, error: RemoteError) -> SubmissionError:
    name = error.classes[0] if error.classes else "an exception"
    if name == "MissingName":
        return SubmissionError(
            Text(f"{error.message} is not defined.", f"정의되지 않은 이름: {error.message}."),
            error.classes,
            error.message,
        )
    if name == "NotImplementedError":
        written = error.message.split(":")[0] or str(label)
        return SubmissionError(
            Text(f"{written} is not written yet.", f"아직 작성하지 않았습니다: {written}."),
            error.classes,
            error.message,
        )
    where = where_ko = ""
    if error.line:
        where = f" (line {error.line}: {error.text})"
        where_ko = f" ({error.line}번째 줄: {error.text})"
    words = f": {_without_places(error.message)}" if error.message else ""
    return SubmissionError(
        Text(
            f"{label} raised {name}{words}{where}.",
            f"{label}에서 {name} 예외가 발생했습니다{words}{where_ko}.",
        ),
        error.classes,
        error.message,
    )
