"""Few examples: how much a model loses when data is scarce, and how to learn from one per class.

What holds for every function here:

- Rows come first: ``X (N, D)`` and ``y (N,)``. Labels are ints of any value: those of an episode
  need not be 0, 1, 2, since its classes are some of many.
- Integers are promoted to float64; float32 in gives float32 out.
- ``rng`` is an np.random.Generator. Draw from it and from nothing else: the same state of rng gives
  the same result, a second call with the same rng another one, and global generators are neither
  read nor changed. How you draw from rng is up to you: only the distribution counts.
- No function changes its inputs. Bad input raises ValueError where the docstring says so.
- Results count as equal within 1e-9 in float64, within 1e-5 for float32. Nothing is off limits.
"""

from __future__ import annotations

import math

import numpy as np


def _as_float(x):
    """x as a float array: float32 stays float32, integers become float64.

    It is here for you to use. A float array comes back as it is: the same array, not a copy.
    """
    x = np.asarray(x)
    return x if np.issubdtype(x.dtype, np.floating) else x.astype(np.float64)


def learning_curve(fit, score, X, y, X_test, y_test, sizes, rng):
    """How well a model does on the test set after training on fewer or more rows.

    The rows of X and y are put into one random order, all orders equally likely, and a model is
    trained on the first ``size`` rows of it for each size. So the training sets are nested: a
    larger one holds all rows of a smaller one, and the curve shows what more data is worth, not
    which rows were lucky. Every model is scored on the whole test set.

    Args:
        fit: ``fit(X, y) -> model``, called once for each size with that many rows of X, (size, D),
            and their labels, (size,).
        score: ``score(model, X, y) -> float``, called once for each model.
        X, y: the rows and labels to train on, (N, D) and (N,).
        X_test, y_test: those to score on.
        sizes: a list of S different ints from 1 to N, in any order.
        rng: an np.random.Generator.

    Returns:
        A float64 array (S,): the scores, in the order of ``sizes``.

    Raises:
        ValueError: if some size is below 1 or above N.
    """
    raise NotImplementedError("learning_curve: write this function, then delete this line.")


def sample_episode(labels, n_way, k_shot, n_query, rng):
    """The rows of one N-way K-shot task, a small classification problem (Vinyals et al., 2016).

    A class can take part if it has at least ``k_shot + n_query`` rows. Of those classes, n_way
    different ones are drawn, all equally likely however many rows they have. From each of them
    ``k_shot`` rows are drawn as support (the examples to learn from) and ``n_query`` others as
    queries (the questions), all choices equally likely. No row is drawn twice.

    Args:
        labels: (N,) ints, the class of each row, in any order.
        n_way: the number of classes, at least 1.
        k_shot: the number of support rows per class, at least 1.
        n_query: the number of query rows per class, at least 1.
        rng: an np.random.Generator.

    Returns:
        ``(support_idx, query_idx)``, int arrays of shapes (n_way * k_shot,) and
        (n_way * n_query,): positions in ``labels``. Both are grouped by class, first all rows of
        one class, then all of the next, and the classes come in the same order in both. Which
        order that is, is free.

    Raises:
        ValueError: if fewer than n_way classes have enough rows.
    """
    raise NotImplementedError("sample_episode: write this function, then delete this line.")


def prototypes(support, support_labels):
    """The mean of each class's support rows (Snell, Swersky & Zemel, 2017, eq. 1).

    Args:
        support: (M, D), embedded support rows, in any order.
        support_labels: (M,) ints. Classes may have different numbers of rows.

    Returns:
        ``(classes, protos)``: the different labels in ascending order, (C,), and in the same order
        the mean of each class's rows, (C, D).
    """
    raise NotImplementedError("prototypes: write this function, then delete this line.")


def prototype_logits(queries, protos):
    """Minus the squared Euclidean distance of each query to each prototype.

    A softmax over a row gives the probabilities of the classes (Snell, Swersky & Zemel, 2017,
    eq. 2). The softmax is not part of this function.

    Args:
        queries: (Q, D).
        protos: (C, D).

    Returns:
        (Q, C).
    """
    raise NotImplementedError("prototype_logits: write this function, then delete this line.")


# Imports and helpers of your own are welcome here.


def contrastive_loss(a, b, same, margin):
    """Pulls pairs of one class together and pushes other pairs apart, as far as the margin.

    With d the Euclidean distance of the two rows of a pair, the pair costs d^2 / 2 if they are
    alike, and max(0, margin - d)^2 / 2 if not; the loss is the mean over the pairs (Hadsell, Chopra
    & LeCun, 2006, eq. 4, whose Y is 0 for alike, the other way round).

    Args:
        a, b: (N, D), embeddings; row i of a and row i of b are a pair.
        same: (N,) ints or bools, 1 (True) for a pair that is alike, 0 (False) for one that is not.
        margin: a positive number.

    Returns:
        A float.

    Raises:
        ValueError: if a and b differ in shape, or same is not (N,): (N, 1), say, is never
            broadcast.
    """
    raise NotImplementedError("contrastive_loss: write this function, then delete this line.")


def contrastive_loss_grad(a, b, same, margin):
    """The gradient of contrastive_loss with respect to a and to b.

    At d = 0 a pair that is not alike has no direction to be pushed in: its gradient is 0 there.

    Args, Raises: as contrastive_loss.

    Returns:
        ``(grad_a, grad_b)``, both (N, D); float32 where a and b are, whatever the type of same.
    """
    raise NotImplementedError("contrastive_loss_grad: write this function, then delete this line.")


def few_shot_accuracy(embed, X, y, n_way, k_shot, n_query, episodes, rng):
    """The accuracy of nearest-prototype classification over many episodes, with its uncertainty.

    Each episode is drawn as in ``sample_episode``. Its support rows make prototypes, each query is
    given the class of the nearest prototype (a tie goes to the lowest label), and the episode's
    accuracy is the share of its n_way * n_query queries that are right.

    Args:
        embed: a function from rows (M, D) to their embeddings (M, E). What becomes of a row does
            not depend on the rows beside it, so call it for each episode or once for all of X.
        X, y: (N, D) rows and (N,) their labels, of any classes.
        n_way, k_shot, n_query: as in ``sample_episode``.
        episodes: how many are drawn, independently, at least 2.
        rng: an np.random.Generator.

    Returns:
        ``(mean, half_width_95)``, two floats: the mean of the episodes' accuracies, and 1.96 times
        its standard error, the accuracies' standard deviation (ddof=1) divided by the square root
        of their number. mean +- half_width_95 is an approximate 95 % confidence interval.

    Raises:
        ValueError: if there are fewer than two episodes, since one has no spread.
    """
    raise NotImplementedError("few_shot_accuracy: write this function, then delete this line.")
