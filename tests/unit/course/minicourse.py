"""A small course made of text, for tests: two exercises in one topic, every file of them."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from autograder.course.layout import Course

SECRET = "SECRET_OF_THE_SOLUTION"

LESSON = """\
+++
title = "Sharp corners"
question = "Why is there a corner?"
needs = ["numpy"]
off_limits = ["numpy.maximum", "torch.nn.functional"]
data = []
deadline_seconds = 2.5
# SECRET_OF_THE_SOLUTION in a comment
+++
## Background
A corner is where two lines meet.

```python
## not a section
```

## Hints
1. Think of zero.
2. Two cases,
   in two lines.
3. Use where.

## Answer
SECRET_OF_THE_SOLUTION: because of the answer.

## Explain
Why not a curve?
### Rubric
- 2 points: SECRET_OF_THE_SOLUTION
- 0 points: nothing
"""

LESSON_KO = """\
+++
title = "날카로운 모서리"
question = "모서리는 왜 있는걸까?"
+++
## Background
두 직선이 만나는 곳이 모서리입니다.

## Hints
1. 0을 생각해 보세요.
2. 두 경우로 나눕니다.
3. where를 쓰세요.

## Answer
SECRET_OF_THE_SOLUTION 답.

## Explain
왜 곡선이 아닌가?
### Rubric
- 2 points: SECRET_OF_THE_SOLUTION
"""

SOLUTION = '''\
"""Corners: the functions of this exercise."""

from __future__ import annotations

import math

import numpy as np

### BEGIN SOLUTION
from functools import reduce  # SECRET_OF_THE_SOLUTION


def _positive(x):
    return reduce(lambda a, b: b, [x], x) > 0
### END SOLUTION

LIMIT = math.pi


def corner(x, slope: float = 1.0) -> np.ndarray:
    """max(0, slope * x), elementwise."""
    ### BEGIN SOLUTION
    x = np.asarray(x, dtype=float)  # SECRET_OF_THE_SOLUTION
    return np.where(_positive(x), slope * x, 0.0)
    ### END SOLUTION


def corner_grad(x):
    """The derivative of corner; 0 at 0."""
    x = np.asarray(x, dtype=float)
    ### BEGIN SOLUTION
    return np.where(_positive(x), 1.0, 0.0)
    ### END SOLUTION


def two_corners(x):
    """corner(x) + corner(-x)."""
    ### BEGIN SOLUTION
    return corner(x) + corner(-np.asarray(x))
    ### END SOLUTION


class Counter:
    """Counts the corners that it has seen."""

    def __init__(self, start: int = 0) -> None:
        ### BEGIN SOLUTION
        self.total = start
        ### END SOLUTION

    def add(self, count: int) -> int:
        """Add and return the total."""
        ### BEGIN SOLUTION
        self.total += count
        return self.total
        ### END SOLUTION

    @property
    def empty(self) -> bool:
        """Whether nothing was counted."""
        ### BEGIN SOLUTION
        return self.total == 0
        ### END SOLUTION
'''

EXAMPLES = '''\
"""Public examples."""

import pytest
from solution import Counter, corner, corner_grad


def test_corner_of_a_negative_number_is_zero():
    assert corner(-2.0) == 0.0


def test_corner_grad_at_zero():
    assert corner_grad(0.0) == pytest.approx(0.0)


def test_Counter_counts():
    from solution import two_corners

    assert two_corners(-3.0) == 3.0
    assert Counter().add(2) == 2
'''

MISTAKES = '''\
"""The classic ones."""

from __future__ import annotations

import os.path
from dataclasses import dataclass

from autograder.authoring import mistake, part_of
from solution import Counter as RightCounter
from solution import LIMIT, corner as right_corner

import numpy as np

OFFSET = 1e-3


def _shifted(x):
    """A helper of the file's own."""
    return np.asarray(x) + OFFSET


@mistake(
    replaces="corner_grad",
    en="At 0 the derivative is 0; "
    "yours is 1.",
    ko="0에서 미분은 0입니다.",
)
def one_at_zero(x):
    x = np.asarray(x, dtype=float)
    return (x >= 0).astype(float)  # 한글 주석


@mistake(replaces="corner", en="Do not shift.", ko="옮기지 마세요.", deadline_seconds=3)
def shifted_corner(x, slope=1.0):
    return right_corner(_shifted(x), slope)


@part_of("shifted_corner", replaces="corner_grad")
def shifted_corner_grad(x):
    return one_at_zero(_shifted(x))


@mistake(replaces="Counter", en="Count each one once.", ko="하나씩 세세요.")
@dataclass
class counts_twice(RightCounter):
    total: int = 0

    def add(self, count):
        super().add(count)
        return super().add(count)


if __name__ == "__main__":
    print(os.path, LIMIT)
'''

ALTERNATIVES = """\
from autograder.authoring import alternative
import numpy as np


@alternative(replaces="corner", why="by halves of x and |x|")
def corner_by_abs(x, slope=1.0):
    x = np.asarray(x, dtype=float)
    return slope * (x + abs(x)) / 2 if slope >= 0 else np.where(x > 0, slope * x, 0.0)
"""

SECOND_SOLUTION = '''\
"""A second exercise."""


def bend(x: float) -> float:
    """Bend x."""
    ### BEGIN SOLUTION
    return x if x > 0 else 0.0
    ### END SOLUTION
'''


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(text), encoding="utf-8")
    return path


def add_exercise(
    root: Path, topic: str = "q02_corners", name: str = "q02a_sharp_corners", **files: str
) -> Path:
    """Write one whole exercise below ``root``; ``files`` replaces any of them (None leaves it out)."""
    folder = root / "solutions" / topic / name
    texts = {
        "lesson": LESSON,
        "lesson_ko": LESSON_KO,
        "solution": SOLUTION,
        "examples": EXAMPLES,
        "mistakes": MISTAKES,
        "alternatives": ALTERNATIVES,
        **files,
    }
    names = {"lesson": "lesson.md", "lesson_ko": "lesson.ko.md"}
    for key, text in texts.items():
        if text is not None:
            write(folder / names.get(key, f"{key}.py"), text)
    return folder


def make_course(root: Path) -> Course:
    """A course with q02 and q02a."""
    add_exercise(root)
    add_exercise(
        root,
        name="q02_bends",
        solution=SECOND_SOLUTION,
        examples="from solution import bend\n\n\ndef test_bend_keeps():\n    assert bend(1.0) == 1.0\n",
        mistakes="",
        alternatives="",
    )
    return Course(root, "instructor")
