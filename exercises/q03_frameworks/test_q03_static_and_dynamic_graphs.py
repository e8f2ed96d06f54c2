"""A few numbers that you can check by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from q03_static_and_dynamic_graphs import StaticGraph, Tensor, dynamic_power, trace


def test_StaticGraph_is_built_once_and_run_twice():
    graph = StaticGraph()
    x = graph.placeholder("x")
    y = graph.sum(graph.mul(x, x))
    assert graph.num_nodes() == 3
    assert_allclose(graph.run([y], {"x": np.array([1.0, 2.0])})[0], 5.0)
    assert_allclose(graph.run([y, x], {"x": 3.0}), [9.0, 3.0])
    assert graph.num_nodes() == 3
    assert graph.placeholder("x") is x and y.graph is graph


def test_StaticGraph_needs_what_the_fetches_need():
    graph = StaticGraph()
    x, rate = graph.placeholder("x"), graph.placeholder("rate")
    assert_allclose(graph.run([graph.add(x, 1.0)], {"x": 2.0}), [3.0])
    with pytest.raises(KeyError, match="rate"):
        graph.run([graph.mul(x, rate)], {"x": 2.0})


def test_StaticGraph_gradients_are_nodes():
    graph = StaticGraph()
    x = graph.placeholder("x")
    [first] = graph.gradients(graph.mul(x, graph.mul(x, x)), [x])
    [second] = graph.gradients(first, [x])
    values = graph.run([first, second], {"x": np.array([1.0, 2.0])})
    assert_allclose(values, [[3.0, 12.0], [6.0, 12.0]])


def test_StaticGraph_gradient_of_what_was_broadcast():
    graph = StaticGraph()
    x, b = graph.placeholder("x"), graph.placeholder("b")
    [db] = graph.gradients(graph.add(x, b), [b])
    assert_allclose(graph.run([db], {"x": np.ones((4, 2)), "b": np.ones(2)})[0], [4.0, 4.0])


def test_Tensor_computes_at_once():
    w = Tensor(np.array([[1.0, -1.0], [0.0, 2.0]]), requires_grad=True)
    y = (np.array([[1.0, 2.0]]) @ w).relu() + 0.5
    assert_allclose(y.data, [[1.5, 3.5]])
    y.sum().backward()
    assert_allclose(w.grad, [[1.0, 1.0], [2.0, 2.0]])


def test_Tensor_adds_up_its_gradients():
    x = Tensor(np.array([3.0]), requires_grad=True)
    y = x * x
    y.backward()
    assert_allclose(x.grad, [6.0])
    y.backward()
    assert_allclose(x.grad, [12.0])


def test_Tensor_backward_wants_one_number():
    with pytest.raises(ValueError):
        Tensor(np.ones(2), requires_grad=True).backward()


def test_dynamic_power_of_2_and_3():
    x = Tensor(np.array([2.0, 3.0]), requires_grad=True)
    y = dynamic_power(x, 3)
    assert_allclose(y.data, [8.0, 27.0])
    y.sum().backward()
    assert_allclose(x.grad, [12.0, 27.0])


def test_trace_bakes_in_the_branch():
    def magnitude(x):
        return x if x.data[0] > 0 else -1.0 * x

    node = trace(magnitude, np.array([-5.0]))
    assert_allclose(node.graph.run([node], {"x": np.array([-2.0])})[0], [2.0])
    assert_allclose(node.graph.run([node], {"x": np.array([2.0])})[0], [-2.0])  # not |2|
