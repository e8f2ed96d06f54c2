"""What students write at midnight, and what they should read."""

import copy
import math

import numpy as np
from solution import EarlyStopping as RightEarlyStopping
from solution import _as_float
from solution import bias_variance as right_bias_variance
from solution import fit_ridge_polynomial as right_fit
from solution import predict_polynomial as right_predict
from solution import random_shift as right_random_shift

from autograder.authoring import mistake

# --- EarlyStopping


class _Parts(RightEarlyStopping):
    """Early stopping with its parts to choose: what improves, what is kept, how long to wait."""

    def step(self, val_loss, params):
        epoch, self._epoch = self._epoch, self._epoch + 1
        if self.improves(val_loss):
            self.best_loss, self.best_epoch, self._waited = val_loss, epoch, 0
            self.best_params = self.kept(params)
        else:
            self.wait(val_loss)
        return self.stops()

    def improves(self, val_loss):
        return val_loss < self.best_loss - self.min_delta

    def kept(self, params):
        return copy.deepcopy(params)

    def wait(self, val_loss):
        self._waited += 1

    def stops(self):
        return self._waited >= self.patience


@mistake(
    replaces="EarlyStopping",
    en="best_params holds the very arrays that training goes on to write into, so in the end it is the last epoch, not the best. A reference, dict(params) and params.copy() do not copy the arrays: use copy.deepcopy(params).",
    ko="best_params가 학습이 계속 덮어쓰는 바로 그 배열을 가리키고 있어서, 결국 최고가 아니라 마지막 epoch의 값이 됩니다. 참조는 물론 dict(params)나 params.copy()도 배열은 복사하지 않으므로 copy.deepcopy(params)를 쓰세요.",
)
class best_params_by_reference(_Parts):
    def kept(self, params):
        return dict(params)


@mistake(
    replaces="EarlyStopping",
    en="You copy params in every call, so best_params ends up as the last epoch, which is the overfitted one. Copy them only when the loss has improved.",
    ko="호출할 때마다 params를 복사해서 best_params가 마지막 epoch, 즉 이미 과적합된 값이 됩니다. loss가 나아졌을 때만 복사하세요.",
)
class last_params_kept(_Parts):
    def step(self, val_loss, params):
        stop = super().step(val_loss, params)
        self.best_params = copy.deepcopy(params)
        return stop


@mistake(
    replaces="EarlyStopping",
    en="best_epoch is the last call, not the best one. Set it only where the loss has improved.",
    ko="best_epoch이 최고가 아니라 마지막 호출의 번호입니다. loss가 나아졌을 때만 바꾸세요.",
)
class last_epoch_kept(_Parts):
    def step(self, val_loss, params):
        stop = super().step(val_loss, params)
        self.best_epoch = self._epoch - 1
        return stop


@mistake(
    replaces="EarlyStopping",
    en="You wait one call too long: waited > patience is true only at the call after. True comes at the patience-th call in a row without improvement, so compare with >=.",
    ko="한 번 더 기다렸습니다. waited > patience는 그다음 호출에서야 참이 됩니다. 나아지지 않은 호출이 연속 patience번째일 때 True이므로 >=로 비교하세요.",
)
class patience_off_by_one(_Parts):
    def stops(self):
        return self._waited > self.patience


@mistake(
    replaces="EarlyStopping",
    en="You stop one call too early: the epoch counter was moved on before its distance from best_epoch was taken, so the improvement itself counts as waiting. With patience 1 every call stops.",
    ko="한 번 일찍 멈춥니다. epoch 번호를 올린 뒤에 best_epoch과의 차이를 구해서, 나아진 호출 자체도 기다린 횟수로 셌습니다. patience가 1이면 매번 멈추게 됩니다.",
)
class patience_one_too_short(_Parts):
    def stops(self):
        return self._waited + 1 >= self.patience


@mistake(
    replaces="EarlyStopping",
    en="The count of bad epochs is never set back, so it counts all of them. Patience is about those in a row: an improvement sets the count to 0.",
    ko="나아지지 않은 횟수를 0으로 되돌리지 않아 전체 횟수를 세고 있습니다. patience는 연속 횟수입니다. 나아지면 0으로 되돌리세요.",
)
class count_never_reset(_Parts):
    total = 0

    def wait(self, val_loss):
        self.total += 1

    def stops(self):
        return self.total >= self.patience


@mistake(
    replaces="EarlyStopping",
    en="True comes only at the patience-th bad call itself, and the next one says False again. It must be True at each further one too: compare with >=, not ==.",
    ko="연속 patience번째 호출에서만 True이고 그다음 호출에서는 다시 False입니다. 그 뒤에도 계속 True여야 하므로 == 대신 >=로 비교하세요.",
)
class stops_only_once(_Parts):
    def stops(self):
        return self._waited == self.patience


@mistake(
    replaces="EarlyStopping",
    en="Once it has said True it never says False again. Whoever goes on and sees an improvement starts anew: the answer depends on the current count alone.",
    ko="한 번 True가 되면 다시는 False가 되지 않습니다. 계속 학습하다가 나아지면 처음부터 다시 셉니다. 답은 지금의 연속 횟수로만 정하세요.",
)
class stopped_for_good(_Parts):
    stopped = False

    def stops(self):
        self.stopped = self.stopped or self._waited >= self.patience
        return self.stopped


@mistake(
    replaces="EarlyStopping",
    en="Each loss is compared with the one before it. An improvement is measured against the best so far: after 3, 5, 4 the 4 is no improvement.",
    ko="바로 앞의 loss와 비교했습니다. 비교 대상은 지금까지의 최고입니다. 3, 5, 4에서 4는 나아진 것이 아닙니다.",
)
class compared_with_the_last(_Parts):
    last = math.inf

    def improves(self, val_loss):
        last, self.last = self.last, val_loss
        return val_loss < last - self.min_delta


@mistake(
    replaces="EarlyStopping",
    en="An equal loss counts as an improvement here, so a loss that no longer moves never stops the training. Compare with <, not <=.",
    ko="loss가 같아도 나아진 것으로 보아서, loss가 제자리이면 학습이 멈추지 않습니다. <= 대신 <로 비교하세요.",
)
class equal_is_better(_Parts):
    def improves(self, val_loss):
        return val_loss <= self.best_loss - self.min_delta


@mistake(
    replaces="EarlyStopping",
    en="A higher loss counts as better here. That is right for an accuracy; a loss improves when it falls.",
    ko="loss가 높을수록 좋다고 보았습니다. accuracy라면 맞지만 loss는 낮아져야 나아진 것입니다.",
)
class higher_is_better(_Parts):
    def improves(self, val_loss):
        return self.best_loss == math.inf or val_loss > self.best_loss + self.min_delta


@mistake(
    replaces="EarlyStopping",
    en="min_delta has the wrong sign: with val_loss < best + min_delta even a slightly worse loss counts as an improvement. It has to be better by more than min_delta: best - min_delta.",
    ko="min_delta의 부호가 반대입니다. val_loss < best + min_delta이면 조금 나빠진 loss도 나아진 것이 됩니다. min_delta보다 더 많이 나아져야 하므로 best - min_delta와 비교하세요.",
)
class min_delta_with_the_wrong_sign(_Parts):
    def improves(self, val_loss):
        return val_loss < self.best_loss + self.min_delta


@mistake(
    replaces="EarlyStopping",
    en="min_delta is not used: any decrease, however small, counts. An improvement is val_loss < best - min_delta.",
    ko="min_delta를 쓰지 않아서 아주 작은 감소도 나아진 것이 됩니다. val_loss < best - min_delta일 때만 나아진 것입니다.",
)
class min_delta_ignored(_Parts):
    def improves(self, val_loss):
        return val_loss < self.best_loss


@mistake(
    replaces="EarlyStopping",
    en="best follows every decrease, also one that is too small to count, so a loss that falls slowly but surely never improves. best is the loss of the last improvement: change it only there.",
    ko="나아진 것으로 치지 않는 작은 감소에도 best를 바꿔서, 천천히 꾸준히 줄어드는 loss는 영영 나아지지 않습니다. best는 마지막으로 나아졌을 때의 loss이므로 그때만 바꾸세요.",
)
class best_follows_small_steps(_Parts):
    def wait(self, val_loss):
        super().wait(val_loss)
        self.best_loss = min(self.best_loss, val_loss)


@mistake(
    replaces="EarlyStopping",
    en="NaN counts as an improvement: you ask whether the loss is no better (>=), which is false for NaN, and treat the rest as better. Ask whether it is better, val_loss < best - min_delta; that is false for NaN as well.",
    ko="NaN이 나아진 것으로 처리됩니다. '나아지지 않았는가'(>=)를 물으면 NaN은 거짓이라 나아진 쪽으로 갑니다. '나아졌는가', 즉 val_loss < best - min_delta를 물으세요. NaN이면 이것도 거짓입니다.",
)
class nan_is_better(_Parts):
    def improves(self, val_loss):
        return not val_loss >= self.best_loss - self.min_delta


@mistake(
    replaces="EarlyStopping",
    en="The first loss becomes the best whatever it is. If it is NaN, nothing is ever below it; infinity is no improvement either. Start with a best of infinity and treat the first call like any other.",
    ko="첫 loss를 무조건 최고로 삼았습니다. 그것이 NaN이면 그보다 작은 값은 영영 나오지 않고, 무한대도 나아진 것이 아닙니다. best를 무한대로 두고 첫 호출도 다른 호출과 똑같이 처리하세요.",
)
class first_loss_taken_as_it_comes(_Parts):
    def improves(self, val_loss):
        return self._epoch == 1 or super().improves(val_loss)


@mistake(
    replaces="EarlyStopping",
    en="A NaN is skipped, and a run that has diverged goes on for ever. NaN never improves, so it counts as one more call without improvement.",
    ko="NaN을 건너뛰어서, 발산한 학습이 끝없이 계속됩니다. NaN은 나아진 것이 아니므로 나아지지 않은 호출로 세어야 합니다.",
)
class nan_skipped(_Parts):
    def wait(self, val_loss):
        self._waited += not math.isnan(val_loss)


@mistake(
    replaces="EarlyStopping",
    en="Your epochs are counted from 1. The first call of step is epoch 0.",
    ko="epoch을 1부터 세었습니다. step의 첫 호출이 epoch 0입니다.",
)
class epochs_from_one(_Parts):
    def step(self, val_loss, params):
        self._epoch = self._epoch or 1
        return super().step(val_loss, params)


@mistake(
    replaces="EarlyStopping",
    en="Before any improvement best_epoch is 0, which is the name of an epoch that was no improvement at all. It is None until there is one.",
    ko="한 번도 나아지지 않았는데 best_epoch이 0입니다. 0은 첫 epoch을 뜻하므로, 나아지기 전까지는 None이어야 합니다.",
)
class best_epoch_zero_before_any(_Parts):
    def __init__(self, patience, min_delta=0.0):
        super().__init__(patience, min_delta)
        self.best_epoch = 0


@mistake(
    replaces="EarlyStopping",
    en="A patience below 1 is accepted, and every call says stop. Raise ValueError in the constructor.",
    ko="1보다 작은 patience를 받아들여서 매번 멈추라고 합니다. 생성자에서 ValueError를 일으키세요.",
)
class patience_unchecked(_Parts):
    def __init__(self, patience, min_delta=0.0):
        super().__init__(1, min_delta)
        self.patience = patience


# --- fit_ridge_polynomial


def _solve(V, y, penalty):
    return np.linalg.lstsq(V.T @ V + penalty, V.T @ np.asarray(y, V.dtype))[0]


def _vandermonde(x, degree):
    x = _as_float(x)
    return np.vander(x, degree + 1, increasing=True).astype(x.dtype)


def _penalty(V, l2):
    penalty = l2 * np.eye(V.shape[1], dtype=V.dtype)
    penalty[0, 0] = 0
    return penalty


@mistake(
    replaces="fit_ridge_polynomial",
    en="The intercept is penalised too, so the whole curve is pulled towards 0 and moving y up by 100 changes its form. Leave c[0] out: set the first entry of the penalty's diagonal to 0.",
    ko="절편에도 벌점을 주어서 곡선 전체가 0 쪽으로 끌려가고, y에 100을 더하면 모양까지 바뀝니다. c[0]은 빼야 합니다. 벌점 행렬의 첫 대각 원소를 0으로 두세요.",
)
def intercept_penalised(x, y, degree, l2):
    V = _vandermonde(x, degree)
    return _solve(V, y, l2 * np.eye(degree + 1, dtype=V.dtype))


@mistake(
    replaces="fit_ridge_polynomial",
    en="The penalty spares the wrong end: in ascending order the intercept is the first coefficient, and you leave out the last, the highest power, which needs the penalty most.",
    ko="벌점에서 엉뚱한 쪽을 뺐습니다. 오름차순에서 절편은 첫 계수인데, 벌점이 가장 필요한 마지막 계수(최고차항)를 뺐습니다.",
)
def highest_power_spared(x, y, degree, l2):
    V = _vandermonde(x, degree)
    return _solve(V, y, np.diag([l2] * degree + [0]).astype(V.dtype))


@mistake(
    replaces="fit_ridge_polynomial",
    en="The coefficients come with the highest power first, as np.polyfit and np.vander give them. Ascending is asked for: np.vander(x, degree + 1, increasing=True).",
    ko="np.polyfit이나 np.vander의 기본값처럼 최고차항이 먼저 나옵니다. 오름차순이어야 하므로 np.vander(x, degree + 1, increasing=True)를 쓰세요.",
)
def descending_coefficients(x, y, degree, l2):
    return right_fit(x, y, degree, l2)[::-1]


@mistake(
    replaces="fit_ridge_polynomial",
    en="l2 is not used: this is plain least squares. Add l2 to the diagonal of V.T @ V, except for the constant term.",
    ko="l2를 쓰지 않아 보통의 최소제곱입니다. 상수항을 뺀 V.T @ V의 대각에 l2를 더하세요.",
)
def penalty_ignored(x, y, degree, l2):
    return right_fit(x, y, degree, 0.0)


@mistake(
    replaces="fit_ridge_polynomial",
    en="As further rows of the least squares, l2 * c[k] = 0 gives the penalty l2^2 c[k]^2. Those rows need the square root, sqrt(l2).",
    ko="최소제곱에 행을 덧붙일 때 l2 * c[k] = 0으로 쓰면 벌점이 l2^2 c[k]^2이 됩니다. 덧붙이는 행에는 제곱근 sqrt(l2)를 써야 합니다.",
)
def penalty_squared(x, y, degree, l2):
    return right_fit(x, y, degree, l2**2)


@mistake(
    replaces="fit_ridge_polynomial",
    en="Your penalty is N times too strong: the errors are summed here, not averaged, so l2 stands alone on the diagonal, not times len(x).",
    ko="벌점이 N배 강합니다. 여기서는 오차의 평균이 아니라 합을 최소화하므로 대각에 len(x)를 곱하지 않은 l2만 더합니다.",
)
def penalty_times_n(x, y, degree, l2):
    return right_fit(x, y, degree, l2 * len(x))


@mistake(
    replaces="fit_ridge_polynomial",
    en="You take the mean of y as the intercept and fit the rest to y - mean. That is right only if the powers of x are centred as well; x**2 never has mean 0.",
    ko="y의 평균을 절편으로 두고 나머지를 y - 평균에 맞췄습니다. x의 거듭제곱까지 평균을 빼야 맞는 방법인데, x**2의 평균은 0이 아닙니다.",
)
def only_y_centred(x, y, degree, l2):
    V = _vandermonde(x, degree)
    mean = np.mean(y, dtype=V.dtype)
    rest = _solve(V[:, 1:], y - mean, l2 * np.eye(degree, dtype=V.dtype))
    return np.concatenate([[mean], rest])


@mistake(
    replaces="fit_ridge_polynomial",
    en="One power is missing: a polynomial of degree d has d + 1 coefficients, those of x**0 to x**d.",
    ko="항이 하나 모자랍니다. d차 다항식의 계수는 x**0부터 x**d까지 d + 1개입니다.",
)
def one_power_short(x, y, degree, l2):
    return right_fit(x, y, max(degree - 1, 0), l2)


@mistake(
    replaces="fit_ridge_polynomial",
    en="l2 is subtracted from the diagonal, which rewards large coefficients. The gradient of the penalty adds: (V.T @ V + l2 D) c = V.T @ y.",
    ko="대각에서 l2를 빼서 오히려 큰 계수를 장려합니다. 벌점의 gradient는 더해야 합니다: (V.T @ V + l2 D) c = V.T @ y.",
)
def penalty_subtracted(x, y, degree, l2):
    V = _vandermonde(x, degree)
    return _solve(V, y, -_penalty(V, l2))


@mistake(
    replaces="fit_ridge_polynomial",
    en="float32 comes out as float64: np.eye and np.zeros make float64 unless told otherwise, and whatever meets them becomes float64. Give them a dtype, or cast the result.",
    ko="float32를 넣었는데 float64가 나옵니다. np.eye와 np.zeros의 기본값이 float64라서 함께 계산한 것이 모두 float64가 됩니다. dtype을 지정하거나 결과를 변환하세요.",
)
def fit_always_in_float64(x, y, degree, l2):
    return right_fit(np.asarray(x, dtype=float), np.asarray(y, dtype=float), degree, l2)


# --- predict_polynomial


@mistake(
    replaces="predict_polynomial",
    en="The highest power is taken first, as np.polyval does. Here coef[k] belongs to x**k: np.polyval(coef[::-1], x), or np.polynomial.polynomial.polyval(x, coef).",
    ko="np.polyval처럼 최고차항이 먼저라고 보았습니다. 여기서는 coef[k]가 x**k의 계수입니다. np.polyval(coef[::-1], x)나 np.polynomial.polynomial.polyval(x, coef)를 쓰세요.",
)
def highest_power_first(coef, x):
    return right_predict(coef[::-1], x)


@mistake(
    replaces="predict_polynomial",
    en="Your powers start at 1, so the constant term is multiplied by x. coef[0] belongs to x**0 = 1.",
    ko="지수가 1부터 시작해서 상수항에도 x가 곱해집니다. coef[0]은 x**0 = 1의 계수입니다.",
)
def powers_from_one(coef, x):
    return right_predict(coef, x) * x


@mistake(
    replaces="predict_polynomial",
    en="np.vander takes one axis only, so an image or a single number is refused. x may have any shape: Horner's rule, or x[..., None] ** np.arange(len(coef)).",
    ko="np.vander는 1차원만 받으므로 2차원 배열이나 수 하나를 넣으면 예외가 납니다. x는 어떤 모양이든 될 수 있습니다. Horner의 방법이나 x[..., None] ** np.arange(len(coef))를 쓰세요.",
)
def one_axis_only(coef, x):
    return (np.vander(x, len(coef), increasing=True) @ coef).astype(coef.dtype)


@mistake(
    replaces="predict_polynomial",
    en="With a constant term alone the result is one number, whatever x is. It must have the shape of x: start Horner's rule from an array of that shape.",
    ko="상수항만 있으면 x의 모양과 상관없이 수 하나가 나옵니다. 결과는 x와 모양이 같아야 합니다. Horner의 방법을 그 모양의 배열에서 시작하세요.",
)
def constant_without_a_shape(coef, x):
    value = coef[-1]
    for c in coef[-2::-1]:
        value = value * x + c
    return value


@mistake(
    replaces="predict_polynomial",
    en="np.zeros_like(x) has the type of x: where x holds integers, the sum is cut to integers at each step. Make the result in the type of the coefficients.",
    ko="np.zeros_like(x)는 x의 dtype을 따르므로 x가 정수이면 더할 때마다 소수가 잘립니다. 결과 배열은 계수의 dtype으로 만드세요.",
)
def cut_to_integers(coef, x):
    value = np.zeros_like(x)
    for k, c in enumerate(coef):
        value = (value + c * x**k).astype(value.dtype)
    return value


# --- random_shift


def _move(images, shifts):
    """Each image by its own (rows, columns); zeros come in."""
    out, (height, width) = np.zeros_like(images), images.shape[-2:]
    for image, moved, (down, right) in zip(images, out, shifts):
        if abs(down) < height and abs(right) < width:
            to_rows, to_columns = _inside(down, height), _inside(right, width)
            moved[..., to_rows, to_columns] = image[
                ..., _inside(-down, height), _inside(-right, width)
            ]
    return out


def _inside(shift, size):
    return slice(max(0, shift), size + min(0, shift))


def _shifts(images, max_shift, rng):
    return rng.integers(-max_shift, max_shift, size=(len(images), 2), endpoint=True)


@mistake(
    replaces="random_shift",
    en="np.roll brings back on the other side what has left the image. A digit that leaves on the right does not come in on the left: fill with zeros.",
    ko="np.roll은 밖으로 나간 부분을 반대쪽으로 다시 들여옵니다. 오른쪽으로 나간 숫자가 왼쪽에서 들어오지는 않으므로 0으로 채워야 합니다.",
)
def rolled_round(images, max_shift, rng):
    shifts = _shifts(images, max_shift, rng)
    pairs = zip(images, shifts)
    return np.stack([np.roll(image, tuple(shift), axis=(-2, -1)) for image, shift in pairs])


@mistake(
    replaces="random_shift",
    en="A shift by +max_shift never comes: rng.integers leaves the upper end out. Write rng.integers(-max_shift, max_shift + 1) or endpoint=True.",
    ko="+max_shift만큼의 이동이 나오지 않습니다. rng.integers는 상한을 포함하지 않습니다. rng.integers(-max_shift, max_shift + 1)이나 endpoint=True를 쓰세요.",
)
def upper_end_excluded(images, max_shift, rng):
    if max_shift == 0:
        return images.copy()
    return _move(images, rng.integers(-max_shift, max_shift, size=(len(images), 2)))


@mistake(
    replaces="random_shift",
    en="All images of the batch get one and the same shift. Draw a pair for each image: size=(len(images), 2).",
    ko="배치의 모든 이미지가 똑같이 이동합니다. 이미지마다 따로 뽑으세요: size=(len(images), 2).",
)
def one_shift_for_the_batch(images, max_shift, rng):
    return _move(images, np.tile(_shifts(images[:1], max_shift, rng), (len(images), 1)))


@mistake(
    replaces="random_shift",
    en="Rows and columns move by the same number, so images go along the diagonal only. Draw two numbers for each image.",
    ko="행과 열이 같은 수만큼 움직여서 대각선으로만 이동합니다. 이미지마다 수를 두 개씩 뽑으세요.",
)
def one_shift_for_both_axes(images, max_shift, rng):
    shifts = _shifts(images, max_shift, rng)
    return _move(images, shifts[:, [0, 0]])


@mistake(
    replaces="random_shift",
    en="The channels of an image move apart, which tears its colours from one another. Draw one shift for the image and move all its channels by it.",
    ko="한 이미지의 채널이 따로따로 이동해서 색이 서로 어긋납니다. 이미지마다 이동량을 하나 뽑아 모든 채널을 함께 옮기세요.",
)
def channels_apart(images, max_shift, rng):
    flat = images.reshape(-1, *images.shape[-2:])
    return _move(flat, _shifts(flat, max_shift, rng)).reshape(images.shape)


@mistake(
    replaces="random_shift",
    en="Axes 1 and 2 are moved. Those are rows and columns of (N, H, W), but channels and rows of (N, C, H, W): count from the end, axes -2 and -1.",
    ko="1번과 2번 축을 옮겼습니다. (N, H, W)에서는 행과 열이지만 (N, C, H, W)에서는 채널과 행입니다. 뒤에서부터 -2, -1번 축으로 지정하세요.",
)
def channels_moved_as_rows(images, max_shift, rng):
    shifts = _shifts(images, max_shift, rng)
    if images.ndim == 3:
        return _move(images, shifts)
    return np.moveaxis(_move(np.moveaxis(images, 3, 1), shifts), 1, 3)


@mistake(
    replaces="random_shift",
    en="Only shifts to one side are drawn, 0 to max_shift. They go both ways: from -max_shift to max_shift.",
    ko="0부터 max_shift까지 한쪽으로만 이동합니다. 양쪽 모두, 즉 -max_shift부터 max_shift까지 뽑아야 합니다.",
)
def to_one_side_only(images, max_shift, rng):
    return _move(images, rng.integers(0, max_shift, size=(len(images), 2), endpoint=True))


@mistake(
    replaces="random_shift",
    en="The shift is rounded from a uniform real number, so both ends come up half as often as the rest. Draw integers: rng.integers.",
    ko="균등한 실수를 반올림해서 양 끝 값이 나머지의 절반만큼만 나옵니다. rng.integers로 정수를 뽑으세요.",
)
def rounded_from_a_real_number(images, max_shift, rng):
    shifts = np.rint(rng.uniform(-max_shift, max_shift, size=(len(images), 2)))
    return _move(images, shifts.astype(int))


@mistake(
    replaces="random_shift",
    en="How far and to which side are drawn apart, and 0 comes up twice as often as any other shift, since -0 is 0. Draw one integer from -max_shift to max_shift.",
    ko="크기와 방향을 따로 뽑아서 0이 다른 값보다 두 배 자주 나옵니다(-0도 0이므로). -max_shift부터 max_shift까지의 정수를 한 번에 뽑으세요.",
)
def size_and_side_drawn_apart(images, max_shift, rng):
    shape = len(images), 2
    sizes = rng.integers(0, max_shift, size=shape, endpoint=True)
    return _move(images, sizes * rng.choice([-1, 1], size=shape))


@mistake(
    replaces="random_shift",
    en="What comes in repeats the border (mode='edge'). Zeros come in: np.pad's default.",
    ko="새로 들어오는 곳에 가장자리 값을 되풀이했습니다(mode='edge'). np.pad의 기본값처럼 0으로 채우세요.",
)
def border_repeated(images, max_shift, rng):
    border = [(0, 0)] * (images.ndim - 2) + [(max_shift, max_shift)] * 2
    corners = max_shift - _shifts(images, max_shift, rng)
    height, width = images.shape[-2:]
    windows = zip(np.pad(images, border, mode="edge"), corners)
    return np.stack([p[..., top : top + height, left : left + width] for p, (top, left) in windows])


@mistake(
    replaces="random_shift",
    en="A shift of the whole height or width, or more, goes wrong: size - shift is negative then, and a slice counts it from the other end. Nothing of the image is left in that case, only zeros.",
    ko="높이나 너비 이상으로 이동하면 틀립니다. size - shift가 음수가 되고, slice는 이를 반대쪽 끝에서 센 위치로 해석합니다. 이때는 이미지가 전혀 남지 않고 0만 남아야 합니다.",
)
def slices_past_the_edge(images, max_shift, rng):
    out, (height, width) = np.zeros_like(images), images.shape[-2:]
    for image, moved, (down, right) in zip(images, out, _shifts(images, max_shift, rng)):
        part = image[..., _from(-down, height), _from(-right, width)]
        moved[..., _from(down, height), _from(right, width)] = part
    return out


def _from(shift, size):
    return slice(shift, None) if shift > 0 else slice(0, size + shift)


@mistake(
    replaces="random_shift",
    en="Shifts beyond the image are cut back to its last row or column, so a strip of it always stays. All shifts from -max_shift to max_shift are equally likely, and the large ones leave only zeros.",
    ko="이미지를 벗어나는 이동을 마지막 행이나 열까지로 줄여서 항상 일부가 남습니다. -max_shift부터 max_shift까지 모두 확률이 같아야 하고, 큰 이동에서는 0만 남아야 합니다.",
)
def cut_back_to_the_image(images, max_shift, rng):
    height, width = images.shape[-2:]
    limits = np.array([height - 1, width - 1])
    return _move(images, np.clip(_shifts(images, max_shift, rng), -limits, limits))


@mistake(
    replaces="random_shift",
    en="You make a generator of your own with a fixed seed, so every epoch sees the same shifts and nothing is augmented. Draw from rng.",
    ko="함수 안에서 고정된 seed로 생성기를 만들어서 epoch마다 이동이 같습니다. 그러면 augmentation이 되지 않습니다. 인자로 받은 rng에서 뽑으세요.",
)
def shifts_with_its_own_seed(images, max_shift, rng):
    return right_random_shift(images, max_shift, np.random.default_rng(0))


@mistake(
    replaces="random_shift",
    en="np.random.randint draws from NumPy's global generator, so rng has no say and nobody can repeat the run. Use rng.integers.",
    ko="np.random.randint는 NumPy의 전역 생성기를 씁니다. rng와 무관해서 실험을 재현할 수 없습니다. rng.integers를 쓰세요.",
)
def shifts_with_the_global_generator(images, max_shift, rng):
    return _move(images, np.random.randint(-max_shift, max_shift + 1, size=(len(images), 2)))


@mistake(
    replaces="random_shift",
    en="The shifted images are written into the batch that was passed in, so the next epoch shifts what is shifted already, until nothing is left. Make a new array.",
    ko="이동한 이미지를 넘겨받은 배치에 덮어썼습니다. 다음 epoch에서는 이미 이동한 것을 또 이동하게 되고, 결국 아무것도 남지 않습니다. 새 배열을 만드세요.",
)
def shifted_in_place(images, max_shift, rng):
    images[:] = _move(images, _shifts(images, max_shift, rng))
    return images


@mistake(
    replaces="random_shift",
    en="np.zeros(images.shape) makes float64, so float32 images double in size. Use np.zeros_like(images).",
    ko="np.zeros(images.shape)는 float64라서 float32 이미지의 크기가 두 배가 됩니다. np.zeros_like(images)를 쓰세요.",
)
def shifted_into_float64(images, max_shift, rng):
    return _move(images.astype(np.float64), _shifts(images, max_shift, rng))


# --- bias_variance


def _checked(predictions, target):
    right_bias_variance(predictions, target)
    return np.asarray(predictions), np.asarray(target)


@mistake(
    replaces="bias_variance",
    en="The variance is taken over the points of each model. It is about the same point as different models see it: along axis 0, over the K models.",
    ko="모델마다 N개 점에 걸친 분산을 구했습니다. 분산은 같은 점을 서로 다른 모델이 얼마나 다르게 예측하는지이므로 axis 0, 즉 K개 모델에 걸쳐 구합니다.",
)
def variance_over_the_points(predictions, target):
    predictions, target = _checked(predictions, target)
    return right_bias_variance(predictions, target)[0], predictions.var(axis=1).mean()


@mistake(
    replaces="bias_variance",
    en="One variance is taken over all predictions at once, which counts the form of the curve as variance. Take it at each point over the K models (axis=0), then the mean.",
    ko="모든 예측의 분산을 한꺼번에 구해서 곡선의 모양까지 분산으로 셌습니다. 점마다 K개 모델에 걸친 분산(axis=0)을 구한 다음 평균을 내세요.",
)
def variance_of_everything(predictions, target):
    predictions, target = _checked(predictions, target)
    return right_bias_variance(predictions, target)[0], predictions.var()


@mistake(
    replaces="bias_variance",
    en="You divide by K - 1 (ddof=1). Then bias and variance no longer add up to the mean squared error: divide by K.",
    ko="K - 1로 나누었습니다(ddof=1). 그러면 bias와 variance의 합이 평균 제곱 오차와 달라집니다. K로 나누세요.",
)
def variance_with_ddof_one(predictions, target):
    predictions, target = _checked(predictions, target)
    bias_squared, variance = right_bias_variance(predictions, target)
    return bias_squared, variance * len(predictions) / (len(predictions) - 1)


@mistake(
    replaces="bias_variance",
    en="The bias is averaged over the points before it is squared, so a model that is too high here and too low there seems unbiased. Square it at each point first.",
    ko="bias를 점에 걸쳐 평균 낸 뒤에 제곱했습니다. 그러면 여기서는 높고 저기서는 낮은 모델이 치우침이 없는 것처럼 보입니다. 점마다 먼저 제곱하세요.",
)
def bias_averaged_before_it_is_squared(predictions, target):
    predictions, target = _checked(predictions, target)
    bias = np.mean(predictions.mean(axis=0) - target)
    return bias**2, right_bias_variance(predictions, target)[1]


@mistake(
    replaces="bias_variance",
    en="The first number is the whole mean squared error, variance included. The bias is that of the mean prediction: average over the K models first.",
    ko="첫 값이 분산까지 포함한 전체 평균 제곱 오차입니다. bias는 평균 예측의 오차이므로 K개 모델에 걸쳐 먼저 평균을 내세요.",
)
def whole_error_as_bias(predictions, target):
    predictions, target = _checked(predictions, target)
    return np.mean((predictions - target) ** 2), right_bias_variance(predictions, target)[1]


@mistake(
    replaces="bias_variance",
    en="The bias is not squared. bias_squared is the mean over the points of its square.",
    ko="bias를 제곱하지 않았습니다. bias_squared는 점마다 제곱한 값의 평균입니다.",
)
def bias_not_squared(predictions, target):
    predictions, target = _checked(predictions, target)
    bias = np.abs(predictions.mean(axis=0) - target).mean()
    return bias, right_bias_variance(predictions, target)[1]


@mistake(
    replaces="bias_variance",
    en="The spread is given as a standard deviation. Only its square, the variance, adds up with the squared bias.",
    ko="퍼진 정도를 표준편차로 구했습니다. bias의 제곱과 더해지는 것은 그 제곱인 분산입니다.",
)
def deviation_for_variance(predictions, target):
    predictions, target = _checked(predictions, target)
    return right_bias_variance(predictions, target)[0], predictions.std(axis=0).mean()


@mistake(
    replaces="bias_variance",
    en="Both are summed over the points. They are means: divide by N.",
    ko="점에 걸쳐 합을 구했습니다. 둘 다 평균이므로 N으로 나누세요.",
)
def summed_over_the_points(predictions, target):
    bias_squared, variance = right_bias_variance(predictions, target)
    return bias_squared * len(target), variance * len(target)


@mistake(
    replaces="bias_variance",
    en="The variance comes first. The order is (bias_squared, variance).",
    ko="variance를 먼저 반환했습니다. 순서는 (bias_squared, variance)입니다.",
)
def variance_returned_first(predictions, target):
    return right_bias_variance(predictions, target)[::-1]


@mistake(
    replaces="bias_variance",
    en="E[p^2] - E[p]^2 subtracts two large, nearly equal numbers where the predictions are far from 0, and their rounding is left. Subtract the mean first, then square: np.var does.",
    ko="E[p^2] - E[p]^2는 예측이 0에서 멀면 거의 같은 두 큰 수의 차가 되어 반올림 오차만 남습니다. np.var처럼 평균을 먼저 뺀 뒤 제곱하세요.",
)
def variance_in_one_pass(predictions, target):
    predictions, target = _checked(predictions, target)
    squares, mean = (predictions**2).mean(axis=0), predictions.mean(axis=0)
    return right_bias_variance(predictions, target)[0], np.mean(squares - mean**2)


@mistake(
    replaces="bias_variance",
    en="A target of shape (N, 1) or (1,) is broadcast, and a number comes out that means nothing. Compare the shapes and raise ValueError.",
    ko="모양이 (N, 1)이나 (1,)인 target이 broadcast되어 의미 없는 수가 나옵니다. 모양을 비교해 ValueError를 일으키세요.",
)
def target_broadcast(predictions, target):
    bias = np.mean(predictions, axis=0) - target
    return np.mean(bias**2), np.mean(np.var(predictions, axis=0))


# --- double_descent_curve


def _curve(X, y, X_test, y_test, widths, draw, fit=None, features=None, error=None):
    """The curve with its parts to choose: the weights, the fit, the features, the error."""
    fit = fit or (lambda features, y: np.linalg.lstsq(features, y)[0])
    features = features or (lambda X, W: np.maximum(X @ W, 0))
    error = error or (lambda prediction, y: np.mean((prediction - y) ** 2))
    errors = []
    for width in widths:
        W = draw(X.shape[1], width)
        coef = fit(features(X, W), y)
        errors.append(error(features(X_test, W) @ coef, y_test))
    return np.array(errors)


def _normal(rng):
    return lambda rows, columns: rng.standard_normal((rows, columns))


@mistake(
    replaces="double_descent_curve",
    en="A penalty, even a small one for stability, takes the peak away: it limits the coefficients exactly where the data can just be fitted. Use the minimum-norm solution, np.linalg.lstsq.",
    ko="수치 안정을 위해 작은 벌점을 더하기만 해도 봉우리가 사라집니다. 데이터를 겨우 맞출 수 있는 바로 그 지점에서 계수가 커지지 못하기 때문입니다. np.linalg.lstsq로 최소 노름 해를 구하세요.",
)
def small_penalty_added(X, y, X_test, y_test, widths, rng):
    def fit(features, y):
        gram = features.T @ features + 1e-3 * np.eye(features.shape[1])
        return np.linalg.solve(gram, features.T @ y)

    return _curve(X, y, X_test, y_test, widths, _normal(rng), fit)


@mistake(
    replaces="double_descent_curve",
    en="Singular values far above rounding are taken for 0 (rcond), which tames the fit just where it should explode. Leave rcond at its default, or 1e-12 at most.",
    ko="반올림 오차보다 훨씬 큰 singular value까지 0으로 잘라서(rcond) 오차가 치솟아야 할 곳이 가라앉습니다. rcond는 기본값으로 두거나 1e-12 이하로 하세요.",
)
def small_singular_values_dropped(X, y, X_test, y_test, widths, rng):
    def fit(features, y):
        return np.linalg.lstsq(features, y, rcond=0.05)[0]

    return _curve(X, y, X_test, y_test, widths, _normal(rng), fit)


@mistake(
    replaces="double_descent_curve",
    en="np.linalg.solve on the normal equations fails as soon as there are more features than rows: features.T @ features is singular then, and what comes out is rounding. Use np.linalg.lstsq or np.linalg.pinv on the features themselves.",
    ko="feature가 행보다 많아지면 features.T @ features가 특이 행렬이 되어, 정규방정식에 쓴 np.linalg.solve는 실패하거나 반올림 오차를 내놓습니다. feature 행렬에 바로 np.linalg.lstsq나 np.linalg.pinv를 쓰세요.",
)
def normal_equations_solved(X, y, X_test, y_test, widths, rng):
    def fit(features, y):
        return np.linalg.solve(features.T @ features, features.T @ y)

    return _curve(X, y, X_test, y_test, widths, _normal(rng), fit)


@mistake(
    replaces="double_descent_curve",
    en="This is the training error, which only falls and is 0 from width = rows on. The curve is that of the test data.",
    ko="training error를 반환했습니다. training error는 줄기만 하고 width가 행의 수에 이르면 0이 됩니다. 곡선은 test 데이터의 오차로 그립니다.",
)
def training_error(X, y, X_test, y_test, widths, rng):
    return _curve(X, y, X, y, widths, _normal(rng))


@mistake(
    replaces="double_descent_curve",
    en="The ReLU is missing: the features are linear, and no width makes the model richer than D numbers. Use np.maximum(X @ W, 0).",
    ko="ReLU가 빠졌습니다. feature가 선형이라 아무리 넓혀도 모델은 D개의 수로 정해집니다. np.maximum(X @ W, 0)을 쓰세요.",
)
def linear_features(X, y, X_test, y_test, widths, rng):
    return _curve(X, y, X_test, y_test, widths, _normal(rng), features=np.matmul)


@mistake(
    replaces="double_descent_curve",
    en="There is an intercept, a column of ones beside the features. None is asked for: the model of width m has m coefficients.",
    ko="feature 옆에 1로 된 열, 즉 절편이 있습니다. 이 모델에는 절편이 없고, width가 m이면 계수도 m개입니다.",
)
def intercept_added(X, y, X_test, y_test, widths, rng):
    def features(X, W):
        return np.column_stack([np.maximum(X @ W, 0), np.ones(len(X))])

    return _curve(X, y, X_test, y_test, widths, _normal(rng), features=features)


@mistake(
    replaces="double_descent_curve",
    en="The units have random biases. The features are relu(X @ W), with weights alone.",
    ko="unit에 무작위 bias가 있습니다. feature는 가중치만 쓴 relu(X @ W)입니다.",
)
def biases_added(X, y, X_test, y_test, widths, rng):
    def draw(rows, columns):
        return rng.standard_normal((rows + 1, columns))

    def features(X, W):
        return np.maximum(X @ W[:-1] + W[-1], 0)

    return _curve(X, y, X_test, y_test, widths, draw, features=features)


@mistake(
    replaces="double_descent_curve",
    en="The test features come from a W of their own, to which the coefficients do not belong. Draw W once for each width and use it for both.",
    ko="test feature를 새로 뽑은 W로 만들어서 학습한 계수와 맞지 않습니다. width마다 W를 한 번만 뽑아 train과 test에 함께 쓰세요.",
)
def other_weights_for_the_test(X, y, X_test, y_test, widths, rng):
    def features(X, W):
        return np.maximum(X @ rng.standard_normal(W.shape), 0)

    def shape(rows, columns):
        return np.zeros((rows, columns))

    return _curve(X, y, X_test, y_test, widths, shape, features=features)


@mistake(
    replaces="double_descent_curve",
    en="All widths take their weights from one big W, so the points of the curve hang together. Draw W anew for each width.",
    ko="모든 width가 커다란 W 하나에서 앞 열들을 잘라 써서 곡선의 점들이 서로 얽힙니다. width마다 W를 새로 뽑으세요.",
)
def one_big_w(X, y, X_test, y_test, widths, rng):
    W = rng.standard_normal((X.shape[1], max(widths)))
    return _curve(X, y, X_test, y_test, widths, lambda rows, columns: W[:, :columns])


@mistake(
    replaces="double_descent_curve",
    en="rng.random gives weights between 0 and 1, never a negative one, so no unit ever looks the other way. Gaussian weights are asked for: rng.standard_normal.",
    ko="rng.random은 0과 1 사이의 가중치만 주므로 반대 방향을 보는 unit이 하나도 없습니다. rng.standard_normal로 Gaussian 가중치를 뽑으세요.",
)
def positive_weights(X, y, X_test, y_test, widths, rng):
    return _curve(X, y, X_test, y_test, widths, lambda rows, columns: rng.random((rows, columns)))


@mistake(
    replaces="double_descent_curve",
    en="The weights are uniform, which prefers the diagonals among the directions. Gaussian weights look in all directions alike: rng.standard_normal.",
    ko="가중치가 균등분포라서 대각선 방향이 더 자주 나옵니다. Gaussian이면 모든 방향이 고르게 나옵니다. rng.standard_normal을 쓰세요.",
)
def uniform_weights(X, y, X_test, y_test, widths, rng):
    return _curve(
        X, y, X_test, y_test, widths, lambda rows, columns: rng.uniform(-1, 1, (rows, columns))
    )


@mistake(
    replaces="double_descent_curve",
    en="The root of the mean squared error is returned. The curve is the mean squared error itself.",
    ko="평균 제곱 오차의 제곱근을 반환했습니다. 곡선은 평균 제곱 오차 그대로입니다.",
)
def root_of_the_error(X, y, X_test, y_test, widths, rng):
    def error(prediction, y):
        return np.sqrt(np.mean((prediction - y) ** 2))

    return _curve(X, y, X_test, y_test, widths, _normal(rng), error=error)


@mistake(
    replaces="double_descent_curve",
    en="The squared errors are summed over the test data. Take their mean.",
    ko="test 데이터의 제곱 오차를 더하기만 했습니다. 평균을 구하세요.",
)
def summed_error(X, y, X_test, y_test, widths, rng):
    def error(prediction, y):
        return np.sum((prediction - y) ** 2)

    return _curve(X, y, X_test, y_test, widths, _normal(rng), error=error)


@mistake(
    replaces="double_descent_curve",
    en="You make a generator of your own with a fixed seed, so averaging over many runs averages nothing. Draw from rng.",
    ko="함수 안에서 고정된 seed로 생성기를 만들어서 여러 번 실행해 평균을 내도 소용이 없습니다. 인자로 받은 rng에서 뽑으세요.",
)
def curve_with_its_own_seed(X, y, X_test, y_test, widths, rng):
    return _curve(X, y, X_test, y_test, widths, _normal(np.random.default_rng(0)))


@mistake(
    replaces="double_descent_curve",
    en="np.random.randn draws from NumPy's global generator, so rng has no say and nobody can repeat the curve. Use rng.standard_normal.",
    ko="np.random.randn은 NumPy의 전역 생성기를 씁니다. rng와 무관해서 곡선을 재현할 수 없습니다. rng.standard_normal을 쓰세요.",
)
def curve_with_the_global_generator(X, y, X_test, y_test, widths, rng):
    return _curve(
        X, y, X_test, y_test, widths, lambda rows, columns: np.random.randn(rows, columns)
    )
