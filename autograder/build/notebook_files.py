"""The folders of notebooks in a course, under nbgrader's own names."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path

from autograder.course.layout import Course, topic_folders

SOURCE, RELEASE = "source", "release"


def left_over_notebooks(course: Course, exercises: Collection[str]) -> Iterator[Path]:
    """Built notebooks of exercises that are gone; ``exercises`` are "topic/exercise", those that are there.

    A built one says so in its metadata: a notebook that somebody else put there is never deleted.
    """
    for name in (SOURCE, RELEASE):
        for topic in topic_folders(course.root / name):
            for path in sorted(topic.glob("*.ipynb")):
                if f"{topic.name}/{path.stem}" not in exercises and _is_built(path):
                    yield path


def _is_built(path: Path) -> bool:
    try:
        return json.loads(path.read_bytes())["metadata"]["deepdrill"]["exercise"] == path.stem
    except (OSError, ValueError, KeyError, TypeError):
        return False
