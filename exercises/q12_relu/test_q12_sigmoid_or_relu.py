"""A few answers that can be checked by hand. At z = 0 the sigmoid's slope is exactly 1/4."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from q12_sigmoid_or_relu import activation_sparsity, gradient_ceiling, gradient_norms, saturated_fraction


def test_gradient_norms_of_one_sigmoid_layer():
    # z = 0, the slope is 1/4, and (8 * 1/4) @ W.T is (6, 8), of length 10
    W = np.array([[3.0], [4.0]])
    assert_allclose(gradient_norms([W], np.zeros((1, 2)), np.array([[8.0]]), "sigmoid"), [10.0])


def test_gradient_norms_of_two_relu_layers():
    weights = [np.array([[1.0, -1.0]]), np.array([[3.0], [4.0]])]
    # x = 2 gives z = (2, -2), then 6: at the second layer's input (3, 4), at the first one's 3 * 1
    norms = gradient_norms(weights, np.array([[2.0]]), np.array([[1.0]]), "relu")
    assert_allclose(norms, [3.0, 5.0])


def test_gradient_norms_of_an_unknown_activation():
    with pytest.raises(ValueError):
        gradient_norms([np.eye(2)], np.ones((1, 2)), np.ones((1, 2)), "tanh")


def test_saturated_fraction_of_a_few_numbers():
    z = np.array([[-20.0, 0.0], [1.0, 20.0]])
    assert_allclose(saturated_fraction(z, "sigmoid"), 0.5)  # -20 and 20
    assert_allclose(saturated_fraction(z, "sigmoid", threshold=0.2), 0.75)  # 0.197 at 1
    assert_allclose(saturated_fraction(z, "relu"), 0.5)  # -20 and 0


def test_activation_sparsity_counts_the_zero():
    assert_allclose(activation_sparsity(np.array([-1.0, 0.0, 2.0, 3.0])), 0.5)


def test_gradient_ceiling_of_a_few_layers():
    assert_allclose(gradient_ceiling(2, "sigmoid"), 1 / 16)
    assert_allclose(gradient_ceiling(10, "sigmoid"), 1 / 1048576)
    assert_allclose(gradient_ceiling(10, "relu"), 1)
