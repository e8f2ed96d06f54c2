"""Plain ``.py`` submissions in nbgrader's gradebook, beside the notebooks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.course.catalogue import Catalogue
from autograder.errors import DeepdrillError
from autograder.nbgrader_plugin.config import find_alembic
from autograder.nbgrader_plugin.files import write_notebook
from autograder.nbgrader_plugin.finish import finish
from autograder.nbgrader_plugin.marks import marks_of
from autograder.nbgrader_plugin.master import Master, master_of
from autograder.nbgrader_plugin.restore import from_source
from autograder.nbgrader_plugin.rows import enrol, row_of, write_scores
from autograder.reports.model import ClassReport, ExerciseReport
from autograder.submissions.read import Unreadable, text_of
from autograder.text import Language

if TYPE_CHECKING:
    from nbgrader.api import Gradebook

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
                    f"{name} is not in the gradebook; run `nbgrader generate_assignment {topic} --force` first"
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
    enrol(gradebook, master.assignment, student)
    row = row_of(gradebook, master.assignment, master.notebook, student)
    path = Path(report.path)
    marks = marks_of(report, master, language)
    scores = {name: (mark.points, mark.by_hand) for name, mark in marks.items()}
    written = write_scores(gradebook, row or "", scores)
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
