"""Proofs of many exercises at once, over the cores."""

from __future__ import annotations

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
        for exercise in exercises:
            yield _prove(root, exercise, seeds, max_mutants)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        futures = [pool.submit(_prove, root, name, seeds, max_mutants) for name in exercises]
        for future in as_completed(futures):
            yield future.result()


def _prove(root: Path, name: str, seeds: int, max_mutants: int | None) -> Proof:
    catalogue = Catalogue(open_course(root))
    with Grader(catalogue) as grader:
        return prove(catalogue.find(name), grader, seeds_of(seeds), max_mutants)
