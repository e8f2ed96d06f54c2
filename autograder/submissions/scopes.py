"""Which name means what: the scopes of a module, as far as they can be told without running it.

Two questions are answered, for the static checks: what does a name in some place refer to (a module, a
thing imported, the student's own definition), and which top-level names does a top-level statement bind
and use. Where the order of events decides, all possibilities are kept.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from autograder.submissions.parse import tree_of

MAX_BINDINGS = 64


@dataclass(frozen=True)
class Binding:
    """One place that gives a name a meaning: an import (``origin``), an assignment (``value``), or
    something of the student's own (neither)."""

    line: int
    value: ast.expr | None = None
    origin: str | None = None
    certain: bool = True
    defines: bool = False


@dataclass
class Scope:
    """A module, class, function or comprehension. ``owner`` is the top-level name it lies in."""

    kind: Literal["module", "class", "function"]
    parent: Scope | None = None
    owner: str | None = None
    bindings: dict[str, list[Binding]] = field(default_factory=dict)
    outer: dict[str, str] = field(default_factory=dict)  # name -> "global" or "nonlocal"
    stars: list[str] = field(default_factory=list)

    @property
    def module(self) -> Scope:
        return self.parent.module if self.parent else self

    def bind(self, name: str, binding: Binding) -> None:
        where = self.outer.get(name)
        if where == "global":
            self.module._keep(name, replace(binding, certain=False))
        elif where != "nonlocal":
            self._keep(name, binding)

    def _keep(self, name: str, binding: Binding) -> None:
        """A name bound ten thousand times must not cost ten thousand squared: the middle is forgotten."""
        bindings = self.bindings.setdefault(name, [])
        bindings.append(binding)
        if len(bindings) > MAX_BINDINGS:
            del bindings[MAX_BINDINGS // 2]

    def find(self, name: str) -> Scope | None:
        """The scope in which ``name``, read here, is bound; None for a builtin or an unknown name."""
        if self.outer.get(name) == "global":
            return self.module if name in self.module.bindings else None
        scope: Scope | None = self
        while scope is not None:
            if name in scope.bindings and (scope is self or scope.kind != "class"):
                return scope
            scope = scope.parent
        return None


@dataclass
class Module:
    """The scopes of a tree. ``scope_of`` maps each expression that reads a name to where it stands;
    ``guarded`` are names bound only under ``if __name__ == "__main__"``; ``nested`` are definitions
    that lie inside another, with their lines."""

    top: Scope
    reads: list[tuple[ast.expr, Scope]] = field(default_factory=list)
    guarded: dict[str, int] = field(default_factory=dict)
    nested: dict[str, tuple[int, str]] = field(default_factory=dict)
    methods: dict[str, set[str]] = field(default_factory=dict)


@lru_cache(maxsize=2)
def module_of(source: str) -> Module:
    """The scopes of ``source`` (at most ``parse.MAX_DEPTH`` deep, so recursion is safe)."""
    builder = _Builder()
    for statement in tree_of(source).body:
        builder.top_level(statement)
    return builder.module


def is_main_guard(statement: ast.stmt) -> bool:
    """``if __name__ == "__main__":``, which never runs where a submission is graded."""
    return isinstance(statement, ast.If) and any(
        isinstance(node, ast.Name) and node.id == "__name__" for node in ast.walk(statement.test)
    )


def bound_names(target: ast.AST) -> Iterator[ast.Name]:
    """The names in an assignment's target."""
    for node in ast.walk(target):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del):
            yield node


def first_target(statement: ast.stmt) -> str | None:
    """The name by which a top-level statement is called: what it defines, or the first thing it
    binds or changes (``table["f"] = ...`` changes ``table``)."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return statement.name
    names = changed_names(statement)
    return names[0] if names else None


def changed_names(statement: ast.stmt) -> list[str]:
    """The top-level names that a simple statement binds, or whose contents it changes."""
    targets: list[ast.expr] = []
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AnnAssign | ast.AugAssign | ast.For | ast.AsyncFor):
        targets = [statement.target]
    elif isinstance(statement, ast.Import | ast.ImportFrom):
        return [alias.asname or alias.name.split(".")[0] for alias in statement.names]
    elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        return _changed_by_call(statement.value)
    return [name for target in targets for name in _roots(target)]


def _changed_by_call(call: ast.Call) -> list[str]:
    """``table.update(f=...)`` changes ``table``; ``setattr(Layer, "act", ...)`` changes ``Layer``."""
    if isinstance(call.func, ast.Attribute):
        return _roots(call.func.value)
    if isinstance(call.func, ast.Name) and call.func.id == "setattr" and call.args:
        return _roots(call.args[0])
    return []


def _roots(target: ast.expr) -> list[str]:
    if isinstance(target, ast.Tuple | ast.List):
        return [name for item in target.elts for name in _roots(item)]
    if isinstance(target, ast.Subscript) and _is_namespace(target.value):
        key = target.slice
        return [key.value] if isinstance(key, ast.Constant) and isinstance(key.value, str) else []
    while isinstance(target, ast.Attribute | ast.Subscript | ast.Starred):
        target = target.value
    return [target.id] if isinstance(target, ast.Name) else []


def _is_namespace(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("globals", "vars", "locals")
        and not node.args
    )


class _Builder:
    def __init__(self) -> None:
        self.module = Module(Scope("module"))
        self.certain = True

    def top_level(self, statement: ast.stmt) -> None:
        if is_main_guard(statement):
            aside = _Builder()
            for inner in statement.body:  # type: ignore[attr-defined]
                aside.top_level(inner)
            for name, bindings in aside.module.top.bindings.items():
                self.module.guarded.setdefault(name, bindings[0].line)
            return
        self.visit(statement, self.module.top)

    def visit(self, node: ast.AST, scope: Scope) -> None:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            self._function(node, scope)
        elif isinstance(node, ast.ClassDef):
            self._class(node, scope)
        elif isinstance(node, ast.Lambda):
            self._parameters_and_body(node.args, [node.body], scope, scope.owner)
        elif isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp):
            self._comprehension(node, scope)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            self._import(node, scope)
        elif isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr):
            self._assignment(node, scope)
        elif isinstance(node, ast.Name):
            if isinstance(node.ctx, ast.Load):
                self.module.reads.append((node, scope))
            else:
                scope.bind(node.id, Binding(node.lineno, certain=self.certain))
        else:
            self._other(node, scope)

    def _other(self, node: ast.AST, scope: Scope) -> None:
        if isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
            self.module.reads.append((node, scope))
        elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
            scope.bind(node.name, Binding(node.lineno, certain=False))
        elif isinstance(node, ast.MatchMapping) and node.rest:
            scope.bind(node.rest, Binding(node.lineno, certain=False))
        certain = self.certain
        if isinstance(node, ast.If | ast.Try | ast.While | ast.For | ast.AsyncFor | ast.Match):
            self.certain = False
        aside = scope
        if scope.kind == "module" and scope.owner is None and isinstance(node, ast.stmt):
            aside = self._standing_in(scope, self._changed(node, scope))
        for child in ast.iter_child_nodes(node):
            block = isinstance(child, ast.stmt | ast.ExceptHandler | ast.match_case)
            self.visit(child, scope if block else aside)
        self.certain = certain

    def _changed(self, statement: ast.stmt, scope: Scope) -> str | None:
        """What a statement changes. Calling a module's function does not change the module."""
        name = first_target(statement)
        imported = name is not None and any(b.origin for b in scope.bindings.get(name, ()))
        return None if imported and isinstance(statement, ast.Expr) else name

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef, scope: Scope) -> None:
        self._define(node, scope)
        owner = node.name if scope.kind == "module" else scope.owner
        for decorator in node.decorator_list:
            self.visit(decorator, self._standing_in(scope, owner))
        if node.returns:
            self.visit(node.returns, self._standing_in(scope, owner))
        self._parameters_and_body(node.args, node.body, scope, owner)

    def _standing_in(self, scope: Scope, owner: str | None) -> Scope:
        """The same scope, but what is read there belongs to ``owner`` (a default, a decorator)."""
        return Scope(scope.kind, scope.parent, owner, scope.bindings, scope.outer, scope.stars)

    def _parameters_and_body(
        self, arguments: ast.arguments, body: list, scope: Scope, owner: str | None
    ) -> None:
        outside = self._standing_in(scope, owner)
        for default in [*arguments.defaults, *(d for d in arguments.kw_defaults if d)]:
            self.visit(default, outside)
        inside = Scope("function", scope, owner)
        named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        for argument in [*named, *(a for a in (arguments.vararg, arguments.kwarg) if a)]:
            inside.bind(argument.arg, Binding(argument.lineno))
            if argument.annotation:
                self.visit(argument.annotation, outside)
        certain, self.certain = self.certain, True
        self._body(body, inside)
        self.certain = certain

    def _body(self, body: list, inside: Scope) -> None:
        stack: list[ast.AST] = [statement for statement in body if isinstance(statement, ast.stmt)]
        while stack:  # global and nonlocal hold for the whole function, wherever they stand in it
            node = stack.pop()
            if isinstance(node, ast.Global | ast.Nonlocal):
                where = "global" if isinstance(node, ast.Global) else "nonlocal"
                inside.outer.update(dict.fromkeys(node.names, where))
            elif not isinstance(
                node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.expr
            ):
                stack.extend(ast.iter_child_nodes(node))
        for statement in body:
            self.visit(statement, inside)

    def _class(self, node: ast.ClassDef, scope: Scope) -> None:
        self._define(node, scope)
        owner = node.name if scope.kind == "module" else scope.owner
        outside = self._standing_in(scope, owner)
        for expression in [*node.decorator_list, *node.bases, *(k.value for k in node.keywords)]:
            self.visit(expression, outside)
        inside = Scope("class", scope, owner)
        certain, self.certain = self.certain, True
        self._body(node.body, inside)
        self.certain = certain
        self.module.methods.setdefault(node.name, set()).update(
            inside.bindings, _self_attributes(node)
        )

    def _define(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, scope: Scope
    ) -> None:
        scope.bind(node.name, Binding(node.lineno, certain=self.certain, defines=True))
        if scope.kind != "module":
            self.module.nested.setdefault(node.name, (node.lineno, scope.owner or ""))

    def _comprehension(self, node: ast.expr, scope: Scope) -> None:
        inside = Scope("function", scope, scope.owner)
        for generator in node.generators:  # type: ignore[attr-defined]
            for name in bound_names(generator.target):
                inside.bind(name.id, Binding(name.lineno))
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.comprehension):
                for part in [child.iter, *child.ifs]:
                    self.visit(part, inside)
            else:
                self.visit(child, inside)

    def _import(self, node: ast.Import | ast.ImportFrom, scope: Scope) -> None:
        for alias in node.names:
            if isinstance(node, ast.Import):
                name = alias.asname or alias.name.split(".")[0]
                origin: str | None = alias.name if alias.asname else name
            elif alias.name == "*":
                if not node.level and node.module:
                    scope.stars.append(node.module)
                else:
                    scope.stars.append("")
                continue
            else:
                name = alias.asname or alias.name
                origin = None if node.level else f"{node.module}.{alias.name}"
            scope.bind(name, Binding(node.lineno, origin=origin, certain=self.certain))

    def _assignment(self, node: ast.Assign | ast.AnnAssign | ast.NamedExpr, scope: Scope) -> None:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        outside = scope
        if scope.kind == "module" and isinstance(node, ast.stmt):
            outside = self._standing_in(scope, first_target(node))
        if node.value is not None:
            self.visit(node.value, outside)
        for target in targets:
            self._bind_target(target, node.value, scope, outside)
        if isinstance(node, ast.AnnAssign):
            self.visit(node.annotation, outside)

    def _bind_target(
        self, target: ast.expr, value: ast.expr | None, scope: Scope, outside: Scope
    ) -> None:
        if isinstance(target, ast.Name):
            scope.bind(target.id, Binding(target.lineno, value, None, self.certain))
        elif (
            isinstance(target, ast.Tuple | ast.List)
            and isinstance(value, ast.Tuple | ast.List)
            and len(target.elts) == len(value.elts)
            and not any(isinstance(item, ast.Starred) for item in [*target.elts, *value.elts])
        ):
            for one, its_value in zip(target.elts, value.elts):
                self._bind_target(one, its_value, scope, outside)
        else:
            self.visit(target, outside)


def _self_attributes(node: ast.ClassDef) -> set[str]:
    return {
        inner.attr
        for inner in ast.walk(node)
        if isinstance(inner, ast.Attribute) and isinstance(inner.ctx, ast.Store)
    }
