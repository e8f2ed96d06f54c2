"""Values to messages and back.

What crosses: None, bool, int of any size, float, complex, str, bytes, list, tuple, dict, NumPy arrays and
scalars, torch tensors, and references to what stays on its own side: handles (the worker's objects) and
callbacks (the grader's functions). Everything else becomes a handle, or an error.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgpack
import numpy as np

from autograder.wire.arrays import dtype_code, dtype_of, pack_array, unpack_array
from autograder.wire.errors import ProtocolError
from autograder.wire.tensors import pack_tensor, unpack_tensor

TUPLE, BIG_INT, ARRAY, SCALAR, TENSOR, META, HANDLE, CALLBACK, COMPLEX = range(1, 10)
NATIVE = (int, float, str, bytes, list, dict)  # what msgpack writes by itself
MAX_DEPTH = 64
MAX_BODY_BYTES = (
    4 * 2**20
)  # what is not an array's data: bounds how many objects a message can make
MAX_BIG_INT_BYTES = 2**16
MAX_NAME = 200  # characters in the name of a type or function
MAX_ODD_KEYS = 4096  # keys whose hashes a sender can choose; more that collide cost seconds
SAFE_KEYS = (str, bytes, float, bool, type(None))
UNCHECKED_BYTES = 1024  # so small that no header in it can promise much


@dataclass(frozen=True)
class HandleRef:
    """An object that stays in the worker: its number, the readable name of its type, what it can do."""

    number: int
    type_name: str
    callable: bool = False


@dataclass(frozen=True)
class CallbackRef:
    """A function that stays in the grader."""

    number: int
    name: str


@dataclass(frozen=True)
class MetaTensor:
    """A tensor on torch's "meta" device: a shape and a dtype, no data."""

    shape: tuple[int, ...]
    dtype: str


def encode(
    value: Any, to_reference: Callable[[Any], HandleRef | CallbackRef | None]
) -> tuple[bytes, list[memoryview | bytes]]:
    """``value`` as a body and the buffers of its arrays.

    ``to_reference`` is asked for each object of no known type. Raises TypeError where it has no answer,
    ValueError for what is nested too deeply or refers to itself.
    """
    buffers: list[memoryview | bytes] = []
    depth = 0

    def array_ext(kind: int, head: list[Any], data: memoryview | bytes) -> msgpack.ExtType:
        buffers.append(data)
        return msgpack.ExtType(kind, msgpack.packb([*head, len(buffers) - 1]))

    def default(item: Any) -> Any:
        nonlocal depth
        kind = type(item)
        if kind is np.ndarray and dtype_code(item.dtype) is not None:
            return array_ext(ARRAY, *pack_array(item))
        if kind is tuple:
            depth += 1
            if depth > MAX_DEPTH:
                raise ValueError("nested too deeply to cross")
            packed = packb(list(item))
            depth -= 1
            return msgpack.ExtType(TUPLE, packed)
        if kind is int:
            size = item.bit_length() // 8 + 1
            if size > MAX_BIG_INT_BYTES:
                raise ValueError("an integer too large to cross")
            return msgpack.ExtType(BIG_INT, item.to_bytes(size, "little", signed=True))
        if kind is complex:
            return msgpack.ExtType(COMPLEX, msgpack.packb([item.real, item.imag]))
        if kind is HandleRef:
            return msgpack.ExtType(
                HANDLE, msgpack.packb([item.number, item.type_name[:MAX_NAME], item.callable])
            )
        if kind is CallbackRef:
            return msgpack.ExtType(CALLBACK, msgpack.packb([item.number, item.name[:MAX_NAME]]))
        if kind is MetaTensor:
            return msgpack.ExtType(META, msgpack.packb([list(item.shape), item.dtype]))
        if isinstance(item, np.generic) and dtype_code(item.dtype) is not None:
            data = np.asarray(item)
            return msgpack.ExtType(SCALAR, msgpack.packb([dtype_code(data.dtype), data.tobytes()]))
        plain = make_plain(item)
        if plain is not item:  # msgpack asks only once for each item
            is_long = type(plain) is int and not -(2**63) <= plain < 2**64
            return plain if type(plain) in NATIVE and not is_long else default(plain)
        if _is_tensor(item):
            if item.device.type == "meta":
                return default(MetaTensor(tuple(item.shape), str(item.dtype)))
            packed_tensor = pack_tensor(item)
            if packed_tensor is not None:
                return array_ext(TENSOR, *packed_tensor)
        reference = to_reference(item)
        if reference is None:
            raise TypeError(f"{type(item).__name__} can't cross")
        return default(reference)

    def packb(item: Any) -> bytes:  # a packer can't be used while it packs, and tuples pack inside
        packer = msgpack.Packer(default=default, strict_types=True, unicode_errors="surrogatepass")
        return packer.pack(item)

    try:
        body = packb(value)
    except RecursionError:
        raise ValueError("nested too deeply to cross") from None
    if len(body) > MAX_BODY_BYTES:
        raise ValueError(f"too large to cross: {len(body)} bytes besides its arrays")
    return body, buffers


def make_plain(item: Any) -> Any:
    """The plain value of a subclass or relative of a known type; ``item`` itself where there is none."""
    if isinstance(item, str):
        return str.__str__(item)
    if isinstance(item, int):
        return int.__add__(item, 0)
    if isinstance(item, float):
        return float.__pos__(item)
    if isinstance(item, tuple):  # named tuples, torch.Size
        return tuple(tuple.__iter__(item))
    if isinstance(item, list):
        return list(list.__iter__(item))
    if isinstance(item, dict):  # OrderedDict, defaultdict, a state_dict
        return dict(dict.items(item))
    if isinstance(item, range):
        return list(item)
    if isinstance(item, bytearray):
        return bytes(item)
    if isinstance(item, np.ndarray):
        return np.ndarray.view(item, np.ndarray) if type(item) is not np.ndarray else item
    if isinstance(item, np.dtype):
        return item.name
    if type(item).__module__ == "torch" and type(item).__name__ in ("dtype", "device"):
        return str(item)
    return item


def comes_back(item: Any) -> bool:
    """Whether a value may lose something on the line (a class, a graph), so that it had better go back as
    the object that it was."""
    return isinstance(item, tuple | list | dict) or _is_tensor(item)


def _is_tensor(item: Any) -> bool:
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(item, torch.Tensor)


def decode(
    body: bytes | memoryview,
    buffers: list[memoryview],
    from_reference: Callable[[HandleRef | CallbackRef], Any],
) -> Any:
    """The value of a message. Raises ProtocolError, and nothing else, whatever the bytes are.

    What is allocated is bounded by what really arrived: a header that promises more items than there
    are bytes is refused, and no two arrays are made of one buffer.
    """
    depth = odd_keys = 0
    unused = set(range(len(buffers)))

    def hook(code: int, data: bytes) -> Any:
        nonlocal depth
        if code in (ARRAY, TENSOR):
            head = unpack_small(data)
            if type(head) is not list or not head:
                raise ProtocolError("an array without its description")
            index = head.pop()
            if type(index) is not int or index not in unused:
                raise ProtocolError("an array without its bytes")
            unused.remove(index)
            return (unpack_array if code == ARRAY else unpack_tensor)(head, buffers[index])
        if code == TUPLE:
            depth += 1
            if depth > MAX_DEPTH:
                raise ProtocolError("nested too deeply")
            items = unpack(data)
            depth -= 1
            if type(items) is not list:
                raise ProtocolError("a tuple that is none")
            return tuple(items)
        if code == SCALAR:
            dtype, raw = _fields(unpack_small(data), str, bytes)
            dtype = dtype_of(dtype)
            if len(raw) != dtype.itemsize or not raw:
                raise ProtocolError("a scalar whose bytes do not fit")
            if dtype.kind == "b" and raw not in (b"\0", b"\1"):
                raise ProtocolError("a bool that is neither true nor false")
            return np.frombuffer(raw, dtype)[0]
        if code == HANDLE:
            number, name, is_callable = _fields(unpack_small(data), int, str, bool)
            return from_reference(HandleRef(number, name[:MAX_NAME], is_callable))
        if code == CALLBACK:
            number, name = _fields(unpack_small(data), int, str)
            return from_reference(CallbackRef(number, name[:MAX_NAME]))
        if code == META:
            shape, dtype = _fields(unpack_small(data), list, str)
            return MetaTensor(tuple(n for n in shape if type(n) is int), dtype)
        if code == BIG_INT:
            if len(data) > MAX_BIG_INT_BYTES:
                raise ProtocolError("an integer that is too large")
            return int.from_bytes(data, "little", signed=True)
        if code == COMPLEX:
            return complex(*_fields(unpack_small(data), float, float))
        raise ProtocolError("a value of an unknown kind")

    def mapping(pairs: list[tuple[Any, Any]]) -> dict:
        # The hashes of long integers and of tuples can be made to collide, which makes a dict quadratic.
        nonlocal odd_keys
        for key, _ in pairs:
            if type(key) not in SAFE_KEYS and not (type(key) is int and -(2**63) <= key < 2**64):
                odd_keys += 1
        if odd_keys > MAX_ODD_KEYS:
            raise ProtocolError("too many keys that are neither strings nor small integers")
        return dict(pairs)

    def unpack_small(data: bytes) -> Any:
        _check_complete(data)
        return msgpack.unpackb(data, strict_map_key=False, max_ext_len=0)

    def unpack(data: bytes | memoryview) -> Any:
        _check_complete(data)
        return msgpack.unpackb(
            data,
            ext_hook=hook,
            object_pairs_hook=mapping,
            strict_map_key=False,
            unicode_errors="surrogatepass",
            timestamp=2,  # msgpack's own extension: a plain int, not an object of its own
        )

    if len(body) > MAX_BODY_BYTES:
        raise ProtocolError("a message that is too large")
    try:
        return unpack(body)
    except ProtocolError:
        raise
    except Exception as error:  # a decoder that raises anything else would be a hole
        raise ProtocolError(f"not a message: {type(error).__name__}") from None


def _check_complete(data: bytes | memoryview) -> None:
    """Refuses a message whose headers promise more items than it holds, before room is made for them."""
    if len(data) > UNCHECKED_BYTES:
        scanner = msgpack.Unpacker(read_size=len(data), max_buffer_size=len(data))
        scanner.feed(data)
        scanner.skip()


def _fields(values: Any, *types: type) -> list[Any]:
    if type(values) is not list or len(values) != len(types):
        raise ProtocolError("a value with missing parts")
    for value, kind in zip(values, types):
        if type(value) is not kind:
            raise ProtocolError("a value with a part of the wrong type")
    return values
