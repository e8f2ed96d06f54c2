"""`deepdrill new`: the files of a new exercise."""

from __future__ import annotations

from typing import Annotated

import typer

from autograder.build.scaffold import scaffold
from autograder.cli.console import say
from autograder.course.layout import find_course, shown


def command(
    question: Annotated[
        str,
        typer.Argument(
            metavar="Q", help="A number (q12b) or a whole id (q12b_relu_builds_curves)."
        ),
    ],
    title: Annotated[
        str | None, typer.Argument(help="The English title; names the folder.")
    ] = None,
    topic: Annotated[
        str | None, typer.Option("--topic", help="The topic's folder, where it is a new one.")
    ] = None,
) -> None:
    """Begin a new exercise: its six files and the hidden grader, ready to be filled in."""
    for path in scaffold(find_course(), question, title, topic):
        say(f"wrote {shown(path)}")
    say("Next: replace every TODO, then `deepdrill build` and `deepdrill verify`.")
