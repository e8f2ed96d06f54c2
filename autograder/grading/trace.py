"""What a case asked of a submission and what came back: the ground for messages and for the diagnosis."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.grading.describe import Part
from autograder.wire import ProtocolError, decode

OWN_FUNCTION = re.compile(r"[\w.<>]+\(\)")  # in "relu() missing 1 required positional argument"


@dataclass(frozen=True)
class Exchange:
    """One request and its outcome. ``outcome`` is "ok", "error", "callback" or "died"."""

    label: Any  # a string, or something that becomes one when it is read
    outcome: str
    body: bytes = b""
    buffers: tuple[Any, ...] = ()
    changed: tuple[Any, ...] = ()


@dataclass
class Trace:
    """The exchanges of one case, in order."""

    exchanges: list[Exchange] = field(default_factory=list)
    origins: dict[int, Any] = field(default_factory=dict)
    kept: list[Any] = field(default_factory=list)  # so that no id in ``origins`` is given out again

    def add(self, exchange: Exchange) -> None:
        self.exchanges.append(exchange)

    def came_from(self, value: Any, label: Any, depth: int = 0) -> None:
        """Remembers that ``value`` is what the call ``label`` returned."""
        if value is None or isinstance(value, bool) or (type(value) is int and abs(value) < 300):
            return
        self.origins[id(value)] = label
        self.kept.append(value)
        if depth < 3 and isinstance(value, list | tuple) and len(value) <= 64:
            for i, part in enumerate(value):
                self.came_from(part, Part(label, i), depth + 1)
        elif depth < 3 and isinstance(value, dict) and len(value) <= 64:
            for key, part in value.items():
                self.came_from(part, Part(label, key), depth + 1)

    def origin(self, value: Any) -> str | None:
        """The call that returned ``value``; for a small number, the last call."""
        found = self.origins.get(id(value))
        if found is None and (value is None or isinstance(value, bool | int)):
            calls = [e.label for e in self.exchanges if e.outcome == "ok" and e.label]
            return str(calls[-1]) if calls else None
        return None if found is None else str(found)

    def join(self, other: Trace) -> None:
        """Takes in what was asked of another worker in the same case."""
        self.exchanges += other.exchanges
        self.origins.update(other.origins)
        self.kept += other.kept

    def called(self) -> set[str]:
        """The names that were called, without arguments and attributes."""
        names = (getattr(e.label, "name", e.label) for e in self.exchanges)
        return {name.split("(")[0].split(".")[0] for name in names}

    def changed(self) -> list[tuple[str, tuple[Any, ...]]]:
        """The calls that changed their arguments."""
        return [(str(e.label), e.changed) for e in self.exchanges if e.changed]


class _Stub:
    """A handle in a recorded message: which object it was does not matter here."""


def same_answers(ours: Trace, theirs: Trace) -> bool:
    """Whether two cases got the same answers, to within rounding.

    Long traces are compared to their end, which is where the case failed.
    """
    if len(ours.exchanges) != len(theirs.exchanges):
        return False
    return all(map(_same_exchange, ours.exchanges, theirs.exchanges))


def same_wrong_answer(ours: tuple[Any, ...], theirs: tuple[Any, ...]) -> bool:
    """Whether two checks found the same value wrong. Only arrays and numbers tell enough to say so."""
    if not ours or not theirs or not (_tells(ours[0]) and _tells(theirs[0])):
        return False
    return same_value(ours[0], theirs[0])


def _tells(answer: Any) -> bool:
    """Whether it is unlikely that two different mistakes give this answer."""
    if hasattr(answer, "detach"):
        answer = answer.detach().cpu().double().numpy()
    if isinstance(answer, float | np.floating):
        answer = np.asarray(answer)
    if not isinstance(answer, np.ndarray) or answer.dtype.kind != "f":
        return False
    with np.errstate(all="ignore"):
        return bool(np.any(np.isfinite(answer) & (answer % 1 != 0)))


def _same_exchange(one: Exchange, other: Exchange) -> bool:
    if one.outcome != other.outcome:
        return False
    if one.outcome == "died":
        return str(one.label) == str(other.label)
    if one.changed != other.changed:
        return False
    if one.body == other.body and len(one.buffers) == len(other.buffers):
        if all(a == b for a, b in zip(one.buffers, other.buffers)):
            return True
    try:
        first = decode(one.body, list(one.buffers), lambda reference: _Stub())
        second = decode(other.body, list(other.buffers), lambda reference: _Stub())
    except ProtocolError:
        return False
    if one.outcome == "error":
        return _same_error(first, second)
    return same_value(first[1:], second[1:])


def _same_error(one: list[Any], other: list[Any]) -> bool:
    """Whether two exceptions are of one class and, where a library raised them, say the same.

    What a student's own ``raise`` says is theirs to choose. A library's words tell a wrong shape from a wrong type
    with the same class, but may name the student's own function.
    """
    if one[1][:1] != other[1][:1]:
        return False
    if any(raised[5].lstrip().startswith("raise") for raised in (one, other)):
        return True
    return OWN_FUNCTION.sub("", one[2]) == OWN_FUNCTION.sub("", other[2])


def same_value(one: Any, other: Any) -> bool:
    """Equal in type and shape, and in value to within rounding."""
    if isinstance(one, _Stub) and isinstance(other, _Stub):
        return True
    if _is_number(one) and _is_number(other):
        return _close(_as_array(one), _as_array(other))
    if type(one) is not type(other):
        return False
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same_value, one, other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same_value(one[k], other[k]) for k in one)
    if isinstance(one, np.ndarray):
        return one.shape == other.shape and one.dtype == other.dtype and _close(one, other)
    if hasattr(one, "detach"):
        if one.shape != other.shape or one.dtype != other.dtype:
            return False
        if one.requires_grad != other.requires_grad:
            return False
        return _close(_as_array(one), _as_array(other))
    return bool(one == other)


def _is_number(item: Any) -> bool:
    """A scalar in any of its forms: a mistake and its author need not agree on that."""
    if isinstance(item, np.ndarray) or hasattr(item, "detach"):
        return item.ndim == 0
    return isinstance(item, bool | int | float | np.generic)


def _as_array(item: Any) -> np.ndarray:
    if not hasattr(item, "detach"):
        return np.asarray(item)
    tensor = item.detach()
    return (
        tensor.float() if tensor.element_size() == 2 else tensor
    ).numpy()  # bfloat16 is no dtype


def _close(one: np.ndarray, other: np.ndarray) -> bool:
    if one.dtype.kind not in "fc" or other.dtype.kind not in "fc":
        return bool(np.array_equal(one, other))
    single = one.dtype.itemsize <= 4 or other.dtype.itemsize <= 4
    tolerance = 1e-4 if single else 1e-8
    with np.errstate(all="ignore"):
        return bool(np.allclose(one, other, rtol=tolerance, atol=tolerance, equal_nan=True))
