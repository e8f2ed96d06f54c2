"""Hidden grader of q14a: pushes are read off the student's own path, since no stream is compared.

Where the gradient is linear a row gives the point of the push away exactly, so each step is checked
by itself; where it is zero the rows are pure noise, and the noise must fill the ball.
"""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from autograder.grading import (
    check,
    check_close,
    check_generator,
    check_raises,
    check_statistic,
    check_unchanged,
    task,
)
from autograder.grading.errors import CheckFailed
from autograder.text import Text


def factor(rng):
    """For beta: neither 0 nor 1, and not 0.5, where beta is 1 - beta."""
    return float(rng.uniform(0.6, 0.95))


def like(x, gradient):
    """A gradient of the precision of x."""
    return gradient.astype(np.float32 if x.dtype == np.float32 else np.float64)


def make_bend(rng, dim):
    """A gradient that couples the coordinates and is not linear."""
    matrix = rng.normal(size=(dim, dim))
    matrix = matrix @ matrix.T / dim + np.eye(dim)
    shift = rng.normal(size=dim)

    def grad(x):
        x = np.asarray(x)
        return like(x, matrix @ x + np.sin(x + shift))

    return grad


def check_path(path, x0, steps):
    """A float64 path of the right shape that begins at the start."""
    shape = (steps + 1, len(x0))
    check(
        isinstance(path, np.ndarray) and path.shape == shape,
        f"must return an array of shape {shape}: the start, and one row for each of {steps} steps.",
        f"모양이 {shape}인 배열을 반환해야 합니다. 출발점 하나와 {steps}개의 단계마다 한 행입니다.",
    )
    check(
        path.dtype == np.float64 and bool(np.isfinite(path).all()),
        "must return finite numbers of type float64.",
        "값이 모두 유한한 float64 배열을 반환해야 합니다.",
    )
    check_close(path[0], np.asarray(x0, dtype=np.float64))


# --- momentum_descent


@task("momentum_descent", points=4)
def test_momentum_descent(submission, reference, rng):
    """The path is the start and one row for each step, with a velocity that is carried along.
    경로는 출발점과 단계마다 한 행이며, 속도는 단계에서 단계로 이어집니다."""
    for dim, steps in [(3, 7), (2, 1)]:
        grad, x0 = make_bend(rng, dim), rng.normal(size=dim)
        arguments = grad, x0, float(rng.uniform(0.1, 0.3)), factor(rng), steps
        expected = reference.momentum_descent(*arguments)
        check_close(submission.momentum_descent(*arguments), expected, atol=1e-10)


@task("momentum_descent", points=2)
def test_momentum_descent_at_the_ends(submission, reference, rng):
    """beta = 0 is plain descent, beta = 1 forgets nothing, and no step leaves the start alone.
    beta = 0이면 보통의 경사 하강법이고, beta = 1이면 아무것도 잊지 않으며, 0단계면 출발점뿐입니다."""
    grad, x0 = make_bend(rng, 4), rng.normal(size=4)
    lr = float(rng.uniform(0.1, 0.3))
    for beta, steps in [(0.0, 4), (1.0, 4), (0.7, 0)]:
        expected = reference.momentum_descent(grad, x0, lr, beta, steps)
        check_close(submission.momentum_descent(grad, x0, lr, beta, steps), expected, atol=1e-10)


@task("momentum_descent", points=1)
def test_momentum_descent_types_and_inputs(submission, reference, rng):
    """Integers are promoted, float32 stays float32, and the start is not changed.
    정수는 float64로 바뀌고, float32는 float32로 남으며, 출발점은 바뀌지 않습니다."""
    grad, lr, beta = make_bend(rng, 3), float(rng.uniform(0.1, 0.3)), factor(rng)
    whole = rng.integers(2, 6, size=3)
    expected = reference.momentum_descent(grad, whole, lr, beta, 3)
    check_close(submission.momentum_descent(grad, whole, lr, beta, 3), expected, atol=1e-10)
    single = rng.normal(size=3).astype(np.float32)
    expected = reference.momentum_descent(grad, single, lr, beta, 3)
    got = submission.momentum_descent(grad, single, lr, beta, 3)
    check_close(got, expected, rtol=1e-5, atol=1e-5)
    check_unchanged(submission)


# --- perturbed_descent


def wrong_move(call, observed, en, ko):
    """``observed`` tells which mistake it is, where the streams differ."""
    raise CheckFailed(Text(f"{call}: {en}", f"{call}: {ko}"), "property", float(observed), 1.0)


@task("perturbed_descent", points=4)
def test_perturbed_descent_is_uniform_in_the_ball(submission, rng, seed):
    """Where the gradient is zero, each row moves by a vector that is uniform in the ball.
    gradient가 0이면 행마다 공 안에서 균등하게 뽑은 벡터만큼 움직입니다."""
    dim, steps = 10, 90
    x0, radius = rng.normal(size=dim), float(rng.uniform(0.2, 0.6))

    def flat(x):
        return np.zeros(dim)

    generator = submission.probe.rng(seed % 2**32)
    path = submission.perturbed_descent(flat, x0, 0.3, steps, radius, 0.0, generator)
    check_path(path, x0, steps)
    moves = np.diff(path, axis=0)
    lengths = np.linalg.norm(moves, axis=1)
    call = f"perturbed_descent(grad, x0, 0.3, {steps}, {radius:.4g}, 0.0, rng)"
    resting, farthest = int(np.sum(lengths <= 1e-12)), lengths.max() / radius
    if resting:
        wrong_move(
            call,
            -resting,
            f"the gradient is 0, which is at most grad_tol = 0, but in {resting} of {steps} steps the "
            "point did not move. There is a push at every such step.",
            f"gradient가 0이라 grad_tol = 0 이하인데 {steps}단계 중 {resting}단계에서 점이 움직이지 않았습니다. "
            "그런 단계에서는 매번 움직여야 합니다.",
        )
    if farthest > 1 + 1e-9:
        wrong_move(
            call,
            farthest,
            f"a push went {farthest:.4g} times the radius far: out of the ball.",
            f"반지름의 {farthest:.4g}배만큼 움직여 공을 벗어났습니다.",
        )
    check_statistic(
        np.mean(-dim * np.log(lengths / radius)),
        1,
        1 / math.sqrt(steps),
        f"the push must be uniform in the ball: in {dim} dimensions u = (length / radius) ** {dim} is then "
        "uniform between 0 and 1, and the mean of -log(u) is 1; yours is off",
        f"공 안에서 균등해야 합니다. {dim}차원에서는 u = (길이 / 반지름) ** {dim}이 0과 1 사이에서 균등하고 "
        "-log(u)의 평균이 1이어야 하는데, 맞지 않습니다",
    )
    units = moves / lengths[:, None]
    check_statistic(
        np.mean(units),
        0,
        1 / dim / math.sqrt(steps),
        "every direction must be as likely as its opposite; the mean of the unit vectors is off",
        "모든 방향은 반대 방향과 확률이 같아야 합니다. 단위 벡터의 평균이 맞지 않습니다",
    )
    spread = 3 * (35 * dim + 3 * dim * (dim - 1)) / (dim * (dim + 2) * (dim + 4) * (dim + 6))
    check_statistic(
        np.mean(np.sum(units**4, axis=1)),
        3 / (dim + 2),
        math.sqrt((spread - (3 / (dim + 2)) ** 2) / steps),
        "every direction must be equally likely; the mean fourth power of the unit vectors says "
        "that some are preferred",
        "모든 방향의 확률이 같아야 합니다. 단위 벡터의 네제곱 평균을 보면 더 자주 나오는 방향이 있습니다",
    )
    check_statistic(
        np.mean(np.sum(units[1:] * units[:-1], axis=1)),
        0,
        1 / math.sqrt(dim * (steps - 1)),
        "each push must be drawn anew; the mean cosine of one with the next is off",
        "매번 새로 뽑아야 합니다. 이웃한 두 움직임 사이 코사인의 평균이 맞지 않습니다",
    )


def make_saddle(rng, lr, growth):
    """A linear gradient around a saddle point: two directions that shrink fast, one that grows."""
    basis, _ = np.linalg.qr(rng.normal(size=(3, 3)))
    shrink = rng.uniform(0.1, 0.25, size=2) * [1, -1]
    matrix = basis @ np.diag([*(1 - shrink) / lr, (1 - growth) / lr]) @ basis.T
    point = rng.normal(size=3)

    def grad(x):
        return matrix @ (np.asarray(x, dtype=np.float64) - point)

    return grad, matrix, point, basis


def check_steps(call, path, grad, lr, grad_tol, radius, point, step):
    """Each row from the one before, which tells how far the push went."""
    for t, (before, after) in enumerate(pairwise(path)):
        slope = grad(before)
        norm = np.linalg.norm(slope)
        plain = before - lr * slope
        if norm > grad_tol:
            if not np.allclose(after, plain, rtol=1e-9, atol=1e-9):
                wrong_move(
                    call,
                    -norm / grad_tol,
                    f"step {t} begins with a gradient of norm {norm:.4g}, above grad_tol; a plain gradient "
                    f"step leads to {np.round(plain, 4)}, yours to {np.round(after, 4)}.",
                    f"{t}번 단계는 norm이 {norm:.4g}인 gradient로 시작해 grad_tol보다 큽니다. 보통의 한 "
                    f"걸음이면 {np.round(plain, 4)}인데 {np.round(after, 4)}(으)로 갔습니다.",
                )
            continue
        far = np.linalg.norm(point + np.linalg.solve(step, after - point) - before)
        if not 1e-9 < far <= radius * (1 + 1e-6):
            wrong_move(
                call,
                far / radius,
                f"step {t} begins with a gradient of norm {norm:.4g}, within grad_tol: first a push within "
                "the radius, then a step with the gradient at the pushed point. Going back from your row "
                f"by such a step, the push would have been {far:.4g}.",
                f"{t}번 단계는 norm이 {norm:.4g}인 gradient로 시작해 grad_tol 이하입니다. 먼저 radius 안에서 "
                "움직이고, 움직인 점의 gradient로 한 걸음 가야 합니다. 반환한 행에서 그 한 걸음을 되돌려 보면 "
                f"처음 움직인 거리가 {far:.4g}입니다.",
            )


@task("perturbed_descent", points=4)
def test_perturbed_descent_step_by_step(submission, rng, seed):
    """A push where the gradient is small and nowhere else, then a step down the gradient found there.
    gradient가 작은 곳에서만 한 번 밀고, 밀려난 점에서 다시 구한 gradient로 한 걸음 내려갑니다."""
    lr, steps = float(rng.uniform(0.2, 0.4)), 18
    grad, matrix, point, basis = make_saddle(rng, lr, growth=1.25)
    radius, grad_tol = float(rng.uniform(0.05, 0.1)), float(rng.uniform(0.05, 0.07)) / lr
    far_off = point + basis @ [2.0, -1.5, 0.02]
    # where the norm of the gradient is above the limit, and no coordinate of it
    corner = point + np.linalg.solve(matrix, 0.8 * grad_tol * rng.choice([-1.0, 1.0], size=3))
    generator = submission.probe.rng(seed % 2**32)
    step = np.eye(3) - lr * matrix  # of a point's distance from the saddle
    arguments = lr, steps, radius, grad_tol, generator
    paths = [submission.perturbed_descent(grad, x0, *arguments) for x0 in (far_off, corner)]
    call = f"perturbed_descent(grad, x0, {lr:.4g}, {steps}, {radius:.4g}, {grad_tol:.4g}, rng)"
    for path, x0 in zip(paths, (far_off, corner)):
        check_path(path, x0, steps)
        check_steps(call, path, grad, lr, grad_tol, radius, point, step)


@task("perturbed_descent", points=2)
def test_perturbed_descent_leaves_a_strict_saddle(submission, rng, seed):
    """From a ridge that leads into a saddle point, and from the saddle itself, it reaches a minimum.
    안장점으로 이어지는 능선에서든 안장점 자체에서든 극소점에 도달합니다."""
    turn, _ = np.linalg.qr(rng.normal(size=(2, 2)))
    width = float(rng.uniform(1.5, 2.5))

    def grad(x):
        along, across = turn.T @ np.asarray(x, dtype=np.float64)
        return turn @ [along, (across / width) ** 3 * width - across]  # minima at across = +-width

    for start, steps in (([1.2, 0.0], 40), ([0.0, 0.0], 32)):
        x0 = turn @ start
        generator = submission.probe.rng(seed % 2**32)
        path = submission.perturbed_descent(grad, x0, 0.4, steps, 0.05, 0.02, generator)
        check_path(path, x0, steps)
        along, across = turn.T @ path[-1]
        check(
            abs(along) < 0.2 and abs(abs(across) - width) < 0.2,
            "the path must leave the saddle point at the origin and reach one of the two minima; it ends "
            f"{np.hypot(along, across):.3g} from the saddle and "
            f"{np.hypot(along, abs(across) - width):.3g} from the nearer minimum.",
            "경로는 원점의 안장점을 떠나 두 극소점 중 하나에 도달해야 합니다. 마지막 점에서 안장점까지의 "
            f"거리는 {np.hypot(along, across):.3g}, 가까운 극소점까지의 거리는 "
            f"{np.hypot(along, abs(across) - width):.3g}입니다.",
        )


@task("perturbed_descent", points=2)
def test_perturbed_descent_draws_from_rng_alone(submission, rng, seed):
    """The same state of rng gives the same path, and rng moves on; no other generator is used.
    rng의 상태가 같으면 같은 경로가 나오고, rng의 상태는 바뀝니다. 다른 생성기는 쓰지 않습니다."""
    x0 = rng.normal(size=3)

    def flat(x):
        return np.zeros(3)

    def draw(generator):
        path = submission.perturbed_descent(flat, x0, 0.3, 4, 0.5, 0.1, generator)
        check_path(path, x0, 4)
        return path

    check_generator(submission, draw, seed % 2**31)


@task("perturbed_descent", points=1)
def test_perturbed_descent_types_and_inputs(submission, rng, seed):
    """Integers are promoted, float32 stays float32, and the start is not changed.
    정수는 float64로 바뀌고, float32는 float32로 남으며, 출발점은 바뀌지 않습니다."""
    lr, slope = 0.25, rng.uniform(0.5, 0.8, size=3)

    def grad(x):
        return like(np.asarray(x), slope)

    generator = submission.probe.rng(seed % 2**32)
    whole = rng.integers(2, 6, size=3)
    plain = whole - lr * np.arange(4)[:, None] * slope
    got = submission.perturbed_descent(grad, whole, lr, 3, 0.5, 0.1, generator)
    check_close(got, plain)
    single = rng.normal(size=3).astype(np.float32)
    for start, dtype in ((whole, np.float64), (single, np.float32)):
        got = submission.perturbed_descent(grad, start, lr, 3, 0.5, 9.0, generator)
        name = np.dtype(dtype).name
        check(
            isinstance(got, np.ndarray) and got.shape == (4, 3) and got.dtype == dtype,
            f"from a start of {start.dtype} must come a path of {name}, pushes and all.",
            f"{start.dtype} 출발점에서는 무작위로 움직인 뒤에도 {name} 경로가 나와야 합니다.",
        )
        check_close(got[0], start.astype(dtype))
        pushes = np.linalg.norm(np.diff(got.astype(np.float64), axis=0) + lr * slope, axis=1)
        check(
            bool(np.all((pushes > 1e-5) & (pushes < 0.5 + 1e-5))),
            f"a push from a start of {start.dtype} is as long as any other, within the radius.",
            f"{start.dtype} 출발점에서도 다른 출발점과 똑같이 radius 안에서 움직여야 합니다.",
        )
    check_unchanged(submission)


# --- random_restarts


def make_wells(rng):
    """Two bowls side by side, the one on the left with the higher floor; their walls are alike."""
    left, right = rng.uniform(-3.2, -2.8), rng.uniform(2.8, 3.2)
    steep = rng.uniform(1.0, 1.4)
    across, floor = rng.normal(), rng.uniform(1, 2)

    def center(x):
        return np.array([left if x[0] < 0 else right, across])

    def f(x):
        x = np.asarray(x, dtype=np.float64)
        return float(steep / 2 * np.sum((x - center(x)) ** 2) + (floor if x[0] < 0 else 0))

    def grad(x):
        x = np.asarray(x, dtype=np.float64)
        return steep * (x - center(x))

    return f, grad, np.array([left, across]), np.array([right, across]), steep


def make_sampler(starts):
    """Hands out these starts one after the other, the last one again and again; counts its calls."""
    calls = []

    def sampler(rng):
        calls.append(len(calls))
        return starts[min(len(calls), len(starts)) - 1]

    return sampler, calls


def check_best(result, x, value):
    check(
        isinstance(result, tuple | list) and len(result) == 2,
        "must return the tuple (x, value).",
        "(x, value) 튜플을 반환해야 합니다.",
    )
    check_close(result[0], x, atol=1e-9)
    check_close(result[1], value, atol=1e-9)


@task("random_restarts", points=4)
def test_random_restarts_takes_the_best_end(submission, reference, rng, seed):
    """The end of the lowest loss wins, although the best start and the best point on the way lie elsewhere.
    출발점이나 도중의 점이 아니라 끝점의 loss가 가장 낮은 것을 고릅니다."""
    f, grad, left, right, steep = make_wells(rng)
    near, far = rng.uniform(0.1, 0.3, size=2), rng.uniform(2.0, 2.4)
    starts = [
        left + near,  # starts lowest, ends at the higher floor
        right + np.array([0.3, -far]),
        right + np.array([0.8, far]),
        left - near,
        right + np.array([-0.5, far + 0.2]),
        left + np.array([0.5, far]),
    ]
    for lr, steps in [(0.3 / steep, 3), (2.2 / steep, 2), (0.3 / steep, 0)]:
        # with the second lr the runs overshoot, and each end is worse than its start
        order = rng.permutation(4) + 1
        some = [starts[0], *(starts[i] for i in order), starts[5]]
        sampler, calls = make_sampler(some)
        generator = submission.probe.rng(seed % 2**32)
        result = submission.random_restarts(f, grad, sampler, len(some), lr, steps, generator)
        expected = reference.random_restarts(
            f, grad, make_sampler(some)[0], len(some), lr, steps, None
        )
        check(
            len(calls) == len(some),
            f"called sampler {len(calls)} times for {len(some)} runs.",
            f"{len(some)}번 실행하는데 sampler를 {len(calls)}번 호출했습니다.",
        )
        check_best(result, *expected)


@task("random_restarts", points=2)
def test_random_restarts_with_nan_and_ties(submission, rng, seed):
    """NaN is never the best, wherever it comes; of equal ends, and of nothing but NaN, the first is.
    NaN은 어디에 나오든 최고가 될 수 없습니다. 값이 같거나 모두 NaN이면 첫 번째를 고릅니다."""
    low, middle, high = (np.sort(rng.uniform(size=3)) + np.arange(3)).tolist()
    nan = math.nan
    slope = rng.normal(size=2)
    for losses, best in [
        ([high, nan, middle, low, low, high, middle], 3),
        ([nan, high, low, nan, middle, low, nan], 2),
        ([nan, nan, nan], 0),
    ]:
        starts = rng.normal(size=(len(losses), 2))
        ends = starts - 0.1 * slope

        def f(x, losses=losses, ends=ends):
            off = np.max(np.abs(ends - x), axis=1)
            return losses[int(np.argmin(off))] if off.min() < 1e-9 else 1e9  # elsewhere: a wall

        generator = submission.probe.rng(seed % 2**32)
        result = submission.random_restarts(
            f, lambda x: slope, make_sampler(starts)[0], len(losses), 0.1, 1, generator
        )
        check_best(result, ends[best], losses[best])


@task("random_restarts", points=2)
def test_random_restarts_hands_on_rng(submission, reference, rng, seed):
    """Each start is drawn anew, from rng and from nothing else.
    출발점마다 rng에서만, 매번 새로 뽑습니다."""
    f, grad, _, _, steep = make_wells(rng)

    def sampler(generator):
        return generator.normal(size=2) * 3

    for probe_seed in (seed % 2**31, seed % 2**31 + 1):
        arguments = f, grad, sampler, 4, 0.4 / steep, 2
        result = submission.random_restarts(*arguments, submission.probe.rng(probe_seed))
        expected = reference.random_restarts(*arguments, reference.probe.rng(probe_seed))
        check_best(result, *expected)


@task("random_restarts", points=1)
def test_random_restarts_without_a_run(submission, rng, seed):
    """A num below 1 raises ValueError; a single run is enough.
    num이 1보다 작으면 ValueError가 발생합니다. 한 번만 실행해도 됩니다."""
    f, grad, left, _, _ = make_wells(rng)
    sampler = make_sampler([left])[0]
    generator = submission.probe.rng(seed % 2**32)
    check_best(submission.random_restarts(f, grad, sampler, 1, 0.1, 1, generator), left, f(left))
    for num in (0, -3):
        check_raises(
            "ValueError", submission.random_restarts, f, grad, sampler, num, 0.1, 2, generator
        )


# --- cosine_warm_restarts


def rates(rng):
    return float(rng.uniform(0.3, 2.0)), float(rng.uniform(0.01, 0.1))


@task("cosine_warm_restarts", points=4)
def test_cosine_warm_restarts(submission, reference, rng):
    """The rate falls along half a cosine, in cycles that become T_mult times as long.
    학습률은 코사인의 반 주기를 따라 내려가고, 주기는 매번 T_mult배 길어집니다."""
    for t_0, t_mult in [(7, 1), (5, 2), (3, 4)]:
        lr_max, lr_min = rates(rng)
        second, third = t_0, t_0 + t_0 * t_mult  # where these cycles begin
        fourth = third + t_0 * t_mult**2
        for first, last in [(1, second), (second + 1, third), (third + 1, fourth)]:
            t = int(rng.integers(first, last))
            expected = reference.cosine_warm_restarts(t, lr_max, lr_min, t_0, t_mult)
            got = submission.cosine_warm_restarts(t, lr_max, lr_min, t_0, t_mult)
            check_close(got, expected)


# Where a logarithm in floating point puts the first step of a cycle into the cycle before.
STARTS = [(10, 2, 4), (4, 1, 6), (1, 3, 5), (1, 5, 3), (1, 6, 3), (1, 10, 3), (7, 3, 5)]


@task("cosine_warm_restarts", points=3)
def test_cosine_warm_restarts_at_the_starts(submission, reference, rng):
    """Each cycle begins with lr_max itself, and the step before is the last of the cycle before.
    주기마다 lr_max 그대로 시작하고, 그 바로 앞 단계는 이전 주기의 마지막 단계입니다."""
    for t_0, t_mult, cycles in STARTS:
        lr_max, lr_min = rates(rng)
        start = sum(t_0 * t_mult**i for i in range(cycles))
        for t in (start, start - 1):
            expected = reference.cosine_warm_restarts(t, lr_max, lr_min, t_0, t_mult)
            got = submission.cosine_warm_restarts(t, lr_max, lr_min, t_0, t_mult)
            check_close(got, expected)
    check_close(submission.cosine_warm_restarts(0, lr_max, lr_min, 6, 2), lr_max)


@task("cosine_warm_restarts", points=1)
def test_cosine_warm_restarts_refuses_bad_input(submission, rng):
    """A t below 0, and a T_0 or T_mult below 1, raise ValueError.
    t가 0보다 작거나 T_0 또는 T_mult가 1보다 작으면 ValueError가 발생합니다."""
    lr_max, lr_min = rates(rng)
    for t, t_0, t_mult in [(-1, 4, 2), (3, 0, 2), (3, -4, 2), (3, 4, 0), (9, 4, -2)]:
        check_raises("ValueError", submission.cosine_warm_restarts, t, lr_max, lr_min, t_0, t_mult)
