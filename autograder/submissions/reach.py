"""Which definitions lean on which: a use in a helper counts for the tasks that call the helper."""

from __future__ import annotations

import ast
from collections.abc import Collection

from autograder.submissions.parse import tree_of
from autograder.submissions.scopes import Module, changed_names, module_of


def affected_names(
    source: str, definition_names: Collection[str], stop_at: Collection[str] = ()
) -> set[str]:
    """``definition_names`` and every top-level name that uses one of them, directly or not, by name.

    Names in ``stop_at`` do not pass it on: a task that calls another task of the same exercise, as it
    should, does not lose its own points for that one's fault.
    """
    users = _users(tree_of(source))
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


def _users(tree: ast.Module) -> dict[str, set[str]]:
    """For each top-level name, the top-level names whose code reads it."""
    module: Module = module_of(tree)
    users: dict[str, set[str]] = {}
    for node, scope in module.reads:
        read = _global_read(node, scope, module)
        if read and scope.owner and scope.owner != read:
            users.setdefault(read, set()).add(scope.owner)
    for statement in ast.walk(tree):
        if isinstance(statement, ast.stmt):
            first, *others = changed_names(statement) or [""]
            if others and not isinstance(statement, ast.Import | ast.ImportFrom):
                users.setdefault(first, set()).update(others)
    return users


def _global_read(node: ast.expr, scope, module: Module) -> str | None:
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
