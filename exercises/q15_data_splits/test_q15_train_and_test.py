"""A few splits that you can follow by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from q15_train_and_test import group_split, memorizer_accuracies, time_split, train_test_split


def test_train_test_split_each_row_once():
    train, test = train_test_split(10, 0.25, np.random.default_rng(0))
    assert len(test) == 3  # 2.5, rounded half up
    assert sorted([*train, *test]) == list(range(10))


def test_train_test_split_keeps_the_shares_of_classes():
    y = np.array([0] * 8 + [1] * 4)
    _, test = train_test_split(12, 0.5, np.random.default_rng(0), stratify=y)
    assert sorted(y[np.asarray(test)]) == [0, 0, 0, 0, 1, 1]


def test_train_test_split_needs_two_rows():
    with pytest.raises(ValueError):
        train_test_split(1, 0.5, np.random.default_rng(0))


def test_group_split_one_of_three_patients():
    patients = np.array(["kim", "lee", "kim", "park", "lee", "kim"])
    train, test = group_split(patients, 0.4, np.random.default_rng(0))
    assert len(set(patients[np.asarray(test)])) == 1  # 3 * 0.4 = 1.2
    assert not set(patients[np.asarray(train)]) & set(patients[np.asarray(test)])
    assert sorted([*train, *test]) == [0, 1, 2, 3, 4, 5]


def test_time_split_the_latest_are_the_test():
    train, test = time_split(np.array([30, 10, 50, 20, 40]), 0.4)
    assert sorted(train) == [0, 1, 3] and sorted(test) == [2, 4]


def test_time_split_no_time_on_both_sides():
    # the two latest rows would be 4 and one of the three at 3; all of those go with them
    train, test = time_split(np.array([3, 1, 3, 4, 2, 3]), 0.3)
    assert sorted(train) == [1, 4] and sorted(test) == [0, 2, 3, 5]
    # at 1.0 only one row may be left for training, but both at time 1 are alike
    train, test = time_split(np.array([1, 2, 1]), 1.0)
    assert sorted(train) == [0, 2] and list(test) == [1]


def test_memorizer_accuracies_on_a_line():
    X = np.array([[0.0], [1.0], [4.0], [0.4], [3.0], [2.0]])
    y = np.array([0, 1, 1, 1, 1, 0])
    train, test = memorizer_accuracies(X, y, np.array([0, 1, 2]), np.array([3, 4, 5]))
    assert_allclose(train, 1.0)
    assert_allclose(
        test, 1 / 3
    )  # 0.4 is nearest to 0, 3 to 4, and 2 to 1: only the second is right
