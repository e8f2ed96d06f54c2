"""What the graders of splits share: row numbers read, and a broken split told in a way that knows a mistake again."""

from __future__ import annotations

from typing import Any, NoReturn

import numpy as np

from autograder.grading.errors import CheckFailed
from autograder.text import Text


def broken(call: str, how: int, en: str, ko: str) -> NoReturn:
    """A split that is none. ``how`` is recognised where two mistakes draw different rows."""
    raise CheckFailed(Text(f"{call}: {en}", f"{call}: {ko}"), "property", how, 1.0)


def wrong_sizes(call: str, sizes: Any, en: str, ko: str) -> NoReturn:
    """``sizes``, numbers of rows, tell which mistake it is, whichever rows those are."""
    tells = np.asarray(sizes, dtype=np.float64) + 0.5
    raise CheckFailed(Text(f"{call}: {en}", f"{call}: {ko}"), "rows", answer=(tells,))


def rows_of(part: Any) -> np.ndarray | None:
    """A list of row numbers as a sorted array, or None if it is none."""
    if not isinstance(part, np.ndarray | list | tuple):
        return None
    try:
        array = np.asarray(part)
    except ValueError:
        return None
    if array.ndim != 1 or (array.size and array.dtype.kind not in "iu"):
        return None
    return np.sort(array.astype(np.int64))
