"""
Labels that are coin flips, 40 rows, and more and more features of pure noise. Left: the leaky accuracy rises far above
chance, since among many features some fit the labels of all rows, the held-out ones too; the honest one stays around 0.5.
Right: the cosines of each test row to its nearest training row, where every third test row is a noisy copy of a
training row. The copies stand apart, so a limit between the two heaps finds them; decontaminate keeps the rest.

label은 동전 던지기로 정한 것이고 행은 40개, feature는 점점 많아지는 순수한 잡음입니다. 왼쪽: 누출이 있는 정확도는 우연 수준을 훨씬 넘어 올라갑니다.
feature가 많으면 떼어 둔 행까지 포함한 모든 행의 label에 우연히 맞는 것이 있기 때문입니다. 정직한 정확도는 0.5 근처에 머뭅니다.
오른쪽: 테스트 행마다 가장 가까운 학습 행과의 코사인입니다. 테스트 행 셋 중 하나는 학습 행에 잡음을 섞은 복사본입니다. 복사본은 따로 모여 있어서
두 무리 사이에 기준을 두면 찾아낼 수 있고, decontaminate는 나머지 학습 행을 남깁니다.
"""

from solution import decontaminate, honest_accuracy, leaky_accuracy, near_duplicates


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    _, (left, right) = plt.subplots(1, 2, figsize=(12, 4), layout="constrained")

    counts, runs = [10, 30, 100, 300, 1000], 12
    for function, colour in ((leaky_accuracy, "tab:red"), (honest_accuracy, "tab:blue")):
        means = []
        for count in counts:
            found = []
            for seed in range(runs):
                rng = np.random.default_rng(seed)
                X, y = rng.normal(size=(40, count)), rng.integers(2, size=40)
                found.append(function(X, y, 10, 5, rng))
            left.scatter([count] * runs, found, color=colour, alpha=0.25, s=14)
            means.append(np.mean(found))
        left.plot(counts, means, color=colour, marker="o", label=function.__name__)
    left.axhline(0.5, color="black", linestyle="--", linewidth=1)
    left.set(xscale="log", xlabel="features to choose 10 from", ylabel="accuracy", ylim=(0, 1))
    left.set_title("Random labels, 5 folds (mean and 12 runs)")
    left.legend(frameon=False, loc="lower right")

    rng = np.random.default_rng(0)
    train, test, limit = rng.normal(size=(600, 24)), rng.normal(size=(300, 24)), 0.9
    test[::3] = train[:100] + 0.2 * rng.normal(size=(100, 24))
    pairs = near_duplicates(train, test, -1)  # every pair that there is
    cosines = np.full((600, 300), np.nan)
    unit_train, unit_test = (x / np.linalg.norm(x, axis=1, keepdims=True) for x in (train, test))
    cosines[tuple(pairs.T)] = np.sum(unit_train[pairs[:, 0]] * unit_test[pairs[:, 1]], axis=1)
    nearest = cosines.max(axis=0)
    bins = np.linspace(0.3, 1, 50)
    right.hist(nearest[np.arange(300) % 3 > 0], bins, color="tab:blue", label="new test rows")
    right.hist(nearest[::3], bins, color="tab:red", label="noisy copies of training rows")
    right.axvline(limit, color="black", linestyle="--", linewidth=1, label=f"min_cosine {limit}")
    kept = len(decontaminate(train, test, limit))
    right.set(xlabel="cosine to the nearest training row", ylabel="test rows")
    right.set_title(f"decontaminate keeps {kept} of {len(train)} training rows")
    right.legend(frameon=False, loc="upper left")
    plt.show()
