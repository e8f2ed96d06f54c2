"""A syntax error as a sentence: the definition it costs, where, and what CPython says, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from autograder.submissions.model import Problem
from autograder.submissions.parse import Breakage
from autograder.text import Text

WIDTH = 100
Place = Callable[[int], Text]

# CPython's most common messages in Korean; the rest stay as CPython says them.
_KOREAN = [
    (r"expected ':'", "콜론(:)이 빠졌습니다"),
    (r"'(.+)' was never closed", r"'\1' 괄호가 닫히지 않았습니다"),
    (r"unmatched '(.+)'", r"짝이 없는 '\1'입니다"),
    (r"closing parenthesis '(.)' does not match opening parenthesis '(.)'.*", r"괄호의 짝이 맞지 않습니다: '\2'를 '\1'로 닫았습니다"),
    (r"unterminated string literal.*", "따옴표가 닫히지 않았습니다"),
    (r"unterminated triple-quoted string literal.*", "세 겹 따옴표가 닫히지 않았습니다"),
    (r"unexpected indent", "들여쓰기가 여기에 올 수 없습니다"),
    (r"unindent does not match any outer indentation level", "들여쓰기 칸 수가 바깥 블록과 맞지 않습니다"),
    (r"inconsistent use of tabs and spaces in indentation", "들여쓰기에 탭과 공백이 섞여 있습니다"),
    (r"expected an indented block after (.+)", r"들여쓴 블록이 필요합니다 (\1)"),
    (r"invalid character '(.)' \((.+)\)", r"코드에 쓸 수 없는 문자 '\1'(\2)입니다"),
    (r"invalid non-printable character (.+)", r"보이지 않는 문자 \1가 섞여 있습니다"),
    (r"invalid syntax\. Perhaps you forgot a comma\?", "문법 오류입니다. 쉼표가 빠지지 않았나요?"),
    (r"invalid syntax\. Maybe you meant '==' or ':=' instead of '='\?", "문법 오류입니다. '=' 대신 '=='를 쓰려던 것 아닌가요?"),
    (r"invalid syntax", "문법 오류입니다"),
    (r"Missing parentheses in call to 'print'.*", "print에 괄호가 없습니다(Python 3에서는 print(...))"),
    (r"'(\w+)' outside (?:function|loop)", r"'\1'이 함수(반복문) 밖에 있습니다"),
    (r"too many definitions to be read", "정의가 너무 많아 읽을 수 없습니다"),
    (r"too deeply nested to be read", "중첩이 너무 깊어 읽을 수 없습니다"),
]  # fmt: skip


def at_line(line: int) -> Text:
    """How a line of a file is called."""
    return Text(f"line {line}", f"{line}행")


def complaint(
    breakage: Breakage, name: str | None, lines: Sequence[str], place: Place | None = None
) -> Problem:
    """The problem for a broken piece of ``lines``, in which the breakage's line counts from 1.

    ``place`` says how to name a line where the student counts otherwise (a cell of a notebook).
    """
    line = breakage.line or 1
    where = (place or at_line)(line)
    if breakage.column:
        where = where + Text(f", column {breakage.column}", f" {breakage.column}열")
    said, korean = breakage.message, _in_korean(breakage.message)
    if name:
        message = Text(
            f"`{name}` could not be read: {where.en}: {said}.",
            f"`{name}`의 코드를 읽을 수 없습니다: {where.ko}: {korean}.",
        )
    else:
        message = Text(
            f"A part of the file could not be read: {where.en}: {said}.",
            f"파일의 일부를 읽을 수 없습니다: {where.ko}: {korean}.",
        )
    return Problem(
        "syntax", message, line, name, breakage.column, excerpt(lines, line, breakage.column)
    )


def excerpt(lines: Sequence[str], line: int, column: int | None) -> str | None:
    """The line and, under it, a caret; long lines are cut round the caret, odd characters shown as ``?``."""
    if not 0 < line <= len(lines):
        return None
    text = lines[line - 1].rstrip()
    at = min(max(column or 1, 1), len(text) + 1) - 1
    begin = max(0, at - WIDTH * 3 // 4)
    shown = "".join(
        c if c.isprintable() else " " if c.isspace() else "?" for c in text[begin : begin + WIDTH]
    )
    return f"    {shown}\n    {' ' * (at - begin)}^" if column else f"    {shown}"


def _in_korean(message: str) -> str:
    for pattern, korean in _KOREAN:
        match = re.fullmatch(pattern, message)
        if match:
            return match.expand(korean)
    return message
