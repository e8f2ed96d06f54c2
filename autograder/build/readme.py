"""The README of a topic: the questions in both languages, and for each exercise what is to be written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from autograder.course.catalogue import Exercise
from autograder.course.signatures import signatures
from autograder.text import Language, Text

_HEADER = Text.of("<!-- Built from solutions/{topic} by `deepdrill build`; edit there. -->")
_OTHER = Text("[한국어](README.ko.md)", "[English](README.md)")
_INTRO = Text(
    "Each exercise is one file. Write what raises `NotImplementedError`, then check yourself.",
    "연습 문제 하나가 파일 하나입니다. `NotImplementedError`가 있는 곳을 채운 뒤 스스로 확인해 보세요.",
)
_BACKGROUND = Text("Background", "배경")
_WRITE = Text("What to write", "작성할 것")
_IN_FILE = Text(
    "In [`{file}`]({file}); the docstrings there are the whole specification.",
    "[`{file}`]({file})에 작성합니다. 명세는 모두 그 파일의 docstring에 있습니다.",
)
_OFF_LIMITS = Text("Off limits: {names}.", "사용 금지: {names}.")
_CHECK = Text("Check yourself", "스스로 확인하기")
_CHECKS = (
    ("pytest test_{id}.py", Text("the public examples", "공개 예제")),
    (
        "deepdrill check {short}",
        Text(
            "the examples, with what went wrong and why", "예제를 돌리고, 무엇이 왜 틀렸는지 설명"
        ),
    ),
    ("deepdrill hint {short}", Text("a hint", "힌트")),
)


def make_readme(topic: str, exercises: Sequence[Exercise], language: Language) -> str:
    """The README of ``topic`` in one language."""
    number, _, words = topic.partition("_")
    blocks = [
        _HEADER.pick(language).format(topic=topic),
        f"# {number.upper()} · {words.replace('_', ' ')}",
        _OTHER.pick(language),
        _INTRO.pick(language),
    ]
    for exercise in exercises:
        blocks += _exercise(exercise, language)
    return "\n\n".join(blocks) + "\n"


def _exercise(exercise: Exercise, language: Language) -> Iterator[str]:
    yield f"## {exercise.short_id} · {exercise.title.pick(language)}"
    yield f"> {exercise.question.ko}\n>\n> {exercise.question.en}"
    yield f"### {_BACKGROUND.pick(language)}"
    yield exercise.background.pick(language)
    yield f"### {_WRITE.pick(language)}"
    yield _IN_FILE.pick(language).format(file=f"{exercise.id}.py")
    yield "\n".join(
        f"{'  ' * one.depth}- `{one.text}`" + (f": {one.summary}" if one.summary else "")
        for one in signatures(exercise)
    )
    if exercise.off_limits:
        names = ", ".join(f"`{name}`" for name in exercise.off_limits)
        yield _OFF_LIMITS.pick(language).format(names=names)
    yield f"### {_CHECK.pick(language)}"
    commands = [
        (command.format(id=exercise.id, short=exercise.short_id), what.pick(language))
        for command, what in _CHECKS
    ]
    width = max(len(command) for command, _ in commands)
    lines = "\n".join(f"{command:<{width}}  # {what}" for command, what in commands)
    yield f"```bash\n{lines}\n```"
