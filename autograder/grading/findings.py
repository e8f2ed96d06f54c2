"""What is known of a submission before it runs, in the form that grading needs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from autograder.course.catalogue import Exercise
from autograder.submissions.model import Submission
from autograder.submissions.read import blocked_names
from autograder.text import Text


@dataclass(frozen=True)
class Findings:
    """``forbidden``: names that are not called at all, for they lean on what is off limits.
    ``absent``: why a name that turns out to be missing is missing."""

    forbidden: dict[str, Text]
    absent: dict[str, Text]
    problems: tuple[Text, ...]


def findings_of(submission: Submission, exercise: Exercise) -> Findings:
    """The findings of a submission that has been read and examined."""
    off_limits = tuple(p for p in submission.problems if p.kind == "off_limits")
    others = tuple(p for p in submission.problems if p.kind != "off_limits")
    return Findings(
        forbidden=blocked_names(replace(submission, problems=off_limits), exercise),
        absent=blocked_names(replace(submission, problems=others), exercise),
        problems=_told(submission),
    )


def _told(submission: Submission) -> tuple[Text, ...]:
    """What is wrong with the file, in the order in which it should be put right. Names that are just missing
    come last and together: the tasks that need them say so once more."""
    missing = [p for p in submission.problems if p.kind == "missing_name" and p.line is None]
    others = [p.text for p in submission.problems if p not in missing]
    if len(missing) > 1:
        names = ", ".join(f"`{problem.name}`" for problem in missing)
        together = Text(f"These names are not defined: {names}.", f"정의되지 않은 이름: {names}.")
        return (*others, together)
    return (*others, *(problem.text for problem in missing))
