"""Gradient descent: the rule, a step that chooses its own length, and a model that learns by it.

For the whole file:

- Points and gradients are NumPy arrays of shape ``(D,)``. Results are float64, unless the inputs
  are float32, which is kept. Integers are accepted, and the first step makes floats of them.
- ``f`` and ``grad`` are functions of one point, an array of shape ``(D,)``: ``f(x)`` is a float,
  ``grad(x)`` the gradient of f there, ``(D,)``, float32 where ``x`` is.
- Steps and learning rates are Python numbers.
- No function changes its inputs.
"""

from __future__ import annotations

import numpy as np

# Imports and helpers of your own are welcome here.
def gradient_descent(grad, x0, lr, steps):
    """Walks down a function by its gradient, and keeps the whole way (Cauchy, 1847).

    Each step goes from x to x minus ``lr`` times the gradient at x. Exactly ``steps`` steps are
    taken, also where the gradient is zero and where the way leads uphill because ``lr`` is too
    large.

    Args:
        grad: the gradient.
        x0: ``(D,)``, where the walk begins.
        lr: the learning rate.
        steps: how many steps, 0 or more.

    Returns:
        ``(steps + 1, D)``: row 0 is ``x0``, row t is the point after t steps.
    """
    raise NotImplementedError("gradient_descent: write this function, then delete this line.")


def backtracking_step(f, grad, x, lr0=1.0, shrink=0.5, c=1e-4):
    """One step of gradient descent that finds its own learning rate (Armijo, 1966).

    It tries ``lr0``, then ``lr0 * shrink``, then ``lr0 * shrink**2`` and so on, and takes the first
    lr that lowers f by enough: with g the gradient at ``x``,

        ``f(x - lr * g) <= f(x) - c * lr * ||g||^2``

    (Nocedal & Wright, 2006, eq. 3.4 and algorithm 3.1, for the direction -g; ``||g||^2`` is the sum
    of the squares). A trial where f is NaN is rejected. There are at most 51 trials: ``lr0`` and
    fifty shrinks of it.

    Args:
        f: the function to lower; finite at ``x``, but it may be NaN or infinite elsewhere.
        grad: its gradient.
        x: ``(D,)``.
        lr0: the first learning rate to try, above 0.
        shrink: the factor from one trial to the next, between 0 and 1.
        c: which part of the fall that the slope promises must come true, between 0 and 1.

    Returns:
        ``(x_new, lr)``: the new point ``x - lr * g``, and the lr that was taken, a float. Where the
        gradient is zero that is ``(x, lr0)``: the first trial fulfils the condition. Where no trial
        is accepted it is ``(x, 0.0)``.
    """
    raise NotImplementedError("backtracking_step: write this function, then delete this line.")


def fit_linear_regression(X, y, lr, steps):
    """Linear regression by gradient descent: the smallest model that learns.

    The model is ``X @ w + b``; the loss is the mean squared error over the N rows, without 1/2.
    ``w`` and ``b`` start at 0, and each step changes both at once, by ``lr`` times the gradient of
    that loss at the old ``w`` and ``b``. (The gradients follow from Bishop, 2006, eq. 3.12, where
    the error is half the sum instead of the mean.)

    Args:
        X: ``(N, D)``, used as it is: nothing is centred or scaled.
        y: ``(N,)``.
        lr: the learning rate.
        steps: how many steps, 0 or more.

    Returns:
        ``(w, b, losses)``: w ``(D,)`` and the float b after the last step, and losses
        ``(steps + 1,)``, where ``losses[t]`` is the loss after t steps: ``losses[0]`` is that of
        the start, the last one that of the w and b that are returned. w is float32 where X and y
        are.

    Raises:
        ValueError: if ``y`` is not of shape ``(N,)``; ``(N, 1)`` would be broadcast to ``(N, N)``.
    """
    raise NotImplementedError("fit_linear_regression: write this function, then delete this line.")
