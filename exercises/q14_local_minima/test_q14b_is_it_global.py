"""A few answers that can be checked by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from q14b_is_it_global import (
    certify,
    interval_lower_bound,
    is_convex_quadratic,
    lasso_duality_gap,
    suboptimality_bound,
)


def test_is_convex_quadratic_by_the_lowest_eigenvalue():
    assert is_convex_quadratic(np.array([[2.0, 1.0], [1.0, 2.0]]), 1e-9)  # eigenvalues 1 and 3
    assert is_convex_quadratic(np.array([[1.0, 1.0], [1.0, 1.0]]), 1e-9)  # 0 and 2
    assert not is_convex_quadratic(np.array([[1.0, 2.0], [2.0, 1.0]]), 1e-9)  # -1 and 3


def test_is_convex_quadratic_wants_symmetry():
    with pytest.raises(ValueError):
        is_convex_quadratic(np.array([[1.0, 2.0], [0.0, 1.0]]), 1e-9)


def test_suboptimality_bound_is_reached_by_a_parabola():
    # f(x) = 4 x ** 2 has f'' = 8; at x = 1 the gradient is 8, and f lies 4 above its minimum
    assert_allclose(suboptimality_bound(8.0, 8.0), 4.0)


def test_lasso_duality_gap_of_one_column():
    X, y = np.array([[1.0], [1.0]]), np.array([4.0, 2.0])
    # w = 0: P = 20 / 4 = 5; X.T r = 6, so r is scaled by 2 * 1.5 / 6 = 1/2, and D = (20 - 5) / 4
    assert_allclose(lasso_duality_gap(X, y, np.array([0.0]), 1.5), 1.25)
    # w = 1.5 is the minimum: r = (2.5, 0.5), X.T r = 3 = N lam, and the gap is 0
    assert_allclose(lasso_duality_gap(X, y, np.array([1.5]), 1.5), 0.0, atol=1e-12)


def test_certify_says_global_or_unknown():
    assert certify(1.0, 1.0, 0.0) == "global"
    assert certify(1.25, 1.0, 0.25) == "global"
    assert certify(1.5, 1.0, 0.25) == "unknown"  # the bound may be loose
    assert certify(1.5, -np.inf, 0.25) == "unknown"
    with pytest.raises(ValueError):
        certify(0.5, 1.0, 0.25)


def test_interval_lower_bound_of_a_parabola():
    # x ** 2 - x = x (x - 1) has its minimum of -0.25 at x = 0.5, and [0, 1] * [-1, 0] = [-1, 0]
    coefs = np.array([0.0, -1.0, 1.0])
    for splits in (1, 2, 64):
        assert -1 - 1e-9 <= interval_lower_bound(coefs, 0.0, 1.0, splits) <= -0.25 + 1e-9
    assert interval_lower_bound(coefs, 0.0, 1.0, 64) > -0.27
