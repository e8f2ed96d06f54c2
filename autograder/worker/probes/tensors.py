"""Live tensors: one that stays in the worker, with ``requires_grad`` if the grader wants it.

No secret here: the data come from the grader's call and go back to it.
"""

from __future__ import annotations

from typing import Any

from torch import Tensor, as_tensor

from autograder.worker.probes.errors import returns_handle


@returns_handle
def tensor(data: Any, requires_grad: bool = False) -> Tensor:
    """A live leaf tensor with a copy of ``data`` (an array, a tensor, a number or nested lists)."""
    return as_tensor(data).detach().clone().requires_grad_(requires_grad)
