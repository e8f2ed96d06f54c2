"""A few answers that can be checked by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from q15c_regularization import (
    l1_penalty,
    l1_penalty_grad,
    l2_penalty,
    l2_penalty_grad,
    lasso_ista,
    max_norm,
    ridge,
    sgd_with_decoupled_decay,
    sgd_with_l2,
    smooth_labels,
    soft_threshold,
)


def test_l2_penalty_has_a_half():
    assert_allclose(l2_penalty(np.array([[3.0, -4.0]]), lam=0.2), 2.5)  # 0.2 * 25 / 2


def test_l2_penalty_grad_is_lam_w():
    assert_allclose(l2_penalty_grad(np.array([[3.0, -4.0]]), lam=0.2), [[0.6, -0.8]])


def test_l1_penalty_has_none():
    assert_allclose(l1_penalty(np.array([3.0, -4.0, 0.0]), lam=0.5), 3.5)


def test_l1_penalty_grad_is_0_at_0():
    assert_allclose(l1_penalty_grad(np.array([3.0, -4.0, 0.0]), lam=0.5), [0.5, -0.5, 0.0])


def test_soft_threshold_stops_at_0():
    assert_allclose(soft_threshold(np.array([3.0, -4.0, 0.5, -0.5]), 1.0), [2.0, -3.0, 0.0, 0.0])
    with pytest.raises(ValueError):
        soft_threshold(np.array([1.0]), -0.1)


def test_ridge_shrinks_the_slope_and_not_the_intercept():
    X, y = np.array([[-1.0], [1.0]]), np.array([8.0, 12.0])
    w, b = ridge(X, y, lam=0.0)
    assert_allclose(w, [2.0])
    assert_allclose(b, 10.0)
    w, b = ridge(X, y, lam=2.0)  # the sum of x (y - 10) is 4, the sum of x^2 is 2: 4 / (2 + 2)
    assert_allclose(w, [1.0])
    assert_allclose(b, 10.0)


def test_ridge_of_smallest_norm():
    w, b = ridge(np.array([[0.0, 0.0], [1.0, 1.0]]), np.array([3.0, 5.0]), lam=0.0)
    assert_allclose(w, [1.0, 1.0])
    assert_allclose(b, 3.0)


def test_lasso_ista_one_step():
    X, y = np.array([[1.0, 0.0], [1.0, 0.0]]), np.array([2.0, 4.0])
    # L = 2 / 2 = 1; the gradient at 0 is (-3, 0); 3 - 0.5 is left
    assert_allclose(lasso_ista(X, y, lam=0.5, steps=1), [2.5, 0.0])
    assert_allclose(lasso_ista(X, y, lam=0.5, steps=0), [0.0, 0.0])


def test_sgd_with_l2_has_the_decay_in_the_velocity():
    w, velocity, g = np.array([2.0]), np.array([1.0]), np.array([4.0])
    w, velocity = sgd_with_l2(w, velocity, g, lr=0.5, momentum=0.5, lam=0.25)
    assert_allclose(velocity, [5.0])  # 0.5 * 1 + 4 + 0.25 * 2
    assert_allclose(w, [-0.5])


def test_sgd_with_decoupled_decay_has_not():
    w, velocity, g = np.array([2.0]), np.array([1.0]), np.array([4.0])
    w, velocity = sgd_with_decoupled_decay(w, velocity, g, lr=0.5, momentum=0.5, lam=0.25)
    assert_allclose(velocity, [4.5])
    assert_allclose(w, [-0.5])  # 0.875 * 2 - 0.5 * 4.5: the same w as above, another velocity


def test_smooth_labels_three_classes():
    expected = [[0.1, 0.8, 0.1], [0.8, 0.1, 0.1]]
    assert_allclose(smooth_labels(np.array([1, 0]), 3, eps=0.3), expected)


def test_max_norm_cuts_back_long_columns():
    W = np.array([[3.0, 0.3], [4.0, 0.4]])
    assert_allclose(max_norm(W, limit=1.0), [[0.6, 0.3], [0.8, 0.4]], rtol=1e-6)
