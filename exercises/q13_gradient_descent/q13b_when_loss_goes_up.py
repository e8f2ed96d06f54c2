"""Why the loss sometimes rises: steps beyond 2 / L, and batches that disagree.

For the whole file:

- Arrays are NumPy arrays of float64 or of integers, which are promoted; results are float64.
- H is the Hessian of a loss, a symmetric ``(D, D)`` array. Where the largest ``|H - H.T|`` is more
  than 1e-6 of the largest ``|H|``, ``ValueError`` is raised.
- ``grad`` is a function of one point, ``theta (D,)``, and returns the gradient ``(D,)`` there.
- ``rng`` is a ``numpy.random.Generator``, which all randomness comes from. Draw from it, neither from
  NumPy's global generator nor from one of your own.
- No function changes its inputs.
"""

from __future__ import annotations

import numpy as np


# Imports and helpers of your own are welcome here.
def max_stable_learning_rate(H):
    """The learning rate up to which gradient descent does not blow up: 2 / L.

    L is the largest eigenvalue of H, the sharpness. Along its eigenvector each step multiplies the
    distance from the minimum by 1 - lr * L, and that stays within -1 and 1 up to lr = 2 / L
    (Cohen et al., 2021, section 2). Eigenvalues below 0 set no such limit, however large they are:
    they lead away from a saddle at any learning rate.

    Args:
        H: ``(D, D)``, symmetric.

    Returns:
        2 / L, a float; inf where L is at most 1e-12 times the largest absolute value of an
        eigenvalue, so also where all of them are below 0, and where H is zero.

    Raises:
        ValueError: if H is not symmetric.
    """
    raise NotImplementedError("max_stable_learning_rate: write this function, then delete this line.")


def largest_eigenvalue(matvec, dim, iters, rng):
    """The largest eigenvalue of a symmetric matrix that can only be multiplied with.

    The Hessian of a network has too many entries to be written down, but its product with a vector
    is cheap. So this sees the matrix through ``matvec`` alone, and calls it at most ``2 * iters``
    times. That is enough for power iteration twice (Golub & Van Loan, 2013, section 8.2), or for
    Lanczos (1950).

    Largest means algebraically: of -5 and 1 it is 1, and of -3 and -1 it is -1.

    Args:
        matvec: takes a vector ``(dim,)`` and returns the matrix times that vector, ``(dim,)``. The
            matrix is not all zeros.
        dim: the number of rows of the matrix, 2 or more.
        iters: half the number of products that may be made.
        rng: for the vector to start from: a fixed one may happen to have no part in the direction
            that is looked for.

    Returns:
        The eigenvalue, a float. With M the largest absolute value of an eigenvalue: where ``iters``
        is at least 100 and the largest eigenvalue is at least M / 10 above the next one, the error
        is at most M / 1000. (Otherwise it is graded only that the products are not too many.)
    """
    raise NotImplementedError("largest_eigenvalue: write this function, then delete this line.")


def hessian_vector_product(grad, theta, v, eps=1e-4):
    """The Hessian at ``theta`` times ``v``, without the Hessian (see Pearlmutter, 1994).

    How much does the gradient change as one moves along v? The central difference

        ``(grad(theta + eps * v) - grad(theta - eps * v)) / (2 * eps)``

    in float64, whatever the types of theta and v: in float32 the rounding would be as large as the
    difference. It takes two evaluations of ``grad``, however many parameters there are.

    Args:
        grad: the gradient of the loss, twice differentiable.
        theta: ``(D,)``, also of float32.
        v: ``(D,)``, also of float32, used as it is. Graded where its norm is between 0.1 and 10.
        eps: how far to go, in lengths of v.

    Returns:
        ``(D,)`` of float64.
    """
    raise NotImplementedError("hessian_vector_product: write this function, then delete this line.")


def sharpness(grad, theta, iters, rng):
    """The largest eigenvalue of the Hessian of a loss at ``theta``, from gradients alone.

    This is ``largest_eigenvalue`` on ``hessian_vector_product``. 2 / sharpness is the learning rate
    above which gradient descent near ``theta`` begins to bounce.

    Args:
        grad: the gradient of the loss.
        theta: ``(D,)``, where; not the minimum in general.
        iters: as in ``largest_eigenvalue``, so ``grad`` may be called ``4 * iters`` times.
        rng: as in ``largest_eigenvalue``.

    Returns:
        The sharpness, a float, as exact as ``largest_eigenvalue`` is.
    """

    raise NotImplementedError("sharpness: write this function, then delete this line.")


def quadratic_losses(H, x0, lr, steps):
    """Gradient descent on the loss ``x @ H @ x / 2``, whose gradient is ``H @ x``.

    Args:
        H: ``(D, D)``, symmetric.
        x0: ``(D,)``, where it starts.
        lr: the learning rate.
        steps: how many steps, 0 or more. All of them are made, also where the loss grows.

    Returns:
        ``(steps + 1,)``: the loss at the start and after each step. (Where the numbers grow beyond
        what a float can hold, only what comes before that is compared.)

    Raises:
        ValueError: if H is not symmetric.
    """
    raise NotImplementedError("quadratic_losses: write this function, then delete this line.")


def minibatch_losses(X, y, w0, lr, batch_size, steps, rng):
    """Stochastic gradient descent on linear regression, and what one sees of it.

    The model is ``X @ w``, without a bias; the loss of some rows is the mean of their squared
    errors, without 1/2. In each step:

    1. A batch of ``batch_size`` different rows is drawn, every such set of rows being equally
       likely, whatever was drawn in the steps before (there are no epochs).
    2. The loss of the batch and the loss of all rows are noted, both at the same w.
    3. w moves by ``lr`` times the gradient of the loss of the batch, against it.

    Args:
        X: ``(N, D)``.
        y: ``(N,)``.
        w0: ``(D,)``, the first w.
        lr: the learning rate.
        batch_size: from 1 to N.
        steps: how many steps, 1 or more.
        rng: for the batches.

    Returns:
        ``(batch_losses, full_losses)``, each ``(steps,)``. The first of both are at ``w0``.

    Raises:
        ValueError: if ``y`` is not of shape ``(N,)``.
    """
    raise NotImplementedError("minibatch_losses: write this function, then delete this line.")


def first_rise(losses):
    """Where a loss first went up.

    Args:
        losses: a list or array of floats, possibly empty.

    Returns:
        The smallest index t, 1 or more, for which ``losses[t]`` is greater than ``losses[t - 1]`` or
        is not finite, as an int; None where there is none. What ``losses[0]`` is by itself does not
        matter.
    """
    raise NotImplementedError("first_rise: write this function, then delete this line.")
