"""Other right ways: PyTorch's own optimizers, other forms of the formulas, other ways to remember."""

from __future__ import annotations

import math
from collections import defaultdict

import numpy as np

from autograder.authoring import alternative, part_of


class _AroundTorch:
    """One of PyTorch's optimizers behind this interface: a parameter of its own for each name."""

    def __init__(self, kind, **settings):
        import torch

        self._torch = torch
        # An optimizer cannot be made without parameters; this one never has a gradient.
        self._optimizer = getattr(torch.optim, kind)([torch.zeros(1)], **settings)
        self._parameters = {}

    @property
    def lr(self):
        return self._optimizer.param_groups[0]["lr"]

    @lr.setter
    def lr(self, lr):
        for group in self._optimizer.param_groups:
            group["lr"] = lr

    def _as_tensor(self, array):
        tensor = self._torch.tensor(np.asarray(array))
        return tensor if tensor.is_floating_point() else tensor.double()

    def step(self, params, grads):
        if not grads.keys() <= params.keys():
            raise ValueError("grads names what params lacks")
        for name in params:
            if name not in self._parameters:
                self._parameters[name] = self._torch.nn.Parameter(self._as_tensor(params[name]))
                self._optimizer.param_groups[0]["params"].append(self._parameters[name])
        for name, parameter in self._parameters.items():
            if name in params:
                parameter.data = self._as_tensor(params[name])
            parameter.grad = self._as_tensor(grads[name]) if name in grads else None
        self._optimizer.step()
        moved = {name: self._parameters[name].detach().numpy().copy() for name in grads}
        return {name: moved.get(name, params[name]) for name in params}


@alternative(replaces="SGD", why="torch.optim itself, a torch parameter for each name")
class in_pytorch(_AroundTorch):
    def __init__(self, lr):
        super().__init__("SGD", lr=lr)


@part_of("in_pytorch", replaces="RMSprop")
class rmsprop_in_pytorch(_AroundTorch):
    def __init__(self, lr=1e-2, alpha=0.99, eps=1e-8):
        super().__init__("RMSprop", lr=lr, alpha=alpha, eps=eps)


@part_of("in_pytorch", replaces="Adam")
class adam_in_pytorch(_AroundTorch):
    def __init__(self, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
        super().__init__("Adam", lr=lr, betas=betas, eps=eps)


@part_of("in_pytorch", replaces="AdamW")
class adamw_in_pytorch(_AroundTorch):
    def __init__(self, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
        super().__init__("AdamW", lr=lr, betas=betas, eps=eps, weight_decay=weight_decay)


class _ByUpdate:
    """A base class: the loop over the names is written once, the formulas in ``update``."""

    def step(self, params, grads):
        if set(grads) - set(params):
            raise ValueError("a gradient without its parameter")
        new = {}
        for name, theta in params.items():
            theta = np.array(theta)
            if name in grads:
                g = np.asarray(grads[name])
                if g.dtype.kind != "f":
                    g = g.astype(np.float64)
                theta = self.update(name, theta.astype(g.dtype), g)
            new[name] = theta
        return new


@alternative(replaces="SGD", why="a base class, and copies that are changed in place")
class by_update(_ByUpdate):
    def __init__(self, lr):
        self.lr = lr

    def update(self, name, theta, g):
        theta -= self.lr * g
        return theta


@part_of("by_update", replaces="RMSprop")
class rmsprop_by_update(_ByUpdate):
    def __init__(self, lr=1e-2, alpha=0.99, eps=1e-8):
        self.lr = lr
        self.alpha = alpha
        self.eps = eps
        self.v = {}

    def update(self, name, theta, g):
        v = self.v.setdefault(name, np.zeros_like(g))
        v += (1 - self.alpha) * (np.square(g) - v)
        theta -= self.lr * (g / (np.sqrt(v) + self.eps))
        return theta


@part_of("by_update", replaces="Adam")
class adam_by_update(_ByUpdate):
    def __init__(self, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
        self.lr = lr
        self.betas = betas
        self.eps = eps
        self.t = defaultdict(int)
        self.m = {}
        self.v = {}

    def update(self, name, theta, g):
        m = self.m.setdefault(name, np.zeros_like(theta))
        v = self.v.setdefault(name, np.zeros_like(theta))
        m += (1 - self.betas[0]) * (g - m)
        v *= self.betas[1]
        v += (1 - self.betas[1]) * g * g
        self.t[name] += 1
        theta -= self.lr * self.direction(m, v, self.t[name])
        return theta

    def direction(self, m, v, t):
        return m / (1 - self.betas[0] ** t) / (np.sqrt(v / (1 - self.betas[1] ** t)) + self.eps)


@part_of("by_update", replaces="AdamW")
class adamw_by_update(adam_by_update):
    def __init__(self, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
        super().__init__(lr, betas, eps)
        self.weight_decay = weight_decay

    def update(self, name, theta, g):
        decay = self.lr * self.weight_decay * theta
        return super().update(name, theta, g) - decay


@alternative(
    replaces="Adam",
    why="the order of PyTorch and of section 2 of the paper: corrections on numbers",
)
class corrections_on_numbers:
    def __init__(self, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
        self.lr, (self.beta1, self.beta2), self.eps = lr, betas, eps
        self.memory = {}

    def step(self, params, grads):
        for name in grads:
            if name not in params:
                raise ValueError(name)
        return {
            name: theta - self.lr * self._direction(name, grads[name]) if name in grads else theta
            for name, theta in params.items()
        }

    def _direction(self, name, g):
        m, v, power1, power2 = self.memory.get(name, (0 * g, 0 * g, 1.0, 1.0))
        m, v = self.beta1 * m + (1 - self.beta1) * g, self.beta2 * v + (1 - self.beta2) * g * g
        power1, power2 = power1 * self.beta1, power2 * self.beta2
        self.memory[name] = m, v, power1, power2
        root = math.sqrt(1 - power2)
        return root / (1 - power1) * m / (np.sqrt(v) + self.eps * root)


@alternative(
    replaces="AdamW", why="both parts subtracted from the old theta, moments written out as sums"
)
class moments_as_sums:
    def __init__(self, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
        self.lr, self.betas, self.eps, self.weight_decay = lr, betas, eps, weight_decay
        self.history = defaultdict(list)

    def _mean(self, values, beta):
        weights = np.array([beta**age for age in reversed(range(len(values)))])
        weights /= weights.sum()  # which is the bias correction
        return np.tensordot(weights, np.array(values), axes=1).astype(values[0].dtype)

    def step(self, params, grads):
        if any(name not in params for name in grads):
            raise ValueError("unknown parameter")
        new = params.copy()
        for name, g in grads.items():
            gradients = self.history[name]
            gradients.append(g * 1.0)
            m_hat = self._mean(gradients, self.betas[0])
            v_hat = self._mean([g**2 for g in gradients], self.betas[1])
            way = m_hat / (np.sqrt(v_hat) + self.eps) + self.weight_decay * params[name]
            new[name] = params[name] - self.lr * way
        return new
