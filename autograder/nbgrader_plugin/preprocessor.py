"""What stands in the place of ``Execute`` and ``SaveAutoGrades`` in ``Autograde.autograde_preprocessors``.

No kernel starts. `GradeInSandbox` reads the student's cells, grades them in the sandbox and writes score, cases and
diagnosis as outputs of the grade cells. It never raises, since nbgrader would delete the notebook and keep the scores
of the previous run. Where we ourselves fail, no score is invented: the cell says so, `SaveGrades` marks it in the
gradebook as "needs manual grading" (formgrader lists it), and the log names student, notebook and reason.
"""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades
from traitlets import Bool, Enum, Unicode

from autograder.errors import DeepdrillError
from autograder.grading.seeds import secret_of
from autograder.nbgrader_plugin import kept
from autograder.nbgrader_plugin.code import submission_of
from autograder.nbgrader_plugin.finish import finish
from autograder.nbgrader_plugin.marks import Mark
from autograder.nbgrader_plugin.master import Master, MasterCell, master_of
from autograder.nbgrader_plugin.rows import enrol, record, row_of
from autograder.text import Text

RESOURCE = "deepdrill"  # the marks, on their way from the one preprocessor to the other


class GradeInSandbox(NbGraderPreprocessor):
    """Grades a notebook in the sandbox."""

    language = Enum(("en", "ko"), "en", help="Language of the messages.").tag(config=True)
    seed = Unicode(
        "", help="Hexadecimal seed of an earlier run, to grade with the same random inputs."
    ).tag(config=True)
    allow_unconfined = Bool(
        False, help="Grade even where this machine can't keep submissions from the hidden tests."
    ).tag(config=True)

    cuda = Bool(
        False,
        help="Hand GPUs out to the cases that need one; a submission can then talk to the GPU's driver.",
    ).tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """The notebook with its grade cells filled."""
        asked = resources["nbgrader"]
        where = f"{asked['student']}/{asked['assignment']}/{asked['notebook']}"
        try:
            with Gradebook(asked["db_url"]) as gradebook:
                master = master_of(gradebook, asked["assignment"], asked["notebook"])
            marks = self._graded(nb, master, asked["student"], where)
        except Exception:  # ours: the class must go on
            self.log.error("%s could not be graded: %s", where, traceback.format_exc())
            marks = self._ungraded(nb)
        for name, mark in marks.items():
            if mark.by_hand:
                told = " ".join(mark.text.split())
                self.log.error("%s: the cell %s needs manual grading: %s", where, name, told)
        resources[RESOURCE] = marks
        return nb, resources

    def _graded(self, nb: Any, master: Master, student: str, where: str) -> dict[str, Mark]:
        path = Path(f"{master.notebook}.ipynb")
        try:
            exercise = kept.catalogue().find(master.exercise)
        except DeepdrillError as error:
            self.log.error("%s: %s", where, error)
            return finish(nb, master, None, None, self.language, "", Text.of(f"{error}."))
        key = kept.key_of(nb, exercise, self.language, self.cuda)
        submission = submission_of(nb, master, exercise, student, path)
        try:
            secret = secret_of(self.seed) if self.seed else None
            report = kept.grade(submission, secret, self.allow_unconfined, self.cuda)
        except DeepdrillError as error:
            self.log.error("%s: %s", where, error)
            return finish(nb, master, submission, None, self.language, "")
        for case in report.tool_failures:
            self.log.error("%s: %s could not be graded: %s", where, case.id, case.tool_failure)
        for note in (*submission.notes, *report.problems):
            self.log.info("%s: %s", where, note.pick(self.language))
        return finish(nb, master, submission, report, self.language, key)

    def _ungraded(self, nb: Any) -> dict[str, Mark]:
        """Every grade cell for a person, with as little code as can be."""
        cells = tuple(
            cell
            for cell in nb.cells
            if cell.cell_type == "code"
            and cell.metadata.get("nbgrader", {}).get("grade")
            and not cell.metadata["nbgrader"].get("solution")
        )
        shown = tuple(
            MasterCell(
                name=cell.metadata["nbgrader"]["grade_id"],
                cell_type="code",
                source="",
                checksum=None,
                grade=True,
                points=float(cell.metadata["nbgrader"].get("points", 0)),
            )
            for cell in cells
        )
        reason = Text("We could not grade this.", "채점하지 못했습니다.")
        return finish(nb, Master("", "", shown), None, None, self.language, "", reason)


class SaveGrades(SaveAutoGrades):
    """SaveAutoGrades in two queries and one transaction, which also knows what a person must look at."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Scores and comments into the gradebook."""
        asked = resources["nbgrader"]
        with Gradebook(asked["db_url"]) as gradebook:
            where = asked["assignment"], asked["notebook"], asked["student"]
            row = row_of(gradebook, *where)
            if row is None:  # the notebook is younger than the student's submission
                enrol(gradebook, asked["assignment"], asked["student"])
                row = row_of(gradebook, *where) or ""
            record(gradebook, row, nb.cells, resources.get(RESOURCE, {}), self.log)
            gradebook.db.commit()
        return nb, resources
