# 13c. backpropagation - 은지
import numpy as np


def linear_forward(x, W, b):
    return x @ W + b, (x, W, b)


def linear_backward(dout, cache):
    x, W, b = cache
    N = x.shape[0]
    dx = dout @ W.T
    dW = x.T @ dout / N  # 배치 평균이니까 N으로 나눈다
    db = dout.sum(axis=0) / N
    return dx, dW, db


def relu_forward(x):
    return np.maximum(0, x), x > 0


def relu_backward(dout, cache):
    return dout * cache


def softmax_cross_entropy(logits, labels):
    N = len(logits)
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = -log_p[np.arange(N), labels].mean()
    grad = np.exp(log_p)
    grad[np.arange(N), labels] -= 1
    grad /= N
    return loss, grad


def mlp_loss_and_grads(params, x, labels):
    caches = []
    a = x
    for i, (W, b) in enumerate(params):
        z, linear_cache = linear_forward(a, W, b)
        if i < len(params) - 1:
            a, relu_cache = relu_forward(z)
        else:
            relu_cache = None
        caches.append((linear_cache, relu_cache))
    loss, d = softmax_cross_entropy(z, labels)
    grads = [None] * len(params)
    for i in range(len(params) - 1, -1, -1):
        linear_cache, relu_cache = caches[i]
        if relu_cache is not None:
            d = relu_backward(d, relu_cache)
        d, dW, db = linear_backward(d, linear_cache)
        grads[i] = (dW, db)
    return loss, grads


def jacobian_chain(jacobians, vector):
    for J in reversed(jacobians):
        vector = vector @ J
    return vector
