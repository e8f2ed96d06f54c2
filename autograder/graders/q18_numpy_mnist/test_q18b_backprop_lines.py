"""Hidden grader of q18b: backpropagation against the reference, its lines counted; statements of made-up programs.

The programs are put together by chance from pieces that each kind of counting gets wrong in its own way. Every one
of them divides by zero when it is run.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from autograder.grading import check, check_close, check_equal, check_unchanged, note, task

MOST_LINES = 12


def make_network(rng, widths, rows, dtype=np.float64):
    """Parameters, what a forward pass keeps, and labels; square widths hide a forgotten transpose in no shape."""
    params = []
    for inputs, outputs in pairwise(widths):
        W = rng.normal(size=(outputs, inputs)).T * np.sqrt(2 / inputs)  # not contiguous
        params.append((W.astype(dtype), rng.normal(scale=0.3, size=outputs).astype(dtype)))
    x = rng.normal(size=(rows, widths[0])).astype(dtype)
    return params, forward(params, x), rng.integers(widths[-1], size=rows)


def forward(params, x):
    cache = [x]
    for W, b in params[:-1]:
        cache.append(np.maximum(cache[-1] @ W + b, 0))
    W, b = params[-1]
    return [*cache, cache[-1] @ W + b]


def check_gradients(submission, reference, params, cache, labels, atol=1e-12):
    got = submission.backward(params, cache, labels)
    check(
        isinstance(got, list | tuple)
        and len(got) == len(params)
        and all(isinstance(pair, list | tuple) and len(pair) == 2 for pair in got),
        f"must return a list of {len(params)} pairs (dW, db).",
        f"(dW, db) 쌍 {len(params)}개의 리스트를 반환해야 합니다.",
    )
    for pair, expected in zip(got, reference.backward(params, cache, labels)):
        for gradient, truth in zip(pair, expected):
            check_close(gradient, truth, atol=atol)


@task("backward", points=3)
def test_backward_through_hidden_layers(submission, reference, rng):
    """The gradients of networks with two hidden layers, of one width and of several.
    은닉층이 둘인 네트워크의 gradient입니다. 너비가 모두 같을 때와 다를 때를 봅니다."""
    for widths, rows in (((4, 4, 4, 4), 7), ((5, 3, 6, 4), 8)):
        check_gradients(submission, reference, *make_network(rng, widths, rows))


@task("backward", points=2)
def test_backward_of_other_depths(submission, reference, rng):
    """The same without any hidden layer, with five of them, and for a single row.
    은닉층이 없을 때, 다섯일 때, 그리고 행이 하나뿐일 때도 맞습니다."""
    for widths, rows in (((4, 3), 6), ((3, 4, 5, 4, 3, 6, 2), 9), ((3, 5, 4), 1)):
        check_gradients(submission, reference, *make_network(rng, widths, rows))


@task("backward", points=1)
def test_backward_at_extreme_logits(submission, reference, rng):
    """Logits of some 1e4 in one row and of some units in another; no overflow, no NaN.
    어떤 행의 logits는 1e4 정도이고 다른 행은 1 정도입니다. 넘치거나 NaN이 되지 않아야 합니다."""
    (*below, (W, b)), (x, *_), labels = make_network(rng, (3, 5, 4), 8)
    high = [*below, (W, b + 1e4)]
    check_gradients(submission, reference, high, forward(high, x), labels, atol=1e-9)
    [(W, b)], (x, _), labels = make_network(rng, (3, 4), 8)
    steep = [(np.abs(W) + 0.5, b)]
    x[rng.permutation(8)[:3]] *= 1e4
    check_gradients(submission, reference, steep, forward(steep, x), labels, atol=1e-7)


@task("backward", points=1)
def test_backward_keeps_float32_and_its_inputs(submission, reference, rng):
    """float32 stays float32, and params, cache and labels are not changed.
    float32는 float32로 남고, params와 cache, labels는 바뀌지 않습니다."""
    network = make_network(rng, (4, 5, 3), 6, np.float32)
    check_gradients(submission, reference, *network, atol=1e-5)
    check_unchanged(submission)


@task("backward", points=2)
def test_backward_is_short(submission, reference, rng):
    """It is right, and takes at most 12 logical lines with all its helpers.
    답이 맞고, 보조 함수까지 모두 합쳐 논리적 줄이 12개를 넘지 않습니다."""
    check_gradients(submission, reference, *make_network(rng, (4, 5, 3), 6))
    lines = reference.logical_lines(submission.source_of("backward"))
    check(
        lines <= MOST_LINES,
        f"right, but {lines} logical lines with its helpers; at most {MOST_LINES} are asked for.",
        f"답은 맞지만 보조 함수까지 합쳐 논리적 줄이 {lines}개입니다. {MOST_LINES}개까지입니다.",
    )
    ours = reference.logical_lines(reference.source_of("backward"))
    note(
        f"{lines} logical lines; the reference takes {ours}.",
        f"논리적 줄 {lines}개입니다. 기준 답은 {ours}개입니다.",
    )


# Pieces of programs. Each kind of miscounting is wrong on at least one of them.
BROKEN_OVER_LINES = "total = (\n    1\n    + 2\n)\n"
SEMICOLONS = "a = 1; b = 2; c = 3\n"
ONE_LINERS = "if a: b = 1\n"
BLANKS = "\n# a comment\n\n    # another\n"
BRANCHES = (
    "if a == 1:\n    b = 1\nelif a == 2:\n    b = 2\nelif a == 3:\n    b = 3\nelse:\n    b = 4\n"
)
TRIES = "try:\n    a = 1\nexcept ValueError:\n    pass\nexcept KeyError:\n    a = 2\nelse:\n    b = 3\nfinally:\n    c = 4\n"
LOOPS = "for i in range(3):\n    while i:\n        i -= 1\n        continue\nelse:\n    del a\n"
WITHS = "with open('x') as f, open('y') as g:\n    text = f.read()\n"
FUNCTIONS = "def f(x, y=2):\n    def g(z):\n        return z\n    return g(x)\n"
CLASSES = "class A(object):\n    size = 3\n    def f(self):\n        self.x = 1\n"
IMPORTS = "import os, sys\nfrom math import (\n    sin,\n    cos,\n)\n"
LAMBDAS = "f = lambda x: x + 1\n"
NESTED_LAMBDAS = "f = lambda x: (lambda y: x + y)\n"
COMPREHENSIONS = "squares = [x * x for x in range(9) if x % 2]\n"
DECORATED = "@property\n@staticmethod\ndef f(x):\n    return x\n"
LONE_STRINGS = "a = 1\n'a string'\n"
IN_A_FUNCTION = 'def f(x):\n    """What f does."""\n    "another string"\n    return x\n'
IN_A_CLASS = 'class A:\n    """What A is."""\n\n    def g(self):\n        """What g does."""\n'
IN_ASYNC = 'async def f(x):\n    """What f does,\n    over two lines."""\n    await x\n'
EMPTY = "def f():\n    ''\n"
NO_DOCSTRINGS = 'def f(x):\n    f"{x}"\n\n\ndef g(x):\n    b"x"\n    x = """a\nb"""\n'
MODULE_DOCSTRING = '"""What the module is for,\nin two lines."""\n'
NEVER_RUN = "1 / 0\n"


def program(rng, *pieces, times=4):
    """Each piece one to ``times`` times, in a random order; running it fails at once."""
    chosen = [piece for piece in pieces for _ in range(rng.integers(1, times + 1))]
    return NEVER_RUN + "".join(chosen[i] for i in rng.permutation(len(chosen)))


def check_lines(submission, reference, sources):
    for source in sources:
        check_equal(submission.logical_lines(source), reference.logical_lines(source))


@task("logical_lines", points=3)
def test_logical_lines_of_simple_statements(submission, reference, rng):
    """Statements over several lines, behind semicolons, in one-line ifs, and between comments.
    여러 줄에 걸친 문장, 세미콜론으로 이은 문장, 한 줄짜리 if, 주석 사이의 문장을 셉니다."""
    sources = [
        program(rng, BROKEN_OVER_LINES, BLANKS),
        program(rng, SEMICOLONS, BLANKS),
        program(rng, ONE_LINERS, IMPORTS),
        program(rng, BROKEN_OVER_LINES, SEMICOLONS, BLANKS, IMPORTS, ONE_LINERS),
    ]
    check_lines(submission, reference, sources)


@task("logical_lines", points=3)
def test_logical_lines_of_blocks(submission, reference, rng):
    """Functions, classes, loops, branches and tries, with what stands in them.
    함수와 클래스, 반복문, 분기, try를 그 안의 문장과 함께 셉니다."""
    sources = [
        program(rng, BRANCHES),
        program(rng, TRIES),
        program(rng, FUNCTIONS, CLASSES, DECORATED),
        program(rng, LOOPS, WITHS),
        program(rng, BRANCHES, TRIES, FUNCTIONS, CLASSES, DECORATED, LOOPS, WITHS),
    ]
    check_lines(submission, reference, sources)


@task("logical_lines", points=2)
def test_logical_lines_with_lambdas(submission, reference, rng):
    """A lambda counts one more, and one in another is two; comprehensions count nothing of their own.
    lambda는 하나마다 1을 더하고, 겹쳐 쓰면 둘입니다. comprehension은 따로 세지 않습니다."""
    sources = [program(rng, LAMBDAS, COMPREHENSIONS), program(rng, NESTED_LAMBDAS, LAMBDAS)]
    check_lines(submission, reference, sources)


@task("logical_lines", points=3)
def test_logical_lines_without_docstrings(submission, reference, rng):
    """Docstrings of modules, classes and functions are not counted; other strings that stand alone are.
    모듈과 클래스, 함수의 docstring은 세지 않고, 그 밖에 홀로 있는 문자열은 셉니다."""
    sources = [
        program(rng, IN_A_FUNCTION, LONE_STRINGS),
        program(rng, IN_A_CLASS),
        program(rng, IN_ASYNC),
        MODULE_DOCSTRING + program(rng, NO_DOCSTRINGS, LONE_STRINGS),
        MODULE_DOCSTRING + program(rng, IN_A_FUNCTION, IN_A_CLASS, IN_ASYNC),
    ]
    check_lines(submission, reference, sources)


@task("logical_lines", points=1)
def test_logical_lines_of_almost_nothing(submission, reference, rng):
    """No text at all, comments alone, a docstring alone, an empty docstring.
    아무것도 없는 텍스트, 주석뿐인 텍스트, docstring뿐인 텍스트, 빈 docstring입니다."""
    check_lines(submission, reference, ["", BLANKS, MODULE_DOCSTRING, program(rng, EMPTY)])
