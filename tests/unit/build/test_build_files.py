"""What students receive: complete, importable, and without a word of what instructors keep."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys

import minicourse
import pytest

from autograder.build import build, check, expected_files
from autograder.build.scaffold import scaffold
from autograder.build.stub import make_stub
from autograder.course.catalogue import Catalogue
from autograder.course.compose import read_alternatives, read_mistakes
from autograder.course.layout import open_course
from autograder.errors import DeepdrillError

TOPIC = "q02_corners"
NAME = "q02a_sharp_corners"


def load(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_built_files(course):
    changes = build(course)
    assert sorted(change.path.relative_to(course.exercises).as_posix() for change in changes) == [
        "q02_corners/README.ko.md",
        "q02_corners/README.md",
        "q02_corners/lessons/q02_bends.ko.md",
        "q02_corners/lessons/q02_bends.md",
        "q02_corners/lessons/q02a_sharp_corners.ko.md",
        "q02_corners/lessons/q02a_sharp_corners.md",
        "q02_corners/q02_bends.py",
        "q02_corners/q02a_sharp_corners.py",
        "q02_corners/test_q02_bends.py",
        "q02_corners/test_q02a_sharp_corners.py",
    ]
    assert check(course) == [] and build(course) == []


def test_nothing_of_the_instructors_leaks(course):
    build(course)
    for path in course.exercises.rglob("*.*"):
        text = path.read_text(encoding="utf-8")
        for secret in (
            minicourse.SECRET,
            "Why not a curve?",
            "왜 곡선이",
            "Rubric",
            "BEGIN SOLUTION",
            "np.where",
        ):
            assert secret not in text, path
        assert b"\r" not in path.read_bytes()


def test_every_name_of_the_stub_says_what_to_write(course):
    build(course)
    stub = load(course.exercises / TOPIC / f"{NAME}.py")
    for call, name in [
        (lambda: stub.corner(1.0), "corner"),
        (lambda: stub.corner_grad(1.0), "corner_grad"),
        (lambda: stub.two_corners(1.0), "two_corners"),
        (lambda: stub.Counter(), "Counter.__init__"),
        (lambda: stub.Counter.add(None, 1), "Counter.add"),
        (lambda: stub.Counter.empty.fget(None), "Counter.empty"),
    ]:
        with pytest.raises(NotImplementedError, match=f"^{name}: write this"):
            call()
    assert stub.corner.__doc__ == "max(0, slope * x), elementwise." and stub.LIMIT > 3


def test_the_examples_pass_on_the_solution_and_fail_on_the_stub(course):
    build(course)
    folder = course.exercises / TOPIC
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"test_{NAME}.py"]
    failed = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert (
        "3 failed" in failed.stdout and "NotImplementedError: corner: write this" in failed.stdout
    )
    shutil.copy(course.solutions / TOPIC / NAME / "solution.py", folder / f"{NAME}.py")
    passed = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert "3 passed" in passed.stdout, passed.stdout


def test_the_students_edition_reads_what_was_built(course, tmp_path_factory):
    build(course)
    whole = Catalogue(course).find("q02a")
    root = tmp_path_factory.mktemp("student")
    shutil.copytree(course.exercises, root / "exercises")
    student = open_course(root)
    assert student.edition == "student"
    exercise = Catalogue(student).find("q02a")
    for name in (
        "id", "topic", "title", "question", "needs", "off_limits", "data", "deadline_seconds", "memory_mb",
        "background", "hints", "required_names",
    ):  # fmt: skip
        assert getattr(exercise, name) == getattr(whole, name), name
    assert exercise.answer is exercise.explain is exercise.rubric is None
    assert exercise.folder is exercise.grader is None
    assert exercise.module == exercise.stub == root / "exercises" / TOPIC / f"{NAME}.py"
    with pytest.raises(DeepdrillError, match="students' edition"):
        read_mistakes(exercise)
    with pytest.raises(DeepdrillError, match="no solutions/"):
        build(student)


def test_a_readme_has_both_questions_and_every_signature(course):
    build(course)
    for suffix, title, background in [
        ("", "Sharp corners", "two lines meet"),
        (".ko", "날카로운 모서리", "두 직선이"),
    ]:
        text = (course.exercises / TOPIC / f"README{suffix}.md").read_text(encoding="utf-8")
        assert f"## q02a · {title}" in text and background in text
        assert "> 모서리는 왜 있는걸까?\n>\n> Why is there a corner?" in text
        for line in (
            "- `corner(x, slope: float = 1.0) -> np.ndarray`: max(0, slope * x), elementwise.",
            "- `class Counter(start: int = 0)`: Counts the corners that it has seen.",
            "  - `add(count: int) -> int`: Add and return the total.",
            "  - `empty -> bool`: Whether nothing was counted.",
            "`numpy.maximum`",
            "pytest test_q02a_sharp_corners.py",
            "deepdrill check q02a",
            "deepdrill hint q02a",
        ):
            assert line in text, line


def test_stale_files_are_named_and_mended(course):
    build(course)
    lesson = course.solutions / TOPIC / NAME / "lesson.md"
    lesson.write_text(lesson.read_text().replace("Use where.", "Use a mask."))
    built = course.exercises / TOPIC / "lessons" / f"{NAME}.md"
    assert check(course) == [built]
    assert [(change.action, change.path) for change in build(course)] == [("write", built)]
    assert check(course) == []


def test_a_removed_exercise_takes_its_files_along_and_no_others(course):
    build(course)
    notes = course.exercises / TOPIC / "q02a_my_notes.py"
    notes.write_text("mine = 1\n")
    shutil.rmtree(course.solutions / TOPIC / NAME)
    assert len(check(course)) == 6  # four files of its own and two READMEs
    build(course)
    assert not list(course.exercises.rglob(f"*{NAME}*")) and notes.is_file()
    assert check(course) == []


def test_a_removed_topic_leaves_no_empty_folder(course):
    build(course)
    shutil.rmtree(course.solutions / TOPIC)
    build(course)
    assert list(course.exercises.iterdir()) == [] and check(course) == []


def test_building_twice_gives_the_same_bytes(course):
    assert expected_files(course) == expected_files(course)


BODY = 'def f(x):\n    """Doc."""\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION\n'


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("def f(x):\n    return x\n", "line 1: f has no region"),
        (BODY.replace("    ### END SOLUTION\n", ""), "line 3: ### BEGIN SOLUTION without an end"),
        (BODY.replace("    ### BEGIN SOLUTION\n", ""), "without a beginning"),
        (BODY.replace("    return x\n", "    ### BEGIN SOLUTION\n    return x\n"), "inside a region"),
        (BODY.replace("    return x\n", "    # nothing\n") + "    return 1\n", "holds no code"),
        (BODY.replace("### END SOLUTION", "### end solution"), "write the mark as"),
        ("### BEGIN SOLUTION\ndef g(x):\n    return x\n### END SOLUTION\n" + BODY, "g lies inside a region"),
        (
            "class C:\n    ### BEGIN SOLUTION\n    def g(self):\n        return 1\n    ### END SOLUTION\n",
            r"C\.g lies inside a region",
        ),
        ("### BEGIN SOLUTION\nK = 1\n### END SOLUTION\nL = K\n" + BODY, "K is used outside the regions"),
        (
            "### BEGIN SOLUTION\ndef _g():\n    return 1\n### END SOLUTION\n" + BODY
            + "def _h():\n    return _g()\n",
            "_g is used outside",
        ),
        ("def f(x:\n", "line 1: "),
    ],
)  # fmt: skip
def test_an_author_is_told_where_the_marks_are_wrong(source, told):
    with pytest.raises(DeepdrillError, match=told) as caught:
        make_stub(source, "solution.py")
    assert str(caught.value).startswith("solution.py")


def test_regions_in_odd_places():
    source = (
        "class C:\n"
        '    """Doc."""\n\n'
        "    ### BEGIN SOLUTION\n    _table = {1: 2}\n    ### END SOLUTION\n\n"
        "    class Inner:\n"
        "        def g(self):\n            ### BEGIN SOLUTION\n            return 1\n            ### END SOLUTION\n\n"
        "    if True:\n"
        "        def h(self):\n            ### BEGIN SOLUTION\n            return 1\n            ### END SOLUTION\n\n"
        "def f(x):\n"
        "    def inner():\n        ### BEGIN SOLUTION\n        return 1\n        ### END SOLUTION\n\n"
        "    return inner()\n"
    )
    stub = make_stub(source, "solution.py")
    assert "# Helper methods of your own are welcome here." in stub and "_table" not in stub
    for name in ("C.Inner.g", "C.h", "f"):
        assert f'"{name}: write this' in stub


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("import pytest", "import autograder", "import nothing of autograder"),
        ("import pytest", "import solution", "from solution import"),
        ("import Counter, corner,", "import _positive, corner,", "_positive is no public name"),
        (minicourse.EXAMPLES, "x = 1\n", "nothing is imported from the solution"),
        (minicourse.EXAMPLES, "x =\n", "line 1: "),
    ],
)
def test_examples_with_a_fault(course, old, new, told):
    path = course.solutions / TOPIC / NAME / "examples.py"
    path.write_text(minicourse.EXAMPLES.replace(old, new))
    with pytest.raises(DeepdrillError, match=told) as caught:
        build(course)
    assert "examples.py" in str(caught.value)
    assert not course.exercises.exists()


def test_a_scaffold_is_a_whole_exercise(course):
    paths = scaffold(course, "q02b", 'A "new" one', None)
    assert len(paths) == 7 and all(path.is_file() for path in paths)
    exercise = Catalogue(course).find("q02b")
    assert exercise.id == "q02b_a_new_one" and exercise.title.en == 'A "new" one'
    assert [one.name for one in read_mistakes(exercise)] == ["wrong_sign"]
    assert [one.name for one in read_alternatives(exercise)] == ["answer_by_copy"]
    build(course)
    assert load(exercise.stub).answer.__doc__.startswith("TODO")


@pytest.mark.parametrize(
    ("name", "title", "topic", "told"),
    [
        ("q02a", "Again", None, "q02a is taken by q02a_sharp_corners"),
        ("q03", "New topic", None, "there is no topic q03 yet"),
        ("q02c", None, None, "q02c needs a name"),
        ("q02c", "한국어", None, "q02c needs a name"),
        ("x1", "Title", None, "'x1' is no exercise id"),
        ("../q02c", "Title", None, "is no exercise id"),
        ("q02c", "Title", "q03_other", "is no topic of q02c_title"),
        ("q02c", "Title", "q02_other", "topic q02 is called q02_corners"),
        ("q03", "Title", "../q03_x", "is no topic"),
    ],
)
def test_a_scaffold_that_cannot_be(course, name, title, topic, told):
    before = sorted(course.root.rglob("*"))
    with pytest.raises(DeepdrillError, match=told):
        scaffold(course, name, title, topic)
    assert sorted(course.root.rglob("*")) == before


def test_a_scaffold_overwrites_nothing(course):
    grader = minicourse.write(course.graders / TOPIC / "test_q02c_title.py", "mine = 1\n")
    with pytest.raises(DeepdrillError, match="exists already; nothing was written"):
        scaffold(course, "q02c", "Title")
    assert (
        grader.read_text() == "mine = 1\n"
        and not (course.solutions / TOPIC / "q02c_title").exists()
    )


def test_a_new_topic(course):
    scaffold(course, "q03_fresh_start", topic="q03_fresh")
    assert Catalogue(course).find("q03").title.en == "Fresh start"
