"""Hidden grader of q15a: splits by what must hold of them, the flattery of the best by its exact mean.

The best of many binomial variables has a distribution that can be written down, so no simulation is
compared with another one.
"""

from __future__ import annotations

import math

import numpy as np

from autograder.graders.q15_data_splits.splits import broken, rows_of, wrong_sizes
from autograder.grading import (
    check,
    check_close,
    check_generator,
    check_raises,
    check_statistic,
    check_unchanged,
    task,
)

# How a split can be broken: a known mistake is recognised by it where the streams differ.
NO_SPLIT, OUTSIDE, TWICE, NOWHERE, OVERLAP = range(5)


def check_parts(call, parts, n, names):
    """The parts as sorted arrays, if every row is in exactly one of them, once."""
    found = list(parts) if isinstance(parts, tuple | list) else []
    found = [rows_of(part) for part in found]
    if len(found) != len(names) or any(part is None for part in found):
        broken(
            call,
            NO_SPLIT,
            f"must return the tuple ({', '.join(names)}) of 1-D arrays (or lists) of integers.",
            f"1차원 정수 배열(또는 정수 리스트)의 튜플 ({', '.join(names)})를 반환해야 합니다.",
        )
    together = np.sort(np.concatenate(found))
    if together.size and (together[0] < 0 or together[-1] >= n):
        broken(
            call,
            OUTSIDE,
            f"there are row numbers outside of 0 to {n - 1}.",
            f"0부터 {n - 1}까지를 벗어난 행 번호가 있습니다.",
        )
    twice = together[:-1][np.diff(together) == 0]
    if twice.size:
        single = all(np.all(np.diff(part) > 0) for part in found)
        broken(
            call,
            OVERLAP if single else TWICE,
            f"row {twice[0]} is there more than once. Each row belongs to exactly one part, once.",
            f"{twice[0]}번 행이 두 번 이상 있습니다. 각 행은 정확히 한쪽에 한 번만 있어야 합니다.",
        )
    if together.size < n:
        broken(
            call,
            NOWHERE,
            f"{n - together.size} of {n} rows are nowhere.",
            f"{n}개 행 중 {n - together.size}개가 어디에도 없습니다.",
        )
    return found


def check_chance(chosen, n):
    """``chosen`` (sorted) is a random subset of n rows: not early, not late, not clustered or spread."""
    size = len(chosen)
    check_statistic(
        np.mean(chosen) / n,
        (n - 1) / 2 / n,
        math.sqrt((n + 1) / 12 / size * (n - size)) / n,
        "the rows must be shuffled; the mean row number of a part, as a share of all, is off",
        "행을 섞어야 합니다. 한 부분의 평균 행 번호(전체에 대한 비율)가 맞지 않습니다",
    )
    share = size / n
    check_statistic(
        np.sum(np.diff(chosen) == 1),
        size * (size - 1) / n,
        math.sqrt(n) * share * (1 - share),
        "the rows must be shuffled; the number of neighbouring rows in one part is off",
        "행을 섞어야 합니다. 한 부분에 함께 들어간 이웃한 행의 수가 맞지 않습니다",
    )


# --- three_way_split

PARTS = ("train_idx", "val_idx", "test_idx")


@task("three_way_split", points=4)
def test_three_way_split_sizes(submission, reference, seed):
    """Every row is in exactly one part, and the parts have the sizes that the cuts give.
    모든 행이 정확히 한 부분에 있고, 각 부분의 크기가 경계에서 정해지는 대로입니다."""
    questions = [
        (11, (0.4, 0.3, 0.3)), (13, (1 / 3, 1 / 3, 1 / 3)), (10, (0.7, 0.1, 0.2)),
        (23, (0.6, 0.25, 0.15)), (9, (0.0, 0.7, 0.3)), (9, (0.7, 0.0, 0.3)), (9, (0.7, 0.3, 0.0)),
        (6, (0.0, 1.0, 0.0)), (18, [0.5, 0.3, 0.2]), (2, (0.34, 0.33, 0.33)),
    ]  # fmt: skip
    generator = submission.probe.rng(seed % 2**32)
    splits = [submission.three_way_split(n, shares, generator) for n, shares in questions]
    sizes, wanted, calls = [], [], []
    for split, (n, shares) in zip(splits, questions):
        calls.append(f"three_way_split({n}, {tuple(np.round(shares, 4).tolist())}, rng)")
        sizes.append([part.size for part in check_parts(calls[-1], split, n, PARTS)])
        truth = reference.three_way_split(n, shares, reference.probe.rng(0))
        wanted.append([len(part) for part in truth])
    for call, found, right in zip(calls, sizes, wanted):
        if found != right:
            wrong_sizes(
                call,
                sizes,
                f"the parts must have the sizes {right}, yours have {found}.",
                f"세 부분의 크기가 {right}이어야 하는데 {found}입니다.",
            )


@task("three_way_split", points=2)
def test_three_way_split_is_random(submission, rng, seed):
    """Which row goes where is chance, for each of the three parts.
    어느 행이 어디로 가는지는 세 부분 모두 무작위입니다."""
    n = 10 * int(rng.integers(90, 100))
    generator = submission.probe.rng(seed % 2**32)
    split = submission.three_way_split(n, (0.4, 0.3, 0.3), generator)
    for part in check_parts(f"three_way_split({n}, (0.4, 0.3, 0.3), rng)", split, n, PARTS):
        check_chance(part, n)


@task("three_way_split", points=2)
def test_three_way_split_draws_from_rng_alone(submission, seed):
    """The same state of rng gives the same split, and rng moves on; no other generator is used.
    rng의 상태가 같으면 같은 분할이 나오고, rng의 상태는 바뀝니다. 다른 생성기는 쓰지 않습니다."""

    def draw(generator):
        split = submission.three_way_split(40, (0.4, 0.3, 0.3), generator)
        call = "three_way_split(40, (0.4, 0.3, 0.3), rng)"
        return np.concatenate(check_parts(call, split, 40, PARTS))

    check_generator(submission, draw, seed % 2**31)


@task("three_way_split", points=1)
def test_three_way_split_refuses_bad_fractions(submission, seed):
    """Fractions that do not sum to 1, and negative ones, raise ValueError; the array is left alone.
    합이 1이 아니거나 음수가 있으면 ValueError가 발생합니다. 배열은 바뀌지 않습니다."""
    generator = submission.probe.rng(seed % 2**32)
    for shares in (np.array([0.5, 0.3, 0.2 + 5e-10]), (0.7, 0.2, 0.1)):  # 0.7 + 0.2 + 0.1 < 1
        split = submission.three_way_split(13, shares, generator)
        check_parts("three_way_split(13, fractions, rng)", split, 13, PARTS)
    check_unchanged(submission)
    for wrong in ((0.6, 0.2, 0.1), (0.6, 0.3, 0.2), (0.6, 0.2, 0.2 + 1.6e-9), (0.9, -0.2, 0.3)):
        check_raises("ValueError", submission.three_way_split, 13, wrong, generator)


# --- k_fold


def check_folds(splits, n, k):
    """The folds as sorted arrays, if the splits are what they must be, sizes apart."""
    call = f"k_fold({n}, {k}, rng)"
    if not isinstance(splits, list | tuple) or len(splits) != k:
        broken(
            call,
            NO_SPLIT,
            f"must return a list of {k} pairs (train_idx, val_idx).",
            f"(train_idx, val_idx) 쌍 {k}개의 리스트를 반환해야 합니다.",
        )
    names = ("train_idx", "val_idx")
    folds = [check_parts(f"{call}[{i}]", split, n, names)[1] for i, split in enumerate(splits)]
    seen, times = np.unique(np.concatenate(folds), return_counts=True)
    if np.any(times > 1):
        broken(
            call,
            OVERLAP,
            f"row {seen[times > 1][0]} is in {times.max()} folds, and {n - seen.size} rows are in none: "
            "each row must be validated on exactly once.",
            f"{seen[times > 1][0]}번 행은 {times.max()}개 fold에 있고 어느 fold에도 없는 행이 "
            f"{n - seen.size}개입니다. 각 행은 정확히 한 번 검증에 쓰여야 합니다.",
        )
    return folds


@task("k_fold", points=4)
def test_k_fold(submission, seed):
    """Each row is validated on exactly once and trained on in all other splits; the first folds are longer.
    모든 행이 정확히 한 번 검증에 쓰이고 나머지에서는 학습에 쓰이며, 앞쪽 fold가 하나씩 더 깁니다."""
    generator = submission.probe.rng(seed % 2**32)
    questions = [(10, 3), (23, 5), (7, 7), (8, 2), (9, 2), (11, 4)]
    answers = [submission.k_fold(n, k, generator) for n, k in questions]
    sizes = [
        [fold.size for fold in check_folds(splits, n, k)]
        for splits, (n, k) in zip(answers, questions)
    ]
    for found, (n, k) in zip(sizes, questions):
        right = [n // k + (i < n % k) for i in range(k)]
        if found != right:
            wrong_sizes(
                f"k_fold({n}, {k}, rng)",
                np.concatenate(sizes),
                f"the folds must have {right} rows to validate on, yours have {found}.",
                f"fold의 검증 행 수가 {right}이어야 하는데 {found}입니다.",
            )


@task("k_fold", points=2)
def test_k_fold_is_shuffled(submission, rng, seed):
    """Which rows make a fold is chance.
    어떤 행들이 한 fold가 되는지는 무작위입니다."""
    n = int(rng.integers(900, 1000))
    generator = submission.probe.rng(seed % 2**32)
    for fold in check_folds(submission.k_fold(n, 3, generator), n, 3):
        check_chance(fold, n)


@task("k_fold", points=2)
def test_k_fold_draws_from_rng_alone(submission, seed):
    """The same state of rng gives the same folds, and rng moves on; no other generator is used.
    rng의 상태가 같으면 같은 fold가 나오고, rng의 상태는 바뀝니다. 다른 생성기는 쓰지 않습니다."""

    def draw(generator):
        return np.concatenate(check_folds(submission.k_fold(41, 3, generator), 41, 3))

    check_generator(submission, draw, seed % 2**31)


@task("k_fold", points=1)
def test_k_fold_refuses_bad_k(submission, seed):
    """A k below 2 or above n raises ValueError.
    k가 2보다 작거나 n보다 크면 ValueError가 발생합니다."""
    generator = submission.probe.rng(seed % 2**32)
    for n, k in [(9, 1), (9, 0), (9, -3), (9, 10), (1, 2)]:
        check_raises("ValueError", submission.k_fold, n, k, generator)


# --- select_model


def check_choice(result, expected):
    check(
        isinstance(result, tuple | list) and len(result) == 2,
        "must return the tuple (index, test_score).",
        "(index, test_score) 튜플을 반환해야 합니다.",
    )
    index, score = expected
    check_close(result[0], int(index))
    check_close(result[1], float(score))


@task("select_model", points=4)
def test_select_model(submission, reference, rng):
    """The validation score chooses, the first of equal ones; the test score is only reported.
    validation 점수로 고르고(같으면 먼저 나온 것), test 점수는 보고하기만 합니다."""
    order = rng.permutation(4)
    shift = rng.uniform(-0.02, 0.02)
    high = rng.uniform(0.8, 0.9)
    low = high - 0.02
    for val, test in [
        # the best in validation, in test, in their sum and the worst are four models
        (np.array([0.7, 0.5, 0.66, 0.4])[order], np.array([0.5, 0.75, 0.72, 0.4])[order] + shift),
        (np.array([low, high, low, high, high]), np.array([0.4, 0.5, 0.2, 0.7, 0.6]) + shift),
        (-np.array([3.1, 2.6, 1.2, 1.9, 2.3]) + shift, -rng.uniform(1, 2, size=5)),  # minus a loss
        (np.array([low]), np.array([high])),
    ]:
        check_choice(submission.select_model(val, test), reference.select_model(val, test))


@task("select_model", points=1)
def test_select_model_leaves_its_inputs_alone(submission, reference, rng):
    """float32 and whole numbers will do, and the scores are not changed.
    float32와 정수도 되고, 점수는 바뀌지 않습니다."""
    val, test = rng.permutation(7).astype(np.float32), rng.permutation(7)
    check_choice(submission.select_model(val, test), reference.select_model(val, test))
    check_unchanged(submission)


# --- selection_optimism


def best_of_binomials(num_models, n_val):
    """Mean and standard deviation of the best accuracy of this many coin-flippers, exactly."""
    below = np.cumsum([math.comb(n_val, k) / 2**n_val for k in range(n_val + 1)]) ** num_models
    chance = np.diff(below, prepend=0.0)
    accuracy = np.arange(n_val + 1) / n_val
    mean = float(np.sum(chance * accuracy))
    return mean, math.sqrt(np.sum(chance * (accuracy - mean) ** 2))


def check_optimism(got):
    """A plain number."""
    single = isinstance(got, int | float | np.number) or np.ndim(got) == 0
    check(
        single and not isinstance(got, str | bool) and math.isfinite(float(got)),
        "must return one number.",
        "수 하나를 반환해야 합니다.",
    )
    return float(got)


@task("selection_optimism", points=4)
def test_selection_optimism(submission, seed):
    """The mean excess of the best is that of the largest of so many binomial variables.
    가장 좋은 모델의 평균 초과분은 이항 확률변수 여러 개 중 최댓값의 것과 같습니다."""
    generator = submission.probe.rng(seed % 2**32)
    for num_models, n_val in [(7, 20), (40, 15), (2, 50), (5, 3), (25, 60), (3, 8)]:
        result = submission.selection_optimism(num_models, n_val, generator, 400)
        mean, deviation = best_of_binomials(num_models, n_val)
        check_statistic(
            check_optimism(result),
            mean - 0.5,
            deviation / math.sqrt(400),
            f"the mean excess of the best of {num_models} coin-flippers on {n_val} questions is off",
            f"문제 {n_val}개를 찍는 모델 {num_models}개 중 최고의 평균 초과분이 맞지 않습니다",
        )


@task("selection_optimism", points=3)
def test_selection_optimism_where_it_is_known(submission, rng, seed):
    """One model seems no better than it is, many on one question seem perfect; trials are averaged.
    모델이 하나면 부풀려지지 않고, 문제 하나에 여럿이면 완벽해 보입니다. 결과는 trials번의 평균입니다."""
    generator = submission.probe.rng(seed % 2**32)
    single = check_optimism(submission.selection_optimism(1, 20, generator, 500))
    check_statistic(
        single,
        0,
        0.5 / math.sqrt(20 * 500),
        "a single model has not been chosen, so its mean excess over 0.5 is 0; yours is off",
        "모델이 하나면 고른 것이 아니므로 0.5에 대한 평균 초과분은 0입니다. 값이 맞지 않습니다",
    )
    check_close(submission.selection_optimism(70, 1, generator, 9), 0.5)
    n_val = int(rng.integers(21, 30))
    for trials in (1, 7, 40):
        got = check_optimism(submission.selection_optimism(4, n_val, generator, trials))
        right = (got + 0.5) * n_val * trials
        check(
            abs(right - round(right)) < 1e-6,
            f"the mean of {trials} best accuracies on {n_val} questions, minus 0.5, can't be {got:.6g}: "
            "each best model has a whole number of right answers.",
            f"문제 {n_val}개에서의 최고 정확도를 {trials}번 평균해 0.5를 뺀 값은 {got:.6g}일 수 없습니다. 맞힌 "
            "개수는 정수입니다.",
        )


@task("selection_optimism", points=2)
def test_selection_optimism_draws_from_rng_alone(submission, seed):
    """The same state of rng gives the same number, and rng moves on; no other generator is used.
    rng의 상태가 같으면 같은 수가 나오고, rng의 상태는 바뀝니다. 다른 생성기는 쓰지 않습니다."""

    def draw(generator):
        results = [submission.selection_optimism(3, 400, generator, 20) for _ in range(4)]
        return [check_optimism(result) for result in results]

    check_generator(submission, draw, seed % 2**31)
