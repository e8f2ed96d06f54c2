"""
Left: a curve (gray) and the networks through 5 and 9 of its points; outside of the knots they go on as straight lines. Middle:
what the units of the network with 5 knots add up to, one after the other in your order, on top of the output bias. With the
lesson's units, each that switches on turns the graph towards the next knot; the last sum is the network. Right: the largest
error against the number of knots, on logarithmic axes. From about 9 knots on it runs parallel to the dotted line, 1/n^2: twice
the knots, a quarter of the error.

왼쪽: 곡선(회색)과 그 위의 점 5개, 9개를 지나는 네트워크입니다. knot 바깥에서는 직선으로 이어집니다. 가운데: knot이 5개인 네트워크에서 출력 bias 위에 unit을 반환한 순서대로
하나씩 더해 간 모습입니다. 본문의 unit이라면 하나가 켜질 때마다 그래프가 다음 knot 쪽으로 꺾이고, 모두 더한 것이 네트워크입니다. 오른쪽: knot 수에 따른 최대 오차를 로그 축에
그렸습니다. knot이 9개쯤부터는 점선 1/n^2와 나란합니다. knot이 두 배가 되면 오차는 4분의 1이 됩니다.
"""

from solution import evaluate, interpolation_error, relu_interpolator


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    def curve(x):
        return np.sin(3 * x) + 0.4 * x

    a, b = 0.0, 3.0
    x = np.linspace(a - 0.5, b + 0.5, 500)
    _, (left, middle, right) = plt.subplots(1, 3, figsize=(14, 4.2), layout="constrained")

    left.plot(x, curve(x), color="0.75", linewidth=4, label="the curve")
    for count, colour in ((5, "tab:orange"), (9, "tab:blue")):
        knots = np.linspace(a, b, count)
        params = relu_interpolator(knots, curve(knots))
        left.plot(x, evaluate(params, x), color=colour, linewidth=1.6, label=f"{count} knots")
        left.plot(knots, curve(knots), "o", color=colour, markersize=4)
    left.set(title="Broken lines made of ReLUs", xlabel="x", ylim=(-2.5, 3.5))
    left.legend(frameon=False, loc="upper left")

    knots = np.linspace(a, b, 5)
    w1, b1, w2, b2 = relu_interpolator(knots, curve(knots))
    w1, b1, w2 = np.asarray(w1), np.asarray(b1), np.asarray(w2)
    inside = np.linspace(a, b, 300)
    colours = plt.cm.viridis(np.linspace(0.9, 0.1, len(w1)))
    for units in range(1, len(w1) + 1):
        some = (w1[:units], b1[:units], w2[:units], b2)
        last = units == len(w1)
        middle.plot(
            inside,
            evaluate(some, inside),
            color="tab:orange" if last else colours[units - 1],
            linewidth=3 if last else 1.4,
            label=f"{units} unit{'s' * (units > 1)}",
        )
    middle.plot(knots, curve(knots), "o", color="k", markersize=4)
    middle.set(title="Adding unit after unit", xlabel="x", ylim=(-4, 6))
    middle.legend(frameon=False, loc="upper left", fontsize="small")

    counts = np.array([3, 5, 9, 17, 33, 65, 129])
    errors = [interpolation_error(curve, a, b, int(count)) for count in counts]
    right.loglog(counts, errors, "o-", color="tab:blue", linewidth=2, label="largest error")
    right.loglog(counts[1:], 25 / counts[1:] ** 2.0, "k:", label="slope of 1/n^2")
    right.set(title="Error", xlabel="number of knots")
    right.grid(alpha=0.3, which="both")
    right.legend(frameon=False)
    plt.show()
