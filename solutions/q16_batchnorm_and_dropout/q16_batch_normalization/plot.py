"""
Left: the standard deviation of the activations, layer by layer, in a tanh network of 20 layers whose weights are drawn too
small, about right, or too large. Without batch norm (dashed) the signal dies out or saturates; with it (solid) the three
cases come out the same, since the scale of the weights cancels. Middle and right: what happens if the weights before a batch norm
are multiplied by alpha. With the usual eps the output stays and the gradient falls as 1 / alpha; with an eps as large as the
variance both laws break: the output changes, and for a small alpha the gradient no longer grows.

왼쪽: 20층 tanh 네트워크에서 weight를 너무 작게, 적당히, 너무 크게 뽑았을 때 층별 activation의 표준편차입니다. batch norm이 없으면(점선) 신호가 사라지거나
포화되고, 있으면(실선) weight의 크기가 상쇄되어 세 경우가 똑같아집니다. 가운데와 오른쪽: batch norm 앞의 weight에 alpha를 곱하면 일어나는 일입니다. 보통의 eps에서는
출력이 그대로이고 gradient는 1 / alpha로 줄어듭니다. eps가 분산만큼 크면 두 법칙이 모두 깨져서 출력이 바뀌고, alpha가 작아도 gradient가 더 커지지 않습니다.
"""

from solution import batchnorm_forward, scale_sensitivity


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    rng = np.random.default_rng(0)
    width, depth = 64, 20
    x = rng.normal(size=(256, width))
    weights = rng.normal(size=(depth, width, width)) / np.sqrt(width)

    _, (left, middle, right) = plt.subplots(1, 3, figsize=(14, 4), layout="constrained")
    for gain, colour, line in ((0.5, "tab:blue", 6), (1.0, "tab:green", 4), (4.0, "tab:red", 2)):
        for normalise in (False, True):
            h, spread = x, [x.std()]
            for W in weights:
                z = h @ (gain * W)
                if normalise:
                    z, _ = batchnorm_forward(z, np.ones(width), np.zeros(width))
                h = np.tanh(z)
                spread.append(h.std())
            style = (
                {"linestyle": "-", "lw": line, "alpha": 0.6} if normalise else {"linestyle": "--"}
            )
            name = f"weights times {gain}" + (", batch norm" if normalise else "")
            left.plot(spread, color=colour, label=name, **style)
    left.set(yscale="log", ylim=(1e-6, 20), xlabel="layer", title="Standard deviation of tanh")
    left.legend(frameon=False, fontsize=8)

    W, dout = rng.normal(size=(width, 8)) / np.sqrt(width), rng.normal(size=(256, 8))
    alphas = np.geomspace(0.05, 20, 31)
    for eps, colour in ((1e-5, "tab:blue"), (1.0, "tab:orange")):
        found = [
            scale_sensitivity(x, W, np.ones(8), np.zeros(8), float(alpha), dout, eps)
            for alpha in alphas
        ]
        change, ratio = np.array(found, dtype=float).T
        middle.plot(alphas, change, color=colour, marker=".", label=f"eps = {eps:g}")
        right.plot(alphas, ratio, color=colour, marker=".", label=f"eps = {eps:g}")
    right.plot(alphas, 1 / alphas, "k--", lw=1, label="1 / alpha")
    middle.set(xscale="log", xlabel="alpha", title="Largest change of the output")
    right.set(
        xscale="log", yscale="log", xlabel="alpha", title="Gradient at alpha W over that at W"
    )
    for axis in (middle, right):
        axis.legend(frameon=False)
    plt.show()
