"""Proofs of many exercises at once, over the cores."""

from __future__ import annotations

import atexit
import multiprocessing
import random
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from autograder.course.catalogue import Catalogue
from autograder.course.layout import open_course
from autograder.grading.grade import Grader
from autograder.verify.proof import Proof, prove

FIRST_SEED = 20_120_106  # fixed: a proof that fails must fail again


def seeds_of(count: int) -> list[int]:
    """The seeds of a proof: the same ones each time."""
    generator = random.Random(FIRST_SEED)
    return [generator.getrandbits(64) for _ in range(count)]


def prove_all(
    catalogue: Catalogue,
    exercises: list[str],
    seeds: int = 3,
    max_mutants: int | None = None,
    jobs: int = 1,
) -> Iterator[Proof]:
    """A proof for each exercise, as they come."""
    root = catalogue.course.root
    if jobs == 1:
        with Grader(catalogue) as grader:
            for exercise in exercises:
                yield prove(catalogue.find(exercise), grader, seeds_of(seeds), max_mutants)
        return
    # The last topics train networks and take longest: begun first, no core waits for them at the end.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, _begin, (root,)) as pool:
        futures = [pool.submit(_prove, name, seeds, max_mutants) for name in reversed(exercises)]
        for future in as_completed(futures):
            yield future.result()


_grader: Grader | None = (
    None  # of a process in the pool: its workers are warm for one exercise after the other
)


def _begin(root: Path) -> None:
    global _grader
    _grader = Grader(Catalogue(open_course(root)))
    atexit.register(_grader.close)


def _prove(name: str, seeds: int, max_mutants: int | None) -> Proof:
    return prove(_grader.catalogue.find(name), _grader, seeds_of(seeds), max_mutants)
