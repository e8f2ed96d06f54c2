"""
Left: what a trace bakes in. f is |x|, written with an if on the data, traced once at x = 2. The dynamic function decides
anew for each x; the traced graph has kept the branch x, and is wrong wherever the example would have gone the other way.
Middle: gradients that are nodes can be differentiated again; here relu(x)^3 and three of its derivatives, out of one graph.
Right: the graph of dynamic_power grows with n, as its trace shows, while the static graph of one power stays as it is,
however often it is run.

왼쪽은 trace가 무엇을 굳히는지 보여 줍니다. f는 데이터를 보는 if로 쓴 |x|이고 x = 2에서 한 번 trace했습니다. 동적 함수는 x마다 새로
판단하지만, trace된 그래프에는 x를 그대로 내보내는 분기만 남아서 예시와 반대쪽인 곳에서는 틀립니다. 가운데에서는 노드인 gradient를 다시 미분합니다.
relu(x)^3과 그 도함수 셋이 그래프 하나에서 나옵니다. 오른쪽을 보면 dynamic_power의 그래프는 n에 따라 커지지만, 정적 그래프는 몇 번을
실행해도 그대로입니다.
"""

from solution import StaticGraph, Tensor, dynamic_power, trace


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    def magnitude(x):
        return x if float(x.data) > 0 else -1.0 * x

    _, (left, middle, right) = plt.subplots(1, 3, figsize=(13, 4.2), layout="constrained")

    x = np.linspace(-3, 3, 121)
    traced = trace(magnitude, 2.0)
    [baked] = traced.graph.run([traced], {"x": x})
    left.plot(x, [float(magnitude(Tensor(value)).data) for value in x], linewidth=3, label="f(x)")
    left.plot(x, baked, "--", color="tab:red", linewidth=2, label="its trace")
    left.plot(2, 2, "o", color="black", label="the example")
    left.set(title="A branch, baked in", xlabel="x")

    graph = StaticGraph()
    node = graph.placeholder("x")
    bent = graph.relu(node)
    curves = [graph.mul(bent, graph.mul(bent, bent))]
    for _ in range(3):
        curves += graph.gradients(curves[-1], [node])
    x = np.linspace(-1, 1.5, 251)
    names = ("relu(x)^3", "1st derivative", "2nd derivative", "3rd derivative")
    for name, values in zip(names, graph.run(curves, {"x": x})):
        middle.plot(x, values, linewidth=2, label=name)
    middle.set(title="Gradients of gradients", xlabel="x", ylim=(-0.5, 7))

    powers = np.arange(1, 13)
    sizes = [trace(lambda x, n=n: dynamic_power(x, n), 1.0).graph.num_nodes() for n in powers]
    right.plot(powers, sizes, "o-", linewidth=2, label="dynamic_power(x, n), by n")
    third = trace(lambda x: dynamic_power(x, 3), 1.0)
    kept = []
    for n in powers:
        third.graph.run([third], {"x": float(n)})
        kept.append(third.graph.num_nodes())
    right.plot(powers, kept, "s--", linewidth=2, label="static graph for n = 3, by runs")
    right.set(
        title="Size of the graph", xlabel="n, or number of runs", ylabel="nodes", ylim=(0, None)
    )
    for axes in (left, middle, right):
        axes.grid(alpha=0.3)
        axes.legend(frameon=False)
    plt.show()
