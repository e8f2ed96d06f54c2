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

# Imports and helpers of your own are welcome here.
import numpy as np


class StaticGraph:
    """Define-and-run: methods make nodes and compute nothing; ``run`` computes.

    A node is an object of a class of your own (no tuple), with an attribute ``graph``: the
    StaticGraph that it belongs to. The operands ``a`` and ``b`` are nodes of this graph, or bare
    numbers or arrays, which become constants.
    """

    def __init__(self):
        """A graph without nodes."""
        raise NotImplementedError("StaticGraph.__init__: write this method, then delete this line.")

    # Helper methods of your own are welcome here.

    def placeholder(self, name):
        """A node whose value is fed at each ``run``, of any shape.

        The same ``name`` (a string) gives the same placeholder: no second node is made.
        """
        raise NotImplementedError("StaticGraph.placeholder: write this method, then delete this line.")

    def constant(self, value):
        """A node whose value, a number or an array, is known now and stays as it is."""
        raise NotImplementedError("StaticGraph.constant: write this method, then delete this line.")

    def add(self, a, b):
        """A node for a + b, elementwise."""
        raise NotImplementedError("StaticGraph.add: write this method, then delete this line.")

    def mul(self, a, b):
        """A node for a * b, elementwise."""
        raise NotImplementedError("StaticGraph.mul: write this method, then delete this line.")

    def matmul(self, a, b):
        """A node for a @ b, both 2-D."""
        raise NotImplementedError("StaticGraph.matmul: write this method, then delete this line.")

    def relu(self, a):
        """A node for max(0, a), elementwise."""
        raise NotImplementedError("StaticGraph.relu: write this method, then delete this line.")

    def sum(self, a):
        """A node for the sum of all elements of a, a 0-d value."""
        raise NotImplementedError("StaticGraph.sum: write this method, then delete this line.")

    def num_nodes(self):
        """How many nodes the graph has.

        A new placeholder, a constant and each call of an operation is one node, and so is each bare
        number or array among the operands. ``gradients`` adds as many as it needs; ``run`` none.

        Returns:
            An int.
        """
        raise NotImplementedError("StaticGraph.num_nodes: write this method, then delete this line.")

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
        raise NotImplementedError("StaticGraph.gradients: write this method, then delete this line.")

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
        raise NotImplementedError("StaticGraph.run: write this method, then delete this line.")


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
        raise NotImplementedError("Tensor.__init__: write this method, then delete this line.")

    def __add__(self, other):
        """self + other, elementwise."""
        raise NotImplementedError("Tensor.__add__: write this method, then delete this line.")

    def __radd__(self, other):
        """other + self, where other is an array or a number."""
        raise NotImplementedError("Tensor.__radd__: write this method, then delete this line.")

    def __mul__(self, other):
        """self * other, elementwise."""
        raise NotImplementedError("Tensor.__mul__: write this method, then delete this line.")

    def __rmul__(self, other):
        """other * self, where other is an array or a number."""
        raise NotImplementedError("Tensor.__rmul__: write this method, then delete this line.")

    def __matmul__(self, other):
        """self @ other, both 2-D."""
        raise NotImplementedError("Tensor.__matmul__: write this method, then delete this line.")

    def __rmatmul__(self, other):
        """other @ self, where other is an array."""
        raise NotImplementedError("Tensor.__rmatmul__: write this method, then delete this line.")

    def relu(self):
        """max(0, self), elementwise."""
        raise NotImplementedError("Tensor.relu: write this method, then delete this line.")

    def sum(self):
        """The sum of all elements, a Tensor of one number (0-d)."""
        raise NotImplementedError("Tensor.sum: write this method, then delete this line.")

    def backward(self):
        """Adds the gradient of this one number to ``grad`` of every leaf that requires one.

        May be called again, on the same result or on another: each call adds its own gradient, and
        nothing else is left over from earlier calls. Where nothing requires a gradient it has no
        effect.

        Raises:
            ValueError: this Tensor has more or fewer elements than one. (Any shape of size 1 is fine.)
        """
        raise NotImplementedError("Tensor.backward: write this method, then delete this line.")


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
    raise NotImplementedError("dynamic_power: write this function, then delete this line.")


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
    raise NotImplementedError("trace: write this function, then delete this line.")
