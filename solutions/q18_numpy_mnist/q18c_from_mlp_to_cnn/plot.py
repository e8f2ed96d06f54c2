"""
From left to right: a digit; its columns by your im2col, one for each 3 x 3 window (the nine bands are the image, moved by a pixel); the digit
after your convolution with a kernel that answers to upright edges, ReLU and max pooling; and what sharing weights is worth. Images of three
short strokes, which lean to one side or the other and may be anywhere: the share of new images that is right, by the number of training
images, for your CNN and for an MLP with 64 hidden units (chance is 0.5).

왼쪽부터: 숫자 하나, 여러분의 im2col이 3 x 3 window마다 하나씩 만든 열(아홉 개의 띠는 한 pixel씩 옮긴 이미지입니다), 세로 경계에 반응하는
커널로 convolution하고 ReLU와 max pooling을 거친 결과, 그리고 가중치 공유의 값어치입니다. 짧은 획 세 개가 한쪽으로 기울어 아무 곳에나 있는
이미지에서, 학습 이미지 수에 따라 새 이미지를 맞힌 비율을 여러분의 CNN과 은닉 unit이 64개인 MLP로 비교했습니다(찍으면 0.5).
"""

from solution import conv2d_forward, im2col, maxpool2d_forward, predict_cnn, train_cnn


def plot():
    import matplotlib.pyplot as plt
    import numpy as np
    from sklearn.datasets import load_digits

    digit = load_digits().images[10] / 16
    _, axes = plt.subplots(
        1,
        4,
        figsize=(15, 3.8),
        layout="constrained",
        gridspec_kw={"width_ratios": [1, 1.5, 1, 1.6]},
    )
    image, columns, pooled, curve = axes
    image.imshow(digit, cmap="gray_r")
    image.set_title("A digit, 8 x 8")
    cols = im2col(digit[None, None], 3, 3, 1, 1)[0]
    columns.imshow(cols, cmap="gray_r", aspect="auto", interpolation="nearest")
    columns.set(title=f"im2col, {cols.shape[0]} x {cols.shape[1]}", xlabel="window")
    columns.set_ylabel("place in the window")
    kernel = np.array([[[[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]]]])
    maps, _ = conv2d_forward(digit[None, None], kernel, np.zeros(1), pad=1)
    smaller, _ = maxpool2d_forward(np.maximum(maps, 0), 2, 2)
    pooled.imshow(smaller[0, 0], cmap="Blues")
    pooled.set_title("Edges: dark begins\nto the right; pooled to 4 x 4")
    for axis in (image, pooled):
        axis.set(xticks=[], yticks=[])

    rng = np.random.default_rng(18)

    def strokes(count):
        labels = rng.permutation(np.arange(count) % 2)
        images = rng.normal(scale=0.2, size=(count, 8, 8))
        for picture, label in zip(images, labels):
            for i, j in rng.integers(0, 7, size=(3, 2)):
                picture[[i, i + 1], [j + label, j + 1 - label]] = 1
        return images, labels

    def mlp(images, labels, epochs, batch, lr):
        x, targets = images.reshape(len(images), -1), np.eye(2)[labels]
        W, V = rng.normal(size=(64, 64)) / 32**0.5, rng.normal(size=(64, 2)) / 32**0.5
        b, d = np.zeros(64), np.zeros(2)
        for _ in range(epochs):
            for rows in np.array_split(rng.permutation(len(x)), max(1, len(x) // batch)):
                hidden = np.maximum(x[rows] @ W + b, 0)
                p = np.exp(hidden @ V + d)
                delta = (p / p.sum(axis=1, keepdims=True) - targets[rows]) / len(rows)
                back = delta @ V.T * (hidden > 0)
                V -= lr * hidden.T @ delta
                d -= lr * delta.sum(axis=0)
                W -= lr * x[rows].T @ back
                b -= lr * back.sum(axis=0)
        return lambda new: np.argmax(
            np.maximum(new.reshape(len(new), -1) @ W + b, 0) @ V + d, axis=1
        )

    test, answers = strokes(500)
    sizes, right = [25, 50, 100, 200, 400], {"CNN": [], "MLP": []}
    for size in sizes:
        images, labels = strokes(size)
        epochs = max(8, 2500 // size)
        params = train_cnn(images, labels, epochs, 20, 0.3, rng)
        right["CNN"].append(np.mean(predict_cnn(params, test) == answers))
        right["MLP"].append(np.mean(mlp(images, labels, epochs, 20, 0.3)(test) == answers))
    for (name, shares), style in zip(right.items(), ("o-", "s--")):
        curve.semilogx(sizes, shares, style, label=name)
    curve.set_xticks(sizes, sizes)
    curve.minorticks_off()
    curve.set(
        title="Which way do strokes lean?",
        xlabel="training images",
        ylabel="right",
        ylim=(0.45, 1.02),
    )
    curve.axhline(0.5, color="0.6", linewidth=0.8)
    curve.grid(alpha=0.3)
    curve.legend()
    plt.show()
