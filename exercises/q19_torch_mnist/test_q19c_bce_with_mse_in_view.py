"""A few numbers that can be checked by hand."""

import math

import pytest
import torch
from numpy.testing import assert_allclose
from q19c_bce_with_mse_in_view import MeanMetric, train_and_monitor, train_step
from torch import nn


def one_weight(start):
    """A model w x, its SGD of learning rate 1, and w to look at."""
    model = nn.Linear(1, 1, bias=False)
    nn.init.constant_(model.weight, start)
    return model, torch.optim.SGD(model.parameters(), lr=1.0), model.weight


def test_train_step_of_an_undecided_model():
    model, optimizer, w = one_weight(0.0)
    # the logit is 0 and p 1/2: BCE is ln 2, MSE 1/4
    bce, mse = train_step(model, optimizer, torch.tensor([[2.0]]), torch.tensor([[1.0]]))
    assert_allclose([float(bce), float(mse)], [math.log(2), 0.25], rtol=1e-6)
    # the gradient of BCE is (p - y) x = -1, so w goes from 0 to 1
    assert_allclose(w.item(), 1.0, rtol=1e-6)


def test_train_step_of_a_sure_and_wrong_model():
    model, optimizer, w = one_weight(200.0)
    bce, mse = train_step(model, optimizer, torch.tensor([[1.0]]), torch.tensor([[0.0]]))
    assert_allclose([float(bce), float(mse)], [200.0, 1.0], rtol=1e-6)
    assert_allclose(w.item(), 199.0, rtol=1e-6)  # BCE still pulls with (p - y) x = 1


def test_train_step_calls_the_model_once():
    model = nn.BatchNorm1d(1, momentum=0.5)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    x, y = torch.tensor([[3.0], [5.0]]), torch.tensor([[0.0], [1.0]])
    train_step(model, optimizer, x, y)
    assert_allclose(model.running_mean.item(), 2.0)  # halfway from 0 to the batch's mean, once


def test_MeanMetric_weighs_by_rows():
    metric = MeanMetric()
    metric.update(1.0, 1)
    metric.update(torch.tensor(5.0), 3)
    assert_allclose(float(metric.compute()), 4.0)  # 16 / 4
    metric.reset()
    with pytest.raises(Exception):  # noqa: B017
        metric.compute()


def test_train_and_monitor_two_epochs():
    model, optimizer, _ = one_weight(0.0)
    optimizer.param_groups[0]["lr"] = 0.0  # the model stays, so that all can be checked by hand
    column = torch.tensor([[0.0], [0.0], [math.log(3.0)]])
    loader = [(column[:2], torch.ones(2, 1)), (column[2:], torch.ones(1, 1))]
    nn.init.constant_(model.weight, 1.0)  # p is 1/2, 1/2 and 3/4
    history = train_and_monitor(model, loader, optimizer, epochs=2)
    assert sorted(history) == ["bce", "mse"]
    assert_allclose([float(v) for v in history["mse"]], [0.1875] * 2, rtol=1e-6)  # 9/16 / 3
    expected = (2 * math.log(2) + math.log(4 / 3)) / 3
    assert_allclose([float(v) for v in history["bce"]], [expected] * 2, rtol=1e-6)
