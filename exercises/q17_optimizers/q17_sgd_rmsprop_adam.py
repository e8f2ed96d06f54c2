"""Four optimizers in NumPy, equal to those of ``torch.optim``: SGD, RMSprop, Adam and AdamW.

All of them are used in the same way::

    optimizer = Adam(lr=0.01)
    params = {"W": ..., "b": ...}
    params = optimizer.step(params, {"W": ..., "b": ...})

What holds for each ``step(params, grads)``:

- ``params`` and ``grads`` are dicts from a name to a NumPy array; a gradient has the shape of its
  parameter, which may be any. float32 parameters with float32 gradients stay float32; integers are
  promoted to float64.
- It returns a new dict with every name of ``params``. Neither dict, nor any array in them, is
  changed.
- What an optimizer remembers of a parameter, it remembers by the parameter's name, and apart from
  every other parameter and every other optimizer. The names may come in any order; a name may appear
  later than others, and starts from nothing then.
- A parameter whose name is missing from ``grads`` stays as it is: no update, no decay, and what is
  remembered of it stays as well; the step is not counted for it. (PyTorch does that where ``.grad``
  is None. A gradient of zeros is something else: that is a step.)
- A name in ``grads`` that ``params`` lacks raises ValueError (and KeyError is not a ValueError).
- ``lr`` is an attribute, and may be set to another number between two steps: the next step uses it.
  All other settings stay as they were given. Settings are Python numbers.

Written below is the formula for one parameter, each operation element by element; ``g`` is its
gradient.
"""

from __future__ import annotations

import numpy as np

# Imports and helpers of your own are welcome here.


class SGD:
    """Stochastic gradient descent, without momentum: ``theta - lr * g`` (Robbins & Monro, 1951)."""

    def __init__(self, lr: float):
        """``lr``: the learning rate."""
        raise NotImplementedError("SGD.__init__: write this method, then delete this line.")

    def step(self, params: dict, grads: dict) -> dict:
        """The parameters after one step; see the top of the file for what holds for each step."""
        raise NotImplementedError("SGD.step: write this method, then delete this line.")


class RMSprop:
    """Divides each gradient by the root of a running mean of its squares (Hinton, 2012, lecture 6e).

    As ``torch.optim.RMSprop``: ``v`` starts at 0, and at each step becomes ``alpha * v`` plus
    ``1 - alpha`` times the square of ``g``. Then ``lr * g`` divided by ``sqrt(v) + eps`` is
    subtracted from theta. ``eps`` is outside the root; ``v`` is not corrected for its start at 0.
    """

    def __init__(self, lr: float = 1e-2, alpha: float = 0.99, eps: float = 1e-8):
        """``lr``: the learning rate; ``alpha``: the part of the old mean that stays."""
        raise NotImplementedError("RMSprop.__init__: write this method, then delete this line.")

    def step(self, params: dict, grads: dict) -> dict:
        """The parameters after one step; see the top of the file for what holds for each step."""
        raise NotImplementedError("RMSprop.step: write this method, then delete this line.")


class Adam:
    """Momentum and RMSprop together, both freed of their start at 0 (Kingma & Ba, 2015, Algorithm 1).

    As ``torch.optim.Adam`` without weight decay: ``m``, ``v`` and the count ``t`` start at 0. At each
    step, with ``betas = (beta1, beta2)``:

    1. ``t`` grows by 1, so that it is 1 in the first step of that parameter;
    2. ``m`` becomes ``beta1 * m`` plus ``1 - beta1`` times ``g``;
    3. ``v`` becomes ``beta2 * v`` plus ``1 - beta2`` times the square of ``g``;
    4. ``m_hat`` is m divided by ``1 - beta1**t``, ``v_hat`` is v divided by ``1 - beta2**t``; what is
       remembered are m and v, uncorrected;
    5. ``lr * m_hat`` divided by ``sqrt(v_hat) + eps`` is subtracted from theta.
    """

    def __init__(
        self, lr: float = 1e-3, betas: tuple[float, float] = (0.9, 0.999), eps: float = 1e-8
    ):
        """``lr``: the learning rate; ``betas``: what stays of m and of v, each in [0, 1)."""
        raise NotImplementedError("Adam.__init__: write this method, then delete this line.")

    def step(self, params: dict, grads: dict) -> dict:
        """The parameters after one step; see the top of the file for what holds for each step."""
        raise NotImplementedError("Adam.step: write this method, then delete this line.")


class AdamW:
    """Adam with a weight decay of its own (Loshchilov & Hutter, 2019, Algorithm 2).

    As ``torch.optim.AdamW``: first theta is multiplied by ``1 - lr * weight_decay``, with the ``lr`` of
    this step; then the step of ``Adam`` is taken from there. The decay never enters m or v: it is
    decoupled from the gradient. So a parameter with a gradient of zeros decays too, and only one whose
    name is missing from ``grads`` does not. Every parameter decays alike, weights and biases.
    """

    def __init__(
        self,
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 1e-2,
    ):
        """``weight_decay``: the factor of the decay; the others as in ``Adam``."""
        raise NotImplementedError("AdamW.__init__: write this method, then delete this line.")

    def step(self, params: dict, grads: dict) -> dict:
        """The parameters after one step; see the top of the file for what holds for each step."""
        raise NotImplementedError("AdamW.step: write this method, then delete this line.")
