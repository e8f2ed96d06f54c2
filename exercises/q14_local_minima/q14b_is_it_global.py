"""Is it global? Certificates: numbers that prove how far a solution can be from the best one.

For the whole file:

- ``H`` is an array ``(D, D)``, ``X`` ``(N, D)``, ``y`` ``(N,)``, ``w`` ``(D,)``. Integers are
  promoted to float64.
- A float result may be a Python or a NumPy scalar.
- No function changes its inputs.
"""

from __future__ import annotations

import numpy as np


def is_convex_quadratic(H, tol):
    """Whether ``f(x) = x @ H @ x / 2 + ...`` is convex, so that each of its minima is global.

    It is where the Hessian has no negative eigenvalue: the lowest one must be ``-tol`` or above. An
    eigenvalue of 0 is allowed; the minima are then a line or a plane, all of the same height.

    Args:
        H: ``(D, D)``, the Hessian, symmetric.
        tol: how far below 0 rounding may have carried an eigenvalue, 0 or more. (No eigenvalue is
            graded that lies within rounding of ``-tol``.)

    Returns:
        A bool.

    Raises:
        ValueError: if H is not symmetric: if the largest ``|H - H.T|`` is above 1e-6 times the
            largest ``|H|``. Less than that is rounding, and is tolerated.
    """
    raise NotImplementedError("is_convex_quadratic: write this function, then delete this line.")


def suboptimality_bound(grad_norm, mu):
    """How far above the minimum the loss can be at most, by the norm of its gradient.

    For a ``mu``-strongly convex f, every x has ``f(x) - min f <= ||grad f(x)||^2 / (2 mu)`` (Boyd &
    Vandenberghe, 2004, eq. 9.9). The same holds under the Polyak-Lojasiewicz condition, without
    convexity (Karimi, Nutini & Schmidt, 2016).

    Args:
        grad_norm: the Euclidean norm of the gradient at x, 0 or more.
        mu: the constant of strong convexity: a lower bound of the eigenvalues of the Hessian.

    Returns:
        The bound, a float.

    Raises:
        ValueError: if ``mu`` is 0 or below: then nothing is promised.
    """
    raise NotImplementedError("suboptimality_bound: write this function, then delete this line.")


def lasso_duality_gap(X, y, w, lam):
    """How far above the minimum the lasso's objective can be at ``w``, by a point of the dual problem.

    The objective is scikit-learn's,

        P(w) = ||y - X w||^2 / (2 N) + lam ||w||_1.

    Every u with ``||X.T u||_inf <= N lam`` gives a lower bound of it, whatever w is (weak duality; Kim,
    Koh, Lustig, Boyd & Gorinevsky, 2007, section III.A, with other constants):

        D(u) = (||y||^2 - ||y - u||^2) / (2 N) <= min P.

    The u taken here is the residual ``r = y - X w``, scaled down until it is allowed, and left as it
    is where it is allowed already: ``u = r * min(1, N lam / ||X.T r||_inf)``, with a scale of 1
    where ``||X.T r||_inf`` is 0. The gap is ``P(w) - D(u)``. It is never negative, apart from
    rounding, and 0 exactly at the minimum.

    Args:
        X: ``(N, D)``.
        y: ``(N,)``.
        w: ``(D,)``.
        lam: the weight of the penalty, above 0.

    Returns:
        The gap, a float.

    Raises:
        ValueError: if ``y`` has not the shape of ``X @ w``, as ``(N, 1)`` has not.
    """
    raise NotImplementedError("lasso_duality_gap: write this function, then delete this line.")


def certify(value, lower_bound, tol):
    """What a lower bound says about a solution: that it is a global minimum, or nothing.

    Where the loss of the solution is at most ``tol`` above the bound, nothing can be better by more
    than ``tol``, and it counts as global. Where it is further above, it may still be global, for the
    bound may be loose: a gap never shows that a solution is *not* global.

    Args:
        value: the loss of the solution.
        lower_bound: a number that no loss lies below; minus infinity where nothing is known.
        tol: 0 or more.

    Returns:
        ``"global"`` where ``value <= lower_bound + tol``, else ``"unknown"``.

    Raises:
        ValueError: if ``value`` is below ``lower_bound - tol``, which proves that the bound is wrong,
            or if ``value`` or ``lower_bound`` is NaN.
    """
    raise NotImplementedError("certify: write this function, then delete this line.")


# Imports and helpers of your own are welcome here.
def interval_lower_bound(poly_coefs, a, b, splits):
    """A lower bound of a polynomial on the whole of [a, b]: a proof, where samples are none.

    Interval arithmetic (Moore, 1966) computes with sets of numbers: the sum of two intervals is
    ``[a + c, b + d]``, their product goes from the smallest to the largest of the four products of
    ends. Horner's rule, ``c0 + x (c1 + x (c2 + ...))``, with the interval [l, h] in place of x gives
    an interval that holds every value of the polynomial on [l, h], usually a wider one. On short
    pieces it is tight: so [a, b] is cut into ``splits`` equal pieces, and the lowest of their lower
    ends is a bound for the whole.

    You may compute the bound in another way, if it keeps these promises (where ``rounding`` is 1e-9
    times the sum of ``|c_k| max(|a|, |b|)^k``):

    - sound: it is not above the least value on [a, b], by more than ``rounding``;
    - never looser (lower) with twice as many ``splits``, by more than ``rounding``;
    - with 64 splits it is no looser than interval Horner on 64 pieces, by more than ``rounding``.

    So the least value itself would be fine. The least of some samples is not: it lies above.

    Args:
        poly_coefs: ``(K,)``, ``c0, c1, ...``: ascending, K >= 1.
        a: the lower end, below ``b``.
        b: the upper end.
        splits: the number of pieces, 1 or more.

    Returns:
        The lower bound, a float.
    """
    raise NotImplementedError("interval_lower_bound: write this function, then delete this line.")
