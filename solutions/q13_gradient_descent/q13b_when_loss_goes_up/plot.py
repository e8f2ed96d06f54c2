"""
Left: gradient descent on a bowl whose largest eigenvalue is L, at learning rates just around 2 / L. Below it the loss falls,
at 0.1 % above it the loss sooner or later rises. Middle: a small network trained at one learning rate. Its sharpness, from
gradients alone, climbs beyond 2 / lr; the loss shoots up, which throws the sharpness back, and it settles near 2 / lr
while the loss falls in the long run and not at every step (Cohen et al., 2021). Right: SGD at a rate that is stable for the full loss. The loss of the batches jumps up and down
while the full loss falls, and then both of them stay noisy.

왼쪽: 가장 큰 고윳값이 L인 그릇에서 2 / L 근처의 learning rate로 gradient descent를 합니다. 그보다 작으면 loss가 내려가고, 0.1 %만 커도 언젠가는
오릅니다. 가운데: learning rate 하나로 작은 네트워크를 학습합니다. gradient만으로 구한 sharpness가 2 / lr을 넘어서면 loss가
튀어 오르고, 그 덕에 sharpness가 다시 내려와 2 / lr 근처에 머뭅니다. loss는 걸음마다는 아니지만 길게 보면 내려갑니다(Cohen 등, 2021). 오른쪽: 전체 loss에는 안정적인 learning rate로 하는 SGD입니다. 배치의 loss는
위아래로 튀지만 전체 loss는 내려가고, 그 뒤에는 둘 다 노이즈가 남습니다.
"""

from solution import (
    first_rise,
    max_stable_learning_rate,
    minibatch_losses,
    quadratic_losses,
    sharpness,
)


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    _, (left, middle, right) = plt.subplots(1, 3, figsize=(14, 4.2), layout="constrained")
    H = np.array([[3.0, 1.0], [1.0, 1.5]])
    start = np.array([1.0, 1.0])
    limit = max_stable_learning_rate(H)
    for factor in (0.5, 0.999, 1.001, 1.02):
        losses = quadratic_losses(H, start, factor * limit, 120)
        left.semilogy(losses, label=f"{factor} x 2/L: first rise {first_rise(losses)}")
    left.set(title="On a bowl", xlabel="step", ylabel="loss", ylim=(1e-2, 1e3))
    left.legend(fontsize="small", loc="upper left")
    left.grid(alpha=0.3)

    rng = np.random.default_rng(1)
    hidden = 12
    x = np.linspace(-1.5, 1.5, 20)[:, None]
    target = np.sin(3 * x[:, 0])

    def forward(theta):
        active = np.tanh(x * theta[:hidden] + theta[hidden : 2 * hidden])
        return active, active @ theta[2 * hidden :] - target

    def grad(theta):
        active, error = forward(theta)
        error = 2 * error / len(x)
        back = error[:, None] * theta[2 * hidden :] * (1 - active**2)
        return np.concatenate([x[:, 0] @ back, back.sum(axis=0), error @ active])

    theta, lr = rng.normal(size=3 * hidden) * np.repeat([1.5, 0.5, 0.3], hidden), 0.22
    losses, curvature, measured = [], [], range(0, 900, 20)
    for step in range(900):
        losses.append(np.mean(forward(theta)[1] ** 2))
        if step in measured:
            curvature.append(sharpness(grad, theta, 20, rng))
        theta = theta - lr * grad(theta)
    middle.plot(measured, curvature, "o-", color="tab:red", markersize=3, label="sharpness")
    middle.axhline(2 / lr, color="tab:red", linestyle=":", label="2 / lr")
    middle.set(title="A network at the edge of stability", xlabel="step", ylabel="sharpness")
    middle.set(ylim=(7.5, 11))
    other = middle.twinx()
    other.semilogy(losses, color="tab:blue", linewidth=1, label="loss")
    other.set_ylabel("loss")
    middle.legend(loc="upper left", fontsize="small")
    other.legend(loc="upper right", fontsize="small")

    X = rng.normal(size=(200, 10))
    y = X @ rng.normal(size=10) + 0.5 * rng.normal(size=200)
    rate = 0.2 * max_stable_learning_rate(2 * X.T @ X / len(X))
    batch, full = minibatch_losses(X, y, np.zeros(10), rate, 10, 80, rng)
    right.semilogy(batch, color="tab:gray", linewidth=1, label="loss of the batch")
    right.semilogy(full, color="tab:blue", linewidth=2, label="loss of all rows, at the same w")
    right.set(title="Mini-batches of 10, lr = 0.2 x 2/L", xlabel="step", ylabel="loss")
    right.legend(fontsize="small")
    right.grid(alpha=0.3)
    plt.show()
