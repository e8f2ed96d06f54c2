"""A self-check as plain text: for a pipe, a log, and a notebook without HTML."""

from __future__ import annotations

from autograder.selfcheck.model import SelfCheck
from autograder.selfcheck.rows import rows
from autograder.text import Language


def text(result: SelfCheck, language: Language = "en") -> str:
    """``result`` as lines of text."""
    return "\n".join(
        " " * row.indent + (f"{row.mark} " if row.mark else "") + row.text
        for row in rows(result, language)
    )
