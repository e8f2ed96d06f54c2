"""A few answers that can be checked by hand, and the public digits."""

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal
from q18_numpy_mlp import forward, init_mlp, loss_and_grads, predict, train

TWO_LAYERS = [
    (np.array([[1.0, -1.0], [0.0, 2.0]]), np.array([0.0, 1.0])),
    (np.array([[1.0, -1.0], [2.0, 0.0]]), np.array([0.0, -3.0])),
]


def test_init_mlp_shapes_and_spread():
    (W1, b1), (W2, b2) = init_mlp([50, 200, 10], np.random.default_rng(0))
    assert W1.shape == (50, 200) and W2.shape == (200, 10)
    assert_array_equal(b1, np.zeros(200))
    assert_array_equal(b2, np.zeros(10))
    assert abs(W1.std() - 0.2) < 0.01  # sqrt(2 / 50)
    assert abs(W2.std() - 0.1) < 0.01  # sqrt(2 / 200)


def test_forward_by_hand():
    # hidden: relu(1, -1 + 1) = (1, 0), and relu(-1, 1 + 2 + 1) = (0, 4); the logits may be negative
    logits = forward(TWO_LAYERS, np.array([[1.0, 0.0], [-1.0, 1.0]]))
    assert_allclose(logits, [[1.0, -4.0], [8.0, -3.0]])


def test_loss_and_grads_of_equal_logits():
    # softmax is (1/2, 1/2), so the loss is ln 2; the mean over two rows divides by 2
    params = [(np.zeros((2, 2)), np.zeros(2))]
    loss, [(dW, db)] = loss_and_grads(params, np.array([[1.0, 3.0], [5.0, 0.0]]), np.array([0, 1]))
    assert_allclose(loss, np.log(2))
    assert_allclose(dW, [[1.0, -1.0], [-0.75, 0.75]])
    assert_allclose(db, [0.0, 0.0], atol=1e-12)


def test_loss_and_grads_come_in_the_order_of_params():
    x, labels = np.array([[1.0, 0.0], [-1.0, 1.0]]), np.array([1, 0])
    loss, grads = loss_and_grads(TWO_LAYERS, x, labels)
    assert_allclose(loss, (np.log1p(np.exp(5)) + np.log1p(np.exp(-11))) / 2)
    for pair, arrays in zip(grads, TWO_LAYERS):
        assert [gradient.shape for gradient in pair] == [array.shape for array in arrays]


def test_train_one_step_with_all_rows():
    x, labels = np.array([[1.0], [-1.0], [3.0]]), np.array([0, 1, 0])
    [(W, b)] = train(x, labels, [1, 2], 0, 3, 0.5, np.random.default_rng(7))
    _, [(dW, db)] = loss_and_grads([(W, b)], x, labels)
    [(W_after, b_after)] = train(x, labels, [1, 2], 1, 3, 0.5, np.random.default_rng(7))
    assert_allclose(W_after, W - 0.5 * dW)
    assert_allclose(b_after, b - 0.5 * db)


def test_train_on_the_digits():
    from sklearn.datasets import load_digits

    x, labels = load_digits(return_X_y=True)
    x = x / 16
    params = train(x[:1000], labels[:1000], [64, 32, 10], 20, 32, 0.2, np.random.default_rng(0))
    assert np.mean(predict(params, x[1000:]) == labels[1000:]) > 0.85


def test_predict_with_a_tie():
    params = [(np.array([[0.0, 1.0, 1.0]]), np.array([0.0, -1.0, -1.0]))]
    assert_array_equal(predict(params, np.array([[3.0], [1.0], [0.0]])), [1, 0, 0])
