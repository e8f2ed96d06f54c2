"""A few answers that can be checked by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from q13_gradient_descent import backtracking_step, fit_linear_regression, gradient_descent


def slope(x):
    """The gradient of x[0]**2 + 2 * x[1]**2."""
    return np.array([2.0, 4.0]) * x


def test_gradient_descent_two_steps():
    path = gradient_descent(slope, np.array([8.0, 4.0]), lr=0.125, steps=2)
    assert_allclose(path, [[8.0, 4.0], [6.0, 2.0], [4.5, 1.0]])


def test_gradient_descent_without_a_step():
    path = gradient_descent(slope, np.array([8.0, 4.0]), lr=0.125, steps=0)
    assert_allclose(path, [[8.0, 4.0]])
    assert path.shape == (1, 2)


def test_gradient_descent_from_whole_numbers():
    assert_allclose(gradient_descent(slope, np.array([1, 1]), 0.125, 1), [[1, 1], [0.75, 0.5]])


def test_backtracking_step_halves_until_it_is_enough():
    # 2 x^2 from x = 1, where the slope is 4. lr = 1 leads to -3 and lr = 0.5 to -1, as high as before
    x_new, lr = backtracking_step(lambda x: 2 * float(x[0]) ** 2, lambda x: 4 * x, np.array([1.0]))
    assert_allclose(lr, 0.25)
    assert_allclose(x_new, [0.0])


def test_backtracking_step_asks_for_a_share_of_the_slope():
    # x^2 / 2 from x = 1: lr = 1.5 leads to -0.5 and lowers f by 0.375, of the 1.5 that the slope promises
    def f(x):
        return float(x[0]) ** 2 / 2

    x_new, lr = backtracking_step(f, lambda x: x, np.array([1.0]), lr0=1.5, shrink=0.5, c=0.2)
    assert_allclose((x_new[0], lr), (-0.5, 1.5))  # a quarter of it, and a fifth was asked for
    x_new, lr = backtracking_step(f, lambda x: x, np.array([1.0]), lr0=1.5, shrink=0.5, c=0.3)
    assert_allclose((x_new[0], lr), (0.25, 0.75))


def test_backtracking_step_where_the_gradient_is_zero():
    x_new, lr = backtracking_step(lambda x: 7.0, lambda x: 0 * x, np.array([1.0, 2.0]), lr0=3.0)
    assert_allclose(x_new, [1.0, 2.0])
    assert lr == 3.0


def test_fit_linear_regression_one_step():
    # at w = b = 0 the errors are -2 and -6: loss (4 + 36) / 2, dw = -(1 * 2 + 3 * 6), db = -(2 + 6)
    w, b, losses = fit_linear_regression(np.array([[1.0], [3.0]]), np.array([2.0, 6.0]), 0.1, 1)
    assert_allclose(w, [2.0])
    assert_allclose(b, 0.8)
    assert_allclose(losses, [20.0, 0.64])  # now each error is 0.8


def test_fit_linear_regression_refuses_a_column():
    with pytest.raises(ValueError):
        fit_linear_regression(np.array([[1.0], [3.0]]), np.array([[2.0], [6.0]]), 0.1, 1)
