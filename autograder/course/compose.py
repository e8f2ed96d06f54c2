"""Turns ``mistakes.py`` and ``alternatives.py`` into complete submissions, by syntax tree alone.

The source of a mistake is the solution's source, then what the file itself brings along (imports, helpers),
then the mistake's definitions, then one assignment that puts each in the place of the name it replaces.
Nothing here is run: a broken or hostile file can only be reported, never executed.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course.calls import names_used
from autograder.course.catalogue import Exercise
from autograder.course.layout import read_text, shown
from autograder.course.names import (
    DEFINITIONS,
    Definition,
    bound_names,
    definitions,
    import_origins,
)
from autograder.errors import DeepdrillError
from autograder.text import Text

AUTHORING = "autograder.authoring"
SOLUTION = "solution"


@dataclass(frozen=True)
class Mistake:
    """A classic wrong answer, as a submission, and the sentence that its author should read."""

    name: str
    replaces: tuple[str, ...]
    sentence: Text
    source: str
    deadline_seconds: float | None = None  # None: the exercise's own


@dataclass(frozen=True)
class Alternative:
    """Another right answer, as a submission."""

    name: str
    replaces: tuple[str, ...]
    why: str
    source: str


def read_mistakes(exercise: Exercise) -> list[Mistake]:
    """The mistakes of ``exercise``, in the order of its ``mistakes.py``."""
    file = _File.read(exercise, "mistakes.py", "mistake", {"replaces", "en", "ko"})
    return [
        Mistake(
            name=entry.name,
            replaces=entry.replaces,
            sentence=Text(entry.text["en"], entry.text["ko"]),
            source=file.compose(entry),
            deadline_seconds=entry.deadline_seconds,
        )
        for entry in file.entries
    ]


def read_alternatives(exercise: Exercise) -> list[Alternative]:
    """The alternatives of ``exercise``, in the order of its ``alternatives.py``."""
    file = _File.read(exercise, "alternatives.py", "alternative", {"replaces", "why"})
    return [
        Alternative(entry.name, entry.replaces, entry.text["why"], file.compose(entry))
        for entry in file.entries
    ]


@dataclass
class _Entry:
    """One marked definition and those that are part of it."""

    name: str
    text: dict[str, str]
    line: int
    deadline_seconds: float | None = None
    swaps: list[tuple[str, str]] = field(default_factory=list)  # (replaced, definition), in order

    @property
    def replaces(self) -> tuple[str, ...]:
        return tuple(replaced for replaced, _ in self.swaps)


@dataclass
class _Statement:
    """One top-level statement of the file, ready to be put behind the solution."""

    text: str
    binds: set[str]
    uses: set[str]
    marked: bool = False


class _File:
    """A parsed mistakes.py or alternatives.py."""

    def __init__(self, path: Path, solution: Path, marker: str, keys: set[str]) -> None:
        self.path = path
        self.marker = marker
        self.keys = keys
        self.lines, self.tree = _parse(path)
        self.solution_lines, self.solution_tree = _parse(solution)
        self.replaceable = set(definitions(self.solution_tree))
        self.solution_names = set().union(*map(bound_names, self.solution_tree.body))
        self.solution_imports = {
            name: origin
            for node in self.solution_tree.body
            for name, origin in import_origins(node).items()
        }
        self.future = _future_names(self.solution_tree) | _future_names(self.tree)
        self.entries: list[_Entry] = []
        self.plain_imports: dict[str, int] = {}  # names taken from the solution as they are
        self.markers: dict[str, str] = {}  # local name of a decorator -> its own name
        self.statements: list[_Statement] = []

    @classmethod
    def read(cls, exercise: Exercise, name: str, marker: str, keys: set[str]) -> _File:
        if exercise.folder is None:
            raise DeepdrillError(
                f"{name} of {exercise.id} is not part of the students' edition; run from a checkout"
            )
        file = cls(exercise.folder / name, exercise.folder / "solution.py", marker, keys)
        file._collect()
        return file

    def compose(self, entry: _Entry) -> str:
        """The complete submission: the solution with ``entry`` in it."""
        parts = [
            f"from __future__ import {', '.join(sorted(self.future))}\n" if self.future else "",
            _without_future(self.solution_lines, self.solution_tree),
        ]
        wanted = self._needed_by(entry)
        parts += [
            statement.text
            for statement in self.statements
            if not statement.marked or statement.binds & wanted
        ]
        parts += [f"{replaced} = {definition}" for replaced, definition in entry.swaps]
        return "\n".join(part for part in parts if part) + "\n"

    def _needed_by(self, entry: _Entry) -> set[str]:
        """The entry's definitions, and other marked ones that it builds on."""
        wanted = {definition for _, definition in entry.swaps}
        for statement in self.statements:
            if not statement.marked:
                wanted |= statement.uses
        while True:
            more = set().union(
                *(one.uses for one in self.statements if one.marked and one.binds & wanted)
            )
            if more <= wanted:
                return wanted
            wanted |= more

    def _collect(self) -> None:
        parts: list[tuple[Definition, ast.Call]] = []
        entries: dict[str, _Entry] = {}
        owners: dict[str, int] = {}
        uses = names_used(self.tree, "\n".join(self.lines))
        for node in self.tree.body:
            if _is_docstring(node) or _is_main_guard(node) or _is_future(node):
                continue
            if isinstance(node, ast.Import | ast.ImportFrom) and self._is_own_import(node):
                if text := self._solution_import(node):
                    self.statements.append(_Statement(text, bound_names(node), set()))
                continue
            binds = bound_names(node)
            self._refuse_clashes(node, binds)
            mark = self._mark(node) if isinstance(node, DEFINITIONS) else None
            if mark is not None:
                if node.name in owners:
                    raise self._error(
                        node.lineno,
                        f"{node.name} is defined twice (first in line {owners[node.name]})",
                    )
                owners[node.name] = node.lineno
                if self._mark_name(mark) == "part_of":
                    parts.append((node, mark))
                else:
                    entries[node.name] = self._entry(node, mark)
            used = set().union(*(uses.get(name, set()) for name in binds))
            self.statements.append(
                _Statement(self._text(node, mark), binds, used - binds, mark is not None)
            )
        for node, mark in parts:
            self._add_part(entries, node, mark)
        for entry in entries.values():
            for replaced, _ in entry.swaps:
                if replaced in self.plain_imports:
                    raise self._error(
                        self.plain_imports[replaced],
                        f"{replaced} is imported under its own name and replaced by {entry.name}; "
                        f"import it as right_{replaced}",
                    )
        self.entries = list(entries.values())

    # -- the marks ----------------------------------------------------------------------------

    def _mark(self, node: Definition) -> ast.Call | None:
        marks = []
        for decorator in node.decorator_list:
            if self._mark_name(decorator) is None:
                continue
            if not isinstance(decorator, ast.Call):
                raise self._error(
                    decorator.lineno, f"@{self._mark_name(decorator)} needs its arguments"
                )
            marks.append(decorator)
        if len(marks) > 1:
            raise self._error(marks[1].lineno, f"{node.name} is marked twice")
        return marks[0] if marks else None

    def _mark_name(self, decorator: ast.expr) -> str | None:
        target = decorator.func if isinstance(decorator, ast.Call) else decorator
        if not isinstance(target, ast.Name):
            return None
        name = self.markers.get(target.id)
        if name is None and target.id in ("mistake", "alternative", "part_of"):
            raise self._error(
                decorator.lineno,
                f"@{target.id} is not imported; add `from {AUTHORING} import {target.id}`",
            )
        if name not in (None, self.marker, "part_of"):
            raise self._error(
                decorator.lineno, f"@{name} does not belong in {self.path.name}; use @{self.marker}"
            )
        return name

    def _entry(self, node: Definition, mark: ast.Call) -> _Entry:
        optional = {"deadline_seconds"} if self.marker == "mistake" else set()
        values = self._arguments(node, mark, self.keys, optional)
        replaced = self._replaced(mark, values)
        deadline = values.pop("deadline_seconds", None)
        return _Entry(
            name=node.name,
            text=values,
            line=node.lineno,
            deadline_seconds=None if deadline is None else float(deadline),
            swaps=[(replaced, node.name)],
        )

    def _add_part(self, entries: dict[str, _Entry], node: Definition, mark: ast.Call) -> None:
        if (
            len(mark.args) != 1
            or not isinstance(mark.args[0], ast.Constant)
            or not isinstance(mark.args[0].value, str)
        ):
            raise self._error(
                mark.lineno,
                f"@part_of on {node.name} takes the name of its {self.marker}, a string",
            )
        whole = mark.args[0].value
        if whole not in entries:
            raise self._error(
                mark.lineno, f"@part_of names {whole!r}, which is no {self.marker} here"
            )
        replaced = self._replaced(mark, self._arguments(node, mark, {"replaces"}, set(), 1))
        entry = entries[whole]
        if replaced in entry.replaces:
            raise self._error(mark.lineno, f"{whole} replaces {replaced} twice")
        entry.swaps.append((replaced, node.name))

    def _arguments(
        self,
        node: Definition,
        mark: ast.Call,
        required: set[str],
        optional: set[str],
        positional: int = 0,
    ) -> dict:
        if len(mark.args) > positional:
            raise self._error(mark.lineno, f"the mark of {node.name} takes keyword arguments only")
        values = {}
        for keyword in mark.keywords:
            if keyword.arg not in required | optional:
                raise self._error(
                    keyword.value.lineno,
                    f"the mark of {node.name} has no argument {keyword.arg or '**'}",
                )
            value = keyword.value.value if isinstance(keyword.value, ast.Constant) else None
            if keyword.arg == "deadline_seconds":
                good = isinstance(value, int | float) and not isinstance(value, bool) and value > 0
                wanted = "a positive number"
            else:
                good = isinstance(value, str) and value.strip() != ""
                wanted = "a non-empty string literal"
            if not good:
                raise self._error(
                    keyword.value.lineno, f"{keyword.arg} of {node.name} must be {wanted}"
                )
            values[keyword.arg] = value
        for name in sorted(required - set(values)):
            raise self._error(mark.lineno, f"the mark of {node.name} has no {name}")
        return values

    def _replaced(self, mark: ast.Call, values: dict) -> str:
        name = values.pop("replaces")
        if name not in self.replaceable:
            raise self._error(
                mark.lineno,
                f"replaces={name!r}, but the solution defines {', '.join(sorted(self.replaceable))}",
            )
        return name

    # -- imports and helpers ------------------------------------------------------------------

    def _is_own_import(self, node: ast.Import | ast.ImportFrom) -> bool:
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name in (SOLUTION, AUTHORING):
                    raise self._error(
                        node.lineno,
                        f"write `from {alias.name} import ...`, not `import {alias.name}`",
                    )
            return False
        return node.module in (SOLUTION, AUTHORING)

    def _solution_import(self, node: ast.ImportFrom) -> str:
        if node.module == AUTHORING:
            self.markers.update({alias.asname or alias.name: alias.name for alias in node.names})
            return ""
        lines = []
        for alias in node.names:
            if alias.name not in self.solution_names:
                raise self._error(node.lineno, f"the solution has no {alias.name} to import")
            local = alias.asname or alias.name
            if local == alias.name:
                self.plain_imports[local] = node.lineno
            elif local in self.solution_names:
                raise self._error(
                    node.lineno, f"{local} is a name of the solution's; choose another"
                )
            else:
                lines.append(f"{local} = {alias.name}")
        return "\n".join(lines)

    def _refuse_clashes(self, node: ast.stmt, names: set[str]) -> None:
        origins = import_origins(node)
        for name in sorted(names & self.solution_names):
            if name in origins and origins[name] == self.solution_imports.get(name):
                continue
            raise self._error(
                node.lineno,
                f"{name} is a name of the solution's and would replace it there; choose another",
            )

    def _text(self, node: ast.stmt, mark: ast.Call | None) -> str:
        if mark is None and not getattr(node, "decorator_list", None):
            return _segment(self.lines, node.lineno, node.col_offset, node)
        decorators = "".join(
            f"@{ast.unparse(decorator)}\n"
            for decorator in node.decorator_list
            if decorator is not mark
        )
        return decorators + _segment(self.lines, node.lineno, node.col_offset, node)

    def _error(self, line: int, message: str) -> DeepdrillError:
        return DeepdrillError(f"{shown(self.path)}, line {line}: {message}")


def _parse(path: Path) -> tuple[list[str], ast.Module]:
    text = read_text(path)
    try:
        return text.split("\n"), ast.parse(text)
    except SyntaxError as error:
        raise DeepdrillError(f"{shown(path)}, line {error.lineno}: {error.msg}") from None
    except ValueError as error:  # a NUL byte
        raise DeepdrillError(f"{shown(path)}: {error}") from None


def _segment(lines: list[str], line: int, column: int, node: ast.stmt) -> str:
    """The text of a top-level statement; columns of the tree count UTF-8 bytes."""
    block = lines[line - 1 : node.end_lineno]
    block[-1] = block[-1].encode()[: node.end_col_offset].decode()
    block[0] = block[0].encode()[column:].decode()
    return "\n".join(block)


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_main_guard(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.If)
        and isinstance(node.test, ast.Compare)
        and isinstance(node.test.left, ast.Name)
        and node.test.left.id == "__name__"
    )


def _is_future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def _future_names(tree: ast.Module) -> set[str]:
    return {alias.name for node in tree.body if _is_future(node) for alias in node.names}


def _without_future(lines: list[str], tree: ast.Module) -> str:
    """The source with its future imports blanked: they are gathered in the first line instead."""
    lines = list(lines)
    for node in tree.body:
        if _is_future(node):
            lines[node.lineno - 1 : node.end_lineno] = [""] * (node.end_lineno - node.lineno + 1)
    return "\n".join(lines)
