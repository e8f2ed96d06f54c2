"""Which definitions lean on which: a use in a helper counts for the tasks that call the helper."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from functools import lru_cache

from autograder.submissions.parse import tree_of
from autograder.submissions.scopes import Module, Scope, changed_names, module_of


def affected_names(
    source: str, definition_names: Collection[str], stop_at: Collection[str] = ()
) -> set[str]:
    """``definition_names`` and every top-level name that uses one of them, directly or not, by name.

    Names in ``stop_at`` do not pass it on: a task that calls another task of the same exercise, as it
    should, does not lose its own points for that one's fault.
    """
    users = _users(source)
    found: set[str] = set()
    waiting = list(definition_names)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        if name not in stop_at:
            waiting += users.get(name, ())
    return found


@lru_cache(maxsize=2)
def _users(source: str) -> dict[str, set[str]]:
    """For each top-level name, the top-level names whose code reads it."""
    module = module_of(source)
    users: dict[str, set[str]] = {}
    for node, scope in module.reads:
        read = _global_read(node, scope, module)
        if read and scope.owner and scope.owner != read:
            users.setdefault(read, set()).add(scope.owner)
    for statement in _outside_functions(tree_of(source)):
        first, *others = changed_names(statement) or [""]
        if others and not isinstance(statement, ast.Import | ast.ImportFrom):
            users.setdefault(first, set()).update(others)
    return users


def _outside_functions(tree: ast.Module) -> Iterator[ast.stmt]:
    stack: list[ast.AST] = list(tree.body)
    while stack:
        node = stack.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.expr):
            continue
        if isinstance(node, ast.stmt):
            yield node
        stack.extend(ast.iter_child_nodes(node))


def _global_read(node: ast.expr, scope: Scope, module: Module) -> str | None:
    if isinstance(node, ast.Name):
        home = scope.find(node.id)
        return node.id if home is not None and home.bindings is module.top.bindings else None
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Call):
        function, key = node.value.func, node.slice
        if (
            isinstance(function, ast.Name)
            and function.id == "globals"
            and isinstance(key, ast.Constant)
        ):
            return str(key.value)
    return None
