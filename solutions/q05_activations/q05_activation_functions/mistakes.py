"""What students write at midnight, and what they should read the next morning."""

import math

import numpy as np
from solution import _as_float, _normal_cdf, _refuse_hidden_rows
from solution import sigmoid as right_sigmoid
from solution import softmax as right_softmax
from solution import tanh as right_tanh

from autograder.authoring import mistake

# --- sigmoid


@mistake(
    replaces="sigmoid",
    en="e^x / (1 + e^x) becomes inf / inf = NaN for large x; write 1 / (1 + e^-x), or better a form in which exp only sees numbers <= 0.",
    ko="e^x / (1 + e^x)는 x가 크면 inf / inf = NaN이 됩니다. 1 / (1 + e^-x)로 쓰거나, exp에 0 이하의 수만 들어가는 꼴로 바꾸세요.",
)
def sigmoid_overflows(x):
    x = _as_float(x)
    return np.exp(x) / (1 + np.exp(x))


@mistake(
    replaces="sigmoid",
    en="Your sigmoid falls where it should rise: it is 1 / (1 + e^x), that is sigmoid(-x). The exponent needs a minus sign: 1 / (1 + e^-x).",
    ko="sigmoid가 증가하지 않고 감소합니다. 1 / (1 + e^x)는 sigmoid(-x)입니다. 지수에 음의 부호를 붙여 1 / (1 + e^-x)로 쓰세요.",
)
def sigmoid_of_minus_x(x):
    return 1 / (1 + np.exp(_as_float(x)))


@mistake(
    replaces="sigmoid",
    en="You clip the output away from 0 and 1. That guards a logarithm in a loss, but here it makes the tails wrong: sigmoid(-40) is 4e-18, not 1e-7.",
    ko="출력을 0과 1에 닿지 않게 잘랐습니다. loss의 log를 지키려는 요령이지만 여기서는 꼬리 값이 틀어집니다. sigmoid(-40)은 1e-7이 아니라 4e-18입니다.",
)
def sigmoid_clips_its_output(x):
    return np.clip(right_sigmoid(x), 1e-7, 1 - 1e-7)


@mistake(
    replaces="sigmoid",
    en="For integer x, np.empty_like(x) is an integer array, so every result is cut down to 0. Turn x into floats first, with _as_float.",
    ko="x가 정수이면 np.empty_like(x)도 정수 배열이라 결과가 모두 0으로 잘립니다. 먼저 _as_float로 x를 실수로 바꾸세요.",
)
def sigmoid_truncates_integers(x):
    x = np.asarray(x)
    out = np.empty_like(x)
    positive = x >= 0
    out[positive] = 1 / (1 + np.exp(-x[positive]))
    e = np.exp(x[~positive])
    out[~positive] = e / (1 + e)
    return out


@mistake(
    replaces="sigmoid_grad",
    en="x (1 - x) is the derivative written in the output s = sigmoid(x). Your argument is the input, so compute s first, then s (1 - s).",
    ko="x (1 - x)는 출력 s = sigmoid(x)로 나타낸 미분입니다. 인자로는 입력 x가 들어오므로 s를 먼저 구한 다음 s (1 - s)를 쓰세요.",
)
def sigmoid_grad_of_the_output(x):
    x = _as_float(x)
    return x * (1 - x)


@mistake(
    replaces="sigmoid_grad",
    en="e^-x / (1 + e^-x)^2 becomes inf / inf = NaN for very negative x. Use s (1 - s) with a stable sigmoid.",
    ko="e^-x / (1 + e^-x)^2는 x가 아주 작은 음수이면 inf / inf = NaN이 됩니다. 안정적인 sigmoid로 s (1 - s)를 계산하세요.",
)
def sigmoid_grad_overflows(x):
    x = _as_float(x)
    return np.exp(-x) / (1 + np.exp(-x)) ** 2


# --- tanh


@mistake(
    replaces="tanh",
    en="(e^x - e^-x) / (e^x + e^-x) becomes inf / inf = NaN as soon as |x| passes 710. Divide both by the larger exponential, so that only e^-2|x| is left.",
    ko="(e^x - e^-x) / (e^x + e^-x)는 |x|가 710을 넘으면 inf / inf = NaN이 됩니다. 분자와 분모를 큰 쪽 지수로 나누어 e^-2|x|만 남기세요.",
)
def tanh_overflows(x):
    x = _as_float(x)
    return (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))


@mistake(
    replaces="tanh",
    en="(e^2x - 1) / (e^2x + 1) is fine on the left but inf / inf = NaN for large positive x. Use e^-2|x| and put the sign back.",
    ko="(e^2x - 1) / (e^2x + 1)는 왼쪽에서는 괜찮지만 큰 양수 x에서 inf / inf = NaN이 됩니다. e^-2|x|를 쓰고 부호를 되돌려 주세요.",
)
def tanh_overflows_on_the_right(x):
    e = np.exp(2 * _as_float(x))
    return (e - 1) / (e + 1)


@mistake(
    replaces="tanh",
    en="2 sigmoid(x) - 1 is tanh(x / 2). The sigmoid must see 2x: tanh(x) = 2 sigmoid(2x) - 1.",
    ko="2 sigmoid(x) - 1은 tanh(x / 2)입니다. sigmoid에 2x를 넣어야 합니다: tanh(x) = 2 sigmoid(2x) - 1.",
)
def tanh_at_half_the_input(x):
    return 2 * right_sigmoid(x) - 1


@mistake(
    replaces="tanh_grad",
    en="1 - x^2 is the derivative written in the output t = tanh(x). Your argument is the input, so compute t first, then 1 - t^2.",
    ko="1 - x^2은 출력 t = tanh(x)로 나타낸 미분입니다. 인자로는 입력 x가 들어오므로 t를 먼저 구한 다음 1 - t^2을 쓰세요.",
)
def tanh_grad_of_the_output(x):
    return 1 - _as_float(x) ** 2


@mistake(
    replaces="tanh_grad",
    en="The derivative of tanh is 1 - tanh(x)^2; the square is missing.",
    ko="tanh의 미분은 1 - tanh(x)^2입니다. 제곱이 빠졌습니다.",
)
def tanh_grad_without_the_square(x):
    return 1 - right_tanh(x)


# --- relu


@mistake(
    replaces="relu",
    en="x[x < 0] = 0 writes into the caller's array. The layer before still needs its output for backpropagation: return a new array, as np.maximum(x, 0) does.",
    ko="x[x < 0] = 0은 호출한 쪽의 배열을 바꿉니다. 앞 층이 역전파에서 그 값을 다시 쓰므로 np.maximum(x, 0)처럼 새 배열을 돌려주세요.",
)
def relu_changes_its_input(x):
    x = _as_float(x)
    x[x < 0] = 0
    return x


@mistake(
    replaces="relu",
    en="x * (x > 0) is -inf * 0 = NaN at x = -inf. A mask does not choose, it multiplies; np.maximum(x, 0) chooses.",
    ko="x * (x > 0)은 x = -inf에서 -inf * 0 = NaN입니다. mask를 곱하는 것은 고르는 것이 아닙니다. np.maximum(x, 0)을 쓰세요.",
)
def relu_multiplies_by_a_mask(x):
    x = _as_float(x)
    return x * (x > 0)


@mistake(
    replaces="relu",
    en="For integer x the result stays an integer array, and the next layer inherits it. Integers are to become float64: call _as_float first.",
    ko="정수 x를 넣으면 결과도 정수 배열로 남아 다음 층까지 이어집니다. 정수는 float64가 되어야 하므로 먼저 _as_float를 부르세요.",
)
def relu_leaves_integers_integers(x):
    return np.maximum(x, 0)


@mistake(
    replaces="relu_grad",
    en="At x = 0 the derivative of ReLU is 0 by convention (PyTorch's too); yours is 1, so use x > 0, not x >= 0.",
    ko="x = 0에서 ReLU의 미분은 관례상 0입니다(PyTorch도 같습니다). 지금은 1이 나오므로 x >= 0이 아니라 x > 0을 써야 합니다.",
)
def relu_grad_one_at_zero(x):
    x = _as_float(x)
    return (x >= 0).astype(x.dtype)


@mistake(
    replaces="relu_grad",
    en="x > 0 is an array of bools. A derivative is a number: convert it to the float type of x, or the next subtraction raises.",
    ko="x > 0은 bool 배열입니다. 미분값은 수여야 하므로 x의 실수형으로 바꾸세요. 그대로 두면 뒤이은 뺄셈에서 오류가 납니다.",
)
def relu_grad_is_boolean(x):
    return np.asarray(x) > 0


@mistake(
    replaces="relu_grad",
    en="float32 goes in and float64 comes out: astype(float) always means float64. Use astype(x.dtype).",
    ko="float32를 넣었는데 float64가 나옵니다. astype(float)은 언제나 float64이므로 astype(x.dtype)을 쓰세요.",
)
def relu_grad_turns_into_float64(x):
    return (np.asarray(x) > 0).astype(float)


# --- leaky_relu


@mistake(
    replaces="leaky_relu",
    en="max(x, slope * x) is leaky ReLU only while the slope is at most 1; above, it takes the wrong branch on both sides. Choose by the sign of x.",
    ko="max(x, slope * x)는 기울기가 1 이하일 때만 leaky ReLU와 같습니다. 1보다 크면 양쪽 모두 반대쪽을 고릅니다. x의 부호로 나누세요.",
)
def leaky_relu_as_a_maximum(x, negative_slope=0.01):
    x = _as_float(x)
    return np.maximum(x, negative_slope * x)


@mistake(
    replaces="leaky_relu",
    en="The slope is applied to the positive side. Positives pass unchanged; negatives are multiplied by negative_slope.",
    ko="기울기가 양수 쪽에 적용되었습니다. 양수는 그대로 통과하고, 음수에 negative_slope를 곱합니다.",
)
def leaky_relu_slope_on_the_positives(x, negative_slope=0.01):
    x = _as_float(x)
    return np.where(x > 0, negative_slope * x, x)


@mistake(
    replaces="leaky_relu",
    en="You always use 0.01. That is only the default: multiply by negative_slope.",
    ko="항상 0.01을 쓰고 있습니다. 0.01은 기본값일 뿐이므로 negative_slope를 곱하세요.",
)
def leaky_relu_always_one_hundredth(x, negative_slope=0.01):
    x = _as_float(x)
    return np.where(x > 0, x, 0.01 * x)


@mistake(
    replaces="leaky_relu",
    en="Multiplying by masks gives inf * 0 = NaN at infinite x. A mask does not choose, it multiplies; use np.where.",
    ko="mask를 곱하면 x가 무한대일 때 inf * 0 = NaN이 됩니다. mask 곱셈은 고르는 것이 아니므로 np.where를 쓰세요.",
)
def leaky_relu_multiplies_by_masks(x, negative_slope=0.01):
    x = _as_float(x)
    return x * (x > 0) + negative_slope * x * (x <= 0)


@mistake(
    replaces="leaky_relu",
    en="A copy of an integer array holds integers, so -0.03 is cut to 0. Turn x into floats first, with _as_float.",
    ko="정수 배열의 복사본에는 정수만 담기므로 -0.03이 0으로 잘립니다. 먼저 _as_float로 x를 실수로 바꾸세요.",
)
def leaky_relu_truncates_integers(x, negative_slope=0.01):
    x = np.asarray(x)
    out = x.copy()
    out[x < 0] = negative_slope * x[x < 0]
    return out


@mistake(
    replaces="leaky_relu_grad",
    en="At x = 0 the derivative of leaky ReLU is negative_slope by convention (PyTorch's too); yours is 1, so use x > 0.",
    ko="x = 0에서 leaky ReLU의 미분은 관례상 negative_slope입니다(PyTorch도 같습니다). 지금은 1이 나오므로 x > 0을 쓰세요.",
)
def leaky_relu_grad_one_at_zero(x, negative_slope=0.01):
    x = _as_float(x)
    return np.where(x >= 0, 1, negative_slope).astype(x.dtype)


@mistake(
    replaces="leaky_relu_grad",
    en="This is ReLU's derivative, 0 below 0. Leaky ReLU passes negative_slope there: that is what keeps its units from dying.",
    ko="0 아래에서 0이 되는 것은 ReLU의 미분입니다. leaky ReLU는 거기서 negative_slope를 통과시킵니다. 그래서 unit이 죽지 않습니다.",
)
def leaky_relu_grad_without_the_slope(x, negative_slope=0.01):
    x = _as_float(x)
    return (x > 0).astype(x.dtype)


@mistake(
    replaces="leaky_relu_grad",
    en="float32 goes in and float64 comes out: np.where on two Python numbers knows nothing of x. Cast the result to x.dtype.",
    ko="float32를 넣었는데 float64가 나옵니다. 숫자 둘만 받은 np.where는 x의 dtype을 모릅니다. 결과를 x.dtype으로 바꾸세요.",
)
def leaky_relu_grad_turns_into_float64(x, negative_slope=0.01):
    return np.where(_as_float(x) > 0, 1, float(negative_slope))


# --- elu


@mistake(
    replaces="elu",
    en="The mask multiplies e^x on the positive side too, where it overflows: 0 * inf = NaN. Choose with np.where, and give exp only min(x, 0).",
    ko="mask를 곱하면 양수 쪽에서도 e^x가 계산되어 0 * inf = NaN이 됩니다. np.where로 고르고, exp에는 min(x, 0)만 넣으세요.",
)
def elu_multiplies_by_masks(x, alpha=1.0):
    x = _as_float(x)
    return np.maximum(x, 0) + (x <= 0) * alpha * (np.exp(x) - 1)


@mistake(
    replaces="elu",
    en="alpha is not used: below 0, ELU is alpha (e^x - 1), which levels off at -alpha.",
    ko="alpha를 쓰지 않았습니다. 0 아래에서 ELU는 alpha (e^x - 1)이고 -alpha로 수렴합니다.",
)
def elu_without_alpha(x, alpha=1.0):
    x = _as_float(x)
    return np.maximum(x, 0) + np.expm1(np.minimum(x, 0))


@mistake(
    replaces="elu",
    en="alpha e^x - 1 jumps at 0 unless alpha is 1. The parentheses matter: alpha (e^x - 1).",
    ko="alpha e^x - 1은 alpha가 1이 아니면 0에서 끊어집니다. 괄호를 넣어 alpha (e^x - 1)로 쓰세요.",
)
def elu_alpha_outside_the_parentheses(x, alpha=1.0):
    x = _as_float(x)
    return np.where(x > 0, x, alpha * np.exp(np.minimum(x, 0)) - 1)


@mistake(
    replaces="elu",
    en="A copy of an integer array holds integers, so -0.63 is cut to 0. Turn x into floats first, with _as_float.",
    ko="정수 배열의 복사본에는 정수만 담기므로 -0.63이 0으로 잘립니다. 먼저 _as_float로 x를 실수로 바꾸세요.",
)
def elu_truncates_integers(x, alpha=1.0):
    x = np.asarray(x)
    out = x.copy()
    out[x <= 0] = alpha * np.expm1(x[x <= 0])
    return out


@mistake(
    replaces="elu_grad",
    en="At x = 0 the derivative of ELU is alpha by convention (PyTorch's too); yours is 1, so use x > 0, not x >= 0.",
    ko="x = 0에서 ELU의 미분은 관례상 alpha입니다(PyTorch도 같습니다). 지금은 1이 나오므로 x >= 0이 아니라 x > 0을 쓰세요.",
)
def elu_grad_one_at_zero(x, alpha=1.0):
    x = _as_float(x)
    return np.where(x >= 0, 1, alpha * np.exp(np.minimum(x, 0)))


@mistake(
    replaces="elu_grad",
    en="x + alpha is the derivative written in the output (elu(x) + alpha). Your argument is the input: use elu(x) + alpha, or alpha e^x.",
    ko="x + alpha는 출력으로 나타낸 미분(elu(x) + alpha)에 입력을 넣은 것입니다. elu(x) + alpha 또는 alpha e^x를 쓰세요.",
)
def elu_grad_of_the_output(x, alpha=1.0):
    x = _as_float(x)
    return np.where(x > 0, 1, x + alpha)


@mistake(
    replaces="elu_grad",
    en="alpha is lost in the derivative: below 0 it is alpha e^x.",
    ko="미분에서 alpha가 빠졌습니다. 0 아래에서 미분은 alpha e^x입니다.",
)
def elu_grad_without_alpha(x, alpha=1.0):
    return np.exp(np.minimum(_as_float(x), 0))


@mistake(
    replaces="elu_grad",
    en="The mask multiplies e^x on the positive side too, where it overflows: 0 * inf = NaN. Choose with np.where, or give exp only min(x, 0).",
    ko="mask를 곱하면 양수 쪽에서도 e^x가 계산되어 0 * inf = NaN이 됩니다. np.where로 고르거나, exp에 min(x, 0)만 넣으세요.",
)
def elu_grad_multiplies_by_masks(x, alpha=1.0):
    x = _as_float(x)
    return (x > 0) + (x <= 0) * alpha * np.exp(x)


# --- gelu


@mistake(
    replaces="gelu",
    en="This is the approximation with tanh, which is off by up to 5e-4. The exact GELU is x (1 + erf(x / sqrt(2))) / 2.",
    ko="이것은 tanh를 쓴 근사식으로, 오차가 최대 5e-4입니다. 정확한 GELU는 x (1 + erf(x / sqrt(2))) / 2입니다.",
)
def gelu_by_the_tanh_approximation(x):
    x = _as_float(x)
    bounded = np.clip(x, -20, 20)
    inner = math.sqrt(2 / math.pi) * (bounded + 0.044715 * bounded**3)
    return np.where(x == -np.inf, 0, x) * (1 + right_tanh(inner)) / 2


@mistake(
    replaces="gelu",
    en="x sigmoid(1.702 x) is the quick approximation, off by up to 0.02. The exact GELU is x (1 + erf(x / sqrt(2))) / 2.",
    ko="x sigmoid(1.702 x)는 빠른 근사식으로, 오차가 최대 0.02입니다. 정확한 GELU는 x (1 + erf(x / sqrt(2))) / 2입니다.",
)
def gelu_by_the_sigmoid_approximation(x):
    x = _as_float(x)
    return np.where(x == -np.inf, 0, x) * right_sigmoid(1.702 * x)


@mistake(
    replaces="gelu",
    en="erf belongs to a variance of 1/2. The standard normal distribution function is (1 + erf(x / sqrt(2))) / 2: divide x by sqrt(2) first.",
    ko="erf는 분산이 1/2인 정규분포의 것입니다. 표준정규분포의 누적분포함수는 (1 + erf(x / sqrt(2))) / 2이므로 x를 먼저 sqrt(2)로 나누세요.",
)
def gelu_without_the_root_of_two(x):
    x = _as_float(x)
    return np.where(x == -np.inf, 0, x) * _normal_cdf(x * math.sqrt(2))


@mistake(
    replaces="gelu",
    en="At x = -inf your product is -inf * 0 = NaN. The limit is 0, since Phi falls faster than x grows: treat -inf apart.",
    ko="x = -inf에서 곱이 -inf * 0 = NaN이 됩니다. Phi가 훨씬 빨리 0으로 가므로 극한은 0입니다. -inf를 따로 처리하세요.",
)
def gelu_nan_at_minus_infinity(x):
    x = _as_float(x)
    return x * _normal_cdf(x)


@mistake(
    replaces="gelu",
    en="float32 goes in and float64 comes out: np.vectorize(math.erf) always gives float64. Cast the result back to the type of x.",
    ko="float32를 넣었는데 float64가 나옵니다. np.vectorize(math.erf)는 언제나 float64를 돌려주므로 결과를 x의 dtype으로 되돌리세요.",
)
def gelu_turns_into_float64(x):
    x = _as_float(x)
    erf = np.vectorize(math.erf, otypes=[float])
    return np.where(x == -np.inf, 0, x) * 0.5 * (1 + erf(x / math.sqrt(2)))


@mistake(
    replaces="gelu_grad",
    en="The product rule has two terms: (x Phi(x))' = Phi(x) + x phi(x). You have the first only.",
    ko="곱의 미분에는 항이 두 개 있습니다: (x Phi(x))' = Phi(x) + x phi(x). 지금은 첫째 항만 있습니다.",
)
def gelu_grad_without_the_product_rule(x):
    return _normal_cdf(_as_float(x))


@mistake(
    replaces="gelu_grad",
    en="At infinite x your second term is inf * 0 = NaN. Its limit is 0, since the density falls faster than x grows: treat infinity apart.",
    ko="x가 무한대이면 둘째 항이 inf * 0 = NaN이 됩니다. 밀도가 훨씬 빨리 0으로 가므로 극한은 0입니다. 무한대를 따로 처리하세요.",
)
def gelu_grad_nan_at_infinity(x):
    x = _as_float(x)
    return _normal_cdf(x) + x * np.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)


@mistake(
    replaces="gelu_grad",
    en="This is the derivative of the approximation with tanh. The exact one is Phi(x) + x phi(x).",
    ko="이것은 tanh 근사식의 미분입니다. 정확한 GELU의 미분은 Phi(x) + x phi(x)입니다.",
)
def gelu_grad_of_the_tanh_approximation(x):
    x = np.clip(_as_float(x), -20, 20)
    c = math.sqrt(2 / math.pi)
    t = right_tanh(c * (x + 0.044715 * x**3))
    return (1 + t) / 2 + x * (1 - t**2) / 2 * c * (1 + 3 * 0.044715 * x**2)


# --- silu


@mistake(
    replaces="silu",
    en="At x = -inf your product is -inf * 0 = NaN. The limit is 0, since the sigmoid falls faster than x grows: treat -inf apart.",
    ko="x = -inf에서 곱이 -inf * 0 = NaN이 됩니다. sigmoid가 훨씬 빨리 0으로 가므로 극한은 0입니다. -inf를 따로 처리하세요.",
)
def silu_nan_at_minus_infinity(x):
    x = _as_float(x)
    return x * right_sigmoid(x)


@mistake(
    replaces="silu_grad",
    en="The product rule has two terms: (x s)' = s + x s (1 - s). You have the first only.",
    ko="곱의 미분에는 항이 두 개 있습니다: (x s)' = s + x s (1 - s). 지금은 첫째 항만 있습니다.",
)
def silu_grad_without_the_product_rule(x):
    return right_sigmoid(x)


@mistake(
    replaces="silu_grad",
    en="y + s (1 - y) needs the output y = silu(x); you put the input x in its place. Compute y = x s first.",
    ko="y + s (1 - y)에는 출력 y = silu(x)가 들어가야 하는데 입력 x를 넣었습니다. 먼저 y = x s를 구하세요.",
)
def silu_grad_of_the_output(x):
    x = _as_float(x)
    s = right_sigmoid(x)
    return x + s * (1 - x)


@mistake(
    replaces="silu_grad",
    en="At infinite x your second term is inf * 0 = NaN. Its limit is 0: treat infinity apart.",
    ko="x가 무한대이면 둘째 항이 inf * 0 = NaN이 됩니다. 극한은 0이므로 무한대를 따로 처리하세요.",
)
def silu_grad_nan_at_infinity(x):
    x = _as_float(x)
    s = right_sigmoid(x)
    return s + x * s * (1 - s)


# --- softplus


@mistake(
    replaces="softplus",
    en="log(1 + e^x) is inf as soon as x passes 710, though the answer is close to x. Use max(x, 0) + log1p(e^-|x|), or np.logaddexp(0, x).",
    ko="log(1 + e^x)는 답이 x에 가까운데도 x가 710을 넘으면 inf가 됩니다. max(x, 0) + log1p(e^-|x|)나 np.logaddexp(0, x)를 쓰세요.",
)
def softplus_overflows(x):
    return np.log(1 + np.exp(_as_float(x)))


@mistake(
    replaces="softplus",
    en="The stable form has two terms, max(x, 0) + log1p(e^-|x|); the maximum is missing, so positive x come out near 0.",
    ko="안정적인 식은 max(x, 0) + log1p(e^-|x|), 두 항입니다. max가 빠져서 양수 x의 결과가 0에 가깝게 나옵니다.",
)
def softplus_without_the_maximum(x):
    return np.log1p(np.exp(-np.abs(_as_float(x))))


@mistake(
    replaces="softplus_grad",
    en="1 - e^-y is the derivative written in the output y = softplus(x). At the input x it is sigmoid(x).",
    ko="1 - e^-y는 출력 y = softplus(x)로 나타낸 미분입니다. 입력 x에서의 미분은 sigmoid(x)입니다.",
)
def softplus_grad_of_the_output(x):
    return 1 - np.exp(-_as_float(x))


# --- softmax


@mistake(
    replaces="softmax",
    en="Without subtracting the row's maximum, e^x overflows (inf / inf) or every term underflows (0 / 0), and both are NaN. The shift cancels in the quotient.",
    ko="행의 최댓값을 빼지 않으면 e^x가 overflow(inf / inf)하거나 모두 underflow(0 / 0)해서 NaN이 됩니다. 뺀 값은 분자와 분모에서 약분됩니다.",
)
def softmax_without_the_shift(x, axis=-1):
    x = _as_float(x)
    _refuse_hidden_rows(x, axis)
    e = np.exp(x)
    return e / e.sum(axis=axis, keepdims=True)


@mistake(
    replaces="softmax",
    en="You subtract the maximum of the whole array, so a row far below it underflows to 0 / 0 = NaN. Each row needs its own maximum: x.max(axis=axis, keepdims=True).",
    ko="배열 전체의 최댓값을 뺐기 때문에 그보다 훨씬 작은 행은 0 / 0 = NaN이 됩니다. 행마다 x.max(axis=axis, keepdims=True)를 빼세요.",
)
def softmax_with_a_global_maximum(x, axis=-1):
    x = _as_float(x)
    _refuse_hidden_rows(x, axis)
    e = np.exp(x - x.max())
    return e / e.sum(axis=axis, keepdims=True)


@mistake(
    replaces="softmax",
    en="You always normalise over the last axis. The argument axis says which one: pass it to both max and sum.",
    ko="언제나 마지막 축으로 정규화하고 있습니다. 어느 축인지는 axis 인자가 정하므로 max와 sum에 모두 넘기세요.",
)
def softmax_always_over_the_last_axis(x, axis=-1):
    return right_softmax(x, -1)


@mistake(
    replaces="softmax",
    en="You divide by the sum of the whole array, so only all rows together sum to 1. Sum along axis, with keepdims=True.",
    ko="배열 전체의 합으로 나누어 모든 행을 합쳐야 1이 됩니다. keepdims=True로 axis를 따라 더하세요.",
)
def softmax_over_the_whole_array(x, axis=-1):
    x = _as_float(x)
    _refuse_hidden_rows(x, axis)
    return right_softmax(x.ravel()).reshape(x.shape)


@mistake(
    replaces="softmax",
    en="A row of only -inf comes back as NaN. No class is left to choose: raise ValueError.",
    ko="-inf만 있는 행이 NaN으로 나옵니다. 고를 class가 하나도 없으므로 ValueError를 일으키세요.",
)
def softmax_nan_for_a_hidden_row(x, axis=-1):
    x = _as_float(x)
    top = x.max(axis=axis, keepdims=True)
    e = np.exp(np.where(x == np.inf, 0, x - top))
    return e / e.sum(axis=axis, keepdims=True)


@mistake(
    replaces="softmax",
    en="A row of only -inf comes back uniform, as if nothing were masked, and the mistake upstream stays hidden. Raise ValueError.",
    ko="-inf만 있는 행이 아무것도 가리지 않은 것처럼 균등하게 나와, 앞에서 생긴 잘못이 드러나지 않습니다. ValueError를 일으키세요.",
)
def softmax_uniform_for_a_hidden_row(x, axis=-1):
    x = _as_float(x)
    top = x.max(axis=axis, keepdims=True)
    e = np.exp(np.where(x == top, 0, x - top))
    return e / e.sum(axis=axis, keepdims=True)


@mistake(
    replaces="softmax",
    en="A row with +inf comes back as NaN, since inf - inf is NaN. The limit is one-hot: put 0 where x equals the maximum.",
    ko="+inf가 있는 행은 inf - inf 때문에 NaN이 됩니다. 극한은 one-hot이므로 x가 최댓값과 같은 자리에는 0을 넣으세요.",
)
def softmax_nan_at_plus_infinity(x, axis=-1):
    x = _as_float(x)
    _refuse_hidden_rows(x, axis)
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


@mistake(
    replaces="softmax",
    en="x -= x.max(...) writes into the caller's logits. Write x = x - x.max(...), which makes a new array.",
    ko="x -= x.max(...)는 호출한 쪽의 logit을 바꿉니다. 새 배열을 만드는 x = x - x.max(...)로 쓰세요.",
)
def softmax_changes_its_input(x, axis=-1):
    x = _as_float(x)
    _refuse_hidden_rows(x, axis)
    x -= x.max(axis=axis, keepdims=True)
    x[np.isnan(x)] = 0
    e = np.exp(x)
    return e / e.sum(axis=axis, keepdims=True)


# --- softmax_jvp


@mistake(
    replaces="softmax_jvp",
    en="The Jacobian of a row of 50,000 takes 20 GB. It is diag(s) - s s^T, so multiply it out on paper: s * (v - sum(s * v)).",
    ko="길이 50,000인 행의 Jacobian은 20 GB입니다. Jacobian이 diag(s) - s s^T이므로 손으로 먼저 전개하세요: s * (v - sum(s * v)).",
)
def softmax_jvp_forms_the_jacobian(x, v, axis=-1):
    s = np.moveaxis(right_softmax(x, axis), axis, -1)
    v = np.moveaxis(v, axis, -1)
    jacobian = (
        s[..., :, None] * np.eye(s.shape[-1], dtype=s.dtype) - s[..., :, None] * s[..., None, :]
    )
    return np.moveaxis((jacobian @ v[..., None])[..., 0], -1, axis)


@mistake(
    replaces="softmax_jvp",
    en="s (1 - s) is only the diagonal of the Jacobian. Each output depends on every input, so the -s_i s_j off the diagonal are needed: s * (v - sum(s * v)).",
    ko="s (1 - s)는 Jacobian의 대각 성분일 뿐입니다. 출력마다 모든 입력에 의존하므로 -s_i s_j도 필요합니다: s * (v - sum(s * v)).",
)
def softmax_jvp_diagonal_only(x, v, axis=-1):
    s = right_softmax(x, axis)
    return s * (1 - s) * v


@mistake(
    replaces="softmax_jvp",
    en="You use x as if it were the probabilities. x is the input (the logits): compute s = softmax(x, axis) first.",
    ko="x를 확률처럼 쓰고 있습니다. x는 입력(logit)이므로 먼저 s = softmax(x, axis)를 구하세요.",
)
def softmax_jvp_of_the_output(x, v, axis=-1):
    x = _as_float(x)
    return x * (v - (x * v).sum(axis=axis, keepdims=True))


@mistake(
    replaces="softmax_jvp",
    en="You always work along the last axis. Pass axis on, to softmax and to the sum.",
    ko="언제나 마지막 축을 따라 계산하고 있습니다. axis를 softmax와 sum에 모두 넘기세요.",
)
def softmax_jvp_always_over_the_last_axis(x, v, axis=-1):
    s = right_softmax(x, -1)
    return s * (v - (s * v).sum(axis=-1, keepdims=True))


@mistake(
    replaces="softmax_jvp",
    en="sum(s * v) runs over the whole array, so the rows leak into each other. Sum along axis, with keepdims=True.",
    ko="sum(s * v)가 배열 전체를 더해 행들이 서로 섞입니다. keepdims=True로 axis를 따라 더하세요.",
)
def softmax_jvp_sums_over_the_whole_array(x, v, axis=-1):
    s = right_softmax(x, axis)
    return s * (v - (s * v).sum())
