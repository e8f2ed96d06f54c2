"""Torch optimizers by name, and what one of them has in its memory.

No secret here: an optimizer is made of the submission's own model and of numbers in the grader's
call.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn, optim

from autograder.worker.probes.errors import ProbeError, returns_handle

# Taken at import, before a submission can put something else under these names.
_OPTIMIZERS: dict[str, type[optim.Optimizer]] = {
    "sgd": optim.SGD,
    "rmsprop": optim.RMSprop,
    "adagrad": optim.Adagrad,
    "adam": optim.Adam,
    "adamw": optim.AdamW,
}
_Module = nn.Module


@returns_handle
def optimizer(name: str, model: Any, **options: Any) -> optim.Optimizer:
    """``optimizer("sgd", model, lr=0.1, momentum=0.9)``; ``model`` may be a list of parameters."""
    if name.lower() not in _OPTIMIZERS:
        raise ProbeError(f"no optimizer called {name!r}; there are {', '.join(_OPTIMIZERS)}")
    parameters = model.parameters() if isinstance(model, _Module) else model
    return _OPTIMIZERS[name.lower()](parameters, **options)


def optimizer_state(optimizer: optim.Optimizer) -> dict[str, Any]:
    """``{"groups": [settings], "state": [per parameter, in order: name to array or number]}``."""
    return {
        "groups": [
            {key: value for key, value in group.items() if key != "params"}
            for group in optimizer.param_groups
        ],
        "state": [
            {key: _plain(value) for key, value in optimizer.state.get(parameter, {}).items()}
            for group in optimizer.param_groups
            for parameter in group["params"]
        ],
    }


def warm() -> None:
    """One step of each optimizer on a gradient that is given, not computed (see ``preload``)."""
    for kind in _OPTIMIZERS.values():
        parameter = nn.Parameter(torch.zeros(1))
        parameter.grad = torch.ones(1)
        kind([parameter], lr=0.1).step()


def _plain(value: Any) -> Any:
    return value.detach().cpu().numpy().copy() if isinstance(value, Tensor) else value
