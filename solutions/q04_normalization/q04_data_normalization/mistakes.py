"""What students write at midnight, and what they should read the next morning."""

import numpy as np
from solution import MinMaxScaler as RightMinMaxScaler
from solution import StandardScaler as RightStandardScaler
from solution import _as_float, _columns_as_fitted, _extreme_curvatures
from solution import condition_number as right_condition_number

from autograder.authoring import mistake

# --- StandardScaler


@mistake(
    replaces="StandardScaler",
    en="transform computes the statistics anew from the data it is given, so training and test data end up on different scales and a single row becomes all zeros. Use what fit has learnt.",
    ko="transform이 받은 데이터로 통계를 다시 구합니다. 그러면 학습 데이터와 테스트 데이터의 기준이 달라지고, 한 행만 넣으면 모두 0이 됩니다. fit에서 구한 통계를 쓰세요.",
)
class standard_refits_in_transform(RightStandardScaler):
    def transform(self, X):
        _columns_as_fitted(X, self.mean_)
        return self.fit(X)._scaled(X)

    def _scaled(self, X):
        return super().transform(X)


@mistake(
    replaces="StandardScaler",
    en="You divide by N - 1 (ddof=1). The scale is that of the data at hand, not an estimate for a population: ddof=0, as in scikit-learn.",
    ko="N - 1로 나누었습니다(ddof=1). scale은 모집단을 추정한 값이 아니라 주어진 데이터의 값이므로 scikit-learn처럼 ddof=0을 씁니다.",
)
class standard_with_ddof_one(RightStandardScaler):
    def fit(self, X):
        super().fit(X)
        rows = len(X)
        constant = np.ptp(X, axis=0) == 0
        self.scale_ = np.where(constant, 1, self.scale_ * np.sqrt(rows / max(rows - 1, 1)))
        self.scale_ = self.scale_.astype(self.mean_.dtype)
        return self


@mistake(
    replaces="StandardScaler",
    en="One mean and one deviation serve the whole array, so that columns in different units keep their different scales. Compute them for each column, axis=0.",
    ko="평균과 표준편차를 배열 전체에서 하나씩만 구해, 단위가 다른 열들의 크기 차이가 그대로 남습니다. axis=0으로 열마다 구하세요.",
)
class standard_with_one_global_mean(RightStandardScaler):
    def fit(self, X):
        super().fit(X)
        X = _as_float(X)
        self.mean_ = np.full_like(self.mean_, X.mean())
        self.scale_ = np.full_like(self.mean_, X.std())
        return self


@mistake(
    replaces="StandardScaler",
    en="Whether a column is constant is tested by std == 0, but the std of three times 0.1 is 1e-17: such a column blows up to +-1. Compare the deviation with its rounding, N eps |mean|, or max with min.",
    ko="상수 열인지를 std == 0으로 검사했습니다. 0.1이 세 번이면 std가 1e-17이라 그 열이 +-1까지 커집니다. 반올림 크기 N eps |mean|과 비교하거나 max와 min을 비교하세요.",
)
class standard_tests_for_a_std_of_zero(RightStandardScaler):
    def fit(self, X):
        X = _as_float(X)
        self.mean_, deviation = X.mean(axis=0), X.std(axis=0)
        self.scale_ = np.where(deviation == 0, 1, deviation)
        return self


@mistake(
    replaces="StandardScaler",
    en="A constant column is divided by its deviation of 0, or of rounding: NaN, or noise blown up to +-1. Its scale_ must be 1.",
    ko="상수 열을 0이거나 반올림 오차뿐인 표준편차로 나누어 NaN이 되거나 잡음이 +-1까지 커집니다. 상수 열의 scale_은 1이어야 합니다.",
)
class standard_divides_by_zero(RightStandardScaler):
    def fit(self, X):
        X = _as_float(X)
        self.mean_, self.scale_ = X.mean(axis=0), X.std(axis=0)
        return self


@mistake(
    replaces="StandardScaler",
    en="A fixed threshold takes every small deviation for a constant: a column in metres that is measured in nanometres keeps its scale. Whether it varies depends on its own size: N eps |mean|.",
    ko="고정된 기준값 때문에 표준편차가 작은 열이 모두 상수로 취급됩니다. 나노미터 크기의 값을 미터로 적은 열은 그대로 남습니다. 변하는지는 그 열의 크기 N eps |mean|에 견주어 판단하세요.",
)
class standard_with_a_fixed_threshold(RightStandardScaler):
    def fit(self, X):
        X = _as_float(X)
        self.mean_, deviation = X.mean(axis=0), X.std(axis=0)
        self.scale_ = np.where(deviation < 1e-8, 1, deviation).astype(X.dtype)
        return self


@mistake(
    replaces="StandardScaler",
    en="A small number is added to every deviation, which moves all results a little and a narrow column a lot. Put 1 in the place of the constant columns' scale and leave the others as they are.",
    ko="모든 표준편차에 작은 수를 더해, 결과가 전부 조금씩 틀어지고 폭이 좁은 열은 크게 틀어집니다. 상수 열의 scale만 1로 바꾸고 나머지는 그대로 두세요.",
)
class standard_adds_an_epsilon(RightStandardScaler):
    def fit(self, X):
        X = _as_float(X)
        self.mean_, self.scale_ = X.mean(axis=0), X.std(axis=0) + np.asarray(1e-8, X.dtype)
        return self


@mistake(
    replaces="StandardScaler",
    en="E[x^2] - E[x]^2 subtracts two large, nearly equal numbers where the mean is far from 0, and their rounding is all that is left. Subtract the mean first, then square: np.std does.",
    ko="E[x^2] - E[x]^2는 평균이 0에서 멀면 거의 같은 두 큰 수의 차가 되어 반올림 오차만 남습니다. np.std처럼 평균을 먼저 뺀 뒤 제곱하세요.",
)
class standard_in_one_pass(RightStandardScaler):
    def fit(self, X):
        X = _as_float(X)
        self.mean_ = X.mean(axis=0)
        variance = np.maximum((X**2).mean(axis=0) - self.mean_**2, 0)
        constant = np.ptp(X, axis=0) == 0
        self.scale_ = np.where(constant, 1, np.sqrt(variance)).astype(X.dtype)
        return self


@mistake(
    replaces="StandardScaler",
    en="You divide by the variance. Its square root, the standard deviation, has the unit of the column; only then does the result have a deviation of 1.",
    ko="분산으로 나누었습니다. 열과 단위가 같은 것은 그 제곱근인 표준편차이고, 그래야 결과의 표준편차가 1이 됩니다.",
)
class standard_divides_by_the_variance(RightStandardScaler):
    def fit(self, X):
        super().fit(X)
        self.scale_ = self.scale_**2
        return self


@mistake(
    replaces="StandardScaler",
    en="The way back undoes the last step first: multiply by scale_, then add mean_. You add first, so the mean is scaled too.",
    ko="되돌릴 때는 마지막 단계부터 풉니다. scale_을 곱한 뒤 mean_을 더하세요. 지금은 먼저 더해서 평균까지 scale_배가 됩니다.",
)
class standard_inverse_in_the_wrong_order(RightStandardScaler):
    def inverse_transform(self, X):
        return (_columns_as_fitted(X, self.mean_) + self.mean_) * self.scale_


@mistake(
    replaces="StandardScaler",
    en="transform before fit fails by accident, with AttributeError or TypeError, which says nothing of what is missing. Check that there are statistics, and raise ValueError that names fit.",
    ko="fit 전에 transform을 부르면 AttributeError나 TypeError로 우연히 실패해, 무엇이 빠졌는지 알 수 없습니다. 통계가 있는지 확인하고, fit이 필요하다고 알리는 ValueError를 일으키세요.",
)
class standard_without_a_check_for_fit(RightStandardScaler):
    def _columns(self, X):
        X = _as_float(X)
        if X.shape[1] != self.mean_.shape[0]:
            raise ValueError("another number of columns")
        return X

    def transform(self, X):
        return (self._columns(X) - self.mean_) / self.scale_

    def inverse_transform(self, X):
        return self._columns(X) * self.scale_ + self.mean_


@mistake(
    replaces="StandardScaler",
    en="The number of columns is not compared with that of fit, and NumPy broadcasts a single column to all of them. Raise ValueError.",
    ko="열 개수를 fit 때와 비교하지 않아, 열이 하나뿐이면 NumPy가 모든 열로 broadcast합니다. ValueError를 일으키세요.",
)
class standard_broadcasts_one_column(RightStandardScaler):
    def _floats(self, X):
        if self.mean_ is None:
            raise ValueError("call fit first")
        return _as_float(X)

    def transform(self, X):
        return (self._floats(X) - self.mean_) / self.scale_

    def inverse_transform(self, X):
        return self._floats(X) * self.scale_ + self.mean_


@mistake(
    replaces="StandardScaler",
    en="X -= mean_ writes into the caller's array, so the raw data are gone and a second call scales what is scaled already. Compute a new array.",
    ko="X -= mean_은 호출한 쪽의 배열을 바꿉니다. 원본이 사라지고, 다시 부르면 이미 표준화한 것을 또 표준화합니다. 새 배열을 만드세요.",
)
class standard_changes_its_input(RightStandardScaler):
    def transform(self, X):
        X = _columns_as_fitted(X, self.mean_)
        X -= self.mean_
        X /= self.scale_
        return X


@mistake(
    replaces="StandardScaler",
    en="fit returns None. Return self, so that fit(X).transform(X) can be written in one line.",
    ko="fit이 None을 반환합니다. fit(X).transform(X)를 한 줄로 쓸 수 있게 self를 반환하세요.",
)
class standard_fit_returns_nothing(RightStandardScaler):
    def fit(self, X):
        super().fit(X)


# --- MinMaxScaler


@mistake(
    replaces="MinMaxScaler",
    en="transform computes the minimum and maximum anew from the data it is given, so the same number maps to different places in training and test data. Use what fit has learnt.",
    ko="transform이 받은 데이터로 최솟값과 최댓값을 다시 구합니다. 그러면 같은 값이 학습 데이터와 테스트 데이터에서 다른 곳으로 옮겨집니다. fit에서 구한 값을 쓰세요.",
)
class min_max_refits_in_transform(RightMinMaxScaler):
    def transform(self, X):
        _columns_as_fitted(X, self.data_min_)
        return self.fit(X)._scaled(X)

    def _scaled(self, X):
        return super().transform(X)


@mistake(
    replaces="MinMaxScaler",
    en="Unseen numbers are clipped to the range, so that different inputs become equal and there is no way back. Let them fall outside.",
    ko="보지 못한 값을 범위 안으로 잘랐습니다. 서로 다른 입력이 같아지고 되돌릴 수도 없으니, 범위 밖으로 나가게 두세요.",
)
class min_max_clips(RightMinMaxScaler):
    def transform(self, X):
        return np.clip(super().transform(X), self.lower, self.upper)


@mistake(
    replaces="MinMaxScaler",
    en="The result is always in [0, 1]: feature_range is not used. Stretch by upper - lower, then add lower, and undo both on the way back.",
    ko="결과가 언제나 [0, 1]입니다. feature_range를 쓰지 않았습니다. upper - lower를 곱하고 lower를 더하세요. 되돌릴 때는 둘 다 풀어야 합니다.",
)
class min_max_ignores_the_range(RightMinMaxScaler):
    def __init__(self, feature_range=(0, 1)):
        super().__init__(feature_range)
        self.lower, self.upper = 0, 1


@mistake(
    replaces="MinMaxScaler",
    en="share * upper + lower puts the maximum at lower + upper. The width of the range is upper - lower: lower + share * (upper - lower).",
    ko="share * upper + lower로 쓰면 최댓값이 lower + upper로 갑니다. 범위의 폭은 upper - lower이므로 lower + share * (upper - lower)로 쓰세요.",
)
class min_max_stretches_by_the_upper_end(RightMinMaxScaler):
    def transform(self, X):
        X = _columns_as_fitted(X, self.data_min_)
        share = (X - self.data_min_) / self._data_range
        return share * self.upper + self.lower


@mistake(
    replaces="MinMaxScaler",
    en="The way back knows nothing of feature_range: it is right for (0, 1) only. First subtract lower and divide by upper - lower.",
    ko="되돌릴 때 feature_range를 고려하지 않아 (0, 1)일 때만 맞습니다. 먼저 lower를 빼고 upper - lower로 나누세요.",
)
class min_max_inverse_ignores_the_range(RightMinMaxScaler):
    def inverse_transform(self, X):
        X = _columns_as_fitted(X, self.data_min_)
        return self.data_min_ + X * self._data_range


@mistake(
    replaces="MinMaxScaler",
    en="You divide by the maximum, which is right only where the minimum is 0. The width of a column is max - min.",
    ko="최댓값으로 나누었습니다. 최솟값이 0일 때만 맞습니다. 열의 폭은 max - min입니다.",
)
class min_max_divides_by_the_maximum(RightMinMaxScaler):
    def transform(self, X):
        X = _columns_as_fitted(X, self.data_min_)
        share = (X - self.data_min_) / self.data_max_
        return self.lower + share * (self.upper - self.lower)


@mistake(
    replaces="MinMaxScaler",
    en="One minimum and one maximum serve the whole array, so that narrow columns are squeezed into a corner of the range. Take them for each column, axis=0.",
    ko="최솟값과 최댓값을 배열 전체에서 하나씩만 구해, 폭이 좁은 열은 범위 한구석에 몰립니다. axis=0으로 열마다 구하세요.",
)
class min_max_of_the_whole_array(RightMinMaxScaler):
    def fit(self, X):
        super().fit(X)
        self.data_min_ = np.full_like(self.data_min_, self.data_min_.min())
        self.data_max_ = np.full_like(self.data_max_, self.data_max_.max())
        return self


@mistake(
    replaces="MinMaxScaler",
    en="A constant column is 0 / 0 = NaN. Where max - min is 0, divide by 1: the column maps to the lower end.",
    ko="상수 열이 0 / 0 = NaN이 됩니다. max - min이 0이면 1로 나누어 범위의 아래 끝으로 옮기세요.",
)
class min_max_nan_for_constant_columns(RightMinMaxScaler):
    @property
    def _data_range(self):
        return self.data_max_ - self.data_min_


@mistake(
    replaces="MinMaxScaler",
    en="A small number is added to every width, which moves all results a little and blows up a column that was constant in fit. Put 1 in the place of a width of 0 and leave the others as they are.",
    ko="모든 폭에 작은 수를 더해, 결과가 전부 조금씩 틀어지고 fit에서 상수였던 열은 엄청나게 커집니다. 폭이 0인 열만 1로 바꾸고 나머지는 그대로 두세요.",
)
class min_max_adds_an_epsilon(RightMinMaxScaler):
    def transform(self, X):
        X = _columns_as_fitted(X, self.data_min_)
        share = (X - self.data_min_) / (self.data_max_ - self.data_min_ + 1e-8)
        return (self.lower + share * (self.upper - self.lower)).astype(X.dtype)


@mistake(
    replaces="MinMaxScaler",
    en="A fixed threshold takes narrow columns for constant ones: in other units every column is narrow. A column is constant where max - min is 0.",
    ko="고정된 기준값 때문에 폭이 좁은 열을 상수로 봅니다. 단위를 바꾸면 어떤 열이든 좁아질 수 있습니다. max - min이 0인 열만 상수입니다.",
)
class min_max_with_a_fixed_threshold(RightMinMaxScaler):
    @property
    def _data_range(self):
        width = self.data_max_ - self.data_min_
        return np.where(width < 1e-8, 1, width)


@mistake(
    replaces="MinMaxScaler",
    en="A constant column comes out as 0 whatever the range is. It maps to the lower end of feature_range: put 1 in the place of its width before dividing.",
    ko="상수 열이 범위와 상관없이 0이 됩니다. feature_range의 아래 끝으로 가야 합니다. 나누기 전에 폭을 1로 바꿔 두세요.",
)
class min_max_zero_for_constant_columns(RightMinMaxScaler):
    def transform(self, X):
        scaled = super().transform(X)
        scaled[:, self.data_max_ == self.data_min_] = 0
        return scaled


@mistake(
    replaces="MinMaxScaler",
    en="transform before fit fails by accident, with AttributeError or TypeError, which says nothing of what is missing. Check that there are statistics, and raise ValueError that names fit.",
    ko="fit 전에 transform을 부르면 AttributeError나 TypeError로 우연히 실패해, 무엇이 빠졌는지 알 수 없습니다. 통계가 있는지 확인하고, fit이 필요하다고 알리는 ValueError를 일으키세요.",
)
class min_max_without_a_check_for_fit(RightMinMaxScaler):
    def transform(self, X):
        if np.shape(X)[1] != self.data_min_.shape[0]:
            raise ValueError("another number of columns")
        return super().transform(X)

    def inverse_transform(self, X):
        if np.shape(X)[1] != self.data_min_.shape[0]:
            raise ValueError("another number of columns")
        return super().inverse_transform(X)


@mistake(
    replaces="MinMaxScaler",
    en="The number of columns is not compared with that of fit, and NumPy broadcasts a single column to all of them. Raise ValueError.",
    ko="열 개수를 fit 때와 비교하지 않아, 열이 하나뿐이면 NumPy가 모든 열로 broadcast합니다. ValueError를 일으키세요.",
)
class min_max_broadcasts_one_column(RightMinMaxScaler):
    def _wide(self, X):
        if self.data_min_ is None:
            raise ValueError("call fit first")
        return np.broadcast_to(_as_float(X), (len(X), len(self.data_min_)))

    def transform(self, X):
        return super().transform(self._wide(X))

    def inverse_transform(self, X):
        return super().inverse_transform(self._wide(X))


@mistake(
    replaces="MinMaxScaler",
    en="A feature_range with lower >= upper is accepted: it turns every column upside down or squashes it to one number, without a word. Raise ValueError.",
    ko="lower >= upper인 feature_range를 받아들입니다. 그러면 모든 열이 아무 경고 없이 뒤집히거나 수 하나로 뭉개집니다. ValueError를 일으키세요.",
)
class min_max_accepts_any_range(RightMinMaxScaler):
    def __init__(self, feature_range=(0, 1)):
        super().__init__()
        self.lower, self.upper = feature_range


@mistake(
    replaces="MinMaxScaler",
    en="A range of no width, lower == upper, is accepted: every number maps to the same one, and the way back divides by 0. Raise ValueError for lower >= upper.",
    ko="lower == upper인 폭 없는 범위를 받아들입니다. 모든 값이 하나로 옮겨지고 되돌릴 때 0으로 나누게 됩니다. lower >= upper이면 ValueError를 일으키세요.",
)
class min_max_accepts_a_range_of_no_width(RightMinMaxScaler):
    def __init__(self, feature_range=(0, 1)):
        super().__init__()
        self.lower, self.upper = feature_range
        if self.lower > self.upper:
            raise ValueError("feature_range must be (lower, upper)")


@mistake(
    replaces="MinMaxScaler",
    en="Integers are subtracted as they are, and in the small types (int8, uint8) a difference wraps round: in uint8, 3 - 5 is 254. Turn X into floats first, with _as_float, in fit as well.",
    ko="정수인 채로 뺐습니다. int8이나 uint8처럼 작은 자료형에서는 차가 넘쳐서 uint8의 3 - 5가 254가 됩니다. fit에서도 transform에서도 먼저 _as_float로 X를 실수로 바꾸세요.",
)
class min_max_wraps_round_in_small_integers(RightMinMaxScaler):
    def fit(self, X):
        self.data_min_, self.data_max_ = X.min(axis=0), X.max(axis=0)
        return self

    def transform(self, X):
        _columns_as_fitted(X, self.data_min_)
        share = (X - self.data_min_) / self._data_range
        return self.lower + share * (self.upper - self.lower)

    def inverse_transform(self, X):
        _columns_as_fitted(X, self.data_min_)
        return self.data_min_ + (X - self.lower) / (self.upper - self.lower) * self._data_range


# --- condition_number


@mistake(
    replaces="condition_number",
    en="This is the condition number of X itself. That of the Hessian X.T @ X / N is its square, because the eigenvalues are the squares of the singular values.",
    ko="X 자체의 condition number입니다. Hessian X.T @ X / N의 고윳값은 특잇값의 제곱이므로 그 제곱을 구해야 합니다.",
)
def condition_of_x(X):
    return np.sqrt(right_condition_number(X))


@mistake(
    replaces="condition_number",
    en="This is smallest over largest. The condition number is largest over smallest, 1 at best.",
    ko="가장 작은 것을 가장 큰 것으로 나누었습니다. condition number는 최댓값을 최솟값으로 나눈 것으로, 가장 좋을 때가 1입니다.",
)
def condition_upside_down(X):
    return 1 / right_condition_number(X)


@mistake(
    replaces="condition_number",
    en="The columns are centred first, as for a covariance. The Hessian of a model without intercept is X.T @ X / N with X as it is: means that are not 0 are part of what stretches the bowl.",
    ko="공분산처럼 열에서 평균을 먼저 뺐습니다. 절편이 없는 모델의 Hessian은 X를 그대로 쓴 X.T @ X / N입니다. 0이 아닌 평균도 그릇을 길쭉하게 만드는 원인입니다.",
)
def condition_of_the_covariance(X):
    X = _as_float(X)
    if len(X) > 1:
        X = X - X.mean(axis=0)
    return right_condition_number(X)


@mistake(
    replaces="condition_number",
    en="Where columns depend on one another the smallest eigenvalue is 0, but rounding leaves 1e-17, even below 0, and you divide by it. Return inf where it is at most N eps times the largest.",
    ko="열이 서로 종속이면 가장 작은 고윳값이 0인데, 반올림 때문에 1e-17이나 음수가 남고 그 값으로 나누게 됩니다. 최대 고윳값의 N eps배 이하이면 inf를 반환하세요.",
)
def condition_of_rounding(X):
    X = _as_float(X)
    curvatures = np.linalg.eigvalsh(X.T @ X / len(X))
    return curvatures[-1] / curvatures[0]


@mistake(
    replaces="condition_number",
    en="np.linalg.cond knows no rank: where the smallest eigenvalue is 0 it divides by the rounding that is left of it, and gives 1e16 or NaN. Test for that first, and return inf.",
    ko="np.linalg.cond는 rank를 따지지 않아, 가장 작은 고윳값이 0이면 남은 반올림 오차로 나누어 1e16이나 NaN을 줍니다. 먼저 확인하고 inf를 반환하세요.",
)
def condition_by_numpys_cond_alone(X):
    X = _as_float(X)
    return np.linalg.cond(X.T @ X / len(X))


@mistake(
    replaces="condition_number",
    en="np.linalg.eigvals returns the eigenvalues in no particular order, so the first and the last are not the extremes. Use eigvalsh, which sorts them, or min and max.",
    ko="np.linalg.eigvals는 고윳값을 정렬해 주지 않으므로 처음과 마지막이 최소와 최대라는 보장이 없습니다. 정렬해 주는 eigvalsh를 쓰거나 min과 max를 쓰세요.",
)
def condition_of_unsorted_eigenvalues(X):
    X = _as_float(X)
    curvatures = np.linalg.eigvals(X.T @ X / len(X)).real
    if curvatures.min() <= len(X) * np.finfo(X.dtype).eps * curvatures.max():
        return np.inf
    return curvatures[-1] / curvatures[0]


@mistake(
    replaces="condition_number",
    en="A fixed threshold takes small numbers for zero: X in other units, say times 1e-6, has the same condition number. Compare the smallest eigenvalue with the largest: N eps times it.",
    ko="고정된 기준값 때문에 작은 수를 0으로 봅니다. 단위를 바꾸어 X에 1e-6을 곱해도 condition number는 같습니다. 가장 작은 고윳값을 최대 고윳값의 N eps배와 비교하세요.",
)
def condition_with_a_fixed_threshold(X):
    X = _as_float(X)
    smallest, largest = _extreme_curvatures(X)
    return np.inf if smallest < 1e-10 else largest / smallest


@mistake(
    replaces="condition_number",
    en="The eigenvalues that are 0 are left out, so that a bowl with a flat direction looks harmless. There gradient descent gets nowhere: the result is inf.",
    ko="0인 고윳값을 빼고 계산해, 평평한 방향이 있는 그릇이 멀쩡해 보입니다. 그 방향으로는 경사 하강법이 나아가지 못하므로 결과는 inf입니다.",
)
def condition_without_the_zeros(X):
    X = _as_float(X)
    values = np.linalg.svd(X, compute_uv=False) ** 2
    values = values[values > len(X) * np.finfo(X.dtype).eps * values[0]]
    return values[0] / values[-1] if len(values) else 1.0


@mistake(
    replaces="condition_number",
    en="Where there are more columns than rows, the svd returns as many singular values as rows and the zeros are not among them. H has rank N at most, which is below D: return inf.",
    ko="열이 행보다 많으면 svd는 행의 수만큼만 특잇값을 돌려주어 0인 것들이 빠집니다. H의 rank는 최대 N이고 D보다 작으므로 inf를 반환하세요.",
)
def condition_of_wide_data_is_finite(X):
    X = _as_float(X)
    values = np.linalg.svd(X, compute_uv=False) ** 2
    if values[-1] <= len(X) * np.finfo(X.dtype).eps * values[0]:
        return np.inf
    return values[0] / values[-1]


@mistake(
    replaces="condition_number",
    en="Integers are multiplied as they are: in uint8, 20 * 20 is 144. Turn X into floats first, with _as_float.",
    ko="정수인 채로 곱해서 uint8에서는 20 * 20이 144가 됩니다. 먼저 _as_float로 X를 실수로 바꾸세요.",
)
def condition_wraps_round_in_uint8(X):
    hessian = X.T @ X / len(X)
    curvatures = np.linalg.eigvalsh(hessian)
    if curvatures[0] <= len(X) * np.finfo(hessian.dtype).eps * curvatures[-1]:
        return np.inf
    return curvatures[-1] / curvatures[0]


# --- steps_to_converge


def _descend(X, y, tol, max_steps, step, size=np.linalg.norm):
    X, y = _as_float(X), _as_float(y)
    w = np.zeros(X.shape[1], X.dtype)
    for count in range(max_steps):
        gradient = X.T @ (X @ w - y) / len(X)
        if size(gradient) <= tol:
            return count
        w = w - step * gradient
    return max_steps


@mistake(
    replaces="steps_to_converge",
    en="The step is 1 / largest eigenvalue. That is safe, but nearly half as fast as the best one in a stretched bowl, 2 / (smallest + largest).",
    ko="step이 1 / (최대 고윳값)입니다. 안전하지만, 길쭉한 그릇에서는 최적인 2 / (최소 + 최대)보다 거의 두 배 느립니다.",
)
def steps_of_one_over_the_largest(X, y, tol, max_steps):
    _, largest = _extreme_curvatures(_as_float(X))
    return _descend(X, y, tol, max_steps, 1 / largest)


@mistake(
    replaces="steps_to_converge",
    en="The step is 2 / largest eigenvalue, the edge of divergence: along the steepest direction it jumps to and fro and never gets closer. The best one is 2 / (smallest + largest).",
    ko="step이 2 / (최대 고윳값)으로, 발산하기 직전입니다. 가장 가파른 방향으로 왔다 갔다 할 뿐 가까워지지 않습니다. 최적은 2 / (최소 + 최대)입니다.",
)
def steps_at_the_edge_of_divergence(X, y, tol, max_steps):
    _, largest = _extreme_curvatures(_as_float(X))
    return _descend(X, y, tol, max_steps, 2 / largest)


@mistake(
    replaces="steps_to_converge",
    en="The step comes from the singular values of X where the eigenvalues of X.T @ X / N are meant, which are their squares divided by N.",
    ko="X.T @ X / N의 고윳값 대신 X의 특잇값으로 step을 정했습니다. 고윳값은 특잇값의 제곱을 N으로 나눈 것입니다.",
)
def steps_by_singular_values(X, y, tol, max_steps):
    values = np.linalg.svd(_as_float(X), compute_uv=False)
    return _descend(X, y, tol, max_steps, 2 / (values[0] + values[-1]))


@mistake(
    replaces="steps_to_converge",
    en="np.linalg.eigvals returns the eigenvalues in no particular order, so the first and the last are not the extremes. Use eigvalsh, which sorts them, or min and max.",
    ko="np.linalg.eigvals는 고윳값을 정렬해 주지 않으므로 처음과 마지막이 최소와 최대라는 보장이 없습니다. 정렬해 주는 eigvalsh를 쓰거나 min과 max를 쓰세요.",
)
def steps_by_unsorted_eigenvalues(X, y, tol, max_steps):
    X = _as_float(X)
    curvatures = np.linalg.eigvals(X.T @ X / len(X)).real
    return _descend(X, y, tol, max_steps, 2 / (curvatures[0] + curvatures[-1]))


@mistake(
    replaces="steps_to_converge",
    en="Integers are multiplied as they are: in uint8, 20 * 20 is 144, and the eigenvalues mean nothing. Turn X into floats first, with _as_float.",
    ko="정수인 채로 곱해서 uint8에서는 20 * 20이 144가 되고 고윳값이 엉뚱해집니다. 먼저 _as_float로 X를 실수로 바꾸세요.",
)
def steps_wrap_round_in_uint8(X, y, tol, max_steps):
    curvatures = np.linalg.eigvalsh(X.T @ X / len(X))
    return _descend(X, y, tol, max_steps, 2 / (curvatures[0] + curvatures[-1]))


@mistake(
    replaces="steps_to_converge",
    en="The eigenvalues are those of X.T @ X without the division by N, while the gradient has it: each step is N times too short.",
    ko="gradient는 N으로 나누었는데 고윳값은 나누지 않은 X.T @ X의 것이라, 걸음이 N배 짧습니다.",
)
def steps_without_n_in_the_eigenvalues(X, y, tol, max_steps):
    step = 2 / sum(_extreme_curvatures(_as_float(X))) / len(X)
    return _descend(X, y, tol, max_steps, step)


@mistake(
    replaces="steps_to_converge",
    en="Neither gradient nor eigenvalues are divided by N. The path is the same, but the norm is N times too large when it is compared with tol.",
    ko="gradient도 고윳값도 N으로 나누지 않았습니다. 경로는 같지만 tol과 비교하는 norm이 N배 커집니다.",
)
def steps_without_n_at_all(X, y, tol, max_steps):
    step = 2 / sum(_extreme_curvatures(_as_float(X)))
    return _descend(X, y, tol / len(X), max_steps, step)


@mistake(
    replaces="steps_to_converge",
    en="The gradient has a factor 2, as that of the plain mean square. The cost here is ||Xw - y||^2 / (2N): with that 2, the step is twice too long and diverges.",
    ko="평균 제곱의 미분처럼 gradient에 2가 곱해졌습니다. 여기서 비용은 ||Xw - y||^2 / (2N)입니다. 2가 남으면 걸음이 두 배라서 발산합니다.",
)
def steps_with_a_gradient_twice_too_large(X, y, tol, max_steps):
    step = 4 / sum(_extreme_curvatures(_as_float(X)))
    return _descend(X, y, tol / 2, max_steps, step)


@mistake(
    replaces="steps_to_converge",
    en="You count evaluations of the gradient, one more than steps: the gradient is looked at before the first step already. A start within tol takes 0 steps.",
    ko="움직인 횟수가 아니라 gradient를 계산한 횟수를 세어 하나가 많습니다. gradient는 첫 걸음 전에도 확인합니다. 시작부터 tol 이내이면 0입니다.",
)
def steps_counted_from_one(X, y, tol, max_steps):
    step = 2 / sum(_extreme_curvatures(_as_float(X)))
    return min(_descend(X, y, tol, max_steps, step) + 1, max_steps)


@mistake(
    replaces="steps_to_converge",
    en="The first step is taken before the gradient is looked at, so a start within tol costs 1 and max_steps of 0 is overstepped. Test first, then step.",
    ko="gradient를 확인하기 전에 첫 걸음을 떼어, 시작부터 tol 이내여도 1이 되고 max_steps가 0이어도 움직입니다. 먼저 확인하고 움직이세요.",
)
def steps_before_looking(X, y, tol, max_steps):
    step = 2 / sum(_extreme_curvatures(_as_float(X)))
    return max(_descend(X, y, tol, max_steps, step), 1)


@mistake(
    replaces="steps_to_converge",
    en="The largest entry of the gradient is compared with tol. It is the Euclidean norm, the root of the sum of squares, that must fall below it.",
    ko="gradient의 가장 큰 성분을 tol과 비교했습니다. tol 이하여야 하는 것은 Euclidean norm, 즉 제곱합의 제곱근입니다.",
)
def steps_by_the_largest_entry(X, y, tol, max_steps):
    step = 2 / sum(_extreme_curvatures(_as_float(X)))
    return _descend(X, y, tol, max_steps, step, size=lambda g: np.abs(g).max())


@mistake(
    replaces="steps_to_converge",
    en="The squared norm is compared with tol: the root is missing.",
    ko="norm의 제곱을 tol과 비교했습니다. 제곱근이 빠졌습니다.",
)
def steps_by_the_squared_norm(X, y, tol, max_steps):
    step = 2 / sum(_extreme_curvatures(_as_float(X)))
    return _descend(X, y, tol, max_steps, step, size=lambda g: g @ g)


@mistake(
    replaces="steps_to_converge",
    en="You stop when w hardly moves any more, that is when the step times the gradient is small. The test is on the norm of the gradient itself.",
    ko="w가 거의 움직이지 않을 때, 즉 step과 gradient의 곱이 작을 때 멈추었습니다. 확인할 것은 gradient 자체의 norm입니다.",
)
def steps_until_w_rests(X, y, tol, max_steps):
    step = 2 / sum(_extreme_curvatures(_as_float(X)))
    return _descend(X, y, tol / step, max_steps, step)


@mistake(
    replaces="steps_to_converge",
    en="The columns and y are centred first, which makes the bowl rounder than it is. X and y are to be taken as they are.",
    ko="X의 열과 y에서 평균을 먼저 빼서 그릇이 실제보다 둥글어졌습니다. X와 y는 그대로 써야 합니다.",
)
def steps_on_centred_data(X, y, tol, max_steps):
    X, y = _as_float(X), _as_float(y)
    X, y = X - X.mean(axis=0), y - y.mean()
    return _descend(X, y, tol, max_steps, 2 / sum(_extreme_curvatures(X)))
