"""Which of the names that an exercise asks for are not there, and which one was probably meant."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable
from difflib import SequenceMatcher

from autograder.submissions.model import Problem
from autograder.submissions.scopes import Module, module_of
from autograder.text import Text

ALIKE = 0.75


def missing_names(
    source: str, required: Iterable[str], known: Iterable[Problem] = ()
) -> list[Problem]:
    """A problem for each required name that nothing in ``source`` defines.

    Whatever binds the name at the top level counts: a function, class, assignment, lambda, import, in a
    branch too. Nothing is claimed where names may come from nowhere to be seen (a star import,
    ``globals()``, ``exec``), nor for names that ``known`` problems already explain.
    """
    required = list(required)
    module = module_of(source)
    if _names_from_nowhere(module):
        return []
    explained = {problem.name for problem in known if problem.kind == "syntax"}
    bound = module.top.bindings
    absent = [name for name in required if name not in bound and name not in explained]
    return [_problem(name, module, required) for name in absent]


def _names_from_nowhere(module: Module) -> bool:
    if module.top.stars or "__getattr__" in module.top.bindings:
        return True
    return any(
        isinstance(node, ast.Name) and node.id in ("globals", "exec", "vars", "locals")
        for node, scope in module.reads
        if scope.find(getattr(node, "id", "")) is None
    )


def _problem(name: str, module: Module, required: Collection[str]) -> Problem:
    if name in module.guarded:
        line = module.guarded[name]
        message = Text(
            f'`{name}` is defined only under `if __name__ == "__main__":` (line {line}); move it out of there.',
            f'`{name}`이(가) `if __name__ == "__main__":` 안에만 정의되어 있습니다({line}행). 밖으로 옮기세요.',
        )
        return Problem("missing_name", message, line, name)
    if name in module.nested:
        line, owner = module.nested[name]
        message = Text(
            f"`{name}` is defined inside `{owner}` (line {line}); move it to the left margin.",
            f"`{name}`이(가) `{owner}` 안에 정의되어 있습니다({line}행). 들여쓰기를 없애 맨 바깥으로 옮기세요.",
        )
        return Problem("missing_name", message, line, name)
    meant = _meant(name, module, required)
    if meant is None:
        message = Text(f"`{name}` is not defined.", f"`{name}`이(가) 정의되어 있지 않습니다.")
        return Problem("missing_name", message, None, name)
    line = module.top.bindings[meant][-1].line
    message = Text(
        f"`{name}` is not defined; did you mean `{meant}` (line {line})?",
        f"`{name}`이(가) 정의되어 있지 않습니다. `{meant}`({line}행)의 이름을 잘못 쓴 것은 아닌가요?",
    )
    return Problem("missing_name", message, line, name)


def _meant(name: str, module: Module, required: Collection[str]) -> str | None:
    """The nearest name of the student's own that is not itself asked for."""
    candidates = [
        bound
        for bound, bindings in module.top.bindings.items()
        if bound not in required and not all(binding.origin for binding in bindings)
    ]
    scored = [(_likeness(name, candidate), candidate) for candidate in candidates[:500]]
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] >= ALIKE else None


def _likeness(name: str, candidate: str) -> float:
    plain, other = (text.replace("_", "").casefold() for text in (name, candidate[:80]))
    if plain == other:
        return 1.0
    return SequenceMatcher(None, plain, other, autojunk=False).ratio()
