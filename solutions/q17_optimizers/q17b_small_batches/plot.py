"""
Left: how far the gradient of a batch is from the full one. Dots are simulated, 300 batches each; lines are your formula.
Both fall as 1/B, and without replacement the noise ends at B = N = 200. Middle: training to the same loss with batches of
different size, each at the best of six learning rates. Up to about the noise scale (dotted, measured at the start) a larger
batch saves nearly as many steps as it has rows more, and hardly more rows are read in all; beyond it more and more rows are
spent on fewer and fewer steps saved. Right: the error of the accumulated gradient where micro-batches differ in size. The mean of means misses the gradient
of the large batch by more the more they differ; the weighted sum does not.

왼쪽: 배치의 gradient가 full gradient에서 떨어진 정도입니다. 점은 배치를 300개씩 뽑아 본 시뮬레이션이고 선은 여러분의 공식입니다. 둘 다 1/B로 줄고,
비복원이면 B = N = 200에서 잡음이 사라집니다. 가운데: 배치 크기마다 학습률 여섯 개 중 가장 좋은 것을 골라 같은 loss까지 학습했습니다. noise scale(점선,
시작점에서 잰 값) 부근까지는 배치를 키운 만큼 걸음 수가 줄어서 읽는 행의 수가 별로 늘지 않지만, 그 뒤로는 행을 더 읽어도 줄어드는 걸음이 점점 적습니다. 오른쪽: 크기가
다른 micro-batch로 누적한 gradient의 오차입니다. 평균들의 평균은 크기 차이가 클수록 큰 배치의 gradient에서 멀어지지만, 가중합은 그렇지 않습니다.
"""

from solution import accumulate, gradient_noise, noise_scale


def plot():
    import matplotlib.pyplot as plt
    import numpy as np
    import torch
    from torch import nn

    rng = np.random.default_rng(0)
    rows, columns = 200, 5
    X = rng.normal(size=(rows, columns)) * [2.0, 1.0, 0.7, 0.5, 0.4]
    y = X @ np.ones(columns) + 1.5 * rng.normal(size=rows)

    def gradients(w):
        return 2 * (X @ w - y)[:, None] * X

    _, (left, middle, right) = plt.subplots(1, 3, figsize=(14, 4.2), layout="constrained")
    start = np.zeros(columns)
    g = gradients(start)
    for replace, colour in ((True, "tab:blue"), (False, "tab:orange")):
        sizes = np.array([1, 2, 5, 10, 20, 50, 100, 150, 190])
        seen = []
        for size in sizes:
            batches = [rng.choice(rows, size, replace=replace) for _ in range(300)]
            means = np.array([g[batch].mean(axis=0) for batch in batches])
            seen.append(np.mean(np.sum((means - g.mean(axis=0)) ** 2, axis=1)))
        name = f"{'with' if replace else 'without'} replacement"
        grid = np.arange(1, rows)
        left.loglog(grid, [gradient_noise(g, int(b), replace) for b in grid], color=colour)
        left.loglog(sizes, seen, "o", color=colour, label=name)
    left.set(title="Noise of the gradient", xlabel="batch size", ylabel="expected squared distance")
    left.grid(alpha=0.3)
    left.legend()

    best = np.linalg.lstsq(X, y, rcond=None)[0]
    floor = np.mean((X @ best - y) ** 2)
    target = floor + 0.05 * (np.mean(y**2) - floor)
    H, b = 2 * X.T @ X / rows, 2 * X.T @ y / rows

    def steps_needed(size, lr, runs=30):
        """Steps until the mean loss over many runs side by side is at the target."""
        w = np.zeros((runs, columns))
        for step in range(1, 201):
            batch = rng.integers(rows, size=(runs, size))
            residual = np.einsum("rbd,rd->rb", X[batch], w) - y[batch]
            w = w - lr * 2 * np.einsum("rb,rbd->rd", residual, X[batch]) / size
            loss = np.mean(0.5 * np.einsum("rd,de,re->r", w, H, w) - w @ b) + np.mean(y**2)
            if loss < target:
                return step
            if loss > 2 * np.mean(y**2):
                break
        return np.inf

    sizes = [1, 2, 4, 8, 16, 32, 64, 128]
    steps = [min(steps_needed(s, lr) for lr in np.geomspace(0.01, 0.2, 6)) for s in sizes]
    middle.loglog(sizes, steps, "o-", color="tab:green", label="steps")
    middle.loglog(sizes, np.multiply(sizes, steps), "s-", color="tab:red", label="rows read")
    middle.axvline(noise_scale(g), color="0.4", linestyle=":", label="noise scale")
    middle.set(title="To the same loss", xlabel="batch size")
    middle.grid(alpha=0.3)
    middle.legend()

    model, loss_fn = nn.Linear(columns, 1).double(), nn.MSELoss()
    data = torch.from_numpy(X[:60]), torch.from_numpy(y[:60, None])

    def gradient(parts):
        accumulate(model, loss_fn, parts)
        return torch.cat([p.grad.flatten() for p in model.parameters()])

    large = gradient([data])
    errors = {"mean of means": [], "accumulate": []}
    small_sizes = [30, 25, 20, 15, 10, 5, 2, 1]
    for size in small_sizes:
        parts = [tuple(t[:size] for t in data), tuple(t[size:] for t in data)]
        means = sum(gradient([part]) for part in parts) / 2
        for name, found in (("mean of means", means), ("accumulate", gradient(parts))):
            errors[name].append(float((found - large).norm() / large.norm()))
    for name, style in (("mean of means", "o-"), ("accumulate", "s-")):
        right.plot(small_sizes, errors[name], style, label=name)
    right.set(
        title="60 rows in two micro-batches", xlabel="rows in the first", ylabel="relative error"
    )
    right.invert_xaxis()
    right.grid(alpha=0.3)
    right.legend()
    plt.show()
