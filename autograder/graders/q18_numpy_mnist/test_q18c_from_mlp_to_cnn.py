"""Hidden grader of q18c: convolution and pooling against the reference, which equals PyTorch; a trained CNN; lines.

Shapes are odd on purpose: H != W, kh != kw, strides that don't divide and skip rows, no padding and much.
That train_cnn trains a convolution shows on strokes that lean left or right and may be anywhere: with few
examples only filters that are shared by all places, and learned, get them right.
"""

from __future__ import annotations

import time

import numpy as np

from autograder.grading import (
    check,
    check_close,
    check_equal,
    check_statistic,
    check_unchanged,
    task,
)

TIMES_FASTER = 3
ROUNDS = 6  # the best of them counts: a busy machine must fail nobody

# Images (N, C, H, W), then kh, kw, stride, pad.
PLAIN = [((2, 3, 5, 7), 3, 2, 1, 0), ((3, 2, 6, 4), 2, 3, 1, 2), ((2, 1, 3, 5), 1, 1, 1, 1)]
STRIDED = [
    ((2, 3, 6, 9), 3, 2, 2, 0),  # the last row of the image and its last column are not used
    ((3, 2, 7, 5), 2, 3, 3, 1),  # a stride above kh: rows are left out between windows
    ((2, 2, 4, 9), 4, 3, 2, 0),  # one row of windows
    ((2, 3, 5, 4), 5, 2, 4, 3),
]


def numbers(rng, shape, dtype=np.float64):
    """Not contiguous."""
    return rng.normal(size=shape[::-1]).transpose().astype(dtype, order="K")


def check_parts(got, count, en, ko):
    check(isinstance(got, list | tuple) and len(got) == count, en, ko)
    return got


def forward(submission, name, *arguments, **settings):
    """``(out, cache)`` of a forward pass."""
    got = getattr(submission, name)(*arguments, **settings)
    return check_parts(
        got, 2, "must return a pair (out, cache).", "(out, cache) 쌍을 반환해야 합니다."
    )


# --- im2col and col2im


@task("im2col", points=2)
def test_im2col(submission, reference, rng):
    """Stride 1: the windows in the layout of F.unfold, with padding and without.
    stride가 1일 때, padding이 있든 없든 F.unfold와 같은 배치로 window를 늘어놓습니다."""
    for shape, *window in PLAIN:
        x = numbers(rng, shape)
        check_close(submission.im2col(x, *window), reference.im2col(x, *window))


@task("im2col", points=2)
def test_im2col_with_strides(submission, reference, rng):
    """Larger strides, also those that leave rows or columns over at the end, or between windows.
    stride가 클 때입니다. 끝이나 window 사이에 쓰이지 않는 행과 열이 남는 경우도 봅니다."""
    for shape, *window in STRIDED:
        x = numbers(rng, shape)
        check_close(submission.im2col(x, *window), reference.im2col(x, *window))


@task("im2col", points=1)
def test_im2col_odd_inputs(submission, reference, rng):
    """float32 stays float32, integers become float64, and x is not changed.
    float32는 float32로 남고 정수는 float64가 되며, x는 바뀌지 않습니다."""
    x = numbers(rng, (2, 2, 5, 4))
    for given in (x.astype(np.float32), np.round(9 * x).astype(np.int64)):
        for window in ((2, 3, 2, 1), (3, 2, 1, 0)):
            check_close(submission.im2col(given, *window), reference.im2col(given, *window))
    check_unchanged(submission)


def columns_for(reference, rng, shape, window, dtype=np.float64):
    return numbers(rng, reference.im2col(np.zeros(shape), *window).shape, dtype)


@task("col2im", points=3)
def test_col2im(submission, reference, rng):
    """Each number goes back to its pixel; overlaps are added up, and the padding is dropped.
    숫자를 원래 pixel로 되돌립니다. 겹치는 곳은 더하고 padding은 버립니다."""
    for shape, *window in PLAIN + STRIDED:
        cols = columns_for(reference, rng, shape, window)
        check_close(submission.col2im(cols, shape, *window), reference.col2im(cols, shape, *window))


@task("col2im", points=2)
def test_col2im_is_the_adjoint(submission, reference, rng):
    """sum(im2col(x) * cols) equals sum(x * col2im(cols)), for random x and cols.
    임의의 x와 cols에 대해 sum(im2col(x) * cols)와 sum(x * col2im(cols))가 같습니다."""
    for shape, *window in (*STRIDED, ((2, 3, 11, 8), 4, 3, 2, 1), ((2, 1, 9, 13), 3, 5, 5, 2)):
        x, cols = numbers(rng, shape), columns_for(reference, rng, shape, window)
        back = submission.col2im(cols, shape, *window)
        check_close(back, back if np.shape(back) == shape else x)  # the shape, told in words
        there = float(np.sum(reference.im2col(x, *window) * cols))
        here = float(np.sum(x * back))
        check(
            abs(there - here) < 1e-9 * (1 + np.abs(cols).sum()),
            f"sum(x * col2im(cols)) is {here:.6g}, but sum(im2col(x) * cols) is {there:.6g}.",
            f"sum(x * col2im(cols))는 {here:.6g}인데 sum(im2col(x) * cols)는 {there:.6g}입니다.",
        )


@task("col2im", points=1)
def test_col2im_float32_and_inputs(submission, reference, rng):
    """float32 stays float32, and cols is not changed.
    float32는 float32로 남고, cols는 바뀌지 않습니다."""
    for shape, *window in (PLAIN[0], STRIDED[1]):
        cols = columns_for(reference, rng, shape, window, np.float32)
        check_close(submission.col2im(cols, shape, *window), reference.col2im(cols, shape, *window))
    check_unchanged(submission)


# --- convolution


def convolution(rng, shape, kh, kw, filters, dtype=np.float64):
    """x, W and b."""
    return (
        numbers(rng, shape, dtype),
        numbers(rng, (filters, shape[1], kh, kw), dtype),
        numbers(rng, (filters,), dtype),
    )


@task("conv2d_forward", points=3)
def test_conv2d_forward(submission, reference, rng):
    """Stride 1, with padding and with none, which is the default.
    stride가 1일 때입니다. padding이 있을 때와, 기본값대로 없을 때를 봅니다."""
    for shape, kh, kw, stride, pad in PLAIN:
        arrays = convolution(rng, shape, kh, kw, 4)
        for settings in ({}, {"pad": pad}, {"stride": stride, "pad": pad + 1}):
            out, _ = forward(submission, "conv2d_forward", *arrays, **settings)
            check_close(out, reference.conv2d_forward(*arrays, **settings)[0])


@task("conv2d_forward", points=2)
def test_conv2d_forward_with_strides(submission, reference, rng):
    """Larger strides, also those that leave something over.
    stride가 클 때입니다. 나누어떨어지지 않는 경우도 봅니다."""
    for shape, kh, kw, stride, pad in STRIDED:
        arrays = convolution(rng, shape, kh, kw, 4)
        out, _ = forward(submission, "conv2d_forward", *arrays, stride, pad)
        check_close(out, reference.conv2d_forward(*arrays, stride, pad)[0])


@task("conv2d_forward", points=1)
def test_conv2d_forward_odd_inputs(submission, reference, rng):
    """float32 stays float32, images of integers are accepted, and no argument is changed.
    float32는 float32로 남고 정수 이미지도 받으며, 인자는 바뀌지 않습니다."""
    shape, kh, kw, stride, pad = STRIDED[1]
    single = convolution(rng, shape, kh, kw, 3, np.float32)
    out, _ = forward(submission, "conv2d_forward", *single, stride, pad)
    check_close(out, reference.conv2d_forward(*single, stride, pad)[0], rtol=1e-5, atol=1e-5)
    x, W, b = convolution(rng, shape, kh, kw, 3)
    x = np.round(9 * x).astype(np.int64)
    out, _ = forward(submission, "conv2d_forward", x, W, b, stride, pad)
    check_close(out, reference.conv2d_forward(x, W, b, stride, pad)[0])
    check_unchanged(submission)


def check_conv_gradients(submission, reference, arrays, cache, dout, *settings, **tolerance):
    got = submission.conv2d_backward(dout, cache)
    check_parts(got, 3, "must return (dx, dW, db).", "(dx, dW, db)를 반환해야 합니다.")
    truth = reference.conv2d_backward(dout, reference.conv2d_forward(*arrays, *settings)[1])
    for gradient, expected in zip(got, truth):
        check_close(gradient, expected, **tolerance)


def conv_case(submission, reference, rng, geometry, dtype=np.float64):
    """Arguments for ``check_conv_gradients``, after the forward pass."""
    shape, kh, kw, stride, pad = geometry
    arrays = convolution(rng, shape, kh, kw, 4, dtype)
    _, cache = forward(submission, "conv2d_forward", *arrays, stride, pad)
    dout = numbers(rng, reference.conv2d_forward(*arrays, stride, pad)[0].shape, dtype)
    return submission, reference, arrays, cache, dout, stride, pad


@task("conv2d_backward", points=3)
def test_conv2d_backward(submission, reference, rng):
    """dx, dW and db for stride 1, with padding and without.
    stride가 1일 때의 dx, dW, db입니다. padding이 있을 때와 없을 때를 봅니다."""
    for geometry in PLAIN:
        check_conv_gradients(*conv_case(submission, reference, rng, geometry))


@task("conv2d_backward", points=3)
def test_conv2d_backward_with_strides(submission, reference, rng):
    """The same for larger strides; a pixel that no window has reached gets 0.
    stride가 클 때도 맞습니다. 어떤 window도 닿지 않은 pixel의 gradient는 0입니다."""
    for geometry in STRIDED:
        check_conv_gradients(*conv_case(submission, reference, rng, geometry))


@task("conv2d_backward", points=1)
def test_conv2d_backward_keeps_to_its_cache(submission, reference, rng):
    """Two layers that take turns; float32 stays float32, and no argument is changed.
    두 층을 번갈아 계산해도 맞습니다. float32는 float32로 남고, 인자는 바뀌지 않습니다."""
    first = conv_case(submission, reference, rng, STRIDED[0])
    second = conv_case(submission, reference, rng, STRIDED[1], np.float32)
    check_conv_gradients(*first)
    check_conv_gradients(*second, rtol=1e-4, atol=1e-4)
    check_conv_gradients(*first)
    check_unchanged(submission)


def check_speed(there_and_back, by_loops, task_ko):
    """The submission's best time, on a clock, against the CPU time of loops in this process.

    That is to the student's advantage, by what it takes to cross and by what else the machine does; loops
    in the submission can't gain by it.
    """
    loops = ours = float("inf")
    for _ in range(ROUNDS):
        started = time.process_time()
        by_loops()
        loops = min(loops, time.process_time() - started)
        for _ in range(3):
            started = time.perf_counter()
            there_and_back()
            ours = min(ours, time.perf_counter() - started)
            if TIMES_FASTER * ours <= loops:
                return
    check(
        False,
        f"right, but slow: forwards and backwards took {loops / ours:.1f} times less than a loop that computes "
        f"one output number at a time, on the same images; at least {TIMES_FASTER} times is asked for. Let "
        "NumPy work on all images at once.",
        f"답은 맞지만 느립니다. {task_ko}의 순전파와 역전파가 출력을 하나씩 계산하는 반복문의 {loops / ours:.1f}배 "
        f"속도입니다. {TIMES_FASTER}배 이상이어야 합니다. 모든 이미지를 NumPy로 한꺼번에 계산하세요.",
    )


def convolve_by_loops(x, W, b, dout):
    out, dx, dW = np.empty(dout.shape), np.zeros_like(x), np.zeros_like(W)
    _, _, kh, kw = W.shape
    for n, f, i, j in np.ndindex(dout.shape):
        out[n, f, i, j] = np.sum(x[n, :, i : i + kh, j : j + kw] * W[f]) + b[f]
    for n, f, i, j in np.ndindex(dout.shape):
        dx[n, :, i : i + kh, j : j + kw] += dout[n, f, i, j] * W[f]
        dW[f] += dout[n, f, i, j] * x[n, :, i : i + kh, j : j + kw]
    return out, dx, dW, dout.sum(axis=(0, 2, 3))


@task("conv2d_backward", points=2)
def test_conv2d_is_fast(submission, reference, rng):
    """Right, and forwards and backwards together at least 3 times as fast as a loop over all outputs.
    답이 맞고, 순전파와 역전파를 합쳐 출력을 하나씩 계산하는 반복문보다 3배 이상 빠릅니다."""
    x, W, b = convolution(rng, (10, 2, 7, 5), 3, 2, 10)
    dout = numbers(rng, (10, 10, 5, 4))
    out, truth = reference.conv2d_forward(x, W, b)
    got, cache = forward(submission, "conv2d_forward", x, W, b)
    check_close(got, out)
    got = submission.conv2d_backward(dout, cache)
    check_close(list(got), list(reference.conv2d_backward(dout, truth)))

    def there_and_back():
        _, cache = submission.conv2d_forward(x, W, b)
        submission.conv2d_backward(dout, cache)

    check_speed(there_and_back, lambda: convolve_by_loops(x, W, b, dout), "convolution")


# --- pooling: images, size, stride

POOLS = [
    ((2, 3, 6, 9), 2, 2),
    ((3, 2, 7, 5), 3, 2),  # windows overlap
    ((2, 2, 8, 7), 2, 3),  # and leave gaps
    ((2, 1, 4, 6), 4, 1),
    ((2, 2, 5, 3), 1, 2),
]


def far_from_zero(rng, shape):
    """Some images with no number above 0, others with none below."""
    offsets = np.where(np.arange(shape[0]) % 2, 9.0, -9.0)
    return numbers(rng, shape) + offsets[:, None, None, None]


@task("maxpool2d_forward", points=4)
def test_maxpool2d_forward(submission, reference, rng):
    """Windows side by side, overlapping and with gaps, negative images too; the output is rounded down.
    window가 나란할 때, 겹칠 때, 떨어져 있을 때입니다. 음수 이미지도 있고, 출력 크기는 내림합니다."""
    for shape, *window in POOLS:
        x = far_from_zero(rng, shape)
        out, _ = forward(submission, "maxpool2d_forward", x, *window)
        check_close(out, reference.maxpool2d_forward(x, *window)[0])


@task("maxpool2d_forward", points=1)
def test_maxpool2d_forward_odd_inputs(submission, reference, rng):
    """float32 stays float32, integers are accepted, and x is not changed.
    float32는 float32로 남고 정수도 받으며, x는 바뀌지 않습니다."""
    x = numbers(rng, (2, 3, 5, 6))
    for given in (x.astype(np.float32), np.round(9 * x).astype(np.int64)):
        out, _ = forward(submission, "maxpool2d_forward", given, 2, 2)
        # The largest of integers may stay an integer: float64 or int64 hold it alike.
        out = (
            out.astype(np.float64) if isinstance(out, np.ndarray) and out.dtype.kind == "i" else out
        )
        check_close(out, reference.maxpool2d_forward(given, 2, 2)[0])
    check_unchanged(submission)


def pool_case(submission, reference, rng, x, *window):
    """Arguments for ``check_pool_gradient``, after the forward pass."""
    _, cache = forward(submission, "maxpool2d_forward", x, *window)
    out, truth = reference.maxpool2d_forward(x, *window)
    return submission, reference, cache, truth, numbers(rng, out.shape, x.dtype)


def check_pool_gradient(submission, reference, cache, truth, dout):
    expected = reference.maxpool2d_backward(dout, truth)
    check_close(submission.maxpool2d_backward(dout, cache), expected)


@task("maxpool2d_backward", points=3)
def test_maxpool2d_backward(submission, reference, rng):
    """The gradient goes to the winner of each window, and adds up where one pixel has won several.
    gradient는 window마다 이긴 pixel로 가고, 한 pixel이 여러 window에서 이기면 더해집니다."""
    for shape, *window in POOLS:
        x = far_from_zero(rng, shape)
        check_pool_gradient(*pool_case(submission, reference, rng, x, *window))


@task("maxpool2d_backward", points=3)
def test_maxpool2d_backward_of_ties(submission, reference, rng):
    """Of equal numbers the first of the window gets the gradient, as behind a ReLU, where many are 0.
    값이 같으면 window에서 첫 번째 pixel이 gradient를 받습니다. ReLU 뒤처럼 0이 많은 경우입니다."""
    for shape, *window in POOLS:
        x = np.maximum(np.round(numbers(rng, shape)), 0)
        check_pool_gradient(*pool_case(submission, reference, rng, x, *window))
    check_pool_gradient(*pool_case(submission, reference, rng, np.zeros((2, 1, 5, 4)), 3, 1))


@task("maxpool2d_backward", points=1)
def test_maxpool2d_backward_keeps_to_its_cache(submission, reference, rng):
    """Two layers that take turns; float32 stays float32, and no argument is changed.
    두 층을 번갈아 계산해도 맞습니다. float32는 float32로 남고, 인자는 바뀌지 않습니다."""
    first = pool_case(submission, reference, rng, numbers(rng, (2, 3, 6, 5)), 2, 1)
    x = numbers(rng, (3, 2, 7, 6), np.float32)
    second = pool_case(submission, reference, rng, x, 3, 2)
    for case in (first, second, first):
        check_pool_gradient(*case)
    check_unchanged(submission)


def pool_by_loops(x, dout):
    out, dx = np.empty(dout.shape), np.zeros_like(x)
    for n, c, i, j in np.ndindex(dout.shape):
        out[n, c, i, j] = x[n, c, i : i + 2, j : j + 2].max()
    for n, c, i, j in np.ndindex(dout.shape):
        u, v = divmod(int(x[n, c, i : i + 2, j : j + 2].argmax()), 2)
        dx[n, c, i + u, j + v] += dout[n, c, i, j]
    return out, dx


@task("maxpool2d_backward", points=2)
def test_maxpool2d_is_fast(submission, reference, rng):
    """Right, and forwards and backwards together at least 3 times as fast as a loop over all outputs.
    답이 맞고, 순전파와 역전파를 합쳐 출력을 하나씩 계산하는 반복문보다 3배 이상 빠릅니다."""
    x, dout = numbers(rng, (16, 12, 6, 5)), numbers(rng, (16, 12, 5, 4))
    out, truth = reference.maxpool2d_forward(x, 2, 1)
    got, cache = forward(submission, "maxpool2d_forward", x, 2, 1)
    check_close(got, out)
    check_close(
        submission.maxpool2d_backward(dout, cache), reference.maxpool2d_backward(dout, truth)
    )

    def there_and_back():
        _, cache = submission.maxpool2d_forward(x, 2, 1)
        submission.maxpool2d_backward(dout, cache)

    check_speed(there_and_back, lambda: pool_by_loops(x, dout), "pooling")


# --- train_cnn


def strokes(rng, count):
    """Three strokes of two pixels at random places, which lean to the right (0) or to the left (1), and noise."""
    labels = rng.permutation(np.arange(count) % 2)
    images = rng.normal(scale=0.2, size=(count, 8, 8))
    for image, label in zip(images, labels):
        for i, j in rng.integers(0, 7, size=(3, 2)):
            image[[i, i + 1], [j + label, j + 1 - label]] = 1
    return images, labels


def predicted(submission, training, settings, seed, images):
    """The classes of ``images``, after training; ``settings`` are epochs, batch_size and lr."""
    generator = submission.probe.rng(seed % 2**32)
    params = submission.train_cnn(*training, *settings, generator)
    got = submission.predict_cnn(params, images)
    shown = np.asarray(got) if isinstance(got, np.ndarray | list | tuple) else np.array(0.5)
    check(
        shown.shape == (len(images),) and shown.dtype.kind in "iu",
        f"must return the classes of {len(images)} images: an array of ints of shape ({len(images)},).",
        f"이미지 {len(images)}장의 클래스, 즉 모양이 ({len(images)},)인 정수 배열을 반환해야 합니다.",
    )
    return shown


def check_share(share, least, en, ko):
    """At least so many are right. As a statistic, so that wrong training is known by how wrong it is."""
    check_statistic(share, 1.0, (1 - least) / 6, f"{least:.0%} {en}", f"{least:.0%}: {ko}")


@task("train_cnn", points=2)
def test_train_cnn_learns_a_filter(submission, rng, seed):
    """After 150 images of strokes that may be anywhere it knows which way strokes lean in new ones.
    어디에나 나올 수 있는 획의 이미지 150장을 배우고, 처음 보는 이미지에서 획이 기운 방향을 맞힙니다."""
    shares = []
    for run, (scale, background) in enumerate(
        ((1, 0), (2.9, -0.27))
    ):  # the second needs the filters' biases
        (x, y), (images, labels) = strokes(rng, 150), strokes(rng, 300)
        training = scale * x + background, y
        got = predicted(
            submission, training, (40, 16, 0.3), seed + run, scale * images + background
        )
        shares.append(np.mean(got == labels))
    check_share(
        np.mean(shares),
        0.9,
        "of new images must be right, in the mean of two runs (this network: 97%; with filters or their biases not "
        "trained: below 80%; an MLP: 60%)",
        "새 이미지를 두 번 평균으로 이 비율 이상 맞혀야 합니다(이 네트워크는 97%, 필터나 그 bias를 학습하지 않으면 80% 미만, MLP는 60%)",
    )


@task("train_cnn", points=2)
def test_train_cnn_reads_digits(submission, seed, digits):
    """After 600 digits, sorted by class as data often are, it reads most digits that it has never seen.
    클래스 순서로 정렬된 숫자 600장을 배우고, 본 적 없는 숫자를 대부분 맞힙니다."""
    (x, y), (images, labels) = digits(600, 300)
    order = np.argsort(y, kind="stable")
    got = predicted(submission, (x[order], y[order]), (10, 25, 0.2), seed, images)
    check_share(
        np.mean(got == labels),
        0.7,
        "of the digits must be right (this network: about 90%)",
        "숫자를 이 비율 이상 맞혀야 합니다(이 네트워크는 약 90%)",
    )


def by_heart(submission, training, settings, seed, en, ko):
    """Most of the images that it was trained on must be right."""
    images, labels = training
    got = predicted(submission, training, settings, seed, images)
    check_share(
        np.mean(got == labels),
        0.8,
        f"of {len(images)} images {en}, must be right after {settings[0]} epochs on these same images",
        f"{ko} 이미지 {len(images)}장을 {settings[0]} epoch 학습한 뒤 바로 그 이미지를 이 비율 이상 맞혀야 합니다",
    )


@task("train_cnn", points=1)
def test_train_cnn_on_one_short_batch(submission, rng, seed):
    """A blank image, and 20 in one short batch, pixels up to 65,535 too, are learned by heart; rng alone decides.
    빈 이미지 한 장과, 짧은 batch 하나인 이미지 20장(pixel이 65,535까지인 것도)을 외웁니다. 결과는 rng로만 정해집니다."""
    images, labels = rng.uniform(size=(20, 8, 8)), rng.permutation(np.arange(20) % 3)
    label = int(rng.integers(3, 9))
    blank = np.zeros((1, 8, 8)), np.array([label])
    got = predicted(submission, blank, (20, 4, 0.3), seed, blank[0])
    check(
        got[0] == label,
        f"after training on a single blank image of class {label}, fewer than batch_size, it is taken for class {got[0]}: "
        "only the biases of the dense layer can learn it.",
        f"batch_size보다 적은, 클래스가 {label}인 빈 이미지 한 장을 학습했는데 클래스 {got[0]}으로 예측합니다. dense 층의 "
        "bias만이 배울 수 있습니다.",
    )
    bright = 1e6 * rng.normal(size=(400, 8, 8))
    still, moved = (predicted(submission, blank, (20, 4, lr), seed, bright) for lr in (1e-9, 0.3))
    check(
        bool(np.mean(still != moved) < 0.02),
        "a blank image has changed more than the biases of the dense layer: no gradient passes a ReLU that has let nothing "
        "through.",
        "빈 이미지가 dense 층의 bias 말고 다른 것까지 바꾸었습니다. 아무것도 통과시키지 않은 ReLU는 gradient도 통과시키지 않습니다.",
    )
    by_heart(
        submission,
        (images, labels),
        (100, 1000, 0.3),
        seed,
        "in one batch, far fewer than batch_size",
        "batch_size보다 훨씬 적어 batch 하나인",
    )
    by_heart(
        submission,
        (100 * images, labels),
        (100, 20, 0.0006),
        seed,
        "with pixels up to 100 and lr as small as fits them",
        "pixel이 100까지이고 lr도 그에 맞게 작은",
    )
    by_heart(
        submission,
        (np.round(65535 * images), labels),
        (150, 64, 0.06 / 65535),
        seed,
        "with pixels up to 65,535",
        "pixel이 65,535까지인",
    )
    noise = rng.normal(size=(400, 8, 8))
    submission.probe.seed_global(seed % 2**32)
    before = submission.probe.global_rng_digest()
    same = [predicted(submission, (images, labels), (1, 8, 0.1), seed, noise) for _ in range(2)]
    check(
        bool(np.array_equal(*same)) and before == submission.probe.global_rng_digest(),
        "the same state of rng gave other params, or NumPy's global generator was used: draw from rng alone.",
        "rng의 상태가 같은데 결과가 다르거나 NumPy의 전역 생성기를 썼습니다. rng에서만 뽑으세요.",
    )
    # In one batch of all images their order makes no difference.
    one, other = (
        predicted(submission, (images, labels), (1, 20, 0.1), state, noise)
        for state in (seed, seed + 1)
    )
    check(
        bool(np.mean(one != other) > 0.01),
        "another state of rng gave the same weights to start from: draw them from rng.",
        "rng의 상태가 다른데 처음 가중치가 같습니다. 가중치도 rng에서 뽑으세요.",
    )
    states = set()
    for epochs in (1, 2, 3):
        generator = submission.probe.rng(seed % 2**32)
        submission.train_cnn(images, labels, epochs, 8, 0.1, generator)
        states.add(submission.probe.rng_state(generator))
    check(
        len(states) == 3,
        "more epochs take no more draws from rng: shuffle the rows anew with rng in each epoch.",
        "epoch가 늘어도 rng에서 더 뽑지 않습니다. epoch마다 rng로 행을 새로 섞으세요.",
    )
    check_unchanged(submission)


# --- added_lines: pieces of programs, each of which one way of counting gets wrong

NEVER_RUN = "1 / 0\n"
LAYER = "def layer(x, W, b):\n    # dense\n\n    z = x @ W + b\n    return z, (x, W)\n"
CALL = "out, cache = conv2d(\n    x,\n    W,\n    stride=2,\n)\n"
PACKED = "a = 1; b = 2; c = 3\n"
BRANCH = "if kind == 'conv':\n    f = 1\nelif kind == 'pool':\n    f = 2\nelse:\n    f = 3\n"
GUARD = "try:\n    import numpy\nexcept ImportError:\n    numpy = None\nfinally:\n    done = True\n"
LOOP = "for i in range(kh):\n    for j in range(kw): total += x[i, j]\n"
LAMBDA = "relu = lambda x: x * (x > 0)\n"
CLASS = (
    'class Conv:\n    """A layer."""\n\n    def __call__(self, x):\n        """Its output,\n'
    '        on the way."""\n        self.x = x\n        return x\n'
)
QUIET = 'async def f():\n    ""\n    "not a docstring"\n    await g()\n'
MATCH = "match kind:\n    case 1:\n        a = 1\n    case _:\n        a = 2\n"
HEADER = '"""What this file is for,\nin two lines."""\n'
ASYNC = 'async def g():\n    """What it awaits."""\n    await h()\n'
EMPTY = 'def e():\n    ""\n    return 1\n'
LATER = 'def later():\n    ...\n\nclass Bytes:\n    b"no docstring"\n    pass\n'
PIECES = (LAYER, CALL, PACKED, BRANCH, GUARD, LOOP, LAMBDA, CLASS, QUIET, MATCH, LATER)


def program(rng, pieces, times=3):
    """Each piece up to ``times`` times, in a random order; running it fails at once."""
    chosen = [piece for piece in pieces for _ in range(rng.integers(0, times + 1))]
    return NEVER_RUN + "".join(chosen[i] for i in rng.permutation(len(chosen)))


def check_added(submission, reference, mlp, cnn):
    check_equal(submission.added_lines(mlp, cnn), reference.added_lines(mlp, cnn))


@task("added_lines", points=2)
def test_added_lines(submission, reference, rng):
    """Programs of all kinds of statements; what they have in common does not matter.
    온갖 문장으로 된 프로그램들을 비교합니다. 서로 같은 줄이 있는지는 상관없습니다."""
    for pieces in ((LAYER, CALL, PACKED), (BRANCH, GUARD, LOOP, MATCH), PIECES):
        mlp = program(rng, pieces, times=1)
        cnn = mlp + program(rng, pieces) + "".join(pieces) + mlp
        check_added(submission, reference, mlp, cnn)
    other = NEVER_RUN + PACKED + LAYER + LOOP
    check_added(submission, reference, other, NEVER_RUN + BRANCH + CALL + CLASS + GUARD)


@task("added_lines", points=2)
def test_added_lines_of_lambdas_and_docstrings(submission, reference, rng):
    """A lambda counts one more, a docstring nothing, and other strings that stand alone one.
    lambda는 1을 더하고 docstring은 세지 않으며, 그 밖에 홀로 있는 문자열은 셉니다."""
    for pieces in ((LAMBDA, CALL), (CLASS,), (EMPTY,), (ASYNC,), (LATER,), (QUIET, LAMBDA)):
        cnn = program(rng, pieces) + "".join(pieces)
        check_added(submission, reference, NEVER_RUN, cnn)
        check_added(submission, reference, HEADER + NEVER_RUN, HEADER + cnn)
    check_added(submission, reference, "", HEADER)


@task("added_lines", points=1)
def test_added_lines_may_be_negative(submission, reference, rng):
    """Negative where the CNN is the shorter one, 0 where both are alike or empty.
    CNN이 더 짧으면 음수이고, 둘이 같거나 비어 있으면 0입니다."""
    long = program(rng, PIECES) + PACKED + LAYER
    check_added(submission, reference, long, NEVER_RUN)
    check_added(submission, reference, long, long)
    check_added(submission, reference, "", "")
