"""Where the top-level pieces of a text begin, when the text does not parse.

A line scanner that knows only strings, brackets, comments and backslashes, because a tokenizer gives up
at the first error and what we want is everything after it. It may be wrong about a damaged text; the
caller parses every piece, so a wrong cut loses a piece and never invents one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_MARK = re.compile(r"""'{3}|"{3}|['"]|[()\[\]{}]|\#|\\""")
_CLOSE = {
    quote: re.compile(rf"(?:\\.|[^\\])*?{quote}", re.DOTALL)
    for quote in ("'", '"', "'" * 3, '"' * 3)
}

# A line that can hardly be anything but the start of a new piece, even in the middle of an open bracket.
_HEAD = re.compile(
    r"(?:async[ \t]+def|def|class)[ \t]+\w|import[ \t]+\w|from[ \t]+[\w.]+[ \t]+import\b"
)
_DEFINITION = re.compile(r"[ \t]*(?:(?:async[ \t]+)?def|class)[ \t]+\w")
_GUARD = re.compile(r"if[ \t]+__name__\b")
_CONTINUES = re.compile(r"(?:else|elif|except|finally)\b")


@dataclass(frozen=True)
class LineState:
    """What is still open where a line begins."""

    quote: str = ""
    depth: int = 0
    continued: bool = False

    @property
    def clean(self) -> bool:
        return not self.quote and not self.depth and not self.continued


def is_head(line: str) -> bool:
    """A definition or an import at column 0: never legal inside brackets."""
    return bool(_HEAD.match(line) or _GUARD.match(line))


def is_definition(line: str) -> bool:
    """``def`` or ``class``, at any indentation."""
    return bool(_DEFINITION.match(line))


def line_states(
    lines: Sequence[str], *, resets: Callable[[str], bool] = is_head, in_strings: bool = False
) -> list[LineState]:
    """The state at the start of each line.

    Where ``resets(line)`` is true an open bracket is given up as one that was forgotten;
    ``in_strings`` gives up open triple quotes there too.
    """
    states = []
    state = LineState()
    for number, line in enumerate(lines):
        broken = not state.clean and (not state.quote or in_strings) and resets(line)
        if broken and not _after_decorator(lines, number):
            state = LineState()
        states.append(state)
        state = _after(line, state)
    return states


def starts(lines: Sequence[str], states: Sequence[LineState]) -> list[int]:
    """The indices of the lines that begin a top-level piece; the first line always does."""
    found = [0] if lines else []
    for number, (line, state) in enumerate(zip(lines, states)):
        text = line.lstrip("\f")
        if number == 0 or not state.clean or not text or text[0].isspace() or text[0] == "#":
            continue
        continues = _CONTINUES.match(text) and not _HEAD.match(lines[found[-1]])
        if continues or _after_decorator(lines, number):
            continue
        found.append(number)
    return found


def _after_decorator(lines: Sequence[str], number: int) -> bool:
    """Is this definition decorated by the lines before it? (The two live and die together.)"""
    if not (is_definition(lines[number]) or lines[number].startswith("@")):
        return False
    for earlier in range(number - 1, max(-1, number - 20), -1):
        line = lines[earlier]
        if line.startswith("@"):
            return True
        if line and not line[0].isspace() and line[0] not in "#)]}":
            return False
    return False


def _after(line: str, state: LineState) -> LineState:
    quote, depth, position = state.quote, state.depth, 0
    while True:
        if quote:
            close = _CLOSE[quote].match(line, position)
            if close is None:
                break
            quote, position = "", close.end()
        mark = _MARK.search(line, position)
        if mark is None or mark.group() == "#":
            break
        position = mark.end()
        if mark.group()[0] in "'\"":
            quote = mark.group()
        elif mark.group() in "([{":
            depth += 1
        elif mark.group() in ")]}":
            depth = max(0, depth - 1)
        elif position == len(line):  # a backslash that ends the line
            return LineState("", depth, continued=True)
    if len(quote) == 1 and not line.endswith("\\"):
        quote = ""  # a one-line string that was never closed costs its own line
    return LineState(quote, depth)
