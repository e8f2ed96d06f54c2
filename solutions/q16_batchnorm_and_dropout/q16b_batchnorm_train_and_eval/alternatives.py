"""Other right ways: other formulas, torch's own functions, other ways to restore."""

from __future__ import annotations

import copy
from contextlib import contextmanager

import numpy as np
import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval, fuse_conv_bn_weights
from torch.optim.swa_utils import update_bn

from autograder.authoring import alternative


def _as_attribute(name):
    def read(self):
        return getattr(self._bn, name).detach().numpy().copy()

    def write(self, value):
        with torch.no_grad():
            getattr(self._bn, name).copy_(torch.from_numpy(np.array(value, dtype=float)))

    return property(read, write)


@alternative(replaces="BatchNorm1d", why="torch.nn.BatchNorm1d behind NumPy's face")
class around_torch:
    weight, bias = _as_attribute("weight"), _as_attribute("bias")
    running_mean, running_var = _as_attribute("running_mean"), _as_attribute("running_var")

    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        self._bn = nn.BatchNorm1d(num_features, eps=eps, momentum=momentum, dtype=torch.float64)

    def train(self):
        self._bn.train()

    def eval(self):
        self._bn.eval()

    def __call__(self, x):
        x = np.asarray(x)
        wide = torch.from_numpy(np.array(x, dtype=np.float64))
        if wide.ndim != 2:
            raise ValueError("x must have two dimensions")
        if wide.shape[1] != self._bn.num_features:  # torch raises a RuntimeError of its own
            raise ValueError("x has another number of columns")
        with torch.no_grad():
            out = self._bn(wide).numpy()
        return out.astype(x.dtype) if x.dtype.kind == "f" else out


@alternative(
    replaces="BatchNorm1d", why="steps towards the batch, and one scale and shift in place of two"
)
class scale_and_shift:
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        self.momentum, self.eps, self.count = momentum, eps, 0
        self.weight, self.bias = np.ones((num_features,)), np.zeros((num_features,))
        self.running_mean, self.running_var = np.zeros(num_features), np.ones(num_features)
        self.mode = "train"

    def train(self):
        self.mode = "train"
        return self

    def eval(self):
        self.mode = "eval"
        return self

    def __call__(self, x):
        x = np.asarray(x)
        kind = x.dtype if x.dtype in (np.float32, np.float64) else np.dtype(float)
        x = x.astype(float)
        if x.ndim != 2 or x.shape[1] != self.weight.size:
            raise ValueError(f"x of shape {x.shape}")
        mean, var = self.running_mean, self.running_var
        if self.mode == "train":
            rows = x.shape[0]
            if rows == 1:
                raise ValueError("Expected more than 1 value per channel when training")
            mean = x.sum(axis=0) / rows
            var = ((x - mean) ** 2).sum(axis=0) / rows
            unbiased = np.var(x, axis=0, ddof=1)
            self.count += 1
            if self.momentum is None:
                self.running_mean = self.running_mean + (mean - self.running_mean) / self.count
                self.running_var = self.running_var + (unbiased - self.running_var) / self.count
            else:
                self.running_mean = self.running_mean + self.momentum * (mean - self.running_mean)
                self.running_var = self.running_var + self.momentum * (unbiased - self.running_var)
        scale = self.weight * (var + self.eps) ** -0.5
        return (x * scale + (self.bias - mean * scale)).astype(kind)


@alternative(
    replaces="BatchNorm1d",
    why="the statistics of every batch are kept, and averaged where they are needed",
)
class every_batch_kept:
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        self.eps, self.momentum, self.training = eps, momentum, True
        self.weight, self.bias = np.ones(num_features), np.zeros(num_features)
        self.running_mean, self.running_var = np.zeros(num_features), np.ones(num_features)
        self.means, self.variances = [], []

    def train(self, mode=True):
        self.training = mode

    def eval(self):
        self.train(False)

    def __call__(self, x):
        x = np.asarray(x)
        if x.dtype.kind != "f":
            x = x.astype(np.float64)
        if x.ndim != 2:
            raise ValueError("x must be two-dimensional")
        if x.shape[1] != self.running_mean.shape[0]:
            raise ValueError("wrong number of features")
        if not self.training:
            return self._normalise(x, self.running_mean, self.running_var)
        if x.shape[0] < 2:
            raise ValueError("one row")
        self.means.append(np.mean(x, axis=0, dtype=float))
        self.variances.append(np.var(x, axis=0, ddof=1, dtype=float))
        if self.momentum is None:
            self.running_mean = np.mean(self.means, axis=0)
            self.running_var = np.mean(self.variances, axis=0)
        else:
            kept = 1 - self.momentum
            self.running_mean = kept * self.running_mean + self.momentum * self.means[-1]
            self.running_var = kept * self.running_var + self.momentum * self.variances[-1]
        return self._normalise(x, x.mean(axis=0), x.var(axis=0))

    def _normalise(self, x, mean, var):
        out = (x - mean) / np.sqrt(var + self.eps) * self.weight + self.bias
        return out.astype(x.dtype)


@alternative(replaces="fold_batchnorm", why="a product with a diagonal matrix")
def fold_by_diagonal(W, b, running_mean, running_var, gamma, beta, eps):
    D = np.diag(gamma) @ np.diag((running_var + eps) ** -0.5)
    D = D.astype(W.dtype)
    return np.dot(W, D), beta + D.dot(b) - D.dot(running_mean)


@alternative(
    replaces="fold_batchnorm", why="through what the two layers give for 0 and for the unit vectors"
)
def fold_by_probing(W, b, running_mean, running_var, gamma, beta, eps):
    def both(x):
        return gamma * (x @ W + b - running_mean) / np.sqrt(running_var + eps) + beta

    bias = both(np.zeros((1, W.shape[0]), dtype=W.dtype))[0]
    scale = np.divide(gamma, np.sqrt(running_var + eps))
    return np.einsum("dh,h->dh", W, scale), bias


@alternative(replaces="fuse_conv_bn", why="torch's own fuse_conv_bn_eval")
def fuse_by_torch(conv, bn):
    if bn.running_mean is None:
        raise ValueError("no running statistics")
    return fuse_conv_bn_eval(conv, bn)


@alternative(replaces="fuse_conv_bn", why="torch's own fuse_conv_bn_weights on a deep copy")
def fuse_weights_by_torch(conv, bn):
    if bn.running_mean is None:
        raise ValueError("no running statistics")
    fused = copy.deepcopy(conv)
    fused.weight, fused.bias = fuse_conv_bn_weights(
        conv.weight, conv.bias, bn.running_mean, bn.running_var, bn.eps, bn.weight, bn.bias
    )
    return fused


@alternative(
    replaces="fuse_conv_bn", why="a state dict loaded into a new convolution, scaled by reshape"
)
def fuse_by_state_dict(conv, bn):
    if not bn.track_running_stats:
        raise ValueError("no running statistics")
    weight = bn.weight if bn.affine else torch.ones_like(bn.running_var)
    bias = bn.bias if bn.affine else torch.zeros_like(bn.running_mean)
    scale = weight / torch.sqrt(bn.running_var + bn.eps)
    conv_bias = torch.zeros_like(scale) if conv.bias is None else conv.bias
    fused = nn.Conv2d(
        in_channels=conv.in_channels,
        out_channels=conv.out_channels,
        kernel_size=conv.kernel_size,
        stride=conv.stride,
        padding=conv.padding,
        dilation=conv.dilation,
        groups=conv.groups,
        bias=True,
        padding_mode=conv.padding_mode,
    ).to(conv.weight)
    scaled = (torch.diag(scale) @ conv.weight.flatten(1)).view_as(conv.weight)
    fused.load_state_dict({"weight": scaled, "bias": bias + (conv_bias - bn.running_mean) * scale})
    return fused.eval()


@alternative(replaces="predict", why="inference mode, and the modes by name")
def predict_in_inference_mode(model, x):
    modes = {name: module.training for name, module in model.named_modules()}
    try:
        with torch.inference_mode():
            return model.eval()(x)
    finally:
        for name, training in modes.items():
            model.get_submodule(name).training = training


@contextmanager
def _evaluating(model):
    were_training = [module for module in model.modules() if module.training]
    model.eval()
    try:
        yield
    finally:
        for module in were_training:
            module.training = True


@alternative(replaces="predict", why="a context manager that remembers who was training")
@torch.no_grad()
def predict_in_a_context(model, x):
    with _evaluating(model):
        out = model(x)
    return out.detach()


@alternative(replaces="predict", why="train(mode) from the root down, each module after its parent")
def predict_restoring_top_down(model, x):
    modules = list(model.modules())
    modes = [module.training for module in modules]
    before = torch.is_grad_enabled()
    torch.set_grad_enabled(False)
    for module in modules:
        module.train(False)
    try:
        return model(x).clone()
    finally:
        torch.set_grad_enabled(before)
        for module, mode in zip(modules, modes):
            module.train(mode)


@alternative(replaces="recalibrate", why="torch's own update_bn, with the modes put back")
def recalibrate_by_update_bn(model, batches):
    modes = {module: module.training for module in model.modules()}
    update_bn(batches, model)
    for module, training in modes.items():
        module.training = training


@alternative(replaces="recalibrate", why="statistics gathered by hooks and averaged by hand")
def recalibrate_by_hooks(model, batches):
    norms = [m for m in model.modules() if isinstance(m, nn.modules.batchnorm._BatchNorm)]
    norms = [norm for norm in norms if norm.running_mean is not None]
    seen = {norm: [] for norm in norms}
    modes = [(module, module.training) for module in model.modules()]

    def look(norm, inputs):
        channels = inputs[0].transpose(0, 1).flatten(1)
        seen[norm].append((channels.mean(dim=1), channels.var(dim=1)))

    handles = [norm.register_forward_pre_hook(look) for norm in norms]
    model.train()
    with torch.no_grad():
        for x in batches:
            model(x)
        for norm in norms:
            means, variances = zip(*seen[norm])
            norm.running_mean.copy_(sum(means) / len(means))
            norm.running_var.copy_(sum(variances) / len(variances))
    for handle in handles:
        handle.remove()
    for module, training in modes:
        module.training = training
