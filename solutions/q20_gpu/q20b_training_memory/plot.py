"""
Left: the training memory of an MLP as the batch grows, for three optimizers. Parameters, gradients and states make the start of each line, activations
its slope, which is the same for all. Where a line meets the budget lies the largest batch. Middle: activations of 48 equal layers under
checkpointing. Few segments are too long, many keep too much; the best number is near the root of 48. Right: bytes per parameter and worker under ZeRO, Adam in mixed precision.

왼쪽: batch가 커질 때 MLP의 학습 메모리를 optimizer 셋으로 그렸습니다. 파라미터와 gradient, optimizer 상태가 직선의 시작점이 되고, activation이 기울기가 됩니다. 기울기는 모두
같습니다. 직선이 예산과 만나는 곳이 가장 큰 batch입니다. 가운데: 크기가 같은 층 48개에 checkpointing을 쓸 때의 activation입니다. 구간이 적으면 구간 하나가 너무 길고, 많으면
보관하는 것이 너무 많습니다. 48의 제곱근 근처가 가장 좋습니다. 오른쪽: Adam과 mixed precision에서 ZeRO를 쓸 때 worker 하나가 파라미터마다 쓰는 바이트 수입니다.
"""

from solution import checkpointing_plan, max_batch_size, training_memory, zero_bytes_per_worker


def plot():
    from itertools import pairwise

    import matplotlib.pyplot as plt
    import torch
    from torch import nn

    widths = [64, 256, 256, 256, 10]
    layers = []
    for inputs, outputs in pairwise(widths):
        layers += [nn.Linear(inputs, outputs), nn.ReLU()]
    net = nn.Sequential(*layers[:-1])

    _, (left, middle, right) = plt.subplots(1, 3, figsize=(14, 4.2), layout="constrained")
    budget = 4_000_000
    rows = torch.tensor([2, 200, 400, 600, 800, 900])
    for name, colour in (("sgd", "tab:green"), ("momentum", "tab:orange"), ("adam", "tab:blue")):
        totals = [training_memory(net, name, torch.zeros(int(n), 64))["total"] / 1e6 for n in rows]
        left.plot(rows, totals, color=colour, label=name)
        most = max_batch_size(net, name, torch.zeros(1, 64), budget)
        left.plot(most, budget / 1e6, "o", color=colour)
        left.annotate(f"{most}", (most, budget / 1e6 + 0.06), ha="right", color=colour)
    left.axhline(budget / 1e6, color="0.5", linestyle=":", label="budget")
    left.set(title="Training memory", xlabel="batch size", ylabel="MB", ylim=(0, None))
    left.legend(frameon=False, loc="lower right")

    plans = [checkpointing_plan([1] * 48, n) for n in range(1, 49)]
    middle.plot(
        range(1, 49), [peak for peak, _ in plans], color="tab:blue", label="peak, in layers"
    )
    middle.plot(
        range(1, 49), [48 * extra for _, extra in plans], color="tab:red", label="layers run again"
    )
    middle.axvline(48**0.5, color="0.5", linestyle=":", label="root of 48")
    middle.set(title="Checkpointing 48 equal layers", xlabel="segments")
    middle.legend(frameon=False)

    workers = [1, 2, 4, 8, 16, 32, 64]
    for stage in range(4):
        each = [zero_bytes_per_worker(1, n, stage) for n in workers]
        right.plot(workers, each, "o-", label=f"stage {stage}")
    right.set_xscale("log", base=2)
    right.set_xticks(workers, workers)
    right.set(title="ZeRO: bytes per parameter", xlabel="workers", ylim=(0, 17))
    right.legend(frameon=False)
    plt.show()
