"""PyTorch's costs, and its autograd for every gradient.

Loses bce_with_logits_at_infinity: PyTorch has NaN there.
"""

import numpy as np
import torch
import torch.nn.functional as F


def _tensor(x):
    x = np.asarray(x)
    return torch.tensor(x if x.dtype.kind == "f" else x.astype(np.float64))


def _pair(one, other):
    if np.shape(one) != np.shape(other):
        raise ValueError("the shapes differ")  # PyTorch warns and broadcasts
    return _tensor(one), _tensor(other)


def _gradient(cost, x, *others, **settings):
    x = _tensor(x).requires_grad_()
    return torch.autograd.grad(cost(x, *others, **settings), x)[0].numpy()


def mse(pred, target):
    return F.mse_loss(*_pair(pred, target))


def mse_grad(pred, target):
    return _gradient(F.mse_loss, *_pair(pred, target))


def mae(pred, target):
    return F.l1_loss(*_pair(pred, target))


def mae_grad(pred, target):
    return _gradient(F.l1_loss, *_pair(pred, target))


def huber(pred, target, delta=1.0):
    try:
        return F.huber_loss(*_pair(pred, target), delta=delta)
    except RuntimeError as error:
        raise ValueError("delta") from error


def huber_grad(pred, target, delta=1.0):
    huber(pred, target, delta)
    return _gradient(F.huber_loss, *_pair(pred, target), delta=delta)


def _soft(logits, targets):
    logits, targets = _pair(logits, targets)
    if targets.min() < 0 or targets.max() > 1:
        raise ValueError("targets must lie in [0, 1]")
    return logits, targets


def bce_with_logits(logits, targets):
    return F.binary_cross_entropy_with_logits(*_soft(logits, targets))


def bce_with_logits_grad(logits, targets):
    return _gradient(F.binary_cross_entropy_with_logits, *_soft(logits, targets))


def _labelled(logits, labels):
    labels = torch.tensor(labels)
    if labels.shape != logits.shape[:1] or labels.min() < 0 or labels.max() >= logits.shape[1]:
        raise ValueError("labels must be (N,), in [0, C)")
    return _tensor(logits), labels


def softmax_cross_entropy(logits, labels):
    return F.cross_entropy(*_labelled(logits, labels))


def softmax_cross_entropy_grad(logits, labels):
    return _gradient(F.cross_entropy, *_labelled(logits, labels))


def neuron(x, w, b, activation):
    return activation(F.linear(_tensor(x), _tensor(w)).numpy() + b)
