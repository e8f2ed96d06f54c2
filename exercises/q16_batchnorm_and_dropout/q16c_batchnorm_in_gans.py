"""Batch norm in a GAN: two networks with it, its initialisation, what it does to a batch, and a cure.

A. Radford, L. Metz and S. Chintala, "Unsupervised Representation Learning with Deep Convolutional
Generative Adversarial Networks", ICLR 2016 (DCGAN); T. Salimans et al., "Improved Techniques for
Training GANs", NeurIPS 2016 (virtual batch normalization).

Images are ``(N, channels, S, S)``, in [-1, 1]. ``image_size`` is S, a power of two, at least 8. Noise
is z, ``(N, latent_dim)``. Logits are ``(N,)``: no sigmoid has been applied to them.
"""

from __future__ import annotations

import copy
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn

# Imports and helpers of your own are welcome here.


def build_generator(latent_dim: int, channels: int, image_size: int) -> nn.Module:
    """A DCGAN generator: z ``(N, latent_dim)`` to images ``(N, channels, S, S)``, in [-1, 1].

    * A projection takes z to maps of 4 x 4: a dense layer, or a transposed convolution of a 1 x 1 map.
    * From there each transposed convolution (``nn.ConvTranspose2d``) doubles the size; the last of
      them is the output layer and gives the image: for S = 8 it is the only one, for S = 32 there are
      three of them.
    * Each hidden layer (the projection, and all transposed convolutions but the last) has no bias and
      a batch norm behind it, which has a shift of its own: ``nn.BatchNorm2d`` (or, behind a dense
      projection, ``nn.BatchNorm1d``). The activation behind it is yours; DCGAN has ReLU.
    * The output layer has no batch norm, may have a bias, and ends in tanh.

    The widths of the hidden layers are yours: 16 to 64 channels will do (use another number than
    ``channels``), and a graded network must answer quickly. The layers are ``nn.Module``s registered in
    the one that is returned, which is in train mode, with PyTorch's own initialisation or any other.
    """
    raise NotImplementedError("build_generator: write this function, then delete this line.")


def build_discriminator(channels: int, image_size: int) -> nn.Module:
    """A DCGAN discriminator: images ``(N, channels, S, S)`` to logits ``(N,)``, for N = 1 too.

    * Each strided convolution (``nn.Conv2d``) halves the size, down to 4 x 4: one for S = 8, three for
      S = 32. Then a dense layer, or a convolution of the whole 4 x 4 map, gives one logit.
    * The input layer, which is the first convolution, has no batch norm, so that the discriminator
      sees what the images' statistics are. It may have a bias.
    * Each further strided convolution has no bias and an ``nn.BatchNorm2d`` behind it.
    * The layer that gives the logit has no batch norm, and there is no sigmoid.

    Widths, activation (DCGAN: leaky ReLU of slope 0.2) and initialisation are free, as in
    ``build_generator``.
    """
    raise NotImplementedError("build_discriminator: write this function, then delete this line.")


def init_dcgan(module: nn.Module) -> None:
    """Initialise a whole network in place as DCGAN does (Radford et al., 2016, section 4).

    It is called once, with the whole network, whose layers may be nested. The weights of every
    ``nn.Conv2d`` and ``nn.ConvTranspose2d`` are drawn from a normal distribution with mean 0 and
    standard deviation 0.02; the weights (scales) of every ``nn.BatchNorm1d`` and ``nn.BatchNorm2d`` from
    one with mean 1 and standard deviation 0.02; the biases (shifts) of batch norms become 0.

    All else is free: biases of convolutions, dense layers. Draw from PyTorch's global generator.
    """
    raise NotImplementedError("init_dcgan: write this function, then delete this line.")


def batch_dependence(generator: nn.Module, z: Tensor, others_a: Tensor, others_b: Tensor) -> float:
    """How much the images for z change with the rest of the batch, in train mode.

    z is ``(n, latent_dim)``. The generator is run twice, every module of it in train mode: with the
    batch of z and, behind it, ``others_a``, and with that of z and, behind it, ``others_b`` (which may
    differ in their number of rows). The result is the largest absolute difference between the first n
    outputs of the two, over all their elements. Without batch norm it is 0.

    Afterwards the generator is as before: its buffers (running statistics) and the mode of every
    single module.
    """
    raise NotImplementedError("batch_dependence: write this function, then delete this line.")


def discriminator_step(
    generator: nn.Module,
    discriminator: nn.Module,
    optimizer: torch.optim.Optimizer,
    real: Tensor,
    z: Tensor,
) -> float:
    """One update of the discriminator (Goodfellow et al., 2014, Algorithm 1); returns its loss.

    The loss is the binary cross-entropy with logits of the real images against 1, plus that of the
    generated images (of z) against 0. Each is a mean over its own batch, and each batch goes through
    the discriminator by itself: real and fake together in one would share the statistics of its batch
    norm. Real and z may have different numbers of rows. Logits may be large (1e3), and the loss is
    exact there too.

    ``optimizer`` holds the discriminator's parameters; what was in their ``.grad`` before does not
    count. The generator's weights and every ``.grad`` of it stay as they were. Buffers are free (running
    statistics move in train mode). Modes are the caller's: they are used as they are, and not changed.

    Returns the loss before the update, a number.
    """
    raise NotImplementedError("discriminator_step: write this function, then delete this line.")


def generator_step(
    generator: nn.Module, discriminator: nn.Module, optimizer: torch.optim.Optimizer, z: Tensor
) -> float:
    """One update of the generator, by the non-saturating loss; returns that loss.

    The loss is the binary cross-entropy with logits of the generated images (of z) against 1, which
    is the mean of -log D(G(z)) (Goodfellow et al., 2014, section 3): the generator wants its images to
    be taken for real. Logits may be large (1e3), and the loss is exact there too.

    ``optimizer`` holds the generator's parameters; what was in their ``.grad`` before does not count.
    The gradient runs through the discriminator, but its weights, every ``.grad`` of it and every
    ``requires_grad`` are afterwards as they were. (Some parameters of either network may be frozen.)
    Buffers are free; modes are the caller's, they are used as they are, and not changed.

    Returns the loss before the update, a number.
    """
    raise NotImplementedError("generator_step: write this function, then delete this line.")


def virtual_batch_norm(
    x: Tensor, reference: Tensor, gamma: Tensor, beta: Tensor, eps: float = 1e-5
) -> Tensor:
    """Batch norm whose statistics come from a fixed reference batch (Salimans et al., 2016, sec. 3.5).

    x is ``(N, D)`` or ``(N, C, H, W)``; ``reference`` is R rows of the same shape; gamma and beta are
    ``(D,)`` or ``(C,)``. Each example of x is normalised by the statistics of a batch of R + 1: the
    reference and that example, and no other. So its mean is R / (R + 1) times that of the reference
    plus 1 / (R + 1) times its own; its mean of squares likewise; the variance is the biased one, the
    mean of squares less the square of the mean; eps is added to it under the root. For images the
    statistics are those of a channel, over H and W too.

    Returns ``gamma * normalised + beta``, of the shape and dtype of x, built from torch operations, so
    that gradients flow. What an example becomes does not depend on the rest of x. Nothing is changed.
    """
    raise NotImplementedError("virtual_batch_norm: write this function, then delete this line.")
