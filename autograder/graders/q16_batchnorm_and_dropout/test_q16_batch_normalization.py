"""Hidden grader of q16: normalisation over the batch, and the way back through the statistics.

Batches have 2 to 5 rows, where N and N - 1 differ most, and eps is large, so that it shows where it is
missing. Gradients are checked against differences with a random upstream: through a sum of the outputs
the gradient of a batch norm is 0, and anything would pass. Images have C, H and W different.
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

ANY = 1e9  # a tolerance for a look at type, shape and finiteness alone


def make_batch(rng, rows, columns):
    """Columns of different mean and spread, not contiguous; gamma, with a 0 if there are many; beta."""
    spread = rng.uniform(0.5, 3.0, (columns, 1))
    x = (rng.normal(size=(columns, rows)) * spread + 2 * rng.normal(size=(columns, 1))).T
    gamma = rng.uniform(0.5, 2.0, columns) * rng.choice([-1.0, 1.0], columns)
    gamma[rng.integers(columns)] *= columns < 4
    return x, gamma, rng.normal(size=columns)


def make_images(rng, n, channels, height, width):
    x, gamma, beta = make_batch(rng, n * height * width, channels)
    return x.reshape(n, height, width, channels).transpose(0, 3, 1, 2), gamma, beta


def forward(side, name, *arguments):
    """What a forward pass returns: an array and a cache, of which nothing is known."""
    result = getattr(side, name)(*arguments)
    check(
        isinstance(result, tuple | list) and len(result) == 2,
        "must return a pair (out, cache).",
        "(out, cache) 쌍을 반환해야 합니다.",
    )
    return result


def backward(submission, name, dout, cache):
    result = getattr(submission, name)(dout, cache)
    check(
        isinstance(result, tuple | list) and len(result) == 3,
        "must return a tuple (dx, dgamma, dbeta).",
        "튜플 (dx, dgamma, dbeta)를 반환해야 합니다.",
    )
    return result


def check_forward(submission, reference, name, *arguments, tolerance=None):
    expected, right_cache = getattr(reference, name)(*arguments)
    out, cache = forward(submission, name, *arguments)
    check_close(out, expected, rtol=tolerance, atol=tolerance)
    return cache, right_cache


def check_backward(submission, reference, kind, dout, arguments, tolerance=None):
    """Forward, then backward, against the reference's."""
    _, cache = forward(submission, f"{kind}_forward", *arguments)
    _, right_cache = getattr(reference, f"{kind}_forward")(*arguments)
    got = backward(submission, f"{kind}_backward", dout, cache)
    expected = getattr(reference, f"{kind}_backward")(dout, right_cache)
    for one, right in zip(got, expected):
        check_close(one, right, rtol=tolerance, atol=tolerance)
    return got


def check_all_gradients(submission, reference, kind, dout, arguments):
    """dx, dgamma and dbeta are those of sum(dout * out), by differences of the forward pass."""
    x, gamma, beta, eps = arguments
    function = getattr(reference, f"{kind}_forward")
    _, cache = forward(submission, f"{kind}_forward", *arguments)
    dx, dgamma, dbeta = backward(submission, f"{kind}_backward", dout, cache)
    check_gradient(dx, lambda x: function(x, gamma, beta, eps)[0], x, dout)
    check_gradient(dgamma, lambda gamma: function(x, gamma, beta, eps)[0], gamma, dout)
    check_gradient(dbeta, lambda beta: function(x, gamma, beta, eps)[0], beta, dout)


def single(*arrays):
    return [array.astype(np.float32) for array in arrays]


# --- batchnorm_forward


@task("batchnorm_forward", points=3)
def test_batchnorm_forward(submission, reference, rng):
    """Each column is normalised with its mean and biased variance, eps under the root.
    열마다 그 열의 평균과 N으로 나눈 분산으로 정규화하고, eps는 루트 안에 있습니다."""
    for rows, columns, eps in ((4, 3, 0.3), (2, 5, 0.05), (3, 3, 2.0)):
        check_forward(
            submission, reference, "batchnorm_forward", *make_batch(rng, rows, columns), eps
        )
    check_forward(submission, reference, "batchnorm_forward", *make_batch(rng, 7, 2))


@task("batchnorm_forward", points=2)
def test_batchnorm_forward_of_extreme_columns(submission, reference, rng):
    """A constant column gives beta; columns far from 0 and very wide or narrow ones come out right.
    값이 모두 같은 열은 beta가 되고, 0에서 멀거나 아주 넓거나 좁은 열도 맞게 나옵니다."""
    x, gamma, beta = make_batch(rng, 5, 4)
    x[:, 0], x[:, 1] = 0.1, x[:, 1] * 1e4
    x[:, 2] *= 1e-4
    check_forward(submission, reference, "batchnorm_forward", x, gamma, beta)
    x, gamma, beta = make_batch(rng, 5, 3)
    gamma += 3 * (gamma == 0)
    far = x + np.array([1e7, -1e7, 3e6])
    check_forward(
        submission, reference, "batchnorm_forward", far, gamma, beta, 1e-5, tolerance=1e-6
    )


@task("batchnorm_forward", points=1)
def test_batchnorm_forward_odd_inputs(submission, reference, rng):
    """One row raises ValueError; float32 stays, integers become float64, inputs are kept.
    한 행이면 ValueError를 냅니다. float32는 그대로, 정수는 float64가 되고, 입력은 바뀌지 않습니다."""
    x, gamma, beta = make_batch(rng, 4, 3)
    check_forward(
        submission, reference, "batchnorm_forward", *single(x, gamma, beta), 0.1, tolerance=1e-5
    )
    whole = rng.integers(0, 250, size=(4, 3)).astype(np.uint8)
    check_forward(
        submission, reference, "batchnorm_forward", whole, gamma, beta, 0.1, tolerance=1e-5
    )
    check_unchanged(submission)
    check_raises("ValueError", submission.batchnorm_forward, x[:1], gamma, beta)


# --- batchnorm_backward


@task("batchnorm_backward", points=3)
def test_batchnorm_backward_by_differences(submission, reference, rng):
    """dx, dgamma and dbeta are the gradients of sum(dout * out), for a random dout.
    임의의 dout에 대해 dx, dgamma, dbeta가 sum(dout * out)의 gradient입니다."""
    for rows, columns, eps in ((4, 3, 0.3), (3, 5, 0.05)):
        arguments = (*make_batch(rng, rows, columns), eps)
        dout = rng.normal(size=(columns, rows)).T
        check_all_gradients(submission, reference, "batchnorm", dout, arguments)


@task("batchnorm_backward", points=2)
def test_batchnorm_backward_of_small_and_constant_columns(submission, reference, rng):
    """Two rows, a small and a large eps, a column of variance 0, a gamma of 0.
    두 행, 작은 eps와 큰 eps, 분산이 0인 열, 0인 gamma에서도 맞습니다."""
    for rows, columns, eps in ((2, 4, 0.5), (5, 4, 1e-5), (2, 4, 3.0)):
        x, gamma, beta = make_batch(rng, rows, columns)
        x[:, 0] = 0.1
        dout = 3 * rng.normal(size=(rows, columns))
        check_backward(submission, reference, "batchnorm", dout, (x, gamma, beta, eps), 1e-7)


@task("batchnorm_backward", points=2)
def test_batchnorm_backward_uses_its_own_cache(submission, reference, rng):
    """Each backward pass uses the cache that it is given, in any order, and twice over.
    backward는 받은 cache를 씁니다. 순서가 바뀌어도, 같은 cache를 두 번 써도 맞습니다."""
    first, second = make_batch(rng, 4, 3), make_batch(rng, 3, 3)
    caches = [
        check_forward(submission, reference, "batchnorm_forward", *data) for data in (first, second)
    ]
    for which, rows in ((0, 4), (1, 3), (0, 4)):
        cache, right_cache = caches[which]
        dout = rng.normal(size=(rows, 3))
        got = backward(submission, "batchnorm_backward", dout, cache)
        for one, right in zip(got, reference.batchnorm_backward(dout, right_cache)):
            check_close(one, right)


@task("batchnorm_backward", points=1)
def test_batchnorm_backward_keeps_float32_and_dout(submission, reference, rng):
    """float32 stays float32, and dout is not changed.
    float32는 float32로 남고, dout은 바뀌지 않습니다."""
    x, gamma, beta, dout = single(*make_batch(rng, 5, 3), rng.normal(size=(5, 3)))
    check_backward(submission, reference, "batchnorm", dout, (x, gamma, beta, 0.1), 1e-4)
    check_unchanged(submission)


# --- batchnorm2d_forward


@task("batchnorm2d_forward", points=4)
def test_batchnorm2d_forward(submission, reference, rng):
    """Each channel has one mean and one variance, over the images and all their pixels.
    채널마다 모든 이미지의 모든 픽셀에서 구한 평균 하나와 분산 하나로 정규화합니다."""
    for shape, eps in (((2, 3, 4, 5), 0.2), ((3, 2, 1, 4), 0.05), ((4, 5, 3, 2), 1.0)):
        images = make_images(rng, *shape)
        check_forward(submission, reference, "batchnorm2d_forward", *images, eps)
    x, gamma, beta = make_images(rng, 2, 4, 3, 2)
    x[:, 1] = -0.3
    check_forward(submission, reference, "batchnorm2d_forward", x, gamma, beta)


@task("batchnorm2d_forward", points=1)
def test_batchnorm2d_forward_odd_inputs(submission, reference, rng):
    """One pixel in all raises ValueError, one image of several does not; float32 stays.
    픽셀이 모두 하나면 ValueError이고, 이미지가 하나여도 픽셀이 여럿이면 괜찮습니다. float32는 그대로입니다."""
    name = "batchnorm2d_forward"
    x, gamma, beta = make_images(rng, 1, 3, 2, 4)
    check_forward(submission, reference, name, x, gamma, beta)
    check_forward(submission, reference, name, *single(x, gamma, beta), 0.1, tolerance=1e-5)
    whole = rng.integers(0, 250, size=(2, 3, 1, 2)).astype(np.uint8)
    check_forward(submission, reference, name, whole, gamma, beta, 0.1, tolerance=1e-5)
    check_unchanged(submission)
    check_raises("ValueError", submission.batchnorm2d_forward, x[:, :, :1, :1], gamma, beta)


# --- batchnorm2d_backward


@task("batchnorm2d_backward", points=3)
def test_batchnorm2d_backward_by_differences(submission, reference, rng):
    """dx, dgamma and dbeta are the gradients of sum(dout * out), for a random dout.
    임의의 dout에 대해 dx, dgamma, dbeta가 sum(dout * out)의 gradient입니다."""
    arguments = (*make_images(rng, 2, 3, 4, 2), 0.3)
    dout = rng.normal(size=(2, 4, 2, 3)).transpose(0, 3, 1, 2)
    check_all_gradients(submission, reference, "batchnorm2d", dout, arguments)


@task("batchnorm2d_backward", points=2)
def test_batchnorm2d_backward(submission, reference, rng):
    """Images of several shapes, one image alone, a small and a large eps, a constant channel.
    여러 모양의 이미지, 이미지 한 장, 작은 eps와 큰 eps, 값이 모두 같은 채널에서도 맞습니다."""
    for shape, eps in (((3, 2, 1, 5), 0.05), ((1, 4, 3, 2), 1.5), ((2, 5, 2, 3), 1e-5)):
        x, gamma, beta = make_images(rng, *shape)
        x[:, 1] = 0.1
        dout = rng.normal(size=shape)
        check_backward(submission, reference, "batchnorm2d", dout, (x, gamma, beta, eps), 1e-7)


@task("batchnorm2d_backward", points=1)
def test_batchnorm2d_backward_keeps_float32_and_dout(submission, reference, rng):
    """float32 stays float32, and dout is not changed.
    float32는 float32로 남고, dout은 바뀌지 않습니다."""
    x, gamma, beta, dout = single(*make_images(rng, 2, 3, 1, 4), rng.normal(size=(2, 3, 1, 4)))
    check_backward(submission, reference, "batchnorm2d", dout, (x, gamma, beta, 0.1), 1e-4)
    check_unchanged(submission)


# --- scale_sensitivity


def check_sensitivity(submission, reference, arguments, tolerance=1e-7):
    result = submission.scale_sensitivity(*arguments)
    check(
        isinstance(result, tuple | list) and len(result) == 2,
        "must return a pair (output_change, gradient_ratio).",
        "(output_change, gradient_ratio) 쌍을 반환해야 합니다.",
    )
    expected = [float(number) for number in reference.scale_sensitivity(*arguments)]
    check_close(list(result), expected, rtol=tolerance, atol=tolerance)


def make_layer(rng, rows, inputs, units):
    """x, W, gamma and beta of a dense layer before a batch norm, and dout."""
    x, W = rng.normal(size=(rows, inputs)) + 0.5, rng.normal(size=(units, inputs)).T
    gamma = rng.uniform(0.5, 2.0, units) * rng.choice([-1.0, 1.0], units)
    return x, W, gamma, rng.normal(size=units), rng.normal(size=(rows, units))


@task("scale_sensitivity", points=3)
def test_scale_sensitivity_with_a_large_eps(submission, reference, rng):
    """With a large eps the output changes, and the gradient's ratio is not 1 / alpha; alpha < 0 too.
    eps가 크면 출력이 바뀌고 gradient의 비는 1 / alpha가 아닙니다. alpha가 음수일 때도 계산합니다."""
    for alpha, eps in ((3.0, 2.0), (0.2, 0.5), (-1.5, 1.0), (1.0, 1.0), (4, 0.7)):
        x, W, gamma, beta, dout = make_layer(rng, 5, 3, 4)
        check_sensitivity(submission, reference, (x, W, gamma, beta, alpha, dout, eps))
    # what went up goes down
    check_sensitivity(submission, reference, (x, W, -gamma, beta, alpha, dout, eps))


@task("scale_sensitivity", points=1)
def test_scale_sensitivity_with_the_usual_eps(submission, rng):
    """With a negligible eps the output stays, and the gradient is divided by alpha.
    eps를 무시할 수 있으면 출력은 그대로이고 gradient는 alpha로 나눈 것이 됩니다."""
    for alpha in (30.0, 0.5):
        x, W, gamma, beta, dout = make_layer(rng, 6, 4, 3)
        W = W / (x @ W).std(axis=0).min()
        change, ratio = forward(submission, "scale_sensitivity", x, W, gamma, beta, alpha, dout)
        check_close(change, 0.0, atol=5e-4)
        check_close(ratio, 1 / alpha, rtol=5e-4)


@task("scale_sensitivity", points=1)
def test_scale_sensitivity_keeps_its_inputs(submission, reference, rng):
    """None of the arguments is changed; float32 is enough.
    인자는 바뀌지 않으며 float32도 받습니다."""
    x, W, gamma, beta, dout = make_layer(rng, 5, 3, 2)
    check_sensitivity(submission, reference, (x, W, gamma, beta, -2.0, dout, 0.5))
    x, W, gamma, beta, dout = single(x, W, gamma, beta, dout)
    check_sensitivity(submission, reference, (x, W, gamma, beta, 2.0, dout, 0.5), 1e-4)
    check_unchanged(submission)
