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

# Imports and helpers of your own are welcome here.
import numpy as np


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
    raise NotImplementedError("train_test_split: write this function, then delete this line.")


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
    raise NotImplementedError("group_split: write this function, then delete this line.")


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
    raise NotImplementedError("time_split: write this function, then delete this line.")


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
    raise NotImplementedError("memorizer_accuracies: write this function, then delete this line.")
