"""Small cases that you can check by hand, and a few that hold whatever the generator draws."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from q08_weight_initialization import (
    activation_variances,
    fan_in_and_fan_out,
    he_normal,
    he_uniform,
    is_symmetric_failure,
    lecun_normal,
    orthogonal,
    xavier_normal,
    xavier_uniform,
)


def test_fan_in_and_fan_out_of_a_dense_layer():
    assert tuple(fan_in_and_fan_out((3, 5))) == (3, 5)


def test_fan_in_and_fan_out_of_a_convolution():
    assert tuple(fan_in_and_fan_out((16, 3, 5, 2))) == (30, 160)


def test_fan_in_and_fan_out_of_a_vector():
    with pytest.raises(ValueError):
        fan_in_and_fan_out((7,))


def test_xavier_uniform_fills_its_interval():
    W = xavier_uniform((100, 50), np.random.default_rng(0))  # the bound is sqrt(6 / 150) = 0.2
    assert W.shape == (100, 50)
    assert 0.198 < W.max() <= 0.2
    assert -0.2 <= W.min() < -0.198


def test_xavier_normal_has_its_standard_deviation():
    W = xavier_normal((100, 100), np.random.default_rng(0), gain=3.0)
    assert W.shape == (100, 100)
    assert_allclose(W.std(), 0.3, rtol=0.05)


def test_he_normal_has_its_standard_deviation():
    rng = np.random.default_rng(0)
    assert_allclose(he_normal((200, 50), rng).std(), 0.1, rtol=0.05)
    assert_allclose(he_normal((200, 50), rng, mode="fan_out").std(), 0.2, rtol=0.05)


def test_he_uniform_fills_its_interval():
    W = he_uniform((20, 6, 5, 5), np.random.default_rng(0))  # the bound is sqrt(6 / 150) = 0.2
    assert W.shape == (20, 6, 5, 5)
    assert 0.19 < np.abs(W).max() <= 0.2


def test_lecun_normal_has_its_standard_deviation():
    W = lecun_normal((100, 80), np.random.default_rng(0))
    assert_allclose(W.std(), 0.1, rtol=0.05)


def test_orthogonal_has_orthonormal_rows_or_columns():
    rng = np.random.default_rng(0)
    tall = orthogonal((5, 3), rng)
    assert_allclose(tall.T @ tall, np.eye(3), atol=1e-9)
    kernel = orthogonal((4, 2, 3, 3), rng, gain=2.0)
    matrix = kernel.reshape(4, -1)
    assert_allclose(matrix @ matrix.T, 4 * np.eye(4), atol=1e-9)


def test_activation_variances_of_layers_that_double():
    rng = np.random.default_rng(0)
    variances = activation_variances(lambda shape, rng: 2 * np.eye(*shape), lambda z: z, 3, 4, rng)
    assert variances.shape == (4,)
    assert_allclose(variances[1:] / variances[:-1], [4, 4, 4])
    assert_allclose(variances[0], 4, rtol=0.2)


def test_activation_variances_with_he_and_relu():
    rng = np.random.default_rng(0)
    variances = activation_variances(he_normal, lambda z: np.maximum(z, 0), 200, 5, rng)
    assert np.all((variances > 0.4) & (variances < 1.1))


def test_is_symmetric_failure_of_zeros():
    params = [(np.zeros((2, 3)), np.zeros(3)), (np.zeros((3, 1)), np.zeros(1))]
    grads = [(np.zeros((2, 3)), np.zeros(3)), (np.zeros((3, 1)), np.array([0.5]))]
    assert is_symmetric_failure(params, grads)


def test_is_symmetric_failure_of_different_units():
    W = np.array([[1.0, 2.0], [1.0, 2.0]])
    params = [(W, np.zeros(2)), (np.ones((2, 1)), np.zeros(1))]
    grads = [(np.ones((2, 2)), np.ones(2)), (np.ones((2, 1)), np.ones(1))]
    assert not is_symmetric_failure(params, grads)
