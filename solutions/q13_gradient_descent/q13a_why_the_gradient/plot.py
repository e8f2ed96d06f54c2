"""
Left: one gradient, three ways down. Each outline holds the steps of length 1 in its own norm, and the arrow is the one
that falls most: which direction is steepest depends on how a step is measured. Middle: the bowl of the textbook, as it
looks for a small trained network. The horizontal axis is the way along one random direction through its 97 weights, the
vertical axis the loss; every direction gives another curve. Right: the loss over the plane of two of these
directions. Their signs are random, the size of each entry is that of its weight. The cross is the trained network.

왼쪽: gradient 하나에 내려가는 길은 셋입니다. 윤곽선은 각 norm에서 길이가 1인 걸음이고, 화살표는 그중 가장 많이 내려가는 걸음입니다. 어느 방향이 가장
가파른지는 걸음의 길이를 재는 방법에 따라 다릅니다. 가운데: 교과서의 그릇 그림을 학습된 작은 네트워크에서 실제로 그린 것입니다. 가로축은 가중치 97개의
공간을 지나는 무작위 방향 하나를 따라간 거리, 세로축은 loss입니다. 방향마다 다른 곡선이 나옵니다. 오른쪽: 그중 두 방향이 만드는 평면 위의
loss입니다. 방향의 부호는 무작위이고, 원소의 크기는 대응하는 가중치와 같습니다. 십자 표시가 학습된 네트워크입니다.
"""

from solution import filter_normalize, loss_along_line, loss_surface, steepest_descent_direction


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    rng = np.random.default_rng(3)
    hidden = 32
    x = np.linspace(-2, 2, 40)[:, None]
    target = np.sin(2.5 * x) + 0.3 * x

    def unpack(theta):
        return theta[:hidden], theta[hidden : 2 * hidden], theta[2 * hidden : -1], theta[-1]

    def loss(theta):
        incoming, bias, outgoing, last = unpack(theta)
        active = np.maximum(x * incoming + bias, 0)
        return float(np.mean((active @ outgoing + last - target[:, 0]) ** 2))

    def grad(theta):
        incoming, bias, outgoing, last = unpack(theta)
        active = np.maximum(x * incoming + bias, 0)
        error = 2 * (active @ outgoing + last - target[:, 0]) / len(x)
        back = error[:, None] * outgoing * (active > 0)
        return np.concatenate([x[:, 0] @ back, back.sum(0), error @ active, [error.sum()]])

    theta = np.concatenate([rng.normal(size=2 * hidden), rng.normal(size=hidden) / 4, [0.0]])
    for _ in range(1500):
        theta = theta - 0.03 * grad(theta)

    _, (left, middle, right) = plt.subplots(1, 3, figsize=(14, 4.4), layout="constrained")
    slope = np.array([1.0, 0.55])
    turn = np.linspace(0, 2 * np.pi, 200)
    circle = np.stack([np.cos(turn), np.sin(turn)])
    outlines = {
        "l2": (circle, "tab:blue"),
        "l1": (np.array([[1, 0, -1, 0, 1], [0, 1, 0, -1, 0]]), "tab:green"),
        "linf": (np.array([[1, 1, -1, -1, 1], [1, -1, -1, 1, 1]]), "tab:red"),
    }
    across, up = np.meshgrid(np.linspace(-1.4, 1.4, 50), np.linspace(-1.4, 1.4, 50))
    left.contour(across, up, slope[0] * across + slope[1] * up, 16, colors="0.85")
    for norm, (outline, colour) in outlines.items():
        left.plot(*outline, color=colour, linewidth=1)
        way = steepest_descent_direction(slope, norm)
        arrow = {"color": colour, "width": 0.012, "scale": 1, "scale_units": "xy", "angles": "xy"}
        left.quiver(0, 0, *way, label=f"{norm}: {slope @ way:.2f}", **arrow)
    left.set(title="A step of length 1, and how far it falls", aspect="equal")
    left.legend(loc="upper right", fontsize="small")

    alphas = np.linspace(-1.5, 1.5, 61)
    directions = [filter_normalize(rng.normal(size=theta.shape), theta) for _ in range(4)]
    for direction in directions:
        middle.plot(alphas, loss_along_line(loss, theta, direction, alphas))
    middle.plot(0, loss(theta), "k+", markersize=12)
    middle.set(
        title="The picture, for a trained network",
        xlabel="alpha, along one direction through 97 weights",
        ylabel="loss",
        ylim=(0, 6),
    )
    middle.grid(alpha=0.3)

    fine = np.linspace(-1.2, 1.2, 31)
    surface = loss_surface(loss, theta, directions[0], directions[1], fine, fine)
    levels = np.geomspace(max(surface.min(), 1e-3), surface.max(), 18)
    right.contourf(fine, fine, surface.T, levels=levels, norm="log", cmap="viridis")
    right.plot(0, 0, "w+", markersize=12)
    right.set(title="Two directions: contours of the loss", xlabel="alpha", ylabel="beta")
    plt.show()
