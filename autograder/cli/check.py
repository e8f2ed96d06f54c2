"""`deepdrill check`: a student's own answers on the public examples, on their own machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.console import Lang, LangOption, read_by_a_person, say
from autograder.course.catalogue import Catalogue, Exercise
from autograder.course.layout import EXERCISE_NAME, PACKAGE
from autograder.errors import DeepdrillError
from autograder.submissions.filenames import exercise_named, nearest

_SUFFIXES = (".py", ".ipynb")


def command(
    what: Annotated[
        str, typer.Argument(metavar="Q|FILE", help="An exercise, such as q05, or your file.")
    ],
    task: Annotated[
        str | None, typer.Option("--task", metavar="NAME", help="Check this task alone.")
    ] = None,
    timeout: Annotated[
        float, typer.Option("--timeout", min=1, help="The time limit in seconds.")
    ] = 60.0,
    lang: LangOption = Lang.en,
) -> int:
    """Check your own answers on the public examples: what passes, what fails, and why."""
    from autograder.selfcheck import plain, run

    catalogue = Catalogue()
    path, exercise = _file_of(what, catalogue)
    result = run(path, exercise, task, timeout)
    if not result.tasks:
        raise DeepdrillError(result.stopped.pick(lang.value))
    if read_by_a_person():
        from rich.console import Console

        from autograder.selfcheck import terminal

        Console().print(terminal.view(result, lang.value))
    else:
        say(plain.text(result, lang.value))
    return 0 if result.ok else 1


def _file_of(what: str, catalogue: Catalogue) -> tuple[Path, Exercise]:
    """The file that is meant, and the exercise that it answers."""
    path = Path(what)
    if path.suffix.casefold() in _SUFFIXES or (path.exists() and not _looks_like_a_question(what)):
        return path, _exercise_of(path, catalogue)
    exercise = catalogue.find(what)
    for candidate in _places(exercise, catalogue):
        if candidate.is_file():
            return candidate, exercise
    raise DeepdrillError(
        f"there is no {exercise.id}.py here: go to its folder, name the file, or begin with "
        f"`deepdrill start {exercise.short_id}`"
    )


def _looks_like_a_question(what: str) -> bool:
    return EXERCISE_NAME.match(f"{what.strip().lower()}_x") is not None


def _places(exercise: Exercise, catalogue: Catalogue) -> list[Path]:
    name = f"{exercise.id}.py"
    places = [Path(name), Path(exercise.topic) / name]
    if catalogue.course.root != PACKAGE:  # what lies inside the package is nobody's answer
        places.append(exercise.stub)
    return places


def _exercise_of(path: Path, catalogue: Catalogue) -> Exercise:
    """The exercise that the name of a file tells."""
    if path.is_dir():
        raise DeepdrillError(f"{path} is a folder; name a file in it, or an exercise such as q05")
    if not path.exists():
        raise DeepdrillError(f"there is no file {path}; check the path")
    if path.suffix.casefold() not in _SUFFIXES:
        raise DeepdrillError(f"{path} is neither a .py file nor a notebook")
    ids = [(name, name.partition("_")[0]) for name in catalogue.ids]
    found = exercise_named(path.stem, ids)
    if found is None:
        meant = nearest(path.stem, ids)
        example = meant or (ids[0][0] if ids else "q05_activation_functions")
        raise DeepdrillError(
            f"{path} is not named after an exercise"
            + (f"; did you mean {example}.py?" if meant else f"; rename it, to {example}.py say")
        )
    return catalogue.find(found[0])
