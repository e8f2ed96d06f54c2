"""Answers the grader's requests, one at a time, until the connection closes."""

from __future__ import annotations

import operator
import os
import types
from typing import Any

from autograder.wire import CallbackRef, Channel, HandleRef, ProtocolError, decode, encode
from autograder.wire.frames import Closed
from autograder.wire.values import comes_back
from autograder.worker import probes
from autograder.worker.callbacks import MAX_CALLS, MAX_NESTING, Callback, named_exception
from autograder.worker.digests import digest, has_data
from autograder.worker.handles import HandleTable
from autograder.worker.loader import describe, load, place
from autograder.worker.probes import scratch

OPERATORS = {
    name: getattr(operator, name)
    for name in (
        "add",
        "sub",
        "mul",
        "truediv",
        "floordiv",
        "mod",
        "pow",
        "matmul",
        "neg",
        "pos",
        "abs",
        "eq",
        "ne",
        "lt",
        "le",
        "gt",
        "ge",
        "getitem",
        "setitem",
        "delitem",
        "contains",
        "and_",
        "or_",
        "xor",
        "invert",
    )
} | {
    "len": len,
    "iter": iter,
    "bool": bool,
    "float": float,
    "int": int,
    "repr": repr,
    "str": str,
    "list": list,
    "hasattr": hasattr,
    "type_name": lambda item: type(item).__name__,
    "isinstance_of": lambda item, name: any(c.__name__ == name for c in type(item).__mro__),
}


class MissingName(Exception):
    """The submission does not define the name that was asked for."""


class Server:
    """One submission, one conversation."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.handles = HandleTable()
        self.module = types.ModuleType("nothing")
        self.filename = ""
        self._calls = 0
        self._nesting = 0
        self._case = 0
        self._results: dict[int, Any] = {}

    def serve(self) -> None:
        """Until the grader hangs up."""
        try:
            while True:
                request = self._receive()
                self._answer(request)
        except Closed:
            return

    def _receive(self) -> Any:
        body, buffers = self.channel.receive()
        return decode(body, buffers, self._from_reference)

    def _send(self, message: list[Any]) -> None:
        self.channel.send(*encode(message, self.handles.reference))

    def _from_reference(self, reference: HandleRef | CallbackRef) -> Any:
        if isinstance(reference, HandleRef):
            if reference.number < 0:
                return self._result(-reference.number, reference.type_name)
            return self.handles.object(reference.number)
        return Callback(reference.number, reference.name, self._ask)

    def _result(self, number: int, path: str) -> Any:
        """What an earlier request of this case returned, or a part of it: the object, not a copy.

        An opaque cache comes back to the function that made it as what it was, graph and class included.
        """
        item = self._results[number]
        for index in path.split(".") if path else ():
            item = item[int(index)]
        return item

    def _answer(self, request: list[Any]) -> None:
        case, number, verb, *rest = request
        if case != self._case:
            self._case = case
            self._calls = 0
            self.handles.clear()
            self._results.clear()
            scratch.clear()
        try:
            reply = getattr(self, f"do_{verb}")(*rest)
            if number and comes_back(reply[1]):
                self._results[number] = reply[1]
        except Closed:
            raise
        except BaseException as error:
            reply = self._error(error)
        try:
            self._send(reply)
        except Closed:
            raise
        except Exception as error:  # whatever the student's objects do while they are looked at
            self._send(["error", ["ResultCannotCross"], describe(error), 0, "", ""])

    def _error(self, error: BaseException) -> list[Any]:
        classes = [kind.__name__ for kind in type(error).__mro__ if kind is not object]
        line, function, text = place(error, self.filename)
        return ["error", classes, describe(error), line, function, text]

    # Requests

    def do_load(self, source: str, filename: str, module_name: str) -> list[Any]:
        self.filename = filename
        self.module, errors = load(source, filename, module_name)
        return ["ok", [[e.line, e.kind, e.message] for e in errors], []]

    def do_call(self, target: Any, args: list, kwargs: dict, watch: bool) -> list[Any]:
        function = self._named(target) if type(target) is str else target
        if not watch or not (any(map(has_data, args)) or any(map(has_data, kwargs.values()))):
            return ["ok", function(*args, **kwargs), []]
        before = digest([args, kwargs])
        result = function(*args, **kwargs)
        after = digest([args, kwargs])
        if before == after:
            return ["ok", result, []]
        changed: list[Any] = [i for i, (a, b) in enumerate(zip(before[0], after[0])) if a != b]
        changed += [a[0][1:-1] for a, b in zip(before[1], after[1]) if a != b]
        return ["ok", result, changed]

    def do_probe(self, name: str, args: list, kwargs: dict) -> list[Any]:
        probe = probes.find(name)
        result = probe(*args, **kwargs)
        # An array that a probe keeps alive could cross by value; it is the object itself that is wanted.
        if getattr(probe, "returns_handle", False):
            result = self.handles.reference(result)
        return ["ok", result, []]

    def do_get(self, target: Any, name: str) -> list[Any]:
        return ["ok", getattr(target, name), []]

    def do_name(self, name: str) -> list[Any]:
        return ["ok", self._named(name), []]

    def do_set(self, target: Any, name: str, value: Any) -> list[Any]:
        setattr(target, name, value)
        return ["ok", None, []]

    def do_operate(self, name: str, args: list) -> list[Any]:
        return ["ok", OPERATORS[name](*args), []]

    def do_next(self, iterator: Any) -> list[Any]:
        try:
            return ["ok", [True, next(iterator)], []]
        except StopIteration:
            return ["ok", [False, None], []]

    def _named(self, name: str) -> Any:
        try:
            return self.module.__dict__[name]
        except KeyError:
            raise MissingName(name) from None

    # Callbacks: while the submission waits for one, the grader may ask for other things.

    def _ask(self, number: int, args: tuple, kwargs: dict) -> Any:
        self._calls += 1
        if self._calls > MAX_CALLS:
            raise RuntimeError(f"more than {MAX_CALLS} calls of functions that were passed in")
        if self._nesting >= MAX_NESTING:
            raise RecursionError("functions that were passed in call each other too deeply")
        self._nesting += 1
        try:
            self._send(["callback", number, list(args), kwargs])
            while True:
                answer = self._receive()
                if answer[2] == "return":
                    return answer[3]
                if answer[2] == "raise":
                    raise named_exception(answer[3], answer[4])
                self._answer(answer)
        finally:
            self._nesting -= 1


def run(channel: Channel) -> None:
    """Serves and ends the process: nothing that a submission registered runs at exit."""
    status = 0
    try:
        channel.send(*encode(["ready"], lambda item: None))
        Server(channel).serve()
    except ProtocolError:
        status = 98
    finally:
        os._exit(status)
