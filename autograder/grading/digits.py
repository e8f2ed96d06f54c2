"""The digits that a case trains and tests on: made new from the public ones by the case's seed.

The public set is known to everyone, so a grade must not hang on knowing it. All images are moved by one secret
shift, blurred and made noisy, and the ten classes get secret numbers: what a submission has learned elsewhere
is of no use, what it learns from the training rows is.
"""

from __future__ import annotations

from functools import cache

import numpy as np

CLASSES = 10
_MOST_SHIFT = 1  # pixels
_MOST_BLUR = 0.05  # share of a pixel that goes to each of its four neighbours
_NOISE = 0.08  # of full ink


class Digits:
    """``(x, y), (x_test, y_test) = digits(600, 300)``: disjoint parts of a seeded version of the data set."""

    def __init__(self, seed: int) -> None:
        self._rng = np.random.Generator(np.random.PCG64([seed, 8]))  # apart from the case's own rng

    def __call__(self, *sizes: int) -> list[tuple[np.ndarray, np.ndarray]]:
        """For each size a pair: images ``(size, 8, 8)``, float64 in [0, 1], and labels ``(size,)``, int64.

        Every part has all ten classes, each within one row as often as the others. The rows of one call
        are disjoint, 1,700 of them at most; another call makes another version.
        """
        images, labels = _public()
        order = self._dealt(labels)
        if sum(sizes) > len(order):
            raise ValueError(f"there are {len(order)} digits, and {sum(sizes)} were asked for")
        version = self._version(images)
        names = self._rng.permutation(CLASSES)
        parts, start = [], 0
        for size in sizes:
            rows = self._rng.permutation(order[start : start + size])
            parts.append((version[rows], names[labels[rows]]))
            start += size
        return parts

    def _dealt(self, labels: np.ndarray) -> np.ndarray:
        """Rows in an order in which the classes take turns."""
        classes = [self._rng.permutation(np.flatnonzero(labels == k)) for k in range(CLASSES)]
        shortest = min(map(len, classes))
        return np.stack([rows[:shortest] for rows in classes], axis=1).ravel()

    def _version(self, images: np.ndarray) -> np.ndarray:
        down, right = self._rng.integers(-_MOST_SHIFT, _MOST_SHIFT + 1, size=2)
        padded = np.pad(images, ((0, 0), (2, 2), (2, 2)))
        height, width = images.shape[1:]

        def moved(dy: int, dx: int) -> np.ndarray:
            top, left = 2 - down - dy, 2 - right - dx
            return padded[:, top : top + height, left : left + width]

        blur = self._rng.uniform(0, _MOST_BLUR)
        around = moved(1, 0) + moved(-1, 0) + moved(0, 1) + moved(0, -1)
        blurred = (1 - 4 * blur) * moved(0, 0) + blur * around
        return np.clip(blurred + _NOISE * self._rng.normal(size=images.shape), 0, 1)


@cache
def _public() -> tuple[np.ndarray, np.ndarray]:
    from autograder.data.digits import load_digits

    return load_digits()
