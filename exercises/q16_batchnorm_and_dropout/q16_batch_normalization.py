"""Batch normalization in training, forwards and backwards, and what it does to weights before it.

S. Ioffe and C. Szegedy, "Batch Normalization: Accelerating Deep Network Training by Reducing
Internal Covariate Shift", ICML 2015: Algorithm 1, the derivatives after it, and section 3.3.

What holds everywhere here:

- A feature is normalised with its own mean and its biased variance over the batch (divided by the
  number of its values, not by one less): ``out = gamma (x - mean) / sqrt(var + eps) + beta``. There
  are no running statistics here. A feature with a variance of 0 gives beta.
- Where x is float32, so are the results; an x of integers is promoted to float64. gamma, beta and
  dout have the float type of the results.
- A cache is whatever the backward pass needs; nobody else looks into it. It belongs to its own
  forward pass: others may come between it and its backward pass, which may also run twice.
- No argument is ever changed.
- Results count as equal within 1e-9 in float64 and within 1e-5 for float32, where nothing else is
  said; backward passes within 1e-7 where eps is small.
"""

from __future__ import annotations

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    """Normalise each column of x over the rows, then scale by gamma and shift by beta.

    Args:
        x: (N, D), N >= 2. A column may lie far from 0: with values near 1e5 that differ by 1, the
            result is asked for within 1e-6.
        gamma: (D,), the scales, 0 and negative ones among them.
        beta: (D,), the shifts.
        eps: added to the variance, under the root; a Python number above 0, not always a small one.

    Returns:
        ``(out, cache)``: out has the shape of x.

    Raises:
        ValueError: if there are fewer than two values per feature, that is, N < 2.
    """
    raise NotImplementedError("batchnorm_forward: write this function, then delete this line.")


def batchnorm_backward(dout, cache):
    """The gradients of L = sum(dout * out), where dout is the gradient that comes from above.

    The mean and the variance depend on every value of the column: a change of one value moves all
    outputs of its column.

    Args:
        dout: (N, D), any numbers.
        cache: what batchnorm_forward returned beside out.

    Returns:
        ``(dx, dgamma, dbeta)``: the gradients with respect to x (N, D), gamma (D,) and beta (D,).
    """
    raise NotImplementedError("batchnorm_backward: write this function, then delete this line.")


# Imports and helpers of your own are welcome here.
def batchnorm2d_forward(x, gamma, beta, eps=1e-5):
    """The same for images: a channel is one feature, its values are all its pixels in all images.

    So there is one mean and one variance per channel, over N, H and W together (section 3.2).

    Args:
        x: (N, C, H, W), N * H * W >= 2.
        gamma: (C,).
        beta: (C,).
        eps: as in batchnorm_forward.

    Returns:
        ``(out, cache)``: out has the shape of x.

    Raises:
        ValueError: if there are fewer than two values per channel, that is, N * H * W < 2.
    """
    raise NotImplementedError("batchnorm2d_forward: write this function, then delete this line.")


def batchnorm2d_backward(dout, cache):
    """The gradients of L = sum(dout * out) for images.

    Args:
        dout: (N, C, H, W), any numbers.
        cache: what batchnorm2d_forward returned beside out.

    Returns:
        ``(dx, dgamma, dbeta)``: the gradients with respect to x (N, C, H, W), gamma (C,) and
        beta (C,).
    """
    raise NotImplementedError("batchnorm2d_backward: write this function, then delete this line.")


def scale_sensitivity(x, W, gamma, beta, alpha, dout, eps=1e-5):
    """What happens if the weights before a batch norm are scaled by alpha (section 3.3).

    Let ``BN(z)`` be the output of batchnorm_forward with gamma, beta and eps, and
    ``L(V) = sum(dout * BN(x @ V))`` for weights V. Compare V = alpha W with V = W:

    - output_change is the largest absolute difference, max |BN(x @ (alpha W)) - BN(x @ W)|;
    - gradient_ratio is ||dL/dV at V = alpha W|| / ||dL/dV at V = W||, with Frobenius norms. The
      gradient is the one with respect to the scaled weights themselves, the V that a step moves.

    With a negligible eps and alpha > 0 they are 0 and 1 / alpha: a large W does not show in the
    output and gets small steps. With a larger eps they are not: both are to be computed.

    Args:
        x: (N, D), N >= 2.
        W: (D, H).
        gamma: (H,).
        beta: (H,).
        alpha: a Python number, not 0; it may be negative.
        dout: (N, H), such that the gradient at W is not 0.
        eps: as in batchnorm_forward.

    Returns:
        ``(output_change, gradient_ratio)``, two numbers. Within 1e-7.
    """

    raise NotImplementedError("scale_sensitivity: write this function, then delete this line.")
