"""Hidden grader of q17c: each step from a warm state, with a learning rate that changes on the way.

Only then do the conventions differ: from rest and with one lr, most of them walk the same path.
"""

from __future__ import annotations

import math

import numpy as np

from autograder.grading import check, check_close, check_unchanged, task


def check_state(result, expected, tolerance=None):
    """A step's new ``(theta, velocity)``; a small difference of large numbers is no error."""
    check(
        isinstance(result, tuple | list) and len(result) == 2,
        "must return a tuple of two, the new theta first.",
        "값 두 개의 튜플을 반환해야 하고, 새 theta가 먼저입니다.",
    )
    theta, velocity = expected
    atol = tolerance or 1e-11
    check_close(result[0], theta, rtol=tolerance, atol=atol)
    if velocity is None:
        check(
            result[1] is None,
            "buf was None and must be returned as it came.",
            "buf가 None이었으므로 그대로 None을 반환해야 합니다.",
        )
    else:
        check_close(result[1], velocity, rtol=tolerance, atol=atol)


def check_steps(submission, reference, name, state, gradients, lrs, tolerance=None, **settings):
    """Steps of the function ``name``, each from where the submission itself has arrived."""
    step, reference_step = getattr(submission, name), getattr(reference, name)
    mine = theirs = state
    for gradient, lr in zip(gradients, lrs):
        mine = step(*mine, gradient, lr, **settings)
        theirs = reference_step(*theirs, gradient, lr, **settings)
        check_state(mine, theirs, tolerance)


def learning_rates(rng, steps):
    """A different one at each step, none of them 1."""
    return [float(lr) for lr in rng.uniform(0.05, 0.5, size=steps)]


def factor(rng):
    """For beta and momentum: neither 0 nor 1, and not 0.5, where beta is 1 - beta."""
    return float(rng.uniform(0.6, 0.95))


def warm_start(rng, shape, steps):
    """theta, its velocity, and the gradients of some steps; none of them contiguous."""
    return [rng.normal(size=shape[::-1]).T for _ in range(2 + steps)]


def make_grad_fn(scale):
    def grad_fn(point):
        return scale * point + np.sin(point)

    return grad_fn


def single(array):
    return array.astype(np.float32)


@task("heavy_ball", points=4)
def test_heavy_ball(submission, reference, rng):
    """Steps from a velocity that is not zero, with a learning rate that changes from step to step.
    0이 아닌 속도에서 시작해, 매 단계 학습률을 바꾸며 움직입니다."""
    for shape, steps in [((5,), 1), ((2, 3, 4), 3)]:
        theta, velocity, *gradients = warm_start(rng, shape, steps)
        lrs, settings = learning_rates(rng, steps), {"beta": factor(rng)}
        state = theta, velocity
        check_steps(submission, reference, "heavy_ball", state, gradients, lrs, **settings)


@task("heavy_ball", points=1)
def test_heavy_ball_keeps_float32_and_its_inputs(submission, reference, rng):
    """float32 stays float32, and no input is changed.
    float32는 float32로 남고, 입력은 바뀌지 않습니다."""
    theta, velocity, grad = single(rng.normal(size=(3, 5)))
    lrs, settings = learning_rates(rng, 1), {"beta": factor(rng)}
    state = theta, velocity
    check_steps(submission, reference, "heavy_ball", state, [grad], lrs, 1e-5, **settings)
    check_unchanged(submission)


@task("nesterov", points=4)
def test_nesterov(submission, reference, rng):
    """Steps from a velocity that is not zero; the gradient is taken ahead of theta.
    0이 아닌 속도에서 시작합니다. gradient는 theta보다 앞선 점에서 구합니다."""
    for shape, steps in [((5,), 1), ((2, 3, 4), 3)]:
        theta, velocity, scale = warm_start(rng, shape, 1)
        grad_fns = [make_grad_fn(2 + np.abs(scale))] * steps
        lrs, settings = learning_rates(rng, steps), {"beta": factor(rng)}
        state = theta, velocity
        check_steps(submission, reference, "nesterov", state, grad_fns, lrs, **settings)


@task("nesterov", points=1)
def test_nesterov_keeps_float32_and_its_inputs(submission, reference, rng):
    """float32 stays float32, and no input is changed.
    float32는 float32로 남고, 입력은 바뀌지 않습니다."""
    theta, velocity, scale = single(rng.normal(size=(3, 5)))
    grad_fns = [make_grad_fn(2 + np.abs(scale))]
    lrs, settings = learning_rates(rng, 1), {"beta": factor(rng)}
    state = theta, velocity
    check_steps(submission, reference, "nesterov", state, grad_fns, lrs, 1e-5, **settings)
    check_unchanged(submission)


@task("ema_momentum", points=4)
def test_ema_momentum(submission, reference, rng):
    """Steps from an average that is not zero, with a learning rate that changes from step to step.
    0이 아닌 평균에서 시작해, 매 단계 학습률을 바꾸며 움직입니다."""
    for shape, steps in [((5,), 1), ((2, 3, 4), 3)]:
        theta, m, *gradients = warm_start(rng, shape, steps)
        lrs, settings = learning_rates(rng, steps), {"beta": factor(rng)}
        check_steps(submission, reference, "ema_momentum", (theta, m), gradients, lrs, **settings)


@task("ema_momentum", points=1)
def test_ema_momentum_keeps_float32_and_its_inputs(submission, reference, rng):
    """float32 stays float32, and no input is changed.
    float32는 float32로 남고, 입력은 바뀌지 않습니다."""
    theta, m, grad = single(rng.normal(size=(3, 5)))
    lrs, settings = learning_rates(rng, 1), {"beta": factor(rng)}
    state = theta, m
    check_steps(submission, reference, "ema_momentum", state, [grad], lrs, 1e-5, **settings)
    check_unchanged(submission)


@task("torch_sgd_step", points=2)
def test_torch_sgd_step_with_momentum(submission, reference, rng):
    """Steps with momentum alone, from no buffer at all, with a learning rate that changes.
    momentum만 써서, buffer가 없는 상태부터 학습률을 바꿔 가며 움직입니다."""
    theta, *gradients = rng.normal(size=(4, 3, 2))
    lrs = learning_rates(rng, 3)
    settings = {"momentum": factor(rng)}
    check_steps(submission, reference, "torch_sgd_step", (theta, None), gradients, lrs, **settings)


@task("torch_sgd_step", points=2)
def test_torch_sgd_step_with_dampening(submission, reference, rng):
    """Dampening spares the first buffer and weakens every later gradient.
    dampening은 첫 buffer에는 적용되지 않고 그 뒤의 gradient만 약하게 합니다."""
    theta, *gradients = rng.normal(size=(4, 3, 2))
    lrs = learning_rates(rng, 3)
    settings = {"momentum": factor(rng), "dampening": float(rng.uniform(0.2, 0.8))}
    check_steps(submission, reference, "torch_sgd_step", (theta, None), gradients, lrs, **settings)


@task("torch_sgd_step", points=2)
def test_torch_sgd_step_with_nesterov(submission, reference, rng):
    """With nesterov the step is the gradient plus momentum times the new buffer.
    nesterov이면 gradient에 갱신된 buffer의 momentum배를 더한 방향으로 움직입니다."""
    theta, *gradients = rng.normal(size=(4, 3, 2))
    lrs = learning_rates(rng, 3)
    settings = {"momentum": factor(rng), "nesterov": True}
    check_steps(submission, reference, "torch_sgd_step", (theta, None), gradients, lrs, **settings)


@task("torch_sgd_step", points=2)
def test_torch_sgd_step_with_weight_decay(submission, reference, rng):
    """Weight decay, together with dampening and with nesterov, from a buffer that is not zero.
    0이 아닌 buffer에서 시작해, weight decay를 dampening이나 nesterov와 함께 씁니다."""
    for more in [{"dampening": float(rng.uniform(0.2, 0.8))}, {"nesterov": True}]:
        theta, buf, *gradients = rng.normal(size=(5, 4))
        lrs = learning_rates(rng, 3)
        settings = {"momentum": factor(rng), "weight_decay": float(rng.uniform(0.1, 0.5)), **more}
        check_steps(
            submission, reference, "torch_sgd_step", (theta, buf), gradients, lrs, **settings
        )


@task("torch_sgd_step", points=1)
def test_torch_sgd_step_without_momentum(submission, reference, rng):
    """Momentum 0 is plain gradient descent, and buf comes back as it went in.
    momentum이 0이면 보통의 경사 하강법이고, buf는 받은 그대로 돌아옵니다."""
    theta, buf, grad = rng.normal(size=(3, 3, 2))
    settings = {"momentum": 0.0, "weight_decay": float(rng.uniform(0.1, 0.5))}
    for state in [(theta, None), (theta, buf)]:
        lrs = learning_rates(rng, 1)
        check_steps(submission, reference, "torch_sgd_step", state, [grad], lrs, **settings)


@task("torch_sgd_step", points=1)
def test_torch_sgd_step_keeps_float32_and_its_inputs(submission, reference, rng):
    """float32 stays float32, and neither the parameters, the buffer nor the gradient are changed.
    float32는 float32로 남고, 파라미터도 buffer도 gradient도 바뀌지 않습니다."""
    theta, *gradients = single(rng.normal(size=(3, 5)))
    lrs = learning_rates(rng, 2)
    settings = {"momentum": factor(rng), "weight_decay": float(rng.uniform(0.1, 0.5))}
    state = theta, None
    check_steps(submission, reference, "torch_sgd_step", state, gradients, lrs, 1e-5, **settings)
    check_unchanged(submission)


@task("unrolled_velocity", points=2)
def test_unrolled_velocity_is_the_heavy_ball(submission, reference, rng):
    """The sum equals the velocity that heavy_ball reaches, for one step and for several.
    한 단계든 여러 단계든, 합은 heavy_ball이 도달한 속도와 같습니다."""
    for shape in [(6, 2, 3), (1, 5)]:
        grads = rng.normal(size=shape)
        [lr], beta = learning_rates(rng, 1), factor(rng)
        velocity = np.zeros(shape[1:])
        for grad in grads:
            _, velocity = reference.heavy_ball(np.zeros(shape[1:]), velocity, grad, lr, beta)
        check_close(submission.unrolled_velocity(grads, beta, lr), velocity, atol=1e-11)


@task("unrolled_velocity", points=2)
def test_unrolled_velocity_at_the_ends(submission, reference, rng):
    """beta = 0 keeps the last gradient only, beta = 1 all of them; between them a geometric series.
    beta = 0이면 마지막 gradient만, beta = 1이면 모든 gradient를 기억하고, 그 사이는 등비급수입니다."""
    grads = rng.normal(size=(5, 3))
    [lr], beta = learning_rates(rng, 1), factor(rng)
    constant = np.tile(grads[0], (40, 1))
    total = (1 - beta**40) / (1 - beta)
    check_close(submission.unrolled_velocity(constant, beta, lr), -lr * total * grads[0])
    check_close(submission.unrolled_velocity(grads, 0.0, lr), -lr * grads[-1])
    check_close(submission.unrolled_velocity(grads, 1.0, lr), -lr * grads.sum(axis=0), atol=1e-11)


@task("unrolled_velocity", points=1)
def test_unrolled_velocity_keeps_float32_and_its_inputs(submission, reference, rng):
    """float32 stays float32, and the gradients are not changed.
    float32는 float32로 남고, gradient는 바뀌지 않습니다."""
    grads = single(rng.normal(size=(5, 3)))
    [lr], beta = learning_rates(rng, 1), factor(rng)
    expected = reference.unrolled_velocity(grads, beta, lr)
    check_close(submission.unrolled_velocity(grads, beta, lr), expected, rtol=1e-5, atol=1e-5)
    check_unchanged(submission)


@task("terminal_velocity_factor", points=2)
def test_terminal_velocity_factor(submission, reference, rng):
    """The factor is the sum of the geometric series, from no momentum to very much of it.
    모멘텀이 전혀 없을 때부터 아주 클 때까지, 배율은 등비급수의 합입니다."""
    for beta in [factor(rng), 0.0, 0.9999]:
        expected = reference.terminal_velocity_factor(beta)
        check_close(submission.terminal_velocity_factor(beta), expected)


@task("terminal_velocity_factor", points=1)
def test_terminal_velocity_factor_without_friction(submission, reference, rng):
    """At beta = 1 the speed grows without limit: inf.
    beta = 1이면 속도가 끝없이 커집니다. 답은 inf입니다."""
    check_close(submission.terminal_velocity_factor(1.0), math.inf)
