"""
Each function (blue) with its derivative (orange). Below: what the activations alone leave of a gradient that passes many
layers, where each multiplies it by the derivative at a pre-activation drawn from N(0, 1). The sigmoid, whose slope is at
most 1/4, costs a factor of five a layer; what ReLU loses, its silent half, He's initialisation makes up for.

각 함수(파랑)와 그 미분(주황)입니다. 아래 그림은 층마다 N(0, 1)에서 뽑은 pre-activation의 미분을 곱할 때, activation만으로 gradient가
얼마나 남는지를 보여 줍니다. 기울기가 최대 1/4인 sigmoid에서는 한 층마다 5분의 1로 줄어듭니다. ReLU는 절반의 입력에서 기울기가 0이라
gradient가 줄지만, 그만큼은 He 초기화가 보충해 줍니다.
"""

from solution import (
    elu,
    elu_grad,
    gelu,
    gelu_grad,
    leaky_relu,
    leaky_relu_grad,
    relu,
    relu_grad,
    sigmoid,
    sigmoid_grad,
    silu,
    silu_grad,
    softplus,
    softplus_grad,
    tanh,
    tanh_grad,
)


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    pairs = {
        "sigmoid": (sigmoid, sigmoid_grad),
        "tanh": (tanh, tanh_grad),
        "ReLU": (relu, relu_grad),
        "leaky ReLU": (leaky_relu, leaky_relu_grad),
        "ELU": (elu, elu_grad),
        "GELU": (gelu, gelu_grad),
        "SiLU": (silu, silu_grad),
        "softplus": (softplus, softplus_grad),
    }
    x = np.linspace(-4, 4, 401)
    figure = plt.figure(figsize=(11, 8), layout="constrained")
    grid = figure.add_gridspec(3, 4, height_ratios=[1, 1, 1.3])
    for number, (name, (function, slope)) in enumerate(pairs.items()):
        axes = figure.add_subplot(grid[number // 4, number % 4])
        axes.axhline(0, color="0.8", linewidth=0.8)
        axes.axvline(0, color="0.8", linewidth=0.8)
        axes.plot(x, function(x), color="tab:blue", linewidth=2, label="f(x)")
        axes.plot(x, slope(x), color="tab:orange", linewidth=2, label="f'(x)")
        axes.set(title=name, xlim=(-4, 4), ylim=(-1.3, 2.6))
        if number == 0:
            axes.legend(frameon=False, loc="upper left")

    # The mean of f'(z)^2 over z from N(0, 1), by a sum over a fine grid.
    z = np.linspace(-8, 8, 4001)
    density = np.exp(-(z**2) / 2)
    density /= density.sum()
    depth = np.arange(31)
    axes = figure.add_subplot(grid[2, :])
    for (name, (_, slope)), style in zip(pairs.items(), ["-", "-", "-", "--", "-", "-", "--", "-"]):
        kept = np.sqrt(np.sum(density * slope(z) ** 2))
        axes.semilogy(depth, kept**depth, style, linewidth=2, label=f"{name}: x {kept:.2f} a layer")
    axes.set(
        title="What is left of the gradient",
        xlabel="layers passed on the way back",
        ylabel="gradient (root mean square)",
        xlim=(0, 30),
    )
    axes.grid(alpha=0.3)
    axes.legend(frameon=False, ncols=2, loc="lower left")
    plt.show()
