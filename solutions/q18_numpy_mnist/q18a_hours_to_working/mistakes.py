"""What students write at midnight, and what they should read."""

import math

import numpy as np
from solution import _copy
from solution import fit_power_law as right_fit
from solution import size_for_error as right_size

from autograder.authoring import mistake

# expected_initial_loss


@mistake(
    replaces="expected_initial_loss",
    en="This is the logarithm to base 2. Cross-entropy is measured in nats here, as in every framework: ln C.",
    ko="밑이 2인 로그입니다. 여기서도, 어느 프레임워크에서도 cross-entropy의 단위는 nat이므로 ln C입니다.",
)
def in_bits(num_classes):
    return math.log2(num_classes)


@mistake(
    replaces="expected_initial_loss",
    en="This is the logarithm to base 10. Cross-entropy takes the natural one: ln C, 2.303 for ten classes.",
    ko="밑이 10인 로그입니다. cross-entropy에는 자연로그를 씁니다. 클래스가 열이면 ln C = 2.303입니다.",
)
def to_base_ten(num_classes):
    return math.log10(num_classes)


@mistake(
    replaces="expected_initial_loss",
    en="This is ln(1/C), which is negative. The loss has a minus in front: -ln(1/C) = ln C.",
    ko="ln(1/C)은 음수입니다. loss에는 앞에 마이너스가 있으므로 -ln(1/C) = ln C입니다.",
)
def minus_forgotten(num_classes):
    return math.log(1 / num_classes)


@mistake(
    replaces="expected_initial_loss",
    en="This is the share of wrong guesses, 1 - 1/C. Asked for is the cross-entropy of uniform probabilities, -ln(1/C) = ln C.",
    ko="이것은 틀리는 비율 1 - 1/C입니다. 구할 것은 균등한 확률의 cross-entropy, 즉 -ln(1/C) = ln C입니다.",
)
def error_rate_of_chance(num_classes):
    return 1 - 1 / num_classes


# sanity_report


def _flat(pairs):
    return [array for pair in pairs for array in pair]


def _train(params, loss_and_grads, x, labels, steps=500, rate=0.1, enough=-math.inf):
    for _ in range(steps):
        loss, grads = loss_and_grads(params, x, labels)
        if loss < enough:
            break
        for array, gradient in zip(_flat(params), _flat(grads)):
            array -= rate * gradient
    return loss_and_grads(params, x, labels)[0]


def _numerical(params, array, place, loss_and_grads, x, labels, central=True, put_back=True):
    value = array[place]
    array[place] = value + 1e-5
    above, _ = loss_and_grads(params, x, labels)
    array[place] = value - 1e-5 if central else value
    below, _ = loss_and_grads(params, x, labels)
    if put_back:
        array[place] = value
    return (above - below) / (2e-5 if central else 1e-5)


def _relative(a, n):
    return abs(a - n) / max(abs(a) + abs(n), 1e-5)


def _in_turn(entry, count):
    return entry % count


def _anywhere(rng, shape):
    return tuple(rng.integers(shape))


def _agrees(
    params,
    loss_and_grads,
    x,
    labels,
    rng,
    which=_in_turn,
    draw=_anywhere,
    error=_relative,
    **numerical,
):
    params = _copy(params)
    _, grads = loss_and_grads(params, x, labels)
    arrays, gradients = _flat(params), _flat(grads)
    for entry in range(20):
        number = which(entry, len(arrays))
        shape = arrays[number].shape
        place = draw(rng, shape)
        n = _numerical(params, arrays[number], place, loss_and_grads, x, labels, **numerical)
        if not error(gradients[number][place], n) < 1e-4:
            return False
    return True


def _report(params, loss_and_grads, x, labels, num_classes, rng, **other):
    """The right report, but for the parts that are given as functions of what they need."""
    params = params if other.get("in_place") else _copy(params)
    given = _copy(params)
    expected = math.log(num_classes)
    loss, _ = loss_and_grads(given, x, labels)
    last = _train(params, loss_and_grads, x, labels, *other.get("training", ()))
    where = params if other.get("at_the_end") else given
    near = other.get("near", lambda loss, expected: abs(loss - expected) <= 0.2 * expected)
    learned = other.get("learned", lambda last, first: last < 0.05)
    return {
        "initial_loss": near(loss, expected),
        "one_batch_overfit": learned(last, loss),
        "gradient": _agrees(where, loss_and_grads, x, labels, rng, **other.get("entries", {})),
    }


@mistake(
    replaces="sanity_report",
    en="You train on the params that you were given, and the caller finds them changed. Train on a copy: array -= ... writes into the caller's array.",
    ko="받은 params를 그대로 학습시켜서 호출한 쪽의 값이 바뀝니다. array -= ...는 그 배열에 직접 쓰므로 복사본으로 학습하세요.",
)
def trains_the_callers_params(params, loss_and_grads, x, labels, num_classes, rng):
    return _report(params, loss_and_grads, x, labels, num_classes, rng, in_place=True)


@mistake(
    replaces="sanity_report",
    en="You check the gradient after training, where it is nearly 0 and a fault may not show. Asked for is the gradient at the given params.",
    ko="학습이 끝난 뒤에 gradient를 검사했습니다. 그때는 거의 0이라 잘못이 드러나지 않을 수 있습니다. 주어진 params에서 검사하세요.",
)
def gradient_checked_after_training(params, loss_and_grads, x, labels, num_classes, rng):
    return _report(params, loss_and_grads, x, labels, num_classes, rng, at_the_end=True)


@mistake(
    replaces="sanity_report",
    en="You draw entries of the first weights only. The bug likes to sit in a bias or in a later layer: take the arrays in turn.",
    ko="첫 번째 가중치의 성분만 뽑았습니다. 버그는 bias나 뒤쪽 층에 숨기를 좋아하니 배열을 차례로 돌아가며 뽑으세요.",
)
def first_array_only(params, loss_and_grads, x, labels, num_classes, rng):
    return _report(
        params,
        loss_and_grads,
        x,
        labels,
        num_classes,
        rng,
        entries={"which": lambda entry, count: 0},
    )


@mistake(
    replaces="sanity_report",
    en="You allow an absolute 0.2. Asked for is 20 % of ln C, 0.46 for ten classes: abs(loss - ln C) <= 0.2 * ln C.",
    ko="절대 오차 0.2를 허용했습니다. 기준은 ln C의 20%, 클래스가 열이면 0.46입니다: abs(loss - ln C) <= 0.2 * ln C.",
)
def two_tenths_instead_of_twenty_percent(params, loss_and_grads, x, labels, num_classes, rng):
    return _report(
        params,
        loss_and_grads,
        x,
        labels,
        num_classes,
        rng,
        near=lambda loss, expected: abs(loss - expected) <= 0.2,
    )


@mistake(
    replaces="sanity_report",
    en="You only ask whether the first loss is too high. One that is far too low is a fault as well: something leaks, or the network is not new.",
    ko="첫 loss가 너무 큰지만 확인했습니다. 너무 작은 것도 문제입니다. 정답이 새고 있거나 새 네트워크가 아니라는 뜻입니다.",
)
def only_too_high(params, loss_and_grads, x, labels, num_classes, rng):
    return _report(
        params,
        loss_and_grads,
        x,
        labels,
        num_classes,
        rng,
        near=lambda loss, expected: loss <= 1.2 * expected,
    )


@mistake(
    replaces="sanity_report",
    en="You add the gradient, so the loss climbs and nothing is ever learned by heart. Descent subtracts: w -= lr * gradient.",
    ko="gradient를 더해서 loss가 올라가고 아무것도 외우지 못합니다. 경사 하강법은 뺍니다: w -= lr * gradient.",
)
def climbs(params, loss_and_grads, x, labels, num_classes, rng):
    return _report(params, loss_and_grads, x, labels, num_classes, rng, training=(500, -0.1))


@mistake(
    replaces="sanity_report",
    en="not loss >= 0.05 is true for NaN, so a run that broke down counts as learned. Write loss < 0.05, which NaN does not satisfy.",
    ko="not loss >= 0.05는 NaN에서 참이라서, 망가진 실행도 외운 것으로 칩니다. NaN이 통과하지 못하도록 loss < 0.05라고 쓰세요.",
)
def nan_counts_as_learned(params, loss_and_grads, x, labels, num_classes, rng):
    return _report(
        params,
        loss_and_grads,
        x,
        labels,
        num_classes,
        rng,
        learned=lambda last, first: not last >= 0.05,
    )


@mistake(
    replaces="sanity_report",
    en="You only ask whether the loss has fallen. Labels that contradict each other let it fall, too, and then get stuck: by heart means a loss below 0.05.",
    ko="loss가 줄었는지만 확인했습니다. 레이블이 서로 모순되어도 loss는 어느 정도 줄다가 멈춥니다. 외웠다는 것은 loss가 0.05보다 작다는 뜻입니다.",
)
def falling_is_enough(params, loss_and_grads, x, labels, num_classes, rng):
    return _report(
        params,
        loss_and_grads,
        x,
        labels,
        num_classes,
        rng,
        learned=lambda last, first: last < first,
    )


@mistake(
    replaces="sanity_report",
    en="You take fewer than the 500 steps: a network that would learn the batch by the last of them is reported as broken.",
    ko="500단계보다 적게 실행했습니다. 마지막 단계에 이르러 batch를 외우는 네트워크도 고장이라고 나옵니다.",
)
def too_few_steps(params, loss_and_grads, x, labels, num_classes, rng):
    return _report(params, loss_and_grads, x, labels, num_classes, rng, training=(50,))


@mistake(
    replaces="sanity_report",
    en="You stop training as soon as the loss is below 0.05. At this rate it may climb again: what counts is the loss after the last of the 500 steps.",
    ko="loss가 0.05보다 작아지자마자 학습을 멈췄습니다. 그 뒤에 다시 오를 수도 있습니다. 500단계를 모두 마친 뒤의 loss로 판단하세요.",
)
def stops_when_low_enough(params, loss_and_grads, x, labels, num_classes, rng):
    return _report(params, loss_and_grads, x, labels, num_classes, rng, training=(500, 0.1, 0.05))


@mistake(
    replaces="sanity_report",
    en="You draw the array by chance as well, so some are never looked at, and a bug in them goes unseen. Take the arrays in turn, entry k from array k % len(arrays); only the place is drawn.",
    ko="배열까지 무작위로 골라서 한 번도 검사하지 않는 배열이 생기고, 그 안의 버그를 놓칩니다. k번째 성분은 배열 k % len(arrays)에서 차례로 뽑고, 위치만 무작위로 정하세요.",
)
def arrays_drawn_by_chance(params, loss_and_grads, x, labels, num_classes, rng):
    return _report(
        params,
        loss_and_grads,
        x,
        labels,
        num_classes,
        rng,
        entries={"which": lambda entry, count: rng.integers(count)},
    )


@mistake(
    replaces="sanity_report",
    en="You look at the first entry of each array every time. A bug in the others goes unseen: draw the place with rng.",
    ko="매번 배열의 첫 성분만 검사했습니다. 다른 성분의 버그를 놓치므로 위치를 rng로 뽑으세요.",
)
def always_the_first_entry(params, loss_and_grads, x, labels, num_classes, rng):
    entries = {"draw": lambda rng, shape: (0,) * len(shape)}
    return _report(params, loss_and_grads, x, labels, num_classes, rng, entries=entries)


@mistake(
    replaces="sanity_report",
    en="The upper end of rng.integers is exclusive: with n - 1 there, the last of n places is never drawn, and a bug in it goes unseen. Draw from rng.integers(n).",
    ko="rng.integers의 상한은 포함되지 않습니다. 상한을 n - 1로 두면 n개 중 마지막 위치가 뽑히지 않아 거기 있는 버그를 놓칩니다. rng.integers(n)으로 뽑으세요.",
)
def last_entry_never_drawn(params, loss_and_grads, x, labels, num_classes, rng):
    def draw(rng, shape):
        return np.unravel_index(rng.integers(0, max(math.prod(shape) - 1, 1)), shape)

    return _report(params, loss_and_grads, x, labels, num_classes, rng, entries={"draw": draw})


@mistake(
    replaces="sanity_report",
    en="You draw only one of a matrix's two indices, so the entries that you check all lie in one row or one column. Draw a number for each dimension: tuple(rng.integers(array.shape)).",
    ko="행렬의 두 index 중 하나만 무작위로 뽑아서 한 행이나 한 열의 성분만 검사했습니다. 차원마다 하나씩 뽑으세요: tuple(rng.integers(array.shape)).",
)
def first_column_only(params, loss_and_grads, x, labels, num_classes, rng):
    def draw(rng, shape):
        return rng.integers(shape[0]), *(0,) * (len(shape) - 1)

    return _report(params, loss_and_grads, x, labels, num_classes, rng, entries={"draw": draw})


@mistake(
    replaces="sanity_report",
    en="You compare with (L(w + eps) - L(w)) / eps, whose error is of the order of eps: where the loss is curved, a right gradient is reported as wrong. Central differences, (L(w + eps) - L(w - eps)) / 2 eps, are off by eps squared only.",
    ko="(L(w + eps) - L(w)) / eps와 비교했습니다. 이 값의 오차는 eps에 비례하므로 loss가 휘어 있으면 맞는 gradient도 틀렸다고 나옵니다. 중심 차분 (L(w + eps) - L(w - eps)) / 2 eps의 오차는 eps의 제곱에 비례합니다.",
)
def forward_differences(params, loss_and_grads, x, labels, num_classes, rng):
    return _report(params, loss_and_grads, x, labels, num_classes, rng, entries={"central": False})


@mistake(
    replaces="sanity_report",
    en="After its two losses the entry stays where you moved it, so the next one is checked at other params than were given. Put it back: array[place] = value.",
    ko="loss를 두 번 구한 뒤 성분을 원래 값으로 되돌리지 않았습니다. 그러면 다음 성분은 주어진 params가 아닌 곳에서 검사하게 됩니다. array[place] = value로 되돌리세요.",
)
def entry_not_put_back(params, loss_and_grads, x, labels, num_classes, rng):
    return _report(params, loss_and_grads, x, labels, num_classes, rng, entries={"put_back": False})


@mistake(
    replaces="sanity_report",
    en="Where a and n are 0 or small, your relative error is not the one asked for (0 / 0 is NaN): divide by max(|a| + |n|, 1e-5).",
    ko="a와 n이 0이거나 작은 곳에서 상대 오차가 정의와 다릅니다(0 / 0은 NaN입니다). max(|a| + |n|, 1e-5)로 나누세요.",
)
def zero_divided_by_zero(params, loss_and_grads, x, labels, num_classes, rng):
    return _report(
        params,
        loss_and_grads,
        x,
        labels,
        num_classes,
        rng,
        entries={"error": lambda a, n: abs(a - n) / np.float64(abs(a) + abs(n))},
    )


@mistake(
    replaces="sanity_report",
    en="You compare |a - n| itself with 1e-4. Gradients are often small: one of 1e-4 could be wrong altogether and would pass. Divide by max(|a| + |n|, 1e-5).",
    ko="|a - n|을 그대로 1e-4와 비교했습니다. gradient는 작은 경우가 많아서, 크기가 1e-4라면 완전히 틀려도 통과합니다. max(|a| + |n|, 1e-5)로 나누세요.",
)
def absolute_difference(params, loss_and_grads, x, labels, num_classes, rng):
    return _report(
        params,
        loss_and_grads,
        x,
        labels,
        num_classes,
        rng,
        entries={"error": lambda a, n: abs(a - n)},
    )


# time_to_accuracy


@mistake(
    replaces="time_to_accuracy",
    en="Your clock runs while you evaluate: read it right before and right after step(), and add up the differences.",
    ko="평가하는 동안에도 시간을 잽니다. step() 바로 앞과 뒤에서 clock을 읽고 그 차이를 더하세요.",
)
def clock_runs_during_evaluation(step, evaluate, target, max_steps, clock):
    if evaluate() >= target:
        return 0, 0.0
    started = clock()
    for steps in range(1, max_steps + 1):
        step()
        if evaluate() >= target:
            return steps, clock() - started
    return None


@mistake(
    replaces="time_to_accuracy",
    en="These are the seconds of the last step alone. Add the steps up: seconds += clock() - started.",
    ko="마지막 단계의 시간만 반환했습니다. 모든 단계의 시간을 더하세요: seconds += clock() - started.",
)
def seconds_of_the_last_step(step, evaluate, target, max_steps, clock):
    seconds = 0.0
    for steps in range(max_steps + 1):
        if evaluate() >= target:
            return steps, seconds
        if steps < max_steps:
            started = clock()
            step()
            seconds = clock() - started
    return None


@mistake(
    replaces="time_to_accuracy",
    en="You take a step before the first look. A model that is good enough already needs 0 steps and 0 seconds: evaluate first.",
    ko="처음 확인하기 전에 한 단계를 실행했습니다. 이미 충분히 좋은 모델은 0단계, 0초입니다. 먼저 평가하세요.",
)
def steps_before_looking(step, evaluate, target, max_steps, clock):
    seconds = 0.0
    for steps in range(1, max_steps + 1):
        started = clock()
        step()
        seconds += clock() - started
        if evaluate() >= target:
            return steps, seconds
    return None


@mistake(
    replaces="time_to_accuracy",
    en="An accuracy that equals the target has reached it: compare with >=, not with >.",
    ko="정확도가 target과 같으면 도달한 것입니다. >가 아니라 >=로 비교하세요.",
)
def must_be_above(step, evaluate, target, max_steps, clock):
    seconds = 0.0
    for steps in range(max_steps + 1):
        if evaluate() > target:
            return steps, seconds
        if steps < max_steps:
            started = clock()
            step()
            seconds += clock() - started
    return None


@mistake(
    replaces="time_to_accuracy",
    en="You don't look again after the last step that is allowed, so a target that it reaches counts as missed. Steps 0 to max_steps are looked at: max_steps + 1 evaluations.",
    ko="허용된 마지막 단계 뒤에는 확인하지 않아서, 그 단계에서 도달해도 실패로 처리됩니다. 0단계부터 max_steps단계까지 max_steps + 1번 평가해야 합니다.",
)
def last_step_not_looked_at(step, evaluate, target, max_steps, clock):
    seconds = 0.0
    for steps in range(max_steps):
        if evaluate() >= target:
            return steps, seconds
        started = clock()
        step()
        seconds += clock() - started
    return None


@mistake(
    replaces="time_to_accuracy",
    en="Where the target is not reached you give the steps and seconds all the same. That looks like a success: return None.",
    ko="target에 도달하지 못했는데도 단계 수와 시간을 반환합니다. 성공한 것처럼 보이므로 None을 반환하세요.",
)
def failure_looks_like_success(step, evaluate, target, max_steps, clock):
    seconds = 0.0
    for steps in range(max_steps + 1):
        if evaluate() >= target:
            break
        if steps < max_steps:
            started = clock()
            step()
            seconds += clock() - started
    return steps, seconds


@mistake(
    replaces="time_to_accuracy",
    en="You take one step more than max_steps before you give up.",
    ko="포기하기 전에 max_steps보다 한 단계를 더 실행합니다.",
)
def one_step_too_many(step, evaluate, target, max_steps, clock):
    seconds = 0.0
    for steps in range(max_steps + 1):
        if evaluate() >= target:
            return steps, seconds
        started = clock()
        step()
        seconds += clock() - started
    return None


# eta_seconds


@mistake(
    replaces="eta_seconds",
    en="This is how long all of it takes. Of that, elapsed has passed already: multiply the seconds per step by total - done.",
    ko="전체에 걸리는 시간입니다. 그중 elapsed는 이미 지났으므로 단계당 시간에 total - done을 곱하세요.",
)
def the_whole_time(done, total, elapsed):
    return math.inf if done == 0 else elapsed * total / done


@mistake(
    replaces="eta_seconds",
    en="You divide by done before anything is done. With no pace yet there is no forecast: return inf.",
    ko="아직 아무것도 하지 않았는데 done으로 나누었습니다. 속도를 모르면 예측할 수 없으므로 inf를 반환하세요.",
)
def divides_by_zero(done, total, elapsed):
    return elapsed / done * (total - done)


@mistake(
    replaces="eta_seconds",
    en="Before the first step you promise that it takes no time. Nothing is known yet: return inf.",
    ko="첫 단계도 하기 전에 남은 시간이 0이라고 했습니다. 아직 알 수 없으므로 inf를 반환하세요.",
)
def zero_before_the_first_step(done, total, elapsed):
    return 0.0 if done == 0 else elapsed / done * (total - done)


@mistake(
    replaces="eta_seconds",
    en="The pace is upside down: done / elapsed is steps per second. Seconds per step are elapsed / done.",
    ko="속도가 뒤집혔습니다. done / elapsed는 초당 단계 수입니다. 단계당 시간은 elapsed / done입니다.",
)
def pace_upside_down(done, total, elapsed):
    return math.inf if done == 0 else done / elapsed * (total - done)


# fit_power_law and size_for_error


@mistake(
    replaces="fit_power_law",
    en="Your b has the wrong sign. The line's slope is -b: where the error falls, b is positive.",
    ko="b의 부호가 반대입니다. 직선의 기울기가 -b이므로, 오차가 줄면 b는 양수입니다.",
)
def sign_of_b(sizes, errors):
    a, b = right_fit(sizes, errors)
    return a, -b


@mistake(
    replaces="fit_power_law",
    en="You return the intercept, which is ln a. Take exp of it.",
    ko="절편을 그대로 반환했습니다. 절편은 ln a이므로 exp를 취하세요.",
)
def logarithm_of_a(sizes, errors):
    a, b = right_fit(sizes, errors)
    return np.log(a), b


@mistake(
    replaces="fit_power_law",
    en="You fit in base 10 and go back with exp, which belongs to the natural logarithm. Use np.log throughout, or 10 ** intercept.",
    ko="밑이 10인 로그로 맞추고 자연로그의 역함수인 exp로 되돌렸습니다. 처음부터 np.log를 쓰거나 10 ** intercept로 되돌리세요.",
)
def bases_mixed(sizes, errors):
    slope, intercept = np.polyfit(np.log10(sizes), np.log10(errors), 1)
    return np.exp(intercept), -slope


@mistake(
    replaces="fit_power_law",
    en="Only the errors are in logarithms in yours: that fits an exponential, a exp(-b size). A power law is a line where both are.",
    ko="오차에만 로그를 취했습니다. 그러면 지수 함수 a exp(-b size)를 맞추게 됩니다. 거듭제곱 법칙은 양쪽 모두에 로그를 취해야 직선입니다.",
)
def sizes_not_in_logarithms(sizes, errors):
    slope, intercept = np.polyfit(sizes, np.log(errors), 1)
    return np.exp(intercept), -slope


@mistake(
    replaces="fit_power_law",
    en="You fit the errors themselves, not their logarithms. Then the large errors of small sets decide alone, and the small ones, which you want to forecast from, hardly count.",
    ko="로그가 아니라 오차 자체를 맞추었습니다. 그러면 작은 데이터의 큰 오차가 결과를 정하고, 정작 예측에 쓸 작은 오차는 거의 반영되지 않습니다.",
)
def not_in_logarithms(sizes, errors):
    a, b = right_fit(sizes, errors)
    sizes = np.asarray(sizes, dtype=float)
    for _ in range(200):  # Gauss-Newton on the plain residuals
        powers = sizes**-b
        columns = np.stack([powers, -a * powers * np.log(sizes)], axis=1)
        change, *_ = np.linalg.lstsq(columns, errors - a * powers, rcond=None)
        a, b = a + change[0], b + change[1]
    return a, b


@mistake(
    replaces="fit_power_law",
    en="You draw the line through the first and the last point only. Least squares uses all of them.",
    ko="첫 점과 마지막 점만 잇는 직선입니다. 최소제곱은 모든 점을 씁니다.",
)
def through_two_points(sizes, errors):
    x, y = np.log(sizes), np.log(errors)
    slope = (y[-1] - y[0]) / (x[-1] - x[0])
    return np.exp(y[0] - slope * x[0]), -slope


@mistake(
    replaces="size_for_error",
    en="You turn the law round the wrong way: error = a size^-b gives size = (a / error) ** (1 / b), and yours is its inverse.",
    ko="식을 거꾸로 풀었습니다. error = a size^-b이면 size = (a / error) ** (1 / b)인데, 지금은 그 역수입니다.",
)
def ratio_upside_down(a, b, error):
    return (error / a) ** (1 / b)


@mistake(
    replaces="size_for_error",
    en="The exponent is 1 / b, not b: solving error = a size^-b for size takes the b-th root.",
    ko="지수는 b가 아니라 1 / b입니다. error = a size^-b를 size에 대해 풀면 b제곱근이 됩니다.",
)
def exponent_b(a, b, error):
    return (a / error) ** b


@mistake(
    replaces="size_for_error",
    en="You evaluate the law at the error. Asked for is the opposite: the size at which the law gives this error, (a / error) ** (1 / b).",
    ko="오차를 크기 자리에 넣어 계산했습니다. 구할 것은 반대로, 법칙이 이 오차를 주는 크기 (a / error) ** (1 / b)입니다.",
)
def law_at_the_error(a, b, error):
    return a * error**-b


@mistake(
    replaces="size_for_error",
    en="You round. The size is not rounded here, so that small laws and units of a thousand examples work as well.",
    ko="반올림했습니다. 여기서는 반올림하지 않습니다. 그래야 천 장 단위로 센 크기에도 쓸 수 있습니다.",
)
def rounded_up(a, b, error):
    return math.ceil(right_size(a, b, error))
