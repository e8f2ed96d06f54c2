"""Cost functions: a cost and its gradient are one task.

Each task asks for the cost and the gradient on ordinary numbers, in more than one shape; for the two
that take logits also where careless formulas overflow and at infinity; and for the odd inputs that a
right formula may trip over. Gradients are checked against the derivative and against differences.
"""

from __future__ import annotations

import math

import numpy as np

from autograder.grading import (
    check,
    check_close,
    check_gradient,
    check_raises,
    check_unchanged,
    task,
)


def residuals(rng, shape, kink=True):
    """pred and target, not contiguous, on either side of each other, near and far; and once equal."""
    target = rng.normal(scale=2, size=shape[::-1]).T
    distance = rng.uniform(0.1, 4, size=shape[::-1]).T
    pred = target + distance * rng.choice([-1, 1], size=shape)
    if kink:
        pred[(0,) * len(shape)] = target[(0,) * len(shape)]
    return pred, target


def check_cost(submission, reference, name, pairs, **settings):
    for pair in pairs:
        expected = getattr(reference, name)(*pair, **settings)
        check_close(getattr(submission, name)(*pair, **settings), expected)


def check_grad(submission, reference, name, pairs, **settings):
    """Each against the derivative, and the last, which has no kink, against differences too."""
    for x, other in pairs:
        got = getattr(submission, f"{name}_grad")(x, other, **settings)
        check_close(got, getattr(reference, f"{name}_grad")(x, other, **settings))
    cost = getattr(reference, name)
    check_gradient(got, lambda moved: cost(moved, other, **settings), x)


def check_far_cost(submission, reference, name, pairs):
    """As check_cost; and a cost that levels off is told so, whatever the number it levels off at."""
    for pair in pairs:
        got, expected = getattr(submission, name)(*pair), getattr(reference, name)(*pair)
        if isinstance(got, float) and 0 < got < expected / 2 and expected > 40:
            check(
                False,
                f"got {got:.6g}, expected {expected:.6g}. A cost that levels off usually comes from "
                "taking the logarithm of a probability that was clipped or had a small number added "
                "to it. Compute the cost from the logits.",
                f"반환값 {got:.6g}, 기댓값 {expected:.6g}. 확률을 자르거나 작은 수를 더한 뒤 log를 취하면 보통 "
                "이렇게 비용이 어느 값에서 더 커지지 않습니다. logit에서 바로 계산하세요.",
            )
        check_close(got, expected)


def check_odd_inputs(submission, reference, rng, name, **settings):
    """float32, integers, small unsigned ones; and shapes that NumPy would broadcast."""
    cost, grad = getattr(submission, name), getattr(submission, f"{name}_grad")
    right, right_grad = getattr(reference, name), getattr(reference, f"{name}_grad")
    single = rng.normal(scale=2, size=(2, 3, 4)).astype(np.float32)
    integers = rng.permutation(np.arange(-6, 6)).reshape(2, 3, 2)
    small = rng.permutation(np.arange(12)).reshape(2, 6).astype(np.uint8) * np.uint8(20)
    for pair in (single, integers, small):
        check_close(cost(*pair, **settings), right(*pair, **settings), rtol=1e-5, atol=1e-5)
        expected = right_grad(*pair, **settings)
        check_close(grad(*pair, **settings), expected, rtol=1e-5, atol=1e-5)
    check_unchanged(submission)
    for function in (cost, grad):
        pred, target = rng.normal(size=(2, 5))
        check_raises("ValueError", function, pred[:, None], target, **settings)


@task("mse", points=2)
def test_mse(submission, reference, rng):
    """mse is the mean of (pred - target)^2 over all elements.
    mse는 모든 원소에 대한 (pred - target)^2의 평균입니다."""
    pairs = residuals(rng, (5,)), residuals(rng, (3, 4)), residuals(rng, (2, 3, 4))
    check_cost(submission, reference, "mse", pairs)


@task("mse", points=2)
def test_mse_grad(submission, reference, rng):
    """mse_grad is the derivative of mse with respect to pred.
    mse_grad는 pred에 대한 mse의 미분입니다."""
    pairs = residuals(rng, (5,)), residuals(rng, (2, 3, 4)), residuals(rng, (3, 4))
    check_grad(submission, reference, "mse", pairs)


@task("mse", points=1)
def test_mse_odd_inputs(submission, reference, rng):
    """mse takes float32 and integers, changes nothing, and refuses shapes that differ.
    mse는 float32와 정수를 받고 입력을 바꾸지 않으며, 모양이 다르면 ValueError를 일으킵니다."""
    check_odd_inputs(submission, reference, rng, "mse")


@task("mae", points=2)
def test_mae(submission, reference, rng):
    """mae is the mean of |pred - target| over all elements.
    mae는 모든 원소에 대한 |pred - target|의 평균입니다."""
    pairs = residuals(rng, (5,)), residuals(rng, (3, 4)), residuals(rng, (2, 3, 4))
    check_cost(submission, reference, "mae", pairs)


@task("mae", points=2)
def test_mae_grad(submission, reference, rng):
    """mae_grad is the derivative of mae with respect to pred, and 0 where pred equals target.
    mae_grad는 pred에 대한 mae의 미분이고, pred와 target이 같으면 0입니다."""
    pairs = residuals(rng, (5,)), residuals(rng, (2, 3, 4)), residuals(rng, (3, 4), kink=False)
    check_grad(submission, reference, "mae", pairs)


@task("mae", points=1)
def test_mae_odd_inputs(submission, reference, rng):
    """mae takes float32 and integers, changes nothing, and refuses shapes that differ.
    mae는 float32와 정수를 받고 입력을 바꾸지 않으며, 모양이 다르면 ValueError를 일으킵니다."""
    check_odd_inputs(submission, reference, rng, "mae")


@task("huber", points=2)
def test_huber(submission, reference, rng):
    """huber is a parabola within delta of the target and a straight line beyond, on average.
    huber는 target에서 delta 안쪽이면 포물선, 바깥쪽이면 직선인 비용의 평균입니다."""
    pairs = residuals(rng, (3, 4)), residuals(rng, (2, 3, 4))
    check_cost(submission, reference, "huber", pairs, delta=float(rng.uniform(0.4, 0.8)))
    check_cost(submission, reference, "huber", pairs, delta=float(rng.uniform(1.5, 2.5)))
    check_cost(submission, reference, "huber", pairs)


@task("huber", points=2)
def test_huber_grad(submission, reference, rng):
    """huber_grad is the derivative of huber with respect to pred.
    huber_grad는 pred에 대한 huber의 미분입니다."""
    pairs = residuals(rng, (2, 3, 4)), residuals(rng, (3, 4))
    check_grad(submission, reference, "huber", pairs, delta=float(rng.uniform(0.4, 0.8)))
    check_grad(submission, reference, "huber", pairs, delta=float(rng.uniform(1.5, 2.5)))


@task("huber", points=1)
def test_huber_odd_inputs(submission, reference, rng):
    """huber takes float32 and integers, changes nothing, refuses a bad delta and shapes that differ.
    huber는 float32와 정수를 받고 입력을 바꾸지 않으며, 잘못된 delta와 서로 다른 모양에는 ValueError를 일으킵니다."""
    check_odd_inputs(submission, reference, rng, "huber", delta=float(rng.uniform(1.5, 2.5)))
    pred, target = rng.normal(size=(2, 4))
    for function in (submission.huber, submission.huber_grad):
        check_raises("ValueError", function, pred, target, delta=0.0)
        check_raises("ValueError", function, pred, target, delta=-1.5)


def scores(rng, shape):
    """Logits and targets: one of each kind, 0, 1 and soft, and the rest soft."""
    logits = rng.normal(scale=2, size=shape[::-1]).T
    targets = rng.uniform(size=shape[::-1]).T
    targets[..., 0] = rng.integers(2, size=shape[:-1])
    return logits, targets


def sure(rng, sign):
    """Logits far from 0 on one side, each with the targets 0, 1 and between."""
    logits = sign * np.array([[30.0], [100.0], [800.0], [1e4]]) * rng.uniform(0.95, 1, size=(4, 1))
    targets = np.tile([0.0, 1.0, rng.uniform(0.2, 0.8)], (4, 1))
    return np.repeat(logits, 3, axis=1), targets


@task("bce_with_logits", points=2)
def test_bce_with_logits(submission, reference, rng):
    """bce_with_logits is the mean cross-entropy between targets, hard and soft, and sigmoid(logits).
    bce_with_logits는 0과 1 사이의 targets와 sigmoid(logits)의 cross-entropy 평균입니다."""
    pairs = scores(rng, (5,)), scores(rng, (3, 4)), scores(rng, (2, 3, 4))
    check_cost(submission, reference, "bce_with_logits", pairs)


@task("bce_with_logits", points=2)
def test_bce_with_logits_grad(submission, reference, rng):
    """bce_with_logits_grad is the derivative with respect to the logits.
    bce_with_logits_grad는 logits에 대한 미분입니다."""
    pairs = scores(rng, (5,)), scores(rng, (2, 3, 4)), scores(rng, (3, 4))
    check_grad(submission, reference, "bce_with_logits", pairs)


@task("bce_with_logits", points=2)
def test_bce_with_logits_far_from_zero(submission, reference, rng):
    """bce_with_logits stays right where the sigmoid is 0 or 1 to the last digit, up to +-1e4.
    bce_with_logits는 sigmoid가 거의 0이나 1인 곳(+-1e4까지)에서도 맞습니다."""
    for logits, targets in (sure(rng, -1), sure(rng, 1)):
        check_far_cost(submission, reference, "bce_with_logits", zip(logits, targets))


@task("bce_with_logits", points=1)
def test_bce_with_logits_grad_far_from_zero(submission, reference, rng):
    """bce_with_logits_grad stays right where the sigmoid is 0 or 1 to the last digit.
    bce_with_logits_grad는 sigmoid가 거의 0이나 1인 곳에서도 맞습니다."""
    for pair in (sure(rng, -1), sure(rng, 1)):
        got = submission.bce_with_logits_grad(*pair)
        check_close(got, reference.bce_with_logits_grad(*pair))


@task("bce_with_logits", points=1)
def test_bce_with_logits_at_infinity(submission, reference, rng):
    """An infinite logit costs 0 where it is sure and right, else inf; its gradient is finite.
    무한대 logit의 비용은 확실하게 맞으면 0, 아니면 inf이고, gradient는 유한합니다."""
    z = float(rng.normal())
    cost, right = submission.bce_with_logits, reference.bce_with_logits
    agree = np.array([np.inf, z, -np.inf]), np.array([1.0, 0.0, 0.0])
    check_close(cost(*agree), right(*agree))
    differ = np.array([np.inf, -np.inf]), np.array([rng.uniform(0.2, 0.8), 1.0])
    for pair in zip(*differ):
        check_close(cost(*map(np.atleast_1d, pair)), math.inf)
    for pair in (agree, differ):
        got = submission.bce_with_logits_grad(*pair)
        check_close(got, reference.bce_with_logits_grad(*pair))


@task("bce_with_logits", points=1)
def test_bce_with_logits_odd_inputs(submission, reference, rng):
    """bce_with_logits takes float32 and integers, changes nothing, refuses targets outside [0, 1].
    bce_with_logits는 float32와 정수를 받고 입력을 바꾸지 않으며, [0, 1] 밖의 targets에는 ValueError를 일으킵니다."""
    cost, grad = submission.bce_with_logits, submission.bce_with_logits_grad
    single = tuple(array.astype(np.float32) for array in scores(rng, (3, 4)))
    scored = rng.permutation(np.arange(-5, 7)).reshape(3, 4).astype(np.int8)
    integers = scored, rng.integers(2, size=(3, 4))
    for pair in (single, integers):
        check_close(cost(*pair), reference.bce_with_logits(*pair), rtol=1e-5, atol=1e-5)
        expected = reference.bce_with_logits_grad(*pair)
        check_close(grad(*pair), expected, rtol=1e-5, atol=1e-5)
    check_unchanged(submission)
    logits, targets = scores(rng, (5,))
    for function in (cost, grad):
        check_raises("ValueError", function, logits[:, None], targets)
        for outside in (1 + rng.uniform(0.1, 2), -rng.uniform(0.1, 2)):
            check_raises("ValueError", function, logits, np.append(targets[1:], outside))


def rows(rng, n, classes):
    """Logits that are not contiguous, and labels among which each class is found."""
    logits = rng.normal(scale=2, size=(classes, n)).T
    labels = rng.permutation(np.arange(n) % classes)
    return logits, labels


def far_rows(rng):
    """Three pairs: all rows far up; rows far from one another; and rows sure of the wrong class."""
    logits, labels = rows(rng, 5, 3)
    yield logits + 1e4, labels
    yield logits + rng.permutation([-1e4, -2e3, 0, 3e3, 1e4])[:, None], labels
    gaps = logits.copy()
    gaps[np.arange(5), labels] -= rng.permutation([40, 100, 800, 3e3, 1e4])
    yield gaps, labels


@task("softmax_cross_entropy", points=2)
def test_softmax_cross_entropy(submission, reference, rng):
    """softmax_cross_entropy is the mean over the rows of -log softmax(logits)[label].
    softmax_cross_entropy는 행마다 구한 -log softmax(logits)[label]의 평균입니다."""
    pairs = rows(rng, 5, 3), rows(rng, 1, 4), rows(rng, 3, 3)
    check_cost(submission, reference, "softmax_cross_entropy", pairs)


@task("softmax_cross_entropy", points=2)
def test_softmax_cross_entropy_grad(submission, reference, rng):
    """softmax_cross_entropy_grad is the derivative with respect to the logits.
    softmax_cross_entropy_grad는 logits에 대한 미분입니다."""
    pairs = rows(rng, 3, 3), rows(rng, 1, 4), rows(rng, 5, 3)
    check_grad(submission, reference, "softmax_cross_entropy", pairs)


@task("softmax_cross_entropy", points=2)
def test_softmax_cross_entropy_far_from_zero(submission, reference, rng):
    """softmax_cross_entropy sees differences within a row only, and also large ones, up to 1e4.
    softmax_cross_entropy는 행 안의 차이만 봅니다. 그 차이가 1e4여도 맞습니다."""
    check_far_cost(submission, reference, "softmax_cross_entropy", far_rows(rng))


@task("softmax_cross_entropy", points=1)
def test_softmax_cross_entropy_grad_far_from_zero(submission, reference, rng):
    """softmax_cross_entropy_grad sees differences within a row only, and also large ones.
    softmax_cross_entropy_grad는 행 안의 차이만 봅니다. 그 차이가 1e4여도 맞습니다."""
    for pair in far_rows(rng):
        got = submission.softmax_cross_entropy_grad(*pair)
        check_close(got, reference.softmax_cross_entropy_grad(*pair))


@task("softmax_cross_entropy", points=1)
def test_softmax_cross_entropy_with_a_masked_class(submission, reference, rng):
    """A masked class, whose logit is -inf, has probability 0 and does no harm to the others.
    logit이 -inf인(가려진) class는 확률이 0이고 다른 class의 결과를 망치지 않습니다."""
    logits, labels = rows(rng, 5, 4)
    masked = logits.copy()
    masked[np.arange(5), (labels + 1) % 4] = -np.inf
    hopeless = logits[:2].copy()
    hopeless[0, labels[0]] = -np.inf
    for pair in ((masked, labels), (hopeless, labels[:2])):
        check_close(submission.softmax_cross_entropy(*pair), reference.softmax_cross_entropy(*pair))
        got = submission.softmax_cross_entropy_grad(*pair)
        check_close(got, reference.softmax_cross_entropy_grad(*pair))


@task("softmax_cross_entropy", points=1)
def test_softmax_cross_entropy_odd_inputs(submission, reference, rng):
    """softmax_cross_entropy takes float32 and integers, changes nothing, refuses impossible labels.
    softmax_cross_entropy는 float32와 정수를 받고 입력을 바꾸지 않으며, 있을 수 없는 label에는 ValueError를 일으킵니다."""
    cost, grad = submission.softmax_cross_entropy, submission.softmax_cross_entropy_grad
    logits, labels = rows(rng, 5, 3)
    single = logits.astype(np.float32), labels
    integers = rng.permutation(np.arange(-7, 8)).reshape(5, 3).astype(np.int8), labels
    for pair in (single, integers):
        expected = reference.softmax_cross_entropy(*pair)
        check_close(cost(*pair), expected, rtol=1e-5, atol=1e-5)
        expected = reference.softmax_cross_entropy_grad(*pair)
        check_close(grad(*pair), expected, rtol=1e-5, atol=1e-5)
    check_unchanged(submission)
    for function in (cost, grad):
        check_raises("ValueError", function, logits, np.append(labels[1:], -1))
        check_raises("ValueError", function, logits, np.append(labels[1:], 3))
        check_raises("ValueError", function, logits, labels[:, None])


@task("neuron", points=4)
def test_neuron(submission, reference, rng):
    """neuron returns activation(x @ w + b), one number for each row, for any activation.
    neuron은 어떤 activation이든 행마다 수 하나씩 activation(x @ w + b)를 반환합니다."""
    x, w = rng.normal(size=(4, 10))[:, ::2], rng.normal(size=5)
    for activation in (lambda z: z**3 - 2 * z, lambda z: 1 / (2 + np.sin(z))):
        b = float(rng.choice([-1, 1]) * rng.uniform(0.5, 2))
        got = submission.neuron(x, w, b, activation)
        check_close(got, reference.neuron(x, w, b, activation))


@task("neuron", points=1)
def test_neuron_odd_inputs(submission, reference, rng):
    """neuron takes float32 and integers, gives its activation floats, and changes nothing.
    neuron은 float32와 정수를 받아 activation에는 실수를 넘기고, 입력을 바꾸지 않습니다."""
    seen = []

    def activation(z):
        seen.append(np.asarray(z).dtype.kind)
        return np.sin(z)

    x, w = rng.normal(size=(3, 4)).astype(np.float32), rng.normal(size=4).astype(np.float32)
    got = submission.neuron(x, w, 0.5, activation)
    check_close(got, reference.neuron(x, w, 0.5, np.sin), rtol=1e-5, atol=1e-5, dtype=False)
    x, w = rng.permutation(np.arange(-5, 7)).reshape(3, 4), rng.permutation(np.arange(1, 5))
    got = submission.neuron(x, w, 2, activation)
    check_close(got, reference.neuron(x, w, 2, np.sin), rtol=1e-5, atol=1e-5)
    check(
        set(seen) == {"f"},
        "activation was called with integers. Turn x and w into floats before the product.",
        "activation에 정수가 전달되었습니다. 곱하기 전에 x와 w를 실수로 바꾸세요.",
    )
    check_unchanged(submission)
