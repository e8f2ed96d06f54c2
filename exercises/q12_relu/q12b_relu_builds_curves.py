"""ReLU builds curves: a network with one hidden layer, constructed and not trained.

For the whole file:

- ``params`` are the weights of a network with one input, H >= 1 hidden ReLU units and one output:
  the tuple ``(w1, b1, w2, b2)`` of three arrays (H,) and a number. For a number x it computes

      b2 + sum over the units j of  w2[j] max(0, w1[j] x + b1[j]).

  Unit j has its kink where its pre-activation is 0, at x = -b1[j] / w1[j]. A unit with w1[j] = 0
  is a constant and has none.
- Integers are accepted, uint8 included, and are floats before anything is computed; float32 is
  accepted, and results then count as equal within 1e-5. What is returned may have any float type;
  where it is one number, a Python float, a NumPy scalar and a 0-d array are all fine.
- No function changes its inputs.
"""

from __future__ import annotations

import numpy as np


def relu_interpolator(x_knots, y_knots):
    """The weights of a network whose graph is the broken line through the knots.

    Between two neighbouring knots it is the straight line from one to the other; left of the first
    and right of the last knot the end segments go on as they are, however far. (Every broken line
    is a sum of ReLUs: Montufar et al., 2014, section 2.)

    Args:
        x_knots: ``(n,)``, n >= 2 different numbers in any order.
        y_knots: ``(n,)``; ``y_knots[i]`` belongs to ``x_knots[i]``.

    Returns:
        ``params``. The number of units H and their order are up to you. Only the function counts:
        at the knots and between them it is right to within 1e-9 of the range of y, its largest
        minus its smallest value (of |y| where all are equal), and beyond them within a relative
        1e-9 of the distance in y.

    Raises:
        ValueError: if two knots have the same x (with the same y too), or if there is only one.
    """
    raise NotImplementedError("relu_interpolator: write this function, then delete this line.")


def evaluate(params, x):
    """The network's output for each number in x.

    Args:
        params: as above, any weights: of both signs, and 0.
        x: an array of any shape, or a number.

    Returns:
        The outputs, of the shape of ``x``; one number for a number.
    """
    raise NotImplementedError("evaluate: write this function, then delete this line.")


def interpolation_error(f, a, b, num_knots):
    """The largest distance between f and its interpolant of ``num_knots`` knots on [a, b].

    The knots are equally spaced, both ends included, and the interpolant is the broken line of
    ``relu_interpolator`` through f at the knots. The distance is measured at 10,001 equally spaced
    points, both ends included. For a smooth f and knots at a distance of h it is at most
    h^2 / 8 times the largest |f''| (Süli & Mayers, 2003, theorem 11.1), so it falls as 1/n^2.

    Args:
        f: a function that takes an array of numbers, (n,) for any n, and returns an array as long.
        a: the left end.
        b: the right end, above ``a``.
        num_knots: how many knots, an int, 2 or more.

    Returns:
        One number. It counts as equal within a relative 1e-6.

    Raises:
        ValueError: if ``num_knots`` is 1.
    """
    raise NotImplementedError("interpolation_error: write this function, then delete this line.")


def count_linear_pieces(params, a, b):
    """Of how many straight pieces the network's graph consists between a and b.

    That is one more than the places strictly between ``a`` and ``b`` where the slope changes; a kink
    at ``a`` or ``b`` itself divides nothing. The slope changes at the kinks of the units, by
    ``w2[j]`` times the absolute value of ``w1[j]``, whichever side the unit looks to. Kinks closer
    to each other than 1e-9 (b - a) are one place, where the changes of their units add up. A place
    where the slope changes by less than 1e-9 of the largest |w1[j] w2[j]| of any unit does not
    count: units may cancel, and a unit with w2[j] = 0 changes nothing.

    Args:
        params: as above, any weights.
        a: the left end.
        b: the right end, above ``a``.

    Returns:
        An int, 1 or more. Kinks and changes of about the size of these tolerances are not asked
        for, only much larger and much smaller ones.
    """
    raise NotImplementedError("count_linear_pieces: write this function, then delete this line.")
