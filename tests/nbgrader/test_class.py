"""A class from the released notebook to the exported grades, with nbgrader's own command line."""

from __future__ import annotations

import csv
import json
import time

import nbclass
import pytest

STUDENTS = (
    "right", "wrong", "partly", "untouched", "loop", "exits", "exits-at-once", "bomb", "deleted", "deleted-answer",
    "duplicated", "syntax", "edited-grade", "retyped", "empty-entry", "odd-entry", "old-schema", "no-metadata",
    "no-json", "no-cells", "odd-cells", "helpers", "late", "both", "linked",
)  # fmt: skip
CHEATS = (
    "cheat-asserts", "cheat-equal", "cheat-in", "cheat-disk", "cheat-database", "cheat-database-later",
    "cheat-transformer", "cheat-ast", "cheat-grade", "cheat-points", "cheat-marks", "cheat-exit-hook",
)  # fmt: skip


@pytest.fixture(scope="session")
def grades(by_nbgrader):
    return nbclass.grades(by_nbgrader.root)


def automatic(grades, student, exercise=nbclass.EXERCISE):
    return {
        name: row["auto"]
        for name, row in grades[student, exercise].items()
        if name.startswith(("grade-", "explain"))
    }


def shown(root, student, exercise=nbclass.EXERCISE):
    path = root / "autograded" / student / nbclass.TOPIC / f"{exercise}.ipynb"
    return json.loads(path.read_text())


def output(root, student, task):
    cell = nbclass.find(shown(root, student), f"grade-{task}")
    return "".join(cell["outputs"][0]["text"])


def test_every_student_is_here(course):
    assert sorted(course.expected) == sorted(STUDENTS + CHEATS)


@pytest.mark.parametrize("student", STUDENTS)
def test_points_of_each_cell(student, grades, by_nbgrader):
    assert automatic(grades, student) == by_nbgrader.expected[student]


@pytest.mark.parametrize("student", CHEATS)
def test_a_cheat_gains_nothing(student, grades):
    assert sum(automatic(grades, student)[name] for name in nbclass.FULL) == 0
    assert all(row.get("manual") is None for row in grades[student, nbclass.EXERCISE].values())


def test_nothing_writes_the_gradebook_later(by_nbgrader, grades):
    time.sleep(1.5)
    assert nbclass.grades(by_nbgrader.root) == grades


def test_no_process_of_a_submission_is_left(by_nbgrader):
    from pathlib import Path

    needle = b"_raise_grades"
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            assert needle not in entry.read_bytes()
        except OSError:
            continue


def test_a_person_is_asked_where_one_is_needed(grades):
    def by_hand(student):
        rows = grades[student, nbclass.EXERCISE].items()
        return {name for name, row in rows if row.get("by hand")}

    assert by_hand("right") == by_hand("deleted-answer") == by_hand("no-metadata") == {"explain"}
    assert by_hand("partly") == by_hand("untouched") == set()


def test_a_notebook_that_was_not_handed_in_is_zero(grades):
    assert set(automatic(grades, "right", nbclass.SECOND).values()) == {0.0}
    assert automatic(grades, "both", nbclass.SECOND) == nbclass.FULL | {"explain": 0.0}


def test_late_penalties_are_nbgraders(grades):
    assert grades["late", nbclass.EXERCISE]["(notebook)"]["penalty"] == 7.0
    assert grades["right", nbclass.EXERCISE]["(notebook)"]["penalty"] is None


def test_extra_files_are_copied(by_nbgrader):
    folder = by_nbgrader.root / "autograded" / "both" / nbclass.TOPIC
    assert (folder / "notes.txt").read_text() == "extra"
    assert (folder / "data.csv").read_text() == "1,2\n"


def test_outputs_have_nbgraders_form(by_nbgrader):
    notebook = shown(by_nbgrader.root, "partly")
    outputs = nbclass.find(notebook, "grade-step")["outputs"]
    assert [(one["output_type"], one.get("name")) for one in outputs] == [
        ("stream", "stdout"), ("execute_result", None),
    ]  # fmt: skip
    assert outputs[1]["data"] == {"text/plain": ["2.0"]} and outputs[1]["execution_count"] is None
    assert nbclass.find(notebook, "grade-step")["execution_count"] is None
    assert all("deepdrill" not in cell["metadata"] for cell in notebook["cells"])


def test_what_a_student_reads(by_nbgrader):
    root = by_nbgrader.root
    told = output(root, "partly", "step")
    assert "step: 2 / 3 points" in told and "✓ step equals the reference. (2)" in told
    assert "at [0] got 1" in told and "Why: At 0 the step is 0; use >, not >=." in told
    assert "did not finish within 2 seconds" in output(root, "loop", "Counter")
    assert "ended the Python process" in output(root, "exits", "noisy")
    assert "cell 7, line 1" in output(root, "syntax", "noisy")
    assert "magics or shell commands were ignored" in output(root, "helpers", "step")
    assert "no notebook (not valid JSON)" in output(root, "no-json", "step")


def test_what_was_put_right_is_told(by_nbgrader):
    def notes(student):
        return "".join(shown(by_nbgrader.root, student)["cells"][0]["source"])

    assert "`grade-step` was missing and was put back" in notes("deleted")
    assert "`grade-step` was changed and was put back" in notes("edited-grade")
    assert "`solution-noisy` was there more than once" in notes("duplicated")
    assert "not valid JSON" in notes("no-json")
    assert "Notes" not in notes("right")
    assert "no-json" in by_nbgrader.told and "linked" in by_nbgrader.told
    text = "\n".join(shown(by_nbgrader.root, "no-metadata")["cells"][-1]["source"])
    assert "added back by nbgrader" in text


def test_no_kernel_and_no_stderr(by_nbgrader):
    for path in by_nbgrader.root.glob("autograded/*/*/*.ipynb"):
        if path.stem in (nbclass.EXERCISE, nbclass.SECOND):
            for cell in json.loads(path.read_text())["cells"]:
                outputs = cell.get("outputs", [])
                assert outputs == [] or cell["metadata"]["nbgrader"]["grade"]
                assert not any(one.get("name") == "stderr" for one in outputs)


def test_feedback_and_export(by_nbgrader):
    root = by_nbgrader.root
    done = nbclass.nbgrader("generate_feedback", nbclass.TOPIC, root=root)
    assert done.returncode == 0, done.stderr
    pages = {
        path.parent.parent.name: path.read_text()
        for path in root.glob(f"feedback/*/*/{nbclass.EXERCISE}.html")
    }
    assert set(STUDENTS + CHEATS) <= set(pages)
    assert "At 0 the step is 0; use &gt;, not &gt;=." in pages["partly"]
    assert "did not finish within 2 seconds" in pages["loop"]
    for page in pages.values():
        for secret in ("check_close", "rng.normal(size=(3, 4))", "reference.step", "one_at_zero"):
            assert secret not in page
    done = nbclass.nbgrader("export", root=root)
    assert done.returncode == 0, done.stderr
    with open(root / "grades.csv", newline="") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert float(rows["right"]["raw_score"]) == 7.0 and float(rows["right"]["max_score"]) == 18.0
    assert float(rows["late"]["late_submission_penalty"]) == 7.0
