"""A self-check as rows of text with a tone: the terminal gives the tones colours, plain text leaves them out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from unicodedata import east_asian_width

from autograder.reports.plain import one_line, plain
from autograder.selfcheck import words
from autograder.selfcheck.model import Failure, SelfCheck, TaskCheck
from autograder.text import Language

Tone = Literal["", "head", "good", "bad", "open", "quiet", "next"]


@dataclass(frozen=True)
class Row:
    """One line. ``mark`` is the part of it that is coloured, in front of ``text``."""

    text: str
    tone: Tone = ""
    indent: int = 0
    mark: str = ""


def rows(result: SelfCheck, language: Language = "en") -> Iterator[Row]:
    """The lines of ``result``: one for each task, more for those that fail, and the next step."""
    yield Row(" · ".join(one_line(part) for part in (result.exercise, result.path) if part), "head")
    for problem in (*result.problems, *result.notes):
        yield from _block(problem.pick(language), 2, "open")
    if result.stopped is not None:
        yield from _block(result.stopped.pick(language), 2, "bad")
    unwritten = [task for task in result.tasks if task.unwritten]
    shown = [task for task in result.tasks if task not in unwritten]
    columns = max((len(task.name) for task in shown), default=0)
    for task in shown:
        yield from _task(task, columns, language)
    if unwritten:
        names = ", ".join(task.name for task in unwritten)
        label = words.NOT_WRITTEN.pick(language)
        yield Row(f"{label[0].upper()}{label[1:]}: {names}", "quiet", 2, "·")
    for text, tone in ((words.verdict(result), "head"), (words.next_step(result), "next")):
        if text.pick(language):
            yield Row(text.pick(language), tone)


def _task(task: TaskCheck, columns: int, language: Language) -> Iterator[Row]:
    good, count = task.ok, words.count(task).pick(language)
    yield Row(
        f"{task.name:<{columns}}  {count}", "good" if good else "bad", 2, "✓" if good else "✗"
    )
    for reason in task.skipped:
        yield Row(f"{words.SKIPPED.pick(language)}: {one_line(reason)}", "quiet", 4)
    if task.blocked is not None:
        yield from _block(task.blocked.pick(language), 4)
        return
    told: set[tuple[str, int | None, str]] = set()
    for failure in task.failures:
        why = (failure.kind, failure.line, failure.detail)
        if failure.kind == "raised" and why in told:
            again = words.THE_SAME.pick(language)
            yield Row(f"{one_line(failure.title)}: {again}", "bad", 4)
            continue
        told.add(why)
        yield from _failure(failure, task.name, language)


def _failure(failure: Failure, task: str, language: Language) -> Iterator[Row]:
    yield Row(one_line(failure.title), "bad", 4)
    yield from _block(failure.statement, 6, "quiet")
    said = words.sentence(failure, task).pick(language)
    if said:
        yield from _block(said, 6)
    if failure.code:
        yield Row(one_line(failure.code), "quiet", 8)
    labels = {
        words.GOT.pick(language): failure.got,
        words.EXPECTED.pick(language): failure.expected if failure.got is not None else None,
        words.PRINTED.pick(language): failure.printed or None,
    }
    columns = max(_width(label) for label in labels)
    for label, value in labels.items():
        if value is not None:
            lines = plain(value).split("\n")
            blank = " " * (columns - _width(label) + 2)
            yield Row(f"{label}{blank}{lines[0]}", "", 6)
            yield from (Row(line, "", 6 + columns + 2) for line in lines[1:])


def _block(text: str, indent: int, tone: Tone = "") -> Iterator[Row]:
    for line in plain(text).split("\n"):
        if line.strip():
            yield Row(line, tone, indent)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
