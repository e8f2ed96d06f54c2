"""A few numbers that you can check by hand. ln 3 turns the exponentials into fractions."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from solution import (
    bce_with_logits,
    bce_with_logits_grad,
    huber,
    huber_grad,
    mae,
    mae_grad,
    mse,
    mse_grad,
    neuron,
    softmax_cross_entropy,
    softmax_cross_entropy_grad,
)

LN2 = np.log(2.0)
LN3 = np.log(3.0)
LN4 = np.log(4.0)

PRED = np.array([[1.0, 2.0], [3.0, 0.0]])
TARGET = np.array([[1.0, 0.0], [0.0, 1.0]])  # the residuals are 0, 2, 3 and -1


def test_mse_is_a_mean_over_all_elements():
    assert_allclose(mse(PRED, TARGET), (0 + 4 + 9 + 1) / 4)


def test_mse_grad_has_the_shape_of_pred():
    assert_allclose(mse_grad(PRED, TARGET), [[0, 1], [1.5, -0.5]])


def test_mse_never_broadcasts():
    with pytest.raises(ValueError):
        mse(np.ones((3, 1)), np.ones(3))
    with pytest.raises(ValueError):
        mse_grad(np.ones((3, 1)), np.ones(3))


def test_mse_of_small_integers():
    assert_allclose(mse(np.array([3], dtype=np.uint8), np.array([5], dtype=np.uint8)), 4)


def test_mae_is_a_mean_over_all_elements():
    assert_allclose(mae(PRED, TARGET), (0 + 2 + 3 + 1) / 4)


def test_mae_grad_is_0_where_pred_equals_target():
    assert_allclose(mae_grad(PRED, TARGET), [[0, 0.25], [0.25, -0.25]])


def test_huber_is_a_parabola_inside_and_a_line_outside():
    # With delta = 2 the costs are 0, 2, 2 (3 - 1) = 4 and 1/2.
    assert_allclose(huber(PRED, TARGET, delta=2.0), (0 + 2 + 4 + 0.5) / 4)
    assert_allclose(huber(PRED, TARGET), (0 + 1.5 + 2.5 + 0.5) / 4)


def test_huber_grad_is_clipped_at_delta():
    assert_allclose(huber_grad(PRED, TARGET, delta=2.0), [[0, 0.5], [0.5, -0.25]])


def test_huber_refuses_a_delta_of_0():
    with pytest.raises(ValueError):
        huber(PRED, TARGET, delta=0.0)


def test_bce_with_logits_of_ln_3():
    # sigmoid(ln 3) is 3/4.
    assert_allclose(bce_with_logits(np.array([LN3]), np.array([1.0])), LN4 - LN3)
    assert_allclose(bce_with_logits(np.array([LN3]), np.array([0.0])), LN4)
    assert_allclose(bce_with_logits(np.array([LN3]), np.array([0.5])), LN4 - LN3 / 2)


def test_bce_with_logits_far_from_0():
    assert_allclose(bce_with_logits(np.array([1e4, -1e4]), np.array([0.0, 0.0])), 5000)
    assert_allclose(bce_with_logits(np.array([np.inf]), np.array([1.0])), 0, atol=1e-12)


def test_bce_with_logits_refuses_targets_outside_0_and_1():
    with pytest.raises(ValueError):
        bce_with_logits(np.array([0.0]), np.array([2.0]))


def test_bce_with_logits_grad_is_the_probability_minus_the_target():
    got = bce_with_logits_grad(np.array([LN3, -LN3]), np.array([1.0, 0.0]))
    assert_allclose(got, [-1 / 8, 1 / 8])


def test_softmax_cross_entropy_of_0_and_ln_3():
    # The probabilities are 1/4 and 3/4.
    logits = np.array([[0.0, LN3], [0.0, LN3]])
    assert_allclose(softmax_cross_entropy(logits, np.array([0, 1])), LN4 - LN3 / 2)


def test_softmax_cross_entropy_far_from_0():
    logits = np.array([[1e4, 1e4], [-1e4, -1e4]])
    assert_allclose(softmax_cross_entropy(logits, np.array([0, 1])), LN2)
    assert_allclose(softmax_cross_entropy(np.array([[1e4, 0.0]]), np.array([1])), 1e4)


def test_softmax_cross_entropy_refuses_a_label_of_minus_1():
    with pytest.raises(ValueError):
        softmax_cross_entropy(np.zeros((1, 3)), np.array([-1]))


def test_softmax_cross_entropy_grad_is_the_probability_minus_the_one_hot_label():
    logits = np.array([[0.0, LN3], [0.0, LN3]])
    got = softmax_cross_entropy_grad(logits, np.array([0, 1]))
    assert_allclose(got, [[-3 / 8, 3 / 8], [1 / 8, -1 / 8]])


def test_neuron_is_a_weighted_sum_a_bias_and_an_activation():
    x = np.array([[1.0, 2.0], [3.0, -1.0]])
    w = np.array([2.0, 1.0])
    assert_allclose(neuron(x, w, -4.5, lambda z: np.maximum(z, 0)), [0, 0.5])
    assert_allclose(neuron(x, w, 1.0, lambda z: z**2), [25, 36])
