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


# Imports and helpers of your own are welcome here.


def mse(pred, target):
    """The mean squared error, the mean of (pred - target)^2, without a factor 1/2.

    The negative log-likelihood of Gaussian noise (Bishop, 2006, section 3.1.1), `nn.MSELoss`.
    """
    raise NotImplementedError("mse: write this function, then delete this line.")


def mse_grad(pred, target):
    """The derivative of mse with respect to pred, of the shape of pred."""
    raise NotImplementedError("mse_grad: write this function, then delete this line.")


def mae(pred, target):
    """The mean absolute error, the mean of |pred - target| (`nn.L1Loss`)."""
    raise NotImplementedError("mae: write this function, then delete this line.")


def mae_grad(pred, target):
    """The derivative of mae with respect to pred, of the shape of pred.

    At the kink, where pred equals target, it is 0, as in PyTorch.
    """
    raise NotImplementedError("mae_grad: write this function, then delete this line.")


def huber(pred, target, delta=1.0):
    """The mean Huber loss (Huber, 1964), `nn.HuberLoss`. With r = pred - target, an element costs

        0.5 r^2                    where |r| <= delta,
        delta (|r| - 0.5 delta)    elsewhere.

    That is delta times `nn.SmoothL1Loss(beta=delta)`. delta is a Python number; at 0 or below it
    raises ValueError.
    """
    raise NotImplementedError("huber: write this function, then delete this line.")


def huber_grad(pred, target, delta=1.0):
    """The derivative of huber with respect to pred, of the shape of pred.

    It raises ValueError for the same delta as huber does.
    """
    raise NotImplementedError("huber_grad: write this function, then delete this line.")


def bce_with_logits(logits, targets):
    """The mean binary cross-entropy of p = sigmoid(logits) (Bishop, 2006, eq. 4.90). One element:

        -t log(p) - (1 - t) log(1 - p)

    The logits are raw scores, before the sigmoid: this function applies it. Targets may be soft,
    anything in [0, 1]; one outside raises ValueError. An infinite logit gives the limit: a cost of
    0 where it is sure and right (+inf with t = 1, -inf with t = 0), else inf.
    """
    raise NotImplementedError("bce_with_logits: write this function, then delete this line.")


def bce_with_logits_grad(logits, targets):
    """The derivative of bce_with_logits with respect to the logits, of their shape.

    It is finite for infinite logits too, and refuses what bce_with_logits refuses
    (Bishop, 2006, eq. 4.91).
    """
    raise NotImplementedError("bce_with_logits_grad: write this function, then delete this line.")


def softmax_cross_entropy(logits, labels):
    """The mean over the rows of -log(the softmax probability of the row's label).

    Logits are raw scores (N, C), before the softmax; labels are integers (N,), not one-hot
    (Bishop, 2006, eq. 4.108; `nn.CrossEntropyLoss`). Labels of another shape, or a label outside
    [0, C), negative ones included, raise ValueError. A logit of -inf (a masked class) has the
    probability 0, so that the cost is inf where it is the label's. Each row has a finite logit; no
    logit is +inf.
    """
    raise NotImplementedError("softmax_cross_entropy: write this function, then delete this line.")


def softmax_cross_entropy_grad(logits, labels):
    """The derivative of softmax_cross_entropy with respect to the logits, (N, C).

    It is 0 at a masked class, and -1/N where that is the label's: the formula needs no exception
    there. It refuses what softmax_cross_entropy refuses (Bishop, 2006, eq. 4.109).
    """
    raise NotImplementedError("softmax_cross_entropy_grad: write this function, then delete this line.")


def neuron(x, w, b, activation):
    """One neuron for each row of x: weighted sum, bias, activation (Bishop, 2006, eqs. 5.2, 5.3).

    x is (N, D), w is (D,), b a Python number; the result is (N,). activation is a function that
    acts elementwise: call it on the whole pre-activation (N,) at once, or number by number. It must
    be given floats, even where x, w and b are all integers. What it returns is the result.
    """
    raise NotImplementedError("neuron: write this function, then delete this line.")
