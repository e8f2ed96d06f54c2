# 활성화 함수: scipy의 erf와 np.logaddexp를 주로 썼습니다.
import numpy as np
from scipy import special


def 실수로(x):
    x = np.asarray(x)
    return x * np.float64(1) if x.dtype.kind in "iub" else x


def sigmoid(x):
    # log sigmoid(x) = -log(1 + e^-x) 이므로 로그 영역에서 계산하면 넘치지 않는다
    return np.exp(-np.logaddexp(0, -실수로(x)))


def sigmoid_grad(x):
    x = 실수로(x)
    return np.exp(-np.logaddexp(0, -x) - np.logaddexp(0, x))


def tanh(x):
    return 2 * sigmoid(2 * 실수로(x)) - 1


def tanh_grad(x):
    return 4 * sigmoid_grad(2 * 실수로(x))


def relu(x):
    return np.clip(실수로(x), 0, None)


def relu_grad(x):
    return np.heaviside(실수로(x), 0)


def leaky_relu(x, negative_slope=0.01):
    x = 실수로(x)
    return np.clip(x, 0, None) + negative_slope * np.clip(x, None, 0)


def leaky_relu_grad(x, negative_slope=0.01):
    x = 실수로(x)
    기울기 = np.full_like(x, negative_slope)
    기울기[x > 0] = 1
    return 기울기


def elu(x, alpha=1.0):
    x = 실수로(x)
    결과 = np.array(x)  # 복사본
    음수 = x <= 0
    결과[음수] = alpha * np.expm1(x[음수])
    return 결과


def elu_grad(x, alpha=1.0):
    x = 실수로(x)
    결과 = np.ones_like(x)
    음수 = x <= 0
    결과[음수] = alpha * np.exp(x[음수])
    return 결과


def _무한대는_영(x, f):
    return np.where(np.isinf(x), 0, f)


def gelu(x):
    x = 실수로(x)
    with np.errstate(invalid="ignore"):
        y = x * special.ndtr(x)
    return np.where(np.isneginf(x), 0, y).astype(x.dtype)


def gelu_grad(x):
    x = 실수로(x)
    with np.errstate(invalid="ignore"):
        두번째항 = x * np.exp(-x * x / 2 - np.log(2 * np.pi) / 2)
    return (special.ndtr(x) + _무한대는_영(x, 두번째항)).astype(x.dtype)


def silu(x):
    x = 실수로(x)
    with np.errstate(invalid="ignore"):
        y = x * sigmoid(x)
    return np.where(np.isneginf(x), 0, y)


def silu_grad(x):
    x = 실수로(x)
    with np.errstate(invalid="ignore"):
        두번째항 = x * sigmoid_grad(x)
    return sigmoid(x) + _무한대는_영(x, 두번째항)


def softplus(x):
    return np.logaddexp(0, 실수로(x))


def softplus_grad(x):
    return sigmoid(x)


def softmax(x, axis=-1):
    x = 실수로(x)
    if np.any(np.all(np.isneginf(x), axis=axis)):
        raise ValueError("모두 -inf인 행이 있습니다")
    무한 = np.isposinf(x)
    가진행 = 무한.any(axis=axis, keepdims=True)
    x = np.where(가진행, np.where(무한, 0, -np.inf).astype(x.dtype), x)
    return np.exp(x - special.logsumexp(x, axis=axis, keepdims=True))


def softmax_jvp(x, v, axis=-1):
    s = softmax(x, axis=axis)
    sv = np.moveaxis(s * v, axis, -1)
    합 = np.expand_dims(sv.sum(-1), axis)
    return s * v - s * 합
