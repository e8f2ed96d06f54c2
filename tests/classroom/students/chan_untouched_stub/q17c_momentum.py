"""Momentum: what the books write, what Nesterov changed, and what PyTorch computes.

For the whole file:

- ``theta``, its velocity (or average, or buffer) and the gradient are NumPy arrays of one shape,
  which may be any. Integers are promoted to float64; float32 in gives float32 out.
- ``lr``, ``beta``, ``momentum`` and the other hyperparameters are Python numbers. ``lr`` may differ
  from one call to the next, while the velocity stays as it is: that is where the conventions part.
- No function changes its inputs.
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

    As ``heavy_ball``, but the gradient is taken at the point to which ``beta`` times the old
    velocity alone would carry ``theta``.

    Args:
        theta: the parameters.
        velocity: the velocity after the last step, of theta's shape.
        grad_fn: a function of one argument, an array of theta's shape; returns the gradient there.
        lr: the learning rate of this step.
        beta: how much of the velocity stays, in [0, 1].

    Returns:
        ``(theta, velocity)``, both new. ``theta`` moves from where it was, not from that point.
    """
    raise NotImplementedError("nesterov: write this function, then delete this line.")


def ema_momentum(theta, m, grad, lr, beta):
    """One step along a moving average of the gradients, Adam's first moment (Kingma & Ba, 2015).

    The new average is ``beta`` times the old one plus ``1 - beta`` times the gradient. The learning
    rate is outside it: from ``theta``, ``lr`` times the new average is subtracted. Unlike Adam's,
    the average is not corrected for its start at zero.

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
    2. Where ``momentum`` is not 0: if there is no buffer yet (``buf`` is None), the new buffer is d
       itself; else it is ``momentum`` times the old buffer plus ``1 - dampening`` times d.
    3. The step is the new buffer; with ``nesterov`` it is d plus ``momentum`` times the new buffer;
       where ``momentum`` is 0 it is d.
    4. From ``theta``, ``lr`` times the step is subtracted; the buffer knows no learning rate.

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
    """The velocity of ``heavy_ball`` after T steps, written out as one sum over the gradients.

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
    """How many times faster than plain descent momentum becomes where the gradient stays the same.

    That is the size of the velocity that ``heavy_ball`` reaches in the limit of many steps, divided
    by that of ``lr`` times the gradient (Goodfellow, Bengio & Courville, 2016, section 8.3.2). For
    ``beta`` of 1 it is inf.

    Args:
        beta: in [0, 1].

    Returns:
        A float.
    """
    raise NotImplementedError("terminal_velocity_factor: write this function, then delete this line.")
