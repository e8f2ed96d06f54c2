"""Hidden grader of q15: who is on which side is judged by what must hold of it, never by a stream.

Every row exactly once, the size to the row, no group and no time on both sides; and where chance
decides, by the statistics of the rows that it chose.
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
NO_SPLIT, BOTH_SIDES, TWICE, OUTSIDE, NOWHERE = range(5)


def check_split(call, result, n):
    """The two sides as sorted arrays, if every row is in exactly one of them, once."""
    pair = list(result) if isinstance(result, tuple | list) else []
    sides = [rows_of(part) for part in pair]
    if len(sides) != 2 or any(side is None for side in sides):
        broken(
            call,
            NO_SPLIT,
            "must return the tuple (train_idx, test_idx) of two 1-D arrays (or lists) of integers.",
            "1차원 정수 배열(또는 정수 리스트) 두 개의 튜플 (train_idx, test_idx)를 반환해야 합니다.",
        )
    train, test = sides
    for name, side in (("train_idx", train), ("test_idx", test)):
        if side.size and (side[0] < 0 or side[-1] >= n):
            broken(
                call,
                OUTSIDE,
                f"{name} must hold row numbers from 0 to {n - 1}.",
                f"{name}에는 0부터 {n - 1}까지의 행 번호가 있어야 합니다.",
            )
        if np.any(np.diff(side) == 0):
            broken(
                call,
                TWICE,
                f"{name} has row {side[:-1][np.diff(side) == 0][0]} more than once.",
                f"{name}에 {side[:-1][np.diff(side) == 0][0]}번 행이 두 번 이상 있습니다.",
            )
    both = np.intersect1d(train, test)
    if both.size:
        broken(
            call,
            BOTH_SIDES,
            f"{both.size} of {n} rows are on both sides, row {both[0]} for one. What is tested must not "
            "have been learned.",
            f"{n}개 행 중 {both.size}개가 양쪽에 모두 있습니다({both[0]}번 행 등). 시험할 것을 학습해서는 안 "
            "됩니다.",
        )
    if train.size + test.size < n:
        broken(
            call,
            NOWHERE,
            f"{n - train.size - test.size} of {n} rows are on neither side.",
            f"{n}개 행 중 {n - train.size - test.size}개가 어느 쪽에도 없습니다.",
        )
    return train, test


def check_sizes(calls, sizes, wanted, what, what_ko):
    """The sizes of several test sets, looked at together."""
    for call, size, right in zip(calls, sizes, wanted):
        if size != right:
            wrong_sizes(
                call,
                sizes,
                f"the test set has {size} {what}, it must have {right}.",
                f"테스트 세트의 {what_ko} 수가 {size}입니다. {right}이어야 합니다.",
            )


def check_chance(chosen, n):
    """``chosen`` (sorted) is a random subset of n things: not early, not late, not clustered or spread."""
    size = len(chosen)
    check_statistic(
        np.mean(chosen) / n,
        (n - 1) / 2 / n,
        math.sqrt((n + 1) / 12 / size * (n - size)) / n,
        "the test set must be drawn at random; the mean place of what was chosen, as a share of "
        "all, is off",
        "테스트 세트는 무작위로 뽑아야 합니다. 뽑힌 것들의 평균 위치(전체에 대한 비율)가 맞지 않습니다",
    )
    share = size / n
    check_statistic(
        np.sum(np.diff(chosen) == 1),
        size * (size - 1) / n,
        math.sqrt(n) * share * (1 - share),
        "the test set must be drawn at random; the number of neighbours that were both chosen is off",
        "테스트 세트는 무작위로 뽑아야 합니다. 서로 이웃하면서 함께 뽑힌 쌍의 수가 맞지 않습니다",
    )


# Rounded half up, with at least one on each side; where truncation, rounding up or half to even differ.
SIZES = [
    (10, 0.25, 3), (6, 0.75, 5), (9, 0.3, 3), (12, 0.2, 2), (7, 0.5, 4), (13, 0.04, 1),
    (4, 0.1, 1), (5, 0.0, 1), (6, 0.95, 5), (5, 1.0, 4), (2, 0.9, 1),
]  # fmt: skip

# --- train_test_split


@task("train_test_split", points=4)
def test_train_test_split_sizes(submission, seed):
    """Every row is on exactly one side, and the test set has the right size.
    모든 행이 정확히 한쪽에만 있고, 테스트 세트의 크기가 맞습니다."""
    generator = submission.probe.rng(seed % 2**32)
    splits = [submission.train_test_split(n, share, generator) for n, share, _ in SIZES]
    calls = [f"train_test_split({n}, {share}, rng)" for n, share, _ in SIZES]
    sizes = [
        check_split(call, split, n)[1].size for call, split, (n, *_) in zip(calls, splits, SIZES)
    ]
    check_sizes(calls, sizes, [n_test for *_, n_test in SIZES], "rows", "행")


@task("train_test_split", points=3)
def test_train_test_split_is_random(submission, rng, seed):
    """Which rows are tested is chance: neither the first nor the last nor every third.
    어떤 행이 테스트 세트가 되는지는 무작위입니다. 처음이나 마지막이거나 일정한 간격이면 안 됩니다."""
    n, share = int(rng.integers(900, 1000)), float(rng.uniform(0.3, 0.4))
    generator = submission.probe.rng(seed % 2**32)
    call = f"train_test_split({n}, {share:.4g}, rng)"
    _, test = check_split(call, submission.train_test_split(n, share, generator), n)
    check_chance(test, n)


@task("train_test_split", points=4)
def test_train_test_split_with_classes(submission, rng, seed):
    """Stratified, the size stays exact, each class keeps its share, and its rows are drawn at random.
    계층화해도 크기는 정확하고, 클래스마다 비율이 유지되며, 클래스 안에서는 무작위로 뽑습니다."""
    names = rng.choice(np.arange(10, 99), size=5, replace=False)
    even = rng.permutation(np.repeat(names, 3))
    rare = rng.permutation(np.repeat(names, [1, 2, 40, 17, 5]))
    words = np.array(["cat", "dog", "a bird"])[rng.permutation(np.repeat([0, 1, 2], [9, 6, 4]))]
    many = np.repeat(names[:2], [900, 300])
    questions = [(even, 0.5), (rare, 0.3), (rare, 0.7), (words, 0.25), (words, 0.0), (many, 0.4)]
    generator = submission.probe.rng(seed % 2**32)
    splits = [
        submission.train_test_split(len(classes), share, generator, stratify=classes)
        for classes, share in questions
    ]
    calls = [
        f"train_test_split({len(classes)}, {share}, rng, stratify=classes)"
        for classes, share in questions
    ]
    tests = [
        check_split(call, split, len(classes))[1]
        for call, split, (classes, _) in zip(calls, splits, questions)
    ]
    lengths = [len(classes) for classes, _ in questions]
    wanted = [
        min(max(math.floor(n * share + 0.5), 1), n - 1) for n, (_, share) in zip(lengths, questions)
    ]
    check_sizes(calls, [test.size for test in tests], wanted, "rows", "행")
    for call, test, n_test, (classes, _) in zip(calls, tests, wanted, questions):
        names, counts = np.unique(classes, return_counts=True)
        found = np.array([np.sum(classes[test] == name) for name in names])
        shares = counts * n_test / len(classes)
        worst = int(np.argmax(np.abs(found - shares)))
        if abs(found[worst] - shares[worst]) > 1 + 1e-9:
            wrong_sizes(
                call,
                found,
                f"of {counts[worst]} rows of a class {found[worst]} are in the test set, more than 1 "
                f"away from its share of {shares[worst]:.4g}.",
                f"행이 {counts[worst]}개인 클래스에서 {found[worst]}개가 테스트 세트에 있습니다. 비율대로인 "
                f"{shares[worst]:.4g}에서 1 넘게 벗어났습니다.",
            )
    test = tests[-1]
    check_chance(test[test < 900], 900)


@task("train_test_split", points=2)
def test_train_test_split_draws_from_rng_alone(submission, seed):
    """The same state of rng gives the same split, and rng moves on; no other generator is used.
    rng의 상태가 같으면 같은 분할이 나오고, rng의 상태는 바뀝니다. 다른 생성기는 쓰지 않습니다."""
    classes = np.repeat([3, 1, 2], [20, 15, 8])

    def plainly(generator):
        split = submission.train_test_split(40, 0.5, generator)
        return check_split("train_test_split(40, 0.5, rng)", split, 40)[1]

    def by_class(generator):
        split = submission.train_test_split(43, 0.5, generator, stratify=classes)
        return check_split("train_test_split(43, 0.5, rng, stratify=classes)", split, 43)[1]

    check_generator(submission, plainly, seed % 2**31)
    check_generator(submission, by_class, seed % 2**31)


@task("train_test_split", points=1)
def test_train_test_split_refuses_bad_input(submission, rng, seed):
    """A fraction outside [0, 1] and fewer than two rows raise ValueError; labels are left alone.
    비율이 [0, 1] 밖이거나 행이 둘보다 적으면 ValueError가 발생합니다. 레이블은 바뀌지 않습니다."""
    generator = submission.probe.rng(seed % 2**32)
    classes = rng.permutation(np.repeat([7, 5], [6, 5]))
    submission.train_test_split(11, 0.4, generator, stratify=classes)
    check_unchanged(submission)
    for n, share in [(9, -0.1), (9, 1.1), (1, 0.5), (0, 0.5)]:
        check_raises("ValueError", submission.train_test_split, n, share, generator)


# --- group_split


def make_groups(rng, names, sizes=(1, 2, 3, 5)):
    """Rows of these groups, mixed up; the groups differ in size."""
    return rng.permutation(np.repeat(names, rng.choice(sizes, size=len(names))))


@task("group_split", points=4)
def test_group_split_keeps_groups_together(submission, rng, seed):
    """No group is on both sides, and the test set has the right number of groups.
    어떤 그룹도 양쪽에 있지 않고, 테스트 세트의 그룹 수가 맞습니다."""
    questions = []
    for count, share, wanted in SIZES:
        names = rng.choice(np.arange(-50, 500), size=count, replace=False)
        questions.append((make_groups(rng, names), share, wanted))
    patients = np.array(["kim", "lee", "park", "choi"])
    questions.append((make_groups(rng, patients), 0.5, 2))
    questions.append((np.repeat([4, 9, 2, 7, 30], [40, 1, 2, 1, 1]), 0.4, 2))  # one huge group
    generator = submission.probe.rng(seed % 2**32)
    splits = [submission.group_split(groups, share, generator) for groups, share, _ in questions]
    counts = [len(np.unique(groups)) for groups, _, _ in questions]
    calls = [
        f"group_split({count} groups, {share}, rng)"
        for count, (_, share, _) in zip(counts, questions)
    ]
    tested = []
    for call, split, count, (groups, _, _) in zip(calls, splits, counts, questions):
        train, test = check_split(call, split, len(groups))
        both = np.intersect1d(groups[train], groups[test])
        if both.size:
            broken(
                call,
                BOTH_SIDES,
                f"{both.size} of {count} groups are on both sides: the model would be tested on those "
                "whom it knows.",
                f"그룹 {count}개 중 {both.size}개가 양쪽에 있습니다. 이미 아는 그룹으로 시험하는 셈입니다.",
            )
        tested.append(np.unique(groups[test]).size)
    check_sizes(calls, tested, [wanted for *_, wanted in questions], "groups", "그룹")


@task("group_split", points=2)
def test_group_split_is_random(submission, rng, seed):
    """Which groups are tested is chance, whatever they are called, come first or hold.
    어떤 그룹이 테스트 세트가 되는지는 이름, 순서, 크기와 상관없이 무작위입니다."""
    count, share = int(rng.integers(560, 620)), float(rng.uniform(0.3, 0.4))
    names = rng.choice(np.arange(9000), size=count, replace=False)
    groups = make_groups(rng, names, sizes=(1, 2, 9))
    generator = submission.probe.rng(seed % 2**32)
    call = f"group_split({count} groups, {share:.4g}, rng)"
    train, test = check_split(call, submission.group_split(groups, share, generator), len(groups))
    if np.intersect1d(groups[train], groups[test]).size:
        broken(
            call, BOTH_SIDES, "there are groups on both sides.", "양쪽에 모두 있는 그룹이 있습니다."
        )
    names, first, sizes = np.unique(groups, return_index=True, return_counts=True)
    for order in (names, first, sizes + rng.random(count)):
        place = np.argsort(np.argsort(order))
        check_chance(np.sort(place[np.isin(names, groups[test])]), count)


@task("group_split", points=2)
def test_group_split_draws_from_rng_alone(submission, rng, seed):
    """The same state of rng gives the same split, and rng moves on; no other generator is used.
    rng의 상태가 같으면 같은 분할이 나오고, rng의 상태는 바뀝니다. 다른 생성기는 쓰지 않습니다."""
    groups = make_groups(rng, np.arange(40) * 3)

    def draw(generator):
        split = submission.group_split(groups, 0.5, generator)
        return check_split("group_split(groups, 0.5, rng)", split, len(groups))[1]

    check_generator(submission, draw, seed % 2**31)


@task("group_split", points=1)
def test_group_split_refuses_bad_input(submission, rng, seed):
    """A single group and a fraction outside [0, 1] raise ValueError; the groups are left alone.
    그룹이 하나뿐이거나 비율이 [0, 1] 밖이면 ValueError가 발생합니다. groups는 바뀌지 않습니다."""
    generator = submission.probe.rng(seed % 2**32)
    groups = make_groups(rng, np.array([5, 3, 8]))
    submission.group_split(groups, 0.4, generator)
    check_unchanged(submission)
    for some, share in [(groups, -0.1), (groups, 1.1), (np.full(7, 3), 0.5)]:
        check_raises("ValueError", submission.group_split, some, share, generator)


# --- time_split


def check_times(submission, reference, questions):
    """The splits of several columns of times, looked at together."""
    splits = [submission.time_split(*question) for question in questions]
    calls = [f"time_split({len(times)} times, {share})" for times, share in questions]
    tests = [
        check_split(call, split, len(times))[1]
        for call, split, (times, _) in zip(calls, splits, questions)
    ]
    masks = np.concatenate(
        [np.isin(np.arange(len(times)), test) for test, (times, _) in zip(tests, questions)]
    )
    for call, test, (times, share) in zip(calls, tests, questions):
        train = np.setdiff1d(np.arange(len(times)), test)
        right = reference.time_split(times, share)[1]
        if train.size == 0 or test.size == 0:
            wrong_sizes(
                call,
                masks,
                f"neither side may be empty: {train.size} rows to train on, {test.size} to test.",
                f"어느 쪽도 비어서는 안 됩니다. 학습 {train.size}행, 테스트 {test.size}행입니다.",
            )
        if times[train].max() >= times[test].min():
            wrong_sizes(
                call,
                masks,
                f"there is a row of time {times[train].max()} in training and one of time "
                f"{times[test].min()} in the test set: the model must not know the future, nor the same "
                "moment.",
                f"시각 {times[train].max()}인 행은 학습에, 시각 {times[test].min()}인 행은 테스트 세트에 "
                "있습니다. 미래는 물론이고 같은 시각도 학습에 있어서는 안 됩니다.",
            )
        if test.size != len(right):
            wrong_sizes(
                call,
                masks,
                f"the test set has {test.size} rows, it must have {len(right)}.",
                f"테스트 세트의 행 수가 {test.size}입니다. {len(right)}이어야 합니다.",
            )


@task("time_split", points=3)
def test_time_split(submission, reference, rng):
    """The latest rows are the test set, wherever they stand in the file.
    파일 어디에 있든 가장 늦은 행들이 테스트 세트입니다."""
    questions = []
    for n, share, _ in SIZES:
        times = rng.exponential(size=n) ** 3 * 100 - 50  # crowded early, sparse late
        questions.append((times, share))
    check_times(submission, reference, questions)


@task("time_split", points=3)
def test_time_split_with_ties(submission, reference, rng):
    """Rows of one time stay together: with the test set, or with training where that would be empty.
    같은 시각의 행은 함께 움직입니다. 테스트 세트로 가되, 학습에 남는 행이 없으면 학습으로 갑니다."""
    base = int(rng.integers(17, 19)) * 10**17
    questions = [
        (rng.permutation(np.repeat([3, 5, 8, 9], [4, 5, 3, 2])), 0.3),
        (rng.permutation(np.repeat([-3.5, -1.5, 0.0, 2.5], [2, 6, 1, 1])), 0.4),
        (rng.permutation(np.repeat([4, 7], [5, 2])), 0.7),  # the earliest time lies at the cut
        (rng.permutation(np.repeat([2, 6, 9], [3, 1, 2])), 1.0),
        (rng.permutation(np.repeat([2, 6, 9], [1, 2, 3])), 0.0),
        (base + rng.permutation(np.array([0, 1, 2, 2, 3, 4, 5, 6])), 0.4),  # nanoseconds
    ]
    check_times(submission, reference, questions)


@task("time_split", points=1)
def test_time_split_refuses_bad_input(submission, rng):
    """All times equal, a single row and a fraction outside [0, 1] raise ValueError.
    시각이 모두 같거나 행이 하나이거나 비율이 [0, 1] 밖이면 ValueError가 발생합니다."""
    times = rng.permutation(np.arange(9))
    submission.time_split(times, 0.3)
    check_unchanged(submission)
    for some, share in [
        (np.full(6, 4.5), 0.3), (np.full(6, 4.5), 0.9), (times[:1], 0.5), (times, -0.1), (times, 1.1),
    ]:  # fmt: skip
        check_raises("ValueError", submission.time_split, some, share)


# --- memorizer_accuracies


def check_accuracies(result, expected):
    check(
        isinstance(result, tuple | list) and len(result) == 2,
        "must return the tuple (train, test).",
        "(train, test) 튜플을 반환해야 합니다.",
    )
    check_close(result[0], float(expected[0]))
    check_close(result[1], float(expected[1]))


@task("memorizer_accuracies", points=4)
def test_memorizer_accuracies(submission, reference, rng):
    """Perfect on what it has learned, whatever the labels are; on other rows as good as its neighbours.
    레이블이 무엇이든 외운 행은 모두 맞히고, 다른 행에서는 가장 가까운 이웃만큼만 맞힙니다."""
    X = rng.normal(size=(60, 3)) * [1.0, 2.0, 0.5]
    noise = rng.integers(0, 3, size=60)
    learnable = (X[:, 0] + X[:, 1] > 0).astype(int) + (X[:, 1] > 1)
    questions = []
    for y in (noise, learnable):
        rows = rng.permutation(60)
        questions.append((X, y, rows[5:38], rows[38:55]))  # not all of them are used
    results = [submission.memorizer_accuracies(*question) for question in questions]
    for result, question in zip(results, questions):
        check_accuracies(result, reference.memorizer_accuracies(*question))


@task("memorizer_accuracies", points=3)
def test_memorizer_accuracies_with_ties(submission, reference, rng):
    """Of rows that are equally near the lowest row number answers, in training too.
    똑같이 가까운 행이 여럿이면 행 번호가 가장 작은 것이 답합니다. 학습 데이터에서도 그렇습니다."""
    questions = []
    for _ in range(3):
        rows = rng.permutation(60)
        X = rng.integers(0, 3, size=(60, 2)).astype(float)
        questions.append((X, rng.integers(0, 4, size=60), rows[:33], rows[33:]))
    results = [submission.memorizer_accuracies(*question) for question in questions]
    for result, question in zip(results, questions):
        check_accuracies(result, reference.memorizer_accuracies(*question))


@task("memorizer_accuracies", points=1)
def test_memorizer_accuracies_of_pixels(submission, reference, rng):
    """Unsigned pixels don't wrap around, float32 will do, and no input is changed.
    부호 없는 픽셀이 넘치지 않고, float32도 되며, 입력은 바뀌지 않습니다."""
    y = np.repeat(np.arange(8), 5)
    faces = rng.integers(0, 256, size=(8, 6))[y] + rng.integers(-25, 26, size=(40, 6))
    pixels = np.clip(faces, 0, 255).astype(np.uint8)
    rows = rng.permutation(40)
    for X in (pixels, pixels.astype(np.float32)):
        result = submission.memorizer_accuracies(X, y, rows[:25], rows[25:])
        check_accuracies(result, reference.memorizer_accuracies(X, y, rows[:25], rows[25:]))
    check_unchanged(submission)
