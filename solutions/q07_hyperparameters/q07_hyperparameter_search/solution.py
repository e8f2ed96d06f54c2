"""Hyperparameters: how to draw them, how to search for them, and how to tell them from parameters.

For the whole file:

- A *config* is a dict from the name of each hyperparameter to its value. A *space* is a dict from
  each name to the values that may be tried; what the values are is said in each function.
- An objective returns a number, the lower the better. NaN is what a run that diverged may report:
  it is never better than a number. Plus infinity is a number: it is the best where there is nothing
  lower. Of equal values the one that was tried first wins.
- ``rng`` is a ``numpy.random.Generator``. Draw from it and from nothing else: neither make a
  generator of your own nor use NumPy's global one.
- No function changes its inputs.
"""

from __future__ import annotations

### BEGIN SOLUTION
import itertools
import math

### END SOLUTION
import numpy as np


def sample_log_uniform(low, high, size, rng):
    """Numbers between ``low`` and ``high`` whose logarithms are uniform (Bergstra & Bengio, 2012).

    So every decade that lies between the bounds is equally likely: from 1e-4 to 1, as many numbers
    fall between 1e-4 and 1e-3 as between 0.1 and 1.

    Args:
        low: the lower bound, above 0.
        high: the upper bound, at least ``low``.
        size: the shape of the result, an int or a tuple of ints.
        rng: a ``numpy.random.Generator``. Each number is a draw of its own.

    Returns:
        A float64 array of shape ``size``. Rounding may carry a number past a bound by a relative
        1e-12; where ``low`` equals ``high``, every number equals it, within a relative 1e-12.

    Raises:
        ValueError: if ``low`` is 0 or below, or above ``high``.
    """
    ### BEGIN SOLUTION
    if not 0 < low <= high:
        raise ValueError(f"low and high must satisfy 0 < low <= high, got {low} and {high}")
    return np.exp(rng.uniform(math.log(low), math.log(high), size))
    ### END SOLUTION


### BEGIN SOLUTION
def _best(objective, configs):
    """The first config of the lowest value, and that value."""
    best = None
    for config in configs:
        value = objective(config)
        if not math.isnan(value) and (best is None or value < best[1]):
            best = config, value
    if best is None:
        raise ValueError("objective: not one config gave a number")
    return best


### END SOLUTION
def grid_search(objective, space):
    """Tries every combination of the values in ``space``.

    The order is that of ``itertools.product``, names as ``space`` has them: the value of the last
    name changes fastest. ``objective`` is called exactly once for each combination.

    Args:
        objective: called as ``objective(config)``, with one dict that has a value for each name;
            returns a number.
        space: from each name to a list of values, of any types.

    Returns:
        ``(best_config, best_value)``: the config of the lowest value, and that value.

    Raises:
        ValueError: if ``space`` has a callable in the place of a list, if one of its lists is
            empty, or if every value is NaN.
    """
    ### BEGIN SOLUTION
    for name, values in space.items():
        if callable(values):
            raise ValueError(f"space[{name!r}] must be a list: a grid can't be made of a callable")
    combinations = itertools.product(*space.values())
    return _best(objective, (dict(zip(space, values)) for values in combinations))
    ### END SOLUTION


def random_search(objective, space, num_trials, rng):
    """Tries ``num_trials`` configs drawn at random (Bergstra & Bengio, 2012).

    In each trial every name gets a value of its own: of a list, one of its entries, all equally
    likely and independent of the other names and trials; of a callable, what ``values(rng)``
    returns. So a callable is called exactly once per trial, and the objective too. A config may
    come up more than once.

    Args:
        objective: called as ``objective(config)``, with one dict that has a value for each name;
            returns a number.
        space: from each name to a list of values, or to a callable ``rng -> value``. An entry of
            a list may be of any type, also a string beside numbers, or a tuple; it is handed to the
            objective as it is. (A NumPy scalar of the same value is as good.)
        num_trials: how many configs are tried.
        rng: a ``numpy.random.Generator``, for the entries of lists, and handed to the callables.

    Returns:
        ``(best_config, best_value)``: the config of the lowest value, and that value.

    Raises:
        ValueError: if ``num_trials`` is 0 or below, if a list is empty, or if every value is NaN.
    """

    ### BEGIN SOLUTION
    def draw(values):
        return values(rng) if callable(values) else values[rng.integers(len(values))]

    configs = ({name: draw(space[name]) for name in space} for _ in range(num_trials))
    return _best(objective, configs)
    ### END SOLUTION


def successive_halving(objective, configs, min_budget, eta):
    """Gives every config a little, and the promising ones more (Jamieson & Talwalkar, 2016).

    In rung r = 0, 1, 2, ... each of the n configs that are left is evaluated once, with the budget
    ``min_budget * eta**r``. The ``max(1, n // eta)`` of lowest value go on to the next rung. When
    only one goes on, it is the answer, and it is not run again. At least one rung is run, also
    for a single config. (With a least budget and a factor instead of a total budget, as in
    Li et al., 2018.)

    Args:
        objective: called as ``objective(config, budget)``; returns a number. NaN ranks last, behind
            infinity; of equal values, and of several NaN, the config that comes first in
            ``configs`` ranks first.
        configs: a list of at least one dict.
        min_budget: the budget of the first rung, a number above 0.
        eta: the factor, an int, 2 or above.

    Returns:
        ``(best_config, history)``. ``history`` has for each rung that was run one pair
        ``(budget, evaluated)``: the budget of each config there, and the list of the configs that
        were evaluated there, in the order that they have in ``configs``.

    Raises:
        ValueError: if ``eta`` is no int or below 2, or if ``configs`` is empty.
    """
    ### BEGIN SOLUTION
    if not isinstance(eta, int) or eta < 2:
        raise ValueError(f"eta must be an int of at least 2, got {eta!r}")
    if not configs:
        raise ValueError("configs must not be empty")
    left, budget, history = list(configs), min_budget, []
    while True:
        values = [objective(config, budget) for config in left]
        history.append((budget, left))
        keep = max(1, len(left) // eta)
        ranking = np.argsort(values, kind="stable")  # NaN comes last
        left = [left[i] for i in sorted(ranking[:keep])]
        if keep == 1:
            return left[0], history
        budget *= eta
    ### END SOLUTION


### BEGIN SOLUTION
def _same(one, other):
    """Whether two values are equal in shape and in every entry, NaN being equal to NaN."""
    one, other = np.asarray(one), np.asarray(other)
    if one.shape != other.shape:
        return False
    return bool(np.all((one == other) | ((one != one) & (other != other))))


### END SOLUTION
def split_parameters(before, after):
    """Tells what a training run has learned from what it was given.

    The snapshots hold everything that there is in a run: weights, running statistics, the learning
    rate, the batch size, the name of the optimizer. What training has changed is learned, and what
    it has left as it was counts as a hyperparameter here, also a frozen layer. What a value looks
    like does not matter: a learned value may be a single number. (The rule sees values, not reasons:
    a learning rate that a schedule has changed counts as learned.)

    Args:
        before: from each name to its value before training: a number, a bool, a string, None, a
            tuple of numbers, or an array of numbers of any shape.
        after: the same after training.

    Returns:
        ``(learned, hyper)``: two lists of names, each sorted. A value has changed if its shape or
        any entry has, by however little: there is no tolerance. From NaN to NaN nothing has
        changed, in a number or in an entry of an array.

    Raises:
        ValueError: if the two snapshots do not have the same names.
    """
    ### BEGIN SOLUTION
    differing = before.keys() ^ after.keys()
    if differing:
        raise ValueError(f"before and after differ in {sorted(differing)}")
    learned = [name for name in sorted(before) if not _same(before[name], after[name])]
    hyper = [name for name in sorted(before) if name not in learned]
    return learned, hyper
    ### END SOLUTION
