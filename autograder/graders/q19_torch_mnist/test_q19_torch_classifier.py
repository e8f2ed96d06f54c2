"""Hidden grader of q19: every row counts the same, nothing is left behind, a run goes on in another process.

Loaders have no length, and batches differ in size and in how hard they are. The models have modules in modes of their
own, gradients left over from another batch, frozen weights and running statistics. Whether a function moves model and
batches is seen on the "meta" device, where shapes are computed and no numbers, so that no GPU is needed for it; the same
checks run again on CUDA where there is one. A checkpoint is saved in one process and loaded in a fresh one.
"""

from __future__ import annotations

import io
import math
import pickletools
import zipfile

import numpy as np
import torch
from torch._weights_only_unpickler import _get_allowed_globals, get_globals_in_pkl

from autograder.grading import check, check_close, check_equal, task
from autograder.grading.errors import CheckFailed, SubmissionDied, SubmissionError
from autograder.worker.probes.optimizers import warm

warm()  # the first step of an optimizer imports what would count against some case's deadline

# Models, batches, what is left behind


def draw(rng, *shape):
    return torch.from_numpy(rng.normal(size=shape))


def draw_batches(rng, sizes, columns=4, classes=3):
    """Batches (x, y) in float64, each further out than the last, so that their losses differ."""
    return [
        (
            (1 + i) * draw(rng, rows, columns),
            torch.from_numpy(rng.integers(0, classes, size=rows)),
        )
        for i, rows in enumerate(sizes)
    ]


MIXED = {  # no mode is the same all over: some parts must be put in train mode, others in eval mode
    "norm": ("BatchNorm1d", 4),
    "hidden": ("Linear", 4, 6),
    "inner": {"still": ("BatchNorm1d", 6, {"mode": "eval"}), "act": ("Tanh",)},
    "fixed": ("Linear", 6, 6, {"frozen": True}),
    "head": ("Linear", 6, 3),
}


def mixed(side, seed, *more, mode="train"):
    spec = dict(MIXED) | {f"more{i}": spec for i, spec in enumerate(more)}
    return side.probe.module(("Sequential", spec, {"mode": mode}), seed, "float64")


def smoothed(side):
    """A mean over rows like any other, and none that a submission would put in its place."""
    return side.probe.loss("cross_entropy", label_smoothing=0.2)


def backward(side, model, x, y):
    """A backward pass of PyTorch's own, outside of any function of the student's.

    No graph crosses to the grader; a tensor that lives beside the model takes part in it by being written into.
    """
    holder = side.probe.tensor(0.0)
    holder.copy_(side.probe.loss("cross_entropy")(model(x), y))
    holder.backward()


def step(side, model, optimizer, batch, device="cpu"):
    if device != "cpu":  # moved where the model is: what crosses the line arrives on the CPU
        batch = [side.probe.tensor(part).to(device) for part in batch]
    optimizer.zero_grad()
    backward(side, model, *batch)
    optimizer.step()


def check_state(got, expected, what, parts=("parameters", "buffers")):
    """Snapshots of a model: the weights and running statistics that were expected."""
    for part in parts:
        label = f"{what}, its {part}"
        try:
            check_close({label: got[part]}, {label: expected[part]}, rtol=1e-7, atol=1e-9)
        except (
            CheckFailed
        ) as failed:  # as numbers, by which a mistake is known whatever its file looks like
            failed.answer = (np.concatenate([value.ravel() for value in got[part].values()]),)
            raise


SAME = {
    "modes": ("the mode of", "모드"),
    "buffers": ("the buffer", "buffer"),
    "parameters": ("the weights", "weight"),
    "gradients": ("the .grad of", ".grad"),
}


def check_as_before(before, after):
    for part, (en, ko) in SAME.items():
        for name, old in before[part].items():
            new = after[part].get(name)
            check(
                (old is None) == (new is None) and (old is None or np.array_equal(new, old)),
                f"{en} {name!r} changed. Leave the model as you found it.".replace(
                    "''", "the model"
                ),
                f"{name or '모델'!r}의 {ko}이(가) 바뀌었습니다. 모델을 원래 상태로 두어야 합니다.",
            )


def check_no_graph(side, before, what):
    graphs = side.probe.live_graphs() - before
    check(
        graphs <= 0,
        f"what {what} returned still hangs on a graph, which stays in memory with it. Add up loss.item(), "
        "not loss.",
        f"{what}의 반환값에 계산 그래프가 달려 있어서 메모리에 계속 남습니다. loss가 아니라 loss.item()을 더하세요.",
    )


# On the "meta" device


class Watched:
    """A loss that looks at what it is given. Tensors on "meta" hold no data, so they cannot come here as tensors."""

    def __init__(self):
        self.seen = []

    def loss_fn(self, logits, y):
        self.seen.append([isinstance(each, torch.Tensor) for each in (logits, y)])


MOVED = {
    "seen": "witness",
    "head": ("Linear", 4, 3),
    "through": "witness",
}  # what comes in is seen before any layer can fail on it, what goes out only where none did


def check_moves(submission, name, rng, seed):
    """``name`` moves the model and both parts of a batch to its device, whatever fails there afterwards."""
    model = submission.probe.module(MOVED, seed, "float64")
    watched, error = Watched(), None
    arguments = (
        [submission.probe.optimizer("sgd", model, lr=0.1)] if name == "train_one_epoch" else []
    )
    try:
        getattr(submission, name)(
            model, draw_batches(rng, (3, 2)), *arguments, watched.loss_fn, "meta"
        )
    except SubmissionDied:
        raise
    except SubmissionError as raised:
        error = raised
    witnessed = submission.probe.witnessed(model)
    devices = [call["device"] for call in witnessed["seen"]]
    if not watched.seen and error is not None and not devices:
        raise error
    check(
        devices[:1] in ([], ["meta"]),  # empty where a copy of the model was run
        f"{name} was given another device than the one on which the batches lie, and the model got x as it was. "
        "x.to(device) returns what you need.",
        f"배치가 있는 곳과 다른 device로 {name}을(를) 불렀는데 모델이 옮기지 않은 x를 받았습니다. x.to(device)의 반환값을 쓰세요.",
    )
    check(
        bool(watched.seen) or not witnessed["through"],
        f"{name} never calls the loss_fn that it is given. Take that one, not a loss of your own.",
        f"{name}이(가) 받은 loss_fn을 부르지 않습니다. 따로 정한 loss가 아니라 받은 loss_fn을 쓰세요.",
    )
    check(
        bool(watched.seen),
        f"{name} was given another device than the one on which the model lies, and the model stayed there: "
        "model.to(device).",
        f"모델이 있는 곳과 다른 device로 {name}을(를) 불렀는데 모델이 그대로 있습니다. model.to(device)를 부르세요.",
    )
    check(
        watched.seen[0] == [False, False],
        f"{name}: loss_fn got logits or labels that are not on the device. y has to be moved as x has.",
        f"{name}: loss_fn이 받은 logit이나 정답이 device에 있지 않습니다. x처럼 y도 옮기세요.",
    )


# build_model


def check_is_module(submission, model):
    told = submission.probe.describe(model)
    check(
        told["is_module"],
        f"must return an nn.Module, not a {told['class']}.",
        f"nn.Module을 반환해야 하는데 {told['class']}을(를) 반환했습니다.",
    )


def size_of(submission, model):
    """How many parameters there are: some."""
    sizes = [p.size for p in submission.probe.snapshot(model)["parameters"].values()]
    check(
        sum(sizes) > 0,
        "the model has no parameters. Are its layers in a plain list, where nn.Module does not see them?",
        "모델에 파라미터가 없습니다. 층을 보통 list에 넣어 nn.Module이 보지 못하나요?",
    )
    return sum(sizes)


ACTIVATIONS = (  # log-probabilities are logits too: LogSoftmax is none of them
    *("Softmax", "Softmin", "Sigmoid", "LogSigmoid", "Hardsigmoid", "Tanh", "Hardtanh", "Softsign", "ReLU", "ReLU6"),
    *("LeakyReLU", "PReLU", "RReLU", "ELU", "SELU", "CELU", "GELU", "SiLU", "Mish", "Hardswish", "Softplus"),
)  # fmt: skip


def last_layer(told):
    """The class of what a Sequential ends with; of another module nobody knows."""
    while told["class"] == "Sequential" and told["children"]:
        told = list(told["children"].values())[-1]
    return told["class"]


@task("build_model", points=3)
def test_build_model_shapes(submission, rng):
    """build_model: logits (N, num_classes) for images of any size and channels; in eval mode an image's own.
    build_model: 크기와 채널 수가 어떻든 모양이 (N, num_classes)인 logit을 냅니다. eval 모드에서는 이미지마다 늘 같은 값입니다."""
    for shape, classes in (((1, 8, 8), 10), ((3, 6, 9), 4), ((2, 7, 4), 3)):
        submission.probe.seed_global(int(rng.integers(2**31)))  # the same code, the same weights
        model = submission.build_model(shape, classes)
        check_is_module(submission, model)
        model.eval()
        x = draw(rng, 5, *shape).float()
        outs = []
        for rows in (5, 1):
            outs.append(submission.probe.call_module(model, x[:rows]))
            label = f"the logits for images of shape {(rows, *shape)}"
            check_close({label: outs[-1]}, {label: torch.zeros(rows, classes)}, atol=math.inf)
        apart = (outs[0][:1] - outs[1]).abs().max()
        check(
            bool(apart <= 1e-3 * (1 + outs[0].abs().max())),
            "in eval mode an image gets other logits alone than it got among others. Is there a dropout that stays on "
            "(F.dropout wants training=self.training), or a batch norm that takes the batch's statistics?",
            "eval 모드에서 같은 이미지의 logit이 혼자일 때와 여럿이 함께일 때 다릅니다. 꺼지지 않는 dropout(F.dropout에는 "
            "training=self.training이 필요합니다)이나 배치의 통계를 쓰는 배치 정규화가 있나요?",
        )
        size = size_of(submission, model)
        check(
            shape != (1, 8, 8) or size <= 1_000_000,
            f"the model has {size} parameters; a million must be enough for images of 8 x 8.",
            f"파라미터가 {size}개입니다. 8 x 8 이미지에는 100만 개 이하여야 합니다.",
        )


@task("build_model", points=4)
def test_build_model_learns(submission, digits, rng, seed):
    """build_model learns digits, is not linear, and gives logits: no softmax, no activation at the end.
    build_model은 숫자를 배우고, 선형이 아니며, logit을 냅니다. 끝에 softmax나 활성화 함수가 없습니다."""
    ((images, labels),) = digits(100)
    x, y = torch.from_numpy(images).float()[:, None], torch.from_numpy(labels)
    submission.probe.seed_global(seed % 2**31)
    model = submission.build_model((1, 8, 8), 10)
    check_is_module(submission, model)
    end = last_layer(submission.probe.describe(model))
    model.eval()
    submission.probe.call_module(model, x)  # a lazy layer gets its size
    size_of(submission, model)
    model.train()
    optimizer = submission.probe.optimizer("adam", model, lr=0.01)
    batch = submission.probe.tensor(x), submission.probe.tensor(y)
    for _ in range(30):
        step(submission, model, optimizer, batch)
    model.eval()
    logits = submission.probe.call_module(model, x)
    check(
        bool(torch.isfinite(logits).all()),
        "its outputs are not finite after a little training.",
        "조금 학습하고 나니 출력에 NaN이나 무한대가 있습니다.",
    )
    check(
        bool((logits < 0).any()),
        "after a little training none of its outputs is negative: logits are the numbers of the last linear layer, "
        "with no softmax, sigmoid or ReLU on them.",
        "조금 학습한 뒤에도 음수인 출력이 없습니다. logit은 마지막 선형 층이 낸 수 그대로이고, 그 위에 softmax나 "
        "sigmoid, ReLU가 없습니다.",
    )
    size = logits.abs()
    squashed = bool(size.max() <= 1) and float((size > 0.95).double().mean()) > 0.02
    check(
        end not in ACTIVATIONS and not squashed,
        f"its outputs come out of {end if end in ACTIVATIONS else 'something like tanh'}: logits are the numbers of "
        "the last linear layer, with no activation on them.",
        f"출력이 {end if end in ACTIVATIONS else 'tanh 같은 함수'}를 거쳐 나옵니다. logit은 마지막 선형 층이 낸 수 그대로이고, "
        "그 위에 활성화 함수가 없습니다.",
    )
    right = float((logits.argmax(dim=1) == y).double().mean())
    check(
        right >= 0.4,
        f"after 30 steps of Adam on 100 digits {100 * right:.0f} % of them are right; 40 % are needed.",
        f"숫자 100개로 Adam을 30 step 학습했는데 정답률이 {100 * right:.0f} %입니다. 40 % 이상이어야 합니다.",
    )
    one, other = (2 * draw(rng, 20, 1, 8, 8).float() for _ in range(2))
    both, neither = one + other, torch.zeros_like(one)
    f_one, f_other, f_both, f_neither = (
        submission.probe.call_module(model, each) for each in (one, other, both, neither)
    )
    bend = (f_one + f_other - f_both - f_neither).abs().max()
    check(
        bool(bend > 1e-3 * f_both.abs().max()),
        "the model is linear: f(a) + f(b) = f(a + b) + f(0). Put an activation between its layers.",
        "모델이 선형입니다: f(a) + f(b) = f(a + b) + f(0). 층 사이에 활성화 함수를 넣으세요.",
    )


# train_one_epoch


def loaders_of(side, batches):
    """The same batches in each form a loader may have."""
    return side.probe.loader(batches), side.probe.loader(batches, sized=True), batches


def compare_epochs(submission, reference, model, optimizer, runs, device):
    """Losses and weights over several epochs; ``model`` and ``optimizer`` make one for a side."""
    found = []
    for side in (submission, reference):
        net = model(side)
        its = optimizer(side, net)
        backward(side, net, *runs[0][0])  # gradients are left over from another step
        losses = []
        for batches, loader in zip(runs, (0, 1, 2, 0)):
            loss_fn = smoothed(side)
            loader = loaders_of(side, batches)[loader]
            losses.append(side.train_one_epoch(net, loader, its, loss_fn, device))
        found.append((losses, side.probe.snapshot(net)))
    (losses, state), (expected_losses, expected_state) = found
    for loss, expected in zip(losses, expected_losses):
        check_close(loss, expected, rtol=1e-7)
    check_state(state, expected_state, "after train_one_epoch")


@task("train_one_epoch", points=4)
def test_train_one_epoch(submission, reference, rng, seed, device):
    """train_one_epoch: the mean loss over rows and the weights, for batches of different size, loader by loader.
    train_one_epoch: 크기가 다른 배치들에서 행에 대한 평균 loss와 weight가 맞습니다. loader의 종류는 상관없습니다."""

    def model(side):
        spec = {"first": ("Linear", 4, 6), "act": ("Tanh",), "head": ("Linear", 6, 3)}
        return side.probe.module(spec, seed, "float64")

    def optimizer(side, net):
        return side.probe.optimizer("sgd", net, lr=0.3)

    runs = [draw_batches(rng, sizes) for sizes in ((5, 2, 1), (3, 6), (4, 1))]
    compare_epochs(submission, reference, model, optimizer, runs, device)


@task("train_one_epoch", points=3)
def test_train_one_epoch_in_train_mode(submission, reference, rng, seed, device):
    """train_one_epoch puts every module in train mode: running statistics move; a warm optimizer goes on.
    train_one_epoch은 모든 모듈을 train 모드로 둡니다. running 통계가 움직이고, 쓰던 optimizer도 이어집니다."""
    for mode in ("eval", "train"):

        def model(side, mode=mode):
            return mixed(side, seed, mode=mode)

        def optimizer(side, net):
            return side.probe.optimizer("sgd", net, lr=0.1, momentum=0.8, nesterov=True)

        runs = [draw_batches(rng, sizes) for sizes in ((6, 3, 2), (4, 7))]
        compare_epochs(submission, reference, model, optimizer, runs, device)


@task("train_one_epoch", points=2)
def test_train_one_epoch_moves_to_the_device(submission, rng, seed):
    """train_one_epoch moves the model, x and y to the device.
    train_one_epoch은 모델과 x와 y를 device로 옮깁니다."""
    check_moves(submission, "train_one_epoch", rng, seed)


@task("train_one_epoch", points=1)
def test_train_one_epoch_keeps_no_graph(submission, rng, seed):
    """No graph hangs on the loss that train_one_epoch returns.
    train_one_epoch이 반환한 loss에 계산 그래프가 달려 있지 않습니다."""
    model, loss_fn = mixed(submission, seed), submission.probe.loss("cross_entropy")
    optimizer = submission.probe.optimizer("sgd", model, lr=0.1)
    before = submission.probe.live_graphs()
    kept = [
        submission.train_one_epoch(model, draw_batches(rng, (2, 3)), optimizer, loss_fn, "cpu")
        for _ in range(2)
    ]
    check(len(kept) == 2, "", "")
    check_no_graph(submission, before, "train_one_epoch")


# evaluate


@task("evaluate", points=4)
def test_evaluate(submission, reference, rng, seed, device):
    """evaluate: mean loss and accuracy over rows, in eval mode throughout, whatever the modes were.
    evaluate: 모드가 어떻든 모두 eval 모드로 두고, 행에 대한 평균 loss와 정확도를 냅니다."""
    for mode in ("train", "eval"):
        batches = draw_batches(rng, (7, 4, 1))
        found = []
        for side in (submission, reference):
            model = mixed(side, seed, ("Dropout", 0.7, {"mode": "train"}), mode=mode)
            loss_fn = smoothed(side)
            for loader in loaders_of(side, batches):
                found.append(side.evaluate(model, loader, loss_fn, device))
        for got in found[:3]:
            check_close(got, found[3], rtol=1e-7)


@task("evaluate", points=3)
def test_evaluate_leaves_the_model(submission, rng, seed, device):
    """evaluate leaves the mode of every module, running statistics, weights and .grad as they were.
    evaluate는 모듈 하나하나의 모드와 running 통계, weight, .grad를 그대로 둡니다."""
    loss_fn, batches = submission.probe.loss("cross_entropy"), draw_batches(rng, (4, 3))
    tried = []
    for mode in ("train", "eval"):
        more = [("Dropout", 0.5, {"mode": other}) for other in ("train", "eval")]
        model = mixed(submission, seed, *more, [more[0], more], mode=mode)  # two floors down too
        backward(submission, model, *batches[0])
        before = submission.probe.snapshot(model)
        submission.evaluate(model, batches, loss_fn, device)
        tried.append((before, submission.probe.snapshot(model)))
    for before, after in tried:
        check_as_before(before, after)


@task("evaluate", points=2)
def test_evaluate_builds_no_graph(submission, rng, seed):
    """evaluate runs without a graph, and none hangs on what it returns.
    evaluate는 계산 그래프를 만들지 않고, 반환값에도 달려 있지 않습니다."""
    model, loss_fn = mixed(submission, seed, "witness"), submission.probe.loss("cross_entropy")
    before = submission.probe.live_graphs()
    kept = [submission.evaluate(model, draw_batches(rng, (2, 3)), loss_fn, "cpu")]
    check(len(kept) == 1, "", "")
    check_no_graph(submission, before, "evaluate")
    seen = submission.probe.witnessed(model)["more0"]  # empty where a copy of the model was run
    check(
        not any(call["grad_enabled"] for call in seen),
        "the model ran with gradients on, and built a graph that nobody needs: torch.no_grad().",
        "gradient를 켠 채 모델을 실행해서 필요 없는 계산 그래프를 만들었습니다. torch.no_grad()를 쓰세요.",
    )


@task("evaluate", points=2)
def test_evaluate_moves_to_the_device(submission, rng, seed):
    """evaluate moves the model, x and y to the device.
    evaluate는 모델과 x와 y를 device로 옮깁니다."""
    check_moves(submission, "evaluate", rng, seed)


# fit


@task("fit", points=4)
def test_fit_history(submission, reference, rng, seed, device):
    """fit with lr = 0: the whole history, in which only running statistics move, is exact; each epoch is a new pass.
    fit(lr = 0): running 통계만 움직이는 history 전체가 정확히 맞습니다. epoch마다 train_loader를 새로 돕니다."""
    train, val = draw_batches(rng, (6, 3, 2)), draw_batches(rng, (5, 1))
    found = []
    for side in (submission, reference):
        model = mixed(side, seed, mode="eval")
        before = side.probe.snapshot(model)
        loaders = side.probe.loader(train), side.probe.loader(val)
        history = side.fit(model, *loaders, epochs=3, lr=0.0, device=device)
        found.append((history, before, side.probe.snapshot(model), loaders[0].passes))
    (history, before, after, passes), (expected, _, expected_after, _) = found
    check_close(history, expected, rtol=1e-7)
    check_state(after, before, "with lr = 0, after fit", ["parameters"])
    check_state(after, expected_after, "after fit", ["buffers"])
    check(
        passes >= 3,
        f"in 3 epochs train_loader was gone through {passes} times. A loader may shuffle anew in each pass, so go "
        "through it in every epoch and keep no batches.",
        f"3 epoch 동안 train_loader를 {passes}번 돌았습니다. loader는 돌 때마다 새로 섞을 수 있으니 배치를 모아 두지 말고 "
        "epoch마다 다시 도세요.",
    )


@task("fit", points=4)
def test_fit_learns(submission, reference, digits, seed, device):
    """fit learns digits, ends with the weights of the last entry, and two epochs are the first two of ten.
    fit은 숫자를 배우고, history의 마지막 값은 마지막 weight로 구한 값입니다. 2 epoch은 10 epoch의 처음 둘과 같습니다."""
    (x, y), (x_val, y_val) = (
        (torch.from_numpy(images).flatten(1), torch.from_numpy(labels))
        for images, labels in digits(200, 150)
    )
    train = list(zip(x.split(25), y.split(25)))
    val = list(zip(x_val.split(64), y_val.split(64)))
    model = submission.probe.module(("Linear", 64, 10), seed, "float64")
    start = submission.probe.snapshot(model)["parameters"]
    loaders = submission.probe.loader(train), submission.probe.loader(val)
    history = submission.fit(model, *loaders, epochs=10, lr=0.1, device=device)
    end = submission.probe.snapshot(model)["parameters"]
    loss = reference.probe.loss("cross_entropy")
    first, last = (reference.probe.module(("Linear", 64, 10), s, "float64") for s in (start, end))
    expected = reference.evaluate(last, val, loss, "cpu")
    check(
        isinstance(history, dict) and {"train_loss", "val_loss", "val_accuracy"} <= history.keys(),
        "must return a dict with train_loss, val_loss and val_accuracy.",
        "train_loss, val_loss, val_accuracy가 있는 dict를 반환해야 합니다.",
    )
    check_equal([len(history[name]) for name in sorted(history)], [10, 10, 10])
    check(
        expected[1] >= 0.5,
        f"after 10 epochs with lr = 0.1 only {100 * expected[1]:.0f} % of the digits of val_loader are right; a linear "
        "model must get half of them, by any optimizer.",
        f"lr = 0.1로 10 epoch을 학습했는데 val_loader의 정답률이 {100 * expected[1]:.0f} %뿐입니다. 어느 optimizer로도 선형 "
        "모델이 절반은 맞혀야 합니다.",
    )
    for name, value in zip(("val_loss", "val_accuracy"), expected):
        check_close(
            {f"fit(...)['{name}'][-1]": history[name][-1]},
            {f"fit(...)['{name}'][-1]": value},
            rtol=1e-7,
        )
    again = submission.probe.module(("Linear", 64, 10), start, "float64")
    short = submission.fit(again, train, val, epochs=2, lr=0.1, device=device)
    label = "val_loss of fit with epochs=2, beside the first two of epochs=10"
    two, first_two = (
        [v.detach().item() if isinstance(v, torch.Tensor) else v for v in each["val_loss"][:2]]
        for each in (short, history)
    )
    check_close({label: two}, {label: first_two}, rtol=1e-6)
    one_batch = submission.probe.module(("Linear", 64, 10), start, "float64")
    history = submission.fit(one_batch, [(x, y)], val, epochs=1, lr=0.1, device=device)
    label = "the first train_loss, of the only batch, before its step"
    check_close(
        {label: history["train_loss"][0]},
        {label: reference.evaluate(first, [(x, y)], loss, "cpu")[0]},
        rtol=1e-7,
    )


@task("fit", points=1)
def test_fit_moves_to_the_device(submission, rng, seed):
    """fit trains the model on the device that it is given.
    fit은 받은 device에서 모델을 학습합니다."""
    model = submission.probe.module(MOVED, seed, "float64")
    batches = draw_batches(rng, (3, 2))
    words = ""
    try:
        submission.fit(model, batches, batches, epochs=1, lr=0.1, device="meta")
    except SubmissionDied:
        raise
    except SubmissionError as error:  # no number can be read on "meta"
        words = error.words
        unwritten = error.classes[:1] == ("NotImplementedError",) and "meta tensor" not in words
        if unwritten or error.classes[:1] in (("MissingName",), ("OffLimits",)):
            raise
    devices = [call["device"] for call in submission.probe.witnessed(model)["seen"]]
    check(
        devices[:1] == ["meta"] and "expected device" not in words,
        'with device="meta" the model or the batches were elsewhere: pass the device on.',
        'device="meta"로 불렀는데 모델이나 배치가 다른 곳에 있습니다. device를 그대로 넘기세요.',
    )


# save_checkpoint and load_checkpoint


NET = {
    "first": ("Linear", 4, 5),
    "norm": ("BatchNorm1d", 5),
    "act": ("Tanh",),
    "fixed": ("Linear", 5, 5, {"frozen": True}),
    "head": ("Linear", 5, 3),
}


class Run:
    """A model and its optimizer on one side, that PyTorch itself trains."""

    def __init__(self, side, seed, name, device, **settings):
        self.side, self.device = side, device
        self.model = side.probe.module(NET, seed, "float64").to(device)
        self.optimizer = side.probe.optimizer(name, self.model, **settings)

    def train(self, batches):
        for batch in batches:
            step(self.side, self.model, self.optimizer, batch, self.device)

    def state(self):
        return self.side.probe.snapshot(self.model)


class Side:
    """The probes of a further worker, in the place of a submission."""

    def __init__(self, probe):
        self.probe = probe


def saved(submission, run, epoch, name):
    """The bytes that save_checkpoint writes."""
    path = f"{submission.probe.scratch()}/{name}.pt"
    submission.save_checkpoint(path, run.model, run.optimizer, epoch)
    try:
        return submission.probe.read_file(path)
    except SubmissionDied:
        raise
    except SubmissionError as error:
        missing = "FileNotFoundError" in error.classes
        check(
            not missing,
            f"save_checkpoint was given a path that ends in {name}.pt, and no such file is there. Write to that path.",
            f"save_checkpoint에 {name}.pt로 끝나는 path를 주었는데 그 파일이 없습니다. 받은 path에 그대로 쓰세요.",
        )
        raise


def check_resumed(submission, reference, rng, seed, device, name, settings, others):
    """Three steps after a load in a fresh process equal those of a run that went on."""
    warm_up, rest = draw_batches(rng, (5, 4, 6)), draw_batches(rng, (4, 3, 5))
    run = Run(submission, seed, name, device, **settings)
    run.train(warm_up)
    data = saved(submission, run, 17, name)
    resumed = []

    def arguments(rank, probe, init_method):
        side = Side(probe)
        path = f"{probe.scratch()}/from_elsewhere.pt"
        probe.write_file(path, data)
        resumed.append(Run(side, seed + 1, name, device, **(settings | others)))
        return (path, resumed[0].model, resumed[0].optimizer), {}

    (epoch,) = submission.on_ranks(1, "load_checkpoint", arguments)
    check_equal(
        {"the epoch that load_checkpoint returned": epoch},
        {"the epoch that load_checkpoint returned": 17},
    )
    uninterrupted = Run(reference, seed, name, "cpu", **settings)
    uninterrupted.train(warm_up)
    check_state(
        resumed[0].state(), uninterrupted.state(), "after load_checkpoint in another process"
    )
    for each in (resumed[0], uninterrupted):
        each.train(rest)
    expected, state = uninterrupted.state(), resumed[0].state()
    submission.probe.read(state)  # puts it on record: the other process's answers are not
    what = f"three steps of {name} after load_checkpoint in another process"
    check_state(state, expected, what)
    run.train(rest)
    check_state(
        run.state(), expected, "three steps after save_checkpoint in the process that saved"
    )


@task("save_checkpoint", points=3)
def test_checkpoint_of_momentum(submission, reference, rng, seed, device):
    """SGD with momentum, loaded in a fresh process: three more steps equal the run that was not interrupted.
    momentum이 있는 SGD를 새 프로세스에서 불러와도, 세 step 뒤가 중단 없이 간 것과 같습니다."""
    settings = {"lr": 0.2, "momentum": 0.9, "dampening": 0.1}
    check_resumed(submission, reference, rng, seed, device, "sgd", settings, {"lr": 0.01})


@task("save_checkpoint", points=2)
def test_checkpoint_holds_plain_data(submission, rng, seed):
    """torch.load(path, weights_only=True) can read what save_checkpoint writes.
    save_checkpoint가 쓴 파일은 torch.load(path, weights_only=True)로 읽을 수 있습니다."""
    run = Run(submission, seed, "adamw", "cpu", lr=0.05)
    run.train(draw_batches(rng, (4, 3)))
    data = saved(submission, run, 3, "plain")
    try:
        names = names_in(data)
    except Exception:  # whatever it is, it was not written by torch.save
        names = None
    check(
        names is not None,
        "torch.load cannot read the file with weights_only=True. Write it by torch.save, a dict of state_dicts.",
        "파일을 torch.load(weights_only=True)로 읽을 수 없습니다. state_dict들을 담은 dict를 torch.save로 저장하세요.",
    )
    strange = sorted(
        names - _get_allowed_globals().keys(), key=lambda name: ("torch" not in name, name)
    )
    check(
        not strange,
        f"the file holds objects that weights_only=True refuses: {', '.join(strange[:3])[:200]}. Save state_dict() and "
        "plain numbers.",
        f"weights_only=True가 거부하는 객체가 파일에 있습니다: {', '.join(strange[:3])[:200]}. state_dict()와 보통의 수를 저장하세요.",
    )


def names_in(data):
    """The classes and functions that a checkpoint names. Its pickle is read as a list of words and never run."""
    if not zipfile.is_zipfile(io.BytesIO(data)):  # the old format: four pickles before the numbers
        stream, names = io.BytesIO(data), set()
        for _ in range(4):
            start = stream.tell()
            for _ in pickletools.genops(stream):
                pass
            names |= get_globals_in_pkl(io.BytesIO(data[start : stream.tell()]))
        return names
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (inside,) = [name for name in archive.namelist() if name.endswith("/data.pkl")]
        with archive.open(inside) as file:
            return get_globals_in_pkl(io.BytesIO(file.read(2**20)))


@task("load_checkpoint", points=4)
def test_checkpoint_of_adam(submission, reference, rng, seed, device):
    """Adam, loaded in a fresh process into other weights and another lr: as if it had never stopped.
    weight도 lr도 다른 새 프로세스에서 Adam을 불러와도, 중단하지 않은 것과 같습니다."""
    settings = {"lr": 0.05, "betas": (0.8, 0.95), "eps": 1e-3, "amsgrad": True}
    others = {"lr": 0.4, "betas": (0.5, 0.6)}
    check_resumed(submission, reference, rng, seed, device, "adam", settings, others)


class Trap:
    """Plain to look at, and a file is made where its pickle is loaded by whoever runs what it says."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return open, (self.path, "w")


@task("load_checkpoint", points=1)
def test_load_checkpoint_runs_no_code(submission, seed):
    """load_checkpoint refuses a file that holds code instead of plain data, and does not run it.
    load_checkpoint는 데이터가 아니라 코드가 든 파일을 거부하고, 그 코드를 실행하지 않습니다."""
    run = Run(submission, seed, "sgd", "cpu", lr=0.1)
    folder = submission.probe.scratch()
    path, sprung = f"{folder}/odd.pt", f"{folder}/sprung"
    submission.save_checkpoint(path, run.model, run.optimizer, 5)
    submission.load_checkpoint(path, run.model, run.optimizer)
    file = io.BytesIO()
    torch.save({"model": {}, "optimizer": {}, "epoch": Trap(sprung)}, file)
    submission.probe.write_file(path, file.getvalue())
    refused = False
    try:
        submission.load_checkpoint(path, run.model, run.optimizer)
    except SubmissionDied:
        raise
    except SubmissionError:
        refused = True
    check(
        not was_written(submission, sprung),
        "the file held a call of open(), and load_checkpoint made it. A pickle can hold code that runs as it is loaded: "
        "read with weights_only=True, whatever happens then.",
        "파일에 open()을 부르는 코드가 들어 있었는데 load_checkpoint가 그것을 실행했습니다. pickle에는 불러올 때 실행되는 코드가 "
        "들어 있을 수 있으니, 무슨 일이 있어도 weights_only=True로 읽으세요.",
    )
    check(
        refused,
        "the file held code instead of plain data, and load_checkpoint returned as if all were well. Let the exception of "
        "torch.load through.",
        "파일에 데이터가 아니라 코드가 들어 있었는데 load_checkpoint가 아무 일 없는 듯 끝났습니다. torch.load의 예외를 그대로 두세요.",
    )


def was_written(submission, path):
    try:
        submission.probe.read_file(path)
    except SubmissionDied:
        raise
    except SubmissionError:
        return False
    return True
