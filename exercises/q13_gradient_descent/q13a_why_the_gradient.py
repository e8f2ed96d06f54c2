"""Why the gradient, and what the famous picture of it shows.

For the whole file:

- ``f`` is a function of one point, an array of the shape of ``theta`` (or ``x``), and returns a
  float: the loss. It does not change its argument.
- Arrays are NumPy arrays. Results are float64; ``steepest_descent_direction`` and
  ``filter_normalize`` keep float32. Integers are accepted and give float64.
- No function changes its inputs.
"""

from __future__ import annotations

import numpy as np


def directional_derivative(f, x, direction, eps):
    """How fast f grows as one leaves x in some direction: the slope along one line.

    With u the direction divided by its length (so that it is the way that counts and not the length
    of the arrow), this is the central difference

        ``(f(x + eps * u) - f(x - eps * u)) / (2 * eps)``

    with ``eps`` as it is given. (Its limit is the scalar product of the gradient with u, which is
    largest where u points along the gradient.)

    Args:
        f: the function.
        x: ``(D,)``.
        direction: ``(D,)``, of any length but 0.
        eps: how far to go to either side, a number above 0.

    Returns:
        A float.

    Raises:
        ValueError: if ``direction`` is zero.
    """
    raise NotImplementedError("directional_derivative: write this function, then delete this line.")


def steepest_descent_direction(grad, norm="l2"):
    """The direction in which a step of length 1 falls most, where length is measured by ``norm``.

    It minimises the scalar product of the direction and ``grad`` over all directions of length 1
    (Boyd & Vandenberghe, 2004, section 9.4, "normalized"):

    - "l2": against the gradient, with Euclidean length 1.
    - "l1": the sum of the absolute entries is 1. All of it goes to the one coordinate whose gradient
      is largest in absolute value, the first of them where there are several: 1 or -1 there, against
      the sign of the gradient, and 0 elsewhere.
    - "linf": the largest absolute entry is 1. Every coordinate moves by 1 against the sign of its
      gradient, and not at all where that is 0.

    Args:
        grad: ``(D,)``, the gradient.
        norm: "l2", "l1" or "linf".

    Returns:
        The direction ``(D,)``; zeros where the whole gradient is zero.

    Raises:
        ValueError: if ``norm`` is none of the three.
    """
    raise NotImplementedError("steepest_descent_direction: write this function, then delete this line.")


def loss_along_line(f, theta, direction, alphas):
    """The picture in every course: the loss over a line through the space of parameters.

    The horizontal axis is no parameter and no time, but how far one goes from ``theta`` in one
    chosen direction; the vertical axis is the loss there (Goodfellow, Vinyals & Saxe, 2015).

    Args:
        f: the loss.
        theta: the point where alpha is 0, an array of any shape.
        direction: of theta's shape, used as it is: it is not normalised.
        alphas: ``(A,)``, the positions on the line, in any order.

    Returns:
        ``(A,)``: the loss at ``theta + alpha * direction`` for each alpha.
    """
    raise NotImplementedError("loss_along_line: write this function, then delete this line.")


def loss_surface(f, theta, d1, d2, alphas, betas):
    """The loss over a plane through the space of parameters: the data of a contour plot.

    Args:
        f: the loss.
        theta: the point where alpha and beta are 0, an array of any shape.
        d1, d2: the two directions that span the plane, of theta's shape, used as they are.
        alphas: ``(A,)``, positions along d1, in any order.
        betas: ``(B,)``, positions along d2, in any order.

    Returns:
        ``(A, B)``: at ``[i, j]`` the loss at ``theta + alphas[i] * d1 + betas[j] * d2``.
    """
    raise NotImplementedError("loss_surface: write this function, then delete this line.")


def filter_normalize(direction, weights, filter_axis=0):
    """Gives every filter of a direction the norm of its filter in the weights (Li et al., 2018).

    A layer with ReLU computes the same function when the weights that lead into a unit are doubled
    and those that lead out are halved. So a step of a given length means little by itself: what
    matters is its size beside the weights that it changes, filter by filter.

    Each index along ``filter_axis`` is a filter: all the weights that feed one unit or channel (axis
    0 of a PyTorch weight, axis 1 of ``W (D, H)`` in ``x @ W``). With d a filter of the direction and
    w the same filter of the weights, the result is d times the Euclidean norm of w over that of d.
    Where d is all zeros it stays so. In a 1-D array (a bias) every entry is a filter of its own.

    Args:
        direction: one array, 1-D or more.
        weights: of the same shape.
        filter_axis: which axis counts the filters; may be negative. There is one only in 1-D.

    Returns:
        The normalised direction, of the same shape.
    """
    raise NotImplementedError("filter_normalize: write this function, then delete this line.")
