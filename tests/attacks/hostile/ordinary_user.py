"""Runs a command as `nobody`, who may not even reach this Python: `python ordinary_user.py COMMAND...`.

For root only. In a mount namespace of its own, the folders on the way that are closed to others (a home,
say) are covered by empty ones in which only what is needed shows: the interpreter, the environment, the
checkout. The files themselves keep their owners and modes. What the command leaves behind when it ends stays
below this process, which ends when the last of it has ended.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

NOBODY = 65534
IMPOSSIBLE = 77  # the exit status where root is not allowed to mount
MS_BIND, MS_REC, MS_PRIVATE = 4096, 16384, 1 << 18
CLONE_NEWNS = 0x00020000
DEATH_SIGNAL, SUBREAPER = 1, 36  # for prctl
_libc = ctypes.CDLL(None, use_errno=True)


def main(command: list[str]) -> int:
    """The command's exit status, once it and all that it started have ended."""
    _check(_libc.prctl(SUBREAPER, 1, 0, 0, 0), "prctl")
    child = os.fork()
    if child == 0:
        become(command)
    status = 0
    while True:
        try:
            ended, how = os.wait()
        except ChildProcessError:
            return os.waitstatus_to_exitcode(status)
        status = how if ended == child else status


def become(command: list[str]) -> None:
    """Does not return."""
    checkout = Path(__file__).resolve().parents[3]
    try:
        open_the_way([Path(sys.base_prefix), Path(sys.prefix), checkout])
    except OSError as error:
        print(f"root may not mount here: {error}", flush=True)
        os._exit(IMPOSSIBLE)
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    _check(_libc.prctl(DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0), "prctl")
    environment = {
        "PATH": "/usr/bin:/bin",
        "HOME": "/nonexistent",
        "LANG": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_NUM_THREADS": "1",
    }
    os.chdir(checkout)
    os.execve(command[0], command, environment)


def open_the_way(needed: list[Path]) -> None:
    """Make each folder reachable for others, in this process and what it starts."""
    closed = {folder for path in needed if (folder := _closed_folder(path)) is not None}
    behind = [path.resolve() for path in needed if _closed_folder(path) is not None]
    _check(_libc.unshare(CLONE_NEWNS), "unshare")
    _mount(b"none", "/", None, MS_REC | MS_PRIVATE)
    kept = []
    for path in behind:
        aside = tempfile.mkdtemp()
        _mount(os.fsencode(path), aside, None, MS_BIND | MS_REC)
        kept.append((path, aside))
    for folder in closed:
        _mount(b"none", str(folder), b"tmpfs", 0, b"mode=0755,size=1m")
    for path, aside in kept:
        path.mkdir(mode=0o755, parents=True, exist_ok=True)
        _mount(os.fsencode(aside), str(path), None, MS_BIND | MS_REC)
        _check(_libc.umount2(os.fsencode(aside), 2), "umount")
        shutil.rmtree(aside, ignore_errors=True)


def _closed_folder(path: Path) -> Path | None:
    """The uppermost folder on the way to ``path`` that others may not pass."""
    path = path.resolve()
    for folder in (*reversed(path.parents), path):
        if not folder.stat().st_mode & 0o001:
            return folder
    return None


def _mount(source: bytes, target: str, kind: bytes | None, flags: int, data: bytes | None = None) -> None:
    result = _libc.mount(source, os.fsencode(target), kind, ctypes.c_ulong(flags), data)
    _check(result, f"mount on {target}")


def _check(result: int, what: str) -> None:
    if result < 0:
        raise OSError(ctypes.get_errno(), f"{what}: {os.strerror(ctypes.get_errno())}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
