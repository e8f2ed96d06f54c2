"""What must stay as it is while attacks run: decoys, listeners, folders, processes. All of the test's own."""

from __future__ import annotations

import contextlib
import ctypes
import os
import secrets
import socket
import stat
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

SUBREAPER = 36  # prctl: an orphan below this process becomes its child, so none gets out of sight
HEADING = "DECOY"


@dataclass
class Watch:
    """A folder that looks like a course, listeners, and a name that no file may get."""

    folder: Path
    hidden: tuple[Path, ...]
    besides: frozenset[int] = frozenset()  # processes whose children are not ours to count
    name: str = field(default_factory=lambda: f"deepdrill-attack-{secrets.token_hex(8)}")
    secret: str = field(default_factory=lambda: secrets.token_hex(16))
    listeners: list[socket.socket] = field(default_factory=list)

    def __post_init__(self) -> None:
        ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
        self.decoy = self.folder / "solutions" / "solution.py"
        self.decoy.parent.mkdir(parents=True)
        self.decoy.write_text(f"{HEADING} = {self.secret!r}\n")
        (self.folder / "gradebook.db").write_text(self.secret)
        for path in (self.folder, self.decoy.parent):
            path.chmod(0o755)
        self.unix = self.folder / "socket"
        self._listen(socket.AF_INET, ("127.0.0.1", 0))
        self._listen(socket.AF_INET6, ("::1", 0))
        self._listen(socket.AF_UNIX, str(self.unix))
        self._listen(socket.AF_UNIX, "\0" + self.name)
        self.unix.chmod(0o777)
        os.environ["DEEPDRILL_DECOY"] = self.secret
        self._before = self._state()
        self._processes = descendants(self.besides)

    def _listen(self, family: int, address: object) -> None:
        listener = socket.socket(family)
        with contextlib.suppress(OSError):  # no IPv6 here, say
            listener.bind(address)
            listener.listen(64)
        listener.setblocking(False)
        self.listeners.append(listener)

    def constants(self) -> str:
        """What an attack is told: where its targets are."""
        ports = [self._port(listener) for listener in self.listeners[:2]]
        return (
            f"DECOY, COURSE, UNIX = {str(self.decoy)!r}, {str(self.folder)!r}, {str(self.unix)!r}\n"
            f"HIDDEN = {[str(path) for path in self.hidden]!r}\n"
            f"NAME, MARK = {self.name!r}, {f'/tmp/{self.name}'!r}\n"
            f"PORT, PORT6, GRADER = {ports[0]}, {ports[1]}, {os.getpid()}\n"
        )

    @staticmethod
    def _port(listener: socket.socket) -> int:
        return listener.getsockname()[1]

    def broken(self, text: str, expected_processes: int) -> list[str]:
        """What an attack achieved; ``text`` is all that its author is told."""
        found = []
        if self.secret in text:
            found.append("a decoy was read")
        if lines := [line for line in self.secret_lines if line in text]:
            found.append(f"a hidden file was read: {lines[0]}")
        if self._state() != self._before:
            found.append("the decoys were changed")
        found += [f"a file was written in {place}" for place in places() if self._marked(place)]
        for listener in self.listeners:
            with contextlib.suppress(BlockingIOError, OSError):
                listener.accept()[0].close()
                found.append(f"a connection came in at {listener.getsockname()}")
        alive = self._alive(expected_processes)
        if len(alive) > expected_processes:
            about = [described(process) for process in sorted(alive)]
            found.append(f"{len(alive)} processes live, {expected_processes} should: {about}")
        return found

    @property
    def secret_lines(self) -> list[str]:
        """Lines of hidden files that no message has a reason to show."""
        if not hasattr(self, "_lines"):
            lines = [line.strip() for path in self.hidden for line in path.read_text().splitlines()]
            self._lines = [line for line in lines if len(line) > 40 and "(" in line and '"' not in line]
        return self._lines

    def _marked(self, place: str) -> bool:
        path = os.path.join(place, self.name)
        try:
            return stat.S_IFMT(os.lstat(path).st_mode) != 0
        except OSError:
            return False

    def _state(self) -> list[tuple]:
        """Every decoy with its content, mode, owner and times."""
        found = []
        for path in sorted([self.folder, *self.folder.rglob("*")]):
            about = path.lstat()
            content = path.read_bytes() if path.is_file() else b""
            times = (about.st_mtime_ns, about.st_mode, about.st_uid, about.st_nlink)
            found.append((str(path), content, *times))
        return found

    def _alive(self, expected: int) -> set[int]:
        """The processes below this one, once those that are being ended have gone."""
        limit = time.monotonic() + 3
        while True:
            alive = descendants(self.besides) - self._processes
            if len(alive) <= expected or time.monotonic() > limit:
                return alive
            time.sleep(0.01)

    def close(self) -> None:
        for listener in self.listeners:
            listener.close()
        os.environ.pop("DEEPDRILL_DECOY", None)


def places() -> list[str]:
    """Folders in which attacks try to leave a file."""
    found = {"/", "/tmp", "/var/tmp", "/dev/shm", "/run", "/root", "/home", "/etc", tempfile.gettempdir()}
    found |= {os.path.dirname(np.__path__[0]), os.path.dirname(os.__file__), os.getcwd(), os.path.expanduser("~")}
    return sorted(found)


def described(process: int) -> str:
    """What a process is, for whoever has to find out why it lives."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
        command = Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return f"{process}: gone by now"
    about = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    return f"{process}: {about['Name']} ({about['State']}), child of {about['PPid']}, user {about['Uid'].split()[0]}: {command}"


def descendants(besides: frozenset[int]) -> set[int]:
    """All processes that live below this one, but for ``besides`` and those below them."""
    parents: dict[int, int] = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            with contextlib.suppress(OSError), open(f"/proc/{entry}/stat", "rb") as file:
                state, parent = file.read().rsplit(b")", 1)[1].split()[:2]
                if state != b"Z":  # ended, and only not waited for
                    parents[int(entry)] = int(parent)
    found: set[int] = set()
    level = {os.getpid()}
    while level:
        level = {pid for pid, parent in parents.items() if parent in level and pid not in besides}
        found |= level
    return found
