"""Hidden grader of q13c: backward functions against the reference, with random upstream gradients.

In a case square weights come first: there a forgotten transpose is a wrong number, by which it is
known, and not only a shape error. W is a transposed view, so it is not contiguous.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from autograder.grading import check, check_close, check_gradient, check_unchanged, task


def unpack(result, count, en, ko):
    """``result``, once it is known to be a tuple of ``count`` things."""
    check(isinstance(result, tuple | list) and len(result) == count, en, ko)
    return result


def forward_result(result):
    return unpack(
        result, 2, "must return the tuple (out, cache).", "(out, cache) 튜플을 반환해야 합니다."
    )


def loss_result(result, gradient):
    return unpack(
        result,
        2,
        f"must return the tuple (loss, {gradient}).",
        f"(loss, {gradient}) 튜플을 반환해야 합니다.",
    )


def make_layer(rng, inputs, outputs):
    return rng.normal(size=(outputs, inputs)).T / np.sqrt(inputs / 2), rng.normal(size=outputs)


def make_network(rng, *widths):
    return [make_layer(rng, inputs, outputs) for inputs, outputs in pairwise(widths)]


def make_labels(rng, rows, classes):
    return rng.permutation(np.arange(rows) % classes)


def forward(functions, x, W, b):
    return forward_result(functions.linear_forward(x, W, b))


def check_linear_backward(submission, reference, dout, cache, reference_cache):
    got = unpack(
        submission.linear_backward(dout, cache),
        3,
        "must return the tuple (dx, dW, db).",
        "(dx, dW, db) 튜플을 반환해야 합니다.",
    )
    for gradient, expected in zip(got, reference.linear_backward(dout, reference_cache)):
        check_close(gradient, expected)


def check_relu(submission, reference, x, dout):
    out, cache = forward_result(submission.relu_forward(x))
    expected, reference_cache = reference.relu_forward(x)
    check_close(out, expected)
    check_close(
        submission.relu_backward(dout, cache), reference.relu_backward(dout, reference_cache)
    )


def check_loss(submission, reference, logits, labels):
    result = submission.softmax_cross_entropy(logits, labels)
    loss, dlogits = loss_result(result, "dlogits")
    expected_loss, expected = reference.softmax_cross_entropy(logits, labels)
    check_close(loss, expected_loss)
    check_close(dlogits, expected)


def check_network(submission, reference, params, x, labels, rtol=None):
    loss, grads = loss_result(submission.mlp_loss_and_grads(params, x, labels), "grads")
    expected_loss, expected = reference.mlp_loss_and_grads(params, x, labels)
    check_close(loss, expected_loss, rtol=rtol)
    check(
        isinstance(grads, tuple | list) and len(grads) == len(params),
        f"grads must be a list of {len(params)} pairs (dW, db), one for each layer.",
        f"grads는 층마다 하나씩, (dW, db) {len(params)}쌍의 리스트여야 합니다.",
    )
    for i, (gradient, (dW, db)) in enumerate(zip(grads, expected)):
        got_dW, got_db = unpack(
            gradient,
            2,
            f"grads[{i}] must be the pair (dW, db).",
            f"grads[{i}]는 (dW, db) 쌍이어야 합니다.",
        )
        check_close(got_dW, dW, rtol=rtol)
        check_close(got_db, db, rtol=rtol)
    return loss, grads


@task("linear_forward", points=2)
def test_linear_forward(submission, reference, rng):
    """The dense layer is x @ W + b, for square and other weights and for a single row.
    선형층은 x @ W + b입니다. 정사각 가중치, 그 밖의 모양, 한 행짜리 입력을 모두 봅니다."""
    for rows, inputs, outputs in [(5, 4, 4), (1, 3, 5)]:
        x = rng.normal(size=(rows, inputs))
        W, b = make_layer(rng, inputs, outputs)
        out, _ = forward(submission, x, W, b)
        check_close(out, reference.linear_forward(x, W, b)[0])


@task("linear_backward", points=3)
def test_linear_backward(submission, reference, rng):
    """dx, dW and db for a random upstream gradient.
    임의의 상류 gradient에 대한 dx, dW, db를 봅니다."""
    for rows, inputs, outputs in [(5, 4, 4), (1, 3, 5)]:
        x = rng.normal(size=(rows, inputs))
        W, b = make_layer(rng, inputs, outputs)
        dout = rng.normal(size=(rows, outputs))
        _, cache = forward(submission, x, W, b)
        _, reference_cache = reference.linear_forward(x, W, b)
        check_linear_backward(submission, reference, dout, cache, reference_cache)


@task("linear_backward", points=1)
def test_each_cache_belongs_to_its_own_forward_call(submission, reference, rng):
    """Two forward calls, then both backward calls: each uses the cache of its own layer.
    forward를 두 번 한 뒤 backward를 두 번 합니다. 각각 자기 층의 cache를 써야 합니다."""
    layers = [(rng.normal(size=(5, 3)), *make_layer(rng, 3, 3)) for _ in range(2)]
    caches = [forward(submission, *layer)[1] for layer in layers]
    for layer, cache in zip(layers, caches):
        _, reference_cache = reference.linear_forward(*layer)
        dout = rng.normal(size=(5, 3))
        check_linear_backward(submission, reference, dout, cache, reference_cache)


@task("linear_backward", points=1)
def test_linear_layer_keeps_float32_and_its_inputs(submission, reference, rng):
    """float32 stays float32, an integer x is accepted, and no input is changed.
    float32는 float32로 남고, 정수 x도 받으며, 어떤 입력도 바뀌지 않습니다."""
    W, b = make_layer(rng, 3, 3)
    dout = rng.normal(size=(4, 3))
    whole = rng.integers(0, 10, size=(4, 3))
    narrow = [array.astype(np.float32) for array in (rng.normal(size=(4, 3)), W, b, dout)]
    for *layer, upstream in [(whole, W, b, dout), narrow]:
        out, cache = forward(submission, *layer)
        expected, reference_cache = reference.linear_forward(*layer)
        check_close(out, expected)
        check_linear_backward(submission, reference, upstream, cache, reference_cache)
    check_unchanged(submission)


@task("relu_forward", points=2)
def test_relu_forward(submission, reference, rng):
    """relu_forward equals max(0, x) for arrays of any shape.
    relu_forward는 어떤 모양의 배열에서도 max(0, x)와 같습니다."""
    for shape in [(7,), (2, 3, 4)]:
        x = rng.normal(size=shape[::-1]).T
        out, _ = forward_result(submission.relu_forward(x))
        check_close(out, reference.relu_forward(x)[0])


@task("relu_forward", points=1)
def test_relu_forward_at_infinity(submission, reference, rng):
    """-inf gives 0, inf gives inf, 0 gives 0.
    -inf는 0, inf는 inf, 0은 0이 됩니다."""
    x = rng.permutation([-np.inf, np.inf, 0.0, -1e300, 1e300, 1e-300])
    out, _ = forward_result(submission.relu_forward(x))
    check_close(out, reference.relu_forward(x)[0])


@task("relu_backward", points=2)
def test_relu_backward(submission, reference, rng):
    """The gradient, positive or negative, passes where the input was positive.
    gradient는 양수든 음수든 입력이 양수였던 곳에서 통과합니다."""
    x, dout = rng.normal(size=(2, 4, 3, 5))
    check_relu(submission, reference, x, dout)


@task("relu_backward", points=2)
def test_relu_backward_at_zero(submission, reference, rng):
    """At an input of exactly 0 the gradient is 0.
    입력이 정확히 0인 곳에서 gradient는 0입니다."""
    x = rng.integers(-1, 2, size=(5, 6)).astype(float)
    x[0, :3] = -1.0, 0.0, 1.0
    check_relu(submission, reference, x, rng.normal(size=(5, 6)))


@task("relu_backward", points=1)
def test_relu_keeps_float32_and_its_inputs(submission, reference, rng):
    """float32 stays float32, and neither x nor dout is changed.
    float32는 float32로 남고, x와 dout은 바뀌지 않습니다."""
    x, dout = rng.normal(size=(2, 5, 4)).astype(np.float32)
    x[0, 0], x[0, 1] = -1.0, 1.0
    check_relu(submission, reference, x, dout)
    check_unchanged(submission)


@task("softmax_cross_entropy", points=2)
def test_softmax_cross_entropy(submission, reference, rng):
    """The mean loss and its gradient, for ordinary logits and for a single row.
    보통의 logit과 한 행짜리 배치에서 평균 loss와 gradient를 봅니다."""
    check_loss(submission, reference, 2 * rng.normal(size=(7, 4)), make_labels(rng, 7, 4))
    check_loss(submission, reference, 2 * rng.normal(size=(5, 1)).T, make_labels(rng, 1, 5))


@task("softmax_cross_entropy", points=2)
def test_softmax_cross_entropy_of_extreme_logits(submission, reference, rng):
    """Logits of +-1e4, within one row and between rows, neither overflow nor lose precision.
    한 행 안에서나 행 사이에서 logit이 +-1e4여도 넘치거나 정밀도를 잃지 않습니다."""
    logits = rng.normal(size=(4, 5))
    labels = rng.permutation(5)[:4]
    spread = rng.permutation([1e4, -1e4, 0.0, 5e3, 9e3])
    logits[0] += spread
    labels[0] = np.argmin(spread)
    logits[1] += 1e4
    logits[2] -= 1e4
    check_loss(submission, reference, logits, labels)


@task("softmax_cross_entropy", points=2)
def test_softmax_cross_entropy_of_masked_classes(submission, reference, rng):
    """A class masked by -inf has no probability and no gradient; a masked label costs inf.
    -inf로 마스크된 클래스는 확률도 gradient도 0이고, 정답이 마스크되면 loss는 inf입니다."""
    logits = rng.normal(size=(6, 4))
    labels = make_labels(rng, 6, 4)
    rows = np.arange(6)
    logits[rows, (labels + rng.integers(1, 4, size=6)) % 4] = -np.inf
    check_loss(submission, reference, logits, labels)
    logits[0, labels[0]] = -np.inf
    check_loss(submission, reference, logits, labels)


@task("softmax_cross_entropy", points=1)
def test_softmax_cross_entropy_keeps_float32_and_its_inputs(submission, reference, rng):
    """float32 stays float32, integer logits give float64, and no input is changed.
    float32는 float32로 남고, 정수 logit은 float64가 되며, 입력은 바뀌지 않습니다."""
    labels = make_labels(rng, 5, 3)
    logits = rng.normal(size=(5, 3)).astype(np.float32)
    check_loss(submission, reference, logits, labels)
    check_loss(submission, reference, rng.integers(1, 9, size=(5, 3)), labels)
    check_unchanged(submission)


@task("mlp_loss_and_grads", points=4)
def test_mlp_with_three_layers(submission, reference, rng):
    """Loss and every dW and db of a network with two hidden layers.
    은닉층이 둘인 네트워크의 loss와 모든 dW, db를 봅니다."""
    for widths in [(4, 4, 4, 4), (5, 3, 6, 4)]:
        x = rng.normal(size=(7, widths[0]))
        params = make_network(rng, *widths)
        check_network(submission, reference, params, x, make_labels(rng, 7, 4))


@task("mlp_loss_and_grads", points=2)
def test_mlp_with_one_layer(submission, reference, rng):
    """One layer is softmax regression: no ReLU, and db is the slope of the loss that you return.
    한 층이면 softmax 회귀입니다. ReLU는 없고, db는 반환한 loss의 기울기입니다."""
    for inputs in (3, 5):
        x = rng.normal(size=(6, inputs))
        labels = make_labels(rng, 6, 3)
        [(W, b)] = params = make_network(rng, inputs, 3)
        _, [(_, db)] = check_network(submission, reference, params, x, labels)

    direction = rng.normal(size=3)

    def loss_along(distance):
        shifted = [(W, b + distance * direction)]
        return loss_result(submission.mlp_loss_and_grads(shifted, x, labels), "grads")[0]

    check_gradient(np.array([db @ direction]), loss_along, np.zeros(1))


@task("mlp_loss_and_grads", points=2)
def test_mlp_with_six_layers(submission, reference, rng):
    """The same for a deep network of six layers.
    여섯 층짜리 깊은 네트워크에서도 같습니다."""
    params = make_network(rng, 5, 5, 5, 5, 5, 5, 5)
    check_network(submission, reference, params, rng.normal(size=(8, 5)), make_labels(rng, 8, 5))


@task("mlp_loss_and_grads", points=1)
def test_mlp_keeps_float32_and_its_inputs(submission, reference, rng):
    """float32 stays float32, and neither the parameters nor the data are changed.
    float32는 float32로 남고, 파라미터와 데이터는 바뀌지 않습니다."""
    params = [(W.astype(np.float32), b.astype(np.float32)) for W, b in make_network(rng, 4, 4, 4)]
    x = rng.normal(size=(6, 4)).astype(np.float32)
    check_network(submission, reference, params, x, make_labels(rng, 6, 4), rtol=1e-4)
    check_unchanged(submission)


@task("jacobian_chain", points=2)
def test_jacobian_chain(submission, reference, rng):
    """The gradient at the output, pulled back through a chain of three functions.
    출력의 gradient를 함수 세 개의 연쇄를 거슬러 입력까지 끌어옵니다."""
    for widths in [(3, 3, 3, 3), (5, 2, 4, 3)]:
        jacobians = [rng.normal(size=(inputs, outputs)).T for inputs, outputs in pairwise(widths)]
        vector = rng.normal(size=widths[-1])
        check_close(
            submission.jacobian_chain(jacobians, vector),
            reference.jacobian_chain(jacobians, vector),
        )


@task("jacobian_chain", points=1)
def test_jacobian_chain_of_one_link_and_of_none(submission, reference, rng):
    """One Jacobian alone, and an empty chain, which gives the vector itself.
    Jacobian이 하나뿐일 때와, 벡터를 그대로 돌려주는 빈 연쇄를 봅니다."""
    vector = rng.normal(size=3)
    for jacobians in [[rng.normal(size=(3, 5))], []]:
        check_close(
            submission.jacobian_chain(jacobians, vector),
            reference.jacobian_chain(jacobians, vector),
        )


@task("jacobian_chain", points=2)
def test_jacobian_chain_needs_no_matrix_product(submission, reference, rng):
    """15,000 inputs, a narrow middle, 15,000 outputs: their Jacobian takes 1.8 GB, a vector 120 kB.
    입력 15,000개, 좁은 가운데, 출력 15,000개입니다. 전체 Jacobian은 1.8 GB, 벡터는 120 kB입니다."""
    wide = 15_000
    few = rng.normal(size=997)
    jacobians = [np.resize(few, shape) for shape in [(1, wide), (2, 1), (wide, 2)]]
    vector = np.resize(rng.permutation(few), wide)
    check_close(
        submission.jacobian_chain(jacobians, vector), reference.jacobian_chain(jacobians, vector)
    )


@task("jacobian_chain", points=1)
def test_jacobian_chain_keeps_float32_and_its_inputs(submission, reference, rng):
    """float32 stays float32, and no input is changed.
    float32는 float32로 남고, 입력은 바뀌지 않습니다."""
    jacobians = list(rng.normal(size=(3, 4, 4)).astype(np.float32))
    vector = rng.normal(size=4).astype(np.float32)
    check_close(
        submission.jacobian_chain(jacobians, vector), reference.jacobian_chain(jacobians, vector)
    )
    check_unchanged(submission)
