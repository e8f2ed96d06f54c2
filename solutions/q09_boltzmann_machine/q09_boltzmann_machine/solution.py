"""Boltzmann machines: the energy, the restricted machine, its exact partition function, and CD-k.

What holds for every function here:

- Units are 0 or 1 (not -1 and 1). ``s (N, U)``, ``v (N, V)`` and ``h (N, H)`` hold one state of a
  layer per row, as ints, bools or floats.
- The machine of ``boltzmann_energy`` and ``conditional_probability`` has U units, all connected:
  W (U, U) is symmetric with zeros on its diagonal, b (U,) are the biases.
- All other functions are about the restricted machine (Smolensky, 1986): W (V, H), visible biases
  b (V,), hidden biases c (H,), and no connections within a layer.
- W, b and c are float arrays. Where they and the states are all float32, arrays come back as
  float32.
- The probability of a state is exp(-E) / Z. Its partition function Z sums exp(-E) over all states.
- Weights of 1e4 give the right result, never NaN or a wrong infinity. NumPy's warnings do not
  matter, only results do.
- ``rng`` is an np.random.Generator. Draw from it and from nothing else: the same state of rng gives
  the same result, a second call with the same rng another one, and global generators are neither
  read nor changed. How you draw from rng is up to you: only the distribution counts.
- No function changes its inputs. Results count as equal within 1e-9 in float64, within 1e-5 for
  float32. Nothing is off limits.
"""

from __future__ import annotations

import numpy as np

### BEGIN SOLUTION
BLOCK = 1024  # states that are in memory at the same time


def _sigmoid(x):
    """1 / (1 + e^-x), with exponents that are never above 0."""
    return np.exp(np.minimum(x, 0)) / (1 + np.exp(-np.abs(x)))


def _softplus(x):
    """log(1 + e^x), with an exponent that is never above 0."""
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


def _check_weights(W):
    if not np.allclose(W, W.T) or np.any(np.diag(W)):
        raise ValueError("W must be symmetric with zeros on its diagonal")


### END SOLUTION


def boltzmann_energy(s, W, b):
    """The energy of each state of a Boltzmann machine (Ackley, Hinton & Sejnowski, 1985).

    E = -1/2 sum_ij s_i W_ij s_j - sum_i b_i s_i. The half makes each pair of units count once.

    Args:
        s: (N, U) states.
        W: (U, U) weights.
        b: (U,) biases.

    Returns:
        (N,): one energy per row.

    Raises:
        ValueError: if W is not symmetric, or has anything but zeros on its diagonal.
    """
    ### BEGIN SOLUTION
    _check_weights(W)
    return -np.sum(s @ W * s, axis=1) / 2 - s @ b
    ### END SOLUTION


def conditional_probability(s, i, W, b):
    """The probability that unit i is 1, given all the others.

    Only two states are possible then, and their energies decide: with E1 the energy where s_i is 1
    and E0 where it is 0, it is exp(-E1) / (exp(-E0) + exp(-E1)). What s has at i does not matter.

    Args:
        s: (N, U) states.
        i: the unit, an int from 0 to U - 1.
        W: (U, U) weights.
        b: (U,) biases.

    Returns:
        (N,): one probability per row.

    Raises:
        ValueError: as boltzmann_energy.
    """
    ### BEGIN SOLUTION
    _check_weights(W)
    return _sigmoid(s @ W[i] + b[i])
    ### END SOLUTION


def energy(v, h, W, b, c):
    """The energy of a restricted Boltzmann machine, E = -v W h - b.v - c.h, for each row: (N,).

    Row n of v (N, V) and row n of h (N, H) are one state of the machine.
    """
    ### BEGIN SOLUTION
    return -np.sum(v @ W * h, axis=1) - v @ b - h @ c
    ### END SOLUTION


def free_energy(v, W, b, c):
    """F(v) = -log sum_h exp(-E(v, h)) for each row of v (N, V): (N,).

    The sum goes over all 2^H states of the hidden layer, but since hidden units do not depend on
    each other given v, it comes down to one term for each of them (Hinton, 2010, section 16.1). So
    exp(-F(v)) / Z is the probability of v.
    """
    ### BEGIN SOLUTION
    return -(v @ b) - np.sum(_softplus(v @ W + c), axis=1)
    ### END SOLUTION


def prob_hidden(v, W, b, c):
    """p(h_j = 1 | v), for each row of v (N, V) and each hidden unit j: (N, H)."""
    ### BEGIN SOLUTION
    return _sigmoid(v @ W + c)
    ### END SOLUTION


def prob_visible(h, W, b, c):
    """p(v_i = 1 | h), for each row of h (N, H) and each visible unit i: (N, V)."""
    ### BEGIN SOLUTION
    return _sigmoid(h @ W.T + b)
    ### END SOLUTION


def gibbs_step(v, W, b, c, rng):
    """One step of block Gibbs sampling for each row, independently.

    First h is drawn from p(h | v), each of its units independently, and then v_new from p(v | h),
    with the h that was drawn.

    Args:
        v: (N, V) states.
        W, b, c: the machine.
        rng: an np.random.Generator.

    Returns:
        ``(v_new, h)``, of shapes (N, V) and (N, H): samples, zeros and ones, as bools, ints or
        floats.
    """
    ### BEGIN SOLUTION
    p = prob_hidden(v, W, b, c)
    h = (rng.random(p.shape) < p).astype(p.dtype)
    p = prob_visible(h, W, b, c)
    return (rng.random(p.shape) < p).astype(p.dtype), h
    ### END SOLUTION


### BEGIN SOLUTION
def _smaller_layer_first(W, b, c):
    """The same machine, turned so that its visible layer is the smaller one."""
    return (W, b, c) if len(b) <= len(c) else (W.T, c, b)


def _all_states(units):
    """All 2^units states of a layer, in blocks of rows."""
    count = 2**units
    for start in range(0, count, BLOCK):
        numbers = np.arange(start, min(start + BLOCK, count))
        yield (numbers[:, None] >> np.arange(units)) % 2


### END SOLUTION


def log_partition(W, b, c):
    """log Z, exactly.

    One layer can be summed over in closed form, as ``free_energy`` does for the hidden one, so only
    the states of the other are enumerated: choose the smaller layer, whichever it is. A machine of
    40 and 4 units has 2^44 states, but only 2^4 terms. To spare memory, enumerate in blocks of at
    most 1024 states.

    Args:
        W, b, c: the machine. The smaller layer has at most 11 units when this is graded.

    Returns:
        A float.
    """
    ### BEGIN SOLUTION
    W, b, c = _smaller_layer_first(W, b, c)
    logs = np.concatenate([-free_energy(states, W, b, c) for states in _all_states(len(b))])
    return logs.max() + np.log(np.sum(np.exp(logs - logs.max())))
    ### END SOLUTION


def log_likelihood(v, W, b, c):
    """The mean over the rows of v (N, V) of log p(v), exactly: a float."""
    ### BEGIN SOLUTION
    return -np.mean(free_energy(v, W, b, c)) - log_partition(W, b, c)
    ### END SOLUTION


### BEGIN SOLUTION
def _data_means(v, W, b, c):
    """The means over the rows of v of v h, v and h, where h is p(h | v)."""
    h = prob_hidden(v, W, b, c)
    return {"W": v.T @ h / len(v), "b": v.mean(axis=0), "c": h.mean(axis=0)}


def _model_means(W, b, c):
    """The means of v h, v and h under the model."""
    turned = _smaller_layer_first(W, b, c)
    log_z = log_partition(W, b, c)
    pairs, own, others = 0.0, 0.0, 0.0
    for states in _all_states(min(W.shape)):
        p = np.exp(-free_energy(states, *turned) - log_z)
        other = prob_hidden(states, *turned)
        pairs = pairs + (states * p[:, None]).T @ other
        own = own + p @ states
        others = others + p @ other
    if len(b) <= len(c):
        return {"W": pairs, "b": own, "c": others}
    return {"W": pairs.T, "b": others, "c": own}


### END SOLUTION


def exact_gradient(v, W, b, c):
    """The gradient of log_likelihood(v, W, b, c) with respect to W, b and c: the way up.

    For W it is the mean of v_i h_j where v comes from the data and h from p(h | v), minus the same
    mean where both come from the model (Hinton, 2010, eq. 5); for b and c likewise with v_i and
    h_j. No sampling: the model's means are sums over the states of the smaller layer.

    Args:
        v: (N, V) data.
        W, b, c: the machine.

    Returns:
        A dict with the keys "W", "b" and "c", arrays of the shapes of the parameters.
    """
    ### BEGIN SOLUTION
    data, model = _data_means(v, W, b, c), _model_means(W, b, c)
    return {name: data[name] - model[name] for name in data}
    ### END SOLUTION


def contrastive_divergence(v, W, b, c, k, rng):
    """An estimate of exact_gradient from k steps of Gibbs sampling (CD-k; Hinton, 2002, 2010).

    A chain starts at each row of the data, v_0 = v, and makes k steps as ``gibbs_step`` does, of
    samples throughout. Then, in place of the model's means, those over the ends of the chains are
    taken, v_k:

    - for W: the mean over the rows of v_0 p(h | v_0) minus that of v_k p(h | v_k),
    - for b: the mean of v_0 minus that of v_k,
    - for c: the mean of p(h | v_0) minus that of p(h | v_k).

    So v_k are samples, zeros and ones, while h goes into the means as probabilities, which have
    less noise.

    Args:
        v: (N, V) data.
        W, b, c: the machine.
        k: the number of steps, an int, at least 1.
        rng: an np.random.Generator.

    Returns:
        A dict as that of exact_gradient, to be added, times a learning rate, to the parameters.
    """
    ### BEGIN SOLUTION
    chain = v
    for _ in range(k):
        chain, _ = gibbs_step(chain, W, b, c, rng)
    positive, negative = _data_means(v, W, b, c), _data_means(chain, W, b, c)
    return {name: positive[name] - negative[name] for name in positive}
    ### END SOLUTION
