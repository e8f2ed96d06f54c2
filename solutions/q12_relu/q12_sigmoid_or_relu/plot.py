"""
Left: the slopes. The sigmoid's is 1/4 at most, marked by the dot, and nearly 0 a few units away; ReLU's is 1 or 0. Middle:
the gradient that arrives at each of 20 layers, 64 units wide, with an upstream gradient of norm 1. Through sigmoids it
vanishes about as fast as the dotted line, the ceiling of the activations alone. Weights 4 times larger do not make up for
the quarter: they also move the units away from 0, where the slope is smaller. Through ReLU with He's weights the gradient
stays near 1. Right: the share of saturated sigmoids grows with the pre-activations; half of ReLU's outputs are 0 throughout.

왼쪽: 기울기입니다. sigmoid는 점으로 표시한 1/4이 최대이고 0에서 조금만 멀어져도 거의 0입니다. ReLU는 1 아니면 0입니다. 가운데: 너비가 64인 20개 층에
크기 1의 gradient를 넣었을 때 각 층에 도착하는 gradient입니다. sigmoid에서는 점선(activation만 고려한 상한)과 비슷한 속도로 사라집니다. 가중치를 4배로
키워도 1/4을 상쇄하지 못합니다. unit이 0에서 멀어져 기울기도 함께 작아지기 때문입니다. He 초기화를 쓴 ReLU에서는 1 근처를 유지합니다. 오른쪽: pre-activation이
커질수록 포화된 sigmoid의 비율이 늘어납니다. ReLU의 출력은 크기와 상관없이 절반이 0입니다.
"""

from solution import activation_sparsity, gradient_ceiling, gradient_norms, saturated_fraction


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    rng = np.random.default_rng(12)
    depth, width = 20, 64
    _, (left, middle, right) = plt.subplots(1, 3, figsize=(14, 4.2), layout="constrained")

    z = np.linspace(-8, 8, 401)
    s = 1 / (1 + np.exp(-z))
    left.plot(z, s * (1 - s), color="tab:red", linewidth=2, label="sigmoid")
    left.plot(0, gradient_ceiling(1, "sigmoid"), "o", color="tab:red")
    for part in (z <= 0, z > 0):
        name = "ReLU" if part[-1] else None
        left.plot(z[part], np.sign(z[part]) > 0, color="tab:blue", linewidth=2, label=name)
    left.set(title="Slope of the activation", xlabel="pre-activation z")
    left.legend(frameon=False)

    x = rng.normal(size=(32, width))
    upstream = rng.normal(size=(32, width))
    upstream /= np.linalg.norm(upstream)
    layers = np.arange(1, depth + 1)
    networks = [
        ("relu", np.sqrt(2), "ReLU, He's weights", "tab:blue", "-"),
        ("sigmoid", 1, "sigmoid, variance 1/n", "tab:red", "-"),
        ("sigmoid", 4, "sigmoid, weights 4 times larger", "tab:orange", "-"),
    ]
    for activation, scale, name, colour, style in networks:
        weights = [rng.normal(size=(width, width)) * scale / np.sqrt(width) for _ in layers]
        norms = gradient_norms(weights, x, upstream, activation)
        middle.semilogy(layers, norms, style, color=colour, linewidth=2, label=name)
    ceiling = [gradient_ceiling(depth - layer + 1, "sigmoid") for layer in layers]
    middle.semilogy(layers, ceiling, ":", color="tab:red", label="ceiling: 1/4 per sigmoid")
    middle.set(
        title="Gradient at the input of each layer", xlabel="layer", xticks=[1, 5, 10, 15, 20]
    )
    middle.set_ylim(1e-15, 1e3)
    middle.grid(alpha=0.3)
    middle.legend(frameon=False, loc="lower right", fontsize="small")

    scales = np.geomspace(0.5, 50, 30)
    drawn = rng.normal(size=4000)
    saturated = [saturated_fraction(scale * drawn, "sigmoid") for scale in scales]
    right.semilogx(scales, saturated, color="tab:red", linewidth=2, label="saturated sigmoids")
    zeros = [activation_sparsity(scale * drawn) for scale in scales]
    right.semilogx(scales, zeros, color="tab:blue", linewidth=2, label="zeros after ReLU")
    right.set(title="Share of the units", xlabel="std of the pre-activations", ylim=(0, 1))
    right.grid(alpha=0.3)
    right.legend(frameon=False, loc="upper left")
    plt.show()
