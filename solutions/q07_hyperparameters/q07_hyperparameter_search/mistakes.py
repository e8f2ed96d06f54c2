"""What students write at midnight, and what they should read."""

import itertools
import math

import numpy as np
from solution import _best, _same
from solution import grid_search as right_grid_search
from solution import random_search as right_random_search
from solution import sample_log_uniform as right_sample_log_uniform
from solution import split_parameters as right_split_parameters
from solution import successive_halving as right_successive_halving

from autograder.authoring import mistake


def _points(space):
    return [dict(zip(space, values)) for values in itertools.product(*space.values())]


def _checked_points(space):
    if any(callable(values) or not values for values in space.values()):
        raise ValueError("space must map each name to a list that is not empty")
    return _points(space)


def _draw(space, rng):
    return {
        name: values(rng) if callable(values) else values[rng.integers(len(values))]
        for name, values in space.items()
    }


def _draws(space, num_trials, rng):
    return (_draw(space, rng) for _ in range(num_trials))


class _Remembered:
    """An objective that knows its last call."""

    def __init__(self, objective):
        self.objective, self.last = objective, None

    def __call__(self, config):
        value = self.objective(config)
        self.last = config, value
        return value


def _halve(objective, configs, min_budget, keep_of, next_budget, rank=None):
    """Halving with its parts to choose: how many go on, the next budget, the order of the values."""
    left, budget, history = list(configs), min_budget, []
    while True:
        values = [objective(config, budget) for config in left]
        history.append((budget, left))
        keep = keep_of(len(left))
        ranking = np.argsort(values, kind="stable") if rank is None else rank(values)
        left = [left[i] for i in sorted(ranking[:keep])]
        if keep <= 1 or len(history) > 50:
            return left[0], history
        budget = next_budget(budget, len(history))


# --- sample_log_uniform


@mistake(
    replaces="sample_log_uniform",
    en="You draw uniformly between low and high, so nearly all numbers fall into the top decade. Draw the logarithm uniformly, between log(low) and log(high), and take exp of it.",
    ko="low와 high 사이에서 그대로 균등하게 뽑아서 거의 모든 수가 가장 큰 자릿수에 몰립니다. log(low)와 log(high) 사이에서 로그를 균등하게 뽑은 뒤 exp를 취하세요.",
)
def uniform_instead_of_log_uniform(low, high, size, rng):
    right_sample_log_uniform(low, high, 1, np.random.default_rng(0))
    return rng.uniform(low, high, size)


@mistake(
    replaces="sample_log_uniform",
    en="You draw between natural logarithms and then raise 10 to the result. Use one base both ways: np.log with np.exp, or np.log10 with 10 **.",
    ko="자연로그로 뽑고 10의 거듭제곱으로 되돌렸습니다. 밑을 맞추세요: np.log에는 np.exp, np.log10에는 10 **를 씁니다.",
)
def two_different_bases(low, high, size, rng):
    right_sample_log_uniform(low, high, 1, np.random.default_rng(0))
    return 10 ** rng.uniform(np.log(low), np.log(high), size)


@mistake(
    replaces="sample_log_uniform",
    en="You draw whole exponents, so only powers of ten times low come out. The exponent itself is a real number: use rng.uniform, not rng.integers.",
    ko="지수를 정수로만 뽑아서 low에 10의 거듭제곱을 곱한 값만 나옵니다. 지수도 실수입니다. rng.integers 대신 rng.uniform을 쓰세요.",
)
def whole_decades(low, high, size, rng):
    right_sample_log_uniform(low, high, 1, np.random.default_rng(0))
    decades = math.floor(math.log10(high / low))
    return low * 10.0 ** rng.integers(0, decades + 1, size)


@mistake(
    replaces="sample_log_uniform",
    en="The logarithms are normal here, crowded around the middle. Log-uniform means that they are uniform from log(low) to log(high).",
    ko="로그가 정규분포를 따라 가운데에 몰려 있습니다(log-normal). log-uniform은 로그가 log(low)에서 log(high)까지 균등하다는 뜻입니다.",
)
def log_normal(low, high, size, rng):
    right_sample_log_uniform(low, high, 1, np.random.default_rng(0))
    a, b = math.log(low), math.log(high)
    return np.clip(np.exp(rng.normal((a + b) / 2, (b - a) / 6, size)), low, high)


@mistake(
    replaces="sample_log_uniform",
    en="A grid of np.geomspace holds no chance at all. Each number is a draw of its own from rng: exp of a uniform logarithm.",
    ko="np.geomspace는 격자일 뿐 난수가 아닙니다. 각 수를 rng에서 따로 뽑아야 합니다. 균등한 로그에 exp를 취하세요.",
)
def evenly_spaced(low, high, size, rng):
    right_sample_log_uniform(low, high, 1, np.random.default_rng(0))
    return np.geomspace(low, high, int(np.prod(size))).reshape(size)


@mistake(
    replaces="sample_log_uniform",
    en="You draw one number and repeat it. Pass size to rng.uniform, so that each entry is a draw of its own.",
    ko="수 하나를 뽑아 배열 전체에 채웠습니다. rng.uniform에 size를 넘겨서 원소마다 따로 뽑으세요.",
)
def one_draw_for_all(low, high, size, rng):
    return np.full(size, right_sample_log_uniform(low, high, 1, rng)[0])


@mistake(
    replaces="sample_log_uniform",
    en="You ignore size and return a single number. Pass it on: rng.uniform(log(low), log(high), size).",
    ko="size를 쓰지 않고 수 하나만 반환했습니다. rng.uniform(log(low), log(high), size)처럼 size를 넘기세요.",
)
def size_ignored(low, high, size, rng):
    return float(right_sample_log_uniform(low, high, 1, rng)[0])


@mistake(
    replaces="sample_log_uniform",
    en="You make a generator of your own with a fixed seed, so every call gives the same numbers. Draw from rng.",
    ko="함수 안에서 고정된 seed로 생성기를 새로 만들어서 호출할 때마다 같은 수가 나옵니다. 인자로 받은 rng에서 뽑으세요.",
)
def sampler_with_its_own_seed(low, high, size, rng):
    return right_sample_log_uniform(low, high, size, np.random.default_rng(0))


@mistake(
    replaces="sample_log_uniform",
    en="np.random.uniform draws from NumPy's global generator, so rng has no say and nobody can repeat the run. Use rng.uniform.",
    ko="np.random.uniform은 NumPy의 전역 생성기를 씁니다. rng와 무관해서 실험을 재현할 수 없습니다. rng.uniform을 쓰세요.",
)
def sampler_with_the_global_generator(low, high, size, rng):
    right_sample_log_uniform(low, high, 1, np.random.default_rng(0))
    return np.exp(np.random.uniform(np.log(low), np.log(high), size))


@mistake(
    replaces="sample_log_uniform",
    en="Bad bounds pass unnoticed: log of 0 or of a negative number is no number. Raise ValueError where low <= 0 or low > high.",
    ko="잘못된 경계를 걸러 내지 않습니다. 0이나 음수에는 로그가 없습니다. low <= 0이거나 low > high이면 ValueError를 일으키세요.",
)
def bounds_unchecked(low, high, size, rng):
    with np.errstate(all="ignore"):
        a, b = np.log(low), np.log(high)
        return np.exp(a + (b - a) * rng.random(size))


@mistake(
    replaces="sample_log_uniform",
    en="You refuse a negative low but let 0 through, whose logarithm is minus infinity. Raise where low <= 0.",
    ko="음수인 low는 막았지만 0은 통과시켰습니다. 0의 로그는 음의 무한대입니다. low <= 0이면 예외를 일으키세요.",
)
def zero_let_through(low, high, size, rng):
    if low < 0 or low > high:
        raise ValueError("low must not be negative, nor above high")
    with np.errstate(all="ignore"):
        a, b = np.log(low), np.log(high)
        return np.exp(a + (b - a) * rng.random(size))


@mistake(
    replaces="sample_log_uniform",
    en="Equal bounds are allowed and give that value; you raise. Refuse only low > high.",
    ko="low와 high가 같은 것은 허용되고, 이때는 그 값이 나와야 합니다. 예외는 low > high일 때만 일으키세요.",
)
def equal_bounds_refused(low, high, size, rng):
    if low <= 0 or low >= high:
        raise ValueError("low must be above 0 and below high")
    return right_sample_log_uniform(low, high, size, rng)


# --- grid_search


@mistake(
    replaces="grid_search",
    en="You return the config of the highest value. The objective is a loss here: the lowest is the best.",
    ko="값이 가장 큰 config를 골랐습니다. 여기서 objective는 loss처럼 낮을수록 좋습니다.",
)
def grid_maximised(objective, space):
    config, value = right_grid_search(lambda config: -objective(config), space)
    return config, -value


@mistake(
    replaces="grid_search",
    en="You return the last config that was tried, not the best. Remember the best so far, and replace it only when something lower comes.",
    ko="최고의 config가 아니라 마지막에 시도한 config를 반환했습니다. 지금까지의 최고를 기억해 두고, 더 낮은 값이 나올 때만 바꾸세요.",
)
def grid_last_tried(objective, space):
    objective = _Remembered(objective)
    right_grid_search(objective, space)
    return objective.last


@mistake(
    replaces="grid_search",
    en="A NaN that comes first stays the best, since no comparison with NaN is true: neither your own < nor Python's min can tell. Leave NaN out before you compare.",
    ko="맨 앞에 온 NaN이 끝까지 최고로 남습니다. NaN과의 비교는 모두 거짓이라 직접 쓴 <도, Python의 min도 NaN을 밀어내지 못합니다. 비교하기 전에 NaN을 빼세요.",
)
def grid_min_with_nan_first(objective, space):
    points = _checked_points(space)
    values = [objective(point) for point in points]
    best = min(range(len(points)), key=values.__getitem__)
    return points[best], values[best]


@mistake(
    replaces="grid_search",
    en="zip walks the lists side by side: the first values together, then the second ones. A grid has every combination: itertools.product.",
    ko="zip은 리스트를 나란히 훑어서 첫 값끼리, 둘째 값끼리만 짝을 짓습니다. grid에는 모든 조합이 필요합니다. itertools.product를 쓰세요.",
)
def zip_instead_of_product(objective, space):
    _checked_points(space)
    return _best(objective, [dict(zip(space, values)) for values in zip(*space.values())])


@mistake(
    replaces="grid_search",
    en="You tune one name at a time and hold the others still. That finds the best only where the hyperparameters do not interact; a grid tries every combination.",
    ko="이름 하나씩 차례로 조정하고 나머지는 고정했습니다. hyperparameter끼리 서로 영향을 주면 최고를 놓칩니다. grid는 모든 조합을 시도합니다.",
)
def one_name_at_a_time(objective, space):
    _checked_points(space)
    current, value = {name: values[0] for name, values in space.items()}, math.nan
    for name, values in space.items():
        current, value = _best(objective, [{**current, name: entry} for entry in values])
    return current, value


@mistake(
    replaces="grid_search",
    en="Your first name changes fastest. In itertools.product's order it is the last one, like the digits of a counter.",
    ko="첫 이름이 가장 빨리 바뀝니다. itertools.product의 순서에서는 마지막 이름이 가장 빨리 바뀝니다. 숫자가 올라가는 계기판과 같습니다.",
)
def first_name_fastest(objective, space):
    _checked_points(space)
    names = list(space)
    points = itertools.product(*(space[name] for name in names[::-1]))
    return _best(objective, [dict(zip(names, point[::-1])) for point in points])


@mistake(
    replaces="grid_search",
    en="You sort the names first. The order of the grid is that of the names as space has them.",
    ko="이름을 먼저 정렬했습니다. grid의 순서는 space에 있는 이름 순서를 따릅니다.",
)
def names_sorted(objective, space):
    return right_grid_search(objective, dict(sorted(space.items())))


@mistake(
    replaces="grid_search",
    en="Of equal values you keep the last. The first that was tried wins: compare with <, not <=.",
    ko="값이 같을 때 나중 것을 골랐습니다. 먼저 시도한 것이 우선이므로 <= 대신 <로 비교하세요.",
)
def grid_last_of_ties(objective, space):
    best = None
    for point in _checked_points(space):
        value = objective(point)
        if not math.isnan(value) and (best is None or value <= best[1]):
            best = point, value
    if best is None:
        raise ValueError("objective: not one config gave a number")
    return best


@mistake(
    replaces="grid_search",
    en="You run the best config once more for its value. Each point is run exactly once; a second run costs as much as the first and may give another number.",
    ko="값을 얻으려고 최고의 config를 한 번 더 실행했습니다. 점마다 정확히 한 번만 실행해야 합니다. 다시 실행하면 비용이 그만큼 더 들고 값도 달라질 수 있습니다.",
)
def grid_best_run_again(objective, space):
    config, _ = right_grid_search(objective, space)
    return config, objective(config)


@mistake(
    replaces="grid_search",
    en="You unpack the config into keyword arguments. The objective takes one dict: objective(config).",
    ko="config를 키워드 인자로 풀어서 넘겼습니다. objective는 dict 하나를 받습니다: objective(config).",
)
def grid_config_unpacked(objective, space):
    return right_grid_search(lambda config: objective(**config), space)


@mistake(
    replaces="grid_search",
    en="You return the value first. The order is (best_config, best_value).",
    ko="값을 먼저 반환했습니다. 순서는 (best_config, best_value)입니다.",
)
def grid_value_first(objective, space):
    config, value = right_grid_search(objective, space)
    return value, config


@mistake(
    replaces="grid_search",
    en="You start from a best value of infinity and accept only what is lower, so where every run ends at infinity nothing is found. Start from nothing (None) and take the first number as it comes.",
    ko="무한대에서 시작해 그보다 낮은 값만 받아들여서, 모든 실행이 무한대로 끝나면 아무것도 찾지 못합니다. None에서 시작해 처음 나온 수를 그대로 받으세요.",
)
def grid_from_infinity(objective, space):
    best_config, best_value = None, math.inf
    for point in _checked_points(space):
        value = objective(point)
        if value < best_value:
            best_config, best_value = point, value
    if best_config is None:
        raise ValueError("objective: not one config gave a number")
    return best_config, best_value


@mistake(
    replaces="grid_search",
    en="A callable in the space raises whatever itertools.product makes of it, a TypeError. Look for callables first and raise ValueError, which names the hyperparameter.",
    ko="space에 callable이 있으면 itertools.product가 TypeError를 냅니다. callable이 있는지 먼저 확인하고, 어떤 hyperparameter인지 알려 주는 ValueError를 일으키세요.",
)
def callable_left_to_product(objective, space):
    return _best(objective, _points(space))


@mistake(
    replaces="grid_search",
    en="Where nothing was found you return None. An empty list, or nothing but NaN, is an error: raise ValueError.",
    ko="찾은 것이 없을 때 None을 반환했습니다. 빈 리스트이거나 모두 NaN이면 오류이므로 ValueError를 일으키세요.",
)
def grid_nothing_found(objective, space):
    if any(callable(values) for values in space.values()):
        raise ValueError("space must map each name to a list")
    try:
        return _best(objective, _points(space))
    except ValueError:
        return None, math.nan


# --- random_search


@mistake(
    replaces="random_search",
    en="You return the config of the highest value. The objective is a loss here: the lowest is the best.",
    ko="값이 가장 큰 config를 골랐습니다. 여기서 objective는 loss처럼 낮을수록 좋습니다.",
)
def random_maximised(objective, space, num_trials, rng):
    config, value = right_random_search(lambda config: -objective(config), space, num_trials, rng)
    return config, -value


@mistake(
    replaces="random_search",
    en="You return the last config that was tried, not the best. Remember the best so far, and replace it only when something lower comes.",
    ko="최고의 config가 아니라 마지막에 시도한 config를 반환했습니다. 지금까지의 최고를 기억해 두고, 더 낮은 값이 나올 때만 바꾸세요.",
)
def random_last_tried(objective, space, num_trials, rng):
    objective = _Remembered(objective)
    right_random_search(objective, space, num_trials, rng)
    return objective.last


@mistake(
    replaces="random_search",
    en="A NaN that comes first stays the best, since no comparison with NaN is true: neither your own < nor Python's min can tell. Leave NaN out before you compare.",
    ko="맨 앞에 온 NaN이 끝까지 최고로 남습니다. NaN과의 비교는 모두 거짓이라 직접 쓴 <도, Python의 min도 NaN을 밀어내지 못합니다. 비교하기 전에 NaN을 빼세요.",
)
def random_min_with_nan_first(objective, space, num_trials, rng):
    configs = list(_draws(space, num_trials, rng))
    values = [objective(config) for config in configs]
    best = min(range(num_trials), key=values.__getitem__)
    return configs[best], values[best]


@mistake(
    replaces="random_search",
    en="All trials share one dict: best_config is that same dict, and the later trials overwrite it. Make a new dict in each trial, or keep a copy of the best.",
    ko="모든 시도가 dict 하나를 함께 씁니다. best_config도 같은 dict라서 이후의 시도가 덮어씁니다. 시도마다 dict를 새로 만들거나 최고를 복사해 두세요.",
)
def one_dict_for_all_trials(objective, space, num_trials, rng):
    config = {}

    def configs():
        for drawn in _draws(space, num_trials, rng):
            config.update(drawn)
            yield config

    return _best(objective, configs())


@mistake(
    replaces="random_search",
    en="Callables are drawn once, before the loop, so their value is the same in every trial. Call them again in each trial.",
    ko="callable을 반복문 밖에서 한 번만 호출해서 모든 시도의 값이 같습니다. 시도마다 다시 호출하세요.",
)
def callable_drawn_once(objective, space, num_trials, rng):
    fixed = {name: values(rng) for name, values in space.items() if callable(values)}
    lists = {name: values for name, values in space.items() if not callable(values)}
    configs = ({**_draw(lists, rng), **fixed} for _ in range(num_trials))
    return _best(objective, ({name: config[name] for name in space} for config in configs))


@mistake(
    replaces="random_search",
    en="You call each callable twice in a trial, and one of the two values is lost. Call it once, keep the value, and use it both for the objective and for the result.",
    ko="한 번의 시도에서 callable을 두 번 호출해서 값 하나가 버려집니다. 한 번만 호출하고, 그 값을 objective와 결과에 함께 쓰세요.",
)
def callable_called_twice(objective, space, num_trials, rng):
    def twice(values):
        def draw(rng):
            values(rng)
            return values(rng)

        return draw

    space = {name: twice(v) if callable(v) else v for name, v in space.items()}
    return right_random_search(objective, space, num_trials, rng)


@mistake(
    replaces="random_search",
    en="Callables get a generator of your own making. Hand them rng: values(rng).",
    ko="callable에 직접 만든 생성기를 넘겼습니다. 인자로 받은 rng를 그대로 넘기세요: values(rng).",
)
def callable_with_another_generator(objective, space, num_trials, rng):
    def bound(values):
        return lambda _: values(np.random.default_rng(0))

    space = {name: bound(v) if callable(v) else v for name, v in space.items()}
    return right_random_search(objective, space, num_trials, rng)


@mistake(
    replaces="random_search",
    en="rng.choice turns the list into an array first: numbers beside strings become strings, tuples become rows. Draw an index: values[rng.integers(len(values))].",
    ko="rng.choice는 리스트를 먼저 배열로 바꿉니다. 문자열과 섞인 수는 문자열이 되고 튜플은 배열의 행이 됩니다. values[rng.integers(len(values))]처럼 인덱스를 뽑으세요.",
)
def entries_through_an_array(objective, space, num_trials, rng):
    def draw(values):
        return values(rng) if callable(values) else rng.choice(values)

    configs = ({name: draw(space[name]) for name in space} for _ in range(num_trials))
    return _best(objective, configs)


@mistake(
    replaces="random_search",
    en="The last entry of a list never comes up: the upper end of rng.integers is left out already. Use rng.integers(len(values)).",
    ko="리스트의 마지막 원소가 나오지 않습니다. rng.integers는 이미 상한을 포함하지 않습니다. rng.integers(len(values))를 쓰세요.",
)
def last_entry_never_drawn(objective, space, num_trials, rng):
    def draw(values):
        if callable(values):
            return values(rng)
        return values[rng.integers(0, max(1, len(values) - 1))]

    if not all(callable(values) or values for values in space.values()):
        raise ValueError("space has an empty list")
    configs = ({name: draw(space[name]) for name in space} for _ in range(num_trials))
    return _best(objective, configs)


@mistake(
    replaces="random_search",
    en="You draw one index per trial and use it for every list, so the lists move together. Draw an index for each name.",
    ko="시도마다 인덱스를 하나만 뽑아 모든 리스트에 써서 값이 함께 움직입니다. 이름마다 인덱스를 따로 뽑으세요.",
)
def one_index_for_every_list(objective, space, num_trials, rng):
    def config():
        share = rng.random()
        return {
            name: values(rng) if callable(values) else values[int(share * len(values))]
            for name, values in space.items()
        }

    if not all(callable(values) or values for values in space.values()):
        raise ValueError("space has an empty list")
    return _best(objective, (config() for _ in range(num_trials)))


@mistake(
    replaces="random_search",
    en="You walk through each list in its order. Random search draws each entry by chance, with rng.",
    ko="리스트를 순서대로 훑었습니다. random search는 rng로 원소를 무작위로 뽑습니다.",
)
def list_in_its_order(objective, space, num_trials, rng):
    def config(trial):
        return {
            name: values(rng) if callable(values) else values[trial % len(values)]
            for name, values in space.items()
        }

    if not all(callable(values) or values for values in space.values()):
        raise ValueError("space has an empty list")
    return _best(objective, (config(trial) for trial in range(num_trials)))


@mistake(
    replaces="random_search",
    en="You make a generator of your own with a fixed seed, so every search tries the same configs. Draw from rng.",
    ko="함수 안에서 고정된 seed로 생성기를 새로 만들어서 매번 같은 config만 시도합니다. 인자로 받은 rng에서 뽑으세요.",
)
def search_with_its_own_seed(objective, space, num_trials, rng):
    return right_random_search(objective, space, num_trials, np.random.default_rng(1))


@mistake(
    replaces="random_search",
    en="np.random.randint draws from NumPy's global generator, so rng has no say and nobody can repeat the search. Use rng.integers.",
    ko="np.random.randint는 NumPy의 전역 생성기를 씁니다. rng와 무관해서 탐색을 재현할 수 없습니다. rng.integers를 쓰세요.",
)
def search_with_the_global_generator(objective, space, num_trials, rng):
    def draw(values):
        return values(rng) if callable(values) else values[np.random.randint(len(values))]

    configs = ({name: draw(space[name]) for name in space} for _ in range(num_trials))
    return _best(objective, configs)


@mistake(
    replaces="random_search",
    en="Of equal values you keep the last. The first that was tried wins: compare with <, not <=.",
    ko="값이 같을 때 나중 것을 골랐습니다. 먼저 시도한 것이 우선이므로 <= 대신 <로 비교하세요.",
)
def random_last_of_ties(objective, space, num_trials, rng):
    best = None
    for config in _draws(space, num_trials, rng):
        value = objective(config)
        if not math.isnan(value) and (best is None or value <= best[1]):
            best = config, value
    if best is None:
        raise ValueError("objective: not one config gave a number")
    return best


@mistake(
    replaces="random_search",
    en="You run the best config once more for its value. Each trial is one call of the objective: keep the value of that call.",
    ko="값을 얻으려고 최고의 config를 한 번 더 실행했습니다. objective는 시도마다 한 번만 호출합니다. 그때의 값을 저장해 두세요.",
)
def random_best_run_again(objective, space, num_trials, rng):
    config, _ = right_random_search(objective, space, num_trials, rng)
    return config, objective(config)


@mistake(
    replaces="random_search",
    en="Your loop runs one trial more, or one less, than num_trials. range(num_trials) has exactly num_trials numbers.",
    ko="시도 횟수가 num_trials와 하나 차이 납니다. range(num_trials)에는 수가 정확히 num_trials개 있습니다.",
)
def one_trial_less(objective, space, num_trials, rng):
    configs = (_draw(space, rng) for _ in range(1, max(2, num_trials)))
    if num_trials < 1:
        raise ValueError("num_trials must be at least 1")
    return _best(objective, configs)


@mistake(
    replaces="random_search",
    en="You return the value first. The order is (best_config, best_value).",
    ko="값을 먼저 반환했습니다. 순서는 (best_config, best_value)입니다.",
)
def random_value_first(objective, space, num_trials, rng):
    config, value = right_random_search(objective, space, num_trials, rng)
    return value, config


@mistake(
    replaces="random_search",
    en="You start from a best value of infinity and accept only what is lower, so where every run ends at infinity nothing is found. Start from nothing (None) and take the first number as it comes.",
    ko="무한대에서 시작해 그보다 낮은 값만 받아들여서, 모든 실행이 무한대로 끝나면 아무것도 찾지 못합니다. None에서 시작해 처음 나온 수를 그대로 받으세요.",
)
def random_from_infinity(objective, space, num_trials, rng):
    best_config, best_value = None, math.inf
    for config in _draws(space, num_trials, rng):
        value = objective(config)
        if value < best_value:
            best_config, best_value = config, value
    if best_config is None:
        raise ValueError("objective: not one config gave a number")
    return best_config, best_value


@mistake(
    replaces="random_search",
    en="Where nothing was found you return None. No trial, or nothing but NaN, is an error: raise ValueError.",
    ko="찾은 것이 없을 때 None을 반환했습니다. 시도가 없거나 모두 NaN이면 오류이므로 ValueError를 일으키세요.",
)
def random_nothing_found(objective, space, num_trials, rng):
    best_config, best_value = None, math.nan
    for config in _draws(space, num_trials, rng):
        value = objective(config)
        if not math.isnan(value) and (best_config is None or value < best_value):
            best_config, best_value = config, value
    return best_config, best_value


# --- successive_halving


@mistake(
    replaces="successive_halving",
    en="You keep the configs of the highest values. The objective is a loss here: keep the lowest.",
    ko="값이 가장 큰 config를 남겼습니다. 여기서 objective는 loss처럼 낮을수록 좋으므로 가장 낮은 것을 남기세요.",
)
def highest_kept(objective, configs, min_budget, eta):
    return right_successive_halving(
        lambda c, budget: -objective(c, budget), configs, min_budget, eta
    )


@mistake(
    replaces="successive_halving",
    en="n // eta is 0 when fewer than eta configs are left, and nobody survives. Keep at least one: max(1, n // eta).",
    ko="남은 config가 eta보다 적으면 n // eta가 0이 되어 아무도 살아남지 못합니다. 적어도 하나는 남기세요: max(1, n // eta).",
)
def nobody_survives(objective, configs, min_budget, eta):
    right_successive_halving(lambda config, budget: 0.0, configs, min_budget, eta)
    return _halve(objective, configs, min_budget, lambda n: n // eta, lambda b, r: b * eta)


@mistake(
    replaces="successive_halving",
    en="You round the number of survivors up. It is the floor, n // eta, and at least 1.",
    ko="살아남는 수를 올림했습니다. 내림인 n // eta이고, 적어도 1입니다.",
)
def survivors_rounded_up(objective, configs, min_budget, eta):
    right_successive_halving(lambda config, budget: 0.0, configs, min_budget, eta)
    return _halve(objective, configs, min_budget, lambda n: -(-n // eta), lambda b, r: b * eta)


@mistake(
    replaces="successive_halving",
    en="You round the number of survivors to the nearest integer. It is the floor, n // eta, and at least 1.",
    ko="살아남는 수를 반올림했습니다. 내림인 n // eta이고, 적어도 1입니다.",
)
def survivors_rounded(objective, configs, min_budget, eta):
    right_successive_halving(lambda config, budget: 0.0, configs, min_budget, eta)
    return _halve(
        objective, configs, min_budget, lambda n: max(1, int(n / eta + 0.5)), lambda b, r: b * eta
    )


@mistake(
    replaces="successive_halving",
    en="You keep half of the configs whatever eta is. Keep max(1, n // eta) of them.",
    ko="eta와 무관하게 절반을 남겼습니다. max(1, n // eta)개를 남기세요.",
)
def always_half(objective, configs, min_budget, eta):
    right_successive_halving(lambda config, budget: 0.0, configs, min_budget, eta)
    return _halve(objective, configs, min_budget, lambda n: max(1, n // 2), lambda b, r: b * eta)


@mistake(
    replaces="successive_halving",
    en="Every rung has the same budget, so the survivors are never looked at more closely. Multiply it by eta from rung to rung.",
    ko="모든 rung의 budget이 같아서 살아남은 config를 더 자세히 보지 않습니다. rung마다 budget에 eta를 곱하세요.",
)
def budget_never_grows(objective, configs, min_budget, eta):
    right_successive_halving(lambda config, budget: 0.0, configs, min_budget, eta)
    return _halve(objective, configs, min_budget, lambda n: max(1, n // eta), lambda b, r: b)


@mistake(
    replaces="successive_halving",
    en="Your budget grows by addition. It is multiplied: rung r has min_budget * eta**r.",
    ko="budget을 더해서 늘렸습니다. 곱해야 합니다. rung r의 budget은 min_budget * eta**r입니다.",
)
def budget_added(objective, configs, min_budget, eta):
    right_successive_halving(lambda config, budget: 0.0, configs, min_budget, eta)
    return _halve(
        objective, configs, min_budget, lambda n: max(1, n // eta), lambda b, r: b + min_budget
    )


@mistake(
    replaces="successive_halving",
    en="Your first rung has min_budget * eta already. Count the rungs from 0: the first has min_budget.",
    ko="첫 rung의 budget이 이미 min_budget * eta입니다. rung은 0부터 세므로 첫 rung의 budget은 min_budget입니다.",
)
def rungs_from_one(objective, configs, min_budget, eta):
    right_successive_halving(lambda config, budget: 0.0, configs, min_budget, eta)
    return right_successive_halving(objective, configs, min_budget * eta, eta)


@mistake(
    replaces="successive_halving",
    en="From the second rung on you pass only what comes on top of the last budget. The budget of a rung is the whole of it, min_budget * eta**r.",
    ko="둘째 rung부터 이전 budget에 더해지는 만큼만 넘겼습니다. rung의 budget은 전체, 즉 min_budget * eta**r입니다.",
)
def only_the_extra_budget(objective, configs, min_budget, eta):
    right_successive_halving(lambda config, budget: 0.0, configs, min_budget, eta)

    def extra(budget, rung):
        return min_budget * eta**rung - min_budget * eta ** (rung - 1)

    return _halve(objective, configs, min_budget, lambda n: max(1, n // eta), extra)


@mistake(
    replaces="successive_halving",
    en="Your history has the survivors of each rung. It must have the configs that were evaluated in it: append before you cut.",
    ko="history에 각 rung에서 살아남은 config를 넣었습니다. 그 rung에서 평가한 config를 넣어야 하므로, 줄이기 전에 추가하세요.",
)
def history_of_survivors(objective, configs, min_budget, eta):
    best, history = right_successive_halving(objective, configs, min_budget, eta)
    budgets, evaluated = zip(*history)
    return best, list(zip(budgets, [*evaluated[1:], [best]]))


@mistake(
    replaces="successive_halving",
    en="The survivors are in the order of their values. Keep the order that they have in configs, so that ties go to the first there.",
    ko="살아남은 config가 값의 순서로 놓여 있습니다. 동점일 때 앞의 것이 남도록 configs에서의 순서를 지키세요.",
)
def survivors_by_rank(objective, configs, min_budget, eta):
    right_successive_halving(lambda config, budget: 0.0, configs, min_budget, eta)
    left, budget, history = list(configs), min_budget, []
    while True:
        values = [objective(config, budget) for config in left]
        history.append((budget, left))
        keep = max(1, len(left) // eta)
        left = [left[i] for i in np.argsort(values, kind="stable")[:keep]]
        if keep == 1:
            return left[0], history
        budget *= eta


@mistake(
    replaces="successive_halving",
    en="You return the config of the lowest value of all rungs. Values at different budgets can't be compared: the answer is the config that is left at the end.",
    ko="모든 rung을 통틀어 값이 가장 낮은 config를 반환했습니다. budget이 다르면 값을 비교할 수 없습니다. 답은 마지막까지 남은 config입니다.",
)
def best_of_all_rungs(objective, configs, min_budget, eta):
    tried = []

    def remembered(config, budget):
        tried.append((objective(config, budget), len(tried), config))
        return tried[-1][0]

    best, history = right_successive_halving(remembered, configs, min_budget, eta)
    numbers = [entry for entry in tried if not math.isnan(entry[0])]
    return (min(numbers)[2] if numbers else best), history


@mistake(
    replaces="successive_halving",
    en="You rank by the values of the first rung throughout. The bigger budget is there to correct that ranking: rank by the values of the rung just run.",
    ko="첫 rung의 값으로만 순위를 매겼습니다. budget을 늘리는 것은 그 순위를 바로잡기 위해서입니다. 방금 실행한 rung의 값으로 순위를 매기세요.",
)
def ranked_once(objective, configs, min_budget, eta):
    right_successive_halving(lambda config, budget: 0.0, configs, min_budget, eta)
    left = [(objective(config, min_budget), config) for config in configs]
    budget, history = min_budget, []
    while True:
        if history:
            for _, config in left:
                objective(config, budget)
        history.append((budget, [config for _, config in left]))
        keep = max(1, len(left) // eta)
        ranking = np.argsort([value for value, _ in left], kind="stable")
        left = [left[i] for i in sorted(ranking[:keep])]
        if keep == 1:
            return left[0][1], history
        budget *= eta


@mistake(
    replaces="successive_halving",
    en="You run the last survivor once more, with a rung of its own. As soon as one is kept it is the answer; there is nobody left to compare it with.",
    ko="마지막에 남은 config를 rung 하나를 더 만들어 다시 실행했습니다. 하나만 남으면 비교할 상대가 없으므로 그것이 바로 답입니다.",
)
def last_one_run_again(objective, configs, min_budget, eta):
    best, history = right_successive_halving(objective, configs, min_budget, eta)
    if len(configs) > 1:
        budget = min_budget * eta ** len(history)
        objective(best, budget)
        history = [*history, (budget, [best])]
    return best, history


@mistake(
    replaces="successive_halving",
    en="A single config is never run, so its history is empty. At least one rung is run: evaluate first, then ask how many are left.",
    ko="config가 하나이면 한 번도 실행하지 않아 history가 비어 있습니다. 적어도 rung 하나는 실행해야 합니다. 먼저 평가하고, 그다음에 몇 개가 남았는지 확인하세요.",
)
def single_config_never_run(objective, configs, min_budget, eta):
    if len(configs) == 1 and eta >= 2:
        return configs[0], []
    return right_successive_halving(objective, configs, min_budget, eta)


@mistake(
    replaces="successive_halving",
    en="You stop when fewer than eta configs are left and return the first of them, without a race. Go on until one is kept.",
    ko="남은 config가 eta보다 적어지면 멈추고, 더 비교하지 않은 채 그중 첫째를 반환했습니다. 하나가 남을 때까지 계속하세요.",
)
def stops_below_eta(objective, configs, min_budget, eta):
    best, history = right_successive_halving(objective, configs, min_budget, eta)
    if len(history) > 1 and len(history[-1][1]) < eta:
        return history[-1][1][0], history[:-1]
    return best, history


@mistake(
    replaces="successive_halving",
    en="Python's sorted makes no sense of NaN: every comparison with it is false, and numbers around it stay unsorted. Rank NaN last: np.argsort does, or sort by (isnan(value), value).",
    ko="Python의 sorted는 NaN을 다루지 못합니다. NaN과의 비교는 모두 거짓이라 그 주변의 수가 정렬되지 않습니다. NaN을 맨 뒤에 두는 np.argsort를 쓰거나 (isnan(value), value)로 정렬하세요.",
)
def sorted_with_nan(objective, configs, min_budget, eta):
    right_successive_halving(lambda config, budget: 0.0, configs, min_budget, eta)
    return _halve(
        objective,
        configs,
        min_budget,
        lambda n: max(1, n // eta),
        lambda b, r: b * eta,
        lambda values: sorted(range(len(values)), key=values.__getitem__),
    )


@mistake(
    replaces="successive_halving",
    en="You sort pairs (value, config), and where two values are equal Python goes on to compare the dicts, which have no order. Sort by the value alone: key=lambda pair: pair[0].",
    ko="(value, config) 쌍을 정렬하면 값이 같을 때 dict끼리 비교하게 되는데, dict에는 순서가 없습니다. 값만으로 정렬하세요: key=lambda pair: pair[0].",
)
def dicts_compared(objective, configs, min_budget, eta):
    right_successive_halving(lambda config, budget: 0.0, configs, min_budget, eta)

    def rank(values):
        pairs = sorted((math.isnan(v), v, {"index": i}) for i, v in enumerate(values))
        return [config["index"] for _, _, config in pairs]

    return _halve(
        objective, configs, min_budget, lambda n: max(1, n // eta), lambda b, r: b * eta, rank
    )


@mistake(
    replaces="successive_halving",
    en="Of equal values you keep the last. The config that comes first in configs goes on: sort upwards, with a stable sort, and take the front.",
    ko="값이 같을 때 뒤의 config를 남겼습니다. configs에서 앞에 있는 것이 살아남아야 합니다. 안정 정렬로 오름차순 정렬한 뒤 앞에서부터 고르세요.",
)
def last_of_ties_kept(objective, configs, min_budget, eta):
    right_successive_halving(lambda config, budget: 0.0, configs, min_budget, eta)

    def rank(values):
        last = len(values) - 1
        return [last - i for i in np.argsort(values[::-1], kind="stable")]

    return _halve(
        objective, configs, min_budget, lambda n: max(1, n // eta), lambda b, r: b * eta, rank
    )


@mistake(
    replaces="successive_halving",
    en='The default sort of np.argsort is not stable: of many equal values any may come first. Pass kind="stable", so that the config that comes first in configs goes on.',
    ko='np.argsort의 기본 정렬은 안정 정렬이 아니라서, 같은 값이 많으면 어느 것이 앞에 올지 모릅니다. configs에서 앞에 있는 것이 살아남도록 kind="stable"을 쓰세요.',
)
def unstable_sort(objective, configs, min_budget, eta):
    right_successive_halving(lambda config, budget: 0.0, configs, min_budget, eta)
    return _halve(
        objective,
        configs,
        min_budget,
        lambda n: max(1, n // eta),
        lambda b, r: b * eta,
        lambda values: np.argsort(values),
    )


@mistake(
    replaces="successive_halving",
    en="You treat NaN as infinity, so a run that diverged may go on in the place of one that reported infinity. NaN ranks behind infinity.",
    ko="NaN을 무한대로 바꿔서, 무한대를 보고한 config 대신 NaN인 config가 살아남을 수 있습니다. NaN의 순위는 무한대보다도 뒤입니다.",
)
def nan_as_infinity(objective, configs, min_budget, eta):
    def number(config, budget):
        value = objective(config, budget)
        return math.inf if math.isnan(value) else value

    return right_successive_halving(number, configs, min_budget, eta)


@mistake(
    replaces="successive_halving",
    en="You do not check eta: with 1 or less the number of configs never falls, and a fraction makes no count. Raise ValueError unless eta is an int of at least 2.",
    ko="eta를 확인하지 않았습니다. 1 이하이면 config가 줄지 않고, 정수가 아니면 개수가 되지 않습니다. eta가 2 이상의 int가 아니면 ValueError를 일으키세요.",
)
def eta_unchecked(objective, configs, min_budget, eta):
    if not configs:
        raise ValueError("configs must not be empty")
    return _halve(
        objective, configs, min_budget, lambda n: max(1, int(n // (eta or 1))), lambda b, r: b * eta
    )


@mistake(
    replaces="successive_halving",
    en="You check eta < 2 only, so a fraction such as 2.5 passes. eta must be an int: isinstance(eta, int).",
    ko="eta < 2만 확인해서 2.5 같은 값이 통과합니다. eta는 int여야 합니다: isinstance(eta, int).",
)
def fractional_eta(objective, configs, min_budget, eta):
    if eta < 2 or not configs:
        raise ValueError("eta must be at least 2, and configs not empty")
    return _halve(
        objective, configs, min_budget, lambda n: max(1, int(n // eta)), lambda b, r: b * eta
    )


@mistake(
    replaces="successive_halving",
    en="You remove the losers from the list that was handed in, which its owner still needs. Work on a list of your own: list(configs).",
    ko="인자로 받은 리스트에서 탈락한 config를 지웠습니다. 호출한 쪽에서는 그 리스트가 아직 필요합니다. list(configs)로 복사해서 쓰세요.",
)
def losers_removed_in_place(objective, configs, min_budget, eta):
    best, history = right_successive_halving(objective, configs, min_budget, eta)
    del configs[1:]
    return best, history


# --- split_parameters


def _split(before, after, is_learned):
    right_split_parameters(before, after)  # raises where the names differ
    names = sorted(before)
    learned = [name for name in names if is_learned(name)]
    return learned, [name for name in names if name not in learned]


@mistake(
    replaces="split_parameters",
    en="You tell them apart by type: arrays learned, the rest not. A frozen layer is an array that was not learned, and a learned temperature is a single number. Compare before with after.",
    ko="타입으로 구분해서 배열이면 learned로 두었습니다. 고정된(frozen) layer는 배열이어도 학습되지 않고, 학습되는 temperature는 수 하나입니다. before와 after를 비교하세요.",
)
def split_by_type(before, after):
    return _split(before, after, lambda name: isinstance(before[name], np.ndarray))


@mistake(
    replaces="split_parameters",
    en="You tell them apart by their names. A name is a promise; what was learned shows only in the values: compare before with after.",
    ko="이름으로 구분했습니다. 이름만으로는 알 수 없습니다. 무엇이 학습되었는지는 값에만 드러나므로 before와 after를 비교하세요.",
)
def split_by_name(before, after):
    return _split(before, after, lambda name: name.endswith(("weight", "bias")))


@mistake(
    replaces="split_parameters",
    en="You ask that every entry of an array changes. One is enough: a weight whose gradient was zero stays as it is in the middle of a learned layer. Use np.any of the changes.",
    ko="배열의 모든 원소가 바뀌어야 learned로 보았습니다. 하나만 바뀌어도 충분합니다. gradient가 0이었던 weight는 학습된 layer 안에서도 그대로입니다. 변화에 np.any를 쓰세요.",
)
def every_entry_must_change(before, after):
    def all_changed(name):
        one, other = np.asarray(before[name]), np.asarray(after[name])
        return one.shape != other.shape or bool(
            np.all((one != other) & ~((one != one) & (other != other)))
        )

    return _split(before, after, all_changed)


@mistake(
    replaces="split_parameters",
    en="NaN is not equal to itself, so what was NaN and stayed NaN looks changed. Count NaN to NaN as equal: np.array_equal(..., equal_nan=True) for arrays of numbers, or x != x on both sides.",
    ko="NaN은 자기 자신과도 같지 않아서, 계속 NaN이었던 값도 바뀐 것으로 보입니다. NaN에서 NaN은 같다고 보세요. 수의 배열에는 np.array_equal(..., equal_nan=True)을 쓰거나, 양쪽이 모두 x != x인지 확인하세요.",
)
def nan_always_changed(before, after):
    return _split(before, after, lambda name: not np.array_equal(before[name], after[name]))


@mistake(
    replaces="split_parameters",
    en="A tolerance hides small updates: a weight that moved by one part in 10^14 was learned. Compare exactly, without np.allclose or math.isclose.",
    ko="허용 오차가 작은 업데이트를 가립니다. 10^14분의 1만 움직인 weight도 학습된 것입니다. np.allclose나 math.isclose 없이 정확히 비교하세요.",
)
def close_is_the_same(before, after):
    def changed(name):
        one, other = np.asarray(before[name]), np.asarray(after[name])
        if one.shape == other.shape and one.dtype.kind == other.dtype.kind == "f":
            return not np.allclose(one, other, equal_nan=True)
        return not _same(one, other)

    return _split(before, after, changed)


@mistake(
    replaces="split_parameters",
    en="`is not` asks whether two names mean the same object, not whether the values are equal; a snapshot is a copy, so nearly everything looks changed. Compare the values.",
    ko="`is not`은 값이 같은지가 아니라 같은 객체인지를 묻습니다. 스냅숏은 복사본이므로 거의 모두 바뀐 것으로 보입니다. 값을 비교하세요.",
)
def compared_by_identity(before, after):
    return _split(before, after, lambda name: before[name] is not after[name])


@mistake(
    replaces="split_parameters",
    en="You let shapes broadcast, so an array that grew from (1, 3) to (4, 3) with the same numbers looks unchanged. Compare the shapes first.",
    ko="broadcasting 때문에 같은 값으로 (1, 3)에서 (4, 3)으로 커진 배열이 그대로인 것으로 보입니다. 모양부터 비교하세요.",
)
def shapes_broadcast(before, after):
    def changed(name):
        one, other = np.asarray(before[name]), np.asarray(after[name])
        return bool(np.any((one != other) & ~((one != one) & (other != other))))

    return _split(before, after, changed)


@mistake(
    replaces="split_parameters",
    en="You return the hyperparameters first. The order is (learned, hyper).",
    ko="hyper를 먼저 반환했습니다. 순서는 (learned, hyper)입니다.",
)
def hyper_first(before, after):
    return right_split_parameters(before, after)[::-1]


@mistake(
    replaces="split_parameters",
    en="The names are in the order of the snapshot. Sort both lists.",
    ko="이름이 스냅숏의 순서대로입니다. 두 리스트를 모두 정렬하세요.",
)
def names_not_sorted(before, after):
    learned, _ = right_split_parameters(before, after)
    return [n for n in before if n in learned], [n for n in before if n not in learned]


@mistake(
    replaces="split_parameters",
    en="Names that only one snapshot has pass unnoticed. Raise ValueError where before.keys() != after.keys().",
    ko="한쪽 스냅숏에만 있는 이름을 걸러 내지 않습니다. before.keys() != after.keys()이면 ValueError를 일으키세요.",
)
def names_unchecked(before, after):
    common = sorted(before.keys() & after.keys())
    learned = [name for name in common if not _same(before[name], after[name])]
    return learned, [name for name in common if name not in learned]


@mistake(
    replaces="split_parameters",
    en="You look only for names that after lacks. A name that is new in after is a difference too: compare before.keys() != after.keys().",
    ko="after에 없는 이름만 확인했습니다. after에 새로 생긴 이름도 차이입니다. before.keys() != after.keys()로 비교하세요.",
)
def new_names_let_through(before, after):
    if not before.keys() <= after.keys():
        raise ValueError("after lacks names of before")
    return right_split_parameters(before, {name: after[name] for name in before})


@mistake(
    replaces="split_parameters",
    en="A name that after lacks ends in a KeyError, and one that is new in after goes unnoticed. Compare before.keys() with after.keys() first and raise ValueError.",
    ko="after에 없는 이름은 KeyError로 끝나고, after에 새로 생긴 이름은 그냥 지나칩니다. 먼저 before.keys()와 after.keys()를 비교해서 다르면 ValueError를 일으키세요.",
)
def names_left_to_key_error(before, after):
    learned = [name for name in sorted(before) if not _same(before[name], after[name])]
    return learned, [name for name in sorted(before) if name not in learned]
