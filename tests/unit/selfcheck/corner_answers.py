"""Examples of every kind for q02a of the small course, and an answer that passes them."""

from __future__ import annotations

EXAMPLES = '''\
"""Public examples."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from solution import Counter, corner, corner_grad


def test_corner_of_numbers():
    """Not shown to anyone."""
    x = np.array([-1.0, 2.0])  # one on each side
    assert_allclose(corner(x), [0.0, 2.0])
    assert_allclose(corner(x, slope=3.0), [0.0, 6.0])


def test_corner_grad_keeps_the_type():
    assert corner_grad(np.array([1.0])).dtype == np.float64


@pytest.mark.parametrize("x", [0.0, -1.0])
def test_corner_grad_left(x):
    assert corner_grad(x) == pytest.approx(0.0)


def test_two_corners_of_a_number():
    from solution import two_corners

    assert two_corners(-3.0) > 2.5


def test_Counter_refuses():
    with pytest.raises(ValueError):
        Counter().add(-1)


def test_Counter_on_a_machine_of_another_kind():
    pytest.skip("no such machine")
'''

RIGHT = """\
import numpy as np


def corner(x, slope=1.0):
    return np.where(np.asarray(x) > 0, slope * np.asarray(x), 0.0)


def corner_grad(x):
    return np.where(np.asarray(x) > 0, 1.0, 0.0)


def two_corners(x):
    return corner(x) + corner(-x)


class Counter:
    def __init__(self, start=0):
        self.total = start

    def add(self, count):
        if count < 0:
            raise ValueError("count")
        self.total += count
        return self.total
"""
