"""PyTorch's softshrink, renorm, SGD and one_hot, scikit-learn's Ridge, NumPy's norms."""

import numpy as np
import torch
from sklearn.linear_model import LinearRegression, Ridge
from torch.nn import functional as F


def _tensor(x):
    x = np.array(x)
    return torch.from_numpy(x if x.dtype.kind == "f" else x.astype(np.float64))


def l1_penalty(w, lam):
    return lam * torch.linalg.vector_norm(_tensor(w), 1).item()


def l2_penalty(w, lam):
    return lam / 2 * torch.linalg.vector_norm(_tensor(w)).item() ** 2


def soft_threshold(x, t):
    if t < 0:
        raise ValueError("t is below 0")
    return F.softshrink(_tensor(x), t).numpy()


def ridge(X, y, lam):
    X, y = _tensor(X).numpy(), _tensor(y).numpy()
    if lam < 0 or y.shape != X.shape[:1]:
        raise ValueError("lam is below 0, or y is not (N,)")
    model = Ridge(alpha=lam) if lam else LinearRegression()
    model.fit(X, y)
    return model.coef_, model.intercept_


def sgd_with_l2(w, velocity, g, lr, momentum, lam):
    parameter = torch.nn.Parameter(_tensor(w))
    optimizer = torch.optim.SGD([parameter], lr, momentum, weight_decay=lam)
    parameter.grad = _tensor(g)
    optimizer.state[parameter]["momentum_buffer"] = _tensor(velocity)
    if not momentum:  # PyTorch keeps no buffer then
        new = parameter.grad + lam * parameter.detach()
        optimizer.step()
        return parameter.detach().numpy(), new.numpy()
    optimizer.step()
    return parameter.detach().numpy(), optimizer.state[parameter]["momentum_buffer"].numpy()


def smooth_labels(labels, num_classes, eps):
    try:
        hot = F.one_hot(torch.from_numpy(np.array(labels, dtype=np.int64)), num_classes)
    except RuntimeError as error:
        raise ValueError("a label that is no class") from error
    return torch.lerp(
        hot.double(), torch.full(hot.shape, 1 / num_classes, dtype=torch.float64), eps
    ).numpy()


def max_norm(W, limit):
    return torch.renorm(_tensor(W), 2, 1, limit).numpy()
