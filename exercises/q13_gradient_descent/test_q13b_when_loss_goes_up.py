"""A few answers that can be checked by hand."""

import math

import numpy as np
import pytest
from numpy.testing import assert_allclose
from q13b_when_loss_goes_up import (
    first_rise,
    hessian_vector_product,
    largest_eigenvalue,
    max_stable_learning_rate,
    minibatch_losses,
    quadratic_losses,
    sharpness,
)


def test_max_stable_learning_rate_is_two_over_the_largest():
    assert_allclose(max_stable_learning_rate(np.diag([1.0, 4.0])), 0.5)
    assert_allclose(max_stable_learning_rate(np.diag([-100.0, 4.0])), 0.5)
    assert math.isinf(max_stable_learning_rate(np.diag([-1.0, -2.0])))


def test_max_stable_learning_rate_to_three_digits():
    H, x0 = np.array([[3.0, 1.0], [1.0, 3.0]]), np.array([1.0, 1.0])  # the eigenvalues are 2 and 4
    limit = max_stable_learning_rate(H)
    assert first_rise(quadratic_losses(H, x0, 0.999 * limit, 50)) is None
    assert first_rise(quadratic_losses(H, x0, 1.001 * limit, 50)) == 1


def test_max_stable_learning_rate_refuses_what_is_not_symmetric():
    with pytest.raises(ValueError):
        max_stable_learning_rate(np.array([[1.0, 2.0], [0.0, 1.0]]))


def test_largest_eigenvalue_is_not_the_largest_in_size():
    H = np.diag([1.0, -5.0])
    value = largest_eigenvalue(lambda v: H @ v, 2, 100, np.random.default_rng(0))
    assert_allclose(value, 1.0, atol=5e-3)


def test_hessian_vector_product_of_a_cubic():
    # the gradient of x^3 + x y is (3 x^2 + y, x), the Hessian at (2, 0) is [[12, 1], [1, 0]]
    def grad(theta):
        return np.array([3 * theta[0] ** 2 + theta[1], theta[0]])

    product = hessian_vector_product(grad, np.array([2.0, 0.0]), np.array([1.0, 3.0]))
    assert_allclose(product, [15.0, 1.0], rtol=1e-6)


def test_sharpness_at_a_point():
    # x^4 + y^2: the Hessian at (1, 5) is diag(12, 2)
    def grad(theta):
        return np.array([4 * theta[0] ** 3, 2 * theta[1]])

    value = sharpness(grad, np.array([1.0, 5.0]), 100, np.random.default_rng(0))
    assert_allclose(value, 12.0, atol=0.012)


def test_quadratic_losses_bounce_and_grow():
    # x = 1, -2, 4: each step multiplies by 1 - 1.5 * 2
    assert_allclose(quadratic_losses(np.array([[2.0]]), np.array([1.0]), 1.5, 2), [1.0, 4.0, 16.0])


def test_minibatch_losses_of_the_whole_batch():
    X, y = np.array([[1.0], [2.0]]), np.array([1.0, 2.0])
    # w = 0: errors -1, -2, loss 2.5, gradient -5; then w = 0.5: errors -0.5, -1, loss 0.625
    batch, full = minibatch_losses(X, y, np.zeros(1), 0.1, 2, 2, np.random.default_rng(0))
    assert_allclose(batch, [2.5, 0.625])
    assert_allclose(full, [2.5, 0.625])


def test_minibatch_losses_of_single_rows():
    X, y = np.array([[1.0], [2.0]]), np.array([1.0, 2.0])
    batch, full = minibatch_losses(X, y, np.zeros(1), 0.1, 1, 1, np.random.default_rng(0))
    assert float(batch[0]) in (1.0, 4.0)
    assert_allclose(full, [2.5])


def test_first_rise_or_none():
    assert first_rise([3.0, 2.0, 2.0, 2.5, 1.0]) == 3
    assert first_rise([3.0, 2.0, math.nan]) == 2
    assert first_rise([3.0, 2.0, 2.0]) is None
