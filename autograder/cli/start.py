"""`deepdrill start`: an exercise's file and its public examples, laid out to work on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.console import Lang, LangOption, say
from autograder.course.catalogue import Catalogue
from autograder.course.layout import shown
from autograder.errors import DeepdrillError
from autograder.text import Text

_WROTE = Text("wrote {path}", "{path} 생성")
_SAME = Text("{path} is there already", "{path}: 이미 있음")
_KEPT = Text(
    "kept {path}: it differs, and your work is never overwritten",
    "{path}: 내용이 달라서 그대로 둠(작업한 파일은 덮어쓰지 않음)",
)
_NEXT = Text(
    "Next: write in {path}, then deepdrill check {what}",
    "다음: {path}에 작성한 뒤 deepdrill check {what}",
)


def command(
    question: Annotated[str, typer.Argument(metavar="Q", help="An exercise, such as q05.")],
    folder: Annotated[
        Path | None,
        typer.Option("--folder", metavar="DIR", help="Where to; ./<topic>/ if not given."),
    ] = None,
    lang: LangOption = Lang.en,
) -> None:
    """Begin an exercise: copy its file and its public examples here, and overwrite nothing."""
    from autograder.selfcheck.examples import pristine

    exercise = Catalogue().find(question)
    target = folder if folder is not None else Path(exercise.topic)
    names = (f"{exercise.id}.py", f"test_{exercise.id}.py")
    sources = [pristine(exercise, name) for name in names]
    for source in sources:
        if not source.is_file():
            raise DeepdrillError(
                f"{shown(source)} is missing; in a checkout, run `deepdrill build`"
            )
    if target.exists() and not target.is_dir():
        raise DeepdrillError(f"{target} is a file; name a folder with --folder")
    target.mkdir(parents=True, exist_ok=True)
    for source in sources:
        path = target / source.name
        said = _copied(path, source.read_bytes())
        say(said.pick(lang).format(path=shown(path)))
    mine = target / names[0]
    found_by_number = target in (Path("."), Path(exercise.topic))
    what = exercise.short_id if found_by_number else shown(mine)
    say(_NEXT.pick(lang).format(path=shown(mine), what=what))


def _copied(path: Path, content: bytes) -> Text:
    try:
        with open(path, "xb") as file:
            file.write(content)
    except FileExistsError:
        same = path.is_file() and _plain(path.read_bytes()) == _plain(content)
        return _SAME if same else _KEPT
    return _WROTE


def _plain(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n")
