"""Tensors as arrays with two facts more. torch is imported only where a tensor is at hand."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.wire.arrays import dtype_code, pack_array, unpack_array
from autograder.wire.errors import ProtocolError


def pack_tensor(tensor: Any) -> tuple[list[Any], memoryview | bytes] | None:
    """``[bfloat16?, requires_grad, *array head]`` and bytes, or None for what has no plain data.

    The graph does not cross; that there was one does, as ``requires_grad``.
    """
    import torch

    if tensor.layout is not torch.strided or tensor.is_quantized or tensor.device.type == "meta":
        return None
    requires_grad = bool(tensor.requires_grad)
    plain = torch.Tensor.detach(tensor)
    if plain.device.type != "cpu":
        plain = plain.cpu()
    plain = plain.resolve_conj().resolve_neg()
    is_bfloat16 = plain.dtype is torch.bfloat16
    array = (plain.view(torch.int16) if is_bfloat16 else plain).numpy()
    if dtype_code(array.dtype) is None:
        return None
    head, data = pack_array(array)
    return [is_bfloat16, requires_grad, *head], data


def unpack_tensor(head: Any, data: memoryview) -> Any:
    """The tensor of a description and its bytes; a leaf that requires a gradient where the sent one did."""
    if type(head) is not list or len(head) != 6:
        raise ProtocolError("a tensor without its description")
    is_bfloat16, requires_grad, *array_head = head
    array_head[-1] = True  # tensors know no read-only flag
    array = unpack_array(array_head, data)
    if array.dtype.kind in "US" or (is_bfloat16 and array.dtype != np.int16):
        raise ProtocolError("a tensor of a dtype that it can't have")
    if any(stride < 0 for stride in array.strides):
        raise ProtocolError("a tensor with a negative stride")
    if any(stride % array.itemsize for stride in array.strides):
        raise ProtocolError("a tensor with a stride between elements")
    import torch

    tensor = torch.from_numpy(array)
    if is_bfloat16:
        tensor = tensor.view(torch.bfloat16)
    if requires_grad is True and (tensor.is_floating_point() or tensor.is_complex()):
        tensor.requires_grad_(True)
    return tensor
