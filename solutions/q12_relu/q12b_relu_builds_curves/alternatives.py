"""Other right answers."""

import numpy as np
from solution import relu_interpolator as right_interpolator

from autograder.authoring import alternative

# --- relu_interpolator


def _sorted_knots(x_knots, y_knots):
    pairs = sorted(zip(map(float, x_knots), map(float, y_knots)))
    x, y = np.array(pairs).T
    if len(x) < 2 or min(np.diff(x)) <= 0:
        raise ValueError("x_knots")
    return x, y


@alternative(replaces="relu_interpolator", why="x = relu(x) - relu(-x) carries the first line")
def first_line_through_zero(x_knots, y_knots):
    x, y = _sorted_knots(x_knots, y_knots)
    slopes = np.diff(y) / np.diff(x)
    w1 = np.array([1.0, -1.0, *np.ones(len(x) - 2)])
    b1 = np.array([0.0, 0.0, *-x[1:-1]])
    w2 = np.array([slopes[0], -slopes[0], *np.diff(slopes)])
    return [w1, b1, w2, float(y[0] - slopes[0] * x[0])]


@alternative(replaces="relu_interpolator", why="from the right end, with units that look left")
def from_the_right(x_knots, y_knots):
    x, y = _sorted_knots(x_knots, y_knots)
    x, y = x[::-1], y[::-1]
    slopes = np.diff(y) / np.diff(x)
    w1 = np.concatenate([[1.0], -np.ones(len(slopes))])
    kinks = np.concatenate([x[:1], x[:-1]])
    w2 = np.concatenate([slopes[:1], -slopes[:1], -np.diff(slopes)])
    return w1, -w1 * kinks, w2, np.asarray(y[0])


@alternative(
    replaces="relu_interpolator", why="the output weights from a linear system, knot by knot"
)
def solved_for(x_knots, y_knots):
    x, y = np.asarray(x_knots, dtype=float), np.asarray(y_knots, dtype=float)
    order = np.argsort(x)
    x, y = x[order], y[order]
    if len(x) < 2 or len(set(x.tolist())) < len(x):
        raise ValueError("x_knots")
    hidden = np.maximum(x[1:, None] - x[:-1], 0)
    w2 = np.linalg.solve(hidden, y[1:] - y[0])
    ones = np.ones(len(w2))
    w1, kinks, w2 = np.append(ones, -1), np.append(x[:-1], x[0]), np.append(w2, -w2[0])
    return w1, -w1 * kinks, w2, y[0]


@alternative(replaces="relu_interpolator", why="units scaled to their segments, one by one")
def unit_by_unit(x_knots, y_knots):
    x, y = _sorted_knots(x_knots, y_knots)
    w1, b1, w2 = [], [], []
    slope = 0.0
    for i in range(len(x) - 1):
        width = x[i + 1] - x[i]
        new = (y[i + 1] - y[i]) / width
        if i == 0:
            w1.append(-2.0)
            b1.append(2.0 * x[0])
            w2.append(-new / 2)
        w1.append(1 / width)
        b1.append(-x[i] / width)
        w2.append((new - slope) * width)
        slope = new
    return np.array(w1), np.array(b1), np.array(w2), y[0]


# --- evaluate


@alternative(replaces="evaluate", why="unit by unit")
def added_up(params, x):
    out = params[3] + 0.0 * np.asarray(x)
    for w1, b1, w2 in zip(*params[:3]):
        pre_activation = w1 * np.asarray(x, dtype=float) + b1
        out = out + w2 * np.where(pre_activation > 0, pre_activation, 0)
    return out


@alternative(replaces="evaluate", why="flat, as a layer (N, 1) @ (1, H), and reshaped")
def as_two_layers(params, x):
    w1, b1, w2, b2 = params
    x = np.asarray(x)
    flat = x.astype(np.float64).reshape(-1, 1)
    out = np.maximum(flat @ w1.reshape(1, -1) + b1, 0) @ w2.reshape(-1, 1) + b2
    return out.reshape(x.shape)


@alternative(replaces="evaluate", why="PyTorch's relu")
def with_torch(params, x):
    import torch

    w1, b1, w2, b2 = (torch.as_tensor(part, dtype=torch.float64) for part in params)
    x = torch.as_tensor(np.array(x, dtype=np.float64))
    return (torch.relu(x.unsqueeze(-1) * w1 + b1) @ w2 + b2).numpy()


# --- interpolation_error


@alternative(replaces="interpolation_error", why="the same broken line from np.interp")
def by_interp(f, a, b, num_knots):
    if num_knots < 2:
        raise ValueError("num_knots")
    knots = np.linspace(a, b, num_knots)
    x = np.linspace(a, b, 10_001)
    return float(np.linalg.norm(np.interp(x, knots, f(knots)) - f(x), ord=np.inf))


@alternative(replaces="interpolation_error", why="scipy's interp1d, and points from np.arange")
def by_scipy(f, a, b, num_knots):
    from scipy.interpolate import interp1d

    if num_knots < 2:
        raise ValueError("num_knots")
    step = (b - a) / (num_knots - 1)
    knots = a + step * np.arange(num_knots)
    x = a + (b - a) * np.arange(10_001) / 10_000
    line = interp1d(knots, f(knots), fill_value="extrapolate")
    return max(abs(line(x) - f(x)))


@alternative(replaces="interpolation_error", why="in pieces, with a plain sum of units")
def in_chunks(f, a, b, num_knots):
    knots = np.linspace(a, b, num_knots)
    w1, b1, w2, b2 = right_interpolator(knots, f(knots))
    worst = 0.0
    for x in np.array_split(np.linspace(a, b, 10_001), 5):
        out = (np.maximum(x[:, None] * w1 + b1, 0) * w2).sum(axis=1) + b2
        worst = max(worst, float(np.abs(out - f(x)).max()))
    return worst


# --- count_linear_pieces


@alternative(
    replaces="count_linear_pieces", why="the slopes between the kinks, compared one by one"
)
def by_the_slopes(params, a, b):
    w1, b1, w2 = (np.asarray(part, dtype=float) for part in params[:3])
    kinks = np.sort([-beta / w for w, beta in zip(w1, b1) if w != 0 and a < -beta / w < b])
    places = []
    for kink in kinks:
        if not places or kink - places[-1] > 1e-9 * (b - a):
            places.append(kink)
    ends = [a, *places, b]
    middles = [(left + right) / 2 for left, right in zip(ends, ends[1:])]  # noqa: RUF007
    slopes = [np.sum(w1 * w2 * (w1 * x + b1 > 0)) for x in middles]
    return 1 + int(np.sum(np.abs(np.diff(slopes)) > 1e-9 * np.max(np.abs(w1 * w2))))


@alternative(replaces="count_linear_pieces", why="a running sum of the changes, number by number")
def number_by_number(params, a, b):
    w1, b1, w2, _ = params
    bends = sorted(
        (-float(beta) / float(w), abs(float(w)) * float(v))
        for w, beta, v in zip(w1, b1, w2)
        if w != 0
    )
    smallest = 1e-9 * max(abs(float(w) * float(v)) for w, v in zip(w1, w2))
    pieces, total, last = 1, 0.0, None
    for kink, change in bends:
        if not a < kink < b:
            continue
        if last is not None and kink - last > 1e-9 * (b - a):
            pieces += abs(total) > smallest
            total = 0.0
        total += change
        last = kink
    return pieces + int(abs(total) > smallest)
