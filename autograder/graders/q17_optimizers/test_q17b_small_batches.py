"""Hidden grader of q17b: the noise of a batch against every batch there can be; gradients accumulated.

Micro-batches are of different size, those at the end have larger targets, and the model holds a
frozen parameter and one that takes no part.
"""

from __future__ import annotations

import math
from itertools import combinations, product

import numpy as np
import torch

from autograder.grading import (
    check,
    check_close,
    check_equal,
    check_raises,
    check_unchanged,
    task,
)


def make_gradients(rng, rows, columns):
    """Columns of different mean and spread; not contiguous."""
    drawn = rng.normal(size=(columns, rows)) * rng.uniform(0.5, 3, size=(columns, 1))
    return (drawn + rng.uniform(0.5, 2, size=(columns, 1))).T


def spread_of_batches(gradients, batches):
    """The mean over these batches of the squared distance from the full gradient."""
    full = gradients.mean(axis=0)
    means = np.array([gradients[list(rows)].mean(axis=0) for rows in batches])
    return float(np.mean(np.sum((means - full) ** 2, axis=1)))


# gradient_noise


@task("gradient_noise", points=3)
def test_gradient_noise_with_replacement(submission, rng):
    """With replacement it is the mean squared distance over every batch that can be drawn.
    복원 추출일 때, 뽑을 수 있는 모든 배치에 걸친 거리 제곱의 평균과 같습니다."""
    gradients = make_gradients(rng, 4, 3)
    for size in (1, 2, 3):
        expected = spread_of_batches(gradients, product(range(4), repeat=size))
        check_close(submission.gradient_noise(gradients, size, replace=True), expected)
    pair = make_gradients(rng, 2, 2)  # batches larger than the data
    expected = spread_of_batches(pair, product(range(2), repeat=5))
    check_close(submission.gradient_noise(pair, 5, replace=True), expected)


@task("gradient_noise", points=4)
def test_gradient_noise_without_replacement(submission, rng):
    """Without replacement too, and a batch of all rows has no noise.
    비복원 추출일 때도 같습니다. 전체 행을 뽑은 배치에는 잡음이 없습니다."""
    gradients = make_gradients(rng, 5, 2)
    for size in range(1, 5):
        expected = spread_of_batches(gradients, combinations(range(5), size))
        check_close(submission.gradient_noise(gradients, size, replace=False), expected)
    check_close(submission.gradient_noise(gradients, 5, replace=False), 0.0, atol=1e-12)
    expected = spread_of_batches(gradients[:2], ([0], [1]))
    check_close(submission.gradient_noise(gradients[:2], 1, replace=False), expected)


@task("gradient_noise", points=1)
def test_gradient_noise_of_one_row_and_of_too_many(submission, rng):
    """A single row has no noise; more rows than there are raise ValueError without replacement.
    행이 하나면 잡음이 0이고, 비복원인데 배치가 데이터보다 크면 ValueError를 냅니다."""
    gradients = make_gradients(rng, 4, 3)
    check_close(submission.gradient_noise(gradients[:1], 1, replace=False), 0.0)
    check_close(submission.gradient_noise(gradients[:1], 3, replace=True), 0.0)
    for size in (5, 9):
        check_raises("ValueError", submission.gradient_noise, gradients, size, replace=False)


@task("gradient_noise", points=1)
def test_gradient_noise_types_and_inputs(submission, reference, rng):
    """gradient_noise takes float32 and integers, and does not change its argument.
    gradient_noise는 float32와 정수도 받고, 인자를 바꾸지 않습니다."""
    gradients = make_gradients(rng, 6, 3)
    whole = np.round(4 * gradients).astype(int)
    for given in (gradients.astype(np.float32), whole):
        for replace in (True, False):
            expected = reference.gradient_noise(given.astype(float), 4, replace)
            check_close(submission.gradient_noise(given, 4, replace=replace), expected, rtol=1e-5)
    check_unchanged(submission)


# noise_scale


@task("noise_scale", points=4)
def test_noise_scale(submission, rng):
    """noise_scale is the noise of a batch of one over the squared norm of the mean, whatever the unit.
    noise_scale은 한 행짜리 배치의 잡음을 평균의 제곱 norm으로 나눈 값입니다. 단위와 무관합니다."""
    for rows, columns in ((6, 3), (3, 5), (4, 1)):
        gradients = make_gradients(rng, rows, columns)
        mean = gradients.mean(axis=0)
        expected = spread_of_batches(gradients, ([i] for i in range(rows))) / float(mean @ mean)
        for unit in (1.0, 1e-7, 1e7):  # the same loss in another unit
            check_close(submission.noise_scale(gradients * unit), expected)


@task("noise_scale", points=3)
def test_noise_scale_at_the_ends(submission, rng):
    """inf where the mean gradient is 0, also where every gradient is; 0 where all of them agree.
    평균 gradient가 0이면(모두 0일 때도) inf이고, 모두 같으면 0입니다."""
    half = rng.integers(1, 9, size=(3, 2)).astype(float)
    balanced = np.stack([half[0], -half[0]])  # two rows: their mean is 0 by any formula
    check_close(submission.noise_scale(balanced), math.inf)
    check_close(submission.noise_scale(np.zeros((4, 3))), math.inf)
    check_close(submission.noise_scale(np.tile(half[:1], (4, 1))), 0.0)
    check_close(submission.noise_scale(half[:1]), 0.0)


@task("noise_scale", points=1)
def test_noise_scale_types_and_inputs(submission, reference, rng):
    """noise_scale takes float32 and integers, and does not change its argument.
    noise_scale은 float32와 정수도 받고, 인자를 바꾸지 않습니다."""
    gradients = make_gradients(rng, 6, 3)
    whole = np.abs(np.round(4 * gradients)).astype(int) + 1
    for given in (gradients.astype(np.float32), whole):
        expected = reference.noise_scale(given.astype(float))
        check_close(submission.noise_scale(given), expected, rtol=1e-5)
    check_unchanged(submission)


# linear_scaled_lr and updates_per_epoch


@task("linear_scaled_lr", points=3)
def test_linear_scaled_lr(submission, rng):
    """The learning rate goes in proportion to the batch, up and down.
    학습률은 배치 크기에 비례해 커지고 작아집니다."""
    base_lr, base_batch = float(rng.uniform(0.01, 0.5)), int(rng.integers(20, 60))
    for times, parts in ((3, 1), (1, 1), (1, 4), (5, 2)):
        batch = base_batch * 4 * times // parts
        got = submission.linear_scaled_lr(base_lr, base_batch * 4, batch)
        check_close(got, base_lr * batch / (base_batch * 4))


@task("updates_per_epoch", points=4)
def test_updates_per_epoch(submission, rng):
    """One update for each batch; a short last one counts, unless it is dropped.
    배치마다 업데이트 한 번입니다. 짧은 마지막 배치도 버리지 않으면 셉니다."""
    size, whole = int(rng.integers(5, 40)), int(rng.integers(3, 9))
    got, expected = {}, {}
    for drop_last in (False, True):
        for rest in (0, 1, size - 1):
            n = size * whole + rest
            call = f"updates_per_epoch({n}, {size}, drop_last={drop_last})"
            got[call] = submission.updates_per_epoch(n, size, drop_last)
            expected[call] = whole + (1 if rest and not drop_last else 0)
        call = f"updates_per_epoch({size - 1}, {size}, drop_last={drop_last})"
        got[call] = submission.updates_per_epoch(size - 1, size, drop_last)
        expected[call] = 0 if drop_last else 1
    check_equal(got, expected)


# accumulate


def make_model(side, seed):
    """Two layers, one parameter of which is frozen, and a parameter that takes no part."""
    spec = {
        "seen": "witness",
        "first": ("Linear", 3, 4),
        "act": ("Tanh",),
        "spare": ("unused", 2),
        "fixed": ("Linear", 4, 4, {"frozen": True}),
        "last": ("Linear", 4, 2),
    }
    return side.probe.module(spec, seed, "float64")


def make_batches(rng, sizes):
    """Micro-batches (x, y); the targets grow from one to the next."""
    return [
        (
            torch.from_numpy(rng.normal(size=(n, 3))),
            torch.from_numpy(rng.normal(size=(n, 2)) + 2 * i),
        )
        for i, n in enumerate(sizes)
    ]


def joined(batches):
    """One large batch."""
    xs, ys = zip(*batches)
    return torch.cat(xs), torch.cat(ys)


def check_gradients(submission, model, expected):
    """``.grad`` of every parameter; None and zeros are the same where nothing is expected."""
    got = submission.probe.snapshot(model)["gradients"]
    for name, gradient in expected.items():
        label = f"after accumulate, {name}.grad"
        if gradient is None:
            check(
                got[name] is None or not np.any(got[name]),
                f"{label} must be None or zeros: the parameter is frozen or takes no part.",
                f"accumulate 뒤에 {name}.grad는 None이거나 0이어야 합니다. 얼렸거나 쓰이지 않는 파라미터입니다.",
            )
        else:
            check_close({label: got[name]}, {label: gradient}, atol=1e-10)


def mean_loss(reference, model, loss, batch):
    prediction = reference.probe.call_module(model, batch[0])
    return float(reference.probe.loss(loss)(prediction, batch[1]))


def check_accumulated(submission, reference, mine, theirs, loss, batches):
    """Gradients and loss are those of the one large batch."""
    got = submission.accumulate(mine, submission.probe.loss(loss), batches)
    large = joined(batches)
    check_gradients(submission, mine, reference.probe.gradients(theirs, loss, large))
    check_close(got, mean_loss(reference, theirs, loss, large))


@task("accumulate", points=3)
def test_accumulate_equal_micro_batches(submission, reference, rng, seed):
    """Micro-batches of one size: loss and gradients are those of the large batch.
    크기가 같은 micro-batch들에서, loss와 gradient가 큰 배치 하나의 것과 같습니다."""
    mine, theirs = make_model(submission, seed), make_model(reference, seed)
    for sizes in ((4, 4, 4), (5,)):
        batches = make_batches(rng, sizes)
        check_accumulated(submission, reference, mine, theirs, "mse", batches)


@task("accumulate", points=5)
def test_accumulate_unequal_micro_batches(submission, reference, rng, seed):
    """Micro-batches of different sizes: every row counts the same.
    크기가 다른 micro-batch들에서도 모든 행의 비중이 같습니다."""
    mine, theirs = make_model(submission, seed), make_model(reference, seed)
    check_accumulated(submission, reference, mine, theirs, "mse", make_batches(rng, (5, 2, 1)))
    batches = [
        (x, torch.from_numpy(rng.integers(0, 2, size=len(x))))
        for x, _ in make_batches(rng, (1, 6, 3, 2))
    ]
    check_accumulated(submission, reference, mine, theirs, "cross_entropy", batches)


@task("accumulate", points=2)
def test_accumulate_a_micro_batch_at_a_time(submission, rng, seed):
    """micro_batches is gone through once, and the model sees each micro-batch by itself.
    micro_batches는 한 번만 돌고, 모델은 micro-batch를 하나씩 따로 봅니다."""
    model, sizes = make_model(submission, seed), (3, 2, 4)
    loader = submission.probe.loader(make_batches(rng, sizes))
    submission.accumulate(model, submission.probe.loss("mse"), loader)
    passes = loader.passes
    check(
        passes == 1,
        f"micro_batches was gone through {passes} times. It may be a generator: once is all.",
        f"micro_batches를 {passes}번 돌았습니다. generator일 수도 있으니 한 번만 도세요.",
    )
    seen = [call["shape"] for call in submission.probe.witnessed(model)["seen"]]
    check(
        seen == [(n, 3) for n in sizes],
        f"the model was called with x of shapes {seen}, expected one call for each micro-batch.",
        f"모델을 부른 x의 모양이 {seen}입니다. micro-batch마다 한 번씩 불러야 합니다.",
    )


@task("accumulate", points=2)
def test_accumulate_leaves_the_model(submission, reference, rng, seed):
    """No weight moves, every mode stays, and what a second call leaves does not depend on the first.
    weight도 모드도 그대로이고, 두 번째 호출의 결과는 첫 번째 호출과 무관합니다."""
    mine, theirs = make_model(submission, seed), make_model(reference, seed)
    before = submission.probe.snapshot(mine)
    batches = make_batches(rng, (4, 4))
    for given in (make_batches(rng, (3, 3)), batches):
        submission.accumulate(mine, submission.probe.loss("mse"), given)
    after = submission.probe.snapshot(mine)
    check_close(after["parameters"], before["parameters"])
    check(
        after["modes"] == before["modes"],
        "the mode of a module has changed.",
        "모드가 바뀐 모듈이 있습니다.",
    )
    expected = reference.probe.gradients(theirs, "mse", joined(batches))
    check_gradients(submission, mine, expected)


@task("accumulate", points=1)
def test_accumulate_keeps_no_graph(submission, rng, seed):
    """What accumulate returns holds no graph, which would grow or stay in memory with a running loss.
    accumulate가 반환한 값에 계산 그래프가 달려 있지 않습니다. 달려 있으면 메모리에 계속 남습니다."""
    model, loss = make_model(submission, seed), submission.probe.loss("mse")
    before = submission.probe.live_graphs()
    kept = [submission.accumulate(model, loss, make_batches(rng, (2, 3))) for _ in range(2)]
    graphs = submission.probe.live_graphs() - before
    check(
        len(kept) == 2 and graphs <= 0,
        "what was returned still hangs on a graph. Take loss.item() (or loss.detach()) for the sum.",
        "반환한 값에 계산 그래프가 달려 있습니다. loss.item()(또는 loss.detach())을 더하세요.",
    )
