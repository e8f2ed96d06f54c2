"""The 8x8 digits that scikit-learn ships: no download, and small enough to train on in a second."""

from __future__ import annotations

import numpy as np


def load_digits() -> tuple[np.ndarray, np.ndarray]:
    """Handwritten digits (Alpaydin & Kaynak, 1998), the test part of the UCI set.

    Returns:
        ``(images, labels)``: images ``(1797, 8, 8)``, float64 in [0, 1] (ink divided by 16); labels
        ``(1797,)``, int64 from 0 to 9.
    """
    from sklearn import datasets

    bunch = datasets.load_digits()
    return bunch.images / 16, bunch.target.astype(np.int64)
