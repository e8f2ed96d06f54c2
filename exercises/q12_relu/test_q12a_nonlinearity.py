"""A few answers that can be checked by hand."""

import numpy as np
from numpy.testing import assert_allclose
from q12a_nonlinearity import collapse_linear_layers, is_affine, xor_network


def test_collapse_linear_layers_of_two():
    weights = [np.array([[2.0, 0.0]]), np.array([[3.0], [5.0]])]
    biases = [np.array([1.0, -1.0]), np.array([10.0])]
    W, b = collapse_linear_layers(weights, biases)
    assert_allclose(W, [[6.0]])  # 2 * 3 + 0 * 5
    assert_allclose(b, [8.0])  # 1 * 3 - 1 * 5 + 10


def test_collapse_linear_layers_of_one():
    W, b = collapse_linear_layers([np.array([[1.0, 2.0]])], [np.array([3.0, 4.0])])
    assert_allclose(W, [[1.0, 2.0]])
    assert_allclose(b, [3.0, 4.0])


def test_is_affine_with_an_offset():
    rng = np.random.default_rng(0)
    assert is_affine(lambda x: 3 * x[:, 0] - x[:, 1] + 5, 2, rng)


def test_is_affine_not_for_relu():
    rng = np.random.default_rng(0)
    assert not is_affine(lambda x: np.maximum(x, 0), 3, rng)


def test_xor_network_gives_the_table_exactly():
    W1, b1, W2, b2 = xor_network()
    x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    out = np.maximum(x @ W1 + b1, 0) @ W2 + b2
    assert out.tolist() == [[0.0], [1.0], [1.0], [0.0]]
