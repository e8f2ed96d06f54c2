"""What students write at midnight, and what they should read."""

import ast
import difflib
import io
import tokenize

import numpy as np
from solution import _forward, _gradients, _logical_lines, _onehot
from solution import added_lines as right_added_lines
from solution import col2im as right_col2im
from solution import conv2d_backward as right_conv2d_backward
from solution import conv2d_forward as right_conv2d_forward
from solution import im2col as right_im2col
from solution import maxpool2d_backward as right_maxpool2d_backward
from solution import maxpool2d_forward as right_maxpool2d_forward
from solution import train_cnn as right_train_cnn

from autograder.authoring import mistake, part_of


def _fit(length, window, stride, pad):
    return (length + 2 * pad - window) // stride + 1


# im2col


@mistake(
    replaces="im2col",
    en="Your columns are ordered down the image first, then to the right. Asked for is row by row: column i OW + j belongs to the window in row i, column j.",
    ko="열의 순서가 이미지의 아래 방향이 먼저입니다. 행 순서로 늘어놓아야 합니다. i행 j열의 window가 i OW + j번째 열입니다.",
)
def places_column_by_column(x, kh, kw, stride, pad):
    cols = right_im2col(x, kh, kw, stride, pad)
    rows = _fit(x.shape[2], kh, stride, pad)
    cols = cols.reshape(*cols.shape[:2], rows, -1).transpose(0, 1, 3, 2)
    return cols.reshape(*cols.shape[:2], -1)


@mistake(
    replaces="im2col",
    en="You have swapped the height and the width of the kernel: a window is kh rows high and kw columns wide.",
    ko="커널의 높이와 너비를 바꾸어 썼습니다. window는 kh행, kw열입니다.",
)
def kernel_height_and_width_swapped(x, kh, kw, stride, pad):
    x = x if np.issubdtype(x.dtype, np.floating) else x.astype(np.float64)
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    rows = (x.shape[2] + 2 * pad - kw) // stride + 1
    columns = (x.shape[3] + 2 * pad - kh) // stride + 1
    cols = np.zeros((*x.shape[:2], kw, kh, rows, columns), dtype=x.dtype)
    for u in range(kw):
        for v in range(kh):
            down, right = u + stride * rows, v + stride * columns
            cols[:, :, u, v] = padded[:, :, u:down:stride, v:right:stride]
    return cols.reshape(len(x), -1, rows * columns)


@mistake(
    replaces="im2col",
    en="Within a column the channel runs fastest in yours. In F.unfold it runs slowest: all of channel 0, row by row, then all of channel 1, so that W.reshape(F, -1) fits.",
    ko="열 안에서 channel이 가장 빨리 바뀝니다. F.unfold에서는 가장 늦게 바뀝니다. channel 0을 행 순서로 모두 읽고 channel 1로 넘어가야 W.reshape(F, -1)과 맞습니다.",
)
def channels_last(x, kh, kw, stride, pad):
    cols = right_im2col(x, kh, kw, stride, pad)
    n, _, places = cols.shape
    return cols.reshape(n, x.shape[1], kh * kw, places).transpose(0, 2, 1, 3).reshape(cols.shape)


@mistake(
    replaces="im2col",
    en="You have one window in each row, (N, OH OW, C kh kw). As in F.unfold each window is a column: (N, C kh kw, OH OW).",
    ko="window가 행마다 하나씩, 즉 (N, OH OW, C kh kw) 모양입니다. F.unfold처럼 window가 열이어야 합니다: (N, C kh kw, OH OW).",
)
def windows_as_rows(x, kh, kw, stride, pad):
    return right_im2col(x, kh, kw, stride, pad).transpose(0, 2, 1)


@part_of("windows_as_rows", replaces="conv2d_forward")
def convolution_of_rows(x, W, b, stride=1, pad=0):
    filters, _, kh, kw = W.shape
    cols = right_im2col(x, kh, kw, stride, pad)
    rows = cols.transpose(0, 2, 1) @ W.reshape(filters, -1).T + b
    shape = len(x), filters, _fit(x.shape[2], kh, stride, pad), -1
    return rows.transpose(0, 2, 1).reshape(shape), (x.shape, W, cols, stride, pad)


@part_of("windows_as_rows", replaces="maxpool2d_forward")
def pooling_of_rows(x, size, stride):
    n, channels, height, width = x.shape
    cols = right_im2col(x.reshape(n * channels, 1, height, width), size, size, stride, 0)
    winners = cols.argmax(axis=1)[:, None]
    out = cols.max(axis=1).reshape(n, channels, _fit(height, size, stride, 0), -1)
    return out, (x.shape, winners, size, stride)


@mistake(
    replaces="im2col",
    en="You round the output size up, and the last windows hang over the edge. A window must lie inside the padded image: (H + 2 pad - kh) // stride + 1, rounded down.",
    ko="출력 크기를 올림해서 마지막 window가 이미지 밖으로 나갑니다. window는 padding한 이미지 안에 있어야 하므로 내림합니다: (H + 2 pad - kh) // stride + 1.",
)
def output_size_rounded_up(x, kh, kw, stride, pad):
    down = -(x.shape[2] + 2 * pad - kh) % stride
    right = -(x.shape[3] + 2 * pad - kw) % stride
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad + down), (pad, pad + right)))
    return right_im2col(padded, kh, kw, stride, 0)


@mistake(
    replaces="im2col",
    en="All of your padding is at the bottom and on the right. Put pad zeros on each of the four sides: np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad))).",
    ko="padding이 아래와 오른쪽에만 있습니다. 네 변 모두에 0을 pad개씩 두르세요: np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad))).",
)
def padded_on_one_side(x, kh, kw, stride, pad):
    padded = np.pad(x, ((0, 0), (0, 0), (0, 2 * pad), (0, 2 * pad)))
    return right_im2col(padded, kh, kw, stride, 0)


@mistake(
    replaces="im2col",
    en="np.zeros without a dtype is float64, so float32 images come out as float64, in twice the memory. Pass dtype=x.dtype, or use np.pad.",
    ko="dtype 없이 np.zeros를 쓰면 float64라서, float32 이미지가 메모리를 두 배로 쓰는 float64가 되어 나옵니다. dtype=x.dtype을 주거나 np.pad를 쓰세요.",
)
def columns_always_float64(x, kh, kw, stride, pad):
    return right_im2col(x, kh, kw, stride, pad).astype(np.float64)


# col2im


def _scatter(cols, x_shape, kh, kw, stride, pad, put):
    """The padded image; ``put`` says how numbers come into it."""
    n, channels, height, width = x_shape
    rows, columns = _fit(height, kh, stride, pad), _fit(width, kw, stride, pad)
    cols = cols.reshape(n, channels, kh, kw, rows, columns)
    padded = np.zeros((n, channels, height + 2 * pad, width + 2 * pad), dtype=cols.dtype)
    for u in range(kh):
        for v in range(kw):
            down, right = u + stride * rows, v + stride * columns
            put(padded[:, :, u:down:stride, v:right:stride], cols[:, :, u, v])
    return padded


def _overwrite(there, values):
    there[...] = values


def _add(there, values):
    there += values


@mistake(
    replaces="col2im",
    en="Where windows overlap, your later numbers overwrite the earlier ones. A pixel that is in several windows gets the sum: += (and with index arrays np.add.at, since += counts a repeated index once).",
    ko="window가 겹치는 곳에서 나중 값이 앞의 값을 덮어씁니다. 여러 window에 든 pixel은 합을 받아야 합니다. +=를 쓰세요(index 배열을 쓴다면 np.add.at. +=는 반복된 index를 한 번만 셉니다).",
)
def overlap_not_summed(cols, x_shape, kh, kw, stride, pad):
    padded = _scatter(cols, x_shape, kh, kw, stride, pad, _overwrite)
    return padded[:, :, pad : pad + x_shape[2], pad : pad + x_shape[3]]


@mistake(
    replaces="col2im",
    en="You divide by the number of windows that a pixel is in. That would undo im2col, but what a gradient needs is the adjoint: the plain sum.",
    ko="pixel이 속한 window 수로 나누었습니다. 그러면 im2col의 역연산이 되지만, gradient에 필요한 것은 adjoint, 즉 나누지 않은 합입니다.",
)
def overlap_averaged(cols, x_shape, kh, kw, stride, pad):
    counts = right_col2im(np.ones_like(cols), x_shape, kh, kw, stride, pad)
    return right_col2im(cols, x_shape, kh, kw, stride, pad) / np.maximum(counts, 1)


@mistake(
    replaces="col2im",
    en="The result still has its padding. Cut it off: [:, :, pad : pad + H, pad : pad + W].",
    ko="결과에 padding이 그대로 있습니다. 잘라 내세요: [:, :, pad : pad + H, pad : pad + W].",
)
def padding_in_the_gradient(cols, x_shape, kh, kw, stride, pad):
    return _scatter(cols, x_shape, kh, kw, stride, pad, _add)


@mistake(
    replaces="col2im",
    en="Without padding [pad:-pad] is [0:0], which is empty. Write [pad : pad + H] instead.",
    ko="padding이 없으면 [pad:-pad]는 [0:0], 즉 빈 배열입니다. [pad : pad + H]로 쓰세요.",
)
def empty_without_padding(cols, x_shape, kh, kw, stride, pad):
    return _scatter(cols, x_shape, kh, kw, stride, pad, _add)[:, :, pad:-pad, pad:-pad]


@mistake(
    replaces="col2im",
    en="You cut off the first H rows and W columns of the padded image; its top left corner is padding. The image begins at pad: [pad : pad + H].",
    ko="padding한 이미지의 처음 H행, W열을 잘랐는데 왼쪽 위는 padding입니다. 이미지는 pad에서 시작합니다: [pad : pad + H].",
)
def cut_from_the_corner(cols, x_shape, kh, kw, stride, pad):
    padded = _scatter(cols, x_shape, kh, kw, stride, pad, _add)
    return padded[:, :, : x_shape[2], : x_shape[3]]


@mistake(
    replaces="col2im",
    en="You work out the height and width from the windows, but where the stride doesn't divide, the last rows and columns are in no window, and yours are missing. Take the size from x_shape; they get 0.",
    ko="window에서 높이와 너비를 거꾸로 계산했습니다. stride로 나누어떨어지지 않으면 마지막 행과 열은 어떤 window에도 없어서 빠집니다. 크기는 x_shape에서 가져오고 그곳은 0으로 두세요.",
)
def unreached_pixels_missing(cols, x_shape, kh, kw, stride, pad):
    _, _, height, width = x_shape
    high = (_fit(height, kh, stride, pad) - 1) * stride + kh
    wide = (_fit(width, kw, stride, pad) - 1) * stride + kw
    padded = _scatter(cols, x_shape, kh, kw, stride, pad, _add)
    return padded[:, :, pad : min(high - pad, pad + height), pad : min(wide - pad, pad + width)]


@mistake(
    replaces="col2im",
    en="You read x_shape as (N, C, W, H). The height comes first.",
    ko="x_shape을 (N, C, W, H)로 읽었습니다. 높이가 먼저입니다.",
)
def width_read_first(cols, x_shape, kh, kw, stride, pad):
    n, channels, width, height = x_shape
    rows, columns = _fit(height, kh, stride, pad), _fit(width, kw, stride, pad)
    short = max(0, rows * columns - cols.shape[2])
    cols = np.pad(cols, ((0, 0), (0, 0), (0, short)))[:, :, : rows * columns]
    return right_col2im(cols, (n, channels, height, width), kh, kw, stride, pad)


# conv2d_forward


@mistake(
    replaces="conv2d_backward",
    en="For dx you slide the kernel over dout as in the forward pass. Going back each weight sends dout to where its pixel was, which is a convolution with the kernel turned round (or W.T @ dout and col2im).",
    ko="dx를 구할 때 순전파와 똑같이 커널을 dout 위에서 움직였습니다. 돌아갈 때는 가중치마다 dout을 원래 pixel로 보내므로 뒤집은 커널의 convolution입니다(또는 W.T @ dout 다음에 col2im).",
)
def dx_without_turning_the_kernel(dout, cache):
    _, dW, db = right_conv2d_backward(dout, cache)
    x_shape, W, cols, stride, pad = cache
    turned = (x_shape, W[:, :, ::-1, ::-1], cols, stride, pad)
    return right_conv2d_backward(dout, turned)[0], dW, db


@mistake(
    replaces="conv2d_forward",
    en="You turn the kernel round, as mathematics does. Deep learning's convolution does not: it is a cross-correlation, W[f, c, u, v] times padded[i stride + u, j stride + v].",
    ko="수학에서처럼 커널을 뒤집었습니다. 딥러닝의 convolution은 뒤집지 않는 cross-correlation입니다. W[f, c, u, v]와 padded[i stride + u, j stride + v]를 곱합니다.",
)
def kernel_flipped(x, W, b, stride=1, pad=0):
    return right_conv2d_forward(x, W[:, :, ::-1, ::-1], b, stride, pad)


@part_of("kernel_flipped", replaces="conv2d_backward")
def kernel_flipped_backward(dout, cache):
    dx, dW, db = right_conv2d_backward(dout, cache)
    return dx, dW[:, :, ::-1, ::-1], db


@mistake(
    replaces="conv2d_forward",
    en="The bias is missing: add b[f] to every number of filter f, b[:, None] where the places are one axis, or b[None, :, None, None].",
    ko="bias가 빠졌습니다. f번 필터의 모든 출력에 b[f]를 더하세요. 위치가 축 하나이면 b[:, None], 아니면 b[None, :, None, None]입니다.",
)
def bias_forgotten(x, W, b, stride=1, pad=0):
    return right_conv2d_forward(x, W, np.zeros_like(b), stride, pad)


@mistake(
    replaces="conv2d_forward",
    en="You reshape the output to (N, F, OW, OH). The places come row by row, so it is OH first; in square images nobody notices.",
    ko="출력을 (N, F, OW, OH)로 reshape했습니다. 위치는 행 순서이므로 OH가 먼저입니다. 정사각형 이미지에서는 눈에 띄지 않습니다.",
)
def output_width_first(x, W, b, stride=1, pad=0):
    out, cache = right_conv2d_forward(x, W, b, stride, pad)
    return out.reshape(*out.shape[:2], out.shape[3], out.shape[2]), cache


@mistake(
    replaces="conv2d_forward",
    en="W.reshape(-1, F).T mixes the weights of different filters: reshape does not move axes. A filter is the first axis already, so W.reshape(F, -1) has one filter in each row.",
    ko="W.reshape(-1, F).T는 여러 필터의 가중치를 뒤섞습니다. reshape은 축을 옮기지 않습니다. 필터가 이미 첫 축이므로 W.reshape(F, -1)이면 행마다 필터 하나입니다.",
)
def filters_reshaped_wrongly(x, W, b, stride=1, pad=0):
    mixed = W.reshape(-1, len(W)).T.reshape(W.shape)
    out, _ = right_conv2d_forward(x, mixed, b, stride, pad)
    return out, right_conv2d_forward(x, W, b, stride, pad)[1]


@mistake(
    replaces="conv2d_forward",
    en="Your convolution ignores pad and always pads by half the kernel, so that the size stays as it is. The default is no padding.",
    ko="pad를 무시하고 항상 커널의 절반만큼 padding해서 크기를 유지합니다. 기본값은 padding이 없는 것입니다.",
)
def always_padded_to_the_same_size(x, W, b, stride=1, pad=0):
    return right_conv2d_forward(x, W, b, stride, W.shape[2] // 2)


@mistake(
    replaces="conv2d_forward",
    en="Right, but a Python loop over every output number is far too slow to train with. Make a matrix of the windows (im2col): one matrix product does all filters and places, one max over its columns all the pooling.",
    ko="답은 맞지만 출력 하나하나를 도는 파이썬 반복문은 너무 느려서 학습에 쓸 수 없습니다. window를 행렬로 만드세요(im2col). 행렬 곱 하나로 모든 필터와 위치가, 열 방향의 max 하나로 pooling이 끝납니다.",
    deadline_seconds=2,
)
def loops_over_every_output(x, W, b, stride=1, pad=0):
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    filters, _, kh, kw = W.shape
    rows, columns = _fit(x.shape[2], kh, stride, pad), _fit(x.shape[3], kw, stride, pad)
    out = np.zeros((len(x), filters, rows, columns), dtype=W.dtype)
    for n in range(len(x)):
        for f in range(filters):
            for i in range(rows):
                for j in range(columns):
                    y0, x0 = i * stride, j * stride
                    window = padded[n, :, y0 : y0 + kh, x0 : x0 + kw]
                    out[n, f, i, j] = np.sum(window * W[f]) + b[f]
    return out, right_conv2d_forward(x, W, b, stride, pad)[1]


# conv2d_backward


@mistake(
    replaces="conv2d_backward",
    en="You average over the batch. dout is the gradient of the loss itself (a mean is in it already), and every image adds its part: sum.",
    ko="batch에 대해 평균했습니다. dout은 loss 자체의 gradient라서 평균이라면 이미 들어 있습니다. 이미지마다의 몫을 더하세요.",
)
def averaged_over_the_batch(dout, cache):
    dx, dW, db = right_conv2d_backward(dout, cache)
    return dx, dW / len(dout), db / len(dout)


@mistake(
    replaces="conv2d_backward",
    en="Your db is a mean over the places. b[f] is added at every place, so its gradient is the sum: dout.sum(axis=(0, 2, 3)).",
    ko="db를 위치에 대해 평균했습니다. b[f]는 모든 위치에 더해지므로 gradient는 합, 즉 dout.sum(axis=(0, 2, 3))입니다.",
)
def db_averaged_over_places(dout, cache):
    dx, dW, _ = right_conv2d_backward(dout, cache)
    return dx, dW, dout.mean(axis=(2, 3)).sum(axis=0)


@mistake(
    replaces="conv2d_backward",
    en="Your dW is that of the last image alone. The same weights work on every image, so add up: dW +=, not dW =.",
    ko="dW가 마지막 이미지의 것뿐입니다. 같은 가중치가 모든 이미지에 쓰이므로 dW =가 아니라 dW +=로 더하세요.",
)
def dw_of_the_last_image(dout, cache):
    dx, _, db = right_conv2d_backward(dout, cache)
    x_shape, W, cols, stride, pad = cache
    last = ((1, *x_shape[1:]), W, cols[-1:], stride, pad)
    return dx, right_conv2d_backward(dout[-1:], last)[1], db


@mistake(
    replaces="conv2d_backward",
    en="On the way back you forget the stride: the gradients of neighbouring outputs belong stride pixels apart.",
    ko="돌아올 때 stride를 잊었습니다. 이웃한 출력의 gradient는 stride pixel만큼 떨어진 곳으로 가야 합니다.",
)
def stride_forgotten_on_the_way_back(dout, cache):
    _, dW, db = right_conv2d_backward(dout, cache)
    (n, channels, height, width), W, _, _, pad = cache
    filters, _, kh, kw = W.shape
    dcols = W.reshape(filters, -1).T @ dout.reshape(len(dout), filters, -1)
    packed = dout.shape[2] + kh - 1 - 2 * pad, dout.shape[3] + kw - 1 - 2 * pad
    near = _scatter(dcols, (n, channels, *packed), kh, kw, 1, pad, _add)
    padded = np.zeros((n, channels, height + 2 * pad, width + 2 * pad), dtype=dout.dtype)
    padded[:, :, : near.shape[2], : near.shape[3]] = near
    return padded[:, :, pad : pad + height, pad : pad + width], dW, db


@mistake(
    replaces="conv2d_forward",
    en="You keep what the backward pass needs in a global variable, so a second layer overwrites the first one's. Everything belongs in the cache that the forward pass returns.",
    ko="역전파에 필요한 값을 전역 변수에 두어서 두 번째 층이 첫 번째 층의 값을 덮어씁니다. 모두 순전파가 반환하는 cache에 넣으세요.",
)
def conv_cache_in_a_global(x, W, b, stride=1, pad=0):
    out, cache = right_conv2d_forward(x, W, b, stride, pad)
    _LAST["conv"] = cache
    return out, ()


@part_of("conv_cache_in_a_global", replaces="conv2d_backward")
def conv_backward_from_a_global(dout, cache):
    return right_conv2d_backward(dout, _LAST["conv"])


_LAST = {}

# maxpool2d_forward


@mistake(
    replaces="maxpool2d_forward",
    en="That is the mean of each window. Max pooling keeps its largest number.",
    ko="window의 평균을 냈습니다. max pooling은 가장 큰 값을 남깁니다.",
)
def average_pooling(x, size, stride):
    n, channels, height, width = x.shape
    cols = right_im2col(x.reshape(n * channels, 1, height, width), size, size, stride, 0)
    out, cache = right_maxpool2d_forward(x, size, stride)
    return cols.mean(axis=1).reshape(out.shape), cache


@mistake(
    replaces="maxpool2d_forward",
    en="You round the output size up and pool what is left at the edge too. Windows that are not complete are left out: (H - size) // stride + 1.",
    ko="출력 크기를 올림해서 가장자리에 남은 부분까지 pooling했습니다. 다 들어가지 않는 window는 버립니다: (H - size) // stride + 1.",
)
def pooled_to_the_edge(x, size, stride):
    down, right = -(x.shape[2] - size) % stride, -(x.shape[3] - size) % stride
    low = np.full((*x.shape[:2], x.shape[2] + down, x.shape[3] + right), -np.inf, dtype=float)
    low[:, :, : x.shape[2], : x.shape[3]] = x
    out, (_, *rest) = right_maxpool2d_forward(low, size, stride)
    return out.astype(x.dtype), (low.shape, *rest)


@mistake(
    replaces="maxpool2d_forward",
    en="Your maximum starts at 0, so a window of negative numbers gives 0. Start from its first number, or let max do it.",
    ko="최댓값을 0에서 시작해서 음수만 있는 window가 0이 됩니다. window의 첫 값에서 시작하거나 max를 쓰세요.",
)
def maximum_starts_at_zero(x, size, stride):
    out, cache = right_maxpool2d_forward(x, size, stride)
    return np.maximum(out, 0), cache


@mistake(
    replaces="maxpool2d_forward",
    en="You move on by the size of the window and ignore stride; they are the same only where windows lie side by side.",
    ko="stride를 무시하고 window 크기만큼 옮겼습니다. 둘이 같은 것은 window가 나란히 놓일 때뿐입니다.",
)
def stride_taken_to_be_the_size(x, size, stride):
    return right_maxpool2d_forward(x, size, size)


@part_of("loops_over_every_output", replaces="maxpool2d_forward")
def pooling_by_loops(x, size, stride):
    rows, columns = _fit(x.shape[2], size, stride, 0), _fit(x.shape[3], size, stride, 0)
    out = np.zeros((*x.shape[:2], rows, columns), dtype=x.dtype)
    for n in range(x.shape[0]):
        for c in range(x.shape[1]):
            for i in range(rows):
                for j in range(columns):
                    y0, x0 = i * stride, j * stride
                    out[n, c, i, j] = np.max(x[n, c, y0 : y0 + size, x0 : x0 + size])
    return out, (x, size, stride)


@part_of("loops_over_every_output", replaces="maxpool2d_backward")
def pooling_backward_by_loops(dout, cache):
    x, size, stride = cache
    dx = np.zeros(x.shape, dtype=dout.dtype)
    for n, c, i, j in np.ndindex(*dout.shape):
        y0, x0 = i * stride, j * stride
        window = x[n, c, y0 : y0 + size, x0 : x0 + size]
        u, v = np.unravel_index(np.argmax(window), window.shape)
        dx[n, c, y0 + u, x0 + v] += dout[n, c, i, j]
    return dx


# maxpool2d_backward


def _pool_back(dout, cache, spread):
    """``spread(winners, rows)`` gives the share of each place in its window."""
    (n, channels, height, width), winners, size, stride = cache
    shares = spread(winners, np.arange(size * size)[:, None])
    cols = shares * dout.reshape(winners.shape)
    dx = right_col2im(
        cols.astype(dout.dtype), (n * channels, 1, height, width), size, size, stride, 0
    )
    return dx.reshape(n, channels, height, width)


def _with_ties(x, size, stride):
    """The forward pass, and where the maximum stands in each window, ties and all."""
    n, channels, height, width = x.shape
    out, cache = right_maxpool2d_forward(x, size, stride)
    cols = right_im2col(x.reshape(n * channels, 1, height, width), size, size, stride, 0)
    return out, (*cache, cols == cols.max(axis=1, keepdims=True))


@mistake(
    replaces="maxpool2d_forward",
    en="With a mask like x == max every one of several equal numbers gets the whole gradient. Only the first of them does: use argmax. Behind a ReLU windows full of zeros are common.",
    ko="x == max 같은 mask를 쓰면 같은 값들이 저마다 gradient 전체를 받습니다. 첫 번째 하나만 받아야 하므로 argmax를 쓰세요. ReLU 뒤에는 0으로 찬 window가 흔합니다.",
)
def ties_get_it_all(x, size, stride):
    return _with_ties(x, size, stride)


@part_of("ties_get_it_all", replaces="maxpool2d_backward")
def ties_get_it_all_backward(dout, cache):
    return _pool_back(dout, cache[:4], lambda winners, rows: cache[4])


@mistake(
    replaces="maxpool2d_forward",
    en="You divide the gradient between equal numbers. Only the first of them gets it, as in PyTorch: use argmax.",
    ko="값이 같은 pixel끼리 gradient를 나누었습니다. PyTorch처럼 첫 번째 하나만 받아야 하므로 argmax를 쓰세요.",
)
def ties_share_the_gradient(x, size, stride):
    return _with_ties(x, size, stride)


@part_of("ties_share_the_gradient", replaces="maxpool2d_backward")
def ties_share_the_gradient_backward(dout, cache):
    shares = cache[4] / cache[4].sum(axis=1, keepdims=True)
    return _pool_back(dout, cache[:4], lambda winners, rows: shares)


@mistake(
    replaces="maxpool2d_forward",
    en="Of equal numbers your last one wins (>= where > belongs). The first of the window gets the gradient.",
    ko="값이 같을 때 마지막 것이 이깁니다(>가 아니라 >=로 비교). window의 첫 번째가 gradient를 받아야 합니다.",
)
def last_of_ties(x, size, stride):
    out, (shape, _, _, _, ties) = _with_ties(x, size, stride)
    last = size * size - 1 - ties[:, ::-1].argmax(axis=1)[:, None]
    return out, (shape, last, size, stride)


@mistake(
    replaces="maxpool2d_backward",
    en="Where a pixel has won several overlapping windows, yours keeps the gradient of one of them. Add them up (np.add.at with index arrays).",
    ko="겹치는 window 여럿에서 이긴 pixel이 그중 하나의 gradient만 받습니다. 모두 더하세요(index 배열이라면 np.add.at).",
)
def last_window_wins(dout, cache):
    (n, channels, height, width), winners, size, stride = cache
    rows, columns = dout.shape[2:]
    places = winners.reshape(dout.shape)
    i, j = np.arange(rows)[:, None] * stride, np.arange(columns) * stride
    images, maps = np.arange(n)[:, None, None, None], np.arange(channels)[:, None, None]
    dx = np.zeros((n, channels, height, width), dtype=dout.dtype)
    dx[images, maps, i + places // size, j + places % size] = dout
    return dx


@mistake(
    replaces="maxpool2d_backward",
    en="You spread the gradient evenly over the window, as for a mean. Only the winner has an influence on the maximum, so it gets all of it.",
    ko="평균일 때처럼 gradient를 window 전체에 고르게 나누었습니다. 최댓값에 영향을 주는 것은 이긴 pixel뿐이므로 그 pixel이 전부 받습니다.",
)
def gradient_spread_over_the_window(dout, cache):
    size = cache[2]
    return _pool_back(dout, cache, lambda winners, rows: np.full((size * size, 1), 1.0) / size**2)


@mistake(
    replaces="maxpool2d_backward",
    en="Your winner's place in the window is read column by column. argmax numbers it row by row: row = place // size, column = place % size.",
    ko="window 안에서 이긴 위치를 열 순서로 읽었습니다. argmax는 행 순서로 번호를 매깁니다: 행 = 위치 // size, 열 = 위치 % size.",
)
def place_read_column_by_column(dout, cache):
    shape, winners, size, stride = cache
    return right_maxpool2d_backward(
        dout, (shape, winners % size * size + winners // size, size, stride)
    )


# train_cnn


def _train(images, labels, epochs, batch_size, lr, rng, batches=None, step=None):
    """As the solution does it, but for how batches are cut and steps made."""
    params = right_train_cnn(images, labels, 0, batch_size, lr, rng)
    targets = _onehot(labels)
    for _ in range(epochs):
        order = rng.permutation(len(images))
        for rows in [order[i : i + batch_size] for i in range(0, len(images), batch_size)]:
            rows, answers = batches(rows, rng) if batches else (rows, rows)
            if len(rows):
                gradients = _gradients(params, images[rows], targets[answers])
                for i, (p, gradient) in enumerate(zip(params, gradients)):
                    p -= (step(i, len(rows)) if step else 1) * lr * gradient
    return params


@mistake(
    replaces="train_cnn",
    en="That is an MLP: no convolution is trained. What it learns about one place it does not know at another, so it needs far more examples. Train filters that all places share.",
    ko="convolution이 없는 MLP입니다. 한 위치에서 배운 것을 다른 위치에서는 몰라서 예제가 훨씬 많이 필요합니다. 모든 위치가 함께 쓰는 필터를 학습하세요.",
)
def an_mlp_after_all(images, labels, epochs, batch_size, lr, rng):
    x, targets = images.reshape(len(images), -1), _onehot(labels)
    W1, W2 = rng.normal(size=(64, 64)) / 32**0.5, rng.normal(size=(64, len(targets[0]))) / 32**0.5
    b1, b2 = np.zeros(64), np.zeros(len(targets[0]))
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            rows = order[start : start + batch_size]
            h = np.maximum(x[rows] @ W1 + b1, 0)
            z = h @ W2 + b2
            p = np.exp(z - z.max(axis=1, keepdims=True))
            delta = (p / p.sum(axis=1, keepdims=True) - targets[rows]) / len(rows)
            below = (delta @ W2.T) * (h > 0)
            W2 -= lr * h.T @ delta
            b2 -= lr * delta.sum(axis=0)
            W1 -= lr * x[rows].T @ below
            b1 -= lr * below.sum(axis=0)
    return W1, b1, W2, b2


@part_of("an_mlp_after_all", replaces="predict_cnn")
def predict_mlp(params, images):
    W1, b1, W2, b2 = params
    h = np.maximum(images.reshape(len(images), -1) @ W1 + b1, 0)
    return np.argmax(h @ W2 + b2, axis=1)


@mistake(
    replaces="train_cnn",
    en="Only your dense layer is trained; the filters stay as they were drawn. Carry the gradient on through pooling and ReLU to conv2d_backward, and update its weights too.",
    ko="dense 층만 학습하고 필터는 처음 뽑은 그대로입니다. gradient를 pooling과 ReLU를 지나 conv2d_backward까지 보내고 필터도 업데이트하세요.",
)
def filters_not_trained(images, labels, epochs, batch_size, lr, rng):
    return _train(images, labels, epochs, batch_size, lr, rng, step=lambda i, rows: i > 1)


@mistake(
    replaces="train_cnn",
    en="The biases of the convolution stay at 0. They are trained too: with them a filter can leave a plain background alone.",
    ko="convolution의 bias가 0에 머물러 있습니다. bias도 학습해야 합니다. bias가 있어야 필터가 단조로운 배경에 반응하지 않을 수 있습니다.",
)
def conv_biases_not_trained(images, labels, epochs, batch_size, lr, rng):
    return _train(images, labels, epochs, batch_size, lr, rng, step=lambda i, rows: i != 1)


@mistake(
    replaces="train_cnn",
    en="The rows come in the same order in each epoch. Where they are sorted by class, as here, each batch pulls the network to one class: shuffle anew with rng in each epoch.",
    ko="epoch마다 행의 순서가 같습니다. 지금처럼 클래스 순서로 정렬되어 있으면 batch마다 네트워크가 한 클래스로 쏠립니다. epoch마다 rng로 새로 섞으세요.",
)
def never_shuffled(images, labels, epochs, batch_size, lr, rng):
    params = right_train_cnn(images, labels, 0, batch_size, lr, rng)
    targets = _onehot(labels)
    for _ in range(epochs):
        for start in range(0, len(images), batch_size):
            rows = slice(start, start + batch_size)
            for p, gradient in zip(params, _gradients(params, images[rows], targets[rows])):
                p -= lr * gradient
    return params


@mistake(
    replaces="train_cnn",
    en="You shuffle the images and not the labels with them. Draw one permutation and index both with it.",
    ko="이미지만 섞고 label은 함께 섞지 않았습니다. 순열을 한 번 뽑아 둘 다 그 순서로 읽으세요.",
)
def images_shuffled_without_labels(images, labels, epochs, batch_size, lr, rng):
    def batches(rows, rng):
        return rows, rng.integers(len(labels), size=len(rows))

    return _train(images, labels, epochs, batch_size, lr, rng, batches=batches)


@mistake(
    replaces="train_cnn",
    en="You step along the gradient, uphill, and the loss grows. Subtract: p -= lr * gradient.",
    ko="gradient 방향으로, 즉 오르막으로 움직여서 loss가 커집니다. 빼야 합니다: p -= lr * gradient.",
)
def steps_uphill(images, labels, epochs, batch_size, lr, rng):
    return _train(images, labels, epochs, batch_size, lr, rng, step=lambda i, rows: -1)


@mistake(
    replaces="train_cnn",
    en="The last, shorter batch is dropped; with fewer images than batch_size nothing is trained at all. range(0, N, batch_size) keeps it.",
    ko="마지막의 짧은 batch를 버립니다. 이미지가 batch_size보다 적으면 아예 학습하지 않습니다. range(0, N, batch_size)로 돌면 빠지지 않습니다.",
)
def short_batch_dropped(images, labels, epochs, batch_size, lr, rng):
    def batches(rows, rng):
        return (rows, rows) if len(rows) == batch_size else ([], [])

    return _train(images, labels, epochs, batch_size, lr, rng, batches=batches)


@mistake(
    replaces="train_cnn",
    en="You divide the gradient by batch_size in a short batch too. The loss is the mean over the rows that are in it: divide by their number.",
    ko="짧은 batch에서도 gradient를 batch_size로 나누었습니다. loss는 batch에 든 행의 평균이므로 그 행 수로 나누세요.",
)
def divided_by_batch_size(images, labels, epochs, batch_size, lr, rng):
    def step(i, rows):
        return rows / batch_size

    return _train(images, labels, epochs, batch_size, lr, rng, step=step)


@mistake(
    replaces="train_cnn",
    en="You scale the pixels before training. They enter the network as they are; lr suits them, so with smaller ones your network hardly moves.",
    ko="학습 전에 pixel 값을 줄였습니다. pixel은 있는 그대로 네트워크에 들어갑니다. lr이 거기에 맞춰져 있어서, 값을 줄이면 네트워크가 거의 움직이지 않습니다.",
)
def pixels_scaled(images, labels, epochs, batch_size, lr, rng):
    top = np.abs(images).max() or 1.0
    params = right_train_cnn(images / top, labels, epochs, batch_size, lr, rng)
    return [params[0] / top, *params[1:]]


@mistake(
    replaces="train_cnn",
    en="You divide the pixels by 255, as if they were bytes. They enter the network as they are; lr suits them, so with smaller ones your network hardly moves.",
    ko="pixel이 byte인 것처럼 255로 나누었습니다. pixel은 있는 그대로 네트워크에 들어갑니다. lr이 거기에 맞춰져 있어서, 값을 줄이면 네트워크가 거의 움직이지 않습니다.",
)
def pixels_divided_by_255(images, labels, epochs, batch_size, lr, rng):
    params = right_train_cnn(images / 255, labels, epochs, batch_size, lr, rng)
    return [params[0] / 255, *params[1:]]


@mistake(
    replaces="train_cnn",
    en="The ReLU is missing on the way back: where it has let nothing through, the gradient is 0. Multiply by (maps > 0).",
    ko="역전파에서 ReLU를 빠뜨렸습니다. ReLU가 아무것도 통과시키지 않은 곳에서는 gradient도 0입니다. (maps > 0)을 곱하세요.",
)
def no_relu_on_the_way_back(images, labels, epochs, batch_size, lr, rng):
    params = right_train_cnn(images, labels, 0, batch_size, lr, rng)
    targets = _onehot(labels)
    for _ in range(epochs):
        order = rng.permutation(len(images))
        for start in range(0, len(images), batch_size):
            rows = order[start : start + batch_size]
            logits, (_, conv_cache, shape, pool_cache, features) = _forward(params, images[rows])
            p = np.exp(logits - logits.max(axis=1, keepdims=True))
            delta = (p / p.sum(axis=1, keepdims=True) - targets[rows]) / len(rows)
            back = right_maxpool2d_backward((delta @ params[2].T).reshape(shape), pool_cache)
            _, dK, dc = right_conv2d_backward(back, conv_cache)
            for p, gradient in zip(params, (dK, dc, features.T @ delta, delta.sum(axis=0))):
                p -= lr * gradient
    return params


@mistake(
    replaces="train_cnn",
    en="You shuffle once and go through the same batches in each epoch. Shuffle anew with rng in each: the permutation belongs inside the loop over the epochs.",
    ko="한 번만 섞고 epoch마다 같은 batch를 되풀이합니다. epoch마다 rng로 새로 섞어야 하므로 순열을 epoch 반복문 안에서 뽑으세요.",
)
def shuffled_once(images, labels, epochs, batch_size, lr, rng):
    params = right_train_cnn(images, labels, 0, batch_size, lr, rng)
    targets, order = _onehot(labels), rng.permutation(len(images))
    for _ in range(epochs):
        for start in range(0, len(images), batch_size):
            rows = order[start : start + batch_size]
            for p, gradient in zip(params, _gradients(params, images[rows], targets[rows])):
                p -= lr * gradient
    return params


@mistake(
    replaces="train_cnn",
    en="Only the order comes from rng; your first weights come from a generator of your own and are always the same. Draw them from rng.",
    ko="순서만 rng에서 나오고, 처음 가중치는 따로 만든 생성기에서 나와 늘 같습니다. 가중치도 rng에서 뽑으세요.",
)
def weights_from_another_generator(images, labels, epochs, batch_size, lr, rng):
    params = right_train_cnn(images, labels, 0, batch_size, lr, np.random.default_rng(0))
    targets = _onehot(labels)
    for _ in range(epochs):
        order = rng.permutation(len(images))
        for start in range(0, len(images), batch_size):
            rows = order[start : start + batch_size]
            for p, gradient in zip(params, _gradients(params, images[rows], targets[rows])):
                p -= lr * gradient
    return params


@mistake(
    replaces="train_cnn",
    en="Your steps follow the sum of the losses over the batch, so they are batch_size times too long, and training diverges. Divide by the rows of the batch: the loss is a mean.",
    ko="batch의 loss를 더한 값으로 걸음을 옮겨서 batch_size배 길고 학습이 발산합니다. loss는 평균이므로 batch의 행 수로 나누세요.",
)
def loss_summed_over_the_batch(images, labels, epochs, batch_size, lr, rng):
    return _train(images, labels, epochs, batch_size, lr, rng, step=lambda i, rows: rows)


@mistake(
    replaces="train_cnn",
    en="exp overflows at large logits, and inf / inf is NaN in every weight from then on. Subtract the largest logit of each row first.",
    ko="logit이 크면 exp가 넘치고, inf / inf는 NaN이라 그 뒤로 모든 가중치가 NaN이 됩니다. 먼저 행마다 가장 큰 logit을 빼세요.",
)
def exp_overflows(images, labels, epochs, batch_size, lr, rng):
    params = right_train_cnn(images, labels, 0, batch_size, lr, rng)
    with np.errstate(over="ignore"):
        if np.isinf(np.exp(_forward(params, images)[0])).any():
            return [np.nan * p for p in params]
    return _train(images, labels, epochs, batch_size, lr, rng)


@mistake(
    replaces="train_cnn",
    en="You make a generator of your own and ignore rng. Then every run is the same, and nobody can vary or repeat yours: draw from rng.",
    ko="rng를 무시하고 생성기를 새로 만들었습니다. 그러면 매번 똑같은 결과만 나오고 밖에서 바꿀 수 없습니다. rng에서 뽑으세요.",
)
def own_generator(images, labels, epochs, batch_size, lr, rng):
    return right_train_cnn(images, labels, epochs, batch_size, lr, np.random.default_rng(0))


@mistake(
    replaces="predict_cnn",
    en="You return the logits. Asked for is the class of each image: the argmax over each row.",
    ko="logit을 그대로 반환했습니다. 이미지마다 클래스, 즉 행별 argmax를 반환해야 합니다.",
)
def logits_returned(params, images):
    return _forward(params, images)[0]


@mistake(
    replaces="predict_cnn",
    en="argmax over axis 0 picks an image for each class. The classes of one image are in its row: axis=1.",
    ko="axis 0의 argmax는 클래스마다 이미지를 고릅니다. 한 이미지의 클래스들은 행에 있으므로 axis=1입니다.",
)
def argmax_over_images(params, images):
    return _forward(params, images)[0].argmax(axis=0)


# added_lines


def _difference(count):
    return lambda mlp_source, cnn_source: count(cnn_source) - count(mlp_source)


@mistake(
    replaces="added_lines",
    en="You count lines of text. A statement over five lines is one logical line, and three behind semicolons are three: count the statements of the syntax tree.",
    ko="텍스트의 줄을 셌습니다. 다섯 줄에 걸친 문장도 논리적 줄로는 하나이고, 세미콜론으로 이은 셋은 셋입니다. 구문 트리의 문장을 세세요.",
)
def text_lines_counted(mlp_source, cnn_source):
    def count(source):
        return sum(1 for line in source.splitlines() if line.strip() and line.strip()[0] != "#")

    return _difference(count)(mlp_source, cnn_source)


@mistake(
    replaces="added_lines",
    en="You count the lines of the CNN that the MLP doesn't have. Asked for is the difference of the two counts: what was rewritten is not added.",
    ko="MLP에 없는 CNN의 줄을 셌습니다. 구할 것은 두 줄 수의 차이입니다. 고쳐 쓴 줄은 추가된 줄이 아닙니다.",
)
def new_lines_of_a_diff(mlp_source, cnn_source):
    old, new = ast.unparse(ast.parse(mlp_source)), ast.unparse(ast.parse(cnn_source))
    diff = difflib.ndiff(old.splitlines(), new.splitlines())
    return sum(line.startswith("+ ") and line[2:].strip() != "" for line in diff)


@mistake(
    replaces="added_lines",
    en="You subtract the wrong way round: what is added is the CNN's count less the MLP's.",
    ko="반대로 뺐습니다. 추가된 줄은 CNN의 줄 수에서 MLP의 줄 수를 뺀 것입니다.",
)
def subtracted_the_wrong_way(mlp_source, cnn_source):
    return right_added_lines(cnn_source, mlp_source)


@mistake(
    replaces="added_lines",
    en="You drop the sign. If the CNN is the shorter one, the answer is negative.",
    ko="부호를 버렸습니다. CNN이 더 짧으면 답은 음수입니다.",
)
def never_negative(mlp_source, cnn_source):
    return abs(right_added_lines(mlp_source, cnn_source))


@mistake(
    replaces="added_lines",
    en="You cut the answer off at 0. If the CNN is the shorter one, it is negative.",
    ko="답을 0에서 잘랐습니다. CNN이 더 짧으면 답은 음수입니다.",
)
def cut_off_at_zero(mlp_source, cnn_source):
    return max(0, right_added_lines(mlp_source, cnn_source))


def _docstrings(source, owners, is_docstring):
    """How many of the owners begin with one."""
    nodes = [n for n in ast.walk(ast.parse(source)) if isinstance(n, owners) and n.body]
    firsts = [n.body[0].value for n in nodes if isinstance(n.body[0], ast.Expr)]
    return sum(isinstance(v, ast.Constant) and is_docstring(v.value) for v in firsts)


def _statements(source):
    return sum(isinstance(n, ast.stmt | ast.Lambda) for n in ast.walk(ast.parse(source)))


OWNERS = ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef


@mistake(
    replaces="added_lines",
    en="Whatever constant comes first in a body is a docstring to you, ... and bytes too. Only a plain string is one: isinstance(value, str).",
    ko="본문의 첫 문장이 상수이면 ...이나 bytes도 docstring으로 보았습니다. docstring은 문자열뿐입니다: isinstance(value, str).",
)
def any_constant_a_docstring(mlp_source, cnn_source):
    def count(source):
        return _statements(source) - _docstrings(source, OWNERS, lambda value: True)

    return _difference(count)(mlp_source, cnn_source)


@mistake(
    replaces="added_lines",
    en='An empty docstring is counted: ast.get_docstring gives "" for it, which is false. Ask for "is not None".',
    ko='빈 docstring을 셌습니다. ast.get_docstring이 돌려주는 ""는 거짓입니다. "is not None"으로 확인하세요.',
)
def empty_docstrings_counted(mlp_source, cnn_source):
    def count(source):
        full = _docstrings(source, OWNERS, lambda value: isinstance(value, str) and value != "")
        return _statements(source) - full

    return _difference(count)(mlp_source, cnn_source)


@mistake(
    replaces="added_lines",
    en="The docstrings of async functions are counted. ast.AsyncFunctionDef is a class of its own, beside ast.FunctionDef.",
    ko="async 함수의 docstring을 셌습니다. ast.AsyncFunctionDef는 ast.FunctionDef와 별개의 클래스입니다.",
)
def async_docstrings_counted(mlp_source, cnn_source):
    def count(source):
        return _statements(source) - _docstrings(
            source, OWNERS[:3], lambda value: isinstance(value, str)
        )

    return _difference(count)(mlp_source, cnn_source)


@mistake(
    replaces="added_lines",
    en="Your elif does not count. In the tree it is an if inside the else of another, a statement like any.",
    ko="elif를 세지 않았습니다. 구문 트리에서 elif는 다른 if의 else 안에 있는 if이고, 여느 문장과 같습니다.",
)
def elif_not_counted(mlp_source, cnn_source):
    def count(source):
        nodes = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.If)]
        elifs = sum(len(n.orelse) == 1 and isinstance(n.orelse[0], ast.If) for n in nodes)
        return _logical_lines(source) - elifs

    return _difference(count)(mlp_source, cnn_source)


@mistake(
    replaces="added_lines",
    en="You count except and case. They are parts of try and match, no statements (ast.stmt).",
    ko="except와 case를 셌습니다. 이들은 try와 match의 일부이고 문장(ast.stmt)이 아닙니다.",
)
def except_and_case_counted(mlp_source, cnn_source):
    def count(source):
        nodes = ast.walk(ast.parse(source))
        parts = sum(isinstance(n, ast.ExceptHandler | ast.match_case) for n in nodes)
        return _logical_lines(source) + parts

    return _difference(count)(mlp_source, cnn_source)


@mistake(
    replaces="added_lines",
    en="Docstrings are counted. They are documentation: take one off for each module, class and function (async ones too) that has one.",
    ko="docstring까지 셌습니다. docstring은 문서이므로 docstring이 있는 모듈, 클래스, 함수(async 함수 포함)마다 하나씩 빼세요.",
)
def docstrings_counted(mlp_source, cnn_source):
    def count(source):
        return sum(isinstance(n, ast.stmt | ast.Lambda) for n in ast.walk(ast.parse(source)))

    return _difference(count)(mlp_source, cnn_source)


@mistake(
    replaces="added_lines",
    en="You leave out every string that stands alone. A docstring is only the first statement of a module, class or function; any other string counts.",
    ko="홀로 있는 문자열을 모두 뺐습니다. docstring은 모듈, 클래스, 함수의 첫 문장뿐이고 다른 문자열은 셉니다.",
)
def all_lone_strings_left_out(mlp_source, cnn_source):
    def count(source):
        nodes = list(ast.walk(ast.parse(source)))
        lone = [
            n
            for n in nodes
            if isinstance(n, ast.Expr)
            and isinstance(n.value, ast.Constant)
            and isinstance(n.value.value, str)
        ]
        return sum(isinstance(n, ast.stmt | ast.Lambda) for n in nodes) - len(lone)

    return _difference(count)(mlp_source, cnn_source)


@mistake(
    replaces="added_lines",
    en="Lambdas are not counted. Each is a function without a name and counts 1 more.",
    ko="lambda를 세지 않았습니다. lambda는 이름 없는 함수이므로 하나마다 1을 더합니다.",
)
def lambdas_not_counted(mlp_source, cnn_source):
    def count(source):
        lambdas = sum(isinstance(n, ast.Lambda) for n in ast.walk(ast.parse(source)))
        return _logical_lines(source) - lambdas

    return _difference(count)(mlp_source, cnn_source)


@mistake(
    replaces="added_lines",
    en="Only the statements at the top level are counted; those inside functions, classes and loops count too. ast.walk visits them all.",
    ko="가장 바깥의 문장만 셌습니다. 함수와 클래스, 반복문 안의 문장도 셉니다. ast.walk가 모두 방문합니다.",
)
def top_level_only(mlp_source, cnn_source):
    return _difference(lambda source: len(ast.parse(source).body))(mlp_source, cnn_source)


@mistake(
    replaces="added_lines",
    en="You count the tokenizer's logical lines, so else, except, finally and decorators count as well, and what stands behind a semicolon or a colon does not. Count the statements of the syntax tree.",
    ko="tokenizer의 NEWLINE을 셌습니다. 그러면 else, except, finally도 세고, 세미콜론이나 콜론 뒤의 문장은 빠집니다. 구문 트리의 문장을 세세요.",
)
def tokenizer_lines(mlp_source, cnn_source):
    def count(source):
        tokens = tokenize.generate_tokens(io.StringIO(source).readline)
        return sum(token.type == tokenize.NEWLINE for token in tokens)

    return _difference(count)(mlp_source, cnn_source)
