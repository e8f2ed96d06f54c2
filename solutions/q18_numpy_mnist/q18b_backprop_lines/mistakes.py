"""What students write at midnight, and what they should read."""

import ast
import io
import tokenize

import numpy as np
from solution import backward as right_backward

from autograder.authoring import mistake


def _softmax(logits):
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    return shifted / shifted.sum(axis=1, keepdims=True)


def _delta(logits, labels):
    return (_softmax(logits) - np.eye(logits.shape[1], dtype=logits.dtype)[labels]) / len(labels)


def _back(params, cache, delta, mask=lambda a, delta: a > 0, bias=lambda delta: delta.sum(axis=0)):
    """The layers from the last to the first, from this delta at the logits."""
    grads = []
    for (W, _), a in zip(params[::-1], cache[-2::-1]):
        grads.insert(0, (a.T @ delta, bias(delta)))
        delta = delta @ W.T
        delta = delta * mask(a, delta)
    return grads


# backward


@mistake(
    replaces="backward",
    en="Your gradients come in the order of the backward pass, the last layer first. The caller pairs them with params: put each new pair in front (insert(0, ...)), or turn the list round at the end.",
    ko="gradient가 역전파 순서, 즉 마지막 층부터 나옵니다. 호출한 쪽은 params와 짝을 지어 쓰므로 새 쌍을 맨 앞에 넣거나(insert(0, ...)) 끝에서 목록을 뒤집으세요.",
)
def gradients_in_backward_order(params, cache, labels):
    return right_backward(params, cache, labels)[::-1]


@mistake(
    replaces="backward",
    en="The loss is a mean over the rows, so the gradient at the logits is (softmax - onehot) / N. Yours is the gradient of the sum, N times too large.",
    ko="loss는 행에 대한 평균이므로 logits에서의 gradient는 (softmax - onehot) / N입니다. 지금은 합의 gradient라서 N배 큽니다.",
)
def not_divided_by_n(params, cache, labels):
    return _back(params, cache, _delta(cache[-1], labels) * len(labels))


@mistake(
    replaces="backward",
    en="You divide by N twice: in delta at the logits, and again where the weight gradient or the bias gradient is taken. Once is enough, everything below inherits it.",
    ko="N으로 두 번 나누었습니다. logits의 delta에서 한 번, 가중치나 bias의 gradient를 구할 때 또 한 번입니다. 한 번이면 충분하고 아래층은 그 값을 물려받습니다.",
)
def divided_twice(params, cache, labels):
    grads = right_backward(params, cache, labels)
    return [(dW / len(labels), db / len(labels)) for dW, db in grads]


@mistake(
    replaces="backward",
    en="Your db is the mean over the rows, but delta already holds the 1/N of the mean loss. The bias is added to every row, so its gradient is the sum: delta.sum(axis=0).",
    ko="db를 행에 대한 평균으로 구했지만, 평균 loss의 1/N은 이미 delta에 들어 있습니다. bias는 모든 행에 더해지므로 gradient는 합, 즉 delta.sum(axis=0)입니다.",
)
def db_is_a_mean(params, cache, labels):
    return _back(params, cache, _delta(cache[-1], labels), bias=lambda delta: delta.mean(axis=0))


@mistake(
    replaces="backward",
    en="Your db still has one row per example. The bias is added to every row, so its gradient is the sum over the rows, of shape (H,): delta.sum(axis=0).",
    ko="db에 예제마다 한 행이 그대로 남아 있습니다. bias는 모든 행에 더해지므로 gradient는 행 방향의 합, 모양이 (H,)인 delta.sum(axis=0)입니다.",
)
def db_not_summed(params, cache, labels):
    return _back(params, cache, _delta(cache[-1], labels), bias=lambda delta: delta)


@mistake(
    replaces="backward",
    en="No ReLU stands in your way back: where a unit was off, its gradient must become 0. Multiply by the mask, delta * (a > 0), with a the layer's input from the cache. (a >= 0 masks nothing: behind a ReLU it is true everywhere.)",
    ko="돌아오는 길에 ReLU가 없습니다. 꺼져 있던 unit의 gradient는 0이 되어야 합니다. cache에 있는 층의 입력 a로 만든 mask를 곱하세요: delta * (a > 0). (a >= 0은 ReLU를 지난 값에서 늘 참이라 아무것도 막지 못합니다.)",
)
def relu_forgotten(params, cache, labels):
    return _back(params, cache, _delta(cache[-1], labels), mask=lambda a, delta: 1)


@mistake(
    replaces="backward",
    en="You take the ReLU's mask from the gradient (delta > 0). What counts is whether the unit was on in the forward pass: use the activation, a > 0. Gradients may well be negative.",
    ko="ReLU의 mask를 gradient에서 만들었습니다(delta > 0). 중요한 것은 순전파에서 unit이 켜져 있었는지이므로 activation을 써서 a > 0으로 하세요. gradient는 음수일 수 있습니다.",
)
def mask_from_the_gradient(params, cache, labels):
    return _back(params, cache, _delta(cache[-1], labels), mask=lambda a, delta: delta > 0)


@mistake(
    replaces="backward",
    en="You put a ReLU behind the last layer: its gradient is masked where a logit is not positive. The last layer gives the logits as they are; softmax minus one-hot is already the gradient there.",
    ko="마지막 층 뒤에도 ReLU를 두어, 양수가 아닌 logit의 gradient를 막았습니다. 마지막 층은 logits를 그대로 내보내므로 softmax - onehot이 이미 그곳의 gradient입니다.",
)
def last_layer_given_a_relu(params, cache, labels):
    return _back(params, cache, _delta(cache[-1], labels) * (cache[-1] > 0))


@mistake(
    replaces="backward",
    en="Going back you multiply by W, not by its transpose: the gradient goes from the outputs to the inputs, so it is delta @ W.T. With square weights no shape error warns you.",
    ko="돌아갈 때 W를 전치하지 않고 곱했습니다. gradient는 출력에서 입력으로 가므로 delta @ W.T입니다. 정사각 행렬이면 모양 오류가 나지 않아 놓치기 쉽습니다.",
)
def weights_not_transposed(params, cache, labels):
    return _back([(W.T, b) for W, b in params], cache, _delta(cache[-1], labels))


@mistake(
    replaces="backward",
    en="exp overflows at large logits, and inf / inf is NaN. Subtract the largest logit of each row first; the softmax stays the same.",
    ko="logit이 크면 exp가 넘치고 inf / inf는 NaN이 됩니다. 먼저 행마다 가장 큰 logit을 빼세요. softmax는 그대로입니다.",
)
def softmax_overflows(params, cache, labels):
    exp = np.exp(cache[-1])
    onehot = np.eye(exp.shape[1], dtype=exp.dtype)[labels]
    return _back(params, cache, (exp / exp.sum(axis=1, keepdims=True) - onehot) / len(labels))


@mistake(
    replaces="backward",
    en="You subtract one maximum for the whole batch: in a row far below it every exp is 0, and 0 / 0 is NaN. Take the largest logit of each row (axis=1, keepdims=True).",
    ko="batch 전체의 최댓값 하나를 뺐습니다. 그보다 훨씬 작은 행에서는 exp가 모두 0이 되어 0 / 0, 즉 NaN이 됩니다. 행마다 가장 큰 logit을 빼세요(axis=1, keepdims=True).",
)
def one_maximum_for_all(params, cache, labels):
    exp = np.exp(cache[-1] - cache[-1].max())
    onehot = np.eye(exp.shape[1], dtype=exp.dtype)[labels]
    return _back(params, cache, (exp / exp.sum(axis=1, keepdims=True) - onehot) / len(labels))


@mistake(
    replaces="backward",
    en="Your softmax normalises over the batch. The classes of one example compete, so the sum goes over the columns of its row: axis=1.",
    ko="softmax를 batch 방향으로 정규화했습니다. 경쟁하는 것은 한 예제의 클래스들이므로 행마다 열 방향으로(axis=1) 더해야 합니다.",
)
def softmax_over_the_batch(params, cache, labels):
    exp = np.exp(cache[-1] - cache[-1].max(axis=0))
    onehot = np.eye(exp.shape[1], dtype=exp.dtype)[labels]
    return _back(params, cache, (exp / exp.sum(axis=0) - onehot) / len(labels))


@mistake(
    replaces="backward",
    en="You subtract the one-hot labels from the logits. The gradient of the cross-entropy is softmax(logits) minus one-hot: logits minus one-hot would belong to a squared error.",
    ko="one-hot을 logits에서 뺐습니다. cross-entropy의 gradient는 softmax(logits) - onehot입니다. logits - onehot은 제곱 오차의 gradient입니다.",
)
def softmax_forgotten(params, cache, labels):
    onehot = np.eye(cache[-1].shape[1], dtype=cache[-1].dtype)[labels]
    return _back(params, cache, (cache[-1] - onehot) / len(labels))


@mistake(
    replaces="backward",
    en="Your signs are turned: one-hot minus softmax is the direction that lowers the loss. Asked for is the gradient, softmax minus one-hot; the minus belongs to the update.",
    ko="부호가 반대입니다. onehot - softmax는 loss가 줄어드는 방향입니다. 구할 것은 gradient, 즉 softmax - onehot이고 마이너스는 갱신할 때 붙습니다.",
)
def downhill_instead_of_gradient(params, cache, labels):
    return [(-dW, -db) for dW, db in right_backward(params, cache, labels)]


@mistake(
    replaces="backward",
    en="probabilities = cache[-1], then -= and /= write into the caller's logits. Make a new array first, np.exp(logits - ...) for example.",
    ko="cache[-1]을 그대로 받아 -=, /=로 고치면 호출한 쪽의 logits가 바뀝니다. np.exp(logits - ...)처럼 먼저 새 배열을 만드세요.",
)
def logits_overwritten(params, cache, labels):
    grads = right_backward(params, cache, labels)
    cache[-1][:] = _delta(cache[-1], labels)
    return grads


@mistake(
    replaces="backward",
    en="Right, but longer than 12 logical lines, helpers included. One loop over the layers does all of it: the ReLU's mask can be read from the cache, and what is carried past the first layer need not be avoided, since nobody uses it.",
    ko="답은 맞지만 보조 함수까지 합쳐 논리적 줄 12개를 넘습니다. 층에 대한 반복문 하나면 됩니다. ReLU의 mask는 cache에서 읽을 수 있고, 첫 층을 지나 전달되는 값은 쓰이지 않으니 따로 막지 않아도 됩니다.",
)
def too_many_lines(params, cache, labels):
    logits = cache[-1]
    n = logits.shape[0]
    highest = logits.max(axis=1, keepdims=True)
    exp = np.exp(logits - highest)
    total = exp.sum(axis=1, keepdims=True)
    probabilities = exp / total
    rows = np.arange(n)
    probabilities[rows, labels] -= 1
    delta = probabilities / n
    grads = []
    for layer in range(len(params) - 1, -1, -1):
        a = cache[layer]
        dW = a.T @ delta
        db = delta.sum(axis=0)
        grads.append((dW, db))
        if layer > 0:
            delta = delta @ params[layer][0].T
            delta = delta * (a > 0)
    grads.reverse()
    return grads


# logical_lines


def _count(source, kinds=(ast.stmt, ast.Lambda), owners=None, left_out=None):
    """Nodes of these kinds, without the docstrings of ``owners``."""
    if owners is None:
        owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = list(ast.walk(ast.parse(source)))
    docstrings = [
        node for node in nodes if isinstance(node, owners) and ast.get_docstring(node) is not None
    ]
    counted = [node for node in nodes if isinstance(node, kinds)]
    if left_out is not None:
        counted = [node for node in counted if not left_out(node)]
    return len(counted) - len(docstrings)


@mistake(
    replaces="logical_lines",
    en="You count the lines of the text, with its blank lines, comments and line breaks. Asked for are statements: parse the source (ast.parse) and count the nodes that are ast.stmt.",
    ko="빈 줄과 주석, 줄바꿈까지 텍스트의 줄을 셌습니다. 세야 할 것은 문장입니다. ast.parse로 읽어서 ast.stmt인 노드를 세세요.",
)
def text_lines(source):
    return len(source.splitlines())


@mistake(
    replaces="logical_lines",
    en="You leave out blank lines and comments, but still count lines of text: a statement over three lines counts three times, docstrings count, and three statements behind semicolons count once. Count the nodes of the syntax tree.",
    ko="빈 줄과 주석은 뺐지만 여전히 텍스트의 줄을 셉니다. 세 줄에 걸친 문장은 셋, 세미콜론으로 이은 문장 셋은 하나가 되고 docstring도 세어집니다. 구문 트리의 노드를 세세요.",
)
def text_lines_with_code(source):
    lines = (line.strip() for line in source.splitlines())
    return sum(bool(line) and not line.startswith("#") for line in lines)


@mistake(
    replaces="logical_lines",
    en="You count the lines on which statements begin, so a = 1; b = 2 counts once. Behind semicolons each statement counts: count nodes, not line numbers.",
    ko="문장이 시작하는 줄의 수를 셌기 때문에 a = 1; b = 2가 하나가 됩니다. 세미콜론으로 이은 문장도 하나씩 셉니다. 줄 번호가 아니라 노드를 세세요.",
)
def semicolons_not_counted(source):
    tree = ast.parse(source)
    docstrings = {
        node.body[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and ast.get_docstring(node) is not None
    }
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.stmt)]
    lambdas = sum(isinstance(node, ast.Lambda) for node in ast.walk(tree))
    return len({node.lineno for node in nodes if node not in docstrings}) + lambdas


@mistake(
    replaces="logical_lines",
    en="Lambdas are not counted. A lambda is a function without a name, and each one counts one more: otherwise a whole program fits into one expression.",
    ko="lambda를 세지 않았습니다. lambda는 이름 없는 함수이므로 하나마다 1을 더합니다. 그러지 않으면 프로그램 전체를 식 하나에 넣을 수 있습니다.",
)
def lambdas_not_counted(source):
    return _count(source, kinds=(ast.stmt,))


@mistake(
    replaces="logical_lines",
    en="Docstrings are counted: in the syntax tree each is a statement. Take one off for every module, class and function that has one (ast.get_docstring).",
    ko="docstring까지 셌습니다. 구문 트리에서는 docstring도 문장이므로, 그것이 있는 모듈과 클래스, 함수마다 하나씩 빼세요(ast.get_docstring).",
)
def docstrings_counted(source):
    return _count(source, owners=())


@mistake(
    replaces="logical_lines",
    en="You take off the docstrings of functions only. Modules and classes have docstrings too.",
    ko="함수의 docstring만 뺐습니다. 모듈과 클래스에도 docstring이 있습니다.",
)
def docstrings_of_functions_only(source):
    return _count(source, owners=(ast.FunctionDef, ast.AsyncFunctionDef))


@mistake(
    replaces="logical_lines",
    en="The docstrings of async functions are counted: async def is a node of its own, ast.AsyncFunctionDef.",
    ko="async 함수의 docstring을 셌습니다. async def는 ast.AsyncFunctionDef라는 별도의 노드입니다.",
)
def async_docstrings_counted(source):
    return _count(source, owners=(ast.Module, ast.ClassDef, ast.FunctionDef))


@mistake(
    replaces="logical_lines",
    en="You leave out every string that stands alone. Only the first statement of a module, class or function is a docstring; a string anywhere else is a statement like another.",
    ko="홀로 있는 문자열을 모두 뺐습니다. docstring은 모듈과 클래스, 함수의 첫 문장뿐이고, 다른 곳에 있는 문자열은 보통의 문장입니다.",
)
def every_lone_string_left_out(source):
    def lone(node):
        return (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        )

    return _count(source, owners=(), left_out=lone)


@mistake(
    replaces="logical_lines",
    en="An empty docstring is counted: ast.get_docstring gives '' for it, which is false. Ask whether it is not None.",
    ko="빈 docstring을 셌습니다. ast.get_docstring은 ''를 돌려주고 이것은 거짓입니다. None이 아닌지를 물어야 합니다.",
)
def empty_docstring_counted(source):
    tree = ast.parse(source)
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    empty = sum(ast.get_docstring(n) == "" for n in ast.walk(tree) if isinstance(n, owners))
    return _count(source) + empty


@mistake(
    replaces="logical_lines",
    en="len(tree.body) counts the statements at the top of the module only. Those inside functions, loops and ifs count too: ast.walk reaches all of them.",
    ko="len(tree.body)는 모듈 맨 위의 문장만 셉니다. 함수와 반복문, if 안의 문장도 세야 합니다. ast.walk로 모두 찾을 수 있습니다.",
)
def top_level_only(source):
    tree = ast.parse(source)
    return len(tree.body) - (ast.get_docstring(tree) is not None)


@mistake(
    replaces="logical_lines",
    en="def and class lines are not counted. They are statements too, one each.",
    ko="def와 class 줄을 세지 않았습니다. 이들도 하나씩 세는 문장입니다.",
)
def definitions_not_counted(source):
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    return _count(source, left_out=lambda node: isinstance(node, kinds))


@mistake(
    replaces="logical_lines",
    en="An elif is not counted in yours. In the syntax tree it is an if of its own, inside the else of the first, and counts one.",
    ko="elif를 세지 않았습니다. 구문 트리에서 elif는 앞선 if의 else 안에 있는 또 하나의 if이므로 1로 셉니다.",
)
def elif_not_counted(source):
    lines = source.splitlines()

    def continues(node):
        return isinstance(node, ast.If) and lines[node.lineno - 1][node.col_offset :].startswith(
            "elif"
        )

    return _count(source, left_out=continues)


@mistake(
    replaces="logical_lines",
    en="You count except clauses as well. They belong to their try, as else and finally do; only what stands in them counts.",
    ko="except 절까지 셌습니다. except는 else나 finally처럼 try에 딸린 것이고, 그 안의 문장만 셉니다.",
)
def except_counted(source):
    return _count(source, kinds=(ast.stmt, ast.Lambda, ast.ExceptHandler))


@mistake(
    replaces="logical_lines",
    en="You count the tokenizer's NEWLINEs: else: and except: get one though they are no statements, if x: y = 1 has one though it is two, and semicolons hide statements. Count the statements of the syntax tree.",
    ko="tokenizer의 NEWLINE을 셌습니다. else:와 except:는 문장이 아닌데도 하나로 세어지고, if x: y = 1은 문장이 둘인데 하나가 되며, 세미콜론 뒤의 문장은 빠집니다. 구문 트리의 문장을 세세요.",
)
def newlines_of_the_tokenizer(source):
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return sum(token.type == tokenize.NEWLINE for token in tokens)


@mistake(
    replaces="logical_lines",
    en="You count all nodes of the syntax tree, expressions included. A statement is an ast.stmt.",
    ko="식까지 포함해 구문 트리의 모든 노드를 셌습니다. 문장은 ast.stmt입니다.",
)
def every_node(source):
    return sum(1 for _ in ast.walk(ast.parse(source)))
