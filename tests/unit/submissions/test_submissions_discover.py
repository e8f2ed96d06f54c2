"""What is found where, and what is passed over."""

from __future__ import annotations

import os

import pytest
from small_exercise import GOOD, Catalogue

from autograder.errors import DeepdrillError
from autograder.submissions.discover import discover


def put(root, *names):
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(GOOD)
    return root


def found(*paths):
    return [(s.student, s.exercise.split("_")[0]) for s in discover(paths, Catalogue()).submissions]


@pytest.mark.parametrize(
    "name",
    [
        "q05.py",
        "Q05_Activation_Functions.py",
        "q05_activation_functions (1).py",
        "q05_activation_functions-2.py",
        "q05_activation_functions_final.py",
        "q05_activation_functions - 복사본.py",
        "q05 copy.PY",
    ],
)
def test_names_of_files(tmp_path, name):
    put(tmp_path, f"alice/{name}")
    assert (
        found(tmp_path / "alice" / name)
        == found(tmp_path / "alice")
        == found(tmp_path)
        == [("alice", "q05")]
    )


def test_a_student_and_a_class(tmp_path):
    put(
        tmp_path,
        "class/alice/q05.py",
        "class/alice/q13c.py",
        "class/bob/q05_activation_functions.py",
    )
    put(
        tmp_path,
        "class/carol/q05_activations/q05_activation_functions.py",
        "class/dan/hw/week1/q05.py",
    )
    assert found(tmp_path / "class/alice") == [("alice", "q05"), ("alice", "q13c")]
    assert found(tmp_path / "class/carol") == [("carol", "q05")]
    assert found(tmp_path / "class/carol/q05_activations") == [("carol", "q05")]
    everyone = [
        ("alice", "q05"),
        ("alice", "q13c"),
        ("bob", "q05"),
        ("carol", "q05"),
        ("dan", "q05"),
    ]
    assert found(tmp_path / "class") == everyone


def test_downloads_of_a_whole_class(tmp_path):
    put(
        tmp_path,
        "canvas/kimminsu_123_456_q05_activation_functions-1.py",
        "canvas/lee_LATE_9_8_q05.py",
    )
    assert found(tmp_path / "canvas") == [("kimminsu_123", "q05"), ("lee_9", "q05")]
    put(tmp_path, "moodle/Kim Minsu_42_assignsubmission_file_/q05.py")
    put(tmp_path, "flat/Kim Minsu_42_assignsubmission_file_q05.py")
    assert found(tmp_path / "moodle") == found(tmp_path / "flat") == [("Kim Minsu_42", "q05")]


def test_unknown_files_are_named_and_skipped(tmp_path):
    put(
        tmp_path,
        "alice/q05.py",
        "alice/README.md",
        "alice/test_q05_activation_functions.py",
        "alice/.hidden.py",
    )
    put(
        tmp_path,
        "alice/q05_activation_funcs.py",
        "alice/__pycache__/q05.py",
        "alice/q05.ipynb",
        "alice/old/q05.py",
    )
    result = discover([tmp_path], Catalogue())
    assert len(result.submissions) == 1
    reasons = {path.name: reason.en for path, reason in result.skipped}
    assert set(reasons) == {
        "README.md", "test_q05_activation_functions.py", ".hidden.py", "q05_activation_funcs.py", "__pycache__", "q05.ipynb", "old",
    }  # fmt: skip
    assert "did you mean q05_activation_functions.py?" in reasons["q05_activation_funcs.py"]


def test_two_files_for_one_exercise_are_not_guessed(tmp_path):
    put(tmp_path, "alice/q05.py", "alice/q05 (1).py", "alice/q13c.py")
    twice, once = discover([tmp_path / "alice"], Catalogue()).submissions
    assert twice.source == "" and twice.problems[0].kind == "unreadable"
    assert "q05.py" in twice.problems[0].message.en and "q05 (1).py" in twice.problems[0].message.ko
    assert once.source


def test_the_same_file_given_twice_is_one(tmp_path):
    put(tmp_path, "alice/q05.py")
    assert found(tmp_path / "alice", tmp_path / "alice/q05.py", tmp_path) == [("alice", "q05")]


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda root: root / "nowhere", "There is no file or folder"),
        (lambda root: root, "is empty"),
        (lambda root: put(root, "notes.txt"), "No submission found"),
        (lambda root: put(root, "alice/q5.py") / "alice/q5.py", "No submission found"),
        (lambda root: put(root, "alice/notes.txt"), "No submission found"),
    ],
)
def test_nothing_to_grade_is_one_sentence(tmp_path, make, says):
    with pytest.raises(DeepdrillError, match=says) as error:
        discover([make(tmp_path)], Catalogue())
    assert "\n" not in str(error.value)


def test_links_that_lead_out_are_not_followed(tmp_path):
    put(tmp_path, "secret/q13c.py", "class/bob/q05.py", "class/alice/q05.py")
    os.symlink(tmp_path / "secret/q13c.py", tmp_path / "class/alice/q13c.py")
    os.symlink(tmp_path / "secret", tmp_path / "class/bob/q13_backprop")
    os.symlink(tmp_path / "class", tmp_path / "class/loop")
    os.symlink("../bob/q05.py", tmp_path / "class/alice/q05_activation_functions.py")
    result = discover([tmp_path / "class"], Catalogue())
    assert [(s.student, s.exercise[:3]) for s in result.submissions] == [
        ("alice", "q05"),
        ("bob", "q05"),
    ]
    assert {path.name for path, _ in result.skipped} >= {"q13c.py", "q13_backprop", "loop"}


def test_one_bad_file_costs_only_itself(tmp_path):
    put(tmp_path, "alice/q05.py", "bob/q05.py")
    (tmp_path / "alice/q13c.py").write_bytes(b"\xff\xfe\0\0")
    result = discover([tmp_path], Catalogue())
    assert [bool(s.source) for s in result.submissions] == [True, False, True]
