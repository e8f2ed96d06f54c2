"""Frames on a stream socket: a header, a body, the buffers of the arrays.

Every length is checked against the limits before anything is allocated.
"""

from __future__ import annotations

import select
import socket
import struct
import time
from dataclasses import dataclass

from autograder.wire.errors import ProtocolError
from autograder.wire.values import MAX_BODY_BYTES

HEADER = struct.Struct("<HHIQ")  # magic, number of buffers, body bytes, bytes of all buffers
MAGIC = 0xDD17
CHUNK = 1 << 16
SLICE = struct.pack("@ll", 0, 200_000)  # a struct timeval of 0.2 seconds


@dataclass(frozen=True)
class Limits:
    """What one frame may hold."""

    body_bytes: int = MAX_BODY_BYTES
    data_bytes: int = 128 * 2**20
    buffers: int = 4096


class Closed(Exception):
    """The other side has gone."""


class DeadlineExceeded(Exception):
    """Nothing came, or nothing was taken, in time."""


class Channel:
    """Frames over one connected socket. Not thread-safe: one conversation at a time."""

    def __init__(self, connection: socket.socket, limits: Limits | None = None) -> None:
        self.connection = connection
        self.limits = limits or Limits()
        self._pending = bytearray()
        # recv gives up every slice, so that a deadline costs no system call of its own
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, SLICE)
        self._poll_in = select.poll()
        self._poll_in.register(connection, select.POLLIN)
        self._poll_out = select.poll()
        self._poll_out.register(connection, select.POLLOUT)

    def close(self) -> None:
        self.connection.close()

    def has_something(self) -> bool:
        """Whether bytes, or the end, wait to be received."""
        return bool(self._pending) or bool(self._poll_in.poll(0))

    def send(
        self, body: bytes, buffers: list[memoryview | bytes], deadline: float | None = None
    ) -> None:
        """Sends one frame. ``deadline`` is a time of ``time.monotonic()``; None waits for ever."""
        sizes = [len(b) for b in buffers]
        head = HEADER.pack(MAGIC, len(buffers), len(body), sum(sizes))
        if sizes:
            head += struct.pack(f"<{len(sizes)}Q", *sizes)
        parts: list[memoryview] = [
            memoryview(head + body),
            *(memoryview(b) for b in buffers if len(b)),
        ]
        flags = 0 if deadline is None else socket.MSG_DONTWAIT
        try:
            while parts:
                try:
                    sent = self.connection.sendmsg(parts[:64], [], flags | socket.MSG_NOSIGNAL)
                except BlockingIOError:
                    self._wait(self._poll_out, deadline)
                    continue
                while sent and parts:
                    if sent >= len(parts[0]):
                        sent -= len(parts.pop(0))
                    else:
                        parts[0] = parts[0][sent:]
                        sent = 0
        except OSError as error:
            raise Closed(str(error)) from None

    def receive(self, deadline: float | None = None) -> tuple[memoryview, list[memoryview]]:
        """The next frame's body and buffers.

        Raises ProtocolError for what is no frame, Closed at the end, DeadlineExceeded.
        """
        magic, count, body_size, data_size = HEADER.unpack(self._take(HEADER.size, deadline))
        if magic != MAGIC:
            raise ProtocolError("bytes that are no frame")
        if (
            body_size > self.limits.body_bytes
            or data_size > self.limits.data_bytes
            or count > self.limits.buffers
        ):
            raise ProtocolError("a frame larger than the limit")
        sizes = struct.unpack(f"<{count}Q", self._take(8 * count, deadline)) if count else ()
        if sum(sizes) != data_size:
            raise ProtocolError("a frame whose lengths disagree")
        payload = memoryview(self._take(body_size + data_size, deadline))
        body, rest = payload[:body_size], payload[body_size:]
        buffers = []
        for size in sizes:
            buffers.append(rest[:size])
            rest = rest[size:]
        return body, buffers

    def _take(self, size: int, deadline: float | None) -> bytearray:
        pending = self._pending
        if size > len(pending) + CHUNK:
            return self._take_large(size, deadline)
        while len(pending) < size:
            pending += self._read(CHUNK, deadline)
        taken = pending[:size]
        del pending[:size]
        return taken

    def _take_large(self, size: int, deadline: float | None) -> bytearray:
        # Grows with what has really arrived: a header that promises much costs nothing by itself.
        taken = self._pending
        self._pending = bytearray()
        while len(taken) < size:
            taken += self._read(min(size - len(taken), 1 << 20), deadline)
        return taken

    def _read(self, size: int, deadline: float | None) -> bytes:
        while True:
            if deadline is not None and time.monotonic() > deadline:
                raise DeadlineExceeded
            try:
                data = self.connection.recv(size)
            except (BlockingIOError, InterruptedError):
                continue
            except OSError as error:
                raise Closed(str(error)) from None
            if not data:
                raise Closed("end of stream")
            return data

    @staticmethod
    def _wait(poll: select.poll, deadline: float | None) -> None:
        while True:
            left = None if deadline is None else (deadline - time.monotonic()) * 1000
            if left is not None and left <= 0:
                raise DeadlineExceeded
            if poll.poll(left):
                return
