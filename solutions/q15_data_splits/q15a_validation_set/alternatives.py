"""Other right answers."""

import math

import numpy as np

from autograder.authoring import alternative

# --- three_way_split


@alternative(replaces="three_way_split", why="a shuffled row of part numbers")
def by_part_numbers(n, fractions, rng):
    if any(share < 0 for share in fractions) or abs(sum(fractions) - 1) > 1e-9:
        raise ValueError("fractions")
    first = math.floor(n * fractions[0] + 0.5)
    second = math.floor(n * (fractions[0] + fractions[1]) + 0.5)
    part = np.repeat([0, 1, 2], [first, second - first, n - second])
    rng.shuffle(part)
    return [np.flatnonzero(part == i) for i in range(3)]


@alternative(replaces="three_way_split", why="sorted by random numbers, in plain lists")
def by_random_numbers(n, fractions, rng):
    a, b, c = fractions
    if min(a, b, c) < 0 or not math.isclose(a + b + c, 1, rel_tol=0, abs_tol=1e-9):
        raise ValueError("fractions")
    draws = rng.random(n)
    rows = sorted(range(n), key=lambda row: draws[row])
    first, second = int(n * a + 0.5), int(n * (a + b) + 0.5)
    return rows[:first], rows[first:second], rows[second:]


# --- k_fold


@alternative(replaces="k_fold", why="dealt like cards: every k-th of the shuffled rows")
def dealt_like_cards(n, k, rng):
    if k < 2 or k > n:
        raise ValueError("k")
    rows = rng.permutation(n)
    fold = np.empty(n, dtype=int)
    fold[rows] = np.arange(n) % k
    return [(np.flatnonzero(fold != i), np.flatnonzero(fold == i)) for i in range(k)]


@alternative(replaces="k_fold", why="scikit-learn's KFold")
def by_scikit_learn(n, k, rng):
    from sklearn.model_selection import KFold

    folds = KFold(k, shuffle=True, random_state=int(rng.integers(2**31)))
    return list(folds.split(np.zeros(n)))


@alternative(replaces="k_fold", why="slices of a list, the longer ones first")
def by_slices(n, k, rng):
    if not (k >= 2 and n >= k):
        raise ValueError("k must be between 2 and n")
    rows = rng.permutation(n).tolist()
    splits, start = [], 0
    for i in range(k):
        stop = start + n // k + (1 if i < n % k else 0)
        splits.append([rows[:start] + rows[stop:], rows[start:stop]])
        start = stop
    return splits


# --- select_model


@alternative(replaces="select_model", why="max over the numbers of the models, in Python")
def by_max(val_scores, test_scores):
    index = max(range(len(val_scores)), key=lambda i: val_scores[i])
    return index, float(test_scores[index])


@alternative(replaces="select_model", why="a loop with a strict comparison")
def by_a_loop(val_scores, test_scores):
    best = 0
    for i in range(1, len(val_scores)):
        if val_scores[i] > val_scores[best]:
            best = i
    return best, test_scores[best]


@alternative(replaces="select_model", why="a stable sort of the negated scores")
def by_sorting(val_scores, test_scores):
    order = np.argsort(-np.asarray(val_scores), kind="stable")
    return [order[0], np.asarray(test_scores)[order[0]]]


# --- selection_optimism


@alternative(replaces="selection_optimism", why="answers and labels, question by question")
def question_by_question(num_models, n_val, rng, trials):
    total = 0.0
    for _ in range(trials):
        labels = rng.integers(0, 2, size=n_val)
        answers = rng.integers(0, 2, size=(num_models, n_val))
        total += float((answers == labels).mean(axis=1).max()) - 0.5
    return total / trials


@alternative(replaces="selection_optimism", why="all tosses at once, as booleans")
def all_tosses_at_once(num_models, n_val, rng, trials):
    right = rng.random((trials, num_models, n_val)) < 0.5
    return np.mean(np.max(np.mean(right, axis=2), axis=1) - 0.5)


@alternative(
    replaces="selection_optimism", why="the largest of uniform numbers, through the quantiles"
)
def by_quantiles(num_models, n_val, rng, trials):
    chances = np.array([math.comb(n_val, k) for k in range(n_val + 1)]) / 2**n_val
    largest = rng.random(trials) ** (1 / num_models)
    best = np.searchsorted(np.cumsum(chances)[:-1], largest)
    return np.mean(best / n_val) - 0.5
