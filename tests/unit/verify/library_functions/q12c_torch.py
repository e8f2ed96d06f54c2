"""PyTorch's linear, relu and leaky_relu, and its autograd."""

import numpy as np
import torch
from torch.nn import functional as F


def _tensors(*arrays):
    kind = np.result_type(*arrays)
    kind = kind if kind.kind == "f" else np.dtype(np.float64)
    return [torch.from_numpy(np.array(x, dtype=kind)) for x in arrays]


def _grads(W, b, X, upstream, activation):
    W, b, X, upstream = _tensors(W, b, X, upstream)
    leaves = [W.requires_grad_(), b.requires_grad_()]
    grads = torch.autograd.grad(activation(F.linear(X, W.T, b)), leaves, upstream)
    return tuple(g.numpy() for g in grads)


def relu_layer_grads(W, b, X, upstream):
    return _grads(W, b, X, upstream, F.relu)


def leaky_relu_layer_grads(W, b, X, upstream, negative_slope):
    return _grads(W, b, X, upstream, lambda z: F.leaky_relu(z, negative_slope))


def mean_activation_shift(z):
    (z,) = _tensors(z)
    return (F.relu(z).mean() - z.mean()).item()
