"""Batch norm: training, use, folding."""

from __future__ import annotations

import copy

import numpy as np
import torch
from torch import nn


class BatchNorm1d:
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        self.num_features = num_features
        self.eps, self.momentum = eps, momentum
        self.weight, self.bias = np.ones(num_features), np.zeros(num_features)
        self.running_mean, self.running_var = np.zeros(num_features), np.ones(num_features)
        self.training = True
        self.seen = 0

    def train(self):
        self.training = True

    def eval(self):
        self.training = False

    def __call__(self, x):
        x = np.asarray(x)
        dtype = x.dtype if x.dtype.kind == "f" else np.dtype(float)
        if x.ndim != 2 or x.shape[1] != self.num_features:
            raise ValueError(f"expected (N, {self.num_features}), got {x.shape}")
        wide = x.astype(float)
        if self.training:
            n = x.shape[0]
            if n == 1:
                raise ValueError("one row has no variance")
            mean, var = wide.mean(0), wide.var(0)
            self._remember(mean, wide.var(0, ddof=1))
        else:
            mean, var = self.running_mean, self.running_var
        normalised = (wide - mean) / np.sqrt(var + self.eps)
        return (normalised * self.weight + self.bias).astype(dtype)

    def _remember(self, mean, var):
        self.seen += 1
        share = 1 / self.seen if self.momentum is None else self.momentum
        self.running_mean = self.running_mean + share * (mean - self.running_mean)
        self.running_var = self.running_var + share * (var - self.running_var)


def fold_batchnorm(W, b, running_mean, running_var, gamma, beta, eps):
    factor = gamma / np.sqrt(running_var + eps)
    return W * factor[None, :], factor * (b - running_mean) + beta


def fuse_conv_bn(conv, bn):
    if bn.running_mean is None or bn.running_var is None:
        raise ValueError("this batch norm keeps no running statistics")
    fused = copy.deepcopy(conv)
    with torch.no_grad():
        factor = 1 / torch.sqrt(bn.running_var + bn.eps)
        if bn.affine:
            factor = factor * bn.weight
        old_bias = torch.zeros_like(bn.running_mean) if conv.bias is None else conv.bias
        bias = (old_bias - bn.running_mean) * factor
        if bn.affine:
            bias = bias + bn.bias
        fused.weight = nn.Parameter(conv.weight * factor.reshape(-1, 1, 1, 1))
        fused.bias = nn.Parameter(bias.to(conv.weight.dtype))
    return fused


class _modes_kept:
    """Whatever happens inside, each module has its own mode again afterwards."""

    def __init__(self, model):
        self.before = {module: module.training for module in model.modules()}

    def __enter__(self):
        return self

    def __exit__(self, *error):
        for module, mode in self.before.items():
            module.training = mode


def predict(model, x):
    with _modes_kept(model), torch.no_grad():
        model.eval()
        return model(x)


def recalibrate(model, batches):
    kinds = (nn.BatchNorm1d, nn.BatchNorm2d, nn.BatchNorm3d)
    norms = [m for m in model.modules() if isinstance(m, kinds) and m.running_mean is not None]
    momenta = [norm.momentum for norm in norms]
    with _modes_kept(model), torch.no_grad():
        for norm in norms:
            norm.reset_running_stats()
            norm.momentum = None
            norm.training = True
        try:
            for x in batches:
                model(x)
        finally:
            for norm, momentum in zip(norms, momenta):
                norm.momentum = momentum
