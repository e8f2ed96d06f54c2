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

### BEGIN SOLUTION
from collections import defaultdict

### END SOLUTION
import numpy as np

### BEGIN SOLUTION
BLOCK = 64  # rows of the matrix of cosines that exist at one time


def _check_rows(train, test):
    if np.ndim(train) != 2 or np.ndim(test) != 2 or np.shape(train)[1] != np.shape(test)[1]:
        raise ValueError("train and test must have two axes each, and equally many columns")


### END SOLUTION
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
    ### BEGIN SOLUTION
    _check_rows(train, test)
    places = defaultdict(list)  # Python's own numbers are compared, and hashed, by value
    for j, row in enumerate(test.tolist()):
        places[tuple(row)].append(j)
    pairs = [(i, j) for i, row in enumerate(train.tolist()) for j in places.get(tuple(row), ())]
    return np.array(pairs, dtype=int).reshape(-1, 2)
    ### END SOLUTION


### BEGIN SOLUTION
def _unit_rows(x):
    """Rows of length 1, in float64; a zero row becomes NaN, which is never at least anything."""
    x = np.asarray(x, dtype=np.float64)
    with np.errstate(invalid="ignore"):
        return x / np.linalg.norm(x, axis=1, keepdims=True)


def _alike(train, test, min_cosine):
    """For a block of training rows after the other: the first row, and who is alike (rows, M)."""
    _check_rows(train, test)
    train, test = _unit_rows(train), _unit_rows(test)
    for start in range(0, len(train), BLOCK):
        yield start, train[start : start + BLOCK] @ test.T >= min_cosine


### END SOLUTION
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
    ### BEGIN SOLUTION
    places = [np.empty(0, dtype=int)]  # in the matrix of all cosines, counted row by row
    for start, alike in _alike(train, test, min_cosine):
        places.append(start * len(test) + np.flatnonzero(alike))
    return np.column_stack(divmod(np.concatenate(places), len(test)))
    ### END SOLUTION


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
    ### BEGIN SOLUTION
    keep = [np.empty(0, dtype=bool)]
    keep += [~alike.any(axis=1) for _, alike in _alike(train, test, min_cosine)]
    return np.flatnonzero(np.concatenate(keep))
    ### END SOLUTION


### BEGIN SOLUTION
def _folds(n, k, rng):
    """(train_idx, val_idx) of each of k folds of shuffled rows; the first n % k are one longer."""
    if not 2 <= k <= n:
        raise ValueError(f"k must be between 2 and the {n} rows, got {k}")
    order = rng.permutation(n)
    for val_idx in np.array_split(order, k):
        yield np.setdiff1d(order, val_idx), val_idx


def _best_features(X, y, num_features):
    """The columns with the largest absolute correlation with y."""
    X = X - X.mean(axis=0)  # which makes it blind to the mean of y
    with np.errstate(invalid="ignore"):
        r = X.T @ y / np.linalg.norm(X, axis=0)  # times a number that is the same for all
    return np.argsort(-np.abs(r))[:num_features]  # the NaN of a constant comes last, as 0 would


def _hits(X_train, y_train, X_val, y_val):
    """How many validation rows lie nearest to the mean of their own class."""
    labels = np.unique(y_train)  # one class may be missing
    means = [X_train[y_train == label].mean(axis=0) for label in labels]
    distances = np.linalg.norm(X_val[:, None] - means, axis=2)
    return np.sum(labels[distances.argmin(axis=1)] == y_val)


### END SOLUTION
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
    ### BEGIN SOLUTION
    X = X[:, _best_features(X, y, num_features)]
    folds = _folds(len(X), k, rng)
    return sum(_hits(X[train], y[train], X[val], y[val]) for train, val in folds) / len(X)
    ### END SOLUTION


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
    ### BEGIN SOLUTION
    hits = 0
    for train, val in _folds(len(X), k, rng):
        best = _best_features(X[train], y[train], num_features)
        hits += _hits(X[train][:, best], y[train], X[val][:, best], y[val])
    return hits / len(X)
    ### END SOLUTION
