"""Runs a submission's module, statement by statement.

A statement that raises costs itself and what needs it, not the rest of the file: at midnight the last
line of a file is often a `print` of something half done.
"""

from __future__ import annotations
import __future__

import ast
import linecache
import sys
import types
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class LoadError:
    """A top-level statement that raised."""

    line: int
    kind: str
    message: str


def load(source: str, filename: str, module_name: str) -> tuple[types.ModuleType, list[LoadError]]:
    """The module of ``source``, and what went wrong on the way. Raises SyntaxError as ``ast`` does."""
    tree = ast.parse(source, filename)
    module = types.ModuleType(module_name)
    module.__file__ = filename
    sys.modules[module_name] = module
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    flags = _future_flags(tree)
    errors: list[LoadError] = []
    for statement in _chunks(tree.body):
        code = compile(ast.Module(statement, []), filename, "exec", flags=flags, dont_inherit=True)
        try:
            exec(code, module.__dict__)
        except BaseException as error:
            errors.append(LoadError(statement[0].lineno, type(error).__name__, describe(error)))
    return module, errors


def _chunks(body: list[ast.stmt]) -> list[list[ast.stmt]]:
    """Definitions and imports compile together, everything else by itself: fewer compilations."""
    quiet = (ast.FunctionDef, ast.AsyncFunctionDef)
    chunks: list[list[ast.stmt]] = []
    for statement in body:
        plain = isinstance(statement, quiet) and not statement.decorator_list
        if plain and chunks and isinstance(chunks[-1][-1], quiet):
            if not chunks[-1][-1].decorator_list and not _has_defaults(statement):
                chunks[-1].append(statement)
                continue
        chunks.append([statement])
    return chunks


def _has_defaults(definition: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Defaults and annotations run when the function is defined, and can raise."""
    arguments = definition.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return (
        bool(arguments.defaults or any(arguments.kw_defaults))
        or any(a.annotation for a in [*every, arguments.vararg, arguments.kwarg] if a)
        or definition.returns is not None
    )


def _future_flags(tree: ast.Module) -> int:
    flags = 0
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            for alias in node.names:
                flags |= getattr(__future__, alias.name).compiler_flag
    return flags


def describe(error: BaseException) -> str:
    """The exception's own words, whatever its ``__str__`` does."""
    try:
        return str(error)[:2000]
    except BaseException:
        return ""


def place(error: BaseException, filename: str) -> tuple[int, str, str]:
    """Line, function and text of the innermost frame in the submission's file; line 0 if there is none."""
    found = (0, "", "")
    trace: Any = error.__traceback__
    steps = 0
    while trace is not None and steps < 100_000:
        code = trace.tb_frame.f_code
        if code.co_filename == filename:
            found = (trace.tb_lineno, code.co_name, "")
        trace = trace.tb_next
        steps += 1
    line, function, _ = found
    return line, function, linecache.getline(filename, line).strip()[:200] if line else ""
