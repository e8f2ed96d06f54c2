"""The command line: one verb per file, imported when it is called.

`deepdrill list` must answer at once, so nothing here imports NumPy, torch or rich; a new verb is one line in
`VERBS` and a file with a function called `command`.
"""

from __future__ import annotations

import functools
import importlib
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import typer

import autograder
from autograder.cli.console import complain
from autograder.errors import DeepdrillError, ToolFailure

BAD_INPUT = 2
TOOL_FAILURE = 3
INTERRUPTED = 130


@dataclass(frozen=True)
class Verb:
    """Where a verb lives, and its line in `deepdrill --help`."""

    module: str
    summary: str


VERBS: dict[str, Verb] = {
    "list": Verb("autograder.cli.list", "List the exercises."),
    "show": Verb("autograder.cli.show", "Show an exercise: question, background, what to write."),
    "hint": Verb("autograder.cli.hint", "Show a hint; each one gives away a little more."),
    "start": Verb("autograder.cli.start", "Begin an exercise: copies its file and examples here."),
    "check": Verb("autograder.cli.check", "Check your own answers on the public examples."),
    "data": Verb("autograder.cli.data", "Write a data set (digits, MNIST) to train on."),
    "grade": Verb("autograder.cli.grade", "Grade submissions in the sandbox (instructors)."),
    "nbgrade": Verb(
        "autograder.cli.nbgrade", "Grade an nbgrader assignment on all cores (instructors)."
    ),
    "new": Verb("autograder.cli.new", "Begin a new exercise (instructors)."),
    "build": Verb("autograder.cli.build_command", "Build what students see (instructors)."),
    "doctor": Verb("autograder.cli.doctor", "Tell what this machine can do."),
    "verify": Verb("autograder.cli.verify", "Prove that the graders are right (instructors)."),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; bad input is one sentence on stderr and a 2."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal without Korean shows ?, and goes on
    try:
        command = typer.main.get_command(make_app(arguments))
        result = command(args=arguments, prog_name="deepdrill")
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except DeepdrillError as error:
        complain(str(error))
        return BAD_INPUT
    except ToolFailure as failure:
        complain(str(failure))
        return TOOL_FAILURE
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        named = f"{error.filename}: " if error.filename else ""
        complain(f"{named}{error.strerror or error}")
        return BAD_INPUT
    return result if isinstance(result, int) else 0


def make_app(arguments: Sequence[str]) -> typer.Typer:
    """The application; only verbs that ``arguments`` mention are imported, the others are listed."""
    app = typer.Typer(
        name="deepdrill", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
    )
    app.callback()(_options)
    for name, verb in VERBS.items():
        function = _load(verb) if name in arguments else _listed
        app.command(name, short_help=verb.summary)(function)
    return app


def _options(
    version: bool = typer.Option(
        False,
        "--version",
        help="Show the version and exit.",
        is_eager=True,
        callback=lambda on: _version(on),
    ),
) -> None:
    """Deep-learning interview questions as exercises that grade themselves."""


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"deepdrill {autograder.__version__}")
        raise typer.Exit


def _listed() -> None:
    """Stands for a verb that was not called."""


def _load(verb: Verb) -> Callable[..., object]:
    command = importlib.import_module(verb.module).command

    @functools.wraps(command)
    def interruptible(*args: object, **kwargs: object) -> object:
        try:
            code = command(*args, **kwargs)
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        if isinstance(code, int) and code:  # click itself drops what a command returns
            raise typer.Exit(code)
        return code

    return interruptible


if __name__ == "__main__":
    sys.exit(main())
