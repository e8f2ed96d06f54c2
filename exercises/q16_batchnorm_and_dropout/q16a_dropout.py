"""Dropout: a layer, its use for uncertainty in evaluation, and the ensemble that it stands for.

N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever and R. Salakhutdinov, "Dropout: A Simple Way
to Prevent Neural Networks from Overfitting", JMLR 2014.

What holds everywhere here:

- p is the probability to *drop* an element, as in PyTorch.
- ``rng`` is a ``numpy.random.Generator``. Draw from it and from nothing else: neither make a
  generator of your own nor use NumPy's global one. From the same state comes the same result, and
  the next draw is another one.
- Where x is float32, so is what is returned; integers are promoted to float64.
- No argument is ever changed.
"""

from __future__ import annotations

# Imports and helpers of your own are welcome here.
import numpy as np


def _as_float(x):
    """x as a float array: float32 stays float32, integers and Python numbers become float64.

    It is here for you to use. A float array comes back as it is: the same array, not a copy.
    """
    x = np.asarray(x)
    return x if np.issubdtype(x.dtype, np.floating) else x.astype(np.float64)


class Dropout:
    """Inverted dropout: what is kept is scaled in training, so that nothing is to be done in use.

    Raises ValueError (from the constructor) if p is below 0 or above 1. Both ends work: p = 0 keeps
    everything as it is, p = 1 drops everything, and both passes then give zeros.
    """

    def __init__(self, p):
        raise NotImplementedError("Dropout.__init__: write this method, then delete this line.")

    def forward(self, x, training, rng):
        """Drop elements of x in training; in evaluation (``training`` False) return x as it is.

        In training each element, of any row and column, is dropped with probability p,
        independently of all others, and becomes 0; an element that is kept is divided by 1 - p, so
        that the expectation of the output is x. In evaluation rng is not needed and may be None.

        x is an array of any shape; what comes back has that shape, in training as floats.
        """
        raise NotImplementedError("Dropout.forward: write this method, then delete this line.")

    def backward(self, dout):
        """The gradient of sum(dout * out) with respect to the x of the last forward pass.

        dout has the shape of that x. Mask and mode are those of that forward pass: after one in
        evaluation, dout comes back as it is. Backward before any forward raises an exception, of
        any class. A second backward uses the same mask again.
        """
        raise NotImplementedError("Dropout.backward: write this method, then delete this line.")


def monte_carlo_predict(f, x, num_samples, rng):
    """Mean and spread of a random prediction: Monte Carlo dropout (Gal & Ghahramani, 2016).

    A network that goes on dropping in evaluation predicts something else each time. The mean over
    many runs is the prediction, the standard deviation tells how unsure the network is.

    Args:
        f: called as ``f(x, rng)``, exactly num_samples times, with this x and this rng; returns an
            array, always of one shape.
        x: what f takes.
        num_samples: how often, an int of at least 1.
        rng: a ``numpy.random.Generator``, for f alone.

    Returns:
        ``(mean, std)`` over the samples, elementwise, of the shape that f returns. The standard
        deviation divides by num_samples (ddof=0).
    """
    raise NotImplementedError("monte_carlo_predict: write this function, then delete this line.")


def ensemble_average(W, x, p, activation=None):
    """The exact mean over all networks that dropout on the input makes: one for each of 2^D masks.

    A mask has a 1 where an input is kept, a 0 where it is dropped, and its own probability: each
    input is dropped with probability p, independently of the others, so a mask with k ones has
    ``(1 - p)^k p^(D - k)`` (and 0^0 is 1). The result is the expectation of
    ``activation((mask * x) @ W)``. Nothing is rescaled by 1 - p here: this is what the scaling of
    dropout is to be compared with. Without an activation they agree, with one they do not.

    Args:
        W: (D, H), D at most 12 or so, since there are 2^D masks.
        x: (D,), or (N, D) for N examples, each of which is averaged over all the masks.
        p: the probability to drop an input, in [0, 1].
        activation: a function of an array of any shape that works elementwise and returns an array
            of that shape; None is the identity.

    Returns:
        (H,), or (N, H) for an x of (N, D).
    """
    raise NotImplementedError("ensemble_average: write this function, then delete this line.")
