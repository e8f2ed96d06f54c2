"""A few answers that can be checked by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from q17a_stochastic import (
    full_gradient,
    gradient_covariance,
    mean_of_minibatch_gradients,
    minibatch_gradient,
    minibatches,
)

X = np.array([[1.0, 0.0], [0.0, 2.0], [1.0, 1.0]])
y = np.array([1.0, 2.0, 4.0])
w = np.array([2.0, 0.0])
# residuals x @ w - y: 1, -2, -2; per-example gradients: (2, 0), (0, -8), (-4, -4)


def test_minibatches_sees_every_row_once():
    batches = minibatches(7, 3, np.random.default_rng(0))
    assert [len(batch) for batch in batches] == [3, 3, 1]
    assert_array_equal(np.sort(np.concatenate(batches)), np.arange(7))


def test_minibatches_drop_last():
    batches = minibatches(7, 3, np.random.default_rng(0), drop_last=True)
    assert [len(batch) for batch in batches] == [3, 3]
    assert len(minibatches(6, 3, np.random.default_rng(0), drop_last=True)) == 2


def test_minibatches_refuses_an_empty_batch():
    with pytest.raises(ValueError):
        minibatches(7, 0, np.random.default_rng(0))


def test_full_gradient_is_the_mean_over_all_rows():
    assert_allclose(full_gradient(X, y, w), [-2 / 3, -4.0])


def test_full_gradient_refuses_a_column():
    with pytest.raises(ValueError):
        full_gradient(X, y[:, None], w)


def test_minibatch_gradient_is_the_mean_over_its_rows():
    assert_allclose(minibatch_gradient(X, y, w, np.array([1])), [0.0, -8.0])
    assert_allclose(minibatch_gradient(X, y, w, np.array([2, 0])), [-1.0, -2.0])
    assert_allclose(minibatch_gradient(X, y, w, np.array([0, 0, 2])), [0.0, -4 / 3])


def test_mean_of_minibatch_gradients_weighs_the_short_batch():
    gradients, weights, mean = mean_of_minibatch_gradients(X, y, w, 2)
    assert_allclose(gradients, [[1.0, -4.0], [-4.0, -4.0]])
    assert_allclose(weights, [2 / 3, 1 / 3])
    assert_allclose(mean, [-2 / 3, -4.0])  # the full gradient


def test_gradient_covariance_of_three_rows():
    # around the mean (-2/3, -4): (8/3, 4), (2/3, -4), (-10/3, 0)
    assert_allclose(gradient_covariance(X, y, w), [[56 / 9, 8 / 3], [8 / 3, 32 / 3]])
