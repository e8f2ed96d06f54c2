"""What students write at midnight, and what they should read."""

import math

import numpy as np
from solution import k_fold as right_k_fold
from solution import select_model as right_select_model
from solution import selection_optimism as right_selection_optimism
from solution import three_way_split as right_three_way_split

from autograder.authoring import mistake


def _no_rng():
    return np.random.default_rng(0)


# --- three_way_split


def _parts(n, fractions, rng, ends_of, shuffled=True):
    """Three parts of rows, cut at ``ends_of(fractions)``."""
    right_three_way_split(n, fractions, _no_rng())
    fractions = np.asarray(fractions, dtype=np.float64)
    rows = rng.permutation(n)
    first, second = (int(end) for end in ends_of(fractions))
    rows = rows if shuffled else np.arange(n)
    return rows[:first], rows[first:second], rows[second:]


def _half_up(x):
    return np.floor(x + 0.5)


def _right_ends(n):
    return lambda fractions: _half_up(n * np.cumsum(fractions))[:2]


@mistake(
    replaces="three_way_split",
    en="The rows are not shuffled: the first ones train, the last ones test. If the file is sorted by class or date, the parts differ in kind. Cut rng.permutation(n).",
    ko="행을 섞지 않고 앞에서부터 잘랐습니다. 파일이 클래스나 날짜순이면 세 부분의 성격이 달라집니다. rng.permutation(n)을 자르세요.",
)
def parts_not_shuffled(n, fractions, rng):
    return _parts(n, fractions, rng, _right_ends(n), shuffled=False)


@mistake(
    replaces="three_way_split",
    en="You round the size of each part by itself and let the last one take the rest. Cut at the rounded cumulative sums instead, floor(n * cumsum + 0.5): then each part is within 1 of its share.",
    ko="각 부분의 크기를 따로 반올림하고 나머지를 마지막 부분에 주었습니다. 누적합을 반올림한 floor(n * cumsum + 0.5)에서 자르세요. 그래야 모든 부분이 제 비율에서 1 이내입니다.",
)
def sizes_rounded_one_by_one(n, fractions, rng):
    return _parts(n, fractions, rng, lambda shares: np.cumsum(_half_up(n * shares))[:2])


@mistake(
    replaces="three_way_split",
    en="You round the size of each part by itself, and they don't add up: some rows are lost, or the last part is short. Cut at floor(n * cumsum + 0.5).",
    ko="각 부분의 크기를 따로 반올림해서 합이 n이 되지 않습니다. 사라지는 행이 생깁니다. floor(n * cumsum + 0.5)에서 자르세요.",
)
def rows_lost_by_rounding(n, fractions, rng):
    right_three_way_split(n, fractions, _no_rng())
    sizes = _half_up(n * np.asarray(fractions)).astype(int)
    rows = rng.permutation(n)
    ends = np.cumsum(sizes)
    return rows[: ends[0]], rows[ends[0] : ends[1]], rows[ends[1] : ends[2]]


@mistake(
    replaces="three_way_split",
    en="int() cuts the boundaries off: 10 * (0.7 + 0.1) is 7.999... in floating point, and that becomes 7. Use floor(n * cumsum + 0.5).",
    ko="int()로 경계를 버림했습니다. 10 * (0.7 + 0.1)은 부동소수점으로 7.999...라서 7이 됩니다. floor(n * cumsum + 0.5)를 쓰세요.",
)
def boundaries_cut_off(n, fractions, rng):
    return _parts(n, fractions, rng, lambda shares: (n * np.cumsum(shares))[:2].astype(int))


@mistake(
    replaces="three_way_split",
    en="Your second fraction is taken of what the first one left over. All three are shares of n: cut at n times the cumulative sums.",
    ko="두 번째 비율을 첫 번째를 떼고 남은 것에 적용했습니다. 셋 다 n에 대한 비율입니다. n 곱하기 누적합에서 자르세요.",
)
def share_of_what_is_left(n, fractions, rng):
    def ends(shares):
        first = int(_half_up(n * shares[0]))
        return first, first + int(_half_up((n - first) * shares[1]))

    return _parts(n, fractions, rng, ends)


@mistake(
    replaces="three_way_split",
    en="A fraction of 0 gets a row with you. An empty part is allowed here: cut at floor(n * cumsum + 0.5) and leave it at that.",
    ko="비율이 0인 부분에도 행을 하나 주었습니다. 여기서는 빈 부분도 허용됩니다. floor(n * cumsum + 0.5)에서 자르기만 하세요.",
)
def at_least_one_each(n, fractions, rng):
    def ends(shares):
        first, second = _half_up(n * np.cumsum(shares))[:2]
        first = min(max(first, 1), n - 1)
        return first, min(max(second, first + 1), n - 1)

    return _parts(n, fractions, rng, ends)


@mistake(
    replaces="three_way_split",
    en="The order is training, validation, test; your last two are swapped.",
    ko="순서는 학습, 검증, 테스트입니다. 뒤의 둘이 바뀌었습니다.",
)
def validation_and_test_swapped(n, fractions, rng):
    train, val, test = right_three_way_split(n, fractions, rng)
    return train, test, val


@mistake(
    replaces="three_way_split",
    en="The parts are drawn independently of one another, so they overlap: what is tested has been trained on. Cut one permutation in three.",
    ko="부분마다 따로 뽑아서 서로 겹칩니다. 학습한 것으로 시험하게 됩니다. 순열 하나를 셋으로 자르세요.",
)
def parts_that_overlap(n, fractions, rng):
    right_three_way_split(n, fractions, _no_rng())
    return tuple(rng.permutation(n)[: int(_half_up(n * share))] for share in fractions)


@mistake(
    replaces="three_way_split",
    en="The validation rows stay in your training set, so the choice is made on rows that the models have learned. The three parts must be disjoint.",
    ko="검증 행이 학습 세트에도 남아 있습니다. 모델이 이미 학습한 행으로 모델을 고르게 됩니다. 세 부분은 겹치지 않아야 합니다.",
)
def validation_inside_training(n, fractions, rng):
    train, val, test = right_three_way_split(n, fractions, rng)
    return np.concatenate([train, val]), val, test


@mistake(
    replaces="three_way_split",
    en="Fractions that do not sum to 1 pass unnoticed, and the last part silently takes the difference. Raise ValueError.",
    ko="비율의 합이 1이 아니어도 걸러 내지 않아서 마지막 부분이 그 차이를 떠안습니다. ValueError를 일으키세요.",
)
def sum_unchecked(n, fractions, rng):
    if min(fractions) < 0:
        raise ValueError("a fraction is negative")
    first, second = (int(end) for end in _half_up(n * np.cumsum(fractions))[:2])
    rows = rng.permutation(n)
    return rows[:first], rows[first:second], rows[second:]


@mistake(
    replaces="three_way_split",
    en="You compare the sum with 1 exactly, but 0.7 + 0.2 + 0.1 is 0.999... in floating point. Tolerate 1e-9.",
    ko="합을 1과 정확히 비교했습니다. 부동소수점으로 0.7 + 0.2 + 0.1은 0.999...입니다. 1e-9까지는 허용하세요.",
)
def sum_compared_exactly(n, fractions, rng):
    if fractions[0] + fractions[1] + fractions[2] != 1:
        raise ValueError("the fractions must sum to 1")
    return right_three_way_split(n, fractions, rng)


@mistake(
    replaces="three_way_split",
    en="np.isclose allows the sum to be off by 1e-5. The limit is 1e-9: pass rtol=0, atol=1e-9.",
    ko="np.isclose는 합이 1e-5만큼 어긋나도 통과시킵니다. 기준은 1e-9입니다. rtol=0, atol=1e-9를 넘기세요.",
)
def sum_compared_loosely(n, fractions, rng):
    if not np.isclose(np.sum(fractions), 1) or min(fractions) < 0:
        raise ValueError("the fractions must sum to 1")
    first, second = (int(end) for end in _half_up(n * np.cumsum(fractions))[:2])
    rows = rng.permutation(n)
    return rows[:first], rows[first:second], rows[second:]


@mistake(
    replaces="three_way_split",
    en="A negative fraction passes, as long as the sum is 1. Raise ValueError.",
    ko="합이 1이기만 하면 음수 비율도 통과합니다. ValueError를 일으키세요.",
)
def negative_let_through(n, fractions, rng):
    if abs(np.sum(fractions) - 1) > 1e-9:
        raise ValueError("the fractions must sum to 1")
    first, second = (int(end) for end in _half_up(n * np.cumsum(fractions))[:2])
    rows = rng.permutation(n)
    return rows[:first], rows[first:second], rows[second:]


@mistake(
    replaces="three_way_split",
    en="You make a generator of your own with a fixed seed, so the split is always the same. Draw from rng.",
    ko="함수 안에서 고정된 seed로 생성기를 새로 만들어서 분할이 항상 같습니다. 인자로 받은 rng에서 뽑으세요.",
)
def parts_with_their_own_seed(n, fractions, rng):
    return right_three_way_split(n, fractions, _no_rng())


@mistake(
    replaces="three_way_split",
    en="np.random.permutation draws from NumPy's global generator, so rng has no say and nobody can repeat the split. Use rng.permutation.",
    ko="np.random.permutation은 NumPy의 전역 생성기를 씁니다. rng와 무관해서 분할을 재현할 수 없습니다. rng.permutation을 쓰세요.",
)
def parts_with_the_global_generator(n, fractions, rng):
    right_three_way_split(n, fractions, _no_rng())
    rows = np.random.permutation(n)
    return tuple(np.split(rows, _half_up(n * np.cumsum(fractions))[:2].astype(int)))


# --- k_fold


def _folds(n, k, rng, folds_of):
    """Splits out of folds of one's own."""
    right_k_fold(n, k, _no_rng())
    folds = folds_of(rng.permutation(n))
    return [(np.setdiff1d(np.arange(n), fold), np.asarray(fold)) for fold in folds]


@mistake(
    replaces="k_fold",
    en="The rows are not shuffled. If the file is sorted by class, a fold holds classes that its training rows have never seen. Deal out rng.permutation(n).",
    ko="행을 섞지 않았습니다. 파일이 클래스순이면 어떤 fold에는 학습 행에 없던 클래스만 들어갑니다. rng.permutation(n)을 나누세요.",
)
def folds_not_shuffled(n, k, rng):
    return _folds(n, k, rng, lambda rows: np.array_split(np.arange(n), k))


@mistake(
    replaces="k_fold",
    en="Every k-th row makes a fold: dealt out, but not shuffled. A rhythm in the file (weekdays, classes in turn) then goes into the folds. Shuffle first.",
    ko="k행마다 하나씩 같은 fold에 넣었을 뿐 섞지 않았습니다. 파일에 주기(요일, 번갈아 나오는 클래스)가 있으면 fold에 그대로 남습니다. 먼저 섞으세요.",
)
def folds_of_every_kth_row(n, k, rng):
    return _folds(n, k, rng, lambda rows: [np.arange(n)[i::k] for i in range(k)])


@mistake(
    replaces="k_fold",
    en="With folds of n // k rows the last n % k rows are never validated on. The first n % k folds take one more each: np.array_split.",
    ko="fold마다 n // k행이면 남은 n % k행은 한 번도 검증에 쓰이지 않습니다. 앞의 n % k개 fold가 하나씩 더 가져갑니다: np.array_split.",
)
def remainder_dropped(n, k, rng):
    size = n // k
    return _folds(n, k, rng, lambda rows: [rows[i * size : (i + 1) * size] for i in range(k)])


@mistake(
    replaces="k_fold",
    en="The last fold takes all the remaining rows with you. They go to the first n % k folds, one each, so that the sizes differ by at most one.",
    ko="남은 행을 모두 마지막 fold에 넣었습니다. 앞의 n % k개 fold에 하나씩 나눠 주어 크기 차이가 1을 넘지 않게 하세요.",
)
def remainder_in_the_last_fold(n, k, rng):
    size = n // k
    return _folds(
        n,
        k,
        rng,
        lambda rows: [rows[i * size : (i + 1) * size if i < k - 1 else n] for i in range(k)],
    )


@mistake(
    replaces="k_fold",
    en="The last folds are the longer ones with you. It is the first n % k that have one row more.",
    ko="뒤쪽 fold가 더 깁니다. 앞의 n % k개 fold가 한 행씩 더 길어야 합니다.",
)
def last_folds_longer(n, k, rng):
    return _folds(n, k, rng, lambda rows: np.array_split(rows, k)[::-1])


@mistake(
    replaces="k_fold",
    en="The folds are drawn independently of one another: some rows are validated on twice, others never. Shuffle once, then cut.",
    ko="fold마다 따로 뽑아서 두 번 검증되는 행과 한 번도 검증되지 않는 행이 있습니다. 한 번만 섞고 자르세요.",
)
def folds_drawn_independently(n, k, rng):
    right_k_fold(n, k, _no_rng())
    splits = []
    for i in range(k):
        rows, size = rng.permutation(n), n // k + (i < n % k)
        splits.append((rows[size:], rows[:size]))
    return splits


@mistake(
    replaces="k_fold",
    en="The training rows hold all rows, the fold too: the model is validated on what it has learned. Train on the other folds only.",
    ko="학습 행에 전체 행이 들어 있습니다. 검증할 fold까지 학습하는 셈입니다. 나머지 fold로만 학습하세요.",
)
def trained_on_the_fold(n, k, rng):
    return [(np.arange(n), val) for _, val in right_k_fold(n, k, rng)]


@mistake(
    replaces="k_fold",
    en="The pairs are swapped: (train_idx, val_idx), with the fold in second place.",
    ko="쌍의 순서가 바뀌었습니다. (train_idx, val_idx)이고 fold가 두 번째입니다.",
)
def fold_returned_first(n, k, rng):
    return [(val, train) for train, val in right_k_fold(n, k, rng)]


@mistake(
    replaces="k_fold",
    en="You return the folds alone. Asked for are k pairs: the rows to train on, and the fold to validate on.",
    ko="fold만 반환했습니다. 학습할 행과 검증할 fold로 된 쌍 k개가 필요합니다.",
)
def folds_alone(n, k, rng):
    return [val for _, val in right_k_fold(n, k, rng)]


@mistake(
    replaces="k_fold",
    en="You return one split. Cross-validation makes k of them, so that each row is validated on once.",
    ko="분할을 하나만 반환했습니다. 교차 검증은 분할이 k개이고, 모든 행이 한 번씩 검증에 쓰입니다.",
)
def a_single_split(n, k, rng):
    return right_k_fold(n, k, rng)[:1]


@mistake(
    replaces="k_fold",
    en="You refuse k = n. One row for each fold is leave-one-out, and it is allowed.",
    ko="k = n을 거부했습니다. fold마다 한 행인 leave-one-out이며, 허용됩니다.",
)
def leave_one_out_refused(n, k, rng):
    if k >= n:
        raise ValueError("k must be below n")
    return right_k_fold(n, k, rng)


@mistake(
    replaces="k_fold",
    en="A k below 2 passes: with one fold there is nothing left to train on. Raise ValueError.",
    ko="2보다 작은 k가 통과합니다. fold가 하나면 학습할 행이 남지 않습니다. ValueError를 일으키세요.",
)
def one_fold_let_through(n, k, rng):
    if k > n:
        raise ValueError("k must not be above n")
    folds = np.array_split(rng.permutation(n), max(k, 1))
    return [(np.setdiff1d(np.arange(n), fold), fold) for fold in folds]


@mistake(
    replaces="k_fold",
    en="A k above n passes, and some folds are empty. Raise ValueError.",
    ko="n보다 큰 k가 통과해서 빈 fold가 생깁니다. ValueError를 일으키세요.",
)
def empty_folds_let_through(n, k, rng):
    if k < 2:
        raise ValueError("k must be at least 2")
    folds = np.array_split(rng.permutation(n), k)
    return [(np.setdiff1d(np.arange(n), fold), fold) for fold in folds]


@mistake(
    replaces="k_fold",
    en="You make a generator of your own with a fixed seed, so the folds are always the same. Draw from rng.",
    ko="함수 안에서 고정된 seed로 생성기를 새로 만들어서 fold가 항상 같습니다. 인자로 받은 rng에서 뽑으세요.",
)
def folds_with_their_own_seed(n, k, rng):
    return right_k_fold(n, k, _no_rng())


@mistake(
    replaces="k_fold",
    en="np.random.shuffle uses NumPy's global generator, so rng has no say and nobody can repeat the folds. Use rng.permutation.",
    ko="np.random.shuffle은 NumPy의 전역 생성기를 씁니다. rng와 무관해서 fold를 재현할 수 없습니다. rng.permutation을 쓰세요.",
)
def folds_with_the_global_generator(n, k, rng):
    right_k_fold(n, k, _no_rng())
    rows = np.arange(n)
    np.random.shuffle(rows)
    folds = np.array_split(rows, k)
    return [(np.setdiff1d(rows, fold), fold) for fold in folds]


# --- select_model


@mistake(
    replaces="select_model",
    en="You choose by the test score. Then the test set has become a validation set, and the best of many test scores is too good. Choose by val_scores, report test_scores[index].",
    ko="test 점수로 골랐습니다. 그러면 test 세트가 validation 세트가 되고, 여러 test 점수 중 최고는 실제보다 좋아 보입니다. val_scores로 고르고 test_scores[index]를 보고하세요.",
)
def selected_on_the_test(val_scores, test_scores):
    return right_select_model(test_scores, test_scores)


@mistake(
    replaces="select_model",
    en="You take the lowest validation score, as if it were a loss. Higher is better here.",
    ko="loss처럼 가장 낮은 validation 점수를 골랐습니다. 여기서는 높을수록 좋습니다.",
)
def lower_is_better(val_scores, test_scores):
    index = np.argmin(val_scores)
    return index, test_scores[index]


@mistake(
    replaces="select_model",
    en="You report the validation score of the winner. It won because that score is high, by luck too: report its test score.",
    ko="고른 모델의 validation 점수를 보고했습니다. 바로 그 점수가 (운도 포함해서) 높아서 뽑힌 것입니다. test 점수를 보고하세요.",
)
def validation_score_reported(val_scores, test_scores):
    index = np.argmax(val_scores)
    return index, val_scores[index]


@mistake(
    replaces="select_model",
    en="You report the best test score of all models, not that of the model chosen.",
    ko="고른 모델의 test 점수가 아니라 모든 모델 중 가장 높은 test 점수를 보고했습니다.",
)
def best_test_score_reported(val_scores, test_scores):
    return np.argmax(val_scores), np.max(test_scores)


@mistake(
    replaces="select_model",
    en="Test and validation scores are added up for the choice. The test set may not have any part in it.",
    ko="validation 점수와 test 점수를 더해서 골랐습니다. test 세트는 선택에 조금도 관여해서는 안 됩니다.",
)
def selected_on_the_sum(val_scores, test_scores):
    index = np.argmax(np.asarray(val_scores) + np.asarray(test_scores))
    return index, test_scores[index]


@mistake(
    replaces="select_model",
    en="A tie is decided by the test score. That too is a choice on the test set: the first of the equal ones wins.",
    ko="validation 점수가 같을 때 test 점수로 정했습니다. 그것도 test 세트로 고르는 것입니다. 먼저 나온 모델을 고르세요.",
)
def tie_decided_by_the_test(val_scores, test_scores):
    index = max(range(len(val_scores)), key=lambda i: (val_scores[i], test_scores[i]))
    return index, test_scores[index]


@mistake(
    replaces="select_model",
    en="Of equal validation scores you take the last. The first one wins: compare with >, not >=.",
    ko="validation 점수가 같으면 마지막 것을 골랐습니다. 먼저 나온 것을 골라야 합니다. >=가 아니라 >로 비교하세요.",
)
def last_of_equal_ones(val_scores, test_scores):
    index = len(val_scores) - 1 - int(np.argmax(np.asarray(val_scores)[::-1]))
    return index, test_scores[index]


@mistake(
    replaces="select_model",
    en="You begin with a best score of 0, so where all scores are negative (minus a loss) nobody wins, or the first by default. Begin with the first model or minus infinity.",
    ko="최고 점수를 0으로 두고 시작해서 점수가 모두 음수(loss에 음수를 붙인 것)이면 아무도 이기지 못합니다. 첫 모델이나 음의 무한대로 시작하세요.",
)
def begins_with_zero(val_scores, test_scores):
    index, best = 0, 0.0
    for i, score in enumerate(val_scores):
        if score > best:
            index, best = i, score
    return index, test_scores[index]


@mistake(
    replaces="select_model",
    en="You return the score first. The order is (index, test_score).",
    ko="점수를 먼저 반환했습니다. 순서는 (index, test_score)입니다.",
)
def score_first(val_scores, test_scores):
    return right_select_model(val_scores, test_scores)[::-1]


@mistake(
    replaces="select_model",
    en="The score alone is not enough: return (index, test_score).",
    ko="점수만으로는 부족합니다. (index, test_score)를 반환하세요.",
)
def score_alone(val_scores, test_scores):
    return right_select_model(val_scores, test_scores)[1]


# --- selection_optimism


@mistake(
    replaces="selection_optimism",
    en="You average over the models. The selection reports the best of them: take the maximum over the models, then the mean over the trials.",
    ko="모델들의 평균을 냈습니다. 보고되는 것은 그중 최고입니다. 모델에 대해 최댓값을 구한 다음 trials에 대해 평균하세요.",
)
def mean_of_the_models(num_models, n_val, rng, trials):
    return rng.binomial(n_val, 0.5, size=(trials, num_models)).mean() / n_val - 0.5


@mistake(
    replaces="selection_optimism",
    en="You take the maximum over the trials too, as if trials * num_models had been compared at once. One best for each trial, then their mean.",
    ko="trials에 대해서까지 최댓값을 구했습니다. 그러면 trials * num_models개를 한꺼번에 비교한 셈입니다. trial마다 최고를 하나씩 구해 평균하세요.",
)
def best_of_all_trials(num_models, n_val, rng, trials):
    return rng.binomial(n_val, 0.5, size=(trials, num_models)).max() / n_val - 0.5


@mistake(
    replaces="selection_optimism",
    en="You return the mean best accuracy itself. The optimism is its excess over the true accuracy: subtract 0.5.",
    ko="최고 정확도의 평균을 그대로 반환했습니다. 부풀려진 양은 실제 정확도를 넘는 만큼입니다. 0.5를 빼세요.",
)
def half_not_subtracted(num_models, n_val, rng, trials):
    return right_selection_optimism(num_models, n_val, rng, trials) + 0.5


@mistake(
    replaces="selection_optimism",
    en="You count right answers. Divide by n_val: an accuracy is a share.",
    ko="맞힌 개수로 계산했습니다. 정확도는 비율이므로 n_val로 나누세요.",
)
def answers_counted(num_models, n_val, rng, trials):
    return right_selection_optimism(num_models, n_val, rng, trials) * n_val


@mistake(
    replaces="selection_optimism",
    en="You compare with the mean of the models in the same trial. The true accuracy is known, and it is 0.5: subtract that.",
    ko="같은 trial의 모델 평균과 비교했습니다. 실제 정확도는 0.5로 알려져 있으니 0.5를 빼세요.",
)
def excess_over_the_mean(num_models, n_val, rng, trials):
    right = rng.binomial(n_val, 0.5, size=(trials, num_models)) / n_val
    return np.mean(right.max(axis=1) - right.mean(axis=1))


@mistake(
    replaces="selection_optimism",
    en="You take the model that is farthest from 0.5, in either direction. The selection takes the highest accuracy, and the excess may well be negative.",
    ko="어느 쪽으로든 0.5에서 가장 먼 모델을 골랐습니다. 선택되는 것은 정확도가 가장 높은 모델이고, 초과분이 음수일 수도 있습니다.",
)
def distance_from_a_half(num_models, n_val, rng, trials):
    right = rng.binomial(n_val, 0.5, size=(trials, num_models)) / n_val
    return np.mean(np.abs(right - 0.5).max(axis=1))


@mistake(
    replaces="selection_optimism",
    en="You take the worst model of each trial. The selection reports the best: max, not min.",
    ko="trial마다 가장 나쁜 모델을 골랐습니다. 보고되는 것은 최고입니다. min이 아니라 max입니다.",
)
def worst_of_the_models(num_models, n_val, rng, trials):
    return rng.binomial(n_val, 0.5, size=(trials, num_models)).min(axis=1).mean() / n_val - 0.5


@mistake(
    replaces="selection_optimism",
    en="All models of a trial share the same tosses, so there is no best among them. Each model tosses for itself: size=(trials, num_models).",
    ko="한 trial의 모든 모델이 같은 동전 던지기 결과를 나눠 써서 최고랄 것이 없습니다. 모델마다 따로 던지세요: size=(trials, num_models).",
)
def one_coin_for_all_models(num_models, n_val, rng, trials):
    return rng.binomial(n_val, 0.5, size=trials).mean() / n_val - 0.5


@mistake(
    replaces="selection_optimism",
    en="You draw the accuracies uniformly between 0 and 1. That of a coin-flipper on n_val questions is binomial: near 0.5, the nearer the more questions there are.",
    ko="정확도를 0과 1 사이에서 균등하게 뽑았습니다. 문제 n_val개를 찍은 정확도는 이항분포를 따르고, 문제가 많을수록 0.5에 가까워집니다.",
)
def uniform_accuracies(num_models, n_val, rng, trials):
    return rng.random(size=(trials, num_models)).max(axis=1).mean() - 0.5


@mistake(
    replaces="selection_optimism",
    en="You return the bound sqrt(log(M) / (2 n)), which is above the mean, not the mean itself. Simulate: the best of num_models binomial accuracies, trials times.",
    ko="평균이 아니라 그 상한인 sqrt(log(M) / (2 n))을 반환했습니다. 시뮬레이션하세요. 이항분포에서 뽑은 정확도 num_models개 중 최고를 trials번 구해 평균합니다.",
)
def bound_for_the_mean(num_models, n_val, rng, trials):
    return math.sqrt(math.log(num_models) / (2 * n_val))


@mistake(
    replaces="selection_optimism",
    en="The accuracies are drawn from a normal distribution, which knows fractions of an answer and more than all of them. Toss coins: rng.binomial(n_val, 0.5, ...).",
    ko="정확도를 정규분포에서 뽑았습니다. 그러면 맞힌 개수가 정수가 아니거나 n_val을 넘기도 합니다. 동전을 던지세요: rng.binomial(n_val, 0.5, ...).",
)
def normal_accuracies(num_models, n_val, rng, trials):
    right = rng.normal(0.5, 0.5 / math.sqrt(n_val), size=(trials, num_models))
    return right.max(axis=1).mean() - 0.5


@mistake(
    replaces="selection_optimism",
    en="You make a generator of your own with a fixed seed, so the result is always the same. Draw from rng.",
    ko="함수 안에서 고정된 seed로 생성기를 새로 만들어서 결과가 항상 같습니다. 인자로 받은 rng에서 뽑으세요.",
)
def tosses_with_their_own_seed(num_models, n_val, rng, trials):
    return right_selection_optimism(num_models, n_val, _no_rng(), trials)


@mistake(
    replaces="selection_optimism",
    en="np.random draws from NumPy's global generator, so rng has no say and nobody can repeat the simulation. Use rng.binomial.",
    ko="np.random은 NumPy의 전역 생성기를 씁니다. rng와 무관해서 시뮬레이션을 재현할 수 없습니다. rng.binomial을 쓰세요.",
)
def tosses_with_the_global_generator(num_models, n_val, rng, trials):
    right = np.random.binomial(n_val, 0.5, size=(trials, num_models))
    return right.max(axis=1).mean() / n_val - 0.5
