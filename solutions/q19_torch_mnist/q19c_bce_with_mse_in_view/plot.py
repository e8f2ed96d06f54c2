"""
Left: your `train_and_monitor` on two overlapping clouds, with batches of 32. Both curves are means over rows of what training saw,
and the training itself knows nothing of MSE. Middle: the slope with respect to the logit, where the target is 1. That of BCE is
p - y and stays near -1 however wrong the model is; that of MSE vanishes where the model is sure and wrong (far left). Right: a
model starts sure and wrong, its weights point the wrong way, and MSE watches it. Your `train_step`, on BCE, turns it round in about a
dozen steps; trained on MSE itself, with the same learning rate, it hardly moves.

왼쪽: 겹쳐 있는 두 무리를 여러분의 `train_and_monitor`로, 크기 32인 배치로 학습했습니다. 두 곡선 모두 학습 중에 나온 값을 행에 대해 평균한 것이고, 학습 자체는 MSE와
무관합니다. 가운데: 정답이 1일 때 logit에 대한 기울기입니다. BCE의 기울기는 p - y라서 아무리 크게 틀려도 -1 근처에 머물지만, MSE의 기울기는 확신을 갖고 틀린
곳(왼쪽 끝)에서 사라집니다. 오른쪽: weight가 반대 방향이라 확신을 갖고 틀리는 모델에서 시작해 MSE로 관찰했습니다. BCE로 학습하는 여러분의 `train_step`은 열몇 step 만에
방향을 돌려놓지만, 같은 학습률로 MSE 자체를 줄이려 하면 거의 움직이지 않습니다.
"""

from solution import train_and_monitor, train_step


def plot():
    import matplotlib.pyplot as plt
    import torch
    import torch.nn.functional as F
    from torch import nn

    generator = torch.Generator().manual_seed(0)
    y = (torch.arange(300) % 2).float()[:, None]
    x = torch.randn(300, 2, generator=generator) + (2 * y - 1) * torch.tensor([1.2, 0.8])

    def line(weight):
        model = nn.Linear(2, 1)
        with torch.no_grad():
            model.weight.copy_(torch.tensor([weight]))
            model.bias.zero_()
        return model, torch.optim.SGD(model.parameters(), lr=0.5)

    _, (left, middle, right) = plt.subplots(1, 3, figsize=(14, 4.2), layout="constrained")

    model, optimizer = line([-0.5, 0.5])
    optimizer.param_groups[0]["lr"] = 0.02
    loader = list(zip(x.split(32), y.split(32)))
    history = train_and_monitor(model, loader, optimizer, 20)
    epochs = range(1, 21)
    left.plot(epochs, [float(v) for v in history["bce"]], "o-", label="BCE (trained on)")
    left.plot(epochs, [float(v) for v in history["mse"]], "s-", label="MSE (looked at)")
    left.axhline(0.25, color="0.5", linestyle=":", label="MSE of p = 1/2")
    left.set(title="One training, two numbers", xlabel="epoch", ylim=(0, None))
    left.set_xticks([1, 5, 10, 15, 20])

    z = torch.linspace(-8, 8, 200)
    p = z.sigmoid()
    middle.plot(z, p - 1, label="BCE: p - y")
    middle.plot(z, 2 * (p - 1) * p * (1 - p), label="MSE: 2 (p - y) p (1 - p)")
    middle.set(title="Slope where the target is 1", xlabel="logit", ylabel="slope")

    wrong = [-6.0, -4.0]
    model, optimizer = line(wrong)
    watched = [float(train_step(model, optimizer, x, y)[1]) for _ in range(60)]
    right.plot(watched, label="trained on BCE")
    model, optimizer = line(wrong)
    watched = []
    for _ in range(60):
        loss = F.mse_loss(model(x).sigmoid(), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        watched.append(loss.item())
    right.plot(watched, label="trained on MSE")
    right.set(title="From a sure and wrong start", xlabel="step", ylabel="MSE", ylim=(0, 1))

    for axis in (left, middle, right):
        axis.grid(alpha=0.3)
        axis.legend()
    plt.show()
