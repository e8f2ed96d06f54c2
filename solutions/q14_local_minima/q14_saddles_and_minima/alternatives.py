"""Other right answers."""

import numpy as np
from solution import permute_hidden_units as right_permute

from autograder.authoring import alternative

# --- critical_point_type


@alternative(replaces="critical_point_type", why="the signs counted, lowest and highest looked at")
def by_counted_signs(H, tol):
    H = np.asarray(H, dtype=float)
    if np.max(np.abs(H - H.T)) > 1e-6 * np.max(np.abs(H)):
        raise ValueError("H must be symmetric")
    values = np.linalg.eigvals(H).real
    signs = [1 if value > tol else -1 if value < -tol else 0 for value in values]
    kinds = set(signs)
    if {1, -1} <= kinds:
        return "saddle"
    if 0 in kinds:
        return "degenerate"
    return {1: "minimum", -1: "maximum"}[signs[0]]


@alternative(replaces="critical_point_type", why="by SciPy, from the two ends of the spectrum")
def by_the_two_ends(H, tol):
    import scipy.linalg

    if not np.allclose(H, H.T, rtol=0, atol=1e-6 * np.abs(H).max()):
        raise ValueError("H must be symmetric")
    values = np.sort(scipy.linalg.eigh(H, eigvals_only=True))
    low, high = values[0], values[-1]
    if low < -tol and high > tol:
        return "saddle"
    if low > tol:
        return "minimum"
    return "maximum" if high < -tol else "degenerate"


# --- negative_curvature_direction


@alternative(replaces="negative_curvature_direction", why="the other sign, and of several the last")
def other_sign(H):
    if np.any(np.abs(H - H.T) > 1e-6 * np.abs(H).max()):
        raise ValueError("H must be symmetric")
    values, vectors = np.linalg.eigh(H)
    if not values[0] < -1e-8 * max(abs(values)):
        return None
    lowest = np.flatnonzero(values <= values[0] + 1e-12 * abs(values[0]))[-1]
    return -vectors[:, lowest]


@alternative(replaces="negative_curvature_direction", why="torch.linalg.eigh")
def by_torch(H):
    import torch

    matrix = torch.tensor(H, dtype=torch.float64)
    if (matrix - matrix.T).abs().max() > 1e-6 * matrix.abs().max():
        raise ValueError("H must be symmetric")
    values, vectors = torch.linalg.eigh(matrix)
    if values[0] >= -1e-8 * values.abs().max():
        return None
    return vectors[:, 0].numpy()


# --- fraction_of_minima


@alternative(replaces="fraction_of_minima", why="one matrix after the other")
def one_at_a_time(dim, trials, rng):
    count = 0
    for _ in range(trials):
        A = rng.standard_normal((dim, dim))
        count += bool(np.all(np.linalg.eigvalsh(A + A.T) > 0))
    return count / trials


@alternative(
    replaces="fraction_of_minima", why="Sylvester's criterion: every leading minor is positive"
)
def by_minors(dim, trials, rng):
    A = rng.normal(0, 1, (trials, dim, dim))
    H = 0.5 * (A + np.swapaxes(A, 1, 2))
    positive = np.ones(trials, dtype=bool)
    for size in range(1, dim + 1):
        positive &= np.linalg.det(H[:, :size, :size]) > 0
    return float(positive.mean())


@alternative(
    replaces="fraction_of_minima", why="one triangle, with a variance of 1/2 beside the diagonal"
)
def from_a_triangle(dim, trials, rng):
    H = np.zeros((trials, dim, dim))
    rows, columns = np.tril_indices(dim)
    scale = np.where(rows == columns, 1.0, np.sqrt(0.5))
    H[:, rows, columns] = scale * rng.normal(size=(trials, len(rows)))
    lowest = np.linalg.eigvalsh(H)[:, 0]  # which reads the lower half only
    return np.count_nonzero(lowest > 0) / trials


# --- loss_barrier


@alternative(replaces="loss_barrier", why="all the losses first, then one subtraction")
def all_losses_first(f, a, b, num):
    t = np.linspace(0.0, 1.0, num)
    losses = np.array([f((1 - s) * a + s * b) for s in t])
    return np.max(losses - np.linspace(losses[0], losses[-1], num))


@alternative(replaces="loss_barrier", why="a running maximum, with np.interp for the line")
def running_maximum(f, a, b, num):
    ends, best = (float(f(a)), float(f(b))), 0.0
    for i in range(num):
        t = i / (num - 1)
        best = max(best, f(a + t * (b - a)) - np.interp(t, (0, 1), ends))
    return float(best)


# --- permute_hidden_units


@alternative(replaces="permute_hidden_units", why="with np.take, on sets")
def by_take(params, perm):
    first, second = params
    width = first[0].shape[1]
    if len(perm) != width or set(int(p) for p in perm) != set(range(width)):
        raise ValueError("perm is no permutation")
    W1, b1 = (np.take(array, perm, axis=-1) for array in first)
    return ((W1, b1), (np.take(second[0], perm, axis=0), second[1].copy()))


@alternative(replaces="permute_hidden_units", why="by a permutation matrix")
def by_matrix(params, perm):
    (W1, b1), (W2, b2) = params
    perm = np.asarray(perm)
    if not np.array_equal(np.sort(perm), np.arange(b1.size)):
        raise ValueError("perm is no permutation")
    P = np.eye(b1.size, dtype=W1.dtype)[perm]
    return [[W1 @ P.T, P @ b1], [P @ W2, b2]]


# --- align_units


@alternative(replaces="align_units", why="the assignment of the smallest total distance, by SciPy")
def by_assignment(params_a, params_b):
    from scipy.optimize import linear_sum_assignment
    from scipy.spatial.distance import cdist

    def units(params):
        (W1, b1), (W2, _) = params
        return np.vstack([W1, b1, W2.T]).T

    _, perm = linear_sum_assignment(cdist(units(params_a), units(params_b), "cityblock"))
    return right_permute(params_b, perm)


@alternative(
    replaces="align_units", why="the largest sum of scalar products, with SciPy's assignment"
)
def by_scalar_products(params_a, params_b):
    from scipy.optimize import linear_sum_assignment

    def scores(one, other):
        (W1, b1), (W2, _) = one
        (V1, c1), (V2, _) = other
        return W1.T @ V1 + np.outer(b1, c1) + W2 @ V2.T

    _, perm = linear_sum_assignment(scores(params_a, params_b), maximize=True)
    return right_permute(params_b, perm)


@alternative(replaces="align_units", why="greedy: the closest pair first")
def closest_pair_first(params_a, params_b):
    a, b = (np.hstack([W1.T, b1.reshape(-1, 1), W2]) for (W1, b1), (W2, _) in (params_a, params_b))
    distances = np.array([[np.sum((one - other) ** 2) for other in b] for one in a])
    perm = np.empty(len(a), dtype=int)
    for _ in range(len(a)):
        i, j = np.unravel_index(np.argmin(distances), distances.shape)
        perm[i] = j
        distances[i], distances[:, j] = np.inf, np.inf
    return right_permute(params_b, perm)
