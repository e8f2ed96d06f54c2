from __future__ import annotations

import math

import numpy as np


def heavy_ball(theta, velocity, grad, lr, beta):
    new_velocity = beta * velocity - lr * grad
    return theta + new_velocity, new_velocity


def nesterov(theta, velocity, grad_fn, lr, beta):
    lookahead = theta + beta * velocity
    new_velocity = beta * velocity - lr * grad_fn(lookahead)
    return theta + new_velocity, new_velocity


def ema_momentum(theta, m, grad, lr, beta):
    new_m = beta * m + (1.0 - beta) * grad
    return theta - lr * new_m, new_m


def torch_sgd_step(theta, buf, grad, lr, momentum, dampening=0.0, nesterov=False, weight_decay=0.0):
    d = grad + weight_decay * theta
    if momentum == 0:
        return theta - lr * d, buf
    new_buf = d if buf is None else momentum * buf + (1 - dampening) * d
    step = d + momentum * new_buf if nesterov else new_buf
    return theta - lr * step, new_buf


def unrolled_velocity(grads, beta, lr):
    T = len(grads)
    v = np.zeros_like(grads[0])
    for t in range(T):
        v = v - lr * beta ** (T - 1 - t) * grads[t]
    return v


def terminal_velocity_factor(beta):
    if beta == 1:
        return math.inf
    return 1 / (1 - beta)
