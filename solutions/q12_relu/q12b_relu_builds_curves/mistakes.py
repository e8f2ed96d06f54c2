"""What students write at midnight, and what they should read."""

import numpy as np
from solution import count_linear_pieces as right_count
from solution import evaluate as right_evaluate
from solution import relu_interpolator as right_interpolator

from autograder.authoring import mistake

# --- relu_interpolator


def _knots(x_knots, y_knots):
    """The knots in order, as floats, refusing what must be refused."""
    order = np.argsort(x_knots)
    x, y = np.asarray(x_knots, dtype=float)[order], np.asarray(y_knots, dtype=float)[order]
    if len(x) < 2 or np.any(np.diff(x) == 0):
        raise ValueError("x_knots must be two or more different numbers")
    return x, y


@mistake(
    replaces="relu_interpolator",
    en="Each of your units carries the slope of its segment. But the units before it are still on, so the slopes pile up: a unit at an inner knot carries the change of slope only, new minus old.",
    ko="unit마다 그 구간의 기울기를 넣었습니다. 앞의 unit들이 계속 켜져 있으므로 기울기가 쌓입니다. 안쪽 knot의 unit에는 기울기의 변화, 즉 새 기울기에서 이전 기울기를 뺀 값만 넣으세요.",
)
def slopes_instead_of_changes(x_knots, y_knots):
    x, y = _knots(x_knots, y_knots)
    slopes = np.diff(y) / np.diff(x)
    w1 = np.concatenate([[-1.0], np.ones(len(slopes))])
    kinks = np.concatenate([x[:1], x[:-1]])
    return w1, -w1 * kinks, np.concatenate([-slopes[:1], slopes]), y[0]


@mistake(
    replaces="relu_interpolator",
    en="The knots are taken in the order in which they come. Slopes belong to neighbours on the x-axis, so sort first, x and y alike: order = np.argsort(x_knots).",
    ko="knot을 받은 순서 그대로 썼습니다. 기울기는 x축에서 이웃한 점 사이의 것이므로 먼저 정렬하세요. order = np.argsort(x_knots)로 x와 y를 함께 정렬합니다.",
)
def knots_not_sorted(x_knots, y_knots):
    _knots(x_knots, y_knots)
    x, y = np.asarray(x_knots, dtype=float), np.asarray(y_knots, dtype=float)
    slopes = np.diff(y) / np.diff(x)
    w1 = np.concatenate([[-1.0], np.ones(len(slopes))])
    kinks = np.concatenate([x[:1], x[:-1]])
    return w1, -w1 * kinks, np.concatenate([-slopes[:1], slopes[:1], np.diff(slopes)]), y[0]


@mistake(
    replaces="relu_interpolator",
    en="You sort x and leave y as it came, so the values are exchanged between the knots. Sort both by one order: np.argsort(x_knots).",
    ko="x만 정렬하고 y는 그대로 두어 knot끼리 값이 뒤바뀌었습니다. np.argsort(x_knots)로 얻은 순서로 둘 다 정렬하세요.",
)
def only_x_sorted(x_knots, y_knots):
    _knots(x_knots, y_knots)
    return right_interpolator(np.sort(x_knots), y_knots)


@mistake(
    replaces="relu_interpolator",
    en="Left of the first knot your network is flat: all its units look to the right and are off there. Add one that looks left, relu(x0 - x), with minus the first slope.",
    ko="첫 knot의 왼쪽에서 네트워크가 평평합니다. 모든 unit이 오른쪽을 향해 있어 그곳에서는 꺼져 있기 때문입니다. 왼쪽을 향하는 unit relu(x0 - x)를 더하고 첫 기울기의 음수를 곱하세요.",
)
def flat_on_the_left(x_knots, y_knots):
    w1, b1, w2, b2 = right_interpolator(x_knots, y_knots)
    return w1[1:], b1[1:], w2[1:], b2


@mistake(
    replaces="relu_interpolator",
    en="Beyond both ends your network is constant, as np.interp is. Asked for are the end segments, extended: no unit may take the slope back at the last knot, and one must look left from the first.",
    ko="양 끝 바깥에서 np.interp처럼 상수가 됩니다. 여기서는 끝 구간을 그대로 연장해야 합니다. 마지막 knot에서 기울기를 0으로 되돌리는 unit을 빼고, 첫 knot에서 왼쪽을 향하는 unit을 더하세요.",
)
def constant_beyond_the_ends(x_knots, y_knots):
    x, y = _knots(x_knots, y_knots)
    slopes = np.diff(y) / np.diff(x)
    w2 = np.diff(slopes, prepend=0.0, append=0.0)
    return np.ones(len(x)), -x, w2, y[0]


@mistake(
    replaces="relu_interpolator",
    en="Your line on the left ends: relu(x - x0 + 1), or any unit with its kink a little further left, is off beyond that kink. Use a unit that looks left, relu(x0 - x), which goes on for ever.",
    ko="왼쪽으로 뻗은 선이 중간에 끝납니다. relu(x - x0 + 1)처럼 꺾이는 곳을 조금 왼쪽으로 옮긴 unit은 그 너머에서 꺼집니다. 왼쪽을 향하는 unit relu(x0 - x)를 쓰면 끝없이 이어집니다.",
)
def left_line_ends(x_knots, y_knots):
    x, y = _knots(x_knots, y_knots)
    slopes = np.diff(y) / np.diff(x)
    reach = 10 * (x[-1] - x[0])
    kinks = np.concatenate([x[:1] - reach, x[1:-1]])
    w2 = np.diff(slopes, prepend=0.0)
    return np.ones(len(kinks)), -kinks, w2, y[0] - slopes[0] * reach


@mistake(
    replaces="relu_interpolator",
    en="Your bends come one knot too late: the slope changes from segment k - 1 to segment k at the knot between them, which is x[k], not x[k + 1].",
    ko="한 knot 늦게 꺾입니다. 구간 k - 1에서 구간 k로 기울기가 바뀌는 곳은 그 사이의 knot인 x[k]이지 x[k + 1]이 아닙니다.",
)
def bends_one_knot_late(x_knots, y_knots):
    x, y = _knots(x_knots, y_knots)
    slopes = np.diff(y) / np.diff(x)
    w1 = np.concatenate([[-1.0], np.ones(len(slopes))])
    kinks = np.concatenate([x[:1], x[:1], x[2:]])
    w2 = np.concatenate([-slopes[:1], slopes[:1], np.diff(slopes)])
    return w1, -w1 * kinks, w2, y[0]


@mistake(
    replaces="relu_interpolator",
    en="Your kinks lie at -x instead of x: relu(x - k) has the bias -k, so b1 = -w1 * kinks.",
    ko="꺾이는 곳이 x가 아니라 -x에 있습니다. relu(x - k)의 bias는 -k이므로 b1 = -w1 * kinks입니다.",
)
def kinks_mirrored(x_knots, y_knots):
    w1, b1, w2, b2 = right_interpolator(x_knots, y_knots)
    return w1, -b1, w2, b2


@mistake(
    replaces="relu_interpolator",
    en="b2 is 0, so your graph starts at height 0: all units are off at the first knot, and its y is left to the output bias.",
    ko="b2가 0이라서 그래프가 높이 0에서 시작합니다. 첫 knot에서는 모든 unit이 꺼져 있으므로 그 y 값은 출력 bias가 내야 합니다.",
)
def output_bias_forgotten(x_knots, y_knots):
    w1, b1, w2, _ = right_interpolator(x_knots, y_knots)
    return w1, b1, w2, 0.0


@mistake(
    replaces="relu_interpolator",
    en="Units at random places, with output weights solved for, do pass through the knots, but they bend elsewhere. Put the kinks at the knots: then the graph between them is straight.",
    ko="무작위 위치에 unit을 두고 출력 가중치를 풀면 knot은 지나지만 엉뚱한 곳에서 꺾입니다. knot에서 꺾이게 하세요. 그래야 그 사이가 직선이 됩니다.",
)
def units_at_random_places(x_knots, y_knots):
    x, y = _knots(x_knots, y_knots)
    rng = np.random.default_rng(0)
    units = 20 * len(x)
    w1 = rng.normal(size=units)
    b1 = -w1 * rng.uniform(x[0], x[-1], size=units)
    hidden = np.maximum(np.outer(x, w1) + b1, 0)
    w2, *_ = np.linalg.lstsq(hidden, y - y[0], rcond=None)
    return w1, b1, w2, y[0]


@mistake(
    replaces="relu_interpolator",
    en="The graph comes close to the knots and misses them: a ridge penalty, or training that is stopped, leaves an error. The weights can be written down: b2 = y[0], and the changes of slope at the knots.",
    ko="그래프가 knot에 가까이 가지만 지나지는 않습니다. ridge 벌점이나 도중에 멈춘 학습은 오차를 남깁니다. 가중치는 바로 쓸 수 있습니다. b2 = y[0]이고, 나머지는 knot에서의 기울기 변화입니다.",
)
def close_to_the_knots(x_knots, y_knots):
    x, y = _knots(x_knots, y_knots)
    w1 = np.concatenate([[-1.0], np.ones(len(x) - 1)])
    b1 = -w1 * np.concatenate([x[:1], x[:-1]])
    hidden = np.maximum(np.outer(x, w1) + b1, 0)
    w2 = np.linalg.solve(hidden.T @ hidden + 1e-3 * np.eye(len(w1)), hidden.T @ (y - y[0]))
    return w1, b1, w2, y[0]


@mistake(
    replaces="relu_interpolator",
    en="Two knots at one x divide by zero, and the weights are inf or NaN. No graph passes through both: raise ValueError.",
    ko="x가 같은 knot이 있으면 0으로 나누어 가중치가 inf나 NaN이 됩니다. 둘을 모두 지나는 그래프는 없으므로 ValueError를 일으키세요.",
)
def duplicates_divide_by_zero(x_knots, y_knots):
    if len(x_knots) < 2:
        raise ValueError("one knot")
    order = np.argsort(x_knots)
    x, y = np.asarray(x_knots, dtype=float)[order], np.asarray(y_knots, dtype=float)[order]
    with np.errstate(all="ignore"):
        slopes = np.diff(y) / np.diff(x)
        w1 = np.concatenate([[-1.0], np.ones(len(slopes))])
        kinks = np.concatenate([x[:1], x[:-1]])
        return w1, -w1 * kinks, np.concatenate([-slopes[:1], slopes[:1], np.diff(slopes)]), y[0]


@mistake(
    replaces="relu_interpolator",
    en="np.unique drops the second of two knots at one x without a word, and with it one of the values. Raise ValueError.",
    ko="np.unique는 x가 같은 두 knot 중 하나를 말없이 버리고, 그 값도 함께 사라집니다. ValueError를 일으키세요.",
)
def duplicates_dropped(x_knots, y_knots):
    x, first = np.unique(x_knots, return_index=True)
    return right_interpolator(x, np.asarray(y_knots)[first])


@mistake(
    replaces="relu_interpolator",
    en="Through a single knot you draw a constant, but its slope is anybody's guess. Raise ValueError for fewer than two knots.",
    ko="knot이 하나일 때 상수 함수를 반환했습니다. 점 하나로는 기울기를 알 수 없습니다. knot이 둘보다 적으면 ValueError를 일으키세요.",
)
def constant_through_one_knot(x_knots, y_knots):
    if len(x_knots) == 1:
        return np.ones(1), -np.asarray(x_knots, dtype=float), np.zeros(1), float(y_knots[0])
    return right_interpolator(x_knots, y_knots)


@mistake(
    replaces="relu_interpolator",
    en="x_knots.sort() sorts the caller's array. Make sorted copies: x_knots[order].",
    ko="x_knots.sort()는 호출한 쪽의 배열을 정렬해 버립니다. x_knots[order]로 정렬된 복사본을 만드세요.",
)
def callers_knots_sorted(x_knots, y_knots):
    order = np.argsort(x_knots)
    y = y_knots[order]
    x_knots.sort()
    return right_interpolator(x_knots, y)


@mistake(
    replaces="relu_interpolator",
    en="The differences are taken in uint8, where 3 - 5 is 254. Turn the knots into floats first.",
    ko="uint8인 채로 빼서 3 - 5가 254가 됩니다. 먼저 knot을 실수로 바꾸세요.",
)
def unsigned_differences(x_knots, y_knots):
    _knots(x_knots, y_knots)
    order = np.argsort(x_knots)
    x, y = np.asarray(x_knots)[order], np.asarray(y_knots)[order]
    slopes = np.diff(y) / np.diff(x)
    w1 = np.concatenate([[-1.0], np.ones(len(slopes))])
    kinks = np.concatenate([x[:1], x[:-1]])
    return w1, -w1 * kinks, np.concatenate([-slopes[:1], slopes[:1], np.diff(slopes)]), y[0]


# --- evaluate


@mistake(
    replaces="evaluate",
    en="There is no ReLU in it: without max(0, .) the network is one straight line.",
    ko="ReLU가 없습니다. max(0, .)이 없으면 네트워크는 직선 하나입니다.",
)
def evaluate_without_relu(params, x):
    w1, b1, w2, b2 = params
    return (np.asarray(x, dtype=float)[..., None] * w1 + b1) @ w2 + b2


@mistake(
    replaces="evaluate",
    en="w1 is not used: you take relu(x + b1), as if every unit looked right with slope 1. It is relu(w1 x + b1).",
    ko="w1을 쓰지 않았습니다. 모든 unit이 기울기 1로 오른쪽을 향한다고 보고 relu(x + b1)을 계산했습니다. relu(w1 x + b1)입니다.",
)
def evaluate_without_w1(params, x):
    _, b1, w2, b2 = params
    return np.maximum(np.asarray(x, dtype=float)[..., None] + b1, 0) @ w2 + b2


@mistake(
    replaces="evaluate",
    en="You apply ReLU to the output as well. The output is linear and may be negative.",
    ko="출력에도 ReLU를 적용했습니다. 출력층은 선형이라 음수가 나올 수 있습니다.",
)
def evaluate_with_relu_at_the_end(params, x):
    return np.maximum(right_evaluate(params, x), 0)


@mistake(
    replaces="evaluate",
    en="Your result has an axis too many, (N, 1): w2[:, None] makes a column of each output. Multiply by w2 of shape (H,).",
    ko="결과에 축이 하나 더 있어 (N, 1)입니다. w2[:, None]이 출력마다 열을 만들기 때문입니다. 모양이 (H,)인 w2를 곱하세요.",
)
def evaluate_gives_a_column(params, x):
    return right_evaluate(params, x)[..., None]


@mistake(
    replaces="evaluate",
    en="x[:, None] suits arrays of one axis only. For x of any shape add the axis of the units at the end, np.asarray(x)[..., None], which takes a number too.",
    ko="x[:, None]은 축이 하나인 배열에서만 맞습니다. 어떤 모양이든 받으려면 unit의 축을 맨 뒤에 더하세요. np.asarray(x)[..., None]은 수 하나도 받습니다.",
)
def evaluate_for_one_axis_only(params, x):
    w1, b1, w2, b2 = params
    return np.maximum(x[:, None] * w1 + b1, 0) @ w2 + b2


@mistake(
    replaces="evaluate",
    en="The result is flat, whatever the shape of x. Give it the shape of x back.",
    ko="x의 모양과 상관없이 결과가 1차원입니다. x의 모양으로 되돌리세요.",
)
def evaluate_flattens(params, x):
    return right_evaluate(params, np.ravel(x))


# --- interpolation_error


def _distances(f, knots, x):
    """f minus its interpolant of these knots, at x."""
    return f(x) - right_evaluate(right_interpolator(knots, f(knots)), x)


@mistake(
    replaces="interpolation_error",
    en="You make num_knots segments, which takes num_knots + 1 knots. Asked for are num_knots knots, so there is one segment fewer.",
    ko="구간을 num_knots개 만들었습니다. 그러려면 knot이 num_knots + 1개입니다. knot이 num_knots개이므로 구간은 하나 적습니다.",
)
def one_knot_too_many(f, a, b, num_knots):
    if num_knots < 2:
        raise ValueError("num_knots must be 2 or more")
    knots = np.linspace(a, b, num_knots + 1)
    return np.abs(_distances(f, knots, np.linspace(a, b, 10_001))).max()


@mistake(
    replaces="interpolation_error",
    en="The right end is no knot of yours (endpoint=False, or np.arange), so the last stretch is extrapolated, with a far larger error. Put knots at both ends.",
    ko="오른쪽 끝에 knot이 없습니다(endpoint=False나 np.arange). 마지막 부분이 외삽이 되어 오차가 훨씬 커집니다. 양 끝에 모두 knot을 두세요.",
)
def right_end_left_out(f, a, b, num_knots):
    knots = np.linspace(a, b, num_knots, endpoint=False)
    return np.abs(_distances(f, knots, np.linspace(a, b, 10_001))).max()


@mistake(
    replaces="interpolation_error",
    en="Without the absolute value you see only where f lies above its interpolant: for a curve that bends upwards it never does. Take np.abs before the maximum.",
    ko="절댓값이 없으면 f가 보간 함수보다 위에 있는 곳만 보게 됩니다. 위로 휘는(볼록한) 곡선에서는 그런 곳이 없습니다. 최댓값 전에 np.abs를 취하세요.",
)
def error_without_the_absolute_value(f, a, b, num_knots):
    knots = np.linspace(a, b, num_knots)
    return _distances(f, knots, np.linspace(a, b, 10_001)).max()


@mistake(
    replaces="interpolation_error",
    en="This is the mean distance. Asked for is the largest one, which is the promise that holds everywhere.",
    ko="거리의 평균입니다. 구할 것은 최댓값, 즉 어디서나 보장되는 오차입니다.",
)
def mean_distance(f, a, b, num_knots):
    knots = np.linspace(a, b, num_knots)
    return np.abs(_distances(f, knots, np.linspace(a, b, 10_001))).mean()


@mistake(
    replaces="interpolation_error",
    en="You measure at the knots, where the interpolant is exact by construction. The error is between them: measure at 10,001 points.",
    ko="knot에서 쟀습니다. 그곳에서는 구성한 대로 오차가 0입니다. 오차는 knot 사이에 있으므로 점 10,001개에서 재세요.",
)
def measured_at_the_knots(f, a, b, num_knots):
    knots = np.linspace(a, b, num_knots)
    return np.abs(_distances(f, knots, knots)).max()


@mistake(
    replaces="interpolation_error",
    en="You measure at 1,000 points or so, which miss the peak of a narrow error. The number asked for is the maximum over 10,001 points, both ends included.",
    ko="점을 1,000개쯤만 써서 뾰족한 오차의 꼭대기를 놓칩니다. 양 끝을 포함한 점 10,001개에서의 최댓값을 구하세요.",
)
def too_few_points(f, a, b, num_knots):
    knots = np.linspace(a, b, num_knots)
    return np.abs(_distances(f, knots, np.linspace(a, b, 1000))).max()


@mistake(
    replaces="interpolation_error",
    en="You use 10,000 points; from a to b in 10,000 equal steps there are 10,001, both ends included. Then the middle of a segment is often among them.",
    ko="점을 10,000개 썼습니다. a에서 b까지 10,000걸음이면 양 끝을 포함해 10,001개입니다. 그래야 구간의 가운데가 점에 들어가는 일이 많습니다.",
)
def one_point_short(f, a, b, num_knots):
    knots = np.linspace(a, b, num_knots)
    return np.abs(_distances(f, knots, np.linspace(a, b, 10_000))).max()


# --- count_linear_pieces


def _sorted_kinks(params, a, b):
    """The kinks strictly inside, in order, and by how much the slope changes there."""
    w1, b1, w2, _ = (np.asarray(part, dtype=float) for part in params)
    bent = w1 != 0
    kinks, changes = -b1[bent] / w1[bent], (np.abs(w1) * w2)[bent]
    inside = np.flatnonzero((a < kinks) & (kinks < b))
    inside = inside[np.argsort(kinks[inside])]
    return kinks[inside], changes[inside]


def _pieces(kinks, changes, width, smallest):
    gaps = np.flatnonzero(np.diff(kinks) > width)
    return 1 + sum(bool(abs(part.sum()) > smallest) for part in np.split(changes, gaps + 1))


def _largest(params):
    return np.abs(np.asarray(params[0], dtype=float) * params[2]).max()


@mistake(
    replaces="count_linear_pieces",
    en="You count the kinks. n kinks divide the line into n + 1 pieces.",
    ko="꺾이는 곳을 세었습니다. n번 꺾이면 조각은 n + 1개입니다.",
)
def kinks_counted(params, a, b):
    return right_count(params, a, b) - 1


@mistake(
    replaces="count_linear_pieces",
    en="Every unit is counted as a bend of its own, so two with the same kink make one piece too many. Merge kinks that coincide (closer than 1e-9 (b - a)).",
    ko="unit마다 따로 꺾인다고 세었습니다. 꺾이는 곳이 같은 두 unit 때문에 조각이 하나 더 많아집니다. 겹치는 곳(거리가 1e-9 (b - a)보다 가까운 곳)은 하나로 합치세요.",
)
def coinciding_kinks_counted(params, a, b):
    _, changes = _sorted_kinks(params, a, b)
    return 1 + int(np.sum(np.abs(changes) > 1e-9 * _largest(params)))


@mistake(
    replaces="count_linear_pieces",
    en="You count the different places of the kinks without asking whether the slope changes there. relu(x) - relu(-x) is x: the changes at one place add up, here to 0.",
    ko="기울기가 바뀌는지 묻지 않고 꺾일 수 있는 위치만 세었습니다. relu(x) - relu(-x)는 x입니다. 같은 곳의 변화는 더해야 하고, 여기서는 합이 0입니다.",
)
def places_counted(params, a, b):
    kinks, _ = _sorted_kinks(params, a, b)
    return 1 + len(kinks) - int(np.sum(np.diff(kinks) <= 1e-9 * (b - a)))


@mistake(
    replaces="count_linear_pieces",
    en="The change of slope at a kink is |w1| w2, not w1 w2: to a unit that looks left, passing the kink to the right takes its negative slope away. With w1 w2, relu(x) + relu(-x) = |x| seems to have no bend.",
    ko="꺾이는 곳에서 기울기의 변화는 w1 w2가 아니라 |w1| w2입니다. 왼쪽을 향하는 unit은 그곳을 오른쪽으로 지나면서 음의 기울기가 사라지기 때문입니다. w1 w2로 더하면 relu(x) + relu(-x) = |x|가 꺾이지 않는 것처럼 보입니다.",
)
def side_of_the_unit_ignored(params, a, b):
    w1, b1, w2, b2 = params
    return right_count((w1, b1, w2 * np.sign(w1), b2), a, b)


@mistake(
    replaces="count_linear_pieces",
    en="You add up w2 alone. A unit bends by |w1| w2: with w1 = 2 it counts twice.",
    ko="w2만 더했습니다. unit은 |w1| w2만큼 꺾습니다. w1 = 2이면 두 배입니다.",
)
def steepness_of_the_unit_ignored(params, a, b):
    w1, b1, w2, b2 = params
    divisor = np.where(w1 == 0, 1, np.abs(w1))
    return right_count((w1, b1, w2 / divisor, b2), a, b)


@mistake(
    replaces="count_linear_pieces",
    en="Kinks outside of a and b are counted too. Only what lies strictly between them divides the graph there.",
    ko="a와 b 바깥에서 꺾이는 곳까지 세었습니다. 둘 사이에 있는 것만 그 구간을 나눕니다.",
)
def kinks_outside_counted(params, a, b):
    kinks, changes = _sorted_kinks(params, -np.inf, np.inf)
    return _pieces(kinks, changes, 1e-9 * (b - a), 1e-9 * _largest(params))


@mistake(
    replaces="count_linear_pieces",
    en="A kink at a or b itself divides nothing: compare with a < kink < b, without the equal signs.",
    ko="a나 b에 정확히 놓인 꺾임은 아무것도 나누지 않습니다. 등호 없이 a < kink < b로 비교하세요.",
)
def kinks_at_the_ends_counted(params, a, b):
    kinks, changes = _sorted_kinks(params, np.nextafter(a, -np.inf), np.nextafter(b, np.inf))
    return _pieces(kinks, changes, 1e-9 * (b - a), 1e-9 * _largest(params))


@mistake(
    replaces="count_linear_pieces",
    en="Your kinks lie at b1 / w1. The pre-activation w1 x + b1 is 0 at x = -b1 / w1.",
    ko="b1 / w1에서 꺾인다고 보았습니다. pre-activation w1 x + b1이 0인 곳은 x = -b1 / w1입니다.",
)
def kinks_at_the_wrong_side(params, a, b):
    w1, b1, w2, b2 = params
    return right_count((w1, -b1, w2, b2), a, b)


@mistake(
    replaces="count_linear_pieces",
    en="Kinks are the same place for you only if they are equal to the last bit. Those of 3 x - 1 and 7 x - 7/3 differ by rounding: merge what is closer than 1e-9 (b - a).",
    ko="마지막 비트까지 같은 꺾임만 같은 곳으로 보았습니다. 3 x - 1과 7 x - 7/3의 꺾임은 반올림만큼 다를 수 있습니다. 거리가 1e-9 (b - a)보다 가까우면 합치세요.",
)
def merged_only_if_equal(params, a, b):
    kinks, changes = _sorted_kinks(params, a, b)
    return _pieces(kinks, changes, 0.0, 1e-9 * _largest(params))


@mistake(
    replaces="count_linear_pieces",
    en="Your tolerance for merging is an absolute 1e-9 or so. It has to grow with the interval: 1e-9 (b - a).",
    ko="합치는 기준이 1e-9 같은 절대값입니다. 구간의 길이에 비례해야 합니다: 1e-9 (b - a).",
)
def merged_by_an_absolute_distance(params, a, b):
    kinks, changes = _sorted_kinks(params, a, b)
    return _pieces(kinks, changes, 1e-9, 1e-9 * _largest(params))


@mistake(
    replaces="count_linear_pieces",
    en="Any change that is not exactly 0 counts for you, what rounding leaves where units cancel included. Leave out changes below 1e-9 of the largest |w1 w2|.",
    ko="정확히 0이 아니면 모두 변화로 세었습니다. unit끼리 상쇄된 뒤 남은 반올림 오차까지 셉니다. 가장 큰 |w1 w2|의 1e-9배보다 작은 변화는 빼세요.",
)
def rounding_counted_as_a_bend(params, a, b):
    kinks, changes = _sorted_kinks(params, a, b)
    return _pieces(kinks, changes, 1e-9 * (b - a), 0.0)


@mistake(
    replaces="count_linear_pieces",
    en="Your tolerance for a change of slope is an absolute 1e-9. Where all weights are small, real bends fall below it: compare with 1e-9 of the largest |w1 w2|.",
    ko="기울기 변화를 1e-9라는 절대값과 비교했습니다. 가중치가 모두 작으면 진짜 꺾임도 그보다 작습니다. 가장 큰 |w1 w2|의 1e-9배와 비교하세요.",
)
def bends_by_an_absolute_size(params, a, b):
    kinks, changes = _sorted_kinks(params, a, b)
    return _pieces(kinks, changes, 1e-9 * (b - a), 1e-9)
