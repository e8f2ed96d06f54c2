"""
An RBM with 9 visible and 6 hidden units learns the 14 images of 3x3 pixels that are made of full rows or of full columns. Left:
the exact log-likelihood, which so small a machine allows. CD-1 falls behind CD-10, and both behind the exact gradient; no model gets
above the dotted line. Middle: how far CD-k is from the exact gradient when all chains start at one image. With small random weights a
step or two is enough (the rest is noise of 5,000 chains); in the trained machine a chain leaves its image slowly. Right: the
probabilities that the trained machine gives to the images, largest first. Those of the training set come first.

가시 unit 9개, 은닉 unit 6개인 RBM이 가로줄이나 세로줄로만 이루어진 3x3 이미지 14장을 배웁니다. 왼쪽: 머신이 작아서 정확히 구할 수 있는 log-likelihood입니다. CD-1은
CD-10보다, 둘 다 정확한 gradient보다 뒤처집니다. 어떤 모델도 점선을 넘을 수 없습니다. 가운데: 모든 chain을 이미지 한 장에서 시작할 때 CD-k가 정확한 gradient에서 얼마나
떨어져 있는지입니다. 가중치가 작은 무작위 머신에서는 한두 번이면 충분하고(남은 오차는 chain 5,000개의 잡음), 학습된 머신에서는 chain이 그 이미지를 천천히 벗어납니다.
오른쪽: 학습된 머신이 이미지에 주는 확률을 큰 순서로 놓았습니다. 학습 이미지가 앞에 옵니다.
"""

from solution import (
    contrastive_divergence,
    exact_gradient,
    free_energy,
    log_likelihood,
    log_partition,
)


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    rng = np.random.default_rng(9)
    lines = (np.arange(1, 8)[:, None] >> np.arange(3)) & 1
    rows = np.repeat(lines, 3, axis=1)
    columns = np.tile(lines, 3)
    images = np.unique(np.vstack([rows, columns, 0 * rows[:1]]), axis=0).astype(float)

    def start(scale):
        rng = np.random.default_rng(1)
        return {"W": scale * rng.normal(size=(9, 6)), "b": np.zeros(9), "c": np.zeros(6)}

    def train(gradient, updates=1000):
        params, seen = start(0.1), []
        for i in range(updates):
            if i % 25 == 0:
                seen.append(log_likelihood(images, **params))
            step = gradient(params)
            params = {name: params[name] + 0.3 * step[name] for name in params}
        return params, seen

    _, (left, middle, right) = plt.subplots(1, 3, figsize=(14, 4.2), layout="constrained")

    ways = {
        "exact gradient": (lambda p: exact_gradient(images, **p), "tab:purple"),
        "CD-10": (lambda p: contrastive_divergence(images, **p, k=10, rng=rng), "tab:blue"),
        "CD-1": (lambda p: contrastive_divergence(images, **p, k=1, rng=rng), "tab:orange"),
    }
    trained = None
    for name, (gradient, colour) in ways.items():
        params, seen = train(gradient)
        trained = trained or params
        left.plot(25 * np.arange(len(seen)), seen, color=colour, linewidth=1.8, label=name)
    left.axhline(-np.log(len(images)), color="0.5", linestyle=":", label="the best there is")
    left.set(title="Learning 3x3 images", xlabel="update", ylabel="exact log-likelihood")
    left.grid(alpha=0.3)
    left.legend(frameon=False, loc="lower right")

    steps = [1, 2, 4, 8, 16, 32]
    many = np.tile(images[:1], (5000, 1))
    for params, name, colour in (
        (start(0.5), "small weights", "tab:green"),
        (trained, "trained", "tab:red"),
    ):
        exact = exact_gradient(images[:1], **params)
        errors = []
        for k in steps:
            found = contrastive_divergence(many, **params, k=k, rng=rng)
            distance = np.linalg.norm(found["W"] - exact["W"])
            errors.append(distance / np.linalg.norm(exact["W"]))
        middle.loglog(steps, errors, "o-", color=colour, linewidth=1.8, label=name)
    middle.set(title="Relative error of CD-k, chains from one image", xlabel="k", ylabel="for W")
    middle.set_xticks(steps, [str(k) for k in steps])
    middle.minorticks_off()
    middle.grid(alpha=0.3)
    middle.legend(frameon=False)

    states = ((np.arange(512)[:, None] >> np.arange(9)) & 1).astype(float)
    p = np.exp(-free_energy(states, **trained) - log_partition(**trained))
    first = np.argsort(-p)[:40]
    known = np.array([(images == states[i]).all(axis=1).any() for i in first])
    places = np.arange(40)
    right.bar(places[known], p[first][known], color="tab:purple", label="in the training set")
    right.bar(places[~known], p[first][~known], color="white", edgecolor="0.4", label="not in it")
    right.axhline(1 / len(images), color="0.5", linestyle=":")
    right.set(title="The 40 most likely images", xlabel="rank", ylabel="probability")
    right.legend(frameon=False)
    plt.show()
