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
        problems=tuple(problem.text for problem in submission.problems),
    )
