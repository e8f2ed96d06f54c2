"""The check of whoever is handed a random generator: it decides everything, and nothing else is drawn from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.grading.checks import check


def check_generator(submission: Any, draw: Callable[[Any], np.ndarray], seed: int) -> None:
    """What ``draw(rng)`` returns depends on the state of rng, and on nothing else.

    ``draw`` asks the submission once and returns an array that is hardly ever the same in two states of rng.
    ``seed`` is at most 2**32 - 2.
    """
    probe = submission.probe
    probe.seed_global(seed)
    untouched = probe.global_rng_digest()
    rng = probe.rng(seed)
    first, second = draw(rng), draw(rng)
    again, other = draw(probe.rng(seed)), draw(probe.rng(seed + 1))
    touched = probe.global_rng_digest() != untouched
    check(
        np.array_equal(first, again),
        "from the same state of rng came two different results. Draw from rng alone.",
        "rng의 상태가 같은데 결과가 다릅니다. rng에서만 뽑으세요.",
    )
    check(
        not np.array_equal(first, second) and not np.array_equal(first, other),
        "generators in different states gave the same result. Draw from rng, which moves on by itself.",
        "상태가 다른 rng인데 결과가 같습니다. rng에서 뽑으면 상태가 저절로 바뀝니다.",
    )
    check(
        not touched,
        "a global random generator was used or seeded. Draw from rng.",
        "전역 난수 생성기를 사용했거나 seed를 설정했습니다. rng에서 뽑으세요.",
    )
