"""Batch normalization after training: two modes, two kinds of statistics, and what to mind in use.

S. Ioffe and C. Szegedy, "Batch Normalization: Accelerating Deep Network Training by Reducing
Internal Covariate Shift", ICML 2015: Algorithm 1 (training), Algorithm 2 (inference), section 3.1.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import torch
from torch import Tensor, nn

### BEGIN SOLUTION
from torch.nn.modules.batchnorm import _BatchNorm  # the base of BatchNorm1d, 2d and 3d

### END SOLUTION


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
        ### BEGIN SOLUTION
        self.eps = eps
        self.momentum = momentum
        self.weight = np.ones(num_features)
        self.bias = np.zeros(num_features)
        self.running_mean = np.zeros(num_features)
        self.running_var = np.ones(num_features)
        self.batches_seen = 0
        self.training = True
        ### END SOLUTION

    def train(self) -> None:
        """From now on, the batch's own statistics normalise, and enter the running ones."""
        ### BEGIN SOLUTION
        self.training = True
        ### END SOLUTION

    def eval(self) -> None:
        """From now on, normalise with the running statistics, and leave them as they are."""
        ### BEGIN SOLUTION
        self.training = False
        ### END SOLUTION

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
        ### BEGIN SOLUTION
        if not np.issubdtype(x.dtype, np.floating):
            x = x.astype(float)
        if x.shape[1:] != self.weight.shape:
            raise ValueError(f"x must be (N, C) with C = {self.weight.size}, got {x.shape}")
        mean, var = self.running_mean, self.running_var
        if self.training:
            mean, var = self._batch_statistics(x)
        normalised = (x - mean) / np.sqrt(var + self.eps)
        return (self.weight * normalised + self.bias).astype(x.dtype)
        ### END SOLUTION

    ### BEGIN SOLUTION
    def _batch_statistics(self, x):
        """Mean and biased variance of the batch; the running statistics take them in on the way."""
        n = len(x)
        if n < 2:
            raise ValueError(f"training needs more than one row, got x of shape {x.shape}")
        mean, var = x.mean(axis=0), x.var(axis=0)
        self.batches_seen += 1
        share = 1 / self.batches_seen if self.momentum is None else self.momentum
        self.running_mean = (1 - share) * self.running_mean + share * mean
        self.running_var = (1 - share) * self.running_var + share * var * n / (n - 1)
        return mean, var

    ### END SOLUTION


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
    ### BEGIN SOLUTION
    scale = gamma / np.sqrt(running_var + eps)
    return W * scale, (b - running_mean) * scale + beta
    ### END SOLUTION


def fuse_conv_bn(conv: nn.Conv2d, bn: nn.BatchNorm2d) -> nn.Conv2d:
    """One convolution that does what ``bn(conv(x))`` does in eval mode.

    Both come in eval mode. The result is a new ``nn.Conv2d`` with a bias, of the dtype and on the
    device of conv, with its stride, padding, dilation, groups and padding mode; the mode of the
    result is free. conv may have no bias; bn may be without affine (weight and bias are None, as if
    1 and 0). conv and bn stay as they are. Raises ValueError if bn keeps no running statistics
    (``track_running_stats=False``): there is nothing to fold then.
    """
    ### BEGIN SOLUTION
    if bn.running_mean is None:
        raise ValueError("bn keeps no running statistics, so it cannot be folded")
    fused = nn.Conv2d(
        conv.in_channels,
        conv.out_channels,
        conv.kernel_size,
        stride=conv.stride,
        padding=conv.padding,
        dilation=conv.dilation,
        groups=conv.groups,
        padding_mode=conv.padding_mode,
    ).to(conv.weight)  # its dtype and its device
    with torch.no_grad():
        scale = (bn.running_var + bn.eps).rsqrt()
        if bn.weight is not None:
            scale = bn.weight * scale
        shift = -bn.running_mean if conv.bias is None else conv.bias - bn.running_mean
        # The weight is (out, in / groups, kh, kw): one factor per output channel, groups or not.
        fused.weight.copy_(conv.weight * scale[:, None, None, None])
        fused.bias.copy_(shift * scale + (0 if bn.bias is None else bn.bias))
    return fused
    ### END SOLUTION


def predict(model: nn.Module, x: Tensor) -> Tensor:
    """What model gives for x in use: every layer in eval mode, and gradients off while it runs.

    The output does not require a gradient. Afterwards the model is as it was: every submodule is in
    the mode that it had itself (a frozen batch norm inside a training model stays in eval mode),
    parameters still require a gradient if they did, buffers have not moved. That holds after an
    error too: an exception that the model raises reaches the caller, with the modes restored.
    """
    ### BEGIN SOLUTION
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    try:
        with torch.no_grad():
            return model(x)
    finally:
        for module, training in modes:
            module.training = training
    ### END SOLUTION


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
    ### BEGIN SOLUTION
    modes = [(module, module.training) for module in model.modules()]
    norms = [module for module in model.modules() if isinstance(module, _BatchNorm)]
    momenta = [norm.momentum for norm in norms]
    model.eval()  # dropout off, as in use
    for norm in norms:
        norm.reset_running_stats()
        norm.momentum = None  # a cumulative average: each batch has the same weight
        norm.train()
    try:
        with torch.no_grad():
            for x in batches:
                model(x)
    finally:
        for norm, momentum in zip(norms, momenta):
            norm.momentum = momentum
        for module, training in modes:
            module.training = training
    ### END SOLUTION
