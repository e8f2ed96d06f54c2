"""A few answers that can be checked by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from q12d_bias import (
    absorb_bias,
    bias_is_redundant_before_batchnorm,
    boundary_distance,
    fit_with_bias,
    fit_without_bias,
)

X = np.array([[0.0], [1.0], [2.0]])
Y = np.array([1.0, 3.0, 5.0])  # 2 x + 1


def test_fit_without_bias_misses_a_line_with_an_offset():
    assert_allclose(fit_without_bias(X, Y), [2.6])  # (1 * 3 + 2 * 5) / (1 + 4)


def test_fit_with_bias_finds_the_line():
    w, b = fit_with_bias(X, Y)
    assert_allclose(w, [2.0])
    assert_allclose(b, 1.0)


def test_fit_with_bias_shares_between_equal_columns():
    w, b = fit_with_bias(np.hstack([X, X]), Y)
    assert_allclose(w, [1.0, 1.0])
    assert_allclose(b, 1.0)


def test_absorb_bias_appends_ones():
    X1, w1 = absorb_bias(X, np.array([2.0]), 1.0)
    assert_allclose(X1, [[0, 1], [1, 1], [2, 1]])
    assert_allclose(w1, [2, 1])


def test_boundary_distance_of_a_line():
    assert_allclose(boundary_distance(np.array([3.0, 4.0]), -10.0), 2.0)
    assert_allclose(boundary_distance(np.array([3.0, 4.0]), 5.0), -1.0)


def test_boundary_distance_without_a_boundary():
    with pytest.raises(ValueError):
        boundary_distance(np.zeros(2), 1.0)


def test_bias_is_redundant_before_batchnorm_in_training_only():
    W, b = np.array([[2.0, -1.0]]), np.array([0.0, 3.0])
    assert bias_is_redundant_before_batchnorm(X, W, b)
    running = np.array([1.0, -1.0]), np.array([4.0, 1.0])
    assert not bias_is_redundant_before_batchnorm(X, W, b, *running)
