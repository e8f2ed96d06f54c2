"""Other right answers."""

import itertools
import math

import numpy as np
from solution import gradient_descent as right_gradient_descent

from autograder.authoring import alternative


@alternative(replaces="gradient_descent", why="an array that is filled row by row")
def filled_row_by_row(grad, x0, lr, steps):
    x0 = np.asarray(x0)
    path = np.empty((steps + 1, *x0.shape), dtype=np.result_type(x0, np.float32(0)))
    path[0] = x0
    for t in range(steps):
        path[t + 1] = path[t] - lr * grad(path[t])
    return path


@alternative(replaces="gradient_descent", why="in place, with a copy of every point")
def copies_of_one_point(grad, x0, lr, steps):
    x = np.array(x0, dtype=np.float32 if x0.dtype == np.float32 else np.float64)
    path = [x.copy()]
    for _ in range(steps):
        x -= lr * grad(x)
        path.append(x.copy())
    return np.array(path)


@alternative(replaces="gradient_descent", why="itertools.accumulate")
def accumulated(grad, x0, lr, steps):
    start = x0 * 1.0
    points = itertools.accumulate(range(steps), lambda x, _: x - lr * grad(x), initial=start)
    return np.vstack(list(points))


@alternative(replaces="gradient_descent", why="torch.optim.SGD makes the steps")
def by_torch_sgd(grad, x0, lr, steps):
    import torch

    start = torch.tensor(x0)
    point = torch.nn.Parameter(start if start.is_floating_point() else start.double())
    optimizer = torch.optim.SGD([point], lr=lr)
    path = [point.detach().numpy().copy()]
    for _ in range(steps):
        point.grad = torch.from_numpy(grad(path[-1]))
        optimizer.step()
        path.append(point.detach().numpy().copy())
    return np.stack(path)


@alternative(replaces="backtracking_step", why="the lr shrinks as it goes, and NaN is asked for")
def shrinking_as_it_goes(f, grad, x, lr0=1.0, shrink=0.5, c=1e-4):
    g, lr = grad(x), lr0
    here, square = f(x), float(np.dot(g, g))
    for _ in range(51):
        there = f(x - lr * g)
        if not math.isnan(there) and here - there >= c * lr * square:
            return x - lr * g, lr
        lr *= shrink
    return np.array(x), 0.0


@alternative(replaces="backtracking_step", why="a zero gradient apart, then next() over the trials")
def first_of_the_trials(f, grad, x, lr0=1.0, shrink=0.5, c=1e-4):
    g, height = grad(x), f(x)
    norm = np.linalg.norm(g)
    if norm == 0:
        return x.copy(), lr0
    rates = (lr0 * shrink**k for k in range(51))
    lr = next((lr for lr in rates if f(x - lr * g) <= height - c * lr * norm**2), 0.0)
    return [x - lr * g, np.float64(lr)]


@alternative(replaces="backtracking_step", why="by recursion, a shrink deeper each time")
def by_recursion(f, grad, x, lr0=1.0, shrink=0.5, c=1e-4):
    g, height = grad(x), f(x)

    def attempt(lr, left):
        if left == 0:
            return x, 0.0
        moved = x - lr * g
        if f(moved) <= height - c * lr * sum(g * g):
            return moved, lr
        return attempt(lr * shrink, left - 1)

    return attempt(lr0, 51)


@alternative(replaces="fit_linear_regression", why="a column of ones, and gradient_descent itself")
def column_of_ones(X, y, lr, steps):
    if y.ndim != 1 or len(y) != len(X):
        raise ValueError("y must be (N,)")
    ones = np.ones((len(X), 1), dtype=X.dtype)
    design = np.concatenate([X, ones], axis=1)
    start = np.zeros(design.shape[1], dtype=np.result_type(X, np.float32(0)))

    def grad(theta):
        return 2 / len(y) * design.T @ (design @ theta - y)

    path = right_gradient_descent(grad, start, lr, steps)
    losses = ((path @ design.T - y) ** 2).mean(axis=1)
    return path[-1, :-1], path[-1, -1], losses


@alternative(replaces="fit_linear_regression", why="the gradient from the sums over the data")
def from_moments(X, y, lr, steps):
    if y.shape != (X.shape[0],):
        raise ValueError("y must be (N,)")
    kind = np.float32 if X.dtype == np.float32 else np.float64
    n = len(X)
    centre, mean = X.mean(axis=0), y.mean()
    products, cross = X.T @ X / n, X.T @ y / n
    w, b = np.zeros(X.shape[1], dtype=kind), 0.0
    losses = np.empty(steps + 1, dtype=kind)
    losses[0] = (y * 1.0) @ y / n
    for t in range(1, steps + 1):
        dw = 2 * (products @ w + centre * b - cross)
        db = 2 * (centre @ w + b - mean)
        w, b = w - lr * dw, b - lr * db
        losses[t] = np.square(y - b - X @ w).mean()
    return w.astype(kind), float(b), losses


@alternative(replaces="fit_linear_regression", why="PyTorch: Linear, MSELoss, autograd and SGD")
def by_torch(X, y, lr, steps):
    import torch

    inputs, target = torch.tensor(X), torch.tensor(y)
    if target.shape != inputs.shape[:1]:
        raise ValueError("y must be (N,)")
    if not inputs.is_floating_point():
        inputs = inputs.double()
    target = target.to(inputs.dtype)
    model = torch.nn.Linear(inputs.shape[1], 1, dtype=inputs.dtype)
    torch.nn.init.zeros_(model.weight)
    torch.nn.init.zeros_(model.bias)
    optimizer, losses = torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimizer.zero_grad()
        loss = torch.nn.functional.mse_loss(model(inputs).squeeze(1), target)
        loss.backward()
        losses.append(loss.detach().numpy())
        optimizer.step()
    with torch.no_grad():
        losses.append(torch.nn.functional.mse_loss(model(inputs).squeeze(1), target).numpy())
    return model.weight[0].detach().numpy(), model.bias.item(), np.array(losses)
