"""The last layer: what it outputs, which loss goes with it, and what its numbers are worth.

Four tasks, each a string:

=============  ======================  ==================================  =====================
task           outputs of the layer    what they become                    targets of the loss
=============  ======================  ==================================  =====================
"binary"       logits (N, 1)           sigmoid: P(class 1)                 (N, 1), float, 0 or 1
"multiclass"   logits (N, C)           softmax over the C classes          (N,), int64, 0 to C-1
"multilabel"   logits (N, K)           sigmoid, each label by itself       (N, K), float, 0 or 1
"regression"   values (N, K)           they are the answer                 (N, K), float
=============  ======================  ==================================  =====================

A logit is a real number, any number: no sigmoid or softmax has been applied to it. Logits may be
large (1e4) and of either sign. Tensors are float64 or float32, and results have the dtype of the
logits unless said otherwise. No argument is changed.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn

# Imports and helpers of your own are welcome here.


def build_head(
    task: str, in_features: int, num_outputs: int
) -> tuple[nn.Module, Callable[[Tensor, Tensor], Tensor]]:
    """The last layer for a task, and the loss that goes with it: the pair (module, loss_fn).

    ``module`` takes features ``(N, in_features)``, float32, to outputs ``(N, num_outputs)``. It is one
    dense layer with a bias, that is ``(in_features + 1) * num_outputs`` parameters that learn, with
    nothing behind it: the outputs are logits, or values of either sign for a regression. Its
    initialisation is free.

    ``loss_fn(outputs, targets)`` takes these raw outputs and gives a 0-d tensor to call backward on:

    * "binary" and "multilabel": the binary cross-entropy of the logits, the mean over all elements;
    * "multiclass": the cross-entropy of the logits, the mean over the rows;
    * "regression": the squared error, the mean over all elements.

    It is exact for large logits too. In all tasks but "multiclass" it raises ValueError if outputs and
    targets differ in shape, ``(N, 1)`` and ``(N,)`` included: nothing is broadcast.

    Raises ValueError for an unknown task, and for "binary" with ``num_outputs`` other than 1.
    """
    raise NotImplementedError("build_head: write this function, then delete this line.")


def probabilities(logits: Tensor, task: str) -> Tensor:
    """What the logits say, as probabilities: of the shape of the logits.

    "binary": P(class 1), ``(N, 1)``. "multilabel": for each label by itself, ``(N, K)``; a row may have
    any sum. "multiclass": over the classes, ``(N, C)``; each row sums to 1.

    Raises ValueError for any other task, "regression" among them: its outputs are no logits.
    """
    raise NotImplementedError("probabilities: write this function, then delete this line.")


def decide(logits: Tensor, task: str, threshold: float = 0.5) -> Tensor:
    """The answers, int64, of the shape of the targets.

    "binary" ``(N, 1)`` and "multilabel" ``(N, K)``: 1 where the *probability* is at least ``threshold``
    (which is above 0 and below 1), else 0. "multiclass" ``(N,)``: the most probable class, the lowest of
    several; ``threshold`` plays no part. "regression": the outputs themselves, with their dtype.

    Raises ValueError for an unknown task.
    """
    raise NotImplementedError("decide: write this function, then delete this line.")


def log_softmax(logits: Tensor, dim: int) -> Tensor:
    """The logarithm of the softmax along ``dim``, which may be negative, of a tensor of any shape.

    ``z - log(sum(exp(z)))``, computed so that nothing overflows and no probability is rounded to 0
    before the logarithm: exact for logits of 1e4 of either sign, row by row. A logit of minus infinity
    (a class that is ruled out) gets minus infinity, and the others are as if it were not there; at least
    one logit is finite along ``dim``.

    Built from torch operations, so that gradients flow. PyTorch's own log_softmax is off limits.
    """
    raise NotImplementedError("log_softmax: write this function, then delete this line.")


def temperature_scale(logits: Tensor, labels: Tensor) -> float:
    """The temperature T that makes ``softmax(logits / T)`` fit the labels best (Guo et al., 2017, sec. 4.2).

    logits ``(N, C)`` are those of a trained multiclass model on held-out data, labels ``(N,)`` are int64.
    Best is the lowest mean negative log-likelihood, the cross-entropy of ``logits / T``, for T in
    [0.05, 20]; the result is within 1 % of the best T. Where the best T of all lies outside, the result
    is the end of the interval (within 1 %).

    As a function of 1/T the cross-entropy is convex, so there is one minimum. (It is graded where it is
    not flat.)
    """
    raise NotImplementedError("temperature_scale: write this function, then delete this line.")


def expected_calibration_error(probs: Tensor, labels: Tensor, bins: int) -> float:
    """How far confidence is from accuracy: the ECE of Guo et al. (2017), eqs. 3 and 5.

    probs ``(N, C)`` are probabilities, rows that sum to 1; labels ``(N,)`` are int64. The *confidence* of
    a row is its largest probability, its prediction that class. Rows are put into ``bins`` bins of equal
    width over (0, 1] by their confidence: bin k of 1 to ``bins`` is ``((k - 1) / bins, k / bins]``, so a
    confidence of exactly 1 is in the last. The result is

        sum over the bins of (rows in it / N) * |accuracy in it - mean confidence in it|

    and bins without rows count nothing; it is exact to within 1e-5. (It is graded on confidences away
    from the edges of the bins, and on 1.)
    """
    raise NotImplementedError("expected_calibration_error: write this function, then delete this line.")
