"""Hidden grader of q16b: the two modes of batch norm, folding it, leaving a model as it was.

Batches have 2 to 4 rows, where the biased and the unbiased variance differ most; eps is large, so
that it shows where it is missing or misplaced. Models are made by probes, with scales of either
sign, statistics away from 0 and 1, and submodules in modes of their own.
"""

from __future__ import annotations

import numpy as np
import torch

from autograder.grading import check, check_close, check_raises, check_unchanged, task

# BatchNorm1d


def make_norms(submission, reference, rng, columns, **settings):
    """The student's layer and the reference's, with one weight and bias."""
    weight = rng.uniform(0.5, 2.0, columns) * rng.choice([-1.0, 1.0], columns)
    bias = rng.normal(size=columns)
    norms = submission.BatchNorm1d(columns, **settings), reference.BatchNorm1d(columns, **settings)
    for norm in norms:
        norm.weight, norm.bias = weight, bias
    return norms


def make_batch(rng, rows, columns):
    """Columns of different mean and spread, in memory column by column."""
    spread = rng.uniform(0.5, 3.0, (columns, 1))
    return (rng.normal(size=(columns, rows)) * spread + 2 * rng.normal(size=(columns, 1))).T


def check_statistics(norm, expected, **tolerance):
    check_close(norm.running_mean, expected.running_mean, dtype=False, **tolerance)
    check_close(norm.running_var, expected.running_var, dtype=False, **tolerance)


@task("BatchNorm1d", points=2)
def test_training_normalises_with_the_batch(submission, reference, rng):
    """In train mode, the mode at the start, the biased statistics of the batch normalise.
    train 모드(처음 상태)에서는 열마다 그 배치의 평균과 N으로 나눈 분산으로 정규화합니다."""
    norm, expected = submission.BatchNorm1d(3), reference.BatchNorm1d(3)
    x = make_batch(rng, 4, 3)
    check_close(norm(x), expected(x))
    check_close(norm.weight, np.ones(3), dtype=False)
    check_close(norm.bias, np.zeros(3), dtype=False)
    norm, expected = make_norms(submission, reference, rng, 3, eps=0.2, momentum=0.4)
    for rows in (2, 7):
        x = make_batch(rng, rows, 3)
        check_close(norm(x), expected(x))
    constant = make_batch(rng, 3, 3)
    constant[:, 1] = 0.1  # a variance of 0, or of rounding
    check_close(norm(constant), expected(constant))


@task("BatchNorm1d", points=2)
def test_running_statistics_follow_the_batches(submission, reference, rng):
    """Training moves the running statistics towards the batch's mean and unbiased variance.
    학습할 때 running 통계는 배치의 평균과 불편분산 쪽으로 momentum만큼 움직입니다."""
    norm, expected = make_norms(submission, reference, rng, 4, momentum=0.3)
    for rows in (2, 3, 4):
        x = make_batch(rng, rows, 4)
        norm(x), expected(x)
        if rows != 3:
            check_statistics(norm, expected)


@task("BatchNorm1d", points=3)
def test_evaluation_uses_the_running_statistics_and_leaves_them(submission, reference, rng):
    """In eval mode the running statistics normalise, even a single row, and stay as they are.
    eval 모드에서는 한 행이라도 running 통계로 정규화하고, 통계는 그대로입니다."""
    norm, expected = make_norms(submission, reference, rng, 3, eps=0.1, momentum=0.3)
    for layer in (norm, expected):
        layer.running_mean = np.array([1.0, -2.0, 0.5])
        layer.running_var = np.array([4.0, 0.3, 1.5])
    for training, sizes in ((False, (5, 1)), (True, (2, 4, 3)), (False, (1,)), (True, (2,))):
        for layer in (norm, expected):
            (layer.train if training else layer.eval)()
        for rows in sizes:
            x = make_batch(rng, rows, 3)
            check_close(norm(x), expected(x))
    check_statistics(norm, expected)


@task("BatchNorm1d", points=1)
def test_momentum_none_is_the_cumulative_average(submission, reference, rng):
    """momentum=None averages all training batches alike; with momentum=0.0 nothing moves.
    momentum=None이면 모든 학습 배치를 똑같이 평균하고, momentum=0.0이면 통계가 움직이지 않습니다."""
    norm, expected = (side.BatchNorm1d(2, momentum=None) for side in (submission, reference))
    for rows in (3, 2, 5):
        x = make_batch(rng, rows, 2)
        norm(x), expected(x)
    norm.eval(), expected.eval()
    x = make_batch(rng, 4, 2)
    check_close(norm(x), expected(x))
    norm.train(), expected.train()
    norm(x), expected(x)
    check_statistics(norm, expected)
    still, expected = (side.BatchNorm1d(2, momentum=0.0) for side in (submission, reference))
    for batch in (x, make_batch(rng, 3, 2)):
        still(batch), expected(batch)
    check_statistics(still, expected)


@task("BatchNorm1d", points=1)
def test_one_row_and_wrong_shapes_raise(submission, rng):
    """One row in train mode, or an x of a wrong shape, raises ValueError and changes nothing.
    train 모드의 한 행짜리 x나 모양이 틀린 x에는 ValueError를 내고, 통계는 그대로입니다."""
    norm = submission.BatchNorm1d(3)
    x = make_batch(rng, 4, 3)
    norm(x)
    mean, var = (
        norm.running_mean,
        norm.running_var,
    )  # whatever they are: not what this case is about
    for wrong in (x[:1], x[:, :2], x[0]):
        check_raises("ValueError", norm, wrong)
    check_close(norm.running_mean, mean)
    check_close(norm.running_var, var)
    norm.eval()
    check_raises("ValueError", norm, x[:, :2])


@task("BatchNorm1d", points=1)
def test_dtype_is_kept_and_the_batch_unchanged(submission, reference, rng):
    """float32 gives float32, integers give float64, in both modes; x is not changed.
    두 모드 모두 float32에는 float32, 정수에는 float64를 반환하고, x를 바꾸지 않습니다."""
    double = make_batch(rng, 4, 3)
    single, whole = double[:3].astype(np.float32), rng.integers(-9, 9, size=(4, 3))
    norm, expected = make_norms(submission, reference, rng, 3, eps=0.1)
    for x in (double, single, whole):
        check_close(norm(x), expected(x), rtol=1e-4, atol=1e-4)
    for side in (norm, expected):  # given, so that this case is about dtypes alone
        side.running_mean, side.running_var = np.array([0.5, -1.0, 2.0]), np.array([0.3, 1.5, 4.0])
        side.eval()
    for x in (single, whole):
        check_close(norm(x), expected(x), rtol=1e-4, atol=1e-4)
    check_unchanged(submission)


# fold_batchnorm


def make_dense(rng, inputs, outputs):
    """W, b, and the batch norm's mean, variance, gamma and beta; W is not contiguous."""
    W, b = rng.normal(size=(outputs, inputs)).T, rng.normal(size=outputs)
    gamma = rng.uniform(0.5, 2.0, outputs) * rng.choice([-1.0, 1.0], outputs)
    var = rng.uniform(0.2, 3.0, outputs)
    return W, b, rng.normal(size=outputs), var, gamma, rng.normal(size=outputs)


def fold(submission, layers, eps):
    folded = submission.fold_batchnorm(*layers, eps)
    check(
        isinstance(folded, tuple | list) and len(folded) == 2,
        "fold_batchnorm must return a pair (W, b).",
        "fold_batchnorm은 (W, b) 쌍을 반환해야 합니다.",
    )
    return folded


@task("fold_batchnorm", points=2)
def test_folded_weights(submission, reference, rng):
    """The folded W and b are right for square and other shapes, with eps large and small.
    W가 정사각이든 아니든, eps가 크든 작든 합친 W와 b가 맞습니다."""
    for inputs, outputs, eps in ((3, 3, 0.3), (5, 3, 1e-3), (2, 4, 0.05)):
        layers = make_dense(rng, inputs, outputs)
        W, b = fold(submission, layers, eps)
        expected_W, expected_b = reference.fold_batchnorm(*layers, eps)
        check_close(W, expected_W)
        check_close(b, expected_b)


@task("fold_batchnorm", points=2)
def test_one_layer_does_what_two_did(submission, rng):
    """The folded layer gives what the two layers gave, also at a variance of 0.
    합친 층의 출력이 두 층을 거친 출력과 같습니다(분산이 0인 곳 포함)."""
    W, b, mean, var, gamma, beta = layers = make_dense(rng, 4, 3)
    var[0], gamma[2], eps = 0.0, 0.0, 0.01
    folded_W, folded_b = fold(submission, layers, eps)
    check_close(folded_W, W, atol=1e9)  # type, shape and finiteness, before it is multiplied
    check_close(folded_b, b, atol=1e9)
    x = rng.normal(size=(6, 4))
    both = gamma * (x @ W + b - mean) / np.sqrt(var + eps) + beta
    check_close({"x @ W + b": x @ folded_W + folded_b}, {"x @ W + b": both})


@task("fold_batchnorm", points=1)
def test_folding_keeps_float32_and_its_arguments(submission, reference, rng):
    """float32 gives float32, and none of the arguments is changed.
    float32에는 float32를 반환하고, 인자를 바꾸지 않습니다."""
    layers = [array.astype(np.float32) for array in make_dense(rng, 3, 2)]
    expected_W, expected_b = reference.fold_batchnorm(*layers, 0.1)
    W, b = fold(submission, layers, 0.1)
    check_close(W, expected_W, rtol=1e-4, atol=1e-4)
    check_close(b, expected_b, rtol=1e-4, atol=1e-4)
    check_unchanged(submission)


# fuse_conv_bn


def make_pair(side, conv, bn, seed, dtype="float32"):
    """A convolution and a batch norm in eval mode, with the same values on either side."""
    modules = []
    for i, (kind, *arguments, options) in enumerate((conv, bn)):
        spec = (kind, *arguments, {**options, "mode": "eval"})
        modules.append(side.probe.module(spec, seed + i, dtype))
    return modules


def fuse(submission, conv, bn):
    fused = submission.fuse_conv_bn(conv, bn)
    check(
        callable(fused),
        "fuse_conv_bn must return an nn.Conv2d.",
        "fuse_conv_bn은 nn.Conv2d를 반환해야 합니다.",
    )
    return fused


def check_fusion(submission, reference, conv_spec, bn_spec, seed, x):
    """One convolution gives what the two modules give one after the other.

    They are fused in float32 and run in float64, where a convolution needs no compiling first.
    """
    conv, bn = make_pair(reference, conv_spec, bn_spec, seed)
    expected = reference.probe.call_module(
        bn.double(), reference.probe.call_module(conv.double(), x)
    )
    fused = fuse(submission, *make_pair(submission, conv_spec, bn_spec, seed))
    out = submission.probe.call_module(fused.double(), x)
    check_close(out, expected, rtol=1e-4, atol=1e-4)


def make_images(rng, channels):
    return torch.from_numpy(rng.normal(size=(2, channels, 9, 7)))


@task("fuse_conv_bn", points=3)
def test_fused_convolution_does_what_two_modules_did(submission, reference, rng, seed):
    """The fused convolution gives what the convolution and the batch norm in eval mode gave.
    합친 convolution의 출력이 convolution과 eval 모드 배치 정규화를 거친 출력과 같습니다."""
    conv, bn = ("Conv2d", 3, 3, (3, 2), {}), ("BatchNorm2d", 3, {"eps": 0.2})
    check_fusion(submission, reference, conv, bn, seed, make_images(rng, 3))


@task("fuse_conv_bn", points=2)
def test_fusing_without_conv_bias_or_affine(submission, reference, rng, seed):
    """Fusing works without a convolution bias, and without the batch norm's weight and bias.
    convolution에 bias가 없거나 배치 정규화에 weight와 bias가 없어도 합쳐집니다."""
    for bias, affine in ((False, True), (True, False)):
        conv = ("Conv2d", 2, 3, (3, 2), {"bias": bias})
        bn = ("BatchNorm2d", 3, {"affine": affine, "eps": 0.1})
        check_fusion(submission, reference, conv, bn, seed, make_images(rng, 2))


@task("fuse_conv_bn", points=3)
def test_fused_convolution_keeps_its_settings(submission, reference, rng, seed):
    """Stride, padding, dilation, groups and padding mode are those of the convolution.
    stride, padding, dilation, groups, padding mode가 원래 convolution과 같습니다."""
    for channels, settings in (
        (8, {"groups": 2, "stride": (2, 1), "padding": (1, 2)}),
        (4, {"dilation": (2, 3), "padding": (2, 1), "padding_mode": "reflect"}),
    ):
        conv, bn = ("Conv2d", channels, 4, (3, 2), settings), ("BatchNorm2d", 4, {})
        check_fusion(submission, reference, conv, bn, seed, make_images(rng, channels))


@task("fuse_conv_bn", points=1)
def test_fusing_leaves_the_originals(submission, seed):
    """The fused convolution is a new nn.Conv2d; the two originals stay as they were.
    합친 convolution은 새로운 nn.Conv2d이고, 원래 convolution과 배치 정규화는 그대로입니다."""
    conv, bn = make_pair(submission, ("Conv2d", 2, 3, (3, 2), {}), ("BatchNorm2d", 3, {}), seed)
    before = [submission.probe.snapshot(module) for module in (conv, bn)]
    fused = fuse(submission, conv, bn)
    told = submission.probe.describe(fused)
    check(
        told["is_module"] and "Conv2d" in (told["class"], *told["bases"]),
        f"fuse_conv_bn must return an nn.Conv2d, not a {told['class']}.",
        f"fuse_conv_bn은 nn.Conv2d를 반환해야 하는데 {told['class']}을(를) 반환했습니다.",
    )
    check(
        not submission.probe.same(fused, conv),
        "fuse_conv_bn returned conv itself; it must return a new module.",
        "fuse_conv_bn이 conv 자신을 반환했습니다. 새 모듈을 반환해야 합니다.",
    )
    for module, was in zip((conv, bn), before):
        now = submission.probe.snapshot(module)
        check_close(now["parameters"], was["parameters"])
        check_close(now["buffers"], was["buffers"])


@task("fuse_conv_bn", points=1)
def test_fusing_keeps_float64_and_needs_statistics(submission, reference, rng, seed):
    """float64 stays float64; a batch norm without running statistics raises ValueError.
    float64는 float64로 남고, running 통계가 없는 배치 정규화에는 ValueError를 냅니다."""
    specs = ("Conv2d", 2, 3, (3, 2), {}), ("BatchNorm2d", 3, {"eps": 0.1})
    conv, bn = make_pair(submission, *specs, seed, "float64")
    bare = ("BatchNorm2d", 3, {"track_running_stats": False, "mode": "eval"})
    check_raises("ValueError", submission.fuse_conv_bn, conv, submission.probe.module(bare))
    fused = fuse(submission, conv, bn)
    dtype = submission.probe.snapshot(fused)["parameters"]["weight"].dtype
    check(
        dtype == np.float64,
        f"The fused weight must be float64, as conv's is; it is {dtype}.",
        f"conv의 weight가 float64이므로 합친 weight도 float64여야 하는데 {dtype}입니다.",
    )
    x = make_images(rng, 2)
    conv, bn = make_pair(reference, *specs, seed, "float64")
    expected = reference.probe.call_module(bn, reference.probe.call_module(conv, x))
    check_close(submission.probe.call_module(fused, x), expected)


# predict


def make_rows(rng, rows):
    return torch.from_numpy(rng.normal(size=(rows, 4)))


def check_modes(submission, model, before, call):
    """Every submodule is in the mode that it was in before; ``before`` says "train" or "eval"."""
    after = submission.probe.snapshot(model)["modes"]
    wrong = [name for name, mode in before.items() if after.get(name) != (mode == "train")]
    names = ", ".join(f"'{name}'" if name else "the model itself" for name in wrong)
    names_ko = ", ".join(f"'{name}'" if name else "모델 자신" for name in wrong)
    was = before[wrong[0]] if wrong else ""
    check(
        not wrong,
        f"After {call} the mode of these has changed: {names} (the first was in {was} mode).",
        f"{call} 뒤에 다음 모듈의 모드가 전과 다릅니다: {names_ko} (맨 앞의 것은 {was} 모드였습니다).",
    )


@task("predict", points=2)
def test_prediction_is_made_in_eval_mode(submission, reference, rng, seed):
    """Prediction uses the running statistics, without dropout, and moves no buffer.
    예측은 running 통계로 dropout 없이 이루어지고, buffer를 움직이지 않습니다."""
    spec = [("Linear", 4, 3), ("BatchNorm1d", 3, {"eps": 0.1}), ("Dropout", 0.4), ("Linear", 3, 2)]
    model, expected = (side.probe.module(spec, seed, "float64") for side in (submission, reference))
    before = reference.probe.snapshot(expected)
    submission.probe.seed_global(seed)  # what dropout draws, where it is still on, repeats
    for rows in (5, 1):
        x = make_rows(rng, rows)
        check_close(submission.predict(model, x), reference.predict(expected, x))
    after = submission.probe.snapshot(model)
    check_close(after["buffers"], before["buffers"])
    check_close(after["parameters"], before["parameters"])


@task("predict", points=1)
def test_prediction_builds_no_graph(submission, rng, seed):
    """Gradients are off while the model runs, and the parameters still require theirs.
    모델이 도는 동안 gradient가 꺼져 있고, 파라미터의 requires_grad는 그대로입니다."""
    spec = [("Linear", 4, 3), "witness", ("BatchNorm1d", 3), ("Linear", 3, 2, {"frozen": True})]
    model = submission.probe.module(spec, seed, "float64")
    before = submission.probe.snapshot(model)["requires_grad"]
    out = submission.predict(model, make_rows(rng, 2))
    check(
        isinstance(out, torch.Tensor) and not out.requires_grad,
        "predict must return a tensor that requires no gradient: no graph may hang on it.",
        "predict는 gradient가 필요 없는 tensor를 반환해야 합니다. 계산 그래프가 달려 있으면 안 됩니다.",
    )
    (seen,) = submission.probe.witnessed(model)["1"]
    check(
        not seen["grad_enabled"],
        "While the model ran, gradients were on: a graph was built, and cut off only afterwards.",
        "모델이 도는 동안 gradient가 켜져 있었습니다. 그래프를 만든 다음에야 끊은 것입니다.",
    )
    check(
        submission.probe.snapshot(model)["requires_grad"] == before,
        "After predict the parameters no longer require a gradient as they did.",
        "predict 뒤에 파라미터의 requires_grad가 전과 다릅니다.",
    )


MODES = tuple(  # a frozen batch norm, and one, beside dropout, in a block with a mode of its own
    dict(zip(("", "norm", "block", "block.drop", "block.deep"), modes))
    for modes in (
        ("train", "train", "train", "train", "train"),
        ("eval", "eval", "train", "eval", "train"),
        ("train", "eval", "train", "eval", "train"),
    )
)


def make_nested(submission, modes, seed, last=("Identity",)):
    """A model in which submodules, and theirs, are in modes of their own."""
    block = {
        "drop": ("Dropout", 0.3, {"mode": modes["block.drop"]}),
        "deep": ("BatchNorm1d", 4, {"mode": modes["block.deep"]}),
    }
    spec = {
        "norm": ("BatchNorm1d", 4, {"mode": modes["norm"]}),
        "block": ("Sequential", block, {"mode": modes["block"]}),
        "last": last,
    }
    return submission.probe.module(("Sequential", spec, {"mode": modes[""]}), seed, "float64")


@task("predict", points=2)
def test_prediction_restores_every_mode(submission, rng, seed):
    """After predict every submodule, however deep, is in the mode that it had itself.
    predict 뒤에 모든 하위 모듈이 아무리 깊이 있어도 원래 자기 모드로 돌아와 있습니다."""
    for modes in MODES:
        model = make_nested(submission, modes, seed)
        submission.predict(model, make_rows(rng, 2))
        check_modes(submission, model, modes, "predict(model, x)")


@task("predict", points=1)
def test_prediction_restores_the_modes_after_an_error(submission, rng, seed):
    """When the model raises, the exception reaches the caller and the modes are restored.
    모델에서 예외가 나면 그 예외가 호출한 쪽에 전달되고 모드도 되돌아옵니다."""
    for modes in MODES[:2]:
        model = make_nested(submission, modes, seed, last=("raises", 1))
        x = make_rows(rng, 2)
        submission.predict(model, x)  # the first call passes
        check_modes(submission, model, modes, "predict(model, x)")
        check_raises("RuntimeError", submission.predict, model, x)
        check_modes(submission, model, modes, "an error in predict(model, x)")


# recalibrate

BATCHES = (5, 2, 8)


def make_network(side, seed, first=None, second=None, root="train", more=None):
    """Two batch norms, of images and of rows, each with a momentum of its own."""
    spec = {
        "conv": ("Conv2d", 2, 3, (3, 2)),
        "norm": ("BatchNorm2d", 3, {"momentum": 0.3, **(first or {})}),
        "act": ("Tanh",),
        "flat": ("Flatten",),
        "tail": {
            "dense": ("Linear", 27, 4),
            "norm": ("BatchNorm1d", 4, {"momentum": 0.05, **(second or {})}),
            **(more or {}),
        },
    }
    return side.probe.module(("Sequential", spec, {"mode": root}), seed, "float64")


def make_batches(rng, sizes=BATCHES):
    """Batches of different size, mean and spread."""
    return [
        torch.from_numpy(rng.normal(size=(n, 2, 5, 4)) * rng.uniform(0.5, 2) + rng.normal())
        for n in sizes
    ]


def statistics(side, model):
    """The running statistics by name."""
    buffers = side.probe.snapshot(model)["buffers"]
    return {name: value for name, value in buffers.items() if "running" in name}


def norms_of(submission, model):
    """(name, settings) of both batch norms."""
    told = submission.probe.describe(model)["children"]
    yield "norm", told["norm"]["config"]
    yield "tail.norm", told["tail"]["children"]["norm"]["config"]


def check_recalibration(submission, reference, batches, *arguments, **settings):
    model, expected = (
        make_network(side, *arguments, **settings) for side in (submission, reference)
    )
    submission.recalibrate(model, batches)
    reference.recalibrate(expected, batches)
    check_close(statistics(submission, model), statistics(reference, expected))


@task("recalibrate", points=3)
def test_statistics_are_the_average_over_the_batches(submission, reference, rng, seed):
    """The running statistics become the average over the batches, whatever their size.
    running 통계가 배치들의 평균이 됩니다. 크기가 달라도 배치마다 비중이 같습니다."""
    check_recalibration(submission, reference, make_batches(rng), seed)
    check_recalibration(submission, reference, make_batches(rng, [4]), seed)


@task("recalibrate", points=1)
def test_frozen_batch_norms_are_estimated_too(submission, reference, rng, seed):
    """Frozen batch norms are estimated too, and so are those of a model in eval mode.
    얼려 둔 배치 정규화도, eval 모드인 모델의 배치 정규화도 다시 추정합니다."""
    batches = make_batches(rng, [3, 4])
    frozen = {"mode": "eval", "frozen": True}
    check_recalibration(submission, reference, batches, seed, second=frozen)
    check_recalibration(submission, reference, batches, seed, first=frozen)
    check_recalibration(submission, reference, batches, seed, root="eval")


@task("recalibrate", points=2)
def test_recalibration_changes_nothing_else(submission, rng, seed):
    """Weights, momentum and the mode of every single module are as before.
    weight와 momentum, 그리고 모듈 하나하나의 모드가 전과 같습니다."""
    batches = make_batches(rng, [3, 2])
    for root, first, second in (("eval", "eval", "train"), ("train", "eval", "eval")):
        settings = {"mode": first}, {"mode": second, "momentum": None}
        model = make_network(submission, seed, *settings, root)
        before = submission.probe.snapshot(model)["parameters"]
        submission.recalibrate(model, batches)
        check_close(submission.probe.snapshot(model)["parameters"], before)
        momentum = {name: config["momentum"] for name, config in norms_of(submission, model)}
        check(
            momentum == {"norm": 0.3, "tail.norm": None},
            f"After recalibrate the momentum is {momentum}; it was 0.3 and None.",
            f"recalibrate 뒤에 momentum이 {momentum}입니다. 전에는 0.3과 None이었습니다.",
        )
        modes = {"": root, "conv": root, "norm": first, "tail": root, "tail.norm": second}
        check_modes(submission, model, modes, "recalibrate(model, batches)")


@task("recalibrate", points=1)
def test_batch_norm_without_running_statistics_is_left_alone(submission, reference, rng, seed):
    """A batch norm that keeps no running statistics is left alone; the others are estimated.
    running 통계가 없는 배치 정규화는 그대로 두고 나머지를 추정합니다."""
    bare = {"bare": ("BatchNorm1d", 4, {"track_running_stats": False})}
    check_recalibration(submission, reference, make_batches(rng, [4, 2]), seed, more=bare)
