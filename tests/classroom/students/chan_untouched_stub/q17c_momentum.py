"""Momentum: what the books write, what Nesterov changed, and what PyTorch computes.

For the whole file:

- ``theta`` and its velocity, average or buffer, and the gradient, are NumPy arrays of one shape, which
  may be any. float64, unless they are float32: then what is returned is float32 too.
- ``lr``, ``beta``, ``momentum`` and the other hyperparameters are Python numbers. ``lr`` may differ
  from one call to the next, while the velocity stays as it is: that is where the conventions part.
- Every step returns new arrays and changes no input.
"""

from __future__ import annotations

import numpy as np


def heavy_ball(theta, velocity, grad, lr, beta):
    """One step of classical momentum (Polyak, 1964; Sutskever et al., 2013, eqs. 1 and 2).

    The learning rate is part of the velocity: the new velocity is ``beta`` times the old one, minus
    ``lr`` times the gradient. Then the new velocity, as it is, is added to ``theta``.

    Args:
        theta: the parameters.
        velocity: the velocity after the last step, of theta's shape (zeros before the first step).
        grad: the gradient of the loss at ``theta``.
        lr: the learning rate of this step.
        beta: how much of the velocity stays, in [0, 1].

    Returns:
        ``(theta, velocity)``, both new.
    """
    raise NotImplementedError("heavy_ball: write this function, then delete this line.")


def nesterov(theta, velocity, grad_fn, lr, beta):
    """One step of Nesterov's momentum (Nesterov, 1983; Sutskever et al., 2013, eqs. 3 and 4).

    As ``heavy_ball``, but the gradient is taken at the point to which ``beta`` times the old velocity
    alone would carry ``theta``.

    Args:
        theta: the parameters.
        velocity: the velocity after the last step, of theta's shape.
        grad_fn: a function of one argument, an array of theta's shape; returns the gradient there.
        lr: the learning rate of this step.
        beta: how much of the velocity stays, in [0, 1].

    Returns:
        ``(theta, velocity)``, both new. ``theta`` moves from where it was, not from the point ahead.
    """
    raise NotImplementedError("nesterov: write this function, then delete this line.")


def ema_momentum(theta, m, grad, lr, beta):
    """One step along an exponential moving average of the gradients (as Adam's m; Kingma & Ba, 2015).

    ``m`` is the average: ``beta`` of the old one and ``1 - beta`` of the new gradient. The learning
    rate is outside it: ``theta`` moves by ``lr`` times the new average, against it. The start at zero
    is not corrected.

    Args:
        theta: the parameters.
        m: the average after the last step, of theta's shape.
        grad: the gradient of the loss at ``theta``.
        lr: the learning rate of this step.
        beta: the weight of the old average, in [0, 1].

    Returns:
        ``(theta, m)``, both new.
    """
    raise NotImplementedError("ema_momentum: write this function, then delete this line.")


def torch_sgd_step(theta, buf, grad, lr, momentum, dampening=0.0, nesterov=False, weight_decay=0.0):
    """One step of ``torch.optim.SGD``, for one parameter (see the algorithm in its documentation).

    In this order:

    1. ``weight_decay`` times ``theta`` is added to the gradient. What follows works on that sum, d.
    2. Where ``momentum`` is not 0, the buffer becomes d itself if there is none yet (``buf`` is None),
       and else ``momentum`` times the old buffer plus ``1 - dampening`` times d.
    3. The step is taken along the new buffer; with ``nesterov`` along d plus ``momentum`` times the
       new buffer; where ``momentum`` is 0, along d.
    4. The learning rate is outside the buffer: ``theta`` moves by ``lr`` times the step, against it.

    Args:
        theta: the parameters.
        buf: the momentum buffer after the last step, of theta's shape; None before the first step.
        grad: the gradient of the loss at ``theta``.
        lr: the learning rate of this step.
        momentum: how much of the buffer stays, in [0, 1].
        dampening: how much of a gradient is left out of the buffer, the first one excepted.
        nesterov: whether to look ahead; used with a ``momentum`` above 0 and no ``dampening`` only,
            as in PyTorch.
        weight_decay: the factor of the L2 penalty.

    Returns:
        ``(theta, buf)``. Where ``momentum`` is 0 ``buf`` is returned as it came, None or not.
    """
    raise NotImplementedError("torch_sgd_step: write this function, then delete this line.")


def unrolled_velocity(grads, beta, lr):
    """The velocity of ``heavy_ball`` after the last of T steps, written as one sum over the gradients.

    The velocity is 0 before the first step, and all the steps have the same ``lr``.

    Args:
        grads: ``(T, ...)``, the gradients in the order of the steps, T >= 1.
        beta: as in ``heavy_ball``, 0 and 1 included (``0 ** 0`` is 1).
        lr: the learning rate.

    Returns:
        The velocity, of the shape of one gradient; float32 where ``grads`` is.
    """
    raise NotImplementedError("unrolled_velocity: write this function, then delete this line.")


def terminal_velocity_factor(beta):
    """How much faster than plain gradient descent momentum becomes where the gradient never changes.

    That is the limit, over many steps of ``heavy_ball``, of the speed divided by ``lr`` times the
    gradient (Goodfellow, Bengio & Courville, 2016, section 8.3.2): inf for ``beta`` of 1.

    Args:
        beta: in [0, 1].

    Returns:
        A float.
    """
    raise NotImplementedError("terminal_velocity_factor: write this function, then delete this line.")
