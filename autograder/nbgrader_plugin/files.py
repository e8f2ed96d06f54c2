"""Notebooks into ``autograded/``, whole or not at all."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import Any

from autograder.nbgrader_plugin.damaged import OURS


def write_notebook(notebook: dict[str, Any], path: Path, mode: int) -> None:
    """Writes as nbgrader's exporter does, beside its place first: a killed run leaves no half file."""
    from nbformat import from_dict
    from nbformat.v4.nbjson import writes

    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(f".{path.name}-{secrets.token_hex(6)}")
    text = writes(from_dict(notebook))
    try:
        staged.write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8")
        staged.chmod(mode)
        os.replace(staged, path)
    finally:
        staged.unlink(missing_ok=True)


def key_in(path: Path) -> str | None:
    """The key that a graded notebook was written with; None where it must be graded again."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        key = found["metadata"][OURS]["graded"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return key if isinstance(key, str) else None
