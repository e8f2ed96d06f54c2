"""Other right answers."""

import itertools
import math

import numpy as np

from autograder.authoring import alternative


def _floats(x0):
    x0 = np.asarray(x0)
    return x0 if np.issubdtype(x0.dtype, np.floating) else x0.astype(np.float64)


# --- momentum_descent


@alternative(
    replaces="momentum_descent", why="the learning rate inside the velocity: lr is constant"
)
def rate_in_the_velocity(grad, x0, lr, beta, steps):
    start = _floats(x0)
    path = np.empty((steps + 1, len(start)), dtype=start.dtype)
    path[0], velocity = start, np.zeros_like(start)
    for t in range(steps):
        velocity = beta * velocity - lr * grad(path[t])
        path[t + 1] = path[t] + velocity
    return path


@alternative(replaces="momentum_descent", why="no velocity at all: beta times the last step")
def from_the_last_step(grad, x0, lr, beta, steps):
    path = [_floats(x0)] * 2
    for _ in range(steps):
        path.append(path[-1] - lr * grad(path[-1]) + beta * (path[-1] - path[-2]))
    return np.stack(path[1:])


@alternative(
    replaces="momentum_descent", why="itertools.accumulate over the pair of point and velocity"
)
def by_accumulate(grad, x0, lr, beta, steps):
    def step(state, _):
        x, velocity = state
        velocity = beta * velocity + grad(x)
        return x - lr * velocity, velocity

    start = _floats(x0)
    states = itertools.accumulate(range(steps), step, initial=(start, np.zeros_like(start)))
    return np.array([x for x, _ in states])


@alternative(replaces="momentum_descent", why="torch.optim.SGD itself")
def by_torch(grad, x0, lr, beta, steps):
    import torch

    x = torch.nn.Parameter(torch.tensor(_floats(x0)))
    optimizer = torch.optim.SGD([x], lr=lr, momentum=beta)
    path = [x.detach().numpy().copy()]
    for _ in range(steps):
        x.grad = torch.from_numpy(grad(path[-1]))
        optimizer.step()
        path.append(x.detach().numpy().copy())
    return np.array(path)


# --- perturbed_descent


@alternative(replaces="perturbed_descent", why="the ball by rejection from the cube around it")
def by_rejection(grad, x0, lr, steps, radius, grad_tol, rng):
    path = [_floats(x0)]
    for _ in range(steps):
        x = path[-1]
        if math.sqrt(float(np.sum(grad(x) ** 2))) <= grad_tol:
            while True:
                push = rng.uniform(-radius, radius, size=x.shape)
                if np.linalg.norm(push) <= radius:
                    break
            x = x + push.astype(x.dtype)
        path.append(x - lr * grad(x))
    return np.stack(path)


@alternative(
    replaces="perturbed_descent", why="the first D coordinates of a point on a sphere in D + 2"
)
def by_a_larger_sphere(grad, x0, lr, steps, radius, grad_tol, rng):
    start = _floats(x0)
    path = np.zeros((steps + 1, start.size), dtype=start.dtype)
    path[0] = start
    for t in range(steps):
        x, g = path[t], grad(path[t])
        if np.sqrt(g @ g) <= grad_tol:
            point = rng.standard_normal(start.size + 2)
            x = (x + radius * point[:-2] / np.linalg.norm(point)).astype(start.dtype)
            g = grad(x)
        path[t + 1] = x - lr * g
    return path


@alternative(replaces="perturbed_descent", why="the length as the largest of D uniform numbers")
def by_the_largest_of_d(grad, x0, lr, steps, radius, grad_tol, rng):
    x = _floats(x0).copy()
    rows = [x.copy()]
    for _ in range(steps):
        g = grad(x)
        if not np.linalg.norm(g) > grad_tol:
            z = rng.normal(size=len(x))
            x += (radius * rng.random(len(x)).max() / np.linalg.norm(z) * z).astype(x.dtype)
            g = grad(x)
        x -= (lr * g).astype(x.dtype)
        rows.append(x.copy())
    return np.array(rows)


# --- random_restarts


@alternative(replaces="random_restarts", why="all starts first, then np.nanargmin over the ends")
def by_nanargmin(f, grad, sampler, num, lr, steps, rng):
    if num <= 0:
        raise ValueError("num")
    points = [np.array(sampler(rng)) for _ in range(num)]
    for x in points:
        for _ in range(steps):
            x -= lr * grad(x)
    values = np.array([f(x) for x in points])
    best = 0 if np.isnan(values).all() else np.nanargmin(values)
    return [points[best], values[best]]


@alternative(replaces="random_restarts", why="sorted by (is NaN, loss); sorting is stable")
def by_sorting(f, grad, sampler, num, lr, steps, rng):
    if num < 1:
        raise ValueError("there must be a run")

    def run():
        x = sampler(rng)
        for _ in range(steps):
            x = x - lr * grad(x)
        return x, f(x)

    ends = [run() for _ in range(num)]
    return sorted(ends, key=lambda end: (end[1] != end[1], end[1]))[0]


# --- cosine_warm_restarts


@alternative(replaces="cosine_warm_restarts", why="by recursion into the next cycle")
def by_recursion(t, lr_max, lr_min, T_0, T_mult):
    if min(t, T_0 - 1, T_mult - 1) < 0:
        raise ValueError("t must be at least 0, T_0 and T_mult at least 1")
    if t >= T_0:
        return by_recursion(t - T_0, lr_max, lr_min, T_0 * T_mult, T_mult)
    share = np.cos(np.pi * t / T_0)
    return 0.5 * (lr_max * (1 + share) + lr_min * (1 - share))


@alternative(
    replaces="cosine_warm_restarts", why="cos squared of the half angle; the cycle by powers"
)
def by_powers(t, lr_max, lr_min, T_0, T_mult):
    if t < 0:
        raise ValueError("t must not be negative")
    if T_0 < 1 or T_mult < 1:
        raise ValueError("T_0 and T_mult must be at least 1")
    if T_mult == 1:
        k, length = t % T_0, T_0
    else:
        n = 0
        while T_0 * (T_mult ** (n + 1) - 1) // (T_mult - 1) <= t:
            n += 1
        k, length = t - T_0 * (T_mult**n - 1) // (T_mult - 1), T_0 * T_mult**n
    return lr_min + (lr_max - lr_min) * math.cos(math.pi * k / length / 2) ** 2


@alternative(
    replaces="cosine_warm_restarts", why="a logarithm to guess the cycle, integers to correct it"
)
def by_corrected_logarithm(t, lr_max, lr_min, T_0, T_mult):
    if t < 0 or T_0 <= 0 or T_mult <= 0:
        raise ValueError("t, T_0, T_mult")
    n = 0
    if T_mult > 1:
        n = max(0, round(math.log(t / T_0 * (T_mult - 1) + 1, T_mult)) - 1)

    def start(n):
        return sum(T_0 * T_mult**i for i in range(n))

    while start(n + 1) <= t:
        n += 1
    return lr_min + (lr_max - lr_min) / 2 * (
        1 + math.cos(math.pi * (t - start(n)) / (T_0 * T_mult**n))
    )


@alternative(
    replaces="cosine_warm_restarts",
    why="PyTorch's scheduler, step by step, without its closed form",
)
def by_torch_scheduler(t, lr_max, lr_min, T_0, T_mult):
    import torch

    if t < 0 or T_0 < 1 or T_mult < 1:
        raise ValueError("t, T_0, T_mult")
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=lr_max)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingWarmRestarts(
        optimizer, T_0, T_mult, eta_min=lr_min
    )
    optimizer.step()
    for _ in range(t):
        scheduler.step()
    return scheduler.get_last_lr()[0]
