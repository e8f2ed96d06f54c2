"""`deepdrill build`: what students see, made from the solutions."""

from __future__ import annotations

from typing import Annotated

import typer

from autograder.build import build, check
from autograder.build.release import can_release
from autograder.cli.console import complain, say
from autograder.course.layout import find_course, shown


def command(
    check_only: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 where something is stale.")
    ] = False,
) -> None:
    """Build exercises/, source/ and release/ from solutions/, and delete what belongs to exercises that are gone."""
    course = find_course()
    if not can_release():
        done = "checked" if check_only else "built"
        complain(f"release/ was not {done}: it needs nbgrader (pip install 'deepdrill[nbgrader]')")
    if check_only:
        stale = check(course)
        for path in stale:
            say(shown(path))
        if stale:
            complain(f"{len(stale)} built files are stale; run `deepdrill build` and commit them")
            raise typer.Exit(1)
        return
    changes = build(course)
    for change in changes:
        say(f"{'wrote' if change.action == 'write' else 'deleted'} {shown(change.path)}")
    say(f"{len(changes)} files changed.")
