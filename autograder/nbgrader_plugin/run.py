"""``deepdrill nbgrade``: all submitted notebooks of an assignment, in parallel, into nbgrader's gradebook.

nbgrader's own objects decide what there is to do (its configuration, folders, exclusions, late penalties); only its
loop is ours: notebooks are graded on all cores while this process writes. What is written is what
``nbgrader autograde`` would write, cell by cell.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.confinement import Isolation
from autograder.errors import DeepdrillError
from autograder.grading.batch import Setting, default_jobs, grade_many
from autograder.grading.run import chosen_isolation
from autograder.grading.seeds import secret_of
from autograder.nbgrader_plugin import kept
from autograder.nbgrader_plugin.code import reduced
from autograder.nbgrader_plugin.files import key_in, write_notebook
from autograder.nbgrader_plugin.finish import finish
from autograder.nbgrader_plugin.gradebook import need_nbgrader
from autograder.nbgrader_plugin.master import master_of
from autograder.nbgrader_plugin.reading import Pending, read
from autograder.nbgrader_plugin.rows import (
    auto_scores,
    enrol,
    knows,
    missing,
    penalise,
    record,
    row_of,
)
from autograder.reports.model import ExerciseReport
from autograder.submissions.model import Submission
from autograder.text import Language


@dataclass
class Summary:
    """What a run did. ``lines`` need the instructor's eye."""

    graded: int = 0
    skipped: int = 0
    by_hand: int = 0
    lines: list[str] = field(default_factory=list)


class Run:
    """One run over one assignment."""

    def __init__(
        self,
        assignment: str,
        *,
        language: Language | None = None,
        force: bool = False,
        seed: str = "",
        cuda: bool = False,
    ) -> None:
        need_nbgrader()
        from nbgrader.api import Gradebook, MissingEntry
        from nbgrader.converters import Autograde
        from nbgrader.preprocessors import AssignLatePenalties

        self.assignment, self.force = assignment, force
        self.app = _app(assignment)
        configured = self.app.config.GradeInSandbox
        self.language: Language = language or configured.get("language", "en")
        self.converter = Autograde(coursedir=self.app.coursedir, parent=self.app)
        self.coursedir = self.app.coursedir
        self.late = AssignLatePenalties(parent=self.converter)
        self.late.init_plugin()
        self.summary = Summary()
        self._handed_in: dict[str, tuple[Path, list[Path]]] = {}
        self._begun: set[str] = set()
        self.secret = secret_of(seed or configured.get("seed", ""))
        self.cuda = cuda or configured.get("cuda", False)
        self.isolation: Isolation = chosen_isolation(3, configured.get("allow_unconfined", False))
        self.catalogue = kept.catalogue()
        self.gradebook = Gradebook(self.coursedir.db_url, self.coursedir.course_id)
        try:
            found = self.gradebook.find_assignment(assignment)
        except MissingEntry:
            raise DeepdrillError(
                f"the gradebook has no assignment {assignment!r}; "
                f"run `nbgrader generate_assignment {assignment} --force` first"
            ) from None
        self.masters = {
            notebook.name: master_of(self.gradebook, assignment, notebook.name)
            for notebook in found.notebooks
        }

    def __enter__(self) -> Run:
        return self

    def __exit__(self, *exception: object) -> None:
        self.gradebook.close()

    # What there is to do

    def pending(self) -> list[Pending]:
        """Every submitted notebook that has to be graded; the others are brought up to date on the way."""
        waiting: list[Pending] = []
        for student, folder, paths in list(self._students()):
            self._handed_in[student] = folder, paths
            mine, unchanged = [], []
            for path in paths:
                pending = self._look_at(student, folder, path)
                if not self.force and self._is_graded(pending):
                    unchanged.append(pending)
                else:
                    mine.append(pending)
            if unchanged and not mine:
                self._begin(student)
            for pending in unchanged:
                self._penalise(pending, self._row(student, pending.master.notebook) or "")
            self.summary.skipped += len(unchanged)
            waiting += mine
        return waiting

    def _students(self) -> Iterator[tuple[str, Path, list[Path]]]:
        """Student, folder and known notebooks, as nbgrader finds them."""
        from nbgrader.converters.base import NbGraderException

        try:
            self.converter.init_notebooks()
        except NbGraderException as error:
            raise DeepdrillError(str(error)) from None
        excluded = self.coursedir.student_id_exclude.split(",")
        for name in sorted(self.converter.assignments):
            folder = Path(name)
            paths = [Path(path) for path in sorted(self.converter.assignments[name])]
            given = self.converter.init_single_notebook_resources(str(paths[0]))["nbgrader"]
            student = given["student"]
            if student in excluded:
                continue
            if not self.converter.create_student and not knows(self.gradebook, student):
                self._tell(f"{student} is not in the gradebook; left out")
                continue
            known = [path for path in paths if path.stem in self.masters]
            for path in paths:
                if path not in known:
                    self._tell(
                        f"{student}: {path.name} is no notebook of {self.assignment}; left out"
                    )
            if known:
                yield student, folder, known

    def _look_at(self, student: str, folder: Path, path: Path) -> Pending:
        folders = self.coursedir
        target = (
            Path(folders.format_path(folders.autograded_directory, student, self.assignment))
            / path.name
        )
        master = self.masters[path.stem]
        pending, notes = read(student, path, folder, target, master, self.language, self.cuda)
        for note in notes:
            self._tell(f"{student}/{path.name}: {note.pick(self.language)}")
        return pending

    def _is_graded(self, pending: Pending) -> bool:
        """The same notebook was graded by the same grader, and the gradebook has its scores."""
        if key_in(pending.target) != pending.key:
            return False
        row = self._row(pending.student, pending.master.notebook)
        scores = auto_scores(self.gradebook, row) if row else {}
        return all(scores.get(cell.name) is not None for cell in pending.master.automatic)

    def _row(self, student: str, notebook: str) -> str | None:
        return row_of(self.gradebook, self.assignment, notebook, student)

    # A student's submission, as Autograde.init_assignment begins it

    def _begin(self, student: str) -> None:
        from nbgrader.converters import BaseConverter

        if student in self._begun:
            return
        self._begun.add(student)
        folder, paths = self._handed_in[student]
        gradebook, converter = self.gradebook, self.converter
        converter.run_pre_convert_hook()
        converter.notebooks = [str(path) for path in paths]
        BaseConverter.init_assignment(converter, self.assignment, student)  # the extra files
        timestamp = self.coursedir.get_existing_timestamp(str(folder))
        enrol(gradebook, self.assignment, student, timestamp)
        self._masters_files(student)
        for name in sorted(self.masters.keys() - {path.stem for path in paths}):
            if not (folder / f"{name}.ipynb").exists():
                self._tell(f"{student}: {name}.ipynb was not handed in")
                missing(gradebook, self._row(student, name) or "")
        gradebook.db.commit()

    def _masters_files(self, student: str) -> None:
        """Data files come from source/, not from the student, as nbgrader has it."""
        import shutil

        from nbgrader import utils

        source = Path(
            self.coursedir.format_path(self.coursedir.source_directory, ".", self.assignment)
        )
        target = Path(
            self.coursedir.format_path(
                self.coursedir.autograded_directory, student, self.assignment
            )
        )
        kept_back = {
            str(source / name)
            for name in self.converter.exclude_overwriting.get(self.assignment, [])
        }
        for name in utils.find_all_files(str(source), [*self.coursedir.ignore, "*.ipynb"]):
            if name not in kept_back:
                place = target / os.path.relpath(name, source)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.unlink(missing_ok=True)
                shutil.copy(name, place)

    # Grades

    def graded(
        self, pending: list[Pending], jobs: int, executor: Executor | None = None
    ) -> Iterator[Pending]:
        """Grades and writes; yields what is done."""
        by_path = {str(one.path): one for one in pending if one.submission is not None}
        submissions = [one.submission for one in by_path.values() if one.submission is not None]
        for one in pending:
            if one.submission is None:
                self._write(one, None)
                yield one
        for one, report in self._reports(by_path, submissions, jobs, executor):
            self._write(one, report)
            yield one

    def finish(self) -> None:
        """Permissions and hooks, once a student's notebooks are there."""
        for student in self._begun:
            self.converter.notebooks = [str(path) for path in self._handed_in[student][1]]
            self.converter.set_permissions(self.assignment, student)
            self.converter.run_post_convert_hook()

    def _reports(
        self,
        by_path: dict[str, Pending],
        submissions: list[Submission],
        jobs: int,
        executor: Executor | None,
    ) -> Iterator[tuple[Pending, ExerciseReport]]:
        """Reports as they come; a submission whose loading ended the process is graded once more, reduced."""
        setting = Setting(self.catalogue.course.root, self.isolation, self.secret, self.cuda)
        jobs = min(jobs or default_jobs(), max(1, len(submissions)))
        again: dict[str, tuple[ExerciseReport, list[Submission]]] = {}
        for submission, report in grade_many(setting, submissions, jobs, executor):
            rest = list(reduced(submission, report))
            if rest:
                again[str(submission.path)] = (report, rest)
            else:
                yield by_path[str(submission.path)], report
        while again:
            round_ = [rest[0] for _, rest in again.values()]
            for submission, report in grade_many(setting, round_, min(jobs, len(round_)), executor):
                path = str(submission.path)
                first, rest = again.pop(path)
                if report.points > first.points or len(rest) == 1:
                    best = report if report.points > first.points else first
                    yield by_path[path], best
                else:
                    again[path] = (first, rest[1:])

    def _write(self, one: Pending, report: ExerciseReport | None) -> None:
        self._begin(one.student)
        marks = finish(
            one.notebook, one.master, one.submission, report, self.language, one.key, one.reason
        )
        row = self._row(one.student, one.master.notebook) or ""
        record(self.gradebook, row, one.notebook["cells"], marks, self.app.log)
        self._penalise(one, row)
        write_notebook(one.notebook, one.target, int(str(self.converter.permissions), 8))
        self.summary.graded += 1
        for name, mark in marks.items():
            if mark.by_hand:
                self.summary.by_hand += 1
                self._tell(f"{one.student}/{one.path.name}: the cell {name} needs manual grading")
        for case in report.tool_failures if report else ():
            self._tell(f"{one.student}/{one.path.name}: {case.id}: {case.tool_failure}")

    def _penalise(self, one: Pending, row: str) -> None:
        late = self.late
        plugin = late.plugin_inst.late_submission_penalty
        penalise(
            self.gradebook, self.assignment, one.student, row, plugin, late._check_late_penalty
        )
        self.gradebook.db.commit()

    def _tell(self, line: str) -> None:
        if line not in self.summary.lines:
            self.summary.lines.append(line)


def _app(assignment: str) -> Any:
    """nbgrader's own application with the working directory's configuration, its log kept to what matters."""
    from nbgrader.apps import AutogradeApp

    app = AutogradeApp(log_level=logging.ERROR)
    app.initialize([assignment])
    app.coursedir.assignment_id = assignment
    return app
