"""The worker's own objects, known to the grader by number."""

from __future__ import annotations

from typing import Any

from autograder.wire import HandleRef

MAX_HANDLES = 100_000


class HandleTable:
    """Objects that can't cross as data. The same object keeps its number; all live as long as the case."""

    def __init__(self) -> None:
        self._objects: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}
        self._next = 1

    def reference(self, item: Any) -> HandleRef:
        """The reference under which the grader will know ``item``."""
        number = self._numbers.get(id(item))
        if number is None:
            if len(self._objects) >= MAX_HANDLES:
                raise RuntimeError("too many objects handed over in one case")
            number = self._next
            self._next += 1
            self._objects[number] = item
            self._numbers[id(item)] = number
        return HandleRef(number, _readable_name(item), callable(item))

    def object(self, number: int) -> Any:
        """The object behind a number."""
        return self._objects[number]

    def clear(self) -> None:
        self._objects.clear()
        self._numbers.clear()


def _readable_name(item: Any) -> str:
    name = type(item).__name__
    if name == "ndarray":
        return f"ndarray of dtype {item.dtype}"
    return name if type(name) is str else "object"
