"""``check("relu")`` in a notebook or a REPL: the public examples of a task against what is defined there.

Runs in process, since the functions live nowhere else. Whatever goes wrong is one sentence: a traceback under a
student's cell is about our code, and they would read it as being about theirs.
"""

from __future__ import annotations

import contextlib
import difflib
import os
import sys
import tempfile
import types
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from autograder.course.catalogue import Catalogue, Exercise
from autograder.course.layout import EXERCISE_NAME
from autograder.errors import DeepdrillError, ToolFailure
from autograder.selfcheck.examples import Examples, examples_of
from autograder.selfcheck.history import check_as_file, starts_processes, students_cells
from autograder.selfcheck.html import html
from autograder.selfcheck.live import off_limits
from autograder.selfcheck.model import SelfCheck
from autograder.selfcheck.plain import text
from autograder.selfcheck.story import Story
from autograder.text import Language, Text

VARIABLE = "EXERCISE"
_HTML_ERROR = '<div style="border-left:3px solid #dc4640;padding:2px 0 2px 10px">{}</div>'


@dataclass(frozen=True)
class Shown:
    """A result as IPython displays it: HTML in a notebook, text in a terminal."""

    plain: str
    page: str

    def __repr__(self) -> str:
        return self.plain

    def _repr_html_(self) -> str:
        return self.page


def check(name: str = "", task: str = "", *, lang: str = "") -> None:
    """Run the public examples of a task, or of all tasks of an exercise, on what you have defined.

    ``check("relu")``, ``check("q05")``, ``check("q05", "relu")``; where a variable EXERCISE names the exercise,
    ``check()`` checks all of it. ``lang`` is "en" or "ko".
    """
    namespace = sys._getframe(1).f_globals
    language: Language = "ko" if (lang or os.environ.get("DEEPDRILL_LANG", "")) == "ko" else "en"
    try:
        exercise, examples, only = _asked_for(name, task, namespace)
        result = check_namespace(exercise, examples, only, namespace)
        hint = exercise.hints[0].pick(language) if only is None else ""
        shown = Shown(text(result, language), html(result, language, hint))
    except (DeepdrillError, ToolFailure, OSError) as error:
        shown = _sentence(" ".join(str(error).split()))
    except Exception as error:
        shown = _sentence(f"check() itself failed, which is no fault of yours: {error!r}")
    _show(shown)


def check_namespace(
    exercise: Exercise, examples: Examples, task: str | None, namespace: dict[str, Any]
) -> SelfCheck:
    """The examples run against the names in ``namespace``."""
    from autograder.selfcheck.session import run_examples

    if starts_processes(examples, task) and (cells := students_cells()) is not None:
        return check_as_file(exercise, examples, task, cells)
    story = Story(examples, examples.of(task), task)
    with (
        tempfile.TemporaryDirectory(prefix="deepdrill-", ignore_cleanup_errors=True) as folder,
        _as_module(examples, namespace),
    ):
        file = Path(folder).resolve() / f"test_{examples.id}.py"
        file.write_text(examples.text, encoding="utf-8", newline="\n")
        run_examples(file, namespace, story.chosen, story.heard)
    blocked = off_limits(examples, namespace)
    for name in examples.tasks:
        if name not in namespace:
            blocked[name] = _missing(name, examples, namespace)
    tasks = tuple(
        replace(one, blocked=blocked[one.name]) if one.name in blocked else one
        for one in story.tasks()
    )
    return SelfCheck(exercise.id, exercise.short_id, "", tasks, stopped=story.stopped)


@contextlib.contextmanager
def _as_module(examples: Examples, namespace: dict[str, Any]) -> Iterator[None]:
    """Lets ``from q05_activation_functions import relu`` in the examples find the namespace's relu."""
    from autograder.selfcheck.session import stand_in

    module = types.ModuleType(examples.id)
    module.__dict__.update(
        {key: value for key, value in namespace.items() if not key.startswith("__")}
    )
    for name in examples.tasks:
        module.__dict__.setdefault(name, stand_in(name))
    names = (examples.id, f"test_{examples.id}")
    before = {name: sys.modules.pop(name, None) for name in names}
    sys.modules[examples.id] = module
    try:
        yield
    finally:
        for name, value in before.items():
            sys.modules.pop(name, None)
            if value is not None:
                sys.modules[name] = value


def _missing(name: str, examples: Examples, namespace: dict[str, Any]) -> Text:
    mine = [
        key
        for key, value in namespace.items()
        if isinstance(value, type | types.FunctionType)
        and key not in examples.tasks
        and getattr(value, "__module__", None) == namespace.get("__name__")
    ]
    near = difflib.get_close_matches(name, mine, n=1, cutoff=0.75)
    if near:
        return Text(
            f"{name} is not defined; did you mean {near[0]}?",
            f"{name}이(가) 정의되어 있지 않습니다. {near[0]}의 이름을 잘못 쓴 것은 아닌가요?",
        )
    return Text(
        f"{name} is not defined: run the cell that defines it.",
        f"{name}이(가) 정의되어 있지 않습니다. 정의하는 셀을 먼저 실행하세요.",
    )


# Which exercise is meant?


def _asked_for(
    name: str, task: str, namespace: dict[str, Any]
) -> tuple[Exercise, Examples, str | None]:
    for what, value in (("exercise or task", name), ("task", task)):
        if not isinstance(value, str):
            raise DeepdrillError(f'the name of the {what} is a text: write check("relu")')
    catalogue = Catalogue()
    here = namespace.get(VARIABLE)
    if task:
        return _of_exercise(catalogue.find(name), task)
    if not name:
        if not isinstance(here, str):
            raise DeepdrillError('name a task or an exercise: check("relu") or check("q05")')
        return _of_exercise(catalogue.find(here), None)
    if EXERCISE_NAME.match(f"{name}_x"):  # looks like an exercise: q05, q05_activation_functions
        return _of_exercise(catalogue.find(name), None)
    if isinstance(here, str):
        exercise = catalogue.find(here)
        if name in examples_of(exercise).tasks:
            return _of_exercise(exercise, name)
    return _by_task(name, catalogue)


def _of_exercise(exercise: Exercise, task: str | None) -> tuple[Exercise, Examples, str | None]:
    examples = examples_of(exercise)
    examples.of(task)  # raises where the exercise has no such task
    return exercise, examples, task


def _by_task(name: str, catalogue: Catalogue) -> tuple[Exercise, Examples, str | None]:
    tasks: dict[str, list[Exercise]] = {}
    for exercise in catalogue.exercises:
        with contextlib.suppress(DeepdrillError):  # one unfinished exercise stops no other
            for one in examples_of(exercise).tasks:
                tasks.setdefault(one, []).append(exercise)
    found = tasks.get(name, [])
    if len(found) == 1:
        return _of_exercise(found[0], name)
    if found:
        choices = " or ".join(f'check("{exercise.short_id}", "{name}")' for exercise in found)
        raise DeepdrillError(f"{name} is a task of {len(found)} exercises: write {choices}")
    near = difflib.get_close_matches(name, tasks, n=3, cutoff=0.6)
    meant = f"; did you mean {' or '.join(near)}?" if near else "; `deepdrill list` shows them all"
    raise DeepdrillError(f"there is no task or exercise {name!r}{meant}")


# How is it shown?


def _sentence(told: str) -> Shown:
    from html import escape

    return Shown(f"check: {told}", _HTML_ERROR.format(escape(told)))


def _show(shown: Shown) -> None:
    ipython = sys.modules.get("IPython")
    if ipython is not None and ipython.get_ipython() is not None:
        from IPython.display import display

        display(shown)
        return
    try:
        print(shown.plain)
    except UnicodeEncodeError:  # a terminal that knows no ✓
        encoding = sys.stdout.encoding or "ascii"
        print(shown.plain.encode(encoding, "replace").decode(encoding))
