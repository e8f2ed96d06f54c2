"""The file that nbgrader opens first, made safe: a file that is no notebook must not stop anyone's grading.

nbgrader reads a submitted notebook before any preprocessor sees it, and gives up the student's whole assignment where
that fails (old scores stay in the gradebook as if nothing had happened). So the reading itself is replaced.
"""

from __future__ import annotations

import contextlib
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbgrader.api import Gradebook, MissingEntry

from autograder.nbgrader_plugin.damaged import of_cells
from autograder.nbgrader_plugin.master import master_of
from autograder.nbgrader_plugin.restore import restored


class RestoringExporter(NotebookExporter):
    """For ``Autograde.exporter_class``: submitted notebooks come in with the master's cells put right."""

    def from_filename(self, filename: str, resources: Any = None, **options: Any) -> Any:
        """Reads ``filename``; from ``submitted/`` it is put right, from ``autograded/`` taken as it is."""
        if not getattr(self.parent, "_sanitizing", False):
            return super().from_filename(filename, resources=resources, **options)
        path = Path(filename)
        resources = self._init_resources(resources)
        changed = 0.0
        with contextlib.suppress(OSError):
            changed = os.path.getmtime(path)
        resources["metadata"]["name"] = path.stem
        resources["metadata"]["path"] = str(path.parent)
        resources["metadata"]["modified_date"] = datetime.fromtimestamp(changed, UTC).strftime(
            "%B %d, %Y"
        )
        notebook = nbformat.from_dict(self._restored(path, resources["nbgrader"]))
        return self.from_notebook_node(notebook, resources=resources, **options)

    def _restored(self, path: Path, asked: dict[str, str]) -> dict[str, Any]:
        language = self.config.GradeInSandbox.get("language", "en")
        with Gradebook(asked["db_url"]) as gradebook:
            try:
                master = master_of(gradebook, asked["assignment"], asked["notebook"])
            except MissingEntry:  # nbgrader itself leaves such notebooks out
                return of_cells([])
        notebook, notes = restored(path, master, language, within=path.parent)
        for note in notes:
            self.log.warning("%s: %s", path, note.pick(language))
        return notebook
