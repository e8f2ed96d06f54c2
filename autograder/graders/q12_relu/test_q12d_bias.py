"""Hidden grader of q12d: fits through the origin and beside it, and biases that do and don't matter.

Fits are judged by their predictions, for the rows they have seen and for as many new ones as there are
columns and more, which leave no room for another w.
"""

from __future__ import annotations

import numpy as np

from autograder.grading import check, check_close, check_equal, check_raises, check_unchanged, task
from autograder.grading.current import current


def is_number(value):
    return np.shape(value) == () and np.asarray(value).dtype.kind in "iuf"


def check_fit(submission, reference, name, X, y, new, tolerance=1e-7):
    """The student's w (and b) predict what the right ones do, on X and on new rows."""
    result = getattr(submission, name)(X, y)
    right = getattr(reference, name)(X, y)
    if name == "fit_without_bias":
        result, right = (result, 0.0), (right, 0.0)
    else:
        check(
            isinstance(result, tuple | list) and len(result) == 2 and is_number(result[1]),
            "must return the tuple (w, b), with a number b.",
            "(w, b) 튜플을 반환해야 하고, b는 수여야 합니다.",
        )
    w, b = result
    columns = X.shape[1]
    check(
        isinstance(w, np.ndarray) and w.shape == (columns,) and w.dtype.kind == "f",
        f"w must be an array of floats of shape ({columns},).",
        f"w는 모양이 ({columns},)인 실수 배열이어야 합니다.",
    )
    for place, rows in (("the rows of X", X), ("new rows", new)):
        rows = np.asarray(rows, dtype=float)
        expected = rows @ right[0] + right[1]
        got = rows @ w.astype(float) + float(b)
        current().trace.came_from(got, f"{name}(X, y), predictions for {place}")
        scale = 1 + float(np.abs(expected).max())
        check_close(got, expected, rtol=tolerance, atol=tolerance * scale)


def table(rng, rows, columns):
    """Columns of different means and widths, not contiguous."""
    means, widths = rng.uniform(1, 4, size=columns), rng.uniform(0.5, 2, size=columns)
    means *= rng.choice([-1, 1], size=columns)
    return (means[:, None] + widths[:, None] * rng.normal(size=(columns, rows))).T


def labels(rng, rows):
    """A mean well away from 0."""
    return rng.normal(size=rows) + rng.uniform(3, 6)


def deficient_tables(rng):
    """Equal columns; a column that is the sum of two others; and more columns than rows."""
    X = table(rng, 9, 3)
    yield X[:, [0, 1, 2, 0]]
    yield np.column_stack([X, X[:, 0] + X[:, 1], X[:, 2] - X[:, 0]])
    yield table(rng, 4, 7)


@task("fit_without_bias", points=3)
def test_fit_without_bias(submission, reference, rng):
    """Least squares through the origin, on data that don't go through it.
    원점을 지나지 않는 데이터를 원점을 지나는 모델로 최소제곱 근사합니다."""
    for rows, columns in ((12, 3), (7, 1)):
        X, y = table(rng, rows, columns), labels(rng, rows)
        new = table(rng, columns + 2, columns)
        check_fit(submission, reference, "fit_without_bias", X, y, new)


@task("fit_without_bias", points=2)
def test_fit_without_bias_of_dependent_columns(submission, reference, rng):
    """Where columns depend on one another, or D > N, it is the w of the smallest norm.
    열이 서로 종속이거나 D > N이면 노름이 가장 작은 w입니다."""
    for X in deficient_tables(rng):
        new = table(rng, X.shape[1] + 2, X.shape[1])
        check_fit(submission, reference, "fit_without_bias", X, labels(rng, len(X)), new)


SINGLE = 1e-4  # what float32 is good for; SciPy takes uint8 to float32, too


def odd_fits(rng):
    X, y, new = table(rng, 9, 3), labels(rng, 9), table(rng, 5, 3)
    yield X.astype(np.float32), y.astype(np.float32), new
    pixels = rng.integers(0, 256, size=(9, 3)).astype(np.uint8)
    yield pixels, rng.integers(0, 256, size=9).astype(np.uint8), new


@task("fit_without_bias", points=1)
def test_fit_without_bias_odd_inputs(submission, reference, rng):
    """float32 and uint8 are accepted, and no input is changed.
    float32와 uint8을 받고, 입력은 바뀌지 않습니다."""
    for X, y, new in odd_fits(rng):
        check_fit(submission, reference, "fit_without_bias", X, y, new, SINGLE)
    check_unchanged(submission)


@task("fit_with_bias", points=3)
def test_fit_with_bias(submission, reference, rng):
    """Least squares with a bias; if every y is the same, the bias does it all.
    bias가 있는 최소제곱입니다. y가 모두 같으면 bias만으로 맞춥니다."""
    for rows, columns in ((12, 3), (7, 1)):
        X, y = table(rng, rows, columns), labels(rng, rows)
        new = table(rng, columns + 2, columns)
        check_fit(submission, reference, "fit_with_bias", X, y, new)
    check_fit(submission, reference, "fit_with_bias", X, np.full(rows, y[0]), new)


@task("fit_with_bias", points=3)
def test_fit_with_bias_of_dependent_columns(submission, reference, rng):
    """Where columns depend on one another, or D > N, w has the smallest norm, and b is free.
    열이 서로 종속이거나 D > N이면 w의 노름이 가장 작고, b는 노름에 들어가지 않습니다."""
    for X in deficient_tables(rng):
        new = table(rng, X.shape[1] + 2, X.shape[1])
        check_fit(submission, reference, "fit_with_bias", X, labels(rng, len(X)), new)
    X = table(rng, 8, 3)
    X[:, 1] = 3.0  # centred, a constant column is 0
    new = table(rng, 5, 3)
    check_fit(submission, reference, "fit_with_bias", X, labels(rng, 8), new)


@task("fit_with_bias", points=1)
def test_fit_with_bias_odd_inputs(submission, reference, rng):
    """float32 and uint8 are accepted, and no input is changed.
    float32와 uint8을 받고, 입력은 바뀌지 않습니다."""
    for X, y, new in odd_fits(rng):
        check_fit(submission, reference, "fit_with_bias", X, y, new, SINGLE)
    check_unchanged(submission)


def check_absorbed(submission, X, w, b):
    result = submission.absorb_bias(X, w, b)
    check(
        isinstance(result, tuple | list) and len(result) == 2,
        "must return the tuple (X1, w1).",
        "(X1, w1) 튜플을 반환해야 합니다.",
    )
    X1, w1 = result
    rows, columns = X.shape
    expected = np.ones((rows, columns + 1), dtype=X.dtype)
    expected[:, :-1] = X
    check_close(X1, expected)
    check_close(w1, np.append(w, w.dtype.type(b)))


@task("absorb_bias", points=4)
def test_absorb_bias(submission, rng):
    """A column of ones is last, and b the last weight, so that nothing changes.
    1로 된 열이 마지막이고 b가 마지막 가중치라서, 예측은 그대로입니다."""
    for rows, columns in ((6, 3), (3, 3), (1, 5)):
        X, w = table(rng, rows, columns), rng.normal(size=columns)
        check_absorbed(submission, X, w, float(rng.uniform(1, 3)))


@task("absorb_bias", points=1)
def test_absorb_bias_odd_inputs(submission, rng):
    """float32 stays float32, and no input is changed.
    float32는 float32로 남고, 입력은 바뀌지 않습니다."""
    X, w = table(rng, 5, 3).astype(np.float32), rng.normal(size=3).astype(np.float32)
    check_absorbed(submission, X, w, 2.5)
    check_unchanged(submission)


@task("boundary_distance", points=4)
def test_boundary_distance(submission, reference, rng):
    """-b / ||w||, on either side of the origin, for small and for large weights.
    원점의 어느 쪽이든, 가중치가 작든 크든 -b / ||w||입니다."""
    for size, scale in ((3, 1.0), (1, 1.0), (5, 1e-9), (4, 1e6)):
        w = scale * rng.uniform(0.5, 2, size=size) * rng.choice([-1, 1], size=size)
        for b in (-float(rng.uniform(1, 3)), float(rng.uniform(1, 3))):
            expected = float(reference.boundary_distance(w, b))
            check_close(submission.boundary_distance(w, b), expected, atol=0)
    check_close(submission.boundary_distance(w, 0.0), 0.0)


@task("boundary_distance", points=1)
def test_boundary_distance_without_weights(submission, rng):
    """w = 0 raises ValueError; integers are accepted, and w is not changed.
    w = 0이면 ValueError를 일으킵니다. 정수를 받고, w는 바뀌지 않습니다."""
    check_close(submission.boundary_distance(np.array([6, -2, 3]), 14), -2.0)
    check_unchanged(submission)
    check_raises("ValueError", submission.boundary_distance, np.zeros(3), 1.5)


def layer(rng, rows=6, inputs=3, units=4):
    """X, W, and a bias of which every entry is well above 0 in size."""
    b = rng.uniform(0.5, 3, size=units) * rng.choice([-1, 1], size=units)
    return table(rng, rows, inputs), rng.normal(size=(inputs, units)), b


def statistics(rng, units=4):
    """Running statistics that are not those of the batch."""
    return rng.normal(size=units), rng.uniform(0.5, 3, size=units)


def check_redundant(submission, expected, *arguments, **settings):
    check_equal(submission.bias_is_redundant_before_batchnorm(*arguments, **settings), expected)


@task("bias_is_redundant_before_batchnorm", points=3)
def test_bias_before_batch_statistics(submission, rng):
    """With the statistics of the batch every bias is redundant, whatever the weights and eps.
    batch의 통계를 쓰면 가중치와 eps가 무엇이든 모든 bias가 필요 없습니다."""
    X, W, b = layer(rng)
    whole = rng.integers(-3, 4, size=(4, 3)).astype(float)  # sums and means of these are exact
    check_redundant(submission, True, whole, np.round(3 * W), np.sign(b))
    check_redundant(submission, True, X, W, b)
    check_redundant(submission, True, X, W, 30 * b, eps=1e-3)
    check_redundant(submission, True, X[:2], W, b)
    check_redundant(submission, True, X, 0 * W, b)
    check_redundant(submission, True, X, W, 0 * b)


@task("bias_is_redundant_before_batchnorm", points=3)
def test_bias_before_running_statistics(submission, rng):
    """With running statistics a bias matters, in one unit or all, unless it is 0.
    running statistics를 쓰면 bias가 0이 아닌 한, unit 하나에서라도 차이를 만듭니다."""
    X, W, b = layer(rng)
    running = statistics(rng)
    check_redundant(submission, False, X, W, b, *running)
    check_redundant(submission, False, X, W, 1e-3 * b, *running, eps=0.5)
    check_redundant(submission, True, X, W, 0 * b, *running)
    one = np.where(np.arange(4) == rng.integers(4), b, 0)
    check_redundant(submission, False, X, W, one, running_mean=running[0], running_var=running[1])
    check_redundant(submission, False, X[:1], W, b, *running)
    exact = (X @ W).mean(axis=0), (X @ W).var(axis=0)
    check_redundant(submission, False, X, W, b, *exact)
    large = running[0], 1e4 * running[1]
    check_redundant(submission, False, X, W, b, *large)


@task("bias_is_redundant_before_batchnorm", points=1)
def test_bias_before_missing_statistics(submission, rng):
    """ValueError for one of the running statistics alone, and for the statistics of a single row.
    running statistics 중 하나만 주거나 행 하나로 통계를 내야 하면 ValueError를 일으킵니다."""
    X, W, b = layer(rng)
    mean, var = statistics(rng)
    check_redundant(submission, True, X, W, b)
    check_redundant(submission, True, X, W, 0 * b, mean, var)
    check_unchanged(submission)
    redundant = submission.bias_is_redundant_before_batchnorm
    check_raises("ValueError", redundant, X, W, b, running_mean=mean)
    check_raises("ValueError", redundant, X, W, b, running_var=var)
    check_raises("ValueError", redundant, X[:1], W, b)
