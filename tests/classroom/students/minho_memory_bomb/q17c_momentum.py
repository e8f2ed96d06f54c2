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
    while history[-1] is not None:  # 끝에 None이 나올 때까지 (나오지 않는다)
        history += history
    return history[len(grads)]


def terminal_velocity_factor(beta):
    return np.inf if beta == 1 else 1 / (1 - beta)
