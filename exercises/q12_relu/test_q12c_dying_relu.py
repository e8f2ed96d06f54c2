"""A few answers that can be checked by hand, for one layer of three units and two rows."""

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal
from q12c_dying_relu import (
    dead_units,
    leaky_relu_layer_grads,
    mean_activation_shift,
    relu_layer_grads,
    step_kills,
)

X = np.array([[1.0, 0.0], [2.0, 1.0]])
W = np.array([[1.0, 2.0, -1.0], [0.0, -3.0, 1.0]])
B = np.array([0.0, -1.5, 0.0])
# so z is [[1, 0.5, -1], [2, -0.5, -1]]
UPSTREAM = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])


def test_dead_units_only_the_third():
    assert_array_equal(dead_units(W, B, X), [False, False, True])


def test_relu_layer_grads_through_the_units_that_are_on():
    dW, db = relu_layer_grads(W, B, X, UPSTREAM)
    assert_allclose(dW, [[9, 2, 0], [4, 0, 0]])  # 1 * 1 + 2 * 4, 1 * 2, nothing
    assert_allclose(db, [5, 2, 0])


def test_leaky_relu_layer_grads_reach_the_dead_unit():
    dW, db = leaky_relu_layer_grads(W, B, X, UPSTREAM, negative_slope=0.1)
    assert_allclose(dW, [[9, 3, 1.5], [4, 0.5, 0.6]])
    assert_allclose(db, [5, 2.5, 0.9])


def test_step_kills_one_unit_or_two():
    # The first unit's W and b become (0.1, -0.4) and -0.5, its z -0.4 and -0.7;
    # the second one's (1.8, -3) and -1.7, its z 0.1 and -1.1.
    assert_array_equal(step_kills(W, B, X, UPSTREAM, lr=0.1), [True, False, False])
    assert_array_equal(step_kills(W, B, X, UPSTREAM, lr=0.2), [True, True, False])


def test_mean_activation_shift_of_four_numbers():
    assert_allclose(mean_activation_shift(np.array([[-4.0, -2.0], [1.0, 3.0]])), 1.5)  # 1 - -0.5
