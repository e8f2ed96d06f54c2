"""Hidden grader of q14b: what is claimed must be true, and what is not known must not be claimed.

A bound on a polynomial may be computed in any way: it is held against the true minimum, against itself
with more pieces, and against interval Horner.
"""

from __future__ import annotations

import math

import numpy as np

from autograder.grading import (
    check,
    check_close,
    check_equal,
    check_raises,
    check_unchanged,
    task,
)

# --- is_convex_quadratic


def make_hessian(rng, eigenvalues):
    """A symmetric matrix with these eigenvalues, in a random basis."""
    basis, _ = np.linalg.qr(rng.normal(size=(len(eigenvalues), len(eigenvalues))))
    H = basis @ np.diag(eigenvalues) @ basis.T
    return (H + H.T) / 2


@task("is_convex_quadratic", points=4)
def test_is_convex_quadratic(submission, reference, rng):
    """The lowest eigenvalue decides, and it may lie as far as tol below zero.
    가장 작은 고윳값이 판단 기준이고, 0보다 tol만큼까지 작아도 됩니다."""
    one, two, three = rng.uniform(0.5, 2, size=3)
    for H, tol in [
        (np.array([[2 + one, -2.0], [-2.0, 2 + one]]), 0.0),
        (np.diag([-one, two]), 1e-6),
        (np.array([[one, 3.0], [3.0, two]]), 1e-9),  # a diagonal above 0, and yet a saddle
        (np.diag([-one, three, -two]), 1e-6),  # with a determinant above 0
        (make_hessian(rng, [0.05, one, three]), 0.1),
        (np.diag([one, 0.0, two]), 1e-6),
        (make_hessian(rng, [-0.05, one, three]), 0.1),
        (make_hessian(rng, [-0.2, 9.0, three]), 0.1),
        (make_hessian(rng, [0.0, 0.0, three]), 1e-6),
        (np.zeros((2, 2)), 1e-9),
        (make_hessian(rng, [one, two, three, 5.0]), 1e-9),
        (make_hessian(rng, [-one, two, three, 4.0]), 1e-6),
        (make_hessian(rng, [-1e-3, 5.0, three]), 1e-6),
        (make_hessian(rng, [-one, -two]), 1e-6),
    ]:
        answer = submission.is_convex_quadratic(H, tol)
        check(
            isinstance(answer, bool | np.bool_) or (np.ndim(answer) == 0 and answer in (0, 1)),
            "must return a bool.",
            "bool을 반환해야 합니다.",
        )
        truth = bool(reference.is_convex_quadratic(H, tol))
        listed = np.array2string(np.linalg.eigvalsh(H), precision=4)
        check(
            bool(answer) == truth,
            f"for eigenvalues {listed} and tol = {tol:g} the answer is {truth}, yours {bool(answer)}.",
            f"고윳값이 {listed}이고 tol = {tol:g}이면 답은 {truth}인데 {bool(answer)}을(를) 반환했습니다.",
        )


@task("is_convex_quadratic", points=1)
def test_is_convex_quadratic_wants_symmetry(submission, rng):
    """What is not symmetric raises ValueError, at any scale; rounding is no asymmetry.
    대칭이 아니면 크기가 어떻든 ValueError가 발생합니다. 반올림 오차는 비대칭이 아닙니다."""
    check_equal(submission.is_convex_quadratic(np.array([[2, 1], [1, 3]]), 1e-9), True)
    for scale in (0.1, 1e8):
        H = scale * make_hessian(rng, [1.0, 2.0, 3.0])
        H[0, 2] += 7e-7 * np.max(np.abs(H))
        check_equal(submission.is_convex_quadratic(H, 1e-9), True)
    check_unchanged(submission)
    for scale in (1.0, 1e-3):
        H = scale * make_hessian(rng, [1.0, 2.0, 3.0])
        H[2, 0] += 1.5e-6 * np.max(np.abs(H))
        check_raises("ValueError", submission.is_convex_quadratic, H, 1e-12)


# --- suboptimality_bound


@task("suboptimality_bound", points=4)
def test_suboptimality_bound(submission, reference, rng):
    """The bound is the squared norm over twice mu; a parabola reaches it.
    상한은 norm의 제곱을 2 mu로 나눈 것이고, 포물선에서는 정확히 그 값입니다."""
    for mu in (rng.uniform(0.1, 0.4), rng.uniform(3, 9)):
        x = float(rng.uniform(1.2, 3))
        got = submission.suboptimality_bound(float(mu) * x, float(mu))  # of f(x) = mu x^2 / 2
        check_close(got, float(mu) * x**2 / 2)
    check_close(submission.suboptimality_bound(0.0, float(mu)), 0.0)
    check_close(submission.suboptimality_bound(3, 4), reference.suboptimality_bound(3, 4))


@task("suboptimality_bound", points=1)
def test_suboptimality_bound_without_strong_convexity(submission, rng):
    """A mu of 0 or below raises ValueError, since nothing is promised then.
    mu가 0 이하이면 아무것도 보장되지 않으므로 ValueError가 발생합니다."""
    for mu in (-float(rng.uniform(1, 3)), 0.0, 0):
        check_raises("ValueError", submission.suboptimality_bound, 1.5, mu)


# --- lasso_duality_gap


def make_lasso(rng, rows, columns):
    """A problem together with its minimum, which is known since the problem is built around it."""
    X = rng.normal(size=(rows, columns)) * rng.uniform(0.5, 2, size=columns)
    lam = float(rng.uniform(0.2, 0.6))
    w = rng.normal(size=columns) * 2
    w[::2] = 0
    slope = np.where(w == 0, rng.uniform(-0.8, 0.8, size=columns), np.sign(w))
    residual = X @ np.linalg.solve(X.T @ X, rows * lam * slope)  # so that X.T r = N lam slope
    return X, X @ w + residual, w, lam


def objective(X, y, w, lam):
    return float(np.sum((y - X @ w) ** 2) / (2 * len(y)) + lam * np.sum(np.abs(w)))


@task("lasso_duality_gap", points=4)
def test_lasso_duality_gap(submission, reference, rng):
    """The gap away from the minimum, where the residual must be scaled down and where it need not be.
    최솟값에서 떨어진 곳에서, 잔차를 줄여야 할 때와 그대로 둘 때의 gap입니다."""
    X, y, w, lam = make_lasso(rng, 9, 4)
    problems = [(X, y, w + 2 * rng.normal(size=4), lam), (X, y, np.zeros(4), lam)]
    problems += [(X, y, w + rng.normal(size=4), 300 * lam), (X[:3], y[:3], w, 0.3 * lam)]
    # and one whose steepest correlation is negative, so that its size counts and not its sign
    slopes = X.T @ (y - X @ problems[0][2])
    sign = -np.sign(slopes[np.argmax(np.abs(slopes))])
    problems.append((X, sign * y, sign * problems[0][2], lam))
    gaps = [submission.lasso_duality_gap(*problem) for problem in problems]
    for gap, problem in zip(gaps, problems):
        check_close(gap, reference.lasso_duality_gap(*problem), atol=1e-9 * objective(*problem))


@task("lasso_duality_gap", points=3)
def test_lasso_duality_gap_is_a_certificate(submission, reference, rng):
    """The gap is zero at the minimum, and never smaller than what is left to gain elsewhere.
    gap은 최솟값에서 0이고, 다른 곳에서는 앞으로 줄일 수 있는 양보다 작지 않습니다."""
    X, y, w, lam = make_lasso(rng, 12, 5)
    lowest = objective(X, y, w, lam)
    check_close(submission.lasso_duality_gap(X, y, w, lam), 0.0, atol=1e-9 * lowest)
    for far in (1e-3, 0.1, 3.0):
        near = w + far * rng.normal(size=5)
        gap = submission.lasso_duality_gap(X, y, near, lam)
        left = objective(X, y, near, lam) - lowest
        check_close(gap, reference.lasso_duality_gap(X, y, near, lam), atol=1e-9 * lowest)
        check(
            float(gap) >= left * (1 - 1e-6),
            f"the objective lies {left:.6g} above its minimum, more than the gap of {float(gap):.6g}.",
            f"목적 함수가 최솟값보다 {left:.6g}만큼 큰데 gap이 {float(gap):.6g}(으)로 더 작습니다.",
        )
    # nothing is left over: the residual is exactly zero, and so is its correlation with X
    whole = rng.integers(1, 5, size=(4, 2)).astype(float)
    exact = np.array([2.0, -1.0])
    got = submission.lasso_duality_gap(whole, whole @ exact, exact, lam)
    check_close(got, 3 * lam)
    check_close(submission.lasso_duality_gap(whole, np.zeros(4), np.zeros(2), lam), 0.0)


@task("lasso_duality_gap", points=1)
def test_lasso_duality_gap_inputs(submission, reference, rng):
    """Integers are promoted, a column for y raises ValueError, and no input is changed.
    정수는 float64로 바뀌고, y가 열벡터이면 ValueError가 발생하며, 입력은 바뀌지 않습니다."""
    X, y = rng.integers(-4, 5, size=(6, 3)), rng.integers(-9, 10, size=6)
    w, lam = np.array([1, 0, -2]), float(rng.uniform(0.3, 0.7))
    expected = reference.lasso_duality_gap(X, y, w, lam)
    check_close(submission.lasso_duality_gap(X, y, w, lam), expected)
    check_unchanged(submission)
    for rows in (6, 1):
        column = y[:rows, None].astype(float)
        check_raises(
            "ValueError", submission.lasso_duality_gap, X[:rows].astype(float), column, w, lam
        )


# --- certify


@task("certify", points=4)
def test_certify(submission, reference, rng):
    """Within tol of the bound it is "global"; further above nothing is known, whatever the gap.
    하한에서 tol 이내이면 "global"이고, 그보다 위이면 차이가 얼마든 알 수 없습니다("unknown")."""
    near, far = float(rng.uniform(0.01, 0.2)), float(rng.uniform(0.3, 0.4))
    base = float(rng.uniform(5, 9))
    questions = [
        (base, base, 0.0),
        (base + near, base, 0.25),
        (base - near, base, 0.25),
        (base + far, base, 0.25),
        (-base + near, -base, 0.25),
        (-base + far, -base, 0.25),
        (base + 100, base, 0.25),
        (0.0, -math.inf, 0.25),
        (1.25, 1.0, 0.25),
        (0.75, 1.0, 0.25),
        (near, 0.0, 0.25),
        (near, 0.0, 0.0),
        (3, 1, 1),
    ]
    answers = [submission.certify(*question) for question in questions]
    for answer, question in zip(answers, questions):
        check_equal(answer, reference.certify(*question))


@task("certify", points=1)
def test_certify_refuses_what_cannot_be(submission, rng):
    """A value below the bound by more than tol raises ValueError, and so does NaN.
    값이 하한보다 tol 넘게 작으면 ValueError가 발생하고, NaN도 마찬가지입니다."""
    base = float(rng.uniform(5, 9))
    check_raises("ValueError", submission.certify, base - 0.5, base, 0.25)
    check_raises("ValueError", submission.certify, -base - 0.5, -base, 0.25)
    check_raises("ValueError", submission.certify, math.nan, base, 0.25)
    check_raises("ValueError", submission.certify, base, math.nan, 0.25)


# --- interval_lower_bound


def make_polynomials(rng):
    """(name, coefs, a, b): wells on both sides of zero, on one side, and slopes to either end."""
    polynomial = np.polynomial.polynomial

    def wells(m, s):  # the lowest point is at m, a higher dip near s
        square = polynomial.polymul([-m, 1], [-m, 1])
        other = polynomial.polyadd(polynomial.polymul([-s, 1], [-s, 1]), [rng.uniform(0.3, 0.6)])
        return rng.uniform(1.5, 3) * polynomial.polymul(square, other)

    def add(coefs, constant):
        return np.concatenate([[coefs[0] + constant], coefs[1:]])

    m, s = rng.uniform(0.6, 1.4), rng.uniform(-1.9, -1.1)
    middle, off = rng.uniform(-1.5, 1.5, size=2)
    slope = np.array([off, rng.uniform(0.5, 1), -rng.uniform(0.1, 0.3), rng.uniform(0.4, 0.6)])
    return [
        (add(wells(m, s), middle), -2.3, 2.1),
        (add(wells(s - 3, m - 3.5), off), -6.2, -1.3),
        (add(wells(m + 2, 4 - s), -middle), 1.2, 6.4),
        (slope, 0.3, 2.4),
        (-slope, 0.3, 2.4),  # lowest at the right end
        (np.array([off, 0.0, 0.0, 0.0, 0.0, rng.uniform(1, 2), 0.7]), -1.4, 1.1),
    ]


def lowest_point(coefs, a, b):
    """Where the polynomial is lowest on [a, b], among the ends and the points without slope."""
    slopeless = np.roots(np.polynomial.polynomial.polyder(coefs)[::-1])
    points = np.clip([a, b, *slopeless.real], a, b)
    return points[np.argmin(np.polynomial.polynomial.polyval(points, coefs))]


def rounding(coefs, a, b):
    return 1e-9 * float(np.sum(np.abs(coefs) * max(abs(a), abs(b)) ** np.arange(len(coefs))))


def check_number(bound):
    plain = isinstance(bound, int | float | np.number) or np.ndim(bound) == 0
    check(
        plain and not isinstance(bound, str) and not np.isnan(float(bound)),
        "must return one number.",
        "수 하나를 반환해야 합니다.",
    )
    return float(bound)


@task("interval_lower_bound", points=4)
def test_interval_lower_bound_is_sound(submission, rng):
    """No value of the polynomial lies below the bound, with few pieces or with many.
    조각이 적든 많든 다항식의 어떤 값도 하한보다 작지 않습니다."""
    for coefs, a, b in make_polynomials(rng):
        x = lowest_point(coefs, a, b)
        value = float(np.polynomial.polynomial.polyval(x, coefs))
        for splits in (1, 3, 64):
            bound = check_number(submission.interval_lower_bound(coefs, a, b, splits))
            check(
                bound <= value + rounding(coefs, a, b),
                f"{bound:.9g} is no lower bound: at x = {x:.6g} the polynomial is {value:.9g}.",
                f"{bound:.9g}은(는) 하한이 아닙니다. x = {x:.6g}에서 다항식의 값이 {value:.9g}입니다.",
            )


@task("interval_lower_bound", points=3)
def test_interval_lower_bound_gets_tighter(submission, reference, rng):
    """Twice as many pieces never give a looser bound, and 64 are as good as interval Horner.
    조각을 두 배로 늘려도 하한이 느슨해지지 않고, 64개이면 구간 Horner만큼 좋습니다."""
    counts = (1, 2, 4, 32, 64)
    for poly in make_polynomials(rng):
        bounds = [check_number(submission.interval_lower_bound(*poly, splits)) for splits in counts]
        slack = rounding(*poly)
        for few, many in ((0, 1), (1, 2), (3, 4)):
            check(
                bounds[many] >= bounds[few] - slack,
                f"looser with more pieces: {bounds[few]:.6g} with splits = {counts[few]}, "
                f"{bounds[many]:.6g} with {counts[many]}.",
                f"조각이 더 많은데 더 느슨합니다. splits = {counts[few]}이면 {bounds[few]:.6g}, "
                f"{counts[many]}이면 {bounds[many]:.6g}입니다.",
            )
        horner = float(reference.interval_lower_bound(*poly, 64))
        check(
            bounds[-1] >= horner - slack,
            f"with splits = 64 the bound is {bounds[-1]:.6g}, looser than that of interval Horner, "
            f"{horner:.6g}.",
            f"splits = 64일 때 하한이 {bounds[-1]:.6g}(으)로, 구간 Horner의 {horner:.6g}보다 느슨합니다.",
        )


@task("interval_lower_bound", points=1)
def test_interval_lower_bound_of_simple_ones(submission, rng):
    """A constant and a line are bounded exactly; integers are promoted, and no input is changed.
    상수와 직선은 하한이 정확합니다. 정수는 float64로 바뀌고, 입력은 바뀌지 않습니다."""
    constant = float(rng.uniform(1, 2))
    got = submission.interval_lower_bound(np.array([constant]), -1.0, 2.0, 64)
    check_close(got, constant)
    check_close(submission.interval_lower_bound(np.array([2, -3]), -1, 2, 64), -4.0, rtol=1e-7)
    check_unchanged(submission)
