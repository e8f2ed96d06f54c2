"""What students write at midnight, and what they should read."""

import numpy as np
from solution import dead_units as right_dead
from solution import relu_layer_grads as right_grads

from autograder.authoring import mistake


def _grads(X, dz):
    return X.T @ dz, dz.sum(axis=0)


# --- dead_units


@mistake(
    replaces="dead_units",
    en="One row on which a unit is off makes it dead for you (np.any). Being off at some rows is how ReLU works; dead is a unit that is off at every row: np.all over axis 0.",
    ko="한 행에서라도 꺼지면 죽었다고 보았습니다(np.any). 어떤 행에서 꺼지는 것은 ReLU의 정상 동작입니다. 모든 행에서 꺼져 있어야 죽은 unit입니다: axis 0에 대한 np.all.",
)
def dead_on_one_row(W, b, X):
    return np.any(X @ W + b <= 0, axis=0)


@mistake(
    replaces="dead_units",
    en="At z = 0 exactly you count a unit as alive. The slope there is 0, so no gradient passes: z <= 0, not z < 0.",
    ko="z가 정확히 0인 unit을 살아 있다고 보았습니다. 그 점의 기울기는 0이라 gradient가 지나가지 않습니다. z < 0이 아니라 z <= 0입니다.",
)
def zero_taken_for_alive(W, b, X):
    return np.all(X @ W + b < 0, axis=0)


@mistake(
    replaces="dead_units",
    en="You ask along the wrong axis: which rows switch all units off. A unit is a column of z, so reduce over the rows, axis=0.",
    ko="축이 바뀌었습니다. 모든 unit을 끄는 행을 찾았습니다. unit은 z의 열이므로 행에 대해, 즉 axis=0으로 모으세요.",
)
def rows_instead_of_units(W, b, X):
    return np.all(X @ W + b <= 0, axis=1)


@mistake(
    replaces="dead_units",
    en="These are the living units. Asked for are the dead ones.",
    ko="살아 있는 unit입니다. 구할 것은 죽은 unit입니다.",
)
def the_living_ones(W, b, X):
    return np.any(X @ W + b > 0, axis=0)


@mistake(
    replaces="dead_units",
    en="The bias is missing in z = X @ W + b. A large negative bias is the usual way for a unit to die.",
    ko="z = X @ W + b에서 bias가 빠졌습니다. unit이 죽는 흔한 이유가 바로 크게 음수가 된 bias입니다.",
)
def bias_left_out(W, b, X):
    return np.all(X @ W <= 0, axis=0)


@mistake(
    replaces="dead_units",
    en="You judge a unit by its mean pre-activation. A unit that is on at a few rows still learns from them: all rows must be off, one by one.",
    ko="unit을 pre-activation의 평균으로 판단했습니다. 몇 행에서만 켜져도 그 행에서 학습합니다. 모든 행에서 꺼져 있는지 하나하나 보세요.",
)
def judged_by_the_mean(W, b, X):
    return np.mean(X @ W + b, axis=0) <= 0


@mistake(
    replaces="dead_units",
    en="You look at the weights alone. Whether a unit is off depends on the data: compute z = X @ W + b.",
    ko="가중치만 보았습니다. unit이 꺼지는지는 데이터에 달려 있으므로 z = X @ W + b를 계산하세요.",
)
def judged_by_the_weights(W, b, X):
    return np.all(W <= 0, axis=0) & (b <= 0)


@mistake(
    replaces="dead_units",
    en="np.allclose takes small activations for 0. A unit whose output is 1e-12 is on, and the whole gradient passes: compare exactly, z <= 0.",
    ko="np.allclose는 작은 활성값을 0으로 봅니다. 출력이 1e-12인 unit도 켜져 있고 gradient는 그대로 지나갑니다. z <= 0으로 정확히 비교하세요.",
)
def small_outputs_taken_for_dead(W, b, X):
    return np.array([np.allclose(column, 0) for column in np.maximum(X @ W + b, 0).T])


# --- relu_layer_grads


@mistake(
    replaces="relu_layer_grads",
    en="The gradient leaks through units that are off: you use upstream as it is. Multiply it by ReLU's slope first, 1 where z > 0 and else 0.",
    ko="꺼진 unit으로 gradient가 새어 나갑니다. upstream을 그대로 썼습니다. 먼저 ReLU의 기울기(z > 0이면 1, 아니면 0)를 곱하세요.",
)
def gradient_leaks(W, b, X, upstream):
    return _grads(X, upstream)


@mistake(
    replaces="relu_layer_grads",
    en="You stop the gradient of dead units only. A living unit is off at some rows too, and there it gets none: mask row by row, z > 0.",
    ko="죽은 unit의 gradient만 막았습니다. 살아 있는 unit도 꺼져 있는 행에서는 gradient를 받지 않습니다. 행마다 z > 0으로 마스크하세요.",
)
def only_dead_units_masked(W, b, X, upstream):
    return _grads(X, upstream * ~right_dead(W, b, X))


@mistake(
    replaces="relu_layer_grads",
    en="db is not masked: dW uses the slope, db is the sum of upstream itself. The bias is inside the ReLU too, so db is the sum of upstream where z > 0.",
    ko="db에 마스크가 없습니다. dW에는 기울기를 곱했지만 db는 upstream을 그대로 더했습니다. bias도 ReLU 안에 있으므로 z > 0인 곳의 upstream만 더하세요.",
)
def bias_gradient_leaks(W, b, X, upstream):
    dW, _ = right_grads(W, b, X, upstream)
    return dW, upstream.sum(axis=0)


@mistake(
    replaces="relu_layer_grads",
    en="You divide by the number of rows. Nothing is averaged here: the 1/N of a mean loss is already in upstream.",
    ko="행의 수로 나누었습니다. 여기서는 평균을 내지 않습니다. 평균 loss의 1/N은 이미 upstream에 들어 있습니다.",
)
def averaged_over_the_rows(W, b, X, upstream):
    dW, db = right_grads(W, b, X, upstream)
    return dW / len(X), db / len(X)


@mistake(
    replaces="relu_layer_grads",
    en="At z = 0 your gradient passes. By convention the slope there is 0 (PyTorch's too): z > 0, not z >= 0.",
    ko="z = 0에서 gradient가 통과합니다. 관례상 그 점의 기울기는 0입니다(PyTorch도 같습니다). z >= 0이 아니라 z > 0입니다.",
)
def open_at_zero(W, b, X, upstream):
    return _grads(X, np.where(X @ W + b >= 0, upstream, 0))


@mistake(
    replaces="relu_layer_grads",
    en="You mask by the sign of the gradient. ReLU's slope depends on its input: a gradient of any sign passes where z > 0.",
    ko="gradient의 부호로 마스크했습니다. ReLU의 기울기는 입력이 정합니다. z > 0이면 gradient는 부호와 상관없이 통과합니다.",
)
def masked_by_the_gradient(W, b, X, upstream):
    return _grads(X, np.where(upstream > 0, upstream, 0))


@mistake(
    replaces="relu_layer_grads",
    en="Your mask leaves the bias out: it is X @ W > 0. The unit is on where z = X @ W + b is positive.",
    ko="마스크에 bias가 빠져 X @ W > 0이 되었습니다. unit은 z = X @ W + b가 양수인 곳에서 켜집니다.",
)
def mask_without_the_bias(W, b, X, upstream):
    return _grads(X, np.where(X @ W > 0, upstream, 0))


@mistake(
    replaces="relu_layer_grads",
    en="Your db still has one row per example. b is added to every row, so its gradient is the sum over the rows, of shape (H,).",
    ko="db에 예제마다 한 행이 그대로 남아 있습니다. b는 모든 행에 더해지므로 gradient는 행에 대한 합이고 모양은 (H,)입니다.",
)
def bias_gradient_not_summed(W, b, X, upstream):
    dz = np.where(X @ W + b > 0, upstream, 0)
    return X.T @ dz, dz


@mistake(
    replaces="relu_layer_grads",
    en="upstream[z <= 0] = 0 writes into the caller's gradient. Make a new array: np.where(z > 0, upstream, 0).",
    ko="upstream[z <= 0] = 0은 호출한 쪽의 gradient를 바꿉니다. np.where(z > 0, upstream, 0)처럼 새 배열을 만드세요.",
)
def upstream_overwritten(W, b, X, upstream):
    upstream[X @ W + b <= 0] = 0
    return _grads(X, upstream)


@mistake(
    replaces="relu_layer_grads",
    en="float32 arrays give float64 gradients: your mask is a float64 array and promotes what it meets. Use the bool itself, or its astype(upstream.dtype).",
    ko="배열이 float32인데 gradient가 float64입니다. 마스크가 float64라서 만나는 배열을 승격시킵니다. bool을 그대로 쓰거나 astype(upstream.dtype)으로 바꾸세요.",
)
def mask_in_float64(W, b, X, upstream):
    return _grads(X, upstream * (X @ W + b > 0).astype(float))


# --- leaky_relu_layer_grads


def _leaky(W, b, X, upstream, slope):
    return np.where(X @ W + b > 0, upstream, slope * upstream)


@mistake(
    replaces="leaky_relu_layer_grads",
    en="The slope is missing in the weight gradient: dW is that of a plain ReLU, and only db leaks. Both come from the same dz, upstream times 1 or negative_slope.",
    ko="가중치 gradient에 기울기가 빠졌습니다. dW는 보통의 ReLU와 같고 db에만 negative_slope가 들어갔습니다. 둘 다 같은 dz, 즉 upstream에 1이나 negative_slope를 곱한 것에서 나옵니다.",
)
def slope_missing_in_dW(W, b, X, upstream, negative_slope):
    dW, _ = right_grads(W, b, X, upstream)
    return dW, _leaky(W, b, X, upstream, negative_slope).sum(axis=0)


@mistake(
    replaces="leaky_relu_layer_grads",
    en="The slope is missing in the bias gradient: db is that of a plain ReLU. Both gradients come from the same dz, upstream times 1 or negative_slope.",
    ko="bias gradient에 기울기가 빠졌습니다. db가 보통의 ReLU와 같습니다. 두 gradient는 같은 dz, 즉 upstream에 1이나 negative_slope를 곱한 것에서 나옵니다.",
)
def slope_missing_in_db(W, b, X, upstream, negative_slope):
    dW, _ = _grads(X, _leaky(W, b, X, upstream, negative_slope))
    return dW, right_grads(W, b, X, upstream)[1]


@mistake(
    replaces="leaky_relu_layer_grads",
    en="negative_slope is not used at all: this is the plain ReLU, whose dead units stay dead.",
    ko="negative_slope를 쓰지 않았습니다. 죽은 unit이 그대로 죽어 있는 보통의 ReLU입니다.",
)
def plain_relu(W, b, X, upstream, negative_slope):
    return right_grads(W, b, X, upstream)


@mistake(
    replaces="leaky_relu_layer_grads",
    en="You multiply everything by negative_slope. Where z > 0 the slope is 1.",
    ko="모든 곳에 negative_slope를 곱했습니다. z > 0이면 기울기는 1입니다.",
)
def slope_everywhere(W, b, X, upstream, negative_slope):
    return _grads(X, negative_slope * upstream)


@mistake(
    replaces="leaky_relu_layer_grads",
    en="The two sides are exchanged: the slope is 1 where z > 0 and negative_slope elsewhere.",
    ko="양쪽이 뒤바뀌었습니다. z > 0이면 기울기가 1, 나머지에서 negative_slope입니다.",
)
def sides_exchanged(W, b, X, upstream, negative_slope):
    return _grads(X, np.where(X @ W + b > 0, negative_slope * upstream, upstream))


@mistake(
    replaces="leaky_relu_layer_grads",
    en="0.01 is written into your function. It is PyTorch's default; here the slope is the argument negative_slope.",
    ko="함수 안에 0.01이 적혀 있습니다. 그것은 PyTorch의 기본값이고, 여기서 기울기는 인자 negative_slope입니다.",
)
def slope_of_one_hundredth(W, b, X, upstream, negative_slope):
    return _grads(X, _leaky(W, b, X, upstream, 0.01))


@mistake(
    replaces="leaky_relu_layer_grads",
    en="At z = 0 your slope is 1. The kink belongs to the other side, as in PyTorch: negative_slope, so ask z > 0 and not z >= 0.",
    ko="z = 0에서 기울기를 1로 두었습니다. PyTorch처럼 꺾이는 점은 반대쪽에 속해 negative_slope입니다. z >= 0이 아니라 z > 0으로 나누세요.",
)
def slope_one_at_zero(W, b, X, upstream, negative_slope):
    return _grads(X, np.where(X @ W + b >= 0, upstream, negative_slope * upstream))


@mistake(
    replaces="leaky_relu_layer_grads",
    en="max(z, negative_slope * z) is the leaky ReLU for slopes up to 1 only; above 1 it takes the other branch. Decide by the sign of z.",
    ko="max(z, negative_slope * z)는 기울기가 1 이하일 때만 leaky ReLU입니다. 1보다 크면 반대쪽을 고릅니다. z의 부호로 정하세요.",
)
def larger_of_the_two(W, b, X, upstream, negative_slope):
    z = X @ W + b
    return _grads(X, np.where(z > negative_slope * z, upstream, negative_slope * upstream))


@mistake(
    replaces="leaky_relu_layer_grads",
    en="You divide by the number of rows. Nothing is averaged here: the 1/N of a mean loss is already in upstream.",
    ko="행의 수로 나누었습니다. 여기서는 평균을 내지 않습니다. 평균 loss의 1/N은 이미 upstream에 들어 있습니다.",
)
def leaky_averaged_over_the_rows(W, b, X, upstream, negative_slope):
    dW, db = _grads(X, _leaky(W, b, X, upstream, negative_slope))
    return dW / len(X), db / len(X)


# --- step_kills


@mistake(
    replaces="step_kills",
    en="You list the units that are dead after the step, the ones that were dead before among them. Killed are those that were alive: ~before & after.",
    ko="스텝 뒤에 죽어 있는 unit을 모두 꼽았습니다. 전부터 죽어 있던 것도 들어 있습니다. 스텝이 죽인 것은 살아 있던 unit입니다: ~before & after.",
)
def already_dead_counted(W, b, X, upstream, lr):
    dW, db = right_grads(W, b, X, upstream)
    return right_dead(W - lr * dW, b - lr * db, X)


@mistake(
    replaces="step_kills",
    en="Your step climbs: W + lr * dW. Descent subtracts the gradient.",
    ko="오르막으로 갔습니다: W + lr * dW. gradient descent는 gradient를 뺍니다.",
)
def step_uphill(W, b, X, upstream, lr):
    dW, db = right_grads(W, b, X, upstream)
    return ~right_dead(W, b, X) & right_dead(W + lr * dW, b + lr * db, X)


@mistake(
    replaces="step_kills",
    en="Only W moves in your step. The bias has a gradient too, the sum over all rows on which the unit is on, and often it is what kills: b - lr * db.",
    ko="스텝에서 W만 움직였습니다. bias의 gradient는 unit이 켜진 모든 행의 합이고, unit을 죽이는 것은 흔히 이쪽입니다: b - lr * db.",
)
def bias_not_moved(W, b, X, upstream, lr):
    dW, _ = right_grads(W, b, X, upstream)
    return ~right_dead(W, b, X) & right_dead(W - lr * dW, b, X)


@mistake(
    replaces="step_kills",
    en="Your step divides the gradients by the number of rows. Nothing is averaged here: the 1/N of a mean loss is already in upstream.",
    ko="스텝에서 gradient를 행의 수로 나누었습니다. 여기서는 평균을 내지 않습니다. 평균 loss의 1/N은 이미 upstream에 들어 있습니다.",
)
def step_of_the_mean_gradient(W, b, X, upstream, lr):
    dW, db = right_grads(W, b, X, upstream)
    lr = lr / len(X)
    return ~right_dead(W, b, X) & right_dead(W - lr * dW, b - lr * db, X)


@mistake(
    replaces="step_kills",
    en="A unit that is off at one row is dead for you, before and after. It takes all rows: a step that switches a unit off here and there does not kill it.",
    ko="한 행에서라도 꺼지면 죽었다고 보았습니다. 모든 행에서 꺼져야 합니다. 몇몇 행에서 끄는 스텝은 unit을 죽인 것이 아닙니다.",
)
def killed_on_one_row(W, b, X, upstream, lr):
    dW, db = right_grads(W, b, X, upstream)
    before = np.any(X @ W + b <= 0, axis=0)
    return ~before & np.any(X @ (W - lr * dW) + (b - lr * db) <= 0, axis=0)


@mistake(
    replaces="step_kills",
    en="Your step takes the gradient through units that are off, too. Use ReLU's own gradients: upstream counts only where z > 0.",
    ko="꺼진 곳으로도 gradient가 흐르는 스텝입니다. ReLU의 gradient를 쓰세요. upstream은 z > 0인 곳에서만 셉니다.",
)
def step_with_a_leak(W, b, X, upstream, lr):
    dW, db = _grads(X, upstream)
    return ~right_dead(W, b, X) & right_dead(W - lr * dW, b - lr * db, X)


@mistake(
    replaces="step_kills",
    en="lr is not used: your step is one whole gradient.",
    ko="lr을 쓰지 않았습니다. gradient 전체만큼 움직였습니다.",
)
def learning_rate_forgotten(W, b, X, upstream, lr):
    dW, db = right_grads(W, b, X, upstream)
    return ~right_dead(W, b, X) & right_dead(W - dW, b - db, X)


@mistake(
    replaces="step_kills",
    en="W -= lr * dW changes the caller's weights. Write W - lr * dW, which makes a new array.",
    ko="W -= lr * dW는 호출한 쪽의 가중치를 바꿉니다. 새 배열을 만드는 W - lr * dW로 쓰세요.",
)
def weights_stepped_in_place(W, b, X, upstream, lr):
    dW, db = right_grads(W, b, X, upstream)
    before = right_dead(W, b, X)
    W -= lr * dW
    b -= lr * db
    return ~before & right_dead(W, b, X)


# --- mean_activation_shift


@mistake(
    replaces="mean_activation_shift",
    en="This is the mean after ReLU. The shift is by how much it differs from the mean before: subtract mean(z).",
    ko="ReLU 뒤의 평균입니다. shift는 ReLU 전의 평균에서 얼마나 옮겨졌는지이므로 mean(z)를 빼세요.",
)
def mean_after_only(z):
    return np.mean(np.maximum(z, 0))


@mistake(
    replaces="mean_activation_shift",
    en="The sign is the opposite. The shift is the mean after minus the mean before, and never negative, since ReLU only raises.",
    ko="부호가 반대입니다. shift는 뒤의 평균에서 앞의 평균을 뺀 값이고, ReLU는 값을 올리기만 하므로 음수가 되지 않습니다.",
)
def before_minus_after(z):
    return np.mean(z) - np.mean(np.maximum(z, 0))


@mistake(
    replaces="mean_activation_shift",
    en="Your mean after ReLU is over the active units only. The zeros are outputs too and belong to the mean.",
    ko="ReLU 뒤의 평균을 켜진 unit에서만 구했습니다. 0도 출력이므로 평균에 들어갑니다.",
)
def mean_of_the_active_ones(z):
    z = np.asarray(z)
    active = z[z > 0]
    return (active.mean() if active.size else 0.0) - z.mean()


@mistake(
    replaces="mean_activation_shift",
    en="You give one shift for each unit. Asked for is a single number, over all elements: take the means without an axis.",
    ko="unit마다 shift를 하나씩 냈습니다. 구할 것은 모든 원소에 대한 수 하나입니다. axis 없이 평균을 구하세요.",
)
def shift_of_each_unit(z):
    return np.mean(np.maximum(z, 0), axis=0) - np.mean(z, axis=0)


@mistake(
    replaces="mean_activation_shift",
    en="You add the differences up without dividing by their number: the sum of relu(z) - z. The shift is a difference of means.",
    ko="relu(z) - z를 더하기만 하고 개수로 나누지 않았습니다. shift는 평균의 차이입니다.",
)
def shift_summed(z):
    return np.sum(np.maximum(z, 0) - z)
