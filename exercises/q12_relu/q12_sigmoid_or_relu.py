"""Sigmoid against ReLU: how much of a gradient arrives at each layer of a deep network.

For the whole file:

- ``activation`` is the string "sigmoid" or "relu"; any other raises ValueError. The slope of an
  activation is its derivative at the pre-activation z: s (1 - s) with s = 1 / (1 + e^-z) for the
  sigmoid; for ReLU 1 where z > 0 and else 0, at z = 0 too, as in PyTorch.
- float32 is accepted as well as float64, and so are integers: int8 and uint8 included, they become
  float64 before anything is computed. What is returned may have any float type; where it is one
  number, a Python float, a NumPy scalar and a 0-d array are all fine.
- Pre-activations of +-1e4 give the right result, never NaN. NumPy's warnings do not matter.
- No function changes its inputs. Nothing is off limits, PyTorch's autograd included.
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


def gradient_norms(weights, x, upstream, activation):
    """How large the gradient is that arrives at the input of each layer.

    The network is ``a_l = act(a_{l-1} @ W_l)`` for l = 1 to L, with ``a_0 = x``. The last layer has
    the activation too, and no layer has a bias. Going back, each layer multiplies the gradient by
    its slopes and by its transposed weights (Goodfellow, Bengio & Courville, 2016, section 6.5.6).

    Args:
        weights: a list of L >= 1 arrays, ``weights[l - 1]`` is W_l ``(inputs, outputs)``, the layer
            nearest the input first.
        x: ``(N, inputs of the first layer)``.
        upstream: dL/da_L, ``(N, outputs of the last layer)``. Nothing is averaged here: if the loss
            is a mean over the rows, its 1/N is already in ``upstream``.
        activation: "sigmoid" or "relu".

    Returns:
        ``(L,)``, in forward order: entry l - 1 is the Frobenius norm (the root of the sum of all
        squares) of dL/da_{l-1}, the gradient with respect to the input of layer l. So the first
        entry belongs to x, and the norm of ``upstream`` is not among them. Entries count as equal
        within a relative 1e-9 or within 1e-12 of the largest entry.

    Raises:
        ValueError: for an unknown ``activation``.
    """
    raise NotImplementedError("gradient_norms: write this function, then delete this line.")


def saturated_fraction(z, activation, threshold=1e-3):
    """The fraction of the pre-activations at which the slope is below ``threshold``.

    Where a unit is saturated, hardly any gradient passes (Glorot & Bengio, 2010, section 3). A slope
    equal to ``threshold`` is not below it.

    Args:
        z: pre-activations, an array of any shape with one element or more; +-inf is allowed and
            means the limit of the slope.
        activation: "sigmoid" or "relu".
        threshold: a number.

    Returns:
        One number in [0, 1], over all elements of ``z``.

    Raises:
        ValueError: for an unknown ``activation``.
    """
    raise NotImplementedError("saturated_fraction: write this function, then delete this line.")


def activation_sparsity(z):
    """The fraction of the pre-activations that ReLU turns into an exact 0: those with z <= 0.

    Half of them at random initialisation (Glorot, Bordes & Bengio, 2011, section 3.1).

    Args:
        z: pre-activations, an array of any shape with one element or more; +-inf is allowed.

    Returns:
        One number in [0, 1], over all elements of ``z``.
    """
    raise NotImplementedError("activation_sparsity: write this function, then delete this line.")


def gradient_ceiling(depth, activation):
    """The largest factor that the activations alone can pass through ``depth`` layers.

    That is the product of the largest slopes that the activation has anywhere, one per layer. The
    weights are not counted; they may make the gradient larger or smaller.

    Args:
        depth: an int, 0 or more; without any layer the factor is 1.
        activation: "sigmoid" or "relu".

    Returns:
        One number, within a relative 1e-9, however small it is.

    Raises:
        ValueError: for an unknown ``activation``.
    """
    raise NotImplementedError("gradient_ceiling: write this function, then delete this line.")
