"""
Left: descent from the ridge of a saddle. Without noise (also with momentum) the path runs along the ridge into the saddle
point and stays; with a push where the gradient is small it leaves and ends in a minimum. Middle: a loss with a small bump.
Plain descent stops in the first dip; with momentum the point rolls on over the bump into the deeper one. Right: the rate of
cosine_warm_restarts, each cycle twice as long as the one before.

왼쪽: 안장점의 능선에서 출발합니다. 노이즈가 없으면(모멘텀이 있어도) 경로는 능선을 따라 안장점으로 들어가 그대로 멈춥니다. gradient가 작은
곳에서 밀어 주면 빠져나와 극소점에 도달합니다. 가운데: 작은 턱이 있는 loss입니다. 보통의 경사 하강법은 첫 번째 골에서 멈추고, 모멘텀이
있으면 턱을 넘어 더 깊은 골로 굴러갑니다. 오른쪽: cosine_warm_restarts의 학습률입니다. 주기가 매번 두 배로 길어집니다.
"""

from solution import cosine_warm_restarts, momentum_descent, perturbed_descent


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    _, (left, middle, right) = plt.subplots(1, 3, figsize=(14, 4.2), layout="constrained")

    def saddle_grad(x):
        return np.array([x[0], x[1] ** 3 - x[1]])

    a, b = np.meshgrid(np.linspace(-0.6, 2.2, 160), np.linspace(-1.6, 1.6, 160))
    height = a**2 / 2 + b**4 / 4 - b**2 / 2
    left.contour(a, b, height, levels=np.linspace(-0.25, 2.5, 22), colors="0.8", linewidths=0.8)
    start = np.array([2.0, 0.0])
    plain = momentum_descent(saddle_grad, start, lr=0.15, beta=0.0, steps=90)
    left.plot(*plain.T, "o-", color="tab:gray", markersize=5, label="plain descent")
    heavy = momentum_descent(saddle_grad, start, lr=0.15, beta=0.7, steps=90)
    left.plot(*heavy.T, "s-", color="tab:orange", markersize=2.5, label="momentum (beta = 0.7)")
    rng = np.random.default_rng(5)
    pushed = perturbed_descent(saddle_grad, start, 0.15, 90, radius=0.05, grad_tol=0.05, rng=rng)
    left.plot(*pushed.T, "o-", color="tab:blue", markersize=3, label="perturbed descent")
    left.plot(0, 0, "kx", markersize=9, markeredgewidth=2, label="saddle point")
    left.plot([0, 0], [-1, 1], "k*", markersize=11, linestyle="none", label="minima")
    left.set(title="Leaving a strict saddle", xticks=[], yticks=[])
    left.legend(fontsize="small", loc="lower right")

    def loss(x):
        return 0.05 * (x - 3) ** 2 - 0.5 * np.exp(-(((x + 1.2) / 0.6) ** 2))

    def loss_grad(x):
        bump = 0.5 * np.exp(-(((x + 1.2) / 0.6) ** 2))
        return 0.1 * (x - 3) + bump * 2 * (x + 1.2) / 0.36

    x = np.linspace(-4.2, 6, 400)
    middle.plot(x, loss(x), color="0.7", linewidth=2)
    for beta, colour, name, shift in [
        (0.0, "tab:gray", "plain descent", 0.07),
        (0.9, "tab:orange", "momentum (beta = 0.9)", 0.0),
    ]:
        path = momentum_descent(loss_grad, np.array([-4.0]), lr=0.1, beta=beta, steps=150)[:, 0]
        middle.plot(path, loss(path) + shift, ".", color=colour, markersize=4, label=name)
        middle.plot(path[-1], loss(path[-1]) + shift, "o", color=colour, markersize=10)
    middle.set(title="Over a small bump (a disc marks the end)", xlabel="x", ylabel="loss")
    middle.legend(fontsize="small")

    steps = np.arange(70)
    rates = [cosine_warm_restarts(int(t), 1.0, 0.05, T_0=10, T_mult=2) for t in steps]
    right.plot(steps, rates, ".-", color="tab:blue")
    for restart in (10, 30):
        right.axvline(restart, color="tab:orange", linestyle=":")
    right.set(title="T_0 = 10, T_mult = 2", xlabel="step", ylabel="learning rate", ylim=(0, 1.05))
    plt.show()
