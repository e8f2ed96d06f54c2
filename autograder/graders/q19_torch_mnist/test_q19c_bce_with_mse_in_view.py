"""Hidden grader of q19c: weights and numbers against a twin that the solution trains.

Models hold a frozen layer and modules in modes of their own; batches differ in size, and the later ones
are labelled otherwise; a witness layer counts how often the model is called.
"""

from __future__ import annotations

import math

import numpy as np
import torch

from autograder.grading import check, check_close, check_equal, check_raises, task


def make_model(side, seed, dtype="float64", norm=False, **root):
    """A small classifier with one logit; ``norm`` puts in two batch norms, one of them in eval mode."""
    spec = {"seen": "witness", "first": ("Linear", 3, 5), "act": ("Tanh",)}
    if norm:
        spec |= {"norm": ("BatchNorm1d", 5), "still": ("BatchNorm1d", 5, {"mode": "eval"})}
    spec |= {"fixed": ("Linear", 5, 5, {"frozen": True}), "last": ("Linear", 5, 1)}
    return side.probe.module(("Sequential", spec, root), seed, dtype)


def make_batches(rng, sizes, dtype=np.float64):
    """Batches (x, y); from one to the next x moves and ones get rarer."""
    batches = []
    for i, n in enumerate(sizes):
        x = rng.normal(size=(n, 3)) * 2 + i
        y = rng.random((n, 1)) < (0.8, 0.3, 0.5)[i % 3]
        y[0] = i % 2  # both labels come up
        batches.append((torch.from_numpy(x.astype(dtype)), torch.from_numpy(y.astype(dtype))))
    return batches


def check_weights(submission, reference, mine, theirs, after, **tolerance):
    """The two models have the same parameters."""
    got = submission.probe.snapshot(mine)["parameters"]
    expected = reference.probe.snapshot(theirs)["parameters"]
    label = f"the weights after {after}"
    check_close({label: got}, {label: expected}, **tolerance)


def check_calls(submission, model, count, training, after, after_ko):
    """The model was called so often, with its root in this mode."""
    seen = submission.probe.witnessed(model)["seen"]
    check(
        len(seen) == count,
        f"the model was called {len(seen)} times in {after}, expected {count}: once for each batch. "
        "Each further call moves batch norm's statistics and draws another dropout mask.",
        f"{after_ko}에서 모델을 {len(seen)}번 불렀습니다. 배치마다 한 번, 모두 {count}번이어야 합니다. 더 부를 때마다 "
        "배치 정규화의 통계가 움직이고 dropout 마스크가 바뀝니다.",
    )
    wrong = sum(call["training"] != training for call in seen)
    mode = "train" if training else "eval"
    check(
        not wrong,
        f"in {wrong} of {count} calls a module of the model was not in {mode} mode.",
        f"모델을 {count}번 부르는 동안 {wrong}번은 {mode} 모드가 아닌 모듈이 있었습니다.",
    )


# train_step


def check_pair(pair):
    check(
        isinstance(pair, tuple | list) and len(pair) == 2,
        "a pair (BCE, MSE) must come back.",
        "(BCE, MSE) 한 쌍을 반환해야 합니다.",
    )


@task("train_step", points=4)
def test_train_step_moves_the_weights_by_bce_alone(submission, reference, rng, seed):
    """The weights after three steps are those of training on BCE alone, whatever was left in .grad.
    세 step 뒤의 weight가 BCE만으로 학습했을 때와 같습니다. .grad에 무엇이 남아 있었는지는 상관없습니다."""
    for name, options in (
        ("sgd", {"lr": 0.5, "momentum": 0.6}),
        ("adam", {"lr": 0.03, "eps": 0.01}),
    ):
        models = [make_model(side, seed) for side in (submission, reference)]
        optimizers = [
            side.probe.optimizer(name, model, **options)
            for side, model in zip((submission, reference), models)
        ]
        for side, model in zip((submission, reference), models):
            side.probe.leave_gradients(model, 0.3)
        for batch in make_batches(rng, (4, 6, 3)):
            submission.train_step(models[0], optimizers[0], *batch)
            reference.train_step(models[1], optimizers[1], *batch)
        check_weights(submission, reference, *models, "three calls of train_step", atol=1e-10)


@task("train_step", points=4)
def test_train_step_returns_both_before_the_update(submission, reference, rng, seed):
    """BCE, then MSE of the probabilities, both of the model before its update.
    BCE와 확률의 MSE를 순서대로, 모두 업데이트 전의 모델에서 구합니다."""
    for n in (1, 4, 7):
        (batch,) = make_batches(rng, (n,))
        model, twin = make_model(submission, seed + n), make_model(reference, seed + n)
        got = submission.train_step(model, submission.probe.optimizer("sgd", model, lr=2.0), *batch)
        expected = reference.train_step(
            twin, reference.probe.optimizer("sgd", twin, lr=2.0), *batch
        )
        check_close(got, expected)


@task("train_step", points=4)
def test_train_step_calls_the_model_once(submission, reference, rng, seed):
    """One forward pass for both numbers, in the modes of the caller.
    두 값을 forward 한 번으로, 호출한 쪽이 정한 모드 그대로 구합니다."""
    for mode in ("train", "eval"):
        models = [make_model(side, seed, norm=True, mode=mode) for side in (submission, reference)]
        before = submission.probe.snapshot(models[0])["modes"]
        for batch in make_batches(rng, (3, 5)):
            for side, model in zip((submission, reference), models):
                side.train_step(model, side.probe.optimizer("sgd", model, lr=0.1), *batch)
        name = "two calls of train_step"
        check_calls(submission, models[0], 2, mode == "train", name, "train_step 두 번")
        after, expected = submission.probe.snapshot(models[0]), reference.probe.snapshot(models[1])
        check(
            after["modes"] == before,
            "the mode of a module has changed; modes are the caller's.",
            "모드가 바뀐 모듈이 있습니다. 모드는 호출한 쪽이 정합니다.",
        )
        label = f"the buffers after {name}"
        check_close({label: after["buffers"]}, {label: expected["buffers"]})
    # Of one row with y = 1, whatever dropout draws: BCE is -ln p and MSE (1 - p)^2.
    model = submission.probe.module([("Dropout", 0.4), ("Linear", 40, 1)], seed, "float64")
    optimizer = submission.probe.optimizer("sgd", model, lr=0.1)
    x, y = torch.from_numpy(rng.normal(size=(1, 40))), torch.ones(1, 1).double()
    for _ in range(3):
        pair = submission.train_step(model, optimizer, x, y)
        check_pair(pair)
        bce, mse = pair
        expected = (1 - math.exp(-torch.as_tensor(bce, dtype=torch.float64).item())) ** 2
        check_close(mse, expected, rtol=1e-5, atol=1e-7)  # BCE may have been rounded to float32


@task("train_step", points=1)
def test_train_step_with_large_logits(submission, reference, rng, seed):
    """Where logits are in the thousands, on the wrong side too, numbers and weights are exact.
    logit이 수천이어도(크게 틀린 쪽이어도) 두 값과 weight가 정확합니다."""
    x = torch.from_numpy(rng.uniform(0.5, 1.5, size=(6, 2)))
    y = torch.tensor([1.0, 1.0, 0.0, 0.0, 0.0, 1.0]).double()[:, None]
    size = torch.tensor([1.0, -1.0, 1.0, -1.0, 0.001, 0.5]).double()[:, None]
    spec, state = ("Linear", 2, 1), {"weight": np.array([[4000.0, 2500.0]]), "bias": np.zeros(1)}
    mine, theirs = (side.probe.module(spec, state, "float64") for side in (submission, reference))
    got = submission.train_step(mine, submission.probe.optimizer("sgd", mine, lr=50.0), x * size, y)
    expected = reference.train_step(
        theirs, reference.probe.optimizer("sgd", theirs, lr=50.0), x * size, y
    )
    check_close(got, expected)
    check_weights(submission, reference, mine, theirs, "train_step")


@task("train_step", points=1)
def test_train_step_keeps_no_graph(submission, rng, seed):
    """The two numbers hold on to no graph (in float32 here).
    반환한 두 값에 계산 그래프가 달려 있지 않습니다(여기서는 float32로 잽니다)."""
    model = make_model(submission, seed, "float32")
    optimizer = submission.probe.optimizer("sgd", model, lr=0.1)
    before = submission.probe.live_graphs()
    batches = make_batches(rng, (4, 2), np.float32)
    kept = [submission.train_step(model, optimizer, *batch) for batch in batches]
    graphs = submission.probe.live_graphs() - before
    for pair in kept:
        check_pair(pair)
    check(
        graphs <= 0,
        "what was returned still hangs on a graph: return bce.item() and mse.item(), or detached tensors.",
        "반환한 값에 계산 그래프가 달려 있습니다. bce.item()과 mse.item(), 또는 detach한 tensor를 반환하세요.",
    )


@task("train_step", points=1)
def test_train_step_refuses_another_shape(submission, rng, seed):
    """ValueError if y is not of the logits' shape, before anything is updated.
    y의 모양이 logit과 다르면, 아무것도 업데이트하기 전에 ValueError를 냅니다."""
    (batch,) = make_batches(rng, (4,))
    model = make_model(submission, seed)
    optimizer = submission.probe.optimizer("sgd", model, lr=0.5)
    before = submission.probe.snapshot(model)["parameters"]
    for y in (batch[1][:, 0], batch[1][:1]):
        check_raises("ValueError", submission.train_step, model, optimizer, batch[0], y)
    check_close(submission.probe.snapshot(model)["parameters"], before)


# MeanMetric


@task("MeanMetric", points=4)
def test_MeanMetric_is_the_mean_over_rows(submission, rng):
    """compute() is the mean over all rows so far, as often as it is called, in each metric by itself.
    compute()는 몇 번을 불러도 지금까지의 모든 행에 대한 평균이고, metric마다 따로입니다."""
    metrics = [submission.MeanMetric() for _ in range(2)]
    means, rows = rng.normal(size=(5, 2)) + 3, rng.permutation([1, 2, 5, 9, 30])
    for i, n in enumerate(rows, 1):
        for metric, mean in zip(metrics, means[i - 1]):
            metric.update(float(mean), int(n))
        for metric, so_far in zip(metrics, means[:i].T):
            for _ in range(2):
                expected = float(np.average(so_far, weights=rows[:i]))
                check_close(metric.compute(), expected, rtol=1e-5)


@task("MeanMetric", points=3)
def test_MeanMetric_empty_and_reset(submission, rng):
    """reset() empties the metric, and compute() on nothing raises.
    reset()은 metric을 비우고, 빈 metric의 compute()는 예외를 냅니다."""
    metric, other = submission.MeanMetric(), submission.MeanMetric()
    check_raises("Exception", metric.compute)
    other.update(7.5, 3)
    for _ in range(2):
        (first, second), n = rng.normal(size=2), int(rng.integers(2, 9))
        metric.update(float(first), 3 * n)
        metric.reset()
        check_raises("Exception", metric.compute)
        metric.update(float(second), n)
        check_close(metric.compute(), float(second), rtol=1e-5)
        metric.reset()
    metric.update(0.0, 4)
    check_close(metric.compute(), 0.0)
    check_close(other.compute(), 7.5)


@task("MeanMetric", points=1)
def test_MeanMetric_keeps_no_tensor(submission, rng):
    """A value may be a 0-d tensor; neither its graph nor the tensor itself is kept.
    값이 0차원 tensor여도 되고, 그래프도 tensor 자체도 붙들고 있지 않습니다."""
    metric = submission.MeanMetric()
    numbers = rng.uniform(1, 2, size=3)
    leaves = [submission.probe.tensor(number, requires_grad=True) for number in numbers]
    losses = [leaf * 2.0 for leaf in leaves]
    before = submission.probe.live_graphs()
    for n, loss in enumerate(losses, 1):
        metric.update(loss, n)
    graphs = submission.probe.live_graphs() - before
    check(
        graphs <= 0,
        "the metric holds on to the graph of a value. Take float(value), or value.detach().",
        "metric이 값의 계산 그래프를 붙들고 있습니다. float(value)나 value.detach()를 쓰세요.",
    )
    plain = submission.probe.tensor(numbers[0] - 5)
    metric.update(plain, 4)
    submission.probe.fill(plain, 100.0)
    expected = float(np.average([*numbers * 2, numbers[0] - 5], weights=[1, 2, 3, 4]))
    check_close(metric.compute(), expected, rtol=1e-5, atol=1e-6)


# train_and_monitor


@task("train_and_monitor", points=4)
def test_train_and_monitor_means_over_rows(submission, reference, rng, seed):
    """For each epoch the mean over its rows, of the numbers before each update.
    epoch마다, 업데이트 전에 잰 값들을 모든 행에 대해 평균한 값입니다."""
    for sizes, epochs in (((6, 1, 3), 3), ((2, 5), 2)):
        batches = make_batches(rng, sizes)
        histories = []
        for side in (submission, reference):
            model = make_model(side, seed)
            optimizer = side.probe.optimizer("sgd", model, lr=0.4, momentum=0.5)
            loader = side.probe.loader(batches, sized=epochs == 2)
            histories.append(side.train_and_monitor(model, loader, optimizer, epochs))
        check_close(*histories, rtol=1e-5)


@task("train_and_monitor", points=4)
def test_train_and_monitor_trains_in_train_mode(submission, reference, rng, seed):
    """One pass in train mode for each epoch, one update on BCE for each batch.
    epoch마다 train 모드로 한 번 돌고, 배치마다 BCE로 한 번 업데이트합니다."""
    batches = make_batches(rng, (4, 2, 5))
    for mode in ("eval", "train"):
        models = [make_model(side, seed, norm=True, mode=mode) for side in (submission, reference)]
        loader = submission.probe.loader(batches)
        for side, model, given in zip((submission, reference), models, (loader, batches)):
            optimizer = side.probe.optimizer("adam", model, lr=0.05, eps=0.01)
            side.train_and_monitor(model, given, optimizer, 2)
        passes, after = loader.passes, submission.probe.snapshot(models[0])
        check(
            passes == 2,
            f"the loader was gone through {passes} times in 2 epochs: once for each is all.",
            f"epoch 2번 동안 loader를 {passes}번 돌았습니다. epoch마다 한 번만 도세요.",
        )
        name = "train_and_monitor"
        check_calls(submission, models[0], 6, True, name, name)
        check_weights(submission, reference, *models, name, atol=1e-9)
        label = f"the buffers after {name}"
        expected = reference.probe.snapshot(models[1])["buffers"]
        check_close({label: after["buffers"]}, {label: expected}, atol=1e-9)


@task("train_and_monitor", points=1)
def test_train_and_monitor_keeps_no_graph(submission, rng, seed):
    """The history holds on to no graph; for 0 epochs its lists are empty.
    기록에 계산 그래프가 달려 있지 않고, epoch가 0이면 list가 비어 있습니다."""
    model = make_model(submission, seed)
    optimizer = submission.probe.optimizer("sgd", model, lr=0.1)
    batches = make_batches(rng, (3, 2))
    before = submission.probe.live_graphs()
    kept = submission.train_and_monitor(model, batches, optimizer, 2)
    graphs = submission.probe.live_graphs() - before
    check(
        isinstance(kept, dict) and graphs <= 0,
        "the history holds on to graphs, and with them the activations of every batch. Record numbers.",
        "기록에 계산 그래프가 달려 있어 모든 배치의 activation이 메모리에 남습니다. 수를 기록하세요.",
    )
    check_equal(submission.train_and_monitor(model, batches, optimizer, 0), {"bce": [], "mse": []})
