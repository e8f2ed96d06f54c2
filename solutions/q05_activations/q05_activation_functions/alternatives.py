"""Other right ways. SciPy and PyTorch are imported where they are used: only their users wait."""

import math

import numpy as np
from solution import _as_float
from solution import elu as right_elu
from solution import softmax as right_softmax
from solution import softplus as right_softplus

from autograder.authoring import alternative, part_of

# --- sigmoid


@alternative(
    replaces="sigmoid", why="as in the textbook: e^-x may overflow to inf, and 1 / inf is 0"
)
def sigmoid_as_in_the_textbook(x):
    return 1 / (1 + np.exp(-_as_float(x)))


@alternative(replaces="sigmoid", why="two branches, filled in by masks")
def sigmoid_by_masks(x):
    x = _as_float(x)
    out = np.empty_like(x)
    positive = x >= 0
    out[positive] = 1 / (1 + np.exp(-x[positive]))
    e = np.exp(x[~positive])
    out[~positive] = e / (1 + e)
    return out


@alternative(replaces="sigmoid", why="in the log domain: log sigmoid(x) = -log(1 + e^-x)")
def sigmoid_by_logaddexp(x):
    return np.exp(-np.logaddexp(0, -_as_float(x)))


@alternative(replaces="sigmoid", why="number by number, with math.exp")
def sigmoid_number_by_number(x):
    x = _as_float(x)
    flat = [
        1 / (1 + math.exp(-value)) if value >= 0 else math.exp(value) / (1 + math.exp(value))
        for value in x.ravel().tolist()
    ]
    return np.array(flat, dtype=x.dtype).reshape(x.shape)


@alternative(replaces="sigmoid_grad", why="s (1 - s), with the rounding of 1 - s in the tail")
def sigmoid_grad_by_the_rule(x):
    s = sigmoid_as_in_the_textbook(x)
    return s * (1 - s)


@alternative(replaces="sigmoid_grad", why="the quotient rule; even in x, so |x| keeps it finite")
def sigmoid_grad_by_the_quotient_rule(x):
    e = np.exp(-np.abs(_as_float(x)))
    return e / (1 + e) ** 2


# --- tanh


@alternative(replaces="tanh", why="a sigmoid stretched and shifted")
def tanh_by_the_sigmoid(x):
    return 2 / (1 + np.exp(-2 * _as_float(x))) - 1


@alternative(
    replaces="tanh", why="the definition on a clipped input: beyond 20, tanh is 1 in float64"
)
def tanh_on_a_clipped_input(x):
    x = np.clip(_as_float(x), -20, 20)
    return (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))


@alternative(replaces="tanh", why="sinh / cosh, with 1 put in where they overflow")
def tanh_by_sinh_and_cosh(x):
    x = _as_float(x)
    small = np.where(np.abs(x) < 50, x, 0)
    return np.where(np.abs(x) < 50, np.sinh(small) / np.cosh(small), np.sign(x))


@alternative(replaces="tanh_grad", why="1 - t^2, with the rounding of the difference in the tail")
def tanh_grad_by_the_rule(x):
    return 1 - tanh_by_the_sigmoid(x) ** 2


@alternative(replaces="tanh_grad", why="1 / cosh^2; cosh may overflow to inf, and 1 / inf is 0")
def tanh_grad_by_cosh(x):
    return (1 / np.cosh(_as_float(x))) ** 2


# --- relu and its leaky sibling


@alternative(replaces="relu", why="np.where")
def relu_by_where(x):
    x = _as_float(x)
    return np.where(x > 0, x, 0)


@alternative(replaces="relu", why="clipped from below")
def relu_by_clip(x):
    return np.clip(_as_float(x), 0, None)


@alternative(replaces="relu", why="in place, on a copy")
def relu_on_a_copy(x):
    x = _as_float(x).copy()
    x[x < 0] = 0
    return x


@alternative(replaces="relu_grad", why="the step function, with 0 at 0")
def relu_grad_by_heaviside(x):
    return np.heaviside(_as_float(x), 0)


@alternative(replaces="relu_grad", why="the sign of what ReLU lets through")
def relu_grad_by_sign(x):
    return np.sign(np.maximum(_as_float(x), 0))


@alternative(replaces="leaky_relu", why="np.where")
def leaky_relu_by_where(x, negative_slope=0.01):
    x = _as_float(x)
    return np.where(x > 0, x, negative_slope * x)


@alternative(replaces="leaky_relu", why="its own derivative times x: it is linear on each side")
def leaky_relu_by_its_slope(x, negative_slope=0.01):
    x = _as_float(x)
    return x * np.where(x > 0, 1, negative_slope).astype(x.dtype)


@alternative(replaces="leaky_relu_grad", why="filled with the slope, then 1 where x is positive")
def leaky_relu_grad_by_filling(x, negative_slope=0.01):
    x = _as_float(x)
    slopes = np.full_like(x, negative_slope)
    slopes[x > 0] = 1
    return slopes


# --- elu


@alternative(replaces="elu", why="np.where, in which the branch not taken may overflow")
def elu_by_where(x, alpha=1.0):
    x = _as_float(x)
    return np.where(x > 0, x, alpha * (np.exp(x) - 1))


@alternative(replaces="elu", why="in place, on a copy of floats")
def elu_on_a_copy(x, alpha=1.0):
    out = np.array(_as_float(x))
    negative = out <= 0
    out[negative] = alpha * np.expm1(out[negative])
    return out


@alternative(replaces="elu_grad", why="from the output: elu(x) + alpha where x <= 0")
def elu_grad_from_the_output(x, alpha=1.0):
    x = _as_float(x)
    return np.where(x > 0, 1, right_elu(x, alpha) + alpha)


@alternative(replaces="elu_grad", why="np.where, in which the branch not taken may overflow")
def elu_grad_by_where(x, alpha=1.0):
    x = _as_float(x)
    return np.where(x > 0, 1, alpha * np.exp(x)).astype(x.dtype)


# --- gelu


@alternative(
    replaces="gelu", why="SciPy's erf, on an input bounded below, where GELU is 0 long since"
)
def gelu_by_scipys_erf(x):
    from scipy.special import erf

    x = np.maximum(_as_float(x), -50)
    return 0.5 * x * (1 + erf(x / math.sqrt(2)))


@alternative(replaces="gelu", why="number by number, with math.erf")
def gelu_number_by_number(x):
    x = _as_float(x)
    flat = [
        0.0 if value == -math.inf else value * (1 + math.erf(value / math.sqrt(2))) / 2
        for value in x.ravel().tolist()
    ]
    return np.array(flat, dtype=x.dtype).reshape(x.shape)


@alternative(
    replaces="gelu_grad", why="SciPy's erfc, on a bounded input: beyond 50 nothing changes"
)
def gelu_grad_by_scipys_erfc(x):
    from scipy.special import erfc

    x = np.clip(_as_float(x), -50, 50)
    return erfc(-x / math.sqrt(2)) / 2 + x * np.exp(-x * x / 2) / math.sqrt(2 * math.pi)


@alternative(replaces="gelu_grad", why="number by number, and the limits by hand")
def gelu_grad_number_by_number(x):
    x = _as_float(x)
    out = np.empty_like(x)
    for index in np.ndindex(x.shape):
        value = float(x[index])
        if math.isinf(value):
            out[index] = 1 if value > 0 else 0
        else:
            density = math.exp(-value * value / 2) / math.sqrt(2 * math.pi)
            out[index] = math.erfc(-value / math.sqrt(2)) / 2 + value * density
    return out


# --- silu


@alternative(replaces="silu", why="x / (1 + e^-x), with the limit put in")
def silu_as_a_quotient(x):
    x = _as_float(x)
    return np.where(x == -np.inf, 0, x / (1 + np.exp(-x)))


@alternative(replaces="silu_grad", why="from the output: y + s (1 - y), on a bounded input")
def silu_grad_from_the_output(x):
    x = np.clip(_as_float(x), -1000, 1000)
    s = 1 / (1 + np.exp(-x))
    y = x * s
    return y + s * (1 - y)


@alternative(replaces="silu_grad", why="s (1 + x (1 - s)), with the limits put in")
def silu_grad_factored(x):
    x = _as_float(x)
    s = 1 / (1 + np.exp(-x))
    return np.where(np.isinf(x), x > 0, s * (1 + x * (1 - s))).astype(x.dtype)


# --- softplus


@alternative(replaces="softplus", why="NumPy's logaddexp")
def softplus_by_logaddexp(x):
    return np.logaddexp(0, _as_float(x))


@alternative(replaces="softplus", why="PyTorch's way: above 20 it is x")
def softplus_with_a_threshold(x):
    x = _as_float(x)
    return np.where(x > 20, x, np.log1p(np.exp(np.minimum(x, 20))))


@alternative(replaces="softplus_grad", why="the textbook's sigmoid, written out")
def softplus_grad_as_in_the_textbook(x):
    return 1 / (1 + np.exp(-_as_float(x)))


@alternative(replaces="softplus_grad", why="from the output: 1 - e^-y")
def softplus_grad_from_the_output(x):
    return 1 - np.exp(-right_softplus(x))


# --- softmax


@alternative(replaces="softmax", why="through SciPy's logsumexp, one-hot rows apart")
def softmax_by_logsumexp(x, axis=-1):
    from scipy.special import logsumexp

    x = _as_float(x)
    if np.any(np.isneginf(x).all(axis=axis)):
        raise ValueError("x has a row of only -inf")
    certain = np.isposinf(x).any(axis=axis, keepdims=True)
    finite = np.where(certain, 0, x)
    p = np.exp(finite - logsumexp(finite, axis=axis, keepdims=True))
    return np.where(certain, np.isposinf(x), p)


@alternative(replaces="softmax", why="row by row, in a loop")
def softmax_row_by_row(x, axis=-1):
    rows = np.moveaxis(_as_float(x), axis, -1)
    out = np.zeros_like(rows)
    for index in np.ndindex(rows.shape[:-1]):
        row = rows[index]
        if row.max() == -np.inf:
            raise ValueError("x has a row of only -inf")
        if row.max() == np.inf:
            out[index] = row == np.inf
        else:
            e = np.exp(row - row.max())
            out[index] = e / e.sum()
    return np.moveaxis(out, -1, axis)


@alternative(replaces="softmax_jvp", why="the directional derivative: s times v centred by s")
def softmax_jvp_centred(x, v, axis=-1):
    s = right_softmax(x, axis)
    return s * (v - (s * v).sum(axis=axis, keepdims=True))


@alternative(replaces="softmax_jvp", why="along the last axis, with matmul")
def softmax_jvp_by_matmul(x, v, axis=-1):
    s = np.moveaxis(right_softmax(x, axis), axis, -1)
    v = np.moveaxis(np.asarray(v), axis, -1)
    mean = s[..., None, :] @ v[..., :, None]
    return np.moveaxis(s * (v - mean[..., 0]), -1, axis)


@alternative(replaces="softmax_jvp", why="number by number")
def softmax_jvp_number_by_number(x, v, axis=-1):
    s = np.moveaxis(right_softmax(x, axis), axis, -1)
    v = np.moveaxis(np.asarray(v), axis, -1)
    out = np.zeros_like(s)
    for index in np.ndindex(s.shape[:-1]):
        row, direction = s[index].tolist(), v[index].tolist()
        mean = math.fsum(p * d for p, d in zip(row, direction))
        out[index] = [p * (d - mean) for p, d in zip(row, direction)]
    return np.moveaxis(out, -1, axis)


# --- everything in PyTorch, its ready-made activations aside


@alternative(
    replaces="sigmoid", why="PyTorch's exp, erf, where and logaddexp; autograd where it fits"
)
def in_pytorch(x):
    import torch

    x = torch.from_numpy(_as_float(x))
    return (1 / (1 + torch.exp(-x))).numpy()


@part_of("in_pytorch", replaces="relu")
def relu_in_pytorch(x):
    import torch

    return torch.from_numpy(_as_float(x)).clamp(min=0).numpy()


@part_of("in_pytorch", replaces="elu")
def elu_in_pytorch(x, alpha=1.0):
    import torch

    x = torch.from_numpy(_as_float(x))
    return torch.where(x > 0, x, alpha * torch.expm1(x)).numpy()


@part_of("in_pytorch", replaces="gelu")
def gelu_in_pytorch(x):
    import torch

    x = torch.from_numpy(_as_float(x))
    y = x * torch.erfc(-x / math.sqrt(2)) / 2
    return torch.where(x == -math.inf, 0, y).numpy()


@part_of("in_pytorch", replaces="gelu_grad")
def gelu_grad_in_pytorch(x):
    import torch

    x = torch.from_numpy(_as_float(x)).clamp(-50, 50).requires_grad_()
    y = x * torch.erfc(-x / math.sqrt(2)) / 2
    return torch.autograd.grad(y.sum(), x)[0].numpy()


@part_of("in_pytorch", replaces="softplus")
def softplus_in_pytorch(x):
    import torch

    x = torch.from_numpy(_as_float(x))
    return torch.logaddexp(x, torch.zeros_like(x)).numpy()


@part_of("in_pytorch", replaces="softmax_jvp")
def softmax_jvp_in_pytorch(x, v, axis=-1):
    import torch

    s = torch.from_numpy(right_softmax(x, axis))
    v = torch.from_numpy(_as_float(v))
    return (s * (v - (s * v).sum(dim=axis, keepdim=True))).numpy()
