"""Scalers are tried on data that they were not fitted on: whatever is fitted again shows there.

Steps of gradient descent are counted with a tolerance halfway between the norms of two gradients, so
that no rounding can move the count.
"""

from __future__ import annotations

import math

import numpy as np

from autograder.grading import check, check_close, check_raises, check_unchanged, task

TYPES = {"StandardScaler": ("mean_", "scale_"), "MinMaxScaler": ("data_min_", "data_max_")}


def table(rng, rows, columns):
    """Columns of different places and widths, not contiguous."""
    widths = rng.permutation(np.geomspace(0.05, 40, columns))
    return (rng.normal(size=(columns, rows)) * widths[:, None] + rng.normal(size=(columns, 1))).T


def fitted(side, name, X, **settings):
    """A scaler of one side, and whether fit returned it is no matter here."""
    scaler = getattr(side, name)(**settings)
    scaler.fit(X)
    return scaler


def check_scaler(submission, reference, name, X, unseen, **settings):
    """What fit has learnt, and both ways on the rows it has seen, on others and on one alone."""
    scaler = fitted(submission, name, X, **settings)
    right = fitted(reference, name, X, **settings)
    check_statistics(scaler, right, name)
    for rows in (X, unseen, unseen[:1]):
        check_close(scaler.transform(rows), right.transform(rows))
    check_statistics(scaler, right, name)
    return scaler, right


def check_statistics(scaler, right, name):
    for attribute in TYPES[name]:
        check_close(getattr(scaler, attribute), getattr(right, attribute), dtype=False)


def check_inverse(submission, reference, name, X, unseen, **settings):
    """Back from scaled numbers, those of rows that it has not seen among them."""
    scaler = fitted(submission, name, X, **settings)
    right = fitted(reference, name, X, **settings)
    for rows in (right.transform(X), right.transform(unseen), unseen[:1]):
        check_close(scaler.inverse_transform(rows), right.inverse_transform(rows))
    check_close(scaler.inverse_transform(scaler.transform(unseen)), unseen)


def check_odd_inputs(submission, reference, rng, name, **settings):
    """float32, integers, small unsigned ones; nothing is changed; fit returns the scaler."""
    signed, unsigned = rng.integers(-90, 90, size=(8, 3)), rng.integers(5, 90, size=(8, 3))
    signed[3:5] = [[-100], [100]]  # in int8 their difference is negative
    unsigned[0] = 1  # below what fit sees, which in uint8 has no place
    arrays = table(rng, 8, 3).astype(np.float32), signed.astype(np.int8), unsigned.astype(np.uint8)
    for X in arrays:
        fit_on, unseen = X[2:], X
        scaler = getattr(submission, name)(**settings)
        same = scaler.fit(fit_on)
        check(
            isinstance(same, type(scaler)),
            "fit must return self, so that fit(X).transform(X) can be written.",
            "fit(X).transform(X)처럼 쓸 수 있게 fit은 self를 반환해야 합니다.",
        )
        right = fitted(reference, name, fit_on, **settings)
        expected = right.transform(unseen)
        check_close(same.transform(unseen), expected, rtol=1e-5, atol=1e-5)
        got = same.inverse_transform(unseen)
        check_close(got, right.inverse_transform(unseen), rtol=1e-5, atol=1e-4)
    check_unchanged(submission)


def check_misuse(submission, rng, name):
    """Before fit, and with another number of columns, of which (N, 1) would be broadcast."""
    X = table(rng, 6, 3)
    new = getattr(submission, name)()
    check_raises("ValueError", new.transform, X)
    check_raises("ValueError", new.inverse_transform, X)
    scaler = fitted(submission, name, X)
    for wrong in (X[:, :1], X[:, [0, 1, 2, 0]]):
        check_raises("ValueError", scaler.transform, wrong)
        check_raises("ValueError", scaler.inverse_transform, wrong)


@task("StandardScaler", points=3)
def test_standard_scaler(submission, reference, rng):
    """transform standardises with the statistics of fit, also rows that fit has not seen.
    transform은 fit에서 구한 통계로 표준화합니다. fit이 보지 못한 행도 마찬가지입니다."""
    X = table(rng, 5, 3)
    check_scaler(submission, reference, "StandardScaler", X, table(rng, 4, 3))
    scaler = fitted(submission, "StandardScaler", table(rng, 3, 2))
    scaler.fit(X)
    check_close(scaler.mean_, X.mean(axis=0), dtype=False)


@task("StandardScaler", points=2)
def test_standard_scaler_inverse(submission, reference, rng):
    """inverse_transform leads back to the original units.
    inverse_transform은 원래 단위로 되돌립니다."""
    check_inverse(submission, reference, "StandardScaler", table(rng, 5, 3), table(rng, 4, 3))


@task("StandardScaler", points=3)
def test_standard_scaler_of_constant_columns(submission, reference, rng):
    """A constant column has a scale of 1 and becomes 0, though rounding gives it a deviation.
    상수 열은 반올림 때문에 표준편차가 0이 아니어도 scale이 1이고 결과가 0입니다."""
    X = table(rng, 7, 4)
    X[:, :3] = 0
    while X[:, 1:3].std(axis=0).min() == 0:  # until rounding gives both a deviation
        X[:, 1:3] = rng.uniform(0.1, 3, size=2) * [1, -1]
    scaler = fitted(submission, "StandardScaler", X)
    right = fitted(reference, "StandardScaler", X)
    check_close(scaler.scale_, right.scale_, dtype=False)
    scaled = scaler.transform(X)
    check_close(scaled, right.transform(X))
    check(
        np.abs(scaled[:, :3]).max() < 1e-12,
        "a constant column must become 0.",
        "상수 열은 0이 되어야 합니다.",
    )
    unseen = X + rng.normal(size=X.shape)
    check_close(scaler.transform(unseen), right.transform(unseen))
    check_close(scaler.inverse_transform(scaled), X)


@task("StandardScaler", points=2)
def test_standard_scaler_of_narrow_columns(submission, reference, rng):
    """A column that varies is not constant, be its numbers tiny or all far from 0.
    값이 아주 작거나 0에서 멀리 몰려 있어도, 변하는 열은 상수가 아닙니다."""
    X = table(rng, 9, 3)
    X[:, 0] *= 1e-9 / X[:, 0].std()
    X[:, 1] = 1e5 + rng.uniform(1, 2) * 1e-2 * np.linspace(-1, 1, 9) ** 3
    scaler = fitted(submission, "StandardScaler", X)
    right = fitted(reference, "StandardScaler", X)
    check_close(scaler.scale_, right.scale_, rtol=1e-6, atol=1e-16, dtype=False)
    check_close(scaler.transform(X), right.transform(X), rtol=1e-6, atol=1e-6)


@task("StandardScaler", points=1)
def test_standard_scaler_odd_inputs(submission, reference, rng):
    """float32 stays float32, integers become float64, X is not changed, and fit returns self.
    float32는 float32로 남고 정수는 float64가 되며, X는 바뀌지 않고, fit은 self를 반환합니다."""
    check_odd_inputs(submission, reference, rng, "StandardScaler")


@task("StandardScaler", points=1)
def test_standard_scaler_misuse(submission, rng):
    """ValueError before fit, and for an X with another number of columns.
    fit 전이거나 X의 열 개수가 다르면 ValueError를 일으킵니다."""
    check_misuse(submission, rng, "StandardScaler")


@task("MinMaxScaler", points=4)
def test_min_max_scaler(submission, reference, rng):
    """transform maps what fit has seen to the range; unseen numbers may fall outside of it.
    transform은 fit이 본 값을 범위 안으로 옮깁니다. 보지 못한 값은 범위를 벗어날 수 있습니다."""
    X = table(rng, 5, 3)
    unseen = X[:4] + np.sign(X[:4] - X.mean(axis=0)) * rng.uniform(1, 50, size=(4, 3))
    check_scaler(submission, reference, "MinMaxScaler", X, unseen)
    lower = float(rng.uniform(-3, -1))
    ends = lower, lower + float(rng.uniform(1.5, 4))
    scaler, _ = check_scaler(submission, reference, "MinMaxScaler", X, unseen, feature_range=ends)
    scaler.fit(unseen)
    check_close(scaler.data_min_, unseen.min(axis=0), dtype=False)


@task("MinMaxScaler", points=2)
def test_min_max_scaler_inverse(submission, reference, rng):
    """inverse_transform leads back to the original units, from any range.
    inverse_transform은 어떤 범위에서든 원래 단위로 되돌립니다."""
    X, unseen = table(rng, 5, 3), table(rng, 4, 3)
    check_inverse(submission, reference, "MinMaxScaler", X, unseen)
    lower = float(rng.uniform(-3, -1))
    ends = lower, lower + float(rng.uniform(1.5, 4))
    check_inverse(submission, reference, "MinMaxScaler", X, unseen, feature_range=ends)


@task("MinMaxScaler", points=2)
def test_min_max_scaler_of_constant_columns(submission, reference, rng):
    """A constant column maps to the lower end, and back; its width counts as 1, that of no other does.
    상수 열은 범위의 아래 끝으로 옮겨지고 되돌아옵니다. 그 열의 폭만 1로 봅니다."""
    X = table(rng, 6, 3)
    X[:, 1] = rng.uniform(1, 3)
    X[:, 2] *= 1e-13  # narrow, yet not constant
    lower = float(rng.uniform(0.5, 1))
    ends = {"feature_range": (lower, lower + float(rng.uniform(1.5, 4)))}
    scaler = fitted(submission, "MinMaxScaler", X, **ends)
    right = fitted(reference, "MinMaxScaler", X, **ends)
    for rows in (X, X + rng.normal(size=X.shape)):
        scaled = right.transform(rows)
        check_close(scaler.transform(rows), scaled)
        check_close(scaler.inverse_transform(scaled), rows)


@task("MinMaxScaler", points=1)
def test_min_max_scaler_odd_inputs(submission, reference, rng):
    """float32 stays float32, integers become float64, X is not changed, and fit returns self.
    float32는 float32로 남고 정수는 float64가 되며, X는 바뀌지 않고, fit은 self를 반환합니다."""
    check_odd_inputs(submission, reference, rng, "MinMaxScaler", feature_range=(-1, 2))


@task("MinMaxScaler", points=1)
def test_min_max_scaler_misuse(submission, rng):
    """ValueError before fit, for another number of columns, and where lower >= upper.
    fit 전이거나, 열 개수가 다르거나, lower >= upper이면 ValueError를 일으킵니다."""
    X = table(rng, 6, 3)
    for ends in ((1.0, -1.0), (0.5, 0.5)):
        check_raises("ValueError", fitted, submission, "MinMaxScaler", X, feature_range=ends)
    check_misuse(submission, rng, "MinMaxScaler")


def stretched(rng, rows, columns, condition):
    """X of a given condition number of X.T @ X, its axes at an angle to the columns; not centred."""
    left, _ = np.linalg.qr(rng.normal(size=(rows, columns)) + 0.5)
    right, _ = np.linalg.qr(rng.normal(size=(columns, columns)))
    widths = rng.uniform(1, 3) * np.sqrt(np.geomspace(1, condition, columns))
    return left * widths @ right * np.sqrt(rows)


def check_condition(submission, reference, X, rtol=1e-6):
    check_close(submission.condition_number(X), reference.condition_number(X), rtol=rtol)


@task("condition_number", points=3)
def test_condition_number(submission, reference, rng):
    """condition_number is the ratio of the extreme eigenvalues of X.T @ X / N.
    condition_number는 X.T @ X / N의 가장 큰 고윳값과 가장 작은 고윳값의 비입니다."""
    for rows, columns, condition in ((8, 3, 5.0), (4, 4, 60.0), (30, 2, 1e5), (5, 1, 1.0)):
        check_condition(submission, reference, stretched(rng, rows, columns, condition))
    check_condition(submission, reference, stretched(rng, 9, 2, 30.0) * 1e-6)
    check_condition(submission, reference, table(rng, 12, 3) + np.array([3, -1, 8]))


@task("condition_number", points=2)
def test_condition_number_of_deficient_columns(submission, reference, rng):
    """condition_number is inf where columns depend on one another, are too many, or are all zero.
    열이 서로 종속이거나, 행보다 많거나, 모두 0이면 condition_number는 inf입니다."""
    X = rng.normal(size=(60, 3))
    zeros, wide = np.zeros((6, 2)), rng.normal(size=(40, 42))
    for deficient in (X @ rng.normal(size=(3, 4)), X * [1, 0, 1], zeros, wide):
        got = submission.condition_number(deficient)
        if isinstance(got, float) and 1e12 < abs(got) < math.inf:
            check(
                False,
                f"got {got:.6g}, a division by what rounding left of an eigenvalue of 0. Return inf "
                "where the smallest is at most N eps times the largest.",
                f"반환값 {got:.6g}: 0이어야 할 고윳값에 남은 반올림 오차로 나눈 값입니다. 가장 작은 고윳값이 "
                "가장 큰 것의 N eps배 이하이면 inf를 반환하세요.",
            )
        check_close(got, math.inf)


@task("condition_number", points=1)
def test_condition_number_odd_inputs(submission, reference, rng):
    """condition_number takes float32 and integers, and does not change X.
    condition_number는 float32와 정수를 받고 X를 바꾸지 않습니다."""
    check_condition(submission, reference, stretched(rng, 9, 3, 7.0).astype(np.float32), rtol=1e-3)
    integers = rng.permutation(np.arange(100, 124)).reshape(8, 3).astype(np.uint8)
    check_condition(submission, reference, integers)
    check_unchanged(submission)


def tolerance_after(X, y, steps):
    """Between the gradient's norms before and after the last of so many steps."""
    curvatures = np.linalg.eigvalsh(X.T @ X / len(X))
    step = 2 / (curvatures[0] + curvatures[-1])
    gradient = X.T @ y / len(X)
    norms = [np.linalg.norm(gradient)]
    for _ in range(steps):
        gradient = gradient - step * X.T @ (X @ gradient) / len(X)
        norms.append(np.linalg.norm(gradient))
    return float(np.sqrt(norms[-1] * norms[-2]))


def check_steps(submission, X, y, steps):
    tol = tolerance_after(X, y, steps)
    check_close(submission.steps_to_converge(X, y, tol, 10 * steps), steps)
    return tol


def in_no_order(rng):
    """Curvatures of which the extremes stand in the middle, and small enough for a wrong step to converge as well."""
    scales = np.array([rng.uniform(2.7, 2.8), 0.75, 3.0, rng.uniform(2.8, 2.9)])
    scales[1:3] = rng.permutation(scales[1:3])
    return np.diag(scales * rng.choice([-1.0, 1.0], size=4))


@task("steps_to_converge", points=3)
def test_steps_to_converge(submission, rng):
    """steps_to_converge counts the steps of gradient descent at the best fixed step size.
    steps_to_converge는 최적의 고정 학습률로 경사 하강법이 몇 번 움직이는지 셉니다."""
    asked = [(in_no_order(rng), rng.uniform(1, 3, size=4), 31)]
    for rows, condition, steps in ((7, 20.0, 9), (30, 90.0, 31), (12, 400.0, 120)):
        asked.append((stretched(rng, rows, 4, condition), 3 * rng.normal(size=rows), steps))
    counts = [
        submission.steps_to_converge(X, y, tolerance_after(X, y, steps), 10 * steps)
        for X, y, steps in asked
    ]
    for count, (_, _, steps) in zip(counts, asked):
        check_close(count, steps)


@task("steps_to_converge", points=2)
def test_steps_to_converge_on_standardised_columns(submission, reference, rng):
    """Raw columns take many more steps than the same columns standardised.
    원래 열 그대로일 때보다 표준화한 열에서 걸음 수가 훨씬 적습니다."""
    raw = rng.normal(size=(40, 3)) * rng.permutation([0.3, 1.0, 6.0]) + rng.permutation([0, 1, 4])
    y = raw @ rng.normal(size=3) + rng.normal(size=40)
    standard = reference.StandardScaler().fit(raw).transform(raw)
    check_steps(submission, standard, y - y.mean(), 6)
    check_steps(submission, raw, y, 150)


@task("steps_to_converge", points=2)
def test_steps_to_converge_at_the_ends(submission, rng):
    """0 for a start within tol, 1 for a single step, and max_steps if it was not enough.
    시작부터 tol 이내이면 0, 한 번이면 1, 끝내 모자라면 max_steps입니다."""
    X, y = stretched(rng, 9, 3, 30.0), rng.normal(size=9)
    start = float(np.linalg.norm(X.T @ y / 9))
    for tol, limit, steps in ((1.01 * start, 50, 0), (1e-9, 0, 0), (1e-13 * start, 7, 7)):
        check_close(submission.steps_to_converge(X, y, tol, limit), steps)
    tol = check_steps(submission, X, y, 1)
    check_close(submission.steps_to_converge(X, y, tol, 1), 1)
    tol = tolerance_after(X, y, 12)
    for limit in (11, 12, 13):
        check_close(submission.steps_to_converge(X, y, tol, limit), min(limit, 12))


@task("steps_to_converge", points=1)
def test_steps_to_converge_odd_inputs(submission, rng):
    """steps_to_converge takes float32 and integers, and does not change X or y.
    steps_to_converge는 float32와 정수를 받고 X와 y를 바꾸지 않습니다."""
    X, y = stretched(rng, 9, 3, 10.0), rng.normal(size=9)
    tol = tolerance_after(X, y, 5)
    single = X.astype(np.float32), y.astype(np.float32)
    check_close(submission.steps_to_converge(*single, tol, 50), 5)
    X = np.diag([120, 200, 90]) + rng.integers(30, size=(3, 3))
    X, y = np.vstack([X, X[::-1]]).astype(np.uint8), rng.integers(1, 200, size=6).astype(np.uint8)
    tol = tolerance_after(X.astype(float), y.astype(float), 5)
    check_close(submission.steps_to_converge(X, y, tol, 50), 5)
    check_unchanged(submission)
