"""A few answers that can be checked by hand."""

from collections import namedtuple

import numpy as np
import torch
from numpy.testing import assert_allclose
from q20_why_gpu import (
    amdahl_speedup,
    arithmetic_intensity,
    matmul_flops,
    pairwise_distances,
    roofline,
    time_on,
    to_device,
)


def test_matmul_flops_of_a_small_product():
    assert matmul_flops(2, 3, 4) == 48  # 8 results, 3 multiplications and 3 additions each


def test_arithmetic_intensity_in_float32():
    assert_allclose(arithmetic_intensity(2, 3, 4, 4), 48 / (4 * (6 + 12 + 8)))


def test_roofline_of_a_slow_memory_and_of_a_slow_unit():
    # 10 operations per second at best, 2 bytes per second
    assert_allclose(roofline(10.0, 2.0, 3.0), 6.0)  # the memory is what limits
    assert_allclose(roofline(10.0, 2.0, 30.0), 10.0)  # the arithmetic is


def test_amdahl_speedup_of_three_quarters():
    assert_allclose(amdahl_speedup(0.75, 3), 2.0)  # 1/4 + 3/4 / 3 is one half
    assert_allclose(amdahl_speedup(0.75, 10**9), 4.0)


def test_pairwise_distances_of_a_right_triangle():
    X, Y = np.array([[0.0, 0.0]]), np.array([[3.0, 4.0], [0.0, 0.0], [0.0, -2.0]])
    assert_allclose(pairwise_distances(X, Y), [[5.0, 0.0, 2.0]], atol=1e-6)


def test_pairwise_distances_of_equal_rows_are_not_nan():
    X = np.array([[0.1, 0.2, 0.3], [1.1, 2.3, 3.7]]) * 1000
    assert_allclose(np.diag(pairwise_distances(X, X.copy())), 0.0, atol=1e-3)


Boxes = namedtuple("Boxes", ["corners", "count"])


def test_to_device_keeps_the_containers():
    batch = {"x": [torch.zeros(2, 3), "a name"], "pair": Boxes(torch.ones(1), 7)}
    moved = to_device(batch, "meta")
    assert moved["x"][0].device.type == "meta" and moved["x"][0].shape == (2, 3)
    assert moved["x"][1] == "a name" and moved["pair"].count == 7
    assert moved["pair"].corners.device.type == "meta"
    assert batch["x"][0].device.type == "cpu"


def test_time_on_calls_once_more_for_warm_up():
    calls = []
    assert time_on("cpu", lambda: calls.append(1), repeats=3) >= 0
    assert len(calls) == 4
