"""The warm process that workers are forked from.

It imports what submissions need, once, and never runs a line of theirs. It holds no secret: it is started
afresh with a minimal environment and is told nothing of tests or answers.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import signal
import socket
import sys
import tempfile
import time
from typing import Any

from autograder.confinement import (
    SCRATCH_PATH,
    ConfinementError,
    Profile,
    ZygoteConfinement,
    default_readable_paths,
    load_driver,
)
from autograder.confinement import Limits as ResourceLimits
from autograder.wire import Channel, encode
from autograder.worker import server
from autograder.worker.probes import scratch
from autograder.worker.warm import warm_up

GRACE_SECONDS = 0.25  # between the end of a worker's connection and its end, before it is killed
REFUSED = 97


def main(need: str, descriptor: int, tier: int) -> None:
    """Serves the grader's requests on ``descriptor`` until the grader closes it."""
    connection = socket.socket(fileno=descriptor)
    readable = default_readable_paths()
    if need == "cuda":
        readable += load_driver()
    confinement = ZygoteConfinement(tier, readable, cuda=need == "cuda")
    warm_up(need)
    confinement.enter()
    sys.path[:] = [path for path in sys.path if not _holds_the_course(path)]
    gc.collect()
    gc.freeze()
    Zygote(connection, confinement).serve()


def _holds_the_course(path: str) -> bool:
    return path == "" or os.path.isfile(os.path.join(path, "autograder", "__init__.py"))


class Zygote:
    """Forks workers, ends them, and tells how they ended."""

    def __init__(self, connection: socket.socket, confinement: ZygoteConfinement) -> None:
        self.connection = connection
        self.confinement = confinement
        self.children: set[int] = set()
        self.ticket = 0

    def serve(self) -> None:
        self.connection.send(json.dumps({"ready": os.getpid()}).encode())
        while True:
            message, descriptors, _, _ = socket.recv_fds(self.connection, 65536, 64)
            if not message:
                break
            request = json.loads(message)
            self.ticket = request["ticket"]
            getattr(self, f"do_{request['do']}")(request, descriptors)
        for pid in self.children:
            _kill(pid)

    def _reply(self, answer: dict[str, Any]) -> None:
        self.connection.send(json.dumps({**answer, "ticket": self.ticket}).encode())

    def do_fork(self, request: dict[str, Any], descriptors: list[int]) -> None:
        """One worker for each descriptor; several share one network namespace."""
        profile = Profile(
            limits=ResourceLimits(**request["limits"]),
            network=request["network"],
            scratch=request["scratch"],
        )
        pids: list[int] = []
        try:
            if profile.network:
                # DistributedDataParallel asks for it: two seconds in every rank, unless it is here before the fork.
                importlib.import_module("torch._dynamo")
                with self.confinement.network_group():
                    pids = [self._fork(profile, fd, descriptors) for fd in descriptors]
            else:
                pids = [self._fork(profile, fd, descriptors) for fd in descriptors]
        except (ConfinementError, OSError) as error:
            for pid in pids:
                self._end(pid)
            self._reply({"error": str(error)})
        else:
            self._reply({"pids": pids})
        finally:
            for descriptor in descriptors:
                os.close(descriptor)

    def _fork(self, profile: Profile, descriptor: int, descriptors: list[int]) -> int:
        pid = self.confinement.fork(profile)
        if pid:
            self.children.add(pid)
            return pid
        try:
            self._become_worker(profile, descriptor)
        finally:
            os._exit(REFUSED)

    def _become_worker(self, profile: Profile, descriptor: int) -> None:
        channel = Channel(socket.socket(fileno=descriptor))
        _catch_output()
        try:
            self.confinement.confine_child(profile, keep_fds=(1, 2, descriptor))
        except ConfinementError as error:
            channel.send(*encode(["refused", str(error)], lambda item: None))
            os._exit(REFUSED)
        if profile.scratch:
            scratch.use(SCRATCH_PATH)
        server.run(channel)

    def do_end(self, request: dict[str, Any], descriptors: list[int]) -> None:
        """Kills a worker and forgets it; nobody waits for the answer."""
        self._end(request["pid"])

    def do_reap(self, request: dict[str, Any], descriptors: list[int]) -> None:
        """How a worker ended whose connection has closed."""
        pid = request["pid"]
        limit = time.monotonic() + GRACE_SECONDS
        lingered = False
        while True:
            done, status, usage = os.wait4(pid, os.WNOHANG)
            if done:
                break
            if time.monotonic() > limit:
                lingered = True
                _kill(pid)
                _, status, usage = os.wait4(pid, 0)
                break
            time.sleep(0.001)
        self.children.discard(pid)
        self._reply(
            {
                "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
                "exit": os.WEXITSTATUS(status) if os.WIFEXITED(status) else 0,
                "lingered": lingered,
                "cpu_seconds": usage.ru_utime + usage.ru_stime,
                "peak_kb": usage.ru_maxrss,
            }
        )

    def _end(self, pid: int) -> None:
        if pid in self.children:
            _kill(pid)
            os.waitpid(pid, 0)
            self.children.discard(pid)


def _catch_output() -> None:
    """What the worker prints goes to memory of its own, up to the limit on the size of files."""
    if hasattr(os, "memfd_create"):
        output = os.memfd_create("output")
    else:
        with tempfile.TemporaryFile() as file:
            output = os.dup(file.fileno())
    for standard in (1, 2):
        os.dup2(output, standard)
    os.close(output)


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
