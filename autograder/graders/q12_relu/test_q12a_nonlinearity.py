"""Hidden grader of q12a: stacks of linear layers, functions that bend or don't, and a network for XOR.

Each case of is_affine asks about functions of one kind, by which one careless test is taken in.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from autograder.grading import check, check_close, check_equal, check_unchanged, task
from autograder.grading.errors import Planted


def make_stack(rng, *widths, dtype=np.float64):
    weights = [rng.normal(size=(outputs, inputs)).T for inputs, outputs in pairwise(widths)]
    biases = [rng.normal(size=outputs) for outputs in widths[1:]]
    return [W.astype(dtype) for W in weights], [b.astype(dtype) for b in biases]


def check_collapse(submission, reference, weights, biases, **tolerance):
    result = submission.collapse_linear_layers(weights, biases)
    check(
        isinstance(result, tuple | list) and len(result) == 2,
        "must return the tuple (W, b).",
        "(W, b) 튜플을 반환해야 합니다.",
    )
    for got, expected in zip(result, reference.collapse_linear_layers(weights, biases)):
        check_close(got, expected, **tolerance)


@task("collapse_linear_layers", points=4)
def test_collapse_three_layers(submission, reference, rng):
    """W and b of three layers, square ones first, then others.
    세 층의 W와 b를 정사각 가중치부터 봅니다."""
    for widths in [(3, 3, 3, 3), (4, 2, 5, 3)]:
        check_collapse(submission, reference, *make_stack(rng, *widths))


@task("collapse_linear_layers", points=2)
def test_collapse_one_layer_and_many(submission, reference, rng):
    """A stack of one layer is that layer; six layers, one of them a single unit wide, work too.
    층이 하나면 그 층 그대로이고, 너비가 1인 층이 끼어 있는 여섯 층도 됩니다."""
    for widths in [(3, 3), (2, 5), (3, 4, 2, 1, 5, 3, 2)]:
        check_collapse(submission, reference, *make_stack(rng, *widths), atol=1e-8)


@task("collapse_linear_layers", points=1)
def test_collapse_odd_inputs(submission, reference, rng):
    """float32 stays float32, integers become float64 before they overflow, the lists stay as they are.
    float32는 float32로 남고, 정수는 넘치기 전에 float64가 되며, 리스트는 그대로 남습니다."""
    single = make_stack(rng, 3, 3, 3, dtype=np.float32)
    check_collapse(submission, reference, *single, rtol=1e-4, atol=1e-4)
    narrow = [rng.integers(20, 100, size=(3, 3), dtype=np.int8) for _ in range(3)]
    check_collapse(submission, reference, narrow, list(narrow[0]))
    check_unchanged(submission)


def on_rows(function, dim):
    """The function, for arrays (N, dim) only."""

    def f(x):
        if np.ndim(x) != 2 or np.shape(x)[1] != dim:
            raise Planted("ValueError", f"f takes an array (N, {dim}), got {np.shape(x)}")
        return function(np.asarray(x, dtype=float))

    return f


def check_verdicts(submission, seed, dim, expected, functions, **settings):
    """``functions``: each with its name. All are judged, with one generator, then checked."""
    rng = submission.probe.rng(seed)
    verdicts = [
        submission.is_affine(on_rows(function, dim), dim, rng, **settings)
        for _, function in functions
    ]
    for verdict, (name, _) in zip(verdicts, functions):
        if isinstance(verdict, bool | np.bool_) and verdict != expected:
            check(
                False,
                f"f(x) = {name}: got {verdict}, expected {expected}.",
                f"f(x) = {name}: 반환값 {verdict}, 기댓값 {expected}.",
            )
        check_equal(verdict, expected)


def direction(rng, dim, outputs=None):
    """No entry near 0."""
    shape = dim if outputs is None else (dim, outputs)
    return rng.uniform(0.5, 1.5, size=shape) * rng.choice([-1, 1], size=shape)


@task("is_affine", points=2)
def test_is_affine_of_affine_functions(submission, rng, seed):
    """Affine functions pass, with an offset and without, with one output (N,) and with several (N, K).
    affine 함수는 상수항이 있든 없든, 출력이 하나 (N,)이든 여럿 (N, K)이든 통과합니다."""
    w, W, offset = direction(rng, 3), direction(rng, 3, 4), rng.uniform(1, 2)
    functions = [
        ("x @ w + c", lambda x: x @ w + offset),
        ("x @ w", lambda x: x @ w),
        ("x @ W + b", lambda x: x @ W + [1.0, -2.0, 0.5, 0.0]),
        ("3 * x - 1", lambda x: 3 * x - 1),
    ]
    check_verdicts(submission, seed, 3, True, functions)


@task("is_affine", points=1)
def test_is_affine_forgives_rounding(submission, rng, seed):
    """Constants pass, 0 too, and affine functions of any size, with rounding errors of that size.
    상수는 0도 통과합니다. 값이 아주 크거나 작은 affine 함수도 그만한 반올림 오차를 봐줍니다."""
    w, v = direction(rng, 2), direction(rng, 2)

    def uneven(x):  # the second output is tiny and has lost its last digits
        return np.stack([x @ w, (1e-6 * (x @ v) + 1e6) - 1e6], axis=1)

    functions = [
        ("0", lambda x: 0 * x[:, 0]),
        ("[7, 7]", lambda x: np.full((len(x), 2), 7.0)),
        ("1e9 * (x @ w + 1)", lambda x: 1e9 * (x @ w + 1)),
        ("1e-12 * (x @ w + 1)", lambda x: 1e-12 * (x @ w + 1)),
        ("[x @ w, (1e-6 * (x @ v) + 1e6) - 1e6]", uneven),
    ]
    check_verdicts(submission, seed, 2, True, functions)


@task("is_affine", points=2)
def test_is_affine_of_kinks_at_zero(submission, rng, seed):
    """What bends at 0 only, ReLU and |x|, is not affine, though it is straight along each ray.
    0에서만 꺾이는 ReLU와 |x|는 반직선마다 곧더라도 affine이 아닙니다."""
    w, W = direction(rng, 3), direction(rng, 3, 4)
    functions = [
        ("relu(x @ w)", lambda x: np.maximum(x @ w, 0)),
        ("|x @ w| + 3", lambda x: np.abs(x @ w) + 3),
        ("relu(x @ W) - 1", lambda x: np.maximum(x @ W, 0) - 1),
        ("|x|", np.abs),
    ]
    check_verdicts(submission, seed, 3, False, functions)


@task("is_affine", points=1)
def test_is_affine_of_curves(submission, rng, seed):
    """Curves are not affine, those with a symmetry about 0 included.
    곡선은 0에 대해 대칭이더라도 affine이 아닙니다."""
    scale = rng.uniform(0.7, 1.5)
    functions = [
        ("x ** 3", lambda x: scale * x**3),
        ("sin(2 * x) + 1", lambda x: np.sin(2 * scale * x) + 1),
        ("tanh(x)", lambda x: np.tanh(scale * x[:, 0])),
    ]
    check_verdicts(submission, seed, 1, False, functions)


@task("is_affine", points=1)
def test_is_affine_of_products(submission, rng, seed):
    """A product of coordinates is affine along each axis, and is not affine.
    좌표의 곱은 축마다 보면 affine이지만 affine이 아닙니다."""
    scale = rng.uniform(0.5, 2)
    functions = [
        ("x[:, 0] * x[:, 1]", lambda x: scale * x[:, 0] * x[:, 1]),
        ("x[:, 0] * x[:, 2] + x[:, 1] + 1", lambda x: x[:, 0] * x[:, 2] + x[:, 1] + 1),
    ]
    check_verdicts(submission, seed, 3, False, functions)


@task("is_affine", points=1)
def test_is_affine_of_kinks_away_from_zero(submission, rng, seed):
    """Kinks on one side of 0, be it above or below, are found.
    0의 한쪽에만 있는 꺾임은 양수 쪽이든 음수 쪽이든 찾아냅니다."""
    w = rng.uniform(0.5, 1, size=2)
    place = rng.uniform(0.2, 0.4)
    functions = [
        ("relu(-x @ w - 0.3)", lambda x: np.maximum(-x @ w - place, 0)),
        ("relu(x - 0.3)", lambda x: np.maximum(x - place, 0)),
        ("min(x[:, 1] + 0.3, 0)", lambda x: np.minimum(x[:, 1] + place, 0)),
    ]
    check_verdicts(submission, seed, 2, False, functions)


@task("is_affine", points=1)
def test_is_affine_in_every_output(submission, rng, seed):
    """One output of several that bends is enough.
    여러 출력 중 하나만 꺾여도 affine이 아닙니다."""
    w, W = direction(rng, 4), direction(rng, 4, 2)
    functions = [
        ("[x @ W, relu(x @ w)]", lambda x: np.column_stack([x @ W, np.maximum(x @ w, 0)])),
        ("[x @ w, x, x ** 2]", lambda x: np.column_stack([x @ w, x, x[:, 2] ** 2])),
    ]
    check_verdicts(submission, seed, 4, False, functions)


@task("is_affine", points=1)
def test_is_affine_to_within_tol(submission, rng, seed):
    """tol is relative to the largest |f|: bends of any size show, and a larger tol forgives them.
    tol은 |f|의 최댓값에 대한 비율입니다. 값이 작아도 꺾임은 드러나고, tol이 크면 봐줍니다."""
    w, v = direction(rng, 3), direction(rng, 3)
    slight = [("x @ w + 1e-6 * |x @ v|", lambda x: x @ w + 1e-6 * np.abs(x @ v))]
    small = [("1e-10 * |x @ w|", lambda x: 1e-10 * np.abs(x @ w))]
    check_verdicts(submission, seed, 3, False, small + slight)
    check_verdicts(submission, seed, 3, True, slight, tol=1e-3)
    check_verdicts(submission, seed, 3, False, small, tol=1e-3)


@task("is_affine", points=1)
def test_is_affine_draws_from_rng_alone(submission, rng, seed):
    """The points come from rng and from nothing else, and their number from trials.
    점은 rng에서만 뽑고, 그 수는 trials를 따릅니다."""
    w = direction(rng, 3)
    submission.probe.seed_global(seed % 2**32)
    untouched = submission.probe.global_rng_digest()

    def points(generator, trials):
        asked = []

        def f(x):
            asked.append(np.array(x))
            return x @ w

        check_equal(submission.is_affine(on_rows(f, 3), 3, generator, trials=trials), True)
        return np.concatenate(asked)

    generator = submission.probe.rng(seed)
    first, second, again = (
        points(g, 9) for g in (generator, generator, submission.probe.rng(seed))
    )
    touched = submission.probe.global_rng_digest() != untouched
    check(
        np.array_equal(first, again),
        "two generators in the same state gave different points; draw from rng alone.",
        "상태가 같은 두 generator에서 서로 다른 점이 나왔습니다. rng에서만 뽑으세요.",
    )
    check(
        not np.array_equal(first, second),
        "two calls with one generator asked f about the same points; draw from rng, which moves on.",
        "같은 generator로 두 번 불렀는데 f에 같은 점을 물었습니다. rng에서 뽑으면 상태가 바뀝니다.",
    )
    check(
        not touched,
        "a global random generator was used or seeded; draw from rng alone.",
        "전역 난수 generator를 쓰거나 seed를 바꿨습니다. rng에서만 뽑으세요.",
    )
    few, many = len(points(generator, 2)), len(first)
    check(
        few < many,
        f"f was asked about {many} points with trials=9 and about {few} with trials=2.",
        f"f에 물은 점이 trials=9일 때 {many}개, trials=2일 때 {few}개입니다.",
    )


CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def run_network(submission):
    """What the student's network gives for the four corners, in float64."""
    result = submission.xor_network()
    check(
        isinstance(result, tuple | list)
        and len(result) == 4
        and all(isinstance(part, np.ndarray) and part.dtype.kind in "iuf" for part in result),
        "must return the tuple (W1, b1, W2, b2) of four arrays of numbers.",
        "수 배열 네 개의 튜플 (W1, b1, W2, b2)를 반환해야 합니다.",
    )
    W1, b1, W2, b2 = (part.astype(np.float64) for part in result)
    shapes = [part.shape for part in (W1, b1, W2, b2)]
    hidden = len(b1) if b1.ndim == 1 else 0
    right = [(2, hidden), (hidden,), (hidden, 1), (1,)]
    check(
        hidden > 0 and shapes == right,
        f"the shapes are {shapes}, expected [(2, H), (H,), (H, 1), (1,)].",
        f"모양이 {shapes}입니다. [(2, H), (H,), (H, 1), (1,)]이어야 합니다.",
    )
    return (np.maximum(CORNERS @ W1 + b1, 0) @ W2 + b2).ravel()


@task("xor_network", points=2)
def test_xor_network_on_the_right_side(submission):
    """The output is above 1/2 where exactly one input is 1, and below elsewhere.
    입력 중 정확히 하나가 1이면 출력이 1/2보다 크고, 나머지에서는 작습니다."""
    out = run_network(submission)
    told = [int(value > 0.5) for value in out]
    check(
        told == [0, 1, 1, 0],
        f"for (0, 0), (0, 1), (1, 0), (1, 1) your network gives {out.tolist()}; XOR is 0, 1, 1, 0.",
        f"(0, 0), (0, 1), (1, 0), (1, 1)에서 네트워크의 출력이 {out.tolist()}입니다. XOR은 0, 1, 1, 0입니다.",
    )


@task("xor_network", points=2)
def test_xor_network_is_exact(submission):
    """The output is exactly 0.0, 1.0, 1.0 and 0.0.
    출력이 정확히 0.0, 1.0, 1.0, 0.0입니다."""
    out = run_network(submission)
    check(
        out.tolist() == [0.0, 1.0, 1.0, 0.0],
        f"for (0, 0), (0, 1), (1, 0), (1, 1) your network gives {out.tolist()}, "
        "which must be exactly 0.0, 1.0, 1.0, 0.0.",
        f"(0, 0), (0, 1), (1, 0), (1, 1)에서 네트워크의 출력이 {out.tolist()}입니다. "
        "정확히 0.0, 1.0, 1.0, 0.0이어야 합니다.",
    )
