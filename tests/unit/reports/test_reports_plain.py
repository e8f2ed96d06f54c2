from __future__ import annotations

import time

import pytest

from autograder.reports.plain import one_line, plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07x", "x"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b2Jx", "x"),
        ("\x1bcx", "x"),
        ("\x1b]never closed, expected 5", "never closed, expected 5"),
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("a\tb", "a\tb"),
        ("a\x00b\x7f", "a\ufffdb\ufffd"),
        ("\u202egnp.exe", "\ufffdgnp.exe"),
        ("\ud800", "\ufffd"),
        ("\u1100\u1161", "가"),
        ("가나 👩‍🚀 é", "가나 👩‍🚀 é"),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_one_line_is_short_and_quick() -> None:
    assert one_line("  a\n\n b\t c ") == "a b c"
    assert one_line("x" * 400, 10) == "x" * 9 + "…"
    start = time.perf_counter()
    for text in ("\x9d" * 300_000, "\x1b]" * 300_000, "\x1b[" * 300_000, "\x9b" * 300_000):
        plain(text)
    assert time.perf_counter() - start < 10
