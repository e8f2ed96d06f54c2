import numpy as np


def linear_forward(x, W, b):
    return x.dot(W) + b, (x, W)


def linear_backward(dout, cache):
    x, W = cache
    return dout.dot(W.T), x.T.dot(dout), dout.sum(axis=0)


def relu_forwards(x):
    return x.clip(min=0), x > 0


def relu_backward(dout, cache):
    return np.where(cache, dout, 0)


def sofmax_cross_entropy(logits, labels):
    rows = np.arange(len(logits))
    shifted = logits - logits.max(axis=1)[:, None]
    totals = np.exp(shifted).sum(axis=1)
    loss = np.mean(np.log(totals) - shifted[rows, labels])
    gradient = np.exp(shifted) / totals[:, None]
    gradient[rows, labels] -= 1
    return loss, gradient / len(logits)


def jacobian_chain(jacobians, vector):
    out = vector
    for jacobian in jacobians[::-1]:
        out = out.dot(jacobian)
    return out
