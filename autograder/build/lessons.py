"""The lesson as students receive it: front matter, background and hints, without answer and rubric.

It is written from the parsed lesson and not by cutting its text, so that what the parser does not know
(a comment in the front matter, say) can't slip through.
"""

from __future__ import annotations

import json

from autograder.course.catalogue import Exercise
from autograder.text import Language


def make_lesson(exercise: Exercise, language: Language) -> str:
    """The lesson file of ``exercise`` in one language."""
    front: dict[str, object] = {
        "title": exercise.title.pick(language),
        "question": exercise.question.pick(language),
    }
    if language == "en":
        front |= {
            "needs": sorted(exercise.needs),
            "off_limits": list(exercise.off_limits),
            "data": list(exercise.data),
            "deadline_seconds": exercise.deadline_seconds,
            "memory_mb": exercise.memory_mb,
        }
    hints = []
    for number, hint in enumerate(exercise.hints, start=1):
        first, *rest = hint.pick(language).split("\n")
        hints.append("\n".join([f"{number}. {first}", *(f"   {line}".rstrip() for line in rest)]))
    return "\n".join(
        [
            "+++",
            f"# Built from solutions/{exercise.topic}/{exercise.id} by `deepdrill build`; edit there.",
            # What JSON writes for strings, numbers and lists of strings is TOML too.
            *(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()),
            "+++",
            "## Background",
            exercise.background.pick(language),
            "",
            "## Hints",
            *hints,
            "",
        ]
    )
