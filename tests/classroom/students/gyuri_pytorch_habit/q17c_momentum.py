"""모멘텀 - 평소에 PyTorch만 써 봤습니다."""

import numpy as np


def heavy_ball(theta, velocity, grad, lr, beta):
    v = beta * velocity + grad
    theta = theta - lr * v
    return theta, v


def nesterov(theta, velocity, grad_fn, lr, beta):
    g = grad_fn(theta + beta * velocity)
    v = beta * velocity - lr * g
    return theta + v, v


def ema_momentum(theta, m, grad, lr, beta):
    m = beta * m + (1 - beta) * grad
    return theta - lr * m, m


def torch_sgd_step(theta, buf, grad, lr, momentum, dampening=0.0, nesterov=False, weight_decay=0.0):
    g = grad + weight_decay * theta
    if momentum != 0:
        if buf is None:
            buf = np.copy(g)
        else:
            buf = momentum * buf + (1 - dampening) * g
        if nesterov:
            g = g + momentum * buf
        else:
            g = buf
    return theta - lr * g, buf


def unrolled_velocity(grads, beta, lr):
    T = len(grads)
    # 오래된 gradient일수록 beta가 여러 번 곱해진다
    w = np.array([beta ** (T - 1 - t) for t in range(T)], dtype=grads.dtype)
    return -lr * np.tensordot(w, grads, axes=1)


def terminal_velocity_factor(beta):
    return float("inf") if beta >= 1 else 1.0 / (1.0 - beta)
