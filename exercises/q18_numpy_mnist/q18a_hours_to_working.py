"""How long until something works: checks that tell at once, a clock that is fair, and a forecast.

For the whole file:

- ``params`` is a list of pairs ``(W, b)`` of float64 arrays.
- Where one number is returned, a Python float, a NumPy scalar and a 0-d array are all fine; a truth
  value may be a Python or a NumPy bool.
- No function changes its inputs.
"""

from __future__ import annotations

import math

import numpy as np

STEPS, LEARNING_RATE, SMALL_LOSS = 500, 0.1, 0.05
ENTRIES, EPS = 20, 1e-5


def expected_initial_loss(num_classes):
    """The cross-entropy of a classifier that knows nothing yet and finds all classes equally likely.

    Each class gets the probability 1 / C, so the loss is -ln(1 / C) = ln C, in nats, whatever the labels.

    Args:
        num_classes: C, an int, 1 or more.

    Returns:
        One number.
    """
    raise NotImplementedError("expected_initial_loss: write this function, then delete this line.")


def sanity_report(params, loss_and_grads, x, labels, num_classes, rng):
    """Three checks before any long run (Karpathy, 2019, "A recipe for training neural networks").

    - "initial_loss": at the given params the loss is within 20 % of ln C, above or below.
    - "one_batch_overfit": gradient descent from a copy of the given params, 500 steps on all of x
      with a learning rate of 0.1; then, after the last step, the loss is below 0.05. A loss that is
      NaN is not.
    - "gradient": 20 single entries of the gradient at the given params agree with central
      differences (eps 1e-5 is fine). The entries are drawn from every array in turn: W_1, b_1, W_2,
      ..., the last b, and round again, at a random place of the array. An entry a and its numerical
      value n agree where |a - n| / max(|a| + |n|, 1e-5) is below 1e-4; all 20 must.

    Args:
        params: the network as it was initialised.
        loss_and_grads: ``loss_and_grads(params, x, labels) -> (loss, grads)``, the mean loss as a float and
            a list of ``(dW, db)`` in the order of params. It may be called with other params.
        x: ``(N, D)``, one batch.
        labels: ``(N,)`` of int.
        num_classes: C >= 2.
        rng: ``np.random.Generator``, for the places of the entries.

    Returns:
        A dict with the three names above; each value says whether that check is passed.
    """
    raise NotImplementedError("sanity_report: write this function, then delete this line.")


# Imports and helpers of your own are welcome here.


def time_to_accuracy(step, evaluate, target, max_steps, clock):
    """How many steps, and how many seconds of training, until the target is reached.

    The accuracy is looked at before the first step and after each one. Reached is an accuracy of the
    target or more. Only what passes while ``step`` runs counts: an evaluation may take as long as it likes.

    Args:
        step: ``step()`` trains a little; what it returns does not matter.
        evaluate: ``evaluate() -> float``, the accuracy now. Called once for each look.
        target: a float.
        max_steps: an int, 0 or more; so many steps at most.
        clock: ``clock() -> float``, the time in seconds, as ``time.perf_counter``. It may be called as often
            as you like.

    Returns:
        ``(steps, seconds)``; ``(0, 0.0)`` where the target is reached without a step, None where it is not
        reached within ``max_steps``.
    """
    raise NotImplementedError("time_to_accuracy: write this function, then delete this line.")


def eta_seconds(done, total, elapsed):
    """The time that is left, if the rest goes on as fast as what is done.

    Args:
        done: how many steps are done, an int from 0 to ``total``.
        total: how many there are in all, 1 or more.
        elapsed: seconds since the start.

    Returns:
        Seconds: 0 where all is done, inf where nothing is done yet.
    """
    raise NotImplementedError("eta_seconds: write this function, then delete this line.")


def fit_power_law(sizes, errors):
    """A learning curve: the error falls with the size of the training set as ``a * size ** -b``.

    In logarithms that is a straight line, ln error = ln a - b ln size, and the line of least squares in these
    logarithms is wanted (Hestness et al., 2017): errors of a few percent count as much as large ones.

    Args:
        sizes: ``(S,)``, S >= 2 different positive numbers, in any order; ints or floats.
        errors: ``(S,)``, positive.

    Returns:
        ``(a, b)``, both numbers; b is positive where the error falls.
    """
    raise NotImplementedError("fit_power_law: write this function, then delete this line.")


def size_for_error(a, b, error):
    """How many examples the power law asks for: the size at which ``a * size ** -b`` is ``error``.

    Args:
        a: positive.
        b: not 0.
        error: positive.

    Returns:
        One number; not rounded.
    """
    raise NotImplementedError("size_for_error: write this function, then delete this line.")
