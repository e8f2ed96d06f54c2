"""
Left: the history of your fit on 1,200 of scikit-learn's digits, validated on 300 others. train_loss begins above
val_loss, since it is the mean over an epoch in which the weights improve, and val_loss is taken at its end.
Middle: some validation digits that the model gets wrong, each with what it takes it for. Right: a run that is
stopped after 60 steps. Resumed from your checkpoint it goes on exactly as the run that was not interrupted; with the
weights alone, and an Adam that starts anew, it does not.

왼쪽: scikit-learn 숫자 1,200장으로 학습하고 다른 300장으로 검증한 fit의 history입니다. train_loss가 처음에 val_loss보다 높은 것은, 좋아지는
동안의 epoch 평균을 epoch이 끝난 뒤의 값과 비교하기 때문입니다. 가운데: 모델이 틀린 검증 숫자 몇 장과 모델의 답입니다. 오른쪽: 60 step에서 멈춘 학습입니다.
checkpoint로 이어 가면 중단하지 않은 것과 정확히 같고, weight만 불러와 Adam을 새로 시작하면 달라집니다.
"""

from solution import build_model, evaluate, fit, load_checkpoint, save_checkpoint, train_one_epoch


def plot():
    import tempfile
    from pathlib import Path

    import matplotlib.pyplot as plt
    import torch
    from sklearn.datasets import load_digits
    from torch import nn

    torch.manual_seed(0)
    digits = load_digits()
    order = torch.randperm(len(digits.target))
    x = torch.tensor(digits.images / 16, dtype=torch.float32)[order, None]
    y = torch.tensor(digits.target)[order]
    train = list(zip(x[:1200].split(60), y[:1200].split(60)))
    val = [(x[1200:1500], y[1200:1500])]

    figure = plt.figure(figsize=(14, 4.2), layout="constrained")
    left, middle, right = figure.subfigures(1, 3, width_ratios=[1.1, 0.8, 1.1])

    model = build_model((1, 8, 8), 10)
    history = fit(model, train, val, epochs=8, lr=0.003, device="cpu")
    axis = left.subplots()
    epochs = range(1, len(history["train_loss"]) + 1)
    axis.plot(epochs, history["train_loss"], "o-", label="train_loss")
    axis.plot(epochs, history["val_loss"], "s-", label="val_loss")
    final = evaluate(model, val, nn.CrossEntropyLoss(), "cpu")[1]
    axis.set(
        title=f"fit: {float(final):.1%} of 300 right", xlabel="epoch", ylabel="loss", ylim=(0, None)
    )
    axis.grid(alpha=0.3)
    axis.legend()

    model.eval()
    with torch.no_grad():
        answers = model(val[0][0]).argmax(dim=1)
    wrong = (answers != val[0][1]).nonzero()[:6, 0]
    middle.suptitle("Wrong answers, and the labels")
    for axis, row in zip(middle.subplots(2, 3).flat, [*wrong.tolist(), *[None] * 6]):
        axis.axis("off")
        if row is not None:
            axis.imshow(val[0][0][row, 0], cmap="gray_r")
            axis.set_title(f"{answers[row]} for {val[0][1][row]}", fontsize=11)

    def start():
        torch.manual_seed(1)
        net = nn.Sequential(nn.Flatten(), nn.Linear(64, 32), nn.Tanh(), nn.Linear(32, 10))
        return net, torch.optim.Adam(net.parameters(), lr=0.05)

    def steps(net, optimizer, batches):
        loss_fn = nn.CrossEntropyLoss()
        return [float(train_one_epoch(net, [one], optimizer, loss_fn, "cpu")) for one in batches]

    batches = (train * 5)[:90]
    net, optimizer = start()
    losses = steps(net, optimizer, batches[:60])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "checkpoint.pt"
        save_checkpoint(path, net, optimizer, 60)
        resumed, its_optimizer = start()
        load_checkpoint(path, resumed, its_optimizer)
        cold, _ = start()
        load_checkpoint(path, cold, torch.optim.Adam(cold.parameters(), lr=0.05))
    losses += steps(net, optimizer, batches[60:])
    axis = right.subplots()
    axis.plot(losses, color="0.6", linewidth=5, label="not interrupted")
    after = range(60, len(batches))
    fresh = torch.optim.Adam(cold.parameters(), lr=0.05)
    axis.plot(after, steps(cold, fresh, batches[60:]), "--", color="tab:red", label="weights alone")
    resumed_losses = steps(resumed, its_optimizer, batches[60:])
    axis.plot(after, resumed_losses, color="tab:green", label="your checkpoint")
    axis.axvline(59.5, color="0.4", linestyle=":")
    axis.set(title="Stopped and resumed", xlabel="step", ylabel="loss of the batch")
    axis.grid(alpha=0.3)
    axis.legend()
    plt.show()
