"""What people write at midnight, and what they should read in the morning."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from solution import _mean_squared_error
from solution import build_head as right_build_head
from solution import decide as right_decide
from solution import probabilities as right_probabilities
from solution import temperature_scale as right_temperature_scale
from torch import nn

from autograder.authoring import mistake

# build_head


def _behind(task, wanted, last, in_features, num_outputs):
    """The right head, but with one more module behind the layer in the task ``wanted``."""
    module, loss_fn = right_build_head(task, in_features, num_outputs)
    if task == wanted:
        module = nn.Sequential(module, last)
    return module, loss_fn


def _other_loss(task, wanted, loss, in_features, num_outputs):
    """The right head with another loss in the tasks ``wanted``."""
    module, loss_fn = right_build_head(task, in_features, num_outputs)
    return module, loss if task in wanted else loss_fn


@mistake(
    replaces="build_head",
    en="There is a softmax in the head, and CrossEntropyLoss has one inside. It then takes probabilities for logits between 0 and 1, and for ten classes the loss never gets below 1.46. Leave the softmax out.",
    ko="head에 softmax가 있는데 CrossEntropyLoss 안에도 있습니다. 확률을 0과 1 사이의 logit으로 여기게 되어, class가 열 개면 loss가 1.46 아래로 내려가지 않습니다. softmax를 빼세요.",
)
def softmax_before_cross_entropy(task, in_features, num_outputs):
    return _behind(task, "multiclass", nn.Softmax(dim=1), in_features, num_outputs)


@mistake(
    replaces="build_head",
    en="There is a sigmoid in the head, and BCEWithLogitsLoss has one inside (WithLogits says so). After two of them no output is below 1/2. Leave yours out.",
    ko="head에 sigmoid가 있는데 BCEWithLogitsLoss 안에도 있습니다(WithLogits가 그 뜻입니다). 두 번 거치면 어떤 출력도 1/2보다 작아질 수 없습니다. head의 sigmoid를 빼세요.",
)
def sigmoid_before_bce_with_logits(task, in_features, num_outputs):
    return _behind(task, "binary", nn.Sigmoid(), in_features, num_outputs)


@mistake(
    replaces="build_head",
    en="There is a ReLU at the output of the regression: it can't answer a negative value, and where it is 0 no gradient comes back. Nothing belongs behind the last layer here.",
    ko="회귀의 출력에 ReLU가 있습니다. 음수를 답할 수 없고, 0인 곳에서는 gradient가 돌아오지 않습니다. 여기서는 마지막 층 뒤에 아무것도 두지 마세요.",
)
def relu_at_a_regression_output(task, in_features, num_outputs):
    return _behind(task, "regression", nn.ReLU(), in_features, num_outputs)


@mistake(
    replaces="build_head",
    en="Labels of a multilabel task don't exclude each other, but CrossEntropyLoss puts a softmax over them, so that one can only gain what another loses. Use BCEWithLogitsLoss, a sigmoid for each.",
    ko="multilabel에서는 label들이 서로 배타적이지 않은데, CrossEntropyLoss는 softmax를 씌워 하나가 오르면 다른 것이 내려가게 만듭니다. label마다 sigmoid를 쓰는 BCEWithLogitsLoss를 쓰세요.",
)
def cross_entropy_for_multilabel(task, in_features, num_outputs):
    return _other_loss(task, ["multilabel"], nn.CrossEntropyLoss(), in_features, num_outputs)


@mistake(
    replaces="build_head",
    en="BCELoss wants probabilities, and the head gives logits. Use BCEWithLogitsLoss, which is exact for large logits too.",
    ko="BCELoss는 확률을 받는데 head는 logit을 냅니다. logit이 커도 정확한 BCEWithLogitsLoss를 쓰세요.",
)
def bce_without_logits(task, in_features, num_outputs):
    return _other_loss(task, ["binary", "multilabel"], nn.BCELoss(), in_features, num_outputs)


@mistake(
    replaces="build_head",
    en="The loss puts a sigmoid on and then takes BCELoss. Where the sigmoid rounds to 0 or 1 the logarithm has to be cut off, and the gradient vanishes exactly where the model is most wrong. BCEWithLogitsLoss does both in one step.",
    ko="loss에서 sigmoid를 적용하고 BCELoss를 썼습니다. sigmoid가 0이나 1로 반올림되는 곳에서 로그가 잘리고, 가장 크게 틀린 곳에서 gradient가 사라집니다. 둘을 한 번에 하는 BCEWithLogitsLoss를 쓰세요.",
)
def bce_of_rounded_probabilities(task, in_features, num_outputs):
    def loss_fn(outputs, targets):
        return F.binary_cross_entropy(outputs.sigmoid(), targets)

    return _other_loss(task, ["binary", "multilabel"], loss_fn, in_features, num_outputs)


@mistake(
    replaces="build_head",
    en="Your loss is a sum over the labels. It is to be the mean over all elements, or the learning rate depends on how many labels and rows there are.",
    ko="loss가 합입니다. 모든 원소에 대한 평균이어야 합니다. 합이면 label과 행의 개수에 따라 알맞은 학습률이 달라집니다.",
)
def loss_summed_over_labels(task, in_features, num_outputs):
    loss = nn.BCEWithLogitsLoss(reduction="sum")
    return _other_loss(task, ["multilabel"], loss, in_features, num_outputs)


@mistake(
    replaces="build_head",
    en="Squared error on a classification: its gradient vanishes where the sigmoid is sure and wrong, or, on bare logits, it punishes answers that are too right. Use the cross-entropy of the logits.",
    ko="분류에 제곱 오차를 썼습니다. sigmoid를 거치면 확신을 갖고 틀린 곳에서 gradient가 사라지고, logit에 그대로 쓰면 지나치게 맞힌 답까지 벌합니다. logit의 cross-entropy를 쓰세요.",
)
def squared_error_for_binary(task, in_features, num_outputs):
    return _other_loss(task, ["binary"], _mean_squared_error, in_features, num_outputs)


@mistake(
    replaces="build_head",
    en="The regression has the absolute error, whose best answer is the median. Asked for is the squared error, which goes with a Gaussian and the mean.",
    ko="회귀에 절대 오차를 썼습니다. 절대 오차의 최적 답은 중앙값입니다. 여기서 쓸 것은 Gaussian과 평균에 해당하는 제곱 오차입니다.",
)
def absolute_error_for_regression(task, in_features, num_outputs):
    def loss_fn(outputs, targets):
        if outputs.shape != targets.shape:
            raise ValueError(outputs.shape)
        return F.l1_loss(outputs, targets)

    return _other_loss(task, ["regression"], loss_fn, in_features, num_outputs)


@mistake(
    replaces="build_head",
    en="nn.MSELoss broadcasts, with a mere warning: (N, 1) against (N,) becomes an (N, N) table, and the model learns the mean of all targets. Compare the shapes and raise ValueError.",
    ko="nn.MSELoss는 경고만 하고 broadcast합니다. (N, 1)과 (N,)이 (N, N) 표가 되어 모델은 모든 정답의 평균을 배웁니다. 모양을 비교해서 ValueError를 내세요.",
)
def squared_error_broadcasts(task, in_features, num_outputs):
    return _other_loss(task, ["regression"], nn.MSELoss(), in_features, num_outputs)


@mistake(
    replaces="build_head",
    en="You compare the number of rows only, and columns are broadcast all the same: (N, 2) against (N, 1) scores both outputs on one target. Compare the whole shapes and raise ValueError.",
    ko="행 수만 비교해서 열은 여전히 broadcast됩니다. (N, 2)와 (N, 1)이면 두 출력을 같은 정답 하나와 비교합니다. 모양 전체를 비교해서 ValueError를 내세요.",
)
def rows_compared_only(task, in_features, num_outputs):
    def loss_fn(outputs, targets):
        if outputs.dim() != targets.dim() or len(outputs) != len(targets):
            raise ValueError(outputs.shape)
        return (outputs - targets).square().mean()

    return _other_loss(task, ["regression"], loss_fn, in_features, num_outputs)


@mistake(
    replaces="build_head",
    en="Your loss comes in float64 for float32 outputs. Results have the dtype of the logits: leave out .double(), the losses are exact without it.",
    ko="출력이 float32인데 loss는 float64로 나옵니다. 결과의 dtype은 logit과 같아야 합니다. .double()을 빼세요. 없어도 loss는 정확합니다.",
)
def loss_in_double(task, in_features, num_outputs):
    module, loss_fn = right_build_head(task, in_features, num_outputs)

    def in_double(outputs, targets):
        return loss_fn(outputs.double(), targets if task == "multiclass" else targets.double())

    return module, in_double


@mistake(
    replaces="build_head",
    en="Your layer declares a bias and never adds it: it counts as a parameter, gets no gradient and never learns. Add it in forward, x @ W.T + b.",
    ko="bias를 선언만 하고 더하지 않았습니다. 파라미터 수에는 들어가지만 gradient를 받지 못해 학습되지 않습니다. forward에서 더하세요: x @ W.T + b.",
)
def bias_never_added(task, in_features, num_outputs):
    class Dense(nn.Module):
        def __init__(self):
            super().__init__()
            self.weight = nn.Parameter(torch.randn(num_outputs, in_features) * in_features**-0.5)
            self.bias = nn.Parameter(torch.zeros(num_outputs))

        def forward(self, x):
            return x @ self.weight.T

    _, loss_fn = right_build_head(task, in_features, num_outputs)
    return Dense(), loss_fn


@mistake(
    replaces="build_head",
    en="Whatever is not known becomes a regression, and a typing error trains for hours on the wrong loss. Raise ValueError for an unknown task.",
    ko="모르는 task를 모두 회귀로 처리합니다. 오타 하나로 엉뚱한 loss를 몇 시간씩 학습하게 됩니다. 모르는 task에는 ValueError를 내세요.",
)
def anything_else_is_regression(task, in_features, num_outputs):
    known = task in ("binary", "multiclass", "multilabel")
    return right_build_head(task if known else "regression", in_features, num_outputs)


@mistake(
    replaces="build_head",
    en="A binary head with two outputs. It has one logit here, that of class 1, whatever num_outputs says; two of them would be a multiclass task. Raise ValueError.",
    ko="binary head인데 출력이 둘일 수 있습니다. 여기서 binary는 class 1의 logit 하나입니다. 둘이면 multiclass이니 ValueError를 내세요.",
)
def binary_with_any_outputs(task, in_features, num_outputs):
    if task == "binary":
        return nn.Linear(in_features, num_outputs), nn.BCEWithLogitsLoss()
    return right_build_head(task, in_features, num_outputs)


@mistake(
    replaces="build_head",
    en="The last layer has no bias, so at features of 0 every class is as likely as any other, however rare it is. Only a batch norm behind a layer makes its bias needless, and none follows here.",
    ko="마지막 층에 bias가 없어서, 특성이 0이면 아무리 드문 class도 다른 class와 확률이 같습니다. bias를 빼도 되는 것은 배치 정규화가 뒤따를 때뿐인데 여기에는 없습니다.",
)
def head_without_bias(task, in_features, num_outputs):
    _, loss_fn = right_build_head(task, in_features, num_outputs)
    return nn.Linear(in_features, num_outputs, bias=False), loss_fn


# probabilities


@mistake(
    replaces="probabilities",
    en="A softmax over labels makes each row sum to 1, as if exactly one label could be true. In a multilabel task each has a sigmoid of its own.",
    ko="label들에 softmax를 적용해 행의 합이 1이 됩니다. 참인 label이 딱 하나일 때나 맞습니다. multilabel에서는 label마다 따로 sigmoid를 적용하세요.",
)
def softmax_for_multilabel(logits, task):
    return right_probabilities(logits, "multiclass" if task == "multilabel" else task)


@mistake(
    replaces="probabilities",
    en="The softmax of a single output is always 1. One logit takes a sigmoid.",
    ko="출력이 하나일 때 softmax는 항상 1입니다. logit이 하나면 sigmoid를 쓰세요.",
)
def softmax_of_one_output(logits, task):
    return right_probabilities(logits, "multiclass" if task == "binary" else task)


@mistake(
    replaces="probabilities",
    en="Your softmax runs down the batch, so the columns sum to 1 and rows compete with one another. Classes are along dim=1.",
    ko="softmax를 배치 방향으로 적용해 열의 합이 1이 되고 행끼리 경쟁합니다. class는 dim=1 방향입니다.",
)
def softmax_over_the_batch(logits, task):
    return logits.softmax(dim=0) if task == "multiclass" else right_probabilities(logits, task)


@mistake(
    replaces="probabilities",
    en="Sigmoids for classes that exclude each other: the rows don't sum to 1. One of C takes a softmax.",
    ko="서로 배타적인 class에 sigmoid를 써서 행의 합이 1이 아닙니다. C개 중 하나라면 softmax를 쓰세요.",
)
def sigmoid_for_multiclass(logits, task):
    return right_probabilities(logits, "multilabel" if task == "multiclass" else task)


@mistake(
    replaces="probabilities",
    en="exp(z) of a large logit is infinite, and infinity over infinity NaN. Subtract the row's maximum first, or use torch.softmax.",
    ko="logit이 크면 exp(z)가 무한대가 되고, 무한대를 무한대로 나누면 NaN입니다. 먼저 행의 최댓값을 빼거나 torch.softmax를 쓰세요.",
)
def softmax_overflows(logits, task):
    if task == "multiclass":
        return logits.exp() / logits.exp().sum(dim=1, keepdim=True)
    return right_probabilities(logits, task)


@mistake(
    replaces="probabilities",
    en="exp(z) / (1 + exp(z)) is infinity over infinity, NaN, for a large logit. torch.sigmoid is safe on both sides.",
    ko="logit이 크면 exp(z) / (1 + exp(z))가 무한대를 무한대로 나눈 NaN이 됩니다. torch.sigmoid는 양쪽 다 안전합니다.",
)
def sigmoid_overflows(logits, task):
    if task in ("binary", "multilabel"):
        return logits.exp() / (1 + logits.exp())
    return right_probabilities(logits, task)


@mistake(
    replaces="probabilities",
    en="The outputs of a regression, or of a task that nobody knows, are no logits, and what you return are no probabilities. Raise ValueError.",
    ko="회귀나 모르는 task의 출력은 logit이 아니고, 반환한 값도 확률이 아닙니다. ValueError를 내세요.",
)
def anything_has_probabilities(logits, task):
    if task in ("binary", "multiclass", "multilabel"):
        return right_probabilities(logits, task)
    return logits


# decide


def _decided(logits, task, threshold, labels):
    """The right decision, but ``labels(logits, threshold)`` for binary and multilabel."""
    if task in ("binary", "multilabel"):
        return labels(logits, threshold)
    return right_decide(logits, task, threshold)


@mistake(
    replaces="decide",
    en="The argmax of one output is always 0, whatever it is. Compare the probability with the threshold.",
    ko="출력이 하나면 argmax는 값과 상관없이 항상 0입니다. 확률을 threshold와 비교하세요.",
)
def argmax_of_one_output(logits, task, threshold=0.5):
    if task == "binary":
        return logits.argmax(dim=1, keepdim=True)
    return right_decide(logits, task, threshold)


@mistake(
    replaces="decide",
    en="Argmax gives one label per row. In a multilabel task several may be true, or none: compare each probability with the threshold.",
    ko="argmax는 행마다 label 하나만 고릅니다. multilabel에서는 여럿이 참이거나 아무것도 아닐 수 있으니, 확률마다 threshold와 비교하세요.",
)
def one_label_of_many(logits, task, threshold=0.5):
    if task == "multilabel":
        return F.one_hot(logits.argmax(dim=1), logits.shape[1])
    return right_decide(logits, task, threshold)


@mistake(
    replaces="decide",
    en="You compare logits with the threshold, which is one of probabilities: a logit of 0.5 is a probability of 0.62. Take the sigmoid first.",
    ko="logit을 threshold와 비교했습니다. threshold는 확률의 기준입니다(logit 0.5는 확률 0.62). 먼저 sigmoid를 적용하세요.",
)
def threshold_on_logits(logits, task, threshold=0.5):
    return _decided(logits, task, threshold, lambda z, t: (z >= t).long())


@mistake(
    replaces="decide",
    en="You cut at 1/2 always (a logit of 0) and ignore the threshold.",
    ko="threshold를 쓰지 않고 항상 1/2(logit 0)을 기준으로 삼았습니다.",
)
def threshold_ignored(logits, task, threshold=0.5):
    return right_decide(logits, task)


@mistake(
    replaces="decide",
    en="A probability equal to the threshold counts as 1 here: >= and not >.",
    ko="확률이 threshold와 같으면 1입니다. >가 아니라 >=를 쓰세요.",
)
def strictly_above(logits, task, threshold=0.5):
    return _decided(logits, task, threshold, lambda z, t: (z.sigmoid() > t).long())


@mistake(
    replaces="decide",
    en="You return bools. Asked for is int64: .long().",
    ko="bool을 반환했습니다. int64가 필요합니다: .long().",
)
def bools_returned(logits, task, threshold=0.5):
    return _decided(logits, task, threshold, lambda z, t: z.sigmoid() >= t)


@mistake(
    replaces="decide",
    en="Your binary answers have shape (N,), and the targets (N, 1): comparing the two broadcasts to an (N, N) table, and the accuracy is nonsense. Keep the column.",
    ko="binary의 답은 모양이 (N,)인데 정답은 (N, 1)입니다. 둘을 비교하면 (N, N) 표로 broadcast되어 정확도가 엉터리가 됩니다. 열을 유지하세요.",
)
def column_squeezed(logits, task, threshold=0.5):
    answer = right_decide(logits, task, threshold)
    return answer.squeeze(1) if task == "binary" else answer


@mistake(
    replaces="decide",
    en="Your argmax runs down the batch and names a row for each class. Classes are along dim=1.",
    ko="argmax를 배치 방향으로 구해 class마다 행 번호가 나옵니다. class는 dim=1 방향입니다.",
)
def argmax_over_the_batch(logits, task, threshold=0.5):
    return logits.argmax(dim=0) if task == "multiclass" else right_decide(logits, task, threshold)


@mistake(
    replaces="decide",
    en="You compare every class with the threshold, so a row may get two classes or none. Exactly one of C is true: take the argmax, the threshold plays no part.",
    ko="class마다 threshold와 비교해서 한 행에 class가 둘이거나 하나도 없을 수 있습니다. C개 중 하나만 참이므로 argmax를 쓰고 threshold는 쓰지 않습니다.",
)
def threshold_for_every_class(logits, task, threshold=0.5):
    if task == "multiclass":
        return (logits.softmax(dim=1) >= threshold).long()
    return right_decide(logits, task, threshold)


@mistake(
    replaces="decide",
    en="You rounded the values of the regression, or cut them at a threshold. They are the answer as they are.",
    ko="회귀의 값을 반올림하거나 threshold로 잘랐습니다. 출력이 그대로 답입니다.",
)
def regression_rounded(logits, task, threshold=0.5):
    return logits.round() if task == "regression" else right_decide(logits, task, threshold)


@mistake(
    replaces="decide",
    en="An unknown task gets an answer, as if it were binary. Raise ValueError.",
    ko="모르는 task에도 binary인 것처럼 답합니다. ValueError를 내세요.",
)
def anything_else_is_binary(logits, task, threshold=0.5):
    known = task in ("multiclass", "multilabel", "regression")
    return right_decide(logits, task if known else "binary", threshold)


# log_softmax


@mistake(
    replaces="log_softmax",
    en="The logarithm of the softmax: where a probability has been rounded to 0 it is minus infinity. Take the logarithm of the formula: shifted logits less log(sum(exp)).",
    ko="softmax를 구하고 로그를 취했습니다. 확률이 0으로 반올림된 곳에서는 음의 무한대가 됩니다. 식에 로그를 취해서, 최댓값을 뺀 logit에서 log(sum(exp))를 빼세요.",
)
def log_of_softmax(logits, dim):
    return logits.softmax(dim).log()


@mistake(
    replaces="log_softmax",
    en="log(softmax + 1e-8) cuts everything off at -18.4: a loss on it has no gradient left exactly where the model is most wrong. Subtract log(sum(exp)) from shifted logits instead.",
    ko="log(softmax + 1e-8)은 -18.4에서 값이 잘려, 모델이 가장 크게 틀린 곳에서 gradient가 사라집니다. 최댓값을 뺀 logit에서 log(sum(exp))를 빼세요.",
)
def epsilon_in_the_log(logits, dim):
    return (logits.softmax(dim) + 1e-8).log()


@mistake(
    replaces="log_softmax",
    en="exp of a large logit overflows, and of small ones the sum is 0. Subtract the maximum along dim first: the softmax stays the same.",
    ko="logit이 크면 exp가 넘치고, 모두 작으면 합이 0이 됩니다. 먼저 dim 방향의 최댓값을 빼세요. softmax는 그대로입니다.",
)
def maximum_not_subtracted(logits, dim):
    return logits - logits.exp().sum(dim=dim, keepdim=True).log()


@mistake(
    replaces="log_softmax",
    en="You subtract the largest logit of the whole tensor, so in a row of much smaller logits all exponentials are 0. Each row needs its own maximum: amax(dim, keepdim=True).",
    ko="텐서 전체의 최댓값을 빼서, 훨씬 작은 logit만 있는 행에서는 exp가 모두 0이 됩니다. 행마다 자기 최댓값을 빼세요: amax(dim, keepdim=True).",
)
def maximum_of_everything(logits, dim):
    shifted = logits - logits.max()
    return shifted - shifted.exp().sum(dim=dim, keepdim=True).log()


@mistake(
    replaces="log_softmax",
    en="The sum is of shifted logits, but it is subtracted from unshifted ones: the maximum is missing. Use the shifted ones in both places.",
    ko="합은 최댓값을 뺀 logit으로 구하고 빼기는 원래 logit에서 했습니다. 양쪽 모두 최댓값을 뺀 logit을 쓰세요.",
)
def maximum_not_given_back(logits, dim):
    shifted = logits - logits.amax(dim=dim, keepdim=True)
    return logits - shifted.exp().sum(dim=dim, keepdim=True).log()


@mistake(
    replaces="log_softmax",
    en="dim is not used: yours always works along the last one.",
    ko="dim을 쓰지 않고 항상 마지막 차원을 따라 계산합니다.",
)
def always_the_last_dimension(logits, dim):
    shifted = logits - logits.amax(dim=-1, keepdim=True)
    return shifted - shifted.exp().sum(dim=-1, keepdim=True).log()


@mistake(
    replaces="log_softmax",
    en="Without keepdim=True what you subtract has lost a dimension, and meets the rows where it should meet the columns (or does not fit at all).",
    ko="keepdim=True가 없어 빼는 값의 차원이 하나 줄었습니다. 행에 맞춰야 할 값이 열에 맞춰지거나 아예 맞지 않습니다.",
)
def dimension_lost(logits, dim):
    return logits - logits.logsumexp(dim=dim)


@mistake(
    replaces="log_softmax",
    en="You left torch for NumPy, and the graph ends there: no gradient can reach the logits. Use torch operations.",
    ko="NumPy로 계산해서 그래프가 끊기고 logit에 gradient가 갈 수 없습니다. torch 연산을 쓰세요.",
)
def graph_cut(logits, dim):
    z = logits.detach()
    return z - z.logsumexp(dim=dim, keepdim=True)


@mistake(
    replaces="log_softmax",
    en="The value is right and the gradient is not: you detach the log of the sum, which depends on the logits too, so that every gradient is that of z alone. Only the maximum may be detached, since it cancels out.",
    ko="값은 맞지만 gradient가 틀렸습니다. log(sum(exp))도 logit의 함수인데 detach해서 gradient가 z만의 것이 됩니다. detach해도 되는 것은 상쇄되어 사라지는 최댓값뿐입니다.",
)
def sum_detached(logits, dim):
    return logits - logits.detach().logsumexp(dim=dim, keepdim=True)


# temperature_scale


def _searched(score, low=0.05, high=20.0, count=2000):
    """The temperature of the lowest score on a fine grid."""
    ratio = (high / low) ** (1 / count)
    return min((low * ratio**i for i in range(count + 1)), key=score)


@mistake(
    replaces="temperature_scale",
    en="You return 1/T, the factor. Logits are divided by the temperature.",
    ko="곱하는 수 1/T를 반환했습니다. temperature는 logit을 나누는 수입니다.",
)
def factor_returned(logits, labels):
    return 1 / right_temperature_scale(logits, labels)


@mistake(
    replaces="temperature_scale",
    en="You searched over log T, which is good, and returned it. Take exp of it.",
    ko="log T로 찾은 것은 좋지만 그대로 반환했습니다. exp를 취하세요.",
)
def logarithm_returned(logits, labels):
    return math.log(right_temperature_scale(logits, labels))


@mistake(
    replaces="temperature_scale",
    en="You try temperatures at equal steps, 0.01 apart. At T = 0.07 that is a step of 14 %: take equal ratios (torch.logspace), or narrow down an interval.",
    ko="temperature를 0.01의 같은 간격으로 찾았습니다. T = 0.07에서는 한 칸이 14%입니다. 같은 비율의 간격(torch.logspace)을 쓰거나 구간을 좁혀 가며 찾으세요.",
)
def steps_of_a_hundredth(logits, labels):
    grid = torch.arange(0.05, 20.005, 0.01, dtype=torch.float64)
    scaled = logits.double()[None] / grid[:, None, None]
    nll = scaled.logsumexp(dim=2) - scaled[:, torch.arange(len(labels)), labels]
    return grid[nll.mean(dim=1).argmin()].item()


@mistake(
    replaces="temperature_scale",
    en="You put a softmax on and give the result to cross_entropy, which has one inside. Give it logits / T.",
    ko="softmax를 적용한 값을 cross_entropy에 넣었습니다. 그 안에 softmax가 또 있습니다. logits / T를 넣으세요.",
)
def softmax_twice(logits, labels):
    logits = logits.double()
    return _searched(lambda t: F.cross_entropy((logits / t).softmax(1), labels).item())


@mistake(
    replaces="temperature_scale",
    en="You divide the probabilities by T and not the logits. They no longer sum to 1 then; the temperature belongs inside the softmax.",
    ko="logit이 아니라 확률을 T로 나누었습니다. 그러면 합이 1이 아니게 됩니다. temperature는 softmax 안에 들어갑니다.",
)
def probabilities_divided(logits, labels):
    probs = logits.double().softmax(1)
    return _searched(lambda t: F.cross_entropy(probs / t, labels).item())


@mistake(
    replaces="temperature_scale",
    en="You minimise the squared error of the probabilities (the Brier score). Asked for is the negative log-likelihood: the cross-entropy.",
    ko="확률의 제곱 오차(Brier score)를 최소화했습니다. 최소화할 것은 NLL, 즉 cross-entropy입니다.",
)
def brier_minimised(logits, labels):
    logits = logits.double()
    onehot = F.one_hot(labels, logits.shape[1]).double()
    return _searched(lambda t: F.mse_loss((logits / t).softmax(1), onehot).item())


@mistake(
    replaces="temperature_scale",
    en="You look for the temperature of the best accuracy. It doesn't depend on T at all, since the order of the logits stays, and the first one tried wins. Minimise the cross-entropy.",
    ko="정확도가 가장 높은 temperature를 찾았습니다. logit의 순서가 그대로라 정확도는 T와 무관하고, 처음 시도한 값이 뽑힐 뿐입니다. cross-entropy를 최소화하세요.",
)
def best_accuracy(logits, labels):
    return _searched(lambda t: -((logits / t).argmax(1) == labels).double().mean().item(), 1.0)


@mistake(
    replaces="temperature_scale",
    en="Fifty steps of gradient descent with a rate of 0.01 don't get there. The function has one minimum in one variable: halve an interval, use a fine grid, or run LBFGS until nothing moves.",
    ko="학습률 0.01로 gradient descent를 50번 해서는 도달하지 못합니다. 변수 하나에 최솟값 하나이니, 구간을 반씩 줄이거나 촘촘한 grid를 쓰거나 LBFGS를 수렴할 때까지 돌리세요.",
)
def stopped_too_early(logits, labels):
    temperature = torch.ones((), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([temperature], lr=0.01)
    for _ in range(50):
        optimizer.zero_grad()
        F.cross_entropy(logits.double() / temperature, labels).backward()
        optimizer.step()
    return temperature.item()


@mistake(
    replaces="temperature_scale",
    en="Your grid is too coarse: with steps of 0.25 a best T of 0.3 is missed by far more than 1 %. Refine around the best one, or use a geometric grid.",
    ko="grid가 너무 성깁니다. 간격이 0.25면 오차 1%를 지킬 수 없습니다. 가장 좋은 값 근처를 다시 촘촘히 찾거나 등비 간격을 쓰세요.",
)
def coarse_grid(logits, labels):
    logits = logits.double()
    grid = [0.05, *(0.25 * i for i in range(1, 81))]
    return min(grid, key=lambda t: F.cross_entropy(logits / t, labels).item())


@mistake(
    replaces="temperature_scale",
    en="You search from 1 up only. A model can be too unsure as well, and then the best temperature is below 1, down to 0.05.",
    ko="1 이상에서만 찾았습니다. 확신이 부족한 모델도 있고, 그러면 가장 좋은 temperature가 1보다 작습니다(0.05까지).",
)
def only_above_one(logits, labels):
    return max(right_temperature_scale(logits, labels), 1.0)


@mistake(
    replaces="temperature_scale",
    en="Nothing keeps your T within [0.05, 20]: where all answers are right it runs towards 0. Clamp it at the ends.",
    ko="T가 [0.05, 20]을 벗어날 수 있습니다. 모두 맞으면 0으로 달려갑니다. 양 끝에서 막으세요.",
)
def without_limits(logits, labels):
    logits = logits.double()
    return _searched(lambda t: F.cross_entropy(logits / t, labels).item(), 0.005, 200.0)


# expected_calibration_error


def _bins(confidence, bins):
    return (confidence.double() * bins).ceil().long() - 1


def _gaps(probs, labels, bins):
    """(rows, accuracy - confidence) of each bin that has rows."""
    confidence, prediction = probs.double().max(dim=1)
    correct, place = (prediction == labels).double(), _bins(confidence, bins)
    found = []
    for k in range(bins):
        inside = place == k
        if inside.any():
            gap = correct[inside].mean() - confidence[inside].mean()
            found.append((int(inside.sum()), gap.item()))
    return found


@mistake(
    replaces="expected_calibration_error",
    en="A plain mean over the bins: one row in an empty corner counts as much as a thousand. Weigh each bin by its share of the rows.",
    ko="bin들을 그냥 평균했습니다. 행이 하나뿐인 bin이 천 개인 bin과 비중이 같아집니다. bin마다 행의 비율을 곱하세요.",
)
def bins_not_weighed(probs, labels, bins):
    gaps = [abs(gap) for _, gap in _gaps(probs, labels, bins)]
    return sum(gaps) / len(gaps)


@mistake(
    replaces="expected_calibration_error",
    en="Gaps keep their signs, so bins that are too sure and bins that are too unsure cancel out. Take the absolute value in each bin.",
    ko="차이의 부호가 남아서, 지나치게 확신하는 bin과 확신이 부족한 bin이 서로 상쇄됩니다. bin마다 절댓값을 취하세요.",
)
def signed_gaps(probs, labels, bins):
    return sum(rows * gap for rows, gap in _gaps(probs, labels, bins)) / len(probs)


@mistake(
    replaces="expected_calibration_error",
    en="You square the gaps, so small ones hardly count. The ECE is a mean of absolute gaps.",
    ko="차이를 제곱해서 작은 차이가 거의 사라집니다. ECE는 차이의 절댓값의 평균입니다.",
)
def squared_gaps(probs, labels, bins):
    return sum(rows * gap**2 for rows, gap in _gaps(probs, labels, bins)) / len(probs)


@mistake(
    replaces="expected_calibration_error",
    en="The largest gap is the maximum calibration error. The expected one is the mean over the rows.",
    ko="가장 큰 차이는 maximum calibration error입니다. expected는 행에 대한 평균입니다.",
)
def largest_gap(probs, labels, bins):
    return max(abs(gap) for _, gap in _gaps(probs, labels, bins))


@mistake(
    replaces="expected_calibration_error",
    en="No bins: the gap between overall accuracy and mean confidence. A model that is too sure here and too unsure there looks perfect. Compare within bins.",
    ko="bin을 나누지 않고 전체 정확도와 평균 confidence의 차이를 냈습니다. 한쪽에서는 지나치게 확신하고 다른 쪽에서는 부족한 모델이 완벽해 보입니다. bin 안에서 비교하세요.",
)
def one_bin_for_all(probs, labels, bins):
    confidence, prediction = probs.double().max(dim=1)
    return abs((prediction == labels).double().mean() - confidence.mean()).item()


@mistake(
    replaces="expected_calibration_error",
    en="You took the probability of the true class for the confidence. Confidence is that of the predicted class, the largest of the row: at answering time nobody knows the label.",
    ko="정답 class의 확률을 confidence로 썼습니다. confidence는 예측한 class의 확률, 즉 행에서 가장 큰 값입니다. 답할 때는 정답을 모릅니다.",
)
def probability_of_the_label(probs, labels, bins):
    confidence = probs.double().gather(1, labels[:, None])[:, 0]
    correct = (probs.argmax(1) == labels).double()
    gaps = torch.zeros(bins, dtype=torch.float64)
    return (
        gaps.index_add(0, _bins(confidence, bins), correct - confidence).abs().sum() / len(probs)
    ).item()


@mistake(
    replaces="expected_calibration_error",
    en="Your bins are [lo, hi), so a confidence of exactly 1, which saturated models give all the time, is in none of them. They are (lo, hi].",
    ko="bin이 [lo, hi)라서 confidence가 정확히 1인 행이 어느 bin에도 들어가지 않습니다. 확신이 강한 모델에서는 흔한 값입니다. (lo, hi]로 나누세요.",
)
def certainty_in_no_bin(probs, labels, bins):
    confidence, prediction = probs.double().max(dim=1)
    error = 0.0
    for k in range(bins):
        inside = (confidence >= k / bins) & (confidence < (k + 1) / bins)
        gap = (prediction == labels)[inside].double() - confidence[inside]
        error += abs(gap.sum().item())
    return error / len(probs)


@mistake(
    replaces="expected_calibration_error",
    en="The mean of an empty bin is 0 / 0 = NaN, and it makes the whole sum NaN. Leave out bins without rows.",
    ko="빈 bin의 평균은 0 / 0 = NaN이고, 합 전체가 NaN이 됩니다. 행이 없는 bin은 건너뛰세요.",
)
def empty_bin_is_nan(probs, labels, bins):
    confidence, prediction = probs.double().max(dim=1)
    correct, place, error = (prediction == labels).double(), _bins(confidence, bins), 0.0
    for k in range(bins):
        inside = place == k
        gap = (correct[inside].mean() - confidence[inside].mean()).abs()
        error += inside.double().mean() * gap
    return float(error)


@mistake(
    replaces="expected_calibration_error",
    en="Your bins reach from 1/C to 1, or from the lowest confidence to the highest. They divide (0, 1] evenly, so that models can be compared.",
    ko="bin을 1/C부터 1까지, 또는 가장 낮은 confidence부터 가장 높은 것까지 나누었습니다. 모델끼리 비교할 수 있도록 (0, 1]을 고르게 나눕니다.",
)
def bins_from_chance_on(probs, labels, bins):
    confidence, prediction = probs.double().max(dim=1)
    low = 1 / probs.shape[1]
    place = ((confidence - low) / (1 - low) * bins).ceil().long().clamp(1, bins) - 1
    gap = (prediction == labels).double() - confidence
    gaps = torch.zeros(bins, dtype=torch.float64).index_add(0, place, gap)
    return (gaps.abs().sum() / len(probs)).item()


@mistake(
    replaces="expected_calibration_error",
    en="You take the gap of each row by itself, which is about 1 - confidence even for a perfect model. Only means over the rows of a bin can be compared.",
    ko="행마다 따로 차이를 냈습니다. 완벽하게 보정된 모델이라도 그 값은 0이 아닙니다. bin에 속한 행들의 평균끼리 비교해야 합니다.",
)
def gap_of_each_row(probs, labels, bins):
    confidence, prediction = probs.double().max(dim=1)
    return ((prediction == labels).double() - confidence).abs().mean().item()
