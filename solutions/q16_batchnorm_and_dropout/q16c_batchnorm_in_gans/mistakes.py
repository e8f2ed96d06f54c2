"""What people write at midnight, and what they should read in the morning."""

from __future__ import annotations

import copy
import math
from itertools import pairwise

import torch
import torch.nn.functional as F
from solution import discriminator_step as right_discriminator_step
from solution import generator_step as right_generator_step
from solution import init_dcgan as right_init_dcgan
from solution import virtual_batch_norm as right_virtual_batch_norm
from torch import nn

from autograder.authoring import mistake

# build_generator


def _generator(latent_dim, channels, image_size, bias=False, norm=nn.BatchNorm2d, start=True):
    """The layers of the right generator, with small changes."""
    doublings = image_size.bit_length() - 3
    widths = [16 * 2**i for i in reversed(range(doublings))]
    layers = [
        nn.Unflatten(1, (latent_dim, 1, 1)),
        nn.ConvTranspose2d(latent_dim, widths[0], 4, bias=bias),
    ]
    layers += [norm(widths[0]), nn.ReLU()] if start else [nn.ReLU()]
    for before, after in pairwise(widths):
        layers += [nn.ConvTranspose2d(before, after, 4, stride=2, padding=1, bias=bias)]
        layers += [norm(after), nn.ReLU()]
    return [*layers, nn.ConvTranspose2d(widths[-1], channels, 4, stride=2, padding=1), nn.Tanh()]


@mistake(
    replaces="build_generator",
    en="There is a batch norm at the output. It forces mean and spread of each colour to be the same in every batch, so the generator cannot get the images' statistics right; DCGAN became unstable with it. Leave it out in the last layer.",
    ko="출력층에 배치 정규화가 있습니다. 배치마다 색의 평균과 퍼짐이 똑같아지도록 강제해서 generator가 이미지의 통계를 맞출 수 없고, DCGAN에서도 학습이 불안정해졌습니다. 마지막 층에서는 빼세요.",
)
def batch_norm_at_the_output(latent_dim, channels, image_size):
    layers = _generator(latent_dim, channels, image_size)
    return nn.Sequential(*layers[:-1], nn.BatchNorm2d(channels), layers[-1])


@mistake(
    replaces="build_generator",
    en="The projection is a hidden layer too, and has no batch norm in yours. DCGAN leaves it out only at the output.",
    ko="projection도 hidden layer인데 배치 정규화가 없습니다. DCGAN의 generator에서 배치 정규화가 없는 곳은 출력층뿐입니다.",
)
def projection_without_batch_norm(latent_dim, channels, image_size):
    return nn.Sequential(*_generator(latent_dim, channels, image_size, start=False))


@mistake(
    replaces="build_generator",
    en="The hidden layers have a bias before the batch norm, which subtracts it with the mean. It does nothing; the batch norm has a shift of its own. Say bias=False.",
    ko="hidden layer에서 배치 정규화 앞에 bias가 있습니다. 평균을 뺄 때 함께 사라져 아무 일도 하지 않고, 배치 정규화에는 이미 자기 shift가 있습니다. bias=False로 두세요.",
)
def bias_before_batch_norm(latent_dim, channels, image_size):
    return nn.Sequential(*_generator(latent_dim, channels, image_size, bias=True))


@mistake(
    replaces="build_generator",
    en="Your output ends in a sigmoid, which gives [0, 1]. The images are in [-1, 1]: tanh.",
    ko="출력이 sigmoid로 끝나서 범위가 [0, 1]입니다. 이미지는 [-1, 1]이므로 tanh를 쓰세요.",
)
def sigmoid_output(latent_dim, channels, image_size):
    return nn.Sequential(*_generator(latent_dim, channels, image_size)[:-1], nn.Sigmoid())


@mistake(
    replaces="build_generator",
    en="Nothing bounds your output: the tanh is missing, so pixels leave [-1, 1].",
    ko="출력을 제한하는 tanh가 없어서 픽셀이 [-1, 1]을 벗어납니다.",
)
def no_tanh(latent_dim, channels, image_size):
    return nn.Sequential(*_generator(latent_dim, channels, image_size)[:-1])


@mistake(
    replaces="build_generator",
    en="Your images are half as large as asked for: from 4 x 4 it takes log2(S) - 2 doublings, the output layer's included.",
    ko="이미지가 요청한 크기의 절반입니다. 4 x 4에서 시작하면 출력층까지 포함해 log2(S) - 2번 두 배로 키워야 합니다.",
)
def images_too_small(latent_dim, channels, image_size):
    layers = _generator(latent_dim, channels, image_size)
    last = nn.ConvTranspose2d(layers[-2].in_channels, channels, 3, padding=1)
    return nn.Sequential(*layers[:-2], last, layers[-1])


@mistake(
    replaces="build_generator",
    en="That is instance norm: each image is normalised by itself. It has its uses, but DCGAN, and this task, have batch norm.",
    ko="instance norm을 썼습니다. 이미지를 저마다 따로 정규화하는 층입니다. 쓸모는 있지만 DCGAN과 이 문제에서는 배치 정규화를 씁니다.",
)
def instance_norm(latent_dim, channels, image_size):
    def norm(width):
        return nn.InstanceNorm2d(width, affine=True)

    return nn.Sequential(*_generator(latent_dim, channels, image_size, norm=norm))


@mistake(
    replaces="build_generator",
    en="The batch norms are made in __init__ and never called in forward, so they do nothing.",
    ko="배치 정규화를 __init__에서 만들기만 하고 forward에서 부르지 않아 아무 일도 하지 않습니다.",
)
def batch_norms_not_called(latent_dim, channels, image_size):
    class Generator(nn.Module):
        def __init__(self):
            super().__init__()
            self.layers = nn.ModuleList(_generator(latent_dim, channels, image_size))

        def forward(self, x):
            for layer in self.layers:
                if not isinstance(layer, nn.BatchNorm2d):
                    x = layer(x)
            return x

    return Generator()


@mistake(
    replaces="build_generator",
    en="Your layers stand in a plain Python list, where nn.Module does not see them: no parameters, nothing to train, to save or to move. Use nn.ModuleList or nn.Sequential.",
    ko="층을 보통 파이썬 list에 넣어서 nn.Module이 알아보지 못합니다. 파라미터가 없으니 학습도, 저장도, 장치 이동도 되지 않습니다. nn.ModuleList나 nn.Sequential을 쓰세요.",
)
def layers_in_a_list(latent_dim, channels, image_size):
    class Generator(nn.Module):
        def __init__(self):
            super().__init__()
            self.layers = [layer.double() for layer in _generator(latent_dim, channels, image_size)]

        def forward(self, x):
            for layer in self.layers:
                x = layer(x)
            return x

    return Generator()


# build_discriminator


def _discriminator(channels, image_size, first=(), bias=False, norm=nn.BatchNorm2d):
    """The layers of the right discriminator, with small changes; without the flattening at the end."""
    halvings = image_size.bit_length() - 3
    widths = [16 * 2**i for i in range(halvings)]
    layers = [nn.Conv2d(channels, widths[0], 4, stride=2, padding=1), *first, nn.LeakyReLU(0.2)]
    for before, after in pairwise(widths):
        layers += [nn.Conv2d(before, after, 4, stride=2, padding=1, bias=bias)]
        layers += [norm(after), nn.LeakyReLU(0.2)]
    return [*layers, nn.Conv2d(widths[-1], 1, 4)]


@mistake(
    replaces="build_discriminator",
    en="There is a batch norm on the input layer. It hides from the discriminator the mean and contrast that tell real from fake, and DCGAN became unstable with it. The first convolution has none.",
    ko="입력층에 배치 정규화가 있습니다. 진짜와 가짜를 가르는 평균과 대비가 discriminator에게 가려지고, DCGAN에서도 학습이 불안정해졌습니다. 첫 convolution에는 두지 마세요.",
)
def batch_norm_on_the_input_layer(channels, image_size):
    layers = _discriminator(channels, image_size, first=[nn.BatchNorm2d(16)])
    return nn.Sequential(*layers, nn.Flatten(0))


@mistake(
    replaces="build_discriminator",
    en="Your discriminator normalises the images themselves before it looks at them, which is batch norm on the input all the more: mean and contrast are gone.",
    ko="이미지 자체를 정규화한 다음에 봅니다. 입력에 배치 정규화를 둔 것이나 다름없어서, 평균과 대비 정보가 사라집니다.",
)
def images_normalised(channels, image_size):
    layers = _discriminator(channels, image_size)
    return nn.Sequential(nn.BatchNorm2d(channels), *layers, nn.Flatten(0))


@mistake(
    replaces="build_discriminator",
    en="There is a sigmoid at the end. The loss (binary cross-entropy with logits) applies its own; with two of them gradients vanish. Return logits.",
    ko="끝에 sigmoid가 있습니다. loss(binary cross-entropy with logits) 안에 이미 sigmoid가 있어서, 두 번 씌우면 gradient가 사라집니다. logit을 반환하세요.",
)
def sigmoid_at_the_end(channels, image_size):
    return nn.Sequential(*_discriminator(channels, image_size), nn.Sigmoid(), nn.Flatten(0))


@mistake(
    replaces="build_discriminator",
    en="Your logits are (N, 1). Against targets (N,) they would be broadcast to (N, N), or raise: flatten them to (N,).",
    ko="logit의 모양이 (N, 1)입니다. 모양이 (N,)인 정답과 만나면 (N, N)으로 broadcast되거나 예외가 납니다. (N,)으로 펴세요.",
)
def a_column_of_logits(channels, image_size):
    return nn.Sequential(*_discriminator(channels, image_size), nn.Flatten())


@mistake(
    replaces="build_discriminator",
    en="squeeze() takes away the batch dimension as well where N = 1, and the logit of a single image has shape (). Use flatten(), or view(-1).",
    ko="N = 1이면 squeeze()가 배치 차원까지 없애서 logit의 모양이 ()가 됩니다. flatten()이나 view(-1)을 쓰세요.",
)
def squeezed(channels, image_size):
    class Discriminator(nn.Module):
        def __init__(self):
            super().__init__()
            self.layers = nn.Sequential(*_discriminator(channels, image_size))

        def forward(self, x):
            return self.layers(x).squeeze()

    return Discriminator()


@mistake(
    replaces="build_discriminator",
    en="There is a batch norm behind the layer of the logit: the logits of every batch then have mean 0, so a batch that is all real cannot be called real.",
    ko="logit을 내는 층 뒤에 배치 정규화가 있습니다. 그러면 배치마다 logit의 평균이 0이 되어, 모두 진짜인 배치를 진짜라고 할 수 없습니다.",
)
def batch_norm_on_the_logit(channels, image_size):
    layers = _discriminator(channels, image_size)
    return nn.Sequential(*layers, nn.BatchNorm2d(1), nn.Flatten(0))


@mistake(
    replaces="build_discriminator",
    en="The discriminator has no batch norm at all in yours. DCGAN leaves it out of the input layer only (and of the logit); the other strided convolutions have it.",
    ko="discriminator에 배치 정규화가 하나도 없습니다. DCGAN에서 빼는 곳은 입력층(과 logit을 내는 층)뿐이고, 나머지 strided convolution에는 있습니다.",
)
def no_batch_norm_in_the_discriminator(channels, image_size):
    layers = _discriminator(channels, image_size, norm=lambda width: nn.Identity())
    return nn.Sequential(*layers, nn.Flatten(0))


@mistake(
    replaces="build_discriminator",
    en="The convolutions before a batch norm have a bias, which is subtracted with the mean and does nothing: bias=False.",
    ko="배치 정규화 앞의 convolution에 bias가 있습니다. 평균을 뺄 때 사라져 아무 일도 하지 않습니다. bias=False로 두세요.",
)
def discriminator_bias_before_batch_norm(channels, image_size):
    return nn.Sequential(*_discriminator(channels, image_size, bias=True), nn.Flatten(0))


# init_dcgan


def _initialised(module, convolutions, norms):
    """The right initialisation, but where one of these two says otherwise."""
    right_init_dcgan(module)
    for layer in module.modules():
        if isinstance(layer, nn.Conv2d | nn.ConvTranspose2d):
            convolutions(layer)
        elif isinstance(layer, nn.BatchNorm1d | nn.BatchNorm2d):
            norms(layer)


def _nothing(layer):
    return None


@mistake(
    replaces="init_dcgan",
    en="The scales of the batch norms are drawn around 0, like the weights. They multiply what has been normalised, so nearly nothing gets through, and with random signs. Their mean is 1.",
    ko="배치 정규화의 scale을 weight처럼 0 근처에서 뽑았습니다. scale은 정규화한 값에 곱하는 수라서, 거의 아무것도 통과하지 못하고 부호도 제멋대로가 됩니다. 평균은 1입니다.",
)
def scale_around_zero(module):
    _initialised(module, _nothing, lambda norm: nn.init.normal_(norm.weight, 0.0, 0.02))


@mistake(
    replaces="init_dcgan",
    en="The scales of the batch norms are exactly 1. DCGAN draws them: mean 1, standard deviation 0.02.",
    ko="배치 정규화의 scale이 정확히 1입니다. DCGAN에서는 평균 1, 표준편차 0.02로 뽑습니다.",
)
def scale_exactly_one(module):
    _initialised(module, _nothing, lambda norm: nn.init.ones_(norm.weight))


@mistake(
    replaces="init_dcgan",
    en="0.02 is the standard deviation. You take it for the variance, and draw with a deviation of 0.14.",
    ko="0.02는 표준편차입니다. 분산으로 보아서 표준편차가 0.14가 되었습니다.",
)
def variance_for_deviation(module):
    wide = math.sqrt(0.02)
    _initialised(
        module,
        lambda conv: nn.init.normal_(conv.weight, 0.0, wide),
        lambda norm: nn.init.normal_(norm.weight, 1.0, wide),
    )


@mistake(
    replaces="init_dcgan",
    en="The weights are uniform in [-0.02, 0.02], whose standard deviation is only 0.0115. Draw from a normal distribution with 0.02.",
    ko="weight를 [-0.02, 0.02]에서 균등하게 뽑았습니다. 그러면 표준편차가 0.0115밖에 안 됩니다. 표준편차 0.02인 정규분포에서 뽑으세요.",
)
def uniform_weights(module):
    _initialised(module, lambda conv: nn.init.uniform_(conv.weight, -0.02, 0.02), _nothing)


@mistake(
    replaces="init_dcgan",
    en="Transposed convolutions keep their old weights: nn.ConvTranspose2d is no nn.Conv2d, and the generator is made of it.",
    ko="transposed convolution의 weight가 그대로입니다. nn.ConvTranspose2d는 nn.Conv2d가 아닌데, generator는 바로 그 층으로 되어 있습니다.",
)
def transposed_forgotten(module):
    kept = {
        layer: layer.weight.detach().clone()
        for layer in module.modules()
        if isinstance(layer, nn.ConvTranspose2d)
    }
    _initialised(module, _nothing, _nothing)
    with torch.no_grad():
        for layer, weight in kept.items():
            layer.weight.copy_(weight)


@mistake(
    replaces="init_dcgan",
    en="Only direct children are initialised. Layers may be nested: go through module.modules(), or use module.apply.",
    ko="바로 아래의 층만 초기화했습니다. 층은 더 깊이 들어 있을 수 있으니 module.modules()를 돌거나 module.apply를 쓰세요.",
)
def direct_children_only(module):
    for child in module.children():
        if isinstance(child, nn.Conv2d | nn.ConvTranspose2d | nn.BatchNorm1d | nn.BatchNorm2d):
            right_init_dcgan(child)


@mistake(
    replaces="init_dcgan",
    en="Written for module.apply, this initialises the module that it is given and not what is inside. It is called once, with the whole network: go through module.modules().",
    ko="module.apply에 넘기려고 쓴 함수라서, 받은 모듈 자체만 초기화하고 그 안의 층은 건드리지 않습니다. 네트워크 전체로 한 번 불리므로 module.modules()를 도세요.",
)
def meant_for_apply(module):
    if isinstance(module, nn.Conv2d | nn.ConvTranspose2d | nn.BatchNorm1d | nn.BatchNorm2d):
        right_init_dcgan(module)


@mistake(
    replaces="init_dcgan",
    en="The shifts of the batch norms keep whatever they were. Set them to 0.",
    ko="배치 정규화의 shift가 원래 값 그대로입니다. 0으로 만드세요.",
)
def shifts_left(module):
    norms = [m for m in module.modules() if isinstance(m, nn.BatchNorm1d | nn.BatchNorm2d)]
    kept = [norm.bias.detach().clone() for norm in norms]
    right_init_dcgan(module)
    with torch.no_grad():
        for norm, bias in zip(norms, kept):
            norm.bias.copy_(bias)


@mistake(
    replaces="init_dcgan",
    en="nn.BatchNorm1d is left as it was (a dense projection has one). It is initialised as nn.BatchNorm2d is.",
    ko="nn.BatchNorm1d가 그대로입니다(dense projection 뒤에 올 수 있습니다). nn.BatchNorm2d와 똑같이 초기화하세요.",
)
def images_only(module):
    for layer in module.modules():
        if isinstance(layer, nn.Conv2d | nn.ConvTranspose2d | nn.BatchNorm2d):
            right_init_dcgan(layer)


# batch_dependence


def _outputs(generator, z, others_a, others_b, first=True):
    """Both outputs of a twin in train mode, for z, or for all rows."""
    twin = copy.deepcopy(generator).train()
    with torch.no_grad():
        outputs = [twin(torch.cat([z, others])) for others in (others_a, others_b)]
    return [out[: len(z)] for out in outputs] if first else outputs


@mistake(
    replaces="batch_dependence",
    en="You measure in eval mode, where the running statistics decide and batch mates never matter. The question is about train mode.",
    ko="eval 모드에서 쟀습니다. 그때는 running 통계를 쓰므로 같은 배치의 샘플이 영향을 주지 않습니다. 여기서 묻는 것은 train 모드입니다.",
)
def measured_in_eval_mode(generator, z, others_a, others_b):
    twin = copy.deepcopy(generator).eval()
    with torch.no_grad():
        a, b = (twin(torch.cat([z, others]))[: len(z)] for others in (others_a, others_b))
    return (a - b).abs().max().item()


@mistake(
    replaces="batch_dependence",
    en="You use the generator in the mode that it comes in. All of its modules must be in train mode while you measure, whatever they were.",
    ko="generator를 받은 모드 그대로 썼습니다. 재는 동안에는 원래 모드와 상관없이 모든 모듈이 train 모드여야 합니다.",
)
def mode_as_it_comes(generator, z, others_a, others_b):
    twin = copy.deepcopy(generator)
    with torch.no_grad():
        a, b = (twin(torch.cat([z, others]))[: len(z)] for others in (others_a, others_b))
    return (a - b).abs().max().item()


def _measured(generator, z, others_a, others_b):
    """On the generator itself, in train mode, with nothing put back."""
    generator.train()
    with torch.no_grad():
        a, b = (generator(torch.cat([z, others]))[: len(z)] for others in (others_a, others_b))
    return (a - b).abs().max().item()


@mistake(
    replaces="batch_dependence",
    en="The running statistics have moved: a forward pass in train mode updates them, with or without gradients. Measure on a copy, or put the buffers back.",
    ko="running 통계가 움직였습니다. train 모드에서는 gradient와 상관없이 forward만 해도 갱신됩니다. 복사본에서 재거나 buffer를 되돌리세요.",
)
def buffers_moved(generator, z, others_a, others_b):
    modes = [(module, module.training) for module in generator.modules()]
    result = _measured(generator, z, others_a, others_b)
    for module, training in modes:
        module.training = training
    return result


@mistake(
    replaces="batch_dependence",
    en="The buffers are back, but the generator is left in train mode. Put back the mode of every single module.",
    ko="buffer는 되돌렸지만 generator가 train 모드로 남았습니다. 모듈 하나하나의 모드를 되돌리세요.",
)
def left_in_train_mode(generator, z, others_a, others_b):
    state = copy.deepcopy(generator.state_dict())
    result = _measured(generator, z, others_a, others_b)
    generator.load_state_dict(state)
    return result


@mistake(
    replaces="batch_dependence",
    en="You put back one mode for all: generator.train(was_training) wakes up layers that were frozen in eval mode. Remember and restore the mode of each module.",
    ko="모드 하나로 전체를 되돌렸습니다. generator.train(was_training)을 부르면 일부러 eval 모드로 얼려 둔 층까지 바뀝니다. 모듈마다 모드를 기억했다가 되돌리세요.",
)
def one_mode_for_all(generator, z, others_a, others_b):
    state, was_training = copy.deepcopy(generator.state_dict()), generator.training
    result = _measured(generator, z, others_a, others_b)
    generator.load_state_dict(state)
    generator.train(was_training)
    return result


@mistake(
    replaces="batch_dependence",
    en="You average the differences; asked for is the largest one.",
    ko="차이를 평균했습니다. 가장 큰 차이를 구해야 합니다.",
)
def mean_difference(generator, z, others_a, others_b):
    a, b = _outputs(generator, z, others_a, others_b)
    return (a - b).abs().mean().item()


@mistake(
    replaces="batch_dependence",
    en="The absolute value is missing: a large negative difference is not seen.",
    ko="절댓값을 취하지 않아서 음수로 큰 차이를 놓칩니다.",
)
def sign_kept(generator, z, others_a, others_b):
    a, b = _outputs(generator, z, others_a, others_b)
    return (a - b).max().item()


@mistake(
    replaces="batch_dependence",
    en="You compare all rows, those of the others too, which differ anyway. Compare the first n, the images for z.",
    ko="함께 넣은 샘플의 행까지 비교했습니다. 그 행은 어차피 다릅니다. z의 이미지인 앞의 n개만 비교하세요.",
)
def all_rows_compared(generator, z, others_a, others_b):
    a, b = _outputs(generator, z, others_a, others_b, first=False)
    rows = min(len(a), len(b))
    return (a[:rows] - b[:rows]).abs().max().item()


@mistake(
    replaces="batch_dependence",
    en="z stands behind the others in your batch, but you compare the first rows, which are the others.",
    ko="배치에서 z를 뒤에 놓고는 앞의 행, 즉 함께 넣은 샘플을 비교했습니다.",
)
def others_first(generator, z, others_a, others_b):
    twin = copy.deepcopy(generator).train()
    with torch.no_grad():
        a, b = (twin(torch.cat([others, z]))[: len(z)] for others in (others_a, others_b))
    rows = min(len(a), len(b))
    return (a[:rows] - b[:rows]).abs().max().item()


# discriminator_step


def _updated(optimizer, loss):
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


def _bce(logits, target):
    return F.binary_cross_entropy_with_logits(logits, torch.full_like(logits, target))


@mistake(
    replaces="discriminator_step",
    en="Real and fake go through the discriminator in one batch. Its batch norm then takes statistics of the mixture, in which the two are told apart by trivial means; give each a batch of its own and add the losses.",
    ko="진짜와 가짜를 한 배치에 섞어 넣었습니다. 그러면 배치 정규화가 섞인 배치의 통계를 쓰게 되고, 둘을 엉뚱한 단서로 구별하게 됩니다. 따로 넣고 loss를 더하세요.",
)
def real_and_fake_mixed(generator, discriminator, optimizer, real, z):
    with torch.no_grad():
        fake = generator(z)
    logits = discriminator(torch.cat([real, fake]))
    loss = _bce(logits[: len(real)], 1.0) + _bce(logits[len(real) :], 0.0)
    return _updated(optimizer, loss)


@mistake(
    replaces="discriminator_step",
    en="The fake images are not detached: backward runs on into the generator and adds to its .grad, with the wrong sign for it. Use generator(z).detach(), or no_grad.",
    ko="가짜 이미지를 detach하지 않아 backward가 generator까지 흘러가서, generator가 원하는 것과 반대인 gradient가 .grad에 더해집니다. generator(z).detach()나 no_grad를 쓰세요.",
)
def not_detached(generator, discriminator, optimizer, real, z):
    loss = _bce(discriminator(real), 1.0) + _bce(discriminator(generator(z)), 0.0)
    return _updated(optimizer, loss)


@mistake(
    replaces="discriminator_step",
    en="You clear the generator's gradients (generator.zero_grad()) to tidy up. They are not this step's to touch: detach the fake images, then there is nothing to tidy.",
    ko="뒷정리로 generator의 gradient를 지웠습니다(generator.zero_grad()). 이 step에서 건드릴 것이 아닙니다. 가짜 이미지를 detach하면 뒷정리할 것도 없습니다.",
)
def generator_gradients_cleared(generator, discriminator, optimizer, real, z):
    loss = _bce(discriminator(real), 1.0) + _bce(discriminator(generator(z)), 0.0)
    loss = _updated(optimizer, loss)
    generator.zero_grad()
    return loss


@mistake(
    replaces="discriminator_step",
    en="The labels are the wrong way round: real images are 1, generated ones 0.",
    ko="label이 뒤바뀌었습니다. 진짜가 1이고 가짜가 0입니다.",
)
def labels_swapped(generator, discriminator, optimizer, real, z):
    fake = generator(z).detach()
    return _updated(optimizer, _bce(discriminator(real), 0.0) + _bce(discriminator(fake), 1.0))


@mistake(
    replaces="discriminator_step",
    en="You halve the loss. Here the two are added, as they are.",
    ko="loss를 반으로 나누었습니다. 여기서는 둘을 그대로 더합니다.",
)
def losses_averaged(generator, discriminator, optimizer, real, z):
    fake = generator(z).detach()
    loss = (_bce(discriminator(real), 1.0) + _bce(discriminator(fake), 0.0)) / 2
    return _updated(optimizer, loss)


@mistake(
    replaces="discriminator_step",
    en="Real labels are smoothed to 0.9. That is a trick of its own (Salimans et al., 2016); the loss asked for has 1.",
    ko="진짜의 label을 0.9로 낮췄습니다(label smoothing). 별도의 기법이고(Salimans 등, 2016), 여기서 묻는 loss의 label은 1입니다.",
)
def labels_smoothed(generator, discriminator, optimizer, real, z):
    fake = generator(z).detach()
    return _updated(optimizer, _bce(discriminator(real), 0.9) + _bce(discriminator(fake), 0.0))


@mistake(
    replaces="discriminator_step",
    en="zero_grad is missing, so gradients of earlier steps are added to this one's.",
    ko="zero_grad가 없어서 이전 단계의 gradient가 이번 것에 더해집니다.",
)
def discriminator_gradients_pile_up(generator, discriminator, optimizer, real, z):
    fake = generator(z).detach()
    loss = _bce(discriminator(real), 1.0) + _bce(discriminator(fake), 0.0)
    loss.backward()
    optimizer.step()
    return loss.item()


@mistake(
    replaces="discriminator_step",
    en="A sigmoid before a loss that applies its own: the discriminator gives logits already, and binary_cross_entropy_with_logits wants those.",
    ko="loss 안에 sigmoid가 있는데 그 앞에 또 씌웠습니다. discriminator는 logit을 내고, binary_cross_entropy_with_logits에는 그 logit을 그대로 넣습니다.",
)
def sigmoid_twice(generator, discriminator, optimizer, real, z):
    fake = generator(z).detach()
    on_real, on_fake = discriminator(real).sigmoid(), discriminator(fake).sigmoid()
    return _updated(optimizer, _bce(on_real, 1.0) + _bce(on_fake, 0.0))


@mistake(
    replaces="discriminator_step",
    en="log(sigmoid(logit)) is -inf for large logits (and BCELoss stops at 100): the loss is wrong and its gradient gone. Use binary_cross_entropy_with_logits, or softplus.",
    ko="logit이 크면 log(sigmoid(logit))이 -inf가 되고(BCELoss는 100에서 잘립니다), loss가 틀리고 gradient도 사라집니다. binary_cross_entropy_with_logits나 softplus를 쓰세요.",
)
def log_of_sigmoid(generator, discriminator, optimizer, real, z):
    fake = generator(z).detach()
    on_real, on_fake = discriminator(real).sigmoid(), discriminator(fake).sigmoid()
    loss = F.binary_cross_entropy(on_real, torch.ones_like(on_real))
    loss = loss + F.binary_cross_entropy(on_fake, torch.zeros_like(on_fake))
    return _updated(optimizer, loss)


@mistake(
    replaces="discriminator_step",
    en="You switch modes (generator.eval(), discriminator.train(), ...) and leave them so. Modes are the caller's: use both networks as they come.",
    ko="모드를 바꾼 채로 두었습니다(generator.eval(), discriminator.train() 등). 모드는 호출한 쪽이 정합니다. 두 네트워크를 받은 그대로 쓰세요.",
)
def modes_switched(generator, discriminator, optimizer, real, z):
    generator.eval()
    discriminator.train()
    return right_discriminator_step(generator, discriminator, optimizer, real, z)


# generator_step


def _generator_only(generator, optimizer, loss):
    optimizer.zero_grad()
    loss.backward(inputs=[p for p in generator.parameters() if p.requires_grad])
    optimizer.step()
    return loss.item()


@mistake(
    replaces="generator_step",
    en="You minimise log(1 - D(G(z))), which is flat where the discriminator is sure of a fake: no gradient when the generator needs it most. The non-saturating loss is -log D(G(z)): cross-entropy against 1.",
    ko="log(1 - D(G(z)))를 최소화했습니다. discriminator가 가짜라고 확신하는 곳에서 평평해서, generator에게 gradient가 가장 필요할 때 사라집니다. non-saturating loss는 -log D(G(z)), 즉 1에 대한 cross-entropy입니다.",
)
def saturating_loss(generator, discriminator, optimizer, z):
    return _generator_only(generator, optimizer, -_bce(discriminator(generator(z)), 0.0))


@mistake(
    replaces="generator_step",
    en="The target is 0, so the generator learns to be found out. It wants its images to be taken for real: 1.",
    ko="target이 0이라 generator가 들키는 쪽으로 배웁니다. generator는 진짜로 보이기를 원하므로 1입니다.",
)
def taught_to_be_found_out(generator, discriminator, optimizer, z):
    return _generator_only(generator, optimizer, _bce(discriminator(generator(z)), 0.0))


@mistake(
    replaces="generator_step",
    en="loss.backward() fills the discriminator's .grad as well, on its way through. Say which parameters are meant: backward(inputs=...), or torch.autograd.grad.",
    ko="loss.backward()는 지나가면서 discriminator의 .grad까지 채웁니다. backward(inputs=...)나 torch.autograd.grad로 대상 파라미터를 지정하세요.",
)
def discriminator_gradients_left(generator, discriminator, optimizer, z):
    return _updated(optimizer, _bce(discriminator(generator(z)), 1.0))


@mistake(
    replaces="generator_step",
    en="You clear the discriminator's gradients at the end, and so also those that were there before. They must stay as they were: keep backward away from them with backward(inputs=...).",
    ko="끝에서 discriminator의 gradient를 지웠는데, 그러면 전부터 있던 것까지 사라집니다. 원래대로 남아 있어야 합니다. backward(inputs=...)로 아예 건드리지 마세요.",
)
def discriminator_gradients_cleared(generator, discriminator, optimizer, z):
    loss = _updated(optimizer, _bce(discriminator(generator(z)), 1.0))
    discriminator.zero_grad()
    return loss


@mistake(
    replaces="generator_step",
    en="The discriminator's weights are moved too, towards calling fakes real. This step moves the generator alone.",
    ko="discriminator의 weight까지, 그것도 가짜를 진짜라고 하는 쪽으로 움직였습니다. 이 step에서는 generator만 움직입니다.",
)
def discriminator_moved(generator, discriminator, optimizer, z):
    loss = _bce(discriminator(generator(z)), 1.0)
    own = [p for p in discriminator.parameters() if p.requires_grad]
    gradients = torch.autograd.grad(loss, own, retain_graph=True)
    value = _generator_only(generator, optimizer, loss)
    with torch.no_grad():
        for parameter, gradient in zip(own, gradients):
            parameter -= optimizer.param_groups[0]["lr"] * gradient
    return value


@mistake(
    replaces="generator_step",
    en="You turn requires_grad off in the discriminator and do not put it back as it was: afterwards it cannot train, or parameters that were frozen train.",
    ko="discriminator의 requires_grad를 끄고 원래대로 되돌리지 않았습니다. 그 뒤로 discriminator가 학습되지 않거나, 얼려 둔 파라미터가 학습됩니다.",
)
def requires_grad_not_restored(generator, discriminator, optimizer, z):
    discriminator.requires_grad_(False)
    loss = _updated(optimizer, _bce(discriminator(generator(z)), 1.0))
    discriminator.requires_grad_(True)
    return loss


@mistake(
    replaces="generator_step",
    en="The images are detached, so no gradient comes back to the generator and it does not move. Detach in the discriminator's step only.",
    ko="이미지를 detach해서 generator로 gradient가 돌아오지 않고, generator가 움직이지 않습니다. detach는 discriminator의 step에서만 합니다.",
)
def generator_detached(generator, discriminator, optimizer, z):
    loss = _bce(discriminator(generator(z).detach()), 1.0)
    optimizer.zero_grad()
    optimizer.step()
    return loss.item()


@mistake(
    replaces="generator_step",
    en="zero_grad is missing, so the generator's gradients of earlier steps are added to this one's.",
    ko="zero_grad가 없어서 generator의 이전 gradient가 이번 것에 더해집니다.",
)
def generator_gradients_pile_up(generator, discriminator, optimizer, z):
    loss = _bce(discriminator(generator(z)), 1.0)
    loss.backward(inputs=[p for p in generator.parameters() if p.requires_grad])
    optimizer.step()
    return loss.item()


@mistake(
    replaces="generator_step",
    en="-log(sigmoid(logit)) breaks down for large negative logits (BCELoss stops at 100): just where the generator is bad its gradient is gone. Use binary_cross_entropy_with_logits, or softplus(-logit).",
    ko="logit이 큰 음수이면 -log(sigmoid(logit))이 망가집니다(BCELoss는 100에서 잘립니다). generator가 가장 못할 때 gradient가 사라지는 셈입니다. binary_cross_entropy_with_logits나 softplus(-logit)을 쓰세요.",
)
def generator_log_of_sigmoid(generator, discriminator, optimizer, z):
    probability = discriminator(generator(z)).sigmoid()
    loss = F.binary_cross_entropy(probability, torch.ones_like(probability))
    return _generator_only(generator, optimizer, loss)


@mistake(
    replaces="generator_step",
    en="You put the networks into modes of your own (discriminator.eval(), generator.train()). Modes are the caller's: use both as they come.",
    ko="네트워크의 모드를 마음대로 바꿨습니다(discriminator.eval(), generator.train()). 모드는 호출한 쪽이 정합니다. 받은 그대로 쓰세요.",
)
def generator_modes_switched(generator, discriminator, optimizer, z):
    generator.train()
    discriminator.eval()
    return right_generator_step(generator, discriminator, optimizer, z)


# virtual_batch_norm


def _virtual(x, reference, gamma, beta, eps, share, var=None):
    """With another weight of the example itself, or another variance."""
    old = reference.transpose(0, 1).flatten(1)
    own = x.reshape(*x.shape[:2], -1)
    mean = (1 - share) * old.mean(dim=1) + share * own.mean(dim=2)
    square = (1 - share) * old.square().mean(dim=1) + share * own.square().mean(dim=2)
    spread = square - mean.square() if var is None else var(old, own, share)
    out = (own - mean[:, :, None]) / (spread + eps).sqrt()[:, :, None]
    return (gamma[:, None] * out + beta[:, None]).reshape(x.shape)


@mistake(
    replaces="virtual_batch_norm",
    en="That is plain batch norm of x: every example depends on its batch mates. The statistics come from the reference and the example itself.",
    ko="x에 대한 보통의 배치 정규화입니다. 모든 샘플이 같은 배치의 다른 샘플에 좌우됩니다. 통계는 reference와 그 샘플 자신에서 구합니다.",
)
def plain_batch_norm(x, reference, gamma, beta, eps=1e-5):
    return F.batch_norm(x, None, None, gamma, beta, True, 0.0, eps)


@mistake(
    replaces="virtual_batch_norm",
    en="All of x is pooled with the reference, so batch mates still matter. Each example makes a batch with the reference by itself.",
    ko="x 전체를 reference와 합쳐 통계를 구해서, 여전히 같은 배치의 샘플이 영향을 줍니다. 샘플마다 reference와 따로 배치를 이루어야 합니다.",
)
def whole_batch_pooled(x, reference, gamma, beta, eps=1e-5):
    both = torch.cat([reference, x])
    return F.batch_norm(both, None, None, gamma, beta, True, 0.0, eps)[len(reference) :]


@mistake(
    replaces="virtual_batch_norm",
    en="Only the reference's statistics are used. The example itself belongs to its virtual batch, with the weight 1 / (R + 1), so that no one example of the reference is fitted.",
    ko="reference의 통계만 썼습니다. 가상의 배치에는 그 샘플 자신도 1 / (R + 1)의 비중으로 들어갑니다. reference에만 맞춰지는 것을 줄이기 위해서입니다.",
)
def reference_only(x, reference, gamma, beta, eps=1e-5):
    return _virtual(x, reference, gamma, beta, eps, 0.0)


@mistake(
    replaces="virtual_batch_norm",
    en="Reference and example count one half each. In a batch of R + 1 the example counts 1 / (R + 1).",
    ko="reference와 샘플의 비중을 반씩 두었습니다. R + 1개짜리 배치에서 샘플 하나의 비중은 1 / (R + 1)입니다.",
)
def half_and_half(x, reference, gamma, beta, eps=1e-5):
    return _virtual(x, reference, gamma, beta, eps, 0.5)


@mistake(
    replaces="virtual_batch_norm",
    en="The example's weight is 1 / R in yours. Together they are R + 1: its weight is 1 / (R + 1), that of the reference R / (R + 1).",
    ko="샘플의 비중을 1 / R로 두었습니다. 합치면 R + 1개이므로 샘플은 1 / (R + 1), reference는 R / (R + 1)입니다.",
)
def one_over_r(x, reference, gamma, beta, eps=1e-5):
    return _virtual(x, reference, gamma, beta, eps, 1 / len(reference))


@mistake(
    replaces="virtual_batch_norm",
    en="You average the variances. That leaves out how far the two means are apart: average the means of squares, and subtract the square of the common mean.",
    ko="분산을 평균했습니다. 그러면 두 평균이 떨어진 정도가 빠집니다. 제곱의 평균을 가중 평균한 다음 공통 평균의 제곱을 빼세요.",
)
def variances_averaged(x, reference, gamma, beta, eps=1e-5):
    def var(old, own, share):
        return (1 - share) * old.var(dim=1, correction=0) + share * own.var(dim=2, correction=0)

    return _virtual(x, reference, gamma, beta, eps, 1 / (len(reference) + 1), var)


@mistake(
    replaces="virtual_batch_norm",
    en="The variance is unbiased (divided by the number less one). Batch norm normalises with the biased one; torch.var has correction=1 by default.",
    ko="(개수 - 1)로 나눈 분산을 썼습니다. 배치 정규화는 개수로 나눈 분산으로 정규화합니다. torch.var의 기본값은 correction=1입니다.",
)
def unbiased_variance(x, reference, gamma, beta, eps=1e-5):
    out = []
    for example in x:
        batch = torch.cat([reference, example[None]]).transpose(0, 1).flatten(1)
        scale = gamma / (batch.var(dim=1) + eps).sqrt()
        shape = (-1, *[1] * (x.dim() - 2))
        out.append((example - batch.mean(dim=1).view(shape)) * scale.view(shape) + beta.view(shape))
    return torch.stack(out)


@mistake(
    replaces="virtual_batch_norm",
    en="Images: you take statistics for each pixel (dim=0 only). In a convolutional net one channel has one mean and one variance, over H and W too.",
    ko="이미지에서 픽셀마다 통계를 구했습니다(dim=0만). convolution에서는 채널마다 평균과 분산이 하나이고, H와 W에 걸쳐서도 구합니다.",
)
def statistics_per_pixel(x, reference, gamma, beta, eps=1e-5):
    share = 1 / (len(reference) + 1)
    mean = (1 - share) * reference.mean(dim=0) + share * x
    square = (1 - share) * reference.square().mean(dim=0) + share * x.square()
    shape = (-1, *[1] * (x.dim() - 2))
    normalised = (x - mean) / (square - mean.square() + eps).sqrt()
    return gamma.view(shape) * normalised + beta.view(shape)


@mistake(
    replaces="virtual_batch_norm",
    en="Images: the example's own part is one pixel, not the mean over its H and W. One image of the reference and the example itself are of the same kind.",
    ko="이미지에서 샘플 자신의 몫으로 H와 W에 걸친 평균이 아니라 픽셀 하나를 썼습니다. 샘플도 reference의 이미지 한 장과 똑같이 다뤄야 합니다.",
)
def own_part_is_a_pixel(x, reference, gamma, beta, eps=1e-5):
    share = 1 / (len(reference) + 1)
    shape = (-1, *[1] * (x.dim() - 2))
    old = reference.transpose(0, 1).flatten(1)
    mean = (1 - share) * old.mean(dim=1).view(shape) + share * x
    square = (1 - share) * old.square().mean(dim=1).view(shape) + share * x.square()
    normalised = (x - mean) / (square - mean.square() + eps).sqrt()
    return gamma.view(shape) * normalised + beta.view(shape)


@mistake(
    replaces="virtual_batch_norm",
    en="eps belongs under the root, with the variance; you add it to the standard deviation.",
    ko="eps는 분산과 함께 루트 안에 들어갑니다. 지금은 표준편차에 더했습니다.",
)
def virtual_eps_outside_root(x, reference, gamma, beta, eps=1e-5):
    zeros, ones = torch.zeros_like(beta), torch.ones_like(gamma)
    shape = (-1, *[1] * (x.dim() - 2))
    bare = right_virtual_batch_norm(x, reference, ones, zeros, 0.0)  # d / s
    with_eps = right_virtual_batch_norm(x, reference, ones, zeros, 1.0)  # d / sqrt(s^2 + 1)
    ratio = (bare / with_eps).square()  # 1 + 1 / s^2
    deviation = (ratio - 1).rsqrt()
    return gamma.view(shape) * bare * deviation / (deviation + eps) + beta.view(shape)


@mistake(
    replaces="virtual_batch_norm",
    en="The graph is cut (detach, NumPy, no_grad): a generator with this layer cannot learn. Build the result from torch operations on x, gamma and beta.",
    ko="계산 그래프가 끊겼습니다(detach, NumPy, no_grad). 이 층이 있는 generator는 학습할 수 없습니다. x, gamma, beta에 torch 연산만 써서 결과를 만드세요.",
)
def graph_cut(x, reference, gamma, beta, eps=1e-5):
    with torch.no_grad():
        return right_virtual_batch_norm(x, reference, gamma, beta, eps)
