"""What students write at midnight, and what they should read."""

import numpy as np
from solution import absorb_bias as right_absorb
from solution import bias_is_redundant_before_batchnorm as right_redundant
from solution import fit_with_bias as right_fit
from solution import fit_without_bias as right_fit_without

from autograder.authoring import mistake

# --- fit_without_bias


@mistake(
    replaces="fit_without_bias",
    en="The normal equations can't be solved where columns depend on one another or D > N: X.T @ X is singular then, and solve raises or returns noise. np.linalg.lstsq and pinv give the w of the smallest norm.",
    ko="열이 서로 종속이거나 D > N이면 X.T @ X가 특이행렬이 되어 normal equation을 풀 수 없습니다. solve는 예외를 내거나 엉뚱한 값을 줍니다. np.linalg.lstsq나 pinv를 쓰면 노름이 가장 작은 w를 얻습니다.",
)
def normal_equations_solved(X, y):
    X = np.asarray(X, dtype=float)
    return np.linalg.solve(X.T @ X, X.T @ y)


@mistake(
    replaces="fit_without_bias",
    en="You centre the data and drop b afterwards. The model X @ w must go through the origin, so w has to be fitted to the data as they are.",
    ko="데이터를 중심화해서 맞춘 뒤 b를 버렸습니다. 모델 X @ w는 원점을 지나야 하므로 w를 원래 데이터에 그대로 맞추세요.",
)
def bias_fitted_and_dropped(X, y):
    x_mean, y_mean = np.mean(X, axis=0), np.mean(y)
    return np.linalg.lstsq(X - x_mean, y - y_mean, rcond=None)[0]


@mistake(
    replaces="fit_without_bias",
    en="A ridge penalty, however small, moves w away from least squares. Where X.T @ X is singular take the pseudo-inverse (np.linalg.pinv or lstsq) instead.",
    ko="ridge 벌점을 더하면 아무리 작아도 w가 최소제곱 해에서 벗어납니다. X.T @ X가 특이행렬일 때는 대신 pseudo-inverse(np.linalg.pinv나 lstsq)를 쓰세요.",
)
def small_ridge_added(X, y):
    X = np.asarray(X, dtype=float)
    return np.linalg.solve(X.T @ X + 1e-3 * np.eye(X.shape[1]), X.T @ y)


@mistake(
    replaces="fit_without_bias",
    en="Your w fits the data but is not the one of the smallest norm: a column that depends on others gets no weight. On new rows it predicts something else. Use np.linalg.lstsq or pinv.",
    ko="데이터에는 맞지만 노름이 가장 작은 w가 아닙니다. 다른 열에 종속인 열의 가중치가 0입니다. 새로운 행에서는 예측이 달라집니다. np.linalg.lstsq나 pinv를 쓰세요.",
)
def some_solution(X, y):
    return _basic_solution(np.asarray(X, dtype=float), y)


def _basic_solution(X, y):
    """Least squares on the first columns that don't depend on those before them."""
    kept = []
    for column in range(X.shape[1]):
        if np.linalg.matrix_rank(X[:, [*kept, column]]) > len(kept):
            kept.append(column)
    w = np.zeros(X.shape[1])
    w[kept] = np.linalg.lstsq(X[:, kept], y, rcond=None)[0]
    return w


# --- fit_with_bias


@mistake(
    replaces="fit_with_bias",
    en="A column of ones in lstsq makes w and b small together. Where several solutions fit, that is not the smallest w: centre X and y, fit w, and take b = mean(y) - mean(X) @ w.",
    ko="1로 된 열을 붙여 lstsq를 쓰면 w와 b를 합친 노름이 가장 작아집니다. 해가 여럿일 때 그것은 가장 작은 w가 아닙니다. X와 y를 중심화해 w를 구하고 b = mean(y) - mean(X) @ w로 두세요.",
)
def ones_in_lstsq(X, y):
    X1 = np.column_stack([X, np.ones(len(X))])
    solution = np.linalg.lstsq(X1, y, rcond=None)[0]
    return solution[:-1], solution[-1]


@mistake(
    replaces="fit_with_bias",
    en="b is only the mean of y. The columns of X have a mean as well, which w has already added: b = mean(y) - mean(X) @ w.",
    ko="b를 y의 평균으로만 두었습니다. X의 열에도 평균이 있어 w가 이미 그만큼 더합니다. b = mean(y) - mean(X) @ w입니다.",
)
def mean_of_x_forgotten(X, y):
    w, _ = right_fit(X, y)
    return w, np.mean(y)


@mistake(
    replaces="fit_with_bias",
    en="The sign of b is the opposite: the prediction at the mean of X must be the mean of y, so b = mean(y) - mean(X) @ w.",
    ko="b의 부호가 반대입니다. X의 평균에서의 예측이 y의 평균이어야 하므로 b = mean(y) - mean(X) @ w입니다.",
)
def sign_of_the_offset(X, y):
    w, b = right_fit(X, y)
    return w, -b


@mistake(
    replaces="fit_with_bias",
    en="You fit w without a bias and put b on top. The w that is best without a bias is not the best with one: fit w to centred data.",
    ko="bias 없이 w를 맞춘 다음 b를 덧붙였습니다. bias가 없을 때 가장 좋은 w는 bias가 있을 때의 w와 다릅니다. 중심화한 데이터에 w를 맞추세요.",
)
def bias_added_afterwards(X, y):
    w = right_fit_without(X, y)
    return w, np.mean(y - X @ w)


@mistake(
    replaces="fit_with_bias",
    en="X.mean() is one number for the whole array. Each column has a mean of its own: X.mean(axis=0).",
    ko="X.mean()은 배열 전체의 평균 하나입니다. 열마다 평균이 다르므로 X.mean(axis=0)을 쓰세요.",
)
def one_mean_for_all_columns(X, y):
    w = right_fit_without(X - np.mean(X), y - np.mean(y))
    return w, np.mean(y) - np.mean(X) * w.sum()


@mistake(
    replaces="fit_with_bias",
    en="You standardise the columns and return the weights for the standardised ones. In the units of X they have to be divided by the deviations; centring alone is enough.",
    ko="열을 표준화한 뒤 표준화된 열의 가중치를 그대로 반환했습니다. X의 단위로 되돌리려면 표준편차로 나누어야 합니다. 중심화만 해도 충분합니다.",
)
def weights_of_standardised_columns(X, y):
    mean, scale = np.mean(X, axis=0), np.std(X, axis=0)
    w = right_fit_without((X - mean) / np.where(scale == 0, 1, scale), y - np.mean(y))
    return w, np.mean(y) - mean @ w


@mistake(
    replaces="fit_with_bias",
    en="b must be a number; yours is an array with one element. Index it, or use a dot product of two vectors.",
    ko="b는 수여야 하는데 원소가 하나인 배열을 반환했습니다. 인덱스로 꺼내거나 벡터끼리 내적하세요.",
)
def offset_as_an_array(X, y):
    w, b = right_fit(X, y)
    return w, np.array([b])


# --- absorb_bias


@mistake(
    replaces="absorb_bias",
    en="You put the ones first, as Bishop does. Here they are the last column, and b the last weight.",
    ko="Bishop의 책처럼 1을 맨 앞에 두었습니다. 여기서는 1이 마지막 열이고 b가 마지막 가중치입니다.",
)
def ones_first(X, w, b):
    X1, w1 = right_absorb(X, w, b)
    return np.roll(X1, 1, axis=1), np.roll(w1, 1)


@mistake(
    replaces="absorb_bias",
    en="The ones are the last column but b is the first weight, so everything is multiplied by its neighbour. b has to be last too.",
    ko="1은 마지막 열인데 b는 첫 가중치라서 모두 이웃한 값과 곱해집니다. b도 마지막에 두세요.",
)
def bias_first_ones_last(X, w, b):
    X1, w1 = right_absorb(X, w, b)
    return X1, np.roll(w1, 1)


@mistake(
    replaces="absorb_bias",
    en="You put b into the data and 1 into the weights. The product is right, but b is what is learnt: it belongs to w1, and the constant input 1 to X1.",
    ko="b를 데이터에, 1을 가중치에 넣었습니다. 곱은 맞지만 학습되는 것은 b입니다. b는 w1에, 상수 입력 1은 X1에 두세요.",
)
def bias_in_the_data(X, w, b):
    X1, w1 = right_absorb(X, w, b)
    return np.column_stack([X1[:, :-1], b * X1[:, -1]]), np.append(w1[:-1], 1.0)


@mistake(
    replaces="absorb_bias",
    en="You add a row of ones. Each example needs one more input, so the ones are a column, one per row.",
    ko="1을 행으로 붙였습니다. 예제마다 입력이 하나 늘어나는 것이므로 행마다 하나씩, 즉 열로 붙이세요.",
)
def ones_as_a_row(X, w, b):
    return np.vstack([X, np.ones(X.shape[1])]), np.append(w, b)


@mistake(
    replaces="absorb_bias",
    en="float32 goes in and float64 comes out: np.ones and a Python list make float64. Give the ones the dtype of X, and b that of w.",
    ko="float32를 넣었는데 float64가 나옵니다. np.ones나 파이썬 리스트가 float64라서입니다. 1은 X의 dtype으로, b는 w의 dtype으로 만드세요.",
)
def ones_in_float64(X, w, b):
    return np.column_stack([X, np.ones(len(X))]), np.array([*w, b], dtype=float)


# --- boundary_distance


@mistake(
    replaces="boundary_distance",
    en="The sign is the opposite. The boundary is at x = -b / ||w|| along w: with a negative b one has to go in the direction of w to reach it.",
    ko="부호가 반대입니다. 경계는 w 방향으로 -b / ||w||인 곳에 있습니다. b가 음수이면 w 방향으로 가야 경계에 닿습니다.",
)
def sign_of_the_distance(w, b):
    if not np.any(w):
        raise ValueError("w is 0")
    return b / np.linalg.norm(w)


@mistake(
    replaces="boundary_distance",
    en="You don't divide by the norm. -b is a score; multiply w and b by 2 and the boundary stays where it is.",
    ko="노름으로 나누지 않았습니다. -b는 점수일 뿐입니다. w와 b를 모두 2배 해도 경계는 그대로여야 합니다.",
)
def not_divided_by_the_norm(w, b):
    if not np.any(w):
        raise ValueError("w is 0")
    return -b


@mistake(
    replaces="boundary_distance",
    en="You divide by the squared norm. -b w / ||w||^2 is the point of the boundary next to the origin; its length is |b| / ||w||.",
    ko="노름의 제곱으로 나누었습니다. -b w / ||w||^2은 원점에서 가장 가까운 경계 위의 점이고, 그 길이가 |b| / ||w||입니다.",
)
def divided_by_the_squared_norm(w, b):
    if not np.any(w):
        raise ValueError("w is 0")
    return -b / np.dot(w, w)


@mistake(
    replaces="boundary_distance",
    en="The sign is lost. It tells on which side the boundary lies: -b / ||w||, without the absolute value.",
    ko="부호가 사라졌습니다. 부호는 경계가 어느 쪽에 있는지 알려 줍니다. 절댓값 없이 -b / ||w||입니다.",
)
def distance_without_a_sign(w, b):
    if not np.any(w):
        raise ValueError("w is 0")
    return abs(b) / np.linalg.norm(w)


@mistake(
    replaces="boundary_distance",
    en="You divide by the sum of the absolute values. The Euclidean norm is the root of the sum of the squares.",
    ko="절댓값의 합으로 나누었습니다. 유클리드 노름은 제곱합의 제곱근입니다.",
)
def divided_by_the_l1_norm(w, b):
    if not np.any(w):
        raise ValueError("w is 0")
    return -b / np.abs(w).sum()


@mistake(
    replaces="boundary_distance",
    en="Your norm has b in it. The direction across the boundary is w alone; b only moves it.",
    ko="노름에 b까지 넣었습니다. 경계에 수직인 방향은 w뿐이고 b는 경계를 옮길 뿐입니다.",
)
def bias_in_the_norm(w, b):
    if not np.any(w):
        raise ValueError("w is 0")
    return -b / np.linalg.norm(np.append(w, b))


@mistake(
    replaces="boundary_distance",
    en="With w = 0 you divide by zero and return inf or NaN. There is no boundary then: raise ValueError.",
    ko="w = 0이면 0으로 나누어 inf나 NaN을 반환합니다. 그때는 경계가 없으므로 ValueError를 일으키세요.",
)
def zero_weights_divide(w, b):
    with np.errstate(all="ignore"):
        return np.divide(-b, np.linalg.norm(w))


@mistake(
    replaces="boundary_distance",
    en="np.allclose(w, 0) takes small weights for 0. A w of size 1e-9 has a boundary like any other: refuse an exact 0 only.",
    ko="np.allclose(w, 0)은 작은 가중치도 0으로 봅니다. 크기가 1e-9인 w에도 경계가 있습니다. 정확히 0일 때만 거부하세요.",
)
def small_weights_refused(w, b):
    if np.allclose(w, 0):
        raise ValueError("w is 0")
    return -b / np.linalg.norm(w)


# --- bias_is_redundant_before_batchnorm


@mistake(
    replaces="bias_is_redundant_before_batchnorm",
    en="You return True whatever comes. In training the batch mean takes the bias away; with fixed running statistics nothing does. Normalise both and compare.",
    ko="무엇이 들어오든 True를 반환합니다. 학습 중에는 batch 평균이 bias를 없애지만, 고정된 running statistics를 쓰면 없어지지 않습니다. 둘 다 정규화해 비교하세요.",
)
def always_redundant(X, W, b, running_mean=None, running_var=None, eps=1e-5):
    return True


@mistake(
    replaces="bias_is_redundant_before_batchnorm",
    en="You only ask whether there are running statistics. With them a bias makes a difference unless it is 0: normalise both and compare.",
    ko="running statistics가 있는지만 보았습니다. 있더라도 bias가 0이면 차이가 없습니다. 둘 다 정규화해 비교하세요.",
)
def true_in_training_only(X, W, b, running_mean=None, running_var=None, eps=1e-5):
    right_redundant(X, W, b, running_mean, running_var, eps)
    return running_mean is None


@mistake(
    replaces="bias_is_redundant_before_batchnorm",
    en="The running statistics are ignored: you normalise with those of the batch in any case, and so always find the bias redundant.",
    ko="running statistics를 쓰지 않고 언제나 batch의 통계로 정규화해서 항상 True가 됩니다.",
)
def running_statistics_ignored(X, W, b, running_mean=None, running_var=None, eps=1e-5):
    right_redundant(X, W, b, running_mean, running_var, eps)
    if len(X) == 1:
        return False
    return right_redundant(X, W, b)


@mistake(
    replaces="bias_is_redundant_before_batchnorm",
    en="In training you find that a bias matters. The batch mean of X @ W + b contains the bias and takes it away again, so normalise each of the two with its own statistics, not both with those of X @ W.",
    ko="학습 중에도 bias가 영향을 준다고 판단했습니다. X @ W + b의 batch 평균에는 bias가 들어 있어 빼면 사라집니다. 둘 다 X @ W의 통계로 정규화하지 말고 각자의 통계를 쓰세요.",
)
def statistics_of_the_layer_without_bias(X, W, b, running_mean=None, running_var=None, eps=1e-5):
    right_redundant(X, W, b, running_mean, running_var, eps)
    if running_mean is None:
        z = X @ W
        running_mean, running_var = z.mean(axis=0), z.var(axis=0)
    return right_redundant(X, W, b, running_mean, running_var, eps)


@mistake(
    replaces="bias_is_redundant_before_batchnorm",
    en="You compare bit by bit. Adding a bias and subtracting it with the mean leaves rounding errors: compare with a tolerance, np.allclose.",
    ko="비트 단위로 비교했습니다. bias를 더했다가 평균과 함께 빼면 반올림 오차가 남습니다. np.allclose처럼 허용 오차를 두고 비교하세요.",
)
def compared_bit_by_bit(X, W, b, running_mean=None, running_var=None, eps=1e-5):
    right_redundant(X, W, b, running_mean, running_var, eps)
    outputs = []
    for z in (X @ W + b, X @ W):
        mean = z.mean(axis=0) if running_mean is None else running_mean
        var = z.var(axis=0) if running_var is None else running_var
        outputs.append((z - mean) / np.sqrt(var + eps))
    return np.array_equal(*outputs)


@mistake(
    replaces="bias_is_redundant_before_batchnorm",
    en="One unit whose outputs agree is enough for you. The bias is redundant only if no unit feels it: compare all columns.",
    ko="한 unit이라도 출력이 같으면 True를 반환합니다. 모든 unit에서 차이가 없어야 하므로 모든 열을 비교하세요.",
)
def one_unit_is_enough(X, W, b, running_mean=None, running_var=None, eps=1e-5):
    right_redundant(X, W, b, running_mean, running_var, eps)
    if running_mean is None:
        return True
    columns = range(W.shape[1])
    return any(
        right_redundant(X, W[:, [j]], b[[j]], running_mean[[j]], running_var[[j]], eps)
        for j in columns
    )


@mistake(
    replaces="bias_is_redundant_before_batchnorm",
    en="A single row has no statistics: its variance is 0 and everything becomes 0, so that any bias looks redundant. Raise ValueError, as PyTorch does in training.",
    ko="행이 하나면 통계를 낼 수 없습니다. 분산이 0이라 모두 0이 되어 어떤 bias든 필요 없어 보입니다. PyTorch가 학습 모드에서 그러듯 ValueError를 일으키세요.",
)
def single_row_normalised(X, W, b, running_mean=None, running_var=None, eps=1e-5):
    if running_mean is None and running_var is None and len(X) == 1:
        return True
    return right_redundant(X, W, b, running_mean, running_var, eps)


@mistake(
    replaces="bias_is_redundant_before_batchnorm",
    en="If only one of running_mean and running_var comes, you quietly use the batch for the other. Raise ValueError: they belong together.",
    ko="running_mean과 running_var 중 하나만 받으면 나머지를 슬그머니 batch의 값으로 채웁니다. 둘은 함께 써야 하므로 ValueError를 일으키세요.",
)
def half_of_the_statistics(X, W, b, running_mean=None, running_var=None, eps=1e-5):
    if running_mean is not None and running_var is None:
        running_var = (X @ W).var(axis=0)
    if running_var is not None and running_mean is None:
        running_var = None
    return right_redundant(X, W, b, running_mean, running_var, eps)
