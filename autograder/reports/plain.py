"""A student's text made harmless before anyone prints it.

Messages, names and paths come from submissions: they can hold ANSI escapes that repaint an instructor's
terminal, control characters that make XML invalid, direction overrides that show a different text than
is there, and half surrogates that can't be encoded. Every reporter but JSON (which has to give back
what it was given) passes such text through here first.
"""

from __future__ import annotations

import re
import unicodedata

_ANSI = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor, clear screen
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d\x9e\x9f])[^\x07\x1b\x9c]{0,200}(?:\x07|\x1b\\|\x9c)"  # OSC, kin
    r"|\x9b[0-?]*[ -/]*[@-~]"
    r"|\x1b[ -/]*[0-~]?"
)
_LINE_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters but tab and newline
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"  # direction marks, byte order mark
    "\ud800-\udfff\ufffe\uffff]"  # half surrogates and what is no character in XML
)


def plain(text: str) -> str:
    """``text`` without escapes and control characters; tabs and line breaks stay.

    Composed (NFC), because a Korean folder name from macOS arrives as separate jamo, which terminals
    and spreadsheets show in pieces.
    """
    text = _LINE_BREAKS.sub("\n", _ANSI.sub("", text))
    return unicodedata.normalize("NFC", _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text))


def one_line(text: str, limit: int = 300) -> str:
    """``text`` on one line, cut to ``limit`` characters."""
    return shorten(" ".join(plain(text[: 50 * limit]).split()), limit)


def shorten(text: str, limit: int) -> str:
    """The first ``limit`` characters, with an ellipsis where something is missing."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
