"""The student's objects as a grader sees them: a name of a type, and whatever the worker answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from autograder.grading import describe

if TYPE_CHECKING:
    from autograder.grading.conversation import Conversation


class HandleProxy:
    """An object that lives in the worker.

    Equality, order and truth are the grader's own: ``error < tolerance`` is not for a student to answer.
    """

    __slots__ = ("_conversation", "_number", "type_name")

    def __init__(self, conversation: Conversation, number: int, type_name: str) -> None:
        object.__setattr__(self, "_conversation", conversation)
        object.__setattr__(self, "_number", number)
        object.__setattr__(self, "type_name", type_name)

    def number_of(self, conversation: Conversation) -> int:
        """The number under which ``conversation``'s worker knows the object."""
        if self._conversation is not conversation:
            # No fault of ours: a student can return an object where an array is wanted, and the
            # grader pass it on. The solution, in the same case, tells whose fault it is.
            raise TypeError("an object was passed to a worker that does not hold it")
        return self._number

    def describe_for_student(self) -> str:
        return f"{self.type_name} object"

    def _label(self, name: str) -> str:
        return f"{self.type_name}.{name}"

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        label = describe.Call(self.type_name, args, kwargs)
        return self._conversation.call(label, self, args, kwargs)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        value = self._conversation.ask(self._label(name), "get", self, name)
        if isinstance(value, HandleProxy) and value.type_name in METHOD_TYPES:
            return BoundMethod(self, name, value)
        return value

    def __setattr__(self, name: str, value: Any) -> None:
        self._conversation.ask(self._label(name), "set", self, name, value)

    def _operate(self, name: str, *args: Any) -> Any:
        return self._conversation.ask(self._label(name), "operate", name, [self, *args])

    def __iter__(self) -> Iterator[Any]:
        iterator = self._operate("iter")
        while True:
            more, value = self._conversation.ask(self._label("next"), "next", iterator)
            if not more:
                return
            yield value

    def __next__(self) -> Any:
        more, value = self._conversation.ask(self._label("next"), "next", self)
        if not more:
            raise StopIteration
        return value

    def __len__(self) -> int:
        length = self._operate("len")
        return length if type(length) is int and 0 <= length < 2**40 else 0

    def __float__(self) -> float:
        return float(self._operate("float"))

    def __int__(self) -> int:
        return int(self._operate("int"))

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return hash((id(self._conversation), self._number))

    def __repr__(self) -> str:
        return f"<{self.type_name} object in the worker>"


METHOD_TYPES = ("method", "builtin_function_or_method", "function", "method-wrapper")


class BoundMethod:
    """A method of a handle: as a handle, but its calls are told by their own name."""

    __slots__ = ("_handle", "_label")

    def __init__(self, owner: HandleProxy, name: str, handle: HandleProxy) -> None:
        self._handle = handle
        self._label = f"{owner.type_name}.{name}"

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        label = describe.Call(self._label, args, kwargs)
        return self._handle._conversation.call(label, self._handle, args, kwargs)

    def __repr__(self) -> str:
        return f"<{self._label} in the worker>"


def _binary(name: str, reflected: bool = False) -> Any:
    def method(self: HandleProxy, other: Any) -> Any:
        operands = [other, self] if reflected else [self, other]
        return self._conversation.ask(self._label(name), "operate", name, operands)

    return method


def _unary(name: str) -> Any:
    return lambda self: self._operate(name)


for _name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul"):
    setattr(HandleProxy, f"__{_name}__", _binary(_name))
    setattr(HandleProxy, f"__r{_name}__", _binary(_name, reflected=True))
HandleProxy.__getitem__ = _binary("getitem")
for _name in ("neg", "pos", "abs", "invert"):
    setattr(HandleProxy, f"__{_name}__", _unary(_name))
HandleProxy.__array_ufunc__ = None  # an array on the left leaves the operator to the handle
