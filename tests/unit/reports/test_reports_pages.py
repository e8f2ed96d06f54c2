"""The pages that people read: nothing a student writes becomes markup in them."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.console import Console
from sample_class import (
    ABSENT_STUDENT,
    CLASS,
    GPUS,
    HOSTILE,
    MISTAKEN,
    RELU,
    RELU_TITLE,
    RIGHT,
    case,
    exercise,
    report,
)

from autograder.reports import gradescope, markdown, terminal
from autograder.reports.model import ClassReport, Diagnosis, Isolation, Status
from autograder.reports.plain import one_line, plain
from autograder.text import Text

anything = st.text(st.characters(exclude_categories=())) | st.text(
    "`~<>&*_[]()!|#-+.=\\\n\t $:@wh1"
)
INJECTIONS = (
    HOSTILE,
    "```\n<img src=x onerror=alert(1)>",
    "~~~\n# h",
    "<!-- ",
    "</code></pre><script>",
    "&lt;b&gt;",
    "[a]: http://b\n[a]",
    "![x](http://x/y.png)",
    "www.evil.com http://evil.com a@b.com",
    "a\n===\n",
    "| a | b |\n|---|---|",
    "\\`x\\`",
    "`" * 50,
    "* * *",
    "\r```\r# h",
    "\u2028# h",
)


def hostile_page(text: str) -> str:
    same = Text.of(text)
    wrong = replace(MISTAKEN, task=text, title=same, message=same, diagnosis=Diagnosis(text, same))
    right = replace(RIGHT, task=text, title=same)
    parts = exercise(text, wrong, right, problems=(same,))
    return markdown.feedback(report(text, parts), "en")


def check_page(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(hostile_page(text))
    blocks = [token.type for token in tokens]
    assert blocks.count("heading_open") == 3
    assert blocks.count("fence") == (
        2 if text.strip() and plain(text).strip() else blocks.count("fence")
    )
    assert not {"html_block", "table_open", "hr", "code_block"} & set(blocks)
    inside = {child.type for token in tokens for child in token.children or ()}
    assert inside <= {"text", "strong_open", "strong_close", "text_special", "softbreak"}
    for token in tokens:
        if token.type == "fence":
            assert token.content.strip("\n") == plain(text).strip("\n")


@pytest.mark.parametrize("text", INJECTIONS)
def test_feedback_holds_a_students_text_as_text(text: str) -> None:
    check_page(text)


@given(anything)
def test_feedback_holds_any_text_as_text(text: str) -> None:
    check_page(text)


@given(anything)
@example("&lt;b&gt; &amp; <b> \\< www.x.org http://x.org a@x.org")
def test_escaped_text_reads_as_it_was(text: str) -> None:
    (paragraph,) = [
        token for token in MarkdownIt().parse(f"x {markdown.inline(text)} x") if token.children
    ]
    shown = "".join(child.content for child in paragraph.children)
    assert " ".join(shown.split()) == " ".join(f"x {one_line(text, 1000)} x".split())


def test_feedback_of_nothing() -> None:
    assert "nothing was handed in" in markdown.feedback(ABSENT_STUDENT, "en")
    assert "제출물이 없습니다" in markdown.feedback(ABSENT_STUDENT, "ko")


def shown(renderable: object, width: int = 100, color: bool = False) -> str:
    file = io.StringIO()
    Console(
        file=file,
        width=width,
        force_terminal=color,
        color_system="truecolor" if color else None,
        legacy_windows=False,
    ).print(renderable)
    return file.getvalue()


def test_rich_markup_and_escapes_are_shown_and_not_obeyed() -> None:
    name = "[red]a[/] [link=file:///etc]b[/link] :bomb: \x1b[2J\x1b]0;title\x07"
    bad = Text.of(name)
    wrong = replace(MISTAKEN, task=name, title=bad, message=bad, diagnosis=Diagnosis(name, bad))
    ours = replace(RIGHT, tool_failure=name)
    student = replace(
        report(name, exercise(name, wrong, ours, problems=(bad,))),
        isolation=Isolation(3, name, name),
    )
    whole = ClassReport((student,), ((name, bad),), False)
    for view in (terminal.class_view(whole), terminal.report_view(student)):
        text = shown(view, 400, color=True)
        assert "\x1b]" not in text and "\x1b[2J" not in text
        assert "[link=file:///etc]b[/link] :bomb:" in text


@given(anything)
def test_terminal_shows_anything(text: str) -> None:
    same = Text.of(text)
    student = report(text, exercise(text, replace(MISTAKEN, diagnosis=None, message=same)))
    shown(terminal.class_view(ClassReport((student,), ((text, same),), True))).encode()
    shown(terminal.report_view(student)).encode()


@pytest.mark.parametrize("width", [1, 10, 40, 80, 200])
def test_terminal_fits_every_width(width: int) -> None:
    many = [exercise(f"q{number:02}_x", RIGHT) for number in range(46)]
    for whole in (CLASS, ClassReport((report("kim", *many),), (), True), ClassReport((), (), True)):
        text = shown(terminal.class_view(whole), width)
        assert all(len(line) <= width for line in text.splitlines())


def test_points_are_shown_at_eighty_columns() -> None:
    five = [exercise(f"q{number:02}_x", RIGHT, MISTAKEN) for number in range(5)]
    text = shown(terminal.class_view(ClassReport((report("s" * 20, *five),), (), True)), 80)
    assert " ".join(text.splitlines()[2].split()).startswith("s" * 20 + " 2 2 2 2 2 10/20 At x = 0")


def test_exercises_that_share_a_short_id_keep_their_names() -> None:
    whole = ClassReport(
        (report("kim", exercise("q05_a", RIGHT), exercise("q05_b", RIGHT)),), (), True
    )
    assert "q05_a  q05_b" in shown(terminal.class_view(whole))


def test_an_early_stop_and_two_tiers_are_said() -> None:
    other = replace(report("lee", exercise(GPUS, RIGHT)), isolation=Isolation(1, "limits", "macOS"))
    text = shown(terminal.class_view(ClassReport((*CLASS.reports, other), (), False)))
    assert "stopped early" in text
    assert "isolation tier 3: namespaces" in text and "isolation tier 1: limits (macOS)" in text


def test_a_case_that_we_failed_shows_its_trace_to_the_instructor() -> None:
    assert RELU in shown(terminal.report_view(CLASS.reports[2]))
    assert "signal 9" in shown(terminal.report_view(CLASS.reports[2]))


def test_a_note_beside_a_passed_case_is_shown_everywhere():
    note = Text("In 9 lines.", "9줄입니다.")
    noted = case("x/relu/one", "relu", RELU_TITLE, Status.PASS, note)
    found = report("ada", exercise("q05_activation_functions", noted))
    assert r"arrays of any shape. *In 9 lines.*" in markdown.feedback(found, "en")
    assert "*9줄입니다.*" in markdown.feedback(found, "ko")
    console = Console(record=True, width=100, file=io.StringIO())
    console.print(terminal.report_view(found, "en"))
    assert "In 9 lines." in console.export_text()
    assert "In 9 lines." in gradescope.dump(found)
