# 역전파: 닫힌 함수(closure)를 cache로 씁니다.
import numpy as np
from scipy.special import logsumexp


def linear_forward(x, W, b):
    def back(dout):
        return (
            np.einsum("nh,dh->nd", dout, W),
            np.einsum("nd,nh->dh", x, dout),
            np.einsum("nh->h", dout),
        )

    return np.einsum("nd,dh->nh", x, W) + b, back


def linear_backward(dout, cache):
    return cache(dout)


def relu_forward(x):
    켜짐 = x > 0
    return np.where(켜짐, x, 0), 켜짐


def relu_backward(dout, cache):
    return dout * cache


def softmax_cross_entropy(logits, labels):
    logits = np.array(logits, dtype=np.result_type(logits, np.float32) if logits.dtype == np.float32 else float)
    행 = range(len(logits))
    lse = logsumexp(logits, axis=1)
    loss = (lse - logits[행, labels]).mean()
    p = np.exp(logits - lse[:, None])
    정답 = np.zeros_like(p)
    정답[행, labels] = 1
    return loss, (p - 정답) / len(logits)


def mlp_loss_and_grads(params, x, labels):
    # 재귀: 첫 층을 지나 나머지 네트워크에 맡기고, 돌아오는 길에 gradient를 모은다
    def 나머지(h, i):
        W, b = params[i]
        out, back = linear_forward(h, W, b)
        if i == len(params) - 1:
            loss, d = softmax_cross_entropy(out, labels)
            뒤 = []
        else:
            활성, 켜짐 = relu_forward(out)
            loss, d, 뒤 = 나머지(활성, i + 1)
            d = relu_backward(d, 켜짐)
        dh, dW, db = linear_backward(d, back)
        return loss, dh, [(dW, db), *뒤]

    loss, _, grads = 나머지(x, 0)
    return loss, grads


def jacobian_chain(jacobians, vector):
    if not jacobians:
        return vector
    *앞, 마지막 = jacobians
    return jacobian_chain(앞, np.einsum("o,oi->i", vector, 마지막))
