"""A few answers that can be checked by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from q13a_why_the_gradient import (
    directional_derivative,
    filter_normalize,
    loss_along_line,
    loss_surface,
    steepest_descent_direction,
)


def test_directional_derivative_does_not_care_how_long_the_arrow_is():
    def f(x):  # the gradient is (3, 4), and the arrow points along it
        return 3 * x[0] + 4 * x[1]

    x = np.array([1.0, 2.0])
    assert_allclose(directional_derivative(f, x, np.array([3.0, 4.0]), eps=0.1), 5.0)
    assert_allclose(directional_derivative(f, x, np.array([300.0, 400.0]), eps=0.1), 5.0)
    assert_allclose(directional_derivative(f, x, np.array([0.0, -2.0]), eps=0.1), -4.0)


def test_directional_derivative_is_central():
    # x^3 at 1, with eps = 1: (8 - 0) / 2
    value = directional_derivative(lambda x: x[0] ** 3, np.array([1.0]), np.array([5.0]), eps=1.0)
    assert_allclose(value, 4.0)


def test_directional_derivative_needs_a_direction():
    with pytest.raises(ValueError):
        directional_derivative(lambda x: x[0], np.array([1.0, 2.0]), np.zeros(2), eps=0.1)


def test_steepest_descent_direction_depends_on_the_norm():
    grad = np.array([3.0, -4.0, 0.0])
    assert_allclose(steepest_descent_direction(grad), [-0.6, 0.8, 0.0])
    assert_allclose(steepest_descent_direction(grad, "l1"), [0.0, 1.0, 0.0])
    assert_allclose(steepest_descent_direction(grad, "linf"), [-1.0, 1.0, 0.0])


def test_steepest_descent_direction_of_a_zero_gradient():
    assert_allclose(steepest_descent_direction(np.zeros(2)), [0.0, 0.0])


def test_loss_along_line_is_a_slice():
    # (1 + 2 alpha)^2 + 10, whatever the length of the direction
    losses = loss_along_line(
        lambda theta: theta[0] ** 2 + theta[1],
        np.array([1.0, 10.0]),
        np.array([2.0, 0.0]),
        np.array([-1.0, 0.0, 1.0]),
    )
    assert_allclose(losses, [11.0, 11.0, 19.0])


def test_loss_surface_has_alpha_down_and_beta_across():
    surface = loss_surface(
        lambda theta: 100 * theta[0] + theta[1],
        np.array([0.0, 0.0]),
        np.array([1.0, 0.0]),
        np.array([0.0, 1.0]),
        np.array([1.0, 2.0]),
        np.array([3.0, 4.0, 5.0]),
    )
    assert_allclose(surface, [[103.0, 104.0, 105.0], [203.0, 204.0, 205.0]])


def test_filter_normalize_goes_row_by_row():
    direction = np.array([[3.0, 4.0], [0.0, 0.0], [0.0, 2.0]])
    weights = np.array([[0.0, 10.0], [5.0, 5.0], [3.0, 4.0]])
    assert_allclose(filter_normalize(direction, weights), [[6.0, 8.0], [0.0, 0.0], [0.0, 5.0]])


def test_filter_normalize_of_a_bias():
    assert_allclose(filter_normalize(np.array([2.0, -3.0]), np.array([-7.0, 5.0])), [7.0, -5.0])
