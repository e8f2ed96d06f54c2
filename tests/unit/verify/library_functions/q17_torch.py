"""The optimizers of ``torch.optim`` themselves, one for each name, kept between the steps."""

import numpy as np
import torch


def _tensor(x):
    x = np.array(x)
    return torch.from_numpy(x if x.dtype.kind == "f" else x.astype(np.float64))


class _Optimizer:
    def step(self, params, grads):
        if not set(grads) <= set(params):
            raise ValueError("a gradient of no parameter")
        return {name: self._stepped(name, params[name], grads.get(name)) for name in params}

    def _stepped(self, name, value, grad):
        if grad is None:
            return np.array(value)
        value = _tensor(value)
        if name not in self.kept:
            parameter = torch.nn.Parameter(value.clone())
            self.kept[name] = parameter, self.make([parameter])
        parameter, optimizer = self.kept[name]
        optimizer.param_groups[0]["lr"] = self.lr
        parameter.data.copy_(value)
        parameter.grad = _tensor(grad).to(parameter.dtype)
        optimizer.step()
        return parameter.detach().numpy().copy()


class SGD(_Optimizer):
    def __init__(self, lr):
        self.lr, self.kept = lr, {}
        self.make = lambda params: torch.optim.SGD(params, lr)


class RMSprop(_Optimizer):
    def __init__(self, lr=1e-2, alpha=0.99, eps=1e-8):
        self.lr, self.kept = lr, {}
        self.make = lambda params: torch.optim.RMSprop(params, lr, alpha, eps)


class Adam(_Optimizer):
    def __init__(self, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
        self.lr, self.kept = lr, {}
        self.make = lambda params: torch.optim.Adam(params, lr, betas, eps)


class AdamW(_Optimizer):
    def __init__(self, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
        self.lr, self.kept = lr, {}
        self.make = lambda params: torch.optim.AdamW(params, lr, betas, eps, weight_decay)
