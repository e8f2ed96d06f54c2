"""PyTorch에 이미 있는 것은 그대로 씁니다."""

import numpy as np
import torch


def heavy_ball(theta, velocity, grad, lr, beta):
    t, v, g = map(torch.tensor, (theta, velocity, grad))
    v = torch.add(v * beta, g, alpha=-lr)
    return (t + v).numpy(), v.numpy()


def nesterov(theta, velocity, grad_fn, lr, beta):
    ahead = np.add(theta, beta * velocity)
    return heavy_ball(theta, velocity, np.ascontiguousarray(grad_fn(ahead)), lr, beta)


def ema_momentum(theta, m, grad, lr, beta):
    m = torch.lerp(torch.tensor(m), torch.tensor(grad), 1 - beta).numpy()
    return theta - lr * m, m


def torch_sgd_step(theta, buf, grad, lr, momentum, dampening=0.0, nesterov=False, weight_decay=0.0):
    p = torch.nn.Parameter(torch.tensor(theta))
    opt = torch.optim.SGD(
        [p], lr=lr, momentum=momentum, dampening=dampening, nesterov=nesterov, weight_decay=weight_decay
    )
    if buf is not None:
        opt.state[p]["momentum_buffer"] = torch.tensor(buf)
    p.grad = torch.tensor(grad)
    opt.step()
    if momentum == 0:
        return p.detach().numpy(), buf
    return p.detach().numpy(), opt.state[p]["momentum_buffer"].numpy()


def unrolled_velocity(grads, beta, lr):
    grads = torch.tensor(grads)
    ages = torch.arange(len(grads) - 1, -1, -1, dtype=grads.dtype)
    weights = torch.tensor(float(beta), dtype=grads.dtype) ** ages
    return (-lr * torch.tensordot(weights, grads, dims=1)).numpy()


def terminal_velocity_factor(beta):
    return (1 / (1 - torch.tensor(beta, dtype=torch.float64))).item()
