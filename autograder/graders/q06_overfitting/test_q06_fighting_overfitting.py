"""Hidden grader of q06: what is exact is compared exactly, whatever was drawn.

A shifted image tells its shift, so shifts are read off the images and judged as numbers. Random features
of rows along the axes are fitted exactly by any weights; of very many features one row's prediction is
known in the limit (the arc-cosine kernel of Cho & Saul, 2009). Training goes on in live arrays, which is
where a best state that was kept by reference shows.
"""

from __future__ import annotations

import math

import numpy as np

from autograder.grading import (
    check,
    check_close,
    check_equal,
    check_generator,
    check_raises,
    check_statistic,
    check_unchanged,
    task,
)

# --- EarlyStopping


def dyadic(rng, losses):
    """The losses of a script on a scale of its own; sums and differences of them are exact."""
    unit, lowest = 2.0 ** rng.integers(-4, 3), float(rng.integers(1, 9))
    return [float(unit * (lowest + loss)) for loss in losses], unit


def run(side, losses, **settings):
    """An early stopping that has seen these losses, and what it said."""
    stopper = side.EarlyStopping(**settings)
    step = stopper.step
    says = [step(loss, {"w": np.full(2, i + 0.5)}) for i, loss in enumerate(losses)]
    return stopper, says


def check_runs(submission, reference, *runs):
    """All runs first, then what each of them said, then what was best."""
    done = [(run(submission, *r[:1], **r[1]), run(reference, *r[:1], **r[1]), r) for r in runs]
    for (_, says), (_, right), (losses, settings) in done:
        for i, (said, expected) in enumerate(zip(says, right)):
            if said != expected:
                told = ", ".join(f"{name}={value:g}" for name, value in settings.items())
                seen = ", ".join(f"{loss:g}" for loss in losses[: i + 1])
                run(submission, losses[: i + 1], **settings)  # so that the message shows this call
                check(
                    not isinstance(said, bool | np.bool_),
                    f"after the losses {seen} with {told}: got {said}, expected {expected}.",
                    f"{told}에서 loss가 {seen} 순서일 때: 반환값 {said}, 기댓값 {expected}.",
                )
                check_equal(said, expected)
    for (stopper, _), (expected, _), _ in done:
        check_equal(stopper.best_epoch, expected.best_epoch)
        check_close(stopper.best_params, expected.best_params)


@task("EarlyStopping", points=4)
def test_early_stopping_stops(submission, reference, rng):
    """True at the patience-th call in a row without improvement and at each further one, else False.
    나아지지 않은 호출이 연속 patience번째일 때와 그 뒤로 계속 True이고, 아니면 False입니다."""
    soon, _ = dyadic(rng, [9, 7, 7, 8, 5, 6, 4])
    late, _ = dyadic(rng, [9, 7, 8, 6, 9, 5, 6, 7, 8, 4, 4, 5, 3, 3])
    noisy, _ = dyadic(rng, np.linspace(24, 0, 14).round() + rng.integers(0, 9, size=14))
    check_runs(
        submission,
        reference,
        (soon, {"patience": 1}),
        (late, {"patience": 2}),
        (noisy, {"patience": 3}),
    )


@task("EarlyStopping", points=4)
def test_early_stopping_restores_the_best(submission, rng):
    """best_params are those of the best epoch, not of the last, while training overwrites its arrays.
    학습이 배열을 계속 덮어써도 best_params는 마지막이 아니라 최고 epoch의 값입니다."""
    for losses, best in (([6, 4, 5, 3, 7, 3, 8], 3), ([2, 4], 0), ([6, 7, 8, 9, 5, 6], 4)):
        losses, _ = dyadic(rng, losses)
        weights, states = rng.normal(size=(len(losses), 2, 3)), rng.normal(size=(len(losses), 4))
        W, b = submission.probe.array(weights[0]), submission.probe.array(states[0])
        stopper = submission.EarlyStopping(patience=3)
        check_equal(stopper.best_epoch, None)
        check_equal(stopper.best_params, None)
        step = stopper.step
        for loss, weight, state in zip(losses, weights, states):
            submission.probe.fill(W, weight)
            submission.probe.fill(b, state)
            step(loss, {"W": W, "b": b})
        submission.probe.fill(W, np.zeros((2, 3)))
        submission.probe.fill(b, np.zeros(4))
        check_equal(stopper.best_epoch, best)
        check_close(stopper.best_params, {"W": weights[best], "b": states[best]})


@task("EarlyStopping", points=2)
def test_early_stopping_with_min_delta(submission, reference, rng):
    """Only a loss more than min_delta below that of the last improvement is an improvement.
    마지막으로 나아졌을 때의 loss보다 min_delta를 넘게 낮아져야 나아진 것입니다."""
    runs = []
    for script in (
        [20, 19, 18, 17, 16, 15, 14, 14, 13],
        [20, 21, 20, 16, 17, 14, 13, 14, 9, 10, 6],
    ):
        losses, unit = dyadic(rng, script)
        runs.append((losses, {"patience": 2, "min_delta": float(2 * unit)}))
    check_runs(submission, reference, *runs)


@task("EarlyStopping", points=1)
def test_early_stopping_with_nan(submission, reference, rng):
    """NaN and infinity never improve, also at first, and count as calls without improvement.
    NaN과 무한대는 처음이라도 나아진 것이 아니며, 나아지지 않은 호출로 셉니다."""
    nan, inf = math.nan, math.inf
    losses, _ = dyadic(rng, [nan, inf, 5, nan, 4, nan, nan, 6, 3, inf, nan, 4, 4])
    check_runs(
        submission,
        reference,
        ([nan, nan, inf], {"patience": 2}),
        ([inf, nan], {"patience": 3}),
        (losses, {"patience": 3}),
    )


@task("EarlyStopping", points=1)
def test_early_stopping_odd_inputs(submission, rng):
    """A patience below 1 raises ValueError; params are not changed, and copies keep their dtype.
    patience가 1보다 작으면 ValueError가 발생합니다. params는 바뀌지 않고, 복사본은 dtype을 유지합니다."""
    for patience in (0, -2):
        check_raises("ValueError", submission.EarlyStopping, patience=patience)
    params = {
        "W": rng.normal(size=(3, 2)).astype(np.float32).T,
        "steps": rng.integers(9, size=4),
        "scale": np.array(rng.normal()),
    }
    stopper = submission.EarlyStopping(2, 0.25)
    for loss in (3.0, 4.0):
        stopper.step(loss, params)
    check_close(stopper.best_params, params)
    check_unchanged(submission)


# --- polynomials


def sample(rng, count):
    """Places and values of a curve that does not go through 0; views of a larger array."""
    x = rng.uniform(-1.5, 1.5, size=count)
    y = np.cos(2 * x) + 3 + rng.normal(size=count) / 2
    return np.stack([x, y], axis=1).T


def check_coefficients(got, expected):
    scale = np.abs(expected).max()
    check_close(got, expected, rtol=1e-6, atol=1e-6 * max(1, scale))


@task("fit_ridge_polynomial", points=3)
def test_fit_ridge_polynomial(submission, reference, rng):
    """The coefficients, lowest power first, without a penalty and with one, for few and many powers.
    벌점이 없을 때와 있을 때, 항이 적을 때와 많을 때의 계수입니다. 낮은 차수가 먼저입니다."""
    for count, degree, l2 in ((9, 3, 0.0), (12, 5, 0.7), (7, 9, 0.2), (8, 1, 2.5), (5, 0, 1.3)):
        x, y = sample(rng, count)
        got = submission.fit_ridge_polynomial(x, y, degree, l2)
        check_coefficients(got, reference.fit_ridge_polynomial(x, y, degree, l2))


@task("fit_ridge_polynomial", points=2)
def test_fit_ridge_polynomial_leaves_the_intercept_free(submission, rng):
    """Moving y up moves c[0] alone; under a very strong penalty c[0] is the mean of y, the rest 0.
    y를 올리면 c[0]만 그만큼 커집니다. 벌점이 매우 강하면 c[0]은 y의 평균이고 나머지는 0입니다."""
    x, y = sample(rng, 11)
    up = float(rng.uniform(50, 90))
    coef = submission.fit_ridge_polynomial(x, y, 4, 0.6)
    moved = submission.fit_ridge_polynomial(x, y + up, 4, 0.6)
    strong = submission.fit_ridge_polynomial(x, y, 4, 1e8)
    rise = moved - coef
    check(
        np.shape(rise) == (5,) and np.allclose(rise, [up, 0, 0, 0, 0], rtol=1e-6, atol=1e-5),
        f"with {up:.5g} added to all of y the coefficients rose by {np.round(rise, 3).tolist()}; c[0] alone "
        "must rise, by as much.",
        f"y에 모두 {up:.5g}을(를) 더했더니 계수가 {np.round(rise, 3).tolist()}만큼 커졌습니다. c[0]만 그만큼 커져야 "
        "합니다.",
    )
    check_close(strong, np.array([y.mean(), 0, 0, 0, 0]), rtol=1e-5, atol=1e-4)


@task("fit_ridge_polynomial", points=1)
def test_fit_ridge_polynomial_odd_inputs(submission, reference, rng):
    """float32 stays float32, integers become float64, and x and y are not changed.
    float32는 float32로 남고 정수는 float64가 되며, x와 y는 바뀌지 않습니다."""
    x, y = sample(rng, 12).astype(np.float32)
    expected = reference.fit_ridge_polynomial(x, y, 2, 0.8)
    check_close(submission.fit_ridge_polynomial(x, y, 2, 0.8), expected, rtol=1e-4, atol=1e-4)
    x, y = np.array([-2, -1, 0, 1, 2, 1], dtype=np.int8), rng.integers(-9, 9, size=6)
    expected = reference.fit_ridge_polynomial(x, y, 7, 0.8)  # 2**7 is too large for an int8
    check_close(submission.fit_ridge_polynomial(x, y, 7, 0.8), expected, rtol=1e-6, atol=1e-6)
    check_unchanged(submission)


@task("predict_polynomial", points=4)
def test_predict_polynomial(submission, reference, rng):
    """The sum of coef[k] x**k, in the shape of x, also where there is only a constant term.
    coef[k] x**k의 합이며, 상수항만 있을 때도 모양은 x와 같습니다."""
    predict, right = submission.predict_polynomial, reference.predict_polynomial
    for size, shape in ((4, (7,)), (6, (3, 2)), (1, (2, 3)), (2, (5,)), (1, (4,))):
        coef, x = rng.normal(size=size) + 1, rng.uniform(-2, 2, size=shape[::-1]).T
        check_close(predict(coef, x), right(coef, x), atol=1e-8)
    coef, x = rng.normal(size=5), float(rng.uniform(0.5, 1.5))
    check_close(predict(coef, x), float(right(coef, x)), atol=1e-8)
    check_close(predict(coef, np.zeros(3)), np.full(3, coef[0]), atol=1e-12)


@task("predict_polynomial", points=1)
def test_predict_polynomial_odd_inputs(submission, reference, rng):
    """float32 stays float32, integer x gives float64, and coef and x are not changed.
    float32는 float32로 남고 정수 x에서는 float64가 나오며, coef와 x는 바뀌지 않습니다."""
    predict, right = submission.predict_polynomial, reference.predict_polynomial
    coef = rng.uniform(0.2, 0.8, size=4)
    x = rng.uniform(-1, 1, size=5)
    single = coef.astype(np.float32), x.astype(np.float32)
    check_close(predict(*single), right(*single), rtol=1e-5, atol=1e-5)
    integers = rng.integers(-3, 4, size=6)
    check_close(predict(coef, integers), right(coef, integers), atol=1e-8)
    check_unchanged(submission)


# --- random_shift


def moved(images, down, right):
    """All images by one shift, zeros coming in."""
    out, (height, width) = np.zeros_like(images), images.shape[-2:]
    if abs(down) < height and abs(right) < width:
        rows, columns = np.arange(height), np.arange(width)
        rows = rows[(rows + down >= 0) & (rows + down < height)]
        columns = columns[(columns + right >= 0) & (columns + right < width)]
        out[..., rows[:, None] + down, columns + right] = images[..., rows[:, None], columns]
    return out


def shifts_of(got, images, max_shift):
    """The shift of each image, (N, 2), read off the images; of several possible ones, any."""
    check(
        isinstance(got, np.ndarray) and got.shape == images.shape,
        f"must return an array of the shape of images, {images.shape}.",
        f"images와 같은 모양 {images.shape}의 배열을 반환해야 합니다.",
    )
    found = np.full((len(images), 2), max_shift + 1)
    inside = range(-max_shift, max_shift + 1)
    for down in inside:
        for right in inside:
            wrong = np.abs(got - moved(images, down, right)).reshape(len(images), -1).max(axis=1)
            found[wrong < 1e-9] = down, right
    lost = np.flatnonzero(found[:, 0] > max_shift)
    together = ", all channels together" if images.ndim == 4 else ""
    together_ko = "모든 채널이 함께 " if images.ndim == 4 else ""
    check(
        not len(lost),
        f"{len(lost)} of {len(images)} results, image {lost[:1]} for one, are not their image moved by "
        f"whole pixels from -{max_shift} to {max_shift}{together}, with zeros coming in.",
        f"결과 {len(images)}개 중 {len(lost)}개(예: {lost[:1]}번)가 원래 이미지를 -{max_shift}~{max_shift}픽셀만큼 "
        f"{together_ko}옮기고 빈 곳을 0으로 채운 것이 아닙니다.",
    )
    return found


def check_shifts(shifts, max_shift):
    """Uniform from -max_shift to max_shift, the axes and the images independent."""
    check(
        len(np.unique(shifts, axis=0)) > 1,
        "all images of the batch were moved alike; each must have a shift of its own.",
        "배치의 모든 이미지가 똑같이 이동했습니다. 이미지마다 이동량이 따로 있어야 합니다.",
    )
    count = len(shifts)
    spread = max_shift * (max_shift + 1) / 3  # the variance of a uniform integer
    for axis, (name, name_ko) in enumerate((("row", "행"), ("column", "열"))):
        check_statistic(
            shifts[:, axis].mean(),
            0,
            math.sqrt(spread / count),
            f"{name} shifts must be uniform from -{max_shift} to {max_shift}, both included; their "
            "mean is off",
            f"{name_ko} 방향의 이동량은 -{max_shift}부터 {max_shift}까지(양 끝 포함) 균등해야 합니다. 평균이 맞지 "
            "않습니다",
        )
    for size, values, name, name_ko in (
        (max_shift, 2, "at the two ends", "양 끝"),
        (0, 1, "of 0", "0인"),
    ):
        share = values / (2 * max_shift + 1)
        check_statistic(
            np.mean(np.abs(shifts) == size),
            share,
            math.sqrt(share * (1 - share) / shifts.size),
            f"all shifts from -{max_shift} to {max_shift}, both included, must be equally likely; the share of "
            f"those {name} is off",
            f"-{max_shift}부터 {max_shift}까지(양 끝 포함) 모든 이동량의 확률이 같아야 합니다. {name_ko} 값의 비율이 "
            "맞지 않습니다",
        )
    check_statistic(
        np.mean(shifts[:, 0] * shifts[:, 1]),
        0,
        spread / math.sqrt(count),
        "the rows and the columns must be drawn independently; the mean product of the two shifts is "
        "off",
        "행과 열의 이동량을 독립적으로 뽑아야 합니다. 두 이동량을 곱한 값의 평균이 맞지 않습니다",
    )
    check_statistic(
        np.mean(shifts[1:] * shifts[:-1]),
        0,
        spread / math.sqrt(shifts[1:].size),
        "the images must be moved independently; the mean product of the shifts of two neighbours is "
        "off",
        "이미지마다 이동량을 독립적으로 뽑아야 합니다. 이웃한 두 이미지의 이동량을 곱한 값의 평균이 맞지 않습니다",
    )


def pictures(rng, *shape):
    """No pixel is 0 and no two are alike; not contiguous."""
    return np.moveaxis(rng.uniform(0.1, 1, size=(*shape[1:], shape[0])), -1, 0)


@task("random_shift", points=4)
def test_random_shift(submission, rng, seed):
    """Each image moves by whole pixels of its own, all shifts equally likely, and zeros come in.
    이미지마다 따로 정수 픽셀만큼 이동하고 모든 이동량의 확률이 같으며, 빈 곳은 0으로 채워집니다."""
    images = pictures(rng, 600, 5, 4)
    got = submission.random_shift(images, 2, submission.probe.rng(seed % 2**32))
    check_shifts(shifts_of(got, images, 2), 2)


@task("random_shift", points=2)
def test_random_shift_of_channels(submission, rng, seed):
    """All channels of an image move together, along its rows and columns.
    한 이미지의 모든 채널은 행과 열 방향으로 함께 이동합니다."""
    images = pictures(rng, 250, 3, 4, 5)
    got = submission.random_shift(images, 1, submission.probe.rng(seed % 2**32))
    check_shifts(shifts_of(got, images, 1), 1)


@task("random_shift", points=2)
def test_random_shift_past_the_edge(submission, rng, seed):
    """A shift of the whole image or more leaves only zeros; a max_shift of 0 leaves it as it is.
    이미지 크기 이상으로 이동하면 0만 남고, max_shift가 0이면 그대로입니다."""
    generator = submission.probe.rng(seed % 2**32)
    images = pictures(rng, 400, 3, 4)
    still = submission.random_shift(images[:5], 0, generator)
    far = submission.random_shift(images, 6, generator)
    check_close(still, images[:5])
    shifts_of(far, images, 6)
    share = (5 / 13) * (7 / 13)
    check_statistic(
        np.mean(far.reshape(400, -1).max(axis=1) > 0),
        share,
        math.sqrt(share * (1 - share) / 400),
        "of images of 3 x 4 pixels that move by -6 to 6, the share of those of which anything is left "
        "is off",
        "3 x 4 픽셀 이미지를 -6~6만큼 옮길 때, 조금이라도 남는 이미지의 비율이 맞지 않습니다",
    )


@task("random_shift", points=2)
def test_random_shift_draws_from_rng_alone(submission, rng, seed):
    """The same state of rng gives the same shifts, and rng moves on; no other generator is used.
    rng의 상태가 같으면 이동이 같고, rng의 상태는 바뀝니다. 다른 생성기는 쓰지 않습니다."""
    images = pictures(rng, 30, 3, 4)

    def draw(generator):
        got = submission.random_shift(images, 2, generator)
        shifts_of(got, images, 2)
        return got

    check_generator(submission, draw, seed % 2**31)


@task("random_shift", points=1)
def test_random_shift_odd_inputs(submission, rng, seed):
    """float32 stays float32, and the images that are passed in are not changed.
    float32는 float32로 남고, 넘겨받은 이미지는 바뀌지 않습니다."""
    images = pictures(rng, 20, 2, 3, 4).astype(np.float32)
    got = submission.random_shift(images, 1, submission.probe.rng(seed % 2**32))
    shifts_of(got, images, 1)
    check_equal(str(got.dtype), "float32")
    check_unchanged(submission)


# --- bias_variance


def ensemble(rng, models, points):
    """Predictions with an error that changes its sign, and a spread that differs from point to point."""
    target = 3 * rng.normal(size=points) + 2
    bias = rng.uniform(0.5, 1, size=points) * np.resize([1, -1], points)
    spread = np.geomspace(0.2, 2, points)[:, None] * rng.normal(size=(points, models))
    return (target[:, None] + bias[:, None] + spread).T, target


@task("bias_variance", points=3)
def test_bias_variance(submission, reference, rng):
    """The squared bias of the mean prediction, and the variance over the models, for several K and N.
    평균 예측의 bias 제곱과 모델에 걸친 분산을 여러 K와 N에서 비교합니다."""
    for models, points in ((6, 4), (2, 5), (3, 3), (4, 1)):
        predictions, target = ensemble(rng, models, points)
        expected = tuple(map(float, reference.bias_variance(predictions, target)))
        check_close(submission.bias_variance(predictions, target), expected)


@task("bias_variance", points=2)
def test_bias_variance_add_up(submission, rng):
    """The two add up to the mean squared error, also far from 0; models that agree have no variance.
    둘을 더하면 평균 제곱 오차이고, 0에서 먼 값에서도 그렇습니다. 예측이 모두 같으면 분산은 0입니다."""
    for far in (0.0, 1e7):
        predictions, target = ensemble(rng, 3, 8)
        predictions, target = predictions + far, target + far
        bias_squared, variance = submission.bias_variance(predictions, target)
        error = float(np.mean((predictions - target) ** 2))
        check(
            abs(bias_squared + variance - error) <= 1e-7 * error,
            f"{bias_squared:.6g} + {variance:.6g} is not the mean squared error, {error:.6g}.",
            f"{bias_squared:.6g} + {variance:.6g}이(가) 평균 제곱 오차 {error:.6g}와 다릅니다.",
        )
    predictions, target = ensemble(rng, 1, 5)
    alike = np.repeat(predictions, 4, axis=0)
    error = float(np.mean((predictions - target) ** 2))
    for same in (alike, predictions):
        check_close(submission.bias_variance(same, target), (error, 0.0))


@task("bias_variance", points=1)
def test_bias_variance_odd_inputs(submission, reference, rng):
    """float32 and integers are accepted, a target of another shape is not, and nothing is changed.
    float32와 정수를 받고, 모양이 다른 target에는 ValueError가 발생하며, 입력은 바뀌지 않습니다."""
    predictions, target = ensemble(rng, 4, 5)
    single = predictions.astype(np.float32), target.astype(np.float32)
    integers = rng.integers(-9, 9, size=(3, 4)), rng.integers(-9, 9, size=4)
    for arrays in (single, integers):
        expected = tuple(map(float, reference.bias_variance(*arrays)))
        check_close(submission.bias_variance(*arrays), expected, rtol=1e-5, atol=1e-5)
    check_unchanged(submission)
    for wrong in (target[:, None], target[:1], target[None]):
        check_raises("ValueError", submission.bias_variance, predictions, wrong)


# --- double_descent_curve


def along_the_axes(rng, columns, scale):
    """A row in each direction of each axis: any weights fit them, and a test row is a multiple of one.

    Returns X, y, X_test, y_test and the right test error, which is the same for all large widths.
    """
    axes = rng.permutation(np.concatenate([np.eye(columns), -np.eye(columns)]))
    lengths, y = rng.uniform(1, 3, size=len(axes)), rng.normal(size=len(axes)) + 2
    times, chosen = rng.uniform(0.5, 2, size=9), rng.integers(len(axes), size=9)
    X = scale * lengths[:, None] * axes
    y_test = rng.normal(size=9)
    error = float(np.mean((times * y[chosen] - y_test) ** 2))
    return X, y, times[:, None] * X[chosen], y_test, error


def errors_of(got, count):
    """The errors as an array; a list of numbers will do."""
    several = isinstance(got, list | tuple | np.ndarray) and np.ndim(got) == 1
    plain = list(got) if several else []
    fine = len(plain) == count and all(isinstance(e, float | np.floating) for e in plain)
    check(
        fine,
        f"must return an array of {count} floats, an error for each width.",
        f"width마다 오차 하나씩, 실수 {count}개의 배열을 반환해야 합니다.",
    )
    return got if isinstance(got, np.ndarray) else np.array(plain)


def on_a_line(rng):
    """One column, both signs: a single unit sees one sign alone. The two test errors that it can have."""
    x, y = rng.uniform(0.5, 2, size=7) * [1, -1, 1, -1, 1, 1, -1], rng.normal(size=7) + 2
    x_test, y_test = rng.uniform(0.5, 2, size=5) * [1, -1, 1, 1, -1], rng.normal(size=5)
    errors = []
    for sign in (1, -1):
        seen, seen_test = np.maximum(sign * x, 0), np.maximum(sign * x_test, 0)
        slope = seen @ y / (seen @ seen)
        errors.append(float(np.mean((slope * seen_test - y_test) ** 2)))
    return (x[:, None], y, x_test[:, None], y_test), errors


@task("double_descent_curve", points=3)
def test_double_descent_curve_where_the_weights_do_not_matter(submission, rng, seed):
    """Rows along the axes are fitted exactly by wide models, and by a single unit on one side of 0.
    축 위에 놓인 행은 넓은 모델이 정확히 맞추고, unit이 하나이면 0의 한쪽만 맞춥니다."""
    generator = submission.probe.rng(seed % 2**32)
    curve = submission.double_descent_curve
    *data, error = along_the_axes(rng, 3, 1e-3)
    wide = errors_of(curve(*data, [60, 90, 45], generator), 3)
    line, either = on_a_line(rng)
    narrow = errors_of(curve(*line, [1] * 30, generator), 30)
    check_close(wide, np.full(3, error), rtol=1e-6, dtype=False)
    nearest = np.abs(np.subtract.outer(narrow, either)).argmin(axis=1)
    check_close(narrow, np.array(either)[nearest], rtol=1e-6, atol=1e-6, dtype=False)
    check(
        set(nearest) == {0, 1},
        "widths of 1, thirty times, all gave the same model; W must be drawn anew for each width.",
        "width 1을 서른 번 넣었는데 모두 같은 모델입니다. width마다 W를 새로 뽑아야 합니다.",
    )


@task("double_descent_curve", points=3)
def test_double_descent_curve_has_a_peak(submission, rng, seed):
    """On average over ten rng states, the error at width = rows is three times that at half and double.
    rng 상태 열 개의 평균에서, 너비가 행의 수와 같을 때의 오차가 절반일 때와 두 배일 때의 3배 이상입니다."""
    rows, columns = 40, 10
    X, X_test = rng.normal(size=(rows, columns)), rng.normal(size=(60, columns))
    slope = rng.normal(size=columns)
    y, y_test = (inputs @ slope + rng.normal(size=len(inputs)) for inputs in (X, X_test))
    curves = [
        submission.double_descent_curve(
            X, y, X_test, y_test, [2 * rows, rows // 2, rows], submission.probe.rng(state)
        )
        for state in range(seed % 2**32, seed % 2**32 + 10)
    ]
    double, half, peak = np.mean([errors_of(errors, 3) for errors in curves], axis=0)
    check(
        peak >= 3 * max(half, double) and half > 0 and double > 0,
        f"with {rows} rows, the mean error of ten runs is {half:.4g} at width {rows // 2}, {peak:.4g} at "
        f"{rows} and {double:.4g} at {2 * rows}; the one in the middle must be at least three times the "
        "others.",
        f"행이 {rows}개일 때 열 번의 평균 오차가 width {rows // 2}에서 {half:.4g}, {rows}에서 {peak:.4g}, "
        f"{2 * rows}에서 {double:.4g}입니다. 가운데가 나머지의 3배 이상이어야 합니다.",
    )


def kernel(one, other):
    """E[relu(w @ one) relu(w @ other)], w standard normal (Cho & Saul, 2009, eqs. 3 and 6, halved)."""
    lengths = np.linalg.norm(one) * np.linalg.norm(other)
    cosine = one @ other / lengths
    angle = math.acos(np.clip(cosine, -1, 1))
    return lengths * (math.sin(angle) + (math.pi - angle) * cosine) / (2 * math.pi)


@task("double_descent_curve", points=2)
def test_double_descent_curve_of_very_wide_models(submission, rng, seed):
    """Many Gaussian features, drawn anew for each width: the mean error is that of their kernel.
    width마다 새로 뽑은 많은 Gaussian feature의 평균 오차는 그 kernel의 오차와 같습니다."""
    # Directions in which weights from a cube would differ most from Gaussian ones.
    angles = np.radians(15 + 90 * rng.integers(4) + np.array([0, 240]))
    sizes = rng.uniform(1, 3, size=2)
    X, X_test = np.stack([np.cos(angles), np.sin(angles)], axis=1)[:, None] * sizes[:, None, None]
    y, y_test = rng.uniform(2, 5, size=1), np.zeros(1)
    runs = 36
    errors = submission.double_descent_curve(
        X, y, X_test, y_test, [400] * runs, submission.probe.rng(seed % 2**32)
    )
    errors = errors_of(errors, runs)
    check(
        len(np.unique(errors)) == runs,
        f"of {runs} models of one width some are the same; W must be drawn anew for each of them.",
        f"width가 같은 모델 {runs}개 중에 똑같은 것이 있습니다. 매번 W를 새로 뽑아야 합니다.",
    )
    expected = float(y[0] * kernel(X[0], X_test[0]) / kernel(X[0], X[0])) ** 2
    check_statistic(
        np.mean(errors) / expected,
        1,
        0.47 / math.sqrt(runs),  # one run varies by 44 %, and 400 is not infinitely many
        "the mean error of the minimum-norm fit on 400 Gaussian features, divided by that of infinitely "
        "many, is not 1",
        "Gaussian feature 400개에서 최소 노름 해의 평균 오차를 feature가 무한히 많을 때의 오차로 나눈 값이 1이 "
        "아닙니다",
    )


@task("double_descent_curve", points=2)
def test_double_descent_curve_draws_from_rng_alone(submission, rng, seed):
    """The same state of rng gives the same curve, and rng moves on; no other generator is used.
    rng의 상태가 같으면 곡선이 같고, rng의 상태는 바뀝니다. 다른 생성기는 쓰지 않습니다."""
    X, X_test = rng.normal(size=(6, 3)), rng.normal(size=(5, 3))
    y, y_test = rng.normal(size=6), rng.normal(size=5)

    def draw(generator):
        return errors_of(
            submission.double_descent_curve(X, y, X_test, y_test, [4, 9], generator), 2
        )

    check_generator(submission, draw, seed % 2**31)


@task("double_descent_curve", points=1)
def test_double_descent_curve_odd_inputs(submission, rng, seed):
    """Integers are accepted, and neither the data nor the list of widths is changed.
    정수를 받고, 데이터도 width 목록도 바뀌지 않습니다."""
    X = np.array([[2, 0], [0, -3], [-1, 0], [0, 4]])
    y = rng.integers(1, 9, size=4)
    errors = submission.double_descent_curve(
        X, y, 3 * X[:2], np.zeros(2, dtype=int), [50, 40], submission.probe.rng(seed % 2**32)
    )
    expected = float(np.mean((3.0 * y[:2]) ** 2))
    check_close(errors_of(errors, 2), np.full(2, expected), rtol=1e-6, dtype=False)
    check_unchanged(submission)
