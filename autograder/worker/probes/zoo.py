"""The odd layers of the zoo: those that break a training run on purpose, or watch it.

A grader plants one of them and sees whether the submission notices, cleans up, or leaves things as
they were. No secret here: which of them a grader plants, and where, is known to the worker as soon
as it is built.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

_is_grad_enabled = torch.is_grad_enabled
_is_inference = torch.is_inference_mode_enabled


class Nan(nn.Module):
    """Its output is NaN everywhere, or from the ``after``-th call on."""

    def __init__(self, after: int = 0):
        super().__init__()
        self.after = after

    def forward(self, x: Tensor) -> Tensor:
        self.after -= 1
        return x if self.after >= 0 else x * float("nan")


class Raises(nn.Module):
    """Raises a RuntimeError with a known message, after ``after`` calls that pass."""

    def __init__(self, after: int = 0, message: str = "planted failure"):
        super().__init__()
        self.after = after
        self.message = message

    def forward(self, x: Tensor) -> Tensor:
        self.after -= 1
        if self.after >= 0:
            return x
        raise RuntimeError(self.message)


class Detached(nn.Module):
    """Cuts the graph: what lies before it gets no gradient."""

    def forward(self, x: Tensor) -> Tensor:
        return x.detach()


class TupleOutput(nn.Module):
    """Its child's output twice, in a tuple (``as_dict``: in a dict, the second one in a list)."""

    def __init__(self, child: nn.Module, as_dict: bool = False):
        super().__init__()
        self.child = child
        self.as_dict = as_dict

    def forward(self, x: Tensor) -> Any:
        out = self.child(x)
        return {"first": out, "rest": [out * 2]} if self.as_dict else (out, out * 2)


class Pick(nn.Module):
    """One item of a tuple, list or dict, so that a layer can follow ``TupleOutput``."""

    def __init__(self, key: Any):
        super().__init__()
        self.key = key

    def forward(self, x: Any) -> Any:
        return x[self.key]


class Residual(nn.Module):
    """x + child(x)."""

    def __init__(self, child: nn.Module):
        super().__init__()
        self.child = child

    def forward(self, x: Tensor) -> Tensor:
        return x + self.child(x)


class Unused(nn.Module):
    """Holds a parameter that takes no part; with ``times_zero`` it does, with gradient zero."""

    def __init__(self, *shape: int, times_zero: bool = False):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(shape))
        self.times_zero = times_zero

    def forward(self, x: Tensor) -> Tensor:
        return x + 0.0 * self.weight.sum() if self.times_zero else x


class Scale(nn.Module):
    """Multiplies by one learned number: a parameter without dimensions."""

    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(()))

    def forward(self, x: Tensor) -> Tensor:
        return x * self.scale


class Witness(nn.Module):
    """Passes its input on and writes down how it was called: read it with ``probe.witnessed``."""

    def __init__(self):
        super().__init__()
        self.seen: list[dict[str, Any]] = []

    def forward(self, x: Tensor) -> Tensor:
        self.seen.append(
            {
                "training": self.training,
                "grad_enabled": _is_grad_enabled(),
                "inference": _is_inference(),
                "shape": tuple(x.shape),
                "device": str(x.device),
            }
        )
        return x


ZOO: dict[str, type[nn.Module]] = {
    "nan": Nan,
    "raises": Raises,
    "detached": Detached,
    "tuple_output": TupleOutput,
    "pick": Pick,
    "residual": Residual,
    "unused": Unused,
    "scale": Scale,
    "witness": Witness,
}
