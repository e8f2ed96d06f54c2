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
    ### BEGIN SOLUTION
    float_type = np.result_type(*weights, *biases)
    if not np.issubdtype(float_type, np.floating):
        float_type = np.float64
    W = np.eye(len(weights[0]), dtype=float_type)
    b = np.zeros(len(W), dtype=float_type)
    for weight, bias in zip(weights, biases):
        W = W @ weight
        b = b @ weight + bias
    return W, b
    ### END SOLUTION


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
    ### BEGIN SOLUTION
    x, y = rng.normal(size=(2, trials, dim))
    t = rng.uniform(size=trials)
    between = (t * x.T + (1 - t) * y.T).T
    # Transposed, the last axis is that of the trials for (N,) and for (N, K), so t fits both.
    f_x, f_y, f_between = (np.transpose(f(points)) for points in (x, y, between))
    bend = np.abs(f_between - (t * f_x + (1 - t) * f_y))
    largest = np.abs([f_x, f_y, f_between]).max()
    return np.all(bend <= tol * largest)
    ### END SOLUTION


def xor_network():
    """The weights of a network with one hidden ReLU layer that computes XOR, exactly.

    The network is ``np.maximum(x @ W1 + b1, 0) @ W2 + b2``. Computed in float64, for the rows (0, 0),
    (0, 1), (1, 0) and (1, 1) of x it gives exactly 0.0, 1.0, 1.0 and 0.0: think of the weights,
    don't train them (Goodfellow, Bengio & Courville, 2016, section 6.1).

    Returns:
        ``(W1, b1, W2, b2)``: NumPy arrays of numbers, integers or floats, ``(2, H)``, ``(H,)``,
        ``(H, 1)`` and ``(1,)``. The number of hidden units H is up to you.
    """
    ### BEGIN SOLUTION
    W1 = np.array([[1.0, 1.0], [1.0, 1.0]])  # both units see how many of the inputs are 1
    b1 = np.array([0.0, -1.0])  # so they are 0, 1, 2 and 0, 0, 1
    W2 = np.array([[1.0], [-2.0]])  # and the difference is 0, 1, 0
    b2 = np.array([0.0])
    return W1, b1, W2, b2
    ### END SOLUTION
