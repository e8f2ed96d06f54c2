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

# Imports and helpers of your own are welcome here.


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
    raise NotImplementedError("boltzmann_energy: write this function, then delete this line.")


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
    raise NotImplementedError("conditional_probability: write this function, then delete this line.")


def energy(v, h, W, b, c):
    """The energy of a restricted Boltzmann machine, E = -v W h - b.v - c.h, for each row: (N,).

    Row n of v (N, V) and row n of h (N, H) are one state of the machine.
    """
    raise NotImplementedError("energy: write this function, then delete this line.")


def free_energy(v, W, b, c):
    """F(v) = -log sum_h exp(-E(v, h)) for each row of v (N, V): (N,).

    The sum goes over all 2^H states of the hidden layer, but since hidden units do not depend on
    each other given v, it comes down to one term for each of them (Hinton, 2010, section 16.1). So
    exp(-F(v)) / Z is the probability of v.
    """
    raise NotImplementedError("free_energy: write this function, then delete this line.")


def prob_hidden(v, W, b, c):
    """p(h_j = 1 | v), for each row of v (N, V) and each hidden unit j: (N, H)."""
    raise NotImplementedError("prob_hidden: write this function, then delete this line.")


def prob_visible(h, W, b, c):
    """p(v_i = 1 | h), for each row of h (N, H) and each visible unit i: (N, V)."""
    raise NotImplementedError("prob_visible: write this function, then delete this line.")


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
    raise NotImplementedError("gibbs_step: write this function, then delete this line.")


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
    raise NotImplementedError("log_partition: write this function, then delete this line.")


def log_likelihood(v, W, b, c):
    """The mean over the rows of v (N, V) of log p(v), exactly: a float."""
    raise NotImplementedError("log_likelihood: write this function, then delete this line.")


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
    raise NotImplementedError("exact_gradient: write this function, then delete this line.")


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
    raise NotImplementedError("contrastive_divergence: write this function, then delete this line.")
