"""The READMEs list each finished exercise; `deepdrill build` writes that table and nothing else of them."""

from __future__ import annotations

from pathlib import Path

import minicourse
import pytest

from autograder.build import build, check
from autograder.build.table import BEGIN, END

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("name", ["README.md", "README.ko.md"])
def test_our_own_pages_have_the_markers(name):
    text = (ROOT / name).read_text("utf-8")
    assert text.count(BEGIN) == text.count(END) == 1 and text.index(BEGIN) < text.index(END)


def test_the_table_is_built_between_the_markers(tmp_path):
    course = minicourse.make_course(tmp_path)
    page = minicourse.write(tmp_path / "README.ko.md", f"위\n\n{BEGIN}\nold\n{END}\n\n아래\n")
    plain = minicourse.write(tmp_path / "README.md", "no table wanted\n")
    assert page in check(course)
    build(course)
    assert plain.read_text("utf-8") == "no table wanted\n" and check(course) == []
    text = page.read_text("utf-8")
    assert text.startswith("위\n\n") and text.endswith("\n\n아래\n") and "old" not in text
    row = next(line for line in text.splitlines() if line.startswith("| [q02a]"))
    assert row.startswith("| [q02a](exercises/q02_corners/README.ko.md) | 모서리는 왜 있는걸까? | ")
