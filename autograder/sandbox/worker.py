"""One confined worker as the grader sees it: requests, callbacks, a deadline, a death."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from autograder.errors import ToolFailure
from autograder.sandbox.death import (
    Cause,
    Death,
    broke_the_protocol,
    from_status,
    out_of_memory,
    out_of_time,
    returned_too_much,
    too_much_output,
)
from autograder.sandbox.need import Need
from autograder.sandbox.zygote import ZygoteProcess
from autograder.wire import CallbackRef, Channel, HandleRef, ProtocolError, decode, encode
from autograder.wire.frames import Closed, DeadlineExceeded

# What the replies of one case may take in the grader: it keeps them for the diagnosis, as they came and
# decoded, and a byte of a message can become an object.
MAX_REPLIES_BYTES = 2**30
BYTES_PER_BODY_BYTE = 64
MAX_LINE = 10**7
MAX_WORDS = 4000
MAX_CHANGED = 256


class WorkerDied(Exception):
    """The worker is no more."""

    def __init__(self, death: Death) -> None:
        super().__init__(death.message.en)
        self.death = death


@dataclass(frozen=True)
class RemoteError:
    """An exception that was raised in the worker: names and words, nothing that could run."""

    classes: tuple[str, ...]
    message: str
    line: int
    function: str
    text: str


@dataclass(frozen=True)
class Reply:
    """What came back of one request. ``body`` and ``buffers`` are the bytes it came as."""

    value: Any
    error: RemoteError | None
    changed: tuple[Any, ...]
    body: bytes
    buffers: tuple[bytes, ...]


@dataclass
class Worker:
    """A connection to a worker process. Dead once anything unexpected happens on it."""

    zygote: ZygoteProcess
    channel: Channel
    pid: int
    need: Need
    to_reference: Callable[[Any], HandleRef | CallbackRef | None] = lambda item: None
    from_reference: Callable[[HandleRef | CallbackRef], Any] = lambda reference: reference
    on_callback: Callable[[int, list, dict], list[Any]] | None = None
    deadline: float | None = None
    allowed_seconds: float = 0.0
    death: Death | None = None
    _closed: bool = field(default=False)
    _replies_bytes: int = field(default=0)

    def allow(self, seconds: float) -> None:
        """Starts the clock: everything until the next call of ``allow`` has to fit in ``seconds``."""
        self.allowed_seconds = seconds
        self.deadline = time.monotonic() + seconds
        self._replies_bytes = 0

    def wait_until_ready(self) -> None:
        """The worker is confined. Raises ToolFailure where it refused to run."""
        self.allow(30.0)
        try:
            message = self._receive()[0]
        except WorkerDied as died:  # it has not seen a submission yet
            raise ToolFailure(f"a worker did not start: it {died}") from None
        if message != ["ready"]:
            self.end()
            raise ToolFailure(f"a worker could not be confined: {message}")

    def request(self, *message: Any) -> Reply:
        """Asks and waits, answering callbacks meanwhile. Raises WorkerDied."""
        self.send(*message)
        return self.reply()

    def send(self, *message: Any) -> None:
        """Sends a request whose reply is taken later."""
        if self.death is not None:
            raise WorkerDied(self.death)
        frame = encode(list(message), self.to_reference)
        try:
            self.channel.send(*frame, deadline=self.deadline)
        except DeadlineExceeded:
            self._die(out_of_time(self.allowed_seconds))
        except Closed:
            self._die(self._autopsy())

    def reply(self) -> Reply:
        """The reply to the last request."""
        while True:
            message, body, buffers = self._receive()
            kind = message[0] if type(message) is list and message else None
            kind = kind if type(kind) is str else None
            if kind == "callback" and self.on_callback is not None:
                types = [type(part) for part in message[1:]]
                if types == [int, list, dict]:
                    self.send(*self.on_callback(message[1], message[2], message[3]))
                    continue
            self._replies_bytes += BYTES_PER_BODY_BYTE * len(body) + 2 * sum(map(len, buffers))
            if self._replies_bytes > MAX_REPLIES_BYTES:
                self._die(returned_too_much())
            if kind == "ok" and len(message) == 3 and _are_arguments(message[2]):
                return Reply(message[1], None, tuple(message[2]), body, buffers)
            if kind == "error" and len(message) == 6:
                return self._failed(message, body, buffers)
            self._die(broke_the_protocol())

    def _failed(self, message: list[Any], body: bytes, buffers: tuple[bytes, ...]) -> Reply:
        _, classes, words, line, function, text = message
        if type(classes) is not list or not all(type(name) is str for name in classes):
            self._die(broke_the_protocol())
        if not all(type(part) is str for part in (words, function, text)):
            self._die(broke_the_protocol())
        if type(line) is not int or not 0 <= line <= MAX_LINE:
            self._die(broke_the_protocol())
        names = tuple(name[:200] for name in classes[:200])
        error = RemoteError(names, words[:MAX_WORDS], line, function[:200], text[:200])
        return Reply(None, error, (), body, buffers)

    def _receive(self) -> tuple[Any, bytes, tuple[bytes, ...]]:
        if self.death is not None:
            raise WorkerDied(self.death)
        try:
            body, buffers = self.channel.receive(self.deadline)
            message = decode(body, buffers, self.from_reference)
        except DeadlineExceeded:
            self._die(out_of_time(self.allowed_seconds))
        except Closed:
            self._die(self._autopsy())
        except ProtocolError:
            self._die(broke_the_protocol())
        return message, body, buffers

    def _autopsy(self) -> Death:
        answer = self.zygote.answer(self.zygote.request({"do": "reap", "pid": self.pid}))
        self._closed = True
        return from_status(
            answer["signal"],
            answer["exit"],
            answer["lingered"],
            answer["cpu_seconds"] >= self.need.cpu_seconds,
        )

    def _die(self, death: Death) -> None:
        raise WorkerDied(self._put_down(death))

    def ran_out_of_memory(self) -> Death:
        """The death of a worker whose code raised MemoryError: nobody knows what it left half done."""
        return self._put_down(out_of_memory(self.need.memory_mb))

    def printed_too_much(self) -> Death:
        """The death of a worker whose output reached its limit."""
        return self._put_down(too_much_output())

    def _put_down(self, death: Death) -> Death:
        self.death = death
        self.end()
        return death

    def end(self) -> None:
        """Kills the worker; nothing of it is left when the zygote takes its next request."""
        if not self._closed:
            self._closed = True
            with contextlib.suppress(ToolFailure):  # a zygote that has gone took its workers along
                self.zygote.request({"do": "end", "pid": self.pid})
        self.channel.close()

    def is_waiting(self) -> bool:
        """Alive, and has said nothing since its last reply."""
        return self.death is None and not self.channel.has_something()

    @property
    def timed_out(self) -> bool:
        return self.death is not None and self.death.cause is Cause.TIME


def _are_arguments(changed: Any) -> bool:
    """Whether these are the places and names of arguments; the student's process may say anything."""
    if type(changed) is not list or len(changed) > MAX_CHANGED:
        return False
    return all(type(one) is str or (type(one) is int and 0 <= one < 2**16) for one in changed)


def fork_workers(
    zygote: ZygoteProcess, need: Need, count: int
) -> tuple[list[socket.socket], Callable[[], list[int]]]:
    """Asks for workers; the second part waits for their numbers."""
    pairs = [socket.socketpair() for _ in range(count)]
    ticket = zygote.request(
        {
            "do": "fork",
            "limits": need.limits(),
            "network": need.network,
            "scratch": need.scratch,
        },
        tuple(theirs.fileno() for _, theirs in pairs),
    )
    for _, theirs in pairs:
        theirs.close()

    def pids() -> list[int]:
        answer = zygote.answer(ticket)
        if "pids" not in answer:
            raise ToolFailure(f"no worker could be started: {answer.get('error')}")
        return answer["pids"]

    return [ours for ours, _ in pairs], pids
