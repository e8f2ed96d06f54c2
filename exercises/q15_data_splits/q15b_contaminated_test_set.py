"""A test set is contaminated when something of it has reached the training.

For the whole file:

- ``train`` (N, D) and ``test`` (M, D) are arrays with one example per row, of floats or integers;
  N and M may be 0. Both must have two axes and equally many columns, else ``ValueError`` is raised.
- Found pairs are an int array (number of pairs, 2) of rows ``(train_idx, test_idx)``, sorted by
  train_idx, and by test_idx where train_idx is the same. No pair gives shape (0, 2).
- 20,000 rows against 20,000 rows of 64 columns must fit into 500 MB above the inputs, and half a
  minute. (The matrix of all cosines alone would take 3.2 GB.) Few of the rows match in such a case.
- No function changes its inputs.
"""

from __future__ import annotations

# Imports and helpers of your own are welcome here.
import numpy as np

def exact_overlap(train, test):
    """Every pair of a training row and a test row that are equal.

    Rows are equal if all their numbers are equal by value, without any tolerance: -0.0 equals 0.0,
    the int 3 equals 3.0, infinity equals infinity; 0.1 in float32 is another number than 0.1 in
    float64; and NaN equals nothing, so that a row with a NaN has no duplicate. Integers are at most
    2**53 in size. Duplicates within one side give a pair each.

    Args:
        train: (N, D).
        test: (M, D).

    Returns:
        The pairs, an int array (number of pairs, 2), sorted as said at the top of the file.
    """
    raise NotImplementedError("exact_overlap: write this function, then delete this line.")


def near_duplicates(train, test, min_cosine):
    """Every pair of a training row and a test row with a cosine of at least ``min_cosine``.

    The cosine of two rows is their inner product over the product of their Euclidean norms. A row
    of zeros has none: it matches nothing, whatever ``min_cosine`` is.

    Args:
        train: (N, D), of any type of float or integer, computed with in float64; each number is
            finite, and 0 or between 1e-6 and 1e6 in size.
        test: (M, D), likewise.
        min_cosine: a number in [-1, 1]. No cosine lies within 1e-9 of it.

    Returns:
        The pairs, an int array (number of pairs, 2), sorted as said at the top of the file.
    """
    raise NotImplementedError("near_duplicates: write this function, then delete this line.")


def decontaminate(train, test, min_cosine):
    """The training rows that may stay: those without a near duplicate in the test set.

    The test set stays as it is. It is the yardstick, and others measure with it too; what must go
    are the training rows that give it away.

    Args:
        train: (N, D), as in ``near_duplicates``.
        test: (M, D), as in ``near_duplicates``.
        min_cosine: as in ``near_duplicates``. A training row goes if its cosine with any test row
            is at least this.

    Returns:
        train_idx: the indices of the rows to keep, a sorted int array (number of rows,).
    """
    raise NotImplementedError("decontaminate: write this function, then delete this line.")


def leaky_accuracy(X, y, num_features, k, rng):
    """Cross-validated accuracy with a leak: the features are chosen once, with all labels in view.

    1. Features are ranked by the absolute value of Pearson's correlation r with ``y``, the highest
       first; a constant feature, and any where ``y`` is constant, has r = 0. (Features that vary do
       not tie in what is graded.) Here the ranking is made on all rows, and the first
       ``num_features`` are kept.
    2. The rows are shuffled with ``rng`` and cut into k folds, the first ``N % k`` one row longer.
    3. For each fold a classifier is fitted to the other rows: the mean of each class. A row of the
       fold gets the class whose mean is nearest (Euclidean); a tie gives class 0; a class that the
       other rows lack is never given.
    4. The result is pooled: the rows of all folds that got their own class, divided by N.

    This is the wrong way of Hastie, Tibshirani & Friedman (2009, section 7.10.2). On random labels
    it seems much better than chance.

    Args:
        X: (N, D) floats or integers, N >= 2.
        y: (N,) ints, 0 or 1; both occur.
        num_features: how many features are kept, between 1 and D.
        k: how many folds.
        rng: a ``numpy.random.Generator``, the only source of chance.

    Returns:
        The accuracy, a float.

    Raises:
        ValueError: if ``k`` is below 2 or above N.
    """
    raise NotImplementedError("leaky_accuracy: write this function, then delete this line.")


def honest_accuracy(X, y, num_features, k, rng):
    """The same without the leak: nothing that is learned has seen the rows it is judged on.

    As ``leaky_accuracy``, but the features are ranked anew for each fold, on the other rows alone,
    and classifier and fold use those. On random labels the accuracy is about 0.5.

    Args:
        X: as in ``leaky_accuracy``.
        y: as in ``leaky_accuracy``.
        num_features: as in ``leaky_accuracy``.
        k: as in ``leaky_accuracy``.
        rng: as in ``leaky_accuracy``.

    Returns:
        The accuracy, a float.

    Raises:
        ValueError: if ``k`` is below 2 or above N.
    """
    raise NotImplementedError("honest_accuracy: write this function, then delete this line.")
