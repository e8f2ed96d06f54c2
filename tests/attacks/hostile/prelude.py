# What attacks have in common. Never imported: this text is put in front of them, behind the solution.
import ctypes
import errno
import gc
import os
import signal
import socket
import stat
import struct
import sys
import threading
import time

import msgpack
import numpy as np


class Told(Exception):
    """Carries what an attack found out into the report."""


def attempt(action):
    """What came of it, in one word."""
    try:
        return f"WORKED:{action()!r}"[:300]
    except BaseException as error:
        return errno.errorcode.get(getattr(error, "errno", None) or 0, type(error).__name__)


def tell(**attempts):
    words = [f"{name}={attempt(action)}" for name, action in attempts.items()]
    raise Told("tried " + " ".join(words))


def connection():
    """The descriptor of the grader's connection, found by scanning."""
    for fd in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                return fd
        except OSError:
            pass
    raise Told("no connection")


def frame(message, buffers=()):
    body = message if isinstance(message, bytes) else msgpack.packb(message)
    sizes = [len(b) for b in buffers]
    head = struct.pack("<HHIQ", 0xDD17, len(sizes), len(body), sum(sizes))
    return head + struct.pack(f"<{len(sizes)}Q", *sizes) + body + b"".join(buffers)


def send(data):
    fd = connection()
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def answer(value, changed=()):
    """A reply of one's own, past the worker's code."""
    send(frame(["ok", value, list(changed)]))


def big_integer(bits):
    return msgpack.ExtType(2, (1 << bits).to_bytes(bits // 8 + 2, "little", signed=True))


LIBC = ctypes.CDLL(None, use_errno=True)


def call(number, *arguments):
    words = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    result = LIBC.syscall(ctypes.c_long(number), *words)
    if result < 0:
        raise OSError(ctypes.get_errno(), "refused")
    return result
