"""
Left: of random symmetric matrices, how many are Hessians of minima. In one dimension it is every second one, in five one or
two in ten thousand. The dotted line shows the leading term for many dimensions, exp(-ln(3) / 4 * dim^2) (Dean & Majumdar,
2006), drawn from the first point on. Middle: the way out of a saddle. Gradient descent that starts near its ridge lingers at the saddle; the arrows
are the direction of most negative curvature. Right: a small trained network and a copy of it with the hidden units in
another order. Both have the same loss, and on the straight way between them there is a hill; once the units are aligned
there is none: the two minima were one.

왼쪽: 무작위 대칭 행렬 가운데 minimum의 Hessian인 것의 비율입니다. 1차원에서는 둘 중 하나, 5차원에서는 만 개 중 한두 개입니다. 점선은 차원이
많을 때의 주된 항 exp(-ln(3) / 4 * dim^2)을 첫 점에서부터 그린 것입니다(Dean & Majumdar, 2006). 가운데: saddle에서 빠져나가는 길입니다. 능선 가까이에서 출발한 gradient
descent는 saddle 근처에서 한참 머뭅니다. 화살표는 가장 크게 아래로 휘는 방향입니다. 오른쪽: 학습된 작은 네트워크와, 은닉 unit의 순서만 바꾼
복사본입니다. 둘의 loss는 같지만 둘을 잇는 직선 위에는 언덕이 있습니다. unit을 정렬하면 언덕이 사라집니다. 두 minimum은 사실 하나였습니다.
"""

from solution import (
    align_units,
    critical_point_type,
    fraction_of_minima,
    loss_barrier,
    negative_curvature_direction,
    permute_hidden_units,
)


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    rng = np.random.default_rng(0)
    _, (left, middle, right) = plt.subplots(1, 3, figsize=(14, 4.2), layout="constrained")
    dims = np.arange(1, 6)
    fractions = [fraction_of_minima(int(dim), 40_000, rng) for dim in dims]
    left.semilogy(dims, fractions, "o-", label="fraction_of_minima, 40,000 trials")
    left.semilogy(
        dims, 0.5 * np.exp(-np.log(3) / 4 * (dims**2 - 1)), "k:", label="exp(-ln(3)/4 dim$^2$)"
    )
    left.set(title="How rare minima are", xlabel="dimension", ylabel="fraction", xticks=dims)
    left.legend(fontsize="small")
    left.grid(alpha=0.3)

    def height(x, y):
        return (x**2 - 1) ** 2 / 4 + y**2 / 2

    def slope(point):
        return np.array([point[0] ** 3 - point[0], point[1]])

    x, y = np.meshgrid(np.linspace(-1.5, 1.5, 200), np.linspace(-1.3, 1.3, 200))
    middle.contour(x, y, height(x, y), levels=np.linspace(0.01, 1, 18), colors="0.8")
    for start in ([0.001, 1.2], [-0.001, -1.2], [0.1, 1.2]):
        path = [np.array(start)]
        for _ in range(150):
            path.append(path[-1] - 0.1 * slope(path[-1]))
        middle.plot(*np.array(path).T, ".-", markersize=3, linewidth=1)
    for place in ([0.0, 0.0], [1.0, 0.0], [-1.0, 0.0]):
        H = np.diag([3 * place[0] ** 2 - 1, 1.0])
        kind, way = critical_point_type(H, 1e-9), negative_curvature_direction(H)
        middle.text(place[0], -0.2, kind, ha="center")
        if way is not None:
            for sign in (1, -1):
                middle.quiver(*place, *(sign * way), scale=4, color="tab:red", zorder=3)
    middle.set(title="The way out of a saddle", xlabel="one weight", ylabel="another weight")

    hidden = 10
    inputs = rng.uniform(-2, 2, size=(60, 2))
    target = np.sin(2 * inputs[:, :1]) * inputs[:, 1:]

    def error(params):
        (W1, b1), (W2, b2) = params
        active = np.tanh(inputs @ W1 + b1)
        return active, active @ W2 + b2 - target

    params = [
        (rng.normal(size=(2, hidden)), rng.normal(size=hidden)),
        (0.3 * rng.normal(size=(hidden, 1)), np.zeros(1)),
    ]
    for _ in range(1500):
        (W1, b1), (W2, b2) = params
        active, off = error(params)
        off = 2 * off / len(off)
        back = off @ W2.T * (1 - active**2)
        params = [
            (W1 - 0.1 * inputs.T @ back, b1 - 0.1 * back.sum(axis=0)),
            (W2 - 0.1 * active.T @ off, b2 - 0.1 * off.sum(axis=0)),
        ]

    def flat(network):
        return np.concatenate([array.ravel() for layer in network for array in layer])

    def loss(theta):
        cuts = np.cumsum([2 * hidden, hidden, hidden])
        W1, b1, W2, b2 = np.split(theta, cuts)
        return float(np.mean(error([(W1.reshape(2, -1), b1), (W2[:, None], b2)])[1] ** 2))

    shuffled = permute_hidden_units(params, rng.permutation(hidden))
    aligned = align_units(params, shuffled)
    t = np.linspace(0, 1, 51)
    for network, name in ((shuffled, "permuted copy"), (aligned, "the same, aligned")):
        a, b = flat(params), flat(network)
        barrier = loss_barrier(loss, a, b, 51)
        losses = [loss(a + s * (b - a)) for s in t]
        right.plot(t, losses, label=f"{name}: barrier {abs(barrier):.2f}")
    right.set(title="From a network to its copy", xlabel="t, along the straight way", ylabel="loss")
    right.legend(fontsize="small")
    right.grid(alpha=0.3)
    plt.show()
