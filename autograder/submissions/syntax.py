"""Read what can be read: one broken definition must cost itself and nothing else.

A text that compiles is taken as it is. Otherwise it is cut into its top-level pieces (``pieces.py``);
those that compile by themselves stay, the others are blanked line for line and each is reported once.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import NamedTuple

from autograder.submissions.complaint import Place, complaint
from autograder.submissions.dependents import drop_dependents
from autograder.submissions.model import Problem
from autograder.submissions.parse import Breakage, parse
from autograder.submissions.pieces import Piece, cut
from autograder.text import Text

MAX_PROBLEMS = 20
MAX_MISFITS = 20


class ReadSource(NamedTuple):
    """The source to run, with as many lines as the text had, and what was broken in it."""

    source: str
    problems: tuple[Problem, ...]


def read_source(
    text: str, filename: str = "", *, chunks: Sequence[int] = (), place: Place | None = None
) -> ReadSource:
    """What of ``text`` can be run, and one problem for each piece that can't.

    ``filename`` is named where nothing at all could be read. ``chunks`` are lines (from 0) where a new
    piece must begin (a notebook's cells); ``place`` says how to call a line where the student counts
    otherwise.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(parse(text), ast.Module):
        return ReadSource(text, ())
    lines = text.split("\n")
    pieces = cut(lines, chunks)
    kept = _settle(lines, pieces)
    broken = [piece for piece in pieces if piece.breakage]
    problems = [complaint(piece.breakage, piece.name, lines, place) for piece in broken]
    source, dropped = drop_dependents(
        "\n".join(kept), {piece.name for piece in broken if piece.name}, place
    )
    problems = sorted([*problems, *dropped], key=lambda problem: problem.line or 0)
    return ReadSource(source, _capped(problems, filename))


def _settle(lines: list[str], pieces: list[Piece]) -> list[str]:
    """The lines that stay. Pieces that compile alone but not together (a late ``from __future__``,
    mostly) are broken too."""
    for _ in range(MAX_MISFITS):
        kept = [""] * len(lines)
        for piece in pieces:
            if piece.reads:
                kept[piece.begin : piece.end] = lines[piece.begin : piece.end]
        found = parse("\n".join(kept))
        if isinstance(found, ast.Module):
            return kept
        at = (found.line or 0) - 1
        misfit = next(
            (piece for piece in pieces if piece.reads and piece.begin <= at < piece.end), None
        )
        if misfit is None:
            break
        misfit.reads, misfit.breakage = False, found
    for piece in pieces:
        piece.reads = False
    pieces[0].breakage = pieces[0].breakage or Breakage("the parts do not fit together", 1)
    return [""] * len(lines)


def _capped(problems: list[Problem], filename: str) -> tuple[Problem, ...]:
    """A file of nothing but errors is told once, not a thousand times; named ones come first."""
    if len(problems) <= MAX_PROBLEMS:
        return tuple(problems)
    chosen = sorted(problems, key=lambda problem: problem.name is None)[:MAX_PROBLEMS]
    more, of = len(problems) - MAX_PROBLEMS, f" ({filename})" if filename else ""
    rest = Text(
        f"{more} more places could not be read{of}.", f"그 밖에 {more}곳을 더 읽을 수 없습니다{of}."
    )
    return (*chosen, Problem("syntax", rest))
