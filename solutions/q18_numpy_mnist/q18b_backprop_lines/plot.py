"""
Left: a network of two hidden layers learns to tell two spirals apart; your backward gives every gradient. The background is
what it believes after 800 steps of plain gradient descent. Middle: its loss on the way. Right: how many text lines and how many logical
lines the same backward pass has, written in three ways. Text lines depend on the layout, logical lines do not.

왼쪽: 은닉층이 둘인 네트워크가 두 나선을 구분하도록 학습합니다. gradient는 모두 여러분의 backward가 계산합니다. 배경은 gradient descent를 800번 한 뒤의
예측입니다. 가운데: 그동안의 loss입니다. 오른쪽: 같은 역전파를 세 가지로 썼을 때 텍스트의 줄 수와 논리적 줄 수입니다. 텍스트의 줄 수는 쓰는 모양에 따라
크게 달라지지만 논리적 줄 수는 그대로입니다.
"""

from solution import backward, logical_lines


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    rng = np.random.default_rng(18)
    turn = np.linspace(0.25, 2.0, 120)
    angle = np.concatenate([turn, turn + 1]) * np.pi
    radius = np.concatenate([turn, turn])
    x = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    x += 0.04 * rng.normal(size=x.shape)
    labels = np.repeat([0, 1], len(turn))

    params = [
        (rng.normal(size=shape) * np.sqrt(2 / shape[0]), np.zeros(shape[1]))
        for shape in ((2, 32), (32, 32), (32, 2))
    ]

    def forward(inputs):
        cache = [inputs]
        for W, b in params[:-1]:
            cache.append(np.maximum(cache[-1] @ W + b, 0))
        return [*cache, cache[-1] @ params[-1][0] + params[-1][1]]

    def loss_of(logits):
        shifted = logits - logits.max(axis=1, keepdims=True)
        return (np.log(np.exp(shifted).sum(1)) - shifted[np.arange(len(labels)), labels]).mean()

    losses = []
    for _ in range(800):
        cache = forward(x)
        losses.append(loss_of(cache[-1]))
        for (W, b), (dW, db) in zip(params, backward(params, cache, labels)):
            W -= 0.3 * dW
            b -= 0.3 * db

    _, (left, middle, right) = plt.subplots(1, 3, figsize=(14, 4.2), layout="constrained")
    grid = np.stack(np.meshgrid(np.linspace(-2.3, 2.3, 160), np.linspace(-2.3, 2.3, 160)), -1)
    logits = forward(grid.reshape(-1, 2))[-1]
    belief = 1 / (1 + np.exp(np.clip(logits[:, 0] - logits[:, 1], -50, 50)))
    left.imshow(
        belief.reshape(160, 160), origin="lower", extent=(-2.3, 2.3) * 2, cmap="RdBu_r", alpha=0.6
    )
    left.scatter(*x.T, c=labels, cmap="RdBu_r", edgecolors="white", linewidths=0.4, s=22)
    left.set(title="Two spirals, and what the network believes", xticks=[], yticks=[])
    middle.semilogy(losses, color="tab:blue")
    middle.set(title="Mean cross-entropy", xlabel="step")
    middle.grid(alpha=0.3)

    plain = (
        "def backward(params, cache, delta):\n    grads = []\n    for layer in reversed(range(len(params))):\n"
        "        grads.append((cache[layer].T @ delta, delta.sum(0)))\n"
        "        delta = (delta @ params[layer][0].T) * (cache[layer] > 0)\n    return grads[::-1]\n"
    )
    spread = plain.replace(
        "(cache[layer].T @ delta, ",
        "(\n        # dW\n        cache[layer].T\n        @ delta,\n        # db\n        ",
    )
    packed = (
        "def backward(params, cache, delta):\n    grads = []\n    for layer in reversed(range(len(params))): "
        "grads.append((cache[layer].T @ delta, delta.sum(0))); "
        "delta = (delta @ params[layer][0].T) * (cache[layer] > 0)\n    return grads[::-1]\n"
    )
    written = {
        "plain": plain,
        "spread out,\nwith comments": spread,
        "packed with\nsemicolons": packed,
    }
    place = np.arange(3)
    text = [len(source.splitlines()) for source in written.values()]
    logical = [logical_lines(source) for source in written.values()]
    for offset, counts, name, colour in (
        (-0.2, text, "text lines", "tab:gray"),
        (0.2, logical, "logical lines", "tab:blue"),
    ):
        bars = right.bar(place + offset, counts, 0.38, color=colour, label=name)
        right.bar_label(bars)
    right.set_xticks(place, list(written))
    right.set(title="One backward pass, written in three ways")
    right.legend(frameon=False)
    right.spines[["top", "right"]].set_visible(False)
    plt.show()
