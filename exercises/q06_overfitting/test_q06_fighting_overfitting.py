"""A few answers that can be checked by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from q06_fighting_overfitting import (
    EarlyStopping,
    bias_variance,
    double_descent_curve,
    fit_ridge_polynomial,
    predict_polynomial,
    random_shift,
)


def test_EarlyStopping_stops_at_the_second_bad_epoch_in_a_row():
    stopper = EarlyStopping(patience=2)
    losses = [5.0, 4.0, 4.5, 3.0, 3.0, 3.5, 3.25]
    stops = [stopper.step(loss, {"w": np.zeros(2)}) for loss in losses]
    assert stops == [False, False, False, False, False, True, True]
    assert stopper.best_epoch == 3


def test_EarlyStopping_restores_the_best_not_the_last():
    stopper, w = EarlyStopping(patience=2), np.array([0.0, 0.0])
    for loss in [3.0, 1.0, 2.0]:
        w += 1.0  # training writes into the same array
        stopper.step(loss, {"w": w})
    assert_allclose(stopper.best_params["w"], [2.0, 2.0])


def test_EarlyStopping_wants_more_than_min_delta():
    stopper = EarlyStopping(patience=2, min_delta=0.5)
    losses = [4.0, 3.75, 3.25, 3.0]  # 3.25 is 0.75 below the best, which is still 4.0
    stops = [stopper.step(loss, {}) for loss in losses]
    assert stops == [False, False, False, False]
    assert stopper.best_epoch == 2


def test_EarlyStopping_before_any_improvement():
    stopper = EarlyStopping(patience=1)
    assert stopper.best_epoch is None and stopper.best_params is None
    with pytest.raises(ValueError):
        EarlyStopping(patience=0)


def test_fit_ridge_polynomial_without_penalty():
    x = np.array([-1.0, 0.0, 1.0, 2.0])
    coef = fit_ridge_polynomial(x, 3 - 2 * x + x**2, degree=2, l2=0.0)
    assert_allclose(coef, [3, -2, 1], atol=1e-9)


def test_fit_ridge_polynomial_shrinks_all_but_the_constant():
    # The slope is 4 / (2 + l2), since x.T @ x = 2 and x.T @ y = 4; the constant is the mean of y.
    x, y = np.array([-1.0, 1.0]), np.array([3.0, 7.0])
    assert_allclose(fit_ridge_polynomial(x, y, degree=1, l2=0.0), [5, 2])
    assert_allclose(fit_ridge_polynomial(x, y, degree=1, l2=2.0), [5, 1])


def test_predict_polynomial_lowest_power_first():
    assert_allclose(predict_polynomial(np.array([1.0, 0.0, 2.0]), np.array([0.0, 3.0])), [1, 19])
    assert_allclose(predict_polynomial(np.array([5.0]), np.zeros((2, 3))), np.full((2, 3), 5.0))


def test_random_shift_by_nothing():
    images = np.arange(12.0).reshape(1, 3, 4)
    assert_allclose(random_shift(images, 0, np.random.default_rng(0)), images)


def test_random_shift_fills_with_zeros():
    images = np.ones((200, 1, 1))  # one pixel: it stays (one chance in nine), or it is gone
    moved = random_shift(images, 1, np.random.default_rng(0))
    assert moved.shape == (200, 1, 1)
    assert set(moved.ravel()) == {0.0, 1.0}
    assert 5 < moved.sum() < 50


def test_bias_variance_by_hand():
    # The means are 2 and 4, the biases 1 and -2; the predictions lie 1 and 3 from their means.
    predictions, target = np.array([[1.0, 7.0], [3.0, 1.0]]), np.array([1.0, 6.0])
    bias_squared, variance = bias_variance(predictions, target)
    assert_allclose(bias_squared, 2.5)
    assert_allclose(variance, 5.0)


def test_double_descent_curve_of_a_straight_line():
    # For x > 0 every feature is a multiple of x, so all widths fit the line y = 2x. (A width of 40
    # has a unit that is not 0 for x > 0, all but certainly.)
    X, X_test = np.array([[1.0], [2.0]]), np.array([[4.0], [5.0]])
    errors = double_descent_curve(
        X, np.array([2.0, 4.0]), X_test, np.array([8.0, 12.0]), [40, 50], np.random.default_rng(0)
    )
    assert_allclose(errors, [2.0, 2.0])  # (0 + 2**2) / 2
