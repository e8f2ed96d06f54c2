"""
Left: a polynomial with two wells, and the bound of interval_lower_bound for 4 and for 64 pieces. Middle: the bound rises
towards the minimum as the pieces become more; certify says "unknown" at each of the minima as long as the bound is loose, and
"global" at the lower one once it is tight. At the higher one it stays "unknown". Right: gradient steps on a lasso problem.
The duality gap is never smaller than what is really left, and goes to zero with it: a solver can stop by it.

왼쪽: 골이 두 개인 다항식과, 조각이 4개일 때와 64개일 때 interval_lower_bound의 하한입니다. 가운데: 조각이 늘어나면 하한이 최솟값까지
올라갑니다. 하한이 느슨할 때 certify는 두 극소점 모두 "unknown"이라고 하다가, 충분히 빡빡해지면 낮은 쪽만 "global"이라고 합니다. 높은 쪽은
끝까지 "unknown"입니다. 오른쪽: lasso 문제를 gradient로 한 걸음씩 풉니다. duality gap은 실제로 남은 양보다 작지 않고 함께 0으로
가므로, 이것을 보고 멈출 수 있습니다.
"""

from solution import certify, interval_lower_bound, lasso_duality_gap


def plot():
    import matplotlib.pyplot as plt
    import numpy as np

    _, (left, middle, right) = plt.subplots(1, 3, figsize=(14, 4.2), layout="constrained")
    coefs, a, b = np.array([1.0, 0.35, -2.0, 0.0, 1.0]), -1.6, 1.6

    def value(x):
        return np.polynomial.polynomial.polyval(x, coefs)

    x = np.linspace(a, b, 2001)
    lower, higher = x[np.argmin(value(x))], x[1000 + np.argmin(value(x[1000:]))]
    left.plot(x, value(x), color="0.3", linewidth=2)
    left.plot(lower, value(lower), "o", color="tab:green", label="lower minimum")
    left.plot(higher, value(higher), "o", color="tab:red", label="higher minimum")
    for splits, style in ((4, ":"), (64, "--")):
        bound = interval_lower_bound(coefs, a, b, splits)
        left.axhline(bound, color="tab:blue", linestyle=style, label=f"bound, {splits} pieces")
    left.set(title="A bound holds for every x", xlabel="x")
    left.legend(fontsize="small", loc="upper center")

    counts = 2 ** np.arange(13)
    bounds = [interval_lower_bound(coefs, a, b, int(count)) for count in counts]
    middle.semilogx(counts, bounds, ".-", color="tab:blue", base=2, label="lower bound")
    for point, colour in ((lower, "tab:green"), (higher, "tab:red")):
        middle.axhline(value(point), color=colour, linewidth=1)
        words = [certify(float(value(point)), float(bound), 0.01) for bound in bounds]
        for word, marker in (("unknown", "x"), ("global", "o")):
            chosen = [count for count, said in zip(counts, words) if said == word]
            if chosen:
                heights = np.full(len(chosen), value(point))
                middle.plot(chosen, heights, marker, color=colour, label=f'"{word}"')
    middle.set(title="What certify says (tol = 0.01)", xlabel="pieces")
    middle.legend(fontsize="small", loc="lower right")

    rng = np.random.default_rng(1)
    X = rng.normal(size=(40, 12))
    y = X[:, 0] * 2 - X[:, 3] + rng.normal(size=40)
    lam, lr = 0.2, 40 / np.linalg.norm(X, 2) ** 2
    w, objectives, gaps = np.zeros(12), [], []
    for _ in range(160):
        objectives.append(np.sum((y - X @ w) ** 2) / 80 + lam * np.abs(w).sum())
        gaps.append(max(lasso_duality_gap(X, y, w, lam), 1e-17))
        step = w + lr * X.T @ (y - X @ w) / 40
        w = np.sign(step) * np.maximum(np.abs(step) - lr * lam, 0)
    left_over = np.array(objectives) - objectives[-1]
    right.semilogy(gaps[:60], color="tab:blue", label="duality gap")
    right.semilogy(np.maximum(left_over[:60], 1e-17), color="0.3", label="what is really left")
    right.set(title="Lasso, step by step", xlabel="step", ylim=(1e-13, None))
    right.legend(fontsize="small")
    plt.show()
