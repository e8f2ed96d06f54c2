"""PyTorch's fusion of a convolution, or a linear layer, with the batch norm behind it."""

import torch
from torch.nn.utils import fuse_conv_bn_eval, fuse_linear_bn_weights


def fold_batchnorm(W, b, running_mean, running_var, gamma, beta, eps):
    arrays = (W.T, b, running_mean, running_var)
    tensors = [torch.tensor(array.copy()) for array in arrays]
    scale, shift = (torch.tensor(array.copy()) for array in (gamma, beta))
    weight, bias = fuse_linear_bn_weights(*tensors, eps, scale, shift)
    return weight.detach().numpy().T, bias.detach().numpy()


def fuse_conv_bn(conv, bn):
    if bn.running_mean is None:
        raise ValueError("bn keeps no running statistics")
    return fuse_conv_bn_eval(conv, bn)
