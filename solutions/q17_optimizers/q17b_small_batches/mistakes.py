"""What students write at midnight, and what they should read."""

from __future__ import annotations

import math

import numpy as np
import torch
from solution import accumulate as right_accumulate
from solution import gradient_noise as right_gradient_noise
from solution import noise_scale as right_noise_scale

from autograder.authoring import mistake

# gradient_noise


def _corrected(noise, rows, batch_size, replace):
    """The noise with replacement, less what is saved without."""
    if replace:
        return noise
    if batch_size > rows:
        raise ValueError(batch_size)
    return noise * (rows - batch_size) / max(rows - 1, 1)


@mistake(
    replaces="gradient_noise",
    en="You divide by sqrt(B). That is how the standard deviation falls; the expected square falls with B.",
    ko="sqrt(B)로 나누었습니다. 그것은 표준편차가 줄어드는 비율이고, 제곱의 기댓값은 B에 반비례합니다.",
)
def divided_by_root_of_batch(per_example_grads, batch_size, replace):
    return right_gradient_noise(per_example_grads, batch_size, replace) * math.sqrt(batch_size)


@mistake(
    replaces="gradient_noise",
    en="You took the root at the end. Asked for is the expected square of the distance, tr(S) / B.",
    ko="마지막에 제곱근을 씌웠습니다. 구하는 것은 거리의 제곱의 기댓값, tr(S) / B입니다.",
)
def distance_not_squared(per_example_grads, batch_size, replace):
    return math.sqrt(right_gradient_noise(per_example_grads, batch_size, replace))


@mistake(
    replaces="gradient_noise",
    en="You divide the squares by N - 1. The N rows are all there are, so S has ddof=0; the N - 1 belongs to the factor (N - B) / (N - 1) alone.",
    ko="제곱의 합을 N - 1로 나누었습니다. N개 행이 전체이므로 S는 ddof=0입니다. N - 1은 (N - B) / (N - 1)에만 들어갑니다.",
)
def noise_ddof_one(per_example_grads, batch_size, replace):
    rows = len(per_example_grads)
    noise = per_example_grads.var(axis=0, ddof=min(rows - 1, 1)).sum() / batch_size
    return _corrected(noise, rows, batch_size, replace)


@mistake(
    replaces="gradient_noise",
    en="Without replacement the factor (N - B) / (N - 1) is missing: a batch of all N rows has no noise at all.",
    ko="비복원일 때 (N - B) / (N - 1)이 빠졌습니다. N행 전부를 뽑은 배치에는 잡음이 전혀 없습니다.",
)
def finite_population_dropped(per_example_grads, batch_size, replace):
    right_gradient_noise(per_example_grads, batch_size, replace)
    return right_gradient_noise(per_example_grads, batch_size, True)


@mistake(
    replaces="gradient_noise",
    en="Your factor is (N - B) / N. With B = 1 nothing is saved by not putting back, so the factor must be 1: (N - B) / (N - 1).",
    ko="(N - B) / N을 곱했습니다. B = 1이면 복원하든 말든 같으므로 1이 되어야 합니다: (N - B) / (N - 1).",
)
def factor_over_n(per_example_grads, batch_size, replace):
    rows = len(per_example_grads)
    noise = right_gradient_noise(per_example_grads, batch_size, replace)
    return noise if replace else noise * max(rows - 1, 1) / rows


@mistake(
    replaces="gradient_noise",
    en="The factor is on the wrong side: (N - B) / (N - 1) belongs to drawing without replacement.",
    ko="(N - B) / (N - 1)을 반대쪽에 곱했습니다. 비복원 추출일 때 곱하는 값입니다.",
)
def factor_with_replacement(per_example_grads, batch_size, replace):
    rows = len(per_example_grads)
    if batch_size > rows and not replace:
        raise ValueError(batch_size)
    noise = right_gradient_noise(per_example_grads, batch_size, True)
    return noise * (rows - batch_size) / max(rows - 1, 1) if replace else noise


@mistake(
    replaces="gradient_noise",
    en="You average the variances of the D columns. The squared distance is a sum over the coordinates: the trace.",
    ko="D개 열의 분산을 평균했습니다. 거리의 제곱은 좌표에 대한 합, 즉 trace입니다.",
)
def mean_over_columns(per_example_grads, batch_size, replace):
    noise = right_gradient_noise(per_example_grads, batch_size, replace)
    return noise / per_example_grads.shape[1]


@mistake(
    replaces="gradient_noise",
    en="You take one variance over all numbers (var without axis). Each column varies around a mean of its own: axis=0, then the sum.",
    ko="전체 수에서 분산을 하나만 구했습니다(axis 없는 var). 열마다 자기 평균을 중심으로 변하므로 axis=0으로 구해 더하세요.",
)
def variance_over_everything(per_example_grads, batch_size, replace):
    noise = per_example_grads.var() * per_example_grads.shape[1] / batch_size
    return _corrected(noise, len(per_example_grads), batch_size, replace)


@mistake(
    replaces="gradient_noise",
    en="You average the squared norms of the gradients themselves. Noise is the distance from the mean gradient: subtract it first.",
    ko="gradient 자체의 제곱 norm을 평균했습니다. 잡음은 평균 gradient에서 떨어진 정도이므로 평균을 먼저 빼세요.",
)
def noise_around_zero(per_example_grads, batch_size, replace):
    noise = np.mean(np.sum(per_example_grads**2.0, axis=1)) / batch_size
    return _corrected(noise, len(per_example_grads), batch_size, replace)


@mistake(
    replaces="gradient_noise",
    en="More rows than there are cannot be drawn without replacement; your formula then gives a negative noise. Raise ValueError.",
    ko="비복원으로는 있는 것보다 많은 행을 뽑을 수 없습니다. 지금 식은 음수를 반환합니다. ValueError를 내세요.",
)
def too_large_a_batch(per_example_grads, batch_size, replace):
    rows = len(per_example_grads)
    noise = right_gradient_noise(per_example_grads, batch_size, True)
    return noise if replace else noise * (rows - batch_size) / max(rows - 1, 1)


@mistake(
    replaces="gradient_noise",
    en="With replacement a batch may have more rows than the data; only without it is B > N impossible.",
    ko="복원 추출이면 배치가 데이터보다 커도 됩니다. B > N이 불가능한 것은 비복원일 때뿐입니다.",
)
def large_batches_refused_with_replacement(per_example_grads, batch_size, replace):
    if batch_size > len(per_example_grads):
        raise ValueError(batch_size)
    return right_gradient_noise(per_example_grads, batch_size, replace)


@mistake(
    replaces="gradient_noise",
    en="With a single row (N - B) / (N - 1) is 0 / 0. There is only one batch then, and it has no noise: return 0.",
    ko="행이 하나면 (N - B) / (N - 1)이 0 / 0입니다. 가능한 배치가 하나뿐이라 잡음이 없으니 0을 반환하세요.",
)
def single_row_not_a_number(per_example_grads, batch_size, replace):
    if len(per_example_grads) == 1 and not replace and batch_size == 1:
        return math.nan
    return right_gradient_noise(per_example_grads, batch_size, replace)


# noise_scale


@mistake(
    replaces="noise_scale",
    en="You divide by the norm of the mean gradient. Its square belongs there, in the unit of a variance; the noise scale is a batch size and has no unit.",
    ko="평균 gradient의 norm으로 나누었습니다. 분산과 단위가 같은 norm의 제곱으로 나누어야 합니다. noise scale은 배치 크기라서 gradient의 단위가 남으면 안 됩니다.",
)
def norm_not_squared(per_example_grads):
    mean = per_example_grads.mean(axis=0)
    if not mean.any():
        return math.inf
    return per_example_grads.var(axis=0).sum() / np.linalg.norm(mean)


@mistake(
    replaces="noise_scale",
    en="The fraction is upside down: noise over signal, tr(S) / ||mean||^2. Yours falls as the gradients get noisier.",
    ko="분자와 분모가 바뀌었습니다. 잡음을 신호로 나눈 tr(S) / ||mean||^2입니다. 지금 값은 잡음이 클수록 작아집니다.",
)
def signal_over_noise(per_example_grads):
    scale = right_noise_scale(per_example_grads)
    return 1 / scale if scale else math.inf


@mistake(
    replaces="noise_scale",
    en="You took the root of the ratio. The noise scale is tr(S) / ||mean||^2 itself.",
    ko="비율에 제곱근을 씌웠습니다. noise scale은 tr(S) / ||mean||^2 그대로입니다.",
)
def root_of_the_ratio(per_example_grads):
    return math.sqrt(right_noise_scale(per_example_grads))


@mistake(
    replaces="noise_scale",
    en="You divide by N - 1 in the variance; here S has ddof=0.",
    ko="분산을 N - 1로 나누었습니다. 여기서 S는 ddof=0입니다.",
)
def scale_ddof_one(per_example_grads):
    rows = len(per_example_grads)
    return right_noise_scale(per_example_grads) * rows / max(rows - 1, 1)


@mistake(
    replaces="noise_scale",
    en="Your numerator is the mean squared norm of the gradients, which contains the signal too, so you are 1 too high. Subtract the mean gradient first.",
    ko="분자가 gradient 제곱 norm의 평균이라 신호까지 들어 있어서 값이 1만큼 큽니다. 평균 gradient를 먼저 빼세요.",
)
def signal_in_the_noise(per_example_grads):
    return right_noise_scale(per_example_grads) + 1


@mistake(
    replaces="noise_scale",
    en="You add up a ratio for every coordinate, and one whose mean is near 0 decides everything. Sum numerator and denominator first: one ratio.",
    ko="좌표마다 비율을 구해 더했습니다. 그러면 평균이 0에 가까운 좌표 하나가 값을 좌우합니다. 분자와 분모를 각각 더한 다음 한 번만 나누세요.",
)
def ratio_for_each_coordinate(per_example_grads):
    if not per_example_grads.mean(axis=0).any():
        return math.inf
    mean = per_example_grads.mean(axis=0)
    return (per_example_grads.var(axis=0) / mean**2).sum()


@mistake(
    replaces="noise_scale",
    en="A small number in the denominator makes a huge one out of inf, and is wrong wherever gradients are small. Ask whether the mean is 0, and return inf.",
    ko="분모에 작은 수를 더해 inf가 아니라 큰 수가 나오고, gradient가 작을 때는 값이 틀립니다. 평균이 0인지 확인해 inf를 반환하세요.",
)
def eps_in_the_denominator(per_example_grads):
    mean = per_example_grads.mean(axis=0)
    return per_example_grads.var(axis=0).sum() / (mean @ mean + 1e-12)


@mistake(
    replaces="noise_scale",
    en="0 / 0 is nan: where all gradients are 0, the mean is 0 too, and the answer is inf by definition. Ask for a mean of 0 before you divide.",
    ko="0 / 0은 nan입니다. 모든 gradient가 0이면 평균도 0이고, 답은 정의에 따라 inf입니다. 나누기 전에 평균이 0인지 확인하세요.",
)
def not_a_number_without_gradients(per_example_grads):
    mean = per_example_grads.mean(axis=0)
    with np.errstate(all="ignore"):
        return per_example_grads.var(axis=0).sum() / np.float64(mean @ mean)


# linear_scaled_lr


@mistake(
    replaces="linear_scaled_lr",
    en="You scale with the root of the batch. That rule exists too (for Adam, say), but asked for is the linear one: k times the batch, k times the rate.",
    ko="배치 비율의 제곱근을 곱했습니다. 그런 규칙도 있지만(Adam에서 쓰기도 합니다) 여기서 묻는 것은 선형 규칙입니다: 배치가 k배면 학습률도 k배.",
)
def root_scaling(base_lr, base_batch, batch):
    return base_lr * math.sqrt(batch / base_batch)


@mistake(
    replaces="linear_scaled_lr",
    en="Your ratio is upside down: a larger batch has less noise and bears a larger rate.",
    ko="비율이 뒤집혔습니다. 배치가 클수록 잡음이 적어서 더 큰 학습률을 견딥니다.",
)
def ratio_upside_down(base_lr, base_batch, batch):
    return base_lr * base_batch / batch


@mistake(
    replaces="linear_scaled_lr",
    en="batch // base_batch rounds down, to 0 for every batch smaller than the base. Divide with /.",
    ko="batch // base_batch는 내림이라, base_batch보다 작은 배치에서는 0이 됩니다. /로 나누세요.",
)
def whole_multiples_only(base_lr, base_batch, batch):
    return base_lr * (batch // base_batch)


@mistake(
    replaces="linear_scaled_lr",
    en="You never scale down (max(1, ...)). The rule holds both ways: half the batch, half the rate.",
    ko="줄이는 쪽으로는 조정하지 않습니다(max(1, ...)). 규칙은 양쪽으로 적용됩니다. 배치가 절반이면 학습률도 절반입니다.",
)
def never_scaled_down(base_lr, base_batch, batch):
    return base_lr * max(1, batch / base_batch)


# updates_per_epoch


@mistake(
    replaces="updates_per_epoch",
    en="You always round down, but a short last batch gives an update as well, unless it is dropped.",
    ko="항상 내림을 합니다. 짧은 마지막 배치도 버리지 않는 한 한 번의 업데이트입니다.",
)
def short_batch_forgotten(n, batch_size, drop_last):
    return n // batch_size


@mistake(
    replaces="updates_per_epoch",
    en="You always round up: with drop_last the short batch gives no update.",
    ko="항상 올림을 합니다. drop_last이면 짧은 배치로는 업데이트하지 않습니다.",
)
def drop_last_forgotten(n, batch_size, drop_last):
    return -(-n // batch_size)


@mistake(
    replaces="updates_per_epoch",
    en="n // batch_size + 1 is one too many where batch_size divides n. Round up: -(-n // batch_size).",
    ko="n // batch_size + 1은 나누어떨어질 때 하나가 많습니다. 올림을 하세요: -(-n // batch_size).",
)
def always_one_more(n, batch_size, drop_last):
    return n // batch_size if drop_last else n // batch_size + 1


@mistake(
    replaces="updates_per_epoch",
    en="drop_last is the other way round: with it the short batch is left out.",
    ko="drop_last를 반대로 적용했습니다. True일 때 짧은 배치를 뺍니다.",
)
def drop_last_inverted(n, batch_size, drop_last):
    return -(-n // batch_size) if drop_last else n // batch_size


@mistake(
    replaces="updates_per_epoch",
    en="You round to the nearest number. A short batch counts as a whole update, or not at all.",
    ko="반올림을 했습니다. 짧은 배치는 업데이트 한 번이거나 아예 없거나 둘 중 하나입니다.",
)
def rounded(n, batch_size, drop_last):
    return n // batch_size if drop_last else round(n / batch_size)


# accumulate


def _weighed(model, loss_fn, micro_batches, weigh):
    """Backward of each loss times ``weigh(rows, all rows, number of batches)``; the mean loss."""
    batches = list(micro_batches)
    rows = [len(x) for x, _ in batches]
    model.zero_grad()
    losses = []
    for x, y in batches:
        loss = loss_fn(model(x), y)
        (loss * weigh(len(x), sum(rows), len(batches))).backward()
        losses.append(loss.item())
    return float(np.average(losses, weights=rows))


@mistake(
    replaces="accumulate",
    en="You take the mean of the means: every micro-batch counts the same, whatever its size. Weigh each loss by its rows over all rows, or a row in a small micro-batch counts more.",
    ko="평균들의 평균을 냈습니다. 그러면 크기와 상관없이 micro-batch마다 비중이 같아서, 작은 micro-batch의 행이 더 큰 비중을 차지합니다. loss마다 행 수 / 전체 행 수를 곱하세요.",
)
def mean_of_means(model, loss_fn, micro_batches):
    batches = list(micro_batches)
    model.zero_grad()
    losses = []
    for x, y in batches:
        loss = loss_fn(model(x), y)
        (loss / len(batches)).backward()
        losses.append(loss.item())
    return sum(losses) / len(losses)


@mistake(
    replaces="accumulate",
    en="Gradients are right, but the loss that you return is the mean of the means. Weigh it by the rows as well.",
    ko="gradient는 맞지만 반환한 loss가 평균들의 평균입니다. loss에도 행 수만큼 가중치를 주세요.",
)
def loss_is_a_mean_of_means(model, loss_fn, micro_batches):
    losses = []

    def noted(prediction, target):
        loss = loss_fn(prediction, target)
        losses.append(loss.item())
        return loss

    right_accumulate(model, noted, micro_batches)
    return sum(losses) / len(losses)


@mistake(
    replaces="accumulate",
    en="zero_grad between the micro-batches throws away what has been accumulated: only the last one is left. Clear once, before the first.",
    ko="micro-batch 사이에서 zero_grad를 불러 쌓아 둔 gradient를 버렸습니다. 마지막 것만 남습니다. 맨 처음에 한 번만 지우세요.",
)
def cleared_between(model, loss_fn, micro_batches):
    batches = list(micro_batches)
    rows, total = sum(len(x) for x, _ in batches), 0.0
    for x, y in batches:
        model.zero_grad()
        loss = loss_fn(model(x), y) * (len(x) / rows)
        loss.backward()
        total += loss.item()
    return total


@mistake(
    replaces="accumulate",
    en="Nothing is cleared: backward adds to what was in .grad before the call. Call model.zero_grad() once, first.",
    ko="아무것도 지우지 않았습니다. backward는 호출 전부터 .grad에 있던 값에 더합니다. 맨 처음에 model.zero_grad()를 한 번 부르세요.",
)
def never_cleared(model, loss_fn, micro_batches):
    before = {p: p.grad.clone() for p in model.parameters() if p.grad is not None}
    loss = right_accumulate(model, loss_fn, micro_batches)
    for parameter, grad in before.items():
        parameter.grad = grad if parameter.grad is None else parameter.grad + grad
    return loss


@mistake(
    replaces="accumulate",
    en="You clear the gradients at the end as well, before anybody could use them. The caller's optimizer needs them: clear only at the start.",
    ko="끝에서도 gradient를 지워서 아무도 쓸 수 없습니다. 호출한 쪽의 optimizer가 써야 합니다. 처음에만 지우세요.",
)
def cleared_afterwards(model, loss_fn, micro_batches):
    loss = right_accumulate(model, loss_fn, micro_batches)
    model.zero_grad()
    return loss


@mistake(
    replaces="accumulate",
    en="You add up the gradients of the means, and get about as many times too much as there are micro-batches. Weigh each loss by its rows over all rows.",
    ko="평균 loss의 gradient를 더하기만 해서, micro-batch 개수만큼 커집니다. loss마다 행 수 / 전체 행 수를 곱하세요.",
)
def sum_of_means(model, loss_fn, micro_batches):
    return _weighed(model, loss_fn, micro_batches, lambda rows, total, count: 1.0)


@mistake(
    replaces="accumulate",
    en="That is the gradient of the sum over all rows. Divide by the number of all rows at the end.",
    ko="전체 행에 대한 합의 gradient입니다. 마지막에 전체 행 수로 나누세요.",
)
def sum_over_all_rows(model, loss_fn, micro_batches):
    return _weighed(model, loss_fn, micro_batches, lambda rows, total, count: float(rows))


@mistake(
    replaces="accumulate",
    en="You take all micro-batches to be as large as the first. Count the rows of each: len(x).",
    ko="모든 micro-batch가 첫 번째와 크기가 같다고 보았습니다. 각각의 행 수 len(x)를 세세요.",
)
def size_of_the_first(model, loss_fn, micro_batches):
    first = []

    def weigh(rows, total, count):
        first.append(rows)
        return first[0] / total

    return _weighed(model, loss_fn, micro_batches, weigh)


@mistake(
    replaces="accumulate",
    en="You return the loss of the last micro-batch; asked for is the mean over all rows.",
    ko="마지막 micro-batch의 loss를 반환했습니다. 전체 행에 대한 평균을 반환해야 합니다.",
)
def last_loss_returned(model, loss_fn, micro_batches):
    losses = []

    def noted(prediction, target):
        loss = loss_fn(prediction, target)
        losses.append(loss.item())
        return loss

    right_accumulate(model, noted, micro_batches)
    return losses[-1]


@mistake(
    replaces="accumulate",
    en="You go through micro_batches twice, once to count the rows; a generator is empty by then. Count on the way, and divide the gradients at the end (or make a list first).",
    ko="행을 세느라 micro_batches를 두 번 돌았습니다. generator라면 두 번째에는 비어 있습니다. 도는 동안 세고 마지막에 gradient를 나누세요(또는 먼저 list로 만드세요).",
)
def gone_through_twice(model, loss_fn, micro_batches):
    rows = sum(len(x) for x, _ in micro_batches)
    model.zero_grad()
    total = 0.0
    for x, y in micro_batches:
        loss = loss_fn(model(x), y) * (len(x) / rows)
        loss.backward()
        total += loss.item()
    return total


@mistake(
    replaces="accumulate",
    en="You put the micro-batches together and run them as one batch. The result is right, and the memory that accumulating saves is spent: call the model with one micro-batch at a time.",
    ko="micro-batch를 모두 이어 붙여 한 배치로 돌렸습니다. 결과는 맞지만 아끼려던 메모리를 다 씁니다. 모델은 한 번에 micro-batch 하나로 부르세요.",
)
def one_large_batch(model, loss_fn, micro_batches):
    xs, ys = zip(*micro_batches)
    return right_accumulate(model, loss_fn, [(torch.cat(xs), torch.cat(ys))])


@mistake(
    replaces="accumulate",
    en="parameter.grad is None where a parameter is frozen or takes no part; skip those when you divide.",
    ko="얼려 두었거나 쓰이지 않은 파라미터의 .grad는 None입니다. 나눌 때 건너뛰세요.",
)
def none_divided(model, loss_fn, micro_batches):
    loss = right_accumulate(model, loss_fn, micro_batches)
    for parameter in model.parameters():
        parameter.grad = parameter.grad / 1
    return loss


@mistake(
    replaces="accumulate",
    en="You add up the losses themselves, graph and all, and return a tensor that keeps the graph. A running loss is a number: loss.item() or loss.detach().",
    ko="loss를 계산 그래프째 더해서, 반환한 tensor에 그래프가 그대로 달려 있습니다. 누적할 loss는 수면 됩니다: loss.item() 또는 loss.detach().",
)
def loss_with_its_graph(model, loss_fn, micro_batches):
    losses = []

    def noted(prediction, target):
        losses.append((loss_fn(prediction, target), len(target)))
        return losses[-1][0]

    right_accumulate(model, noted, micro_batches)
    return sum(loss * rows for loss, rows in losses) / sum(rows for _, rows in losses)
