"""SciPy's and NumPy's functions: huber, log_expit, xlogy's relatives, log_softmax, softmax."""

import numpy as np
from scipy import special


def _pair(one, other):
    one, other = (np.asarray(x) for x in (one, other))
    if one.shape != other.shape:
        raise ValueError("the shapes differ")
    return [x if x.dtype.kind == "f" else x.astype(np.float64) for x in (one, other)]


def mse(pred, target):
    return np.square(np.subtract(*_pair(pred, target))).mean()


def mse_grad(pred, target):
    residual = np.subtract(*_pair(pred, target))
    return np.multiply(residual, 2 / residual.size)


def mae(pred, target):
    residual = np.subtract(*_pair(pred, target))
    return np.linalg.norm(residual.ravel(), 1) / residual.size


def mae_grad(pred, target):
    residual = np.subtract(*_pair(pred, target))
    return np.sign(residual) / residual.size


def huber(pred, target, delta=1.0):
    if delta <= 0:
        raise ValueError("delta must be above 0")  # SciPy gives inf below 0
    return special.huber(delta, np.subtract(*_pair(pred, target))).mean()


def huber_grad(pred, target, delta=1.0):
    if delta <= 0:
        raise ValueError("delta must be above 0")
    residual = np.subtract(*_pair(pred, target))
    return np.clip(residual, -delta, delta) / residual.size


def _soft(logits, targets):
    logits, targets = _pair(logits, targets)
    if targets.min() < 0 or targets.max() > 1:
        raise ValueError("targets must lie in [0, 1]")
    return logits, targets


def _weighted(weight, cost):
    return np.multiply(weight, cost, out=np.zeros_like(cost), where=weight > 0)


def bce_with_logits(logits, targets):
    logits, targets = _soft(logits, targets)
    ones = _weighted(targets, -special.log_expit(logits))
    return np.mean(ones + _weighted(1 - targets, -special.log_expit(-logits)))


def bce_with_logits_grad(logits, targets):
    logits, targets = _soft(logits, targets)
    return (special.expit(logits) - targets) / logits.size


def _labelled(logits, labels):
    logits = np.asarray(logits)
    if labels.shape != logits.shape[:1] or labels.min() < 0 or labels.max() >= logits.shape[1]:
        raise ValueError("labels must be (N,), in [0, C)")
    return logits if logits.dtype.kind == "f" else logits.astype(np.float64)


def softmax_cross_entropy(logits, labels):
    log_p = special.log_softmax(_labelled(logits, labels), axis=1)
    return -np.take_along_axis(log_p, labels[:, None], axis=1).mean()


def softmax_cross_entropy_grad(logits, labels):
    p = special.softmax(_labelled(logits, labels), axis=1)
    return (p - np.eye(p.shape[1], dtype=p.dtype)[labels]) / len(labels)


def neuron(x, w, b, activation):
    return activation(np.dot(x, w) + float(b))
