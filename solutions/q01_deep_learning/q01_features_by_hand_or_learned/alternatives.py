"""Other right answers. PyTorch and SciPy are imported where they are used: only their users wait."""

import numpy as np

from autograder.authoring import alternative, part_of

# --- handcrafted_features


@alternative(replaces="handcrafted_features", why="image by image, pixel by pixel")
def pixel_by_pixel(images):
    rows = []
    for image in images:
        dtype = image.dtype if image.dtype.kind == "f" else np.float64
        image = np.array(image, dtype=dtype)
        height, width = image.shape
        total = image.sum()
        row, column = (height - 1) / 2, (width - 1) / 2
        if total > 0:
            row = sum(y * image[y].sum() for y in range(height)) / total
            column = sum(x * image[:, x].sum() for x in range(width)) / total
        rows.append(
            [
                total / image.size,
                np.mean(np.abs(image - np.fliplr(image))),
                np.mean(np.abs(image - np.flipud(image))),
                row,
                column,
                np.count_nonzero(2 * image > image.max()) / image.size,
            ]
        )
    return np.array(rows, dtype=dtype)


@alternative(replaces="handcrafted_features", why="SciPy's centre of mass, einsum for the rest")
def with_scipy(images):
    from scipy.ndimage import center_of_mass

    images = images * images.dtype.type(1) if images.dtype.kind == "f" else images.astype(float)
    count, height, width = images.shape
    centres = [
        center_of_mass(image) if image.any() else ((height - 1) / 2, (width - 1) / 2)
        for image in images
    ]
    features = np.empty((count, 6), dtype=images.dtype)
    features[:, 0] = np.einsum("nij->n", images) / (height * width)
    features[:, 1] = np.abs(images - np.flip(images, 2)).reshape(count, -1).mean(1)
    features[:, 2] = np.abs(images - np.flip(images, 1)).reshape(count, -1).mean(1)
    features[:, 3:5] = centres
    features[:, 5] = (images > 0.5 * images.max((1, 2))[:, None, None]).reshape(count, -1).mean(1)
    return features


@alternative(replaces="handcrafted_features", why="PyTorch, nan_to_num for the empty image")
def features_in_pytorch(images):
    import torch

    x = torch.tensor(np.ascontiguousarray(images))
    x = x if x.is_floating_point() else x.double()
    _, height, width = x.shape
    weights = x / x.sum((1, 2), keepdim=True)
    row = (weights.sum(2) * torch.arange(height)).sum(1)
    column = (weights.sum(1) * torch.arange(width)).sum(1)
    columns = [
        x.mean((1, 2)),
        torch.nn.functional.l1_loss(x, x.flip(2), reduction="none").mean((1, 2)),
        (x - x.flip(1)).abs().mean((1, 2)),
        row.nan_to_num(nan=(height - 1) / 2),
        column.nan_to_num(nan=(width - 1) / 2),
        (x > x.amax((1, 2), keepdim=True) / 2).to(x.dtype).mean((1, 2)),
    ]
    return torch.stack(columns, 1).numpy()


# --- fit_linear_classifier and predict


@alternative(replaces="fit_linear_classifier", why="the normal equations, by a pseudo-inverse")
def by_pinv(features, labels, num_classes, ridge):
    dtype = features.dtype if features.dtype.kind == "f" else np.float64
    X = np.hstack([features.astype(dtype), np.ones((len(features), 1), dtype)])
    if ridge == 0:
        return np.linalg.pinv(X) @ (labels[:, None] == np.arange(num_classes)).astype(dtype)
    D = np.diag([1.0] * (X.shape[1] - 1) + [0.0]).astype(dtype)
    targets = (labels[:, None] == np.arange(num_classes)).astype(dtype)
    return np.linalg.solve(X.T @ X + ridge * D, X.T @ targets)


@alternative(replaces="fit_linear_classifier", why="by singular values, a class at a time")
def class_by_class(features, labels, num_classes, ridge):
    dtype = features.dtype if features.dtype.kind == "f" else np.dtype(float)
    count, columns = features.shape
    X = np.zeros((count + columns, columns + 1))
    X[:count, :columns], X[:count, -1] = features, 1
    X[count:, :columns] = ridge**0.5 * np.eye(columns)
    u, s, vt = np.linalg.svd(X, full_matrices=False)
    inverse = np.where(s > 1e-12 * s[0], 1 / np.where(s > 0, s, 1), 0)
    W = np.empty((columns + 1, num_classes))
    for k in range(num_classes):
        y = np.zeros(count + columns)
        y[:count][labels == k] = 1
        W[:, k] = vt.T @ (inverse * (u.T @ y))
    return W.astype(dtype)


@alternative(replaces="fit_linear_classifier", why="PyTorch's one_hot and lstsq")
def fit_in_pytorch(features, labels, num_classes, ridge):
    import torch

    X = torch.tensor(np.ascontiguousarray(features))
    X = X if X.is_floating_point() else X.double()
    X = torch.nn.functional.pad(X, (0, 1), value=1.0)
    Y = torch.nn.functional.one_hot(torch.tensor(labels), num_classes).to(X.dtype)
    penalty = ridge**0.5 * torch.eye(X.shape[1], dtype=X.dtype)[:-1]
    rows = torch.cat([X, penalty]), torch.cat([Y, Y.new_zeros(len(penalty), num_classes)])
    return torch.linalg.lstsq(*rows, driver="gelsd").solution.numpy()


@alternative(replaces="predict", why="class scores one by one, the first of the highest")
def first_of_the_highest(W, features):
    scores = np.einsum("nf,fc->nc", features, W[:-1]) + W[-1]
    return np.array([list(row).index(max(row)) for row in scores])


@alternative(replaces="predict", why="a stable sort of the negative scores")
def by_sorting(W, features):
    scores = np.dot(np.c_[features, np.ones(len(features))], W)
    return np.argsort(-scores, axis=1, kind="stable")[:, 0]


# --- learn_features and apply_features


class _Network:
    """Units first, biases inside the weights, uniform He weights."""

    def __init__(self, inputs, hidden, classes, rng):
        bound = np.sqrt(6 / inputs), np.sqrt(6 / hidden)
        self.first = np.zeros((hidden, inputs + 1))
        self.second = np.zeros((classes, hidden + 1))
        self.first[:, 1:] = rng.uniform(-bound[0], bound[0], size=(hidden, inputs))
        self.second[:, 1:] = rng.uniform(-bound[1], bound[1], size=(classes, hidden))

    def hidden(self, images):
        x = np.asarray(images, dtype=float).reshape(len(images), -1)
        return np.clip(x @ self.first[:, 1:].T + self.first[:, 0], 0, None)

    def step(self, x, labels, lr):
        from scipy.special import softmax

        h = self.hidden(x)
        x, units = np.insert(x, 0, 1, axis=1), np.insert(h, 0, 1, axis=1)
        error = softmax(units @ self.second.T, axis=1)
        error[np.arange(len(x)), labels] -= 1
        error /= len(x)
        back = error @ self.second[:, 1:]
        back[h <= 0] = 0
        self.second -= lr * error.T @ units
        self.first -= lr * back.T @ x


@alternative(replaces="learn_features", why="an object, uniform weights, rows shuffled in a list")
def learn_an_object(images, labels, hidden, epochs, lr, rng):
    x = np.asarray(images, dtype=float).reshape(len(images), -1)
    network = _Network(x.shape[1], hidden, max(labels) + 1, rng)
    for _ in range(epochs):
        rows = list(range(len(x)))
        rng.shuffle(rows)
        while rows:
            batch, rows = rows[:32], rows[32:]
            network.step(x[batch], labels[batch], lr)
    return network


@part_of("learn_an_object", replaces="apply_features")
def apply_the_object(params, images):
    return params.hidden(images)


@alternative(replaces="learn_features", why="PyTorch's modules and SGD, weights drawn from rng")
def learn_in_pytorch(images, labels, hidden, epochs, lr, rng):
    import torch
    from torch import nn

    x = torch.tensor(np.asarray(images, dtype=float).reshape(len(images), -1))
    y = torch.tensor(labels)
    model = nn.Sequential(
        nn.Linear(x.shape[1], hidden), nn.ReLU(), nn.Linear(hidden, int(y.max()) + 1)
    ).double()
    with torch.no_grad():
        for layer in (model[0], model[2]):
            deviation = (2 / layer.in_features) ** 0.5
            layer.weight[:] = torch.tensor(rng.normal(0, deviation, layer.weight.shape))
            layer.bias.zero_()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    loss = nn.CrossEntropyLoss()
    for _ in range(epochs):
        for rows in torch.tensor(rng.permutation(len(x))).split(32):
            optimizer.zero_grad()
            loss(model(x[rows]), y[rows]).backward()
            optimizer.step()
    return model[:2]


@part_of("learn_in_pytorch", replaces="apply_features")
def apply_in_pytorch(params, images):
    import torch

    with torch.no_grad():
        return params(torch.tensor(np.asarray(images, dtype=float)).flatten(1)).numpy()


@alternative(replaces="apply_features", why="a mask for the ReLU, row by row")
def row_by_row(params, images):
    W1, b1 = params
    rows = []
    for image in images:
        z = np.dot(np.ravel(image).astype(float), W1) + b1
        rows.append(z * (z > 0))
    return np.stack(rows)


# --- linear_probe_accuracy


@alternative(replaces="linear_probe_accuracy", why="hits counted, with a fit of its own")
def with_a_fit_of_its_own(train_features, train_labels, test_features, test_labels, ridge):
    num_classes = np.concatenate([train_labels, test_labels]).max() + 1
    centre = train_features.mean(axis=0)
    A = np.asarray(train_features - centre, dtype=float)
    targets = np.identity(num_classes)[train_labels]
    slopes = np.linalg.lstsq(A.T @ A + ridge * np.identity(A.shape[1]), A.T @ targets)[0]
    scores = (test_features - centre) @ slopes + targets.mean(axis=0)
    hits = [int(k) == int(label) for k, label in zip(scores.argmax(axis=1), test_labels)]
    return sum(hits) / len(hits)
