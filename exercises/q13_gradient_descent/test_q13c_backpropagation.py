"""A few answers that can be checked by hand."""

import numpy as np
from numpy.testing import assert_allclose
from q13c_backpropagation import (
    jacobian_chain,
    linear_backward,
    linear_forward,
    mlp_loss_and_grads,
    relu_backward,
    relu_forward,
    softmax_cross_entropy,
)

W = np.array([[1.0, 0.0, 2.0], [0.0, 1.0, 1.0]])


def test_linear_forward_one_row():
    out, _ = linear_forward(np.array([[1.0, 2.0]]), W, np.array([0.5, 0.0, -1.0]))
    assert_allclose(out, [[1.5, 2.0, 3.0]])


def test_linear_backward_two_rows():
    x = np.array([[1.0, 2.0], [3.0, 4.0]])
    dout = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 1.0]])
    _, cache = linear_forward(x, W, np.zeros(3))
    dx, dW, db = linear_backward(dout, cache)
    assert_allclose(dx, [[1.0, 0.0], [2.0, 2.0]])
    assert_allclose(dW, [[1.0, 3.0, 3.0], [2.0, 4.0, 4.0]])
    assert_allclose(db, [1.0, 1.0, 1.0])
    assert db.shape == (3,)


def test_relu_forward_cuts_at_zero():
    out, _ = relu_forward(np.array([-1.0, 0.0, 2.0]))
    assert_allclose(out, [0.0, 0.0, 2.0])


def test_relu_backward_passes_where_the_input_was_positive():
    _, cache = relu_forward(np.array([-1.0, 0.0, 2.0]))
    assert_allclose(relu_backward(np.array([10.0, -20.0, -30.0]), cache), [0.0, 0.0, -30.0])


def test_softmax_cross_entropy_two_rows():
    logits = np.log([[1.0, 3.0], [1.0, 1.0]])  # probabilities 1/4, 3/4 and 1/2, 1/2
    loss, dlogits = softmax_cross_entropy(logits, np.array([1, 0]))
    assert_allclose(loss, (np.log(4 / 3) + np.log(2)) / 2)
    assert_allclose(dlogits, [[0.125, -0.125], [-0.25, 0.25]])


def test_softmax_cross_entropy_with_a_masked_class():
    loss, dlogits = softmax_cross_entropy(np.array([[0.0, -np.inf, 0.0]]), np.array([2]))
    assert_allclose(loss, np.log(2))
    assert_allclose(dlogits, [[0.5, 0.0, -0.5]])


def test_mlp_loss_and_grads_two_layers():
    params = [
        (np.array([[2.0, -1.0]]), np.array([0.0, 0.0])),  # 1 -> (2, -1), the ReLU makes it (2, 0)
        (np.array([[1.0, 0.0], [5.0, 1.0]]), np.array([0.0, 2.0])),  # logits (2, 2)
    ]
    loss, grads = mlp_loss_and_grads(params, np.array([[1.0]]), np.array([0]))
    assert_allclose(loss, np.log(2))
    (dW1, db1), (dW2, db2) = grads
    assert_allclose(dW2, [[-1.0, 1.0], [0.0, 0.0]])
    assert_allclose(db2, [-0.5, 0.5])
    assert_allclose(dW1, [[-0.5, 0.0]])
    assert_allclose(db1, [-0.5, 0.0])


def test_jacobian_chain_two_links():
    first = np.array([[1.0, 2.0, 3.0], [0.0, 1.0, 0.0]])  # 3 inputs, 2 outputs
    second = np.array([[1.0, 4.0]])  # 2 inputs, 1 output
    assert_allclose(jacobian_chain([first, second], np.array([2.0])), [2.0, 12.0, 6.0])
