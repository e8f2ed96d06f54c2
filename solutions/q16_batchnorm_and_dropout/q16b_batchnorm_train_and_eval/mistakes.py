"""What people write at midnight, and what they should read in the morning."""

from __future__ import annotations

import numpy as np
import torch
from solution import BatchNorm1d as RightBatchNorm1d
from solution import fold_batchnorm as right_fold_batchnorm
from solution import fuse_conv_bn as right_fuse_conv_bn
from solution import predict as right_predict
from solution import recalibrate as right_recalibrate
from torch import nn

from autograder.authoring import mistake

# BatchNorm1d


@mistake(
    replaces="BatchNorm1d",
    en="In eval mode you still normalise with the batch, so an answer depends on who else is in the batch and one row alone becomes its bias; use running_mean and running_var there.",
    ko="eval 모드에서도 배치 통계로 정규화하고 있습니다. 그러면 같은 입력도 함께 들어온 샘플에 따라 답이 달라지고, 한 행만 넣으면 bias만 나옵니다. eval에서는 running_mean과 running_var을 쓰세요.",
)
class batch_statistics_in_eval(RightBatchNorm1d):
    def __call__(self, x):
        out = super().__call__(x)
        if self.training:
            return out
        normalised = (x - np.mean(x, axis=0)) / np.sqrt(np.var(x, axis=0) + self.eps)
        return (self.weight * normalised + self.bias).astype(out.dtype)


@mistake(
    replaces="BatchNorm1d",
    en="The running variance must take in the unbiased variance (divided by N - 1), since it stands for the whole population; you store the biased one, which is too small, at N = 2 by half.",
    ko="running_var에는 불편분산(N - 1로 나눈 값)을 쌓아야 합니다. 모집단의 분산을 추정하는 값이기 때문입니다. 지금처럼 N으로 나눈 분산을 쌓으면 값이 작아지고, N = 2이면 절반밖에 안 됩니다.",
)
class biased_running_variance(RightBatchNorm1d):
    def _batch_statistics(self, x):
        old, seen = self.running_var, self.batches_seen
        mean, var = super()._batch_statistics(x)
        share = 1 / (seen + 1) if self.momentum is None else self.momentum
        self.running_var = (1 - share) * old + share * var
        return mean, var


@mistake(
    replaces="BatchNorm1d",
    en="Training normalises with the biased variance (divided by N); you divide by N - 1 there too. Only the running variance takes in the unbiased one.",
    ko="학습할 때 정규화에는 N으로 나눈 분산을 씁니다. 지금은 정규화에도 N - 1로 나눈 분산을 쓰고 있습니다. N - 1로 나눈 분산은 running_var에만 들어갑니다.",
)
class unbiased_normalisation(RightBatchNorm1d):
    def _batch_statistics(self, x):
        mean, _ = super()._batch_statistics(x)
        return mean, x.var(axis=0, ddof=1)


@mistake(
    replaces="BatchNorm1d",
    en="momentum is the share of the new batch, as in PyTorch: running = (1 - momentum) * running + momentum * batch; yours has the two the other way round, so 0.1 forgets nearly everything at each step.",
    ko="momentum은 PyTorch에서처럼 새 배치가 차지하는 비율입니다. running = (1 - momentum) * running + momentum * batch인데 둘이 뒤바뀌어서, 0.1이면 매번 이전 통계를 거의 다 잊어버립니다.",
)
class momentum_reversed(RightBatchNorm1d):
    def _batch_statistics(self, x):
        if self.momentum is None:
            return super()._batch_statistics(x)
        self.momentum = 1 - self.momentum
        try:
            return super()._batch_statistics(x)
        finally:
            self.momentum = 1 - self.momentum


@mistake(
    replaces="BatchNorm1d",
    en="The running statistics move in eval mode too, so the test data leak into the model and each answer changes the next; update them in train mode only.",
    ko="eval 모드에서도 running 통계가 갱신됩니다. 그러면 테스트 데이터가 모델에 새어 들어가고, 한 번 예측할 때마다 다음 예측이 달라집니다. 갱신은 train 모드에서만 하세요.",
)
class statistics_updated_in_eval(RightBatchNorm1d):
    def __call__(self, x):
        out = super().__call__(x)
        if not self.training and len(x) > 1:
            self._batch_statistics(np.asarray(x, dtype=float))
        return out


@mistake(
    replaces="BatchNorm1d",
    en="With momentum=None the running statistics are the plain average over all batches (the share of the n-th batch is 1/n); you fall back to a fixed momentum.",
    ko="momentum=None이면 running 통계는 지금까지 모든 배치의 단순 평균입니다(n번째 배치의 비율은 1/n). 지금은 고정된 momentum을 쓰고 있습니다.",
)
class none_means_default_momentum(RightBatchNorm1d):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__(num_features, eps, 0.1 if momentum is None else momentum)


@mistake(
    replaces="BatchNorm1d",
    en="The cumulative average must not count the starting values (mean 0, variance 1) as a batch: the first batch has share 1, the n-th 1/n, not 1/(n + 1).",
    ko="누적 평균에 시작값(평균 0, 분산 1)을 배치 하나로 세면 안 됩니다. 첫 배치의 비율은 1, n번째는 1/n이며 1/(n + 1)이 아닙니다.",
)
class starting_values_counted(RightBatchNorm1d):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__(num_features, eps, momentum)
        self.batches_seen = 1


@mistake(
    replaces="BatchNorm1d",
    en="momentum=0.0 is a number and means that nothing moves; `if not self.momentum` takes it for None. Ask `is None`.",
    ko="momentum=0.0은 통계가 움직이지 않는다는 뜻의 숫자입니다. `if not self.momentum`이라고 쓰면 None으로 취급됩니다. `is None`으로 확인하세요.",
)
class zero_momentum_taken_for_none(RightBatchNorm1d):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__(num_features, eps, momentum or None)


@mistake(
    replaces="BatchNorm1d",
    en="eps belongs under the root, sqrt(var + eps); you add it to the standard deviation, which differs wherever eps is not tiny.",
    ko="eps는 루트 안에 들어갑니다: sqrt(var + eps). 지금은 표준편차에 더하고 있어서, eps가 아주 작지 않으면 결과가 달라집니다.",
)
class eps_outside_root(RightBatchNorm1d):
    def __call__(self, x):
        x = np.asarray(x, dtype=float)
        mean, var = self.running_mean, self.running_var
        if self.training:
            mean, var = self._batch_statistics(x)
        return self.weight * (x - mean) / (np.sqrt(var) + self.eps) + self.bias


@mistake(
    replaces="BatchNorm1d",
    en="In train mode you normalise with the running statistics after updating them; training uses the statistics of the batch itself, and the running ones are only for evaluation.",
    ko="train 모드에서 갱신한 running 통계로 정규화하고 있습니다. 학습에서는 그 배치 자신의 통계를 쓰고, running 통계는 평가할 때만 씁니다.",
)
class running_statistics_in_training(RightBatchNorm1d):
    def _batch_statistics(self, x):
        super()._batch_statistics(x)
        return self.running_mean, self.running_var


@mistake(
    replaces="BatchNorm1d",
    en="You take one mean and one variance over the whole batch; each column has its own: axis=0.",
    ko="배치 전체에서 평균과 분산을 하나씩만 구하고 있습니다. 열(feature)마다 따로 구해야 합니다: axis=0.",
)
class one_statistic_for_all_columns(RightBatchNorm1d):
    def _batch_statistics(self, x):
        mean = np.full(x.shape[1], x.mean())
        var = np.full(x.shape[1], x.var())
        old_mean, old_var = self.running_mean, self.running_var
        super()._batch_statistics(x)
        share = 1 / self.batches_seen if self.momentum is None else self.momentum
        self.running_mean = (1 - share) * old_mean + share * mean
        self.running_var = (1 - share) * old_var + share * var * x.size / (x.size - 1)
        return mean, var


@mistake(
    replaces="BatchNorm1d",
    en="A new layer must be in train mode, as every nn.Module is; yours starts in eval mode and learns no statistics until somebody calls train().",
    ko="새로 만든 층은 모든 nn.Module처럼 train 모드에서 시작해야 합니다. 지금은 eval 모드로 시작해서, train()을 부르기 전에는 통계를 배우지 못합니다.",
)
class starts_in_eval_mode(RightBatchNorm1d):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__(num_features, eps, momentum)
        self.training = False


@mistake(
    replaces="BatchNorm1d",
    en="One row in train mode must raise ValueError: its variance is 0 and the unbiased one is 0 / 0, so the output says nothing about x and NaN may enter the running variance.",
    ko="train 모드에서 한 행만 들어오면 ValueError를 내야 합니다. 분산이 0이고 불편분산은 0 / 0이라, 출력은 x와 무관해지고 running_var에 NaN이 들어갈 수 있습니다.",
)
class one_row_accepted(RightBatchNorm1d):
    def _batch_statistics(self, x):
        if len(x) == 1:
            return x[0], np.zeros(x.shape[1])
        return super()._batch_statistics(x)


@mistake(
    replaces="BatchNorm1d",
    en="float32 must stay float32: your float64 scale and shift promote the result. Cast it back to the type of x.",
    ko="float32 입력의 결과는 float32여야 합니다. 지금은 float64인 weight와 bias 때문에 결과가 float64로 올라갑니다. x의 dtype으로 되돌리세요.",
)
class float32_promoted(RightBatchNorm1d):
    def __call__(self, x):
        return super().__call__(np.asarray(x, dtype=float))


@mistake(
    replaces="BatchNorm1d",
    en="You normalise x in place, so the caller's array is overwritten; make a new one.",
    ko="x를 제자리에서 정규화해서 호출한 쪽의 배열을 덮어씁니다. 새 배열을 만드세요.",
)
class input_overwritten(RightBatchNorm1d):
    def __call__(self, x):
        out = super().__call__(x)
        if out.dtype == x.dtype:
            x[...] = out
        return out


# fold_batchnorm


@mistake(
    replaces="fold_batchnorm",
    en="eps is missing: batch norm divides by sqrt(running_var + eps), and the folded layer must divide by the same, or it blows up where a variance is 0.",
    ko="eps를 빠뜨렸습니다. 배치 정규화는 sqrt(running_var + eps)로 나누므로 합친 층도 똑같이 나눠야 합니다. 빠뜨리면 분산이 0인 곳에서 값이 터집니다.",
)
def fold_without_eps(W, b, running_mean, running_var, gamma, beta, eps):
    scale = gamma / np.sqrt(running_var)
    return W * scale, (b - running_mean) * scale + beta


@mistake(
    replaces="fold_batchnorm",
    en="The bias goes through the batch norm as the weights do: (b - running_mean) * scale + beta. You scale the mean and leave b as it was.",
    ko="bias도 weight처럼 배치 정규화를 거칩니다: (b - running_mean) * scale + beta. 지금은 평균에만 scale을 곱하고 b는 그대로 두었습니다.",
)
def bias_not_scaled(W, b, running_mean, running_var, gamma, beta, eps):
    scale = gamma / np.sqrt(running_var + eps)
    return W * scale, b - running_mean * scale + beta


@mistake(
    replaces="fold_batchnorm",
    en="The running mean is subtracted before the scaling, so it is scaled too: (b - running_mean) * scale + beta. You subtract it unscaled.",
    ko="running_mean은 scale을 곱하기 전에 빼는 값이므로 함께 scale되어야 합니다: (b - running_mean) * scale + beta. 지금은 scale하지 않은 채 빼고 있습니다.",
)
def mean_not_scaled(W, b, running_mean, running_var, gamma, beta, eps):
    scale = gamma / np.sqrt(running_var + eps)
    return W * scale, b * scale - running_mean + beta


@mistake(
    replaces="fold_batchnorm",
    en="You divide by the variance; batch norm divides by its root, the standard deviation.",
    ko="분산으로 나누고 있습니다. 배치 정규화는 그 제곱근인 표준편차로 나눕니다.",
)
def fold_divides_by_the_variance(W, b, running_mean, running_var, gamma, beta, eps):
    scale = gamma / (running_var + eps)
    return W * scale, (b - running_mean) * scale + beta


@mistake(
    replaces="fold_batchnorm",
    en="eps belongs under the root with the variance: gamma / sqrt(running_var + eps), not gamma / (sqrt(running_var) + eps).",
    ko="eps는 분산과 함께 루트 안에 들어갑니다. gamma / (sqrt(running_var) + eps)가 아니라 gamma / sqrt(running_var + eps)입니다.",
)
def fold_eps_outside_root(W, b, running_mean, running_var, gamma, beta, eps):
    scale = gamma / (np.sqrt(running_var) + eps)
    return W * scale, (b - running_mean) * scale + beta


@mistake(
    replaces="fold_batchnorm",
    en="W is (D, H) and each output has its own factor, so the columns are scaled: W * scale. You scale the rows, which fits only where D = H, and is wrong there too.",
    ko="W는 (D, H)이고 출력마다 factor가 하나씩 있으므로 열에 곱해야 합니다: W * scale. 지금은 행에 곱하고 있는데, D = H일 때만 모양이 맞고 그때도 틀린 값입니다.",
)
def rows_scaled(W, b, running_mean, running_var, gamma, beta, eps):
    scale = gamma / np.sqrt(running_var + eps)
    return W * scale[:, None], (b - running_mean) * scale + beta


@mistake(
    replaces="fold_batchnorm",
    en="The values are right, but you scaled the caller's W and b in place; the original layer is then broken, and folding twice scales twice. Return new arrays.",
    ko="값은 맞지만 호출한 쪽의 W와 b를 제자리에서 바꿨습니다. 원래 층이 망가지고, 두 번 합치면 scale도 두 번 들어갑니다. 새 배열을 반환하세요.",
)
def folded_in_place(W, b, running_mean, running_var, gamma, beta, eps):
    folded_W, folded_b = right_fold_batchnorm(W, b, running_mean, running_var, gamma, beta, eps)
    W[...], b[...] = folded_W, folded_b
    return W, b


# fuse_conv_bn


def _fused(conv, bn, weight, bias, **changed):
    """A convolution with the settings of conv, but for those that are named, and this weight and bias."""
    names = ("stride", "padding", "dilation", "groups", "padding_mode")
    settings = {name: getattr(conv, name) for name in names} | changed
    fused = nn.Conv2d(conv.in_channels, conv.out_channels, conv.kernel_size, **settings)
    fused.weight = nn.Parameter(weight.detach().clone())
    fused.bias = nn.Parameter(bias.detach().clone())
    return fused


def _changed(conv, bn, **changed):
    """The right fusion, with some settings of the convolution lost."""
    right = right_fuse_conv_bn(conv, bn)
    return _fused(conv, bn, right.weight, right.bias, **changed)


@mistake(
    replaces="fuse_conv_bn",
    en="eps is missing: bn divides by sqrt(running_var + eps), so the convolution must be scaled by the same.",
    ko="eps를 빠뜨렸습니다. bn은 sqrt(running_var + eps)로 나누므로 convolution에도 같은 값을 써야 합니다.",
)
def fuse_without_eps(conv, bn):
    eps, bn.eps = bn.eps, 0.0
    try:
        return right_fuse_conv_bn(conv, bn)
    finally:
        bn.eps = eps


@mistake(
    replaces="fuse_conv_bn",
    en="Your fused bias leaves out the convolution's own: it is (conv.bias - running_mean) * scale + bn.bias. A convolution before a batch norm often has none, but this one does.",
    ko="합친 bias에 convolution 자신의 bias가 빠졌습니다: (conv.bias - running_mean) * scale + bn.bias. 배치 정규화 앞의 convolution은 보통 bias가 없지만, 있을 때도 있습니다.",
)
def conv_bias_ignored(conv, bn):
    right = right_fuse_conv_bn(conv, bn)
    if conv.bias is None:
        return right
    scale = (bn.running_var + bn.eps).rsqrt() * (1 if bn.weight is None else bn.weight)
    return _fused(conv, bn, right.weight, right.bias - conv.bias * scale)


@mistake(
    replaces="fuse_conv_bn",
    en="conv.bias may be None (bias=False is usual before a batch norm); take it as 0. The result needs a bias in any case, since the batch norm shifts.",
    ko="conv.bias는 None일 수 있습니다(배치 정규화 앞에서는 bias=False가 보통입니다). 그때는 0으로 보세요. 배치 정규화가 값을 옮기므로 결과에는 어느 경우든 bias가 필요합니다.",
)
def conv_bias_assumed(conv, bn):
    right = right_fuse_conv_bn(conv, bn)
    scale = (1 if bn.weight is None else bn.weight) / torch.sqrt(bn.running_var + bn.eps)
    bias = (conv.bias - bn.running_mean) * scale + (0 if bn.bias is None else bn.bias)
    return _fused(conv, bn, right.weight, bias)


@mistake(
    replaces="fuse_conv_bn",
    en="A batch norm without affine has weight and bias None, which mean 1 and 0; you assume that they are there.",
    ko="affine=False인 배치 정규화는 weight와 bias가 None이고, 각각 1과 0을 뜻합니다. 지금은 늘 있다고 가정하고 있습니다.",
)
def affine_assumed(conv, bn):
    right = right_fuse_conv_bn(conv, bn)
    scale = bn.weight / torch.sqrt(bn.running_var + bn.eps)
    shift = (0 if conv.bias is None else conv.bias) - bn.running_mean
    return _fused(conv, bn, right.weight, shift * scale + bn.bias)


@mistake(
    replaces="fuse_conv_bn",
    en="The weight is (out, in / groups, kh, kw) and the factor belongs to the output channel, axis 0; you scale axis 1, the input channels.",
    ko="weight는 (out, in / groups, kh, kw)이고 factor는 출력 채널(축 0)의 것입니다. 지금은 입력 채널인 축 1에 곱하고 있습니다.",
)
def input_channels_scaled(conv, bn):
    right = right_fuse_conv_bn(conv, bn)
    scale = (bn.running_var + bn.eps).rsqrt() * (1 if bn.weight is None else bn.weight)
    return _fused(conv, bn, conv.weight * scale[None, :, None, None], right.bias)


@mistake(
    replaces="fuse_conv_bn",
    en="You divide by the variance; batch norm divides by its root, the standard deviation.",
    ko="분산으로 나누고 있습니다. 배치 정규화는 그 제곱근인 표준편차로 나눕니다.",
)
def fuse_divides_by_the_variance(conv, bn):
    right_fuse_conv_bn(conv, bn)
    scale = (1 if bn.weight is None else bn.weight) / (bn.running_var + bn.eps)
    shift = (0 if conv.bias is None else conv.bias) - bn.running_mean
    bias = shift * scale + (0 if bn.bias is None else bn.bias)
    return _fused(conv, bn, conv.weight * scale[:, None, None, None], bias)


@mistake(
    replaces="fuse_conv_bn",
    en="The new convolution has lost groups: its weight has in / groups input channels, and it must be told so.",
    ko="새 convolution에 groups를 넘기지 않았습니다. weight의 입력 채널이 in / groups개이므로 groups도 함께 넘겨야 합니다.",
)
def groups_lost(conv, bn):
    right = right_fuse_conv_bn(conv, bn)
    fused = nn.Conv2d(
        conv.in_channels,
        conv.out_channels,
        conv.kernel_size,
        conv.stride,
        conv.padding,
        conv.dilation,
        padding_mode=conv.padding_mode,
    ).to(conv.weight)
    fused.load_state_dict(right.state_dict())
    return fused


@mistake(
    replaces="fuse_conv_bn",
    en="The new convolution has lost the stride; its output has another size.",
    ko="새 convolution에 stride를 넘기지 않아 출력 크기가 달라졌습니다.",
)
def stride_lost(conv, bn):
    return _changed(conv, bn, stride=1)


@mistake(
    replaces="fuse_conv_bn",
    en="The new convolution has lost the padding; its output has another size.",
    ko="새 convolution에 padding을 넘기지 않아 출력 크기가 달라졌습니다.",
)
def padding_lost(conv, bn):
    return _changed(conv, bn, padding=0)


@mistake(
    replaces="fuse_conv_bn",
    en="The new convolution has lost the dilation; it looks at other pixels.",
    ko="새 convolution에 dilation을 넘기지 않아 다른 픽셀을 보고 있습니다.",
)
def dilation_lost(conv, bn):
    return _changed(conv, bn, dilation=1)


@mistake(
    replaces="fuse_conv_bn",
    en="The new convolution has lost padding_mode and pads with zeros; only the pixels at the border differ, so it is easily overlooked.",
    ko="새 convolution에 padding_mode를 넘기지 않아 0으로 패딩합니다. 테두리 픽셀만 달라져서 놓치기 쉽습니다.",
)
def padding_mode_lost(conv, bn):
    return _changed(conv, bn, padding_mode="zeros")


@mistake(
    replaces="fuse_conv_bn",
    en="You wrote the fused weights into conv itself; the original model now scales twice. Return a new module and leave conv and bn as they are.",
    ko="합친 weight를 conv에 그대로 써 넣었습니다. 원래 모델은 이제 scale이 두 번 들어갑니다. conv와 bn은 그대로 두고 새 모듈을 반환하세요.",
)
def fused_in_place(conv, bn):
    right = right_fuse_conv_bn(conv, bn)
    conv.weight.data, conv.bias = right.weight.data, right.bias
    return conv


@mistake(
    replaces="fuse_conv_bn",
    en="A batch norm without running statistics (track_running_stats=False) uses the batch in eval mode too, so there is nothing fixed to fold: raise ValueError.",
    ko="running 통계가 없는 배치 정규화(track_running_stats=False)는 eval에서도 배치 통계를 쓰므로 합칠 고정된 값이 없습니다. ValueError를 내세요.",
)
def missing_statistics_made_up(conv, bn):
    if bn.running_mean is not None:
        return right_fuse_conv_bn(conv, bn)
    stand_in = nn.BatchNorm2d(bn.num_features, eps=bn.eps).to(conv.weight.dtype)
    stand_in.load_state_dict(bn.state_dict(), strict=False)
    return right_fuse_conv_bn(conv, stand_in)


@mistake(
    replaces="fuse_conv_bn",
    en="The new convolution is float32 whatever conv was; give nn.Conv2d the dtype and the device of conv.weight.",
    ko="conv의 dtype과 상관없이 새 convolution이 float32로 만들어집니다. nn.Conv2d에 conv.weight의 dtype과 device를 넘기세요.",
)
def dtype_lost(conv, bn):
    return right_fuse_conv_bn(conv, bn).float()


# predict


@mistake(
    replaces="predict",
    en="The model stays in eval mode: training that goes on after your prediction runs without dropout and never updates its statistics again. Put every module's mode back.",
    ko="모델을 eval 모드로 둔 채 돌아옵니다. 그 뒤에 이어지는 학습은 dropout 없이 돌고 통계도 더 이상 갱신되지 않습니다. 모듈마다 원래 모드를 되돌리세요.",
)
def eval_left_on(model, x):
    model.eval()
    with torch.no_grad():
        return model(x)


@mistake(
    replaces="predict",
    en="model.train() afterwards puts every submodule into train mode, also those that were in eval mode: a frozen batch norm wakes up. Remember the mode of each module and put it back.",
    ko="끝나고 model.train()을 부르면 원래 eval이던 하위 모듈까지 모두 train이 됩니다. 얼려 둔 배치 정규화가 깨어납니다. 모듈마다 모드를 기억했다가 되돌리세요.",
)
def train_afterwards(model, x):
    model.eval()
    try:
        with torch.no_grad():
            return model(x)
    finally:
        model.train()


@mistake(
    replaces="predict",
    en="model.train(was_training) gives every submodule the mode of the root; a frozen batch norm in a training model wakes up. Remember model.modules() one by one.",
    ko="model.train(was_training)은 모든 하위 모듈에 루트의 모드를 줍니다. 학습 중인 모델 안에 얼려 둔 배치 정규화가 깨어납니다. model.modules()를 하나씩 기억하세요.",
)
def mode_of_the_root_restored(model, x):
    was_training = model.training
    model.eval()
    try:
        with torch.no_grad():
            return model(x)
    finally:
        model.train(was_training)


@mistake(
    replaces="predict",
    en="You put back the modes of the direct children only, and their children follow them; a module deeper down loses its own. Use model.modules(), not children().",
    ko="바로 아래 자식의 모드만 되돌리고 그 밑은 자식을 따라가게 했습니다. 더 깊이 있는 모듈은 자기 모드를 잃습니다. children()이 아니라 model.modules()를 쓰세요.",
)
def only_children_restored(model, x):
    was_training = model.training
    modes = [(child, child.training) for child in model.children()]
    model.eval()
    try:
        with torch.no_grad():
            return model(x)
    finally:
        model.train(was_training)
        for child, training in modes:
            child.train(training)


@mistake(
    replaces="predict",
    en="torch.no_grad() only turns gradients off; dropout still drops and batch norm still uses, and updates, the statistics of the batch. Call eval() as well.",
    ko="torch.no_grad()는 gradient만 끕니다. dropout은 여전히 동작하고 배치 정규화는 여전히 배치 통계를 쓰면서 갱신까지 합니다. eval()도 부르세요.",
)
def no_grad_only(model, x):
    with torch.no_grad():
        return model(x)


@mistake(
    replaces="predict",
    en="eval() does not turn gradients off: your output hangs on a graph that keeps every activation alive. Run the model under torch.no_grad().",
    ko="eval()은 gradient를 끄지 않습니다. 출력에 계산 그래프가 달려 있어서 모든 activation이 메모리에 남습니다. torch.no_grad() 안에서 실행하세요.",
)
def eval_only(model, x):
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    try:
        return model(x)
    finally:
        for module, training in modes:
            module.training = training


@mistake(
    replaces="predict",
    en="detach() at the end is too late: the whole graph was built and its activations were held in memory first. Turn gradients off while the model runs, with torch.no_grad().",
    ko="마지막에 detach()하면 이미 늦습니다. 그래프가 다 만들어지고 activation이 메모리에 쌓인 뒤입니다. 모델이 도는 동안 torch.no_grad()로 gradient를 꺼 두세요.",
)
def detached_too_late(model, x):
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    try:
        return model(x).detach()
    finally:
        for module, training in modes:
            module.training = training


@mistake(
    replaces="predict",
    en="requires_grad_(False) stays behind: the model can no longer be trained. Use torch.no_grad(), which ends by itself.",
    ko="requires_grad_(False)가 그대로 남아 모델을 더 이상 학습할 수 없습니다. 저절로 끝나는 torch.no_grad()를 쓰세요.",
)
def parameters_left_frozen(model, x):
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    return right_predict(model, x)


@mistake(
    replaces="predict",
    en="When the model raises, the lines that put the modes back are never reached, and the model stays in eval mode; put them into a finally block.",
    ko="모델에서 예외가 나면 모드를 되돌리는 줄까지 가지 못하고 모델이 eval 모드로 남습니다. 되돌리는 코드를 finally에 두세요.",
)
def modes_lost_after_an_error(model, x):
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    with torch.no_grad():
        out = model(x)
    for module, training in modes:
        module.training = training
    return out


# recalibrate


def _norms(model):
    kinds = (nn.BatchNorm1d, nn.BatchNorm2d, nn.BatchNorm3d)
    return [module for module in model.modules() if isinstance(module, kinds)]


def _tracking(model):
    return [norm for norm in _norms(model) if norm.track_running_stats]


def _estimate(model, batches, norms=None, reset=True, before_batch=None, momentum=None):
    """What a right recalibration does, with a screw to turn for each way of doing it wrong."""
    norms = _tracking(model) if norms is None else norms
    modes = [(module, module.training) for module in model.modules()]
    momenta = [norm.momentum for norm in norms]
    model.eval()
    for norm in norms:
        if reset:
            norm.reset_running_stats()
        norm.momentum = momentum
        norm.train()
    with torch.no_grad():
        for batch in batches:
            if before_batch is not None:
                before_batch(norms, batch)
            model(batch)
    for norm, old in zip(norms, momenta):
        norm.momentum = old
    for module, training in modes:
        module.training = training


@mistake(
    replaces="recalibrate",
    en="You did not reset the running statistics first, so the old ones still count; call reset_running_stats() on each batch norm before the first batch.",
    ko="먼저 running 통계를 초기화하지 않아 예전 값이 남아 있습니다. 첫 배치 전에 배치 정규화마다 reset_running_stats()를 부르세요.",
)
def old_statistics_kept(model, batches):
    _estimate(model, batches, reset=False)


@mistake(
    replaces="recalibrate",
    en="With the layer's own momentum the last batches weigh most and something of the start remains; set momentum = None meanwhile, which averages all batches alike.",
    ko="층이 가진 momentum을 그대로 쓰면 마지막 배치의 비중이 가장 크고 시작값도 남습니다. 재추정하는 동안 momentum = None으로 두면 모든 배치를 똑같이 평균합니다.",
)
def exponential_average(model, batches):
    modes = [(module, module.training) for module in model.modules()]
    for norm in _tracking(model):
        norm.reset_running_stats()
        norm.train()
    with torch.no_grad():
        for batch in batches:
            model(batch)
    for module, training in modes:
        module.training = training


@mistake(
    replaces="recalibrate",
    en="Every batch has the same weight here, as in update_bn; you weigh each by its number of rows.",
    ko="여기서는 update_bn처럼 모든 배치의 비중이 같습니다. 지금은 행 수에 비례해 비중을 주고 있습니다.",
)
def weighted_by_rows(model, batches):
    seen = [0]

    def share_of_rows(norms, batch):
        seen[0] += len(batch)
        for norm in norms:
            norm.momentum = len(batch) / seen[0]

    _estimate(model, batches, before_batch=share_of_rows)


@mistake(
    replaces="recalibrate",
    en="You join all batches into one: its variance also holds the spread between the batches' means, large batches count more, and memory may not suffice. Average over the batches.",
    ko="배치를 모두 이어 붙여 하나로 계산했습니다. 그러면 분산에 배치 평균들 사이의 차이까지 들어가고, 큰 배치의 비중이 커지며, 메모리도 모자랄 수 있습니다. 배치별 통계를 평균하세요.",
)
def one_large_batch(model, batches):
    _estimate(model, [torch.cat(list(batches))])


@mistake(
    replaces="recalibrate",
    en="Only the last batch is left: momentum = 1 replaces the statistics each time. An average over all batches needs momentum = None.",
    ko="momentum = 1이면 매번 통계가 새로 덮여서 마지막 배치만 남습니다. 모든 배치의 평균을 내려면 momentum = None이어야 합니다.",
)
def last_batch_only(model, batches):
    _estimate(model, batches, momentum=1.0)


@mistake(
    replaces="recalibrate",
    en="The model is in eval mode while the batches go through, and in eval mode batch norm updates nothing: it is left at mean 0 and variance 1. Put the batch norms into train mode meanwhile.",
    ko="배치를 흘려보내는 동안 모델이 eval 모드입니다. eval에서는 통계가 갱신되지 않으므로 평균 0, 분산 1로 남습니다. 그동안 배치 정규화를 train 모드로 두세요.",
)
def estimated_in_eval_mode(model, batches):
    for norm in _tracking(model):
        norm.reset_running_stats()
    for batch in batches:
        right_predict(model, batch)


@mistake(
    replaces="recalibrate",
    en="Batch norms in eval mode are left out; their statistics are just as old. Put every batch norm into train mode meanwhile, frozen ones too, and back afterwards.",
    ko="eval 모드인 배치 정규화를 빠뜨렸습니다. 그 통계도 똑같이 낡았습니다. 얼려 둔 것까지 모두 잠시 train 모드로 두었다가 되돌리세요.",
)
def frozen_ones_skipped(model, batches):
    _estimate(model, batches, norms=[norm for norm in _tracking(model) if norm.training])


@mistake(
    replaces="recalibrate",
    en="You look for BatchNorm1d alone; BatchNorm2d and 3d are not subclasses of it and keep their old statistics. Their common base is torch.nn.modules.batchnorm._BatchNorm.",
    ko="BatchNorm1d만 찾고 있습니다. BatchNorm2d와 3d는 그 하위 클래스가 아니라서 예전 통계가 남습니다. 공통 부모는 torch.nn.modules.batchnorm._BatchNorm입니다.",
)
def only_one_kind_of_batchnorm(model, batches):
    _estimate(model, batches, norms=[n for n in _tracking(model) if isinstance(n, nn.BatchNorm1d)])


@mistake(
    replaces="recalibrate",
    en="momentum is still None afterwards: training that goes on averages over all batches for ever. Put each layer's momentum back.",
    ko="끝난 뒤에도 momentum이 None입니다. 이어지는 학습에서는 통계가 끝없이 누적 평균이 됩니다. 층마다 momentum을 되돌리세요.",
)
def momentum_left_at_none(model, batches):
    right_recalibrate(model, batches)
    for norm in _tracking(model):
        norm.momentum = None


@mistake(
    replaces="recalibrate",
    en="Every momentum is put back to 0.1, PyTorch's default; a layer that had another one has lost it. Remember each.",
    ko="momentum을 모두 기본값 0.1로 되돌렸습니다. 다른 값을 쓰던 층은 그 값을 잃습니다. 층마다 기억해 두세요.",
)
def momentum_put_back_to_default(model, batches):
    right_recalibrate(model, batches)
    for norm in _tracking(model):
        norm.momentum = 0.1


@mistake(
    replaces="recalibrate",
    en="The model stays in train mode, so the next prediction uses batch statistics after all. Put every module's mode back.",
    ko="모델이 train 모드로 남아 다음 예측이 결국 배치 통계를 쓰게 됩니다. 모듈마다 원래 모드를 되돌리세요.",
)
def train_left_on(model, batches):
    right_recalibrate(model, batches)
    model.train()


@mistake(
    replaces="recalibrate",
    en="Only the mode of the root is put back, and every submodule is given that one (torch's update_bn does the same): a frozen batch norm wakes up. Remember each module's mode.",
    ko="루트의 모드만 기억했다가 모든 하위 모듈에 똑같이 줍니다(torch의 update_bn도 그렇습니다). 얼려 둔 배치 정규화가 깨어납니다. 모듈마다 모드를 기억하세요.",
)
def update_bn_alone(model, batches):
    torch.optim.swa_utils.update_bn(batches, model)


@mistake(
    replaces="recalibrate",
    en="reset_parameters() also sets weight and bias back to 1 and 0, which were learned; reset_running_stats() resets the statistics alone.",
    ko="reset_parameters()는 학습된 weight와 bias까지 1과 0으로 되돌립니다. 통계만 초기화하는 것은 reset_running_stats()입니다.",
)
def weights_reset_too(model, batches):
    for norm in _tracking(model):
        norm.reset_parameters()
    right_recalibrate(model, batches)


@mistake(
    replaces="recalibrate",
    en="A batch norm with track_running_stats=False has none (running_mean is None); you give it some, and in eval mode it now uses them. Leave it alone; reset_running_stats() does so by itself.",
    ko="track_running_stats=False인 배치 정규화에는 running 통계가 없습니다(running_mean이 None). 지금처럼 새로 만들어 넣으면 eval 모드에서 그 값을 쓰게 됩니다. 그대로 두세요. reset_running_stats()는 알아서 건너뜁니다.",
)
def statistics_given_to_untracked(model, batches):
    for norm in _norms(model):
        norm.running_mean = torch.zeros(norm.num_features)
        norm.running_var = torch.ones(norm.num_features)
    right_recalibrate(model, batches)
