"""One line in nbgrader_config.py turns the sandbox on; without it nbgrader is as it comes.

from autograder.nbgrader_plugin.config import configure
configure(c)
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

_HERE = "autograder.nbgrader_plugin"
_NBGRADER = "nbgrader.preprocessors"


def configure(c: Any, language: str = "en") -> None:
    """Grades notebooks in the sandbox. ``language`` ("en" or "ko") is that of the messages."""
    find_alembic()
    # Reads the submitted file and puts the master's cells right (what ClearOutput, DeduplicateIds,
    # OverwriteKernelspec, OverwriteCells and CheckCellMetadata are for), whatever state the file is in.
    c.Autograde.exporter_class = f"{_HERE}.exporter.RestoringExporter"
    c.Autograde.sanitize_preprocessors = []
    c.Autograde.autograde_preprocessors = [
        f"{_HERE}.preprocessor.GradeInSandbox",
        f"{_NBGRADER}.IgnorePattern",
        "nbconvert.preprocessors.ClearMetadataPreprocessor",
        f"{_NBGRADER}.LimitOutput",
        f"{_HERE}.preprocessor.SaveGrades",
        f"{_NBGRADER}.AssignLatePenalties",
    ]
    c.OverwriteCells.add_missing_cells = True  # for whoever puts nbgrader's own list back
    c.GradeInSandbox.language = language


def find_alembic() -> None:
    """nbgrader calls `alembic` by name for a new gradebook: found too where the environment is not activated."""
    if shutil.which("alembic") is None:
        beside = str(Path(sys.executable).parent)
        os.environ["PATH"] = os.pathsep.join(filter(None, [os.environ.get("PATH", ""), beside]))
