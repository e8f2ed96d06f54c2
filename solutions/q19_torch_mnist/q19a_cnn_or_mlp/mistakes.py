"""What people write at midnight, and what they should read in the morning."""

from __future__ import annotations

import math

import numpy as np
import torch
from solution import BATCH_SIZE, BUDGET, EPOCHS, LR, _accuracy, _train
from solution import build_cnn as right_build_cnn
from solution import build_mlp as right_build_mlp
from solution import compare as right_compare
from solution import parameter_count as right_parameter_count
from solution import permute_pixels as right_permute_pixels
from solution import shift_images as right_shift_images
from torch import nn
from torch.nn import functional as F

from autograder.authoring import mistake

# parameter_count


@mistake(
    replaces="parameter_count",
    en="You count buffers too: state_dict() also holds batch norm's running statistics, which no gradient ever changes. Go through model.parameters().",
    ko="buffer까지 셌습니다. state_dict()에는 배치 정규화의 running 통계도 있는데, gradient로 바뀌는 값이 아닙니다. model.parameters()를 도세요.",
)
def buffers_counted(model):
    return sum(value.numel() for value in model.state_dict().values())


@mistake(
    replaces="parameter_count",
    en="You count frozen parameters. Training can't change what has requires_grad off.",
    ko="얼린 파라미터까지 셌습니다. requires_grad가 꺼진 것은 학습으로 바뀌지 않습니다.",
)
def frozen_counted(model):
    return sum(p.numel() for p in model.parameters())


@mistake(
    replaces="parameter_count",
    en="You add up layer by layer, so weights that two layers share are counted twice. model.parameters() gives each once.",
    ko="층마다 따로 더해서, 두 층이 공유하는 weight를 두 번 셌습니다. model.parameters()는 하나씩만 줍니다.",
)
def shared_counted_twice(model):
    return sum(
        p.numel()
        for module in model.modules()
        for p in module.parameters(recurse=False)
        if p.requires_grad
    )


@mistake(
    replaces="parameter_count",
    en="You count tensors, not the numbers in them: p.numel().",
    ko="텐서의 개수를 셌습니다. 그 안에 든 수의 개수(p.numel())를 더해야 합니다.",
)
def tensors_counted(model):
    return sum(1 for p in model.parameters() if p.requires_grad)


@mistake(
    replaces="parameter_count",
    en="Only weights of two or more dimensions are counted. Biases and the scales of norms are trained, too.",
    ko="2차원 이상인 weight만 셌습니다. bias와 정규화의 scale도 학습되는 파라미터입니다.",
)
def biases_forgotten(model):
    return sum(p.numel() for p in model.parameters() if p.requires_grad and p.ndim > 1)


@mistake(
    replaces="parameter_count",
    en="You look at the model's direct children only. Layers can be nested deeper: model.parameters() finds all.",
    ko="모델 바로 아래 층만 봤습니다. 층은 더 깊이 들어 있을 수 있으니 model.parameters()로 모두 찾으세요.",
)
def direct_children_counted(model):
    own = [*model.parameters(recurse=False)]
    own += [p for child in model.children() for p in child.parameters(recurse=False)]
    return sum(p.numel() for p in dict.fromkeys(own) if p.requires_grad)


# build_mlp and build_cnn


def _mlp(pixels, hidden, num_classes, *end):
    return nn.Sequential(
        nn.Flatten(), nn.Linear(pixels, hidden), nn.ReLU(), nn.Linear(hidden, num_classes), *end
    )


@mistake(
    replaces="build_mlp",
    en="The width ignores the output layer, so the model is too large: a hidden unit costs a weight for each pixel, a bias, and a weight for each class.",
    ko="폭을 정할 때 출력층을 빼먹어서 예산을 넘습니다. hidden 유닛 하나에는 픽셀마다 weight 하나, bias 하나, 클래스마다 weight 하나가 듭니다.",
)
def output_layer_not_paid(input_shape, num_classes, budget):
    pixels = math.prod(input_shape)
    return _mlp(pixels, budget // pixels, num_classes)


@mistake(
    replaces="build_mlp",
    en="The biases are not in your sum, and the model costs more than the budget.",
    ko="bias를 계산에 넣지 않아 예산을 넘습니다.",
)
def biases_not_paid(input_shape, num_classes, budget):
    pixels = math.prod(input_shape)
    return _mlp(pixels, math.ceil(budget / (pixels + num_classes)), num_classes)


@mistake(
    replaces="build_mlp",
    en="The width is fixed (or a power of two), and most of a larger budget is left. Work it out from the budget.",
    ko="폭이 고정되어(또는 2의 거듭제곱이어서) 예산이 많이 남습니다. 예산에서 폭을 계산하세요.",
)
def width_of_powers_of_two(input_shape, num_classes, budget):
    pixels = math.prod(input_shape)
    most = (budget - num_classes) // (pixels + 1 + num_classes)
    return _mlp(pixels, 2 ** (most.bit_length() - 1), num_classes)


@mistake(
    replaces="build_mlp",
    en="Channels are left out of the width: the first layer reads C * H * W numbers.",
    ko="폭을 계산할 때 채널을 빼먹었습니다. 첫 층은 C * H * W개의 수를 읽습니다.",
)
def channels_not_paid(input_shape, num_classes, budget):
    _, height, width = input_shape
    hidden = (budget - num_classes) // (height * width + 1 + num_classes)
    return _mlp(math.prod(input_shape), hidden, num_classes)


@mistake(
    replaces="build_mlp",
    en="There is nothing nonlinear between your dense layers: together they are one linear layer.",
    ko="dense 층 사이에 비선형 함수가 없어서 전체가 선형 층 하나와 같습니다.",
)
def linear_mlp(input_shape, num_classes, budget):
    flatten, first, _, last = right_build_mlp(input_shape, num_classes, budget)
    return nn.Sequential(flatten, first, last)


@mistake(
    replaces="build_mlp",
    en="A softmax ends your MLP. The model returns logits; cross-entropy applies its own softmax.",
    ko="MLP가 softmax로 끝납니다. 모델은 logit을 반환하고, softmax는 cross-entropy 안에 있습니다.",
)
def mlp_with_softmax(input_shape, num_classes, budget):
    return nn.Sequential(*right_build_mlp(input_shape, num_classes, budget), nn.Softmax(dim=1))


@mistake(
    replaces="build_cnn",
    en="Your CNN's width does not come from the budget: small budgets are exceeded, large ones hardly used. Fix the channels, and let a dense layer behind them use up what is left.",
    ko="CNN의 폭이 예산과 상관없이 정해져 있어서 작은 예산은 넘고 큰 예산은 거의 쓰지 않습니다. 채널 수를 정한 뒤 남은 예산을 dense 층으로 채우세요.",
)
def one_size_of_cnn(input_shape, num_classes, budget):
    return nn.Sequential(
        nn.Conv2d(input_shape[0], 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 16, 32),
        nn.ReLU(),
        nn.Linear(32, num_classes),
    )


@mistake(
    replaces="build_cnn",
    en="The dense layers take the whole budget and the convolutions come on top of it: the sum is too large.",
    ko="dense 층이 예산을 다 쓰고 convolution이 그 위에 더해져서 예산을 넘습니다.",
)
def convolutions_on_top(input_shape, num_classes, budget):
    channels, _, _ = input_shape
    head = right_build_mlp((32, 4, 4), num_classes, max(budget, 5_500))
    return nn.Sequential(nn.Conv2d(channels, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), head)


@mistake(
    replaces="build_cnn",
    en="There is no convolution in it. Images into nn.Conv2d first.",
    ko="convolution이 없습니다. 이미지를 먼저 nn.Conv2d에 넣으세요.",
)
def mlp_for_cnn(input_shape, num_classes, budget):
    return right_build_mlp(input_shape, num_classes, budget)


@mistake(
    replaces="build_cnn",
    en="Your kernels are 1 x 1: such a layer looks at one pixel at a time and knows no neighbours. Use 3 x 3.",
    ko="kernel이 1 x 1입니다. 픽셀을 하나씩만 보므로 이웃을 모릅니다. 3 x 3을 쓰세요.",
)
def one_by_one_kernels(input_shape, num_classes, budget):
    convolution = nn.Sequential(nn.Conv2d(input_shape[0], 3, 1), nn.ReLU(), nn.MaxPool2d(2))
    left = budget - right_parameter_count(convolution)
    return nn.Sequential(convolution, right_build_mlp((3, 4, 4), num_classes, left))


@mistake(
    replaces="build_cnn",
    en="The first convolution takes one channel, whatever input_shape says.",
    ko="input_shape와 상관없이 첫 convolution의 입력 채널이 하나입니다.",
)
def one_channel_only(input_shape, num_classes, budget):
    return right_build_cnn((1, *input_shape[1:]), num_classes, budget)


@mistake(
    replaces="build_cnn",
    en="A softmax ends your CNN. Return logits, as the MLP does.",
    ko="CNN이 softmax로 끝납니다. MLP처럼 logit을 반환하세요.",
)
def cnn_with_softmax(input_shape, num_classes, budget):
    return nn.Sequential(right_build_cnn(input_shape, num_classes, budget), nn.Softmax(dim=1))


# permute_pixels


def _by_orders(images, orders):
    """Each image in an order of its own."""
    flat = images.flatten(2)
    mixed = [one[:, torch.as_tensor(order)] for one, order in zip(flat, orders)]
    return torch.stack(mixed).reshape(images.shape)


@mistake(
    replaces="permute_pixels",
    en="Each image gets a permutation of its own. Then no pixel means the same thing twice, and nothing can be learned from places: draw one order, for all.",
    ko="이미지마다 순열이 다릅니다. 그러면 같은 자리의 픽셀이 매번 다른 뜻이라 위치에서 배울 것이 없습니다. 순서를 한 번만 뽑아 모두에게 쓰세요.",
)
def new_permutation_per_image(images, seed):
    rng = np.random.default_rng(seed)
    return _by_orders(images, [rng.permutation(images[0, 0].numel()) for _ in images])


@mistake(
    replaces="permute_pixels",
    en="Each channel gets a permutation of its own, so the colours of one pixel are torn apart. One order for all channels.",
    ko="채널마다 순열이 달라서 한 픽셀의 색이 흩어집니다. 모든 채널에 같은 순서를 쓰세요.",
)
def new_permutation_per_channel(images, seed):
    rng = np.random.default_rng(seed)
    flat = images.flatten(2)
    mixed = [
        flat[:, c, torch.as_tensor(rng.permutation(flat.shape[2]))] for c in range(flat.shape[1])
    ]
    return torch.stack(mixed, dim=1).reshape(images.shape)


@mistake(
    replaces="permute_pixels",
    en="Rows and columns are shuffled, so the pixels of a row stay together. Shuffle all H W positions as one.",
    ko="행과 열을 섞어서 같은 행의 픽셀이 여전히 함께 있습니다. H W개 위치를 한꺼번에 섞으세요.",
)
def rows_and_columns_shuffled(images, seed):
    rng = np.random.default_rng(seed)
    rows, columns = rng.permutation(images.shape[2]), rng.permutation(images.shape[3])
    return images[:, :, torch.as_tensor(rows)][:, :, :, torch.as_tensor(columns)]


@mistake(
    replaces="permute_pixels",
    en="The images are shuffled, not their pixels: you permute the first dimension.",
    ko="픽셀이 아니라 이미지의 순서를 섞었습니다. 첫 번째 차원을 섞은 것입니다.",
)
def images_shuffled(images, seed):
    order = torch.randperm(len(images), generator=torch.Generator().manual_seed(seed))
    return images[order]


@mistake(
    replaces="permute_pixels",
    en="The seed is not used, so every call has another permutation, and a test set another one than its training set.",
    ko="seed를 쓰지 않아 부를 때마다 순열이 달라지고, 테스트 세트가 학습 세트와 다르게 섞입니다.",
)
def seed_ignored(images, seed):
    order = np.random.default_rng().permutation(images[0, 0].numel())
    return _by_orders(images, [order] * len(images))


@mistake(
    replaces="permute_pixels",
    en="torch.manual_seed changes the global generator for everybody else, too. Use a torch.Generator of your own.",
    ko="torch.manual_seed는 다른 코드도 쓰는 전역 생성기까지 바꿉니다. torch.Generator를 따로 만들어 쓰세요.",
)
def global_generator_seeded(images, seed):
    torch.manual_seed(seed)
    order = torch.randperm(images[0, 0].numel())
    return _by_orders(images, [order] * len(images))


@mistake(
    replaces="permute_pixels",
    en="You draw positions with repetition: some pixels come twice and others are lost. A permutation is torch.randperm.",
    ko="위치를 중복을 허용해 뽑아서 어떤 픽셀은 두 번 나오고 어떤 픽셀은 없어집니다. 순열은 torch.randperm입니다.",
)
def drawn_with_repetition(images, seed):
    size = images[0, 0].numel()
    order = torch.randint(size, (size,), generator=torch.Generator().manual_seed(seed))
    return images.flatten(2)[:, :, order].reshape(images.shape)


# shift_images


@mistake(
    replaces="shift_images",
    en="torch.roll brings back on one side what left on the other. Zeros move in instead.",
    ko="torch.roll은 한쪽으로 나간 것을 반대쪽에서 다시 들여옵니다. 빈자리는 0이어야 합니다.",
)
def wraps_around(images, dy, dx):
    return torch.roll(images, (dy, dx), dims=(2, 3))


@mistake(
    replaces="shift_images",
    en="Your shift goes the other way: positive is down and right.",
    ko="방향이 반대입니다. 양수면 아래와 오른쪽입니다.",
)
def up_and_left(images, dy, dx):
    return right_shift_images(images, -dy, -dx)


@mistake(
    replaces="shift_images",
    en="dy and dx are exchanged: dy moves along the rows' axis (dimension 2), dx along the columns' (dimension 3). F.pad begins with the last dimension.",
    ko="dy와 dx가 바뀌었습니다. dy는 2번 차원(행), dx는 3번 차원(열)으로 옮깁니다. F.pad는 마지막 차원부터 적습니다.",
)
def axes_exchanged(images, dy, dx):
    return right_shift_images(images, dx, dy)


@mistake(
    replaces="shift_images",
    en="What moves in is a copy of the edge. It must be zeros.",
    ko="빈자리에 가장자리 값이 복사되었습니다. 0이어야 합니다.",
)
def edge_repeated(images, dy, dx):
    height, width = images.shape[-2:]
    rows = (torch.arange(height) - dy).clamp(0, height - 1)
    columns = (torch.arange(width) - dx).clamp(0, width - 1)
    return images[:, :, rows][:, :, :, columns]


@mistake(
    replaces="shift_images",
    en="A shift larger than the image makes height - dy negative, and a negative slice bound counts from the other end. Nothing is left of the image then: limit the shift to its size, or return zeros.",
    ko="이미지보다 크게 옮기면 height - dy가 음수가 되고, 음수인 슬라이스 경계는 반대쪽 끝에서부터 셉니다. 이때는 아무것도 남지 않으므로 이동량을 이미지 크기로 제한하거나 0을 반환하세요.",
)
def larger_than_the_image(images, dy, dx):
    height, width = images.shape[2:]
    moved = torch.zeros_like(images)
    rows = slice(max(dy, 0), height + min(dy, 0)), slice(max(-dy, 0), height - max(dy, 0))
    columns = slice(max(dx, 0), width + min(dx, 0)), slice(max(-dx, 0), width - max(dx, 0))
    moved[:, :, rows[0], columns[0]] = images[:, :, rows[1], columns[1]]
    return moved


@mistake(
    replaces="shift_images",
    en="A slice such as x[:, :, :-dy] is empty for dy = 0, since -0 is 0. Slice up to height - dy.",
    ko="x[:, :, :-dy] 같은 슬라이스는 dy = 0이면 비어 버립니다(-0은 0입니다). height - dy까지 자르세요.",
)
def nothing_left_at_zero(images, dy, dx):
    if dy and dx:
        return right_shift_images(images, dy, dx)
    moved = torch.zeros_like(images)
    if dy > 0:
        moved[:, :, dy:, :-dx] = images[:, :, :-dy, dx:]
    return moved


@mistake(
    replaces="shift_images",
    en="Negative shifts do nothing in yours. They move up and left.",
    ko="음수로 옮기면 아무 일도 일어나지 않습니다. 음수는 위와 왼쪽입니다.",
)
def never_negative(images, dy, dx):
    return right_shift_images(images, max(dy, 0), max(dx, 0))


@mistake(
    replaces="shift_images",
    en="You move the images in place, and the caller's are gone. Work on a copy.",
    ko="받은 이미지를 제자리에서 옮겨서 호출한 쪽의 이미지가 사라졌습니다. 복사본에서 하세요.",
)
def shifted_in_place(images, dy, dx):
    images.copy_(right_shift_images(images, dy, dx).clone())
    return images


# compare


def _compared(train, test, seed, **changes):
    """The right comparison, but where one of these says otherwise."""
    shift = changes.get("shift", (1, 1))
    trained = changes.get("train", lambda images, labels: (images, labels))
    fit = changes.get("fit", _train)
    results = {}
    for name, build in (("mlp", right_build_mlp), ("cnn", right_build_cnn)):
        plain = fit(build, *trained(*train), seed)
        mixed = changes.get("mixed_model") or fit(
            build, changes.get("mix_train", right_permute_pixels)(train[0], seed), train[1], seed
        )
        mixed = plain if mixed == "plain" else mixed
        shifted = changes.get("shifted_model", lambda build, plain: plain)(build, plain)
        results[name] = {
            "plain": _accuracy(plain, *test),
            "permuted": _accuracy(
                mixed, changes.get("mix_test", right_permute_pixels)(test[0], seed), test[1]
            ),
            "shifted": _accuracy(shifted, right_shift_images(test[0], *shift), test[1]),
        }
    return results


@mistake(
    replaces="compare",
    en="You train on shifted images before you test on shifted ones. Then the test says nothing about what a model has built in: shift at test time only.",
    ko="옮긴 이미지로 학습한 뒤 옮긴 이미지로 시험했습니다. 그러면 모델에 무엇이 미리 들어 있는지 알 수 없습니다. 테스트에서만 옮기세요.",
)
def shift_at_training_time_too(train, test, seed):
    moved = right_shift_images(train[0], 1, 1)
    return _compared(
        train, test, seed, shifted_model=lambda build, plain: _train(build, moved, train[1], seed)
    )


@mistake(
    replaces="compare",
    en="Test images are permuted by another seed than training images, so no pixel is where the model expects it. One permutation for both.",
    ko="테스트 이미지를 학습 이미지와 다른 seed로 섞어서, 픽셀이 모델이 배운 자리에 없습니다. 둘 다 같은 순열로 섞으세요.",
)
def another_permutation_for_the_test(train, test, seed):
    return _compared(
        train, test, seed, mix_test=lambda images, seed: right_permute_pixels(images, seed + 1)
    )


@mistake(
    replaces="compare",
    en='"permuted" is measured with the model that was trained on plain images. It must be trained on permuted ones.',
    ko='"permuted"를 원래 이미지로 학습한 모델로 쟀습니다. 섞은 이미지로 학습한 모델이어야 합니다.',
)
def permuted_at_test_only(train, test, seed):
    return _compared(train, test, seed, mixed_model="plain")


@mistake(
    replaces="compare",
    en='"permuted" is trained on permuted images and tested on plain ones. Permute the test images too.',
    ko='"permuted"를 섞은 이미지로 학습하고 원래 이미지로 시험했습니다. 테스트 이미지도 섞으세요.',
)
def permuted_in_training_only(train, test, seed):
    return _compared(train, test, seed, mix_test=lambda images, seed: images)


@mistake(
    replaces="compare",
    en='"shifted" is shifted in one direction only. It is (1, 1): one down and one to the right.',
    ko='"shifted"를 한 방향으로만 옮겼습니다. (1, 1), 즉 아래로 하나, 오른쪽으로 하나입니다.',
)
def shifted_down_only(train, test, seed):
    return _compared(train, test, seed, shift=(1, 0))


@mistake(
    replaces="compare",
    en="The accuracies are those on the training images. Test on the test images.",
    ko="학습 이미지에 대한 정확도입니다. 테스트 이미지로 재세요.",
)
def tested_on_training_images(train, test, seed):
    return right_compare(train, train, seed)


@mistake(
    replaces="compare",
    en="The accuracies are in percent. They are shares, 0 to 1.",
    ko="정확도가 퍼센트입니다. 0부터 1까지의 비율이어야 합니다.",
)
def compare_in_percent(train, test, seed):
    result = right_compare(train, test, seed)
    return {
        name: {part: 100 * value for part, value in each.items()} for name, each in result.items()
    }


@mistake(
    replaces="compare",
    en="The first weights come from the global generator, so the same seed gives another result each time. Call torch.manual_seed(seed) inside of torch.random.fork_rng().",
    ko="weight의 초깃값이 전역 생성기에서 나와서 seed가 같아도 결과가 매번 다릅니다. torch.random.fork_rng() 안에서 torch.manual_seed(seed)를 부르세요.",
)
def first_weights_not_seeded(train, test, seed):
    def fit(build, images, labels, seed):
        model = build(tuple(images.shape[1:]), len(labels.unique()), BUDGET)
        order = torch.Generator().manual_seed(seed)
        optimizer = torch.optim.Adam(model.parameters(), lr=LR)
        for _ in range(EPOCHS):
            for rows in torch.randperm(len(images), generator=order).split(BATCH_SIZE):
                optimizer.zero_grad()
                F.cross_entropy(model(images[rows]), labels[rows]).backward()
                optimizer.step()
        return model

    return _compared(train, test, seed, fit=fit)


@mistake(
    replaces="compare",
    en="Your models are hardly trained (one epoch): what is compared is who starts faster. Train until both have learned.",
    ko="모델을 거의 학습하지 않아서(epoch 하나) 누가 먼저 출발하는지를 비교한 셈입니다. 둘 다 충분히 배울 때까지 학습하세요.",
)
def hardly_trained(train, test, seed):
    def fit(build, images, labels, seed):
        with torch.random.fork_rng():
            torch.manual_seed(seed)
            model = build(tuple(images.shape[1:]), len(labels.unique()), BUDGET)
        optimizer = torch.optim.SGD(model.parameters(), lr=LR)
        for rows in torch.arange(len(images)).split(BATCH_SIZE):
            optimizer.zero_grad()
            F.cross_entropy(model(images[rows]), labels[rows]).backward()
            optimizer.step()
        return model

    return _compared(train, test, seed, fit=fit)
