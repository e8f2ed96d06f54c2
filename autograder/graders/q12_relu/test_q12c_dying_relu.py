"""Hidden grader of q12c: dead units, the gradients that reach them, and steps that kill.

The layers have units of every kind: dead, on at a single row, off at a single row, always on, and
ordinary ones. All arrays are transposed views, so they are not contiguous.
"""

from __future__ import annotations

import numpy as np

from autograder.grading import check, check_close, check_equal, check_unchanged, task


def make_layer(rng, rows, inputs, units):
    """W, b and X. Of each six units the first is dead, and the next three as the module says."""
    X = rng.normal(size=(inputs, rows)).T
    W = rng.normal(size=(units, inputs)).T
    order = np.sort(X @ W, axis=0)
    gap = rng.uniform(0.3, 0.7, size=units)
    last, first = gap * order[-1] + (1 - gap) * order[-2], gap * order[0] + (1 - gap) * order[1]
    kinds = np.stack([-order[-1] - gap, -last, -first, -order[0] + gap, gap - 0.5, 0.5 - gap])
    b = kinds[np.arange(units) % 6, np.arange(units)]
    shuffled = rng.permutation(units)
    return W.T[shuffled].T, b[shuffled], X


def make_whole_layer(rng, rows):
    """Integers, so that z can be exactly 0: dead with a largest z of 0, alive, and dead."""
    X = rng.integers(-3, 4, size=(rows, 3)).astype(float)
    W = rng.integers(1, 4, size=(3, 6)) * rng.choice([-1.0, 1.0], size=(3, 6))
    top = (X @ W).max(axis=0)
    return W, np.array([0, 1, -1, 0, 2, -2]) - top, X


def single(*arrays):
    return [array.astype(np.float32) for array in arrays]


def check_verdict(verdict, expected):
    """An array of bool, (H,), with a word about the units that differ."""
    check(
        isinstance(verdict, np.ndarray) and verdict.dtype == bool,
        f"must return an array of bool, of shape {expected.shape}.",
        f"모양이 {expected.shape}인 bool 배열을 반환해야 합니다.",
    )
    check_equal(verdict, expected)


def check_grads(result, expected, rtol=1e-9):
    check(
        isinstance(result, tuple | list) and len(result) == 2,
        "must return the tuple (dW, db).",
        "(dW, db) 튜플을 반환해야 합니다.",
    )
    for got, right in zip(result, expected):
        check_close(got, right, rtol=rtol, atol=rtol)


@task("dead_units", points=3)
def test_dead_units(submission, reference, rng):
    """Dead is a unit that is off at every row; off at some of them, or at all but one, it is alive.
    모든 행에서 꺼져 있어야 죽은 unit입니다. 몇 행에서, 또는 한 행만 빼고 꺼져 있으면 살아 있습니다."""
    # one unit with a negative weight and bias that is alive, and a dead one with a positive weight
    scale = float(rng.uniform(0.5, 2))
    layers = [
        (scale * np.array([[-2.0, 1.0]]), scale * np.array([-1.0, -3.0]), np.array([[1.0], [-1.0]]))
    ]
    for rows, inputs, units in ((8, 5, 8), (9, 4, 12), (1, 3, 6)):
        layer = make_layer(rng, max(rows, 2), inputs, units)
        layers.append((*layer[:2], layer[2][:rows]))
    verdicts = [submission.dead_units(*layer) for layer in layers]
    for verdict, layer in zip(verdicts, layers):
        check_verdict(verdict, reference.dead_units(*layer))


@task("dead_units", points=2)
def test_dead_units_at_zero(submission, reference, rng):
    """A unit whose z is at most exactly 0 is dead; one whose z reaches 1e-12 is alive.
    z의 최댓값이 정확히 0인 unit은 죽은 것이고, 1e-12에라도 이르는 unit은 살아 있습니다."""
    W, b, X = make_whole_layer(rng, 7)
    for scale in (1.0, 2.0**-40):
        layer = scale * W, scale * b, X
        check_verdict(submission.dead_units(*layer), reference.dead_units(*layer))


@task("dead_units", points=1)
def test_dead_units_odd_inputs(submission, reference, rng):
    """float32 and an X of uint8 are accepted, and no input is changed.
    float32와 uint8인 X를 받고, 입력은 바뀌지 않습니다."""
    W, b, X = make_layer(rng, 8, 4, 12)
    pixels = rng.integers(0, 256, size=(8, 4)).astype(np.uint8)
    for layer in (single(W, b, X), (W, 40 * b, pixels)):
        check_verdict(submission.dead_units(*layer), reference.dead_units(*layer))
    check_unchanged(submission)


@task("relu_layer_grads", points=4)
def test_relu_layer_grads(submission, reference, rng):
    """dW and db for a random upstream: each row counts for the units that are on there.
    임의의 upstream에 대한 dW와 db입니다. 각 행은 그 행에서 켜진 unit에만 기여합니다."""
    for rows, inputs, units in ((5, 6, 6), (9, 4, 12)):
        layer = make_layer(rng, rows, inputs, units)
        upstream = rng.normal(size=(units, rows)).T
        got = submission.relu_layer_grads(*layer, upstream)
        check_grads(got, reference.relu_layer_grads(*layer, upstream))


@task("relu_layer_grads", points=2)
def test_relu_layer_grads_at_zero(submission, reference, rng):
    """Where z is exactly 0 the slope is 0.
    z가 정확히 0인 곳의 기울기는 0입니다."""
    layer, upstream = make_whole_layer(rng, 7), rng.normal(size=(7, 6))
    got = submission.relu_layer_grads(*layer, upstream)
    check_grads(got, reference.relu_layer_grads(*layer, upstream))


@task("relu_layer_grads", points=1)
def test_relu_layer_grads_odd_inputs(submission, reference, rng):
    """float32 stays float32, an X of uint8 is accepted, and no input is changed.
    float32는 float32로 남고, uint8인 X를 받으며, 입력은 바뀌지 않습니다."""
    W, b, X = make_layer(rng, 8, 4, 6)
    upstream = rng.normal(size=(8, 6))
    pixels = rng.integers(0, 256, size=(8, 4)).astype(np.uint8)
    for arrays in (single(W, b, X, upstream), (W, b, pixels, upstream)):
        expected = reference.relu_layer_grads(*arrays)
        check_grads(submission.relu_layer_grads(*arrays), expected, rtol=1e-5)
    check_unchanged(submission)


@task("leaky_relu_layer_grads", points=4)
def test_leaky_relu_layer_grads(submission, reference, rng):
    """dW and db for a random upstream: where a unit is off, negative_slope of it passes.
    임의의 upstream에 대한 dW와 db입니다. unit이 꺼진 곳에서는 negative_slope만큼 지나갑니다."""
    for rows, inputs, units in ((5, 6, 6), (9, 4, 12)):
        arrays = *make_layer(rng, rows, inputs, units), rng.normal(size=(units, rows)).T
        slope = float(rng.uniform(0.1, 0.4))
        got = submission.leaky_relu_layer_grads(*arrays, slope)
        check_grads(got, reference.leaky_relu_layer_grads(*arrays, slope))


@task("leaky_relu_layer_grads", points=2)
def test_leaky_relu_layer_grads_of_any_slope(submission, reference, rng):
    """At z = 0 the slope is negative_slope, which may also be 0, negative, or above 1.
    z = 0에서 기울기는 negative_slope이고, 0이거나 음수이거나 1보다 커도 됩니다."""
    arrays = *make_whole_layer(rng, 7), rng.normal(size=(7, 6))
    for slope in (0.3, -0.5, 1.7, 0.0):
        got = submission.leaky_relu_layer_grads(*arrays, negative_slope=slope)
        check_grads(got, reference.leaky_relu_layer_grads(*arrays, negative_slope=slope))


@task("leaky_relu_layer_grads", points=1)
def test_leaky_relu_layer_grads_odd_inputs(submission, reference, rng):
    """float32 stays float32, an X of uint8 is accepted, and no input is changed.
    float32는 float32로 남고, uint8인 X를 받으며, 입력은 바뀌지 않습니다."""
    W, b, X = make_layer(rng, 8, 4, 6)
    upstream = rng.normal(size=(8, 6))
    pixels = rng.integers(0, 256, size=(8, 4)).astype(np.uint8)
    for arrays in (single(W, b, X, upstream), (W, b, pixels, upstream)):
        expected = reference.leaky_relu_layer_grads(*arrays, 0.2)
        check_grads(submission.leaky_relu_layer_grads(*arrays, 0.2), expected, rtol=1e-5)
    check_unchanged(submission)


def make_step(rng, rows=7, inputs=4, units=30):
    """A layer on positive inputs, of which a step with the returned lr kills some units, not all."""
    X = rng.uniform(0, 1, size=(inputs, rows)).T
    W, b = rng.normal(size=(inputs, units)), rng.normal(scale=0.7, size=units)
    upstream = rng.uniform(0.5, 1.5, size=(rows, units)) * rng.choice([-1, 1, 1], size=units)
    upstream *= rng.choice([-1, 1, 1, 1], size=(rows, units))
    return W, b, X, upstream, float(rng.uniform(0.15, 0.25))


@task("step_kills", points=4)
def test_step_kills(submission, reference, rng):
    """Killed are the units that are alive before the step, and off at every row after it.
    스텝 전에 살아 있었고 스텝 뒤에 모든 행에서 꺼진 unit만 꼽습니다."""
    steps = [make_step(rng) for _ in range(3)]
    verdicts = [submission.step_kills(*step) for step in steps]
    for verdict, step in zip(verdicts, steps):
        check_verdict(verdict, reference.step_kills(*step))


@task("step_kills", points=1)
def test_step_kills_by_the_learning_rate(submission, reference, rng):
    """No step kills nobody; a huge one kills whoever has a positive gradient on every row.
    움직이지 않으면 아무도 죽지 않고, 아주 큰 스텝은 모든 행에서 gradient가 양수인 unit을 죽입니다."""
    W, b, X, upstream, _ = make_step(rng)
    upstream = np.abs(upstream) * np.where(np.arange(30) < 20, 1, -1)
    for lr, expected in ((0.0, np.zeros(30, dtype=bool)), (1e6, None)):
        if expected is None:
            expected = ~reference.dead_units(W, b, X) & (np.arange(30) < 20)
        check_verdict(submission.step_kills(W, b, X, upstream, lr), expected)


@task("step_kills", points=2)
def test_step_kills_at_zero(submission, rng):
    """Off at z = 0, before the step and after it: such rows pass no gradient and keep no unit alive.
    스텝 전에도 뒤에도 z = 0이면 꺼진 것입니다. 그런 행은 gradient를 통과시키지 않고, unit을 살려 두지도 않습니다."""
    scale = float(rng.choice([0.5, 1, 2, 4]))
    X = np.array([[0.0], [1.0]])
    W, b = np.array([[1.0, 1.0, 1.0, 1.0, -0.5]]), np.array([0.0, 0.0, -1.0, 0.0, 1.0])
    upstream = np.array([[-8.0, 0.0, 3.0, 0.0, 8.0], [2.0, 2.0, 3.0, 1.0, 0.0]])
    # z is 0 and 1, and after the step -1/2 and exactly 0 for the first two, -1/4 and 1/2 for the fourth;
    # the bias alone kills the last, even by a step half as long
    step = scale * W, scale * b, X, scale * upstream
    check_verdict(submission.step_kills(*step, 0.25), np.array([True, True, False, False, True]))


@task("step_kills", points=1)
def test_step_kills_odd_inputs(submission, reference, rng):
    """float32 and an X of uint8 are accepted, and no input is changed.
    float32와 uint8인 X를 받고, 입력은 바뀌지 않습니다."""
    W, b, X, upstream, lr = make_step(rng, units=9)
    for arrays in (single(W, b, X, upstream), (W, b, (4 * X).astype(np.uint8), upstream)):
        check_verdict(submission.step_kills(*arrays, lr), reference.step_kills(*arrays, lr))
    check_unchanged(submission)


@task("mean_activation_shift", points=3)
def test_mean_activation_shift(submission, reference, rng):
    """The mean after ReLU minus the mean before, over an array of any shape, near 0 and far.
    배열의 모양이나 값의 크기와 상관없이, ReLU 뒤의 평균에서 앞의 평균을 뺀 값입니다."""
    for shape, center in (((5, 7), 0.3), ((2, 3, 4), -1.0)):
        z = rng.normal(loc=center, size=shape[::-1]).T
        check_close(submission.mean_activation_shift(z), float(reference.mean_activation_shift(z)))
    z = np.array([-1e4, 1e4, 3.0, -7.0]) * rng.uniform(1, 2, size=4)
    check_close(submission.mean_activation_shift(z), float(reference.mean_activation_shift(z)))


@task("mean_activation_shift", points=1)
def test_mean_activation_shift_of_one_sign(submission, rng):
    """Positive numbers are not shifted; negative ones are by minus their mean.
    양수는 옮겨지지 않고, 음수는 평균의 크기만큼 옮겨집니다."""
    z = rng.uniform(0.5, 3, size=(4, 5))
    check_close(submission.mean_activation_shift(z), 0.0)
    check_close(submission.mean_activation_shift(-z), float(z.mean()))


@task("mean_activation_shift", points=1)
def test_mean_activation_shift_odd_inputs(submission, reference, rng):
    """float32 and integers are accepted, and z is not changed.
    float32와 정수를 받고, z는 바뀌지 않습니다."""
    for z in (rng.normal(size=(4, 5)).astype(np.float32), rng.integers(-100, 90, (6, 3), np.int8)):
        expected = float(reference.mean_activation_shift(z))
        check_close(submission.mean_activation_shift(z), expected, rtol=1e-5, atol=1e-5)
    check_unchanged(submission)
