"""The public names of a module, by its syntax tree: nothing is imported to learn what it defines."""

from __future__ import annotations

import ast

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def definitions(tree: ast.Module) -> dict[str, Definition]:
    """Top-level functions and classes by name, in order; of a name defined twice, the last."""
    return {node.name: node for node in tree.body if isinstance(node, DEFINITIONS)}


def public_names(source: str | ast.Module) -> tuple[str, ...]:
    """The names of ``source`` that students must define: its public top-level functions and classes."""
    tree = ast.parse(source) if isinstance(source, str) else source
    return tuple(name for name in definitions(tree) if not name.startswith("_"))


def bound_names(node: ast.stmt) -> set[str]:
    """The names that one top-level statement binds in its module."""
    if isinstance(node, DEFINITIONS):
        return {node.name}
    if isinstance(node, ast.Import | ast.ImportFrom):
        return {alias.asname or alias.name.partition(".")[0] for alias in node.names}
    names: set[str] = set()
    pending: list[ast.AST] = [node]
    while pending:
        part = pending.pop()
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
            names.add(part.id)
        elif part is not node and isinstance(part, (*DEFINITIONS, ast.Import, ast.ImportFrom)):
            names |= bound_names(part)
            continue
        elif isinstance(
            part, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
        ):
            continue
        elif isinstance(part, ast.ExceptHandler) and part.name:
            names.add(part.name)
        pending.extend(ast.iter_child_nodes(part))
    return names


def import_origins(node: ast.stmt) -> dict[str, str]:
    """What each name of an import statement stands for: ``np`` is "numpy"; nothing for other statements."""
    if isinstance(node, ast.ImportFrom):
        module = "." * node.level + (node.module or "")
        return {alias.asname or alias.name: f"{module}.{alias.name}" for alias in node.names}
    if isinstance(node, ast.Import):
        return {
            alias.asname or alias.name.partition(".")[0]: alias.name
            if alias.asname
            else alias.name.partition(".")[0]
            for alias in node.names
        }
    return {}
