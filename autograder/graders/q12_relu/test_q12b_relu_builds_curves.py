"""Hidden grader of q12b: broken lines built of ReLUs, their error, and their pieces.

The weights of an interpolator are up to the student, so only its graph is judged: the weights come
back as data, and the network is computed here.
"""

from __future__ import annotations

import numpy as np

from autograder.grading import check, check_close, check_raises, check_unchanged, task
from autograder.grading.current import current


def make_knots(rng, count, shift=0.0):
    """Uneven knots, in order, whose heights are not 0 and whose slopes all differ."""
    x = shift + np.cumsum(rng.uniform(0.2, 1.2, size=count))
    return x, rng.uniform(1, 4, size=count) * rng.choice([-1, 1], size=count)


def built(submission, x_knots, y_knots):
    """The params of the student's interpolator, as float64 arrays."""
    params = submission.relu_interpolator(x_knots, y_knots)
    check(
        isinstance(params, tuple | list) and len(params) == 4,
        "must return the tuple (w1, b1, w2, b2).",
        "(w1, b1, w2, b2) 튜플을 반환해야 합니다.",
    )
    shapes = [np.shape(part) for part in params]
    check(
        all(isinstance(part, np.ndarray) for part in params[:3])
        and shapes[0] == shapes[1] == shapes[2] == (np.size(params[0]),)
        and np.size(params[0]) > 0
        and shapes[3] == ()
        and all(np.asarray(part).dtype.kind in "iuf" for part in params),
        f"w1, b1 and w2 must be arrays (H,) and b2 a number; the shapes are {shapes}.",
        f"w1, b1, w2는 모양이 (H,)인 배열, b2는 수여야 합니다. 지금 모양은 {shapes}입니다.",
    )
    return [np.asarray(part, dtype=np.float64) for part in params]


def broken_line(x_knots, y_knots, x):
    """The straight lines through neighbouring knots, the end ones extended."""
    order = np.argsort(x_knots)
    xs, ys = np.asarray(x_knots, dtype=float)[order], np.asarray(y_knots, dtype=float)[order]
    left = np.clip(np.searchsorted(xs, x, side="right") - 1, 0, len(xs) - 2)
    share = (x - xs[left]) / (xs[left + 1] - xs[left])
    return ys[left] + share * (ys[left + 1] - ys[left])


def check_graph(submission, reference, x_knots, y_knots, x, rtol=1e-9):
    """At each of x the student's network is on the broken line."""
    params = built(submission, x_knots, y_knots)
    with np.errstate(all="ignore"):
        heights = np.asarray(reference.evaluate(params, x))
    style = {"precision": 4, "separator": ", ", "threshold": 8, "edgeitems": 2}
    where = np.array2string(x, max_line_width=1000, **style)
    current().trace.came_from(heights, f"relu_interpolator(x_knots, y_knots) at x = {where}")
    ys = np.asarray(y_knots, dtype=float)
    scale = np.ptp(ys) or np.abs(ys).max()
    check_close(heights, broken_line(x_knots, y_knots, x), rtol=rtol, atol=rtol * scale)


def between(x_knots):
    """Points in every segment, not only in its middle."""
    xs = np.sort(x_knots)
    return np.concatenate([xs[:-1] + share * np.diff(xs) for share in (0.3, 0.75)])


def beyond(x_knots):
    """Points left and right of the knots, near and far."""
    ends, reach = np.array([np.min(x_knots), np.max(x_knots)]), np.ptp(x_knots)
    return np.concatenate(
        [ends + distance * reach * np.array([-1, 1]) for distance in (0.3, 4, 2e4)]
    )


@task("relu_interpolator", points=3)
def test_interpolator_through_every_knot(submission, reference, rng):
    """The graph passes through each of 8 and of 40 knots, to machine precision.
    그래프가 knot 8개와 40개를 모두 거의 기계 정밀도로 지납니다."""
    for count, shift in ((8, 0.7), (40, -9.0)):
        x, y = make_knots(rng, count, shift)
        check_graph(submission, reference, x, y, x)


@task("relu_interpolator", points=3)
def test_interpolator_between_the_knots(submission, reference, rng):
    """Between neighbouring knots the graph is straight; two knots, and a constant, work too.
    이웃한 knot 사이에서 그래프는 직선입니다. knot이 둘뿐이거나 값이 모두 같아도 됩니다."""
    x, y = make_knots(rng, 7, -2.5)
    check_graph(submission, reference, x, y, between(x))
    check_graph(submission, reference, x[:2], y[:2], between(x[:2]))
    check_graph(submission, reference, x, np.full(7, y[0]), between(x))


@task("relu_interpolator", points=3)
def test_interpolator_beyond_the_ends(submission, reference, rng):
    """Beyond the first and the last knot the end segments go on, near and far.
    첫 knot과 마지막 knot 바깥에서도 끝 구간이 가까이든 멀리든 그대로 이어집니다."""
    for count in (6, 2):
        x, y = make_knots(rng, count, -1.5)
        check_graph(submission, reference, x, y, beyond(x))


@task("relu_interpolator", points=2)
def test_interpolator_of_unsorted_knots(submission, reference, rng):
    """Knots in any order give the same graph, at them, between and beyond.
    knot의 순서가 어떻든 knot에서도, 그 사이와 바깥에서도 같은 그래프입니다."""
    x, y = make_knots(rng, 7, 0.4)
    order = np.array([3, 6, 0, 5, 1, 4, 2])
    everywhere = np.concatenate([x, between(x), beyond(x)])
    check_graph(submission, reference, x[order], y[order], everywhere)
    check_graph(submission, reference, x[::-1], y[::-1], everywhere)


@task("relu_interpolator", points=1)
def test_interpolator_odd_inputs(submission, reference, rng):
    """Knots of uint8 and float32 are accepted, and the caller's arrays stay as they are.
    uint8과 float32 knot도 받고, 호출한 쪽의 배열은 바뀌지 않습니다."""
    x = rng.permutation([3, 250, 40, 9, 120, 77]).astype(np.uint8)
    y = rng.permutation([200, 5, 90, 30, 255, 160]).astype(np.uint8)
    points = np.concatenate([x, between(x.astype(float))])
    check_graph(submission, reference, x, y, points)
    x, y = (part.astype(np.float32)[[2, 0, 1, 3]] for part in make_knots(rng, 4, 0.4))
    check_graph(submission, reference, x, y, x.astype(np.float64), rtol=1e-5)
    check_unchanged(submission)


@task("relu_interpolator", points=1)
def test_interpolator_of_bad_knots(submission, rng):
    """ValueError for two knots at one x, neighbours or not, alike in y or not, and for a single knot.
    x가 같은 knot이 있으면(떨어져 있거나 y까지 같아도) ValueError입니다. knot이 하나여도 그렇습니다."""
    x, y = make_knots(rng, 5)
    for twin in (1, 3):
        wrong = x.copy()
        wrong[twin] = x[0]
        check_raises("ValueError", submission.relu_interpolator, wrong, y)
    same = np.array([0, 1, 2, 1])
    check_raises("ValueError", submission.relu_interpolator, x[same], y[same])
    check_raises("ValueError", submission.relu_interpolator, x[:1], y[:1])


def make_units(rng, count):
    """Weights of both signs, none of size 1, the third unit a constant; and kinks between -3 and 3."""
    w1 = rng.uniform(1.3, 3, size=count) * np.resize([1, -1], count)
    w1[2] = 0.0
    b1 = rng.uniform(-3, 3, size=count) * np.where(w1 == 0, 1, -w1)
    w2 = rng.uniform(0.5, 2, size=count) * rng.choice([-1, 1], size=count)
    return w1, b1, w2, float(rng.uniform(-4, -2))


@task("evaluate", points=3)
def test_evaluate(submission, reference, rng):
    """The network's output for units that look to both sides, near their kinks and far from them.
    양쪽을 향하는 unit들에서, 꺾이는 곳 근처와 먼 곳에서 네트워크의 출력을 봅니다."""
    for count in (4, 9):
        params = make_units(rng, count)
        x = rng.permutation(np.concatenate([rng.uniform(-4, 4, size=12), [0.0, -1e4, 1e4]]))
        check_close(submission.evaluate(params, x), reference.evaluate(params, x), dtype=False)


@task("evaluate", points=2)
def test_evaluate_keeps_the_shape(submission, reference, rng):
    """x of any shape, a number too, gives outputs of that shape.
    x의 모양이 무엇이든, 수 하나여도, 출력의 모양은 x와 같습니다."""
    params = make_units(rng, 5)
    for x in (rng.uniform(-4, 4, size=(5, 3)).T, rng.uniform(-4, 4, size=(2, 1, 4)), np.zeros(1)):
        check_close(submission.evaluate(params, x), reference.evaluate(params, x), dtype=False)
    x = float(rng.uniform(-4, 4))
    check_close(submission.evaluate(params, x), float(reference.evaluate(params, x)), dtype=False)


@task("evaluate", points=1)
def test_evaluate_odd_inputs(submission, reference, rng):
    """float32 and integers, uint8 too, are accepted, and nothing is changed.
    float32와 정수(uint8 포함)를 받고, 아무것도 바뀌지 않습니다."""
    params = make_units(rng, 5)
    single = (*(part.astype(np.float32) for part in params[:3]), params[3])
    whole = (np.array([2, -1, 3]), np.array([-300, 40, 5]), np.array([1, -2, -1]), 7.5)
    numbers = rng.permutation([0, 3, 90, 200, 255]).astype(np.uint8)
    narrow = rng.uniform(-4, 4, size=6).astype(np.float32)
    for weights, x in ((params, numbers), (single, narrow), (whole, numbers)):
        expected = np.asarray(reference.evaluate(weights, x))
        tolerance = 1e-5 if x.dtype == np.float32 else 1e-9
        got = submission.evaluate(weights, x)
        check_close(got, expected, rtol=tolerance, atol=10 * tolerance, dtype=False)
    check_unchanged(submission)


def check_error(submission, reference, f, a, b, num_knots):
    expected = reference.interpolation_error(f, a, b, num_knots)
    check_close(submission.interpolation_error(f, a, b, num_knots), expected, rtol=1e-6, atol=1e-10)


@task("interpolation_error", points=3)
def test_interpolation_error_of_curves(submission, reference, rng):
    """The largest distance over 10,001 points, for curves that bend to both sides or have a kink.
    양쪽으로 휘거나 꺾인 곡선에서 점 10,001개에 대한 거리의 최댓값을 봅니다."""
    frequency, corner = rng.uniform(2, 3), rng.uniform(0.31, 0.33)

    def wave(x):
        return np.sin(frequency * x) - 0.2 * x

    def tip(x):
        return 3 * np.abs(x - corner) + 0.5 * x

    check_error(submission, reference, wave, -1.2, 1.9, 8)
    check_error(submission, reference, lambda x: -wave(x), -1.2, 1.9, 8)
    check_error(submission, reference, tip, -0.5, 1.7, 4)
    check_error(submission, reference, wave, -1.2, 1.9, 2)


@task("interpolation_error", points=2)
def test_interpolation_error_falls_with_the_square(submission, rng):
    """Twice as many segments make the error of a smooth curve four times smaller: it falls as 1/n^2.
    구간이 두 배가 되면 매끄러운 곡선의 오차가 4분의 1이 됩니다. 1/n^2로 줄어드는 것입니다."""
    curvature, slope = rng.uniform(1, 3), rng.uniform(-2, 2)

    def bowl(x):
        return curvature * x**2 + slope * x

    for segments in (5, 10, 40):
        exact = curvature * (2 / segments) ** 2 / 4
        got = submission.interpolation_error(bowl, -0.5, 1.5, segments + 1)
        check_close(got, exact, rtol=1e-6, atol=1e-10)
    rate = rng.uniform(1.5, 2)
    coarse, fine = (
        submission.interpolation_error(lambda x: np.exp(rate * x), 0.0, 1.0, segments + 1)
        for segments in (16, 32)
    )
    check(
        np.ndim(coarse) == np.ndim(fine) == 0 and 3.7 * fine < coarse < 4.3 * fine,
        f"16 segments have an error of {coarse}, and 32 one of {fine}: it must fall about fourfold.",
        f"구간 16개의 오차가 {coarse}, 32개의 오차가 {fine}입니다. 약 4분의 1로 줄어야 합니다.",
    )


@task("interpolation_error", points=1)
def test_interpolation_error_of_one_knot(submission):
    """A single knot raises ValueError.
    knot이 하나이면 ValueError를 일으킵니다."""
    check_raises("ValueError", submission.interpolation_error, np.sin, 0.0, 1.0, 1)


def with_kinks(rng, kinks, steepness=None):
    """Units with these kinks, looking to both sides, that don't cancel."""
    kinks = np.asarray(kinks, dtype=float)
    w1 = rng.uniform(1.5, 4, size=len(kinks)) * np.resize([1, -1, -1], len(kinks))
    if steepness is not None:
        w1 = np.asarray(steepness, dtype=float)
    w2 = rng.uniform(1, 2, size=len(kinks))
    return w1, -w1 * kinks, w2, float(rng.normal())


def check_pieces(submission, params, a, b, expected):
    check_close(submission.count_linear_pieces(params, a, b), expected)


@task("count_linear_pieces", points=3)
def test_count_pieces_between_the_ends(submission, rng):
    """One piece more than there are kinks between a and b, whichever side the units look to.
    unit이 어느 쪽을 향하든, 조각의 수는 a와 b 사이에서 꺾이는 곳의 수보다 하나 많습니다."""
    kinks = np.array([-2.1, -1.2, -0.3, 0.4, 0.9, 1.7, 2.6]) + rng.uniform(-0.1, 0.1, size=7)
    params = with_kinks(rng, rng.permutation(kinks))
    for a, b, expected in ((-3.0, 3.0, 8), (-0.7, 1.3, 4), (3.0, 9.0, 1)):
        check_pieces(submission, params, a, b, expected)


@task("count_linear_pieces", points=2)
def test_count_pieces_of_coinciding_kinks(submission, rng):
    """Units with the same kink bend the graph once, or not at all where their changes cancel.
    같은 곳에서 꺾이는 unit들은 그래프를 한 번만 꺾고, 변화가 상쇄되면 꺾지 않습니다."""
    place = float(rng.choice([0.5, 0.75]))
    params = with_kinks(rng, [place, -1.0, place, place, 2.0])
    check_pieces(submission, params, -3.0, 3.0, 4)
    w1, b1, w2, b2 = with_kinks(rng, [place, place, 2.0], [2.0, -0.5, 1.0])
    cancelling = np.array([w2[0], -4 * w2[0], w2[2]])  # 2 w2 - 0.5 * 4 w2
    check_pieces(submission, (w1, b1, cancelling, b2), -3.0, 3.0, 2)
    fold = np.array([w2[0], 4 * w2[0], w2[2]])
    check_pieces(submission, (w1, b1, fold, b2), -3.0, 3.0, 3)
    check_pieces(submission, (w1, b1, np.array([w2[0], 0.0, 0.0]), b2), -3.0, 3.0, 2)


@task("count_linear_pieces", points=2)
def test_count_pieces_to_within_rounding(submission, rng):
    """Kinks that differ by rounding are one, and changes of the size of rounding are none.
    반올림만큼 다른 꺾임은 하나로, 반올림만큼의 기울기 변화는 없는 것으로 봅니다."""
    third = 1 / 3
    w1, _, w2, b2 = with_kinks(rng, [third, third, 2.0], [3.0, 7.0, -1.5])
    b1 = np.array([-1.0, -7 / 3 * (1 + 1e-13), 3.0])
    cancelling = np.array([7 * w2[0], -3 * w2[0] * (1 + 1e-12), w2[2]])
    check_pieces(submission, (w1, b1, w2, b2), -1.0, 3.0, 3)
    check_pieces(submission, (w1, b1, cancelling, b2), -1.0, 3.0, 2)
    check_pieces(submission, (w1, b1, 1e-12 * w2, b2), -1.0, 3.0, 3)
    slight = np.array([w2[0], -3 / 7 * w2[0] * (1 + 1e-6), w2[2]])
    check_pieces(submission, (w1, b1, slight, b2), -1.0, 3.0, 3)
    steep = np.array([7 * w2[0], -3 * w2[0] * (1 + 1e-8), -1e5 * w2[2]])
    check_pieces(submission, (w1, b1, steep, b2), -1.0, 3.0, 2)
    for width in (1e-5, 1e6):  # kinks 1e-12 and 1e-5 of the width apart
        kinks = width * np.array([0.3, 0.3 + 1e-12, -0.2, -0.20001, 0.4])
        check_pieces(submission, with_kinks(rng, kinks), -width / 2, width / 2, 5)


@task("count_linear_pieces", points=1)
def test_count_pieces_at_the_ends(submission, rng):
    """Kinks at a and at b divide nothing, and a unit with w1 = 0 has no kink.
    a와 b에 놓인 꺾임은 나누지 않고, w1 = 0인 unit은 꺾이지 않습니다."""
    w1, b1, w2, b2 = with_kinks(rng, [-0.5, 0.25, 1.5, 0.0, 0.0], [2.0, -4.0, 2.0, 0.0, 0.0])
    b1[3:] = 0.0, 3.0
    w2[4] = 1e12  # its w1 w2 is 0
    params = w1, b1, w2, b2
    for a, b, expected in ((-0.5, 1.5, 2), (-0.5, 3.0, 3), (-1.0, 1.5, 3), (0.25, 1.5, 1)):
        check_pieces(submission, params, a, b, expected)
    params = np.zeros(2), np.array([1.0, 0.0]), w2[:2], b2
    check_pieces(submission, params, -1.0, 1.0, 1)


@task("count_linear_pieces", points=2)
def test_count_pieces_of_an_interpolant(submission, reference, rng):
    """An interpolant has a piece for each segment; integer weights work too, and nothing is changed.
    보간 네트워크는 구간마다 조각이 하나입니다. 정수 가중치도 되고, 아무것도 바뀌지 않습니다."""
    x, y = make_knots(rng, 9, -2.0)
    params = reference.relu_interpolator(x, y)
    check_pieces(submission, params, float(x[0]), float(x[-1]), 8)
    check_pieces(submission, params, float(x[0]) - 1, float(x[-1]) + 1, 8)
    y[4:7] = y[4] + np.array([0, 1, 2]) / 2 * (y[6] - y[4])
    x[4:7] = x[4] + np.array([0, 1, 2])  # three knots on one line
    params = reference.relu_interpolator(x + np.array([0] * 7 + [2] * 2), y)
    check_pieces(submission, params, float(x[0]), float(x[-1] + 2), 7)
    whole = np.array([2, -1, 1]), np.array([-2, 5, 4]), np.array([1, 1, -3]), 0
    check_pieces(submission, whole, -6, 6, 4)
    check_unchanged(submission)
