"""
Left: the same points fitted through the origin and with a bias. Middle: the same weights w with three biases; w (the arrow)
gives the boundary its direction, and b moves it, by -b / ||w|| along w. Right: sums of 30 random ReLUs of one input. Without
biases all of them bend at 0, so two straight rays are all there is; with biases the line bends in many places.

왼쪽: 같은 점들을 원점을 지나는 직선과 bias가 있는 직선으로 맞췄습니다. 가운데: 같은 가중치 w에 bias만 세 가지로 바꿨습니다. w(화살표)는 경계의 방향을 정하고, b는 경계를 w
방향으로 -b / ||w||만큼 옮깁니다. 오른쪽: 입력이 하나인 무작위 ReLU 30개의 합입니다. bias가 없으면 모두 0에서 꺾여 반직선 두 개뿐이고, bias가 있으면 여러 곳에서 꺾입니다.
"""

from solution import absorb_bias, boundary_distance, fit_with_bias, fit_without_bias


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    rng = np.random.default_rng(12)
    _, (left, middle, right) = plt.subplots(1, 3, figsize=(14, 4.2), layout="constrained")

    X = rng.uniform(0.5, 4, size=(40, 1))
    y = 5 - 0.8 * X[:, 0] + rng.normal(scale=0.4, size=40)
    line = np.array([[0.0], [4.2]])
    w, b = fit_with_bias(X, y)
    line1, w1 = absorb_bias(line, w, b)
    left.plot(X[:, 0], y, "o", color="0.6", markersize=4)
    left.plot(
        line, line @ fit_without_bias(X, y), color="tab:red", linewidth=2, label="without a bias"
    )
    left.plot(line, line1 @ w1, color="tab:blue", linewidth=2, label="with a bias")
    left.plot(0, 0, "k+", markersize=10)
    left.set(title="Least squares", xlabel="x", ylabel="y")
    left.legend(frameon=False, loc="lower right")

    w = np.array([1.2, 0.9])
    unit = w / np.linalg.norm(w)
    along = np.array([-unit[1], unit[0]])
    for b, colour in ((0.0, "tab:red"), (-1.5, "tab:blue"), (2.25, "tab:green")):
        distance = boundary_distance(w, b) + 0.0
        ends = distance * unit + np.outer([-4, 4], along)
        middle.plot(*ends.T, color=colour, linewidth=2, label=f"b = {b:g}, distance {distance:g}")
        middle.plot(*np.array([[0, 0], distance * unit]).T, ":", color=colour)
    middle.annotate("", w, (0, 0), arrowprops={"arrowstyle": "->", "linewidth": 1.5})
    middle.plot(0, 0, "k+", markersize=10)
    middle.set(title="Where x @ w + b = 0", xlim=(-3, 3), ylim=(-3, 3), aspect="equal")
    middle.legend(loc="lower left", fontsize="small", framealpha=0.9)

    rng = np.random.default_rng(0)
    x = np.linspace(-3, 3, 400)[:, None]
    w1, b1 = rng.normal(size=(1, 30)), rng.normal(size=30) * 1.5
    w2 = rng.normal(size=30) / 4
    right.plot(x, np.maximum(x @ w1, 0) @ w2, color="tab:red", linewidth=2, label="without biases")
    right.plot(
        x, np.maximum(x @ w1 + b1, 0) @ w2, color="tab:blue", linewidth=2, label="with biases"
    )
    right.plot(0, 0, "k+", markersize=10)
    right.set(title="Thirty ReLUs", xlabel="x")
    right.grid(alpha=0.3)
    right.legend(frameon=False)
    plt.show()
