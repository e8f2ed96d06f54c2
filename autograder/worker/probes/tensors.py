"""Live tensors: one that stays in the worker, with ``requires_grad`` if the grader wants it.

No secret here: the data come from the grader's call and go back to it.
"""

from __future__ import annotations

from typing import Any

from torch import Tensor, as_tensor, ones
from torch.utils._pytree import tree_leaves

from autograder.worker.probes.errors import returns_handle


@returns_handle
def tensor(data: Any, requires_grad: bool = False) -> Tensor:
    """A live leaf tensor with a copy of ``data`` (an array, a tensor, a number or nested lists)."""
    return as_tensor(data).detach().clone().requires_grad_(requires_grad)


def devices(function: Any, *arguments: Any) -> list[str]:
    """The device of each tensor in what ``function(*arguments)`` returns: what crosses arrives on the CPU."""
    leaves = tree_leaves(function(*arguments))
    return [leaf.device.type for leaf in leaves if isinstance(leaf, Tensor)]


def start_cuda() -> int:
    """Starts CUDA and its matrix library, which takes seconds that are no submission's; how many devices there are."""
    from torch.cuda import device_count, synchronize

    x = ones(2, 2, device="cuda")
    (x @ x).sum().item()
    synchronize()
    return device_count()
