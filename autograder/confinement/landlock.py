"""Landlock: the worker may read what is listed, write to its scratch, and nothing else.

Landlock does not gate `chmod`, `utime`, `stat` or `connect` to a unix socket in the file system:
seccomp and the read-only mounts take care of those that change something.
"""

from __future__ import annotations

import ctypes
import os
import stat
from collections.abc import Iterable

from autograder.confinement.errors import ConfinementError
from autograder.confinement.libc import LINUX, syscall

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same on every architecture
VERSION = 1  # flag of CREATE_RULESET that asks for the ABI
RULE_PATH_BENEATH = 1

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
REFER, TRUNCATE, IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
_FIRST_ABI = (1 << 13) - 1  # execute ... make_sym
FILE_RIGHTS = {1: _FIRST_ABI, 2: _FIRST_ABI | REFER, 3: _FIRST_ABI | REFER | TRUNCATE}
FILE_RIGHTS[4] = FILE_RIGHTS[3]
FILE_RIGHTS[5] = FILE_RIGHTS[4] | IOCTL_DEV
NET_BIND_TCP, NET_CONNECT_TCP = 1 << 0, 1 << 1
SCOPE_ABSTRACT_UNIX_SOCKET, SCOPE_SIGNAL = 1 << 0, 1 << 1

READ = READ_FILE | READ_DIR
DEVICE = READ_FILE | WRITE_FILE
NO_DEVICES_NO_EXECUTION = ~(EXECUTE | IOCTL_DEV | 1 << 6 | 1 << 11)  # make_char, make_block


class _RulesetAttribute(ctypes.Structure):
    _fields_ = (("fs", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("rights", ctypes.c_uint64), ("fd", ctypes.c_int32))


def landlock_abi() -> int:
    """The kernel's version of Landlock; 0 where it is absent or switched off."""
    if not LINUX:
        return 0
    try:
        return syscall("Landlock", CREATE_RULESET, 0, 0, VERSION)
    except ConfinementError:
        return 0


def file_rights(abi: int) -> int:
    """All rights on files that this ABI can refuse."""
    return FILE_RIGHTS[min(abi, max(FILE_RIGHTS))]


def create_ruleset(abi: int, *, network: bool) -> int:
    """An empty ruleset's file descriptor; it is made in the zygote and used by each child.

    With `network` the TCP rights stay ungated: the worker then lives alone with its loopback, and
    its ports are not known beforehand.
    """
    attribute = _RulesetAttribute(fs=file_rights(abi))
    size = 8
    if abi >= 4:
        attribute.net = 0 if network else NET_BIND_TCP | NET_CONNECT_TCP
        size = 16
    if abi >= 6:
        attribute.scoped = SCOPE_ABSTRACT_UNIX_SOCKET | SCOPE_SIGNAL
        size = 24
    return syscall("Landlock ruleset", CREATE_RULESET, ctypes.byref(attribute), size, 0)


def allow_reading(rulesets: Iterable[int], paths: Iterable[str]) -> None:
    """Let each ruleset read each path.

    A trailing slash means: may be listed, but what lies in it is not readable by that alone. A path
    that doesn't exist, or that this user can't reach, simply can't be allowed. Each path is open
    only for a moment: there are hundreds, and many systems give a process 1024 files.
    """
    rulesets = tuple(rulesets)
    for path in paths:
        try:
            fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            continue
        try:
            rights = _rights_to_read(path, os.fstat(fd).st_mode)
            for ruleset in rulesets:
                _add_rule(ruleset, fd, rights)
        finally:
            os.close(fd)


def allow_writing(rulesets: Iterable[int], folder: str) -> None:
    """Let each ruleset read and write the files in the folder, but neither make nor remove any."""
    _allow(rulesets, folder, READ | WRITE_FILE | TRUNCATE)


def allow_devices(rulesets: Iterable[int], paths: Iterable[str], abi: int) -> None:
    """Let each ruleset use each device file in every way that this ABI can refuse."""
    for path in paths:
        _allow(rulesets, path, (DEVICE | IOCTL_DEV) & file_rights(abi))


def allow_all_below(ruleset: int, path: str, abi: int) -> None:
    """Everything but executing and making devices, for a scratch."""
    _allow([ruleset], path, file_rights(abi) & NO_DEVICES_NO_EXECUTION)


def restrict_self(ruleset: int) -> None:
    """Put this process under the ruleset, for good. Needs no-new-privileges."""
    syscall("Landlock", RESTRICT_SELF, ruleset, 0)


def _allow(rulesets: Iterable[int], path: str, rights: int) -> None:
    fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        for ruleset in rulesets:
            _add_rule(ruleset, fd, rights)
    finally:
        os.close(fd)


def _rights_to_read(path: str, mode: int) -> int:
    if stat.S_ISDIR(mode):
        return READ_DIR if path.endswith("/") else READ
    return DEVICE if path == os.devnull else READ_FILE


def _add_rule(ruleset: int, fd: int, rights: int) -> None:
    beneath = _PathBeneath(rights=rights, fd=fd)
    syscall("Landlock rule", ADD_RULE, ruleset, RULE_PATH_BENEATH, ctypes.byref(beneath), 0)
