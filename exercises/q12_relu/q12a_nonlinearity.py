"""Non-linearity: what a stack of linear layers can't do, and what one ReLU layer can.

For the whole file:

- A dense layer is ``x @ W + b`` with ``x (N, D)``, ``W (D, H)`` and ``b (H,)``. "Linear layer" is the
  usual name for it, but with its bias it is an *affine* map: linear plus a constant. A function f is
  affine where f(t x + (1 - t) y) = t f(x) + (1 - t) f(y) for all points x, y and all numbers t, and
  linear where f(0) = 0 as well.
- No function changes its inputs.
"""

from __future__ import annotations

import numpy as np


def collapse_linear_layers(weights, biases):
    """The one dense layer that equals a stack of dense layers without activations.

    Layer by layer the stack computes ``x @ weights[0] + biases[0]``, that times ``weights[1]`` plus
    ``biases[1]``, and so on. The result is the W and b for which ``x @ W + b`` gives the same for
    every x (Bishop, 2006, section 5.1).

    Args:
        weights: a list of one or more arrays ``(inputs, outputs)``, the layer nearest the input
            first.
        biases: a list of as many arrays ``(outputs,)``.

    Returns:
        ``(W, b)``: ``(inputs of the first, outputs of the last)`` and ``(outputs of the last,)``.
        float64, or float32 where all weights and biases are. Integers, int8 included, become float64
        before anything is computed. W and b are arrays of their own or the ones of a single layer.
    """
    raise NotImplementedError("collapse_linear_layers: write this function, then delete this line.")


def is_affine(f, dim, rng, trials=64, tol=1e-8):
    """Whether f looks affine at random points: a test that affine functions always pass.

    In each trial draw x and y, and a number t other than 0 and 1 (drawn too, or fixed), and compare
    f(t x + (1 - t) y) with t f(x) + (1 - t) f(y). Any other test will do that tells affine functions
    from all others in the same way.

    They count as equal if they differ by at most ``tol`` times the largest absolute value that f has
    returned, over all points and all outputs together. (So a constant f passes, 0 too.) f is affine
    if no trial finds a difference, in any output.

    Args:
        f: a function that takes ``(N, dim)`` for any N and returns ``(N,)`` or ``(N, K)``, row by
            row: each row of the result depends on the same row of the input only. It is defined for
            all real numbers. Where f is not affine, it bends within the cube [-1, 1]^dim, which may
            be on one side of 0 only, in a direction across the axes, or in one of the outputs. So
            draw every coordinate of both signs and of a size of about 1: uniform in [-1, 1], say, or
            standard normal.
        dim: an int, 1 or more.
        rng: a ``numpy.random.Generator``. Draw the points from it and from nothing else.
        trials: how many times, an int, 1 or more.
        tol: a number above 0.

    Returns:
        A bool, Python's or NumPy's.
    """
    raise NotImplementedError("is_affine: write this function, then delete this line.")


def xor_network():
    """The weights of a network with one hidden ReLU layer that computes XOR, exactly.

    The network is ``np.maximum(x @ W1 + b1, 0) @ W2 + b2``. Computed in float64, for the rows (0, 0),
    (0, 1), (1, 0) and (1, 1) of x it gives exactly 0.0, 1.0, 1.0 and 0.0: think of the weights,
    don't train them (Goodfellow, Bengio & Courville, 2016, section 6.1).

    Returns:
        ``(W1, b1, W2, b2)``: NumPy arrays of numbers, integers or floats, ``(2, H)``, ``(H,)``,
        ``(H, 1)`` and ``(1,)``. The number of hidden units H is up to you.
    """
    raise NotImplementedError("xor_network: write this function, then delete this line.")
