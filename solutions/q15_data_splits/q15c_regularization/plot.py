"""
Left and middle: the weights of eight features, of which only three matter (black ticks at the right: their true values),
as lam grows. Ridge makes all of them smaller and none 0; the lasso takes one after the other to exactly 0, those that do
not matter first. Right: one weight where the gradient of the loss is 0, so that only the regularization moves it. Without
momentum L2 and decay lie on one another; with momentum the L2 penalty builds up speed and swings past 0, while the
decoupled decay goes the same way as before.

왼쪽과 가운데: 특성 여덟 개 중 세 개만 실제로 쓰이는 데이터에서(오른쪽의 검은 눈금이 참값), lam이 커질 때의 weight입니다. ridge는 모두 작아질 뿐 0이 되지는
않고, lasso는 필요 없는 것부터 하나씩 정확히 0이 됩니다. 오른쪽: loss의 gradient가 0이라 regularization만 weight를 움직입니다. momentum이 없으면 L2와
decay가 겹치고, momentum이 있으면 L2 penalty는 속도가 붙어 0을 지나 흔들리지만 decoupled decay는 없을 때와 똑같이 줄어듭니다.
"""

from solution import lasso_ista, ridge, sgd_with_decoupled_decay, sgd_with_l2


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    rng = np.random.default_rng(3)
    X = rng.normal(size=(60, 8))
    X -= X.mean(axis=0)
    truth = np.array([3.0, -2.0, 1.0, 0, 0, 0, 0, 0])
    y = X @ truth + 1.5 * rng.normal(size=60)
    y -= y.mean()

    _, axes = plt.subplots(1, 3, figsize=(14, 4), layout="constrained")
    strengths = np.geomspace(1e-2, 10, 40)
    paths = {
        "ridge (lam times N)": [ridge(X, y, 60 * float(lam))[0] for lam in strengths],
        "lasso": [lasso_ista(X, y, float(lam), 200) for lam in strengths],
    }
    for axis, (name, path) in zip(axes, paths.items()):
        for feature in range(8):
            matters = truth[feature] != 0
            colour = f"C{feature}" if matters else "0.6"
            axis.plot(strengths, np.array(path)[:, feature], color=colour, lw=2 if matters else 1)
        zeros = int(np.sum(np.array(path)[25] == 0))
        axis.axvline(strengths[25], color="0.8", linestyle=":")
        axis.plot([13] * 3, truth[:3], "k_", markersize=12, clip_on=False)
        title = f"{name}: at the dots {zeros} of 8 are 0"
        axis.set(xscale="log", xlabel="lam", title=title)
    axes[0].set_ylabel("weights")

    for momentum, style in ((0.0, "-"), (0.9, "--")):
        for step, colour, width in (
            (sgd_with_l2, "tab:red", 4),
            (sgd_with_decoupled_decay, "tab:blue", 1.8),
        ):
            w, velocity, path = np.array([1.0]), np.array([0.0]), [1.0]
            for _ in range(80):
                w, velocity = step(w, velocity, np.zeros(1), 0.1, momentum, 0.3)
                path.append(float(w[0]))
            label = f"{step.__name__}, momentum {momentum}"
            axes[2].plot(path, style, color=colour, lw=width, alpha=0.8, label=label)
    axes[2].axhline(0, color="black", linewidth=0.8)
    axes[2].set(xlabel="step", ylabel="w", title="One weight, gradient of the loss 0")
    axes[2].legend(frameon=False, fontsize=8)
    plt.show()
