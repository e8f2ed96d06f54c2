"""Which names of a module use which others, through its own calls.

A wrong `softmax` shows in every task that is built on `softmax`: to explain a failed case, only mistakes in
what the case's names reach can be asked. `symtable` knows the scopes, so a local variable that shares a
function's name does not count as a use of it.
"""

from __future__ import annotations

import ast
import symtable
from collections.abc import Iterable

from autograder.course.names import DEFINITIONS, bound_names, public_names


def call_closure(source: str, names: Iterable[str]) -> set[str]:
    """The public names that ``names`` reach in ``source``, they themselves included."""
    tree = ast.parse(source)
    reached = _reach(names_used(tree, source), names)
    return reached & set(public_names(tree))


def dependents(source: str, replaced: Iterable[str]) -> set[str]:
    """The public names of ``source`` whose behaviour may change when ``replaced`` do."""
    tree = ast.parse(source)
    uses = names_used(tree, source)
    changed = set(replaced)
    return {name for name in public_names(tree) if _reach(uses, [name]) & changed}


def source_of(source: str, name: str) -> str:
    """The top-level statements of ``source`` that ``name`` needs, in their order; imports are left out.

    What is defined again later does not count, unless the later definition is made of it.
    """
    tree = ast.parse(source)
    statements = _statements(tree, source)
    needed: list[ast.stmt] = []
    pending, seen = [name], set()
    while pending:
        wanted = pending.pop()
        if wanted in seen:
            continue
        seen.add(wanted)
        for node, bound, used in reversed(statements):
            if wanted not in bound:
                continue
            needed.append(node)
            pending.extend(used)
            if isinstance(node, DEFINITIONS) or wanted not in _read(node):
                break
    if not any(name in bound_names(node) for node in needed):
        return ""
    texts = [ast.get_source_segment(source, node) or "" for node in tree.body if node in needed]
    return "\n\n\n".join(texts)


def _read(node: ast.stmt) -> set[str]:
    """The names that a statement reads; ``total += 1`` reads what it changes."""
    names = [part for part in ast.walk(node) if isinstance(part, ast.Name)]
    changes = isinstance(node, ast.AugAssign)
    return {name.id for name in names if changes or isinstance(name.ctx, ast.Load)}


def names_used(tree: ast.Module, source: str) -> dict[str, set[str]]:
    """For each name that the module binds: the module's other names that its statements use."""
    own: set[str] = set().union(*map(bound_names, tree.body)) if tree.body else set()
    uses: dict[str, set[str]] = {name: set() for name in own}
    for _, bound, used in _statements(tree, source):
        for name in bound:
            uses[name] |= (used & own) - {name}
    return uses


def _statements(tree: ast.Module, source: str) -> list[tuple[ast.stmt, set[str], set[str]]]:
    """The top-level statements but imports: each with the names that it binds and those it uses."""
    tables: dict[tuple[str, int], symtable.SymbolTable] = {}
    for table in symtable.symtable(source, "<module>", "exec").get_children():
        tables[table.get_name(), table.get_lineno()] = table
    found = []
    for node in tree.body:
        if isinstance(node, DEFINITIONS):
            used = _evaluated_outside(node)
            # The line of a decorated definition is the decorator's in some versions of Python.
            lines = [node.lineno, *(decorator.lineno for decorator in node.decorator_list)]
            for line in lines:
                if (table := tables.get((node.name, line))) is not None:
                    used |= _globals_of(table)
                    break
        elif isinstance(node, ast.Import | ast.ImportFrom):
            continue
        else:
            used = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
        found.append((node, bound_names(node), used))
    return found


def _evaluated_outside(node: ast.stmt) -> set[str]:
    """Names in decorators, defaults, bases and annotations: evaluated in the module's own scope."""
    outside: list[ast.AST] = list(node.decorator_list)
    if isinstance(node, ast.ClassDef):
        outside += [*node.bases, *node.keywords]
    else:
        outside.append(node.args)
    return {part.id for root in outside for part in ast.walk(root) if isinstance(part, ast.Name)}


def _globals_of(table: symtable.SymbolTable) -> set[str]:
    used = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_global()}
    for child in table.get_children():
        used |= _globals_of(child)
    return used


def _reach(uses: dict[str, set[str]], names: Iterable[str]) -> set[str]:
    reached: set[str] = set()
    pending = list(names)
    while pending:
        name = pending.pop()
        if name not in reached:
            reached.add(name)
            pending.extend(uses.get(name, ()))
    return reached
