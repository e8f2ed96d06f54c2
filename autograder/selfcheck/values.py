"""What came back and what was expected, as a student can compare them: short, and never the same text twice."""

from __future__ import annotations

import re
import sys
from typing import Any

LONGEST = 600
FEW_DIGITS, ALL_DIGITS = 6, 17
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")


def compared(got: Any, expected: Any) -> tuple[str, str]:
    """Both as text, with as many digits as it takes to see a difference."""
    expected = _like(expected, got)
    for digits in (FEW_DIGITS, ALL_DIGITS):
        texts = shown(got, digits), shown(expected, digits)
        if texts[0] != texts[1]:
            break
    else:
        texts = tuple(f"{text} ({_kind(value)})" for text, value in zip(texts, (got, expected)))
    shapes = _shape(got), _shape(expected)
    if all(shapes) and shapes[0] != shapes[1]:
        texts = tuple(f"{text} (shape {shape})" for text, shape in zip(texts, shapes))
    return texts[0], texts[1]


def shown(value: Any, digits: int = FEW_DIGITS) -> str:
    """``value`` in a few lines; whatever its ``__repr__`` does."""
    try:
        text = _text(value, digits)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        text = f"<{type(value).__name__}>"
    text = without_addresses(text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def without_addresses(text: str) -> str:
    """``<function relu at 0x7f...>`` without the number, which helps nobody and changes each time."""
    return _ADDRESS.sub("", text)


def _text(value: Any, digits: int) -> str:
    numpy, torch = sys.modules.get("numpy"), sys.modules.get("torch")
    if numpy is not None and isinstance(value, numpy.ndarray) and value.ndim:
        return numpy.array2string(
            value, separator=", ", precision=digits, threshold=48, max_line_width=80
        )
    if numpy is not None and isinstance(value, numpy.ndarray | numpy.generic):
        value = value.item()
    if numpy is not None and isinstance(value, numpy.dtype):
        return str(value)
    if torch is not None and isinstance(value, torch.Tensor):
        return repr(value.detach())
    if isinstance(value, type):
        return value.__qualname__
    if isinstance(value, bool) or not isinstance(value, float):
        return repr(value)
    return f"{value:.{digits}g}"


def _like(expected: Any, got: Any) -> Any:
    """A list beside an array is written as an array: then the columns stand below each other."""
    numpy = sys.modules.get("numpy")
    if numpy is None or not isinstance(got, numpy.ndarray):
        return expected
    if not isinstance(expected, list | tuple):
        return expected
    try:
        array = numpy.asarray(expected)
    except ValueError:
        return expected
    return array if array.dtype.kind in "biufc" else expected


def _shape(value: Any) -> tuple[int, ...] | None:
    shape = getattr(value, "shape", None)
    try:
        return tuple(int(size) for size in shape) if shape is not None else None
    except (TypeError, ValueError):
        return None


def _kind(value: Any) -> str:
    dtype = getattr(value, "dtype", None)
    return f"{type(value).__name__} of {dtype}" if dtype is not None else type(value).__name__
