"""Cost functions with their gradients, and one neuron, in NumPy.

What holds for every cost here:

- It is a mean, as PyTorch's `reduction="mean"`: over all elements, in softmax_cross_entropy over
  the rows. It comes back as one number: a Python float, a NumPy scalar and a 0-d array are all fine.
- `name_grad` is the derivative of that mean with respect to the first argument: an array of the
  shape of that argument, its division by the number of elements (or rows) included.
- Prediction (or logits) and target have one shape, any shape. Shapes are never broadcast: where
  they differ, (N, 1) against (N,) included, the cost and its gradient raise ValueError.
- Where both arguments are float32, the gradient is float32. Integers, uint8 included, become
  float64 before anything is computed: in uint8, 3 - 5 is 254.
- Large numbers such as logits of +-1e4 give the right result, never NaN. NumPy's warnings do not
  matter, only results do.
- No argument is ever changed.

Results count as equal within 1e-9 in float64, and within 1e-5 for float32 and integers. Nothing is
off limits: SciPy's and PyTorch's functions may be used where they do what is asked here.
"""

from __future__ import annotations

import numpy as np


def _as_float(x):
    """x as a float array: float32 stays float32, integers and Python numbers become float64.

    It is here for you to use. A float array comes back as it is: the same array, not a copy.
    """
    x = np.asarray(x)
    return x if np.issubdtype(x.dtype, np.floating) else x.astype(np.float64)


### BEGIN SOLUTION
def _residual(pred, target):
    """pred - target, refusing what NumPy would broadcast: (N, 1) - (N,) is (N, N)."""
    pred, target = _as_float(pred), _as_float(target)
    if pred.shape != target.shape:
        raise ValueError(f"pred has shape {pred.shape}, target {target.shape}: they must agree")
    return pred - target


def _huber_residual(pred, target, delta):
    if delta <= 0:
        raise ValueError(f"delta must be positive, got {delta}")
    return _residual(pred, target)


def _logits_and_targets(logits, targets):
    logits = _as_float(logits)  # targets of 0 and 1 may stay integers
    if logits.shape != targets.shape:
        raise ValueError(
            f"logits have shape {logits.shape}, targets {targets.shape}: they must agree"
        )
    if np.any((targets < 0) | (targets > 1)):
        raise ValueError("targets must lie in [0, 1]")
    return logits, targets


def _logits_and_labels(logits, labels):
    logits = _as_float(logits)
    rows, classes = logits.shape
    if labels.shape != (rows,):
        raise ValueError(f"labels must have shape ({rows},), got {labels.shape}")
    if np.any((labels < 0) | (labels >= classes)):
        raise ValueError(f"labels must lie in [0, {classes})")
    return logits, labels


def _softplus(x):
    """log(1 + e^x), with an exponent that is never above 0."""
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


def _sigmoid(x):
    """1 / (1 + e^-x), with exponents that are never above 0."""
    return np.exp(np.minimum(x, 0)) / (1 + np.exp(-np.abs(x)))


### END SOLUTION


def mse(pred, target):
    """The mean squared error, the mean of (pred - target)^2, without a factor 1/2.

    The negative log-likelihood of Gaussian noise (Bishop, 2006, section 3.1.1), `nn.MSELoss`.
    """
    ### BEGIN SOLUTION
    return np.mean(_residual(pred, target) ** 2)
    ### END SOLUTION


def mse_grad(pred, target):
    """The derivative of mse with respect to pred, of the shape of pred."""
    ### BEGIN SOLUTION
    residual = _residual(pred, target)
    return 2 * residual / residual.size
    ### END SOLUTION


def mae(pred, target):
    """The mean absolute error, the mean of |pred - target| (`nn.L1Loss`)."""
    ### BEGIN SOLUTION
    return np.mean(np.abs(_residual(pred, target)))
    ### END SOLUTION


def mae_grad(pred, target):
    """The derivative of mae with respect to pred, of the shape of pred.

    At the kink, where pred equals target, it is 0, as in PyTorch.
    """
    ### BEGIN SOLUTION
    residual = _residual(pred, target)
    return np.sign(residual) / residual.size
    ### END SOLUTION


def huber(pred, target, delta=1.0):
    """The mean Huber loss (Huber, 1964), `nn.HuberLoss`. With r = pred - target, an element costs

        0.5 r^2                    where |r| <= delta,
        delta (|r| - 0.5 delta)    elsewhere.

    That is delta times `nn.SmoothL1Loss(beta=delta)`. delta is a Python number; at 0 or below it
    raises ValueError.
    """
    ### BEGIN SOLUTION
    distance = np.abs(_huber_residual(pred, target, delta))
    inside = np.minimum(distance, delta)  # the part of the way on which the cost is a parabola
    return np.mean(inside * (distance - inside / 2))
    ### END SOLUTION


def huber_grad(pred, target, delta=1.0):
    """The derivative of huber with respect to pred, of the shape of pred.

    It raises ValueError for the same delta as huber does.
    """
    ### BEGIN SOLUTION
    residual = _huber_residual(pred, target, delta)
    return np.clip(residual, -delta, delta) / residual.size
    ### END SOLUTION


def bce_with_logits(logits, targets):
    """The mean binary cross-entropy of p = sigmoid(logits) (Bishop, 2006, eq. 4.90). One element:

        -t log(p) - (1 - t) log(1 - p)

    The logits are raw scores, before the sigmoid: this function applies it. Targets may be soft,
    anything in [0, 1]; one outside raises ValueError. An infinite logit gives the limit: a cost of
    0 where it is sure and right (+inf with t = 1, -inf with t = 0), else inf.
    """
    ### BEGIN SOLUTION
    logits, targets = _logits_and_targets(logits, targets)
    # -log(p) is softplus(-z), -log(1 - p) is softplus(z). A term of weight 0 must not be inf.
    if_one = targets * np.where(targets > 0, _softplus(-logits), 0)
    if_zero = (1 - targets) * np.where(targets < 1, _softplus(logits), 0)
    return np.mean(if_one + if_zero)
    ### END SOLUTION


def bce_with_logits_grad(logits, targets):
    """The derivative of bce_with_logits with respect to the logits, of their shape.

    It is finite for infinite logits too, and refuses what bce_with_logits refuses
    (Bishop, 2006, eq. 4.91).
    """
    ### BEGIN SOLUTION
    logits, targets = _logits_and_targets(logits, targets)
    return (_sigmoid(logits) - targets) / logits.size
    ### END SOLUTION


def softmax_cross_entropy(logits, labels):
    """The mean over the rows of -log(the softmax probability of the row's label).

    Logits are raw scores (N, C), before the softmax; labels are integers (N,), not one-hot
    (Bishop, 2006, eq. 4.108; `nn.CrossEntropyLoss`). Labels of another shape, or a label outside
    [0, C), negative ones included, raise ValueError. A logit of -inf (a masked class) has the
    probability 0, so that the cost is inf where it is the label's. Each row has a finite logit; no
    logit is +inf.
    """
    ### BEGIN SOLUTION
    logits, labels = _logits_and_labels(logits, labels)
    shifted = logits - logits.max(axis=1, keepdims=True)  # the shift cancels in the softmax
    log_normaliser = np.log(np.exp(shifted).sum(axis=1))
    return np.mean(log_normaliser - shifted[np.arange(len(labels)), labels])
    ### END SOLUTION


def softmax_cross_entropy_grad(logits, labels):
    """The derivative of softmax_cross_entropy with respect to the logits, (N, C).

    It is 0 at a masked class, and -1/N where that is the label's: the formula needs no exception
    there. It refuses what softmax_cross_entropy refuses (Bishop, 2006, eq. 4.109).
    """
    ### BEGIN SOLUTION
    logits, labels = _logits_and_labels(logits, labels)
    probabilities = np.exp(logits - logits.max(axis=1, keepdims=True))
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    probabilities[np.arange(len(labels)), labels] -= 1  # minus the one-hot label
    return probabilities / len(labels)
    ### END SOLUTION


def neuron(x, w, b, activation):
    """One neuron for each row of x: weighted sum, bias, activation (Bishop, 2006, eqs. 5.2, 5.3).

    x is (N, D), w is (D,), b a Python number; the result is (N,). activation is a function that
    acts elementwise: call it on the whole pre-activation (N,) at once, or number by number. It must
    be given floats, even where x, w and b are all integers. What it returns is the result.
    """
    ### BEGIN SOLUTION
    return activation(_as_float(x) @ _as_float(w) + b)
    ### END SOLUTION
