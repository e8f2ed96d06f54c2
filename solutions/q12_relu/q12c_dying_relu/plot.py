"""
A layer of 200 units on inputs between 0 and 1, with He's weights and an upstream gradient that is positive for all. Left: the
share of units that are dead after one step, against the learning rate. About a tenth of them was dead from the start; a step
of 0.1 kills hardly any more, one of 0.5 most of them. Middle: the size of each unit's weight gradient after a step of 0.3, in
order. Through the ReLU most units get nothing any more, through a leaky ReLU of slope 0.1 every one gets some. Right: when
standard normal pre-activations pass through the ReLU, their mean moves from 0 to 0.4.

입력이 0과 1 사이이고 He 초기화를 쓴 unit 200개짜리 층에 모두 양수인 upstream gradient를 넣었습니다. 왼쪽: 한 스텝 뒤에 죽어 있는 unit의 비율을 학습률에 따라 그렸습니다. 처음부터
10%쯤이 죽어 있습니다. 학습률 0.1에서는 거의 더 죽지 않지만 0.5에서는 대부분 죽습니다. 가운데: 학습률 0.3으로 한 스텝 움직인 뒤 unit마다 가중치 gradient의 크기를 크기순으로
그렸습니다. ReLU에서는 대부분의 unit이 더는 아무것도 받지 못하지만, 기울기가 0.1인 leaky ReLU에서는 모두 조금씩 받습니다. 오른쪽: 표준정규분포인 pre-activation이 ReLU를 지나면
평균이 0에서 0.4로 옮겨집니다.
"""

from solution import (
    dead_units,
    leaky_relu_layer_grads,
    mean_activation_shift,
    relu_layer_grads,
    step_kills,
)


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    rng = np.random.default_rng(12)
    rows, inputs, units = 64, 30, 200
    X = rng.uniform(size=(rows, inputs))
    W = rng.normal(size=(inputs, units)) * np.sqrt(2 / inputs)
    b = np.zeros(units)
    upstream = rng.uniform(0.5, 1.5, size=(rows, units)) / rows
    _, (left, middle, right) = plt.subplots(1, 3, figsize=(14, 4.2), layout="constrained")

    rates = np.geomspace(1e-3, 10, 41)
    before = np.mean(dead_units(W, b, X))
    killed = [np.mean(step_kills(W, b, X, upstream, float(lr))) for lr in rates]
    left.semilogx(
        rates, before + np.array(killed), color="tab:red", linewidth=2, label="after a step"
    )
    left.axhline(before, color="0.5", linestyle=":", label="before")
    left.set(title="Share of dead units", xlabel="learning rate", ylim=(0, 1.05))
    left.grid(alpha=0.3)
    left.legend(frameon=False, loc="upper left")

    dW, db = relu_layer_grads(W, b, X, upstream)
    W, b = W - 0.3 * dW, b - 0.3 * db
    through_relu, _ = relu_layer_grads(W, b, X, upstream)
    through_leaky, _ = leaky_relu_layer_grads(W, b, X, upstream, 0.1)
    for gradient, name, colour in (
        (through_leaky, "leaky ReLU", "tab:green"),
        (through_relu, "ReLU", "tab:blue"),
    ):
        sizes = np.sort(np.linalg.norm(gradient, axis=0))
        middle.plot(sizes, color=colour, linewidth=2, label=name)
    middle.set(title="Weight gradient of each unit, after a step of 0.3", xlabel="unit, in order")
    middle.grid(alpha=0.3)
    middle.legend(frameon=False, loc="upper left")

    z = rng.normal(size=20_000)
    bins = np.linspace(-3.5, 3.5, 71)
    right.hist(z, bins, color="0.75", label="z")
    right.hist(
        np.maximum(z, 0), bins, histtype="step", color="tab:blue", linewidth=1.5, label="relu(z)"
    )
    right.axvline(z.mean(), color="0.4", linestyle="--", label="mean of z")
    after = z.mean() + mean_activation_shift(z)
    right.axvline(after, color="tab:blue", linestyle="--", label="mean of relu(z)")
    right.set(title="Not centred any more", ylim=(0, 1500), yticks=[])
    right.legend(frameon=False, loc="upper right")
    plt.show()
