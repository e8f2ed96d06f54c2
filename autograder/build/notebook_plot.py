"""The plot of an exercise, from the author's ``plot.py`` to a cell that works in a student's notebook.

``plot.py`` holds a docstring (two paragraphs, English and Korean: what there is to see), imports from the solution and
one function ``plot()`` that imports all else itself. In the notebook the solution's names are the student's own.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass

from autograder.course.catalogue import Exercise
from autograder.course.layout import read_text, shown
from autograder.errors import DeepdrillError
from autograder.text import Text


@dataclass(frozen=True)
class Plot:
    """What to see, and the source of the cell that draws it."""

    caption: Text
    source: str


def read_plot(exercise: Exercise) -> Plot | None:
    """The plot of ``exercise``; None where it has no ``plot.py``."""
    path = exercise.folder / "plot.py"
    if not path.is_file():
        return None
    text, where = read_text(path), shown(path)
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        raise DeepdrillError(f"{where}, line {error.lineno}: {error.msg}") from None
    paragraphs = [" ".join(part.split()) for part in (ast.get_docstring(tree) or "").split("\n\n")]
    if len(paragraphs) != 2:
        raise DeepdrillError(
            f"{where}: the docstring has two paragraphs, the caption in English and in Korean"
        )
    functions = []
    for node in tree.body[1:]:
        if isinstance(node, ast.ImportFrom) and node.module == "solution":
            _known(node, exercise, where)
        elif isinstance(node, ast.FunctionDef) and node.name == "plot" and not node.args.args:
            functions.append(ast.get_source_segment(text, node))
        else:
            raise DeepdrillError(
                f"{where}, line {node.lineno}: only `from solution import ...` and the function plot() may stand "
                "here; imports and helpers go into plot(), where they can't clash with a student's names"
            )
    if len(functions) != 1:
        raise DeepdrillError(f"{where}: there is no function plot()")
    return Plot(Text(*paragraphs), f"{functions[0]}\n\n\ndraw(plot)")


def _known(node: ast.ImportFrom, exercise: Exercise, where: str) -> None:
    for alias in node.names:
        if alias.asname or alias.name not in exercise.required_names:
            raise DeepdrillError(
                f"{where}, line {node.lineno}: {alias.name} must be a public name of the solution, imported "
                "under its own name"
            )
