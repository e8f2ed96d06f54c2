"""
Left: the weights of eight hidden units, before and after training: faint noise becomes strong contrasts between places with ink (red) and without (blue). Middle: the same linear classifier is far better on unseen digits with eight learned features than with six chosen or eight untrained ones. Right: unseen digits, a colour for each class, each kind of feature seen along the two directions that part the classes best.

왼쪽: 학습 전과 후의 은닉 unit 여덟 개의 가중치입니다. 희미한 잡음이 잉크가 있어야 할 곳(빨강)과 없어야 할 곳(파랑)의 뚜렷한 대비로 바뀝니다. 가운데: 똑같은 선형 분류기인데, 처음 보는 숫자에서 학습한 feature 여덟 개가 사람이 고른 여섯 개나 학습하지 않은 여덟 개보다 훨씬 낫습니다. 오른쪽: 처음 보는 숫자를(색이 class입니다), feature마다 class가 가장 잘 갈라지는 두 방향에서 본 모습입니다.
"""

from solution import apply_features, handcrafted_features, learn_features, linear_probe_accuracy


def plot():
    import matplotlib.pyplot as plt
    import numpy as np
    from sklearn.datasets import load_digits

    data = load_digits()
    order = np.random.default_rng(1).permutation(len(data.target))
    images, labels = data.images[order] / 16, data.target[order]
    train, test = slice(0, 900), slice(900, None)

    def network(epochs):
        rng = np.random.default_rng(3)
        return learn_features(images[train], labels[train], 8, epochs, 0.2, rng)

    untrained, learned = network(0), network(60)
    features = {
        "6 chosen": handcrafted_features(images),
        "8 untrained": apply_features(untrained, images),
        "8 learned": apply_features(learned, images),
    }
    scores = [
        linear_probe_accuracy(f[train], labels[train], f[test], labels[test], 1e-3)
        for f in features.values()
    ]

    figure = plt.figure(figsize=(14, 4.8), layout="constrained")
    left, middle, right = figure.subfigures(1, 3, width_ratios=[1.2, 0.9, 0.9])

    def weights(params, unit, activations):
        """One unit's weights: what one more drop of ink adds to the digit that it likes best."""
        favourite = images[np.argmax(activations[:, unit])].ravel()
        drops = favourite + 1e-3 * np.eye(64)
        more = apply_features(params, drops) - apply_features(params, favourite[None])
        return more[:, unit].reshape(8, 8) / 1e-3

    left.suptitle("Weights of the eight hidden units")
    for axis, name, params in zip(
        left.subplots(2, 1), ("8 untrained", "8 learned"), (untrained, learned)
    ):
        looks = np.full((2 * 9 - 1, 4 * 9 - 1), np.nan)
        for unit in range(8):
            top, side = 9 * (unit // 4), 9 * (unit % 4)
            looks[top : top + 8, side : side + 8] = weights(params, unit, features[name])
        axis.imshow(looks, cmap="RdBu_r", vmin=-1, vmax=1)
        axis.set(ylabel=name, xticks=[], yticks=[])

    bars = middle.subplots()
    bars.bar(list(features), scores, color=["tab:gray", "tab:orange", "tab:blue"])
    for i, score in enumerate(scores):
        bars.text(i, score + 0.01, f"{score:.2f}", ha="center")
    bars.set(title="Accuracy of a linear classifier, unseen digits", ylim=(0, 1))

    def best_view(f):
        """Fisher's directions: the class means as far apart as can be, in units of their spread."""
        means = np.stack([f[labels == k].mean(axis=0) for k in range(10)])
        values, vectors = np.linalg.eigh(np.cov((f - means[labels]).T) + 1e-9 * np.eye(f.shape[1]))
        white = vectors / np.sqrt(values)
        apart = (means - means.mean(axis=0)) @ white
        return f @ white @ np.linalg.svd(apart)[2][:2].T

    for axis, name in zip(right.subplots(2, 1), ("6 chosen", "8 learned")):
        points = best_view(features[name])[test]
        axis.scatter(*points.T, c=labels[test], cmap="tab10", s=6)
        axis.set(title=name, xticks=[], yticks=[])
    plt.show()
