"""Other right answers."""

import math

import numpy as np

from autograder.authoring import alternative


@alternative(replaces="heavy_ball", why="the new position first, the velocity as the way travelled")
def way_travelled(theta, velocity, grad, lr, beta):
    moved = theta - lr * grad + beta * velocity
    return moved, moved - theta


@alternative(replaces="heavy_ball", why="copies that are changed in place")
def in_place_on_copies(theta, velocity, grad, lr, beta):
    theta, velocity = np.array(theta), np.array(velocity)
    velocity *= beta
    velocity -= lr * grad
    theta += velocity
    return [theta, velocity]


@alternative(
    replaces="nesterov", why="a step along the velocity, then a correction by the gradient"
)
def jump_then_correct(theta, velocity, grad_fn, lr, beta):
    jump = beta * velocity
    ahead = theta + jump
    correction = -lr * grad_fn(ahead)
    return ahead + correction, jump + correction


@alternative(replaces="ema_momentum", why="the average moves a part of the way to the gradient")
def part_of_the_way(theta, m, grad, lr, beta):
    m = m + (1 - beta) * (grad - m)
    return theta - lr * m, m


@alternative(replaces="ema_momentum", why="torch.lerp")
def by_lerp(theta, m, grad, lr, beta):
    import torch

    theta, m, grad = (torch.tensor(array) for array in (theta, m, grad))
    m = torch.lerp(grad, m, beta)
    return theta.sub(m, alpha=lr).numpy(), m.numpy()


@alternative(replaces="torch_sgd_step", why="torch.optim.SGD itself, with the buffer in its state")
def torch_itself(theta, buf, grad, lr, momentum, dampening=0.0, nesterov=False, weight_decay=0.0):
    import torch

    parameter = torch.nn.Parameter(torch.tensor(theta))
    parameter.grad = torch.tensor(grad)
    optimizer = torch.optim.SGD(
        [parameter],
        lr=lr,
        momentum=momentum,
        dampening=dampening,
        nesterov=nesterov,
        weight_decay=weight_decay,
    )
    if buf is not None:
        optimizer.state[parameter]["momentum_buffer"] = torch.tensor(buf)
    optimizer.step()
    if momentum != 0:
        buf = optimizer.state[parameter]["momentum_buffer"].numpy()
    return parameter.detach().numpy(), buf


@alternative(replaces="torch_sgd_step", why="one formula for each of the four cases")
def case_by_case(theta, buf, grad, lr, momentum, dampening=0.0, nesterov=False, weight_decay=0.0):
    if weight_decay:
        grad = grad + weight_decay * theta
    if not momentum:
        return theta - lr * grad, buf
    new = grad if buf is None else buf * momentum + grad * (1.0 - dampening)
    if nesterov:
        return theta - lr * grad - lr * momentum * new, new
    return theta - lr * new, new


@alternative(replaces="unrolled_velocity", why="one tensordot with the row of weights")
def by_tensordot(grads, beta, lr):
    weights = np.array([beta**age for age in reversed(range(len(grads)))], dtype=grads.dtype)
    return -lr * np.tensordot(weights, grads, axes=1)


@alternative(replaces="unrolled_velocity", why="Horner's rule, which is the heavy ball again")
def by_horner(grads, beta, lr):
    velocity = np.zeros_like(grads[0])
    for grad in grads:
        velocity = beta * velocity - lr * grad
    return velocity


@alternative(replaces="terminal_velocity_factor", why="NumPy's division, which knows infinity")
def by_division(beta):
    with np.errstate(divide="ignore"):
        return np.divide(1.0, 1.0 - np.float64(beta))


@alternative(replaces="terminal_velocity_factor", why="the exception is the answer")
def by_exception(beta):
    try:
        return 1 / (1 - beta)
    except ZeroDivisionError:
        return math.inf
