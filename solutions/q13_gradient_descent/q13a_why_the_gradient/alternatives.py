"""Other right answers."""

import math

import numpy as np

from autograder.authoring import alternative


@alternative(
    replaces="directional_derivative", why="the length by math.hypot, values at +-1 in a loop"
)
def by_hypot(f, x, direction, eps):
    length = math.hypot(*direction)
    if length == 0:
        raise ValueError("direction must not be zero")
    values = [f(np.asarray(x) + sign * eps * np.asarray(direction) / length) for sign in (1, -1)]
    return float(np.subtract(*values)) / 2 / eps


@alternative(replaces="directional_derivative", why="scaled by eps once, slope per way travelled")
def by_the_way_travelled(f, x, direction, eps):
    size = np.sqrt(np.dot(direction, direction))
    if not size:
        raise ValueError("direction is zero")
    step = direction * (eps / size)
    after, before = f(x + step), f(x - step)
    return np.float64((after - before) / (eps + eps))


@alternative(replaces="directional_derivative", why="the points from np.gradient's three, in 1-D")
def by_np_gradient(f, x, direction, eps):
    if not np.any(direction):
        raise ValueError("direction is zero")
    u = direction / np.linalg.norm(direction)
    return np.gradient([f(x + t * u) for t in (-eps, 0, eps)], eps)[1]


@alternative(replaces="steepest_descent_direction", why="a function for each norm, in a dict")
def one_function_each(grad, norm="l2"):
    grad = grad * 1.0

    def along_one():
        at = int(abs(grad).argmax())
        return np.where(np.arange(len(grad)) == at, -np.sign(grad), 0.0).astype(grad.dtype)

    ways = {
        "l2": lambda: -grad / np.sqrt((grad**2).sum()),
        "l1": along_one,
        "linf": lambda: np.where(grad == 0, 0.0, -np.copysign(1.0, grad)).astype(grad.dtype),
    }
    if norm not in ways:
        raise ValueError(f"norm {norm} is unknown")
    return ways[norm]() if np.any(grad) else grad


@alternative(
    replaces="steepest_descent_direction", why="torch.nn.functional.normalize, and one_hot"
)
def by_torch(grad, norm="l2"):
    import torch

    g = torch.tensor(grad)
    if not g.is_floating_point():
        g = g.double()
    if norm == "l2":
        return -torch.nn.functional.normalize(
            g, dim=0, eps=1e-300 if g.dtype == torch.float64 else 1e-30
        ).numpy()
    if norm == "linf":
        return -torch.sign(g).numpy()
    if norm == "l1":
        at = torch.tensor(int(np.argmax(np.abs(grad))))
        return (-torch.sign(g) * torch.nn.functional.one_hot(at, len(grad))).numpy()
    raise ValueError("norm")


@alternative(replaces="loss_along_line", why="np.fromiter over a generator")
def by_fromiter(f, theta, direction, alphas):
    return np.fromiter((f(theta + a * direction) for a in alphas), dtype=float)


@alternative(
    replaces="loss_along_line", why="all the points at once by broadcasting, then f on each"
)
def by_broadcasting(f, theta, direction, alphas):
    alphas = np.asarray(alphas)
    points = theta + alphas.reshape(-1, *[1] * theta.ndim) * direction
    losses = np.empty(len(alphas))
    for i, point in enumerate(points):
        losses[i] = f(point)
    return losses


@alternative(replaces="loss_surface", why="two loops that fill an array")
def by_two_loops(f, theta, d1, d2, alphas, betas):
    surface = np.zeros((len(alphas), len(betas)))
    for j, beta in enumerate(betas):
        for i, alpha in enumerate(alphas):
            surface[i, j] = f(theta + alpha * d1 + beta * d2)
    return surface


@alternative(replaces="loss_surface", why="a meshgrid with indexing='ij', and np.vectorize")
def by_meshgrid(f, theta, d1, d2, alphas, betas):
    first, second = np.meshgrid(alphas, betas, indexing="ij")
    return np.vectorize(lambda a, b: float(f(theta + a * d1 + b * d2)))(first, second)


@alternative(replaces="loss_surface", why="a meshgrid as it comes, transposed at the end")
def by_meshgrid_transposed(f, theta, d1, d2, alphas, betas):
    across, down = np.meshgrid(alphas, betas)
    losses = [f(theta + a * d1 + b * d2) for a, b in zip(across.ravel(), down.ravel())]
    return np.reshape(losses, across.shape).T


@alternative(replaces="filter_normalize", why="filter by filter, with np.linalg.norm")
def filter_by_filter(direction, weights, filter_axis=0):
    kind = direction.dtype if direction.dtype.kind == "f" else np.float64
    result = np.zeros(direction.shape, dtype=kind)
    for i in range(direction.shape[filter_axis]):
        d = np.take(direction, i, axis=filter_axis)
        w = np.take(weights, i, axis=filter_axis)
        norm = np.linalg.norm(d)
        if norm > 0:
            np.moveaxis(result, filter_axis, 0)[i] = d * (np.linalg.norm(w) / norm)
    return result


@alternative(replaces="filter_normalize", why="the authors' tiny constant in the denominator")
def authors_constant(direction, weights, filter_axis=0):
    d, w = (np.moveaxis(array, filter_axis, 0) for array in (direction, weights))
    rows = d.reshape(len(d), -1), w.reshape(len(w), -1)
    d_norm, w_norm = (np.linalg.norm(row, axis=1, keepdims=True) for row in rows)
    scaled = rows[0] / (d_norm + np.asarray(1e-10, d_norm.dtype)) * w_norm
    return np.moveaxis(scaled.reshape(d.shape), 0, filter_axis)


@alternative(replaces="filter_normalize", why="PyTorch's norm over the other axes, NaN made 0")
def by_torch_norm(direction, weights, filter_axis=0):
    import torch

    d, w = (torch.tensor(array) for array in (direction, weights))
    if not d.is_floating_point():
        d, w = d.double(), w.double()
    if d.ndim == 1:
        return (torch.sign(d) * w.abs()).numpy()
    axes = [axis for axis in range(d.ndim) if axis != filter_axis % d.ndim]
    d_norm, w_norm = (t.pow(2).sum(dim=axes, keepdim=True).sqrt() for t in (d, w))
    return torch.nan_to_num(d * w_norm / d_norm, nan=0.0).numpy()
