"""One submission through the whole machine: whose fault it is, what it costs, what its author reads."""

from __future__ import annotations

from pathlib import Path

import pytest
import tinycourse
import torch

from autograder.confinement import probe_isolation
from autograder.grading.grade import Grader, Options
from autograder.reports.model import Status, without_times
from autograder.sandbox.sandbox import Sandbox
from autograder.submissions.read import from_text


def graded(grader, source: str, options: Options | None = None):
    exercise = grader.catalogue.find("q91")
    submission = from_text(source, Path("q91_tiny_steps.py"), "student", exercise)
    return grader.grade(submission, options)


def swapped(**definitions: str) -> str:
    """The solution with other definitions behind it."""
    return tinycourse.SOLUTION + "\n\n" + "\n\n".join(definitions.values())


def task(report, name):
    return next(each for each in report.tasks if each.name == name)


def test_the_solution_gets_full_marks(grader):
    report = graded(grader, tinycourse.SOLUTION)
    assert (report.points, report.max_points) == (7, 7)
    assert all(case.status is Status.PASS for case in report.cases)


def test_a_known_mistake_is_named_in_both_languages(grader):
    wrong = "def step(values):\n    return (np.asarray(values) >= 0) * 1.0"
    report = graded(grader, swapped(step=wrong))
    failed = [case for case in report.cases if case.failed]
    assert [case.diagnosis.mistake for case in failed] == ["one_at_zero"]
    assert "use >" in failed[0].diagnosis.sentence.en
    assert "쓰세요" in failed[0].diagnosis.sentence.ko
    assert "step(array([0., 1.]))" in failed[0].message.en


def test_a_note_goes_with_a_passed_case_only(tmp_path):
    noted = tinycourse.GRADER.replace(
        "check_equal(counter.count, 0)",
        "lines = submission.source_of('Counter').count('def ')\n"
        "    note(f'{lines} methods.', f'메서드 {lines}개.')\n    check_equal(counter.count, 0)",
    ).replace("check_unchanged, task", "check_unchanged, note, task")
    catalogue = tinycourse.make_course(tmp_path, grader=noted)
    with Grader(catalogue, secret=7) as grader:
        right = task(graded(grader, tinycourse.SOLUTION), "Counter").cases[0]
        wrong = task(graded(grader, tinycourse.SOLUTION + "\nCounter = int"), "Counter").cases[0]
    assert right.status is Status.PASS and right.message.en == "2 methods."
    assert wrong.failed and "methods" not in wrong.message.en


def test_a_device_that_is_not_here_is_skipped_with_the_reason(tmp_path):
    on_devices = tinycourse.GRADER.replace(
        "def test_step_matches(submission, reference, rng)",
        "def test_step_matches(submission, reference, rng, device)",
    )
    catalogue = tinycourse.make_course(tmp_path, grader=on_devices)
    with Grader(catalogue, secret=7) as grader:
        cases = {case.id: case for case in graded(grader, tinycourse.SOLUTION).cases}
    assert cases["q91_tiny_steps/step/step_matches[cpu]"].status is Status.PASS
    skipped = cases["q91_tiny_steps/step/step_matches[cuda]"]
    assert torch.cuda.is_available() or skipped.status is Status.SKIP
    assert torch.cuda.is_available() or "CUDA" in skipped.message.en


def test_without_a_private_file_system_only_what_needs_it_is_skipped(tmp_path):
    isolation = probe_isolation(max_tier=2)
    if isolation.tier < 2:
        pytest.skip(isolation.reason)
    filing = tinycourse.GRADER.replace(
        "check_equal(counter.count, 0)",
        "submission.probe.write_file(submission.probe.scratch() + '/x', b'1')\n"
        "    check_equal(counter.count, 0)",
    )
    lesson = tinycourse.LESSON.replace('["numpy"]', '["numpy", "scratch"]')
    catalogue = tinycourse.make_course(tmp_path, grader=filing, lesson=lesson)
    for tier, status in ((2, Status.SKIP), (3, Status.PASS)):
        isolation = probe_isolation(max_tier=tier)
        if isolation.tier < tier:
            continue
        with Grader(catalogue, Sandbox(isolation), secret=7) as grader:
            report = graded(grader, tinycourse.SOLUTION)
        by_task = {case.task: case for case in report.cases}
        assert by_task["Counter"].status is status and not by_task["Counter"].tool_failure
        assert by_task["step"].status is Status.PASS


def test_an_unknown_mistake_gets_no_name(grader):
    report = graded(grader, swapped(step="def step(x):\n    return np.asarray(x) * 0.25"))
    failed = [case for case in report.cases if case.failed]
    assert failed
    assert all(case.diagnosis is None for case in failed)


def test_a_random_mistake_is_known_by_its_signature(grader):
    other = "def noisy(x, rng):\n    return x + 2.0 + rng.random(x.shape)"
    case = task(graded(grader, swapped(noisy=other)), "noisy").cases[0]
    assert case.status is Status.FAIL
    assert case.diagnosis.mistake == "uniform_noise"


def test_changing_the_input_is_seen(grader):
    wrong = "def step(x):\n    r = np.where(x > 0, 1.0, 0.0)\n    x *= 0\n    return r"
    case = task(graded(grader, swapped(step=wrong)), "step").cases[0]
    assert "changed its input (argument 1)" in case.message.en


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ("while True: pass", Status.TIMEOUT, "within 0.5 seconds"),
        ("import os; os._exit(0)", Status.ERROR, "ended the Python process"),
        ("raise SystemExit", Status.ERROR, "SystemExit"),
        ("return np.zeros(10**9)", Status.FAIL, "256 MB of memory"),
        ("print('x' * 10**7, flush=True)", Status.ERROR, "printed or wrote more"),
        ("import ctypes; ctypes.string_at(0)", Status.ERROR, "crashed the Python process"),
        ("return 1 / 0", Status.ERROR, "ZeroDivisionError: division by zero (line"),
        ("raise NotImplementedError('step')", Status.FAIL, "step is not written yet"),
        ("return None", Status.FAIL, "return statement"),
    ],
)
def test_how_a_call_ends_is_told_apart_and_costs_its_own_task(grader, body, status, words):
    report = graded(
        grader, swapped(step=f"def step(x):\n    {body}"), Options(deadline_seconds=0.5)
    )
    for case in task(report, "step").cases:
        assert (case.status, case.points) == (status, 0)
        assert words in case.message.en
    assert task(report, "noisy").points == 2
    assert task(report, "Counter").points == 2


def test_a_syntax_error_costs_its_own_task(grader):
    broken = tinycourse.SOLUTION.replace("def noisy(x, rng):", "def noisy(x, rng)")
    report = graded(grader, broken)
    assert (report.points, report.max_points) == (5, 7)
    assert "line 13" in report.problems[0].en
    assert "line 13" in task(report, "noisy").cases[0].message.en


def test_a_misspelled_name_is_asked_after(grader):
    report = graded(grader, tinycourse.SOLUTION.replace("def step(", "def Step("))
    assert task(report, "step").points == 0
    assert "Step" in task(report, "step").cases[0].message.en


def test_what_is_off_limits_is_not_even_called(grader):
    wrong = "from numpy import heaviside as h\ndef step(x):\n    return h(x, 0.0)"
    report = graded(grader, swapped(step=wrong))
    assert task(report, "step").points == 0
    assert "heaviside" in task(report, "step").cases[0].message.en
    assert report.points == 4


def test_the_same_seed_gives_the_same_report(grader):
    wrong = swapped(step="def step(x):\n    return np.asarray(x) * 1.5")
    assert without_times(graded(grader, wrong)) == without_times(graded(grader, wrong))


def test_a_grader_that_breaks_is_the_tools_failure(tmp_path):
    broken = tinycourse.GRADER.replace(
        "x = rng.normal(size=(3, 4))", "x = rng.no_such(size=(3, 4))"
    )
    with Grader(tinycourse.make_course(tmp_path, broken)) as grader:
        report = graded(grader, tinycourse.SOLUTION)
    (failure,) = report.tool_failures
    assert "no_such" in failure.tool_failure
    assert (failure.points, failure.max_points) == (0, 0)
    assert (report.points, report.max_points) == (5, 5)


def test_an_odd_answer_is_no_failure_of_the_tool(tmp_path):
    careless = tinycourse.GRADER.replace(
        "check_close(submission.step(x), reference.step(x))",
        "check(submission.step(x).sum() == reference.step(x).sum(), 'another sum', '합이 다릅니다')",
    )
    with Grader(tinycourse.make_course(tmp_path, careless)) as grader:
        report = graded(grader, swapped(step="def step(x):\n    return None"))
    case = next(case for case in report.cases if case.id.endswith("step_matches"))
    assert not report.tool_failures
    assert (case.status, case.points, case.max_points) == (Status.FAIL, 0, 2)


def test_a_module_that_raises_in_passing_is_still_graded(grader):
    report = graded(grader, tinycourse.SOLUTION + "\n\nprint(step(undefined))\n")
    assert report.points == 7
    assert "NameError" in report.problems[0].en


def test_an_error_in_a_callback_reaches_the_student_as_an_exception(grader):
    wrong = (
        "class Counter:\n    count = 0\n    def add(self, function, value):\n"
        "        self.count += 1\n        return function([value])"
    )
    case = task(graded(grader, swapped(Counter=wrong)), "Counter").cases[0]
    assert case.status in (Status.FAIL, Status.ERROR)
    assert case.tool_failure is None
