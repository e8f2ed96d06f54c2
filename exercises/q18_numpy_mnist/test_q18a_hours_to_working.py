"""A few answers that can be checked by hand."""

import math

import numpy as np
from numpy.testing import assert_allclose
from q18a_hours_to_working import (
    eta_seconds,
    expected_initial_loss,
    fit_power_law,
    sanity_report,
    size_for_error,
    time_to_accuracy,
)


def test_expected_initial_loss_of_ten_classes():
    assert_allclose(expected_initial_loss(10), 2.302585092994046)


def regression(params, x, labels):
    """Softmax regression with two classes."""
    [(W, b)] = params
    odds = np.exp(x @ W + b)
    chances = odds / odds.sum(axis=1, keepdims=True)
    truth = np.eye(2)[labels]
    error = (chances - truth) / len(x)
    return -np.log((chances * truth).sum(axis=1)).mean(), [(x.T @ error, error.sum(axis=0))]


def test_sanity_report_of_a_healthy_start():
    x, labels = np.array([[4.0], [-4.0]]), np.array([0, 1])
    params = [(np.zeros((1, 2)), np.zeros(2))]
    report = sanity_report(params, regression, x, labels, 2, np.random.default_rng(0))
    assert report == {"initial_loss": True, "one_batch_overfit": True, "gradient": True}


def test_sanity_report_where_one_input_has_two_labels():
    x, labels = np.array([[4.0], [4.0]]), np.array([0, 1])
    params = [(np.zeros((1, 2)), np.zeros(2))]
    report = sanity_report(params, regression, x, labels, 2, np.random.default_rng(0))
    assert report == {"initial_loss": True, "one_batch_overfit": False, "gradient": True}


def test_time_to_accuracy_leaves_evaluation_out():
    now, accuracy = 0.0, 0.5

    def step():
        nonlocal now, accuracy
        now, accuracy = now + 2.0, accuracy + 0.1

    def evaluate():
        nonlocal now
        now += 100.0
        return accuracy

    steps, seconds = time_to_accuracy(step, evaluate, 0.75, 9, lambda: now)
    assert steps == 3
    assert_allclose(seconds, 6.0)


def test_time_to_accuracy_gives_up():
    assert time_to_accuracy(lambda: None, lambda: 0.1, 0.9, 4, lambda: 0.0) is None


def test_eta_seconds():
    assert_allclose(eta_seconds(2, 10, 6.0), 24.0)  # 3 seconds each, 8 to go
    assert eta_seconds(0, 10, 6.0) == math.inf


def test_fit_power_law_of_an_exact_one():
    a, b = fit_power_law(np.array([100, 400, 1600]), np.array([0.4, 0.2, 0.1]))
    assert_allclose([a, b], [4.0, 0.5])  # 4 / sqrt(size)


def test_size_for_error():
    assert_allclose(size_for_error(4.0, 0.5, 0.05), 6400.0)
