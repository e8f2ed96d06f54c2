"""When two submissions gave the same answers."""

import numpy as np
import pytest
import torch

from autograder.grading.trace import Exchange, Trace, same_answers, same_value
from autograder.wire import encode

SHAPES = "operands could not be broadcast together with shapes (3,4) (5,)"


def raised(kind, words, line="x + y"):
    message = ["error", [kind, "Exception"], words, 7, "relu", line]
    body, buffers = encode(message, lambda item: None)
    return Trace([Exchange("relu", "error", body, tuple(buffers))])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("ValueError", SHAPES), ("ValueError", SHAPES), True),
        (("ValueError", SHAPES), ("ValueError", SHAPES.replace("5", "4")), False),
        (("ValueError", SHAPES), ("TypeError", SHAPES), False),
        (
            ("TypeError", "relu() missing 1 required positional argument: 'x'"),
            ("TypeError", "relu_of.<locals>.inner() missing 1 required positional argument: 'x'"),
            True,
        ),
        (("ValueError", "x is empty", "raise ValueError('x is empty')"), ("ValueError", "?"), True),
    ],
)
def test_exceptions(one, other, same):
    assert same_answers(raised(*one), raised(*other)) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (torch.tensor(0.25), 0.25, True),
        (torch.tensor(0.25, requires_grad=True), np.float32(0.25), True),
        (torch.tensor(0.25, dtype=torch.bfloat16), 0.25, True),
        (torch.tensor(0.25), 0.26, False),
        (torch.tensor([0.25]), 0.25, False),
        (torch.tensor([1 / 3]), torch.tensor([1 / 3 + 1e-6]), True),
        (torch.tensor([1 / 3]), torch.tensor([1 / 3 + 1e-3]), False),
        (torch.tensor([2**40]), torch.tensor([2**40 + 1]), False),
    ],
)
def test_tensors(one, other, same):
    assert same_value(one, other) is same and same_value(other, one) is same
