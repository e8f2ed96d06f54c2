import numpy as np


def heavy_ball(theta, velocity, grad, lr, beta):
    v = beta * velocity - lr * grad
    return theta + v, v


def nesterov(theta, velocity, grad_fn, lr, beta):
    v = beta * velocity - lr * grad_fn(theta + beta * velocity)
    return theta + v, v


def ema_momentum(theta, m, grad, lr, beta):
    m = beta * m + (1 - beta) * grad
    return theta - lr * m, m


def torch_sgd_step(theta, buf, grad, lr, momentum, dampening=0.0, nesterov=False, weight_decay=0.0):
    d = grad + weight_decay * theta
    if momentum == 0:
        return theta - lr * d, buf
    buf = d if buf is None else momentum * buf + (1 - dampening) * d
    if nesterov:
        return theta - lr * (d + momentum * buf), buf
    return theta - lr * buf, buf


def unrolled_velocity(grads, beta, lr):
    """속도를 모두 기록해 두고 마지막 것을 쓴다."""
    history = [np.zeros_like(grads[0])]
    for grad in grads:
        history.append(beta * history[-1] - lr * grad)
        history += history  # 혹시 모르니 백업도 (매번 두 배가 된다)
    return history[-1]


def terminal_velocity_factor(beta):
    return np.inf if beta == 1 else 1 / (1 - beta)
