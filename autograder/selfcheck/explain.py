"""A failed example told to the student: from an exception to what they called, got and should have got.

Works on the traceback's frames rather than on the text of the message, which changes with each version of
pytest, NumPy and torch. The traceback itself is never shown.
"""

from __future__ import annotations

import ast
import linecache
import re
import textwrap
import traceback
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from autograder.selfcheck.model import Failure, Kind
from autograder.selfcheck.values import compared, shown, without_addresses

MOST_LINES = 10
LONGEST_DETAIL = 600
# numpy.testing and torch.testing name what they compare in one of these ways.
_PAIRS = (("actual", "desired"), ("actual", "expected"), ("x", "y"))
_COMPARERS = re.compile(r"assert_(allclose|close|equal|array_\w+|almost_equal|approx_equal)")
_NO_ERROR = re.compile(r"DID NOT RAISE(?: any of)? (.*)", re.DOTALL)
_CLASS = re.compile(r"<class '(?:[\w.]*\.)?(\w+)'>")


class Absent(Exception):
    """Raised by the stand-in for a name that the student did not define."""


@dataclass(frozen=True)
class Compared:
    """The last comparison of an ``assert`` that did not hold."""

    operator: str
    left: Any
    right: Any


def explain(
    error: BaseException,
    example: str,
    examples_file: Path,
    namespace: dict[str, Any],
    comparison: Compared | None = None,
) -> Failure:
    """Why ``example`` did not pass; ``namespace`` is where the student's functions live."""
    frames = list(traceback.walk_tb(error.__traceback__))
    own = [(frame, line) for frame, line in frames if frame.f_globals is namespace]
    in_example = [line for frame, line in frames if frame.f_code.co_filename == str(examples_file)]
    statement = _statement(examples_file, in_example[-1]) if in_example else ""

    def failure(kind: Kind, **what: Any) -> Failure:
        return Failure(example, kind, statement, **what)

    if isinstance(error, Absent):
        return failure("missing", name=str(error))
    if isinstance(error, NotImplementedError) and own:
        return failure("unwritten", name=own[-1][0].f_code.co_qualname)
    if own:
        frame, line = own[-1]
        code = linecache.getline(frame.f_code.co_filename, line, frame.f_globals).strip()
        return failure("raised", detail=_said(error), line=line, code=code[:200])
    no_error = _NO_ERROR.match(str(error))
    if no_error and type(error).__name__ == "Failed":
        return failure("no_error", expected=_CLASS.sub(r"\1", no_error[1].strip()))
    pair = _pair(frames, comparison, examples_file)
    if pair is not None:  # also where comparing None with an array raised a TypeError
        return failure("wrong", got=pair[0], expected=pair[1])
    if isinstance(error, AssertionError):
        return failure("wrong", detail=_trimmed(str(error)))
    return failure("unusable", detail=_said(error))


def _pair(
    frames: list[tuple[FrameType, int]], comparison: Compared | None, examples_file: Path
) -> tuple[str, str] | None:
    for frame, _ in frames:
        if not _COMPARERS.fullmatch(frame.f_code.co_name):
            continue
        for got, expected in _PAIRS:
            if got in frame.f_locals and expected in frame.f_locals:
                return compared(frame.f_locals[got], frame.f_locals[expected])
    if comparison is None or not frames or frames[-1][0].f_code.co_filename != str(examples_file):
        return None
    if comparison.operator == "==":
        return compared(comparison.left, comparison.right)
    return shown(comparison.left), f"{comparison.operator} {shown(comparison.right)}"


def _statement(file: Path, line: int) -> str:
    """The body of the example up to the statement that failed: what was called is part of what is wrong."""
    lines = file.read_text(encoding="utf-8").split("\n")
    tree = ast.parse("\n".join(lines))
    around = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno)
    ]
    tests = [node for node in around if isinstance(node, ast.FunctionDef)]
    body = tests[-1].body if tests else around[-1:]
    body = [node for node in body if node.lineno <= line]
    if len(body) > 1 and _is_docstring(body[0]):
        body = body[1:]
    if not body:
        return ""
    first, last = body[0].lineno, body[-1].end_lineno or line
    chosen = textwrap.dedent("\n".join(lines[first - 1 : last])).split("\n")
    return "\n".join(["…", *chosen[-MOST_LINES:]] if len(chosen) > MOST_LINES else chosen)


def _is_docstring(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _said(error: BaseException) -> str:
    try:
        text = " ".join(str(error).split())
    except Exception:
        text = ""
    name = type(error).__name__
    return _short(f"{name}: {text}" if text else name)


def _trimmed(message: str) -> str:
    """pytest's own words without empty lines and addresses."""
    lines = [line.rstrip() for line in without_addresses(message).split("\n") if line.strip()]
    return _short("\n".join(lines[:MOST_LINES]))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_DETAIL else text[: LONGEST_DETAIL - 1] + "…"
