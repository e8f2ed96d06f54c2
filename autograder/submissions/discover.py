"""Find the submissions in what the command line was given.

A path is a ``.py`` file, a student's folder or a class. **A folder is a student's if a file named after an
exercise lies in it, or in a folder in it that is named after a topic or an exercise; any other folder is a
class, and each folder in it is a student.** In a student's folder whose files all lie deeper (a wrapper
that a zip file left), they are found at any depth; where some lie at the top, other folders (``old/``) are
named and skipped. Files with a Moodle or Canvas prefix belong to the student in the prefix, so a flat
download of a whole class works.

Links that leave the given student's folder are not followed: one student's folder must not hand in
another's work, or ours.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

from autograder.errors import DeepdrillError
from autograder.submissions.filenames import exercise_named, nearest, plain, student_named
from autograder.submissions.model import Submission
from autograder.submissions.read import Asked, load, unreadable
from autograder.text import Text

MAX_FOLDER_DEPTH = 6
_NOISE = frozenset({"__pycache__", "__macosx", "node_modules", "site-packages", "venv", "env"})


class Known(Asked, Protocol):
    """What of an exercise is needed to recognise files by name."""

    @property
    def short_id(self) -> str: ...
    @property
    def topic(self) -> str: ...


class Courses(Protocol):
    """What of the catalogue is needed (``course.catalogue.Catalogue`` has it)."""

    @property
    def exercises(self) -> Sequence[Known]: ...


class Discovery(NamedTuple):
    """What was found, ordered by student and exercise, and what was passed over with the reason."""

    submissions: tuple[Submission, ...]
    skipped: tuple[tuple[Path, Text], ...]


@dataclass(frozen=True)
class _Candidate:
    path: Path
    exercise: str
    student: str


def discover(paths: Sequence[Path], catalogue: Courses) -> Discovery:
    """All submissions under ``paths``. Raises `DeepdrillError` where there is nothing to grade."""
    search = _Search(catalogue)
    for path in paths:
        search.take(Path(path))
    if not search.candidates:
        raise DeepdrillError(search.nothing(paths))
    return Discovery(tuple(search.submissions()), tuple(search.skipped))


class _Search:
    def __init__(self, catalogue: Courses) -> None:
        self.exercises = {exercise.id: exercise for exercise in catalogue.exercises}
        self.ids = [(exercise.id, exercise.short_id) for exercise in catalogue.exercises]
        self.topics = {plain(exercise.topic) for exercise in catalogue.exercises}
        self.topics |= {plain(name) for pair in self.ids for name in pair}
        self.candidates: list[_Candidate] = []
        self.skipped: list[tuple[Path, Text]] = []
        self.seen: set[Path] = set()

    # what was given

    def take(self, path: Path) -> None:
        try:
            if path.is_dir():
                self.folder(path)
            elif path.exists():
                self.file(path, self.student_of(path), path.parent)
            else:
                raise DeepdrillError(f"There is no file or folder {path}; check the path.")
        except OSError as error:
            raise DeepdrillError(
                f"{path} can't be read ({error.strerror}); check its permissions."
            ) from None

    def student_of(self, path: Path) -> str:
        """The folder that a file or a topic's folder lies in, topics' names passed over."""
        parent = Path(os.path.abspath(path)).parent
        while plain(parent.name) in self.topics and parent != parent.parent:
            parent = parent.parent
        return student_named(parent.name) or "student"

    def folder(self, folder: Path) -> None:
        entries = self.entries(folder)
        if not entries:
            raise DeepdrillError(f"The folder {folder} is empty; give one that holds submissions.")
        if self.is_students(entries):
            own = Path(os.path.abspath(folder))
            topic = plain(own.name) in self.topics
            self.student(
                folder, self.student_of(own) if topic else student_named(own.name) or "student"
            )
            return
        for entry in entries:
            if self.passed_over(entry, folder):
                continue
            if entry.is_dir():
                self.student(entry, student_named(entry.name))
            else:
                self.skip_file(entry)

    # a student's folder

    def student(self, folder: Path, name: str) -> None:
        before = len(self.candidates)
        deeper = []
        for entry in self.entries(folder):
            if self.passed_over(entry, folder):
                continue
            if not entry.is_dir():
                self.file(entry, name, folder)
            elif plain(entry.name) in self.topics:
                self.tree(entry, name, folder)
            else:
                deeper.append(entry)
        nothing_above = len(self.candidates) == before
        for entry in deeper:
            if nothing_above:
                self.tree(entry, name, folder)
            elif any(self.recognised(file) for file in self.files(entry, folder)):
                self.skip(
                    entry,
                    "lies beside other submissions; grade it by itself if it is meant",
                    "다른 제출물과 같은 위치에 있는 폴더입니다. 채점하려면 따로 지정하세요",
                )

    def tree(self, folder: Path, student: str, root: Path) -> None:
        for file in self.files(folder, root, tell=True):
            self.file(file, student, root)

    def files(self, folder: Path, root: Path, depth: int = 0, tell: bool = False) -> Iterator[Path]:
        for entry in self.entries(folder):
            if self.passed_over(entry, root, tell):
                continue
            if not entry.is_dir():
                yield entry
            elif depth < MAX_FOLDER_DEPTH:
                yield from self.files(entry, root, depth + 1, tell)
            elif tell:
                self.skip(entry, "lies too deep", "폴더가 너무 깊습니다")

    # one entry

    def file(self, path: Path, student: str, root: Path) -> None:
        found = self.recognised(path)
        if found is None:
            self.skip_file(path)
            return
        real = Path(os.path.realpath(path))
        if real not in self.seen:
            self.seen.add(real)
            exercise, named = found
            self.candidates.append(
                _Candidate(path, exercise, unicodedata.normalize("NFC", named or student))
            )

    def recognised(self, path: Path) -> tuple[str, str | None] | None:
        return exercise_named(path.stem, self.ids) if path.suffix.casefold() == ".py" else None

    def is_students(self, entries: list[Path]) -> bool:
        for entry in entries:
            if self.recognised(entry) and not entry.is_dir():
                return True
            if (
                plain(entry.name) in self.topics
                and entry.is_dir()
                and any(map(self.recognised, self.entries(entry)))
            ):
                return True
        return False

    def entries(self, folder: Path) -> list[Path]:
        try:
            return sorted(folder.iterdir(), key=lambda entry: entry.name)
        except OSError as error:
            self.skip(
                folder, f"can't be read ({error.strerror})", f"읽을 수 없습니다({error.strerror})"
            )
            return []

    def passed_over(self, entry: Path, root: Path, tell: bool = True) -> bool:
        """Hidden, a cache, or a link that leads out: not looked at."""
        reason: tuple[str, str] | None = None
        if entry.name.startswith("."):
            reason = ("is hidden", "숨김 파일입니다")
        elif entry.is_dir() and entry.name.casefold() in _NOISE:
            reason = ("is no student's work", "학생이 작성한 파일이 아닙니다")
        elif entry.is_symlink():
            inside = Path(os.path.realpath(root))
            target = Path(os.path.realpath(entry))
            if entry.is_dir() or not target.is_relative_to(inside):
                reason = ("is a link that is not followed", "링크는 따라가지 않습니다")
        if reason and tell:
            self.skip(entry, *reason)
        return reason is not None

    def skip_file(self, path: Path) -> None:
        suffix, stem = path.suffix.casefold(), path.stem
        if suffix == ".ipynb":
            self.skip(path, "is a notebook", "노트북 파일입니다")
        elif suffix != ".py":
            self.skip(path, "is no Python file", "Python 파일이 아닙니다")
        elif plain(stem).startswith("test_") or plain(stem) == "conftest":
            self.skip(path, "is a test file", "테스트 파일입니다")
        else:
            meant = nearest(stem, self.ids)
            self.skip(
                path,
                "is not named after an exercise" + (f"; did you mean {meant}.py?" if meant else ""),
                "파일 이름에 해당하는 문제가 없습니다"
                + (f". {meant}.py를 의도했나요?" if meant else ""),
            )

    def skip(self, path: Path, en: str, ko: str) -> None:
        said = Text(f"{path.name} {en}", f"{path.name}: {ko}")
        self.skipped.append((path, Text(_ended(said.en), _ended(said.ko))))

    # the result

    def submissions(self) -> Iterator[Submission]:
        order = {exercise: number for number, exercise in enumerate(self.exercises)}
        groups: dict[tuple[str, str], list[_Candidate]] = {}
        for candidate in self.candidates:
            groups.setdefault((candidate.student, candidate.exercise), []).append(candidate)
        for student, exercise in sorted(groups, key=lambda key: (key[0], order[key[1]])):
            files = groups[student, exercise]
            if len(files) == 1:
                yield load(files[0].path, student, self.exercises[exercise])
            else:
                yield unreadable(
                    files[0].path, student, exercise, _several(exercise, [f.path for f in files])
                )

    def nothing(self, paths: Sequence[Path]) -> str:
        where = ", ".join(str(path) for path in paths) or "an empty list of paths"
        example = self.ids[0][0] if self.ids else "q05_activation_functions"
        why = f" ({self.skipped[0][1].en.rstrip('.')})" if len(self.skipped) == 1 else ""
        return f"No submission found in {where}{why}; name a file after its exercise, like {example}.py."


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith("?") else sentence + "."


def _several(exercise: str, files: list[Path]) -> Text:
    base = Path(os.path.commonpath([file.parent for file in files])) if _comparable(files) else None
    named = ", ".join(str(file.relative_to(base)) if base else str(file) for file in sorted(files))
    return Text(
        f"There is more than one file for {exercise} ({named}); keep the one that is to be graded.",
        f"{exercise}에 해당하는 파일이 여러 개입니다({named}). 채점할 파일 하나만 남기세요.",
    )


def _comparable(files: list[Path]) -> bool:
    return len({file.is_absolute() for file in files}) == 1
