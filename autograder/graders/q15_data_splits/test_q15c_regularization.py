"""Hidden grader of q15c: four tasks of a few functions each.

Penalties are asked for at 0 and at the threshold, ridge on columns that are far from centred and on
too few rows, ISTA after so few steps that the step size shows, decay from a moving start with a
learning rate that changes, labels with classes that do not occur, norms above, below and at the limit.
"""

from __future__ import annotations

import numpy as np

from autograder.grading import (
    check,
    check_close,
    check_gradient,
    check_raises,
    check_unchanged,
    task,
)


def single(*arrays):
    return [array.astype(np.float32) for array in arrays]


def number(rng, low, high):
    return float(rng.uniform(low, high))


# --- penalties


def weights(rng, *shape):
    """Weights of either sign, not contiguous."""
    return rng.normal(size=shape[::-1]).T


def check_same(submission, reference, name, *arguments, tolerance=None, **settings):
    """A function of the submission's against the reference's."""
    expected = getattr(reference, name)(*arguments, **settings)
    got = getattr(submission, name)(*arguments, **settings)
    check_close(got, expected, rtol=tolerance, atol=tolerance)
    return got


@task("l2_penalty", points=3)
def test_l2_penalty_and_its_gradient(submission, reference, rng):
    """lam ||w||^2 / 2 and its gradient, for weights of any shape.
    어떤 모양의 weight에서든 lam ||w||^2 / 2와 그 gradient를 구합니다."""
    for shape in ((5,), (2, 4, 3)):
        w, lam = weights(rng, *shape), number(rng, 0.6, 3)
        check_same(submission, reference, "l2_penalty", w, lam)
        got = check_same(submission, reference, "l2_penalty_grad", w, lam)
        check_gradient(got, lambda w, lam=lam: reference.l2_penalty(w, lam), w)
    check_close(submission.l2_penalty(w, 0.0), 0.0)


@task("l2_penalty", points=3)
def test_l1_penalty_and_its_gradient(submission, reference, rng):
    """lam ||w||_1 and its derivative, which is 0 at 0.
    lam ||w||_1과 그 미분을 구합니다. 0에서의 미분은 0입니다."""
    for shape in ((5,), (2, 4, 3)):
        w, lam = weights(rng, *shape), number(rng, 0.6, 3)
        check_same(submission, reference, "l1_penalty", w, lam)
        got = check_same(submission, reference, "l1_penalty_grad", w, lam)
        check_gradient(got, lambda w, lam=lam: reference.l1_penalty(w, lam), w)
    w = np.array([0.0, -2.5, -0.0, 1.5, 0.0])
    check_same(submission, reference, "l1_penalty", w, 0.7)
    check_same(submission, reference, "l1_penalty_grad", w, 0.7)


@task("l2_penalty", points=3)
def test_soft_threshold(submission, reference, rng):
    """Everything moves towards 0 by t and stops there; t = 0 changes nothing.
    모든 수가 0 쪽으로 t만큼 움직이고 0에서 멈춥니다. t = 0이면 그대로입니다."""
    for shape in ((9,), (3, 2, 4)):
        x, t = 2 * weights(rng, *shape), number(rng, 0.5, 1.5)
        got = check_same(submission, reference, "soft_threshold", x, t)
        nearby = got + rng.normal(scale=0.1, size=(20, *got.shape))

        def objective(u, x=x, t=t):
            return (u - x) ** 2 / 2 + t * np.abs(u)

        check(
            (objective(nearby) >= objective(got) - 1e-12).all(),
            "there is a u with a smaller (u - x)^2 / 2 + t |u|.",
            "(u - x)^2 / 2 + t |u|가 더 작은 u가 있습니다.",
        )
    x = np.array([0.75, -0.75, 0.5, -0.5, 0.0, 1e4, -1e4])
    for t in (0.75, 0.0, 1e5):
        check_same(submission, reference, "soft_threshold", x, t)


@task("l2_penalty", points=2)
def test_penalties_of_odd_inputs(submission, reference, rng):
    """float32 stays, small ints don't overflow, inputs are kept; a negative t raises ValueError.
    float32는 그대로이고 작은 정수형도 넘치지 않으며 입력은 바뀌지 않습니다. 음수 t에는 ValueError를 냅니다."""
    small = np.array([100, -128, 127, 0, -100], dtype=np.int8)
    unsigned = rng.integers(20, 250, size=(2, 3)).astype(np.uint8)
    for w in (*single(weights(rng, 4, 3)), small, unsigned):
        for name in ("l2_penalty", "l2_penalty_grad", "l1_penalty", "l1_penalty_grad"):
            check_same(submission, reference, name, w, 2, tolerance=1e-5)
        check_same(submission, reference, "soft_threshold", w, 25.5, tolerance=1e-5)
    check_unchanged(submission)
    check_raises("ValueError", submission.soft_threshold, weights(rng, 3), -0.1)


# --- linear models


def table(rng, rows, columns, noise=0.5):
    """Columns of different widths, far from centred; a few of them matter."""
    X = rng.normal(size=(columns, rows)).T * rng.uniform(0.5, 2, columns) + rng.normal(size=columns)
    w = rng.normal(scale=3, size=columns) * (np.arange(columns) % 2 == 0)
    return X, X @ w + number(rng, 4, 8) + noise * rng.normal(size=rows)


def check_ridge(submission, reference, X, y, lam, tolerance=1e-7):
    result = submission.ridge(X, y, lam)
    check(
        isinstance(result, tuple | list) and len(result) == 2,
        "must return a tuple (w, b).",
        "튜플 (w, b)를 반환해야 합니다.",
    )
    w, b = reference.ridge(X, y, lam)
    check_close(result[0], w, rtol=tolerance, atol=tolerance)
    check_close(result[1], float(b), rtol=tolerance, atol=tolerance)
    return result


@task("ridge", points=3)
def test_ridge(submission, reference, rng):
    """The minimum of ||y - Xw - b||^2 + lam ||w||^2, with more rows than columns, and with fewer.
    ||y - Xw - b||^2 + lam ||w||^2를 최소로 만듭니다. 행이 열보다 많을 때도 적을 때도 그렇습니다."""
    for rows, columns in ((9, 3), (4, 6), (1, 2)):
        X, y = table(rng, rows, columns)
        lam = number(rng, 0.7, 4)
        w, b = check_ridge(submission, reference, X, y, lam)
    X, y = table(rng, 9, 3)
    w, b = check_ridge(submission, reference, X, y, lam)
    moved, higher = check_ridge(submission, reference, X, y + 100.0, lam)
    check_close(moved, w, rtol=1e-7, atol=1e-7)
    check_close(higher, float(b) + 100, rtol=1e-7)


@task("ridge", points=2)
def test_ridge_without_a_penalty(submission, reference, rng):
    """At lam = 0 it is least squares, and of many solutions the w of smallest norm.
    lam = 0이면 least squares이고, 해가 여럿이면 ||w||가 가장 작은 것입니다."""
    X, y = table(rng, 9, 3)
    check_ridge(submission, reference, X, y, 0.0)
    twice = X[:, [0, 1, 1, 2]]
    check_ridge(submission, reference, twice, y, 0.0)
    X, y = table(rng, 4, 6)
    X[:, 2] = 1.5
    check_ridge(submission, reference, X, y, 0)


@task("ridge", points=3)
def test_lasso_ista(submission, reference, rng):
    """The w after each of the first steps, and after many; lam from 0 to so large that w is 0.
    처음 몇 걸음과 여러 걸음 뒤의 w를 봅니다. lam은 0부터 w가 0이 될 만큼 큰 값까지입니다."""
    for rows, columns in ((8, 3), (5, 7)):
        X, y = table(rng, rows, columns)
        highest = float(np.abs(X.T @ y).max()) / rows  # above it w stays at 0
        for lam, steps in ((0.3 * highest, 1), (0.1 * highest, 3), (0.05 * highest, 40)):
            check_same(submission, reference, "lasso_ista", X, y, lam, steps)
        for lam, steps in ((0.0, 5), (1.01 * highest, 3), (0.1, 0)):
            check_same(submission, reference, "lasso_ista", X, y, lam, steps)


@task("ridge", points=2)
def test_lasso_ista_finds_the_lasso(submission, rng):
    """After many steps the conditions of a minimum hold, with weights that are exactly 0.
    여러 걸음 뒤에는 최소점의 조건이 성립하고, 정확히 0인 weight가 있습니다."""
    X = np.linalg.qr(rng.normal(size=(12, 4)))[0] * np.array([2.0, 3.0, 2.5, 3.5])
    y, lam = X @ np.array([3.0, 0.0, -4.0, 0.0]) + 0.05 * rng.normal(size=12), 0.15
    w = submission.lasso_ista(X, y, lam, 200)
    check_close(w, np.zeros(4), atol=1e9)  # type, shape and finiteness, before it is used
    pull = X.T @ (y - X @ w) / 12
    check_close(
        {"X.T @ (y - X @ w) / N": pull[[0, 2]]}, {"X.T @ (y - X @ w) / N": lam * np.sign([1, -1])}
    )
    check(
        np.abs(pull).max() <= lam + 1e-9 and not w[[1, 3]].any(),
        "the weights that the data do not ask for must be exactly 0.",
        "데이터에 필요 없는 weight는 정확히 0이어야 합니다.",
    )


@task("ridge", points=2)
def test_linear_models_of_odd_inputs(submission, reference, rng):
    """float32 stays, ints work, an X of 0 gives w = 0; lam < 0 and a y of (N, 1) raise ValueError.
    float32는 그대로이고 정수도 되며, X가 0이면 w도 0입니다. 음수 lam과 (N, 1)인 y에는 ValueError를 냅니다."""
    X, y = table(rng, 9, 3)
    whole = rng.integers(0, 200, size=(8, 2)).astype(np.uint8), rng.integers(90, size=8)
    for data in (single(X, y), whole):
        check_ridge(submission, reference, *data, 1.5, tolerance=1e-4)
        check_same(submission, reference, "lasso_ista", *data, 0.2, 4, tolerance=1e-4)
    check_close(submission.lasso_ista(np.zeros((9, 2)), y, 0.1, 5), np.zeros(2))
    check_unchanged(submission)
    for function, more in ((submission.ridge, ()), (submission.lasso_ista, (3,))):
        check_raises("ValueError", function, X, y, -0.5, *more)
        check_raises("ValueError", function, X, y[:, None], 0.5, *more)


# --- decay


def check_steps(submission, reference, name, rng, shape, steps, single_precision=False):
    """Steps from a moving start, each from where the submission itself has arrived."""
    w, velocity, *gradients = rng.normal(size=(2 + steps, *shape))
    if single_precision:
        w, velocity, *gradients = single(w, velocity, *gradients)
    tolerance = 1e-5 if single_precision else 1e-11
    settings = {"momentum": number(rng, 0.6, 0.95), "lam": number(rng, 0.2, 0.8)}
    mine = theirs = w, velocity
    for g in gradients:
        lr = number(rng, 0.05, 0.5)
        mine = check_state(getattr(submission, name)(*mine, g, lr, **settings))
        theirs = getattr(reference, name)(*theirs, g, lr, **settings)
        check_close(mine[0], theirs[0], atol=tolerance)
        check_close(mine[1], theirs[1], atol=tolerance)


def check_state(result):
    check(
        isinstance(result, tuple | list) and len(result) == 2,
        "must return a tuple of two, the new w first.",
        "값 두 개의 튜플을 반환해야 하고, 새 w가 먼저입니다.",
    )
    return result


@task("sgd_with_l2", points=3)
def test_sgd_with_l2(submission, reference, rng):
    """The penalty's gradient goes through the velocity, step after step.
    penalty의 gradient가 매 단계 velocity를 거칩니다."""
    for shape, steps in (((5,), 1), ((2, 3), 4)):
        check_steps(submission, reference, "sgd_with_l2", rng, shape, steps)


@task("sgd_with_l2", points=3)
def test_sgd_with_decoupled_decay(submission, reference, rng):
    """w shrinks by itself, and the velocity knows nothing of it, step after step.
    매 단계 w가 따로 줄어들고 velocity는 그것을 모릅니다."""
    for shape, steps in (((5,), 1), ((2, 3), 4)):
        check_steps(submission, reference, "sgd_with_decoupled_decay", rng, shape, steps)


@task("sgd_with_l2", points=2)
def test_both_are_one_without_momentum_only(submission, rng):
    """Without momentum both walk the same way; with momentum they part at the second step.
    momentum이 없으면 둘은 같은 길을 가고, momentum이 있으면 두 번째 단계부터 갈라집니다."""
    w, *gradients = rng.normal(size=(4, 3, 2))
    lam, momentum = number(rng, 0.2, 0.8), number(rng, 0.6, 0.95)
    lrs = [number(rng, 0.05, 0.5) for _ in gradients]

    def walk(step, momentum):
        state, path = (w, np.zeros_like(w)), []
        for g, lr in zip(gradients, lrs):
            state = check_state(step(*state, g, lr, momentum, lam))
            check_close(state[0], w, atol=1e9)  # type, shape and finiteness
            path.append(state[0])
        return path

    functions = submission.sgd_with_l2, submission.sgd_with_decoupled_decay
    (l2, decoupled), (l2_moving, decoupled_moving) = (
        [walk(step, beta) for step in functions] for beta in (0.0, momentum)
    )
    plain, expected = w, []
    for g, lr in zip(gradients, lrs):
        plain = plain - lr * (g + lam * plain)
        expected.append(plain)
    for place, (one, other, right) in enumerate(zip(l2, decoupled, expected)):
        name = f"w after {place + 1} steps without momentum"
        check_close({f"sgd_with_l2, {name}": one}, {f"sgd_with_l2, {name}": right}, atol=1e-11)
        name = f"sgd_with_decoupled_decay, {name}"
        check_close({name: other}, {name: right}, atol=1e-11)
    check(
        np.allclose(l2_moving[0], decoupled_moving[0], rtol=0, atol=1e-9),
        "with momentum, from a velocity of 0, both take the same first step.",
        "momentum이 있어도 velocity가 0에서 시작하면 첫 걸음은 둘이 같습니다.",
    )
    check(
        not np.allclose(l2_moving[1], decoupled_moving[1], rtol=0, atol=1e-3),
        "with momentum, sgd_with_l2 and sgd_with_decoupled_decay must differ from the second step on.",
        "momentum이 있으면 sgd_with_l2와 sgd_with_decoupled_decay는 두 번째 단계부터 달라야 합니다.",
    )


@task("sgd_with_l2", points=1)
def test_decay_keeps_float32_and_its_inputs(submission, reference, rng):
    """float32 stays float32, and neither w, the velocity nor the gradient are changed.
    float32는 float32로 남고, w도 velocity도 gradient도 바뀌지 않습니다."""
    for name in ("sgd_with_l2", "sgd_with_decoupled_decay"):
        check_steps(submission, reference, name, rng, (3, 5), 1, single_precision=True)
    check_unchanged(submission)


# --- labels and norms


@task("smooth_labels", points=3)
def test_smooth_labels(submission, reference, rng):
    """(1 - eps) onehot + eps / K, each row sums to 1; not every class need occur.
    (1 - eps) onehot + eps / K이고 각 행의 합은 1입니다. 나오지 않는 클래스가 있어도 됩니다."""
    for classes in (4, 7):
        labels = rng.integers(classes - 1, size=6)
        got = check_same(
            submission, reference, "smooth_labels", labels, classes, number(rng, 0.1, 0.6)
        )
        check_close({"the sum of each row": got.sum(axis=1)}, {"the sum of each row": np.ones(6)})
    for eps in (0.0, 1.0):
        check_same(submission, reference, "smooth_labels", labels, classes, eps)
    check_same(submission, reference, "smooth_labels", labels[:1], classes, 0.3)


@task("smooth_labels", points=3)
def test_max_norm(submission, reference, rng):
    """Columns above the limit are cut back to it and keep their direction; the others stay.
    limit을 넘는 열만 방향을 지킨 채 limit까지 줄이고, 나머지는 그대로 둡니다."""
    for shape in ((3, 3), (2, 5), (6, 3)):
        W, limit = weights(rng, *shape), number(rng, 1.5, 3)
        W = W / np.linalg.norm(W, axis=0) * limit * rng.permutation(np.linspace(0.4, 2.2, shape[1]))
        check_same(submission, reference, "max_norm", W, limit, tolerance=1e-6)
    W[:, 0], W[:, 1] = 0.0, 0.1
    check_same(submission, reference, "max_norm", W, 0.25, tolerance=1e-6)
    W[:, :2] = np.array([[3, 4, 0, 0, 0, 0], [0, 0, 6, 0, 8, 0]]).T
    check_same(submission, reference, "max_norm", W, 5.0, tolerance=1e-6)


@task("smooth_labels", points=1)
def test_labels_and_norms_of_odd_inputs(submission, reference, rng):
    """Labels outside of [0, K) raise ValueError; float32 stays, ints work, inputs are kept.
    [0, K) 밖의 label에는 ValueError를 냅니다. float32는 그대로이고 정수도 되며 입력은 바뀌지 않습니다."""
    (W,) = single(2 * weights(rng, 3, 4))
    whole = rng.integers(20, 250, size=(3, 4)).astype(np.uint8)
    for array in (W, whole):
        check_same(submission, reference, "max_norm", array, 1.5, tolerance=1e-5)
    labels = np.array([2, 0, 1, 2], dtype=np.int32)
    check_same(submission, reference, "smooth_labels", labels, 3, 0.25)
    check_unchanged(submission)
    for wrong in (-1, 3, -100):
        check_raises("ValueError", submission.smooth_labels, np.array([0, wrong, 2]), 3, 0.1)
