"""
Left and middle: your running statistics find the mean and the variance of the data (dashed), batch by batch, fast and
noisy with a large momentum, slowly with a small one, and steadily as the plain average of momentum=None. Right: one and
the same row, put into 300 different batches of four. In train mode its output depends on who else is in the batch; in
eval mode it does not.

왼쪽과 가운데: running 통계가 배치를 거듭하며 데이터의 평균과 분산(점선)을 찾아갑니다. momentum이 크면 빠르지만 흔들리고, 작으면 느리며,
momentum=None이면 단순 평균이라 꾸준히 가까워집니다. 오른쪽: 똑같은 한 행을 크기 4인 서로 다른 배치 300개에 넣었습니다. train 모드에서는
같은 배치에 무엇이 있느냐에 따라 출력이 달라지지만, eval 모드에서는 달라지지 않습니다.
"""

from solution import BatchNorm1d


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    rng = np.random.default_rng(0)
    mean, deviation, steps = 3.0, 2.0, 120
    batches = mean + deviation * rng.normal(size=(steps, 8, 1))

    _, axes = plt.subplots(1, 3, figsize=(13, 4), layout="constrained")
    for momentum in (0.5, 0.1, 0.02, None):
        norm = BatchNorm1d(1, momentum=momentum)
        followed = [(0.0, 1.0)]
        for batch in batches:
            norm(batch)
            followed.append((float(norm.running_mean[0]), float(norm.running_var[0])))
        width = 2.2 if momentum is None else 1.4
        for axis, values in zip(axes, zip(*followed)):
            axis.plot(values, linewidth=width, label=f"momentum={momentum}")
    for axis, truth, name in zip(axes, (mean, deviation**2), ("running_mean", "running_var")):
        axis.axhline(truth, color="black", linestyle="--", linewidth=1)
        axis.set(title=name, xlabel="training batches of 8 seen", ylim=(0, 2 * truth))
        axis.grid(alpha=0.3)
    axes[0].legend(frameon=False, loc="lower right")

    row = np.array([[4.0]])
    outputs = {"train": [], "eval": []}
    for _ in range(300):
        batch = np.concatenate([row, mean + deviation * rng.normal(size=(3, 1))])
        for mode, found in outputs.items():
            copy = BatchNorm1d(1)
            copy.running_mean, copy.running_var = norm.running_mean.copy(), norm.running_var.copy()
            getattr(copy, mode)()
            found.append(float(copy(batch)[0, 0]))
    bins = np.linspace(-1.8, 1.8, 37)
    axes[2].hist(outputs["train"], bins=bins, color="tab:orange", alpha=0.8, label="train mode")
    axes[2].axvline(
        np.mean(outputs["eval"]),
        color="tab:blue",
        linewidth=3,
        label=f"eval mode (spread {np.ptp(outputs['eval']):.2g})",
    )
    axes[2].set(title="The same row in 300 batches of 4", xlabel="its output", ylabel="batches")
    axes[2].legend(frameon=False, loc="upper left")
    plt.show()
