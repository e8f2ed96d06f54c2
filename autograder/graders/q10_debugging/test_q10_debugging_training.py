"""Hidden grader of q10: diagnoses that are right, and that leave the patient as it was.

Models are made by probes, with submodules in modes of their own, gradients left over from an earlier
batch, and hooks of somebody else's. The runs that are to be named are recorded ones.
"""

from __future__ import annotations

import itertools
import math

import numpy as np
import torch

from autograder.graders.q10_debugging.recorded_runs import KEYS, RUNS
from autograder.grading import check, check_close, check_unchanged, task
from autograder.grading.errors import SubmissionError
from autograder.worker.probes.optimizers import warm

warm()  # the first step of an optimizer imports what would count against some case's deadline

# Leaving a model as it was

WORDS = {
    "modes": ("the mode of module {} is another", "모듈 {}의 모드가 달라졌습니다"),
    "buffers": ("buffer {} has changed", "버퍼 {}의 값이 바뀌었습니다"),
    "gradients": ("the .grad of {} has changed", "{}의 .grad가 바뀌었습니다"),
    "parameters": ("the weights {} have changed", "가중치 {}의 값이 바뀌었습니다"),
    "requires_grad": (
        "the requires_grad of {} has changed",
        "{}의 requires_grad가 바뀌었습니다",
    ),
}


def state_of(side, model):
    return side.probe.snapshot(model), side.probe.hooks(model)


def check_as_it_was(submission, model, before):
    check_same_state(state_of(submission, model), before)


def check_same_state(after, before):
    """Part by part, so that the message says what has not been put back."""
    snapshot, hooks = after
    for part, (en, ko) in WORDS.items():
        for name, value in before[0][part].items():
            check(
                _same(snapshot[part][name], value),
                f"{en.format(repr(name))} after the call. Leave the model as you found it.",
                f"호출 뒤에 {ko.format(repr(name))}. 모델을 원래 상태 그대로 두어야 합니다.",
            )
    more = {kind: hooks[kind] - count for kind, count in before[1].items()}
    check(
        not any(count > 0 for count in more.values()),
        "hooks of yours are still on the model. Remove each through its handle, in a finally block.",
        "등록한 hook이 모델에 남아 있습니다. finally 블록에서 handle로 모두 제거하세요.",
    )
    check(
        not any(more.values()),
        "hooks of somebody else's are gone. Remove your own alone, through their handles.",
        "원래 있던 hook까지 사라졌습니다. 자기가 등록한 hook만 handle로 제거하세요.",
    )


def _same(one, other):
    if one is None or other is None:
        return one is other
    return np.array_equal(one, other, equal_nan=np.asarray(other).dtype.kind == "f")


def leave_gradients(side, model, loss, x, y):
    """What a backward pass on some other batch has left behind in .grad.

    The loss that crosses the line is a copy, and no graph crosses; a tensor that stays in the worker
    takes part in the graph by being written into.
    """
    holder = side.probe.tensor(0.0)
    holder.copy_(loss(model(x), y))
    holder.backward()


def batch(rng, rows, columns, outputs):
    """(x, y) in float64, as float64 models want them."""
    return torch.tensor(rng.normal(size=(rows, columns))), torch.tensor(
        rng.normal(size=(rows, outputs))
    )


def check_lets_through(function, *args):
    """What a module of the model raises reaches the caller, as it was."""
    try:
        function(*args)
    except SubmissionError as error:
        if "planted failure" not in error.words:
            raise
        return
    check(
        False,
        "the model has raised, and nobody hears of it. Use finally to clean up, not except.",
        "모델이 예외를 냈는데 호출한 쪽에 전달되지 않았습니다. except가 아니라 finally에서 정리하세요.",
    )


MIXED = {  # in train mode, but for one norm; somebody else's hook on the last layer
    "norm": ("BatchNorm1d", 3),
    "still": ("BatchNorm1d", 3, {"mode": "eval"}),
    "drop": ("Dropout", 0.0),
    "head": ("Linear", 3, 2, {"hooked": True}),
}


def mixed(side, *more, mode="train", seed=1):
    spec = dict(MIXED) | {f"more{i}": spec for i, spec in enumerate(more)}
    return side.probe.module(("Sequential", spec, {"mode": mode}), seed, dtype="float64")


# gradient_check


def polynomial(rng, shape):
    """f, its gradient, and where: with a third derivative, in memory the other way round."""
    cubic, square = (torch.tensor(rng.uniform(0.5, 2, size=shape)) for _ in range(2))
    x = torch.tensor(np.asarray(rng.uniform(0.5, 1.5, size=shape[::-1])).T)
    return (
        lambda t: (cubic * t**3 + square * t**2).sum(),
        lambda t: 3 * cubic * t**2 + 2 * square * t,
        x * torch.tensor(rng.choice([-1.0, 1.0], size=shape)),
    )


@task("gradient_check", points=3)
def test_gradient_check_measures_the_error(submission, reference, rng):
    """The largest relative error of wrong gradients, and next to nothing for right ones.
    틀린 gradient에서는 가장 큰 상대 오차를, 맞는 gradient에서는 0에 가까운 값을 반환합니다."""
    for shape in ((), (4,), (2, 3)):
        f, grad, x = polynomial(rng, shape)
        check(
            float(submission.gradient_check(f, grad, x)) < 1e-6,
            "the gradient is right, and the error must be next to nothing.",
            "맞는 gradient이므로 오차가 거의 0이어야 합니다.",
        )
    for place, factor in (((1, 2), 0.6), ((0, 0), 1.3)):
        wrong = torch.ones(2, 3, dtype=torch.float64)
        wrong[place] = factor

        def wrong_grad(t, wrong=wrong):
            return grad(t) * wrong

        got = submission.gradient_check(f, wrong_grad, x)
        check_close(got, reference.gradient_check(f, wrong_grad, x), rtol=1e-5)


@task("gradient_check", points=2)
def test_gradient_check_takes_central_differences(submission, reference, rng):
    """With a large eps the error is that of central differences, of the order of eps^2.
    eps가 크면 중앙 차분의 오차, 즉 eps^2 정도의 오차가 나옵니다."""
    for shape, eps in (((2, 3), 1e-2), ((3,), 3e-3)):
        f, grad, x = polynomial(rng, shape)
        got = submission.gradient_check(f, grad, x, eps=eps)
        check_close(got, reference.gradient_check(f, grad, x, eps=eps), rtol=1e-5)


@task("gradient_check", points=2)
def test_gradient_check_of_small_gradients(submission, reference, rng):
    """Errors are relative down to gradients of 1e-8; below that they are taken relative to 1e-8.
    gradient가 1e-8 이상이면 상대 오차이고, 그보다 작으면 1e-8에 대한 비율입니다."""
    x = torch.tensor(rng.uniform(0.5, 1, size=3))
    for size, factor in ((-1e-4, 0.5), (1e-4, -0.5), (1e-10, 2)):
        slopes = size * torch.tensor(rng.uniform(1, 2, size=3))

        def f(t, slopes=slopes):
            return (slopes * t).sum()

        def grad(t, slopes=slopes, factor=factor):
            return factor * slopes

        got = submission.gradient_check(f, grad, x)
        check_close(got, reference.gradient_check(f, grad, x), rtol=1e-4)
    got = submission.gradient_check(lambda t: 0 * t.sum(), lambda t: 0 * t, x)
    check_close(got, 0.0)


@task("gradient_check", points=1)
def test_gradient_check_leaves_x(submission, rng):
    """x is what it was, to the last bit.
    x는 마지막 비트까지 그대로입니다."""
    f, grad, x = polynomial(rng, (3, 4))
    submission.gradient_check(f, grad, x, eps=1e-3)
    check_unchanged(submission)


# first_nonfinite_module


def check_first(submission, spec, x, expected, state=3):
    check_name(submission, submission.probe.module(spec, state), x, expected)


def check_name(submission, model, x, expected):
    got = submission.first_nonfinite_module(model, x)
    check(
        type(got) is type(expected) and got == expected,
        f"named {got!r}, expected {expected!r}.",
        f"반환값 {got!r}, 기댓값 {expected!r}.",
    )


@task("first_nonfinite_module", points=3)
def test_first_nonfinite_module(submission, rng):
    """The cause is named: a child before its parent, before all that comes after; or None.
    원인을 찾습니다. 부모보다 자식이, 뒤의 모듈보다 앞의 모듈이 먼저입니다. 없으면 None입니다."""
    # Twice something overflows, and tanh makes 1 of it: it is not the last that is to be named.
    layer = ("Linear", 2, 2, {"bias": False})
    spec = {"one": layer, "tanh": ("Tanh",), "two": layer, "flat": ("Tanh",)}
    huge = {f"{name}.weight": np.full((2, 2), 3e38) for name in ("one", "two")}
    x = torch.tensor(rng.uniform(3, 9, size=(3, 2)), dtype=torch.float32)
    check_first(submission, spec, x, "one", huge)
    x = torch.tensor(rng.normal(size=(2, 4)), dtype=torch.float32)
    for planted, expected in ((("nan",), "body.child.1"), (("Tanh",), None)):
        body = [("Linear", 5, 5), planted]
        spec = {
            "stem": [("Linear", 4, 5), ("ReLU",)],
            "body": ("residual", body),
            "head": ("Linear", 5, 3),
        }
        check_first(submission, spec, x, expected)
    huge = torch.full((2, 3), 2.5e38)  # twice that is inf in float32
    check_first(submission, ("residual", ("Identity",)), huge, "")
    spec = {"a": ("Identity",), "b": ("residual", [("Identity",), ("Identity",)]), "c": ("ReLU",)}
    check_first(submission, spec, huge, "b")


@task("first_nonfinite_module", points=2)
def test_first_nonfinite_in_nested_outputs(submission, rng):
    """Tuples, lists and dicts are searched, and what counts is the output as it is returned.
    튜플, 리스트, 딕셔너리 속까지 찾습니다. 기준은 모듈이 반환하는 순간의 출력입니다."""
    # A shared module is fine the first time; its second call is the first to go wrong.
    spec = {"first": ("scale",), "between": ("Identity",), "second": ("same", "first")}
    x = torch.tensor(rng.uniform(1, 2, size=(2, 3)), dtype=torch.float32)
    check_first(submission, spec, x, "first", {"first.scale": np.array(1e25)})
    # What is no tensor does not matter.
    x = {"x": torch.ones(2, 3), "mask": None, "words": ("a", "b"), "count": 3}
    check_first(submission, [("Identity",), ("pick", "x")], x, None)
    # Each of two puts out what it is given, and twice that, which is inf; the model is finite.
    huge = torch.full((2, 3), 2.5e38)
    for arguments, key in (((), 0), ((True,), "first")):
        wrap = ("tuple_output", ("Identity",), *arguments)
        spec = {"one": wrap, "pick": ("pick", key), "two": wrap, "again": ("pick", key)}
        check_first(submission, spec, huge, "one")
    # relu makes 0 of -inf, in place: seen too late, all is well.
    spec = {"fc": ("Linear", 1, 2), "relu": ("ReLU", {"inplace": True}), "head": ("Linear", 2, 1)}
    state = {"fc.weight": np.array([[-3e38], [1.0]])}
    check_first(submission, spec, torch.full((2, 1), float(rng.uniform(3, 9))), "fc", state)


@task("first_nonfinite_module", points=2)
def test_first_nonfinite_module_runs_the_model_as_it_stands(submission, rng):
    """Each module runs in the mode that it is in, and neither modes nor buffers are left changed.
    모듈마다 현재 모드로 실행하고, 모드와 버퍼를 바꾸지 않습니다."""
    x, _ = batch(rng, 5, 3, 2)
    model = mixed(submission)
    before = state_of(submission, model)
    check_name(submission, model, x, None)
    check_as_it_was(submission, model, before)
    # In train mode nobody reads the running mean, in eval mode everybody does.
    spoilt = {"norm.running_mean": np.full(3, math.nan)}
    for mode, expected in (("train", None), ("eval", "norm")):
        spec = {"norm": ("BatchNorm1d", 3, {"mode": mode}), "fc": ("Linear", 3, 2)}
        model = submission.probe.module(spec, spoilt, dtype="float64")
        check_name(submission, model, x, expected)


@task("first_nonfinite_module", points=2)
def test_first_nonfinite_module_of_a_model_that_raises(submission, rng):
    """An exception of the model reaches the caller, and no hook, mode or buffer is left changed.
    모델의 예외는 호출한 쪽에 전달되고, hook도 모드도 버퍼도 그대로입니다."""
    x, _ = batch(rng, 5, 3, 2)
    model = mixed(submission, ("raises",))
    before = state_of(submission, model)
    check_lets_through(submission.first_nonfinite_module, model, x)
    check_as_it_was(submission, model, before)


# parameters_without_gradient


def check_names(submission, spec, x, y, expected, state=4):
    model = submission.probe.module(spec, state, dtype="float64")
    check_list(submission, model, submission.probe.loss("mse"), x, y, expected)


def check_list(submission, model, loss, x, y, expected):
    got = submission.parameters_without_gradient(model, loss, x, y)
    check(
        isinstance(got, list | tuple) and list(got) == expected,
        f"got {got!r}, expected {expected!r}.",
        f"반환값 {got!r}, 기댓값 {expected!r}.",
    )


@task("parameters_without_gradient", points=3)
def test_parameters_without_gradient(submission, rng):
    """Unused, frozen, cut off or multiplied by 0: named in the order of named_parameters.
    쓰이지 않거나, 고정되었거나, 그래프가 끊겼거나, 0이 곱해진 파라미터를 named_parameters 순서로 찾습니다."""
    x, y = batch(rng, 5, 3, 2)
    spec = {
        "stem": ("Linear", 3, 4),
        "zero": ("unused", 2, {"times_zero": True}),
        "idle": ("unused", 3),
        "still": ("Linear", 4, 4, {"frozen": True}),
        "tanh": ("Tanh",),
        "head": ("Linear", 4, 2),
    }
    expected = ["zero.weight", "idle.weight", "still.weight", "still.bias"]
    check_names(submission, spec, x, y, expected)
    spec = {"before": ("Linear", 3, 4), "cut": ("detached",), "after": ("Linear", 4, 2)}
    check_names(submission, spec, x, y, ["before.weight", "before.bias"])
    spec = [("Linear", 3, 4, {"frozen": True}), ("Linear", 4, 2, {"frozen": True})]
    check_names(submission, spec, x, y, ["0.weight", "0.bias", "1.weight", "1.bias"])


RELU = [("Linear", 3, 4), ("ReLU",), ("Linear", 4, 2)]


@task("parameters_without_gradient", points=2)
def test_parameters_with_little_gradient(submission, rng):
    """A gradient counts as 0 only if every entry is exactly 0.
    gradient의 모든 원소가 정확히 0일 때만 0으로 봅니다."""
    x, y = batch(rng, 5, 3, 2)
    weights = {"0.weight": rng.normal(size=(4, 3)), "2.weight": rng.normal(size=(2, 4))}
    dead = weights | {"0.bias": np.full(4, -100.0)}
    check_names(submission, RELU, x, y, ["0.weight", "0.bias", "2.weight"], dead)
    half_dead = weights | {"0.bias": np.array([-100.0, 100.0, -100.0, 100.0])}
    check_names(submission, RELU, x, y, [], half_dead)
    tiny = half_dead | {"2.weight": 1e-30 * weights["2.weight"]}
    check_names(submission, RELU, x, y, [], tiny)


@task("parameters_without_gradient", points=2)
def test_parameters_without_gradient_on_this_batch(submission, rng):
    """A gradient that an earlier batch has left behind says nothing about this one.
    이전 배치가 남긴 gradient는 이번 배치와 상관이 없습니다."""
    x, y = batch(rng, 5, 3, 2)
    x = x.abs()
    loss = submission.probe.loss("mse")
    state = {"0.weight": rng.uniform(0.5, 1, size=(4, 3)), "0.bias": np.zeros(4)}
    model = submission.probe.module(RELU, state, dtype="float64")
    leave_gradients(submission, model, loss, x, y)
    check_list(submission, model, loss, -x, y, ["0.weight", "0.bias", "2.weight"])
    check_list(submission, model, loss, x, y, [])


@task("parameters_without_gradient", points=3)
def test_parameters_without_gradient_leaves_the_model(submission, rng):
    """Weights, buffers, modes, requires_grad and .grad are as before, those that were None too.
    가중치, 버퍼, 모드, requires_grad, .grad가 그대로입니다. None이던 .grad도 None입니다."""
    x, y = batch(rng, 5, 3, 2)
    loss = submission.probe.loss("mse")
    for planted in (False, True):
        model = mixed(submission, ("Linear", 2, 2, {"frozen": True}))
        if planted:
            leave_gradients(submission, model, loss, 2 * x, y)
        before = state_of(submission, model)
        expected = ["more0.weight", "more0.bias"]
        check_list(submission, model, loss, x, y, expected)
        check_as_it_was(submission, model, before)


# train_step


def check_step(sides, models, optimizers, losses, x, y):
    """One step on either side; what it returns, and where the model is then."""
    got, expected = (
        side.train_step(model, optimizer, loss, x, y)
        for side, model, optimizer, loss in zip(sides, models, optimizers, losses)
    )
    check(
        not getattr(got, "requires_grad", False),
        "the loss that is returned holds on to its graph, and keeps it in memory. Return loss.item().",
        "반환한 loss가 계산 그래프를 붙잡고 있어 메모리가 해제되지 않습니다. loss.item()을 반환하세요.",
    )
    check_close(got, expected, dtype=False)
    ours, theirs = (side.probe.snapshot(model) for side, model in zip(sides, models))
    for part in ("modes", "buffers", "parameters"):
        check_close(ours[part], theirs[part])


@task("train_step", points=3)
def test_train_step(submission, reference, rng):
    """The loss before the update comes back, and the update is that of this batch's gradient alone.
    업데이트 전의 loss를 반환하고, 이번 배치의 gradient만으로 업데이트합니다."""
    sides = submission, reference
    spec = [("Linear", 3, 4), ("Tanh",), ("Linear", 4, 2)]
    for name, settings in (("sgd", {"lr": 0.2, "momentum": 0.9}), ("adam", {"lr": 0.05})):
        models = [side.probe.module(spec, 5, dtype="float64") for side in sides]
        losses = [side.probe.loss("mse") for side in sides]
        left = batch(rng, 4, 3, 2)
        for side, model, loss in zip(sides, models, losses):
            leave_gradients(side, model, loss, *left)
        optimizers = [
            side.probe.optimizer(name, model, **settings) for side, model in zip(sides, models)
        ]
        for rows in (5, 3):
            check_step(sides, models, optimizers, losses, *batch(rng, rows, 3, 2))


@task("train_step", points=2)
def test_train_step_leaves_the_modes_to_the_caller(submission, reference, rng):
    """Modes stay as they are, and batch norm's statistics move only where they do in that mode.
    모드는 그대로이고, batch norm의 통계는 그 모드에서 움직이는 것만 움직입니다."""
    sides = submission, reference
    losses = [side.probe.loss("mse") for side in sides]
    for mode in ("train", "eval"):
        models = [mixed(side, mode=mode) for side in sides]
        optimizers = [
            side.probe.optimizer("sgd", model, lr=0.1) for side, model in zip(sides, models)
        ]
        check_step(sides, models, optimizers, losses, *batch(rng, 5, 3, 2))


# can_overfit_one_batch


def path_of(reference, spec, state, data, lr):
    """The loss before the first step and after each, without end, in train mode."""
    model = reference.probe.module(spec, state, dtype="float64").train()
    optimizer, loss = torch.optim.Adam(model.parameters(), lr=lr), reference.probe.loss("mse")
    while True:  # the step that each takes shows in the next
        yield reference.train_step(model, optimizer, loss, *data)


def steps_until(path, reached):
    """After how many steps the share of the first loss that is left is as ``reached`` wants it."""
    start = next(path)
    return next(i for i, loss in enumerate(path, 1) if reached(loss / start))


def check_verdicts(submission, reference, spec, state, questions):
    """Each question is (data, steps, lr); of its path, how the loss goes, the truth is known.

    All are asked before the first is judged: the pattern tells one mistake from another.
    """
    loss, asked = submission.probe.loss("mse"), []
    for data, steps, lr in questions:
        path = itertools.islice(path_of(reference, spec, state, data, lr), steps + 1)
        model = submission.probe.module(spec, state, dtype="float64")
        asked.append((submission.can_overfit_one_batch(model, loss, *data, steps, lr), path))
    for got, (start, *path) in asked:
        best, last = min(path) / start, path[-1] / start
        check(
            isinstance(got, bool | np.bool_) and bool(got) == (best < 0.05),
            f"got {bool(got)}, where the lowest loss after any of {len(path)} steps is {best:.4g} of that "
            f"before the first, and the last is {last:.4g} of it.",
            f"반환값 {bool(got)}: {len(path)}번의 step 뒤 loss 중 가장 낮은 값은 처음 loss의 {best:.4g}배이고, 마지막 "
            f"loss는 {last:.4g}배입니다.",
        )


@task("can_overfit_one_batch", points=3)
def test_can_overfit_one_batch(submission, reference, rng):
    """True if the loss falls below a twentieth of its start, after the last step too.
    loss가 처음의 20분의 1 아래로 내려가면 True입니다. 마지막 step 뒤의 loss도 봅니다."""
    spec, lr = [("Linear", 3, 4), ("Tanh",), ("Linear", 4, 2)], 0.15
    x, y = batch(rng, 3, 3, 2)
    path = path_of(reference, spec, 6, (x, y), lr)
    enough = steps_until(path, lambda left: left < 0.05)
    contradiction = torch.cat([x, x]), torch.cat([y, y + 3])  # one input, two answers
    questions = [((x, y), enough - 1, lr), ((x, y), enough, lr), (contradiction, 12, lr)]
    check_verdicts(submission, reference, spec, 6, questions)


@task("can_overfit_one_batch", points=2)
def test_can_overfit_one_batch_at_any_step(submission, reference, rng):
    """True even if the loss rises again; the size of the loss itself does not matter.
    loss가 다시 올라가도 True입니다. loss 자체의 크기는 상관이 없습니다."""
    spec, state = ("Linear", 1, 1, {"bias": False}), {"weight": np.zeros((1, 1))}
    share = float(rng.uniform(0.28, 0.36))
    questions = []
    for size in (1.0, 1e-3 / share, 30.0):  # a step of Adam is about lr, whatever the gradient
        data = torch.ones(2, 1).double(), torch.full((2, 1), size).double()
        path = path_of(reference, spec, state, data, share * size)
        dip = steps_until(path, lambda left: left < 0.05)
        again = dip + steps_until(itertools.chain([size**2], path), lambda left: left > 0.08)
        questions.append((data, again, share * size))
    check_verdicts(submission, reference, spec, state, questions)
    # A step to 0.777 of the way leaves 0.0497 of the loss, one to 0.7755 leaves 0.0504.
    data = torch.ones(2, 1).double(), torch.full((2, 1), 11.0).double()
    questions = [(data, 1, 0.777), (data, 1, 0.7755)]
    check_verdicts(submission, reference, spec, {"weight": np.full((1, 1), 10.0)}, questions)


@task("can_overfit_one_batch", points=2)
def test_can_overfit_one_batch_trains_in_train_mode(submission, reference, rng):
    """The copy is in train mode, all of it, whatever the modes of the model.
    모델의 모드와 상관없이 복사본은 전체가 train 모드입니다."""
    data = batch(rng, 3, 3, 2)
    for mode in ("eval", "train"):
        spec = (
            "Sequential",
            {
                "stem": ("Linear", 3, 4),
                "drop": ("Dropout", 1.0, {"mode": "eval"}),  # in train mode nothing gets through
                "head": ("Linear", 4, 2),
            },
            {"mode": mode},
        )
        check_verdicts(submission, reference, spec, 7, [(data, 20, 0.2)])
    # The loss after the last step is taken in train mode as well, with the batch's own statistics.
    spec = [("Linear", 3, 6), ("BatchNorm1d", 6), ("Linear", 6, 2)]
    state = {"1.running_mean": np.full(6, 50.0)}  # far from those
    enough = steps_until(path_of(reference, spec, state, data, 0.1), lambda left: left < 0.05)
    check_verdicts(submission, reference, spec, state, [(data, enough, 0.1)])


@task("can_overfit_one_batch", points=3)
def test_can_overfit_one_batch_leaves_the_model(submission, rng):
    """The copy learns; weights, buffers, modes and gradients of the model are as before.
    학습하는 것은 복사본입니다. 모델의 가중치, 버퍼, 모드, gradient는 그대로입니다."""
    data = batch(rng, 5, 3, 2)
    loss = submission.probe.loss("mse")
    for mode in ("eval", "train"):
        model = mixed(submission, mode=mode)
        leave_gradients(submission, model, loss, *batch(rng, 5, 3, 2))
        before = state_of(submission, model)
        submission.can_overfit_one_batch(model, loss, *data, 3, 0.05)
        check_as_it_was(submission, model, before)


# initial_loss_is_sane


def classifier(side, classes, *more, mode="train", seed=8):
    """Norms in modes of their own, then logits; the statistics are not those of any batch."""
    spec = {
        "norm": ("BatchNorm1d", 3),
        "still": ("BatchNorm1d", 3, {"mode": "eval"}),
        "awake": ("BatchNorm1d", 3, {"mode": "train"}),
        "head": ("Linear", 3, classes),
    } | {f"more{i}": spec for i, spec in enumerate(more)}
    return side.probe.module(("Sequential", spec, {"mode": mode}), seed, dtype="float64")


@task("initial_loss_is_sane", points=3)
def test_initial_loss_is_sane(submission, reference, rng):
    """The cross-entropy in eval mode is within tol of ln C, or it is not, on either side.
    eval 모드의 cross-entropy가 ln C에서 tol 이내인지를 위아래 모두 판단합니다."""
    asked = []
    for classes, mode in ((3, "train"), (7, "eval")):
        x = 2 * torch.tensor(rng.normal(size=(6, 3)))
        with torch.no_grad():
            logits = classifier(reference, classes, mode=mode).eval()(x)
        model = classifier(submission, classes, mode=mode)
        for labels in (logits.argmax(1), logits.argmin(1)):
            loss = float(torch.nn.functional.cross_entropy(logits, labels))
            distance = abs(loss - math.log(classes))
            for share in (1.02, 0.98, 0.5, 0.2):
                tol = share * distance
                got = submission.initial_loss_is_sane(model, x, labels, classes, tol)
                asked.append((got, share > 1, loss, classes, tol))
    for got, expected, loss, classes, tol in asked:  # the pattern tells one mistake from another
        check(
            isinstance(got, bool | np.bool_) and bool(got) == expected,
            f"got {bool(got)}, where the cross-entropy in eval mode is {loss:.4g}, ln {classes} is "
            f"{math.log(classes):.4g}, and tol {tol:.4g}.",
            f"반환값 {bool(got)}: eval 모드의 cross-entropy는 {loss:.4g}, ln {classes}은(는) "
            f"{math.log(classes):.4g}, tol은 {tol:.4g}입니다.",
        )


@task("initial_loss_is_sane", points=2)
def test_initial_loss_leaves_the_model(submission, rng):
    """Each module is back in its own mode, and nothing else has changed.
    모듈마다 원래 모드로 돌아오고, 다른 것도 바뀌지 않습니다."""
    x, labels = torch.tensor(rng.normal(size=(5, 3))), torch.tensor(rng.integers(4, size=5))
    models = [classifier(submission, 4, mode=mode) for mode in ("train", "eval")]
    before = [state_of(submission, model) for model in models]
    for model in models:
        submission.initial_loss_is_sane(model, x, labels, 4, 0.5)
    after = [state_of(submission, model) for model in models]
    for pair in zip(after, before):
        check_same_state(*pair)


@task("initial_loss_is_sane", points=1)
def test_initial_loss_of_a_model_that_raises(submission, rng):
    """The modes are back even if the model raises, which reaches the caller.
    모델이 예외를 내도 모드는 원래대로이고, 예외는 호출한 쪽에 전달됩니다."""
    x, labels = torch.tensor(rng.normal(size=(5, 3))), torch.tensor(rng.integers(4, size=5))
    model = classifier(submission, 4, ("raises",), mode="eval")
    before = state_of(submission, model)
    check_lets_through(submission.initial_loss_is_sane, model, x, labels, 4, 0.5)
    check_as_it_was(submission, model, before)


# name_the_fault


def fault_of(faults):
    """What is to be answered; a few runs are healthy in a way of their own, which stands after a comma."""
    return faults[0].partition(",")[0] if faults else "healthy"


def check_fault(submission, expected, values, rng):
    """Records with a little noise on what is not a share, and what was returned for them."""
    records = [dict(zip(KEYS, row)) for row in values]
    for record in records:
        for key in ("grad_norm", "update_ratio"):
            record[key] *= float(rng.uniform(0.98, 1.02))
    got = submission.name_the_fault(records)
    first, last = records[0], records[-1]
    told = ", ".join(
        f"{key} {first[key]:.3g} -> {last[key]:.3g}" for key in KEYS if "_norm" not in key
    )
    check(
        got == expected and isinstance(got, str),
        f"got {got!r}, expected {expected!r}, of a run that went from first to last: {told}.",
        f"반환값 {got!r}, 기댓값 {expected!r}. 이 학습의 처음과 끝: {told}.",
    )


@task("name_the_fault", points=5)
def test_name_the_fault(submission, rng):
    """Recorded runs of a ten-class classifier, each with one fault planted, or none.
    클래스가 10개인 분류기의 실제 학습 기록입니다. 문제를 하나씩 심었거나 심지 않았습니다."""
    for index in rng.permutation(len(RUNS)):
        faults, values = RUNS[index]
        if len(faults) < 2:
            check_fault(submission, fault_of(faults), values, rng)


@task("name_the_fault", points=2)
def test_name_the_first_fault(submission, rng):
    """Of two faults the first on the list is named; a run may be short.
    문제가 둘이면 목록에서 앞의 것을 답합니다. 기록이 짧을 수도 있습니다."""
    for faults, values in RUNS:
        if len(faults) == 2:
            check_fault(submission, faults[0], values, rng)
        elif faults == ("dead relu",):  # in two digits the last loss is the first one: not above
            rows = [[float(f"{row[0]:.2g}"), *row[1:]] for row in values]
            check_fault(submission, "dead relu", rows, rng)
        elif faults == ("learning rate too high",) and values[1][0] > 2 * values[0][0]:
            check_fault(submission, faults[0], values[:2], rng)
        elif fault_of(faults) == "healthy":  # stopped early, while the loss is still high
            rows = enumerate(values)
            early = [i for i, row in rows if (0.5 < row[4] < 0.7 and row[0] > 1.55) or _sparse(row)]
            if early:
                check_fault(submission, "healthy", values[: early[0] + 1], rng)


def _sparse(row):
    return row[3] > 0.97 and 0.6 < row[0] < 1.4
