"""Without the one line of configuration nbgrader executes the notebooks itself, and grades honest students the same."""

from __future__ import annotations

import json
import shutil

import nbclass
import pytest

HONEST = ("right", "partly", "untouched", "helpers")


@pytest.fixture(scope="module")
def by_kernel(fresh, tmp_path_factory):
    root = nbclass.copy_of(fresh, tmp_path_factory.mktemp("stock") / "course")
    config = root / "nbgrader_config.py"
    text = config.read_text().replace("\nconfigure(c)\n", "\n")
    config.write_text(text.replace('c.GradeInSandbox.seed = "5eed"\n', ""))
    for folder in (root / "submitted").iterdir():
        if folder.name not in HONEST:
            shutil.rmtree(folder)
    done = nbclass.nbgrader("autograde", nbclass.TOPIC, root=root)
    assert done.returncode == 0, done.stderr
    return root


def automatic(root, student):
    rows = nbclass.grades(root)[student, nbclass.EXERCISE]
    return {name: rows[name]["auto"] for name in nbclass.FULL}


@pytest.mark.parametrize("student", HONEST)
def test_honest_students_get_the_same_points(student, by_kernel, by_nbgrader):
    expected = by_nbgrader.expected[student]
    assert automatic(by_kernel, student) == {name: expected[name] for name in nbclass.FULL}


@pytest.mark.parametrize("student", HONEST)
def test_a_kernel_ran_and_said_nothing_on_stderr(student, by_kernel):
    path = by_kernel / "autograded" / student / nbclass.TOPIC / f"{nbclass.EXERCISE}.ipynb"
    cells = json.loads(path.read_text())["cells"]
    grades = [
        cell
        for cell in cells
        if cell["metadata"].get("nbgrader", {}).get("grade_id") in nbclass.FULL
    ]
    assert len(grades) == len(nbclass.FULL)
    for cell in grades:
        assert cell["execution_count"] is not None
        assert not any(one.get("name") == "stderr" for one in cell["outputs"])
