"""Layout, lessons and catalogue: read from folders, in order, with one sentence for what is wrong."""

from __future__ import annotations

import os
import subprocess
import sys

import minicourse
import pytest

from autograder.course.catalogue import Catalogue
from autograder.course.layout import Course, find_course, open_course
from autograder.course.lesson import read_lesson
from autograder.course.names import public_names
from autograder.errors import DeepdrillError


def test_an_exercise_is_read_whole(course):
    exercise = Catalogue(course).find("q02a")
    assert exercise.id == "q02a_sharp_corners" and exercise.topic == "q02_corners"
    assert exercise.title.en == "Sharp corners" and exercise.question.ko == "모서리는 왜 있는걸까?"
    assert exercise.needs == {"numpy"} and exercise.zygote == "numpy"
    assert exercise.off_limits == ("numpy.maximum", "torch.nn.functional")
    assert exercise.deadline_seconds == 2.5 and exercise.memory_mb == 1024
    assert exercise.required_names == ("corner", "corner_grad", "two_corners", "Counter")
    assert exercise.hints[1].en == "Two cases,\nin two lines."
    assert "## not a section" in exercise.background.en
    assert (
        exercise.rubric.en.startswith("- 2 points") and exercise.explain.ko == "왜 곡선이 아닌가?"
    )
    assert exercise.grader == course.graders / "q02_corners" / "test_q02a_sharp_corners.py"
    assert hash(exercise) == hash(Catalogue(course).find("q02a"))


def test_the_order_is_the_order_of_the_questions(tmp_path):
    for topic, name in [
        ("q12_relu", "q12b_x"),
        ("q12_relu", "q12_z"),
        ("q02_a", "q02_b"),
        ("q12_relu", "q12a_y"),
        ("q01_a", "q01_b"),
    ]:
        minicourse.add_exercise(tmp_path, topic, name)
    catalogue = Catalogue(Course(tmp_path))
    assert [one.short_id for one in catalogue.exercises] == ["q01", "q02", "q12", "q12a", "q12b"]
    assert catalogue.topics == ("q01_a", "q02_a", "q12_relu")
    assert [one.short_id for one in catalogue.in_topic("q12_relu")] == ["q12", "q12a", "q12b"]


@pytest.mark.parametrize("name", ["q02a", "Q02A", " q02a ", "q02a_sharp_corners"])
def test_find_by_either_name(course, name):
    assert Catalogue(course).find(name).short_id == "q02a"


@pytest.mark.parametrize(
    ("name", "near"),
    [("q02c", "q02 or q02a"), ("q02a_sharp_corner", "q02a_sharp_corners"), ("", "deepdrill list")],
)
def test_an_unknown_name_names_its_neighbours(course, name, near):
    with pytest.raises(DeepdrillError, match=near):
        Catalogue(course).find(name)


def test_one_broken_lesson_leaves_the_others_to_be_found(course):
    (course.solutions / "q02_corners" / "q02_bends" / "lesson.md").write_text("no front matter")
    assert Catalogue(course).find("q02a").short_id == "q02a"
    with pytest.raises(
        DeepdrillError, match=r"q02_bends.lesson\.md does not begin with front matter"
    ):
        _ = Catalogue(course).exercises


def test_an_unfinished_exercise_is_not_listed_and_says_so(course):
    (course.solutions / "q02_corners" / "q02_bends" / "examples.py").unlink()
    assert [one.short_id for one in Catalogue(course).exercises] == ["q02a"]
    with pytest.raises(DeepdrillError, match=r"not finished: examples\.py is missing"):
        Catalogue(course).find("q02")


def test_two_exercises_of_one_number(course):
    minicourse.add_exercise(course.root, name="q02a_again")
    with pytest.raises(DeepdrillError, match="two exercises have the number q02a"):
        Catalogue(course).find("q02")


def test_an_exercise_under_the_wrong_topic(course):
    minicourse.add_exercise(course.root, name="q03_elsewhere")
    with pytest.raises(DeepdrillError, match="must begin with q02"):
        Catalogue(course).find("q02")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("## Answer\n", "### Answer\n", "'## Answer' is missing"),
        ("## Answer\n", "## Anser\n", "unknown section '## Anser'"),
        ("## Answer\n", "## Hints\n", "'## Hints' appears twice"),
        ("### Rubric", "### Rubrik", "'### Rubric' in section '## Explain' is missing"),
        ("3. Use where.\n", "", "2 numbered hints, not 3"),
        ("1. Think", "Think", "must begin with '1. '"),
        ('title = "Sharp corners"\n', "", "title is missing"),
        ('title = "Sharp corners"\n', "title = 3\n", "title in the front matter must be one line"),
        ("data = []", "data = 3", "data in the front matter must be a list"),
        ("data = []", "dta = []", "dta does not belong"),
        ("data = []", 'data = ["cifar"]', "data has 'cifar'; known are digits"),
        ("data = []", "data = [", "the front matter is no TOML"),
        ('needs = ["numpy"]', 'needs = ["scratch"]', 'must name "numpy" or "torch"'),
        ('needs = ["numpy"]', 'needs = ["numpy", "gpu"]', "needs has 'gpu'"),
        ("deadline_seconds = 2.5", "deadline_seconds = -1", "must be a positive number"),
        ("deadline_seconds = 2.5", "deadline_seconds = true", "must be a positive number"),
        ("+++\n## Back", "## Back", "not closed"),
        ("+++\n## Back", "+++\nhello\n## Back", "text before the first section"),
    ],
)
def test_a_lesson_with_a_fault_names_file_and_fault(tmp_path, old, new, told):
    assert old in minicourse.LESSON
    path = minicourse.write(tmp_path / "lesson.md", minicourse.LESSON.replace(old, new))
    with pytest.raises(DeepdrillError) as caught:
        read_lesson(path)
    assert told in str(caught.value) and str(path) in str(caught.value)


def test_windows_newlines_and_a_byte_order_mark_are_read(tmp_path):
    path = tmp_path / "lesson.md"
    path.write_bytes(b"\xef\xbb\xbf" + minicourse.LESSON.replace("\n", "\r\n").encode())
    assert read_lesson(path).hints[2] == "Use where."


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(DeepdrillError, match="is missing"):
        read_lesson(tmp_path / "lesson.md")
    (tmp_path / "lesson.md").write_bytes(b"\xff\xfe")
    with pytest.raises(DeepdrillError, match="is not UTF-8"):
        read_lesson(tmp_path / "lesson.md")
    with pytest.raises(DeepdrillError, match="can't be read"):
        read_lesson(tmp_path)


def test_the_nearest_course_upward_is_found(course, monkeypatch):
    monkeypatch.delenv("DEEPDRILL_COURSE", raising=False)
    inside = course.solutions / "q02_corners" / "q02a_sharp_corners"
    assert find_course(inside) == Course(course.root.resolve(), "instructor")


def test_the_environment_names_the_course(course, tmp_path, monkeypatch):
    monkeypatch.setenv("DEEPDRILL_COURSE", str(course.root))
    assert find_course(tmp_path / "elsewhere").root == course.root
    monkeypatch.setenv("DEEPDRILL_COURSE", str(tmp_path / "nothing"))
    with pytest.raises(DeepdrillError, match="is no course"):
        find_course()


def test_a_folder_of_exercises_is_the_students_edition(tmp_path):
    minicourse.write(tmp_path / "exercises" / "q02_corners" / "README.md", "")
    assert open_course(tmp_path).edition == "student"


def test_without_a_course_nearby_the_checkout_is_used(tmp_path, monkeypatch):
    monkeypatch.delenv("DEEPDRILL_COURSE", raising=False)
    assert find_course(tmp_path).solutions.is_dir()


def test_public_names():
    source = "import os\nX = 1\ndef _a(): ...\ndef b(): ...\nclass C: ...\nasync def d(): ...\nif X:\n    def e(): ...\n"
    assert public_names(source) == ("b", "C", "d")


def test_nothing_heavy_is_imported(course):
    code = (
        "import sys; from autograder.course.catalogue import Catalogue; from autograder.course import compose;"
        "Catalogue().exercises; print({'numpy', 'torch', 'rich', 'pytest'} & set(sys.modules))"
    )
    environment = {**os.environ, "DEEPDRILL_COURSE": str(course.root)}
    told = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "set()"
