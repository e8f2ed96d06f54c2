"""Values in a few words, for messages."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

USUAL = (np.dtype(float), np.dtype(int), np.dtype(bool))  # what NumPy's own repr leaves unsaid
SMALL = 8  # elements that are worth writing out


def is_tensor(value: Any) -> bool:
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(value, torch.Tensor)


def number(value: Any) -> str:
    """A scalar, short but exact enough to see the difference."""
    if isinstance(value, bool | np.bool_):
        return str(bool(value))
    if isinstance(value, int | np.integer):
        return (
            str(int(value))
            if abs(int(value)) < 10**30
            else f"an integer of {len(hex(value)) * 4} bits"
        )
    if isinstance(value, float | np.floating):
        text = f"{float(value):.10g}"
        return f"{text}.0" if text.lstrip("-").isdigit() else text
    return str(value)[:60]


def value(item: Any) -> str:
    """A value as a student would recognise it."""
    if isinstance(item, np.ndarray):
        return _array(item, f"{item.dtype} array")
    if is_tensor(item):
        dtype = str(item.dtype).removeprefix("torch.")
        if item.numel() <= SMALL and item.dim() <= 2:
            return f"tensor({_rounded(item.detach().tolist())})"
        return f"{dtype} tensor of shape {tuple(item.shape)}"
    if isinstance(item, bool | int | float | np.generic):
        return number(item)
    if isinstance(item, str):
        return repr(item if len(item) <= 60 else item[:57] + "...")
    if item is None:
        return "None"
    if isinstance(item, list | tuple):
        left, right = ("[", "]") if isinstance(item, list) else ("(", ")")
        parts = [value(part) for part in item[:4]] + (["..."] if len(item) > 4 else [])
        text = ", ".join(parts) + ("," if len(item) == 1 and left == "(" else "")
        if len(text) > 160:
            return f"a {type(item).__name__} of {len(item)}"
        return left + text + right
    if isinstance(item, dict):
        return f"a dict with keys {', '.join(map(repr, list(item)[:6]))}" if item else "{}"
    name = getattr(type(item), "describe_for_student", None)
    if name is not None:
        return name(item)
    if callable(item):
        return getattr(item, "__name__", "function").strip("<>") or "function"
    return f"an object of type {type(item).__name__}"


def _rounded(item: Any) -> str:
    if isinstance(item, list):
        return f"[{', '.join(map(_rounded, item))}]"
    return f"{item:.6g}" if isinstance(item, float) else str(item)


def _array(array: np.ndarray, name: str) -> str:
    if array.size <= SMALL and array.ndim <= 2:
        text = np.array2string(array, precision=6, separator=", ").replace("\n", "")
        told = "" if array.dtype in USUAL else f", dtype={array.dtype}"
        return f"array({' '.join(text.split())}{told})"
    return f"{name} of shape {array.shape}"


def kind(item: Any) -> str:
    """The type of a value, in the field's words."""
    if isinstance(item, np.ndarray):
        return "NumPy array"
    if is_tensor(item):
        return "tensor"
    if isinstance(item, np.generic):
        return f"NumPy {item.dtype} scalar"
    if item is None:
        return "None"
    return getattr(item, "type_name", None) or type(item).__name__


class Call:
    """``relu(float64 array of shape (7, 5))``, put together when somebody reads it: most never do."""

    __slots__ = ("args", "kwargs", "name")

    def __init__(self, name: str, args: Any, kwargs: dict[str, Any]) -> None:
        self.name = name
        self.args = args
        self.kwargs = kwargs

    def __str__(self) -> str:
        parts = [value(a) for a in self.args]
        parts += [f"{key}={value(v)}" for key, v in self.kwargs.items()]
        text = ", ".join(parts)
        return f"{self.name}({text if len(text) <= 300 else text[:297] + '...'})"


class Part:
    """A part of what a call returned: ``linear_forward(...)[0]``."""

    __slots__ = ("index", "whole")

    def __init__(self, whole: Any, index: Any) -> None:
        self.whole = whole
        self.index = index

    def __str__(self) -> str:
        return f"{self.whole}[{self.index!r}]"
