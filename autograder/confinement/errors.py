"""The one way in which confining fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class ConfinementError(RuntimeError):
    """Something could not be confined as asked. The caller refuses to run the submission."""


@contextmanager
def one_way_to_fail(doing: str) -> Iterator[None]:
    """Turn whatever goes wrong inside into a `ConfinementError`, so that no caller can miss it."""
    try:
        yield
    except ConfinementError:
        raise
    except Exception as error:
        raise ConfinementError(f"{doing}: {type(error).__name__}: {error}") from error
