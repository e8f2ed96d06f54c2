"""A few answers that can be checked by hand."""

import numpy as np
from numpy.testing import assert_allclose
from q18b_backprop_lines import backward, logical_lines


def test_backward_of_one_layer():
    # equal logits: softmax is (1/2, 1/2), so delta is (-1/2, 1/2) for the one row, of class 0
    params = [(np.zeros((2, 2)), np.zeros(2))]
    [(dW, db)] = backward(params, [np.array([[1.0, 3.0]]), np.zeros((1, 2))], np.array([0]))
    assert_allclose(dW, [[-0.5, 0.5], [-1.5, 1.5]])
    assert_allclose(db, [-0.5, 0.5])


def test_backward_of_two_layers_stops_at_a_closed_relu():
    params = [(np.eye(2), np.zeros(2)), (np.array([[2.0, 0.0], [0.0, 2.0]]), np.zeros(2))]
    x, hidden = np.array([[1.0, -1.0]]), np.array([[1.0, 0.0]])
    logits = np.array([[0.0, 0.0]])
    (dW1, db1), (dW2, db2) = backward(params, [x, hidden, logits], np.array([1]))
    assert_allclose(db2, [0.5, -0.5])
    assert_allclose(dW2, [[0.5, -0.5], [0.0, 0.0]])
    assert_allclose(db1, [1.0, 0.0])  # 2 * 0.5, and nothing through the unit that was off
    assert_allclose(dW1, [[1.0, 0.0], [-1.0, 0.0]])


def test_logical_lines_are_statements():
    assert logical_lines("") == 0
    assert logical_lines("a = 1; b = 2\n\n# a comment\nc = (1 +\n     2)\n") == 3


def test_logical_lines_of_a_function():
    source = 'def f(x):\n    """Not counted."""\n    if x:\n        return 1\n    else:\n        return 2\n'
    assert logical_lines(source) == 4  # def, if, and two returns


def test_logical_lines_count_a_lambda_once_more():
    assert logical_lines("f = lambda x: x + 1\n") == 2
