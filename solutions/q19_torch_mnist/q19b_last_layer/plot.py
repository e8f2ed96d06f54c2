"""
Left: a softmax in front of the cross-entropy, which has one inside. Three classes, the head and the loss of your `build_head`,
the same steps for both; with the extra softmax the loss stays above ln(2 + e) - 1 = 0.55 whatever is learnt. Middle: two logits that are ever
further apart, in float32. Your `log_softmax` of the less probable class stays on the line; the logarithm of the softmax ends at
about -103, where the probability has become 0. Right: an overconfident model, its logits three times too large. It is right less
often than it says (below the diagonal). Divided by your `temperature_scale`, fitted on other rows, accuracy comes close to confidence. In
the legend: your `expected_calibration_error`.

왼쪽: softmax가 이미 들어 있는 cross-entropy 앞에 softmax를 하나 더 두었습니다. class는 셋이고, 여러분의 `build_head`가 만든 head와 loss로 같은 step만큼
학습했습니다. softmax를 더하면 무엇을 배우든 loss가 ln(2 + e) - 1 = 0.55 위에 머뭅니다. 가운데: 두 logit의 차이를 벌려 가며 float32로 계산했습니다. 작은 쪽 class에서
여러분의 `log_softmax`는 직선을 따라가지만, softmax의 로그는 확률이 0이 되는 -103 부근에서 끝납니다. 오른쪽: logit이 세 배로 커서 지나치게 확신하는 모델입니다. 말하는
것보다 덜 맞힙니다(대각선 아래). 다른 행에서 구한 여러분의 `temperature_scale`로 나누면 정확도가 confidence에 가까워집니다. 범례의 값은 여러분의
`expected_calibration_error`입니다.
"""

from solution import build_head, expected_calibration_error, log_softmax, temperature_scale


def plot():
    import matplotlib.pyplot as plt
    import torch

    generator = torch.Generator().manual_seed(0)

    def normal(*shape):
        return torch.randn(*shape, generator=generator)

    _, (left, middle, right) = plt.subplots(1, 3, figsize=(14, 4.2), layout="constrained")

    centres = torch.tensor([[2.0, 0.0], [-1.0, 1.8], [-1.0, -1.8]])
    y = torch.arange(300) % 3
    x = centres[y] + 0.6 * normal(300, 2)
    for extra in (True, False):
        module, loss_fn = build_head("multiclass", 2, 3)
        with torch.no_grad():
            for parameter in module.parameters():
                parameter.zero_()
        optimizer = torch.optim.SGD(module.parameters(), lr=1.0)
        losses = []
        for _ in range(100):
            outputs = module(x).softmax(dim=1) if extra else module(x)
            loss = loss_fn(outputs, y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        left.plot(losses, label="softmax before it" if extra else "logits, as they are")
    left.axhline(0.5514, color="0.5", linestyle=":", label="ln(2 + e) - 1")
    left.set(title="Cross-entropy", xlabel="step", ylabel="loss", ylim=(0, 1.15))

    gap = torch.linspace(0, 200, 201)
    pairs = torch.stack([gap, torch.zeros(201)], dim=1)
    middle.plot(gap, log_softmax(pairs, 1)[:, 1], label="log_softmax", linewidth=4, alpha=0.5)
    middle.plot(gap, pairs.softmax(dim=1).log()[:, 1], label="log of softmax")
    middle.set(title="The less probable of two classes", xlabel="gap of the logits")
    middle.set(ylabel="log probability")

    honest = 1.5 * normal(8000, 4)
    labels = torch.multinomial(honest.softmax(dim=1), 1, generator=generator)[:, 0]
    logits = 3 * honest
    temperature = float(temperature_scale(logits[:4000], labels[:4000]))
    right.plot([0, 1], [0, 1], color="0.5", linestyle=":")
    for name, divisor in (("as trained", 1.0), (f"T = {temperature:.2f}", temperature)):
        probs = (logits[4000:] / divisor).softmax(dim=1)
        confidence, prediction = probs.max(dim=1)
        correct = (prediction == labels[4000:]).float()
        place = (confidence * 10).ceil()
        inside = [place == k for k in range(1, 11) if (place == k).sum() > 60]
        error = float(expected_calibration_error(probs, labels[4000:], 10))
        right.plot(
            [confidence[rows].mean() for rows in inside],
            [correct[rows].mean() for rows in inside],
            "o-",
            label=f"{name}: ECE {error:.3f}",
        )
    right.set(title="What the numbers are worth", xlabel="confidence", ylabel="accuracy")
    right.set(xlim=(0.2, 1.02), ylim=(0.2, 1.02))

    for axis in (left, middle, right):
        axis.grid(alpha=0.3)
        axis.legend()
    plt.show()
