"""Comparing a student's value with the expected one: type, shape, dtype and finiteness before values.

Nothing is ever broadcast, nothing is converted on the way, and the first difference is told by its index.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.grading import describe
from autograder.text import Text

# Relative and absolute tolerance by the precision of the expected value.
TOLERANCES = {2: 1e-2, 4: 1e-5, 8: 1e-9, 16: 1e-9}


@dataclass(frozen=True)
class Difference:
    """How two values differ: ``kind`` in one word, ``place`` inside a nested value, ``text`` for the student."""

    kind: str
    place: str
    text: Text


@dataclass(frozen=True)
class Tolerance:
    rtol: float | None = None
    atol: float | None = None
    dtype: bool = True

    def of(self, dtype: np.dtype) -> tuple[float, float]:
        """``(rtol, atol)`` for values of ``dtype``."""
        size = dtype.itemsize // 2 if dtype.kind == "c" else dtype.itemsize
        usual = TOLERANCES.get(size, 1e-9) if dtype.kind in "fc" else 0.0
        rtol = usual if self.rtol is None else self.rtol
        atol = usual if self.atol is None else self.atol
        return rtol, atol

    def of_answer(self, dtype: np.dtype) -> tuple[float, float]:
        """As ``of``, for the dtype that a student chose: half precision is no way to be less exact."""
        return self.of(np.dtype("f4") if dtype.kind == "f" and dtype.itemsize < 4 else dtype)


def difference(got: Any, expected: Any, tolerance: Tolerance, place: str = "") -> Difference | None:
    """The first difference between a student's value and the expected one, or None."""
    if isinstance(expected, bool | np.bool_ | str | bytes) or expected is None:
        return _exact(got, expected, place)
    if isinstance(expected, int | float | complex | np.generic):
        return _scalar(got, expected, tolerance, place)
    if isinstance(expected, list | tuple):
        return _sequence(got, expected, tolerance, place)
    if isinstance(expected, dict):
        return _mapping(got, expected, tolerance, place)
    if isinstance(expected, np.ndarray):
        if expected.ndim == 0:
            return _scalar(got, expected[()], tolerance, place)
        return _array(got, expected, tolerance, place)
    if describe.is_tensor(expected):
        return _tensor(got, expected, tolerance, place)
    raise TypeError(f"check_close can't compare with a {type(expected).__name__}")


def _type_difference(got: Any, wanted: Text, place: str) -> Difference:
    if got is None:
        text = Text(
            f"returned None, expected {wanted.en}. Is there a return statement?",
            f"None을 반환했습니다. 필요한 값: {wanted.ko}. return 문이 있나요?",
        )
    else:
        text = Text(
            f"returned {describe.kind(got)}, expected {wanted.en}",
            f"반환값: {describe.kind(got)}, 필요한 값: {wanted.ko}",
        )
    return Difference("type", place, text)


def _got_expected(got: str, expected: str) -> Text:
    return Text(f"got {got}, expected {expected}", f"반환값 {got}, 기댓값 {expected}")


def _exact(got: Any, expected: Any, place: str) -> Difference | None:
    plain = _plain_scalar(got)
    if isinstance(expected, bool | np.bool_):
        if isinstance(plain, bool | int) and plain == bool(expected):
            return None
        if not isinstance(plain, bool | int):
            return _type_difference(got, Text("a bool", "bool"), place)
    elif expected is None:
        if got is None:
            return None
    elif type(plain) is type(expected) and plain == expected:
        return None
    elif isinstance(expected, str) and type(plain) is not str:
        return _type_difference(got, Text("a string", "문자열"), place)
    return Difference("value", place, _got_expected(describe.value(got), describe.value(expected)))


def _plain_scalar(got: Any) -> Any:
    """A Python number of a number in any of the forms that count as one; anything else as it is."""
    if isinstance(got, np.generic):
        return got.item()
    if isinstance(got, np.ndarray) and got.ndim == 0:
        return got.item()
    if describe.is_tensor(got) and got.dim() == 0:
        return got.item()
    return got


def _scalar(got: Any, expected: Any, tolerance: Tolerance, place: str) -> Difference | None:
    plain = _plain_scalar(got)
    if isinstance(plain, bool) or not isinstance(plain, int | float | complex):
        if isinstance(got, np.ndarray) or describe.is_tensor(got):
            text = Text(
                f"returned {describe.value(got)} of shape {tuple(got.shape)}, expected a single number",
                f"모양이 {tuple(got.shape)}인 배열을 반환했습니다. 수 하나가 필요합니다",
            )
            return Difference("shape", place, text)
        return _type_difference(got, Text("a number", "수"), place)
    wanted = expected.item() if isinstance(expected, np.generic) else expected
    if isinstance(wanted, int) and tolerance.rtol is None and tolerance.atol is None:
        same = plain == wanted
    else:
        dtype = getattr(got, "dtype", None)
        allowed = [tolerance.of(np.asarray(expected).dtype)]
        if isinstance(dtype, np.dtype):
            allowed.append(tolerance.of_answer(dtype))
        elif dtype is not None and "float32" in str(dtype):
            allowed.append(tolerance.of(np.dtype("f4")))
        rtol, atol = map(max, zip(*allowed))
        same = _close_numbers(plain, wanted, rtol, atol)
    if same:
        return None
    kind = "nan" if plain != plain else "value"
    text = _got_expected(describe.number(plain), describe.number(wanted))
    return Difference(kind, place, text + _relation(np.asarray(plain), np.asarray(wanted)))


def _close_numbers(got: Any, expected: Any, rtol: float, atol: float) -> bool:
    if got != got or expected != expected:
        return got != got and expected != expected
    if abs(expected) == float("inf") or abs(got) == float("inf"):
        return got == expected
    return abs(got - expected) <= atol + rtol * abs(expected)


def _sequence(got: Any, expected: Any, tolerance: Tolerance, place: str) -> Difference | None:
    if not isinstance(got, list | tuple):
        # A sequence of numbers in an array is a sequence of numbers.
        if not (isinstance(got, np.ndarray) and got.ndim and _all_numbers(expected)):
            wanted = Text(
                f"a {type(expected).__name__} of {len(expected)}",
                f"원소 {len(expected)}개의 {type(expected).__name__}",
            )
            return _type_difference(got, wanted, place)
    if len(got) != len(expected):
        text = Text(
            f"has {len(got)} items, expected {len(expected)}",
            f"원소가 {len(got)}개입니다. {len(expected)}개여야 합니다",
        )
        return Difference("length", place, text)
    for i, (one, other) in enumerate(zip(got, expected)):
        found = difference(one, other, tolerance, f"{place}[{i}]")
        if found is not None:
            return found
    return None


def _all_numbers(items: Any) -> bool:
    return all(isinstance(item, bool | int | float | np.generic) for item in items)


def _mapping(got: Any, expected: dict, tolerance: Tolerance, place: str) -> Difference | None:
    if not isinstance(got, dict):
        return _type_difference(got, Text("a dict", "dict"), place)
    if got.keys() != expected.keys():
        missing = sorted(map(repr, expected.keys() - got.keys()))
        extra = sorted(map(repr, got.keys() - expected.keys()))
        parts = [f"missing {', '.join(missing[:5])}"] if missing else []
        parts += [f"unexpected {', '.join(extra[:5])}"] if extra else []
        parts_ko = [f"없는 키 {', '.join(missing[:5])}"] if missing else []
        parts_ko += [f"필요 없는 키 {', '.join(extra[:5])}"] if extra else []
        text = Text(f"its keys differ: {'; '.join(parts)}", f"키가 다릅니다: {'; '.join(parts_ko)}")
        return Difference("keys", place, text)
    for key, other in expected.items():
        found = difference(got[key], other, tolerance, f"{place}[{key!r}]")
        if found is not None:
            return found
    return None


def _tensor(got: Any, expected: Any, tolerance: Tolerance, place: str) -> Difference | None:
    if not describe.is_tensor(got):
        if isinstance(got, int | float | np.generic | np.ndarray) and expected.dim() == 0:
            return _scalar(got, _float_array(expected)[()], tolerance, place)
        return _type_difference(got, Text("a tensor", "텐서"), place)
    if tuple(got.shape) != tuple(expected.shape):
        return _shape_difference(tuple(got.shape), tuple(expected.shape), place)
    same_kind = got.is_floating_point() == expected.is_floating_point()
    if got.dtype != expected.dtype and (tolerance.dtype or not same_kind):
        return _dtype_difference(str(got.dtype), str(expected.dtype), place)
    size = expected.element_size()
    rtol, atol = tolerance.of(np.dtype(f"f{max(2, min(size, 8))}"))
    if not (expected.is_floating_point() or expected.is_complex()):
        rtol = tolerance.rtol or 0.0
        atol = tolerance.atol or 0.0
    return _values(_float_array(got), _float_array(expected), rtol, atol, place)


def _float_array(tensor: Any) -> np.ndarray:
    plain = tensor.detach()
    if plain.is_floating_point():
        plain = plain.double()
    return plain.numpy()


def _array(got: Any, expected: np.ndarray, tolerance: Tolerance, place: str) -> Difference | None:
    if isinstance(got, np.generic):
        got = np.asarray(got)
    if not isinstance(got, np.ndarray):
        return _type_difference(
            got,
            Text(f"a NumPy array of shape {expected.shape}", f"모양 {expected.shape}의 NumPy 배열"),
            place,
        )
    if got.shape != expected.shape:
        return _shape_difference(got.shape, expected.shape, place)
    if got.dtype != expected.dtype:
        # The width of an index array is nobody's business; without ``dtype``, nor is a float's.
        widths = {"iu"} if tolerance.dtype else {"iu", "fc"}
        same_kind = any(got.dtype.kind in k and expected.dtype.kind in k for k in widths)
        if not same_kind:
            return _dtype_difference(str(got.dtype), str(expected.dtype), place)
    if expected.dtype.kind in "US" or got.dtype.kind in "US":
        if np.array_equal(got, expected):
            return None
        return Difference(
            "value", place, _got_expected(describe.value(got), describe.value(expected))
        )
    allowed = [tolerance.of(expected.dtype)]
    if got.dtype.kind in "fc":
        allowed.append(tolerance.of_answer(got.dtype))
    rtol, atol = map(max, zip(*allowed))
    return _values(got, expected, rtol, atol, place)


def _shape_difference(got: tuple, expected: tuple, place: str) -> Difference:
    text = Text(
        f"has shape {got}, expected {expected}", f"모양이 {got}입니다. {expected}이어야 합니다"
    )
    if len(got) == len(expected) and got == expected[::-1]:
        text += Text(" (transposed?)", " (전치되었나요?)")
    return Difference("shape", place, text)


def _dtype_difference(got: str, expected: str, place: str) -> Difference:
    got, expected = got.removeprefix("torch."), expected.removeprefix("torch.")
    text = Text(
        f"has dtype {got}, expected {expected}", f"dtype이 {got}입니다. {expected}이어야 합니다"
    )
    return Difference("dtype", place, text)


def _values(
    got: np.ndarray, expected: np.ndarray, rtol: float, atol: float, place: str
) -> Difference | None:
    with np.errstate(all="ignore"):
        finite = np.isfinite(expected) & np.isfinite(got)
        same = (got == expected) | (np.isnan(got) & np.isnan(expected))
        wide = np.result_type(got, expected, np.float64)
        target = np.where(finite, expected, 0).astype(wide)
        error = np.abs(np.where(finite, got, 0).astype(wide) - target)
        same |= finite & (error <= atol + rtol * np.abs(target))
    if same.all():
        return None
    wrong = ~same
    odd = wrong & ~finite
    if odd.any():
        index = tuple(int(i) for i in np.argwhere(odd)[0])
        kind = "nan" if np.isnan(got[index]) else "infinite"
        if np.isfinite(got[index]):
            kind = "value"
    else:
        index = tuple(
            int(i) for i in np.unravel_index(np.argmax(np.where(wrong, error, -1)), got.shape)
        )
        kind = "value"
    count, size = int(wrong.sum()), wrong.size
    spot = f"[{', '.join(map(str, index))}]"
    text = _got_expected(describe.number(got[index]), describe.number(expected[index]))
    text = Text(f"at {spot} ", f"{spot}에서 ") + text
    text += Text(f" ({count} of {size} elements differ)", f" (원소 {size}개 중 {count}개가 다름)")
    return Difference(kind, place, text + _relation(got, expected))


def _relation(got: np.ndarray, expected: np.ndarray) -> Text:
    """A simple relation between the two that often says what went wrong: a sign, a factor."""
    if got.dtype.kind not in "iuf" or expected.dtype.kind not in "iuf":
        return Text.of("")
    with np.errstate(all="ignore"):
        usable = np.isfinite(got) & np.isfinite(expected) & (np.abs(expected) > 1e-12)
        if not usable.any() or np.any((np.abs(expected) <= 1e-12) & (np.abs(got) > 1e-9)):
            return Text.of("")
        ratios = got[usable] / expected[usable]
        ratio = float(np.median(ratios))
        if not np.isfinite(ratio) or abs(ratio) < 1e-9:
            return Text.of("")
        if not np.allclose(ratios, ratio, rtol=1e-4, atol=0) or abs(ratio - 1) < 1e-3:
            return Text.of("")
    if abs(ratio + 1) < 1e-4:
        return Text("; the sign is the opposite throughout", "; 부호가 모두 반대입니다")
    if got.size > 1 or abs(ratio - round(ratio)) < 1e-6 or abs(1 / ratio - round(1 / ratio)) < 1e-6:
        return Text(
            f"; yours is {ratio:.6g} times the expected value throughout"
            if got.size > 1
            else f"; yours is {ratio:.6g} times the expected value",
            f"; 기댓값의 {ratio:.6g}배입니다",
        )
    return Text.of("")
