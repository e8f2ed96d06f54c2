"""PyTorch's sigmoid and relu, and its autograd."""

import numpy as np
import torch

ACTIVATIONS = {"sigmoid": torch.sigmoid, "relu": torch.relu}


def _tensor(x):
    return torch.from_numpy(np.array(x, dtype=np.float64))


def _activation(name):
    if name not in ACTIVATIONS:
        raise ValueError(f"no activation: {name}")
    return ACTIVATIONS[name]


def gradient_norms(weights, x, upstream, activation):
    activation = _activation(activation)
    inputs = [_tensor(x).requires_grad_()]
    for W in weights:
        inputs.append(activation(inputs[-1] @ _tensor(W)))
    out = inputs.pop()
    grads = torch.autograd.grad(out, inputs, _tensor(upstream))
    return torch.stack([torch.linalg.norm(g) for g in grads]).numpy()


def saturated_fraction(z, activation, threshold=1e-3):
    z = _tensor(z).requires_grad_()
    out = _activation(activation)(z)
    (slopes,) = torch.autograd.grad(out, z, torch.ones_like(out))
    return (slopes < threshold).double().mean().item()
