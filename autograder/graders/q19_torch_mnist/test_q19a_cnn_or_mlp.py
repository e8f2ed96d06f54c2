"""Hidden grader of q19a: budgets counted by the grader, permutations read off the pixels, two comparisons.

`compare` trains, so it is called on little data. In one comparison a texture stands at one of 16 places and the place
gives the class, in such a way that a shift by (1, 1) keeps the class of one texture and changes that of the other:
whoever shifts at test only, by just that, is half right. The other comparison is on digits.
"""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import torch

from autograder.grading import check, check_close, check_equal, check_unchanged, task


def draw(rng, *shape):
    return torch.from_numpy(rng.normal(size=shape)).float()


# parameter_count


@task("parameter_count", points=3)
def test_parameter_count(submission, rng):
    """parameter_count: every element of every parameter, nested ones too; buffers are none.
    parameter_count: 안쪽에 있는 것까지 모든 파라미터의 원소를 셉니다. buffer는 세지 않습니다."""
    a, b = (int(n) for n in rng.integers(3, 9, size=2))
    plain = [("Linear", a, b), "ReLU", ("Linear", b, 2, {"bias": False})]
    nested = {
        "stem": ("Conv2d", a, b, 3),
        "norm": ("BatchNorm2d", b),
        "body": ("residual", [("Conv2d", b, b, 1), "scale"]),
    }
    expected = {
        "two dense layers, one without a bias": a * b + b + 2 * b,
        "convolutions, a batch norm, a number without dimensions": 9 * a * b
        + b
        + 2 * b
        + b * b
        + b
        + 1,
        "no parameters at all": 0,
    }
    specs = (plain, nested, [("Flatten",), ("ReLU",)])
    got = {
        name: submission.parameter_count(submission.probe.module(spec))
        for name, spec in zip(expected, specs)
    }
    check_equal(got, expected)


@task("parameter_count", points=3)
def test_parameter_count_of_frozen_and_shared(submission, rng):
    """parameter_count: frozen parameters don't count, those used twice count once.
    parameter_count: 얼린 파라미터는 세지 않고, 두 번 쓰인 파라미터는 한 번만 셉니다."""
    a, b = (int(n) for n in rng.integers(3, 9, size=2))
    frozen = {
        "old": [("Linear", a, b, {"frozen": True}), ("BatchNorm1d", b, {"frozen": True})],
        "new": ("Linear", b, 3),
    }
    tied = {
        "code": ("Linear", a, a, {"bias": False}),
        "decode": ("Linear", a, a, {"tied": {"weight": "code.weight"}}),
        "again": ("same", "decode"),
    }
    got = {
        name: submission.parameter_count(submission.probe.module(spec))
        for name, spec in (("a frozen part", frozen), ("tied weights", tied))
    }
    check_equal(got, {"a frozen part": 3 * b + 3, "tied weights": a * a + a})


# build_mlp and build_cnn


def kinds_of(told):
    """The classes of all modules, with their settings."""
    yield (told["class"], *told["bases"]), told["config"]
    for child in told["children"].values():
        yield from kinds_of(child)


def check_budget(submission, name, rng, cases):
    """The parameters, counted here; logits of the right shape; something nonlinear. Gives what there is inside."""
    found = []
    for channels, classes, budget in cases:
        submission.probe.seed_global(int(rng.integers(2**31)))  # the same code, the same weights
        model = getattr(submission, name)((channels, 8, 8), classes, budget)
        told = submission.probe.describe(model)
        check(
            told["is_module"],
            f"must return an nn.Module, not a {told['class']}.",
            f"nn.Module을 반환해야 하는데 {told['class']}을(를) 반환했습니다.",
        )
        model.eval()
        inputs = [2 * draw(rng, n, channels, 8, 8) for n in (6, 6, 1)]
        both = inputs[0] + inputs[1]
        first, second, alone, together, nothing = (
            submission.probe.call_module(model, each)
            for each in (*inputs, both, torch.zeros_like(both))
        )
        for logits, rows in ((first, 6), (alone, 1)):
            label = f"the logits of {rows} images"
            check_close({label: logits}, {label: torch.zeros(rows, classes)}, atol=math.inf)
        state = submission.probe.snapshot(model)
        count = sum(
            value.size
            for part, value in state["parameters"].items()
            if state["requires_grad"][part]
        )
        check(
            0.9 * budget <= count <= budget,
            f"there are {count} trainable parameters, for a budget of {budget}: not within 90 to 100 %.",
            f"학습할 파라미터가 {count}개입니다. 예산 {budget}의 90~100 %가 아닙니다.",
        )
        check(
            not bool((first >= 0).all() and (first.sum(dim=1) - 1).abs().max() < 1e-4),
            "each row of its outputs sums to 1: they are probabilities. Return logits, without the softmax.",
            "출력의 행마다 합이 1입니다. 확률이 아니라 softmax를 씌우지 않은 logit을 반환하세요.",
        )
        check(
            bool(torch.logsumexp(first.double(), dim=1).abs().max() > 1e-4),
            "exp of each row of its outputs sums to 1: they are log-probabilities. Return logits, without the log-softmax.",
            "출력에 exp를 취하면 행마다 합이 1입니다. log-softmax를 씌우지 않은 logit을 반환하세요.",
        )
        check(
            not bool(((first > 0) & (first < 1)).all()),
            "all outputs are between 0 and 1, as behind a sigmoid. Return logits, which may be any numbers.",
            "출력이 모두 0과 1 사이입니다. sigmoid 등을 씌우지 않은 logit을 반환하세요. logit은 어떤 수든 될 수 있습니다.",
        )
        bend = (first + second - together - nothing).abs().max()
        size = (together - nothing).abs().max()
        check(
            bool(size == 0 or bend > 1e-4 * size),
            "the model is linear: f(a) + f(b) = f(a + b) + f(0). Put an activation behind each hidden layer.",
            "모델이 선형입니다: f(a) + f(b) = f(a + b) + f(0). hidden layer 뒤에 활성화 함수를 넣으세요.",
        )
        found.append((model, list(kinds_of(told))))
    return found


def convolutions(inside):
    return [config for names, config in inside if any("Conv" in name for name in names)]


def dense(inside):
    return [config for names, config in inside if "Linear" in names]


# One number less than an MLP with 67 hidden units costs; and others.
SMALL = ((1, 10, 5_034), (1, 4, 6_789), (3, 10, 5_000))
LARGE = ((1, 10, 20_000), (2, 7, 61_234), (1, 10, 250_000))


@task("build_mlp", points=3)
def test_build_mlp_spends_small_budgets(submission, rng):
    """build_mlp spends 90 to 100 % of small budgets on dense layers, with one of them hidden at least.
    build_mlp은 작은 예산의 90~100 %를 dense 층에 씁니다. hidden layer가 적어도 하나 있습니다."""
    for _, inside in check_budget(submission, "build_mlp", rng, SMALL):
        check(
            not convolutions(inside),
            "there is a convolution in it. An MLP has dense layers only.",
            "convolution이 들어 있습니다. MLP에는 dense 층만 있습니다.",
        )
        check(
            len(dense(inside)) >= 2,
            f"it has {len(dense(inside))} nn.Linear: a hidden layer and an output layer are needed.",
            f"nn.Linear가 {len(dense(inside))}개입니다. hidden layer와 출력층이 필요합니다.",
        )


@task("build_mlp", points=2)
def test_build_mlp_spends_large_budgets(submission, rng):
    """build_mlp spends 90 to 100 % of large budgets, too.
    build_mlp은 큰 예산도 90~100 %를 씁니다."""
    check_budget(submission, "build_mlp", rng, LARGE)


@task("build_cnn", points=3)
def test_build_cnn_spends_small_budgets(submission, rng):
    """build_cnn spends 90 to 100 % of small budgets, and its convolutions take part.
    build_cnn은 작은 예산의 90~100 %를 쓰고, convolution이 실제로 쓰입니다."""
    for (channels, classes, _), (model, inside) in zip(
        SMALL, check_budget(submission, "build_cnn", rng, SMALL)
    ):
        kernels = [config.get("kernel_size") for config in convolutions(inside)]
        check(
            any(
                isinstance(kernel, list | tuple) and max(kernel) > 1 and min(kernel) < 8
                for kernel in kernels
            ),
            f"the kernels of its convolutions are {kernels}: at least one must be larger than 1 x 1 and smaller than the "
            "image.",
            f"convolution의 kernel이 {kernels}입니다. 1 x 1보다 크고 이미지보다 작은 것이 하나는 있어야 합니다.",
        )
        batch = draw(rng, 8, channels, 8, 8), torch.from_numpy(rng.integers(0, classes, size=8))
        gradients = submission.probe.gradients(model, "cross_entropy", batch)
        idle = [name for name, value in gradients.items() if value is None]
        check(
            not idle,
            f"parameters take no part in the output: {', '.join(map(repr, idle[:3]))}.",
            f"출력에 쓰이지 않는 파라미터가 있습니다: {', '.join(map(repr, idle[:3]))}.",
        )


@task("build_cnn", points=2)
def test_build_cnn_spends_large_budgets(submission, rng):
    """build_cnn spends 90 to 100 % of large budgets, too.
    build_cnn은 큰 예산도 90~100 %를 씁니다."""
    check_budget(submission, "build_cnn", rng, LARGE)


# permute_pixels


def numbered(rng, images, channels, height, width):
    """Images in which every pixel says where it comes from: image, channel, and position."""
    positions = torch.arange(height * width).reshape(height, width)
    names = torch.from_numpy(rng.permutation(images)), torch.arange(channels)
    return 1000.0 * (channels * names[0][:, None] + names[1])[:, :, None, None] + positions


def order_of(images):
    """The positions of the first map, read off its pixels."""
    return images[0, 0].flatten() % 1000


@task("permute_pixels", points=4)
def test_permute_pixels_by_one_order(submission, rng):
    """permute_pixels rearranges every channel of every image by one and the same permutation.
    permute_pixels는 모든 이미지의 모든 채널을 같은 순열 하나로 재배열합니다."""
    for shape in ((4, 3, 5, 8), (3, 1, 8, 6)):
        images, seed = numbered(rng, *shape), int(rng.integers(1, 2**31))
        got = submission.permute_pixels(images, seed)
        check_close(got, images, atol=math.inf)
        order = order_of(got).long()
        check(
            sorted(order.tolist()) == list(range(shape[2] * shape[3])),
            "the pixels of the first image are not its old ones in another order: some are missing, or come twice.",
            "첫 이미지의 픽셀이 원래 픽셀을 재배열한 것이 아닙니다. 없어지거나 두 번 나온 픽셀이 있습니다.",
        )
        check_close(got, images.flatten(2)[:, :, order].reshape(images.shape))


@task("permute_pixels", points=3)
def test_permute_pixels_by_the_seed(submission, rng):
    """permute_pixels: the seed alone gives the permutation, which is a random one of all positions.
    permute_pixels: 순열은 seed만으로 정해지고, 모든 위치를 무작위로 섞습니다."""
    height, width = 7, 9
    train, test = (numbered(rng, n, 2, height, width) for n in (5, 2))
    submission.probe.seed_global(2024)  # a state that is the same each time
    before = submission.probe.global_rng_digest()
    seeds = [int(seed) for seed in rng.integers(1, 2**31, size=3)]
    orders = [order_of(submission.permute_pixels(train, seed)).long() for seed in seeds]
    label = "the permutation of the same seed, of other images"
    check_close(
        {label: order_of(submission.permute_pixels(test, seeds[0])).long()}, {label: orders[0]}
    )
    check(
        not any(torch.equal(one, other) for one, other in pairwise(orders)),
        "two seeds give the same permutation.",
        "seed가 다른데 순열이 같습니다.",
    )
    for order in orders:
        rows, columns = (
            (order // width).reshape(height, width),
            (order % width).reshape(height, width),
        )
        # In a random order a row holds pixels of about five rows, and two in a hundred stay where they are.
        mixed = min(
            float(np.mean([len(set(line.tolist())) for line in lines]))
            for lines in (rows, columns, rows.T, columns.T)
        )
        stay = int((order == torch.arange(len(order))).sum())
        check(
            mixed > 3 and stay < 15,
            "the pixels are not in random order: all H W positions are to be shuffled as one, not rows or columns, "
            "and not in part.",
            "픽셀이 무작위로 섞이지 않았습니다. 행이나 열 단위로 또는 일부만 섞지 말고 H W개 위치 전체를 섞으세요.",
        )
    check(
        submission.probe.global_rng_digest() == before,
        "a global random generator was used or seeded. Draw from a torch.Generator of your own.",
        "전역 난수 생성기를 쓰거나 시드를 바꾸었습니다. 따로 만든 torch.Generator에서 뽑으세요.",
    )
    check_unchanged(submission)


# shift_images


@task("shift_images", points=4)
def test_shift_images_down_and_right(submission, reference, rng):
    """shift_images: down and right where positive, up and left where negative; zeros move in.
    shift_images: 양수면 아래와 오른쪽, 음수면 위와 왼쪽으로 옮기고 빈자리는 0입니다."""
    images = draw(rng, 3, 2, 5, 7)
    for dy, dx in ((1, 1), (2, 0), (0, 3), (-1, 2), (1, -4), (-2, -1)):
        check_close(submission.shift_images(images, dy, dx), reference.shift_images(images, dy, dx))
    check_unchanged(submission)


@task("shift_images", points=2)
def test_shift_images_not_at_all_and_away(submission, rng):
    """shift_images by nothing changes nothing; by the image's size or more leaves zeros. The dtype stays.
    shift_images: 0만큼 옮기면 그대로이고, 이미지 크기 이상 옮기면 모두 0입니다. dtype은 그대로입니다."""
    images = torch.from_numpy(rng.integers(1, 256, size=(2, 3, 4, 6)).astype(np.uint8))
    check_close(submission.shift_images(images, 0, 0), images)
    # just beyond the edge, where height - dy is a small negative number and counts from the other end
    for dy, dx in ((4, 0), (0, -6), (5, 0), (0, 7), (-6, 1), (1, -8), (-9, 1), (2, 11)):
        check_close(submission.shift_images(images, dy, dx), torch.zeros_like(images))


# compare

PARTS = ("plain", "permuted", "shifted")


def textures(rng, places, copies, glyphs):
    """One of two textures at one of places x places places; its class says where, and comes back every fourth place."""
    images, labels = [], []
    for kind, glyph in enumerate(glyphs):
        for row in range(places):
            for column in range(places):
                blank = np.zeros((copies, 8, 8))
                blank[:, row : row + 5, column : column + 5] = glyph
                images.append(blank)
                # along the diagonal the first kind's class stays, and the second kind's goes up by two
                place = (column - row) % 4 if kind == 0 else 4 + (row + column) % 4
                labels.append(np.full(copies, place))
    images, labels = np.concatenate(images), np.concatenate(labels)
    order = rng.permutation(len(labels))
    noisy = np.clip(images + 0.05 * rng.normal(size=images.shape), 0, 1)
    return torch.from_numpy(noisy[order]).float()[:, None], torch.from_numpy(labels[order])


def compared(submission, train, test, seed):
    """The accuracies, and that they are."""
    result = submission.compare(train, test, seed)
    check(
        isinstance(result, dict)
        and result.keys() == {"mlp", "cnn"}
        and all(isinstance(each, dict) and each.keys() == set(PARTS) for each in result.values()),
        "must return {'mlp': {...}, 'cnn': {...}}, each with plain, permuted and shifted.",
        "{'mlp': {...}, 'cnn': {...}}를 반환해야 하고, 각각 plain, permuted, shifted가 있어야 합니다.",
    )
    found = {name: {part: float(result[name][part]) for part in PARTS} for name in ("mlp", "cnn")}
    check(
        all(0 <= value <= 1 for each in found.values() for value in each.values()),
        "an accuracy is not between 0 and 1.",
        "0과 1 사이가 아닌 정확도가 있습니다.",
    )
    return found


def check_above(value, limit, name, name_ko):
    check(
        value >= limit,
        f"{name}: {100 * value:.0f} % right, where {100 * limit:.0f} % are easily reached.",
        f"{name_ko}: 정답률이 {100 * value:.0f} %입니다. {100 * limit:.0f} %는 쉽게 넘어야 합니다.",
    )


@task("compare", points=6)
def test_compare_where_only_the_place_counts(submission, rng, seed):
    """compare: an MLP learns places, permuted or not; shifted at test only, by (1, 1), exactly half are right.
    compare: MLP는 섞든 안 섞든 위치를 배우고, 테스트에서만 (1, 1)만큼 옮기면 정확히 절반을 맞힙니다."""
    glyphs = (rng.random((2, 5, 5)) < 0.6) * rng.uniform(0.6, 1, size=(2, 5, 5))
    train, test = textures(rng, 4, 7, glyphs), textures(rng, 2, 8, glyphs)
    mlp = compared(submission, train, test, seed % 2**31)["mlp"]
    check_above(mlp["plain"], 0.85, "the MLP on plain images", "원래 이미지에서 MLP")
    check_above(
        mlp["permuted"],
        0.85,
        "the MLP on permuted images (are training and test images, all of them, under one permutation?)",
        "섞은 이미지에서 MLP(학습 이미지와 테스트 이미지를 모두 같은 순열로 섞었나요?)",
    )
    words = f"the MLP on shifted images: {100 * mlp['shifted']:.0f} % right. "
    words_ko = f"옮긴 이미지에서 MLP의 정답률: {100 * mlp['shifted']:.0f} %. "
    check(
        mlp["shifted"] <= 0.75,
        words
        + "These images keep their class for one half and change it for the other, so more than half can be right "
        "only if it was trained on shifted images, or if they are not shifted.",
        words_ko
        + "절반은 클래스가 그대로이고 절반은 달라지는 이미지라서, 절반보다 많이 맞히려면 옮긴 이미지로 학습했거나 옮기지 "
        "않았어야 합니다.",
    )
    check(
        mlp["shifted"] >= 0.25,
        words
        + "Moved by (1, 1), one down and one to the right, half of these images keep their class.",
        words_ko + "(1, 1), 즉 아래로 하나 오른쪽으로 하나 옮기면 절반은 클래스가 그대로입니다.",
    )


@task("compare", points=4)
def test_compare_on_digits(submission, digits, seed):
    """compare on digits: both models learn them, the MLP permuted just as well, and a shift hurts it.
    숫자에 대한 compare: 두 모델 모두 배우고, MLP는 섞어도 그만큼 배우며, 옮기면 MLP가 나빠집니다."""
    train, test = (
        (torch.from_numpy(images).float()[:, None], torch.from_numpy(labels))
        for images, labels in digits(300, 200)
    )
    found = compared(submission, train, test, seed % 2**31)
    mlp, cnn = found["mlp"], found["cnn"]
    for name, each in (("MLP", mlp), ("CNN", cnn)):
        check_above(each["plain"], 0.7, f"the {name} on plain digits", f"원래 숫자에서 {name}")
    check(
        mlp["shifted"] < mlp["plain"] - 0.15,
        f"the MLP is right for {100 * mlp['shifted']:.0f} % of the shifted digits and {100 * mlp['plain']:.0f} % of the "
        "plain ones. An MLP that never saw them shifted must do far worse.",
        f"MLP의 정답률이 옮긴 숫자에서 {100 * mlp['shifted']:.0f} %, 원래 숫자에서 {100 * mlp['plain']:.0f} %입니다. 옮긴 것을 본 적이 "
        "없는 MLP라면 훨씬 나빠야 합니다.",
    )
    check_above(mlp["permuted"], 0.7, "the MLP on permuted digits", "섞은 숫자에서 MLP")
    check_above(cnn["permuted"], 0.3, "the CNN on permuted digits", "섞은 숫자에서 CNN")


@task("compare", points=2)
def test_compare_again(submission, digits, rng, seed):
    """compare: the same seed gives the same result; images with random labels can't be known; arguments stay.
    compare: seed가 같으면 결과도 같고, 무작위로 붙인 레이블은 맞힐 수 없으며, 인자는 바뀌지 않습니다."""
    (x, y), (x_test, y_test) = digits(40, 100)
    y_test = rng.permutation(y_test)
    train, test = (
        (torch.from_numpy(images).float()[:, None], torch.from_numpy(labels))
        for images, labels in ((x, y), (x_test, y_test))
    )
    results = []
    for state in (2024, 2025):  # of the global generators
        submission.probe.seed_global(state)
        results.append(compared(submission, train, test, seed % 2**31))
    first, second = results
    check_close(
        {"compare of the same seed, the second time": second},
        {"compare of the same seed, the second time": first},
    )
    best = max(value for each in first.values() for value in each.values())
    check(
        best < 0.6,
        f"{100 * best:.0f} % right on test images with random labels, of which a tenth can be. Were these the training "
        "images?",
        f"레이블을 무작위로 붙인 테스트 이미지에서 정답률이 {100 * best:.0f} %입니다. 10 %쯤이어야 하는데, 학습 이미지로 쟀나요?",
    )
    check_unchanged(submission)
