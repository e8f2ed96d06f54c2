"""Why GPUs: how much there is to compute, what limits it, and how to hand work over to a device.

Sizes and counts are positive ints. Where a number is returned, a Python number, a NumPy scalar and a 0-d
array or tensor are all fine. No function changes its arguments.
"""

from __future__ import annotations

# Imports and helpers of your own are welcome here.
from collections import namedtuple
from collections.abc import Callable
from typing import Any

import numpy as np
import torch

# A named tuple, as some data loaders hand out; to_device is tried on it, so leave it here.
Batch = namedtuple("Batch", ["images", "labels"])


def matmul_flops(m: int, k: int, n: int) -> int:
    """Floating-point operations of an (m, k) by (k, n) matrix product.

    Each of the m n results is a sum of k products; a multiplication and an addition are one operation
    each, so every multiply-add counts 2 (the sum starts from 0, as usual, so k additions).
    """
    raise NotImplementedError("matmul_flops: write this function, then delete this line.")


def arithmetic_intensity(m: int, k: int, n: int, bytes_per_element: int) -> float:
    """Operations per byte of that product (Williams, Waterman & Patterson, 2009).

    Operations as in ``matmul_flops``. Bytes: each of the two factors is read once and the result is written
    once, in elements of ``bytes_per_element`` bytes (4 for float32, 2 for float16). This is the best case; a
    cache too small reads some elements again.
    """
    raise NotImplementedError("arithmetic_intensity: write this function, then delete this line.")


def roofline(peak_flops: float, bandwidth: float, intensity: float) -> float:
    """The operations per second that can be reached at best (Williams, Waterman & Patterson, 2009).

    A kernel can't be faster than the arithmetic units, and not faster than the memory delivers its data.

    Args:
        peak_flops: of the arithmetic units, in operations per second.
        bandwidth: of the memory, in bytes per second.
        intensity: of the kernel, in operations per byte.
    """
    raise NotImplementedError("roofline: write this function, then delete this line.")


def amdahl_speedup(parallel_fraction: float, workers: int) -> float:
    """How many times as fast the same job is with many workers (Amdahl, 1967).

    Of the time that one worker takes, a share ``parallel_fraction`` can be divided evenly between the
    workers; the rest stays as it is, whatever their number.

    Args:
        parallel_fraction: from 0 to 1.
        workers: 1 or more.
    """
    raise NotImplementedError("amdahl_speedup: write this function, then delete this line.")


def pairwise_distances(X: np.ndarray, Y: np.ndarray) -> np.ndarray:
    """The Euclidean distance of every row of X to every row of Y, by a matrix product: work that a GPU likes.

    - No Python loop: no for, while or comprehension, and nothing that hides one (map, np.vectorize,
      np.apply_along_axis). Only over a pair that is written out, ``for a in (X, Y)``, it is fine.
    - No array of (N, M, D) numbers: with N = 1000, M = 1200, D = 128 it must fit into 600 MB.
    - Errors of up to 1e-6 times the largest norm of a row (of X or Y) are fine: that leaves room for the
      rounding of ``|x|^2 + |y|^2 - 2 x.y``. But no NaN, also where rows of X and Y are equal or nearly so.
    - Ready-made distances (SciPy's, scikit-learn's, torch.cdist) are off limits.

    Args:
        X: ``(N, D)``, Y: ``(M, D)``; both float64, or both float32 (then errors of up to 1e-3 times the
            largest norm are fine), or both of integers, of any kind, which count as float64.

    Returns:
        ``(N, M)``, float64, or float32 where X and Y are.
    """
    raise NotImplementedError("pairwise_distances: write this function, then delete this line.")


def to_device(batch: Any, device: str | torch.device) -> Any:
    """The same batch with every tensor in it on ``device``.

    Containers may be nested: dicts (values are looked into, keys stay), lists, tuples, and named tuples,
    each of which comes out as a new container of its own kind, with its items in the same order; a
    named tuple stays a named tuple of its own class. Anything else that is no tensor (numbers, strings, None,
    NumPy arrays, modules, ...) passes through as it is.

    Args:
        batch: a tensor, a container or anything else.
        device: "cpu", "cuda", "cuda:1", "meta" (shapes without data), ... or a torch.device.
    """
    raise NotImplementedError("to_device: write this function, then delete this line.")


def time_on(device: str | torch.device, fn: Callable[[], Any], repeats: int) -> float:
    """The mean wall-clock time in seconds of one call ``fn()``, which computes on ``device``.

    ``fn`` is called once more before, for warm-up, and that call is not timed: it loads kernels, fills
    caches and asks for memory. So ``fn`` is called ``1 + repeats`` times, one after the other.

    A CUDA device works on its own: ``fn()`` only puts work into its queue and returns. So where ``device`` is a
    CUDA device, wait for it (``torch.cuda.synchronize()``) before the clock is read the first time, so that
    the warm-up is over, and again, after the last call, before it is read the last time. Whether a call
    ``fn()`` in between is waited for, is up to you. On other devices there is nothing to wait for.

    Args:
        device: "cpu", "cuda", "cuda:1" or a torch.device.
        fn: a function without arguments. What it returns is of no interest.
        repeats: how many timed calls, 1 or more.
    """
    raise NotImplementedError("time_on: write this function, then delete this line.")
