"""A few answers that can be checked by hand, and what holds whatever the generator draws."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from q11_one_shot_learning import (
    contrastive_loss,
    contrastive_loss_grad,
    few_shot_accuracy,
    learning_curve,
    prototype_logits,
    prototypes,
    sample_episode,
)


def test_learning_curve_keeps_the_order_of_sizes():
    X, y = np.arange(10.0).reshape(10, 1), np.arange(10)

    def fit(X, y):  # the "model" is the number of rows that it has seen
        assert_array_equal(X[:, 0], y)  # a row keeps its label
        return len(X)

    def score(model, X, y):
        return model / len(X)

    curve = learning_curve(fit, score, X, y, X[:4], y[:4], [8, 2, 10], np.random.default_rng(0))
    assert curve.shape == (3,)
    assert_allclose(curve, [2.0, 0.5, 2.5])


def test_learning_curve_of_more_rows_than_there_are():
    X, y = np.zeros((5, 2)), np.zeros(5, dtype=int)
    with pytest.raises(ValueError):
        learning_curve(
            lambda X, y: 0, lambda m, X, y: 0.0, X, y, X, y, [6], np.random.default_rng(0)
        )


def test_sample_episode_uses_the_only_rows_there_are():
    labels = np.array([4, 9, 9, 4, 7, 4, 9])  # 7 has too few rows
    support, query = sample_episode(labels, 2, 1, 2, np.random.default_rng(0))
    assert support.shape == (2,)
    assert query.shape == (4,)
    assert sorted([*support, *query]) == [0, 1, 2, 3, 5, 6]
    assert_array_equal(labels[query], np.repeat(labels[support], 2))  # one order of classes


def test_sample_episode_with_too_few_rows():
    with pytest.raises(ValueError):
        sample_episode(np.array([0, 0, 1, 1, 1]), 2, 1, 2, np.random.default_rng(0))


def test_prototypes_are_means():
    support = np.array([[1.0, 0.0], [4.0, 4.0], [3.0, 2.0]])
    classes, protos = prototypes(support, np.array([8, 5, 8]))
    assert_array_equal(classes, [5, 8])
    assert_allclose(protos, [[4.0, 4.0], [2.0, 1.0]])


def test_prototype_logits_by_hand():
    queries = np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 1.0]])
    protos = np.array([[3.0, 4.0], [1.0, 1.0]])
    assert_allclose(prototype_logits(queries, protos), [[-25, -2], [-13, 0], [-10, -1]])


def test_contrastive_loss_by_hand():
    a = np.array([[0.0, 0.0], [3.0, 4.0], [0.0, 3.0], [9.0, 0.0]])
    b = np.zeros((4, 2))  # the distances are 0, 5, 3 and 9
    loss = contrastive_loss(a, b, np.array([0, 1, 0, 0]), margin=4.0)
    assert_allclose(loss, (16 + 25 + 1 + 0) / 2 / 4)


def test_contrastive_loss_grad_by_hand():
    a = np.array([[0.0, 0.0], [3.0, 4.0], [0.0, 3.0], [9.0, 0.0]])
    b = np.zeros((4, 2))
    grad_a, grad_b = contrastive_loss_grad(a, b, np.array([False, True, False, False]), margin=4.0)
    assert_allclose(4 * grad_a, [[0, 0], [3, 4], [0, -1], [0, 0]])
    assert_allclose(4 * grad_b, [[0, 0], [-3, -4], [0, 1], [0, 0]])


def test_few_shot_accuracy_of_a_perfect_embedding():
    y = np.repeat([10, 20, 30, 40], 5)
    X = np.stack([y, np.zeros(20)], axis=1)
    mean, half_width = few_shot_accuracy(lambda X: X, X, y, 3, 2, 3, 10, np.random.default_rng(0))
    assert_allclose([mean, half_width], [1.0, 0.0])


def test_few_shot_accuracy_of_a_useless_embedding():
    y = np.repeat([10, 20, 30, 40], 5)
    mean, half_width = few_shot_accuracy(
        lambda X: np.ones((len(X), 1)), np.zeros((20, 2)), y, 4, 1, 2, 10, np.random.default_rng(0)
    )
    assert_allclose([mean, half_width], [0.25, 0.0], atol=1e-12)  # everything is a tie


def test_few_shot_accuracy_of_one_episode():
    y = np.repeat([10, 20], 5)
    with pytest.raises(ValueError):
        few_shot_accuracy(lambda X: X, np.ones((10, 2)), y, 2, 1, 1, 1, np.random.default_rng(0))
