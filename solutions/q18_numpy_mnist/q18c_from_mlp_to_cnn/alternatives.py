"""Other right ways: index arrays, strides, loops over the kernel, and PyTorch itself."""

import ast

import numpy as np

from autograder.authoring import alternative, part_of


def _size(length, window, stride, pad):
    return 1 + (length + 2 * pad - window) // stride


def _indices(x_shape, kh, kw, stride, pad):
    """Row and column of the padded image for each place in the window (kh kw) and each window."""
    _, _, height, width = x_shape
    rows, columns = _size(height, kh, stride, pad), _size(width, kw, stride, pad)
    i = np.repeat(np.arange(kh), kw)[:, None] + stride * np.repeat(np.arange(rows), columns)
    j = np.tile(np.arange(kw), kh)[:, None] + stride * np.tile(np.arange(columns), rows)
    return i, j


@alternative(replaces="im2col", why="index arrays")
def by_indices(x, kh, kw, stride, pad):
    n, channels, height, width = x.shape
    dtype = x.dtype if x.dtype.kind == "f" else float
    padded = np.zeros((n, channels, height + 2 * pad, width + 2 * pad), dtype)
    padded[:, :, pad : pad + height, pad : pad + width] = x
    i, j = _indices(x.shape, kh, kw, stride, pad)
    return padded[:, :, i, j].reshape(n, channels * kh * kw, i.shape[1])


@alternative(replaces="im2col", why="a loop over the places in the kernel")
def by_kernel_places(x, kh, kw, stride, pad):
    x = np.asarray(x, dtype=np.result_type(x, np.float32) if x.dtype.kind == "f" else float)
    padded = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)])
    high, wide = padded.shape[2] - kh + 1, padded.shape[3] - kw + 1
    views = [
        padded[:, :, u : u + high : stride, v : v + wide : stride]
        for u in range(kh)
        for v in range(kw)
    ]
    cols = np.stack(views, axis=2)
    return cols.reshape(len(x), -1, cols.shape[-2] * cols.shape[-1])


@alternative(replaces="col2im", why="np.add.at with index arrays")
def by_add_at(cols, x_shape, kh, kw, stride, pad):
    n, channels, height, width = x_shape
    padded = np.zeros((n, channels, height + 2 * pad, width + 2 * pad), cols.dtype)
    i, j = _indices(x_shape, kh, kw, stride, pad)
    np.add.at(padded, (slice(None), slice(None), i, j), cols.reshape(n, channels, *i.shape))
    return np.ascontiguousarray(padded[..., pad : pad + height, pad : pad + width])


@alternative(replaces="col2im", why="a loop over the windows, all images at once")
def by_windows(cols, x_shape, kh, kw, stride, pad):
    n, channels, height, width = x_shape
    wide = _size(width, kw, stride, pad)
    padded = np.zeros((n, channels, height + 2 * pad, width + 2 * pad), cols.dtype)
    for place in range(cols.shape[-1]):
        i, j = divmod(place, wide)
        window = padded[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
        window += cols[:, :, place].reshape(n, channels, kh, kw)
    return padded[:, :, pad : pad + height, pad : pad + width]


@alternative(replaces="conv2d_forward", why="einsum over windows, without im2col")
def by_einsum(x, W, b, stride=1, pad=0):
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad))).astype(W.dtype)
    windows = np.lib.stride_tricks.sliding_window_view(padded, W.shape[2:], axis=(2, 3))
    windows = windows[:, :, ::stride, ::stride]
    out = np.einsum("ncijuv,fcuv->nfij", windows, W, optimize=True) + b[:, None, None]
    return out, {"windows": windows.copy(), "W": W.copy(), "x": x.shape, "how": (stride, pad)}


@part_of("by_einsum", replaces="conv2d_backward")
def by_einsum_backward(dout, cache):
    W, (stride, pad), (_, _, height, width) = cache["W"], cache["how"], cache["x"]
    dW = np.einsum("nfij,ncijuv->fcuv", dout, cache["windows"], optimize=True)
    dx = np.zeros((len(dout), W.shape[1], height + 2 * pad, width + 2 * pad), dout.dtype)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            y0, x0 = i * stride, j * stride
            part = np.tensordot(dout[:, :, i, j], W, axes=1)
            dx[:, :, y0 : y0 + W.shape[2], x0 : x0 + W.shape[3]] += part
    return dx[:, :, pad : pad + height, pad : pad + width], dW, np.einsum("nfij->f", dout)


@alternative(replaces="conv2d_forward", why="a sum over the places in the kernel, both ways")
def by_shifts(x, W, b, stride=1, pad=0):
    _, _, kh, kw = W.shape
    high, wide = _size(x.shape[2], kh, stride, pad), _size(x.shape[3], kw, stride, pad)
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    out = np.tile(b[:, None, None], (len(x), 1, high, wide))
    for u in range(kh):
        for v in range(kw):
            part = padded[:, :, u : u + stride * high : stride, v : v + stride * wide : stride]
            out = out + np.einsum("fc,ncij->nfij", W[:, :, u, v], part)
    return out, [padded, W, stride, pad]


@part_of("by_shifts", replaces="conv2d_backward")
def by_shifts_backward(dout, cache):
    padded, W, stride, pad = cache
    (_, _, kh, kw), (_, _, high, wide) = W.shape, dout.shape
    dpadded, dW = np.zeros(padded.shape, dout.dtype), np.zeros_like(W)
    for u in range(kh):
        for v in range(kw):
            down, right = (
                slice(u, u + stride * high, stride),
                slice(v, v + stride * wide, stride),
            )
            dW[:, :, u, v] = np.einsum("nfij,ncij->fc", dout, padded[:, :, down, right])
            dpadded[:, :, down, right] += np.einsum("fc,nfij->ncij", W[:, :, u, v], dout)
    bottom, side = dpadded.shape[2] - pad, dpadded.shape[3] - pad
    return dpadded[:, :, pad:bottom, pad:side], dW, dout.sum((0, 2, 3))


@alternative(replaces="conv2d_forward", why="F.conv2d, F.max_pool2d and autograd, PyTorch's own")
def by_torch(x, W, b, stride=1, pad=0):
    import torch

    arrays = [torch.tensor(a.astype(W.dtype), requires_grad=True) for a in (x, W, b)]
    out = torch.nn.functional.conv2d(*arrays, stride=stride, padding=pad)
    return out.detach().numpy(), (x.astype(W.dtype), W, b, stride, pad)


@part_of("by_torch", replaces="conv2d_backward")
def by_torch_autograd(dout, cache):
    import torch

    *arrays, stride, pad = cache
    arrays = [torch.tensor(a, requires_grad=True) for a in arrays]
    torch.nn.functional.conv2d(*arrays, stride=stride, padding=pad).backward(torch.tensor(dout))
    return tuple(a.grad.numpy() for a in arrays)


@part_of("by_torch", replaces="maxpool2d_forward")
def by_torch_pool(x, size, stride):
    import torch

    x = torch.tensor(x.astype(x.dtype if x.dtype.kind == "f" else float))
    return torch.nn.functional.max_pool2d(x, size, stride).numpy(), (x.numpy(), size, stride)


@part_of("by_torch", replaces="maxpool2d_backward")
def by_torch_pool_backward(dout, cache):
    import torch

    x = torch.tensor(cache[0], requires_grad=True)
    torch.nn.functional.max_pool2d(x, *cache[1:]).backward(torch.tensor(dout))
    return x.grad.numpy()


@alternative(replaces="maxpool2d_forward", why="a running maximum over shifted views")
def by_running_maximum(x, size, stride):
    high, wide = x.shape[2] - size + 1, x.shape[3] - size + 1
    best, winner = None, None
    for place in range(size * size):
        u, v = divmod(place, size)
        view = x[:, :, u : u + high : stride, v : v + wide : stride]
        if best is None:
            best, winner = view.copy(), np.zeros(view.shape, int)
        better = view > best
        best, winner = np.where(better, view, best), np.where(better, place, winner)
    return best, (x.shape, winner, size, stride)


@part_of("by_running_maximum", replaces="maxpool2d_backward")
def by_add_at_backward(dout, cache):
    shape, winner, size, stride = cache
    n, c, i, j = np.indices(dout.shape)
    dx = np.zeros(shape, dout.dtype)
    np.add.at(dx, (n, c, i * stride + winner // size, j * stride + winner % size), dout)
    return dx


@alternative(replaces="train_cnn", why="one function for all, pooled by reshape")
def in_one_function(images, labels, epochs, batch_size, lr, rng):
    N, C = len(images), max(labels) + 1
    padded = np.pad(images, ((0, 0), (1, 1), (1, 1)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(1, 2))
    windows = windows.reshape(N, 64, 9)
    K, V = rng.normal(size=(9, 8)) * (2 / 9) ** 0.5, rng.normal(size=(128, C)) / 8
    c, d = np.zeros(8), np.zeros(C)
    for _ in range(epochs):
        for rows in np.split(rng.permutation(N), range(batch_size, N, batch_size)):
            cols = windows[rows]
            maps = np.maximum(cols @ K + c, 0)
            cells = maps.reshape(-1, 4, 2, 4, 2, 8).transpose(0, 1, 3, 5, 2, 4)
            cells = cells.reshape(-1, 128, 4)
            features = cells.max(axis=2)
            z = features @ V + d
            p = np.exp(z - np.logaddexp.reduce(z, axis=1, keepdims=True))
            p[np.arange(len(rows)), labels[rows]] -= 1
            p /= len(rows)
            back = np.eye(4)[cells.argmax(axis=2)] * (p @ V.T * (features > 0))[:, :, None]
            back = back.reshape(-1, 4, 4, 8, 2, 2).transpose(0, 1, 4, 2, 5, 3).reshape(-1, 8)
            V -= lr * features.T @ p
            d -= lr * p.sum(axis=0)
            K -= lr * cols.reshape(-1, 9).T @ back
            c -= lr * back.sum(axis=0)
    return K, c, V, d


@part_of("in_one_function", replaces="predict_cnn")
def predicted_in_one_function(params, images):
    K, c, V, d = params
    padded = np.pad(images, ((0, 0), (1, 1), (1, 1)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(1, 2))
    maps = windows.reshape(-1, 64, 9) @ K + c
    cells = maps.reshape(-1, 4, 2, 4, 2, 8).max(axis=(2, 4))
    return np.argmax(np.maximum(cells.reshape(-1, 128), 0) @ V + d, axis=1)


@alternative(replaces="added_lines", why="by recursion over the fields of the nodes")
def by_recursion(mlp_source, cnn_source):
    def count(node):
        own = isinstance(node, (ast.stmt, ast.Lambda))
        body = getattr(node, "body", None)
        kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
        if isinstance(node, kinds) and body and isinstance(body[0], ast.Expr):
            first = body[0].value
            own -= isinstance(first, ast.Constant) and isinstance(first.value, str)
        return own + sum(map(count, ast.iter_child_nodes(node)))

    return count(ast.parse(cnn_source)) - count(ast.parse(mlp_source))


@alternative(replaces="added_lines", why="the docstrings are taken out of the tree first")
def docstrings_taken_out(mlp_source, cnn_source):
    totals = []
    for source in (cnn_source, mlp_source):
        tree = ast.parse(source)
        for node in list(ast.walk(tree)):
            named = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            if (named or node is tree) and ast.get_docstring(node, clean=False) is not None:
                node.body = node.body[1:]
        totals.append(sum(isinstance(node, ast.stmt | ast.Lambda) for node in ast.walk(tree)))
    return totals[0] - totals[1]
