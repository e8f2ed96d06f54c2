"""Other right ways. PyTorch is imported where it is used: only its users wait."""

import math

import numpy as np
from solution import _as_float

from autograder.authoring import alternative, part_of


@alternative(replaces="StandardScaler", why="sums in place of mean and std; constant is max == min")
class standard_by_sums:
    def __init__(self):
        self.columns = None

    def fit(self, X):
        X = _as_float(X)
        self.columns = X.shape[1]
        self.mean_ = X.sum(0) / len(X)
        centred = X - self.mean_
        self.scale_ = np.sqrt((centred * centred).sum(0) / len(X))
        self.scale_[X.max(0) == X.min(0)] = 1
        return self

    def _check(self, X):
        if self.columns is None:
            raise ValueError("not fitted")
        if np.shape(X)[1] != self.columns:
            raise ValueError("another number of columns")
        return _as_float(X)

    def transform(self, X):
        return (self._check(X) - self.mean_) / self.scale_

    def inverse_transform(self, X):
        return self._check(X) * self.scale_ + self.mean_


class _NotFittedError(ValueError):
    pass


@alternative(replaces="StandardScaler", why="column by column, with an exception class of its own")
class standard_column_by_column:
    def fit(self, X):
        X = _as_float(X)
        mean, scale = [], []
        for column in X.T.astype(np.float64).tolist():
            average = math.fsum(column) / len(column)
            variance = math.fsum((value - average) ** 2 for value in column) / len(column)
            constant = variance <= (len(column) * np.finfo(X.dtype).eps * abs(average)) ** 2
            mean.append(average)
            scale.append(1.0 if constant else math.sqrt(variance))
        self.mean_, self.scale_ = np.array(mean), np.array(scale)
        return self

    def _columns(self, X):
        if not hasattr(self, "mean_"):
            raise _NotFittedError("call fit first")
        X = _as_float(X)
        if X.shape != (len(X), len(self.mean_)):
            raise ValueError("another number of columns")
        return X

    def transform(self, X):
        X = self._columns(X)
        pairs = zip(X.T, self.mean_.tolist(), self.scale_.tolist())
        return np.stack([(column - mean) / scale for column, mean, scale in pairs], axis=1)

    def inverse_transform(self, X):
        X = self._columns(X)
        pairs = zip(X.T, self.mean_.tolist(), self.scale_.tolist())
        return np.stack([column * scale + mean for column, mean, scale in pairs], axis=1)


@alternative(replaces="MinMaxScaler", why="one factor and one shift for each column")
class min_max_as_a_straight_line:
    def __init__(self, feature_range=(0, 1)):
        self.feature_range = feature_range

    def fit(self, X):
        X = _as_float(X)
        low, high = self.feature_range
        if not low < high:
            raise ValueError("feature_range")
        self.data_min_, self.data_max_ = X.min(0), X.max(0)
        width = self.data_max_ - self.data_min_
        width[width == 0] = 1
        self.scale_ = (high - low) / width
        self.min_ = low - self.data_min_ * self.scale_
        return self

    def _check(self, X):
        if not hasattr(self, "scale_") or np.shape(X)[1] != len(self.scale_):
            raise ValueError("not fitted, or fitted on other columns")
        return _as_float(X)

    def transform(self, X):
        return self._check(X) * self.scale_ + self.min_

    def inverse_transform(self, X):
        return (self._check(X) - self.min_) / self.scale_


@alternative(replaces="condition_number", why="eigenvalues of the Hessian itself")
def condition_by_eigenvalues(X):
    X = _as_float(X)
    curvatures = np.linalg.eigvalsh(X.T @ X / len(X))
    if curvatures[0] <= len(X) * np.finfo(X.dtype).eps * curvatures[-1]:
        return float("inf")
    return float(curvatures[-1] / curvatures[0])


@alternative(replaces="condition_number", why="the square of NumPy's cond of X, after its rank")
def condition_by_numpys_cond(X):
    X = np.asarray(X, dtype=float)
    if np.linalg.matrix_rank(X) < X.shape[1]:
        return math.inf
    return np.linalg.cond(X) ** 2


@alternative(replaces="steps_to_converge", why="w itself, and the gradient from the residual")
def steps_with_w(X, y, tol, max_steps):
    X, y = _as_float(X), _as_float(y)
    curvatures = np.linalg.eigvalsh(X.T @ X / len(y))
    step = 2 / (curvatures.min() + curvatures.max())
    w = np.zeros(X.shape[1], dtype=X.dtype)
    steps = 0
    while steps < max_steps:
        gradient = X.T @ (X @ w - y) / len(y)
        if np.sqrt(gradient @ gradient) <= tol:
            break
        w -= step * gradient
        steps += 1
    return steps


@alternative(replaces="steps_to_converge", why="in closed form: each eigendirection decays alone")
def steps_by_eigendirections(X, y, tol, max_steps):
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    curvatures, directions = np.linalg.eigh(X.T @ X / len(y))
    parts = directions.T @ (X.T @ y) / len(y)
    decay = 1 - 2 * curvatures / (curvatures[0] + curvatures[-1])
    norms = (np.linalg.norm(parts * decay**k) for k in range(max_steps))
    return next((k for k, norm in enumerate(norms) if norm <= tol), max_steps)


# --- everything in PyTorch


@alternative(replaces="StandardScaler", why="PyTorch's var_mean, amin, svdvals and autograd")
class in_pytorch:
    def __init__(self):
        self.mean_ = self.scale_ = np.empty(0)

    def fit(self, X):
        import torch

        X = torch.tensor(_as_float(X))
        variance, mean = torch.var_mean(X, dim=0, unbiased=False)
        limit = (len(X) * torch.finfo(X.dtype).eps * mean.abs()) ** 2
        self.mean_, self.scale_ = (
            mean.numpy(),
            torch.where(variance <= limit, 1, variance**0.5).numpy(),
        )
        return self

    def _check(self, X):
        if np.shape(X)[1] != len(self.mean_):
            raise ValueError("not fitted, or fitted on other columns")
        return _as_float(X)

    def transform(self, X):
        return np.divide(np.subtract(self._check(X), self.mean_), self.scale_)

    def inverse_transform(self, X):
        return np.add(np.multiply(self._check(X), self.scale_), self.mean_)


@part_of("in_pytorch", replaces="MinMaxScaler")
class min_max_in_pytorch:
    def __init__(self, feature_range=(0, 1)):
        self.lower, self.upper = map(float, feature_range)
        if self.lower >= self.upper:
            raise ValueError("feature_range must be (lower, upper)")
        self.data_min_ = self.data_max_ = np.empty(0)

    def fit(self, X):
        import torch

        low, high = torch.aminmax(torch.tensor(_as_float(X)), dim=0)
        self.data_min_, self.data_max_ = low.numpy(), high.numpy()
        self.width = high - low + (high == low)
        return self

    def _check(self, X):
        import torch

        if np.shape(X)[1:] != self.data_min_.shape:
            raise ValueError("not fitted, or fitted on other columns")
        return torch.tensor(_as_float(X))

    def transform(self, X):
        import torch

        share = (self._check(X) - torch.tensor(self.data_min_)) / self.width
        return torch.add(share * self.upper, (1 - share) * self.lower).numpy()

    def inverse_transform(self, X):
        share = (self._check(X) - self.lower) / (self.upper - self.lower)
        return (share * self.width).numpy() + self.data_min_


@part_of("in_pytorch", replaces="condition_number")
def condition_in_pytorch(X):
    import torch

    values = torch.linalg.svdvals(torch.tensor(_as_float(X)))
    if len(values) < X.shape[1] or values[-1] <= values[0] * 1e-6:
        return torch.tensor(math.inf)
    return (values[0] / values[-1]) ** 2


@part_of("in_pytorch", replaces="steps_to_converge")
def steps_in_pytorch(X, y, tol, max_steps):
    import torch

    X, y = torch.tensor(_as_float(X)), torch.tensor(_as_float(y))
    curvatures = torch.linalg.svdvals(X) ** 2 / len(X)
    w = torch.zeros(X.shape[1], dtype=X.dtype)
    for count in range(max_steps):
        w.requires_grad_()
        cost = ((X @ w - y) ** 2).mean() / 2
        gradient = torch.autograd.grad(cost, w)[0]
        if gradient.norm() <= tol:
            return count
        w = (w - 2 / (curvatures[0] + curvatures[-1]) * gradient).detach()
    return max_steps
