"""The student's code as a notebook's kernel remembers it: the text of every cell that was run.

Functions alone don't always do: another process can't import what lives in a notebook, and a grader reads source.
"""

from __future__ import annotations

import ast
import json
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from autograder.course.catalogue import Exercise
from autograder.course.names import DEFINITIONS, import_origins
from autograder.selfcheck.examples import Examples
from autograder.selfcheck.model import SelfCheck

_STAND_IN = "def {name}(*args, **kwargs):\n    raise NotImplementedError()"
TOOLS = frozenset({"check", "draw", "grade", "ready"})


def students_cells() -> list[tuple[int, str]] | None:
    """The cells run so far, numbered as the kernel counts them, less those that only show, check or grade.

    None outside of IPython.
    """
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    if shell is None:
        return None
    history = enumerate(shell.history_manager.input_hist_raw)
    return [(number, text) for number, text in history if text.strip() and not _only_shows(text)]


def starts_processes(examples: Examples, task: str | None) -> bool:
    """Whether an example of the task starts processes, which could not import what a notebook defines."""
    tree = ast.parse(examples.text)
    origins = {name: of for node in tree.body for name, of in import_origins(node).items()}
    names = {name for name, origin in origins.items() if "multiprocessing" in origin}
    chosen = examples.of(task)
    return any(
        isinstance(part, ast.Name) and part.id in names
        for node in tree.body
        if isinstance(node, DEFINITIONS) and node.name in chosen
        for part in ast.walk(node)
    )


def check_as_file(
    exercise: Exercise, examples: Examples, task: str | None, cells: list[tuple[int, str]]
) -> SelfCheck:
    """The check of the cells as a file of their own, in a process of its own.

    What later cells will define is given a stand-in: a process that an example starts imports all the names.
    """
    from autograder.selfcheck.run import run

    texts = [text for _, text in cells]
    stand_ins = [_STAND_IN.format(name=name) for name in examples.tasks if name != task]
    notebook = {
        "cells": [
            {"cell_type": "code", "metadata": {}, "source": text, "outputs": []}
            for text in [*texts[:1], "\n\n".join(stand_ins), *texts[1:]]
        ]
    }
    with tempfile.TemporaryDirectory(prefix="deepdrill-", ignore_cleanup_errors=True) as folder:
        path = Path(folder).resolve() / f"{exercise.id}.ipynb"
        path.write_text(json.dumps(notebook), encoding="utf-8")
        return replace(run(path, exercise, task), path="")


def _only_shows(text: str) -> bool:
    try:
        body = ast.parse(text).body
    except SyntaxError:
        return False
    return any(_calls_tools(statement) or _imports_tools(statement) for statement in body)


def _calls_tools(statement: ast.stmt) -> bool:
    value = statement.value if isinstance(statement, ast.Expr) else None
    return (
        isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in TOOLS
    )


def _imports_tools(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.ImportFrom) and statement.module == "autograder"
