"""A classifier in PyTorch, from the model to the checkpoint: what a small project needs and no more.

A *loader* is anything that gives pairs (x, y) and can be gone through again and again: a DataLoader, a list of
batches, an object of one's own. It may have no ``len()``. x is a float batch, rows first; y holds the labels,
``(rows,)`` int64. Batches may differ in size, and every mean is a mean over **rows**: a row of a short last batch
counts as much as any other.

``loss_fn(logits, y)`` is the mean loss of a batch, as that of ``nn.CrossEntropyLoss()``. ``device`` is what
``.to`` takes: "cpu", "cuda", a ``torch.device``. Models and batches may lie elsewhere; the model (in place) and
each batch, x and y, are moved there.

A ``float`` may be any plain number or a tensor without dimensions; no graph hangs on what is returned.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

Loader = Iterable[tuple[Tensor, Tensor]]
Loss = Callable[[Tensor, Tensor], Tensor]


def build_model(input_shape: tuple[int, int, int], num_classes: int) -> nn.Module:
    """A classifier: images ``(N, C, H, W)``, float32, to logits ``(N, num_classes)``, for N = 1 too.

    ``input_shape`` is (C, H, W): H and W are at least 4 and may differ, C is 1 or more. (A single image is tried in
    eval mode, where batch norm allows it.) In eval mode an image gets the same logits every time, whatever other
    images are in the batch.

    What is inside is yours, dense or convolutional, with at most a million parameters for images of 8 x 8. Linear
    layers alone would be one linear layer, so there must be something nonlinear between them. The logits are what
    the last linear layer gives, any numbers: no softmax (the loss has its own) and no other activation on them.

    It is graded by learning, too: 30 full-batch steps of Adam with lr 0.01 on 100 digits of 8 x 8 pixels in [0, 1],
    after which 40 % of these must be right (a small network gets nearly all).
    """
    raise NotImplementedError("build_model: write this function, then delete this line.")


def train_one_epoch(
    model: nn.Module,
    loader: Loader,
    optimizer: Optimizer,
    loss_fn: Loss,
    device: torch.device | str,
) -> float:
    """One pass over the loader with an optimizer step for each batch; returns the mean loss.

    The whole model is put in train mode, whatever modes its modules were in. The loss of a batch is that of the
    forward pass it was trained by, so before its step; the mean is over rows. Gradients that were in ``.grad``
    before do not count, neither those of the last batch nor any left from before the call.
    """
    raise NotImplementedError("train_one_epoch: write this function, then delete this line.")


def evaluate(
    model: nn.Module, loader: Loader, loss_fn: Loss, device: torch.device | str
) -> tuple[float, float]:
    """(mean loss, accuracy) over the rows of the loader, with every module in eval mode.

    The accuracy is the share of rows, 0 to 1, whose largest logit is that of their label. No graph is built:
    ``torch.no_grad()`` or ``torch.inference_mode()``. Afterwards weights, buffers and ``.grad`` are as they were, and
    every single module is in the mode that it was in: parts of a model may have been in eval mode while the rest
    was in train mode.
    """
    raise NotImplementedError("evaluate: write this function, then delete this line.")


def fit(
    model: nn.Module,
    train_loader: Loader,
    val_loader: Loader,
    epochs: int,
    lr: float,
    device: torch.device | str,
) -> dict[str, list[float]]:
    """Train with cross-entropy for so many epochs; after each of them evaluate on ``val_loader``.

    Returns a dict with exactly three lists of ``epochs`` numbers: "train_loss" (what ``train_one_epoch`` returns),
    "val_loss" and "val_accuracy" (what ``evaluate`` does, after the epoch). The model ends with the weights of the
    last epoch. Every epoch is a new pass over ``train_loader``, which may shuffle.

    Take SGD, Adam or another optimizer of ``torch.optim``, with learning rate ``lr`` throughout (no schedule); lr = 0
    is legal, and then no weight moves (running statistics do). Learning is graded, too: a linear model gets 10 epochs
    over 200 digits in batches of 25, with lr 0.1, and then half of other digits right. Plain SGD will do; Adadelta
    won't.
    """
    raise NotImplementedError("fit: write this function, then delete this line.")


def save_checkpoint(
    path: str | os.PathLike[str], model: nn.Module, optimizer: Optimizer, epoch: int
) -> None:
    """Write all that is needed to go on training later, in another process, to the file ``path``.

    That is the model's parameters and buffers, the optimizer's state, and ``epoch``. The layout is yours, but
    ``torch.load(path, weights_only=True)`` must be able to read the file: tensors, numbers, strings, lists and dicts
    are fine; modules, optimizers and other objects (NumPy numbers too) are not. Model and optimizer stay as they are.
    """
    raise NotImplementedError("save_checkpoint: write this function, then delete this line.")


def load_checkpoint(path: str | os.PathLike[str], model: nn.Module, optimizer: Optimizer) -> int:
    """Put what ``save_checkpoint`` wrote back into the model and the optimizer, in place; returns the epoch.

    Model and optimizer were built in the same way as those that were saved; their weights, and the settings of the
    optimizer (its learning rate, say), may differ, and become those of the checkpoint. The next steps on the same
    batches then equal those of the run that was never interrupted. The model may lie on another device than the one
    that was saved, and stays where it is.

    The file is read with ``weights_only=True`` (the default since PyTorch 2.6): a pickle can hold code, and one that
    holds anything but plain data is refused with an exception.
    """
    raise NotImplementedError("load_checkpoint: write this function, then delete this line.")
