"""
Left: the outputs of dropout for one input of 1, averaged over more and more forward passes in training. Whatever p, the
average goes to 1, which is what evaluation gives; the larger p, the more it wavers. Middle: an ensemble of all 2^10 masks
on the input of a layer (dots: one unit and input each) against the weight scaling rule, which puts the mean input through the
activation once. Without an activation they agree; through tanh the rule comes close; through a square it misses the variance. Right: Monte Carlo
dropout. A random network whose inputs are dropped is unsure where the input is large, and its mean is what ensemble_average gives.

왼쪽: 입력 1에 대한 dropout의 출력을 학습 모드에서 여러 번 평균한 것입니다. p가 얼마든 평균은 평가 모드의 출력인 1로 가고, p가 클수록 더 흔들립니다.
가운데: 입력에 씌우는 mask 2^10개 전체의 평균(점: unit과 입력 하나씩)을, 평균 입력을 activation에 한 번만 넣는 weight scaling rule과 비교했습니다. activation이 없으면 둘은
같고, tanh에서는 비슷하며, 제곱에서는 분산만큼 빗나갑니다. 오른쪽: Monte Carlo dropout입니다. 입력을 무작위로 버리는 네트워크는 입력이 클수록 확신이 없고,
그 평균은 ensemble_average와 같습니다.
"""

from solution import Dropout, ensemble_average, monte_carlo_predict


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    rng = np.random.default_rng(2)
    _, (left, middle, right) = plt.subplots(1, 3, figsize=(14, 4), layout="constrained")

    passes = np.arange(1, 1001)
    for p in (0.1, 0.5, 0.9):
        layer = Dropout(p)
        outputs = np.concatenate([layer.forward(np.ones(1), True, rng) for _ in passes])
        left.plot(passes, np.cumsum(outputs) / passes, label=f"p = {p}")
    left.axhline(1, color="black", linestyle="--", linewidth=1, label="evaluation")
    left.set(
        xscale="log", xlabel="forward passes", title="Mean output of dropout for an input of 1"
    )
    left.legend(frameon=False)

    W, x, p = rng.normal(size=(10, 12)) / 3, rng.normal(size=(8, 10)), 0.3
    for name, activation in (("square", np.square), ("tanh", np.tanh), ("identity", None)):
        exact = ensemble_average(W, x, p, activation)
        rule = (1 - p) * (x @ W)
        rule = rule if activation is None else activation(rule)
        middle.plot(exact.ravel(), rule.ravel(), ".", alpha=0.7, label=name)
    middle.axline((0, 0), slope=1, color="black", linestyle="--", linewidth=1)
    middle.set(xlabel="average over all 1024 masks", ylabel="weight scaling rule")
    middle.set(title="One network for 1024", xlim=(-2, 3), ylim=(-2, 3))
    middle.legend(frameon=False)

    line = np.linspace(-3, 3, 61)
    features = np.stack([line, line**2 / 3, np.ones_like(line), np.sin(2 * line)], axis=1)
    V = rng.normal(size=(4, 1))
    layer = Dropout(0.2)

    def network(x, rng):
        return 0.8 * layer.forward(x, True, rng) @ V  # times 1 - p: without the scaling

    mean, std = (part.ravel() for part in monte_carlo_predict(network, features, 200, rng))
    right.fill_between(line, mean - 2 * std, mean + 2 * std, alpha=0.25, label="mean and 2 std")
    right.plot(line, mean, label="mean of 200 samples")
    exact = ensemble_average(V, features, 0.2).ravel()
    right.plot(line, exact, "k--", linewidth=1, label="ensemble_average")
    right.set(xlabel="input", title="Monte Carlo dropout")
    right.legend(frameon=False)
    plt.show()
