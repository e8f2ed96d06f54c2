import sys

import numpy as np

print("loaded, let's go")


def linear_forward(x, W, b):
    return x @ W + b, (x, W)


def linear_backward(dout, cache):
    x, W = cache
    print("dout =", dout, "x =", x, "W =", W)
    return dout @ W.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    return np.maximum(x, 0), x > 0


def relu_backward(dout, cache):
    # debug: ten megabytes, to the terminal, to the error stream
    for _ in range(1000):
        print("." * 10_000)
    sys.stderr.write("still here\n" * 1000)
    return np.where(cache, dout, 0)


def softmax_cross_entropy(logits, labels):
    n = len(logits)
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    d = np.exp(log_p)
    d[np.arange(n), labels] -= 1
    return -log_p[np.arange(n), labels].mean(), d / n


def mlp_loss_and_grads(params, x, labels):
    hidden, masks = [x], []
    for W, b in params[:-1]:
        z = hidden[-1] @ W + b
        masks.append(z > 0)
        hidden.append(np.maximum(z, 0))
    W, b = params[-1]
    loss, d = softmax_cross_entropy(hidden[-1] @ W + b, labels)
    print("loss", loss)
    grads = []
    for W, b in reversed(params):
        h = hidden.pop()
        grads.append((h.T @ d, d.sum(axis=0)))
        if masks:
            d = np.where(masks.pop(), d @ W.T, 0)
    return loss, grads[::-1]


def jacobian_chain(jacobians, vector):
    for i, jacobian in enumerate(reversed(jacobians)):
        print(f"step {i}: {jacobian.shape}")
        vector = vector @ jacobian
    return vector
