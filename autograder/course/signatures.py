"""What students write, as one line each: the signatures of an exercise with their first sentence."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.course.catalogue import Exercise
from autograder.course.layout import read_text
from autograder.course.names import DEFINITIONS, Definition, definitions


@dataclass(frozen=True)
class Signature:
    """A function, class or method: ``relu(x)``, ``class Adam(lr=0.001)``, ``step(params, grads)``."""

    text: str
    summary: str  # the first paragraph of the docstring, on one line
    depth: int = 0  # 1 for a method


def signatures(exercise: Exercise) -> Iterator[Signature]:
    """The names that students must define, each class followed by its public methods."""
    found = definitions(ast.parse(read_text(exercise.module)))
    for name in exercise.required_names:
        node = found[name]
        if not isinstance(node, ast.ClassDef):
            yield Signature(_function(node), _summary(node))
            continue
        methods = [part for part in node.body if isinstance(part, DEFINITIONS[:2])]
        start = next((part for part in methods if part.name == "__init__"), None)
        arguments = _arguments(start.args, bound=True) if start else ""
        yield Signature(
            f"class {name}({arguments})" if arguments else f"class {name}", _summary(node)
        )
        for method in methods:
            if not method.name.startswith("_"):
                yield Signature(_function(method, method=True), _summary(method), depth=1)


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef, *, method: bool = False) -> str:
    decorators = {part.id for part in node.decorator_list if isinstance(part, ast.Name)}
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    if method and "property" in decorators:
        return f"{node.name}{returns}"
    bound = method and "staticmethod" not in decorators
    return f"{node.name}({_arguments(node.args, bound=bound)}){returns}"


def _arguments(args: ast.arguments, *, bound: bool) -> str:
    """As `ast.unparse`, but spaced as people write it, and without ``self`` where it is ``bound``."""
    plain = [*args.posonlyargs, *args.args]
    defaults = [None] * (len(plain) - len(args.defaults)) + args.defaults
    parts = [_argument(arg, default) for arg, default in zip(plain, defaults)]
    if args.posonlyargs:
        parts.insert(len(args.posonlyargs), "/")
    if bound:
        parts = parts[1:]
        parts = parts[1:] if parts[:1] == ["/"] else parts
    if args.vararg:
        parts.append(f"*{_argument(args.vararg, None)}")
    elif args.kwonlyargs:
        parts.append("*")
    parts += [_argument(arg, default) for arg, default in zip(args.kwonlyargs, args.kw_defaults)]
    if args.kwarg:
        parts.append(f"**{_argument(args.kwarg, None)}")
    return ", ".join(parts)


def _argument(arg: ast.arg, default: ast.expr | None) -> str:
    annotation = f": {ast.unparse(arg.annotation)}" if arg.annotation else ""
    if default is None:
        return arg.arg + annotation
    equals = " = " if annotation else "="
    return f"{arg.arg}{annotation}{equals}{ast.unparse(default)}"


def _summary(node: Definition) -> str:
    return " ".join((ast.get_docstring(node) or "").split("\n\n")[0].split())
