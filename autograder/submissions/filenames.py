"""Which exercise, and which student, the name of a file or folder tells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

# What browsers, Canvas and people put behind a name: "(1)", "-2", " copy", "_v3", "_final", " - 복사본".
_SUFFIX = r"(?:[ _-]*(?:\(\d+\)|copy|final|v\d+|사본|복사본)|[ _-]+\d+)*"
# Moodle: "Kim Minsu_123_assignsubmission_file_"; Canvas: "kimminsu_123_456_", "kimminsu_LATE_123_456_".
_MOODLE = re.compile(r"(?P<student>.+?_\d+)_assignsubmission_(?:file|onlinetext)_?", re.IGNORECASE)
_CANVAS = re.compile(r"(?P<name>.+?)_(?:late_)?(?P<user>\d+)_\d+_", re.IGNORECASE)


def plain(name: str) -> str:
    """A name as it is compared: composed (macOS decomposes Hangul), without case."""
    return unicodedata.normalize("NFC", name).casefold()


def exercise_named(stem: str, ids: Iterable[tuple[str, str]]) -> tuple[str, str | None] | None:
    """``(exercise id, student)`` for a file's stem; the student is None where the name tells none.

    ``ids`` are pairs of the exercise's id and short id.
    """
    rest, student = _without_prefix(plain(stem), stem)
    for full, short in ids:
        if re.fullmatch(
            rf"(?:{re.escape(full.casefold())}|{re.escape(short.casefold())}){_SUFFIX}", rest
        ):
            return full, student
    return None


def _without_prefix(name: str, spelled: str) -> tuple[str, str | None]:
    moodle = _MOODLE.match(name)
    if moodle:
        return name[moodle.end() :], spelled[: moodle.end("student")]
    canvas = _CANVAS.match(name)
    if canvas:
        return name[canvas.end() :], f"{spelled[: canvas.end('name')]}_{canvas['user']}"
    return name, None


def student_named(folder: str) -> str:
    """The student that a folder belongs to: its name, without what Moodle appends."""
    moodle = _MOODLE.fullmatch(folder)
    return unicodedata.normalize("NFC", moodle["student"] if moodle else folder)


def nearest(stem: str, ids: Iterable[tuple[str, str]]) -> str | None:
    """The id that was probably meant by an unknown name."""
    names = {full.casefold(): full for full, _ in ids}
    close = get_close_matches(plain(stem)[:100], names, n=1, cutoff=0.8)
    return names[close[0]] if close else None
