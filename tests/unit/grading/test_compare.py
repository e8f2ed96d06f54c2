"""check_close: every way in which comparing arrays has let wrong answers pass elsewhere."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from autograder.grading.checks import check, check_close, check_equal, check_gradient
from autograder.grading.errors import CheckFailed

X = np.arange(6.0).reshape(2, 3)


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (X.copy(), X),
        (X + 1e-12, X),
        (np.float64(2.0), 2.0),
        (np.array(2.0), 2.0),
        (torch.tensor(2.0), 2.0),
        (2, 2.0),
        (np.float32(0.1), 0.1),
        ((X, 1.0), (X, 1.0)),
        ([X, 1.0], (X, 1.0)),
        ({"a": X}, {"a": X}),
        (np.array([np.nan, np.inf]), np.array([np.nan, np.inf])),
        (np.zeros((0, 3)), np.zeros((0, 3))),
        (torch.ones(2), torch.ones(2)),
        (np.array([1, 2], dtype=np.int32), np.array([1, 2])),
        (np.array(True), True),
        (None, None),
    ],
)
def test_equal_values_pass(got, expected):
    check_close(got, expected)


@pytest.mark.parametrize(
    ("got", "expected", "kind"),
    [
        (np.zeros((0,)), 5.0, "shape"),
        (np.zeros((0, 3)), X, "shape"),
        (np.zeros(3), np.zeros((3, 3)), "shape"),
        (X[:1], X, "shape"),
        (X.T.copy(), X, "shape"),
        (X.astype(np.float32), X, "dtype"),
        (X.astype(int), X, "dtype"),
        (X.tolist(), X, "type"),
        (None, X, "type"),
        (None, 1.0, "type"),
        ("2.0", 2.0, "type"),
        (True, 1.0, "type"),
        (np.ones(1), 1.0, "shape"),
        (np.full((2, 3), np.nan), X, "nan"),
        (float("nan"), 1.0, "nan"),
        (np.full((2, 3), np.inf), X, "infinite"),
        (np.array([1.0, 2.0]), np.array([1.0, np.nan]), "value"),
        (-X, X, "value"),
        (X + 1e-6, X, "value"),
        (torch.ones(2, dtype=torch.float64), torch.ones(2), "dtype"),
        (np.ones(2), torch.ones(2), "type"),
        ((X,), (X, X), "length"),
        ({"a": X}, {"b": X}, "keys"),
        ({"a": X, "b": X}, {"a": X}, "keys"),
        (0, None, "value"),
        (1.0, "a", "type"),
        (2, True, "value"),
        (1e400, 1.0, "value"),
        (object(), 1.0, "type"),
        (np.array(["a"]), np.array(["b"]), "value"),
    ],
)
def test_other_values_fail_for_the_right_reason(got, expected, kind):
    with pytest.raises(CheckFailed) as failed:
        check_close(got, expected)
    assert failed.value.kind == kind
    assert failed.value.message.en != failed.value.message.ko


def test_the_worst_element_is_named():
    wrong = X.copy()
    wrong[1, 2] = 9
    wrong[0, 0] = 0.5
    with pytest.raises(
        CheckFailed, match=r"at \[1, 2\] got 9.0, expected 5.0 \(2 of 6 elements differ\)"
    ):
        check_close(wrong, X)


@pytest.mark.parametrize(("factor", "words"), [(-1, "sign is the opposite"), (2, "2 times")])
def test_a_plain_relation_is_told(factor, words):
    with pytest.raises(CheckFailed, match=words):
        check_close(factor * X[:, 1:], X[:, 1:])


def test_without_dtype_any_float_will_do_and_no_other_type():
    check_close(X.astype(np.float32), X, dtype=False)
    for wrong in (X.astype(int), X > 0):
        with pytest.raises(CheckFailed) as failed:
            check_close(wrong, X, dtype=False)
        assert failed.value.kind == "dtype"


def test_equal_is_exact():
    check_equal([1, 2], [1, 2])
    check_equal(np.array([1, 2]), [1, 2])
    with pytest.raises(CheckFailed):
        check_equal(1.0 + 1e-12, 1.0)
    with pytest.raises(CheckFailed):
        check_equal([1, 2, 3], [1, 2])


def test_a_gradient_is_checked_with_its_upstream():
    rng = np.random.default_rng(0)
    x, upstream = rng.normal(size=(3, 4)), rng.normal(size=(3, 4))
    check_gradient(upstream * np.cos(x), np.sin, x, upstream)
    with pytest.raises(CheckFailed):
        check_gradient(np.cos(x), np.sin, x, upstream)


def test_only_plain_conditions_decide():
    check(np.bool_(True), "en", "ko")
    with pytest.raises(CheckFailed):
        check(object(), "en", "ko")
