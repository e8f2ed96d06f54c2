"""Live arrays: one that stays in the worker, so that aliasing and writing in place can be seen.

A value that crosses is copied, and a copy hides whether the submission kept a reference to its
argument. ``array`` makes one that is passed by handle, ``fill`` changes it behind the submission's
back, ``read`` looks at it again. No secret here: the data come from the grader's call and go back
to it.
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from autograder.worker.probes.errors import ProbeError, returns_handle


@returns_handle
def array(data: Any) -> np.ndarray:
    """A live array with a copy of ``data`` in its own memory layout."""
    return np.array(data, copy=True, order="K")


def read(obj: Any) -> Any:
    """What a live object holds now: arrays and tensors are copied, containers are walked."""
    if isinstance(obj, np.ndarray):
        return obj.copy(order="K")
    if _is_tensor(obj):
        return obj.detach().clone()
    if isinstance(obj, dict):
        return {key: read(value) for key, value in obj.items()}
    if isinstance(obj, (list, tuple)):
        return [read(value) for value in obj]
    return obj


def fill(obj: Any, data: Any) -> None:
    """Write ``data`` into a live array or tensor, in place; the shapes must be equal."""
    if np.shape(data) != tuple(obj.shape):
        raise ProbeError(f"data of shape {np.shape(data)} for an array of shape {tuple(obj.shape)}")
    if _is_tensor(obj):
        torch = sys.modules["torch"]
        with torch.no_grad():
            obj.copy_(torch.as_tensor(data))
    else:
        obj[...] = data


def same(first: Any, second: Any) -> bool:
    """Whether two handles stand for one and the same object."""
    return first is second


def shares_memory(first: Any, second: Any) -> bool:
    """Whether two live arrays or tensors overlap in memory."""
    if _is_tensor(first) or _is_tensor(second):
        first, second = (_view(item) for item in (first, second))
    return bool(np.shares_memory(first, second))


def _is_tensor(obj: Any) -> bool:
    """Whether ``obj`` is a torch tensor, without importing torch to find out."""
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(obj, torch.Tensor)


def _view(obj: Any) -> np.ndarray:
    return obj.detach().cpu().numpy() if _is_tensor(obj) else obj
