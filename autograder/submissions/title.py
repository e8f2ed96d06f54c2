"""What a broken piece was going to define, told from its text since it has no tree."""

from __future__ import annotations

import re
from keyword import iskeyword

_DEFINITION = re.compile(
    r"^\f?(?:>>> )?(?:async\s+)?(?:def|class)\s+([^\W\d]\w*)", re.MULTILINE | re.IGNORECASE
)
_INDENTED = re.compile(_DEFINITION.pattern.replace(r"^\f?", r"^\s+"), re.MULTILINE | re.IGNORECASE)
_MISSPELLED = re.compile(
    r"([^\W\d]\w*)[ \t]+([^\W\d]\w*)[ \t]*\(.*\)[ \t]*(?:->.*)?[:{]?[ \t]*(?:#.*)?$"
)
_ASSIGNMENT = re.compile(r"([^\W\d]\w*)[ \t]*(?::[^=\n]+)?=(?!=)")


def defined_name(piece: str) -> str | None:
    """The name in ``def name``, ``dfe name(x):`` or ``name = ...``; None where it can't be told."""
    definition = _DEFINITION.search(piece)
    if definition:
        return definition.group(1)
    first = next((line for line in piece.split("\n") if line.strip() and line[0] not in "#@"), "")
    first = first.removeprefix(">>> ")
    misspelled = _MISSPELLED.match(first)
    if misspelled and not iskeyword(misspelled.group(1)):
        return misspelled.group(2)
    assignment = _ASSIGNMENT.match(first)
    if assignment:
        return assignment.group(1)
    indented = _INDENTED.match(first)  # ` def relu(x):`, one space too many
    return indented.group(1) if indented else None
