"""Namespaces: the worker's own user, processes, mounts, network, IPC and host name.

The zygote makes them once and lives in them; a worker then only needs a fresh pid namespace, and a
fresh network where its profile asks for one. Without privileges this takes a user namespace, and
the zygote itself must be the first process of a pid namespace that its user namespace owns: else it
would not be allowed to return from the next one (`setns`).
"""

from __future__ import annotations

import fcntl
import os
import select
import signal
import socket
import struct

from autograder.confinement.errors import ConfinementError
from autograder.confinement.libc import call, checked_prctl, close_range, own_pidfd, syscall

CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC = 0x00020000, 0x04000000, 0x08000000
CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_REC, MS_PRIVATE = 16384, 1 << 18
MOUNT_SETATTR = 442
AT_FDCWD, AT_RECURSIVE = -100, 0x8000
MOUNT_ATTR_RDONLY, MOUNT_ATTR_NOSUID = 1, 2

PR_SET_PDEATHSIG = 1
HOST_NAME = b"localhost"  # resolves by /etc/hosts, which gloo asks for

# Landlock looks at the directories above a mount point, not at the mount point itself. So the
# scratch is mounted one level below the directory that the ruleset names, and the ruleset can be
# made before the mount.
SCRATCH_PARENT = "/proc/private"
SCRATCH_PATH = "/proc/private/scratch"
EMPTY_LIST_OF_DEVICES = "/sys/bus/pci/devices"
SCRATCH_OPTIONS = b"size=16m,nr_inodes=4096,mode=0700"


def die_with_parent() -> None:
    """SIGKILL as soon as the parent thread ends, however it ends."""
    checked_prctl("parent-death signal", PR_SET_PDEATHSIG, signal.SIGKILL)


def unshare(what: str, flags: int) -> None:
    """Leave the given namespaces for fresh ones."""
    call(f"unshare {what}", "unshare", flags)


def set_namespace(what: str, fd: int, kind: int) -> None:
    """Go (back) to the namespace behind an open file."""
    call(f"setns {what}", "setns", fd, kind)


def enter_user_namespace() -> None:
    """Own user, mount, network, IPC, UTS and (for the next child) pid namespaces.

    The user is mapped to itself, so files keep their owners, and no group can be dropped to gain
    access. Needs a single thread.
    """
    threads = len(os.listdir("/proc/self/task"))
    if threads > 1:
        raise ConfinementError(
            f"the zygote runs {threads} threads and may run one: set OMP_NUM_THREADS, "
            "OPENBLAS_NUM_THREADS and MKL_NUM_THREADS to 1 before it starts"
        )
    uid, gid = os.geteuid(), os.getegid()
    kinds = CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWPID
    unshare("user, mount, network, IPC, UTS and pid namespaces", kinds)
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{uid} {uid} 1"),
        ("gid_map", f"{gid} {gid} 1"),
    ):
        try:
            with open(f"/proc/self/{name}", "w") as file:
                file.write(text)
        except OSError as error:
            raise ConfinementError(f"writing {name}: {error.strerror}") from error
    call("host name", "sethostname", HOST_NAME, len(HOST_NAME))


def continue_as_first_process() -> None:
    """Fork into the new pid namespace; the child returns as its first process.

    The parent only waits and ends in the same way. Whoever kills it kills the child (parent-death
    signal), and with it, since that is the first process, every worker.
    """
    launcher = own_pidfd()
    child = os.fork()
    if child == 0:
        die_with_parent()
        refuse_if_ended(launcher)
        os.close(launcher)
        return
    # The zygote's files must close when the zygote ends, not when its launcher does.
    close_range(3)
    for name in ("SIGINT", "SIGQUIT", "SIGHUP"):  # the terminal sends them to the child as well
        signal.signal(getattr(signal, name), signal.SIG_IGN)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    os._exit(code if code >= 0 else 128 - code)


def refuse_if_ended(pidfd: int) -> None:
    """Close the gap between the fork and the parent-death signal: is the parent still there?"""
    poller = select.poll()
    poller.register(pidfd, select.POLLIN)
    if poller.poll(0):
        raise ConfinementError("the parent process ended while the worker was being confined")


def hide_files() -> None:
    """Make every mount read-only and cover /proc and /sys, in this mount namespace only.

    Read-only stops what Landlock doesn't gate (`chmod`, `utime`). The cover of /proc has the
    directory on which each worker's scratch is mounted, that of /sys the empty list of devices that
    gloo insists on reading.
    """
    call("private mounts", "mount", b"none", b"/", None, MS_REC | MS_PRIVATE, None)
    for covered, inside in (("/proc", SCRATCH_PATH), ("/sys", EMPTY_LIST_OF_DEVICES)):
        if covered == "/proc" or os.path.isdir(covered):
            target, flags = covered.encode(), MS_NOSUID | MS_NODEV | MS_NOEXEC
            options = b"size=4k,nr_inodes=16,mode=0755"
            call(f"covering {covered}", "mount", b"none", target, b"tmpfs", flags, options)
            os.makedirs(inside, 0o755)
    attributes = struct.pack("=QQQQ", MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID, 0, 0, 0)
    what = "read-only mounts"
    syscall(what, MOUNT_SETATTR, AT_FDCWD, b"/", AT_RECURSIVE, attributes, len(attributes))


def mount_scratch() -> None:
    """A writable tmpfs that only this process has; it vanishes with it."""
    unshare("mount namespace", CLONE_NEWNS)
    flags = MS_NOSUID | MS_NODEV | MS_NOEXEC
    path = SCRATCH_PATH.encode()
    call("mounting the scratch", "mount", b"none", path, b"tmpfs", flags, SCRATCH_OPTIONS)


def loopback_up() -> None:
    """Switch `lo` on in the current network namespace."""
    get_flags, set_flags, up = 0x8913, 0x8914, 0x1
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
            request = struct.pack("16sH14x", b"lo", 0)
            (flags,) = struct.unpack_from("H", fcntl.ioctl(control, get_flags, request), 16)
            fcntl.ioctl(control, set_flags, struct.pack("16sH14x", b"lo", flags | up))
    except OSError as error:
        raise ConfinementError(f"switching loopback on: {error.strerror}") from error
