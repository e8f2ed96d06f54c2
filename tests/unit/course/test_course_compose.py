"""mistakes.py and alternatives.py become submissions that run, without being run."""

from __future__ import annotations

import sys
import types

import minicourse
import numpy as np
import pytest

from autograder.course.calls import call_closure, dependents
from autograder.course.catalogue import Catalogue
from autograder.course.compose import read_alternatives, read_mistakes
from autograder.errors import DeepdrillError

HEAD = "from autograder.authoring import mistake, part_of\n"


def loaded(source: str) -> dict:
    module = types.ModuleType("composed")
    sys.modules["composed"] = module  # dataclasses look their module up there
    exec(compile(source, "<composed>", "exec", dont_inherit=True), module.__dict__)
    return module.__dict__


def mistakes_of(tmp_path, text: str, **files: str):
    minicourse.add_exercise(tmp_path, mistakes=text, **files)
    from autograder.course.layout import Course

    return read_mistakes(Catalogue(Course(tmp_path)).find("q02a"))


def test_mistakes_carry_their_name_sentence_and_limits(course):
    mistakes = read_mistakes(Catalogue(course).find("q02a"))
    assert [mistake.name for mistake in mistakes] == [
        "one_at_zero",
        "shifted_corner",
        "counts_twice",
    ]
    one, shifted, _ = mistakes
    assert one.sentence.en == "At 0 the derivative is 0; yours is 1."
    assert one.sentence.ko == "0에서 미분은 0입니다."
    assert one.deadline_seconds is None and shifted.deadline_seconds == 3.0
    assert shifted.replaces == ("corner", "corner_grad")


def test_a_mistake_runs_as_a_submission(course):
    one, shifted, twice = (
        loaded(mistake.source) for mistake in read_mistakes(Catalogue(course).find("q02a"))
    )
    assert one["corner_grad"](0.0) == 1.0 and one["corner"](2.0) == 2.0
    assert shifted["corner"](2.0) == 2.001
    assert shifted["two_corners"](2.0) == 2.001 + 0.0  # what builds on the name sees the mistake
    assert shifted["corner_grad"](0.0) == 1.0  # builds on another mistake's definition
    assert twice["Counter"]().add(2) == 4
    assert twice["corner_grad"](0.0) == 0.0  # and no other mistake is in it


def test_the_source_holds_no_marks(course):
    for mistake in read_mistakes(Catalogue(course).find("q02a")):
        assert "autograder" not in mistake.source
        assert "from solution" not in mistake.source
        assert "@mistake" not in mistake.source and "__main__" not in mistake.source
        assert mistake.source.count("__future__") == 1
        assert mistake.source.startswith("from __future__ import annotations\n")


def test_other_decorators_stay(course):
    twice = read_mistakes(Catalogue(course).find("q02a"))[2]
    assert "@dataclass\nclass counts_twice(RightCounter):" in twice.source


def test_alternatives(course):
    (alternative,) = read_alternatives(Catalogue(course).find("q02a"))
    assert alternative.why == "by halves of x and |x|" and alternative.replaces == ("corner",)
    space = loaded(alternative.source)
    np.testing.assert_array_equal(space["corner"]([-1.0, 2.0]), [0.0, 2.0])


def test_the_files_are_never_run(tmp_path):
    text = HEAD + "raise SystemExit\n"
    assert mistakes_of(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("def broken(:\n", r"mistakes\.py, line 1: "),
        (
            HEAD + '@mistake(replaces="cornr", en="a", ko="b")\ndef f(x): ...\n',
            "line 2: replaces='cornr'",
        ),
        (
            HEAD + '@mistake(replaces="corner", en="a")\ndef f(x): ...\n',
            "line 2: the mark of f has no ko",
        ),
        (
            HEAD + '@mistake(replaces="corner", en="", ko="b")\ndef f(x): ...\n',
            "en of f must be a non-empty",
        ),
        (
            HEAD + 'X = "a"\n@mistake(replaces="corner", en=X, ko="b")\ndef f(x): ...\n',
            "line 3: en of f must",
        ),
        (
            HEAD + '@mistake(replaces="corner", en=f"{1}", ko="b")\ndef f(x): ...\n',
            "string literal",
        ),
        (
            HEAD + '@mistake(replaces="corner", en="a", ko="b", why="c")\ndef f(x): ...\n',
            "no argument why",
        ),
        (HEAD + '@mistake("corner", en="a", ko="b")\ndef f(x): ...\n', "keyword arguments only"),
        (HEAD + "@mistake\ndef f(x): ...\n", "needs its arguments"),
        (
            HEAD
            + '@mistake(replaces="corner", en="a", ko="b", deadline_seconds=0)\ndef f(x): ...\n',
            "positive",
        ),
        (HEAD + '@part_of("g", replaces="corner")\ndef f(x): ...\n', "'g', which is no mistake"),
        (
            HEAD + '@mistake(replaces="corner", en="a", ko="b")\ndef corner_grad(x): ...\n',
            "choose another",
        ),
        (HEAD + "def _positive(x): ...\n", "line 2: _positive is a name of the solution's"),
        (HEAD + "import torch as np\n", "np is a name of the solution's"),
        (HEAD + "import solution\n", "from solution import"),
        (HEAD + "from solution import nothing as other\n", "the solution has no nothing"),
        (HEAD + "from solution import *\n", "no \\*"),
        (
            '@mistake(replaces="corner", en="a", ko="b")\ndef f(x): ...\n',
            "@mistake is not imported",
        ),
        (
            HEAD + "from solution import corner\n"
            '@mistake(replaces="corner", en="a", ko="b")\ndef f(x): return corner(x)\n',
            "line 2: corner is imported under its own name",
        ),
        (
            HEAD + '@mistake(replaces="corner", en="a", ko="b")\ndef f(x): ...\n' * 2,
            r"f is defined twice \(first in line 3\)",
        ),
        (
            "from autograder.authoring import alternative\n"
            '@alternative(replaces="corner", why="w")\ndef f(x): ...\n',
            "@alternative does not belong in mistakes.py",
        ),
        (
            HEAD + '@mistake(replaces="corner", en="a", ko="b")\ndef f(x): ...\n'
            '@part_of("f", replaces="corner")\ndef g(x): ...\n',
            "f replaces corner twice",
        ),
    ],
)
def test_an_author_is_told_file_and_line(tmp_path, text, told):
    with pytest.raises(DeepdrillError, match=told) as caught:
        mistakes_of(tmp_path, text)
    assert "mistakes.py" in str(caught.value) and "\n" not in str(caught.value)


def test_statements_that_share_a_line_and_korean_text(tmp_path):
    text = (
        HEAD + 'NAME = "한글"; OTHER = 2\n'
        '@mistake(replaces="corner", en="a", ko="b")\n'
        "def f(x, slope=1.0):\n    return NAME, OTHER\n"
    )
    (mistake,) = mistakes_of(tmp_path, text)
    assert loaded(mistake.source)["corner"](1) == ("한글", 2)


SOURCE = """
import numpy as np
TABLE = {"a": lambda x: low(x)}
def _help(x): return low(x)
def low(x): return x
def middle(x): return _help(x)
def high(x, f=middle):
    return f(x)
def by_table(x): return TABLE["a"](x)
def apart(x):
    low = x
    return low
class Base:
    def run(self): return [middle(x) for x in [1]]
@property
class Derived(Base): ...
"""


def test_dependents_follow_the_calls():
    assert dependents(SOURCE, ["low"]) == {"low", "middle", "high", "by_table", "Base", "Derived"}
    assert dependents(SOURCE, ["_help"]) == {"middle", "high", "Base", "Derived"}
    assert dependents(SOURCE, ["apart"]) == {"apart"}


def test_call_closure_holds_public_names_only():
    assert call_closure(SOURCE, ["high"]) == {"high", "middle", "low"}
    assert call_closure(SOURCE, ["apart"]) == {"apart"}
