"""What is sent arrives: every type, every layout, and nothing else."""

from __future__ import annotations

import math
from collections import OrderedDict, defaultdict, namedtuple
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autograder.wire import CallbackRef, HandleRef, MetaTensor, decode, encode
from autograder.wire.values import MAX_DEPTH

Point = namedtuple("Point", "x y")


def no_reference(item: Any) -> None:
    return None


def crossed(value: Any, to_reference: Any = no_reference) -> Any:
    """``value`` as it comes out on the other side."""
    body, buffers = encode(value, to_reference)
    return decode(body, [memoryview(bytes(b)) for b in buffers], lambda reference: reference)


PLAIN = [
    None, True, False, 0, -1, 2**63 - 1, 2**64 - 1, 2**64, -(2**63) - 1, 10**300, -(10**300), 1.5, -0.0, math.inf,
    "", "word", "한국어", "\ud800", "\0", b"", b"\xff\0", [], [1, [2, [3]]], (), (1,), ((), ((),)), {}, {"a": 1},
    {1: "a", 2.5: "b", None: "c", b"e": "f"}, {True: "d"}, {(1, (2, "x")): [3]}, {2**100: 1}, 1 + 2j, complex(0, math.inf),
    [None, (True, {"k": (1.0, b"b")})], ["x"] * 1000, list(range(3000)), {str(i): i for i in range(1000)},
]  # fmt: skip


@pytest.mark.parametrize("value", PLAIN, ids=lambda value: ascii(value)[:30])
def test_plain_values(value: Any) -> None:
    found = crossed(value)
    assert found == value
    assert type(found) is type(value)
    assert repr(found) == repr(value)  # -0.0, and the types inside


def test_nan_stays_nan() -> None:
    assert math.isnan(crossed(math.nan))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Point(1, 2), (1, 2)),
        (OrderedDict(a=1), {"a": 1}),
        (defaultdict(list, a=[1]), {"a": [1]}),
        (range(3), [0, 1, 2]),
        (bytearray(b"x"), b"x"),
        (np.dtype("f4"), "float32"),
        (type("Word", (str,), {})("w"), "w"),
        (type("Number", (int,), {})(2**70), 2**70),
        (type("Real", (float,), {})(1.5), 1.5),
    ],
)
def test_relatives_of_known_types_become_plain(value: Any, expected: Any) -> None:
    found = crossed(value)
    assert found == expected
    assert type(found) is type(expected)


DTYPES = [
    "?",
    "i1",
    "i2",
    "i4",
    "i8",
    "u1",
    "u2",
    "u4",
    "u8",
    "f2",
    "f4",
    "f8",
    "c8",
    "c16",
    "<U5",
    "S3",
]
base = np.arange(2 * 3 * 4).reshape(2, 3, 4)
LAYOUTS = {
    "C": base,
    "F": np.asfortranarray(base),
    "transposed": base.transpose(1, 2, 0),
    "sliced": base[:, ::2, 1:3],
    "reversed": base[::-1, :, ::-1],
    "broadcast": np.broadcast_to(base[:, :1, :1], (2, 3, 4)),
    "row_repeated": np.broadcast_to(base[0, 0], (5, 4)),
    "empty": base[:0],
    "empty_inside": np.empty((3, 0, 2)),
    "no_dimension": np.array(3),
    "one": base[:1, :1, :1],
    "diagonal": np.lib.stride_tricks.as_strided(
        base, (2, 3), (base.strides[0] + 8, base.strides[1])
    ),
    "large": np.arange(40_000).reshape(200, 200)[:, ::2],
    "thin_view_of_much": np.arange(100_000)[::25_000],
}


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_arrays_keep_values_and_layout(layout: str, dtype: str) -> None:
    sent = LAYOUTS[layout]
    if dtype not in ("i8",):  # astype keeps the order, not every stride
        with np.errstate(over="ignore"):
            sent = sent.astype(dtype, order="K", copy=True)
    got = crossed(sent)
    assert type(got) is np.ndarray
    assert got.dtype == sent.dtype
    assert got.shape == sent.shape
    np.testing.assert_array_equal(got, sent)
    if layout != "thin_view_of_much" and sent.size > 1:
        assert got.strides == sent.strides
    assert got.flags.writeable == sent.flags.writeable


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_array_that_arrived_shares_nothing(layout: str) -> None:
    got = crossed(np.array(LAYOUTS[layout]))
    got.flags.writeable = True
    got[...] = 7
    assert not np.shares_memory(got, LAYOUTS[layout])


@st.composite
def views(draw: st.DrawFn) -> np.ndarray:
    """Any view that slicing, transposing, new axes and broadcasting make."""
    shape = draw(st.lists(st.integers(0, 5), min_size=1, max_size=4))
    array = np.random.default_rng(0).normal(size=shape)
    steps = st.sampled_from([1, 2, 3, -1, -2])
    places = st.none() | st.integers(-4, 4)
    array = array[tuple(draw(st.builds(slice, places, places, steps)) for _ in shape)]
    array = array.transpose(draw(st.permutations(range(array.ndim))))
    if draw(st.booleans()):
        array = array[draw(st.sampled_from([(None, ...), (..., None)]))]
    if draw(st.booleans()):
        array = np.broadcast_to(array, (draw(st.integers(0, 3)), *array.shape))
    return array


@example(np.zeros((1, 3, 11, 10))[:, :, 3:8, 3:7])  # the first stride is longer than what is left
@given(views())
def test_any_view_crosses(sent: np.ndarray) -> None:
    got = crossed(sent)
    assert got.shape == sent.shape and np.array_equal(got, sent)
    steps = [(a, b) for a, b, n in zip(got.strides, sent.strides, sent.shape) if n > 1]
    assert 0 in sent.shape or all(a == b for a, b in steps) or got.flags.c_contiguous


def test_what_only_seems_large_is_refused_by_its_sender() -> None:
    assert crossed(np.broadcast_to(1.5, (2000, 2000))).shape == (2000, 2000)
    with pytest.raises(ValueError, match="too large to cross"):
        crossed(np.broadcast_to(1.5, (5000, 5000)))


def test_read_only_stays_read_only() -> None:
    array = np.arange(5.0)
    array.flags.writeable = False
    assert not crossed(array).flags.writeable
    assert not crossed(array[::2]).flags.writeable


@pytest.mark.parametrize("dtype", ["?", "i1", "i8", "u8", "f2", "f4", "f8", "c8", "c16"])
def test_scalars_keep_their_type(dtype: str) -> None:
    sent = np.dtype(dtype).type(1)
    got = crossed(sent)
    assert type(got) is type(sent)
    assert got == sent


def test_subclasses_of_arrays_become_arrays() -> None:
    got = crossed(np.ma.masked_all(3))
    assert type(got) is np.ndarray


@pytest.mark.parametrize(
    "value",
    [
        object(), np.zeros(2, object), np.zeros(2, [("a", "f8")]), np.zeros(2, "V4"), np.longdouble(1),
        np.datetime64("now"), len, type, sum, {1, 2}, frozenset(), iter([]), ..., NotImplemented,
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_everything_else_is_a_reference_or_an_error(value: Any) -> None:
    with pytest.raises(TypeError):
        encode(value, no_reference)
    handle = HandleRef(3, type(value).__name__, callable(value))
    assert crossed([value], lambda item: handle) == [handle]


def test_references_cross_with_their_names_cut() -> None:
    callback = CallbackRef(0, "f" * 5000)
    assert crossed(callback) == CallbackRef(0, "f" * 200)
    assert crossed(HandleRef(1, "t" * 5000, True)) == HandleRef(1, "t" * 200, True)


def test_what_is_nested_too_deeply_or_in_itself_is_refused() -> None:
    itself: list[Any] = []
    itself.append(itself)
    deep: Any = ()
    for _ in range(MAX_DEPTH + 1):
        deep = (deep,)
    for value in (itself, deep, 1 << 2**20, ["x" * 1000] * 5000):
        with pytest.raises(ValueError):
            encode(value, no_reference)


torch = pytest.importorskip("torch")
TENSORS = {
    "float32": lambda: torch.arange(6.0).reshape(2, 3),
    "float64": lambda: torch.arange(6, dtype=torch.float64),
    "bfloat16": lambda: torch.arange(6).to(torch.bfloat16),
    "half": lambda: torch.arange(6).half(),
    "int64": lambda: torch.arange(6),
    "bool": lambda: torch.tensor([True, False]),
    "complex": lambda: torch.tensor([1 + 2j]),
    "scalar": lambda: torch.tensor(2.5),
    "empty": lambda: torch.empty(0, 3),
    "transposed": lambda: torch.arange(6.0).reshape(2, 3).t(),
    "strided": lambda: torch.arange(12.0)[::3],
    "expanded": lambda: torch.ones(1, 3).expand(4, 3),
    "bfloat16_transposed": lambda: torch.arange(6).to(torch.bfloat16).reshape(2, 3).t(),
    "conjugated": lambda: torch.tensor([1 + 2j]).conj(),
    "parameter": lambda: torch.nn.Parameter(torch.ones(2)),
}


@pytest.mark.parametrize("name", TENSORS)
def test_tensors(name: str) -> None:
    sent = TENSORS[name]()
    got = crossed(sent)
    assert type(got) is torch.Tensor
    assert (got.dtype, got.shape) == (sent.dtype, sent.shape)
    assert got.requires_grad == sent.requires_grad
    assert got.is_leaf
    if sent.numel() > 1 and not sent.is_conj():
        assert got.stride() == sent.stride()
    assert torch.equal(got.detach(), sent.detach().resolve_conj())


def test_a_graph_does_not_cross_but_that_there_was_one_does() -> None:
    got = crossed(torch.ones(2, requires_grad=True) * 3)
    assert got.requires_grad
    assert got.grad_fn is None


def test_meta_tensors_have_a_shape_and_a_dtype() -> None:
    assert crossed(torch.empty(2, 3, device="meta")) == MetaTensor((2, 3), "torch.float32")


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_sparse_and_quantized_tensors_are_no_data() -> None:
    for tensor in (
        torch.eye(2).to_sparse(),
        torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.quint8),
    ):
        with pytest.raises(TypeError):
            encode(tensor, no_reference)


def test_sizes_and_dtypes_of_torch_become_plain() -> None:
    assert crossed(torch.Size([2, 3])) == (2, 3)
    assert crossed([torch.float32, torch.device("cpu")]) == ["torch.float32", "cpu"]
