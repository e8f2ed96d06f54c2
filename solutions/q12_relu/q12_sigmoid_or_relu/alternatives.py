"""Other right answers. PyTorch is imported where it is used: only its users wait."""

import numpy as np
from solution import _as_float

from autograder.authoring import alternative


@alternative(
    replaces="gradient_norms", why="PyTorch's autograd, which keeps the gradient at each input"
)
def by_autograd(weights, x, upstream, activation):
    import torch

    functions = {"sigmoid": torch.sigmoid, "relu": torch.relu}
    if activation not in functions:
        raise ValueError(f"unknown activation {activation}")
    signal = torch.tensor(_as_float(x), requires_grad=True)
    inputs = []
    for W in weights:
        inputs.append(signal)
        signal = functions[activation](signal @ torch.tensor(W, dtype=signal.dtype))
    gradients = torch.autograd.grad(signal, inputs, torch.tensor(_as_float(upstream)))
    return torch.stack([torch.linalg.norm(gradient) for gradient in gradients]).numpy()


@alternative(replaces="gradient_norms", why="the textbook's sigmoid, its slope from the output")
def from_the_outputs(weights, x, upstream, activation):
    if activation == "sigmoid":
        act, slope = lambda z: 1 / (1 + np.exp(-z)), lambda a: a * (1 - a)
    elif activation == "relu":
        act, slope = lambda z: z * (z > 0), lambda a: a > 0
    else:
        raise ValueError("activation")
    signals = [_as_float(x)]
    for W in weights:
        signals.append(act(signals[-1] @ W))
    norms = np.zeros(len(weights))
    g = np.array(_as_float(upstream))
    for i in reversed(range(len(weights))):
        g = np.einsum("no,io->ni", g * slope(signals[i + 1]), weights[i])
        norms[i] = np.sqrt((g**2).sum())
    return norms


@alternative(replaces="gradient_norms", why="row by row, with the Jacobian of each layer")
def by_jacobians(weights, x, upstream, activation):
    if activation not in {"sigmoid", "relu"}:
        raise ValueError("activation")
    squares = np.zeros(len(weights), dtype=_as_float(x).dtype)
    for row, gradient in zip(_as_float(x), _as_float(upstream)):
        jacobians = []
        for W in weights:
            z = row @ W
            if activation == "relu":
                row, slope = np.where(z > 0, z, 0), np.where(z > 0, 1, 0)
            else:
                row = (np.tanh(z / 2) + 1) / 2
                slope = row * (1 - row)
            jacobians.append(np.diag(slope) @ np.transpose(W))
        for i in reversed(range(len(weights))):
            gradient = gradient @ jacobians[i]
            squares[i] += gradient @ gradient
    return np.sqrt(squares)


@alternative(replaces="saturated_fraction", why="in both tails without a difference: e / (1 + e)^2")
def by_the_even_formula(z, activation, threshold=1e-3):
    z = _as_float(z)
    if activation == "sigmoid":
        e = np.exp(-np.abs(z))
        slope = e / (1 + e) ** 2
    elif activation == "relu":
        slope = np.heaviside(z, 0)
    else:
        raise ValueError("activation")
    return np.count_nonzero(slope < threshold) / z.size


@alternative(replaces="saturated_fraction", why="number by number, with the textbook's sigmoid")
def number_by_number(z, activation, threshold=1e-3):
    if activation not in ("sigmoid", "relu"):
        raise ValueError("activation")
    below = []
    for value in np.ravel(z):
        if activation == "relu":
            slope = 1.0 if value > 0 else 0.0
        else:
            s = 1 / (1 + np.exp(-np.float64(value)))
            slope = s * (1 - s)
        below.append(abs(slope) < threshold)
    return sum(below) / len(below)


@alternative(replaces="saturated_fraction", why="PyTorch's autograd; a 0-d tensor")
def saturation_by_autograd(z, activation, threshold=1e-3):
    import torch

    functions = {"sigmoid": torch.sigmoid, "relu": torch.relu}
    if activation not in functions:
        raise ValueError(activation)
    z = torch.tensor(_as_float(z), requires_grad=True)
    (slope,) = torch.autograd.grad(functions[activation](z).sum(), z)
    return (slope < threshold).double().mean()


@alternative(replaces="activation_sparsity", why="the zeros of the output")
def zeros_of_the_output(z):
    return np.mean(np.maximum(z, 0) == 0)


@alternative(replaces="activation_sparsity", why="1 minus the active ones")
def one_minus_the_active(z):
    return 1 - np.count_nonzero(np.asarray(z) > 0) / np.size(z)


@alternative(replaces="activation_sparsity", why="PyTorch's relu; a Python float")
def sparsity_by_torch(z):
    import torch

    return (torch.relu(torch.tensor(z)) == 0).double().mean().item()


@alternative(replaces="gradient_ceiling", why="a product, layer by layer")
def layer_by_layer(depth, activation):
    if activation == "sigmoid":
        return np.prod(np.full(depth, 0.25))
    if activation == "relu":
        return 1
    raise ValueError("activation")


@alternative(
    replaces="gradient_ceiling", why="the sigmoid's own slope at 0; a KeyError made a ValueError"
)
def from_the_slope_at_zero(depth, activation):
    s = 1 / (1 + np.exp(-0.0))
    try:
        return {"sigmoid": s * (1 - s), "relu": np.float64(1)}[activation] ** depth
    except KeyError as error:
        raise ValueError(f"activation {activation!r}") from error
