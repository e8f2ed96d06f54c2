"""Other right ways."""

import numpy as np
from solution import _check_rows
from solution import honest_accuracy as right_honest_accuracy
from solution import near_duplicates as right_near_duplicates

from autograder.authoring import alternative, part_of


def _as_pairs(pairs):
    return np.array(sorted(pairs), dtype=np.intp).reshape(-1, 2)


@alternative(
    replaces="exact_overlap", why="sorted by the first number, candidates compared with =="
)
def candidates_by_the_first_number(train, test):
    _check_rows(train, test)
    order = np.argsort(test[:, 0], kind="stable")
    first = test[order, 0]
    begin = np.searchsorted(first, train[:, 0], side="left")
    end = np.searchsorted(first, train[:, 0], side="right")
    pairs = np.empty((0, 2), dtype=np.int32)
    for i in np.flatnonzero(end > begin):
        rows = np.sort(order[begin[i] : end[i]])
        rows = rows[(test[rows] == train[i]).all(axis=1)]
        pairs = np.vstack([pairs, np.column_stack([np.full(len(rows), i), rows])])
    return pairs.astype(np.int32)


@alternative(replaces="exact_overlap", why="by bytes, with -0.0 and NaN out of the way")
def by_bytes(train, test):
    _check_rows(train, test)
    wide = np.result_type(train, test)
    places = {}
    for j, row in enumerate(test.astype(wide) + 0):
        if not (row != row).any():
            places.setdefault(row.tobytes(), []).append(j)
    pairs = []
    for i, row in enumerate(train.astype(wide) + 0):
        pairs += [(i, j) for j in places.get(row.tobytes(), [])]
    return _as_pairs(pairs)


@alternative(replaces="exact_overlap", why="np.unique numbers the different rows of both sides")
def by_unique(train, test):
    _check_rows(train, test)
    rows = np.concatenate([train, test])
    _, number = np.unique(rows, axis=0, return_inverse=True, equal_nan=False)
    number = number.reshape(-1)
    number[np.isnan(rows.astype(float)).any(axis=1)] = -1
    left, right = number[: len(train)], number[len(train) :]
    order = np.argsort(right, kind="stable")
    begin = np.searchsorted(right[order], left, side="left")
    end = np.searchsorted(right[order], left, side="right")
    return _as_pairs(
        (i, order[place])
        for i in range(len(left))
        if left[i] >= 0
        for place in range(begin[i], end[i])
    )


@alternative(replaces="near_duplicates", why="one training row at a time, norms divided afterwards")
def one_row_at_a_time(train, test, min_cosine):
    _check_rows(train, test)
    train, test = train.astype(float), test.astype(float)
    norms = np.sqrt((test**2).sum(axis=1))
    some = np.flatnonzero(norms)
    others, norms = np.ascontiguousarray(test[some]), norms[some]
    pairs = []
    for i, row in enumerate(train):
        if row.any():
            cosines = others @ row / (np.sqrt(row @ row) * norms)
            pairs += [(i, j) for j in some[cosines >= min_cosine]]
    return _as_pairs(pairs)


@part_of("one_row_at_a_time", replaces="decontaminate")
def keep_those_that_match_nothing(train, test, min_cosine):
    dropped = set(right_near_duplicates(train, test, min_cosine)[:, 0].tolist())
    return np.array([i for i in range(len(train)) if i not in dropped], dtype=np.int32)


@alternative(replaces="near_duplicates", why="SciPy's cosine distance, in blocks of test rows")
def by_cdist(train, test, min_cosine):
    from scipy.spatial.distance import cdist

    _check_rows(train, test)
    a, b = train.astype(float), test.astype(float)
    pairs = []
    for start in range(0, len(b), 500):
        block = b[start : start + 500]
        with np.errstate(all="ignore"):
            cosines = 1 - cdist(a, block, "cosine")
        cosines[~a.any(axis=1)] = -2
        cosines[:, ~block.any(axis=1)] = -2
        pairs += [(i, start + j) for i, j in np.argwhere(cosines >= min_cosine).tolist()]
    return _as_pairs(pairs)


@alternative(replaces="near_duplicates", why="torch.nn.functional.normalize, rows split by torch")
def by_torch(train, test, min_cosine):
    import torch

    _check_rows(train, test)
    a, b = (torch.from_numpy(np.array(x, dtype=float)) for x in (train, test))
    unit = torch.nn.functional.normalize
    some = b.any(dim=1)
    pairs, start = [torch.empty((0, 2), dtype=torch.long)], 0
    for rows in unit(a, dim=1).split(512) if len(a) else ():
        alike = (rows @ unit(b, dim=1).T >= min_cosine) & rows.any(dim=1)[:, None] & some
        pairs.append(alike.nonzero() + torch.tensor([start, 0]))
        start += len(rows)
    return torch.cat(pairs).numpy()


@part_of("by_torch", replaces="decontaminate")
def keep_by_torch(train, test, min_cosine):
    import torch

    _check_rows(train, test)
    a, b = (torch.from_numpy(np.array(x, dtype=float)) for x in (train, test))
    b = torch.nn.functional.normalize(b[b.any(dim=1)], dim=1)
    keep = []
    for row in a:
        cosines = b @ (row / row.norm()) if row.any() else b[:0, 0]
        keep.append(not bool((cosines >= min_cosine).any()))
    return np.flatnonzero(keep)


@alternative(replaces="decontaminate", why="the largest cosine of each row decides; int32 indices")
def by_the_largest_cosine(train, test, min_cosine):
    _check_rows(train, test)
    largest = np.full(len(train), -np.inf)
    norms = np.linalg.norm(train.astype(float), axis=1)
    for start in range(0, len(test), 300):
        block = test[start : start + 300].astype(float)
        block = block[block.any(axis=1)]
        block /= np.linalg.norm(block, axis=1)[:, None]
        if len(block):
            with np.errstate(invalid="ignore"):
                cosines = (train.astype(float) @ block.T).max(axis=1) / norms
            largest = np.fmax(largest, cosines)
    return np.nonzero(largest < min_cosine)[0].astype(np.int32)


def _ranking(X, y):
    """By np.corrcoef, constants left at 0."""
    r = np.zeros(X.shape[1])
    if np.ptp(y):
        some = np.ptp(X, axis=0) > 0
        r[some] = np.corrcoef(X[:, some].astype(float), y, rowvar=False)[-1, :-1]
    return sorted(range(len(r)), key=lambda column: (-abs(r[column]), column))


def _predict(X_train, y_train, x):
    if y_train.min() == y_train.max():
        return y_train[0]
    zero, one = (X_train[y_train == label].mean(axis=0) for label in (0, 1))
    return int(np.dot(x - one, x - one) < np.dot(x - zero, x - zero))


@alternative(replaces="leaky_accuracy", why="by np.corrcoef, masks, and one row after the other")
def leaky_by_masks(X, y, num_features, k, rng):
    n = len(y)
    if k < 2 or k > n:
        raise ValueError("k")
    columns = _ranking(X, y)[:num_features]
    fold = rng.permutation(np.arange(n) % k)
    correct = 0
    for i in range(n):
        train = fold != fold[i]
        correct += _predict(X[train][:, columns], y[train], X[i, columns]) == y[i]
    return np.float64(correct / n)


@part_of("leaky_by_masks", replaces="honest_accuracy")
def honest_by_masks(X, y, num_features, k, rng):
    n = len(y)
    if k < 2 or k > n:
        raise ValueError("k")
    fold = rng.permutation(np.arange(n) % k)
    predictions = np.empty(n, dtype=int)
    for number in range(k):
        train = fold != number
        columns = _ranking(X[train], y[train])[:num_features]
        for i in np.flatnonzero(~train):
            predictions[i] = _predict(X[train][:, columns], y[train], X[i, columns])
    return np.mean(predictions == y)


@alternative(
    replaces="leaky_accuracy", why="the linear rule of two means; honest_accuracy on a part"
)
def leaky_through_honest(X, y, num_features, k, rng):
    z = y - np.mean(y)
    X = np.asarray(X, dtype=float)
    centred = X - X.mean(axis=0)
    spread = np.sqrt(np.einsum("nd,nd->d", centred, centred))
    score = np.abs(z @ centred) / np.where(spread > 0, spread, 1)
    best = np.argpartition(-score, num_features - 1)[:num_features]
    return float(right_honest_accuracy(X[:, best], y, num_features, k, rng))


@alternative(replaces="honest_accuracy", why="the F statistic ranks as |r| does; folds of a list")
def honest_by_f_statistic(X, y, num_features, k, rng):
    n = len(X)
    if not 1 < k <= n:
        raise ValueError("k")
    rows = list(range(n))
    rng.shuffle(rows)
    starts = np.cumsum([0] + [n // k + (number < n % k) for number in range(k)])
    hits = 0
    for number in range(k):
        begin, end = starts[number : number + 2]
        held, train = rows[begin:end], rows[:begin] + rows[end:]
        if len(set(y[train].tolist())) == 1:
            hits += int(np.sum(y[held] == y[train][0]))
            continue
        zero, one = (X[train][y[train] == label].astype(float) for label in (0, 1))
        within = ((zero - zero.mean(0)) ** 2).sum(0) + ((one - one.mean(0)) ** 2).sum(0)
        between = (zero.mean(0) - one.mean(0)) ** 2
        between = between * len(zero) * len(one) / len(train)
        total = within + between
        share = np.where(np.ptp(X[train], axis=0) > 0, between / np.where(total > 0, total, 1), 0)
        best = np.argsort(share)[::-1][:num_features]
        middle = (zero.mean(0) + one.mean(0))[best] / 2
        way = (one.mean(0) - zero.mean(0))[best]
        hits += sum(int(((X[i, best] - middle) @ way > 0) == y[i]) for i in held)
    return hits / n
