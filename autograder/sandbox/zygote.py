"""Starts a zygote and asks it for workers."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from typing import Any

from autograder.errors import ToolFailure

START_SECONDS = 120.0

# Huge pages and malloc in place of pymalloc: fewer page tables to copy at each fork.
ENVIRONMENT = {
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
    "PYTHONMALLOC": "malloc",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONUTF8": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "GLOO_SOCKET_IFNAME": "lo",
    "TORCH_CPP_LOG_LEVEL": "ERROR",
    "CUDA_VISIBLE_DEVICES": "",
    "LANG": "C.UTF-8",
    "HOME": "/nonexistent",
}


# Where torch finds the driver, and which GPUs it may use: the grader's own choice.
OF_CUDA = ("LD_LIBRARY_PATH", "CUDA_VISIBLE_DEVICES", "CUDA_DEVICE_ORDER")


class ZygoteProcess:
    """One warm process for "numpy", "torch" or "cuda"."""

    def __init__(self, need: str, tier: int) -> None:
        self.need = need
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        bootstrap = (
            f"import sys; sys.path[:] = {sys.path!r}; from autograder.worker.zygote import main; "
            f"main({need!r}, {theirs.fileno()}, {tier})"
        )
        environment = dict(ENVIRONMENT)
        if need == "cuda":
            del environment["CUDA_VISIBLE_DEVICES"]
            environment |= {name: os.environ[name] for name in OF_CUDA if name in os.environ}

        self._process = subprocess.Popen(
            [sys.executable, "-s", "-P", "-X", "frozen_modules=on", "-c", bootstrap],
            env=environment,
            pass_fds=(theirs.fileno(),),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd="/",
            start_new_session=True,
        )
        theirs.close()
        self._connection = ours
        self._ready = False
        self._tickets = 0
        self._answers: dict[int, dict[str, Any]] = {}  # came before they were asked for

    def wait_until_ready(self) -> None:
        """The imports are done. Raises ToolFailure where they fail."""
        if self._ready:
            return
        self._connection.settimeout(START_SECONDS)
        answer = self._receive()
        if "ready" not in answer:
            raise ToolFailure(f"the {self.need} sandbox did not start: {answer}")
        self._connection.settimeout(30.0)
        self._ready = True

    def request(self, message: dict[str, Any], descriptors: tuple[int, ...] = ()) -> int:
        """Sends a request. The ticket is for taking the answer, where the request has one."""
        self._tickets += 1
        data = json.dumps({**message, "ticket": self._tickets}).encode()
        try:
            socket.send_fds(self._connection, [data], list(descriptors))
        except OSError as error:
            raise ToolFailure(f"the {self.need} sandbox has gone: {error}") from None
        return self._tickets

    def answer(self, ticket: int) -> dict[str, Any]:
        """The answer to the request with that ticket; others that come first are kept."""
        while ticket not in self._answers:
            answer = self._receive()
            self._answers[answer.pop("ticket")] = answer
        return self._answers.pop(ticket)

    def _receive(self) -> dict[str, Any]:
        try:
            data = self._connection.recv(65536)
        except OSError as error:
            raise ToolFailure(f"the {self.need} sandbox does not answer: {error}") from None
        if not data:
            raise ToolFailure(f"the {self.need} sandbox ended: {self._last_words()}")
        return json.loads(data)

    def _last_words(self) -> str:
        self._process.wait(timeout=5)
        text = self._process.stderr.read().decode(errors="replace") if self._process.stderr else ""
        return text.strip().splitlines()[-1] if text.strip() else "no reason given"

    def close(self) -> None:
        """Ends the zygote, and with it every worker."""
        self._connection.close()
        try:
            self._process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stderr:
            self._process.stderr.close()

    @property
    def pid(self) -> int:
        return self._process.pid

    def __del__(self) -> None:
        if getattr(self, "_process", None) is not None and self._process.returncode is None:
            os.close(self._connection.detach())
