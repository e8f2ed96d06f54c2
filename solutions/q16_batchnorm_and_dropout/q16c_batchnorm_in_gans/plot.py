"""
Left: images of one and the same z from a fresh DCGAN generator in train mode, each time with three other samples in the
batch; the lower row is the difference from the first. Middle: how large that difference can get, by the number of batch
mates. It falls as the batch grows, since the statistics settle, and does not vanish; behind virtual batch norm it is 0 for
every batch. Right: your two steps train a small GAN (batch norm in the generator) for 250 rounds to imitate numbers around 3.

왼쪽: 갓 만든 DCGAN generator를 train 모드에 두고, 똑같은 z를 매번 다른 샘플 셋과 함께 넣어 얻은 이미지입니다. 아랫줄은 첫 이미지와의 차이입니다. 가운데:
함께 들어간 샘플 수에 따라 그 차이가 얼마나 커지는지 보여 줍니다. 배치가 커지면 통계가 안정되어 줄어들지만 사라지지는 않습니다. virtual batch norm을
거치면 배치가 어떻든 0입니다. 오른쪽: 여러분의 두 step으로, 배치 정규화가 있는 작은 generator가 3 부근의 수를 흉내 내도록 250번 학습했습니다.
"""

from solution import (
    batch_dependence,
    build_generator,
    discriminator_step,
    generator_step,
    init_dcgan,
    virtual_batch_norm,
)


def plot():
    import matplotlib.pyplot as plt
    import numpy as np
    import torch
    from torch import nn

    torch.manual_seed(3)
    figure = plt.figure(figsize=(14, 4.2), layout="constrained")
    left, middle, right = figure.subfigures(1, 3, width_ratios=[1.1, 1, 1])

    generator = build_generator(16, 3, 16)
    init_dcgan(generator)
    with torch.no_grad():  # a fresh output layer is nearly flat: more contrast, to see something
        last = [m for m in generator.modules() if isinstance(m, nn.ConvTranspose2d)][-1]
        last.weight.mul_(15)
        z = torch.randn(1, 16)
        images = [generator(torch.cat([z, torch.randn(3, 16)]))[0] for _ in range(3)]
    left.suptitle("The same z, three other batch mates each", fontsize=12)
    axes = left.subplots(2, 3)
    for column, image in enumerate(images):
        for row, shown in enumerate((image / 2 + 0.5, (image - images[0]) / 2 + 0.5)):
            axes[row, column].imshow(shown.permute(1, 2, 0).clamp(0, 1).numpy())
            axes[row, column].set(xticks=[], yticks=[])
    axes[0, 0].set_ylabel("image")
    axes[1, 0].set_ylabel("difference")

    axis = middle.subplots()
    counts = [1, 3, 9, 27, 81]
    found = [
        np.mean(
            [
                batch_dependence(generator, z, torch.randn(n, 16), torch.randn(n, 16))
                for _ in range(5)
            ]
        )
        for n in counts
    ]
    reference = torch.randn(32, 16)

    class Virtual(nn.Module):
        def forward(self, x):
            return virtual_batch_norm(x, reference, torch.ones(16), torch.zeros(16))

    steady = [
        batch_dependence(Virtual(), z, torch.randn(n, 16), torch.randn(n, 16)) for n in counts
    ]
    axis.plot(counts, found, "o-", color="tab:red", label="batch norm (your generator)")
    axis.plot(counts, steady, "s-", color="tab:green", label="virtual batch norm")
    axis.set_xscale("log")
    axis.set_xticks(counts, map(str, counts), minor=False)
    axis.minorticks_off()
    axis.set(title="What an image owes to its batch mates", xlabel="batch mates")
    axis.set(ylabel="largest difference of a pixel", ylim=(-0.05, None))
    axis.grid(alpha=0.3)
    axis.legend()

    small = nn.Sequential(nn.Linear(4, 24), nn.BatchNorm1d(24), nn.ReLU(), nn.Linear(24, 1))
    judge = nn.Sequential(nn.Linear(1, 24), nn.LeakyReLU(0.2), nn.Linear(24, 1), nn.Flatten(0))
    for_small = torch.optim.Adam(small.parameters(), lr=0.008, betas=(0.5, 0.999))
    for_judge = torch.optim.Adam(judge.parameters(), lr=0.008, betas=(0.5, 0.999))

    def made():
        with torch.no_grad():
            return small(torch.randn(2000, 4)).flatten().numpy()

    before = made()
    for _ in range(250):
        real = 3 + 0.7 * torch.randn(64, 1)
        discriminator_step(small, judge, for_judge, real, torch.randn(64, 4))
        generator_step(small, judge, for_small, torch.randn(64, 4))
    axis = right.subplots()
    bins = np.linspace(-2, 6, 65)
    real = (3 + 0.7 * torch.randn(2000)).numpy()
    axis.hist(real, bins=bins, color="0.6", label="real")
    axis.hist(before, bins=bins, histtype="step", color="tab:blue", label="generated, before")
    axis.hist(made(), bins=bins, histtype="step", color="tab:red", linewidth=2, label="after")
    axis.set(title="A small GAN, 250 rounds", xlabel="value")
    axis.legend()
    plt.show()
