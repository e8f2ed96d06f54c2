"""Writing into nbgrader's gradebook through its own API, one transaction per notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.course.catalogue import Catalogue
from autograder.errors import DeepdrillError
from autograder.nbgrader_plugin.config import find_alembic
from autograder.nbgrader_plugin.files import write_notebook
from autograder.nbgrader_plugin.finish import finish
from autograder.nbgrader_plugin.marks import Mark, marks_of
from autograder.nbgrader_plugin.master import Master, master_of
from autograder.nbgrader_plugin.restore import from_source
from autograder.reports.model import ClassReport, ExerciseReport
from autograder.submissions.read import Unreadable, text_of
from autograder.text import Language

if TYPE_CHECKING:
    from nbgrader.api import Gradebook, SubmittedAssignment, SubmittedNotebook

NO_RESPONSE = "No response."
MISSING = "nbgrader is not installed; install it with: pip install 'deepdrill[nbgrader]'"


def need_nbgrader() -> None:
    """Raises one clear sentence where nbgrader is missing."""
    try:
        import nbgrader.api  # noqa: F401
    except ImportError:
        raise DeepdrillError(MISSING) from None
    find_alembic()
    import warnings

    from sqlalchemy.exc import SAWarning

    # nbgrader adds a submission's rows in an order that SQLAlchemy remarks upon, once for each student.
    warnings.filterwarnings("ignore", category=SAWarning, module="nbgrader")


def submitted_notebook(
    gradebook: Gradebook, assignment: str, notebook: str, student: str
) -> SubmittedNotebook:
    """The student's row of a notebook; made where the notebook is younger than the student's submission."""
    from nbgrader.api import Comment, Grade, MissingEntry, SubmittedNotebook

    try:
        return gradebook.find_submission_notebook(notebook, assignment, student)
    except MissingEntry:
        master = gradebook.find_notebook(notebook, assignment)
        row = SubmittedNotebook(
            notebook=master, assignment=gradebook.find_submission(assignment, student)
        )
        for cell in [*master.grade_cells, *master.task_cells]:
            Grade(cell_id=cell.id, notebook=row)
        for cell in [*master.solution_cells, *master.task_cells]:
            Comment(cell_id=cell.id, notebook=row)
        gradebook.db.add(row)
        gradebook.db.flush()
        return row


def record(
    gradebook: Gradebook,
    row: SubmittedNotebook,
    notebook: Any,
    marks: Mapping[str, Mark],
    log: Any = None,
) -> None:
    """Scores and comments of one graded notebook, as SaveAutoGrades decides them; the caller commits.

    Manual scores, extra credit and manual comments are a person's and are never touched. A cell that a person
    has to look at is marked so, with what was earned for certain as its score.
    """
    from nbformat import from_dict
    from nbformat.notebooknode import NotebookNode
    from nbgrader import utils

    grades, comments = rows_of(gradebook, row)
    cells = (
        notebook["cells"] if isinstance(notebook, NotebookNode) else from_dict(notebook)["cells"]
    )
    for cell in cells:
        if "nbgrader" not in cell.metadata:
            continue
        name = cell.metadata.nbgrader["grade_id"]
        if utils.is_grade(cell) and name in grades:
            mark = marks.get(name)
            if mark is None:
                score, by_hand = utils.determine_grade(cell, log)[0], False
            else:
                score, by_hand = mark.points, mark.by_hand
            _score(grades[name], score, by_hand)
        if (utils.is_solution(cell) or utils.is_task(cell)) and name in comments:
            unchanged = not utils.is_task(cell) and (
                cell.metadata.nbgrader.get("checksum") == utils.compute_checksum(cell)
            )
            comments[name].auto_comment = NO_RESPONSE if unchanged else None


def rows_of(gradebook: Gradebook, row: SubmittedNotebook) -> tuple[dict[str, Any], dict[str, Any]]:
    """The grades and comments of a submitted notebook by cell, in two queries."""
    from nbgrader.api import BaseCell, Comment, Grade

    found = []
    for kind in (Grade, Comment):
        query = gradebook.db.query(kind, BaseCell.name).join(BaseCell, BaseCell.id == kind.cell_id)
        found.append({name: item for item, name in query.filter(kind.notebook_id == row.id)})
    return found[0], found[1]


def _score(grade: Any, score: float | None, by_hand: bool) -> None:
    grade.auto_score = score
    grade.needs_manual_grade = by_hand or grade.manual_score is not None or score is None


def penalise(
    plugin: Callable[[str, float, float], float | None],
    submission: SubmittedAssignment,
    row: SubmittedNotebook,
    check: Callable[[SubmittedNotebook, float], float],
) -> None:
    """The late penalty of one notebook, as AssignLatePenalties decides it; the caller commits."""
    row.late_submission_penalty = None
    if submission.total_seconds_late > 0:
        penalty = plugin(submission.student.id, row.score, submission.total_seconds_late)
        if penalty is not None:
            row.late_submission_penalty = check(row, penalty)


def released(db_url: str, catalogue: Catalogue, exercises: Iterable[str]) -> dict[str, Master]:
    """The masters of these exercises. Raises one sentence before anything is graded where one is missing.

    The assignment is the topic, the notebook the exercise; ``nbgrader generate_assignment`` puts both, and their
    cells, into the gradebook.
    """
    from nbgrader.api import MissingEntry

    masters: dict[str, Master] = {}
    with opened(db_url) as gradebook:
        for name in exercises:
            topic = catalogue.find(name).topic
            try:
                masters[name] = master_of(gradebook, topic, name)
            except MissingEntry:
                raise DeepdrillError(
                    f"{name} is not in the gradebook; run `nbgrader generate_assignment {topic}` first"
                ) from None
    return masters


def opened(db_url: str) -> Gradebook:
    """The gradebook behind nbgrader's ``db_url`` (SQLite, PostgreSQL), or one sentence."""
    need_nbgrader()
    from nbgrader.api import Gradebook
    from sqlalchemy.exc import SQLAlchemyError

    try:
        return Gradebook(db_url)
    except (SQLAlchemyError, ImportError, ValueError) as error:
        told = str(error).splitlines()[0]
        raise DeepdrillError(f"the gradebook {db_url!r} could not be opened: {told}") from None


def write_reports(
    report: ClassReport,
    db_url: str,
    masters: Mapping[str, Master],
    *,
    autograded: Path | None = None,
    language: Language = "en",
    mode: int = 0o444,
) -> int:
    """The points of plain ``.py`` submissions into nbgrader's gradebook, cell by cell; how many scores.

    ``masters`` are those of the exercises (`released`). Where ``autograded`` is nbgrader's folder, a notebook is
    written there for each file, so that formgrader and the feedback show it.
    """
    scores = 0
    with opened(db_url) as gradebook:
        for student in report.reports:
            for one in student.exercises:
                if one.exercise in masters:
                    master = masters[one.exercise]
                    scores += _write(
                        gradebook, student.student, one, master, autograded, language, mode
                    )
    return scores


def record_class(report: ClassReport, db_url: str, catalogue: Catalogue, language: Language) -> str:
    """`write_reports` for ``deepdrill grade --gradebook``; what there is to say."""
    root = catalogue.course.root
    exercises = {one.exercise for each in report.reports for one in each.exercises}
    masters = released(db_url, catalogue, exercises)
    autograded = root / "autograded" if (root / "nbgrader_config.py").is_file() else None
    scores = write_reports(report, db_url, masters, autograded=autograded, language=language)
    return f"{scores} scores written into the gradebook."


def _write(
    gradebook: Gradebook,
    student: str,
    report: ExerciseReport,
    master: Master,
    autograded: Path | None,
    language: Language,
    mode: int,
) -> int:
    gradebook.update_or_create_student(student)
    gradebook.update_or_create_submission(master.assignment, student)
    row = submitted_notebook(gradebook, master.assignment, master.notebook, student)
    path = Path(report.path)
    grades, _ = rows_of(gradebook, row)
    written = 0
    for name, mark in marks_of(report, master, language).items():
        if name in grades:
            _score(grades[name], mark.points, mark.by_hand)
            written += 1
    gradebook.db.commit()
    if autograded is not None:
        try:
            source = text_of(path)
        except Unreadable as error:
            source = f"# {error.text.pick(language)}"
        notebook = from_source(source, path.name, master)
        finish(notebook, master, None, report, language, "")
        write_notebook(
            notebook, autograded / student / master.assignment / f"{master.notebook}.ipynb", mode
        )
    return written
