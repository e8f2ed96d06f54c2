"""Batch normalization after training: two modes, two kinds of statistics, and what to mind in use.

S. Ioffe and C. Szegedy, "Batch Normalization: Accelerating Deep Network Training by Reducing
Internal Covariate Shift", ICML 2015: Algorithm 1 (training), Algorithm 2 (inference), section 3.1.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import torch
from torch import Tensor, nn

# Imports and helpers of your own are welcome here.


class BatchNorm1d:
    """Batch normalization of x (N, C) in NumPy, with the results of ``torch.nn.BatchNorm1d``.

    A new object is in train mode. Four float64 arrays of shape (C,) may be read and replaced at any
    time:

    * ``weight`` (starts at ones) and ``bias`` (zeros): the scale gamma and the shift beta;
    * ``running_mean`` (zeros) and ``running_var`` (ones): the statistics that evaluation uses.

    ``eps`` is added to the variance, under the root. ``momentum`` is the share of the new batch:
    ``running = (1 - momentum) * running + momentum * batch``. With ``momentum=None`` the running
    statistics are the plain average over all training batches so far, each with the same weight
    (the values at the start do not count). 0.0 is a momentum like any other: nothing moves.
    """

    def __init__(self, num_features: int, eps: float = 1e-5, momentum: float | None = 0.1):
        """Set up for ``num_features`` columns, in train mode."""
        raise NotImplementedError("BatchNorm1d.__init__: write this method, then delete this line.")

    def train(self) -> None:
        """From now on, the batch's own statistics normalise, and enter the running ones."""
        raise NotImplementedError("BatchNorm1d.train: write this method, then delete this line.")

    def eval(self) -> None:
        """From now on, normalise with the running statistics, and leave them as they are."""
        raise NotImplementedError("BatchNorm1d.eval: write this method, then delete this line.")

    def __call__(self, x: np.ndarray) -> np.ndarray:
        """Normalise each column of x and return ``weight * normalised + bias``, of the shape of x.

        In train mode the mean and the *biased* variance (divided by N) of the batch normalise x;
        the running statistics take in the mean and the *unbiased* variance (divided by N - 1). In
        eval mode the running statistics normalise x, whatever N is, and nothing is updated.

        x is not changed. float32 gives float32 (the running statistics may stay float64); integers
        are promoted to float64. Raises ValueError if x is not (N, num_features), and in train mode
        if x has one row: one value has no variance to learn from. A call that raises leaves the
        running statistics as they were.
        """
        raise NotImplementedError("BatchNorm1d.__call__: write this method, then delete this line.")

    # Helper methods of your own are welcome here.


def fold_batchnorm(
    W: np.ndarray,
    b: np.ndarray,
    running_mean: np.ndarray,
    running_var: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    eps: float,
) -> tuple[np.ndarray, np.ndarray]:
    """Fold a batch norm in eval mode into the dense layer before it: one layer in place of two.

    The dense layer is ``x @ W + b`` with W (D, H) and b (H,); the batch norm behind it has
    running_mean, running_var, gamma and beta, each (H,), and eps under the root (Ioffe & Szegedy,
    2015, Algorithm 2, step 11). Returns new arrays W (D, H) and b (H,) for which ``x @ W + b`` is
    what both layers gave together.

    The arguments are not changed. float64 in, float64 out; all float32 in, float32 out.
    """
    raise NotImplementedError("fold_batchnorm: write this function, then delete this line.")


def fuse_conv_bn(conv: nn.Conv2d, bn: nn.BatchNorm2d) -> nn.Conv2d:
    """One convolution that does what ``bn(conv(x))`` does in eval mode.

    Both come in eval mode. The result is a new ``nn.Conv2d`` with a bias, of the dtype and on the
    device of conv, with its stride, padding, dilation, groups and padding mode; the mode of the
    result is free. conv may have no bias; bn may be without affine (weight and bias are None, as if
    1 and 0). conv and bn stay as they are. Raises ValueError if bn keeps no running statistics
    (``track_running_stats=False``): there is nothing to fold then.
    """
    raise NotImplementedError("fuse_conv_bn: write this function, then delete this line.")


def predict(model: nn.Module, x: Tensor) -> Tensor:
    """What model gives for x in use: every layer in eval mode, and gradients off while it runs.

    The output does not require a gradient. Afterwards the model is as it was: every submodule is in
    the mode that it had itself (a frozen batch norm inside a training model stays in eval mode),
    parameters still require a gradient if they did, buffers have not moved. That holds after an
    error too: an exception that the model raises reaches the caller, with the modes restored.
    """
    raise NotImplementedError("predict: write this function, then delete this line.")


def recalibrate(model: nn.Module, batches: Iterable[Tensor]) -> None:
    """Estimate the running statistics of every batch norm in model anew, from these batches alone.

    For weights that were averaged, loaded, quantised or moved to other data, the old statistics are
    wrong. All batch norms go through the batches in train mode together; afterwards each one's
    running mean and running variance are the averages, over the batches, of the mean and the
    unbiased variance that it saw. Every batch counts the same, however many rows it has (as in
    ``torch.optim.swa_utils.update_bn``). Nothing remains of the statistics before.

    batches is a list, or another iterable, of one or more inputs to model. Batch norm is
    BatchNorm1d, 2d, 3d; those in eval mode or with frozen weights are estimated too; one without
    running statistics is left alone. Afterwards all else is as before: weights, momentum, and the
    mode of every single module. ``num_batches_tracked`` is free, and so is the mode of other layers
    meanwhile (graded without dropout).
    """
    raise NotImplementedError("recalibrate: write this function, then delete this line.")
