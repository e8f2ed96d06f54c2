"""Backpropagation by hand."""

from __future__ import annotations

import numpy as np


def linear_forward(x, W, b):
    out = np.dot(x, W) + b
    return out, {"x": x, "W": W}


def linear_backward(dout, cache):
    x, W = cache["x"], cache["W"]
    dx = np.dot(dout, W.T)
    dW = np.dot(x.T, dout)
    db = np.sum(dout, axis=0)
    return dx, dW, db


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return np.where(cache > 0, dout, 0)


def softmax_cross_entropy(logits, labels):
    logits = np.asarray(logits)
    if logits.dtype.kind != "f":
        logits = logits.astype(float)
    N = logits.shape[0]
    z = logits - np.max(logits, axis=1, keepdims=True)
    log_norm = np.log(np.sum(np.exp(z), axis=1, keepdims=True))
    log_p = z - log_norm
    loss = -log_p[np.arange(N), labels].mean()
    dlogits = np.exp(log_p)
    dlogits[np.arange(N), labels] -= 1
    return loss, dlogits / N


def mlp_loss_and_grads(params, x, labels):
    tape = []
    h = x
    last = len(params) - 1
    for i, (W, b) in enumerate(params):
        h, cache = linear_forward(h, W, b)
        tape.append((linear_backward, cache))
        if i < last:
            h, cache = relu_forward(h)
            tape.append((relu_backward, cache))
    loss, d = softmax_cross_entropy(h, labels)
    grads = []
    for backward, cache in reversed(tape):
        if backward is linear_backward:
            d, dW, db = backward(d, cache)
            grads.append((dW, db))
        else:
            d = backward(d, cache)
    grads.reverse()
    return loss, grads


def jacobian_chain(jacobians, vector):
    g = vector
    for J in jacobians[::-1]:
        g = J.T @ g
    return g
