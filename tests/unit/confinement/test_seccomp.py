"""The filter's program, run by a small interpreter: so both architectures are tested on either."""

from __future__ import annotations

import errno
import re
import struct
from pathlib import Path

import pytest

from autograder.confinement import seccomp, syscalls
from autograder.confinement.seccomp import ALLOW, KILL_PROCESS, REFUSE, UNKNOWN, build_filter

OWN_PID = 4321
MACHINES = ["x86_64", "aarch64"]
HEADERS = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}

HOSTILE = [
    "execve",
    "execveat",
    "fork",
    "vfork",
    "ptrace",
    "process_vm_readv",
    "process_vm_writev",
    "process_madvise",
    "io_uring_setup",
    "io_uring_enter",
    "io_uring_register",
    "bpf",
    "keyctl",
    "add_key",
    "request_key",
    "userfaultfd",
    "perf_event_open",
    "mount",
    "umount2",
    "move_mount",
    "fsopen",
    "fsmount",
    "open_tree",
    "mount_setattr",
    "pivot_root",
    "chroot",
    "setns",
    "unshare",
    "open_by_handle_at",
    "name_to_handle_at",
    "inotify_init1",
    "inotify_add_watch",
    "fanotify_init",
    "pidfd_open",
    "pidfd_send_signal",
    "pidfd_getfd",
    "personality",
    "shmget",
    "shmat",
    "shmctl",
    "msgget",
    "semget",
    "mq_open",
    "mknod",
    "mknodat",
    "quotactl",
    "memfd_create",
    "memfd_secret",
    "socketpair",
    "setuid",
    "setgid",
    "setresuid",
    "setgroups",
    "capset",
    "setrlimit",
    "chown",
    "lchown",
    "fchown",
    "fchownat",
    "setxattr",
    "fsetxattr",
    "sethostname",
    "reboot",
    "swapon",
    "init_module",
    "finit_module",
    "kexec_load",
    "syslog",
    "acct",
    "seccomp",
    "sched_setaffinity",
    "sched_setscheduler",
    "sched_setattr",
    "setpriority",
    "ioprio_set",
    "kcmp",
    "vmsplice",
    "splice",
    "tee",
    "mbind",
    "move_pages",
    "migrate_pages",
    "set_mempolicy",
    "modify_ldt",
    "iopl",
    "ioperm",
    "landlock_create_ruleset",
    "landlock_add_rule",
    "landlock_restrict_self",
]


def run(program: bytes, number: int, arguments: tuple = (), machine: str = "x86_64") -> int:
    """Classic BPF, as far as the filters use it; any other instruction is an error."""
    arch = seccomp.AUDIT_ARCH[machine]
    words = [*arguments, *(0,) * (6 - len(arguments))]
    data = struct.pack("=IIQ6Q", number, arch, 0, *(word % 2**64 for word in words))
    accumulator, place = 0, 0
    while True:
        code, true, false, k = struct.unpack_from("=HBBI", program, place * 8)
        place += 1
        match code:
            case seccomp.LOAD:
                (accumulator,) = struct.unpack_from("=I", data, k)
            case seccomp.AND:
                accumulator &= k
            case seccomp.JUMP:
                place += k
            case seccomp.EQUAL:
                place += true if accumulator == k else false
            case seccomp.AT_LEAST:
                place += true if accumulator >= k else false
            case seccomp.RETURN:
                return k
            case _:
                raise AssertionError(f"unknown instruction {code:#x}")


@pytest.fixture(params=MACHINES)
def machine(request: pytest.FixtureRequest) -> str:
    return request.param


def decide(machine: str, name: str, *arguments: int, **profile: bool) -> int | None:
    """What the filter of a profile says; None where the architecture has no such call."""
    number = syscalls.number(name, machine)
    if number is None:
        return None
    program = build_filter(machine, **profile).for_pid(OWN_PID)
    return run(program, number, arguments, machine)


def test_every_call_that_is_not_named_is_refused(machine):
    program = build_filter(machine).for_pid(OWN_PID)
    named = {
        syscalls.number(name, machine)
        for name in (*seccomp.ALLOWED, *seccomp.NOT_INSPECTABLE, *seccomp.CONDITIONS)
    }

    for number in range(600):
        decision = run(program, number, (), machine)
        if number not in named:
            assert decision == REFUSE, number
    for name in seccomp.ALLOWED:
        number = syscalls.number(name, machine)
        assert number is None or run(program, number, (), machine) == ALLOW, name


@pytest.mark.parametrize("network", [False, True])
@pytest.mark.parametrize("metadata", [False, True])
@pytest.mark.parametrize("cuda", [False, True])
def test_no_profile_allows_a_hostile_call(machine, network, metadata, cuda):
    built = build_filter(machine, network=network, metadata=metadata, cuda=cuda)
    program = built.for_pid(OWN_PID)

    for name in HOSTILE:
        number = syscalls.number(name, machine)
        assert number is None or run(program, number, (1, 1, 1), machine) == REFUSE, name


def test_the_wrong_architecture_ends_the_process():
    program = build_filter("x86_64").for_pid(OWN_PID)

    assert run(program, 0, (), "aarch64") == KILL_PROCESS


def test_the_x32_calls_are_refused():
    program = build_filter("x86_64").for_pid(OWN_PID)

    for number in (0, 1, 59, 512, 520, 0xBFFFFFFF):
        assert run(program, seccomp.X32_BIT + number) == REFUSE


def test_calls_with_hidden_arguments_are_unknown(machine):
    assert UNKNOWN & 0xFFFF == errno.ENOSYS
    assert decide(machine, "clone3") == decide(machine, "openat2") == UNKNOWN


def test_threads_and_no_processes(machine):
    thread = 0x3D0F00
    assert decide(machine, "clone", thread) == ALLOW
    for flags in (17, 0x4111, thread & ~0x10000, thread | 0x10000000, thread | 0x20000000):
        assert decide(machine, "clone", flags) == REFUSE, hex(flags)


@pytest.mark.parametrize("name", ["kill", "tkill", "tgkill", "rt_sigqueueinfo"])
def test_signals_only_to_itself(machine, name):
    assert decide(machine, name, OWN_PID, 9) == ALLOW
    for pid in (1, 0, -1, -OWN_PID, OWN_PID + 1):
        assert decide(machine, name, pid, 9) == REFUSE


def test_sockets_by_profile(machine):
    stream, datagram, raw = 1, 2, 3
    flags = 0o2000000 | 0o4000
    for family in range(46):
        assert decide(machine, "socket", family, stream, 0) == REFUSE
    tcp = {
        (family, protocol)
        for family in range(46)
        for protocol in range(300)
        if protocol in (0, 6, 17, 132, 262)
        and decide(machine, "socket", family, stream | flags, protocol, network=True) == ALLOW
    }
    assert tcp == {(2, 0), (2, 6), (10, 0), (10, 6)}
    assert decide(machine, "socket", 2, datagram, 0, network=True) == REFUSE
    assert decide(machine, "socket", 16, raw, 0, network=True) == ALLOW  # list of interfaces
    assert decide(machine, "socket", 16, raw, 9, network=True) == REFUSE
    assert decide(machine, "connect") == REFUSE
    assert decide(machine, "connect", network=True) == ALLOW


def test_limits_are_read_and_not_set(machine):
    pointer = 0x7F0000000000  # its low half is zero
    assert decide(machine, "prlimit64", 0, 7, 0, pointer) == ALLOW
    assert decide(machine, "prlimit64", OWN_PID, 7, 0, pointer) == ALLOW
    assert decide(machine, "prlimit64", 0, 7, pointer, 0) == REFUSE
    assert decide(machine, "prlimit64", 0, 7, pointer + 8, 0) == REFUSE
    assert decide(machine, "prlimit64", 1, 7, 0, pointer) == REFUSE


def test_terminals_are_not_typed_on_and_signals_not_set_up(machine):
    assert decide(machine, "ioctl", 0, 0x5401) == ALLOW
    assert decide(machine, "ioctl", 0, 0x5412) == REFUSE  # TIOCSTI
    assert decide(machine, "ioctl", 0, 0x541C) == REFUSE  # TIOCLINUX
    assert decide(machine, "fcntl", 3, 8, 1) == REFUSE  # F_SETOWN
    assert decide(machine, "fcntl", 3, 15, 1) == REFUSE  # F_SETOWN_EX
    assert decide(machine, "fcntl", 3, 10, 9) == REFUSE  # F_SETSIG
    assert decide(machine, "fcntl", 3, 3) == ALLOW
    assert decide(machine, "prctl", 4, 1) == REFUSE  # PR_SET_DUMPABLE
    assert decide(machine, "prctl", 1, 0) == REFUSE  # PR_SET_PDEATHSIG
    assert decide(machine, "prctl", 15) == ALLOW  # PR_SET_NAME


def test_metadata_changes_only_with_a_scratch(machine):
    for name in seccomp.METADATA:
        assert decide(machine, name) in (REFUSE, None)
        assert decide(machine, name, metadata=True) in (ALLOW, None)


def test_opening_to_empty_is_refused_where_landlock_does_not_see_it(machine):
    assert decide(machine, "openat", 0, 0, 0o1000) == ALLOW
    assert decide(machine, "openat", 0, 0, 0o1000, truncate=False) == REFUSE
    assert decide(machine, "openat", 0, 0, 0, truncate=False) == ALLOW
    assert decide(machine, "creat", truncate=False) in (REFUSE, None)


NVIDIA = (0xC020462A, 0xC00846D6, 0x30000001, 0x30000002, 25, 33, 75)
TIOCSTI, TIOCLINUX, SIOCSIFFLAGS, KVM_CREATE_VM, FS_IOC_SETFLAGS = (
    0x5412,
    0x541C,
    0x8914,
    0xAE01,
    0x40086602,
)


@pytest.mark.parametrize("cuda", [False, True])
def test_requests_of_the_gpu_are_for_a_worker_with_a_gpu(machine, cuda):
    for request in NVIDIA:
        expected = ALLOW if cuda else REFUSE
        assert decide(machine, "ioctl", 3, request, cuda=cuda) == expected, hex(request)
    for request in (TIOCSTI, TIOCLINUX, SIOCSIFFLAGS, KVM_CREATE_VM, FS_IOC_SETFLAGS):
        assert decide(machine, "ioctl", 3, request, cuda=cuda) == REFUSE, hex(request)


def test_a_worker_with_a_gpu_names_one_kind_of_socket_and_reaches_nobody_by_it(machine):
    unix, stream, datagram, seqpacket, close_on_exec = 1, 1, 2, 5, 0x80000
    for cuda in (False, True):
        named = ALLOW if cuda else REFUSE
        assert decide(machine, "socket", unix, seqpacket | close_on_exec, 0, cuda=cuda) == named
        assert decide(machine, "bind", 3, 0, 30, cuda=cuda) == named
        for family in (unix, 2, 10, 16):
            for kind in (stream, datagram, 3, *((seqpacket,) if family != unix else ())):
                assert decide(machine, "socket", family, kind, 0, cuda=cuda) == REFUSE
        for name in ("connect", "accept", "accept4", "socketpair", "setsockopt"):
            assert decide(machine, name, 3, 0, 0, cuda=cuda) == REFUSE, name


def test_a_filter_fits_the_kernel(machine):
    for network, cuda in ((False, False), (True, False), (False, True)):
        built = build_filter(machine, network=network, metadata=True, cuda=cuda)
        assert len(built.program) // 8 < 4096
        assert struct.pack("=I", 0xFFFFFFFF) not in built.for_pid(OWN_PID)


def test_numbers_are_those_of_the_kernel_headers(machine):
    header = HEADERS[machine]
    if not header.exists():
        pytest.skip("no kernel headers here")
    pattern = r"#define __NR(?:3264)?_(\w+)\s+(\d+)\b"
    theirs = {name: int(number) for name, number in re.findall(pattern, header.read_text())}
    newest = max(theirs.values())
    if "fstatat" in theirs:
        theirs["newfstatat"] = theirs["fstatat"]

    for name in syscalls.NUMBERS:
        ours = syscalls.number(name, machine)
        if ours is None or ours <= newest:
            assert theirs.get(name) == ours, name
