"""The solution cut into cells: nothing is lost, and nothing that students must not see stays behind."""

from __future__ import annotations

import pytest

from autograder.build.notebook_solution import parts_of
from autograder.build.stub import BEGIN, END
from autograder.errors import DeepdrillError

SOLUTION = '''\
"""Corners.

    Indented.
"""

from __future__ import annotations

import math

LIMIT = 4.0

### BEGIN SOLUTION
_TABLE = {1: 1.0}


def _looked_up(x):
    return _TABLE.get(x, math.sqrt(x))


### END SOLUTION


def given(x):
    """No region: comes as it is."""
    return x


# A word about corners.
def corner(x):
    """A corner."""
    ### BEGIN SOLUTION
    return max(0.0, x)
    ### END SOLUTION


def root(x):
    """A root."""
    ### BEGIN SOLUTION
    return _looked_up(x)
    ### END SOLUTION


class Counter:
    """Counts."""

    ### BEGIN SOLUTION
    _start = 0

    ### END SOLUTION
    def __init__(self):
        """Start."""
        ### BEGIN SOLUTION
        self.count = self._start
        ### END SOLUTION

    def add(self):
        """One more."""
        ### BEGIN SOLUTION
        self.count = self._more()
        ### END SOLUTION

    ### BEGIN SOLUTION
    def _more(self):
        return self.count + 1

    ### END SOLUTION
'''


def released(source):
    """As nbgrader's ClearSolutions leaves a cell."""
    kept, inside = [], False
    for line in source.split("\n"):
        if BEGIN in line:
            assert not inside
            inside = True
            kept.append(line[: len(line) - len(line.lstrip())] + "raise NotImplementedError()")
        elif END in line:
            inside = False
        elif not inside:
            kept.append(line)
    assert not inside
    return "\n".join(kept)


def run(sources):
    namespace = {"__name__": "notebook"}
    for source in sources:
        exec(compile(source, "<cell>", "exec"), namespace)
    return namespace


def test_the_cells():
    parts = parts_of(SOLUTION, "solution.py")
    assert [(part.kind, part.name) for part in parts] == [
        ("text", ""),
        ("given", ""),
        ("write", "corner"),
        ("write", "root"),
        ("write", "Counter"),
    ]
    assert parts[0].source == "Corners.\n\nIndented."
    assert parts[1].source.startswith("from __future__") and "def given" in parts[1].source
    assert parts[2].source.startswith("# A word about corners.\ndef corner")


def test_the_cells_together_are_the_solution():
    names = run(part.source for part in parts_of(SOLUTION, "solution.py") if part.kind != "text")
    assert names["root"](4.0) == 2.0 and names["root"](1) == 1.0
    counter = names["Counter"]()
    counter.add()
    assert counter.count == 1


def test_what_is_released_defines_all_and_gives_away_nothing():
    cells = [
        released(part.source) for part in parts_of(SOLUTION, "solution.py") if part.kind != "text"
    ]
    text = "\n".join(cells)
    for secret in ("_TABLE", "_looked_up", "_more", "_start", "sqrt(x)", "vanish"):
        assert secret not in text
    names = run(
        cells
    )  # no cell raises when it is run: helpers are gone, and nothing stands in for them
    for call in (lambda: names["corner"](1), lambda: names["root"](1), lambda: names["Counter"]()):
        with pytest.raises(NotImplementedError):
            call()


def test_helpers_stand_with_their_first_user():
    parts = {part.name: part.source for part in parts_of(SOLUTION, "solution.py")}
    assert "_looked_up(x)" in parts["root"] and "_TABLE" in parts["root"]
    assert "_TABLE" not in parts["corner"]


def test_a_region_that_can_not_vanish_is_told():
    last = '''\

    def __repr__(self):
        """Given."""
        return "Counter"
'''
    where = "    ### BEGIN SOLUTION\n    def _more"
    assert where in SOLUTION
    source = SOLUTION.replace(
        "    ### BEGIN SOLUTION\n    _start = 0\n\n    ### END SOLUTION\n", ""
    )
    source = source.replace("self._start", "0")
    assert parts_of(source + last, "solution.py")  # right behind a method's region: joined to it
    apart = source.replace(where, f"    LIMIT = 3\n\n{where}") + last
    with pytest.raises(DeepdrillError, match="the region in the body of Counter"):
        parts_of(apart, "solution.py")
