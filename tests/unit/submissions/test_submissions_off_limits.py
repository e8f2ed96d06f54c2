"""Uses are found by what a name means, and only there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.submissions.off_limits import off_limits_uses
from autograder.submissions.reach import affected_names

OFF = ("numpy.tanh", "torch.nn.functional", "torch.softmax", ".log_softmax", "builtins.sum")

USES = {
    "np": "import numpy as np\ndef f(x): return np.tanh(x)",
    "numpy": "import numpy\ndef f(x): return numpy.tanh(x)",
    "submodule": "import torch.nn.functional as F\ndef f(x): return F.softmax(x)",
    "dotted import": "import torch.nn.functional\ndef f(x): return torch.nn.functional.softmax(x)",
    "from": "from numpy import tanh\ndef f(x): return tanh(x)",
    "from as": "from numpy import tanh as t\ndef f(x): return t(x)",
    "from package": "from torch import nn\ndef f(x): return nn.functional.softmax(x)",
    "from subpackage": "from torch.nn import functional as G\ndef f(x): return G.relu(x)",
    "from module": "from torch.nn.functional import relu as r\ndef f(x): return r(x)",
    "import inside": "def f(x):\n    import numpy as n\n    return n.tanh(x)",
    "alias of module": "import numpy as np\nmod = np\ndef f(x): return mod.tanh(x)",
    "alias inside": "import numpy as np\ndef f(x):\n    g = np.tanh\n    return g(x)",
    "alias of module inside": "import numpy as np\ndef f(x):\n    m = np\n    return m.tanh(x)",
    "unpacked": "import numpy as np\nm, k = np, 3\ndef f(x): return m.tanh(x)",
    "passed on": "import numpy as np\ndef f(x): return list(map(np.tanh, x))",
    "default": "import numpy as np\ndef f(x, g=np.tanh): return g(x)",
    "decorator": "import numpy as np\n@np.tanh\ndef f(x): return x",
    "lambda": "import numpy as np\nf = lambda x: np.tanh(x)",
    "comprehension": "import numpy as np\ndef f(x): return [np.tanh(v) for v in x]",
    "method": "import numpy as np\nclass f:\n    def g(self, x): return np.tanh(x)",
    "class body": "import numpy as np\nclass f:\n    act = np.tanh",
    "nested": "import numpy as np\ndef f(x):\n    def g(): return np.tanh(x)\n    return g()",
    "getattr": "import numpy as np\ndef f(x): return getattr(np, 'tanh')(x)",
    "dict": "import numpy as np\ndef f(x): return np.__dict__['tanh'](x)",
    "vars": "import numpy as np\ndef f(x): return vars(np)['tanh'](x)",
    "import_module": "import importlib\ndef f(x): return importlib.import_module('numpy').tanh(x)",
    "from importlib": "from importlib import import_module as i\ndef f(x): return i('numpy').tanh(x)",
    "__import__": "def f(x): return __import__('numpy').tanh(x)",
    "sys.modules": "import sys, numpy\ndef f(x): return sys.modules['numpy'].tanh(x)",
    "star": "from numpy import *\ndef f(x): return tanh(x)",
    "branch": "try:\n    import numpy as np\nexcept ImportError:\n    np = None\ndef f(x): return np.tanh(x)",
    "either": "import numpy as np, math\nm = np if 1 else math\ndef f(x): return m.tanh(x)",
    "global": "def load():\n    global np\n    import numpy as np\ndef f(x): return np.tanh(x)",
    "method name": "def f(x): return x.log_softmax(-1)",
    "method name by getattr": "def f(x): return getattr(x, 'log_softmax')(-1)",
    "methodcaller": "import operator\ndef f(x): return operator.methodcaller('log_softmax')(x)",
    "builtin": "def f(x): return sum(x)",
    "walrus": "import numpy as np\ndef f(x):\n    if (m := np): return m.tanh(x)",
}  # fmt: skip

CLEAN = {
    "own function": "def tanh(x): return x\ndef f(x): return tanh(x)",
    "own after import": "from numpy import tanh\ndef tanh(x): return x\ndef f(x): return tanh(x)",
    "own beside a star": "from numpy import *\ndef tanh(x): return x\ndef f(x): return tanh(x)",
    "local": "import numpy as np\ndef f(x):\n    tanh = x\n    return tanh",
    "parameter": "from numpy import tanh\ndef f(tanh): return tanh",
    "np as parameter": "import numpy as np\ndef f(np): return np.tanh(3)",
    "comprehension variable": "import numpy as np\ndef f(x): return [np.tanh for np in x]",
    "comment": "import numpy as np\ndef f(x): return x  # np.tanh(x)",
    "string": 'import numpy as np\ndef f(x):\n    """Like np.tanh(x)."""\n    return "np.tanh"',
    "unused import": "from numpy import tanh\ndef f(x): return x",
    "prefix of a name": "import numpy as np\ndef f(x): return np.tanhx(x) + np.arctanh(x)",
    "other module": "import math\ndef f(x): return math.tanh(x)",
    "own method": "class f:\n    def log_softmax(self): ...\n    def g(self): return self.log_softmax()",
    "own attribute": "class f:\n    def __init__(self): self.log_softmax = 1\n    def g(self): return self.log_softmax",
    "own sum": "def f(x, sum=0): return sum",
    "relative import": "from .numpy import tanh\ndef f(x): return tanh(x)",
    "keyword": "import numpy as np\ndef f(x): return dict(tanh=1)",
}  # fmt: skip


@pytest.mark.parametrize("way", USES)
def test_a_use_is_found_with_its_line_and_definition(way):
    uses = off_limits_uses(USES[way], OFF)
    assert [use.name for use in uses] == ["f"]
    assert uses[0].kind == "off_limits"
    assert (
        f"Line {uses[0].line}:" in uses[0].message.en and f"{uses[0].line}행" in uses[0].message.ko
    )


@pytest.mark.parametrize("way", CLEAN)
def test_what_only_looks_like_a_use_is_not_one(way):
    assert off_limits_uses(CLEAN[way], OFF) == []


def test_the_sentence():
    (use,) = off_limits_uses(USES["from as"], OFF)
    assert (
        use.message.en
        == "Line 2: `t` (`numpy.tanh`) is off limits in this exercise; write it yourself."
    )


def test_an_import_that_is_the_answer():
    assert [use.name for use in off_limits_uses("from numpy import tanh", OFF, ["tanh"])] == [
        "tanh"
    ]
    assert [use.name for use in off_limits_uses("import numpy\ntanh = numpy.tanh", OFF)] == ["tanh"]


def affected(source, **kwargs):
    names = {use.name for use in off_limits_uses(source, OFF)}
    return affected_names(source, names - {None}, **kwargs)


def test_a_helper_passes_it_on():
    source = (
        "import numpy as np\ndef _deep(x): return np.tanh(x)\ndef _helper(x): return _deep(x)\n"
        "def softmax(x): return _helper(x)\ndef relu(x): return x\n"
    )
    assert affected(source) == {"_deep", "_helper", "softmax"}


@pytest.mark.parametrize(
    "source",
    [
        "import numpy as np\ntable = {}\ntable['t'] = np.tanh\ndef f(x): return table['t'](x)",
        "import numpy as np\ntable = {}\ntable.update(t=np.tanh)\ndef f(x): return table['t'](x)",
        "import numpy as np\na, (b, c) = 1, (2, [np.tanh])\ndef f(x): return c[0](x)",
        "import numpy as np\nclass T: pass\nT.act = np.tanh\ndef f(x): return T.act(x)",
        "import numpy as np\nclass T: pass\nsetattr(T, 'act', np.tanh)\ndef f(x): return T.act(x)",
        "import numpy as np\nglobals()['t'] = np.tanh\ndef f(x): return globals()['t'](x)",
        "import numpy as np\nfor t in [np.tanh]: pass\ndef f(x): return t(x)",
        "import numpy as np\nclass B:\n    def g(self, x): return np.tanh(x)\nclass f(B): pass",
    ],
)
def test_containers_and_classes_pass_it_on(source):
    assert "f" in affected(source)


def test_a_required_name_does_not_pass_it_on():
    source = "import numpy as np\ndef tanh(x): return np.tanh(x)\ndef gelu(x): return x * tanh(x)\n"
    assert affected(source, stop_at=["tanh", "gelu"]) == {"tanh"}


def test_a_local_of_the_same_name_is_no_user():
    source = "import numpy as np\ndef h(x): return np.tanh(x)\ndef f(h): return h(3)\n"
    assert affected(source) == {"h"}


SNIPPETS = st.sampled_from([*USES.values(), *CLEAN.values()])


@settings(max_examples=100, deadline=None)
@given(st.lists(SNIPPETS, max_size=4), st.text(max_size=30))
def test_nothing_raises(snippets, text):
    source = "\n".join([*snippets, text])
    affected_names(source, {use.name for use in off_limits_uses(source, OFF) if use.name})


def test_aliases_in_a_circle_and_in_a_long_chain():
    circle = "a = b\nb = a\ndef f(x): return a.tanh(x)"
    assert off_limits_uses(circle, OFF) == []
    chain = (
        "import numpy as a0\n"
        + "\n".join(f"a{n + 1} = a{n}" for n in range(2000))
        + "\nb = a2000.tanh"
    )
    off_limits_uses(chain, OFF)
    wide = "a0 = 1\n" + "\n".join(f"a{n + 1} = a{n}.x if z else a{n}.y" for n in range(300))
    off_limits_uses(wide, OFF)


def test_the_full_name_is_told_where_both_kinds_of_entry_fit():
    (use,) = off_limits_uses(USES["np"], [".tanh", "numpy.tanh"])
    assert "`np.tanh` (`numpy.tanh`)" in use.message.en
