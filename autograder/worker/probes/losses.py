"""Torch losses by name.

No secret here: they are PyTorch's own, and the name is in the grader's call.
"""

from __future__ import annotations

from typing import Any

from torch import nn

from autograder.worker.probes.errors import ProbeError, returns_handle

# Taken at import, before a submission can put something else under these names.
_LOSSES: dict[str, type[nn.Module]] = {
    "cross_entropy": nn.CrossEntropyLoss,
    "bce_with_logits": nn.BCEWithLogitsLoss,
    "mse": nn.MSELoss,
    "l1": nn.L1Loss,
    "huber": nn.HuberLoss,
}


@returns_handle
def loss(name: str, **options: Any) -> nn.Module:
    """A loss, called as ``loss(prediction, target)``; a mean unless ``reduction`` is given."""
    if name not in _LOSSES:
        raise ProbeError(f"no loss called {name!r}; there are {', '.join(_LOSSES)}")
    return _LOSSES[name](**options)
