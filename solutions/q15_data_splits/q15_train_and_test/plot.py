"""
Left: a model that knows its training set by heart. Its training accuracy is 100 % whatever the labels are; the more labels
are coin flips, the nearer the test accuracy comes to one half. Middle: 40 patients with ten images each, a group of dots for
each patient. A random split of the rows gives a high accuracy, since nearly every tested image has a sibling in training; split by
patient, it is that of guessing. Right: a slow random walk, to be predicted from the nearest known day. A random split
can look up both neighbours of a day; when the future is the test, the error is about three times as large.

왼쪽: 학습 데이터를 외우는 모델입니다. 레이블이 무엇이든 학습 정확도는 100 %이고, 무작위 레이블이 늘어날수록 테스트 정확도는 절반에 가까워집니다.
가운데: 환자 40명의 영상이 열 장씩 있고, 점 무리 하나가 환자 한 명입니다. 행을 무작위로 나누면 시험할 영상 거의 모두에 같은 환자의 영상이 학습에 있어
정확도가 높습니다. 환자 단위로 나누면 찍는 것과 같습니다. 오른쪽: 천천히 움직이는 랜덤 워크를 가장 가까운 아는 날의 값으로 예측합니다. 무작위로 나누면
앞뒤 날을 볼 수 있지만, 미래를 테스트로 삼으면 오차가 세 배쯤 커집니다.
"""

from solution import group_split, memorizer_accuracies, time_split, train_test_split


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    rng = np.random.default_rng(3)
    _, (left, middle, right) = plt.subplots(1, 3, figsize=(14, 4.2), layout="constrained")

    X = rng.normal(size=(600, 2))
    shares, scores = np.linspace(0, 1, 9), []
    for share in shares:
        flipped = rng.random(600) < share
        y = np.where(flipped, rng.integers(0, 2, 600), X[:, 0] > 0)
        scores.append(memorizer_accuracies(X, y, *train_test_split(600, 0.4, rng)))
    train, test = np.transpose(scores)
    left.plot(100 * shares, train, "o-", color="tab:gray", label="training accuracy")
    left.plot(100 * shares, test, "o-", color="tab:blue", label="test accuracy")
    left.axhline(0.5, color="0.7", linestyle=":")
    left.set(title="A model that learns by heart", xlabel="% of labels that are coin flips")
    left.legend(loc="center right", bbox_to_anchor=(1, 0.75))

    patients = np.repeat(np.arange(40), 10)
    X = rng.normal(size=(40, 2))[patients] + 0.06 * rng.normal(size=(400, 2))
    y = rng.integers(0, 2, size=40)[patients]
    by_row = memorizer_accuracies(X, y, *train_test_split(400, 0.3, rng))[1]
    by_patient = np.mean(
        [memorizer_accuracies(X, y, *group_split(patients, 0.3, rng))[1] for _ in range(10)]
    )
    middle.scatter(*X.T, s=7, c=np.where(y == 1, "tab:orange", "tab:blue"))
    middle.set(
        title=f"Test accuracy: rows split {by_row:.0%}, patients split {by_patient:.0%}",
        xticks=[],
        yticks=[],
    )

    days = np.arange(300)
    walk = np.cumsum(rng.normal(size=300))
    right.plot(days, walk, color="0.8", linewidth=3)
    splits = {
        "random days": (train_test_split(300, 0.25, rng), "tab:gray", "."),
        "the last days": (time_split(days, 0.25), "tab:blue", "."),
    }
    for name, ((known, asked), colour, marker) in splits.items():
        known, asked = np.sort(known), np.sort(asked)
        nearest = known[np.argmin(np.abs(asked[:, None] - known), axis=1)]
        error = np.sqrt(np.mean((walk[nearest] - walk[asked]) ** 2))
        words = f"{name}: error {error:.1f}"
        right.plot(asked, walk[nearest], marker, color=colour, markersize=5, label=words)
    right.set(title="Predicted from the nearest known day", xlabel="day")
    right.legend(loc="best")
    plt.show()
