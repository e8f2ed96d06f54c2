# 시간이 없어서 sigmoid와 relu까지만.
import numpy as np


def sigmoid(x):
    x = np.asarray(x)
    x = x if x.dtype.kind == "f" else x.astype(float)
    return np.exp(x) / (1 + np.exp(x))


def sigmoid_grad(x):
    s = sigmoid(x)
    return s * (1 - s)


def relu(x):
    x = np.asarray(x)
    x = x if x.dtype.kind == "f" else x.astype(float)
    return np.maximum(x, 0)


def relu_grad(x):
    x = np.asarray(x)
    x = x if x.dtype.kind == "f" else x.astype(float)
    return (x >= 0).astype(x.dtype)
