"""A few steps that can be checked by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from q17_sgd_rmsprop_adam import SGD, Adam, AdamW, RMSprop


def test_SGD_subtracts_lr_times_the_gradient():
    params = {"W": np.array([[1.0, 2.0]]), "b": np.array([3.0])}
    optimizer = SGD(lr=0.1)
    new = optimizer.step(params, {"W": np.array([[10.0, -5.0]])})
    assert_allclose(new["W"], [[0.0, 2.5]])
    assert_allclose(new["b"], [3.0])  # without a gradient it stays as it is
    assert_allclose(params["W"], [[1.0, 2.0]])  # a step changes nothing that it was given
    optimizer.lr = 0.2
    assert_allclose(optimizer.step(new, {"b": np.array([1.0])})["b"], [2.8])


def test_SGD_refuses_a_name_that_params_lacks():
    with pytest.raises(ValueError):
        SGD(lr=0.1).step({"W": np.array([1.0])}, {"w": np.array([1.0])})


def test_RMSprop_two_steps():
    optimizer = RMSprop(lr=0.1, alpha=0.75, eps=1.0)
    params = optimizer.step({"w": np.array([5.0])}, {"w": np.array([2.0])})
    assert_allclose(params["w"], [4.9])  # v = 0.25 * 4 = 1; 0.1 * 2 / (1 + 1)
    params = optimizer.step(params, {"w": np.array([1.0])})
    assert_allclose(params["w"], [4.85])  # v = 0.75 * 1 + 0.25 * 1 = 1; 0.1 * 1 / (1 + 1)


def test_Adam_first_step_has_the_length_lr():
    params = {"w": np.array([1.0, 1.0, 1.0])}
    new = Adam(lr=0.1).step(params, {"w": np.array([1000.0, -1.0, 0.0])})
    assert_allclose(new["w"], [0.9, 1.1, 1.0])


def test_Adam_two_steps():
    optimizer = Adam(lr=0.1, betas=(0.5, 0.75), eps=1.0)
    params = optimizer.step({"w": np.array([5.0])}, {"w": np.array([4.0])})
    assert_allclose(params["w"], [4.92])  # m_hat = 4, v_hat = 16; 0.1 * 4 / (4 + 1)
    params = optimizer.step(params, {"w": np.array([0.0])})
    # m = 1, m_hat = 1 / 0.75; v = 3, v_hat = 3 / 0.4375
    assert_allclose(params["w"], [4.92 - 0.1 * (4 / 3) / ((48 / 7) ** 0.5 + 1)])


def test_AdamW_decays_first():
    params = {"w": np.array([2.0]), "still": np.array([2.0])}
    optimizer = AdamW(lr=0.1, weight_decay=0.5)
    new = optimizer.step(params, {"w": np.array([3.0])})
    assert_allclose(new["w"], [1.8])  # 2 * (1 - 0.1 * 0.5) - 0.1
    assert_allclose(new["still"], [2.0])
    new = optimizer.step(new, {"still": np.array([0.0])})
    assert_allclose(new["still"], [1.9])  # a gradient of zero: no step, but decay
