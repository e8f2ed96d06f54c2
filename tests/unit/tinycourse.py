"""A course of one exercise with a hidden grader, made of text, for tests of grading and of the proofs."""

from __future__ import annotations

from pathlib import Path

from autograder.course.catalogue import Catalogue
from autograder.course.layout import open_course

TOPIC, EXERCISE = "q91_tiny", "q91_tiny_steps"

LESSON = """\
+++
title = "Tiny steps"
question = "What is a step?"
needs = ["numpy"]
off_limits = ["numpy.heaviside"]
data = []
deadline_seconds = 2
memory_mb = 256
+++
## Background
A step.
## Hints
1. One.
2. Two.
3. Three.
## Answer
A step.
## Explain
Why?
### Rubric
- 1 point: because
"""

LESSON_KO = """\
+++
title = "작은 계단"
question = "계단 함수는 무엇인가요?"
+++
## Background
계단입니다.
## Hints
1. 하나.
2. 둘.
3. 셋.
## Answer
계단입니다.
## Explain
왜 그런가요?
### Rubric
- 1점: 그래서
"""

SOLUTION = '''\
"""Steps."""

import numpy as np


def step(x):
    """1.0 where x > 0, else 0.0."""
    ### BEGIN SOLUTION
    return np.where(x > 0, 1.0, 0.0)
    ### END SOLUTION


def noisy(x, rng):
    """x plus standard normal noise."""
    ### BEGIN SOLUTION
    return x + rng.normal(size=x.shape)
    ### END SOLUTION


class Counter:
    """Counts calls."""

    def __init__(self):
        ### BEGIN SOLUTION
        self.count = 0
        ### END SOLUTION

    def add(self, function, value):
        """Calls function(value), counts it, returns the result."""
        ### BEGIN SOLUTION
        self.count += 1
        return function(value)
        ### END SOLUTION
'''

EXAMPLES = """\
from solution import step


def test_step_of_one():
    assert step(1.0) == 1.0
"""

MISTAKES = """\
from autograder.authoring import mistake

import numpy as np


@mistake(replaces="step", en="At 0 the step is 0; use >, not >=.", ko="0에서는 0입니다. >= 대신 >를 쓰세요.")
def one_at_zero(x):
    return np.where(np.asarray(x) >= 0, 1.0, 0.0)


@mistake(replaces="noisy", en="The noise is uniform, not normal.", ko="잡음이 정규분포가 아니라 균등분포입니다.")
def uniform_noise(x, rng):
    return x + rng.uniform(2, 3, size=x.shape)
"""

ALTERNATIVES = """\
from autograder.authoring import alternative

import numpy as np


@alternative(replaces="step", why="by comparison")
def by_comparison(x):
    return (np.asarray(x) > 0).astype(float)


@alternative(replaces="step", why="by sign")
def by_sign(x):
    return np.maximum(np.sign(np.asarray(x, dtype=float)), 0.0)
"""

GRADER = '''\
import numpy as np

from autograder.grading import check, check_close, check_equal, check_statistic, check_unchanged, task


@task("step", points=2)
def test_step_matches(submission, reference, rng):
    """step equals the reference.
    step은 기준 구현과 같습니다."""
    x = rng.normal(size=(3, 4))
    check_close(submission.step(x), reference.step(x))
    check_unchanged(submission)


@task("step", points=1)
def test_step_at_zero(submission):
    """step(0) is 0.
    step(0)은 0입니다."""
    check_close(submission.step(np.array([0.0, 1.0])), np.array([0.0, 1.0]))


@task("noisy", points=2)
def test_noise_has_mean_zero(submission, seed):
    """The noise has mean 0.
    잡음의 평균은 0입니다."""
    x = np.zeros(4000)
    noise = submission.noisy(x, submission.probe.rng(seed)) - x
    check_statistic(noise.mean(), 0.0, 4000**-0.5, "the noise has another mean", "잡음의 평균이 다릅니다")
    check_statistic(noise.var(), 1.0, (2 / 4000) ** 0.5, "the noise has another variance", "분산이 다릅니다")


@task("Counter", points=2)
def test_counter_counts(submission):
    """add calls the function and counts.
    add는 함수를 부르고 횟수를 셉니다."""
    counter = submission.Counter()
    check_equal(counter.count, 0)
    check_close(counter.add(lambda v: 3 * v, 2.0), 6.0)
    check_close(counter.add(lambda v: v + 1, 2.0), 3.0)
    check_equal(counter.count, 2)
'''


EQUIVALENT = """\
[[equivalent]]
where = "noisy"
was = "x + rng.normal(size=x.shape)"
now = "x - rng.normal(size=x.shape)"
reason = "the normal distribution is symmetric about 0"
"""


def make_course(root: Path, grader: str = GRADER, **files: str) -> Catalogue:
    """The course, with other text for the files that are given (``mistakes=...``)."""
    folder = root / "solutions" / TOPIC / EXERCISE
    folder.mkdir(parents=True)
    texts = {
        "lesson.md": files.get("lesson", LESSON),
        "lesson.ko.md": LESSON_KO,
        "solution.py": files.get("solution", SOLUTION),
        "examples.py": EXAMPLES,
        "mistakes.py": files.get("mistakes", MISTAKES),
        "equivalent_mutants.toml": files.get("equivalent", EQUIVALENT),
        "alternatives.py": files.get("alternatives", ALTERNATIVES),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    graders = root / "autograder" / "graders" / TOPIC
    graders.mkdir(parents=True)
    (graders / f"test_{EXERCISE}.py").write_text(grader, encoding="utf-8")
    return Catalogue(open_course(root))
