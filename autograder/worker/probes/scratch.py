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

MAX_FILE_BYTES = 16 * 2**20

_root: Path | None = None
_made = 0


def use(root: str | os.PathLike[str]) -> None:
    """Tell the probe where the private folder is (the worker does, once it is mounted)."""
    global _root
    _root = Path(root)


def scratch() -> str:
    """The path of a new, empty folder inside the private scratch folder.

    The first of a case is always called the same, so that what a submission was given can be compared with
    what a known mistake was given.
    """
    global _made
    _made += 1
    path = _folder() / str(_made)
    path.mkdir()
    return str(path)


def clear() -> None:
    """A new case begins: nothing of the last one is left."""
    global _made
    _made = 0
    if _root is not None:
        for path in _root.iterdir():
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


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
    """Told by the worker, else a temporary folder of our own."""
    if _root is None:
        use(tempfile.mkdtemp(prefix="deepdrill-scratch-"))
        atexit.register(shutil.rmtree, _root, ignore_errors=True)
    return _root


def _inside(path: str) -> Path:
    resolved = Path(path).resolve()
    if not resolved.is_relative_to(_folder().resolve()):
        raise ProbeError(f"{path!r} is not in the scratch folder")
    return resolved
