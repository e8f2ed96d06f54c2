"""The rows of one submission in nbgrader's gradebook: its own tables and session, few statements, no commit.

nbgrader's API commits after each cell and loads every row with all its computed columns; for a class that costs more
than grading. What is written here is what ``add_submission``, SaveAutoGrades and AssignLatePenalties write. The caller
commits, once for each notebook, so that a killed run leaves no half-written student.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from autograder.nbgrader_plugin.marks import Mark

if TYPE_CHECKING:
    from nbgrader.api import Gradebook, SubmittedNotebook

NO_RESPONSE = "No response."
Plugin = Callable[[str, float, float], float | None]
Check = Callable[["SubmittedNotebook", float], float]


def enrol(
    gradebook: Gradebook, assignment: str, student: str, timestamp: datetime | None = None
) -> None:
    """The student, the submission and a row for each notebook, grade and comment, where they are missing."""
    from nbgrader.api import Assignment, Notebook, Student, SubmittedAssignment, new_uuid
    from sqlalchemy import insert, select, update

    db = gradebook.db
    if not knows(gradebook, student):
        db.execute(insert(Student).values(id=student))
    asked = db.scalar(select(Assignment.id).where(Assignment.name == assignment))
    found = db.scalar(
        select(SubmittedAssignment.id).where(
            SubmittedAssignment.assignment_id == asked, SubmittedAssignment.student_id == student
        )
    )
    if found is None:
        found = new_uuid()
        given = {"id": found, "assignment_id": asked, "student_id": student, "timestamp": timestamp}
        db.execute(insert(SubmittedAssignment).values(**given))
    elif timestamp is not None:
        changed = update(SubmittedAssignment).where(SubmittedAssignment.id == found)
        db.execute(changed.values(timestamp=timestamp))
    have = _notebooks(gradebook, found)
    for name, master in db.execute(
        select(Notebook.name, Notebook.id).where(Notebook.assignment_id == asked)
    ).all():
        if name not in have:
            _add_notebook(gradebook, found, master)


def knows(gradebook: Gradebook, student: str) -> bool:
    """Whether the gradebook has the student."""
    from nbgrader.api import Student
    from sqlalchemy import select

    return gradebook.db.scalar(select(Student.id).where(Student.id == student)) is not None


def _notebooks(gradebook: Gradebook, submission: str) -> dict[str, str]:
    from nbgrader.api import Notebook, SubmittedNotebook
    from sqlalchemy import select

    query = select(Notebook.name, SubmittedNotebook.id).join(
        Notebook, Notebook.id == SubmittedNotebook.notebook_id
    )
    rows = gradebook.db.execute(query.where(SubmittedNotebook.assignment_id == submission))
    return dict(rows.all())


def _add_notebook(gradebook: Gradebook, submission: str, master: str) -> None:
    from nbgrader.api import BaseCell, Comment, Grade, SubmittedNotebook, new_uuid
    from sqlalchemy import insert, select

    db, row = gradebook.db, new_uuid()
    db.execute(
        insert(SubmittedNotebook).values(id=row, assignment_id=submission, notebook_id=master)
    )
    query = select(BaseCell.id, BaseCell.type).where(BaseCell.notebook_id == master)
    cells = db.execute(query).all()
    for table, kinds in ((Grade, _GRADED), (Comment, _COMMENTED)):
        rows = [{"cell_id": cell, "notebook_id": row} for cell, kind in cells if kind in kinds]
        if rows:
            db.execute(insert(table), rows)


_GRADED = frozenset({"GradeCell", "TaskCell"})
_COMMENTED = frozenset({"SolutionCell", "TaskCell"})


def row_of(gradebook: Gradebook, assignment: str, notebook: str, student: str) -> str | None:
    """The id of a submitted notebook."""
    from nbgrader.api import Assignment, SubmittedAssignment
    from sqlalchemy import select

    query = (
        select(SubmittedAssignment.id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .where(Assignment.name == assignment, SubmittedAssignment.student_id == student)
    )
    submission = gradebook.db.scalar(query)
    return _notebooks(gradebook, submission).get(notebook) if submission is not None else None


def auto_scores(gradebook: Gradebook, row: str) -> dict[str, float | None]:
    """What the autograder gave, by cell."""
    return {name: score for name, (_, score, _) in _grades(gradebook, row).items()}


def _grades(gradebook: Gradebook, row: str) -> dict[str, tuple[str, float | None, float | None]]:
    from nbgrader.api import BaseCell, Grade
    from sqlalchemy import select

    query = select(BaseCell.name, Grade.id, Grade.auto_score, Grade.manual_score)
    rows = gradebook.db.execute(
        query.join(BaseCell, BaseCell.id == Grade.cell_id).where(Grade.notebook_id == row)
    )
    return {name: (grade, auto, manual) for name, grade, auto, manual in rows.all()}


def record(
    gradebook: Gradebook,
    row: str,
    cells: Iterable[dict[str, Any]],
    marks: Mapping[str, Mark],
    log: Any = None,
) -> None:
    """Scores and comments of one graded notebook, as SaveAutoGrades decides them.

    Manual scores, extra credit and manual comments are a person's and are never touched. A cell that a person
    has to look at is marked so, with what was earned for certain as its score.
    """
    from nbformat import from_dict
    from nbgrader import utils

    scores: dict[str, tuple[float | None, bool]] = {}
    comments: dict[str, str | None] = {}
    for cell in cells:
        mark = cell["metadata"].get("nbgrader")
        if not mark:
            continue
        name = mark["grade_id"]
        node = None if name in marks else from_dict(cell)
        if mark.get("grade"):
            given = marks.get(name)
            if given is not None:
                scores[name] = given.points, given.by_hand
            else:
                scores[name] = utils.determine_grade(node, log)[0], False
        if mark.get("solution") or mark.get("task"):
            same = not mark.get("task") and mark.get("checksum") == utils.compute_checksum(node)
            comments[name] = NO_RESPONSE if same else None
    write_scores(gradebook, row, scores)
    _write_comments(gradebook, row, comments)


def write_scores(
    gradebook: Gradebook, row: str, scores: Mapping[str, tuple[float | None, bool]]
) -> int:
    """Automatic scores by cell, each with whether a person must look; how many there were."""
    from nbgrader.api import Grade
    from sqlalchemy import update

    rows = [
        {
            "id": grade,
            "auto_score": scores[name][0],
            "needs_manual_grade": scores[name][1] or scores[name][0] is None or manual is not None,
        }
        for name, (grade, _, manual) in _grades(gradebook, row).items()
        if name in scores
    ]
    if rows:
        gradebook.db.execute(update(Grade), rows)
    return len(rows)


def _write_comments(gradebook: Gradebook, row: str, comments: Mapping[str, str | None]) -> None:
    from nbgrader.api import BaseCell, Comment
    from sqlalchemy import select, update

    query = select(BaseCell.name, Comment.id, Comment.auto_comment)
    found = gradebook.db.execute(
        query.join(BaseCell, BaseCell.id == Comment.cell_id).where(Comment.notebook_id == row)
    ).all()
    rows = [
        {"id": comment, "auto_comment": comments[name]}
        for name, comment, before in found
        if name in comments and comments[name] != before
    ]
    if rows:
        gradebook.db.execute(update(Comment), rows)


def missing(gradebook: Gradebook, row: str) -> None:
    """A notebook that was not handed in: zero, for nobody to grade, as nbgrader has it."""
    from nbgrader.api import Grade
    from sqlalchemy import update

    gradebook.db.execute(
        update(Grade)
        .where(Grade.notebook_id == row)
        .values(auto_score=0, needs_manual_grade=False)
        .execution_options(synchronize_session=False)
    )


def penalise(
    gradebook: Gradebook, assignment: str, student: str, row: str, plugin: Plugin, check: Check
) -> None:
    """The late penalty of one notebook, as AssignLatePenalties decides it."""
    from nbgrader.api import Assignment, SubmittedAssignment, SubmittedNotebook
    from sqlalchemy import select, update

    query = (
        select(SubmittedAssignment.timestamp, SubmittedAssignment.extension, Assignment.duedate)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .where(Assignment.name == assignment, SubmittedAssignment.student_id == student)
    )
    timestamp, extension, due = gradebook.db.execute(query).one()
    penalty = None
    if timestamp is not None and due is not None:
        late = (timestamp - (due + extension if extension is not None else due)).total_seconds()
        if late > 0:
            gradebook.db.expire_all()  # its score is computed from what was just written
            notebook = gradebook.db.get(SubmittedNotebook, row)
            penalty = plugin(student, notebook.score, late)
            penalty = None if penalty is None else check(notebook, penalty)
    gradebook.db.execute(
        update(SubmittedNotebook)
        .where(SubmittedNotebook.id == row)
        .values(late_submission_penalty=penalty)
        .execution_options(synchronize_session=False)
    )
