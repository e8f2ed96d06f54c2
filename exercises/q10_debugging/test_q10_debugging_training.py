"""A few numbers that you can check by hand."""

import pytest
import torch
from q10_debugging_training import (
    can_overfit_one_batch,
    first_nonfinite_module,
    gradient_check,
    initial_loss_is_sane,
    name_the_fault,
    parameters_without_gradient,
    train_step,
)
from torch import nn
from torch.nn import functional


def line(weight, bias):
    """A Linear(1, 1) that computes weight * x + bias."""
    layer = nn.Linear(1, 1)
    with torch.no_grad():
        layer.weight.fill_(weight)
        layer.bias.fill_(bias)
    return layer


def column(*numbers):
    return torch.tensor(numbers).reshape(-1, 1)


def test_gradient_check_of_right_and_wrong_slopes():
    x = torch.tensor([1.0, 2.0], dtype=torch.float64)
    assert gradient_check(lambda t: (t**2).sum(), lambda t: 2 * t, x) < 1e-8
    # One slope of 4 is given as 5: the error is 1 / 5.
    wrong = torch.tensor([2.0, 5.0], dtype=torch.float64)
    assert gradient_check(lambda t: (t**2).sum(), lambda t: wrong, x) == pytest.approx(0.2)


def test_gradient_check_is_central():
    # ((1 + h)^3 - (1 - h)^3) / 2h = 3 + h^2, and the gradient is 3.
    x = torch.tensor([1.0], dtype=torch.float64)
    error = gradient_check(lambda t: (t**3).sum(), lambda t: 3 * t**2, x, eps=0.01)
    assert error == pytest.approx(0.0001 / 3.0001)


class Reciprocal(nn.Module):
    def forward(self, x):
        return 1 / x


def test_first_nonfinite_module_is_the_cause():
    model = nn.Sequential(line(1.0, -2.0), nn.Sequential(nn.ReLU(), Reciprocal()), line(1.0, 0.0))
    assert first_nonfinite_module(model, column(3.0)) is None
    assert (
        first_nonfinite_module(model, column(3.0, 1.0)) == "1.1"
    )  # relu(1 - 2) is 0, and 1 / 0 inf


def test_first_nonfinite_module_takes_its_hooks_away():
    model = nn.Sequential(line(1.0, 0.0), nn.ReLU())
    first_nonfinite_module(model, column(3.0))
    assert not any(module._forward_hooks for module in model.modules())


def test_parameters_without_gradient_behind_a_dead_relu():
    model = nn.Sequential(line(1.0, -5.0), nn.ReLU(), line(2.0, 1.0))
    x, y = column(1.0, 2.0), column(0.0, 0.0)
    names = parameters_without_gradient(model, functional.mse_loss, x, y)
    assert names == ["0.weight", "0.bias", "2.weight"]
    assert all(parameter.grad is None for parameter in model.parameters())


def test_train_step_moves_once():
    model = line(1.0, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    x, y = column(2.0), column(5.0)
    # pred is 2, the loss 9, its gradient 2 (2 - 5) = -6 for the bias and -12 for the weight.
    assert float(train_step(model, optimizer, functional.mse_loss, x, y)) == pytest.approx(9.0)
    assert model.weight.item() == pytest.approx(2.2)
    assert model.bias.item() == pytest.approx(0.6)
    # pred is 2.2 * 2 + 0.6 = 5: nothing is left to learn, if the old gradient is gone.
    assert float(train_step(model, optimizer, functional.mse_loss, x, y)) == pytest.approx(
        0, abs=1e-9
    )
    assert model.bias.item() == pytest.approx(0.6)


def test_can_overfit_one_batch_of_a_line():
    x, y = column(0.0, 1.0), column(1.0, 3.0)
    model = line(0.0, 0.0)
    assert can_overfit_one_batch(model, functional.mse_loss, x, y, 200, 0.1)
    assert model.weight.item() == 0.0  # the copy has learnt
    two_answers = column(1.0, 1.0), column(0.0, 2.0)
    assert not can_overfit_one_batch(model, functional.mse_loss, *two_answers, 200, 0.1)


def test_initial_loss_is_sane_near_ln_2():
    model = nn.Sequential(nn.Linear(1, 2), nn.Dropout(0.5))
    x, y = column(1.0, 2.0), torch.tensor([0, 1])
    with torch.no_grad():
        model[0].weight.zero_()
        model[0].bias.zero_()
    assert initial_loss_is_sane(model, x, y, num_classes=2, tol=1e-3)
    assert model.training
    with torch.no_grad():
        model[0].bias.copy_(
            torch.tensor([10.0, 0.0])
        )  # the loss is 0 for one row, 10 for the other
    assert not initial_loss_is_sane(model, x, y, num_classes=2, tol=1.0)
    assert initial_loss_is_sane(model, x, y, num_classes=2, tol=4.4)  # 5 - 0.69 = 4.31


# From recorded runs: before training, after the first epochs, at the end (of long runs every eighth
# epoch; the runs that are graded have them all).
KEYS = ("loss", "grad_norm", "update_ratio", "zero_share", "train_accuracy", "eval_accuracy")
RUNS = {
    "learning rate too high": [
        [2.286, 0.286, 0.0, 0.5364, 0.1083, 0.09],
        [113.9, 0.9518, 0.008323, 1.0, 0.09562, 0.09],
        [137.7, 0.9365, 0.0004069, 1.0, 0.1118, 0.0925],
        [112.3, 0.9536, 5.848e-05, 1.0, 0.09562, 0.09],
    ],
    "dead relu": [
        [2.305, 0.02928, 0.0, 1.0, 0.1034, 0.1125],
        [2.304, 0.02601, 0.0003927, 1.0, 0.09663, 0.0975],
        [2.302, 0.01701, 0.0002435, 1.0, 0.1135, 0.0725],
        [2.302, 0.01509, 0.0003843, 1.0, 0.1135, 0.0725],
    ],
    "softmax twice": [
        [2.302, 0.02932, 0.0, 0.463, 0.1308, 0.1225],
        [1.829, 0.1346, 0.06822, 0.4006, 0.6516, 0.6825],
        [1.741, 0.1724, 0.03314, 0.5372, 0.726, 0.715],
        [1.595, 0.08386, 0.01454, 0.5707, 0.867, 0.84],
    ],
    "shuffled labels": [
        [2.31, 0.2366, 0.0, 0.518, 0.1, 0.1],
        [1.968, 0.1616, 0.008717, 0.4848, 0.325, 0.1375],
        [1.394, 0.6435, 0.01014, 0.543, 0.54, 0.1075],
        [0.9789, 0.5249, 0.007205, 0.5417, 0.68, 0.0875],
    ],
    "healthy": [
        [2.295, 0.3016, 0.0, 0.4614, 0.08764, 0.07],
        [0.5564, 1.086, 0.03799, 0.3084, 0.8034, 0.77],
        [0.2552, 0.5182, 0.01768, 0.5445, 0.9191, 0.865],
        [0.02664, 0.05877, 0.006819, 0.53, 0.9955, 0.97],
    ],
}


@pytest.mark.parametrize("fault", RUNS)
def test_name_the_fault_of_recorded_runs(fault):
    assert name_the_fault([dict(zip(KEYS, record)) for record in RUNS[fault]]) == fault


def test_name_the_fault_of_a_loss_of_nan():
    records = [dict(zip(KEYS, record)) for record in RUNS["healthy"]]
    records[-1]["loss"] = float("nan")
    assert name_the_fault(records) == "learning rate too high"
