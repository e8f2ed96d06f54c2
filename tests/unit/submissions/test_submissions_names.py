"""Which names are missing, and which one was meant."""

from __future__ import annotations

import pytest

from autograder.submissions.names import missing_names
from autograder.submissions.syntax import read_source

DEFINES_RELU = {
    "def": "def relu(x): ...",
    "async def": "async def relu(x): ...",
    "class": "class relu: ...",
    "lambda": "relu = lambda x: x",
    "annotated": "relu: object = abs",
    "chain": "a = relu = abs",
    "unpacking": "relu, other = abs, abs",
    "import": "import relu",
    "import as": "from numpy import maximum as relu",
    "decorated": "import functools\n@functools.cache\ndef relu(x): ...",
    "branch": "try:\n    import torch\nexcept ImportError:\n    relu = 1\nelse:\n    def relu(x): ...",
    "loop": "for relu in [abs]: pass",
    "with": "with open('x') as relu: pass",
    "walrus": "print(relu := abs)",
    "global": "def make():\n    global relu\n    relu = abs\nmake()",
    "star import": "from answers import *",
    "globals": "globals()['relu'] = abs",
    "exec": "exec('def relu(x): pass')",
    "match": "match 1:\n    case relu: pass",
}


@pytest.mark.parametrize("form", DEFINES_RELU)
def test_any_way_to_bind_a_name_counts(form):
    assert missing_names(DEFINES_RELU[form], ["relu"]) == []


@pytest.mark.parametrize(
    ("source", "required", "meant"),
    [
        ("\ndef Relu(x): ...", "relu", "Relu"),
        ("\ndef leakyReLU(x): ...", "leaky_relu", "leakyReLU"),
        ("\ndef sofmax(x): ...", "softmax", "sofmax"),
        ("\ndef batch_norm(x): ...", "BatchNorm", "batch_norm"),
    ],
)
def test_did_you_mean(source, required, meant):
    (problem,) = missing_names(source, [required])
    assert problem.message.en == f"`{required}` is not defined; did you mean `{meant}` (line 2)?"
    assert (problem.kind, problem.name, problem.line) == ("missing_name", required, 2)
    assert f"`{meant}`(2행)" in problem.message.ko


def test_another_task_is_not_what_was_meant():
    (problem,) = missing_names("def relu_grad(x): ...", ["relu", "relu_grad"])
    assert "did you mean" not in problem.message.en


def test_a_name_defined_in_the_wrong_place():
    (inside,) = missing_names("class Answers:\n    def relu(self, x): ...", ["relu"])
    assert "inside `Answers` (line 2)" in inside.message.en
    (guarded,) = missing_names('if __name__ == "__main__":\n    relu = abs', ["relu"])
    assert "__main__" in guarded.message.en


def test_a_local_name_is_no_definition():
    assert missing_names("def f():\n    relu = 1", ["relu"])


def test_what_is_broken_is_not_missing_too():
    source, problems = read_source("def relu(x)\n    pass\n")
    assert missing_names(source, ["relu"], problems) == []
