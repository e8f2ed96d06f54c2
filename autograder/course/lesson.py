"""Reads ``lesson.md``: TOML front matter between ``+++`` lines, then sections with fixed English names.

An author who leaves something out is told the file and the missing thing; nothing is filled in silently.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course.layout import read_text, shown
from autograder.errors import DeepdrillError

NUMBER_OF_HINTS = 3
KNOWN_NEEDS = frozenset({"numpy", "torch", "network", "scratch"})
KNOWN_DATA = frozenset({"digits"})
STUDENT_SECTIONS = ("Background", "Hints")
INSTRUCTOR_SECTIONS = (*STUDENT_SECTIONS, "Answer", "Explain")
_HINT = re.compile(r"(\d+)\.\s+(.*)")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")


@dataclass(frozen=True)
class Front:
    """The front matter; in a Korean lesson only the two texts are given."""

    title: str
    question: str
    needs: frozenset[str] = frozenset()
    off_limits: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    deadline_seconds: float = 10.0
    memory_mb: int = 1024


@dataclass(frozen=True)
class Lesson:
    """One language of a lesson. The last three are None in what students receive."""

    front: Front
    background: str
    hints: tuple[str, ...]
    answer: str | None = None
    explain: str | None = None
    rubric: str | None = None


def read_lesson(path: Path, *, student: bool = False, translation: bool = False) -> Lesson:
    """Parse the lesson at ``path``; ``student`` expects Background and Hints only.

    A ``translation`` (lesson.ko.md) carries the two texts in its front matter and nothing else.
    """
    front, body = _split_front(read_text(path), path)
    sections = _sections(body, path, STUDENT_SECTIONS if student else INSTRUCTOR_SECTIONS)
    lesson = Lesson(
        front=_front(front, path, translation),
        background=sections["Background"],
        hints=_hints(sections["Hints"], path),
    )
    if student:
        return lesson
    explain, rubric = _explain(sections["Explain"], path)
    return Lesson(
        lesson.front, lesson.background, lesson.hints, sections["Answer"], explain, rubric
    )


def _split_front(text: str, path: Path) -> tuple[dict[str, Any], str]:
    lines = text.split("\n")
    if lines[0].rstrip() != "+++":
        raise DeepdrillError(
            f"{shown(path)} does not begin with front matter: its first line must be +++"
        )
    end = next((row for row in range(1, len(lines)) if lines[row].rstrip() == "+++"), None)
    if end is None:
        raise DeepdrillError(f"{shown(path)}: the front matter is not closed by a second +++ line")
    try:
        front = tomllib.loads("\n".join(lines[1:end]) + "\n")
    except tomllib.TOMLDecodeError as error:
        raise DeepdrillError(f"{shown(path)}: the front matter is no TOML: {error}") from None
    return front, "\n".join(lines[end + 1 :])


def _front(raw: dict[str, Any], path: Path, translation: bool) -> Front:
    if translation:
        allowed: set[str] = {"title", "question"}
        required = ("title", "question")
    else:
        allowed = set(Front.__dataclass_fields__)
        required = ("title", "question", "needs")
    for key in required:
        if key not in raw:
            raise DeepdrillError(f"{shown(path)}: {key} is missing in the front matter")
    for key, value in raw.items():
        if key not in allowed:
            raise DeepdrillError(f"{shown(path)}: {key} does not belong in the front matter here")
        if key in ("title", "question"):
            good = isinstance(value, str) and value.strip() != "" and "\n" not in value
            wanted = "one line of text"
        elif key in ("needs", "off_limits", "data"):
            good = isinstance(value, list) and all(isinstance(item, str) for item in value)
            wanted = "a list of strings"
        else:
            whole = key == "memory_mb"
            numbers = int if whole else (int, float)
            good = isinstance(value, numbers) and not isinstance(value, bool) and value > 0
            wanted = "a positive whole number" if whole else "a positive number"
        if not good:
            raise DeepdrillError(f"{shown(path)}: {key} in the front matter must be {wanted}")
    needs = frozenset(raw.get("needs", ()))
    if not translation and not needs & {"numpy", "torch"}:
        raise DeepdrillError(f'{shown(path)}: needs must name "numpy" or "torch"')
    if unknown := sorted(needs - KNOWN_NEEDS):
        raise DeepdrillError(
            f"{shown(path)}: needs has {unknown[0]!r}; known are {', '.join(sorted(KNOWN_NEEDS))}"
        )
    if unknown := sorted(set(raw.get("data", ())) - KNOWN_DATA):
        raise DeepdrillError(
            f"{shown(path)}: data has {unknown[0]!r}; known are {', '.join(sorted(KNOWN_DATA))}"
        )
    return Front(
        title=raw["title"].strip(),
        question=raw["question"].strip(),
        needs=needs,
        off_limits=tuple(raw.get("off_limits", ())),
        data=tuple(raw.get("data", ())),
        deadline_seconds=float(raw.get("deadline_seconds", Front.deadline_seconds)),
        memory_mb=raw.get("memory_mb", Front.memory_mb),
    )


def _sections(body: str, path: Path, wanted: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line, in_code in _lines(body):
        if line.startswith("## ") and not in_code:
            name = line[3:].strip()
            if name not in wanted:
                raise DeepdrillError(
                    f"{shown(path)}: unknown section '## {name}'; the sections are {', '.join(wanted)}"
                )
            if name in found:
                raise DeepdrillError(f"{shown(path)}: section '## {name}' appears twice")
            current = found.setdefault(name, [])
        elif current is not None:
            current.append(line)
        elif line.strip() and not line.lstrip().startswith("<!--"):
            raise DeepdrillError(f"{shown(path)}: text before the first section: {line.strip()!r}")
    for name in wanted:
        if name not in found:
            raise DeepdrillError(f"{shown(path)}: section '## {name}' is missing")
        if not "".join(found[name]).strip():
            raise DeepdrillError(f"{shown(path)}: section '## {name}' is empty")
    return {name: "\n".join(lines).strip() for name, lines in found.items()}


def _hints(section: str, path: Path) -> tuple[str, ...]:
    hints: list[list[str]] = []
    for line, in_code in _lines(section):
        match = None if in_code else _HINT.match(line)
        if match and int(match[1]) == len(hints) + 1:
            hints.append([match[2]])
        elif hints:
            hints[-1].append(line.removeprefix("   "))
        elif line.strip():
            raise DeepdrillError(f"{shown(path)}: section '## Hints' must begin with '1. '")
    if len(hints) != NUMBER_OF_HINTS:
        raise DeepdrillError(
            f"{shown(path)}: section '## Hints' has {len(hints)} numbered hints, not {NUMBER_OF_HINTS}"
        )
    return tuple("\n".join(lines).strip() for lines in hints)


def _explain(section: str, path: Path) -> tuple[str, str]:
    question: list[str] = []
    rubric: list[str] | None = None
    for line, in_code in _lines(section):
        if rubric is None and not in_code and line.rstrip() == "### Rubric":
            rubric = []
        else:
            (question if rubric is None else rubric).append(line)
    if rubric is None or not "".join(rubric).strip():
        what = "missing" if rubric is None else "empty"
        raise DeepdrillError(f"{shown(path)}: '### Rubric' in section '## Explain' is {what}")
    if not "".join(question).strip():
        raise DeepdrillError(f"{shown(path)}: section '## Explain' asks no question")
    return "\n".join(question).strip(), "\n".join(rubric).strip()


def _lines(text: str):
    """Each line, and whether it lies inside a code fence (where ``## `` is a comment, not a section)."""
    fence = None
    for line in text.split("\n"):
        match = _FENCE.match(line)
        yield line, fence is not None or match is not None
        if match and fence is None:
            fence = match[1]
        elif match and match[1].startswith(fence) and line.strip() == match[1]:
            fence = None
