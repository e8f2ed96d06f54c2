"""A few runs that you can follow by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from q07_hyperparameter_search import (
    grid_search,
    random_search,
    sample_log_uniform,
    split_parameters,
    successive_halving,
)


def test_sample_log_uniform_of_equal_bounds_is_the_bound():
    rng = np.random.default_rng(0)
    assert_allclose(sample_log_uniform(0.01, 0.01, (2, 3), rng), np.full((2, 3), 0.01))


def test_sample_log_uniform_spends_a_quarter_on_each_of_four_decades():
    draws = sample_log_uniform(1e-4, 1.0, 4000, np.random.default_rng(0))
    shares = np.histogram(draws, bins=[1e-4, 1e-3, 1e-2, 1e-1, 1.0])[0] / 4000
    assert_allclose(shares, 0.25, atol=0.05)


def test_sample_log_uniform_refuses_zero():
    with pytest.raises(ValueError):
        sample_log_uniform(0.0, 1.0, 3, np.random.default_rng(0))


def test_grid_search_tries_all_six_points():
    tried = []

    def objective(config):
        tried.append((config["width"], config["lr"]))
        return abs(config["width"] - 30) + config["lr"]

    best_config, best_value = grid_search(objective, {"width": [8, 32], "lr": [1, 0.1, 10]})
    assert best_config == {"width": 32, "lr": 0.1}
    assert best_value == pytest.approx(2.1)
    assert tried == [(8, 1), (8, 0.1), (8, 10), (32, 1), (32, 0.1), (32, 10)]


def test_grid_search_passes_over_nan():
    def objective(config):
        return {1: float("nan"), 2: 7.0, 3: 5.0, 4: 5.0}[config["depth"]]

    assert grid_search(objective, {"depth": [1, 2, 3, 4]}) == ({"depth": 3}, 5.0)


def test_random_search_keeps_the_best_of_its_trials():
    lrs = iter([0.3, 0.1, 0.2])
    space = {"lr": lambda rng: next(lrs), "layers": [(64, 32)]}
    best = random_search(lambda config: config["lr"], space, 3, np.random.default_rng(0))
    assert best == ({"lr": 0.1, "layers": (64, 32)}, 0.1)


def test_random_search_without_a_trial():
    with pytest.raises(ValueError):
        random_search(lambda config: 1.0, {"lr": [0.1]}, 0, np.random.default_rng(0))


def test_successive_halving_goes_from_five_to_two_to_one():
    configs = [{"lr": lr} for lr in (5, 1, 4, 2, 3)]
    best_config, history = successive_halving(lambda c, budget: c["lr"] / budget, configs, 10, 2)
    assert best_config == {"lr": 1}
    assert [budget for budget, _ in history] == [10, 20]
    assert list(history[0][1]) == configs
    assert list(history[1][1]) == [{"lr": 1}, {"lr": 2}]


def test_split_parameters_looks_at_what_changed():
    before = {"weight": np.zeros(3), "lr": 0.1, "frozen": np.ones(2), "temperature": 1.0}
    after = {"weight": np.array([0, 0, 0.5]), "lr": 0.1, "frozen": np.ones(2), "temperature": 0.7}
    learned, hyper = split_parameters(before, after)
    assert list(learned) == ["temperature", "weight"]
    assert list(hyper) == ["frozen", "lr"]
