"""A few answers that can be checked by hand."""

import math

import numpy as np
from numpy.testing import assert_allclose
from q17c_momentum import (
    ema_momentum,
    heavy_ball,
    nesterov,
    terminal_velocity_factor,
    torch_sgd_step,
    unrolled_velocity,
)


def test_heavy_ball_from_a_moving_start():
    theta, velocity = heavy_ball(
        np.array([1.0, 2.0]), np.array([0.5, -1.0]), np.array([2.0, 4.0]), lr=0.1, beta=0.5
    )
    assert_allclose(velocity, [0.05, -0.9])  # 0.25 - 0.2, -0.5 - 0.4
    assert_allclose(theta, [1.05, 1.1])


def test_nesterov_looks_ahead():
    # ahead, at 1 + 0.5 * 0.5 = 1.25, the gradient of theta ** 2 is 2.5
    theta, velocity = nesterov(
        np.array([1.0]), np.array([0.5]), lambda point: 2 * point, lr=0.2, beta=0.5
    )
    assert_allclose(velocity, [-0.25])
    assert_allclose(theta, [0.75])


def test_ema_momentum_one_step():
    theta, m = ema_momentum(np.array([1.0]), np.array([2.0]), np.array([4.0]), lr=0.1, beta=0.75)
    assert_allclose(m, [2.5])
    assert_allclose(theta, [0.75])


def test_torch_sgd_step_damps_from_the_second_step_on():
    theta, buf = torch_sgd_step(
        np.array([1.0]), None, np.array([2.0]), lr=0.1, momentum=0.5, dampening=0.25
    )
    assert_allclose(buf, [2.0])
    assert_allclose(theta, [0.8])
    theta, buf = torch_sgd_step(theta, buf, np.array([4.0]), lr=0.1, momentum=0.5, dampening=0.25)
    assert_allclose(buf, [4.0])  # 0.5 * 2 + 0.75 * 4
    assert_allclose(theta, [0.4])


def test_torch_sgd_step_nesterov():
    theta, buf = torch_sgd_step(
        np.array([1.0]), np.array([2.0]), np.array([4.0]), lr=0.1, momentum=0.5, nesterov=True
    )
    assert_allclose(buf, [5.0])
    assert_allclose(theta, [0.35])  # 1 - 0.1 * (4 + 0.5 * 5)


def test_torch_sgd_step_without_momentum():
    theta, buf = torch_sgd_step(
        np.array([1.0]), None, np.array([2.0]), lr=0.1, momentum=0.0, weight_decay=0.5
    )
    assert_allclose(theta, [0.75])
    assert buf is None


def test_unrolled_velocity_three_steps():
    grads = np.array([[1.0], [2.0], [4.0]])
    assert_allclose(unrolled_velocity(grads, beta=0.5, lr=0.1), [-0.525])  # -(0.25 + 1 + 4) / 10


def test_terminal_velocity_factor_values():
    assert_allclose(terminal_velocity_factor(0.0), 1.0)
    assert_allclose(terminal_velocity_factor(0.9), 10.0)
    assert math.isinf(terminal_velocity_factor(1.0))
