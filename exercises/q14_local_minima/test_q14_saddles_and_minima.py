"""A few answers that can be checked by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from q14_saddles_and_minima import (
    align_units,
    critical_point_type,
    fraction_of_minima,
    loss_barrier,
    negative_curvature_direction,
    permute_hidden_units,
)


def network():
    """Two inputs, three hidden units, one output."""
    W1, b1 = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), np.array([0.1, 0.2, 0.3])
    W2, b2 = np.array([[10.0], [20.0], [30.0]]), np.array([7.0])
    return [(W1, b1), (W2, b2)]


def test_critical_point_type_of_small_matrices():
    assert critical_point_type(np.array([[2.0, 0.0], [0.0, 3.0]]), 1e-6) == "minimum"
    assert critical_point_type(np.array([[-2.0, 0.0], [0.0, -3.0]]), 1e-6) == "maximum"
    assert critical_point_type(np.array([[0.0, 1.0], [1.0, 0.0]]), 1e-6) == "saddle"  # of x y
    assert critical_point_type(np.array([[2.0, 0.0], [0.0, 0.0]]), 1e-6) == "degenerate"


def test_critical_point_type_of_a_saddle_with_a_flat_direction():
    assert critical_point_type(np.diag([1.0, 0.0, -1.0]), 1e-6) == "saddle"


def test_critical_point_type_refuses_what_is_not_symmetric():
    with pytest.raises(ValueError):
        critical_point_type(np.array([[1.0, 2.0], [0.0, 1.0]]), 1e-6)


def test_negative_curvature_direction_of_x_times_y():
    direction = negative_curvature_direction(np.array([[0.0, 1.0], [1.0, 0.0]]))
    assert_allclose(np.abs(direction), [np.sqrt(0.5), np.sqrt(0.5)])
    assert_allclose(direction[0], -direction[1])  # one up, the other down, or the other way round


def test_negative_curvature_direction_of_a_bowl():
    assert negative_curvature_direction(np.diag([1.0, 2.0])) is None


def test_fraction_of_minima_in_one_dimension_is_a_half():
    assert abs(fraction_of_minima(1, 2000, np.random.default_rng(0)) - 0.5) < 0.06


def test_fraction_of_minima_in_ten_dimensions_is_next_to_nothing():
    assert fraction_of_minima(10, 200, np.random.default_rng(0)) == 0


def test_loss_barrier_of_a_hill():
    # x^2 (x - 2)^2 + x is 8, 0, 1.0625, 2 and 2 at -1, 0, 0.5, 1 and 2
    def f(x):
        return float((x**2 * (x - 2) ** 2 + x)[0])

    assert_allclose(loss_barrier(f, np.array([0.0]), np.array([2.0]), 3), 1.0)  # 2 - (0 + 2) / 2
    assert_allclose(loss_barrier(f, np.array([-1.0]), np.array([2.0]), 3), 0.0)  # below (8 + 2) / 2


def test_permute_hidden_units_moves_everything_of_a_unit():
    (W1, b1), (W2, b2) = permute_hidden_units(network(), [2, 0, 1])
    assert_allclose(W1, [[3.0, 1.0, 2.0], [6.0, 4.0, 5.0]])
    assert_allclose(b1, [0.3, 0.1, 0.2])
    assert_allclose(W2, [[30.0], [10.0], [20.0]])
    assert_allclose(b2, [7.0])


def test_permute_hidden_units_refuses_what_is_no_permutation():
    with pytest.raises(ValueError):
        permute_hidden_units(network(), [0, 0, 1])


def test_align_units_undoes_a_permutation():
    mixed = permute_hidden_units(network(), [2, 0, 1])
    for layer, expected in zip(align_units(network(), mixed), network()):
        for array, values in zip(layer, expected):
            assert_allclose(array, values)
