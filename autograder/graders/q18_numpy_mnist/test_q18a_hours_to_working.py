"""Hidden grader of q18a: networks with faults planted in them, a clock that moves when told, exact laws.

One network is real and has tanh units, so that no kink disturbs central differences. The other is made up: its slope,
the gradient that it reports and the loss after each step of training are chosen one by one, just inside or just
outside what is asked for. Both are computed here and reach the submission as callbacks.
"""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from autograder.grading import check, check_close, check_equal, check_unchanged, task

ROWS, INPUTS, HIDDEN, CLASSES = 8, 5, 16, 10
CHECKS = ("initial_loss", "one_batch_overfit", "gradient")


@np.errstate(invalid="ignore", over="ignore")  # a training that broke down goes on with NaN
def tanh_network(params, x, labels):
    (W1, b1), (W2, b2) = params
    hidden = np.tanh(x @ W1 + b1)
    logits = hidden @ W2 + b2
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    p = shifted / shifted.sum(axis=1, keepdims=True)
    rows = np.arange(len(labels))
    loss = -np.log(np.maximum(p[rows, labels], 1e-300)).mean()
    p[rows, labels] -= 1
    delta = p / len(labels)
    below = (delta @ W2.T) * (1 - hidden**2)
    return loss, [(x.T @ below, below.sum(axis=0)), (hidden.T @ delta, delta.sum(axis=0))]


class Start:
    """A network before training, its batch, and the loss that it begins with."""

    def __init__(self, rng, loss=None):
        self.x = 3 * rng.normal(size=(ROWS, INPUTS))
        self.labels = rng.permutation(ROWS) % (CLASSES - 1)  # the last class is nobody's
        W1 = rng.normal(size=(INPUTS, HIDDEN)) / np.sqrt(INPUTS)
        W2 = 0.1 * rng.normal(size=(HIDDEN, CLASSES)) / np.sqrt(HIDDEN)
        self.params = [(W1, 0.1 * rng.normal(size=HIDDEN)), (W2, np.zeros(CLASSES))]
        if loss is not None:
            self._raise_loss(loss)

    def _raise_loss(self, wanted):
        """A bias for the class that is nobody's: the loss grows with it."""
        low, high = 0.0, 50.0
        bias = self.params[1][1]
        for _ in range(60):
            bias[-1] = (low + high) / 2
            if tanh_network(self.params, self.x, self.labels)[0] < wanted:
                low = bias[-1]
            else:
                high = bias[-1]


NEAR = 5e-3  # entries that have moved less are moved for a difference, not by training
BOWL = 500.0


class MadeUp:
    """A loss that is linear near the start, but for a bowl that central differences do not see.

    Each array has one slope, and reports ``slope * (1 + fault)``. Once training has begun the loss is
    ``curve(steps)``, with ``steps`` read off how far the first entry has come at a rate of 0.1; behind
    the last step the gradient is 0, as reported.
    """

    def __init__(self, rng, layers, first, curve, bowl, faults=0.0, slopes=None, widths=None):
        widths = widths or rng.integers(2, 4, size=layers + 1).tolist()
        self.params = [(rng.normal(size=(i, o)), rng.normal(size=o)) for i, o in pairwise(widths)]
        self.x, self.labels = rng.normal(size=(3, widths[0])), rng.integers(widths[-1], size=3)
        self.first, self.curve, self.bowl = first, curve, bowl
        self.sizes = [array.size for pair in self.params for array in pair]
        signs = np.resize([1.0, -1.0], len(self.sizes))
        slope = signs * rng.uniform(0.5, 1.0, size=len(self.sizes))
        for number, value in (slopes or {}).items():
            slope[number] = value
        self.start = self._flat(self.params)
        self.slope = np.repeat(slope, self.sizes)
        reported = np.repeat(slope * (1 + np.asarray(faults)), self.sizes)
        self.reported, self.nothing = self._pairs(reported), self._pairs(0 * reported)
        self.stride = -0.1 * reported[0]  # of the first entry, in a step of training
        self.moved = set()  # the entries that were moved for a difference

    @staticmethod
    def _flat(params):
        return np.concatenate([np.ravel(array) for pair in params for array in pair])

    def _pairs(self, vector):
        parts, start = [], 0
        for W, b in self.params:
            dW, start = vector[start : start + W.size].reshape(W.shape), start + W.size
            parts.append((dW, vector[start : start + b.size]))
            start += b.size
        return parts

    def __call__(self, params, x, labels):
        away = self._flat(params) - self.start
        if np.abs(away).max() < NEAR:
            self.moved.update(np.flatnonzero(np.abs(away) > 1e-9).tolist())
            return self.first + self.slope @ away + BOWL * self.bowl(away), self.reported
        steps = away[0] / self.stride
        return self.curve(steps), self.reported if steps < 499.5 else self.nothing

    def looked_at(self):
        """The places at which each array was moved, and the size of that array."""
        ends = np.cumsum(self.sizes)
        return [
            (
                [place - end + size for place in sorted(self.moved) if end - size <= place < end],
                size,
            )
            for end, size in zip(ends, self.sizes)
        ]


def each_alone(away):
    return (away**2).sum()


def all_together(away):
    return away.sum() ** 2


def only_together(away):
    return all_together(away) - each_alone(away)


def by_the_last_step(steps):
    return 0.04 if steps > 499.5 else 0.06


def for_a_while(steps):
    return 0.01 if 100 < steps < 400 else 0.2


def until_it_breaks_down(steps):
    return 0.01 if 0 <= steps < 450 else math.nan


def check_report(submission, rng, start, loss_and_grads, expected):
    got = submission.sanity_report(
        start.params, loss_and_grads, start.x, start.labels, CLASSES, rng
    )
    check(
        isinstance(got, dict) and set(got) == set(CHECKS),
        'must return a dict with the keys "initial_loss", "one_batch_overfit" and "gradient".',
        '"initial_loss", "one_batch_overfit", "gradient"를 키로 가진 dict를 반환해야 합니다.',
    )
    check_equal(got, expected)


def verdicts(*failed):
    return {name: name not in failed for name in CHECKS}


@task("expected_initial_loss", points=2)
def test_expected_initial_loss(submission, rng):
    """The loss of uniform probabilities, for two classes, for many, and for one.
    클래스가 둘일 때, 많을 때, 하나뿐일 때 균등한 확률의 loss입니다."""
    for classes in (int(rng.integers(3, 9)), 2, 1000, 1):
        check_close(submission.expected_initial_loss(classes), math.log(classes), atol=1e-12)


@task("sanity_report", points=2)
def test_sanity_report_of_healthy_runs(submission, rng, seed):
    """Nothing is wrong, so all three checks are passed, although the loss begins 17 % above ln C. Inputs stay as they are.
    잘못된 곳이 없으므로 세 검사를 모두 통과합니다. 처음 loss가 ln C보다 17% 큰 것은 괜찮습니다. 입력은 바뀌지 않습니다."""
    start, generator = Start(rng, 1.17 * math.log(CLASSES)), submission.probe.rng(seed)
    submission.probe.seed_global(seed)
    before = submission.probe.global_rng_digest()
    check_report(submission, generator, start, tanh_network, verdicts())
    check(
        submission.probe.global_rng_digest() == before,
        "NumPy's global generator was used; draw from rng.",
        "NumPy의 전역 생성기를 썼습니다. rng에서 뽑으세요.",
    )
    check_unchanged(submission)


@task("sanity_report", points=3)
def test_sanity_report_of_a_wrong_initial_loss(submission, rng, seed):
    """The loss begins 22 % above or below ln C; by heart counts after the last step, and NaN counts as not.
    처음 loss가 ln C보다 22% 크거나 작습니다. 외웠는지는 마지막 단계 뒤의 loss로만 판단하고, NaN이면 외운 것이 아닙니다."""
    generator, expected = submission.probe.rng(seed), math.log(CLASSES)
    start = MadeUp(rng, 1, 0.0, for_a_while, only_together, widths=[3, 3])
    for first, curve, bowl, failed, places_are_drawn in (
        (0.78, for_a_while, only_together, CHECKS[:2], one_of_many),
        (1.22, until_it_breaks_down, each_alone, CHECKS[:2], rows_and_columns),
        (1.22, by_the_last_step, each_alone, CHECKS[:1], the_last_and_the_first),
    ):
        start.first, start.curve, start.bowl = first * expected, curve, bowl
        check_report(submission, generator, start, start, verdicts(*failed))
        (in_W, _), (in_b, _) = start.looked_at()
        places_are_drawn(in_W, in_b)


# One after each report, so 10 to 30 places in a matrix (3, 3) and as many in a bias (3,): of 3 million right answers one
# fails, most likely at the last, 2 (8/9)^30 (2/3)^30 = 3e-7.


def one_of_many(in_W, in_b):
    check(
        bool(in_W and in_b),
        "one of two arrays was never looked at; take the arrays in turn.",
        "배열 둘 중 하나는 한 번도 검사하지 않았습니다. 배열을 차례로 돌아가며 검사하세요.",
    )
    check(
        len(in_W) > 1 or len(in_b) > 1,
        "the gradient was checked at the same place of each array; draw the place with rng.",
        "gradient를 배열마다 같은 위치에서만 검사했습니다. 위치는 rng로 뽑으세요.",
    )


def rows_and_columns(in_W, in_b):
    check(
        len({place // 3 for place in in_W}) > 1 and len({place % 3 for place in in_W}) > 1,
        "20 entries of a matrix were all of one row or of one column; draw the place over the whole array with rng.",
        "행렬에서 뽑은 성분 20개가 모두 한 행이나 한 열에 있습니다. 위치는 rng로 배열 전체에서 뽑으세요.",
    )


def the_last_and_the_first(in_W, in_b):
    check(
        8 in in_W or 2 in in_b,
        "the last entry of an array can never be drawn; draw the place over the whole array with rng (the upper end of "
        "rng.integers is exclusive).",
        "배열의 마지막 성분은 절대 뽑히지 않습니다. 위치는 rng로 배열 전체에서 뽑으세요(rng.integers의 상한은 포함되지 않습니다).",
    )

    check(
        0 in in_W or 0 in in_b,
        "the first entry of an array can never be drawn; draw the place over the whole array with rng.",
        "배열의 첫 성분은 절대 뽑히지 않습니다. 위치는 rng로 배열 전체에서 뽑으세요.",
    )


@task("sanity_report", points=3)
def test_sanity_report_where_nothing_can_be_learned_by_heart(submission, rng, seed):
    """Two equal rows with different labels can't both be right.
    같은 행 둘에 다른 레이블이 붙어 있으면 둘 다 맞힐 수 없습니다."""
    generator = submission.probe.rng(seed)
    start = Start(rng)
    start.x[1] = start.x[0]
    check_report(submission, generator, start, tanh_network, verdicts("one_batch_overfit"))


@task("sanity_report", points=3)
def test_sanity_report_of_a_wrong_gradient(submission, rng, seed):
    """One array of the gradient is wrong by two fifths; in another run by little, and right after training.
    gradient의 배열 하나가 40% 틀렸습니다. 다른 실행에서는 조금만 틀렸고 학습이 끝난 뒤에는 맞습니다."""
    generator = submission.probe.rng(seed)
    wrong = int(rng.integers(1, 4))

    def always(params, x, labels):
        loss, grads = tanh_network(params, x, labels)
        arrays = [array for pair in grads for array in pair]
        arrays[wrong] = arrays[wrong] - 0.4 * np.abs(arrays[wrong])  # never too large
        return loss, list(zip(arrays[::2], arrays[1::2]))

    check_report(submission, generator, Start(rng), always, verdicts("gradient"))
    faults, slopes = np.zeros(10), {9: -0.2}
    faults[9] = 3e-4  # twice the relative error
    first = math.log(CLASSES)
    start = MadeUp(rng, 5, first, by_the_last_step, all_together, faults, slopes)
    check_report(submission, generator, start, start, verdicts("gradient"))


@task("sanity_report", points=2)
def test_sanity_report_of_gradients_at_the_bound(submission, rng, seed):
    """Relative errors just inside 1e-4, slopes of 0 and nearly 0 are right; every array is looked at.
    상대 오차가 1e-4보다 조금 작거나 기울기가 0이거나 거의 0이면 맞는 것입니다. 모든 배열을 검사해야 합니다."""
    generator = submission.probe.rng(seed)
    dead = {5: 0.0, 10: 3e-6, 13: 5e-10}
    faults = np.full(14, 1.8e-4)  # twice the relative error
    faults[13] = -1  # reported as 0
    start = MadeUp(rng, 7, 0.0, by_the_last_step, all_together, faults, dead)
    check_report(submission, generator, start, start, verdicts("initial_loss"))
    skipped = [number for number, (found, _) in enumerate(start.looked_at()) if not found]
    check(
        not skipped,
        f"{len(skipped)} of 14 arrays were never looked at; take the arrays in turn.",
        f"배열 14개 중 {len(skipped)}개는 한 번도 검사하지 않았습니다. 배열을 차례로 돌아가며 검사하세요.",
    )
    faults = np.zeros(4)
    faults[1] = 5e-4  # of a slope of 3e-6: 1.5e-9, which is 1.5e-4 of 1e-5
    widths = [3, 1, 2]  # an array with a single place, too
    start = MadeUp(rng, 2, 0.0, by_the_last_step, all_together, faults, {1: 3e-6}, widths)
    check_report(submission, generator, start, start, verdicts("initial_loss", "gradient"))


class Race:
    """A training whose clock moves in ``step`` and, much more, in ``evaluate``."""

    def __init__(self, rng, accuracies):
        self.accuracies = accuracies
        self.costs = rng.uniform(0.5, 2.0, size=len(accuracies) + 3)
        self.now = float(rng.uniform(100, 200))
        self.steps = self.looks = 0

    def step(self):
        self.now += self.costs[self.steps % len(self.costs)]
        self.steps += 1

    def evaluate(self):
        self.now += 1000.0
        self.looks += 1
        return self.accuracies[min(self.steps, len(self.accuracies) - 1)]

    def clock(self):
        return self.now

    def run(self, submission, target, max_steps):
        return submission.time_to_accuracy(self.step, self.evaluate, target, max_steps, self.clock)


def check_time(result, steps, seconds):
    check(
        isinstance(result, tuple | list) and len(result) == 2,
        "must return (steps, seconds).",
        "(steps, seconds)를 반환해야 합니다.",
    )
    check_equal(result[0], steps)
    check_close(result[1], seconds, rtol=1e-9, atol=1e-7)


@task("time_to_accuracy", points=3)
def test_time_to_accuracy(submission, rng):
    """Steps and seconds until the target is reached, or met exactly; an accuracy may fall in between.
    target을 넘거나 정확히 같아질 때까지의 단계 수와 시간입니다. 정확도는 중간에 떨어질 수 있습니다."""
    for accuracies, target, steps in (
        ([0.1, 0.4, 0.3, 0.6, 0.55, 0.9, 0.95], 0.8, 5),
        ([0.1, 0.25, 0.5, 0.75], 0.5, 2),
    ):
        race = Race(rng, accuracies)
        check_time(race.run(submission, target, 20), steps, race.costs[:steps].sum())
        check(
            (race.steps, race.looks) == (steps, steps + 1),
            f"{race.steps} steps and {race.looks} evaluations; {steps} and {steps + 1} are needed.",
            f"단계 {race.steps}번, 평가 {race.looks}번입니다. 각각 {steps}번, {steps + 1}번이어야 합니다.",
        )


@task("time_to_accuracy", points=2)
def test_time_to_accuracy_at_the_ends(submission, rng):
    """Reached without a step; reached by the last step that is allowed; not reached.
    단계 없이 도달할 때, 허용된 마지막 단계에서 도달할 때, 도달하지 못할 때입니다."""
    race = Race(rng, [0.9, 0.95])
    check_time(race.run(submission, 0.9, 5), 0, 0.0)
    race = Race(rng, [0.1, 0.2, 0.3, 0.9])
    check_time(race.run(submission, 0.8, 3), 3, race.costs[:3].sum())
    for max_steps in (2, 0):
        race = Race(rng, [0.1, 0.2, 0.3, 0.9])
        check_equal(race.run(submission, 0.8, max_steps), None)
        check(
            (race.steps, race.looks) == (max_steps, max_steps + 1),
            f"{race.steps} steps and {race.looks} evaluations, where max_steps is {max_steps}; {max_steps} and "
            f"{max_steps + 1} are needed.",
            f"max_steps가 {max_steps}인데 단계 {race.steps}번, 평가 {race.looks}번입니다. 각각 {max_steps}번, "
            f"{max_steps + 1}번이어야 합니다.",
        )


@task("eta_seconds", points=2)
def test_eta_seconds(submission, rng):
    """The rest at the pace so far; nothing is left at the end.
    지금까지의 속도로 남은 시간을 구합니다. 끝나면 0입니다."""
    for done, total in ((3, 10), (7, 40), (10, 10)):
        elapsed = float(rng.uniform(5, 50))
        expected = elapsed / done * (total - done)
        check_close(submission.eta_seconds(done, total, elapsed), expected, atol=1e-9)


@task("eta_seconds", points=1)
def test_eta_seconds_before_the_first_step(submission, rng):
    """Before anything is done the answer is inf.
    아직 아무것도 하지 않았다면 답은 inf입니다."""
    for elapsed in (float(rng.uniform(1, 9)), 0.0):
        check_close(submission.eta_seconds(0, 10, elapsed), math.inf)


def check_law(result, a, b):
    check(
        isinstance(result, tuple | list | np.ndarray) and len(result) == 2,
        "must return (a, b).",
        "(a, b)를 반환해야 합니다.",
    )
    check_close(result[0], a, rtol=1e-7)
    check_close(result[1], b, rtol=1e-7, atol=1e-9)


@task("fit_power_law", points=2)
def test_fit_power_law_of_exact_laws(submission, rng):
    """Points on a power law give its two numbers back, falling and rising, for ints and floats.
    거듭제곱 법칙 위의 점에서 두 수를 되찾습니다. 줄어드는 법칙과 늘어나는 법칙, 정수와 실수를 봅니다."""
    for sign, sizes in ((1, np.array([400, 50, 3000, 120])), (-1, rng.uniform(10, 900, size=5))):
        a, b = float(rng.uniform(2, 9)), sign * float(rng.uniform(0.2, 0.7))
        check_law(submission.fit_power_law(sizes, a * sizes**-b), a, b)


@task("fit_power_law", points=3)
def test_fit_power_law_of_noisy_points(submission, reference, rng):
    """The line of least squares in logarithms, where the points lie on no law.
    점들이 법칙에서 벗어나 있을 때 로그에서의 최소제곱 직선입니다."""
    for count in (6, 3):
        sizes = rng.permutation(np.geomspace(50, 20000, count) * rng.uniform(0.8, 1.2, size=count))
        errors = 3 * sizes**-0.4 * np.exp(rng.normal(scale=0.3, size=count))
        check_law(submission.fit_power_law(sizes, errors), *reference.fit_power_law(sizes, errors))


@task("size_for_error", points=2)
def test_size_for_error(submission, rng):
    """The size at which the law gives the error, not rounded.
    법칙이 그 오차를 주는 크기이며, 반올림하지 않습니다."""
    for _ in range(3):
        a, b, size = (float(rng.uniform(*r)) for r in ((2, 9), (0.2, 0.7), (100, 5000)))
        check_close(submission.size_for_error(a, b, a * size**-b), size, rtol=1e-9)
