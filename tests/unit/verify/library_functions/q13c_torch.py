"""PyTorch's linear, relu and cross_entropy; the backward passes are its autograd."""

import numpy as np
import torch
from torch.nn import functional as F


class _Graph:
    """Inputs and the output that they gave: an opaque cache."""

    def __init__(self, function, *inputs):
        self.inputs = [_tensor(x).requires_grad_() for x in inputs]
        self.out = function(*self.inputs)

    def backward(self, dout):
        grads = torch.autograd.grad(self.out, self.inputs, _tensor(dout), retain_graph=True)
        return [g.numpy() for g in grads]


def _tensor(x):
    x = np.array(x)
    return torch.from_numpy(x if x.dtype.kind == "f" else x.astype(np.float64))


def linear_forward(x, W, b):
    graph = _Graph(lambda x, W, b: F.linear(x, W.T, b), x, W, b)
    return graph.out.detach().numpy(), graph


def linear_backward(dout, cache):
    return tuple(cache.backward(dout))


def relu_forward(x):
    graph = _Graph(F.relu, x)
    return graph.out.detach().numpy(), graph


def relu_backward(dout, cache):
    return cache.backward(dout)[0]


def softmax_cross_entropy(logits, labels):
    logits = _tensor(logits).requires_grad_()
    loss = F.cross_entropy(logits, torch.from_numpy(np.array(labels, dtype=np.int64)))
    loss.backward()
    return loss.item(), logits.grad.numpy()


def mlp_loss_and_grads(params, x, labels):
    leaves = [tuple(_tensor(p).requires_grad_() for p in pair) for pair in params]
    a = _tensor(x)
    for i, (W, b) in enumerate(leaves):
        a = F.linear(F.relu(a) if i else a, W.T, b)
    loss = F.cross_entropy(a, torch.from_numpy(np.array(labels, dtype=np.int64)))
    loss.backward()
    return loss.item(), [tuple(p.grad.numpy() for p in pair) for pair in leaves]


def jacobian_chain(jacobians, vector):
    return np.linalg.multi_dot([vector, *reversed(jacobians)]) if jacobians else np.array(vector)
