"""What students write at midnight, and what they should read the next morning."""

import numpy as np
from solution import (
    _as_float,
    _huber_residual,
    _logits_and_labels,
    _logits_and_targets,
    _residual,
    _sigmoid,
    _softplus,
)
from solution import huber as right_huber
from solution import softmax_cross_entropy_grad as right_cross_entropy_grad

from autograder.authoring import mistake

# --- mse


@mistake(
    replaces="mse",
    en="This is the sum of the squares. A mean divides by their number, so that the learning rate need not change with the batch size.",
    ko="제곱의 합입니다. 평균은 원소 수로 나눕니다. 그래야 batch 크기가 바뀌어도 learning rate를 그대로 쓸 수 있습니다.",
)
def mse_sums(pred, target):
    return np.sum(_residual(pred, target) ** 2)


@mistake(
    replaces="mse",
    en="You divide by the number of rows, len(pred). The mean is over all elements: divide by pred.size, or use np.mean.",
    ko="행의 수 len(pred)로 나누었습니다. 모든 원소에 대한 평균이므로 pred.size로 나누거나 np.mean을 쓰세요.",
)
def mse_divides_by_the_rows(pred, target):
    residual = _residual(pred, target)
    return np.sum(residual**2) / len(residual)


@mistake(
    replaces="mse",
    en="There is a factor 1/2 in your cost. Some books put it there for a nicer derivative; here, as in nn.MSELoss, there is none.",
    ko="비용에 1/2이 곱해져 있습니다. 미분을 깔끔하게 하려고 붙이는 책도 있지만 여기서는 nn.MSELoss처럼 붙이지 않습니다.",
)
def mse_halved(pred, target):
    return np.mean(_residual(pred, target) ** 2) / 2


@mistake(
    replaces="mse",
    en="This is the root of the mean squared error (RMSE). It is good for reports, in the units of the target; the cost is the mean of the squares itself.",
    ko="평균 제곱 오차의 제곱근(RMSE)입니다. target과 단위가 같아 보고할 때는 좋지만, 여기서 구할 것은 제곱의 평균 그 자체입니다.",
)
def mse_with_a_root(pred, target):
    return np.sqrt(np.mean(_residual(pred, target) ** 2))


@mistake(
    replaces="mse",
    en="The shapes are not compared, so NumPy broadcasts (N, 1) - (N,) to (N, N) and the cost compares each prediction with every target. Raise ValueError where the shapes differ.",
    ko="모양을 비교하지 않아 NumPy가 (N, 1) - (N,)을 (N, N)으로 broadcast하고, 예측마다 모든 target과 비교하게 됩니다. 모양이 다르면 ValueError를 일으키세요.",
)
def mse_broadcasts(pred, target):
    return np.mean((_as_float(pred) - _as_float(target)) ** 2)


@mistake(
    replaces="mse",
    en="The difference is taken in uint8, where 3 - 5 is 254. Turn both into floats first, with _as_float.",
    ko="uint8인 채로 빼서 3 - 5가 254가 됩니다. 먼저 _as_float로 둘 다 실수로 바꾸세요.",
)
def mse_wraps_round_in_uint8(pred, target):
    if np.shape(pred) != np.shape(target):
        raise ValueError("pred and target differ in shape")
    return np.mean((pred - target) ** 2)


@mistake(
    replaces="mse_grad",
    en="The gradient lacks the division by N. The cost is a mean, so each element's derivative is 2 (pred - target) / N.",
    ko="gradient를 N으로 나누지 않았습니다. 비용이 평균이므로 원소마다 미분은 2 (pred - target) / N입니다.",
)
def mse_grad_not_divided_by_n(pred, target):
    return 2 * _residual(pred, target)


@mistake(
    replaces="mse_grad",
    en="You divide by the number of rows, len(pred), but the mean is over all elements: divide by pred.size.",
    ko="행의 수 len(pred)로 나누었지만 평균은 모든 원소에 대한 것입니다. pred.size로 나누세요.",
)
def mse_grad_divided_by_the_rows(pred, target):
    residual = _residual(pred, target)
    return 2 * residual / len(residual)


@mistake(
    replaces="mse_grad",
    en="The 2 is missing: the derivative of r^2 is 2 r, and this cost has no factor 1/2 that would cancel it.",
    ko="2가 빠졌습니다. r^2의 미분은 2 r이고, 이 비용에는 그것을 없애 줄 1/2이 없습니다.",
)
def mse_grad_without_the_two(pred, target):
    residual = _residual(pred, target)
    return residual / residual.size


@mistake(
    replaces="mse_grad",
    en="The sign is the opposite: with target - pred, gradient descent walks away from the target. The derivative with respect to pred is 2 (pred - target) / N.",
    ko="부호가 반대입니다. target - pred를 쓰면 경사 하강법이 target에서 멀어집니다. pred에 대한 미분은 2 (pred - target) / N입니다.",
)
def mse_grad_of_the_target(pred, target):
    residual = _residual(pred, target)
    return -2 * residual / residual.size


# --- mae


@mistake(
    replaces="mae",
    en="This is the sum of the distances. The mean absolute error divides by their number.",
    ko="거리의 합입니다. 평균 절대 오차는 이것을 원소 수로 나눈 값입니다.",
)
def mae_sums(pred, target):
    return np.sum(np.abs(_residual(pred, target)))


@mistake(
    replaces="mae",
    en="Without the absolute value, errors above and below the target cancel: a bad model can cost 0, or less. Take np.abs of each residual before the mean.",
    ko="절댓값이 없으면 target보다 큰 오차와 작은 오차가 서로 지워져, 나쁜 모델도 비용이 0이나 음수가 됩니다. 평균을 내기 전에 원소마다 np.abs를 취하세요.",
)
def mae_without_the_absolute_value(pred, target):
    return np.mean(_residual(pred, target))


@mistake(
    replaces="mae_grad",
    en="Where pred equals target your gradient is not 0. At this kink the convention is 0 (PyTorch's too), as np.sign gives it: a perfect prediction should not be pushed.",
    ko="pred와 target이 같은 곳에서 gradient가 0이 아닙니다. 이 꺾인 점에서는 관례상 0입니다(PyTorch도 같습니다). np.sign이 그렇게 줍니다. 완벽한 예측을 밀어낼 이유는 없습니다.",
)
def mae_grad_not_zero_at_the_kink(pred, target):
    residual = _residual(pred, target)
    return np.where(residual >= 0, 1, -1).astype(residual.dtype) / residual.size


@mistake(
    replaces="mae_grad",
    en="Where pred equals target you push down, though the prediction is perfect: -1 for everything that is not above. At this kink the convention is 0, as np.sign gives it.",
    ko="pred와 target이 같은 곳에서 -1을 줍니다. 크지 않은 것을 모두 -1로 보았기 때문입니다. 이 꺾인 점에서는 관례상 0이고, np.sign이 그렇게 줍니다.",
)
def mae_grad_minus_one_at_the_kink(pred, target):
    residual = _residual(pred, target)
    return np.where(residual > 0, 1, -1).astype(residual.dtype) / residual.size


@mistake(
    replaces="mae_grad",
    en="r / |r| is 0 / 0 = NaN where pred equals target. np.sign(r) is the same, and 0 there.",
    ko="r / |r|는 pred와 target이 같은 곳에서 0 / 0 = NaN입니다. np.sign(r)은 같은 값이면서 그곳에서 0입니다.",
)
def mae_grad_nan_at_the_kink(pred, target):
    residual = _residual(pred, target)
    return residual / np.abs(residual) / residual.size


@mistake(
    replaces="mae_grad",
    en="The gradient lacks the division by N: each of N elements has a share of 1/N in a mean, so its slope is +-1/N.",
    ko="gradient를 N으로 나누지 않았습니다. 평균에서 원소 하나의 몫은 1/N이므로 기울기는 +-1/N입니다.",
)
def mae_grad_not_divided_by_n(pred, target):
    return np.sign(_residual(pred, target))


@mistake(
    replaces="mae_grad",
    en="float32 goes in and float64 comes out: astype(float), and np.where on Python numbers, always give float64. Use _as_float, then np.sign, which keep the type.",
    ko="float32를 넣었는데 float64가 나옵니다. astype(float)과 숫자만 받은 np.where는 언제나 float64를 줍니다. dtype을 지키는 _as_float와 np.sign을 쓰세요.",
)
def mae_grad_turns_into_float64(pred, target):
    residual = _residual(pred, target)
    return np.where(residual > 0, 1.0, np.where(residual < 0, -1.0, 0.0)) / residual.size


# --- huber


@mistake(
    replaces="huber",
    en="This is the sum over the elements. The cost is their mean.",
    ko="원소별 비용의 합입니다. 구할 것은 평균입니다.",
)
def huber_sums(pred, target, delta=1.0):
    return right_huber(pred, target, delta) * np.size(pred)


@mistake(
    replaces="huber",
    en="This is smooth L1 (nn.SmoothL1Loss): its slope far away is 1, since everything is divided by delta. Huber's slope there is delta; the two agree only at delta = 1.",
    ko="이것은 smooth L1(nn.SmoothL1Loss)입니다. 전체를 delta로 나누어 먼 곳의 기울기가 1입니다. Huber는 그곳의 기울기가 delta이고, 둘은 delta = 1일 때만 같습니다.",
)
def huber_is_smooth_l1(pred, target, delta=1.0):
    return right_huber(pred, target, delta) / delta


@mistake(
    replaces="huber",
    en="Inside, the cost is r^2 / 2; the 1/2 is missing, so that neither value nor slope meet the line at |r| = delta.",
    ko="안쪽 비용은 r^2 / 2인데 1/2이 빠져, |r| = delta에서 값도 기울기도 직선과 이어지지 않습니다.",
)
def huber_without_the_half_inside(pred, target, delta=1.0):
    distance = np.abs(_huber_residual(pred, target, delta))
    return np.where(distance <= delta, distance**2, delta * (distance - delta / 2)).mean()


@mistake(
    replaces="huber",
    en="delta |r| jumps at |r| = delta, from delta^2 / 2 to delta^2. The line must continue the parabola: delta (|r| - delta / 2).",
    ko="delta |r|는 |r| = delta에서 delta^2 / 2가 delta^2으로 뜁니다. 포물선과 이어지는 직선은 delta (|r| - delta / 2)입니다.",
)
def huber_with_a_jump(pred, target, delta=1.0):
    distance = np.abs(_huber_residual(pred, target, delta))
    return np.where(distance <= delta, distance**2 / 2, delta * distance).mean()


@mistake(
    replaces="huber",
    en="The line starts at the wrong height: delta |r| - delta / 2 lacks a delta. To meet the parabola at |r| = delta it must be delta (|r| - delta / 2) = delta |r| - delta^2 / 2.",
    ko="직선의 높이가 틀렸습니다. delta |r| - delta / 2에는 delta가 하나 모자랍니다. |r| = delta에서 포물선과 만나려면 delta (|r| - delta / 2) = delta |r| - delta^2 / 2여야 합니다.",
)
def huber_line_at_the_wrong_height(pred, target, delta=1.0):
    distance = np.abs(_huber_residual(pred, target, delta))
    return np.where(distance <= delta, distance**2 / 2, delta * distance - delta / 2).mean()


@mistake(
    replaces="huber",
    en="r <= delta holds for every negative r, however far off, so low predictions still pay the square. Compare |r| with delta.",
    ko="r이 음수이면 아무리 멀어도 r <= delta가 성립해, 너무 작은 예측에는 여전히 제곱을 매깁니다. |r|를 delta와 비교하세요.",
)
def huber_compares_the_signed_residual(pred, target, delta=1.0):
    r = _huber_residual(pred, target, delta)
    return np.where(r <= delta, r**2 / 2, delta * (np.abs(r) - delta / 2)).mean()


@mistake(
    replaces="huber",
    en="A delta of 0 or below is accepted: 0 makes every cost 0, and a negative one makes costs negative. Raise ValueError.",
    ko="0 이하의 delta를 받아들입니다. 0이면 비용이 모두 0이 되고 음수이면 비용이 음수가 됩니다. ValueError를 일으키세요.",
)
def huber_accepts_any_delta(pred, target, delta=1.0):
    distance = np.abs(_residual(pred, target))
    return np.where(distance <= delta, distance**2 / 2, delta * (distance - delta / 2)).mean()


@mistake(
    replaces="huber_grad",
    en="The slope is not clipped: beyond delta it stays at +-delta. That is what keeps an outlier from pulling harder the further off it is.",
    ko="기울기를 자르지 않았습니다. delta를 넘으면 기울기는 +-delta에 머뭅니다. 그래야 outlier가 멀수록 더 세게 당기는 일이 없습니다.",
)
def huber_grad_not_clipped(pred, target, delta=1.0):
    residual = _huber_residual(pred, target, delta)
    return residual / residual.size


@mistake(
    replaces="huber_grad",
    en="You clip at 1, which is right for the default only. The slope far away is delta.",
    ko="1에서 잘랐습니다. 기본값일 때만 맞습니다. 먼 곳의 기울기는 delta입니다.",
)
def huber_grad_clipped_at_one(pred, target, delta=1.0):
    residual = _huber_residual(pred, target, delta)
    return np.clip(residual, -1, 1) / residual.size


@mistake(
    replaces="huber_grad",
    en="Outside you have the slope of |r|, which is +-1. The line there is delta (|r| - delta / 2), so its slope is +-delta.",
    ko="바깥쪽에 |r|의 기울기인 +-1을 썼습니다. 그곳의 직선은 delta (|r| - delta / 2)이므로 기울기는 +-delta입니다.",
)
def huber_grad_without_delta_outside(pred, target, delta=1.0):
    residual = _huber_residual(pred, target, delta)
    return np.where(np.abs(residual) <= delta, residual, np.sign(residual)) / residual.size


@mistake(
    replaces="huber_grad",
    en="This is the derivative of smooth L1, which is Huber's divided by delta: r / delta inside, +-1 outside. Huber's is r inside and +-delta outside.",
    ko="smooth L1의 미분입니다. Huber의 미분을 delta로 나눈 것으로, 안쪽은 r / delta, 바깥쪽은 +-1입니다. Huber는 안쪽이 r, 바깥쪽이 +-delta입니다.",
)
def huber_grad_of_smooth_l1(pred, target, delta=1.0):
    residual = _huber_residual(pred, target, delta)
    return np.clip(residual / delta, -1, 1) / residual.size


@mistake(
    replaces="huber_grad",
    en="The gradient lacks the division by N. The cost is a mean, so each element's slope is divided by N.",
    ko="gradient를 N으로 나누지 않았습니다. 비용이 평균이므로 원소마다 기울기를 N으로 나눕니다.",
)
def huber_grad_not_divided_by_n(pred, target, delta=1.0):
    return np.clip(_huber_residual(pred, target, delta), -delta, delta)


# --- bce_with_logits


@mistake(
    replaces="bce_with_logits",
    en="This is the sum over the elements. The cost is their mean.",
    ko="원소별 비용의 합입니다. 구할 것은 평균입니다.",
)
def bce_sums(logits, targets):
    z, t = _logits_and_targets(logits, targets)
    return np.sum(t * _softplus(-z) + (1 - t) * _softplus(z))


@mistake(
    replaces="bce_with_logits",
    en="Far from 0 the sigmoid is exactly 0 or 1, and you take the logarithm of 0: inf, or 0 * inf = NaN. Stay with the logits: -log(sigmoid(z)) is log(1 + e^-z) = max(-z, 0) + log1p(e^-|z|).",
    ko="0에서 멀면 sigmoid가 정확히 0이나 1이 되어 log 0을 계산합니다. 결과는 inf이거나 0 * inf = NaN입니다. logit을 그대로 쓰세요: -log(sigmoid(z)) = log(1 + e^-z) = max(-z, 0) + log1p(e^-|z|).",
)
def bce_log_of_zero(logits, targets):
    z, t = _logits_and_targets(logits, targets)
    p = _sigmoid(z)
    return -np.mean(t * np.log(p) + (1 - t) * np.log(1 - p))


@mistake(
    replaces="bce_with_logits",
    en="You clip the probabilities to keep the logarithm finite, so a cost of 10,000 is reported as 16 and the slope is lost where the model is most wrong. Stay with the logits: max(z, 0) - z t + log1p(e^-|z|).",
    ko="log가 발산하지 않도록 확률을 잘라, 10,000이어야 할 비용이 16으로 나오고 모델이 가장 크게 틀린 곳에서 기울기가 사라집니다. logit으로 계산하세요: max(z, 0) - z t + log1p(e^-|z|).",
)
def bce_clips_probabilities(logits, targets):
    z, t = _logits_and_targets(logits, targets)
    p = np.clip(_sigmoid(z), 1e-7, 1 - 1e-7)
    return -np.mean(t * np.log(p) + (1 - t) * np.log(1 - p))


@mistake(
    replaces="bce_with_logits",
    en="A small number added inside the logarithm hides the trouble: the cost levels off at -log of it. Stay with the logits: max(z, 0) - z t + log1p(e^-|z|).",
    ko="log 안에 더한 작은 수는 문제를 감출 뿐입니다. 비용이 -log(그 수)에서 더 커지지 않습니다. logit으로 계산하세요: max(z, 0) - z t + log1p(e^-|z|).",
)
def bce_adds_an_epsilon(logits, targets):
    z, t = _logits_and_targets(logits, targets)
    p = _sigmoid(z)
    return -np.mean(t * np.log(p + 1e-12) + (1 - t) * np.log(1 - p + 1e-12))


@mistake(
    replaces="bce_with_logits",
    en="log(1 + e^z) - z t is the right formula, but e^z overflows to inf for large z. Write log(1 + e^z) as max(z, 0) + log1p(e^-|z|).",
    ko="log(1 + e^z) - z t는 맞는 식이지만 z가 크면 e^z가 inf로 overflow합니다. log(1 + e^z)를 max(z, 0) + log1p(e^-|z|)로 쓰세요.",
)
def bce_overflows(logits, targets):
    z, t = _logits_and_targets(logits, targets)
    return np.mean(np.log(1 + np.exp(z)) - z * t)


@mistake(
    replaces="bce_with_logits",
    en="The sigmoid is applied twice: your formula takes logits and applies it already, but you gave it probabilities. The classic slip with nn.BCEWithLogitsLoss after nn.Sigmoid.",
    ko="sigmoid가 두 번 적용되었습니다. 쓴 식은 logit을 받아 이미 sigmoid를 적용하는데 거기에 확률을 넣었습니다. nn.Sigmoid 뒤에 nn.BCEWithLogitsLoss를 붙일 때 흔한 실수입니다.",
)
def bce_applies_the_sigmoid_twice(logits, targets):
    z, t = _logits_and_targets(logits, targets)
    p = _sigmoid(z)
    return np.mean(t * _softplus(-p) + (1 - t) * _softplus(p))


@mistake(
    replaces="bce_with_logits",
    en="You take the logits for probabilities: the sigmoid is missing, and the logarithm of a negative score is NaN.",
    ko="logit을 확률처럼 썼습니다. sigmoid가 빠져서 음수 점수의 log가 NaN이 됩니다.",
)
def bce_without_the_sigmoid(logits, targets):
    z, t = _logits_and_targets(logits, targets)
    return -np.mean(t * np.log(z) + (1 - t) * np.log(1 - z))


@mistake(
    replaces="bce_with_logits",
    en="Only half the formula is there: -t log(p) says nothing to a target of 0. The term -(1 - t) log(1 - p) is missing.",
    ko="식의 절반만 있습니다. -t log(p)는 target이 0일 때 아무 벌도 주지 않습니다. -(1 - t) log(1 - p)가 빠졌습니다.",
)
def bce_only_for_ones(logits, targets):
    z, t = _logits_and_targets(logits, targets)
    return np.mean(t * _softplus(-z))


@mistake(
    replaces="bce_with_logits",
    en="Targets may be soft. You treat everything that is not exactly 1 as a 0: weigh the two logarithms by t and 1 - t instead of choosing one.",
    ko="target은 0과 1 사이의 값일 수 있습니다. 정확히 1이 아니면 모두 0으로 다루고 있습니다. 하나를 고르지 말고 t와 1 - t를 가중치로 두 log를 더하세요.",
)
def bce_with_hard_targets_only(logits, targets):
    z, t = _logits_and_targets(logits, targets)
    return np.mean(np.where(t == 1, _softplus(-z), _softplus(z)))


@mistake(
    replaces="bce_with_logits",
    en="An infinite logit gives inf - inf or 0 * inf, which is NaN. Weigh each half, softplus(-z) by t and softplus(z) by 1 - t, and put 0 in its place where its weight is 0.",
    ko="logit이 무한대이면 inf - inf나 0 * inf가 되어 NaN이 나옵니다. softplus(-z)에 t를, softplus(z)에 1 - t를 곱하되, 가중치가 0인 쪽은 0으로 바꿔 두세요.",
)
def bce_nan_at_infinity(logits, targets):
    z, t = _logits_and_targets(logits, targets)
    return np.mean(np.maximum(z, 0) - z * t + np.log1p(np.exp(-np.abs(z))))


@mistake(
    replaces="bce_with_logits",
    en="A target outside [0, 1] is no probability, and with it the cost has no lower bound: the optimizer would run away. Raise ValueError.",
    ko="[0, 1] 밖의 target은 확률이 아니고, 그러면 비용이 아래로 한없이 내려가 학습이 발산합니다. ValueError를 일으키세요.",
)
def bce_accepts_any_target(logits, targets):
    z, t = _as_float(logits), _as_float(targets)
    if z.shape != t.shape:
        raise ValueError("logits and targets differ in shape")
    one, zero = np.where(t != 0, _softplus(-z), 0), np.where(t != 1, _softplus(z), 0)
    return np.mean(t * one + (1 - t) * zero)


@mistake(
    replaces="bce_with_logits",
    en="The shapes are not compared, so NumPy broadcasts (N, 1) against (N,) to (N, N) and compares each logit with every target. Raise ValueError where the shapes differ.",
    ko="모양을 비교하지 않아 NumPy가 (N, 1)과 (N,)을 (N, N)으로 broadcast하고 logit마다 모든 target과 비교합니다. 모양이 다르면 ValueError를 일으키세요.",
)
def bce_broadcasts(logits, targets):
    z, t = _as_float(logits), _as_float(targets)
    if np.any((t < 0) | (t > 1)):
        raise ValueError("targets must lie in [0, 1]")
    one, zero = np.where(t > 0, _softplus(-z), 0), np.where(t < 1, _softplus(z), 0)
    return np.mean(t * one + (1 - t) * zero)


@mistake(
    replaces="bce_with_logits_grad",
    en="The gradient lacks the division by N. The cost is a mean, so it is (sigmoid(z) - t) / N.",
    ko="gradient를 N으로 나누지 않았습니다. 비용이 평균이므로 (sigmoid(z) - t) / N입니다.",
)
def bce_grad_not_divided_by_n(logits, targets):
    z, t = _logits_and_targets(logits, targets)
    return _sigmoid(z) - t


@mistake(
    replaces="bce_with_logits_grad",
    en="You divide by the number of rows, len(logits), but the mean is over all elements: divide by logits.size.",
    ko="행의 수 len(logits)로 나누었지만 평균은 모든 원소에 대한 것입니다. logits.size로 나누세요.",
)
def bce_grad_divided_by_the_rows(logits, targets):
    z, t = _logits_and_targets(logits, targets)
    return (_sigmoid(z) - t) / len(z)


@mistake(
    replaces="bce_with_logits_grad",
    en="The sigmoid is missing: z - t compares a score with a probability. The gradient is (sigmoid(z) - t) / N.",
    ko="sigmoid가 빠졌습니다. z - t는 점수와 확률을 비교합니다. gradient는 (sigmoid(z) - t) / N입니다.",
)
def bce_grad_without_the_sigmoid(logits, targets):
    z, t = _logits_and_targets(logits, targets)
    return (z - t) / z.size


@mistake(
    replaces="bce_with_logits_grad",
    en="The factor p (1 - p) belongs to mse on a sigmoid. In the cross-entropy it cancels, which is its whole charm: (p - t) / N stays large while the model is wrong.",
    ko="p (1 - p)는 sigmoid 뒤에 mse를 쓸 때 나오는 인수입니다. cross-entropy에서는 약분됩니다. 그래서 모델이 틀린 동안 (p - t) / N이 작아지지 않습니다.",
)
def bce_grad_with_the_slope_of_the_sigmoid(logits, targets):
    z, t = _logits_and_targets(logits, targets)
    p = _sigmoid(z)
    return (p - t) * p * (1 - p) / z.size


@mistake(
    replaces="bce_with_logits_grad",
    en="This is the derivative with respect to the probability p, (p - t) / (p (1 - p)). The argument is the logit: times dp/dz = p (1 - p), which cancels, it is p - t.",
    ko="확률 p에 대한 미분 (p - t) / (p (1 - p))입니다. 인자는 logit이므로 dp/dz = p (1 - p)를 곱하면 약분되어 p - t가 됩니다.",
)
def bce_grad_of_the_probability(logits, targets):
    z, t = _logits_and_targets(logits, targets)
    p = _sigmoid(z)
    return (p - t) / (p * (1 - p)) / z.size


@mistake(
    replaces="bce_with_logits_grad",
    en="The sign is the opposite: t - p is the direction of descent, the gradient is (p - t) / N.",
    ko="부호가 반대입니다. t - p는 내려가는 방향이고, gradient는 (p - t) / N입니다.",
)
def bce_grad_with_the_opposite_sign(logits, targets):
    z, t = _logits_and_targets(logits, targets)
    return (t - _sigmoid(z)) / z.size


@mistake(
    replaces="bce_with_logits_grad",
    en="e^z / (1 + e^z) becomes inf / inf = NaN for large z. Write the sigmoid as 1 / (1 + e^-z), or with exponents that are never above 0.",
    ko="e^z / (1 + e^z)는 z가 크면 inf / inf = NaN이 됩니다. sigmoid를 1 / (1 + e^-z)로 쓰거나, 지수가 0을 넘지 않는 꼴로 바꾸세요.",
)
def bce_grad_overflows(logits, targets):
    z, t = _logits_and_targets(logits, targets)
    return (np.exp(z) / (1 + np.exp(z)) - t) / z.size


@mistake(
    replaces="bce_with_logits_grad",
    en="You clip the probabilities. The gradient needs no logarithm, hence no clipping: where the sigmoid is 0 and t is 0 it is 0, not 1e-7.",
    ko="확률을 잘랐습니다. gradient에는 log가 없으니 자를 필요도 없습니다. sigmoid가 0이고 t도 0이면 gradient는 1e-7이 아니라 0입니다.",
)
def bce_grad_clips_probabilities(logits, targets):
    z, t = _logits_and_targets(logits, targets)
    return (np.clip(_sigmoid(z), 1e-7, 1 - 1e-7) - t) / z.size


# --- softmax_cross_entropy


@mistake(
    replaces="softmax_cross_entropy",
    en="This is the sum over the rows. The cost is their mean.",
    ko="행별 비용의 합입니다. 구할 것은 평균입니다.",
)
def cross_entropy_sums(logits, labels):
    z, labels = _logits_and_labels(logits, labels)
    z = z - z.max(axis=1, keepdims=True)
    return np.sum(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(z)), labels])


@mistake(
    replaces="softmax_cross_entropy",
    en="You divide by N C, the number of logits. Each row has one cost, so the mean is over the N rows; np.mean over a one-hot product counts the zeros too.",
    ko="logit의 수 N C로 나누었습니다. 비용은 행마다 하나이므로 N개의 행에 대한 평균입니다. one-hot과 곱한 행렬에 np.mean을 쓰면 0까지 함께 셉니다.",
)
def cross_entropy_means_over_all_logits(logits, labels):
    z, labels = _logits_and_labels(logits, labels)
    log_p = z - np.logaddexp.reduce(z, axis=1, keepdims=True)
    one_hot = np.eye(z.shape[1])[labels]
    return -np.mean(np.where(one_hot > 0, log_p, 0))


@mistake(
    replaces="softmax_cross_entropy",
    en="Without subtracting each row's maximum, e^1000 overflows and the row becomes NaN or inf. The shift cancels in the softmax: use z - z.max(axis=1, keepdims=True).",
    ko="행마다 최댓값을 빼지 않으면 e^1000이 overflow해서 그 행이 NaN이나 inf가 됩니다. 뺀 값은 softmax에서 약분되므로 z - z.max(axis=1, keepdims=True)를 쓰세요.",
)
def cross_entropy_without_the_shift(logits, labels):
    z, labels = _logits_and_labels(logits, labels)
    return np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(z)), labels])


@mistake(
    replaces="softmax_cross_entropy",
    en="You subtract the maximum of the whole array, so that a row far below it underflows to log(0). Each row needs its own maximum: z.max(axis=1, keepdims=True).",
    ko="배열 전체의 최댓값을 뺐기 때문에 그보다 훨씬 작은 행은 모두 underflow해서 log 0이 됩니다. 행마다 z.max(axis=1, keepdims=True)를 빼세요.",
)
def cross_entropy_with_a_global_maximum(logits, labels):
    z, labels = _logits_and_labels(logits, labels)
    z = z - z.max()
    return np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(z)), labels])


@mistake(
    replaces="softmax_cross_entropy",
    en="The softmax runs over axis 0, down the batch, so the rows compete with one another. The classes are along axis 1.",
    ko="softmax가 axis 0, 즉 batch 방향으로 계산되어 행끼리 경쟁합니다. class는 axis 1에 있습니다.",
)
def cross_entropy_over_the_batch(logits, labels):
    z, labels = _logits_and_labels(logits, labels)
    log_p = z - np.logaddexp.reduce(z, axis=0)
    return -np.mean(log_p[np.arange(len(z)), labels])


@mistake(
    replaces="softmax_cross_entropy",
    en="The softmax is computed first and its logarithm after: a probability that has underflowed to 0 costs inf. Take the logarithm on paper: log(sum(e^z)) - z[label], with the row's maximum subtracted.",
    ko="softmax를 먼저 구한 뒤 log를 취해서, 0으로 underflow한 확률의 비용이 inf가 됩니다. 식에서 log를 먼저 푸세요: 행의 최댓값을 뺀 z로 log(sum(e^z)) - z[label]입니다.",
)
def cross_entropy_log_of_zero(logits, labels):
    z, labels = _logits_and_labels(logits, labels)
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    return -np.mean(np.log(p[np.arange(len(z)), labels]))


@mistake(
    replaces="softmax_cross_entropy",
    en="You clip the probabilities to keep the logarithm finite, so a cost of 10,000 is reported as 16. Stay with the logits: log(sum(e^z)) - z[label], with the row's maximum subtracted.",
    ko="log가 발산하지 않도록 확률을 잘라, 10,000이어야 할 비용이 16으로 나옵니다. logit으로 계산하세요: 행의 최댓값을 뺀 z로 log(sum(e^z)) - z[label]입니다.",
)
def cross_entropy_clips_probabilities(logits, labels):
    z, labels = _logits_and_labels(logits, labels)
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p = np.clip(p / p.sum(axis=1, keepdims=True), 1e-7, 1)
    return -np.mean(np.log(p[np.arange(len(z)), labels]))


@mistake(
    replaces="softmax_cross_entropy",
    en="A small number added inside the logarithm hides the trouble: the cost levels off at -log of it. Stay with the logits: log(sum(e^z)) - z[label], with the row's maximum subtracted.",
    ko="log 안에 더한 작은 수는 문제를 감출 뿐입니다. 비용이 -log(그 수)에서 더 커지지 않습니다. logit으로 계산하세요: 행의 최댓값을 뺀 z로 log(sum(e^z)) - z[label]입니다.",
)
def cross_entropy_adds_an_epsilon(logits, labels):
    z, labels = _logits_and_labels(logits, labels)
    return -np.mean(np.log(_softmax(z)[np.arange(len(z)), labels] + 1e-12))


@mistake(
    replaces="softmax_cross_entropy",
    en="The softmax is applied twice: what goes into the log-softmax are probabilities, not logits. They differ by 1 at most, so the cost cannot come near 0. The classic slip with nn.CrossEntropyLoss after nn.Softmax.",
    ko="softmax가 두 번 적용되었습니다. log-softmax에 logit이 아니라 확률이 들어갑니다. 확률의 차이는 최대 1이라 비용이 0 가까이 내려갈 수 없습니다. nn.Softmax 뒤에 nn.CrossEntropyLoss를 붙일 때 흔한 실수입니다.",
)
def cross_entropy_applies_the_softmax_twice(logits, labels):
    z, labels = _logits_and_labels(logits, labels)
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(p).sum(axis=1)) - p[np.arange(len(p)), labels])


@mistake(
    replaces="softmax_cross_entropy",
    en="You take the logits for probabilities: the softmax is missing, and the logarithm of a negative score is NaN.",
    ko="logit을 확률처럼 썼습니다. softmax가 빠져서 음수 점수의 log가 NaN이 됩니다.",
)
def cross_entropy_without_the_softmax(logits, labels):
    z, labels = _logits_and_labels(logits, labels)
    return -np.mean(np.log(z[np.arange(len(z)), labels]))


@mistake(
    replaces="softmax_cross_entropy",
    en="A one-hot row times log-probabilities is 0 * -inf = NaN at a masked class. Do not multiply, choose: log_p[np.arange(N), labels].",
    ko="one-hot에 log 확률을 곱하면 가려진 class에서 0 * -inf = NaN이 됩니다. 곱하지 말고 log_p[np.arange(N), labels]로 고르세요.",
)
def cross_entropy_nan_at_a_masked_class(logits, labels):
    z, labels = _logits_and_labels(logits, labels)
    log_p = z - np.logaddexp.reduce(z, axis=1, keepdims=True)
    return -np.mean(np.sum(np.eye(z.shape[1])[labels] * log_p, axis=1))


@mistake(
    replaces="softmax_cross_entropy",
    en="A label of -1 wraps round to the last class, as indices do in Python, and the mistake upstream stays hidden. Raise ValueError for a label outside [0, C).",
    ko="label -1이 Python 인덱스처럼 마지막 class로 돌아가, 앞에서 생긴 잘못이 드러나지 않습니다. [0, C) 밖의 label에는 ValueError를 일으키세요.",
)
def cross_entropy_wraps_negative_labels_round(logits, labels):
    z = _as_float(logits)
    z = z - z.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(z)), labels])


@mistake(
    replaces="softmax_cross_entropy",
    en="z -= z.max(...) writes into the caller's logits. Write z = z - z.max(...), which makes a new array.",
    ko="z -= z.max(...)는 호출한 쪽의 logit을 바꿉니다. 새 배열을 만드는 z = z - z.max(...)로 쓰세요.",
)
def cross_entropy_changes_its_logits(logits, labels):
    z, labels = _logits_and_labels(logits, labels)
    z -= z.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(z)), labels])


def _softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@mistake(
    replaces="softmax_cross_entropy_grad",
    en="The gradient lacks the division by N. The cost is a mean over the rows, so it is (softmax - one-hot) / N.",
    ko="gradient를 N으로 나누지 않았습니다. 비용이 행에 대한 평균이므로 (softmax - one-hot) / N입니다.",
)
def cross_entropy_grad_not_divided_by_n(logits, labels):
    return right_cross_entropy_grad(logits, labels) * len(labels)


@mistake(
    replaces="softmax_cross_entropy_grad",
    en="You divide by N C, the number of logits. The mean is over the N rows: divide by len(labels).",
    ko="logit의 수 N C로 나누었습니다. N개의 행에 대한 평균이므로 len(labels)로 나누세요.",
)
def cross_entropy_grad_divided_by_all_logits(logits, labels):
    return right_cross_entropy_grad(logits, labels) / np.shape(logits)[1]


@mistake(
    replaces="softmax_cross_entropy_grad",
    en="The one-hot label is not subtracted: this pushes every class down, the right one as well. The gradient is (softmax - one-hot) / N.",
    ko="one-hot label을 빼지 않았습니다. 이러면 맞는 class까지 모두 밀어내립니다. gradient는 (softmax - one-hot) / N입니다.",
)
def cross_entropy_grad_without_the_label(logits, labels):
    z, labels = _logits_and_labels(logits, labels)
    return _softmax(z) / len(labels)


@mistake(
    replaces="softmax_cross_entropy_grad",
    en="The sign is the opposite: one-hot - softmax is the direction of descent, the gradient is (softmax - one-hot) / N.",
    ko="부호가 반대입니다. one-hot - softmax는 내려가는 방향이고, gradient는 (softmax - one-hot) / N입니다.",
)
def cross_entropy_grad_with_the_opposite_sign(logits, labels):
    return -right_cross_entropy_grad(logits, labels)


@mistake(
    replaces="softmax_cross_entropy_grad",
    en="The softmax runs over axis 0, down the batch. The classes are along axis 1, so that each row of the gradient sums to 0.",
    ko="softmax가 axis 0, 즉 batch 방향으로 계산되었습니다. class는 axis 1에 있고, gradient의 각 행은 합이 0이어야 합니다.",
)
def cross_entropy_grad_over_the_batch(logits, labels):
    z, labels = _logits_and_labels(logits, labels)
    p = _softmax(z.T).T
    p[np.arange(len(z)), labels] -= 1
    return p / len(z)


@mistake(
    replaces="softmax_cross_entropy_grad",
    en="Without subtracting each row's maximum, e^1000 overflows and the row becomes inf / inf = NaN. The shift cancels in the softmax: use z - z.max(axis=1, keepdims=True).",
    ko="행마다 최댓값을 빼지 않으면 e^1000이 overflow해서 그 행이 inf / inf = NaN이 됩니다. 뺀 값은 약분되므로 z - z.max(axis=1, keepdims=True)를 쓰세요.",
)
def cross_entropy_grad_without_the_shift(logits, labels):
    z, labels = _logits_and_labels(logits, labels)
    p = np.exp(z)
    p /= p.sum(axis=1, keepdims=True)
    p[np.arange(len(z)), labels] -= 1
    return p / len(z)


@mistake(
    replaces="softmax_cross_entropy_grad",
    en="You subtract the maximum of the whole array, so that a row far below it underflows to 0 / 0 = NaN. Each row needs its own maximum: z.max(axis=1, keepdims=True).",
    ko="배열 전체의 최댓값을 뺐기 때문에 그보다 훨씬 작은 행은 0 / 0 = NaN이 됩니다. 행마다 z.max(axis=1, keepdims=True)를 빼세요.",
)
def cross_entropy_grad_with_a_global_maximum(logits, labels):
    z, labels = _logits_and_labels(logits, labels)
    p = np.exp(z - z.max())
    p /= p.sum(axis=1, keepdims=True)
    p[np.arange(len(z)), labels] -= 1
    return p / len(z)


@mistake(
    replaces="softmax_cross_entropy_grad",
    en="A label of -1 wraps round to the last class, as indices do in Python. Raise ValueError for a label outside [0, C), here as in the cost.",
    ko="label -1이 Python 인덱스처럼 마지막 class로 돌아갑니다. 비용에서처럼 [0, C) 밖의 label에는 ValueError를 일으키세요.",
)
def cross_entropy_grad_wraps_negative_labels_round(logits, labels):
    p = _softmax(_as_float(logits))
    p[np.arange(len(p)), labels] -= 1
    return p / len(p)


# --- neuron


@mistake(
    replaces="neuron",
    en="The activation is missing: what you return is the pre-activation x @ w + b. Without it, layers of neurons collapse into one linear map.",
    ko="activation이 빠졌습니다. 지금 반환하는 것은 활성화 전 값 x @ w + b입니다. activation이 없으면 층을 쌓아도 선형 변환 하나와 같습니다.",
)
def neuron_without_the_activation(x, w, b, activation):
    return _as_float(x) @ _as_float(w) + b


@mistake(
    replaces="neuron",
    en="The bias is missing: every boundary of such a neuron passes through the origin. The pre-activation is x @ w + b.",
    ko="bias가 빠졌습니다. 그러면 뉴런의 경계가 항상 원점을 지납니다. 활성화 전 값은 x @ w + b입니다.",
)
def neuron_without_the_bias(x, w, b, activation):
    return activation(_as_float(x) @ _as_float(w))


@mistake(
    replaces="neuron",
    en="The bias is added after the activation. It belongs inside, activation(x @ w + b), where it shifts the threshold.",
    ko="bias를 activation 뒤에 더했습니다. 문턱을 옮기려면 안쪽에 있어야 합니다: activation(x @ w + b).",
)
def neuron_with_the_bias_outside(x, w, b, activation):
    return activation(_as_float(x) @ _as_float(w)) + b


@mistake(
    replaces="neuron",
    en="The activation is applied to each product before the sum. A neuron sums first, x @ w + b, and its activation sees one number for each row.",
    ko="더하기 전에 곱마다 activation을 적용했습니다. 뉴런은 먼저 x @ w + b로 더하고, activation은 행마다 수 하나를 받습니다.",
)
def neuron_activates_before_the_sum(x, w, b, activation):
    return activation(_as_float(x) * _as_float(w)).sum(axis=1) + b


@mistake(
    replaces="neuron",
    en="You always apply the sigmoid. Which activation it is, the argument says: call it.",
    ko="항상 sigmoid를 적용합니다. 어떤 activation인지는 인자가 정하므로 그 함수를 부르세요.",
)
def neuron_always_a_sigmoid(x, w, b, activation):
    return _sigmoid(_as_float(x) @ _as_float(w) + b)


@mistake(
    replaces="neuron",
    en="The result is a column (N, 1). One neuron gives one number for each row: shape (N,).",
    ko="결과가 열벡터 (N, 1)입니다. 뉴런 하나는 행마다 수 하나를 내므로 모양은 (N,)이어야 합니다.",
)
def neuron_returns_a_column(x, w, b, activation):
    return activation(_as_float(x) @ _as_float(w)[:, None] + b)


@mistake(
    replaces="neuron",
    en="With integer x, w and b the activation receives integers, and many fail on them or cut their result down. Turn x and w into floats before the product.",
    ko="x, w, b가 정수이면 activation도 정수를 받습니다. 정수에서 실패하거나 결과를 잘라 버리는 activation이 많으니 곱하기 전에 x와 w를 실수로 바꾸세요.",
)
def neuron_passes_integers_on(x, w, b, activation):
    return activation(x @ w + b)
