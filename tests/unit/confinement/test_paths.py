"""The list of readable paths holds Python and its libraries, and nothing that has to be hidden."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from autograder.confinement import default_readable_paths, paths


def covers(listed: list[str], path: str | Path) -> bool:
    """Whether a rule would let the file be read (a trailing slash allows listing only)."""
    path = str(path)
    return any(
        not entry.endswith("/") and (path == entry or path.startswith(entry + "/"))
        for entry in listed
    )


def test_python_and_its_libraries_are_readable():
    import json

    listed = default_readable_paths()

    assert covers(listed, json.__file__)
    assert covers(listed, os.devnull)
    for library in ("numpy", "torch", "sklearn"):
        if module := sys.modules.get(library):
            assert covers(listed, module.__file__)


def test_nothing_of_the_course_the_user_or_the_system_is_readable():
    checkout = Path(__file__).parents[3]
    listed = default_readable_paths()

    for path in (
        checkout / "autograder" / "__init__.py",
        checkout / "solutions" / "x",
        Path(__file__),
        Path.home() / ".ssh" / "id",
        Path.home() / "x",
        Path(sys.prefix) / "pyvenv.cfg",
        Path(sys.prefix) / "bin" / "python",
        "/etc/passwd",
        "/etc/shadow",
        "/proc/self/maps",
        "/sys/kernel",
        "/tmp/x",
        "/dev/mem",
        "/var/lib/x",
    ):
        assert not covers(listed, path), path


def test_data_sets_are_not_readable():
    import importlib.util

    listed = default_readable_paths()
    spec = importlib.util.find_spec("sklearn")
    if spec is not None and spec.submodule_search_locations:
        folder = Path(spec.submodule_search_locations[0])
        assert not covers(listed, folder / "datasets" / "data" / "digits.csv.gz")
        assert covers(listed, folder / "datasets" / "_base.py")
        assert covers(listed, folder / "linear_model" / "__init__.py")


def test_a_folder_of_packages_is_listed_without_tool_course_and_links(tmp_path):
    packages = tmp_path / "site-packages"
    for name in (
        "numpy",
        "autograder",
        "Deepdrill-0.1.dist-info",
        "tests",
        "solutions",
        "sklearn/datasets/data",
        "sklearn/datasets/tests",
        "sklearn/linear_model",
    ):
        (packages / name).mkdir(parents=True)
    (packages / "sklearn" / "base.py").touch()
    for name in ("six.py", "x.pth", "__editable___deepdrill_finder.py", "_editable_impl_deepdrill"):
        (packages / name).touch()
    (tmp_path / "checkout").mkdir()
    (packages / "linked").symlink_to(tmp_path / "checkout")
    (packages / "alias").symlink_to("numpy")

    listed = {path.removeprefix(str(packages)) for path in paths._packages(str(packages))}

    assert listed == {
        "/",
        "/alias",
        "/numpy",
        "/six.py",
        "/sklearn/",
        "/sklearn/base.py",
        "/sklearn/datasets/",
        "/sklearn/linear_model",
    }


def test_a_standard_library_is_listed_without_packages(tmp_path):
    for name in ("json", "site-packages", "dist-packages", "test"):
        (tmp_path / name).mkdir()

    listed = list(paths._standard_library(str(tmp_path)))

    assert listed == [f"{tmp_path}/", f"{tmp_path}/json"]
