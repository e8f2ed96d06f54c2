"""Activation functions and their derivatives, in NumPy.

What holds for every function here:

- x is an array of any shape, or in the elementwise functions a Python number, too. The result has
  the shape of x.
- The float type of x is kept: float32 stays float32. Integers and Python numbers become float64.
- ``name_grad(x)`` is the derivative of ``name`` at the input x (the pre-activation), not at the
  output.
- Large inputs such as +-1e4 give the right number, never NaN. Infinite inputs give the limit of
  the function or the derivative. NumPy's warnings do not matter, only results do.
- x is never changed.

Results count as equal within 1e-9 in float64, and within 1e-5 for float32 and integers; in the
tails it is the absolute error that counts. Allowed are exp, expm1, log1p, logaddexp, where, maximum
and the like, and erf and erfc from math, scipy.special or PyTorch. Off limits are the ready-made
activations: np.tanh and math.tanh, and SciPy's and PyTorch's own.
"""

from __future__ import annotations

import math

import numpy as np


def _as_float(x):
    """x as a float array: float32 stays float32, integers and Python numbers become float64.

    It is here for you to use. A float array comes back as it is: the same array, not a copy.
    """
    x = np.asarray(x)
    return x if np.issubdtype(x.dtype, np.floating) else x.astype(np.float64)


# Imports and helpers of your own are welcome here.


def sigmoid(x):
    """The logistic sigmoid, 1 / (1 + e^-x), elementwise (Bishop, 2006, eq. 4.59).

    0 at -inf, 1 at +inf.
    """
    raise NotImplementedError("sigmoid: write this function, then delete this line.")


def sigmoid_grad(x):
    """The derivative of the sigmoid at the input x: s (1 - s) with s = sigmoid(x).

    0 at -inf and +inf (Bishop, 2006, eq. 4.88).
    """
    raise NotImplementedError("sigmoid_grad: write this function, then delete this line.")


def tanh(x):
    """The hyperbolic tangent, (e^x - e^-x) / (e^x + e^-x), elementwise.

    -1 at -inf, 1 at +inf. np.tanh, math.tanh and PyTorch's are off limits.
    Why it beats the sigmoid in hidden layers: LeCun et al. (1998), section 4.4.
    """
    raise NotImplementedError("tanh: write this function, then delete this line.")


def tanh_grad(x):
    """The derivative of tanh at the input x: 1 - tanh(x)^2. 0 at -inf and +inf."""
    raise NotImplementedError("tanh_grad: write this function, then delete this line.")


def relu(x):
    """The rectified linear unit, max(0, x), elementwise (Nair & Hinton, 2010).

    0 at -inf, +inf at +inf. As everywhere in this file, integers give float64, not integers.
    """
    raise NotImplementedError("relu: write this function, then delete this line.")


def relu_grad(x):
    """The derivative of ReLU at the input x: 1 where x > 0, else 0, as floats of the type of x.

    At the kink, x = 0, it is 0, as in PyTorch.
    """
    raise NotImplementedError("relu_grad: write this function, then delete this line.")


def leaky_relu(x, negative_slope=0.01):
    """x where x > 0, negative_slope * x elsewhere, elementwise (Maas et al., 2013).

    negative_slope is any Python number: it may be negative or above 1.
    Infinite x gives the limit (the slope 0 at x = -inf is not asked for).
    """
    raise NotImplementedError("leaky_relu: write this function, then delete this line.")


def leaky_relu_grad(x, negative_slope=0.01):
    """The derivative of leaky ReLU at the input x: 1 where x > 0, negative_slope elsewhere.

    At the kink, x = 0, it is negative_slope, as in PyTorch. negative_slope is any Python number.
    """
    raise NotImplementedError("leaky_relu_grad: write this function, then delete this line.")


def elu(x, alpha=1.0):
    """x where x > 0, alpha (e^x - 1) elsewhere, elementwise (Clevert et al., 2016).

    alpha is any Python number: it may be negative or above 1. -alpha at x = -inf, +inf at +inf.
    """
    raise NotImplementedError("elu: write this function, then delete this line.")


def elu_grad(x, alpha=1.0):
    """The derivative of ELU at the input x: 1 where x > 0, alpha e^x elsewhere.

    At the kink, x = 0, it is alpha, as in PyTorch. 0 at -inf, 1 at +inf. alpha is any number.
    """
    raise NotImplementedError("elu_grad: write this function, then delete this line.")


def gelu(x):
    """The exact Gaussian error linear unit, x Phi(x), elementwise (Hendrycks & Gimpel, 2016).

    Phi(x) = (1 + erf(x / sqrt(2))) / 2 is the standard normal distribution function. Neither of the
    paper's approximations, with tanh or with a sigmoid, will do. 0 at -inf, +inf at +inf.
    """
    raise NotImplementedError("gelu: write this function, then delete this line.")


def gelu_grad(x):
    """The derivative of the exact GELU at the input x: Phi(x) + x phi(x). 0 at -inf, 1 at +inf.

    phi(x) = e^(-x^2 / 2) / sqrt(2 pi) is the standard normal density.
    """
    raise NotImplementedError("gelu_grad: write this function, then delete this line.")


def silu(x):
    """The sigmoid-weighted linear unit, or swish, x sigmoid(x), elementwise (Elfwing et al., 2018).

    0 at -inf, +inf at +inf.
    """
    raise NotImplementedError("silu: write this function, then delete this line.")


def silu_grad(x):
    """The derivative of SiLU at the input x: s + x s (1 - s) with s = sigmoid(x).

    0 at -inf, 1 at +inf.
    """
    raise NotImplementedError("silu_grad: write this function, then delete this line.")


def softplus(x):
    """log(1 + e^x), natural logarithm, elementwise: a smooth ReLU (Dugas et al., 2001).

    0 at -inf, +inf at +inf, and 1e4 at x = 1e4.
    """
    raise NotImplementedError("softplus: write this function, then delete this line.")


def softplus_grad(x):
    """The derivative of softplus at the input x: sigmoid(x). 0 at -inf, 1 at +inf."""
    raise NotImplementedError("softplus_grad: write this function, then delete this line.")


def softmax(x, axis=-1):
    """e^x_i / sum_j e^x_j over the entries along one axis (Bridle, 1990; Bishop, 2006, eq. 4.62).

    x is an array with one axis or more, and a "row" is what lies along axis, whichever axis it is.
    Each row sums to 1, however large its entries are and however far it is from the other rows.
    An entry of -inf has probability 0 (a masked class); a row of only -inf raises ValueError.
    One entry of +inf has probability 1 and the rest of its row 0; two of them are not asked for.
    """
    raise NotImplementedError("softmax: write this function, then delete this line.")


def softmax_jvp(x, v, axis=-1):
    """The Jacobian of softmax at the input x times the vector v, for each row along axis.

    With s = softmax(x, axis), the Jacobian of a row is J_ij = s_i ((1 if i == j else 0) - s_j)
    (Bishop, 2006, eq. 4.106), and the result is sum_j J_ij v_j. Do not form the Jacobian: a row may
    have 50,000 entries, and its Jacobian would take 20 GB. x, v and the result have one shape and
    one float type; x may hold -inf, or one +inf per row, as in softmax; v is finite. Neither x nor
    v is changed.
    """
    raise NotImplementedError("softmax_jvp: write this function, then delete this line.")
