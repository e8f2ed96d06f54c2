"""What students write at midnight, and what they should read."""

import numpy as np
from solution import _activate as _both
from solution import _as_float

from autograder.authoring import mistake


def _output(z, activation):
    return _both(z, activation)[0]


def _derivative(z, activation):
    return _both(z, activation)[1]


def _forward(weights, x, activation):
    """The signals, from x on, and the slopes of all layers."""
    signals, slopes = [_as_float(x)], []
    for W in weights:
        z = signals[-1] @ W
        slopes.append(_derivative(z, activation))
        signals.append(_output(z, activation))
    return signals, slopes


# --- gradient_norms


@mistake(
    replaces="gradient_norms",
    en="You take the slope at the layer's output. The derivative of the sigmoid belongs to the pre-activation z: with the output a it is a (1 - a), and not the derivative evaluated at a. (With ReLU the two agree, which hides it.)",
    ko="기울기를 층의 출력에서 구했습니다. sigmoid의 미분은 pre-activation z에서 구해야 합니다. 출력 a로 쓰면 a (1 - a)이고, 미분 함수에 a를 넣은 값이 아닙니다. (ReLU에서는 둘이 같아서 드러나지 않습니다.)",
)
def slope_at_the_output(weights, x, upstream, activation):
    signals, _ = _forward(weights, x, activation)
    gradient, norms = _as_float(upstream), []
    for W, output in zip(weights[::-1], signals[::-1]):
        gradient = (gradient * _derivative(output, activation)) @ W.T
        norms.append(np.linalg.norm(gradient))
    return np.array(norms[::-1])


@mistake(
    replaces="gradient_norms",
    en="Your norms are in backward order: you collect them from the last layer on. Turn the list round at the end, so that the first entry belongs to x.",
    ko="노름이 역방향 순서입니다. 마지막 층부터 모은 그대로 반환했습니다. 첫 원소가 x의 것이 되도록 마지막에 순서를 뒤집으세요.",
)
def backward_order(weights, x, upstream, activation):
    _, slopes = _forward(weights, x, activation)
    gradient, norms = _as_float(upstream), []
    for W, slope in zip(weights[::-1], slopes[::-1]):
        gradient = (gradient * slope) @ W.T
        norms.append(np.linalg.norm(gradient))
    return np.array(norms)


@mistake(
    replaces="gradient_norms",
    en="Going back you multiply by W, not by its transpose: the gradient must go from the outputs to the inputs, so it is delta @ W.T. With square weights no shape error warns you.",
    ko="거꾸로 갈 때 W의 전치가 아니라 W를 곱했습니다. gradient는 출력에서 입력으로 가야 하므로 delta @ W.T입니다. 가중치가 정사각이면 모양 오류가 나지 않아 놓치기 쉽습니다.",
)
def weights_not_transposed(weights, x, upstream, activation):
    _, slopes = _forward(weights, x, activation)
    gradient, norms = _as_float(upstream), []
    for W, slope in zip(weights[::-1], slopes[::-1]):
        gradient = (gradient * slope) @ W
        norms.append(np.linalg.norm(gradient))
    return np.array(norms[::-1])


@mistake(
    replaces="gradient_norms",
    en="You measure the gradient at each layer's output: the list begins behind the first layer and ends with upstream itself. Entry l belongs to the input of layer l, so take the norm after the layer's slope and weights.",
    ko="층의 출력에서 gradient를 쟀습니다. 그래서 첫 층 뒤에서 시작해 upstream 자체로 끝납니다. 각 원소는 그 층의 입력에 대한 것이므로 기울기와 가중치를 곱한 뒤에 노름을 구하세요.",
)
def at_the_outputs(weights, x, upstream, activation):
    _, slopes = _forward(weights, x, activation)
    gradient, norms = _as_float(upstream), []
    for W, slope in zip(weights[::-1], slopes[::-1]):
        norms.append(np.linalg.norm(gradient))
        gradient = (gradient * slope) @ W.T
    return np.array(norms[::-1])


@mistake(
    replaces="gradient_norms",
    en="You take the norm of dL/dz, at the pre-activation, before the weights. The input of a layer lies on the other side of its weights: (gradient * slope) @ W.T.",
    ko="가중치를 곱하기 전, pre-activation에서의 dL/dz의 노름을 구했습니다. 층의 입력은 가중치 너머에 있습니다: (gradient * slope) @ W.T.",
)
def at_the_pre_activations(weights, x, upstream, activation):
    _, slopes = _forward(weights, x, activation)
    gradient, norms = _as_float(upstream), []
    for W, slope in zip(weights[::-1], slopes[::-1]):
        delta = gradient * slope
        norms.append(np.linalg.norm(delta))
        gradient = delta @ W.T
    return np.array(norms[::-1])


@mistake(
    replaces="gradient_norms",
    en="These are the norms of the weight gradients dL/dW. Asked for is the gradient that travels on, with respect to the input of each layer: (gradient * slope) @ W.T.",
    ko="가중치 gradient dL/dW의 노름입니다. 여기서 묻는 것은 계속 전달되는 gradient, 즉 각 층의 입력에 대한 gradient인 (gradient * slope) @ W.T입니다.",
)
def of_the_weight_gradients(weights, x, upstream, activation):
    signals, slopes = _forward(weights, x, activation)
    gradient, norms = _as_float(upstream), []
    for W, slope, signal in zip(weights[::-1], slopes[::-1], signals[-2::-1]):
        delta = gradient * slope
        norms.append(np.linalg.norm(signal.T @ delta))
        gradient = delta @ W.T
    return np.array(norms[::-1])


@mistake(
    replaces="gradient_norms",
    en="Your last layer is linear, as in a network that ends in logits. Here it has the activation too, so the first thing on the way back is its slope.",
    ko="logit으로 끝나는 네트워크처럼 마지막 층을 선형으로 두었습니다. 여기서는 마지막 층에도 activation이 있으므로, 거꾸로 갈 때 그 기울기를 가장 먼저 곱해야 합니다.",
)
def last_layer_linear(weights, x, upstream, activation):
    _, slopes = _forward(weights, x, activation)
    slopes[-1] = np.ones_like(slopes[-1])
    gradient, norms = _as_float(upstream), []
    for W, slope in zip(weights[::-1], slopes[::-1]):
        gradient = (gradient * slope) @ W.T
        norms.append(np.linalg.norm(gradient))
    return np.array(norms[::-1])


@mistake(
    replaces="gradient_norms",
    en="There is no activation in your backward pass: you multiply by the weights only. Each layer also multiplies by its slope, and that is where the sigmoid loses at least three quarters.",
    ko="역전파에 activation이 없습니다. 가중치만 곱했습니다. 층마다 기울기도 곱해야 하고, sigmoid는 바로 거기서 4분의 3 이상을 잃습니다.",
)
def slopes_forgotten(weights, x, upstream, activation):
    _forward(weights, x, activation)
    gradient, norms = _as_float(upstream), []
    for W in weights[::-1]:
        gradient = gradient @ W.T
        norms.append(np.linalg.norm(gradient))
    return np.array(norms[::-1])


@mistake(
    replaces="gradient_norms",
    en="At z = 0 your ReLU passes the gradient. By convention its slope there is 0 (PyTorch's too): use z > 0, not z >= 0.",
    ko="z = 0에서 ReLU가 gradient를 통과시킵니다. 관례상 그 점의 기울기는 0입니다(PyTorch도 같습니다). z >= 0이 아니라 z > 0을 쓰세요.",
)
def relu_open_at_zero(weights, x, upstream, activation):
    signal, slopes = _as_float(x), []
    for W in weights:
        z = signal @ W
        slopes.append(
            (z >= 0).astype(z.dtype) if activation == "relu" else _derivative(z, activation)
        )
        signal = _output(z, activation)
    gradient, norms = _as_float(upstream), []
    for W, slope in zip(weights[::-1], slopes[::-1]):
        gradient = (gradient * slope) @ W.T
        norms.append(np.linalg.norm(gradient))
    return np.array(norms[::-1])


@mistake(
    replaces="gradient_norms",
    en="np.linalg.norm(gradient, 2) of a matrix is its largest singular value. The Frobenius norm is the root of the sum of all squares: leave out the 2.",
    ko="행렬에 np.linalg.norm(gradient, 2)를 쓰면 가장 큰 특이값입니다. Frobenius 노름은 모든 원소의 제곱합의 제곱근이므로 2를 빼세요.",
)
def spectral_norm(weights, x, upstream, activation):
    _, slopes = _forward(weights, x, activation)
    gradient, norms = _as_float(upstream), []
    for W, slope in zip(weights[::-1], slopes[::-1]):
        gradient = (gradient * slope) @ W.T
        norms.append(np.linalg.norm(gradient, 2))
    return np.array(norms[::-1])


@mistake(
    replaces="gradient_norms",
    en="You divide by the batch size. Nothing is averaged here: the 1/N of a mean loss is already in upstream.",
    ko="batch 크기로 나누었습니다. 여기서는 평균을 내지 않습니다. 평균 loss의 1/N은 이미 upstream에 들어 있습니다.",
)
def divided_by_the_batch_size(weights, x, upstream, activation):
    _, slopes = _forward(weights, x, activation)
    gradient, norms = _as_float(upstream), []
    for W, slope in zip(weights[::-1], slopes[::-1]):
        gradient = (gradient * slope) @ W.T
        norms.append(np.linalg.norm(gradient) / len(gradient))
    return np.array(norms[::-1])


@mistake(
    replaces="gradient_norms",
    en="e^z / (1 + e^z) is inf / inf = NaN for large z. Write the sigmoid as 1 / (1 + e^-z), in which an overflow only gives 1 / inf = 0.",
    ko="e^z / (1 + e^z)는 z가 크면 inf / inf = NaN입니다. sigmoid를 1 / (1 + e^-z)로 쓰면 overflow가 나도 1 / inf = 0이 될 뿐입니다.",
)
def sigmoid_overflows(weights, x, upstream, activation):
    if activation == "relu":
        signals, slopes = _forward(weights, x, activation)
    else:
        signals, slopes = [_as_float(x)], []
        for W in weights:
            z = signals[-1] @ W
            signals.append(np.exp(z) / (1 + np.exp(z)))
            slopes.append(signals[-1] * (1 - signals[-1]))
            _derivative(z, activation)
    gradient, norms = _as_float(upstream), []
    for W, slope in zip(weights[::-1], slopes[::-1]):
        gradient = (gradient * slope) @ W.T
        norms.append(np.linalg.norm(gradient))
    return np.array(norms[::-1])


@mistake(
    replaces="gradient_norms",
    en="Any name that you don't know is taken for ReLU, so a misspelt activation goes unnoticed. Raise ValueError for what is neither 'sigmoid' nor 'relu'.",
    ko="모르는 이름을 모두 ReLU로 다룹니다. 그러면 이름을 잘못 써도 알 수 없습니다. 'sigmoid'도 'relu'도 아니면 ValueError를 일으키세요.",
)
def any_name_is_relu(weights, x, upstream, activation):
    activation = activation if activation == "sigmoid" else "relu"
    _, slopes = _forward(weights, x, activation)
    gradient, norms = _as_float(upstream), []
    for W, slope in zip(weights[::-1], slopes[::-1]):
        gradient = (gradient * slope) @ W.T
        norms.append(np.linalg.norm(gradient))
    return np.array(norms[::-1])


@mistake(
    replaces="gradient_norms",
    en="gradient *= slope writes into the caller's upstream. Write gradient = gradient * slope, which makes a new array.",
    ko="gradient *= slope는 호출한 쪽의 upstream을 덮어씁니다. 새 배열을 만드는 gradient = gradient * slope로 쓰세요.",
)
def upstream_overwritten(weights, x, upstream, activation):
    _, slopes = _forward(weights, x, activation)
    gradient, norms = _as_float(upstream), []
    for W, slope in zip(weights[::-1], slopes[::-1]):
        gradient *= slope
        gradient = gradient @ W.T
        norms.append(np.linalg.norm(gradient))
    return np.array(norms[::-1])


@mistake(
    replaces="gradient_norms",
    en="The integers are multiplied as they are, and in int8 100 * 2 is -56. Turn x into floats first, with _as_float.",
    ko="정수를 그대로 곱했습니다. int8에서는 100 * 2가 -56입니다. 먼저 _as_float로 x를 실수로 바꾸세요.",
)
def integers_wrap_round(weights, x, upstream, activation):
    signal, slopes = x, []
    for W in weights:
        signal, slope = _both(signal @ W, activation)
        slopes.append(slope)
    gradient, norms = _as_float(upstream), []
    for W, slope in zip(weights[::-1], slopes[::-1]):
        gradient = (gradient * slope) @ W.T
        norms.append(np.linalg.norm(gradient))
    return np.array(norms[::-1])


# --- saturated_fraction


@mistake(
    replaces="saturated_fraction",
    en="z (1 - z) is the slope written with the sigmoid's output, but z is the pre-activation: compute s = 1 / (1 + e^-z) first, then s (1 - s).",
    ko="z (1 - z)는 sigmoid의 출력으로 쓴 기울기인데, z는 pre-activation입니다. 먼저 s = 1 / (1 + e^-z)를 구한 뒤 s (1 - s)를 쓰세요.",
)
def z_taken_for_the_output(z, activation, threshold=1e-3):
    z = _as_float(z)
    slope = np.abs(z * (1 - z)) if activation == "sigmoid" else _derivative(z, activation)
    return np.mean(slope < threshold)


@mistake(
    replaces="saturated_fraction",
    en="You compare the output with its limits, s < threshold or s > 1 - threshold. Saturation is about the slope: s (1 - s) < threshold. The two differ as soon as the threshold is not tiny.",
    ko="출력을 극한값과 비교했습니다(s < threshold 또는 s > 1 - threshold). 포화는 기울기로 판단합니다: s (1 - s) < threshold. threshold가 아주 작지 않으면 둘은 달라집니다.",
)
def judged_by_the_output(z, activation, threshold=1e-3):
    z = _as_float(z)
    if activation != "sigmoid":
        return np.mean(_derivative(z, activation) < threshold)
    s = _output(z, activation)
    return np.mean((s < threshold) | (s > 1 - threshold))


@mistake(
    replaces="saturated_fraction",
    en="You count only one side. A sigmoid is as flat far below 0 as far above: look at the slope s (1 - s), small on both sides.",
    ko="한쪽만 셌습니다. sigmoid는 0보다 훨씬 작을 때도 클 때만큼 평평합니다. 양쪽에서 모두 작아지는 기울기 s (1 - s)를 보세요.",
)
def one_side_only(z, activation, threshold=1e-3):
    z = _as_float(z)
    slope = _derivative(z, activation)
    return np.mean((slope < threshold) & ((z > 0) if activation == "sigmoid" else True))


@mistake(
    replaces="saturated_fraction",
    en="This is the fraction of what is not saturated. Asked for is where the slope is below the threshold.",
    ko="포화되지 않은 비율입니다. 구할 것은 기울기가 threshold보다 작은 비율입니다.",
)
def unsaturated_fraction(z, activation, threshold=1e-3):
    return np.mean(_derivative(_as_float(z), activation) >= threshold)


@mistake(
    replaces="saturated_fraction",
    en="This is how many there are. A fraction divides by the number of all elements: use np.mean on the comparison.",
    ko="개수를 세었습니다. 비율은 전체 원소 수로 나눈 값이므로 비교 결과에 np.mean을 쓰세요.",
)
def saturated_count(z, activation, threshold=1e-3):
    return np.sum(_derivative(_as_float(z), activation) < threshold)


@mistake(
    replaces="saturated_fraction",
    en="A slope equal to the threshold counts as saturated in yours. The comparison is strict: slope < threshold.",
    ko="기울기가 threshold와 같은 것도 포화로 셌습니다. 등호 없이 slope < threshold로 비교하세요.",
)
def threshold_included(z, activation, threshold=1e-3):
    return np.mean(_derivative(_as_float(z), activation) <= threshold)


@mistake(
    replaces="saturated_fraction",
    en="threshold is ignored: 1e-3 is its default value only. Compare with the argument.",
    ko="threshold 인자를 쓰지 않았습니다. 1e-3은 기본값일 뿐입니다. 인자로 받은 값과 비교하세요.",
)
def threshold_ignored(z, activation, threshold=1e-3):
    return np.mean(_derivative(_as_float(z), activation) < 1e-3)


@mistake(
    replaces="saturated_fraction",
    en="At z = 0 ReLU's slope is 0 by convention (PyTorch's too), so a zero is saturated. You take the slope there for 1: use z > 0, not z >= 0.",
    ko="z = 0에서 ReLU의 기울기는 관례상 0이므로(PyTorch도 같습니다) 0도 포화로 셉니다. 지금은 그 점의 기울기를 1로 보았습니다. z >= 0이 아니라 z > 0을 쓰세요.",
)
def zero_not_saturated(z, activation, threshold=1e-3):
    z = _as_float(z)
    slope = (z >= 0).astype(z.dtype) if activation == "relu" else _derivative(z, activation)
    return np.mean(slope < threshold)


@mistake(
    replaces="saturated_fraction",
    en="For large z your slope e^z / (1 + e^z)^2 is inf / inf = NaN, and NaN is not below anything: the most saturated units are not counted. Use s (1 - s) with s = 1 / (1 + e^-z).",
    ko="z가 크면 기울기 e^z / (1 + e^z)^2이 inf / inf = NaN이 되고, NaN은 무엇보다도 작지 않아서 가장 심하게 포화된 unit이 빠집니다. s = 1 / (1 + e^-z)로 두고 s (1 - s)를 쓰세요.",
)
def nan_is_not_below(z, activation, threshold=1e-3):
    z = _as_float(z)
    if activation == "sigmoid":
        return np.mean(np.exp(z) / (1 + np.exp(z)) ** 2 < threshold)
    return np.mean(_derivative(z, activation) < threshold)


@mistake(
    replaces="saturated_fraction",
    en="Any name that you don't know is taken for ReLU, so a misspelt activation goes unnoticed. Raise ValueError for what is neither 'sigmoid' nor 'relu'.",
    ko="모르는 이름을 모두 ReLU로 다룹니다. 그러면 이름을 잘못 써도 알 수 없습니다. 'sigmoid'도 'relu'도 아니면 ValueError를 일으키세요.",
)
def any_name_saturates_like_relu(z, activation, threshold=1e-3):
    activation = activation if activation == "sigmoid" else "relu"
    return np.mean(_derivative(_as_float(z), activation) < threshold)


@mistake(
    replaces="saturated_fraction",
    en="-z of an unsigned integer wraps round: in uint8, -5 is 251, and every such unit looks saturated. Turn z into floats first, with _as_float.",
    ko="부호 없는 정수의 -z는 한 바퀴 돕니다. uint8에서 -5는 251이 되어 모두 포화된 것처럼 보입니다. 먼저 _as_float로 z를 실수로 바꾸세요.",
)
def unsigned_minus(z, activation, threshold=1e-3):
    if activation == "sigmoid":
        s = 1 / (1 + np.exp(-z))
        return np.mean(s * (1 - s) < threshold)
    return np.mean(_derivative(_as_float(z), activation) < threshold)


# --- activation_sparsity


@mistake(
    replaces="activation_sparsity",
    en="An exact 0 is missing: relu(0) is 0 too, so count z <= 0, not z < 0.",
    ko="정확히 0인 값이 빠졌습니다. relu(0)도 0이므로 z < 0이 아니라 z <= 0을 세세요.",
)
def zeros_left_out(z):
    return np.mean(np.asarray(z) < 0)


@mistake(
    replaces="activation_sparsity",
    en="This is the fraction of active units. Sparsity is the fraction of zeros after ReLU: z <= 0.",
    ko="활성인 unit의 비율입니다. sparsity는 ReLU 뒤에 0이 되는 비율, 즉 z <= 0의 비율입니다.",
)
def active_fraction(z):
    return np.mean(np.asarray(z) > 0)


@mistake(
    replaces="activation_sparsity",
    en="This is how many zeros there are. A fraction divides by the number of all elements: use np.mean on the comparison.",
    ko="0의 개수를 세었습니다. 비율은 전체 원소 수로 나눈 값이므로 비교 결과에 np.mean을 쓰세요.",
)
def sparsity_as_a_count(z):
    return np.sum(np.asarray(z) <= 0)


@mistake(
    replaces="activation_sparsity",
    en="You give one fraction for each unit. Asked for is a single number, over all elements: take the mean without an axis.",
    ko="unit마다 비율을 하나씩 냈습니다. 구할 것은 모든 원소에 대한 수 하나입니다. axis 없이 평균을 구하세요.",
)
def sparsity_of_each_unit(z):
    return np.mean(np.asarray(z) <= 0, axis=0)


@mistake(
    replaces="activation_sparsity",
    en="np.isclose takes small positive outputs for 0. ReLU's zeros are exact, so compare exactly: z <= 0.",
    ko="np.isclose는 작은 양수도 0으로 봅니다. ReLU의 0은 정확한 0이므로 z <= 0으로 정확히 비교하세요.",
)
def small_numbers_taken_for_zero(z):
    return np.mean(np.isclose(np.maximum(z, 0), 0))


# --- gradient_ceiling


@mistake(
    replaces="gradient_ceiling",
    en="The 1/4 is forgotten: you give 1 for the sigmoid. Its slope s (1 - s) is largest at z = 0, where it is 1/4, so each layer keeps a quarter at most.",
    ko="1/4을 잊었습니다. sigmoid에도 1을 반환합니다. sigmoid의 기울기 s (1 - s)는 z = 0에서 최대이고 그 값이 1/4이므로 층마다 많아야 4분의 1만 남습니다.",
)
def quarter_forgotten(depth, activation):
    if activation not in ("sigmoid", "relu"):
        raise ValueError("unknown activation")
    return 1.0


@mistake(
    replaces="gradient_ceiling",
    en="You take 1/2 per sigmoid layer. That is its output at 0, s = 1/2; its slope there is s (1 - s) = 1/4.",
    ko="sigmoid 한 층을 1/2로 보았습니다. 1/2은 0에서의 출력이고, 기울기는 s (1 - s) = 1/4입니다.",
)
def half_per_layer(depth, activation):
    if activation not in ("sigmoid", "relu"):
        raise ValueError("unknown activation")
    return 0.5**depth if activation == "sigmoid" else 1.0


@mistake(
    replaces="gradient_ceiling",
    en="You halve ReLU's factor per layer, because half of the units are off. That is an average; where the units are on, ReLU's slope is 1, so the ceiling is 1 at any depth.",
    ko="unit의 절반이 꺼진다고 보고 ReLU의 배율을 층마다 절반으로 줄였습니다. 그것은 평균입니다. 켜진 unit의 기울기는 1이므로 상한은 깊이와 상관없이 1입니다.",
)
def relu_halves(depth, activation):
    if activation not in ("sigmoid", "relu"):
        raise ValueError("unknown activation")
    return 0.25**depth if activation == "sigmoid" else 0.5**depth


@mistake(
    replaces="gradient_ceiling",
    en="You multiply 1/4 by the depth. The layers come one behind the other, so the factors multiply: 0.25 ** depth.",
    ko="1/4에 깊이를 곱했습니다. 층은 차례로 이어지므로 배율끼리 곱해집니다: 0.25 ** depth.",
)
def quarters_added(depth, activation):
    if activation not in ("sigmoid", "relu"):
        raise ValueError("unknown activation")
    return 0.25 * depth if activation == "sigmoid" else 1.0


@mistake(
    replaces="gradient_ceiling",
    en="You leave out one layer, as if the last were linear. All depth layers have the activation: 0.25 ** depth.",
    ko="마지막 층을 선형으로 보고 한 층을 뺐습니다. depth개의 층 모두에 activation이 있습니다: 0.25 ** depth.",
)
def one_layer_short(depth, activation):
    if activation not in ("sigmoid", "relu"):
        raise ValueError("unknown activation")
    return 0.25 ** max(depth - 1, 0) if activation == "sigmoid" else 1.0


@mistake(
    replaces="gradient_ceiling",
    en="Any name that you don't know is taken for ReLU, so a misspelt activation goes unnoticed. Raise ValueError for what is neither 'sigmoid' nor 'relu'.",
    ko="모르는 이름을 모두 ReLU로 다룹니다. 그러면 이름을 잘못 써도 알 수 없습니다. 'sigmoid'도 'relu'도 아니면 ValueError를 일으키세요.",
)
def any_name_passes_like_relu(depth, activation):
    return 0.25**depth if activation == "sigmoid" else 1.0
