"""The built files of a course: all of them are computed first, then compared with what lies there."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from autograder.build.examples import make_examples
from autograder.build.lessons import make_lesson
from autograder.build.notebook import make_notebook
from autograder.build.notebook_files import RELEASE, SOURCE, left_over_notebooks
from autograder.build.readme import make_readme
from autograder.build.release import can_release, release
from autograder.build.stub import make_stub
from autograder.build.table import with_table
from autograder.course.catalogue import Catalogue, Exercise
from autograder.course.layout import EXERCISE_NAME, Course, read_text, shown, topic_folders
from autograder.errors import DeepdrillError
from autograder.text import LANGUAGES, Language


@dataclass(frozen=True)
class Change:
    """One file that is to be written or deleted."""

    action: Literal["write", "delete"]
    path: Path


def build(course: Course) -> list[Change]:
    """Write what is missing or different, delete what belongs to exercises that are gone."""
    expected = expected_files(course)
    changes = _changes(course, expected)
    for change in changes:
        if change.action == "write":
            change.path.parent.mkdir(parents=True, exist_ok=True)
            change.path.write_bytes(expected[change.path].encode())
        else:
            change.path.unlink()
            roots = (course.exercises, course.root / SOURCE, course.root / RELEASE)
            for folder in (change.path.parent, change.path.parent.parent):
                if folder not in roots:
                    with contextlib.suppress(OSError):  # it still holds something
                        folder.rmdir()
    return changes


def check(course: Course) -> list[Path]:
    """The built files that are missing, stale, or of exercises that are gone."""
    return [change.path for change in _changes(course, expected_files(course))]


def expected_files(course: Course) -> dict[Path, str]:
    """Every built file with its text; a fault in an exercise raises before anything is written."""
    if course.edition != "instructor":
        raise DeepdrillError(f"{course.root} has no solutions/ to build from; run in a checkout")
    catalogue = Catalogue(course)
    files: dict[Path, str] = {}
    notebooks: dict[str, str] = {}
    for topic in catalogue.topics:
        exercises = catalogue.in_topic(topic)
        folder = course.exercises / topic
        for exercise in exercises:
            files |= _exercise_files(exercise, folder)
            if exercise.grader.is_file():  # without it, nothing in a notebook could earn a point
                notebooks[f"{topic}/{exercise.id}.ipynb"] = make_notebook(exercise)
        for language in LANGUAGES:
            files[folder / f"README{_suffix(language)}.md"] = make_readme(
                topic, exercises, language
            )
    for language in LANGUAGES:
        page = course.root / f"README{_suffix(language)}.md"
        if page.is_file():
            files[page] = with_table(read_text(page), catalogue.exercises, language)
    files |= {course.root / SOURCE / path: text for path, text in notebooks.items()}
    if can_release():
        released = release(course.root, notebooks)
        files |= {course.root / RELEASE / path: text for path, text in released.items()}
    return files


def _exercise_files(exercise: Exercise, folder: Path) -> dict[Path, str]:
    source = read_text(exercise.module)
    examples = exercise.folder / "examples.py"
    files = {
        exercise.stub: make_stub(source, shown(exercise.module)),
        folder / f"test_{exercise.id}.py": make_examples(
            read_text(examples), exercise, shown(examples)
        ),
    }
    for language in LANGUAGES:
        path = folder / "lessons" / f"{exercise.id}{_suffix(language)}.md"
        files[path] = make_lesson(exercise, language)
    return files


def _suffix(language: Language) -> str:
    return "" if language == "en" else f".{language}"


def _changes(course: Course, expected: dict[Path, str]) -> list[Change]:
    changes = [
        Change("write", path)
        for path, text in expected.items()
        if not path.is_file() or path.read_bytes() != text.encode()
    ]
    changes += [Change("delete", path) for path in _left_over(course, expected)]
    source = course.root / SOURCE
    masters = [path.relative_to(source) for path in expected if path.is_relative_to(source)]
    there = {path.with_suffix("").as_posix() for path in masters}
    changes += [Change("delete", path) for path in left_over_notebooks(course, there)]
    return changes


def _left_over(course: Course, expected: dict[Path, str]) -> Iterator[Path]:
    """Files of exercises that are gone.

    An exercise is known by its built lesson, so a file that somebody else put there is never deleted; the
    lesson comes last, so that an interrupted build finds the rest again.
    """
    for topic in topic_folders(course.exercises):
        gone = sorted(
            lesson
            for lesson in (topic / "lessons").glob("q*.md")
            if lesson not in expected and EXERCISE_NAME.fullmatch(lesson.name.split(".")[0])
        )
        ids = list(dict.fromkeys(lesson.name.split(".")[0] for lesson in gone))
        candidates = [topic / name for id in ids for name in (f"{id}.py", f"test_{id}.py")]
        if gone:
            candidates += [topic / "README.md", topic / "README.ko.md"]
        yield from (path for path in candidates if path.is_file() and path not in expected)
        yield from gone
