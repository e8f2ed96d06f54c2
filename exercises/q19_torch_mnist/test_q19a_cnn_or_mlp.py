"""A few answers that can be checked by hand."""

import torch
from q19a_cnn_or_mlp import (
    build_cnn,
    build_mlp,
    compare,
    parameter_count,
    permute_pixels,
    shift_images,
)
from torch import nn


def test_parameter_count_of_a_small_model():
    model = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Linear(4, 2, bias=False))
    assert parameter_count(model) == (3 * 4 + 4) + (4 + 4) + 8
    model[0].weight.requires_grad = False
    assert parameter_count(model) == 4 + 8 + 8


def test_build_mlp_within_the_budget():
    model = build_mlp((1, 8, 8), 10, 5_000)
    assert 4_500 <= sum(p.numel() for p in model.parameters()) <= 5_000
    assert model(torch.rand(3, 1, 8, 8)).shape == (3, 10)


def test_build_cnn_within_the_budget():
    model = build_cnn((3, 8, 8), 4, 20_000)
    assert 18_000 <= sum(p.numel() for p in model.parameters()) <= 20_000
    assert any(isinstance(layer, nn.Conv2d) for layer in model.modules())
    assert model(torch.rand(3, 3, 8, 8)).shape == (3, 4)


def test_permute_pixels_is_one_order_for_all():
    images = torch.arange(6.0).reshape(1, 1, 2, 3)
    images = torch.cat([images, images + 10])
    permuted = permute_pixels(images, seed=3)
    assert sorted(permuted[0].flatten().tolist()) == [0, 1, 2, 3, 4, 5]
    assert torch.equal(permuted[1], permuted[0] + 10)
    assert torch.equal(permute_pixels(images[1:], seed=3), permuted[1:])


def test_shift_images_by_hand():
    image = torch.tensor([[1.0, 2.0], [3.0, 4.0]]).reshape(1, 1, 2, 2)
    assert shift_images(image, 1, 0).flatten().tolist() == [0, 0, 1, 2]
    assert shift_images(image, -1, 1).flatten().tolist() == [0, 3, 0, 0]
    assert shift_images(image, 0, 0).flatten().tolist() == [1, 2, 3, 4]


def test_compare_top_or_bottom():
    labels = torch.arange(60) % 2
    images = torch.rand(60, 1, 8, 8, generator=torch.Generator().manual_seed(0)) / 4
    images[labels == 0, :, 1:3] += 0.75  # a bar at the top, or at the bottom
    images[labels == 1, :, 5:7] += 0.75
    result = compare((images[:40], labels[:40]), (images[40:], labels[40:]), seed=1)
    assert set(result) == {"mlp", "cnn"}
    assert set(result["cnn"]) == {"plain", "permuted", "shifted"}
    assert float(result["mlp"]["plain"]) == 1.0
    assert float(result["mlp"]["permuted"]) == 1.0
