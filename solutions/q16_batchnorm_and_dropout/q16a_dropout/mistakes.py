"""What students write at midnight, and what they should read."""

import itertools

import numpy as np
from solution import Dropout as RightDropout
from solution import _as_float as to_float
from solution import ensemble_average as right_ensemble_average

from autograder.authoring import mistake


class _Layer(RightDropout):
    """Dropout with factors of one's own: ``draw(shape, rng)`` makes them in training."""

    def __init__(self, p):
        super().__init__(p)
        self.p = p

    def forward(self, x, training, rng):
        x = to_float(x)
        factors = self.draw(x.shape, rng) if training else np.ones(x.shape)
        self.factors = np.asarray(factors).astype(x.dtype)
        return x * self.factors

    def draw(self, shape, rng):
        return (rng.random(shape) < 1 - self.p) / ((1 - self.p) or 1)


# Dropout


@mistake(
    replaces="Dropout",
    en="What is kept is not scaled, so in training the next layer sees 1 - p of what it sees in evaluation. Divide the kept elements by 1 - p (inverted dropout).",
    ko="남긴 원소의 크기를 조정하지 않아서 다음 층이 학습할 때 보는 값의 기댓값이 평가할 때의 1 - p배입니다. 남긴 원소를 1 - p로 나누세요(inverted dropout).",
)
class not_scaled(_Layer):
    def draw(self, shape, rng):
        return rng.random(shape) < 1 - self.p


@mistake(
    replaces="Dropout",
    en="You multiply by 1 - p in evaluation, as the paper of 2014 does. Here dropout is inverted, as in PyTorch: divide by 1 - p in training, and leave x alone in evaluation.",
    ko="2014년 논문처럼 평가할 때 1 - p를 곱하고 있습니다. 여기서는 PyTorch처럼 학습할 때 1 - p로 나누고(inverted dropout) 평가할 때는 x를 그대로 둡니다.",
)
class scaled_in_evaluation(_Layer):
    def forward(self, x, training, rng):
        x = to_float(x)
        factors = rng.random(x.shape) < 1 - self.p if training else np.full(x.shape, 1 - self.p)
        self.factors = factors.astype(x.dtype)
        return x * self.factors


@mistake(
    replaces="Dropout",
    en="You scale in training and again in evaluation. One of the two is enough; with inverted dropout, evaluation returns x as it is.",
    ko="학습할 때도 평가할 때도 크기를 조정하고 있습니다. 하나면 충분합니다. inverted dropout에서 평가는 x를 그대로 반환합니다.",
)
class scaled_twice(_Layer):
    def forward(self, x, training, rng):
        out = super().forward(x, training, rng)
        if not training:
            self.factors = self.factors * (1 - self.p)
            return out * (1 - self.p)
        return out


@mistake(
    replaces="Dropout",
    en="You take p for the probability to keep an element. As in PyTorch, p is the probability to drop it: keep with 1 - p, and divide by 1 - p.",
    ko="p를 남길 확률로 쓰고 있습니다. PyTorch처럼 p는 버릴 확률입니다. 1 - p의 확률로 남기고 1 - p로 나누세요.",
)
class p_keeps(_Layer):
    def draw(self, shape, rng):
        return (rng.random(shape) < self.p) / (self.p or 1)


@mistake(
    replaces="Dropout",
    en="You divide by p. The kept ones are a share of 1 - p, so divide by that.",
    ko="p로 나누고 있습니다. 남는 비율이 1 - p이므로 1 - p로 나누어야 합니다.",
)
class divided_by_p(_Layer):
    def draw(self, shape, rng):
        return (rng.random(shape) < 1 - self.p) / (self.p or 1)


@mistake(
    replaces="Dropout",
    en="The backward pass draws a mask of its own. The gradient must go through the elements that the forward pass has kept, and no others: store the mask.",
    ko="backward에서 mask를 새로 뽑습니다. gradient는 forward에서 남긴 원소만 지나가야 합니다. mask를 저장해 두세요.",
)
class new_mask_in_backward(_Layer):
    def forward(self, x, training, rng):
        out = super().forward(x, training, rng)
        self.redraw = (lambda: self.draw(x.shape, rng)) if training else (lambda: 1.0)
        return out

    def backward(self, dout):
        return (dout * self.redraw()).astype(dout.dtype)


@mistake(
    replaces="Dropout",
    en="The backward pass applies the mask but not the factor 1 / (1 - p), which the forward pass had: the gradient of a x is a.",
    ko="backward에서 mask만 적용하고 forward에 있던 1 / (1 - p)배를 빠뜨렸습니다. a x의 gradient는 a입니다.",
)
class backward_not_scaled(_Layer):
    def backward(self, dout):
        return dout * (self.factors != 0)


@mistake(
    replaces="Dropout",
    en="The backward pass lets everything through. Where the forward pass has dropped an element, the output does not depend on it and its gradient is 0.",
    ko="backward가 모든 gradient를 그대로 통과시킵니다. forward에서 버린 원소는 출력에 영향이 없으므로 gradient가 0이어야 합니다.",
)
class backward_without_mask(_Layer):
    def backward(self, dout):
        return dout * np.ones_like(self.factors)  # which needs a forward pass first, as any answer


@mistake(
    replaces="Dropout",
    en="You take an element for dropped where the output is 0. An x that was 0 and was kept has an output of 0 too, and its gradient goes through: store the mask, not the output.",
    ko="출력이 0이면 버린 것으로 보고 있습니다. 원래 0이던 x는 남겨도 출력이 0이고, 그 gradient는 통과해야 합니다. 출력이 아니라 mask를 저장하세요.",
)
class mask_read_off_the_output(_Layer):
    def forward(self, x, training, rng):
        out = super().forward(x, training, rng)
        if training:
            self.factors = np.where(out != 0, 1 / ((1 - self.p) or 1), 0).astype(out.dtype)
        return out


@mistake(
    replaces="Dropout",
    en="One mask serves all rows. Each example must get a mask of its own: draw in the shape of x, not of one row.",
    ko="모든 행에 같은 mask를 쓰고 있습니다. 샘플마다 mask가 따로 있어야 하므로, 한 행의 모양이 아니라 x의 모양으로 뽑으세요.",
)
class one_mask_for_all_rows(_Layer):
    def draw(self, shape, rng):
        return super().draw(shape[1:], rng) * np.ones(shape)


@mistake(
    replaces="Dropout",
    en="Whole rows are dropped or kept. Each element is decided on by itself: draw in the shape of x.",
    ko="행을 통째로 버리거나 남기고 있습니다. 원소마다 따로 정해야 하므로 x의 모양으로 뽑으세요.",
)
class whole_rows_dropped(_Layer):
    def draw(self, shape, rng):
        return super().draw((shape[0], *[1] * (len(shape) - 1)), rng) * np.ones(shape)


@mistake(
    replaces="Dropout",
    en="In images whole channels are dropped, as in Dropout2d. Here each pixel is decided on by itself: draw in the shape of x.",
    ko="이미지에서 Dropout2d처럼 채널을 통째로 버리고 있습니다. 여기서는 픽셀마다 따로 정합니다. x의 모양으로 뽑으세요.",
)
class whole_channels_dropped(_Layer):
    def draw(self, shape, rng):
        return super().draw((*shape[:2], *[1] * (len(shape) - 2)), rng) * np.ones(shape)


@mistake(
    replaces="Dropout",
    en="At p = 1 nothing is kept, and 1 / (1 - p) divides by zero: NaN. Give zeros there, forwards and backwards.",
    ko="p = 1이면 남는 것이 없고 1 / (1 - p)에서 0으로 나누게 됩니다(NaN). 이때는 forward도 backward도 0이어야 합니다.",
)
class nan_at_one(_Layer):
    def draw(self, shape, rng):
        with np.errstate(all="ignore"):
            return (rng.random(shape) < 1 - self.p) / np.float64(1 - self.p)


@mistake(
    replaces="Dropout",
    en="1 / (1 - p) raises ZeroDivisionError at p = 1, which is a valid p: everything is dropped, give zeros.",
    ko="p = 1에서 1 / (1 - p)가 ZeroDivisionError를 냅니다. p = 1도 올바른 값이며 모두 버리는 것이므로 0을 반환하세요.",
)
class error_at_one(_Layer):
    def draw(self, shape, rng):
        return (rng.random(shape) < 1 - self.p) * (1 / (1 - self.p))


@mistake(
    replaces="Dropout",
    en="p = 1 is refused. It is a probability like any other (PyTorch takes it too): everything is dropped.",
    ko="p = 1을 거부하고 있습니다. p = 1도 확률이고(PyTorch도 받습니다) 모두 버린다는 뜻입니다.",
)
class one_refused(RightDropout):
    def __init__(self, p):
        if not 0 <= p < 1:
            raise ValueError("p must be in [0, 1)")
        super().__init__(p)


@mistake(
    replaces="Dropout",
    en="A p below 0 or above 1 is no probability and must raise ValueError, already in the constructor.",
    ko="0보다 작거나 1보다 큰 p는 확률이 아니므로 생성자에서 바로 ValueError를 내야 합니다.",
)
class p_not_checked(RightDropout):
    def __init__(self, p):
        self.keep = 1 - p


@mistake(
    replaces="Dropout",
    en="The mask is drawn once and used in every forward pass, so that the same units are off for ever. Draw a new one in each.",
    ko="mask를 한 번만 뽑아 forward마다 다시 쓰고 있어서 같은 unit이 계속 꺼져 있습니다. forward마다 새로 뽑으세요.",
)
class mask_drawn_once(_Layer):
    def draw(self, shape, rng):
        if getattr(self, "kept", np.empty(0)).shape != shape:
            self.kept = super().draw(shape, rng)
        return self.kept


@mistake(
    replaces="Dropout",
    en="After a forward pass in evaluation the backward pass still uses the mask of the last training pass. It belongs to the last forward pass, and in evaluation that is the identity.",
    ko="평가 모드의 forward 뒤에도 backward가 마지막 학습 때의 mask를 씁니다. backward는 마지막 forward를 따르고, 평가 모드에서는 항등 함수입니다.",
)
class backward_forgets_evaluation(_Layer):
    factors = np.ones(())

    def forward(self, x, training, rng):
        before = self.factors
        out = super().forward(x, training, rng)
        if not training and before.shape == x.shape:
            self.factors = before
        return out


@mistake(
    replaces="Dropout",
    en="It drops in evaluation as well: look at `training`, and return x as it is where it is False.",
    ko="평가할 때도 버리고 있습니다. `training`을 보고 False이면 x를 그대로 반환하세요.",
)
class drops_in_evaluation(_Layer):
    def forward(self, x, training, rng):
        return super().forward(x, True, rng if rng is not None else np.random.default_rng(0))


@mistake(
    replaces="Dropout",
    en="Exactly a share of p is dropped each time. The elements are independent, so the number of dropped ones must vary: compare a random number with p for each.",
    ko="매번 정확히 p의 비율만큼 버립니다. 원소마다 독립이어야 하므로 버리는 수는 매번 달라야 합니다. 원소마다 난수를 p와 비교하세요.",
)
class fixed_number_dropped(_Layer):
    def draw(self, shape, rng):
        size = int(np.prod(shape))
        kept = np.arange(size) < round(size * (1 - self.p))
        return rng.permutation(kept).reshape(shape) / ((1 - self.p) or 1)


@mistake(
    replaces="Dropout",
    en="The mask comes from a generator of your own (or NumPy's global one). Draw from the rng that is handed in, so that runs repeat.",
    ko="직접 만든 생성기나 NumPy의 전역 생성기로 mask를 뽑고 있습니다. 결과가 재현되도록 인자로 받은 rng에서 뽑으세요.",
)
class global_generator(_Layer):
    def draw(self, shape, rng):
        return super().draw(shape, np.random)


@mistake(
    replaces="Dropout",
    en="A generator is made in each forward pass with a fixed seed, so every mask is the same. Draw from the rng that is handed in.",
    ko="forward마다 고정된 seed로 생성기를 만들어서 mask가 늘 같습니다. 인자로 받은 rng에서 뽑으세요.",
)
class generator_of_its_own(_Layer):
    def draw(self, shape, rng):
        return super().draw(shape, np.random.default_rng(0))


# monte_carlo_predict


@mistake(
    replaces="monte_carlo_predict",
    en="The standard deviation divides by num_samples here (ddof=0); yours divides by one less.",
    ko="여기서 표준편차는 num_samples로 나눕니다(ddof=0). 지금은 1을 뺀 수로 나누고 있습니다.",
)
def unbiased_deviation(f, x, num_samples, rng):
    samples = np.stack([f(x, rng) for _ in range(num_samples)])
    with np.errstate(all="ignore"):
        squares = ((samples - samples.mean(axis=0)) ** 2).sum(axis=0)
        return samples.mean(axis=0), np.sqrt(squares / np.float64(num_samples - 1))


@mistake(
    replaces="monte_carlo_predict",
    en="You return the variance. The standard deviation, its root, is asked for: it has the units of the prediction.",
    ko="분산을 반환하고 있습니다. 예측값과 단위가 같은 표준편차, 즉 분산의 제곱근이 필요합니다.",
)
def variance_for_deviation(f, x, num_samples, rng):
    samples = np.stack([f(x, rng) for _ in range(num_samples)])
    return samples.mean(axis=0), samples.var(axis=0)


@mistake(
    replaces="monte_carlo_predict",
    en="You return the standard error of the mean, std / sqrt(num_samples), which goes to 0 with more samples. The spread of the predictions themselves is asked for.",
    ko="평균의 표준오차 std / sqrt(num_samples)를 반환하고 있습니다. 이 값은 표본을 늘리면 0이 됩니다. 필요한 것은 예측값 자체가 퍼진 정도입니다.",
)
def standard_error(f, x, num_samples, rng):
    samples = np.stack([f(x, rng) for _ in range(num_samples)])
    return samples.mean(axis=0), samples.std(axis=0) / np.sqrt(num_samples)


@mistake(
    replaces="monte_carlo_predict",
    en="Mean and deviation are taken over everything at once. They are asked for elementwise, over the samples: axis=0.",
    ko="모든 값을 한꺼번에 평균했습니다. 표본 방향으로 원소마다 구해야 합니다: axis=0.",
)
def one_number_for_all(f, x, num_samples, rng):
    samples = np.stack([f(x, rng) for _ in range(num_samples)])
    return samples.mean(), samples.std()


@mistake(
    replaces="monte_carlo_predict",
    en="f is called once, and its one answer is counted num_samples times: the spread is 0. Call it anew for each sample.",
    ko="f를 한 번만 호출하고 그 답을 num_samples번 세어서 표준편차가 0입니다. 표본마다 새로 호출하세요.",
)
def called_once(f, x, num_samples, rng):
    samples = np.stack([f(x, rng)] * num_samples)
    return samples.mean(axis=0), samples.std(axis=0)


@mistake(
    replaces="monte_carlo_predict",
    en="f must get the rng that was handed in. With a new generator of a fixed seed in each call all the samples are the same.",
    ko="f에는 인자로 받은 rng를 넘겨야 합니다. 호출마다 같은 seed로 생성기를 만들면 모든 표본이 같아집니다.",
)
def new_generator_per_sample(f, x, num_samples, rng):
    samples = np.stack([f(x, np.random.default_rng(0)) for _ in range(num_samples)])
    return samples.mean(axis=0), samples.std(axis=0)


@mistake(
    replaces="monte_carlo_predict",
    en="f is called once too often (as with one run to find out the shape). It is called exactly num_samples times, and all its answers count.",
    ko="f를 한 번 더 호출했습니다(모양을 알아보려고 부르는 것도 포함됩니다). 정확히 num_samples번 호출하고 모든 결과를 써야 합니다.",
)
def called_once_too_often(f, x, num_samples, rng):
    samples = np.empty((num_samples, *f(x, rng).shape))
    for i in range(num_samples):
        samples[i] = f(x, rng)
    return samples.mean(axis=0), samples.std(axis=0)


@mistake(
    replaces="monte_carlo_predict",
    en="mean(s^2) - mean(s)^2 cancels where the predictions lie far from 0 and near one another: the deviation comes out wrong or NaN. Subtract the mean first.",
    ko="예측값이 0에서 멀고 서로 가까우면 mean(s^2) - mean(s)^2에서 유효 숫자가 사라져 표준편차가 틀리거나 NaN이 됩니다. 평균을 먼저 빼세요.",
)
def deviation_by_cancellation(f, x, num_samples, rng):
    samples = np.stack([f(x, rng) for _ in range(num_samples)])
    mean = samples.mean(axis=0)
    return mean, np.sqrt(np.maximum((samples**2).mean(axis=0) - mean**2, 0))


# ensemble_average


def _average(W, x, p, activation, masks, weights, factor=1.0):
    z = (np.where(masks, to_float(x)[..., None, :], 0) * factor) @ W
    z = z if activation is None else activation(z)
    return (np.array(weights) @ z).astype(z.dtype)


def _masks(D):
    return list(itertools.product([0, 1], repeat=D))


def _chances(masks, p):
    return [np.prod([1 - p if kept else p for kept in mask]) for mask in masks]


@mistake(
    replaces="ensemble_average",
    en="All masks have the same weight, which is right for p = 0.5 alone. A mask with k ones has the probability (1 - p)^k p^(D - k).",
    ko="모든 mask의 가중치를 같게 했는데 이것은 p = 0.5일 때만 맞습니다. 1이 k개인 mask의 확률은 (1 - p)^k p^(D - k)입니다.",
)
def masks_weighted_equally(W, x, p, activation=None):
    masks = _masks(len(W))
    return _average(W, x, p, activation, masks, np.full(len(masks), 1 / len(masks)))


@mistake(
    replaces="ensemble_average",
    en="p is the probability to drop an input: a 1 in the mask has the probability 1 - p, a 0 has p. You have them the other way round.",
    ko="p는 입력을 버릴 확률입니다. mask의 1은 확률이 1 - p, 0은 p인데 반대로 되어 있습니다.",
)
def p_keeps_in_the_ensemble(W, x, p, activation=None):
    masks = _masks(len(W))
    return _average(W, x, p, activation, masks, _chances(masks, 1 - p))


@mistake(
    replaces="ensemble_average",
    en="Here nothing is rescaled: the kept inputs enter as they are, without 1 / (1 - p).",
    ko="여기서는 크기를 조정하지 않습니다. 남은 입력을 1 / (1 - p)배 하지 않고 그대로 씁니다.",
)
def rescaled_in_the_ensemble(W, x, p, activation=None):
    masks = _masks(len(W))
    return _average(W, x, p, activation, masks, _chances(masks, p), 1 / ((1 - p) or 1))


@mistake(
    replaces="ensemble_average",
    en="activation((1 - p) x @ W) is the weight-scaling rule, an approximation of this average: with an activation the two differ. Average the activations of all masks.",
    ko="activation((1 - p) x @ W)는 이 평균을 근사하는 weight scaling 규칙이고, activation이 있으면 둘은 다릅니다. 모든 mask에 대해 activation을 계산해 평균하세요.",
)
def weight_scaling_rule(W, x, p, activation=None):
    z = (1 - p) * x @ W
    return z if activation is None else activation(z)


@mistake(
    replaces="ensemble_average",
    en="The mask that drops everything is left out. It has the probability p^D, and activation(0) need not be 0.",
    ko="모두 버리는 mask를 뺐습니다. 그 확률은 p^D이고, activation(0)이 0이라는 법은 없습니다.",
)
def empty_mask_left_out(W, x, p, activation=None):
    masks = _masks(len(W))[1:]
    return _average(W, x, p, activation, masks, _chances(masks, p))


@mistake(
    replaces="ensemble_average",
    en="You mask the outputs. Dropout is on the inputs here: activation((mask * x) @ W).",
    ko="출력에 mask를 씌우고 있습니다. 여기서 dropout은 입력에 적용합니다: activation((mask * x) @ W).",
)
def outputs_masked(W, x, p, activation=None):
    z = x @ W
    return (1 - p) * (z if activation is None else activation(z))


@mistake(
    replaces="ensemble_average",
    en="The masks' probabilities do not sum to 1: besides (1 - p)^k for the k kept inputs there is p^(D - k) for the dropped ones.",
    ko="mask 확률의 합이 1이 아닙니다. 남긴 k개에 대한 (1 - p)^k뿐 아니라 버린 것에 대한 p^(D - k)도 곱해야 합니다.",
)
def only_the_kept_counted(W, x, p, activation=None):
    masks = _masks(len(W))
    return _average(W, x, p, activation, masks, [(1 - p) ** sum(mask) for mask in masks])


@mistake(
    replaces="ensemble_average",
    en="For an x of (N, D) each example has an average of its own, (N, H); you average over the examples as well.",
    ko="x가 (N, D)이면 샘플마다 따로 평균해 (N, H)를 반환해야 하는데, 샘플끼리도 평균하고 있습니다.",
)
def averaged_over_examples_too(W, x, p, activation=None):
    return np.atleast_2d(right_ensemble_average(W, x, p, activation)).mean(axis=0)
