"""Weight initialisation: the usual schemes, what they do to a deep network, and why not zeros.

What holds for every function here:

- A dense layer is ``x @ W + b`` with W of shape (in, out), a convolution has W of shape
  (out, in, kh, kw). ``shape`` is a tuple of ints.
- The initialisers return a new float64 array of that shape. Its entries are independent draws
  (those of ``orthogonal`` are not: they share its constraint), and they have mean 0.
- Randomness comes in as ``rng``, an np.random.Generator. The same state of rng gives the same
  weights, and a second call with the same rng gives other weights. Global generators are neither
  read nor changed. How you draw from rng is up to you: only the distribution counts.
- Bad input raises ValueError where the docstring says so. torch.nn.init and SciPy's ortho_group
  are off limits.
"""

from __future__ import annotations

import math

import numpy as np

### BEGIN SOLUTION


def _he_variance(shape, mode):
    """2 / fan, of the fan that mode names."""
    fans = dict(zip(("fan_in", "fan_out"), fan_in_and_fan_out(shape)))
    if mode not in fans:
        raise ValueError(f"mode must be 'fan_in' or 'fan_out', not {mode!r}")
    return 2 / fans[mode]


def _xavier_variance(shape, gain):
    return gain**2 * 2 / sum(fan_in_and_fan_out(shape))


def _uniform(variance, shape, rng):
    """A uniform distribution on [-a, a] has the variance a^2 / 3."""
    bound = math.sqrt(3 * variance)
    return rng.uniform(-bound, bound, shape)


### END SOLUTION


def fan_in_and_fan_out(shape):
    """(fan_in, fan_out), two ints: how many inputs one output sums over, and the reverse.

    Dense (in, out): fan_in = in and fan_out = out. Convolution (out, in, kh, kw): each output sums
    over in * kh * kw inputs, and each input reaches out * kh * kw outputs (at stride 1, borders
    aside). A shape with any other number of axes raises ValueError.
    """
    ### BEGIN SOLUTION
    if len(shape) == 2:
        return shape
    if len(shape) == 4:
        channels_out, channels_in, height, width = shape
        return channels_in * height * width, channels_out * height * width
    raise ValueError(f"shape must be (in, out) or (out, in, kh, kw), not {shape}")
    ### END SOLUTION


def xavier_uniform(shape, rng, gain=1.0):
    """Uniform on [-a, a] with variance gain^2 * 2 / (fan_in + fan_out).

    A uniform distribution on [-a, a] has variance a^2 / 3: the bound is not the standard deviation.
    gain, a positive number, multiplies the weights (Glorot & Bengio, 2010, eq. 16, where gain = 1).
    """
    ### BEGIN SOLUTION
    return _uniform(_xavier_variance(shape, gain), shape, rng)
    ### END SOLUTION


def xavier_normal(shape, rng, gain=1.0):
    """Normal, not truncated, with variance gain^2 * 2 / (fan_in + fan_out).

    gain, a positive number, multiplies the weights (Glorot & Bengio, 2010, eq. 12, where gain = 1).
    """
    ### BEGIN SOLUTION
    return rng.normal(0, math.sqrt(_xavier_variance(shape, gain)), shape)
    ### END SOLUTION


def he_normal(shape, rng, mode="fan_in"):
    """Normal, not truncated, with variance 2 / fan_in, for ReLU (He et al., 2015, eq. 10).

    mode="fan_out" takes fan_out in place of fan_in, which keeps the gradients' variance instead
    (eq. 14). Any other mode raises ValueError.
    """
    ### BEGIN SOLUTION
    return rng.normal(0, math.sqrt(_he_variance(shape, mode)), shape)
    ### END SOLUTION


def he_uniform(shape, rng, mode="fan_in"):
    """Uniform on [-a, a] with variance 2 / fan_in, for ReLU (He et al., 2015, eq. 10).

    mode="fan_out" takes fan_out in place of fan_in. Any other mode raises ValueError.
    """
    ### BEGIN SOLUTION
    return _uniform(_he_variance(shape, mode), shape, rng)
    ### END SOLUTION


def lecun_normal(shape, rng):
    """Normal with variance 1 / fan_in (LeCun et al., 1998, eq. 16).

    Not truncated: the normal distribution with both its tails, unlike Keras's function of that name.
    """
    ### BEGIN SOLUTION
    fan_in, _ = fan_in_and_fan_out(shape)
    return rng.normal(0, math.sqrt(1 / fan_in), shape)
    ### END SOLUTION


def orthogonal(shape, rng, gain=1.0):
    """gain times a random matrix with orthonormal rows or columns (Saxe et al., 2014).

    shape has two axes or more (fewer raise ValueError) and is seen as the matrix
    M = W.reshape(shape[0], -1). If M has no more rows than columns, its rows are orthonormal,
    M @ M.T = gain^2 I; otherwise its columns are, M.T @ M = gain^2 I. gain is a positive number.

    M / gain is drawn from the uniform (Haar) distribution: no such matrix is preferred. The Q of a
    QR decomposition of a Gaussian matrix alone is not, since the routine chooses the signs by a
    rule of its own; it is if the diagonal of R is made positive (Mezzadri, 2007, section 5).
    """
    ### BEGIN SOLUTION
    if len(shape) < 2:
        raise ValueError(f"shape must have two axes or more, not {shape}")
    rows, columns = shape[0], math.prod(shape[1:])
    q, r = np.linalg.qr(rng.standard_normal((max(rows, columns), min(rows, columns))))
    q = q * np.sign(np.diag(r))  # QR = (QD)(DR): moves R's signs into the columns of Q
    return gain * (q if rows > columns else q.T).reshape(shape)
    ### END SOLUTION


def activation_variances(init, activation, width, depth, rng, num_samples=1024):
    """An array (depth,): the variance of each layer's output as a signal passes a fresh network.

    The input is x (num_samples, width) of independent standard normal numbers from rng. Each of the
    depth layers has ``width`` units, its own weights, and no bias: x = activation(x @ W), with
    W = init((width, width), rng). The variance of a layer's output, after the activation, is one
    number over all its num_samples * width entries: the mean squared distance from their mean.

    init is called once for each layer, with the shape and the rng, and activation once for each
    layer, with the whole array (num_samples, width).
    """
    ### BEGIN SOLUTION
    x = rng.standard_normal((num_samples, width))
    variances = np.empty(depth)
    for layer in range(depth):
        x = activation(x @ init((width, width), rng))
        variances[layer] = x.var()
    return variances
    ### END SOLUTION


def is_symmetric_failure(params, grads):
    """Whether some hidden layer is made of identical units that gradient descent can't tell apart.

    params is a list of (W, b), one pair for each layer: W (D, H) with a column for each of the H
    units, b (H,). grads is the list of their gradients, (dW, db) of the same shapes. All layers but
    the last are hidden. A hidden layer fails if all its units share the same

    - incoming weights (columns of W), bias (entries of b), and outgoing weights (rows of the next
      layer's W), and
    - the gradients of these three,

    where numbers count as the same if they differ by at most 1e-9. A layer of one unit does not
    count: it has nobody to be identical to. A network without a hidden layer gives False.
    """
    ### BEGIN SOLUTION
    for layer in range(len(params) - 1):
        (W, b), (dW, db) = params[layer], grads[layer]
        outgoing, d_outgoing = params[layer + 1][0], grads[layer + 1][0]
        units = np.column_stack([W.T, b, outgoing, dW.T, db, d_outgoing])  # a row for each unit
        if len(units) > 1 and np.all(np.ptp(units, axis=0) <= 1e-9):
            return True
    return False
    ### END SOLUTION
