"""Other right answers."""

import functools

import numpy as np

from autograder.authoring import alternative

# --- collapse_linear_layers


@alternative(
    replaces="collapse_linear_layers", why="what the stack makes of 0 is b, of the axes W + b"
)
def by_running_the_stack(weights, biases):
    dtype = np.float32 if weights[0].dtype == np.float32 else np.float64
    inputs = len(weights[0])
    signal = np.vstack([np.zeros((1, inputs)), np.eye(inputs)]).astype(dtype)
    for W, b in zip(weights, biases):
        signal = signal @ W + b
    return signal[1:] - signal[0], signal[0]


@alternative(
    replaces="collapse_linear_layers",
    why="homogeneous coordinates: one matrix per layer, and W in it",
)
def by_homogeneous_coordinates(weights, biases):
    dtype = np.float32 if weights[0].dtype == np.float32 else np.float64
    matrices = []
    for W, b in zip(weights, biases):
        matrix = np.zeros((W.shape[0] + 1, W.shape[1] + 1), dtype=dtype)
        matrix[:-1, :-1], matrix[-1, :-1], matrix[-1, -1] = W, b, 1
        matrices.append(matrix)
    product = functools.reduce(np.matmul, matrices)
    return product[:-1, :-1], product[-1, :-1]


@alternative(replaces="collapse_linear_layers", why="from the last layer back; a list of two")
def from_the_last_layer_back(weights, biases):
    single = all(a.dtype == np.float32 for a in [*weights, *biases])
    dtype = np.float32 if single else np.float64
    W = weights[-1].astype(dtype)
    b = biases[-1].astype(dtype)
    for weight, bias in zip(weights[-2::-1], biases[-2::-1]):
        b = bias.astype(dtype) @ W + b
        W = weight.astype(dtype) @ W
    return [W, b]


@alternative(replaces="collapse_linear_layers", why="PyTorch's matmul")
def with_torch(weights, biases):
    import torch

    dtype = torch.float32 if weights[0].dtype == np.float32 else torch.float64
    W, b = (torch.tensor(a[0], dtype=dtype) for a in (weights, biases))
    for weight, bias in zip(weights[1:], biases[1:]):
        weight = torch.tensor(weight, dtype=dtype)
        W, b = W @ weight, b @ weight + torch.tensor(bias, dtype=dtype)
    return W.numpy(), b.numpy()


# --- is_affine


@alternative(replaces="is_affine", why="midpoints of uniform points, in a loop that ends early")
def midpoints_in_a_loop(f, dim, rng, trials=64, tol=1e-8):
    largest, bends = 0.0, []
    for _ in range(trials):
        x = rng.uniform(-1, 1, size=(1, dim))
        y = rng.uniform(-1, 1, size=(1, dim))
        values = [np.asarray(f(p)).ravel() for p in (x, y, 0.5 * x + 0.5 * y)]
        largest = max(largest, np.max(np.abs(values)))
        bends.append(np.max(np.abs(values[2] - 0.5 * values[0] - 0.5 * values[1])))
    return max(bends) <= tol * largest


@alternative(replaces="is_affine", why="linearity of f - f(0), with one call of f")
def linearity_without_the_offset(f, dim, rng, trials=64, tol=1e-8):
    x, y = rng.standard_normal((trials, dim)), rng.standard_normal((trials, dim))
    a, b = rng.uniform(0.2, 1, trials), rng.uniform(-1, -0.2, trials)
    both = a[:, None] * x + b[:, None] * y
    values = f(np.concatenate([np.zeros((1, dim)), x, y, both]))
    largest = np.abs(values).max()
    values = values.reshape(len(values), -1) - values[0]
    g_x, g_y, g_both = np.split(values[1:], 3)
    return not np.any(np.abs(g_both - a[:, None] * g_x - b[:, None] * g_y) > tol * largest)


@alternative(replaces="is_affine", why="the best affine fit leaves nothing; a NumPy bool")
def by_the_best_fit(f, dim, rng, trials=64, tol=1e-8):
    x = rng.normal(size=(trials + 2 * dim + 2, dim))
    ones = np.ones((len(x), 1))
    values = f(x).reshape(len(x), -1)
    fit, *_ = np.linalg.lstsq(np.hstack([x, ones]), values, rcond=None)
    bend = np.hstack([x, ones]) @ fit - values
    return np.abs(bend).max() <= tol * np.abs(values).max()


@alternative(
    replaces="is_affine", why="second differences along random lines, outside of [x, y] too"
)
def by_second_differences(f, dim, rng, trials=64, tol=1e-8):
    x = rng.uniform(-1, 1, (trials, dim))
    step = rng.uniform(-1, 1, (trials, dim))
    left, middle, right = f(x - step), f(x), f(x + step)
    largest = max(np.max(np.abs(side)) for side in (left, middle, right))
    return bool(np.max(np.abs(left - 2 * middle + right)) <= 2 * tol * largest)


# --- xor_network


@alternative(replaces="xor_network", why="|x1 - x2|, in whole numbers")
def absolute_difference():
    return np.array([[1, -1], [-1, 1]]), np.zeros(2), np.array([[1], [1]]), np.array([0])


@alternative(replaces="xor_network", why="a tent over x1 + x2, of three units")
def tent_of_three():
    W1, b1 = np.ones((2, 3)), np.array([0.0, -1.0, -2.0])
    return [W1, b1, np.array([[1.0], [-2.0], [1.0]]), np.zeros(1)]


@alternative(replaces="xor_network", why="1 - |x1 + x2 - 1|, in single precision")
def one_minus_the_distance():
    W1 = np.array([[1, -1], [1, -1]], dtype=np.float32)
    return W1, np.float32([-1, 1]), np.float32([[-1], [-1]]), np.float32([1])
