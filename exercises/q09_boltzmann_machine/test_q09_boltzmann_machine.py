"""A few answers that can be checked by hand, and what holds whatever the generator draws."""

import math

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from q09_boltzmann_machine import (
    boltzmann_energy,
    conditional_probability,
    contrastive_divergence,
    energy,
    exact_gradient,
    free_energy,
    gibbs_step,
    log_likelihood,
    log_partition,
    prob_hidden,
    prob_visible,
)

# A machine of three units, all connected.
PAIRS = np.array([[0.0, 2.0, -1.0], [2.0, 0.0, 3.0], [-1.0, 3.0, 0.0]])
BIASES = np.array([1.0, 0.0, -2.0])

# A restricted machine of three visible and two hidden units.
W = np.array([[1.0, -2.0], [3.0, 0.0], [0.0, 1.0]])
b = np.array([0.0, -1.0, 2.0])
c = np.array([1.0, -1.0])


def silent(visible, hidden):
    """A machine in which all states are equally likely."""
    return np.zeros((visible, hidden)), np.zeros(visible), np.zeros(hidden)


def test_boltzmann_energy_by_hand():
    s = np.array([[1, 1, 0], [0, 1, 1], [1, 1, 1], [0, 0, 0]])
    # -(2 + 1), -(3 - 2), -(2 - 1 + 3 + 1 - 2), 0
    assert_allclose(boltzmann_energy(s, PAIRS, BIASES), [-3, -1, -3, 0])


def test_boltzmann_energy_of_bad_weights():
    s = np.array([[1, 0, 1]])
    with pytest.raises(ValueError):
        boltzmann_energy(s, np.triu(PAIRS), BIASES)
    with pytest.raises(ValueError):
        boltzmann_energy(s, PAIRS + np.eye(3), BIASES)


def test_conditional_probability_by_hand():
    s = np.array([[1, 1, 0], [1, 1, 1], [0, 0, 0]])
    # unit 2 gets -1 + 3 - 2 = 0 twice, and -2
    assert_allclose(conditional_probability(s, 2, PAIRS, BIASES), [0.5, 0.5, 1 / (1 + math.e**2)])


def test_energy_by_hand():
    v, h = np.array([[1, 1, 0], [0, 0, 1]]), np.array([[1, 0], [1, 1]])
    # -(1 + 3) - (-1) - 1, -(0 + 1) - 2 - (1 - 1)
    assert_allclose(energy(v, h, W, b, c), [-4, -3])


def test_free_energy_by_hand():
    v = np.array([[1, 1, 0]])
    total = 1 + math.exp(5) + math.exp(-3) + math.exp(2)  # exp(-E) of the four h, without b.v
    assert_allclose(free_energy(v, W, b, c), [1 - math.log(total)])


def test_free_energy_of_a_large_weight():
    assert_allclose(
        free_energy(np.ones((1, 1)), np.full((1, 1), 1e4), np.zeros(1), np.ones(1)), -10001
    )


def test_prob_hidden_by_hand():
    # 1 + 1 = 2 and -2 - 1 = -3
    expected = [[1 / (1 + math.exp(-2)), 1 / (1 + math.exp(3))]]
    assert_allclose(prob_hidden(np.array([[1, 0, 0]]), W, b, c), expected)


def test_prob_visible_by_hand():
    # -2 + 0, 0 - 1 and 1 + 2
    expected = [[1 / (1 + math.exp(2)), 1 / (1 + math.e), 1 / (1 + math.exp(-3))]]
    assert_allclose(prob_visible(np.array([[0, 1]]), W, b, c), expected)


def test_gibbs_step_where_nothing_is_left_to_chance():
    strong = 1e4 * np.eye(2), np.full(2, -5e3), np.full(2, -5e3)  # each unit copies its partner
    v = np.array([[1, 0], [1, 1], [0, 0]])
    v_new, h = gibbs_step(v, *strong, np.random.default_rng(0))
    assert_array_equal(h, v)
    assert_array_equal(v_new, v)


def test_gibbs_step_draws_samples():
    v_new, h = gibbs_step(np.zeros((1000, 3)), *silent(3, 2), np.random.default_rng(0))
    assert v_new.shape == (1000, 3)
    assert h.shape == (1000, 2)
    assert set(np.unique(v_new)) == {0, 1}
    assert 0.4 < np.mean(h) < 0.6


def test_log_partition_of_a_silent_machine():
    assert_allclose(log_partition(*silent(3, 2)), 5 * math.log(2))
    assert_allclose(log_partition(*silent(40, 4)), 44 * math.log(2))


def test_log_partition_of_one_pair():
    # 1 + e^1 + e^-1 + e^(2 + 1 - 1), the states 00, 10, 01, 11
    Z = 1 + math.e + math.exp(-1) + math.exp(2)
    found = log_partition(np.array([[2.0]]), np.array([1.0]), np.array([-1.0]))
    assert_allclose(found, math.log(Z))


def test_log_likelihood_of_a_silent_machine():
    assert_allclose(
        log_likelihood(np.array([[1, 0, 1], [0, 0, 0]]), *silent(3, 2)), -3 * math.log(2)
    )


def test_exact_gradient_of_a_silent_machine():
    gradient = exact_gradient(np.array([[1, 0], [1, 1]]), *silent(2, 1))
    assert_allclose(gradient["W"], [[1 / 2 - 1 / 4], [1 / 4 - 1 / 4]], atol=1e-12)
    assert_allclose(gradient["b"], [1 - 1 / 2, 1 / 2 - 1 / 2], atol=1e-12)
    assert_allclose(gradient["c"], [0], atol=1e-12)


def test_contrastive_divergence_where_nothing_is_left_to_chance():
    strong = np.array([[1e4], [1e4]]), np.full(2, -5e3), np.full(1, -5e3)
    v = np.array([[1, 0], [0, 0]])  # the hidden unit wakes the other visible one: v_1 is [1, 1]
    gradient = contrastive_divergence(v, *strong, 1, np.random.default_rng(0))
    assert_allclose(gradient["W"], [[0], [-1 / 2]])
    assert_allclose(gradient["b"], [0, -1 / 2])
    assert_allclose(gradient["c"], [0])
