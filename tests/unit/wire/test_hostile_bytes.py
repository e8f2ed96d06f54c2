"""Whatever the bytes are: a value or ProtocolError, in bounded memory and time."""

from __future__ import annotations

import resource
import socket
import struct
import threading
import time
from typing import Any

import msgpack
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.wire import Channel, Limits, ProtocolError, decode, encode
from autograder.wire.frames import HEADER, MAGIC, Closed, DeadlineExceeded
from autograder.wire.values import (
    ARRAY,
    BIG_INT,
    CALLBACK,
    COMPLEX,
    HANDLE,
    MAX_BODY_BYTES,
    META,
    SCALAR,
    TENSOR,
    TUPLE,
)  # fmt: skip

QUICK = settings(
    max_examples=400, deadline=None, suppress_health_check=list(HealthCheck), database=None
)
KINDS = (TUPLE, BIG_INT, ARRAY, SCALAR, TENSOR, META, HANDLE, CALLBACK, COMPLEX)


def outcome(body: bytes, buffers: list[bytes] | None = None) -> Any:
    """The value, or ProtocolError as a value; anything else that is raised fails the test."""
    try:
        return decode(body, [memoryview(b) for b in buffers or []], lambda reference: reference)
    except ProtocolError:
        return ProtocolError


def refused(body: bytes, buffers: list[bytes] | None = None) -> None:
    """Refused, within a second and a hundred megabytes."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    assert outcome(body, buffers) is ProtocolError
    assert time.process_time() - started < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024


def ext(kind: int, *fields: Any) -> msgpack.ExtType:
    return msgpack.ExtType(kind, msgpack.packb(list(fields)))


# Any bytes


@QUICK
@given(st.binary(max_size=300), st.lists(st.binary(max_size=40), max_size=3))
def test_any_bytes(body: bytes, buffers: list[bytes]) -> None:
    outcome(body, buffers)


plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats() | st.text(max_size=8) | st.binary(max_size=8),
    lambda inner: st.lists(inner, max_size=5)
    | st.dictionaries(st.text(max_size=4) | st.integers(-9, 9), inner, max_size=4)
    | st.tuples(st.sampled_from((*KINDS, 0, 10, 127)), st.lists(inner, max_size=7)).map(lambda t: ext(t[0], *t[1]))
    | st.tuples(st.integers(0, 127), st.binary(max_size=20)).map(lambda t: msgpack.ExtType(*t)),
    max_leaves=12,
)  # fmt: skip


@QUICK
@given(plain, st.lists(st.binary(max_size=40), max_size=3))
def test_any_message_of_any_extensions(message: Any, buffers: list[bytes]) -> None:
    outcome(msgpack.packb(message, unicode_errors="surrogatepass"), buffers)


array_heads = st.tuples(
    st.sampled_from(["?", "i1", "f8", "c16", "<U3", "|S2", "O", "V8", "f16", ">f8", "M8", "", 3, None]),
    st.lists(st.integers(-2, 9) | st.sampled_from([2**31, 2**48, 2**62, -(2**63)]), max_size=4) | st.none(),
    st.sampled_from(["C", "F", "K", None])
    | st.tuples(st.lists(st.integers(-64, 64) | st.sampled_from([2**62, -(2**62)]), max_size=4), st.integers(-9, 99)).map(list),
    st.booleans() | st.none(),
    st.integers(-1, 3),
)  # fmt: skip


@QUICK
@given(array_heads, st.booleans(), st.lists(st.binary(max_size=80), max_size=3))
def test_any_description_of_an_array(head: tuple, is_tensor: bool, buffers: list[bytes]) -> None:
    fields = [False, True, *head] if is_tensor else list(head)
    found = outcome(msgpack.packb(ext(TENSOR if is_tensor else ARRAY, *fields)), buffers)
    if isinstance(found, np.ndarray):
        assert found.nbytes < 2**28
        assert (
            found.sum() is not None if found.dtype.kind in "iufc" else True
        )  # every element is there


SAMPLES = [
    ["ok", {"a": (1, 2.5, "x"), (1, 2): [None, True, b"b"]}, []],
    ["error", ["ValueError", "Exception"], "words", 3, "f", "text"],
    [
        np.arange(6.0).reshape(2, 3).T,
        np.arange(9)[::-2],
        np.float32(2),
        2**80,
        1j,
        np.array(["ab"]),
    ],
    ["callback", 3, [np.ones((2, 2), bool)], {"k": ((), ((),))}],
]


@QUICK
@given(st.sampled_from(range(len(SAMPLES))), st.data())
def test_valid_messages_with_bytes_changed(which: int, data: st.DataObject) -> None:
    body, buffers = encode(SAMPLES[which], lambda item: None)
    changed = bytearray(body)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(changed) - 1))
        action = data.draw(st.sampled_from(("set", "insert", "delete")))
        if action == "set":
            changed[place] = data.draw(st.integers(0, 255))
        elif action == "insert":
            changed[place:place] = data.draw(st.binary(min_size=1, max_size=4))
        elif len(changed) > 1:
            del changed[place]
    outcome(bytes(changed), [bytes(b)[: data.draw(st.integers(0, 64))] for b in buffers])


# Bombs


def nested(depth: int, inner: bytes = b"\x90", kind: int = TUPLE) -> bytes:
    for _ in range(depth):
        inner = b"\x91\xc9" + len(inner).to_bytes(4, "big") + bytes([kind]) + inner
    return inner


@pytest.mark.parametrize(
    "body",
    [
        b"\xdd\xff\xff\xff\xff",
        b"\xdf\xff\xff\xff\xff",
        b"\xdb\xff\xff\xff\xff",
        b"\xc9\xff\xff\xff\xff\x01",
        (b"\xdd" + (MAX_BODY_BYTES - 6000).to_bytes(4, "big")) * 1000,
        (b"\xdd" + (MAX_BODY_BYTES - 6000).to_bytes(4, "big")) * 1000 + b"\xc0" * 10_000,
        (b"\xdf" + (2**20).to_bytes(4, "big")) * 1000 + b"\xc0" * 100_000,
        b"\x91" * 1_000_000 + b"\xc0",
        nested(200),
        nested(60, (b"\xdd" + (2**20).to_bytes(4, "big")) * 1000 + b"\xc0" * 2**20),
        b"\x81\x90\xc0",
        b"\x81\x80\xc0",
        b"\xa2\xff\xfe",
        b"\xc1",
        b"",
        b"\xc0\xc0",
        b"\0" * (MAX_BODY_BYTES + 1),
        msgpack.packb(msgpack.ExtType(BIG_INT, b"\1" * 10**6)),
        msgpack.packb(ext(SCALAR, "?", b"\2")),
        msgpack.packb(ext(SCALAR, "O", b"\0" * 8)),
        msgpack.packb(ext(META, "x", "y")),
        msgpack.packb(ext(HANDLE, 1, 2, 3)),
        msgpack.packb(msgpack.ExtType(99, b"")),
    ],
    ids=range(23),
)  # fmt: skip
def test_bombs_are_refused(body: bytes) -> None:
    refused(body)


def test_one_buffer_is_one_array() -> None:
    array = ext(ARRAY, "u1", [2**20], "C", True, 0)
    refused(msgpack.packb([array] * 2), [bytes(2**20)])
    refused(msgpack.packb([array] * 10_000), [bytes(2**20)])


def test_keys_that_collide_are_counted() -> None:
    prime = 2**61 - 1
    long = b"".join(
        msgpack.packb(
            msgpack.ExtType(BIG_INT, (prime * (2**70 + k)).to_bytes(18, "little", signed=True))
        )
        + b"\0"
        for k in range(100_000)
    )
    refused(b"\xdf" + (100_000).to_bytes(4, "big") + long)


def test_a_broadcast_tensor_takes_the_memory_of_its_data() -> None:
    tensor = [
        ext(TENSOR, False, False, "f8", [2**12, 2**12], [[0, 0], 0], False, i) for i in range(500)
    ]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert len(outcome(msgpack.packb(tensor), [bytes(8)] * 500)) == 500
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 * 1024  # torch itself


def test_bytes_that_are_neither_true_nor_false() -> None:
    refused(msgpack.packb(ext(ARRAY, "?", [3], "C", True, 0)), [b"\1\0\2"])
    refused(msgpack.packb(ext(TENSOR, False, False, "?", [3], "C", True, 0)), [b"\1\0\xff"])


def test_timestamps_are_numbers() -> None:
    assert outcome(msgpack.packb(msgpack.Timestamp(5, 3))) == 5 * 10**9 + 3


def test_references_may_be_refused_by_any_error() -> None:
    body = msgpack.packb(ext(HANDLE, 7, "x", False))
    with pytest.raises(ProtocolError):
        decode(body, [], {}.__getitem__)


# Frames


def received(
    stream: bytes, deadline: float = 0.4, end: bool = True, limits: Limits | None = None
) -> list[Any]:
    """All frames of ``stream``, and what came behind them."""
    ours, theirs = socket.socketpair()
    channel = Channel(ours, limits or Limits(body_bytes=2**16, data_bytes=2**20, buffers=64))

    def feed() -> None:
        try:
            theirs.sendall(stream)
            if end:
                theirs.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    feeder = threading.Thread(target=feed)
    feeder.start()
    found: list[Any] = []
    try:
        while True:
            body, buffers = channel.receive(time.monotonic() + deadline)
            found.append((bytes(body), [bytes(b) for b in buffers]))
    except (ProtocolError, Closed, DeadlineExceeded) as error:
        found.append(type(error))
    finally:
        ours.close()
        feeder.join()
        theirs.close()
    return found


def frame(body: bytes, buffers: tuple[bytes, ...] = ()) -> bytes:
    sizes = struct.pack(f"<{len(buffers)}Q", *map(len, buffers))
    return (
        HEADER.pack(MAGIC, len(buffers), len(body), sum(map(len, buffers)))
        + sizes
        + body
        + b"".join(buffers)
    )


@settings(max_examples=150, deadline=None, database=None)
@given(st.binary(max_size=200) | st.binary(max_size=60).map(lambda b: struct.pack("<H", MAGIC) + b))
def test_any_stream(stream: bytes) -> None:
    assert received(stream)[-1] in (ProtocolError, Closed)


@settings(max_examples=150, deadline=None, database=None)
@given(
    st.lists(
        st.tuples(st.binary(max_size=50), st.lists(st.binary(max_size=30), max_size=3)), max_size=4
    ),
    st.data(),
)
def test_streams_of_frames_cut_and_changed(frames: list, data: st.DataObject) -> None:
    stream = bytearray(b"".join(frame(body, tuple(buffers)) for body, buffers in frames))
    assert received(bytes(stream)) == [*((b, list(p)) for b, p in frames), Closed]
    if stream:
        del stream[data.draw(st.integers(0, len(stream))) :]
    if stream and data.draw(st.booleans()):
        stream[data.draw(st.integers(0, len(stream) - 1))] ^= data.draw(st.integers(1, 255))
    assert received(bytes(stream))[-1] in (ProtocolError, Closed)


@pytest.mark.parametrize(
    "head",
    [
        HEADER.pack(MAGIC, 0, 2**32 - 1, 0),
        HEADER.pack(MAGIC, 1, 0, 2**63) + struct.pack("<Q", 2**63),
        HEADER.pack(MAGIC, 65535, 0, 0),
        HEADER.pack(MAGIC, 2, 0, 8) + struct.pack("<QQ", 8, 8),
        HEADER.pack(MAGIC ^ 1, 0, 0, 0),
        b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
    ],
)
def test_frames_that_are_none(head: bytes) -> None:
    assert received(head) == [ProtocolError]


def test_a_promise_alone_costs_nothing() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    head = HEADER.pack(MAGIC, 1, 0, 2**27) + struct.pack("<Q", 2**27)
    assert received(head + b"x" * 1000, 0.3, end=False, limits=Limits()) == [DeadlineExceeded]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 * 1024


def test_half_a_frame_and_silence_end_at_the_deadline() -> None:
    started = time.monotonic()
    assert received(frame(b"x" * 100)[:-1], 0.3, end=False) == [DeadlineExceeded]
    assert received(b"", 0.3, end=False) == [DeadlineExceeded]
    assert time.monotonic() - started < 5


def test_a_receiver_that_does_not_read_ends_at_the_deadline() -> None:
    ours, theirs = socket.socketpair()
    with pytest.raises(DeadlineExceeded):
        Channel(ours).send(b"x", [bytes(2**24)], time.monotonic() + 0.3)
    theirs.close()
    with pytest.raises(Closed):
        Channel(ours).send(b"x", [])
    ours.close()


def test_large_frames_arrive_whole() -> None:
    data = bytes(range(256)) * 4000
    stream = frame(b"b", (data, b"", data[:7])) + frame(b"c")
    assert received(stream) == [(b"b", [data, b"", data[:7]]), (b"c", []), Closed]
