"""The READMEs list what there is: each finished exercise with its question in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.catalogue import Catalogue
from autograder.course.layout import open_course

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("name", ["README.md", "README.ko.md"])
def test_the_table_of_exercises_is_complete(name):
    rows = [
        line for line in (ROOT / name).read_text("utf-8").splitlines() if line.startswith("| q")
    ]
    catalogue = Catalogue(open_course(ROOT))
    assert [row.split("|")[1].strip() for row in rows] == [e.short_id for e in catalogue.exercises]
    for row, exercise in zip(rows, catalogue.exercises):
        assert exercise.question.en in row
        assert exercise.question.ko in row
