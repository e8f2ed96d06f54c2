"""What the fixtures of hidden tests hand out, in one place for pytest and for the direct call."""

from __future__ import annotations

from typing import Any

from autograder.grading.current import CurrentCase


def _rng(case: CurrentCase) -> Any:
    import numpy as np

    return np.random.Generator(np.random.PCG64(case.seed))


def _digits(case: CurrentCase) -> Any:
    from autograder.grading.digits import Digits

    return Digits(case.seed)


def _raises(case: CurrentCase) -> Any:
    from autograder.grading.checks import raises

    return raises


FIXTURES = {
    "submission": lambda case: case.submission,
    "reference": lambda case: case.reference,
    "seed": lambda case: case.seed,
    "rng": _rng,
    "digits": _digits,
    "raises": _raises,
}
