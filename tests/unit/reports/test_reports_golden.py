"""Every reporter's whole output, kept in ``golden/``; ``UPDATE_GOLDEN=1 pytest`` writes it anew."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console
from sample_class import CLASS, EVERY_STATUS, HOSTILE_STUDENT

from autograder.reports import csv_report, gradescope, json_report, junit, markdown, terminal

GOLDEN = Path(__file__).parent / "golden"


def shown(renderable: object, width: int = 100) -> str:
    console = Console(width=width, color_system=None, legacy_windows=False)
    with console.capture() as capture:
        console.print(renderable)
    return "\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n"


OUTPUTS: dict[str, Callable[[], str]] = {
    "report.json": lambda: json_report.dump(CLASS),
    "report.csv": lambda: csv_report.dump(CLASS),
    "report.ko.csv": lambda: csv_report.dump(CLASS, "ko"),
    "junit.xml": lambda: junit.dump(CLASS),
    "feedback.en.md": lambda: markdown.feedback(EVERY_STATUS, "en"),
    "feedback.ko.md": lambda: markdown.feedback(EVERY_STATUS, "ko"),
    "feedback.hostile.md": lambda: markdown.feedback(HOSTILE_STUDENT, "en"),
    "class.en.txt": lambda: shown(terminal.class_view(CLASS, "en")),
    "class.ko.txt": lambda: shown(terminal.class_view(CLASS, "ko")),
    "class.narrow.txt": lambda: shown(terminal.class_view(CLASS, "en"), 60),
    "student.en.txt": lambda: shown(terminal.report_view(EVERY_STATUS, "en")),
    "student.ko.txt": lambda: shown(terminal.report_view(EVERY_STATUS, "ko")),
    "results.json": lambda: gradescope.dump(EVERY_STATUS),
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_output_is_as_kept(name: str) -> None:
    output, path = OUTPUTS[name](), GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(output.encode())
    assert output == path.read_bytes().decode()


@pytest.mark.parametrize("name", OUTPUTS)
def test_output_is_pure(name: str) -> None:
    assert OUTPUTS[name]() == OUTPUTS[name]()


def test_students_never_see_the_seed_or_our_trace() -> None:
    for name in ("feedback.en.md", "feedback.ko.md", "results.json"):
        assert "c0ffee" not in OUTPUTS[name]().lower()
        assert "zygote" not in OUTPUTS[name]()


@pytest.mark.parametrize("name", [name for name in OUTPUTS if name != "report.json"])
def test_no_control_character_gets_through(name: str) -> None:
    unsafe = set(OUTPUTS[name]().removeprefix("\ufeff")) & {
        *map(chr, range(32)),
        *"\x7f\x9b\u202e\ud800",
    }
    assert unsafe <= {"\n", "\r"}
