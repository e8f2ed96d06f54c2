"""Hidden grader of q12: the gradient that arrives at each layer, and what the activations do to it.

In a case square weights come first: there a forgotten transpose is a wrong number, by which it is
known, and not only a shape error. All weights are transposed views, so they are not contiguous.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from autograder.grading import check_close, check_raises, check_unchanged, task

SQUARE, OTHER = (4, 4, 4, 4), (5, 3, 6, 4)


def make_network(rng, widths, scale):
    """Weights that are not contiguous, of ``scale / sqrt(inputs)``."""
    return [
        rng.normal(scale=scale / np.sqrt(inputs), size=(outputs, inputs)).T
        for inputs, outputs in pairwise(widths)
    ]


def check_norms(submission, reference, weights, x, upstream, activation, rtol=None):
    """The norms are equal, or equal up to 1e-12 of the largest."""
    expected = reference.gradient_norms(weights, x, upstream, activation)
    got = submission.gradient_norms(weights, x, upstream, activation)
    check_close(got, expected, rtol=rtol, atol=1e-12 * expected.max(), dtype=False)


@task("gradient_norms", points=4)
def test_gradient_norms_through_sigmoids(submission, reference, rng):
    """The norm of the gradient at the input of each of three sigmoid layers, the first layer first.
    sigmoid 층 셋의 입력에서 gradient의 노름을 첫 층부터 차례로 봅니다."""
    for widths in (SQUARE, OTHER):
        weights = make_network(rng, widths, 3)
        x, upstream = rng.normal(size=(7, widths[0])), rng.normal(size=(7, widths[-1]))
        check_norms(submission, reference, weights, x, upstream, "sigmoid")


@task("gradient_norms", points=3)
def test_gradient_norms_through_relus(submission, reference, rng):
    """The same through ReLU layers, and with a slope of 0 where a pre-activation is exactly 0.
    ReLU 층에서도 같습니다. pre-activation이 정확히 0인 곳의 기울기는 0입니다."""
    for widths in (SQUARE, OTHER):
        weights = make_network(rng, widths, 2)
        x, upstream = rng.normal(size=(9, widths[0])), rng.normal(size=(9, widths[-1]))
        check_norms(submission, reference, weights, x, upstream, "relu")
    x = rng.permutation([-2.0, -1, 0, 0, 0, 1, 2, 3])[:, None]
    weights = [rng.uniform(1, 2, size=(1, 3)), rng.uniform(0.5, 1, size=(3, 2))]
    check_norms(submission, reference, weights, x, rng.normal(size=(8, 2)), "relu")


@task("gradient_norms", points=2)
def test_gradient_norms_of_deep_networks(submission, reference, rng):
    """Through twelve layers, and through pre-activations of +-1e4, where the sigmoid stops it.
    층이 열둘일 때, 그리고 pre-activation이 +-1e4여서 sigmoid가 gradient를 막을 때도 맞습니다."""
    widths = (3,) * 13
    x, upstream = rng.normal(size=(2, 5, 3))
    for activation, scale in (("sigmoid", 4), ("relu", 1.5)):
        weights = make_network(rng, widths, scale)
        if activation == "relu":  # so that something passes
            weights = [np.abs(W) for W in weights]
        check_norms(submission, reference, weights, x, upstream, activation)
    wall = rng.permutation([-1e4, 1e4, 1e4]) * rng.uniform(1, 2, size=(3, 3))
    weights = [weights[0], wall, *make_network(rng, (3, 3, 2), 3)]
    check_norms(submission, reference, weights, x, upstream[:, :2], "sigmoid")


@task("gradient_norms", points=1)
def test_gradient_norms_odd_inputs(submission, reference, rng):
    """float32 and integers, int8 too, are accepted, and no input is changed.
    float32와 정수(int8 포함)를 받고, 입력은 바뀌지 않습니다."""
    weights = [W.astype(np.float32) for W in make_network(rng, (3, 3, 3), 2)]
    x, upstream = rng.normal(size=(2, 6, 3)).astype(np.float32)
    whole = [rng.integers(1, 4, size=(3, 3), dtype=np.int8) for _ in range(2)]
    pixels, numbers = (
        rng.integers(80, 128, size=(6, 3), dtype=np.int8),
        rng.integers(-3, 4, (6, 3)),
    )
    for activation in ("sigmoid", "relu"):
        check_norms(submission, reference, weights, x, upstream, activation, rtol=1e-4)
    check_norms(submission, reference, whole, pixels, numbers, "relu", rtol=1e-5)
    check_unchanged(submission)


@task("gradient_norms", points=1)
def test_gradient_norms_of_an_unknown_activation(submission, rng):
    """An unknown activation raises ValueError.
    모르는 activation에는 ValueError를 일으킵니다."""
    weights, arrays = make_network(rng, (3, 3, 3), 1), rng.normal(size=(2, 4, 3))
    for name in ("tanh", "linear"):
        check_raises("ValueError", submission.gradient_norms, weights, *arrays, name)


def check_saturated(submission, reference, z, activation, **settings):
    expected = reference.saturated_fraction(z, activation, **settings)
    check_close(submission.saturated_fraction(z, activation, **settings), float(expected))


def spread(rng):
    """Pre-activations (5, 6), more of them above 0 than below, on both sides of any threshold.

    Among them are some at which the slope is 1.1e-3 to 1.9e-3, and some at which it is below 0.1
    though the sigmoid is neither below 0.1 nor above 0.9.
    """
    z = rng.uniform(-9, 14, size=30)
    z[:4] = rng.uniform(6.3, 6.8, size=4) * [1, 1, 1, -1]
    z[4:7] = rng.uniform(2.1, 2.17, size=3) * [1, 1, -1]
    return rng.permutation(z).reshape(6, 5).T


@task("saturated_fraction", points=3)
def test_saturated_fraction_of_sigmoids(submission, reference, rng):
    """The fraction of slopes below 1e-3, or below another threshold, on both sides of 0.
    0의 양쪽에서 기울기가 1e-3이나 다른 threshold보다 작은 비율입니다."""
    z = spread(rng)
    check_saturated(submission, reference, z, "sigmoid")
    for threshold in (0.1, float(rng.uniform(0.01, 0.05)), 1e-5):
        check_saturated(submission, reference, z, "sigmoid", threshold=threshold)


@task("saturated_fraction", points=2)
def test_saturated_fraction_of_relus(submission, reference, rng):
    """ReLU has a slope of 0 or of 1, and 0 at 0; a slope equal to the threshold is not below it.
    ReLU의 기울기는 0 아니면 1이고 z = 0에서는 0입니다. threshold와 같은 기울기는 작은 것이 아닙니다."""
    z = spread(rng)
    z[0, :2] = 0.0, -0.0
    check_saturated(submission, reference, z, "relu")
    for threshold in (1.0, 0.0, 1.5):
        check_saturated(submission, reference, z, "relu", threshold=threshold)
    check_saturated(submission, reference, z, "sigmoid", threshold=0.25)  # the slope at 0


@task("saturated_fraction", points=2)
def test_saturated_fraction_far_from_zero(submission, reference, rng):
    """Far from 0, up to +-1e4 and infinity, the sigmoid is saturated; ReLU only below 0.
    0에서 멀면(+-1e4, 무한대까지) sigmoid는 포화되고, ReLU는 0 아래에서만 그렇습니다."""
    z = np.array([-np.inf, -1e4, -800, -1, 0.5, 800, 900, 1e4, np.inf])
    z[3:6] *= rng.uniform(0.9, 1.1, size=3)
    for activation in ("sigmoid", "relu"):
        check_saturated(submission, reference, rng.permutation(z), activation)


@task("saturated_fraction", points=1)
def test_saturated_fraction_odd_inputs(submission, reference, rng):
    """float32 and integers are accepted, z is not changed, an unknown activation raises ValueError.
    float32와 정수를 받고, z는 바뀌지 않으며, 모르는 activation에는 ValueError를 일으킵니다."""
    numbers = rng.permutation(np.arange(-8, 12)).reshape(4, 5)
    for z in (spread(rng).astype(np.float32), numbers, np.abs(numbers).astype(np.uint8)):
        for activation in ("sigmoid", "relu"):
            check_saturated(submission, reference, z, activation)
    check_unchanged(submission)
    check_raises("ValueError", submission.saturated_fraction, spread(rng), "tanh")


@task("activation_sparsity", points=4)
def test_activation_sparsity(submission, reference, rng):
    """The fraction of z <= 0 in the whole array; exact zeros count, tiny positive numbers do not.
    배열 전체에서 z <= 0의 비율입니다. 정확한 0은 세고, 아주 작은 양수는 세지 않습니다."""
    for shape in ((5, 7), (2, 3, 4)):
        z = rng.normal(loc=0.5, size=shape[::-1]).T
        z.flat[:7] = 0.0, -0.0, 0.0, 1e-12, 1e-300, 1e-9, -1e-12
        check_close(submission.activation_sparsity(z), float(reference.activation_sparsity(z)))
    z = np.array([-np.inf, -1e4, 1e4, np.inf, np.inf])
    check_close(submission.activation_sparsity(z), 0.4)
    check_close(submission.activation_sparsity(np.abs(z)), 0.0)
    check_close(submission.activation_sparsity(-np.abs(z)), 1.0)


@task("activation_sparsity", points=1)
def test_activation_sparsity_odd_inputs(submission, reference, rng):
    """float32 and integers are accepted, and z is not changed.
    float32와 정수를 받고, z는 바뀌지 않습니다."""
    for z in (rng.normal(size=(4, 5)).astype(np.float32), rng.integers(-2, 4, size=(6, 3))):
        check_close(submission.activation_sparsity(z), float(reference.activation_sparsity(z)))
    check_unchanged(submission)


@task("gradient_ceiling", points=4)
def test_gradient_ceiling(submission, reference, rng):
    """The largest slope, once for each layer: from no layer at all to a hundred.
    층마다 한 번씩 가장 큰 기울기를 곱합니다. 층이 없을 때부터 백 개일 때까지 봅니다."""
    for depth in (int(rng.choice([3, 5, 6, 7])), 1, 100, 0):
        for activation in ("sigmoid", "relu"):
            expected = reference.gradient_ceiling(depth, activation)
            check_close(submission.gradient_ceiling(depth, activation), expected, rtol=1e-9, atol=0)


@task("gradient_ceiling", points=1)
def test_gradient_ceiling_of_an_unknown_activation(submission):
    """An unknown activation raises ValueError.
    모르는 activation에는 ValueError를 일으킵니다."""
    check_raises("ValueError", submission.gradient_ceiling, 3, "tanh")
