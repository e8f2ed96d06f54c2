"""Hidden grader of q13b: spectra that are known, and stochastic runs that are followed batch by batch.

A batch is not compared with the reference's: the grader finds out from the loss which rows were drawn.
"""

from __future__ import annotations

import itertools
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


def make_symmetric(rng, eigenvalues):
    """A symmetric matrix with these eigenvalues, in no order, and no zeros in it."""
    turn = np.linalg.qr(rng.normal(size=(len(eigenvalues),) * 2))[0]
    matrix = turn * rng.permutation(eigenvalues) @ turn.T
    return (matrix + matrix.T) / 2


def lopsided(rng, matrix, by):
    """The matrix with one entry beside the diagonal off by this part of the largest."""
    matrix = matrix.copy()
    row, column = rng.permutation(len(matrix))[:2]
    matrix[row, column] += by * np.abs(matrix).max()
    return matrix


def check_globals(submission, run, seed):
    """``run()`` neither draws from the global generators nor seeds them."""
    submission.probe.seed_global(seed)
    before = submission.probe.global_rng_digest()
    run()
    check(
        submission.probe.global_rng_digest() == before,
        "a global random generator was used or seeded. Draw from rng.",
        "전역 난수 생성기를 사용했거나 seed를 설정했습니다. rng에서 뽑으세요.",
    )


# --- max_stable_learning_rate


@task("max_stable_learning_rate", points=3)
def test_max_stable_learning_rate(submission, reference, rng):
    """2 over the largest eigenvalue, for bowls and where larger negative ones are beside it.
    그릇 모양에서도, 더 큰 음수 고윳값이 있을 때도 2 나누기 가장 큰 고윳값입니다."""
    scale = float(rng.uniform(0.5, 3))
    for eigenvalues in ([3.0, 2.0, 0.5, 0.1], [1.5, 0.7, -2.0, -4.0], [0.4]):
        H = make_symmetric(rng, scale * np.array(eigenvalues))
        check_close(submission.max_stable_learning_rate(H), reference.max_stable_learning_rate(H))


@task("max_stable_learning_rate", points=2)
def test_max_stable_learning_rate_without_a_limit(submission, rng):
    """inf where nothing curves up by more than rounding; what is small is relative.
    위로 휘는 정도가 반올림 오차뿐이면 inf입니다. 작다는 것은 상대적인 것입니다."""
    scale = float(rng.uniform(0.5, 3))
    for eigenvalues in ([-1.0, -2.0], [-1.0, 1e-14, -0.3], [-2.0, 0.0], [0.0, 0.0], [-1.0]):
        H = np.diag(scale * rng.permutation(eigenvalues))
        check_close(submission.max_stable_learning_rate(H), math.inf)
    for eigenvalues in ([-1.0, 1e-10, -0.3], [-1e-12, 3e-12, 1e-12]):
        H = np.diag(scale * rng.permutation(eigenvalues))
        limit = 2 / (scale * max(eigenvalues))
        check_close(submission.max_stable_learning_rate(H), limit, rtol=1e-4)


@task("max_stable_learning_rate", points=1)
def test_max_stable_learning_rate_odd_inputs(submission, reference, rng):
    """Integers are accepted; H is not changed; an H that is not symmetric raises ValueError.
    정수도 받고, H는 바뀌지 않으며, 대칭이 아닌 H는 ValueError입니다."""
    whole = rng.integers(1, 5, size=(3, 3))
    whole = whole + whole.T
    check_close(
        submission.max_stable_learning_rate(whole), reference.max_stable_learning_rate(whole)
    )
    check_unchanged(submission)
    H = make_symmetric(rng, [3e3, 1e3, 5e2])
    nearly = lopsided(rng, H, 0.7e-6)
    expected = reference.max_stable_learning_rate(nearly)
    check_close(submission.max_stable_learning_rate(nearly), expected, rtol=1e-5)
    for by in (1e-3, -1.5e-6):
        check_raises("ValueError", submission.max_stable_learning_rate, lopsided(rng, H, by))


# --- largest_eigenvalue


def make_matvec(H):
    """The product with H, and the list of its calls. Sums are exact enough to keep a symmetry."""
    calls = []

    def matvec(v):
        calls.append(len(calls))
        return np.sum(H * np.asarray(v, dtype=np.float64), axis=1)

    return matvec, calls


def check_largest(submission, seed, H):
    """Within a thousandth of the largest absolute eigenvalue."""
    eigenvalues = np.linalg.eigvalsh(H)
    matvec, _ = make_matvec(H)
    got = submission.largest_eigenvalue(matvec, len(H), 100, submission.probe.rng(seed))
    check_close(got, float(eigenvalues[-1]), rtol=0, atol=1e-3 * np.abs(eigenvalues).max())


@task("largest_eigenvalue", points=4)
def test_largest_eigenvalue(submission, rng, seed):
    """The algebraically largest, whether it is largest in size too, or not, or all are negative.
    크기도 가장 클 때, 그렇지 않을 때, 모두 음수일 때에도 대수적으로 가장 큰 고윳값입니다."""
    scale = float(rng.uniform(40, 60))
    for eigenvalues in (
        [1.0, 0.6, 0.3, -0.2, -0.5, -0.7],
        [0.2, 0.1, -0.15, -0.5, -1.0],
        [-0.35, -0.65, -0.8, -1.0],
    ):
        check_largest(submission, seed % 2**32, make_symmetric(rng, scale * np.array(eigenvalues)))


@task("largest_eigenvalue", points=2)
def test_largest_eigenvalue_beside_its_opposite(submission, rng, seed):
    """Where +l and -l are both eigenvalues, it is still +l.
    +l과 -l이 모두 고윳값이어도 답은 +l입니다."""
    scale = float(rng.uniform(2, 5))
    eigenvalues = scale * np.array([1.0, -1.0, 0.3, 0.1, -0.4])
    turn = np.linalg.qr(rng.normal(size=(5, 5)))[0]
    parts = np.sqrt([0.5, 0.2, 0.1, 0.1, 0.1])
    matvec = None

    def product(v):
        # The first vector has a greater part in the eigenvector of +l than in that of -l, so that
        # between the two power iteration ends at a positive number.
        nonlocal matvec
        if matvec is None:
            mirror = turn @ parts - v / np.linalg.norm(v)
            basis = turn - 2 * np.outer(mirror, mirror @ turn) / (mirror @ mirror)
            matvec, _ = make_matvec(basis * eigenvalues @ basis.T)
        return matvec(v)

    got = submission.largest_eigenvalue(product, 5, 100, submission.probe.rng(seed % 2**32))
    check_close(got, scale, rtol=0, atol=1e-3 * scale)


@task("largest_eigenvalue", points=2)
def test_largest_eigenvalue_from_a_random_start(submission, rng, seed):
    """The eigenvector has no part in ones or in any single axis of the other coordinates.
    고유벡터가 1로만 된 벡터와도, 첫 번째 축과도 수직인 행렬입니다."""
    near = float(rng.uniform(2, 3))
    off = float(rng.uniform(0.35, 0.5)) * near
    H = np.diag([0.3 * near, near, near, 0.2 * near])
    H[1, 2] = H[2, 1] = -off  # near + off, with the eigenvector (0, 1, -1, 0)
    check_largest(submission, seed % 2**32, H)


@task("largest_eigenvalue", points=2)
def test_largest_eigenvalue_counts_its_products(submission, rng, seed):
    """At most 2 * iters products, for a matrix with more rows than that; no global generator.
    행이 더 많은 행렬에서도 곱셈은 2 * iters번을 넘지 않습니다. 전역 생성기는 쓰지 않습니다."""
    matvec, calls = make_matvec(make_symmetric(rng, rng.uniform(-1, 1, size=50)))
    generator = submission.probe.rng(seed % 2**32)

    def run():
        submission.largest_eigenvalue(matvec, 50, 20, generator)

    check_globals(submission, run, seed % 2**31)
    check(
        0 < len(calls) <= 40,
        f"matvec was called {len(calls)} times; with iters=20 there may be 40 products.",
        f"matvec을 {len(calls)}번 호출했습니다. iters=20이면 40번까지입니다.",
    )


# --- hessian_vector_product and sharpness


def make_grad(rng, theta, eigenvalues):
    """The gradient of a loss that is no quadratic, and its Hessian at ``theta``, with these eigenvalues."""
    H = make_symmetric(rng, eigenvalues)
    height, wave = rng.uniform(1, 2, size=len(theta)), rng.normal(size=len(theta))
    bowl = H + np.diag(height * np.sin(theta + wave))
    calls = []

    def grad(point):
        calls.append(len(calls))
        point = np.asarray(point)
        slope = bowl @ point + height * np.cos(point + wave)
        return slope.astype(np.float32) if point.dtype == np.float32 else slope

    return grad, H, calls


@task("hessian_vector_product", points=4)
def test_hessian_vector_product(submission, rng):
    """H @ v at a point where the curvature differs from that elsewhere, for short and long v.
    곡률이 위치마다 다른 loss의 한 점에서, 짧은 v와 긴 v에 대한 H @ v입니다."""
    for length in (8.0, 0.3):
        theta, v = rng.normal(size=(2, 5))
        v *= length / np.linalg.norm(v)
        grad, H, _ = make_grad(rng, theta, rng.normal(size=5))
        got = submission.hessian_vector_product(grad, theta, v)
        check_close(got, H @ v, rtol=1e-5, atol=1e-5 * length)


@task("hessian_vector_product", points=2)
def test_hessian_vector_product_takes_two_gradients(submission, rng):
    """Two evaluations of the gradient are enough, however many parameters there are.
    파라미터가 아무리 많아도 gradient는 두 번이면 됩니다."""
    theta, v = rng.normal(size=(2, 12))
    v *= 2 / np.linalg.norm(v)
    grad, H, calls = make_grad(rng, theta, rng.normal(size=12))
    got = submission.hessian_vector_product(grad, theta, v, eps=1e-3)
    check_close(got, H @ v, rtol=1e-4, atol=1e-4)
    check(
        len(calls) <= 2,
        f"grad was called {len(calls)} times; two are enough.",
        f"grad를 {len(calls)}번 호출했습니다. 두 번이면 됩니다.",
    )


@task("hessian_vector_product", points=1)
def test_hessian_vector_product_odd_inputs(submission, rng):
    """float32 and integers are computed in float64; theta and v are not changed.
    float32와 정수도 float64로 계산합니다. theta와 v는 바뀌지 않습니다."""
    for kind in (np.float32, np.int64):
        theta, v = rng.integers(1, 4, size=(2, 4)).astype(kind)
        grad, H, _ = make_grad(rng, theta.astype(np.float64), rng.normal(size=4))
        got = submission.hessian_vector_product(grad, theta, v)
        check_close(got, H @ v, rtol=1e-4, atol=1e-4)
    theta, v = rng.normal(size=(2, 4))
    submission.hessian_vector_product(grad, theta, v / np.linalg.norm(v))
    check_unchanged(submission)


def check_sharpness(submission, rng, seed, eigenvalues):
    theta = rng.normal(size=len(eigenvalues))
    grad, _, _ = make_grad(rng, theta, eigenvalues)
    got = submission.sharpness(grad, theta, 100, submission.probe.rng(seed % 2**32))
    size = max(map(abs, eigenvalues))
    check_close(got, max(eigenvalues), rtol=0, atol=1.05e-3 * size)


@task("sharpness", points=2)
def test_sharpness(submission, rng, seed):
    """The largest eigenvalue of the Hessian at theta.
    theta에서의 Hessian의 가장 큰 고윳값입니다."""
    check_sharpness(submission, rng, seed, [4.0, 2.4, -1.6])


@task("sharpness", points=2)
def test_sharpness_at_a_saddle(submission, rng, seed):
    """The largest eigenvalue, also where a negative one is larger in size.
    크기가 더 큰 음수 고윳값이 있어도 가장 큰 고윳값입니다."""
    check_sharpness(submission, rng, seed, [1.4, 0.4, -2.4, -4.0])


# --- quadratic_losses


def check_losses(submission, reference, H, x0, lr, steps):
    """Equal to the reference up to the first number that is near the end of the floats."""
    got = submission.quadratic_losses(H, x0, lr, steps)
    with np.errstate(all="ignore"):
        expected = reference.quadratic_losses(H, x0, lr, steps)
        huge = np.flatnonzero(~(np.abs(expected) < 1e200))
    if huge.size and isinstance(got, np.ndarray) and got.shape == expected.shape:
        got, expected = got[: huge[0]], expected[: huge[0]]
    check_close(got, expected)


@task("quadratic_losses", points=4)
def test_quadratic_losses(submission, reference, rng):
    """The loss before the first step and after each one, on a bowl and on a saddle.
    그릇 모양과 saddle에서, 첫 걸음 전과 걸음마다의 loss입니다."""
    for eigenvalues, steps in [([2.0, 0.7, 0.3], 5), ([1.5, -0.5], 3), ([0.8, 0.1], 0)]:
        H = make_symmetric(rng, eigenvalues)
        x0, lr = rng.normal(size=len(eigenvalues)), float(rng.uniform(0.2, 0.5))
        check_losses(submission, reference, H, x0, lr, steps)


@task("quadratic_losses", points=2)
def test_quadratic_losses_that_rise(submission, reference, rng):
    """Just below 2 / L the loss falls to the end, just above it rises, and far above it explodes.
    2 / L 바로 아래에서는 끝까지 내려가고, 바로 위에서는 오르며, 훨씬 위에서는 폭발합니다."""
    top = float(rng.uniform(2, 4))
    H = make_symmetric(rng, [top, 0.4 * top, 0.1 * top])
    x0 = np.linalg.eigh(H)[1] @ rng.uniform(1, 2, size=3)
    for factor, steps in [(0.999, 30), (1.001, 30), (20.0, 100)]:
        check_losses(submission, reference, H, x0, factor * 2 / top, steps)


@task("quadratic_losses", points=1)
def test_quadratic_losses_odd_inputs(submission, reference, rng):
    """Integers are accepted; x0 is not changed; an H that is not symmetric raises ValueError.
    정수도 받고, x0은 바뀌지 않으며, 대칭이 아닌 H는 ValueError입니다."""
    H = make_symmetric(rng, [2.0, 0.7, 0.3])
    check_losses(submission, reference, H, rng.integers(1, 5, size=3), 0.3, 2)
    check_losses(submission, reference, np.diag([2, 1, 3]), rng.normal(size=3), 0.3, 2)
    check_unchanged(submission)
    check_raises(
        "ValueError",
        submission.quadratic_losses,
        lopsided(rng, H, 1e-4),
        rng.normal(size=3),
        0.3,
        2,
    )


# --- minibatch_losses


def check_curves(result, steps):
    check(
        isinstance(result, tuple | list) and len(result) == 2,
        "must return the tuple (batch_losses, full_losses).",
        "(batch_losses, full_losses) 튜플을 반환해야 합니다.",
    )
    curves = [np.asarray(c) if isinstance(c, list | tuple) else c for c in result]
    check(
        all(
            isinstance(c, np.ndarray) and c.shape == (steps,) and c.dtype.kind == "f"
            for c in curves
        ),
        f"both must be float arrays of shape ({steps},).",
        f"둘 다 모양이 ({steps},)인 float 배열이어야 합니다.",
    )
    return curves


def make_data(rng, rows, columns):
    X = rng.normal(size=(rows, columns)) + rng.normal(size=columns)
    return X, X @ rng.normal(size=columns) + rng.normal(size=rows), rng.normal(size=columns)


@task("minibatch_losses", points=2)
def test_minibatch_losses_of_the_whole_batch(submission, reference, rng, seed):
    """With a batch of all N rows it is gradient descent, and the two losses are one.
    배치가 N행 전체이면 gradient descent와 같고 두 loss도 같습니다."""
    X, y, w0 = make_data(rng, 6, 3)
    lr, steps = float(rng.uniform(0.03, 0.06)), 5
    result = submission.minibatch_losses(X, y, w0, lr, 6, steps, submission.probe.rng(seed % 2**32))
    expected = reference.minibatch_losses(X, y, w0, lr, 6, steps, np.random.default_rng(0))
    for got, curve in zip(check_curves(result, steps), expected):
        check_close(got, curve)


@task("minibatch_losses", points=4)
def test_minibatch_losses_step_by_step(submission, rng, seed):
    """Each step is followed: which rows the batch loss tells of, and where their gradient leads.
    한 걸음씩 따라갑니다. 배치 loss가 어느 행들의 것인지, 그 gradient가 어디로 이끄는지 봅니다."""
    X, y, w = make_data(rng, 6, 2)
    lr, steps, size = float(rng.uniform(0.04, 0.08)), 6, 2
    generator = submission.probe.rng(seed % 2**32)
    result = submission.minibatch_losses(X, y, w, lr, size, steps, generator)
    batch_losses, full_losses = check_curves(result, steps)
    expected_batch, expected_full = np.empty((2, steps))
    for t in range(steps):
        errors = X @ w - y
        choices = [list(rows) for rows in itertools.combinations(range(6), size)]
        losses = np.array([np.mean(errors[rows] ** 2) for rows in choices])
        nearest = int(np.argmin(np.abs(losses - np.nan_to_num(batch_losses[t]))))
        rows = choices[nearest]
        expected_batch[t], expected_full[t] = losses[nearest], np.mean(errors**2)
        w = w - lr * 2 * errors[rows] @ X[rows] / size
    check_close(full_losses, expected_full)
    check_close(batch_losses, expected_batch)


@task("minibatch_losses", points=3)
def test_minibatch_losses_draws(submission, rng, seed):
    """A batch has different rows, all rows are equally likely, and no batch depends on another.
    배치의 행은 서로 다르고, 모든 행의 확률이 같으며, 배치끼리는 독립입니다."""
    rows, size, steps = 10, 3, 250
    X = rng.normal(size=(rows, 2))
    w0 = rng.normal(size=2)
    # With lr = 0 the squared errors stay 1, 2, 4, ..., so a batch loss tells which rows were drawn.
    y = X @ w0 - rng.choice([-1, 1], size=rows) * np.sqrt(2.0 ** np.arange(rows))
    generator = submission.probe.rng(seed % 2**32)
    batch_losses, full_losses = None, None

    def run():
        nonlocal batch_losses, full_losses
        result = submission.minibatch_losses(X, y, w0, 0.0, size, steps, generator)
        batch_losses, full_losses = check_curves(result, steps)

    check_globals(submission, run, seed % 2**31)
    check_close(full_losses, np.full(steps, (2.0**rows - 1) / rows))
    codes = size * np.nan_to_num(batch_losses)
    sums = np.clip(np.rint(codes), 0, 2.0**rows * size).astype(int)
    check(
        bool(np.all(np.abs(codes - sums) < 1e-3)),
        f"these batch losses are no means of {size} squared errors.",
        f"이 배치 loss들은 제곱 오차 {size}개의 평균이 아닙니다.",
    )
    drawn = (
        sums[:, None] >> np.arange(rows)
    ) & 1  # a row that comes up twice sets one bit, the next one
    check(
        bool(np.all(drawn.sum(axis=1) == size)),
        f"some batches do not have {size} different rows. Draw without replacement.",
        f"서로 다른 {size}행이 아닌 배치가 있습니다. 비복원으로 뽑으세요.",
    )
    share = size / rows
    shares = drawn.mean(axis=0)
    check_statistic(
        shares[np.argmax(np.abs(shares - share))],
        share,
        math.sqrt(share * (1 - share) / steps),
        "all rows must be equally likely; the share of batches that have some row is off",
        "모든 행의 확률이 같아야 합니다. 어떤 행이 들어 있는 배치의 비율이 맞지 않습니다",
    )
    common = (drawn[1:] * drawn[:-1]).sum(axis=1)
    spread = size * share * (1 - share) * (rows - size) / (rows - 1)
    check_statistic(
        common.mean(),
        size * share,
        math.sqrt(spread / (steps - 1)),
        "each batch must be drawn afresh; the mean number of rows that two batches in a row share is off",
        "배치마다 새로 뽑아야 합니다. 이웃한 두 배치에 공통된 행의 평균 개수가 맞지 않습니다",
    )


@task("minibatch_losses", points=1)
def test_minibatch_losses_odd_inputs(submission, reference, rng, seed):
    """Integers are accepted; inputs are not changed; a y of another shape raises ValueError.
    정수도 받고, 입력은 바뀌지 않으며, y의 모양이 다르면 ValueError입니다."""
    X, y, w0 = make_data(rng, 5, 2)
    whole = rng.integers(1, 5, size=(5, 2)), rng.integers(1, 5, size=5), rng.integers(1, 5, size=2)
    for data in (whole, (X, y, w0)):
        generator = submission.probe.rng(seed % 2**32)
        result = submission.minibatch_losses(*data, 0.01, 5, 3, generator)
        expected = reference.minibatch_losses(*data, 0.01, 5, 3, np.random.default_rng(0))
        for got, curve in zip(check_curves(result, 3), expected):
            check_close(got, curve)
    check_unchanged(submission)
    for bad in (y[:, None], y[:1]):
        check_raises("ValueError", submission.minibatch_losses, X, bad, w0, 0.01, 1, 2, generator)


# --- first_rise


def check_rises(submission, reference, curves):
    for losses in curves:
        check_equal(submission.first_rise(losses), reference.first_rise(losses))


@task("first_rise", points=3)
def test_first_rise(submission, reference, rng):
    """The first of several rises, after a standstill and below the start; None where there is none.
    여러 번 오르거나, 그대로이다가 오르거나, 처음보다 낮은 곳에서 오를 때도 첫 번째입니다. 없으면 None입니다."""
    falling = 20 - np.cumsum(rng.uniform(0.2, 1, size=9))
    late = falling.copy()
    late[2], late[5], late[7] = late[1], late[4] + 0.1, late[6] + 3.0
    check_rises(submission, reference, [late, late.tolist(), falling, falling[::-1].copy()])


@task("first_rise", points=2)
def test_first_rise_of_odd_curves(submission, reference, rng):
    """Losses that are not finite, a start that is not, and curves of one loss or none.
    유한하지 않은 loss, 유한하지 않은 시작값, loss가 하나이거나 없는 경우입니다."""
    nan, inf = math.nan, math.inf
    a, b, c = (float(number) for number in 5 - np.cumsum(rng.uniform(0.2, 1, size=3)))
    curves = [[a, b, nan, c], [a, -inf], [a, b, inf, inf], [nan, b, c], [inf, a, b, a], [a], []]
    check_rises(submission, reference, curves)
