"""Which classic mistake is it? The failed case is run again with each known mistake in the student's place.

A mistake whose answers equal the student's, call by call, is the one; failing that, one whose wrong answer
is the same number for number (what a cache holds is the student's own affair). Where answers depend on chance and
streams can't agree, a mistake is known by its signature: which cases of the task fail, how,
at which check, and with which words.
"""

from __future__ import annotations

import re
import traceback
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from autograder.course.calls import dependents
from autograder.course.catalogue import Exercise
from autograder.course.compose import Mistake, read_mistakes
from autograder.grading.errors import CheckFailed, SubmissionError, failure_kind
from autograder.grading.session import GradedItem
from autograder.grading.trace import Trace, same_answers, same_wrong_answer
from autograder.reports.model import Diagnosis
from autograder.text import Text

MAX_REMEMBERED = 20_000
NUMBER = re.compile(r"[-+]?\b(\d[\d.]*(e[-+]?\d+)?|nan|inf)\b")
TOO_CLOSE = 1e-9
SLOW_SECONDS = (
    0.1  # a case that takes longer is tried with a mistake only where that can decide something
)
FAR = 0.25  # of their size: a statistic that is further from another, and by more than its tolerance, is another
# A slip of the keyboard is no misunderstanding: these say by themselves what is wrong.
SLIPS = {
    "MissingName", "NotImplementedError", "NameError", "AttributeError", "ImportError", "SyntaxError",
    "ModuleNotFoundError", "UnboundLocalError", "IndentationError", "OffLimits",
}  # fmt: skip


@dataclass(frozen=True)
class Attempt:
    """What a submission, or a mistake, did in one case."""

    trace: Trace
    error: BaseException | None
    note: Text | None = None  # of the grader, for a case that is passed
    seconds: float = 0.0

    @property
    def kind(self) -> str:
        return failure_kind(self.error) if self.error is not None else "pass"


# Runs one hidden test with a mistake in the student's place.
RunMistake = Callable[[Mistake, GradedItem], Attempt]


class Diagnostician:
    """Knows the mistakes of one exercise, and what each did in the cases it was tried in."""

    def __init__(self, exercise: Exercise) -> None:
        self.mistakes = read_mistakes(exercise)
        source = exercise.folder.joinpath("solution.py").read_text(encoding="utf-8")
        self._reach = {m.name: dependents(source, m.replaces) for m in self.mistakes}
        self._grader = str(exercise.grader.resolve())
        self._attempts: OrderedDict[tuple[int, str, str], Attempt] = OrderedDict()

    def diagnose(
        self,
        secret: int,
        graded: dict[GradedItem, Attempt],
        run: RunMistake,
    ) -> dict[str, Diagnosis]:
        """The diagnosis of each failed case that has one, by the case's id."""
        found: dict[str, Diagnosis] = {}
        for task in dict.fromkeys(item.mark.name for item in graded):
            cases = {item: a for item, a in graded.items() if item.mark.name == task}
            failed = [item for item, attempt in cases.items() if _is_wrong(attempt)]
            if failed:
                found |= self._task(secret, cases, failed, run)
        return found

    def remember(self, secret: int, mistake: str, graded: dict[GradedItem, Attempt]) -> None:
        """What a mistake did, where that is known already."""
        for item, attempt in graded.items():
            self._keep((secret, mistake, item.id), attempt)

    def _keep(self, key: tuple[int, str, str], attempt: Attempt) -> None:
        self._attempts[key] = attempt
        if len(self._attempts) > MAX_REMEMBERED:
            self._attempts.popitem(last=False)

    def _task(
        self,
        secret: int,
        cases: dict[GradedItem, Attempt],
        failed: list[GradedItem],
        run: RunMistake,
    ) -> dict[str, Diagnosis]:
        def attempt(mistake: Mistake, item: GradedItem) -> Attempt:
            key = (secret, mistake.name, item.id)
            if key not in self._attempts:
                self._keep(key, run(mistake, item))
            return self._attempts[key]

        possible = [m for m in self.mistakes if self._may_explain(m, cases)]
        whole = _explains_all(possible, cases, failed, attempt)
        if whole is not None:
            return {item.id: Diagnosis(whole.name, whole.sentence) for item in failed}
        explains: dict[str, list[GradedItem]] = {}
        for mistake in possible:
            explains[mistake.name] = [
                item for item in failed if _explained(cases[item], attempt(mistake, item))
            ]
        for item in failed:
            if not any(item in items for items in explains.values()):
                for mistake in possible:
                    if _same_end(cases[item], attempt(mistake, item)):
                        explains[mistake.name].append(item)
        left = list(failed)
        result: dict[str, Diagnosis] = {}

        def agreement(mistake: Mistake) -> tuple[int, int]:
            """How many failures it explains; then, in how many cases it ends as the student's did."""
            count = sum(item in left for item in explains[mistake.name])
            if not count:
                return 0, 0
            return count, sum(attempt(mistake, item).kind == a.kind for item, a in cases.items())

        while left and possible:
            best = max(possible, key=agreement)
            explained = [item for item in explains[best.name] if item in left]
            if not explained:
                break
            for item in explained:
                result[item.id] = Diagnosis(best.name, best.sentence)
                left.remove(item)
        by_chance = [item for item in left if _by_chance(cases[item])]
        if by_chance:
            known = self._by_signature(possible, cases, attempt)
            if known is not None:
                result |= {item.id: Diagnosis(known.name, known.sentence) for item in by_chance}
        return result

    def _may_explain(self, mistake: Mistake, cases: dict[GradedItem, Attempt]) -> bool:
        """Whether the mistake touches anything that the task's cases have called."""
        called = set().union(*(attempt.trace.called() for attempt in cases.values()))
        return bool(self._reach[mistake.name] & called) or "" in called

    def _by_signature(
        self,
        possible: list[Mistake],
        cases: dict[GradedItem, Attempt],
        attempt: Callable[[Mistake, GradedItem], Attempt],
    ) -> Mistake | None:
        """The mistake whose cases all end in the same way; of several, the one nearest in numbers."""
        same = [
            mistake
            for mistake in possible
            if all(
                self._ends_alike(cases[item], attempt(mistake, item))
                for item in _quick_first(cases)
            )
        ]
        if not same:
            return None

        def distance(mistake: Mistake) -> float:
            return sum(_distance(ours, attempt(mistake, item)) for item, ours in cases.items())

        nearest, *others = sorted(same, key=distance)
        if others and distance(others[0]) - distance(nearest) < TOO_CLOSE:
            return None  # nothing tells the two apart: no name is better than a wrong one
        return nearest

    def _ends_alike(self, ours: Attempt, theirs: Attempt) -> bool:
        """Whether two cases ended in the same way, at the same check, with the same words, and not far apart."""
        if ours.kind != theirs.kind or _is_far(ours, theirs):
            return False
        if self._lines(ours.error) != self._lines(theirs.error):
            return False
        return _words(ours.error) == _words(theirs.error)

    def _lines(self, error: BaseException | None) -> list[int]:
        if error is None:
            return []
        frames = traceback.walk_tb(error.__traceback__)
        return [line for frame, line in frames if frame.f_code.co_filename == self._grader]


def _explains_all(
    possible: list[Mistake],
    cases: dict[GradedItem, Attempt],
    failed: list[GradedItem],
    attempt: Callable[[Mistake, GradedItem], Attempt],
) -> Mistake | None:
    """The mistake that has the student's answers in every failed case, if there is one; of several, the one that
    ends as the student's did in most cases. Few mistakes get as far as the cases that take long."""
    quick = [item for item, ours in cases.items() if ours.seconds < SLOW_SECONDS]
    slow = [item for item, ours in cases.items() if ours.seconds >= SLOW_SECONDS]

    def explains(mistake: Mistake, items: list[GradedItem]) -> bool:
        return all(_explained(cases[i], attempt(mistake, i)) for i in items if i in failed)

    def differences(mistake: Mistake, items: list[GradedItem]) -> int:
        return sum(attempt(mistake, item).kind != cases[item].kind for item in items)

    left = [mistake for mistake in possible if explains(mistake, quick)]
    if len(left) <= 1:
        return left[0] if left and explains(left[0], slow) else None
    # By how much each differs at least, then by its place in the file: the same order whatever took how long.
    ranks = [(differences(mistake, quick), place) for place, mistake in enumerate(left)]
    best = None
    for at_least, place in sorted(ranks):
        if best is not None and (at_least, place) > best:
            break
        if explains(left[place], slow):
            rank = at_least + differences(left[place], slow), place
            best = rank if best is None else min(best, rank)
    return None if best is None else left[best[1]]


def _quick_first(cases: dict[GradedItem, Attempt]) -> list[GradedItem]:
    """In their order otherwise: what one case leaves behind in a worker may decide the next."""
    return sorted(cases, key=lambda item: cases[item].seconds >= SLOW_SECONDS)


def _explained(ours: Attempt, theirs: Attempt) -> bool:
    return theirs.error is not None and same_answers(ours.trace, theirs.trace)


def _is_wrong(attempt: Attempt) -> bool:
    """Failed, and not by a slip that explains itself."""
    error = attempt.error
    if isinstance(error, CheckFailed):
        return True
    return isinstance(error, SubmissionError) and not SLIPS & set(error.classes[:1])


def _same_end(ours: Attempt, theirs: Attempt) -> bool:
    """Whether two cases ended at the same wrong answer, whatever else came back on the way."""
    one, other = ours.error, theirs.error
    if not isinstance(one, CheckFailed) or not isinstance(other, CheckFailed):
        return False
    return one.kind == other.kind and same_wrong_answer(one.answer, other.answer)


def _by_chance(attempt: Attempt) -> bool:
    """Whether the case turned on what a generator drew."""
    if attempt.kind == "statistic":
        return True
    drew = any(e.label in ("probe.rng", "probe.global_rng_digest") for e in attempt.trace.exchanges)
    return drew and attempt.kind in ("property", "value")


def _words(error: BaseException | None) -> str:
    """What a check says, without its numbers and without the values that it compared."""
    if not isinstance(error, CheckFailed):
        return ""
    return NUMBER.sub("", str(error).split(": got")[0])


def _is_far(ours: Attempt, theirs: Attempt) -> bool:
    """Whether two statistics lie further apart than two draws of one mistake: a tolerance is most often six standard
    errors of the right answer, and a wrong one may be large and spread in proportion."""
    if _distance(ours, theirs) <= 1.0:
        return False
    one, other = ours.error.observed, theirs.error.observed
    return abs(one - other) > FAR * max(abs(one), abs(other))


def _distance(ours: Attempt, theirs: Attempt) -> float:
    one, other = ours.error, theirs.error
    if not isinstance(one, CheckFailed) or not isinstance(other, CheckFailed):
        return 0.0
    if one.observed is None or other.observed is None:
        return 0.0
    return abs(one.observed - other.observed) / (one.tolerance or 1.0)
