"""Machine learning on features that a person chose, deep learning on features that are learned.

For the whole file:

- Images are arrays (N, H, W) of pixels >= 0, where 0 is paper and more is ink; H and W may differ.
  Features are (N, F). Labels are (N,), ints from 0 to C - 1.
- Results have the float type of the images or features: float32 in gives float32 out (within 1e-5 of
  their size), integers of any kind become float64. Where a single number is returned, a Python float,
  a NumPy scalar and a 0-d array are fine.
- ``rng`` is a ``numpy.random.Generator``. Draw from it and from nothing else: the same state of rng
  gives the same result, a second call with the same rng another one, and NumPy's global generator is
  neither read nor changed.
- No function changes its inputs.
"""

from __future__ import annotations

# Imports and helpers of your own are welcome here.
import numpy as np


def handcrafted_features(images):
    """Six numbers that a person might think of when looking at a digit.

    In this order, for each image:

    0. mean ink: the mean of its pixels;
    1. left-right symmetry: the mean of ``|image - mirrored|``, where mirrored has the columns in
       reverse order (so a symmetric image has 0);
    2. top-bottom symmetry: the same with the rows in reverse order;
    3. the row of the centre of mass: the mean of the row indices, counted from 0 at the top, each
       weighted by the ink of its row;
    4. the column of the centre of mass, likewise, counted from 0 on the left;
    5. the share of pixels that are strictly above half of this image's own largest pixel.

    An empty image (every pixel 0) has its centre of mass in the middle, at ((H - 1) / 2, (W - 1) / 2),
    and all other features 0.

    Args:
        images: (N, H, W).

    Returns:
        (N, 6).
    """
    raise NotImplementedError("handcrafted_features: write this function, then delete this line.")


def fit_linear_classifier(features, labels, num_classes, ridge):
    """A linear classifier by least squares on one-hot targets (Bishop, 2006, section 4.1.3).

    With X the features and a last column of ones, and Y (N, C) one-hot (a row for each example, 1 in
    the column of its label, 0 elsewhere), it minimises

        ||X W - Y||^2 + ridge ||W without its last row||^2

    The errors are summed over examples and classes, without a 1 / N. The last row of W, the bias, is
    not penalised. Where many W are as good (with ridge = 0 and columns of X that depend on one
    another), it is the one of minimum norm, bias included; ``np.linalg.lstsq`` finds it.

    Args:
        features: (N, F).
        labels: (N,). Not every class need be there: the column of Y of an absent one is all 0.
        num_classes: C, an int above every label.
        ridge: a number >= 0.

    Returns:
        W, (F + 1, C), the bias in the last row. It counts as equal within 1e-6.
    """
    raise NotImplementedError("fit_linear_classifier: write this function, then delete this line.")


def predict(W, features):
    """The class of the highest score, of equal scores the lowest class.

    Args:
        W: (F + 1, C), as ``fit_linear_classifier`` returns it, the bias in the last row.
        features: (N, F).

    Returns:
        (N,), ints.
    """
    raise NotImplementedError("predict: write this function, then delete this line.")


def learn_features(images, labels, hidden, epochs, lr, rng):
    """Learn features from the labels: train a network, and its hidden layer holds them.

    The network is ``logits = relu(x @ W1 + b1) @ W2 + b2``, with x the flattened image, W1 (D, hidden)
    and W2 (hidden, C), where C is the largest label plus 1. First of all its weights are drawn from
    rng: He initialisation, that is, independent entries, normal or uniform, of mean 0 and variance
    2 / (number of rows of W); both biases start at 0.

    Then, in each epoch, the rows are shuffled anew with rng and cut into mini-batches of 32; a last,
    shorter batch is used like the others. Each batch makes one step of plain SGD on all four arrays,
    ``p -= lr * gradient``, on the mean cross-entropy of its rows: no momentum, no decay.

    Args:
        images: (N, H, W), or flat (N, D).
        labels: (N,), ints from 0 to C - 1, all present.
        hidden: how many features, an int >= 1.
        epochs: an int >= 0. With 0 the network stays as it was drawn.
        lr: the learning rate, a number >= 0.
        rng: a ``numpy.random.Generator``.

    Returns:
        params, whatever ``apply_features`` needs. Nobody else looks into it.
    """
    raise NotImplementedError("learn_features: write this function, then delete this line.")


def apply_features(params, images):
    """The hidden activations ``relu(x @ W1 + b1)`` of any images, seen in training or not.

    Args:
        params: what ``learn_features`` returned.
        images: (N, H, W), or flat (N, D). Each row is worked on by itself.

    Returns:
        (N, hidden), floats of any type.
    """
    raise NotImplementedError("apply_features: write this function, then delete this line.")


def linear_probe_accuracy(train_features, train_labels, test_features, test_labels, ridge):
    """How good are features? As good as the simplest classifier on top of them (Alain & Bengio, 2017).

    Fits ``fit_linear_classifier`` on the training rows and scores it on the test rows. The features
    are used as they are: nothing is standardised. The classes are counted over both sets of labels:
    C is the largest label of all, plus 1.

    Args:
        train_features: (N, F), train_labels: (N,).
        test_features: (M, F), test_labels: (M,).
        ridge: as in ``fit_linear_classifier``.

    Returns:
        The share of the test rows that get their own label, a float from 0 to 1.
    """
    raise NotImplementedError("linear_probe_accuracy: write this function, then delete this line.")
