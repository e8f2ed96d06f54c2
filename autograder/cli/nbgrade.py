"""``deepdrill nbgrade``: an assignment's submitted notebooks on all cores, into nbgrader's gradebook."""

from __future__ import annotations

from pathlib import Path

import typer

from autograder.cli.console import Lang


def command(
    assignment: str = typer.Argument(..., help="The assignment, as in `nbgrader autograde`."),
    jobs: int = typer.Option(0, min=0, help="Processes; 0 is one for each core."),
    course: Path = typer.Option(
        None, metavar="DIR", help="The nbgrader course; the working directory if none."
    ),
    force: bool = typer.Option(False, "--force", help="Grade again what has not changed."),
    seed: str = typer.Option(
        "", metavar="SEED", help="Grade again with the seed of an earlier run (hexadecimal)."
    ),
    cuda: bool = typer.Option(
        False,
        "--cuda",
        help="Hand GPUs out to the cases that need one, as `deepdrill grade --cuda` does; nbgrader_config.py may too.",
    ),
    lang: Lang = typer.Option(
        None, "--lang", envvar="DEEPDRILL_LANG", case_sensitive=False,
        help="Language of the feedback; by default that of nbgrader_config.py.",
    ),
) -> int:  # fmt: skip
    """Grade all submitted notebooks of an nbgrader assignment (instructors)."""
    from autograder.nbgrader_plugin.gradebook import need_nbgrader

    need_nbgrader()
    from autograder.nbgrader_plugin.command import nbgrade

    language = lang.value if lang is not None else None
    return nbgrade(
        assignment, course=course, jobs=jobs, language=language, force=force, seed=seed, cuda=cuda
    )
