"""Hidden grader of q09: small machines, summed up state by state, and large ones that must not be.

Sampling is checked exactly where it can be. Weights of 1e4 leave nothing to chance, and there a
machine in which activity spreads by one unit per step tells how many steps were made. From a single
row, the gradient for b gives away the sample v_k, so that the rest of the gradient can be told to
the last digit. What is left to statistics are the distributions, over thousands of chains.
"""

from __future__ import annotations

import numpy as np

from autograder.grading import (
    check,
    check_close,
    check_generator,
    check_gradient,
    check_raises,
    check_statistic,
    check_unchanged,
    task,
)


def states(rng, rows, units, kind=float):
    """Zeros and ones in which every unit is seen in both, where there are two rows or more."""
    drawn = rng.integers(2, size=(rows, units))
    if rows > 1:
        drawn[0] = 1 - drawn[1]
    return drawn.astype(kind)


def all_states(units):
    return (np.arange(2**units)[:, None] >> np.arange(units) & 1).astype(float)


def network(rng, units, scale=1.0):
    """Symmetric weights with a zero diagonal, and biases."""
    W = rng.normal(scale=scale, size=(units, units))
    W = W + W.T
    np.fill_diagonal(W, 0)
    return W, rng.normal(scale=scale, size=units)


def machine(rng, visible, hidden, scale=1.0):
    """A restricted machine; its weights are not contiguous."""
    return (
        rng.normal(scale=scale, size=(hidden, visible)).T,
        rng.normal(scale=scale, size=visible),
        rng.normal(scale=scale, size=hidden),
    )


def single(arrays):
    return [array.astype(np.float32) for array in arrays]


def joint_logs(W, b, c):
    """-E of every joint state, (2^V, 2^H)."""
    v, h = all_states(len(b)), all_states(len(c))
    return v @ W @ h.T + (v @ b)[:, None] + h @ c


def log_sum(logs):
    top = np.max(logs)
    return float(top + np.log(np.sum(np.exp(logs - top))))


def check_mean(samples, mean, variance, en, ko):
    """The mean over many rows, element by element; the element that is farthest off is told."""
    error = np.sqrt(np.maximum(variance, 1e-4) / ROWS)
    worst = np.unravel_index(np.argmax(np.abs(samples - mean) / error), np.shape(mean))
    check_statistic(samples[worst], float(mean[worst]), float(error[worst]), en, ko)


ROWS = 5000  # of a statistic


# --- boltzmann_energy


@task("boltzmann_energy", points=4)
def test_boltzmann_energy(submission, rng):
    """Each pair of units that are both 1 counts once, with a minus, and so does each bias.
    둘 다 1인 unit 쌍의 가중치를 한 번씩, 그리고 bias를, 음의 부호로 더합니다."""
    for rows, units in ((6, 5), (1, 4), (4, 4)):
        s, (W, b) = states(rng, rows, units), network(rng, units)
        expected = [
            -sum(W[i, j] * row[i] * row[j] for i in range(units) for j in range(i))
            - sum(b[i] * row[i] for i in range(units))
            for row in s
        ]
        check_close(submission.boltzmann_energy(s, W, b), np.array(expected))


@task("boltzmann_energy", points=1)
def test_boltzmann_energy_odd_inputs(submission, reference, rng):
    """boltzmann_energy takes bools and float32, changes nothing, and refuses bad weights.
    boltzmann_energy는 bool과 float32를 받고 입력을 바꾸지 않으며, 잘못된 W에는 ValueError를 일으킵니다."""
    s, (W, b) = states(rng, 5, 4, bool), network(rng, 4)
    check_close(submission.boltzmann_energy(s, W, b), reference.boltzmann_energy(s, W, b))
    arrays = single((s, W, b))
    expected = reference.boltzmann_energy(*arrays)
    check_close(submission.boltzmann_energy(*arrays), expected, rtol=1e-5, atol=1e-5)
    check_unchanged(submission)
    lopsided, looped = W.copy(), W.copy()
    lopsided[0, 2] += 0.5
    looped[1, 1] = 0.5
    for weights in (lopsided, looped):
        check_raises("ValueError", submission.boltzmann_energy, s, weights, b)


# --- conditional_probability


@task("conditional_probability", points=3)
def test_conditional_probability(submission, rng):
    """That unit i is 1 given the others, from the energies of both its states, in every row.
    나머지가 주어졌을 때 unit i가 1일 확률을, 행마다 두 상태의 에너지에서 구합니다."""
    s, (W, b) = states(rng, 6, 5), network(rng, 5)
    for i in (0, 4, 2):
        both = np.repeat(s[None], 2, axis=0)
        both[:, :, i] = [[0], [1]]
        logs = np.einsum("ani,ij,anj->an", both, W, both) / 2 + both @ b
        expected = np.exp(logs[1]) / np.exp(logs).sum(axis=0)
        check_close(submission.conditional_probability(s, i, W, b), expected)


@task("conditional_probability", points=2)
def test_conditional_probability_far_from_chance(submission, reference, rng):
    """With weights of 1e4 conditional_probability is 0 or 1, never NaN.
    가중치가 1e4 정도이면 conditional_probability는 NaN이 아니라 0이나 1입니다."""
    s, (W, b) = states(rng, 9, 5), network(rng, 5, 1e4)
    for i in (1, 3):
        expected = reference.conditional_probability(s, i, W, b)
        check_close(submission.conditional_probability(s, i, W, b), expected)


@task("conditional_probability", points=1)
def test_conditional_probability_odd_inputs(submission, reference, rng):
    """conditional_probability takes ints and float32, changes nothing, and refuses bad weights.
    conditional_probability는 정수와 float32를 받고 입력을 바꾸지 않으며, 잘못된 W에는 ValueError를 일으킵니다."""
    s, (W, b) = states(rng, 5, 4, np.int8), network(rng, 4)
    function, right = submission.conditional_probability, reference.conditional_probability
    check_close(function(s, 1, W, b), right(s, 1, W, b))
    one, two, three = single((s, W, b))
    check_close(function(one, 3, two, three), right(one, 3, two, three), rtol=1e-5, atol=1e-5)
    check_unchanged(submission)
    lopsided, looped = W.copy(), W.copy()
    lopsided[3, 2] += 0.5
    looped[0, 0] = 0.5
    for weights in (lopsided, looped):
        check_raises("ValueError", function, s, 2, weights, b)


# --- energy, free_energy, prob_hidden, prob_visible


def layers(name, rng, visible, hidden, rows, kind=float):
    """The states that the function takes before the parameters."""
    v, h = states(rng, rows, visible, kind), states(rng, rows, hidden, kind)
    return {"energy": (v, h), "prob_visible": (h,)}.get(name, (v,))


def check_function(submission, reference, name, rng, shapes, scale=1.0):
    for visible, hidden, rows in shapes:
        arguments = *layers(name, rng, visible, hidden, rows), *machine(rng, visible, hidden, scale)
        expected = getattr(reference, name)(*arguments)
        check_close(getattr(submission, name)(*arguments), expected)


def check_odd_inputs(submission, reference, name, rng):
    """Bools, ints, and float32 throughout; and nothing is changed."""
    function, right = getattr(submission, name), getattr(reference, name)
    params = machine(rng, 4, 3)
    for kind in (bool, np.int8):
        given = layers(name, rng, 4, 3, 5, kind)
        check_close(function(*given, *params), right(*given, *params))
    given = single((*layers(name, rng, 4, 3, 5), *params))
    check_close(function(*given), right(*given), rtol=1e-5, atol=1e-5)
    check_unchanged(submission)


SHAPES = ((4, 4, 6), (5, 3, 1), (2, 5, 2))


@task("energy", points=4)
def test_energy(submission, reference, rng):
    """-v W h - b.v - c.h, one energy for each row of v and h.
    v와 h의 행마다 에너지 -v W h - b.v - c.h를 구합니다."""
    check_function(submission, reference, "energy", rng, SHAPES)
    check_function(submission, reference, "energy", rng, SHAPES[1:2], 1e4)


@task("energy", points=1)
def test_energy_odd_inputs(submission, reference, rng):
    """energy takes bools, ints and float32, and changes nothing.
    energy는 bool, 정수, float32를 받고 입력을 바꾸지 않습니다."""
    check_odd_inputs(submission, reference, "energy", rng)


@task("free_energy", points=3)
def test_free_energy(submission, rng):
    """-log of the sum of exp(-E) over all hidden states, one number for each row.
    모든 은닉 상태에 대한 exp(-E)의 합에 -log를 취한 값을 행마다 구합니다."""
    for visible, hidden in ((4, 4), (5, 2), (2, 6)):
        params = machine(rng, visible, hidden)
        order = rng.permutation(2**visible)[:7]
        logs = joint_logs(*params)[order]
        expected = np.array([-log_sum(row) for row in logs])
        check_close(submission.free_energy(all_states(visible)[order], *params), expected)


@task("free_energy", points=2)
def test_free_energy_of_large_weights(submission, reference, rng):
    """free_energy is right for weights of 1e4, where exp overflows on its way.
    가중치가 1e4 정도라 exp가 넘치는 곳에서도 free_energy는 맞습니다."""
    check_function(submission, reference, "free_energy", rng, ((4, 4, 6), (5, 3, 3)), 1e4)


@task("free_energy", points=1)
def test_free_energy_odd_inputs(submission, reference, rng):
    """free_energy takes bools, ints and float32, and changes nothing.
    free_energy는 bool, 정수, float32를 받고 입력을 바꾸지 않습니다."""
    check_odd_inputs(submission, reference, "free_energy", rng)


@task("prob_hidden", points=3)
def test_prob_hidden(submission, reference, rng):
    """p(h_j = 1 | v) for each row and each hidden unit.
    행과 은닉 unit마다 p(h_j = 1 | v)를 구합니다."""
    check_function(submission, reference, "prob_hidden", rng, SHAPES)


@task("prob_hidden", points=1)
def test_prob_hidden_far_from_chance(submission, reference, rng):
    """With weights of 1e4 prob_hidden is 0 or 1, never NaN.
    가중치가 1e4 정도이면 prob_hidden은 NaN이 아니라 0이나 1입니다."""
    check_function(submission, reference, "prob_hidden", rng, ((4, 3, 8),), 1e4)


@task("prob_hidden", points=1)
def test_prob_hidden_odd_inputs(submission, reference, rng):
    """prob_hidden takes bools, ints and float32, and changes nothing.
    prob_hidden은 bool, 정수, float32를 받고 입력을 바꾸지 않습니다."""
    check_odd_inputs(submission, reference, "prob_hidden", rng)


@task("prob_visible", points=3)
def test_prob_visible(submission, reference, rng):
    """p(v_i = 1 | h) for each row and each visible unit.
    행과 가시 unit마다 p(v_i = 1 | h)를 구합니다."""
    check_function(submission, reference, "prob_visible", rng, SHAPES)


@task("prob_visible", points=1)
def test_prob_visible_far_from_chance(submission, reference, rng):
    """With weights of 1e4 prob_visible is 0 or 1, never NaN.
    가중치가 1e4 정도이면 prob_visible은 NaN이 아니라 0이나 1입니다."""
    check_function(submission, reference, "prob_visible", rng, ((3, 4, 8),), 1e4)


@task("prob_visible", points=1)
def test_prob_visible_odd_inputs(submission, reference, rng):
    """prob_visible takes bools, ints and float32, and changes nothing.
    prob_visible은 bool, 정수, float32를 받고 입력을 바꾸지 않습니다."""
    check_odd_inputs(submission, reference, "prob_visible", rng)


# --- gibbs_step


def samples(result, rows, visible, hidden):
    """v_new and h as floats, once they are known to be zeros and ones of the right shapes."""
    check(
        isinstance(result, tuple | list) and len(result) == 2,
        "must return the tuple (v_new, h).",
        "(v_new, h) 튜플을 반환해야 합니다.",
    )
    for name, array, units in zip(("v_new", "h"), result, (visible, hidden)):
        check(
            isinstance(array, np.ndarray)
            and array.shape == (rows, units)
            and array.dtype.kind in "biuf",
            f"{name} must be an array of shape {(rows, units)}, of bools, ints or floats.",
            f"{name}은 모양이 {(rows, units)}인 bool, 정수, 실수 배열이어야 합니다.",
        )
        check(
            bool(np.isin(array, (0, 1)).all()),
            f"{name} must hold samples, zeros and ones; it has {array[~np.isin(array, (0, 1))][:1]}.",
            f"{name}은 0과 1인 표본이어야 하는데 {array[~np.isin(array, (0, 1))][:1]}이 있습니다.",
        )
    return [array.astype(float) for array in result]


def decided(rng, rows, visible, hidden):
    """v, a machine in which every field is far from 0, and the only v_new and h that can follow."""
    while True:
        v, (W, b, c) = states(rng, rows, visible), machine(rng, visible, hidden, 1e4)
        field = v @ W + c
        h = (field > 0).astype(float)
        back = h @ W.T + b
        if min(np.abs(field).min(), np.abs(back).min()) > 100:
            return v, (W, b, c), ((back > 0).astype(float), h)


@task("gibbs_step", points=3)
def test_gibbs_step_where_nothing_is_left_to_chance(submission, rng, seed):
    """With weights of 1e4 h follows from v, and v_new from that h, in every row.
    가중치가 1e4 정도이면 모든 행에서 v가 h를, 그 h가 v_new를 결정합니다."""
    for visible, hidden, rows in ((4, 4, 6), (5, 4, 3), (3, 6, 1)):
        v, params, expected = decided(rng, rows, visible, hidden)
        result = submission.gibbs_step(v, *params, submission.probe.rng(seed))
        v_new, h = samples(result, rows, visible, hidden)
        check_close(h, expected[1])
        check_close(v_new, expected[0])
    check_unchanged(submission)


def swinging_machine(rng, hidden):
    """A row v and a machine whose hidden units are undecided at v and then drive the visible ones.

    Large weights make the sigmoid bend, so that it matters that h are samples; and the fields are
    not balanced, or their two sides would cancel.
    """
    v = np.array([1.0, 0.0, 1.0, 0.0])
    W = rng.uniform(3.5, 4.5, size=(4, hidden)) * rng.choice([-1, 1], size=(4, hidden))
    W[:, 0] = np.abs(W[:, 0])
    c = rng.uniform(-0.2, 0.2, size=hidden) - v @ W
    b = 1 - W.sum(axis=1) / 2 + rng.uniform(-0.2, 0.2, size=4)
    return v, (W, b, c)


@task("gibbs_step", points=4)
def test_gibbs_step_distribution(submission, reference, rng, seed):
    """Over 5,000 rows, h and v_new have the right means, alone, in pairs, and from row to row.
    5,000개 행에서 h와 v_new의 평균이 하나씩, 둘씩, 그리고 이웃한 행끼리도 맞습니다."""
    v, params = swinging_machine(rng, 4)
    given = np.tile(v, (ROWS, 1))
    result = submission.gibbs_step(given, *params, submission.probe.rng(seed))
    v_new, h = samples(result, ROWS, 4, 4)
    p = reference.prob_hidden(v[None], *params)[0]
    check_mean(
        h.mean(axis=0),
        p,
        p * (1 - p),
        "h must be drawn from p(h | v); the mean of one unit is off",
        "h는 p(h | v)에서 뽑아야 합니다. 한 unit의 평균이 맞지 않습니다",
    )
    hidden = all_states(4)
    weight = np.prod(np.where(hidden == 1, p, 1 - p), axis=1)
    q = reference.prob_visible(hidden, *params)
    mean = weight @ q
    check_mean(
        v_new.mean(axis=0),
        mean,
        mean * (1 - mean),
        "v_new must be drawn from p(v | h) with the h that was drawn; the mean of one unit is off",
        "v_new는 뽑은 h로 p(v | h)에서 뽑아야 합니다. 한 unit의 평균이 맞지 않습니다",
    )
    mean = np.outer(p, p)
    np.fill_diagonal(mean, p)
    check_mean(
        h.T @ h / ROWS,
        mean,
        mean * (1 - mean),
        "the hidden units of a row must be drawn independently; how often two are 1 at once is off",
        "한 행의 은닉 unit은 서로 독립적으로 뽑아야 합니다. 둘이 함께 1인 비율이 맞지 않습니다",
    )
    mean = (weight[:, None] * q).T @ hidden
    check_mean(
        v_new.T @ h / ROWS,
        mean,
        mean * (1 - mean),
        "v_new must belong to the h that is returned; how often a visible and a hidden unit are 1 at "
        "once is off",
        "v_new는 함께 반환하는 h에서 나와야 합니다. 가시 unit과 은닉 unit이 함께 1인 비율이 맞지 않습니다",
    )
    mean = (weight[:, None] * q).T @ q
    np.fill_diagonal(mean, weight @ q)
    check_mean(
        v_new.T @ v_new / ROWS,
        mean,
        mean * (1 - mean),
        "the visible units of a row must be drawn independently, given h; how often two are 1 at once "
        "is off",
        "한 행의 가시 unit은 h가 주어지면 서로 독립적으로 뽑아야 합니다. 둘이 함께 1인 비율이 맞지 않습니다",
    )
    for name, array in (("h", h), ("v_new", v_new)):
        mean = array.mean(axis=0)
        check_mean(
            (array[1:] * array[:-1]).mean(axis=0),
            mean**2,
            mean**2 * (1 - mean) * (1 + 3 * mean),
            f"the rows of {name} must be drawn independently; how often two in a row are 1 is off",
            f"{name}의 행은 서로 독립적으로 뽑아야 합니다. 이웃한 두 행이 함께 1인 비율이 맞지 않습니다",
        )


@task("gibbs_step", points=1)
def test_gibbs_step_draws_from_rng_alone(submission, rng, seed):
    """The same state of rng gives the same samples, and rng moves on; no other generator is used.
    rng의 상태가 같으면 같은 표본이 나오고, rng의 상태는 바뀝니다. 다른 생성기는 쓰지 않습니다."""
    v, params = states(rng, 9, 8), machine(rng, 8, 8, 0.1)

    def draw(generator):
        result = submission.gibbs_step(v, *params, generator)
        return np.hstack(samples(result, 9, 8, 8))

    check_generator(submission, draw, seed % 2**31)


# --- log_partition


@task("log_partition", points=3)
def test_log_partition(submission, rng):
    """log Z sums exp(-E) over all joint states, whichever layer is the smaller one.
    어느 층이 더 작든, log Z는 모든 상태의 exp(-E)를 더한 값의 로그입니다."""
    for visible, hidden in ((3, 4), (5, 2), (1, 6), (4, 4)):
        params = machine(rng, visible, hidden)
        check_close(submission.log_partition(*params), log_sum(joint_logs(*params)))


@task("log_partition", points=2)
def test_log_partition_of_a_large_visible_layer(submission, reference, rng):
    """With V = 40 and H = 4 log_partition enumerates the hidden layer.
    V = 40, H = 4이면 log_partition은 은닉층의 상태를 나열합니다."""
    params = machine(rng, 40, 4)
    check_close(submission.log_partition(*params), reference.log_partition(*params))


@task("log_partition", points=2)
def test_log_partition_of_a_large_hidden_layer(submission, reference, rng):
    """With V = 4 and H = 40 log_partition enumerates the visible layer.
    V = 4, H = 40이면 log_partition은 가시층의 상태를 나열합니다."""
    params = machine(rng, 4, 40)
    check_close(submission.log_partition(*params), reference.log_partition(*params))


@task("log_partition", points=1)
def test_log_partition_of_two_blocks(submission, reference, rng):
    """The states of 11 units come in two blocks of 1024, and both count.
    unit이 11개이면 상태는 1024개씩 두 블록이고, 둘 다 더해야 합니다."""
    params = machine(rng, 12, 11, 0.3)
    check_close(submission.log_partition(*params), reference.log_partition(*params))


@task("log_partition", points=2)
def test_log_partition_of_large_weights(submission, rng):
    """With weights of 1e4 log Z is minus the lowest energy, never inf.
    가중치가 1e4 정도이면 log Z는 inf가 아니라 가장 낮은 에너지에 음의 부호를 붙인 값입니다."""
    for visible, hidden in ((3, 4), (5, 3)):
        params = machine(rng, visible, hidden, 1e4)
        check_close(submission.log_partition(*params), log_sum(joint_logs(*params)))
    W, b, c = machine(rng, 4, 3, 1e4)
    params = -np.abs(W), -np.abs(b), -np.abs(c)
    check_close(submission.log_partition(*params), log_sum(joint_logs(*params)))
    check_unchanged(submission)


# --- log_likelihood


@task("log_likelihood", points=3)
def test_log_likelihood(submission, rng):
    """The mean of log p(v) over the rows, of which some may be the same.
    행마다 구한 log p(v)의 평균입니다. 같은 행이 여러 번 나올 수 있습니다."""
    for visible, hidden, rows in ((4, 3, 7), (2, 5, 6), (3, 3, 1)):
        params = machine(rng, visible, hidden)
        logs = joint_logs(*params)
        picked = rng.integers(2**visible, size=rows)
        expected = np.mean([log_sum(logs[i]) for i in picked]) - log_sum(logs)
        check_close(submission.log_likelihood(all_states(visible)[picked], *params), expected)


@task("log_likelihood", points=2)
def test_log_likelihood_is_normalised(submission, rng):
    """The probabilities of all states of the visible layer add up to one.
    가시층의 모든 상태의 확률을 더하면 1입니다."""
    params = machine(rng, 3, 2, 1.5)
    logs = [submission.log_likelihood(v[None], *params) for v in all_states(3)]
    check(
        all(
            isinstance(log, float | np.floating | np.ndarray) and np.ndim(log) == 0 for log in logs
        ),
        "must return a number.",
        "수 하나를 반환해야 합니다.",
    )
    total = float(np.sum(np.exp(np.array(logs, dtype=float))))
    check(
        abs(total - 1) < 1e-9,
        f"p(v), summed over all 8 states of the visible layer, is {total:.6g}, not 1.",
        f"가시층의 상태 8개에 대해 p(v)를 더하면 1이 아니라 {total:.6g}입니다.",
    )


@task("log_likelihood", points=1)
def test_log_likelihood_of_large_machines(submission, reference, rng):
    """log_likelihood is right for 40 units in a layer and for weights of 1e4; nothing is changed.
    한 층의 unit이 40개여도, 가중치가 1e4여도 맞고, 입력은 바뀌지 않습니다."""
    for visible, hidden, scale in ((40, 4, 1.0), (4, 40, 1.0), (4, 3, 1e4)):
        v, params = states(rng, 3, visible), machine(rng, visible, hidden, scale)
        expected = reference.log_likelihood(v, *params)
        check_close(submission.log_likelihood(v, *params), expected)
    check_unchanged(submission)


# --- exact_gradient and contrastive_divergence


def check_parts(gradient, params):
    """A dict of three arrays of the shapes of the parameters."""
    check(
        isinstance(gradient, dict) and gradient.keys() == {"W", "b", "c"},
        'must return a dict with the keys "W", "b" and "c".',
        '키가 "W", "b", "c"인 dict를 반환해야 합니다.',
    )
    for name, array in zip("Wbc", params):
        part = gradient[name]
        check(
            isinstance(part, np.ndarray)
            and part.shape == array.shape
            and part.dtype == np.float64
            and bool(np.isfinite(part).all()),
            f"the part {name!r} must be a float64 array of shape {array.shape}, every number finite.",
            f"{name!r}는 모양이 {array.shape}이고 모든 수가 유한한 float64 배열이어야 합니다.",
        )


@task("exact_gradient", points=4)
def test_exact_gradient(submission, reference, rng):
    """The derivative of log_likelihood with respect to W, b and c, uphill.
    W, b, c에 대한 log_likelihood의 미분이고, 오르막 방향입니다."""
    for visible, hidden, rows in ((3, 3, 5), (4, 2, 3), (2, 4, 1)):
        v, (W, b, c) = states(rng, rows, visible), machine(rng, visible, hidden)
        got = submission.exact_gradient(v, W, b, c)
        check_close(got, reference.exact_gradient(v, W, b, c))

        def likelihood(v=v, W=W, b=b, c=c, **moved):
            return reference.log_likelihood(v, **({"W": W, "b": b, "c": c} | moved))

        for name, array in (("W", W), ("b", b), ("c", c)):
            check_gradient(
                got[name], lambda x, name=name, f=likelihood: f(**{name: x}), np.array(array)
            )


@task("exact_gradient", points=2)
def test_exact_gradient_of_large_machines(submission, reference, rng):
    """exact_gradient is right for 40 units in either layer, and for 11, whose states are two blocks.
    어느 층의 unit이 40개여도, 상태가 두 블록이 되는 11개여도 exact_gradient는 맞습니다."""
    for visible, hidden, scale in ((40, 4, 0.5), (4, 40, 0.5), (11, 12, 0.3)):
        v, params = states(rng, 3, visible), machine(rng, visible, hidden, scale)
        got = submission.exact_gradient(v, *params)
        check_close(got, reference.exact_gradient(v, *params))


@task("exact_gradient", points=2)
def test_exact_gradient_of_large_weights(submission, reference, rng):
    """exact_gradient is not NaN where exp(-F) overflows, up to weights of 1e4 and a single state.
    exp(-F)가 넘치는 가중치에서도, 모델이 한 상태에만 있는 1e4에서도 exact_gradient는 NaN이 아닙니다."""
    v, params = states(rng, 4, 3), rng.uniform(150, 200, size=(3, 4))
    params = params, rng.uniform(5, 9, size=3), rng.uniform(5, 9, size=4)
    check_close(submission.exact_gradient(v, *params), reference.exact_gradient(v, *params))
    for visible, hidden in ((4, 3), (2, 4)):
        v, params = states(rng, 4, visible), machine(rng, visible, hidden, 1e4)
        got = submission.exact_gradient(v, *params)
        check_close(got, reference.exact_gradient(v, *params))
    check_unchanged(submission)


def spreading_machine(rng, hidden):
    """A chain of units so strong that in each step activity spreads to the neighbours, for certain."""
    W = np.diag(rng.uniform(1e4, 2e4, size=6)) + np.diag(rng.uniform(1e4, 2e4, size=5), -1)
    return W[:, :hidden], -rng.uniform(3e3, 7e3, size=6), -rng.uniform(3e3, 7e3, size=hidden)


@task("contrastive_divergence", points=3)
def test_contrastive_divergence_counts_its_steps(submission, reference, rng, seed):
    """A chain of k steps from each row, where weights of 1e4 leave nothing to chance.
    가중치가 1e4 정도라 우연이 없는 곳에서, 행마다 k번 걷습니다."""
    v = np.zeros((4, 6))
    v[[0, 1, 2], [0, 5, 2]] = 1
    for k, hidden in ((1, 6), (2, 5), (4, 5)):
        params, given = spreading_machine(rng, hidden), v[rng.permutation(4)]
        expected = reference.contrastive_divergence(given, *params, k, np.random.default_rng(seed))
        got = submission.contrastive_divergence(given, *params, k, submission.probe.rng(seed))
        check_close(got, expected)
    check_unchanged(submission)


@task("contrastive_divergence", points=3)
def test_contrastive_divergence_of_one_row(submission, reference, rng, seed):
    """v_k is a sample, and h enters both phases as a probability: exactly, from one row.
    행이 하나일 때 정확히 확인합니다. v_k는 표본이고, h는 두 phase 모두에 확률로 들어갑니다."""
    generator = submission.probe.rng(seed)
    for k, hidden in ((2, 4), (1, 3), (3, 3), (1, 5)):
        v, params = states(rng, 1, 4), machine(rng, 4, hidden, 1.5)
        got = submission.contrastive_divergence(v, *params, k, generator)
        check_parts(got, params)
        end = v - got["b"]
        check(
            bool(np.all(np.abs(end * (1 - end)) < 1e-9)),
            f"from the part for b follows the end of the chain, v_k = v_0 - b = {end[0].round(4)}: "
            "samples are zeros and ones.",
            f"b 부분에서 chain의 끝 v_k = v_0 - b = {end[0].round(4)}이 나옵니다. 표본이라면 0과 "
            "1이어야 합니다.",
        )
        end = end.round()
        first, last = (reference.prob_hidden(x, *params) for x in (v, end))
        expected = {"W": v.T @ first - end.T @ last, "b": (v - end)[0], "c": (first - last)[0]}
        check_close(got, expected)


@task("contrastive_divergence", points=3)
def test_contrastive_divergence_on_average(submission, reference, rng, seed):
    """The mean over 5,000 chains is what k steps from the data give in expectation.
    5,000개 chain의 평균은, 데이터에서 k번 걸은 결과의 기댓값과 같습니다."""
    visible = all_states(4)
    for k, units in ((2, 4), (1, 3)):
        v, params = swinging_machine(rng, units)
        given, hidden = np.tile(v, (ROWS, 1)), all_states(units)
        p, q = reference.prob_hidden(visible, *params), reference.prob_visible(hidden, *params)
        to_hidden = np.prod(np.where(hidden == 1, p[:, None], 1 - p[:, None]), axis=2)
        to_visible = np.prod(np.where(visible == 1, q[:, None], 1 - q[:, None]), axis=2)
        chain = (visible == v).all(axis=1).astype(float)
        for _ in range(k):
            chain = chain @ to_hidden @ to_visible
        got = submission.contrastive_divergence(given, *params, k, submission.probe.rng(seed))
        check_parts(got, params)
        first = reference.prob_hidden(v[None], *params)[0]
        ends = {"W": np.einsum("si,sj->sij", visible, p), "b": visible, "c": p}
        starts = {"W": np.outer(v, first), "b": v, "c": first}
        for name, end in ends.items():
            mean = np.tensordot(chain, end, axes=1)
            variance = np.tensordot(chain, (end - mean) ** 2, axes=1)
            check_mean(
                got[name],
                starts[name] - mean,
                variance,
                f"after {k} step{'s' * (k > 1)} of samples the part {name!r} has another expectation; "
                "one element is off",
                f"표본으로 {k}번 걸은 뒤의 기댓값이 {name!r}에서 다릅니다. 한 원소가 맞지 않습니다",
            )


@task("contrastive_divergence", points=2)
def test_contrastive_divergence_approaches_the_gradient(submission, reference, rng, seed):
    """With many steps and small weights it comes close to the exact gradient of the likelihood.
    가중치가 작고 여러 번 걸으면 likelihood의 정확한 gradient에 가까워집니다."""
    params = machine(rng, 4, 4, 0.5)
    v = (rng.random((ROWS, 4)) < rng.uniform(0.1, 0.9, size=4)).astype(float)
    got = submission.contrastive_divergence(v, *params, 4, submission.probe.rng(seed))
    check_parts(got, params)
    exact = reference.exact_gradient(v, *params)
    for name in "Wbc":
        check_mean(
            got[name],
            exact[name],
            np.full(exact[name].shape, 0.25),
            f"CD-4 with small weights is far from the exact gradient; in {name!r} one element is off",
            f"가중치가 작은데도 CD-4이 정확한 gradient에서 멉니다. {name!r}의 한 원소가 맞지 않습니다",
        )


@task("contrastive_divergence", points=1)
def test_contrastive_divergence_draws_from_rng_alone(submission, rng, seed):
    """The same state of rng gives the same result, and rng moves on; no other generator is used.
    rng의 상태가 같으면 같은 결과가 나오고, rng의 상태는 바뀝니다. 다른 생성기는 쓰지 않습니다."""
    v, params = states(rng, 9, 8), machine(rng, 8, 8, 0.3)

    def draw(generator):
        got = submission.contrastive_divergence(v, *params, 2, generator)
        check_parts(got, params)
        return np.concatenate([got[name].ravel() for name in "Wbc"])

    check_generator(submission, draw, seed % 2**31)
