"""Gradient descent on the same least squares, with raw columns (one four times as wide as the other) and with standardised ones, each at its best step size. Each curve is a line of equal cost, each dot a step. In the long valley the path zigzags; in the round bowl it walks straight to the minimum.

같은 최소제곱 문제를 원래 열(한 열의 폭이 다른 열의 네 배)과 표준화한 열에서 각각 최적의 학습률로 푼 경사 하강법입니다. 곡선은 비용이 같은 곳, 점은 한 걸음입니다. 길쭉한 골짜기에서는 지그재그로 가고, 둥근 그릇에서는 최솟값까지 곧장 갑니다.
"""

from solution import StandardScaler, condition_number, steps_to_converge


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    rng = np.random.default_rng(4)
    raw = rng.normal(size=(60, 2)) * [1.0, 4.0]
    y = raw @ [2.0, -0.5] + rng.normal(size=60)
    y = y - y.mean()
    standard = StandardScaler().fit(raw).transform(raw)

    _, axes = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
    for axis, X, name in zip(axes, (raw - raw.mean(axis=0), standard), ("raw", "standardised")):
        hessian, slope = X.T @ X / len(y), X.T @ y / len(y)
        curvatures = np.linalg.eigvalsh(hessian)
        w = np.zeros(2)
        path = [w]
        for _ in range(60):
            w = w - 2 / (curvatures[0] + curvatures[-1]) * (hessian @ w - slope)
            path.append(w)
        path, best = np.array(path), np.linalg.solve(hessian, slope)

        reach = np.abs(path - best).max() * 1.2
        first = best[0] + np.linspace(-reach, reach, 90)
        second = best[1] + np.linspace(-reach, reach, 90)
        grid = np.stack(np.meshgrid(first, second), axis=-1) - best
        cost = np.einsum("...i,ij,...j->...", grid, hessian, grid) / 2
        axis.contour(
            first, second, cost, levels=cost.max() * np.linspace(0.01, 1, 12) ** 2, alpha=0.5
        )
        axis.plot(*path.T, "o-", markersize=3)
        axis.plot(*best, "r*", markersize=12)
        kappa = float(condition_number(X))
        steps = steps_to_converge(X, y, 1e-3 * float(np.linalg.norm(slope)), 10_000)
        axis.set_aspect("equal")
        axis.set(
            title=f"{name}: condition number {kappa:.3g}, {steps} steps",
            xlabel="w[0]",
            ylabel="w[1]",
        )
    plt.show()
