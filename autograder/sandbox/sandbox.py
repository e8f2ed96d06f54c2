"""Workers by need, with one spare waiting, so that forking and grading overlap."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass

from autograder.confinement import Isolation, probe_isolation
from autograder.sandbox.need import Need
from autograder.sandbox.worker import Worker, fork_workers
from autograder.sandbox.zygote import ZygoteProcess
from autograder.wire import Channel


@dataclass
class _Spare:
    sockets: list[socket.socket]
    pids: Callable[[], list[int]]


class Sandbox:
    """Starts zygotes when they are first needed and keeps them until it is closed.

    With ``cuda``, GPUs are handed out to the cases that need one, on tier 2 at most: the driver reads what tier 3
    hides.
    """

    def __init__(self, isolation: Isolation | None = None, *, cuda: bool = False) -> None:
        self.isolation = isolation or probe_isolation()
        self.cuda = cuda
        self._zygotes: dict[str, ZygoteProcess] = {}
        self._spares: dict[Need, _Spare] = {}

    def worker(self, need: Need, spare: bool = True) -> Worker:
        """A fresh confined worker. With ``spare``, the next one is forked meanwhile."""
        return self.workers(need, 1, spare)[0]

    def workers(self, need: Need, count: int, spare: bool = False) -> list[Worker]:
        """``count`` workers; with the network, they share one namespace that has only ``lo``."""
        zygote = self._zygote(need.zygote)
        self._settle(need.zygote, keep=need if count == 1 else None)
        waiting = self._spares.pop(need, None) if count == 1 else None
        if waiting is None:
            waiting = _Spare(*fork_workers(zygote, need, count))
        pids = waiting.pids()
        workers = [
            Worker(zygote, Channel(ours), pid, need) for ours, pid in zip(waiting.sockets, pids)
        ]
        for worker in workers:
            worker.wait_until_ready()
        if spare and count == 1:
            self._spares[need] = _Spare(*fork_workers(zygote, need, 1))
        return workers

    def _settle(self, zygote: str, keep: Need | None) -> None:
        """Spares of another kind are ended: each holds memory."""
        for need in [n for n in self._spares if n.zygote == zygote and n != keep]:
            spare = self._spares.pop(need)
            for pid in spare.pids():
                self._zygotes[zygote].request({"do": "end", "pid": pid})
            for ours in spare.sockets:
                ours.close()

    def _zygote(self, need: str) -> ZygoteProcess:
        if need not in self._zygotes:
            tier = min(self.isolation.tier, 2) if need == "cuda" else self.isolation.tier
            self._zygotes[need] = ZygoteProcess(need, tier)
        self._zygotes[need].wait_until_ready()
        return self._zygotes[need]

    def close(self) -> None:
        for zygote in self._zygotes.values():
            zygote.close()
        self._zygotes.clear()
        self._spares.clear()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()
