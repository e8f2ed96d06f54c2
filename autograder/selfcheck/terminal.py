"""A self-check in colour. No markup is parsed, so what a student wrote in brackets stays what they wrote."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text as Line

from autograder.selfcheck.model import SelfCheck
from autograder.selfcheck.rows import Row, rows
from autograder.text import Language

_STYLES = {
    "": "",
    "head": "bold",
    "good": "green",
    "bad": "red",
    "open": "yellow",
    "quiet": "dim",
    "next": "cyan",
}


def view(result: SelfCheck, language: Language = "en") -> RenderableType:
    """``result`` to be printed on any rich console."""
    return Group(*(_line(row) for row in rows(result, language)))


def _line(row: Row) -> RenderableType:
    line = Line(style="" if row.mark else _STYLES[row.tone])
    if row.mark:
        line.append(f"{row.mark} ", style=_STYLES[row.tone])
    line.append(row.text)
    return Padding(line, (0, 0, 0, row.indent))
