"""What each task of a hidden grader is worth, read from its marks by syntax tree.

Building must not import graders (torch alone takes seconds), so ``@task("relu", points=2)`` is read and not run. A
parametrised test counts once for each of its sets of values. Whether that agrees with what pytest collects is tested.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from autograder.course.layout import read_text, shown
from autograder.errors import DeepdrillError

TWICE = {"device"}  # the fixture runs its test on the CPU and on CUDA


def task_points(grader: Path) -> dict[str, int]:
    """The points of each task in ``grader``, in the order of the tasks' first tests."""
    where = shown(grader)
    try:
        tree = ast.parse(read_text(grader))
    except SyntaxError as error:
        raise DeepdrillError(f"{where}, line {error.lineno}: {error.msg}") from None
    constants = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    points: dict[str, int] = {}
    for test, marks in _tests(tree.body, []):
        name, each = _mark(test, where)
        cases = 2 ** len(TWICE & {argument.arg for argument in test.args.args})
        for mark in marks:
            cases *= _cases(mark, constants, where)
        points[name] = points.get(name, 0) + each * cases
    if not points:
        raise DeepdrillError(f"{where} has no test with a @task mark")
    return points


def _tests(
    body: list[ast.stmt], around: list[ast.Call]
) -> Iterator[tuple[ast.FunctionDef, list[ast.Call]]]:
    """Each test with the ``parametrize`` marks on it and on the classes around it."""
    for node in body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef):
            continue
        marks = around + [
            mark
            for mark in node.decorator_list
            if isinstance(mark, ast.Call) and _called(mark) == "parametrize"
        ]
        if isinstance(node, ast.ClassDef):
            if node.name.startswith("Test"):
                yield from _tests(node.body, marks)
        elif node.name.startswith("test"):
            yield node, marks


def _called(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _mark(test: ast.FunctionDef, where: str) -> tuple[str, int]:
    for mark in test.decorator_list:
        if not isinstance(mark, ast.Call) or _called(mark) != "task":
            continue
        values = dict(zip(("name", "points"), mark.args))
        values |= {keyword.arg or "": keyword.value for keyword in mark.keywords}
        name = _literal(values.get("name"))
        points = _literal(values["points"]) if "points" in values else 1
        if isinstance(name, str) and type(points) is int:
            return name, points
        raise DeepdrillError(
            f'{where}, line {mark.lineno}: write the mark as @task("name", points=2), with literals'
        )
    raise DeepdrillError(f"{where}, line {test.lineno}: {test.name} has no @task mark")


def _literal(node: ast.expr | None) -> object:
    return node.value if isinstance(node, ast.Constant) else None


def _cases(mark: ast.Call, constants: dict[str, ast.expr], where: str) -> int:
    values = [keyword.value for keyword in mark.keywords if keyword.arg == "argvalues"]
    node: ast.expr | None = mark.args[1] if len(mark.args) > 1 else next(iter(values), None)
    if isinstance(node, ast.Name):
        node = constants.get(node.id)
    if isinstance(node, ast.Dict) and None not in node.keys:
        return len(node.keys)
    if isinstance(node, ast.List | ast.Tuple) and not any(
        isinstance(element, ast.Starred) for element in node.elts
    ):
        return len(node.elts)
    raise DeepdrillError(
        f"{where}, line {mark.lineno}: the values of parametrize must be a list, written out here or "
        "at the top of the file, so that the points can be counted without running it"
    )
