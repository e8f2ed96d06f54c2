"""Against overfitting: stop in time, penalise, make more data; and measure what there is to fight.

For the whole file:

- Results have the float type of the data: float32 in gives float32 out, and integers are promoted to
  float64. Where a single number is returned, a Python float, a NumPy scalar and a 0-d array are fine.
- ``rng`` is a ``numpy.random.Generator``. Draw from it and from nothing else: the same state of rng
  gives the same result, a second call with the same rng another one, and NumPy's global generator is
  neither read nor changed.
- No function changes its inputs.
"""

from __future__ import annotations

### BEGIN SOLUTION
import copy
import math

### END SOLUTION
import numpy as np

### BEGIN SOLUTION


def _as_float(x):
    """float32 stays float32, integers become float64."""
    return x if np.issubdtype(x.dtype, np.floating) else x.astype(np.float64)


### END SOLUTION


class EarlyStopping:
    """Says when to stop training, and keeps the best parameters, not the last (Prechelt, 1998).

    ``patience`` is an int: how many calls of ``step`` in a row may go by without an improvement. Below
    1 it raises ValueError, in the constructor. ``min_delta``, a number >= 0, says how much better
    than the best a loss must be in order to count.

    After each ``step`` these attributes can be read:

    - ``best_epoch``: the number of the call of ``step`` that brought the last improvement, counted
      from 0; None as long as there was none.
    - ``best_params``: what ``params`` held in that call; None as long as there was none.
    """

    def __init__(self, patience, min_delta=0.0):
        ### BEGIN SOLUTION
        if patience < 1:
            raise ValueError(f"patience must be at least 1, got {patience}")
        self.patience, self.min_delta = patience, min_delta
        self.best_loss = math.inf
        self.best_epoch = self.best_params = None
        self._epoch = self._waited = 0
        ### END SOLUTION

    def step(self, val_loss, params):
        """Take note of one epoch; True says that it is time to stop.

        The loss is an improvement if ``val_loss < best - min_delta``, where ``best`` is the loss of
        the last improvement, and infinity before the first. So an equal loss is none, and neither
        NaN nor infinity ever is one. A loss that is lower but no improvement leaves ``best`` alone:
        many small steps down add up.

        Args:
            val_loss: the validation loss of this epoch, a number, maybe NaN or infinite.
            params: the parameters of this epoch, a dict of arrays. Training goes on and writes into
                these very arrays, so at an improvement they are copied, every one of them.

        Returns:
            A bool. True at the ``patience``-th call in a row without an improvement (NaN among them)
            and at each further one. Whoever goes on all the same may see an improvement: then it is
            False again, and the count starts anew.
        """
        ### BEGIN SOLUTION
        if val_loss < self.best_loss - self.min_delta:  # not true for NaN
            self.best_loss, self.best_epoch = val_loss, self._epoch
            self.best_params = copy.deepcopy(params)
            self._waited = 0
        else:
            self._waited += 1
        self._epoch += 1
        return self._waited >= self.patience
        ### END SOLUTION


def fit_ridge_polynomial(x, y, degree, l2):
    """The polynomial that fits best, its slope and curvature penalised (Hoerl & Kennard, 1970).

    It minimises ``||V c - y||^2 + l2 ||c[1:]||^2``: a sum of squared errors, not a mean, and no
    penalty on the constant term c[0], so that moving all of y up moves the fit up and no more. V is
    the Vandermonde matrix, ``V[i, k] = x[i]**k``.

    Args:
        x: (N,), the places. They are used as they are, neither centred nor scaled.
        y: (N,), the values there.
        degree: the highest power, an int >= 0.
        l2: the weight of the penalty, a number >= 0. Where it is 0, x has more than ``degree``
            different entries, so the answer is unique.

    Returns:
        The coefficients, (degree + 1,), in ascending order: c[k] belongs to x**k. They count as equal
        within 1e-6 (float32: 1e-4), so the normal equations are exact enough for the x of the
        grader, which lie between -2 and 2.
    """
    ### BEGIN SOLUTION
    x = _as_float(x)
    V = np.vander(x, degree + 1, increasing=True).astype(x.dtype)
    # The penalty as further equations, sqrt(l2) c[k] = 0 for k >= 1, to be met as well as can be.
    penalty = math.sqrt(l2) * np.eye(degree + 1, dtype=V.dtype)[1:]
    target = np.concatenate([y, np.zeros(degree, dtype=V.dtype)])
    return np.linalg.lstsq(np.vstack([V, penalty]), target)[0]
    ### END SOLUTION


def predict_polynomial(coef, x):
    """The value of the polynomial, ``sum over k of coef[k] * x**k``.

    Args:
        coef: (K,), K >= 1, in ascending order, as ``fit_ridge_polynomial`` returns them.
        x: an array of any shape, or a Python number.

    Returns:
        An array of the shape of x (for a number: a number), also where there is only a constant term.
    """
    ### BEGIN SOLUTION
    value = np.full(np.shape(x), coef[-1])
    for c in coef[-2::-1]:  # Horner's rule
        value = value * x + c
    return value
    ### END SOLUTION


def random_shift(images, max_shift, rng):
    """More data from the same images: each is moved by a few whole pixels, anew in each call.

    Each image has a shift of its own: a number of rows and a number of columns, both integers from
    -max_shift to max_shift, both ends included, all equally likely, and independent of each other
    and of the other images. All channels of an image move together. What leaves the image is gone;
    what comes in is 0. So a shift of the height or more, or of the width or more, leaves only zeros.

    Args:
        images: (N, H, W) or (N, C, H, W), floats, N >= 1.
        max_shift: an int >= 0. With 0 the images come back as they are; it may be larger than H and
            W.
        rng: a ``numpy.random.Generator``.

    Returns:
        A new array of the shape and dtype of images.
    """
    ### BEGIN SOLUTION
    height, width = images.shape[-2:]
    border = [(0, 0)] * (images.ndim - 2) + [(max_shift, max_shift)] * 2
    padded = np.pad(images, border)
    corners = rng.integers(0, 2 * max_shift, size=(len(images), 2), endpoint=True)
    windows = zip(padded, corners)
    return np.stack([p[..., top : top + height, left : left + width] for p, (top, left) in windows])
    ### END SOLUTION


def bias_variance(predictions, target):
    """The two parts of the squared error, one systematic, one by chance (Geman et al., 1992).

    K models of the same kind, each trained on a sample of its own, predict the same N points. At
    each point, the bias is the difference between the mean of the K predictions and the target, and
    the variance is the mean squared distance of the K predictions from their own mean (divided by K,
    not by K - 1). Both are averaged over the points, the bias after it was squared.

    Their sum is exactly the mean squared error over all K * N predictions.

    Args:
        predictions: (K, N), a row for each model.
        target: (N,), the true values, without noise. Any other shape raises ValueError: nothing is
            broadcast.

    Returns:
        ``(bias_squared, variance)``, a tuple of two floats.
    """
    ### BEGIN SOLUTION
    if target.shape != predictions.shape[1:]:
        raise ValueError(f"target must have one entry for each point, got shape {target.shape}")
    bias = predictions.mean(axis=0) - target
    return np.mean(bias**2), np.mean(predictions.var(axis=0))
    ### END SOLUTION


def double_descent_curve(X, y, X_test, y_test, widths, rng):
    """The test error of wider and wider models, past the point where they fit the data exactly.

    The model of width m has random features, ``relu(X @ W)``, of which only the coefficients on top
    are fitted (Rahimi & Recht, 2007; the curve: Belkin et al., 2019). W is (D, m), with independent
    Gaussian entries of mean 0 and any one variance; it is drawn anew for each width, also if the same
    width comes twice. There is no bias in the features, and no intercept or penalty in the fit.

    The coefficients are the minimum-norm solution of least squares on (X, y): of all that make
    ``||features @ coef - y||^2`` as small as possible, the one with the smallest ``||coef||``. That is
    what ``np.linalg.lstsq`` and ``np.linalg.pinv`` give for the features themselves (not for the
    Gram matrix ``features.T @ features``, in which rounding drowns the small singular values).
    Singular values may be taken for 0 below 1e-12 of the largest, but not above.

    Args:
        X: (N, D), y: (N,), the training data.
        X_test: (M, D), y_test: (M,), the test data. Its features are made with the same W.
        widths: a list of ints >= 1, in any order.
        rng: a ``numpy.random.Generator``.

    Returns:
        The mean squared error on the test data for each width, in the order of widths: an array
        (len(widths),) of any float type; a list of floats will do.
    """

    ### BEGIN SOLUTION
    def test_error(width):
        W = rng.standard_normal((X.shape[1], width))
        features, test_features = np.maximum(X @ W, 0), np.maximum(X_test @ W, 0)
        coef = np.linalg.lstsq(features, y)[0]  # of minimum norm where there are many solutions
        return np.mean((test_features @ coef - y_test) ** 2)

    return np.array([test_error(width) for width in widths])
    ### END SOLUTION
