"""Train on one loss, watch another: binary cross-entropy for the gradient, squared error for the eye.

A binary classifier gives logits ``(N, 1)``: no sigmoid has been applied to them. The targets y are
``(N, 1)`` too, 0 or 1, in the logits' dtype. With p = sigmoid(logit)

* BCE is the mean over the rows of ``-(y log p + (1 - y) log(1 - p))``;
* MSE is the mean over the rows of ``(p - y)^2``, of *probabilities* (G. W. Brier, "Verification of
  forecasts expressed in terms of probability", 1950, in the form for one event).

A model is any ``torch.nn.Module`` called as ``model(x)``, with dropout or batch norm in it or not; an
optimizer is any ``torch.optim.Optimizer`` over its parameters whose ``step()`` needs no closure.
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def train_step(
    model: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor, y: Tensor
) -> tuple[float, float]:
    """One update on the BCE of this batch; returns the pair (BCE, MSE), in this order.

    Both numbers are of the model before the update, and of the same outputs: the model is called
    exactly once, since each call in train mode draws another dropout mask and moves batch norm's
    running statistics. It is called as it stands; its modes are the caller's and are not changed.

    The weights after the step are those of a step on BCE alone, whatever was left in ``.grad``; what
    ``.grad`` holds afterwards is up to you. Logits may be large (1e4), of the wrong sign too: BCE, MSE
    and gradients are exact there.

    The numbers are floats, or 0-d tensors that hold on to no graph: a list of a million of them must
    not keep a million graphs in memory.

    Raises ValueError, before any weight is updated, if the shape of y is not that of the logits: ``(N,)``
    would be broadcast against ``(N, 1)``.
    """
    raise NotImplementedError("train_step: write this function, then delete this line.")


class MeanMetric:
    """The mean over all rows of a number that arrives as means over batches of different size."""

    def __init__(self) -> None:
        """Begins empty, and shares nothing with other metrics."""
        raise NotImplementedError("MeanMetric.__init__: write this method, then delete this line.")

    def update(self, value: float | Tensor, n: int) -> None:
        """Takes in one batch: ``value`` is the mean over its ``n`` rows (n is 1 or more).

        ``value`` is a number or a 0-d tensor, perhaps with a graph. What it is at this moment is what
        counts: no graph is kept alive, and if the tensor is changed later, the metric is not.
        """
        raise NotImplementedError("MeanMetric.update: write this method, then delete this line.")

    def compute(self) -> float:
        """The mean over all rows since the last reset (or the beginning), a number, to within 1e-5.

        Nothing changes by it: it may be called again, and updates may follow. If there was no update
        there is no mean: it raises, a ValueError or any other exception.
        """
        raise NotImplementedError("MeanMetric.compute: write this method, then delete this line.")

    def reset(self) -> None:
        """Empties the metric, as if it were new."""
        raise NotImplementedError("MeanMetric.reset: write this method, then delete this line.")


def train_and_monitor(
    model: nn.Module,
    loader: Iterable[tuple[Tensor, Tensor]],
    optimizer: torch.optim.Optimizer,
    epochs: int,
) -> dict[str, list[float]]:
    """Train for some epochs; returns ``{"bce": [...], "mse": [...]}``, one number per epoch in each.

    ``loader`` gives pairs (x, y) and can be gone through again and again, but need not have a length;
    its batches may differ in size. Each epoch goes through it once, in its order, and for each batch
    there is one call of the model and one update, as in ``train_step``. Every module of the model is in
    train mode meanwhile, whatever its mode before; the modes afterwards are up to you.

    The numbers of an epoch are means over its *rows*, of BCE and MSE as each batch had them before its
    own update: what training saw on the way, not a second look at the end. Floats, or 0-d tensors
    without a graph, to within 1e-5. For 0 epochs the lists are empty.
    """
    raise NotImplementedError("train_and_monitor: write this function, then delete this line.")
