"""A few answers that can be checked by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from q15a_validation_set import k_fold, select_model, selection_optimism, three_way_split


def test_three_way_split_parts_add_up():
    parts = three_way_split(11, (0.4, 0.3, 0.3), np.random.default_rng(0))
    assert [len(part) for part in parts] == [4, 4, 3]  # cut at 4.4 and 7.7, rounded to 4 and 8
    assert sorted(np.concatenate(parts)) == list(range(11))


def test_three_way_split_fractions_must_sum_to_one():
    with pytest.raises(ValueError):
        three_way_split(10, (0.6, 0.2, 0.1), np.random.default_rng(0))


def test_k_fold_each_row_is_validated_on_once():
    splits = k_fold(10, 3, np.random.default_rng(0))
    assert [len(val) for _, val in splits] == [4, 3, 3]
    assert sorted(np.concatenate([val for _, val in splits])) == list(range(10))
    for train, val in splits:
        assert sorted([*train, *val]) == list(range(10))


def test_select_model_does_not_look_at_the_test():
    index, score = select_model(np.array([0.7, 0.9, 0.8]), np.array([0.7, 0.75, 0.95]))
    assert index == 1
    assert_allclose(score, 0.75)


def test_selection_optimism_of_a_single_model():
    assert abs(selection_optimism(1, 100, np.random.default_rng(0), trials=1000)) < 0.01


def test_selection_optimism_of_many_on_one_question():
    # one of 60 coins is as good as certain to be right, and its accuracy is then 1
    assert_allclose(selection_optimism(60, 1, np.random.default_rng(0), trials=5), 0.5)
