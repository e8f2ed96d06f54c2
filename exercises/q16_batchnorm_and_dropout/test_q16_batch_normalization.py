"""What to expect, with numbers that can be checked by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from q16_batch_normalization import (
    batchnorm2d_backward,
    batchnorm2d_forward,
    batchnorm_backward,
    batchnorm_forward,
    scale_sensitivity,
)


def test_batchnorm_forward_two_rows():
    # column 0: mean 3, variance 4, and 4 + 5 = 9; column 1 is constant
    x = np.array([[1.0, 7.0], [5.0, 7.0]])
    out, _ = batchnorm_forward(x, np.array([6.0, 2.0]), np.array([1.0, -1.0]), eps=5.0)
    assert_allclose(out, [[-3.0, -1.0], [5.0, -1.0]])


def test_batchnorm_forward_needs_two_rows():
    with pytest.raises(ValueError):
        batchnorm_forward(np.ones((1, 3)), np.ones(3), np.zeros(3))


def test_batchnorm_backward_three_rows():
    # mean 0, variance 8 / 3, eps 4 / 3: the root is 2, the normalised column (-1, 0, 1)
    x = np.array([[-2.0], [0.0], [2.0]])
    _, cache = batchnorm_forward(x, np.array([6.0]), np.array([0.0]), eps=4 / 3)
    dx, dgamma, dbeta = batchnorm_backward(np.array([[0.0], [0.0], [3.0]]), cache)
    assert_allclose(dbeta, [3.0])
    assert_allclose(dgamma, [3.0])
    assert_allclose(dx, [[0.0], [-3.0], [3.0]])  # 6 / 2 * (dout - 1 - normalised)


def test_batchnorm2d_forward_one_mean_per_channel():
    x = np.array([[[[0.0, 2.0]], [[10.0, 30.0]]], [[[4.0, 6.0]], [[30.0, 10.0]]]])  # (2, 2, 1, 2)
    out, _ = batchnorm2d_forward(x, np.array([1.0, 1.0]), np.array([3.0, 0.0]), eps=1e-12)
    root = np.sqrt(5)  # channel 0: mean 3, variance 5; channel 1: mean 20, variance 100
    assert_allclose(out[:, 0, 0], 3 + np.array([[-3, -1], [1, 3]]) / root)
    assert_allclose(out[:, 1, 0], [[-1, 1], [1, -1]])


def test_batchnorm2d_backward_of_a_constant():
    # the same dout everywhere: the output can't be moved that way, whatever x does
    x = np.arange(24.0).reshape(2, 3, 4, 1)
    _, cache = batchnorm2d_forward(x, np.array([1.0, 2.0, 3.0]), np.zeros(3))
    dx, dgamma, dbeta = batchnorm2d_backward(np.ones((2, 3, 4, 1)), cache)
    assert_allclose(dx, np.zeros((2, 3, 4, 1)), atol=1e-9)
    assert_allclose(dgamma, np.zeros(3), atol=1e-9)
    assert_allclose(dbeta, [8.0, 8.0, 8.0])


def test_scale_sensitivity_of_large_weights():
    rng = np.random.default_rng(0)
    x, W, dout = rng.normal(size=(8, 3)), rng.normal(size=(3, 2)), rng.normal(size=(8, 2))
    change, ratio = scale_sensitivity(x, W, np.ones(2), np.zeros(2), 10.0, dout, eps=1e-12)
    assert_allclose(change, 0, atol=1e-9)
    assert_allclose(ratio, 0.1)


def test_scale_sensitivity_with_a_large_eps():
    # z = (-1, 1) has variance 1 and the root of 1 + 3 is 2; 2z has variance 4, and 4 + 3 = 7
    x, one = np.array([[-1.0], [1.0]]), np.ones(1)
    dout = np.array([[0.0], [1.0]])
    change, _ = scale_sensitivity(x, np.array([[1.0]]), one, 0 * one, 2.0, dout, eps=3.0)
    assert_allclose(change, 2 / np.sqrt(7) - 1 / 2)
