"""Other right answers."""

import math
from fractions import Fraction

import numpy as np

from autograder.authoring import alternative


def _size(n, share):
    if share < 0 or share > 1:
        raise ValueError("test_fraction")
    if n <= 1:
        raise ValueError("there must be two")
    return int(np.clip(math.floor(n * share + 0.5), 1, n - 1))


# --- train_test_split


@alternative(
    replaces="train_test_split", why="systematic: every n / n_test-th of rows sorted by class"
)
def systematic_by_class(n, test_fraction, rng, stratify=None):
    size = _size(n, test_fraction)
    rows = rng.permutation(n)
    if stratify is not None:
        rows = rows[np.argsort(np.asarray(stratify)[rows], kind="stable")]
        places = (np.arange(size) * n + n // 2) // size
    else:
        places = np.arange(size)
    in_test = np.zeros(n, dtype=bool)
    in_test[rows[places]] = True
    return np.where(~in_test)[0], np.where(in_test)[0]


@alternative(
    replaces="train_test_split", why="exact fractions, and the remainders in a random order"
)
def by_fractions(n, test_fraction, rng, stratify=None):
    size = _size(n, test_fraction)
    if stratify is None:
        test = rng.choice(n, size, replace=False)
        return sorted(set(range(n)) - set(test.tolist())), test.tolist()
    members = {}
    for row, name in enumerate(np.asarray(stratify).tolist()):
        members.setdefault(name, []).append(row)
    quotas = {name: Fraction(len(rows) * size, n) for name, rows in members.items()}
    take = {name: math.floor(quota) for name, quota in quotas.items()}
    open_ones = [name for name in members if quotas[name] != take[name]]
    short = size - sum(take.values())
    for i in rng.choice(len(open_ones), short, replace=False) if short else []:
        take[open_ones[i]] += 1
    test = []
    for name, rows in members.items():
        test += [rows[i] for i in rng.permutation(len(rows))[: take[name]]]
    train = [row for row in range(n) if row not in test]
    return [train, test]


@alternative(replaces="train_test_split", why="scikit-learn's, where nothing is stratified")
def by_scikit_learn(n, test_fraction, rng, stratify=None):
    from sklearn.model_selection import train_test_split as split_of_scikit_learn

    size, seed = _size(n, test_fraction), int(rng.integers(2**32))
    if stratify is None:
        train, test = split_of_scikit_learn(range(n), test_size=size, random_state=seed)
        return train, test
    return systematic_by_class_rows(n, size, rng, stratify)


def systematic_by_class_rows(n, size, rng, stratify):
    rows = rng.permutation(n)
    rows = rows[np.argsort(np.asarray(stratify)[rows], kind="stable")]
    chosen = rows[(np.arange(size) * n + n // 2) // size]
    return np.setdiff1d(rows, chosen), chosen


# --- group_split


@alternative(replaces="group_split", why="a set of names, row by row")
def by_a_set_of_names(groups, test_fraction, rng):
    names = sorted(set(np.asarray(groups).tolist()))
    tested = set()
    for i in rng.choice(len(names), _size(len(names), test_fraction), replace=False):
        tested.add(names[i])
    train = [row for row, name in enumerate(np.asarray(groups).tolist()) if name not in tested]
    test = [row for row, name in enumerate(np.asarray(groups).tolist()) if name in tested]
    return train, test


@alternative(
    replaces="group_split", why="a random number for each group, and the lowest are tested"
)
def by_random_numbers(groups, test_fraction, rng):
    names, group = np.unique(np.asarray(groups), return_inverse=True)
    draws = rng.random(len(names))
    limit = np.sort(draws)[_size(len(names), test_fraction) - 1]
    return np.nonzero(draws[group] > limit)[0], np.nonzero(draws[group] <= limit)[0]


@alternative(replaces="group_split", why="scikit-learn's GroupShuffleSplit")
def by_group_shuffle_split(groups, test_fraction, rng):
    from sklearn.model_selection import GroupShuffleSplit

    size = _size(len(np.unique(groups)), test_fraction)
    splitter = GroupShuffleSplit(1, test_size=size, random_state=int(rng.integers(2**32)))
    [(train, test)] = splitter.split(groups, groups=groups)
    return train, test


# --- time_split


@alternative(
    replaces="time_split", why="pairs of time and row, sorted; the cut moves to where a time begins"
)
def by_sorted_pairs(timestamps, test_fraction):
    pairs = sorted((time, row) for row, time in enumerate(np.asarray(timestamps).tolist()))
    cut = len(pairs) - _size(len(pairs), test_fraction)
    while cut > 0 and pairs[cut - 1][0] == pairs[cut][0]:
        cut -= 1
    if cut == 0:
        while cut < len(pairs) and pairs[cut][0] == pairs[0][0]:
            cut += 1
    if cut == len(pairs):
        raise ValueError("all at one time")
    rows = [row for _, row in pairs]
    return rows[:cut], rows[cut:]


@alternative(
    replaces="time_split", why="np.partition for the cut, the second time where it is the first"
)
def by_partition(timestamps, test_fraction):
    times = np.asarray(timestamps)
    n = times.size
    cut = np.partition(times, n - _size(n, test_fraction))[n - _size(n, test_fraction)]
    later = times[times > times.min()]
    if later.size == 0:
        raise ValueError("timestamps")
    test = np.flatnonzero(times >= max(cut, later.min()))
    return np.setdiff1d(np.arange(n), test), test


# --- memorizer_accuracies


@alternative(
    replaces="memorizer_accuracies", why="SciPy's cdist over all rows, those not known at infinity"
)
def by_cdist(X, y, train_idx, test_idx):
    from scipy.spatial.distance import cdist

    X, y = np.asarray(X, dtype=float), np.asarray(y)
    distances = cdist(X, X)
    unknown = np.ones(len(X), dtype=bool)
    unknown[train_idx] = False
    distances[:, unknown] = np.inf
    right = y[distances.argmin(axis=1)] == y
    return float(right[train_idx].mean()), float(right[test_idx].mean())


@alternative(replaces="memorizer_accuracies", why="torch.cdist, without the matrix product")
def by_torch(X, y, train_idx, test_idx):
    import torch

    X = torch.tensor(np.asarray(X, dtype=np.float64))
    known = np.sort(train_idx)

    def accuracy(rows):
        far = torch.cdist(
            X[list(rows)], X[known], compute_mode="donot_use_mm_for_euclid_dist"
        ).numpy()
        return (y[known[far.argmin(axis=1)]] == y[rows]).mean()

    return [accuracy(train_idx), accuracy(test_idx)]


@alternative(replaces="memorizer_accuracies", why="the square of a difference multiplied out")
def multiplied_out(X, y, train_idx, test_idx):
    X, y = np.array(X, dtype=np.float64), np.array(y)
    memory = sorted(int(row) for row in train_idx)
    squares = np.sum(X**2, axis=1)

    def right(row):
        distances = squares[memory] - 2 * X[memory] @ X[row] + squares[row]
        return y[memory[int(np.argmin(distances))]] == y[row]

    return np.mean([right(row) for row in train_idx]), np.mean([right(row) for row in test_idx])
