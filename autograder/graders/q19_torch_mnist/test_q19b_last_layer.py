"""Hidden grader of q19b: heads that must be affine, losses against the solution's, exact ends.

Numbers of rows and outputs differ, logits are large and of both signs in cases of their own, and no
confidence lies near the edge of a bin, but for those of exactly 1.
"""

from __future__ import annotations

import math

import numpy as np
import torch

from autograder.grading import (
    check,
    check_close,
    check_raises,
    check_unchanged,
    task,
)

HEADS = (("binary", 1), ("multiclass", 4), ("multilabel", 3), ("regression", 2), ("regression", 1))


def draw(rng, *shape, scale=1.0, dtype=np.float64):
    return torch.from_numpy((rng.normal(size=shape) * scale).astype(dtype))


def make_targets(rng, name, rows, outputs):
    """Targets of a task; classes are not equally frequent."""
    if name == "multiclass":
        return torch.from_numpy(rng.integers(0, outputs, size=rows) % max(outputs - 1, 2))
    if name == "regression":
        return draw(rng, rows, outputs, scale=3)
    return torch.from_numpy((rng.random((rows, outputs)) < 0.3).astype(float))


def draw_large(rng, *shape):
    return draw(rng, *shape).sign() * torch.from_numpy(rng.uniform(1e3, 1e4, shape))


# build_head


def build(submission, name, features, outputs):
    """The pair (module, loss_fn) that build_head returned."""
    pair = submission.build_head(name, features, outputs)
    check(
        isinstance(pair, tuple | list) and len(pair) == 2,
        "a pair (module, loss_fn) must come back.",
        "(module, loss_fn) 한 쌍을 반환해야 합니다.",
    )
    return pair


@task("build_head", points=4)
def test_build_head_gives_raw_outputs(submission, rng):
    """The head is one dense layer with a bias and nothing behind it, in each task.
    어느 task에서나 head는 bias가 있는 dense 층 하나이고, 그 뒤에 아무것도 없습니다."""
    for name, outputs in HEADS:
        features = int(rng.integers(5, 9))
        module, _ = build(submission, name, features, outputs)
        a, b = (draw(rng, 8, features, scale=10, dtype=np.float32) for _ in range(2))
        out, label = module(torch.cat([a, b, a + b, 0 * a])), f"the head of {name!r}"
        check_close({label: out}, {label: torch.zeros(32, outputs)}, atol=1e9)  # shape and dtype
        at_a, at_b, at_both, at_zero = out.split(8)
        apart = (at_both + at_zero - at_a - at_b).abs().max().item()
        spread = (at_a - at_zero).abs().max().item()
        check(
            apart <= 1e-4 * spread + 1e-6,
            f"what the head of {name!r} gives is no raw output: for a dense layer, that of a + b and that of 0 "
            "add up to those of a and b. Nothing may stand behind the layer, no softmax, sigmoid or ReLU.",
            f"{name!r}의 head가 내는 값에 무언가 더 적용되어 있습니다. dense 층이라면 a + b와 0의 출력의 합이 a와 b의 출력의 합과 같아야 "
            "합니다. 층 뒤에 softmax, sigmoid, ReLU 등을 두지 마세요.",
        )
        snapshot = submission.probe.snapshot(module)
        sizes = {key: value.size for key, value in snapshot["parameters"].items()}
        count = sum(sizes[key] for key, learns in snapshot["requires_grad"].items() if learns)
        check(
            count == (features + 1) * outputs,
            f"the head of {name!r} from {features} features to {outputs} outputs has {count} parameters that "
            f"learn, expected {(features + 1) * outputs}: a weight for each pair and a bias for each output.",
            f"특성 {features}개에서 출력 {outputs}개로 가는 {name!r} head의 학습 파라미터가 {count}개입니다. 쌍마다 weight 하나, "
            f"출력마다 bias 하나, 모두 {(features + 1) * outputs}개여야 합니다.",
        )
        batch = a, draw(rng, 8, outputs, scale=10, dtype=np.float32)
        gradients = submission.probe.gradients(module, submission.probe.loss("mse"), batch)
        idle = [key for key, value in gradients.items() if value is None or not np.any(value)]
        idle = [key for key in idle if snapshot["requires_grad"][key]]
        check(
            not idle,
            f"a parameter of the head of {name!r} gets no gradient: it is never used, or detached. Weight and bias must "
            "both have a part in the output, or they can't learn.",
            f"{name!r}의 head에 gradient를 받지 못하는 파라미터가 있습니다. 쓰이지 않거나 detach되어 있습니다. weight와 bias가 모두 출력 "
            "계산에 쓰여야 학습됩니다.",
        )


def check_loss(submission, reference, name, targets, *outputs):
    """The loss of each of these outputs, and its gradient, as the solution has them."""
    _, mine = build(submission, name, 5, outputs[0].shape[1])
    _, theirs = reference.build_head(name, 5, outputs[0].shape[1])
    upstream = torch.tensor(1.0, dtype=torch.float64)
    for given in outputs:
        loss = mine(given, targets)
        expected, gradients = reference.probe.vector_jacobian(theirs, [given, targets], upstream)
        check_close({f"the loss of {name!r}": loss}, {f"the loss of {name!r}": expected})
        check(
            isinstance(loss, torch.Tensor),
            "a loss is a 0-d tensor: nobody can call backward on a number.",
            "loss는 0차원 tensor여야 합니다. 수에는 backward를 부를 수 없습니다.",
        )
        _, got = submission.probe.vector_jacobian(mine, [given, targets], upstream)
        label = f"the gradient of the loss of {name!r}"
        check_close({label: got[0]}, {label: gradients[0]}, atol=1e-10)


@task("build_head", points=5)
def test_build_head_losses(submission, reference, rng):
    """Each loss takes raw outputs, and is a mean; value and gradient are right.
    loss마다 가공하지 않은 출력을 받아 평균을 냅니다. 값과 gradient가 맞습니다."""
    for name, outputs in HEADS:
        targets = make_targets(rng, name, 6, outputs)
        small = torch.from_numpy(
            rng.uniform(0.1, 0.9, (6, outputs))
        )  # that look like probabilities
        check_loss(submission, reference, name, targets, small, draw(rng, 6, outputs, scale=2))


@task("build_head", points=1)
def test_build_head_losses_of_large_logits(submission, reference, rng):
    """Losses stay exact where logits are in the thousands, right or wrong; float32 stays float32.
    logit이 수천이어도(맞든 틀리든) loss가 정확하고, float32는 float32로 남습니다."""
    for name, outputs in HEADS[:3]:
        targets = make_targets(rng, name, 9, outputs)
        check_loss(submission, reference, name, targets, draw_large(rng, 9, outputs))
    for name, outputs in HEADS[:4]:
        targets = make_targets(rng, name, 6, outputs)
        given = (
            draw(rng, 6, outputs, dtype=np.float32),
            targets if name == "multiclass" else targets.float(),
        )
        mine, theirs = (side.build_head(name, 5, outputs)[1] for side in (submission, reference))
        label = f"the loss of {name!r} in float32"
        check_close({label: mine(*given)}, {label: theirs(*given)})


@task("build_head", points=1)
def test_build_head_refuses(submission, rng):
    """ValueError: an unknown task, two outputs of a binary one, outputs and targets of two shapes.
    모르는 task, binary인데 출력이 둘, 출력과 정답의 모양이 다른 경우에 ValueError를 냅니다."""
    for name in ("ranking", "Binary", ""):
        check_raises("ValueError", submission.build_head, name, 4, 1)
    check_raises("ValueError", submission.build_head, "binary", 4, 2)
    for name, outputs in (("binary", 1), ("multilabel", 3), ("regression", 1), ("regression", 2)):
        _, loss = build(submission, name, 4, outputs)
        targets = make_targets(rng, name, 5, outputs)
        column = targets[:, [0] * (1 if outputs > 1 else 2)]  # one column against several
        for wrong in (targets[:, 0], targets[:1], column):
            check_raises("ValueError", loss, draw(rng, 5, outputs), wrong)


# probabilities


def check_probabilities(submission, reference, name, logits):
    check_close(
        submission.probabilities(logits, name), reference.probabilities(logits, name), atol=1e-12
    )


@task("probabilities", points=3)
def test_probabilities_of_one_class(submission, reference, rng):
    """A softmax over the classes of each row for multiclass.
    multiclass에서는 행마다 class들에 대한 softmax입니다."""
    for shape in ((5, 3), (1, 4), (3, 3)):
        check_probabilities(submission, reference, "multiclass", draw(rng, *shape, scale=3))


@task("probabilities", points=3)
def test_probabilities_of_labels_by_themselves(submission, reference, rng):
    """A sigmoid of each logit for binary and multilabel.
    binary와 multilabel에서는 logit마다 따로 sigmoid입니다."""
    check_probabilities(submission, reference, "binary", draw(rng, 6, 1, scale=3))
    for shape in ((5, 3), (1, 4)):
        check_probabilities(submission, reference, "multilabel", draw(rng, *shape, scale=3))


@task("probabilities", points=1)
def test_probabilities_of_large_logits(submission, reference, rng):
    """Probabilities of large logits are 0 and 1, not NaN; float32 stays float32.
    logit이 커도 NaN이 아니라 0과 1이 나오고, float32는 float32로 남습니다."""
    for name, outputs in (("binary", 1), ("multiclass", 4), ("multilabel", 3)):
        logits = draw_large(rng, 8, outputs)
        check_probabilities(submission, reference, name, logits)
        single = draw(rng, 3, outputs, dtype=np.float32)
        expected = reference.probabilities(single, name)
        check_close(submission.probabilities(single, name), expected)


@task("probabilities", points=1)
def test_probabilities_refuses(submission, rng):
    """ValueError for an unknown task, and for regression; the logits are not changed.
    모르는 task와 regression에는 ValueError를 냅니다. logit은 바뀌지 않습니다."""
    logits = draw(rng, 3, 2)
    for name in ("ranking", "regression"):
        check_raises("ValueError", submission.probabilities, logits, name)
    for name in ("multiclass", "multilabel"):
        submission.probabilities(logits, name)
    check_unchanged(submission)


# decide


def logit_of(p):
    return math.log(p / (1 - p))


@task("decide", points=4)
def test_decide_by_a_threshold(submission, rng):
    """Binary and multilabel: 1 where the probability is at least the threshold, in the targets' shape.
    binary와 multilabel: 확률이 threshold 이상이면 1이고, 모양은 정답과 같습니다."""
    for name, shape in (("binary", (7, 1)), ("multilabel", (4, 3))):
        for threshold in (None, 0.5, float(rng.uniform(0.05, 0.2)), float(rng.uniform(0.75, 0.95))):
            given = {} if threshold is None else {"threshold": threshold}
            edge = logit_of(threshold or 0.5)
            away = torch.from_numpy(rng.uniform(0.05, 0.6, size=shape))
            away *= torch.where(
                torch.from_numpy(rng.permutation(math.prod(shape)).reshape(shape)) % 2 > 0,
                1.0,
                -1.0,
            )
            check_close(submission.decide(edge + away, name, **given), (away > 0).long())


@task("decide", points=3)
def test_decide_the_most_probable_class(submission, rng):
    """Multiclass: the class with the largest logit, as (N,) int64, whatever the threshold.
    multiclass: logit이 가장 큰 class를 (N,) int64로, threshold와 상관없이 고릅니다."""
    for rows, classes in ((6, 4), (4, 4), (1, 3), (5, 2)):
        logits = draw(rng, rows, classes, scale=0.3)
        expected = torch.from_numpy(logits.numpy().argmax(axis=1))
        check_close(submission.decide(logits, "multiclass"), expected)
        check_close(submission.decide(logits, "multiclass", threshold=0.9), expected)


@task("decide", points=2)
def test_decide_the_values_of_a_regression(submission, rng):
    """Regression: the outputs themselves, of any sign and size.
    regression: 부호와 크기에 상관없이 출력을 그대로 반환합니다."""
    for dtype in (np.float64, np.float32):
        values = draw(rng, 5, 2, scale=4, dtype=dtype)
        check_close(submission.decide(values, "regression"), values)
        check_close(submission.decide(values, "regression", threshold=0.3), values)


@task("decide", points=1)
def test_decide_at_the_edges(submission, rng):
    """A probability equal to the threshold counts; of equal classes the lowest; large logits decide.
    확률이 threshold와 같으면 1이고, 값이 같은 class 중에서는 가장 낮은 것을 고릅니다. logit이 커도 됩니다."""
    z = torch.tensor([[0.0, -0.0, 1e4], [-1e4, 1e-3, -1e-3]]).double()
    check_close(submission.decide(z, "multilabel"), torch.tensor([[1, 1, 1], [0, 1, 0]]))
    check_close(submission.decide(z[:, :1], "binary"), torch.tensor([[1], [0]]))
    z = torch.tensor([[1.0, 3.0, 3.0], [2.0, 2.0, 2.0], [-1e4, 1e4, 9e3]]).double()
    check_close(submission.decide(z, "multiclass"), torch.tensor([1, 0, 1]))


@task("decide", points=1)
def test_decide_refuses(submission, rng):
    """ValueError for an unknown task; the logits are not changed.
    모르는 task에는 ValueError를 냅니다. logit은 바뀌지 않습니다."""
    logits = draw(rng, 3, 2)
    logits[0, 0] = 0.25  # a logit of class 1, and as a probability of class 0
    check_raises("ValueError", submission.decide, logits, "ranking")
    for name in ("multiclass", "multilabel", "regression"):
        submission.decide(logits, name)
    check_unchanged(submission)


# log_softmax


def check_log_softmax(submission, logits, dim, atol=1e-10):
    expected = torch.log_softmax(logits, dim)
    check_close(submission.log_softmax(logits, dim), expected, atol=atol)


@task("log_softmax", points=3)
def test_log_softmax_along_any_dimension(submission, rng):
    """log_softmax along each dimension of tensors of one to three, contiguous or not.
    1차원부터 3차원까지, 연속이든 아니든, 어느 차원을 따라서도 맞습니다."""
    row, table, block = (draw(rng, *shape, scale=2) for shape in ((5,), (4, 3), (2, 3, 4)))
    for logits, dims in (
        (row, (0, -1)),
        (table, (0, 1, -2)),
        (block, (0, 1, 2, -1)),
        (block.permute(2, 0, 1), (1, -3)),
    ):
        for dim in dims:
            check_log_softmax(submission, logits, dim)


@task("log_softmax", points=3)
def test_log_softmax_of_large_logits(submission, rng):
    """Exact for logits of thousands, where the softmax itself is 0; rows don't disturb each other.
    softmax가 0으로 반올림될 만큼 logit이 커도 정확하고, 행끼리 서로 영향을 주지 않습니다."""
    logits = draw(rng, 4, 3) + torch.tensor([[1e4], [-1e4], [0.0], [40.0]]).double()
    check_log_softmax(submission, logits, 1, atol=1e-8)
    check_log_softmax(submission, logits.T, 0, atol=1e-8)
    check_log_softmax(submission, draw(rng, 5, 4, scale=3e3), -1, atol=1e-8)


@task("log_softmax", points=1)
def test_log_softmax_of_classes_ruled_out(submission, rng):
    """A logit of minus infinity gets minus infinity, and the others are as if it were not there.
    logit이 음의 무한대면 결과도 음의 무한대이고, 나머지는 그 class가 없을 때와 같습니다."""
    logits = draw(rng, 4, 5)
    rest = torch.log_softmax(logits[:, [0, 2, 3]], 1)
    logits[:, [1, 4]] = -math.inf
    expected = torch.full_like(logits, -math.inf)
    expected[:, [0, 2, 3]] = rest
    check_close(submission.log_softmax(logits, 1), expected, atol=1e-10)


@task("log_softmax", points=1)
def test_log_softmax_types_and_gradients(submission, reference, rng):
    """float32 stays float32, gradients flow and are right, and the argument is not changed.
    float32는 float32로 남고, gradient가 흐르고 정확하며, 인자는 바뀌지 않습니다."""
    logits = draw(rng, 3, 4, scale=20, dtype=np.float32)
    check_log_softmax(submission, logits, 1, atol=1e-4)
    check_unchanged(submission)
    out = submission.log_softmax(submission.probe.tensor(logits, requires_grad=True), 0)
    check(
        isinstance(out, torch.Tensor) and out.requires_grad,
        "the graph is cut: no gradient can reach the logits.",
        "계산 그래프가 끊겨 logit에 gradient가 갈 수 없습니다.",
    )
    given, upstream = [draw(rng, 3, 4, scale=2), 0], draw(rng, 3, 4)
    (_, (got, _)), (_, (expected, _)) = (
        side.probe.vector_jacobian(side.log_softmax, given, upstream)
        for side in (submission, reference)
    )
    label = "the gradient at the logits"
    check_close({label: got}, {label: expected}, atol=1e-10)


# temperature_scale


def sampled(rng, rows, classes, spread=1.5):
    """Logits, and labels drawn from their softmax: the best temperature is near 1."""
    logits = rng.normal(size=(rows, classes)) * spread + rng.normal(size=classes)
    noise = rng.gumbel(size=logits.shape)
    return torch.from_numpy(logits), torch.from_numpy((logits + noise).argmax(axis=1))


def accuracy(logits, labels):
    return (logits.argmax(dim=1) == labels).double().mean().item()


@task("temperature_scale", points=5)
def test_temperature_scale_of_trained_logits(submission, reference, rng):
    """The temperature of the lowest cross-entropy, for models that are too sure and too unsure.
    지나치게 확신하는 모델과 확신이 부족한 모델에서, cross-entropy가 가장 낮은 temperature를 찾습니다."""
    for classes, factor in (
        (3, float(rng.uniform(2.5, 5))),
        (5, float(rng.uniform(0.2, 0.4))),
        (4, 1.0),
    ):
        logits, labels = sampled(rng, 250, classes)
        best = reference.temperature_scale(logits * factor, labels)
        check_close(submission.temperature_scale(logits * factor, labels), best, rtol=0.01)
    # By hand: confidence sigmoid(z / T) must be the share that is right. The low ones lie between the hundredths,
    # and between their halves, where steps of equal width miss them by more than 1 %.
    share = int(rng.integers(13, 18))
    low = rng.integers(6, 11, size=2) + np.array([0.25, 0.75]) + rng.uniform(-0.05, 0.05, size=2)
    for best in (float(rng.uniform(2, 10)), *(low / 100).tolist()):
        z = best * math.log(share / (20 - share))
        labels = torch.from_numpy(rng.permutation(np.arange(20) >= share).astype(np.int64))
        logits = torch.tensor([[z, 0.0]], dtype=torch.float64).repeat(20, 1)
        check_close(submission.temperature_scale(logits, labels), best, rtol=0.01)


@task("temperature_scale", points=3)
def test_temperature_scale_calibrates(submission, reference, rng):
    """Scaling an overconfident model lowers its calibration error and leaves its answers as they are.
    지나치게 확신하는 모델에 적용하면 calibration 오차가 줄고, 답은 그대로입니다."""
    logits, labels = sampled(rng, 600, 4)
    logits = 4 * logits
    temperature = submission.temperature_scale(logits, labels)
    check_close(temperature, reference.temperature_scale(logits, labels), atol=1e9)  # a number
    temperature = float(temperature)
    check(
        temperature > 0,
        f"a temperature is above 0, yours is {temperature:.4g}.",
        f"temperature는 0보다 커야 하는데 {temperature:.4g}입니다.",
    )
    before, after = (
        reference.expected_calibration_error(scaled.softmax(dim=1), labels, 10)
        for scaled in (logits, logits / temperature)
    )
    check(
        after < 0.7 * before and accuracy(logits / temperature, labels) == accuracy(logits, labels),
        f"scaling by {temperature:.4g} takes the expected calibration error of an overconfident model from "
        f"{before:.3f} to {after:.3f}; the best temperature leaves about a quarter of it.",
        f"{temperature:.4g}(으)로 나누었더니 지나치게 확신하던 모델의 expected calibration error가 {before:.3f}에서 "
        f"{after:.3f}이(가) 되었습니다. 가장 좋은 temperature라면 4분의 1 정도만 남습니다.",
    )


@task("temperature_scale", points=1)
def test_temperature_scale_at_the_ends(submission, rng):
    """0.05 where every answer is right, 20 where most are wrong; float32 works as well.
    모두 맞으면 0.05, 대부분 틀리면 20입니다. float32에서도 됩니다."""
    logits = torch.tensor([[0.15, 0.0, -0.05]]).repeat(6, 1) + 0.01 * draw(
        rng, 6, 3, dtype=np.float32
    )
    check_close(submission.temperature_scale(logits, torch.zeros(6).long()), 0.05, rtol=0.01)
    labels = torch.tensor([2, 2, 1, 2, 2, 0])
    check_close(submission.temperature_scale(20 * logits, labels), 20.0, rtol=0.01)
    check_unchanged(submission)


# expected_calibration_error


def make_probs(rng, rows, classes, bins):
    """Probabilities whose confidences keep away from the edges of the bins, and labels."""
    logits = rng.normal(size=(20 * rows, classes)) * rng.choice([0.5, 1.5, 3], size=(20 * rows, 1))
    probs = torch.from_numpy(logits).softmax(dim=1)
    place = probs.amax(dim=1) * bins
    probs = probs[(place - place.round()).abs() > 0.03][:rows]
    labels = torch.multinomial(
        probs**0.7 + 0.05, 1, generator=torch.Generator().manual_seed(int(rng.integers(2**31)))
    )
    return probs, labels[:, 0]


@task("expected_calibration_error", points=5)
def test_expected_calibration_error(submission, reference, rng):
    """Gaps between accuracy and confidence, weighed by the rows of each bin.
    bin마다 정확도와 confidence의 차이를 구해 행 수로 가중 평균합니다."""
    for rows, classes, bins in ((60, 3, 10), (40, 5, 4), (7, 2, 15), (30, 4, 1)):
        probs, labels = make_probs(rng, rows, classes, bins)
        expected = reference.expected_calibration_error(probs, labels, bins)
        got = submission.expected_calibration_error(probs, labels, bins)
        check_close(got, expected, rtol=1e-5, atol=1e-6)


@task("expected_calibration_error", points=2)
def test_expected_calibration_error_of_certainty(submission, rng):
    """A confidence of exactly 1 is in the last bin.
    confidence가 정확히 1이면 마지막 bin에 들어갑니다."""
    for bins in (5, 10):
        right, wrong, unsure = (int(n) for n in rng.integers(2, 7, size=3))
        probs = torch.eye(3).double()[[1] * right + [2] * wrong + [0] * unsure]
        probs[right + wrong :] = torch.tensor(
            [0.97, 0.02, 0.01], dtype=torch.float64
        )  # all of them right
        labels = torch.tensor([1] * right + [0] * (wrong + unsure))
        order = torch.from_numpy(rng.permutation(len(labels)))
        expected = abs(wrong - 0.03 * unsure) / len(labels)
        got = submission.expected_calibration_error(probs[order], labels[order], bins)
        check_close(got, expected, rtol=1e-5, atol=1e-6)


@task("expected_calibration_error", points=1)
def test_expected_calibration_error_types_and_inputs(submission, reference, rng):
    """float32 probabilities work as well, and no argument is changed.
    float32 확률도 받고, 인자를 바꾸지 않습니다."""
    probs, labels = make_probs(rng, 50, 4, 6)
    probs = probs.float()
    expected = reference.expected_calibration_error(probs, labels, 6)
    got = submission.expected_calibration_error(probs, labels, 6)
    check_close(got, expected, rtol=1e-4, atol=1e-6)
    check_unchanged(submission)
