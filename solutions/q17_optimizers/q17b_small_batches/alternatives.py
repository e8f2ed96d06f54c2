"""Other right ways: other formulas, NumPy's and torch's own functions, other ways to accumulate."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import torch

from autograder.authoring import alternative


@alternative(replaces="gradient_noise", why="the trace of np.cov")
def by_trace(per_example_grads, batch_size, replace):
    rows = per_example_grads.shape[0]
    if not replace and batch_size > rows:
        raise ValueError("batch_size")
    noise = np.trace(np.atleast_2d(np.cov(per_example_grads.T, bias=True))) / batch_size
    if replace or rows == 1:
        return float(noise)
    return float(noise) * (1 - (batch_size - 1) / (rows - 1))


@alternative(replaces="gradient_noise", why="mean squared distance from the mean, in torch")
def by_distances(per_example_grads, batch_size, replace):
    g = torch.as_tensor(per_example_grads)
    g = g if g.is_floating_point() else g.double()
    n = len(g)
    spread = (g - g.mean(dim=0)).square().sum(dim=1).mean()
    if replace:
        return spread / batch_size
    if batch_size > n:
        raise ValueError
    return spread * (n - batch_size) / (batch_size * (n - 1)) if n > 1 else 0 * spread


@alternative(replaces="gradient_noise", why="with the variance of ddof=1, as Cochran writes it")
def by_sample_variance(per_example_grads, batch_size, replace):
    n = len(per_example_grads)
    if n == 1 and (replace or batch_size == 1):
        return 0
    if not replace and batch_size > n:
        raise ValueError("more rows than there are")
    total = np.sum(np.var(per_example_grads, axis=0, ddof=1))
    if replace:
        return total * (n - 1) / n / batch_size
    return (1 - batch_size / n) * total / batch_size


@alternative(replaces="noise_scale", why="second moment over first, less one")
def by_moments(per_example_grads):
    g = np.asarray(per_example_grads, dtype=float)
    signal = np.linalg.norm(g.mean(axis=0)) ** 2
    if signal == 0:
        return float("inf")
    return float(np.mean(np.linalg.norm(g, axis=1) ** 2) / signal - 1)


@alternative(replaces="noise_scale", why="torch.var_mean")
def by_var_mean(per_example_grads):
    g = torch.tensor(per_example_grads, dtype=torch.float64)
    var, mean = torch.var_mean(g, dim=0, correction=0)
    signal = mean.square().sum()
    return (var.sum() / signal).item() if signal > 0 else torch.inf


@alternative(replaces="linear_scaled_lr", why="a constant rate for one row")
def rate_per_row(base_lr, base_batch, batch):
    return (base_lr / base_batch) * batch


@alternative(replaces="linear_scaled_lr", why="exact fractions")
def by_fractions(base_lr, base_batch, batch):
    return float(Fraction(base_lr) * Fraction(batch, base_batch))


@alternative(replaces="updates_per_epoch", why="the starts of the batches, counted")
def by_range(n, batch_size, drop_last):
    return len(range(0, n - n % batch_size if drop_last else n, batch_size))


@alternative(replaces="updates_per_epoch", why="math.floor and math.ceil")
def by_ceil(n, batch_size, drop_last):
    return (math.floor if drop_last else math.ceil)(n / batch_size)


@alternative(replaces="updates_per_epoch", why="the length of torch's DataLoader")
def by_data_loader(n, batch_size, drop_last):
    from torch.utils.data import DataLoader

    return len(DataLoader(range(n), batch_size=batch_size, drop_last=drop_last))


@alternative(
    replaces="accumulate", why="a list first, so that each loss has its weight from the start"
)
def weighed_losses(model, loss_fn, micro_batches):
    micro_batches = list(micro_batches)
    n = sum(y.shape[0] for _, y in micro_batches)
    for parameter in model.parameters():
        parameter.grad = None
    mean = 0
    for x, y in micro_batches:
        loss = loss_fn(model(x), y) * x.size(0) / n
        loss.backward()
        mean = mean + loss.detach()
    return mean


@alternative(replaces="accumulate", why="torch.autograd.grad, and a running mean of the gradients")
def running_mean(model, loss_fn, micro_batches):
    parameters = [p for p in model.parameters() if p.requires_grad]
    mean, loss_mean, seen = [torch.zeros_like(p) for p in parameters], 0.0, 0
    for x, y in micro_batches:
        loss = loss_fn(model(x), y)
        seen += len(x)
        share = len(x) / seen
        grads = torch.autograd.grad(loss, parameters, allow_unused=True)
        for kept, grad in zip(mean, grads):
            if grad is not None:
                kept += share * (grad - kept)
        loss_mean += share * (loss.item() - loss_mean)
    model.zero_grad()
    for parameter, grad in zip(parameters, mean):
        parameter.grad = grad
    return loss_mean


@alternative(
    replaces="accumulate", why="zeros in place of None, and gradients divided through an optimizer"
)
def through_an_optimizer(model, loss_fn, micro_batches):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.0)
    optimizer.zero_grad(set_to_none=False)
    losses, sizes = [], []
    for inputs, targets in micro_batches:
        loss = loss_fn(model(inputs), targets)
        losses.append(loss.detach())
        sizes.append(len(inputs))
        loss.mul(len(inputs)).backward()
    for group in optimizer.param_groups:
        for parameter in group["params"]:
            if parameter.grad is not None:
                parameter.grad.div_(sum(sizes))
    weights = torch.tensor(sizes, dtype=losses[0].dtype) / sum(sizes)
    return float(torch.stack(losses) @ weights)
