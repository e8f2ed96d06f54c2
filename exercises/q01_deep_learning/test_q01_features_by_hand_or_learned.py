"""A few answers that can be checked by hand, and the public digits."""

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal
from q01_features_by_hand_or_learned import (
    apply_features,
    fit_linear_classifier,
    handcrafted_features,
    learn_features,
    linear_probe_accuracy,
    predict,
)


def test_handcrafted_features_by_hand():
    image = np.array([[0.0, 4.0, 1.0], [0.0, 3.0, 0.0]])
    features = handcrafted_features(image[None])
    # Ink 8 in 6 pixels. Left-right |0-1| twice; top-bottom 1 + 1, each twice. Rows: 3 of 8 are in
    # row 1; columns: (7 * 1 + 1 * 2) / 8. Above half of 4 are 4 and 3.
    assert_allclose(features, [[8 / 6, 2 / 6, 4 / 6, 3 / 8, 9 / 8, 2 / 6]])


def test_handcrafted_features_of_an_empty_image():
    assert_allclose(handcrafted_features(np.zeros((1, 3, 4))), [[0, 0, 0, 1, 1.5, 0]])


def test_fit_linear_classifier_on_three_points():
    # The line through (-1, 1), (0, 0), (1, 0), by least squares, is 1/3 - x/2.
    W = fit_linear_classifier(np.array([[-1.0], [0.0], [1.0]]), np.array([0, 1, 1]), 2, 0.0)
    assert_allclose(W, [[-1 / 2, 1 / 2], [1 / 3, 2 / 3]])
    # X.T @ X of the feature is 2: with a ridge of 2 the slopes halve, and the biases stay.
    W = fit_linear_classifier(np.array([[-1.0], [0.0], [1.0]]), np.array([0, 1, 1]), 2, 2.0)
    assert_allclose(W, [[-1 / 4, 1 / 4], [1 / 3, 2 / 3]])


def test_predict_with_a_bias_and_a_tie():
    W = np.array([[1.0, -1.0, 0.0], [0.0, 0.0, 0.5]])
    assert_array_equal(predict(W, np.array([[2.0], [-2.0], [0.5], [0.0]])), [0, 1, 0, 2])


def test_learn_features_without_an_epoch_is_he():
    images, labels = np.zeros((4, 10, 10)), np.array([0, 1, 2, 0])
    params = learn_features(images, labels, 300, 0, 0.1, np.random.default_rng(0))
    weights = apply_features(params, np.eye(100))  # one pixel each: the positive weights
    assert abs(np.mean(weights > 0) - 0.5) < 0.02
    assert abs(np.mean(weights**2) - 0.01) < 0.0005  # half of the variance 2 / 100


def test_learn_features_on_the_digits():
    from sklearn.datasets import load_digits

    digits = load_digits()
    images, labels = digits.images / 16, digits.target
    params = learn_features(images[:900], labels[:900], 8, 60, 0.2, np.random.default_rng(0))
    parts = apply_features(params, images[:900]), apply_features(params, images[900:])
    accuracy = linear_probe_accuracy(parts[0], labels[:900], parts[1], labels[900:], 1e-3)
    assert accuracy > 0.7


def test_apply_features_is_never_negative():
    images, labels = np.random.default_rng(0).random((12, 3, 2)), np.arange(12) % 3
    params = learn_features(images, labels, 5, 2, 0.1, np.random.default_rng(1))
    features = apply_features(params, images)
    assert features.shape == (12, 5) and features.min() >= 0
    assert_allclose(apply_features(params, images.reshape(12, 6)), features)


def test_linear_probe_accuracy_counts_unseen_rows():
    train, test = np.array([[0.0], [1.0], [4.0], [5.0]]), np.array([[2.0], [0.5], [3.0], [9.0]])
    # The boundary lies at 2.5; the third test row is on the wrong side.
    accuracy = linear_probe_accuracy(
        train, np.array([0, 0, 1, 1]), test, np.array([0, 0, 0, 1]), ridge=0.1
    )
    assert_allclose(accuracy, 0.75)
