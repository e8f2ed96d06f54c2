"""A few numbers that can be checked by hand."""

import math

import pytest
import torch
from numpy.testing import assert_allclose
from q19b_last_layer import (
    build_head,
    decide,
    expected_calibration_error,
    log_softmax,
    probabilities,
    temperature_scale,
)

LN3 = math.log(3.0)


@pytest.mark.parametrize(
    ("task", "outputs"), [("binary", 1), ("multiclass", 3), ("multilabel", 4), ("regression", 2)]
)
def test_build_head_gives_raw_outputs(task, outputs):
    module, _ = build_head(task, 5, outputs)
    x = 100 * torch.randn(6, 5)
    assert module(x).shape == (6, outputs)
    # a dense layer: what x adds to the bias, -x takes away
    assert torch.allclose(module(x) + module(-x), 2 * module(0 * x), atol=1e-3)


def test_build_head_losses_of_zero_logits():
    _, loss_fn = build_head("binary", 5, 1)
    assert_allclose(loss_fn(torch.zeros(2, 1), torch.ones(2, 1)).item(), math.log(2), rtol=1e-6)
    _, loss_fn = build_head("multiclass", 5, 3)
    assert_allclose(loss_fn(torch.zeros(2, 3), torch.tensor([0, 2])).item(), LN3, rtol=1e-6)
    _, loss_fn = build_head("regression", 5, 2)
    assert_allclose(loss_fn(torch.zeros(1, 2), torch.tensor([[3.0, -1.0]])).item(), 5.0)  # (9+1)/2


def test_build_head_of_a_binary_task_has_one_output():
    with pytest.raises(ValueError):
        build_head("binary", 5, 2)


def test_probabilities_of_three_tasks():
    z = torch.tensor([[LN3, 0.0]])
    assert_allclose(probabilities(z, "multiclass"), [[0.75, 0.25]], rtol=1e-6)
    assert_allclose(probabilities(z, "multilabel"), [[0.75, 0.5]], rtol=1e-6)
    assert_allclose(probabilities(z[:, :1], "binary"), [[0.75]], rtol=1e-6)
    with pytest.raises(ValueError):
        probabilities(z, "regression")


def test_decide_in_each_task():
    z = torch.tensor([[0.4, -2.0], [0.0, 3.0]])
    assert decide(z, "multiclass").tolist() == [0, 1]
    assert decide(z, "multilabel").tolist() == [[1, 0], [1, 1]]
    assert decide(z[:, :1], "binary", threshold=0.55).tolist() == [[1], [0]]
    assert decide(z, "regression").tolist() == z.tolist()


def test_log_softmax_where_softmax_rounds_to_zero():
    z = torch.tensor([[1000.0, 0.0], [0.0, LN3]])
    assert_allclose(log_softmax(z, dim=1)[0], [0.0, -1000.0])
    assert_allclose(log_softmax(z, dim=1)[1].exp(), [0.25, 0.75], rtol=1e-6)


def test_temperature_scale_of_an_overconfident_model():
    # it says 9 : 1 for class 0 and is right 3 times in 4, which is 3 : 1, half the logit
    z = torch.tensor([[2 * LN3, 0.0]]).repeat(4, 1)
    assert_allclose(temperature_scale(z, torch.tensor([0, 0, 1, 0])), 2.0, rtol=0.01)


def test_expected_calibration_error_of_five_rows():
    first = torch.tensor([0.9, 0.9, 0.9, 0.9, 0.6])
    probs = torch.stack([first, 1 - first], dim=1)
    labels = torch.tensor([0, 0, 0, 1, 0])
    # confidence 0.9, accuracy 3/4 for four rows; confidence 0.6, accuracy 1 for one
    expected = 4 / 5 * 0.15 + 1 / 5 * 0.4
    assert_allclose(expected_calibration_error(probs, labels, bins=4), expected, rtol=1e-5)
