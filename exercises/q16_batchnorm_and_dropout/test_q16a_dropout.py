"""What to expect: small cases to check by hand, and some that hold whatever the generator draws."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from q16a_dropout import Dropout, ensemble_average, monte_carlo_predict


def test_Dropout_in_training_drops_or_scales():
    x = np.arange(1.0, 2001.0).reshape(40, 50)
    out = Dropout(0.2).forward(x, True, np.random.default_rng(0))
    dropped = out == 0
    assert_allclose(out[~dropped], x[~dropped] / 0.8)
    assert 0.15 < dropped.mean() < 0.25


def test_Dropout_in_evaluation_does_nothing():
    layer, x = Dropout(0.9), np.array([[1.0, -2.0, 3.0]])
    assert_allclose(layer.forward(x, False, None), x)
    assert_allclose(layer.backward(x), x)


def test_Dropout_uses_one_mask_for_both_directions():
    layer, x = Dropout(0.5), np.ones((20, 30))
    out = layer.forward(x, True, np.random.default_rng(0))
    assert_allclose(layer.backward(3 * x), 3 * out)


def test_Dropout_at_the_ends():
    x, rng = np.array([[1.0, -2.0, 3.0]]), np.random.default_rng(0)
    assert_allclose(Dropout(0.0).forward(x, True, rng), x)
    assert_allclose(Dropout(1.0).forward(x, True, rng), 0 * x)
    with pytest.raises(ValueError):
        Dropout(1.5)


def test_monte_carlo_predict_of_three_samples():
    answers = iter([np.array([1.0, 5.0]), np.array([2.0, 5.0]), np.array([6.0, 5.0])])
    mean, std = monte_carlo_predict(lambda x, rng: next(answers), np.zeros(4), 3, None)
    assert_allclose(mean, [3.0, 5.0])
    assert_allclose(std, [np.sqrt(14 / 3), 0.0])


def test_ensemble_average_of_two_inputs():
    W, x = np.array([[1.0], [1.0]]), np.array([3.0, -2.0])
    # relu gives 0, 0, 3 and 1 for the masks 00, 01, 10 and 11; with p = 0.2 these have the
    # probabilities 0.04, 0.16, 0.16 and 0.64
    relu = ensemble_average(W, x, 0.2, activation=lambda z: np.maximum(z, 0))
    assert_allclose(relu, [1.12])
    assert_allclose(ensemble_average(W, x, 0.2), [0.8])  # 0.8 times x @ W


def test_ensemble_average_of_several_examples():
    W = np.array([[1.0, 2.0]])
    x = np.array([[1.0], [10.0], [0.0]])
    expected = [[0.75, 1.5], [7.5, 15.0], [0.0, 0.0]]
    assert_allclose(ensemble_average(W, x, 0.25), expected)
