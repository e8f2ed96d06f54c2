"""
Left: three learning rates on one valley, 25 steps each, from the same start. The small one creeps along the floor, the
middle one swings from wall to wall and arrives, the large one climbs out. Middle: the loss along the same paths.
Right: a step that finds its own length. Each dot is a trial of backtracking_step. The dashed line asks for 0.3 of the fall
that the slope at the start promises; the first trial below it, the star, is taken.

왼쪽: 같은 골짜기, 같은 출발점에서 세 가지 learning rate로 25걸음씩 갑니다. 작으면 바닥을 따라 기어가고, 중간이면 양쪽 벽을 오가며 도달하고,
크면 밖으로 튀어 오릅니다. 가운데: 같은 경로에서의 loss입니다. 오른쪽: 스스로 길이를 정하는 걸음입니다. 점은 backtracking_step의 시도입니다.
점선은 출발점의 기울기가 약속한 감소량의 0.3배를 요구하는 선이고, 그 아래로 처음 내려온 시도(별)를 택합니다.
"""

from solution import backtracking_step, gradient_descent


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    steepness = np.array([1.0, 12.0])

    def height(x):
        return float(steepness @ x**2) / 2

    def grad(x):
        return steepness * x

    start = np.array([-2.0, 0.5])
    rates = {0.02: "tab:gray", 0.14: "tab:blue", 0.17: "tab:red"}
    _, (left, middle, right) = plt.subplots(
        1, 3, figsize=(14, 4.2), layout="constrained", width_ratios=[1.4, 1, 1]
    )
    x, y = np.meshgrid(np.linspace(-2.4, 1.2, 200), np.linspace(-1.5, 1.5, 200))
    levels = np.geomspace(0.03, 14, 13)
    surface = (steepness[0] * x**2 + steepness[1] * y**2) / 2
    left.contour(x, y, surface, levels=levels, colors="0.8", linewidths=0.8)
    for lr, colour in rates.items():
        path = gradient_descent(grad, start, lr, 25)
        left.plot(*path.T, "o-", color=colour, markersize=3, linewidth=1.3, label=f"lr = {lr}")
        losses = [height(point) for point in path]
        middle.semilogy(losses, "o-", color=colour, markersize=3, label=f"lr = {lr}")
    left.plot(0, 0, "k*", markersize=12)
    left.set(title="Three learning rates", xlim=(-2.4, 1.2), ylim=(-1.5, 1.5))
    left.set(xlabel="first parameter", ylabel="second parameter")
    left.legend(loc="upper right", fontsize="small")
    middle.set(title="Loss on the way", xlabel="step")
    middle.grid(alpha=0.3)

    tried = []

    def wave(x):
        tried.append(float(x[0]))
        return float(x[0] ** 2 + 1.5 * np.sin(3 * x[0]))

    def wave_slope(x):
        return 2 * x + 4.5 * np.cos(3 * x)

    c, point = 0.3, np.array([2.3])
    x_new, lr = backtracking_step(wave, wave_slope, point, lr0=0.6, shrink=0.7, c=c)
    slope = wave_slope(point)[0]
    trials = [x for x in tried if x != point[0]]
    line = np.linspace(-2.8, 2.5, 400)
    here = wave(point)
    right.plot(line, line**2 + 1.5 * np.sin(3 * line), color="tab:blue")
    right.plot(line, here + slope * (line - point[0]), color="0.7", label="slope at the start")
    right.plot(
        line, here + c * slope * (line - point[0]), "k--", linewidth=1, label=f"{c} of the slope"
    )
    right.plot(trials, [wave([x]) for x in trials], "o", color="tab:orange", label="trials")
    right.plot(x_new, wave(x_new), "*", color="tab:green", markersize=15, label=f"lr = {lr:.3g}")
    right.plot(point, here, "ko")
    right.set(title="backtracking_step", ylim=(-2.5, 9), xlabel="parameter", ylabel="loss")
    right.legend(fontsize="small", loc="upper center")
    plt.show()
