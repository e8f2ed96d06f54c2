"""What the verbs share: the language option, plain output, and rich output where a person reads it."""

from __future__ import annotations

import os
import sys
import unicodedata
from enum import StrEnum
from typing import Annotated

import typer


class Lang(StrEnum):
    """The languages of the texts."""

    en = "en"
    ko = "ko"


LangOption = Annotated[
    Lang,
    typer.Option(
        "--lang",
        envvar="DEEPDRILL_LANG",
        case_sensitive=False,
        help="Language of the texts.",
        show_default=True,
    ),
]


def say(text: str = "") -> None:
    """One line (or more) on stdout."""
    typer.echo(text)


def complain(text: str) -> None:
    """One sentence on stderr."""
    typer.echo(f"deepdrill: {' '.join(text.split())}", err=True)


def read_by_a_person() -> bool:
    """Whether stdout is a terminal that shows colours."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def bold(text: str) -> str:
    """``text``, stressed where that can be seen."""
    return typer.style(text, bold=True) if read_by_a_person() else text


def say_markdown(text: str) -> None:
    """Markdown, laid out in a terminal and as it is in a pipe."""
    if not read_by_a_person():
        say(text)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(text))


def width(text: str) -> int:
    """The columns that ``text`` takes in a terminal: a Korean letter takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def pad(text: str, columns: int) -> str:
    """``text`` and blanks up to ``columns``."""
    return text + " " * max(0, columns - width(text))


def cut(text: str, columns: int) -> str:
    """``text``, shortened to ``columns`` with an ellipsis."""
    if width(text) <= columns:
        return text
    while text and width(text) > columns - 1:
        text = text[:-1]
    return text.rstrip() + "…"
