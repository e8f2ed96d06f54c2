"""Other right ways. PyTorch is imported where it is used: only its users wait."""

import math

import numpy as np
from solution import (
    _as_float,
    _huber_residual,
    _logits_and_labels,
    _logits_and_targets,
    _residual,
)

from autograder.authoring import alternative, part_of

# --- errors


@alternative(replaces="mse", why="an inner product of the residual with itself")
def mse_by_inner_product(pred, target):
    residual = _residual(pred, target).ravel()
    return residual @ residual / residual.size


@alternative(replaces="mse", why="number by number, with a check of the shapes of its own")
def mse_number_by_number(pred, target):
    pred, target = _as_float(pred), _as_float(target)
    if pred.shape != target.shape:
        raise ValueError("pred and target differ in shape")
    squares = [(p - t) ** 2 for p, t in zip(pred.ravel().tolist(), target.ravel().tolist())]
    return math.fsum(squares) / len(squares)


@alternative(replaces="mse_grad", why="2 (pred - target) times 1/N, N as the product of the shape")
def mse_grad_times_one_over_n(pred, target):
    residual = _residual(pred, target)
    return residual * (2 / math.prod(residual.shape))


@alternative(replaces="mae", why="the larger minus the smaller")
def mae_by_maximum_and_minimum(pred, target):
    residual = _residual(pred, target)
    return np.mean(np.maximum(residual, 0) - np.minimum(residual, 0))


@alternative(replaces="mae_grad", why="two masks: above minus below")
def mae_grad_by_masks(pred, target):
    residual = _residual(pred, target)
    above, below = residual > 0, residual < 0
    return (above.astype(residual.dtype) - below) / residual.size


@alternative(replaces="mae_grad", why="r / |r| with 0 put in where both are 0")
def mae_grad_by_division(pred, target):
    residual = _residual(pred, target)
    size = np.abs(residual)
    return residual / np.where(size == 0, 1, size) / residual.size


@alternative(replaces="huber", why="the two branches of the definition, with np.where")
def huber_by_where(pred, target, delta=1.0):
    distance = np.abs(_huber_residual(pred, target, delta))
    return np.where(distance <= delta, distance**2 / 2, delta * (distance - delta / 2)).mean()


@alternative(replaces="huber", why="the parabola minus what it has too much outside")
def huber_as_a_corrected_parabola(pred, target, delta=1.0):
    distance = np.abs(_huber_residual(pred, target, delta))
    return np.mean(distance**2 - np.maximum(distance - delta, 0) ** 2) / 2


@alternative(replaces="huber_grad", why="the two branches of the definition, with np.where")
def huber_grad_by_where(pred, target, delta=1.0):
    residual = _huber_residual(pred, target, delta)
    slope = np.where(np.abs(residual) <= delta, residual, delta * np.sign(residual))
    return slope / residual.size


# --- cross-entropies


@alternative(replaces="bce_with_logits", why="logaddexp, the certain targets apart")
def bce_by_logaddexp(logits, targets):
    z, t = _logits_and_targets(logits, targets)
    soft = t * np.logaddexp(0, -z) + (1 - t) * np.logaddexp(0, z)
    hard = np.logaddexp(0, np.where(t == 1, -z, z))
    return np.mean(np.where((t == 0) | (t == 1), hard, soft))


@alternative(replaces="bce_with_logits", why="TensorFlow's formula, with the limits put in")
def bce_by_tensorflows_formula(logits, targets):
    z, t = _logits_and_targets(logits, targets)
    finite = np.where(np.isinf(z), 0, z)
    cost = np.maximum(finite, 0) - finite * t + np.log1p(np.exp(-np.abs(finite)))
    right = ((z > 0) & (t == 1)) | ((z < 0) & (t == 0))
    return np.mean(np.where(np.isinf(z), np.where(right, 0, np.inf), cost))


@alternative(replaces="bce_with_logits", why="a softmax over the two classes, number by number")
def bce_number_by_number(logits, targets):
    z, t = _logits_and_targets(logits, targets)
    total = 0.0
    for score, target in zip(z.ravel().tolist(), t.ravel().tolist()):
        for weight, losing in ((target, -score), (1 - target, score)):
            if weight > 0:
                total += weight * (max(losing, 0) + math.log1p(math.exp(-abs(losing))))
    return total / z.size


@alternative(replaces="bce_with_logits_grad", why="the textbook's sigmoid: 1 / inf is 0")
def bce_grad_by_the_textbooks_sigmoid(logits, targets):
    z, t = _logits_and_targets(logits, targets)
    return (1 / (1 + np.exp(-z)) - t) / z.size


@alternative(replaces="bce_with_logits_grad", why="sigmoid(z) = (1 + tanh(z / 2)) / 2")
def bce_grad_by_tanh(logits, targets):
    z, t = _logits_and_targets(logits, targets)
    return ((1 + np.tanh(z / 2)) / 2 - t) / z.size


@alternative(replaces="softmax_cross_entropy", why="SciPy's logsumexp and take_along_axis")
def cross_entropy_by_scipy(logits, labels):
    from scipy.special import logsumexp

    logits, labels = _logits_and_labels(logits, labels)
    own = np.take_along_axis(logits, labels[:, None], axis=1)[:, 0]
    return np.mean(logsumexp(logits, axis=1) - own)


@alternative(replaces="softmax_cross_entropy", why="logaddexp, folded over each row")
def cross_entropy_by_logaddexp(logits, labels):
    logits, labels = _logits_and_labels(logits, labels)
    return np.mean(np.logaddexp.reduce(logits, axis=1) - logits[range(len(labels)), labels])


@alternative(replaces="softmax_cross_entropy", why="how far every class is ahead of the label's")
def cross_entropy_row_by_row(logits, labels):
    logits, labels = _logits_and_labels(logits, labels)
    total = 0.0
    for row, label in zip(logits, labels):
        top = row.max()
        total += np.log(np.exp(row - top).sum()) + top - row[label]
    return total / len(labels)


@alternative(replaces="softmax_cross_entropy_grad", why="a one-hot matrix taken from np.eye")
def cross_entropy_grad_by_one_hot(logits, labels):
    logits, labels = _logits_and_labels(logits, labels)
    e = np.exp(logits - np.max(logits, axis=1)[:, None])
    p = e / np.sum(e, axis=1)[:, None]
    return (p - np.eye(logits.shape[1], dtype=logits.dtype)[labels]) / len(labels)


@alternative(replaces="softmax_cross_entropy_grad", why="exp of the log-softmax; one-hot by ==")
def cross_entropy_grad_by_log_softmax(logits, labels):
    logits, labels = _logits_and_labels(logits, labels)
    log_p = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    one_hot = labels[:, None] == np.arange(logits.shape[1])
    return (np.exp(log_p) - one_hot) / len(labels)


# --- the neuron


@alternative(replaces="neuron", why="number by number")
def neuron_number_by_number(x, w, b, activation):
    x, w = _as_float(x).tolist(), _as_float(w).tolist()
    return np.array([activation(sum(a * c for a, c in zip(row, w)) + b) for row in x])


@alternative(replaces="neuron", why="the bias as one more weight, on an input that is always 1")
def neuron_with_an_input_of_one(x, w, b, activation):
    x = np.column_stack([_as_float(x), np.ones(len(x))])
    return activation(np.einsum("nd,d->n", x, np.append(w, b)))


# --- PyTorch's own functions


@alternative(replaces="mse", why="PyTorch's own functions, and its autograd for the gradients")
def in_pytorch(pred, target):
    from torch import from_numpy as tensor
    from torch.nn import functional

    _residual(pred, target)
    return functional.mse_loss(tensor(_as_float(pred)), tensor(_as_float(target)))


@part_of("in_pytorch", replaces="mse_grad")
def mse_grad_in_pytorch(pred, target):
    import torch
    from torch.nn import functional

    _residual(pred, target)
    pred = torch.tensor(_as_float(pred), requires_grad=True)
    cost = functional.mse_loss(pred, torch.tensor(_as_float(target)))
    return torch.autograd.grad(cost, pred)[0].numpy()


@part_of("in_pytorch", replaces="mae")
def mae_in_pytorch(pred, target):
    from torch import from_numpy as tensor
    from torch.nn import functional

    _residual(pred, target)
    return functional.l1_loss(tensor(_as_float(pred)), tensor(_as_float(target)))


@part_of("in_pytorch", replaces="mae_grad")
def mae_grad_in_pytorch(pred, target):
    import torch
    from torch.nn import functional

    _residual(pred, target)
    pred = torch.tensor(_as_float(pred), requires_grad=True)
    cost = functional.l1_loss(pred, torch.tensor(_as_float(target)))
    return torch.autograd.grad(cost, pred)[0].numpy()


@part_of("in_pytorch", replaces="huber")
def huber_in_pytorch(pred, target, delta=1.0):
    from torch import from_numpy as tensor
    from torch.nn import functional

    _huber_residual(pred, target, delta)
    pred, target = tensor(_as_float(pred)), tensor(_as_float(target))
    return functional.huber_loss(pred, target, delta=delta)


@part_of("in_pytorch", replaces="huber_grad")
def huber_grad_in_pytorch(pred, target, delta=1.0):
    import torch
    from torch.nn import functional

    _huber_residual(pred, target, delta)
    pred = torch.tensor(_as_float(pred), requires_grad=True)
    cost = functional.huber_loss(pred, torch.tensor(_as_float(target)), delta=delta)
    return torch.autograd.grad(cost, pred)[0].numpy()


@part_of("in_pytorch", replaces="bce_with_logits")
def bce_in_pytorch(logits, targets):
    import torch
    from torch.nn import functional

    logits, targets = map(_as_float, _logits_and_targets(logits, targets))
    logits, targets = torch.tensor(logits), torch.tensor(targets)
    sure = torch.isinf(logits)  # there PyTorch has NaN
    cost = functional.binary_cross_entropy_with_logits(
        logits.masked_fill(sure, 0), targets, reduction="none"
    )
    right = (logits > 0) & (targets == 1) | (logits < 0) & (targets == 0)
    limit = torch.where(right, 0.0, math.inf).to(cost.dtype)
    return torch.where(sure, limit, cost).mean()


@part_of("in_pytorch", replaces="bce_with_logits_grad")
def bce_grad_in_pytorch(logits, targets):
    import torch

    logits, targets = map(torch.tensor, _logits_and_targets(logits, targets))
    return ((torch.sigmoid(logits) - targets) / logits.numel()).numpy()


@part_of("in_pytorch", replaces="softmax_cross_entropy")
def cross_entropy_in_pytorch(logits, labels):
    import torch
    from torch.nn import functional

    logits, labels = _logits_and_labels(logits, labels)
    return functional.cross_entropy(torch.tensor(logits), torch.tensor(labels).long())


@part_of("in_pytorch", replaces="softmax_cross_entropy_grad")
def cross_entropy_grad_in_pytorch(logits, labels):
    import torch
    from torch.nn import functional

    logits, labels = _logits_and_labels(logits, labels)
    logits = torch.tensor(logits, requires_grad=True)
    cost = functional.cross_entropy(logits, torch.tensor(labels).long())
    return torch.autograd.grad(cost, logits)[0].numpy()


@part_of("in_pytorch", replaces="neuron")
def neuron_in_pytorch(x, w, b, activation):
    import torch
    from torch.nn import functional

    x, w = torch.tensor(_as_float(x)), torch.tensor(_as_float(w))
    z = functional.linear(x, w) + b
    return activation(z.numpy())
