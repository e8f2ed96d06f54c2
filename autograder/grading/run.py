"""Grades paths from beginning to end: find, grade with a progress bar, report, write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from autograder.confinement import Isolation, probe_isolation
from autograder.course.catalogue import Catalogue
from autograder.errors import DeepdrillError
from autograder.grading.batch import Setting, default_jobs, grade_many
from autograder.grading.seeds import secret_of
from autograder.reports import model, terminal
from autograder.reports.model import ClassReport, ExerciseReport, Report
from autograder.reports.write import check_folder, write_all
from autograder.submissions.discover import Discovery, discover
from autograder.submissions.model import Submission
from autograder.text import Language

GRADED, TOOL_FAILED, INTERRUPTED = 0, 3, 130


def grade_paths(
    paths: Sequence[Path],
    *,
    jobs: int = 0,
    seed: str = "",
    out: Path | None = None,
    gradebook: str = "",
    tier: int = 3,
    allow_unconfined: bool = False,
    cuda: bool = False,
    language: Language = "en",
) -> int:
    """Grades whatever is found in ``paths``. The exit code tells whether grading itself went well."""
    catalogue = Catalogue()
    if catalogue.course.edition != "instructor":
        raise DeepdrillError(
            "grading needs the hidden tests, which this edition does not have: run it in a checkout "
            "(to check your own answers, use deepdrill check)"
        )
    secret = secret_of(seed)
    found = discover(list(paths), catalogue)
    isolation = chosen_isolation(tier, allow_unconfined)
    if out is not None:
        check_folder(out)
    if gradebook:
        from autograder.nbgrader_plugin.gradebook import record_class, released

        released(gradebook, catalogue, {each.exercise for each in found.submissions})
    console = Console()
    setting = Setting(catalogue.course.root, isolation, secret, cuda)
    reports, finished = _graded(console, catalogue, found, setting, jobs)
    skipped = tuple((str(path), reason) for path, reason in found.skipped)
    result = ClassReport(reports, skipped, finished)
    console.print(terminal.class_view(result, language))
    if len(reports) == 1:
        console.print(terminal.report_view(reports[0], language))
    if out is not None:
        written = write_all(result, out, language)
        console.print(
            f"{written.json}, {written.csv.name}, {written.junit.name} and "
            f"{len(written.feedback)} pages of feedback written.",
            markup=False, highlight=False, soft_wrap=True,
        )  # fmt: skip
    if gradebook:
        told = record_class(result, gradebook, catalogue, language)
        console.print(told, markup=False, highlight=False, soft_wrap=True)
    if not finished:
        return INTERRUPTED
    return TOOL_FAILED if result.tool_failures else GRADED


def chosen_isolation(tier: int, allow_unconfined: bool) -> Isolation:
    """The highest tier that works here, up to ``tier``; grading others on tier 1 must be asked for."""
    isolation = probe_isolation(max_tier=tier)
    if isolation.tier < 2 and not allow_unconfined:
        raise DeepdrillError(
            f"this machine can't confine submissions ({isolation.reason}), so one could read the hidden "
            "tests; add --allow-unconfined if you trust every submission"
        )
    return isolation


def _graded(
    console: Console,
    catalogue: Catalogue,
    found: Discovery,
    setting: Setting,
    jobs: int,
) -> tuple[tuple[Report, ...], bool]:
    jobs = min(jobs or default_jobs(), max(1, len(found.submissions)))
    done: dict[str, list[ExerciseReport]] = defaultdict(list)
    finished = True
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("grading", total=len(found.submissions))
        try:
            for submission, report in grade_many(setting, found.submissions, jobs):
                done[submission.student].append(report)
                progress.advance(bar)
        except KeyboardInterrupt:
            finished = False
    return tuple(
        _report(student, done[student], catalogue, setting.isolation, setting.secret)
        for student in _students(found.submissions)
        if done[student] or finished
    ), finished


def _students(submissions: Sequence[Submission]) -> list[str]:
    return sorted({submission.student for submission in submissions})


def _report(
    student: str,
    exercises: list[ExerciseReport],
    catalogue: Catalogue,
    isolation: Isolation,
    secret: int,
) -> Report:
    order = {name: i for i, name in enumerate(catalogue.ids)}
    return Report(
        version=model.VERSION,
        student=student,
        seed=secret,
        isolation=model.Isolation(isolation.tier, isolation.name, isolation.reason),
        exercises=tuple(sorted(exercises, key=lambda report: order.get(report.exercise, 0))),
    )
