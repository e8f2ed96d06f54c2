"""A few answers that can be checked by hand."""

import numpy as np
from numpy.testing import assert_allclose
from q18c_from_mlp_to_cnn import (
    added_lines,
    col2im,
    conv2d_backward,
    conv2d_forward,
    im2col,
    maxpool2d_backward,
    maxpool2d_forward,
    predict_cnn,
    train_cnn,
)

IMAGE = np.array([[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]]])  # 2 rows, 3 columns


def test_im2col_of_a_small_image():
    # windows 2 high and 1 wide: one for each column
    assert_allclose(im2col(IMAGE, 2, 1, stride=1, pad=0), [[[1, 2, 3], [4, 5, 6]]])
    # 1 x 1 windows, one in two of a padded image of 4 rows and 5 columns: rows 0 and 2, columns 0, 2, 4
    assert_allclose(im2col(IMAGE, 1, 1, stride=2, pad=1), [[[0, 0, 0, 0, 5, 0]]])


def test_col2im_adds_up_where_windows_overlap():
    cols = np.ones((1, 2, 4))  # windows 1 x 2 of a 2 x 3 image: 2 rows of 2 windows
    assert_allclose(col2im(cols, (1, 1, 2, 3), 1, 2, stride=1, pad=0), [[[[1, 2, 1], [1, 2, 1]]]])


def test_conv2d_forward_does_not_turn_the_kernel():
    W, b = np.array([[[[1.0, 10.0]]]]), np.array([0.5])
    out, _ = conv2d_forward(IMAGE, W, b)
    assert_allclose(out, [[[[21.5, 32.5], [54.5, 65.5]]]])
    out, _ = conv2d_forward(IMAGE, W, b, stride=2, pad=1)
    assert out.shape == (1, 1, 2, 2)  # rows 0 and 2 of 4, columns 0 and 2 of 5
    assert_allclose(out, [[[[0.5, 0.5], [40.5, 65.5]]]])


def test_conv2d_backward_of_two_outputs():
    W = np.array([[[[1.0, 10.0]]]])
    _, cache = conv2d_forward(IMAGE, W, np.zeros(1))
    dx, dW, db = conv2d_backward(np.array([[[[1.0, 0.0], [0.0, 2.0]]]]), cache)
    assert_allclose(dx, [[[[1, 10, 0], [0, 2, 20]]]])
    assert_allclose(dW, [[[[1 + 2 * 5, 2 + 2 * 6]]]])
    assert_allclose(db, [3])


def test_maxpool2d_forward_rounds_down():
    out, _ = maxpool2d_forward(IMAGE, 2, 2)  # the third column has no window
    assert_allclose(out, [[[[5]]]])


def test_maxpool2d_backward_gives_ties_to_the_first():
    out, cache = maxpool2d_forward(np.array([[[[7.0, 7.0, 1.0], [7.0, 0.0, 1.0]]]]), 2, 1)
    assert_allclose(out, [[[[7, 7]]]])
    dx = maxpool2d_backward(np.array([[[[1.0, 20.0]]]]), cache)
    assert_allclose(dx, [[[[1, 20, 0], [0, 0, 0]]]])


def test_train_cnn_tells_upright_from_flat():
    images = np.zeros((40, 8, 8))
    for i in range(20):
        images[i, i % 7 : i % 7 + 2, i % 8] = 1
        images[20 + i, i % 8, i % 7 : i % 7 + 2] = 1
    labels = np.repeat([0, 1], 20)
    params = train_cnn(images, labels, 60, 8, 0.2, np.random.default_rng(0))
    assert np.mean(predict_cnn(params, images) == labels) > 0.9


def test_added_lines_is_a_difference_of_counts():
    mlp = "def f(x):\n    # dense\n    return x\n"
    cnn = "def f(x):\n    y = conv(\n        x\n    )\n    return pool(y); print(y)\n"
    assert added_lines(mlp, cnn) == 2  # 4 less 2
    assert added_lines(cnn, mlp) == -2
