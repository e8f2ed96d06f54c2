"""Parsing that always comes back: with a tree that is safe to walk, or with what is wrong.

``ast.parse`` alone is not enough. It accepts ``return`` outside a function and two parameters of one
name (the compiler refuses those later), it raises five kinds of exception on hostile text, and its tree
may be deeper than a recursive visitor can walk. A tree from here compiles and is at most ``MAX_DEPTH``
deep, so that no static check can be stepped around by nesting.
"""

from __future__ import annotations

import ast
import warnings
from dataclasses import dataclass
from functools import lru_cache

MAX_DEPTH = 200
MAX_DEFINITIONS = 5000
_TOO_DEEP = "too deeply nested to be read"
_TOO_MANY = "too many definitions to be read"
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


@dataclass(frozen=True)
class Breakage:
    """Why a text does not compile. ``line`` and ``column`` count from 1; both may be unknown."""

    message: str
    line: int | None = None
    column: int | None = None


@lru_cache(maxsize=4)
def parse(text: str) -> ast.Module | Breakage:
    """The tree of ``text``, or why there is none. Never raises and never runs anything.

    The last few trees are kept, since every check of one submission asks for the same; nobody changes them.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
            too_much = _too_much(tree)
            if too_much:
                return Breakage(too_much)
            compile(tree, "<submission>", "exec", dont_inherit=True)
        return tree
    except SyntaxError as error:
        return Breakage(_clean(error.msg), error.lineno, error.offset)
    except (RecursionError, MemoryError):
        return Breakage(_TOO_DEEP)
    except (ValueError, OverflowError, SystemError) as error:
        return _odd_character(text) or Breakage(_clean(str(error)))


def tree_of(source: str) -> ast.Module:
    """The tree of ``source``; an empty module where it does not parse (someone else reports that)."""
    tree = parse(source)
    return tree if isinstance(tree, ast.Module) else ast.Module(body=[], type_ignores=[])


def _too_much(tree: ast.AST) -> str | None:
    """Deeper than a visitor can walk, or more scopes than the compiler (quadratic in them) should see."""
    level: list[ast.AST] = [tree]
    definitions = 0
    for _ in range(MAX_DEPTH):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        definitions += sum(isinstance(node, _SCOPES) for node in level)
        if definitions > MAX_DEFINITIONS:
            return _TOO_MANY
        if not level:
            return None
    return _TOO_DEEP


def _odd_character(text: str) -> Breakage | None:
    """NUL bytes and lone surrogates: CPython refuses them without saying where they are."""
    for number, line in enumerate(text.split("\n"), start=1):
        for column, character in enumerate(line, start=1):
            if character == "\0" or "\ud800" <= character <= "\udfff":
                return Breakage(
                    f"a character (U+{ord(character):04X}) that is no text", number, column
                )
    return None


def _clean(message: str | None) -> str:
    """CPython's message without what a terminal could act on, and never longer than a sentence."""
    printable = "".join(c if c.isprintable() else "?" for c in message or "invalid syntax")
    return printable if len(printable) <= 200 else printable[:199] + "…"
