"""Hidden grader of q13a: slopes and pictures of losses that are neither symmetric nor quadratic."""

from __future__ import annotations

import numpy as np

from autograder.grading import check_close, check_raises, check_unchanged, task


def make_loss(rng, *shape):
    """A smooth function of all entries of its argument, different along each."""
    steepness, wave, tilt = (
        rng.uniform(0.3, 1, size=shape),
        rng.normal(size=shape),
        rng.normal(size=shape),
    )

    def loss(x):
        x = np.asarray(x, dtype=np.float64)
        bent = float(np.sum(x)) ** 2 / x.size
        return float(np.sum(steepness * x**2 + np.sin(x + wave) + tilt * x**3 / 6)) + bent

    return loss


# --- directional_derivative


@task("directional_derivative", points=4)
def test_directional_derivative(submission, reference, rng):
    """The central difference along directions of any length, with the eps that is given.
    어떤 길이의 방향이든, 주어진 eps로 구한 중앙 차분입니다."""
    for dims, length in [(3, 4.0), (2, 0.3)]:
        f, x = make_loss(rng, dims), rng.normal(size=dims)
        direction = length * rng.uniform(0.5, 1, size=dims) * rng.choice([-1, 1], size=dims)
        eps = float(rng.uniform(0.2, 0.4))
        got = submission.directional_derivative(f, x, direction, eps)
        check_close(got, reference.directional_derivative(f, x, direction, eps))


@task("directional_derivative", points=2)
def test_directional_derivative_along_the_gradient(submission, rng):
    """Along the gradient the slope is its norm, against it minus that, across it 0.
    gradient 방향의 기울기는 gradient의 norm이고, 반대 방향은 그 음수, 수직 방향은 0입니다."""
    curvature = rng.normal(size=(4, 4))
    curvature = curvature + curvature.T
    x, tilt, other = rng.normal(size=(3, 4))

    def f(point):
        return float(point @ curvature @ point / 2 + tilt @ point)

    gradient = curvature @ x + tilt
    steepest = float(np.linalg.norm(gradient))
    across = other - gradient * (other @ gradient) / steepest**2
    eps = float(rng.uniform(0.1, 0.2))
    for direction, slope in [(3 * gradient, steepest), (-gradient, -steepest), (across, 0.0)]:
        got = submission.directional_derivative(f, x, direction, eps)
        check_close(got, slope, rtol=1e-8, atol=1e-8)


@task("directional_derivative", points=1)
def test_directional_derivative_odd_inputs(submission, reference, rng):
    """A zero direction raises ValueError; integers are accepted; inputs stay as they are.
    direction이 0이면 ValueError가 발생합니다. 정수도 받고, 입력은 바뀌지 않습니다."""
    f = make_loss(rng, 3)
    x, direction = rng.integers(1, 5, size=3), rng.integers(1, 5, size=3)
    got = submission.directional_derivative(f, x, direction, 0.25)
    check_close(got, reference.directional_derivative(f, x, direction, 0.25))
    check_unchanged(submission)
    check_raises("ValueError", submission.directional_derivative, f, x, np.zeros(3), 0.25)


# --- steepest_descent_direction

NORMS = ("l2", "l1", "linf")


def check_directions(submission, reference, grad, norms=NORMS):
    for norm in norms:
        got = submission.steepest_descent_direction(grad, norm)
        check_close(got, reference.steepest_descent_direction(grad, norm))


@task("steepest_descent_direction", points=4)
def test_steepest_descent_direction(submission, reference, rng):
    """The unit direction of steepest descent in each of the three norms, l2 being the default.
    세 가지 norm에서 길이가 1인 가장 가파른 하강 방향입니다. 기본값은 l2입니다."""
    grad = rng.uniform(0.5, 2, size=5) * [1, -1, 1, -1, 1]
    check_close(
        submission.steepest_descent_direction(grad), reference.steepest_descent_direction(grad)
    )
    grad[1 + 2 * int(rng.integers(2))] = -float(rng.uniform(3, 4))  # the steepest is negative
    check_directions(submission, reference, grad)
    check_directions(submission, reference, rng.permutation(1e-7 * grad))


@task("steepest_descent_direction", points=2)
def test_steepest_descent_direction_with_zeros_and_ties(submission, reference, rng):
    """Coordinates with gradient 0, several that are equally steep, and a gradient that is zero.
    gradient가 0인 좌표, 똑같이 가파른 좌표들, 전체가 0인 gradient를 봅니다."""
    steep, gentle = float(rng.uniform(2, 3)), float(rng.uniform(0.5, 1))
    check_directions(submission, reference, np.array([gentle, 0.0, -steep, steep, 0.0, -gentle]))
    check_directions(submission, reference, np.zeros(3))


@task("steepest_descent_direction", points=1)
def test_steepest_descent_direction_odd_inputs(submission, reference, rng):
    """Another norm raises ValueError; float32 stays, integers give float64, grad is unchanged.
    다른 norm은 ValueError입니다. float32는 유지되고 정수는 float64가 되며, grad는 바뀌지 않습니다."""
    whole = rng.permutation([-7, 2, 3, 5])
    check_directions(submission, reference, whole)
    check_directions(submission, reference, whole.astype(np.float32))
    check_unchanged(submission)
    for norm in ("l3", "fro"):
        check_raises("ValueError", submission.steepest_descent_direction, whole * 1.0, norm)


# --- loss_along_line and loss_surface


def positions(rng, count):
    """Uneven and in no order, some of them negative, none of them 0."""
    return rng.permutation(np.arange(count) - (count - 1) / 2 + rng.uniform(0.1, 0.3, size=count))


@task("loss_along_line", points=4)
def test_loss_along_line(submission, reference, rng):
    """The loss at each position along a direction of any length, for a vector and for a matrix.
    임의의 길이를 가진 direction 위 각 위치에서의 loss입니다. 벡터와 행렬 모두 봅니다."""
    for shape, count in [((4,), 6), ((3, 2), 3)]:
        f, theta, direction = make_loss(rng, *shape), rng.normal(size=shape), rng.normal(size=shape)
        direction *= rng.uniform(0.5, 0.7) / np.linalg.norm(direction)
        alphas = positions(rng, count)
        got = submission.loss_along_line(f, theta, direction, alphas)
        check_close(got, reference.loss_along_line(f, theta, direction, alphas))


@task("loss_along_line", points=1)
def test_loss_along_line_odd_inputs(submission, reference, rng):
    """Integers are accepted, and neither theta nor the direction is changed.
    정수도 받고, theta와 direction은 바뀌지 않습니다."""
    f, alphas = make_loss(rng, 3), positions(rng, 2)
    theta, direction = rng.integers(-3, 4, size=(2, 3))
    for kind in (int, float):
        start, way = theta.astype(kind), direction.astype(kind)
        got = submission.loss_along_line(f, start, way, alphas)
        check_close(got, reference.loss_along_line(f, start, way, alphas))
    check_unchanged(submission)


@task("loss_surface", points=5)
def test_loss_surface(submission, reference, rng):
    """The loss over a plane: alphas down, betas across, directions that are neither long nor square.
    평면 위의 loss입니다. alpha는 행, beta는 열이고, 두 방향은 길이가 1도 아니고 수직도 아닙니다."""
    for shape, rows, columns in [((4,), 3, 3), ((2, 3), 2, 4)]:
        f, (theta, d1, d2) = make_loss(rng, *shape), rng.normal(size=(3, *shape))
        d1 *= 0.6 / np.linalg.norm(d1)
        d2 = 0.8 * d2 / np.linalg.norm(d2) + 0.7 * d1
        alphas, betas = positions(rng, rows), positions(rng, columns)
        got = submission.loss_surface(f, theta, d1, d2, alphas, betas)
        check_close(got, reference.loss_surface(f, theta, d1, d2, alphas, betas))


@task("loss_surface", points=1)
def test_loss_surface_leaves_its_inputs_alone(submission, reference, rng):
    """A single point gives a 1x1 surface, and theta and the directions are not changed.
    점이 하나면 1x1이고, theta와 두 방향은 바뀌지 않습니다."""
    f, (theta, d1, d2) = make_loss(rng, 3), rng.normal(size=(3, 3))
    alphas, betas = positions(rng, 1), positions(rng, 1)
    got = submission.loss_surface(f, theta, d1, d2, alphas, betas)
    check_close(got, reference.loss_surface(f, theta, d1, d2, alphas, betas))
    check_unchanged(submission)


# --- filter_normalize


def check_filters(submission, reference, direction, weights, *axis, tolerance=1e-7):
    """A tiny constant in a denominator, as in the authors' code, is forgiven."""
    got = submission.filter_normalize(direction, weights, *axis)
    expected = reference.filter_normalize(direction, weights, *axis)
    check_close(got, expected, rtol=tolerance, atol=tolerance)


@task("filter_normalize", points=5)
def test_filter_normalize(submission, reference, rng):
    """Each filter gets the norm of its filter in the weights, along whichever axis filters are.
    filter가 어느 축에 있든, 각 filter는 가중치에서 대응하는 filter의 norm을 갖습니다."""
    for shape, axis in [((3, 3), (1,)), ((3, 2, 4, 2), ()), ((2, 3, 4), (-1,))]:
        direction = 3 * rng.normal(size=shape[::-1]).T
        check_filters(submission, reference, direction, rng.normal(size=shape), *axis)


@task("filter_normalize", points=2)
def test_filter_normalize_of_a_bias_and_of_zeros(submission, reference, rng):
    """In 1-D every entry is a filter; filters that are zero, here or in the weights, end as zeros.
    1-D에서는 원소마다 filter입니다. direction이나 가중치에서 0인 filter는 0이 됩니다."""
    bias = rng.uniform(1, 3, size=5) * [1, -1, 1, -1, 1]
    check_filters(submission, reference, bias, rng.normal(size=5))
    direction, weights = 3 * rng.normal(size=(2, 4, 3))
    direction[1], weights[2], bias[3] = 0, 0, 0
    check_filters(submission, reference, direction, weights)
    check_filters(submission, reference, bias, rng.normal(size=5))


@task("filter_normalize", points=1)
def test_filter_normalize_keeps_float32_and_its_inputs(submission, reference, rng):
    """float32 stays float32, integers give float64, and neither array is changed.
    float32는 float32로 남고, 정수는 float64가 되며, 두 배열은 바뀌지 않습니다."""
    whole, weights = rng.integers(1, 9, size=(2, 3, 4))
    check_filters(submission, reference, whole, weights)
    single = whole.astype(np.float32), weights.astype(np.float32)
    check_filters(submission, reference, *single, tolerance=1e-5)
    check_unchanged(submission)
