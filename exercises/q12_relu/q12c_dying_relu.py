"""What is wrong with ReLU: units that die, and outputs that are not centred.

For the whole file:

- A layer of H ReLU units is ``relu(z)`` with ``z = X @ W + b``: ``X (N, D)``, ``W (D, H)``,
  ``b (H,)``. The N rows of X are the data set: what is said of a unit is said of all of them.
- ``upstream (N, H)`` is the gradient of the loss with respect to ``relu(z)``. Nothing is averaged
  here: if the loss is a mean over the rows, its 1/N is already in ``upstream``.
- The slope of ReLU is 1 where z > 0 and else 0; at z = 0 too, as in PyTorch. So a unit is off at a
  row where z <= 0.
- Gradients are float64, or float32 where all the arrays are. X may be of integers, uint8 included.
- No function changes its inputs.
"""

from __future__ import annotations

import numpy as np


def dead_units(W, b, X):
    """Which units are dead: off at every row, so that no row's gradient passes (Lu et al., 2020).

    A unit that is off at some rows and on at one is alive: that is how ReLU is meant to work.

    Args:
        W: ``(D, H)``.
        b: ``(H,)``.
        X: ``(N, D)``, N >= 1.

    Returns:
        ``(H,)`` of bool, True where z <= 0 on every row, however near to 0.
    """
    raise NotImplementedError("dead_units: write this function, then delete this line.")


# Imports and helpers of your own are welcome here.
def relu_layer_grads(W, b, X, upstream):
    """The gradients of W and b through the ReLU. Those of a dead unit are 0: it can't learn.

    Args:
        W: ``(D, H)``.
        b: ``(H,)``.
        X: ``(N, D)``.
        upstream: ``(N, H)``.

    Returns:
        ``(dW, db)``: ``(D, H)`` and ``(H,)``.
    """
    raise NotImplementedError("relu_layer_grads: write this function, then delete this line.")


def leaky_relu_layer_grads(W, b, X, upstream, negative_slope):
    """The same for a leaky ReLU (Maas et al., 2013), in which no unit can die.

    Its slope is 1 where z > 0 and ``negative_slope`` elsewhere, at z = 0 too, as in PyTorch.

    Args:
        W: ``(D, H)``.
        b: ``(H,)``.
        X: ``(N, D)``.
        upstream: ``(N, H)``, the gradient with respect to the leaky ReLU's output.
        negative_slope: a number, usually small, but any: 0, negative, or above 1.

    Returns:
        ``(dW, db)``: ``(D, H)`` and ``(H,)``.
    """
    raise NotImplementedError("leaky_relu_layer_grads: write this function, then delete this line.")


def step_kills(W, b, X, upstream, lr):
    """Which units one step of gradient descent kills.

    The step takes ``lr`` times the gradients of ``relu_layer_grads`` from W and from b. Before and
    after are judged on the same X. A unit that is dead already is not killed; it gets no gradient
    and stays as it is.

    Args:
        W: ``(D, H)``.
        b: ``(H,)``.
        X: ``(N, D)``.
        upstream: ``(N, H)``.
        lr: the learning rate, 0 or more.

    Returns:
        ``(H,)`` of bool, True for the units that are alive before the step and dead after it. What
        rounding decides is not asked for.
    """
    raise NotImplementedError("step_kills: write this function, then delete this line.")


def mean_activation_shift(z):
    """By how much ReLU moves the mean: the mean of ``relu(z)`` minus the mean of ``z``.

    The layers behind see inputs that are not centred, as if each had an additional bias (Clevert,
    Unterthiner & Hochreiter, 2016, section 2).

    Args:
        z: pre-activations, an array of any shape with one element or more, of floats or integers.

    Returns:
        One number, over all elements: a Python float, a NumPy scalar or a 0-d array.
    """
    raise NotImplementedError("mean_activation_shift: write this function, then delete this line.")
