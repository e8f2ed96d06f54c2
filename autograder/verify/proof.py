"""What is claimed of one exercise, tried on its own grader."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.build.stub import make_stub
from autograder.course.calls import dependents
from autograder.course.catalogue import Exercise
from autograder.course.compose import Mistake, read_alternatives, read_mistakes
from autograder.grading.grade import Grader, Options
from autograder.reports.model import ExerciseReport, Status
from autograder.submissions.read import from_text
from autograder.verify.equivalents import read_equivalents
from autograder.verify.mutants import Mutant, mutants

MUTANT_SECONDS = 3.0
SLOW_SECONDS = 0.1
QUICK = Options(diagnose=False)


@dataclass
class Proof:
    """The figures of one exercise, and every claim that does not hold."""

    exercise: str
    tasks: int = 0
    cases: int = 0
    points: int = 0
    alternatives: int = 0
    mistakes: int = 0
    mutants: int = 0
    killed: int = 0
    equivalent: int = 0
    seeds: int = 0
    seconds: float = 0.0
    failures: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not self.failures


def prove(
    exercise: Exercise, grader: Grader, seeds: list[int], max_mutants: int | None = None
) -> Proof:
    """Everything that is claimed of ``exercise``.

    ``max_mutants`` None tries them all, and every mistake and alternative on every case that it can reach. With fewer,
    a case that takes long is tried with the alternatives of its own task, and with those of its mistakes that the
    quick cases do not catch and name.
    """
    started = time.perf_counter()
    proof = Proof(exercise.id, seeds=len(seeds))
    proof.failures += _prose(exercise)
    solution = exercise.folder.joinpath("solution.py").read_text(encoding="utf-8")
    for i, seed in enumerate(seeds):
        grader.secret = seed
        _answers(exercise, grader, solution, proof, i, thorough=max_mutants is None)
    if proof.holds or max_mutants != 0:
        grader.secret = seeds[0]
        _mutants(exercise, grader, solution, proof, max_mutants)
    proof.seconds = time.perf_counter() - started
    return proof


def _graded(
    exercise: Exercise, grader: Grader, source: str, options: Options = QUICK
) -> ExerciseReport:
    submission = from_text(source, Path(f"{exercise.id}.py"), "verify", exercise)
    return grader.grade(submission, options)


def _prose(exercise: Exercise) -> Iterator[str]:
    """The texts that an exercise must have. That a lesson parses at all, the catalogue has seen to."""
    texts = {
        "title": exercise.title, "question": exercise.question, "background": exercise.background,
        "answer": exercise.answer, "explain": exercise.explain, "rubric": exercise.rubric,
    }  # fmt: skip
    for name, text in texts.items():
        if text is None or not text.en.strip() or not text.ko.strip():
            yield f"the {name} is missing in one of the languages"
        elif name != "title" and not any("가" <= letter <= "힣" for letter in text.ko):
            yield f"the Korean {name} has no Korean in it"
    if len(exercise.hints) != 3:
        yield f"{len(exercise.hints)} hints where there must be three"


def _answers(
    exercise: Exercise,
    grader: Grader,
    solution: str,
    proof: Proof,
    seed_number: int,
    thorough: bool,
) -> None:
    fails = proof.failures.append
    seed = f" under seed {grader.secret:#x}"
    report = _graded(exercise, grader, solution)
    proof.cases, proof.points = len(report.cases), report.max_points
    proof.tasks = len(report.tasks)
    for failure in report.tool_failures:
        fails(f"the grader breaks in {failure.id}: {failure.tool_failure}{seed}")
    for case in report.cases:
        if case.status not in (Status.PASS, Status.SKIP):
            fails(f"the solution fails {case.id}: {case.message.en}{seed}")

    def reached(changed: tuple[str, ...]) -> frozenset[str]:
        """The cases that can tell a change of these names; in all others it does what the solution does."""
        return grader.cases_that_call(exercise, dependents(solution, changed))

    slow = {case.id for case in report.cases if case.seconds >= SLOW_SECONDS}
    tasks = {case.task for case in report.cases}

    def tried(changed: tuple[str, ...]) -> frozenset[str]:
        """The cases that a change of these names is tried on."""
        if thorough or not tasks & set(changed):
            return reached(changed)
        others = {case.id for case in report.cases if case.task not in changed}
        return reached(changed) - (slow & others)

    if seed_number == 0:
        _stub(exercise, grader, solution, proof)
        ids = [case.id for case in report.cases]
        if len(set(ids)) != len(ids):
            fails("two cases have the same id")
        for case in report.cases:
            if not any("가" <= letter <= "힣" for letter in case.title.ko):
                fails(f"{case.id} has no Korean title")
    alternatives = read_alternatives(exercise)
    proof.alternatives = len(alternatives)
    for alternative in alternatives:
        options = replace(QUICK, cases=tried(alternative.replaces))
        report = _graded(exercise, grader, alternative.source, options)
        for case in report.cases:
            if case.status not in (Status.PASS, Status.SKIP):
                fails(
                    f"the alternative {alternative.name} fails {case.id}: {case.message.en}{seed}"
                )
        for problem in report.problems:
            fails(f"the alternative {alternative.name} has a problem: {problem.en}")
    if len(alternatives) < 2:
        fails(f"{len(alternatives)} alternatives where there must be two")
    mistakes = read_mistakes(exercise)
    proof.mistakes = len(mistakes)
    for mistake in mistakes:
        cases = tried(mistake.replaces)
        quick = cases if thorough else cases - slow
        found = _not_caught(exercise, grader, mistake, quick, seed_number)
        if found and quick != cases:
            found = _not_caught(exercise, grader, mistake, cases, seed_number)
        proof.failures += [f"the mistake {mistake.name} {what}{seed}" for what in found]


def _not_caught(
    exercise: Exercise, grader: Grader, mistake: Mistake, cases: frozenset[str], seed_number: int
) -> list[str]:
    """What keeps ``mistake`` from being caught and named in ``cases``."""
    # Under the first seed a mistake is tried twice, to see that it does the same again, unless that takes long.
    options = Options(
        cases=cases,
        known_as=mistake.name,
        known_from_seconds=0.0 if seed_number else SLOW_SECONDS,
    )
    report = _graded(exercise, grader, mistake.source, options)
    failed = [case for case in report.cases if case.failed]
    found = [f"breaks {case.id}: {case.tool_failure}" for case in report.tool_failures]
    names = {case.diagnosis.mistake if case.diagnosis else None for case in failed}
    others = ", ".join(sorted(names - {None, mistake.name}))
    if not failed:
        found.append("loses no points")
    elif mistake.name not in names:
        found.append(f"is diagnosed as {others or 'nothing'}")
    elif others:
        found.append(f"is diagnosed as {others} too")
    return found


def _stub(exercise: Exercise, grader: Grader, solution: str, proof: Proof) -> None:
    report = _graded(exercise, grader, make_stub(solution, "solution.py"))
    for case in report.cases:
        if case.status is Status.SKIP:
            continue
        if case.points or case.status is not Status.FAIL:
            proof.failures.append(
                f"the stub does not fail cleanly in {case.id}: {case.status}, {case.message.en}"
            )


def _mutants(
    exercise: Exercise, grader: Grader, solution: str, proof: Proof, limit: int | None
) -> None:
    every = mutants(solution)
    equivalents = read_equivalents(exercise)
    for entry in equivalents:
        if not any(entry.matches(mutant) for mutant in every):
            proof.failures.append(
                f"equivalent_mutants.toml lists a mutant that there is not: "
                f"{entry.where}: {entry.was}  ->  {entry.now}"
            )
    chosen = [m for m in every if not any(e.matches(m) for e in equivalents)]
    proof.equivalent = len(every) - len(chosen)
    if limit is not None and len(chosen) > limit:
        chosen = random.Random(exercise.id).sample(chosen, limit)
    proof.mutants = len(chosen) + proof.equivalent
    for mutant in chosen:
        if _is_killed(exercise, grader, solution, mutant):
            proof.killed += 1
        else:
            proof.failures.append(f"a mutant survives, line {mutant.line}, {mutant.name}")


def _is_killed(exercise: Exercise, grader: Grader, solution: str, mutant: Mutant) -> bool:
    touched = dependents(solution, [mutant.where.split(".")[0]])
    options = Options(
        diagnose=False,
        stop_at_first_failure=True,
        deadline_seconds=MUTANT_SECONDS,
        first_tasks=frozenset(touched),
        cases=grader.cases_that_call(exercise, touched) if touched else None,
    )
    report = _graded(exercise, grader, mutant.source, options)
    return any(case.failed for case in report.cases)
