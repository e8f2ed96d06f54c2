"""
Left: a thousand learning rates drawn from 1e-4 to 1. Drawn uniformly, nine in ten lie in the last decade; drawn
log-uniformly, each decade gets its share. Middle: nine runs each on a loss in which only the learning rate matters. The
grid tries three learning rates, the random search nine; a ring marks the best run of each. Right: successive halving of
27 toy runs. Most stop at the first rung, and the budget goes to those that are left; the thick line is the one that wins.

왼쪽: 1e-4에서 1까지 learning rate를 천 개 뽑았습니다. 그냥 균등하게 뽑으면 열에 아홉이 마지막 자릿수에 몰리고, log-uniform으로 뽑으면 자릿수마다
고르게 나뉩니다. 가운데: learning rate만 중요한 loss에서 아홉 번씩 시도합니다. grid는 learning rate를 세 가지, random search는 아홉 가지
시험합니다. 고리는 각 방법에서 가장 좋았던 시도입니다. 오른쪽: 가상의 실행 27개에 successive halving을 적용합니다. 대부분 첫 rung에서 멈추고,
budget은 남은 것에 쓰입니다. 굵은 선이 마지막까지 남은 실행입니다.
"""

from solution import grid_search, random_search, sample_log_uniform, successive_halving


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    rng = np.random.default_rng(4)
    _, (left, middle, right) = plt.subplots(1, 3, figsize=(14, 4.2), layout="constrained")

    bins = np.geomspace(1e-4, 1, 17)
    left.hist(rng.uniform(1e-4, 1, 1000), bins, alpha=0.5, color="tab:gray", label="uniform")
    draws = sample_log_uniform(1e-4, 1.0, 1000, rng)
    left.hist(draws, bins, alpha=0.7, color="tab:blue", label="sample_log_uniform")
    left.set(title="1000 learning rates", xscale="log", xlabel="learning rate", ylabel="draws")
    left.legend(frameon=False, loc="upper left")

    tried = []

    def loss(config):
        tried.append((config["lr"], config["momentum"]))
        return float((np.log10(config["lr"]) + 2.4) ** 2)

    space = {"lr": [1e-4, 1e-2, 1.0], "momentum": [0.1, 0.5, 0.9]}
    random_space = {
        "lr": lambda rng: float(sample_log_uniform(1e-4, 1.0, 1, rng)[0]),
        "momentum": lambda rng: float(rng.uniform(0.1, 0.9)),
    }
    searches = {
        "grid_search": (lambda: grid_search(loss, space), "tab:orange", "s"),
        "random_search": (lambda: random_search(loss, random_space, 9, rng), "tab:blue", "o"),
    }
    x = np.geomspace(6e-5, 1.6, 200)
    shade = np.tile((np.log10(x) + 2.4) ** 2, (2, 1))
    middle.pcolormesh(x, [0, 1.25], shade, cmap="Greys", shading="gouraud", vmin=0, vmax=14)
    for name, (search, colour, marker) in searches.items():
        tried.clear()
        best, value = search()
        lr, momentum = zip(*tried)
        middle.scatter(lr, momentum, color=colour, marker=marker, label=f"{name}: {value:.3f}")
        middle.scatter(
            best["lr"], best["momentum"], s=160, facecolors="none", edgecolors=colour, linewidths=2
        )
        middle.vlines(lr, 0, 0.04, color=colour, linewidth=2)
    middle.set(
        title="Nine runs each (light is low loss)",
        xscale="log",
        xlabel="learning rate",
        ylabel="momentum (does not matter)",
    )
    middle.legend(loc="upper right", fontsize="small")

    runs = [
        {"end": float(end), "speed": float(speed)}
        for end, speed in zip(rng.uniform(0.1, 0.8, 27), rng.uniform(0.1, 0.8, 27))
    ]

    def curve(config, budget):
        return config["end"] + (1.5 - config["end"]) * np.exp(-config["speed"] * budget)

    best, history = successive_halving(curve, runs, 1, 3)
    for config in runs:
        last = max(budget for budget, evaluated in history if config in evaluated)
        steps = np.linspace(0, last, 80)
        won = config == best
        right.plot(
            steps,
            curve(config, steps),
            color="tab:blue" if won else "0.5",
            linewidth=2.5 if won else 1,
            zorder=3 if won else 2,
        )
    for budget, evaluated in history:
        right.axvline(budget, color="tab:orange", linestyle=":")
        right.text(budget + 0.1, 1.45, f"{len(evaluated)} run", color="tab:orange")
    right.set(title="Successive halving, eta = 3", xlabel="budget", ylabel="loss", xlim=(0, 10.5))
    plt.show()
