"""What of a damaged file survives. The table holds what students really hand in."""

from __future__ import annotations

import ast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from small_exercise import GOOD

from autograder.submissions.syntax import read_source

# What the damaged texts warn about when the test compiles them is not the point.
pytestmark = pytest.mark.filterwarnings("ignore")

RELU = '    """max(0, x)"""\n    return np.maximum(x, 0)\n'
ALL = {"np", "EPS", "relu", "tanh", "Softmax", "softmax"}

# what is replaced in GOOD, by what, and the names that may be lost
DAMAGE = {
    "no colon": ("def relu(x):", "def relu(x)", {"relu"}),
    "bracket left open in a body": ("np.maximum(x, 0)", "np.maximum((x, 0)", {"relu"}),
    "bracket left open in a signature": ("def relu(x):", "def relu(x:", {"relu"}),
    "bracket left open at top level": ("EPS = 1e-12", "EPS = (1e-12", {"EPS"}),
    "one bracket too many": ("np.maximum(x, 0)", "np.maximum(x, 0))", {"relu"}),
    "brackets of two kinds": ("np.maximum(x, 0)", "np.maximum[x, 0)", {"relu"}),
    "body not indented": (RELU, RELU.replace("    ", ""), {"relu"}),
    "body with assignments not indented": (RELU, "y = np.maximum(x, 0)\nreturn y\n", {"relu"}),
    "body indented unevenly": ("    return np.maximum", "  return np.maximum", {"relu"}),
    "tabs and spaces": ("    return np.maximum(x, 0)", "\ty = 0\n        return y", {"relu"}),
    "docstring never closed": ('"""max(0, x)"""', '"""max(0, x)', {"relu"}),
    "docstring closed twice": ('"""max(0, x)"""', '"""max(0, x)""""""', {"relu"}),
    "docstring of the last never closed": ('"""Rows."""', '"""Rows.', {"softmax"}),
    "string never closed": ('"""max(0, x)"""', 'print("relu)', {"relu"}),
    "smart quotes": ('"""max(0, x)"""', "print(“don’t”)", {"relu"}),
    "smart docstring": ('"""max(0, x)"""', "“““max(0, x)”””", {"relu"}),
    "print of Python 2": ("    return np.maximum", '    print "x"\n    return np.maximum', {"relu"}),
    "print of Python 2 at top level": ("EPS =", 'print "x"\nEPS =', set()),
    "assignment for comparison": ("    return np.maximum", "    if x = 0:\n        pass\n    return np.m", {"relu"}),
    "else without if": ("    return np.maximum", "    else:\n        pass\n    return np.m", {"relu"}),
    "def misspelled": ("def relu(x):", "dfe relu(x):", {"relu"}),
    "def of another language": ("def relu(x):", "function relu(x) {", {"relu"}),
    "no body": (RELU, "", {"relu"}),
    "unfinished line": ("np.maximum(x, 0)", "np.maximum(x, 0) +", {"relu"}),
    "unfinished assignment at top level": ("EPS = 1e-12", "EPS =", {"EPS"}),
    "indented by one": ("def tanh", " def tanh", {"tanh"}),
    "stray indent after an import": ("import numpy as np\n", "import numpy as np\n    x = 3\n", set()),
    "full-width space": ("    return np.maximum", "　　return np.maximum", {"relu"}),
    "non-breaking space": ("return np.maximum", "return\u00a0np.maximum", {"relu"}),
    "dollar": ("np.maximum(x, 0)", "$x", {"relu"}),
    "method broken": ("def __call__(self, x):", "def __call__(self, x)", {"Softmax"}),
    "merge conflict": ("EPS = 1e-12", "<<<<<<< HEAD\nEPS = 1\n=======\nEPS = 2\n>>>>>>> mine", set()),
    "markdown fence": ("import numpy as np\n", "```python\nimport numpy as np\n", set()),
    "prompt pasted": ("EPS = 1e-12", ">>> EPS = 1e-12", {"EPS"}),
    "two parameters of one name": ("def relu(x):", "def relu(x, x):", {"relu"}),
    "break outside a loop": ("    return np.maximum", "    break\n    return np.m", {"relu"}),
    "future import too late": ("EPS =", "from __future__ import annotations\nEPS =", set()),
    "NUL": ("np.maximum(x, 0)", "np.maximum(\0x, 0)", {"relu"}),
    "lone surrogate": ("np.maximum(x, 0)", "'\ud800'", {"relu"}),
    "too deep": ("np.maximum(x, 0)", "+".join(["x"] * 3000), {"relu"}),
    "number too long": ("np.maximum(x, 0)", "9" * 5000, {"relu"}),
    "broken decorator": ("def relu", "@cache(\ndef relu", {"relu"}),
    "used at once": ("def tanh(x):", "def relu(x)\n    pass\nprint(relu(3))\ndef tanh(x):", set()),
}  # fmt: skip


def defined(source: str) -> set[str]:
    names = set()
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Import):
            names |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return names


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_costs_only_what_it_touches(damage):
    old, new, lost = DAMAGE[damage]
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    source, problems = read_source(text, "q05.py")
    assert defined(source) >= ALL - lost
    assert not defined(source) & lost
    assert problems and lost <= {problem.name for problem in problems}
    assert source.count("\n") == text.count("\n")
    compile(source, "q05.py", "exec")


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_survives_stands_on_its_own_line(damage):
    old, new, _ = DAMAGE[damage]
    text = GOOD.replace(old, new, 1)
    kept = read_source(text).source.split("\n")
    for line, original in zip(kept, text.split("\n"), strict=True):
        assert line in ("", original)


def test_the_problem_names_the_place_and_shows_a_caret():
    (problem,) = read_source(GOOD.replace("def relu(x):", "def relu(x)")).problems
    assert (problem.name, problem.line, problem.column) == ("relu", 6, 12)
    assert problem.message.en == "`relu` could not be read: line 6, column 12: expected ':'."
    assert "6행 12열" in problem.message.ko and "콜론" in problem.message.ko
    assert problem.excerpt == "    def relu(x)\n               ^"


def test_a_whole_file_is_left_as_it_is():
    assert read_source(GOOD) == (GOOD, ())
    assert read_source("\ufeff" + GOOD.replace("\n", "\r\n")) == (GOOD, ())
    assert read_source("") == ("", ())
    assert read_source(GOOD.replace("\n\n\n", "\n\f\n")).problems == ()


def test_windows_line_ends_do_not_move_lines():
    broken = GOOD.replace("def tanh(x):", "def tanh(x)")
    assert read_source(broken.replace("\n", "\r\n")) == read_source(broken)


def test_a_body_is_never_shortened():
    """Half a function would be graded as if its author had meant it."""
    source, _ = read_source("def f(x):\n    y = x\n    return y +\n\ndef g(x):\n    return x\n")
    assert defined(source) == {"g"}


def test_text_in_a_string_is_no_code():
    text = 'TEMPLATE = """\ndef relu(x):\n    return 0\n"""\n\ndef tanh(x)\n    pass\n'
    assert defined(read_source(text).source) == {"TEMPLATE"}


def test_a_class_whose_base_is_broken_goes_with_it():
    text = "class A\n    pass\n\nclass B(A):\n    pass\n\ndef f():\n    return B()\n"
    source, problems = read_source(text)
    assert defined(source) == {"f"}
    assert [problem.name for problem in problems] == ["A", "B"]


def test_a_broken_duplicate_does_not_take_the_good_one_along():
    text = "def f(x)\n    pass\n\ndef f(x):\n    return x\n\ny = f(3)\n"
    assert defined(read_source(text).source) == {"f", "y"}


def test_a_file_of_errors_is_told_briefly():
    problems = read_source(
        "\n".join(f"def f{n}(x)\n    pass" for n in range(200)), "q05.py"
    ).problems
    assert len(problems) == 21 and "180" in problems[-1].message.en


def test_hostile_texts_come_back_soon():
    for text in (
        ")\n" * 50_000,
        "(" * 20_000,
        "x=[\n" * 20_000,
        "'''\n" * 20_001,
        "def f(:\n" * 5000,
        "@a\n" * 5000,
        "\\\n" * 9999,
    ):
        source, problems = read_source(text)
        assert problems and source.count("\n") == text.count("\n")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_a_result(text):
    source, _ = read_source(text)
    compile(source, "q05.py", "exec")


PIECES = st.sampled_from(
    ["(", ")", "[", "}", '"""', "'", "\n", "\n    ", "def ", ":", "\t", "\\", "#", "=", "\0", "“", "return ", "@", "else:\n", "\f", "\r", "if x:\n"]
)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(GOOD)), st.integers(0, 8), PIECES), min_size=1, max_size=4
    )
)
def test_random_damage_gives_a_source_that_compiles(damages):
    text = GOOD
    for at, length, piece in damages:
        text = text[:at] + piece + text[at + length :]
    source, problems = read_source(text)
    compile(source, "q05.py", "exec")
    assert problems or source == text.replace("\r\n", "\n").replace("\r", "\n")


@settings(max_examples=150, deadline=None)
@given(st.integers(GOOD.index("def tanh"), GOOD.index("class Softmax") - 3), PIECES)
@example(GOOD.index("def tanh"), ")")
@example(GOOD.index("def tanh"), "\t")
@example(GOOD.index("def tanh"), "\n    ")
@example(GOOD.index("def tanh"), "else:\n")
def test_damage_in_one_function_spares_those_before_it(at, piece):
    source, _ = read_source(GOOD[:at] + piece + GOOD[at:])
    assert defined(source) >= {"np", "EPS", "relu"}


def test_a_long_chain_of_dependents_comes_back_soon():
    text = (
        "def x(a)\n    pass\n" + "".join(f"x{n} = x{n + 1}\n" for n in range(2000)) + "x2000 = x\n"
    )
    source, _ = read_source(text)
    assert defined(source) == set()


def test_more_definitions_than_anyone_writes():
    source, problems = read_source("class f:\n" + " class f:\n  pass\n" * 20_000)
    assert source.strip() == "" and "too many definitions" in problems[0].message.en
