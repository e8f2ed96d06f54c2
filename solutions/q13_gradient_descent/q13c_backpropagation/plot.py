"""
A network of three layers learns two spirals by gradient descent with momentum, on your gradients: what it decides, how its
loss falls, and how much gradient reaches each layer of a deep network before training. Where the weights are too small,
the gradient fades on its way to the input; where they are too large, it explodes; He's scale keeps it level.

여러분이 구한 gradient로 3층 네트워크가 두 나선을 배웁니다(momentum을 쓴 gradient descent). 네트워크의 결정 영역, loss가 줄어드는 모습,
그리고 깊은 네트워크에서 학습 전에 각 층에 도달하는 gradient의 크기를 보여 줍니다. 가중치가 너무 작으면 gradient가 입력 쪽으로 갈수록
사라지고, 너무 크면 폭발하며, He 초기화에서는 고르게 유지됩니다.
"""

from solution import linear_forward, mlp_loss_and_grads, relu_forward


def plot():
    import itertools

    import matplotlib.pyplot as plt
    import numpy as np

    rng = np.random.default_rng(0)

    def network(sizes, scale=1.0):
        """He's initialisation, times ``scale``."""
        return [
            (scale * rng.normal(size=(inputs, outputs)) * np.sqrt(2 / inputs), np.zeros(outputs))
            for inputs, outputs in itertools.pairwise(sizes)
        ]

    turn = np.linspace(0.4, 3.2 * np.pi, 120)
    arm = np.stack([turn * np.cos(turn), turn * np.sin(turn)], axis=1) / 10
    x = np.concatenate([arm, -arm]) + 0.015 * rng.normal(size=(240, 2))
    labels = np.repeat([0, 1], 120)

    params, losses = network([2, 32, 32, 2]), []
    velocity = [(np.zeros_like(W), np.zeros_like(b)) for W, b in params]
    for _ in range(1500):
        loss, grads = mlp_loss_and_grads(params, 3 * x, labels)
        losses.append(loss)
        velocity = [
            (0.9 * vW - 0.02 * dW, 0.9 * vb - 0.02 * db)
            for (vW, vb), (dW, db) in zip(velocity, grads)
        ]
        params = [(W + vW, b + vb) for (W, b), (vW, vb) in zip(params, velocity)]

    def logits(points):
        for number, (W, b) in enumerate(params):
            if number:
                points, _ = relu_forward(points)
            points, _ = linear_forward(points, W, b)
        return points

    _, (left, middle, right) = plt.subplots(1, 3, figsize=(13, 4.2), layout="constrained")
    axis = np.linspace(-1.15, 1.15, 161)
    plane = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    scores = logits(3 * plane)
    margin = (scores[:, 1] - scores[:, 0]).reshape(161, 161)
    left.contourf(axis, axis, 1 / (1 + np.exp(-margin)), levels=20, cmap="RdBu_r", alpha=0.6)
    left.contour(axis, axis, margin, levels=[0], colors="black", linewidths=1)
    left.scatter(*x.T, c=labels, cmap="RdBu_r", edgecolors="black", linewidths=0.4, s=14)
    right_share = np.mean(np.argmax(logits(3 * x), axis=1) == labels)
    left.set(title=f"Decision: {right_share:.0%} right", xticks=[], yticks=[], aspect="equal")

    middle.semilogy(losses, linewidth=1.5)
    middle.set(title="Loss", xlabel="step", ylabel="mean cross-entropy")
    middle.grid(alpha=0.3)

    depth = 15
    inputs, targets = rng.normal(size=(64, 40)), rng.integers(0, 10, size=64)
    for scale, name in ((0.6, "0.6 x He"), (1.0, "He"), (1.6, "1.6 x He")):
        deep = network([40] * depth + [10], scale)
        _, grads = mlp_loss_and_grads(deep, inputs, targets)
        norms = [np.linalg.norm(db) for _, db in grads]
        right.semilogy(range(1, depth + 1), norms, "o-", markersize=4, label=name)
    right.set(
        title=f"What reaches each of {depth} layers, before training",
        xlabel="layer (1 is nearest the input)",
        ylabel="norm of dL/db",
    )
    right.grid(alpha=0.3)
    right.legend(frameon=False, title="weights")
    plt.show()
