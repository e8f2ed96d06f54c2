"""Left: one cost against the residual. Far out, the squared error's slope keeps growing, the absolute error's is 1, and Huber's is delta. Right: the price of a score z whose target is 1. The cross-entropy from the logits stays a straight line where a clipped probability levels off, and with the level comes a slope of 0: nothing more is learned.

왼쪽: 잔차에 따른 비용입니다. 멀어질수록 제곱 오차의 기울기는 계속 커지고, 절대 오차의 기울기는 1, Huber의 기울기는 delta에 머뭅니다. 오른쪽: target이 1일 때 점수 z에 매겨지는 비용입니다. logit에서 바로 계산한 cross-entropy는 곧은 직선인데, 확률을 잘라 계산하면 어느 값에서 더 오르지 않습니다. 그곳에서는 기울기가 0이라 더 배우지 못합니다.
"""

from solution import bce_with_logits, huber, mae, mse


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    _, (left, right) = plt.subplots(1, 2, figsize=(10, 3.6), layout="constrained")

    residuals = np.linspace(-4, 4, 161)
    zero = np.zeros(1)
    for cost, label in (
        (mse, "mse"),
        (mae, "mae"),
        (huber, "huber, delta = 1"),
        (lambda pred, target: huber(pred, target, delta=2.0), "huber, delta = 2"),
    ):
        left.plot(residuals, [float(cost(np.array([r]), zero)) for r in residuals], label=label)
    left.set(xlabel="pred - target", ylabel="cost", ylim=(0, 8))
    left.legend()

    scores = np.linspace(-40, 10, 201)
    one = np.ones(1)
    costs = [float(bce_with_logits(np.array([z]), one)) for z in scores]
    clipped = -np.log(np.clip(1 / (1 + np.exp(-scores)), 1e-7, 1))
    right.plot(scores, costs, label="bce_with_logits")
    right.plot(scores, clipped, "--", label="log of a clipped probability")
    right.set(xlabel="logit z, target 1", ylabel="cost")
    right.legend()
    plt.show()
