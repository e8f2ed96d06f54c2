"""What can't run because something it needs could not be read.

``print(relu(3))`` at the foot of a file whose ``relu`` is broken would raise a NameError at import and
take every other task with it. Such statements, and classes and functions whose base, decorator or default
is gone, are blanked too. Bodies of functions are left alone: they fail when called, and only then.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import pairwise

from autograder.submissions.complaint import Place, at_line
from autograder.submissions.model import Problem
from autograder.submissions.parse import tree_of
from autograder.submissions.scopes import bound_names, first_target
from autograder.text import Text


def drop_dependents(
    source: str, broken: Collection[str], place: Place | None = None
) -> tuple[str, list[Problem]]:
    """``source`` without the top-level statements that need a broken name at once; a problem for each."""
    if not broken:
        return source, []
    statements = tree_of(source).body
    lines = source.split("\n")
    crowded = _share_lines(statements)
    users: dict[str, list[ast.stmt]] = {}
    bindings = Counter(name for statement in statements for name in _binds(statement))
    for statement in statements:
        if id(statement) not in crowded:
            for name in set(_needs_at_once(statement)):
                users.setdefault(name, []).append(statement)
    problems: dict[int, Problem] = {}
    gone = [name for name in broken if not bindings[name]]
    while gone:
        name = gone.pop()
        for statement in users.get(name, ()):
            if id(statement) in problems:
                continue
            begin, end = _span(statement)
            lines[begin - 1 : end] = [""] * (end - begin + 1)
            problems[id(statement)] = _left_out(statement, begin, name, place or at_line)
            bindings.subtract(_binds(statement))
            gone += [bound for bound in _binds(statement) if not bindings[bound]]
    return "\n".join(lines), list(problems.values())


def _span(statement: ast.stmt) -> tuple[int, int]:
    """First and last line, decorators included."""
    decorators = getattr(statement, "decorator_list", [])
    begin = min([statement.lineno, *(decorator.lineno for decorator in decorators)])
    return begin, statement.end_lineno or begin


def _share_lines(statements: list[ast.stmt]) -> set[int]:
    """``a = 1; b = relu(2)``: blanking the line would take the innocent one too."""
    shared: set[int] = set()
    for one, other in pairwise(statements):
        if _span(one)[1] >= _span(other)[0]:
            shared |= {id(one), id(other)}
    return shared


def _left_out(statement: ast.stmt, line: int, needed: str, place: Place) -> Problem:
    where, name = place(line), first_target(statement)
    if name:
        message = Text(
            f"`{name}` ({where.en}) was left out: it needs `{needed}`, which could not be read.",
            f"`{name}`({where.ko})은(는) 제외했습니다. 읽을 수 없는 `{needed}`에 의존합니다.",
        )
    else:
        message = Text(
            f"The statement at {where.en} was left out: it needs `{needed}`, which could not be read.",
            f"{where.ko}의 문장은 제외했습니다. 읽을 수 없는 `{needed}`에 의존합니다.",
        )
    return Problem("syntax", message, line, name)


def _binds(statement: ast.stmt) -> set[str]:
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {statement.name}
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return {alias.asname or alias.name.split(".")[0] for alias in statement.names}
    names = {name.id for name in bound_names(statement)}
    inner = (
        node for node in ast.walk(statement) if isinstance(node, ast.FunctionDef | ast.ClassDef)
    )
    return names | {node.name for node in inner}


def _needs_at_once(statement: ast.stmt) -> Iterator[str]:
    """The names read when the statement runs, not when what it defines is called."""
    if isinstance(statement, ast.Try):
        return  # its author expects trouble
    stack: list[ast.AST] = [statement]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.Lambda):
            stack += [*node.args.defaults, *(d for d in node.args.kw_defaults if d)]
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            stack += [
                *node.decorator_list,
                *node.args.defaults,
                *(d for d in node.args.kw_defaults if d),
            ]
        else:
            stack.extend(ast.iter_child_nodes(node))
