"""Hidden grader of q17a: an epoch is a permutation, and the mini-batch gradient is right on average.

Averages over chance are taken by enumeration (of every possible batch) where they can be, so that
they hold to rounding. The last rows of a data set are large, so that a short last batch shows.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np

from autograder.grading import (
    check,
    check_close,
    check_gradient,
    check_raises,
    check_statistic,
    check_unchanged,
    task,
)


def make_data(rng, rows, columns):
    """X, y, w with gradients far from 0; the last rows weigh more. X is not contiguous."""
    scale = np.linspace(0.5, 3, rows)[:, None]
    X = (rng.normal(size=(columns, rows)).T + 0.5) * scale
    return X, 2 * rng.normal(size=rows) + 1, rng.normal(size=columns)


def mean_squared_error(X, y):
    return lambda w: np.mean((X @ w - y) ** 2)


def per_example(X, y, w):
    return 2 * (X @ w - y)[:, None] * X


# minibatches


def check_batches(batches, sizes):
    """A list of index arrays of these sizes."""
    check(
        isinstance(batches, list | tuple)
        and all(
            isinstance(b, np.ndarray) and b.ndim == 1 and b.dtype.kind in "iu" for b in batches
        ),
        "must return a list of 1-d int arrays.",
        "1차원 int 배열의 list를 반환해야 합니다.",
    )
    found = [len(batch) for batch in batches]
    check(
        found == sizes,
        f"the batches have {found} rows, expected {sizes}.",
        f"배치의 행 수가 {found}입니다. {sizes}이어야 합니다.",
    )
    return np.concatenate(batches) if batches else np.zeros(0, int)


def check_rows(order, n, complete=True):
    """No row twice, none that there is not, and all of them where no batch was dropped."""
    rows, counts = np.unique(order, return_counts=True)
    check(
        len(rows) == 0 or (rows[0] >= 0 and rows[-1] < n),
        f"there are numbers outside of 0 to {n - 1}.",
        f"0부터 {n - 1}까지가 아닌 번호가 있습니다.",
    )
    check(
        bool(np.all(counts == 1)),
        "a row stands in the epoch more than once.",
        "한 epoch에 두 번 이상 나오는 행이 있습니다.",
    )
    check(
        not complete or len(rows) == n,
        "a row is missing from the epoch.",
        "epoch에서 빠진 행이 있습니다.",
    )


@task("minibatches", points=3)
def test_minibatches_hold_every_row_once(submission, rng, seed):
    """Every row stands in one batch, of the right size; a short last batch is kept.
    모든 행이 크기가 맞는 배치 하나에 들어갑니다. 짧은 마지막 배치도 남깁니다."""
    generator = submission.probe.rng(seed % 2**32)
    extra = int(rng.integers(1, 4))
    for n, size, sizes in (
        (20 + extra, 5, [5] * 4 + [extra]),
        (18, 6, [6] * 3),
        (4, 9, [4]),
        (3, 1, [1] * 3),
    ):
        batches = submission.minibatches(n, size, generator)
        check_rows(check_batches(batches, sizes), n)


@task("minibatches", points=3)
def test_minibatches_drop_a_short_batch(submission, rng, seed):
    """drop_last leaves out a short batch, of other rows in each epoch, and never a full one.
    drop_last는 짧은 배치만 빼고 꽉 찬 배치는 남깁니다. 빠지는 행은 epoch마다 다릅니다."""
    generator = submission.probe.rng(seed % 2**32)
    for n, size, sizes in ((18, 6, [6] * 3), (3, 7, []), (11, 4, [4, 4])):
        batches = submission.minibatches(n, size, generator, drop_last=True)
        check_rows(check_batches(batches, sizes), n, complete=False)
    seen = set()
    for _ in range(16):  # a row is left out of all of these once in 2 ** 32 times
        batches = submission.minibatches(4, 3, generator, drop_last=True)
        order = check_batches(batches, [3])
        check_rows(order, 4, complete=False)
        seen |= set(order.tolist())
    check(
        len(seen) == 4,
        f"in 16 epochs of 4 rows row {min({*range(4)} - seen, default=0)} was never seen. Shuffle all "
        "rows before the rest is dropped.",
        f"4행을 16 epoch 도는 동안 {min({*range(4)} - seen, default=0)}번 행이 한 번도 나오지 않았습니다. "
        "모든 행을 섞은 다음에 나머지를 버리세요.",
    )


@task("minibatches", points=3)
def test_minibatches_are_in_random_order(submission, rng, seed):
    """In an epoch of 3000 rows their order tells nothing about where they stand in the data.
    3000행짜리 epoch의 순서에서 데이터 속의 위치를 짐작할 수 없습니다."""
    n, size = 3000, 8
    batches = submission.minibatches(n, size, submission.probe.rng(seed % 2**32))
    order = check_batches(batches, [size] * (n // size)).astype(float)
    check_rows(order, n)
    place = (order - order.mean()) / order.std()
    steps = np.arange(n) - (n - 1) / 2
    check_statistic(
        place @ steps / steps.std() / n,
        0.0,
        n**-0.5,
        "rows that stand early in the data come early in the epoch (or late); their correlation is off",
        "데이터에서 앞에 있는 행이 epoch에서도 앞쪽(또는 뒤쪽)에 나옵니다. 둘의 상관계수가 맞지 않습니다",
    )
    # |U - V| of neighbours: mean 1/3, and 1/15 for the variance of their sum, with the overlaps
    check_statistic(
        np.abs(np.diff(order)).mean() / n,
        1 / 3,
        (1 / 15 / n) ** 0.5,
        "rows that are neighbours in the data stay together. The mean distance of two rows in a row, as "
        "a share of n, is off",
        "데이터에서 이웃한 행들이 함께 다닙니다. 연달아 나오는 두 행의 평균 거리(n에 대한 비율)가 맞지 않습니다",
    )


@task("minibatches", points=2)
def test_minibatches_draw_from_rng_alone(submission, seed):
    """The same state of rng gives the same epoch, the next call another; no other generator is used.
    rng의 상태가 같으면 같은 epoch이고, 다음 호출은 다릅니다. 다른 생성기는 쓰지 않습니다."""
    seed = seed % 2**31
    submission.probe.seed_global(seed)
    untouched = submission.probe.global_rng_digest()
    generator = submission.probe.rng(seed)

    def epoch(generator):
        return check_batches(submission.minibatches(40, 16, generator), [16, 16, 8])

    first, second = epoch(generator), epoch(generator)
    again, other = (epoch(submission.probe.rng(seed + i)) for i in (0, 1))
    touched = submission.probe.global_rng_digest() != untouched
    check(
        np.array_equal(first, again),
        "from the same state of rng came two different orders. Draw from rng alone.",
        "rng의 상태가 같은데 순서가 다릅니다. rng에서만 뽑으세요.",
    )
    check(
        not np.array_equal(first, second),
        "two epochs in a row had the same order. Draw from rng, which moves on by itself.",
        "연달아 부른 두 epoch의 순서가 같습니다. rng에서 뽑으면 상태가 저절로 바뀝니다.",
    )
    check(
        not np.array_equal(first, other),
        "generators of different seeds gave the same order. Draw from rng.",
        "seed가 다른 rng인데 순서가 같습니다. rng에서 뽑으세요.",
    )
    check(
        not touched,
        "a global random generator was used or seeded. Draw from rng.",
        "전역 난수 생성기를 사용했거나 seed를 설정했습니다. rng에서 뽑으세요.",
    )


@task("minibatches", points=1)
def test_minibatches_refuse_an_empty_batch(submission, seed):
    """A batch_size below 1 raises ValueError.
    batch_size가 1보다 작으면 ValueError를 냅니다."""
    for size in (0, -2):
        generator = submission.probe.rng(seed % 2**32)
        check_raises("ValueError", submission.minibatches, 6, size, generator)


# full_gradient


@task("full_gradient", points=4)
def test_full_gradient(submission, reference, rng):
    """full_gradient is the derivative of the mean squared error, for several shapes.
    full_gradient는 평균 제곱 오차의 미분입니다. 여러 모양으로 검사합니다."""
    for rows, columns in ((7, 3), (1, 4), (5, 1)):
        X, y, w = make_data(rng, rows, columns)
        gradient = submission.full_gradient(X, y, w)
        check_close(gradient, reference.full_gradient(X, y, w), atol=1e-9)
        check_gradient(gradient, mean_squared_error(X, y), w)


@task("full_gradient", points=3)
def test_full_gradient_at_the_minimum(submission, rng):
    """At the least squares solution the gradient is 0, and from there it grows with the distance.
    최소제곱해에서 gradient는 0이고, 거기서 멀어진 만큼 커집니다."""
    X, y, _ = make_data(rng, 9, 3)
    best = np.linalg.lstsq(X, y, rcond=None)[0]
    check_close(submission.full_gradient(X, y, best), np.zeros(3), atol=1e-10)
    away = rng.normal(size=3)
    expected = 2 / 9 * X.T @ X @ away
    check_close(submission.full_gradient(X, y, best + away), expected, atol=1e-9)


def as_types(X, y, w):
    """The data in float32, and as integers."""
    yield tuple(array.astype(np.float32) for array in (X, y, w))
    yield tuple(np.round(3 * array).astype(int) for array in (X, y, w))


@task("full_gradient", points=1)
def test_full_gradient_types_and_inputs(submission, reference, rng):
    """full_gradient: float32 stays float32, integers are promoted, no input is changed.
    full_gradient: float32는 float32로 남고, 정수는 float64가 되며, 입력은 바뀌지 않습니다."""
    for data in as_types(*make_data(rng, 6, 3)):
        expected = reference.full_gradient(*data)
        check_close(submission.full_gradient(*data), expected, rtol=1e-5, atol=1e-4)
    check_unchanged(submission)


@task("full_gradient", points=1)
def test_full_gradient_refuses_a_column(submission, rng):
    """full_gradient raises ValueError where y is (N, 1), or has another number of rows.
    full_gradient는 y가 (N, 1)이거나 행 수가 다르면 ValueError를 냅니다."""
    X, y, w = make_data(rng, 6, 3)
    for wrong in (y[:, None], y[:5], y[:1]):
        check_raises("ValueError", submission.full_gradient, X, wrong, w)


# minibatch_gradient


@task("minibatch_gradient", points=4)
def test_minibatch_gradient(submission, reference, rng):
    """minibatch_gradient is the mean over the rows of idx, in any order, some of them twice.
    minibatch_gradient는 idx의 행들에 대한 평균입니다. 순서가 섞이거나 겹친 행이 있어도 그렇습니다."""
    X, y, w = make_data(rng, 9, 3)
    for idx in (rng.permutation(9)[:4], rng.permutation([8, 2, 5, 2, 2]), rng.integers(2, 9, 1)):
        expected = reference.minibatch_gradient(X, y, w, idx)
        check_close(submission.minibatch_gradient(X, y, w, idx), expected, atol=1e-9)


@task("minibatch_gradient", points=3)
def test_minibatch_gradient_is_unbiased(submission, rng):
    """The average over every possible batch is the full gradient, whatever the size of the batch.
    가능한 모든 배치에 대해 평균하면, 배치 크기와 상관없이 full gradient가 됩니다."""
    X, y, w = make_data(rng, 5, 2)
    expected = per_example(X, y, w).mean(axis=0)
    for size in (1, 2, 4):
        gradients = []
        for rows in combinations(range(5), size):
            gradient = submission.minibatch_gradient(X, y, w, rng.permutation(rows))
            check_close(gradient, expected, atol=1e9)  # type, shape and finiteness, before the mean
            gradients.append(gradient)
        name = f"the mean over all {len(gradients)} batches of size {size}"
        check_close({name: np.mean(gradients, axis=0)}, {name: expected}, atol=1e-9)


@task("minibatch_gradient", points=1)
def test_minibatch_gradient_types_and_inputs(submission, reference, rng):
    """minibatch_gradient: float32 stays float32, integers are promoted, no input is changed.
    minibatch_gradient: float32는 float32로 남고, 정수는 float64가 되며, 입력은 바뀌지 않습니다."""
    idx = rng.permutation(6)[:3]
    for data in as_types(*make_data(rng, 6, 3)):
        expected = reference.minibatch_gradient(*data, idx)
        check_close(submission.minibatch_gradient(*data, idx), expected, rtol=1e-5, atol=1e-4)
    check_unchanged(submission)


# mean_of_minibatch_gradients


def check_triple(result):
    check(
        isinstance(result, tuple | list) and len(result) == 3,
        "must return the tuple (gradients, weights, mean).",
        "(gradients, weights, mean) 튜플을 반환해야 합니다.",
    )
    return result


def check_mean_of_gradients(submission, reference, data, size, **tolerance):
    got = check_triple(submission.mean_of_minibatch_gradients(*data, size))
    gradients, weights, mean = reference.mean_of_minibatch_gradients(*data, size)
    check_close(got[0], gradients, **tolerance)
    check_close(got[1], weights, dtype=False, **tolerance)
    check_close(got[2], mean, **tolerance)


@task("mean_of_minibatch_gradients", points=4)
def test_mean_of_minibatch_gradients(submission, reference, rng):
    """The gradients, their weights and the mean, with a short last batch and without one.
    마지막 배치가 짧을 때도 아닐 때도 gradient와 가중치와 평균이 맞습니다."""
    for rows, size in ((11, 4), (9, 3), (4, 7), (5, 1)):
        data = make_data(rng, rows, 3)
        check_mean_of_gradients(submission, reference, data, size, atol=1e-9)


@task("mean_of_minibatch_gradients", points=4)
def test_mean_of_minibatch_gradients_is_the_full_gradient(submission, rng):
    """To machine precision the mean is the full gradient, for every batch size.
    모든 배치 크기에서 평균은 기계 정밀도까지 full gradient와 같습니다."""
    X, y, w = make_data(rng, 13, 2)
    y[-2:] += 1e3  # what the rows of a short batch say is not to be overlooked
    rows = per_example(X, y, w)
    full = rows.mean(axis=0)
    rounding = 1e-13 * np.abs(rows).mean(axis=0).max()
    for size in (1, 2, 4, 5, 12, 13):
        got = check_triple(submission.mean_of_minibatch_gradients(X, y, w, size))
        name = f"mean_of_minibatch_gradients(..., batch_size={size})"
        check_close({f"{name}[2]": got[2]}, {f"{name}[2]": full}, rtol=0, atol=rounding)
        total = f"the sum of {name}[1]"
        check_close(got[1], np.ones(-(-13 // size)), atol=1e9, dtype=False)
        check_close({total: np.sum(got[1])}, {total: 1.0}, rtol=1e-14, atol=1e-14)


@task("mean_of_minibatch_gradients", points=1)
def test_mean_of_minibatch_gradients_types_and_inputs(submission, reference, rng):
    """mean_of_minibatch_gradients: float32 stays float32 (weights may not), no input is changed.
    mean_of_minibatch_gradients: float32는 float32로 남고(weights는 자유), 입력은 바뀌지 않습니다."""
    for data in as_types(*make_data(rng, 8, 3)):
        check_mean_of_gradients(submission, reference, data, 3, rtol=1e-5, atol=1e-4)
    check_unchanged(submission)


# gradient_covariance


@task("gradient_covariance", points=4)
def test_gradient_covariance(submission, reference, rng):
    """gradient_covariance is that of the per-example gradients around their mean, with ddof=0.
    gradient_covariance는 샘플별 gradient의 평균을 중심으로 한 공분산입니다(ddof=0)."""
    for rows, columns in ((3, 2), (7, 4), (2, 3)):
        data = make_data(rng, rows, columns)
        expected = reference.gradient_covariance(*data)
        check_close(submission.gradient_covariance(*data), expected, atol=1e-9)


@task("gradient_covariance", points=3)
def test_gradient_covariance_says_how_batches_vary(submission, rng):
    """Divided by B it is the covariance of the gradient of a batch of B rows, over every such batch.
    B로 나누면 B행짜리 배치의 gradient가 (가능한 모든 배치에 걸쳐) 얼마나 변하는지와 같습니다."""
    X, y, w = make_data(rng, 4, 2)
    rows = per_example(X, y, w)
    pairs = (rows[:, None] + rows[None]).reshape(16, 2) / 2  # drawn with replacement
    spread = (pairs - pairs.mean(axis=0)).T @ (pairs - pairs.mean(axis=0)) / 16
    check_close(submission.gradient_covariance(X, y, w), 2 * spread, atol=1e-9)
    exact = X @ w  # no row disagrees
    check_close(submission.gradient_covariance(X, exact, w), np.zeros((2, 2)), atol=1e-12)
    alike = np.repeat(X[:1], 3, axis=0), np.repeat(y[:1], 3)
    check_close(submission.gradient_covariance(*alike, w), np.zeros((2, 2)), atol=1e-9)


@task("gradient_covariance", points=1)
def test_gradient_covariance_types_and_inputs(submission, reference, rng):
    """gradient_covariance: (1, 1) for one feature, float32 stays float32, no input is changed.
    gradient_covariance: feature가 하나면 (1, 1)이고, float32는 float32로 남으며, 입력은 바뀌지 않습니다."""
    for data in (make_data(rng, 5, 1), *as_types(*make_data(rng, 6, 3))):
        expected = reference.gradient_covariance(*data)
        scale = float(np.abs(expected).max())
        got = submission.gradient_covariance(*data)
        check_close(got, expected, rtol=1e-5, atol=1e-5 * scale)
    check_unchanged(submission)
