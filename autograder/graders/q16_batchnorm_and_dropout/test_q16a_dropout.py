"""Hidden grader of q16a: what a mask may and may not do, whatever the generator draws.

The stream of rng is free. So each output is held against its input, element by element (0, or the
input over 1 - p), the gradient against the output, and the dropped elements against chance: their share,
and how often neighbours in each direction go together. The ends, p = 0 and p = 1, are exact.
"""

from __future__ import annotations

import math

import numpy as np

from autograder.grading import (
    check,
    check_close,
    check_equal,
    check_raises,
    check_statistic,
    check_unchanged,
    task,
)

# --- Dropout


def generator(submission, seed):
    return submission.probe.rng(seed % 2**32)


def far_from_zero(rng, *shape):
    """Numbers of either sign, none near 0, not contiguous."""
    return (rng.uniform(0.5, 3, size=shape[::-1]) * rng.choice([-1.0, 1.0], size=shape[::-1])).T


def dropped_in(out, x):
    """Which elements were dropped, once ``out`` is an array like x; how it is scaled does not matter."""
    check_close(out, x, atol=1e9)
    return out == 0


def check_scale(out, x, p):
    """Each element is 0 or x / (1 - p); returns which were dropped."""
    dropped = dropped_in(out, x)
    check_close({"what was kept": out[~dropped]}, {"what was kept": x[~dropped] / (1 - p)})
    return dropped


def check_chance(dropped, p):
    """The share of dropped elements, and of neighbours along each axis that share their fate."""
    check_statistic(
        dropped.mean(),
        p,
        math.sqrt(p * (1 - p) / dropped.size),
        f"each element must be dropped with probability {p:.3g}; the share of zeros is off",
        f"원소마다 {p:.3g}의 확률로 버려야 합니다. 0의 비율이 맞지 않습니다",
    )
    same = p**2 + (1 - p) ** 2
    for axis, length in enumerate(dropped.shape):
        if length < 2:
            continue
        rest = np.moveaxis(dropped, axis, 0)
        together = rest[: length // 2 * 2 : 2] == rest[1::2]
        check_statistic(
            together.mean(),
            same,
            math.sqrt(same * (1 - same) / together.size),
            f"each element must have a mask of its own; along axis {axis} neighbours share their "
            "fate too often or too seldom",
            f"원소마다 따로 정해야 합니다. axis {axis} 방향의 이웃끼리 함께 버려지거나 남는 비율이 맞지 않습니다",
        )


@task("Dropout", points=4)
def test_dropout_in_training(submission, rng, seed):
    """Each element is dropped with probability p on its own, or divided by 1 - p.
    원소마다 독립적으로 p의 확률로 버리거나 1 - p로 나눕니다."""
    drawn = generator(submission, seed)
    for p, shape in ((float(rng.uniform(0.2, 0.3)), (50, 40)), (0.8, (8, 6, 8, 6))):
        layer, x = submission.Dropout(p), far_from_zero(rng, *shape)
        first = check_scale(layer.forward(x, True, drawn), x, p)
        check_chance(first, p)
        second = check_scale(layer.forward(x, True, drawn), x, p)
        check(
            bool((first != second).any()),
            "two forward passes dropped the same elements; each draws a new mask from rng.",
            "forward를 두 번 불렀는데 같은 원소를 버렸습니다. 매번 rng에서 새 mask를 뽑아야 합니다.",
        )


@task("Dropout", points=3)
def test_dropout_has_one_mask_for_both_directions(submission, rng, seed):
    """The gradient passes where the forward pass kept, scaled alike, zeros in x included.
    gradient는 forward에서 남긴 곳만 같은 배율로 지나갑니다. x가 0인 곳도 마찬가지입니다."""
    p, drawn = float(rng.uniform(0.2, 0.4)), generator(submission, seed)
    layer, x = submission.Dropout(p), far_from_zero(rng, 40, 30)
    for _ in range(2):
        dout = far_from_zero(rng, 40, 30)
        out = layer.forward(x, True, drawn)
        dropped_in(out, x)
        for upstream in (dout, 2 * dout):
            check_close(layer.backward(upstream), upstream * (out / x))
    layer.forward(np.zeros((40, 30)), True, drawn)
    check_chance(dropped_in(layer.backward(dout), dout), p)


@task("Dropout", points=2)
def test_dropout_in_evaluation(submission, rng, seed):
    """In evaluation both directions are the identity, before, between and after training passes.
    평가할 때는 앞뒤 방향 모두 항등 함수입니다. 학습용 forward의 앞이든 사이든 뒤든 같습니다."""
    p = float(rng.uniform(0.2, 0.4))
    layer, drawn = submission.Dropout(p), generator(submission, seed)
    x, dout = far_from_zero(rng, 20, 30), far_from_zero(rng, 20, 30)
    for given in (None, drawn):
        check_close(layer.forward(x, False, given), x)
        check_close(layer.backward(dout), dout)
        layer.forward(x, True, drawn)


@task("Dropout", points=2)
def test_dropout_at_the_ends(submission, rng, seed):
    """p = 0 changes nothing, p = 1 gives zeros, in both directions.
    p = 0이면 그대로이고 p = 1이면 0입니다. 앞뒤 방향 모두 그렇습니다."""
    drawn = generator(submission, seed)
    for p, factor in ((0.0, 1.0), (1.0, 0.0), (1, 0.0)):
        layer = submission.Dropout(p)
        x, dout = far_from_zero(rng, 5, 7), far_from_zero(rng, 5, 7)
        check_close(layer.forward(x, True, drawn), factor * x)
        check_close(layer.backward(dout), factor * dout)
        check_close(layer.forward(x, False, drawn), x)


@task("Dropout", points=2)
def test_dropout_draws_from_rng_alone(submission, rng, seed):
    """The state of rng decides, the number of dropped elements varies, global generators stay.
    rng의 상태가 결과를 정하고, 버리는 원소의 수는 매번 다르며, 전역 생성기는 그대로입니다."""
    submission.probe.seed_global(seed % 2**32)
    untouched = submission.probe.global_rng_digest()
    x, p = far_from_zero(rng, 30, 20), 0.4

    def run(drawn, times):
        layer = submission.Dropout(p)
        return [dropped_in(layer.forward(x, True, drawn), x) for _ in range(times)]

    kept = generator(submission, seed)
    masks, (later,) = run(kept, 6), run(kept, 1)
    (again,) = run(generator(submission, seed), 1)
    touched = submission.probe.global_rng_digest() != untouched
    check(
        np.array_equal(masks[0], again),
        "from the same state of rng came two different masks. Draw from rng alone.",
        "rng의 상태가 같은데 mask가 다릅니다. rng에서만 뽑으세요.",
    )
    check(
        not np.array_equal(masks[0], later),
        "one rng gave the same masks again. Draw from rng, which moves on by itself.",
        "같은 rng인데 mask가 똑같이 반복됩니다. rng에서 뽑으면 상태가 저절로 바뀝니다.",
    )
    counts = {int(mask.sum()) for mask in masks}
    check(
        len(counts) > 1,
        f"six masks of {x.size} elements all dropped exactly {min(counts)}. Each element is drawn "
        "by itself, so the number must vary.",
        f"원소 {x.size}개짜리 mask 여섯 개가 모두 정확히 {min(counts)}개를 버렸습니다. 원소마다 따로 뽑으면 그 수가 "
        "매번 달라야 합니다.",
    )
    check(
        not touched,
        "a global random generator was used or seeded. Draw from rng.",
        "전역 난수 생성기를 사용했거나 seed를 설정했습니다. rng에서 뽑으세요.",
    )


@task("Dropout", points=1)
def test_dropout_of_bad_p_and_order(submission, rng):
    """A p outside of [0, 1] raises ValueError; backward before forward raises.
    p가 [0, 1] 밖이면 ValueError를 내고, forward 전에 backward를 부르면 예외를 냅니다."""
    for p in (-0.1, 1.1, 2):
        check_raises("ValueError", submission.Dropout, p)
    check_raises("Exception", submission.Dropout(0.3).backward, rng.normal(size=(2, 3)))


@task("Dropout", points=1)
def test_dropout_of_odd_inputs(submission, rng, seed):
    """float32 stays float32, integers become float64, and neither x nor dout is changed.
    float32는 float32로 남고 정수는 float64가 되며, x도 dout도 바뀌지 않습니다."""
    p, drawn = 0.25, generator(submission, seed)
    layer, x = submission.Dropout(p), far_from_zero(rng, 20, 30).astype(np.float32)
    out = layer.forward(x, True, drawn)
    dropped_in(out, x)
    check_close(layer.backward(x), x * (out / x), rtol=1e-5)
    whole = rng.integers(1, 9, size=(20, 30))
    dropped_in(layer.forward(whole, True, drawn), whole.astype(float))
    check_unchanged(submission)


# --- monte_carlo_predict


def make_random_prediction(samples):
    """f with a script; what it was called with; a call too many returns something else."""
    calls = []

    def f(x, rng):
        calls.append((x, rng))
        return samples[len(calls) - 1] if len(calls) <= len(samples) else samples[0] + 1e6

    return f, calls


def check_prediction(submission, rng, samples, seed, tolerance=None):
    """Mean and standard deviation of the samples, in as many calls, with x and rng as they are."""
    x, drawn = rng.normal(size=(2, 3)), generator(submission, seed)
    f, calls = make_random_prediction(samples)
    result = submission.monte_carlo_predict(f, x, len(samples), drawn)
    check(
        isinstance(result, tuple | list) and len(result) == 2,
        "must return a pair (mean, std).",
        "(mean, std) 쌍을 반환해야 합니다.",
    )
    check_close(result[0], samples.mean(axis=0), rtol=tolerance, atol=tolerance)
    check_close(result[1], samples.std(axis=0), rtol=tolerance, atol=tolerance)
    check(
        len(calls) == len(samples),
        f"called f {len(calls)} times for {len(samples)} samples.",
        f"표본이 {len(samples)}개인데 f를 {len(calls)}번 호출했습니다.",
    )
    for given, _ in calls:
        check_equal(given, x)
    return [given for _, given in calls], drawn


@task("monte_carlo_predict", points=3)
def test_monte_carlo_predict(submission, rng, seed):
    """Mean and standard deviation (ddof=0) of the samples, elementwise, for outputs of any shape.
    모양이 어떻든 표본의 평균과 표준편차(ddof=0)를 원소마다 구합니다."""
    for shape in ((4, 2, 3), (7, 5), (2, 3, 1, 2)):
        samples = rng.normal(size=shape) * rng.uniform(0.5, 3, size=shape[1:]) + rng.normal()
        check_prediction(submission, rng, samples, seed)
    check_prediction(submission, rng, rng.normal(size=(1, 3)), seed)
    far = 1e6 + rng.normal(size=(6, 3))
    check_prediction(submission, rng, far, seed, 1e-8)


@task("monte_carlo_predict", points=2)
def test_monte_carlo_predict_hands_on_the_generator(submission, rng, seed):
    """f gets the rng that was handed in, each time, so each sample is another draw.
    f는 매번 인자로 받은 그 rng를 받으므로 표본마다 다른 값이 나옵니다."""
    samples = rng.normal(size=(3, 2))
    given, drawn = check_prediction(submission, rng, samples, seed)
    check(
        all(submission.probe.same(one, drawn) for one in given),
        "f must be called with the rng that was handed in, not with another one.",
        "f에 다른 생성기가 아니라 인자로 받은 rng를 넘겨야 합니다.",
    )
    x, local = rng.normal(size=3), np.random.default_rng(seed % 2**32)
    expected = np.stack([x * local.random() for _ in range(5)])

    def f(x, generator):
        return x * float(generator.random())

    mean, std = submission.monte_carlo_predict(f, x, 5, generator(submission, seed))
    check_close(mean, expected.mean(axis=0))
    check_close(std, expected.std(axis=0))
    check_unchanged(submission)


# --- ensemble_average


def sigmoid(z):
    return 1 / (1 + np.exp(-np.asarray(z)))


def bent(z):
    """Not 0 at 0, neither odd nor convex."""
    z = np.asarray(z)
    return np.cos(z) + np.maximum(z, 0) ** 2


def make_layer(rng, D, H, *rows):
    """W, not contiguous, and x (D,) or (N, D)."""
    return rng.normal(size=(H, D)).T, 1.5 * rng.normal(size=(*rows, D))


@task("ensemble_average", points=3)
def test_ensemble_average_with_an_activation(submission, reference, rng):
    """The activations of all masks are averaged, each with its probability.
    모든 mask에 대한 activation을 각각의 확률로 평균합니다."""
    for D, H, rows, activation in ((4, 3, (), bent), (3, 2, (4,), np.tanh), (5, 3, (2,), sigmoid)):
        W, x = make_layer(rng, D, H, *rows)
        p = float(rng.uniform(0.1, 0.35))
        expected = reference.ensemble_average(W, x, p, activation)
        check_close(submission.ensemble_average(W, x, p, activation), expected)
        expected = reference.ensemble_average(W, x, 1 - p, activation)
        check_close(submission.ensemble_average(W, x, 1 - p, activation=activation), expected)


@task("ensemble_average", points=2)
def test_ensemble_average_without_an_activation(submission, rng):
    """Without an activation the ensemble is the one network with its inputs times 1 - p.
    activation이 없으면 앙상블은 입력에 1 - p를 곱한 네트워크 하나와 같습니다."""
    for D, H, rows in ((4, 3, ()), (6, 2, (3,)), (1, 4, (2,)), (3, 1, (1,))):
        W, x = make_layer(rng, D, H, *rows)
        p = float(rng.uniform(0.1, 0.35))
        check_close(submission.ensemble_average(W, x, p), (1 - p) * (x @ W))


@task("ensemble_average", points=2)
def test_ensemble_average_at_the_ends(submission, rng):
    """p = 0 leaves one mask, that keeps all; p = 1 leaves one, that drops all.
    p = 0이면 모두 남기는 mask 하나만, p = 1이면 모두 버리는 mask 하나만 남습니다."""
    for rows in ((), (3,)):
        W, x = make_layer(rng, 4, 3, *rows)
        for p in (0.0, 0):
            check_close(submission.ensemble_average(W, x, p, bent), bent(x @ W))
        for p in (1.0, 1):
            check_close(submission.ensemble_average(W, x, p, bent), np.ones((*rows, 3)))


@task("ensemble_average", points=1)
def test_ensemble_average_of_odd_inputs(submission, reference, rng):
    """float32 stays float32, integers give float64, and neither W nor x is changed.
    float32는 float32로 남고 정수에는 float64를 반환하며, W도 x도 바뀌지 않습니다."""
    W, x = (array.astype(np.float32) for array in make_layer(rng, 4, 3, 2))
    for activation in (None, bent):
        expected = reference.ensemble_average(W, x, 0.3, activation)
        got = submission.ensemble_average(W, x, 0.3, activation)
        check_close(got, expected, rtol=1e-5, atol=1e-5)
    whole = rng.integers(1, 9, size=(4, 3)), rng.integers(-9, 9, size=(2, 4))
    expected = reference.ensemble_average(*whole, 0.3)
    check_close(submission.ensemble_average(*whole, 0.3), expected)
    check_unchanged(submission)
