"""The validation set: data to choose by, so that the test set stays what nobody has looked at.

For the whole file:

- A set of rows is a 1-D integer array (or a list of ints) of row numbers from 0 to n - 1; the order
  within it is free.
- ``rng`` is a ``numpy.random.Generator``. Draw from it and from nothing else: neither make a
  generator of your own nor use NumPy's global one.
- No function changes its inputs.
"""

from __future__ import annotations

import numpy as np


def three_way_split(n, fractions, rng):
    """Splits n rows at random into training, validation and test set.

    The rows are shuffled, and the shuffled row is cut at ``floor(n * c + 0.5)``, where c runs through
    the cumulative sums of ``fractions``: so the parts always add up to n. Every row is in exactly one
    part. A fraction of 0 gives an empty part. (No n * c is graded that lies within rounding of a half.)

    Args:
        n: the number of rows, 1 or more.
        fractions: three numbers of 0 or more, the shares of training, validation and test, in this
            order.
        rng: a ``numpy.random.Generator``.

    Returns:
        ``(train_idx, val_idx, test_idx)``.

    Raises:
        ValueError: if the fractions do not sum to 1 within 1e-9, or if one of them is negative.
    """
    raise NotImplementedError("three_way_split: write this function, then delete this line.")


def k_fold(n, k, rng):
    """Cross-validation (Stone, 1974): k splits in which each row is validated on exactly once.

    The rows are shuffled once and dealt to k folds that differ in size by at most one: the first
    ``n % k`` folds have ``n // k + 1`` rows, the others ``n // k``. Split i validates on fold i and
    trains on all the other rows.

    Args:
        n: the number of rows.
        k: the number of folds; with k = n each row is a fold (leave-one-out).
        rng: a ``numpy.random.Generator``.

    Returns:
        A list of k pairs ``(train_idx, val_idx)``, in the order of the folds.

    Raises:
        ValueError: if k is below 2 or above n.
    """
    raise NotImplementedError("k_fold: write this function, then delete this line.")


def select_model(val_scores, test_scores):
    """Chooses a model by its validation score, and reports its test score.

    The higher the score the better; of equal ones the first model wins. The test scores play no part
    in the choice, not even to decide a tie: then the one that is reported is an honest estimate,
    however many models there were.

    Args:
        val_scores: ``(M,)``, the validation score of each model, M >= 1.
        test_scores: ``(M,)``, their scores on the test set.

    Returns:
        ``(index, test_score)``: the number of the model chosen, from 0, and its test score.
    """
    raise NotImplementedError("select_model: write this function, then delete this line.")


def selection_optimism(num_models, n_val, rng, trials):
    """How much better than it is the best of many models seems, where none has learned anything.

    Each of ``num_models`` models answers each of ``n_val`` yes-or-no questions by tossing a fair coin
    of its own, so that its true accuracy is 0.5. The best accuracy among them is what the selection
    reports. Its excess over 0.5 is averaged over ``trials`` simulated selections, each with tosses of
    its own. It is a simulation: with one trial, the result is the excess of one such best.

    (By a union bound the mean is at most ``sqrt(log(num_models) / (2 n_val))``: it grows with the
    number of models, and falls with the size of the validation set. See Cawley & Talbot, 2010.)

    Args:
        num_models: how many models are compared, 1 or more.
        n_val: the size of the validation set, 1 or more.
        rng: a ``numpy.random.Generator``.
        trials: how many selections are simulated, 1 or more.

    Returns:
        The mean excess, a float.
    """
    raise NotImplementedError("selection_optimism: write this function, then delete this line.")
