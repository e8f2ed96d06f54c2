"""Grades one submission to one exercise: static checks, hidden tests in the sandbox, diagnosis, report."""

from __future__ import annotations

import contextlib
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, replace

from autograder.course.catalogue import Catalogue, Exercise
from autograder.course.compose import Mistake
from autograder.errors import ToolFailure
from autograder.grading.candidate import Candidate
from autograder.grading.current import CurrentCase
from autograder.grading.diagnosis import Attempt, Diagnostician
from autograder.grading.errors import (
    CheckFailed,
    SubmissionDied,
    SubmissionError,
    message_of,
)
from autograder.grading.findings import findings_of
from autograder.grading.proxies import Reference, SubmissionProxy
from autograder.grading.seeds import case_seed, new_secret
from autograder.grading.session import GradedItem, GraderSession, is_skip, is_students_failure
from autograder.grading.threads import one_thread
from autograder.grading.trace import Trace
from autograder.reports.model import Case, Diagnosis, ExerciseReport, Status
from autograder.sandbox.death import Cause
from autograder.sandbox.sandbox import Sandbox
from autograder.submissions.model import Submission
from autograder.text import Text

NOTHING = Text.of("")
LONGEST_MESSAGE = 4000


@dataclass(frozen=True)
class Options:
    """How much to do. A diagnosis runs the known mistakes too; a proof by mutants needs only a verdict."""

    diagnose: bool = True
    stop_at_first_failure: bool = False
    deadline_seconds: float | None = None
    first_tasks: frozenset[str] = frozenset()  # cases that call these names are tried first
    cases: frozenset[str] | None = None  # the ids of the cases to run; None runs them all
    known_as: str = ""  # the mistake that this submission is: its run counts as the mistake's own
    known_from_seconds: float = 0.0  # where a case took at least so long


class Grader:
    """Everything that grading in this process shares: the catalogue, the sandbox, the kept-open session."""

    def __init__(
        self,
        catalogue: Catalogue,
        sandbox: Sandbox | None = None,
        secret: int | None = None,
    ) -> None:
        one_thread()
        self.catalogue = catalogue
        self.sandbox = sandbox or Sandbox()
        self.secret = new_secret() if secret is None else secret
        self.session = GraderSession()
        self._references: dict[str, Reference] = {}
        self._diagnosticians: dict[str, Diagnostician] = {}
        self._sound: dict[tuple[int, str], bool] = {}
        self._calls: dict[str, dict[str, set[str]]] = {}

    def grade(self, submission: Submission, options: Options | None = None) -> ExerciseReport:
        """The report of one submission. Our own failures are in it too: this raises only ToolFailure,
        where nothing at all could be graded."""
        exercise = self.catalogue.find(submission.exercise)
        return self.session.call(lambda: self._grade(exercise, submission, options or Options()))

    def cases_that_call(self, exercise: Exercise, names: set[str]) -> frozenset[str]:
        """The ids of the cases in which the solution is asked for one of ``names``."""
        if exercise.id not in self._calls:
            self._calls[exercise.id] = self.session.call(lambda: self._called(exercise))
        called = self._calls[exercise.id].items()
        return frozenset(case for case, calls in called if calls & (names | {""}))

    def close(self) -> None:
        with contextlib.suppress(ToolFailure):
            self.session.call(self.sandbox.close)
        self.session.close()

    def __enter__(self) -> Grader:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    # In the session's thread

    def _grade(
        self, exercise: Exercise, submission: Submission, options: Options
    ) -> ExerciseReport:
        started = time.perf_counter()
        items = self.session.collect(exercise.grader)
        findings = findings_of(submission, exercise)
        candidate = Candidate(
            self.sandbox,
            exercise,
            submission.source,
            submission.path.name if submission.path.suffix == ".py" else None,
            options.deadline_seconds,
            findings.forbidden,
            findings.absent,
        )
        attempts: dict[GradedItem, Attempt] = {}
        try:
            for item in self._ordered(items, options):
                attempts[item] = self._attempt(candidate, exercise, item)
                if options.stop_at_first_failure and attempts[item].error is not None:
                    break
            problems = findings.problems + candidate.load_problems
        finally:
            candidate.close()
        diagnoses: dict[str, Diagnosis] = {}
        broken = self._broken_by_us(exercise, attempts)
        if options.diagnose:
            graded = {item: a for item, a in attempts.items() if item.id not in broken}
            diagnoses = self._diagnose(exercise, graded, options)
        cases = tuple(
            _case(item, attempts[item], diagnoses.get(item.id), broken.get(item.id))
            for item in items
            if item in attempts
        )
        return ExerciseReport(
            exercise=exercise.id,
            cases=cases,
            problems=problems,
            seconds=time.perf_counter() - started,
            path=str(submission.path),
            digest=submission.digest,
        )

    @staticmethod
    def _ordered(items: tuple[GradedItem, ...], options: Options) -> list[GradedItem]:
        chosen = [item for item in items if options.cases is None or item.id in options.cases]
        return sorted(chosen, key=lambda item: item.mark.name not in options.first_tasks)

    def _attempt(self, candidate: Candidate, exercise: Exercise, item: GradedItem) -> Attempt:
        """One case, once more where the sandbox itself failed."""
        attempt = self._try(candidate, exercise, item)
        if isinstance(attempt.error, ToolFailure):
            self.sandbox.close()
            candidate.forget_worker()
            attempt = self._try(candidate, exercise, item)
        return attempt

    def _try(self, candidate: Candidate, exercise: Exercise, item: GradedItem) -> Attempt:
        task = item.mark.name
        try:
            conversation = candidate.begin(task, item.cuda)
        except Exception as error:  # whosever fault it is, it is this case's alone
            return Attempt(Trace(), error)
        submission = SubmissionProxy(candidate, conversation)
        case = CurrentCase(
            submission,
            self._reference(exercise),
            case_seed(self.secret, item.id),
            conversation.trace,
            conversation.worker.need.cuda,
        )
        outcome = self.session.run(item, case)
        candidate.end_case()
        if isinstance(outcome.error, SubmissionDied) and outcome.error.death.cause is Cause.TIME:
            candidate.note_timeout(task)
        if outcome.error is not None and conversation.in_callback:
            conversation.worker.end()  # the error left it waiting for an answer
            candidate.forget_worker()
        return Attempt(conversation.trace, outcome.error, case.note, outcome.seconds)

    def _reference(self, exercise: Exercise) -> Reference:
        if exercise.id not in self._references:
            self._references[exercise.id] = Reference(exercise)
        return self._references[exercise.id]

    # Whose fault is it?

    def _broken_by_us(
        self, exercise: Exercise, attempts: dict[GradedItem, Attempt]
    ) -> dict[str, str]:
        """The cases that failed through our own fault, with the reason.

        An exception that is none of ours in a hidden test can come of a strange answer. The solution
        decides: where it passes the same case, the answer was wrong; where it fails too, the test is.
        """
        broken: dict[str, str] = {}
        for item, attempt in attempts.items():
            error = attempt.error
            if error is None or is_skip(error) or is_students_failure(error):
                continue
            if isinstance(error, ToolFailure) or not self._solution_passes(exercise, item):
                broken[item.id] = _reason(error)
        return broken

    def _solution_passes(self, exercise: Exercise, item: GradedItem) -> bool:
        key = (self.secret, item.id)
        if key not in self._sound:
            source = exercise.folder.joinpath("solution.py").read_text(encoding="utf-8")
            with self._candidate(exercise, source) as candidate:
                attempt = self._attempt(candidate, exercise, item)
            self._sound[key] = attempt.error is None
        return self._sound[key]

    def _called(self, exercise: Exercise) -> dict[str, set[str]]:
        source = exercise.folder.joinpath("solution.py").read_text(encoding="utf-8")
        with self._candidate(exercise, source) as candidate:
            return {
                item.id: self._attempt(candidate, exercise, item).trace.called()
                for item in self.session.collect(exercise.grader)
            }

    @contextlib.contextmanager
    def _candidate(
        self, exercise: Exercise, source: str, deadline: float | None = None
    ) -> Iterator[Candidate]:
        candidate = Candidate(self.sandbox, exercise, source, deadline_seconds=deadline)
        try:
            yield candidate
        finally:
            candidate.close()

    # Which mistake is it?

    def _diagnose(
        self, exercise: Exercise, graded: dict[GradedItem, Attempt], options: Options
    ) -> dict[str, Diagnosis]:
        if all(attempt.error is None or is_skip(attempt.error) for attempt in graded.values()):
            return {}
        if exercise.id not in self._diagnosticians:
            self._diagnosticians[exercise.id] = Diagnostician(exercise)
        if options.known_as:
            slow = {i: a for i, a in graded.items() if a.seconds >= options.known_from_seconds}
            self._diagnosticians[exercise.id].remember(self.secret, options.known_as, slow)
        with contextlib.ExitStack() as stack:
            open_candidates: dict[str, Candidate] = {}

            def run(mistake: Mistake, item: GradedItem) -> Attempt:
                if mistake.name not in open_candidates:
                    open_candidates[mistake.name] = stack.enter_context(
                        self._candidate(exercise, mistake.source, mistake.deadline_seconds)
                    )
                return self._attempt(open_candidates[mistake.name], exercise, item)

            try:
                return self._diagnosticians[exercise.id].diagnose(self.secret, graded, run)
            except Exception:  # an answer too strange to compare gets no diagnosis, but its grade
                return {}


def _reason(error: BaseException) -> str:
    """Our own failure in one line, with the place in the grader: for the instructor, not the student."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "graders" in f.filename]
    place = f" ({frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {str(error)[:LONGEST_MESSAGE]}{place}"


def _case(
    item: GradedItem,
    attempt: Attempt,
    diagnosis: Diagnosis | None,
    broken: str | None,
) -> Case:
    error = attempt.error
    case = Case(
        id=item.id,
        task=item.mark.name,
        title=item.title,
        status=Status.PASS,
        points=item.mark.points,
        max_points=item.mark.points,
        message=attempt.note or NOTHING,
        diagnosis=diagnosis,
        seconds=attempt.seconds,
    )
    if error is None:
        return case
    if broken is not None:
        return replace(case, status=Status.SKIP, points=0, max_points=0, tool_failure=broken)
    if is_skip(error):
        return replace(
            case, status=Status.SKIP, points=0, max_points=0, message=_skip_reason(error)
        )
    return replace(case, status=_status(error), points=0, message=_message(error))


def _skip_reason(error: BaseException) -> Text:
    reason = getattr(error, "reason", None)
    return reason if isinstance(reason, Text) else Text.of(str(error))


def _status(error: BaseException) -> Status:
    if isinstance(error, SubmissionDied):
        if error.death.cause is Cause.TIME:
            return Status.TIMEOUT
        return Status.FAIL if error.death.cause is Cause.MEMORY else Status.ERROR
    if isinstance(error, SubmissionError):
        unwritten = ("NotImplementedError", "MissingName", "OffLimits")
        return Status.FAIL if error.classes[:1] and error.classes[0] in unwritten else Status.ERROR
    return Status.FAIL


def _message(error: BaseException) -> Text:
    if isinstance(error, CheckFailed | SubmissionError):
        message = message_of(error)
        return Text(message.en[:LONGEST_MESSAGE], message.ko[:LONGEST_MESSAGE])
    return Text(
        "returned something that the check can't work with. Look at its type and shape.",
        "검사에 쓸 수 없는 값을 반환했습니다. 자료형과 모양을 확인하세요.",
    )
