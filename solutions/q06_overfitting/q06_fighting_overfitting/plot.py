"""
Top left: gradient descent on a polynomial of degree 15 with 20 noisy points. The training loss keeps falling, the validation loss turns; early stopping waits a little, then goes back to the marked epoch. Top right: ten fits, each to a sample of its own, almost without a penalty (red) and with one (blue); dashed is the truth. Bottom left: the penalty buys less variance with more bias, and the best sum lies between the extremes. Bottom right: the test error of random features peaks where width equals the number of rows, and falls a second time.

왼쪽 위: 노이즈가 섞인 점 20개에 15차 다항식을 gradient descent로 맞춥니다. training loss는 계속 줄지만 validation loss는 돌아서 올라갑니다. early stopping은 조금 기다렸다가 표시한 epoch으로 되돌아갑니다. 오른쪽 위: 데이터를 새로 뽑아 맞춘 곡선 열 개입니다. 벌점이 거의 없으면(빨강) 제각각이고, 벌점이 있으면(파랑) 서로 비슷합니다. 점선은 참값입니다. 왼쪽 아래: 벌점은 bias를 내주고 variance를 줄입니다. 합이 가장 작은 곳은 양극단 사이에 있습니다. 오른쪽 아래: random feature의 test error는 너비가 행의 수와 같은 곳에서 치솟았다가 다시 내려갑니다.
"""

from solution import (
    EarlyStopping,
    bias_variance,
    double_descent_curve,
    fit_ridge_polynomial,
    predict_polynomial,
)


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    rng = np.random.default_rng(3)
    _, ((stopping, fits), (parts, descent)) = plt.subplots(
        2, 2, figsize=(12, 8), layout="constrained"
    )

    def truth(x):
        return np.sin(3 * x)

    def sample(count):
        x = rng.uniform(-1, 1, count)
        return x, truth(x) + 0.35 * rng.normal(size=count)

    degree = 15
    (x, y), (x_val, y_val) = sample(20), sample(60)
    V = np.polynomial.chebyshev.chebvander(x, degree)
    V_val = np.polynomial.chebyshev.chebvander(x_val, degree)
    params = {"c": np.zeros(degree + 1)}
    stopper, train, val, stopped = EarlyStopping(patience=40), [], [], None
    for epoch in range(1500):
        residuals = V @ params["c"] - y
        params["c"] -= 0.12 * V.T @ residuals / len(y)
        train.append(np.mean((V @ params["c"] - y) ** 2))
        val.append(np.mean((V_val @ params["c"] - y_val) ** 2))
        if stopper.step(val[-1], params) and stopped is None:
            stopped, best = epoch, stopper.best_epoch
    stopping.loglog(np.arange(1, len(train) + 1), train, label="training")
    stopping.loglog(np.arange(1, len(val) + 1), val, label="validation")
    if stopped is not None:
        stopping.axvline(stopped + 1, color="0.5", linestyle=":", label="stopped (patience 40)")
        stopping.plot(best + 1, val[best], "ko", label="best_params")
    stopping.set(title="Early stopping", xlabel="epoch", ylabel="mean squared error")
    stopping.legend(frameon=False)

    grid = np.linspace(-1, 1, 60)
    samples = [sample(20) for _ in range(50)]

    def ensemble(l2):
        coefs = [fit_ridge_polynomial(x, y, 9, l2) for x, y in samples]
        return np.array([predict_polynomial(coef, grid) for coef in coefs])

    for l2, colour in ((1e-6, "tab:red"), (0.1, "tab:blue")):
        for i, curve in enumerate(ensemble(l2)[:10]):
            name = f"l2 = {l2:g}" if i == 0 else None
            fits.plot(grid, curve, color=colour, alpha=0.45, linewidth=1, label=name)
    fits.plot(grid, truth(grid), "k--", label="truth")
    fits.set(title="Ten samples, ten fits of degree 9", ylim=(-2.5, 2.5), xlabel="x")
    fits.legend(frameon=False, loc="upper left")

    strengths = np.geomspace(1e-4, 1e3, 15)
    bias, variance = np.transpose([bias_variance(ensemble(l2), truth(grid)) for l2 in strengths])
    parts.loglog(strengths, bias, label="bias squared")
    parts.loglog(strengths, variance, label="variance")
    parts.loglog(strengths, bias + variance, "k", linewidth=2, label="sum")
    parts.set(title="Bias and variance", xlabel="l2", ylim=(1e-3, None))
    parts.legend(frameon=False)

    rows = 30
    X, X_test = rng.normal(size=(rows, 8)), rng.normal(size=(200, 8))
    slope = rng.normal(size=8)
    y, y_test = (inputs @ slope + rng.normal(size=len(inputs)) for inputs in (X, X_test))
    widths = [3, 6, 10, 15, 20, 24, 27, 30, 33, 37, 45, 60, 90, 150, 300]
    curves = [double_descent_curve(X, y, X_test, y_test, widths, rng) for _ in range(15)]
    descent.loglog(widths, np.median(curves, axis=0), "o-", color="tab:purple")
    descent.axvline(rows, color="0.5", linestyle=":", label=f"width = rows = {rows}")
    descent.set(title="Double descent (median of 15 runs)", xlabel="width", ylabel="test error")
    descent.legend(frameon=False)
    plt.show()
