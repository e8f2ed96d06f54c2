"""
Left: a digit as it is, shifted by (1, 1), and permuted, as your functions make it. Middle: what your compare finds on 300
of scikit-learn's digits, tested on 400 others. To the MLP permuted pixels are the same problem;
the CNN loses some of its accuracy. A shift that neither has seen in training hurts both, the MLP more: digits fill these small
images. Right: where the budget goes. Most of the MLP's parameters are its first layer.

왼쪽: 숫자 하나를 그대로, (1, 1)만큼 옮겨서, 섞어서 그렸습니다. 모두 여러분의 함수로 만든 것입니다. 가운데: scikit-learn 숫자 300장으로 학습하고 다른 400장으로
시험한 compare의 결과입니다. MLP에게 섞은 픽셀은 똑같은 문제이고, CNN은 정확도를 조금 잃습니다. 학습에서 보지 못한 이동은 둘 다에게, MLP에게
더 해롭습니다. 숫자가 이 작은 이미지를 꽉 채우기 때문입니다. 오른쪽: 예산이 어디에 쓰이는지입니다. MLP의 파라미터는 대부분 첫 층에 있습니다.
"""

from solution import (
    build_cnn,
    build_mlp,
    compare,
    parameter_count,
    permute_pixels,
    shift_images,
)


def plot():
    import matplotlib.pyplot as plt
    import numpy as np
    import torch
    from sklearn.datasets import load_digits

    digits = load_digits()
    order = np.random.default_rng(0).permutation(len(digits.target))
    x = torch.tensor(digits.images / 16, dtype=torch.float32)[order, None]
    y = torch.tensor(digits.target)[order]

    figure = plt.figure(figsize=(14, 4.2), layout="constrained")
    left, middle, right = figure.subfigures(1, 3, width_ratios=[1, 1.1, 1.1])
    two = [0, int((y != y[0]).nonzero()[0])]
    shown = (
        ("plain", x[two]),
        ("shifted (1, 1)", shift_images(x[two], 1, 1)),
        ("permuted", permute_pixels(x[two], 0)),
    )
    axes = left.subplots(2, 3)
    for column, (name, images) in zip(axes.T, shown):
        column[0].set_title(name)
        for axis, image in zip(column, images):
            axis.imshow(image[0], cmap="gray_r")
            axis.set(xticks=[], yticks=[])

    found = compare((x[:300], y[:300]), (x[300:700], y[300:700]), seed=1)
    parts = ("plain", "permuted", "shifted")
    axis = middle.subplots()
    for shift, (name, colour) in zip((-0.2, 0.2), (("mlp", "tab:orange"), ("cnn", "tab:blue"))):
        heights = [float(found[name][part]) for part in parts]
        bars = axis.bar(np.arange(3) + shift, heights, 0.38, color=colour, label=name.upper())
        axis.bar_label(bars, [f"{height:.2f}" for height in heights])
    axis.set_xticks(range(3), parts)
    axis.set(title="The same budget", ylabel="accuracy", ylim=(0, 1.1))
    axis.legend(loc="center right")

    axis = right.subplots()
    for row, (name, build) in enumerate((("MLP", build_mlp), ("CNN", build_cnn))):
        model, start = build((1, 8, 8), 10, 5_000), 0
        sizes = [p.numel() for p in model.parameters()]
        for i, size in enumerate(sizes):
            axis.barh(row, size, left=start, color=plt.cm.tab10(i % 10), edgecolor="white")
            if size > 300:
                axis.text(start + size / 2, row, str(size), ha="center", va="center")
            start += size
        axis.text(start + 60, row, f"{name}: {int(parameter_count(model)):,}", va="center")
    axis.set(
        title="A budget of 5,000, array by array", xlabel="parameters", xlim=(0, 6_800), yticks=[]
    )
    axis.set_ylim(-0.6, 1.6)
    plt.show()
