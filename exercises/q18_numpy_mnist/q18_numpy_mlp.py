"""A classifier for handwritten digits in NumPy alone: an MLP, its gradients, and the loop that trains it.

For the whole file:

- ``params`` is a list of pairs ``(W, b)``, the layer nearest the input first; ``W (D, H)``, ``b (H,)``.
  A layer is ``a @ W + b``. There may be no hidden layer at all, or several.
- ``x`` is ``(N, D)``, one row for each image, float64, or float32 where params are float32 too (results
  then are float32 as well); integer pixels are fine. ``labels`` are ``(N,)``, ints from 0 to C - 1.
- Where a list of pairs is returned, lists and tuples are both fine. Where one number is returned, a Python
  float, a NumPy scalar and a 0-d array are.
- ``rng`` is a ``numpy.random.Generator``. Draw from it and from nothing else: the same state gives the
  same result, and NumPy's global generator is neither read nor changed.
- No function changes its inputs.

Your logical lines are counted and shown beside the reference's. They bring no points.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np


def init_mlp(sizes, rng):
    """The first weights, by He initialisation (He et al., 2015), and biases of 0.

    The entries of each W are drawn one by one, normal or uniform, with mean 0 and variance 2 / D, where
    D is the number of inputs of that layer, that is, of rows of W.

    Args:
        sizes: the widths ``[D, H_1, ..., C]``, a list or tuple of two ints or more.
        rng: ``np.random.Generator``.

    Returns:
        params, ``len(sizes) - 1`` pairs of float64 arrays.
    """
    raise NotImplementedError("init_mlp: write this function, then delete this line.")


# Imports and helpers of your own are welcome here.


def forward(params, x):
    """The logits: ReLU behind every hidden layer, nothing behind the last.

    Args:
        params: the network.
        x: ``(N, D)``.

    Returns:
        ``(N, C)``.
    """
    raise NotImplementedError("forward: write this function, then delete this line.")


def loss_and_grads(params, x, labels):
    """The mean cross-entropy of softmax(logits), and its gradients (Goodfellow et al., 2016, algorithm 6.4).

    The mean is taken over the rows. At 0 the derivative of ReLU is 0. Logits of +-1e4 are fine: no
    overflow, no NaN, and a loss that is as large as it is.

    Args:
        params: the network.
        x: ``(N, D)``, N >= 1.
        labels: ``(N,)``.

    Returns:
        ``(loss, grads)``: one number, and a list of ``(dW, db)`` in the order of params and with their
        shapes.
    """
    raise NotImplementedError("loss_and_grads: write this function, then delete this line.")


def train(x, labels, sizes, epochs, batch_size, lr, rng):
    """Plain stochastic gradient descent in mini-batches.

    The first weights are ``init_mlp(sizes, rng)``, drawn before anything else. Then, in each epoch, the
    rows are shuffled anew with rng and cut into mini-batches of ``batch_size`` rows; what is left over
    at the end is a batch too, however short. Each batch makes one step on all arrays, ``p -= lr * gradient``,
    with the gradient of the mean loss of its own rows. No momentum, no decay, no schedule.

    Args:
        x: ``(N, D)``, all rows to train on.
        labels: ``(N,)``.
        sizes: the widths, from D to C.
        epochs: an int, 0 or more. With 0 the first weights are returned as they were drawn.
        batch_size: an int, 1 or more; it may be larger than N.
        lr: the learning rate.
        rng: ``np.random.Generator``.

    Returns:
        params.
    """
    raise NotImplementedError("train: write this function, then delete this line.")


def predict(params, x):
    """The class of the largest logit; of equal ones, the lowest class.

    Args:
        params: the network.
        x: ``(N, D)``.

    Returns:
        ``(N,)`` of int.
    """
    raise NotImplementedError("predict: write this function, then delete this line.")
