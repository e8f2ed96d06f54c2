"""From an MLP to a CNN: convolution and max pooling in NumPy, a network of them, and what it costs in lines.

For the whole file:

- Images are ``(N, C, H, W)``, and H need not be W. A kernel is kh high and kw wide; ``stride`` >= 1 and
  ``pad`` >= 0 are ints that hold for both directions. ``pad`` rows and columns of zeros are put on each of
  the four sides.
- A window of height k that moves over H rows has ``OH = (H + 2 pad - k) // stride + 1`` places: rounded
  down, so rows at the bottom that no window reaches are not used. The same for columns gives OW. A window
  is never larger than the padded image.
- Arrays are float64, or all of one call are float32, and results have that type. Images that are given as
  integers (x of im2col and of both forward passes) count as float64.
- ``dout`` is the gradient of the loss with respect to ``out``: any numbers, in its shape. A ``cache`` is
  whatever the backward pass needs; nobody else looks into it. It belongs to its own forward pass: others
  may come between it and its backward pass, which may also run twice.
- No function changes its arguments (but for the state of rng).
- Convolution and pooling are for whole batches. Forwards and backwards together they must be at least 3
  times as fast as a Python loop that computes one output number at a time. A loop over the places in
  the kernel, or over the places in the output, is fast enough if NumPy does all images and channels at once.
"""

from __future__ import annotations

# Imports and helpers of your own are welcome here.
import numpy as np

FILTERS = 8  # of the network that train_cnn trains
KERNEL = 3  # the height and width of its filters


def _he(fan_in, shape, rng):
    """Weights to start from (He et al., 2015), of mean 0 and variance 2 / fan_in. Given, for train_cnn."""
    return rng.normal(scale=np.sqrt(2 / fan_in), size=shape)


def im2col(x, kh, kw, stride, pad):
    """The windows of each image as the columns of a matrix: convolution becomes a matrix product.

    The layout is that of PyTorch's ``F.unfold``. Column ``i OW + j`` of image n is the window whose top
    left corner is at row ``i stride``, column ``j stride`` of the padded image. It is read channel by
    channel, and in a channel row by row: the number of channel c at row u, column v of the window is
    ``cols[n, (c kh + u) kw + v, i OW + j]``.

    Args:
        x: ``(N, C, H, W)``.
        kh, kw, stride, pad: ints, see above.

    Returns:
        ``(N, C kh kw, OH OW)``.
    """
    raise NotImplementedError("im2col: write this function, then delete this line.")


def col2im(cols, x_shape, kh, kw, stride, pad):
    """Put the columns back to where ``im2col`` took them from, and add up where they overlap (``F.fold``).

    This is not the inverse of ``im2col`` but its adjoint, which is what a gradient needs: for all x and
    all cols, ``sum(im2col(x) * cols) == sum(x * col2im(cols))``. What lands on the padding is dropped; a
    pixel that no window reaches gets 0.

    Args:
        cols: ``(N, C kh kw, OH OW)``, in the layout of ``im2col``.
        x_shape: ``(N, C, H, W)``, the shape without padding.
        kh, kw, stride, pad: as they were for ``im2col``.

    Returns:
        An array of shape ``x_shape``.
    """
    raise NotImplementedError("col2im: write this function, then delete this line.")


def conv2d_forward(x, W, b, stride=1, pad=0):
    """What deep learning calls convolution (``F.conv2d``; Goodfellow, Bengio & Courville, 2016, eq. 9.6).

    ``out[n, f, i, j] = b[f] + sum over c, u, v of W[f, c, u, v] padded[n, c, i stride + u, j stride + v]``:
    the kernel is not turned round, so strictly this is a cross-correlation.

    Args:
        x: ``(N, C, H, W)``.
        W: ``(F, C, kh, kw)``, F filters.
        b: ``(F,)``.
        stride, pad: ints, see above.

    Returns:
        ``(out, cache)``, out ``(N, F, OH, OW)``.
    """
    raise NotImplementedError("conv2d_forward: write this function, then delete this line.")


def conv2d_backward(dout, cache):
    """The gradients of a loss with respect to what went into ``conv2d_forward``.

    Args:
        dout: ``(N, F, OH, OW)``.
        cache: what ``conv2d_forward`` returned beside out.

    Returns:
        ``(dx, dW, db)``, in the shapes of x (without padding), W and b. As the output is linear in each of
        them, dW and db are sums over the batch; a mean, if there is one, is in dout already.
    """
    raise NotImplementedError("conv2d_backward: write this function, then delete this line.")


def maxpool2d_forward(x, size, stride):
    """The largest number of each size x size window, in each channel by itself (``F.max_pool2d``).

    There is no padding. Windows may overlap (stride < size) or leave gaps (stride > size).

    Args:
        x: ``(N, C, H, W)``, finite numbers of any sign.
        size, stride: ints >= 1.

    Returns:
        ``(out, cache)``, out ``(N, C, OH, OW)``, OH and OW as for a kernel of that size and pad 0.
    """
    raise NotImplementedError("maxpool2d_forward: write this function, then delete this line.")


def maxpool2d_backward(dout, cache):
    """The gradient with respect to what went into ``maxpool2d_forward``.

    The gradient of each output goes to the one pixel that won its window. Where several are equally
    large it is the first of them, row by row from the top left of the window, and the others get
    nothing. A pixel that has won several windows gets the sum; all others get 0.

    Args:
        dout: ``(N, C, OH, OW)``.
        cache: what ``maxpool2d_forward`` returned beside out.

    Returns:
        dx, in the shape of x.
    """
    raise NotImplementedError("maxpool2d_backward: write this function, then delete this line.")


def train_cnn(images, labels, epochs, batch_size, lr, rng):
    """Train a small CNN from scratch (in the manner of LeCun et al., 1998).

    The network: a convolution of ``FILTERS`` filters, ``KERNEL`` x ``KERNEL``, stride 1 and pad 1; ReLU
    (its slope at 0 counts as 0); max
    pooling with size 2 and stride 2; and a dense layer from the flattened ``FILTERS * 4 * 4`` numbers to C
    logits, C the largest label plus 1. Weights are drawn from rng with mean 0 and variance 2 / fan_in, where
    fan_in is how many numbers enter one output (``_he`` does it); biases start at 0.

    Training: plain SGD on the mean cross-entropy of each mini-batch. The rows are shuffled anew with rng in
    each epoch and cut into batches of ``batch_size``; a last, shorter batch is used like the others.
    All weights and biases are trained, those of the convolution too.

    Args:
        images: ``(N, 8, 8)``, floats of any size (pixels may go up to 65,535). They enter the network as
            they are, not scaled or standardised: lr suits them so.
        labels: ``(N,)``, ints from 0 to C - 1.
        epochs, batch_size: ints >= 1.
        lr: the learning rate.
        rng: a ``numpy.random.Generator``. Draw from it and from nothing else: the same state gives the
            same params, and rng moves on.

    Returns:
        params, whatever ``predict_cnn`` needs. Nobody else looks into it.
    """
    raise NotImplementedError("train_cnn: write this function, then delete this line.")


def predict_cnn(params, images):
    """The class of the largest logit for each image, of equal ones the lowest class.

    Args:
        params: what ``train_cnn`` returned.
        images: ``(N, 8, 8)``, seen in training or not.

    Returns:
        ``(N,)``, ints.
    """
    raise NotImplementedError("predict_cnn: write this function, then delete this line.")


def added_lines(mlp_source, cnn_source):
    """How many logical lines the CNN has more than the MLP: the answer to the question.

    Simply the difference of the two counts; negative where the CNN is the shorter one. It does not matter
    which lines the two have in common.

    A logical line is a statement of the syntax tree (``ast.stmt``), however it is laid out, nested ones
    included. ``def``, ``class``, ``if``, each ``elif``, ``for``, ``while``, ``with``, ``try`` and ``match``
    count 1 each, and what stands in them counts too; ``else``, ``except``, ``finally`` and ``case`` do not.
    Every lambda counts 1 more. Comments, blank lines and docstrings (the plain string that comes first in a
    module, class, function or async function, also an empty one) do not count; any other string that
    stands alone does.

    Args:
        mlp_source, cnn_source: the texts of two valid modules. They must not be run.

    Returns:
        An int.
    """
    raise NotImplementedError("added_lines: write this function, then delete this line.")
