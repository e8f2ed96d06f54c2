"""Other right answers."""

import itertools
import math

import numpy as np

from autograder.authoring import alternative

# --- max_stable_learning_rate


@alternative(replaces="max_stable_learning_rate", why="np.linalg.eigvals, as it is symmetric")
def by_eigvals(H):
    H = np.asarray(H, dtype=float)
    if np.max(np.abs(H - H.transpose())) > 1e-6 * np.max(np.abs(H)):
        raise ValueError("H must be symmetric")
    values = np.linalg.eigvals(H).real
    top, size = max(values), max(abs(values))
    return 2.0 / top if top > 1e-12 * size else math.inf


@alternative(replaces="max_stable_learning_rate", why="scipy.linalg.eigh for the two ends alone")
def by_scipy(H):
    from scipy.linalg import eigh

    if not np.allclose(H, H.T, rtol=0, atol=1e-6 * np.abs(H).max()):
        raise ValueError("H must be symmetric")
    values = eigh(H, eigvals_only=True)
    top = values[-1]
    return np.float64(2 / top) if top > 1e-12 * max(top, -values[0]) else float("inf")


# --- largest_eigenvalue


@alternative(replaces="largest_eigenvalue", why="power iteration twice, the second time shifted")
def power_iteration_twice(matvec, dim, iters, rng):
    def iterate(shift):
        v = rng.standard_normal(dim)
        v /= np.linalg.norm(v)
        for _ in range(iters):
            product = matvec(v)
            value, growth = v @ product, np.linalg.norm(product)
            v = product + shift * v
            norm = np.linalg.norm(v)
            if norm == 0:
                break
            v /= norm
        return value, growth

    _, size = iterate(0.0)  # how much a vector grows tells the size, also where l and -l tie
    return float(iterate(size)[0])


@alternative(replaces="largest_eigenvalue", why="a Krylov space with full orthogonalisation")
def by_krylov(matvec, dim, iters, rng):
    basis, images = [], []
    v = rng.uniform(-1, 1, size=dim)
    for _ in range(min(dim, 2 * iters)):
        for _ in range(2):
            for q in basis:
                v = v - (q @ v) * q
        norm = np.linalg.norm(v)
        if images and norm < 1e-9 * np.linalg.norm(images[-1]):
            break
        if norm == 0:
            break
        basis.append(v / norm)
        images.append(matvec(basis[-1]))
        v = images[-1]
    small = np.array(basis) @ np.array(images).T
    return np.linalg.eigvalsh((small + small.T) / 2).max()


# --- hessian_vector_product


@alternative(replaces="hessian_vector_product", why="a step of the length eps, scaled afterwards")
def step_of_fixed_length(grad, theta, v, eps=1e-4):
    theta, v = np.array(theta, dtype=float), np.array(v, dtype=float)
    length = math.sqrt(v @ v)
    u = v / length
    change = np.subtract(grad(theta + eps * u), grad(theta - eps * u))
    return change * (length / (2 * eps))


@alternative(replaces="hessian_vector_product", why="np.gradient along the line")
def along_the_line(grad, theta, v, eps=1e-4):
    theta, v = np.float64(theta), np.float64(v)
    ends = np.stack([grad(theta - eps * v), grad(theta + eps * v)])
    return np.gradient(ends, 2 * eps, axis=0)[0]


# --- sharpness


@alternative(replaces="sharpness", why="power iteration twice, on differences of gradients")
def power_on_gradients(grad, theta, iters, rng):
    theta = theta * 1.0

    def product(v):
        return (grad(theta + 1e-4 * v) - grad(theta - 1e-4 * v)) / 2e-4

    shift = value = 0.0
    for _ in range(2):
        v = rng.normal(size=theta.shape)
        for _ in range(iters):
            v = v / np.linalg.norm(v)
            image = product(v)
            value, growth = v @ image, np.linalg.norm(image)
            v = image + shift * v
        shift = growth
    return value


# --- quadratic_losses


@alternative(
    replaces="quadratic_losses", why="in the eigenbasis, where every direction goes by itself"
)
def in_the_eigenbasis(H, x0, lr, steps):
    if np.abs(H - H.T).max() > 1e-6 * np.abs(H).max():
        raise ValueError("H must be symmetric")
    values, vectors = np.linalg.eigh(H)
    parts = (x0 @ vectors) ** 2
    factors = (1 - lr * values) ** 2
    return np.array([values @ (factors**t * parts) / 2 for t in range(steps + 1)])


@alternative(replaces="quadratic_losses", why="the whole path first, then the losses by einsum")
def path_first(H, x0, lr, steps):
    if np.any(np.abs(H - H.T) > 1e-6 * np.abs(H).max()):
        raise ValueError("H must be symmetric")
    path = [np.array(x0, dtype=float)]
    step = np.eye(len(H)) - lr * H
    for _ in range(steps):
        path.append(step @ path[-1])
    return 0.5 * np.einsum("td,de,te->t", path, H, path)


# --- minibatch_losses


@alternative(replaces="minibatch_losses", why="the head of a fresh permutation")
def head_of_a_permutation(X, y, w0, lr, batch_size, steps, rng):
    if y.ndim != 1 or y.shape[0] != X.shape[0]:
        raise ValueError("y must be (N,)")
    batch_losses, full_losses = np.empty(steps), np.empty(steps)
    w = np.array(w0, dtype=float)
    for t in range(steps):
        rows = rng.permutation(len(y))[:batch_size]
        residual = y[rows] - X[rows].dot(w)
        batch_losses[t] = residual @ residual / batch_size
        full_losses[t] = np.square(y - X.dot(w)).mean()
        w += 2 * lr / batch_size * X[rows].T.dot(residual)
    return batch_losses, full_losses


@alternative(replaces="minibatch_losses", why="PyTorch's autograd, rows by their random keys")
def by_autograd(X, y, w0, lr, batch_size, steps, rng):
    import torch

    if y.shape != (len(X),):
        raise ValueError("y must be (N,)")
    inputs, target = (torch.tensor(array, dtype=torch.float64) for array in (X, y))
    w = torch.tensor(w0, dtype=torch.float64, requires_grad=True)
    optimizer, seen = torch.optim.SGD([w], lr=lr), []
    for _ in range(steps):
        rows = torch.tensor(np.argsort(rng.random(len(X)))[:batch_size])
        loss = torch.nn.functional.mse_loss(inputs[rows] @ w, target[rows])
        whole = torch.nn.functional.mse_loss(inputs @ w, target)
        seen.append((loss.item(), whole.item()))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return tuple(np.array(seen).T)


# --- first_rise


@alternative(replaces="first_rise", why="with NumPy, and the negation that NaN fails")
def by_numpy(losses):
    losses = np.asarray(losses, dtype=float)
    with np.errstate(invalid="ignore"):
        fine = (losses[1:] <= losses[:-1]) & np.isfinite(losses[1:])
    fine |= np.isnan(losses[:-1]) & np.isfinite(losses[1:])
    bad = np.flatnonzero(~fine)
    return bad[0] + 1 if bad.size else None


@alternative(replaces="first_rise", why="next() over pairs")
def by_pairs(losses):
    pairs = enumerate(itertools.pairwise(losses), start=1)
    return next((t for t, (old, new) in pairs if new > old or not math.isfinite(new)), None)
