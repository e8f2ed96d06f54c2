"""Small random damage to a solution. A grader that lets one pass has a hole, or the mutant is equivalent.

Only what students write is damaged: the code between the SOLUTION marks.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.build.stub import find_regions

BINARY = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Pow: ast.Mult,
    ast.FloorDiv: ast.Div, ast.Mod: ast.FloorDiv, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
COMPARE = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One damaged solution. ``where``, ``was`` and ``now`` name it, in the list of equivalents too."""

    where: str  # the function or method
    was: str
    now: str
    line: int
    source: str

    @property
    def name(self) -> str:
        return f"{self.where}: {self.was}  ->  {self.now}"


def mutants(source: str) -> list[Mutant]:
    """Every mutant of ``source``, in the order of its lines, without repetitions."""
    tree = ast.parse(source)
    places = [(r.begin, r.end, r.scope) for r in find_regions(source, "solution.py")]
    lines = source.encode().split(b"\n")
    found: dict[str, Mutant] = {}
    for node in ast.walk(tree):
        if not hasattr(node, "lineno"):
            continue
        scopes = [scope for begin, end, scope in places if begin < node.lineno < end]
        if not scopes or _is_docstring_or_text(node):
            continue
        where = scopes[0] or _enclosing(tree, node.lineno)
        for changed in _changes(node):
            text = _spliced(lines, node, changed)
            was, now = ast.unparse(node), ast.unparse(changed) if changed else "(removed)"
            if text is not None and text not in found:
                found[text] = Mutant(where, _short(was), _short(now), node.lineno, text)
    return sorted(found.values(), key=lambda mutant: (mutant.line, mutant.name))


def _is_docstring_or_text(node: ast.AST) -> bool:
    value = getattr(node, "value", None)
    return isinstance(node, ast.Expr) and isinstance(value, ast.Constant)


def _enclosing(tree: ast.Module, line: int) -> str:
    names = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and node.lineno <= line <= (node.end_lineno or line)
    ]
    return ".".join(names) or "module"


def _changes(node: ast.AST) -> Iterator[ast.AST | None]:
    """What a node may be replaced with; None stands for its removal."""
    if isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in BINARY:
        yield _with(node, op=BINARY[type(node.op)]())
    elif isinstance(node, ast.Compare):
        for i, operator in enumerate(node.ops):
            swapped = list(node.ops)
            swapped[i] = COMPARE[type(operator)]()
            yield _with(node, ops=swapped)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Not | ast.Invert):
        yield node.operand
    elif isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield _with(node, op=other)
    elif isinstance(node, ast.Constant):
        yield from _constants(node)
    elif isinstance(node, ast.Call):
        yield from _calls(node)
    elif isinstance(node, ast.If | ast.IfExp):
        yield _with(node, test=ast.UnaryOp(ast.Not(), node.test))
    if isinstance(node, ast.AugAssign | ast.Expr):
        yield None
    elif isinstance(node, ast.Assign) and not all(isinstance(t, ast.Name) for t in node.targets):
        if not any(isinstance(t, ast.Tuple) for t in node.targets):
            yield None


def _constants(node: ast.Constant) -> Iterator[ast.AST]:
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
        if value > 0:
            yield ast.Constant(value - 1)
    elif isinstance(value, float):
        yield ast.Constant(value * 2 if value else 1.0)


def _calls(node: ast.Call) -> Iterator[ast.AST]:
    if node.args and not isinstance(node.args[0], ast.Starred):
        yield node.args[0]
    elif isinstance(node.func, ast.Attribute):
        yield node.func.value
    for i, keyword in enumerate(node.keywords):
        if keyword.arg is not None:
            yield _with(node, keywords=node.keywords[:i] + node.keywords[i + 1 :])


def _with(node: ast.AST, **changes: object) -> ast.AST:
    changed = copy.copy(node)
    for name, value in changes.items():
        setattr(changed, name, value)
    return changed


def _spliced(lines: list[bytes], node: ast.AST, changed: ast.AST | None) -> str | None:
    """The source with one node's text replaced, everything else as it was; None if it no longer parses."""
    first, last = node.lineno - 1, node.end_lineno - 1
    if changed is None:
        text = "pass"
    else:
        text = ast.unparse(ast.fix_missing_locations(changed))
        if isinstance(changed, ast.expr):
            text = f"({text})"
        elif "\n" in text:
            indent = " " * node.col_offset
            text = text.replace("\n", "\n" + indent)
    before = lines[first][: node.col_offset]
    after = lines[last][node.end_col_offset :]
    middle = before + text.encode() + after
    source = b"\n".join([*lines[:first], middle, *lines[last + 1 :]]).decode()
    try:
        compile(source, "mutant", "exec")
    except (SyntaxError, ValueError):
        return None
    return source


def _short(text: str) -> str:
    return " ".join(text.split())[:120]
