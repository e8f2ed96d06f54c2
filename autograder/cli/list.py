"""`deepdrill list`: every exercise, by topic."""

from __future__ import annotations

import shutil

import typer

from autograder.cli.console import Lang, LangOption, bold, cut, pad, read_by_a_person, say, width
from autograder.course.catalogue import Catalogue


def command(lang: LangOption = Lang.en) -> None:
    """List the exercises with their questions, by topic."""
    catalogue = Catalogue()
    exercises = catalogue.exercises
    if not exercises:
        say(f"No exercises in {catalogue.course.root} yet.")
        raise typer.Exit
    titles = max(width(exercise.title.pick(lang)) for exercise in exercises)
    # In a pipe nothing is cut, so that grep finds what is there.
    room = shutil.get_terminal_size().columns if read_by_a_person() else 10_000
    topic = None
    for exercise in exercises:
        if exercise.topic != topic:
            topic = exercise.topic
            say(bold(topic))
        title = pad(exercise.title.pick(lang), titles)
        say(cut(f"  {exercise.short_id:<4}  {title}  {exercise.question.pick(lang)}", room))
