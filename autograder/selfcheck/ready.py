"""``ready("relu", "relu_grad")``: the visible line of a grade cell in a notebook.

Before the hidden tests take over, nbgrader's "validate" has only this line to go by: 0.0 as the value of the cell means
"not yet", no value means that the public examples pass. While nbgrader grades it says nothing.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from autograder.course.catalogue import Catalogue
from autograder.errors import DeepdrillError, ToolFailure
from autograder.selfcheck.examples import examples_of
from autograder.selfcheck.notebook import VARIABLE, check_namespace
from autograder.text import Text

GRADING = ("NBGRADER_EXECUTION", "autograde")  # what nbgrader sets while it grades

_READY = Text(
    "The public examples pass; the hidden tests run when the notebook is graded.",
    "공개 예제를 모두 통과했습니다. 숨은 테스트는 채점할 때 실행됩니다.",
)
_NOT_YET = Text(
    "Not yet: run the check above to see what is missing.",
    "아직입니다. 위의 check 셀을 실행해 무엇이 빠졌는지 확인하세요.",
)


def ready(*names: str) -> float | None:
    """0.0 while a public example of ``names`` fails, else None; one sentence either way."""
    key, value = GRADING
    if os.environ.get(key) == value:
        return None
    try:
        good = _all_pass(names, sys._getframe(1).f_globals)
    except (DeepdrillError, ToolFailure, OSError) as error:
        print(f"ready: {error}")
        return 0.0
    text = _READY if good else _NOT_YET
    print(f"{text.en}\n{text.ko}")
    return None if good else 0.0


def _all_pass(names: tuple[str, ...], namespace: dict[str, Any]) -> bool:
    here = namespace.get(VARIABLE)
    if not isinstance(here, str):
        raise DeepdrillError(f"run the cell that sets {VARIABLE} first")
    exercise = Catalogue().find(here)
    examples = examples_of(exercise)
    return all(check_namespace(exercise, examples, name, namespace).ok for name in names)
