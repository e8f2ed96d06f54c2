"""Other right answers."""

import math

import numpy as np

from autograder.authoring import alternative

# --- is_convex_quadratic


@alternative(
    replaces="is_convex_quadratic", why="the general eigenvalues, real parts, as a Python bool"
)
def by_eigvals(H, tol):
    H = np.array(H, dtype=float)
    if abs(H - H.T).max() > 1e-6 * abs(H).max():
        raise ValueError("H")
    return bool((np.linalg.eigvals(H).real >= -tol).all())


@alternative(replaces="is_convex_quadratic", why="torch.linalg.eigvalsh of the symmetric part")
def by_torch(H, tol):
    import torch

    H = torch.tensor(H, dtype=torch.float64)
    if (H - H.T).abs().max() > 1e-6 * H.abs().max():
        raise ValueError("H is not symmetric")
    return torch.linalg.eigvalsh((H + H.T) / 2).min() >= -tol


@alternative(replaces="is_convex_quadratic", why="SciPy, the lowest eigenvalue alone")
def by_scipy(H, tol):
    from scipy.linalg import eigh

    H = np.asarray(H)
    if np.ptp(H - H.T) > 2e-6 * np.linalg.norm(H.ravel(), np.inf):
        raise ValueError("H is not symmetric")
    [lowest] = eigh(H, eigvals_only=True, subset_by_index=(0, 0))
    return not lowest < -tol


# --- suboptimality_bound


@alternative(
    replaces="suboptimality_bound", why="the step 1 / mu, and half the decrease that it promises"
)
def by_a_step(grad_norm, mu):
    if not mu > 0:
        raise ValueError("mu")
    step = np.float64(grad_norm) / mu
    return 0.5 * step * grad_norm


# --- lasso_duality_gap


@alternative(replaces="lasso_duality_gap", why="scikit-learn's formula, without a dual value")
def by_the_residual(X, y, w, lam):
    X, y, w = np.asarray(X, dtype=float), np.asarray(y, dtype=float), np.asarray(w, dtype=float)
    if y.shape != (X.shape[0],):
        raise ValueError("y")
    n = X.shape[0]
    r = y - X.dot(w)
    norm = np.linalg.norm(X.T.dot(r), np.inf)
    c = n * lam / norm if norm > n * lam else 1.0
    return (0.5 * (1 + c**2) * r.dot(r) - c * r.dot(y)) / n + lam * np.linalg.norm(w, 1)


@alternative(replaces="lasso_duality_gap", why="the dual value with its linear term, in torch")
def gap_in_torch(X, y, w, lam):
    import torch

    X, y, w = (torch.tensor(array, dtype=torch.float64) for array in (X, y, w))
    if y.dim() != 1 or len(y) != len(X):
        raise ValueError("y must be (N,)")
    r = y - X @ w
    limit = len(y) * lam
    u = r / max(1.0, (X.T @ r).abs().max().item() / limit)
    primal = (r**2).mean() / 2 + lam * w.abs().sum()
    dual = (y * u).mean() - (u**2).mean() / 2
    return primal - dual


@alternative(
    replaces="lasso_duality_gap", why="Fenchel-Young: a sum of two terms that are never negative"
)
def by_two_terms(X, y, w, lam):
    X, y, w = np.array(X, float), np.array(y, float), np.array(w, float)
    if np.shape(y) != np.shape(X[:, 0]):
        raise ValueError("y must have one number for each row of X")
    r = y - X @ w
    u = r * np.minimum(1, len(y) * lam / max(np.abs(r @ X).max(), 1e-300))
    return np.sum((r - u) ** 2) / (2 * len(y)) + lam * np.abs(w).sum() - u @ (X @ w) / len(y)


# --- certify


@alternative(replaces="certify", why="NaN first, then the two limits")
def limit_by_limit(value, lower_bound, tol):
    if value != value or lower_bound != lower_bound:
        raise ValueError("NaN")
    if value < lower_bound - tol:
        raise ValueError("the bound is wrong")
    if value > lower_bound + tol:
        return "unknown"
    return "global"


@alternative(replaces="certify", why="by the gap, with NumPy")
def by_the_gap(value, lower_bound, tol):
    gap = np.subtract(value, lower_bound)
    if np.isnan(gap) or gap < -tol:
        raise ValueError("value, lower_bound")
    return ("unknown", "global")[int(gap <= tol)]


# --- interval_lower_bound


@alternative(
    replaces="interval_lower_bound", why="the minimum itself, by the roots of the derivative"
)
def by_roots(poly_coefs, a, b, splits):
    poly = np.polynomial.Polynomial(np.asarray(poly_coefs, dtype=float))
    points = [a, b]
    points += [root.real for root in poly.deriv().roots() if a < root.real < b]
    return min(poly(point) for point in points)


def _horner_piece(coefs, left, right):
    *rest, top = (float(coef) for coef in coefs)
    low = high = top
    for coef in reversed(rest):
        products = [one * other for one in (low, high) for other in (left, right)]
        low, high = min(products) + coef, max(products) + coef
    return low


@alternative(replaces="interval_lower_bound", why="interval Horner in plain Python, piece by piece")
def piece_by_piece(poly_coefs, a, b, splits):
    bound = math.inf
    for i in range(splits):
        left, right = a + (b - a) * i / splits, a + (b - a) * (i + 1) / splits
        bound = min(bound, _horner_piece(poly_coefs, left, right))
    return bound


@alternative(
    replaces="interval_lower_bound",
    why="the least Bernstein coefficient of each piece, or Horner's bound",
)
def by_bernstein(poly_coefs, a, b, splits):
    coefs = np.asarray(poly_coefs, dtype=float)
    degree = len(coefs) - 1
    lowest = []
    for i in range(splits):
        left, right = a + (b - a) * i / splits, a + (b - a) * (i + 1) / splits
        shifted = np.polynomial.Polynomial(coefs)(np.polynomial.Polynomial([left, right - left]))
        local = np.zeros(degree + 1)
        local[: len(shifted.coef)] = shifted.coef
        bernstein = [
            sum(math.comb(k, j) / math.comb(degree, j) * local[j] for j in range(k + 1))
            for k in range(degree + 1)
        ]
        lowest.append(max(min(bernstein), _horner_piece(coefs, left, right)))
    return min(lowest)


@alternative(
    replaces="interval_lower_bound",
    why="the better of Horner's bound and that of the mean value form",
)
def by_mean_values(poly_coefs, a, b, splits):
    coefs = np.asarray(poly_coefs, dtype=float)
    slopes = np.polynomial.polynomial.polyder(coefs) if len(coefs) > 1 else np.zeros(1)
    lowest = []
    for i in range(splits):
        left, right = a + (b - a) * i / splits, a + (b - a) * (i + 1) / splits
        steepest = max(
            -_horner_piece(slopes, left, right), -_horner_piece(-slopes, left, right), 0.0
        )
        middle = np.polynomial.polynomial.polyval((left + right) / 2, coefs)
        horner = _horner_piece(coefs, left, right)
        lowest.append(max(horner, middle - steepest * (right - left) / 2))
    return np.float64(min(lowest))
