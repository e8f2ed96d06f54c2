import numpy as np


def linear_forward(x, W, b):
    return x @ W + b, (x, W)


def linear_backward(dout, cache):
    x, W = cache
    return dout @ W.T, x.T @ dout, dout.sum(0)


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    dx = dout.copy()
    dx[cache <= 0] = 0
    return dx


def softmax_cross_entropy(logits, labels):
    N = len(logits)
    z = logits - logits.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(N), labels]).mean()
    # 여기서 1을 빼고 N으로 나눈다
    dlogits = (p - np.eye(logits.shape[1])[labels] / N
    return loss, dlogits


def mlp_loss_and_grads(params, x, labels):
    hs, masks = [x], []
    for i, (W, b) in enumerate(params):
        z = hs[-1] @ W + b
        if i + 1 < len(params):
            masks.append(z > 0)
            z = np.maximum(z, 0)
        hs.append(z)
    z = hs.pop()
    z = z - z.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    rows = np.arange(len(x))
    loss = -logp[rows, labels].mean()
    d = np.exp(logp)
    d[rows, labels] -= 1
    d /= len(x)
    grads = []
    for W, b in params[::-1]:
        h = hs.pop()
        grads.insert(0, (h.T @ d, d.sum(0)))
        d = d @ W.T
        if masks:
            d = d * masks.pop()
    return loss, grads


def jacobian_chain(jacobians, vector):
    for J in jacobians[::-1]:
        vector = vector @ J
    return vector
