"""
Left: at one w, the gradients of 300 random batches of 8 rows each (dots) scatter around the full gradient (cross). The
ellipse holds two standard deviations, taken from your covariance divided by 8. Middle: 60 steps, three runs from the same
start. The dashed path is gradient descent; the others see 8 rows at a time, find the same valley and then go on wandering
about the minimum (star). Right: the distance from the minimum against the rows that were read. SGD gets near with far fewer
of them, and then stays as noisy as its learning rate lets it be; gradient descent gets ever nearer.

왼쪽: 한 w에서 8행짜리 무작위 배치 300개의 gradient(점)가 full gradient(십자) 주위에 흩어져 있습니다. 타원은 여러분의 공분산을 8로 나누어 그린
표준편차 두 배의 범위입니다. 가운데: 같은 점에서 시작한 60걸음입니다. 점선이 경사 하강법이고, 나머지 셋은 한 번에 8행만 보면서 같은 골짜기를 찾아간 다음
최솟값(별) 주위를 계속 맴돕니다. 오른쪽: 읽은 행의 수와 최솟값까지의 거리입니다. SGD는 훨씬 적은 행만 읽고 가까이 가지만 그 뒤로는 학습률이 허락하는 만큼
계속 흔들립니다. 경사 하강법은 끝없이 가까워집니다.
"""

from solution import full_gradient, gradient_covariance, minibatch_gradient, minibatches


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    rng = np.random.default_rng(1)
    rows, size, lr = 400, 8, 0.05
    X = rng.normal(size=(rows, 2)) @ np.array([[1.5, 0.6], [0.0, 0.8]])
    y = X @ np.array([1.0, -1.0]) + rng.normal(size=rows)
    best = np.linalg.lstsq(X, y, rcond=None)[0]
    start = np.array([-1.0, 1.5])
    _, (left, middle, right) = plt.subplots(1, 3, figsize=(14, 4.2), layout="constrained")

    batches = [batch for _ in range(6) for batch in minibatches(rows, size, rng)]
    cloud = np.array([minibatch_gradient(X, y, start, batch) for batch in batches])
    full = full_gradient(X, y, start)
    lengths, axes = np.linalg.eigh(gradient_covariance(X, y, start) / size)
    angle = np.linspace(0, 2 * np.pi, 100)
    ellipse = full + 2 * np.stack([np.cos(angle), np.sin(angle)], axis=1) * lengths**0.5 @ axes.T
    left.plot(*cloud.T, ".", color="tab:orange", alpha=0.5, label=f"{len(cloud)} batches of {size}")
    left.plot(*ellipse.T, color="tab:red", label="two deviations, covariance / 8")
    left.plot(*full, "kx", markersize=12, markeredgewidth=3, label="full gradient")
    left.set(title="Gradients at the same w", xlabel="first weight", ylabel="second weight")
    left.legend(fontsize="small")

    def path(epochs, whole):
        w, found = start, [start]
        for _ in range(epochs):
            for batch in minibatches(rows, rows if whole else size, rng):
                w = w - lr * minibatch_gradient(X, y, w, batch)
                found.append(w)
        return np.array(found)

    descent, walks = path(250, whole=True), [path(5, whole=False) for _ in range(3)]
    for i, walk in enumerate(walks):
        middle.plot(*walk[:61].T, color=f"C{i}", linewidth=1, alpha=0.9, label=f"SGD, run {i + 1}")
        distance = np.linalg.norm(walk - best, axis=1)
        right.loglog(size * np.arange(1, len(walk)), distance[1:], color=f"C{i}", linewidth=1)
    middle.plot(*descent[:61].T, "k--", linewidth=2, label="gradient descent")
    middle.plot(*best, "k*", markersize=14)
    middle.set(title="60 steps", xlabel="first weight")
    middle.legend(fontsize="small")
    distance = np.linalg.norm(descent - best, axis=1)
    right.loglog(rows * np.arange(1, len(descent)), distance[1:], "k--", linewidth=2)
    right.set(title="Distance from the minimum", xlabel="rows read")
    right.grid(alpha=0.3)
    plt.show()
