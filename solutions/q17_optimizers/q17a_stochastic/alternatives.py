"""Other right ways: other formulas, other functions of NumPy, torch."""

from __future__ import annotations

import numpy as np
from solution import full_gradient as right_full_gradient

from autograder.authoring import alternative


@alternative(replaces="minibatches", why="shuffled in place, cut by np.split")
def by_split(n, batch_size, rng, drop_last=False):
    if batch_size <= 0:
        raise ValueError("batch_size")
    rows = np.arange(n)
    rng.shuffle(rows)
    batches = np.split(rows, np.arange(batch_size, n, batch_size))
    if drop_last and len(batches[-1]) < batch_size:
        batches.pop()
    return batches


@alternative(
    replaces="minibatches", why="rows sorted by random keys, and taken one batch at a time"
)
def by_random_keys(n, batch_size, rng, drop_last=False):
    if batch_size < 1:
        raise ValueError("batch_size must be positive")
    left = np.argsort(rng.random(n)).astype(np.int32)
    batches = []
    while len(left) >= batch_size or (len(left) and not drop_last):
        batches.append(left[:batch_size])
        left = left[batch_size:]
    return batches


@alternative(replaces="minibatches", why="torch's DataLoader, seeded from rng")
def by_data_loader(n, batch_size, rng, drop_last=False):
    import torch
    from torch.utils.data import DataLoader

    generator = torch.Generator().manual_seed(int(rng.integers(2**63)))
    loader = DataLoader(
        torch.arange(n),
        batch_size=batch_size,
        sampler=torch.randperm(n, generator=generator).tolist(),
        drop_last=drop_last,
        generator=generator,
    )
    return [batch.numpy() for batch in loader]


@alternative(replaces="full_gradient", why="one product with the transposed matrix")
def by_matrix_product(X, y, w):
    X, y = np.asarray(X), np.asarray(y)
    if y.ndim != 1 or len(y) != len(X):
        raise ValueError("y must be (N,)")
    return (X @ w - y) @ X * (2 / len(X))


@alternative(replaces="full_gradient", why="autograd of torch's mse_loss")
def by_autograd(X, y, w):
    import torch

    X, y, w = (torch.tensor(np.asarray(a)) for a in (X, y, w))
    X, y, w = (a if a.is_floating_point() else a.double() for a in (X, y, w))
    if y.shape != X.shape[:1]:
        raise ValueError("y must be (N,)")
    w.requires_grad_()
    torch.nn.functional.mse_loss(X @ w, y).backward()
    return w.grad.numpy()


@alternative(replaces="minibatch_gradient", why="each row weighed by how often it was drawn")
def by_counts(X, y, w, idx):
    X, y = np.asarray(X), np.asarray(y)
    counts = np.bincount(idx, minlength=len(X)).astype(X.dtype if X.dtype.kind == "f" else float)
    return 2 / len(idx) * np.einsum("n,n,nd->d", counts, X @ w - y, X)


@alternative(replaces="minibatch_gradient", why="a sum over the rows, one after another")
def row_by_row(X, y, w, idx):
    total = 0
    for i in idx:
        total = total + right_full_gradient(X[i : i + 1], y[i : i + 1], w)
    return total / len(idx)


@alternative(
    replaces="mean_of_minibatch_gradients", why="slices, and a mean that is the sum of sums"
)
def by_slices(X, y, w, batch_size):
    gradients, weights, total = [], [], 0
    for start in range(0, len(X), batch_size):
        part = slice(start, start + batch_size)
        gradient, rows = right_full_gradient(X[part], y[part], w), len(X[part])
        gradients.append(gradient)
        weights.append(rows / len(X))
        total = total + rows * gradient
    return np.stack(gradients), np.array(weights), total / len(X)


@alternative(replaces="mean_of_minibatch_gradients", why="np.add.reduceat and np.average")
def by_reduceat(X, y, w, batch_size):
    X = X * 1.0
    starts = np.arange(0, len(X), batch_size)
    sizes = np.diff(np.append(starts, len(X)))
    rows = 2 * (X @ w - y)[:, None] * X
    gradients = np.add.reduceat(rows, starts, axis=0) / sizes[:, None].astype(rows.dtype)
    mean = np.average(gradients, axis=0, weights=sizes).astype(rows.dtype)
    return [gradients, sizes / len(X), mean]


@alternative(replaces="gradient_covariance", why="np.cov with bias=True")
def by_np_cov(X, y, w):
    g = 2.0 * (X @ w - y)[:, None] * X
    return np.atleast_2d(np.cov(g.T, bias=True)).astype(g.dtype)


@alternative(replaces="gradient_covariance", why="torch.cov with correction=0")
def by_torch_cov(X, y, w):
    import torch

    g = np.asarray(2 * (X @ w - y) * X.T)
    g = torch.tensor(g if g.dtype.kind == "f" else g.astype(float))
    return torch.atleast_2d(torch.cov(g, correction=0)).numpy()


@alternative(
    replaces="gradient_covariance", why="the mean of the outer products less that of the mean"
)
def by_second_moment(X, y, w):
    X = np.asarray(X)
    g = 2 * (X @ w - y)[:, None] * X
    g = g if g.dtype.kind == "f" else g.astype(float)
    mean = g.mean(axis=0)
    return np.einsum("ni,nj->ij", g, g) / len(g) - np.outer(mean, mean)
