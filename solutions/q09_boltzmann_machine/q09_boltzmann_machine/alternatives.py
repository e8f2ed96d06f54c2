"""Other right ways."""

import itertools
import math

import numpy as np
from solution import free_energy as right_free_energy
from solution import gibbs_step as right_gibbs_step
from solution import log_partition as right_log_partition
from solution import prob_hidden as right_prob_hidden
from solution import prob_visible as right_prob_visible

from autograder.authoring import alternative, part_of


def _refuse(W):
    if (W != W.T).any() or np.trace(np.abs(W)) > 0:
        raise ValueError("W")


@alternative(replaces="boltzmann_energy", why="each pair once, by the upper triangle")
def energy_of_the_upper_triangle(s, W, b):
    _refuse(W)
    s = np.asarray(s, dtype=W.dtype)
    return -np.einsum("ni,ij,nj->n", s, np.triu(W), s) - np.dot(s, b)


@alternative(replaces="conditional_probability", why="from the two energies, by their difference")
def conditional_from_the_energies(s, i, W, b):
    _refuse(W)
    on, off = s.astype(W.dtype), s.astype(W.dtype)
    on[:, i], off[:, i] = 1, 0
    e_on, e_off = (-(x * (x @ W)).sum(1) / 2 - x @ b for x in (on, off))
    return 1 / (1 + np.exp(e_on - e_off))


@alternative(replaces="energy", why="einsum for each term")
def energy_by_einsum(v, h, W, b, c):
    v, h = v.astype(W.dtype), h.astype(W.dtype)
    pairs = np.einsum("ni,ij,nj->n", v, W, h)
    return -(pairs + np.einsum("ni,i->n", v, b) + np.einsum("nj,j->n", h, c))


@alternative(replaces="free_energy", why="np.logaddexp")
def free_energy_by_logaddexp(v, W, b, c):
    return (
        -v @ b - np.logaddexp(0, v @ W + c).sum(-1)
        if v.dtype.kind == "f"
        else (-np.logaddexp(0, v.astype(float) @ W + c).sum(-1) - v.astype(float) @ b)
    )


@alternative(replaces="free_energy", why="torch's softplus and sigmoid, in all that has one")
def in_torch(v, W, b, c):
    import torch

    v, W, b, c = (torch.tensor(np.asarray(x, dtype=W.dtype)) for x in (v, W, b, c))
    return (-(v @ b) - torch.nn.functional.softplus(v @ W + c, threshold=800).sum(1)).numpy()


@part_of("in_torch", replaces="prob_hidden")
def _torch_hidden(v, W, b, c):
    import torch

    v, W, c = (torch.tensor(np.asarray(x, dtype=W.dtype)) for x in (v, W, c))
    return torch.sigmoid(v @ W + c).numpy()


@part_of("in_torch", replaces="log_partition")
def _torch_log_partition(W, b, c):
    import torch

    if len(b) > len(c):
        W, b, c = W.T, c, b
    states = torch.cartesian_prod(*[torch.tensor([0.0, 1.0], dtype=torch.float64)] * len(b))
    states = states.reshape(-1, len(b)).numpy()
    return torch.logsumexp(torch.tensor(-right_free_energy(states, W, b, c)), 0).item()


@part_of("in_torch", replaces="exact_gradient")
def _torch_gradient(v, W, b, c):
    import torch

    small = min(len(b), len(c))
    numbers = torch.arange(2**small)[:, None] >> torch.arange(small) & 1
    W, b, c = (torch.tensor(x, requires_grad=True) for x in (W, b, c))
    v, states = torch.tensor(v), numbers.double()

    def minus_f(x, W, b, c):
        return x @ b + torch.logaddexp(x @ W + c, torch.zeros(())).sum(1)

    parts = (W, b, c) if len(b) <= len(c) else (W.T, c, b)
    likelihood = minus_f(v, W, b, c).mean() - torch.logsumexp(minus_f(states, *parts), 0)
    likelihood.backward()
    return {name: part.grad.numpy() for name, part in zip("Wbc", (W, b, c))}


@alternative(replaces="prob_hidden", why="1 / (1 + e^-x), whose overflow does no harm")
def hidden_by_the_plain_formula(v, W, b, c):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-(v @ W + c)))


@alternative(replaces="prob_visible", why="by tanh")
def visible_by_tanh(h, W, b, c):
    return (1 + np.tanh((b + (W @ h.T).T) / 2)) / 2


@alternative(replaces="gibbs_step", why="rng.binomial; ints")
def gibbs_by_binomial(v, W, b, c, rng):
    h = rng.binomial(1, right_prob_hidden(v, W, b, c))
    return rng.binomial(1, right_prob_visible(h, W, b, c)), h


@alternative(replaces="gibbs_step", why="row by row and unit by unit; bools, in a list")
def gibbs_unit_by_unit(v, W, b, c, rng):
    p = right_prob_hidden(v, W, b, c)
    h = rng.random(p.size).reshape(p.shape) < p
    q = right_prob_visible(h, W, b, c)
    return [q > rng.random(q.T.shape).T, h]


@alternative(replaces="log_partition", why="itertools.product, added up state by state")
def partition_state_by_state(W, b, c):
    if W.shape[0] > W.shape[1]:
        W, b, c = W.T, c, b
    states = itertools.product([0.0, 1.0], repeat=len(b))
    total = -math.inf
    while block := list(itertools.islice(states, 500)):
        logs = -right_free_energy(np.array(block), W, b, c)
        total = np.logaddexp(total, np.logaddexp.reduce(logs))
    return total


@alternative(replaces="log_likelihood", why="row by row")
def likelihood_row_by_row(v, W, b, c):
    log_z = right_log_partition(W, b, c)
    return sum(float(-right_free_energy(row[None], W, b, c)[0] - log_z) for row in v) / len(v)


@alternative(replaces="exact_gradient", why="a softmax over the states of the smaller layer")
def gradient_by_softmax(v, W, b, c):
    turned = len(b) > len(c)
    w, own, other = (W.T, c, b) if turned else (W, b, c)
    states = np.array(list(itertools.product([0, 1], repeat=len(own))), dtype=float)
    logs = states @ own + np.logaddexp(0, states @ w + other).sum(axis=1)
    p = np.exp(logs - logs.max())
    p /= p.sum()
    mean = 1 / (1 + np.exp(-np.clip(states @ w + other, -700, 700)))
    pairs = np.einsum("s,si,sj->ij", p, states, mean)
    h = right_prob_hidden(v, W, b, c)
    parts = (p @ mean, p @ states) if turned else (p @ states, p @ mean)
    return {
        "b": np.mean(v, axis=0) - parts[0],
        "c": np.mean(h, axis=0) - parts[1],
        "W": np.einsum("ni,nj->ij", v, h) / len(v) - (pairs.T if turned else pairs),
    }


@alternative(replaces="contrastive_divergence", why="row by row, from copies, with ints")
def divergence_on_ints(v, W, b, c, k, rng):
    x = v.astype(int)
    step = 0
    while step < k:
        x = right_gibbs_step(x, W, b, c, rng)[0].astype(int)
        step += 1
    first, last = right_prob_hidden(v, W, b, c), right_prob_hidden(x, W, b, c)
    n = v.shape[0]
    return {
        "W": (v.T @ first - x.T @ last) / n,
        "b": np.sum(v - x, axis=0) / n,
        "c": np.sum(first - last, axis=0) / n,
    }


@alternative(
    replaces="contrastive_divergence", why="minus the gradient of the free energy's difference"
)
def divergence_of_free_energies(v, W, b, c, k, rng):
    chain = v.copy()
    for _ in range(k):
        hidden = rng.uniform(size=(len(v), len(c))) < right_prob_hidden(chain, W, b, c)
        chain = (rng.uniform(size=v.shape) < right_prob_visible(hidden, W, b, c)).astype(v.dtype)
    both, sign = np.vstack([v, chain]), np.repeat([1.0, -1.0], len(v)) / len(v)
    h = right_prob_hidden(both, W, b, c)
    return dict(W=(both * sign[:, None]).T @ h, b=sign @ both, c=sign @ h)
