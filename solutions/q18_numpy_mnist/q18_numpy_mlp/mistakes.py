"""What students write at midnight, and what they should read."""

import math
from itertools import pairwise

import numpy as np
from solution import _layer_inputs_and_logits
from solution import forward as right_forward
from solution import init_mlp as right_init
from solution import loss_and_grads as right_loss_and_grads

from autograder.authoring import mistake

# init_mlp


@mistake(
    replaces="init_mlp",
    en="All weights of a layer are equal, so all its units compute the same, get the same gradient and stay the same for ever. Draw every weight by itself with rng.",
    ko="한 층의 가중치가 모두 같습니다. 그러면 모든 unit이 같은 값을 내고 같은 gradient를 받아 영원히 똑같습니다. 가중치를 하나씩 rng로 뽑으세요.",
)
def constant_initialization(sizes, rng):
    return [(np.full((i, o), math.sqrt(2 / i)), np.zeros(o)) for i, o in pairwise(sizes)]


@mistake(
    replaces="init_mlp",
    en="With weights of 0 the hidden activations and the gradients of all weights are 0: only the last bias ever learns. Draw every weight by itself with rng.",
    ko="가중치가 0이면 은닉층의 출력도, 모든 가중치의 gradient도 0이라 마지막 bias만 학습됩니다. 가중치를 하나씩 rng로 뽑으세요.",
)
def all_zeros(sizes, rng):
    return [(np.zeros((i, o)), np.zeros(o)) for i, o in pairwise(sizes)]


@mistake(
    replaces="init_mlp",
    en="0.01 is the standard deviation of all your layers. The signal then shrinks from layer to layer; He scales each layer by its number of inputs, sqrt(2 / D).",
    ko="모든 층의 표준편차를 0.01로 두었습니다. 그러면 층을 지날수록 신호가 작아집니다. He 초기화는 층마다 입력의 수에 맞춰 sqrt(2 / D)를 씁니다.",
)
def a_hundredth(sizes, rng):
    return [(0.01 * rng.standard_normal((i, o)), np.zeros(o)) for i, o in pairwise(sizes)]


@mistake(
    replaces="init_mlp",
    en="Your variance is 1 / D, half of what it should be. A ReLU switches half of its units off, and the 2 of He makes up for that: 2 / D.",
    ko="분산이 1 / D입니다. ReLU 뒤에서는 unit의 절반이 꺼지므로 He 초기화는 2를 곱해 분산을 2 / D로 합니다.",
)
def without_the_two(sizes, rng):
    return [(rng.standard_normal((i, o)) / math.sqrt(i), np.zeros(o)) for i, o in pairwise(sizes)]


@mistake(
    replaces="init_mlp",
    en="Each weight is one of two values, plus or minus sqrt(2 / D), so many units of a layer begin alike. Draw from a normal or a uniform distribution.",
    ko="가중치가 +sqrt(2 / D)와 -sqrt(2 / D) 두 값뿐이라, 층 안에 비슷하게 시작하는 unit이 많습니다. 정규분포나 균등분포에서 뽑으세요.",
)
def signs_only(sizes, rng):
    return [
        (rng.choice([-1.0, 1.0], size=(i, o)) * math.sqrt(2 / i), np.zeros(o))
        for i, o in pairwise(sizes)
    ]


@mistake(
    replaces="init_mlp",
    en="You scale by the number of outputs. D is the number of inputs of the layer, the rows of W.",
    ko="출력의 수로 나누었습니다. D는 그 층의 입력의 수, 즉 W의 행 수입니다.",
)
def scaled_by_the_outputs(sizes, rng):
    return [
        (rng.standard_normal((i, o)) * math.sqrt(2 / o), np.zeros(o)) for i, o in pairwise(sizes)
    ]


@mistake(
    replaces="init_mlp",
    en="2 / D is the variance, and you multiply by it as if it were the standard deviation. Take its square root.",
    ko="2 / D는 분산인데 표준편차처럼 곱했습니다. 제곱근을 취하세요.",
)
def variance_as_deviation(sizes, rng):
    return [(rng.standard_normal((i, o)) * (2 / i), np.zeros(o)) for i, o in pairwise(sizes)]


@mistake(
    replaces="init_mlp",
    en="You draw from NumPy's global generator, so nobody can repeat your run. Draw from rng: rng.normal instead of np.random.randn.",
    ko="NumPy의 전역 생성기에서 뽑아서 같은 학습을 다시 해 볼 수 없습니다. np.random.randn 대신 rng.normal처럼 rng에서 뽑으세요.",
)
def from_the_global_generator(sizes, rng):
    return [(np.random.randn(i, o) * math.sqrt(2 / i), np.zeros(o)) for i, o in pairwise(sizes)]


# forward


@mistake(
    replaces="forward",
    en="Your last layer has a ReLU too. Logits may be negative; with a ReLU behind them all classes that look unlikely are equal, and learn nothing.",
    ko="마지막 층에도 ReLU가 있습니다. logit은 음수일 수 있어야 합니다. ReLU를 두면 가능성이 낮은 class가 모두 같은 값이 되고 학습되지 않습니다.",
)
def relu_after_the_last_layer(params, x):
    for W, b in params:
        x = np.maximum(x @ W + b, 0)
    return x


@mistake(
    replaces="forward",
    en="There is no ReLU between your layers, and several linear layers in a row are one linear layer. Put np.maximum(., 0) behind every hidden one.",
    ko="층 사이에 ReLU가 없습니다. 선형 층은 아무리 쌓아도 선형 층 하나와 같습니다. 은닉층마다 np.maximum(., 0)을 두세요.",
)
def no_relu_at_all(params, x):
    for W, b in params:
        x = x @ W + b
    return x


@mistake(
    replaces="forward",
    en="You return probabilities. Asked for are the logits: the softmax belongs to the loss, where it can be computed without overflow.",
    ko="확률을 반환했습니다. 구할 것은 logits입니다. softmax는 넘침 없이 계산할 수 있도록 loss 안에 둡니다.",
)
def probabilities(params, x):
    logits = right_forward(params, x)
    exp = np.exp(logits - logits.max(axis=1, keepdims=True))
    return exp / exp.sum(axis=1, keepdims=True)


@mistake(
    replaces="forward",
    en="Your ReLU stands in front of each layer instead of behind it, so negative inputs are lost. x goes into the first layer as it is.",
    ko="ReLU가 층의 뒤가 아니라 앞에 있어서 음수인 입력이 사라집니다. x는 첫 층에 그대로 들어가야 합니다.",
)
def relu_on_the_input(params, x):
    return right_forward(params, np.maximum(x, 0))


# loss_and_grads


def _log_softmax(logits):
    shifted = logits - logits.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def _delta(params, x, labels):
    _, logits = _layer_inputs_and_logits(params, x)
    truth = np.eye(logits.shape[1], dtype=logits.dtype)[labels]
    return (np.exp(_log_softmax(logits)) - truth) / len(x)


def _through_the_layers(params, x, delta, mask=lambda a, d: a > 0, bias=lambda d: d.sum(axis=0)):
    inputs, _ = _layer_inputs_and_logits(params, x)
    grads = []
    for (W, _), a in zip(params[::-1], inputs[::-1]):
        grads.insert(0, (a.T @ delta, bias(delta)))
        delta = (delta @ W.T) * mask(a, delta @ W.T)
    return grads


@mistake(
    replaces="loss_and_grads",
    en="Loss and gradients are sums over the rows. They must be means, otherwise the step grows with the batch: divide delta by len(x), and the loss too.",
    ko="loss와 gradient가 행에 대한 합입니다. 그러면 batch가 클수록 걸음도 커지므로 평균이어야 합니다. delta와 loss를 len(x)로 나누세요.",
)
def summed_over_the_rows(params, x, labels):
    loss, grads = right_loss_and_grads(params, x, labels)
    return loss * len(x), [(dW * len(x), db * len(x)) for dW, db in grads]


@mistake(
    replaces="loss_and_grads",
    en="Your loss is a mean, but its gradients are sums: the 1/N is missing in delta, (softmax - onehot) / N.",
    ko="loss는 평균인데 gradient는 합입니다. delta에 1/N이 빠졌습니다: (softmax - onehot) / N.",
)
def gradients_summed(params, x, labels):
    loss, grads = right_loss_and_grads(params, x, labels)
    return loss, [(dW * len(x), db * len(x)) for dW, db in grads]


@mistake(
    replaces="loss_and_grads",
    en="No ReLU stands in your way back: where a unit was off, its gradient must become 0. Multiply by (a > 0), with a the activations of that layer.",
    ko="돌아오는 길에 ReLU가 없습니다. 꺼져 있던 unit의 gradient는 0이 되어야 합니다. 그 층의 출력 a로 (a > 0)을 곱하세요.",
)
def relu_forgotten_on_the_way_back(params, x, labels):
    loss, _ = right_loss_and_grads(params, x, labels)
    return loss, _through_the_layers(params, x, _delta(params, x, labels), mask=lambda a, d: 1)


@mistake(
    replaces="loss_and_grads",
    en="The ReLU's mask is taken from the gradient, d > 0. What counts is whether the unit was on in the forward pass: a > 0.",
    ko="ReLU의 mask를 gradient에서 만들었습니다(d > 0). 중요한 것은 순전파에서 unit이 켜져 있었는지, 즉 a > 0입니다.",
)
def mask_from_the_gradient(params, x, labels):
    loss, _ = right_loss_and_grads(params, x, labels)
    return loss, _through_the_layers(params, x, _delta(params, x, labels), mask=lambda a, d: d > 0)


@mistake(
    replaces="loss_and_grads",
    en="Your db is a mean over the rows, but delta holds the 1/N of the mean loss already. The bias is added to every row, so its gradient is the sum.",
    ko="db를 행에 대한 평균으로 구했지만, 평균 loss의 1/N은 이미 delta에 있습니다. bias는 모든 행에 더해지므로 gradient는 합입니다.",
)
def db_is_a_mean(params, x, labels):
    loss, _ = right_loss_and_grads(params, x, labels)
    delta = _delta(params, x, labels)
    return loss, _through_the_layers(params, x, delta, bias=lambda d: d.mean(axis=0))


@mistake(
    replaces="loss_and_grads",
    en="The gradients come out as the backward pass finds them, last layer first. Turn the list round: train pairs them with params.",
    ko="gradient가 역전파 순서대로, 마지막 층부터 나옵니다. params와 짝이 맞도록 순서를 뒤집으세요.",
)
def last_layer_first(params, x, labels):
    loss, grads = right_loss_and_grads(params, x, labels)
    return loss, grads[::-1]


@mistake(
    replaces="loss_and_grads",
    en="onehot - softmax is the way down, not the gradient, and p -= lr * gradient would climb with it. The gradient is softmax - onehot.",
    ko="onehot - softmax는 gradient가 아니라 내려가는 방향이라서, p -= lr * gradient에 쓰면 올라갑니다. gradient는 softmax - onehot입니다.",
)
def downhill_instead_of_gradient(params, x, labels):
    loss, grads = right_loss_and_grads(params, x, labels)
    return loss, [(-dW, -db) for dW, db in grads]


@mistake(
    replaces="loss_and_grads",
    en="exp overflows at large logits, and inf / inf is NaN. Subtract the largest logit of each row first; the softmax stays the same.",
    ko="logit이 크면 exp가 넘치고 inf / inf는 NaN이 됩니다. 먼저 행마다 가장 큰 logit을 빼세요. softmax는 그대로입니다.",
)
def softmax_overflows(params, x, labels):
    exp = np.exp(right_forward(params, x))
    p = exp / exp.sum(axis=1, keepdims=True)
    truth = np.eye(p.shape[1], dtype=p.dtype)[labels]
    grads = _through_the_layers(params, x, (p - truth) / len(x))
    return -np.log(p[np.arange(len(x)), labels]).mean(), grads


@mistake(
    replaces="loss_and_grads",
    en="The probability of a class that is far behind becomes 0, and its logarithm minus infinity (or a made-up number, where you add 1e-12). Compute log softmax directly: shifted - log(sum(exp(shifted))).",
    ko="크게 뒤처진 class의 확률이 0이 되어 로그가 -inf가 됩니다(1e-12를 더했다면 엉뚱한 수가 됩니다). log softmax를 바로 계산하세요: shifted - log(sum(exp(shifted))).",
)
def logarithm_of_zero(params, x, labels):
    _, grads = right_loss_and_grads(params, x, labels)
    p = np.exp(_log_softmax(right_forward(params, x)))
    return -np.log(p[np.arange(len(x)), labels] + 1e-12).mean(), grads


# train


def _batches(x, labels, batch_size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(x), batch_size):
        rows = order[start : start + batch_size]
        yield x[rows], labels[rows]


def _step(params, x, labels, lr):
    _, grads = right_loss_and_grads(params, x, labels)
    return [(W - lr * dW, b - lr * db) for (W, b), (dW, db) in zip(params, grads)]


@mistake(
    replaces="train",
    en="Rows and labels are shuffled apart, so each image gets the label of another. Draw one order and use it for both: x[rows], labels[rows].",
    ko="행과 레이블을 따로 섞어서 이미지마다 다른 이미지의 레이블이 붙습니다. 순서를 한 번 뽑아 둘 다에 쓰세요: x[rows], labels[rows].",
)
def rows_and_labels_shuffled_apart(x, labels, sizes, epochs, batch_size, lr, rng):
    params = right_init(sizes, rng)
    for _ in range(epochs):
        x, labels = rng.permutation(x), rng.permutation(labels)
        for start in range(0, len(x), batch_size):
            end = start + batch_size
            params = _step(params, x[start:end], labels[start:end], lr)
    return params


@mistake(
    replaces="train",
    en="The rows that do not fill a batch are never used (len(x) // batch_size). What is left over is a batch too; a slice that goes past the end takes what there is.",
    ko="batch를 다 채우지 못하고 남은 행을 쓰지 않습니다(len(x) // batch_size). 남은 행도 batch 하나입니다. slice는 끝을 넘어가도 있는 만큼만 가져옵니다.",
)
def last_short_batch_dropped(x, labels, sizes, epochs, batch_size, lr, rng):
    params = right_init(sizes, rng)
    for _ in range(epochs):
        for rows, some in _batches(x, labels, batch_size, rng):
            if len(rows) == batch_size:
                params = _step(params, rows, some, lr)
    return params


@mistake(
    replaces="train",
    en="Your step is lr times the sum of the gradients over the batch, so it grows with the batch. loss_and_grads gives the mean already: p -= lr * gradient.",
    ko="batch의 gradient 합에 lr을 곱해서 batch가 클수록 걸음이 커집니다. loss_and_grads가 이미 평균을 주므로 p -= lr * gradient면 됩니다.",
)
def learning_rate_per_sum(x, labels, sizes, epochs, batch_size, lr, rng):
    params = right_init(sizes, rng)
    for _ in range(epochs):
        for rows, some in _batches(x, labels, batch_size, rng):
            params = _step(params, rows, some, lr * len(rows))
    return params


@mistake(
    replaces="train",
    en="The last, short batch is divided by batch_size as well, so its step is too small. The mean is over the rows that the batch really has.",
    ko="짧은 마지막 batch도 batch_size로 나누어서 걸음이 너무 작습니다. 평균은 그 batch에 실제로 있는 행에 대해 구합니다.",
)
def short_batch_divided_by_batch_size(x, labels, sizes, epochs, batch_size, lr, rng):
    params = right_init(sizes, rng)
    for _ in range(epochs):
        for rows, some in _batches(x, labels, batch_size, rng):
            params = _step(params, rows, some, lr * len(rows) / batch_size)
    return params


@mistake(
    replaces="train",
    en="np.array_split cuts the rows evenly, 4 rows into 2 and 2. Batches of batch_size rows are asked for, 3 and 1: rows start to start + batch_size.",
    ko="np.array_split은 행을 고르게 나눕니다(네 행이면 2개와 2개). batch_size개씩, 즉 3개와 1개로 나누어야 합니다. start부터 start + batch_size까지의 행을 쓰세요.",
)
def cut_evenly(x, labels, sizes, epochs, batch_size, lr, rng):
    params = right_init(sizes, rng)
    for _ in range(epochs):
        count = -(-len(x) // batch_size)
        for rows in np.array_split(rng.permutation(len(x)), count):
            params = _step(params, x[rows], labels[rows], lr)
    return params


@mistake(
    replaces="train",
    en="The rows are shuffled once, and then every epoch has the same batches. Draw a new order in each epoch, inside the loop.",
    ko="처음에 한 번만 섞어서 모든 epoch의 batch가 같습니다. 반복문 안에서 epoch마다 순서를 새로 뽑으세요.",
)
def shuffled_once(x, labels, sizes, epochs, batch_size, lr, rng):
    params = right_init(sizes, rng)
    batches = list(_batches(x, labels, batch_size, rng))
    for _ in range(epochs):
        for rows, some in batches:
            params = _step(params, rows, some, lr)
    return params


@mistake(
    replaces="train",
    en="You shuffle once and then only turn the order round, so the order of the first epoch settles all others. Draw a new order in each epoch.",
    ko="한 번만 섞고 그 뒤에는 순서를 뒤집기만 해서, 첫 epoch의 순서가 나머지를 모두 정합니다. epoch마다 순서를 새로 뽑으세요.",
)
def turned_round(x, labels, sizes, epochs, batch_size, lr, rng):
    params = right_init(sizes, rng)
    order = rng.permutation(len(x))
    for _ in range(epochs):
        for start in range(0, len(x), batch_size):
            rows = order[start : start + batch_size]
            params = _step(params, x[rows], labels[rows], lr)
        order = order[::-1]
    return params


@mistake(
    replaces="train",
    en="The rows are never shuffled. Data often come sorted by class, and then each batch knows one class only: shuffle in each epoch.",
    ko="행을 섞지 않습니다. 데이터는 class 순서로 들어 있는 경우가 많아서 batch마다 class가 하나뿐이게 됩니다. epoch마다 섞으세요.",
)
def never_shuffled(x, labels, sizes, epochs, batch_size, lr, rng):
    params = right_init(sizes, rng)
    for _ in range(epochs):
        for start in range(0, len(x), batch_size):
            end = start + batch_size
            params = _step(params, x[start:end], labels[start:end], lr)
    return params


@mistake(
    replaces="train",
    en="Each batch is drawn by itself with rng.integers, so in one epoch some rows come twice and others never. Cut one permutation of all rows into batches.",
    ko="batch마다 rng.integers로 따로 뽑아서 한 epoch 안에 어떤 행은 두 번 나오고 어떤 행은 나오지 않습니다. 전체 행의 순열 하나를 잘라서 쓰세요.",
)
def drawn_with_replacement(x, labels, sizes, epochs, batch_size, lr, rng):
    params = right_init(sizes, rng)
    for _ in range(epochs):
        for start in range(0, len(x), batch_size):
            rows = rng.integers(len(x), size=min(batch_size, len(x) - start))
            params = _step(params, x[rows], labels[rows], lr)
    return params


@mistake(
    replaces="train",
    en="x[:] = x[order] shuffles the caller's rows, and x and labels are changed after the call. Make new arrays: x[rows], labels[rows].",
    ko="x[:] = x[order]는 호출한 쪽의 행을 섞어서 x와 labels가 바뀝니다. x[rows], labels[rows]처럼 새 배열을 만드세요.",
)
def the_callers_rows_shuffled(x, labels, sizes, epochs, batch_size, lr, rng):
    params = right_init(sizes, rng)
    for _ in range(epochs):
        order = rng.permutation(len(x))
        x[:], labels[:] = x[order], labels[order]
        for start in range(0, len(x), batch_size):
            end = start + batch_size
            params = _step(params, x[start:end], labels[start:end], lr)
    return params


# predict


@mistake(
    replaces="predict",
    en="argmax goes down the columns (axis=0): for each class the row where it is largest. Asked for is one class for each row, axis=1.",
    ko="argmax를 열 방향(axis=0)으로 구해서 class마다 행 번호가 나왔습니다. 행마다 class 하나, 즉 axis=1입니다.",
)
def argmax_over_the_rows(params, x):
    return right_forward(params, x).argmax(axis=0)


@mistake(
    replaces="predict",
    en="You return the largest logit itself. Asked for is its class: argmax, not max.",
    ko="가장 큰 logit의 값을 반환했습니다. 구할 것은 그 class입니다. max가 아니라 argmax입니다.",
)
def the_logit_itself(params, x):
    return right_forward(params, x).max(axis=1)


@mistake(
    replaces="predict",
    en="Of equal logits you take the last class: argsort puts it at the end. Take the first; argmax does.",
    ko="logit이 같을 때 마지막 class를 골랐습니다. argsort에서는 그것이 맨 뒤에 옵니다. argmax처럼 첫 번째를 고르세요.",
)
def last_of_equal_ones(params, x):
    return right_forward(params, x).argsort(axis=1, kind="stable")[:, -1]


@mistake(
    replaces="predict",
    en="You take the argmax of a softmax that overflows, and of NaN. The softmax keeps the order, so it is not needed here: take the argmax of the logits.",
    ko="overflow가 나는 softmax의 argmax를 구해서 NaN에서 고르게 됩니다. softmax는 순서를 바꾸지 않으므로 필요 없습니다. logits의 argmax를 구하세요.",
)
def argmax_of_an_overflow(params, x):
    with np.errstate(all="ignore"):
        e = np.exp(right_forward(params, x))
        return (e / e.sum(axis=1, keepdims=True)).argmax(axis=1)
