"""What a bias is for: what can't be fitted without it, and where it is of no use.

For the whole file:

- ``X (N, D)`` has one example per row, ``y (N,)`` one number for each. A linear model predicts
  ``X @ w + b`` with ``w (D,)`` and a number b.
- Integers are accepted, uint8 included, and are floats before anything is computed; float32 is
  accepted, and results then count as equal within 1e-4. What is returned may have any float type
  where nothing else is said; where it is one number, a Python float, a NumPy scalar and a 0-d array
  are all fine.
- No function changes its inputs. Nothing is off limits.
"""

from __future__ import annotations

import numpy as np


def fit_without_bias(X, y):
    """Least squares through the origin: the w that makes the sum of (X @ w - y)^2 smallest.

    Where several do (the columns of X depend on one another, or D > N), it is the one of the
    smallest Euclidean norm, which is the Moore-Penrose pseudo-inverse of X times y (Golub & Van
    Loan, 2013, section 5.5). A column depends on others if it does so to within rounding: that is
    how `np.linalg.lstsq` and `pinv` see it. (`scipy.linalg.lstsq` needs `cond=1e-10` to see it.)

    Args:
        X: ``(N, D)``.
        y: ``(N,)``.

    Returns:
        w, ``(D,)``. Its predictions are compared, for the rows of X and for new ones.
    """
    raise NotImplementedError("fit_without_bias: write this function, then delete this line.")


# Imports and helpers of your own are welcome here.
def fit_with_bias(X, y):
    """Least squares with a bias: the w and b that make the sum of (X @ w + b - y)^2 smallest.

    For any w the best b is the mean of y minus the mean of ``X @ w``, so what is left is to fit the
    centred y by the centred columns of X (Bishop, 2006, eqs. 3.18 and 3.19). Where several w do
    that equally well, it is the one of the smallest Euclidean norm; b is free and does not count
    for the norm. (The least-squares solution for X with a column of ones makes w and b small
    together, which is another solution then.)

    Args:
        X: ``(N, D)``.
        y: ``(N,)``.

    Returns:
        ``(w, b)``: ``(D,)`` and a number. Their predictions are compared, for the rows of X and for
        new ones.
    """
    raise NotImplementedError("fit_with_bias: write this function, then delete this line.")


def absorb_bias(X, w, b):
    """The same model without a bias: a column of ones as a further input, with the weight b.

    So ``X1 @ w1`` equals ``X @ w + b`` (Bishop, 2006, section 3.1, has the ones first; here they are
    last).

    Args:
        X: ``(N, D)``, of floats.
        w: ``(D,)``, of floats.
        b: a number.

    Returns:
        ``(X1, w1)``: ``(N, D + 1)`` and ``(D + 1,)``, of the types of X and of w.
    """
    raise NotImplementedError("absorb_bias: write this function, then delete this line.")


def boundary_distance(w, b):
    """How far the decision boundary ``x @ w + b = 0`` lies from the origin, along w.

    It is -b / ||w|| with the Euclidean norm (Bishop, 2006, eq. 4.5), with a sign: positive where the
    boundary lies on the side to which w points. Without a bias it is 0, whatever w is.

    Args:
        w: ``(D,)``.
        b: a number.

    Returns:
        One number.

    Raises:
        ValueError: if all of w is exactly 0, since there is no boundary then. A small w is fine.
    """
    raise NotImplementedError("boundary_distance: write this function, then delete this line.")


def bias_is_redundant_before_batchnorm(X, W, b, running_mean=None, running_var=None, eps=1e-5):
    """Whether the bias of a dense layer makes no difference behind a batch norm.

    Batch norm turns each column of z into ``(z - mean) / sqrt(var + eps)`` (Ioffe & Szegedy, 2015,
    algorithm 1; its scale and shift come later and don't matter here). In training, mean and
    variance (ddof=0) are those of the batch, so of z itself; in evaluation they are fixed, the
    running statistics. Normalise ``X @ W + b`` and ``X @ W``, each with its own batch statistics, or
    both with the given running ones, and compare: the bias is redundant if every entry agrees to
    within rounding.

    Args:
        X: ``(N, D)``.
        W: ``(D, H)``.
        b: ``(H,)``. Each entry is 0, or large enough to tell its effect from rounding.
        running_mean: ``(H,)``, or None for the statistics of the batch.
        running_var: ``(H,)``, together with ``running_mean``.
        eps: a number above 0.

    Returns:
        A bool, Python's or NumPy's.

    Raises:
        ValueError: if only one of ``running_mean`` and ``running_var`` is given, or if the batch has
            a single row and its own statistics are to be used, of which PyTorch takes none either.
    """

    raise NotImplementedError("bias_is_redundant_before_batchnorm: write this function, then delete this line.")
