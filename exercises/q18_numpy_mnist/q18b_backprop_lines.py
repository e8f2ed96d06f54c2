"""Backpropagation in a few lines, and what a line is.

For the whole file:

- ``params`` is a list of L >= 1 pairs ``(W, b)``, the layer nearest the input first; ``W (D, H)``,
  ``b (H,)``, and a layer is ``a @ W + b``.
- A line is a logical line: a statement of the syntax tree, however it is laid out (see
  ``logical_lines``).
- No function changes its inputs.
"""

from __future__ import annotations

import ast

import numpy as np


def backward(params, cache, labels):
    """The gradients of the mean cross-entropy (Goodfellow, Bengio & Courville, 2016, algorithm 6.4).

    The forward pass was ``a_0 = x``, ``a_l = relu(a_{l-1} @ W_l + b_l)`` for every layer but the last;
    the last one has no ReLU and gives the logits. The loss is the cross-entropy of softmax(logits),
    averaged over the rows. At 0 the derivative of ReLU is 0.

    For full marks ``backward`` takes at most 12 logical lines: its own, the ``def`` included, and
    those of every helper and constant of this file that it uses (imports are free). Right comes
    first: a wrong answer earns nothing by being short.

    Args:
        params: the network.
        cache: what the forward pass kept, a list of L + 1 arrays: ``[a_0, ..., a_{L-1}, logits]``,
            ``a_l (N, width)``, ``logits (N, C)``. Logits of +-1e4 are fine. float64, or float32 like
            ``params``.
        labels: ``(N,)`` of int, from 0 to C - 1.

    Returns:
        A list of ``(dW, db)`` in the order of ``params``, with the shapes and the float type of
        ``params``.
    """
    raise NotImplementedError("backward: write this function, then delete this line.")


def logical_lines(source):
    """The number of logical lines of a piece of Python.

    Counted is every statement of the syntax tree, nested ones included: simple statements, and ``def``,
    ``class``, ``if``, ``for``, ``while``, ``with``, ``try``, ``match``, decorated or not, as one each,
    plus what stands in them. An ``elif`` is an ``if`` of its own and counts; ``else``, ``finally``,
    ``except`` and ``case`` do not. Statements behind semicolons count one by one; a statement over
    several text lines counts once. Every lambda counts one more.

    Not counted: comments, blank lines, and docstrings, empty ones included: a plain string that is
    the first statement of a module, a class or a function (async ones too). Any other string that
    stands alone is a statement.

    Args:
        source: the text of a valid module. It must not be run.

    Returns:
        An int, 0 for an empty module.
    """
    raise NotImplementedError("logical_lines: write this function, then delete this line.")
