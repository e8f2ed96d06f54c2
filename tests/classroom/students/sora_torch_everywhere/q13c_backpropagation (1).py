"""PyTorch로 풀었습니다. gradient는 autograd가 계산합니다."""

import numpy as np
import torch
import torch.nn.functional as F


def _tensor(array, grad=False):
    t = torch.as_tensor(np.array(array))
    if not t.is_floating_point():
        t = t.double()
    return t.requires_grad_(grad)


def linear_forward(x, W, b):
    out = _tensor(x) @ _tensor(W).to(_tensor(x).dtype) + _tensor(b)
    return out.numpy(), (x, W, b)


def linear_backward(dout, cache):
    x, W, b = (_tensor(a, grad=True) for a in cache)
    out = x @ W + b
    return tuple(g.numpy() for g in torch.autograd.grad(out, (x, W, b), _tensor(dout)))


def relu_forward(x):
    return F.relu(_tensor(x)).numpy(), x


def relu_backward(dout, cache):
    x = _tensor(cache, grad=True)
    (dx,) = torch.autograd.grad(F.relu(x), x, _tensor(dout))
    return dx.numpy()


def softmax_cross_entropy(logits, labels):
    z = _tensor(logits, grad=True)
    loss = F.cross_entropy(z, torch.as_tensor(labels).long())
    (dz,) = torch.autograd.grad(F.cross_entropy(z, torch.as_tensor(labels).long()), z)
    return loss.item(), dz.numpy()


def mlp_loss_and_grads(params, x, labels):
    weights = [(_tensor(W, grad=True), _tensor(b, grad=True)) for W, b in params]
    h = _tensor(x)
    for i, (W, b) in enumerate(weights):
        h = (F.relu(h) if i else h) @ W + b
    loss = F.cross_entropy(h, torch.as_tensor(labels).long())
    loss.backward()
    return loss.item(), [(W.grad.numpy(), b.grad.numpy()) for W, b in weights]


def jacobian_chain(jacobians, vector):
    v = torch.tensor(vector)
    for J in reversed(jacobians):
        v = torch.mv(_tensor(J).T, v)
    return v.numpy()
