"""Loaders: something to iterate over, as bare as the docstrings allow, that counts how it is used.

A loader is re-iterable, has no length unless it is asked for, cannot be indexed, and gives fresh
copies of its batches on each pass, so that a submission that writes into one does not change the
next pass. No secret here: the batches are what the submission is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from autograder.worker.probes.arrays import read
from autograder.worker.probes.errors import returns_handle


class Loader:
    """Counts: ``passes`` begun, those ``finished``, and the batches ``served``."""

    def __init__(self, batches: list[Any]):
        self._batches = [_copy(batch) for batch in batches]
        self.passes = 0
        self.finished = 0
        self.served = 0

    def __iter__(self) -> Iterator[Any]:
        self.passes += 1
        return self._serve()

    def _serve(self) -> Iterator[Any]:
        for batch in self._batches:
            self.served += 1
            yield _copy(batch)
        self.finished += 1


class SizedLoader(Loader):
    """A loader that also knows how many batches it has."""

    def __len__(self) -> int:
        return len(self._batches)


@returns_handle
def loader(batches: list[Any], sized: bool = False) -> Loader:
    """A loader of these batches; ``sized`` gives it a ``len``."""
    return (SizedLoader if sized else Loader)(batches)


def _copy(batch: Any) -> Any:
    """A batch of the same form with copies inside: (x, y) stays a tuple."""
    if isinstance(batch, tuple):
        return tuple(_copy(item) for item in batch)
    if isinstance(batch, list):
        return [_copy(item) for item in batch]
    return read(batch)
