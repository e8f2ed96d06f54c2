"""
Left: a softmax regression on the 8x8 digits. Its first loss lies on the dotted line ln 10, and it learns one batch of eight
by heart within a few hundred steps; where one digit of the batch appears twice with different labels, the loss stays above
2 ln 2 / 8 = 0.17. Middle: time to accuracy, read off a clock of which each evaluation takes three times as long as
a step. Right: the error on held-out digits after training on growing sets, and the power law through the smaller ones
(filled). Its forecast for the larger ones (open) is too good: a linear model levels off.

왼쪽: 8x8 숫자 데이터의 softmax regression입니다. 첫 loss는 점선 ln 10에서 출발하고, 여덟 장짜리 batch 하나를 수백 단계 만에 외웁니다. batch에 같은 숫자가
다른 레이블로 두 번 들어 있으면 loss가 2 ln 2 / 8 = 0.17 아래로 내려가지 않습니다. 가운데: 평가 한 번이 학습 한 단계보다 세 배 오래 걸리는 시계로 잰 time to
accuracy입니다. 오른쪽: 학습 데이터를 늘려 가며 잰 오차와, 작은 데이터(채운 점)에 맞춘 거듭제곱 법칙입니다. 큰 데이터(빈 점)에 대한 예측은 지나치게 좋습니다. 선형 모델은 어느 선에서 더 나아지지 않기 때문입니다.
"""

from solution import expected_initial_loss, fit_power_law, size_for_error, time_to_accuracy


def plot():
    import matplotlib.pyplot as plt
    import numpy as np
    from sklearn.datasets import load_digits

    rng = np.random.default_rng(18)
    digits, labels = load_digits(return_X_y=True)
    order = rng.permutation(len(digits))
    digits, labels = digits[order] / 16, labels[order]
    test_x, test_y = digits[1200:], labels[1200:]

    def loss_and_gradient(W, x, y):
        logits = x @ W
        p = np.exp(logits - logits.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        loss = -np.log(p[np.arange(len(y)), y]).mean()
        return loss, x.T @ (p - np.eye(10)[y]) / len(y)

    _, (left, middle, right) = plt.subplots(1, 3, figsize=(14, 4.2), layout="constrained")
    x, y = digits[:8], labels[:8]
    twice, other = x.copy(), y.copy()
    twice[1], other[1] = x[0], (y[0] + 1) % 10
    for name, batch, targets, colour in (
        ("eight digits", x, y, "tab:blue"),
        ("one of them twice, with two labels", twice, other, "tab:orange"),
    ):
        W, losses = np.zeros((64, 10)), []
        for _ in range(500):
            loss, gradient = loss_and_gradient(W, batch, targets)
            losses.append(loss)
            W -= 0.1 * gradient
        left.semilogy(losses, color=colour, linewidth=2, label=name)
    left.axhline(expected_initial_loss(10), color="0.4", linestyle=":", label="ln 10")
    left.axhline(2 * np.log(2) / 8, color="tab:orange", linestyle=":", label="2 ln 2 / 8")
    left.set(title="One batch by heart", xlabel="step", ylabel="loss")
    left.legend(frameon=False, fontsize="small")

    class Training:
        """Softmax regression with a clock that counts 1 for a step and 3 for an evaluation."""

        def __init__(self):
            self.W, self.now = np.zeros((64, 10)), 0.0

        def step(self):
            self.now += 1.0
            rows = rng.integers(1200, size=32)
            self.W -= 0.5 * loss_and_gradient(self.W, digits[rows], labels[rows])[1]

        def evaluate(self):
            self.now += 3.0
            return ((test_x @ self.W).argmax(axis=1) == test_y).mean()

        def clock(self):
            return self.now

    targets = np.array([0.5, 0.6, 0.7, 0.8, 0.85, 0.9])
    fair, wall = [], []
    for target in targets:
        run = Training()
        found = time_to_accuracy(run.step, run.evaluate, target, 300, run.clock)
        fair.append(found[1] if found else np.nan)
        wall.append(run.now)
    middle.plot(targets, fair, "o-", color="tab:blue", label="training alone")
    middle.plot(targets, wall, "o-", color="0.6", label="with evaluation")
    middle.set(title="Time to accuracy", xlabel="target", ylabel="seconds")
    middle.grid(alpha=0.3)
    middle.legend(frameon=False)

    sizes = np.array([20, 40, 80, 160, 320, 640, 1200])
    errors = []
    for size in sizes:
        W = np.zeros((64, 10))
        for _ in range(200):
            W -= 0.5 * loss_and_gradient(W, digits[:size], labels[:size])[1]
        errors.append(((test_x @ W).argmax(axis=1) != test_y).mean())
    errors = np.array(errors)
    a, b = fit_power_law(sizes[:4], errors[:4])
    line = np.geomspace(15, 2000, 50)
    right.loglog(line, a * line**-b, color="tab:red", label=f"{a:.2f} size^-{b:.2f}")
    right.plot(sizes[:4], errors[:4], "o", color="tab:blue", label="fitted")
    right.plot(sizes[4:], errors[4:], "o", color="tab:blue", mfc="white", label="forecast")
    needed = size_for_error(a, b, 0.05)
    right.axhline(0.05, color="0.5", linestyle=":")
    right.annotate(f"5 % would need {needed:,.0f}", (16, 0.052), color="0.4", fontsize="small")
    right.set(title="Error on held-out digits", xlabel="size of the training set")
    right.legend(frameon=False)
    plt.show()
