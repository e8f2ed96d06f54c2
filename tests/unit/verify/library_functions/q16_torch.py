"""PyTorch's batch_norm in training, for rows and for images; the backward passes are its autograd."""

import numpy as np
import torch
from torch.nn import functional as F


class _Graph:
    """Inputs and the output that they gave: an opaque cache."""

    def __init__(self, x, gamma, beta, eps):
        self.inputs = [_tensor(item).requires_grad_() for item in (x, gamma, beta)]
        x, gamma, beta = self.inputs
        self.out = F.batch_norm(x, None, None, gamma, beta, training=True, eps=eps)

    def backward(self, dout):
        grads = torch.autograd.grad(self.out, self.inputs, _tensor(dout), retain_graph=True)
        return tuple(g.numpy() for g in grads)


def _tensor(x):
    x = np.array(x)
    return torch.from_numpy(x if x.dtype.kind == "f" else x.astype(np.float64))


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    graph = _Graph(x, gamma, beta, eps)
    return graph.out.detach().numpy(), graph


def batchnorm_backward(dout, cache):
    return cache.backward(dout)


def batchnorm2d_forward(x, gamma, beta, eps=1e-5):
    return batchnorm_forward(x, gamma, beta, eps)


def batchnorm2d_backward(dout, cache):
    return cache.backward(dout)
