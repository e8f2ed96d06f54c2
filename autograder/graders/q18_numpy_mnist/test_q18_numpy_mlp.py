"""Hidden grader of q18: layers and gradients against the reference, training followed step by step, unseen digits.

Where few rows make two mini-batches there are few ways to cut them, so all results that right training can have are
computed here from the first weights, and the submission's must be one of them.
"""

from __future__ import annotations

import ast
import math
from itertools import pairwise

import numpy as np

from autograder.grading import (
    check,
    check_close,
    check_equal,
    check_statistic,
    check_unchanged,
    note,
    task,
)
from autograder.grading.errors import SubmissionError

NAMES = ("init_mlp", "forward", "loss_and_grads", "train", "predict")


def make_params(rng, widths, dtype=np.float64):
    """He weights, not contiguous, and biases that are not 0."""
    params = []
    for inputs, outputs in pairwise(widths):
        W = rng.normal(size=(outputs, inputs)).T * math.sqrt(2 / inputs)
        params.append((W.astype(dtype), rng.normal(scale=0.3, size=outputs).astype(dtype)))
    return params


def check_pairs(got, widths):
    """That ``got`` is a list of (W, b), or of their gradients, for a network of these widths."""
    shapes = [((inputs, outputs), (outputs,)) for inputs, outputs in pairwise(widths)]
    check(
        isinstance(got, list | tuple)
        and all(isinstance(pair, list | tuple) and len(pair) == 2 for pair in got)
        and all(isinstance(array, np.ndarray) for pair in got for array in pair)
        and [tuple(array.shape for array in pair) for pair in got] == shapes,
        f"must return {len(shapes)} pair(s) of arrays, in the order of the layers, of the shapes {shapes}.",
        f"층의 순서대로 모양이 {shapes}인 배열 쌍 {len(shapes)}개를 반환해야 합니다.",
    )
    return got


# --- init_mlp


@task("init_mlp", points=3)
def test_init_mlp_is_he(submission, rng, seed):
    """Weights of mean 0 and variance 2 / D, each drawn by itself; biases of 0.
    가중치는 하나씩 따로 뽑고 평균은 0, 분산은 2 / D입니다. bias는 0입니다."""
    widths = [160, 50, 90, 12]
    params = check_pairs(submission.init_mlp(widths, submission.probe.rng(seed)), widths)
    for number, ((W, b), width) in enumerate(zip(params, widths), 1):
        check_close(b, np.zeros(len(b)))
        check_close(W, W.copy())  # finite
        check(
            np.linalg.matrix_rank(W) == min(W.shape),
            f"the columns of W_{number} depend on one another; draw every weight by itself.",
            f"W_{number}의 열이 서로 종속입니다. 가중치를 하나씩 따로 뽑아야 합니다.",
        )
        check(
            len(np.unique(W)) > W.size / 2,
            f"W_{number} has only {len(np.unique(W))} different values among its {W.size}; draw from a normal or a uniform "
            "distribution.",
            f"W_{number}의 값 {W.size}개 가운데 서로 다른 값이 {len(np.unique(W))}개뿐입니다. 정규분포나 균등분포에서 뽑으세요.",
        )
        check_statistic(
            np.mean(W**2) * width / 2,
            1,
            math.sqrt(2 / W.size),
            f"W_{number} must have the variance 2 / D, with D = {width} inputs; variance * D / 2 is not 1",
            f"W_{number}의 분산은 2 / D여야 합니다(입력 D = {width}). 분산 * D / 2가 1이 아닙니다",
        )
        check_statistic(
            np.mean(W) * math.sqrt(width / 2),
            0,
            math.sqrt(1 / W.size),
            f"the mean of W_{number} must be 0; mean / standard deviation is not",
            f"W_{number}의 평균은 0이어야 합니다. 평균 / 표준편차가 0이 아닙니다",
        )


@task("init_mlp", points=1)
def test_init_mlp_draws_from_rng(submission, seed):
    """The state of rng decides, whatever the global generator holds, and rng moves on.
    결과는 전역 생성기와 상관없이 rng의 상태로만 정해지고, rng의 상태는 바뀝니다."""
    # Not global_rng_digest: a module of PyTorch may draw from PyTorch's generator before rng fills it.
    submission.probe.seed_global(seed % 2**31)
    generator, widths = submission.probe.rng(seed), (4, 3)
    [(first, _)] = check_pairs(submission.init_mlp(widths, generator), widths)
    [(second, _)] = check_pairs(submission.init_mlp(widths, generator), widths)
    submission.probe.seed_global(seed % 2**31 + 1)
    [(again, _)] = check_pairs(submission.init_mlp(widths, submission.probe.rng(seed)), widths)
    check(
        np.array_equal(first, again),
        "from the same state of rng came other weights. Draw from rng alone, not from a global generator.",
        "rng의 상태가 같은데 가중치가 다릅니다. 전역 생성기를 쓰지 말고 rng에서만 뽑으세요.",
    )
    check(
        not np.array_equal(first, second),
        "two calls with one rng gave the same weights. Draw from rng, which moves on by itself.",
        "같은 rng로 두 번 불렀는데 가중치가 같습니다. rng에서 뽑으면 상태가 저절로 바뀝니다.",
    )


# --- forward


@task("forward", points=3)
def test_forward_of_several_depths(submission, reference, rng):
    """Logits with two hidden layers, with four, with one, and with none.
    은닉층이 둘, 넷, 하나일 때와 없을 때의 logits입니다."""
    for widths, rows in (
        ((5, 4, 6, 3), 7),
        ((3, 3, 3, 3, 3, 3), 4),
        ((6, 2, 5), 1),
        ((4, 3), 8),
    ):
        params, x = make_params(rng, widths), rng.normal(size=(widths[0], rows)).T
        check_close(submission.forward(params, x), reference.forward(params, x), atol=1e-12)


@task("forward", points=1)
def test_forward_with_odd_inputs(submission, reference, rng):
    """Integer pixels; a hidden layer that is off; nothing is changed.
    픽셀이 정수일 때와 은닉층이 모두 꺼졌을 때입니다. 입력은 바뀌지 않습니다."""
    params = make_params(rng, (5, 4, 3))
    x = rng.integers(0, 256, size=(6, 5)).astype(np.uint8)
    check_close(submission.forward(params, x), reference.forward(params, x), atol=1e-9)
    (W, b), last = params
    off = [(W, b - 1e6), last]
    check_close(submission.forward(off, x), np.tile(last[1], (6, 1)))
    check_unchanged(submission)


# --- loss_and_grads


def check_loss_and_grads(submission, reference, params, x, labels, rtol=None, atol=1e-12):
    answer = submission.loss_and_grads(params, x, labels)
    check(
        isinstance(answer, list | tuple) and len(answer) == 2,
        "must return (loss, grads).",
        "(loss, grads)를 반환해야 합니다.",
    )
    loss, grads = reference.loss_and_grads(params, x, labels)
    check_close(answer[0], float(loss), rtol=rtol, atol=atol, dtype=False)
    widths = [len(W) for W, _ in params] + [len(params[-1][1])]
    for pair, expected in zip(check_pairs(answer[1], widths), grads):
        for gradient, truth in zip(pair, expected):
            check_close(gradient, truth, rtol=rtol, atol=atol)


@task("loss_and_grads", points=4)
def test_loss_and_grads_through_hidden_layers(submission, reference, rng):
    """Loss and gradients with two hidden layers, of one width and of several, and with one.
    은닉층이 둘일 때(너비가 같을 때와 다를 때)와 하나일 때의 loss와 gradient입니다."""
    for widths, rows in (((5, 3, 6, 4), 8), ((4, 4, 4, 4), 7), ((2, 5, 3), 6)):
        params, x = make_params(rng, widths), rng.normal(size=(widths[0], rows)).T
        labels = rng.integers(widths[-1], size=rows)
        check_loss_and_grads(submission, reference, params, x, labels)


@task("loss_and_grads", points=2)
def test_loss_and_grads_at_the_edges(submission, reference, rng):
    """No hidden layer; a single row, of any class; units at exactly 0, where ReLU has the derivative 0.
    은닉층이 없을 때, 행이 하나뿐일 때, 그리고 unit이 정확히 0일 때입니다. 0에서 ReLU의 미분은 0입니다."""
    params, x = make_params(rng, (4, 3)), rng.normal(size=(9, 4))
    check_loss_and_grads(submission, reference, params, x, rng.integers(3, size=9))
    params, x = make_params(rng, (3, 5, 4)), rng.normal(size=(1, 3))
    check_loss_and_grads(submission, reference, params, x, rng.integers(4, size=1))
    (W, b), last = make_params(rng, (3, 5, 4))
    W[:, 1], b[1] = 0, 0
    x = rng.normal(size=(6, 3))
    check_loss_and_grads(submission, reference, [(W, b), last], x, rng.integers(4, size=6))


@task("loss_and_grads", points=1)
def test_loss_and_grads_at_extreme_logits(submission, reference, rng):
    """Logits of some 1e4 in one row and of some units in another; right and wrong ones.
    어떤 행의 logits는 1e4 정도이고 다른 행은 1 정도입니다. 맞힌 행도 틀린 행도 있습니다."""
    [(W, b)] = make_params(rng, (3, 4))
    x = rng.uniform(0.5, 1, size=(8, 3))
    W = W + np.array([4.0, 0, 0, 0])  # the first class wins
    x[::2] *= 1e4
    labels = np.array([0, 0, 1, 1, 2, 2, 3, 0])
    check_loss_and_grads(submission, reference, [(W, b)], x, labels, atol=1e-9)
    check_loss_and_grads(submission, reference, [(W, b + 1e4)], x[1::2], labels[1::2], atol=1e-8)


@task("loss_and_grads", points=1)
def test_loss_and_grads_with_odd_inputs(submission, reference, rng):
    """float32 stays float32, pixels may be integers, and nothing is changed.
    float32는 float32로 남고, 픽셀은 정수여도 되며, 입력은 바뀌지 않습니다."""
    labels = rng.integers(3, size=6)
    params, x = make_params(rng, (5, 4, 3), np.float32), rng.normal(size=(6, 5))
    single = x.astype(np.float32)
    check_loss_and_grads(submission, reference, params, single, labels, 1e-4, 1e-5)
    params, x = make_params(rng, (5, 4, 3)), rng.integers(0, 17, size=(6, 5))
    check_loss_and_grads(submission, reference, params, x, labels, atol=1e-9)
    check_unchanged(submission)


# --- train


def stepped(reference, params, x, labels, lr):
    _, grads = reference.loss_and_grads(params, x, labels)
    return [(W - lr * dW, b - lr * db) for (W, b), (dW, db) in zip(params, grads)]


def trained(submission, x, labels, widths, settings, seed):
    generator = submission.probe.rng(seed)
    return check_pairs(submission.train(x, labels, widths, *settings, generator), widths)


def gradients_are_right(submission, reference, params, x, labels):
    """Not judged here, but a training that goes wrong may have that from its gradients."""
    try:
        _, grads = submission.loss_and_grads(params, x, labels)
    except (SubmissionError, TypeError, ValueError):
        return False
    return same_params(grads, reference.loss_and_grads(params, x, labels)[1])


def same_params(got, expected):
    try:
        pairs = [
            pair for both in zip(got, expected, strict=True) for pair in zip(*both, strict=True)
        ]
        return all(a.shape == b.shape and np.allclose(a, b, 1e-8, 1e-9) for a, b in pairs)
    except (AttributeError, TypeError, ValueError):
        return False


GRADIENTS = (
    "its steps do not follow the gradient, nor does loss_and_grads give it; mend that first.",
    "gradient를 따라 움직이지 않습니다. loss_and_grads의 gradient도 틀렸으니 그것부터 고치세요.",
)


@task("train", points=3)
def test_train_on_rows_that_are_alike(submission, reference, rng, seed):
    """Without an epoch the weights of init_mlp; then, in one batch, steps of lr times the gradient of the mean.
    epoch가 0이면 init_mlp의 가중치 그대로이고, 그다음은 epoch마다 평균 loss의 gradient에 lr을 곱한 한 걸음입니다."""
    for widths, rows in (([4, 6, 3], 9), ([5, 3, 4, 2], 7)):
        x, labels = rng.normal(size=widths[0]) + np.zeros((rows, 1)), np.full(rows, rows % 2)
        params = trained(submission, x, labels, widths, (0, rows, 0.3), seed)
        drawn = check_pairs(submission.init_mlp(widths, submission.probe.rng(seed)), widths)
        same = all(np.array_equal(a, b) for p, q in zip(params, drawn) for a, b in zip(p, q))
        check(
            same,
            "with 0 epochs, train must return what init_mlp(sizes, rng) gives for the same state of rng.",
            "epoch가 0이면 train은 rng의 상태가 같을 때 init_mlp(sizes, rng)가 주는 값을 반환해야 합니다.",
        )
        right = gradients_are_right(submission, reference, params, x, labels)
        once = stepped(reference, params, x, labels, 0.3)
        thrice = stepped(reference, stepped(reference, once, x, labels, 0.3), x, labels, 0.3)
        for epochs, expected in ((1, once), (3, thrice)):
            got = trained(submission, x, labels, widths, (epochs, rows, 0.3), seed)
            check(right or same_params(got, expected), *GRADIENTS)
            for array, truth in zip(sum(map(tuple, got), ()), sum(expected, ())):
                check_close(array, truth, atol=1e-10)


def every_epoch(reference, params, x, labels, lr):
    """For each row that may be left over for the last batch, the params after one epoch."""
    after = []
    for last in range(len(x)):
        others = np.delete(np.arange(len(x)), last)
        once = stepped(reference, params, x[others], labels[others], lr)
        after.append(stepped(reference, once, x[[last]], labels[[last]], lr))
    return after


class Leftovers:
    """Trains on so many rows in batches of all but one, and finds out which row was left over in each epoch."""

    def __init__(self, submission, reference, rng, rows):
        self.submission, self.reference, self.rows = submission, reference, rows
        self.widths = [3, 4, 2]
        # Small, so that no row is learned at once: what is learned moves nothing, and then no order shows.
        self.x, self.labels = 0.7 * rng.normal(size=(rows, 3)), np.array([0, 1, 1, 0])[:rows]
        params = make_params(rng, self.widths)
        self.right = gradients_are_right(submission, reference, params, self.x, self.labels)

    def __call__(self, epochs, seed):
        data = self.submission, self.x, self.labels, self.widths
        most = self.rows - 1
        start = trained(*data, (0, most, 0.4), seed)
        got = trained(*data, (epochs, most, 0.4), seed)
        ways = [((), start)]
        for _ in range(epochs):
            ways = [
                ((*rows, last), after)
                for rows, params in ways
                for last, after in enumerate(
                    every_epoch(self.reference, params, self.x, self.labels, 0.4)
                )
            ]
        found = [rows for rows, params in ways if same_params(got, params)]
        check(bool(found) or self.right, *GRADIENTS)
        check(
            bool(found),
            f"{epochs} epoch(s) over {self.rows} rows in batches of {most} led to none of the {len(ways)} places they can: "
            f"each epoch takes a step on {most} of the rows, then one on the row that is left, each with the mean over "
            "its own rows.",
            f"행 {self.rows}개를 {most}개씩 나누어 {epochs} epoch를 학습한 결과가 가능한 {len(ways)}가지 가운데 어느 것도 "
            f"아닙니다. epoch마다 {most}개 행으로 한 걸음, 남은 한 행으로 또 한 걸음, 각각 그 batch 행들의 평균으로 움직여야 합니다.",
        )
        return found


@task("train", points=2)
def test_train_uses_the_short_batch(submission, reference, rng, seed):
    """Four rows in batches of three are two steps, on three rows and on the one left; in batches of 50, one step.
    네 행을 세 개씩 나누면 세 행으로 한 번, 남은 한 행으로 한 번, 두 걸음입니다. 50개씩 나누면 한 걸음입니다."""
    leftovers = Leftovers(submission, reference, rng, rows=4)
    for run in range(3):
        leftovers(1, seed + run)
    data = submission, leftovers.x, leftovers.labels, leftovers.widths
    start, got = (trained(*data, (epochs, 50, 0.4), seed) for epochs in (0, 1))
    check(
        same_params(got, stepped(reference, start, leftovers.x, leftovers.labels, 0.4)),
        "one epoch over 4 rows in batches of 50 must be one step on all four.",
        "네 행을 50개씩 나눈 한 epoch는 네 행 모두로 움직이는 한 걸음이어야 합니다.",
    )


RUNS = 30  # of two rows: of 300 million right answers one has the same order in all


@task("train", points=2)
def test_train_shuffles_anew(submission, reference, rng, seed):
    """The order of two rows differs between runs, and the order of one epoch does not settle that of the next.
    두 행의 순서는 학습마다 다르고, 한 epoch의 순서가 다음 epoch의 순서를 정하지 않습니다."""
    leftovers = Leftovers(submission, reference, rng, rows=2)
    found = [leftovers(2, seed + run) for run in range(RUNS)]
    # A row that moves nothing fits every order.
    seen = [orders[0] for orders in found if len(orders) == 1]
    check(
        len({first for first, _ in seen}) > 1,
        f"two rows came in the same order in {RUNS} runs with other generators; shuffle with rng.",
        f"rng가 다른 {RUNS}번의 학습에서 두 행의 순서가 모두 같습니다. rng로 섞으세요.",
    )
    check(
        any(first != second for first, second in seen),
        f"the second epoch had the order of the first in each of {RUNS} runs; shuffle anew in each epoch.",
        f"{RUNS}번의 학습에서 모두 두 번째 epoch의 순서가 첫 번째와 같습니다. epoch마다 새로 섞으세요.",
    )
    check(
        any(first == second for first, second in seen),
        f"in each of {RUNS} runs the second epoch turned the order of the first round; draw a new order in each epoch.",
        f"{RUNS}번의 학습에서 모두 두 번째 epoch의 순서가 첫 번째를 뒤집은 것입니다. epoch마다 순서를 새로 뽑으세요.",
    )


def lines_of(of):
    """Statements and lambdas of all that the five functions use, imports and docstrings aside."""
    used = {ast.dump(node): node for name in NAMES for node in ast.parse(of(name)).body}
    nodes = [node for top in used.values() for node in ast.walk(top)]
    strings = [
        node
        for node in nodes
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    ]
    free = ast.Import | ast.ImportFrom
    counted = [n for n in nodes if isinstance(n, ast.stmt | ast.Lambda) and not isinstance(n, free)]
    return len(counted) - len(strings)


@task("train", points=3)
def test_train_on_the_digits(submission, reference, seed, digits):
    """Trained on 600 digits, sorted by class, it gets 85 % of 300 unseen ones right; its lines are counted.
    class 순서로 정렬된 숫자 600개로 학습해 처음 보는 300개 중 85%를 맞힙니다. 줄 수도 셉니다."""
    (x, labels), (x_test, labels_test) = digits(600, 300)
    order = np.argsort(labels, kind="stable")
    x, labels = x[order].reshape(-1, 64), labels[order]
    generator = submission.probe.rng(seed)
    widths = [64, 32, 10]
    params = check_pairs(submission.train(x, labels, widths, 20, 32, 0.2, generator), widths)
    accuracy = float(np.mean(reference.predict(params, x_test.reshape(-1, 64)) == labels_test))
    check(
        accuracy >= 0.85,
        f"{accuracy:.1%} of the unseen digits are right; 85 % are needed, 93 % are usual.",
        f"처음 보는 숫자의 {accuracy:.1%}를 맞혔습니다. 85% 이상이어야 하고, 보통은 93% 정도입니다.",
    )
    ours, theirs = lines_of(reference.source_of), lines_of(submission.source_of)
    note(
        f"All five functions take {theirs} logical lines; the reference takes {ours}.",
        f"다섯 함수를 합쳐 논리적 줄 {theirs}개입니다. 기준 답은 {ours}개입니다.",
    )


@task("train", points=1)
def test_train_leaves_all_else_alone(submission, rng, seed):
    """x, labels and sizes are not changed, and no generator but rng decides.
    x와 labels, sizes는 바뀌지 않고, 결과는 rng로만 정해집니다."""
    submission.probe.seed_global(seed % 2**31)
    x, labels = rng.normal(size=(10, 3)), rng.integers(2, size=10)
    one = trained(submission, x, labels, [3, 4, 2], (2, 4, 0.3), seed)
    submission.probe.seed_global(seed % 2**31 + 1)
    other = trained(submission, x, labels, [3, 4, 2], (2, 4, 0.3), seed)
    check(
        all(np.array_equal(a, b) for p, q in zip(one, other) for a, b in zip(p, q)),
        "from the same state of rng came other params. Draw from rng alone, not from a global generator.",
        "rng의 상태가 같은데 params가 다릅니다. 전역 생성기를 쓰지 말고 rng에서만 뽑으세요.",
    )
    check_unchanged(submission)


# --- predict


@task("predict", points=3)
def test_predict(submission, reference, rng):
    """The class of the largest logit, also of a single row, and where all logits lie near 1e4 or -1e4.
    행이 하나뿐이거나 logit이 모두 1e4나 -1e4 근처일 때도, 가장 큰 logit의 class입니다."""
    for widths, rows, down in (
        ((5, 6, 4), 40, 0.0),
        ((3, 5, 5, 7), 30, 50.0),
        ((4, 3), 1, 0.0),
        ((5, 6, 4), 20, 1e4),
        ((5, 6, 4), 20, -1e4),
    ):
        *below, (W, b) = make_params(rng, widths)
        params, x = [*below, (W, b - down)], rng.normal(size=(rows, widths[0]))
        check_equal(submission.predict(params, x), reference.predict(params, x))


@task("predict", points=2)
def test_predict_with_equal_logits(submission, rng):
    """Of equal logits the lowest class.
    logit이 같으면 번호가 가장 낮은 class입니다."""
    b = np.array([-2.0, 1.5, 0.5, 1.5, 1.5])
    x = rng.normal(size=(6, 3))
    check_equal(submission.predict([(np.zeros((3, 5)), b)], x), np.ones(6, dtype=int))
    check_equal(
        submission.predict([(np.zeros((3, 5)), np.full(5, -0.5))], x), np.zeros(6, dtype=int)
    )


@task("predict", points=1)
def test_predict_with_odd_inputs(submission, reference, rng):
    """float32, integer pixels; nothing is changed.
    float32와 정수 픽셀도 됩니다. 입력은 바뀌지 않습니다."""
    params, x = make_params(rng, (5, 4, 3), np.float32), rng.normal(size=(9, 5))
    single = x.astype(np.float32)
    check_equal(submission.predict(params, single), reference.predict(params, single))
    x = rng.integers(0, 17, size=(9, 5))
    check_equal(submission.predict(params, x), reference.predict(params, x))
    check_unchanged(submission)
