"""
Left: 60 steps down a valley that is a hundred times steeper across than along. SGD has nearly the largest learning rate
that the steep direction bears; it swings from wall to wall and gets along the floor slowly. RMSprop and Adam scale each
direction by itself; Adam's momentum carries it past the minimum, and back. Middle: the length of a step where the gradient
is always 1. RMSprop, which does not correct its start, begins with ten times lr; Adam's steps are lr from the first on.
Right: the gradient is nothing but noise of mean 0, so decay is all that lasts. AdamW shrinks the weights alike, whatever
the size of their gradients; an L2 term in Adam's gradient hits those with small gradients and all but spares those with large ones.

왼쪽: 한 방향이 다른 방향보다 100배 가파른 골짜기를 60걸음 내려갑니다. SGD의 학습률은 가파른 방향이 견디는 한도에 가깝지만, 양쪽 벽 사이를 오가느라 바닥을
따라서는 느립니다. RMSprop과 Adam은 방향마다 따로 크기를 맞춥니다. Adam은 모멘텀 때문에 최솟값을 지나쳤다가 되돌아옵니다. 가운데: gradient가 늘 1일 때
한 걸음의 길이입니다. 시작을 보정하지 않는 RMSprop은 lr의 열 배로 시작하고, Adam은 첫걸음부터 lr입니다. 오른쪽: gradient가 평균 0인 잡음뿐이어서
decay의 효과만 남습니다. AdamW는 gradient의 크기와 상관없이 weight를 똑같이 줄이지만, Adam의 gradient에 L2 항을 넣으면 gradient가 작은 weight만 크게
줄고 gradient가 큰 weight는 거의 줄지 않습니다.
"""

from solution import SGD, Adam, AdamW, RMSprop


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    _, (left, middle, right) = plt.subplots(
        1, 3, figsize=(14, 4.2), layout="constrained", width_ratios=[1.4, 1, 1]
    )
    colours = {"SGD": "tab:gray", "RMSprop": "tab:orange", "Adam": "tab:blue"}

    steepness = np.array([1.0, 100.0])
    runs = {"SGD": SGD(lr=0.019), "RMSprop": RMSprop(lr=0.05, alpha=0.9), "Adam": Adam(lr=0.1)}
    x, y = np.meshgrid(np.linspace(-2.3, 0.7, 200), np.linspace(-1.1, 1.1, 200))
    height = (steepness[0] * x**2 + steepness[1] * y**2) / 2
    left.contour(x, y, height, levels=np.geomspace(0.05, 60, 12), colors="0.85", linewidths=0.8)
    for name, optimizer in runs.items():
        params = {"theta": np.array([-2.0, 0.9])}
        path = [params["theta"]]
        for _ in range(60):
            params = optimizer.step(params, {"theta": steepness * params["theta"]})
            path.append(params["theta"])
        left.plot(*np.array(path).T, "o-", color=colours[name], markersize=2.5, label=name)
    left.plot(0, 0, "k*", markersize=12)
    left.set(title="Down a valley, 60 steps", xticks=[], yticks=[])
    left.legend(frameon=True, loc="lower right")

    for name, optimizer in {"RMSprop": RMSprop(lr=1.0), "Adam": Adam(lr=1.0)}.items():
        params, lengths = {"theta": np.zeros(1)}, []
        for _ in range(150):
            new = optimizer.step(params, {"theta": np.ones(1)})
            lengths.append(float(params["theta"][0] - new["theta"][0]))
            params = new
        middle.plot(range(1, 151), lengths, color=colours[name], linewidth=2, label=name)
    middle.set(title="Length of a step, gradient 1", xlabel="step", ylabel="times lr", ylim=(0, 11))
    middle.grid(alpha=0.3)
    middle.legend(frameon=False)

    rng = np.random.default_rng(0)
    scales, decay = np.array([0.01, 0.1, 1.0]), 0.5
    noise = rng.normal(size=(400, 3, 300)) * scales[:, None]
    weights = {"AdamW": {"w": np.ones((3, 300))}, "L2 in Adam": {"w": np.ones((3, 300))}}
    optimizers = {"AdamW": AdamW(lr=0.005, weight_decay=decay), "L2 in Adam": Adam(lr=0.005)}
    tracks = {name: [] for name in weights}
    for g in noise:
        for name, optimizer in optimizers.items():
            params = weights[name]
            gradient = g if name == "AdamW" else g + 0.1 * decay * params["w"]
            weights[name] = optimizer.step(params, {"w": gradient})
            tracks[name].append(weights[name]["w"].mean(axis=1))
    for name, style in (("AdamW", "-"), ("L2 in Adam", "--")):
        for i, track in enumerate(np.array(tracks[name]).T):
            label = f"{name}, g = {scales[i]:g}"
            right.plot(track, style, color=f"C{i}", linewidth=1.8, label=label)
    right.set(title="What decay does, mean of 300 weights", xlabel="step", ylim=(0, 1.7))
    right.grid(alpha=0.3)
    right.legend(frameon=False, fontsize="small", ncols=2, loc="upper center")
    plt.show()
