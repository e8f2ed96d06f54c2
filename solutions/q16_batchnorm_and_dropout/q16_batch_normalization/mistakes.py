"""What students write at midnight, and what they should read."""

import numpy as np
from solution import _to_images as right_to_images
from solution import _to_rows as right_to_rows
from solution import batchnorm2d_backward as right_2d_backward
from solution import batchnorm2d_forward as right_2d_forward
from solution import batchnorm_backward as right_backward
from solution import batchnorm_forward as right_forward

from autograder.authoring import mistake, part_of


def _as_float(x):
    return x if np.issubdtype(x.dtype, np.floating) else x.astype(float)


def _checked(x):
    if len(x) < 2:
        raise ValueError("x must have two rows or more")
    return _as_float(x)


def _with(x, gamma, beta, inverse_std, mean=None):
    """The forward pass with an inverse standard deviation of one's own."""
    normalised = (x - (x.mean(axis=0) if mean is None else mean)) * inverse_std
    return gamma * normalised + beta, (normalised, inverse_std, gamma)


# batchnorm_forward, and what follows from it


@mistake(
    replaces="batchnorm_forward",
    en="You normalise with the unbiased variance (ddof=1). Batch norm divides by N here; only the running variance, which is another matter, takes N - 1.",
    ko="불편분산(ddof=1)으로 정규화하고 있습니다. 여기서는 N으로 나눈 분산을 씁니다. N - 1은 running variance에만 쓰는 것으로, 별개의 이야기입니다.",
)
def unbiased_variance(x, gamma, beta, eps=1e-5):
    x = _checked(x)
    return _with(x, gamma, beta, 1 / np.sqrt(x.var(axis=0, ddof=1) + eps))


@mistake(
    replaces="batchnorm_forward",
    en="eps stands under the root, sqrt(var + eps); you add it to the standard deviation.",
    ko="eps는 루트 안에 들어갑니다: sqrt(var + eps). 지금은 표준편차에 더하고 있습니다.",
)
def eps_outside_the_root(x, gamma, beta, eps=1e-5):
    x = _checked(x)
    return _with(x, gamma, beta, 1 / (x.std(axis=0) + eps))


@mistake(
    replaces="batchnorm_forward",
    en="You divide by the variance. To get a variance of 1, divide by its root.",
    ko="분산으로 나누고 있습니다. 분산이 1이 되려면 분산의 제곱근으로 나누어야 합니다.",
)
def root_forgotten(x, gamma, beta, eps=1e-5):
    x = _checked(x)
    return _with(x, gamma, beta, 1 / (x.var(axis=0) + eps))


@mistake(
    replaces="batchnorm_forward",
    en="mean(x^2) - mean(x)^2 is the difference of two nearly equal numbers where a column lies far from 0, and the digits cancel. Subtract the mean first, then square.",
    ko="열의 값이 0에서 멀면 mean(x^2) - mean(x)^2는 거의 같은 두 수의 차라서 유효 숫자가 사라집니다. 평균을 먼저 빼고 제곱하세요.",
)
def variance_by_cancellation(x, gamma, beta, eps=1e-5):
    x = _checked(x)
    var = (x**2).mean(axis=0) - x.mean(axis=0) ** 2
    return _with(x, gamma, beta, 1 / np.sqrt(np.maximum(var, 0) + eps))


@mistake(
    replaces="batchnorm_forward",
    en="You normalise each row over its features, which is layer norm. Batch norm takes the statistics of a column over the rows: axis=0.",
    ko="행마다 feature 방향으로 정규화했는데 그것은 layer norm입니다. batch norm은 열의 통계를 행 방향으로 구합니다: axis=0.",
)
def layer_norm_in_its_place(x, gamma, beta, eps=1e-5):
    x = _checked(x)
    mean, var = x.mean(axis=1, keepdims=True), x.var(axis=1, keepdims=True)
    return _with(x, gamma, beta, 1 / np.sqrt(var + eps), mean)


@mistake(
    replaces="batchnorm_forward",
    en="You take one mean and one variance of the whole array. Each feature has its own: give axis=0.",
    ko="배열 전체에서 평균과 분산을 하나씩만 구했습니다. feature마다 따로 구해야 하므로 axis=0을 주세요.",
)
def one_mean_for_all(x, gamma, beta, eps=1e-5):
    x = _checked(x)
    return _with(x, gamma, beta, np.ones_like(gamma) / np.sqrt(x.var() + eps), x.mean())


@mistake(
    replaces="batchnorm_forward",
    en="One row has no variance: the output would be beta, whatever x is. Raise ValueError where there are fewer than two values per feature, as PyTorch does.",
    ko="한 행에는 분산이 없어서 x가 무엇이든 출력이 beta가 됩니다. feature마다 값이 두 개가 안 되면 PyTorch처럼 ValueError를 내세요.",
)
def one_row_accepted(x, gamma, beta, eps=1e-5):
    x = _as_float(x)
    return _with(x, gamma, beta, 1 / np.sqrt(x.var(axis=0) + eps))


@mistake(
    replaces="batchnorm_forward",
    en="beta is added after gamma has scaled: gamma * normalised + beta, not gamma * (normalised + beta).",
    ko="beta는 gamma를 곱한 뒤에 더합니다: gamma * (normalised + beta)가 아니라 gamma * normalised + beta입니다.",
)
def beta_scaled_too(x, gamma, beta, eps=1e-5):
    out, cache = right_forward(x, gamma, beta, eps)
    return out - beta + gamma * beta, cache


@mistake(
    replaces="batchnorm_forward",
    en="The eps that is given has no effect: 1e-5 is used all the time. Use the argument in batchnorm_forward, and hand it on wherever you call that.",
    ko="받은 eps가 쓰이지 않고 항상 1e-5로 계산합니다. batchnorm_forward에서 인자를 쓰고, 그 함수를 부르는 곳에서도 넘겨주세요.",
)
def eps_ignored(x, gamma, beta, eps=1e-5):
    return right_forward(x, gamma, beta)


# batchnorm_backward; the 2d one is built on it


@mistake(
    replaces="batchnorm_backward",
    en="You treat the mean and the variance as constants: dx = dout gamma / std. They depend on every x of the column, so two more terms come from them; they take the mean of dout and its part along the normalised x away.",
    ko="평균과 분산을 상수로 보았습니다(dx = dout gamma / std). 둘 다 그 열의 모든 x에 따라 변하므로 항이 두 개 더 나옵니다. dout의 평균과 정규화된 x 방향의 성분을 빼야 합니다.",
)
def statistics_as_constants(dout, cache):
    normalised, inverse_std, gamma = cache
    return gamma * inverse_std * dout, (dout * normalised).sum(axis=0), dout.sum(axis=0)


@mistake(
    replaces="batchnorm_backward",
    en="The gradient goes through the mean but not through the variance: subtract normalised * mean(dout * normalised) too.",
    ko="gradient가 평균은 거치지만 분산은 거치지 않습니다. normalised * mean(dout * normalised)도 빼야 합니다.",
)
def variance_as_a_constant(dout, cache):
    normalised, inverse_std, gamma = cache
    dx = gamma * inverse_std * (dout - dout.mean(axis=0))
    return dx, (dout * normalised).sum(axis=0), dout.sum(axis=0)


@mistake(
    replaces="batchnorm_backward",
    en="The gradient goes through the variance but not through the mean: subtract the mean of dout over the batch too.",
    ko="gradient가 분산은 거치지만 평균은 거치지 않습니다. 배치에서 구한 dout의 평균도 빼야 합니다.",
)
def mean_as_a_constant(dout, cache):
    normalised, inverse_std, gamma = cache
    dgamma = (dout * normalised).sum(axis=0)
    dx = gamma * inverse_std * (dout - normalised * dgamma / len(dout))
    return dx, dgamma, dout.sum(axis=0)


@mistake(
    replaces="batchnorm_backward",
    en="dx lacks gamma: the gradient comes through the scale first.",
    ko="dx에 gamma가 빠졌습니다. gradient는 scale을 먼저 거칩니다.",
)
def gamma_forgotten(dout, cache):
    normalised, inverse_std, _ = cache
    _, dgamma, dbeta = right_backward(dout, cache)
    dx = inverse_std * (dout - dout.mean(axis=0) - normalised * dgamma / len(dout))
    return dx, dgamma, dbeta


@mistake(
    replaces="batchnorm_backward",
    en="dx lacks the division by the standard deviation: a unit of x moves the normalised x by 1 / std.",
    ko="dx를 표준편차로 나누지 않았습니다. x가 1만큼 움직이면 정규화된 x는 1 / std만큼 움직입니다.",
)
def deviation_forgotten(dout, cache):
    dx, dgamma, dbeta = right_backward(dout, cache)
    return dx / cache[1], dgamma, dbeta


@mistake(
    replaces="batchnorm_backward",
    en="dgamma and dbeta are sums over the batch, since one gamma and one beta serve all rows; you return means.",
    ko="gamma와 beta는 모든 행에 함께 쓰이므로 dgamma와 dbeta는 배치에 대한 합입니다. 평균을 반환하고 있습니다.",
)
def mean_for_sum(dout, cache):
    dx, dgamma, dbeta = right_backward(dout, cache)
    return dx, dgamma / len(dout), dbeta / len(dout)


def _forward_with_x(x, gamma, beta, eps=1e-5):
    """The forward pass with x and eps in the cache too."""
    out, cache = right_forward(x, gamma, beta, eps)
    return out, (*cache, _as_float(x), beta, eps)


@mistake(
    replaces="batchnorm_forward",
    en="dgamma is taken from x: gamma multiplies the normalised x, so dgamma = sum(dout * normalised).",
    ko="dgamma를 x로 계산했습니다. gamma는 정규화된 x에 곱해지므로 dgamma = sum(dout * normalised)입니다.",
)
def dgamma_from_x(x, gamma, beta, eps=1e-5):
    return _forward_with_x(x, gamma, beta, eps)


@part_of("dgamma_from_x", replaces="batchnorm_backward")
def dgamma_from_x_back(dout, cache):
    dx, _, dbeta = right_backward(dout, cache[:3])
    return dx, (dout * cache[3]).sum(axis=0), dbeta


@mistake(
    replaces="batchnorm_forward",
    en="dgamma is taken from out. In the normalised x there is no gamma and no beta yet: keep it in the cache.",
    ko="dgamma를 out으로 계산했습니다. 정규화된 x에는 아직 gamma와 beta가 들어 있지 않습니다. 그것을 cache에 두세요.",
)
def dgamma_from_out(x, gamma, beta, eps=1e-5):
    return _forward_with_x(x, gamma, beta, eps)


@part_of("dgamma_from_out", replaces="batchnorm_backward")
def dgamma_from_out_back(dout, cache):
    dx, _, dbeta = right_backward(dout, cache[:3])
    normalised, _, gamma, _, beta, _ = cache
    return dx, (dout * (gamma * normalised + beta)).sum(axis=0), dbeta


@mistake(
    replaces="batchnorm_forward",
    en="The backward pass gets the normalised x back as (out - beta) / gamma, which is 0 / 0 where gamma is 0. Keep it in the cache.",
    ko="backward에서 정규화된 x를 (out - beta) / gamma로 되돌리면 gamma가 0인 곳에서 0 / 0이 됩니다. cache에 보관하세요.",
)
def divided_by_gamma(x, gamma, beta, eps=1e-5):
    out, (_, inverse_std, _) = right_forward(x, gamma, beta, eps)
    return out, (out, inverse_std, gamma, beta)


@part_of("divided_by_gamma", replaces="batchnorm_backward")
def divided_by_gamma_back(dout, cache):
    out, inverse_std, gamma, beta = cache
    with np.errstate(all="ignore"):
        return right_backward(dout, ((out - beta) / gamma, inverse_std, gamma))


@mistake(
    replaces="batchnorm_forward",
    en="Your closed form for dx ignores eps: it takes the deviation (and the normalised x) without it, and so differentiates another function than the one that was computed.",
    ko="dx의 닫힌 식에 eps가 빠졌습니다. eps 없는 표준편차와 정규화된 x를 쓰면 실제로 계산한 것과 다른 함수를 미분하는 셈입니다.",
)
def closed_form_without_eps(x, gamma, beta, eps=1e-5):
    return _forward_with_x(x, gamma, beta, eps)


@part_of("closed_form_without_eps", replaces="batchnorm_backward")
def closed_form_without_eps_back(dout, cache):
    normalised, inverse_std, gamma, x, *_ = cache
    _, dgamma, dbeta = right_backward(dout, (normalised, inverse_std, gamma))
    with np.errstate(all="ignore"):
        bare = 1 / x.std(axis=0)
        dx, _, _ = right_backward(dout, ((x - x.mean(axis=0)) * bare, bare, gamma))
    return dx, dgamma, dbeta


@mistake(
    replaces="batchnorm_backward",
    en="The derivative of the variance has a 2 (from the square) and the root a 1/2, which cancel; you have left a factor 2 in the variance's term.",
    ko="분산을 미분하면 제곱에서 2가, 제곱근에서 1/2이 나와 서로 약분됩니다. 분산 항에 2가 남아 있습니다.",
)
def factor_two_in_the_variance_term(dout, cache):
    normalised, inverse_std, gamma = cache
    _, dgamma, dbeta = right_backward(dout, cache)
    dx = gamma * inverse_std * (dout - dbeta / len(dout) - 2 * normalised * dgamma / len(dout))
    return dx, dgamma, dbeta


@mistake(
    replaces="batchnorm_backward",
    en="The means in dx divide by N - 1. The forward pass divides by N, so the backward pass does too.",
    ko="dx의 평균에서 N - 1로 나누고 있습니다. forward에서 N으로 나누므로 backward에서도 N입니다.",
)
def means_over_n_minus_one(dout, cache):
    normalised, inverse_std, gamma = cache
    _, dgamma, dbeta = right_backward(dout, cache)
    n = len(dout) - 1
    return gamma * inverse_std * (dout - dbeta / n - normalised * dgamma / n), dgamma, dbeta


_last = []


@mistake(
    replaces="batchnorm_forward",
    en="The cache is kept outside of the functions, so a second forward pass overwrites it before the backward pass of the first. Return it, and read what you are given.",
    ko="cache를 함수 밖에 두어서, 첫 번째 backward 전에 두 번째 forward가 덮어씁니다. cache를 반환하고, backward에서는 받은 cache를 쓰세요.",
)
def cache_kept_outside(x, gamma, beta, eps=1e-5):
    out, cache = right_forward(x, gamma, beta, eps)
    _last[:] = cache
    return out, cache


@part_of("cache_kept_outside", replaces="batchnorm_backward")
def cache_kept_outside_back(dout, cache):
    return right_backward(dout, _last)


# batchnorm2d


def _moments(x, axes, gamma, beta, eps):
    """The forward pass of images with the statistics over ``axes``."""
    right_2d_forward(x, gamma, beta, eps)
    x = _as_float(x)
    mean, var = x.mean(axis=axes, keepdims=True), x.var(axis=axes, keepdims=True)
    normalised = (x - mean) / np.sqrt(var + eps)
    gamma, beta = (array[:, None, None] for array in (gamma, beta))
    return gamma * normalised + beta, (normalised, np.sqrt(var + eps), gamma)


def _moments_back(dout, cache, axes, sums=(0, 2, 3)):
    normalised, std, gamma = cache
    part = gamma * dout
    inner = part.mean(axis=axes, keepdims=True)
    inner = inner + normalised * (part * normalised).mean(axis=axes, keepdims=True)
    return (part - inner) / std, (dout * normalised).sum(axis=sums), dout.sum(axis=sums)


@mistake(
    replaces="batchnorm2d_forward",
    en="You have a mean for each pixel (axis 0 only). A channel is one feature: its statistics run over N, H and W, axis=(0, 2, 3).",
    ko="픽셀마다 평균을 구했습니다(axis 0만). 채널 하나가 feature 하나이므로 N, H, W 전체에서 구합니다: axis=(0, 2, 3).",
)
def statistics_per_pixel(x, gamma, beta, eps=1e-5):
    return _moments(x, (0,), gamma, beta, eps)


@part_of("statistics_per_pixel", replaces="batchnorm2d_backward")
def statistics_per_pixel_back(dout, cache):
    return _moments_back(dout, cache, (0,))


@mistake(
    replaces="batchnorm2d_forward",
    en="You have a mean for each image, which is instance norm. The batch belongs to the statistics too: axis=(0, 2, 3).",
    ko="이미지마다 평균을 구했는데 그것은 instance norm입니다. 배치 방향도 통계에 들어갑니다: axis=(0, 2, 3).",
)
def statistics_per_image(x, gamma, beta, eps=1e-5):
    return _moments(x, (2, 3), gamma, beta, eps)


@part_of("statistics_per_image", replaces="batchnorm2d_backward")
def statistics_per_image_back(dout, cache):
    return _moments_back(dout, cache, (2, 3))


@mistake(
    replaces="batchnorm2d_forward",
    en="One mean for all channels. Each channel has its own statistics: axis=(0, 2, 3), without axis 1.",
    ko="모든 채널을 합쳐 평균 하나만 구했습니다. 채널마다 따로 구해야 합니다: axis 1을 뺀 axis=(0, 2, 3)입니다.",
)
def statistics_over_the_channels(x, gamma, beta, eps=1e-5):
    return _moments(x, (0, 1, 2, 3), gamma, beta, eps)


@part_of("statistics_over_the_channels", replaces="batchnorm2d_backward")
def statistics_over_the_channels_back(dout, cache):
    return _moments_back(dout, cache, (0, 1, 2, 3))


@mistake(
    replaces="_to_rows",
    en="x.reshape(-1, C) does not bring the channels to the end, it mixes them: move axis 1 to the end first, x.transpose(0, 2, 3, 1).reshape(-1, C).",
    ko="x.reshape(-1, C)는 채널을 뒤로 옮기는 것이 아니라 뒤섞습니다. 먼저 axis 1을 맨 뒤로 보내세요: x.transpose(0, 2, 3, 1).reshape(-1, C).",
)
def reshaped_without_transposing(images):
    return images.reshape(-1, images.shape[1])


@part_of("reshaped_without_transposing", replaces="_to_images")
def reshaped_back(rows, shape):
    return rows.reshape(shape)


@mistake(
    replaces="_to_rows",
    en="The way in is x.reshape(-1, C), which mixes the channels, though the way out is right: transpose first there as well, x.transpose(0, 2, 3, 1).reshape(-1, C).",
    ko="되돌리는 쪽은 맞는데 들어가는 쪽이 x.reshape(-1, C)라서 채널이 뒤섞입니다. 여기서도 먼저 축을 옮기세요: x.transpose(0, 2, 3, 1).reshape(-1, C).",
)
def reshaped_on_the_way_in(images):
    return images.reshape(-1, images.shape[1])


@mistake(
    replaces="batchnorm2d_forward",
    en="The check looks at N alone: a single image of several pixels has a variance and is fine. Count the values per channel, N * H * W.",
    ko="N만 보고 있습니다. 이미지가 하나여도 픽셀이 여럿이면 분산이 있으므로 괜찮습니다. 채널당 값의 수 N * H * W를 세세요.",
)
def single_image_refused(x, gamma, beta, eps=1e-5):
    if len(x) < 2:
        raise ValueError("x must have two images or more")
    return right_2d_forward(x, gamma, beta, eps)


@mistake(
    replaces="batchnorm2d_backward",
    en="dgamma and dbeta are summed over the images only. One gamma serves all pixels of a channel: sum over N, H and W, to shape (C,).",
    ko="dgamma와 dbeta를 이미지 방향으로만 더했습니다. gamma 하나가 채널의 모든 픽셀에 쓰이므로 N, H, W 모두에 대해 더해 (C,) 모양으로 만드세요.",
)
def not_summed_over_pixels(dout, cache):
    dx, _, _ = right_2d_backward(dout, cache)
    normalised = right_to_images(cache[0], dout.shape)
    return dx, (dout * normalised).sum(axis=0), dout.sum(axis=0)


@mistake(
    replaces="batchnorm2d_backward",
    en="In dx the sums are divided by N. A channel has N * H * W values: divide by that.",
    ko="dx에서 합을 N으로 나누고 있습니다. 채널의 값은 N * H * W개이므로 그 수로 나누세요.",
)
def divided_by_images_only(dout, cache):
    normalised, inverse_std, gamma = cache
    rows = right_to_rows(dout)
    dbeta, dgamma = rows.sum(axis=0), (rows * normalised).sum(axis=0)
    inner = (dbeta + normalised * dgamma) / len(dout)
    return right_to_images(gamma * inverse_std * (rows - inner), dout.shape), dgamma, dbeta


# scale_sensitivity


def _sides(x, W, gamma, beta, alpha, dout, eps):
    """(output, gradient) at alpha W and at W."""
    for V in (alpha * W, W):
        out, cache = right_forward(x @ V, gamma, beta, eps)
        yield out, x.T @ right_backward(dout, cache)[0]


def _norm(array):
    return float(np.linalg.norm(array))


@mistake(
    replaces="scale_sensitivity",
    en="You return what the theory says for eps = 0, no change and 1 / |alpha|. With this eps it is not so: run both forward and backward passes.",
    ko="eps = 0일 때의 이론값(변화 0과 1 / |alpha|)을 반환하고 있습니다. 이 eps에서는 성립하지 않습니다. forward와 backward를 두 번씩 실제로 계산하세요.",
)
def assumed_from_theory(x, W, gamma, beta, alpha, dout, eps=1e-5):
    return 0.0, 1 / abs(alpha)


@mistake(
    replaces="scale_sensitivity",
    en="You differentiate with respect to W and so multiply by alpha once more. The gradient is the one with respect to the scaled weights V = alpha W themselves: x.T @ dz.",
    ko="W로 미분해서 alpha가 한 번 더 곱해졌습니다. 필요한 것은 크기를 바꾼 weight V = alpha W 자체에 대한 gradient, 즉 x.T @ dz입니다.",
)
def alpha_in_the_gradient(x, W, gamma, beta, alpha, dout, eps=1e-5):
    (one, above), (other, below) = _sides(x, W, gamma, beta, alpha, dout, eps)
    return np.abs(one - other).max(), abs(alpha) * _norm(above) / _norm(below)


@mistake(
    replaces="scale_sensitivity",
    en="The ratio is upside down: the gradient at alpha W is divided by the one at W.",
    ko="비가 뒤집혔습니다. alpha W에서의 gradient를 W에서의 gradient로 나누어야 합니다.",
)
def ratio_upside_down(x, W, gamma, beta, alpha, dout, eps=1e-5):
    (one, above), (other, below) = _sides(x, W, gamma, beta, alpha, dout, eps)
    return np.abs(one - other).max(), _norm(below) / _norm(above)


@mistake(
    replaces="scale_sensitivity",
    en="The output change is the largest absolute difference: without np.abs, a large change downwards is not seen.",
    ko="output_change는 차이의 절댓값 중 가장 큰 것입니다. np.abs가 없으면 아래쪽으로 크게 바뀐 것을 놓칩니다.",
)
def signed_change(x, W, gamma, beta, alpha, dout, eps=1e-5):
    (one, above), (other, below) = _sides(x, W, gamma, beta, alpha, dout, eps)
    return (one - other).max(), _norm(above) / _norm(below)


@mistake(
    replaces="scale_sensitivity",
    en="The output change is the largest difference, not the mean one.",
    ko="output_change는 차이의 평균이 아니라 최댓값입니다.",
)
def mean_change(x, W, gamma, beta, alpha, dout, eps=1e-5):
    (one, above), (other, below) = _sides(x, W, gamma, beta, alpha, dout, eps)
    return np.abs(one - other).mean(), _norm(above) / _norm(below)


@mistake(
    replaces="scale_sensitivity",
    en="You compare the gradients of the outputs' pre-activations z = x @ V. The question is about the weights: x.T @ dz.",
    ko="z = x @ V의 gradient를 비교하고 있습니다. 물은 것은 weight의 gradient입니다: x.T @ dz.",
)
def gradient_of_z(x, W, gamma, beta, alpha, dout, eps=1e-5):
    (one, _), (other, _) = _sides(x, W, gamma, beta, alpha, dout, eps)
    dz = [
        right_backward(dout, right_forward(x @ V, gamma, beta, eps)[1])[0] for V in (alpha * W, W)
    ]
    return np.abs(one - other).max(), _norm(dz[0]) / _norm(dz[1])


@mistake(
    replaces="scale_sensitivity",
    en="dout is not used: the loss is sum(dout * out). A sum of the outputs alone has a gradient of 0 through a batch norm, and a ratio of rounding errors is left.",
    ko="dout을 쓰지 않았습니다. loss는 sum(dout * out)입니다. 출력을 그냥 더하면 batch norm을 지난 gradient가 0이라 반올림 오차끼리의 비만 남습니다.",
)
def dout_not_used(x, W, gamma, beta, alpha, dout, eps=1e-5):
    (one, above), (other, below) = _sides(x, W, gamma, beta, alpha, np.ones_like(dout), eps)
    return np.abs(one - other).max(), _norm(above) / max(_norm(below), 1e-300)
