"""`deepdrill hint`: one hint at a time."""

from __future__ import annotations

from typing import Annotated

import typer

from autograder.cli.console import Lang, LangOption, say, say_markdown
from autograder.course.catalogue import Catalogue
from autograder.course.lesson import NUMBER_OF_HINTS
from autograder.text import Text

_MORE = Text(
    "One more: deepdrill hint {id} --number {next}", "하나 더: deepdrill hint {id} --number {next}"
)


def command(
    question: Annotated[str, typer.Argument(metavar="Q", help="An exercise, such as q05.")],
    number: Annotated[
        int,
        typer.Option("--number", "-n", min=1, max=NUMBER_OF_HINTS, help="Which hint."),
    ] = 1,
    lang: LangOption = Lang.en,
) -> None:
    """Show a hint: the first names the idea, the second the step that most miss, the third nearly the line."""
    exercise = Catalogue().find(question)
    say_markdown(exercise.hints[number - 1].pick(lang))
    if number < NUMBER_OF_HINTS:
        say()
        say(_MORE.pick(lang).format(id=exercise.short_id, next=number + 1))
