"""The exercises of a course, in the order of the questions.

Finding one exercise reads that exercise alone, so that one unfinished lesson stops nobody else's grading.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from autograder.course.layout import (
    EXERCISE_NAME,
    Course,
    find_course,
    read_text,
    shown,
    topic_folders,
)
from autograder.course.lesson import Lesson, read_lesson
from autograder.course.names import public_names
from autograder.errors import DeepdrillError
from autograder.text import Text

FINISHED = ("lesson.md", "solution.py", "examples.py")


@dataclass(frozen=True)
class Exercise:
    """One exercise: everything that its folder says, without running any of it."""

    id: str
    short_id: str
    topic: str
    title: Text
    question: Text
    needs: frozenset[str]
    off_limits: tuple[str, ...]
    data: tuple[str, ...]
    deadline_seconds: float
    memory_mb: int
    background: Text
    hints: tuple[Text, Text, Text]
    answer: Text | None
    explain: Text | None
    rubric: Text | None
    folder: Path | None  # solutions/<topic>/<id>; None in the students' edition
    module: Path  # solution.py, or the stub in the students' edition
    stub: Path  # exercises/<topic>/<id>.py, built or not
    grader: Path | None  # the hidden grader; None in the students' edition

    @property
    def zygote(self) -> str:
        """Which warm process grades it."""
        return "torch" if "torch" in self.needs else "numpy"

    @cached_property
    def required_names(self) -> tuple[str, ...]:
        """The functions and classes that students must define, in order. Parsed when first asked for."""
        source = read_text(self.module)
        try:
            return public_names(source)
        except SyntaxError as error:
            # A student may break their copy of the stub while working in it.
            raise DeepdrillError(
                f"{shown(self.module)}, line {error.lineno}: {error.msg}"
            ) from None

    def __hash__(self) -> int:
        return hash((self.id, self.module))


@dataclass(frozen=True)
class _Place:
    """Where an exercise lies: known from folder and file names alone."""

    id: str
    short_id: str
    topic: str
    missing: tuple[str, ...] = ()


class Catalogue:
    """All exercises of ``course`` (the nearest one by default)."""

    def __init__(self, course: Course | None = None) -> None:
        self.course = course or find_course()
        self._read: dict[str, Exercise] = {}

    @cached_property
    def _places(self) -> dict[str, _Place]:
        find = _written if self.course.edition == "instructor" else _handed_out
        places = sorted(find(self.course), key=lambda place: place.id)
        places.sort(key=lambda place: place.short_id)
        by_short_id: dict[str, _Place] = {}
        for place in places:
            other = by_short_id.setdefault(place.short_id, place)
            if other is not place:
                raise DeepdrillError(
                    f"two exercises have the number {place.short_id}: {other.id} and {place.id}"
                )
        return by_short_id

    @cached_property
    def exercises(self) -> tuple[Exercise, ...]:
        """The finished exercises: q01, q02, ..., q12, q12a, q12b, ..."""
        return tuple(self._exercise(place) for place in self._places.values() if not place.missing)

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics that have a finished exercise, in order."""
        return tuple(
            dict.fromkeys(place.topic for place in self._places.values() if not place.missing)
        )

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the finished exercises, from file names alone."""
        return tuple(place.id for place in self._places.values() if not place.missing)

    @property
    def all_ids(self) -> tuple[str, ...]:
        """The ids of all exercises, those that are still being written included."""
        return tuple(place.id for place in self._places.values())

    def in_topic(self, topic: str) -> tuple[Exercise, ...]:
        """The finished exercises of one topic."""
        return tuple(exercise for exercise in self.exercises if exercise.topic == topic)

    def find(self, name: str) -> Exercise:
        """The exercise called ``name``: "q05" or "q05_activation_functions"."""
        wanted = name.strip().lower()
        for place in self._places.values():
            if wanted in (place.short_id, place.id):
                return self._exercise(place)
        raise DeepdrillError(f"there is no exercise {name!r}{self._nearest(wanted)}")

    def __iter__(self) -> Iterator[Exercise]:
        return iter(self.exercises)

    def __len__(self) -> int:
        return len(self.ids)

    def _exercise(self, place: _Place) -> Exercise:
        if place.missing:
            raise DeepdrillError(
                f"exercise {place.id} is not finished: {' and '.join(place.missing)} is missing"
            )
        if place.id not in self._read:
            self._read[place.id] = _load(self.course, place)
        return self._read[place.id]

    def _nearest(self, wanted: str) -> str:
        short_ids = list(self._places)
        ids = [place.id for place in self._places.values()]
        # A short id is too short for difflib's ratio to mean much, so the number decides first.
        near = [short for short in short_ids if wanted and wanted[:3] == short[:3]][:4]
        if len(wanted) > 4:
            near = difflib.get_close_matches(wanted, ids, n=3, cutoff=0.5) or near
        near = near or difflib.get_close_matches(wanted, short_ids, n=3, cutoff=0.5)
        if near:
            return f"; did you mean {' or '.join(near)}?"
        return "; `deepdrill list` shows them all" if ids else f" ({self.course.root} has none yet)"


def _written(course: Course) -> Iterator[_Place]:
    for topic in topic_folders(course.solutions):
        with os.scandir(topic) as entries:
            folders = sorted(entry.name for entry in entries if entry.is_dir())
        for name in folders:
            if not (match := _match(name, topic)):
                continue
            present = set(os.listdir(topic / name))
            missing = tuple(file for file in FINISHED if file not in present)
            yield _Place(name, match[1], topic.name, missing)


def _handed_out(course: Course) -> Iterator[_Place]:
    for topic in topic_folders(course.exercises):
        lessons = topic / "lessons"
        for file in sorted(os.listdir(lessons)) if lessons.is_dir() else ():
            name = file.removesuffix(".md")
            if file.endswith(".md") and (match := _match(name, topic)):
                yield _Place(name, match[1], topic.name)


def _match(name: str, topic: Path):
    match = EXERCISE_NAME.fullmatch(name)
    if match and match[2] != topic.name[1:3]:
        raise DeepdrillError(
            f"{shown(topic / name)}: an exercise of topic {topic.name} must begin with {topic.name[:3]}"
        )
    return match


def _load(course: Course, place: _Place) -> Exercise:
    stub = course.exercises / place.topic / f"{place.id}.py"
    if course.edition == "instructor":
        folder = course.solutions / place.topic / place.id
        english = read_lesson(folder / "lesson.md")
        korean = read_lesson(folder / "lesson.ko.md", translation=True)
        module = folder / "solution.py"
        grader = course.graders / place.topic / f"test_{place.id}.py"
    else:
        folder = grader = None
        lessons = course.exercises / place.topic / "lessons"
        english = read_lesson(lessons / f"{place.id}.md", student=True)
        korean = read_lesson(lessons / f"{place.id}.ko.md", student=True, translation=True)
        module = stub
    return _join(place, english, korean, folder=folder, module=module, stub=stub, grader=grader)


def _join(place: _Place, english: Lesson, korean: Lesson, **paths: Path | None) -> Exercise:
    def both(one: str | None, other: str | None) -> Text | None:
        return None if one is None or other is None else Text(one, other)

    front = english.front
    return Exercise(
        id=place.id,
        short_id=place.short_id,
        topic=place.topic,
        title=Text(front.title, korean.front.title),
        question=Text(front.question, korean.front.question),
        needs=front.needs,
        off_limits=front.off_limits,
        data=front.data,
        deadline_seconds=front.deadline_seconds,
        memory_mb=front.memory_mb,
        background=Text(english.background, korean.background),
        hints=tuple(Text(one, other) for one, other in zip(english.hints, korean.hints)),
        answer=both(english.answer, korean.answer),
        explain=both(english.explain, korean.explain),
        rubric=both(english.rubric, korean.rubric),
        **paths,
    )
