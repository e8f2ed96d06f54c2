"""Both kinds of graph: values, gradients, and what each remembers from one use to the next.

Matrices are square where a forgotten transpose must be a wrong number and not only a shape error.
How many nodes a gradient takes is a student's own affair, up to a generous budget.
"""

from __future__ import annotations

import numpy as np

from autograder.grading import check, check_close, check_equal, check_raises, check_unchanged, task
from autograder.grading.errors import SubmissionError

DOUBLINGS = 26  # a walk along each path would take 2^26 steps, with a NumPy call in each
DEPTH = 1010  # a recursion of one call for each operation ends at Python's limit of 1,000
SHAPES = [((2, 4), (2, 1), (5, 1, 1)), ((3, 1), (1, 4), ())]  # of three operands that broadcast


class Kept:
    """An object whose methods are looked up once: each look at a student's object is a trip of its own."""

    def __init__(self, thing):
        self.thing = thing

    def __getattr__(self, name):
        value = getattr(self.thing, name)
        setattr(self, name, value)
        return value


def new_graph(functions):
    return Kept(functions.StaticGraph())


def graph_of(node):
    return Kept(node.graph)


def values_of(graph, nodes, feed_dict):
    """What ``run`` returns, once it is known to be a list of as many things as were asked for."""
    result = graph.run(nodes, feed_dict)
    check(
        isinstance(result, list | tuple) and len(result) == len(nodes),
        f"run must return a list of {len(nodes)}, one array for each fetch.",
        f"run은 fetch마다 배열 하나씩, 길이가 {len(nodes)}인 리스트를 반환해야 합니다.",
    )
    return result


def gradients_of(graph, y, xs):
    nodes = graph.gradients(y, xs)
    check(
        isinstance(nodes, list | tuple) and len(nodes) == len(xs),
        f"gradients must return a list of {len(xs)} nodes, one for each x.",
        f"gradients는 x마다 노드 하나씩, 길이가 {len(xs)}인 리스트를 반환해야 합니다.",
    )
    return list(nodes)


def check_runs(both, feed_dict):
    """Each of the submission's nodes has the value of the reference's; ``both`` are (graph, nodes)."""
    (graph, nodes), (reference_graph, reference_nodes) = both
    expected = reference_graph.run(reference_nodes, feed_dict)
    for got, right in zip(values_of(graph, nodes, feed_dict), expected):
        check_close(got, right)


def chain(submission, x):
    """x + x + ... + x, of DEPTH x's one after the other: NumPy calls Tensor's own + in the worker."""
    copies = submission.probe.array([None] * DEPTH)
    copies.fill(x)
    return copies.sum()


def check_is_tensor(result):
    """NumPy, where it takes an operator over, makes an array whose elements are Tensors."""
    check(
        not isinstance(result, np.ndarray)
        and not getattr(result, "type_name", "Tensor").startswith("ndarray"),
        "array + tensor is no Tensor: NumPy has added element by element. Keep the line "
        "__array_ufunc__ = None in the class, and write __radd__, __rmul__ and __rmatmul__.",
        "배열 + Tensor의 결과가 Tensor가 아닙니다. NumPy가 원소마다 따로 더했습니다. 클래스에 "
        "__array_ufunc__ = None을 남겨 두고 __radd__, __rmul__, __rmatmul__을 작성하세요.",
    )


def check_grad(tensor, expected, name, rtol=None):
    got = tensor.grad
    check(
        got is not None,
        f"{name} requires a gradient and has none after backward().",
        f"backward() 뒤에도 gradient가 필요한 {name}의 grad가 None입니다.",
    )
    check_close(got, expected, rtol=rtol)


def network(functions, bias):
    """relu(x @ w + bias) times itself plus one, of placeholders x and w; the graph and its nodes."""
    graph = new_graph(functions)
    x, w = graph.placeholder("x"), graph.placeholder("w")
    product = graph.matmul(x, w)
    hidden = graph.relu(graph.add(product, bias))
    return graph, x, w, product, hidden, graph.mul(hidden, graph.add(hidden, 1.0))


@task("StaticGraph", points=2)
def test_static_values(submission, reference, rng):
    """Each operation computes its value when the graph is run, with each run's own feed.
    각 연산은 그래프를 실행할 때 그 실행의 feed로 값을 계산합니다."""
    bias, offset = rng.normal(size=(2, 3))
    both = []
    for functions in (submission, reference):
        graph, x, _, product, hidden, y = network(functions, bias)
        scaled = graph.mul(-2, graph.add(offset, x))
        nodes = [product, hidden, y, graph.sum(y), scaled, graph.constant(bias), x]
        both.append((graph, nodes))
    feed = {"x": rng.normal(size=(3, 4)).T, "w": rng.normal(size=(3, 3))}
    check_runs(both, feed)
    # The next run has a feed of its own, of another shape; a node may be fetched twice, in any order.
    feed = {"x": rng.normal(size=(1, 3)), "w": rng.normal(size=(3, 3))}
    check_runs([(graph, [nodes[i] for i in (3, 1, 4, 2, 3)]) for graph, nodes in both], feed)


@task("StaticGraph", points=2)
def test_the_graph_stays_as_it_was_built(submission, rng):
    """Each call makes its one node, a known placeholder and run make none, node.graph is the graph.
    호출마다 노드가 하나 생깁니다. 이미 있는 placeholder와 run은 노드를 만들지 않습니다."""
    graph = new_graph(submission)
    check(
        graph.num_nodes() == 0,
        "a new StaticGraph has nodes already. Each graph keeps its own: make the list in __init__, for "
        "what is written in the class body belongs to all graphs.",
        "새 StaticGraph에 이미 노드가 있습니다. class 바로 아래에 쓴 변수는 모든 그래프가 함께 쓰므로, 노드 "
        "목록은 __init__에서 만드세요.",
    )
    x = graph.placeholder("x")
    y = graph.sum(graph.mul(x, graph.relu(x)))
    check_equal(graph.num_nodes(), 4)
    graph.placeholder("x")
    check(
        graph.num_nodes() == 4,
        'placeholder("x") once more must give the node that there is, and make no second one.',
        'placeholder("x")를 다시 부르면 새 노드를 만들지 말고 이미 있는 노드를 돌려주어야 합니다.',
    )
    for value in (2.0, rng.normal(size=3)):
        values_of(graph, [y], {"x": value})
    check(
        graph.num_nodes() == 4,
        "the graph has grown during run. run computes values and makes no nodes.",
        "run 도중에 그래프가 커졌습니다. run은 값만 계산하고 노드를 만들지 않아야 합니다.",
    )
    z = graph.add(y, rng.normal(size=3))
    check(
        graph.num_nodes() == 6,
        "add(node, array) makes two nodes: a constant and the sum.",
        "add(노드, 배열)은 상수와 합, 두 노드를 만듭니다.",
    )
    [slope] = gradients_of(graph, z, [x])
    check(
        all(node.graph is graph.thing for node in (x, z, slope)),
        "node.graph must be the StaticGraph that made the node, for gradients too.",
        "node.graph는 그 노드를 만든 StaticGraph여야 합니다. gradient 노드도 같습니다.",
    )


@task("StaticGraph", points=2)
def test_only_the_needed_placeholders(submission, rng):
    """A placeholder that no fetch needs may be missing; one that is needed raises KeyError by name.
    필요 없는 placeholder는 없어도 됩니다. 필요한 것이 없으면 이름을 담은 KeyError가 나야 합니다."""
    graph = new_graph(submission)
    x, rate = graph.placeholder("x"), graph.placeholder("learning_rate")
    double, both = graph.add(x, x), graph.mul(x, rate)
    value = rng.normal(size=3)
    check_close(values_of(graph, [double], {"x": value, "nobody": 1.0})[0], 2 * value)
    words = None
    try:
        graph.run([double, both], {"x": value})
    except SubmissionError as error:
        if "KeyError" not in error.classes:
            raise
        words = error.words
    check(
        words is not None,
        'learning_rate is needed and not fed: raise KeyError("learning_rate").',
        'learning_rate가 필요한데 feed에 없습니다. KeyError("learning_rate")를 일으켜야 합니다.',
    )
    check(
        "learning_rate" in words,
        "the KeyError must name the missing placeholder, learning_rate.",
        "KeyError에 빠진 placeholder의 이름인 learning_rate가 들어 있어야 합니다.",
    )


@task("StaticGraph", points=3)
def test_static_gradients(submission, reference, rng):
    """Gradients at inputs, at values in the middle that are used twice, and of y itself.
    입력, 중간에서 두 번 쓰인 값, y 자신에 대한 gradient를 봅니다."""
    bias = rng.normal(size=3)
    upstream = rng.normal(size=(4, 3))
    both = []
    for functions in (submission, reference):
        graph, x, w, _, hidden, y = network(functions, bias)
        loss = graph.mul(y, upstream)
        late = graph.add(graph.mul(hidden, x), graph.relu(graph.mul(x, -3.0)))
        nodes = gradients_of(graph, loss, [x, w, hidden, y, loss])
        nodes += gradients_of(graph, graph.sum(graph.mul(loss, late)), [x, hidden])
        nodes += gradients_of(graph, graph.sum(x), [x])
        both.append((graph, nodes))
    feed = {"x": rng.normal(size=(3, 4)).T, "w": rng.normal(size=(3, 3))}
    check_runs(both, feed)


@task("StaticGraph", points=2)
def test_static_gradients_undo_broadcasting(submission, reference, rng):
    """A broadcast operand gets a gradient of its own shape, whatever the shapes of this run.
    broadcast된 피연산자의 gradient는 실행마다 그 피연산자의 모양을 따릅니다."""
    both = []
    for functions in (submission, reference):
        graph = new_graph(functions)
        a, b, c = map(graph.placeholder, "abc")
        y = graph.mul(graph.add(graph.mul(a, b), c), a)
        both.append((graph, gradients_of(graph, y, [a, b, c])))
    for shapes in SHAPES:
        check_runs(both, dict(zip("abc", (rng.normal(size=shape) for shape in shapes))))


@task("StaticGraph", points=1)
def test_static_gradients_of_zero(submission, reference, rng):
    """Where y does not depend on x, and at a relu's kink, the gradient is zeros of x's shape.
    y가 x에 의존하지 않거나 ReLU의 입력이 0이면 gradient는 x 모양의 0입니다."""
    both = []
    for functions in (submission, reference):
        graph = new_graph(functions)
        x, other = graph.placeholder("x"), graph.placeholder("other")
        y = graph.sum(graph.mul(graph.relu(x), 3.0))
        both.append((graph, gradients_of(graph, y, [other, x])))
    x = rng.permutation([-1.5, 0.0, 2.5, -0.5, 0.0])
    check_runs(both, {"x": x, "other": rng.normal(size=(2, 3))})


@task("StaticGraph", points=2)
def test_gradients_of_gradients(submission, reference, rng):
    """Gradients are nodes like any other: they can be operands and be differentiated again.
    gradient도 보통 노드입니다. 피연산자로 쓰거나 다시 미분할 수 있습니다."""
    bias = rng.normal(size=3)
    both = []
    for functions in (submission, reference):
        graph, x, w, _, _, y = network(functions, bias)
        [first] = gradients_of(graph, graph.mul(x, graph.mul(x, x)), [x])
        [second] = gradients_of(graph, graph.mul(first, 0.5), [x])
        [third] = gradients_of(graph, second, [x])
        [slope] = gradients_of(graph, y, [w])
        mixed = gradients_of(graph, graph.mul(slope, graph.mul(slope, slope)), [x, w])
        both.append((graph, [first, second, third, *mixed]))
    check_runs(both, {"x": rng.normal(size=(4, 3)), "w": rng.normal(size=(3, 3))})


@task("StaticGraph", points=2)
def test_static_graph_of_many_paths(submission, rng):
    """x + x, doubled 26 times: run and gradients take a step for each node, not for each path.
    x + x를 26번 되풀이합니다. run과 gradients는 경로마다가 아니라 노드마다 한 번 일해야 합니다."""
    value = rng.normal(size=3)
    graph = new_graph(submission)
    x = y = graph.placeholder("x")
    for _ in range(10):
        y = graph.add(y, y)
    before = graph.num_nodes()
    graph.gradients(y, [x])
    check(
        graph.num_nodes() - before < 40 * before,
        "gradients has made hundreds of nodes for each operation. Add up what arrives at a node, then "
        "pass it on once; passing it on for each path takes a time that doubles with each step.",
        "gradients가 연산마다 수백 개의 노드를 만들었습니다. 노드에 도착한 gradient를 모두 더한 뒤 한 번만 "
        "넘겨주세요. 경로마다 넘겨주면 한 단계마다 시간이 두 배가 됩니다.",
    )
    for _ in range(DOUBLINGS - 10):
        y = graph.add(y, y)
    check_close(values_of(graph, [y], {"x": value})[0], 2.0**DOUBLINGS * value)
    [slope] = gradients_of(graph, y, [x])
    check_close(values_of(graph, [slope], {"x": value})[0], np.full(3, 2.0**DOUBLINGS))


@task("StaticGraph", points=1)
def test_static_odd_inputs(submission, reference, rng):
    """float32 stays float32 beside numbers, integers become float64, relu takes infinities.
    float32는 숫자와 함께 써도 float32로 남고, 정수는 float64가 되며, ReLU는 무한대도 받습니다."""
    both = []
    for functions in (submission, reference):
        graph = new_graph(functions)
        x = graph.placeholder("x")
        slope = graph.relu(x)
        product = graph.mul(slope, x)
        y = graph.add(product, 0.1)
        whole = graph.constant(np.arange(3))
        both.append((graph, [product, y, whole, slope, *gradients_of(graph, graph.mul(y, 3), [x])]))
    check_runs(both, {"x": rng.normal(size=(2, 3)).astype(np.float32)})
    check_runs(both, {"x": rng.permutation(np.arange(-3, 4))})
    limits = np.array([-np.inf, rng.normal(), np.inf])
    graph, nodes = both[0]
    check_close(values_of(graph, [nodes[3]], {"x": limits})[0], np.maximum(limits, 0))
    check_unchanged(submission)


@task("Tensor", points=2)
def test_dynamic_values(submission, reference, rng):
    """+, * and @ with a Tensor, an array or a number on either side, relu and sum, computed at once.
    양쪽 어디에 Tensor, 배열, 숫자가 와도 +, *, @가 되고 relu와 sum도 바로 계산됩니다."""
    a, b, c = rng.normal(size=(4, 3)), rng.normal(size=(3, 3)), rng.normal(size=(4, 3))

    def results(functions):
        x, w = functions.Tensor(a.T.copy().T, requires_grad=True), functions.Tensor(b)
        added, scaled, product = c + x, c * x, c.T @ (x @ w)
        for result in (added, scaled, product):
            check_is_tensor(result)
        yield (added + 2) * (x + x)
        yield 2.5 + scaled * -2 + (0.5 * x) * c + b[0]
        yield (2.0 * product + b) @ b
        yield w.relu()
        yield x.sum()

    for got, expected in zip(results(submission), results(reference)):
        check_is_tensor(got)
        check_close(got.data, expected.data)


@task("Tensor", points=3)
def test_dynamic_gradients(submission, reference, rng):
    """Gradients of a small network in which values are used twice, against the reference.
    값이 두 번 쓰이는 작은 네트워크의 gradient를 기준 답과 비교합니다."""
    a, b, c, upstream, left = rng.normal(size=(5, 3, 3))

    def leaves(functions):
        x, w, v = (functions.Tensor(data, requires_grad=True) for data in (a, b, c))
        hidden = (x @ w + v).relu()
        y = hidden * (hidden + 1.0) * v + x + (-0.7 * x).relu()
        (upstream * (left @ y) + 2 * y).sum().backward()
        return x, w, v

    for name, got, expected in zip("xwv", leaves(submission), leaves(reference)):
        check_grad(got, expected.grad, name)


@task("Tensor", points=2)
def test_dynamic_gradients_undo_broadcasting(submission, reference, rng):
    """A broadcast operand gets a gradient of its own shape.
    broadcast된 피연산자의 gradient는 그 피연산자의 모양을 따릅니다."""
    for shapes in SHAPES:
        data = [rng.normal(size=shape) for shape in shapes]
        scale = rng.normal(size=4)

        def leaves(functions, data=data, scale=scale):
            a, b, c = (functions.Tensor(value, requires_grad=True) for value in data)
            (scale * ((a * b + c) * a)).sum().backward()
            return a, b, c

        for name, got, expected in zip("abc", leaves(submission), leaves(reference)):
            check_grad(got, expected.grad, name)


@task("Tensor", points=2)
def test_gradients_accumulate(submission, rng):
    """Each backward adds its own gradient, on the same result or another; grad = None starts afresh.
    backward는 같은 결과든 다른 결과든 부를 때마다 자기 gradient를 더합니다. grad = None이면 새로 시작합니다."""
    a, b = rng.normal(size=3), rng.normal(size=3)
    x, w = (submission.Tensor(data, requires_grad=True) for data in (a, b))
    shared = x + w
    result = (shared * x).sum()
    once_x, once_w = 2 * a + b, a
    backward = result.backward
    backward()
    check_grad(x, once_x, "x")
    check_grad(w, once_w, "w")
    backward()
    check_grad(x, 2 * once_x, "x")
    check_grad(w, 2 * once_w, "w")
    x.grad = w.grad = None
    # A plain sum hands both leaves the same ones: the gradients are equal, the array must not be one.
    shared.sum().backward()
    (x * b).sum().backward()
    check_grad(x, 1 + b, "x")
    check_grad(w, np.ones(3), "w")
    x.grad = None
    backward()
    check_grad(x, once_x, "x")
    check_grad(w, 1 + once_w, "w")


@task("Tensor", points=2)
def test_dynamic_graph_of_many_paths(submission, rng):
    """y = y + y, 26 times: backward takes a step for each operation, not for each path.
    y = y + y를 26번 되풀이합니다. backward는 경로마다가 아니라 연산마다 한 번 일해야 합니다."""
    x = y = submission.Tensor(rng.normal(size=3), requires_grad=True)
    for _ in range(DOUBLINGS):
        y = y + y
    y.sum().backward()
    check_grad(x, np.full(3, 2.0**DOUBLINGS), "x")


@task("Tensor", points=1)
def test_dynamic_graph_that_is_deep(submission, rng):
    """1,010 additions one after the other: deeper than Python's recursion limit.
    덧셈 1,010번이 차례로 이어집니다. Python의 재귀 한도보다 깊은 그래프입니다."""
    x = submission.Tensor(rng.normal(size=2), requires_grad=True)
    chain(submission, x).sum().backward()
    check_grad(x, np.full(2, float(DEPTH)), "x")


@task("Tensor", points=1)
def test_who_gets_a_gradient(submission, rng):
    """Only who asks for a gradient gets one, at ReLU's kink it is 0, and a leaf is its own result.
    요청한 Tensor만 gradient를 받습니다. ReLU의 0에서는 0이고, 잎 자신도 결과가 될 수 있습니다."""
    data = rng.permutation([-1.5, 0.0, 2.5])
    x, c = submission.Tensor(data, requires_grad=True), submission.Tensor(rng.normal(size=3))
    (x.relu() * 3.0 + c).sum().backward()
    check_grad(x, 3.0 * (data > 0), "x")
    (c * 2.0).sum().backward()
    check(
        c.grad is None,
        "a Tensor made without requires_grad has got a gradient.",
        "requires_grad 없이 만든 Tensor에 gradient가 생겼습니다.",
    )
    value = float(rng.normal())
    number = submission.Tensor(value, requires_grad=True)
    backward = number.backward
    backward()
    (number * number).backward()
    check_grad(number, 1 + 2 * value, "the number")


@task("Tensor", points=1)
def test_backward_wants_one_number(submission, rng):
    """backward raises ValueError unless the Tensor has size 1, and takes any shape of size 1.
    크기가 1이 아니면 backward는 ValueError를 일으킵니다. 크기가 1이면 모양은 상관없습니다."""
    row, column = rng.normal(size=(1, 3)), rng.normal(size=(3, 1))
    x = submission.Tensor(row, requires_grad=True)
    check_raises("ValueError", (x * 2.0).backward)
    (x @ column).backward()
    check_grad(x, column.T, "x")


@task("Tensor", points=1)
def test_dynamic_odd_inputs(submission, reference, rng):
    """float32 stays float32 beside numbers, integers become float64, relu takes infinities.
    float32는 숫자와 함께 써도 float32로 남고, 정수는 float64가 되며, ReLU는 무한대도 받습니다."""
    narrow = rng.permutation([-np.inf, -1.5, rng.uniform(1, 2), np.inf]).astype(np.float32)

    def leaves(functions, data):
        x = functions.Tensor(data, requires_grad=True)
        y = 2 * x.relu()
        z = y + 0.1
        (z * 3).sum().backward()
        return x, y, z

    for data in (narrow, rng.permutation(np.arange(-3, 4))):
        (got, *values), (expected, *right) = leaves(submission, data), leaves(reference, data)
        for value, right_value in zip(values, right):
            check_close(value.data, right_value.data)
        check_grad(got, expected.grad, "x")
    check_unchanged(submission)


@task("dynamic_power", points=3)
def test_dynamic_power(submission, rng):
    """x to the n, and gradients through it, zeros in x included; the result is a Tensor to go on with.
    x의 n제곱과 그것을 지나는 gradient를 봅니다. x에는 0도 있고, 결과로 계산을 이어 갈 수 있습니다."""
    data, scale = rng.normal(size=(2, 3)), rng.normal(size=(2, 3))
    data[1, 2] = 0.0
    x = submission.Tensor(data, requires_grad=True)
    powers = {n: submission.dynamic_power(x, n) for n in (6, 3, 1)}
    for n, y in powers.items():
        check_close(y.data, data**n)
    (powers[6] * (x + scale)).sum().backward()
    slope = data**6 + (data + scale) * 6 * data**5
    check_grad(x, slope, "x")
    (powers[3] + 0.5 * powers[1]).sum().backward()
    check_grad(x, slope + 3 * data**2 + 0.5, "x")


@task("dynamic_power", points=1)
def test_power_of_zero(submission, rng):
    """n = 0 gives ones of x's shape, with no gradient or one of zeros; float32 stays float32.
    n = 0이면 x 모양의 1이고 gradient는 없거나 0입니다. float32는 float32로 남습니다."""
    data = rng.normal(size=(2, 3))
    data[0, 1] = 0.0
    x = submission.Tensor(data, requires_grad=True)
    y = submission.dynamic_power(x, 0)
    check_close(y.data, np.ones((2, 3)))
    (y * 2.0).sum().backward()
    got = x.grad
    if got is not None:
        check_close(got, np.zeros((2, 3)))
    narrow = rng.normal(size=3).astype(np.float32)
    check_close(submission.dynamic_power(submission.Tensor(narrow), 2).data, narrow * narrow)


@task("dynamic_power", points=1)
def test_power_of_a_thousand(submission, rng):
    """x to the power of 1,010: a loop has no limit where a recursion has one.
    x의 1,010제곱입니다. 재귀에는 한도가 있지만 반복문에는 없습니다."""
    data = 1 + 1e-4 * rng.normal(size=2)
    y = submission.dynamic_power(submission.Tensor(data, requires_grad=True), DEPTH)
    check_close(y.data, data**DEPTH, rtol=1e-8)


@task("trace", points=3)
def test_trace_records_what_f_does(submission, rng):
    """f runs once; its graph computes the same for another x, with other Tensors as constants.
    f는 한 번만 실행됩니다. 기록된 그래프는 다른 x에도 같은 계산을 하고 다른 Tensor는 상수가 됩니다."""
    example, other, weights, left = rng.normal(size=(4, 3, 3))
    bias = rng.normal(size=3)
    calls = []

    def f(x):
        calls.append(1)
        w = submission.Tensor(weights, requires_grad=True)
        hidden = (x @ w + bias).relu()
        return 2.0 * ((left @ hidden) * hidden + w.sum()) + submission.Tensor(bias) * x

    node = submission.trace(f, example)
    check(
        len(calls) == 1,
        f"f was called {len(calls)} times. Call it once, with a Tensor.",
        f"f가 {len(calls)}번 호출되었습니다. Tensor를 넣어 한 번만 호출하세요.",
    )
    hidden = np.maximum(other @ weights + bias, 0)
    expected = 2.0 * ((left @ hidden) * hidden + weights.sum()) + bias * other
    graph = graph_of(node)
    got, x = values_of(graph, [node, graph.placeholder("x")], {"x": other})
    check_close(got, expected)
    check_close(x, other)
    check(
        len(calls) == 1,
        "run has called f again. A static graph runs without it.",
        "run이 f를 다시 호출했습니다. 정적 그래프는 f 없이 실행됩니다.",
    )
    check_raises("KeyError", graph.run, [node], {})


@task("trace", points=2)
def test_trace_bakes_in_what_python_decided(submission, rng):
    """An if and a loop that looked at the data stay as they were decided for the example.
    데이터를 본 if와 반복은 예시에서 결정된 대로 그래프에 굳어집니다."""

    def f(x):
        y = x * 3.0 if float(np.sum(x.data)) > 0 else x + 0.5
        rounds = 0
        while rounds < 4 and float(np.max(np.abs(y.data))) < 3:
            y, rounds = y + y, rounds + 1
        return y

    for sign in (1, -1):
        example, other = sign * rng.uniform(1.1, 1.5, size=4), -sign * rng.uniform(3, 4, size=4)
        node = submission.trace(f, example)
        y = example * 3.0 if sign > 0 else example + 0.5
        baked = other * 3.0 if sign > 0 else other + 0.5
        rounds = 0
        while rounds < 4 and np.max(np.abs(y)) < 3:
            y, baked, rounds = y + y, baked + baked, rounds + 1
        check_close(values_of(graph_of(node), [node], {"x": other})[0], baked)


@task("trace", points=2)
def test_traced_graph_can_be_differentiated(submission, rng):
    """A traced node has gradients like any other, from a Tensor as the example too, left as it was.
    기록된 노드도 미분할 수 있습니다. 예시로 Tensor를 주어도 되고, 그 Tensor는 그대로입니다."""
    value = rng.normal(size=4)
    example = submission.Tensor(rng.normal(size=4), requires_grad=True)
    node = submission.trace(lambda x: submission.dynamic_power(x, 4) + x, example)
    graph = graph_of(node)
    [slope] = gradients_of(graph, node, [graph.placeholder("x")])
    got, power = values_of(graph, [slope, node], {"x": value})
    check_close(power, value**4 + value)
    check_close(got, 4 * value**3 + 1)
    check(
        example.grad is None,
        "the example has got a gradient. trace leaves it alone.",
        "예시의 grad가 바뀌었습니다. trace는 예시를 건드리지 않아야 합니다.",
    )


@task("trace", points=1)
def test_trace_of_what_does_not_depend_on_x(submission, rng):
    """f may return its argument, another Tensor, or what is no Tensor at all.
    f는 인자 자신이나 다른 Tensor, 또는 Tensor가 아닌 것을 반환할 수 있습니다."""
    data, value = rng.normal(size=3), rng.normal(size=2)
    node = submission.trace(lambda x: x, value)
    check_close(values_of(graph_of(node), [node], {"x": data})[0], data)
    node = submission.trace(lambda x: submission.Tensor(data) * 2.0, value)
    check_close(values_of(graph_of(node), [node], {})[0], 2 * data)
    for plain in (data, float(rng.normal())):
        node = submission.trace(lambda x, plain=plain: plain, value)
        check_close(values_of(graph_of(node), [node], {})[0], plain)


@task("trace", points=1)
def test_trace_of_many_paths(submission, rng):
    """x + x, doubled 8 times: the graph is no larger than f's work.
    x + x를 8번 되풀이합니다. 그래프는 f가 한 일보다 커지지 않아야 합니다."""

    def double(x):
        for _ in range(8):
            x = x + x
        return x

    value = rng.normal(size=2)
    node = submission.trace(double, value)
    graph = graph_of(node)
    check(
        graph.num_nodes() < 60,
        "f has done 8 operations and the graph has 60 nodes or more: each operation must become one "
        "node, however many others use it.",
        "f는 연산을 8번 했는데 그래프의 노드가 60개를 넘습니다. 연산 하나는 몇 번 쓰이든 노드 하나여야 합니다.",
    )
    check_close(values_of(graph, [node], {"x": value})[0], 256 * value)


@task("trace", points=1)
def test_trace_of_a_deep_graph(submission, rng):
    """1,010 additions one after the other: trace, run and gradients get through, whatever the depth.
    덧셈 1,010번이 차례로 이어집니다. trace, run, gradients는 아무리 깊어도 끝까지 가야 합니다."""
    node = submission.trace(lambda x: chain(submission, x), rng.normal(size=2))
    value, graph = rng.normal(size=2), graph_of(node)
    check_close(values_of(graph, [node], {"x": value})[0], DEPTH * value, rtol=1e-8)
    gradients_of(graph, node, [graph.placeholder("x")])
