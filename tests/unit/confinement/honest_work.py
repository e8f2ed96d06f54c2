"""A zygote with a warm library: run as `python honest_work.py numpy|torch TIER`; prints JSON."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable

from autograder.confinement import (
    SCRATCH_PATH,
    Limits,
    Profile,
    ZygoteConfinement,
    default_readable_paths,
)

LIMITS = Limits(address_space_bytes=1 << 30, cpu_seconds=20, file_bytes=1 << 24, open_files=64)


def warm_up(library: str) -> None:
    """What a zygote imports; with no parallel region, so that it keeps its single thread."""
    if library == "numpy":
        import numpy.linalg
        import numpy.random  # noqa: F401

        return
    import torch
    import torch.distributed

    torch.set_num_threads(1)
    parameter = torch.nn.Parameter(torch.zeros(2))
    parameter.grad = torch.ones(2)
    torch.optim.Adam([parameter]).step()


def use_numpy() -> None:
    import numpy as np

    rng = np.random.default_rng(0)
    matrix = rng.normal(size=(300, 300))
    assert np.isfinite(matrix @ matrix).all()
    assert np.linalg.svd(matrix[:20, :20])[1].shape == (20,)
    assert np.linalg.inv(matrix).shape == (300, 300)
    assert np.fft.fft(matrix[0]).shape == (300,)
    results = []
    threads = [threading.Thread(target=lambda: results.append(matrix @ matrix)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 4
    time.sleep(0.001)
    import statistics  # lazy, from the standard library

    import numpy.polynomial  # lazy, from site-packages

    assert statistics.mean([1, 3]) == 2 and numpy.polynomial.Polynomial([1, 2])(1) == 3


def use_torch() -> None:
    import torch

    torch.default_generator.manual_seed(0)
    model = torch.nn.Sequential(
        torch.nn.Conv2d(1, 3, 3), torch.nn.Flatten(), torch.nn.Linear(48, 1)
    )
    for make in (torch.optim.SGD, torch.optim.Adam, torch.optim.AdamW):
        optimizer = make(model.parameters(), lr=1e-3)
        for _ in range(2):
            optimizer.zero_grad()
            model(torch.randn(5, 1, 6, 6)).pow(2).mean().backward()
            optimizer.step()
    assert torch.linalg.qr(torch.randn(4, 4))[0].shape == (4, 4)


def use_scratch() -> None:
    import torch

    path = os.path.join(SCRATCH_PATH, "checkpoint.pt")
    torch.save({"weight": torch.ones(3)}, path)
    assert torch.load(path)["weight"].sum() == 3


def all_reduce(rank: int) -> Callable[[], None]:
    def work() -> None:
        import torch
        import torch.distributed as distributed

        distributed.init_process_group(
            "gloo", init_method="tcp://127.0.0.1:29500", rank=rank, world_size=2
        )
        total = torch.tensor([float(rank + 1)])
        distributed.all_reduce(total)
        assert total.item() == 3
        distributed.barrier()

    return work


def main(library: str, best: int) -> None:
    warm_up(library)
    readable = default_readable_paths()
    read, write = os.pipe()

    def tell(name: str, text: str) -> None:
        os.write(write, json.dumps({name: text}).encode() + b"\n")

    def worker(confinement: ZygoteConfinement, profile: Profile, name: str, work: Callable) -> int:
        pid = confinement.fork(profile)
        if pid == 0:
            try:
                confinement.confine_child(profile, [2, write])
                work()
                tell(name, "done")
            except BaseException:
                tell(name, traceback.format_exc())
            os._exit(0)
        return pid

    def zygote(tier: int) -> None:
        confinement = ZygoteConfinement(tier, readable)
        confinement.enter()
        uses = {"numpy": [use_numpy], "torch": [use_numpy, use_torch]}[library]
        scratch = tier == 3 and library == "torch"
        work = [*uses, use_scratch] if scratch else uses
        profile = Profile(LIMITS, scratch=scratch)
        os.waitpid(worker(confinement, profile, f"tier {tier}", lambda: [f() for f in work]), 0)
        if scratch:
            ranks = Profile(LIMITS, network=True)
            with confinement.network_group():
                pids = [worker(confinement, ranks, f"rank {r}", all_reduce(r)) for r in (0, 1)]
            for pid in pids:
                os.waitpid(pid, 0)

    for tier in range(2, best + 1):
        pid = os.fork()
        if pid == 0:
            try:
                zygote(tier)
            except BaseException:
                tell(f"tier {tier}", traceback.format_exc())
            os._exit(0)
        os.waitpid(pid, 0)
    os.close(write)
    answers: dict[str, str] = {}
    with os.fdopen(read) as lines, contextlib.suppress(ValueError):
        for line in lines:
            answers.update(json.loads(line))
    print(json.dumps(answers))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
