"""Uses of what an exercise puts off limits, found by what a name refers to and not by how it is spelled.

Entries of ``off_limits`` are dotted names. ``numpy.tanh`` forbids that function, ``torch.nn.functional``
the module and all in it; the same function under another path (``torch.softmax``) is an entry of its own.
An entry that begins with a dot, ``.softmax``, forbids that method or attribute on any object but the
student's own class.

This tells an honest student what not to lean on. It is no barrier: code that hides a name on purpose
(``getattr(np, "ta" + "nh")``, ``exec``) is not found by reading.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable

from autograder.submissions.model import Problem
from autograder.submissions.scopes import Binding, Module, Scope, module_of
from autograder.text import Text

MAX_USES = 50
MAX_MEANINGS = 16
MAX_STEPS = 40


def off_limits_uses(
    source: str, off_limits: Iterable[str], exports: Collection[str] = ()
) -> list[Problem]:
    """Each use in the order of the lines; ``name`` is the top-level definition it stands in.

    An import is no use until the name is read, unless it binds one of ``exports``: then the imported
    thing is itself the answer.
    """
    off_limits = tuple(off_limits)
    if not off_limits:
        return []
    module = module_of(source)
    finder = _Finder(module, off_limits)
    problems = finder.exported(exports)
    covered: set[int] = set()
    for node, scope in module.reads:
        if len(problems) >= MAX_USES:
            break
        if id(node) in covered:
            continue
        entry = finder.forbidden(node, scope)
        if entry is None:
            continue
        covered.update(id(inner) for inner in ast.walk(node))
        problems.append(
            _problem(node.lineno, _spelled(node), entry, scope.owner, node.col_offset + 1)
        )
    return sorted(problems, key=lambda problem: problem.line or 0)


def _problem(
    line: int, spelled: str, entry: str, owner: str | None, column: int | None = None
) -> Problem:
    behind = "" if spelled == entry else f" (`{entry}`)"
    message = Text(
        f"Line {line}: `{spelled}`{behind} is off limits in this exercise; write it yourself.",
        f"{line}행: 이 문제에서는 `{spelled}`{behind} 사용이 금지되어 있습니다. 직접 구현하세요.",
    )
    return Problem("off_limits", message, line, owner, column)


def _spelled(node: ast.AST) -> str:
    try:
        text = ast.unparse(node)
    except (
        RecursionError
    ):  # pragma: no cover - the depth is capped, but the caller's own stack is not known
        text = type(node).__name__
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"


class _Finder:
    """Resolves expressions to the dotted names that they may stand for."""

    def __init__(self, module: Module, off_limits: tuple[str, ...]) -> None:
        self.module = module
        self.names = tuple(entry for entry in off_limits if not entry.startswith("."))
        self.methods = frozenset(entry[1:] for entry in off_limits if entry.startswith("."))
        self.known: dict[int, frozenset[str]] = {}
        self.open: set[int] = set()

    def forbidden(self, node: ast.expr, scope: Scope) -> str | None:
        """The entry that this expression falls under."""
        if isinstance(node, ast.Name):
            return self._entry(self._imported(node, scope))
        entry = self._entry(self.meanings(node, scope))
        if entry is None:
            method = self._method(node, scope)
            entry = f".{method}" if method else None
        return entry

    def exported(self, exports: Collection[str]) -> list[Problem]:
        """``from numpy import tanh`` where ``tanh`` is what the student was to write."""
        problems = []
        for name in exports:
            bindings = _in_force(self.module.top.bindings.get(name, []))
            for binding in bindings:
                entry = self._entry({binding.origin}) if binding.origin else None
                if entry:
                    problems.append(_problem(binding.line, name, entry, name))
        return problems

    def _entry(self, meanings: Iterable[str]) -> str | None:
        for meaning in sorted(meanings):
            for entry in self.names:
                if meaning == entry or meaning.startswith(entry + "."):
                    return entry if meaning == entry else meaning
        return None

    def _imported(self, node: ast.Name, scope: Scope) -> set[str]:
        """What a bare name stands for by an import. (An alias by assignment was told where it was made.)"""
        home = scope.find(node.id)
        if home is None:
            stars = {f"{star}.{node.id}" for star in self.module.top.stars if star}
            return stars | {f"builtins.{node.id}"}
        return {b.origin for b in self._bindings(node, home, scope) if b.origin}

    def _bindings(self, node: ast.Name, home: Scope, scope: Scope) -> list[Binding]:
        bindings = home.bindings[node.id]
        if home.parent is not None:
            return bindings
        if scope.kind == "module":
            bindings = [b for b in bindings if b.line <= node.lineno] or bindings
        return _in_force(bindings)

    def _method(self, node: ast.expr, scope: Scope) -> str | None:
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.ctx, ast.Load)
            and node.attr in self.methods
        ):
            own = (
                {scope.owner}
                if _is_self(node.value)
                else {node.value.id}
                if isinstance(node.value, ast.Name)
                else set()
            )
            mine = any(node.attr in self.module.methods.get(name or "", ()) for name in own)
            return None if mine else node.attr
        if (
            isinstance(node, ast.Call)
            and len(node.args) >= 2
            and self._is(node.func, scope, "builtins.getattr")
        ):
            name = _literal(node.args[1])
            return name if name in self.methods else None
        if isinstance(node, ast.Call) and node.args and self._is(node.func, scope, *_BY_NAME):
            name = _literal(node.args[0])
            return name if name in self.methods else None
        return None

    def _is(self, node: ast.expr, scope: Scope, *names: str) -> bool:
        return not self.meanings(node, scope).isdisjoint(names)

    def meanings(self, node: ast.expr | None, scope: Scope) -> frozenset[str]:
        """All dotted names that ``node`` may evaluate to; empty where it is the student's own value."""
        if node is None or len(self.open) > MAX_STEPS or id(node) in self.open:
            return frozenset()
        if id(node) not in self.known:
            self.open.add(id(node))
            found = self._meanings(node, scope)
            self.open.discard(id(node))
            self.known[id(node)] = frozenset(sorted(found)[:MAX_MEANINGS])
        return self.known[id(node)]

    def _meanings(self, node: ast.expr, scope: Scope) -> Iterable[str]:
        if isinstance(node, ast.Name):
            return self._of_name(node, scope)
        if isinstance(node, ast.Attribute):
            if node.attr == "__getattribute__":
                return self.meanings(node.value, scope)
            return {f"{meaning}.{node.attr}" for meaning in self.meanings(node.value, scope)}
        if isinstance(node, ast.IfExp):
            return self.meanings(node.body, scope) | self.meanings(node.orelse, scope)
        if isinstance(node, ast.BoolOp):
            return frozenset().union(*(self.meanings(value, scope) for value in node.values))
        if isinstance(node, ast.NamedExpr):
            return self.meanings(node.value, scope)
        if isinstance(node, ast.Subscript):
            return self._of_subscript(node, scope)
        if isinstance(node, ast.Call):
            return self._of_call(node, scope)
        return ()

    def _of_name(self, node: ast.Name, scope: Scope) -> Iterable[str]:
        found = set(self._imported(node, scope))
        home = scope.find(node.id)
        if home is not None:
            for binding in self._bindings(node, home, scope):
                found |= self.meanings(binding.value, home)
        return found

    def _of_subscript(self, node: ast.Subscript, scope: Scope) -> Iterable[str]:
        """``np.__dict__["tanh"]``, ``vars(np)["tanh"]``, ``sys.modules["numpy"]``."""
        key = _literal(node.slice)
        if key is None:
            return ()
        if self._is(node.value, scope, "sys.modules"):
            return {key}
        table = node.value
        if isinstance(table, ast.Attribute) and table.attr == "__dict__":
            return {f"{meaning}.{key}" for meaning in self.meanings(table.value, scope)}
        if (
            isinstance(table, ast.Call)
            and table.args
            and self._is(table.func, scope, "builtins.vars")
        ):
            return {f"{meaning}.{key}" for meaning in self.meanings(table.args[0], scope)}
        return ()

    def _of_call(self, node: ast.Call, scope: Scope) -> Iterable[str]:
        """``getattr(np, "tanh")``, ``importlib.import_module("numpy")``, ``__import__("numpy")``."""
        if not node.args:
            return ()
        if self._is(node.func, scope, "builtins.getattr") and len(node.args) >= 2:
            name = _literal(node.args[1])
            return (
                {f"{meaning}.{name}" for meaning in self.meanings(node.args[0], scope)}
                if name
                else ()
            )
        first = _literal(node.args[0])
        if first is None:
            return ()
        if isinstance(node.func, ast.Attribute) and node.func.attr == "__getattribute__":
            return {f"{meaning}.{first}" for meaning in self.meanings(node.func.value, scope)}
        if self._is(node.func, scope, "importlib.import_module"):
            return {first}
        if self._is(node.func, scope, "builtins.__import__"):
            return {first.split(".")[0]}
        return ()


_BY_NAME = ("operator.methodcaller", "operator.attrgetter")


def _in_force(bindings: list[Binding]) -> list[Binding]:
    """The bindings that may hold when a function is called: from the last certain one on."""
    last = max((n for n, binding in enumerate(bindings) if binding.certain), default=0)
    return bindings[last:]


def _is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in ("self", "cls")


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
