"""The scratch folder: the only place where files may be written, and empty for each who asks.

A checkpoint that a submission saves is read back as bytes, carried by the grader, who never
unpickles it, and written into the scratch folder of a fresh worker. No secret here: the folder
holds what was put there.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from autograder.worker.probes.errors import ProbeError

VARIABLE = "DEEPDRILL_SCRATCH"
MAX_FILE_BYTES = 16 * 2**20

_root: Path | None = None


def use(root: str | os.PathLike[str]) -> None:
    """Tell the probe where the private folder is (the server does, once it has mounted it)."""
    global _root
    _root = Path(root)


def scratch() -> str:
    """The path of a new, empty folder inside the private scratch folder."""
    return tempfile.mkdtemp(prefix="case-", dir=_folder())


def read_file(path: str) -> bytes:
    """The bytes of a file in the scratch folder."""
    inside = _inside(path)
    if inside.stat().st_size > MAX_FILE_BYTES:
        raise ProbeError(f"{inside.name} is larger than {MAX_FILE_BYTES} bytes")
    return inside.read_bytes()


def write_file(path: str, data: bytes) -> None:
    """Write bytes into a file in the scratch folder."""
    _inside(path).write_bytes(data)


def _folder() -> Path:
    """Told by the server, else by the environment, else a temporary folder of our own."""
    if _root is None:
        if VARIABLE in os.environ:
            use(os.environ[VARIABLE])
        else:
            use(tempfile.mkdtemp(prefix="deepdrill-scratch-"))
            atexit.register(shutil.rmtree, _root, ignore_errors=True)
    return _root


def _inside(path: str) -> Path:
    resolved = Path(path).resolve()
    if not resolved.is_relative_to(_folder().resolve()):
        raise ProbeError(f"{path!r} is not in the scratch folder")
    return resolved
