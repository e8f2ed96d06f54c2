"""Momentum. I like to watch things converge rather than trust a formula."""
import numpy as np


def heavy_ball(theta, velocity, grad, lr, beta):
    velocity = beta * velocity - lr * grad
    return theta + velocity, velocity


def nesterov(theta, velocity, grad_fn, lr, beta):
    return heavy_ball(theta, velocity, grad_fn(theta + beta * velocity), lr, beta)


def ema_momentum(theta, m, grad, lr, beta):
    m = beta * m + (1 - beta) * grad
    return theta - lr * m, m


def torch_sgd_step(theta, buf, grad, lr, momentum, dampening=0.0, nesterov=False, weight_decay=0.0):
    d = grad + weight_decay * theta
    if momentum == 0:
        return theta - lr * d, buf
    buf = d if buf is None else momentum * buf + (1 - dampening) * d
    return theta - lr * (d + momentum * buf if nesterov else buf), buf


def unrolled_velocity(grads, beta, lr):
    v = np.zeros_like(grads[0])
    for g in grads:
        v = beta * v - lr * g
    return v


def terminal_velocity_factor(beta):
    # let it roll until it gets no faster
    speed = 0.0
    while True:
        faster = beta * speed + 1.0
        if abs(faster - speed) < 1e-14 * faster:
            return faster
        speed = faster
