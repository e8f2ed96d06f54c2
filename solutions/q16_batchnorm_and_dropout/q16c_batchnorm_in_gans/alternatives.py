"""Other right ways: other layers of the same kind, torch's own functions, other ways to leave things alone."""

from __future__ import annotations

import copy
import math
from collections import OrderedDict

import torch
import torch.nn.functional as F
from torch import nn

from autograder.authoring import alternative


@alternative(
    replaces="build_generator", why="a dense projection with BatchNorm1d, modules of its own"
)
class dense_projection(nn.Module):
    def __init__(self, latent_dim, channels, image_size):
        super().__init__()
        doublings = int(math.log2(image_size)) - 2
        self.width = 24
        self.project = nn.Linear(latent_dim, self.width * 16, bias=False)
        self.project_norm = nn.BatchNorm1d(self.width * 16)
        self.out = nn.ConvTranspose2d(self.width, channels, 2, stride=2, bias=False)
        self.ups = nn.ModuleList(
            nn.ConvTranspose2d(self.width, self.width, 3, 2, 1, output_padding=1, bias=False)
            for _ in range(doublings - 1)
        )
        self.norms = nn.ModuleList(nn.BatchNorm2d(self.width) for _ in self.ups)

    def forward(self, z):
        x = F.relu(self.project_norm(self.project(z))).view(-1, self.width, 4, 4)
        for up, norm in zip(self.ups, self.norms):
            x = F.leaky_relu(norm(up(x)), 0.2)
        return torch.tanh(self.out(x))


@alternative(
    replaces="build_generator", why="a dense projection, reshaped before BatchNorm2d; blocks"
)
def in_blocks(latent_dim, channels, image_size):
    def block(before, after):
        up = nn.ConvTranspose2d(before, after, 4, 2, 1, bias=False)
        return nn.Sequential(up, nn.BatchNorm2d(after, momentum=0.2), nn.GELU())

    width = 32
    layers = OrderedDict(project=nn.Linear(latent_dim, width * 16, bias=False))
    layers["reshape"] = nn.Unflatten(1, (width, 4, 4))
    layers["norm"], layers["act"] = nn.BatchNorm2d(width), nn.ReLU(inplace=True)
    size = 8
    while size < image_size:
        layers[f"block{size}"] = block(width, width // 2)
        width, size = width // 2, size * 2
    layers["out"] = nn.Sequential(nn.ConvTranspose2d(width, channels, 4, 2, 1), nn.Tanh())
    return nn.Sequential(layers)


@alternative(replaces="build_discriminator", why="a dense layer for the logit, modules of its own")
class dense_logit(nn.Module):
    def __init__(self, channels, image_size):
        super().__init__()
        halvings = int(math.log2(image_size)) - 2
        self.first = nn.Conv2d(channels, 24, 3, 2, 1, bias=False)
        self.further = nn.ModuleList(
            nn.Conv2d(24, 24, 3, 2, 1, bias=False) for _ in range(halvings - 1)
        )
        self.norms = nn.ModuleList(nn.BatchNorm2d(24) for _ in self.further)
        self.logit = nn.Linear(24 * 16, 1)

    def forward(self, x):
        x = F.leaky_relu(self.first(x), 0.2)
        for conv, norm in zip(self.further, self.norms):
            x = F.leaky_relu(norm(conv(x)), 0.2)
        return self.logit(x.flatten(1)).squeeze(1)


@alternative(
    replaces="init_dcgan", why="module.apply, by the name of the class, as in PyTorch's tutorial"
)
def by_apply(module):
    def initialise(layer):
        name = type(layer).__name__
        if name.startswith("Conv"):
            layer.weight.data.normal_(0.0, 0.02)
        elif name.startswith("BatchNorm"):
            layer.weight.data.normal_(1.0, 0.02)
            layer.bias.data.fill_(0)

    module.apply(initialise)


@alternative(replaces="init_dcgan", why="by the parameters' shapes and owners, with torch.randn")
def by_randn(module):
    norms = (nn.BatchNorm1d, nn.BatchNorm2d, nn.BatchNorm3d)
    for layer in module.modules():
        with torch.no_grad():
            if isinstance(layer, norms):
                layer.weight.copy_(1 + 0.02 * torch.randn_like(layer.weight))
                layer.bias.zero_()
            elif isinstance(layer, nn.modules.conv._ConvNd):
                layer.weight.copy_(0.02 * torch.randn_like(layer.weight))
                if layer.bias is not None:
                    layer.bias.zero_()
            elif isinstance(layer, nn.Linear):
                layer.weight.normal_(std=0.02)
    return module


@alternative(replaces="batch_dependence", why="on the generator itself, everything put back")
def put_back(generator, z, others_a, others_b):
    modes = {name: module.training for name, module in generator.named_modules()}
    buffers = {name: buffer.clone() for name, buffer in generator.named_buffers()}
    generator.train()
    try:
        with torch.inference_mode():
            n = z.shape[0]
            a = generator(torch.vstack((z, others_a)))[:n]
            b = generator(torch.vstack((z, others_b)))[:n]
            return torch.max(torch.abs(a - b))
    finally:
        with torch.no_grad():
            for name, buffer in generator.named_buffers():
                buffer.copy_(buffers[name])
        for name, module in generator.named_modules():
            module.training = modes[name]


@alternative(
    replaces="batch_dependence", why="torch.func.functional_call with copies of the buffers"
)
def by_functional_call(generator, z, others_a, others_b):
    modes = [(module, module.training) for module in generator.modules()]
    generator.train()
    found = []
    for others in (others_a, others_b):
        buffers = {name: buffer.clone() for name, buffer in generator.named_buffers()}
        out = torch.func.functional_call(generator, buffers, (torch.cat((z, others), dim=0),))
        found.append(out.detach()[: z.size(0)])
    for module, training in modes:
        module.training = training
    return float(torch.dist(*found, p=float("inf")))


@alternative(
    replaces="discriminator_step", why="two backward passes, detached images, BCEWithLogitsLoss"
)
def two_backward_passes(generator, discriminator, optimizer, real, z):
    criterion = nn.BCEWithLogitsLoss()
    discriminator.zero_grad(set_to_none=True)
    logits = discriminator(real)
    loss_real = criterion(logits, logits.new_ones(len(real)))
    loss_real.backward()
    fake = generator(z)
    logits = discriminator(fake.detach())
    loss_fake = criterion(logits, logits.new_zeros(fake.shape[0]))
    loss_fake.backward()
    optimizer.step()
    return loss_real.item() + loss_fake.item()


@alternative(replaces="discriminator_step", why="softplus, the fake batch first")
def by_softplus(generator, discriminator, optimizer, real, z):
    optimizer.zero_grad()
    loss = F.softplus(discriminator(generator(z).detach())).mean()
    loss = loss + F.softplus(-discriminator(real)).mean()
    loss.backward()
    optimizer.step()
    return loss.detach()


@alternative(replaces="generator_step", why="softplus and torch.autograd.grad")
def by_autograd_grad(generator, discriminator, optimizer, z):
    loss = F.softplus(-discriminator(generator(z))).mean()
    own = [p for p in generator.parameters() if p.requires_grad]
    for parameter, gradient in zip(own, torch.autograd.grad(loss, own)):
        parameter.grad = gradient
    optimizer.step()
    return float(loss)


@alternative(replaces="generator_step", why="the discriminator frozen meanwhile, and put back")
def frozen_meanwhile(generator, discriminator, optimizer, z):
    flags = [parameter.requires_grad for parameter in discriminator.parameters()]
    for parameter in discriminator.parameters():
        parameter.requires_grad_(False)
    try:
        logits = discriminator(generator(z))
        loss = -F.logsigmoid(logits).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    finally:
        for parameter, flag in zip(discriminator.parameters(), flags):
            parameter.requires_grad = flag
    return loss.item()


@alternative(
    replaces="generator_step", why="gradients of the discriminator kept aside, and put back"
)
def gradients_kept_aside(generator, discriminator, optimizer, z):
    kept = [p.grad for p in discriminator.parameters()]
    for parameter in discriminator.parameters():
        parameter.grad = None
    optimizer.zero_grad()
    logits = discriminator(generator(z))
    loss = nn.BCEWithLogitsLoss()(logits, torch.ones(logits.shape).to(logits))
    loss.backward()
    optimizer.step()
    for parameter, gradient in zip(discriminator.parameters(), kept):
        parameter.grad = gradient
    return loss.item()


@alternative(
    replaces="virtual_batch_norm", why="F.batch_norm of the reference and one example at a time"
)
def one_at_a_time(x, reference, gamma, beta, eps=1e-5):
    out = []
    for example in x:
        batch = torch.cat([example[None], reference])
        out.append(F.batch_norm(batch, None, None, gamma, beta, training=True, eps=eps)[:1])
    return torch.cat(out)


@alternative(
    replaces="virtual_batch_norm", why="means and means of squares, as the paper writes it"
)
def by_mean_squares(x, reference, gamma, beta, eps=1e-5):
    axes = (0, 2, 3) if x.ndim == 4 else (0,)
    shape = (1, -1, 1, 1) if x.ndim == 4 else (1, -1)
    R = reference.shape[0]
    ref_mean = reference.mean(axes, keepdim=True)
    ref_square = (reference**2).mean(axes, keepdim=True)
    own_mean, own_square = x, x**2
    if x.ndim == 4:
        own_mean, own_square = own_mean.mean((2, 3), True), own_square.mean((2, 3), True)
    mean = R / (R + 1) * ref_mean + 1 / (R + 1) * own_mean
    square = R / (R + 1) * ref_square + 1 / (R + 1) * own_square
    std = torch.sqrt(square - mean**2 + eps)
    return (x - mean) / std * gamma.reshape(shape) + beta.reshape(shape)


@alternative(replaces="batch_dependence", why="a deep copy, and outputs gone through one by one")
def row_by_row(generator, z, others_a, others_b):
    largest = 0.0
    outputs = []
    for others in (others_a, others_b):
        twin = copy.deepcopy(generator)
        twin.train()
        outputs.append(twin(torch.cat((z, others))).detach())
    for one, other, _ in zip(*outputs, z):
        largest = max(largest, (one - other).abs().max().item())
    return largest
