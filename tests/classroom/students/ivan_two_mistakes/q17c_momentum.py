# Momentum homework. First function done on paper, the rest on the bus.
import math

import numpy as np


def heavy_ball(theta, velocity, grad, lr, beta):
    v = beta * velocity - lr * grad
    return theta + v, v


def nesterov(theta, velocity, grad_fn, lr, beta):
    g = grad_fn(theta)
    v = beta * velocity - lr * g
    return theta + v, v


def ema_momentum(theta, m, grad, lr, beta):
    m = beta * m + (1 - beta) * grad
    return theta - lr * m, m


def torch_sgd_step(theta, buf, grad, lr, momentum, dampening=0.0, nesterov=False, weight_decay=0.0):
    d_p = grad
    if weight_decay != 0:
        d_p = d_p + weight_decay * theta
    if momentum != 0:
        if buf is None:
            buf = np.zeros_like(theta)
        buf = momentum * buf + (1 - dampening) * d_p
        d_p = d_p + momentum * buf if nesterov else buf
    return theta - lr * d_p, buf


def unrolled_velocity(grads, beta, lr):
    total = 0
    for age, g in enumerate(reversed(grads)):
        total = total + beta**age * g
    return -lr * total


def terminal_velocity_factor(beta):
    if math.isclose(beta, 1.0):
        return math.inf
    return 1 / (1 - beta)
