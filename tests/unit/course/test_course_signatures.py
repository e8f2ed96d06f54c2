"""Signatures as people write them."""

from __future__ import annotations

import dataclasses

import pytest

from autograder.course.catalogue import Catalogue
from autograder.course.signatures import signatures


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("def f(a, b: int = 1, /, c=2, *rest, d, e=3, **more) -> float: ...", None),
        ("def f(*, a): ...", None),
        ("def f(): ...", None),
        (
            "class C:\n    def __init__(self, lr=1e-3, betas=(0.9, 0.99)): ...",
            ["class C(lr=0.001, betas=(0.9, 0.99))"],
        ),
        ("class C:\n    def g(self, /, x): ...\n    def _h(self): ...", ["class C", "g(x)"]),
        (
            "class C:\n    @staticmethod\n    def g(x): ...\n    @classmethod\n    def h(cls): ...",
            ["class C", "g(x)", "h()"],
        ),
        ("class C:\n    @property\n    def g(self) -> int: ...", ["class C", "g -> int"]),
    ],
)
def test_signatures(course, tmp_path, source, lines):
    module = tmp_path / "module.py"
    module.write_text(source)
    exercise = dataclasses.replace(Catalogue(course).find("q02a"), module=module)
    expected = lines or [source.removeprefix("def ").removesuffix(": ...")]
    assert [one.text for one in signatures(exercise)] == expected


def test_the_summary_is_the_first_paragraph(course, tmp_path):
    module = tmp_path / "module.py"
    module.write_text('def f():\n    """One\n    two.\n\n    Three."""\n')
    exercise = dataclasses.replace(Catalogue(course).find("q02a"), module=module)
    assert [one.summary for one in signatures(exercise)] == ["One two."]
