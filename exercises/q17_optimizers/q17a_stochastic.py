"""What is stochastic in SGD: the batch, and so the gradient. Its mean and its covariance.

For the whole file:

- ``X`` is ``(N, D)``, ``y`` is ``(N,)``, ``w`` is ``(D,)``; the model is ``X @ w``, without intercept.
- The loss is the mean squared error, the mean over the rows of ``(x @ w - y)**2`` (not half of it).
- Integers are promoted to float64; float32 in gives float32 out (where all of ``X``, ``y`` and ``w``
  are float32). Results in float64 count as equal within 1e-9.
- No function changes its inputs.
"""

from __future__ import annotations

import numpy as np


# Imports and helpers of your own are welcome here.


def minibatches(n, batch_size, rng, drop_last=False):
    """The batches of one epoch: all rows in random order, cut into pieces of ``batch_size``.

    Each of the n rows stands in exactly one batch; all n! orders are equally likely. The last batch
    is shorter where ``batch_size`` does not divide n (also where it is larger than n); with
    ``drop_last`` such a short batch is left out, and an epoch sees different rows each time.

    Args:
        n: the number of rows, at least 1.
        batch_size: rows in a batch.
        rng: a ``np.random.Generator``, the only source of randomness. The next call with the same
            generator gives another order; global generators are not touched.
        drop_last: whether to leave out a last batch that is short.

    Returns:
        A list of 1-d int arrays: the numbers of the rows, from 0 to n - 1.

    Raises:
        ValueError: ``batch_size`` is below 1.
    """
    raise NotImplementedError("minibatches: write this function, then delete this line.")


def full_gradient(X, y, w):
    """The gradient of the mean squared error over all rows with respect to w, ``(D,)``.

    That is ``2 / N`` times the sum over the rows of ``(x @ w - y) x``. Raises ValueError if y is not
    ``(N,)``; a y of ``(N, 1)`` would be broadcast into a matrix.
    """
    raise NotImplementedError("full_gradient: write this function, then delete this line.")


def minibatch_gradient(X, y, w, idx):
    """The gradient of the mean squared error over the rows ``idx`` alone, ``(D,)``.

    ``idx`` is an int array ``(B,)``, B >= 1, in any order. A row that is in it twice counts twice, and
    the mean is over B. If ``idx`` is drawn at random, with every row equally likely, the expectation
    of this gradient is the full gradient (Robbins & Monro, 1951; Bottou et al., 2018, section 3).
    """
    raise NotImplementedError("minibatch_gradient: write this function, then delete this line.")


def mean_of_minibatch_gradients(X, y, w, batch_size):
    """All mini-batch gradients of one epoch at the same w, and their weighted mean.

    The rows are taken as they stand, without shuffling: the first batch is the first ``batch_size``
    rows. The last batch is shorter where ``batch_size`` does not divide N.

    Returns:
        ``(gradients, weights, mean)``, with K batches: ``gradients`` is ``(K, D)``; ``weights`` is
        ``(K,)``, the fraction of the N rows that each batch holds; ``mean`` is ``(D,)``, the sum of
        the gradients times their weights. It equals the full gradient to machine precision, whether
        or not the last batch is short.
    """
    raise NotImplementedError("mean_of_minibatch_gradients: write this function, then delete this line.")


def gradient_covariance(X, y, w):
    """The covariance of the per-example gradients, ``(D, D)``: how much the gradient depends on luck.

    The gradient of one row is that of its squared error, ``2 (x @ w - y) x``. The covariance is taken
    over the N rows around their mean, which is the full gradient, and divided by N (ddof=0). A batch
    of B rows, drawn with replacement, has a gradient with this covariance divided by B.
    """
    raise NotImplementedError("gradient_covariance: write this function, then delete this line.")
