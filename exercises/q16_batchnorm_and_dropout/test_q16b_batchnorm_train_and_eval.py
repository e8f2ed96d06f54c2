"""What to expect, with numbers that can be checked by hand."""

import numpy as np
import pytest
import torch
from q16b_batchnorm_train_and_eval import BatchNorm1d, fold_batchnorm, fuse_conv_bn, predict, recalibrate
from torch import nn


def test_BatchNorm1d_normalises_with_the_batch_in_training():
    bn = BatchNorm1d(1, eps=0.0)
    # mean 3, biased variance 4
    assert np.allclose(bn(np.array([[1.0], [5.0]])), [[-1.0], [1.0]])


def test_BatchNorm1d_running_statistics():
    bn = BatchNorm1d(1, momentum=0.1)
    bn(np.array([[1.0], [5.0]]))
    # mean: 0.9 * 0 + 0.1 * 3; variance: 0.9 * 1 + 0.1 * 8, since the unbiased variance is 8
    assert np.allclose(bn.running_mean, [0.3])
    assert np.allclose(bn.running_var, [1.7])


def test_BatchNorm1d_uses_the_running_statistics_in_evaluation():
    bn = BatchNorm1d(1, eps=0.0)
    bn.running_mean, bn.running_var = np.array([2.0]), np.array([9.0])
    bn.weight, bn.bias = np.array([10.0]), np.array([1.0])
    bn.eval()
    assert np.allclose(bn(np.array([[5.0]])), [[11.0]])
    assert np.allclose(bn.running_mean, [2.0])


def test_BatchNorm1d_needs_two_rows_in_training():
    with pytest.raises(ValueError):
        BatchNorm1d(2)(np.array([[1.0, 2.0]]))


def test_fold_batchnorm():
    W, b = fold_batchnorm(
        np.array([[1.0], [2.0]]),
        b=np.array([3.0]),
        running_mean=np.array([1.0]),
        running_var=np.array([3.0]),
        gamma=np.array([6.0]),
        beta=np.array([0.5]),
        eps=1.0,
    )
    # one factor: 6 / sqrt(3 + 1) = 3
    assert np.allclose(W, [[3.0], [6.0]])
    assert np.allclose(b, [6.5])


def test_fuse_conv_bn_gives_what_both_gave():
    conv, bn = nn.Conv2d(2, 3, (3, 2), stride=2, bias=False), nn.BatchNorm2d(3)
    with torch.no_grad():
        bn.running_mean.copy_(torch.tensor([1.0, -2.0, 0.5]))
        bn.running_var.copy_(torch.tensor([4.0, 0.25, 1.0]))
        bn.weight.copy_(torch.tensor([2.0, -1.0, 0.5]))
    conv.eval(), bn.eval()
    x = torch.arange(70.0).reshape(1, 2, 7, 5) / 35 - 1
    assert torch.allclose(fuse_conv_bn(conv, bn)(x), bn(conv(x)), atol=1e-5)


def test_predict_leaves_every_mode_as_it_was():
    model = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2), nn.Dropout(0.9))
    model[1].eval()  # a frozen layer in a model that is being trained
    out = predict(model, torch.ones(1, 2))
    assert not out.requires_grad
    assert [module.training for module in model] == [True, False, True]


def test_recalibrate_weighs_each_batch_the_same():
    model = nn.Sequential(nn.BatchNorm1d(1))
    recalibrate(model, [torch.tensor([[1.0], [5.0]]), torch.tensor([[0.0], [0.0], [0.0], [0.0]])])
    # means 3 and 0, unbiased variances 8 and 0
    assert torch.allclose(model[0].running_mean, torch.tensor([1.5]))
    assert torch.allclose(model[0].running_var, torch.tensor([4.0]))
    assert model[0].momentum == 0.1 and model.training
