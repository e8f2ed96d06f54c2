"""Hidden grader of q14: known spectra behind random rotations, and networks with units that are hard to tell apart."""

from __future__ import annotations

import math

import numpy as np

from autograder.grading import (
    check,
    check_close,
    check_equal,
    check_raises,
    check_statistic,
    check_unchanged,
    task,
)

# The share of positive definite matrices in the Gaussian orthogonal ensemble.
MINIMA = {1: 1 / 2, 2: (2 - math.sqrt(2)) / 4, 3: (math.pi - 2 * math.sqrt(2)) / (4 * math.pi)}


def make_symmetric(rng, eigenvalues):
    """A symmetric matrix with these eigenvalues, in no order, and no zeros in it."""
    turn = np.linalg.qr(rng.normal(size=(len(eigenvalues),) * 2))[0]
    matrix = turn * rng.permutation(eigenvalues) @ turn.T
    return (matrix + matrix.T) / 2


def lopsided(rng, matrix, by):
    """The matrix with one entry beside the diagonal off by this part of the largest."""
    matrix = matrix.copy()
    row, column = rng.permutation(len(matrix))[:2]
    matrix[row, column] += by * np.abs(matrix).max()
    return matrix


# --- critical_point_type


def check_types(submission, reference, matrices, tol):
    for H in matrices:
        check_equal(submission.critical_point_type(H, tol), reference.critical_point_type(H, tol))


@task("critical_point_type", points=3)
def test_critical_point_type(submission, reference, rng):
    """Minima, maxima and saddles of several dimensions, seen from no particular axes.
    여러 차원의 minimum, maximum, saddle을 축과 무관한 방향에서 봅니다."""
    scale = float(rng.uniform(3, 9))
    spectra = ([2, 1, 0.3], [-2, -1, -0.3, -0.1], [0.5, -1, -2], [3, 0.2, 1, -0.2], [-0.4], [0.2])
    check_types(
        submission,
        reference,
        [make_symmetric(rng, scale * np.array(spectrum)) for spectrum in spectra],
        0.1,
    )


@task("critical_point_type", points=3)
def test_critical_point_type_with_flat_directions(submission, reference, rng):
    """A flat direction makes a bowl degenerate and leaves a saddle a saddle; flat is up to tol.
    평평한 방향이 있으면 그릇은 degenerate이고 saddle은 그대로 saddle입니다. tol까지가 평평한 것입니다."""
    spectra = ([1, -0.01, 0.3], [1, 0.2, 0.01], [-1, 0.02, -3], [2, 0, -1], [-2, 0.01, 1, -0.02])
    check_types(submission, reference, [make_symmetric(rng, s) for s in spectra], 0.05)
    check_types(
        submission, reference, [make_symmetric(rng, [8.0, 0.2, 0.1]), np.zeros((2, 2))], 0.05
    )
    bounds = ([0.25, 2], [-0.25, -1], [-0.25, 0.25], [1, -0.25], [0.25, -2], [0.3, 0.26], [-0.26])
    check_types(submission, reference, [np.diag(rng.permutation(b)) for b in bounds], 0.25)


@task("critical_point_type", points=1)
def test_critical_point_type_odd_inputs(submission, reference, rng):
    """Integers are accepted; H is not changed; an H that is not symmetric raises ValueError.
    정수도 받고, H는 바뀌지 않으며, 대칭이 아닌 H는 ValueError입니다."""
    check_types(
        submission, reference, [np.array([[2, 3], [3, 2]]), np.array([[4, 1], [1, 4]])], 0.5
    )
    check_unchanged(submission)
    H = make_symmetric(rng, [3e3, 1e3, 5e2])
    check_types(submission, reference, [lopsided(rng, H, 0.7e-6)], 0.1)
    for by in (1e-3, -1.5e-6):
        check_raises("ValueError", submission.critical_point_type, lopsided(rng, H, by), 0.1)


# --- negative_curvature_direction


def check_direction(submission, H, lowest, size):
    """``size`` is the largest absolute eigenvalue."""
    direction = submission.negative_curvature_direction(H)
    check(
        isinstance(direction, np.ndarray)
        and direction.shape == (len(H),)
        and direction.dtype.kind == "f"
        and bool(np.isfinite(direction).all()),
        f"must return a float array of shape ({len(H)},): there is negative curvature here.",
        f"모양이 ({len(H)},)인 float 배열을 반환해야 합니다. 이 H에는 음의 곡률이 있습니다.",
    )
    length = float(np.linalg.norm(direction))
    check(
        abs(length - 1) < 1e-9,
        f"the direction has length {length:.6g}, not 1.",
        f"방향의 길이가 1이 아니라 {length:.6g}입니다.",
    )
    curvature = float(direction @ H @ direction)
    check(
        float(np.linalg.norm(H @ direction - lowest * direction)) < 1e-10 * size,
        f"no eigenvector of the lowest eigenvalue {lowest:.4g}: the curvature along it is {curvature:.4g}.",
        f"가장 작은 고윳값 {lowest:.4g}의 고유벡터가 아닙니다. 그 방향의 곡률은 {curvature:.4g}입니다.",
    )


@task("negative_curvature_direction", points=4)
def test_negative_curvature_direction(submission, rng):
    """An eigenvector of the lowest eigenvalue, also where that is small beside the others or double.
    가장 작은 고윳값의 고유벡터입니다. 다른 것보다 훨씬 작거나 중복된 고윳값일 때도 봅니다."""
    scale = float(rng.uniform(0.5, 2))
    for eigenvalues, factor in (
        ([-4, -1, 2], 1),
        ([3, 1, 0.5, -1], 1),
        ([2, 1, -1.5, -1.5], 1),
        ([1, 0.4, -1.5e-8], 1),
        ([1, 0.4, -0.3], 1e-10),
    ):
        spectrum = scale * factor * np.array(eigenvalues)
        size = float(np.abs(spectrum).max())
        check_direction(submission, make_symmetric(rng, spectrum), float(spectrum.min()), size)


@task("negative_curvature_direction", points=2)
def test_negative_curvature_direction_where_there_is_none(submission, rng):
    """None on a bowl, where nothing curves, and where only rounding is negative.
    그릇 모양이거나, 전혀 휘지 않았거나, 음의 값이 반올림 오차뿐이면 None입니다."""
    scale = float(rng.uniform(0.5, 2))
    for eigenvalues in ([3, 1, 0.5], [1, 0.4, -0.7e-8]):
        H = make_symmetric(rng, scale * np.array(eigenvalues))
        check_equal(submission.negative_curvature_direction(H), None)
    for H in (np.zeros((2, 2)), np.diag([1e9, -1e-3])):
        check_equal(submission.negative_curvature_direction(H), None)


@task("negative_curvature_direction", points=1)
def test_negative_curvature_direction_odd_inputs(submission, rng):
    """Integers are accepted; H is not changed; an H that is not symmetric raises ValueError.
    정수도 받고, H는 바뀌지 않으며, 대칭이 아닌 H는 ValueError입니다."""
    check_direction(submission, np.array([[2, 3], [3, 2]]), -1.0, 5.0)
    check_unchanged(submission)
    H = make_symmetric(rng, [3.0, 1.0, -0.5])
    check_raises("ValueError", submission.negative_curvature_direction, lopsided(rng, H, 1e-4))


# --- fraction_of_minima


def check_fraction(submission, dim, trials, generator):
    """A number between 0 and 1 that counts something out of ``trials``."""
    got = submission.fraction_of_minima(dim, trials, generator)
    number = isinstance(got, int | float | np.generic) or (
        isinstance(got, np.ndarray) and got.ndim == 0
    )
    fraction = float(got) if number else math.nan
    check(
        0 <= fraction <= 1 and abs(fraction * trials - round(fraction * trials)) < 1e-6,
        f"must return a count of {trials} trials divided by {trials}.",
        f"{trials}번 중에 센 개수를 {trials}로 나눈 값을 반환해야 합니다.",
    )
    return fraction


@task("fraction_of_minima", points=4)
def test_fraction_of_minima(submission, rng, seed):
    """The fractions of three, two and one dimensions, over thousands of trials.
    수천 번 시도한 3차원, 2차원, 1차원에서의 비율입니다."""
    generator = submission.probe.rng(seed % 2**32)
    for dim, trials in [(3, 6000), (2, 16000), (1, 2000)]:
        fraction = check_fraction(submission, dim, trials, generator)
        share = MINIMA[dim]
        check_statistic(
            fraction,
            share,
            math.sqrt(share * (1 - share) / trials),
            f"the fraction in {dim} dimension{'s' if dim > 1 else ''} is off",
            f"{dim}차원에서의 비율이 맞지 않습니다",
        )


@task("fraction_of_minima", points=2)
def test_fraction_of_minima_of_few_trials(submission, rng, seed):
    """One trial gives 0 or 1, and many dimensions hardly ever a minimum.
    한 번 시도하면 0이나 1이고, 차원이 많으면 minimum은 거의 나오지 않습니다."""
    generator = submission.probe.rng(seed % 2**32)
    for dim, trials in [(1, 1), (2, 1), (1, 7)]:
        check_fraction(submission, dim, trials, generator)
    check(
        check_fraction(submission, 12, 60, generator) == 0,
        "in 12 dimensions a minimum comes up once in 10^17 trials.",
        "12차원에서 minimum은 10^17번에 한 번쯤 나옵니다.",
    )


@task("fraction_of_minima", points=1)
def test_fraction_of_minima_draws_from_rng_alone(submission, rng, seed):
    """The state of rng decides, and no global generator is used.
    결과는 rng의 상태로 정해지고, 전역 생성기는 쓰지 않습니다."""
    seeds = [int(number) for number in rng.integers(2**32, size=5)]
    submission.probe.seed_global(seed % 2**31)
    before = submission.probe.global_rng_digest()
    fractions = [check_fraction(submission, 1, 1000, submission.probe.rng(n)) for n in seeds]
    again = check_fraction(submission, 1, 1000, submission.probe.rng(seeds[0]))
    check(
        submission.probe.global_rng_digest() == before,
        "a global random generator was used or seeded. Draw from rng.",
        "전역 난수 생성기를 사용했거나 seed를 설정했습니다. rng에서 뽑으세요.",
    )
    check(
        again == fractions[0] and len(set(fractions)) > 1,
        "the same state of rng must give the same result, and other states others. Draw from rng alone.",
        "rng의 상태가 같으면 결과가 같고, 다르면 달라야 합니다. rng에서만 뽑으세요.",
    )


# --- loss_barrier


def make_profile(t, heights):
    """A loss that goes through ``heights`` at the positions ``t`` along a way, straight between them."""

    def profile(start, way):
        def f(point):
            place = np.sum((np.asarray(point) - start) * way) / np.sum(way * way)
            return float(np.interp(place, t, heights))

        return f

    return profile


@task("loss_barrier", points=4)
def test_loss_barrier(submission, reference, rng):
    """The height above the straight line between ends of different height, the hill being anywhere.
    높이가 다른 두 끝을 잇는 직선 위로 얼마나 높은지 봅니다. 언덕은 어디에나 있을 수 있습니다."""
    for shape, num, hill in [((4,), 9, 2), ((2, 3), 6, 4), ((5,), 11, 9)]:
        t = np.linspace(0, 1, num)
        heights = 3 - 2 * t + rng.uniform(-0.6, 0.1, size=num)
        heights[hill] = 3 - 2 * t[hill] + rng.uniform(0.4, 0.6)
        heights[0], heights[-1] = 3.0, 1.0
        a, way = rng.normal(size=(2, *shape))
        f = make_profile(t, heights[::-1] if hill == 4 else heights)(a, way)
        got = submission.loss_barrier(f, a, a + way, num)
        check_close(got, reference.loss_barrier(f, a, a + way, num))


@task("loss_barrier", points=2)
def test_loss_barrier_where_there_is_none(submission, rng):
    """0 where the loss stays below the line, runs along it, or only the two ends are visited.
    loss가 직선 아래에 있거나, 직선을 따라가거나, 두 끝만 볼 때는 0입니다."""
    a, b = rng.normal(size=(2, 4))

    def bowl(point):
        return float(np.sum(np.asarray(point) ** 2)) + 1

    tilt = rng.normal(size=4)

    def plane(point):
        return float(np.asarray(point) @ tilt)

    for f, num in [(bowl, 7), (plane, 4), (bowl, 2)]:
        check_close(submission.loss_barrier(f, a, b, num), 0.0)


@task("loss_barrier", points=1)
def test_loss_barrier_odd_inputs(submission, reference, rng):
    """Integers are accepted, and neither end is changed.
    정수도 받고, 두 끝은 바뀌지 않습니다."""

    def hill(point):
        return float(np.cos(np.sum(np.asarray(point, dtype=np.float64))))

    a, b = np.array([0, -3, 1]), np.array([2, 1, 2])
    for start, end in [(a, b), (a * 1.0, b * 1.0)]:
        got = submission.loss_barrier(hill, start, end, 6)
        check_close(got, reference.loss_barrier(hill, start, end, 6))
    check_unchanged(submission)


# --- permute_hidden_units and align_units


def make_network(rng, inputs, hidden, outputs):
    return [
        (rng.normal(size=(hidden, inputs)).T, rng.normal(size=hidden)),
        (rng.normal(size=(hidden, outputs)), rng.normal(size=outputs)),
    ]


def cycle(rng, size):
    """A permutation that moves everything and is not its own inverse (for a size of 3 or more)."""
    order = rng.permutation(size)
    perm = np.empty(size, dtype=int)
    perm[order] = np.roll(order, 1)
    return perm


def check_network(got, expected):
    fine = isinstance(got, tuple | list) and len(got) == 2
    fine = fine and all(isinstance(layer, tuple | list) and len(layer) == 2 for layer in got)
    check(
        fine,
        "must return the network [(W1, b1), (W2, b2)].",
        "네트워크 [(W1, b1), (W2, b2)]를 반환해야 합니다.",
    )
    for layer, right in zip(got, expected):
        for array, values in zip(layer, right):
            check_close(array, values)


@task("permute_hidden_units", points=4)
def test_permute_hidden_units(submission, reference, rng):
    """Columns of W1, entries of b1 and rows of W2 move together, in square layers and in others.
    정사각 층에서도 그 밖의 층에서도 W1의 열, b1의 원소, W2의 행이 함께 움직입니다."""
    for shape in [(4, 4, 4), (3, 5, 2)]:
        params, perm = make_network(rng, *shape), cycle(rng, shape[1])
        got = submission.permute_hidden_units(params, perm)
        check_network(got, reference.permute_hidden_units(params, perm))


@task("permute_hidden_units", points=2)
def test_permute_hidden_units_keeps_the_function(submission, reference, rng):
    """The permuted network has the same outputs, for a list as perm too.
    바꾼 네트워크의 출력은 그대로입니다. perm은 리스트여도 됩니다."""
    params, x = make_network(rng, 2, 6, 3), rng.normal(size=(5, 2))
    perm = cycle(rng, 6).tolist()
    got = submission.permute_hidden_units(params, perm)
    check_network(got, reference.permute_hidden_units(params, perm))
    check_close(outputs(got, x), outputs(params, x))


def outputs(params, x):
    (W1, b1), (W2, b2) = params
    return np.tanh(x @ W1 + b1) @ W2 + b2


@task("permute_hidden_units", points=1)
def test_permute_hidden_units_odd_inputs(submission, reference, rng):
    """float32 stays; nothing is changed; what is no permutation raises ValueError.
    float32는 유지되고, 입력은 바뀌지 않으며, 순열이 아니면 ValueError입니다."""
    params = [tuple(a.astype(np.float32) for a in layer) for layer in make_network(rng, 2, 4, 3)]
    perm = cycle(rng, 4)
    check_network(
        submission.permute_hidden_units(params, perm), reference.permute_hidden_units(params, perm)
    )
    check_unchanged(submission)
    for bad in ([0, 1, 2], [0, 1, 1, 3], [1, 2, 3, 4], [0, 1, 2, -1], [0, 1, 2, 3, 0]):
        check_raises("ValueError", submission.permute_hidden_units, params, bad)


def against_the_order(rng):
    """A cycle of eight in which the first of each pair of twins comes after the second."""
    perm = cycle(rng, 8)
    while not (perm[::2] > perm[1::2])[:2].all():
        perm = cycle(rng, 8)
    return perm


def make_twins(rng):
    """A network of eight units with four pairs of twins, which differ in one thing each."""
    (W1, b1), (W2, b2) = make_network(rng, 3, 8, 2)
    W1[:, 1], b1[1], W2[1] = W1[:, 0], b1[0], -W2[0]  # what goes out
    W1[:, 3], b1[3], W2[3] = W1[:, 2], -b1[2], W2[2]  # the bias
    W1[:, 5], b1[5], W2[5] = 2 * W1[:, 4], 2 * b1[4], 2 * W2[4]  # the size
    W1[:, 7], b1[7], W2[7] = -W1[:, 6], b1[6], W2[6]  # what comes in
    for unit in (0, 2):  # far enough apart, whatever was drawn
        b1[unit : unit + 2] += np.sign(b1[unit : unit + 2])
        W2[unit : unit + 2] += np.sign(W2[unit : unit + 2])
    return [(W1, b1), (W2, b2)]


def with_noise(rng, params, size):
    return [tuple(a + size * rng.uniform(-1, 1, size=a.shape) for a in layer) for layer in params]


def shuffled(params, perm):
    """Unit perm[j] of the result is unit j of ``params``."""
    inverse = np.argsort(perm)
    (W1, b1), (W2, b2) = params
    return [(W1[:, inverse], b1[inverse]), (W2[inverse], b2)]


def check_alignments(submission, *asked):
    """Each is (params_a, near_a, perm): ``near_a`` is like ``params_a``, unit by unit, and aligned in another order."""
    aligned = [submission.align_units(params, shuffled(near, perm)) for params, near, perm in asked]
    for got, (_, near, _) in zip(aligned, asked):
        check_network(got, near)


@task("align_units", points=3)
def test_align_units(submission, rng):
    """Exact copies in another order, of units that differ in the bias or the outgoing weights alone.
    순서만 바뀐 복사본을 정렬합니다. bias만, 또는 나가는 가중치만 다른 unit도 있습니다."""
    params, perm = make_twins(rng), against_the_order(rng)
    square = make_network(rng, 5, 5, 5)
    check_alignments(
        submission,
        (params, params, perm),
        (params, params, 7 - perm),
        (square, square, cycle(rng, 5)),
    )


@task("align_units", points=4)
def test_align_units_with_noise(submission, rng):
    """Copies with noise far smaller than the distance between units: b's own values are returned.
    unit 사이의 거리보다 훨씬 작은 노이즈가 섞인 복사본입니다. b 자신의 값을 반환해야 합니다."""
    params, perm = make_twins(rng), against_the_order(rng)
    near = with_noise(rng, params, 1e-3)
    check_alignments(submission, (params, near, perm), (params, near, 7 - perm))


@task("align_units", points=2)
def test_a_permuted_copy_is_over_a_hill_until_it_is_aligned(submission, reference, rng):
    """The permuted copy has the same loss and a barrier before it; once aligned there is none.
    순서만 바꾼 네트워크는 loss가 같지만 그 사이에 장벽이 있습니다. 정렬하면 장벽이 사라집니다."""
    params, x = make_network(rng, 2, 8, 1), rng.normal(size=(20, 2))
    target = outputs(params, x)
    sizes = [(2, 8), (8,), (8, 1), (1,)]

    def flat(network):
        return np.concatenate([np.ravel(array) for layer in network for array in layer])

    def loss(theta):
        cuts = np.cumsum([math.prod(size) for size in sizes])[:-1]
        W1, b1, W2, b2 = (p.reshape(s) for p, s in zip(np.split(np.asarray(theta), cuts), sizes))
        return float(np.mean((outputs([(W1, b1), (W2, b2)], x) - target) ** 2))

    moved = shuffled(params, cycle(rng, 8))
    aligned = submission.align_units(params, moved)
    check_network(aligned, params)
    before = reference.loss_barrier(loss, flat(params), flat(moved), 11)
    after = reference.loss_barrier(loss, flat(params), flat(aligned), 11)
    check(
        after < 1e-12 < before,
        f"the barrier to the permuted copy is {before:.4g}; after aligning it should be 0 and is {after:.4g}.",
        f"순서를 바꾼 네트워크까지의 장벽은 {before:.4g}이고, 정렬 뒤에는 0이어야 하는데 {after:.4g}입니다.",
    )


@task("align_units", points=1)
def test_align_units_keeps_float32_and_its_inputs(submission, rng):
    """float32 stays float32, and neither network is changed.
    float32는 float32로 남고, 두 네트워크는 바뀌지 않습니다."""
    params = [tuple(a.astype(np.float32) for a in layer) for layer in make_network(rng, 2, 4, 3)]
    check_alignments(submission, (params, params, cycle(rng, 4)))
    check_unchanged(submission)
