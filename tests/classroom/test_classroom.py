"""The sample class: every student's folder is graded, and the outcome is the one written down beside it.

`students/<name>/` is what a student hands in, `expected/<name>.json` what should come of it. To add a student,
make the folder, run `UPDATE_GOLDEN=1 python -m pytest tests/classroom`, fill in what the new file leaves
empty (`about`, `why`, and in the tasks that matter `says`), and read the rest of it: no code is needed. An
update keeps what was written by hand.

`says` and `why` hold fragments that the student, and the instructor, must find in the messages.
"""

from __future__ import annotations

import copy
import json
import multiprocessing
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from autograder.confinement import probe_isolation
from autograder.course.catalogue import Catalogue
from autograder.grading.batch import Setting, grade_many
from autograder.grading.run import grade_paths
from autograder.reports import json_report, markdown
from autograder.reports.model import (
    Case,
    ClassReport,
    ExerciseReport,
    Report,
    Status,
    TaskSummary,
    without_times,
)
from autograder.reports.plain import one_line
from autograder.submissions.discover import discover

HERE = Path(__file__).parent
STUDENTS, EXPECTED = HERE / "students", HERE / "expected"
NAMES = sorted(folder.name for folder in STUDENTS.iterdir() if folder.is_dir())
UNTOUCHED = "chan_untouched_stub"
UPDATE = os.environ.get("UPDATE_GOLDEN") == "1"
SEED = "5eed"
EMPTY = {"en": "", "ko": ""}

each_student = pytest.mark.parametrize("name", NAMES)


# Grading the class: once with a fixed seed, once with a seed of its own, and that one once more


@pytest.fixture(scope="module")
def isolation():
    found = probe_isolation()
    if found.tier < 2:
        pytest.skip(f"hostile students need a sandbox: {found.reason}")
    return found


def grade_class(out: Path, seed: str) -> ClassReport:
    """The whole way that a user's `deepdrill grade` takes, read back from the file that it wrote."""
    assert grade_paths([STUDENTS], jobs=2, seed=seed, out=out) == 0
    return json_report.load((out / "report.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def graded(isolation, tmp_path_factory) -> ClassReport:
    if UPDATE:
        hand_out_the_stubs()
    return grade_class(tmp_path_factory.mktemp("fixed"), SEED)


@pytest.fixture(scope="module")
def graded_by_chance(isolation, tmp_path_factory) -> ClassReport:
    return grade_class(tmp_path_factory.mktemp("random"), "")


@pytest.fixture(scope="module")
def graded_backwards(isolation, graded_by_chance) -> dict[tuple[str, str], ExerciseReport]:
    """The second grading repeated by its seed, by one process alone, the last student first."""
    catalogue = Catalogue()
    submissions = discover([STUDENTS], catalogue).submissions[::-1]
    setting = Setting(catalogue.course.root, isolation, graded_by_chance.reports[0].seed)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as one_process:
        return {
            (submission.student, submission.exercise): report
            for submission, report in grade_many(setting, submissions, 1, one_process)
        }


def report_of(report: ClassReport, name: str) -> Report:
    return next(each for each in report.reports if each.student == name)


# What is compared


def outcome(report: Report, left_out: frozenset[str]) -> dict:
    """The verdicts, without numbers that a seed decides. ``left_out`` are cases that depend on the machine."""
    return {each.exercise: outcome_of_exercise(each, left_out) for each in report.exercises}


def outcome_of_exercise(report: ExerciseReport, left_out: frozenset[str]) -> dict:
    tasks = {task.name: outcome_of_task(task, left_out) for task in report.tasks}
    return {
        "points": sum(task["points"] for task in tasks.values()),
        "max": sum(task["max"] for task in tasks.values()),
        "problems": len(report.problems),
        "tasks": tasks,
    }


def outcome_of_task(task: TaskSummary, left_out: frozenset[str]) -> dict:
    cases = [case for case in task.cases if case.id not in left_out]
    mistakes = sorted({case.diagnosis.mistake for case in cases if case.diagnosis})
    return {
        "points": sum(case.points for case in cases),
        "max": sum(case.max_points for case in cases),
        "cases": " ".join(case.status for case in cases),
        **({"mistakes": mistakes} if mistakes else {}),
    }


def depends_on_the_machine(*reports: Report) -> frozenset[str]:
    """Cases that were skipped for want of GPUs or namespaces, here or in another grading."""
    return frozenset(
        case.id
        for report in reports
        for exercise in report.exercises
        for case in exercise.cases
        if case.status is Status.SKIP and case.tool_failure is None
    )


def wanted(name: str) -> dict:
    path = EXPECTED / f"{name}.json"
    if not path.exists():
        pytest.fail(
            f"tests/classroom/students/{name} has no expected outcome: run "
            "`UPDATE_GOLDEN=1 python -m pytest tests/classroom`, then read and complete "
            f"tests/classroom/expected/{name}.json"
        )
    return json.loads(path.read_text(encoding="utf-8"))


def without_words(exercises: dict) -> dict:
    """The expected outcome, without the fragments that were written by hand."""
    return {
        exercise: {
            **{key: value for key, value in found.items() if key != "says"},
            "tasks": {
                task: {key: value for key, value in verdict.items() if key != "says"}
                for task, verdict in found["tasks"].items()
            },
        }
        for exercise, found in exercises.items()
    }


def rewrite(name: str, exercises: dict, skipped: list[str]) -> None:
    """The file as it should be now; what was written by hand stays."""
    path = EXPECTED / f"{name}.json"
    old = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    exercises = copy.deepcopy(exercises)
    for exercise, found in exercises.items():
        before = old.get("exercises", {}).get(exercise, {})
        if "says" in before:
            found["says"] = before["says"]
        for task, verdict in found["tasks"].items():
            said = before.get("tasks", {}).get(task, {}).get("says")
            if said:
                verdict["says"] = said
    new = {
        "about": old.get("about", ""),
        "why": old.get("why", EMPTY),
        "skipped": skipped,
        "exercises": exercises,
    }
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(new, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def hand_out_the_stubs() -> None:
    for copied, stub in stubs().items():
        shutil.copyfile(stub, copied)


def stubs() -> dict[Path, Path]:
    """Each stub that the untouched student hands in, and the built one that it is a copy of."""
    course = Catalogue()
    found = {}
    for copied in sorted((STUDENTS / UNTOUCHED).glob("*.py")):
        exercise = course.find(copied.stem)
        found[copied] = course.course.root / "exercises" / exercise.topic / copied.name
    return found


def words(cases: Iterator[Case] | tuple[Case, ...], language: str) -> str:
    """All that a student reads about these cases."""
    parts = []
    for case in cases:
        parts.append(case.message.pick(language))
        if case.diagnosis is not None:
            parts.append(case.diagnosis.sentence.pick(language))
    return "\n".join(parts)


# The students


@each_student
def test_the_outcome_is_the_expected_one(graded, name):
    report = report_of(graded, name)
    left_out = depends_on_the_machine(report)
    found = outcome(report, left_out)
    skipped = sorted(
        Path(path).name for path, _ in graded.skipped if Path(path).parent.name == name
    )
    if UPDATE:
        rewrite(name, found, skipped)
    expected = wanted(name)
    assert found == without_words(expected["exercises"])
    assert skipped == expected["skipped"]


@each_student
def test_the_messages_say_what_matters(graded, name):
    expected, report = wanted(name), report_of(graded, name)
    assert expected["about"], f"say in expected/{name}.json, under about, what this student did"
    for language in ("en", "ko"):
        why = expected["why"][language]
        assert why, f"say in expected/{name}.json which line of why the instructor must read"
        assert why in graded.one_line_of_why(report, language)
        for exercise, verdict in expected["exercises"].items():
            found = report.exercise(exercise)
            problems = "\n".join(problem.pick(language) for problem in found.problems)
            for fragment in verdict.get("says", []):
                assert fragment[language] in problems
            for task in found.tasks:
                for fragment in verdict["tasks"][task.name].get("says", []):
                    assert fragment[language] in words(task.cases, language)


@each_student
def test_the_verdict_does_not_depend_on_the_seed(graded, graded_by_chance, name):
    one, other = report_of(graded, name), report_of(graded_by_chance, name)
    left_out = depends_on_the_machine(one, other)
    assert outcome(other, left_out) == outcome(one, left_out), f"seed {other.seed:x}"


@each_student
def test_the_same_seed_gives_the_same_report_in_any_order(graded_by_chance, graded_backwards, name):
    """By the seed in the report it is repeated but for the times, whoever was graded just before."""
    report = report_of(graded_by_chance, name)
    for exercise in report.exercises:
        again = graded_backwards[name, exercise.exercise]
        assert without_times(again) == without_times(exercise), f"seed {report.seed:x}"


@each_student
def test_the_feedback_keeps_the_graders_secrets(graded, graded_by_chance, name):
    """Neither the seed nor a line of a hidden test or a solution reaches the student's page."""
    for report in (report_of(graded, name), report_of(graded_by_chance, name)):
        for language in ("en", "ko"):
            page = markdown.feedback(report, language)
            assert f"{graded_by_chance.reports[0].seed:x}" not in page
            for hidden in ("BEGIN SOLUTION", "@task", "check_close", "expected =", "Traceback"):
                assert hidden not in page


# The class


def test_every_folder_is_found_and_every_expectation_has_its_folder():
    found = discover([STUDENTS], Catalogue())
    assert sorted({submission.student for submission in found.submissions}) == NAMES
    assert sorted(path.stem for path in EXPECTED.glob("*.json")) == NAMES


def test_the_class_has_every_kind_of_student(graded):
    """At least fourteen; NumPy, torch and several processes; nobody's result is a fault of ours."""
    assert len(NAMES) >= 14
    needs = [Catalogue().find(exercise).needs for exercise in graded.exercises]
    assert set().union(*needs) >= {"numpy", "torch", "network"}
    assert graded.finished and not graded.tool_failures
    statuses = {
        case.status for report in graded.reports for each in report.exercises for case in each.cases
    }
    assert statuses >= {Status.PASS, Status.FAIL, Status.ERROR, Status.TIMEOUT}


def test_the_untouched_stubs_are_the_built_ones():
    assert stubs()
    for copied, stub in stubs().items():
        assert copied.read_bytes() == stub.read_bytes(), (
            f"{stub.name} was built anew: run `UPDATE_GOLDEN=1 python -m pytest tests/classroom`"
        )


def test_the_json_report_comes_back_whole(graded):
    assert json_report.load(json_report.dump(graded)) == graded


def test_one_line_of_why_is_one_line(graded):
    for report in graded.reports:
        for language in ("en", "ko"):
            line = graded.one_line_of_why(report, language)
            assert line and line == one_line(line)
