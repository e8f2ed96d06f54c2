"""Hidden grader of q13: every row of the path, every learning rate tried, every loss on the way."""

from __future__ import annotations

import math

import numpy as np

from autograder.grading import check, check_close, check_equal, check_raises, check_unchanged, task


def like(x, gradient):
    """The gradient in single precision where the point is."""
    return gradient.astype(np.float32) if x.dtype == np.float32 else gradient


def make_grad(rng, dims):
    """The gradient of a function that is no quadratic, with another slope along each axis."""
    steepness, wave = rng.uniform(0.5, 2, size=dims), rng.normal(size=dims)

    def grad(x):
        return like(x, steepness * x + np.sin(x + wave))

    return grad


def check_path(submission, reference, grad, x0, lr, steps):
    got = submission.gradient_descent(grad, x0, lr, steps)
    check_close(got, reference.gradient_descent(grad, x0, lr, steps))


@task("gradient_descent", points=3)
def test_gradient_descent(submission, reference, rng):
    """Every point of the way, the start and the end included.
    출발점과 도착점을 포함한 경로의 모든 점을 봅니다."""
    for dims, steps in [(3, 6), (1, 1)]:
        x0, lr = 2 * rng.normal(size=dims), float(rng.uniform(0.2, 0.4))
        check_path(submission, reference, make_grad(rng, dims), x0, lr, steps)


@task("gradient_descent", points=2)
def test_gradient_descent_takes_every_step(submission, reference, rng):
    """No step at all, steps at a point where the gradient is zero, and steps that lead away.
    걸음이 없을 때, gradient가 0인 곳에 있을 때, 점점 멀어지는 걸음일 때도 봅니다."""
    x0 = 2 * rng.normal(size=4)
    check_path(submission, reference, make_grad(rng, 4), x0, 0.3, 0)

    def bowl(x):
        return np.array([3.0, 0.5]) * (x - np.array([0.5, -2.0]))

    check_path(submission, reference, bowl, np.array([0.5, -2.0]), 0.25, 3)
    check_path(submission, reference, bowl, rng.normal(size=2), float(rng.uniform(0.9, 1.2)), 9)


@task("gradient_descent", points=1)
def test_gradient_descent_keeps_float32_and_its_inputs(submission, reference, rng):
    """float32 stays float32, integers become float64, and x0 is not changed.
    float32는 float32로 남고, 정수는 float64가 되며, x0은 바뀌지 않습니다."""
    grad, lr = make_grad(rng, 3), float(rng.uniform(0.2, 0.4))
    for x0 in (rng.normal(size=3).astype(np.float32), rng.integers(2, 9, size=3)):
        check_path(submission, reference, grad, x0, lr, 3)
    check_unchanged(submission)


# --- backtracking_step


def make_bowl(rng, dims, size):
    """A bowl, its gradient, a point where the slope is ``size``, and the curvature down that slope.

    Along -g, f falls as lr * ||g||^2 - curvature * lr^2 * ||g||^2 / 2.
    """
    factor = rng.normal(size=(dims, dims))
    hessian = factor @ factor.T + np.eye(dims)
    minimum = rng.normal(size=dims)
    g = rng.normal(size=dims)
    g *= size / np.linalg.norm(g)
    x = minimum + np.linalg.solve(hessian, g)

    def bowl(point):
        way = point - minimum
        return float(way @ hessian @ way) / 2

    def grad(point):
        return like(point, hessian @ (point - minimum))

    return bowl, grad, x, float(g @ hessian @ g / (g @ g))


def check_step(submission, reference, f, grad, x, **settings):
    got = submission.backtracking_step(f, grad, x, **settings)
    check(
        isinstance(got, tuple | list) and len(got) == 2,
        "must return the tuple (x_new, lr).",
        "(x_new, lr) 튜플을 반환해야 합니다.",
    )
    x_new, lr = reference.backtracking_step(f, grad, x, **settings)
    check_close(got[1], lr, rtol=1e-9, atol=0)
    check_close(got[0], x_new)


@task("backtracking_step", points=5)
def test_backtracking_step(submission, reference, rng):
    """The first lr that lowers f by enough, where the slope is gentle and where it is steep.
    기울기가 완만할 때와 가파를 때, f를 충분히 낮추는 첫 lr을 고릅니다."""
    for size in (0.4, 6.0):
        f, grad, x, curvature = make_bowl(rng, 3, size)
        # In units of 1 / curvature: accepted up to 1.4, tried ..., 2.125, 1.7, 1.36.
        lr0 = 1.7 / curvature / 0.8**3
        check_step(submission, reference, f, grad, x, lr0=lr0, shrink=0.8, c=0.3)
    f, grad, x, curvature = make_bowl(rng, 2, 3.0)
    check_step(submission, reference, f, grad, x)


@task("backtracking_step", points=2)
def test_backtracking_step_meets_nan(submission, reference, rng):
    """Trials that end where f is NaN or infinite are rejected.
    f가 NaN이거나 무한대인 곳에서 끝나는 시도는 거부합니다."""
    bowl, grad, x, curvature = make_bowl(rng, 3, 2.0)
    for bad in (math.nan, math.inf):

        def f(point, bad=bad):
            height = bowl(point)
            return height if height <= bowl(x) else bad

        lr0 = float(rng.uniform(1.6, 1.9)) / curvature / 0.7**4
        check_step(submission, reference, f, grad, x, lr0=lr0, shrink=0.7, c=0.05)


@task("backtracking_step", points=3)
def test_backtracking_step_gives_up(submission, reference, rng):
    """The 51st trial counts, there is no 52nd, and a zero gradient accepts the first.
    51번째 시도까지만 있고 52번째는 없습니다. gradient가 0이면 첫 시도를 받아들입니다."""
    g, start, lr0 = rng.normal(size=2), rng.normal(size=2), float(rng.uniform(50, 90))
    for last in (lr0 * 0.9**50, lr0 * 0.9**51):

        def cliff(x, last=last):
            lr = float((start - x) @ g / (g @ g))
            return -lr * float(g @ g) if lr < 1.05 * last else math.nan

        check_step(submission, reference, cliff, lambda x: 1 * g, start, lr0=lr0, shrink=0.9)

    def hill(x):
        return float(np.sum(x**2))

    x = rng.normal(size=3)
    lr0 = float(rng.uniform(0.2, 0.7))
    check_step(submission, reference, hill, lambda x: 0 * x, x, lr0=lr0)


@task("backtracking_step", points=1)
def test_backtracking_step_keeps_float32_and_its_inputs(submission, reference, rng):
    """float32 stays float32, integers become float64, and x is not changed.
    float32는 float32로 남고, 정수는 float64가 되며, x는 바뀌지 않습니다."""
    f, grad, x, curvature = make_bowl(rng, 3, 2.0)
    lr0 = float(rng.uniform(2.2, 2.6)) / curvature
    check_step(submission, reference, f, grad, x.astype(np.float32), lr0=lr0)

    def slope(x):
        return 4.0 * x

    def hill(x):
        return float(np.sum(2.0 * x**2))

    check_step(submission, reference, hill, slope, rng.integers(1, 9, size=3), lr0=0.7)
    check_unchanged(submission)


# --- fit_linear_regression


def make_data(rng, rows, columns):
    """Rows whose columns have different centres and scales, as data have."""
    X = rng.normal(size=(columns, rows)).T * rng.uniform(0.5, 1.5, columns) + rng.normal(
        size=columns
    )
    return X, X @ rng.normal(size=columns) + rng.uniform(1, 2) + 0.3 * rng.normal(size=rows)


def check_fit(submission, reference, X, y, lr, steps, tolerance=None):
    got = submission.fit_linear_regression(X, y, lr, steps)
    check(
        isinstance(got, tuple | list) and len(got) == 3,
        "must return the tuple (w, b, losses).",
        "(w, b, losses) 튜플을 반환해야 합니다.",
    )
    w, b, losses = reference.fit_linear_regression(X, y, lr, steps)
    history = np.asarray(got[2]) if isinstance(got[2], list | tuple) else got[2]
    check_close(got[0], w, rtol=tolerance, atol=tolerance)
    check_close(got[1], b, rtol=tolerance, atol=tolerance)
    check_close(history, losses, rtol=tolerance, atol=tolerance, dtype=False)
    return got[0], got[1], history


@task("fit_linear_regression", points=5)
def test_fit_linear_regression(submission, reference, rng):
    """w, b and the loss after each step, for several rows and columns and for a single number.
    행과 열이 여러 개일 때와 하나뿐일 때, w와 b, 걸음마다의 loss를 봅니다."""
    for rows, columns, steps in [(7, 3, 5), (1, 1, 1)]:
        X, y = make_data(rng, rows, columns)
        check_fit(submission, reference, X, y, float(rng.uniform(0.02, 0.06)), steps)


@task("fit_linear_regression", points=3)
def test_fit_linear_regression_before_and_after(submission, reference, rng):
    """No step leaves w and b at 0; many steps arrive at the least squares solution.
    걸음이 없으면 w와 b는 0이고, 걸음이 많으면 최소제곱해에 도달합니다."""
    X, y = make_data(rng, 6, 2)
    w, b, losses = check_fit(submission, reference, X, y, 0.1, 0)
    check_equal([float(b), *w.tolist()], [0.0, 0.0, 0.0])
    check_close(losses, np.array([np.mean(y**2)]))
    X = np.linalg.qr(X - X.mean(axis=0))[0] * np.sqrt(6) + np.array([0.4, -0.3])
    best = np.linalg.lstsq(np.column_stack([X, np.ones(6)]), y, rcond=None)[0]
    w, b, _ = check_fit(submission, reference, X, y, 0.3, 100)
    check_close(w, best[:2], rtol=1e-6, atol=1e-6)
    check_close(b, float(best[2]), rtol=1e-6, atol=1e-6)


@task("fit_linear_regression", points=1)
def test_fit_linear_regression_refuses_other_shapes(submission, rng):
    """A y of shape (N, 1) or of another length raises ValueError.
    y의 모양이 (N, 1)이거나 길이가 다르면 ValueError가 발생합니다."""
    X, y = make_data(rng, 5, 2)
    for bad in (y[:, None], y[:1], y[None]):
        check_raises("ValueError", submission.fit_linear_regression, X, bad, 0.05, 2)


@task("fit_linear_regression", points=1)
def test_fit_linear_regression_keeps_float32_and_its_inputs(submission, reference, rng):
    """float32 stays float32, integers give float64, and X and y are not changed.
    float32는 float32로 남고, 정수는 float64가 되며, X와 y는 바뀌지 않습니다."""
    X, y = (array.astype(np.float32) for array in make_data(rng, 6, 3))
    check_fit(submission, reference, X, y, 0.03, 3, 1e-5)
    whole = rng.integers(-4, 5, size=(6, 2))
    check_fit(submission, reference, whole, rng.integers(-9, 9, size=6), 0.01, 3)
    check_unchanged(submission)
