"""Classic wrong answers, each with the sentence that its author should read."""

import math

import numpy as np
from solution import activation_variances as right_activation_variances
from solution import fan_in_and_fan_out as right_fans
from solution import he_normal as right_he_normal
from solution import is_symmetric_failure as right_is_symmetric_failure
from solution import orthogonal as right_orthogonal
from solution import xavier_uniform as right_xavier_uniform

from autograder.authoring import mistake

# --- fan_in_and_fan_out


@mistake(
    replaces="fan_in_and_fan_out",
    en="Fan-in and fan-out are swapped. A dense W is (in, out) and a kernel (out, in, kh, kw); fan_in counts the inputs of one output.",
    ko="fan-in과 fan-out이 뒤바뀌었습니다. dense의 W는 (in, out), 커널은 (out, in, kh, kw)이고, fan_in은 출력 하나로 들어오는 입력의 수입니다.",
)
def fans_swapped(shape):
    fan_in, fan_out = right_fans(shape)
    return fan_out, fan_in


@mistake(
    replaces="fan_in_and_fan_out",
    en="The dense layer is read as (out, in), as nn.Linear stores it. Here W is (in, out), since the layer computes x @ W.",
    ko="dense 층을 nn.Linear처럼 (out, in)으로 읽고 있습니다. 여기서는 x @ W를 계산하므로 W가 (in, out)입니다.",
)
def fans_of_a_torch_linear(shape):
    if len(shape) == 2:
        return shape[1], shape[0]
    return right_fans(shape)


@mistake(
    replaces="fan_in_and_fan_out",
    en="The receptive field is forgotten: an output of a convolution sums over in * kh * kw numbers, and an input reaches out * kh * kw.",
    ko="수용 영역이 빠졌습니다. convolution의 출력 하나는 in * kh * kw개를 더하고, 입력 하나는 out * kh * kw개로 나갑니다.",
)
def fans_without_the_receptive_field(shape):
    right_fans(shape)
    return shape if len(shape) == 2 else (shape[1], shape[0])


@mistake(
    replaces="fan_in_and_fan_out",
    en="The kernel's area counts for fan_out as well: each input is used at kh * kw positions of each output channel.",
    ko="커널의 넓이는 fan_out에도 곱해야 합니다. 입력 하나는 출력 채널마다 kh * kw개 위치에서 쓰입니다.",
)
def fans_with_the_area_on_one_side(shape):
    fan_in, fan_out = right_fans(shape)
    return fan_in, fan_out if len(shape) == 2 else shape[0]


@mistake(
    replaces="fan_in_and_fan_out",
    en="The kernel is read as (kh, kw, in, out), as Keras stores it. Here it is (out, in, kh, kw), as in PyTorch.",
    ko="커널을 Keras처럼 (kh, kw, in, out)으로 읽고 있습니다. 여기서는 PyTorch처럼 (out, in, kh, kw)입니다.",
)
def fans_of_a_keras_kernel(shape):
    right_fans(shape)
    area = math.prod(shape[:-2])
    return shape[-2] * area, shape[-1] * area


@mistake(
    replaces="fan_in_and_fan_out",
    en="A shape of one, three or five axes gets an answer, too. Only (in, out) and (out, in, kh, kw) have a meaning here: raise ValueError for others.",
    ko="축이 1, 3, 5개인 모양에도 답이 나옵니다. 여기서는 (in, out)과 (out, in, kh, kw)만 의미가 있으므로 나머지에는 ValueError를 일으키세요.",
)
def fans_of_any_shape(shape):
    if len(shape) <= 2:
        return shape[0], shape[-1]
    area = math.prod(shape[2:])
    return shape[1] * area, shape[0] * area


# --- xavier_uniform


@mistake(
    replaces="xavier_uniform",
    en="The standard deviation is used as the bound. A uniform distribution on [-a, a] has variance a^2 / 3, so a is sqrt(3) times the deviation.",
    ko="표준편차를 경계로 쓰고 있습니다. [-a, a] 균등분포의 분산은 a^2 / 3이므로 a는 표준편차의 sqrt(3)배입니다.",
)
def xavier_uniform_bounded_by_the_deviation(shape, rng, gain=1.0):
    bound = gain * math.sqrt(2 / sum(right_fans(shape)))
    return rng.uniform(-bound, bound, shape)


@mistake(
    replaces="xavier_uniform",
    en="All weights are positive. The interval is [-a, a], so that the mean is 0; rng.random alone starts at 0.",
    ko="가중치가 모두 양수입니다. 평균이 0이 되도록 구간은 [-a, a]여야 합니다. rng.random은 0부터 시작합니다.",
)
def xavier_uniform_from_zero(shape, rng, gain=1.0):
    return gain * math.sqrt(6 / sum(right_fans(shape))) * rng.random(shape)


@mistake(
    replaces="xavier_uniform",
    en="gain is not used. It multiplies the weights, so the bound is gain * sqrt(6 / (fan_in + fan_out)).",
    ko="gain을 쓰지 않았습니다. gain은 가중치에 곱해지므로 경계는 gain * sqrt(6 / (fan_in + fan_out))입니다.",
)
def xavier_uniform_without_gain(shape, rng, gain=1.0):
    return right_xavier_uniform(shape, rng)


@mistake(
    replaces="xavier_uniform",
    en="gain stands under the square root. It multiplies the weights, and the variance by gain^2: gain * sqrt(6 / (fan_in + fan_out)).",
    ko="gain이 제곱근 안에 있습니다. gain은 가중치에 곱해지고 분산에는 gain^2이 곱해집니다: gain * sqrt(6 / (fan_in + fan_out)).",
)
def xavier_uniform_gain_under_the_root(shape, rng, gain=1.0):
    bound = math.sqrt(6 * gain / sum(right_fans(shape)))
    return rng.uniform(-bound, bound, shape)


@mistake(
    replaces="xavier_uniform",
    en="The bound is sqrt(3 / (fan_in + fan_out)), but the variance 2 / (fan_in + fan_out) has a 2: the fans are averaged, so the bound is sqrt(6 / sum).",
    ko="경계가 sqrt(3 / (fan_in + fan_out))입니다. 두 fan의 평균을 쓰므로 분산은 2 / (fan_in + fan_out)이고 경계는 sqrt(6 / 합)입니다.",
)
def xavier_uniform_of_the_sum(shape, rng, gain=1.0):
    bound = gain * math.sqrt(3 / sum(right_fans(shape)))
    return rng.uniform(-bound, bound, shape)


@mistake(
    replaces="xavier_uniform",
    en="One slice is drawn and repeated, so the units are copies of each other and stay so. Draw the whole shape at once.",
    ko="한 조각만 뽑아 반복했으므로 unit들이 서로 복사본이고 계속 그대로 남습니다. 모양 전체를 한 번에 뽑으세요.",
)
def xavier_uniform_repeated(shape, rng, gain=1.0):
    bound = gain * math.sqrt(6 / sum(right_fans(shape)))
    return np.tile(rng.uniform(-bound, bound, shape[1:]), (shape[0],) + (1,) * (len(shape) - 1))


@mistake(
    replaces="xavier_uniform",
    en="np.random.seed fixes the global generator for the whole program, and rng stays unused. Draw from rng.",
    ko="np.random.seed는 프로그램 전체의 전역 generator를 고정하고, rng는 쓰이지 않습니다. rng에서 뽑으세요.",
)
def xavier_uniform_seeds_the_global_generator(shape, rng, gain=1.0):
    np.random.seed(0)
    bound = gain * math.sqrt(6 / sum(right_fans(shape)))
    return np.random.uniform(-bound, bound, shape)


# --- xavier_normal


@mistake(
    replaces="xavier_normal",
    en="The variance is passed where the standard deviation belongs. rng.normal takes the deviation: sqrt(2 / (fan_in + fan_out)).",
    ko="표준편차 자리에 분산을 넣었습니다. rng.normal은 표준편차 sqrt(2 / (fan_in + fan_out))를 받습니다.",
)
def xavier_normal_variance_as_deviation(shape, rng, gain=1.0):
    return gain * rng.normal(0, 2 / sum(right_fans(shape)), shape)


@mistake(
    replaces="xavier_normal",
    en="gain is not used. It multiplies the weights, whose standard deviation is gain * sqrt(2 / (fan_in + fan_out)).",
    ko="gain을 쓰지 않았습니다. gain은 가중치에 곱해지므로 표준편차는 gain * sqrt(2 / (fan_in + fan_out))입니다.",
)
def xavier_normal_without_gain(shape, rng, gain=1.0):
    return rng.normal(0, math.sqrt(2 / sum(right_fans(shape))), shape)


@mistake(
    replaces="xavier_normal",
    en="gain multiplies the variance. It multiplies the weights, so the variance gets gain^2.",
    ko="gain을 분산에 곱했습니다. gain은 가중치에 곱해지므로 분산에는 gain^2이 곱해집니다.",
)
def xavier_normal_gain_under_the_root(shape, rng, gain=1.0):
    return rng.normal(0, math.sqrt(2 * gain / sum(right_fans(shape))), shape)


@mistake(
    replaces="xavier_normal",
    en="The 2 is missing: the variance is one over the average of the fans, which is 2 / (fan_in + fan_out).",
    ko="2가 빠졌습니다. 분산은 두 fan의 평균의 역수, 즉 2 / (fan_in + fan_out)입니다.",
)
def xavier_normal_of_the_sum(shape, rng, gain=1.0):
    return rng.normal(0, gain * math.sqrt(1 / sum(right_fans(shape))), shape)


@mistake(
    replaces="xavier_normal",
    en="This is LeCun's variance, 1 / fan_in. Xavier's is a compromise with the backward pass: 2 / (fan_in + fan_out).",
    ko="1 / fan_in은 LeCun의 분산입니다. Xavier는 역전파와 절충한 2 / (fan_in + fan_out)입니다.",
)
def xavier_normal_is_lecuns(shape, rng, gain=1.0):
    return rng.normal(0, gain * math.sqrt(1 / right_fans(shape)[0]), shape)


@mistake(
    replaces="xavier_normal",
    en="The weights are products of a few vectors, a matrix of rank one: all units look in the same direction. Draw each entry by itself.",
    ko="몇 개의 벡터를 곱해 만든 rank 1 행렬이어서 모든 unit이 같은 방향만 봅니다. 원소마다 따로 뽑으세요.",
)
def xavier_normal_of_rank_one(shape, rng, gain=1.0):
    first = rng.normal(0, gain * math.sqrt(2 / sum(right_fans(shape))), shape[:1])
    signs = rng.choice([-1.0, 1.0], size=shape[1:])
    return np.multiply.outer(first, signs)


@mistake(
    replaces="xavier_normal",
    en="np.random.randn draws from the global generator, which anybody may have moved; rng stays unused. Draw from rng.",
    ko="np.random.randn은 누구나 바꿀 수 있는 전역 generator에서 뽑고, rng는 쓰이지 않습니다. rng에서 뽑으세요.",
)
def xavier_normal_from_the_global_generator(shape, rng, gain=1.0):
    return gain * math.sqrt(2 / sum(right_fans(shape))) * np.random.randn(*shape)


# --- he_normal


@mistake(
    replaces="he_normal",
    en="This is Xavier's variance, 2 / (fan_in + fan_out). He's is 2 / fan_in: one fan, and 2 since ReLU halves the second moment.",
    ko="2 / (fan_in + fan_out)은 Xavier의 분산입니다. He는 fan 하나만 쓰고, ReLU가 2차 모멘트를 절반으로 줄이므로 2 / fan_in입니다.",
)
def he_normal_is_xaviers(shape, rng, mode="fan_in"):
    right_he_normal(shape, np.random.default_rng(0), mode)
    return rng.normal(0, math.sqrt(2 / sum(right_fans(shape))), shape)


@mistake(
    replaces="he_normal",
    en="The 2 is missing. ReLU lets through half of the second moment, and without the 2 the signal halves in every layer.",
    ko="2가 빠졌습니다. ReLU는 2차 모멘트의 절반만 통과시키므로 2가 없으면 신호가 층마다 절반이 됩니다.",
)
def he_normal_without_the_two(shape, rng, mode="fan_in"):
    return right_he_normal(shape, rng, mode) / math.sqrt(2)


@mistake(
    replaces="he_normal",
    en="Two things: the 2 of He's variance, 2 / fan, is missing, and an unknown mode is silently taken for fan_out where it should raise ValueError.",
    ko="두 가지가 틀렸습니다. He의 분산 2 / fan에서 2가 빠졌고, 모르는 mode에 ValueError를 일으키지 않고 말없이 fan_out으로 처리합니다.",
)
def he_normal_without_the_two_and_any_mode(shape, rng, mode="fan_in"):
    return right_he_normal(shape, rng, mode if mode == "fan_in" else "fan_out") / math.sqrt(2)


@mistake(
    replaces="he_normal",
    en="The variance 2 / fan_in is passed where the standard deviation belongs: take its square root.",
    ko="표준편차 자리에 분산 2 / fan_in을 넣었습니다. 제곱근을 취하세요.",
)
def he_normal_variance_as_deviation(shape, rng, mode="fan_in"):
    right_he_normal(shape, np.random.default_rng(0), mode)
    fan = right_fans(shape)[mode == "fan_out"]
    return rng.normal(0, 2 / fan, shape)


@mistake(
    replaces="he_normal",
    en="mode is ignored: fan_in is always taken. With mode='fan_out' use fan_out, and raise ValueError for an unknown mode.",
    ko="mode를 무시하고 언제나 fan_in을 씁니다. mode='fan_out'이면 fan_out을 쓰고, 모르는 mode에는 ValueError를 일으키세요.",
)
def he_normal_ignores_mode(shape, rng, mode="fan_in"):
    return right_he_normal(shape, rng)


@mistake(
    replaces="he_normal",
    en="An unknown mode is silently taken for fan_out. A typing error should be heard of: raise ValueError.",
    ko="모르는 mode를 말없이 fan_out으로 처리합니다. 오타를 알 수 있도록 ValueError를 일으키세요.",
)
def he_normal_takes_any_mode(shape, rng, mode="fan_in"):
    return right_he_normal(shape, rng, mode if mode == "fan_in" else "fan_out")


@mistake(
    replaces="he_normal",
    en="A generator made inside starts anew in each call, so all layers of one shape get the same weights. Draw from the rng that you are given.",
    ko="함수 안에서 만든 generator는 부를 때마다 처음부터 시작하므로 모양이 같은 층들의 가중치가 모두 같아집니다. 넘겨받은 rng에서 뽑으세요.",
)
def he_normal_seeds_itself(shape, rng, mode="fan_in"):
    return right_he_normal(shape, np.random.default_rng(42), mode)


# --- he_uniform


@mistake(
    replaces="he_uniform",
    en="The standard deviation sqrt(2 / fan) is used as the bound. The variance of [-a, a] is a^2 / 3, so the bound is sqrt(6 / fan).",
    ko="표준편차 sqrt(2 / fan)을 경계로 쓰고 있습니다. [-a, a]의 분산은 a^2 / 3이므로 경계는 sqrt(6 / fan)입니다.",
)
def he_uniform_bounded_by_the_deviation(shape, rng, mode="fan_in"):
    right_he_normal(shape, np.random.default_rng(0), mode)
    bound = math.sqrt(2 / right_fans(shape)[mode == "fan_out"])
    return rng.uniform(-bound, bound, shape)


@mistake(
    replaces="he_uniform",
    en="The bound 1 / sqrt(fan) is what nn.Linear does by default; its variance is 1 / (3 fan), a sixth of He's. Use sqrt(6 / fan).",
    ko="경계 1 / sqrt(fan)은 nn.Linear의 기본값이며, 분산이 1 / (3 fan)으로 He의 6분의 1입니다. sqrt(6 / fan)을 쓰세요.",
)
def he_uniform_as_torchs_default(shape, rng, mode="fan_in"):
    right_he_normal(shape, np.random.default_rng(0), mode)
    bound = math.sqrt(1 / right_fans(shape)[mode == "fan_out"])
    return rng.uniform(-bound, bound, shape)


@mistake(
    replaces="he_uniform",
    en="This is Xavier's bound, sqrt(6 / (fan_in + fan_out)). He's takes one fan, the one that mode names: sqrt(6 / fan).",
    ko="sqrt(6 / (fan_in + fan_out))은 Xavier의 경계입니다. He는 mode가 가리키는 fan 하나만 씁니다: sqrt(6 / fan).",
)
def he_uniform_is_xaviers(shape, rng, mode="fan_in"):
    right_he_normal(shape, np.random.default_rng(0), mode)
    return right_xavier_uniform(shape, rng)


@mistake(
    replaces="he_uniform",
    en="mode is ignored: fan_in is always taken. With mode='fan_out' use fan_out, and raise ValueError for an unknown mode.",
    ko="mode를 무시하고 언제나 fan_in을 씁니다. mode='fan_out'이면 fan_out을 쓰고, 모르는 mode에는 ValueError를 일으키세요.",
)
def he_uniform_ignores_mode(shape, rng, mode="fan_in"):
    bound = math.sqrt(6 / right_fans(shape)[0])
    return rng.uniform(-bound, bound, shape)


@mistake(
    replaces="he_uniform",
    en="An unknown mode is silently taken for fan_out. A typing error should be heard of: raise ValueError.",
    ko="모르는 mode를 말없이 fan_out으로 처리합니다. 오타를 알 수 있도록 ValueError를 일으키세요.",
)
def he_uniform_takes_any_mode(shape, rng, mode="fan_in"):
    bound = math.sqrt(6 / right_fans(shape)[mode != "fan_in"])
    return rng.uniform(-bound, bound, shape)


@mistake(
    replaces="he_uniform",
    en="The weights are normal with the right variance; asked for is a uniform distribution on [-sqrt(6 / fan), sqrt(6 / fan)].",
    ko="분산은 맞지만 정규분포입니다. [-sqrt(6 / fan), sqrt(6 / fan)]의 균등분포가 필요합니다.",
)
def he_uniform_is_normal(shape, rng, mode="fan_in"):
    return right_he_normal(shape, rng, mode)


# --- lecun_normal


@mistake(
    replaces="lecun_normal",
    en="The tails are cut off at two standard deviations, as Keras does. Asked for is the plain normal distribution.",
    ko="Keras처럼 꼬리를 표준편차의 2배에서 잘랐습니다. 자르지 않은 정규분포가 필요합니다.",
)
def lecun_normal_truncated(shape, rng):
    z = rng.standard_normal(shape)
    while np.any(np.abs(z) > 2):
        z = np.where(np.abs(z) > 2, rng.standard_normal(shape), z)
    return z / 0.87962566103423978 / math.sqrt(right_fans(shape)[0])


@mistake(
    replaces="lecun_normal",
    en="The weights are clipped at two standard deviations, which lowers their variance. Asked for is the plain normal distribution.",
    ko="가중치를 표준편차의 2배에서 clip해서 분산이 줄었습니다. 자르지 않은 정규분포가 필요합니다.",
)
def lecun_normal_clipped(shape, rng):
    z = rng.standard_normal(shape)
    return np.clip(z, -2, 2) / math.sqrt(right_fans(shape)[0])


@mistake(
    replaces="lecun_normal",
    en="This is He's variance, 2 / fan_in, which makes up for ReLU. LeCun's is 1 / fan_in.",
    ko="2 / fan_in은 ReLU를 보정하는 He의 분산입니다. LeCun은 1 / fan_in입니다.",
)
def lecun_normal_is_hes(shape, rng):
    return rng.normal(0, math.sqrt(2 / right_fans(shape)[0]), shape)


@mistake(
    replaces="lecun_normal",
    en="The variance 1 / fan_in is passed where the standard deviation belongs: take its square root.",
    ko="표준편차 자리에 분산 1 / fan_in을 넣었습니다. 제곱근을 취하세요.",
)
def lecun_normal_variance_as_deviation(shape, rng):
    return rng.normal(0, 1 / right_fans(shape)[0], shape)


@mistake(
    replaces="lecun_normal",
    en="shape[0] is fan_in of a dense layer only. In a kernel it is the output channels: use fan_in_and_fan_out(shape)[0].",
    ko="shape[0]은 dense 층에서만 fan_in입니다. 커널에서는 출력 채널 수이므로 fan_in_and_fan_out(shape)[0]을 쓰세요.",
)
def lecun_normal_by_the_first_axis(shape, rng):
    right_fans(shape)
    return rng.normal(0, math.sqrt(1 / shape[0]), shape)


# --- orthogonal


@mistake(
    replaces="orthogonal",
    en="Q comes with signs that the QR routine chose, most of its diagonal negative. Make the diagonal of R positive: q * np.sign(np.diag(r)).",
    ko="Q의 부호는 QR 루틴이 정한 것이어서 대각 성분이 대부분 음수입니다. R의 대각을 양수로 만드세요: q * np.sign(np.diag(r)).",
)
def orthogonal_with_the_signs_of_qr(shape, rng, gain=1.0):
    if len(shape) < 2:
        raise ValueError("two axes or more are needed")
    rows, columns = shape[0], math.prod(shape[1:])
    q, _ = np.linalg.qr(rng.standard_normal((max(rows, columns), min(rows, columns))))
    return gain * (q if rows > columns else q.T).reshape(shape)


@mistake(
    replaces="orthogonal",
    en="You made the diagonal of Q positive. It is the diagonal of R that must be: q * np.sign(np.diag(r)).",
    ko="Q의 대각을 양수로 만들었습니다. 양수여야 하는 것은 R의 대각입니다: q * np.sign(np.diag(r)).",
)
def orthogonal_with_a_positive_diagonal(shape, rng, gain=1.0):
    if len(shape) < 2:
        raise ValueError("two axes or more are needed")
    rows, columns = shape[0], math.prod(shape[1:])
    q, _ = np.linalg.qr(rng.standard_normal((max(rows, columns), min(rows, columns))))
    q = q * np.sign(np.diag(q))
    return gain * (q if rows > columns else q.T).reshape(shape)


@mistake(
    replaces="orthogonal",
    en="rng.random is never negative, so all draws lean in one direction, and Q with them. Decompose a matrix of normal numbers.",
    ko="rng.random은 음수가 없어 뽑은 행렬이 한쪽으로 치우치고 Q도 그렇게 됩니다. 정규분포로 뽑은 행렬을 분해하세요.",
)
def orthogonal_of_a_uniform_matrix(shape, rng, gain=1.0):
    if len(shape) < 2:
        raise ValueError("two axes or more are needed")
    rows, columns = shape[0], math.prod(shape[1:])
    q, r = np.linalg.qr(rng.random((max(rows, columns), min(rows, columns))))
    q = q * np.sign(np.diag(r))
    return gain * (q if rows > columns else q.T).reshape(shape)


@mistake(
    replaces="orthogonal",
    en="QR of a wide matrix gives a Q that is square, too small for the shape. Decompose the tall one and transpose.",
    ko="가로로 긴 행렬의 QR에서는 Q가 정사각형이어서 모양에 맞지 않습니다. 세로로 긴 행렬을 분해해 전치하세요.",
)
def orthogonal_of_tall_matrices_only(shape, rng, gain=1.0):
    if len(shape) < 2:
        raise ValueError("two axes or more are needed")
    q, r = np.linalg.qr(rng.standard_normal((shape[0], math.prod(shape[1:]))))
    return gain * (q * np.sign(np.diag(r))).reshape(shape)


@mistake(
    replaces="orthogonal",
    en="The Q of the tall matrix is reshaped to the wide shape. That cuts its columns to pieces, and no row stays orthogonal to another: transpose Q first.",
    ko="세로로 긴 행렬의 Q를 전치하지 않고 가로로 긴 모양으로 reshape했습니다. 열이 조각나서 행끼리 더 이상 직교하지 않습니다. 먼저 전치하세요.",
)
def orthogonal_reshaped_instead_of_transposed(shape, rng, gain=1.0):
    if len(shape) < 2:
        raise ValueError("shape must have two axes or more")
    rows, columns = shape[0], math.prod(shape[1:])
    q, r = np.linalg.qr(rng.standard_normal((max(rows, columns), min(rows, columns))))
    return gain * (q * np.sign(np.diag(r))).reshape(shape)


@mistake(
    replaces="orthogonal",
    en="The shape is flattened to (-1, shape[-1]). A kernel's first axis is its output channels: the matrix is (shape[0], -1).",
    ko="모양을 (-1, shape[-1])로 펼쳤습니다. 커널의 첫 축이 출력 채널이므로 행렬은 (shape[0], -1)입니다.",
)
def orthogonal_flattened_to_the_last_axis(shape, rng, gain=1.0):
    if len(shape) < 2:
        raise ValueError("two axes or more are needed")
    return right_orthogonal((math.prod(shape[:-1]), shape[-1]), rng, gain).reshape(shape)


@mistake(
    replaces="orthogonal",
    en="gain is not used. Multiply the orthonormal matrix by it.",
    ko="gain을 쓰지 않았습니다. 정규직교 행렬에 gain을 곱하세요.",
)
def orthogonal_without_gain(shape, rng, gain=1.0):
    return right_orthogonal(shape, rng)


@mistake(
    replaces="orthogonal",
    en="The matrix is multiplied by sqrt(gain). gain multiplies the weights, so M M^T is gain^2 I.",
    ko="행렬에 sqrt(gain)을 곱했습니다. gain은 가중치에 곱해지므로 M M^T는 gain^2 I입니다.",
)
def orthogonal_by_the_root_of_gain(shape, rng, gain=1.0):
    return math.sqrt(gain) * right_orthogonal(shape, rng)


@mistake(
    replaces="orthogonal",
    en="The rows have length 1, but they are not orthogonal to each other. Use a QR decomposition.",
    ko="행의 길이는 1이지만 서로 직교하지 않습니다. QR 분해를 쓰세요.",
)
def orthogonal_normalised_only(shape, rng, gain=1.0):
    if len(shape) < 2:
        raise ValueError("two axes or more are needed")
    W = rng.standard_normal((shape[0], math.prod(shape[1:])))
    return gain * (W / np.linalg.norm(W, axis=1, keepdims=True)).reshape(shape)


@mistake(
    replaces="orthogonal",
    en="A vector has no rows and columns to be orthogonal: raise ValueError when shape has fewer than two axes.",
    ko="벡터에는 직교할 행과 열이 없습니다. shape의 축이 2개보다 적으면 ValueError를 일으키세요.",
)
def orthogonal_of_a_vector(shape, rng, gain=1.0):
    if len(shape) < 2:
        return right_orthogonal((*shape, 1), rng, gain).reshape(shape)
    return right_orthogonal(shape, rng, gain)


# --- activation_variances


@mistake(
    replaces="activation_variances",
    en="The variance is that of the pre-activation x @ W. Asked for is the layer's output: apply the activation first.",
    ko="pre-activation x @ W의 분산입니다. 층의 출력이 필요하므로 activation을 먼저 적용하세요.",
)
def variances_before_the_activation(init, activation, width, depth, rng, num_samples=1024):
    x = rng.standard_normal((num_samples, width))
    variances = []
    for _ in range(depth):
        z = x @ init((width, width), rng)
        variances.append(z.var())
        x = activation(z)
    return np.array(variances)


@mistake(
    replaces="activation_variances",
    en="This is the second moment, the mean of x^2. The variance is taken about the mean, which is not 0 after ReLU: use x.var().",
    ko="x^2의 평균인 2차 모멘트입니다. 분산은 평균을 빼고 구하며 ReLU 뒤의 평균은 0이 아닙니다. x.var()를 쓰세요.",
)
def variances_about_zero(init, activation, width, depth, rng, num_samples=1024):
    x = rng.standard_normal((num_samples, width))
    moments = []
    for _ in range(depth):
        x = activation(x @ init((width, width), rng))
        moments.append((x**2).mean())
    return np.array(moments)


@mistake(
    replaces="activation_variances",
    en="These are standard deviations. Square them: x.var(), not x.std().",
    ko="표준편차입니다. x.std()가 아니라 x.var()를 쓰세요.",
)
def variances_are_deviations(init, activation, width, depth, rng, num_samples=1024):
    variances = right_activation_variances(init, activation, width, depth, rng, num_samples)
    return np.sqrt(variances)


@mistake(
    replaces="activation_variances",
    en="The variance is taken for each unit and then averaged, which leaves out how the units' means differ. Take one over all entries: x.var().",
    ko="unit마다 분산을 구해 평균했으므로 unit 사이의 평균 차이가 빠집니다. 모든 원소에 대해 한 번에 x.var()를 구하세요.",
)
def variances_unit_by_unit(init, activation, width, depth, rng, num_samples=1024):
    x = rng.standard_normal((num_samples, width))
    variances = []
    for _ in range(depth):
        x = activation(x @ init((width, width), rng))
        variances.append(x.var(axis=0).mean())
    return np.array(variances)


@mistake(
    replaces="activation_variances",
    en="This divides by the count less one (ddof=1). The mean squared distance divides by the count: x.var() as it is.",
    ko="개수보다 하나 적은 수로 나누고 있습니다(ddof=1). 거리 제곱의 평균이므로 개수로 나누는 x.var()를 그대로 쓰세요.",
)
def variances_with_one_degree_less(init, activation, width, depth, rng, num_samples=1024):
    x = rng.standard_normal((num_samples, width))
    variances = []
    for _ in range(depth):
        x = activation(x @ init((width, width), rng))
        variances.append(x.var(ddof=1))
    return np.array(variances)


@mistake(
    replaces="activation_variances",
    en="The next layer gets the pre-activation, so the network is linear. Pass on what the activation returns.",
    ko="다음 층에 pre-activation을 넘기므로 선형 네트워크가 됩니다. activation의 결과를 넘기세요.",
)
def variances_pass_on_the_pre_activation(init, activation, width, depth, rng, num_samples=1024):
    x = rng.standard_normal((num_samples, width))
    variances = []
    for _ in range(depth):
        x = x @ init((width, width), rng)
        variances.append(activation(x).var())
    return np.array(variances)


@mistake(
    replaces="activation_variances",
    en="All layers share one W. Call init inside the loop: every layer has weights of its own.",
    ko="모든 층이 하나의 W를 같이 씁니다. 층마다 가중치가 다르므로 init을 반복문 안에서 부르세요.",
)
def variances_with_shared_weights(init, activation, width, depth, rng, num_samples=1024):
    x = rng.standard_normal((num_samples, width))
    W = init((width, width), rng)
    variances = []
    for _ in range(depth):
        x = activation(x @ W)
        variances.append(x.var())
    return np.array(variances)


@mistake(
    replaces="activation_variances",
    en="The list begins with the input. Asked for are the outputs of the depth layers, the first layer's first.",
    ko="입력의 분산부터 시작합니다. 첫 층부터 depth개 층의 출력만 필요합니다.",
)
def variances_begin_with_the_input(init, activation, width, depth, rng, num_samples=1024):
    x = rng.standard_normal((num_samples, width))
    variances = []
    for _ in range(depth):
        variances.append(x.var())
        x = activation(x @ init((width, width), rng))
    return np.array(variances)


@mistake(
    replaces="activation_variances",
    en="The input is uniform on [0, 1). It should be standard normal: rng.standard_normal, with mean 0 and variance 1.",
    ko="입력이 [0, 1) 균등분포입니다. 평균 0, 분산 1인 표준정규분포여야 합니다: rng.standard_normal.",
)
def variances_of_a_uniform_input(init, activation, width, depth, rng, num_samples=1024):
    x = rng.random((num_samples, width))
    variances = []
    for _ in range(depth):
        x = activation(x @ init((width, width), rng))
        variances.append(x.var())
    return np.array(variances)


@mistake(
    replaces="activation_variances",
    en="One sample is drawn and repeated. Draw num_samples of them: rng.standard_normal((num_samples, width)).",
    ko="표본 하나를 뽑아 반복했습니다. num_samples개를 뽑으세요: rng.standard_normal((num_samples, width)).",
)
def variances_of_one_repeated_sample(init, activation, width, depth, rng, num_samples=1024):
    x = np.tile(rng.standard_normal(width), (num_samples, 1))
    variances = []
    for _ in range(depth):
        x = activation(x @ init((width, width), rng))
        variances.append(x.var())
    return np.array(variances)


@mistake(
    replaces="activation_variances",
    en="Each layer starts a generator of its own with one seed, so all layers get the same weights. Pass rng itself to init.",
    ko="층마다 같은 seed로 generator를 새로 만들어 모든 층의 가중치가 같습니다. init에 rng를 그대로 넘기세요.",
)
def variances_with_a_seed_in_each_layer(init, activation, width, depth, rng, num_samples=1024):
    x = rng.standard_normal((num_samples, width))
    variances = []
    for _ in range(depth):
        x = activation(x @ init((width, width), np.random.default_rng(0)))
        variances.append(x.var())
    return np.array(variances)


@mistake(
    replaces="activation_variances",
    en="The input comes from the global np.random.randn. Draw it from rng, so that the same rng gives the same result.",
    ko="입력을 전역 np.random.randn에서 뽑았습니다. 같은 rng가 같은 결과를 주도록 rng에서 뽑으세요.",
)
def variances_of_a_global_input(init, activation, width, depth, rng, num_samples=1024):
    x = np.random.randn(num_samples, width)
    variances = []
    for _ in range(depth):
        x = activation(x @ init((width, width), rng))
        variances.append(x.var())
    return np.array(variances)


# --- is_symmetric_failure


def _same(units, atol=1e-9):
    """Whether all rows are the same."""
    return bool(len(units) > 1 and np.all(np.ptp(units, axis=0) <= atol))


def _units(params, layer):
    """A row for each unit: its incoming weights, its bias, its outgoing weights."""
    return np.column_stack([params[layer][0].T, params[layer][1], params[layer + 1][0]])


def _everything(params, grads, layer):
    return np.hstack([_units(params, layer), _units(grads, layer)])


@mistake(
    replaces="is_symmetric_failure",
    en="Only the parameters are compared. If the gradients differ (by dropout, say), the next step tells the units apart: compare grads too.",
    ko="파라미터만 비교했습니다. (dropout 등으로) gradient가 다르면 다음 스텝에서 unit들이 달라지므로 grads도 비교하세요.",
)
def symmetry_of_params_only(params, grads):
    return any(_same(_units(params, layer)) for layer in range(len(params) - 1))


@mistake(
    replaces="is_symmetric_failure",
    en="Only the gradients are compared. Units with different weights may happen to get the same gradients: compare params too.",
    ko="gradient만 비교했습니다. 가중치가 다른 unit들도 같은 gradient를 받을 수 있으므로 params도 비교하세요.",
)
def symmetry_of_grads_only(params, grads):
    return any(_same(_units(grads, layer)) for layer in range(len(params) - 1))


@mistake(
    replaces="is_symmetric_failure",
    en="Only the weight matrices are compared. A unit's bias and the bias's gradient may differ as well.",
    ko="가중치 행렬만 비교했습니다. unit의 bias와 그 gradient도 다를 수 있습니다.",
)
def symmetry_without_the_bias(params, grads):
    plain = [[(W, 0 * b) for W, b in layers] for layers in (params, grads)]
    return right_is_symmetric_failure(*plain)


@mistake(
    replaces="is_symmetric_failure",
    en="The outgoing weights, rows of the next layer's W, are left out, and so are their gradients. Units that are read differently are different.",
    ko="나가는 가중치(다음 층 W의 행)와 그 gradient가 빠졌습니다. 다음 층이 다르게 읽는 unit은 서로 다른 unit입니다.",
)
def symmetry_without_the_outgoing_weights(params, grads):
    for (W, b), (dW, db) in list(zip(params, grads))[:-1]:
        if _same(np.column_stack([W.T, b, dW.T, db])):
            return True
    return False


@mistake(
    replaces="is_symmetric_failure",
    en="A layer of one unit is reported. It is trivially the same as itself: require two units or more.",
    ko="unit이 하나뿐인 층도 실패라고 합니다. 자기 자신과 같은 것은 당연하므로 unit이 둘 이상인 층만 보세요.",
)
def symmetry_of_a_single_unit(params, grads):
    return any(
        bool(np.all(np.ptp(_everything(params, grads, layer), axis=0) <= 1e-9))
        for layer in range(len(params) - 1)
    )


@mistake(
    replaces="is_symmetric_failure",
    en="The output layer is checked like a hidden one. Its units are told apart by their targets: stop before the last layer.",
    ko="출력층도 은닉층처럼 검사합니다. 출력 unit은 target이 서로 구별해 주므로 마지막 층은 빼세요.",
)
def symmetry_of_the_output_layer_too(params, grads):
    (W, b), (dW, db) = params[-1], grads[-1]
    output = _same(np.column_stack([W.T, b, dW.T, db]))
    return output or right_is_symmetric_failure(params, grads)


@mistake(
    replaces="is_symmetric_failure",
    en="All hidden layers are required to be symmetric. One is enough to be a failure: any, not all.",
    ko="모든 은닉층이 대칭이어야 한다고 보고 있습니다. 한 층만 대칭이어도 실패이므로 all이 아니라 any입니다.",
)
def symmetry_of_every_layer(params, grads):
    hidden = range(len(params) - 1)
    return len(hidden) > 0 and all(_same(_everything(params, grads, layer)) for layer in hidden)


@mistake(
    replaces="is_symmetric_failure",
    en="Only the first hidden layer is looked at. Go through all layers but the last.",
    ko="첫 은닉층만 보고 있습니다. 마지막 층을 뺀 모든 층을 보세요.",
)
def symmetry_of_the_first_layer_only(params, grads):
    return len(params) > 1 and _same(_everything(params, grads, 0))


@mistake(
    replaces="is_symmetric_failure",
    en="The rows of W are compared, which belong to the inputs. A unit's incoming weights are a column, and its outgoing weights a row of the next W.",
    ko="입력에 해당하는 W의 행을 비교했습니다. unit으로 들어오는 가중치는 열이고, 나가는 가중치가 다음 층 W의 행입니다.",
)
def symmetry_of_rows(params, grads):
    for (W, b), (dW, db) in list(zip(params, grads))[:-1]:
        if _same(np.hstack([W, dW])) and np.ptp(b) <= 1e-9 and np.ptp(db) <= 1e-9:
            return True
    return False


@mistake(
    replaces="is_symmetric_failure",
    en="Two equal units are taken for a failure of the layer. Asked for is that all its units are the same.",
    ko="두 unit만 같아도 실패라고 합니다. 층의 모든 unit이 같아야 합니다.",
)
def symmetry_of_any_two_units(params, grads):
    for layer in range(len(params) - 1):
        units = _everything(params, grads, layer)
        for i in range(len(units)):
            for j in range(i):
                if np.all(np.abs(units[i] - units[j]) <= 1e-9):
                    return True
    return False


@mistake(
    replaces="is_symmetric_failure",
    en="Only zeros are recognised. Any constant is as bad: what counts is that the units are the same, not that they are 0.",
    ko="0만 찾아냅니다. 어떤 상수라도 마찬가지입니다. 값이 0인지가 아니라 unit들이 서로 같은지가 문제입니다.",
)
def symmetry_of_zeros_only(params, grads):
    return len(params) > 1 and all(bool(np.all(W == 0)) for W, _ in params)


@mistake(
    replaces="is_symmetric_failure",
    en="The units are compared with ==. Sums in another order differ in the last digit: allow 1e-9.",
    ko="unit을 ==로 비교했습니다. 더하는 순서만 달라도 마지막 자리가 달라지므로 1e-9까지는 같다고 보세요.",
)
def symmetry_to_the_last_digit(params, grads):
    return any(_same(_everything(params, grads, layer), 0.0) for layer in range(len(params) - 1))


@mistake(
    replaces="is_symmetric_failure",
    en="np.allclose as it comes allows a relative difference of 1e-5, with which units grow apart in training. Use rtol=0 and atol=1e-9.",
    ko="np.allclose의 기본값은 1e-5의 상대 오차를 허용하는데, 그만한 차이면 학습하면서 unit들이 달라집니다. rtol=0, atol=1e-9를 쓰세요.",
)
def symmetry_by_allclose(params, grads):
    for layer in range(len(params) - 1):
        units = _everything(params, grads, layer)
        if len(units) > 1 and np.allclose(units, units[:1]):
            return True
    return False
