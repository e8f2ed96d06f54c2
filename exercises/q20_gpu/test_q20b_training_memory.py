"""Small models, with bytes that can be counted by hand. float32 takes 4 bytes each."""

import pytest
import torch
from numpy.testing import assert_allclose
from q20b_training_memory import (
    activation_bytes,
    checkpointing_plan,
    max_batch_size,
    mixed_precision_bytes,
    optimizer_state_bytes,
    parameter_bytes,
    training_memory,
    zero_bytes_per_worker,
)
from torch import nn


def small_net():
    """12 + 4 and 8 + 2 parameters: 26, in 104 bytes."""
    return nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))


def test_parameter_bytes():
    assert parameter_bytes(small_net()) == 104
    assert parameter_bytes(small_net().double()) == 208
    assert parameter_bytes(nn.BatchNorm1d(5)) == 40  # its running statistics are buffers


def test_optimizer_state_bytes():
    net = small_net()
    assert [optimizer_state_bytes(net, name) for name in ("sgd", "momentum", "adam")] == [
        0,
        104,
        208,
    ]
    net[0].requires_grad_(False)
    assert optimizer_state_bytes(net, "adamw") == 80
    with pytest.raises(ValueError):
        optimizer_state_bytes(net, "adamn")


def test_activation_bytes_of_a_small_net():
    # x, 5 * 3 numbers, for the first layer's weight; relu's output, 5 * 4, for relu and for the second layer
    assert activation_bytes(small_net(), torch.randn(5, 3)) == 4 * (15 + 20)


def test_activation_bytes_leaves_the_buffers_alone():
    norm = nn.BatchNorm1d(3)
    activation_bytes(norm, torch.randn(6, 3))
    assert norm.num_batches_tracked == 0


def test_training_memory_adds_up():
    assert training_memory(small_net(), "adam", torch.randn(5, 3)) == {
        "parameters": 104,
        "gradients": 104,
        "optimizer": 208,
        "activations": 140,
        "total": 556,
    }


def test_max_batch_size():
    # 416 bytes are fixed, 28 are for each row: 416 + 20 * 28 = 976
    assert max_batch_size(small_net(), "adam", torch.randn(1, 3), 976) == 20
    assert max_batch_size(small_net(), "adam", torch.randn(1, 3), 975) == 19
    assert max_batch_size(small_net(), "adam", torch.randn(1, 3), 100) == 0


def test_mixed_precision_bytes_of_adam():
    found = mixed_precision_bytes(10, "adam")
    assert found == {"parameters": 20, "gradients": 20, "master": 40, "optimizer": 80, "total": 160}


def test_checkpointing_plan_of_two_segments():
    # 20 is kept; the second segment, 30 + 40, is the larger one; two layers of four are run again
    peak, extra = checkpointing_plan([10, 20, 30, 40], 2)
    assert peak == 90
    assert_allclose(extra, 0.5)


def test_zero_bytes_per_worker():
    assert_allclose([zero_bytes_per_worker(8, 4, stage) for stage in range(4)], [128, 56, 44, 32])
