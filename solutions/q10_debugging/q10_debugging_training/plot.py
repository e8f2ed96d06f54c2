"""
Left: your gradient_check of a right gradient, over the step eps. From the right the error falls with eps^2, as that of
central differences does, until rounding takes over; a gradient that is wrong by one percent is seen from the gap at any
of the middle eps. Middle: one batch of random labels, learnt by heart by train_step at three learning rates; below the
dashed line can_overfit_one_batch says yes. Right: the loss of a classifier before any training, over the size of its
last layer's weights. Where the points are filled, initial_loss_is_sane says yes: near ln 10, and not for large weights.

왼쪽: 맞는 gradient에 대한 gradient_check의 값을 eps에 따라 그렸습니다. 오른쪽에서부터는 중앙 차분답게 eps^2으로 줄다가 어느
지점부터 반올림 오차가 커집니다. 1% 틀린 gradient는 가운데 eps 어디에서든 뚜렷이 구분됩니다. 가운데: 무작위 label이 붙은 배치 하나를 세 가지 learning
rate의 train_step으로 외웁니다. 점선 아래로 내려가면 can_overfit_one_batch가 True입니다. 오른쪽: 학습하기 전 분류기의 loss를 마지막 층
가중치의 크기에 따라 그렸습니다. 속이 찬 점이 initial_loss_is_sane이 True인 곳입니다. ln 10 근처만 해당되고, 가중치가 크면 벗어납니다.
"""

from solution import can_overfit_one_batch, gradient_check, initial_loss_is_sane, train_step


def plot():
    import copy
    import math

    import matplotlib.pyplot as plt
    import torch
    from torch import nn
    from torch.nn import functional

    torch.manual_seed(0)
    _, (left, middle, right) = plt.subplots(1, 3, figsize=(14, 4.2), layout="constrained")

    x = torch.tensor([0.3, -1.2, 0.8], dtype=torch.float64)
    steps = [10.0 ** (-k / 2) for k in range(2, 23)]
    for factor, label in ((1.0, "right gradient"), (1.01, "one percent too large")):
        errors = [
            float(
                gradient_check(
                    lambda t: torch.sin(2 * t).sum(),
                    lambda t, c=factor: c * 2 * torch.cos(2 * t),
                    x,
                    e,
                )
            )
            for e in steps
        ]
        left.loglog(steps, errors, "o-", label=label)
    left.set(title="gradient_check", xlabel="eps", ylabel="largest relative error")
    left.legend(frameon=False, loc=(0.3, 0.68))

    model = nn.Sequential(nn.Linear(20, 64), nn.ReLU(), nn.Linear(64, 10))
    data, labels = torch.randn(32, 20), torch.randint(10, (32,))
    loss_fn = functional.cross_entropy
    for lr in (1e-4, 1e-3, 1e-2):
        twin = copy.deepcopy(model)
        optimizer = torch.optim.Adam(twin.parameters(), lr=lr)
        losses = [float(train_step(twin, optimizer, loss_fn, data, labels)) for _ in range(121)]
        verdict = can_overfit_one_batch(model, loss_fn, data, labels, 120, lr)
        middle.semilogy(losses, label=f"lr = {lr:g}: {bool(verdict)}")
    middle.axhline(losses[0] / 20, color="0.4", linestyle="--")
    middle.set(title="can_overfit_one_batch, 120 steps", xlabel="step", ylabel="loss")
    middle.legend(frameon=False, loc="lower left")

    for size in [2.0 ** (k / 2) for k in range(-6, 11)]:
        twin = copy.deepcopy(model)
        with torch.no_grad():
            twin[2].weight.mul_(size)
            loss = float(loss_fn(twin(data), labels))
        sane = initial_loss_is_sane(twin, data, labels, num_classes=10, tol=0.3)
        colour = "tab:green" if sane else "tab:red"
        right.plot(size, loss, "o", color=colour, markerfacecolor=colour if sane else "none")
    right.axhline(math.log(10), color="0.4", linestyle="--", label="ln 10")
    right.set(
        title="initial_loss_is_sane, tol = 0.3",
        xlabel="factor on the last layer's weights",
        ylabel="loss before training",
        xscale="log",
    )
    right.legend(frameon=False, loc="upper left")
    plt.show()
