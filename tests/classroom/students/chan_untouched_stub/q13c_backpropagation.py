"""Backpropagation: the chain rule, walked from the loss back to every weight.

For the whole file:

- Arrays are NumPy arrays, batch first: ``x (N, D)``, ``labels (N,)`` of int. A dense layer is
  ``x @ W + b`` with ``W (D, H)`` and ``b (H,)``.
- ``dout`` is dL/d(out), the gradient of the scalar loss L with respect to a layer's output; it has
  the shape of that output. ``dx``, ``dW``, ``db`` and ``dlogits`` are the gradients of the same
  loss with respect to ``x``, ``W``, ``b`` and ``logits``, each of the shape of its own.
- A ``cache`` is whatever your backward function needs from your forward function. The caller does
  not look inside and hands it to the backward function of the same layer. Several forward calls may
  come before the first backward call, so each cache must remember its own. Make it of arrays,
  numbers, tuples, lists and dicts, or take an object or function of your own. (The caller may copy
  it as data: a named tuple then comes back as a plain tuple, a PyTorch tensor without its graph.)
- float64, unless the inputs are another float type, which is kept: float32 in, float32 out. Integer
  ``x`` and ``logits`` are accepted and give float64.
- No function changes its inputs.
"""

from __future__ import annotations

import numpy as np


def linear_forward(x, W, b):
    """The dense layer: each row of ``x`` times ``W``, plus ``b``.

    Args:
        x: ``(N, D)``.
        W: ``(D, H)``.
        b: ``(H,)``.

    Returns:
        ``(out, cache)``: out ``(N, H)``, and what ``linear_backward`` needs.
    """
    raise NotImplementedError("linear_forward: write this function, then delete this line.")


def linear_backward(dout, cache):
    """The gradients of the dense layer (Goodfellow, Bengio & Courville, 2016, section 6.5.6).

    Nothing is averaged here: if the loss is a mean over the rows, its 1/N is already in ``dout``.

    Args:
        dout: ``(N, H)``, the gradient of the loss with respect to the layer's output.
        cache: from the ``linear_forward`` call that made that output.

    Returns:
        ``(dx, dW, db)``: ``(N, D)``, ``(D, H)`` and ``(H,)``.
    """
    raise NotImplementedError("linear_backward: write this function, then delete this line.")


def relu_forward(x):
    """max(0, x), element by element, for an array of any shape. -inf gives 0 and inf gives inf.

    Returns:
        ``(out, cache)``: out of the shape of ``x``, and what ``relu_backward`` needs.
    """
    raise NotImplementedError("relu_forward: write this function, then delete this line.")


def relu_backward(dout, cache):
    """The gradient of ReLU: its slope is 1 where ``x > 0`` and 0 elsewhere, at ``x = 0`` too.

    (At 0 the derivative does not exist; 0 is PyTorch's choice.)

    Args:
        dout: any shape, finite; the gradient of the loss with respect to ``relu_forward``'s output.
        cache: from the ``relu_forward`` call that made that output.

    Returns:
        dx, of the same shape.
    """
    raise NotImplementedError("relu_backward: write this function, then delete this line.")


def softmax_cross_entropy(logits, labels):
    """The cross-entropy of softmax(logits), averaged over the rows, and its gradient.

    The softmax runs over the classes of each row; for the gradient see Bishop (2006), eq. 4.109.
    The result is finite and exact for logits of +-1e4, in the same row or in different rows. A
    logit of -inf is a masked class: it has the probability 0, and loss and gradient are those of
    the other classes alone. Where a row's own label is masked, its loss is inf, so the mean is inf
    too, while its gradient follows the same formula as elsewhere. Each row has at least one finite
    logit, and no logit is +inf.

    Args:
        logits: ``(N, C)``.
        labels: ``(N,)`` of int, in ``[0, C)``.

    Returns:
        ``(loss, dlogits)``: the mean loss as a float, and its gradient ``(N, C)``.
    """
    raise NotImplementedError("softmax_cross_entropy: write this function, then delete this line.")


def mlp_loss_and_grads(params, x, labels):
    """One forward and one backward pass through a network (Rumelhart, Hinton & Williams, 1986).

    The network has any depth. Each layer is dense; every layer but the last is followed by a ReLU;
    the output of the last one is the logits of the softmax cross-entropy. A single layer is softmax
    regression.

    Args:
        params: a list of one or more ``(W, b)``, the layer nearest the input first.
        x: ``(N, D)``.
        labels: ``(N,)`` of int.

    Returns:
        ``(loss, grads)``: the mean loss as a float, and a list of ``(dW, db)`` in the order of
        ``params``, with the shapes of ``params``.
    """
    raise NotImplementedError("mlp_loss_and_grads: write this function, then delete this line.")


def jacobian_chain(jacobians, vector):
    """Backpropagation through a chain of functions: the gradient at the output, pulled back.

    With y = f_K(... f_1(x)) and L a function of y, this turns dL/dy into dL/dx (reverse mode;
    Griewank & Walther, 2008, section 3.2). Never multiply two Jacobians with each other: where a
    chain is wide at both ends and narrow in the middle, each of them fits into memory and their
    product does not.

    Args:
        jacobians: a list of zero or more 2-D arrays; ``jacobians[i]`` is ``(outputs, inputs)`` of
            f_{i+1}, so ``jacobians[0]`` is nearest the input.
        vector: dL/dy, ``(outputs of the last function,)``.

    Returns:
        dL/dx, ``(inputs of the first function,)``; for an empty chain the values of ``vector``.
    """
    raise NotImplementedError("jacobian_chain: write this function, then delete this line.")
