"""The solution without its answers.

Each region between the SOLUTION marks becomes an exception that names what is to be written; a region at
module level or in a class body goes away, and one comment says that own helpers are welcome there.
"""

from __future__ import annotations

import ast
import builtins
import re
import symtable
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.course.names import DEFINITIONS, Definition, bound_names, definitions
from autograder.errors import DeepdrillError

BEGIN = "### BEGIN SOLUTION"
END = "### END SOLUTION"
WELCOME = "# Imports and helpers of your own are welcome here."
WELCOME_IN_CLASS = "# Helper methods of your own are welcome here."
_MODULE_ATTRIBUTES = {"__name__", "__file__", "__doc__", "__all__"}


@dataclass(frozen=True)
class Region:
    """Lines ``begin`` to ``end`` (the marks, counted from 1) and the scope that they stand in."""

    begin: int
    end: int
    scope: str  # "corner", "Counter.add", or "" for the module and for a class body
    kind: str  # "function", "method", "class", "module"


def make_stub(source: str, where: str) -> str:
    """The stub of ``source``; ``where`` names the file in messages."""
    tree = _parse(source, where)
    lines = source.split("\n")
    regions = find_regions(source, where)
    _nothing_public_is_hidden(tree, regions, where)
    stub: list[str] = []
    position = 0
    welcomed: set[str] = set()
    for region in regions:
        mark = lines[region.begin - 1]
        indent = mark[: len(mark) - len(mark.lstrip())]
        stub += lines[position : region.begin - 1]
        if region.scope:
            stub.append(
                f'{indent}raise NotImplementedError("{region.scope}: '
                f'write this {region.kind}, then delete this line.")'
            )
        elif region.kind == "class":
            stub.append(indent + WELCOME_IN_CLASS)
        elif "module" not in welcomed:
            welcomed.add("module")
            stub.append(WELCOME)
        position = region.end
    stub += lines[position:]
    text = re.sub(r"\n{4,}", "\n\n\n", "\n".join(stub)).strip("\n") + "\n"
    _stub_is_sound(text, where)
    return text


def find_regions(source: str, where: str) -> list[Region]:
    """The marked regions of ``source``, in order."""
    lines = source.split("\n")
    scopes = list(_scopes(_parse(source, where)))
    regions = []
    begin: int | None = None
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if text == BEGIN:
            if begin is not None:
                raise DeepdrillError(f"{where}, line {number}: a region inside a region")
            begin = number
        elif text == END:
            if begin is None:
                raise DeepdrillError(f"{where}, line {number}: {END} without a beginning")
            if not any(
                one.strip() and not one.strip().startswith("#") for one in lines[begin : number - 1]
            ):
                raise DeepdrillError(f"{where}, line {begin}: the region holds no code")
            scope, kind = _scope_of(begin, scopes)
            regions.append(Region(begin, number, scope, kind))
            begin = None
        elif re.match(r"#+\s*(BEGIN|END)\s+SOLUTION", text, re.IGNORECASE):
            raise DeepdrillError(f"{where}, line {number}: write the mark as `{BEGIN}` or `{END}`")
    if begin is not None:
        raise DeepdrillError(f"{where}, line {begin}: {BEGIN} without an end")
    return regions


def _parse(source: str, where: str) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError as error:
        raise DeepdrillError(f"{where}, line {error.lineno}: {error.msg}") from None


def _scopes(tree: ast.Module):
    """(first line, last line, name, kind) of each class, method and outermost function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield node.lineno, node.end_lineno, "", "class"
    pending: list[tuple[ast.AST, str, str]] = [(tree, "", "function")]
    while pending:
        parent, prefix, kind = pending.pop()
        for node in ast.iter_child_nodes(parent):
            if isinstance(node, ast.ClassDef):
                pending.append((node, f"{prefix}{node.name}.", "method"))
            elif isinstance(node, DEFINITIONS):
                yield node.lineno, node.end_lineno, prefix + node.name, kind
            elif isinstance(node, ast.stmt):
                pending.append((node, prefix, kind))


def _scope_of(line: int, scopes: list[tuple[int, int, str, str]]) -> tuple[str, str]:
    around = [scope for scope in scopes if scope[0] < line <= scope[1]]
    if not around:
        return "", "module"
    # A function wins over the classes around it, and over a class that is defined inside it.
    functions = [scope for scope in around if scope[3] != "class"]
    _, _, name, kind = min(functions) if functions else max(around)
    return name, kind


def _nothing_public_is_hidden(tree: ast.Module, regions: list[Region], where: str) -> None:
    """What students must define stays in the stub, and every function of it has something to write."""
    whole = [region for region in regions if not region.scope]
    marked = {region.scope for region in regions}
    for name, node in _interface(tree):
        if any(region.begin < node.lineno < region.end for region in whole):
            raise DeepdrillError(
                f"{where}, line {node.lineno}: {name} lies inside a region, so students would never see "
                "it; make it private or put the marks inside it"
            )
        # A class may bring methods along that students need not write; a function is there to be written.
        if not isinstance(node, ast.ClassDef) and "." not in name and name not in marked:
            raise DeepdrillError(
                f"{where}, line {node.lineno}: {name} has no region between {BEGIN} and {END}"
            )


def _interface(tree: ast.Module) -> Iterator[tuple[str, Definition]]:
    """The public functions, classes and methods; methods like ``__len__`` are public too."""
    for name, node in definitions(tree).items():
        if name.startswith("_"):
            continue
        yield name, node
        for part in node.body if isinstance(node, ast.ClassDef) else ():
            if isinstance(part, DEFINITIONS) and (
                not part.name.startswith("_") or part.name.endswith("__")
            ):
                yield f"{name}.{part.name}", part


def _stub_is_sound(text: str, where: str) -> None:
    """The stub must parse, and use nothing that was cut out."""
    try:
        stub = ast.parse(text)
    except SyntaxError as error:
        line = text.split("\n")[error.lineno - 1].strip()
        raise DeepdrillError(
            f"{where}: the stub would not parse at `{line}`: {error.msg}; move the marks"
        ) from None
    for name in sorted(_undefined(stub, text)):
        raise DeepdrillError(
            f"{where}: {name} is used outside the regions but defined in one; keep both on one side"
        )


def _undefined(tree: ast.Module, text: str) -> set[str]:
    bound: set[str] = set(dir(builtins)) | _MODULE_ATTRIBUTES
    for node in tree.body:
        bound |= bound_names(node)
    if "*" in bound:
        return set()
    module = symtable.symtable(text, "<stub>", "exec")
    used = {symbol.get_name() for symbol in module.get_symbols() if symbol.is_referenced()}
    pending = module.get_children()
    while pending:
        table = pending.pop()
        used |= {symbol.get_name() for symbol in table.get_symbols() if symbol.is_global()}
        pending.extend(table.get_children())
    return used - bound
