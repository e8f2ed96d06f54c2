"""What a hidden grader is written with."""

from autograder.grading.checks import (
    check,
    check_close,
    check_equal,
    check_gradient,
    check_raises,
    check_statistic,
    check_unchanged,
    note,
    require_cuda,
)
from autograder.grading.errors import SubmissionError
from autograder.grading.generators import check_generator
from autograder.grading.marks import task

__all__ = [
    "SubmissionError",
    "check",
    "check_close",
    "check_equal",
    "check_generator",
    "check_gradient",
    "check_raises",
    "check_statistic",
    "check_unchanged",
    "note",
    "require_cuda",
    "task",
]
