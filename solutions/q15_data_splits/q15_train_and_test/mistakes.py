"""What students write at midnight, and what they should read."""

import math

import numpy as np
from solution import _test_size
from solution import group_split as right_group_split
from solution import memorizer_accuracies as right_memorizer_accuracies
from solution import time_split as right_time_split
from solution import train_test_split as right_train_test_split

from autograder.authoring import mistake


def _no_rng():
    return np.random.default_rng(0)


def _sized(n, test_fraction, size):
    """A size of one's own, after the checks that everybody makes."""
    _test_size(n, test_fraction)
    return min(max(int(size(n * test_fraction)), 1), n - 1)


def _take(rows, n_test):
    return rows[n_test:], rows[:n_test]


# --- train_test_split


def _split(n, test_fraction, rng, stratify, n_test):
    """The right split with a test set of another size."""
    if stratify is None:
        return _take(rng.permutation(n), n_test)
    return right_train_test_split(n, n_test / n, rng, stratify)


def _by_class(n, test_fraction, rng, stratify, rows_of, size_of):
    """Class by class: ``rows_of`` a class in some order, of which ``size_of`` many are tested."""
    n_test = _test_size(n, test_fraction)
    if stratify is None:
        return _take(rng.permutation(n), n_test)
    train, test = [], []
    for name in np.unique(stratify):
        rows = rows_of(np.flatnonzero(stratify == name))
        size = size_of(len(rows), n_test)
        test.extend(rows[:size])
        train.extend(rows[size:])
    return np.array(train, dtype=int), np.array(test, dtype=int)


@mistake(
    replaces="train_test_split",
    en="The rows are not shuffled: the last ones become the test set. Files are often sorted, by class or by date, and then the test set has other classes than the training set. Use rng.permutation(n).",
    ko="행을 섞지 않고 마지막 행들을 테스트 세트로 삼았습니다. 파일은 클래스나 날짜순으로 정렬된 경우가 많아, 그러면 테스트 세트와 학습 세트의 클래스가 달라집니다. rng.permutation(n)을 쓰세요.",
)
def not_shuffled(n, test_fraction, rng, stratify=None):
    n_test = _test_size(n, test_fraction)
    if stratify is not None:
        return right_train_test_split(n, test_fraction, rng, stratify)
    rng.permutation(n)
    return np.arange(n - n_test), np.arange(n - n_test, n)


@mistake(
    replaces="train_test_split",
    en="You take every k-th row. Data often have a rhythm (weekdays, classes in turn), and then the test set sees one beat of it only. Draw at random: rng.permutation(n).",
    ko="일정한 간격으로 행을 골랐습니다. 데이터에 주기(요일, 번갈아 나오는 클래스)가 있으면 테스트 세트에는 그중 하나만 들어갑니다. rng.permutation(n)으로 무작위로 뽑으세요.",
)
def every_kth_row(n, test_fraction, rng, stratify=None):
    n_test = _test_size(n, test_fraction)
    if stratify is not None:
        return right_train_test_split(n, test_fraction, rng, stratify)
    order = (np.arange(n_test) * n) // n_test
    test = (order + rng.integers(n)) % n
    return np.setdiff1d(np.arange(n), test), test


@mistake(
    replaces="train_test_split",
    en="int() cuts the size off: 10 rows at 0.25 make 2.5, and that rounds to 3. Use floor(n * test_fraction + 0.5).",
    ko="int()는 크기를 버림합니다. 10행의 0.25는 2.5이고 반올림하면 3입니다. floor(n * test_fraction + 0.5)를 쓰세요.",
)
def size_cut_off(n, test_fraction, rng, stratify=None):
    return _split(n, test_fraction, rng, stratify, _sized(n, test_fraction, int))


@mistake(
    replaces="train_test_split",
    en="Python's round() rounds halves to the even neighbour: round(2.5) is 2. Half up is floor(n * test_fraction + 0.5).",
    ko="Python의 round()는 .5를 짝수 쪽으로 반올림합니다. round(2.5)는 2입니다. 올림하려면 floor(n * test_fraction + 0.5)를 쓰세요.",
)
def size_half_to_even(n, test_fraction, rng, stratify=None):
    return _split(n, test_fraction, rng, stratify, _sized(n, test_fraction, round))


@mistake(
    replaces="train_test_split",
    en="You round the size up. Only from a half on is it rounded up: floor(n * test_fraction + 0.5).",
    ko="크기를 항상 올림했습니다. 0.5부터만 올림합니다: floor(n * test_fraction + 0.5).",
)
def size_rounded_up(n, test_fraction, rng, stratify=None):
    return _split(n, test_fraction, rng, stratify, _sized(n, test_fraction, math.ceil))


@mistake(
    replaces="train_test_split",
    en="One side can be empty: floor(n * test_fraction + 0.5) may be 0 or n. Keep it between 1 and n - 1.",
    ko="한쪽이 비어 있을 수 있습니다. floor(n * test_fraction + 0.5)는 0이나 n이 되기도 합니다. 1과 n - 1 사이로 제한하세요.",
)
def a_side_may_be_empty(n, test_fraction, rng, stratify=None):
    _test_size(n, test_fraction)
    n_test = math.floor(n * test_fraction + 0.5)
    if stratify is not None and 0 < n_test < n:
        return right_train_test_split(n, test_fraction, rng, stratify)
    return _take(rng.permutation(n), n_test)


@mistake(
    replaces="train_test_split",
    en="Each row is tossed by itself, so the size of the test set is random too. Shuffle once and cut: the size must be exact.",
    ko="행마다 따로 확률로 정해서 테스트 세트의 크기까지 무작위가 됩니다. 한 번 섞은 뒤 잘라서 크기를 정확히 맞추세요.",
)
def tossed_row_by_row(n, test_fraction, rng, stratify=None):
    _test_size(n, test_fraction)
    if stratify is not None:
        return right_train_test_split(n, test_fraction, rng, stratify)
    in_test = rng.random(n) < test_fraction
    return np.flatnonzero(~in_test), np.flatnonzero(in_test)


@mistake(
    replaces="train_test_split",
    en="You draw the test rows with replacement, so some come twice and the set is smaller than it looks. rng.permutation(n)[:n_test], or replace=False.",
    ko="테스트 행을 복원 추출해서 같은 행이 두 번 나옵니다. rng.permutation(n)[:n_test]를 쓰거나 replace=False로 뽑으세요.",
)
def with_replacement(n, test_fraction, rng, stratify=None):
    n_test = _test_size(n, test_fraction)
    if stratify is not None:
        return right_train_test_split(n, test_fraction, rng, stratify)
    test = rng.integers(n, size=n_test)
    return np.setdiff1d(np.arange(n), test), test


@mistake(
    replaces="train_test_split",
    en="Both sides are drawn from all rows, each by itself, so they overlap: the model is tested on what it has learned. Cut one permutation in two.",
    ko="양쪽을 전체 행에서 따로 뽑아서 겹칩니다. 학습한 것으로 시험하게 됩니다. 순열 하나를 둘로 자르세요.",
)
def two_independent_draws(n, test_fraction, rng, stratify=None):
    n_test = _test_size(n, test_fraction)
    if stratify is not None:
        return right_train_test_split(n, test_fraction, rng, stratify)
    return rng.permutation(n)[n_test:], rng.permutation(n)[:n_test]


@mistake(
    replaces="train_test_split",
    en="You return the test set first. The order is (train_idx, test_idx).",
    ko="테스트 세트를 먼저 반환했습니다. 순서는 (train_idx, test_idx)입니다.",
)
def split_with_test_first(n, test_fraction, rng, stratify=None):
    return right_train_test_split(n, test_fraction, rng, stratify)[::-1]


@mistake(
    replaces="train_test_split",
    en="stratify is not used: by chance a rare class may be missing from the test set altogether. Draw from each class its share.",
    ko="stratify를 쓰지 않았습니다. 그러면 드문 클래스가 우연히 테스트 세트에서 통째로 빠질 수 있습니다. 클래스마다 비율만큼 뽑으세요.",
)
def classes_ignored(n, test_fraction, rng, stratify=None):
    return right_train_test_split(n, test_fraction, rng)


@mistake(
    replaces="train_test_split",
    en="You round in each class by itself, and the errors add up: five classes of 3 rows at 0.5 give 10 or 5 test rows instead of 8. Round down, then give the missing rows to the classes with the largest remainders.",
    ko="클래스마다 따로 반올림해서 오차가 쌓입니다. 3행짜리 클래스 다섯 개에서 0.5이면 테스트 행이 8개여야 하는데 10개나 5개가 됩니다. 먼저 버림하고, 모자라는 만큼 나머지가 큰 클래스부터 하나씩 더하세요.",
)
def rounded_class_by_class(n, test_fraction, rng, stratify=None):
    return _by_class(
        n,
        test_fraction,
        rng,
        stratify,
        rng.permutation,
        lambda size, n_test: math.floor(size * test_fraction + 0.5),
    )


@mistake(
    replaces="train_test_split",
    en="You round down in each class and let the rest go, so the test set comes out too small. Give the missing rows to the classes with the largest remainders.",
    ko="클래스마다 버림하고 나머지를 그냥 두어서 테스트 세트가 모자랍니다. 모자라는 만큼 나머지가 큰 클래스부터 하나씩 더하세요.",
)
def cut_off_class_by_class(n, test_fraction, rng, stratify=None):
    return _by_class(
        n,
        test_fraction,
        rng,
        stratify,
        rng.permutation,
        lambda size, n_test: size * n_test // n,
    )


@mistake(
    replaces="train_test_split",
    en="You round down in each class and give all the missing rows to one class, which then has too many. At most one goes to each class, by the largest remainder.",
    ko="클래스마다 버림하고 모자라는 행을 모두 한 클래스에 주어서 그 클래스만 너무 많습니다. 나머지가 큰 클래스부터 하나씩만 더하세요.",
)
def rest_to_one_class(n, test_fraction, rng, stratify=None):
    n_test = _test_size(n, test_fraction)
    if stratify is None:
        return _take(rng.permutation(n), n_test)
    _, label, counts = np.unique(stratify, return_inverse=True, return_counts=True)
    sizes = counts * n_test // n
    sizes[np.argmax(counts)] += n_test - sizes.sum()
    rows = rng.permutation(n)
    test = np.concatenate([rows[label[rows] == c][:size] for c, size in enumerate(sizes)])
    return np.setdiff1d(rows, test), test


@mistake(
    replaces="train_test_split",
    en="Every class gets the same number of test rows. Stratified means the same share: n_class * n_test / n of each.",
    ko="클래스마다 테스트 행을 같은 개수로 뽑았습니다. 계층화는 개수가 아니라 비율을 유지하는 것입니다. 클래스마다 n_class * n_test / n개입니다.",
)
def same_number_of_each_class(n, test_fraction, rng, stratify=None):
    n_test = _test_size(n, test_fraction)
    if stratify is None:
        return _take(rng.permutation(n), n_test)
    rows = rng.permutation(n)
    names = list(np.unique(stratify))
    queues = {name: list(rows[stratify[rows] == name]) for name in names}
    test = []
    while len(test) < n_test:
        for name in names:
            if queues[name] and len(test) < n_test:
                test.append(queues[name].pop())
    return np.setdiff1d(rows, test), np.array(test)


@mistake(
    replaces="train_test_split",
    en="Within a class you take its first rows instead of drawing them. Shuffle the rows of each class.",
    ko="클래스 안에서 무작위로 뽑지 않고 앞의 행들을 골랐습니다. 클래스마다 행을 섞으세요.",
)
def classes_not_shuffled(n, test_fraction, rng, stratify=None):
    n_test = _test_size(n, test_fraction)
    if stratify is None:
        return _take(rng.permutation(n), n_test)
    rng.permutation(n)
    _, label, counts = np.unique(stratify, return_inverse=True, return_counts=True)
    quota, remainder = np.divmod(counts * n_test, n)
    quota[np.argsort(-remainder)[: n_test - quota.sum()]] += 1
    test = np.concatenate([np.flatnonzero(label == c)[:size] for c, size in enumerate(quota)])
    return np.setdiff1d(np.arange(n), test), test


@mistake(
    replaces="train_test_split",
    en="You return places within a class as if they were row numbers. np.flatnonzero(classes == c)[places] are the rows.",
    ko="클래스 안에서의 순번을 행 번호처럼 반환했습니다. 행 번호는 np.flatnonzero(classes == c)[순번]입니다.",
)
def places_within_a_class(n, test_fraction, rng, stratify=None):
    return _by_class(
        n,
        test_fraction,
        rng,
        stratify,
        lambda rows: rng.permutation(len(rows)),
        lambda size, n_test: math.floor(size * test_fraction + 0.5),
    )


@mistake(
    replaces="train_test_split",
    en="You make a generator of your own with a fixed seed, so the split is always the same. Draw from rng.",
    ko="함수 안에서 고정된 seed로 생성기를 새로 만들어서 분할이 항상 같습니다. 인자로 받은 rng에서 뽑으세요.",
)
def split_with_its_own_seed(n, test_fraction, rng, stratify=None):
    return right_train_test_split(n, test_fraction, _no_rng(), stratify)


@mistake(
    replaces="train_test_split",
    en="np.random.permutation draws from NumPy's global generator, so rng has no say and nobody can repeat the split. Use rng.permutation.",
    ko="np.random.permutation은 NumPy의 전역 생성기를 씁니다. rng와 무관해서 분할을 재현할 수 없습니다. rng.permutation을 쓰세요.",
)
def split_with_the_global_generator(n, test_fraction, rng, stratify=None):
    seed = np.random.randint(2**31)
    return right_train_test_split(n, test_fraction, np.random.default_rng(seed), stratify)


@mistake(
    replaces="train_test_split",
    en="A fraction outside [0, 1] passes unnoticed. Raise ValueError: 20 for 20 % is a frequent slip.",
    ko="[0, 1] 밖의 비율을 걸러 내지 않습니다. ValueError를 일으키세요. 20 %를 20으로 쓰는 실수가 흔합니다.",
)
def fraction_unchecked(n, test_fraction, rng, stratify=None):
    return right_train_test_split(n, min(max(test_fraction, 0.0), 1.0), rng, stratify)


@mistake(
    replaces="train_test_split",
    en="Fewer than two rows can't fill two sides. Raise ValueError where n < 2.",
    ko="행이 둘보다 적으면 양쪽을 채울 수 없습니다. n < 2이면 ValueError를 일으키세요.",
)
def too_few_rows_let_through(n, test_fraction, rng, stratify=None):
    _test_size(2, test_fraction)
    if n < 2:
        return np.arange(n), np.arange(0)
    return right_train_test_split(n, test_fraction, rng, stratify)


# --- group_split


def _choose(groups, names, chosen):
    in_test = np.isin(groups, names[chosen])
    return np.flatnonzero(~in_test), np.flatnonzero(in_test)


def _groups(groups, test_fraction):
    """The names, and how many are tested."""
    names = np.unique(groups)
    return names, _test_size(len(names), test_fraction)


@mistake(
    replaces="group_split",
    en="You split rows, so the same group is on both sides: the model recognises the patient instead of the disease. Draw groups, then take all of their rows.",
    ko="행을 나누어서 같은 그룹이 양쪽에 있습니다. 모델이 병이 아니라 환자를 알아보게 됩니다. 그룹을 먼저 뽑고 그 행을 모두 가져가세요.",
)
def rows_instead_of_groups(groups, test_fraction, rng):
    _groups(groups, test_fraction)
    return right_train_test_split(len(groups), test_fraction, rng)


@mistake(
    replaces="group_split",
    en="You fill the test set until it has the share of the rows. Asked for is the share of the groups: floor(G * test_fraction + 0.5) of them.",
    ko="테스트 세트의 행 비율이 찰 때까지 그룹을 넣었습니다. 기준은 그룹의 비율입니다. 그룹 floor(G * test_fraction + 0.5)개를 뽑으세요.",
)
def share_of_the_rows(groups, test_fraction, rng):
    _groups(groups, test_fraction)
    names, sizes = np.unique(groups, return_counts=True)
    order = rng.permutation(len(names))
    wanted = _test_size(len(groups), test_fraction)
    count = int(np.searchsorted(np.cumsum(sizes[order]), wanted)) + 1
    return _choose(groups, names, order[: min(count, len(names) - 1)])


@mistake(
    replaces="group_split",
    en="The groups are not drawn: those whose names come first are always the test set. Shuffle the names with rng.permutation.",
    ko="그룹을 무작위로 뽑지 않고 이름순으로 앞에 있는 그룹을 테스트 세트로 삼았습니다. rng.permutation으로 그룹을 섞으세요.",
)
def groups_by_name(groups, test_fraction, rng):
    names, count = _groups(groups, test_fraction)
    rng.permutation(len(names))
    return _choose(groups, names, np.arange(count))


@mistake(
    replaces="group_split",
    en="The groups that appear last in the file are always the test set. Shuffle the names with rng.permutation.",
    ko="파일에서 마지막에 나오는 그룹을 항상 테스트 세트로 삼았습니다. rng.permutation으로 그룹을 섞으세요.",
)
def groups_as_they_come(groups, test_fraction, rng):
    names, count = _groups(groups, test_fraction)
    rng.permutation(len(names))
    first = np.unique(groups, return_index=True)[1]
    return _choose(groups, names, np.argsort(first)[-count:])


@mistake(
    replaces="group_split",
    en="You draw rows and take the groups of those: large groups are then likelier to be tested. Draw from the names, each of them once.",
    ko="행을 뽑아 그 행의 그룹을 골랐습니다. 그러면 큰 그룹이 테스트 세트로 갈 확률이 높습니다. 이름 하나하나를 한 번씩만 놓고 뽑으세요.",
)
def large_groups_first(groups, test_fraction, rng):
    _, count = _groups(groups, test_fraction)
    seen = list(dict.fromkeys(np.asarray(groups)[rng.permutation(len(groups))].tolist()))
    return _choose(groups, np.array(seen), np.arange(count))


@mistake(
    replaces="group_split",
    en="You return the names of the groups. Asked for are the numbers of their rows: np.flatnonzero(np.isin(groups, names)).",
    ko="그룹의 이름을 반환했습니다. 필요한 것은 그 그룹에 속한 행 번호입니다: np.flatnonzero(np.isin(groups, names)).",
)
def names_instead_of_rows(groups, test_fraction, rng):
    names, count = _groups(groups, test_fraction)
    return _take(rng.permutation(names), count)


@mistake(
    replaces="group_split",
    en="You take the names for numbers from 0 to the largest. They may have gaps, be negative or be words: np.unique(groups) has those that there are.",
    ko="그룹 이름이 0부터 최댓값까지의 번호라고 보았습니다. 빈 번호나 음수, 문자열일 수도 있습니다. 실제로 있는 이름은 np.unique(groups)입니다.",
)
def names_taken_for_a_range(groups, test_fraction, rng):
    _groups(groups, test_fraction)
    names = np.arange(np.max(groups) + 1)
    return _choose(
        groups, names, rng.permutation(len(names))[: _test_size(len(names), test_fraction)]
    )


@mistake(
    replaces="group_split",
    en="int() cuts the number of groups off. It is rounded half up: floor(G * test_fraction + 0.5).",
    ko="int()로 그룹 수를 버림했습니다. 반올림해야 합니다: floor(G * test_fraction + 0.5).",
)
def group_number_cut_off(groups, test_fraction, rng):
    names, _ = _groups(groups, test_fraction)
    count = _sized(len(names), test_fraction, int)
    return _choose(groups, names, rng.permutation(len(names))[:count])


@mistake(
    replaces="group_split",
    en="Python's round() rounds halves to the even neighbour. Half up is floor(G * test_fraction + 0.5).",
    ko="Python의 round()는 .5를 짝수 쪽으로 반올림합니다. floor(G * test_fraction + 0.5)를 쓰세요.",
)
def group_number_half_to_even(groups, test_fraction, rng):
    names, _ = _groups(groups, test_fraction)
    count = _sized(len(names), test_fraction, round)
    return _choose(groups, names, rng.permutation(len(names))[:count])


@mistake(
    replaces="group_split",
    en="One side can be left without a group. Keep the number of test groups between 1 and G - 1.",
    ko="한쪽에 그룹이 하나도 없을 수 있습니다. 테스트 그룹의 수를 1과 G - 1 사이로 제한하세요.",
)
def a_side_without_a_group(groups, test_fraction, rng):
    names, _ = _groups(groups, test_fraction)
    count = math.floor(len(names) * test_fraction + 0.5)
    return _choose(groups, names, rng.permutation(len(names))[:count])


@mistake(
    replaces="group_split",
    en="You return the test set first. The order is (train_idx, test_idx).",
    ko="테스트 세트를 먼저 반환했습니다. 순서는 (train_idx, test_idx)입니다.",
)
def groups_with_test_first(groups, test_fraction, rng):
    return right_group_split(groups, test_fraction, rng)[::-1]


@mistake(
    replaces="group_split",
    en="You make a generator of your own with a fixed seed, so the split is always the same. Draw from rng.",
    ko="함수 안에서 고정된 seed로 생성기를 새로 만들어서 분할이 항상 같습니다. 인자로 받은 rng에서 뽑으세요.",
)
def groups_with_its_own_seed(groups, test_fraction, rng):
    return right_group_split(groups, test_fraction, _no_rng())


@mistake(
    replaces="group_split",
    en="np.random draws from NumPy's global generator, so rng has no say and nobody can repeat the split. Use rng.permutation.",
    ko="np.random은 NumPy의 전역 생성기를 씁니다. rng와 무관해서 분할을 재현할 수 없습니다. rng.permutation을 쓰세요.",
)
def groups_with_the_global_generator(groups, test_fraction, rng):
    seed = np.random.randint(2**31)
    return right_group_split(groups, test_fraction, np.random.default_rng(seed))


@mistake(
    replaces="group_split",
    en="A single group can't be split without being on both sides, and a fraction outside [0, 1] means nothing. Raise ValueError for both.",
    ko="그룹이 하나뿐이면 나눌 수 없고, [0, 1] 밖의 비율은 의미가 없습니다. 둘 다 ValueError를 일으키세요.",
)
def group_input_unchecked(groups, test_fraction, rng):
    names = np.unique(groups)
    count = max(1, min(len(names) - 1, math.floor(len(names) * test_fraction + 0.5)))
    return _choose(groups, names, rng.permutation(len(names))[:count])


# --- time_split


def _from(timestamps, in_test):
    return np.flatnonzero(~in_test), np.flatnonzero(in_test)


def _cut(timestamps, n_test):
    """The right split with a test set of another size."""
    return right_time_split(timestamps, n_test / len(timestamps))


@mistake(
    replaces="time_split",
    en="You take the last rows of the file, but the file is not sorted: the future ends up in training. Sort by time first.",
    ko="파일의 마지막 행들을 골랐지만 파일은 정렬되어 있지 않습니다. 미래가 학습에 들어갑니다. 먼저 시각으로 정렬하세요.",
)
def last_rows_of_the_file(timestamps, test_fraction):
    right_time_split(timestamps, test_fraction)
    n = len(timestamps)
    n_test = _test_size(n, test_fraction)
    return np.arange(n - n_test), np.arange(n - n_test, n)


@mistake(
    replaces="time_split",
    en="The earliest rows are your test set, so the model learns from the future and is asked about the past. The latest rows are the test set.",
    ko="가장 이른 행들이 테스트 세트가 되었습니다. 미래를 배우고 과거를 맞히는 셈입니다. 가장 늦은 행들이 테스트 세트입니다.",
)
def trained_on_the_future(timestamps, test_fraction):
    train, test = right_time_split(-np.asarray(timestamps), test_fraction)
    return train, test


@mistake(
    replaces="time_split",
    en="A random split puts the future into training. Split by time: the latest rows are the test set.",
    ko="무작위로 나누면 미래가 학습에 들어갑니다. 시각으로 나누세요. 가장 늦은 행들이 테스트 세트입니다.",
)
def split_at_random(timestamps, test_fraction):
    right_time_split(timestamps, test_fraction)
    return right_train_test_split(len(timestamps), test_fraction, _no_rng())


@mistake(
    replaces="time_split",
    en="You cut the sorted rows by number, so rows of one time can be on both sides. Compare times with the time at the cut: timestamps >= cut.",
    ko="정렬한 행을 개수로 잘라서 같은 시각의 행이 양쪽에 있을 수 있습니다. 경계의 시각과 비교하세요: timestamps >= cut.",
)
def one_time_on_both_sides(timestamps, test_fraction):
    right_time_split(timestamps, test_fraction)
    order = np.argsort(timestamps, kind="stable")
    n_test = _test_size(len(order), test_fraction)
    return order[:-n_test], order[-n_test:]


@mistake(
    replaces="time_split",
    en="Rows of the time at the cut go to training with you. They belong to the test set (>=), unless training would then be empty.",
    ko="경계 시각의 행들을 학습으로 보냈습니다. 학습이 비게 되는 경우가 아니라면 테스트 세트로 가야 합니다(>=).",
)
def ties_to_training(timestamps, test_fraction):
    right_time_split(timestamps, test_fraction)
    timestamps = np.asarray(timestamps)
    order = np.sort(timestamps)
    n_test = _test_size(len(order), test_fraction)
    cut, before = order[-n_test], order[-n_test - 1]
    in_test = timestamps > cut if before == cut and cut < order[-1] else timestamps >= cut
    return _from(timestamps, in_test)


@mistake(
    replaces="time_split",
    en="Where the time at the cut is the earliest of all, >= leaves nothing for training. Then the rows of that time go to training: timestamps > earliest.",
    ko="경계 시각이 가장 이른 시각이면 >=로는 학습에 아무것도 남지 않습니다. 이때는 그 시각의 행들이 학습으로 갑니다: timestamps > earliest.",
)
def training_may_be_empty(timestamps, test_fraction):
    right_time_split(timestamps, test_fraction)
    timestamps = np.asarray(timestamps)
    n_test = _test_size(len(timestamps), test_fraction)
    return _from(timestamps, timestamps >= np.sort(timestamps)[-n_test])


@mistake(
    replaces="time_split",
    en="You cut the span of time, not the rows: where most rows are early, the test set is tiny. Take floor(n * test_fraction + 0.5) rows from the end of the sorted times.",
    ko="행이 아니라 시간의 길이를 비율로 잘랐습니다. 이른 시각에 행이 몰려 있으면 테스트 세트가 아주 작아집니다. 정렬한 시각의 끝에서 floor(n * test_fraction + 0.5)행을 가져가세요.",
)
def share_of_the_time_span(timestamps, test_fraction):
    right_time_split(timestamps, test_fraction)
    timestamps = np.asarray(timestamps)
    low, high = timestamps.min(), timestamps.max()
    in_test = timestamps >= min(high, high - test_fraction * (high - low))
    in_test &= timestamps > low
    return _from(timestamps, in_test)


@mistake(
    replaces="time_split",
    en="int() cuts the size off. It is rounded half up: floor(n * test_fraction + 0.5).",
    ko="int()로 크기를 버림했습니다. 반올림해야 합니다: floor(n * test_fraction + 0.5).",
)
def time_size_cut_off(timestamps, test_fraction):
    return _cut(timestamps, _sized(len(timestamps), test_fraction, int))


@mistake(
    replaces="time_split",
    en="Python's round() rounds halves to the even neighbour. Half up is floor(n * test_fraction + 0.5).",
    ko="Python의 round()는 .5를 짝수 쪽으로 반올림합니다. floor(n * test_fraction + 0.5)를 쓰세요.",
)
def time_size_half_to_even(timestamps, test_fraction):
    return _cut(timestamps, _sized(len(timestamps), test_fraction, round))


@mistake(
    replaces="time_split",
    en="One side can be empty (and sorted[-0] is the first row, not the last). Keep the size of the test set between 1 and n - 1.",
    ko="한쪽이 비어 있을 수 있습니다(게다가 sorted[-0]은 마지막이 아니라 첫 행입니다). 테스트 세트의 크기를 1과 n - 1 사이로 제한하세요.",
)
def time_size_not_limited(timestamps, test_fraction):
    right_time_split(timestamps, test_fraction)
    order = np.argsort(timestamps, kind="stable")
    n = len(order)
    n_test = math.floor(n * test_fraction + 0.5)
    if 0 < n_test < n:
        return right_time_split(timestamps, test_fraction)
    return order[: n - n_test], order[n - n_test :]


@mistake(
    replaces="time_split",
    en="Nanoseconds of today need 61 bits, and float64 has 53: times that differ by less than about 256 become equal. Sort and compare the integers as they are.",
    ko="오늘의 나노초 시각에는 61비트가 필요한데 float64는 53비트라, 차이가 256보다 작은 시각은 서로 같아집니다. 정수 그대로 정렬하고 비교하세요.",
)
def times_as_floats(timestamps, test_fraction):
    return right_time_split(np.asarray(timestamps, dtype=np.float64), test_fraction)


@mistake(
    replaces="time_split",
    en="Where all times are equal there is no later row to test on, and one side comes out empty. Raise ValueError.",
    ko="시각이 모두 같으면 더 늦은 행이 없어서 한쪽이 비게 됩니다. ValueError를 일으키세요.",
)
def equal_times_let_through(timestamps, test_fraction):
    _test_size(len(timestamps), test_fraction)
    timestamps = np.asarray(timestamps)
    if timestamps.min() == timestamps.max():
        return _from(timestamps, timestamps > timestamps[0])
    return right_time_split(timestamps, test_fraction)


@mistake(
    replaces="time_split",
    en="A fraction outside [0, 1] passes unnoticed. Raise ValueError.",
    ko="[0, 1] 밖의 비율을 걸러 내지 않습니다. ValueError를 일으키세요.",
)
def time_fraction_unchecked(timestamps, test_fraction):
    return right_time_split(timestamps, min(max(test_fraction, 0.0), 1.0))


# --- memorizer_accuracies


def _nearest(X, rows, known, power=2):
    X = np.asarray(X, dtype=np.float64)
    return np.sum(np.abs(X[rows][:, None] - X[known]) ** power, axis=2)


def _share(y, known, rows, distances, pick=np.argmin):
    return np.mean(np.asarray(y)[known][pick(distances, axis=1)] == np.asarray(y)[rows])


@mistake(
    replaces="memorizer_accuracies",
    en="Your model knows all rows, the test rows among them: each finds itself, and the test accuracy is as perfect as it is worthless. It may search train_idx only.",
    ko="모델이 테스트 행까지 모두 알고 있습니다. 각 행이 자기 자신을 찾으므로 테스트 정확도는 완벽하지만 아무 의미가 없습니다. train_idx에서만 찾으세요.",
)
def test_rows_in_the_memory(X, y, train_idx, test_idx):
    everything = np.arange(len(X))
    return tuple(
        _share(y, everything, rows, _nearest(X, rows, everything)) for rows in (train_idx, test_idx)
    )


@mistake(
    replaces="memorizer_accuracies",
    en="On the training rows you leave each row itself out. That is leave-one-out validation; asked for is the accuracy of a model that knows the row: it finds itself.",
    ko="학습 행에서 자기 자신을 빼고 찾았습니다. 그것은 leave-one-out 검증입니다. 여기서는 그 행을 이미 아는 모델의 정확도를 묻습니다. 자기 자신도 찾아야 합니다.",
)
def itself_left_out(X, y, train_idx, test_idx):
    known = np.sort(train_idx)
    distances = _nearest(X, known, known)
    np.fill_diagonal(distances, np.inf)
    _, test = right_memorizer_accuracies(X, y, train_idx, test_idx)
    return _share(y, known, known, distances), test


@mistake(
    replaces="memorizer_accuracies",
    en="For the test accuracy you search the test rows themselves. The model has never seen them: search train_idx.",
    ko="테스트 정확도를 구하면서 테스트 행들 안에서 이웃을 찾았습니다. 모델은 그 행들을 본 적이 없습니다. train_idx에서 찾으세요.",
)
def neighbours_among_the_test_rows(X, y, train_idx, test_idx):
    return tuple(
        _share(y, np.sort(rows), rows, _nearest(X, rows, np.sort(rows)))
        for rows in (train_idx, test_idx)
    )


@mistake(
    replaces="memorizer_accuracies",
    en="argmin gives a place in the list of training rows, and you use it as a row of y. The row is train_idx[place].",
    ko="argmin이 주는 것은 학습 행 목록에서의 순번인데 y의 행 번호로 썼습니다. 행 번호는 train_idx[순번]입니다.",
)
def place_taken_for_a_row(X, y, train_idx, test_idx):
    X, y, known = np.asarray(X), np.asarray(y), np.sort(train_idx)

    def accuracy(rows):
        return np.mean(y[np.argmin(_nearest(X, rows, known), axis=1)] == y[rows])

    return accuracy(known), accuracy(np.asarray(test_idx))


@mistake(
    replaces="memorizer_accuracies",
    en="You add up absolute differences (Manhattan). Euclidean distance adds up squares.",
    ko="차이의 절댓값을 더했습니다(맨해튼 거리). Euclid 거리는 제곱을 더합니다.",
)
def manhattan_distance(X, y, train_idx, test_idx):
    known = np.sort(train_idx)
    return tuple(
        _share(y, known, rows, _nearest(X, rows, known, power=1)) for rows in (train_idx, test_idx)
    )


@mistake(
    replaces="memorizer_accuracies",
    en="Of equally near rows you take the last. The lowest row number answers: np.argmin over the sorted training rows.",
    ko="똑같이 가까운 행 중 마지막 것을 골랐습니다. 행 번호가 가장 작은 것이 답합니다. 정렬한 학습 행에 np.argmin을 쓰세요.",
)
def last_of_equally_near(X, y, train_idx, test_idx):
    known = np.sort(train_idx)[::-1]
    return tuple(_share(y, known, rows, _nearest(X, rows, known)) for rows in (train_idx, test_idx))


@mistake(
    replaces="memorizer_accuracies",
    en="Of equally near rows you take the one that train_idx lists first. The lowest row number answers, in whatever order train_idx is: sort it.",
    ko="똑같이 가까운 행 중 train_idx에서 먼저 나오는 것을 골랐습니다. train_idx의 순서와 상관없이 행 번호가 가장 작은 것이 답합니다. 먼저 정렬하세요.",
)
def first_in_the_list(X, y, train_idx, test_idx):
    known = np.asarray(train_idx)
    return tuple(_share(y, known, rows, _nearest(X, rows, known)) for rows in (train_idx, test_idx))


@mistake(
    replaces="memorizer_accuracies",
    en="The training accuracy is not always 1: of two equal rows with different labels one is answered wrongly. Compute it like the other.",
    ko="학습 정확도가 항상 1인 것은 아닙니다. 똑같은 두 행의 레이블이 다르면 하나는 틀립니다. 테스트 정확도처럼 계산하세요.",
)
def training_taken_for_perfect(X, y, train_idx, test_idx):
    return 1.0, right_memorizer_accuracies(X, y, train_idx, test_idx)[1]


@mistake(
    replaces="memorizer_accuracies",
    en="You return the test accuracy first. The order is (train, test).",
    ko="테스트 정확도를 먼저 반환했습니다. 순서는 (train, test)입니다.",
)
def test_accuracy_first(X, y, train_idx, test_idx):
    return right_memorizer_accuracies(X, y, train_idx, test_idx)[::-1]


@mistake(
    replaces="memorizer_accuracies",
    en="You count the right answers. An accuracy is their share: use the mean.",
    ko="맞힌 개수를 반환했습니다. 정확도는 그 비율이므로 평균을 쓰세요.",
)
def counts_instead_of_shares(X, y, train_idx, test_idx):
    train, test = right_memorizer_accuracies(X, y, train_idx, test_idx)
    return round(train * len(train_idx)), round(test * len(test_idx))


@mistake(
    replaces="memorizer_accuracies",
    en="You return the share of wrong answers. An accuracy is the share of right ones.",
    ko="틀린 비율을 반환했습니다. 정확도는 맞힌 비율입니다.",
)
def errors_instead_of_accuracies(X, y, train_idx, test_idx):
    train, test = right_memorizer_accuracies(X, y, train_idx, test_idx)
    return 1 - train, 1 - test


@mistake(
    replaces="memorizer_accuracies",
    en="Differences and squares of unsigned pixels wrap around: in uint8, 3 - 5 is 254, and 20 squared is 144. Convert to float before subtracting.",
    ko="부호 없는 정수의 차와 제곱은 넘칩니다. uint8에서 3 - 5는 254이고 20의 제곱은 144입니다. 빼기 전에 float로 바꾸세요.",
)
def pixels_wrap_around(X, y, train_idx, test_idx):
    X, known = np.asarray(X), np.sort(train_idx)
    return tuple(
        _share(y, known, rows, np.sum((X[rows][:, None] - X[known]) ** 2, axis=2))
        for rows in (train_idx, test_idx)
    )


@mistake(
    replaces="memorizer_accuracies",
    en="A difference of unsigned pixels can't be negative: in uint8, 3 - 5 is 254. np.linalg.norm converts to float too late: convert before subtracting.",
    ko="부호 없는 정수의 차는 음수가 될 수 없습니다. uint8에서 3 - 5는 254입니다. np.linalg.norm이 float로 바꾸는 것은 이미 늦습니다. 빼기 전에 바꾸세요.",
)
def differences_wrap_around(X, y, train_idx, test_idx):
    X, known = np.asarray(X), np.sort(train_idx)
    return tuple(
        _share(y, known, rows, np.linalg.norm(X[rows][:, None] - X[known], axis=2))
        for rows in (train_idx, test_idx)
    )
