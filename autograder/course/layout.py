"""Where the course is, and which of its folders are there.

A checkout has `solutions/` and is the instructors' edition; a student has `exercises/` only, in a folder of
their own or inside the installed wheel. Everything else in the package asks `Course` and joins no paths itself.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from autograder.errors import DeepdrillError

Edition = Literal["instructor", "student"]
ENVIRONMENT_VARIABLE = "DEEPDRILL_COURSE"
TOPIC_NAME = re.compile(r"q(\d{2})_[a-z0-9_]+")
EXERCISE_NAME = re.compile(r"(q(\d{2})([a-z]?))_[a-z0-9_]+")
PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Course:
    """A folder that holds a course, and the edition of it."""

    root: Path
    edition: Edition = "instructor"

    @property
    def solutions(self) -> Path:
        """Reference solutions, lessons and mistakes; instructors only."""
        return self.root / "solutions"

    @property
    def exercises(self) -> Path:
        """What students work in; built from the solutions."""
        return self.root / "exercises"

    @property
    def graders(self) -> Path:
        """The hidden graders; instructors only."""
        return self.root / "autograder" / "graders"


def find_course(start: Path | None = None) -> Course:
    """The course that the environment names, else the nearest one upward, the checkout, the bundled one."""
    named = os.environ.get(ENVIRONMENT_VARIABLE)
    if named:
        return open_course(Path(named))
    try:
        folder = (start or Path.cwd()).resolve()
    except FileNotFoundError:  # the working directory was deleted under us
        folder = PACKAGE
    for candidate in (folder, *folder.parents):
        if has_topics(candidate / "solutions") or has_topics(candidate / "exercises"):
            return open_course(candidate)
    # Beside an installed package lies site-packages, where a folder "solutions" would be anyone's.
    if (PACKAGE.parent / "pyproject.toml").is_file() and (PACKAGE.parent / "solutions").is_dir():
        return open_course(PACKAGE.parent)
    if has_topics(PACKAGE / "exercises"):
        return open_course(PACKAGE)
    raise DeepdrillError(
        f"no course found here: go to a folder that holds exercises/, or set {ENVIRONMENT_VARIABLE} to one"
    )


def open_course(root: Path) -> Course:
    """The course in ``root``: the instructors' edition where there are solutions."""
    root = Path(root).expanduser()
    solutions, exercises = root / "solutions", root / "exercises"
    if has_topics(solutions) or (solutions.is_dir() and not has_topics(exercises)):
        return Course(root, "instructor")
    if exercises.is_dir():
        return Course(root, "student")
    raise DeepdrillError(f"{root} is no course: it holds neither solutions/ nor exercises/")


def has_topics(folder: Path) -> bool:
    """Whether ``folder`` exists and has at least one topic in it."""
    return next(iter(topic_folders(folder)), None) is not None


def topic_folders(folder: Path) -> Iterator[Path]:
    """The topics in ``folder``, by name; none where the folder is missing."""
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if entry.is_dir())
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return
    yield from (folder / name for name in names if TOPIC_NAME.fullmatch(name))


def shown(path: Path) -> str:
    """``path`` as a message names it: short where it lies below the working directory."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (ValueError, FileNotFoundError):
        return str(path)


def read_text(path: Path) -> str:
    """The text of ``path`` with plain newlines, or one sentence that says why it can't be read."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise DeepdrillError(f"{shown(path)} is missing") from None
    except UnicodeDecodeError as error:
        raise DeepdrillError(f"{shown(path)} is not UTF-8 (byte {error.start})") from None
    except OSError as error:
        raise DeepdrillError(f"{shown(path)} can't be read: {error.strerror}") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
