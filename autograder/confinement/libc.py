"""Raw system calls by ctypes: Python 3.11 wraps few of those that confining needs."""

from __future__ import annotations

import ctypes
import os
import platform
import sys

from autograder.confinement.errors import ConfinementError

LINUX = sys.platform == "linux"

_library = ctypes.CDLL(None, use_errno=True)

if LINUX:
    _syscall = _library.syscall
    _syscall.restype = ctypes.c_long

    prctl = _library.prctl
    prctl.argtypes = [ctypes.c_int] + [ctypes.c_ulong] * 4
    prctl.restype = ctypes.c_int


def architecture() -> str | None:
    """`x86_64` or `aarch64`, or None where the filters don't know the machine.

    A 32-bit Python on a 64-bit kernel has other system call numbers, so it counts as unknown.
    """
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine(), platform.machine())
    known = LINUX and sys.maxsize > 2**32 and machine in ("x86_64", "aarch64")
    return machine if known else None


def failure(what: str) -> ConfinementError:
    """The error of the call that just failed."""
    return ConfinementError(f"{what}: {os.strerror(ctypes.get_errno())}")


def syscall(what: str, number: int, *arguments: object) -> int:
    """A raw system call; every integer is passed as 64 bits, as the kernel reads it."""
    words = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    result = _syscall(ctypes.c_long(number), *words)
    if result < 0:
        raise failure(what)
    return result


def call(what: str, function: str, *arguments: object) -> int:
    """A function of the C library that returns a negative number on failure."""
    if not LINUX:
        raise ConfinementError(f"{what}: only Linux has it")
    result = getattr(_library, function)(*arguments)
    if result < 0:
        raise failure(what)
    return result


def checked_prctl(what: str, option: int, *arguments: int) -> int:
    """`prctl`, padded with zeros: several options refuse anything else in unused arguments."""
    result = prctl(option, *(arguments + (0,) * (4 - len(arguments))))
    if result < 0:
        raise failure(what)
    return result


PIDFD_OPEN, CLOSE_RANGE = 434, 436  # the same on every architecture


def own_pidfd() -> int:
    """A file that tells children whether this process lives. `os.pidfd_open` is not in every build."""
    return syscall("pidfd_open", PIDFD_OPEN, os.getpid(), 0)


def close_range(first: int, last: int | None = None) -> None:
    """Close the files from `first` to `last`, both included (None: all that can be open).

    `os.closerange` knows the system call only if Python was built with a C library that does; else
    it would try two billion numbers one after the other.
    """
    end = 2**31 - 1 if last is None else last
    if first > end:
        return
    if LINUX:
        try:
            syscall("close_range", CLOSE_RANGE, first, end, 0)
            return
        except ConfinementError:
            pass  # before Linux 5.9
    os.closerange(first, min(end + 1, _OPEN_MAX))


# As it was at the start: a limit that is lowered later closes nothing that is open above it.
_OPEN_MAX = min(os.sysconf("SC_OPEN_MAX"), 1 << 20)
