"""``deepdrill nbgrade`` against ``nbgrader autograde``, and what it does when it is run again."""

from __future__ import annotations

import json

import nbclass
import pytest

from autograder.nbgrader_plugin.run import Run


@pytest.fixture
def inside(by_deepdrill, monkeypatch):
    monkeypatch.chdir(by_deepdrill.root)
    return by_deepdrill.root


def test_the_same_grades_cell_by_cell(by_nbgrader, by_deepdrill):
    ours, theirs = nbclass.grades(by_deepdrill.root), nbclass.grades(by_nbgrader.root)
    assert ours.keys() == theirs.keys()
    for key in theirs:
        assert ours[key] == theirs[key], key


def test_the_same_notebooks(by_nbgrader, by_deepdrill):
    def notebooks(root):
        paths = sorted(root.glob("autograded/*/*/*"))
        return {str(p.relative_to(root)): p.read_text().replace(str(root), "ROOT") for p in paths}

    ours, theirs = notebooks(by_deepdrill.root), notebooks(by_nbgrader.root)
    assert ours.keys() == theirs.keys()
    for name in theirs:
        if name.endswith(".ipynb"):
            assert _comparable(ours[name]) == _comparable(theirs[name]), name
        else:
            assert ours[name] == theirs[name]


def _comparable(text):
    """Without the key: an attack names its own folder, and the engine may be edited between two runs."""
    notebook = json.loads(text)
    notebook["metadata"].pop("deepdrill", None)
    for cell in notebook["cells"]:
        if "nbgrader" not in cell["metadata"] or cell["metadata"]["nbgrader"]["solution"]:
            cell["source"] = ""
    return notebook


def test_a_second_run_grades_nothing_and_changes_nothing(inside):
    before = nbclass.grades(inside)
    with Run(nbclass.TOPIC) as run:
        assert run.pending() == []
        assert run.summary.skipped == len(list(inside.glob("autograded/*/*/q91*.ipynb")))
    assert nbclass.grades(inside) == before


def test_what_a_person_gave_stays(inside):
    from nbgrader.api import Gradebook

    where = ("explain", nbclass.EXERCISE, nbclass.TOPIC, "right")
    with Gradebook(f"sqlite:///{inside / 'gradebook.db'}", "tiny") as gradebook:
        grade, comment = gradebook.find_grade(*where), gradebook.find_comment(*where)
        grade.manual_score, grade.extra_credit, comment.manual_comment = 1.5, 0.5, "good"
        gradebook.db.commit()
    (inside / "autograded" / "right" / nbclass.TOPIC / f"{nbclass.EXERCISE}.ipynb").unlink()
    _change(inside, "partly", nbclass.RIGHT["step"])
    with Run(nbclass.TOPIC) as run:
        pending = run.pending()
        assert [one.student for one in pending] == ["partly", "right"]
        list(run.graded(pending, jobs=1))
        run.finish()
    grades = nbclass.grades(inside)
    assert grades["right", nbclass.EXERCISE]["explain"]["score"] == 2.0
    assert grades["right", nbclass.EXERCISE]["explain"]["by hand"]
    assert grades["partly", nbclass.EXERCISE]["grade-step"]["auto"] == 3.0
    _change(inside, "partly", nbclass.AT_ZERO)


def _change(root, student, source):
    path = root / "submitted" / student / nbclass.TOPIC / f"{nbclass.EXERCISE}.ipynb"
    work = json.loads(path.read_text())
    nbclass.find(work, "solution-step")["source"] = source
    path.write_text(json.dumps(work))


def test_a_killed_run_goes_on_where_it_was(fresh, monkeypatch, tmp_path):
    from nbclass import copy_of

    root = copy_of(fresh, tmp_path / "course")
    monkeypatch.chdir(root)
    with Run(nbclass.TOPIC) as run:
        pending = [one for one in run.pending() if one.student in ("right", "partly", "both")]
        graded = run.graded(pending, jobs=1)
        done = next(graded)
        graded.close()
    with Run(nbclass.TOPIC) as run:
        left = {(one.student, one.path.stem) for one in run.pending()}
    assert (done.student, done.path.stem) not in left
    assert {(one.student, one.path.stem) for one in pending if one is not done} <= left


def test_with_gpus_is_another_grading(inside):
    """What was skipped for want of a GPU is graded again where GPUs are handed out, by --cuda or by the configuration."""
    with Run(nbclass.TOPIC, cuda=True) as run:
        assert len(run.pending()) == len(list(inside.glob("autograded/*/*/q91*.ipynb")))
    config = inside / "nbgrader_config.py"
    before = config.read_text()
    config.write_text(before + "c.GradeInSandbox.cuda = True\n")
    try:
        with Run(nbclass.TOPIC) as run:
            assert run.cuda and run.pending()
    finally:
        config.write_text(before)


@pytest.mark.parametrize("seed", ["nonsense", "-1", "1" * 17])
def test_a_seed_that_is_none_is_one_sentence(inside, capsys, seed):
    from autograder.cli.app import main

    assert main(["nbgrade", nbclass.TOPIC, "--seed", seed]) == 2
    assert "is no seed: give the hexadecimal number" in " ".join(capsys.readouterr().err.split())


def test_an_assignment_that_was_not_released_is_one_sentence(inside, capsys):
    from autograder.cli.app import main

    assert main(["nbgrade", "q99_nothing"]) == 2
    assert "run `nbgrader generate_assignment q99_nothing --force` first" in capsys.readouterr().err


def test_without_nbgrader_it_is_one_sentence(monkeypatch, capsys):
    import sys

    from autograder.cli.app import main

    monkeypatch.setitem(sys.modules, "nbgrader.api", None)
    assert main(["nbgrade", "q05_activations"]) == 2
    assert "nbgrader is not installed" in capsys.readouterr().err


def test_python_files_in_the_same_gradebook(inside):
    before = nbclass.grades(inside)
    folder = inside / "files" / "pyuser"
    folder.mkdir(parents=True)
    source = "import numpy as np\n\n\n" + "\n\n\n".join(
        (nbclass.RIGHT | {"step": nbclass.AT_ZERO}).values()
    )
    (folder / f"{nbclass.EXERCISE}.py").write_text(source)
    done = nbclass.deepdrill("grade", "files", "--gradebook", "sqlite:///gradebook.db", root=inside)
    assert done.returncode == 0 and "3 scores written" in done.stdout, done.stderr
    after = nbclass.grades(inside)
    mine = after.pop(("pyuser", nbclass.EXERCISE))
    after.pop(("pyuser", nbclass.SECOND))
    assert after == before
    assert {name: mine[name]["auto"] for name in nbclass.FULL} == nbclass.FULL | {"grade-step": 2.0}
    shown = inside / "autograded" / "pyuser" / nbclass.TOPIC / f"{nbclass.EXERCISE}.ipynb"
    assert "use >, not >=" in shown.read_text()
