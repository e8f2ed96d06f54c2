"""Every attack on every tier: no point that was not earned, nothing read, written or left, and the next
submission graded as if nothing had happened."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hostile import ATTACKS, ordinary_user
from hostile.attack import PRELUDE, Attack
from hostile.watch import Watch

from autograder.confinement import probe_isolation
from autograder.course.catalogue import Catalogue, Exercise
from autograder.grading import candidate
from autograder.grading.candidate import need_of
from autograder.grading.grade import Grader, Options
from autograder.reports.model import ExerciseReport
from autograder.sandbox.need import Need
from autograder.sandbox.sandbox import Sandbox
from autograder.submissions.read import from_text

BEST = probe_isolation()
TIERS = [
    pytest.param(
        tier, marks=pytest.mark.skipif(BEST.tier < tier, reason=f"tier {BEST.tier}: {BEST.reason}")
    )
    for tier in (3, 2)
]
LOAD_SECONDS = 3.0


class Bench:
    """One grader for the whole table, and what is watched while it works."""

    def __init__(self, tier: int, folder: Path, besides: frozenset[int]) -> None:
        self.catalogue = Catalogue()
        self.tier = tier
        self.sandbox = Sandbox(probe_isolation(max_tier=tier))
        exercise = self.catalogue.find("q17c")
        hidden = (exercise.grader, exercise.folder / "mistakes.py")
        self.watch = Watch(folder / "course", hidden, besides)
        self.grader = Grader(self.catalogue, self.sandbox)
        self.earned = cache(self._earned)

    def solution(self, exercise: str) -> str:
        return (
            self.catalogue.find(exercise).folder.joinpath("solution.py").read_text(encoding="utf-8")
        )

    def grade(self, exercise: str, source: str, deadline: float | None = None) -> ExerciseReport:
        found = self.catalogue.find(exercise)
        submission = from_text(source, Path(f"{exercise}.py"), "mallory", found)
        return self.grader.grade(submission, Options(diagnose=False, deadline_seconds=deadline))

    def _earned(self, exercise: str, source: str) -> tuple[int, int]:
        """Points, and the maximum, of a submission that does no harm."""
        report = self.grade(exercise, source)
        assert not report.tool_failures
        return report.points, report.max_points

    def processes(self) -> int:
        """At most: for each zygote its launcher (on tier 3), itself and one spare worker."""
        return len(self.sandbox._zygotes) * (3 if self.tier == 3 else 2)

    def close(self) -> None:
        self.grader.close()
        self.watch.close()


@pytest.fixture(scope="session", autouse=True)
def ordinary_run(request: pytest.FixtureRequest) -> Iterator[subprocess.Popen | None]:
    """The whole table once more, as an ordinary user, on the other core while this one runs."""
    wanted = any(
        item.name == test_the_table_as_an_ordinary_user.__name__ for item in request.session.items
    )
    if os.geteuid() != 0 or not wanted:
        yield None
        return
    this = Path(__file__)
    python = str(Path(sys.prefix, "bin", "python"))
    tests = [str(this), "-q", "-x", "-p", "no:cacheprovider", "--tb=short"]
    process = subprocess.Popen(
        [python, ordinary_user.__file__, python, "-m", "pytest", *tests],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    yield process
    process.kill()
    process.wait()


@pytest.fixture(scope="session")
def besides(ordinary_run: subprocess.Popen | None) -> frozenset[int]:
    return frozenset() if ordinary_run is None else frozenset({ordinary_run.pid})


@pytest.fixture(scope="module")
def bench(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    besides: frozenset[int],
) -> Iterator[Bench]:
    patch = pytest.MonkeyPatch()
    patch.setattr(candidate, "LOAD_SECONDS", LOAD_SECONDS)
    patch.setattr(candidate, "need_of", _modest_need)
    made = Bench(request.param, tmp_path_factory.mktemp("attacks"), besides)
    yield made
    made.close()
    patch.undo()


def _modest_need(exercise: Exercise, source: str) -> Need:
    """Less memory than usual, so that a bomb has soon used it up."""
    return replace(need_of(exercise, source), memory_mb=256)


def words_of(report: ExerciseReport) -> str:
    """Everything in a report that comes of the submission."""
    cases = [f"{case.message.en}\n{case.message.ko}\n{case.tool_failure}" for case in report.cases]
    return "\n".join([*cases, *(f"{problem.en}\n{problem.ko}" for problem in report.problems)])


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.id)
@pytest.mark.parametrize("bench", TIERS, indirect=True)
def test_attack(bench: Bench, attack: Attack) -> None:
    solution, constants = bench.solution(attack.exercise), bench.watch.constants()
    earned, maximum = bench.earned(attack.exercise, attack.honest_part(solution))
    full = bench.earned(attack.exercise, solution)
    assert earned < maximum, "the honest part is right: there is nothing to win"
    if attack.before:
        bench.grade(attack.exercise, f"{solution}\n{constants}\n{PRELUDE}\n{attack.before}")

    report = bench.grade(attack.exercise, attack.source(solution, constants), attack.deadline)
    words = words_of(report)

    assert not report.tool_failures, report.tool_failures
    assert report.max_points == maximum == full[1], "a case dropped out"
    assert report.points <= earned, [case for case in report.cases if case.points]
    if attack.spares:
        assert report.points == earned, words
    attacked = [c for c in report.cases if c.task == attack.task or not attack.task]
    assert attacked
    if attack.spares or not attack.task:
        failed = [case for case in attacked if case.failed]
        assert failed and all(case.status in attack.ends for case in failed), failed
    assert re.search(attack.says, words), f"{attack.says!r} is not in {words[:3000]}"
    assert bench.watch.broken(words, bench.processes()) == []
    again = bench.grade(attack.exercise, solution)
    assert (again.points, again.max_points) == full == (full[1], full[1]), words_of(again)
    assert not again.problems


def test_there_are_enough_attacks_and_each_has_a_name_of_its_own() -> None:
    assert len({attack.id for attack in ATTACKS}) == len(ATTACKS) >= 50


READ_A_DECOY = """
def terminal_velocity_factor(beta):
    raise Told(open(DECOY).read())
"""


def test_the_watch_sees_what_an_unconfined_worker_can_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, besides: frozenset[int]
) -> None:
    """The same attack without confinement reads the decoy: the table would notice."""
    monkeypatch.setattr(os, "environ", dict(os.environ))
    bench = Bench(1, tmp_path, besides)
    try:
        attack = Attack("control", "decoy", "terminal_velocity_factor", READ_A_DECOY)
        source = attack.source(bench.solution(attack.exercise), bench.watch.constants())
        words = words_of(bench.grade(attack.exercise, source))
        assert bench.watch.broken(words, bench.processes()) == ["a decoy was read"]
    finally:
        bench.close()


@pytest.mark.skipif(os.geteuid() != 0, reason="this is an ordinary user already")
def test_the_table_as_an_ordinary_user(ordinary_run: subprocess.Popen) -> None:
    """Root is not what most graders are, and what holds for one need not hold for the other."""
    output, _ = ordinary_run.communicate(timeout=600)
    if ordinary_run.returncode == ordinary_user.IMPOSSIBLE:
        pytest.skip(output.strip())
    assert ordinary_run.returncode == 0, output[-5000:]
