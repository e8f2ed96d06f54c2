"""Saddles and minima: what a critical point is, how rare minima are, and why so many of them are one.

For the whole file:

- H is the Hessian of a loss at a point where its gradient is zero: a symmetric ``(D, D)`` array of
  floats or integers. Where the largest ``|H - H.T|`` is more than 1e-6 of the largest ``|H|``,
  ``ValueError`` is raised.
- A two-layer network is ``params``, a list ``[(W1, b1), (W2, b2)]`` with ``W1 (D, H)``, ``b1 (H,)``,
  ``W2 (H, C)`` and ``b2 (C,)``. Layers are ``x @ W + b``, so hidden unit j has column j of W1 (what
  comes in), entry j of b1, and row j of W2 (what goes out).
- Results are float64. float32 networks stay float32.
- No function changes its inputs.
"""

from __future__ import annotations

import numpy as np


# Imports and helpers of your own are welcome here.
def critical_point_type(H, tol):
    """What kind of point it is where the gradient is zero, by the signs of the curvatures.

    In this order:

    - "saddle": at least one eigenvalue of H is above ``tol`` and at least one is below ``-tol``,
      whatever the others are. It goes up one way and down another.
    - "degenerate": else, if some eigenvalue is within ``tol`` of 0, the bounds included. The second
      derivatives don't decide: think of x^4 and x^3 at 0.
    - "minimum": all eigenvalues are above ``tol``. "maximum": all are below ``-tol``.

    Args:
        H: ``(D, D)``, symmetric.
        tol: what counts as 0, a number of at least 0, in the units of H.

    Returns:
        One of the four strings.

    Raises:
        ValueError: if H is not symmetric.
    """
    raise NotImplementedError("critical_point_type: write this function, then delete this line.")


def negative_curvature_direction(H):
    """The way out of a saddle: the direction in which the loss curves down the most.

    Args:
        H: ``(D, D)``, symmetric.

    Returns:
        ``(D,)``: an eigenvector of the lowest eigenvalue, of length 1. Its sign is free, since both
        ways lead down; where several eigenvectors belong to that eigenvalue, any of them will do.
        None where the lowest eigenvalue is -1e-8 times the largest absolute value of an eigenvalue,
        or above: what is left then is rounding.

    Raises:
        ValueError: if H is not symmetric.
    """
    raise NotImplementedError("negative_curvature_direction: write this function, then delete this line.")


def fraction_of_minima(dim, trials, rng):
    """How often a random symmetric matrix has no negative eigenvalue: minima among critical points.

    Each trial draws a matrix A of ``dim`` times ``dim`` independent standard normal numbers and takes
    ``(A + A.T) / 2`` for a Hessian (the Gaussian orthogonal ensemble; Dauphin et al., 2014, section
    2). It is that of a minimum if all of its eigenvalues are above 0. The fraction falls faster than
    exponentially with the dimension: it is 0.5, 0.146 and 0.025 for dim = 1, 2 and 3.

    Args:
        dim: 1 or more.
        trials: how many matrices are drawn, 1 or more.
        rng: a ``numpy.random.Generator``. Draw from it, neither from NumPy's global generator nor
            from one of your own.

    Returns:
        The number of minima divided by ``trials``, a float.
    """
    raise NotImplementedError("fraction_of_minima: write this function, then delete this line.")


def loss_barrier(f, a, b, num):
    """How high the hill is between two points, on the straight way from one to the other.

    The points ``a + t * (b - a)`` are visited for t in ``np.linspace(0, 1, num)``. The barrier is the
    greatest height of the loss above the straight line that leads from the loss at ``a`` to the loss
    at ``b`` (Frankle et al., 2020; Entezari et al., 2022, eq. 1): the largest of

        ``f(a + t * (b - a)) - ((1 - t) * f(a) + t * f(b))``

    It is 0 where the loss stays on or below that line, since the ends are on it.

    Args:
        f: the loss, a function of one array of a's shape; returns a float.
        a, b: arrays of one shape, which may be any.
        num: how many points, 2 or more.

    Returns:
        A float, at least 0 up to rounding.
    """
    raise NotImplementedError("loss_barrier: write this function, then delete this line.")


def permute_hidden_units(params, perm):
    """The same network with its hidden units in another order (Hecht-Nielsen, 1990).

    New unit j is old unit ``perm[j]``, with all that belongs to it: what comes in, its bias, and what
    goes out. So the network computes the same function, from another point of the parameter space.
    With H hidden units every minimum comes in H! such copies.

    Args:
        params: ``[(W1, b1), (W2, b2)]``.
        perm: ``(H,)``, each of 0, ..., H - 1 once: an integer array or a list of ints.

    Returns:
        A new ``[(W1, b1), (W2, b2)]``.

    Raises:
        ValueError: if ``perm`` is no permutation of 0, ..., H - 1.
    """
    raise NotImplementedError("permute_hidden_units: write this function, then delete this line.")


def align_units(params_a, params_b):
    """Permutes the hidden units of network b so that each stands where its like stands in network a.

    Two networks that learned the same may have their units in another order; only after aligning
    them one sees whether they are in the same valley (Ainsworth et al., 2023, section 3.2).

    Units are alike if all that belongs to them is: incoming weights, bias and outgoing weights. Two
    units of one network may be equal in the incoming weights and differ in the bias alone, or be
    equal in both and differ in the outgoing weights alone.

    Args:
        params_a: ``[(W1, b1), (W2, b2)]``.
        params_b: of the same shapes: a permuted copy of ``params_a``, exact or with noise on every
            entry that is far smaller than the distance between any two units.

    Returns:
        ``params_b``, its own values with their noise, in the order of ``params_a``:
        unit j is like unit j there, as ``permute_hidden_units`` would move it.
    """
    raise NotImplementedError("align_units: write this function, then delete this line.")
