"""
Left: the roofline of a machine with 300 TFLOP/s and 2 TB/s (round numbers, as of a recent GPU), and where products of a batch with a
4096 x 4096 layer in 16 bits lie on it: one row at a time reaches less than 1 % of the peak, and 16 rows take
no longer than one; thousands reach the peak. Middle: Amdahl's law. However many
workers there are, the serial rest sets the limit (dotted). Right: measured here, on the CPU, with your time_on: all distances between N
points and N others in 32 dimensions, by a Python loop over points and by your pairwise_distances. The same work as one product is several times faster.

왼쪽: 300 TFLOP/s, 2 TB/s인 장치(요즘 GPU를 어림한 수)의 roofline입니다. batch와 4096 x 4096 층의 16비트 행렬 곱이 그 위 어디에 놓이는지 보입니다.
한 행씩이면 최대 성능의 1%도 안 되고 16행도 한 행과 같은 시간이 걸리며, 수천 행이면 최대 성능에 이릅니다. 가운데: Amdahl의 법칙입니다. worker가 아무리 많아도 순차적인 나머지가 한계(점선)를
정합니다. 오른쪽: 여러분의 time_on으로 이 컴퓨터의 CPU에서 쟀습니다. 32차원 점 N개와 다른 N개 사이의 모든 거리를, 점마다 도는 파이썬 반복문과
여러분의 pairwise_distances로 구했습니다. 같은 일도 행렬 곱 하나로 하면 몇 배나 빠릅니다.
"""

from solution import (
    amdahl_speedup,
    arithmetic_intensity,
    matmul_flops,
    pairwise_distances,
    roofline,
    time_on,
)


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    peak, bandwidth = 300e12, 2e12
    _, (left, middle, right) = plt.subplots(1, 3, figsize=(14, 4.2), layout="constrained")
    grid = np.geomspace(0.3, 5000, 200)
    left.loglog(grid, [roofline(peak, bandwidth, i) / 1e12 for i in grid], color="0.3")
    for rows in (1, 16, 128, 4096):
        intensity = arithmetic_intensity(rows, 4096, 4096, 2)
        reached = roofline(peak, bandwidth, intensity)
        micros = matmul_flops(rows, 4096, 4096) / reached * 1e6
        label = f"{rows} row{'s' if rows > 1 else ''}: {micros:.0f} µs"
        left.loglog(intensity, reached / 1e12, "o", markersize=8)
        place = {"xytext": (8, -6)} if rows < 100 else {"xytext": (0, -16), "ha": "center"}
        if rows == 128:
            place = {"xytext": (-8, 3), "ha": "right"}
        left.annotate(
            label, (intensity, reached / 1e12), textcoords="offset points", fontsize=9, **place
        )
    left.set(
        title="Roofline", xlabel="operations per byte", ylabel="TFLOP/s at best", ylim=(0.5, 500)
    )
    left.grid(alpha=0.3)

    workers = np.unique(np.geomspace(1, 10_000, 60).astype(int))
    for share, colour in ((0.5, "tab:red"), (0.9, "tab:orange"), (0.99, "tab:green")):
        speedups = [amdahl_speedup(share, int(w)) for w in workers]
        middle.loglog(workers, speedups, color=colour, label=f"{share:.0%} parallel")
        middle.axhline(1 / (1 - share), color=colour, linestyle=":", linewidth=1)
    middle.set(title="Amdahl's law", xlabel="workers", ylabel="speed-up")
    middle.grid(alpha=0.3)
    middle.legend()

    rng = np.random.default_rng(20)
    sizes, times = [50, 100, 200, 400, 800], {"loop over points": [], "pairwise_distances": []}
    for size in sizes:
        X, Y = rng.normal(size=(size, 32)), rng.normal(size=(size, 32))

        def loop(X=X, Y=Y):
            return np.array([np.sqrt(((x - Y) ** 2).sum(axis=1)) for x in X])

        def product(X=X, Y=Y):
            return pairwise_distances(X, Y)

        times["loop over points"].append(time_on("cpu", loop, 3))
        times["pairwise_distances"].append(time_on("cpu", product, 3))
    for (name, seconds), style in zip(times.items(), ("s--", "o-")):
        right.loglog(sizes, np.multiply(seconds, 1e3), style, label=name)
    right.set_xticks(sizes, sizes)
    right.minorticks_off()
    right.set(title="N x N distances, on this CPU", xlabel="N", ylabel="ms")
    right.grid(alpha=0.3)
    right.legend()
    plt.show()
