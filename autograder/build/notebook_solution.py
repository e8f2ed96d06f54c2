"""The solution cut into cells: what is given, and one cell for each definition that a student writes.

nbgrader puts ``raise NotImplementedError()`` in the place of each region, so a region may only stand in a function.
A region at module level or in a class body (private helpers, imports) is therefore joined to a function's: it goes
behind the last line of the first definition that needs it, inside the same marks, and vanishes together with it.
"""

from __future__ import annotations

import ast
import itertools
import re
import textwrap
from dataclasses import dataclass, replace
from typing import Literal

from autograder.build.stub import END, Region, find_regions
from autograder.course.names import DEFINITIONS, bound_names
from autograder.errors import DeepdrillError

HELPERS = "# Helpers of this solution; they vanish together with the region."


@dataclass(frozen=True)
class Part:
    """A stretch of the solution. ``name`` is what a "write" part defines."""

    kind: Literal["text", "given", "write"]
    source: str
    name: str = ""

    @property
    def names_used(self) -> set[str]:
        tree = ast.parse(self.source)
        return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def parts_of(source: str, where: str) -> list[Part]:
    """The parts of ``source``, in order; given statements that stand together are one part."""
    tree = ast.parse(source)
    regions = find_regions(source, where)
    loose = [region for region in regions if region.kind == "module"]
    lines = source.split("\n")
    hidden = {n for region in loose for n in range(region.begin, region.end + 1)}
    parts: list[Part] = []
    done = begun = 0
    for node in tree.body:
        if node.lineno in hidden:
            continue
        inner = [region for region in regions if node.lineno < region.begin <= node.end_lineno]
        end = max(
            [node.end_lineno, *(region.end for region in inner)]
        )  # the last mark is a comment
        text = _lines(lines, done, end, hidden)
        start, done = done, end
        if not parts and (docstring := _docstring(node)) is not None:
            parts.append(Part("text", docstring))
        elif isinstance(node, DEFINITIONS) and inner:
            parts.append(Part("write", _without_class_regions(text, node.name, where), node.name))
        elif parts and parts[-1].kind == "given":
            parts[-1] = Part("given", _lines(lines, begun, done, hidden))
        else:
            begun = start
            parts.append(Part("given", text))
    return _with_helpers(parts, [_inside(lines, region) for region in loose], where)


def _lines(lines: list[str], after: int, last: int, hidden: set[int]) -> str:
    """Lines ``after`` + 1 to ``last`` without hidden ones: comments go with what follows them."""
    kept = [lines[n - 1] for n in range(after + 1, last + 1) if n not in hidden]
    return re.sub(r"\n{4,}", "\n\n\n", "\n".join(kept).strip("\n"))


def _docstring(node: ast.stmt) -> str | None:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        if isinstance(node.value.value, str):
            first, _, rest = node.value.value.strip().partition("\n")
            return f"{first}\n{textwrap.dedent(rest)}".strip()
    return None


def _inside(lines: list[str], region: Region) -> str:
    return "\n".join(lines[region.begin : region.end - 1]).strip("\n")


def _without_class_regions(text: str, name: str, where: str) -> str:
    """The definition with each region of a class body joined to the region of a method."""
    while True:
        regions, lines = find_regions(text, where), text.split("\n")
        if all(region.kind != "class" for region in regions):
            return text
        for before, region in itertools.pairwise(regions):
            if region.kind == "class" and not "".join(lines[before.end : region.begin - 1]).strip():
                del lines[region.begin - 1], lines[before.end - 1]
                break
        else:  # none stands right behind another: the first one goes into the last one
            region, last = next(one for one in regions if one.kind == "class"), regions[-1]
            if last.kind == "class" or "".join(lines[last.end :]).strip():
                raise DeepdrillError(
                    f"{where}: move the region in the body of {name} right behind the region of a method, "
                    "so that the two can vanish together from the notebook"
                )
            body = lines[region.begin : region.end - 1]
            lines[last.end - 1 : last.end - 1] = ["", *body]
            del lines[region.begin - 1 : region.end]
        text = "\n".join(lines)


def _with_helpers(parts: list[Part], helpers: list[str], where: str) -> list[Part]:
    trees = [ast.parse(text) for text in helpers]
    binds = [set().union(*map(bound_names, tree.body)) for tree in trees]
    uses = [{node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} for tree in trees]
    for number, text in enumerate(helpers):
        wanted = set(binds[number])
        for other, used in enumerate(uses):  # what builds on it is needed together with it
            wanted |= binds[other] if used & wanted else set()
        parts = _hosted(parts, text, wanted, where)
    return parts


def _hosted(parts: list[Part], text: str, wanted: set[str], where: str) -> list[Part]:
    """``parts`` with ``text`` in the last region at or before the first definition that needs it."""
    writing = [n for n, part in enumerate(parts) if part.kind == "write"]
    first = next((n for n in writing if parts[n].names_used & wanted), None)
    fitting = [n for n in writing if parts[n].source.rstrip().endswith(END)]
    early = [n for n in fitting if first is None or n <= first]
    if not early:
        raise DeepdrillError(
            f"{where}: no function before the first use of {', '.join(sorted(wanted))} ends with its "
            "region, so these helpers could not vanish from the notebook; move the region that holds them"
        )
    host = early[0] if first is None else early[-1]
    body = parts[host].source.rstrip().removesuffix(END).rstrip()
    changed = replace(parts[host], source=f"{body}\n\n\n{HELPERS}\n{text}\n{END}")
    return [*parts[:host], changed, *parts[host + 1 :]]
