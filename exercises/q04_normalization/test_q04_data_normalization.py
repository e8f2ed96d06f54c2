"""A few numbers that you can check by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from q04_data_normalization import MinMaxScaler, StandardScaler, condition_number, steps_to_converge

TRAIN = np.array([[1.0, 10.0], [3.0, 40.0], [5.0, 10.0], [3.0, 40.0]])
TEST = np.array([[5.0, 100.0]])


def test_StandardScaler_mean_and_scale():
    scaler = StandardScaler().fit(TRAIN)
    assert_allclose(scaler.mean_, [3, 25])
    assert_allclose(scaler.scale_, [np.sqrt(2), 15])
    assert_allclose(scaler.transform(TRAIN[:2]), [[-np.sqrt(2), -1], [0, 1]], atol=1e-12)


def test_StandardScaler_keeps_to_the_training_data():
    scaler = StandardScaler().fit(TRAIN)
    assert_allclose(scaler.transform(TEST), [[np.sqrt(2), 5]])
    assert_allclose(scaler.transform(TEST), [[np.sqrt(2), 5]])


def test_StandardScaler_inverse():
    scaler = StandardScaler().fit(TRAIN)
    assert_allclose(scaler.inverse_transform(np.array([[np.sqrt(2), 5.0]])), TEST)


def test_StandardScaler_of_a_constant_column():
    X = np.array([[0.1], [0.1], [0.1]])  # np.std gives 1.4e-17
    scaler = StandardScaler().fit(X)
    assert_allclose(scaler.scale_, [1])
    assert_allclose(scaler.transform(X), [[0], [0], [0]], atol=1e-12)


def test_StandardScaler_misuse():
    with pytest.raises(ValueError):
        StandardScaler().transform(TRAIN)
    with pytest.raises(ValueError):
        StandardScaler().fit(TRAIN).transform(TRAIN[:, :1])


def test_MinMaxScaler_maps_to_the_range():
    scaler = MinMaxScaler().fit(TRAIN)
    assert_allclose(scaler.data_min_, [1, 10])
    assert_allclose(scaler.data_max_, [5, 40])
    assert_allclose(scaler.transform(TRAIN[:3]), [[0, 0], [0.5, 1], [1, 0]])
    wider = MinMaxScaler(feature_range=(-1, 3)).fit(TRAIN)
    assert_allclose(wider.transform(TRAIN[:3]), [[-1, -1], [1, 3], [3, -1]])


def test_MinMaxScaler_does_not_clip():
    assert_allclose(MinMaxScaler().fit(TRAIN).transform(TEST), [[1, 3]])


def test_MinMaxScaler_inverse():
    scaler = MinMaxScaler(feature_range=(-1, 3)).fit(TRAIN)
    assert_allclose(scaler.inverse_transform(np.array([[1.0, 3.0]])), [[3, 40]])


def test_MinMaxScaler_of_a_constant_column():
    scaler = MinMaxScaler(feature_range=(-1, 3)).fit(np.array([[7.0], [7.0]]))
    assert_allclose(scaler.transform(np.array([[7.0]])), [[-1]])
    assert_allclose(scaler.inverse_transform(np.array([[-1.0]])), [[7]])


def test_MinMaxScaler_misuse():
    with pytest.raises(ValueError):
        MinMaxScaler().transform(TRAIN)
    with pytest.raises(ValueError):
        MinMaxScaler(feature_range=(1, 1)).fit(TRAIN)


def test_condition_number_is_that_of_the_hessian():
    # X.T @ X / N is [[2, 0], [0, 32]].
    assert_allclose(condition_number(np.array([[2.0, 0.0], [0.0, 8.0]])), 16)


def test_condition_number_of_dependent_columns():
    assert condition_number(np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]])) == np.inf
    assert condition_number(np.zeros((3, 2))) == np.inf


def test_steps_to_converge_in_a_round_bowl_is_one():
    X, y = np.array([[2.0, 0.0], [0.0, -2.0]]), np.array([1.0, 3.0])
    assert steps_to_converge(X, y, tol=1e-6, max_steps=100) == 1


def test_steps_to_converge_in_a_stretched_bowl():
    # Curvatures 1 and 9: the step is 1/5, and each step leaves 4/5 of the gradient's norm.
    X, y = np.sqrt(2) * np.array([[1.0, 0.0], [0.0, 3.0]]), np.array([3.0, 1.0]) / np.sqrt(2)
    # The gradient at 0 is (-3, -3) / 2, its norm 2.12; 0.8^3 of that is 1.086, 0.8^4 is 0.869.
    assert steps_to_converge(X, y, tol=1.0, max_steps=100) == 4
    assert steps_to_converge(X, y, tol=1.0, max_steps=3) == 3
    assert steps_to_converge(X, y, tol=3.0, max_steps=100) == 0
