"""Other right ways."""

import itertools
import math

import numpy as np

from autograder.authoring import alternative

# --- sample_log_uniform


@alternative(replaces="sample_log_uniform", why="in decades: 10 to a uniform exponent")
def sample_in_decades(low, high, size, rng):
    if low <= 0 or low > high:
        raise ValueError("0 < low <= high must hold")
    return 10 ** rng.uniform(np.log10(low), np.log10(high), size)


@alternative(replaces="sample_log_uniform", why="the inverse distribution: low (high / low)^u")
def sample_by_the_inverse(low, high, size, rng):
    if not low > 0:
        raise ValueError("low must be above 0")
    if high < low:
        raise ValueError("high must not be below low")
    return low * (high / low) ** rng.random(size)


@alternative(replaces="sample_log_uniform", why="SciPy's loguniform, equal bounds apart")
def sample_by_scipy(low, high, size, rng):
    from scipy.stats import loguniform

    if low <= 0 or low > high:
        raise ValueError("0 < low <= high must hold")
    if low == high:
        return np.full(size, float(low))
    return loguniform(low, high).rvs(size=size, random_state=rng)


@alternative(replaces="sample_log_uniform", why="number by number, with math.exp")
def sample_number_by_number(low, high, size, rng):
    if low <= 0 or low > high:
        raise ValueError("0 < low <= high must hold")
    out = np.empty(size)
    for index in np.ndindex(out.shape):
        out[index] = math.exp(rng.uniform(math.log(low), math.log(high)))
    return out


# --- grid_search


@alternative(replaces="grid_search", why="all values first, then np.nanargmin")
def grid_by_nanargmin(objective, space):
    if any(callable(values) for values in space.values()):
        raise ValueError("space has a callable")
    points = [dict(zip(space, values)) for values in itertools.product(*space.values())]
    values = [objective(point) for point in points]
    best = np.nanargmin(values)  # raises ValueError on nothing, and on nothing but NaN
    return points[best], values[best]


@alternative(replaces="grid_search", why="by recursion, one name after the other")
def grid_by_recursion(objective, space):
    found = []

    def descend(config, names):
        if not names:
            value = objective(dict(config))
            if value == value:
                found.append((value, config))
            return
        name, *rest = names
        if callable(space[name]):
            raise ValueError(f"space[{name!r}] is a callable")
        for value in space[name]:
            descend({**config, name: value}, rest)

    descend({}, list(space))
    value, config = min(found, key=lambda pair: pair[0])
    return config, value


@alternative(replaces="grid_search", why="by indices, with np.ndindex and a flag")
def grid_by_indices(objective, space):
    names = list(space)
    if any(callable(space[name]) for name in names):
        raise ValueError("space has a callable")
    best_config, best_value, found = None, math.inf, False
    for index in np.ndindex(*(len(space[name]) for name in names)):
        config = {name: space[name][i] for name, i in zip(names, index)}
        value = objective(config)
        if not np.isnan(value) and (not found or value < best_value):
            best_config, best_value, found = config, value, True
    if not found:
        raise ValueError("nothing was found")
    return best_config, best_value


# --- random_search


@alternative(replaces="random_search", why="every config is drawn first, then all are run")
def random_drawn_first(objective, space, num_trials, rng):
    columns = {}
    for name, values in space.items():
        if callable(values):
            columns[name] = [values(rng) for _ in range(num_trials)]
        else:
            indices = rng.integers(len(values), size=num_trials)
            columns[name] = [values[i] for i in indices]
    configs = [{name: columns[name][i] for name in space} for i in range(num_trials)]
    results = [objective(config) for config in configs]
    best = np.nanargmin(results)
    return configs[best], results[best]


@alternative(replaces="random_search", why="rng.choice of an index, and min over what is no NaN")
def random_by_choice_of_an_index(objective, space, num_trials, rng):
    trials = []
    for _ in range(num_trials):
        config = {}
        for name, values in space.items():
            config[name] = (
                values(rng) if callable(values) else values[rng.choice(np.arange(len(values)))]
            )
        trials.append((config, objective(config)))
    numbers = [trial for trial in trials if not math.isnan(trial[1])]
    return min(numbers, key=lambda trial: trial[1])


@alternative(replaces="random_search", why="one dict for all trials, and a copy of the best")
def random_with_a_copy(objective, space, num_trials, rng):
    config, best = {}, None
    for _ in range(num_trials):
        for name in sorted(space):
            values = space[name]
            if callable(values):
                config[name] = values(rng)
            elif not values:
                raise ValueError(f"space[{name!r}] is empty")
            else:
                config[name] = values[int(rng.random() * len(values))]
        value = objective(config)
        if value == value and (best is None or value < best[1]):
            best = (dict(config), value)
    if best is None:
        raise ValueError("nothing was found")
    return best


# --- successive_halving


@alternative(replaces="successive_halving", why="sorted by (is NaN, value, index)")
def halving_by_sorted_keys(objective, configs, min_budget, eta):
    if type(eta) is not int or eta < 2 or len(configs) == 0:
        raise ValueError("eta must be an int of at least 2, and configs not empty")
    left, history, rung = list(range(len(configs))), [], 0
    while not history or len(left) > 1:
        budget = min_budget * eta**rung
        values = {i: objective(configs[i], budget) for i in left}
        history.append((budget, [configs[i] for i in left]))
        left.sort(key=lambda i: (math.isnan(values[i]), values[i], i))
        left = sorted(left[: max(1, len(left) // eta)])
        rung += 1
    return configs[left[0]], history


@alternative(replaces="successive_halving", why="by recursion, a rung at a time")
def halving_by_recursion(objective, configs, min_budget, eta):
    if not isinstance(eta, int) or eta < 2:
        raise ValueError("eta must be an int of at least 2")
    if not configs:
        raise ValueError("configs is empty")
    values = [objective(config=config, budget=min_budget) for config in configs]
    order = np.lexsort((np.arange(len(values)), values))
    kept = [configs[i] for i in sorted(order[: max(1, len(configs) // eta)])]
    rung = [min_budget, list(configs)]
    if len(kept) == 1:
        return kept[0], [rung]
    best, history = halving_by_recursion(objective, kept, min_budget * eta, eta)
    return best, [rung, *history]


@alternative(replaces="successive_halving", why="drops the worst one at a time, the last of ties")
def halving_by_dropping(objective, configs, min_budget, eta):
    if int(eta) != eta or eta < 2 or not configs:
        raise ValueError("eta must be an int of at least 2, and configs not empty")
    left, history = list(configs), []
    while True:
        budget = min_budget * eta ** len(history)
        history.append((budget, tuple(left)))
        scored = [(objective(config, budget), config) for config in left]
        for _ in range(len(left) - max(1, len(left) // eta)):
            worst = 0
            for i, (value, _) in enumerate(scored):
                if math.isnan(value) or value >= scored[worst][0]:
                    worst = i
                if math.isnan(scored[worst][0]) and not math.isnan(value):
                    continue
            del scored[worst]
        left = [config for _, config in scored]
        if len(left) == 1:
            return left[0], tuple(history)


# --- split_parameters


@alternative(replaces="split_parameters", why="with np.testing, which counts NaN as equal")
def split_by_testing(before, after):
    if set(before) != set(after):
        raise ValueError("the names differ")
    learned, hyper = [], []
    for name in sorted(before):
        try:
            np.testing.assert_array_equal(before[name], after[name], strict=True)
            hyper.append(name)
        except AssertionError:
            learned.append(name)
    return learned, hyper


@alternative(replaces="split_parameters", why="by type: arrays with equal_nan, the rest with ==")
def split_by_kinds(before, after):
    if sorted(before) != sorted(after):
        raise ValueError("the names differ")

    def changed(one, other):
        if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
            return not np.array_equal(one, other, equal_nan=True)
        if isinstance(one, float) and isinstance(other, float) and one != one and other != other:
            return False
        return one != other

    changes = {name: changed(before[name], after[name]) for name in before}
    return (
        sorted(name for name in changes if changes[name]),
        sorted(name for name in changes if not changes[name]),
    )
