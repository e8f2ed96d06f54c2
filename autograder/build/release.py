"""The students' notebooks: nbgrader's own ``generate_assignment``, run on the master notebooks in a temporary course.

It is given the repository's ``nbgrader_config.py``, so that what is committed under ``release/`` is what
``nbgrader generate_assignment`` makes. nbgrader writes no time and no random id, so the same source gives the same bytes.
"""

from __future__ import annotations

import importlib.util
import logging
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from autograder.errors import DeepdrillError

CONFIGURATION = "nbgrader_config.py"


def can_release() -> bool:
    """Whether nbgrader is installed."""
    return importlib.util.find_spec("nbgrader") is not None


def release(root: Path, notebooks: Mapping[str, str]) -> dict[str, str]:
    """The released notebooks by "topic/exercise.ipynb"; ``notebooks`` are the masters, named likewise."""
    if not notebooks:
        return {}
    with tempfile.TemporaryDirectory(prefix="deepdrill-release-") as name:
        folder = Path(name).resolve()
        for path, text in notebooks.items():
            (folder / "source" / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / "source" / path).write_bytes(text.encode())
        for topic in sorted({path.partition("/")[0] for path in notebooks}):
            _generate(root, folder, topic)
        return {path: (folder / "release" / path).read_bytes().decode() for path in notebooks}


def _generate(root: Path, folder: Path, topic: str) -> None:
    from nbgrader.converters import GenerateAssignment
    from nbgrader.converters.base import NbGraderException
    from nbgrader.coursedir import CourseDirectory

    config, listener = _configuration(root), _Listener()
    course = CourseDirectory(
        config=config,
        log=listener.log,
        root=str(folder),
        assignment_id=topic,
        notebook_id="*",
        source_directory="source",
        release_directory="release",
    )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            GenerateAssignment(coursedir=course, config=config, log=listener.log).start()
    except (NbGraderException, SystemExit) as error:
        raise DeepdrillError(
            f"nbgrader could not release {topic}: {listener.reason or error}"
        ) from None


def _configuration(root: Path) -> Any:
    from traitlets.config import Config, PyFileConfigLoader

    config = Config()
    if (root / CONFIGURATION).is_file():
        config = PyFileConfigLoader(CONFIGURATION, path=str(root)).load_config()
    config.pop("CourseDirectory", None)  # everything happens in the temporary folder
    # What `nbgrader generate_assignment --no-db` sets: the notebooks are the same, in a tenth of the time.
    config.GenerateAssignment.no_database = True
    config.SaveCells.enabled = False
    config.ClearMarkScheme.enforce_metadata = False  # the rubric stands in a locked cell
    return config


class _Listener(logging.Handler):
    """Keeps what nbgrader says of errors; it logs each file that it touches, which nobody wants to read."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []
        self.log = logging.Logger("deepdrill.release", logging.ERROR)
        self.log.addHandler(self)

    @property
    def reason(self) -> str:
        """The last line that names an error; else the last line."""
        lines = [line.strip() for text in self.said for line in text.splitlines() if line.strip()]
        errors = [line for line in lines if "Error" in line.partition(":")[0]]
        return (errors or lines or [""])[-1]

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())
