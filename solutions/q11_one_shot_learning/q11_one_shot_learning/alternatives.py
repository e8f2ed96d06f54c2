"""Other right ways."""

import math

import numpy as np
from solution import contrastive_loss as right_contrastive_loss
from solution import prototype_logits as right_prototype_logits
from solution import prototypes as right_prototypes
from solution import sample_episode as right_sample_episode

from autograder.authoring import alternative


@alternative(replaces="learning_curve", why="from the largest training set down, shuffled copies")
def curve_from_the_largest_down(fit, score, X, y, X_test, y_test, sizes, rng):
    if not all(0 < size <= X.shape[0] for size in sizes):
        raise ValueError("sizes")
    order = np.arange(X.shape[0])
    rng.shuffle(order)
    X, y = X[order], y[order]
    found = {}
    for size in sorted(sizes, reverse=True):
        found[size] = score(fit(X[:size], y[:size]), X_test, y_test)
    return np.array([found[size] for size in sizes], dtype=np.float64)


@alternative(replaces="learning_curve", why="by random keys, from the end of the order")
def curve_by_random_keys(fit, score, X, y, X_test, y_test, sizes, rng):
    order = np.argsort(rng.random(len(X)))
    scores = np.zeros(len(sizes))
    for i, size in enumerate(sizes):
        if size > len(X) or size <= 0:
            raise ValueError(f"{size} rows of {len(X)}")
        rows = order[-size:]
        scores[i] = score(fit(X[rows], y[rows]), X_test, y_test)
    return scores


@alternative(
    replaces="sample_episode", why="one shuffle of everything, then the first of each class"
)
def episode_by_one_shuffle(labels, n_way, k_shot, n_query, rng):
    values, counts = np.unique(labels, return_counts=True)
    candidates = values[counts >= k_shot + n_query]
    if candidates.size < n_way:
        raise ValueError("labels")
    order = rng.permutation(len(labels))
    support, query = [], []
    for label in sorted(rng.permutation(candidates)[:n_way]):
        rows = order[labels[order] == label]
        support.extend(rows[:k_shot])
        query.extend(rows[k_shot : k_shot + n_query])
    return np.array(support), np.array(query)


@alternative(replaces="sample_episode", why="queries drawn from what the support has left")
def episode_without_the_support(labels, n_way, k_shot, n_query, rng):
    by_class = {}
    for row, label in enumerate(labels.tolist()):
        by_class.setdefault(label, []).append(row)
    enough = [label for label, rows in by_class.items() if len(rows) >= k_shot + n_query]
    if len(enough) < n_way:
        raise ValueError("n_way")
    support, query = [], []
    for label in rng.choice(enough, size=n_way, replace=False):
        rows = by_class[int(label)]
        shots = rng.choice(rows, size=k_shot, replace=False)
        left = np.setdiff1d(rows, shots)
        support.append(shots)
        query.append(rng.choice(left, size=n_query, replace=False))
    return [np.concatenate(support), np.concatenate(query)]


@alternative(replaces="prototypes", why="a product with one-hot labels")
def prototypes_by_one_hot(support, support_labels):
    classes, place, counts = np.unique(support_labels, return_inverse=True, return_counts=True)
    kind = support.dtype if support.dtype.kind == "f" else np.float64
    one_hot = np.eye(len(classes), dtype=kind)[place]
    return classes, one_hot.T @ support.astype(kind) / counts[:, None].astype(kind)


@alternative(replaces="prototypes", why="np.add.at; a list in place of a tuple")
def prototypes_by_adding_up(support, support_labels):
    classes, place = np.unique(support_labels, return_inverse=True)
    kind = support.dtype if support.dtype.kind == "f" else float
    total = np.zeros((len(classes), support.shape[1]), dtype=kind)
    np.add.at(total, place, support)
    total /= np.bincount(place)[:, None]
    return [classes, total]


@alternative(replaces="prototype_logits", why="the square multiplied out")
def logits_multiplied_out(queries, protos):
    if queries.dtype.kind != "f":
        queries, protos = queries.astype(float), protos.astype(float)
    squares = np.sum(queries**2, axis=1)[:, None] + np.sum(protos**2, axis=1)
    return 2 * queries @ protos.T - squares


@alternative(replaces="prototype_logits", why="torch.cdist")
def logits_by_torch(queries, protos):
    import torch

    kind = torch.float32 if queries.dtype == np.float32 else torch.float64
    first, second = (torch.tensor(x, dtype=kind) for x in (queries, protos))
    return -(torch.cdist(first, second, compute_mode="donot_use_mm_for_euclid_dist") ** 2).numpy()


@alternative(replaces="contrastive_loss", why="as the paper writes it, for bools and ints")
def loss_as_in_the_paper(a, b, same, margin):
    if np.shape(a) != np.shape(b) or np.shape(same) != (len(a),):
        raise ValueError("shapes")
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    d = np.sqrt(((a - b) ** 2).sum(-1))
    return np.mean(0.5 * same * d**2 + 0.5 * (1 - same) * np.maximum(0, margin - d) ** 2)


@alternative(replaces="contrastive_loss", why="pair by pair, in Python")
def loss_pair_by_pair(a, b, same, margin):
    if a.shape != b.shape or same.shape != (a.shape[0],):
        raise ValueError("shapes")
    total = 0.0
    for left, right, alike in zip(a.tolist(), b.tolist(), same):
        d = math.dist(left, right)
        total += d**2 if alike else max(0.0, margin - d) ** 2
    return total / (2 * len(a))


@alternative(replaces="contrastive_loss_grad", why="torch's autograd")
def gradient_by_torch(a, b, same, margin):
    import torch

    right_contrastive_loss(a, b, same, margin)  # refuses what must be refused
    kind = torch.float32 if a.dtype == b.dtype == np.float32 else torch.float64
    first, second = (torch.tensor(x, dtype=kind, requires_grad=True) for x in (a, b))
    distance = torch.linalg.vector_norm(first - second, dim=1)
    gap = torch.clamp(margin - distance, min=0)
    loss = torch.where(torch.tensor(same == 1), distance, gap).square().mean() / 2
    loss.backward()
    return first.grad.numpy(), second.grad.numpy()


@alternative(replaces="contrastive_loss_grad", why="pairs by their kind, in place on zeros")
def gradient_by_kind(a, b, same, margin):
    if a.shape != b.shape or len(same.shape) != 1 or len(same) != len(a):
        raise ValueError("shapes")
    diff = a - b if a.dtype.kind == "f" else (a - b).astype(float)
    alike = same.astype(bool)
    d = np.sqrt((diff**2).sum(axis=1))
    grad = np.zeros_like(diff)
    grad[alike] = diff[alike]
    near = ~alike & (d > 0) & (d < margin)
    grad[near] = (1 - margin / d[near])[:, None].astype(diff.dtype) * diff[near]
    grad /= len(a)
    return [grad, np.negative(grad)]


@alternative(
    replaces="few_shot_accuracy", why="embedded for each episode, by the smallest distance"
)
def accuracy_episode_by_episode(embed, X, y, n_way, k_shot, n_query, episodes, rng):
    if episodes <= 1:
        raise ValueError("episodes")
    hits = []
    for _ in range(episodes):
        support, query = right_sample_episode(y, n_way, k_shot, n_query, rng)
        means = embed(X[support]).reshape(n_way, k_shot, -1).mean(axis=1)
        asked = embed(X[query])
        distance = np.linalg.norm(asked[:, None] - means[None], axis=2)
        truth = np.repeat(np.arange(n_way), n_query)
        hits.append(float((distance.argmin(axis=1) == truth).mean()))
    mean = sum(hits) / episodes
    variance = sum((hit - mean) ** 2 for hit in hits) / (episodes - 1)
    return mean, 1.96 * math.sqrt(variance / episodes)


@alternative(replaces="few_shot_accuracy", why="a generator of its own per episode, std over n - 1")
def accuracy_with_spawned_generators(embed, X, y, n_way, k_shot, n_query, episodes, rng):
    if episodes < 2:
        raise ValueError("episodes")
    accuracies = np.array(
        [_one_episode(embed, X, y, n_way, k_shot, n_query, child) for child in rng.spawn(episodes)]
    )
    return [accuracies.mean(), 1.96 * accuracies.std() / np.sqrt(episodes - 1)]


def _one_episode(embed, X, y, n_way, k_shot, n_query, rng):
    support, query = right_sample_episode(y, n_way, k_shot, n_query, rng)
    classes, protos = right_prototypes(embed(X[support]), y[support])
    return np.mean(classes[right_prototype_logits(embed(X[query]), protos).argmax(1)] == y[query])
