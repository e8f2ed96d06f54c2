"""A small exercise and catalogue to read submissions against, without the real course."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Exercise:
    id: str = "q05_activation_functions"
    short_id: str = "q05"
    topic: str = "q05_activations"
    required_names: tuple[str, ...] = ("relu", "tanh", "softmax")
    off_limits: tuple[str, ...] = ("numpy.tanh", "torch.nn.functional", ".softmax")


@dataclass(frozen=True)
class Catalogue:
    exercises: tuple[Exercise, ...] = (
        Exercise(),
        Exercise("q13c_backpropagation", "q13c", "q13_backprop", ("backward",), ()),
    )


GOOD = '''import numpy as np

EPS = 1e-12


def relu(x):
    """max(0, x)"""
    return np.maximum(x, 0)


def tanh(x):
    """(e^x - e^-x) / (e^x + e^-x)"""
    up, down = np.exp(x), np.exp(-x)
    return (up - down) / (up + down)


class Softmax:
    """exp(x) / sum(exp(x))"""

    def __call__(self, x):
        return np.exp(x) / (EPS + np.exp(x).sum())


def softmax(x):
    """Rows."""
    return Softmax()(x)
'''
