"""Regularization: penalties, linear models with them, decay, softer labels, bounded norms.

What holds everywhere here:

- Arrays of float32 give float32; integers, uint8 included, and Python numbers become float64 before
  anything is computed. One number may come back as a Python float, a NumPy scalar or a 0-d array.
- No argument is ever changed.

Results count as equal within 1e-9 in float64 (where a function says otherwise: as it says), and
within 1e-5 for float32 and integers. Nothing is off limits.
"""

from __future__ import annotations

import numpy as np


def _as_float(x):
    """x as a float array: float32 stays float32, integers and Python numbers become float64.

    It is here for you to use. A float array comes back as it is: the same array, not a copy.
    """
    x = np.asarray(x)
    return x if np.issubdtype(x.dtype, np.floating) else x.astype(np.float64)


# Penalties: w is one array of any shape, lam a Python number.


def l2_penalty(w, lam):
    """lam ||w||^2 / 2: half of lam times the sum of the squares of all elements.

    The half is there so that the gradient is lam w (Goodfellow et al., 2016, section 7.1.1).
    """
    raise NotImplementedError("l2_penalty: write this function, then delete this line.")


def l2_penalty_grad(w, lam):
    """The gradient of l2_penalty with respect to w, an array of the shape of w."""
    raise NotImplementedError("l2_penalty_grad: write this function, then delete this line.")


def l1_penalty(w, lam):
    """lam ||w||_1, the sum of absolute values over all elements (Tibshirani, 1996)."""
    raise NotImplementedError("l1_penalty: write this function, then delete this line.")


def l1_penalty_grad(w, lam):
    """The derivative of l1_penalty with respect to w, of the shape of w; 0 at 0, as in PyTorch."""
    raise NotImplementedError("l1_penalty_grad: write this function, then delete this line.")


def soft_threshold(x, t):
    """What minimises (u - x)^2 / 2 + t |u| over u, elementwise (Donoho, 1995).

    It moves each number towards 0 by t, and to 0 what is not larger than t in size. x is an array
    of any shape, t a Python number; at t = 0 nothing changes. The result has the shape of x.

    Raises:
        ValueError: if t is below 0.
    """
    raise NotImplementedError("soft_threshold: write this function, then delete this line.")


# Linear models: X is (N, D), y is (N,).


# Imports and helpers of your own are welcome here.
def ridge(X, y, lam):
    """The w and b that minimise ||y - X w - b||^2 + lam ||w||^2 (Hoerl & Kennard, 1970).

    The intercept b is not penalised: adding a constant to y adds it to b and leaves w alone. The
    terms are sums: nothing is divided by N or by 2. At lam = 0 this is least squares; where several
    w do equally well (more columns than rows, say), the one of smallest Euclidean norm is returned.

    Args:
        X: (N, D), N >= 1; its columns need not be centred.
        y: (N,).
        lam: a Python number, 0 or above.

    Returns:
        ``(w, b)``: w an array (D,), b one number. Within 1e-7.

    Raises:
        ValueError: if lam is below 0, or if y has another shape than (N,), (N, 1) included.
    """
    raise NotImplementedError("ridge: write this function, then delete this line.")


def lasso_ista(X, y, lam, steps):
    """The lasso by iterative soft-thresholding, ISTA (Daubechies et al., 2004).

    The objective is ||y - X w||^2 / (2 N) + lam ||w||_1, without an intercept. Start from w = 0 and
    take ``steps`` steps: one of gradient descent on the first term, with the step size 1 / L, where
    L = (largest eigenvalue of X.T @ X) / N; then ``soft_threshold`` with lam / L.

    Args:
        X: (N, D), taken as it is: nothing is centred. Where X is all 0, so is w.
        y: (N,).
        lam: a Python number, 0 or above.
        steps: how many, an int, 0 or above.

    Returns:
        w after these steps, an array (D,).

    Raises:
        ValueError: if lam is below 0, or if y has another shape than (N,), (N, 1) included.
    """
    raise NotImplementedError("lasso_ista: write this function, then delete this line.")


# Decay: w, velocity and g, the gradient of the loss alone, are arrays of one shape.


def sgd_with_l2(w, velocity, g, lr, momentum, lam):
    """One step of SGD with momentum on the loss plus l2_penalty.

    This is what ``weight_decay`` does in ``torch.optim.SGD``. The gradient of the penalty, lam w, is
    added to g first. The new velocity is ``momentum`` times the old one plus that sum, and w moves by
    minus lr times the new velocity. So the pull towards 0 goes through the velocity.

    Returns:
        ``(w, velocity)``, both new.
    """
    raise NotImplementedError("sgd_with_l2: write this function, then delete this line.")


def sgd_with_decoupled_decay(w, velocity, g, lr, momentum, lam):
    """One step of SGD with momentum on the loss, and weight decay apart from it: SGDW.

    The new velocity is ``momentum`` times the old one plus g; lam has no part in it. Then w becomes
    (1 - lr lam) w - lr velocity, with the old w and the new velocity. (Loshchilov & Hutter, 2019,
    algorithm 1, with alpha = 1 and eta = lr, but the learning rate outside of the velocity.)

    Without momentum this is the same as sgd_with_l2.

    Returns:
        ``(w, velocity)``, both new.
    """
    raise NotImplementedError("sgd_with_decoupled_decay: write this function, then delete this line.")


# Labels and norms.


def smooth_labels(labels, num_classes, eps):
    """Targets that are less sure of themselves: (1 - eps) onehot + eps / K, with K = num_classes.

    The right class gets its share of eps too, so that each row sums to 1 (Szegedy et al., 2016,
    section 7). This is what ``label_smoothing`` is in PyTorch's cross-entropy.

    Args:
        labels: (N,) ints from 0 to K - 1; not every class need occur.
        num_classes: K, an int.
        eps: a Python number in [0, 1].

    Returns:
        A float64 array (N, K).

    Raises:
        ValueError: if a label is below 0 or above K - 1.
    """
    raise NotImplementedError("smooth_labels: write this function, then delete this line.")


def max_norm(W, limit):
    """W with its columns cut back to the length ``limit`` (Srivastava et al., 2014, section 5.1).

    A column of a dense layer's W (D, H) holds the weights that come into one unit. A column whose
    Euclidean norm is above limit is scaled down to that norm and keeps its direction; all others, a
    column of zeros among them, stay as they are.

    Args:
        W: (D, H).
        limit: a Python number above 0.

    Returns:
        A new array (D, H). Within 1e-6, so that ``torch.renorm`` will do.
    """
    raise NotImplementedError("max_norm: write this function, then delete this line.")
