"""The few words that more than one reporter shows."""

from __future__ import annotations

from autograder.reports.model import Case, Status
from autograder.text import Language, Text

STATUS = {
    Status.PASS: Text("passed", "통과"),
    Status.FAIL: Text("wrong answer", "오답"),
    Status.ERROR: Text("error", "오류"),
    Status.TIMEOUT: Text("out of time", "시간 초과"),
    Status.SKIP: Text("skipped", "건너뜀"),
}
NOT_GRADED = Text("not graded", "채점 못 함")
NOT_GRADED_HERE = Text(
    "We could not grade this: the fault is the grader's, and it costs no points.",
    "채점기의 문제로 이 항목은 채점하지 못했습니다. 감점은 없습니다.",
)
UNFINISHED = Text(
    "The run was stopped early: some students may be missing.",
    "채점이 중간에 멈춰 빠진 학생이 있을 수 있습니다.",
)
WHY = Text("why", "이유")
TOTAL = Text("total", "합계")
STUDENT = Text("student", "학생")


def verdict(case: Case, language: Language) -> str:
    """How the case ended, in a word or two; our own failure is never called the student's."""
    return (NOT_GRADED if case.tool_failure is not None else STATUS[case.status]).pick(language)
