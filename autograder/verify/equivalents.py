"""Mutants that no grader can kill, each with the reason: ``equivalent_mutants.toml`` beside the solution."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

from autograder.course.catalogue import Exercise
from autograder.errors import DeepdrillError
from autograder.verify.mutants import Mutant

FILE = "equivalent_mutants.toml"


@dataclass(frozen=True)
class Equivalent:
    """A mutant by its three names, and why it computes the same."""

    where: str
    was: str
    now: str
    reason: str

    def matches(self, mutant: Mutant) -> bool:
        return (self.where, self.was, self.now) == (mutant.where, mutant.was, mutant.now)


def read_equivalents(exercise: Exercise) -> list[Equivalent]:
    """The list of an exercise; empty where there is no file."""
    path = exercise.folder / FILE
    if not path.exists():
        return []
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("equivalent", [])
        found = [Equivalent(**entry) for entry in entries]
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise DeepdrillError(f"{exercise.id}/{FILE} can't be read: {error}") from None
    if any(not entry.reason.strip() for entry in found):
        raise DeepdrillError(f"{exercise.id}/{FILE}: every equivalent mutant needs a reason")
    return found
