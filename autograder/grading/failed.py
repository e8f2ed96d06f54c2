"""A submission that could not be graded through our own fault: no points given, none taken."""

from __future__ import annotations

from autograder.reports.model import Case, ExerciseReport, Status
from autograder.submissions.model import Submission
from autograder.text import Text


def not_graded(submission: Submission, reason: str) -> ExerciseReport:
    """A report with one case that tells the tool's failure."""
    case = Case(
        id=f"{submission.exercise}/not_graded",
        task="not graded",
        title=Text("This exercise could not be graded.", "이 문제는 채점하지 못했습니다."),
        status=Status.SKIP,
        points=0,
        max_points=0,
        message=Text.of(""),
        diagnosis=None,
        seconds=0.0,
        tool_failure=reason,
    )
    return ExerciseReport(
        exercise=submission.exercise,
        cases=(case,),
        problems=tuple(problem.text for problem in submission.problems),
        seconds=0.0,
        path=str(submission.path),
        digest=submission.digest,
    )
