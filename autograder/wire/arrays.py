"""Arrays as a plain description and a buffer, with their layout kept.

A grader that passes ``x.T`` or ``x[:, ::2]`` means it: order, strides, broadcasting and the read-only
flag arrive as they were sent, otherwise "non-contiguous input" would never be tested.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from autograder.wire.errors import ProtocolError

# Exact dtypes that may cross. Objects, structured types and platform-dependent long doubles may not.
DTYPES: dict[str, np.dtype] = {
    code: np.dtype(code)
    for code in ("?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16")
}
CODES: dict[np.dtype, str] = {dtype: code for code, dtype in DTYPES.items()}
MAX_DIMENSIONS = 32
MAX_TEXT_WIDTH = 4096  # characters in one element of a string array
MAX_BROADCAST = 2**24  # elements of an array that has far fewer bytes


def dtype_code(dtype: np.dtype) -> str | None:
    """The code of a dtype that may cross, or None."""
    code = CODES.get(dtype)
    if code is None and dtype.kind in "US" and dtype.itemsize <= 4 * MAX_TEXT_WIDTH:
        return dtype.str
    return code


def dtype_of(code: Any) -> np.dtype:
    """The dtype of a code that came over the line."""
    if type(code) is str:
        if code in DTYPES:
            return DTYPES[code]
        kind, width = code[1:2], code[2:]
        if code[:1] in "<|" and kind in "US" and width.isascii() and width.isdigit():
            if 0 < len(width) <= 4 and int(width) <= MAX_TEXT_WIDTH:
                return np.dtype(code)
    raise ProtocolError("an array of a dtype that may not cross")


def pack_array(array: np.ndarray) -> tuple[list[Any], memoryview | bytes]:
    """``array`` as ``[dtype, shape, layout, writeable]`` and its bytes.

    The layout is "C" or "F", or ``[strides, offset]`` into a buffer that spans the elements and holds
    zeros between them: what lay in memory beside the elements does not cross.
    """
    code = dtype_code(array.dtype)
    if code is None:
        raise TypeError(f"an array of dtype {array.dtype} can't cross")
    flags = array.flags
    head = [code, list(array.shape), "C", bool(flags.writeable)]
    if flags.c_contiguous:
        return head, _bytes_of(array)
    if flags.f_contiguous:
        head[2] = "F"
        return head, _bytes_of(array.T)
    # No step is ever taken along an axis of length 1: its stride may be anything, longer than the buffer too.
    strides = [stride if n > 1 else 0 for n, stride in zip(array.shape, array.strides)]
    low = sum(min(0, stride * (n - 1)) for n, stride in zip(array.shape, strides))
    high = sum(max(0, stride * (n - 1)) for n, stride in zip(array.shape, strides))
    span = high - low + array.itemsize
    if span > 4 * array.nbytes + 4096:  # a thin view of a huge base is not worth its holes
        return head, _bytes_of(np.ascontiguousarray(array))
    if _is_inflated(array.size, span):
        raise ValueError(f"an array of {array.size} elements is too large to cross")
    buffer = bytearray(span)
    view = np.ndarray(array.shape, array.dtype, buffer, -low, strides)
    view[...] = array
    head[2] = [strides, -low]
    return head, memoryview(buffer)


def _bytes_of(array: np.ndarray) -> memoryview | bytes:
    if array.nbytes <= 4096 or array.dtype.kind in "US":
        return array.tobytes()
    return memoryview(array).cast("B")


def unpack_array(head: Any, data: memoryview) -> np.ndarray:
    """The array of a description and its bytes: a fresh one that owns its memory where it is contiguous."""
    if type(head) is not list or len(head) != 4:
        raise ProtocolError("an array without its description")
    code, shape, layout, writeable = head
    dtype = dtype_of(code)
    shape = _dimensions(shape)
    count = math.prod(shape)
    if dtype.kind == "b" and len(data) and np.frombuffer(data, np.uint8).max() > 1:
        raise ProtocolError("a bool that is neither true nor false")
    if layout in ("C", "F") and type(layout) is str:
        if count * dtype.itemsize != len(data):
            raise ProtocolError("an array whose bytes do not fit its shape")
        array = np.empty(shape, dtype, order=layout)
        if count:
            flat = array.reshape(-1) if layout == "C" else array.T.reshape(-1)
            flat[...] = np.frombuffer(data, dtype)
    else:
        array = _strided(shape, dtype, layout, data)
    if writeable is not True:
        array.flags.writeable = False
    return array


def _is_inflated(elements: int, size: int) -> bool:
    return elements > 16 * max(size, 1) and elements > MAX_BROADCAST


def _dimensions(shape: Any) -> tuple[int, ...]:
    if type(shape) is not list or len(shape) > MAX_DIMENSIONS:
        raise ProtocolError("an array with an impossible shape")
    for n in shape:
        if type(n) is not int or not 0 <= n < 2**48:
            raise ProtocolError("an array with an impossible shape")
    if math.prod(n for n in shape if n) > 2**48:
        raise ProtocolError("an array with an impossible shape")
    return tuple(shape)


def _strided(shape: tuple[int, ...], dtype: np.dtype, layout: Any, data: memoryview) -> np.ndarray:
    if type(layout) is not list or len(layout) != 2 or type(layout[0]) is not list:
        raise ProtocolError("an array with an impossible layout")
    strides, offset = layout
    if len(strides) != len(shape) or type(offset) is not int or not 0 <= offset <= len(data):
        raise ProtocolError("an array with an impossible layout")
    if any(type(s) is not int or abs(s) > len(data) for s in strides):
        raise ProtocolError("an array with an impossible layout")
    if 0 in shape:
        raise ProtocolError("an array with an impossible layout")
    low = offset + sum(min(0, s * (n - 1)) for n, s in zip(shape, strides))
    high = offset + sum(max(0, s * (n - 1)) for n, s in zip(shape, strides)) + dtype.itemsize
    if low < 0 or high > len(data):
        raise ProtocolError("an array that reaches past its bytes")
    if _is_inflated(math.prod(shape), len(data)):
        raise ProtocolError("an array that is larger than a message may be")
    return np.ndarray(shape, dtype, bytearray(data), offset, tuple(strides))
