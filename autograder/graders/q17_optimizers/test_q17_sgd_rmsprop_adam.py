"""Hidden grader of q17: parameters followed step by step, then over many steps.

The gradients are given and do not depend on where the parameters have come to, so that rounding does
not grow. eps is large where it is to show whether it stands in the root, and gradients are as small
as its default where it is to show what that is.

Each check has names of its own, so that what a dict of the class remembers of one case is not found in the next:
such a mistake then does the same in every run of a case, and is known by it.
"""

from __future__ import annotations

import numpy as np

from autograder.grading import check, check_close, check_raises, check_unchanged, task


def draw(rng, layer=""):
    """Values for three parameters, two of them of one shape; "W" is not contiguous."""
    drawn = {"W": rng.normal(size=(3, 2)).T, "U": rng.normal(size=(2, 3)), "b": rng.normal(size=3)}
    return {layer + name: array for name, array in drawn.items()}


def learning_rates(rng, steps):
    """A different one at each step, none of them 1."""
    return [float(lr) for lr in rng.uniform(0.05, 0.5, size=steps)]


def rms_settings(rng):
    return {"alpha": float(rng.uniform(0.6, 0.9)), "eps": float(rng.uniform(0.1, 0.3))}


def adam_settings(rng):
    betas = float(rng.uniform(0.5, 0.7)), float(rng.uniform(0.8, 0.95))
    return {"betas": betas, "eps": float(rng.uniform(0.1, 0.3))}


def adamw_settings(rng):
    return {**adam_settings(rng), "weight_decay": float(rng.uniform(0.2, 0.6))}


class Pair:
    """An optimizer of the student's beside the reference's, each going its own way."""

    def __init__(self, submission, reference, name, params, **settings):
        self.mine = getattr(submission, name)(**settings)
        self.right = getattr(reference, name)(**settings)
        self.step = self.mine.step
        self.params = self.expected = params

    def walk(self, grads, lr=None):
        if lr is not None:
            self.mine.lr = self.right.lr = lr
        self.params = self.step(self.params, grads)
        check(
            isinstance(self.params, dict),
            "must return a new dict, with every name of params.",
            "params의 모든 이름이 든 새 dict를 반환해야 합니다.",
        )
        self.expected = self.right.step(self.expected, grads)

    def check(self, tolerance=None):
        check_close(self.params, self.expected, rtol=tolerance, atol=tolerance or 1e-11)


def check_first_steps(submission, reference, rng, name, **settings):
    """From the second step on, each with another lr; the first gradient of "U" is zero.

    After a single step alone, Adagrad and an RMSprop with a correction are the same.
    """
    lrs = learning_rates(rng, 4)
    pair = Pair(submission, reference, name, draw(rng, "first."), lr=lrs[0], **settings)
    for i, lr in enumerate(lrs):
        grads = draw(rng, "first.")
        if i == 0:
            grads["first.U"] = np.zeros((2, 3))
        pair.walk(grads, lr if i else None)
        if i:
            pair.check()


def check_many_steps(submission, reference, rng, name, steps):
    """Everything at its default; the gradients of "W" are as small as eps."""

    def drawn(scale=1.0):
        return {"long.W": scale * rng.normal(size=(2, 3)), "long.b": rng.normal(size=4)}

    pool = [drawn(1e-8) for _ in range(15)]
    pair = Pair(submission, reference, name, drawn())
    for i in range(steps):
        pair.walk(pool[i % len(pool)])
        if i == 0:
            pair.check()  # so that what is followed is worth following
    pair.check()


def check_names(submission, reference, rng, name, **settings):
    """Two optimizers that take turns: names are missing, come late, come in another order."""
    [lr, other_lr] = learning_rates(rng, 2)
    pair = Pair(submission, reference, name, draw(rng), lr=lr, **settings)
    other = Pair(submission, reference, name, draw(rng), lr=other_lr, **settings)
    for names in ("bUW", "W", "", "UbW"):
        grads = draw(rng)
        pair.walk({key: grads[key] for key in names})
        pair.check()
        other.walk(draw(rng))
    other.check()
    late = rng.normal(size=4)  # a new parameter, and an old one that is there no more
    pair.params, pair.expected = (
        {"late": late, "b": params["b"], "W": params["W"]}
        for params in (pair.params, pair.expected)
    )
    for _ in range(2):
        grads = draw(rng)
        pair.walk({"W": grads["W"], "late": rng.normal(size=4), "b": np.zeros(3)})
        pair.check()


def check_types(submission, reference, rng, name, **settings):
    """float32 stays float32, integers are promoted, nothing that was passed in is changed."""
    single = [
        {key: a.astype(np.float32) for key, a in draw(rng, "cast.").items()} for _ in range(3)
    ]
    whole = [
        {"cast.W": rng.integers(-5, 5, size=(2, 3)), "cast.b": rng.integers(1, 5, 3)}
        for _ in range(3)
    ]
    for params, *gradients in (single, whole):
        [lr] = learning_rates(rng, 1)
        pair = Pair(submission, reference, name, params, lr=lr, **settings)
        for grads in gradients:
            pair.walk(grads)
            pair.check(1e-5)
    check_unchanged(submission)


def check_unknown_name(submission, rng, name):
    params, grads = draw(rng), draw(rng)
    del params["U"]
    check_raises("ValueError", getattr(submission, name)(lr=0.1).step, params, grads)


@task("SGD", points=4)
def test_sgd_steps(submission, reference, rng):
    """SGD: steps with a learning rate that changes from step to step.
    SGD: 매 단계 학습률을 바꾸며 움직입니다."""
    check_first_steps(submission, reference, rng, "SGD")


@task("SGD", points=3)
def test_sgd_goes_by_names(submission, reference, rng):
    """SGD: parameters go by their names, and one without a gradient stays as it is.
    SGD: 파라미터는 이름으로 구분하고, gradient가 없는 파라미터는 그대로 둡니다."""
    check_names(submission, reference, rng, "SGD")


@task("SGD", points=1)
def test_sgd_types_and_inputs(submission, reference, rng):
    """SGD: float32 stays float32, integers are promoted, and no input is changed.
    SGD: float32는 float32로 남고, 정수는 float64가 되며, 입력은 바뀌지 않습니다."""
    check_types(submission, reference, rng, "SGD")


@task("SGD", points=1)
def test_sgd_refuses_an_unknown_name(submission, rng):
    """SGD: a name in grads that params lacks raises ValueError.
    SGD: params에 없는 이름이 grads에 있으면 ValueError를 냅니다."""
    check_unknown_name(submission, rng, "SGD")


@task("RMSprop", points=4)
def test_rmsprop_first_steps(submission, reference, rng):
    """RMSprop: the first steps, with a large eps and a learning rate that changes.
    RMSprop: 큰 eps로, 학습률을 바꾸며 처음 몇 단계를 움직입니다."""
    check_first_steps(submission, reference, rng, "RMSprop", **rms_settings(rng))


@task("RMSprop", points=3)
def test_rmsprop_over_many_steps(submission, reference, rng):
    """RMSprop: 50 steps with the default settings, some gradients as small as eps.
    RMSprop: 기본 설정으로 50단계를 움직입니다. 일부 gradient는 eps만큼 작습니다."""
    check_many_steps(submission, reference, rng, "RMSprop", steps=50)


@task("RMSprop", points=3)
def test_rmsprop_remembers_by_name(submission, reference, rng):
    """RMSprop: each name has a memory of its own; a missing one stays as it is.
    RMSprop: 기억은 이름마다 따로 있고, grads에 없는 이름은 그대로입니다."""
    check_names(submission, reference, rng, "RMSprop", **rms_settings(rng))


@task("RMSprop", points=1)
def test_rmsprop_types_and_inputs(submission, reference, rng):
    """RMSprop: float32 stays float32, integers are promoted, and no input is changed.
    RMSprop: float32는 float32로 남고, 정수는 float64가 되며, 입력은 바뀌지 않습니다."""
    check_types(submission, reference, rng, "RMSprop", **rms_settings(rng))


@task("RMSprop", points=1)
def test_rmsprop_refuses_an_unknown_name(submission, rng):
    """RMSprop: a name in grads that params lacks raises ValueError.
    RMSprop: params에 없는 이름이 grads에 있으면 ValueError를 냅니다."""
    check_unknown_name(submission, rng, "RMSprop")


@task("Adam", points=4)
def test_adam_first_steps(submission, reference, rng):
    """Adam: the first steps, with a large eps and a learning rate that changes.
    Adam: 큰 eps로, 학습률을 바꾸며 처음 몇 단계를 움직입니다."""
    check_first_steps(submission, reference, rng, "Adam", **adam_settings(rng))


@task("Adam", points=3)
def test_adam_over_many_steps(submission, reference, rng):
    """Adam: 150 steps with the default settings, some gradients as small as eps.
    Adam: 기본 설정으로 150단계를 움직입니다. 일부 gradient는 eps만큼 작습니다."""
    check_many_steps(submission, reference, rng, "Adam", steps=150)


@task("Adam", points=3)
def test_adam_remembers_by_name(submission, reference, rng):
    """Adam: each name has moments and a count of its own; a missing one stays as it is.
    Adam: 모멘트와 단계 수는 이름마다 따로 있고, grads에 없는 이름은 그대로입니다."""
    check_names(submission, reference, rng, "Adam", **adam_settings(rng))


@task("Adam", points=1)
def test_adam_types_and_inputs(submission, reference, rng):
    """Adam: float32 stays float32, integers are promoted, and no input is changed.
    Adam: float32는 float32로 남고, 정수는 float64가 되며, 입력은 바뀌지 않습니다."""
    check_types(submission, reference, rng, "Adam", **adam_settings(rng))


@task("Adam", points=1)
def test_adam_refuses_an_unknown_name(submission, rng):
    """Adam: a name in grads that params lacks raises ValueError.
    Adam: params에 없는 이름이 grads에 있으면 ValueError를 냅니다."""
    check_unknown_name(submission, rng, "Adam")


@task("AdamW", points=4)
def test_adamw_first_steps(submission, reference, rng):
    """AdamW: the first steps, with a large eps, a large decay and a learning rate that changes.
    AdamW: 큰 eps와 큰 weight decay로, 학습률을 바꾸며 처음 몇 단계를 움직입니다."""
    check_first_steps(submission, reference, rng, "AdamW", **adamw_settings(rng))


@task("AdamW", points=3)
def test_adamw_over_many_steps(submission, reference, rng):
    """AdamW: 50 steps with the default settings, some gradients as small as eps.
    AdamW: 기본 설정으로 50단계를 움직입니다. 일부 gradient는 eps만큼 작습니다."""
    check_many_steps(submission, reference, rng, "AdamW", steps=50)


@task("AdamW", points=3)
def test_adamw_remembers_by_name(submission, reference, rng):
    """AdamW: a missing name neither moves nor decays; one with a gradient of zeros decays.
    AdamW: grads에 없는 이름은 움직이지도 줄어들지도 않고, gradient가 0인 이름은 줄어듭니다."""
    check_names(submission, reference, rng, "AdamW", **adamw_settings(rng))


@task("AdamW", points=1)
def test_adamw_types_and_inputs(submission, reference, rng):
    """AdamW: float32 stays float32, integers are promoted, and no input is changed.
    AdamW: float32는 float32로 남고, 정수는 float64가 되며, 입력은 바뀌지 않습니다."""
    check_types(submission, reference, rng, "AdamW", **adamw_settings(rng))


@task("AdamW", points=1)
def test_adamw_refuses_an_unknown_name(submission, rng):
    """AdamW: a name in grads that params lacks raises ValueError.
    AdamW: params에 없는 이름이 grads에 있으면 ValueError를 냅니다."""
    check_unknown_name(submission, rng, "AdamW")
