"""Weight initialisation: each scheme by its statistics, in units of what they should be.

No stream is compared with the reference's: how a student draws is free. What can be exact is exact:
orthonormality, the variances along a signal that the grader itself has seen pass, and symmetry.
"""

from __future__ import annotations

import math
from itertools import pairwise

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

# The mean fourth power of a distribution of variance 1, and the share of it that lies far out.
UNIFORM, NORMAL = 9 / 5, 3
FAR = {UNIFORM: 0.9 * math.sqrt(3), NORMAL: 2.4}
SHARE = {UNIFORM: 0.1, NORMAL: math.erfc(2.4 / math.sqrt(2))}


def dense(rng):
    """Twice as many outputs as inputs, more or less: no scheme's variance is another's."""
    return int(rng.integers(70, 85)), int(rng.integers(190, 220))


def kernel(rng):
    """A convolution with a kernel that is not square and far more outputs than inputs."""
    return int(rng.integers(60, 70)), int(rng.integers(11, 14)), 5, 3


def check_shape(weights, shape):
    fine = isinstance(weights, np.ndarray) and weights.shape == tuple(shape)
    fine = fine and weights.dtype == np.float64 and bool(np.isfinite(weights).all())
    check(
        fine,
        f"a float64 array of shape {tuple(shape)} with finite entries is needed.",
        f"모양이 {tuple(shape)}이고 값이 유한한 float64 배열이어야 합니다.",
    )


def check_distribution(weights, shape, variance, kind):
    """Independent draws from a uniform or normal distribution with mean 0 and this variance."""
    check_shape(weights, shape)
    unit = weights / math.sqrt(variance)  # has variance 1 if all is well
    count = unit.size
    check_statistic(
        np.mean(unit**2),
        1,
        math.sqrt((kind - 1) / count),
        "the mean square of the weights, divided by the variance they should have, is not 1.",
        "가중치 제곱의 평균을 있어야 할 분산으로 나눈 값이 1이 아닙니다.",
    )
    check_statistic(
        unit.mean(),
        0,
        1 / math.sqrt(count),
        "the mean of the weights, in standard deviations, is not 0.",
        "가중치의 평균(표준편차 단위)이 0이 아닙니다.",
    )
    if kind == UNIFORM:
        check(
            np.abs(unit).max() <= math.sqrt(3) * (1 + 1e-6),
            "some weights lie outside the interval; is the distribution uniform?",
            "구간 밖에 있는 가중치가 있습니다. 균등분포인가요?",
        )
    share = SHARE[kind]
    check_statistic(
        np.mean(np.abs(unit) > FAR[kind]),
        share,
        math.sqrt(share * (1 - share) / count),
        f"the share of weights beyond {FAR[kind]:.2f} standard deviations is wrong for "
        + ("a uniform distribution." if kind == UNIFORM else "a normal one with both its tails."),
        f"표준편차의 {FAR[kind]:.2f}배를 벗어난 가중치의 비율이 "
        + ("균등분포와 다릅니다." if kind == UNIFORM else "양쪽 꼬리를 갖춘 정규분포와 다릅니다."),
    )


def check_draws(submission, name, rng):
    """Rank, reproducibility, progress of rng, and the global generators."""
    seed = int(rng.integers(2**31))
    submission.probe.seed_global(int(rng.integers(2**31)))
    draw = getattr(submission, name)
    for shape in ((6, 9), (5, 4, 3, 2)):
        digest = submission.probe.global_rng_digest()
        generator = submission.probe.rng(seed)
        first, second = draw(shape, generator), draw(shape, generator)
        again = draw(shape, submission.probe.rng(seed))
        untouched = submission.probe.global_rng_digest() == digest
        for weights in (first, second, again):
            check_shape(weights, shape)
        for axis in range(len(shape)):
            matrix = np.moveaxis(first, axis, 0).reshape(shape[axis], -1)
            check(
                np.linalg.matrix_rank(matrix) == min(matrix.shape),
                f"slices along axis {axis} depend linearly on one another; draw each entry by itself.",
                f"{axis}번 축의 조각들이 서로 선형 종속입니다. 원소마다 따로 뽑아야 합니다.",
            )
        check(
            np.array_equal(first, again),
            "two generators in the same state gave different weights; draw from rng alone.",
            "상태가 같은 두 generator에서 다른 가중치가 나왔습니다. rng에서만 뽑아야 합니다.",
        )
        check(
            not np.array_equal(first, second),
            "two calls with the same generator gave the same weights; draw from rng itself.",
            "같은 generator로 두 번 불렀는데 같은 가중치가 나왔습니다. 넘겨받은 rng에서 뽑아야 합니다.",
        )
        check(
            untouched,
            "a global random generator was used or seeded; draw from rng alone.",
            "전역 난수 generator를 쓰거나 seed를 바꿨습니다. rng에서만 뽑아야 합니다.",
        )


def xavier(reference, shape, gain=1.0):
    return 2 * gain**2 / sum(reference.fan_in_and_fan_out(shape))


def he(reference, shape, mode="fan_in"):
    return 2 / reference.fan_in_and_fan_out(shape)[mode == "fan_out"]


@task("fan_in_and_fan_out", points=2)
def test_fans(submission, reference, rng):
    """fan_in_and_fan_out counts connections, of dense layers and of convolutions.
    fan_in_and_fan_out은 dense 층과 convolution의 연결 수를 셉니다."""
    for size in (2, 4):
        shape = tuple(int(n) for n in rng.permutation(np.arange(2, 12))[:size])
        got = submission.fan_in_and_fan_out(shape)
        check_equal(got, tuple(reference.fan_in_and_fan_out(shape)))


@task("fan_in_and_fan_out", points=2)
def test_fans_of_a_kernel_of_one_pixel(submission, reference, rng):
    """fan_in_and_fan_out of a 1x1 convolution are its channels, in first.
    1x1 convolution의 fan은 채널 수이며 입력이 먼저입니다."""
    shape = (int(rng.integers(20, 30)), int(rng.integers(5, 15)), 1, 1)
    check_equal(submission.fan_in_and_fan_out(shape), tuple(reference.fan_in_and_fan_out(shape)))


@task("fan_in_and_fan_out", points=1)
def test_fans_of_other_shapes(submission, reference, rng):
    """fan_in_and_fan_out raises ValueError for a shape of neither two nor four axes.
    fan_in_and_fan_out은 축이 2개도 4개도 아닌 모양에 ValueError를 일으킵니다."""
    for size in (1, 3, 5):
        shape = tuple(int(n) for n in rng.integers(2, 9, size=size))
        check_raises("ValueError", submission.fan_in_and_fan_out, shape)


@task("xavier_uniform", points=2)
def test_xavier_uniform(submission, reference, rng, seed):
    """xavier_uniform has mean 0, the right variance, and fills its interval evenly.
    xavier_uniform은 평균이 0이고 분산이 맞으며 구간을 고르게 채웁니다."""
    shape = dense(rng)
    got = submission.xavier_uniform(shape, submission.probe.rng(seed))
    check_distribution(got, shape, xavier(reference, shape), UNIFORM)


@task("xavier_uniform", points=2)
def test_xavier_uniform_of_a_kernel(submission, reference, rng, seed):
    """xavier_uniform is right for convolutions, and gain multiplies the weights.
    xavier_uniform은 convolution에서도 맞고, gain은 가중치에 곱해집니다."""
    shape, gain = kernel(rng), float(rng.uniform(2.2, 2.6))
    got = submission.xavier_uniform(shape, submission.probe.rng(seed), gain=gain)
    check_distribution(got, shape, xavier(reference, shape, gain), UNIFORM)


@task("xavier_uniform", points=2)
def test_xavier_uniform_draws(submission, rng):
    """xavier_uniform draws each entry by itself, from rng and nothing else.
    xavier_uniform은 원소마다 따로, rng에서만 뽑습니다."""
    check_draws(submission, "xavier_uniform", rng)


@task("xavier_normal", points=2)
def test_xavier_normal(submission, reference, rng, seed):
    """xavier_normal has mean 0, the right variance, and the tails of a normal distribution.
    xavier_normal은 평균이 0이고 분산이 맞으며 정규분포의 꼬리를 갖춥니다."""
    shape = dense(rng)
    got = submission.xavier_normal(shape, submission.probe.rng(seed))
    check_distribution(got, shape, xavier(reference, shape), NORMAL)


@task("xavier_normal", points=2)
def test_xavier_normal_of_a_kernel(submission, reference, rng, seed):
    """xavier_normal is right for convolutions, and gain multiplies the weights.
    xavier_normal은 convolution에서도 맞고, gain은 가중치에 곱해집니다."""
    shape, gain = kernel(rng), float(rng.uniform(2.2, 2.6))
    got = submission.xavier_normal(shape, submission.probe.rng(seed), gain=gain)
    check_distribution(got, shape, xavier(reference, shape, gain), NORMAL)


@task("xavier_normal", points=2)
def test_xavier_normal_draws(submission, rng):
    """xavier_normal draws each entry by itself, from rng and nothing else.
    xavier_normal은 원소마다 따로, rng에서만 뽑습니다."""
    check_draws(submission, "xavier_normal", rng)


@task("he_normal", points=2)
def test_he_normal(submission, reference, rng, seed):
    """he_normal has mean 0, the right variance in both modes, and a normal distribution's tails.
    he_normal은 평균이 0이고 두 mode 모두 분산이 맞으며 정규분포의 꼬리를 갖춥니다."""
    shape = dense(rng)
    got = submission.he_normal(shape, submission.probe.rng(seed))
    check_distribution(got, shape, he(reference, shape), NORMAL)
    got = submission.he_normal(shape, submission.probe.rng(seed), mode="fan_out")
    check_distribution(got, shape, he(reference, shape, "fan_out"), NORMAL)


@task("he_normal", points=2)
def test_he_normal_of_a_kernel(submission, reference, rng, seed):
    """he_normal is right for convolutions, in both modes.
    he_normal은 convolution에서도 두 mode 모두 맞습니다."""
    shape = kernel(rng)
    for mode in ("fan_in", "fan_out"):
        got = submission.he_normal(shape, submission.probe.rng(seed), mode=mode)
        check_distribution(got, shape, he(reference, shape, mode), NORMAL)


@task("he_normal", points=2)
def test_he_normal_draws(submission, rng):
    """he_normal draws each entry by itself, from rng and nothing else.
    he_normal은 원소마다 따로, rng에서만 뽑습니다."""
    check_draws(submission, "he_normal", rng)


@task("he_normal", points=1)
def test_he_normal_with_another_mode(submission, seed):
    """he_normal raises ValueError for a mode that it does not know.
    he_normal은 모르는 mode에 ValueError를 일으킵니다."""
    for mode in ("fan_avg", "in"):
        generator = submission.probe.rng(seed)
        check_raises("ValueError", submission.he_normal, (4, 3), generator, mode=mode)


@task("he_uniform", points=2)
def test_he_uniform(submission, reference, rng, seed):
    """he_uniform has mean 0, the right variance in both modes, and fills its interval evenly.
    he_uniform은 평균이 0이고 두 mode 모두 분산이 맞으며 구간을 고르게 채웁니다."""
    shape = dense(rng)
    got = submission.he_uniform(shape, submission.probe.rng(seed))
    check_distribution(got, shape, he(reference, shape), UNIFORM)
    got = submission.he_uniform(shape, submission.probe.rng(seed), mode="fan_out")
    check_distribution(got, shape, he(reference, shape, "fan_out"), UNIFORM)


@task("he_uniform", points=2)
def test_he_uniform_of_a_kernel(submission, reference, rng, seed):
    """he_uniform is right for convolutions, in both modes.
    he_uniform은 convolution에서도 두 mode 모두 맞습니다."""
    shape = kernel(rng)
    for mode in ("fan_in", "fan_out"):
        got = submission.he_uniform(shape, submission.probe.rng(seed), mode=mode)
        check_distribution(got, shape, he(reference, shape, mode), UNIFORM)


@task("he_uniform", points=2)
def test_he_uniform_draws(submission, rng):
    """he_uniform draws each entry by itself, from rng and nothing else.
    he_uniform은 원소마다 따로, rng에서만 뽑습니다."""
    check_draws(submission, "he_uniform", rng)


@task("he_uniform", points=1)
def test_he_uniform_with_another_mode(submission, seed):
    """he_uniform raises ValueError for a mode that it does not know.
    he_uniform은 모르는 mode에 ValueError를 일으킵니다."""
    for mode in ("fan_avg", "in"):
        generator = submission.probe.rng(seed)
        check_raises("ValueError", submission.he_uniform, (4, 3), generator, mode=mode)


@task("lecun_normal", points=2)
def test_lecun_normal(submission, reference, rng, seed):
    """lecun_normal has mean 0, variance 1 / fan_in, and both tails.
    lecun_normal은 평균이 0, 분산이 1 / fan_in이고 양쪽 꼬리를 갖춥니다."""
    shape = dense(rng)
    got = submission.lecun_normal(shape, submission.probe.rng(seed))
    check_distribution(got, shape, he(reference, shape) / 2, NORMAL)


@task("lecun_normal", points=2)
def test_lecun_normal_of_a_kernel(submission, reference, rng, seed):
    """lecun_normal is right for convolutions.
    lecun_normal은 convolution에서도 맞습니다."""
    shape = kernel(rng)
    got = submission.lecun_normal(shape, submission.probe.rng(seed))
    check_distribution(got, shape, he(reference, shape) / 2, NORMAL)


@task("lecun_normal", points=2)
def test_lecun_normal_draws(submission, rng):
    """lecun_normal draws each entry by itself, from rng and nothing else.
    lecun_normal은 원소마다 따로, rng에서만 뽑습니다."""
    check_draws(submission, "lecun_normal", rng)


def check_orthonormal(weights, shape, gain):
    check_shape(weights, shape)
    matrix = weights.reshape(shape[0], -1) / gain
    few, which, which_ko = matrix @ matrix.T, "rows", "행"
    if matrix.shape[0] > matrix.shape[1]:
        few, which, which_ko = matrix.T @ matrix, "columns", "열"
    lengths = np.sqrt(np.diag(few))
    products = np.abs(few - np.diag(np.diag(few))).max()
    size = f"{matrix.shape[0]}x{matrix.shape[1]}"
    check(
        products < 1e-8,
        f"the {which} of the {size} matrix are not orthogonal: their scalar products, divided by "
        f"gain^2, are up to {products:.4g}.",
        f"{size} 행렬의 {which_ko}이 서로 직교하지 않습니다. gain^2으로 나눈 내적이 최대 {products:.4g}입니다.",
    )
    for length in (lengths.min(), lengths.max()):
        check_statistic(
            length,
            1,
            1e-9,
            f"the {which} of the {size} matrix must have the length gain; divided by gain, it is not 1",
            f"{size} 행렬에서 {which_ko}의 길이는 gain이어야 합니다. gain으로 나눈 길이가 1이 아닙니다",
        )


@task("orthogonal", points=2)
def test_orthogonal(submission, rng, seed):
    """orthogonal has orthonormal rows or columns, whichever are fewer, times gain.
    orthogonal은 행과 열 중 적은 쪽이 정규직교이고, 거기에 gain이 곱해집니다."""
    few, many = int(rng.integers(4, 8)), int(rng.integers(10, 14))
    gain = float(rng.uniform(1.3, 1.8))
    for shape in ((many, few), (few, few), (few, many)):
        check_orthonormal(submission.orthogonal(shape, submission.probe.rng(seed)), shape, 1)
        got = submission.orthogonal(shape, submission.probe.rng(seed), gain=gain)
        check_orthonormal(got, shape, gain)


@task("orthogonal", points=2)
def test_orthogonal_of_a_kernel(submission, rng, seed):
    """orthogonal sees a shape of more axes as the matrix (shape[0], -1).
    orthogonal은 축이 더 많은 모양을 (shape[0], -1) 행렬로 봅니다."""
    for shape in ((5, 4, 3, 2), (23, 3, 2, 3), (4, 3, 5)):
        got = submission.orthogonal(shape, submission.probe.rng(seed), gain=0.7)
        check_orthonormal(got, shape, 0.7)


@task("orthogonal", points=3)
def test_orthogonal_is_uniform(submission, rng, seed):
    """orthogonal prefers no matrix: its diagonal and its sums are 0 on average.
    orthogonal은 어떤 행렬도 더 선호하지 않습니다. 대각 성분과 합의 평균이 0입니다."""
    for shape in ((40, 40), (40, 30), (30, 40)):
        generator = submission.probe.rng(seed)
        draws = [submission.orthogonal(shape, generator) for _ in range(6)]
        for draw in draws:
            check_shape(draw, shape)
        trace = np.mean([np.trace(draw) for draw in draws])
        check_statistic(
            trace,
            0,
            math.sqrt(min(shape) / max(shape) / len(draws)),
            "the sum of the diagonal, averaged over 6 draws, is not 0; QR's signs are not random.",
            "여섯 번 뽑은 행렬의 대각합 평균이 0이 아닙니다. QR의 부호는 무작위가 아닙니다.",
        )
        wide = shape[0] < shape[1]
        total = np.mean([(draw[0] if wide else draw[:, 0]).sum() for draw in draws])
        check_statistic(
            total,
            0,
            math.sqrt(1 / len(draws)),
            f"the sum of the first {'row' if wide else 'column'}, averaged over 6 draws, is not 0.",
            f"여섯 번 뽑은 행렬의 첫 {'행' if wide else '열'} 합의 평균이 0이 아닙니다.",
        )


@task("orthogonal", points=2)
def test_orthogonal_draws(submission, rng):
    """orthogonal draws from rng and nothing else.
    orthogonal은 rng에서만 뽑습니다."""
    check_draws(submission, "orthogonal", rng)


@task("orthogonal", points=1)
def test_orthogonal_of_a_vector(submission, seed):
    """orthogonal raises ValueError for a shape of one axis.
    orthogonal은 축이 하나인 모양에 ValueError를 일으킵니다."""
    check_raises("ValueError", submission.orthogonal, (5,), submission.probe.rng(seed))


class Witness:
    """An init and an activation that remember the weights they gave and what passed through them."""

    def __init__(self, width, scale, function):
        self.shape, self.scale, self.function = (width, width), scale, function
        self.asked, self.weights, self.inputs = [], [], []

    def init(self, shape, rng):
        self.asked.append(shape)
        self.weights.append(np.array(rng.standard_normal(self.shape)) * self.scale)
        return self.weights[-1].copy()

    def activation(self, z):
        self.inputs.append(z)
        return self.function(z)

    def check(self, num_samples, depth):
        """Asked once per layer, with arrays of the right shape and new weights each time."""
        check(
            len(self.weights) == len(self.inputs) == depth,
            f"with depth {depth}, init was called {len(self.weights)} times and activation "
            f"{len(self.inputs)} times; each layer needs one call of both.",
            f"depth가 {depth}일 때 init은 {len(self.weights)}번, activation은 {len(self.inputs)}번 불렸습니다. "
            "층마다 한 번씩 불러야 합니다.",
        )
        check(
            all(isinstance(s, tuple | list) and tuple(s) == self.shape for s in self.asked),
            f"init was asked for weights of shape {self.asked[0]}, expected {self.shape}.",
            f"init에 요청한 모양이 {self.asked[0]}입니다. {self.shape}이어야 합니다.",
        )
        width = self.shape[0]
        check(
            all(np.shape(z) == (num_samples, width) for z in self.inputs),
            f"activation got an array of shape {np.shape(self.inputs[0])}, "
            f"expected {(num_samples, width)}.",
            f"activation에 넘긴 배열의 모양이 {np.shape(self.inputs[0])}입니다. "
            f"{(num_samples, width)}이어야 합니다.",
        )
        check(
            all(not np.array_equal(self.weights[0], w) for w in self.weights[1:]),
            "every layer got the same weights; pass rng itself to init.",
            "모든 층의 가중치가 같습니다. init에 rng를 그대로 넘겨야 합니다.",
        )

    def variances(self):
        """What should come back, from the first layer's pre-activation on."""
        signal = self.function(np.asarray(self.inputs[0]))
        found = [signal.var()]
        for weights in self.weights[1:]:
            signal = self.function(signal @ weights)
            found.append(signal.var())
        return np.array(found)


def leaky(z):
    return np.where(z > 0, z, 0.2 * z) + 0.3


@task("activation_variances", points=4)
def test_variances_of_a_signal(submission, rng, seed):
    """activation_variances follows the signal: new weights, activation, variance, layer by layer.
    activation_variances는 층마다 새 가중치, activation, 분산 순서로 신호를 따라갑니다."""
    width, depth, samples = int(rng.integers(5, 8)), int(rng.integers(3, 6)), 40
    witness = Witness(width, float(rng.uniform(0.5, 0.7)), leaky)
    got = submission.activation_variances(
        witness.init,
        witness.activation,
        width,
        depth,
        submission.probe.rng(seed),
        num_samples=samples,
    )
    witness.check(samples, depth)
    check_close(got, witness.variances())


@task("activation_variances", points=2)
def test_variances_start_from_a_gaussian(submission, rng, seed):
    """activation_variances sends in 1024 standard normal samples by default.
    activation_variances의 입력은 표준정규분포이고 표본은 기본 1024개입니다."""
    width = int(rng.integers(9, 14))
    inputs = []

    def activation(z):
        inputs.append(np.array(z))
        return 3 * z

    got = submission.activation_variances(
        lambda shape, rng: np.eye(width), activation, width, 2, submission.probe.rng(seed)
    )
    shapes = [z.shape for z in inputs]
    check(
        shapes == [(1024, width)] * 2,
        f"activation got arrays of the shapes {shapes[:4]}; each of the two layers needs one call, "
        f"with an array of shape {(1024, width)}.",
        f"activation에 넘긴 배열의 모양이 {shapes[:4]}입니다. "
        f"두 층에서 한 번씩, 모양이 {(1024, width)}인 배열로 불러야 합니다.",
    )
    check_distribution(inputs[0], (1024, width), 1, NORMAL)
    check(
        np.linalg.matrix_rank(inputs[0]) == width,
        "the input's columns depend linearly on one another; draw each entry by itself.",
        "입력의 열들이 서로 선형 종속입니다. 원소마다 따로 뽑아야 합니다.",
    )
    first = 9 * inputs[0].var()
    check_close(got, np.array([first, 9 * first]))


@task("activation_variances", points=2)
def test_variances_draw_from_rng(submission, rng):
    """activation_variances draws from rng and nothing else, and leaves its signal to the activation.
    activation_variances는 rng에서만 뽑고, 층마다 activation의 결과를 그대로 씁니다."""
    seed = int(rng.integers(2**31))
    submission.probe.seed_global(int(rng.integers(2**31)))
    digest = submission.probe.global_rng_digest()

    def run(generator):
        witness = Witness(6, 0.4, np.tanh)
        got = submission.activation_variances(
            witness.init, witness.activation, 6, 2, generator, num_samples=20
        )
        check(
            isinstance(got, np.ndarray) and got.shape == (2,),
            "an array of one variance for each of the 2 layers is needed.",
            "두 층의 분산을 담은, 모양이 (2,)인 배열이 필요합니다.",
        )
        return got

    generator = submission.probe.rng(seed)
    first, second, again = run(generator), run(generator), run(submission.probe.rng(seed))
    check(
        np.array_equal(first, again),
        "two generators in the same state gave different variances; draw from rng alone.",
        "상태가 같은 두 generator에서 다른 분산이 나왔습니다. rng에서만 뽑아야 합니다.",
    )
    check(
        not np.array_equal(first, second),
        "two calls with the same generator gave the same variances; draw from rng itself.",
        "같은 generator로 두 번 불렀는데 같은 분산이 나왔습니다. 넘겨받은 rng에서 뽑아야 합니다.",
    )
    check(
        submission.probe.global_rng_digest() == digest,
        "a global random generator was used or seeded; draw from rng alone.",
        "전역 난수 generator를 쓰거나 seed를 바꿨습니다. rng에서만 뽑아야 합니다.",
    )


def network(rng, sizes, alike=()):
    """Random params and grads of a network; in the hidden layers ``alike`` all units are the same."""
    both = []
    for _ in range(2):
        layers = [
            [rng.normal(size=(inputs, outputs)), rng.normal(size=outputs)]
            for inputs, outputs in pairwise(sizes)
        ]
        for hidden in alike:
            layers[hidden][0][:] = layers[hidden][0][:, :1].copy()
            layers[hidden][1][:] = layers[hidden][1][0]
            layers[hidden + 1][0][:] = layers[hidden + 1][0][:1].copy()
        both.append(layers)
    return both


def nudged(params, grads, where, part, unit, by):
    """The same network with one number of one unit of the first hidden layer moved."""
    changed = [[[W.copy(), b.copy()] for W, b in layers] for layers in (params, grads)]
    layers = changed[where]
    if part == "incoming":
        layers[0][0][1, unit] += by
    elif part == "bias":
        layers[0][1][unit] += by
    else:
        layers[1][0][unit, 1] += by
    return changed


def backpropagate(params, x, y):
    """The gradients of half the mean squared error of a tanh network."""
    signals = [x]
    for i, (W, b) in enumerate(params):
        z = signals[-1] @ W + b
        signals.append(np.tanh(z) if i < len(params) - 1 else z)
    delta = (signals[-1] - y) / y.size
    grads = []
    for i in reversed(range(len(params))):
        grads.insert(0, [signals[i].T @ delta, delta.sum(axis=0)])
        delta = (delta @ params[i][0].T) * (1 - signals[i] ** 2)
    return grads


def check_verdicts(submission, networks):
    """Each (params, grads, expected, what it is in English and Korean); judged all, then checked."""
    networks = [
        ([tuple(layer) for layer in params], [tuple(layer) for layer in grads], *rest)
        for params, grads, *rest in networks
    ]
    verdicts = [submission.is_symmetric_failure(*network[:2]) for network in networks]
    for verdict, (params, grads, expected, en, ko) in zip(verdicts, networks):
        if isinstance(verdict, bool | np.bool_) and verdict != expected:
            submission.is_symmetric_failure(params, grads)  # so that the message shows this call
            check(
                False,
                f"{en}: got {verdict}, expected {expected}.",
                f"{ko}: 반환값 {verdict}, 기댓값 {expected}.",
            )
        check_equal(verdict, expected)


@task("is_symmetric_failure", points=2)
def test_symmetry_of_initialised_networks(submission, rng):
    """is_symmetric_failure knows zeros and constants, before and after training, from random weights.
    is_symmetric_failure는 학습 전후 모두 0이나 상수로 시작한 네트워크를 무작위 가중치와 구별합니다."""
    x, y = rng.normal(size=(8, 3)), rng.normal(size=(8, 2))
    constant = [[np.full((3, 4), 0.4), np.full(4, 0.1)], [np.full((4, 2), 0.7), np.zeros(2)]]
    zeros = [[0 * W, 0 * b] for W, b in constant]
    normal = [[rng.normal(size=W.shape), b] for W, b in constant]
    half = [normal[0], zeros[1]]
    other_half = [constant[0], normal[1]]
    biased = [[zeros[0][0], rng.normal(size=4)], zeros[1]]
    trained = constant
    for _ in range(3):
        steps = zip(trained, backpropagate(trained, x, y))
        trained = [[W - 0.5 * dW, b - 0.5 * db] for (W, b), (dW, db) in steps]
    verdicts = [
        (constant, True, "every W constant", "모든 W가 상수"),
        (zeros, True, "everything 0", "모두 0"),
        (normal, False, "random weights", "무작위 가중치"),
        (trained, True, "three steps after a constant start", "상수에서 시작해 3스텝 학습"),
        (half, False, "random first W, second W 0", "첫 W는 무작위, 둘째 W는 0"),
        (other_half, False, "constant first W, random second W", "첫 W는 상수, 둘째 W는 무작위"),
        (biased, False, "every W 0, random biases", "모든 W가 0, bias는 무작위"),
    ]
    check_verdicts(
        submission,
        [(params, backpropagate(params, x, y), *verdict) for params, *verdict in verdicts],
    )


@task("is_symmetric_failure", points=2)
def test_symmetry_in_every_part(submission, rng):
    """is_symmetric_failure: units differ if one number of one unit does, in params or grads.
    is_symmetric_failure: params나 grads에서 한 unit의 수 하나만 달라도 unit들은 서로 다릅니다."""
    params, grads = network(rng, (4, 3, 2), alike=[0])
    networks = [(params, grads, True, "three units alike in everything", "모든 것이 같은 세 unit")]
    parts = {"incoming": "들어오는 가중치", "bias": "bias", "outgoing": "나가는 가중치"}
    for where, name in enumerate(("params", "grads")):
        for part, part_ko in parts.items():
            changed = nudged(params, grads, where, part, int(rng.integers(3)), 0.5)
            en = (
                f"one of three units differs in its {part}{' weights' * (part != 'bias')} in {name}"
            )
            ko = f"세 unit 중 하나가 {name}의 {part_ko}에서 다름"
            networks.append((*changed, False, en, ko))
    check_verdicts(submission, networks)


@task("is_symmetric_failure", points=2)
def test_symmetry_of_some_hidden_layer(submission, rng):
    """is_symmetric_failure looks at every hidden layer of two units or more, and at no other.
    is_symmetric_failure는 unit이 둘 이상인 모든 은닉층을, 그리고 은닉층만 봅니다."""
    last = network(rng, (5, 4, 3))
    for layers in last:
        layers[-1][0][:] = layers[-1][0][:, :1].copy()
        layers[-1][1][:] = layers[-1][1][0]
    rows = network(rng, (5, 4, 3))
    for layers in rows:
        layers[0][0][:] = layers[0][0][:1].copy()
        layers[0][1][:] = layers[0][1][0]
    single = [[[0 * W, 0 * b] for W, b in layers] for layers in network(rng, (4, 3))]
    first, second = network(rng, (5, 4, 3, 2), [0]), network(rng, (5, 4, 3, 2), [1])
    after_one = network(rng, (4, 1, 3, 2), [1])
    networks = [
        (*network(rng, (5, 2, 3), [0]), True, "two units, alike", "서로 같은 두 unit"),
        (*first, True, "only the first of two hidden layers", "두 은닉층 중 첫째만 대칭"),
        (*second, True, "only the second of two hidden layers", "두 은닉층 중 둘째만 대칭"),
        (*network(rng, (5, 4, 3, 2)), False, "no layer", "대칭인 층 없음"),
        (*last, False, "only the output layer's units are alike", "출력층의 unit만 서로 같음"),
        (*rows, False, "inputs alike, units not", "입력끼리 같고 unit은 서로 다름"),
        (*network(rng, (4, 1, 3)), False, "a hidden layer of one unit", "unit이 하나인 은닉층"),
        (*after_one, True, "a layer of one unit, then units alike", "unit이 하나인 층 다음이 대칭"),
        (*single, False, "no hidden layer, everything 0", "은닉층 없이 모두 0"),
    ]
    check_verdicts(submission, networks)


@task("is_symmetric_failure", points=1)
def test_symmetry_to_within_rounding(submission, rng):
    """is_symmetric_failure forgives differences of 1e-12, not of 1e-6, and leaves its inputs alone.
    is_symmetric_failure는 1e-12의 차이는 같다고 보고 1e-6은 아닙니다. 입력을 바꾸지도 않습니다."""
    params, grads = network(rng, (4, 2, 3), alike=[0])
    networks = []
    for where, part, by in (
        (0, "incoming", 1e-12),
        (0, "outgoing", -1e-6),
        (1, "outgoing", 1e-12),
        (1, "bias", 1e-6),
    ):
        changed = nudged(params, grads, where, part, int(rng.integers(2)), by)
        en, ko = f"units that differ by {abs(by):g}", f"{abs(by):g}만큼 다른 unit"
        networks.append((*changed, abs(by) < 1e-9, en, ko))
    check_verdicts(submission, networks)
    check_unchanged(submission)
