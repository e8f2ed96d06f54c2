"""Other right ways."""

import math

import numpy as np
from solution import fan_in_and_fan_out as right_fans

from autograder.authoring import alternative


@alternative(replaces="fan_in_and_fan_out", why="as PyTorch counts, by the receptive field's area")
def fans_by_the_receptive_field(shape):
    if len(shape) not in (2, 4):
        raise ValueError("shape must have two or four axes")
    area = int(np.prod(shape[2:]))
    first, second = shape[0] * area, shape[1] * area
    return (first, second) if len(shape) == 2 else (second, first)


@alternative(replaces="fan_in_and_fan_out", why="by the size of the array; NumPy ints in a list")
def fans_by_the_size(shape):
    if len(shape) == 2:
        return list(np.array(shape))
    if len(shape) != 4:
        raise ValueError("shape must have two or four axes")
    size = np.prod(shape)
    return [size // shape[0], size // shape[1]]


@alternative(replaces="xavier_uniform", why="stretched and shifted from [0, 1)")
def xavier_uniform_stretched(shape, rng, gain=1.0):
    return gain * math.sqrt(6 / sum(right_fans(shape))) * (2 * rng.random(shape) - 1)


@alternative(replaces="xavier_uniform", why="a random sign and a random size, entry by entry")
def xavier_uniform_by_sign_and_size(shape, rng, gain=1.0):
    bound = gain * math.sqrt(6 / sum(right_fans(shape)))
    return rng.choice([-bound, bound], size=shape) * rng.random(shape)


@alternative(replaces="xavier_normal", why="standard normal numbers, scaled")
def xavier_normal_scaled(shape, rng, gain=1.0):
    fan_in, fan_out = right_fans(shape)
    return gain * rng.standard_normal(shape) / np.sqrt((fan_in + fan_out) / 2)


@alternative(replaces="xavier_normal", why="drawn flat, by Box and Muller, and reshaped")
def xavier_normal_by_box_muller(shape, rng, gain=1.0):
    size = math.prod(shape)
    radius = np.sqrt(-2 * np.log(1 - rng.random(size)))
    z = radius * np.cos(2 * np.pi * rng.random(size))
    return (gain * math.sqrt(2 / sum(right_fans(shape))) * z).reshape(shape)


@alternative(replaces="he_normal", why="drawn in single precision, then widened")
def he_normal_in_single_precision(shape, rng, mode="fan_in"):
    if mode not in ("fan_in", "fan_out"):
        raise ValueError("unknown mode")
    fan = right_fans(shape)[0 if mode == "fan_in" else 1]
    return rng.standard_normal(shape, dtype=np.float32).astype(np.float64) * (2 / fan) ** 0.5


@alternative(replaces="he_normal", why="row by row")
def he_normal_row_by_row(shape, rng, mode="fan_in"):
    fan_in, fan_out = right_fans(shape)
    match mode:
        case "fan_in":
            scale = np.sqrt(2 / fan_in)
        case "fan_out":
            scale = np.sqrt(2 / fan_out)
        case _:
            raise ValueError(f"mode {mode!r}")
    return np.stack([rng.normal(loc=0, scale=scale, size=shape[1:]) for _ in range(shape[0])])


@alternative(replaces="he_uniform", why="by the bound, from a dict of the fans")
def he_uniform_by_the_bound(shape, rng, mode="fan_in"):
    fan_in, fan_out = right_fans(shape)
    try:
        fan = {"fan_in": fan_in, "fan_out": fan_out}[mode]
    except KeyError:
        raise ValueError("mode") from None
    bound = np.sqrt(6 / fan)
    return rng.uniform(low=-bound, high=bound, size=shape)


@alternative(replaces="lecun_normal", why="divided by the root of fan_in, flat")
def lecun_normal_flat(shape, rng):
    weights = rng.standard_normal(math.prod(shape)).reshape(shape)
    return weights / np.sqrt(right_fans(shape)[0])


@alternative(replaces="lecun_normal", why="from a generator spawned from rng")
def lecun_normal_from_a_child(shape, rng):
    child = rng.spawn(1)[0]
    return child.normal(scale=right_fans(shape)[0] ** -0.5, size=shape)


@alternative(replaces="orthogonal", why="the polar factor, by SVD: no signs to fix")
def orthogonal_by_svd(shape, rng, gain=1.0):
    if len(shape) < 2:
        raise ValueError("shape must have two axes or more")
    u, _, vt = np.linalg.svd(rng.normal(size=(shape[0], math.prod(shape[1:]))), full_matrices=False)
    return gain * (u @ vt).reshape(shape)


@alternative(replaces="orthogonal", why="Gram and Schmidt, twice over for the digits")
def orthogonal_by_gram_schmidt(shape, rng, gain=1.0):
    if len(shape) < 2:
        raise ValueError("shape must have two axes or more")
    matrix = rng.normal(size=(shape[0], math.prod(shape[1:])))
    rows = matrix.copy() if matrix.shape[0] <= matrix.shape[1] else matrix.T.copy()
    for i in range(len(rows)):
        for _ in range(2):
            rows[i] -= rows[:i].T @ (rows[:i] @ rows[i])
        rows[i] /= np.linalg.norm(rows[i])
    return gain * (rows if matrix.shape[0] <= matrix.shape[1] else rows.T).reshape(shape)


@alternative(replaces="orthogonal", why="QR with random signs in place of R's")
def orthogonal_with_random_signs(shape, rng, gain=1.0):
    if len(shape) < 2:
        raise ValueError("shape must have two axes or more")
    tall = rng.normal(size=(shape[0], math.prod(shape[1:])))
    wide = tall.shape[0] < tall.shape[1]
    q, _ = np.linalg.qr(tall.T if wide else tall)
    q = q * rng.choice([-1.0, 1.0], size=q.shape[1])
    return gain * (q.T if wide else q).reshape(shape)


@alternative(replaces="activation_variances", why="the weights first, the variances by hand")
def variances_by_hand(init, activation, width, depth, rng, num_samples=1024):
    weights = [init((width, width), rng) for _ in range(depth)]
    x = rng.normal(size=(num_samples, width))
    variances = []
    for W in weights:
        x = activation(np.einsum("nd,dh->nh", x, W))
        variances.append(np.mean((x - np.mean(x)) ** 2))
    return np.array(variances)


@alternative(replaces="is_symmetric_failure", why="against the first unit, part by part")
def symmetry_against_the_first_unit(params, grads):
    def alike(units):
        return np.allclose(units, units[:1], rtol=0, atol=1e-9)

    for here, after in zip(range(len(params)), range(1, len(params))):
        if params[here][0].shape[1] < 2:
            continue
        if all(
            alike(layers[here][0].T) and alike(layers[here][1][:, None]) and alike(layers[after][0])
            for layers in (params, grads)
        ):
            return True
    return False


@alternative(replaces="is_symmetric_failure", why="number by number; a NumPy bool")
def symmetry_number_by_number(params, grads):
    found = np.False_
    for k in range(len(params) - 1):
        parts = []
        for layers in (params, grads):
            W, b = layers[k]
            parts += [*W, b, *layers[k + 1][0].T]
        spread = max(part.max() - part.min() for part in parts)
        found = found | ((len(b) > 1) & (spread <= 1e-9))
    return found
