"""File names for students whose names we did not choose: ``../../etc``, ``CON``, 400 letters, twins."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from autograder.reports.plain import plain

_LONGEST_BYTES = 120  # file systems allow 255, and a suffix, an extension and zip tools want room
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.I)


def file_names(students: Sequence[str]) -> tuple[str, ...]:
    """A name for each student, in their order: distinct on every file system, the same in each run.

    A name that had to be changed, or that another student's equals but for case or Unicode form (macOS
    and Windows would make them one file), gets a digest of the original, so that who is whose doesn't
    depend on the order of the class.
    """
    cleaned = [_clean(student) for student in students]
    shared = Counter(_key(name) for name, _ in cleaned)
    taken: set[str] = set()
    names = []
    for student, (name, changed) in zip(students, cleaned):
        if changed or shared[_key(name)] > 1:
            name = f"{name}-{_digest(student)}"
        unique, number = name, 2
        while _key(unique) in taken:
            unique, number = f"{name}-{number}", number + 1
        taken.add(_key(unique))
        names.append(unique)
    return tuple(names)


def _clean(student: str) -> tuple[str, bool]:
    """A harmless name, and whether it lost anything that told this student from another."""
    composed = unicodedata.normalize("NFC", student)
    name = re.sub(r"[^\w .@+()-]", "_", plain(student))
    name = re.sub(r"\s", " ", name).strip(" .")
    name = name.encode()[:_LONGEST_BYTES].decode(errors="ignore").rstrip(" .")
    if name.startswith("-"):  # would be read as an option by the next program
        name = f"_{name}"
    if _RESERVED.fullmatch(name):
        name = f"_{name}"
    return (name or "student"), name != composed


def _key(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _digest(student: str) -> str:
    return hashlib.sha256(student.encode(errors="surrogatepass")).hexdigest()[:8]
