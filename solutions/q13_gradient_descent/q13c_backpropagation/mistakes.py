"""What students write at midnight, and what they should read."""

import numpy as np
from solution import linear_backward as right_linear_backward
from solution import linear_forward as right_linear_forward
from solution import mlp_loss_and_grads as right_mlp
from solution import relu_backward as right_relu_backward
from solution import relu_forward as right_relu_forward
from solution import softmax_cross_entropy as right_cross_entropy

from autograder.authoring import mistake, part_of


@mistake(
    replaces="linear_forward",
    en="You compute x @ W.T + b: that is torch.nn.Linear's layout, W (H, D). Here W is (D, H), so the layer is x @ W + b.",
    ko="x @ W.T + b를 계산했습니다. 이것은 W가 (H, D)인 torch.nn.Linear의 배치입니다. 여기서 W는 (D, H)이므로 x @ W + b입니다.",
)
def weight_in_torch_layout(x, W, b):
    return x @ W.T + b, (x, W)


@mistake(
    replaces="linear_forward",
    en="Your backward pass uses the input of the latest forward call, whatever cache it is given. With two layers that is the wrong one: put x and W into the cache, and read them from there.",
    ko="backward가 어떤 cache를 받든 가장 최근 forward의 입력을 씁니다. 층이 둘만 되어도 다른 층의 값이 됩니다. x와 W를 cache에 담고 backward에서는 그 cache에서 꺼내세요.",
)
def latest_forward_only(x, W, b):
    global _latest
    _latest = (x, W)
    return x @ W + b, None


@part_of("latest_forward_only", replaces="linear_backward")
def backward_of_the_latest(dout, cache):
    x, W = _latest
    return dout @ W.T, x.T @ dout, dout.sum(axis=0)


@mistake(
    replaces="linear_backward",
    en="Your db still has one row per example. b is added to every row, so its gradient is the sum over the rows: dout.sum(axis=0), of shape (H,).",
    ko="db에 예제마다 한 행이 그대로 남아 있습니다. b는 모든 행에 더해지므로 gradient는 행 방향의 합, 즉 모양이 (H,)인 dout.sum(axis=0)입니다.",
)
def db_not_summed(dout, cache):
    x, W = cache
    return dout @ W.T, x.T @ dout, dout.copy()


@mistake(
    replaces="linear_backward",
    en="Your db has the shape (1, H). A gradient has the shape of its parameter, and b is (H,): sum over axis 0 without keepdims.",
    ko="db의 모양이 (1, H)입니다. gradient는 파라미터와 모양이 같아야 하고 b는 (H,)입니다. keepdims 없이 axis=0으로 더하세요.",
)
def db_with_two_dimensions(dout, cache):
    x, W = cache
    return dout @ W.T, x.T @ dout, dout.sum(axis=0, keepdims=True)


@mistake(
    replaces="linear_backward",
    en="Your db is the mean over the rows. The 1/N of the mean loss is already in dout, so db is the plain sum over the rows.",
    ko="db를 행의 평균으로 구했습니다. 평균 loss의 1/N은 이미 dout에 들어 있으므로 db는 나누지 않은 행의 합입니다.",
)
def db_averaged(dout, cache):
    x, W = cache
    return dout @ W.T, x.T @ dout, dout.mean(axis=0)


@mistake(
    replaces="linear_backward",
    en="You divide by N twice. The mean is part of the loss, so dlogits carries the 1/N already; dW = x.T @ dout and db = dout.sum(axis=0) add no further one.",
    ko="N으로 두 번 나누었습니다. 평균은 loss의 일부라 1/N은 이미 dlogits에 들어 있습니다. dW = x.T @ dout, db = dout.sum(axis=0)에서는 더 나누지 않습니다.",
)
def one_over_n_twice(dout, cache):
    x, W = cache
    return dout @ W.T, x.T @ dout / len(x), dout.sum(axis=0) / len(x)


@mistake(
    replaces="linear_backward",
    en="Your dx is dout @ W. Going back means multiplying by the transpose, dx = dout @ W.T: (N, H) times (H, D) gives (N, D). With a square W no shape error warns you.",
    ko="dx를 dout @ W로 계산했습니다. 거꾸로 갈 때는 전치를 곱합니다. dx = dout @ W.T이고 (N, H)와 (H, D)를 곱해 (N, D)가 됩니다. W가 정사각이면 모양 오류가 나지 않아 놓치기 쉽습니다.",
)
def weight_not_transposed(dout, cache):
    x, W = cache
    return dout @ W, x.T @ dout, dout.sum(axis=0)


@mistake(
    replaces="linear_backward",
    en="Your dW is transposed: dout.T @ x has the shape (H, D). W is (D, H), so dW = x.T @ dout.",
    ko="dW가 전치되어 있습니다. dout.T @ x의 모양은 (H, D)입니다. W가 (D, H)이므로 dW = x.T @ dout입니다.",
)
def weight_gradient_transposed(dout, cache):
    x, W = cache
    return dout @ W.T, dout.T @ x, dout.sum(axis=0)


@mistake(
    replaces="relu_forward",
    en="x * (x > 0) is NaN at -inf, because inf times 0 is NaN. Choose instead of multiplying: np.maximum(x, 0).",
    ko="x * (x > 0)은 -inf에서 NaN이 됩니다. 무한대에 0을 곱하면 NaN이기 때문입니다. 곱하지 말고 np.maximum(x, 0)처럼 고르세요.",
)
def infinity_times_zero(x):
    return x * (x > 0), x > 0


@mistake(
    replaces="relu_forward",
    en="Your relu_forward overwrites its input: the caller's x has lost its negative values. Return a new array and leave out out=x.",
    ko="relu_forward가 입력을 덮어써서 호출한 쪽의 x에서 음수가 사라졌습니다. out=x를 빼고 새 배열을 반환하세요.",
)
def input_overwritten(x):
    return np.maximum(x, 0.0, out=x), x > 0


@mistake(
    replaces="relu_backward",
    en="You mask by the sign of the output gradient. ReLU's slope depends on its input: the gradient, negative or not, passes where x > 0. (Your rule, together with the right one, is guided backpropagation, which draws pictures but is no derivative.)",
    ko="출력 gradient의 부호로 마스크를 만들었습니다. ReLU의 기울기는 입력이 정합니다. gradient는 음수라도 x > 0인 곳에서 그대로 통과합니다. (이 규칙을 올바른 규칙과 함께 쓰면 guided backpropagation인데, 시각화 기법일 뿐 미분이 아닙니다.)",
)
def mask_from_the_output_gradient(dout, cache):
    return np.where(dout > 0, dout, 0.0)


@mistake(
    replaces="relu_forward",
    en="At x = 0 your ReLU passes the gradient. By convention its derivative there is 0 (PyTorch's too): use x > 0, not x >= 0.",
    ko="x = 0에서 gradient가 통과합니다. 관례상 그 점의 미분은 0입니다(PyTorch도 같습니다). x >= 0이 아니라 x > 0을 쓰세요.",
)
def slope_one_at_zero(x):
    return np.maximum(x, 0.0), x >= 0


@mistake(
    replaces="relu_backward",
    en="Your relu_backward writes zeros into the dout it was given. Where two branches share one gradient this destroys the other one's: return a new array, such as np.where(x > 0, dout, 0).",
    ko="relu_backward가 받은 dout에 직접 0을 써넣습니다. 두 갈래가 같은 gradient를 함께 쓰면 다른 쪽이 망가집니다. np.where(x > 0, dout, 0)처럼 새 배열을 반환하세요.",
)
def gradient_overwritten(dout, cache):
    dout[~cache] = 0.0
    return dout


@mistake(
    replaces="softmax_cross_entropy",
    en="exp overflows at logits above about 709 and gives inf / inf = NaN. Subtract each row's maximum first: the softmax does not change, and the largest exponent is 0.",
    ko="logit이 약 709를 넘으면 exp가 넘쳐 inf / inf = NaN이 됩니다. 먼저 각 행의 최댓값을 빼세요. softmax는 그대로이고 가장 큰 지수는 0이 됩니다.",
)
def no_max_shift(logits, labels):
    rows = np.arange(len(logits))
    exponentials = np.exp(logits)
    dlogits = exponentials / exponentials.sum(axis=1, keepdims=True)
    loss = -np.log(dlogits[rows, labels]).mean()
    dlogits[rows, labels] -= 1.0
    return float(loss), dlogits / len(logits)


@mistake(
    replaces="softmax_cross_entropy",
    en="You subtract the maximum of the whole batch. A row that lies far below it underflows to 0 / 0: subtract each row's own maximum (axis=1, keepdims=True).",
    ko="배치 전체의 최댓값을 뺐습니다. 그보다 훨씬 작은 행은 모두 0이 되어 0 / 0이 됩니다. 각 행의 최댓값을 빼세요(axis=1, keepdims=True).",
)
def one_maximum_for_the_batch(logits, labels):
    rows = np.arange(len(logits))
    shifted = logits - logits.max()
    exponentials = np.exp(shifted)
    totals = exponentials.sum(axis=1, keepdims=True)
    loss = (np.log(totals[:, 0]) - shifted[rows, labels]).mean()
    dlogits = exponentials / totals
    dlogits[rows, labels] -= 1.0
    return float(loss), dlogits / len(logits)


@mistake(
    replaces="softmax_cross_entropy",
    en="You take the log of the probability. Where the label's logit is more than 745 below the maximum, p underflows to 0 and the loss becomes inf. Compute log p itself, without p: logit - max - log(sum(exp(logit - max))).",
    ko="확률을 구한 뒤에 log를 취했습니다. 정답의 logit이 최댓값보다 745 이상 작으면 p가 0이 되어 loss가 inf가 됩니다. p를 거치지 말고 log p를 바로 계산하세요: logit - max - log(sum(exp(logit - max))).",
)
def log_of_the_probability(logits, labels):
    rows = np.arange(len(logits))
    exponentials = np.exp(logits - logits.max(axis=1, keepdims=True))
    dlogits = exponentials / exponentials.sum(axis=1, keepdims=True)
    loss = -np.log(dlogits[rows, labels]).mean()
    dlogits[rows, labels] -= 1.0
    return float(loss), dlogits / len(logits)


@mistake(
    replaces="softmax_cross_entropy",
    en="log(p + 1e-12) keeps the loss from growing beyond 27.6, however wrong the prediction is. Compute log p itself, without p: logit - max - log(sum(exp(logit - max))).",
    ko="log(p + 1e-12)를 쓰면 예측이 아무리 틀려도 loss가 27.6에서 멈춥니다. p를 거치지 말고 log p를 바로 계산하세요: logit - max - log(sum(exp(logit - max))).",
)
def epsilon_in_the_log(logits, labels):
    rows = np.arange(len(logits))
    exponentials = np.exp(logits - logits.max(axis=1, keepdims=True))
    dlogits = exponentials / exponentials.sum(axis=1, keepdims=True)
    loss = -np.log(dlogits[rows, labels] + 1e-12).mean()
    dlogits[rows, labels] -= 1.0
    return float(loss), dlogits / len(logits)


@mistake(
    replaces="softmax_cross_entropy",
    en="A one-hot matrix times log p is NaN where a class is masked: 0 times -inf is NaN. Pick the label's entry by its index: log_p[np.arange(N), labels].",
    ko="one-hot 행렬에 log p를 곱하면 마스크된 클래스에서 NaN이 됩니다. 0 곱하기 -inf가 NaN이기 때문입니다. log_p[np.arange(N), labels]처럼 정답 항목만 골라내세요.",
)
def one_hot_times_log(logits, labels):
    one_hot = np.eye(logits.shape[1], dtype=np.result_type(logits, np.float32))[labels]
    shifted = logits - logits.max(axis=1, keepdims=True)
    exponentials = np.exp(shifted)
    totals = exponentials.sum(axis=1, keepdims=True)
    loss = -(one_hot * (shifted - np.log(totals))).sum(axis=1).mean()
    return float(loss), (exponentials / totals - one_hot) / len(logits)


@mistake(
    replaces="softmax_cross_entropy",
    en="Your loss is a mean over the rows but your gradient is that of the sum, N times too large. The mean belongs to the loss: divide dlogits by N too.",
    ko="loss는 행의 평균인데 gradient는 합의 gradient라서 N배 큽니다. 평균도 loss의 일부이므로 dlogits도 N으로 나누세요.",
)
def gradient_of_the_sum(logits, labels):
    loss, dlogits = right_cross_entropy(logits, labels)
    return loss, dlogits * len(logits)


@mistake(
    replaces="softmax_cross_entropy",
    en="You sum over the rows. The loss is the mean over the rows, so that the learning rate does not depend on the batch size: divide loss and gradient by N.",
    ko="행을 모두 더했습니다. loss는 행의 평균이어야 학습률이 배치 크기에 좌우되지 않습니다. loss와 gradient를 N으로 나누세요.",
)
def sum_instead_of_mean(logits, labels):
    loss, dlogits = right_cross_entropy(logits, labels)
    return loss * len(logits), dlogits * len(logits)


@mistake(
    replaces="softmax_cross_entropy",
    en="Your softmax runs over the batch (axis 0), so the examples compete with each other. The probabilities of each row sum to one: use axis=1.",
    ko="softmax를 배치 방향(axis=0)으로 계산해서 예제끼리 경쟁합니다. 각 행의 확률의 합이 1이 되도록 axis=1을 쓰세요.",
)
def softmax_over_the_batch(logits, labels):
    rows = np.arange(len(logits))
    shifted = logits - logits.max(axis=0)
    exponentials = np.exp(shifted)
    totals = exponentials.sum(axis=0)
    loss = -(shifted - np.log(totals))[rows, labels].mean()
    dlogits = exponentials / totals
    dlogits[rows, labels] -= 1.0
    return float(loss), dlogits / len(logits)


@mistake(
    replaces="softmax_cross_entropy",
    en="You return -1/p at the label, the gradient with respect to the probabilities. One step is missing, back through the softmax: with respect to the logits it is (p - onehot) / N.",
    ko="정답 위치에 -1/p를 반환했는데, 이것은 확률에 대한 gradient입니다. softmax를 거슬러 가는 한 단계가 빠졌습니다. logits에 대한 gradient는 (p - onehot) / N입니다.",
)
def gradient_of_the_probabilities(logits, labels):
    rows = np.arange(len(logits))
    loss, dlogits = right_cross_entropy(logits, labels)
    probabilities = dlogits[rows, labels] * len(logits) + 1.0
    dprobabilities = np.zeros_like(dlogits)
    dprobabilities[rows, labels] = -1.0 / probabilities / len(logits)
    return loss, dprobabilities


@mistake(
    replaces="softmax_cross_entropy",
    en="float32 logits give you a float64 gradient: np.eye(C) is float64 and promotes all it meets. Give it the dtype of the logits, or subtract 1 at [np.arange(N), labels].",
    ko="logits가 float32인데 gradient가 float64입니다. np.eye(C)가 float64라서 만나는 배열을 모두 승격시킵니다. logits의 dtype을 넘기거나 [np.arange(N), labels] 위치에서 1을 빼세요.",
)
def one_hot_in_float64(logits, labels):
    loss, _ = right_cross_entropy(logits, labels)
    exponentials = np.exp(logits - logits.max(axis=1, keepdims=True))
    probabilities = exponentials / exponentials.sum(axis=1, keepdims=True)
    return loss, (probabilities - np.eye(logits.shape[1])[labels]) / len(logits)


@mistake(
    replaces="softmax_cross_entropy",
    en="logits -= ... subtracts the maximum from the caller's own array. Write logits = logits - ..., which makes a new one.",
    ko="logits -= ...는 호출한 쪽의 배열에서 최댓값을 뺍니다. 새 배열을 만드는 logits = logits - ...로 쓰세요.",
)
def logits_shifted_in_place(logits, labels):
    logits -= logits.max(axis=1, keepdims=True)
    return right_cross_entropy(logits, labels)


@mistake(
    replaces="mlp_loss_and_grads",
    en="You put a ReLU after the last layer too. Logits may be negative: cut off at 0, a class can never become unlikely, and its gradient dies. ReLUs stand only between layers.",
    ko="마지막 층 뒤에도 ReLU를 두었습니다. logit은 음수일 수 있어야 합니다. 0에서 잘리면 어떤 클래스도 확률이 충분히 낮아지지 못하고 gradient도 끊깁니다. ReLU는 층과 층 사이에만 둡니다.",
)
def relu_after_the_last_layer(params, x, labels):
    caches = []
    for W, b in params:
        x, linear_cache = right_linear_forward(x, W, b)
        x, relu_cache = right_relu_forward(x)
        caches.append((linear_cache, relu_cache))
    loss, dout = right_cross_entropy(x, labels)
    grads = []
    for linear_cache, relu_cache in reversed(caches):
        dout, dW, db = right_linear_backward(right_relu_backward(dout, relu_cache), linear_cache)
        grads.insert(0, (dW, db))
    return loss, grads


@mistake(
    replaces="mlp_loss_and_grads",
    en="Your gradients come in the order in which they were computed, last layer first. grads[i] belongs to params[i]: reverse the list before you return it.",
    ko="gradient가 계산된 순서, 즉 마지막 층부터 들어 있습니다. grads[i]는 params[i]의 것이어야 합니다. 반환하기 전에 리스트를 뒤집으세요.",
)
def grads_from_last_to_first(params, x, labels):
    loss, grads = right_mlp(params, x, labels)
    return loss, grads[::-1]


@mistake(
    replaces="mlp_loss_and_grads",
    en="On the way back you skip the ReLUs. Each step of the forward pass has its step in the backward pass: a unit that was off must pass no gradient on.",
    ko="돌아오는 길에 ReLU를 건너뛰었습니다. 순전파의 모든 단계에는 역전파의 단계가 짝으로 있습니다. 꺼져 있던 유닛은 gradient를 넘기지 않아야 합니다.",
)
def no_relu_on_the_way_back(params, x, labels):
    caches = []
    for i, (W, b) in enumerate(params):
        x, cache = right_linear_forward(x if i == 0 else right_relu_forward(x)[0], W, b)
        caches.append(cache)
    loss, dout = right_cross_entropy(x, labels)
    grads = []
    for cache in reversed(caches):
        dout, dW, db = right_linear_backward(dout, cache)
        grads.insert(0, (dW, db))
    return loss, grads


@mistake(
    replaces="mlp_loss_and_grads",
    en="Your code is written for exactly two layers. Loop over params, keep one cache per layer, and walk the caches backwards.",
    ko="층이 정확히 둘인 네트워크만 계산합니다. params를 반복하면서 층마다 cache를 모으고, 그 cache를 거꾸로 따라가세요.",
)
def two_layers_only(params, x, labels):
    W1, b1 = params[0]
    W2, b2 = params[1]
    hidden, first = right_linear_forward(x, W1, b1)
    active, relu = right_relu_forward(hidden)
    logits, second = right_linear_forward(active, W2, b2)
    loss, dlogits = right_cross_entropy(logits, labels)
    dactive, dW2, db2 = right_linear_backward(dlogits, second)
    _, dW1, db1 = right_linear_backward(right_relu_backward(dactive, relu), first)
    return loss, [(dW1, db1), (dW2, db2)]


@mistake(
    replaces="jacobian_chain",
    en="You multiply the Jacobians with each other first, and their product does not fit into memory. Start from the vector: vector @ jacobian is a vector again, so no step is larger than one Jacobian.",
    ko="Jacobian끼리 먼저 곱해서 그 곱이 메모리에 들어가지 않습니다. 벡터부터 곱하세요. vector @ jacobian은 다시 벡터라서 어느 단계도 Jacobian 하나보다 커지지 않습니다.",
)
def matrix_matrix_products(jacobians, vector):
    if not jacobians:
        return vector
    product = jacobians[-1]
    for jacobian in reversed(jacobians[:-1]):
        product = product @ jacobian
    return vector @ product


@mistake(
    replaces="jacobian_chain",
    en="You start at the input. The vector lives at the output, so the last Jacobian comes first: for jacobian in reversed(jacobians).",
    ko="입력 쪽부터 곱했습니다. vector는 출력 쪽에 있으므로 마지막 Jacobian부터 곱해야 합니다: for jacobian in reversed(jacobians).",
)
def chain_from_the_input(jacobians, vector):
    for jacobian in jacobians:
        vector = vector @ jacobian
    return vector


@mistake(
    replaces="jacobian_chain",
    en="jacobian @ vector from the input on is forward mode: it pushes a direction forward. Backpropagation pulls a gradient back: vector @ jacobian, from the last Jacobian to the first.",
    ko="입력부터 jacobian @ vector를 계산하면 forward mode, 즉 방향을 앞으로 미는 것입니다. backpropagation은 gradient를 뒤로 끌어옵니다. 마지막 Jacobian부터 첫 번째까지 vector @ jacobian을 계산하세요.",
)
def forward_mode(jacobians, vector):
    for jacobian in jacobians:
        vector = jacobian @ vector
    return vector
