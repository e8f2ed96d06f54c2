"""The seccomp filter: an allow-list of system calls, with conditions on a few.

A filter is a list of segments over the system call numbers, compiled to a binary search, so that
each call costs about eight comparisons. What is not named is refused with EPERM: libraries that try
something and live without it go on, and a submission sees an ordinary `PermissionError`.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from collections.abc import Iterable
from dataclasses import dataclass

from autograder.confinement import syscalls
from autograder.confinement.libc import syscall

ALLOW, KILL_PROCESS, ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
REFUSE = ERRNO | errno.EPERM
UNKNOWN = ERRNO | errno.ENOSYS  # "this kernel is older than you think": the caller falls back

LOAD, AND, JUMP, EQUAL, AT_LEAST, RETURN = 0x20, 0x54, 0x05, 0x15, 0x35, 0x06
AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
X32_BIT = 0x40000000
NUMBER_OFFSET, ARCH_OFFSET, ARGUMENTS_OFFSET = 0, 4, 16
OWN_PID = -1  # stands for the worker's pid until the worker exists
ALL_BITS = 0xFFFFFFFF

SET_MODE_FILTER = 1
SECCOMP_NUMBER = {"x86_64": 317, "aarch64": 277}


def _names(text: str) -> tuple[str, ...]:
    """A list of words stays readable where a list of quoted strings is a page of commas."""
    return tuple(text.split())


ALLOWED = _names("""
read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 open openat creat close
close_range dup dup2 dup3 lseek fstat stat lstat newfstatat statx access faccessat faccessat2
readlink readlinkat getdents getdents64 getcwd chdir fchdir umask statfs fstatfs ftruncate fallocate
fsync fdatasync flock fadvise64 readahead sendfile copy_file_range mkdir mkdirat rmdir unlink
unlinkat rename renameat renameat2 link linkat symlink symlinkat getxattr lgetxattr fgetxattr
listxattr llistxattr flistxattr

mmap munmap mprotect mremap brk madvise msync get_mempolicy membarrier

futex futex_waitv set_robust_list set_tid_address rseq gettid sched_yield sched_getaffinity
sched_getparam sched_getscheduler sched_get_priority_max sched_get_priority_min
sched_rr_get_interval getcpu exit exit_group restart_syscall

rt_sigaction rt_sigprocmask rt_sigreturn rt_sigsuspend rt_sigpending rt_sigtimedwait sigaltstack
pause

nanosleep clock_nanosleep clock_gettime clock_getres gettimeofday time alarm setitimer getitimer
timer_create timer_settime timer_gettime timer_getoverrun timer_delete timerfd_create
timerfd_settime timerfd_gettime

pipe pipe2 eventfd eventfd2 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2
poll ppoll select pselect6

getsockname getpeername getsockopt shutdown sendto recvfrom sendmsg recvmsg

getpid getppid getuid geteuid getgid getegid getresuid getresgid getgroups getpgrp getpgid getsid
getpriority capget uname sysinfo getrusage times getrlimit getrandom wait4 waitid
""")

NETWORK = _names("connect bind listen accept accept4 setsockopt")

# Landlock doesn't gate these, so they are allowed only where the rest of the files is mounted
# read-only and the worker has files of its own: with a scratch, on tier 3.
METADATA = _names("chmod fchmod fchmodat fchmodat2 utime utimes utimensat futimesat truncate")

# Their arguments lie behind a pointer, where a filter can't look.
NOT_INSPECTABLE = ("clone3", "openat2")


@dataclass(frozen=True)
class Test:
    """`argument & mask == value`, on the low 32 bits: all the arguments tested here are ints."""

    argument: int
    value: int
    mask: int = ALL_BITS


def _is_null(argument: int) -> list[Test]:
    """A pointer is 64 bits: the pseudo arguments from 6 on are the high halves."""
    return [Test(argument, 0), Test(argument + 6, 0)]


def _any_of(argument: int, *values: int) -> list[list[Test]]:
    return [[Test(argument, value)] for value in values]


CLONE_THREAD = 0x00010000
CLONE_NEW_NAMESPACE = 0x7E020000  # all the CLONE_NEW* flags
CLONE_PTRACE = 0x00002000
AF_UNIX, AF_INET, AF_INET6, AF_NETLINK = 1, 2, 10, 16
SOCK_STREAM, SOCK_RAW, SOCK_SEQPACKET, SOCK_TYPE = 1, 3, 5, 0xF
O_TRUNC = 0o1000

# Each is a list of alternatives, each alternative a list of tests that all have to hold.
CONDITIONS: dict[str, list[list[Test]]] = {
    # A thread, and no process: a worker is one process, which one kill ends.
    "clone": [[Test(0, CLONE_THREAD, CLONE_THREAD | CLONE_NEW_NAMESPACE | CLONE_PTRACE)]],
    "kill": [[Test(0, OWN_PID)]],
    "tkill": [[Test(0, OWN_PID)]],
    "tgkill": [[Test(0, OWN_PID)]],
    "rt_sigqueueinfo": [[Test(0, OWN_PID)]],
    "rt_tgsigqueueinfo": [[Test(0, OWN_PID)]],
    # Reading limits only.
    "prlimit64": [[Test(0, 0), *_is_null(2)], [Test(0, OWN_PID), *_is_null(2)]],
    # FIONREAD, FIONBIO, FIOCLEX, FIONCLEX, TCGETS (isatty), TIOCGWINSZ. Not TIOCSTI, which types.
    "ioctl": _any_of(1, 0x541B, 0x5421, 0x5451, 0x5450, 0x5401, 0x5413),
    # Duplicating, flags, locks, pipe sizes. Not F_SETOWN and F_SETSIG, which send signals.
    "fcntl": _any_of(1, 0, 1, 2, 3, 4, 5, 6, 7, 36, 37, 38, 1030, 1031, 1032),
    # Names of threads and of memory areas, harmless questions.
    "prctl": _any_of(0, 15, 16, 2, 3, 21, 23, 27, 39, 0x53564D41),
}

# The requests of NVIDIA's driver: those of the type "F", and those of its unified memory, which are small
# numbers. A terminal's (TIOCSTI, which types) are neither.
CUDA_IOCTL = [
    [Test(1, ord("F") << 8, 0xFF00)],
    [Test(1, 0, 0xFFFFFF00)],
    *_any_of(1, 0x30000001, 0x30000002),
]


@dataclass(frozen=True)
class Filter:
    """A compiled filter, with the places where the worker's pid belongs."""

    program: bytes
    pid_places: tuple[int, ...]

    def for_pid(self, pid: int) -> bytes:
        """The program of one worker."""
        program = bytearray(self.program)
        for place in self.pid_places:
            struct.pack_into("=I", program, place * 8 + 4, pid)
        return bytes(program)


def build_filter(
    architecture: str,
    *,
    network: bool = False,
    metadata: bool = False,
    truncate: bool = True,
    cuda: bool = False,
) -> Filter:
    """Compile the filter of a profile.

    `truncate=False` refuses O_TRUNC: before its ABI 3 Landlock doesn't see it, and lets a file that
    is open for reading be emptied.
    """
    actions: dict[int, int | list[list[Test]]] = {}

    def decide(names: Iterable[str], action: int | list[list[Test]]) -> None:
        for name in names:
            number = syscalls.number(name, architecture)
            if number is not None:
                actions[number] = action

    decide(ALLOWED, ALLOW)
    decide(NOT_INSPECTABLE, UNKNOWN)
    for name, alternatives in CONDITIONS.items():
        decide([name], alternatives)
    if network:
        decide(NETWORK, ALLOW)
        tcp = [
            [Test(0, family), Test(1, SOCK_STREAM, SOCK_TYPE), Test(2, protocol)]
            for family in (AF_INET, AF_INET6)
            for protocol in (0, 6)
        ]
        # gloo asks the kernel for the list of interfaces; changing one takes a capability
        list_of_interfaces = [[Test(0, AF_NETLINK), Test(1, SOCK_RAW, SOCK_TYPE), Test(2, 0)]]
        decide(["socket"], tcp + list_of_interfaces)
    if metadata:
        decide(METADATA, ALLOW)
    if cuda:
        decide(["ioctl"], CONDITIONS["ioctl"] + CUDA_IOCTL)
        # The driver names a unix socket of its own, over which nobody is answered: no accept, no connect, and
        # none of the kind that sends to an address.
        decide(["socket"], [[Test(0, AF_UNIX), Test(1, SOCK_SEQPACKET, SOCK_TYPE)]])
        decide(["bind", "listen"], ALLOW)
    if not truncate:
        decide(["creat"], REFUSE)
        decide(["open"], [[Test(1, 0, O_TRUNC)]])
        decide(["openat"], [[Test(2, 0, O_TRUNC)]])
    return _assemble(architecture, _segments(actions))


def _segments(actions: dict) -> list[tuple[int, int | list[list[Test]]]]:
    """(first number, action) pairs that cover every number; neighbours with one action merge."""
    segments = [(0, actions.get(0, REFUSE))]
    for number in range(1, max(actions) + 2):
        action = actions.get(number, REFUSE)
        if action != segments[-1][1]:
            segments.append((number, action))
    return segments


def _instruction(code: int, k: int, true: int = 0, false: int = 0) -> tuple[int, int, int, int]:
    return (code, true, false, k)


def _assemble(architecture: str, segments: list) -> Filter:
    code = [
        _instruction(LOAD, ARCH_OFFSET),
        _instruction(EQUAL, AUDIT_ARCH[architecture], 1, 0),
        _instruction(RETURN, KILL_PROCESS),
        _instruction(LOAD, NUMBER_OFFSET),
    ]
    if architecture == "x86_64":  # x32: the same calls again, under other numbers
        code += [_instruction(AT_LEAST, X32_BIT, 0, 1), _instruction(RETURN, REFUSE)]
    code += _search(segments)
    places = tuple(i for i, (_, _, _, k) in enumerate(code) if k == OWN_PID)
    program = b"".join(struct.pack("=HBBI", op, t, f, k & ALL_BITS) for op, t, f, k in code)
    return Filter(program, places)


def _search(segments: list) -> list[tuple[int, int, int, int]]:
    if len(segments) == 1:
        return _leaf(segments[0][1])
    middle = len(segments) // 2
    left, right = _search(segments[:middle]), _search(segments[middle:])
    start = segments[middle][0]
    # A conditional jump reaches 255 instructions, an unconditional one any distance.
    return [_instruction(AT_LEAST, start, 0, 1), _instruction(JUMP, len(left)), *left, *right]


def _leaf(action: int | list[list[Test]]) -> list[tuple[int, int, int, int]]:
    if isinstance(action, int):
        return [_instruction(RETURN, action)]
    code = []
    for alternative in action:
        block: list = [_instruction(RETURN, ALLOW)]
        for test in reversed(alternative):
            high = test.argument >= 6
            word = ARGUMENTS_OFFSET + 8 * (test.argument % 6) + 4 * high
            masking = [] if test.mask == ALL_BITS else [_instruction(AND, test.mask)]
            compare = _instruction(EQUAL, test.value, 0, len(block))
            block = [_instruction(LOAD, word), *masking, compare, *block]
        code += block
    return [*code, _instruction(RETURN, REFUSE)]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def install(filter_: Filter, architecture: str) -> None:
    """Put this process under the filter, for good. Needs no-new-privileges."""
    program = filter_.for_pid(os.getpid())
    argument = _Program(len(program) // 8, program)
    number = SECCOMP_NUMBER[architecture]
    syscall("seccomp filter", number, SET_MODE_FILTER, 0, ctypes.byref(argument))
