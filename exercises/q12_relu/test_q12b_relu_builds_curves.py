"""A few answers that can be checked by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from q12b_relu_builds_curves import count_linear_pieces, evaluate, interpolation_error, relu_interpolator


def _graph(params, x):
    """The network's outputs, without your evaluate."""
    w1, b1, w2, b2 = params
    return [b2 + sum(w2 * np.maximum(w1 * number + b1, 0)) for number in x]


def test_relu_interpolator_of_a_tent():
    params = relu_interpolator(np.array([0.0, 1.0, 3.0]), np.array([1.0, 3.0, 2.0]))
    assert_allclose(_graph(params, [0, 1, 3]), [1, 3, 2])  # the knots
    assert_allclose(_graph(params, [0.5, 2]), [2, 2.5])  # between them
    assert_allclose(_graph(params, [-1, 5]), [-1, 1])  # beyond them: slopes 2 and -1/2


def test_relu_interpolator_of_unsorted_knots():
    params = relu_interpolator(np.array([3.0, 0.0, 1.0]), np.array([2.0, 1.0, 3.0]))
    assert_allclose(_graph(params, [0, 1, 3]), [1, 3, 2])


def test_relu_interpolator_of_bad_knots():
    with pytest.raises(ValueError):
        relu_interpolator(np.array([1.0, 1.0]), np.array([0.0, 2.0]))
    with pytest.raises(ValueError):
        relu_interpolator(np.array([1.0]), np.array([2.0]))


# 3 relu(2 x - 2) - relu(-x) + 5: kinks at 1 and at 0, slopes 1, 0 and 6
PARAMS = (np.array([2.0, -1.0]), np.array([-2.0, 0.0]), np.array([3.0, -1.0]), 5.0)


def test_evaluate_two_units():
    out = evaluate(PARAMS, np.array([[-4.0, 0.0, 0.5], [1.0, 2.0, 3.0]]))
    assert_allclose(out, [[1, 5, 5], [5, 11, 17]])
    assert_allclose(evaluate(PARAMS, 2.0), 11)


def test_interpolation_error_of_a_parabola():
    # for x^2 it is h^2 / 4, in the middle of each segment, with h = 0.2 and h = 0.1
    assert_allclose(interpolation_error(lambda x: x**2, 0.0, 1.0, 6), 0.01)
    assert_allclose(interpolation_error(lambda x: x**2, 0.0, 1.0, 11), 0.0025)


def test_interpolation_error_of_a_straight_line():
    assert_allclose(interpolation_error(lambda x: 3 * x - 1, -1.0, 2.0, 4), 0, atol=1e-12)


def test_count_linear_pieces_of_two_units():
    assert count_linear_pieces(PARAMS, -10, 10) == 3
    assert count_linear_pieces(PARAMS, 0.5, 10) == 2
    assert count_linear_pieces(PARAMS, 0.0, 1.0) == 1


def test_count_linear_pieces_of_units_that_cancel():
    # relu(x) - relu(-x) is x, without a kink
    params = (np.array([1.0, -1.0]), np.zeros(2), np.array([1.0, -1.0]), 0.0)
    assert count_linear_pieces(params, -1, 1) == 1
