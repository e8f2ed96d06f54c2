"""
Left: the variance of each layer's output in a ReLU network 200 units wide. With He's initialisation it stays near 0.68;
Xavier's and LeCun's, the same for square layers, lose half of it per layer, weights of deviation 0.02 much more, and of
0.15 it explodes. Middle: outputs of the 10th tanh layer. Too small weights leave nothing, too large ones saturate. Right:
the singular values of a product of 10 matrices. Gaussian ones crush most directions, orthogonal ones keep all.

왼쪽: 너비가 200인 ReLU 네트워크에서 층마다 출력의 분산입니다. He 초기화에서는 0.68 근처에 머물고, 정사각형 층에서는 서로 같은 Xavier와 LeCun은
층마다 절반으로 줄어듭니다. 표준편차 0.02에서는 훨씬 빨리 줄고 0.15에서는 폭발합니다. 가운데: 10번째 tanh 층의 출력입니다. 가중치가 너무 작으면
신호가 남지 않고, 너무 크면 포화됩니다. 오른쪽: 행렬 10개를 곱한 행렬의 특이값입니다. 정규분포 행렬에서는 대부분의 방향이 납작해지지만 직교 행렬은
모든 방향을 보존합니다.
"""

from solution import activation_variances, he_normal, lecun_normal, orthogonal, xavier_normal


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    def deviation(std):
        return lambda shape, rng: rng.normal(0, std, shape)

    def relu(z):
        return np.maximum(z, 0)

    rng = np.random.default_rng(8)
    width, depth = 200, 20
    _, (left, middle, right) = plt.subplots(1, 3, figsize=(14, 4.4), layout="constrained")

    schemes = {
        "std 0.15": (deviation(0.15), "tab:red", "-"),
        "He": (he_normal, "tab:blue", "-"),
        "Xavier": (xavier_normal, "tab:green", "-"),
        "LeCun": (lecun_normal, "tab:olive", "--"),
        "std 0.02": (deviation(0.02), "tab:gray", "-"),
    }
    layers = np.arange(1, depth + 1)
    for name, (init, colour, style) in schemes.items():
        variances = activation_variances(init, relu, width, depth, rng, num_samples=100)
        left.semilogy(layers, variances, style, color=colour, linewidth=2, label=name)
    left.axhline(0.68, color="0.5", linestyle=":", linewidth=1)
    left.set(title="ReLU: variance of the outputs", xlabel="layer", xticks=[1, 5, 10, 15, 20])
    left.grid(alpha=0.3)
    left.legend(frameon=False, loc="lower left")

    bins = np.linspace(-1, 1, 61)
    tanh_schemes = {
        "std 0.02": (deviation(0.02), "tab:gray"),
        "Xavier": (xavier_normal, "tab:green"),
        "std 0.3": (deviation(0.3), "tab:red"),
    }
    for name, (init, colour) in tanh_schemes.items():
        seen = []

        def remember(z, seen=seen):
            seen.append(np.tanh(z))
            return seen[-1]

        activation_variances(init, remember, width, 10, rng, num_samples=100)
        counts, _ = np.histogram(seen[-1], bins)
        middle.stairs(counts / counts.sum(), bins, color=colour, linewidth=2, label=name)
    middle.set(title="tanh: outputs of layer 10", xlabel="output", ylabel="share", yscale="log")
    middle.set_xticks([-1, -0.5, 0, 0.5, 1])
    middle.legend(frameon=False, loc="upper right", bbox_to_anchor=(0.95, 0.95))

    for name, init, colour in (
        ("Gaussian (LeCun)", lecun_normal, "tab:olive"),
        ("orthogonal", orthogonal, "tab:purple"),
    ):
        product = np.linalg.multi_dot([init((100, 100), rng) for _ in range(10)])
        values = np.linalg.svd(product, compute_uv=False)
        right.semilogy(np.arange(1, 101), values, color=colour, linewidth=2, label=name)
    right.set(title="Product of 10 matrices", xlabel="direction", ylabel="singular value")
    right.grid(alpha=0.3)
    right.legend(frameon=False, loc="lower left")
    plt.show()
