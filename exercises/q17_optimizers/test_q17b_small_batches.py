"""A few answers that can be checked by hand."""

import math

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose
from q17b_small_batches import (
    accumulate,
    gradient_noise,
    linear_scaled_lr,
    noise_scale,
    updates_per_epoch,
)
from torch import nn

# Mean (2, 1); the columns' variances are 5 and 0.5, so tr(S) = 5.5.
GRADS = np.array([[5.0, 2.0], [3.0, 1.0], [-1.0, 1.0], [1.0, 0.0]])


def test_gradient_noise_with_replacement():
    assert_allclose(gradient_noise(GRADS, 1, replace=True), 5.5)
    assert_allclose(gradient_noise(GRADS, 2, replace=True), 2.75)
    assert_allclose(gradient_noise(GRADS, 11, replace=True), 0.5)


def test_gradient_noise_without_replacement():
    assert_allclose(gradient_noise(GRADS, 2, replace=False), 5.5 / 2 * 2 / 3)
    assert_allclose(gradient_noise(GRADS, 4, replace=False), 0.0)  # all rows: no noise
    with pytest.raises(ValueError):
        gradient_noise(GRADS, 5, replace=False)


def test_noise_scale_values():
    assert_allclose(noise_scale(GRADS), 5.5 / 5)  # the squared norm of the mean is 4 + 1
    assert math.isinf(noise_scale(np.array([[1.0, 2.0], [-1.0, -2.0]])))


def test_linear_scaled_lr_values():
    assert_allclose(linear_scaled_lr(0.1, base_batch=256, batch=1024), 0.4)
    assert_allclose(linear_scaled_lr(0.1, base_batch=256, batch=64), 0.025)


def test_updates_per_epoch_values():
    assert updates_per_epoch(10, 4, drop_last=False) == 3
    assert updates_per_epoch(10, 4, drop_last=True) == 2
    assert updates_per_epoch(12, 4, drop_last=False) == 3


def test_accumulate_equals_one_large_batch():
    model = nn.Linear(1, 1, bias=False)
    with torch.no_grad():
        model.weight.fill_(1.0)
    x, y = torch.tensor([[1.0], [2.0], [3.0]]), torch.tensor([[0.0], [0.0], [1.0]])
    # errors 1, 2, 2; the loss is (1 + 4 + 4) / 3, its gradient 2 (1 + 4 + 6) / 3
    loss = accumulate(model, nn.MSELoss(), [(x[:1], y[:1]), (x[1:], y[1:])])
    assert_allclose(float(loss), 3.0, rtol=1e-6)
    assert_allclose(model.weight.grad.item(), 22 / 3, rtol=1e-6)
