"""Cut a text that does not compile into top-level pieces, so that most of it lives.

Cutting is tried from gentle to harsh: by honest scanning first, then by assuming that a triple quote, an
indentation or a bracket is what is wrong. A definition is never shortened to make it compile: half a
function would be graded as if its author had meant it.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, replace

from autograder.submissions.parse import Breakage, parse
from autograder.submissions.scan import is_definition, is_head, line_states, starts
from autograder.submissions.title import defined_name

MAX_PIECES = 3000


@dataclass
class Piece:
    """Lines ``begin`` to ``end`` (from 0, end excluded).

    A piece that does not read has a ``breakage``, whose line counts in the whole text, unless a
    neighbour's breakage already speaks for it.
    """

    begin: int
    end: int
    reads: bool = False
    binds: bool = False
    empty: bool = False
    breakage: Breakage | None = None
    name: str | None = None


def cut(lines: list[str], chunks: Sequence[int] = ()) -> list[Piece]:
    """The pieces of ``lines`` in order, without gaps; no piece crosses a line of ``chunks``."""
    edges = sorted({0, *(edge for edge in chunks if 0 < edge < len(lines))})
    cuts: list[int] = []
    for begin, end in zip(edges, [*edges[1:], len(lines)]):
        part = lines[begin:end]
        cuts += [begin + start for start in starts(part, line_states(part))]
    cuts = cuts[:MAX_PIECES]
    pieces: list[Piece] = []
    for begin, end in zip(cuts, [*cuts[1:], len(lines)]):
        pieces += _rescue(lines, begin, end)
    _absorb_bodies(lines, pieces)
    _absorb_fragments(pieces)
    return pieces


def _rescue(lines: list[str], begin: int, end: int, level: int = 0) -> list[Piece]:
    """The piece, or its parts where a harsher cut lets some of them live."""
    whole = _piece(lines, begin, end)
    if whole.reads:
        return [whole]
    for harshness in range(level, len(_CUTS)):
        cuts = _CUTS[harshness](lines[begin:end])
        if not 1 < len(cuts) <= MAX_PIECES:
            continue
        parts: list[Piece] = []
        for first, last in zip(cuts, [*cuts[1:], end - begin]):
            parts += _rescue(lines, begin + first, begin + last, harshness + 1)
        if not any(part.reads and part.binds for part in parts):
            continue
        return _speculated(parts, whole) if _CUTS[harshness] is _cut_brackets else parts
    return [whole]


def _piece(lines: list[str], begin: int, end: int) -> Piece:
    text = "\n".join(lines[begin:end])
    found = parse(text)
    if isinstance(found, ast.Module):
        binds = any(isinstance(statement, _BINDING) for statement in found.body)
        return Piece(begin, end, reads=True, binds=binds, empty=not found.body)
    line = begin + min(max(found.line or 1, 1), end - begin)
    if found.line is None:
        line = begin + next((n for n, text in enumerate(lines[begin:end], 1) if text.strip()), 1)
    return Piece(begin, end, breakage=replace(found, line=line), name=defined_name(text))


_BINDING = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign,
    ast.If, ast.Try, ast.With, ast.For,
)  # fmt: skip


def _speculated(parts: list[Piece], whole: Piece) -> list[Piece]:
    """What looks like a statement may be the inside of the broken one: keep only what defines
    something, and let the whole's error speak for all the rest."""
    spoken = False
    for part in parts:
        if part.reads and not (part.binds or part.empty):
            part.reads = False
        if not part.reads and not spoken:
            part.breakage, part.name, spoken = whole.breakage, whole.name, True
        elif not part.reads and part.name is None:
            part.breakage = None
    return parts


def _cut_strings(part: list[str]) -> list[int]:
    """A triple quote was left open, so what follows looks like text."""
    return starts(part, line_states(part, in_strings=True))


def _cut_indented_definitions(part: list[str]) -> list[int]:
    """A definition that is indented less than the body before it belongs to nobody, nor does one right
    behind a ``return``, where no code is ever run."""
    body = next((_indent(line) for line in part[1:] if line.strip() and _indent(line)), 0)
    odd = []
    before = ""
    for number, line in enumerate(part):
        if number and is_definition(line) and _indent(line):
            left = before.lstrip().startswith(("return ", "raise "))
            if _indent(line) < body or (left and _indent(before) <= _indent(line)):
                odd.append(number)
        before = line if line.strip() else before
    return [0, *odd]


def _cut_brackets(part: list[str]) -> list[int]:
    """A bracket was left open, so the statements after it look like its inside."""
    states = line_states(part, resets=lambda line: bool(line) and line[0] not in " \t\f#)]}")
    return starts(part, states)


def _cut_first_line(part: list[str]) -> list[int]:
    """A stray indented line after a good simple statement (an import, mostly)."""
    states = line_states(part)
    after = next((n for n in range(1, len(part)) if states[n].clean and part[n].strip()), 0)
    first = parse("\n".join(part[:after])) if after else None
    return [0, after] if isinstance(first, ast.Module) and first.body else [0]


_CUTS = (_cut_strings, _cut_indented_definitions, _cut_brackets, _cut_first_line)


def _indent(line: str) -> int:
    expanded = line.expandtabs(8)
    return len(expanded) - len(expanded.lstrip())


def _absorb_bodies(lines: list[str], pieces: list[Piece]) -> None:
    """The body of a definition that was not indented stands at column 0. Its assignments would run at
    import and raise; they go with their definition, up to the ``return`` that gives them away."""
    for number, piece in enumerate(pieces):
        if piece.reads or not is_definition(lines[piece.begin]):
            continue
        last = number
        for after in range(number + 1, len(pieces)):
            if is_head(lines[pieces[after].begin]) or lines[pieces[after].begin].startswith("@"):
                break
            breakage = pieces[after].breakage
            if breakage and "outside function" in breakage.message:
                last = after
        for body in pieces[number + 1 : last + 1]:
            body.reads, body.breakage = False, None


def _absorb_fragments(pieces: list[Piece]) -> None:
    """A nameless broken piece right behind a broken one is most often its tail: one problem, not two."""
    broken_before = False
    for piece in pieces:
        if piece.reads:
            broken_before = broken_before and piece.empty
            continue
        if broken_before and piece.name is None:
            piece.breakage = None
        broken_before = True
