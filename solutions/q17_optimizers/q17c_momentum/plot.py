"""
Left: 40 steps down a narrow valley, twenty times steeper across than along. Plain descent creeps along the floor; the
heavy ball gains speed, swings from wall to wall and overshoots; Nesterov looks ahead and brakes in time. Middle: how far
from the minimum they are. Right: the gradient stays 1 and the learning rate drops tenfold at step 40. The heavy ball
keeps its velocity for a while; PyTorch's step shrinks at once.

왼쪽: 한 방향이 다른 방향보다 20배 가파른 좁은 골짜기를 40걸음 내려갑니다. 단순한 gradient descent는 바닥을 따라 천천히 나아가고, heavy
ball은 속도가 붙어 양쪽 벽 사이를 오가다 지나치며, Nesterov는 앞을 내다보고 미리 속도를 줄입니다. 가운데: 최솟값까지 남은 거리입니다. 오른쪽:
gradient는 계속 1이고 40번째 걸음에서 학습률을 10분의 1로 줄입니다. heavy ball은 한동안 속도를 유지하지만 PyTorch의 걸음은 곧바로
줄어듭니다.
"""

from solution import heavy_ball, nesterov, torch_sgd_step


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    steepness = np.array([1.0, 20.0])
    start, lr, steps = np.array([-2.0, 0.6]), 0.045, 40

    def grad(theta):
        return steepness * theta

    def descend(step, beta):
        theta, velocity, path = start, np.zeros(2), [start]
        for _ in range(steps):
            theta, velocity = step(theta, velocity, beta)
            path.append(theta)
        return np.array(path)

    def ball(theta, velocity, beta):
        return heavy_ball(theta, velocity, grad(theta), lr, beta)

    def ahead(theta, velocity, beta):
        return nesterov(theta, velocity, grad, lr, beta)

    paths = {
        "plain descent (beta = 0)": (descend(ball, 0.0), "tab:gray"),
        "heavy ball (beta = 0.8)": (descend(ball, 0.8), "tab:orange"),
        "Nesterov (beta = 0.8)": (descend(ahead, 0.8), "tab:blue"),
    }
    _, (left, middle, right) = plt.subplots(
        1, 3, figsize=(14, 4.2), layout="constrained", width_ratios=[1.5, 1, 1]
    )
    x, y = np.meshgrid(np.linspace(-2.2, 1.2, 200), np.linspace(-0.8, 0.8, 200))
    height = (steepness[0] * x**2 + steepness[1] * y**2) / 2
    left.contour(x, y, height, levels=np.geomspace(0.02, 8, 14), colors="0.8", linewidths=0.8)
    for name, (path, colour) in paths.items():
        left.plot(*path.T, "o-", color=colour, markersize=3, linewidth=1.4, label=name)
        middle.semilogy(np.linalg.norm(path, axis=1), color=colour, linewidth=2, label=name)
    left.plot(0, 0, "k*", markersize=12)
    left.set(title="Down a narrow valley", xlim=(-2.2, 1.2), ylim=(-0.8, 0.8), xticks=[], yticks=[])
    left.legend(frameon=True, loc="lower right", fontsize="small")
    middle.set(title="Distance from the minimum", xlabel="step")
    middle.grid(alpha=0.3)

    drop, rates = 40, np.repeat([0.1, 0.01], 40)
    moved = {"heavy ball": [], "PyTorch's SGD": []}
    theta, velocity = np.zeros(1), np.zeros(1)
    other, buffer = np.zeros(1), None
    for rate in rates:
        before, theta_before = other, theta
        theta, velocity = heavy_ball(theta, velocity, np.ones(1), rate, 0.9)
        other, buffer = torch_sgd_step(other, buffer, np.ones(1), rate, 0.9)
        moved["heavy ball"].append(float(np.abs(theta - theta_before)[0]))
        moved["PyTorch's SGD"].append(float(np.abs(other - before)[0]))
    right.plot(moved["heavy ball"], color="tab:orange", linewidth=2, label="heavy ball")
    right.plot(
        moved["PyTorch's SGD"],
        color="tab:purple",
        linewidth=2,
        linestyle="--",
        label="PyTorch's SGD",
    )
    right.axvline(drop, color="0.6", linestyle=":")
    right.annotate("lr / 10", (drop, 0.1), (drop + 1.5, 0.02), color="0.4")
    right.set(title="Size of a step, gradient 1, momentum 0.9", xlabel="step", ylim=(0, 1.1))
    right.grid(alpha=0.3)
    right.legend(frameon=False, loc="upper right")
    plt.show()
