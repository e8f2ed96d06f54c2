"""Other right ways to write each part."""

import heapq

import numpy as np
from solution import StaticGraph as RightStaticGraph
from solution import Tensor as RightTensor
from solution import _float, _sum_to

from autograder.authoring import alternative, part_of

# --- StaticGraph: nodes that hold closures, sorted depth first by a stack


class _Closure:
    def __init__(self, graph, inputs, compute, differentiate=None, name=None):
        self.graph, self.inputs, self.name = graph, inputs, name
        self.compute, self.differentiate = compute, differentiate
        graph.count += 1


def _sorted_by_a_stack(roots):
    order, seen, stack = [], set(), [(root, False) for root in roots]
    while stack:
        node, finished = stack.pop()
        if finished:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            stack.append((node, True))
            stack.extend((operand, False) for operand in node.inputs)
    return order


@alternative(
    replaces="StaticGraph", why="each node brings its own closures; a depth-first topological sort"
)
class graph_of_closures:
    def __init__(self):
        self.count, self.known = 0, {}

    def _node(self, a):
        return a if isinstance(a, _Closure) else self.constant(a)

    def placeholder(self, name):
        if name not in self.known:
            self.known[name] = _Closure(self, [], None, name=name)
        return self.known[name]

    def constant(self, value):
        value = _float(value)
        return _Closure(self, [], lambda: value)

    def _sum_to(self, a, like):
        return _Closure(
            self,
            [a, like],
            lambda a, like: _sum_to(a, np.shape(like)),
            lambda g: [self._spread(g, a), None],
        )

    def _spread(self, a, like):
        return _Closure(
            self,
            [a, like],
            lambda a, like: a + np.zeros_like(like),
            lambda g: [self._sum_to(g, a), None],
        )

    def _transpose(self, a):
        return _Closure(self, [a], np.transpose, lambda g: [self._transpose(g)])

    def add(self, a, b):
        a, b = self._node(a), self._node(b)
        return _Closure(
            self,
            [a, b],
            lambda a, b: a + b,
            lambda g: [self._sum_to(g, a), self._sum_to(g, b)],
        )

    def mul(self, a, b):
        a, b = self._node(a), self._node(b)
        return _Closure(
            self,
            [a, b],
            lambda a, b: a * b,
            lambda g: [self._sum_to(self.mul(g, b), a), self._sum_to(self.mul(g, a), b)],
        )

    def matmul(self, a, b):
        a, b = self._node(a), self._node(b)
        return _Closure(
            self,
            [a, b],
            lambda a, b: a @ b,
            lambda g: [self.matmul(g, self._transpose(b)), self.matmul(self._transpose(a), g)],
        )

    def relu(self, a):
        a = self._node(a)
        step = _Closure(self, [a], lambda a: np.heaviside(a, np.zeros_like(a)))
        self.count -= 1  # not until it is needed
        return _Closure(
            self, [a], lambda a: np.where(a > 0, a, np.zeros_like(a)), lambda g: [self.mul(g, step)]
        )

    def sum(self, a):
        a = self._node(a)
        return _Closure(self, [a], lambda a: np.asarray(a).sum(), lambda g: [self._spread(g, a)])

    def num_nodes(self):
        return self.count

    def gradients(self, y, xs):
        arrived = {y: [_Closure(self, [y], np.ones_like)]}
        totals = {}
        for node in reversed(_sorted_by_a_stack([y])):
            parts = arrived.get(node)
            if not parts:
                continue
            totals[node] = parts[0]
            for part in parts[1:]:
                totals[node] = self.add(totals[node], part)
            if node.differentiate is not None:
                for operand, part in zip(node.inputs, node.differentiate(totals[node])):
                    if part is not None:
                        arrived.setdefault(operand, []).append(part)
        return [totals[x] if x in totals else _Closure(self, [x], np.zeros_like) for x in xs]

    def run(self, fetches, feed_dict):
        values = {}
        for node in _sorted_by_a_stack(fetches):
            if node.name is not None:
                values[node] = _float(feed_dict[node.name])  # KeyError by itself
            else:
                values[node] = node.compute(*(values[operand] for operand in node.inputs))
        return tuple(values[node] for node in fetches)


# --- Tensor: closures, and a heap in place of a sorted list


@alternative(
    replaces="Tensor",
    why="each result holds the closures that lead back; a heap gives the youngest first",
)
class tensor_of_closures:
    __array_ufunc__ = None
    made = 0

    def __init__(self, data, requires_grad=False, back=()):
        data = np.asarray(data)
        self.data = data if data.dtype.kind == "f" else data.astype(float)
        self.grad, self.requires_grad, self.back = None, requires_grad, list(back)
        self.trail = None  # what trace asks for
        tensor_of_closures.made += 1
        self.age = tensor_of_closures.made

    def _result(self, data, other=None, to_self=None, to_other=None, name=None):
        back = [(self, to_self)] if self._leads_back() else []
        if isinstance(other, tensor_of_closures) and other._leads_back():
            back.append((other, to_other))
        result = tensor_of_closures(data, back=back)
        result.trail = name
        return result

    def _leads_back(self):
        return self.requires_grad or bool(self.back)

    def __add__(self, other):
        b = other.data if isinstance(other, tensor_of_closures) else other
        return self._result(self.data + b, other, lambda g: g, lambda g: g, ("add", self, other))

    __radd__ = __add__

    def __mul__(self, other):
        a, b = self.data, other.data if isinstance(other, tensor_of_closures) else other
        return self._result(a * b, other, lambda g: g * b, lambda g: g * a, ("mul", self, other))

    __rmul__ = __mul__

    def __matmul__(self, other):
        a, b = self.data, other.data if isinstance(other, tensor_of_closures) else np.asarray(other)
        return self._result(
            a @ b, other, lambda g: g @ b.T, lambda g: a.T @ g, ("matmul", self, other)
        )

    def __rmatmul__(self, other):
        other = np.asarray(other)
        return self._result(
            other @ self.data, None, lambda g: other.T @ g, None, ("matmul", other, self)
        )

    def relu(self):
        mask = self.data > 0
        return self._result(
            np.where(mask, self.data, self.data.dtype.type(0)),
            None,
            lambda g: np.where(mask, g, g.dtype.type(0)),
            None,
            ("relu", self),
        )

    def sum(self):
        like = self.data
        return self._result(like.sum(), None, lambda g: g * np.ones_like(like), None, ("sum", self))

    def backward(self):
        if self.data.size != 1:
            raise ValueError("not of size 1")
        totals, heap = {self.age: np.ones_like(self.data)}, [(-self.age, self)]
        while heap:
            _, tensor = heapq.heappop(heap)
            total = totals.pop(tensor.age)
            if tensor.requires_grad:
                tensor.grad = total.copy() if tensor.grad is None else tensor.grad + total
            for operand, function in tensor.back:
                part = np.asarray(_sum_to(function(total), operand.data.shape))
                if operand.age in totals:
                    totals[operand.age] = totals[operand.age] + part
                else:
                    totals[operand.age] = part
                    heapq.heappush(heap, (-operand.age, operand))


@part_of("tensor_of_closures", replaces="trace")
def trace_by_the_trail(f, example):
    example = example.data if isinstance(example, tensor_of_closures) else example
    x = tensor_of_closures(example)
    result, graph = f(x), RightStaticGraph()
    nodes, stack = {x: graph.placeholder("x")}, [result]
    while stack:
        item = stack[-1]
        if not isinstance(item, tensor_of_closures):
            return graph.constant(item)
        operands = item.trail[1:] if item.trail else ()
        left = [a for a in operands if isinstance(a, tensor_of_closures) and a not in nodes]
        if item not in nodes and left:
            stack += left
            continue
        if item not in nodes and item.trail:
            nodes[item] = getattr(graph, item.trail[0])(
                *(nodes[a] if isinstance(a, tensor_of_closures) else a for a in operands)
            )
        elif item not in nodes:
            nodes[item] = graph.constant(item.data)
        stack.pop()
    return nodes[result]


# --- Tensor around PyTorch's own


@alternative(replaces="Tensor", why="PyTorch's own tensors and autograd inside")
class tensor_around_torch:
    __array_ufunc__ = None

    def __init__(self, data, requires_grad=False):
        import torch

        data = np.asarray(data)
        data = data if data.dtype.kind == "f" else data.astype(float)
        self.inner = torch.tensor(data, requires_grad=requires_grad)

    def _around(self, inner):
        result = tensor_around_torch(0.0)
        result.inner = inner
        return result

    def _other(self, other):
        import torch

        if isinstance(other, tensor_around_torch):
            return other.inner
        return other if isinstance(other, int | float) else torch.tensor(np.asarray(other))

    @property
    def data(self):
        return self.inner.detach().numpy()

    @property
    def grad(self):
        return None if self.inner.grad is None else self.inner.grad.numpy().copy()

    @grad.setter
    def grad(self, value):
        self.inner.grad = value

    def __add__(self, other):
        return self._around(self.inner + self._other(other))

    __radd__ = __add__

    def __mul__(self, other):
        return self._around(self.inner * self._other(other))

    __rmul__ = __mul__

    def __matmul__(self, other):
        return self._around(self.inner @ self._other(other))

    def __rmatmul__(self, other):
        return self._around(self._other(other) @ self.inner)

    def relu(self):
        return self._around(self.inner.relu())

    def sum(self):
        return self._around(self.inner.sum())

    def backward(self):
        import torch

        if self.inner.numel() != 1:
            raise ValueError("not of size 1")
        if self.inner.requires_grad:
            torch.autograd.backward(self.inner, torch.ones_like(self.inner), retain_graph=True)


@part_of("tensor_around_torch", replaces="trace")
def trace_with_a_tracer(f, example):
    graph = RightStaticGraph()
    example = example.data if isinstance(example, tensor_around_torch) else example

    def node_of(value):
        if isinstance(value, Tracer):
            return value.node
        return value.data if isinstance(value, tensor_around_torch) else value

    class Tracer(tensor_around_torch):
        def _record(self, inner, name, *operands):
            result = Tracer(0.0)
            result.inner, result.node = inner, getattr(graph, name)(*map(node_of, operands))
            return result

        def __add__(self, other):
            return self._record(self.inner + self._other(other), "add", self, other)

        def __mul__(self, other):
            return self._record(self.inner * self._other(other), "mul", self, other)

        __radd__, __rmul__ = __add__, __mul__

        def __matmul__(self, other):
            return self._record(self.inner @ self._other(other), "matmul", self, other)

        def __rmatmul__(self, other):
            return self._record(self._other(other) @ self.inner, "matmul", other, self)

        def relu(self):
            return self._record(self.inner.relu(), "relu", self)

        def sum(self):
            return self._record(self.inner.sum(), "sum", self)

    x = Tracer(example)
    x.node = graph.placeholder("x")
    result = f(x)
    return result.node if isinstance(result, Tracer) else graph.constant(node_of(result))


# --- dynamic_power


@alternative(replaces="dynamic_power", why="by squaring: a loop over the bits of n")
def power_by_squaring(x, n):
    result, square = RightTensor(np.ones_like(x.data)), x
    while n:
        if n % 2:
            result = result * square
        square, n = square * square, n // 2
    return result


@alternative(replaces="dynamic_power", why="starting from x, with n = 0 apart")
def power_starting_from_x(x, n):
    if n == 0:
        return x * 0.0 + 1.0
    result = x
    for _ in range(n - 1):
        result = x * result
    return result


# --- trace


@alternative(
    replaces="trace", why="a recording subclass of Tensor: the graph is built while f runs"
)
def trace_with_a_recorder(f, example):
    graph = RightStaticGraph()

    class Recorder(RightTensor):
        def _record(self, plain, name, *operands):
            recorded = Recorder(plain.data)
            recorded.node = getattr(graph, name)(
                *(
                    a.node
                    if isinstance(a, Recorder)
                    else a.data
                    if isinstance(a, RightTensor)
                    else a
                    for a in operands
                )
            )
            return recorded

        def __add__(self, other):
            return self._record(RightTensor.__add__(self, other), "add", self, other)

        def __radd__(self, other):
            return self._record(RightTensor.__add__(self, other), "add", other, self)

        def __mul__(self, other):
            return self._record(RightTensor.__mul__(self, other), "mul", self, other)

        def __rmul__(self, other):
            return self._record(RightTensor.__mul__(self, other), "mul", other, self)

        def __matmul__(self, other):
            return self._record(RightTensor.__matmul__(self, other), "matmul", self, other)

        def __rmatmul__(self, other):
            return self._record(RightTensor.__rmatmul__(self, _plain(other)), "matmul", other, self)

        def relu(self):
            return self._record(RightTensor.relu(self), "relu", self)

        def sum(self):
            return self._record(RightTensor.sum(self), "sum", self)

    def _plain(value):
        return value.data if isinstance(value, RightTensor) else value

    x = Recorder(_plain(example))
    x.node = graph.placeholder("x")
    result = f(x)
    return result.node if isinstance(result, Recorder) else graph.constant(_plain(result))
