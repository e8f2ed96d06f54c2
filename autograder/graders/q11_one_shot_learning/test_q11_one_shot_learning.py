"""Hidden grader of q11: exact wherever chance can be shut out, statistics where it can't.

The episodes' accuracies are checked on embeddings for which each of them can be told in advance:
perfect ones, XOR, where the query's own support row is always the farther one, and one in which two
of three classes coincide. Then an episode gives 1 or 1/2, and the mean tells the half width.
"""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from autograder.grading import (
    check,
    check_close,
    check_generator,
    check_gradient,
    check_raises,
    check_statistic,
    check_unchanged,
    task,
)


def check_pair(result, en, ko):
    check(
        isinstance(result, tuple | list) and len(result) == 2,
        f"must return the tuple {en}.",
        f"{ko} 튜플을 반환해야 합니다.",
    )


# --- learning_curve


class Witness:
    """A fit and a score that remember what they were called with. The model is a weighted mean."""

    def __init__(self):
        self.fitted, self.scored = [], []

    def fit(self, X, y):
        self.fitted.append((np.asarray(X), np.asarray(y)))
        return self.fit_silently(X, y)

    def score(self, model, X, y):
        self.scored.append((np.asarray(X), np.asarray(y)))
        return self.score_silently(model, X, y)

    @staticmethod
    def fit_silently(X, y):
        return (X * (1 + y[:, None])).sum(axis=0) / max(len(X), 1)

    @staticmethod
    def score_silently(model, X, y):
        return float(np.mean((X @ model) * (1 + y)))


def sorted_by_class(rng, rows, classes=4):
    """Rows that are told apart by their first number, and labels in ascending order."""
    X = rng.normal(size=(rows, 3))
    X[:, 0] = rng.permutation(rows) + rng.uniform(0.1, 0.9, size=rows)
    return X, np.sort(rng.integers(classes, size=rows))


def rows_of(X, y, fitted):
    """Which rows of X each fit was given; each must come with its own label."""
    place = {tuple(row): i for i, row in enumerate(X.tolist())}
    found = []
    for part, labels in fitted:
        check(
            part.ndim == 2 and part.shape[1:] == X.shape[1:] and labels.shape == part.shape[:1],
            f"fit was called with arrays of shapes {part.shape} and {labels.shape}, where rows of X "
            "and their labels belong.",
            f"fit에 모양이 {part.shape}, {labels.shape}인 배열을 넘겼습니다. X의 행과 그 label이어야 "
            "합니다.",
        )
        rows = [place.get(tuple(row), -1) for row in part.tolist()]
        check(
            -1 not in rows,
            "fit was given rows that are not in X.",
            "fit에 X에 없는 행을 넘겼습니다.",
        )
        check(
            np.array_equal(y[rows], labels),
            "fit was given rows with the labels of other rows.",
            "fit에 넘긴 행에 다른 행의 label이 붙어 있습니다.",
        )
        found.append(rows)
    return found


def check_curve(submission, rng, seed, rows, sizes):
    X, y = sorted_by_class(rng, rows)
    X_test, y_test = sorted_by_class(rng, 7)
    witness = Witness()
    got = submission.learning_curve(
        witness.fit, witness.score, X, y, X_test, y_test, sizes, submission.probe.rng(seed)
    )
    used = sorted(rows_of(X, y, witness.fitted), key=len)
    counts = [len(part) for part in used]
    check(
        counts == sorted(sizes),
        f"for the sizes {sizes} fit was called with {counts} rows (sorted); it is called once for "
        "each size.",
        f"sizes가 {sizes}인데 fit에 넘긴 행의 수는 {counts}입니다(정렬). 크기마다 한 번 부릅니다.",
    )
    check(
        all(len(set(part)) == len(part) for part in used),
        "a training set holds the same row twice.",
        "학습 집합에 같은 행이 두 번 들어 있습니다.",
    )
    check(
        all(set(small) <= set(large) for small, large in pairwise(used)),
        "the training sets are not nested: a larger one must hold all rows of a smaller one.",
        "학습 집합이 서로 포함되지 않습니다. 큰 집합은 작은 집합의 행을 모두 담아야 합니다.",
    )
    check(
        len(witness.scored) == len(sizes)
        and all(np.array_equal(a, X_test) and np.array_equal(b, y_test) for a, b in witness.scored),
        "score must be called once for each model, with X_test and y_test.",
        "score는 모델마다 한 번, X_test와 y_test로 불러야 합니다.",
    )
    fitted = {len(X): (X, y) for X, y in witness.fitted}
    expected = [
        witness.score_silently(witness.fit_silently(*fitted[size]), X_test, y_test)
        for size in sizes
    ]
    check_close(got, np.array(expected))


@task("learning_curve", points=4)
def test_learning_curve(submission, rng, seed):
    """Nested training sets of one random order, each row with its label; scores in the order of sizes.
    한 번 섞은 순서의 앞부분으로 학습하고, 행과 label이 맞으며, 점수는 sizes의 순서입니다."""
    check_curve(submission, rng, seed, 13, [6, 2, 13, 9])
    check_curve(submission, rng, seed, 11, [1, 5])


@task("learning_curve", points=2)
def test_learning_curve_takes_any_rows(submission, rng, seed):
    """The rows come from all over the data, in an order that rng alone decides.
    행은 데이터 전체에서 고르게 나오고, 그 순서는 rng로만 정해집니다."""
    X, y = sorted_by_class(rng, 300)
    witness = Witness()
    submission.learning_curve(
        witness.fit, witness.score, X, y, X[:5], y[:5], [60], submission.probe.rng(seed)
    )
    check(
        len(witness.fitted) == 1,
        f"with one size fit was called {len(witness.fitted)} times.",
        f"size가 하나인데 fit을 {len(witness.fitted)}번 불렀습니다.",
    )
    rows = np.sort(rows_of(X, y, witness.fitted)[0])
    check(
        len(rows) == 60,
        f"for the size 60 fit was given {len(rows)} rows.",
        f"size가 60인데 fit에 {len(rows)}개 행을 넘겼습니다.",
    )
    check_statistic(
        rows.mean(),
        149.5,
        math.sqrt((300**2 - 1) / 12 / 60 * 240 / 299),
        "60 of 300 rows, drawn at random, come from the front and the back alike; their mean index is "
        "off",
        "300개 중 무작위로 고른 60개는 앞뒤에서 고르게 나와야 합니다. 번호의 평균이 맞지 않습니다",
    )
    check_statistic(
        np.sum(np.diff(rows) == 1),
        60 * 59 / 300,
        2.8,
        "60 of 300 rows, drawn at random, are scattered; the number of neighbours among them is off",
        "300개 중 무작위로 고른 60개는 흩어져 있어야 합니다. 서로 이웃한 행의 수가 맞지 않습니다",
    )
    X, y = sorted_by_class(rng, 40)
    witness = Witness()

    def draw(generator):
        return submission.learning_curve(
            witness.fit, witness.score, X, y, X[:5], y[:5], [20, 9], generator
        )

    check_generator(submission, draw, seed % 2**31)


@task("learning_curve", points=1)
def test_learning_curve_odd_sizes(submission, rng, seed):
    """A size above N, or below 1, raises ValueError; no argument is changed.
    N보다 크거나 1보다 작은 size에는 ValueError가 발생합니다. 입력은 바뀌지 않습니다."""
    X, y = sorted_by_class(rng, 9)
    for sizes in ([4, 10], [10, 4], [3, 0]):
        check_raises(
            "ValueError",
            submission.learning_curve,
            Witness().fit,
            Witness().score,
            X,
            y,
            X,
            y,
            sizes,
            submission.probe.rng(seed),
        )
    submission.learning_curve(
        Witness().fit, Witness().score, X, y, X[:3], y[:3], [9, 4], submission.probe.rng(seed)
    )
    check_unchanged(submission)


# --- sample_episode


def labels_with_counts(rng, counts):
    """Labels of which class i has counts[i] rows, in any order, with numbers of their own."""
    names = rng.choice(np.arange(3, 9 * len(counts)), size=len(counts), replace=False)
    return rng.permutation(np.repeat(names, counts))


def check_episode(result, labels, n_way, k_shot, n_query):
    """An episode that keeps all the rules; the classes in it, and its two tables of rows."""
    check_pair(result, "(support_idx, query_idx)", "(support_idx, query_idx)")
    tables = []
    for name, idx, count in zip(("support_idx", "query_idx"), result, (k_shot, n_query)):
        check(
            isinstance(idx, np.ndarray) and idx.dtype.kind in "iu",
            f"{name} must be an array of ints.",
            f"{name}는 정수 배열이어야 합니다.",
        )
        check(
            idx.shape == (n_way * count,),
            f"{name} has shape {idx.shape}; with {n_way} classes of {count} rows it must be "
            f"({n_way * count},).",
            f"{name}의 모양이 {idx.shape}입니다. 클래스 {n_way}개에 {count}행씩이므로 "
            f"({n_way * count},)이어야 합니다.",
        )
        check(
            idx.min() >= 0 and idx.max() < len(labels),
            f"{name} has positions outside of labels.",
            f"{name}에 labels의 범위를 벗어난 위치가 있습니다.",
        )
        tables.append(idx.astype(int).reshape(n_way, count))
    support, query = tables
    for name, table in zip(("support_idx", "query_idx"), tables):
        check(
            bool((labels[table] == labels[table][:, :1]).all()),
            f"{name} is not grouped by class: all rows of one class come first, then those of the "
            "next.",
            f"{name}가 클래스별로 묶여 있지 않습니다. 한 클래스의 행이 모두 나온 뒤 다음 클래스가 "
            "나와야 합니다.",
        )
    classes = labels[support[:, 0]]
    check(
        len(set(classes.tolist())) == n_way,
        f"the support has {len(set(classes.tolist()))} different classes, {n_way} are needed.",
        f"support에 서로 다른 클래스가 {len(set(classes.tolist()))}개입니다. {n_way}개여야 합니다.",
    )
    check(
        np.array_equal(classes, labels[query[:, 0]]),
        "the classes of query_idx are not those of support_idx, in the same order.",
        "query_idx의 클래스가 support_idx와 같은 순서의 같은 클래스가 아닙니다.",
    )
    shared = len(np.intersect1d(support, query))
    check(
        shared == 0,
        f"{shared} of the query rows are in the support too. Support and query must not overlap.",
        f"query 중 {shared}개가 support에도 있습니다. support와 query는 겹치면 안 됩니다.",
    )
    for name, table in zip(("support_idx", "query_idx"), tables):
        check(
            len(np.unique(table)) == table.size,
            f"{name} has the same row twice.",
            f"{name}에 같은 행이 두 번 있습니다.",
        )
    return classes, support, query


@task("sample_episode", points=3)
def test_sample_episode(submission, rng, seed):
    """Different classes in one order, grouped, flat; different rows, and no query in the support.
    서로 다른 클래스가 같은 순서로 묶여 나오고, 행은 모두 다르며, query는 support와 겹치지 않습니다."""
    generator = submission.probe.rng(seed)
    for n_way, k_shot, n_query in ((4, 2, 3), (3, 1, 4), (4, 4, 1)):
        labels = labels_with_counts(rng, [5, 7, 5, 5, 6, 5])
        result = submission.sample_episode(labels, n_way, k_shot, n_query, generator)
        check_episode(result, labels, n_way, k_shot, n_query)


@task("sample_episode", points=2)
def test_sample_episode_of_classes_with_enough_rows(submission, rng, seed):
    """Only classes with k_shot + n_query rows take part, and that many are enough.
    행이 k_shot + n_query개 이상인 클래스만 쓰고, 정확히 그만큼이어도 충분합니다."""
    generator = submission.probe.rng(seed)
    for counts in ([5, 4, 5, 4, 4, 4, 5], [1, 2, 5, 1, 5, 4, 5]):
        labels = labels_with_counts(rng, counts)
        result = submission.sample_episode(labels, 3, 2, 3, generator)
        classes, *_ = check_episode(result, labels, 3, 2, 3)
        few = [int(label) for label in classes if np.sum(labels == label) < 5]
        check(
            not few,
            f"the classes {few} have fewer than k_shot + n_query rows and can't take part.",
            f"클래스 {few}는 행이 k_shot + n_query개보다 적어서 쓸 수 없습니다.",
        )


@task("sample_episode", points=2)
def test_sample_episode_is_fair(submission, rng, seed):
    """Classes are equally likely however large they are, and so are the rows of a class.
    클래스는 크기와 상관없이 같은 확률로 뽑히고, 클래스 안의 행도 마찬가지입니다."""
    counts = rng.permutation(np.repeat([40, 3], 40))
    labels = labels_with_counts(rng, counts)
    size = {int(label): int(n) for label, n in zip(*np.unique(labels, return_counts=True))}
    rows = {label: np.flatnonzero(labels == label) for label in size}
    generator = submission.probe.rng(seed)
    large, place, lead, seen = 0, [], [], set()
    for _ in range(6):
        result = submission.sample_episode(labels, 30, 1, 2, generator)
        classes, support, query = check_episode(result, labels, 30, 1, 2)
        for label, shots, asked in zip(classes.tolist(), support, query):
            seen.add(label)
            if size[label] == 40:
                large += 1
                shots, asked = (np.searchsorted(rows[label], idx) / 39 for idx in (shots, asked))
                place.append(shots.mean())
                lead.append(asked.mean() - shots.mean())
    variance = 30 * 0.25 * 50 / 79
    check_statistic(
        large,
        90,
        math.sqrt(6 * variance),
        "half of the classes are large and should be drawn half of the time; how many were, of 180, is "
        "off",
        "클래스의 절반이 큰 클래스이므로 절반쯤 뽑혀야 합니다. 180개 중 뽑힌 수가 맞지 않습니다",
    )
    check(
        len(seen) > 60,
        f"six episodes of 30 classes out of 80 used {len(seen)} classes in all. Draw the classes.",
        f"80개 중 30개씩 여섯 번 뽑았는데 모두 {len(seen)}개 클래스만 나왔습니다. 클래스를 뽑으세요.",
    )
    error = math.sqrt(1 / 12 / len(place))
    check_statistic(
        np.mean(place),
        1 / 2,
        error,
        "support rows come from the front and the back of a class alike; their mean place in it, from "
        "0 to 1, is off",
        "support 행은 클래스의 앞뒤에서 고르게 나와야 합니다. 클래스 안 위치(0에서 1)의 평균이 맞지 "
        "않습니다",
    )
    check_statistic(
        np.mean(lead),
        0,
        math.sqrt(3 / 2) * error,
        "support and query rows come from the same places; how far the queries lie behind is off",
        "support와 query는 같은 곳에서 나와야 합니다. query가 뒤로 치우친 정도가 맞지 않습니다",
    )


@task("sample_episode", points=1)
def test_sample_episode_draws_from_rng_alone(submission, rng, seed):
    """The same state of rng gives the same episode, and rng moves on; no other generator is used.
    rng의 상태가 같으면 같은 episode가 나오고, rng의 상태는 바뀝니다. 다른 생성기는 쓰지 않습니다."""
    labels = labels_with_counts(rng, [12] * 9)

    def draw(generator):
        result = submission.sample_episode(labels, 5, 2, 3, generator)
        check_episode(result, labels, 5, 2, 3)
        return np.concatenate(result)

    check_generator(submission, draw, seed % 2**31)


@task("sample_episode", points=1)
def test_sample_episode_with_too_few_classes(submission, rng, seed):
    """Fewer than n_way classes with enough rows raise ValueError; labels are left alone.
    행이 충분한 클래스가 n_way개보다 적으면 ValueError가 발생합니다. labels는 바뀌지 않습니다."""
    generator = submission.probe.rng(seed)
    labels = labels_with_counts(rng, [5, 4, 6, 4, 7])
    submission.sample_episode(labels, 3, 2, 3, generator)
    check_unchanged(submission)
    check_raises("ValueError", submission.sample_episode, labels, 4, 2, 3, generator)
    check_raises("ValueError", submission.sample_episode, labels, 1, 2, 6, generator)


# --- prototypes


def check_prototypes(submission, reference, support, labels, **tolerance):
    result = submission.prototypes(support, labels)
    check_pair(result, "(classes, protos)", "(classes, protos)")
    classes, protos = reference.prototypes(support, labels)
    check_close(result[0], classes)
    check_close(result[1], protos, **tolerance)


@task("prototypes", points=4)
def test_prototypes(submission, reference, rng):
    """The mean of each class, classes ascending, for rows in any order and any number of them.
    행의 순서와 개수가 어떻든, 클래스의 오름차순으로 클래스별 평균을 구합니다."""
    for counts, width in (([3, 1, 4, 2], 5), ([1, 1, 1], 2), ([4], 3)):
        labels = labels_with_counts(rng, counts)
        while len(counts) > 1 and labels[0] == labels.min():
            labels = rng.permutation(labels)
        check_prototypes(submission, reference, rng.normal(size=(width, len(labels))).T, labels)


@task("prototypes", points=1)
def test_prototypes_odd_inputs(submission, reference, rng):
    """float32 stays float32, integers give float64, and no input is changed.
    float32는 float32로 남고 정수는 float64가 되며, 입력은 바뀌지 않습니다."""
    labels = labels_with_counts(rng, [3, 2, 2])
    single = rng.normal(size=(7, 3)).astype(np.float32)
    check_prototypes(submission, reference, single, labels, rtol=1e-5, atol=1e-5)
    check_prototypes(submission, reference, rng.integers(-9, 9, size=(7, 3)), labels)
    check_unchanged(submission)


# --- prototype_logits


@task("prototype_logits", points=4)
def test_prototype_logits(submission, reference, rng):
    """Minus the squared distance of each query to each prototype, near, far and at distance 0.
    가깝든 멀든, 거리가 0이든, query마다 모든 prototype까지의 거리 제곱에 음의 부호를 붙입니다."""
    for queries, protos, width in ((5, 3, 4), (4, 4, 3), (1, 2, 6)):
        near, means = rng.normal(size=(width, queries)).T, rng.normal(size=(width, protos)).T
        near[0] = means[1]
        for scale in (1, 300):
            expected = reference.prototype_logits(scale * near, scale * means)
            got = submission.prototype_logits(scale * near, scale * means)
            check_close(got, expected, atol=1e-9 * scale**2)


@task("prototype_logits", points=1)
def test_prototype_logits_odd_inputs(submission, reference, rng):
    """float32 stays float32, integers give float64, and no input is changed.
    float32는 float32로 남고 정수는 float64가 되며, 입력은 바뀌지 않습니다."""
    single = rng.normal(size=(5, 4)).astype(np.float32), rng.normal(size=(3, 4)).astype(np.float32)
    integers = rng.integers(-9, 9, size=(5, 4)), rng.integers(-9, 9, size=(3, 4))
    for pair in (single, integers):
        expected = reference.prototype_logits(*pair)
        check_close(submission.prototype_logits(*pair), expected, rtol=1e-5, atol=1e-4)
    check_unchanged(submission)


# --- contrastive_loss and contrastive_loss_grad


def pairs(rng, width, margin, distances):
    """a and b, not contiguous, at these distances (in margins) from each other."""
    direction = rng.normal(size=(len(distances), width))
    direction /= np.linalg.norm(direction, axis=1, keepdims=True)
    b = rng.normal(size=(width, len(distances))).T
    a = b + margin * np.array(distances)[:, None] * direction
    return np.asfortranarray(a), b


def many_pairs(rng):
    """Pairs of either kind within the margin and beyond, more of them not alike."""
    margin = float(rng.uniform(1.4, 2.4))
    distances = [0.3, 0.9, 1.7, 0.15, 0.6, 0.85, 1.2]
    same = np.array([1, 1, 1, 0, 0, 0, 0])
    order = rng.permutation(7)
    a, b = pairs(rng, 4, margin, np.array(distances) * rng.uniform(0.95, 1.05, size=7))
    return a[order], b[order], same[order], margin


def touching_pairs(rng):
    """As many_pairs, with a pair of either kind at distance 0."""
    a, b, same, margin = many_pairs(rng)
    for kind in (0, 1):
        b[np.flatnonzero(same == kind)[0]] = a[np.flatnonzero(same == kind)[0]]
    return a, b, same, margin


def check_two_gradients(result, expected, **tolerance):
    check_pair(result, "(grad_a, grad_b)", "(grad_a, grad_b)")
    for got, right in zip(result, expected):
        check_close(got, right, **tolerance)


@task("contrastive_loss", points=4)
def test_contrastive_loss(submission, reference, rng):
    """Half the mean of d^2 of pairs that are alike, and of max(0, margin - d)^2 of those that are not.
    같은 쌍은 d^2, 다른 쌍은 max(0, margin - d)^2을 모든 쌍에 대해 평균 낸 값의 절반입니다."""
    for make in (many_pairs, many_pairs, touching_pairs):
        a, b, same, margin = make(rng)
        expected = reference.contrastive_loss(a, b, same, margin)
        check_close(submission.contrastive_loss(a, b, same, margin), expected)
        expected = reference.contrastive_loss(a, b, same == 1, margin)
        check_close(submission.contrastive_loss(a, b, same == 1, margin), expected)


@task("contrastive_loss", points=4)
def test_contrastive_loss_grad(submission, reference, rng):
    """contrastive_loss_grad is the derivative with respect to a and to b.
    contrastive_loss_grad는 a와 b 각각에 대한 미분입니다."""
    a, b, same, margin = many_pairs(rng)
    got = submission.contrastive_loss_grad(a, b, same, margin)
    check_two_gradients(got, reference.contrastive_loss_grad(a, b, same, margin))
    check_gradient(got[0], lambda moved: reference.contrastive_loss(moved, b, same, margin), a)
    check_gradient(got[1], lambda moved: reference.contrastive_loss(a, moved, same, margin), b)
    got = submission.contrastive_loss_grad(a, b, same == 1, margin)
    check_two_gradients(got, reference.contrastive_loss_grad(a, b, same == 1, margin))


@task("contrastive_loss", points=2)
def test_contrastive_loss_grad_at_zero_distance(submission, reference, rng):
    """At distance 0 there is no direction: contrastive_loss_grad is 0 there, and no NaN.
    거리가 0이면 방향이 없습니다. contrastive_loss_grad는 NaN이 아니라 0입니다."""
    a, b, same, margin = touching_pairs(rng)
    got = submission.contrastive_loss_grad(a, b, same, margin)
    check_two_gradients(got, reference.contrastive_loss_grad(a, b, same, margin))


@task("contrastive_loss", points=2)
def test_contrastive_loss_odd_inputs(submission, reference, rng):
    """float32 and integers are taken, inputs left alone, and shapes that differ raise ValueError.
    float32와 정수를 받고 입력을 바꾸지 않으며, 모양이 다르면 ValueError를 일으킵니다."""
    loss, grad = submission.contrastive_loss, submission.contrastive_loss_grad
    a, b, same, margin = many_pairs(rng)
    single = a.astype(np.float32), b.astype(np.float32)
    integers = rng.permutation(np.arange(-14, 14)).reshape(7, 4), rng.integers(-9, 9, size=(7, 4))
    for one, other in (single, integers):
        settings = one, other, same, 4 * margin
        expected = reference.contrastive_loss(*settings)
        check_close(loss(*settings), expected, rtol=1e-5, atol=1e-5)
        expected = reference.contrastive_loss_grad(*settings)
        check_two_gradients(grad(*settings), expected, rtol=1e-5, atol=1e-5)
    check_unchanged(submission)
    for function in (loss, grad):
        check_raises("ValueError", function, a, b[:1], same, margin)
        check_raises("ValueError", function, a, b, same[:, None], margin)
        check_raises("ValueError", function, a, b, same[:1], margin)


# --- few_shot_accuracy


def turned(rng, points):
    """The points in the plane turned, moved and stretched, after two columns of noise."""
    angle, scale = rng.uniform(0, 2 * math.pi), rng.uniform(0.5, 2)
    turn = scale * np.array(
        [[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]]
    )
    points = np.asarray(points, dtype=float) @ turn + rng.normal(size=2)
    noise = 9 * rng.normal(size=(len(points), 2))
    return np.hstack([noise, points])


def last_two(X):
    return np.asarray(X)[:, 2:]


def check_interval(result, mean, half_width):
    check_pair(result, "(mean, half_width_95)", "(mean, half_width_95)")
    check_close(result[0], mean)
    check_close(result[1], half_width)


@task("few_shot_accuracy", points=2)
def test_few_shot_accuracy_at_its_ends(submission, rng, seed):
    """A perfect embedding is always right, and a constant one, all ties, right once in n_way.
    완벽한 embedding은 늘 맞히고, 모두 같은 값인 embedding은 n_way번에 한 번 맞힙니다."""
    y = rng.permutation(np.repeat(np.arange(8), 5))
    corners = 50 * np.array([[i, (i - 3) ** 2] for i in rng.permutation(8)])
    X = turned(rng, corners[y])
    noise = 0.001 * rng.normal(size=X.shape)
    generator = submission.probe.rng(seed)
    result = submission.few_shot_accuracy(last_two, X + noise, y, 5, 2, 3, 6, generator)
    check_interval(result, 1.0, 0.0)

    def constant(X):
        return np.full((len(X), 3), 2.0)

    result = submission.few_shot_accuracy(constant, X, y, 4, 1, 2, 5, generator)
    check_interval(result, 0.25, 0.0)


@task("few_shot_accuracy", points=3)
def test_few_shot_accuracy_of_supports_that_mislead(submission, rng, seed):
    """Queries are never in the support, k_shot rows make a prototype, n_query rows are asked.
    query는 support에 없고, prototype은 k_shot개 행의 평균이며, n_query개 행을 묻습니다."""
    generator = submission.probe.rng(seed)
    xor = turned(rng, [[0, 0], [1, 1], [0, 1], [1, 0]])
    # One class lies at two ends, the other in one spot aside. Of three ends two agree, and their
    # mean is on the far side of the fourth; of one end, only the other row there is near.
    ends = turned(rng, [[-1, 0], [-1, 0], [1, 0], [1, 0]] + 4 * [[0, 0.5]])
    results = []
    for X, k_shot, n_query in ((ends, 3, 1), (ends, 1, 3), (xor, 1, 1)):
        order, y = rng.permutation(len(X)), np.repeat([31, 23], len(X) // 2)
        X, y = X[order], y[order]
        call = last_two, X, y, 2, k_shot, n_query, 20, generator
        results.append(submission.few_shot_accuracy(*call))
    for result, accuracy in zip(results, (1 / 2, 2 / 3, 0.0)):
        check_interval(result, accuracy, 0.0)


@task("few_shot_accuracy", points=4)
def test_few_shot_accuracy_and_its_interval(submission, rng, seed):
    """Two of three classes coincide, so an episode gives 1 or 1/2, and the mean tells the half width.
    세 클래스 중 둘이 겹쳐서 episode의 정확도는 1 또는 1/2이고, 평균에서 반폭이 정해집니다."""
    generator = submission.probe.rng(seed)
    y = labels_with_counts(rng, [5, 6, 7])
    place = {int(label): i for i, label in enumerate(rng.permutation(np.unique(y)))}
    spots = np.array([[3.0, -2.0], [3.0, -2.0], [-4.0, 6.0]])
    X = np.hstack([9 * rng.normal(size=(18, 2)), spots[[place[int(label)] for label in y]]])
    for episodes in (80, 7, 2):
        result = submission.few_shot_accuracy(last_two, X, y, 2, 2, 3, episodes, generator)
        check_pair(result, "(mean, half_width_95)", "(mean, half_width_95)")
        mean = result[0]
        check(
            isinstance(mean, float | np.floating | np.ndarray) and np.ndim(mean) == 0,
            "the mean must be a number.",
            "mean은 수 하나여야 합니다.",
        )
        apart = float(2 * mean - 1)  # the share of episodes without the two classes that coincide
        count = apart * episodes
        check(
            -1e-6 < count < episodes + 1e-6 and abs(count - round(count)) < 1e-6,
            f"{episodes} episodes of accuracy 1 or 1/2 can't have the mean {float(mean):.6g}.",
            f"정확도가 1 또는 1/2인 episode {episodes}개의 평균이 {float(mean):.6g}일 수 없습니다.",
        )
        check_statistic(
            apart,
            2 / 3,
            math.sqrt(2 / 9 / episodes),
            "two of three pairs of classes can be told apart; the share of episodes with such a pair "
            "is off",
            "세 클래스에서 고른 두 쌍 중 셋에 둘은 구별할 수 있습니다. 그런 episode의 비율이 맞지 "
            "않습니다",
        )
        variance = apart * (1 - apart) / 4 * episodes / (episodes - 1)
        check_close(result[1], 1.96 * math.sqrt(max(variance, 0) / episodes), atol=1e-7)


@task("few_shot_accuracy", points=1)
def test_few_shot_accuracy_draws_from_rng_alone(submission, rng, seed):
    """The same state of rng gives the same result, and rng moves on; no other generator is used.
    rng의 상태가 같으면 같은 결과가 나오고, rng의 상태는 바뀝니다. 다른 생성기는 쓰지 않습니다."""
    y = labels_with_counts(rng, [9] * 6)
    X = turned(rng, rng.normal(size=(54, 2)) + 0.1 * (y % 5)[:, None])

    def draw(generator):
        parts = [submission.few_shot_accuracy(last_two, X, y, 4, 1, 5, 6, generator) for _ in "ab"]
        for part in parts:
            check_pair(part, "(mean, half_width_95)", "(mean, half_width_95)")
        return np.array([[float(number) for number in part] for part in parts])

    check_generator(submission, draw, seed % 2**31)


@task("few_shot_accuracy", points=1)
def test_few_shot_accuracy_odd_inputs(submission, rng, seed):
    """Fewer than two episodes raise ValueError, and no input is changed.
    episode가 둘보다 적으면 ValueError가 발생합니다. 입력은 바뀌지 않습니다."""
    y = labels_with_counts(rng, [4, 5, 4])
    X = turned(rng, rng.normal(size=(13, 2)))
    generator = submission.probe.rng(seed)
    submission.few_shot_accuracy(last_two, X, y, 2, 1, 2, 3, generator)
    check_unchanged(submission)
    for episodes in (1, 0):
        check_raises(
            "ValueError",
            submission.few_shot_accuracy, last_two, X, y, 2, 1, 2, episodes, generator,
        )  # fmt: skip
