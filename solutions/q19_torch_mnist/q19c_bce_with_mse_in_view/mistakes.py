"""What people write at midnight, and what they should read in the morning."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from solution import MeanMetric as RightMeanMetric
from solution import train_and_monitor as right_train_and_monitor
from solution import train_step as right_train_step

from autograder.authoring import mistake, part_of

# train_step


def _descend(optimizer, loss):
    """Clear, backward, step."""
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()


def _mse(logits, y):
    with torch.no_grad():
        return F.mse_loss(logits.sigmoid(), y).item()


@mistake(
    replaces="train_step",
    en="You train on BCE + MSE. The MSE was only to be looked at: compute it under torch.no_grad() and call backward on the BCE alone.",
    ko="BCE + MSE로 학습했습니다. MSE는 보기만 하려던 것입니다. torch.no_grad() 안에서 계산하고 backward는 BCE에만 부르세요.",
)
def mse_added_to_the_loss(model, optimizer, x, y):
    logits = model(x)
    bce = F.binary_cross_entropy_with_logits(logits, y)
    mse = F.mse_loss(torch.sigmoid(logits), y)
    _descend(optimizer, bce + mse)
    return bce.item(), mse.item()


@mistake(
    replaces="train_step",
    en="You train on the MSE and watch the BCE: it is the other way round.",
    ko="MSE로 학습하고 BCE를 보고 있습니다. 반대로 해야 합니다.",
)
def trained_on_mse(model, optimizer, x, y):
    logits = model(x)
    bce = F.binary_cross_entropy_with_logits(logits, y)
    mse = F.mse_loss(torch.sigmoid(logits), y)
    _descend(optimizer, mse)
    return bce.item(), mse.item()


@mistake(
    replaces="train_step",
    en="This is the MSE of logits, which have no bound: a sure and right answer of logit 9 would count as an error of 64. Compare probabilities with y: torch.sigmoid(logits).",
    ko="logit의 MSE를 냈습니다. logit에는 한계가 없어서, 확신을 갖고 맞힌 logit 9가 오차 64로 계산됩니다. 확률 torch.sigmoid(logits)를 y와 비교하세요.",
)
def mse_of_logits(model, optimizer, x, y):
    logits = model(x)
    bce = F.binary_cross_entropy_with_logits(logits, y)
    mse = F.mse_loss(logits.detach(), y)
    _descend(optimizer, bce)
    return bce.item(), mse.item()


@mistake(
    replaces="train_step",
    en="You compare rounded answers with y, so this is the error rate. MSE is of the probabilities themselves: how sure the model is should show.",
    ko="반올림한 답을 y와 비교했으니 오답률입니다. MSE는 확률 그 자체로 계산해서, 모델이 얼마나 확신하는지가 드러나야 합니다.",
)
def mse_of_decisions(model, optimizer, x, y):
    logits = model(x)
    bce = F.binary_cross_entropy_with_logits(logits, y)
    mse = F.mse_loss((logits.detach() >= 0).to(y.dtype), y)
    _descend(optimizer, bce)
    return bce.item(), mse.item()


@mistake(
    replaces="train_step",
    en="You took the root of the MSE. Asked for is the mean of the squares itself.",
    ko="MSE에 제곱근을 취했습니다. 제곱의 평균을 그대로 반환하세요.",
)
def root_of_the_mse(model, optimizer, x, y):
    bce, mse = right_train_step(model, optimizer, x, y)
    return bce, mse**0.5


@mistake(
    replaces="train_step",
    en="You call the model a second time for the MSE. In train mode dropout draws another mask, so the two numbers are of two different models, and batch norm's running statistics move twice. Use the logits that you have.",
    ko="MSE를 내려고 모델을 한 번 더 불렀습니다. train 모드에서는 dropout이 마스크를 새로 뽑아 두 값이 서로 다른 모델의 것이 되고, 배치 정규화의 running 통계도 두 번 움직입니다. 이미 있는 logit을 쓰세요.",
)
def second_forward(model, optimizer, x, y):
    bce = F.binary_cross_entropy_with_logits(model(x), y)
    with torch.no_grad():
        mse = _mse(model(x), y)
    _descend(optimizer, bce)
    return bce.item(), mse


@mistake(
    replaces="train_step",
    en="You look at the MSE in eval mode, by a second call of the model. That is another model than the one that trains (no dropout, other statistics), and its mode is not yours to change. Use the logits that you have.",
    ko="eval 모드로 바꿔 모델을 한 번 더 불러서 MSE를 냈습니다. dropout이 없고 통계도 다르니 지금 학습하는 모델과는 다른 모델이고, 모드는 여기서 바꿀 것이 아닙니다. 이미 있는 logit을 쓰세요.",
)
def watched_in_eval_mode(model, optimizer, x, y):
    bce = F.binary_cross_entropy_with_logits(model(x), y)
    model.eval()
    with torch.no_grad():
        mse = _mse(model(x), y)
    model.train()
    _descend(optimizer, bce)
    return bce.item(), mse


@mistake(
    replaces="train_step",
    en="Your MSE is of the model after the update, by another call of it. Both numbers belong to the same outputs, before the update.",
    ko="MSE는 업데이트 뒤의 모델을 한 번 더 불러서 낸 값입니다. 두 값 모두 업데이트 전의 같은 출력에서 나와야 합니다.",
)
def mse_after_the_update(model, optimizer, x, y):
    bce = F.binary_cross_entropy_with_logits(model(x), y)
    _descend(optimizer, bce)
    with torch.no_grad():
        return bce.item(), _mse(model(x), y)


@mistake(
    replaces="train_step",
    en="You return tensors that still hang on the graph. Whoever collects them keeps every graph and all its activations in memory: return bce.item() and mse.item().",
    ko="계산 그래프가 달린 tensor를 반환했습니다. 이 값을 모으면 그래프와 activation이 전부 메모리에 남습니다. bce.item()과 mse.item()을 반환하세요.",
)
def tensors_kept_alive(model, optimizer, x, y):
    logits = model(x)
    bce = F.binary_cross_entropy_with_logits(logits, y)
    mse = F.mse_loss(torch.sigmoid(logits), y)
    _descend(optimizer, bce)
    return bce, mse


@mistake(
    replaces="train_step",
    en="Nothing clears the gradients: backward adds to those of the step before. Call optimizer.zero_grad() first.",
    ko="gradient를 지우지 않아서 backward가 이전 step의 gradient에 더합니다. 먼저 optimizer.zero_grad()를 부르세요.",
)
def no_zero_grad(model, optimizer, x, y):
    logits = model(x)
    bce = F.binary_cross_entropy_with_logits(logits, y)
    bce.backward()
    optimizer.step()
    return bce.item(), _mse(logits, y)


@mistake(
    replaces="train_step",
    en="You clear the gradients after the step only. What was left in .grad before the first call, by a backward elsewhere, gets into its update: call optimizer.zero_grad() before backward.",
    ko="gradient를 step 뒤에만 지웁니다. 다른 곳의 backward가 첫 호출 전에 .grad에 남긴 값이 업데이트에 섞입니다. backward 전에 optimizer.zero_grad()를 부르세요.",
)
def zero_grad_after_step_only(model, optimizer, x, y):
    logits = model(x)
    bce = F.binary_cross_entropy_with_logits(logits, y)
    bce.backward()
    optimizer.step()
    optimizer.zero_grad()
    return bce.item(), _mse(logits, y)


@mistake(
    replaces="train_step",
    en="You put a sigmoid before binary_cross_entropy_with_logits, which has one inside: the loss is of sigmoid(sigmoid(logit)), and never gets small. Give it the logits.",
    ko="binary_cross_entropy_with_logits 안에 sigmoid가 있는데 앞에서 또 적용했습니다. sigmoid(sigmoid(logit))의 loss라서 작아지지 않습니다. logit을 그대로 넣으세요.",
)
def sigmoid_twice(model, optimizer, x, y):
    probability = torch.sigmoid(model(x))
    bce = F.binary_cross_entropy_with_logits(probability, y)
    mse = F.mse_loss(probability.detach(), y)
    _descend(optimizer, bce)
    return bce.item(), mse.item()


@mistake(
    replaces="train_step",
    en="A sigmoid and then binary_cross_entropy: where the sigmoid rounds to 0 or 1 the logarithm has to be cut off (at -100 in PyTorch), and the gradient is 0 exactly where the model is most wrong. Use binary_cross_entropy_with_logits.",
    ko="sigmoid 다음에 binary_cross_entropy를 썼습니다. sigmoid가 0이나 1로 반올림되면 로그가 잘리고(PyTorch에서는 -100), 가장 크게 틀린 곳에서 gradient가 0이 됩니다. binary_cross_entropy_with_logits를 쓰세요.",
)
def bce_of_rounded_probabilities(model, optimizer, x, y):
    probability = torch.sigmoid(model(x))
    bce = F.binary_cross_entropy(probability, y)
    mse = F.mse_loss(probability.detach(), y)
    _descend(optimizer, bce)
    return bce.item(), mse.item()


@mistake(
    replaces="train_step",
    en="y of shape (N,) is broadcast against logits (N, 1) to an (N, N) table, and every row is trained towards every other row's target. Raise ValueError if the shapes differ.",
    ko="모양이 (N,)인 y가 (N, 1)인 logit과 broadcast되어 (N, N) 표가 되고, 각 행이 다른 모든 행의 정답을 향해 학습됩니다. 모양이 다르면 ValueError를 내세요.",
)
def y_is_broadcast(model, optimizer, x, y):
    logits = model(x)
    bce = (F.softplus(logits) - y * logits).mean()
    with torch.no_grad():
        mse = (logits.sigmoid() - y).square().mean()
    _descend(optimizer, bce)
    return bce.item(), mse.item()


# MeanMetric


@mistake(
    replaces="MeanMetric",
    en="A mean of batch means: each batch counts the same, so a row in a short last batch counts more than the others. Weigh each batch by its rows.",
    ko="배치 평균들의 평균입니다. 배치마다 비중이 같아서 짧은 마지막 배치의 행이 다른 행보다 큰 비중을 차지합니다. 배치마다 행 수만큼 가중치를 주세요.",
)
class mean_of_batch_means(RightMeanMetric):
    def update(self, value, n):
        super().update(value, 1)


@mistake(
    replaces="MeanMetric",
    en="You add up the batch means and divide by the number of rows. A mean times its n is the sum over the rows: add value * n.",
    ko="배치 평균을 그대로 더해서 행 수로 나누었습니다. 평균에 n을 곱해야 행에 대한 합이 됩니다. value * n을 더하세요.",
)
class sum_of_means_over_rows(RightMeanMetric):
    def update(self, value, n):
        super().update(float(value) / n, n)


@mistake(
    replaces="MeanMetric",
    en="(mean + value) / 2 gives the newest batch half of the weight, whatever its size. Keep a sum over rows and their number.",
    ko="(mean + value) / 2는 크기와 상관없이 가장 새로운 배치에 절반의 비중을 줍니다. 행에 대한 합과 행 수를 들고 있으세요.",
)
class halfway_to_the_newest(RightMeanMetric):
    def update(self, value, n):
        value = float(value)
        mean = value if not self.rows else (self.total + value) / 2
        self.total, self.rows = mean, 1


@mistake(
    replaces="MeanMetric",
    en="The mean of nothing is not 0: a loss of 0 looks perfect, and an empty loader would go unnoticed. compute() has to raise.",
    ko="빈 평균은 0이 아닙니다. loss가 0이면 완벽해 보여서 loader가 비어 있어도 알아채지 못합니다. compute()가 예외를 내야 합니다.",
)
class empty_is_zero(RightMeanMetric):
    def compute(self):
        return self.total / max(self.rows, 1)


@mistake(
    replaces="MeanMetric",
    en="Without an update yours returns NaN, which travels on through every later sum. compute() has to raise.",
    ko="update가 없었을 때 NaN을 반환해서, 이후의 모든 합에 NaN이 퍼집니다. compute()가 예외를 내야 합니다.",
)
class empty_is_nan(RightMeanMetric):
    def compute(self):
        return self.total / self.rows if self.rows else float("nan")


@mistake(
    replaces="MeanMetric",
    en="reset() clears the sum and not the number of rows, so from the second epoch on every mean is too small. Clear both.",
    ko="reset()이 합만 지우고 행 수는 남겨서, 두 번째 epoch부터 평균이 모두 너무 작게 나옵니다. 둘 다 지우세요.",
)
class rows_not_reset(RightMeanMetric):
    def __init__(self):
        self.rows = 0
        self.reset()

    def reset(self):
        self.total = 0.0


@mistake(
    replaces="MeanMetric",
    en="compute() empties the metric, so asking twice, or in the middle of an epoch, loses the rows so far. Only reset() empties.",
    ko="compute()가 값을 비워서, 두 번 부르거나 epoch 중간에 부르면 그때까지의 행이 사라집니다. 비우는 것은 reset()뿐입니다.",
)
class compute_resets(RightMeanMetric):
    def compute(self):
        mean = super().compute()
        self.reset()
        return mean


@mistake(
    replaces="MeanMetric",
    en="The list belongs to the class, so all metrics share it, and BCE and MSE end up in one mean. Make it in __init__, as self.something.",
    ko="list가 클래스에 속해서 모든 metric이 공유하고, BCE와 MSE가 한 평균에 섞입니다. __init__에서 self의 속성으로 만드세요.",
)
class shared_by_all_metrics:
    seen = []  # noqa: RUF012

    def __init__(self):
        pass

    def update(self, value, n):
        self.seen.append((float(value), n))

    def compute(self):
        return sum(value * n for value, n in self.seen) / sum(n for _, n in self.seen)

    def reset(self):
        self.seen.clear()


@mistake(
    replaces="MeanMetric",
    en="You add up tensors with their graphs, and the graph of every batch stays in memory until the end. Add numbers: float(value), or value.detach().",
    ko="tensor를 그래프째 더해서 모든 배치의 그래프가 끝까지 메모리에 남습니다. 수를 더하세요: float(value)나 value.detach().",
)
class sum_with_its_graph(RightMeanMetric):
    def update(self, value, n):
        self.total = self.total + value * n
        self.rows += n

    def compute(self):
        return float(super().compute())


@mistake(
    replaces="MeanMetric",
    en="You keep the tensors themselves in a list: graphs stay alive, and a tensor that is changed later changes your mean. Keep numbers: float(value).",
    ko="tensor 자체를 list에 모았습니다. 그래프가 메모리에 남고, 나중에 tensor가 바뀌면 평균도 바뀝니다. 수를 담으세요: float(value).",
)
class tensors_in_a_list:
    def __init__(self):
        self.reset()

    def update(self, value, n):
        self.values.append(value)
        self.counts.append(n)

    def compute(self):
        pairs = zip(self.values, self.counts)
        return sum(float(value) * n for value, n in pairs) / sum(self.counts)

    def reset(self):
        self.values, self.counts = [], []


# train_and_monitor


def _epochs(model, loader, optimizer, epochs, take):
    """Train; ``take`` makes the entry of an epoch out of [(bce, mse, rows), ...]."""
    history = {"bce": [], "mse": []}
    for _ in range(epochs):
        model.train()
        seen = [(*right_train_step(model, optimizer, x, y), len(x)) for x, y in loader]
        bce, mse = take(seen)
        history["bce"].append(bce)
        history["mse"].append(mse)
    return history


def _means(seen):
    rows = sum(n for *_, n in seen)
    return sum(bce * n for bce, _, n in seen) / rows, sum(mse * n for _, mse, n in seen) / rows


@part_of("mean_of_batch_means", replaces="train_and_monitor")
def history_of_batch_means(model, loader, optimizer, epochs):
    def take(seen):
        return sum(s[0] for s in seen) / len(seen), sum(s[1] for s in seen) / len(seen)

    return _epochs(model, loader, optimizer, epochs, take)


@mistake(
    replaces="train_and_monitor",
    en="The metrics are never reset: from the second epoch on your numbers are means over all epochs so far, which lag behind the training. Reset at the start of each epoch.",
    ko="metric을 reset하지 않아서 두 번째 epoch부터는 지금까지의 모든 epoch에 대한 평균이 되고, 실제 학습보다 뒤처져 보입니다. epoch가 시작될 때마다 reset하세요.",
)
def never_reset(model, loader, optimizer, epochs):
    so_far = []

    def take(seen):
        so_far.extend(seen)
        return _means(so_far)

    return _epochs(model, loader, optimizer, epochs, take)


@mistake(
    replaces="train_and_monitor",
    en="An epoch's entry is the last batch alone, a noisy number. It should be the mean over all rows of the epoch.",
    ko="마지막 배치의 값만 기록했습니다. 배치 하나는 잡음이 큽니다. epoch의 모든 행에 대한 평균을 기록하세요.",
)
def last_batch_only(model, loader, optimizer, epochs):
    return _epochs(model, loader, optimizer, epochs, lambda seen: seen[-1][:2])


@mistake(
    replaces="train_and_monitor",
    en="You have one entry for each batch. Asked for is one per epoch, the mean over its rows.",
    ko="배치마다 하나씩 기록했습니다. epoch마다 하나, 모든 행에 대한 평균을 기록하세요.",
)
def entry_for_each_batch(model, loader, optimizer, epochs):
    history = {"bce": [], "mse": []}
    for _ in range(epochs):
        model.train()
        for x, y in loader:
            bce, mse = right_train_step(model, optimizer, x, y)
            history["bce"].append(bce)
            history["mse"].append(mse)
    return history


@mistake(
    replaces="train_and_monitor",
    en="The model stays in the mode that it came in. After an evaluation that is eval mode, where dropout is off and batch norm learns no statistics: call model.train() before the batches.",
    ko="모델을 들어온 모드 그대로 두었습니다. 평가를 하고 난 뒤라면 eval 모드라서 dropout이 꺼지고 배치 정규화의 통계도 갱신되지 않습니다. 배치를 돌기 전에 model.train()을 부르세요.",
)
def mode_not_set(model, loader, optimizer, epochs):
    history = {"bce": [], "mse": []}
    for _ in range(epochs):
        seen = [(*right_train_step(model, optimizer, x, y), len(x)) for x, y in loader]
        bce, mse = _means(seen)
        history["bce"].append(bce)
        history["mse"].append(mse)
    return history


@mistake(
    replaces="train_and_monitor",
    en="You set the mode of the model's root only: model.training = True does not reach the modules inside. model.train() does.",
    ko="맨 위 모듈의 모드만 바꿨습니다. model.training = True는 안쪽 모듈에 미치지 않습니다. model.train()을 부르세요.",
)
def mode_of_the_root_only(model, loader, optimizer, epochs):
    model.training = True
    return mode_not_set(model, loader, optimizer, epochs)


@mistake(
    replaces="train_and_monitor",
    en="You measure by a second pass over the data after the updates. That costs another forward pass for every batch, and it is not what training saw: record what train_step returns.",
    ko="업데이트가 끝난 뒤 데이터를 한 번 더 돌며 쟀습니다. 배치마다 forward를 한 번 더 하는 데다 학습이 실제로 본 값도 아닙니다. train_step이 반환한 값을 기록하세요.",
)
def second_pass_at_the_end(model, loader, optimizer, epochs):
    history = {"bce": [], "mse": []}
    for _ in range(epochs):
        model.train()
        for x, y in loader:
            right_train_step(model, optimizer, x, y)
        model.eval()
        seen = []
        with torch.no_grad():
            for x, y in loader:
                logits = model(x)
                bce = F.binary_cross_entropy_with_logits(logits, y).item()
                seen.append((bce, _mse(logits, y), len(x)))
        bce, mse = _means(seen)
        history["bce"].append(bce)
        history["mse"].append(mse)
    return history


@mistake(
    replaces="train_and_monitor",
    en="The two lists are the wrong way round: train_step returns (BCE, MSE).",
    ko="두 list가 서로 바뀌었습니다. train_step은 (BCE, MSE)를 반환합니다.",
)
def lists_swapped(model, loader, optimizer, epochs):
    history = right_train_and_monitor(model, loader, optimizer, epochs)
    return {"bce": history["mse"], "mse": history["bce"]}


@mistake(
    replaces="train_and_monitor",
    en="You sum up the losses with their graphs, so the history holds on to the graph of every batch that was ever trained on. Sum numbers: .item().",
    ko="loss를 그래프째 더해서, 지금까지 학습한 모든 배치의 그래프가 기록에 달려 있습니다. 수를 더하세요: .item().",
)
def history_with_graphs(model, loader, optimizer, epochs):
    history = {"bce": [], "mse": []}
    for _ in range(epochs):
        model.train()
        bce, mse, rows = 0.0, 0.0, 0
        for x, y in loader:
            logits = model(x)
            loss = F.binary_cross_entropy_with_logits(logits, y)
            _descend(optimizer, loss)
            bce = bce + loss * len(x)
            mse = mse + F.mse_loss(torch.sigmoid(logits), y) * len(x)
            rows += len(x)
        history["bce"].append(bce / rows)
        history["mse"].append(mse / rows)
    return history
