"""Imports and first calls, done once before any fork.

What a child would otherwise import by itself costs it up to a second (a torch optimizer's first step
imports a compiler). No parallel region, no backward pass and no CUDA here: a child of a process that had
one can hang.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable

from autograder.worker import probes

COMMON = (
    "abc", "ast", "bisect", "collections", "copy", "dataclasses", "decimal", "enum", "fractions", "functools",
    "heapq", "inspect", "itertools", "linecache", "math", "numbers", "operator", "os", "queue", "random", "re",
    "statistics", "string", "textwrap", "threading", "time", "traceback", "types", "typing", "warnings",
    "numpy", "numpy.linalg", "numpy.random", "numpy.lib.stride_tricks", "numpy.testing",
)  # fmt: skip
NUMPY = ("scipy.special", "scipy.linalg")
TORCH = (
    "torch", "torch.nn", "torch.nn.functional", "torch.optim", "torch.optim.swa_utils", "torch.utils.data",
    "torch.nn.utils", "torch.distributed", "torch.nn.parallel", "torch.func", "torch.autograd.functional",
)  # fmt: skip


def warm_up(need: str) -> None:
    """Makes a process ready to be forked into workers for ``need``: "numpy", "torch" or "cuda", which is torch too."""
    show_gpus = _hide_gpus() if need != "numpy" else None
    for name in COMMON:
        importlib.import_module(name)
    _numpy()
    probes.preload(torch=need != "numpy")
    if need != "numpy":
        _torch()
    else:
        for name in NUMPY:
            importlib.import_module(name)
    if need == "cuda":
        show_gpus()


def _numpy() -> None:
    import numpy as np

    np.random.default_rng(0).normal(size=3)
    np.linalg.lstsq(np.eye(2), np.ones(2), rcond=None)
    np.random.seed(0)


def _torch() -> None:
    import torch

    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    for name in TORCH:
        importlib.import_module(name)
    _keep_process_groups()
    torch.default_generator.manual_seed(0)
    with torch.no_grad():
        torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.ReLU())(torch.ones(1, 2))
        torch.nn.functional.conv2d(torch.ones(1, 1, 3, 3), torch.ones(1, 1, 2, 2))
        torch.from_numpy(torch.ones(2).numpy())


def _hide_gpus() -> Callable[[], None]:
    """Lets torch count none, until what comes back is called.

    To count them starts the driver, after which no child of this process may use it; an optimizer's step does.
    """
    import torch

    count = getattr(torch._C, "_cuda_getDeviceCount", None)
    if count is not None:  # a build with CUDA
        torch._C._cuda_getDeviceCount = lambda: 0

    def show() -> None:
        if count is not None:
            torch._C._cuda_getDeviceCount = count

    return show


_process_groups: list[object] = []


def _keep_process_groups() -> None:
    """Process groups live as long as their worker.

    The end of a DDP wrapper waits, with the GIL held, for a thread of its gloo group that needs the GIL (PyTorch
    issue 56297): of right submissions, one run in six would hang in its last line. What is never freed can't.
    """
    from torch.distributed import distributed_c10d

    make = distributed_c10d._new_process_group_helper

    def make_and_keep(*args: object, **kwargs: object) -> object:
        made = make(*args, **kwargs)
        _process_groups.append(made)
        return made

    distributed_c10d._new_process_group_helper = make_and_keep
