"""The digits, as they are shipped and as a case gets them."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.data.digits import load_digits
from autograder.grading.digits import Digits


def test_the_embedded_digits():
    images, labels = load_digits()
    assert images.shape == (1797, 8, 8) and images.dtype == np.float64 and labels.dtype == np.int64
    assert images.min() == 0 and images.max() == 1 and set(labels) == set(range(10))


def test_parts_are_balanced_disjoint_and_in_range():
    train, test = Digits(5)(705, 300)
    for (images, labels), size in ((train, 705), (test, 300)):
        assert images.shape == (size, 8, 8) and images.dtype == np.float64
        assert images.min() >= 0 and images.max() <= 1
        assert set(np.bincount(labels)) <= {size // 10, -(-size // 10)}
    rows = {image.tobytes() for images, _ in (train, test) for image in images}
    assert len(rows) == 1005


def test_a_seed_repeats_and_another_differs():
    (first, labels), *_ = Digits(5)(50)
    (again, _), *_ = Digits(5)(50)
    (other, others), *_ = Digits(6)(50)
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other) and not np.array_equal(labels, others)


def test_knowing_the_public_set_does_not_help():
    """The nearest public image's label is right no more often than chance, on the mean over seeds."""
    images, labels = load_digits()
    hits = []
    for seed in range(12):
        [(x, y)] = Digits(seed)(100)
        distances = ((x.reshape(100, 1, 64) - images.reshape(1, -1, 64)) ** 2).sum(-1)
        hits.append(np.mean(labels[distances.argmin(1)] == y))
    assert np.mean(hits) < 0.3


def test_more_than_there_are_is_the_graders_mistake():
    with pytest.raises(ValueError, match="were asked for"):
        Digits(5)(1000, 1000)
