"""What students write at midnight, and what they should read."""

import numpy as np
from solution import _alike as right_alike
from solution import _best_features as right_best_features
from solution import _check_rows
from solution import _folds as right_folds
from solution import _hits as right_hits
from solution import _unit_rows as right_unit_rows
from solution import decontaminate as right_decontaminate
from solution import exact_overlap as right_exact_overlap
from solution import near_duplicates as right_near_duplicates

from autograder.authoring import mistake, part_of


def _pairs_of_equal(train, test, key):
    """Pairs of rows with the same key."""
    _check_rows(train, test)
    places = {}
    for j, row in enumerate(test):
        places.setdefault(key(row), []).append(j)
    pairs = [(i, j) for i, row in enumerate(train) for j in places.get(key(row), ())]
    return np.array(pairs, dtype=int).reshape(-1, 2)


def _pairs_near(train, test):
    """Pairs that np.isclose takes for equal; only rows with a first number nearby are looked at."""
    _check_rows(train, test)
    order = np.argsort(test[:, 0], kind="stable")
    first, margin = test[order, 0], 1e-6 + 2e-5 * np.abs(train[:, 0])
    begin, end = (np.searchsorted(first, train[:, 0] + sign * margin) for sign in (-1, 1))
    pairs = []
    for i, row in enumerate(train):
        near = np.sort(order[begin[i] : end[i]])
        pairs += [(i, j) for j in near[np.isclose(test[near], row).all(axis=1)]]
    return np.array(pairs, dtype=int).reshape(-1, 2)


# exact_overlap


@mistake(
    replaces="exact_overlap",
    en="You compare rows after rounding, so two examples that differ in the last digits count as one. Equal means equal by value here: compare the numbers as they are.",
    ko="반올림한 뒤에 비교하면 끝자리가 다른 두 샘플도 같은 것으로 셉니다. 여기서 같다는 것은 값이 정확히 같다는 뜻이므로 원래 수를 그대로 비교하세요.",
)
def compared_by_rounding(train, test):
    return _pairs_of_equal(train, test, lambda row: tuple(np.round(row, 6).tolist()))


@mistake(
    replaces="exact_overlap",
    en="np.allclose and np.isclose have a tolerance, so neighbours count as duplicates. Equal means equal by value here: use == on every number of the row.",
    ko="np.allclose나 np.isclose에는 허용 오차가 있어서 가까운 행도 중복으로 셉니다. 여기서는 값이 정확히 같아야 하므로 행의 모든 수를 ==로 비교하세요.",
)
def compared_with_tolerance(train, test):
    return _pairs_near(train, test)


@mistake(
    replaces="exact_overlap",
    en="You compare bytes, not values: -0.0 and 0.0 have different bytes and are equal, NaN has the same bytes as NaN and is not. Add 0.0 to get rid of -0.0, leave out rows with NaN, and bring both sides to one dtype first.",
    ko="값이 아니라 바이트를 비교하고 있습니다. -0.0과 0.0은 바이트가 달라도 같은 값이고, NaN은 바이트가 같아도 같은 값이 아닙니다. 먼저 0.0을 더해 -0.0을 없애고 NaN이 있는 행을 빼고 양쪽의 dtype을 맞추세요.",
)
def compared_by_bytes(train, test):
    return _pairs_of_equal(train, test, lambda row: row.tobytes())


@mistake(
    replaces="exact_overlap",
    en="NaN equals nothing, not even NaN, so a row with a NaN is no duplicate; equal_nan=True (or a NaN filled with 0) makes pairs of rows that nobody has measured.",
    ko="NaN은 NaN과도 같지 않으므로 NaN이 있는 행은 중복이 아닙니다. equal_nan=True를 쓰거나 NaN을 0 같은 값으로 채우면, 측정되지 않은 값을 같다고 보는 셈입니다.",
)
def nan_equals_nan(train, test):
    def key(row):
        return tuple("NaN" if number != number else number for number in row.tolist())

    return _pairs_of_equal(train, test, key)


@mistake(
    replaces="exact_overlap",
    en="You bring both sides to float32 before you compare, and different numbers become equal there. Keep the wider type.",
    ko="비교하기 전에 양쪽을 float32로 바꿔서 서로 다른 수가 같아집니다. 더 넓은 타입으로 비교하세요.",
)
def compared_in_single_precision(train, test):
    return right_exact_overlap(train.astype(np.float32), test.astype(np.float32))


@mistake(
    replaces="exact_overlap",
    en="Each training row is paired with one test row only, since a dict from row to index remembers just one index per row. Keep a list of indices: every pair counts.",
    ko="row에서 index로 가는 dict는 같은 행의 index를 하나만 기억하므로, 학습 행마다 테스트 행 하나하고만 짝지어집니다. index의 리스트를 보관하세요. 모든 쌍을 세어야 합니다.",
)
def one_partner_per_row(train, test):
    pairs = right_exact_overlap(train, test)
    return pairs[np.unique(pairs[:, 0], return_index=True)[1]]


@mistake(
    replaces="exact_overlap",
    en="One equal number makes no duplicate: a row is equal if all its numbers are, so `all`, not `any`.",
    ko="수 하나가 같다고 중복은 아닙니다. 행의 모든 수가 같아야 하므로 `any`가 아니라 `all`입니다.",
)
def one_equal_number_is_enough(train, test):
    _check_rows(train, test)
    pairs = [
        pair
        for one, other in zip(train.T, test.T)
        for pair in _pairs_of_equal(one[:, None], other[:, None], lambda row: row.item()).tolist()
    ]
    return np.array(sorted(set(map(tuple, pairs))), dtype=int).reshape(-1, 2)


@mistake(
    replaces="exact_overlap",
    en="The pairs are (train_idx, test_idx); yours have the test row first.",
    ko="쌍은 (train_idx, test_idx) 순서입니다. 테스트 행이 먼저 와 있습니다.",
)
def test_row_first(train, test):
    return right_exact_overlap(test, train)


@mistake(
    replaces="exact_overlap",
    en="The pairs are right but out of order: sort them by train_idx, then by test_idx. A loop over the test rows on the outside gives the other order.",
    ko="쌍은 맞지만 순서가 다릅니다. train_idx로 정렬하고, 같으면 test_idx로 정렬하세요. 바깥쪽 반복문이 테스트 행이면 순서가 반대가 됩니다.",
)
def sorted_by_test_row(train, test):
    pairs = right_exact_overlap(train, test)
    return pairs[np.lexsort(pairs.T)]


@mistake(
    replaces="exact_overlap",
    en="train[:, None] == test compares everything with everything at once, N x M x D bytes of memory. Look the rows up in a dict, or go through them one at a time.",
    ko="train[:, None] == test는 모든 행을 한꺼번에 비교해서 메모리가 N x M x D바이트 필요합니다. dict에서 행을 찾거나 한 행씩 비교하세요.",
)
def everything_compared_at_once(train, test):
    _check_rows(train, test)
    return np.argwhere((train[:, None] == test).all(axis=2))


# near_duplicates and decontaminate


@mistake(
    replaces="_alike",
    en="You hold the cosines of all pairs at once, N x M numbers: 3.2 GB for 20,000 rows a side. Take a few hundred training rows at a time and keep only the matches.",
    ko="모든 쌍의 코사인을 한꺼번에 들고 있습니다. 수가 N x M개라서 양쪽이 20,000행이면 3.2 GB입니다. 학습 행을 몇백 개씩 나누어 계산하고 찾은 쌍만 보관하세요.",
)
def whole_matrix_in_memory(train, test, min_cosine):
    _check_rows(train, test)
    if len(train):
        yield 0, right_unit_rows(train) @ right_unit_rows(test).T >= min_cosine


@mistake(
    replaces="_unit_rows",
    en="You compare inner products, not cosines: divide each row by its Euclidean norm first, or a long row is like everything and a short one like nothing.",
    ko="코사인이 아니라 내적을 비교하고 있습니다. 먼저 각 행을 Euclid norm으로 나누세요. 그러지 않으면 긴 행은 무엇과도 비슷하고 짧은 행은 아무것과도 비슷하지 않습니다.",
)
def not_normalised(x):
    x = np.asarray(x, dtype=np.float64)
    return np.where(x.any(axis=1, keepdims=True), x, np.nan)


@mistake(
    replaces="_unit_rows",
    en="A row of zeros has no direction and matches nothing. Yours gets the cosine 0, which is a match as soon as min_cosine is 0 or below: leave such rows out.",
    ko="0으로만 된 행은 방향이 없으므로 아무것과도 짝이 되지 않습니다. 지금은 코사인이 0이 되어 min_cosine이 0 이하이면 짝으로 셉니다. 그런 행은 빼세요.",
)
def zero_rows_have_cosine_zero(x):
    return np.nan_to_num(right_unit_rows(x))


@mistake(
    replaces="_unit_rows",
    en="An eps added to the norms (or to their product) makes the cosines of short rows too small. Divide by the norm itself and treat rows of zeros apart.",
    ko="norm이나 norm의 곱에 eps를 더하면 짧은 행의 코사인이 작아집니다. norm 그대로 나누고, 0으로만 된 행은 따로 처리하세요.",
)
def eps_added_to_the_norm(x):
    x = np.asarray(x, dtype=np.float64)
    norms = np.linalg.norm(x, axis=1, keepdims=True)
    return np.where(norms > 0, x / (norms + 1e-8), np.nan)


@mistake(
    replaces="_unit_rows",
    en="You compute in float32, whose cosines are off by 1e-7: near the limit pairs come and go. Compute in float64.",
    ko="float32로 계산하면 코사인에 1e-7 정도의 오차가 생겨 기준값 근처의 쌍이 달라집니다. float64로 계산하세요.",
)
def cosines_in_single_precision(x):
    return right_unit_rows(x).astype(np.float32)


@mistake(
    replaces="_unit_rows",
    en="You subtract each row's mean first, which gives the correlation and not the cosine. The cosine takes the rows as they are.",
    ko="각 행의 평균을 먼저 빼면 코사인이 아니라 상관계수가 됩니다. 코사인은 행을 그대로 씁니다.",
)
def rows_centred_first(x):
    x = np.asarray(x, dtype=np.float64)
    zero = ~x.any(axis=1, keepdims=True)
    return right_unit_rows(np.where(zero, 0, x - x.mean(axis=1, keepdims=True)))


@mistake(
    replaces="_alike",
    en="The opposite of an example is no duplicate: its cosine is -1. Compare the cosine itself, not its absolute value.",
    ko="부호가 반대인 행은 중복이 아니며 코사인이 -1입니다. 절댓값이 아니라 코사인 자체를 비교하세요.",
)
def opposites_match(train, test, min_cosine):
    for start, alike in right_alike(train, test, min_cosine):
        _, opposite = next(right_alike(-train[start : start + len(alike)], test, min_cosine))
        yield start, alike | opposite


@mistake(
    replaces="_alike",
    en="min_cosine is a similarity: 1 means the same direction. You compare 1 - cosine, a distance, with it.",
    ko="min_cosine은 유사도이고 1이면 같은 방향입니다. 지금은 거리인 1 - cosine과 비교하고 있습니다.",
)
def distance_for_similarity(train, test, min_cosine):
    _check_rows(train, test)
    a, b = right_unit_rows(train), right_unit_rows(test)
    for start in range(0, len(a), 256):
        yield start, 1 - a[start : start + 256] @ b.T <= min_cosine


@mistake(
    replaces="near_duplicates",
    en="You look only at the most similar test row of each training row. Every pair at or above min_cosine belongs in the result.",
    ko="학습 행마다 가장 비슷한 테스트 행 하나만 보고 있습니다. min_cosine 이상인 쌍은 모두 결과에 들어가야 합니다.",
)
def nearest_only(train, test, min_cosine):
    _check_rows(train, test)
    if not len(train) or not len(test):
        return np.empty((0, 2), dtype=int)
    a, b = right_unit_rows(train), right_unit_rows(test)
    pairs = []
    for start in range(0, len(a), 64):
        cosines = np.nan_to_num(a[start : start + 64] @ b.T, nan=-2)
        nearest = cosines.argmax(axis=1)
        hits = np.flatnonzero(cosines.max(axis=1) >= min_cosine)
        pairs += [(start + i, nearest[i]) for i in hits]
    return np.array(pairs, dtype=int).reshape(-1, 2)


@mistake(
    replaces="near_duplicates",
    en="The pairs are (train_idx, test_idx), sorted by train_idx first; yours have the test row first.",
    ko="쌍은 (train_idx, test_idx)이고 train_idx로 먼저 정렬합니다. 테스트 행이 먼저 와 있습니다.",
)
def test_row_first_in_near_duplicates(train, test, min_cosine):
    return right_near_duplicates(test, train, min_cosine)


@mistake(
    replaces="near_duplicates",
    en="The index of a row inside its block is not its index: add the block's first row to it.",
    ko="블록 안에서의 행 번호는 전체에서의 행 번호가 아닙니다. 블록이 시작하는 행 번호를 더하세요.",
)
def index_within_the_block(train, test, min_cosine):
    pairs = [np.empty((0, 2), dtype=int)]
    for _, alike in right_alike(train, test, min_cosine):
        pairs.append(np.argwhere(alike))
    return np.concatenate(pairs)


@mistake(
    replaces="decontaminate",
    en="You drop rows of the test set. The test set stays as it is, or results can no longer be compared with anybody's: the training rows that give it away must go.",
    ko="테스트 세트에서 행을 빼고 있습니다. 그러면 결과를 다른 사람의 것과 비교할 수 없습니다. 테스트 세트는 그대로 두고 겹치는 학습 행을 빼야 합니다.",
)
def test_rows_dropped(train, test, min_cosine):
    return right_decontaminate(test, train, min_cosine)


@mistake(
    replaces="decontaminate",
    en="You return the rows that must go. The result is the rows to keep: the others.",
    ko="빼야 할 행을 반환하고 있습니다. 결과는 남길 행, 즉 나머지 행입니다.",
)
def rows_to_drop_returned(train, test, min_cosine):
    return np.setdiff1d(np.arange(len(train)), right_decontaminate(train, test, min_cosine))


@mistake(
    replaces="decontaminate",
    en="Only exact copies are removed. A cropped, brighter or reposted copy gives the test set away as well: remove every row with a cosine of min_cosine or more.",
    ko="똑같은 복사본만 빼고 있습니다. 잘라 내거나 밝기를 바꾸거나 다시 올린 복사본도 테스트 세트를 알려 줍니다. 코사인이 min_cosine 이상인 행은 모두 빼세요.",
)
def only_exact_copies_removed(train, test, min_cosine):
    return np.setdiff1d(np.arange(len(train)), right_exact_overlap(train, test)[:, 0])


@mistake(
    replaces="decontaminate",
    en="Duplicates inside the training set are removed too. They may be wasteful, but they don't touch the test set: only rows that are like a test row go.",
    ko="학습 세트 안의 중복까지 빼고 있습니다. 낭비일 수는 있어도 테스트 세트와는 상관이 없습니다. 테스트 행과 비슷한 행만 빼세요.",
)
def duplicates_within_training_removed(train, test, min_cosine):
    kept = right_decontaminate(train, test, min_cosine)
    alike = right_near_duplicates(train[kept], train[kept], min_cosine)
    return np.delete(kept, alike[alike[:, 0] > alike[:, 1], 0])


# leaky_accuracy and honest_accuracy


@mistake(
    replaces="honest_accuracy",
    en="The features are chosen on all rows, before the folds: the held-out labels have had their say, and on random labels the accuracy is far above 0.5. Choose them inside each fold, on the training rows alone.",
    ko="fold를 나누기 전에 모든 행을 보고 feature를 골랐습니다. 떼어 둔 행의 label이 이미 쓰였으므로 label이 무작위여도 정확도가 0.5보다 훨씬 높게 나옵니다. fold마다 학습 행만 보고 고르세요.",
)
def features_chosen_outside_the_folds(X, y, num_features, k, rng):
    X = X[:, right_best_features(X, y, num_features)]
    folds = right_folds(len(X), k, rng)
    return sum(right_hits(X[train], y[train], X[val], y[val]) for train, val in folds) / len(X)


@mistake(
    replaces="honest_accuracy",
    en="The features of each fold are ranked on the held-out rows. Rank them on the training rows of the fold: what is learned must not see what it is judged on.",
    ko="fold마다 떼어 둔 행으로 feature 순위를 매기고 있습니다. 그 fold의 학습 행으로 매기세요. 학습하는 것은 평가에 쓸 행을 보면 안 됩니다.",
)
def features_chosen_on_the_held_out_rows(X, y, num_features, k, rng):
    hits = 0
    for train, val in right_folds(len(X), k, rng):
        best = right_best_features(X[val], y[val], num_features)
        hits += right_hits(X[train][:, best], y[train], X[val][:, best], y[val])
    return hits / len(X)


@mistake(
    replaces="leaky_accuracy",
    en="This one is meant to leak: its features are chosen once, on all rows, before the folds. Yours chooses them inside each fold, which is honest_accuracy.",
    ko="이 함수는 일부러 정보가 새게 만드는 함수입니다. fold를 나누기 전에 모든 행에서 feature를 한 번만 고릅니다. 지금은 fold 안에서 고르므로 honest_accuracy와 같습니다.",
)
def leak_closed(X, y, num_features, k, rng):
    hits = 0
    for train, val in right_folds(len(X), k, rng):
        best = right_best_features(X[train], y[train], num_features)
        hits += right_hits(X[train][:, best], y[train], X[val][:, best], y[val])
    return hits / len(X)


@mistake(
    replaces="_best_features",
    en="A correlation of -0.9 tells as much as one of 0.9: rank the features by the absolute value of r.",
    ko="상관계수 -0.9는 0.9만큼의 정보를 줍니다. r의 절댓값으로 순위를 매기세요.",
)
def sign_of_r_kept(X, y, num_features):
    X, y = X - X.mean(axis=0), y - y.mean()
    with np.errstate(invalid="ignore"):
        r = X.T @ y / (np.linalg.norm(X, axis=0) * np.linalg.norm(y))
    return np.argsort(-r)[:num_features]


@mistake(
    replaces="_best_features",
    en="You rank by the covariance, so features with large units win. Pearson's r divides by both standard deviations.",
    ko="공분산으로 순위를 매겨서 단위가 큰 feature가 뽑힙니다. Pearson의 r은 두 표준편차로 나눈 값입니다.",
)
def covariance_for_correlation(X, y, num_features):
    return np.argsort(-np.abs((X - X.mean(axis=0)).T @ (y - y.mean())))[:num_features]


@mistake(
    replaces="_best_features",
    en="A constant feature has the correlation 0 / 0 = NaN, and a descending sort by [::-1] puts NaN first, so the useless feature is chosen before all others. Let it count as 0.",
    ko="상수 feature의 상관계수는 0 / 0 = NaN이고, [::-1]로 뒤집어 내림차순을 만들면 NaN이 맨 앞에 와서 쓸모없는 feature가 가장 먼저 뽑힙니다. 0으로 치세요.",
)
def constant_feature_comes_first(X, y, num_features):
    X, y = X - X.mean(axis=0), y - y.mean()
    with np.errstate(invalid="ignore"):
        r = X.T @ y / (np.linalg.norm(X, axis=0) * np.linalg.norm(y))
    return np.argsort(np.abs(r))[::-1][:num_features]


@mistake(
    replaces="_best_features",
    en="Your features are the ones with the smallest correlation: argsort puts the smallest first. Sort by -|r|, or take the last ones.",
    ko="상관이 가장 작은 feature를 골랐습니다. argsort는 작은 것부터 놓습니다. -|r|로 정렬하거나 뒤에서 고르세요.",
)
def worst_features_chosen(X, y, num_features):
    X, y = X - X.mean(axis=0), y - y.mean()
    with np.errstate(invalid="ignore"):
        r = np.nan_to_num(X.T @ y / (np.linalg.norm(X, axis=0) * np.linalg.norm(y)))
    return np.argsort(np.abs(r))[:num_features]


@mistake(
    replaces="_folds",
    en="The folds are cut without shuffling. Data are often sorted by class, and then a fold holds what the training rows have never seen: permute the rows with rng first.",
    ko="섞지 않고 fold를 나눴습니다. 데이터가 클래스 순으로 정렬되어 있으면 학습 행에 없는 것만 fold에 들어갑니다. 먼저 rng로 행의 순서를 섞으세요.",
)
def folds_not_shuffled(n, k, rng):
    if not 2 <= k <= n:
        raise ValueError("k")
    for val in np.array_split(np.arange(n), k):
        yield np.setdiff1d(np.arange(n), val), val


@mistake(
    replaces="_folds",
    en="With folds of N // k rows the last N % k rows are never tested. Give the first N % k folds one row more (np.array_split does).",
    ko="fold마다 N // k행이면 남는 N % k행은 한 번도 평가되지 않습니다. 앞의 N % k개 fold에 한 행씩 더 주세요(np.array_split이 그렇게 합니다).",
)
def remainder_never_tested(n, k, rng):
    if not 2 <= k <= n:
        raise ValueError("k")
    order = rng.permutation(n)
    for val in order[: n // k * k].reshape(k, -1):
        yield np.setdiff1d(order, val), val


@mistake(
    replaces="_folds",
    en="k is ignored: every row is a fold of its own. Cut the shuffled rows into k folds.",
    ko="k를 쓰지 않고 행마다 fold 하나로 두었습니다. 섞은 행을 k개의 fold로 나누세요.",
)
def every_row_a_fold(n, k, rng):
    if not 2 <= k <= n:
        raise ValueError("k")
    yield from right_folds(n, n, rng)


@mistake(
    replaces="_folds",
    en="The classifier is fitted to all rows, the fold that it is then tested on among them. Fit it to the other folds only.",
    ko="평가할 fold까지 포함해 모든 행으로 분류기를 학습시켰습니다. 나머지 fold로만 학습시키세요.",
)
def fold_left_in_the_training_rows(n, k, rng):
    for train, val in right_folds(n, k, rng):
        yield np.concatenate([train, val]), val


@mistake(
    replaces="_folds",
    en="Training rows and fold are the wrong way round: you fit to the single fold and test on all the others.",
    ko="학습 행과 fold가 뒤바뀌었습니다. fold 하나로 학습시키고 나머지로 평가하고 있습니다.",
)
def trained_on_the_fold(n, k, rng):
    for train, val in right_folds(n, k, rng):
        yield val, train


def _mean_over_folds(X, y, num_features, k, rng, choose):
    accuracies = []
    for train, val in right_folds(len(X), k, rng):
        best = choose(X, y, train)
        hits = right_hits(X[train][:, best], y[train], X[val][:, best], y[val])
        accuracies.append(hits / len(val))
    return float(np.mean(accuracies))


@mistake(
    replaces="leaky_accuracy",
    en="You average the accuracies of the folds. Folds differ in size where k does not divide N, so count the hits of all folds and divide by N once.",
    ko="fold별 정확도를 평균했습니다. k로 N이 나누어떨어지지 않으면 fold의 크기가 다르므로, 모든 fold에서 맞힌 수를 더해 N으로 한 번만 나누세요.",
)
def mean_of_fold_accuracies(X, y, num_features, k, rng):
    return _mean_over_folds(
        X, y, num_features, k, rng, lambda X, y, train: right_best_features(X, y, num_features)
    )


@part_of("mean_of_fold_accuracies", replaces="honest_accuracy")
def mean_of_fold_accuracies_honest(X, y, num_features, k, rng):
    def choose(X, y, train):
        return right_best_features(X[train], y[train], num_features)

    return _mean_over_folds(X, y, num_features, k, rng, choose)


@mistake(
    replaces="_hits",
    en="Where both means are equally near, the lowest class wins: 0. Ask `distance to 1 < distance to 0` for class 1, with < and not <=.",
    ko="두 평균까지의 거리가 같으면 번호가 낮은 클래스 0입니다. 클래스 1의 조건은 <=가 아니라 < 여야 합니다.",
)
def tie_goes_to_class_one(X_train, y_train, X_val, y_val):
    labels = np.unique(y_train)[::-1]
    means = np.stack([X_train[y_train == label].mean(axis=0) for label in labels])
    distances = np.linalg.norm(X_val[:, None] - means, axis=2)
    return np.sum(labels[distances.argmin(axis=1)] == y_val)


@mistake(
    replaces="_hits",
    en="Where a class is missing in the training rows its mean is NaN, and a comparison with NaN is false (or argmin takes it for the smallest), so that class is given although nothing is known of it. Give the class that there is.",
    ko="학습 행에 없는 클래스의 평균은 NaN입니다. argmin은 NaN을 가장 작은 값으로 보고 NaN과의 비교는 항상 거짓이라, 아무것도 모르는 클래스가 답이 될 수 있습니다. 있는 클래스를 답으로 하세요.",
)
def missing_class_given(X_train, y_train, X_val, y_val):
    with np.errstate(invalid="ignore"):
        means = [X_train[y_train == c].sum(axis=0) / np.sum(y_train == c) for c in (0, 1)]
    distances = np.linalg.norm(X_val[:, None] - np.stack(means), axis=2)
    return np.sum(distances.argmin(axis=1) == y_val)


@mistake(
    replaces="_hits",
    en="You measure the distance as the sum of absolute differences. The nearest mean is meant in the Euclidean sense.",
    ko="거리를 차이의 절댓값 합으로 재고 있습니다. 가장 가까운 평균은 Euclid 거리로 정합니다.",
)
def manhattan_distance(X_train, y_train, X_val, y_val):
    labels = np.unique(y_train)
    means = np.stack([X_train[y_train == label].mean(axis=0) for label in labels])
    distances = np.abs(X_val[:, None] - means).sum(axis=2)
    return np.sum(labels[distances.argmin(axis=1)] == y_val)
