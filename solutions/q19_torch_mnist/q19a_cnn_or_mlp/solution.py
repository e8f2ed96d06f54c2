"""Does an MLP do as well as a CNN? Two networks with one budget, and three tests that tell them apart.

Images are ``(N, C, H, W)``, float32; labels ``(N,)``, int64, from 0 up. Tensors, no NumPy arrays. No argument is
changed, and random numbers come from ``seed`` alone (initialising a model may use PyTorch's global generator).
"""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional as F

Images = tuple[Tensor, Tensor]  # (images, labels)

# Settings for `compare` that are tried and quick. Others are fine.
BUDGET = 5_000
EPOCHS = 15
BATCH_SIZE = 32
LR = 0.01  # of Adam


def parameter_count(model: nn.Module) -> int:
    """The number of numbers that training can change.

    Elements of all parameters with ``requires_grad``, wherever in the model; one that is used in several places
    (tied weights) counts once. Buffers, such as batch norm's running statistics, are no parameters.
    """
    ### BEGIN SOLUTION
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
    ### END SOLUTION


def build_mlp(input_shape: tuple[int, int, int], num_classes: int, budget: int) -> nn.Module:
    """A multilayer perceptron: images ``(N, C, H, W)`` to logits ``(N, num_classes)``, for N = 1 too.

    ``input_shape`` is (C, H, W). Its ``parameter_count`` is at most ``budget``, and at least 90 % of it. The
    pixels go into dense layers (``nn.Linear``): at least one hidden layer with something nonlinear behind it, and the
    output layer. There is no convolution, and no softmax at the end. Graded for H = W = 8 and budgets of 5,000 or
    more.
    """
    ### BEGIN SOLUTION
    pixels = math.prod(input_shape)
    hidden = (budget - num_classes) // (pixels + 1 + num_classes)
    return nn.Sequential(
        nn.Flatten(), nn.Linear(pixels, hidden), nn.ReLU(), nn.Linear(hidden, num_classes)
    )
    ### END SOLUTION


### BEGIN SOLUTION


def _convolution(before: int, after: int) -> list[nn.Module]:
    return [nn.Conv2d(before, after, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]


### END SOLUTION


def build_cnn(input_shape: tuple[int, int, int], num_classes: int, budget: int) -> nn.Module:
    """A convolutional network, within the same rules: 90 to 100 % of the budget, logits ``(N, num_classes)``.

    It begins with at least one ``nn.Conv2d`` whose kernel is larger than 1 x 1 and smaller than the image. What comes
    after is yours: more of them, pooling, dense layers.
    """
    ### BEGIN SOLUTION
    channels, height, width = input_shape
    maps = math.isqrt(budget // 36)  # about half of the budget for the second convolution
    convolutions = nn.Sequential(*_convolution(channels, maps), *_convolution(maps, 2 * maps))
    features = 2 * maps * (height // 2 // 2) * (width // 2 // 2)
    head = build_mlp((features, 1, 1), num_classes, budget - parameter_count(convolutions))
    return nn.Sequential(convolutions, head)
    ### END SOLUTION


def permute_pixels(images: Tensor, seed: int) -> Tensor:
    """The same images with their pixels in another order: one random order for all.

    A permutation of all H W positions is drawn from ``seed`` (not one of the rows and one of the columns), and every
    channel of every image is rearranged by it. The same seed and size give the same permutation, whatever the
    images are and however many, so that a training and a test set can be permuted one after the other. The global
    generators are neither used nor changed.
    """
    ### BEGIN SOLUTION
    generator = torch.Generator().manual_seed(seed)
    order = torch.randperm(math.prod(images.shape[2:]), generator=generator)
    return images.flatten(2)[:, :, order].reshape(images.shape)
    ### END SOLUTION


def shift_images(images: Tensor, dy: int, dx: int) -> Tensor:
    """The same images moved ``dy`` pixels down and ``dx`` to the right; up and left where they are negative.

    What moves out of the picture is lost, and zeros move in: nothing comes back on the other side. The shift may be
    larger than the image, of which nothing is left then. Shape and dtype stay.
    """
    ### BEGIN SOLUTION
    height, width = images.shape[2:]
    padded = F.pad(images, (abs(dx), abs(dx), abs(dy), abs(dy)))
    top, left = abs(dy) - dy, abs(dx) - dx
    return padded[:, :, top : top + height, left : left + width]
    ### END SOLUTION


### BEGIN SOLUTION


def _train(build: Callable[..., nn.Module], images: Tensor, labels: Tensor, seed: int) -> nn.Module:
    with torch.random.fork_rng():  # afterwards the global generator is as it was
        torch.manual_seed(seed)
        model = build(images.shape[1:], len(labels.unique()), BUDGET)
        optimizer = torch.optim.Adam(model.parameters(), LR)
        for _ in range(EPOCHS):
            for rows in torch.randperm(len(images)).split(BATCH_SIZE):
                optimizer.zero_grad()
                F.cross_entropy(model(images[rows]), labels[rows]).backward()
                optimizer.step()
    return model


def _accuracy(model: nn.Module, images: Tensor, labels: Tensor) -> float:
    with torch.no_grad():
        return (model(images).argmax(dim=1) == labels).double().mean().item()


### END SOLUTION


def compare(train: Images, test: Images, seed: int) -> dict[str, dict[str, float]]:
    """Accuracies, 0 to 1, on ``test``, of an MLP and a CNN of the same budget that were trained on ``train``.

    Returns ``{"mlp": {...}, "cnn": {...}}``, each with three floats:

    * "plain": trained and tested on the images as they are;
    * "permuted": trained and tested on permuted images, both under one and the same permutation (another model, since
      the data are others; it starts anew);
    * "shifted": the model of "plain", tested on the test images shifted by (1, 1). It has not seen shifted images
      in training.

    Images are ``(N, 1, 8, 8)``, a few hundred of them, with pixels in [0, 1], and the labels of the training images
    are 0 to C - 1, all present. All of it takes less than a minute, by far, and the same seed gives the same result,
    whatever the state of the global generators. Train well enough: on 300 digits each plain accuracy must be at least
    70 %. (The settings above the functions reach about 90 % in less than a second.)
    """
    ### BEGIN SOLUTION
    results = {}
    for name, build in (("mlp", build_mlp), ("cnn", build_cnn)):
        plain = _train(build, *train, seed)
        permuted = _train(build, permute_pixels(train[0], seed), train[1], seed)
        results[name] = {
            "plain": _accuracy(plain, *test),
            "permuted": _accuracy(permuted, permute_pixels(test[0], seed), test[1]),
            "shifted": _accuracy(plain, shift_images(test[0], 1, 1), test[1]),
        }
    return results
    ### END SOLUTION
