"""활성화 함수 과제. GPT-2 코드를 참고해서 gelu를 작성했습니다."""

import math

import numpy as np


def _as_float(x):
    x = np.asarray(x)
    return x if np.issubdtype(x.dtype, np.floating) else x.astype(np.float64)


def sigmoid(x):
    x = _as_float(x)
    return 1 / (1 + np.exp(-x))


def sigmoid_grad(x):
    s = sigmoid(x)
    return s * (1 - s)


def tanh(x):
    x = np.clip(_as_float(x), -20, 20)  # 20을 넘으면 어차피 1
    return (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))


def tanh_grad(x):
    return 1 - tanh(x) ** 2


def relu(x):
    x = _as_float(x)
    return np.where(x > 0, x, 0)


def relu_grad(x):
    x = _as_float(x)
    return (x > 0).astype(x.dtype)


def leaky_relu(x, negative_slope=0.01):
    x = _as_float(x)
    return np.where(x > 0, x, negative_slope * x)


def leaky_relu_grad(x, negative_slope=0.01):
    x = _as_float(x)
    return np.where(x > 0, 1.0, negative_slope).astype(x.dtype)


def elu(x, alpha=1.0):
    x = _as_float(x)
    return np.where(x > 0, x, alpha * (np.exp(np.minimum(x, 0)) - 1))


def elu_grad(x, alpha=1.0):
    x = _as_float(x)
    return np.where(x > 0, 1.0, alpha * np.exp(np.minimum(x, 0))).astype(x.dtype)


def gelu(x):
    # 0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))
    x = _as_float(x)
    inner = math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)
    y = 0.5 * x * (1 + tanh(inner))
    return np.where(x < -10, 0, y).astype(x.dtype)


def gelu_grad(x):
    # 정규분포의 밀도와 누적분포로
    x = _as_float(x)
    phi = np.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)
    Phi = np.vectorize(lambda t: 0.5 * math.erfc(-t / math.sqrt(2)), otypes=[float])(x)
    두번째 = np.where(np.abs(x) > 50, 0, np.where(np.isinf(x), 0, x) * phi)
    return (Phi + 두번째).astype(x.dtype)


def silu(x):
    x = _as_float(x)
    return np.where(np.isneginf(x), 0, x) * sigmoid(x)


def silu_grad(x):
    x = _as_float(x)
    s = sigmoid(x)
    return s + np.where(np.isinf(x), 0, x) * s * (1 - s)


def softplus(x):
    x = _as_float(x)
    return np.maximum(x, 0) + np.log1p(np.exp(-abs(x)))


def softplus_grad(x):
    return sigmoid(x)


def softmax(x, axis=-1):
    x = _as_float(x)
    m = x.max(axis=axis, keepdims=True)
    if (m == -np.inf).any():
        raise ValueError("모든 값이 -inf입니다")
    e = np.exp(np.where(x == m, 0, x - m))
    return e / e.sum(axis=axis, keepdims=True)


def softmax_jvp(x, v, axis=-1):
    s = softmax(x, axis)
    return s * v - s * (s * v).sum(axis=axis, keepdims=True)
