"""A few numbers that you can check by hand. ln 2 and ln 3 turn the exponentials into fractions."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from q05_activation_functions import (
    elu,
    elu_grad,
    gelu,
    gelu_grad,
    leaky_relu,
    leaky_relu_grad,
    relu,
    relu_grad,
    sigmoid,
    sigmoid_grad,
    silu,
    silu_grad,
    softmax,
    softmax_jvp,
    softplus,
    softplus_grad,
    tanh,
    tanh_grad,
)

LN2 = np.log(2.0)
LN3 = np.log(3.0)


def test_sigmoid_of_ln_3_is_three_quarters():
    assert_allclose(sigmoid(np.array([[-LN3, 0.0, LN3]])), [[1 / 4, 1 / 2, 3 / 4]])


def test_sigmoid_grad_is_a_quarter_at_most():
    assert_allclose(sigmoid_grad(np.array([-LN3, 0.0, LN3])), [3 / 16, 1 / 4, 3 / 16])


def test_sigmoid_far_from_0():
    assert_allclose(sigmoid(np.array([-1e4, 1e4])), [0, 1])
    assert_allclose(sigmoid_grad(np.array([-1e4, 1e4])), [0, 0], atol=1e-12)


def test_tanh_of_ln_2_is_three_fifths():
    assert_allclose(tanh(np.array([-LN2, 0.0, LN2])), [-3 / 5, 0, 3 / 5])


def test_tanh_grad_is_1_minus_the_square():
    assert_allclose(tanh_grad(np.array([-LN2, 0.0, LN2])), [16 / 25, 1, 16 / 25])


def test_relu_cuts_off_the_negatives():
    assert_allclose(relu(np.array([[-2.0, 0.0], [3.0, -0.5]])), [[0, 0], [3, 0]])


def test_relu_grad_is_0_at_the_kink():
    assert_allclose(relu_grad(np.array([-2.0, 0.0, 3.0])), [0, 0, 1])


def test_relu_turns_integers_into_floats():
    got = relu(np.array([-2, 3]))
    assert_allclose(got, [0, 3])
    assert got.dtype == np.float64


def test_leaky_relu_keeps_a_slope_below_0():
    assert_allclose(leaky_relu(np.array([-2.0, 0.0, 3.0])), [-0.02, 0, 3])
    assert_allclose(leaky_relu(np.array([-2.0, 3.0]), negative_slope=1.5), [-3, 3])


def test_leaky_relu_grad_is_the_slope_at_the_kink():
    assert_allclose(leaky_relu_grad(np.array([-2.0, 0.0, 3.0]), negative_slope=0.3), [0.3, 0.3, 1])


def test_elu_levels_off_at_minus_alpha():
    assert_allclose(elu(np.array([-LN2, 0.0, 3.0])), [-1 / 2, 0, 3])
    assert_allclose(elu(np.array([-LN2, 3.0]), alpha=3.0), [-3 / 2, 3])


def test_elu_grad_is_alpha_at_the_kink():
    assert_allclose(elu_grad(np.array([-LN2, 0.0, 3.0]), alpha=3.0), [3 / 2, 3, 1])


def test_gelu_is_x_times_the_normal_distribution_function():
    # 84.13 % of a normal distribution lies below one standard deviation.
    assert_allclose(gelu(np.array([-1.0, 0.0, 1.0])), [-0.1586552539, 0, 0.8413447461], atol=1e-9)


def test_gelu_grad_at_0_is_one_half():
    assert_allclose(gelu_grad(np.array([0.0])), [1 / 2])


def test_silu_of_ln_3():
    assert_allclose(silu(np.array([-LN3, 0.0, LN3])), [-LN3 / 4, 0, 3 * LN3 / 4])


def test_silu_grad_of_ln_3():
    assert_allclose(silu_grad(np.array([0.0, LN3])), [1 / 2, 3 / 4 + 3 * LN3 / 16])


def test_softplus_of_ln_3_is_ln_4():
    assert_allclose(softplus(np.array([0.0, LN3, 1e4])), [LN2, np.log(4.0), 1e4])


def test_softplus_grad_is_the_sigmoid():
    assert_allclose(softplus_grad(np.array([-LN3, 0.0, LN3])), [1 / 4, 1 / 2, 3 / 4])


def test_softmax_of_0_and_ln_3():
    assert_allclose(softmax(np.array([0.0, LN3])), [1 / 4, 3 / 4])
    assert_allclose(softmax(np.array([[0.0], [LN3]]), axis=0), [[1 / 4], [3 / 4]])


def test_softmax_sees_differences_only():
    assert_allclose(softmax(np.array([[1e4, 1e4], [-1e4, -1e4]])), [[1 / 2, 1 / 2], [1 / 2, 1 / 2]])


def test_softmax_of_a_masked_class_is_0():
    assert_allclose(softmax(np.array([0.0, -np.inf, LN3])), [1 / 4, 0, 3 / 4])
    with pytest.raises(ValueError):
        softmax(np.array([[0.0, 1.0], [-np.inf, -np.inf]]))


def test_softmax_jvp_of_0_and_ln_3():
    # s = (1/4, 3/4), and the Jacobian's rows are (3/16, -3/16) and (-3/16, 3/16).
    assert_allclose(softmax_jvp(np.array([0.0, LN3]), np.array([1.0, 0.0])), [3 / 16, -3 / 16])
    assert_allclose(softmax_jvp(np.array([0.0, LN3]), np.array([5.0, 5.0])), [0, 0], atol=1e-12)
