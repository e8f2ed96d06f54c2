"""A few answers that can be checked by hand."""

import math

import numpy as np
import pytest
from numpy.testing import assert_allclose
from q14a_escaping import cosine_warm_restarts, momentum_descent, perturbed_descent, random_restarts


def test_momentum_descent_two_steps():
    # the gradient of x ** 2 is 2 x; velocities: 2, then 0.5 * 2 + 1.6 = 2.6
    path = momentum_descent(lambda x: 2 * x, np.array([1.0]), lr=0.1, beta=0.5, steps=2)
    assert_allclose(path, [[1.0], [0.8], [0.54]])


def test_perturbed_descent_leaves_a_steep_point_alone():
    rng = np.random.default_rng(0)
    slope = np.array([3.0, 4.0])  # of length 5
    path = perturbed_descent(
        lambda x: slope, np.zeros(2), 0.1, 2, radius=9.0, grad_tol=4.9, rng=rng
    )
    assert_allclose(path, [[0.0, 0.0], [-0.3, -0.4], [-0.6, -0.8]])


def test_perturbed_descent_moves_where_nothing_slopes():
    rng = np.random.default_rng(0)
    path = perturbed_descent(np.zeros_like, np.zeros(3), 0.1, 50, radius=0.5, grad_tol=0.0, rng=rng)
    assert path.shape == (51, 3)
    moves = np.linalg.norm(np.diff(path, axis=0), axis=1)
    assert np.all(moves > 0) and np.all(moves <= 0.5 + 1e-12)


def test_random_restarts_the_best_end_wins():
    # two bowls, around -2 with floor 1 and around 3 with floor 0; the better start ends worse
    def center(x):
        return np.where(x < 0, -2.0, 3.0)

    def f(x):
        return float(((x - center(x)) ** 2).sum() + (x < 0).sum())

    starts = iter([np.array([-2.5]), np.array([5.0])])
    x, value = random_restarts(
        f, lambda x: 2 * (x - center(x)), lambda rng: next(starts), 2, 0.25, 2, None
    )
    assert_allclose(x, [3.5])  # from 5 to 4 to 3.5; the other one goes from -2.5 to -2.125
    assert_allclose(value, 0.25)


def test_random_restarts_needs_a_run():
    with pytest.raises(ValueError):
        random_restarts(math.sin, math.cos, lambda rng: np.zeros(1), 0, 0.1, 1, None)


def test_cosine_warm_restarts_cycles_of_two_and_four():
    rates = [cosine_warm_restarts(t, 1.0, 0.0, T_0=2, T_mult=2) for t in range(7)]
    half = math.sqrt(2) / 4
    assert_allclose(rates, [1.0, 0.5, 1.0, 0.5 + half, 0.5, 0.5 - half, 1.0])
