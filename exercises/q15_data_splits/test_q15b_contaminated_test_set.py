"""Small cases that you can check by hand."""

import numpy as np
import pytest
from q15b_contaminated_test_set import (
    decontaminate,
    exact_overlap,
    honest_accuracy,
    leaky_accuracy,
    near_duplicates,
)


def test_exact_overlap_in_order():
    train = np.array([[1.0, 2.0], [3.0, 4.0], [1.0, 2.0]])
    test = np.array([[3.0, 4.0], [1.0, 2.0], [5.0, 6.0]])
    assert exact_overlap(train, test).tolist() == [[0, 1], [1, 0], [2, 1]]


def test_exact_overlap_is_exact():
    train = np.array([[0.0, 1.0], [np.nan, 1.0], [0.5, 1.0]])
    test = np.array([[-0.0, 1.0], [np.nan, 1.0], [0.5, 1.0 + 1e-12]])
    assert exact_overlap(train, test).tolist() == [[0, 0]]


def test_exact_overlap_of_nothing():
    assert exact_overlap(np.ones((2, 3)), np.zeros((4, 3))).shape == (0, 2)
    with pytest.raises(ValueError):
        exact_overlap(np.ones((2, 3)), np.ones((2, 1)))


def test_near_duplicates_by_the_angle():
    # cosines of (3, 4): 1 with (6, 8), 0.96 with (4, 3), 0 with (-4, 3)
    train = np.array([[3.0, 4.0], [0.0, 0.0]])
    test = np.array([[4.0, 3.0], [6.0, 8.0], [-4.0, 3.0]])
    assert near_duplicates(train, test, 0.95).tolist() == [[0, 0], [0, 1]]
    assert near_duplicates(train, test, 0.97).tolist() == [[0, 1]]
    assert near_duplicates(train, test, -0.5).tolist() == [[0, 0], [0, 1], [0, 2]]


def test_decontaminate_keeps_the_other_training_rows():
    train = np.array([[3.0, 4.0], [0.0, 0.0], [1.0, -1.0]])
    test = np.array([[4.0, 3.0], [6.0, 8.0]])
    assert decontaminate(train, test, 0.95).tolist() == [1, 2]


def make_rows():
    """The first feature tells the classes apart, the second is constant; rows sorted by class."""
    X = np.array([[0.0, 7.0], [1.0, 7.0], [2.0, 7.0], [8.0, 7.0], [9.0, 7.0], [10.0, 7.0]])
    return X, np.array([0, 0, 0, 1, 1, 1])


def test_leaky_accuracy_of_separate_classes():
    X, y = make_rows()
    assert leaky_accuracy(X, y, 1, 6, np.random.default_rng(0)) == 1.0


def test_honest_accuracy_of_separate_classes():
    X, y = make_rows()
    assert honest_accuracy(X, y, 1, 6, np.random.default_rng(0)) == 1.0


def test_honest_accuracy_leaves_each_row_out():
    # Without row 0 both means are 2, a tie, so class 0: right. Without row 3 both are 1, so class 0
    # again: wrong. Rows 1 and 2 lie nearer to the other class. 1 row of 4.
    X, y = np.array([[0.0], [2.0], [1.0], [3.0]]), np.array([0, 0, 1, 1])
    assert honest_accuracy(X, y, 1, 4, np.random.default_rng(0)) == 0.25


def test_honest_accuracy_is_about_chance_on_random_labels():
    honest, leaky = [], []
    for seed in range(10):
        rng = np.random.default_rng(seed)
        X, y = rng.normal(size=(40, 300)), rng.integers(2, size=40)
        honest.append(honest_accuracy(X, y, 10, 5, rng))
        leaky.append(leaky_accuracy(X, y, 10, 5, rng))
    assert 0.35 < np.mean(honest) < 0.65
    assert np.mean(leaky) > 0.8
