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
_TOO_DEEP = "too deeply nested to be read"


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
            if _too_deep(tree):
                return Breakage(_TOO_DEEP)
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


def _too_deep(tree: ast.AST) -> bool:
    level: list[ast.AST] = [tree]
    for _ in range(MAX_DEPTH):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        if not level:
            return False
    return True


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
