"""What to expect, with numbers that can be checked by hand."""

import math

import torch
from numpy.testing import assert_allclose
from q16c_batchnorm_in_gans import (
    batch_dependence,
    build_discriminator,
    build_generator,
    discriminator_step,
    generator_step,
    init_dcgan,
    virtual_batch_norm,
)
from torch import nn


def test_build_generator_makes_images():
    images = build_generator(latent_dim=5, channels=3, image_size=16)(torch.randn(4, 5))
    assert images.shape == (4, 3, 16, 16)
    assert images.abs().max() <= 1


def test_build_generator_has_a_batch_norm_behind_each_hidden_layer():
    generator = build_generator(latent_dim=5, channels=3, image_size=16)
    norms = [m for m in generator.modules() if isinstance(m, nn.BatchNorm1d | nn.BatchNorm2d)]
    assert len(norms) == 2  # behind the projection and the first doubling; none at the output
    assert all(norm.num_features != 3 for norm in norms)


def test_build_discriminator_gives_logits():
    discriminator = build_discriminator(channels=3, image_size=16)
    assert discriminator(torch.randn(4, 3, 16, 16)).shape == (4,)
    norms = [m for m in discriminator.modules() if isinstance(m, nn.BatchNorm2d)]
    assert len(norms) == 1  # not on the input layer


def test_init_dcgan_of_a_small_network():
    net = nn.Sequential(nn.ConvTranspose2d(20, 20, 4), nn.Sequential(nn.BatchNorm2d(20)))
    nn.init.ones_(net[1][0].bias)
    init_dcgan(net)
    assert 0.015 < net[0].weight.std() < 0.025
    assert 0.9 < net[1][0].weight.min() < net[1][0].weight.max() < 1.1
    assert (net[1][0].bias == 0).all()


def test_batch_dependence_of_a_batch_norm():
    generator = nn.Sequential(nn.BatchNorm1d(1, eps=0.0))
    z, others_a, others_b = torch.tensor([[1.0]]), torch.tensor([[3.0]]), torch.tensor([[-1.0]])
    # with 3 the mean is 2 and z becomes -1; with -1 the mean is 0 and z becomes 1
    assert_allclose(float(batch_dependence(generator, z, others_a, others_b)), 2.0)
    assert generator[0].running_mean == 0.0  # as before
    assert_allclose(float(batch_dependence(nn.Identity(), z, others_a, others_b)), 0.0)


def make_game():
    """A generator w z, a discriminator v x, both of one weight."""
    generator = nn.Linear(1, 1, bias=False)
    discriminator = nn.Sequential(nn.Linear(1, 1, bias=False), nn.Flatten(0))
    with torch.no_grad():
        generator.weight.fill_(2.0)
        discriminator[0].weight.fill_(0.0)  # every logit is 0: one half
    return generator, discriminator


def test_discriminator_step_on_one_weight():
    generator, discriminator = make_game()
    optimizer = torch.optim.SGD(discriminator.parameters(), lr=1.0)
    real, z = torch.tensor([[5.0]]), torch.tensor([[1.0], [2.0]])
    loss = discriminator_step(generator, discriminator, optimizer, real, z)
    assert_allclose(float(loss), 2 * math.log(2), rtol=1e-6)
    # real: -(1 - 1/2) * 5; fake, 2 and 4: 1/2 * 3
    assert_allclose(discriminator[0].weight.item(), 2.5 - 1.5)
    assert generator.weight.grad is None


def test_generator_step_on_one_weight():
    generator, discriminator = make_game()
    with torch.no_grad():
        discriminator[0].weight.fill_(1.0)
    optimizer = torch.optim.SGD(generator.parameters(), lr=1.0)
    loss = generator_step(generator, discriminator, optimizer, torch.tensor([[0.5]]))
    # the image is 1, its logit too; -(1 - sigmoid(1)) * 0.5 is the gradient
    assert_allclose(float(loss), math.log(1 + math.exp(-1)), rtol=1e-6)
    assert_allclose(generator.weight.item(), 2 + 0.5 / (1 + math.e), rtol=1e-6)
    assert discriminator[0].weight.grad is None


def test_virtual_batch_norm_of_one_feature():
    x, reference = torch.tensor([[4.0], [1.0]]), torch.tensor([[1.0], [1.0]])
    gamma, beta = torch.tensor([10.0]), torch.tensor([1.0])
    out = virtual_batch_norm(x, reference, gamma, beta, eps=2.0)
    # 4 with 1, 1: mean 2, variance 2; 1 with 1, 1: mean 1, variance 0
    assert_allclose(out.numpy(), [[11.0], [1.0]], rtol=1e-6)
