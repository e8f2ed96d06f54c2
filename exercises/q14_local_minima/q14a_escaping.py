"""Escaping: how gradient descent gets away from saddles and out of poor minima.

For the whole file:

- A point is an array of shape ``(D,)``. ``grad(x)`` returns the gradient at ``x``, an array of that
  shape, float32 where ``x`` is float32, else float64; ``f(x)`` returns the loss there, a number.
- A path has one row for each point that was visited, the start included: after ``steps`` steps its
  shape is ``(steps + 1, D)``, and row 0 is the start. ``steps`` may be 0.
- A start of integers is promoted to float64 by the first step at the latest; from a start of float32
  comes a path of float32.
- ``rng`` is a ``numpy.random.Generator``. Draw from it and from nothing else: neither make a
  generator of your own nor use NumPy's global one.
- No function changes its inputs.
"""

from __future__ import annotations

# Imports and helpers of your own are welcome here.
import numpy as np


def momentum_descent(grad, x0, lr, beta, steps):
    """Gradient descent with momentum (Polyak, 1964), as ``torch.optim.SGD`` writes it.

    At each step the velocity becomes ``beta`` times itself plus the gradient, and then ``lr`` times
    the new velocity is subtracted from the point. The velocity is 0 before the first step. With
    ``beta`` of 0 this is plain gradient descent.

    Args:
        grad: the gradient, called as ``grad(x)``.
        x0: ``(D,)``, the start.
        lr: the learning rate.
        beta: how much of the velocity stays, in [0, 1].
        steps: how many steps to take, 0 or more.

    Returns:
        The path, ``(steps + 1, D)``.
    """
    raise NotImplementedError("momentum_descent: write this function, then delete this line.")


def perturbed_descent(grad, x0, lr, steps, radius, grad_tol, rng):
    """Gradient descent that gives itself a push where the slope vanishes.

    This is perturbed gradient descent (Jin, Ge, Netrapalli, Kakade & Jordan, 2017, Algorithm 1).
    Each step begins with the gradient at the current point. Where its Euclidean norm is
    ``grad_tol`` or less:

    1. the point moves by a random vector, uniform in the ball of this ``radius`` around 0: every
       piece of the ball is as likely as any other piece of the same volume;
    2. the gradient is taken again at the point where it is now.

    Then, in either case, ``lr`` times the gradient is subtracted. Move and gradient step together
    are one step and make one row. There is a move at every step that finds so small a gradient, at
    the first one and at many in a row, each with a random vector of its own; elsewhere there is none.

    Args:
        grad: the gradient, called as ``grad(x)``.
        x0: ``(D,)``, the start.
        lr: the learning rate.
        steps: how many steps to take, 0 or more.
        radius: the radius of the ball, above 0.
        grad_tol: up to this norm of the gradient, itself included, there is a push; 0 or more.
        rng: a ``numpy.random.Generator``.

    Returns:
        The path, ``(steps + 1, D)``.
    """
    raise NotImplementedError("perturbed_descent: write this function, then delete this line.")


def random_restarts(f, grad, sampler, num, lr, steps, rng):
    """Plain gradient descent from several random starts; the best of the ends.

    Each of the ``num`` runs begins at a point of its own from ``sampler(rng)``, which is called
    exactly once per run, and takes ``steps`` steps of plain gradient descent. What counts is the
    loss at the end of each run, not at its start nor on the way.

    Args:
        f: the loss, called as ``f(x)``; the lower the better. NaN is what a run that diverged may
            end with.
        grad: the gradient, called as ``grad(x)``.
        sampler: called as ``sampler(rng)``; returns a start, a float array ``(D,)``.
        num: how many runs, 1 or more.
        lr: the learning rate.
        steps: how many steps each run takes, 0 or more.
        rng: a ``numpy.random.Generator``. It is handed to ``sampler`` as it is; nothing else draws
            from it.

    Returns:
        ``(x, value)``: the end of the lowest loss, and that loss. Of equal ones it is the first.
        NaN is never better than a number; if all are NaN, it is the first end, with NaN.

    Raises:
        ValueError: if ``num`` is below 1.
    """
    raise NotImplementedError("random_restarts: write this function, then delete this line.")


def cosine_warm_restarts(t, lr_max, lr_min, T_0, T_mult):
    """The learning rate at step ``t`` of a schedule that jumps back up (SGDR).

    Within a cycle the rate falls along half a cosine (Loshchilov & Hutter, 2017, eq. 5), as in
    ``torch.optim.lr_scheduler.CosineAnnealingWarmRestarts``: at step k of a cycle of T steps,

        lr_min + (lr_max - lr_min) * (1 + cos(pi * k / T)) / 2

    The first cycle has ``T_0`` steps, and each further one ``T_mult`` times as many as the one before
    it. The step that would be step T of a cycle is step 0 of the next one, so ``lr_max`` itself comes
    back at each start and ``lr_min`` is never quite reached. This holds however long the cycles have
    become: which cycle ``t`` is in is a question about whole numbers.

    Args:
        t: the step, an int, 0 or more; 0 is the start of the first cycle.
        lr_max: the rate at the start of each cycle.
        lr_min: the rate towards which each cycle falls.
        T_0: the length of the first cycle, an int, 1 or more.
        T_mult: the factor from one length to the next, an int, 1 or more.

    Returns:
        The learning rate, a float.

    Raises:
        ValueError: if ``t`` is below 0, or ``T_0`` or ``T_mult`` below 1.
    """
    raise NotImplementedError("cosine_warm_restarts: write this function, then delete this line.")
