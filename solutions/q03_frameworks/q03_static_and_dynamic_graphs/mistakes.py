"""What students write at midnight, and what they should read."""

import numpy as np
from solution import _BACKWARD, _COMPUTE, _GRADIENT, _ancestors, _data, _float, _sum_to
from solution import StaticGraph as RightStaticGraph
from solution import Tensor as RightTensor
from solution import dynamic_power as right_power
from solution import trace as right_trace

from autograder.authoring import mistake


def _static_gradients(graph, y, xs, combine=None, zero="zeros_like", seed=None, **rules):
    """The solution's gradients, with some rules exchanged."""
    combine = combine or graph.add
    found = {y.number: seed or graph._make("ones_like", y)}
    for node in reversed(_ancestors([y])):
        if node.inputs and node.number in found:
            rule = rules.get(node.operation, _GRADIENT[node.operation])
            for operand, gradient in zip(
                node.inputs, rule(graph, found[node.number], *node.inputs)
            ):
                if gradient is None:
                    continue
                before = found.get(operand.number)
                found[operand.number] = combine(before, gradient) if before else gradient
    return [found.get(x.number) or graph._make(zero, x) for x in xs]


def _walk_back(tensor, undo=_sum_to, keep=None, **rules):
    """The solution's backward, with some rules exchanged."""
    if tensor.data.size != 1:
        raise ValueError("backward needs a Tensor of size 1")
    if not tensor.requires_grad:
        return
    upstream = {tensor.number: np.ones_like(tensor.data)}
    for item in reversed(_ancestors([tensor])):
        gradient = upstream.pop(item.number, None)
        if gradient is None:
            continue
        if item.operation is None:
            if keep:
                keep(item, gradient)
            else:
                item.grad = gradient if item.grad is None else item.grad + gradient
            continue
        rule = rules.get(item.operation, _BACKWARD[item.operation])
        for operand, part in zip(item.operands, rule(gradient, *map(_data, item.operands))):
            if isinstance(operand, RightTensor) and operand.requires_grad:
                part = undo(part, operand.data.shape)
                upstream[operand.number] = upstream.get(operand.number, 0) + part


def _visit_by_recursion(item, seen=None):
    seen = set() if seen is None else seen
    if item.number not in seen:
        seen.add(item.number)
        for before in item.inputs:
            _visit_by_recursion(before, seen)


def _leading_axes_only(gradient, shape):
    return np.sum(gradient, axis=tuple(range(np.ndim(gradient) - len(shape))))


# --- StaticGraph: building and running


@mistake(
    replaces="StaticGraph",
    en='Each call of placeholder makes another node, so placeholder("x") called twice is two inputs, and a gradient asked for at the second one is 0. Keep the placeholders in a dict by name.',
    ko='placeholder를 부를 때마다 새 노드가 생깁니다. placeholder("x")를 두 번 부르면 서로 다른 입력 둘이 되고, 두 번째에 대한 gradient는 0이 됩니다. 이름을 키로 dict에 보관하세요.',
)
class placeholder_made_anew(RightStaticGraph):
    def placeholder(self, name):
        return self._make("placeholder", value=name)


@mistake(
    replaces="StaticGraph",
    en="run adds nodes to the graph, so the graph grows with each run, as TensorFlow 1 programs did that called tf.add in their training loop. Fed values are values: keep them in a dict of this run.",
    ko="run이 그래프에 노드를 추가해서 실행할 때마다 그래프가 커집니다. 학습 루프 안에서 tf.add를 부르던 TensorFlow 1 코드의 고전적인 버그입니다. feed 값은 노드가 아니므로 그 실행의 dict에만 두세요.",
)
class graph_grows_at_run(RightStaticGraph):
    def run(self, fetches, feed_dict):
        for value in feed_dict.values():
            self.constant(value)
        return super().run(fetches, feed_dict)


@mistake(
    replaces="StaticGraph",
    en="Bare numbers and arrays are missing from num_nodes: among the operands, each becomes a constant, which is a node too.",
    ko="num_nodes에 그냥 쓴 숫자와 배열이 빠졌습니다. 피연산자로 쓴 숫자와 배열은 상수가 되고, 상수도 노드입니다.",
)
class constants_not_counted(RightStaticGraph):
    def num_nodes(self):
        return sum(node.operation != "constant" for node in self._nodes)


@mistake(
    replaces="StaticGraph",
    en="run asks for every placeholder of the graph. Only those that the fetches are made from are needed: walk back from the fetches, and compute just what you meet.",
    ko="run이 그래프의 모든 placeholder를 요구합니다. fetch를 만드는 데 쓰인 것만 있으면 됩니다. fetch에서 거꾸로 따라가며 만나는 노드만 계산하세요.",
)
class every_placeholder_required(RightStaticGraph):
    def run(self, fetches, feed_dict):
        for name in self._placeholders:
            if name not in feed_dict:
                raise KeyError(name)
        return super().run(fetches, feed_dict)


@mistake(
    replaces="StaticGraph",
    en="A placeholder that is needed and not fed counts as 0 in your run. A forgotten feed must not give a number: raise KeyError with the placeholder's name.",
    ko="필요한데 feed에 없는 placeholder를 0으로 계산했습니다. feed를 잊었는데 숫자가 나오면 안 됩니다. placeholder의 이름을 담아 KeyError를 일으키세요.",
)
class missing_feed_is_zero(RightStaticGraph):
    def run(self, fetches, feed_dict):
        return super().run(fetches, {**dict.fromkeys(self._placeholders, 0.0), **feed_dict})


@mistake(
    replaces="StaticGraph",
    en="The KeyError does not say which placeholder is missing. Put its name into the message.",
    ko="KeyError에 어떤 placeholder가 빠졌는지 나오지 않습니다. 메시지에 이름을 넣으세요.",
)
class missing_feed_without_a_name(RightStaticGraph):
    def run(self, fetches, feed_dict):
        try:
            return super().run(fetches, feed_dict)
        except KeyError:
            raise KeyError("a placeholder is missing") from None


@mistake(
    replaces="StaticGraph",
    en="Values of an earlier run are used again: the second run returns what the first one computed. Keep the values in a dict that run makes for itself, and not in the nodes.",
    ko="이전 실행의 값이 다시 쓰여서 두 번째 run이 첫 번째 결과를 돌려줍니다. 값은 노드에 저장하지 말고 run마다 새로 만드는 dict에 두세요.",
)
class values_kept_between_runs(RightStaticGraph):
    def run(self, fetches, feed_dict):
        kept = self.__dict__.setdefault("_kept", {})
        new = [node for node in fetches if node.number not in kept]
        for node, value in zip(new, super().run(new, feed_dict)):
            kept[node.number] = value
        return [kept[node.number] for node in fetches]


@mistake(
    replaces="StaticGraph",
    en="run evaluates a node again for each node that uses it: y = x + x, doubled 26 times, takes 2^26 steps. Evaluate each node once, and remember its value for the rest of the run.",
    ko="run이 노드를 쓰이는 곳마다 다시 계산합니다. x + x를 26번 되풀이하면 2^26번 계산하게 됩니다. 노드마다 한 번만 계산하고 그 실행이 끝날 때까지 값을 기억하세요.",
    deadline_seconds=0.7,
)
class evaluated_for_each_use(RightStaticGraph):
    def run(self, fetches, feed_dict):
        def value(fetch):
            stack, values = [(fetch, False)], []
            while stack:
                node, ready = stack.pop()
                if node.operation == "constant":
                    values.append(node.value)
                elif node.operation == "placeholder":
                    if node.value not in feed_dict:
                        raise KeyError(node.value)
                    values.append(_float(feed_dict[node.value]))
                elif ready:
                    operands = [values.pop() for _ in node.inputs]
                    values.append(_COMPUTE[node.operation](*operands))
                else:
                    stack.append((node, True))
                    stack.extend((operand, False) for operand in node.inputs)
            return values.pop()

        return [np.asarray(value(node)) for node in fetches]


@mistake(
    replaces="StaticGraph",
    en="run finds the values by recursion, which ends at Python's limit of about 1,000 levels. Evaluate the nodes in the order in which they were made: what a node needs was made before it.",
    ko="run이 재귀로 값을 구해서 Python의 재귀 한도(약 1,000)에 걸립니다. 만들어진 순서대로 노드를 계산하세요. 노드에 필요한 것은 언제나 그보다 먼저 만들어져 있습니다.",
)
class run_by_recursion(RightStaticGraph):
    def run(self, fetches, feed_dict):
        for node in fetches:
            _visit_by_recursion(node)
        return super().run(fetches, feed_dict)


@mistake(
    replaces="StaticGraph",
    en="relu as a * (a > 0) is NaN at -inf, because infinity times 0 is NaN. Choose instead of multiplying: np.maximum(a, 0).",
    ko="ReLU를 a * (a > 0)으로 계산하면 -inf에서 NaN이 됩니다. 무한대 곱하기 0은 NaN이기 때문입니다. 곱하지 말고 np.maximum(a, 0)으로 고르세요.",
)
class relu_of_infinity_is_nan(RightStaticGraph):
    def relu(self, a):
        a = a if hasattr(a, "graph") else self.constant(a)
        node = self._make("relu", a)
        node.operation = "relu_by_product"
        return node

    def run(self, fetches, feed_dict):
        _COMPUTE["relu_by_product"] = lambda a: a * (a > 0)
        _GRADIENT["relu_by_product"] = _GRADIENT["relu"]
        return super().run(fetches, feed_dict)

    def gradients(self, y, xs):
        _GRADIENT["relu_by_product"] = _GRADIENT["relu"]
        return super().gradients(y, xs)


@mistake(
    replaces="StaticGraph",
    en="float32 comes out as float64: a number beside it was made a float64 array, and arrays of float64 win. Keep a Python number a Python number until it meets the other operand.",
    ko="float32를 넣었는데 float64가 나옵니다. 옆의 숫자를 float64 배열로 바꾸었기 때문입니다. Python 숫자는 다른 피연산자를 만날 때까지 Python 숫자로 두세요.",
)
class static_numbers_widen(RightStaticGraph):
    def constant(self, value):
        return self._make("constant", value=np.asarray(value, dtype=np.float64))


@mistake(
    replaces="StaticGraph",
    en="float32 that is fed becomes float64. Convert only what is no float yet; asarray(value, dtype=float) widens float32.",
    ko="feed로 넣은 float32가 float64가 됩니다. 실수가 아닌 것만 바꾸세요. asarray(value, dtype=float)는 float32도 넓힙니다.",
)
class static_float32_promoted(RightStaticGraph):
    def run(self, fetches, feed_dict):
        wide = {name: np.asarray(value, dtype=float) for name, value in feed_dict.items()}
        return super().run(fetches, wide)


@mistake(
    replaces="StaticGraph",
    en="Integers that are fed stay integers, so values and gradients are integers where floats are due. Make floats of them when they are fed.",
    ko="feed로 넣은 정수가 그대로 남아 실수여야 할 값과 gradient가 정수가 됩니다. feed를 받을 때 실수로 바꾸세요.",
)
class static_integers_kept(RightStaticGraph):
    def run(self, fetches, feed_dict):
        values = {}
        for node in _ancestors(fetches):
            if node.operation == "constant":
                values[node.number] = node.value
            elif node.operation == "placeholder":
                if node.value not in feed_dict:
                    raise KeyError(node.value)
                values[node.number] = np.asarray(feed_dict[node.value])
            else:
                operands = [values[operand.number] for operand in node.inputs]
                values[node.number] = _COMPUTE[node.operation](*operands)
        return [np.asarray(values[node.number]) for node in fetches]


# --- StaticGraph: gradients


@mistake(
    replaces="StaticGraph",
    en="Where a value is used twice, your graph's gradient of one use overwrites that of the other. A value acts on y through each use, so the gradients add up.",
    ko="그래프에서 값이 두 번 쓰일 때 한쪽의 gradient가 다른 쪽을 덮어씁니다. 값은 쓰인 곳마다 y에 영향을 주므로 gradient를 모두 더해야 합니다.",
)
class static_gradient_overwritten(RightStaticGraph):
    def gradients(self, y, xs):
        return _static_gradients(self, y, xs, combine=lambda before, gradient: gradient)


@mistake(
    replaces="StaticGraph",
    en="gradients passes a node's gradient on before all of it has arrived, so what comes later by a longer path is lost. Visit the nodes in reverse topological order; the reverse of the order in which they were made is one.",
    ko="gradients가 노드에 gradient가 다 도착하기 전에 다음으로 넘겨서, 더 긴 경로로 늦게 오는 몫이 사라집니다. 위상 정렬의 역순으로 방문하세요. 노드가 만들어진 순서의 역순이면 됩니다.",
)
class static_without_topological_order(RightStaticGraph):
    def gradients(self, y, xs):
        found, waiting, done = {y.number: self._make("ones_like", y)}, [y], set()
        while waiting:
            node = waiting.pop(0)
            if node.number in done or not node.inputs:
                continue
            done.add(node.number)
            parts = _GRADIENT[node.operation](self, found[node.number], *node.inputs)
            for operand, gradient in zip(node.inputs, parts):
                if gradient is not None:
                    before = found.get(operand.number)
                    found[operand.number] = self.add(before, gradient) if before else gradient
                    waiting.append(operand)
        return [found.get(x.number) or self._make("zeros_like", x) for x in xs]


@mistake(
    replaces="StaticGraph",
    en="gradients walks back along every path by itself, so the gradient graph doubles with each x + x. Add up what arrives at a node, in reverse topological order, then pass it on once.",
    ko="gradients가 경로마다 따로 거슬러 올라가서 x + x 한 번마다 gradient 그래프가 두 배가 됩니다. 위상 정렬의 역순으로 노드에 도착한 gradient를 모두 더한 뒤 한 번만 넘기세요.",
    deadline_seconds=2,
)
class static_walk_of_each_path(RightStaticGraph):
    def gradients(self, y, xs):
        found = {}

        waiting = [(y, self._make("ones_like", y))]
        while waiting:
            node, upstream = waiting.pop()
            before = found.get(node.number)
            found[node.number] = self.add(before, upstream) if before else upstream
            if node.inputs:
                parts = _GRADIENT[node.operation](self, upstream, *node.inputs)
                waiting.extend(pair for pair in zip(node.inputs, parts) if pair[1] is not None)
        return [found.get(x.number) or self._make("zeros_like", x) for x in xs]


@mistake(
    replaces="StaticGraph",
    en="The gradient of a broadcast operand keeps the broadcast shape. It must have the shape of the operand: sum it over the axes that were added or stretched, when the graph is run and the shapes are known.",
    ko="broadcast된 피연산자의 gradient가 broadcast된 모양 그대로입니다. gradient는 피연산자와 모양이 같아야 합니다. 모양을 알 수 있는 실행 시점에, 늘어난 축을 따라 더하세요.",
)
class static_broadcast_shape_kept(RightStaticGraph):
    def gradients(self, y, xs):
        return _static_gradients(
            self,
            y,
            xs,
            add=lambda G, g, a, b: (g, g),
            mul=lambda G, g, a, b: (G.mul(g, b), G.mul(g, a)),
        )


@mistake(
    replaces="StaticGraph",
    en="Your gradient undoes broadcasting along added axes only. An axis of length 1 that was stretched needs a sum too, with keepdims=True.",
    ko="앞에 새로 생긴 축만 더해서 broadcast를 되돌렸습니다. 길이 1에서 늘어난 축도 keepdims=True로 더해야 합니다.",
)
class static_stretched_axes_forgotten(RightStaticGraph):
    def gradients(self, y, xs):
        _COMPUTE["sum_leading"] = lambda a, like: _leading_axes_only(a, np.shape(like))
        _GRADIENT["sum_leading"] = _GRADIENT["sum_to"]
        return _static_gradients(
            self,
            y,
            xs,
            add=lambda G, g, a, b: (G._make("sum_leading", g, a), G._make("sum_leading", g, b)),
            mul=lambda G, g, a, b: (
                G._make("sum_leading", G.mul(g, b), a),
                G._make("sum_leading", G.mul(g, a), b),
            ),
        )


@mistake(
    replaces="StaticGraph",
    en="Your graph's relu passes the gradient where the input was negative too. Its slope there is 0: multiply the gradient by a node that is 1 where a > 0 and 0 elsewhere.",
    ko="그래프의 ReLU가 입력이 음수인 곳에서도 gradient를 통과시킵니다. 그곳의 기울기는 0입니다. a > 0이면 1, 아니면 0인 노드를 gradient에 곱하세요.",
)
class static_relu_passes_negatives(RightStaticGraph):
    def gradients(self, y, xs):
        return _static_gradients(self, y, xs, relu=lambda G, g, a: (g,))


@mistake(
    replaces="StaticGraph",
    en="At a = 0 your graph's relu has the slope 1. By convention it is 0 (PyTorch's too): use a > 0, not a >= 0.",
    ko="그래프의 ReLU가 a = 0에서 기울기 1을 씁니다. 관례상 0입니다(PyTorch도 같습니다). a >= 0이 아니라 a > 0을 쓰세요.",
)
class static_relu_slope_one_at_zero(RightStaticGraph):
    def gradients(self, y, xs):
        _COMPUTE["step_at_zero"] = lambda a: np.asarray(a >= 0).astype(np.asarray(a).dtype)
        _GRADIENT["step_at_zero"] = _GRADIENT["step"]
        return _static_gradients(
            self, y, xs, relu=lambda G, g, a: (G.mul(g, G._make("step_at_zero", a)),)
        )


@mistake(
    replaces="StaticGraph",
    en="The matmul gradient of your graph lacks the transposes. For y = a @ b they are g @ b.T and a.T @ g; with square matrices no shape error warns you.",
    ko="그래프의 matmul gradient에 전치가 빠졌습니다. y = a @ b이면 g @ b.T와 a.T @ g입니다. 정사각 행렬에서는 모양 오류가 나지 않아 놓치기 쉽습니다.",
)
class static_matmul_not_transposed(RightStaticGraph):
    def gradients(self, y, xs):
        return _static_gradients(
            self,
            y,
            xs,
            matmul=lambda G, g, a, b: (G.matmul(g, b), G.matmul(G._make("transpose", a), g)),
        )


@mistake(
    replaces="StaticGraph",
    en="The product rule of your graph's mul is crossed: the gradient at a is g times b, and that at b is g times a.",
    ko="그래프의 mul에서 곱의 미분이 엇갈렸습니다. a의 gradient는 g 곱하기 b, b의 gradient는 g 곱하기 a입니다.",
)
class static_own_factor(RightStaticGraph):
    def gradients(self, y, xs):
        return _static_gradients(
            self,
            y,
            xs,
            mul=lambda G, g, a, b: (
                G._make("sum_to", G.mul(g, a), a),
                G._make("sum_to", G.mul(g, b), b),
            ),
        )


@mistake(
    replaces="StaticGraph",
    en="The gradient of your graph's sum stays a single number. Each element of the operand has its share: spread the number over the operand's shape, which is known when the graph is run.",
    ko="그래프의 sum에 대한 gradient가 숫자 하나로 남아 있습니다. 피연산자의 원소마다 몫이 있으므로, 실행할 때 알게 되는 피연산자의 모양으로 펼치세요.",
)
class static_sum_not_spread(RightStaticGraph):
    def gradients(self, y, xs):
        return _static_gradients(self, y, xs, sum=lambda G, g, a: (g,))


@mistake(
    replaces="StaticGraph",
    en="gradients starts from the number 1, so the gradient of a y with many elements has lost y's shape. The gradient of the sum of y's elements at y is ones of y's shape, known when the graph is run.",
    ko="gradients가 숫자 1에서 출발해서 원소가 여럿인 y의 모양이 사라졌습니다. y의 원소 합을 y로 미분하면 y 모양의 1이고, 그 모양은 실행할 때 알 수 있습니다.",
)
class static_seed_is_a_number(RightStaticGraph):
    def gradients(self, y, xs):
        return _static_gradients(self, y, xs, seed=self.constant(1.0))


@mistake(
    replaces="StaticGraph",
    en="Where y does not depend on x, the gradient is your single number 0. A gradient has the shape of its x: zeros, shaped when the graph is run.",
    ko="y가 x에 의존하지 않을 때 gradient로 숫자 0 하나를 주었습니다. gradient는 x와 모양이 같아야 하므로, 실행할 때 정해지는 x 모양의 0이어야 합니다.",
)
class static_zero_without_a_shape(RightStaticGraph):
    def gradients(self, y, xs):
        made_of = {node.number for node in _ancestors([y])}
        nodes = super().gradients(y, xs)
        return [node if x.number in made_of else self.constant(0.0) for node, x in zip(nodes, xs)]


@mistake(
    replaces="StaticGraph",
    en="Your gradients cannot be differentiated again: their gradient comes out as 0. Make them of add, mul and matmul nodes like everything else; then the second derivative needs no code of its own.",
    ko="gradient를 다시 미분하면 0이 나옵니다. gradient도 다른 값처럼 add, mul, matmul 노드로 만드세요. 그러면 2차 미분에는 따로 코드가 필요 없습니다.",
)
class static_gradients_are_dead_ends(RightStaticGraph):
    def gradients(self, y, xs):
        _COMPUTE["computed"] = np.array
        _GRADIENT["computed"] = lambda G, g, a: (None,)
        return [self._make("computed", node) for node in super().gradients(y, xs)]


@mistake(
    replaces="StaticGraph",
    en="gradients sorts the nodes by recursion, which ends at Python's limit of about 1,000 levels. Go through the nodes in the reverse of the order in which they were made, or use a stack of your own.",
    ko="gradients가 재귀로 노드를 정렬해서 Python의 재귀 한도(약 1,000)에 걸립니다. 노드가 만들어진 순서의 역순으로 가거나 직접 만든 스택을 쓰세요.",
)
class gradients_by_recursion(RightStaticGraph):
    def gradients(self, y, xs):
        _visit_by_recursion(y)
        return super().gradients(y, xs)


# --- Tensor


@mistake(
    replaces="Tensor",
    en="Where a Tensor is used twice, your backward lets the gradient of one use overwrite that of the other. Each use contributes: add the gradients up.",
    ko="backward에서 Tensor가 두 번 쓰일 때 한쪽의 gradient가 다른 쪽을 덮어씁니다. 쓰인 곳마다 몫이 있으므로 모두 더하세요.",
)
class dynamic_gradient_overwritten(RightTensor):
    def backward(self):
        if self.data.size != 1:
            raise ValueError("size")
        if not self.requires_grad:
            return
        upstream = {self.number: np.ones_like(self.data)}
        for item in reversed(_ancestors([self])):
            gradient = upstream.pop(item.number, None)
            if gradient is None:
                continue
            if item.operation is None:
                item.grad = gradient if item.grad is None else item.grad + gradient
                continue
            parts = _BACKWARD[item.operation](gradient, *map(_data, item.operands))
            for operand, part in zip(item.operands, parts):
                if isinstance(operand, RightTensor) and operand.requires_grad:
                    upstream[operand.number] = _sum_to(part, operand.data.shape)


@mistake(
    replaces="Tensor",
    en="backward passes a gradient on before all of it has arrived, so what comes later by a longer path is lost. Put the Tensors into topological order first, then walk it backwards.",
    ko="backward가 gradient가 다 도착하기 전에 다음으로 넘겨서, 더 긴 경로로 늦게 오는 몫이 사라집니다. 먼저 Tensor를 위상 정렬한 다음 거꾸로 따라가세요.",
)
class dynamic_without_topological_order(RightTensor):
    def backward(self):
        if self.data.size != 1:
            raise ValueError("size")
        if not self.requires_grad:
            return
        upstream, waiting, done = {self.number: np.ones_like(self.data)}, [self], []
        while waiting:
            item = waiting.pop(0)
            if item in done:
                continue
            done.append(item)
            if item.operation is None:
                continue
            parts = _BACKWARD[item.operation](upstream[item.number], *map(_data, item.operands))
            for operand, part in zip(item.operands, parts):
                if isinstance(operand, RightTensor) and operand.requires_grad:
                    part = _sum_to(part, operand.data.shape)
                    upstream[operand.number] = upstream.get(operand.number, 0) + part
                    waiting.append(operand)
        for item in done:
            if item.operation is None:
                gradient = upstream[item.number]
                item.grad = gradient if item.grad is None else item.grad + gradient


@mistake(
    replaces="Tensor",
    en="backward calls itself along every path, so each y = y + y doubles its time: 26 of them take 2^26 steps. Add up what arrives at a Tensor, in reverse topological order, then pass it on once.",
    ko="backward가 경로마다 재귀 호출되어 y = y + y 한 번에 시간이 두 배가 됩니다. 26번이면 2^26단계입니다. 위상 정렬의 역순으로 Tensor에 도착한 gradient를 모두 더한 뒤 한 번만 넘기세요.",
    deadline_seconds=0.7,
)
class dynamic_walk_of_each_path(RightTensor):
    def backward(self):
        if self.data.size != 1:
            raise ValueError("size")

        waiting = [(self, np.ones_like(self.data))] if self.requires_grad else []
        while waiting:
            item, gradient = waiting.pop()
            if item.operation is None:
                item.grad = gradient if item.grad is None else item.grad + gradient
                continue
            parts = _BACKWARD[item.operation](gradient, *map(_data, item.operands))
            for operand, part in zip(item.operands, parts):
                if isinstance(operand, RightTensor) and operand.requires_grad:
                    waiting.append((operand, _sum_to(part, operand.data.shape)))


@mistake(
    replaces="Tensor",
    en="backward sorts the Tensors by recursion, which ends at Python's limit of about 1,000 levels. A loop of thousands of operations is ordinary (think of a recurrent network): use a stack of your own, or number the Tensors as they are made.",
    ko="backward가 재귀로 위상 정렬을 해서 Python의 재귀 한도(약 1,000)에 걸립니다. 연산이 수천 번 이어지는 반복은 흔합니다(RNN을 생각해 보세요). 직접 만든 스택을 쓰거나, 만들어진 순서대로 Tensor에 번호를 붙이세요.",
)
class dynamic_sorted_by_recursion(RightTensor):
    def backward(self):
        _visit_by_recursion(self)
        super().backward()


@mistake(
    replaces="Tensor",
    en="A second backward adds more than its own gradient: results in the middle still hold what the first one brought, and pass it on again. Keep those gradients in a dict of the call, or clear them first.",
    ko="두 번째 backward가 자기 몫보다 많이 더합니다. 중간 결과에 첫 번째 gradient가 남아 있어서 또 전달되기 때문입니다. 중간 gradient는 호출마다 새 dict에 두거나 먼저 지우세요.",
)
class stale_inner_gradients(RightTensor):
    def backward(self):
        if self.data.size != 1:
            raise ValueError("size")
        if not self.requires_grad:
            return
        self.grad = np.ones_like(self.data)
        for item in reversed(_ancestors([self])):
            if item.operation is None or item.grad is None:
                continue
            parts = _BACKWARD[item.operation](item.grad, *map(_data, item.operands))
            for operand, part in zip(item.operands, parts):
                if isinstance(operand, RightTensor) and operand.requires_grad:
                    part = _sum_to(part, operand.data.shape)
                    operand.grad = part if operand.grad is None else operand.grad + part


@mistake(
    replaces="Tensor",
    en="A second backward replaces the gradient of the first. grad accumulates: add to what is there, as PyTorch does (that is why it has zero_grad).",
    ko="두 번째 backward가 첫 번째 gradient를 지우고 새로 씁니다. grad는 누적됩니다. PyTorch처럼 있던 값에 더하세요(그래서 zero_grad가 있습니다).",
)
class grad_starts_afresh_each_time(RightTensor):
    def backward(self):
        def keep(item, gradient):
            item.grad = gradient

        _walk_back(self, keep=keep)


@mistake(
    replaces="Tensor",
    en="Two leaves share one gradient array, and your += writes into both. An addition hands the same gradient to both operands: copy it, or write grad = grad + gradient.",
    ko="두 잎이 gradient 배열 하나를 함께 쓰고 있어서 +=가 양쪽을 다 바꿉니다. 덧셈은 두 피연산자에 같은 gradient를 줍니다. 복사하거나 grad = grad + gradient로 쓰세요.",
)
class gradient_array_shared(RightTensor):
    def backward(self):
        if self.data.size != 1:
            raise ValueError("size")
        if not self.requires_grad:
            return
        upstream = {self.number: np.ones_like(self.data)}
        for item in reversed(_ancestors([self])):
            gradient = upstream.pop(item.number, None)
            if gradient is None:
                continue
            if item.operation is None:
                if item.grad is None:
                    item.grad = gradient
                else:
                    item.grad += gradient
                continue
            if item.operation == "sum":
                parts = [np.full_like(item.inputs[0].data, gradient)]
            else:
                parts = _BACKWARD[item.operation](gradient, *map(_data, item.operands))
            for operand, part in zip(item.operands, parts):
                if isinstance(operand, RightTensor) and operand.requires_grad:
                    if part.shape != operand.data.shape:
                        part = _sum_to(part, operand.data.shape)
                    before = upstream.get(operand.number)
                    upstream[operand.number] = part if before is None else before + part


@mistake(
    replaces="Tensor",
    en="Gradients in the middle are added up with +=, in place. An addition hands one and the same array to both operands, so what arrives later at one of them changes the other too: write g = g + part.",
    ko="중간 gradient를 +=로 제자리에서 더합니다. 덧셈은 두 피연산자에 같은 배열을 건네므로, 한쪽에 나중에 도착한 몫이 다른 쪽까지 바꿉니다. g = g + part로 쓰세요.",
)
class inner_gradient_added_in_place(RightTensor):
    def backward(self):
        if self.data.size != 1:
            raise ValueError("size")
        if not self.requires_grad:
            return
        upstream = {self.number: np.ones_like(self.data)}
        for item in reversed(_ancestors([self])):
            gradient = upstream.get(item.number)
            if gradient is None:
                continue
            if item.operation is None:
                item.grad = gradient.copy() if item.grad is None else item.grad + gradient
                continue
            parts = _BACKWARD[item.operation](gradient, *map(_data, item.operands))
            for operand, part in zip(item.operands, parts):
                if isinstance(operand, RightTensor) and operand.requires_grad:
                    part = np.require(_sum_to(part, operand.data.shape), requirements="W")
                    if operand.number in upstream:
                        upstream[operand.number] += part
                    else:
                        upstream[operand.number] = part


@mistake(
    replaces="Tensor",
    en="The gradient of a broadcast Tensor keeps the broadcast shape. It must have the shape of its data: sum over the axes that were added or stretched.",
    ko="broadcast된 Tensor의 gradient가 broadcast된 모양 그대로입니다. gradient는 data와 모양이 같아야 하므로, 새로 생기거나 늘어난 축을 따라 더하세요.",
)
class dynamic_broadcast_shape_kept(RightTensor):
    def backward(self):
        _walk_back(self, undo=lambda gradient, shape: gradient)


@mistake(
    replaces="Tensor",
    en="backward undoes broadcasting along added axes only. An axis of length 1 that was stretched needs a sum too, with keepdims=True.",
    ko="backward가 앞에 새로 생긴 축만 더해서 broadcast를 되돌렸습니다. 길이 1에서 늘어난 축도 keepdims=True로 더해야 합니다.",
)
class dynamic_stretched_axes_forgotten(RightTensor):
    def backward(self):
        _walk_back(self, undo=_leading_axes_only)


@mistake(
    replaces="Tensor",
    en="The backward of your relu passes the gradient where the input was negative too. The slope there is 0: let it through only where the input was positive.",
    ko="ReLU의 backward가 입력이 음수인 곳에서도 gradient를 통과시킵니다. 그곳의 기울기는 0입니다. 입력이 양수였던 곳만 통과시키세요.",
)
class dynamic_relu_passes_negatives(RightTensor):
    def backward(self):
        _walk_back(self, relu=lambda g, a: (g,))


@mistake(
    replaces="Tensor",
    en="The backward of your relu masks by the sign of the gradient instead of the sign of the input. A negative gradient passes too, where the input was positive.",
    ko="ReLU의 backward가 입력이 아니라 gradient의 부호로 가립니다. 입력이 양수였다면 음수 gradient도 통과해야 합니다.",
)
class dynamic_relu_masks_by_gradient(RightTensor):
    def backward(self):
        _walk_back(self, relu=lambda g, a: (np.where(g > 0, g, np.zeros_like(g)),))


@mistake(
    replaces="Tensor",
    en="At an input of 0 your relu passes the gradient. By convention the slope is 0 there (PyTorch's too): compare with >, not with >=.",
    ko="입력이 0인 곳에서 ReLU가 gradient를 통과시킵니다. 관례상 그곳의 기울기는 0입니다(PyTorch도 같습니다). >=가 아니라 >로 비교하세요.",
)
class dynamic_relu_slope_one_at_zero(RightTensor):
    def backward(self):
        _walk_back(self, relu=lambda g, a: (np.where(a >= 0, g, np.zeros_like(g)),))


@mistake(
    replaces="Tensor",
    en="The backward of your matmul lacks the transposes: for y = a @ b the gradients are g @ b.T and a.T @ g. With square matrices no shape error warns you.",
    ko="matmul의 backward에 전치가 빠졌습니다. y = a @ b이면 gradient는 g @ b.T와 a.T @ g입니다. 정사각 행렬에서는 모양 오류가 나지 않아 놓치기 쉽습니다.",
)
class dynamic_matmul_not_transposed(RightTensor):
    def backward(self):
        _walk_back(self, matmul=lambda g, a, b: (g @ b, a.T @ g))


@mistake(
    replaces="Tensor",
    en="The backward of your sum hands on a single number. Each element has its share: spread it over the operand's shape.",
    ko="sum의 backward가 숫자 하나를 그대로 넘깁니다. 원소마다 몫이 있으므로 피연산자의 모양으로 펼치세요.",
)
class dynamic_sum_not_spread(RightTensor):
    def backward(self):
        _walk_back(self, sum=lambda g, a: (g,))


@mistake(
    replaces="Tensor",
    en="The product rule in your backward is crossed: the gradient at a is g times b, and that at b is g times a.",
    ko="backward에서 곱의 미분이 엇갈렸습니다. a의 gradient는 g 곱하기 b, b의 gradient는 g 곱하기 a입니다.",
)
class dynamic_own_factor(RightTensor):
    def backward(self):
        _walk_back(self, mul=lambda g, a, b: (g * a, g * b))


@mistake(
    replaces="Tensor",
    en="NumPy has taken array + tensor over and added element by element. Keep __array_ufunc__ = None in the class: then NumPy leaves the operator to your __radd__, __rmul__ and __rmatmul__.",
    ko="배열 + Tensor를 NumPy가 가로채서 원소마다 따로 더했습니다. 클래스에 __array_ufunc__ = None을 남겨 두세요. 그러면 NumPy가 연산을 __radd__, __rmul__, __rmatmul__에 넘깁니다.",
)
class numpy_takes_over(RightTensor):
    del RightTensor.__array_ufunc__


@mistake(
    replaces="Tensor",
    en="array @ tensor is computed as tensor @ array. Addition and multiplication may be turned round, matmul may not: __rmatmul__ is other @ self.",
    ko="배열 @ Tensor를 Tensor @ 배열로 계산했습니다. 덧셈과 곱셈은 순서를 바꿔도 되지만 행렬 곱은 안 됩니다. __rmatmul__은 other @ self입니다.",
)
class right_matmul_turned_round(RightTensor):
    def __rmatmul__(self, other):
        return self @ other


@mistake(
    replaces="Tensor",
    en="Every Tensor gets a gradient, also those that were made without requires_grad. Inputs and targets need none: check requires_grad before you write grad.",
    ko="requires_grad 없이 만든 Tensor까지 모두 gradient를 받습니다. 입력이나 정답에는 gradient가 필요 없습니다. grad를 쓰기 전에 requires_grad를 확인하세요.",
)
class everything_gets_a_gradient(RightTensor):
    def __init__(self, data, requires_grad=False):
        super().__init__(data, requires_grad=True)


@mistake(
    replaces="Tensor",
    en="backward raises where nothing requires a gradient. There it has nothing to do: return without effect. (PyTorch raises; this exercise does not, so that dynamic_power with n = 0 may be used like any other.)",
    ko="gradient가 필요한 것이 없을 때 backward가 예외를 일으킵니다. 할 일이 없을 뿐이므로 그냥 돌아오세요. (PyTorch는 예외를 내지만, 이 문제에서는 n = 0인 dynamic_power도 똑같이 쓸 수 있도록 아무 일도 하지 않습니다.)",
)
class raises_where_nothing_is_required(RightTensor):
    def backward(self):
        if not self.requires_grad:
            raise RuntimeError("nothing requires a gradient")
        super().backward()


@mistake(
    replaces="Tensor",
    en="backward from a Tensor of several elements quietly differentiates their sum. Only one number can be descended on: raise ValueError unless the size is 1.",
    ko="원소가 여럿인 Tensor에서 backward를 부르면 조용히 합을 미분합니다. 내려갈 방향을 정하려면 숫자가 하나여야 합니다. 크기가 1이 아니면 ValueError를 일으키세요.",
)
class backward_from_many_numbers(RightTensor):
    def backward(self):
        if self.data.size == 1:
            super().backward()
        else:
            self.sum().backward()


@mistake(
    replaces="Tensor",
    en="backward accepts 0-d Tensors only. What counts is the size: a result of shape (1, 1) is one number too.",
    ko="backward가 0차원 Tensor만 받습니다. 중요한 것은 크기입니다. 모양이 (1, 1)인 결과도 숫자 하나입니다.",
)
class backward_from_0d_only(RightTensor):
    def backward(self):
        if self.data.ndim != 0:
            raise ValueError("backward needs a scalar")
        super().backward()


@mistake(
    replaces="Tensor",
    en="A Tensor of float32 becomes float64. Convert only what is no float yet; asarray(data, dtype=float) widens float32.",
    ko="float32 Tensor가 float64가 됩니다. 실수가 아닌 것만 바꾸세요. asarray(data, dtype=float)는 float32도 넓힙니다.",
)
class dynamic_float32_promoted(RightTensor):
    def __init__(self, data, requires_grad=False):
        super().__init__(np.asarray(data, dtype=float), requires_grad)


@mistake(
    replaces="Tensor",
    en="An integer array stays one, so gradients and products are integers where floats are due. Make floats of integers when the Tensor is made.",
    ko="정수 배열이 그대로 남아 실수여야 할 값과 gradient가 정수가 됩니다. Tensor를 만들 때 정수를 실수로 바꾸세요.",
)
class dynamic_integers_kept(RightTensor):
    def __init__(self, data, requires_grad=False):
        super().__init__(data, requires_grad)
        self.data = np.asarray(data)


# --- dynamic_power


@mistake(
    replaces="dynamic_power",
    en="Your loop starts from x and multiplies n times more, which gives x to the n + 1. Start from ones.",
    ko="x에서 시작해 n번 더 곱하면 x의 n + 1제곱이 됩니다. 1에서 시작하세요.",
)
def one_factor_too_many(x, n):
    return right_power(x, n + 1)


@mistake(
    replaces="dynamic_power",
    en="For n = 0 you return x. Anything to the power of 0 is 1: ones of the shape of x.",
    ko="n = 0일 때 x를 반환합니다. 0제곱은 1이므로 x 모양의 1이어야 합니다.",
)
def power_zero_is_x(x, n):
    return right_power(x, max(n, 1))


@mistake(
    replaces="dynamic_power",
    en="The power is computed by recursion, which ends at Python's limit of about 1,000 levels. Write a loop: define-by-run takes any.",
    ko="거듭제곱을 재귀로 계산해서 Python의 재귀 한도(약 1,000)에 걸립니다. 반복문으로 쓰세요. define-by-run에서는 어떤 반복문이든 됩니다.",
)
def power_by_recursion(x, n):
    return right_power(x, 0) if n == 0 else power_by_recursion(x, n - 1) * x


@mistake(
    replaces="dynamic_power",
    en="The power is computed from x.data, outside the graph, so no gradient finds its way back to x. Multiply Tensors, not their data.",
    ko="거듭제곱을 x.data로 그래프 밖에서 계산해서 gradient가 x까지 돌아갈 길이 없습니다. data가 아니라 Tensor끼리 곱하세요.",
)
def power_outside_the_graph(x, n):
    return RightTensor(x.data**n)


@mistake(
    replaces="dynamic_power",
    en="Each round multiplies by x.data, so for the graph only one factor is x. Multiply by the Tensor x each time.",
    ko="매번 x.data를 곱해서 그래프가 보기에는 인수 하나만 x입니다. 매번 Tensor인 x를 곱하세요.",
)
def only_one_factor_recorded(x, n):
    result = x if n else right_power(x, 0)
    for _ in range(n - 1):
        result = result * x.data
    return result


@mistake(
    replaces="dynamic_power",
    en="You multiply the result by itself in each round: that squares it, and gives x to the power 2^(n-1). Multiply by x.",
    ko="매번 결과에 자기 자신을 곱하면 제곱이 반복되어 x의 2^(n-1)제곱이 됩니다. x를 곱하세요.",
)
def squared_in_each_round(x, n):
    result = right_power(x, min(n, 1))
    for _ in range(min(n, 12) - 1):
        result = result * result
    return result


# --- trace


@mistake(
    replaces="trace",
    en="Your trace has recorded the example's result and nothing else: for every x the graph gives the same values. What f does to its argument must become nodes that start at the placeholder.",
    ko="trace가 예시의 결과만 기록해서 어떤 x를 넣어도 같은 값이 나옵니다. f가 인자에 한 연산이 placeholder에서 시작하는 노드가 되어야 합니다.",
)
def example_baked_in(f, example):
    node = right_trace(f, example)
    value = node.graph.run([node], {"x": _data(example)})[0]
    node.graph.placeholder("x")
    return node.graph.constant(value)


@mistake(
    replaces="trace",
    en='The placeholder has a name of your own. It is called "x", whatever the argument of f is called.',
    ko='placeholder 이름을 마음대로 지었습니다. f의 인자 이름과 상관없이 "x"여야 합니다.',
)
def placeholder_of_another_name(f, example):
    node = right_trace(f, example)
    x = node.graph.placeholder("x")
    x.value = "input"
    return node


@mistake(
    replaces="trace",
    en="Other Tensors have become placeholders, so the graph asks to be fed with f's own weights. There is one placeholder; every other Tensor is a constant with the value that it has now.",
    ko="다른 Tensor까지 placeholder가 되어 f의 가중치도 feed로 넣으라고 합니다. placeholder는 하나뿐이고, 다른 Tensor는 지금 값을 가진 상수입니다.",
)
def other_tensors_to_be_fed(f, example):
    node = right_trace(f, example)
    made_of = _ancestors([node])
    if any(n.operation == "placeholder" for n in made_of):
        for count, constant in enumerate(n for n in made_of if n.operation == "constant"):
            if np.ndim(constant.value):
                constant.operation, constant.value = "placeholder", f"w{count}"
    return node


@mistake(
    replaces="trace",
    en="f is given a NumPy array, so it computes numbers and nothing is recorded. Give it a Tensor that holds the example.",
    ko="f에 NumPy 배열을 넘겨서 값만 계산되고 아무것도 기록되지 않습니다. 예시를 담은 Tensor를 넘기세요.",
)
def f_gets_an_array(f, example):
    return right_trace(lambda x: f(_data(example)), example)


@mistake(
    replaces="trace",
    en="f is called twice, once for the values and once for the graph. Call it once: a function may print, count or draw random numbers, and each call has those effects again.",
    ko="f를 값 계산에 한 번, 그래프 기록에 한 번, 두 번 호출합니다. 한 번만 호출하세요. f가 출력하거나 세거나 난수를 뽑는다면 부를 때마다 그 일이 또 일어납니다.",
)
def f_called_twice(f, example):
    f(RightTensor(_data(example)))
    return right_trace(f, example)


@mistake(
    replaces="trace",
    en="The graph is copied for each path to the result, so 8 doublings make hundreds of nodes. Keep a dict from each Tensor to its node, and look there first.",
    ko="결과로 가는 경로마다 그래프를 복사해서, 두 배 하기 8번에 노드가 수백 개 생깁니다. Tensor마다 만든 노드를 dict에 담아 두고 먼저 찾아보세요.",
    deadline_seconds=2,
)
def graph_copied_for_each_path(f, example):
    x = RightTensor(_data(example), requires_grad=True)
    result, graph = f(x), RightStaticGraph()

    def node(item):
        if item is x:
            return graph.placeholder("x")
        if not isinstance(item, RightTensor):
            return graph.constant(item)
        if item.operation is None:
            return graph.constant(item.data)
        return getattr(graph, item.operation)(*map(node, item.operands))

    return node(result)


@mistake(
    replaces="trace",
    en="A result that is no Tensor breaks trace. f may return an array or a number, which becomes a constant.",
    ko="f가 Tensor가 아닌 것을 반환하면 trace가 멈춥니다. 배열이나 숫자가 반환되면 상수로 만드세요.",
)
def plain_result_not_expected(f, example):
    def strict(x):
        result = f(x)
        return result if isinstance(result, RightTensor) else {x: result}[result]

    return right_trace(strict, example)


@mistake(
    replaces="trace",
    en="An example that is a Tensor itself was not expected: its values are in data. Take example.data where the example is a Tensor, and make a new Tensor of it.",
    ko="예시가 Tensor인 경우를 처리하지 않았습니다. 값은 data에 있습니다. 예시가 Tensor이면 example.data로 새 Tensor를 만드세요.",
)
def tensor_as_example_not_expected(f, example):
    return right_trace(f, np.asarray(example, dtype=float))


@mistake(
    replaces="trace",
    en="trace turns the record into nodes by recursion, which ends at Python's limit of about 1,000 levels. Go through the Tensors in the order in which they were made, or make each node while f runs.",
    ko="trace가 재귀로 기록을 노드로 바꿔서 Python의 재귀 한도(약 1,000)에 걸립니다. Tensor가 만들어진 순서대로 바꾸거나, f가 실행되는 동안 바로 노드를 만드세요.",
)
def traced_by_recursion(f, example):
    def visited(x):
        result = f(x)
        if isinstance(result, RightTensor):
            _visit_by_recursion(result)
        return result

    return right_trace(visited, example)
