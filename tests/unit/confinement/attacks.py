"""What a hostile submission would try. Each raises an `OSError` if it is refused."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import resource
import signal
import socket
import struct
from collections.abc import Callable
from pathlib import Path

from autograder.confinement.libc import architecture
from autograder.confinement.syscalls import number

_libc = ctypes.CDLL(None, use_errno=True)
_machine = architecture()


def system_call(name: str, *arguments: object) -> int:
    """The bare call, without the C library's fallbacks."""
    which = number(name, _machine)
    words = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    result = _libc.syscall(ctypes.c_long(which), *words)
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def make_process(name: str, *arguments: int) -> int:
    """Fork by a bare call; should it work, the child ends at once."""
    parent = os.getpid()
    pid = system_call(name, *arguments)
    if pid == 0 and (os.getpid() != parent or name != "clone"):
        os._exit(0)
    return pid


def connect(family: int, address: object, kind: int = socket.SOCK_STREAM) -> None:
    with socket.socket(family, kind) as client:
        client.settimeout(1)
        client.connect(address)


def bound(path: str) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as server:
        server.bind(path)


def own_signals_by_fcntl(pid: int) -> None:
    """F_SETOWN and F_SETSIG make the kernel send a signal of choice to a process of choice."""
    read, write = os.pipe()
    try:
        fcntl.fcntl(read, fcntl.F_SETOWN, pid)
    finally:
        os.close(read)
        os.close(write)


def on_files(folder: Path) -> dict[str, Callable[[], object]]:
    """Attempts on decoys that the test wrote: `secret` (read), `precious` (keep)."""
    secret, precious = str(folder / "secret"), str(folder / "precious")
    return {
        "read a file": lambda: Path(secret).read_text(),
        "list a folder": lambda: os.listdir(folder),
        "write a file": lambda: Path(precious).write_text("gone"),
        "empty a file": lambda: os.truncate(precious, 0),
        "empty a file by opening it": lambda: os.close(os.open(precious, os.O_TRUNC)),
        "make a file": lambda: Path(folder / "new").write_text("x"),
        "make a folder": lambda: os.mkdir(folder / "folder"),
        "make a link": lambda: os.link(secret, folder / "link"),
        "make a symbolic link": lambda: os.symlink(secret, folder / "symlink"),
        "make a fifo": lambda: os.mkfifo(folder / "fifo"),
        "rename a file": lambda: os.rename(precious, folder / "renamed"),
        "delete a file": lambda: os.unlink(precious),
        "chmod a file": lambda: os.chmod(precious, 0o640),
        "chmod a folder": lambda: os.chmod(folder, 0),
        "date a file": lambda: os.utime(precious, (0, 0)),
        "own a file": lambda: os.chown(precious, os.getuid(), os.getgid()),
        "tag a file": lambda: os.setxattr(precious, "user.tag", b"x"),
        "write to /tmp": lambda: Path("/tmp/confinement-escaped").write_text("x"),
        "read a list of users": lambda: Path("/etc/passwd").read_text(),
        "read own /proc": lambda: Path("/proc/self/maps").read_text(),
        "read /proc of init": lambda: Path("/proc/1/status").read_text(),
        "read /sys": lambda: os.listdir("/sys/class"),
        "read the home": lambda: os.listdir(os.path.expanduser("~")),
        "read this test": lambda: Path(__file__).read_text(),
        "run a program": lambda: os.execv("/bin/true", ["true"]),
        "run it by descriptor": lambda: system_call("execveat", -100, b"/bin/true", None, None, 0),
    }


def on_processes(victim: int) -> dict[str, Callable[[], object]]:
    """Attempts on a process that the test started, and to make new ones."""
    return {
        "fork": lambda: os.waitpid(os.fork() or os._exit(0), 0),
        "fork by a bare call": lambda: make_process("clone", signal.SIGCHLD, 0, 0, 0, 0),
        "vfork": lambda: make_process("vfork") if _machine == "x86_64" else refuse(),
        "clone3": lambda: system_call("clone3", None, 0),
        "signal another process": lambda: os.kill(victim, 0),
        "signal the process group": lambda: os.kill(0, 0),
        "signal everybody": lambda: os.kill(-1, 0),
        "signal a thread of another": lambda: system_call("tgkill", victim, victim, 0),
        "signal by fcntl": lambda: own_signals_by_fcntl(victim),
        "queue a signal": lambda: system_call("rt_sigqueueinfo", victim, 0, None),
        "open a pidfd": lambda: os.pidfd_open(os.getpid()),
        "trace": lambda: system_call("ptrace", 16, victim, None, None),
        "read the memory of another": lambda: system_call(
            "process_vm_readv", victim, None, 0, None, 0, 0
        ),
        "limit another": lambda: resource.prlimit(victim, resource.RLIMIT_CPU),
        "raise an own limit": lambda: system_call(
            "prlimit64", 0, resource.RLIMIT_CPU, struct.pack("QQ", 1, 1), None
        ),
        "slow another down": lambda: os.setpriority(os.PRIO_PROCESS, victim, 5),
        "move another": lambda: os.sched_setaffinity(victim, {0}),
    }


def on_the_kernel() -> dict[str, Callable[[], object]]:
    """Calls that no exercise needs and many kernel bugs did."""
    names = [
        "memfd_create",
        "io_uring_setup",
        "bpf",
        "keyctl",
        "add_key",
        "userfaultfd",
        "perf_event_open",
        "mount",
        "umount2",
        "fsopen",
        "open_tree",
        "mount_setattr",
        "pivot_root",
        "chroot",
        "setns",
        "unshare",
        "open_by_handle_at",
        "name_to_handle_at",
        "inotify_init1",
        "fanotify_init",
        "personality",
        "shmget",
        "msgget",
        "semget",
        "mq_open",
        "quotactl",
        "setuid",
        "setgid",
        "setresuid",
        "setgroups",
        "capset",
        "sethostname",
        "reboot",
        "swapon",
        "init_module",
        "kexec_load",
        "syslog",
        "acct",
        "seccomp",
        "vmsplice",
        "splice",
        "tee",
        "mbind",
        "move_pages",
        "migrate_pages",
        "process_madvise",
        "landlock_create_ruleset",
        "kcmp",
        "ioprio_set",
        "sched_setscheduler",
    ]
    attempts: dict[str, Callable[[], object]] = {
        name: lambda name=name: system_call(name, 0, 0, 0, 0, 0) for name in names
    }
    attempts["mknodat"] = lambda: system_call("mknodat", -100, b"/tmp/confinement-fifo", 0o010600)
    attempts["type on a terminal"] = lambda: system_call("ioctl", 0, 0x5412, b"x")
    attempts["rename the process group"] = lambda: os.setpgid(0, 0)
    return attempts


def on_the_network(port: int, unix_path: str, abstract: str) -> dict[str, Callable[[], object]]:
    """Attempts on listeners that the test itself opened."""
    return {
        "connect by IPv4": lambda: connect(socket.AF_INET, ("127.0.0.1", port)),
        "connect by IPv6": lambda: connect(socket.AF_INET6, ("::1", port)),
        "connect to a unix socket": lambda: connect(socket.AF_UNIX, unix_path),
        "connect to an abstract socket": lambda: connect(socket.AF_UNIX, "\0" + abstract),
        "connect by packets": lambda: connect(socket.AF_UNIX, unix_path, socket.SOCK_SEQPACKET),
        "name a unix socket": lambda: bound(unix_path + ".new"),
        "send a datagram": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
        "ask netlink": lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0),
        "raw packets": lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0),
        "vsock": lambda: socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM),
        "socket pair": socket.socketpair,
    }


def refuse() -> None:
    raise PermissionError(errno.EPERM, "this architecture has no such call")


def outcomes(attempts: dict[str, Callable[[], object]]) -> dict[str, str]:
    """For each attempt "worked", or the name of the error."""
    found = {}
    for name, attempt in attempts.items():
        try:
            attempt()
        except OSError as error:
            found[name] = errno.errorcode.get(error.errno or 0, type(error).__name__)
        else:
            found[name] = "worked"
    return found
