"""Hidden grader of q20b: bytes, counted on real tensors where there are any.

What an optimizer keeps is read off PyTorch's own after a step, and what autograd saves is measured on a second
model that is built in the same way, both in this process, where no submission has ever been. The parts have different
sizes, so that nothing that is left out or counted twice can hide.
"""

from __future__ import annotations

import contextlib

import numpy as np
import torch

from autograder.grading import (
    check,
    check_close,
    check_equal,
    check_raises,
    check_unchanged,
    require_cuda,
    task,
)
from autograder.grading.errors import SubmissionError

OPTIMIZERS = {
    "sgd": lambda parameters: torch.optim.SGD(parameters, lr=0.1),
    "momentum": lambda parameters: torch.optim.SGD(parameters, lr=0.1, momentum=0.9),
    "rmsprop": lambda parameters: torch.optim.RMSprop(parameters, lr=0.1),
    "adam": lambda parameters: torch.optim.Adam(parameters, lr=0.1),
    "adamw": lambda parameters: torch.optim.AdamW(parameters, lr=0.1),
}

# Tied and frozen parts, and batch norm with its buffers.
PARTS = {
    "first": ("Linear", 6, 6, {"bias": False}),
    "norm": ("BatchNorm1d", 6),
    "act": ("ReLU",),
    "fixed": ("Linear", 6, 5, {"frozen": True}),
    "back": ("Linear", 5, 6),
    "tied": ("Linear", 6, 6, {"tied": {"weight": "first.weight"}}),
    "last": ("Linear", 6, 2),
}


def draw(rng, *shape):
    return torch.from_numpy(rng.normal(size=shape).astype(np.float32))


def built(submission, reference, spec, seed, dtype="float32"):
    """The same model twice: the submission's, and one in this process."""
    return [side.probe.module(spec, seed, dtype) for side in (submission, reference)]


def several_dtypes(submission, reference, seed):
    """PARTS, the first layer in float64, so that no other is like it, and the frozen one in bfloat16."""
    models = built(submission, reference, PARTS, seed)
    for model in models:
        model.get_submodule("first").double()
        model.get_submodule("fixed").bfloat16()
    return models


# parameter_bytes


@task("parameter_bytes", points=2)
def test_parameter_bytes_by_dtype(submission, reference, seed):
    """Parameters in float32, float64 and bfloat16, beside buffers, which are none.
    float32, float64, bfloat16 파라미터입니다. 함께 있는 buffer는 파라미터가 아닙니다."""
    spec = [("Conv2d", 2, 3, 3), ("BatchNorm2d", 3), "Flatten", ("Linear", 12, 5)]
    for dtype in ("float32", "float64", "bfloat16"):
        mine, theirs = built(submission, reference, spec, seed, dtype)
        check_close(submission.parameter_bytes(mine), reference.parameter_bytes(theirs))


@task("parameter_bytes", points=3)
def test_parameter_bytes_of_tied_and_frozen_parts(submission, reference, seed):
    """Frozen parameters count, shared ones once, each in its own dtype.
    고정된 파라미터도 세고, 공유된 것은 한 번만, 각각 자기 dtype으로 셉니다."""
    mine, theirs = several_dtypes(submission, reference, seed)
    check_close(submission.parameter_bytes(mine), reference.parameter_bytes(theirs))
    twice = {"one": ("Linear", 4, 4), "two": ("same", "one"), "norm": ("LayerNorm", 4)}
    mine, theirs = built(submission, reference, twice, seed)
    check_close(submission.parameter_bytes(mine), reference.parameter_bytes(theirs))


# optimizer_state_bytes

# Neither another case nor the first letters make a name that is known.
UNKNOWN = ("lion", "Adam", "adamn")


def state_bytes(model, name):
    """What PyTorch's optimizer has in its state after a step, step counters aside."""
    parameters = [p for p in model.parameters() if p.requires_grad]
    optimizer = OPTIMIZERS[name](parameters)
    for parameter in parameters:
        parameter.grad = torch.zeros_like(parameter)
    optimizer.step()
    return sum(
        value.nbytes
        for state in optimizer.state.values()
        for key, value in state.items()
        if key != "step" and value is not None
    )


@task("optimizer_state_bytes", points=4)
def test_optimizer_state_bytes(submission, reference, seed):
    """As much as PyTorch's own optimizers keep of models with tied, frozen and mixed parts.
    공유되거나 고정되었거나 dtype이 섞인 모델에서 PyTorch의 optimizer가 실제로 보관하는 만큼입니다."""
    mine, theirs = several_dtypes(submission, reference, seed)
    for name in OPTIMIZERS:
        check_close(submission.optimizer_state_bytes(mine, name), state_bytes(theirs, name))
    mine, theirs = built(submission, reference, [("Conv2d", 2, 3, 3), "ReLU"], seed, "float64")
    for name in ("adam", "momentum"):
        check_close(submission.optimizer_state_bytes(mine, name), state_bytes(theirs, name))


@task("optimizer_state_bytes", points=1)
def test_optimizer_state_bytes_at_the_edges(submission, seed):
    """0 where everything is frozen; an unknown optimizer raises ValueError.
    모두 고정되어 있으면 0입니다. 모르는 optimizer 이름에는 ValueError를 냅니다."""
    frozen = submission.probe.module(("Linear", 3, 2, {"frozen": True}), seed)
    check_close(submission.optimizer_state_bytes(frozen, "adam"), 0)
    model = submission.probe.module(("Linear", 3, 2), seed)
    for name in UNKNOWN:
        check_raises("ValueError", submission.optimizer_state_bytes, model, name)


# activation_bytes


def check_activations(submission, reference, spec, seed, x, dtype="float32"):
    mine, theirs = built(submission, reference, spec, seed, dtype)
    check_close(submission.activation_bytes(mine, x), reference.activation_bytes(theirs, x))


@task("activation_bytes", points=3)
def test_activation_bytes_of_dense_layers(submission, reference, rng, seed):
    """Inputs and outputs that are saved, x too, in float32 and float64; behind frozen layers less is saved.
    저장되는 입력과 출력을 x까지 포함해 float32와 float64에서 셉니다. 고정된 층에서는 덜 저장됩니다."""
    dense = [("Linear", 3, 7), "Tanh", ("Linear", 7, 5), "ReLU", ("Linear", 5, 2), "Identity"]
    check_activations(submission, reference, dense, seed, draw(rng, 6, 3))
    check_activations(submission, reference, dense, seed, draw(rng, 1, 3).double(), "float64")
    frozen = [("Linear", 3, 4, {"frozen": True}), "Sigmoid", ("Linear", 4, 6), "GELU"]
    check_activations(submission, reference, frozen, seed, draw(rng, 5, 3))
    # a frozen layer between others saves its weight, which is a parameter all the same
    between = [("Linear", 3, 4), "Tanh", ("Linear", 4, 6, {"frozen": True}), ("Linear", 6, 2)]
    check_activations(submission, reference, between, seed, draw(rng, 4, 3))
    words = [("Embedding", 9, 4), "Flatten", ("LayerNorm", 12), ("Linear", 12, 2)]
    x = torch.from_numpy(rng.integers(9, size=(7, 3)))
    check_activations(submission, reference, words, seed, x)


@task("activation_bytes", points=3)
def test_activation_bytes_of_shared_storages(submission, reference, rng, seed):
    """Views and tensors that are saved twice count once, with the whole of their storage.
    view와 두 번 저장되는 텐서는 한 번만, storage 전체로 셉니다."""
    images = [
        ("Conv2d", 2, 3, 3),
        ("ReLU", {"inplace": True}),
        ("MaxPool2d", 2),
        "Flatten",
        ("Linear", 12, 5),
        ("residual", [("Linear", 5, 5), "Tanh"]),
        ("Unflatten", 1, (5, 1, 1)),
        ("Conv2d", 5, 2, 1),
    ]
    check_activations(submission, reference, images, seed, draw(rng, 3, 2, 6, 6))
    branches = [("Linear", 4, 6), ("residual", "GELU"), ("residual", ("Linear", 6, 6)), "Tanh"]
    check_activations(submission, reference, branches, seed, draw(rng, 5, 4))
    spread = draw(rng, 1, 4).expand(5, 4)  # five rows in the storage of one
    check_activations(submission, reference, branches, seed, spread)
    # Tanh saves its output, and the next layer a row of it: one storage, and two addresses in it
    row = [("Linear", 4, 6), "Tanh", ("residual", [("pick", 2), ("Linear", 6, 6)])]
    check_activations(submission, reference, row, seed, draw(rng, 5, 4))


NORMED = {
    "in": ("Linear", 4, 5),
    "norm": ("BatchNorm1d", 5),
    "drop": ("Dropout", 0.4),
    "block": {"mid": ("Linear", 5, 3), "norm": ("BatchNorm1d", 3), "drop": ("Dropout", 0.7)},
    "out": ("Linear", 3, 2),
}


def normed(root, block):
    """NORMED in one mode, its block in another."""
    inner = ("Sequential", NORMED["block"], {"mode": block})
    return ("Sequential", NORMED | {"block": inner}, {"mode": root})


@task("activation_bytes", points=2)
def test_activation_bytes_in_the_models_own_mode(submission, reference, rng, seed):
    """Batch norm and dropout save other things in train mode than in eval mode; buffers don't count.
    배치 정규화와 dropout이 저장하는 것은 train 모드와 eval 모드에서 다릅니다. buffer는 세지 않습니다."""
    for modes in (("train", "train"), ("eval", "eval"), ("train", "eval"), ("eval", "train")):
        check_activations(submission, reference, normed(*modes), seed, draw(rng, 6, 4))


def check_as_before(submission, seed, function, *arguments):
    """Calls ``function(model, *arguments)`` in both modes; the model stays as it was."""
    for modes in (("train", "eval"), ("eval", "train")):
        model = submission.probe.module(normed(*modes), seed)
        before = submission.probe.snapshot(model)
        function(model, *arguments)
        after = submission.probe.snapshot(model)
        for part, en, ko in (
            ("buffers", "a buffer", "buffer"),
            ("gradients", "the .grad of a parameter", "파라미터의 .grad"),
            ("modes", "the mode of a module", "모듈의 모드"),
            ("parameters", "a parameter", "파라미터"),
            ("requires_grad", "the requires_grad of a parameter", "파라미터의 requires_grad"),
        ):
            changed = [
                name for name, old in before[part].items() if not same(after[part].get(name), old)
            ]
            check(
                not changed,
                f"{en} of the model has changed: {', '.join(changed)}.",
                f"모델에서 {ko}이(가) 바뀌었습니다: {', '.join(changed)}.",
            )


def same(new, old):
    return new is old if new is None or old is None else np.array_equal(new, old)


@task("activation_bytes", points=2)
def test_activation_bytes_leaves_the_model_alone(submission, rng, seed):
    """Buffers, gradients, modes and the random generator are as before, and x too.
    buffer와 gradient, 모드, 난수 생성기, 그리고 x가 전과 같습니다."""
    submission.probe.seed_global(seed % 2**31)
    generator = submission.probe.global_rng_digest()
    check_as_before(submission, seed, submission.activation_bytes, draw(rng, 6, 4))
    check(
        submission.probe.global_rng_digest() == generator,
        "PyTorch's random generator has moved (dropout draws from it); put its state back.",
        "PyTorch의 난수 생성기 상태가 바뀌었습니다(dropout이 사용합니다). 원래 상태로 되돌리세요.",
    )
    check_unchanged(submission)


# training_memory


@task("training_memory", points=4)
def test_training_memory(submission, reference, rng, seed):
    """The four parts and their sum, with tied and frozen parts, in float32 and float64.
    공유되거나 고정된 부분이 있는 모델에서 네 부분과 그 합을 float32와 float64로 봅니다."""
    for name, rows, dtype in (
        ("adam", 5, "float32"),
        ("momentum", 8, "float64"),
        ("sgd", 3, "float32"),
    ):
        mine, theirs = built(submission, reference, PARTS, seed, dtype)
        x = draw(rng, rows, 6).to(getattr(torch, dtype))
        expected = reference.training_memory(theirs, name, x)
        check_close(submission.training_memory(mine, name, x), expected)


@task("training_memory", points=1)
def test_training_memory_keeps_house(submission, rng, seed):
    """The model is as before; an unknown optimizer raises ValueError.
    모델이 전과 같습니다. 모르는 optimizer 이름에는 ValueError를 냅니다."""
    x = draw(rng, 6, 4)
    check_as_before(submission, seed, submission.training_memory, "adam", x)
    model = submission.probe.module(("Linear", 4, 2), seed)
    for name in UNKNOWN:
        check_raises("ValueError", submission.training_memory, model, name, x)


@task("training_memory", points=1)
def test_training_memory_on_a_gpu(submission, reference, rng, seed):
    """On a GPU the total is within 15 % of the allocator's peak, where activations dominate.
    activation이 대부분인 모델이라면 GPU에서 allocator의 최대치와 15% 이내로 맞습니다."""
    require_cuda(1)
    spec = [layer for _ in range(24) for layer in (("Linear", 64, 64), "Tanh")]
    mine, theirs = built(submission, reference, spec, seed)
    x = draw(rng, 20_000, 64)
    total = submission.training_memory(mine, "adam", x)["total"]
    peak = peak_on_cuda(theirs, x)
    check(
        abs(total - peak) <= 0.15 * peak,
        f"the total is {total} bytes; the allocator's peak was {peak}.",
        f"합은 {total}바이트인데 allocator의 최대치는 {peak}바이트였습니다.",
    )


def peak_on_cuda(model, x):
    """The allocator's peak in a training step after a first one, less what was there before the model."""
    baseline = torch.cuda.memory_allocated()
    model, x = model.cuda(), x.cuda()
    optimizer = torch.optim.Adam(model.parameters(), foreach=False)
    for _ in range(2):
        torch.cuda.reset_peak_memory_stats()
        optimizer.zero_grad(set_to_none=False)
        model(x).mean().backward()
        optimizer.step()
    torch.cuda.synchronize()
    return torch.cuda.max_memory_allocated() - baseline


# max_batch_size


def check_batches(submission, reference, spec, seed, name, sample, sizes):
    """For budgets that are met exactly, missed by a byte, and exceeded by one."""
    mine, theirs = built(submission, reference, spec, seed)

    def total(rows):
        batch = sample[torch.arange(rows) % len(sample)]
        return reference.training_memory(theirs, name, batch)["total"]

    # Not judged here: it tells the diagnosis whether the batch size goes wrong or what it is made of.
    with contextlib.suppress(SubmissionError):
        submission.training_memory(mine, name, torch.cat([sample, sample]))
    two = total(2)
    per_row = total(3) - two
    for rows in sizes:
        for extra in (0, -1, per_row - 1):
            budget = two + (rows - 2) * per_row + extra
            expected = rows - 1 if extra == -1 else rows
            check_close(submission.max_batch_size(mine, name, sample, budget), expected)


@task("max_batch_size", points=3)
def test_max_batch_size(submission, reference, rng, seed):
    """The last batch within the budget, small and very large, of an example of one row or several.
    예산 안에 드는 가장 큰 batch입니다. 작을 때와 아주 클 때, sample이 한 행일 때와 여러 행일 때를 봅니다."""
    dense = [("Linear", 3, 7), "Tanh", ("Linear", 7, 5, {"frozen": True}), "ReLU", ("Linear", 5, 2)]
    check_batches(submission, reference, dense, seed, "adam", draw(rng, 1, 3), (7, 30_000_000))
    images = [("Conv2d", 2, 3, 3), "ReLU", "Flatten", ("Linear", 12, 5), "Tanh"]
    check_batches(submission, reference, images, seed, "sgd", draw(rng, 3, 2, 4, 4), (2, 11))


@task("max_batch_size", points=2)
def test_max_batch_size_with_batch_norm(submission, reference, rng, seed):
    """Batch norm in train mode refuses a single row, and keeps statistics that don't grow with the batch.
    train 모드의 배치 정규화는 행 하나를 거부하고, batch가 커져도 늘지 않는 통계를 저장합니다."""
    spec = normed("train", "train")
    check_batches(submission, reference, spec, seed, "adamw", draw(rng, 1, 4), (1, 9))
    check_batches(submission, reference, spec, seed, "rmsprop", draw(rng, 5, 4), (3,))


@task("max_batch_size", points=1)
def test_max_batch_size_at_the_edges(submission, reference, seed, rng):
    """0 where not even the parameters, or all but a single row, would fit; rows of ints, for an embedding.
    파라미터조차 들어가지 않거나 한 행의 자리가 모자라면 0입니다. embedding에 넣는 정수 행도 봅니다."""
    model = submission.probe.module([("Linear", 4, 5), "Tanh", ("Linear", 5, 2)], seed)
    for budget in (0, 100, 4 * 37 * 4, 4 * (4 * 37 + 4 + 5) - 1):
        check_close(submission.max_batch_size(model, "adam", draw(rng, 2, 4), budget), 0)
    words = [("Embedding", 9, 4), "Flatten", ("LayerNorm", 12), ("Linear", 12, 2)]
    sample = torch.from_numpy(rng.integers(9, size=(2, 3)))
    check_batches(submission, reference, words, seed, "momentum", sample, (5,))


# mixed_precision_bytes


@task("mixed_precision_bytes", points=4)
def test_mixed_precision_bytes(submission, reference, rng):
    """Each part for each optimizer, for a few parameters and for 7.5 billion.
    optimizer마다 각 부분을 봅니다. 파라미터가 몇 개일 때와 75억 개일 때입니다."""
    for name in OPTIMIZERS:
        for count in (int(rng.integers(3, 1000)), 7_500_000_000):
            expected = reference.mixed_precision_bytes(count, name)
            check_close(submission.mixed_precision_bytes(count, name), expected, rtol=1e-12)


@task("mixed_precision_bytes", points=1)
def test_mixed_precision_bytes_of_an_unknown_name(submission):
    """An unknown optimizer raises ValueError.
    모르는 optimizer 이름에는 ValueError를 냅니다."""
    for name in UNKNOWN:
        check_raises("ValueError", submission.mixed_precision_bytes, 10, name)


# checkpointing_plan


def check_plan(submission, reference, layers, segments):
    got = submission.checkpointing_plan(layers, segments)
    check(
        isinstance(got, tuple | list) and len(got) == 2,
        "must return (peak_bytes, extra_forward_fraction).",
        "(peak_bytes, extra_forward_fraction)를 반환해야 합니다.",
    )
    peak, extra = reference.checkpointing_plan(layers, segments)
    check_close(got[0], int(peak), atol=1e-6)
    check_close(got[1], float(extra), atol=1e-12)


@task("checkpointing_plan", points=4)
def test_checkpointing_plan(submission, reference, rng):
    """Segments of equal and of unequal lengths; the largest one is the first, the last, or in between.
    길이가 같은 구간과 다른 구간입니다. 가장 큰 구간이 처음, 마지막, 중간에 올 때를 봅니다."""
    for count, segments in ((12, 3), (11, 4), (7, 2), (8, 5)):
        for top in (0, count // 2, count - 2):
            layers = rng.integers(1, 50, size=count)
            layers[top : top + 2] += 100
            check_plan(submission, reference, layers.tolist(), segments)


@task("checkpointing_plan", points=2)
def test_checkpointing_plan_at_the_ends(submission, reference, rng):
    """One segment, which keeps everything; a segment for each layer; a single layer.
    모두 보관하는 구간 하나, 층마다 한 구간, 층이 하나뿐일 때입니다."""
    layers = rng.integers(1, 100, size=6).tolist()
    for segments in (1, 6):
        check_plan(submission, reference, layers, segments)
        check_plan(submission, reference, layers[::-1], segments)
    check_plan(submission, reference, layers[:1], 1)


@task("checkpointing_plan", points=1)
def test_checkpointing_plan_of_too_many_segments(submission):
    """No segment, or more than there are layers, raises ValueError; the list is not changed.
    구간이 없거나 층보다 많으면 ValueError를 냅니다. 리스트는 바뀌지 않습니다."""
    for segments in (0, 4, -1):
        check_raises("ValueError", submission.checkpointing_plan, [5, 6, 7], segments)
    check_equal(list(submission.checkpointing_plan([5, 6, 7], 1)), [18, 0])
    check_unchanged(submission)


# zero_bytes_per_worker


@task("zero_bytes_per_worker", points=4)
def test_zero_bytes_per_worker(submission, reference, rng):
    """All four stages, for two workers, for many, and for a single one.
    네 stage를 모두, worker가 둘일 때와 많을 때, 하나뿐일 때 봅니다."""
    for count, workers in ((int(rng.integers(3, 1000)), 2), (7_500_000_000, 64), (1000, 1), (7, 3)):
        for stage in range(4):
            expected = float(reference.zero_bytes_per_worker(count, workers, stage))
            got = submission.zero_bytes_per_worker(count, workers, stage)
            check_close(got, expected, rtol=1e-12)


@task("zero_bytes_per_worker", points=1)
def test_zero_bytes_per_worker_of_other_stages(submission):
    """Any other stage raises ValueError.
    다른 stage에는 ValueError를 냅니다."""
    for stage in (4, -1):
        check_raises("ValueError", submission.zero_bytes_per_worker, 10, 2, stage)
