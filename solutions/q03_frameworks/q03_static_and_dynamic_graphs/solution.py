"""The two ideas behind the frameworks, each small enough to hold in your head.

Define-and-run (TensorFlow 1: Abadi et al., 2016): first write down a graph, then run it, again and
again, with other numbers. Define-by-run (Chainer: Tokui et al., 2015; PyTorch: Paszke et al., 2019):
every operation computes at once, and leaves a record of itself on which gradients walk back.

For the whole file:

- Values are NumPy arrays, float64 unless they are float32, which stays float32 (values and
  gradients; a Python number beside it does not change that). Integers become float64.
- The operations are add, multiply, matmul, relu and sum. ``add`` and ``mul`` are elementwise and
  broadcast as NumPy does; matmul is of two 2-D arrays; ``relu`` is max(0, a), at infinities too, and
  its slope is 0 at a = 0; ``sum`` is over all elements and gives a single number (0-d).
- A gradient has the shape of what it belongs to: where an operand was broadcast, the gradient is
  summed over the copies.
- Graphs may be deeper than Python's recursion limit of 1,000, and an operand may be used many
  times: y = x + x, z = y + y and so on doubles the number of paths at each step. Work and memory
  must grow with the number of operations, not with the number of paths.
- Nothing changes its inputs.
"""

from __future__ import annotations

### BEGIN SOLUTION
import itertools

### END SOLUTION
import numpy as np

### BEGIN SOLUTION


def _ancestors(roots):
    """What the roots are made from, themselves included, each once, in the order of making.

    Nothing can be made before what it is made from, so this order is a topological one.
    """
    found, waiting = {}, list(roots)
    while waiting:
        item = waiting.pop()
        if item.number not in found:
            found[item.number] = item
            waiting.extend(item.inputs)
    return [found[number] for number in sorted(found)]


def _float(value):
    """``value`` as an array of floats; a Python number stays one, so that it widens no float32."""
    if type(value) in (int, float):
        return float(value)
    value = np.asarray(value)
    return value if value.dtype.kind == "f" else value.astype(np.float64)


def _sum_to(gradient, shape):
    """``gradient`` summed over the axes along which an array of ``shape`` was broadcast."""
    if np.shape(gradient) == shape:
        return gradient
    gradient = np.sum(gradient, axis=tuple(range(np.ndim(gradient) - len(shape))))
    stretched = [axis for axis, length in enumerate(shape) if length == 1]
    return np.sum(gradient, axis=tuple(stretched), keepdims=True)


class _Node:
    """One operation of a static graph, and where its operands come from. It holds no result."""

    def __init__(self, graph, number, operation, inputs, value):
        self.graph = graph
        self.number = number
        self.operation = operation
        self.inputs = inputs
        self.value = value


# What an operation computes. The later ones are there for gradients only.
_COMPUTE = {
    "add": np.add,
    "mul": np.multiply,
    "matmul": np.matmul,
    "relu": lambda a: np.maximum(a, 0),
    "sum": np.sum,
    "transpose": np.transpose,
    "step": lambda a: a > 0,
    "ones_like": np.ones_like,
    "zeros_like": np.zeros_like,
    "sum_to": lambda a, like: _sum_to(a, np.shape(like)),
    "spread": lambda a, like: np.broadcast_to(a, np.shape(like)),
}

# From the gradient g at an operation's output to one for each operand; None stands for zero. Each is
# made of nodes, so it is part of the graph, and shapes are looked up when the graph is run.
_GRADIENT = {
    "add": lambda G, g, a, b: (G._make("sum_to", g, a), G._make("sum_to", g, b)),
    "mul": lambda G, g, a, b: (
        G._make("sum_to", G.mul(g, b), a),
        G._make("sum_to", G.mul(g, a), b),
    ),
    "matmul": lambda G, g, a, b: (
        G.matmul(g, G._make("transpose", b)),
        G.matmul(G._make("transpose", a), g),
    ),
    "relu": lambda G, g, a: (G.mul(g, G._make("step", a)),),
    "sum": lambda G, g, a: (G._make("spread", g, a),),
    "transpose": lambda G, g, a: (G._make("transpose", g),),
    "step": lambda G, g, a: (None,),
    "ones_like": lambda G, g, a: (None,),
    "zeros_like": lambda G, g, a: (None,),
    "sum_to": lambda G, g, a, like: (G._make("spread", g, a), None),
    "spread": lambda G, g, a, like: (G._make("sum_to", g, a), None),
}
### END SOLUTION


class StaticGraph:
    """Define-and-run: methods make nodes and compute nothing; ``run`` computes.

    A node is an object of a class of your own (no tuple), with an attribute ``graph``: the
    StaticGraph that it belongs to. The operands ``a`` and ``b`` are nodes of this graph, or bare
    numbers or arrays, which become constants.
    """

    def __init__(self):
        """A graph without nodes."""
        ### BEGIN SOLUTION
        self._nodes = []
        self._placeholders = {}
        ### END SOLUTION

    ### BEGIN SOLUTION
    def _make(self, operation, *operands, value=None):
        inputs = [a if isinstance(a, _Node) else self.constant(a) for a in operands]
        node = _Node(self, len(self._nodes), operation, inputs, value)
        self._nodes.append(node)
        return node

    ### END SOLUTION

    def placeholder(self, name):
        """A node whose value is fed at each ``run``, of any shape.

        The same ``name`` (a string) gives the same placeholder: no second node is made.
        """
        ### BEGIN SOLUTION
        if name not in self._placeholders:
            self._placeholders[name] = self._make("placeholder", value=name)
        return self._placeholders[name]
        ### END SOLUTION

    def constant(self, value):
        """A node whose value, a number or an array, is known now and stays as it is."""
        ### BEGIN SOLUTION
        return self._make("constant", value=_float(value))
        ### END SOLUTION

    def add(self, a, b):
        """A node for a + b, elementwise."""
        ### BEGIN SOLUTION
        return self._make("add", a, b)
        ### END SOLUTION

    def mul(self, a, b):
        """A node for a * b, elementwise."""
        ### BEGIN SOLUTION
        return self._make("mul", a, b)
        ### END SOLUTION

    def matmul(self, a, b):
        """A node for a @ b, both 2-D."""
        ### BEGIN SOLUTION
        return self._make("matmul", a, b)
        ### END SOLUTION

    def relu(self, a):
        """A node for max(0, a), elementwise."""
        ### BEGIN SOLUTION
        return self._make("relu", a)
        ### END SOLUTION

    def sum(self, a):
        """A node for the sum of all elements of a, a 0-d value."""
        ### BEGIN SOLUTION
        return self._make("sum", a)
        ### END SOLUTION

    def num_nodes(self):
        """How many nodes the graph has.

        A new placeholder, a constant and each call of an operation is one node, and so is each bare
        number or array among the operands. ``gradients`` adds as many as it needs; ``run`` none.

        Returns:
            An int.
        """
        ### BEGIN SOLUTION
        return len(self._nodes)
        ### END SOLUTION

    def gradients(self, y, xs):
        """Nodes for the gradients of the sum of y's elements, one for each node in ``xs``.

        Nothing is computed here. The new nodes are part of this graph like any other: they can be
        run, be operands, and be differentiated again (then relu's slope counts as a constant, of
        gradient zero, and so does the shape of a value). Shapes are only known when the graph is
        run, and may differ from run to run, so broadcasting is undone then.

        Args:
            y: a node of any shape.
            xs: a list of nodes of this graph: placeholders, constants, results of operations, y
                itself. A node that y is not made from has a gradient of zeros.

        Returns:
            A list of nodes; the value of each has the shape of its x. To run one may need every
            placeholder that y needs or that x needs.
        """
        ### BEGIN SOLUTION
        found = {y.number: self._make("ones_like", y)}
        for node in reversed(_ancestors([y])):
            if node.inputs and node.number in found:
                upstream = found[node.number]
                gradients = _GRADIENT[node.operation](self, upstream, *node.inputs)
                for operand, gradient in zip(node.inputs, gradients):
                    if gradient is not None and operand.number in found:
                        gradient = self.add(found[operand.number], gradient)
                    if gradient is not None:
                        found[operand.number] = gradient
        return [found.get(x.number) or self._make("zeros_like", x) for x in xs]
        ### END SOLUTION

    def run(self, fetches, feed_dict):
        """Computes the values of nodes.

        Only what the fetches need is computed, and each node once, however many others use it.

        Args:
            fetches: a list of nodes of this graph; the same node may stand in it twice.
            feed_dict: a dict from names of placeholders to numbers or arrays. Names that the fetches
                do not need, or that are no placeholders, are ignored.

        Returns:
            A list of arrays in the order of ``fetches`` (for a 0-d value a NumPy or Python number
            will do).

        Raises:
            KeyError: a placeholder that the fetches need is not in ``feed_dict``; the message
                contains its name.
        """
        ### BEGIN SOLUTION
        values = {}
        for node in _ancestors(fetches):
            if node.operation == "constant":
                values[node.number] = node.value
            elif node.operation == "placeholder":
                if node.value not in feed_dict:
                    raise KeyError(f"feed_dict has no value for the placeholder {node.value!r}")
                values[node.number] = _float(feed_dict[node.value])
            else:
                operands = [values[operand.number] for operand in node.inputs]
                values[node.number] = _COMPUTE[node.operation](*operands)
        return [np.asarray(values[node.number]) for node in fetches]
        ### END SOLUTION


### BEGIN SOLUTION
_clock = itertools.count()


def _data(operand):
    return operand.data if isinstance(operand, Tensor) else operand


# The gradients at the operands, from the gradient g at the output and the operands' own values.
_BACKWARD = {
    "add": lambda g, a, b: (g, g),
    "mul": lambda g, a, b: (g * b, g * a),
    "matmul": lambda g, a, b: (g @ b.T, a.T @ g),
    "relu": lambda g, a: (np.where(a > 0, g, np.zeros_like(g)),),
    "sum": lambda g, a: (np.broadcast_to(g, a.shape),),
}


def _apply(operation, *operands):
    """Computes an operation now, and records it if there is something to go back to."""
    tensors = [a for a in operands if isinstance(a, Tensor)]
    result = Tensor(_COMPUTE[operation](*map(_data, operands)))
    if any(a.requires_grad for a in tensors):
        result.requires_grad = True
        result.operation, result.operands, result.inputs = operation, operands, tensors
    return result


### END SOLUTION


class Tensor:
    """Define-by-run: an array that remembers what it was made from.

    Operands are Tensors, arrays or numbers, on either side: ``t + 2``, ``2 + t``, ``array @ t``. The
    result is a new Tensor, computed at once. It leads back to the operands that require a gradient
    or that lead back to one that does.

    Attributes:
        data: the value, an array (for a 0-d value a NumPy or Python number will do, in grad too).
        grad: None, or the sum of the gradients that ``backward`` has brought here so far, an array
            of the shape of ``data``. Of the Tensors that a caller makes, only those with
            ``requires_grad=True`` get one; what the grad of a result holds is your own affair.
            Setting it to None starts afresh.
    """

    __array_ufunc__ = None  # so that array + tensor comes to __radd__, and NumPy keeps out of it

    def __init__(self, data, requires_grad=False):
        """A leaf that holds ``data``, a number or an array."""
        ### BEGIN SOLUTION
        self.data = np.asarray(_float(data))
        self.grad = None
        self.requires_grad = requires_grad
        self.operation, self.operands, self.inputs = None, [], []
        self.number = next(_clock)
        ### END SOLUTION

    def __add__(self, other):
        """self + other, elementwise."""
        ### BEGIN SOLUTION
        return _apply("add", self, other)
        ### END SOLUTION

    def __radd__(self, other):
        """other + self, where other is an array or a number."""
        ### BEGIN SOLUTION
        return _apply("add", other, self)
        ### END SOLUTION

    def __mul__(self, other):
        """self * other, elementwise."""
        ### BEGIN SOLUTION
        return _apply("mul", self, other)
        ### END SOLUTION

    def __rmul__(self, other):
        """other * self, where other is an array or a number."""
        ### BEGIN SOLUTION
        return _apply("mul", other, self)
        ### END SOLUTION

    def __matmul__(self, other):
        """self @ other, both 2-D."""
        ### BEGIN SOLUTION
        return _apply("matmul", self, other)
        ### END SOLUTION

    def __rmatmul__(self, other):
        """other @ self, where other is an array."""
        ### BEGIN SOLUTION
        return _apply("matmul", other, self)
        ### END SOLUTION

    def relu(self):
        """max(0, self), elementwise."""
        ### BEGIN SOLUTION
        return _apply("relu", self)
        ### END SOLUTION

    def sum(self):
        """The sum of all elements, a Tensor of one number (0-d)."""
        ### BEGIN SOLUTION
        return _apply("sum", self)
        ### END SOLUTION

    def backward(self):
        """Adds the gradient of this one number to ``grad`` of every leaf that requires one.

        May be called again, on the same result or on another: each call adds its own gradient, and
        nothing else is left over from earlier calls. Where nothing requires a gradient it has no
        effect.

        Raises:
            ValueError: this Tensor has more or fewer elements than one. (Any shape of size 1 is fine.)
        """
        ### BEGIN SOLUTION
        if self.data.size != 1:
            raise ValueError(f"backward needs a Tensor of size 1, not of shape {self.data.shape}")
        if not self.requires_grad:
            return
        upstream = {self.number: np.ones_like(self.data)}
        for tensor in reversed(_ancestors([self])):
            gradient = upstream.pop(tensor.number, None)
            if gradient is None:
                continue
            if tensor.operation is None:
                tensor.grad = gradient if tensor.grad is None else tensor.grad + gradient
                continue
            values = map(_data, tensor.operands)
            gradients = _BACKWARD[tensor.operation](gradient, *values)
            for operand, gradient in zip(tensor.operands, gradients):
                if isinstance(operand, Tensor) and operand.requires_grad:
                    gradient = _sum_to(gradient, operand.data.shape)
                    upstream[operand.number] = upstream.get(operand.number, 0) + gradient
        ### END SOLUTION


def dynamic_power(x, n):
    """x to the power of n, elementwise, by an ordinary Python loop over Tensor multiplications.

    The graph that backward walks is whatever the loop has left behind: another n, another graph.

    Args:
        x: a Tensor of any shape, zeros included.
        n: an int of 0 or more; it may exceed Python's recursion limit.

    Returns:
        A Tensor of the shape of x, through which ``backward`` reaches x. n = 0 gives ones (also where
        x is 0); the gradient of x is then None or zeros.
    """
    ### BEGIN SOLUTION
    result = Tensor(np.ones_like(x.data))
    for _ in range(n):
        result = result * x
    return result
    ### END SOLUTION


def trace(f, example):
    """Records what a function of one Tensor does to an example, as a static graph.

    f is ordinary Python and is called exactly once, with a Tensor that holds the example's values.
    What it does to that Tensor, by +, *, @, relu and sum, becomes nodes of a new StaticGraph, whose
    one placeholder is named "x". All else is baked in: other Tensors, arrays and numbers become
    constants, and of an ``if`` or a loop only the operations that were carried out remain. So on other
    inputs the graph does what was right for the example; today's tools have the same trait
    (``tf.function`` and ``torch.compile`` watch for it with guards and trace again).

    Args:
        f: a function of one Tensor. It may read the Tensor's ``data``, and use other Tensors.
        example: an array or a Tensor. It is not changed (nor is its ``grad``).

    Returns:
        The node of f's result; ``node.graph`` is the graph. Where f returns its argument, that is the
        placeholder; where the result does not depend on the argument, or is a number or an array, it
        is a node that runs without a feed.
    """
    ### BEGIN SOLUTION
    x = Tensor(_data(example), requires_grad=True)
    result = f(x)
    graph = StaticGraph()
    if not isinstance(result, Tensor):
        return graph.constant(result)
    nodes = {x.number: graph.placeholder("x")}
    for tensor in _ancestors([result]):
        if tensor.operation is not None:
            operands = [nodes[a.number] if isinstance(a, Tensor) else a for a in tensor.operands]
            nodes[tensor.number] = getattr(graph, tensor.operation)(*operands)
        elif tensor is not x:
            nodes[tensor.number] = graph.constant(tensor.data)
    return nodes[result.number]
    ### END SOLUTION
