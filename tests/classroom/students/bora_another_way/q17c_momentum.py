import numpy as np


def heavy_ball(theta, velocity, grad, lr, beta):
    # 새 위치를 먼저 구하고, 속도는 움직인 거리로
    새_theta = theta + beta * velocity - lr * grad
    return 새_theta, 새_theta - theta


def nesterov(theta, velocity, grad_fn, lr, beta):
    # 먼저 속도만큼 뛰고, 거기서 gradient로 고친다
    뛴곳 = theta + beta * velocity
    고침 = lr * grad_fn(뛴곳)
    return 뛴곳 - 고침, beta * velocity - 고침


def ema_momentum(theta, m, grad, lr, beta):
    m = m + (1 - beta) * (grad - m)
    return theta - lr * m, m


def torch_sgd_step(theta, buf, grad, lr, momentum, dampening=0.0, nesterov=False, weight_decay=0.0):
    d = grad.copy()
    if weight_decay:
        d += weight_decay * theta
    if not momentum:
        return theta - lr * d, buf
    if buf is None:
        buf = d.copy()
    else:
        buf = buf * momentum
        buf += (1 - dampening) * d
    if nesterov:
        d += momentum * buf
    else:
        d = buf
    return theta - lr * d, buf


def unrolled_velocity(grads, beta, lr):
    # Horner 방법
    합 = np.zeros_like(grads[0])
    for g in grads:
        합 = beta * 합 + g
    return -lr * 합


def terminal_velocity_factor(beta):
    with np.errstate(divide="ignore"):
        return float(np.float64(1) / (1 - beta))
