"""One file into one submission: the bytes decoded, the text read, all static checks made."""

from __future__ import annotations

import codecs
import io
import os
import re
import stat
import tokenize
from pathlib import Path
from typing import Protocol

from autograder.submissions.model import Problem, Submission
from autograder.submissions.names import missing_names
from autograder.submissions.off_limits import off_limits_uses
from autograder.submissions.reach import affected_names
from autograder.submissions.syntax import read_source
from autograder.text import Text

MAX_BYTES = 300_000
_ENCODINGS = re.compile(
    r"utf-8(-sig)?|ascii|iso8859-\d+|cp(125\d|437|850|866|932|936|949|950)|euc_(kr|jp)|johab|shift_jis"
    r"|gb2312|gbk|gb18030|big5|koi8-[ru]|mac-roman"
)
_COOKIE = re.compile(r"(^[ \t\f]*#.*?coding[:=][ \t]*)([-\w.]+)", re.ASCII)


class Asked(Protocol):
    """What of an exercise is needed to read an answer to it (``course.catalogue.Exercise`` has it)."""

    @property
    def id(self) -> str: ...
    @property
    def required_names(self) -> tuple[str, ...]: ...
    @property
    def off_limits(self) -> tuple[str, ...]: ...


class Unreadable(Exception):
    """A file that holds no text that could be looked at; carries the sentence."""

    def __init__(self, en: str, ko: str) -> None:
        super().__init__(en)
        self.text = Text(en, ko)


def load(path: Path, student: str, exercise: Asked) -> Submission:
    """The submission in ``path``. Whatever is wrong with the file becomes a problem, never an exception."""
    try:
        text = text_of(path)
    except Unreadable as error:
        return unreadable(path, student, exercise.id, error.text)
    return from_text(text, path, student, exercise)


def from_text(text: str, path: Path, student: str, exercise: Asked) -> Submission:
    """A submission from a text already at hand (an editor, a test)."""
    source, problems = read_source(text, path.name)
    return examined(Submission(student, exercise.id, path, source, problems), exercise)


def examined(submission: Submission, exercise: Asked) -> Submission:
    """The submission with the problems that its names and calls have, each told once.

    A use of something off limits is a problem only where a required name leans on it: comparing with
    ``np.tanh`` in a test at the foot of the file is good practice.
    """
    missing = missing_names(submission.source, exercise.required_names, submission.problems)
    uses = [
        use
        for use in off_limits_uses(submission.source, exercise.off_limits, exercise.required_names)
        if use.name and _reached(submission.source, use.name, exercise)
    ]
    problems = (*submission.problems, *missing, *uses)
    return Submission(
        submission.student,
        submission.exercise,
        submission.path,
        submission.source,
        problems,
        submission.notes,
    )


def blocked_names(submission: Submission, exercise: Asked) -> dict[str, Text]:
    """For each required name that can't be graded as it stands, the sentence that says why.

    The first reason wins. An ``unreadable`` submission blocks all of them.
    """
    blocked: dict[str, Text] = {}
    for problem in submission.problems:
        names: set[str] = set()
        if problem.kind == "unreadable":
            names = set(exercise.required_names)
        elif problem.kind == "off_limits" and problem.name:
            names = _reached(submission.source, problem.name, exercise)
        elif problem.name and _gone(submission.source, problem):
            names = {problem.name}
        for name in exercise.required_names:
            if name in names:
                blocked.setdefault(name, problem.message)
    return blocked


def _gone(source: str, problem: Problem) -> bool:
    """A broken definition blocks its name unless the name is defined once more (a leftover of a merge)."""
    return problem.kind == "missing_name" or bool(missing_names(source, [problem.name or ""]))


def _reached(source: str, name: str, exercise: Asked) -> set[str]:
    return affected_names(source, [name], exercise.required_names) & set(exercise.required_names)


def unreadable(path: Path, student: str, exercise: str, why: Text) -> Submission:
    """A submission of which nothing could be read."""
    return Submission(student, exercise, path, "", (Problem("unreadable", why),))


def text_of(path: Path, limit: int = MAX_BYTES) -> str:
    """The text of a file as Python would decode it, or `Unreadable`. Never waits (on a pipe) and never
    reads more than ``limit`` bytes."""
    name = path.name
    try:
        descriptor = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
        with open(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise Unreadable(
                    f"{name} is no ordinary file.", f"{name}은(는) 일반 파일이 아닙니다."
                )
            data = file.read(limit + 1)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise Unreadable(
            f"{name} could not be opened: {why}.", f"{name} 파일을 열 수 없습니다: {why}."
        ) from None
    if len(data) > limit:
        raise Unreadable(
            f"{name} is larger than {limit // 1000} kB; hand in the code alone.",
            f"{name}의 크기가 {limit // 1000} kB를 넘습니다. 코드만 제출하세요.",
        )
    return _decoded(data, name)


def _decoded(data: bytes, name: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Unreadable(
            f"{name} is saved as UTF-16; save it as UTF-8.",
            f"{name}이(가) UTF-16으로 저장되어 있습니다. UTF-8로 저장하세요.",
        )
    try:
        declared, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        encoding = codecs.lookup(declared).name
    except (SyntaxError, LookupError, ValueError, UnicodeError):
        encoding = "utf-8"
    if not _ENCODINGS.fullmatch(encoding):
        raise Unreadable(
            f"{name} declares an encoding that is not accepted; save it as UTF-8.",
            f"{name}에 선언된 인코딩은 쓸 수 없습니다. UTF-8로 저장하세요.",
        )
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if b"\0" in data:
            raise Unreadable(
                f"{name} is not a text file.", f"{name}은(는) 텍스트 파일이 아닙니다."
            ) from None
        raise Unreadable(
            f"{name} is not valid {encoding.upper()} (line {line}); save it as UTF-8.",
            f"{name}을(를) {encoding.upper()}로 읽을 수 없습니다({line}행). UTF-8로 저장하세요.",
        ) from None
    return text if encoding.startswith("utf-8") else _without_cookie(text)


def _without_cookie(text: str) -> str:
    """The source travels as UTF-8 from here on, so an old declaration would now be a lie."""
    lines = text.split("\n", 2)
    lines[:2] = [_COOKIE.sub(r"\1utf-8", line) for line in lines[:2]]
    return "\n".join(lines)
