"""SciPy's expit and logsumexp, PyTorch's softplus."""

import itertools

import numpy as np
import torch
from scipy.special import expit, logsumexp


def free_energy(v, W, b, c):
    v, W, b, c = (torch.from_numpy(np.asarray(x, dtype=W.dtype)) for x in (v, W, b, c))
    return (-(v @ b) - torch.nn.functional.softplus(c + v @ W).sum(1)).numpy()


def prob_hidden(v, W, b, c):
    return expit(c + np.asarray(v, dtype=W.dtype) @ W)


def prob_visible(h, W, b, c):
    return expit(b + np.asarray(h, dtype=W.dtype) @ W.T)


def log_partition(W, b, c):
    if len(b) > len(c):
        return log_partition(W.T, c, b)
    states = itertools.product((0, 1), repeat=len(b))
    terms = []
    while block := list(itertools.islice(states, 1024)):
        terms.append(logsumexp(-free_energy(np.array(block), W, b, c)))
    return logsumexp(terms)
