"""Other right ways: other forms of the formulas, torch for NumPy, PyTorch's own counters and events."""

import time
from fractions import Fraction
from functools import partial

import numpy as np
import torch

from autograder.authoring import alternative


@alternative(replaces="matmul_flops", why="counted by PyTorch on tensors without data")
def counted_by_torch(m, k, n):
    from torch.utils.flop_counter import FlopCounterMode

    with FlopCounterMode(display=False) as counter:
        torch.empty(m, k, device="meta") @ torch.empty(k, n, device="meta")
    return counter.get_total_flops()


@alternative(replaces="matmul_flops", why="a float, which holds these counts exactly")
def as_a_float(m, k, n):
    return 2.0 * np.prod([m, k, n], dtype=np.float64)


@alternative(replaces="arithmetic_intensity", why="the harmonic form")
def harmonic(m, k, n, bytes_per_element):
    return 2 / bytes_per_element / (1 / m + 1 / k + 1 / n)


@alternative(replaces="arithmetic_intensity", why="exact fractions")
def by_fractions(m, k, n, bytes_per_element):
    return float(Fraction(2 * m * k * n, bytes_per_element * (m * k + k * n + n * m)))


@alternative(replaces="roofline", why="by the ridge point")
def by_the_ridge(peak_flops, bandwidth, intensity):
    ridge = peak_flops / bandwidth
    return peak_flops if intensity >= ridge else peak_flops * (intensity / ridge)


@alternative(replaces="roofline", why="the slower of two times per operation")
def slower_time(peak_flops, bandwidth, intensity):
    return np.float64(1) / np.maximum(1 / peak_flops, 1 / (bandwidth * intensity))


@alternative(replaces="amdahl_speedup", why="one fraction")
def one_fraction(parallel_fraction, workers):
    return workers / (workers - parallel_fraction * (workers - 1))


@alternative(replaces="amdahl_speedup", why="what is saved")
def by_what_is_saved(parallel_fraction, workers):
    return torch.tensor(1 - parallel_fraction * (1 - 1 / workers), dtype=torch.float64) ** -1


@alternative(replaces="pairwise_distances", why="torch, in place")
def by_torch(X, Y):
    dtype = X.dtype if X.dtype.kind == "f" else np.float64
    X, Y = torch.tensor(X.astype(dtype)), torch.tensor(Y.astype(dtype))
    squared = torch.mm(X, Y.T).mul_(-2)
    squared += X.square().sum(dim=1, keepdim=True)
    squared += Y.square().sum(dim=1)
    return squared.clamp_(min=0).sqrt_().numpy()


@alternative(replaces="pairwise_distances", why="one product of longer rows")
def by_longer_rows(X, Y):
    X, Y = (a if a.dtype in (np.float32, np.float64) else a.astype(float) for a in (X, Y))
    ones = np.ones((max(len(X), len(Y)), 1), dtype=X.dtype)
    left = np.hstack([-2 * X, (X * X).sum(axis=1, keepdims=True), ones[: len(X)]])
    right = np.hstack([Y, ones[: len(Y)], (Y * Y).sum(axis=1, keepdims=True)])
    return np.sqrt(np.clip(left @ right.T, 0, None))


@alternative(replaces="pairwise_distances", why="einsum, without BLAS")
def by_einsum(X, Y):
    if X.dtype.kind != "f":
        X, Y = 1.0 * X, 1.0 * Y
    squared = np.einsum("nd,nd->n", X, X)[:, None] + np.einsum("md,md->m", Y, Y)
    squared -= 2 * np.einsum("nd,md->nm", X, Y)
    return np.where(squared > 0, squared, 0) ** 0.5


@alternative(replaces="to_device", why="torch's own tree functions")
def by_pytree(batch, device):
    from torch.utils import _pytree

    def move(leaf):
        return leaf.to(device) if torch.is_tensor(leaf) else leaf

    return _pytree.tree_map(move, batch)


@alternative(replaces="to_device", why="one case after the other, _make and partial")
def case_by_case(batch, device):
    move = partial(case_by_case, device=torch.device(device))
    if hasattr(batch, "_make"):
        return type(batch)._make(map(move, batch))
    if type(batch) in (list, tuple):
        return type(batch)(map(move, batch))
    if isinstance(batch, dict):
        return type(batch)(zip(batch, map(move, batch.values())))
    if torch.is_tensor(batch):
        return batch.to(device, non_blocking=True)
    return batch


@alternative(replaces="time_on", why="each call is waited for and timed by itself")
def each_call_by_itself(device, fn, repeats):
    cuda = str(device).startswith("cuda")
    times = []
    for _ in range(repeats + 1):
        if cuda:
            torch.cuda.synchronize()
        started = time.monotonic_ns()
        fn()
        if cuda:
            torch.cuda.synchronize(torch.device(device))
        times.append(time.monotonic_ns() - started)
    return np.mean(times[1:]) / 1e9


@alternative(replaces="time_on", why="timeit, and torch.device's type")
def by_timeit(device, fn, repeats):
    import timeit

    wait = torch.cuda.synchronize if torch.device(device).type == "cuda" else (lambda: None)

    def calls():
        for _ in range(repeats):
            fn()
        if torch.device(device).type == "cuda" and torch.cuda.is_available():
            torch.cuda.synchronize()

    fn()
    wait()
    return timeit.timeit(calls, number=1) / repeats


@alternative(replaces="time_on", why="CUDA events where there is CUDA")
def by_events(device, fn, repeats):
    fn()
    if torch.device(device).type != "cuda":
        started = time.time()
        for _ in range(repeats):
            fn()
        return (time.time() - started) / repeats
    first, last = (torch.cuda.Event(enable_timing=True) for _ in range(2))
    first.record()
    for _ in range(repeats):
        fn()
    last.record()
    last.synchronize()
    return first.elapsed_time(last) / 1000 / repeats
