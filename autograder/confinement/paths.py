"""Which files a worker may read: Python, its libraries and a few devices, and nothing of the course.

Landlock can only allow, never subtract. So everything that has something to hide is listed one
level deeper: site-packages entry by entry, without this package (and without what an editable
install leads to), scikit-learn without its data sets. A trailing slash means that a directory may
be listed, for the import system looks before it opens; its files are not readable by that alone.
"""

from __future__ import annotations

import os
import site
import sys
import sysconfig
from collections.abc import Iterator

PACKAGE_FOLDERS = ("site-packages", "dist-packages")

# The tool, the course, and the ways by which an editable install reaches a checkout.
HIDDEN_PREFIXES = ("autograder", "deepdrill", "_deepdrill", "__editable__", "_editable_impl")
HIDDEN_SUFFIXES = (".pth", ".egg-link")
HIDDEN_NAMES = {"tests", "test", "solutions", "exercises", "source", "release", "submitted"}

# Data sets on which a grade may depend, by the folders that hold them.
DATA_SETS: dict[str, dict] = {
    "sklearn": {"datasets": {"data": {}, "descr": {}, "images": {}, "tests": {}}, "tests": {}},
    "mlxtend": {"data": {"data": {}}},
    "vega_datasets": {},
}

SYSTEM_LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib")
SYSTEM_FILES = (
    "/usr/share/zoneinfo",
    "/etc/hosts",
    "/etc/nsswitch.conf",
    "/etc/localtime",
    "/etc/ld.so.cache",
    "/etc/resolv.conf",
    "/dev/null",
    "/dev/zero",
    "/dev/random",
    "/dev/urandom",
)


def default_readable_paths() -> list[str]:
    """Exact paths, for `ZygoteConfinement`; what doesn't exist is left out."""
    paths: list[str] = []
    for library in SYSTEM_LIBRARIES:
        paths += _shared_libraries(library)
    paths += _shared_libraries(os.path.join(sys.base_prefix, "lib"))
    for library in dict.fromkeys(_standard_libraries()):
        paths += _standard_library(library)
    for packages in dict.fromkeys(_package_folders()):
        paths += _packages(packages)
    paths += [path for path in SYSTEM_FILES if os.path.exists(path)]
    return list(dict.fromkeys(paths))


def _children(folder: str) -> list[os.DirEntry]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def _shared_libraries(folder: str) -> Iterator[str]:
    """What the dynamic linker may want: no Python, whose packages are listed one by one."""
    system = folder in SYSTEM_LIBRARIES[:4]
    for entry in _children(folder):
        if entry.name.startswith(("python", "pypy")):
            continue
        if ".so" in entry.name or (system and entry.is_dir()):
            yield entry.path


def _standard_libraries() -> Iterator[str]:
    for name in ("stdlib", "platstdlib"):
        yield sysconfig.get_path(name, vars={"base": sys.base_prefix, "platbase": sys.base_prefix})


def _standard_library(folder: str) -> Iterator[str]:
    yield folder + "/"
    for entry in _children(folder):
        if entry.name not in (*PACKAGE_FOLDERS, "test"):
            yield entry.path


def _package_folders() -> Iterator[str]:
    """The site-packages that this interpreter really imports from."""
    known = {os.path.realpath(path) for path in sys.path if path}
    candidates = [*site.getsitepackages(), site.getusersitepackages()]
    candidates += [path for path in known if os.path.basename(path) in PACKAGE_FOLDERS]
    for path in candidates:
        real = os.path.realpath(path)
        if real in known and os.path.isdir(real):
            yield real


def _packages(folder: str) -> Iterator[str]:
    yield folder + "/"
    for entry in _children(folder):
        name = entry.name.lower()
        if name.startswith(HIDDEN_PREFIXES) or name.endswith(HIDDEN_SUFFIXES):
            continue
        if name in HIDDEN_NAMES or _leads_out(entry, folder):
            continue
        if entry.name in DATA_SETS:
            yield from _without(entry.path, DATA_SETS[entry.name])
        else:
            yield entry.path


def _without(folder: str, hidden: dict[str, dict]) -> Iterator[str]:
    """The folder's content but for the hidden subfolders (an empty dictionary hides all of one)."""
    if not hidden:
        return
    yield folder + "/"
    for entry in _children(folder):
        if entry.name in hidden:
            yield from _without(entry.path, hidden[entry.name])
        else:
            yield entry.path


def _leads_out(entry: os.DirEntry, folder: str) -> bool:
    """A symbolic link to elsewhere, a checkout for example."""
    return entry.is_symlink() and not os.path.realpath(entry.path).startswith(folder + os.sep)
