"""
Left: your network for XOR over the whole square, with the line where its output is 1/2. The dots are the four corners, black
where XOR is 1. No single straight line separates black from white. Right: three layers, 20 units wide, with random weights,
one input and one output. Without activations the network is a straight line, the one of the collapsed layer (dashed). With a
ReLU behind each hidden layer the same weights give a line with many bends.

왼쪽: 정사각형 전체에서 본 XOR 네트워크의 출력과, 출력이 1/2인 선입니다. 점은 네 꼭짓점이고 XOR이 1인 곳이 검은색입니다. 직선 하나로는 검은 점과 흰 점을 나눌 수
없습니다. 오른쪽: 너비가 20인 세 층에 무작위 가중치를 넣었고 입력과 출력은 하나씩입니다. activation이 없으면 네트워크는 직선이고, 하나로 합친 층(점선)과 같습니다. 은닉층마다
ReLU를 넣으면 같은 가중치로도 여러 번 꺾인 선이 됩니다.
"""

from solution import collapse_linear_layers, xor_network


def plot():
    import itertools

    import matplotlib.pyplot as plt
    import numpy as np

    _, (left, right) = plt.subplots(1, 2, figsize=(11, 4.4), layout="constrained")

    W1, b1, W2, b2 = xor_network()
    side = np.linspace(-0.25, 1.25, 121)
    grid = np.stack(np.meshgrid(side, side), axis=-1)
    out = (np.maximum(grid @ W1 + b1, 0) @ W2 + b2)[..., 0]
    picture = left.pcolormesh(side, side, out, cmap="coolwarm", vmin=-1, vmax=2, shading="auto")
    left.contour(side, side, out, levels=[0.5], colors="k", linewidths=1)
    for x1, x2 in [(0, 0), (0, 1), (1, 0), (1, 1)]:
        colour = "k" if x1 != x2 else "w"
        left.plot(x1, x2, "o", markersize=11, markerfacecolor=colour, markeredgecolor="k")
    left.set(title="XOR, and where the output is 1/2", xlabel="x1", ylabel="x2", aspect="equal")
    plt.colorbar(picture, ax=left, label="output")

    rng = np.random.default_rng(5)
    widths = [1, 20, 20, 1]
    pairs = list(itertools.pairwise(widths))
    weights = [rng.normal(size=shape) * np.sqrt(2 / shape[0]) for shape in pairs]
    biases = [rng.normal(size=m) for m in widths[1:]]
    x = np.linspace(-3, 3, 400)[:, None]
    linear = bent = x
    for layer, (W, b) in enumerate(zip(weights, biases)):
        linear = linear @ W + b
        bent = bent @ W + b
        if layer < len(weights) - 1:
            bent = np.maximum(bent, 0)
    W, b = collapse_linear_layers(weights, biases)
    right.plot(x, bent, color="tab:blue", linewidth=2, label="three layers with ReLU")
    right.plot(x, linear, color="tab:orange", linewidth=3, label="three layers, no activation")
    right.plot(x, x @ W + b, "k--", linewidth=1.2, label="the collapsed layer")
    right.set(title="The same weights with and without ReLU", xlabel="input", ylabel="output")
    right.grid(alpha=0.3)
    right.legend(frameon=False)
    plt.show()
