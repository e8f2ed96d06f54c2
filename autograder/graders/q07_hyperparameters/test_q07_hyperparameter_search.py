"""Hidden grader of q07: searches on objectives that follow a script, so that every call shows.

The k-th call of such an objective returns the k-th value of the script, and a call too many something
lower than all of them: who runs a config again, or in another order, ends with another answer.
"""

from __future__ import annotations

import itertools
import math

import numpy as np

from autograder.grading import (
    check,
    check_close,
    check_equal,
    check_generator,
    check_raises,
    check_statistic,
    check_unchanged,
    task,
)


def make_objective(values):
    """An objective with a script, and the list of the configs that it was called with."""
    configs = []

    def objective(config):
        configs.append(config)
        number = len(configs)
        return float(values[number - 1]) if number <= len(values) else -1000.0 * number

    return objective, configs


def make_values(values):
    """A callable of a space with a script, and the list of its calls."""
    calls = []

    def draw(rng):
        calls.append(len(calls))
        return values[len(calls) - 1] if len(calls) <= len(values) else -1000.0 * len(calls)

    return draw, calls


def losses(rng, count):
    """Different numbers; the lowest is neither the first nor the last, the highest is the last but one."""
    values = np.sort(rng.uniform(0.5, 2, size=count) + np.arange(count))
    middle = rng.permutation(values[1:-1])
    return [*middle[:2], values[0], *middle[2:-1], values[-1], middle[-1]]


def check_pair(result, en, ko):
    check(
        isinstance(result, tuple | list) and len(result) == 2,
        f"must return the tuple {en}.",
        f"{ko} 튜플을 반환해야 합니다.",
    )


def check_best(result, config, value):
    check_pair(result, "(best_config, best_value)", "(best_config, best_value)")
    check_equal(result[0], config)
    check_close(result[1], value)


def check_numbers(draws, shape):
    check(
        isinstance(draws, np.ndarray)
        and draws.shape == shape
        and draws.dtype == np.float64
        and bool(np.isfinite(draws).all()),
        f"must return a float64 array of shape {shape}, every number finite.",
        f"모양이 {shape}이고 모든 수가 유한한 float64 배열을 반환해야 합니다.",
    )


# --- sample_log_uniform


@task("sample_log_uniform", points=4)
def test_sample_log_uniform_has_uniform_logarithms(submission, rng, seed):
    """Thousands of draws lie within the bounds, and their logarithms are uniform and independent.
    수천 개를 뽑으면 모두 경계 안에 있고, 로그는 균등하며 서로 독립입니다."""
    low, high = 10 ** rng.uniform(-4.6, -4.2), 10 ** rng.uniform(0.3, 0.7)
    draws = submission.sample_log_uniform(
        float(low), float(high), 4000, submission.probe.rng(seed % 2**32)
    )
    check_numbers(draws, (4000,))
    check(
        draws.min() >= low * (1 - 1e-9) and draws.max() <= high * (1 + 1e-9),
        "numbers lie outside of [low, high].",
        "[low, high] 밖의 수가 있습니다.",
    )
    place = np.log(draws / low) / np.log(high / low)  # 0 at low, 1 at high
    check_statistic(
        place.mean(),
        1 / 2,
        math.sqrt(1 / 12 / 4000),
        "the logarithms must be uniform, so that each decade is equally likely; their mean, as a "
        "share of the way from log(low) to log(high), is off",
        "로그가 균등해서 자릿수마다 확률이 같아야 합니다. log(low)에서 log(high)까지의 거리에 대한 "
        "비율로 본 로그의 평균이 맞지 않습니다",
    )
    check_statistic(
        np.mean((place - 1 / 2) ** 2),
        1 / 12,
        math.sqrt(1 / 180 / 4000),
        "the logarithms must be uniform between log(low) and log(high); their spread is off",
        "로그가 log(low)와 log(high) 사이에서 균등해야 합니다. 로그가 퍼진 정도가 맞지 않습니다",
    )
    check_statistic(
        np.abs(place[::2] - place[1::2]).mean(),
        1 / 3,
        math.sqrt(1 / 18 / 2000),
        "the draws must be independent; the mean distance of two logarithms in a row is off",
        "뽑은 수는 서로 독립이어야 합니다. 이웃한 두 로그의 평균 거리가 맞지 않습니다",
    )


@task("sample_log_uniform", points=2)
def test_sample_log_uniform_of_a_single_value(submission, rng, seed):
    """Where low equals high, every number is that value, in an array of the shape asked for.
    low와 high가 같으면 요청한 모양의 배열이 그 값으로 채워집니다."""
    generator = submission.probe.rng(seed % 2**32)
    value = float(10 ** rng.uniform(-3.5, -2.5))
    draws = submission.sample_log_uniform(value, value, (4, 3), generator)
    check_close(draws, np.full((4, 3), value), rtol=1e-11, atol=0)
    draws = submission.sample_log_uniform(300 * value, 300 * value, 5, generator)
    check_close(draws, np.full(5, 300 * value), rtol=1e-11, atol=0)


@task("sample_log_uniform", points=2)
def test_sample_log_uniform_draws_from_rng_alone(submission, rng, seed):
    """The same state of rng gives the same numbers, and rng moves on; no other generator is used.
    rng의 상태가 같으면 같은 수가 나오고, rng의 상태는 바뀝니다. 다른 생성기는 쓰지 않습니다."""
    low, high = float(rng.uniform(0.01, 0.1)), float(rng.uniform(5, 9))

    def draw(generator):
        draws = submission.sample_log_uniform(low, high, (2, 3), generator)
        check_numbers(draws, (2, 3))
        return draws

    check_generator(submission, draw, seed % 2**31)


@task("sample_log_uniform", points=1)
def test_sample_log_uniform_refuses_bad_bounds(submission, rng, seed):
    """A low of 0 or below, or above high, raises ValueError.
    low가 0 이하이거나 high보다 크면 ValueError가 발생합니다."""
    generator = submission.probe.rng(seed % 2**32)
    one, two = float(rng.uniform(0.1, 0.5)), float(rng.uniform(1, 2))
    for low, high in [(-one, two), (two, one), (-two, -one), (0.0, two)]:
        check_raises("ValueError", submission.sample_log_uniform, low, high, 3, generator)


# --- grid_search


def grid(rng):
    """A space of 2 x 3 x 2 points, whose names are not in alphabetical order, and the points."""
    space = {
        "width": [int(n) for n in rng.permutation([16, 48, 96])[:2]],
        "activation": ["relu", "tanh", "gelu"],
        "lr": [float(lr) for lr in rng.uniform(0.01, 1, size=2)],
    }
    points = [dict(zip(space, values)) for values in itertools.product(*space.values())]
    return space, points


@task("grid_search", points=3)
def test_grid_search_finds_the_lowest(submission, reference, rng):
    """Every point is tried once, in the order of itertools.product, and the lowest value wins.
    모든 점을 itertools.product의 순서로 한 번씩 시도하고, 값이 가장 낮은 것을 고릅니다."""
    space, points = grid(rng)
    values = losses(rng, len(points))
    objective, tried = make_objective(values)
    result = submission.grid_search(objective, space)
    check(
        len(tried) == len(points),
        f"called objective {len(tried)} times for a grid of {len(points)} points.",
        f"점이 {len(points)}개인 grid에서 objective를 {len(tried)}번 호출했습니다.",
    )
    check(
        tried == points,
        "did not try the points in the order of itertools.product: names as in space, the last one "
        "fastest, and a dict with a value for each name.",
        "점을 itertools.product의 순서로 시도하지 않았습니다. 이름은 space의 순서이고 마지막 이름이 "
        "가장 빨리 바뀌며, config는 이름마다 값이 있는 dict입니다.",
    )
    check_best(result, *reference.grid_search(make_objective(values)[0], space))


@task("grid_search", points=2)
def test_grid_search_with_ties_and_nan(submission, reference, rng):
    """NaN is never the best, wherever it comes, and of equal values the first wins.
    NaN은 어디에 나오든 최고가 될 수 없고, 값이 같으면 먼저 나온 것을 고릅니다."""
    space, _ = grid(rng)
    low, middle, high = np.sort(rng.uniform(size=3) + np.arange(3))
    nan = math.nan
    first = [nan, high, middle, low, high, nan, low, middle, low, high, middle, nan]
    later = [high, nan, middle, nan, middle, high, nan, low, nan, high, low, middle]
    for values in (first, later):
        result = submission.grid_search(make_objective(values)[0], space)
        check_best(result, *reference.grid_search(make_objective(values)[0], space))


@task("grid_search", points=1)
def test_grid_search_odd_inputs(submission, rng):
    """Infinity counts as a number; callables, empty lists and nothing but NaN raise ValueError.
    무한대도 수입니다. callable, 빈 리스트, 모두 NaN인 경우에는 ValueError가 발생합니다."""
    space, points = grid(rng)
    result = submission.grid_search(make_objective([math.inf] * len(points))[0], space)
    check_best(result, points[0], math.inf)
    check_unchanged(submission)
    one = make_objective(range(20))[0]
    callables = {**space, "lr": make_values([0.1])[0]}
    check_raises("ValueError", submission.grid_search, one, callables)
    check_raises("ValueError", submission.grid_search, one, {**space, "activation": []})
    check_raises("ValueError", submission.grid_search, make_objective([math.nan] * 20)[0], space)


# --- random_search


@task("random_search", points=3)
def test_random_search_finds_the_lowest(submission, rng, seed):
    """Each trial calls every callable once and the objective once; the lowest value wins.
    시도마다 callable과 objective를 한 번씩 호출하고, 값이 가장 낮은 config를 고릅니다."""
    trials = 8
    values = losses(rng, trials)
    lrs, widths = rng.uniform(0.01, 1, size=trials), rng.permutation(np.arange(10, 90))
    lr, lr_calls = make_values([float(number) for number in lrs])
    width, width_calls = make_values([int(number) for number in widths[:trials]])
    objective, tried = make_objective(values)
    space = {"width": width, "layers": [(64, 32)], "lr": lr}
    result = submission.random_search(objective, space, trials, submission.probe.rng(seed % 2**32))
    best = int(np.argmin(values))
    config = {"width": int(widths[best]), "layers": (64, 32), "lr": float(lrs[best])}
    # Two kinds of checks, so that the diagnosis tells too few calls from too many.
    for name, calls in (
        ("objective", tried),
        ("space['lr']", lr_calls),
        ("space['width']", width_calls),
    ):
        check(
            len(calls) >= trials,
            f"called {name} only {len(calls)} times in {trials} trials.",
            f"{trials}번 시도하는데 {name} 호출은 {len(calls)}번뿐입니다.",
        )
        check_statistic(
            len(calls),
            trials,
            0,
            f"must call {name} exactly once per trial, not more often",
            f"{name}은 시도마다 정확히 한 번만 호출해야 합니다",
        )
    check_best(result, config, values[best])


@task("random_search", points=2)
def test_random_search_draws_from_lists(submission, rng, seed):
    """The entries of a list are equally likely, whatever another list gives, and keep their type.
    리스트의 원소는 다른 리스트와 무관하게 모두 확률이 같고, 타입이 그대로입니다."""
    trials, total, tried = 70, 0.0, []

    def objective(config):
        nonlocal total
        tried.append((config["width"], config["activation"]))
        total += len(tried) * (1 + 2 * (config["width"] == 32) + (config["activation"] == "relu"))
        return -total  # its last value tells everything that was drawn

    space = {"width": [32, "auto"], "activation": ["relu", "tanh"]}
    submission.random_search(objective, space, trials, submission.probe.rng(seed % 2**32))
    check(
        all(width in (32, "auto") and act in ("relu", "tanh") for width, act in tried),
        "each value must be an entry of its list, of the type that it has there.",
        "각 값은 리스트의 원소 그대로여야 하고 타입도 같아야 합니다.",
    )
    wide = np.array([width == 32 for width, _ in tried])
    relu = np.array([activation == "relu" for _, activation in tried])
    error = math.sqrt(1 / 4 / trials)
    for share in (wide.mean(), relu.mean()):
        check_statistic(
            share,
            1 / 2,
            error,
            "both entries of a list must come up equally often; the share of the first is off",
            "리스트의 두 원소가 같은 확률로 나와야 합니다. 첫 원소의 비율이 맞지 않습니다",
        )
    check_statistic(
        np.mean(wide == relu),
        1 / 2,
        error,
        "two lists must be drawn independently; the share of trials in which both gave their first "
        "entry or both their second is off",
        "두 리스트에서 독립적으로 뽑아야 합니다. 둘 다 첫 원소이거나 둘 다 둘째 원소인 비율이 맞지 "
        "않습니다",
    )
    check_statistic(
        np.mean(wide[1:] == wide[:-1]),
        1 / 2,
        math.sqrt(1 / 4 / (trials - 1)),
        "trials must be drawn independently; the share of trials that repeat the entry of the trial "
        "before is off",
        "시도마다 독립적으로 뽑아야 합니다. 바로 앞 시도와 같은 원소가 나온 비율이 맞지 않습니다",
    )


@task("random_search", points=2)
def test_random_search_with_ties_and_nan(submission, rng, seed):
    """NaN is never the best, wherever it comes, and of equal values the first wins.
    NaN은 어디에 나오든 최고가 될 수 없고, 값이 같으면 먼저 나온 것을 고릅니다."""
    low, middle, high = np.sort(rng.uniform(size=3) + np.arange(3))
    nan = math.nan
    first = [nan, high, middle, low, nan, low, high, middle]
    later = [high, nan, middle, nan, low, middle, nan, low]
    for values in (first, later):
        lrs = [float(lr) for lr in rng.uniform(0.01, 1, size=len(values))]
        result = submission.random_search(
            make_objective(values)[0],
            {"lr": make_values(lrs)[0]},
            len(values),
            submission.probe.rng(seed % 2**32),
        )
        best = int(np.nanargmin(values))
        check_best(result, {"lr": lrs[best]}, low)


@task("random_search", points=2)
def test_random_search_draws_from_rng_alone(submission, rng, seed):
    """Lists are drawn with rng, callables receive it; its state decides, and it moves on.
    리스트에서는 rng로 뽑고 callable에는 rng를 넘깁니다. 결과는 rng의 상태로 정해지고, rng의 상태는 바뀝니다."""
    lists = {f"x{i}": [int(number) for number in rng.permutation(20)] for i in range(10)}

    def first_of(generator):
        return float(generator.random())

    def draw(space):
        def run(generator):
            result = submission.random_search(lambda config: 1.0, space, 1, generator)
            check_pair(result, "(best_config, best_value)", "(best_config, best_value)")
            check(
                isinstance(result[0], dict) and result[0].keys() == space.keys(),
                "best_config must be a dict with a value for each name.",
                "best_config는 이름마다 값이 있는 dict여야 합니다.",
            )
            return list(result[0].values())

        return run

    check_generator(submission, draw({"lr": first_of}), seed % 2**31)
    check_generator(submission, draw(lists), seed % 2**31)


@task("random_search", points=1)
def test_random_search_odd_inputs(submission, rng, seed):
    """Infinity counts as a number; no trial, an empty list and nothing but NaN raise ValueError.
    무한대도 수입니다. 시도가 없거나, 빈 리스트이거나, 모두 NaN이면 ValueError가 발생합니다."""
    generator = submission.probe.rng(seed % 2**32)
    lrs = [float(lr) for lr in rng.uniform(0.01, 1, size=3)]
    space = {"lr": make_values(lrs)[0], "activation": ["relu"]}
    diverged = make_objective([math.inf] * 3)[0]
    result = submission.random_search(diverged, space, 3, generator)
    check_best(result, {"lr": lrs[0], "activation": "relu"}, math.inf)
    check_unchanged(submission)
    one = make_objective(range(20))[0]
    search = submission.random_search
    check_raises("ValueError", search, one, {"lr": [0.1]}, 0, generator)
    check_raises("ValueError", search, one, {"lr": []}, 3, generator)
    check_raises(
        "ValueError", search, make_objective([math.nan] * 3)[0], {"lr": [0.1, 1.0]}, 3, generator
    )


# --- successive_halving


def make_configs(rng, count):
    """Configs in no order at all, each with a number of its own."""
    return [{"id": int(i), "lr": float(rng.uniform(0.01, 1))} for i in rng.permutation(count)]


def make_curves(rng, count):
    """An objective that falls with the budget, for each config from and to somewhere else."""
    last, first = rng.uniform(0, 1, size=count), rng.uniform(-2, 6, size=count)
    runs = []

    def objective(config, budget):
        runs.append((config["id"], budget))
        return float(last[config["id"]] + first[config["id"]] / budget)

    return objective, runs


def check_halving(result, expected, order=False):
    """The same rungs and the same end; within a rung the order matters only where it is asked for."""
    check_pair(result, "(best_config, history)", "(best_config, history)")
    got, (config, history) = result[1], expected
    check(
        isinstance(got, list | tuple)
        and all(isinstance(rung, list | tuple) and len(rung) == 2 for rung in got),
        "history must be a list of pairs (budget, configs).",
        "history는 (budget, configs) 쌍의 리스트여야 합니다.",
    )
    check(
        len(got) == len(history),
        f"the number of rungs in history is {len(got)}, expected {len(history)}.",
        f"history의 rung이 {len(got)}개입니다. {len(history)}개여야 합니다.",
    )
    for rung, (budget, evaluated) in zip(got, history):
        check_close(rung[0], budget)
        check(
            isinstance(rung[1], list | tuple) and len(rung[1]) == len(evaluated),
            f"the rung of budget {budget:.4g} must have a list of {len(evaluated)} configs.",
            f"budget이 {budget:.4g}인 rung에는 config {len(evaluated)}개의 리스트가 있어야 합니다.",
        )
        if order:
            check_equal(rung[1], evaluated)
        check(
            all(one in rung[1] for one in evaluated),
            f"the rung of budget {budget:.4g} does not have the configs that must be evaluated there.",
            f"budget이 {budget:.4g}인 rung에 있어야 할 config가 다릅니다.",
        )
    check_equal(result[0], config)


@task("successive_halving", points=3)
def test_successive_halving(submission, reference, rng):
    """Budgets and survivors are right in every rung, and so is the config that is left.
    모든 rung에서 budget과 살아남은 config가 맞고, 마지막에 남은 config도 맞습니다."""
    results, expected, counts = [], [], []
    for count, min_budget, eta in [(23, 3, 2), (17, 2, 5), (19, 2, 5)]:
        configs = make_configs(rng, count)
        curves = rng.integers(2**32)
        objective, runs = make_curves(np.random.default_rng(curves), count)
        results.append(submission.successive_halving(objective, configs, min_budget, eta))
        counts.append(len(runs))
        truth, _ = make_curves(np.random.default_rng(curves), count)
        expected.append(reference.successive_halving(truth, configs, min_budget, eta))
    for result, truth in zip(results, expected):
        check_halving(result, truth)
    for count, (_, history) in zip(counts, expected):
        right = sum(len(evaluated) for _, evaluated in history)
        check(
            count == right,
            f"objective was called {count} times, where the rungs have {right} configs in all.",
            f"rung에 있는 config는 모두 {right}개인데 objective를 {count}번 호출했습니다.",
        )


@task("successive_halving", points=2)
def test_successive_halving_with_ties_and_nan(submission, reference, rng):
    """Of equal values the first config goes on, NaN ranks last, and the order of configs is kept.
    값이 같으면 앞의 config가 살아남고 NaN은 맨 뒤이며, config의 순서가 유지됩니다."""
    configs = make_configs(rng, 45)
    values = rng.permutation(np.arange(45) % 5).astype(float)
    few = [math.nan, 3.0, math.inf, 1.0, math.nan, 2.0, 2.0, math.nan, math.inf]
    for table, eta in [(values, 3), (few, 3), ([math.nan, math.inf, math.nan, math.nan], 2)]:
        some = configs[: len(table)]
        loss = {config["id"]: float(value) for config, value in zip(some, table)}

        def objective(config, budget, loss=loss):
            return loss[config["id"]]

        result = submission.successive_halving(objective, some, 1, eta)
        check_halving(result, reference.successive_halving(objective, some, 1, eta), order=True)


@task("successive_halving", points=2)
def test_successive_halving_of_a_few(submission, reference, rng):
    """A single config is run once; fewer configs than eta still leave one; budgets may be fractions.
    config가 하나여도 한 번 실행하고, eta보다 적어도 하나는 남으며, budget은 정수가 아니어도 됩니다."""
    for count, eta in [(1, 2), (3, 5), (27, 3)]:
        configs = make_configs(rng, count)
        objective, _ = make_curves(rng, count)
        min_budget = float(rng.uniform(0.1, 0.4))
        result = submission.successive_halving(objective, configs, min_budget, eta)
        check_halving(result, reference.successive_halving(objective, configs, min_budget, eta))


@task("successive_halving", points=1)
def test_successive_halving_odd_inputs(submission, rng):
    """An eta below 2 or no int, and no config at all, raise ValueError; the list is left as it was.
    eta가 2보다 작거나 int가 아니거나, config가 없으면 ValueError가 발생합니다. 리스트는 그대로입니다."""
    configs = make_configs(rng, 7)
    objective, _ = make_curves(rng, 7)
    submission.successive_halving(objective, configs, 1, 2)
    check_unchanged(submission)
    for eta in (1, 0, -2, 2.5):
        check_raises("ValueError", submission.successive_halving, objective, configs, 1, eta)
    check_raises("ValueError", submission.successive_halving, objective, [], 1, 2)


# --- split_parameters


def make_snapshots(rng, *names):
    """A run before and after training, in an order of its own; ``names`` choose from it."""
    weight, running, embedding = (
        rng.normal(size=(3, 2)), rng.normal(size=4), rng.normal(size=(2, 3)),
    )  # fmt: skip
    step = np.zeros((3, 2))
    step[1, 0] = 1.0  # one example, one weight: the rest got no gradient
    lr, scale = float(rng.uniform(0.01, 0.1)), float(rng.uniform(0.5, 2))
    tiny = float(rng.uniform(1, 2))
    masked = np.array([math.nan, *rng.normal(size=2)])
    nudge = np.array([1, 1 + 1e-14, 1])
    run = {
        "fc.weight": (weight, weight + step),
        "scale": (scale, 0.9 * scale),
        "lr": (lr, lr),
        "optimizer": ("adamw", "adamw"),
        "betas": ((0.9, 0.99), (0.9, 0.99)),
        "bn.running_mean": (running, 0.9 * running),
        "embedding.weight": (embedding, embedding.copy()),
        "batch_size": (512, 512),
        "nesterov": (False, False),
        "scheduler": (None, None),
        "alpha.bias": (tiny, tiny * (1 + 1e-14)),
        "norm.weight": (1 + masked[::-1] ** 2, (1 + masked[::-1] ** 2) * nudge),
        "mask.weight": (masked, masked.copy()),
        "best_loss": (math.nan, math.nan),
        "clip": (math.inf, math.inf),
        "ema": (math.nan, float(rng.normal())),
        "steps": (700, 701),
        "codebook": (np.ones((1, 3)), np.ones((4, 3))),
        "kernel": (np.zeros(3), np.array([0.0, math.nan, 0.0])),
    }
    order = rng.permutation([name for name in run if not names or name in names]).tolist()
    if order == sorted(order):
        order.reverse()
    return {name: run[name][0] for name in order}, {name: run[name][1] for name in order[::-1]}


def check_split(result, expected):
    check_pair(result, "(learned, hyper)", "(learned, hyper)")
    check(
        all(isinstance(names, list | tuple) for names in result),
        "learned and hyper must be lists of names.",
        "learned와 hyper는 이름의 리스트여야 합니다.",
    )
    wrong = sorted(set(result[0]) ^ set(expected[0]) | set(result[1]) ^ set(expected[1]), key=str)
    listed = ", ".join(map(repr, wrong))
    check(not wrong, f"wrongly placed: {listed}.", f"잘못 나눈 이름: {listed}.")
    for names, truth in zip(result, expected):
        check_equal(names, truth)


@task("split_parameters", points=3)
def test_split_parameters(submission, reference, rng):
    """What training has changed is learned, be it an array or a number; the rest is not, each sorted.
    학습 중에 바뀐 것은 배열이든 수든 learned이고 나머지는 hyper이며, 각각 정렬되어 있습니다."""
    names = (
        "fc.weight", "scale", "lr", "optimizer", "betas", "bn.running_mean", "embedding.weight",
        "batch_size", "nesterov", "scheduler",
    )  # fmt: skip
    before, after = make_snapshots(rng, *names)
    check_split(
        submission.split_parameters(before, after), reference.split_parameters(before, after)
    )


@task("split_parameters", points=2)
def test_split_parameters_exactly(submission, reference, rng):
    """The least change counts, a new shape too; from NaN to NaN nothing has changed.
    아무리 작은 변화도, 모양의 변화도 변화입니다. NaN에서 NaN은 바뀐 것이 아닙니다."""
    before, after = make_snapshots(rng)
    check_split(
        submission.split_parameters(before, after), reference.split_parameters(before, after)
    )


@task("split_parameters", points=1)
def test_split_parameters_odd_inputs(submission, rng):
    """Snapshots with different names raise ValueError, whichever has more; inputs are left alone.
    두 스냅숏의 이름이 다르면 어느 쪽이 더 많든 ValueError가 발생합니다. 입력은 바뀌지 않습니다."""
    before, after = make_snapshots(rng, "fc.weight", "lr", "optimizer", "scale")
    submission.split_parameters(before, after)
    check_unchanged(submission)
    for name in ("lr", "fc.weight"):
        fewer = {key: value for key, value in before.items() if key != name}
        check_raises("ValueError", submission.split_parameters, before, fewer)
        check_raises("ValueError", submission.split_parameters, fewer, before)
