"""My activation functions. Everything goes through a float array first."""

from __future__ import annotations

import math

import numpy as np

erf = np.vectorize(math.erf, otypes=[float])
erfc = np.vectorize(math.erfc, otypes=[float])


def _float(x):
    x = np.asarray(x)
    if x.dtype.kind == "f":
        return x
    return x.astype(float)


def _times(x, weight):
    """x * weight, where a weight of 0 wins over an infinite x."""
    return np.multiply(x, weight, out=np.zeros_like(x), where=weight != 0)


def sigmoid(x):
    x = _float(x)
    small = np.exp(-np.abs(x))
    return np.where(x >= 0, 1, small) / (1 + small)


def sigmoid_grad(x):
    return sigmoid(x) * sigmoid(-_float(x))


def tanh(x):
    x = _float(x)
    small = np.exp(-2 * np.abs(x))
    return np.sign(x) * (1 - small) / (1 + small)


def tanh_grad(x):
    return 1 - tanh(x) ** 2


def relu(x):
    return np.maximum(0, _float(x))


def relu_grad(x):
    x = _float(x)
    return np.where(x > 0, np.ones_like(x), np.zeros_like(x))


def leaky_relu(x, negative_slope=0.01):
    x = _float(x)
    return np.where(x > 0, x, negative_slope * x)


def leaky_relu_grad(x, negative_slope=0.01):
    x = _float(x)
    return np.where(x > 0, np.ones_like(x), np.full_like(x, negative_slope))


def elu(x, alpha=1.0):
    x = _float(x)
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))


def elu_grad(x, alpha=1.0):
    x = _float(x)
    return np.where(x > 0, np.ones_like(x), alpha * np.exp(np.minimum(x, 0)))


def gelu(x):
    x = _float(x)
    phi = 0.5 * erfc(-x / math.sqrt(2)).astype(x.dtype)
    return _times(x, phi)


def gelu_grad(x):
    x = _float(x)
    cdf = 0.5 * erfc(-x / math.sqrt(2)).astype(x.dtype)
    pdf = np.exp(-0.5 * x * x) / math.sqrt(2 * math.pi)
    return cdf + _times(x, pdf)


def silu(x):
    x = _float(x)
    return _times(x, sigmoid(x))


def silu_grad(x):
    x = _float(x)
    s = sigmoid(x)
    return s + _times(x, s * sigmoid(-x))


def softplus(x):
    x = _float(x)
    return np.log1p(np.exp(-np.abs(x))) + np.maximum(x, 0)


def softplus_grad(x):
    return sigmoid(x)


def softmax(x, axis=-1):
    x = _float(x)
    biggest = np.max(x, axis=axis, keepdims=True)
    if np.isneginf(biggest).any():
        raise ValueError("a row of only -inf has no softmax")
    if np.isposinf(biggest).any():
        x = np.where(np.isposinf(biggest), np.where(np.isposinf(x), 0, -np.inf).astype(x.dtype), x)
        biggest = np.max(x, axis=axis, keepdims=True)
    e = np.exp(x - biggest)
    return e / e.sum(axis=axis, keepdims=True)


def softmax_jvp(x, v, axis=-1):
    s = softmax(x, axis)
    mean = np.sum(s * v, axis=axis, keepdims=True)
    return s * (v - mean)


if __name__ == "__main__":
    print(softmax(np.array([1.0, 2.0, 3.0])))
