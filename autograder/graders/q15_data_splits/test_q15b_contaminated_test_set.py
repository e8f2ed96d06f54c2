"""Hidden grader of q15b: planted pairs, and cross-validation whose answer no shuffle can change.

The stream of rng is free, so exact answers are asked for where every shuffle gives the same: one row
per fold, or classes so far apart that only the misfits among them are missed. Many rows are 20,000 a
side, of few columns, which is quick: the cosines of all pairs would take 3.2 GB, or 1.6 GB in single
precision, and the worker has 640 MB (500 above the inputs, and room for what it receives).
"""

from __future__ import annotations

import numpy as np

from autograder.grading import (
    check,
    check_close,
    check_equal,
    check_raises,
    check_statistic,
    check_unchanged,
    task,
)


def check_pairs(pairs, expected):
    """The pairs in their order; what is missing or too much is told by example."""
    check(
        isinstance(pairs, np.ndarray) and pairs.ndim == 2 and pairs.shape[1] == 2,
        "must return an int array of shape (number of pairs, 2), (0, 2) where there is none.",
        "모양이 (쌍의 수, 2)인 int 배열을 반환해야 합니다. 쌍이 없으면 (0, 2)입니다.",
    )
    check(
        pairs.dtype.kind in "iu",
        f"must return an array of ints, not of {pairs.dtype}.",
        f"int 배열을 반환해야 하는데 {pairs.dtype}입니다.",
    )
    mine, right = (sorted(map(tuple, rows.tolist())) for rows in (pairs, expected))
    check(len(set(mine)) == len(mine), "a pair is listed twice.", "같은 쌍이 두 번 나옵니다.")
    extra, missing = sorted(set(mine) - set(right)), sorted(set(right) - set(mine))
    told = [f"{len(extra)} are no such pair, {extra[0]} for one"] if extra else []
    told += [f"{len(missing)} are missing, {missing[0]} for one"] if missing else []
    told_ko = [f"{len(extra)}개는 그런 쌍이 아닙니다(예: {extra[0]})"] if extra else []
    told_ko += [f"{len(missing)}개가 빠졌습니다(예: {missing[0]})"] if missing else []
    check(
        not told,
        f"of (train_idx, test_idx) {' and '.join(told)}; {len(right)} pairs are right.",
        f"(train_idx, test_idx) 쌍에서 {', '.join(told_ko)}. 맞는 쌍은 {len(right)}개입니다.",
    )
    check(
        pairs.tolist() == expected.tolist(),
        "the pairs are right but must be sorted by train_idx, then by test_idx.",
        "쌍은 맞지만 train_idx로, 같으면 test_idx로 정렬되어 있어야 합니다.",
    )


def check_rows(rows, expected):
    """Indices of rows, sorted."""
    check(
        isinstance(rows, np.ndarray) and rows.ndim == 1 and rows.dtype.kind in "iu",
        "must return an int array of shape (number of rows,).",
        "모양이 (행의 수,)인 int 배열을 반환해야 합니다.",
    )
    check_equal(rows, expected)


def many_rows(rng):
    """20,000 rows a side, five of them in common, and the pairs that those are."""
    train, test = rng.normal(size=(20_000, 8)), rng.normal(size=(20_000, 8))
    rows, places = np.sort(rng.permutation(20_000)[:5]), rng.permutation(20_000)[:5]
    test[places] = train[rows]
    return train, test, np.column_stack([rows, places])


# --- exact_overlap


@task("exact_overlap", points=3)
def test_exact_overlap(submission, reference, rng):
    """Every equal pair is found, with duplicates on either side, and nothing that is only close.
    어느 쪽에 중복이 있든 같은 쌍을 모두 찾고, 가깝기만 한 행은 찾지 않습니다."""
    pool = rng.normal(size=(6, 3))
    pool[0] = 0.0
    train, test = pool[rng.permutation(13) % 5], pool[1 + rng.permutation(11) % 5]
    close = pool[[1, 2, 3, 4]] * (1 + np.array([[1e-12], [1e-6], [1e-12], [1e-6]]))
    partly = np.where(rng.permutation(12).reshape(4, 3) < 6, train[4:8], rng.normal(size=(4, 3)))
    partly[:, 0] += 1.0
    test = np.asfortranarray(np.concatenate([close, test, partly]))
    check_pairs(submission.exact_overlap(train, test), reference.exact_overlap(train, test))


@task("exact_overlap", points=2)
def test_exact_overlap_is_by_value(submission, reference, rng):
    """-0.0 equals 0.0, infinity equals infinity, an int equals a float; NaN equals nothing.
    -0.0은 0.0과, 무한대는 무한대와, 정수는 같은 값의 실수와 같습니다. NaN은 무엇과도 같지 않습니다."""
    numbers = rng.normal(size=(6, 2)) + 3.0
    train, test = numbers.copy(), numbers.copy()
    train[:5, 0], test[:5, 0] = [0.0, -0.0, np.nan, np.inf, 2.0], [-0.0, 0.0, np.nan, np.inf, 2.0]
    order = rng.permutation(6)
    train, test = train[rng.permutation(6)], np.concatenate([test[order], test[order[:2]]])
    check_pairs(submission.exact_overlap(train, test), reference.exact_overlap(train, test))
    whole, same = rng.integers(5, size=(9, 2)), rng.integers(5, size=(7, 2)).astype(float)
    check_pairs(submission.exact_overlap(whole, same), reference.exact_overlap(whole, same))
    single = np.array([[0.5, -4.0], [0.1, 0.2], [1.5, 3.0]], dtype=np.float32)
    double = np.array([[1.5, 3.0], [0.1, 0.2], [0.5, -4.0]])
    check_pairs(submission.exact_overlap(single, double), np.array([[0, 2], [2, 0]]))


@task("exact_overlap", points=2)
def test_exact_overlap_of_many_rows(submission, rng):
    """20,000 rows against 20,000 fit into the memory.
    20,000행을 20,000행과 비교해도 메모리를 넘지 않습니다."""
    train, test, pairs = many_rows(rng)
    check_pairs(submission.exact_overlap(train, test), pairs)


@task("exact_overlap", points=1)
def test_exact_overlap_odd_inputs(submission, rng):
    """No rows and no pairs give shape (0, 2); other columns raise; the inputs are left alone.
    행이나 쌍이 없으면 모양이 (0, 2)이고, 열의 수가 다르면 예외가 나며, 입력은 바뀌지 않습니다."""
    train, test = rng.normal(size=(5, 3)), rng.normal(size=(4, 3))
    check_odd_rows(submission, submission.exact_overlap, train, test)


def check_odd_rows(submission, function, train, test):
    nothing = np.empty((0, 2), dtype=int)
    for one, other in ((train, test), (train[:0], test), (train, test[:0])):
        check_pairs(function(one, other), nothing)
    check_unchanged(submission)
    for one, other in ((train, test[:, :1]), (train[0], test), (train, test[0])):
        check_raises("ValueError", function, one, other)


# --- near_duplicates, decontaminate


def turned(rng, rows, cosine):
    """Rows at the angle of this cosine to ``rows``, of other lengths."""
    unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    aside = rng.normal(size=rows.shape)
    aside -= (aside * unit).sum(axis=1, keepdims=True) * unit
    aside /= np.linalg.norm(aside, axis=1, keepdims=True)
    sine = np.sqrt(1 - np.square(cosine))
    return (cosine * unit + sine * aside) * rng.uniform(0.1, 9, size=(len(rows), 1))


def alike_rows(rng, limit):
    """Training rows in no order, test rows above and below the limit to them, and their opposites."""
    train = rng.normal(size=(30, 5)) * rng.uniform(0.1, 5, size=(30, 1)) + 0.4
    above, below = turned(rng, train[:7], limit + 0.02), turned(rng, train[3:11], limit - 0.02)
    more = turned(rng, train[:4], 1.0)
    test = np.concatenate([above, below, more, -train[8:12]])
    return train[rng.permutation(30)], np.asfortranarray(test[rng.permutation(len(test))])


@task("near_duplicates", points=3)
def test_near_duplicates(submission, reference, rng):
    """Every pair at or above min_cosine is found, whatever the lengths of the rows.
    행의 길이와 상관없이 코사인이 min_cosine 이상인 쌍을 모두 찾습니다."""
    for limit in (0.9, 0.6):
        train, test = alike_rows(rng, limit)
        expected = reference.near_duplicates(train, test, limit)
        check_pairs(submission.near_duplicates(train, test, limit), expected)


@task("near_duplicates", points=2)
def test_near_duplicates_at_the_limit(submission, rng):
    """A cosine 1e-8 above the limit is a match, one 1e-8 below is none.
    코사인이 기준보다 1e-8 크면 짝이고, 1e-8 작으면 짝이 아닙니다."""
    limit = float(rng.uniform(0.4, 0.9))
    for min_cosine in (limit, 1 - 1e-7):
        axes = np.linalg.qr(rng.normal(size=(12, 12)))[0]  # at right angles to one another
        above = rng.permutation(6) < 3
        cosines = min_cosine + np.where(above, 1e-8, -1e-8)[:, None]
        test = cosines * axes[:6] + np.sqrt(1 - cosines**2) * axes[6:]
        train = axes[:6] * rng.uniform(0.1, 9, size=(6, 1))
        expected = np.repeat(np.flatnonzero(above), 2).reshape(-1, 2)
        check_pairs(submission.near_duplicates(train, test, min_cosine), expected)
    single = rng.normal(size=(3, 2, 1, 6)).astype(
        np.float32
    )  # exact in float64, and so the cosines
    for train, test in single:
        cosine = (train @ test.astype(float).T).item() / np.sqrt(
            np.square(train, dtype=float).sum() * np.square(test, dtype=float).sum()
        )
        for limit, expected in ((cosine - 3e-9, [[0, 0]]), (cosine + 3e-9, np.empty((0, 2)))):
            pairs = submission.near_duplicates(train, test, float(limit))
            check_pairs(pairs, np.array(expected, dtype=int))


@task("near_duplicates", points=2)
def test_near_duplicates_of_zero_rows(submission, reference, rng):
    """A row of zeros matches nothing, also where min_cosine is 0 or below.
    min_cosine이 0 이하여도, 0으로만 된 행은 아무것과도 짝이 되지 않습니다."""
    train, test = rng.normal(size=(7, 3)), rng.normal(size=(6, 3))
    train[[1, 4]], test[3] = 0.0, 0.0
    for limit in (0.0, float(rng.uniform(-0.8, -0.2)), 0.3):
        expected = reference.near_duplicates(train, test, limit)
        check_pairs(submission.near_duplicates(train, test, limit), expected)


@task("near_duplicates", points=2)
def test_near_duplicates_of_many_rows(submission, rng):
    """20,000 rows against 20,000 fit into the memory: the cosines of all pairs would not.
    20,000행을 20,000행과 비교해도 메모리를 넘지 않습니다. 모든 쌍의 코사인을 한꺼번에 담으면 넘습니다."""
    train, test, pairs = many_rows(rng)
    check_pairs(submission.near_duplicates(train, test, 1 - 1e-6), pairs)


@task("near_duplicates", points=2)
def test_near_duplicates_odd_inputs(submission, reference, rng):
    """Small ints don't overflow, tiny rows count, no rows give (0, 2), other columns raise.
    작은 정수형이 넘치지 않고, 아주 작은 행도 세며, 행이 없으면 (0, 2), 열의 수가 다르면 예외입니다."""
    bytes_, single = rng.integers(1, 120, size=(8, 4)), rng.normal(size=(5, 4))
    train = np.concatenate([bytes_, -bytes_[:2]]).astype(np.int8)
    test = bytes_[[3, 1]].astype(np.uint8)
    limit = 1 - 1e-6
    expected = reference.near_duplicates(train, test, limit)
    check_pairs(submission.near_duplicates(train, test, limit), expected)
    tiny, huge = (scale * np.sign(single) * (1 + np.abs(single)) for scale in (1e-6, 1e5))
    expected = reference.near_duplicates(tiny, huge.astype(np.float32), limit)
    check_pairs(submission.near_duplicates(tiny, huge.astype(np.float32), limit), expected)

    def function(train, test):
        return submission.near_duplicates(train, test, limit)

    check_odd_rows(submission, function, rng.normal(size=(4, 3)), rng.normal(size=(3, 3)))


@task("decontaminate", points=3)
def test_decontaminate(submission, reference, rng):
    """The training rows without a near duplicate in the test set are kept, those with one go.
    테스트 세트에 비슷한 행이 없는 학습 행은 남고, 있는 학습 행은 빠집니다."""
    for limit in (0.9, 0.6):
        train, test = alike_rows(rng, limit)
        train = np.concatenate([train, 2 * train[::-1]])  # its own near duplicates stay
        expected = reference.decontaminate(train, test, limit)
        check_rows(submission.decontaminate(train, test, limit), expected)


@task("decontaminate", points=2)
def test_decontaminate_at_the_ends(submission, reference, rng):
    """Rows of zeros are kept; where all others go, those are left; a close miss stays.
    0으로만 된 행은 남고, 나머지가 다 빠져도 남습니다. 기준에 조금 못 미치는 행도 남습니다."""
    train, test = rng.normal(size=(9, 3)), rng.normal(size=(7, 3))
    train[[2, 5]], test[3] = 0.0, 0.0
    for limit in (0.0, 0.7, float(rng.uniform(0.99, 0.999))):
        expected = reference.decontaminate(train, test, limit)
        check_rows(submission.decontaminate(train, test, limit), expected)
    every = np.concatenate([train, -train])
    check_rows(submission.decontaminate(train, every, -1e-6), np.array([2, 5]))
    close = turned(rng, train[[0, 1, 3]], np.array([[0.8 + 1e-8], [0.8 - 1e-8], [0.8 + 1e-8]]))
    for row in range(3):
        got = submission.decontaminate(train[[0, 1, 3]], close[[row]], 0.8)
        alike = reference.decontaminate(train[[0, 1, 3]], close[[row]], 0.8)
        check_rows(got, alike)


@task("decontaminate", points=2)
def test_decontaminate_many_rows(submission, rng):
    """20,000 rows against 20,000 fit into the memory: the cosines of all pairs would not.
    20,000행을 20,000행과 비교해도 메모리를 넘지 않습니다. 모든 쌍의 코사인을 한꺼번에 담으면 넘습니다."""
    train, test, pairs = many_rows(rng)
    expected = np.setdiff1d(np.arange(20_000), pairs[:, 0])
    check_rows(submission.decontaminate(train, test, 1 - 1e-6), expected)


@task("decontaminate", points=1)
def test_decontaminate_odd_inputs(submission, reference, rng):
    """No test rows: all stay; no training rows: none; ints work; other columns raise.
    테스트 행이 없으면 모두 남고, 학습 행이 없으면 남는 것도 없습니다. 정수도 되고, 열이 다르면 예외입니다."""
    train = rng.integers(1, 120, size=(6, 3)).astype(np.int8)
    test = train[[4, 1]].astype(np.uint8)
    function = submission.decontaminate
    expected = reference.decontaminate(train, test, 1 - 1e-6)
    check_rows(function(train, test, 1 - 1e-6), expected)
    check_rows(function(train, test[:0], 0.5), np.arange(6))
    check_rows(function(train[:0], test, 0.5), np.arange(0))
    check_unchanged(submission)
    for one, other in ((train, test[:, :1]), (train[0], test), (train, test[0])):
        check_raises("ValueError", function, one, other, 0.5)


# --- leaky_accuracy, honest_accuracy


def generator(side, rng):
    return side.probe.rng(int(rng.integers(2**32)))


def noisy_rows(rng, rows, columns):
    """Features of different scales, of which some follow the classes a little, up or down."""
    y = rng.permutation(np.arange(rows) % 3 > 0).astype(int)
    scales = rng.permutation(np.geomspace(0.03, 30, columns))
    follow = np.zeros(columns)
    follow[: columns // 2] = rng.uniform(0.5, 1.5, columns // 2) * rng.choice([-1, 1], columns // 2)
    X = (rng.normal(size=(columns, rows)) + np.outer(follow, y)).T
    return X[:, rng.permutation(columns)] * scales, y


SHAPES = (
    (11, 6, 2),
    (14, 9, 3),
    (9, 4, 1),
    (12, 7, 3),
    (13, 8, 5),
    (10, 6, 2),
    (12, 5, 2),
    (9, 7, 3),
)


def check_one_row_per_fold(submission, reference, rng, name):
    """The accuracies of several data sets, all asked for before the first is judged."""
    accuracies, expected = [], []
    for rows, columns, keep in SHAPES:
        X, y = noisy_rows(rng, rows, columns)
        for side, found in ((submission, accuracies), (reference, expected)):
            function = getattr(side, name)
            found.append(function(X, y, keep, rows, generator(side, rng)))
    for got, right in zip(accuracies, expected):
        check_close(got, right)


def check_far_classes(submission, rng, name):
    """Classes far apart, rows sorted by class, and misfits that lie within the other class."""
    accuracies, expected = [], []
    for rows, k, misfits in ((23, 2, 1), (29, 4, 2), (26, 3, 3)):
        y = (np.arange(rows) >= rows // 2).astype(int)
        X = rng.normal(size=(rows, 3)) + np.outer(y, [40, -30, 0])
        X[:misfits] += [40, -30, 0]
        accuracies.append(getattr(submission, name)(X, y, 2, k, generator(submission, rng)))
        expected.append((rows - misfits) / rows)
    for got, right in zip(accuracies, expected):
        check_close(got, right)


def check_odd_features(submission, reference, rng, name):
    """A constant feature, a tie, a class that one fold takes away, ints."""
    accuracies, expected = [], []
    X, y = noisy_rows(rng, 12, 4)
    X = X[:, [0, 0, 1, 2, 2, 3]]
    X[:, [1, 4]] = [3.0, 0.0]
    half = np.repeat([2.0, 0.0], 4)  # class 1 first: a tie must not go to whoever comes first
    tied = np.append(half, 1.0)[:, None]
    lonely = np.array([[0.0, 1.0], [4.0, 2.0], [5.0, 4.0], [6.0, 3.0]])
    pixels, labels = rng.permutation(240)[:60].reshape(15, 4).astype(np.uint8), np.arange(15) % 2
    sets = [
        (X, y, 2),
        (tied, np.append(half > 1, False).astype(int), 1),
        (tied, np.append(half > 1, True).astype(int), 1),
        (lonely, np.array([1, 0, 0, 0]), 2),
        (lonely, np.array([0, 1, 1, 1]), 1),
        (pixels, labels, 2),
    ]
    for X, y, keep in sets:
        for side, found in ((submission, accuracies), (reference, expected)):
            function = getattr(side, name)
            found.append(function(X, y, keep, len(X), generator(side, rng)))
    for got, right in zip(accuracies, expected):
        check_close(got, right)


def on_random_labels(submission, rng, name):
    """The accuracies on twenty data sets in which there is nothing to learn."""
    found = []
    for _ in range(20):
        X, y = rng.normal(size=(30, 80)), rng.integers(2, size=30)
        y[:2] = rng.permutation(2)  # both classes occur
        found.append(float(getattr(submission, name)(X, y, 6, 3, generator(submission, rng))))
    return np.array(found)


def check_folds_and_generator(submission, rng, name):
    """k is between 2 and N; the state of rng decides, rng moves on, and the global ones are left alone."""
    function = getattr(submission, name)
    sets = [noisy_rows(rng, 19, 5) for _ in range(6)]
    seed = int(rng.integers(2**31))
    submission.probe.seed_global(seed)
    untouched = submission.probe.global_rng_digest()

    def run(generator):
        return [float(function(X, y, 3, 2, generator)) for X, y in sets]

    kept = submission.probe.rng(seed)
    first, second, again = run(kept), run(kept), run(submission.probe.rng(seed))
    touched = submission.probe.global_rng_digest() != untouched
    check(
        first == again,
        "from the same state of rng came two different results. Draw from rng alone.",
        "rng의 상태가 같은데 결과가 다릅니다. rng에서만 뽑으세요.",
    )
    check(
        first != second,
        "one rng gave the same folds in every call. Draw from rng, which moves on by itself.",
        "같은 rng로 여러 번 호출했는데 fold가 똑같습니다. rng에서 뽑으면 상태가 저절로 바뀝니다.",
    )
    check(
        not touched,
        "a global random generator was used or seeded. Draw from rng.",
        "전역 난수 생성기를 사용했거나 seed를 설정했습니다. rng에서 뽑으세요.",
    )
    check_unchanged(submission)
    X, y = sets[0]
    for k in (1, 0, len(X) + 1):
        check_raises("ValueError", function, X, y, 2, k, submission.probe.rng(seed))


@task("leaky_accuracy", points=3)
def test_leaky_accuracy_with_one_row_per_fold(submission, reference, rng):
    """With k = N no shuffle changes the result: features of all rows, means of the other rows.
    k = N이면 어떻게 섞어도 결과가 같습니다. feature는 모든 행에서, 평균은 나머지 행에서 구합니다."""
    check_one_row_per_fold(submission, reference, rng, "leaky_accuracy")


@task("leaky_accuracy", points=2)
def test_leaky_accuracy_of_far_classes(submission, rng):
    """Of classes far apart, sorted in the data, each fold misses the misfits alone.
    클래스가 멀리 떨어져 있으면, 데이터가 클래스 순이어도 잘못 놓인 행만 틀립니다."""
    check_far_classes(submission, rng, "leaky_accuracy")


@task("leaky_accuracy", points=2)
def test_leaky_accuracy_of_odd_features(submission, reference, rng):
    """A constant feature comes last, a tie gives class 0, a class that is missing is not given.
    상수 feature는 맨 뒤이고, 거리가 같으면 클래스 0이며, 학습 행에 없는 클래스는 답이 되지 않습니다."""
    check_odd_features(submission, reference, rng, "leaky_accuracy")


@task("leaky_accuracy", points=1)
def test_leaky_accuracy_on_random_labels(submission, rng):
    """On random labels the leaky accuracy is far above chance.
    label이 무작위여도 누출이 있는 정확도는 우연보다 훨씬 높습니다."""
    mean = on_random_labels(submission, rng, "leaky_accuracy").mean()
    check(
        mean > 0.67,
        f"the mean over 20 data sets with random labels is {mean:.3g}; with the leak it is near 0.8.",
        f"무작위 label인 데이터 20개에서 평균이 {mean:.3g}입니다. 누출이 있으면 0.8 가까이 나옵니다.",
    )


@task("leaky_accuracy", points=1)
def test_leaky_accuracy_folds_and_rng(submission, rng):
    """k below 2 or above N raises ValueError; rows are shuffled with rng alone; X and y are kept.
    k가 2보다 작거나 N보다 크면 ValueError이고, rng로만 섞으며, X와 y는 바뀌지 않습니다."""
    check_folds_and_generator(submission, rng, "leaky_accuracy")


@task("honest_accuracy", points=3)
def test_honest_accuracy_with_one_row_per_fold(submission, reference, rng):
    """With k = N no shuffle changes the result: features and means of the other rows alone.
    k = N이면 어떻게 섞어도 결과가 같습니다. feature도 평균도 나머지 행에서만 구합니다."""
    check_one_row_per_fold(submission, reference, rng, "honest_accuracy")


@task("honest_accuracy", points=2)
def test_honest_accuracy_of_far_classes(submission, rng):
    """Of classes far apart, sorted in the data, each fold misses the misfits alone.
    클래스가 멀리 떨어져 있으면, 데이터가 클래스 순이어도 잘못 놓인 행만 틀립니다."""
    check_far_classes(submission, rng, "honest_accuracy")


@task("honest_accuracy", points=2)
def test_honest_accuracy_of_odd_features(submission, reference, rng):
    """A constant feature comes last, a tie gives class 0, a class that is missing is not given.
    상수 feature는 맨 뒤이고, 거리가 같으면 클래스 0이며, 학습 행에 없는 클래스는 답이 되지 않습니다."""
    check_odd_features(submission, reference, rng, "honest_accuracy")


@task("honest_accuracy", points=2)
def test_honest_accuracy_on_random_labels(submission, rng):
    """On random labels the honest accuracy is 0.5 on average.
    label이 무작위이면 정직한 정확도는 평균 0.5입니다."""
    found = on_random_labels(submission, rng, "honest_accuracy")
    check_statistic(
        found.mean(),
        0.5,
        0.026,
        "on random labels nothing can be learned; the mean accuracy over 20 data sets is off",
        "label이 무작위이면 배울 것이 없습니다. 데이터 20개의 평균 정확도가 맞지 않습니다",
    )


@task("honest_accuracy", points=1)
def test_honest_accuracy_folds_and_rng(submission, rng):
    """k below 2 or above N raises ValueError; rows are shuffled with rng alone; X and y are kept.
    k가 2보다 작거나 N보다 크면 ValueError이고, rng로만 섞으며, X와 y는 바뀌지 않습니다."""
    check_folds_and_generator(submission, rng, "honest_accuracy")
