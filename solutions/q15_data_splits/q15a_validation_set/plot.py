"""
Left: five folds. Each row (from left to right) is validated on once and trained on in the other four splits. Middle: how much
better than 0.5 the best of many coin-flippers seems. It grows with the number of models and falls with the size of the validation
set; the dotted lines are the bound sqrt(log M / (2 n)). Right: 200 searches among 50 models of different true quality. The
validation score of the chosen model lies above its true accuracy in nearly every search, its test score on both sides of it.

왼쪽: 다섯 개의 fold입니다. 행(왼쪽에서 오른쪽)마다 한 번 검증에 쓰이고 나머지 네 분할에서는 학습에 쓰입니다. 가운데: 찍기만 하는 모델 여러 개 중
최고가 0.5보다 얼마나 좋아 보이는지입니다. 모델이 많을수록 커지고 validation 세트가 클수록 작아집니다. 점선은 상한 sqrt(log M / (2 n))입니다.
오른쪽: 실제 실력이 서로 다른 모델 50개 중에서 고르는 일을 200번 반복했습니다. 고른 모델의 validation 점수는 거의 항상 실제 정확도보다 높고,
test 점수는 그 위아래에 고르게 있습니다.
"""

from solution import k_fold, select_model, selection_optimism


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    rng = np.random.default_rng(0)
    _, (left, middle, right) = plt.subplots(1, 3, figsize=(14, 4.2), layout="constrained")

    use = np.zeros((5, 23))
    for i, (_, val) in enumerate(k_fold(23, 5, rng)):
        use[i, np.asarray(val)] = 1
    left.pcolormesh(use, cmap="Blues", vmin=-0.3, vmax=1.2, edgecolors="white", linewidth=1.5)
    left.invert_yaxis()
    left.set(
        title="k_fold(23, 5): dark is validated on",
        xlabel="row",
        ylabel="split",
        yticks=np.arange(5) + 0.5,
        yticklabels=range(5),
    )

    counts = [1, 2, 5, 10, 20, 50, 100, 200, 500]
    for n_val, colour in ((50, "tab:red"), (200, "tab:orange"), (1000, "tab:blue")):
        excess = [selection_optimism(count, n_val, rng, 200) for count in counts]
        middle.semilogx(counts, excess, "o-", color=colour, label=f"{n_val} validation rows")
        middle.plot(counts, np.sqrt(np.log(counts) / (2 * n_val)), ":", color=colour)
    middle.set(title="The best of many coin-flippers", xlabel="number of models")
    middle.set_ylabel("best accuracy - 0.5")
    middle.legend(fontsize="small")

    truth, chosen = [], []
    for _ in range(200):
        quality = rng.normal(0.75, 0.02, size=50)
        val = rng.binomial(200, quality) / 200
        test = rng.binomial(200, quality) / 200
        index, score = select_model(val, test)
        truth.append(quality[index])
        chosen.append((val[index], score))
    val, test = np.transpose(chosen)
    right.plot(truth, val, ".", color="tab:red", label=f"validation, mean {val.mean():.3f}")
    right.plot(truth, test, ".", color="tab:blue", label=f"test, mean {test.mean():.3f}")
    line = np.array([min(truth), max(truth)])
    right.plot(line, line, color="0.4", label=f"truth, mean {np.mean(truth):.3f}")
    right.set(title="Score of the chosen model", xlabel="its true accuracy", ylabel="score")
    right.legend(fontsize="small")
    plt.show()
