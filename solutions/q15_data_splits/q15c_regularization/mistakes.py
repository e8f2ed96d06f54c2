"""What students write at midnight, and what they should read."""

import numpy as np
from solution import _as_float as to_float
from solution import _table as right_table
from solution import lasso_ista as right_lasso_ista
from solution import ridge as right_ridge
from solution import smooth_labels as right_smooth_labels
from solution import soft_threshold as right_soft_threshold

from autograder.authoring import mistake, part_of

# penalties


@mistake(
    replaces="l2_penalty",
    en="The L2 penalty is lam ||w||^2 / 2. Without the half it does not fit to its gradient lam w, and lam means twice as much.",
    ko="L2 penalty는 lam ||w||^2 / 2입니다. 1/2이 빠지면 gradient인 lam w와 맞지 않고, 같은 lam이 두 배로 세게 작용합니다.",
)
def half_forgotten(w, lam):
    return lam * np.sum(to_float(w) ** 2)


@mistake(
    replaces="l2_penalty_grad",
    en="The half in lam ||w||^2 / 2 cancels the 2 of the derivative: the gradient is lam w, not 2 lam w.",
    ko="lam ||w||^2 / 2의 1/2은 미분에서 나오는 2와 약분됩니다. gradient는 2 lam w가 아니라 lam w입니다.",
)
def gradient_twice_as_large(w, lam):
    return 2 * lam * to_float(w)


@mistake(
    replaces="l2_penalty",
    en="The L2 penalty is the square of the norm; you return the norm itself (np.linalg.norm takes the root).",
    ko="L2 penalty는 norm의 제곱인데 norm 자체를 반환하고 있습니다(np.linalg.norm은 제곱근까지 취합니다).",
)
def norm_not_squared(w, lam):
    return lam * np.linalg.norm(to_float(w)) / 2


@mistake(
    replaces="l2_penalty",
    en="A penalty is a sum over all weights, not their mean; with a mean, each weight is pulled less the more of them there are.",
    ko="penalty는 모든 weight의 합이지 평균이 아닙니다. 평균을 쓰면 weight가 많을수록 하나하나를 당기는 힘이 약해집니다.",
)
def mean_for_sum(w, lam):
    return lam * np.mean(to_float(w) ** 2) / 2


@part_of("mean_for_sum", replaces="l1_penalty")
def mean_for_sum_l1(w, lam):
    return lam * np.mean(np.abs(to_float(w)))


@mistake(
    replaces="l1_penalty",
    en="The L1 penalty is lam ||w||_1; the half belongs to the L2 penalty alone.",
    ko="L1 penalty는 lam ||w||_1입니다. 1/2은 L2 penalty에만 있습니다.",
)
def half_in_the_l1_penalty(w, lam):
    return lam * np.sum(np.abs(to_float(w))) / 2


@mistake(
    replaces="l1_penalty",
    en="You forgot the absolute value, so negative weights are a reward. ||w||_1 is the sum of |w|.",
    ko="절댓값이 빠져서 음수 weight가 있으면 오히려 loss가 줄어듭니다. ||w||_1은 |w|의 합입니다.",
)
def absolute_value_forgotten(w, lam):
    return lam * np.sum(to_float(w))


@mistake(
    replaces="l1_penalty_grad",
    en="At w = 0 the derivative of |w| is taken as 0 (PyTorch does so too); yours is 1 or -1 and pushes weights away from 0 that have just got there. np.sign is right.",
    ko="w = 0에서 |w|의 미분은 0으로 정합니다(PyTorch도 같습니다). 지금은 1이나 -1이라 0에 막 도달한 weight를 밀어냅니다. np.sign을 쓰면 됩니다.",
)
def sign_of_zero(w, lam):
    return lam * np.where(to_float(w) >= 0, 1, -1).astype(to_float(w).dtype)


@mistake(
    replaces="l1_penalty_grad",
    en="w / |w| is 0 / 0 = NaN at w = 0, where many weights are under an L1 penalty. Use np.sign.",
    ko="w / |w|는 w = 0에서 0 / 0 = NaN입니다. L1 penalty에서는 많은 weight가 0이 됩니다. np.sign을 쓰세요.",
)
def divided_by_its_size(w, lam):
    w = to_float(w)
    with np.errstate(invalid="ignore"):
        return lam * w / np.abs(w)


@mistake(
    replaces="l1_penalty_grad",
    en="The L1 gradient does not grow with the weight: it is lam sign(w). lam w (or lam |w|) is the pull of L2.",
    ko="L1의 gradient는 weight가 커져도 커지지 않고 lam sign(w)입니다. lam w나 lam |w|는 L2처럼 당기는 힘입니다.",
)
def pull_grows_with_the_weight(w, lam):
    return lam * to_float(w)


@mistake(
    replaces="soft_threshold",
    en="Numbers smaller than t are carried past 0 to the other side. They must stop at 0: np.maximum(|x| - t, 0).",
    ko="t보다 작은 수가 0을 지나 반대편으로 넘어갑니다. 0에서 멈춰야 합니다: np.maximum(|x| - t, 0).",
)
def shrunk_to_the_wrong_side(x, t):
    if t < 0:
        raise ValueError("t")
    x = to_float(x)
    return x - t * np.sign(x)


@mistake(
    replaces="soft_threshold",
    en="This is hard thresholding: it sets small numbers to 0 and leaves large ones as they are. The soft one also moves the large ones by t towards 0.",
    ko="이것은 hard thresholding입니다. 작은 수를 0으로 만들고 큰 수는 그대로 둡니다. soft threshold는 큰 수도 0 쪽으로 t만큼 옮깁니다.",
)
def hard_threshold(x, t):
    if t < 0:
        raise ValueError("t")
    x = to_float(x)
    return x * (np.abs(x) > t)


@mistake(
    replaces="soft_threshold",
    en="max(x - t, 0) sets all negative numbers to 0. Shrink the size and keep the sign: sign(x) max(|x| - t, 0).",
    ko="max(x - t, 0)은 음수를 모두 0으로 만듭니다. 크기를 줄이고 부호는 남기세요: sign(x) max(|x| - t, 0).",
)
def negative_numbers_lost(x, t):
    if t < 0:
        raise ValueError("t")
    return np.maximum(to_float(x) - t, 0)


@mistake(
    replaces="soft_threshold",
    en="You move the numbers away from 0: |x| + t. The threshold shrinks: |x| - t.",
    ko="수를 0에서 멀어지게 옮기고 있습니다(|x| + t). threshold는 줄이는 것입니다: |x| - t.",
)
def moved_away_from_zero(x, t):
    if t < 0:
        raise ValueError("t")
    x = to_float(x)
    return np.sign(x) * (np.abs(x) + t)


@mistake(
    replaces="soft_threshold",
    en="A negative t makes no sense and must raise ValueError; yours moves the numbers away from 0 without a word.",
    ko="음수 t는 뜻이 없으므로 ValueError를 내야 하는데, 말없이 수를 0에서 멀어지게 옮깁니다.",
)
def negative_threshold_accepted(x, t):
    x = to_float(x)
    return np.sign(x) * np.maximum(np.abs(x) - t, 0)


@mistake(
    replaces="_as_float",
    en="You compute in the integer type that came in: in uint8, 20 ** 2 is 144, and -1 is 255. Turn integers into float64 first.",
    ko="들어온 정수형 그대로 계산하고 있습니다. uint8에서는 20 ** 2가 144이고 -1이 255입니다. 먼저 float64로 바꾸세요.",
)
def integers_left_as_they_are(x):
    return np.asarray(x)


# linear models


@mistake(
    replaces="ridge",
    en="The intercept is penalised: with a column of ones in X, lam pulls b to 0 too, and the fit depends on where y has its zero. Centre X and y instead, and compute b afterwards.",
    ko="intercept까지 penalty를 받고 있습니다. X에 1로 된 열을 붙이면 lam이 b도 0으로 당겨서, y의 원점을 어디에 두느냐에 따라 결과가 달라집니다. X와 y에서 평균을 빼고 b는 나중에 구하세요.",
)
def bias_penalised(X, y, lam):
    right_ridge(X, y, lam)
    ones = np.ones((len(X), 1))
    A = np.hstack([X, ones])
    rows = np.vstack([A, np.sqrt(lam) * np.eye(A.shape[1])])
    solved = np.linalg.lstsq(rows, np.append(y, np.zeros(A.shape[1])), rcond=None)[0].astype(
        to_float(X).dtype
    )
    return solved[:-1], solved[-1]


@mistake(
    replaces="ridge",
    en="Your fit has no intercept of its own: w is fitted to data that are not centred. Subtract the means of X and y before you solve for w.",
    ko="w를 구할 때 intercept가 빠졌습니다. 평균을 빼지 않은 데이터에 w를 맞추고 있습니다. w를 풀기 전에 X와 y에서 평균을 빼세요.",
)
def not_centred(X, y, lam):
    right_ridge(X, y, lam)
    X, y = to_float(X), to_float(y)
    rows = np.vstack([X, np.sqrt(lam) * np.eye(X.shape[1])])
    w = np.linalg.lstsq(rows, np.append(y, np.zeros(X.shape[1])), rcond=None)[0].astype(X.dtype)
    return w, y.mean() - X.mean(axis=0) @ w


@mistake(
    replaces="ridge",
    en="b is the mean of y only where X is centred: b = mean(y) - mean(X) @ w.",
    ko="b가 y의 평균과 같은 것은 X의 평균이 0일 때뿐입니다: b = mean(y) - mean(X) @ w.",
)
def mean_of_x_forgotten_in_b(X, y, lam):
    w, _ = right_ridge(X, y, lam)
    return w, np.mean(to_float(y))


@mistake(
    replaces="ridge",
    en="Here both terms are sums: ||y - Xw - b||^2 + lam ||w||^2. You have divided the first by N, which makes lam N times as strong (lam N in the normal equations).",
    ko="여기서는 두 항이 모두 합입니다: ||y - Xw - b||^2 + lam ||w||^2. 첫 항을 N으로 나누면 lam이 N배 강해집니다(정규방정식에 lam N이 들어갑니다).",
)
def squares_averaged(X, y, lam):
    return right_ridge(X, y, lam * len(X))


@mistake(
    replaces="ridge",
    en="Both terms have the factor 1, so the normal equations have lam, not lam / 2 (or 2 lam). A half before one of the terms only would change lam.",
    ko="두 항의 계수가 모두 1이므로 정규방정식에는 lam / 2나 2 lam이 아니라 lam이 들어갑니다. 한쪽에만 1/2을 두면 lam이 달라집니다.",
)
def factor_one_half(X, y, lam):
    return right_ridge(X, y, lam / 2)


@mistake(
    replaces="ridge",
    en="In the rows that you append for the penalty stands sqrt(lam), since they are squared like the others; you have lam there.",
    ko="penalty를 위해 덧붙이는 행에는 lam이 아니라 sqrt(lam)이 들어가야 합니다. 다른 행처럼 제곱되기 때문입니다.",
)
def lam_squared(X, y, lam):
    return right_ridge(X, y, lam * abs(lam))


@mistake(
    replaces="ridge",
    en="At lam = 0 the matrix can be singular (more columns than rows, equal columns): solve or inv raises or returns nonsense. Use np.linalg.lstsq or pinv, which give the w of smallest norm.",
    ko="lam = 0이면 행렬이 singular일 수 있습니다(열이 행보다 많거나 같은 열이 있을 때). solve나 inv는 예외를 내거나 엉뚱한 값을 줍니다. norm이 가장 작은 w를 주는 np.linalg.lstsq나 pinv를 쓰세요.",
)
def singular_at_zero(X, y, lam):
    right_ridge(X, y, lam)
    X, y = to_float(X), to_float(y)
    centred = (X - X.mean(axis=0)).astype(float)
    gram = centred.T @ centred + lam * np.eye(X.shape[1])
    if np.linalg.matrix_rank(gram) < len(gram):
        raise np.linalg.LinAlgError("Singular matrix")
    w = np.linalg.solve(gram, centred.T @ (y - y.mean())).astype(X.dtype)
    return w, y.mean() - X.mean(axis=0) @ w


@mistake(
    replaces="ridge",
    en="With lstsq or pinv on [X, 1] the norm of (w, b) together is made small. The intercept is free: centre first, so that ||w|| alone is made small.",
    ko="[X, 1]에 lstsq나 pinv를 쓰면 (w, b) 전체의 norm을 줄이게 됩니다. intercept는 자유로워야 하므로 먼저 평균을 빼고 ||w||만 작게 하세요.",
)
def smallest_norm_of_w_and_b(X, y, lam):
    if lam != 0:
        return right_ridge(X, y, lam)
    X, y = right_table(X, y)
    solved = np.linalg.lstsq(np.hstack([X, np.ones((len(X), 1))]), y, rcond=None)[0].astype(X.dtype)
    return solved[:-1], solved[-1]


@mistake(
    replaces="_table",
    en="y of shape (N, 1) is let through: y - X @ w then is an (N, N) array, and nothing complains. Compare the shape and raise ValueError.",
    ko="모양이 (N, 1)인 y를 그대로 받습니다. 그러면 y - X @ w가 (N, N) 배열이 되는데 아무 오류도 나지 않습니다. 모양을 확인해서 ValueError를 내세요.",
)
def column_of_y_accepted(X, y):
    return to_float(X), to_float(y).reshape(-1)[: len(X)]


def _ista(X, y, lam, steps, step, threshold, gradient=None, w=None):
    """ISTA with its parts to choose."""
    right_lasso_ista(X, y, lam, 0)
    X, y = to_float(X), to_float(y)
    w = np.zeros(X.shape[1], dtype=X.dtype) if w is None else w
    largest = float(np.linalg.eigvalsh(X.T @ X)[-1])
    if largest <= 0:
        return w
    size = step(largest, len(X))
    for _ in range(steps):
        g = X.T @ (X @ w - y) / len(X) if gradient is None else gradient(X, y, w)
        w = right_soft_threshold(w - size * g, threshold(lam, size))
    return w


@mistake(
    replaces="lasso_ista",
    en="Your step is above 1/L (with 2/L, or an L that lacks the largest eigenvalue's direction, the steps overshoot). L is the largest eigenvalue of X.T @ X, divided by N.",
    ko="걸음이 1/L보다 큽니다(2/L처럼). 그러면 지나쳐 버려 수렴이 보장되지 않습니다. L은 X.T @ X의 가장 큰 고윳값을 N으로 나눈 값입니다.",
)
def step_above_one_over_l(X, y, lam, steps):
    return _ista(X, y, lam, steps, lambda top, n: 2 * n / top, lambda lam, size: lam * size)


@mistake(
    replaces="lasso_ista",
    en="Your L lacks the division by N: the gradient is a mean over the rows, so its Lipschitz constant is one too, and your steps are N times too small.",
    ko="L을 N으로 나누지 않았습니다. gradient가 행에 대한 평균이므로 L도 그래야 합니다. 지금은 걸음이 N배 작습니다.",
)
def l_not_divided_by_n(X, y, lam, steps):
    return _ista(X, y, lam, steps, lambda top, n: 1 / top, lambda lam, size: lam * size)


@mistake(
    replaces="lasso_ista",
    en="The threshold is lam times the step size, lam / L: the proximal step is as long as the gradient's. You use lam itself.",
    ko="threshold는 lam에 걸음 크기를 곱한 lam / L입니다. 지금은 lam을 그대로 쓰고 있습니다.",
)
def threshold_not_scaled(X, y, lam, steps):
    return _ista(X, y, lam, steps, lambda top, n: n / top, lambda lam, size: lam)


@mistake(
    replaces="lasso_ista",
    en="The first term is ||y - Xw||^2 / (2N): its gradient is X.T @ (Xw - y) / N. You left the division by N out of the gradient.",
    ko="첫 항은 ||y - Xw||^2 / (2N)이고 gradient는 X.T @ (Xw - y) / N입니다. gradient에서 N으로 나누는 것이 빠졌습니다.",
)
def gradient_not_divided_by_n(X, y, lam, steps):
    return _ista(
        X,
        y,
        lam,
        steps,
        lambda top, n: 1 / top,
        lambda lam, size: lam * size,
        gradient=lambda X, y, w: X.T @ (X @ w - y),
    )


@mistake(
    replaces="lasso_ista",
    en="The first term is halved, so its gradient has no factor 2 (and L neither).",
    ko="첫 항에 1/2이 있으므로 gradient에 2가 붙지 않습니다(L에도).",
)
def gradient_with_a_two(X, y, lam, steps):
    return _ista(
        X,
        y,
        lam,
        steps,
        lambda top, n: n / top,
        lambda lam, size: lam * size,
        gradient=lambda X, y, w: 2 * X.T @ (X @ w - y) / len(X),
    )


@mistake(
    replaces="lasso_ista",
    en="This is subgradient descent: lam sign(w) in the gradient never makes a weight exactly 0. Take the gradient step on the squares alone, then apply soft_threshold.",
    ko="이것은 subgradient descent입니다. gradient에 lam sign(w)를 더하는 방법으로는 weight가 정확히 0이 되지 않습니다. 제곱 항만으로 gradient step을 밟은 뒤 soft_threshold를 적용하세요.",
)
def subgradient_in_place_of_threshold(X, y, lam, steps):
    return _ista(
        X,
        y,
        lam,
        steps,
        lambda top, n: n / top,
        lambda lam, size: 0.0,
        gradient=lambda X, y, w: X.T @ (X @ w - y) / len(X) + lam * np.sign(w),
    )


@mistake(
    replaces="lasso_ista",
    en="The iteration starts from w = 0; yours starts from the least-squares solution, so after few steps it is somewhere else.",
    ko="반복은 w = 0에서 시작합니다. 지금은 least squares 해에서 시작해서, 몇 걸음 뒤의 위치가 다릅니다.",
)
def started_from_least_squares(X, y, lam, steps):
    right_lasso_ista(X, y, lam, 0)
    w = np.linalg.lstsq(to_float(X), to_float(y), rcond=None)[0].astype(to_float(X).dtype)
    return _ista(X, y, lam, steps, lambda top, n: n / top, lambda lam, size: lam * size, w=w)


@mistake(
    replaces="lasso_ista",
    en="There is no intercept here: X and y are taken as they are, and you centre them.",
    ko="여기에는 intercept가 없습니다. X와 y를 그대로 써야 하는데 평균을 빼고 있습니다.",
)
def lasso_centred(X, y, lam, steps):
    right_lasso_ista(X, y, lam, 0)
    X, y = to_float(X), to_float(y)
    return right_lasso_ista(X - X.mean(axis=0), y - y.mean(), lam, steps)


@mistake(
    replaces="lasso_ista",
    en="Where X is all 0, L is 0 and 1 / L divides by it: NaN. Nothing can be learned there: return zeros.",
    ko="X가 모두 0이면 L이 0이라 1 / L에서 NaN이 나옵니다. 배울 것이 없으므로 0을 반환하세요.",
)
def zero_x_gives_nan(X, y, lam, steps):
    w = right_lasso_ista(X, y, lam, steps)
    return w if np.any(X) else w * np.nan


# decay


@mistake(
    replaces="sgd_with_decoupled_decay",
    en="The decay is accumulated in the velocity: with lam w added to g, or to the velocity, this is L2 again. Decoupled means that w shrinks by (1 - lr lam) on its own, and the velocity never hears of it.",
    ko="decay가 velocity에 쌓입니다. lam w를 g나 velocity에 더하면 다시 L2가 됩니다. decoupled란 w가 따로 (1 - lr lam)배로 줄고 velocity는 그것을 모른다는 뜻입니다.",
)
def decay_accumulated_in_the_velocity(w, velocity, g, lr, momentum, lam):
    velocity = momentum * velocity + g + lam * w
    return w - lr * velocity, velocity


@mistake(
    replaces="sgd_with_l2",
    en="The penalty's gradient lam w must go through the velocity like the rest of the gradient. You apply it to w alone, which is decoupled decay.",
    ko="penalty의 gradient인 lam w도 나머지 gradient처럼 velocity를 거쳐야 합니다. 지금은 w에만 적용해서 decoupled decay가 되었습니다.",
)
def l2_bypasses_the_velocity(w, velocity, g, lr, momentum, lam):
    velocity = momentum * velocity + g
    return (1 - lr * lam) * w - lr * velocity, velocity


@mistake(
    replaces="sgd_with_decoupled_decay",
    en="The decay is scaled with the learning rate: (1 - lr lam) w. With (1 - lam) w it is 1 / lr times as strong.",
    ko="decay에는 학습률이 곱해집니다: (1 - lr lam) w. (1 - lam) w로 쓰면 1 / lr배 강해집니다.",
)
def decay_without_learning_rate(w, velocity, g, lr, momentum, lam):
    velocity = momentum * velocity + g
    return (1 - lam) * w - lr * velocity, velocity


@mistake(
    replaces="sgd_with_decoupled_decay",
    en="You shrink w after it has moved, so the step shrinks too. The decay takes the old w: (1 - lr lam) w - lr velocity.",
    ko="w를 옮긴 다음에 줄여서 이번 걸음까지 줄어듭니다. decay는 이전 w에 적용합니다: (1 - lr lam) w - lr velocity.",
)
def decay_after_the_step(w, velocity, g, lr, momentum, lam):
    velocity = momentum * velocity + g
    return (1 - lr * lam) * (w - lr * velocity), velocity


@mistake(
    replaces="sgd_with_l2",
    en="The learning rate stands outside of the velocity here, as in PyTorch: velocity = momentum velocity + g + lam w, then w - lr velocity. Yours has it inside, and the velocity that you return is another one.",
    ko="여기서는 PyTorch처럼 학습률이 velocity 밖에 있습니다: velocity = momentum velocity + g + lam w, 그다음 w - lr velocity. 학습률을 안에 넣어서 반환하는 velocity가 다릅니다.",
)
def learning_rate_in_the_velocity(w, velocity, g, lr, momentum, lam):
    velocity = momentum * velocity + lr * (g + lam * w)
    return w - velocity, velocity


@part_of("learning_rate_in_the_velocity", replaces="sgd_with_decoupled_decay")
def learning_rate_in_the_velocity_decoupled(w, velocity, g, lr, momentum, lam):
    velocity = momentum * velocity + lr * g
    return (1 - lr * lam) * w - velocity, velocity


@mistake(
    replaces="sgd_with_l2",
    en="lam w pulls w towards 0, so it is added to the gradient, which is then subtracted. With a minus the weights grow.",
    ko="lam w는 w를 0으로 당겨야 하므로, 나중에 빼게 될 gradient에 더해야 합니다. 빼면 weight가 커집니다.",
)
def weights_grow(w, velocity, g, lr, momentum, lam):
    velocity = momentum * velocity + g - lam * w
    return w - lr * velocity, velocity


@mistake(
    replaces="sgd_with_l2",
    en="The gradient of lam ||w||^2 / 2 is lam w; you add 2 lam w.",
    ko="lam ||w||^2 / 2의 gradient는 lam w인데 2 lam w를 더하고 있습니다.",
)
def twice_lam_w(w, velocity, g, lr, momentum, lam):
    velocity = momentum * velocity + g + 2 * lam * w
    return w - lr * velocity, velocity


@mistake(
    replaces="sgd_with_l2",
    en="Your velocity is an average: (1 - momentum) times the gradient. Here the gradient enters it in full, as in PyTorch without dampening.",
    ko="velocity를 이동 평균으로 만들어 gradient에 (1 - momentum)을 곱했습니다. 여기서는 PyTorch(dampening 없음)처럼 gradient가 그대로 들어갑니다.",
)
def velocity_is_an_average(w, velocity, g, lr, momentum, lam):
    velocity = momentum * velocity + (1 - momentum) * (g + lam * w)
    return w - lr * velocity, velocity


@part_of("velocity_is_an_average", replaces="sgd_with_decoupled_decay")
def velocity_is_an_average_decoupled(w, velocity, g, lr, momentum, lam):
    velocity = momentum * velocity + (1 - momentum) * g
    return (1 - lr * lam) * w - lr * velocity, velocity


# labels and norms


@mistake(
    replaces="smooth_labels",
    en="Your rows do not sum to 1: the right class gives up eps, and that mass must be spread over the classes, eps / K for each, the right one included.",
    ko="행의 합이 1이 아닙니다. 정답 클래스가 내놓은 eps를 모든 클래스에 eps / K씩, 정답 클래스에도 나눠 주어야 합니다.",
)
def mass_lost(labels, num_classes, eps):
    targets = right_smooth_labels(labels, num_classes, eps)
    targets[np.arange(len(targets)), labels] = 1 - eps
    return targets


@mistake(
    replaces="smooth_labels",
    en="Your rows sum to more than 1: eps / K is added to a whole one-hot row. Take (1 - eps) of it first.",
    ko="행의 합이 1보다 큽니다. one-hot을 줄이지 않은 채 eps / K를 더했습니다. 먼저 (1 - eps)를 곱하세요.",
)
def mass_added(labels, num_classes, eps):
    return right_smooth_labels(labels, num_classes, 0) + eps / num_classes


@mistake(
    replaces="smooth_labels",
    en="You spread eps over the K - 1 wrong classes only. Szegedy et al. and PyTorch spread it over all K, the right one included: it keeps 1 - eps + eps / K.",
    ko="eps를 틀린 클래스 K - 1개에만 나눴습니다. Szegedy 등과 PyTorch는 정답을 포함한 K개 모두에 나눠서, 정답에는 1 - eps + eps / K가 남습니다.",
)
def spread_over_the_others(labels, num_classes, eps):
    targets = right_smooth_labels(labels, num_classes, 0)
    return (1 - eps) * targets + eps / (num_classes - 1) * (1 - targets)


@mistake(
    replaces="smooth_labels",
    en="A label of -1 counts from the end in NumPy and silently becomes the last class. Labels outside of [0, K) must raise ValueError (-1 and -100 often mark what is to be ignored).",
    ko="NumPy에서 label -1은 끝에서부터 세므로 조용히 마지막 클래스가 됩니다. [0, K) 밖의 label에는 ValueError를 내야 합니다(-1이나 -100은 무시하라는 표시로 자주 쓰입니다).",
)
def negative_label_wraps(labels, num_classes, eps):
    labels = np.asarray(labels)
    if np.any(labels >= num_classes):
        raise ValueError("labels")
    return (1 - eps) * np.eye(num_classes)[labels] + eps / num_classes


@mistake(
    replaces="smooth_labels",
    en="K is num_classes, not the largest label plus 1: a batch need not have every class in it.",
    ko="K는 가장 큰 label + 1이 아니라 num_classes입니다. 배치에 모든 클래스가 들어 있으리라는 법은 없습니다.",
)
def classes_counted_in_the_batch(labels, num_classes, eps):
    right_smooth_labels(labels, num_classes, eps)
    return right_smooth_labels(labels, int(np.max(labels, initial=0)) + 1, eps)


@mistake(
    replaces="max_norm",
    en="Norms over the wrong axis: W is (D, H), so the weights that come into one unit are a column, and the norm sums over axis 0.",
    ko="norm의 축이 틀렸습니다. W는 (D, H)이므로 한 unit으로 들어오는 weight는 열이고, norm은 axis 0을 따라 구합니다.",
)
def rows_for_columns(W, limit):
    W = to_float(W)
    return W * (limit / np.maximum(np.linalg.norm(W, axis=1, keepdims=True), limit))


@mistake(
    replaces="max_norm",
    en="Every column is brought to the limit. Only those above it are cut back; short ones stay as they are.",
    ko="모든 열을 limit에 맞추고 있습니다. 넘는 열만 줄이고 짧은 열은 그대로 두어야 합니다.",
)
def all_columns_scaled(W, limit):
    W = to_float(W)
    norms = np.linalg.norm(W, axis=0)
    return W * (limit / np.where(norms > 0, norms, limit))


@mistake(
    replaces="max_norm",
    en="You limit the norm of the whole matrix. Max-norm limits each column, the weights of one unit, by itself.",
    ko="행렬 전체의 norm을 제한하고 있습니다. max-norm은 unit 하나의 weight인 열마다 따로 제한합니다.",
)
def whole_matrix_limited(W, limit):
    W = to_float(W)
    return W * (limit / max(float(np.linalg.norm(W)), limit))


@mistake(
    replaces="max_norm",
    en="Clipping each weight to [-limit, limit] changes the direction of a column and still lets its norm exceed the limit. Scale the column as a whole.",
    ko="weight를 하나씩 [-limit, limit]로 자르면 열의 방향이 바뀌고 norm은 여전히 limit을 넘을 수 있습니다. 열 전체를 같은 배율로 줄이세요.",
)
def weights_clipped(W, limit):
    return np.clip(to_float(W), -limit, limit)


@mistake(
    replaces="max_norm",
    en="W / norm is 0 / 0 = NaN for a column of zeros, which is within any limit. Divide by np.maximum(norm, limit), which is never 0.",
    ko="0으로만 된 열에서 W / norm이 0 / 0 = NaN이 됩니다. 그런 열은 어떤 limit도 넘지 않습니다. 0이 될 수 없는 np.maximum(norm, limit)으로 나누세요.",
)
def zero_column_gives_nan(W, limit):
    W = to_float(W)
    norms = np.linalg.norm(W, axis=0)
    with np.errstate(invalid="ignore"):
        return W / norms * np.minimum(norms, limit)


@mistake(
    replaces="max_norm",
    en="The squared norm is compared with the limit (or divides by it): take the root first.",
    ko="norm의 제곱을 limit과 비교하거나 그것으로 나누고 있습니다. 먼저 제곱근을 취하세요.",
)
def root_forgotten(W, limit):
    W = to_float(W)
    return W * (limit / np.maximum((W**2).sum(axis=0), limit))
