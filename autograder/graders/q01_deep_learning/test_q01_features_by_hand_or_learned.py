"""Hidden grader of q01: what is learned is judged on digits that the submission never sees labelled.

params are opaque, but images of few pixels show W1, and one step on nearly empty images shows W2 (but for a
number added to a whole row of it, which softmax does not see). From there one batch of fewer than 32 rows can
be followed exactly. How the rows are cut into batches shows at a learning rate of next to nothing: then every
step moves the weights by lr times the mean gradient at the start, so steps can be counted.
"""

from __future__ import annotations

import math

import numpy as np
from scipy.optimize import nnls

from autograder.grading import (
    check,
    check_close,
    check_equal,
    check_statistic,
    check_unchanged,
    task,
)

TINY = 1e-6  # a learning rate: what is of second order in it is a millionth

# --- handcrafted_features


def drawings(rng, count, height, width):
    """Images with much paper, some ink and no symmetry; the brightest pixel differs between them."""
    images = rng.uniform(size=(count, height, width)) ** 3 * (
        rng.random((count, height, width)) < 0.6
    )
    images *= np.geomspace(0.3, 5, count)[:, None, None]
    images[:, 0, 0] += 0.1
    return np.asfortranarray(images)


@task("handcrafted_features", points=3)
def test_handcrafted_features(submission, reference, rng):
    """All six features, of images that are higher than wide and wider than high.
    세로로 긴 이미지와 가로로 긴 이미지에서 여섯 feature를 모두 비교합니다."""
    for shape in ((5, 7, 4), (3, 3, 8), (2, 1, 5)):
        images = drawings(rng, *shape)
        check_close(submission.handcrafted_features(images), reference.handcrafted_features(images))


@task("handcrafted_features", points=2)
def test_handcrafted_features_of_odd_images(submission, reference, rng):
    """An empty image has its centre in the middle; half of the maximum itself is not above half of it.
    빈 이미지의 무게중심은 가운데입니다. 최댓값의 딱 절반인 픽셀은 절반보다 큰 것이 아닙니다."""
    images = np.zeros((6, 4, 7))
    images[1] = drawings(rng, 1, 4, 7)
    images[3, 3, 0] = 0.25  # a single dot in a corner
    images[4] = rng.choice([0.0, 0.5, 1.0], size=(4, 7))
    images[4, 0, :3] = 1, 0.5, 0
    images[5] = 0.125  # all grey
    check_close(submission.handcrafted_features(images), reference.handcrafted_features(images))
    empty = np.zeros((1, 2, 5))
    check_close(submission.handcrafted_features(empty), np.array([[0, 0, 0, 0.5, 2.0, 0]]))


@task("handcrafted_features", points=1)
def test_handcrafted_features_odd_inputs(submission, reference, rng):
    """float32 stays float32, integers, unsigned ones too, become float64, and nothing is changed.
    float32는 float32로 남고 정수(부호 없는 정수 포함)는 float64가 되며, 입력은 바뀌지 않습니다."""
    single = drawings(rng, 3, 4, 5).astype(np.float32)
    expected = reference.handcrafted_features(single)
    check_close(submission.handcrafted_features(single), expected, rtol=1e-5, atol=1e-5)
    for dtype in (np.int64, np.uint8):
        images = rng.integers(0, 250, size=(4, 5, 3)).astype(dtype)
        expected = reference.handcrafted_features(images)
        check_close(submission.handcrafted_features(images), expected)
    check_unchanged(submission)


# --- fit_linear_classifier


def table(rng, rows, columns, classes):
    """Features far from 0 and of different widths, and labels of which every class has some."""
    features = rng.normal(size=(columns, rows)) * rng.uniform(0.5, 3, size=(columns, 1))
    features += rng.uniform(-3, 3, size=(columns, 1))
    return features.T, rng.permutation(np.arange(rows) % classes)


def check_weights(got, expected):
    check_close(got, expected, rtol=1e-6, atol=1e-6 * max(1, np.abs(expected).max()))


@task("fit_linear_classifier", points=3)
def test_fit_linear_classifier(submission, reference, rng):
    """W by least squares on one-hot targets, with and without a penalty, also for an absent class.
    one-hot 목표값에 대한 최소제곱으로 구한 W입니다. 벌점이 있을 때와 없을 때, 없는 class가 있을 때도 봅니다."""
    for rows, columns, classes, ridge in ((20, 4, 3, 0.7), (15, 3, 4, 0.0), (6, 8, 2, 2.5)):
        features, labels = table(rng, rows, columns, classes)
        for num_classes in (classes, classes + 2):
            got = submission.fit_linear_classifier(features, labels, num_classes, ridge)
            expected = reference.fit_linear_classifier(features, labels, num_classes, ridge)
            check_weights(got, expected)


@task("fit_linear_classifier", points=2)
def test_fit_linear_classifier_leaves_the_bias_free(submission, rng):
    """Under a very strong penalty the biases are the shares of the classes, and all the rest is 0.
    벌점이 매우 강하면 bias는 class의 비율이 되고 나머지는 모두 0입니다."""
    features, labels = table(rng, 17, 4, 3)
    expected = np.zeros((5, 3))
    expected[-1] = np.bincount(labels) / 17
    got = submission.fit_linear_classifier(features, labels, 3, 1e9)
    check_close(got, expected, rtol=1e-5, atol=1e-5)


@task("fit_linear_classifier", points=2)
def test_fit_linear_classifier_of_minimum_norm(submission, reference, rng):
    """Where many W are as good, the one of minimum norm, bias included.
    똑같이 좋은 W가 많으면 bias까지 포함한 노름이 가장 작은 것입니다."""
    wide, few = table(rng, 5, 8, 3)
    tall, labels = table(rng, 14, 4, 3)
    tall = tall.copy()
    tall[:, 1] = rng.uniform(1.5, 3)  # what the bias does, this column does too
    for features, targets in ((wide, few), (tall, labels), (tall * [1, 0, 1, 1], labels)):
        got = submission.fit_linear_classifier(features, targets, 3, 0.0)
        check_weights(got, reference.fit_linear_classifier(features, targets, 3, 0.0))


@task("fit_linear_classifier", points=1)
def test_fit_linear_classifier_odd_inputs(submission, reference, rng):
    """float32 stays float32, integers become float64, and features and labels are not changed.
    float32는 float32로 남고 정수는 float64가 되며, feature와 label은 바뀌지 않습니다."""
    features, labels = table(rng, 20, 3, 3)
    single = features.astype(np.float32)
    expected = reference.fit_linear_classifier(single, labels, 3, 1.5)
    got = submission.fit_linear_classifier(single, labels, 3, 1.5)
    check_close(got, expected, rtol=1e-4, atol=1e-4)
    integers = rng.integers(-9, 10, size=(12, 3))
    expected = reference.fit_linear_classifier(integers, labels[:12], 3, 2)
    check_weights(submission.fit_linear_classifier(integers, labels[:12], 3, 2), expected)
    check_unchanged(submission)


# --- predict


@task("predict", points=3)
def test_predict(submission, reference, rng):
    """The class of the highest score, the bias counted.
    bias까지 더한 점수가 가장 높은 class입니다."""
    for rows, columns, classes in ((30, 3, 5), (9, 6, 2), (7, 1, 8)):
        W, features = rng.normal(size=(columns + 1, classes)), rng.normal(size=(columns, rows)).T
        check_equal(submission.predict(W, features), reference.predict(W, features))


@task("predict", points=1)
def test_predict_with_equal_scores(submission):
    """Of equal scores the lowest class wins.
    점수가 같으면 번호가 가장 낮은 class입니다."""
    W = np.zeros((3, 5))
    W[-1] = [0, 1, 0, 1, 1]
    W[0, 2] = 1
    features = np.array([[0.0, 3.0], [1.0, -2.0], [2.0, 0.0]])
    check_equal(submission.predict(W, features), np.array([1, 1, 2]))


@task("predict", points=1)
def test_predict_odd_inputs(submission, reference, rng):
    """float32 and integers are accepted, and nothing is changed.
    float32와 정수를 받고, 입력은 바뀌지 않습니다."""
    W, features = rng.normal(size=(4, 3)), rng.normal(size=(9, 3))
    single = W.astype(np.float32), features.astype(np.float32)
    check_equal(submission.predict(*single), reference.predict(*single))
    integers = rng.integers(-9, 10, size=(11, 3))
    check_equal(submission.predict(W, integers), reference.predict(W, integers))
    check_unchanged(submission)


# --- learn_features


def check_features(got, rows, hidden):
    check(
        isinstance(got, np.ndarray) and got.shape == (rows, hidden) and got.dtype.kind == "f",
        f"must return the activations of the hidden layer, floats of shape {(rows, hidden)}.",
        f"은닉층의 activation, 즉 모양이 {(rows, hidden)}인 실수 배열을 반환해야 합니다.",
    )
    check(
        bool(np.isfinite(got).all()),
        "some features are NaN or infinite; did the training diverge?",
        "NaN이나 무한대인 feature가 있습니다. 학습이 발산했나요?",
    )
    check(
        bool((got >= 0).all()),
        "some features are negative; the hidden activations come after the ReLU.",
        "음수인 feature가 있습니다. 은닉층의 activation은 ReLU를 지난 값입니다.",
    )
    return got


def learned(submission, images, labels, settings, seed, show):
    """The features of the images ``show``, after training on ``images``."""
    hidden, epochs, lr = settings
    generator = submission.probe.rng(seed)
    params = submission.learn_features(images, labels, hidden, epochs, lr, generator)
    return check_features(submission.apply_features(params, show), len(show), hidden)


@task("learn_features", points=4)
def test_learned_features_beat_handcrafted_ones(submission, reference, rng, seed, digits):
    """On digits never seen, a linear classifier does far better on 8 learned features than on 6 chosen ones.
    본 적 없는 숫자에서, 학습한 feature 8개가 사람이 고른 feature 6개보다 선형 분류기에서 훨씬 낫습니다."""
    (x, y), (x_test, y_test) = digits(700, 300)
    order = np.argsort(y, kind="stable")  # as data often come: sorted, so that shuffling matters
    x, y = x[order], y[order]
    both = np.concatenate([x, x_test])
    scores = []
    for run, lr in enumerate((0.1, 0.2, 0.3)):
        features = learned(submission, x, y, (8, 60, lr), seed % 2**32 + run, both)
        scores.append(
            reference.linear_probe_accuracy(features[:700], y, features[700:], y_test, 1e-3)
        )
    chosen = [reference.handcrafted_features(images) for images in (x, x_test)]
    by_hand = reference.linear_probe_accuracy(chosen[0], y, chosen[1], y_test, 1e-3)
    mean = float(np.mean(scores))
    check(
        mean >= max(0.7, by_hand + 0.1),
        f"a linear classifier on the learned features has an accuracy of {mean:.2f} on unseen digits, the mean "
        f"of three runs; at least 0.7 is needed (handcrafted features: {by_hand:.2f}, untrained ones: 0.3 to "
        "0.6).",
        f"학습한 feature에 선형 분류기를 붙였더니 본 적 없는 숫자에서 accuracy가 세 번 평균 {mean:.2f}입니다. 0.7 "
        f"이상이어야 합니다(사람이 고른 feature는 {by_hand:.2f}, 학습하지 않은 feature는 0.3~0.6).",
    )


def told_apart(rng, rows, idle):
    """Images 2 x 3, all alike and of class 0, but for ``idle`` empty ones, which do not move W1.

    So a batch moves W1 by a fixed amount, times its share of images that are not empty.
    """
    images = np.zeros((rows, 2, 3))
    images[idle:] = rng.uniform(0.5, 1, size=(2, 3))
    images[:, 1, 1] = 0  # a pixel that is never inked: its weights stay as they are
    labels = np.zeros(rows, dtype=int)
    labels[:idle] = 1 + np.arange(idle) % 2
    return images, labels


class Moves:
    """How far training moves W1, in units of lr, for one initialisation.

    Where a unit is on, a pixel of 2 shows its weight once more than a pixel of 1: b1 is left out.
    """

    def __init__(self, submission, seed, hidden=24):
        self.submission, self.seed, self.hidden = submission, seed, hidden
        self.start = None

    def weights(self, images, labels, epochs, lr):
        settings = self.hidden, epochs, lr
        show = np.concatenate([np.eye(6), 2 * np.eye(6)])
        one, two = np.split(learned(self.submission, images, labels, settings, self.seed, show), 2)
        return np.where(one > 0, two - one, 0)

    def __call__(self, images, labels, epochs=1, lr=TINY):
        """By how much each weight has moved; 0 where it can't be seen, that is, where it is negative."""
        if self.start is None:
            self.start = self.weights(images, labels, 1, 0.0)
        after = self.weights(images, labels, epochs, lr)
        seen = (self.start > 1e-2) & (after > 0)
        return np.where(seen, after - self.start, 0) / lr


def share(moved, unit):
    """How many times ``unit`` the weights have moved, where both can be seen; NaN if in another way."""
    both = (moved != 0) & (unit != 0)
    a, b = moved[both], unit[both]
    if not len(a) or not b @ b:
        return math.nan
    times = float(a @ b / (b @ b))
    return times if np.allclose(a, times * b, rtol=1e-3, atol=1e-3 * np.abs(b).max()) else math.nan


def check_times(moved, unit, low, high, en, ko):
    times = share(moved, unit)
    amount = "in another direction" if times != times else f"{times:.4g} times as far"
    amount_ko = "다른 방향으로" if times != times else f"{times:.4g}배만큼"
    right = f"{low:.4g}" if low == high else f"{low:.4g} to {high:.4g}"
    check(
        low - 2e-3 <= times <= high + 2e-3,
        f"{en}: W1 moved {amount}, expected {right}, in gradients of one inked image.",
        f"{ko}: 잉크가 있는 이미지 하나의 gradient를 기준으로 W1이 {amount_ko} 움직였습니다. 기댓값은 "
        f"{right.replace(' to ', '~')}배입니다.",
    )


@task("learn_features", points=3)
def test_learn_features_by_plain_sgd(submission, rng, seed):
    """Mini-batches of 32, the last one shorter, one plain step each on the mean loss, in each epoch.
    epoch마다 32개씩(마지막은 더 적게) 나눈 mini-batch로, 평균 loss에 대해 momentum 없이 한 걸음씩 움직입니다."""
    moves = Moves(submission, seed % 2**32)
    alone, labels = told_apart(rng, 16, 2)
    inked = alone[-1]
    unit = moves(alone, labels) / (14 / 16)

    def alike(rows, idle):
        images, labels = told_apart(rng, rows, idle)
        images[idle:] = inked
        return images, labels

    check(
        bool(np.any(unit)),
        "one epoch on 16 images has left W1 as it was drawn; both layers are trained, on every batch.",
        "이미지 16개로 한 epoch을 학습했는데 W1이 처음 그대로입니다. 두 층 모두, 모든 batch로 학습해야 합니다.",
    )
    check(
        np.abs(unit[4]).max() < 1e-3,
        "a pixel that is empty in all images has no gradient, yet its weights have moved; plain SGD has no decay.",
        "모든 이미지에서 비어 있는 픽셀은 gradient가 0인데 그 가중치가 움직였습니다. weight decay가 없어야 합니다.",
    )
    one_step = 14 / 16
    check_times(
        moves(alone, labels, lr=0.5),
        unit,
        one_step,
        one_step,
        "16 images, one epoch, lr=0.5, that is, one step of lr times the gradients at the start",
        "이미지 16개, 1 epoch, lr=0.5, 즉 시작점의 gradient에 lr을 곱한 한 걸음",
    )
    for rows, idle, epochs, low, high in (
        (32, 2, 1, 30 / 32, 30 / 32),
        (32, 2, 3, 3 * 30 / 32, 3 * 30 / 32),
        (64, 2, 1, 2 - 2 / 32, 2 - 2 / 32),
        (48, 2, 1, 2 - 2 / 16, 2 - 2 / 32),
        (33, 2, 1, 1 - 1 / 32, 2 - 2 / 32),
    ):
        check_times(
            moves(*alike(rows, idle), epochs=epochs),
            unit,
            low,
            high,
            f"{rows} images, {epochs} epoch(s), a tiny lr",
            f"이미지 {rows}개, {epochs} epoch, 아주 작은 lr",
        )
    # Which of the 8 empty images come into the batch of 32 and which into that of 16 is for the shuffle to say.
    images, labels = alike(48, 8)
    totals = [share(moves(images, labels, epochs=n), unit) for n in range(1, 14)]
    ticks = (
        32 * totals[0]
    )  # a whole number: the shares of the idle images in both batches are 32nds
    check(
        abs(ticks - round(ticks)) < 0.05 if ticks == ticks else False,
        "48 images are one batch of 32 and one of 16, and each step is a mean over its batch.",
        "이미지 48개는 32개짜리 batch와 16개짜리 batch로 나뉘고, 걸음마다 그 batch의 평균을 씁니다.",
    )
    check(
        len(set(np.round(np.diff(totals), 2))) > 1,
        "in 13 epochs the batches were the same every time; shuffle the rows anew in each epoch.",
        "13 epoch 동안 batch가 매번 똑같습니다. epoch마다 행을 새로 섞어야 합니다.",
    )


def first_weights(submission, seed, pixels, hidden, classes):
    """W1 and W2 as ``learn_features`` draws them, W2 less the mean of each row; None if they hide.

    A unit shows a weight where another, bright pixel keeps it on. Then come images that switch all units
    on, but so faintly that all logits are 0, and with them one step in which class c is in the majority.
    """
    each = np.eye(pixels)

    def after(images, labels, lr, show):
        return learned(submission, images, labels, (hidden, 1, lr), seed, show)

    labels = np.arange(classes)
    best = after(each[:classes], labels, 0.0, each).argmax(axis=0)
    bright = 1000 * each[best]
    show = np.concatenate([bright, (bright[:, None] + each).reshape(-1, pixels)])
    seen = after(each[:classes], labels, 0.0, show)
    units = np.arange(hidden)
    alone = seen[units, units]
    W1 = seen[hidden:].reshape(hidden, pixels, hidden)[units, :, units].T - alone
    together, gap = nnls(W1.T, np.ones(hidden))
    if gap > 1e-9 or (alone == 0).any():
        return None
    W2 = np.empty((hidden, classes))
    for c in labels:
        several = np.append(labels, [c] * 4)
        faint = np.tile(1e-12 * together, (len(several), 1))
        b1 = after(faint, several, 1.0, 100 * together[None])[0] - 100
        W2[:, c] = b1 * len(several) / 4
    return W1, W2


def followed(W1, W2, x, labels, epochs, lr):
    """W1 and b1 after full-batch steps on the mean cross-entropy."""
    W1, W2, b1, b2 = W1.copy(), W2.copy(), np.zeros(len(W2)), np.zeros(W2.shape[1])
    for _ in range(epochs):
        h = np.maximum(x @ W1 + b1, 0)
        p = np.exp(h @ W2 + b2)
        d_logits = p / p.sum(axis=1, keepdims=True)
        d_logits[np.arange(len(x)), labels] -= 1
        d_logits /= len(x)
        d_h = d_logits @ W2.T * (h > 0)
        W2, b2 = W2 - lr * h.T @ d_logits, b2 - lr * d_logits.sum(axis=0)
        W1, b1 = W1 - lr * x.T @ d_h, b1 - lr * d_h.sum(axis=0)
    return W1, b1


@task("learn_features", points=3)
def test_learn_features_step_by_step(submission, rng, seed):
    """Ten steps on a single batch lead from the first weights to where the gradients of all arrays say.
    batch 하나로 열 걸음 움직이면, 처음 가중치에서 네 배열의 gradient가 가리키는 곳에 이릅니다."""
    pixels, hidden, classes = 16, 4, 3
    found = None
    for state in range(seed % 2**32, seed % 2**32 + 5):
        found = first_weights(submission, state, pixels, hidden, classes)
        if found is not None:
            break
    check(
        found is not None,
        "the hidden units can't be told apart before training; draw every weight of W1 by itself, of mean 0.",
        "학습 전의 은닉 unit을 구별할 수 없습니다. W1의 가중치를 평균 0으로 하나씩 따로 뽑아야 합니다.",
    )
    x, labels = rng.uniform(size=(20, pixels)), rng.permutation(np.arange(20) % classes)
    unseen = rng.uniform(size=(5, pixels))
    W1, b1 = followed(*found, x, labels, 10, 0.4)
    got = learned(submission, x, labels, (hidden, 10, 0.4), state, unseen)
    check_close(got, np.maximum(unseen @ W1 + b1, 0), rtol=1e-5, atol=1e-6, dtype=False)


@task("learn_features", points=2)
def test_learn_features_starts_from_he(submission, rng, seed):
    """Untrained, the features are those of He initialisation and biases of 0; the loss is a mean.
    학습하지 않은 feature는 He 초기화와 0인 bias에서 나옵니다. loss는 평균입니다."""
    generator = seed % 2**32
    images, labels = np.eye(30).reshape(30, 5, 6), np.arange(30) % 3
    weights = learned(submission, images, labels, (200, 0, 0.1), generator, np.eye(30))
    empty = learned(submission, images, labels, (200, 0, 0.1), generator, np.zeros((1, 5, 6)))
    check_close(empty, np.zeros((1, 200)), dtype=False)
    check_statistic(
        np.mean(weights > 0),
        1 / 2,
        1 / 2 / math.sqrt(6000),
        "half of the weights W1 must be positive before training; the share is off",
        "학습 전 W1의 절반은 양수여야 합니다. 비율이 맞지 않습니다",
    )
    check_statistic(
        np.mean(weights**2) * 30,
        1,
        math.sqrt(5 / 6000),
        "W1 must have the variance 2 / D before training; measured on its positive entries, variance * D / 2 "
        "is not 1",
        "학습 전 W1의 분산은 2 / D여야 합니다. 양수인 원소에서 잰 분산 * D / 2가 1이 아닙니다",
    )
    different = np.linalg.matrix_rank(weights) == 30
    check(
        different,
        "the units' weights depend linearly on one another; draw every weight by itself.",
        "unit들의 가중치가 서로 선형 종속입니다. 가중치를 하나씩 따로 뽑아야 합니다.",
    )
    # Nearly empty images: all logits are 0, and the first step of b1 is known but for W2, which is random.
    hidden = 20_000
    dots = 1e-7 * np.eye(3)
    settings = hidden, 1, 100.0
    biases = learned(submission, dots, np.arange(3), settings, generator, np.zeros((1, 3)))
    check_statistic(
        np.mean(biases**2) / 100**2 * 18 * hidden,
        1,
        math.sqrt(7 / hidden),
        "the first step of b1 on three nearly empty images, its mean square divided by what W2 of variance "
        "2 / hidden, lr and the mean cross-entropy make of it, is not 1",
        "거의 빈 이미지 세 장에 대한 b1의 첫 걸음이 맞지 않습니다. 제곱 평균을, 분산이 2 / hidden인 W2와 lr, 평균 "
        "cross-entropy로 계산한 값으로 나누면 1이 아닙니다",
    )


@task("learn_features", points=2)
def test_learn_features_from_rng_and_labels_alone(submission, rng, seed):
    """The state of rng decides, and the labels do; rng moves on, and no other generator is read.
    결과는 rng의 상태와 label로 정해집니다. rng의 상태는 바뀌고, 다른 생성기는 쓰지 않습니다."""
    images, labels = rng.uniform(size=(40, 3, 4)), np.arange(40) % 3

    def draw(generator, labels=labels):
        params = submission.learn_features(images, labels, 5, 2, 0.3, generator)
        return check_features(submission.apply_features(params, images), 40, 5)

    # Not global_rng_digest: a module of PyTorch may draw from PyTorch's generator before rng fills it.
    submission.probe.seed_global(seed % 2**31)
    generator = submission.probe.rng(seed % 2**32)
    first, second = draw(generator), draw(generator)
    submission.probe.seed_global(seed % 2**31 + 1)
    again = draw(submission.probe.rng(seed % 2**32))
    other = draw(submission.probe.rng(seed % 2**32 + 1))
    renamed = draw(submission.probe.rng(seed % 2**32), labels[::-1].copy())
    check(
        np.array_equal(first, again),
        "from the same state of rng came different features. Draw from rng alone, not from a global generator.",
        "rng의 상태가 같은데 feature가 다릅니다. 전역 생성기를 쓰지 말고 rng에서만 뽑으세요.",
    )
    check(
        not np.array_equal(first, second),
        "two calls with one rng gave the same features. Draw from rng, which moves on by itself.",
        "같은 rng로 두 번 학습했는데 feature가 같습니다. rng에서 뽑으면 상태가 저절로 바뀝니다.",
    )
    check(
        not np.array_equal(first, other),
        "generators of different seeds gave the same features. Draw from rng.",
        "seed가 다른 rng인데 feature가 같습니다. rng에서 뽑으세요.",
    )
    check(
        np.abs(first - renamed).max() > 1e-6,
        "with the same images and rng but other labels the features are the same: they were not learned.",
        "이미지와 rng는 같고 label만 다른데 feature가 같습니다. 학습한 feature가 아닙니다.",
    )


@task("learn_features", points=1)
def test_learn_features_odd_inputs(submission, rng, seed):
    """Images may come flat, as float32 or as integers up to 255, logits may be large; nothing is changed.
    이미지는 펼친 것, float32, 255까지의 정수도 되고, logit이 커도 되며, 입력은 바뀌지 않습니다."""
    images, labels = rng.integers(0, 256, size=(20, 3, 2)), np.arange(20) % 3
    expected = learned(submission, images / 1.0, labels, (4, 2, 1e-5), seed % 2**32, images / 1.0)
    flat, single = images.reshape(20, 6), images.astype(np.float32)
    for same in (flat / 1.0, flat.astype(np.uint8), single):
        got = learned(submission, same, labels, (4, 2, 1e-5), seed % 2**32, images / 1.0)
        check_close(got, expected, rtol=1e-4, atol=1e-3, dtype=False)
    learned(submission, 1e4 * images, labels, (4, 2, 1e-12), seed % 2**32, images)
    check_unchanged(submission)


# --- apply_features


@task("apply_features", points=4)
def test_apply_features(submission, rng, seed):
    """apply_features is relu of something linear, of any images, each row by itself, flat or not.
    apply_features는 일차식에 ReLU를 적용한 값이며, 처음 보는 이미지에도, 행마다 따로, 펼친 것에도 적용됩니다."""
    images, labels = rng.uniform(size=(36, 4, 3)), np.arange(36) % 4
    params = submission.learn_features(
        images, labels, 10, 3, 0.2, submission.probe.rng(seed % 2**32)
    )
    unseen = rng.uniform(0.2, 1, size=(9, 4, 3))
    one = check_features(submission.apply_features(params, unseen), 9, 10)
    flat = check_features(submission.apply_features(params, unseen.reshape(9, 12)), 9, 10)
    few = check_features(submission.apply_features(params, unseen[4:6]), 2, 10)
    check_close(flat, one.copy(), dtype=False)
    check_close(few, one[4:6].copy(), dtype=False)
    two = check_features(submission.apply_features(params, 2 * unseen), 9, 10)
    three = check_features(submission.apply_features(params, 3 * unseen), 9, 10)
    on = (one > 0) & (two > 0) & (three > 0)
    bend = one + three - 2 * two
    check(
        0 < on.mean() < 1 and np.abs(bend[on]).max() < 1e-6 * three.max(),
        "brighter images must have features that grow in a straight line where they are not 0: relu(x @ W1 + b1).",
        "이미지를 밝게 하면 0이 아닌 feature는 일직선으로 커져야 합니다: relu(x @ W1 + b1).",
    )


@task("apply_features", points=1)
def test_apply_features_odd_inputs(submission, rng, seed):
    """Images may be integers or float32, and are not changed.
    이미지는 정수나 float32여도 되고, 바뀌지 않습니다."""
    images, labels = rng.uniform(size=(12, 3, 2)), np.arange(12) % 3
    params = submission.learn_features(
        images, labels, 5, 1, 0.1, submission.probe.rng(seed % 2**32)
    )
    whole = rng.integers(0, 250, size=(4, 3, 2))
    expected = check_features(submission.apply_features(params, whole / 1.0), 4, 5).copy()
    for same in (whole, whole.astype(np.uint8), whole.astype(np.float32)):
        got = submission.apply_features(params, same)
        check_close(got, expected, rtol=1e-4, atol=1e-3, dtype=False)
    check_unchanged(submission)


# --- linear_probe_accuracy


def two_parts(rng, rows, test_rows, columns, classes):
    """Features that say something about the labels, of very different widths, in two disjoint parts."""
    labels = rng.integers(classes, size=rows + test_rows)
    centres = rng.normal(size=(classes, columns))
    features = centres[labels] + rng.normal(size=(len(labels), columns))
    features = features * np.geomspace(0.02, 20, columns) + rng.normal(size=columns)
    return features[:rows], labels[:rows], features[rows:], labels[rows:]


@task("linear_probe_accuracy", points=4)
def test_linear_probe_accuracy(submission, reference, rng):
    """Fitted on the training rows, scored on the test rows, on features as they are.
    train 행으로 맞추고 test 행으로 점수를 냅니다. feature는 그대로 씁니다."""
    for rows, test_rows, columns, classes, ridge in (
        (40, 397, 4, 3, 30.0), (23, 431, 6, 4, 12.0), (30, 389, 3, 5, 60.0), (12, 413, 9, 2, 5.0),
    ):  # fmt: skip
        parts = two_parts(rng, rows, test_rows, columns, classes)
        expected = float(reference.linear_probe_accuracy(*parts, ridge))
        check_close(submission.linear_probe_accuracy(*parts, ridge), expected)


@task("linear_probe_accuracy", points=1)
def test_linear_probe_accuracy_odd_inputs(submission, reference, rng):
    """A class may be missing in either part, features may be integers, and nothing is changed.
    어느 한쪽에 없는 class가 있어도 되고, feature는 정수여도 되며, 입력은 바뀌지 않습니다."""
    train, labels, test, test_labels = two_parts(rng, 30, 141, 4, 3)
    for some, others in ((labels, test_labels + 1), (labels + 2, test_labels)):
        parts = train, some, test, others
        expected = float(reference.linear_probe_accuracy(*parts, 9.0))
        check_close(submission.linear_probe_accuracy(*parts, 9.0), expected)
    parts = (50 * train).round().astype(int), labels, (50 * test).round().astype(int), test_labels
    expected = float(reference.linear_probe_accuracy(*parts, 1.0))
    check_close(submission.linear_probe_accuracy(*parts, 1.0), expected)
    check_unchanged(submission)
