"""The price of a small mini-batch, its gain, and how to have a large one in little memory.

``per_example_grads`` is a NumPy array ``(N, D)``: one row for the gradient of each example, all at the
same parameters. S is their covariance with ddof=0, and tr(S) its trace: the sum over the D columns
of the variance of each. Integers are promoted to float64, and no argument is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from torch import Tensor, nn


def gradient_noise(per_example_grads: np.ndarray, batch_size: int, replace: bool) -> float:
    """How far the gradient of a random batch is from the full gradient: the expected square.

    The gradient of a batch is the mean over its ``batch_size`` = B rows, and the distance is the
    Euclidean one in D dimensions. If the rows are drawn with replacement, its expected square is
    tr(S) / B. Without, rows that are already in the batch don't come again, and it is smaller by the
    factor (N - B) / (N - 1) (Cochran, 1977, theorem 2.2): 0 for B = N. For N = 1 it is 0.

    Raises ValueError if B > N without replacement; with replacement B may be larger than N.
    """
    raise NotImplementedError("gradient_noise: write this function, then delete this line.")


def noise_scale(per_example_grads: np.ndarray) -> float:
    """The batch size at which noise and gradient are of one size (McCandlish et al., 2018, eq. 2.9).

    That is the simple noise scale, tr(S) divided by the squared Euclidean norm of the mean gradient.
    Far below it, doubling the batch nearly halves the number of steps; far above it, it hardly saves
    any. Where the mean gradient is 0 it is inf, also if all gradients are 0.
    """
    raise NotImplementedError("noise_scale: write this function, then delete this line.")


def linear_scaled_lr(base_lr: float, base_batch: int, batch: int) -> float:
    """The learning rate for ``batch``, if ``base_lr`` was good for ``base_batch``.

    By the linear scaling rule (Goyal et al., 2017, section 2.1): k times the batch, k times the
    learning rate, whether k is above 1 or below.
    """
    raise NotImplementedError("linear_scaled_lr: write this function, then delete this line.")


def updates_per_epoch(n: int, batch_size: int, drop_last: bool) -> int:
    """How many updates one epoch over n rows has, one for each batch.

    A short last batch counts as one; with ``drop_last`` it is left out (and where ``batch_size`` is
    above n nothing is left).
    """
    raise NotImplementedError("updates_per_epoch: write this function, then delete this line.")


def accumulate(
    model: nn.Module,
    loss_fn: Callable[[Tensor, Tensor], Tensor],
    micro_batches: Iterable[tuple[Tensor, Tensor]],
) -> float:
    """Leave in ``.grad`` the gradients of one large batch, computed a micro-batch at a time.

    ``micro_batches`` gives pairs (x, y), rows first; it may be a generator: go through it once.
    ``loss_fn(model(x), y)`` is the mean loss over the rows of that micro-batch, and the model is
    called with one micro-batch at a time, as it comes (memory is what this is for).

    Afterwards the ``.grad`` of each parameter is the gradient of the mean loss over *all* rows, within
    1e-9 in float64: the same as if the micro-batches had been one batch, also if they differ in size.
    What was in ``.grad`` before the call does not count: it is cleared once, at the start. A parameter
    that is frozen, or takes no part, has a ``.grad`` of None (or zeros).

    Returns the mean loss over all rows, without a graph (a number, or a detached tensor). No optimizer takes a step, and the model stays in its mode.
    (It is graded without batch norm, whose statistics are those of the micro-batch, and without
    dropout.)
    """
    raise NotImplementedError("accumulate: write this function, then delete this line.")
