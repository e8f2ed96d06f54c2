"""
Your classifier on the 8x8 digits. Left: the share of unseen digits that it gets right after so many epochs, with 32 hidden
units and with none; chance is 10 %. Middle: what eight of the hidden units look for, that is, columns of the first W as images
(red: ink speaks for it, blue: against it). Right: unseen digits that it gets wrong, with its answer and the label.

8x8 숫자 데이터로 학습한 여러분의 분류기입니다. 왼쪽: 은닉 unit이 32개일 때와 은닉층이 없을 때, epoch에 따라 처음 보는 숫자를 맞힌 비율입니다. 아무렇게나
찍으면 10%입니다. 가운데: 은닉 unit 여덟 개가 찾는 모양, 즉 첫 W의 열을 이미지로 그린 것입니다(빨강: 잉크가 있으면 켜지는 쪽, 파랑: 꺼지는 쪽). 오른쪽: 틀린 숫자와
그 답, 그리고 레이블입니다.
"""

from solution import predict, train


def plot():
    import matplotlib.pyplot as plt
    import numpy as np
    from sklearn.datasets import load_digits

    digits, labels = load_digits(return_X_y=True)
    order = np.random.default_rng(18).permutation(len(digits))
    digits, labels = digits[order] / 16, labels[order]
    x, y, x_test, y_test = digits[:1000], labels[:1000], digits[1000:], labels[1000:]

    fig = plt.figure(figsize=(14, 4.2), layout="constrained")
    left, middle, right = fig.subfigures(1, 3, width_ratios=(1.2, 1, 1))
    axes = left.subplots()
    epochs = [0, 1, 2, 4, 8, 16, 32]
    for name, sizes, colour in (
        ("32 hidden units", [64, 32, 10], "tab:blue"),
        ("no hidden layer", [64, 10], "0.5"),
    ):
        shares = []
        for n in epochs:
            params = train(x, y, sizes, n, 32, 0.2, np.random.default_rng(1))
            shares.append(np.mean(predict(params, x_test) == y_test))
        ticks = [str(n) for n in epochs]
        axes.plot(ticks, shares, "o-", color=colour, label=f"{name}: {shares[-1]:.1%}")
        if len(sizes) == 3:
            network = params
    axes.axhline(0.1, color="0.7", linestyle=":")
    axes.set(title="Unseen digits that are right", xlabel="epochs", ylim=(0, 1))
    axes.grid(alpha=0.3)
    axes.legend(frameon=False, loc="lower right")

    W = np.asarray(network[0][0])
    strongest = np.argsort(-np.linalg.norm(W, axis=0))[:8]
    middle.suptitle("What hidden units look for")
    for axes, unit in zip(middle.subplots(2, 4).flat, strongest):
        most = np.abs(W[:, unit]).max()
        axes.imshow(W[:, unit].reshape(8, 8), cmap="RdBu_r", vmin=-most, vmax=most)
        axes.axis("off")

    answers = predict(network, x_test)
    wrong = np.flatnonzero(answers != y_test)
    right.suptitle(f"Wrong: {len(wrong)} of {len(y_test)} unseen digits")
    for axes, i in zip(right.subplots(2, 4).flat, [*wrong[:8], *[None] * 8]):
        axes.axis("off")
        if i is not None:
            axes.imshow(x_test[i].reshape(8, 8), cmap="gray_r")
            axes.set_title(f"{answers[i]}, not {y_test[i]}", fontsize=10)
    plt.show()
