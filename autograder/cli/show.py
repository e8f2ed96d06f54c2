"""`deepdrill show`: one exercise as its README tells it."""

from __future__ import annotations

from typing import Annotated

import typer

from autograder.cli.console import Lang, LangOption, say, say_markdown
from autograder.course.catalogue import Catalogue
from autograder.course.layout import shown
from autograder.course.signatures import signatures
from autograder.text import Text

_WRITE = Text("Write in {file}:", "{file}에 작성할 것:")
_OFF_LIMITS = Text("Off limits: {names}", "사용 금지: {names}")
_NEXT = Text(
    "Next: deepdrill check {id}, and deepdrill hint {id} when stuck.",
    "다음: deepdrill check {id}, 막히면 deepdrill hint {id}.",
)


def command(
    question: Annotated[str, typer.Argument(metavar="Q", help="An exercise, such as q05.")],
    lang: LangOption = Lang.en,
) -> None:
    """Show an exercise: its question in both languages, the background, and what is to be written."""
    exercise = Catalogue().find(question)
    say_markdown(
        f"# {exercise.short_id} · {exercise.title.pick(lang)}\n\n"
        f"> {exercise.question.ko}\n>\n> {exercise.question.en}\n\n"
        f"{exercise.background.pick(lang)}"
    )
    say()
    say(_WRITE.pick(lang).format(file=shown(exercise.stub)))
    for one in signatures(exercise):
        say(f"  {'  ' * one.depth}{one.text}")
    if exercise.off_limits:
        say(_OFF_LIMITS.pick(lang).format(names=", ".join(exercise.off_limits)))
    say()
    say(_NEXT.pick(lang).format(id=exercise.short_id))
