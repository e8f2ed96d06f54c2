"""Activation functions: an activation and its derivative are one task.

Each task asks up to four things: the function and the derivative on ordinary numbers, the kink at 0
among them; both far from 0, where careless formulas overflow; and both on the odd inputs that a
right formula may trip over.
"""

from __future__ import annotations

import numpy as np

from autograder.grading import check_close, check_raises, check_unchanged, task


def ordinary(rng):
    """A (5, 4) array that is not contiguous, with both signs, both zeros and no symmetry."""
    x = rng.normal(scale=3, size=(4, 10))
    x[0, :8:2] = 0.0, -0.0, rng.uniform(0.5, 2), -rng.uniform(0.5, 2)
    return x[:, ::2].T


def far(rng):
    """Numbers so far from 0 that e^x or e^-x overflows or that every activation is at its limit."""
    return np.array([-1e4, -800, -100, -40, 40, 100, 800, 1e4]) * rng.uniform(0.95, 1.05, size=8)


def check_odd_inputs(submission, reference, rng, *names):
    """float32, integers, a Python number and the infinities; and x is left as it was."""
    single = rng.normal(scale=2, size=(3, 4)).astype(np.float32)
    integers = rng.permutation(np.arange(-5, 7)).reshape(2, 3, 2)
    number = -float(rng.uniform(0.5, 2))
    infinities = np.array([np.inf, rng.normal(), -np.inf])
    for name in names:
        answer, truth = getattr(submission, name), getattr(reference, name)
        check_close(answer(single), truth(single))
        check_close(answer(integers), truth(integers), rtol=1e-5, atol=1e-5)
        check_close(answer(infinities), truth(infinities))
    for name in names:
        check_close(getattr(submission, name)(number), float(getattr(reference, name)(number)))
    check_unchanged(submission)


@task("sigmoid", points=2)
def test_sigmoid(submission, reference, rng):
    """sigmoid equals 1 / (1 + e^-x).
    sigmoid는 1 / (1 + e^-x)와 같습니다."""
    x = ordinary(rng)
    check_close(submission.sigmoid(x), reference.sigmoid(x))


@task("sigmoid", points=2)
def test_sigmoid_grad(submission, reference, rng):
    """sigmoid_grad is the derivative at the input x.
    sigmoid_grad는 입력 x에서의 미분입니다."""
    x = ordinary(rng)
    check_close(submission.sigmoid_grad(x), reference.sigmoid_grad(x))


@task("sigmoid", points=2)
def test_sigmoid_far_from_zero(submission, reference, rng):
    """sigmoid and its derivative stay right far from 0, up to +-1e4.
    sigmoid와 그 미분은 0에서 먼 곳(+-1e4까지)에서도 맞습니다."""
    x = far(rng)
    check_close(submission.sigmoid(x), reference.sigmoid(x))
    check_close(submission.sigmoid_grad(x), reference.sigmoid_grad(x))


@task("sigmoid", points=1)
def test_sigmoid_odd_inputs(submission, reference, rng):
    """sigmoid and its derivative take float32, integers, numbers, infinities, and leave x as is.
    sigmoid와 그 미분은 float32, 정수, 숫자, 무한대를 받고 x를 바꾸지 않습니다."""
    check_odd_inputs(submission, reference, rng, "sigmoid", "sigmoid_grad")


@task("tanh", points=2)
def test_tanh(submission, reference, rng):
    """tanh equals (e^x - e^-x) / (e^x + e^-x).
    tanh는 (e^x - e^-x) / (e^x + e^-x)와 같습니다."""
    x = ordinary(rng)
    check_close(submission.tanh(x), reference.tanh(x))


@task("tanh", points=2)
def test_tanh_grad(submission, reference, rng):
    """tanh_grad is the derivative at the input x.
    tanh_grad는 입력 x에서의 미분입니다."""
    x = ordinary(rng)
    check_close(submission.tanh_grad(x), reference.tanh_grad(x))


@task("tanh", points=2)
def test_tanh_far_from_zero(submission, reference, rng):
    """tanh and its derivative stay right far from 0, up to +-1e4.
    tanh와 그 미분은 0에서 먼 곳(+-1e4까지)에서도 맞습니다."""
    x = far(rng)
    check_close(submission.tanh(x), reference.tanh(x))
    check_close(submission.tanh_grad(x), reference.tanh_grad(x))


@task("tanh", points=1)
def test_tanh_odd_inputs(submission, reference, rng):
    """tanh and its derivative take float32, integers, numbers, infinities, and leave x as is.
    tanh와 그 미분은 float32, 정수, 숫자, 무한대를 받고 x를 바꾸지 않습니다."""
    check_odd_inputs(submission, reference, rng, "tanh", "tanh_grad")


@task("relu", points=2)
def test_relu(submission, reference, rng):
    """relu equals max(0, x).
    relu는 max(0, x)와 같습니다."""
    x = ordinary(rng)
    check_close(submission.relu(x), reference.relu(x))


@task("relu", points=2)
def test_relu_grad(submission, reference, rng):
    """relu_grad is the derivative at the input x, and 0 at x = 0.
    relu_grad는 입력 x에서의 미분이고, x = 0에서는 0입니다."""
    x = ordinary(rng)
    check_close(submission.relu_grad(x), reference.relu_grad(x))


@task("relu", points=1)
def test_relu_odd_inputs(submission, reference, rng):
    """relu and its derivative take float32, integers, numbers, infinities, and leave x as is.
    relu와 그 미분은 float32, 정수, 숫자, 무한대를 받고 x를 바꾸지 않습니다."""
    check_odd_inputs(submission, reference, rng, "relu", "relu_grad")


@task("leaky_relu", points=2)
def test_leaky_relu(submission, reference, rng):
    """leaky_relu multiplies negatives by negative_slope, be it below 0 or above 1.
    leaky_relu는 음수에 negative_slope를 곱합니다. 기울기가 음수이거나 1보다 커도 같습니다."""
    x = ordinary(rng)
    for slope in (-rng.uniform(0.2, 0.8), rng.uniform(1.5, 2.5)):
        got = submission.leaky_relu(x, negative_slope=slope)
        check_close(got, reference.leaky_relu(x, negative_slope=slope))


@task("leaky_relu", points=2)
def test_leaky_relu_grad(submission, reference, rng):
    """leaky_relu_grad is the derivative at the input x, and negative_slope at x = 0.
    leaky_relu_grad는 입력 x에서의 미분이고, x = 0에서는 negative_slope입니다."""
    x = ordinary(rng)
    slope = rng.uniform(0.2, 0.8)
    got = submission.leaky_relu_grad(x, negative_slope=slope)
    check_close(got, reference.leaky_relu_grad(x, negative_slope=slope))


@task("leaky_relu", points=1)
def test_leaky_relu_odd_inputs(submission, reference, rng):
    """leaky_relu and its derivative take float32, integers, numbers, infinities, and leave x as is.
    leaky_relu와 그 미분은 float32, 정수, 숫자, 무한대를 받고 x를 바꾸지 않습니다."""
    check_odd_inputs(submission, reference, rng, "leaky_relu", "leaky_relu_grad")
    integers = rng.permutation(np.arange(-5, 7))
    got = submission.leaky_relu(integers, negative_slope=2)
    check_close(got, reference.leaky_relu(integers, negative_slope=2))


@task("elu", points=2)
def test_elu(submission, reference, rng):
    """elu equals x above 0 and alpha (e^x - 1) below, be alpha below 0 or above 1.
    elu는 x > 0이면 x, 아니면 alpha (e^x - 1)입니다. alpha가 음수이거나 1보다 커도 같습니다."""
    x = ordinary(rng)
    for alpha in (-rng.uniform(0.2, 0.8), rng.uniform(1.5, 2.5)):
        check_close(submission.elu(x, alpha=alpha), reference.elu(x, alpha=alpha))


@task("elu", points=2)
def test_elu_grad(submission, reference, rng):
    """elu_grad is the derivative at the input x, and alpha at x = 0.
    elu_grad는 입력 x에서의 미분이고, x = 0에서는 alpha입니다."""
    x = ordinary(rng)
    alpha = rng.uniform(1.5, 2.5)
    check_close(submission.elu_grad(x, alpha=alpha), reference.elu_grad(x, alpha=alpha))


@task("elu", points=2)
def test_elu_far_from_zero(submission, reference, rng):
    """elu and its derivative stay right far from 0, up to +-1e4.
    elu와 그 미분은 0에서 먼 곳(+-1e4까지)에서도 맞습니다."""
    x = far(rng)
    check_close(submission.elu(x), reference.elu(x))
    check_close(submission.elu_grad(x), reference.elu_grad(x))


@task("elu", points=1)
def test_elu_odd_inputs(submission, reference, rng):
    """elu and its derivative take float32, integers, numbers, infinities, and leave x as is.
    elu와 그 미분은 float32, 정수, 숫자, 무한대를 받고 x를 바꾸지 않습니다."""
    check_odd_inputs(submission, reference, rng, "elu", "elu_grad")


@task("gelu", points=2)
def test_gelu(submission, reference, rng):
    """gelu equals x Phi(x) exactly, not by an approximation.
    gelu는 근사가 아니라 정확한 x Phi(x)입니다."""
    x = ordinary(rng)
    check_close(submission.gelu(x), reference.gelu(x))


@task("gelu", points=2)
def test_gelu_grad(submission, reference, rng):
    """gelu_grad is the derivative of the exact gelu at the input x.
    gelu_grad는 입력 x에서 정확한 gelu의 미분입니다."""
    x = ordinary(rng)
    check_close(submission.gelu_grad(x), reference.gelu_grad(x))


@task("gelu", points=2)
def test_gelu_far_from_zero(submission, reference, rng):
    """gelu and its derivative stay right far from 0, up to +-1e4.
    gelu와 그 미분은 0에서 먼 곳(+-1e4까지)에서도 맞습니다."""
    x = far(rng)
    check_close(submission.gelu(x), reference.gelu(x))
    check_close(submission.gelu_grad(x), reference.gelu_grad(x))


@task("gelu", points=1)
def test_gelu_odd_inputs(submission, reference, rng):
    """gelu and its derivative take float32, integers, numbers, infinities, and leave x as is.
    gelu와 그 미분은 float32, 정수, 숫자, 무한대를 받고 x를 바꾸지 않습니다."""
    check_odd_inputs(submission, reference, rng, "gelu", "gelu_grad")


@task("silu", points=2)
def test_silu(submission, reference, rng):
    """silu equals x sigmoid(x).
    silu는 x sigmoid(x)와 같습니다."""
    x = ordinary(rng)
    check_close(submission.silu(x), reference.silu(x))


@task("silu", points=2)
def test_silu_grad(submission, reference, rng):
    """silu_grad is the derivative at the input x.
    silu_grad는 입력 x에서의 미분입니다."""
    x = ordinary(rng)
    check_close(submission.silu_grad(x), reference.silu_grad(x))


@task("silu", points=2)
def test_silu_far_from_zero(submission, reference, rng):
    """silu and its derivative stay right far from 0, up to +-1e4.
    silu와 그 미분은 0에서 먼 곳(+-1e4까지)에서도 맞습니다."""
    x = far(rng)
    check_close(submission.silu(x), reference.silu(x))
    check_close(submission.silu_grad(x), reference.silu_grad(x))


@task("silu", points=1)
def test_silu_odd_inputs(submission, reference, rng):
    """silu and its derivative take float32, integers, numbers, infinities, and leave x as is.
    silu와 그 미분은 float32, 정수, 숫자, 무한대를 받고 x를 바꾸지 않습니다."""
    check_odd_inputs(submission, reference, rng, "silu", "silu_grad")


@task("softplus", points=2)
def test_softplus(submission, reference, rng):
    """softplus equals log(1 + e^x).
    softplus는 log(1 + e^x)와 같습니다."""
    x = ordinary(rng)
    check_close(submission.softplus(x), reference.softplus(x))


@task("softplus", points=2)
def test_softplus_grad(submission, reference, rng):
    """softplus_grad is the derivative at the input x.
    softplus_grad는 입력 x에서의 미분입니다."""
    x = ordinary(rng)
    check_close(submission.softplus_grad(x), reference.softplus_grad(x))


@task("softplus", points=2)
def test_softplus_far_from_zero(submission, reference, rng):
    """softplus and its derivative stay right far from 0, up to +-1e4.
    softplus와 그 미분은 0에서 먼 곳(+-1e4까지)에서도 맞습니다."""
    x = far(rng)
    check_close(submission.softplus(x), reference.softplus(x))
    check_close(submission.softplus_grad(x), reference.softplus_grad(x))


@task("softplus", points=1)
def test_softplus_odd_inputs(submission, reference, rng):
    """softplus and its derivative take float32, integers, numbers, infinities, and leave x as is.
    softplus와 그 미분은 float32, 정수, 숫자, 무한대를 받고 x를 바꾸지 않습니다."""
    check_odd_inputs(submission, reference, rng, "softplus", "softplus_grad")


@task("softmax", points=2)
def test_softmax(submission, reference, rng):
    """softmax turns each row along axis into probabilities, the last axis by default.
    softmax는 axis를 따라 각 행을 확률로 바꿉니다. 기본은 마지막 축입니다."""
    x = ordinary(rng)
    check_close(submission.softmax(x), reference.softmax(x))
    blocks = rng.normal(scale=2, size=(2, 3, 4))
    check_close(submission.softmax(blocks, axis=1), reference.softmax(blocks, axis=1))


@task("softmax", points=2)
def test_softmax_far_from_zero(submission, reference, rng):
    """softmax sees differences only: rows at +-1e4, far from one another, come out right.
    softmax는 차이만 봅니다. +-1e4에 있거나 서로 멀리 떨어진 행에서도 맞습니다."""
    x = rng.normal(size=(4, 3)) + rng.permutation([-1e4, -50.0, 300.0, 1e4])[:, None]
    x[:, 0] += [0, -1e4, 800, 1e4]
    check_close(submission.softmax(x), reference.softmax(x))


@task("softmax", points=1)
def test_softmax_at_infinity(submission, reference, rng):
    """softmax gives 0 to an entry of -inf, and all to the one entry of +inf in a row.
    softmax는 -inf인 원소에 0을, 행에 하나 있는 +inf에 1을 줍니다."""
    x = rng.normal(size=(3, 4))
    x[0, 1:3] = -np.inf
    x[1, 2] = np.inf
    x[1, 0] = -np.inf
    check_close(submission.softmax(x), reference.softmax(x))


@task("softmax", points=1)
def test_softmax_odd_inputs(submission, reference, rng):
    """softmax takes float32 and integers, leaves x alone, and raises on a row of only -inf.
    softmax는 float32와 정수를 받고 x를 바꾸지 않으며, -inf만 있는 행에는 ValueError를 일으킵니다."""
    single = rng.normal(scale=2, size=(3, 4)).astype(np.float32)
    check_close(submission.softmax(single), reference.softmax(single))
    integers = rng.permutation(np.arange(-5, 7)).reshape(3, 4)
    got = submission.softmax(integers, axis=0)
    check_close(got, reference.softmax(integers, axis=0), rtol=1e-5, atol=1e-5)
    check_unchanged(submission)
    hidden = rng.normal(size=(3, 4))
    hidden[:, 2] = -np.inf
    check_raises("ValueError", submission.softmax, hidden, axis=0)


@task("softmax_jvp", points=2)
def test_softmax_jvp(submission, reference, rng):
    """softmax_jvp equals the Jacobian times v, row by row along axis, the last axis by default.
    softmax_jvp는 axis를 따라 행마다 Jacobian과 v의 곱입니다. 기본은 마지막 축입니다."""
    x, v = ordinary(rng), ordinary(rng)
    check_close(submission.softmax_jvp(x, v), reference.softmax_jvp(x, v))
    x, v = rng.normal(size=(2, 3, 4)), rng.normal(size=(2, 3, 4))
    check_close(submission.softmax_jvp(x, v, axis=1), reference.softmax_jvp(x, v, axis=1))


@task("softmax_jvp", points=2)
def test_softmax_jvp_of_a_long_row(submission, reference, rng):
    """softmax_jvp of a row of 50,000 entries needs no Jacobian.
    softmax_jvp는 길이 50,000인 행에서도 Jacobian 없이 계산합니다."""
    x = rng.uniform(-2, 2, size=50_000)
    v = rng.uniform(-1e4, 3e4, size=50_000)  # so large that the result is of size 1
    check_close(submission.softmax_jvp(x, v), reference.softmax_jvp(x, v))


@task("softmax_jvp", points=1)
def test_softmax_jvp_odd_inputs(submission, reference, rng):
    """softmax_jvp takes float32, integers, large and infinite x, and leaves x and v alone.
    softmax_jvp는 float32, 정수, 아주 크거나 무한한 x를 받고 x와 v를 바꾸지 않습니다."""
    x, v = rng.normal(size=(2, 3, 4)).astype(np.float32)
    check_close(submission.softmax_jvp(x, v), reference.softmax_jvp(x, v))
    x, v = rng.permutation(np.arange(-12, 12)).reshape(2, 3, 4)
    got = submission.softmax_jvp(x, v, axis=0)
    check_close(got, reference.softmax_jvp(x, v, axis=0), rtol=1e-5, atol=1e-5)
    x, v = rng.normal(size=(2, 3, 4))
    x[0] += 1e4
    x[0, 1:3] = -np.inf
    x[1, 2] = np.inf
    check_close(submission.softmax_jvp(x, v), reference.softmax_jvp(x, v))
    check_unchanged(submission)
