"""Training and test set: four ways in which a test set stays honest, or does not.

For the whole file:

- A split is a pair ``(train_idx, test_idx)`` of row numbers from 0 to n - 1: two 1-D integer arrays
  (or lists of ints). Every row is in exactly one of them, once. The order within each is free.
- The size of a test set is a share of the rows (or groups), rounded half up,
  ``floor(n * test_fraction + 0.5)``, but at least 1 and at most n - 1, so that neither side is
  empty; a ``test_fraction`` outside [0, 1] raises ``ValueError``.
- ``rng`` is a ``numpy.random.Generator``. Draw from it and from nothing else: neither make a
  generator of your own nor use NumPy's global one.
- No function changes its inputs.
"""

from __future__ import annotations

### BEGIN SOLUTION
import math

### END SOLUTION
import numpy as np


### BEGIN SOLUTION
def _test_size(n, test_fraction):
    """How many of n things go to the test set."""
    if not 0 <= test_fraction <= 1:
        raise ValueError(f"test_fraction must be in [0, 1], got {test_fraction}")
    if n < 2:
        raise ValueError(f"a split needs at least 2, got {n}")
    return min(max(math.floor(n * test_fraction + 0.5), 1), n - 1)


### END SOLUTION
def train_test_split(n, test_fraction, rng, stratify=None):
    """Splits n rows at random: every set of rows of the right size is equally likely.

    With ``stratify``, classes keep their shares: the test set has exactly the same size as without,
    and of each class its number of rows is within 1 of ``n_class * n_test / n``. Which rows of a
    class those are is random, all equally likely.

    Args:
        n: the number of rows.
        test_fraction: the share of the test set, in [0, 1].
        rng: a ``numpy.random.Generator``.
        stratify: None, or the class of each row, ``(n,)`` of ints or strings.

    Returns:
        ``(train_idx, test_idx)``.

    Raises:
        ValueError: if ``test_fraction`` is outside [0, 1], or n below 2.
    """
    ### BEGIN SOLUTION
    n_test = _test_size(n, test_fraction)
    rows = rng.permutation(n)
    if stratify is None:
        return rows[n_test:], rows[:n_test]
    _, label, counts = np.unique(stratify, return_inverse=True, return_counts=True)
    quota, remainder = np.divmod(counts * n_test, n)
    quota[np.argsort(-remainder)[: n_test - quota.sum()]] += 1
    of_class = [rows[label[rows] == c] for c in range(len(counts))]
    train = [members[size:] for members, size in zip(of_class, quota)]
    test = [members[:size] for members, size in zip(of_class, quota)]
    return np.concatenate(train), np.concatenate(test)
    ### END SOLUTION


def group_split(groups, test_fraction, rng):
    """Splits whole groups at random: all rows of one patient, user or document on the same side.

    The share is one of the G groups, not of the rows: ``floor(G * test_fraction + 0.5)`` groups, at
    least 1 and at most G - 1, are the test set, every set of so many groups being equally likely.

    Args:
        groups: ``(n,)``, the group of each row, ints or strings, in any order; the groups may differ
            in size.
        test_fraction: the share of the groups in the test set, in [0, 1].
        rng: a ``numpy.random.Generator``.

    Returns:
        ``(train_idx, test_idx)``, numbers of rows.

    Raises:
        ValueError: if ``test_fraction`` is outside [0, 1], or if there is only one group.
    """
    ### BEGIN SOLUTION
    names, group = np.unique(groups, return_inverse=True)
    chosen = rng.permutation(len(names))[: _test_size(len(names), test_fraction)]
    in_test = np.isin(group, chosen)
    return np.flatnonzero(~in_test), np.flatnonzero(in_test)
    ### END SOLUTION


def time_split(timestamps, test_fraction):
    """Splits by time: the latest rows are the test set, as the future will be.

    The ``floor(n * test_fraction + 0.5)`` latest rows, at least 1 and at most n - 1, are the test
    set. No time may be on both sides: rows of the same time as the earliest of those go to the test
    set too. Where that would leave nothing for training, the rows of that time go to training instead.

    Args:
        timestamps: ``(n,)``, ints or floats, in any order. Ints may be nanoseconds of today, about
            1.8e18, and differ by 1, which float64 can't tell apart.
        test_fraction: the share of the rows in the test set, in [0, 1].

    Returns:
        ``(train_idx, test_idx)``. Every time in training is earlier than every time in the test set.

    Raises:
        ValueError: if ``test_fraction`` is outside [0, 1], if n is below 2, or if all times are equal.
    """
    ### BEGIN SOLUTION
    n_test = _test_size(len(timestamps), test_fraction)
    cut = np.sort(timestamps)[-n_test]
    earliest = timestamps.min()
    in_test = timestamps >= cut if cut > earliest else timestamps > earliest
    if not in_test.any():
        raise ValueError("timestamps are all equal")
    return np.flatnonzero(~in_test), np.flatnonzero(in_test)
    ### END SOLUTION


def memorizer_accuracies(X, y, train_idx, test_idx):
    """The accuracies of a model that learns its training set by heart.

    The model answers with the label of the nearest row of the training set, by Euclidean distance
    (1-nearest neighbour; Cover & Hart, 1967). On its own training rows each row finds itself, at
    distance 0, so the training accuracy says nothing about anything new. Of several rows that are
    equally near, the one with the lowest row number in X answers, in whatever order ``train_idx``
    lists them: so of two equal rows with different labels, one is answered wrongly even in training.

    Args:
        X: ``(n, D)``, floats or integers of any width (uint8 pixels too); distances are those of the
            numbers themselves, computed in floating point.
        y: ``(n,)``, integer labels.
        train_idx: ``(n_train,)``, the rows that the model knows, at least one, in any order.
        test_idx: ``(n_test,)``, the rows that it is tested on, at least one, in any order.

    Returns:
        ``(train, test)``: the shares of right answers on the training and on the test rows, floats.
    """
    ### BEGIN SOLUTION
    X, known = np.asarray(X, dtype=np.float64), np.sort(train_idx)

    def accuracy(rows):
        distances = np.sum((X[rows][:, None] - X[known]) ** 2, axis=2)
        return np.mean(y[known][np.argmin(distances, axis=1)] == y[rows])

    return accuracy(known), accuracy(test_idx)
    ### END SOLUTION
