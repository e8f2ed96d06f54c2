"""
Left: a nearest-class-mean classifier of ten classes. Its test accuracy rises from 10 to 1,000 training rows, three orders
drawn. Middle: what a pair costs at distance d, with margin 2. Pairs that are alike pay for being apart, the others only for
being closer than the margin. Right: 5-way accuracy on classes never trained on, with 95 % intervals. A linear embedding
trained with the contrastive loss on other classes ignores directions that do not matter, and needs fewer shots.

왼쪽: 클래스 10개를 가장 가까운 클래스 평균으로 분류합니다. 학습 행이 10개에서 1,000개로 늘면 test 정확도가 올라갑니다(순서를 세 번 뽑음). 가운데: margin이 2일 때
거리 d인 쌍의 비용입니다. 같은 쌍은 멀수록, 다른 쌍은 margin보다 가까울수록 비용을 냅니다. 오른쪽: 학습에 쓰지 않은 클래스에서의 5-way 정확도와 95 % 신뢰구간입니다.
다른 클래스들에서 contrastive loss로 학습한 선형 embedding은 상관없는 방향을 무시하므로 더 적은 shot으로도 잘 맞힙니다.
"""

from solution import (
    contrastive_loss,
    contrastive_loss_grad,
    few_shot_accuracy,
    learning_curve,
    prototype_logits,
    prototypes,
)


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    rng = np.random.default_rng(11)
    features, useful = 20, 4

    def draw(classes, rows):
        """Classes differ in their first four features only; the others are noise, and loud."""
        means = np.zeros((classes, features))
        means[:, :useful] = rng.normal(size=(classes, useful))
        noise = rng.normal(size=(classes * rows, features))
        noise[:, :useful] *= 0.5
        y = np.repeat(np.arange(classes), rows)
        return means[y] + noise, y

    def score(model, X, y):
        classes, protos = model
        return float(np.mean(classes[np.argmax(prototype_logits(X, protos), axis=1)] == y))

    _, (left, middle, right) = plt.subplots(1, 3, figsize=(14, 4.2), layout="constrained")

    X, y = draw(10, 200)
    odd = np.arange(len(X)) % 2 == 1
    sizes = [10, 20, 40, 80, 160, 320, 640, 1000]
    for _ in range(3):
        curve = learning_curve(prototypes, score, X[odd], y[odd], X[~odd], y[~odd], sizes, rng)
        left.semilogx(sizes, curve, "o-", color="tab:blue", alpha=0.6, markersize=4)
    left.axhline(0.1, color="0.5", linestyle=":", label="chance")
    left.set(title="Learning curve, 10 classes", xlabel="training rows", ylabel="test accuracy")
    left.set(ylim=(0, 1))
    left.grid(alpha=0.3)
    left.legend(frameon=False, loc="lower right")

    distances, zero = np.linspace(0, 3, 61), np.zeros((1, 1))
    for same, name, colour in ((1, "alike", "tab:green"), (0, "not alike", "tab:red")):
        costs = [contrastive_loss(zero + d, zero, np.array([same]), 2.0) for d in distances]
        middle.plot(distances, costs, color=colour, linewidth=2, label=name)
    middle.axvline(2, color="0.6", linestyle=":")
    middle.set(title="Contrastive loss of one pair", xlabel="distance d", ylabel="loss")
    middle.grid(alpha=0.3)
    middle.legend(frameon=False, loc="upper center")

    X, y = draw(60, 20)
    W = 0.3 * rng.normal(size=(features, useful))
    for _ in range(400):
        first = rng.integers(len(X), size=128)
        partner = np.where(
            rng.random(128) < 0.5,
            first // 20 * 20 + rng.integers(20, size=128),
            rng.permutation(first),
        )
        a, b = X[first], X[partner]
        grad_a, grad_b = contrastive_loss_grad(a @ W, b @ W, y[first] == y[partner], 2.0)
        W -= 0.3 * (a.T @ grad_a + b.T @ grad_b)

    X, y = draw(30, 20)
    shots = [1, 2, 5, 10]
    for embed, name, colour in (
        (lambda rows: rows @ W, "trained embedding", "tab:purple"),
        (lambda rows: rows, "raw features", "tab:gray"),
    ):
        found = [few_shot_accuracy(embed, X, y, 5, shot, 5, 100, rng) for shot in shots]
        means, widths = np.array(found).T
        right.errorbar(
            shots, means, widths, marker="o", capsize=4, color=colour, linewidth=1.5, label=name
        )
    right.axhline(0.2, color="0.5", linestyle=":")
    right.set(title="30 new classes, 100 episodes", xlabel="shots", ylabel="5-way accuracy")
    right.set(xscale="log", ylim=(0, 1))
    right.set_xticks(shots, [str(shot) for shot in shots])
    right.minorticks_off()
    right.grid(alpha=0.3)
    right.legend(frameon=False, loc="lower right")
    plt.show()
