"""Notebooks into ``autograded/``, whole or not at all."""

from __future__ import annotations

import json
import os
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any

from autograder.nbgrader_plugin.damaged import OURS


def write_notebook(notebook: dict[str, Any], path: Path, mode: int) -> None:
    """Writes as nbgrader's exporter does, beside its place first: a killed run leaves no half file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(f".{path.name}-{secrets.token_hex(6)}")
    try:
        staged.write_text(text_of(notebook), encoding="utf-8")
        staged.chmod(mode)
        os.replace(staged, path)
    finally:
        staged.unlink(missing_ok=True)


def text_of(notebook: dict[str, Any]) -> str:
    """The notebook as nbformat writes it, byte for byte.

    Most cells are the same in every notebook of a class, and indented JSON is slow to make: each is made once.
    """
    cells = [_cell(json.dumps(cell, sort_keys=True)) for cell in notebook["cells"]]
    rest = json.dumps({**notebook, "cells": []}, **_FORM)
    shown = ",\n  ".join(cells)
    return (
        rest.replace('"cells": []', f'"cells": [\n  {shown}\n ]' if cells else '"cells": []', 1)
        + "\n"
    )


_FORM: dict[str, Any] = {
    "indent": 1,
    "sort_keys": True,
    "separators": (",", ": "),
    "ensure_ascii": False,
}


@lru_cache(maxsize=4096)
def _cell(text: str) -> str:
    from nbformat import from_dict
    from nbformat.v4.rwbase import split_lines

    node = split_lines(from_dict({"cells": [json.loads(text)]}))["cells"][0]
    return json.dumps(node, **_FORM).replace("\n", "\n  ")


def key_in(path: Path) -> str | None:
    """The key that a graded notebook was written with; None where it must be graded again."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        key = found["metadata"][OURS]["graded"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return key if isinstance(key, str) else None
