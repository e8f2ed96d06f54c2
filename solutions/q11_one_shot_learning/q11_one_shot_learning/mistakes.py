"""Classic wrong answers, each with the sentence that its author should read."""

import math

import numpy as np
from solution import _as_float, _pairs
from solution import contrastive_loss as right_contrastive_loss
from solution import contrastive_loss_grad as right_contrastive_loss_grad
from solution import few_shot_accuracy as right_few_shot_accuracy
from solution import learning_curve as right_learning_curve
from solution import prototype_logits as right_prototype_logits
from solution import prototypes as right_prototypes
from solution import sample_episode as right_sample_episode

from autograder.authoring import mistake

# --- learning_curve


@mistake(
    replaces="learning_curve",
    en="You draw a new permutation for each size, so the training sets are not nested and the curve mixes the value of more data with the luck of the draw. Permute once, and take prefixes.",
    ko="크기마다 permutation을 새로 뽑아서 학습 집합이 서로 포함되지 않습니다. 그러면 데이터가 늘어난 효과에 뽑기 운이 섞입니다. 한 번만 섞고 앞에서부터 잘라 쓰세요.",
)
def permuted_for_each_size(fit, score, X, y, X_test, y_test, sizes, rng):
    if min(sizes) < 1 or max(sizes) > len(X):
        raise ValueError("sizes")
    scores = []
    for size in sizes:
        rows = rng.permutation(len(X))[:size]
        scores.append(score(fit(X[rows], y[rows]), X_test, y_test))
    return np.array(scores)


@mistake(
    replaces="learning_curve",
    en="You draw the rows with replacement, so a training set holds some rows twice and fewer different ones than its size says. Take prefixes of one permutation.",
    ko="복원추출을 해서 학습 집합에 같은 행이 여러 번 들어가고, 서로 다른 행은 size보다 적습니다. permutation 하나의 앞부분을 쓰세요.",
)
def drawn_with_replacement(fit, score, X, y, X_test, y_test, sizes, rng):
    if min(sizes) < 1 or max(sizes) > len(X):
        raise ValueError("sizes")
    order = rng.choice(len(X), size=len(X))
    scores = [score(fit(X[order[:size]], y[order[:size]]), X_test, y_test) for size in sizes]
    return np.array(scores)


@mistake(
    replaces="learning_curve",
    en="You take the rows as they come. Data is often sorted by class, and then the small training sets hold a few classes only: permute the rows first.",
    ko="행을 주어진 순서대로 썼습니다. 데이터는 클래스순으로 정렬된 경우가 많아서, 작은 학습 집합에는 몇 개 클래스만 들어갑니다. 먼저 행을 섞으세요.",
)
def rows_as_they_come(fit, score, X, y, X_test, y_test, sizes, rng):
    if min(sizes) < 1 or max(sizes) > len(X):
        raise ValueError("sizes")
    return np.array([score(fit(X[:size], y[:size]), X_test, y_test) for size in sizes])


@mistake(
    replaces="learning_curve",
    en="You permute X and y separately, so each row gets the label of another one. Draw one order and index both with it.",
    ko="X와 y를 따로 섞어서 행마다 다른 행의 label이 붙습니다. 순서를 하나만 뽑아 X와 y에 똑같이 적용하세요.",
)
def labels_permuted_apart(fit, score, X, y, X_test, y_test, sizes, rng):
    if min(sizes) < 1 or max(sizes) > len(X):
        raise ValueError("sizes")
    X, y = rng.permutation(X), rng.permutation(y)
    return np.array([score(fit(X[:size], y[:size]), X_test, y_test) for size in sizes])


@mistake(
    replaces="learning_curve",
    en="You return the scores by ascending size. The order is that of sizes, whatever it is.",
    ko="점수를 크기의 오름차순으로 반환했습니다. sizes에 주어진 순서 그대로여야 합니다.",
)
def curve_in_ascending_order(fit, score, X, y, X_test, y_test, sizes, rng):
    return right_learning_curve(fit, score, X, y, X_test, y_test, sorted(sizes), rng)


@mistake(
    replaces="learning_curve",
    en="You score on the rows that the model was trained on. That curve falls, if anything, and says nothing about new data: score on X_test and y_test.",
    ko="모델이 학습한 행으로 점수를 매겼습니다. 그 곡선으로는 새 데이터에서의 성능을 알 수 없습니다. X_test와 y_test로 점수를 매기세요.",
)
def scored_on_the_training_rows(fit, score, X, y, X_test, y_test, sizes, rng):
    if min(sizes) < 1 or max(sizes) > len(X):
        raise ValueError("sizes")
    order = rng.permutation(len(X))
    scores = []
    for size in sizes:
        rows = order[:size]
        scores.append(score(fit(X[rows], y[rows]), X[rows], y[rows]))
    return np.array(scores)


@mistake(
    replaces="learning_curve",
    en="Each training set starts where the last one ended. They should be nested: each is a prefix of the same order, and a larger one holds all rows of a smaller one.",
    ko="학습 집합이 앞 집합이 끝난 곳에서 시작합니다. 같은 순서의 앞부분을 잘라서, 큰 집합이 작은 집합의 행을 모두 포함하게 해야 합니다.",
)
def one_slice_after_another(fit, score, X, y, X_test, y_test, sizes, rng):
    if min(sizes) < 1 or max(sizes) > len(X):
        raise ValueError("sizes")
    order, scores, start = rng.permutation(len(X)), [], 0
    for size in sizes:
        rows = np.take(order, range(start, start + size), mode="wrap")
        scores.append(score(fit(X[rows], y[rows]), X_test, y_test))
        start += size
    return np.array(scores)


@mistake(
    replaces="learning_curve",
    en="A size above N gives a training set of N rows without a word, since a slice stops at the end. Raise ValueError: the curve would claim data that there is not.",
    ko="N보다 큰 size를 주면 슬라이스가 끝에서 멈춰 N개로만 학습하고 아무 말도 없습니다. 있지도 않은 데이터로 학습한 셈이 되므로 ValueError를 일으키세요.",
)
def too_many_rows_clipped(fit, score, X, y, X_test, y_test, sizes, rng):
    order = rng.permutation(len(X))
    models = [fit(X[order[:size]], y[order[:size]]) for size in sizes]
    return np.array([score(model, X_test, y_test) for model in models])


@mistake(
    replaces="learning_curve",
    en="rng.shuffle puts the caller's own arrays into another order. Draw an order, rng.permutation(len(X)), and index with it, which makes new arrays.",
    ko="rng.shuffle은 호출한 쪽의 배열 자체를 뒤섞습니다. rng.permutation(len(X))로 순서를 뽑고 인덱싱하면 새 배열이 만들어집니다.",
)
def shuffled_in_place(fit, score, X, y, X_test, y_test, sizes, rng):
    if min(sizes) < 1 or max(sizes) > len(X):
        raise ValueError("sizes")
    order = np.arange(len(X))
    rng.shuffle(order)
    X[:], y[:] = X[order], y[order]
    return np.array([score(fit(X[:size], y[:size]), X_test, y_test) for size in sizes])


@mistake(
    replaces="learning_curve",
    en="You shuffle with the global np.random and never use rng, so the caller can't repeat the curve. Draw from rng.",
    ko="전역 np.random으로 섞고 rng는 쓰지 않아서, 호출한 쪽에서 곡선을 재현할 수 없습니다. rng에서 뽑으세요.",
)
def order_from_the_global_generator(fit, score, X, y, X_test, y_test, sizes, rng):
    if min(sizes) < 1 or max(sizes) > len(X):
        raise ValueError("sizes")
    order = np.random.permutation(len(X))
    models = [fit(X[order[:size]], y[order[:size]]) for size in sizes]
    return np.array([score(model, X_test, y_test) for model in models])


# --- sample_episode


def _classes_of(labels, needed):
    """The classes that have enough rows."""
    values, counts = np.unique(labels, return_counts=True)
    return values[counts >= needed]


@mistake(
    replaces="sample_episode",
    en="Support and query overlap: you draw them independently from the same rows. A query that was in the support is recognised without any skill, and the accuracy is too high. Draw k_shot + n_query different rows, then split.",
    ko="support와 query가 겹칩니다. 같은 행들에서 따로따로 뽑았기 때문입니다. support에 있던 행을 query로 물으면 누구나 맞히므로 정확도가 부풀려집니다. 서로 다른 k_shot + n_query개를 뽑아 나누세요.",
)
def support_and_query_overlap(labels, n_way, k_shot, n_query, rng):
    classes = _classes_of(labels, k_shot + n_query)
    if len(classes) < n_way:
        raise ValueError("labels")
    support, query = [], []
    for label in rng.choice(classes, n_way, replace=False):
        rows = np.flatnonzero(labels == label)
        support.append(rng.choice(rows, k_shot, replace=False))
        query.append(rng.choice(rows, n_query, replace=False))
    return np.concatenate(support), np.concatenate(query)


@mistake(
    replaces="sample_episode",
    en="A class can be drawn twice: rng.choice and rng.integers draw with replacement unless told otherwise. An N-way episode has N different classes: replace=False.",
    ko="한 클래스가 두 번 뽑힐 수 있습니다. rng.choice와 rng.integers는 따로 지정하지 않으면 복원추출입니다. N-way episode에는 서로 다른 클래스 N개가 필요합니다: replace=False.",
)
def class_drawn_twice(labels, n_way, k_shot, n_query, rng):
    needed = k_shot + n_query
    classes = _classes_of(labels, needed)
    if len(classes) < n_way:
        raise ValueError("labels")
    drawn = [
        rng.choice(np.flatnonzero(labels == label), needed, replace=False)
        for label in rng.choice(classes, n_way)
    ]
    drawn = np.array(drawn)
    return drawn[:, :k_shot].ravel(), drawn[:, k_shot:].ravel()


@mistake(
    replaces="sample_episode",
    en="You draw the rows of a class with replacement, so a row can come twice, also as support and as query. Use replace=False.",
    ko="클래스 안에서 행을 복원추출해서 같은 행이 두 번, 또는 support와 query에 모두 나올 수 있습니다. replace=False를 쓰세요.",
)
def row_drawn_twice(labels, n_way, k_shot, n_query, rng):
    needed = k_shot + n_query
    classes = _classes_of(labels, needed)
    if len(classes) < n_way:
        raise ValueError("labels")
    drawn = [
        rng.choice(np.flatnonzero(labels == label), needed)
        for label in rng.choice(classes, n_way, replace=False)
    ]
    drawn = np.array(drawn)
    return drawn[:, :k_shot].ravel(), drawn[:, k_shot:].ravel()


@mistake(
    replaces="sample_episode",
    en="You draw classes without looking at how many rows they have, and fail when a small one comes up. Only classes with at least k_shot + n_query rows can take part.",
    ko="행이 몇 개인지 보지 않고 클래스를 뽑아서, 작은 클래스가 나오면 실패합니다. 행이 k_shot + n_query개 이상인 클래스만 대상입니다.",
)
def small_classes_drawn_too(labels, n_way, k_shot, n_query, rng):
    needed = k_shot + n_query
    drawn = [
        rng.choice(np.flatnonzero(labels == label), needed, replace=False)
        for label in rng.choice(np.unique(labels), n_way, replace=False)
    ]
    drawn = np.array(drawn)
    return drawn[:, :k_shot].ravel(), drawn[:, k_shot:].ravel()


@mistake(
    replaces="sample_episode",
    en="You leave out classes that have exactly k_shot + n_query rows. That is enough: >=, not >.",
    ko="행이 정확히 k_shot + n_query개인 클래스를 뺐습니다. 그만큼이면 충분합니다. >가 아니라 >=입니다.",
)
def exactly_enough_is_too_few(labels, n_way, k_shot, n_query, rng):
    values, counts = np.unique(labels, return_counts=True)
    enough = np.isin(labels, values[counts > k_shot + n_query])
    rows = np.flatnonzero(enough)
    support, query = right_sample_episode(labels[rows], n_way, k_shot, n_query, rng)
    return rows[support], rows[query]


@mistake(
    replaces="sample_episode",
    en="You return positions within each class. The indices must be positions in labels, so that X[support_idx] are the rows.",
    ko="클래스 안에서의 번호를 반환했습니다. X[support_idx]로 행을 꺼낼 수 있도록 labels 전체에서의 위치여야 합니다.",
)
def positions_within_the_class(labels, n_way, k_shot, n_query, rng):
    support, query = right_sample_episode(labels, n_way, k_shot, n_query, rng)
    place = np.empty(len(labels), dtype=int)
    for label in np.unique(labels):
        rows = np.flatnonzero(labels == label)
        place[rows] = np.arange(len(rows))
    return place[support], place[query]


@mistake(
    replaces="sample_episode",
    en="You return tables of shape (n_way, ...). Both results are flat, grouped by class: ravel them.",
    ko="모양이 (n_way, ...)인 표를 반환했습니다. 둘 다 클래스별로 묶인 1차원 배열이어야 합니다. ravel을 쓰세요.",
)
def tables_of_rows(labels, n_way, k_shot, n_query, rng):
    support, query = right_sample_episode(labels, n_way, k_shot, n_query, rng)
    return support.reshape(n_way, k_shot), query.reshape(n_way, n_query)


@mistake(
    replaces="sample_episode",
    en="Your rows go round the classes: first one row of each, then the next. They must be grouped, all rows of one class before those of the next.",
    ko="행이 클래스를 돌아가며 하나씩 나옵니다. 한 클래스의 행이 모두 나온 뒤 다음 클래스가 나오도록 묶어야 합니다.",
)
def rows_go_round_the_classes(labels, n_way, k_shot, n_query, rng):
    support, query = right_sample_episode(labels, n_way, k_shot, n_query, rng)
    return support.reshape(n_way, k_shot).T.ravel(), query.reshape(n_way, n_query).T.ravel()


@mistake(
    replaces="sample_episode",
    en="Support and query have their classes in different orders. Draw the order of the classes once and use it for both.",
    ko="support와 query의 클래스 순서가 다릅니다. 클래스 순서를 한 번만 정해 양쪽에 똑같이 쓰세요.",
)
def query_classes_in_another_order(labels, n_way, k_shot, n_query, rng):
    support, query = right_sample_episode(labels, n_way, k_shot, n_query, rng)
    return support, query.reshape(n_way, n_query)[::-1].ravel()


@mistake(
    replaces="sample_episode",
    en="You return n_query queries in all. It is the number per class: n_way * n_query in all.",
    ko="query를 모두 합해 n_query개만 반환했습니다. n_query는 클래스마다의 개수이므로 모두 n_way * n_query개입니다.",
)
def queries_in_all(labels, n_way, k_shot, n_query, rng):
    support, query = right_sample_episode(labels, n_way, k_shot, n_query, rng)
    return support, query[:n_query]


@mistake(
    replaces="sample_episode",
    en="You draw a class through its rows, so classes with many rows come up more often. Draw from the list of classes, each of them once on it.",
    ko="행을 통해 클래스를 뽑아서 행이 많은 클래스가 더 자주 나옵니다. 클래스가 한 번씩만 들어 있는 목록에서 뽑으세요.",
)
def large_classes_more_often(labels, n_way, k_shot, n_query, rng):
    needed = k_shot + n_query
    enough = labels[np.isin(labels, _classes_of(labels, needed))]
    classes = list(dict.fromkeys(rng.permutation(enough).tolist()))[:n_way]
    if len(classes) < n_way:
        raise ValueError("labels")
    drawn = [rng.permutation(np.flatnonzero(labels == label))[:needed] for label in classes]
    drawn = np.array(drawn)
    return drawn[:, :k_shot].ravel(), drawn[:, k_shot:].ravel()


@mistake(
    replaces="sample_episode",
    en="You always take the first rows of a class, so each class has one and the same support in every episode. Draw the rows from rng.",
    ko="클래스마다 늘 앞의 행들을 써서 어느 episode에서나 support가 같습니다. 행도 rng에서 뽑으세요.",
)
def first_rows_of_the_class(labels, n_way, k_shot, n_query, rng):
    needed = k_shot + n_query
    classes = _classes_of(labels, needed)
    if len(classes) < n_way:
        raise ValueError("labels")
    chosen = rng.choice(classes, n_way, replace=False)
    drawn = np.array([np.flatnonzero(labels == label)[:needed] for label in chosen])
    return drawn[:, :k_shot].ravel(), drawn[:, k_shot:].ravel()


@mistake(
    replaces="sample_episode",
    en="You sort the drawn rows before you split them, so the support always comes from the front of the data. Split in the order of the draw.",
    ko="뽑은 행을 정렬한 뒤에 나누어서 support가 늘 데이터의 앞쪽에서 나옵니다. 뽑은 순서 그대로 나누세요.",
)
def sorted_before_the_split(labels, n_way, k_shot, n_query, rng):
    needed = k_shot + n_query
    classes = _classes_of(labels, needed)
    if len(classes) < n_way:
        raise ValueError("labels")
    chosen = rng.choice(classes, n_way, replace=False)
    drawn = [
        np.sort(rng.choice(np.flatnonzero(labels == label), needed, replace=False))
        for label in chosen
    ]
    drawn = np.array(drawn)
    return drawn[:, :k_shot].ravel(), drawn[:, k_shot:].ravel()


@mistake(
    replaces="sample_episode",
    en="You always take the first n_way classes. Draw them, or the accuracy is that of one task and says nothing about others.",
    ko="늘 앞의 n_way개 클래스만 씁니다. 클래스도 뽑아야 합니다. 그러지 않으면 task 하나에서의 정확도일 뿐입니다.",
)
def first_classes(labels, n_way, k_shot, n_query, rng):
    needed = k_shot + n_query
    classes = _classes_of(labels, needed)
    if len(classes) < n_way:
        raise ValueError("labels")
    drawn = [rng.permutation(np.flatnonzero(labels == label))[:needed] for label in classes[:n_way]]
    drawn = np.array(drawn)
    return drawn[:, :k_shot].ravel(), drawn[:, k_shot:].ravel()


@mistake(
    replaces="sample_episode",
    en="With too few classes you return a smaller episode without a word. Raise ValueError: a 3-way accuracy must not pass for a 5-way one.",
    ko="클래스가 모자라면 아무 말 없이 더 작은 episode를 반환합니다. 3-way 정확도가 5-way로 보고되지 않도록 ValueError를 일으키세요.",
)
def smaller_episode_without_a_word(labels, n_way, k_shot, n_query, rng):
    classes = _classes_of(labels, k_shot + n_query)
    return right_sample_episode(labels, min(n_way, len(classes)), k_shot, n_query, rng)


@mistake(
    replaces="sample_episode",
    en="You draw from a generator with a seed of your own, so every episode is the same. Draw from rng, which moves on.",
    ko="seed를 직접 정한 generator에서 뽑아서 모든 episode가 똑같습니다. 뽑을 때마다 상태가 바뀌는 rng에서 뽑으세요.",
)
def episode_from_a_seed_of_its_own(labels, n_way, k_shot, n_query, rng):
    return right_sample_episode(labels, n_way, k_shot, n_query, np.random.default_rng(0))


# --- prototypes


@mistake(
    replaces="prototypes",
    en="You look for the labels 0 to C - 1. The labels of an episode are those of its classes, 7 and 40 perhaps: take np.unique(support_labels).",
    ko="label이 0부터 C - 1까지라고 가정했습니다. episode의 label은 그 클래스의 label이므로 7과 40일 수도 있습니다. np.unique(support_labels)를 쓰세요.",
)
def labels_counted_from_zero(support, support_labels):
    classes = np.arange(len(np.unique(support_labels)))
    support = _as_float(support)
    return classes, np.stack([support[support_labels == label].mean(axis=0) for label in classes])


@mistake(
    replaces="prototypes",
    en="Your classes are in the order in which they first appear. They must ascend, and the prototypes with them.",
    ko="클래스가 처음 나온 순서로 되어 있습니다. 오름차순이어야 하고 prototype도 같은 순서여야 합니다.",
)
def classes_as_they_appear(support, support_labels):
    classes = np.array(list(dict.fromkeys(support_labels.tolist())))
    support = _as_float(support)
    return classes, np.stack([support[support_labels == label].mean(axis=0) for label in classes])


@mistake(
    replaces="prototypes",
    en="Your classes ascend but the prototypes are in the order in which their classes first appear. Both must have the same order.",
    ko="클래스는 오름차순인데 prototype은 클래스가 처음 나온 순서입니다. 둘의 순서가 같아야 합니다.",
)
def prototypes_as_they_appear(support, support_labels):
    support = _as_float(support)
    seen = dict.fromkeys(support_labels.tolist())
    means = [support[support_labels == label].mean(axis=0) for label in seen]
    return np.unique(support_labels), np.stack(means)


@mistake(
    replaces="prototypes",
    en="You reshape to (n_way, k_shot, D), as if the rows were grouped by class and all classes had as many. Select the rows of a class by their label.",
    ko="행이 클래스별로 묶여 있고 개수도 같다고 보고 (n_way, k_shot, D)로 reshape했습니다. 행은 label로 골라야 합니다.",
)
def rows_taken_as_grouped(support, support_labels):
    n_way = len(np.unique(support_labels))
    k_shot = len(support) // n_way
    grouped = _as_float(support)[: n_way * k_shot].reshape(n_way, k_shot, -1)
    return support_labels[::k_shot][:n_way], grouped.mean(axis=1)


@mistake(
    replaces="prototypes",
    en="You sum the rows of a class. A prototype is their mean: divide by the number of rows of that class.",
    ko="클래스의 행을 더하기만 했습니다. prototype은 평균이므로 그 클래스의 행 수로 나누어야 합니다.",
)
def sums_instead_of_means(support, support_labels):
    classes = np.unique(support_labels)
    support = _as_float(support)
    return classes, np.stack([support[support_labels == label].sum(axis=0) for label in classes])


@mistake(
    replaces="prototypes",
    en="You divide every sum by the same number. Classes may have different numbers of rows: divide each by its own.",
    ko="모든 합을 같은 수로 나누었습니다. 클래스마다 행의 수가 다를 수 있으므로 각자의 수로 나누어야 합니다.",
)
def divided_by_the_average_count(support, support_labels):
    classes = np.unique(support_labels)
    share = len(support) / len(classes)
    return classes, (support_labels == classes[:, None]) @ _as_float(support) / share


@mistake(
    replaces="prototypes",
    en="You return the first support row of each class. With more than one shot the prototype is the mean of all of them.",
    ko="클래스마다 첫 support 행을 반환했습니다. shot이 여럿이면 모두의 평균이 prototype입니다.",
)
def first_row_of_each_class(support, support_labels):
    classes, first = np.unique(support_labels, return_index=True)
    return classes, _as_float(support)[first]


# --- prototype_logits


@mistake(
    replaces="prototype_logits",
    en="The farthest prototype wins. A logit is minus the squared distance, so that the nearest prototype has the largest one and argmax finds it: mind the sign.",
    ko="가장 먼 prototype이 선택됩니다. logit은 거리 제곱에 음의 부호를 붙인 값이라 가장 가까운 쪽이 가장 크고, argmax로 찾을 수 있습니다. 부호를 확인하세요.",
)
def sign_of_the_logits(queries, protos):
    return -right_prototype_logits(queries, protos)


@mistake(
    replaces="prototype_logits",
    en="Your distance is not squared. The nearest stays the nearest, but the probabilities differ, and only with the square is it a linear classifier: leave out the root.",
    ko="거리를 제곱하지 않았습니다. 가장 가까운 것은 그대로지만 확률이 달라지고, 제곱이어야 선형 분류기와 같아집니다. 제곱근을 빼세요.",
)
def distance_not_squared(queries, protos):
    return -np.sqrt(-right_prototype_logits(queries, protos))


@mistake(
    replaces="prototype_logits",
    en="You average over the features. The squared distance is the sum of the squared differences.",
    ko="feature에 대해 평균을 냈습니다. 거리의 제곱은 차이의 제곱을 모두 더한 것입니다.",
)
def mean_over_the_features(queries, protos):
    return right_prototype_logits(queries, protos) / protos.shape[-1]


@mistake(
    replaces="prototype_logits",
    en="There is a factor 1/2 too many: the logit is minus the squared distance itself.",
    ko="1/2이 더 곱해졌습니다. logit은 거리 제곱에 음의 부호만 붙인 것입니다.",
)
def half_the_squared_distance(queries, protos):
    return right_prototype_logits(queries, protos) / 2


@mistake(
    replaces="prototype_logits",
    en="You return scalar products. They favour long prototypes; asked for is minus the squared distance.",
    ko="내적을 반환했습니다. 내적은 긴 prototype에 유리합니다. 필요한 것은 거리 제곱에 음의 부호를 붙인 값입니다.",
)
def scalar_products(queries, protos):
    return _as_float(queries) @ _as_float(protos).T


@mistake(
    replaces="prototype_logits",
    en="You return cosine similarities, as in matching networks. Prototypical networks take minus the squared Euclidean distance.",
    ko="matching network처럼 cosine similarity를 반환했습니다. prototypical network는 유클리드 거리 제곱에 음의 부호를 붙입니다.",
)
def cosine_similarities(queries, protos):
    queries, protos = _as_float(queries), _as_float(protos)
    queries = queries / np.linalg.norm(queries, axis=1, keepdims=True)
    return queries @ (protos / np.linalg.norm(protos, axis=1, keepdims=True)).T


@mistake(
    replaces="prototype_logits",
    en="You return probabilities. The softmax is not part of this function: logits are asked for.",
    ko="확률을 반환했습니다. softmax는 이 함수에 포함되지 않습니다. 필요한 것은 logit입니다.",
)
def softmax_applied(queries, protos):
    logits = right_prototype_logits(queries, protos)
    weights = np.exp(logits - logits.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True)


@mistake(
    replaces="prototype_logits",
    en="Your result has a row for each prototype. It must have a row for each query: (Q, C).",
    ko="결과의 행이 prototype입니다. query마다 한 행이 되도록 (Q, C)여야 합니다.",
)
def a_row_for_each_prototype(queries, protos):
    return right_prototype_logits(queries, protos).T


# --- contrastive_loss


@mistake(
    replaces="contrastive_loss",
    en="You have the margin on the pairs that are alike: 1 means alike here, while the paper's Y is 0 for alike. Swap the two terms.",
    ko="서로 같은 쌍에 margin을 적용했습니다. 논문의 Y는 같은 쌍이 0이지만 여기서는 1이 같은 쌍입니다. 두 항을 바꾸세요.",
)
def margin_on_the_same_pairs(a, b, same, margin):
    return right_contrastive_loss(a, b, same == 0, margin)


@mistake(
    replaces="contrastive_loss",
    en="Your push is max(0, margin^2 - d^2). It is the gap that is squared, max(0, margin - d)^2.",
    ko="밀어내는 항이 max(0, margin^2 - d^2)입니다. 제곱하는 것은 차이입니다: max(0, margin - d)^2.",
)
def difference_of_squares(a, b, same, margin):
    _, distance, alike = _pairs(a, b, same)
    return np.mean(np.where(alike, distance**2, np.maximum(0, margin**2 - distance**2))) / 2


@mistake(
    replaces="contrastive_loss",
    en="You subtract the squared distance from the margin. The margin is compared with the distance itself: max(0, margin - d)^2.",
    ko="margin에서 거리의 제곱을 뺐습니다. margin과 비교하는 것은 거리 자체입니다: max(0, margin - d)^2.",
)
def margin_minus_the_squared_distance(a, b, same, margin):
    _, distance, alike = _pairs(a, b, same)
    return np.mean(np.where(alike, distance, np.maximum(0, margin - distance**2)) ** 2) / 2


@mistake(
    replaces="contrastive_loss",
    en="The hinge is not squared: the push costs max(0, margin - d)^2, so that its slope fades out at the margin.",
    ko="hinge를 제곱하지 않았습니다. 밀어내는 항은 max(0, margin - d)^2이고, 그래야 margin에서 기울기가 부드럽게 0이 됩니다.",
)
def hinge_not_squared(a, b, same, margin):
    _, distance, alike = _pairs(a, b, same)
    return np.mean(np.where(alike, distance**2, np.maximum(0, margin - distance))) / 2


@mistake(
    replaces="contrastive_loss",
    en="The hinge is missing: pairs beyond the margin cost (margin - d)^2 and are pulled back. Far enough is far enough: max(0, margin - d).",
    ko="max(0, .)이 빠졌습니다. margin보다 먼 쌍도 (margin - d)^2의 비용을 내고 다시 당겨집니다. 충분히 멀면 0이어야 합니다: max(0, margin - d).",
)
def pulled_back_to_the_margin(a, b, same, margin):
    _, distance, alike = _pairs(a, b, same)
    return np.mean(np.where(alike, distance, margin - distance) ** 2) / 2


@mistake(
    replaces="contrastive_loss",
    en="The half is missing: the loss is half the mean, which makes the gradient of a pair that is alike just a - b.",
    ko="1/2이 빠졌습니다. 평균의 절반이어야 하고, 그래야 같은 쌍의 gradient가 a - b가 됩니다.",
)
def half_forgotten(a, b, same, margin):
    return 2 * right_contrastive_loss(a, b, same, margin)


@mistake(
    replaces="contrastive_loss",
    en="You add up the pairs. The loss is their mean, so that it does not depend on the batch size.",
    ko="쌍의 합을 구했습니다. batch size에 좌우되지 않도록 평균이어야 합니다.",
)
def sum_over_the_pairs(a, b, same, margin):
    return len(a) * right_contrastive_loss(a, b, same, margin)


@mistake(
    replaces="contrastive_loss",
    en="The two kinds of pairs are averaged apart and added. The mean is over all pairs: divide both by N.",
    ko="같은 쌍과 다른 쌍의 평균을 따로 구해 더했습니다. 평균은 모든 쌍에 대한 것이므로 둘 다 N으로 나눕니다.",
)
def each_kind_by_its_own_mean(a, b, same, margin):
    _, distance, alike = _pairs(a, b, same)
    push = np.maximum(0, margin - distance)
    return (np.mean(distance[alike] ** 2) + np.mean(push[~alike] ** 2)) / 2


@mistake(
    replaces="contrastive_loss",
    en="Your distances are (N, 1) and meet same, (N,): NumPy makes (N, N) of it and every pair gets every label. Leave out keepdims.",
    ko="거리의 모양이 (N, 1)인데 same은 (N,)이라서 NumPy가 (N, N)으로 넓히고, 모든 쌍에 모든 label이 적용됩니다. keepdims를 빼세요.",
)
def every_pair_with_every_label(a, b, same, margin):
    difference, _, _ = _pairs(a, b, same)
    distance = np.sqrt(np.sum(difference**2, axis=1, keepdims=True))
    return np.mean(same * distance**2 + (1 - same) * np.maximum(0, margin - distance) ** 2) / 2


@mistake(
    replaces="contrastive_loss",
    en="~same turns the ints 0 and 1 into -1 and -2; only bools are negated by it. Use 1 - same.",
    ko="~same은 정수 0과 1을 -1과 -2로 바꿉니다. bool일 때만 부정이 됩니다. 1 - same을 쓰세요.",
)
def bits_of_ints_inverted(a, b, same, margin):
    _, distance, _ = _pairs(a, b, same)
    return np.mean(same * distance**2 + ~same * np.maximum(0, margin - distance) ** 2) / 2


@mistake(
    replaces="contrastive_loss",
    en="Shapes that differ are broadcast: one row of b is compared with every row of a, or labels (N, 1) with all pairs. Compare the shapes first and raise ValueError.",
    ko="모양이 다른 입력이 broadcast됩니다. b의 한 행이 a의 모든 행과, (N, 1)인 label이 모든 쌍과 비교됩니다. 먼저 모양을 비교해 ValueError를 일으키세요.",
)
def shapes_broadcast(a, b, same, margin):
    distance = np.linalg.norm(_as_float(a) - _as_float(b), axis=1)
    return np.mean(np.where(same == 1, distance, np.maximum(0, margin - distance)) ** 2) / 2


# --- contrastive_loss_grad


@mistake(
    replaces="contrastive_loss_grad",
    en="At d = 0 you divide 0 by 0, and one NaN spoils the whole model. Such a pair has no direction: its gradient is 0.",
    ko="d = 0에서 0을 0으로 나누어 NaN이 나오고, NaN 하나가 모델 전체를 망칩니다. 그런 쌍은 방향이 없으므로 gradient는 0입니다.",
)
def nan_at_zero_distance(a, b, same, margin):
    difference, distance, alike = _pairs(a, b, same)
    with np.errstate(all="ignore"):
        push = np.maximum(0, margin - distance) / distance
        grad = np.where(alike, 1, -push)[:, None] * difference / len(difference)
    return grad, -grad


@mistake(
    replaces="contrastive_loss_grad",
    en="A small number is added to the distance before the division. At 0 it helps, but everywhere else the gradient is off: treat d = 0 by itself.",
    ko="나누기 전에 거리에 작은 수를 더했습니다. 0에서는 괜찮지만 다른 모든 곳에서 gradient가 어긋납니다. d = 0만 따로 처리하세요.",
)
def epsilon_in_the_distance(a, b, same, margin):
    difference, distance, alike = _pairs(a, b, same)
    push = np.maximum(0, margin - distance) / (distance + 1e-6)
    grad = np.where(alike, 1, -push)[:, None] * difference / len(difference)
    return grad, -grad


@mistake(
    replaces="contrastive_loss_grad",
    en="The gradient is that of the sum. The loss is a mean over the pairs: divide by N.",
    ko="합의 gradient입니다. loss는 쌍에 대한 평균이므로 N으로 나누어야 합니다.",
)
def gradient_of_the_sum(a, b, same, margin):
    grad_a, grad_b = right_contrastive_loss_grad(a, b, same, margin)
    return len(a) * grad_a, len(a) * grad_b


@mistake(
    replaces="contrastive_loss_grad",
    en="There is a factor 2 too many: the derivative of d^2 / 2 is d, of which the half takes the 2.",
    ko="2가 더 곱해졌습니다. d^2 / 2의 미분은 d입니다. 1/2이 2와 상쇄됩니다.",
)
def gradient_without_the_half(a, b, same, margin):
    grad_a, grad_b = right_contrastive_loss_grad(a, b, same, margin)
    return 2 * grad_a, 2 * grad_b


@mistake(
    replaces="contrastive_loss_grad",
    en="The push has the wrong sign: it pulls pairs of different classes together. Where they move apart the loss falls, so it is -(margin - d) (a - b) / d.",
    ko="밀어내는 항의 부호가 반대라서 다른 클래스의 쌍을 끌어당깁니다. 멀어질수록 loss가 줄어야 하므로 -(margin - d) (a - b) / d입니다.",
)
def pushed_together(a, b, same, margin):
    grad_a, grad_b = right_contrastive_loss_grad(a, b, same, margin)
    sign = np.where(same == 1, 1, -1)[:, None]
    return sign * grad_a, sign * grad_b


@mistake(
    replaces="contrastive_loss_grad",
    en="The push is not divided by d. The derivative of d with respect to a is the unit vector (a - b) / d.",
    ko="밀어내는 항을 d로 나누지 않았습니다. d를 a로 미분하면 단위 벡터 (a - b) / d입니다.",
)
def direction_not_normalised(a, b, same, margin):
    difference, distance, alike = _pairs(a, b, same)
    push = np.maximum(0, margin - distance)
    grad = np.where(alike, 1, -push)[:, None] * difference / len(difference)
    return grad, -grad


@mistake(
    replaces="contrastive_loss_grad",
    en="Pairs beyond the margin are still moved. Their loss is 0, and so is their gradient: max(0, margin - d).",
    ko="margin보다 먼 쌍도 움직입니다. 그 쌍의 loss는 0이므로 gradient도 0입니다: max(0, margin - d).",
)
def moved_beyond_the_margin(a, b, same, margin):
    difference, distance, alike = _pairs(a, b, same)
    gap = margin - distance
    push = gap / np.where(distance > 0, distance, 1)
    grad = np.where(alike, 1, -push)[:, None] * difference / len(difference)
    return grad, -grad


@mistake(
    replaces="contrastive_loss_grad",
    en="grad_b equals grad_a. Only a - b matters, so what moves a one way moves b the other: grad_b = -grad_a.",
    ko="grad_b가 grad_a와 같습니다. loss는 a - b에만 의존하므로 b의 gradient는 부호가 반대입니다: grad_b = -grad_a.",
)
def both_gradients_the_same(a, b, same, margin):
    grad_a, _ = right_contrastive_loss_grad(a, b, same, margin)
    return grad_a, grad_a.copy()


@mistake(
    replaces="contrastive_loss_grad",
    en="Only the gradient for a comes back. Both embeddings are trained: return (grad_a, grad_b).",
    ko="a의 gradient만 반환했습니다. 두 embedding을 모두 학습하므로 (grad_a, grad_b)를 반환하세요.",
)
def gradient_of_a_alone(a, b, same, margin):
    return right_contrastive_loss_grad(a, b, same, margin)[0]


@mistake(
    replaces="contrastive_loss_grad",
    en="float32 embeddings get a float64 gradient: same is int64, and int64 times float32 is float64. Turn same into the type of a, or use np.where.",
    ko="embedding은 float32인데 gradient가 float64입니다. same이 int64라서 float32와 곱하면 float64가 됩니다. same을 a의 dtype으로 바꾸거나 np.where를 쓰세요.",
)
def widened_by_the_labels(a, b, same, margin):
    difference, distance, _ = _pairs(a, b, same)
    gap = np.maximum(0, margin - distance)
    push = gap / np.where(distance > 0, distance, 1)
    grad = (same - (1 - same) * push)[:, None] * difference / len(difference)
    return grad, -grad


# --- few_shot_accuracy


def _episodes(embed, X, y, n_way, k_shot, n_query, episodes, rng, columns=False):
    """For each episode which queries are right."""
    if episodes < 2:
        raise ValueError("episodes")
    Z, right = embed(X), []
    for _ in range(episodes):
        support, query = right_sample_episode(y, n_way, k_shot, n_query, rng)
        classes, protos = right_prototypes(Z[support], y[support])
        logits = right_prototype_logits(Z[query], protos)
        nearest = np.argmax(logits, axis=1)
        right.append((nearest if columns else classes[nearest]) == y[query])
    return np.array(right)


def _interval(accuracies):
    return np.mean(accuracies), 1.96 * np.std(accuracies, ddof=1) / math.sqrt(len(accuracies))


@mistake(
    replaces="few_shot_accuracy",
    en="You compare the column of the best logit with the label. The columns are 0 to n_way - 1, the labels those of the data set: classes[argmax] turns one into the other.",
    ko="logit이 가장 큰 열의 번호를 label과 비교했습니다. 열 번호는 0부터 n_way - 1까지이고 label은 데이터셋의 label입니다. classes[argmax]로 바꾸어 비교하세요.",
)
def columns_taken_for_labels(embed, X, y, n_way, k_shot, n_query, episodes, rng):
    right = _episodes(embed, X, y, n_way, k_shot, n_query, episodes, rng, columns=True)
    return _interval(right.mean(axis=1))


@mistake(
    replaces="few_shot_accuracy",
    en="embed is never called: you compare the rows themselves. What is measured is the embedding.",
    ko="embed를 한 번도 부르지 않고 행을 그대로 비교했습니다. 측정하려는 것은 embedding입니다.",
)
def rows_not_embedded(embed, X, y, n_way, k_shot, n_query, episodes, rng):
    return right_few_shot_accuracy(lambda rows: rows, X, y, n_way, k_shot, n_query, episodes, rng)


@mistake(
    replaces="few_shot_accuracy",
    en="You test on the support rows, of which the prototypes were made. With one shot that gives 1 always: test on the queries.",
    ko="prototype을 만드는 데 쓴 support 행으로 평가했습니다. one-shot이라면 항상 1이 나옵니다. query로 평가하세요.",
)
def tested_on_the_support(embed, X, y, n_way, k_shot, n_query, episodes, rng):
    if episodes < 2:
        raise ValueError("episodes")
    Z, accuracies = embed(X), []
    for _ in range(episodes):
        support, _ = right_sample_episode(y, n_way, k_shot, n_query, rng)
        classes, protos = right_prototypes(Z[support], y[support])
        nearest = np.argmax(right_prototype_logits(Z[support], protos), axis=1)
        accuracies.append(np.mean(classes[nearest] == y[support]))
    return _interval(accuracies)


@mistake(
    replaces="few_shot_accuracy",
    en="Your prototypes are means over all rows of a class, queries included. A few-shot learner has the k_shot support rows and no more.",
    ko="prototype이 query까지 포함한 클래스 전체의 평균입니다. few-shot에서 쓸 수 있는 것은 support 행 k_shot개뿐입니다.",
)
def prototypes_of_whole_classes(embed, X, y, n_way, k_shot, n_query, episodes, rng):
    if episodes < 2:
        raise ValueError("episodes")
    Z, accuracies = embed(X), []
    for _ in range(episodes):
        support, query = right_sample_episode(y, n_way, k_shot, n_query, rng)
        rows = np.isin(y, y[support])
        classes, protos = right_prototypes(Z[rows], y[rows])
        nearest = np.argmax(right_prototype_logits(Z[query], protos), axis=1)
        accuracies.append(np.mean(classes[nearest] == y[query]))
    return _interval(accuracies)


@mistake(
    replaces="few_shot_accuracy",
    en="k_shot and n_query are swapped where you draw the episode: it has k_shot support rows and n_query queries per class.",
    ko="episode를 뽑을 때 k_shot과 n_query가 뒤바뀌었습니다. 클래스마다 support가 k_shot개, query가 n_query개입니다.",
)
def shots_and_queries_swapped(embed, X, y, n_way, k_shot, n_query, episodes, rng):
    return right_few_shot_accuracy(embed, X, y, n_way, n_query, k_shot, episodes, rng)


@mistake(
    replaces="few_shot_accuracy",
    en="You return the standard deviation of an episode, not of the mean. The mean of many is known better: divide by the square root of the number of episodes.",
    ko="평균이 아니라 episode 하나의 표준편차로 구간을 만들었습니다. 많이 평균할수록 정확해지므로 episode 수의 제곱근으로 나누어야 합니다.",
)
def spread_of_one_episode(embed, X, y, n_way, k_shot, n_query, episodes, rng):
    accuracies = _episodes(embed, X, y, n_way, k_shot, n_query, episodes, rng).mean(axis=1)
    return accuracies.mean(), 1.96 * accuracies.std(ddof=1)


@mistake(
    replaces="few_shot_accuracy",
    en="The standard deviation has ddof=0, which is too small, most of all for few episodes: the mean was estimated from the same numbers. Use ddof=1.",
    ko="표준편차에 ddof=0을 썼습니다. 평균도 같은 수들로 추정했기 때문에 너무 작게 나오고, episode가 적을수록 더합니다. ddof=1을 쓰세요.",
)
def deviation_with_ddof_zero(embed, X, y, n_way, k_shot, n_query, episodes, rng):
    accuracies = _episodes(embed, X, y, n_way, k_shot, n_query, episodes, rng).mean(axis=1)
    return accuracies.mean(), 1.96 * accuracies.std() / math.sqrt(episodes)


@mistake(
    replaces="few_shot_accuracy",
    en="You return the standard error, which covers about 68 %. The half width of a 95 % interval is 1.96 times as much.",
    ko="표준오차를 그대로 반환했는데, 이 구간은 약 68 %만 포함합니다. 95 % 구간의 반폭은 그 1.96배입니다.",
)
def standard_error_alone(embed, X, y, n_way, k_shot, n_query, episodes, rng):
    mean, half_width = right_few_shot_accuracy(embed, X, y, n_way, k_shot, n_query, episodes, rng)
    return mean, half_width / 1.96


@mistake(
    replaces="few_shot_accuracy",
    en="You divide by episodes, not by its square root: the variance of a mean shrinks with the number, the deviation with the root of it.",
    ko="episode 수의 제곱근이 아니라 episode 수로 나누었습니다. 평균의 분산이 개수에 반비례하므로 표준편차는 제곱근에 반비례합니다.",
)
def divided_without_the_root(embed, X, y, n_way, k_shot, n_query, episodes, rng):
    mean, half_width = right_few_shot_accuracy(embed, X, y, n_way, k_shot, n_query, episodes, rng)
    return mean, half_width / math.sqrt(episodes)


@mistake(
    replaces="few_shot_accuracy",
    en="You return the whole width of the interval. Asked for is the half width, what stands behind the plus-minus.",
    ko="구간의 전체 너비를 반환했습니다. 필요한 것은 ± 뒤에 오는 반폭입니다.",
)
def whole_width(embed, X, y, n_way, k_shot, n_query, episodes, rng):
    mean, half_width = right_few_shot_accuracy(embed, X, y, n_way, k_shot, n_query, episodes, rng)
    return mean, 2 * half_width


@mistake(
    replaces="few_shot_accuracy",
    en="You treat all queries as independent. Those of one episode share its classes and its prototypes and are right or wrong together: take the spread of the episodes' accuracies.",
    ko="모든 query를 독립으로 보았습니다. 한 episode의 query는 클래스와 prototype을 공유해 함께 맞거나 틀립니다. episode별 정확도의 표준편차를 쓰세요.",
)
def queries_taken_as_independent(embed, X, y, n_way, k_shot, n_query, episodes, rng):
    right = _episodes(embed, X, y, n_way, k_shot, n_query, episodes, rng).ravel()
    return _interval(right)


@mistake(
    replaces="few_shot_accuracy",
    en="One episode gives a half width of NaN or 0. Its spread is unknown: raise ValueError for fewer than two episodes.",
    ko="episode가 하나면 반폭이 NaN이나 0이 됩니다. 표준편차를 알 수 없으므로 episode가 둘보다 적으면 ValueError를 일으키세요.",
)
def one_episode_is_enough(embed, X, y, n_way, k_shot, n_query, episodes, rng):
    if episodes == 1:
        mean, _ = right_few_shot_accuracy(embed, X, y, n_way, k_shot, n_query, 2, rng)
        return mean, math.nan
    return right_few_shot_accuracy(embed, X, y, n_way, k_shot, n_query, episodes, rng)


@mistake(
    replaces="few_shot_accuracy",
    en="Each episode is drawn from a generator with the same seed, so all are one and the same. Hand rng itself to sample_episode.",
    ko="episode마다 같은 seed의 generator로 뽑아서 모두 똑같은 episode입니다. rng를 그대로 sample_episode에 넘기세요.",
)
def one_episode_over_and_over(embed, X, y, n_way, k_shot, n_query, episodes, rng):
    if episodes < 2:
        raise ValueError("episodes")
    accuracies = []
    for _ in range(episodes):
        again = np.random.default_rng(42)
        mean, _ = right_few_shot_accuracy(embed, X, y, n_way, k_shot, n_query, 2, again)
        accuracies.append(mean)
    return _interval(accuracies)
