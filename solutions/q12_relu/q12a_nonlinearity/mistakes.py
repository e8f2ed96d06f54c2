"""What students write at midnight, and what they should read."""

import numpy as np

from autograder.authoring import mistake

# --- collapse_linear_layers


@mistake(
    replaces="collapse_linear_layers",
    en="Your product is in the wrong order. With x on the left, the first layer comes first: W1 @ W2 @ ... @ WL. (With column vectors, y = W x, it would be the other way round.)",
    ko="곱하는 순서가 반대입니다. x가 왼쪽에 있으므로 첫 층부터 W1 @ W2 @ ... @ WL입니다. (열벡터로 y = W x라고 쓸 때는 반대가 됩니다.)",
)
def product_in_the_wrong_order(weights, biases):
    W, b = weights[0] * 1.0, biases[0] * 1.0
    for weight, bias in zip(weights[1:], biases[1:]):
        W = weight @ W
        b = b @ weight + bias
    return W, b


@mistake(
    replaces="collapse_linear_layers",
    en="The biases of the earlier layers are lost: you keep the last one only. Each bias passes through all the layers behind it: b = b @ W + bias, layer by layer.",
    ko="앞쪽 층의 bias가 사라졌습니다. 마지막 bias만 남겼습니다. bias도 뒤에 오는 모든 층을 통과하므로 층마다 b = b @ W + bias를 반복하세요.",
)
def earlier_biases_lost(weights, biases):
    W = weights[0] * 1.0
    for weight in weights[1:]:
        W = W @ weight
    return W, biases[-1] * 1.0


@mistake(
    replaces="collapse_linear_layers",
    en="You add the biases up as they are. A bias is added to the signal, so the layers behind it multiply it too: b = b @ W + bias, layer by layer.",
    ko="bias를 그대로 더했습니다. bias는 신호에 더해지므로 뒤에 오는 층의 가중치가 bias에도 곱해집니다. 층마다 b = b @ W + bias입니다.",
)
def biases_added_up(weights, biases):
    W = weights[0] * 1.0
    for weight in weights[1:]:
        W = W @ weight
    return W, np.sum(biases, axis=0) * 1.0


@mistake(
    replaces="collapse_linear_layers",
    en="Each bias is multiplied by the weights of its own layer, as if it were added to the layer's input. It is added behind them: b = b @ W + bias, not (b + bias) @ W.",
    ko="bias에 자기 층의 가중치까지 곱했습니다. 층의 입력에 더한 셈입니다. bias는 가중치 뒤에 더해지므로 (b + bias) @ W가 아니라 b = b @ W + bias입니다.",
)
def bias_through_its_own_layer(weights, biases):
    W, b = np.eye(len(weights[0])), np.zeros(len(weights[0]))
    for weight, bias in zip(weights, biases):
        W = W @ weight
        b = (b + bias) @ weight
    return W, b


@mistake(
    replaces="collapse_linear_layers",
    en="np.linalg.multi_dot needs two arrays at least, so a stack of one layer raises. Start from an identity matrix, or from weights[0], and multiply in a loop.",
    ko="np.linalg.multi_dot은 배열이 둘 이상이어야 하므로 층이 하나면 예외가 납니다. 단위행렬이나 weights[0]에서 시작해 반복문으로 곱하세요.",
)
def single_layer_forgotten(weights, biases):
    W = np.linalg.multi_dot([weight * 1.0 for weight in weights])
    b = np.zeros(len(weights[0]))
    for weight, bias in zip(weights, biases):
        b = b @ weight + bias
    return W, b


@mistake(
    replaces="collapse_linear_layers",
    en="You pop the first layer off the caller's lists, which are one layer shorter afterwards. Read weights[0] and go on with weights[1:].",
    ko="호출한 쪽의 리스트에서 첫 층을 pop해서, 호출 뒤에 리스트가 한 층 짧아집니다. weights[0]을 읽고 weights[1:]로 이어 가세요.",
)
def layers_popped(weights, biases):
    W, b = weights.pop(0), biases.pop(0)
    for weight, bias in zip(weights, biases):
        W = W @ weight
        b = b @ weight + bias
    if W.dtype != np.float32:
        W, b = W.astype(float), b.astype(float)
    return W, b


@mistake(
    replaces="collapse_linear_layers",
    en="The integers are multiplied as they are, and in int8 100 * 2 is -56. Turn the weights into floats before the first product.",
    ko="정수를 그대로 곱했습니다. int8에서 100 * 2는 -56입니다. 처음 곱하기 전에 가중치를 실수로 바꾸세요.",
)
def integers_wrap_round(weights, biases):
    W, b = weights[0], biases[0]
    for weight, bias in zip(weights[1:], biases[1:]):
        W = W @ weight
        b = b @ weight + bias
    if W.dtype != np.float32:
        W, b = W.astype(float), b.astype(float)
    return W, b


@mistake(
    replaces="collapse_linear_layers",
    en="float32 layers give you a float64 W and b: np.eye and np.zeros are float64 and promote all they meet. Give them the dtype of the weights.",
    ko="층이 float32인데 W와 b가 float64입니다. np.eye와 np.zeros가 float64라서 만나는 배열을 모두 승격시킵니다. 가중치의 dtype을 넘기세요.",
)
def identity_in_float64(weights, biases):
    W, b = np.eye(len(weights[0])), np.zeros(len(weights[0]))
    for weight, bias in zip(weights, biases):
        W = W @ weight
        b = b @ weight + bias
    return W, b


# --- is_affine


def _tables(f, *points):
    """What f gives at each of the points, as (N, K)."""
    return [np.reshape(f(p), (len(p), -1)) for p in points]


def _small(bend, tol, *values):
    return bool(np.all(np.abs(bend) <= tol * max(np.abs(v).max() for v in values)))


@mistake(
    replaces="is_affine",
    en="You test linearity, f(x + y) = f(x) + f(y). An affine function has an offset, which that counts twice: compare f(t x + (1 - t) y) with t f(x) + (1 - t) f(y), where the weights add up to 1.",
    ko="f(x + y) = f(x) + f(y)라는 선형성을 검사했습니다. affine 함수에는 상수항이 있어서 이 식에서는 두 번 더해집니다. 가중치의 합이 1인 f(t x + (1 - t) y)와 t f(x) + (1 - t) f(y)를 비교하세요.",
)
def linearity_tested(f, dim, rng, trials=64, tol=1e-8):
    x, y = rng.normal(size=(2, trials, dim))
    f_x, f_y, f_sum = _tables(f, x, y, x + y)
    return _small(f_sum - f_x - f_y, tol, f_x, f_y, f_sum)


@mistake(
    replaces="is_affine",
    en="Doubling the input is not enough. ReLU and |x| pass f(2 x) = 2 f(x), since they bend only at 0, and an offset fails it. Compare at a point between two random points.",
    ko="입력을 두 배 해 보는 것만으로는 부족합니다. ReLU와 |x|는 0에서만 꺾이므로 f(2 x) = 2 f(x)를 통과하고, 상수항이 있으면 오히려 실패합니다. 무작위로 고른 두 점 사이의 점에서 비교하세요.",
)
def only_doubling_tested(f, dim, rng, trials=64, tol=1e-8):
    x = rng.normal(size=(trials, dim))
    f_x, f_twice = _tables(f, x, 2 * x)
    return _small(f_twice - 2 * f_x, tol, f_x, f_twice)


@mistake(
    replaces="is_affine",
    en="You take the offset off and then test scaling only, along rays from 0. ReLU and |x| are straight along every ray and bend between rays: use two random points, neither of them 0.",
    ko="상수항을 뺀 뒤 0에서 뻗는 반직선을 따라 배수만 검사했습니다. ReLU와 |x|는 모든 반직선 위에서 곧고 반직선 사이에서 꺾입니다. 0이 아닌 무작위 점 두 개를 쓰세요.",
)
def only_rays_from_zero(f, dim, rng, trials=64, tol=1e-8):
    x, t = rng.normal(size=(trials, dim)), rng.uniform(size=(trials, 1))
    f_x, f_part, f_zero = _tables(f, x, t * x, 0 * x)
    return _small(f_part - t * f_x - (1 - t) * f_zero, tol, f_x, f_part, f_zero)


@mistake(
    replaces="is_affine",
    en="f(x) + f(-x) = 2 f(0) holds for every odd function as well, such as x^3 and sin x. The two points must be independent of each other, not x and -x.",
    ko="f(x) + f(-x) = 2 f(0)은 x^3이나 sin x 같은 홀함수에서도 모두 성립합니다. 두 점을 x와 -x로 잡지 말고 서로 독립으로 뽑으세요.",
)
def only_opposite_points(f, dim, rng, trials=64, tol=1e-8):
    x = rng.normal(size=(trials, dim))
    f_x, f_opposite, f_zero = _tables(f, x, -x, 0 * x)
    return _small(f_x + f_opposite - 2 * f_zero, tol, f_x, f_opposite, f_zero)


@mistake(
    replaces="is_affine",
    en="You move one coordinate at a time. x0 * x1 is affine in each coordinate alone and still not affine: draw all coordinates of both points.",
    ko="좌표를 하나씩만 움직였습니다. x0 * x1은 각 좌표만 보면 affine이지만 전체로는 아닙니다. 두 점의 모든 좌표를 뽑으세요.",
)
def one_coordinate_at_a_time(f, dim, rng, trials=64, tol=1e-8):
    x, t = rng.normal(size=(trials, dim)), rng.uniform(size=(trials, 1))
    y = x.copy()
    moved = rng.integers(dim, size=trials)
    y[np.arange(trials), moved] = rng.normal(size=trials)
    f_x, f_y, f_between = _tables(f, x, y, t * x + (1 - t) * y)
    return _small(f_between - t * f_x - (1 - t) * f_y, tol, f_x, f_y, f_between)


@mistake(
    replaces="is_affine",
    en="rng.random gives numbers from 0 to 1 only, so a function that bends below 0 looks straight to you. Draw from both sides: rng.uniform(-1, 1, ...) or rng.normal.",
    ko="rng.random은 0에서 1 사이의 수만 주므로 0보다 작은 곳에서 꺾이는 함수가 곧아 보입니다. rng.uniform(-1, 1, ...)이나 rng.normal로 양쪽에서 뽑으세요.",
)
def positive_points_only(f, dim, rng, trials=64, tol=1e-8):
    x, y = rng.random(size=(2, trials, dim))
    t = rng.uniform(size=(trials, 1))
    f_x, f_y, f_between = _tables(f, x, y, t * x + (1 - t) * y)
    return _small(f_between - t * f_x - (1 - t) * f_y, tol, f_x, f_y, f_between)


@mistake(
    replaces="is_affine",
    en="You look at the first output only. With (N, K) every output must be affine, so compare the whole arrays.",
    ko="첫 출력만 보았습니다. (N, K)이면 모든 출력이 affine이어야 하므로 배열 전체를 비교하세요.",
)
def first_output_only(f, dim, rng, trials=64, tol=1e-8):
    x, y = rng.normal(size=(2, trials, dim))
    t = rng.uniform(size=(trials, 1))
    f_x, f_y, f_between = (v[:, :1] for v in _tables(f, x, y, t * x + (1 - t) * y))
    return _small(f_between - t * f_x - (1 - t) * f_y, tol, f_x, f_y, f_between)


@mistake(
    replaces="is_affine",
    en="t of shape (trials, 1) times f(x) of shape (trials,) broadcasts to (trials, trials), which compares each trial with every other one. Bring f's result to (trials, K) first, or give t the dimensions of f's result.",
    ko="모양이 (trials, 1)인 t와 (trials,)인 f(x)를 곱하면 (trials, trials)로 broadcast되어 서로 다른 trial끼리 비교하게 됩니다. f의 결과를 (trials, K)로 바꾸거나 t의 차원을 f의 결과에 맞추세요.",
)
def broadcast_against_t(f, dim, rng, trials=64, tol=1e-8):
    x, y = rng.normal(size=(2, trials, dim))
    t = rng.uniform(size=(trials, 1))
    f_x, f_y, f_between = f(x), f(y), f(t * x + (1 - t) * y)
    return _small(f_between - t * f_x - (1 - t) * f_y, tol, f_x, f_y, f_between)


@mistake(
    replaces="is_affine",
    en="Your tolerance is absolute. A function with values near 1e9 differs by more through rounding alone, and one with values near 1e-9 by less however it bends: compare with tol times the largest |f|.",
    ko="허용 오차가 절대값입니다. 값이 1e9쯤인 함수는 반올림만으로도 그보다 크게 어긋나고, 1e-9쯤인 함수는 아무리 꺾여도 그보다 작습니다. tol에 |f|의 최댓값을 곱한 값과 비교하세요.",
)
def absolute_tolerance(f, dim, rng, trials=64, tol=1e-8):
    x, y = rng.normal(size=(2, trials, dim))
    t = rng.uniform(size=(trials, 1))
    f_x, f_y, f_between = _tables(f, x, y, t * x + (1 - t) * y)
    return bool(np.all(np.abs(f_between - t * f_x - (1 - t) * f_y) <= tol))


@mistake(
    replaces="is_affine",
    en="np.allclose has tolerances of its own, rtol=1e-5 and atol=1e-8: tol is ignored, small bends pass, and a function with values near 1e-9 always does. Compare with tol times the largest |f|.",
    ko="np.allclose는 자체 기본값 rtol=1e-5, atol=1e-8을 씁니다. tol은 무시되고, 작은 꺾임은 통과하며, 값이 1e-9쯤인 함수는 언제나 통과합니다. tol에 |f|의 최댓값을 곱한 값과 비교하세요.",
)
def tolerances_of_allclose(f, dim, rng, trials=64, tol=1e-8):
    x, y = rng.normal(size=(2, trials, dim))
    t = rng.uniform(size=(trials, 1))
    f_x, f_y, f_between = _tables(f, x, y, t * x + (1 - t) * y)
    return bool(np.allclose(f_between, t * f_x + (1 - t) * f_y))


@mistake(
    replaces="is_affine",
    en="Your tolerance is relative to each value by itself. Where a value happens to be near 0, rounding exceeds any share of it: compare with tol times the largest |f| of all.",
    ko="허용 오차를 값마다 따로 잡았습니다. 값이 우연히 0에 가까우면 반올림 오차가 그 값에 비해 커집니다. 전체에서 가장 큰 |f|에 tol을 곱한 값과 비교하세요.",
)
def relative_to_each_value(f, dim, rng, trials=64, tol=1e-8):
    x, y = rng.normal(size=(2, trials, dim))
    t = rng.uniform(size=(trials, 1))
    f_x, f_y, f_between = _tables(f, x, y, t * x + (1 - t) * y)
    return bool(np.allclose(f_between, t * f_x + (1 - t) * f_y, rtol=tol, atol=0))


@mistake(
    replaces="is_affine",
    en="The zero function is affine, but your difference 0 is not less than 0. Compare with <=.",
    ko="항상 0인 함수도 affine인데, 차이 0은 0보다 작지 않습니다. <=로 비교하세요.",
)
def zero_fails(f, dim, rng, trials=64, tol=1e-8):
    x, y = rng.normal(size=(2, trials, dim))
    t = rng.uniform(size=(trials, 1))
    f_x, f_y, f_between = _tables(f, x, y, t * x + (1 - t) * y)
    largest = max(np.abs(v).max() for v in (f_x, f_y, f_between))
    return bool(np.all(np.abs(f_between - t * f_x - (1 - t) * f_y) < tol * largest))


@mistake(
    replaces="is_affine",
    en="One trial that agrees is enough for you. ReLU agrees whenever both points lie on one side: all trials must, so use np.all, not np.any.",
    ko="trial 하나만 맞아도 통과시킵니다. 두 점이 같은 쪽에 있으면 ReLU도 맞습니다. 모든 trial이 맞아야 하므로 np.any가 아니라 np.all을 쓰세요.",
)
def one_agreement_is_enough(f, dim, rng, trials=64, tol=1e-8):
    x, y = rng.normal(size=(2, trials, dim))
    t = rng.uniform(size=(trials, 1))
    f_x, f_y, f_between = _tables(f, x, y, t * x + (1 - t) * y)
    largest = max(np.abs(v).max() for v in (f_x, f_y, f_between))
    return bool(np.any(np.abs(f_between - t * f_x - (1 - t) * f_y) <= tol * largest))


@mistake(
    replaces="is_affine",
    en="You draw from a generator of your own, so every call tests the same points. Draw from the rng that is handed in.",
    ko="직접 만든 generator에서 뽑아 호출할 때마다 같은 점을 검사합니다. 인자로 받은 rng에서 뽑으세요.",
)
def generator_of_its_own(f, dim, rng, trials=64, tol=1e-8):
    own = np.random.default_rng(0)
    x, y = own.normal(size=(2, trials, dim))
    t = own.uniform(size=(trials, 1))
    f_x, f_y, f_between = _tables(f, x, y, t * x + (1 - t) * y)
    return _small(f_between - t * f_x - (1 - t) * f_y, tol, f_x, f_y, f_between)


@mistake(
    replaces="is_affine",
    en="You draw from NumPy's global generator, which other code shares and reseeds. Draw from the rng that is handed in.",
    ko="NumPy의 전역 generator에서 뽑았습니다. 다른 코드와 공유되고 seed도 바뀔 수 있습니다. 인자로 받은 rng에서 뽑으세요.",
)
def global_generator(f, dim, rng, trials=64, tol=1e-8):
    x, y = np.random.normal(size=(2, trials, dim))
    t = np.random.uniform(size=(trials, 1))
    f_x, f_y, f_between = _tables(f, x, y, t * x + (1 - t) * y)
    return _small(f_between - t * f_x - (1 - t) * f_y, tol, f_x, f_y, f_between)


@mistake(
    replaces="is_affine",
    en="trials is ignored: you always make 64. The caller decides how sure to be and how long it may take.",
    ko="trials를 쓰지 않고 항상 64번 시험합니다. 얼마나 확실해야 하는지, 얼마나 걸려도 되는지는 호출하는 쪽이 정합니다.",
)
def trials_ignored(f, dim, rng, trials=64, tol=1e-8):
    x, y = rng.normal(size=(2, 64, dim))
    t = rng.uniform(size=(64, 1))
    f_x, f_y, f_between = _tables(f, x, y, t * x + (1 - t) * y)
    return _small(f_between - t * f_x - (1 - t) * f_y, tol, f_x, f_y, f_between)


# --- xor_network


@mistake(
    replaces="xor_network",
    en="This is AND: 1 for (1, 1) only. XOR is 1 where exactly one input is 1.",
    ko="AND입니다. (1, 1)에서만 1입니다. XOR은 입력 중 정확히 하나가 1일 때 1입니다.",
)
def network_for_and():
    return np.array([[1.0], [1.0]]), np.array([-1.0]), np.array([[1.0]]), np.array([0.0])


@mistake(
    replaces="xor_network",
    en="This is OR: it gives 1 for (1, 1) too. Something has to be subtracted where both inputs are 1: 2 relu(x1 + x2 - 1) is 0 elsewhere and 2 there, taken from relu(x1 + x2).",
    ko="OR입니다. (1, 1)에서도 1이 나옵니다. 두 입력이 모두 1일 때 무언가를 빼야 합니다. 2 relu(x1 + x2 - 1)은 그곳에서만 2이므로 relu(x1 + x2)에서 이것을 빼세요.",
)
def network_for_or():
    W1, b1 = np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([0.0, -1.0])
    return W1, b1, np.array([[1.0], [-1.0]]), np.array([0.0])


@mistake(
    replaces="xor_network",
    en="This is XNOR, the opposite: 1 where the inputs agree. Turn the signs in W2 round and set b2 to 0.",
    ko="반대인 XNOR입니다. 두 입력이 같을 때 1입니다. W2의 부호를 뒤집고 b2를 0으로 두세요.",
)
def network_for_xnor():
    W1, b1 = np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([0.0, -1.0])
    return W1, b1, np.array([[-1.0], [2.0]]), np.array([1.0])


@mistake(
    replaces="xor_network",
    en="These weights are for units with a step, which turn 0.5 and 1.5 into 1. A ReLU passes its size on: with thresholds at 0 and 1 the two units count 0, 1, 2 and 0, 0, 1, and the first minus twice the second is 0, 1, 0.",
    ko="0.5도 1.5도 1로 바꾸는 계단 함수 unit에 맞는 가중치입니다. ReLU는 크기를 그대로 내보냅니다. 문턱을 0과 1에 두면 두 unit이 0, 1, 2와 0, 0, 1이 되고, 첫째에서 둘째의 두 배를 빼면 0, 1, 0입니다.",
)
def weights_for_step_units():
    W1, b1 = np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([-0.5, -1.5])
    return W1, b1, np.array([[1.0], [-1.0]]), np.array([0.0])


@mistake(
    replaces="xor_network",
    en="A single hidden unit is not enough: along x1 + x2 = 0, 1, 2 the output has to go up and down again, and one ReLU bends only once, from flat. Use two.",
    ko="은닉 unit 하나로는 안 됩니다. x1 + x2가 0, 1, 2로 갈 때 출력은 올라갔다 내려와야 하는데, ReLU 하나는 평평하다가 한 번 꺾일 뿐입니다. 두 개를 쓰세요.",
)
def single_hidden_unit():
    return np.array([[1.0], [1.0]]), np.array([-0.5]), np.array([[1.0]]), np.array([0.25])


@mistake(
    replaces="xor_network",
    en="The weights look trained: the outputs are near 0 and 1, not exactly so. Think them up: with whole numbers every step is exact.",
    ko="학습으로 얻은 가중치처럼 보입니다. 출력이 0과 1에 가깝지만 정확하지는 않습니다. 직접 구성하세요. 정수를 쓰면 모든 계산이 정확합니다.",
)
def trained_until_close():
    W1, b1 = np.array([[1.02, 0.98], [0.99, 1.01]]), np.array([0.01, -0.99])
    return W1, b1, np.array([[0.97], [-1.93]]), np.array([0.003])


@mistake(
    replaces="xor_network",
    en="Decimal fractions such as 0.1 are not exact in binary, so an output is off in the last digit. Use whole numbers (or halves, quarters): then every step is exact.",
    ko="0.1 같은 소수는 이진수로 정확히 나타낼 수 없어 마지막 자리에서 어긋납니다. 정수(또는 1/2, 1/4)를 쓰면 모든 계산이 정확합니다.",
)
def off_in_the_last_digit():
    W1, b1 = np.array([[0.1, 0.1], [0.1, 0.1]]), np.array([0.2, -0.1])
    return W1, b1, np.array([[10.0], [-20.0]]), np.array([-2.0])


@mistake(
    replaces="xor_network",
    en="W2 must have the shape (H, 1) and b2 the shape (1,), as in any dense layer with one output; yours are (H,) and a number.",
    ko="출력이 하나인 dense layer이므로 W2의 모양은 (H, 1), b2의 모양은 (1,)이어야 합니다. 지금은 (H,)와 수 하나입니다.",
)
def output_layer_flat():
    W1, b1 = np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([0.0, -1.0])
    return W1, b1, np.array([1.0, -2.0]), 0.0
