"""The part of a file that one of its names needs."""

from __future__ import annotations

from autograder.course.calls import source_of

FILE = """\
import numpy as np

LIMIT = 3


def _helper(x):
    return x + LIMIT


def _unused(x):
    return x


def wanted(x):
    LOCAL = 1
    return np.abs(_helper(x)) + LOCAL


wanted = wraps(wanted)


def other(x):
    return wanted(x)
"""


def test_a_name_with_its_helpers_and_constants():
    text = source_of(FILE, "wanted")
    for part in ("LIMIT = 3", "def _helper", "def wanted", "wanted = wraps(wanted)"):
        assert part in text
    for part in ("import", "_unused", "def other"):
        assert part not in text


def test_a_missing_name_has_no_source():
    assert source_of(FILE, "nowhere") == "" and source_of(FILE, "np") == ""


def test_what_is_defined_again_later_does_not_count():
    text = source_of(
        "def f(x):\n    return OLD\n\n\nOLD = 1\n\n\ndef f(x):\n    return f(x - 1)\n", "f"
    )
    assert text == "def f(x):\n    return f(x - 1)"
    assert source_of("def g():\n    pass\n\n\ndef f():\n    pass\n\n\nf = g\n", "f") == (
        "def g():\n    pass\n\n\nf = g"
    )


def test_what_a_later_statement_changes_counts():
    assert source_of("total = 1\ntotal += 2\n", "total") == "total = 1\n\n\ntotal += 2"
