"""The public examples, which import the stub where the author's file imports the solution."""

from __future__ import annotations

import ast
import re

from autograder.course.catalogue import Exercise
from autograder.errors import DeepdrillError

_FROM = re.compile(r"^(\s*)from solution import\b", re.MULTILINE)


def make_examples(text: str, exercise: Exercise, where: str) -> str:
    """``text`` as ``test_<id>.py``; ``where`` names the file in messages."""
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        raise DeepdrillError(f"{where}, line {error.lineno}: {error.msg}") from None
    imported = False
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                _refuse(alias.name, node.lineno, where)
                if alias.name == "solution":
                    raise DeepdrillError(
                        f"{where}, line {node.lineno}: write `from solution import ...`"
                    )
        elif isinstance(node, ast.ImportFrom):
            _refuse(node.module or "", node.lineno, where)
            if node.module == "solution":
                imported = True
                for alias in node.names:
                    if alias.name not in exercise.required_names:
                        raise DeepdrillError(
                            f"{where}, line {node.lineno}: {alias.name} is no public name of the solution"
                        )
    if not imported:
        raise DeepdrillError(f"{where}: nothing is imported from the solution")
    return _FROM.sub(rf"\1from {exercise.id} import", text).strip("\n") + "\n"


def _refuse(module: str, line: int, where: str) -> None:
    if module.partition(".")[0] == "autograder":
        raise DeepdrillError(
            f"{where}, line {line}: examples are plain pytest and import nothing of autograder"
        )
