"""What students write at midnight, and what they should read."""

import numpy as np
from solution import full_gradient as right_full_gradient
from solution import mean_of_minibatch_gradients as right_mean_of_minibatch_gradients
from solution import minibatches as right_minibatches

from autograder.authoring import mistake

# minibatches


def _cut(order, batch_size, drop_last):
    """The batches of an order, whichever it is."""
    if batch_size < 1:
        raise ValueError(batch_size)
    batches = [order[i : i + batch_size] for i in range(0, len(order), batch_size)]
    return [b for b in batches if len(b) == batch_size] if drop_last else batches


@mistake(
    replaces="minibatches",
    en="Your order is the same in every epoch: the generator is made anew inside, with a fixed seed. Draw from rng, which goes on from call to call.",
    ko="epoch마다 순서가 같습니다. 함수 안에서 고정된 seed로 생성기를 새로 만들기 때문입니다. 호출할 때마다 상태가 이어지는 rng에서 뽑으세요.",
)
def same_order_each_epoch(n, batch_size, rng, drop_last=False):
    return _cut(np.random.default_rng(0).permutation(n), batch_size, drop_last)


@mistake(
    replaces="minibatches",
    en="Nothing is shuffled: the rows come in the order of the data set. If that is sorted, each batch shows one kind of example only. Use rng.permutation(n).",
    ko="전혀 섞지 않아서 행이 데이터에 있는 순서 그대로 나옵니다. 데이터가 정렬되어 있다면 배치마다 한 종류의 샘플만 들어갑니다. rng.permutation(n)을 쓰세요.",
)
def not_shuffled(n, batch_size, rng, drop_last=False):
    return _cut(np.arange(n), batch_size, drop_last)


@mistake(
    replaces="minibatches",
    en="You draw with replacement, so a row can come twice in an epoch and another not at all. An epoch is a permutation: rng.permutation(n), cut into pieces.",
    ko="복원 추출을 해서 한 epoch에 같은 행이 두 번 나오거나 한 번도 안 나올 수 있습니다. epoch는 순열입니다. rng.permutation(n)을 잘라 쓰세요.",
)
def drawn_with_replacement(n, batch_size, rng, drop_last=False):
    return _cut(rng.integers(0, n, size=n), batch_size, drop_last)


@mistake(
    replaces="minibatches",
    en="You draw each batch afresh from all rows. No row comes twice in one batch, but it can come twice in the epoch, and others never. Shuffle once, then cut.",
    ko="배치마다 전체 행에서 새로 뽑습니다. 한 배치 안에서는 겹치지 않지만, 한 epoch에 두 번 나오는 행과 한 번도 안 나오는 행이 생깁니다. 한 번만 섞고 자르세요.",
)
def batches_drawn_afresh(n, batch_size, rng, drop_last=False):
    batches = _cut(np.arange(n), batch_size, drop_last)
    return [rng.choice(n, size=len(batch), replace=False) for batch in batches]


@mistake(
    replaces="minibatches",
    en="You shuffle the batches, not the rows: neighbours in the data set always share a batch. Shuffle the rows, then cut.",
    ko="행이 아니라 배치의 순서만 섞었습니다. 데이터에서 이웃한 행은 언제나 같은 배치에 들어갑니다. 행을 섞은 다음에 자르세요.",
)
def batches_shuffled(n, batch_size, rng, drop_last=False):
    batches = _cut(np.arange(n), batch_size, drop_last)
    return [batches[i] for i in rng.permutation(len(batches))]


@mistake(
    replaces="minibatches",
    en="You shuffle inside each batch. The same rows always share a batch, and the order in a batch does not matter anyway. Shuffle all rows, then cut.",
    ko="배치 안에서만 섞었습니다. 늘 같은 행끼리 한 배치가 되고, 배치 안의 순서는 어차피 gradient에 영향이 없습니다. 전체 행을 섞은 다음에 자르세요.",
)
def shuffled_inside_batches(n, batch_size, rng, drop_last=False):
    return [rng.permutation(batch) for batch in _cut(np.arange(n), batch_size, drop_last)]


@mistake(
    replaces="minibatches",
    en="The order comes from NumPy's global generator (np.random.permutation), so the run cannot be repeated from rng. Draw from rng.",
    ko="순서를 NumPy의 전역 생성기(np.random.permutation)에서 뽑았습니다. 그러면 rng로 실험을 재현할 수 없습니다. rng에서 뽑으세요.",
)
def global_generator(n, batch_size, rng, drop_last=False):
    return _cut(np.random.permutation(n), batch_size, drop_last)


@mistake(
    replaces="minibatches",
    en="The rows that are left over are lost although drop_last is False: n // batch_size rounds down. The last batch is the short rest.",
    ko="drop_last가 False인데도 남는 행이 사라집니다. n // batch_size는 내림입니다. 마지막 배치는 남은 행으로 된 짧은 배치입니다.",
)
def rest_always_dropped(n, batch_size, rng, drop_last=False):
    return _cut(rng.permutation(n), batch_size, True)


@mistake(
    replaces="minibatches",
    en="drop_last is ignored: with it a short last batch must be left out.",
    ko="drop_last를 무시했습니다. True이면 짧은 마지막 배치를 빼야 합니다.",
)
def drop_last_ignored(n, batch_size, rng, drop_last=False):
    return _cut(rng.permutation(n), batch_size, False)


@mistake(
    replaces="minibatches",
    en="With drop_last you always drop the last batch, even a full one. Only a batch that is short is left out.",
    ko="drop_last이면 꽉 찬 배치라도 마지막 것을 무조건 버립니다. 짧은 배치만 빼야 합니다.",
)
def full_batch_dropped(n, batch_size, rng, drop_last=False):
    batches = _cut(rng.permutation(n), batch_size, False)
    return batches[:-1] if drop_last else batches


@mistake(
    replaces="minibatches",
    en="With drop_last you cut off the rest before you shuffle, so the last rows of the data set are never seen. Shuffle all n rows, then drop: chance decides which rows are left out.",
    ko="drop_last일 때 섞기 전에 나머지를 잘라서, 데이터의 마지막 행들은 한 번도 나오지 않습니다. n행을 모두 섞은 뒤에 버려야 빠지는 행이 매번 달라집니다.",
)
def last_rows_never_seen(n, batch_size, rng, drop_last=False):
    used = n - n % max(batch_size, 1) if drop_last else n
    return _cut(rng.permutation(used), batch_size, drop_last)


@mistake(
    replaces="minibatches",
    en="np.array_split makes parts of nearly equal size. All batches but the last have exactly batch_size rows: cut at multiples of batch_size.",
    ko="np.array_split은 크기가 거의 같은 조각들로 나눕니다. 마지막을 뺀 모든 배치는 정확히 batch_size행이어야 합니다. batch_size의 배수에서 자르세요.",
)
def split_evenly(n, batch_size, rng, drop_last=False):
    if batch_size < 1:
        raise ValueError(batch_size)
    parts = n // batch_size if drop_last else -(-n // batch_size)
    order = rng.permutation(n)
    return np.array_split(order[: parts * batch_size], parts) if parts else []


@mistake(
    replaces="minibatches",
    en="A batch_size below 1 gives an empty epoch in silence, and nothing is trained. Raise ValueError.",
    ko="batch_size가 1보다 작으면 조용히 빈 epoch가 되어 아무것도 학습되지 않습니다. ValueError를 내세요.",
)
def empty_epoch_accepted(n, batch_size, rng, drop_last=False):
    return [] if batch_size < 1 else right_minibatches(n, batch_size, rng, drop_last)


# full_gradient


@mistake(
    replaces="full_gradient",
    en="The factor 2 is missing. The loss here is the mean of the squares, not half of it, so the gradient has 2 / N.",
    ko="2가 빠졌습니다. 여기서 loss는 제곱의 평균이고 그 절반이 아니므로, gradient에는 2 / N이 붙습니다.",
)
def without_the_two(X, y, w):
    return right_full_gradient(X, y, w) / 2


@mistake(
    replaces="full_gradient",
    en="You add up over the rows where the loss is a mean: divide by the number of rows, or the gradient grows with them.",
    ko="loss는 평균인데 행에 대해 더하기만 했습니다. 행 수로 나누세요. 그러지 않으면 행이 많을수록 gradient가 커집니다.",
)
def sum_over_rows(X, y, w):
    return right_full_gradient(X, y, w) * len(X)


@mistake(
    replaces="full_gradient",
    en="The sign is wrong: the residual is X @ w - y, prediction minus target. Yours points downhill.",
    ko="부호가 반대입니다. 잔차는 예측 빼기 정답, 즉 X @ w - y입니다. 지금 값은 내리막을 가리킵니다.",
)
def target_minus_prediction(X, y, w):
    return -right_full_gradient(X, y, w)


@mistake(
    replaces="full_gradient",
    en="You divide by N D (np.mean over everything, or X.size). The loss is a mean over the N rows: each has one prediction, however many features it has.",
    ko="N D로 나누었습니다(X.size 등). loss는 N개 행에 대한 평균입니다. feature가 몇 개든 행마다 예측은 하나입니다.",
)
def mean_over_features_too(X, y, w):
    return right_full_gradient(X, y, w) / X.shape[1]


@mistake(
    replaces="full_gradient",
    en="A y of shape (N, 1) is broadcast: X @ w - y becomes (N, N), and what comes out is no gradient. Check the shape and raise ValueError.",
    ko="y가 (N, 1)이면 broadcast되어 X @ w - y가 (N, N)이 되고, 결과는 gradient가 아닙니다. 모양을 확인해 ValueError를 내세요.",
)
def column_broadcast(X, y, w):
    return 2 / len(X) * X.T @ (X @ w - y)


@mistake(
    replaces="full_gradient",
    en="float32 inputs give you float64. np.float64 numbers such as np.mean(...) promote under NumPy 2; a Python number does not.",
    ko="입력이 float32인데 결과가 float64입니다. NumPy 2에서는 np.float64 스칼라가 dtype을 올립니다. 파이썬 숫자를 쓰세요.",
)
def full_gradient_in_float64(X, y, w):
    return right_full_gradient(X, y, w).astype(np.float64)


# minibatch_gradient


@mistake(
    replaces="minibatch_gradient",
    en="You divide by N, the size of the data set. The mean is over the B rows of the batch; yours shrinks with the batch.",
    ko="데이터 전체의 크기 N으로 나누었습니다. 배치의 B개 행에 대한 평균입니다. 지금은 배치가 작을수록 gradient가 작아집니다.",
)
def divided_by_all_rows(X, y, w, idx):
    return right_full_gradient(X[idx], y[idx], w) * (len(idx) / len(X))


@mistake(
    replaces="minibatch_gradient",
    en="A row that is drawn twice counts twice; a mask or a set counts it once. Index with idx itself: X[idx].",
    ko="두 번 뽑힌 행은 두 번 세어야 하는데, mask나 set을 쓰면 한 번만 셉니다. X[idx]처럼 idx로 바로 인덱싱하세요.",
)
def repeated_rows_counted_once(X, y, w, idx):
    rows = np.unique(idx)
    return right_full_gradient(X[rows], y[rows], w)


@mistake(
    replaces="minibatch_gradient",
    en="You take the first len(idx) rows. The rows of the batch are those whose numbers stand in idx: X[idx], y[idx].",
    ko="앞에서부터 len(idx)개 행을 썼습니다. 배치의 행은 idx에 번호가 있는 행입니다: X[idx], y[idx].",
)
def first_rows_taken(X, y, w, idx):
    return right_full_gradient(X[: len(idx)], y[: len(idx)], w)


@mistake(
    replaces="minibatch_gradient",
    en="You take the rows of X by idx and leave y as it is, so that the targets belong to other rows. Both need idx.",
    ko="X에는 idx를 썼는데 y에는 쓰지 않아서 정답이 다른 행의 것입니다. 둘 다 idx로 고르세요.",
)
def targets_of_other_rows(X, y, w, idx):
    return right_full_gradient(X[idx], np.resize(y, len(idx)), w)


# mean_of_minibatch_gradients


@mistake(
    replaces="mean_of_minibatch_gradients",
    en="The mean is unweighted, so the rows of a short last batch count more than the others, and it is not the full gradient. Weigh each batch by its share of the rows.",
    ko="가중치 없이 평균해서, 짧은 마지막 배치의 행이 다른 행보다 더 큰 비중을 차지하고 full gradient와 어긋납니다. 배치마다 전체 행에서 차지하는 비율을 곱하세요.",
)
def unweighted_mean(X, y, w, batch_size):
    gradients, weights, _ = right_mean_of_minibatch_gradients(X, y, w, batch_size)
    return gradients, weights, gradients.mean(axis=0)


@mistake(
    replaces="mean_of_minibatch_gradients",
    en="All batches have the same weight in yours, 1 / K. A batch weighs as much as it has rows: len(batch) / N.",
    ko="모든 배치의 가중치를 1 / K로 두었습니다. 배치의 가중치는 행 수에 비례합니다: len(batch) / N.",
)
def equal_weights(X, y, w, batch_size):
    gradients, weights, _ = right_mean_of_minibatch_gradients(X, y, w, batch_size)
    return gradients, np.full_like(weights, 1 / len(weights)), gradients.mean(axis=0)


@mistake(
    replaces="mean_of_minibatch_gradients",
    en="The short last batch is left out, so its rows have no say in the mean. Every row stands in a batch.",
    ko="짧은 마지막 배치를 빼서 그 행들이 평균에 반영되지 않습니다. 모든 행이 어느 한 배치에 들어가야 합니다.",
)
def short_batch_left_out(X, y, w, batch_size):
    used = max(len(X) - len(X) % batch_size, min(batch_size, len(X)))
    return right_mean_of_minibatch_gradients(X[:used], y[:used], w, batch_size)


@mistake(
    replaces="mean_of_minibatch_gradients",
    en="You weigh every batch, the short one too, with batch_size / N, so the weights add up to more than 1. The share of a batch is len(batch) / N.",
    ko="짧은 배치까지 가중치를 batch_size / N으로 두어 합이 1을 넘습니다. 배치의 비율은 len(batch) / N입니다.",
)
def nominal_weights(X, y, w, batch_size):
    gradients, weights, _ = right_mean_of_minibatch_gradients(X, y, w, batch_size)
    weights = np.full_like(weights, batch_size / len(X))
    return gradients, weights, weights @ gradients


@mistake(
    replaces="mean_of_minibatch_gradients",
    en="The gradient of the short batch is divided by batch_size, not by its own number of rows. Each mini-batch gradient is the mean over its own rows.",
    ko="짧은 배치의 gradient를 그 배치의 행 수가 아니라 batch_size로 나누었습니다. 미니배치 gradient는 자기 행들에 대한 평균입니다.",
)
def short_batch_divided_by_batch_size(X, y, w, batch_size):
    gradients, weights, _ = right_mean_of_minibatch_gradients(X, y, w, batch_size)
    rows = weights * len(X)
    gradients = gradients * (rows / batch_size)[:, None].astype(gradients.dtype)
    return gradients, weights, weights @ gradients


@mistake(
    replaces="mean_of_minibatch_gradients",
    en="weights are row counts; asked for are fractions of N, which add up to 1.",
    ko="weights가 행의 개수입니다. 합이 1이 되는, N에 대한 비율이어야 합니다.",
)
def counts_for_weights(X, y, w, batch_size):
    gradients, weights, mean = right_mean_of_minibatch_gradients(X, y, w, batch_size)
    return gradients, weights * len(X), mean


@mistake(
    replaces="mean_of_minibatch_gradients",
    en="You shuffle the rows first. Here they are taken as they stand, so that the gradients can be compared; shuffling is the affair of minibatches.",
    ko="행을 먼저 섞었습니다. 여기서는 gradient를 비교할 수 있게 행을 있는 순서대로 씁니다. 섞는 것은 minibatches의 일입니다.",
)
def rows_shuffled(X, y, w, batch_size):
    order = np.random.default_rng(0).permutation(len(X))
    return right_mean_of_minibatch_gradients(X[order], y[order], w, batch_size)


@mistake(
    replaces="mean_of_minibatch_gradients",
    en="weights is float64, and turns a float32 mean into float64. Give it the dtype of the gradients.",
    ko="weights가 float64라서 float32여야 할 mean이 float64가 됩니다. gradient와 같은 dtype으로 만드세요.",
)
def weights_promote(X, y, w, batch_size):
    gradients, weights, _ = right_mean_of_minibatch_gradients(X, y, w, batch_size)
    weights = weights.astype(np.float64)
    return gradients, weights, weights @ gradients


# gradient_covariance


def _per_example(X, y, w):
    return 2 * (X @ w - y)[:, None] * X


@mistake(
    replaces="gradient_covariance",
    en="You divide by N - 1 (np.cov does by default). The N rows are the whole population here, not a sample of it: divide by N (ddof=0).",
    ko="N - 1로 나누었습니다(np.cov의 기본값). 여기서 N개 행은 표본이 아니라 전체이므로 N으로 나눕니다(ddof=0).",
)
def ddof_one(X, y, w):
    g = 1.0 * _per_example(X, y, w)
    return np.atleast_2d(np.cov(g, rowvar=False, dtype=g.dtype))


@mistake(
    replaces="gradient_covariance",
    en="You take the mean of g g^T without subtracting the mean gradient first. That is the second moment; it mixes the noise with the signal.",
    ko="평균 gradient를 빼지 않고 g g^T를 평균했습니다. 그것은 2차 모멘트이고, 잡음에 신호가 섞인 값입니다.",
)
def not_centred(X, y, w):
    g = _per_example(X, y, w)
    return g.T @ g / len(g)


@mistake(
    replaces="gradient_covariance",
    en="You divide by N twice: that is the covariance of the mean over N rows. Asked for is that of one row's gradient.",
    ko="N으로 두 번 나누었습니다. 그것은 N개 행 평균의 공분산입니다. 여기서는 한 행의 gradient의 공분산을 구합니다.",
)
def covariance_of_the_mean(X, y, w):
    g = _per_example(X, y, w)
    centred = g - g.mean(axis=0)
    return centred.T @ centred / len(g) ** 2


@mistake(
    replaces="gradient_covariance",
    en="Your matrix is (N, N): np.cov takes rows for variables. Here the variables are the D columns: rowvar=False.",
    ko="행렬이 (N, N)입니다. np.cov는 행을 변수로 봅니다. 여기서 변수는 D개의 열이므로 rowvar=False로 하세요.",
)
def rows_as_variables(X, y, w):
    return np.cov(_per_example(X, y, w), bias=True)


@mistake(
    replaces="gradient_covariance",
    en="You return correlations. The covariance keeps the scale: its diagonal holds the variances.",
    ko="상관계수를 반환했습니다. 공분산에는 크기가 남아 있어서, 대각선이 분산입니다.",
)
def correlation(X, y, w):
    return np.atleast_2d(np.corrcoef(_per_example(X, y, w), rowvar=False))


@mistake(
    replaces="gradient_covariance",
    en="Only the diagonal is filled. The gradients of two weights vary together: centred.T @ centred / N.",
    ko="대각선만 채웠습니다. 두 weight의 gradient는 함께 변합니다: centred.T @ centred / N.",
)
def diagonal_only(X, y, w):
    return np.diag(_per_example(X, y, w).var(axis=0))


@mistake(
    replaces="gradient_covariance",
    en="You took the gradients of half the squared error: the factor 2 is missing, and your covariance is a quarter of the right one.",
    ko="제곱 오차 절반의 gradient를 썼습니다. 2가 빠져서 공분산이 4분의 1입니다.",
)
def gradients_without_the_two(X, y, w):
    g = _per_example(X, y, w) / 2
    return np.atleast_2d(np.cov(g, rowvar=False, bias=True, dtype=g.dtype))


@mistake(
    replaces="gradient_covariance",
    en="With one feature np.cov gives a number, not a (1, 1) matrix: np.atleast_2d helps.",
    ko="feature가 하나면 np.cov는 (1, 1) 행렬이 아니라 수를 반환합니다. np.atleast_2d를 쓰면 됩니다.",
)
def number_for_one_feature(X, y, w):
    g = 1.0 * _per_example(X, y, w)
    return np.cov(g, rowvar=False, bias=True, dtype=g.dtype)
