"""Other right answers. PyTorch is imported where it is used: only its users wait."""

import numpy as np

from autograder.authoring import alternative


def _torch_grads(W, b, X, upstream, activation):
    """Gradients by autograd; X of integers takes the type of W."""
    import torch

    W = torch.tensor(W, requires_grad=True)
    b = torch.tensor(b, requires_grad=True)
    out = activation(torch.tensor(X).to(W.dtype) @ W + b)
    dW, db = torch.autograd.grad(out, (W, b), torch.tensor(upstream))
    return dW.numpy(), db.numpy()


@alternative(replaces="dead_units", why="nothing comes out of the ReLU")
def nothing_comes_out(W, b, X):
    return np.maximum(X @ W + b, 0).sum(axis=0) == 0


@alternative(replaces="dead_units", why="the largest pre-activation of each unit, unit by unit")
def by_the_largest(W, b, X):
    return np.array([bool(max(X @ W[:, j] + b[j]) <= 0) for j in range(W.shape[1])])


@alternative(replaces="dead_units", why="not any of the rows switches it on")
def not_any_row(W, b, X):
    return ~((np.einsum("nd,dh->nh", X, W) + b) > 0).any(0)


@alternative(replaces="relu_layer_grads", why="PyTorch's autograd")
def by_autograd(W, b, X, upstream):
    import torch

    return _torch_grads(W, b, X, upstream, torch.relu)


@alternative(replaces="relu_layer_grads", why="row by row, outer products added up")
def row_by_row(W, b, X, upstream):
    dW, db = np.zeros_like(W), np.zeros_like(b)
    for x, gradient in zip(X, upstream):
        dz = gradient * (x @ W + b > 0)
        dW += np.outer(x, dz)
        db += dz
    return [dW, db]


@alternative(replaces="relu_layer_grads", why="with a column of ones, W and b as one")
def bias_as_a_weight(W, b, X, upstream):
    ones = np.ones((len(X), 1), dtype=W.dtype)
    X1 = np.hstack([X.astype(W.dtype), ones])
    z = X1 @ np.vstack([W, b])
    gradient = X1.T @ (upstream * (z > 0))
    return gradient[:-1], gradient[-1]


@alternative(replaces="leaky_relu_layer_grads", why="PyTorch's autograd")
def leaky_by_autograd(W, b, X, upstream, negative_slope):
    import torch

    def leaky(z):
        return torch.where(z > 0, z, negative_slope * z)

    return _torch_grads(W, b, X, upstream, leaky)


@alternative(replaces="leaky_relu_layer_grads", why="a ReLU and a leak, added")
def relu_and_a_leak(W, b, X, upstream, negative_slope):
    on = X @ W + b > 0
    dz = upstream * on + negative_slope * (upstream * ~on)
    return X.T @ dz, np.sum(dz, axis=0)


@alternative(replaces="leaky_relu_layer_grads", why="an array of slopes")
def array_of_slopes(W, b, X, upstream, negative_slope):
    slopes = np.full(upstream.shape, negative_slope, dtype=upstream.dtype)
    slopes[X @ W + b > 0] = 1
    dz = slopes * upstream
    return np.einsum("nd,nh->dh", X, dz), np.einsum("nh->h", dz)


@alternative(replaces="step_kills", why="torch.optim.SGD, with ReLU's autograd")
def by_torchs_sgd(W, b, X, upstream, lr):
    import torch

    W = torch.tensor(W, requires_grad=True)
    b = torch.tensor(b, requires_grad=True)
    X = torch.tensor(X).to(W.dtype)
    out = torch.relu(X @ W + b)
    before = (out > 0).any(dim=0)
    optimizer = torch.optim.SGD([W, b], lr=lr)
    out.backward(torch.tensor(upstream))
    optimizer.step()
    after = (torch.relu(X @ W + b) > 0).any(dim=0)
    return (before & ~after).numpy()


@alternative(replaces="step_kills", why="how z moves: the kernel of the rows times the gradient")
def by_the_kernel(W, b, X, upstream, lr):
    X = X.astype(float)
    z = X @ W + b
    moved = z - lr * (X @ X.T + 1) @ (upstream * (z > 0))
    return (z.max(axis=0) > 0) * (moved.max(axis=0) <= 0)


@alternative(replaces="step_kills", why="unit by unit, in sets")
def unit_by_unit(W, b, X, upstream, lr):
    killed = []
    for j in range(W.shape[1]):
        z = X @ W[:, j] + b[j]
        dz = np.where(z > 0, upstream[:, j], 0)
        w, c = W[:, j] - lr * (X.T @ dz), b[j] - lr * dz.sum()
        killed.append(any(z > 0) and not any(X @ w + c > 0))
    return np.array(killed)


@alternative(replaces="mean_activation_shift", why="what ReLU adds: max(-z, 0)")
def what_relu_adds(z):
    return np.mean(np.where(np.asarray(z) < 0, -np.asarray(z, dtype=float), 0))


@alternative(replaces="mean_activation_shift", why="half the mean of |z| - z; a Python float")
def half_of_the_fold(z):
    z = np.asarray(z, dtype=np.float64)
    return float((np.abs(z) - z).mean() / 2)


@alternative(replaces="mean_activation_shift", why="PyTorch's relu; a 0-d tensor")
def shift_by_torch(z):
    import torch

    z = torch.tensor(z).double()
    return torch.relu(z).mean() - z.mean()
