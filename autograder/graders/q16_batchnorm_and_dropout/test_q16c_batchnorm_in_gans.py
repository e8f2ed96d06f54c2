"""Hidden grader of q16c: what networks are made of, and who is touched by whose step.

Networks that the student builds are looked at by their modules, and run in float64, where a
convolution needs no compiling first. The two steps are tried on small dense networks, with batch norm
in both, for several rounds in turn, so that each finds gradients that the other must not touch.
"""

from __future__ import annotations

import math

import numpy as np
import torch

from autograder.grading import check, check_close, check_statistic, task
from autograder.grading.errors import SubmissionDied, SubmissionError

LAYERS = ("Linear", "Conv2d", "ConvTranspose2d")


def draw(rng, *shape):
    return torch.from_numpy(rng.normal(size=shape))


# build_generator and build_discriminator


def modules_of(submission, net):
    """(kind, settings) of every leaf that is a layer or a batch norm, in order."""
    told = submission.probe.describe(net)
    check(
        told["is_module"],
        f"must return an nn.Module, not a {told['class']}.",
        f"nn.Module을 반환해야 하는데 {told['class']}을(를) 반환했습니다.",
    )
    check(
        told["training"],
        "the network must be in train mode.",
        "네트워크는 train 모드여야 합니다.",
    )
    found, left = [], [told]
    while left:
        module = left.pop()
        names = (module["class"], *module["bases"])
        left += reversed(module["children"].values())
        for kind in (*LAYERS, "_BatchNorm"):
            if kind in names:
                found.append((kind, module["config"]))
    return found


def width(kind, config):
    return config["out_features" if kind == "Linear" else "out_channels"]


def check_net(submission, net, inputs, shape):
    """The net's output for ``inputs``, as the net comes, of this shape."""
    net.double()
    out = submission.probe.call_module(net, inputs)
    check_close({"its output": out}, {"its output": torch.zeros(shape).double()}, atol=math.inf)
    return out


def check_batch_norms(modules, hidden, bare):
    """Each hidden layer has a batch norm of its own and no bias; what is ``bare`` has none."""
    norms = [config["num_features"] for kind, config in modules if kind == "_BatchNorm"]
    for name, name_ko, size in bare:
        check(
            size not in norms,
            f"there is a batch norm of {size} features, as behind the {name}; it must have none.",
            f"feature가 {size}개인 배치 정규화가 있습니다. {name_ko}에는 배치 정규화가 없어야 합니다.",
        )
    check(
        len(norms) == len(hidden),
        f"there are {len(norms)} batch norms for {len(hidden)} layers that must have one.",
        f"배치 정규화가 {len(norms)}개입니다. 필요한 층은 {len(hidden)}개입니다.",
    )
    left = list(norms)
    for kind, config in hidden:
        size = width(kind, config)
        fits = [n for n in (size, size // 16) if n in left and (n == size or kind == "Linear")]
        check(
            bool(fits),
            f"no batch norm of {size} features for the hidden {kind} of that width; there are {norms}.",
            f"폭이 {size}인 hidden {kind}에 맞는 배치 정규화가 없습니다. 있는 것: {norms}.",
        )
        left.remove(fits[0])
    biased = [f"{kind} of width {width(kind, config)}" for kind, config in hidden if config["bias"]]
    check(
        not biased,
        f"a bias stands before a batch norm, which takes it away again: {', '.join(biased)}.",
        f"배치 정규화 앞의 bias는 평균을 뺄 때 사라지므로 없어야 합니다: {', '.join(biased)}.",
    )


def make_generator(submission, rng, latent, channels, size):
    submission.probe.seed_global(int(rng.integers(2**31)))  # the same code, the same weights
    net = submission.build_generator(latent, channels, size)
    out = check_net(submission, net, draw(rng, 3, latent), (3, channels, size, size))
    return net, out


@task("build_generator", points=3)
def test_generator_makes_images(submission, rng):
    """build_generator: images of the right shape, small and large, between -1 and 1 by a tanh.
    build_generator: 작든 크든 모양이 맞고, tanh로 -1과 1 사이인 이미지를 만듭니다."""
    for latent, channels, size in ((5, 3, 8), (4, 1, 32)):
        net, out = make_generator(submission, rng, latent, channels, size)
        net.eval()
        far = submission.probe.call_module(net, 1e6 * draw(rng, 2, latent))
        for images in (out, far):
            check(
                bool(images.abs().max() <= 1),
                "there are pixels outside of [-1, 1]: the output layer ends in tanh.",
                "[-1, 1]을 벗어난 픽셀이 있습니다. 출력층은 tanh로 끝납니다.",
            )
        check(
            bool(far.min() < -0.5 and far.max() > 0.5),
            "for large z the pixels don't reach from -1 to 1: the output layer ends in tanh.",
            "z가 커도 픽셀이 -1부터 1까지 펼쳐지지 않습니다. 출력층은 tanh로 끝납니다.",
        )


@task("build_generator", points=5)
def test_generator_has_batch_norm_in_hidden_layers_only(submission, rng):
    """build_generator: a batch norm behind each hidden layer, none at the output, no bias before one.
    build_generator: 배치 정규화는 hidden layer마다 하나씩 있고 출력에는 없으며, 그 앞에는 bias가 없습니다."""
    for channels, size, doublings in ((3, 8, 1), (1, 16, 2), (3, 32, 3)):
        net, _ = make_generator(submission, rng, 6, channels, size)
        modules = modules_of(submission, net)
        layers = [(kind, config) for kind, config in modules if kind in LAYERS]
        transposed = [config for kind, config in layers if kind == "ConvTranspose2d"]
        check(
            len(transposed) in (doublings, doublings + 1) and len(layers) == doublings + 1,
            f"for S = {size} there must be a projection to 4 x 4 and {doublings} doublings by transposed "
            f"convolutions; there are {len(layers)} layers, {len(transposed)} of them transposed.",
            f"S = {size}이면 4 x 4로 가는 projection 하나와 크기를 두 배로 하는 transposed convolution "
            f"{doublings}개가 있어야 합니다. 지금은 층이 {len(layers)}개, 그중 transposed가 {len(transposed)}개입니다.",
        )
        output = [i for i, layer in enumerate(layers) if width(*layer) == channels]
        check(
            len(output) == 1 and layers[output[0]][0] == "ConvTranspose2d",
            f"one transposed convolution must have {channels} output channels: the output layer.",
            f"출력 채널이 {channels}개인 transposed convolution, 즉 출력층이 하나 있어야 합니다.",
        )
        hidden = layers[: output[0]] + layers[output[0] + 1 :]
        check_batch_norms(modules, hidden, [("output layer", "출력층", channels)])


@task("build_generator", points=2)
def test_generator_learns_in_every_part(submission, rng):
    """build_generator: every parameter gets a gradient; in train mode, batch mates matter.
    build_generator: 모든 파라미터에 gradient가 가고, train 모드에서는 같은 배치의 다른 샘플이 영향을 줍니다."""
    net, _ = make_generator(submission, rng, 5, 2, 16)
    z = draw(rng, 4, 5)
    gradients = submission.probe.gradients(net, "mse", (z, draw(rng, 4, 2, 16, 16)))
    check_learning(gradients)
    apart = submission.probe.call_module(net, z[:2]) - submission.probe.call_module(net, z)[:2]
    check(
        bool(apart.abs().max() > 1e-9),
        "in train mode the images for z do not depend on the batch: no batch norm is at work.",
        "train 모드인데 z의 이미지가 배치와 무관합니다. 배치 정규화가 동작하지 않습니다.",
    )


def check_learning(gradients):
    check(
        len(gradients) > 0,
        "the network has no parameters: layers in a plain list are not registered.",
        "네트워크에 파라미터가 없습니다. 보통 list에 넣은 층은 등록되지 않습니다.",
    )
    idle = [name for name, value in gradients.items() if value is None or not np.any(value)]
    check(
        not idle,
        f"these parameters get no gradient: {', '.join(idle)}.",
        f"gradient가 가지 않는 파라미터가 있습니다: {', '.join(idle)}.",
    )


def make_discriminator(submission, rng, channels, size):
    submission.probe.seed_global(int(rng.integers(2**31)))
    return submission.build_discriminator(channels, size)


@task("build_discriminator", points=3)
def test_discriminator_gives_logits(submission, rng):
    """build_discriminator: one logit for each image, also for a single one, without a sigmoid.
    build_discriminator: 이미지마다 logit 하나를 냅니다. 이미지가 하나여도 그렇고, sigmoid는 없습니다."""
    for channels, size in ((3, 8), (1, 16)):
        net = make_discriminator(submission, rng, channels, size)
        check_net(submission, net, draw(rng, 4, channels, size, size), (4,))
        net.eval()
        one = submission.probe.call_module(net, draw(rng, 1, channels, size, size))
        check_close({"its output": one}, {"its output": torch.zeros(1).double()}, atol=math.inf)
        logits = submission.probe.call_module(net, 1e6 * draw(rng, 4, channels, size, size))
        check(
            bool(logits.abs().max() > 1),
            "even for huge inputs no logit is beyond 1: leave out the sigmoid (or tanh) at the end.",
            "입력이 아주 커도 logit이 1을 넘지 않습니다. 끝의 sigmoid(나 tanh)를 빼세요.",
        )


@task("build_discriminator", points=4)
def test_discriminator_has_no_batch_norm_on_the_input_layer(submission, rng):
    """build_discriminator: batch norm behind each strided convolution but the first, without bias there.
    build_discriminator: 첫 층을 뺀 strided convolution마다 배치 정규화가 있고, 그 앞에는 bias가 없습니다."""
    for channels, size, halvings in ((3, 8, 1), (3, 16, 2), (1, 32, 3)):
        net = make_discriminator(submission, rng, channels, size)
        check_net(submission, net, draw(rng, 3, channels, size, size), (3,))
        modules = modules_of(submission, net)
        layers = [(kind, config) for kind, config in modules if kind in LAYERS]
        strided = [(k, c) for k, c in layers if k == "Conv2d" and width(k, c) != 1]
        check(
            len(strided) == halvings and len(layers) == halvings + 1,
            f"for S = {size} there must be {halvings} strided convolutions down to 4 x 4 and a layer for "
            f"the logit; there are {len(layers)} layers, {len(strided)} of them convolutions to maps.",
            f"S = {size}이면 4 x 4까지 줄이는 strided convolution {halvings}개와 logit을 내는 층 하나가 있어야 "
            f"합니다. 지금은 층이 {len(layers)}개, 그중 map을 내는 convolution이 {len(strided)}개입니다.",
        )
        first = [i for i, (_, config) in enumerate(strided) if config["in_channels"] == channels]
        check(
            len(first) == 1,
            f"one convolution must take {channels} channels: the input layer.",
            f"입력 채널이 {channels}개인 convolution, 즉 입력층이 하나 있어야 합니다.",
        )
        hidden = strided[: first[0]] + strided[first[0] + 1 :]
        check_batch_norms(
            modules,
            hidden,
            [("layer of the logit", "logit을 내는 층", 1), ("images", "이미지", channels)],
        )


@task("build_discriminator", points=1)
def test_discriminator_learns_in_every_part(submission, rng):
    """build_discriminator: every parameter gets a gradient.
    build_discriminator: 모든 파라미터에 gradient가 갑니다."""
    net = make_discriminator(submission, rng, 2, 16)
    images = draw(rng, 4, 2, 16, 16)
    check_net(submission, net, images, (4,))
    target = torch.tensor([0.0, 1.0, 0.0, 1.0]).double()
    check_learning(submission.probe.gradients(net, "bce_with_logits", (images, target)))


# init_dcgan


def make_net(submission, seed):
    """Layers of several kinds, nested; nothing is at its default."""
    spec = {
        "project": ("ConvTranspose2d", 16, 40, 4),
        "norm": ("BatchNorm2d", 250),
        "block": {
            "conv": ("Conv2d", 20, 32, 4),
            "deep": {"norm": ("BatchNorm1d", 200), "up": ("ConvTranspose2d", 12, 36, 5)},
        },
    }
    return submission.probe.module(spec, seed)


def check_normal(name, values, mean, deviation):
    """The mean and the standard deviation of what was drawn."""
    values = np.asarray(values, dtype=float).ravel()
    error = deviation / len(values) ** 0.5
    check_statistic(
        values.mean(), mean, error, f"{name} has the wrong mean", f"{name}의 평균이 맞지 않습니다"
    )
    check_statistic(
        values.std(),
        deviation,
        error / 2**0.5,
        f"{name} has the wrong standard deviation",
        f"{name}의 표준편차가 맞지 않습니다",
    )


@task("init_dcgan", points=3)
def test_init_of_convolutions(submission, seed):
    """init_dcgan: convolutions of either kind, however deep, get weights of mean 0 and deviation 0.02.
    init_dcgan: 두 종류의 convolution 모두, 아무리 깊이 있어도 weight의 평균이 0, 표준편차가 0.02입니다."""
    net = make_net(submission, seed)
    submission.probe.seed_global(seed % 2**31)
    submission.init_dcgan(net)
    parameters = submission.probe.snapshot(net)["parameters"]
    for name in ("project", "block.conv", "block.deep.up"):
        values = parameters[f"{name}.weight"]
        check_normal(f"{name}.weight", values, 0.0, 0.02)
        far = float(np.mean(np.abs(values) > 0.04))  # 4.55 % of a normal distribution
        check_statistic(
            far,
            0.0455,
            (0.0455 * 0.9545 / values.size) ** 0.5,
            f"{name}.weight is not normally distributed; the share beyond two deviations is off",
            f"{name}.weight가 정규분포가 아닙니다. 표준편차 두 배를 벗어난 비율이 맞지 않습니다",
        )


@task("init_dcgan", points=3)
def test_init_of_batch_norms(submission, seed):
    """init_dcgan: batch norms get scales of mean 1 and deviation 0.02, and shifts of 0.
    init_dcgan: 배치 정규화의 scale은 평균 1, 표준편차 0.02이고 shift는 0입니다."""
    net = make_net(submission, seed)
    submission.probe.seed_global(seed % 2**31)
    submission.init_dcgan(net)
    parameters = submission.probe.snapshot(net)["parameters"]
    for name in ("norm", "block.deep.norm"):
        check_normal(f"{name}.weight", parameters[f"{name}.weight"], 1.0, 0.02)
        label = f"{name}.bias"
        check_close({label: parameters[label]}, {label: np.zeros_like(parameters[label])})


# batch_dependence


def small_generator(side, seed, norm=("BatchNorm1d", 4), root="train", inner="train"):
    """z (N, 3) to images (N, 2, 2, 2), with a frozen layer, and modes of its own."""
    spec = {
        "project": ("Linear", 3, 4, {"frozen": True}),
        "norm": (*norm, {"mode": inner}),
        "act": ("Tanh",),
        "map": ("Unflatten", 1, (4, 1, 1)),
        "block": {
            "up": ("ConvTranspose2d", 4, 2, 2),
            "norm": ("BatchNorm2d", 2, {"mode": inner})
            if norm[0] == "BatchNorm1d"
            else ("Identity",),
            "out": ("Tanh",),
        },
    }
    return side.probe.module(("Sequential", spec, {"mode": root}), seed, "float64")


@task("batch_dependence", points=4)
def test_batch_dependence(submission, reference, rng, seed):
    """batch_dependence: the largest difference that the others make, in train mode.
    batch_dependence: train 모드에서 함께 들어온 샘플 때문에 생기는 가장 큰 차이입니다."""
    for root, inner, n, a, b in (("train", "train", 3, 1, 4), ("train", "eval", 1, 4, 6)):
        z, others_a, others_b = draw(rng, n, 3), draw(rng, a, 3), draw(rng, b, 3)
        if a == 1:  # the same one among the others: then it is not the row that differs most
            others_b[:1] = others_a
        mine, theirs = (
            small_generator(s, seed, root=root, inner=inner) for s in (submission, reference)
        )
        expected = reference.batch_dependence(theirs, z, others_a, others_b)
        check_close(submission.batch_dependence(mine, z, others_a, others_b), expected)
        # the other way round, where the signed difference changes its sign
        check_close(submission.batch_dependence(mine, z, others_b, others_a), expected)


@task("batch_dependence", points=2)
def test_batch_dependence_without_batch_norm(submission, rng, seed):
    """batch_dependence: without batch norm, and for the same others, it is 0.
    batch_dependence: 배치 정규화가 없거나, 함께 들어온 샘플이 같으면 0입니다."""
    z, others_a, others_b = draw(rng, 2, 3), draw(rng, 4, 3), 3 * draw(rng, 4, 3)
    plain = small_generator(submission, seed, norm=("LayerNorm", 4))
    check_close(submission.batch_dependence(plain, z, others_a, others_b), 0.0, atol=1e-12)
    normed = small_generator(submission, seed)
    check_close(submission.batch_dependence(normed, z, others_a, others_a), 0.0, atol=1e-12)


@task("batch_dependence", points=2)
def test_batch_dependence_restores_the_generator(submission, rng, seed):
    """batch_dependence: buffers and the mode of every module are as before.
    batch_dependence: buffer와 모듈 하나하나의 모드가 전과 같습니다."""
    tried = []
    for root, inner in (("train", "train"), ("train", "eval"), ("eval", "train")):
        generator = small_generator(submission, seed, root=root, inner=inner)
        before = submission.probe.snapshot(generator)
        submission.batch_dependence(generator, draw(rng, 2, 3), draw(rng, 3, 3), draw(rng, 2, 3))
        tried.append((before, submission.probe.snapshot(generator)))
    for before, after in tried:
        check_same(before, after, ("buffers", "parameters", "modes"))


WORDS = {
    "buffers": ("a buffer", "buffer"),
    "parameters": ("a weight", "weight"),
    "gradients": ("the .grad of a parameter", "파라미터의 .grad"),
    "modes": ("the mode of a module", "모듈의 모드"),
    "requires_grad": ("the requires_grad of a parameter", "파라미터의 requires_grad"),
}


def check_same(before, after, parts, name="the generator", name_ko="generator"):
    """These parts of two snapshots are equal."""
    for part in parts:
        changed = [key for key, old in before[part].items() if not same(after[part].get(key), old)]
        check(
            not changed and after[part].keys() == before[part].keys(),
            f"{WORDS[part][0]} of {name} has changed: {', '.join(map(repr, changed))}.",
            f"{name_ko}에서 {WORDS[part][1]}이(가) 바뀌었습니다: {', '.join(map(repr, changed))}.",
        )


def check_as_before(submission, module, before, parts, *names):
    """These parts of a snapshot have not changed."""
    check_same(before, submission.probe.snapshot(module), parts, *names)


def same(new, old):
    if new is None or old is None or isinstance(old, bool):
        return new is old
    return np.array_equal(new, old)


# discriminator_step and generator_step


def make_game(side, seed, optimizer="sgd", modes=("train", "train"), linear=False, **options):
    """A small generator and discriminator with batch norm (or linear), and an optimizer for each."""
    generator = {
        "hidden": ("Linear", 3, 5),
        "norm": ("BatchNorm1d", 5),
        "act": ("Tanh",),
        "fixed": ("Linear", 5, 5, {"frozen": True}),
        "out": ("Linear", 5, 2),
    }
    discriminator = {
        "hidden": ("Linear", 2, 4),
        "norm": ("BatchNorm1d", 4),
        "act": ("LeakyReLU", 0.2),
        "fixed": ("Linear", 4, 4, {"frozen": True}),
        "out": ("Linear", 4, 1),
        "flat": ("Flatten", 0),
    }
    if linear:
        generator = {"out": ("Linear", 3, 2)}
        discriminator = {"out": ("Linear", 2, 1), "flat": ("Flatten", 0)}
    nets = [
        side.probe.module(("Sequential", spec, {"mode": mode}), seed + i, "float64")
        for i, (spec, mode) in enumerate(zip((generator, discriminator), modes))
    ]
    optimizers = [side.probe.optimizer(optimizer, net, **options) for net in nets]
    return *nets, *optimizers


def play(side, game, moves):
    """The losses of steps in turn: moves are (real, z) for the discriminator, (z,) for the generator."""
    generator, discriminator, for_generator, for_discriminator = game
    losses = []
    for move in moves:
        if len(move) == 2:
            losses.append(
                side.discriminator_step(generator, discriminator, for_discriminator, *move)
            )
        else:
            losses.append(side.generator_step(generator, discriminator, for_generator, *move))
    return losses


# Adam has a large eps: behind a batch norm some gradients are zero but for rounding.


def check_game(submission, reference, moves, seed, watched, **settings):
    """Losses and weights of the ``watched`` network after these moves."""
    mine, theirs = (make_game(side, seed, **settings) for side in (submission, reference))
    losses, expected = play(submission, mine, moves), play(reference, theirs, moves)
    after, expected_after = (
        side.probe.snapshot(game[watched])
        for side, game in ((submission, mine), (reference, theirs))
    )
    name = ("generator", "discriminator")[watched]
    label = f"the {name}'s weights after {len(moves)} of {name}_step"
    check_close({label: after["parameters"]}, {label: expected_after["parameters"]}, atol=1e-10)
    check_close({f"the losses of {name}_step": losses}, {f"the losses of {name}_step": expected})
    return mine, after


def check_in_modes(submission, reference, moves, seed, watched):
    """Each network in a mode of its own, used so and left so."""
    for modes in (("eval", "train"), ("train", "eval")):
        settings = {"optimizer": "adam", "lr": 0.05, "eps": 0.01, "modes": modes}
        mine, after = check_game(submission, reference, moves, seed, watched, **settings)
        other = submission.probe.describe(mine[1 - watched])["training"]
        root = after["modes"][""]
        check(
            (other, root)
            == tuple(mode == "train" for mode in (modes[1 - watched], modes[watched])),
            f"the generator was in {modes[0]} mode and the discriminator in {modes[1]} mode; afterwards "
            "they are not. Modes are the caller's.",
            f"generator는 {modes[0]} 모드, discriminator는 {modes[1]} 모드였는데 바뀌었습니다. 모드는 호출한 쪽이 "
            "정합니다.",
        )


def leave_gradients(submission, game, move):
    """Whether the other network got gradients by its own step; that step is graded elsewhere."""
    try:
        play(submission, game, [move])
    except SubmissionDied:
        raise
    except SubmissionError:
        return False
    return True


def real_and_z(rng, real, fake):
    """Real points, away from what the generator makes, and noise."""
    return draw(rng, real, 2) * 0.5 + torch.tensor([2.0, -1.0]).double(), draw(rng, fake, 3)


@task("discriminator_step", points=4)
def test_discriminator_steps(submission, reference, rng, seed):
    """discriminator_step: losses and weights over three steps, real and fake in batches of their own.
    discriminator_step: 진짜와 가짜를 따로 넣은 세 단계의 loss와 weight가 맞습니다."""
    moves = [real_and_z(rng, 4, 4), real_and_z(rng, 6, 3), real_and_z(rng, 2, 5)]
    check_game(submission, reference, moves, seed, 1, lr=0.3, momentum=0.5)


@task("discriminator_step", points=2)
def test_discriminator_step_in_the_modes_of_the_caller(submission, reference, rng, seed):
    """discriminator_step: modes are used as they are and not changed; Adam works as well.
    discriminator_step: 모드를 있는 그대로 쓰고 바꾸지 않습니다. Adam으로도 됩니다."""
    moves = [real_and_z(rng, 3, 5), real_and_z(rng, 4, 2)]
    check_in_modes(submission, reference, moves, seed, 1)


@task("discriminator_step", points=2)
def test_discriminator_step_leaves_the_generator(submission, rng, seed):
    """discriminator_step: the generator's weights and gradients stay as they were.
    discriminator_step: generator의 weight와 gradient는 그대로입니다."""
    game = make_game(submission, seed, lr=0.3)
    generator, discriminator = game[:2]
    moves = [real_and_z(rng, 4, 3), real_and_z(rng, 3, 4)]
    for fresh in (True, False):  # first with no gradient at all, then with one to keep
        if not fresh and not leave_gradients(submission, game, (draw(rng, 5, 3),)):
            break
        before = submission.probe.snapshot(generator), submission.probe.snapshot(discriminator)
        play(submission, game, moves)
        parts = ("parameters", "gradients", "requires_grad")
        check_as_before(submission, generator, before[0], parts)
        names = ("the discriminator", "discriminator")
        check_as_before(submission, discriminator, before[1], ["requires_grad"], *names)


@task("discriminator_step", points=1)
def test_discriminator_step_with_large_logits(submission, reference, rng, seed):
    """discriminator_step: the loss stays exact where logits are in the hundreds.
    discriminator_step: logit이 수백이어도 loss가 정확합니다."""
    moves = [(both_ways(rng, 2), both_ways(rng, 3))]
    check_game(submission, reference, moves, seed, 1, lr=1e-4, linear=True)


def both_ways(rng, columns):
    """Large rows and their opposites: whatever the weights, some logits are on the wrong side."""
    rows = 1e3 * draw(rng, 4, columns)
    return torch.cat([rows, -rows])


@task("generator_step", points=4)
def test_generator_steps(submission, reference, rng, seed):
    """generator_step: losses and weights over three steps of the non-saturating loss.
    generator_step: non-saturating loss로 세 단계를 간 loss와 weight가 맞습니다."""
    moves = [(draw(rng, n, 3),) for n in (4, 6, 3)]
    check_game(submission, reference, moves, seed, 0, lr=0.5, momentum=0.5)


@task("generator_step", points=2)
def test_generator_step_in_the_modes_of_the_caller(submission, reference, rng, seed):
    """generator_step: modes are used as they are and not changed; Adam works as well.
    generator_step: 모드를 있는 그대로 쓰고 바꾸지 않습니다. Adam으로도 됩니다."""
    moves = [(draw(rng, n, 3),) for n in (3, 5)]
    check_in_modes(submission, reference, moves, seed, 0)


@task("generator_step", points=3)
def test_generator_step_leaves_the_discriminator(submission, rng, seed):
    """generator_step: the discriminator's weights, gradients and requires_grad stay as they were.
    generator_step: discriminator의 weight와 gradient와 requires_grad는 그대로입니다."""
    game = make_game(submission, seed, lr=0.5)
    generator, discriminator = game[:2]
    names = ("the discriminator", "discriminator")
    for fresh in (True, False):  # first with no gradient at all, then with one to keep
        if not fresh and not leave_gradients(submission, game, real_and_z(rng, 4, 3)):
            break
        before = submission.probe.snapshot(generator), submission.probe.snapshot(discriminator)
        play(submission, game, [(draw(rng, 4, 3),), (draw(rng, 3, 3),)])
        parts = ("parameters", "gradients", "requires_grad")
        check_as_before(submission, discriminator, before[1], parts, *names)
        check_as_before(submission, generator, before[0], ["requires_grad"])


@task("generator_step", points=1)
def test_generator_step_with_large_logits(submission, reference, rng, seed):
    """generator_step: the loss stays exact where logits are in the hundreds.
    generator_step: logit이 수백이어도 loss가 정확합니다."""
    check_game(submission, reference, [(both_ways(rng, 3),)], seed, 0, lr=1e-4, linear=True)


# virtual_batch_norm


def make_virtual(rng, rows, others, *shape):
    """x, reference, gamma, beta; the two batches differ in mean and spread."""
    features = shape[0]
    gamma = rng.uniform(0.5, 2.0, features) * rng.choice([-1.0, 1.0], features)
    x, reference = 2 * draw(rng, rows, *shape) + 1, draw(rng, others, *shape) - 0.5
    return x, reference, torch.from_numpy(gamma), draw(rng, features)


@task("virtual_batch_norm", points=3)
def test_virtual_batch_norm_of_rows(submission, reference, rng):
    """virtual_batch_norm of rows: the reference and the example itself, each with its weight.
    행에 대한 virtual_batch_norm: reference와 그 샘플 자신의 통계를 정해진 비중으로 씁니다."""
    for rows, others in ((3, 4), (1, 2), (5, 1)):
        arguments = make_virtual(rng, rows, others, 3)
        eps = float(rng.uniform(0.05, 0.3))
        expected = reference.virtual_batch_norm(*arguments, eps)
        check_close(submission.virtual_batch_norm(*arguments, eps), expected, atol=1e-9)
    check_close(
        submission.virtual_batch_norm(*arguments),
        reference.virtual_batch_norm(*arguments),
        atol=1e-9,
    )


@task("virtual_batch_norm", points=3)
def test_virtual_batch_norm_of_images(submission, reference, rng):
    """virtual_batch_norm of images: statistics of a channel over H and W too.
    이미지에 대한 virtual_batch_norm: 채널마다 H와 W에 걸쳐서도 통계를 구합니다."""
    for rows, others, shape in ((2, 3, (3, 4, 2)), (3, 2, (2, 2, 5))):
        arguments = make_virtual(rng, rows, others, *shape)
        eps = float(rng.uniform(0.05, 0.3))
        expected = reference.virtual_batch_norm(*arguments, eps)
        check_close(submission.virtual_batch_norm(*arguments, eps), expected, atol=1e-9)


@task("virtual_batch_norm", points=3)
def test_virtual_batch_norm_ignores_batch_mates(submission, rng):
    """virtual_batch_norm: an example alone becomes what it becomes in any batch.
    virtual_batch_norm: 샘플 하나만 넣어도, 어떤 배치에 넣어도 결과가 같습니다."""
    for shape in ((4,), (2, 3, 2)):
        x, *rest = make_virtual(rng, 3, 5, *shape)
        together = submission.virtual_batch_norm(x, *rest)
        check_close(together, x, atol=math.inf)
        for i in range(3):
            alone = submission.virtual_batch_norm(x[i : i + 1], *rest)
            label = "virtual_batch_norm of one row alone"
            check_close({label: alone}, {label: together[i : i + 1]}, atol=1e-9)
        # where the example is like the reference, it is plain batch norm of the two together
        twin = x[:1], x[:1], *rest[1:]
        alone = submission.virtual_batch_norm(*twin)
        plain = torch.nn.functional.batch_norm(
            x[:1].repeat(2, *[1] * len(shape)), None, None, *rest[1:], True
        )
        check_close({label: alone}, {label: plain[:1]}, atol=1e-9)


@task("virtual_batch_norm", points=1)
def test_virtual_batch_norm_types_and_gradients(submission, reference, rng):
    """virtual_batch_norm: float32 stays float32, gradients can flow, and no argument is changed.
    virtual_batch_norm: float32는 float32로 남고, gradient가 흐를 수 있으며, 인자는 바뀌지 않습니다."""
    arguments = make_virtual(rng, 3, 4, 2, 3, 3)
    single = [argument.float() for argument in arguments]
    before = [argument.clone() for argument in single]
    expected = reference.virtual_batch_norm(*single)
    live = [submission.probe.tensor(argument) for argument in single]
    check_close(submission.virtual_batch_norm(*live), expected, rtol=1e-4, atol=1e-4)
    check_close([submission.probe.read(argument) for argument in live], before)
    for i in (0, 2, 3):
        given = list(arguments)
        given[i] = submission.probe.tensor(given[i], requires_grad=True)
        out = submission.virtual_batch_norm(*given)
        check(
            isinstance(out, torch.Tensor) and out.requires_grad,
            f"the graph is cut: no gradient can reach {('x', '', 'gamma', 'beta')[i]}.",
            f"계산 그래프가 끊겼습니다. {('x', '', 'gamma', 'beta')[i]}에 gradient가 갈 수 없습니다.",
        )
