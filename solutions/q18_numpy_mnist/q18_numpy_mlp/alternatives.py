"""Other right ways. PyTorch and SciPy are imported where they are used."""

import math
from itertools import pairwise

import numpy as np
from solution import init_mlp as right_init

from autograder.authoring import alternative


@alternative(replaces="init_mlp", why="uniform He weights, layer by layer")
def uniform_weights(sizes, rng):
    params = []
    for layer in range(len(sizes) - 1):
        bound = math.sqrt(6 / sizes[layer])
        W = rng.uniform(-bound, bound, size=(sizes[layer], sizes[layer + 1]))
        params.append([W, 0 * W[0]])
    return params


@alternative(replaces="init_mlp", why="PyTorch's layers, filled from rng")
def layers_of_pytorch(sizes, rng):
    import torch

    params = []
    for inputs, outputs in pairwise(sizes):
        layer = torch.nn.Linear(inputs, outputs, dtype=torch.float64)
        weights = rng.standard_normal((outputs, inputs)) * (2 / inputs) ** 0.5
        with torch.no_grad():
            layer.weight.copy_(torch.from_numpy(weights))
            layer.bias.zero_()
        params.append((layer.weight.detach().numpy().T, layer.bias.detach().numpy()))
    return params


@alternative(replaces="forward", why="layer after layer, a mask for the ReLU")
def with_a_mask(params, x):
    for number, (W, b) in enumerate(params):
        x = np.dot(x, W) + b
        if number < len(params) - 1:
            x = x * (x > 0)
    return x


@alternative(replaces="forward", why="by recursion")
def by_recursion(params, x):
    (W, b), *above = params
    z = x @ W + b
    return by_recursion(above, z.clip(min=0)) if above else z


@alternative(replaces="loss_and_grads", why="logsumexp for the loss, indices for the rest")
def by_logsumexp(params, x, labels):
    from scipy.special import logsumexp, softmax

    layers = range(len(params))
    a = {0: x}
    for i in layers:
        z = a[i] @ params[i][0] + params[i][1]
        a[i + 1] = np.where(z > 0, z, 0) if i + 1 < len(params) else z
    logits, rows = a[len(params)], np.arange(len(x))
    loss = float(np.mean(logsumexp(logits, axis=1) - logits[rows, labels]))
    d = softmax(logits, axis=1)
    d[rows, labels] -= 1
    d /= d.dtype.type(len(x))
    grads = [None] * len(params)
    for i in reversed(layers):
        grads[i] = [np.einsum("ni,no->io", a[i], d), np.einsum("no->o", d)]
        d = np.where(a[i] > 0, d @ params[i][0].T, 0)
    return loss, grads


@alternative(replaces="loss_and_grads", why="PyTorch's autograd")
def by_autograd(params, x, labels):
    import torch

    leaves = [[torch.tensor(array, requires_grad=True) for array in pair] for pair in params]
    h = torch.tensor(np.ascontiguousarray(x)).to(leaves[0][0].dtype)
    for W, b in leaves[:-1]:
        h = torch.relu(h @ W + b)
    W, b = leaves[-1]
    loss = torch.nn.functional.cross_entropy(h @ W + b, torch.tensor(labels))
    loss.backward()
    return loss.item(), [(W.grad.numpy(), b.grad.numpy()) for W, b in leaves]


@alternative(replaces="train", why="rows shuffled in a list, arrays updated where they are")
def in_place(x, labels, sizes, epochs, batch_size, lr, rng):
    params = right_init(sizes, rng)
    rows = list(range(len(x)))
    for _ in range(epochs):
        rng.shuffle(rows)
        left = rows
        while left:
            batch, left = left[:batch_size], left[batch_size:]
            _, grads = by_logsumexp(params, x[batch], labels[batch])
            for pair, gradients in zip(params, grads):
                for array, gradient in zip(pair, gradients):
                    array -= lr * gradient
    return params


@alternative(
    replaces="train", why="all orders drawn at once, copies of x and labels shuffled together"
)
def orders_at_once(x, labels, sizes, epochs, batch_size, lr, rng):
    params = right_init(sizes, rng)
    orders = rng.random((epochs, len(x))).argsort(axis=1)
    for order in orders:
        data, names = x[order], labels[order]
        cuts = range(batch_size, len(x), batch_size)
        for some, their_names in zip(np.split(data, cuts), np.split(names, cuts)):
            _, grads = by_logsumexp(params, some, their_names)
            params = [
                tuple(p - lr * d for p, d in zip(pair, both)) for pair, both in zip(params, grads)
            ]
    return params


@alternative(replaces="predict", why="a list of Python ints made into an array")
def row_by_row(params, x):
    rows = [list(row) for row in by_recursion(params, x)]
    return np.array([row.index(max(row)) for row in rows])


@alternative(replaces="predict", why="the largest probability")
def by_probability(params, x):
    from scipy.special import softmax

    return np.argmax(softmax(with_a_mask(params, x), axis=1), axis=-1).astype(np.int32)
