"""The renderers are pure, safe for what a student may have written, and speak both languages."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import pytest
from rich.console import Console

from autograder.selfcheck import Failure, SelfCheck, TaskCheck, html, plain, terminal
from autograder.text import Text

NASTY = "[bold red]<script>alert(1)</script>&\x1b[31m $x$ \\(y\\) \x00"

RESULT = SelfCheck(
    "q02a_sharp_corners",
    "q02a",
    f"mine/{NASTY}.py",
    (
        TaskCheck("right", passed=2, skipped=(NASTY,)),
        TaskCheck(
            "wrong",
            passed=1,
            failures=(
                Failure("test_wrong_numbers", "wrong", f"assert {NASTY}", NASTY, "[0, 1]\n[2, 3]"),
                Failure("test_wrong_raises", "raised", "f()", line=3, code=NASTY, detail=NASTY),
                Failure("test_wrong_again", "raised", "f()", line=3, code=NASTY, detail=NASTY),
            ),
        ),
        TaskCheck("open", failures=(Failure("test_open_x", "unwritten", name="open"),)),
        TaskCheck("blocked", blocked=Text(f"off {NASTY}", f"금지 {NASTY}")),
        TaskCheck("late", not_run=2),
    ),
    problems=(Text.of(NASTY),),
    stopped=Text("stopped.", "멈춤."),
)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("language", ["en", "ko"])
def test_html_is_escaped_and_holds_everything(language):
    page = html.html(RESULT, language, hint=NASTY)
    parser = Tags()
    parser.feed(page)
    assert set(parser.tags) <= {
        *("div", "span", "code", "pre", "table", "tr", "td", "strong", "details", "summary", "p"),
    }
    assert "\x1b" not in page and "\x00" not in page and "$" not in page
    assert "<script>alert(1)</script>" in parser.text and "[2, 3]" in parser.text
    assert ("기대값" if language == "ko" else "expected") in parser.text


def test_terminal_parses_no_markup():
    out = io.StringIO()
    Console(file=out, width=100, force_terminal=True).print(terminal.view(RESULT))
    assert "\x1b[31m$" not in out.getvalue()
    told = re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue())
    assert "[bold red]<script>" in told and "✗ wrong" in told and "✓ right" in told


def test_plain_text():
    told = plain.text(RESULT)
    lines = [line.rstrip() for line in told.splitlines()]
    assert "\x1b" not in told and "\x00" not in told
    assert "    wrong again: the same error" in lines
    assert "  · Not written yet: open" in lines
    assert "      expected  [0, 1]" in lines and "                [2, 3]" in lines
    assert lines[-2:] == [
        "1 of 5 tasks pass their public examples.",
        "Next: wrong. A hint: deepdrill hint q02a",
    ]
    korean = plain.text(RESULT, "ko")
    assert (
        "아직 작성하지 않음: open" in korean and "다음: wrong." in korean and "Next" not in korean
    )


@pytest.mark.parametrize(
    "kind",
    [
        "wrong",
        "unwritten",
        "missing",
        "raised",
        "no_error",
        "unusable",
        "slow",
        "died",
    ],
)
def test_every_kind_has_a_sentence_in_both_languages(kind):
    result = SelfCheck(
        "q02",
        "q02",
        "",
        (
            TaskCheck(
                "f",
                failures=(Failure("test_f", kind, name="g", detail="why", expected="ValueError"),),
            ),
        ),
    )
    english, korean = plain.text(result), plain.text(result, "ko")
    assert english != korean and "None" not in english + korean
