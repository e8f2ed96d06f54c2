"""The table of exercises in the repository's READMEs: everything between two markers is built."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.course.catalogue import Exercise
from autograder.text import LANGUAGES, Language, Text

BEGIN = "<!-- exercises: built by `deepdrill build` -->"
END = "<!-- end of exercises -->"
_QUESTION = Text("question", "질문")
_README = Text("README.md", "README.ko.md")


def with_table(readme: str, exercises: Sequence[Exercise], language: Language) -> str:
    """``readme`` with its table made anew; as it is where it has no markers for one."""
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        return readme
    return f"{before}{begin}\n\n{_table(exercises, language)}\n\n{end}{after}"


def _table(exercises: Sequence[Exercise], language: Language) -> str:
    """One row for each exercise: where it is, and its question in both languages, the reader's own first."""
    order = sorted(LANGUAGES, key=lambda each: each != language)
    rows = [["", *(_QUESTION.pick(each) for each in order)], ["---"] * (1 + len(order))]
    for exercise in exercises:
        page = f"exercises/{exercise.topic}/{_README.pick(language)}"
        rows.append(
            [f"[{exercise.short_id}]({page})", *(exercise.question.pick(each) for each in order)]
        )
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
