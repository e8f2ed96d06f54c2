"""Other right ways."""

import numpy as np
from solution import batchnorm_backward as right_backward
from solution import batchnorm_forward as right_forward

from autograder.authoring import alternative, part_of


def _as_float(x):
    return x if x.dtype.kind == "f" else x.astype(np.float64)


@alternative(
    replaces="batchnorm_forward", why="the graph of the paper, node by node, back and forth"
)
def node_by_node(x, gamma, beta, eps=1e-5):
    N, _ = x.shape
    if N < 2:
        raise ValueError("one value has no variance")
    x = _as_float(x)
    mu = x.sum(axis=0) / N
    xmu = x - mu
    var = (xmu**2).sum(axis=0) / N
    sqrtvar = np.sqrt(var + eps)
    ivar = 1 / sqrtvar
    xhat = xmu * ivar
    return gamma * xhat + beta, {
        "xhat": xhat,
        "gamma": gamma,
        "xmu": xmu,
        "ivar": ivar,
        "s": sqrtvar,
    }


@part_of("node_by_node", replaces="batchnorm_backward")
def node_by_node_back(dout, cache):
    N, D = dout.shape
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * cache["xhat"], axis=0)
    dxhat = dout * cache["gamma"]
    divar = np.sum(dxhat * cache["xmu"], axis=0)
    dxmu1 = dxhat * cache["ivar"]
    dsqrtvar = -divar / cache["s"] ** 2
    dvar = 0.5 * dsqrtvar / cache["s"]
    dsq = np.ones((N, D), dtype=dout.dtype) * dvar / N
    dxmu2 = 2 * cache["xmu"] * dsq
    dx1 = dxmu1 + dxmu2
    dmu = -np.sum(dx1, axis=0)
    return [dx1 + np.ones((N, D), dtype=dout.dtype) * dmu / N, dgamma, dbeta]


@alternative(
    replaces="batchnorm_forward", why="one scale and one shift; the Jacobian of each column"
)
def scale_and_shift(x, gamma, beta, eps=1e-5):
    if x.shape[0] <= 1:
        raise ValueError("too few rows")
    x = _as_float(x)
    mean, var = np.mean(x, axis=0), np.var(x, axis=0)
    scale = gamma / np.sqrt(var + eps)
    return (x - mean) * scale + beta, (x, var, eps, scale)


@part_of("scale_and_shift", replaces="batchnorm_backward")
def through_the_jacobian(dout, cache):
    x, var, eps, scale = cache
    N, D = x.shape
    dx, dgamma = np.empty_like(dout), np.empty_like(dout[0])
    for j in range(D):
        column = x[:, j] - x[:, j].mean()
        J = np.eye(N) - 1 / N - np.outer(column, column) / (N * (var[j] + eps))
        dx[:, j] = scale[j] * (J @ dout[:, j])
        dgamma[j] = column @ dout[:, j] / np.sqrt(var[j] + eps)
    return dx, dgamma, np.ones(N, dtype=dout.dtype) @ dout


@alternative(replaces="batchnorm_forward", why="torch's batch_norm and its autograd")
def by_torch(x, gamma, beta, eps=1e-5):
    import torch

    inputs = [torch.tensor(_as_float(array), requires_grad=True) for array in (x, gamma, beta)]
    batch_norm = torch.nn.functional.batch_norm
    out = batch_norm(inputs[0], None, None, *inputs[1:], training=True, eps=eps)
    return out.detach().numpy(), (out, inputs)


@part_of("by_torch", replaces="batchnorm_backward")
def by_autograd(dout, cache):
    import torch

    out, inputs = cache
    gradients = torch.autograd.grad(out, inputs, torch.tensor(dout), retain_graph=True)
    return tuple(gradient.numpy() for gradient in gradients)


@part_of("by_torch", replaces="batchnorm2d_forward")
def by_torch_2d(x, gamma, beta, eps=1e-5):
    return by_torch(x, gamma, beta, eps)


@part_of("by_torch", replaces="batchnorm2d_backward")
def by_autograd_2d(dout, cache):
    return by_autograd(dout, cache)


@part_of("by_torch", replaces="scale_sensitivity")
def sensitivity_by_autograd(x, W, gamma, beta, alpha, dout, eps=1e-5):
    import torch

    x, gamma, beta, dout = (torch.tensor(array) for array in (x, gamma, beta, dout))
    found = []
    for V in (torch.tensor(alpha * W), torch.tensor(W)):
        V.requires_grad_()
        out = torch.nn.functional.batch_norm(x @ V, None, None, gamma, beta, training=True, eps=eps)
        (out * dout).sum().backward()
        found.append((out.detach(), V.grad.norm()))
    (one, above), (other, below) = found
    return (one - other).abs().max(), above / below


@alternative(replaces="batchnorm2d_forward", why="sums over three axes, everything kept in 4-d")
def over_three_axes(x, gamma, beta, eps=1e-5):
    x = _as_float(x)
    if x.size // x.shape[1] < 2:
        raise ValueError("fewer than two values per channel")
    gamma, beta = gamma[None, :, None, None], beta.reshape(1, -1, 1, 1)
    mean = x.mean(axis=(0, 2, 3), keepdims=True)
    std = np.sqrt(x.var(axis=(0, 2, 3), keepdims=True) + eps)
    normalised = (x - mean) / std
    return normalised * gamma + beta, [normalised, std, gamma]


@part_of("over_three_axes", replaces="batchnorm2d_backward")
def over_three_axes_back(dout, cache):
    normalised, std, gamma = cache
    axes = (0, 2, 3)
    dnormalised = dout * gamma
    dx = dnormalised - dnormalised.mean(axis=axes, keepdims=True)
    dx -= normalised * (dnormalised * normalised).mean(axis=axes, keepdims=True)
    return dx / std, np.einsum("nchw,nchw->c", dout, normalised), np.einsum("nchw->c", dout)


@alternative(replaces="batchnorm2d_forward", why="channels first, each a long column")
def channels_first(x, gamma, beta, eps=1e-5):
    columns = np.moveaxis(x, 1, 0).reshape(x.shape[1], -1).T
    out, cache = right_forward(columns, gamma, beta, eps)
    out = out.T.reshape(x.shape[1], x.shape[0], *x.shape[2:])
    return np.swapaxes(out, 0, 1), (cache, x.shape)


@part_of("channels_first", replaces="batchnorm2d_backward")
def channels_first_back(dout, cache):
    inner, (n, channels, height, width) = cache
    columns = np.swapaxes(dout, 0, 1).reshape(channels, -1).T
    dx, dgamma, dbeta = right_backward(columns, inner)
    return np.swapaxes(dx.T.reshape(channels, n, height, width), 0, 1), dgamma, dbeta


@alternative(
    replaces="scale_sensitivity", why="both gradients from one formula, alpha outside of x"
)
def alpha_on_the_outputs(x, W, gamma, beta, alpha, dout, eps=1e-5):
    z = np.einsum("nd,dh->nh", x, W)
    one, one_cache = right_forward(alpha * z, gamma, beta, eps=eps)
    other, other_cache = right_forward(z, gamma, beta, eps=eps)
    above, below = (
        np.sqrt(np.square(np.dot(x.T, right_backward(dout, cache)[0])).sum())
        for cache in (one_cache, other_cache)
    )
    return [float(np.linalg.norm((one - other).ravel(), np.inf)), float(above / below)]
