"""Other right ways."""

import numpy as np
from solution import _as_float as to_float
from solution import _table
from solution import soft_threshold as right_soft_threshold

from autograder.authoring import alternative, part_of


@alternative(replaces="l2_penalty", why="the inner product of w with itself; a Python float")
def inner_product(w, lam):
    w = to_float(w).ravel()
    return float(w @ w) * lam * 0.5


@part_of("inner_product", replaces="l2_penalty_grad")
def as_a_new_array(w, lam):
    gradient = np.array(to_float(w))
    gradient *= lam
    return gradient


@part_of("inner_product", replaces="l1_penalty")
def through_the_norm(w, lam):
    return lam * np.linalg.norm(to_float(w).reshape(-1), 1)


@part_of("inner_product", replaces="l1_penalty_grad")
def by_comparisons(w, lam):
    w = to_float(w)
    return np.where(w > 0, lam, np.where(w < 0, -lam, 0)).astype(w.dtype)


@part_of("inner_product", replaces="soft_threshold")
def what_clipping_cuts_off(x, t):
    if t < 0:
        raise ValueError("t must not be negative")
    x = to_float(x)
    return x - np.clip(x, -t, t)


def _tensor(x):
    import torch

    return torch.from_numpy(np.array(to_float(x)))


@alternative(replaces="l2_penalty", why="torch, with autograd for the gradients")
def penalty_by_torch(w, lam):
    return lam * _tensor(w).square().sum() / 2


def _gradient(penalty, w):
    w = _tensor(w).requires_grad_()
    penalty(w).backward()
    return w.grad.numpy()


@part_of("penalty_by_torch", replaces="l2_penalty_grad")
def gradient_by_autograd(w, lam):
    return _gradient(lambda w: lam * w.square().sum() / 2, w)


@part_of("penalty_by_torch", replaces="l1_penalty")
def absolute_sum_by_torch(w, lam):
    return (lam * _tensor(w).abs().sum()).numpy()


@part_of("penalty_by_torch", replaces="l1_penalty_grad")
def absolute_gradient_by_autograd(w, lam):
    return _gradient(lambda w: lam * w.abs().sum(), w)


@part_of("penalty_by_torch", replaces="soft_threshold")
def softshrink(x, t):
    import torch

    if t < 0:
        raise ValueError("t must not be negative")
    return torch.nn.functional.softshrink(_tensor(x), t).numpy()


@alternative(replaces="soft_threshold", why="one relu for each side")
def one_relu_for_each_side(x, t):
    if t < 0:
        raise ValueError("t must not be negative")
    x = to_float(x)
    return np.maximum(x - t, 0) - np.maximum(-x - t, 0)


@alternative(replaces="ridge", why="normal equations; the pseudo-inverse at 0")
def by_normal_equations(X, y, lam):
    if lam < 0:
        raise ValueError("lam must not be negative")
    X, y = _table(X, y)
    kind, X, y = X.dtype, X.astype(float), y.astype(float)
    centred = X - X.mean(axis=0)
    if lam == 0:
        w = np.linalg.pinv(centred) @ (y - y.mean())
    else:
        gram = centred.T @ centred + lam * np.eye(X.shape[1])
        w = np.linalg.solve(gram, centred.T @ (y - y.mean()))
    return w.astype(kind), float(y.mean() - X.mean(axis=0) @ w)


@alternative(replaces="ridge", why="the singular values shrunk, s / (s^2 + lam); a list")
def by_singular_values(X, y, lam):
    if lam < 0:
        raise ValueError("lam must not be negative")
    X, y = _table(X, y)
    middle = X.mean(axis=0)
    U, s, Vt = np.linalg.svd((X - middle).astype(float), full_matrices=False)
    some = s > 1e-10 * max(s.max(initial=0), 1e-300)
    shrunk = np.where(some, s / np.where(some, s**2 + lam, 1), 0)
    w = (Vt.T @ (shrunk * (U.T @ y))).astype(X.dtype)
    return [w, np.mean(y - X @ w)]


@alternative(replaces="ridge", why="an intercept column whose penalty is 0, through SciPy's lstsq")
def by_a_free_column(X, y, lam):
    from scipy.linalg import lstsq

    if lam < 0:
        raise ValueError("lam must not be negative")
    X, y = _table(X, y)
    columns = X.shape[1]
    if lam == 0:  # the smallest w alone: project the constants out of the columns first
        H = np.eye(len(X)) - 1 / len(X)
        w = lstsq(H @ X, H @ y)[0]
        return w.astype(X.dtype), (y - X @ w).mean()
    top = np.hstack([X, np.ones((len(X), 1))])
    bottom = np.hstack([np.sqrt(lam) * np.eye(columns), np.zeros((columns, 1))])
    solved = lstsq(np.vstack([top, bottom]), np.concatenate([y, np.zeros(columns)]))[0]
    return solved[:columns].astype(X.dtype), solved[columns]


@alternative(replaces="ridge", why="the kernel form, an (N, N) system")
def by_kernel(X, y, lam):
    if lam < 0:
        raise ValueError("lam must not be negative")
    X, y = _table(X, y)
    centred = X.astype(float) - X.mean(axis=0, dtype=float)
    K = centred @ centred.T + lam * np.eye(len(X))
    w = centred.T @ (np.linalg.pinv(K, rcond=1e-12) @ (y - y.mean()))
    return w.astype(X.dtype), np.mean(y) - np.mean(X, axis=0) @ w


@alternative(replaces="lasso_ista", why="Gram matrix and X.T y once, L from eigvalsh")
def by_the_gram_matrix(X, y, lam, steps):
    if lam < 0:
        raise ValueError("lam must not be negative")
    X, y = _table(X, y)
    H, c = X.T @ X / len(X), X.T @ y / len(X)
    L = max(np.linalg.eigvalsh(H)[-1], 0)
    w = np.zeros_like(c)
    if not X.any():
        return w
    for _ in range(steps):
        w = right_soft_threshold(w + (c - H @ w) / L, float(lam / L))
    return w.astype(X.dtype)


@alternative(replaces="lasso_ista", why="torch.nn.functional.softshrink and a matrix norm of torch")
def ista_by_torch(X, y, lam, steps):
    import torch

    if lam < 0:
        raise ValueError("lam must not be negative")
    X, y = (_tensor(array) for array in _table(X, y))
    w = torch.zeros(X.shape[1], dtype=X.dtype)
    L = torch.linalg.matrix_norm(X, ord=2).square() / len(X)
    if L == 0:
        return w.numpy()
    for _ in range(steps):
        gradient = X.T @ (X @ w - y.to(X.dtype)) / len(X)
        w = torch.nn.functional.softshrink(w - gradient / L, float(lam / L))
    return w.numpy()


@alternative(
    replaces="sgd_with_l2", why="torch.optim.SGD with its weight_decay; for SGDW without it"
)
def sgd_by_torch(w, velocity, g, lr, momentum, lam):
    import torch

    parameter = torch.nn.Parameter(torch.tensor(w))
    parameter.grad = torch.tensor(g)
    optimizer = torch.optim.SGD([parameter], lr=lr, momentum=momentum, weight_decay=lam)
    if momentum:
        optimizer.state[parameter]["momentum_buffer"] = torch.tensor(velocity)
    optimizer.step()
    return parameter.detach().numpy(), momentum * velocity + g + lam * w


@part_of("sgd_by_torch", replaces="sgd_with_decoupled_decay")
def sgdw_by_torch(w, velocity, g, lr, momentum, lam):
    import torch

    parameter = torch.nn.Parameter(torch.tensor(w))
    parameter.grad = torch.tensor(g)
    with torch.no_grad():
        parameter.mul_(1 - lr * lam)
    optimizer = torch.optim.SGD([parameter], lr=lr, momentum=momentum)
    if momentum:
        optimizer.state[parameter]["momentum_buffer"] = torch.tensor(velocity)
    optimizer.step()
    return [parameter.detach().numpy(), momentum * velocity + g]


@alternative(replaces="sgd_with_l2", why="copies that are changed in place")
def in_place_on_copies(w, velocity, g, lr, momentum, lam):
    w, velocity = w.copy(), velocity.copy()
    velocity *= momentum
    velocity += g
    velocity += lam * w
    w -= lr * velocity
    return w, velocity


@part_of("in_place_on_copies", replaces="sgd_with_decoupled_decay")
def decay_first(w, velocity, g, lr, momentum, lam):
    w, velocity = w.copy(), velocity.copy()
    w -= lr * lam * w
    velocity *= momentum
    velocity += g
    w -= lr * velocity
    return w, velocity


@alternative(replaces="smooth_labels", why="filled with eps / K, the rest of 1 put on the label")
def filled_and_topped_up(labels, num_classes, eps):
    if len(labels) and (labels.min() < 0 or labels.max() > num_classes - 1):
        raise ValueError("a label is out of range")
    targets = np.full((len(labels), num_classes), eps / num_classes)
    targets[np.arange(len(labels)), labels] = 1 - eps * (num_classes - 1) / num_classes
    return targets


@part_of("filled_and_topped_up", replaces="max_norm")
def only_those_above(W, limit):
    W = np.array(to_float(W))
    for unit in range(W.shape[1]):
        norm = np.sqrt(np.sum(W[:, unit] ** 2))
        if norm > limit:
            W[:, unit] *= limit / norm
    return W


@alternative(replaces="smooth_labels", why="a comparison with all classes, mixed by np.where")
def by_comparison(labels, num_classes, eps):
    hit = np.asarray(labels)[:, None] == np.arange(num_classes)
    if not hit.any(axis=1).all():
        raise ValueError("a label is out of range")
    off = eps / num_classes
    return np.where(hit, 1 - eps + off, off)


@part_of("by_comparison", replaces="max_norm")
def renorm(W, limit):
    import torch

    return torch.renorm(_tensor(W), p=2, dim=1, maxnorm=limit).numpy()
