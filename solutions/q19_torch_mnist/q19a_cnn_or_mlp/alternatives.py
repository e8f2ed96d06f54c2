"""Other right ways: deeper and stranger networks, NumPy, gather and loops, other training."""

from __future__ import annotations

import numpy as np
import torch
from solution import build_cnn as right_build_cnn
from solution import build_mlp as right_build_mlp
from solution import permute_pixels as right_permute_pixels
from solution import shift_images as right_shift_images
from torch import nn
from torch.nn import functional as F

from autograder.authoring import alternative


@alternative(replaces="parameter_count", why="a filter, and torch's own flattening")
def flattened(model):
    trained = list(filter(lambda p: p.requires_grad, model.parameters()))
    return len(nn.utils.parameters_to_vector(trained)) if trained else 0


@alternative(replaces="parameter_count", why="parameters told apart by identity")
def by_identity(model):
    found = {}
    for module in model.modules():
        for value in module._parameters.values():
            if value is not None and value.requires_grad:
                found[id(value)] = np.prod(tuple(value.shape), dtype=int)
    return sum(found.values())


def _count(model):
    return sum(p.numel() for p in model.parameters())


@alternative(replaces="build_mlp", why="two hidden layers with layer norm, found by trying widths")
def two_hidden_layers(input_shape, num_classes, budget):
    def model(width):
        return nn.Sequential(
            nn.Flatten(),
            nn.Linear(int(np.prod(input_shape)), width),
            nn.GELU(),
            nn.Linear(width, width),
            nn.LayerNorm(width),
            nn.Tanh(),
            nn.Linear(width, num_classes),
        )

    width = 1
    while _count(model(width + 1)) <= budget:
        width += 1
    return model(width)


@alternative(replaces="build_mlp", why="a class of its own, without the first bias")
def own_class(input_shape, num_classes, budget):
    class MLP(nn.Module):
        def __init__(self):
            super().__init__()
            inputs = input_shape[0] * input_shape[1] * input_shape[2]
            width = (budget - num_classes) // (inputs + num_classes)
            self.hidden = nn.Linear(inputs, width, bias=False)
            self.out = nn.Linear(width, num_classes)

        def forward(self, x):
            return self.out(torch.relu(self.hidden(x.reshape(len(x), -1))))

    return MLP()


@alternative(replaces="build_cnn", why="batch norm, strides, one wide convolution")
def strided(input_shape, num_classes, budget):
    channels, height, width = input_shape

    def model(maps):
        side = -(-height // 2) * -(-width // 2)
        return nn.Sequential(
            nn.Conv2d(channels, maps, 5, stride=2, padding=2, bias=False),
            nn.BatchNorm2d(maps),
            nn.LeakyReLU(0.1),
            nn.Flatten(),
            nn.Linear(maps * side, num_classes),
        )

    maps = 1
    while _count(model(maps + 1)) <= budget:
        maps += 1
    return model(maps)


@alternative(replaces="permute_pixels", why="NumPy's generator, one index for all")
def by_numpy(images, seed):
    n, c, h, w = images.shape
    order = np.random.default_rng(seed).permutation(h * w)
    return images.reshape(n, c, h * w)[..., order.copy()].reshape(n, c, h, w)


@alternative(replaces="permute_pixels", why="positions sorted by random keys, and gather")
def by_gather(images, seed):
    flat = images.reshape(*images.shape[:2], -1)
    keys = torch.rand(
        flat.shape[-1], generator=torch.Generator().manual_seed(seed), dtype=torch.float64
    )
    return flat.gather(2, keys.argsort().expand_as(flat)).view_as(images)


@alternative(replaces="shift_images", why="two windows, from one into the other")
def two_windows(images, dy, dx):
    moved = torch.zeros_like(images)
    h, w = images.shape[2:]
    if abs(dy) < h and abs(dx) < w:
        rows, columns = slice(max(dy, 0), h + min(dy, 0)), slice(max(dx, 0), w + min(dx, 0))
        from_rows = slice(max(-dy, 0), h + min(-dy, 0))
        from_columns = slice(max(-dx, 0), w + min(-dx, 0))
        moved[:, :, rows, columns] = images[:, :, from_rows, from_columns]
    return moved


@alternative(replaces="shift_images", why="rolled, and what came back blotted out")
def rolled(images, dy, dx):
    moved = images.roll((dy, dx), dims=(-2, -1))
    height, width = images.shape[-2:]
    rows, columns = torch.arange(height) - dy, torch.arange(width) - dx
    inside = ((rows >= 0) & (rows < height))[:, None] & ((columns >= 0) & (columns < width))
    return torch.where(inside, moved, torch.zeros_like(moved))


@alternative(
    replaces="compare", why="larger models, SGD with momentum, whole batches shuffled by NumPy"
)
def with_momentum(train, test, seed):
    def fitted(build, images, labels):
        with torch.random.fork_rng(devices=[]):
            torch.random.manual_seed(seed + 1)
            model = build((1, 8, 8), int(labels.max()) + 1, 8_000)
        rng = np.random.default_rng(seed)
        optimizer = torch.optim.SGD(
            model.parameters(), lr=0.05, momentum=0.9, nesterov=True, weight_decay=1e-4
        )
        for _ in range(25):
            for rows in np.array_split(rng.permutation(len(labels)), max(1, len(labels) // 20)):
                loss = F.cross_entropy(model(images[rows]), labels[rows])
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
        return model.eval()

    @torch.no_grad()
    def accuracy(model, images):
        return (model(images).argmax(1) == test[1]).float().mean()

    (x, y), x_test = train, test[0]
    found = {"cnn": {}, "mlp": {}}
    for name, build in (("cnn", right_build_cnn), ("mlp", right_build_mlp)):
        model = fitted(build, x, y)
        found[name]["shifted"] = accuracy(model, right_shift_images(x_test, 1, 1))
        found[name]["plain"] = accuracy(model, x_test)
        model = fitted(build, right_permute_pixels(x, 7), y)
        found[name]["permuted"] = accuracy(model, right_permute_pixels(x_test, 7))
    return found
