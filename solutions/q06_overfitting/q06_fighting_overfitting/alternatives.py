"""Other right answers. PyTorch and SciPy are imported where they are used: only their users wait."""

import copy
import math

import numpy as np

from autograder.authoring import alternative

# --- EarlyStopping


@alternative(replaces="EarlyStopping", why="the distance from the last improvement, not a counter")
class by_distance_from_the_best:
    def __init__(self, patience, min_delta=0.0):
        if not patience >= 1:
            raise ValueError("patience must be at least 1")
        self.patience = patience
        self.min_delta = min_delta
        self.losses = []
        self.best_epoch = None
        self.best_params = None

    def step(self, val_loss, params):
        best = math.inf if self.best_epoch is None else self.losses[self.best_epoch]
        self.losses.append(val_loss)
        if best - val_loss > self.min_delta:
            self.best_epoch = len(self.losses) - 1
            self.best_params = {name: np.array(array) for name, array in params.items()}
        last = -1 if self.best_epoch is None else self.best_epoch
        return len(self.losses) - 1 - last >= self.patience


@alternative(replaces="EarlyStopping", why="NaN made infinite; parameters written into own arrays")
class with_its_own_arrays:
    best_epoch = None
    best_params = None

    def __init__(self, patience, min_delta=0.0):
        if patience <= 0:
            raise ValueError("patience")
        self.allowed, self.left, self.delta = patience, patience, np.float64(min_delta)
        self.best, self.epoch = np.float64(np.inf), -1

    def step(self, val_loss, params):
        self.epoch += 1
        val_loss = np.float64(np.nan_to_num(val_loss, nan=np.inf, posinf=np.inf))
        self.left -= 1
        if val_loss < self.best - self.delta:
            self.best, self.left, self.best_epoch = val_loss, self.allowed, np.int64(self.epoch)
            if self.best_params is None:
                self.best_params = copy.deepcopy(params)
            for name in params:
                self.best_params[name][...] = params[name]
        return np.bool_(self.left <= 0)


# --- polynomials


@alternative(replaces="fit_ridge_polynomial", why="the normal equations")
def by_normal_equations(x, y, degree, l2):
    x, y = np.asarray(x), np.asarray(y)
    dtype = x.dtype if x.dtype.kind == "f" else np.float64
    V = x[:, None].astype(dtype) ** np.arange(degree + 1, dtype=dtype)
    D = np.eye(degree + 1, dtype=dtype)
    D[0, 0] = 0
    return np.linalg.solve(V.T @ V + l2 * D, V.T @ y.astype(dtype))


@alternative(replaces="fit_ridge_polynomial", why="centred columns, the intercept afterwards")
def by_centring(x, y, degree, l2):
    x = np.array(x, dtype=x.dtype if x.dtype.kind == "f" else float)
    y = np.asarray(y, dtype=x.dtype)
    V = np.stack([x**k for k in range(1, degree + 1)], axis=1) if degree else x[:, None][:, :0]
    centre = V.mean(axis=0)
    A = V - centre
    slopes = np.linalg.pinv(A.T @ A + x.dtype.type(l2) * np.eye(degree, dtype=x.dtype)) @ A.T
    slopes = slopes @ (y - y.mean())
    return np.append(y.mean() - centre @ slopes, slopes).astype(x.dtype)


@alternative(replaces="fit_ridge_polynomial", why="PyTorch's vander and lstsq, with further rows")
def fit_in_pytorch(x, y, degree, l2):
    import torch

    x, y = torch.tensor(x), torch.tensor(y)
    if not x.is_floating_point():
        x = x.double()
    V = torch.vander(x, N=degree + 1, increasing=True)
    rows = l2**0.5 * torch.eye(degree + 1, dtype=x.dtype)[1:]
    target = torch.cat([y.to(x.dtype), torch.zeros(degree, dtype=x.dtype)])
    return torch.linalg.lstsq(torch.cat([V, rows]), target[:, None]).solution[:, 0].numpy()


@alternative(replaces="predict_polynomial", why="NumPy's own polyval, lowest power first")
def by_numpys_polyval(coef, x):
    return np.polynomial.polynomial.polyval(x, coef)


@alternative(replaces="predict_polynomial", why="np.polyval of the reversed coefficients")
def by_the_old_polyval(coef, x):
    return np.polyval(coef[::-1], x)


@alternative(replaces="predict_polynomial", why="powers along a further axis, summed by a product")
def by_powers(coef, x):
    x = np.asarray(x)
    x = x if x.dtype.kind == "f" else x.astype(float)
    powers = x[..., None] ** np.arange(len(coef), dtype=x.dtype)
    return powers @ coef


# --- random_shift


@alternative(replaces="random_shift", why="rows and columns looked up, and a mask for what came in")
def by_lookup(images, max_shift, rng):
    count, height, width = len(images), images.shape[-2], images.shape[-1]
    down = rng.integers(-max_shift, max_shift + 1, size=count)
    right = rng.integers(-max_shift, max_shift + 1, size=count)
    rows = np.arange(height) - down[:, None]
    columns = np.arange(width) - right[:, None]
    inside = ((rows >= 0) & (rows < height))[:, :, None]
    inside = inside & ((columns >= 0) & (columns < width))[:, None, :]
    channels = images if images.ndim == 4 else images[:, None]
    which = np.arange(count)[:, None, None]
    found = channels.swapaxes(0, 1)[
        :, which, np.clip(rows, 0, height - 1)[:, :, None], np.clip(columns, 0, width - 1)[:, None]
    ]
    return np.where(inside, found, images.dtype.type(0)).swapaxes(0, 1).reshape(images.shape)


@alternative(replaces="random_shift", why="np.roll, then zeros over what came round")
def by_roll_and_zeros(images, max_shift, rng):
    out = images.copy()
    for i in range(len(images)):
        for axis in (-2, -1):
            shift, size = int(rng.integers(-max_shift, max_shift + 1)), images.shape[axis]
            image = np.moveaxis(np.roll(out[i], shift, axis=axis), axis, 0)
            if shift > 0:
                image[:shift] = 0
            elif shift < 0:
                image[max(0, size + shift) :] = 0
            out[i] = np.moveaxis(image, 0, axis)
    return out


@alternative(replaces="random_shift", why="SciPy's shift, and rng.choice of the whole shift")
def by_scipy(images, max_shift, rng):
    from scipy.ndimage import shift

    several = np.arange(-max_shift, max_shift + 1)
    out = np.empty_like(images)
    for image, moved in zip(images, out):
        by = [0] * (image.ndim - 2) + [int(rng.choice(several)), int(rng.choice(several))]
        shift(image, by, output=moved, order=0, mode="constant", cval=0.0, prefilter=False)
    return out


@alternative(replaces="random_shift", why="PyTorch's pad, which also cuts")
def shift_in_pytorch(images, max_shift, rng):
    import torch
    from torch.nn.functional import pad

    batch = torch.tensor(np.ascontiguousarray(images))
    height, width = batch.shape[-2:]
    border = pad(batch, [max_shift] * 4)
    moved = []
    for image in border:
        top = int(rng.integers(2 * max_shift + 1))
        left = int(rng.integers(2 * max_shift + 1))
        moved.append(image[..., top : top + height, left : left + width])
    return torch.stack(moved).numpy()


# --- bias_variance


@alternative(replaces="bias_variance", why="the variance as what the error has beyond the bias")
def variance_as_the_rest(predictions, target):
    predictions, target = np.asarray(predictions, dtype=float), np.asarray(target, dtype=float)
    if predictions.shape[1:] != target.shape:
        raise ValueError("target must have one entry for each point")
    residuals = predictions - target
    bias_squared = float((residuals.mean(0) ** 2).mean())
    return bias_squared, float((residuals**2).mean()) - bias_squared


@alternative(replaces="bias_variance", why="point by point, in plain Python")
def point_by_point(predictions, target):
    if np.ndim(target) != 1 or len(target) != len(predictions[0]):
        raise ValueError("target must have one entry for each point")
    bias_squared = variance = 0.0
    for column, truth in zip(np.transpose(predictions).tolist(), target.tolist()):
        mean = math.fsum(column) / len(column)
        bias_squared += (mean - truth) ** 2 / len(target)
        variance += math.fsum((p - mean) ** 2 for p in column) / len(column) / len(target)
    return bias_squared, variance


@alternative(replaces="bias_variance", why="PyTorch's var_mean")
def bias_variance_in_pytorch(predictions, target):
    import torch

    predictions, target = torch.tensor(predictions).double(), torch.tensor(target).double()
    if predictions[0].shape != target.shape:
        raise ValueError("target must have one entry for each point")
    variance, mean = torch.var_mean(predictions, dim=0, correction=0)
    return [torch.nn.functional.mse_loss(mean, target), variance.mean()]


# --- double_descent_curve


@alternative(replaces="double_descent_curve", why="pinv, weights of He's variance, relu by a mask")
def by_pinv(X, y, X_test, y_test, widths, rng):
    errors = np.empty(len(widths))
    for i, width in enumerate(widths):
        W = rng.normal(0, np.sqrt(2 / X.shape[1]), size=(X.shape[1], width))
        features, test_features = X @ W, X_test @ W
        features[features < 0] = 0
        test_features = test_features * (test_features > 0)
        residuals = test_features @ (np.linalg.pinv(features) @ y) - y_test
        errors[i] = residuals @ residuals / len(residuals)
    return errors


@alternative(replaces="double_descent_curve", why="by the singular vectors, units first")
def by_svd(X, y, X_test, y_test, widths, rng):
    curve = []
    for width in widths:
        W = 0.01 * rng.standard_normal((width, X.shape[1]))
        features = (X @ W.T).clip(min=0)
        u, s, vt = np.linalg.svd(features, full_matrices=False)
        keep = s > s[0] * 1e-13
        coef = vt[keep].T @ ((u[:, keep].T @ y) / s[keep])
        curve.append(((((X_test @ W.T).clip(min=0)) @ coef - y_test) ** 2).mean())
    return np.asarray(curve)


@alternative(replaces="double_descent_curve", why="SciPy's lstsq, by a complete factorisation")
def by_scipys_lstsq(X, y, X_test, y_test, widths, rng):
    from scipy.linalg import lstsq

    def error(width):
        W = rng.normal(size=(X.shape[1], width))
        coef = lstsq(np.maximum(0, X @ W), y, lapack_driver="gelsy")[0]
        return np.square(np.maximum(0, X_test @ W) @ coef - y_test).mean()

    return np.array(list(map(error, widths)), dtype=np.float32)


@alternative(replaces="double_descent_curve", why="PyTorch's relu and lstsq of divided matrices")
def curve_in_pytorch(X, y, X_test, y_test, widths, rng):
    import torch

    X, y, X_test, y_test = (torch.tensor(a, dtype=torch.float64) for a in (X, y, X_test, y_test))
    errors = []
    for width in widths:
        W = torch.tensor(rng.standard_normal((X.shape[1], width)))
        features, test_features = torch.relu(X @ W), torch.relu(X_test @ W)
        coef = torch.linalg.lstsq(features, y[:, None], driver="gelsd").solution[:, 0]
        errors.append(torch.nn.functional.mse_loss(test_features @ coef, y_test).item())
    return np.array(errors)
