# 배치 정규화 - PyTorch 쪽(predict, recalibrate)부터 했습니다. BatchNorm1d는 아직.

import torch
from torch import nn
from torch.optim.swa_utils import update_bn


def fold_batchnorm(W, b, running_mean, running_var, gamma, beta, eps):
    s = gamma / (running_var + eps) ** 0.5
    return W * s, (b - running_mean) * s + beta


def fuse_conv_bn(conv, bn):
    fused = nn.Conv2d(
        conv.in_channels,
        conv.out_channels,
        conv.kernel_size,
        conv.stride,
        conv.padding,
        conv.dilation,
        conv.groups,
        bias=True,
        padding_mode=conv.padding_mode,
        device=conv.weight.device,
        dtype=conv.weight.dtype,
    )
    if bn.running_var is None:
        raise ValueError("running 통계가 없습니다")
    with torch.no_grad():
        s = (bn.running_var + bn.eps).rsqrt()
        if bn.weight is not None:
            s = s * bn.weight
        shift = -bn.running_mean * s
        if bn.bias is not None:
            shift = shift + bn.bias
        if conv.bias is not None:
            shift = shift + conv.bias * s
        fused.weight.copy_(conv.weight * s.view(-1, 1, 1, 1))
        fused.bias.copy_(shift)
    return fused


def predict(model, x):
    model.eval()
    with torch.no_grad():
        y = model(x)
    model.train()  # 다시 학습 모드로
    return y


def recalibrate(model, batches):
    update_bn(batches, model)
