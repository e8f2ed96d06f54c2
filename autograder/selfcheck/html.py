"""A self-check as compact HTML for a notebook: no script, no style sheet, every text escaped.

Colours are chosen to be read on light and on dark themes; marks say the same as the colours. What matters less is the
theme's own colour, paler.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from autograder.reports.plain import plain
from autograder.selfcheck import words
from autograder.selfcheck.model import Failure, SelfCheck, TaskCheck
from autograder.text import Language

_GOOD, _BAD, _OPEN = "#2e9e5b", "#dc4640", "#888"
_QUIET = "opacity:.7"
_BOX = "border-left:3px solid {colour};padding:2px 0 2px 10px;margin:4px 0"
_CODE = "margin:2px 0;padding:0;white-space:pre-wrap;background:none;color:inherit;font-size:90%"


def html(result: SelfCheck, language: Language = "en", hint: str = "") -> str:
    """``result`` as one ``<div>``; ``hint`` is shown folded where something is wrong."""
    parts = [f"<div>{_strong(words.verdict(result).pick(language))}</div>"]
    for text in (*result.problems, *result.notes, *([result.stopped] if result.stopped else ())):
        parts.append(f'<pre style="{_CODE}">{_safe(text.pick(language))}</pre>')
    untouched = bool(result.tasks) and all(task.unwritten for task in result.tasks)
    for task in result.tasks:
        parts += _task(task, language)
    if hint and not result.ok:
        label = "Hint" if language == "en" else "힌트"
        parts.append(f"<details><summary>{label}</summary><p>{_safe(hint)}</p></details>")
    box = _BOX.format(colour=_GOOD if result.ok else _OPEN if untouched else _BAD)
    return f'<div style="{box}">{"".join(parts)}</div>'


def _task(task: TaskCheck, language: Language) -> Iterator[str]:
    colour = _GOOD if task.ok else _OPEN if task.unwritten else _BAD
    mark = "✓" if task.ok else "·" if task.unwritten else "✗"
    count = _safe(words.count(task).pick(language))
    yield (
        f'<div><span style="color:{colour}">{mark}</span> <code>{_safe(task.name)}</code> '
        f'<span style="{_QUIET}">{count}</span></div>'
    )
    for reason in task.skipped:
        skipped = words.SKIPPED.pick(language)
        yield f'<div style="margin-left:1.5em;{_QUIET}">{skipped}: {_safe(reason)}</div>'
    if task.blocked is not None:
        yield f'<pre style="{_CODE};margin-left:1.5em">{_safe(task.blocked.pick(language))}</pre>'
    elif not task.unwritten:
        for failure in task.failures:
            yield f'<div style="margin-left:1.5em">{"".join(_failure(failure, task, language))}</div>'


def _failure(failure: Failure, task: TaskCheck, language: Language) -> Iterator[str]:
    yield f'<div style="color:{_BAD}">{_safe(failure.title)}</div>'
    if failure.statement:
        yield f'<pre style="{_CODE};{_QUIET}">{_safe(failure.statement)}</pre>'
    said = words.sentence(failure, task.name).pick(language)
    if said:
        yield f'<div style="white-space:pre-wrap">{_safe(said)}</div>'
    if failure.code:
        yield f'<pre style="{_CODE};margin-left:1.5em">{_safe(failure.code)}</pre>'
    pairs = [(words.GOT, failure.got)]
    if failure.got is not None:
        pairs.append((words.EXPECTED, failure.expected))
    pairs.append((words.PRINTED, failure.printed or None))
    shown = [
        f'<tr style="background:none"><td style="text-align:left;vertical-align:top;{_QUIET}">{label.pick(language)}</td>'
        f'<td style="text-align:left"><pre style="{_CODE}">{_safe(value)}</pre></td></tr>'
        for label, value in pairs
        if value is not None
    ]
    if shown:
        yield f'<table style="margin:0">{"".join(shown)}</table>'


def _safe(text: str) -> str:
    """Escaped, and without a dollar sign that JupyterLab would typeset as a formula."""
    return (
        escape(plain(text)).replace("$", "&#36;").replace("\\(", "&#92;(").replace("\\[", "&#92;[")
    )


def _strong(text: str) -> str:
    return f"<strong>{_safe(text)}</strong>"
