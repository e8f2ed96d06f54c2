"""A new exercise: all its files with every section and mark in place, so that only the content is missing."""

from __future__ import annotations

import re
from pathlib import Path

from autograder.course.catalogue import Catalogue
from autograder.course.layout import EXERCISE_NAME, TOPIC_NAME, Course, shown, topic_folders
from autograder.errors import DeepdrillError

_LESSON = """\
+++
title = "{title}"
question = "TODO: the question in English"
needs = ["numpy"]
off_limits = []
data = []
+++
## Background
TODO: the idea, the formula with its source, why an interviewer asks (150 to 350 words).

## Hints
1. TODO: the idea.
2. TODO: the step that most people miss.
3. TODO: all but the line.

## Answer
TODO: the model answer (at most 150 words).

## Explain
TODO: one question to answer in free text.
### Rubric
- 2 points: TODO
- 1 point: TODO
- 0 points: TODO
"""

_LESSON_KO = """\
+++
title = "{title}"
question = "TODO: 원래의 한국어 질문 그대로"
+++
## Background
TODO: 핵심 아이디어, 공식과 출처, 면접관이 묻는 이유.

## Hints
1. TODO: 아이디어.
2. TODO: 많은 사람이 놓치는 단계.
3. TODO: 정답 바로 앞까지.

## Answer
TODO: 모범 답안.

## Explain
TODO: 서술형 질문 하나.
### Rubric
- 2 points: TODO
- 1 point: TODO
- 0 points: TODO
"""

_SOLUTION = '''\
"""{title}."""

from __future__ import annotations

import numpy as np


def answer(x: np.ndarray) -> np.ndarray:
    """TODO: shapes, dtypes, every convention, what is raised, the source of the formula."""
    ### BEGIN SOLUTION
    return np.asarray(x, dtype=float)
    ### END SOLUTION
'''

_EXAMPLES = '''\
"""Public examples: a few exact numbers that can be checked by hand."""

import numpy as np
from solution import answer


def test_answer_of_one():
    np.testing.assert_allclose(answer(np.array([1.0])), [1.0])
'''

_MISTAKES = '''\
"""The classic wrong answers."""

import numpy as np

from autograder.authoring import mistake


@mistake(
    replaces="answer",
    en="TODO: what is wrong, why, and what to do.",
    ko="TODO: 무엇이 왜 틀렸고 어떻게 고치는지.",
)
def wrong_sign(x):
    return -np.asarray(x, dtype=float)
'''

_ALTERNATIVES = '''\
"""Other right ways, at least one for each task."""

import numpy as np

from autograder.authoring import alternative


@alternative(replaces="answer", why="TODO: what is different about it")
def answer_by_copy(x):
    return np.array(x, dtype=float)
'''

_GRADER = '''\
"""Hidden grader of {id}."""

from __future__ import annotations

from autograder.grading import check_close, task


@task("answer", points=1)
def test_answer_matches_the_reference(submission, reference, rng):
    """TODO: what is checked, in English.
    TODO: 무엇을 확인하는지, 한국어로."""
    x = rng.normal(size=(3, 5))
    check_close(submission.answer(x), reference.answer(x))
'''


def scaffold(
    course: Course, name: str, title: str | None = None, topic: str | None = None
) -> list[Path]:
    """Write the files of a new exercise and return them; nothing that exists is touched."""
    if course.edition != "instructor":
        raise DeepdrillError(f"{course.root} has no solutions/ to write to; run in a checkout")
    id = _id(name, title)
    short_id = EXERCISE_NAME.fullmatch(id)[1]
    topic = _topic(course, id, topic)
    for other in Catalogue(course).all_ids:
        if other.partition("_")[0] == short_id:
            raise DeepdrillError(f"{short_id} is taken by {other}")
    title = (title or id.partition("_")[2].replace("_", " ").capitalize()).strip()
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    folder = course.solutions / topic / id
    files = {
        folder / "lesson.md": _LESSON.format(title=quoted),
        folder / "lesson.ko.md": _LESSON_KO.format(title=quoted),
        folder / "solution.py": _SOLUTION.format(title=quoted),
        folder / "examples.py": _EXAMPLES,
        folder / "mistakes.py": _MISTAKES,
        folder / "alternatives.py": _ALTERNATIVES,
        course.graders / topic / f"test_{id}.py": _GRADER.format(id=id),
    }
    for path in (folder, *files):
        if path.exists():
            raise DeepdrillError(f"{shown(path)} exists already; nothing was written")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return list(files)


def _id(name: str, title: str | None) -> str:
    name = name.strip()
    if EXERCISE_NAME.fullmatch(name):
        return name
    if not re.fullmatch(r"q\d{2}[a-z]?", name):
        raise DeepdrillError(
            f"{name!r} is no exercise id: write q12b and a title, or q12b_relu_builds_curves"
        )
    slug = re.sub(r"[^a-z0-9]+", "_", (title or "").lower()).strip("_")
    if not slug:
        raise DeepdrillError(
            f'{name} needs a name: give an English title (`deepdrill new {name} "ReLU builds curves"`) '
            f"or a whole id ({name}_relu_builds_curves)"
        )
    return f"{name}_{slug}"


def _topic(course: Course, id: str, topic: str | None) -> str:
    number = id[:3]
    known = [folder.name for folder in topic_folders(course.solutions)]
    same = [name for name in known if name[:3] == number]
    if topic is None:
        if same:
            return same[0]
        raise DeepdrillError(f"there is no topic {number} yet; name it with --topic {number}_...")
    if not TOPIC_NAME.fullmatch(topic) or topic[:3] != number:
        raise DeepdrillError(f"{topic!r} is no topic of {id}: it must look like {number}_relu")
    if same and topic not in same:
        raise DeepdrillError(f"topic {number} is called {same[0]}, not {topic}")
    return topic
